/**
 * Raising: how a function of the runtime makes an exception pending, asks about it, and forgets it.
 *
 * The pending exception is three owned references in the interpreter (type, value, traceback). The value may still be
 * what the exception's class is to be called with: a str, a tuple of arguments, or NULL for none. It becomes an
 * instance ("is normalised") only where somebody looks at it, or at once when an exception is being handled, because
 * the new one then needs a `__context__` to point at the old one.
 *
 * Laws
 * - The raising functions return NULL or -1, so that callers write `return raise(vm, TYPE_ERROR, "...")`.
 * - A failure while raising (no memory for the message, an `__init__` that raises) leaves that failure pending instead:
 *   after a raising function some exception is always pending.
 * - Classes are called through the slots of the type, by function number: this file knows no type but str and tuple.
 *
 * Source: CPython 3.11 Python/errors.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  TP_FLAGS,
  TPFLAGS_BASE_EXC_SUBCLASS,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_TYPE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { clearPending, noMemory, noMemoryFlag, restorePending } from "../memory/pending.ts";
import { decref, incref, setField, typeOf, xdecref, xincref } from "../memory/refcount.ts";
import {
  ATTRIBUTE_ERROR,
  EMPTY_TUPLE,
  EXCEPTION_BASE,
  KEY_ERROR,
  NAME_ERROR,
  NONE,
  RECURSION_ERROR,
  SYSTEM_ERROR,
  TYPE_ERROR,
  TYPE_TYPE,
  UNBOUND_LOCAL_ERROR,
} from "../memory/statics.ts";
import {
  ATTRIBUTE_ERROR_NAME,
  ATTRIBUTE_ERROR_OBJ,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_SUPPRESS_CONTEXT,
  EXC_TRACEBACK,
  NAME_ERROR_NAME,
} from "./exception_layout.ts";
import { jsString, newStr } from "./str.ts";
import { hasTypeFlag, isSubtype } from "./subtype.ts";
import { tupleItem, tuplePack1, tupleSize } from "./tuple.ts";
import { typeName } from "./type_name.ts";

export { noMemory, noMemoryFlag };

const TP_NEW = TYPE.offsets.tp_new;
const TP_INIT = TYPE.offsets.tp_init;
const TP_CALL = TYPE.offsets.tp_call;

/** Failures in a row while an exception is made before a RecursionError takes its place. */
const NORMALIZE_LIMIT = 32;

/** An exception taken out of the pending place: type, value, traceback; owned references, each may be NULL. */
export type SavedError = [type: Address, value: Address, traceback: Address];

// What is pending ------------------------------------------------------------------------------------------------

/** Type of the pending exception, borrowed, or NULL. */
export function errorOccurred(vm: Interpreter): Address {
  return vm.curexcType;
}

/** Whether the pending exception is of type `expected` (a class, or a tuple of classes), by its class alone. */
export function errorMatches(vm: Interpreter, expected: Address): boolean {
  return givenMatches(vm, vm.curexcType, expected);
}

/** Whether `given` (an exception or a class) is of `expected` (a class, or nested tuples of classes). Runs no code. */
export function givenMatches(vm: Interpreter, given: Address, expected: Address): boolean {
  if (given === NULL || expected === NULL) return false;
  if (isTupleObject(vm, expected)) {
    for (let i = 0, n = tupleSize(vm, expected); i < n; i++) {
      if (givenMatches(vm, given, tupleItem(vm, expected, i))) return true;
    }
    return false;
  }
  const type = isExceptionInstance(vm, given) ? typeOf(vm, given) : given;
  if (type === expected) return true;
  return isExceptionClass(vm, type) && isExceptionClass(vm, expected) && isSubtype(vm, type, expected);
}

/** Forgets the pending exception. Can run any code. */
export function clearError(vm: Interpreter): void {
  clearPending(vm);
}

/** Takes the pending exception away; the references pass to the caller. */
export function fetchError(vm: Interpreter): SavedError {
  const saved: SavedError = [vm.curexcType, vm.curexcValue, vm.curexcTraceback];
  vm.curexcType = NULL;
  vm.curexcValue = NULL;
  vm.curexcTraceback = NULL;
  return saved;
}

/** Makes a fetched exception pending again; steals its references. Can run any code if another one was pending. */
export function restoreError(vm: Interpreter, saved: SavedError): void {
  restorePending(vm, saved[0], saved[1], saved[2]);
}

/** Releases a fetched exception. Can run any code. */
export function dropError(vm: Interpreter, saved: SavedError): void {
  xdecref(vm, saved[0]);
  xdecref(vm, saved[1]);
  xdecref(vm, saved[2]);
}

// Raising --------------------------------------------------------------------------------------------------------

/** Raises `type` with a message; returns NULL. */
export function raise(vm: Interpreter, type: Address, message: string): Address {
  const value = newStr(vm, message);
  if (value === NULL) return NULL;
  setPending(vm, type, value);
  return NULL;
}

/** Raises `type` with a message; returns -1. */
export function raiseFlag(vm: Interpreter, type: Address, message: string): -1 {
  raise(vm, type, message);
  return -1;
}

/** Raises `type` with `value` (borrowed): an instance, a tuple of arguments, or the only argument. Returns NULL. */
export function raiseObject(vm: Interpreter, type: Address, value: Address): Address {
  xincref(vm, value);
  setPending(vm, type, value);
  return NULL;
}

/** Raises `type` without arguments; returns NULL. */
export function raiseNone(vm: Interpreter, type: Address): Address {
  setPending(vm, type, NULL);
  return NULL;
}

/** Raises KeyError for a key (borrowed), which may itself be a tuple; returns NULL. */
export function raiseKeyError(vm: Interpreter, key: Address): Address {
  const args = tuplePack1(vm, key);
  if (args === NULL) return NULL;
  setPending(vm, KEY_ERROR, args);
  return NULL;
}

/** Raises AttributeError "'T' object has no attribute 'name'" with `obj` and `name` (borrowed) set; returns NULL. */
export function raiseAttributeError(vm: Interpreter, obj: Address, name: Address): Address {
  raise(vm, ATTRIBUTE_ERROR, `'${formatType(vm, obj)}' object has no attribute '${jsString(vm, name)}'`);
  setAttributeErrorContext(vm, obj, name);
  return NULL;
}

/**
 * Puts `obj` and `name` (borrowed) into the pending AttributeError, for the suggestions shown later. Nothing happens
 * to other exceptions, or if they are set already.
 */
export function setAttributeErrorContext(vm: Interpreter, obj: Address, name: Address): void {
  if (!errorMatches(vm, ATTRIBUTE_ERROR)) return;
  normalizeException(vm);
  const error = vm.curexcValue, i32 = vm.i32;
  if (!givenMatches(vm, error, ATTRIBUTE_ERROR)) return;
  if (i32[(error + ATTRIBUTE_ERROR_NAME) >> 2] !== NULL || i32[(error + ATTRIBUTE_ERROR_OBJ) >> 2] !== NULL) {
    return;
  }
  incref(vm, name);
  incref(vm, obj);
  i32[(error + ATTRIBUTE_ERROR_NAME) >> 2] = name;
  i32[(error + ATTRIBUTE_ERROR_OBJ) >> 2] = obj;
}

/** Raises NameError "name 'x' is not defined" with `name` (borrowed) set; returns NULL. */
export function raiseNameError(vm: Interpreter, name: Address): Address {
  raise(vm, NAME_ERROR, `name '${jsString(vm, name)}' is not defined`);
  setNameErrorName(vm, name);
  return NULL;
}

/** Raises UnboundLocalError for a local variable without a value; returns NULL. */
export function raiseUnboundLocal(vm: Interpreter, name: Address): Address {
  const text = jsString(vm, name);
  return raise(
    vm,
    UNBOUND_LOCAL_ERROR,
    `cannot access local variable '${text}' where it is not associated with a value`,
  );
}

/** Raises NameError for a variable of an enclosing function that has no value; returns NULL. */
export function raiseUnboundFree(vm: Interpreter, name: Address): Address {
  const text = jsString(vm, name);
  raise(
    vm,
    NAME_ERROR,
    `cannot access free variable '${text}' where it is not associated with a value in enclosing scope`,
  );
  setNameErrorName(vm, name);
  return NULL;
}

function setNameErrorName(vm: Interpreter, name: Address): void {
  if (!errorMatches(vm, NAME_ERROR)) return;
  normalizeException(vm);
  const error = vm.curexcValue;
  if (!givenMatches(vm, error, NAME_ERROR) || vm.i32[(error + NAME_ERROR_NAME) >> 2] !== NULL) return;
  incref(vm, name);
  vm.i32[(error + NAME_ERROR_NAME) >> 2] = name;
}

/** Raises TypeError "bad argument type for built-in operation"; returns NULL. */
export function raiseBadArgument(vm: Interpreter): Address {
  return raise(vm, TYPE_ERROR, "bad argument type for built-in operation");
}

/**
 * Raises `type` with a message while an exception is pending, which becomes its `__cause__` and `__context__`.
 * Returns NULL.
 */
export function raiseFromCause(vm: Interpreter, type: Address, message: string): Address {
  normalizeException(vm);
  const [causeType, cause, traceback] = fetchError(vm);
  if (traceback !== NULL) setField(vm, cause + EXC_TRACEBACK, traceback);
  decref(vm, causeType);
  raise(vm, type, message);
  normalizeException(vm);
  const saved = fetchError(vm);
  incref(vm, cause);
  setCause(vm, saved[1], cause);
  setContext(vm, saved[1], cause);
  restoreError(vm, saved);
  return NULL;
}

/**
 * Brings a fetched exception back (stealing it): pending again if nothing else is, otherwise as the `__context__` of
 * the one that is pending now.
 */
export function chainExceptions(vm: Interpreter, saved: SavedError): void {
  if (saved[0] === NULL) return;
  if (vm.curexcType === NULL) {
    restoreError(vm, saved);
    return;
  }
  const newer = fetchError(vm);
  restoreError(vm, saved);
  normalizeException(vm);
  const [type, value, traceback] = fetchError(vm);
  if (traceback !== NULL) setField(vm, value + EXC_TRACEBACK, traceback);
  decref(vm, type);
  restoreError(vm, newer);
  normalizeException(vm);
  const outer = fetchError(vm);
  setContext(vm, outer[1], value);
  restoreError(vm, outer);
}

/**
 * Reports the pending exception, which has nowhere to go (it was raised in `__del__` or in a callback), on standard
 * error, and clears it. `where` (borrowed, or NULL) is the function it happened in; `message` takes the place of
 * "Exception ignored in".
 */
export function writeUnraisable(vm: Interpreter, where: Address, message: string | null = null): void {
  vm.reportUnraisable(vm, where, message);
}

/** The exception that is being handled, by the generator that runs or else by those that have resumed it: borrowed, or NULL. */
export function handledException(vm: Interpreter): Address {
  if (vm.handled !== NULL || vm.excInfo === EXCEPTION_BASE) return vm.handled;
  for (let item = vm.excInfo; item !== EXCEPTION_BASE;) {
    item = vm.i32[(item + 8) >> 2];
    if (vm.i32[item >> 2] !== NULL) return vm.i32[item >> 2];
  }
  return NULL;
}

/** Makes `type` pending with `value` (stolen, may be NULL), chained to the exception that is being handled. */
function setPending(vm: Interpreter, type: Address, value: Address): void {
  if (!isExceptionClass(vm, type)) {
    xdecref(vm, value);
    raise(vm, SYSTEM_ERROR, "_PyErr_SetObject: exception is not a BaseException subclass");
    return;
  }
  let instance = value;
  const handled = handledException(vm);
  if (handled !== NULL) {
    instance = chainToHandled(vm, handled, type, value);
    if (instance === NULL) return;
  }
  let traceback = NULL;
  if (instance !== NULL && isExceptionInstance(vm, instance)) {
    traceback = vm.i32[(instance + EXC_TRACEBACK) >> 2];
    xincref(vm, traceback);
  }
  incref(vm, type);
  restorePending(vm, type, instance, traceback);
}

/**
 * The instance for `type` and `value` (stolen) with its context set: a new reference, or NULL with an exception.
 * A context chain that already contains the new exception is cut before it, so that no cycle arises.
 */
function chainToHandled(vm: Interpreter, handled: Address, type: Address, value: Address): Address {
  incref(vm, handled);
  let instance = value;
  if (value === NULL || !isExceptionInstance(vm, value)) {
    clearPending(vm);
    instance = createException(vm, type, value);
    xdecref(vm, value);
    if (instance === NULL) {
      decref(vm, handled);
      return NULL;
    }
  }
  if (handled === instance) {
    decref(vm, handled);
  } else {
    cutContextChain(vm, handled, instance);
    setContext(vm, instance, handled);
  }
  return instance;
}

/** Makes the pending exception an instance and gives it its context, which is missing if it was raised without one. */
export function completeContext(vm: Interpreter): void {
  normalizeException(vm);
  const handled = handledException(vm), instance = vm.curexcValue;
  if (handled === NULL || handled === instance || vm.i32[(instance + EXC_CONTEXT) >> 2] !== NULL) return;
  const saved = fetchError(vm);
  incref(vm, handled);
  cutContextChain(vm, handled, instance);
  setContext(vm, instance, handled);
  restoreError(vm, saved);
}

/** Cuts the chain of contexts that starts at `start` in front of `instance`. Chains with a cycle are fine. */
function cutContextChain(vm: Interpreter, start: Address, instance: Address): void {
  const i32 = vm.i32;
  let current = start, slow = start, moveSlow = false;
  for (;;) {
    const context = i32[(current + EXC_CONTEXT) >> 2];
    if (context === NULL) return;
    if (context === instance) {
      setContext(vm, current, NULL);
      return;
    }
    current = context;
    if (current === slow) return;
    if (moveSlow) slow = i32[(slow + EXC_CONTEXT) >> 2];
    moveSlow = !moveSlow;
  }
}

// Instances ------------------------------------------------------------------------------------------------------

/** Makes the pending exception an instance of its type, which it may turn out to replace by a failure. */
export function normalizeException(vm: Interpreter): void {
  const value = vm.curexcValue;
  if (vm.curexcType === NULL) return;
  if (value !== NULL && typeOf(vm, value) === vm.curexcType) return;
  normalizeSlowly(vm);
}

function normalizeSlowly(vm: Interpreter): void {
  let [type, value, traceback] = fetchError(vm);
  for (let failures = 0;;) {
    const instance = instanceFor(vm, type, value);
    if (instance !== NULL) {
      const actual = typeOf(vm, instance);
      incref(vm, actual);
      decref(vm, type);
      xdecref(vm, value);
      restorePending(vm, actual, instance, traceback);
      return;
    }
    decref(vm, type);
    xdecref(vm, value);
    if (++failures === NORMALIZE_LIMIT) {
      raise(vm, RECURSION_ERROR, "maximum recursion depth exceeded while normalizing an exception");
    } else if (failures > NORMALIZE_LIMIT + 2) {
      throw new Error("Cannot recover from the recursive normalization of an exception");
    }
    const older = traceback;
    [type, value, traceback] = fetchError(vm);
    if (traceback === NULL) traceback = older;
    else xdecref(vm, older);
  }
}

/** `value` itself if it is an instance of `type`, else a new one made from it: a new reference, or NULL. */
function instanceFor(vm: Interpreter, type: Address, value: Address): Address {
  if (value !== NULL && isExceptionInstance(vm, value) && isSubtype(vm, typeOf(vm, value), type)) {
    incref(vm, value);
    return value;
  }
  return createException(vm, type, value);
}

/**
 * Calls the class `type` with `value` (borrowed: a tuple of arguments, the only argument, or NULL or None for none).
 * New reference; NULL with an exception, also when the class gives something that is no exception.
 */
export function createException(vm: Interpreter, type: Address, value: Address): Address {
  let instance: Address;
  if (value === NULL || value === NONE) {
    instance = instantiate(vm, type, EMPTY_TUPLE);
  } else if (isTupleObject(vm, value)) {
    instance = instantiate(vm, type, value);
  } else {
    const args = tuplePack1(vm, value);
    if (args === NULL) return NULL;
    instance = instantiate(vm, type, args);
    decref(vm, args);
  }
  if (instance !== NULL && !isExceptionInstance(vm, instance)) {
    const given = formatType(vm, instance);
    decref(vm, instance);
    return raise(
      vm,
      TYPE_ERROR,
      `calling ${describeClass(vm, type)} should have returned an instance of BaseException, not ${given}`,
    );
  }
  return instance;
}

/**
 * Calls a class with a tuple of arguments (borrowed), as type.__call__ does; other metaclasses through tp_call. New
 * reference to whatever it gives, or NULL.
 */
export function instantiate(vm: Interpreter, type: Address, args: Address): Address {
  const i32 = vm.i32;
  if (typeOf(vm, type) !== TYPE_TYPE) {
    return vm.functions[i32[(typeOf(vm, type) + TP_CALL) >> 2]](vm, type, args, NULL);
  }
  const newId = i32[(type + TP_NEW) >> 2];
  if (newId === 0) return raise(vm, TYPE_ERROR, `cannot create '${typeName(vm, type)}' instances`);
  const instance: Address = vm.functions[newId](vm, type, args, NULL);
  if (instance === NULL) return NULL;
  const actual = typeOf(vm, instance);
  if (actual !== type && !isSubtype(vm, actual, type)) return instance;
  const initId = i32[(actual + TP_INIT) >> 2];
  if (initId !== 0 && vm.functions[initId](vm, instance, args, NULL) < 0) {
    decref(vm, instance);
    return NULL;
  }
  return instance;
}

function describeClass(vm: Interpreter, type: Address): string {
  return `<class '${typeName(vm, type)}'>`;
}

// Questions about objects ----------------------------------------------------------------------------------------

/** Whether `object` is an instance of BaseException. */
export function isExceptionInstance(vm: Interpreter, object: Address): boolean {
  return hasTypeFlag(vm, object, TPFLAGS_BASE_EXC_SUBCLASS);
}

/** Whether `object` is a class derived from BaseException. */
export function isExceptionClass(vm: Interpreter, object: Address): boolean {
  return hasTypeFlag(vm, object, TPFLAGS_TYPE_SUBCLASS) &&
    (vm.i32[(object + TP_FLAGS) >> 2] & TPFLAGS_BASE_EXC_SUBCLASS) !== 0;
}

/** Name of an object's type, for messages. */
export function formatType(vm: Interpreter, object: Address): string {
  return typeName(vm, typeOf(vm, object));
}

function isTupleObject(vm: Interpreter, object: Address): boolean {
  return hasTypeFlag(vm, object, TPFLAGS_TUPLE_SUBCLASS);
}

// Fields of an instance ------------------------------------------------------------------------------------------

/** Sets `__context__`; steals `context` (an exception or NULL). Can run any code. */
export function setContext(vm: Interpreter, instance: Address, context: Address): void {
  setField(vm, instance + EXC_CONTEXT, context);
}

/** Sets `__cause__` and hides the context; steals `cause` (an exception or NULL). Can run any code. */
export function setCause(vm: Interpreter, instance: Address, cause: Address): void {
  vm.u8[instance + EXC_SUPPRESS_CONTEXT] = 1;
  setField(vm, instance + EXC_CAUSE, cause);
}

/** Sets `__traceback__`; steals `traceback` (a traceback or NULL). Can run any code. */
export function setTraceback(vm: Interpreter, instance: Address, traceback: Address): void {
  setField(vm, instance + EXC_TRACEBACK, traceback);
}
