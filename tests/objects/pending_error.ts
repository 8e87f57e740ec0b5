/** What tests ask about an exception that native functions left pending. */
import { assertNotEquals } from "@std/assert";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { NULL } from "../../heap/mod.ts";
import { decref } from "../../runtime/memory/refcount.ts";
import { clearError } from "../../runtime/objects/errors.ts";
import { getAttrJs, str } from "../../runtime/objects/object.ts";
import { jsString, newStr } from "../../runtime/objects/str.ts";

/** "Type: message" of the pending exception, which is forgotten. */
export function takeError(vm: Interpreter): string {
  assertNotEquals(vm.curexcType, NULL, "a function failed without an exception");
  const name = getAttrJs(vm, vm.curexcType, "__name__");
  const message = vm.curexcValue === NULL ? newStr(vm, "") : str(vm, vm.curexcValue);
  const text = `${jsString(vm, name)}: ${jsString(vm, message)}`;
  decref(vm, name);
  decref(vm, message);
  clearError(vm);
  return text;
}
