/**
 * Running a code object in namespaces: modules, exec and eval.
 *
 * As in CPython a function is made for it, which gives the frame its globals and builtins, and dies afterwards.
 *
 * Source: CPython 3.11 Python/ceval.c (PyEval_EvalCode).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { CO_FUNCTION } from "./code.ts";
import { functionNew } from "./function.ts";

/** Runs `code` with globals (a dict) and a namespace (any mapping); the result is new: None, or an expression's value. */
export function evalCode(vm: Interpreter, code: Address, globals: Address, namespace: Address): Address {
  const func = functionNew(vm, code, globals);
  if (func === NULL) return NULL;
  vm.namespace = namespace;
  const result: Address = vm.functions[vm.i32[(code + CO_FUNCTION) >> 2]](vm, func);
  decref(vm, func);
  return result;
}
