/**
 * Exceptions that nobody can receive, raised in `__del__`, in callbacks of weak references or during a collection: they go
 * to sys.unraisablehook, which prints them unless the program has put another function there.
 *
 * Law: reporting never fails. A hook that raises is reported itself, by printing.
 *
 * Source: CPython 3.11 Python/errors.c (_PyErr_WriteUnraisableMsg, _PyErr_WriteUnraisableDefaultHook).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { F_POSITION, type Interpreter } from "../memory/interpreter.ts";
import { decref, newRef, typeOf, xdecref } from "../memory/refcount.ts";
import { identifier, lateType, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { call1 } from "../objects/call.ts";
import { dictGetStr } from "../objects/dict.ts";
import { clearError, fetchError, normalizeException, raise, setTraceback } from "../objects/errors.ts";
import { functionRecord } from "../objects/frame.ts";
import { bringTypes } from "../objects/late_types.ts";
import { isStr, jsString, newStr } from "../objects/str.ts";
import { defineStructSequence, structSequenceNew } from "../objects/struct_sequence.ts";
import { addTraceback } from "../objects/traceback.ts";
import { tupleItem } from "../objects/tuple.ts";
import { printUnraisable } from "./print_exception.ts";

const HOOK_NAME = identifier("unraisablehook");
const ORIGINAL_NAME = identifier("__unraisablehook__");
const ARGS_TYPE = lateType("UnraisableHookArgs");
const FIELDS = ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"];

/** The pending exception, taken away: a type, an instance with its traceback, and the traceback or NULL; owned. */
type Failure = readonly [type: Address, value: Address, traceback: Address];

/** Takes the pending exception as an instance that has its traceback. */
function takeFailure(vm: Interpreter): Failure {
  if (vm.curexcTraceback === NULL) {
    const record = functionRecord(vm, vm.fp);
    if (record !== NULL) addTraceback(vm, record, vm.i32[(record + F_POSITION) >> 2]);
  }
  normalizeException(vm);
  const failure = fetchError(vm);
  if (failure[2] !== NULL) setTraceback(vm, failure[1], newRef(vm, failure[2]));
  return failure;
}

function dropFailure(vm: Interpreter, [type, value, traceback]: Failure): void {
  decref(vm, type);
  decref(vm, value);
  xdecref(vm, traceback);
}

/**
 * Reports the pending exception and clears it: it was raised where nobody can receive it. `where` is borrowed, or NULL or
 * None; `message` takes the place of "Exception ignored in". Can run any code.
 */
export function reportUnraisable(vm: Interpreter, where: Address, message: string | null): void {
  const failure = takeFailure(vm);
  const [type, value, traceback] = failure;
  const hook = vm.sysDict === NULL ? NULL : dictGetStr(vm, vm.sysDict, HOOK_NAME);
  if (hook === NULL || hook === NONE || hook === dictGetStr(vm, vm.sysDict, ORIGINAL_NAME)) {
    printUnraisable(vm, type, value, traceback, message, where);
  } else {
    newRef(vm, hook);
    if (!callHook(vm, hook, failure, message, where)) {
      const second = takeFailure(vm);
      printUnraisable(vm, ...second, "Exception ignored in sys.unraisablehook", hook);
      dropFailure(vm, second);
    }
    decref(vm, hook);
  }
  dropFailure(vm, failure);
}

/** Calls the program's hook; false with an exception. */
function callHook(
  vm: Interpreter,
  hook: Address,
  [type, value, traceback]: Failure,
  message: string | null,
  where: Address,
): boolean {
  if (!bringTypes(vm, [[ARGS_TYPE, defineHookArgs]])) return false;
  const args = structSequenceNew(vm, ARGS_TYPE, [
    newRef(vm, type),
    newRef(vm, value),
    newRef(vm, traceback === NULL ? NONE : traceback),
    message === null ? newRef(vm, NONE) : newStr(vm, message),
    newRef(vm, where === NULL ? NONE : where),
  ]);
  const result = args === NULL ? NULL : call1(vm, hook, args);
  xdecref(vm, args);
  xdecref(vm, result);
  return result !== NULL;
}

function defineHookArgs(vm: Interpreter): void {
  defineStructSequence(vm, ARGS_TYPE, "UnraisableHookArgs", FIELDS);
}

/** sys.unraisablehook(unraisable): prints. */
export function unraisablehook(vm: Interpreter, _module: Address, args: Address): Address {
  if (typeOf(vm, args) !== ARGS_TYPE) {
    return raise(vm, TYPE_ERROR, "sys.unraisablehook argument type must be UnraisableHookArgs");
  }
  const [type, value, traceback, message, where] = FIELDS.map((_, i) => tupleItem(vm, args, i));
  const text = isStr(vm, message) ? jsString(vm, message) : null;
  printUnraisable(vm, type, value, traceback === NONE ? NULL : traceback, text, where);
  clearError(vm);
  return newRef(vm, NONE);
}
