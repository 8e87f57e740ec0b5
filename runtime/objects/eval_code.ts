/**
 * Running a code object in namespaces: modules, exec and eval.
 *
 * As in CPython a function is made for it, which gives the frame its globals and builtins, and dies afterwards.
 *
 * Source: CPython 3.11 Python/ceval.c (PyEval_EvalCode).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { CO_FLAGS, CO_FUNCTION } from "./code.ts";
import { CO_NEWLOCALS } from "./code_flags.ts";
import { functionNew, functionVectorcall } from "./function.ts";
import { FUNC_CLOSURE } from "./function_layout.ts";

/**
 * Runs `code` with globals (a dict), a namespace (any mapping) and a closure (a tuple of cells, or NULL). The code of a function is
 * called without arguments, and has variables of its own. The result is new: None, or an expression's value. */
export function evalCode(
  vm: Interpreter,
  code: Address,
  globals: Address,
  namespace: Address,
  closure: Address = NULL,
): Address {
  const func = functionNew(vm, code, globals);
  if (func === NULL) return NULL;
  if (closure !== NULL) vm.i32[(func + FUNC_CLOSURE) >> 2] = newRef(vm, closure);
  if ((vm.i32[(code + CO_FLAGS) >> 2] & CO_NEWLOCALS) !== 0) {
    const result = functionVectorcall(vm, func, vm.sp, 0, NULL);
    decref(vm, func);
    return result;
  }
  vm.namespace = namespace;
  const result: Address = vm.functions[vm.i32[(code + CO_FUNCTION) >> 2]](vm, func);
  decref(vm, func);
  return result;
}
