/**
 * What the prompt does with the value of an expression: it calls sys.displayhook.
 *
 * Source: CPython 3.11 Python/ceval.c (PRINT_EXPR).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, incref } from "../memory/refcount.ts";
import { identifier, RUNTIME_ERROR } from "../memory/statics.ts";
import { call1 } from "./call.ts";
import { dictGetStr } from "./dict.ts";
import { raiseFlag } from "./errors.ts";

const ID_DISPLAYHOOK = identifier("displayhook");

/** Shows `value` (borrowed); 0 or -1. */
export function displayHook(vm: Interpreter, value: Address): number {
  const hook = dictGetStr(vm, vm.sysDict, ID_DISPLAYHOOK);
  if (hook === NULL) return raiseFlag(vm, RUNTIME_ERROR, "lost sys.displayhook");
  incref(vm, hook);
  const result = call1(vm, hook, value);
  decref(vm, hook);
  if (result === NULL) return -1;
  decref(vm, result);
  return 0;
}
