/**
 * How messages about a call name what was called: `module.qualname()`, without the module for built-in functions, and
 * str() of what has no `__qualname__`.
 *
 * Source: CPython 3.11 Objects/object.c (_PyObject_FunctionStr).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { NE } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import { identifier, NONE } from "../memory/statics.ts";
import { errorOccurred } from "./errors.ts";
import { lookupAttr, richCompareBool, str } from "./object.ts";
import { jsString } from "./str.ts";

const QUALNAME = identifier("__qualname__");
const MODULE = identifier("__module__");
const BUILTINS = identifier("builtins");

/** The text, or null with an exception. Can run any code. */
export function callableName(vm: Interpreter, callable: Address): string | null {
  const qualname = lookupAttr(vm, callable, QUALNAME);
  if (qualname === NULL) return errorOccurred(vm) === NULL ? textOf(vm, callable) : null;
  const name = textOf(vm, qualname);
  decref(vm, qualname);
  if (name === null) return null;
  const module = lookupAttr(vm, callable, MODULE);
  if (module === NULL) return errorOccurred(vm) === NULL ? `${name}()` : null;
  const foreign = module === NONE ? 0 : richCompareBool(vm, module, BUILTINS, NE);
  const prefix = foreign > 0 ? textOf(vm, module) : "";
  decref(vm, module);
  if (foreign < 0 || prefix === null) return null;
  return foreign > 0 ? `${prefix}.${name}()` : `${name}()`;
}

/** str() of an object as host text; null with an exception. */
function textOf(vm: Interpreter, object: Address): string | null {
  const text = str(vm, object);
  if (text === NULL) return null;
  const js = jsString(vm, text);
  decref(vm, text);
  return js;
}
