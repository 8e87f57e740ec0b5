/**
 * How the arguments of generic aliases and the types of unions are shown: a class by its name, `...`, anything else by its
 * repr.
 *
 * Source: CPython 3.11 Objects/genericaliasobject.c (ga_repr_item), Objects/unionobject.c (union_repr_item).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { ELLIPSIS, identifier } from "../memory/statics.ts";
import { lookupAttr } from "./attributes.ts";
import { repr } from "./object.ts";
import { isStr, jsString } from "./str.ts";

const CLASS_NAMES = [identifier("__qualname__"), identifier("__module__")];
const ORIGIN = identifier("__origin__");
const ARGS = identifier("__args__");

/** How an argument is shown: a class by its name, anything else by its repr. Null with an exception. */
export function typeItemText(vm: Interpreter, item: Address): string | null {
  if (item === ELLIPSIS) return "...";
  const hasOrigin = hasAttribute(vm, item, ORIGIN),
    hasArgs = hasOrigin === 1 ? hasAttribute(vm, item, ARGS) : 0;
  if (hasOrigin < 0 || hasArgs < 0) return null;
  if (hasArgs === 0) {
    const [qualname, module] = CLASS_NAMES.map((name) => textOf(vm, item, name));
    if (qualname === null || module === null) return null;
    if (qualname !== "" && module !== "") return module === "builtins" ? qualname : `${module}.${qualname}`;
  }
  const shown = repr(vm, item);
  if (shown === NULL) return null;
  const text = jsString(vm, shown);
  decref(vm, shown);
  return text;
}

function hasAttribute(vm: Interpreter, object: Address, name: Address): number {
  const value = lookupAttr(vm, object, name);
  if (value === NULL) return vm.curexcType !== NULL ? -1 : 0;
  decref(vm, value);
  return 1;
}

/** Text of an attribute, "" if it is missing or no str; null with an exception. */
function textOf(vm: Interpreter, object: Address, name: Address): string | null {
  const value = lookupAttr(vm, object, name);
  if (value === NULL) return vm.curexcType !== NULL ? null : "";
  const text = isStr(vm, value) ? jsString(vm, value) : "";
  decref(vm, value);
  return text;
}
