/**
 * What emitted code calls around `try`, `except`, `finally`, `raise` and `assert`.
 *
 *     failure --> catchException: traceback entry, instance, __traceback__; it is now vm.handled
 *                 matchException(vm.handled, type) for each handler
 *                 leaveHandler(previous): the handler is done, the exception handled before is handled again
 *                 raiseHandled: no handler matched, or the finally-body is done
 *                 reraise: a bare `raise`
 *
 * Laws
 * - `vm.handled` owns the exception being handled; what was handled before is kept by the emitted code, as an owned
 *   reference, and comes back with leaveHandler.
 * - Everything raised while an exception is handled has that as its `__context__`. MemoryError is raised without an
 *   instance, so it gets its context when it is caught or when it leaves the handler.
 *
 * Source: CPython 3.11 Python/ceval.c (do_raise, check_except_type_valid, exception_unwind).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TPFLAGS_TUPLE_SUBCLASS } from "../memory/object_layout.ts";
import { restorePending } from "../memory/pending.ts";
import { decref, newRef, setField, typeOf, xdecref, xincref } from "../memory/refcount.ts";
import { ASSERTION_ERROR, EMPTY_TUPLE, NONE, RUNTIME_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import {
  completeContext,
  givenMatches,
  handledException,
  instantiate,
  isExceptionClass,
  isExceptionInstance,
  normalizeException,
  raise,
  raiseFlag,
  raiseObject,
  setCause,
} from "./errors.ts";
import { EXC_TRACEBACK } from "./exception_layout.ts";
import { reprText } from "./exceptions.ts";
import { hasTypeFlag } from "./subtype.ts";
import { addTraceback } from "./traceback.ts";
import { tupleItem, tuplePack1, tupleSize } from "./tuple.ts";

const CANNOT_CATCH = "catching classes that do not inherit from BaseException is not allowed";

/**
 * The pending exception is caught by the function of the record at `fp`, at position number `position`; -1 if the
 * failure has its traceback entry already. It becomes `vm.handled`. Returns what was handled before: owned, or NULL.
 */
export function catchException(vm: Interpreter, fp: Address, position: number): Address {
  addTraceback(vm, fp, position);
  if (vm.curexcValue === NULL) completeContext(vm);
  normalizeException(vm);
  const type = vm.curexcType, value = vm.curexcValue, traceback = vm.curexcTraceback;
  vm.curexcType = NULL;
  vm.curexcValue = NULL;
  vm.curexcTraceback = NULL;
  const previous = vm.handled;
  vm.handled = value;
  setField(vm, value + EXC_TRACEBACK, traceback);
  decref(vm, type);
  return previous;
}

/**
 * Leaves a handler: what was handled before (stolen, or NULL) is handled again. Nothing happens for -1. An exception
 * may be pending. Can run any code.
 */
export function leaveHandler(vm: Interpreter, previous: Address): void {
  if (previous === -1) return;
  if (vm.curexcType !== NULL && vm.curexcValue === NULL) completeContext(vm);
  const handled = vm.handled;
  vm.handled = previous;
  xdecref(vm, handled);
}

/** Makes the exception being handled pending again, with its traceback. */
export function raiseHandled(vm: Interpreter): void {
  raiseAgain(vm, vm.handled);
}

/** Makes an exception (borrowed) pending with the traceback that it has. */
export function raiseAgain(vm: Interpreter, value: Address): void {
  const traceback = vm.i32[(value + EXC_TRACEBACK) >> 2];
  xincref(vm, traceback);
  restorePending(vm, newRef(vm, typeOf(vm, value)), newRef(vm, value), traceback);
}

/** `except type:` for the exception `exception` (both borrowed): 1, 0, or -1 with TypeError if `type` is no class. */
export function matchException(vm: Interpreter, exception: Address, type: Address): number {
  if (vm.i32[(exception + OB_TYPE) >> 2] === type) return 1;
  if (checkCatchable(vm, type) < 0) return -1;
  return givenMatches(vm, exception, type) ? 1 : 0;
}

/** Is `type` a class of exceptions, or a tuple of such? 0, or -1 with TypeError. */
export function checkCatchable(vm: Interpreter, type: Address): number {
  if (hasTypeFlag(vm, type, TPFLAGS_TUPLE_SUBCLASS)) {
    for (let i = 0, n = tupleSize(vm, type); i < n; i++) {
      if (!isExceptionClass(vm, tupleItem(vm, type, i))) return raiseFlag(vm, TYPE_ERROR, CANNOT_CATCH);
    }
  } else if (!isExceptionClass(vm, type)) {
    return raiseFlag(vm, TYPE_ERROR, CANNOT_CATCH);
  }
  return 0;
}

/**
 * A bare `raise` at position number `position`. Returns the position for the traceback: -1 if the exception being
 * handled is pending again, which has its entry already; otherwise `position`, with RuntimeError.
 */
export function reraise(vm: Interpreter, position: number): number {
  const handled = handledException(vm);
  if (handled === NULL) {
    raise(vm, RUNTIME_ERROR, "No active exception to reraise");
    return position;
  }
  raiseAgain(vm, handled);
  return -1;
}

/** `raise exception from cause`; both borrowed, `cause` perhaps NULL. An exception is pending afterwards. */
export function raiseStatement(vm: Interpreter, exception: Address, cause: Address): void {
  const value = exceptionFrom(vm, exception, "exceptions must derive from BaseException");
  if (value === NULL) return;
  if (cause === NULL || setCauseFrom(vm, value, cause)) raiseObject(vm, typeOf(vm, value), value);
  decref(vm, value);
}

/** Sets `__cause__` from what follows `from`: an exception, a class of exceptions, or None. False with an exception. */
function setCauseFrom(vm: Interpreter, value: Address, cause: Address): boolean {
  let fixed = NULL;
  if (cause !== NONE) {
    fixed = exceptionFrom(vm, cause, "exception causes must derive from BaseException");
    if (fixed === NULL) return false;
  }
  setCause(vm, value, fixed);
  return true;
}

/** An exception from an instance or a class, which is called: a new reference. NULL with TypeError `message` otherwise. */
function exceptionFrom(vm: Interpreter, object: Address, message: string): Address {
  if (isExceptionInstance(vm, object)) return newRef(vm, object);
  if (!isExceptionClass(vm, object)) return raise(vm, TYPE_ERROR, message);
  const instance = instantiate(vm, object, EMPTY_TUPLE);
  if (instance === NULL || isExceptionInstance(vm, instance)) return instance;
  const type = reprText(vm, object), given = reprText(vm, typeOf(vm, instance));
  decref(vm, instance);
  if (type === null || given === null) return NULL;
  return raise(
    vm,
    TYPE_ERROR,
    `calling ${type} should have returned an instance of BaseException, not ${given}`,
  );
}

/** A failed `assert`, with its message (borrowed) or NULL. */
export function assertionFailed(vm: Interpreter, message: Address): void {
  const args = message === NULL ? EMPTY_TUPLE : tuplePack1(vm, message);
  if (args === NULL) return;
  const instance = instantiate(vm, ASSERTION_ERROR, args);
  if (args !== EMPTY_TUPLE) decref(vm, args);
  if (instance === NULL) return;
  raiseObject(vm, ASSERTION_ERROR, instance);
  decref(vm, instance);
}
