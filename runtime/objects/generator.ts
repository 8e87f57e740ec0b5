/**
 * generator: PyGenObject with its frame inside, 152 bytes and a slot for each local and temporary, behind a GC head.
 *
 * Calling a generator function makes one: the parameters are put into its slots. Resuming it calls the body, an
 * ordinary function of JavaScript, which takes the slots' references over, goes on after the yield whose number is in
 * `resume_at`, and at the next yield puts them back:
 *
 *     resume(gen, sent) --> body(vm, gen, sent)      sent: what yield gives, owned; NULL: an exception is pending
 *                           state SUSPENDED: a value was yielded
 *                           state COMPLETED: returned, or failed with NULL; the slots still hold the locals
 *
 * Nothing of a generator is outside its block: one that is dropped while it is suspended gets GeneratorExit where it
 * stands, and what its slots hold after that is released from them.
 *
 * Laws
 * - Each generator has an exception that is handled in it, and a link to where its caller keeps its own; `vm.handled`
 *   is that of whoever runs, `vm.excInfo` where it goes when another generator is resumed.
 * - A caller of `resume` holds the generator.
 *
 * Source: CPython 3.11 Objects/genobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcIsTracked, gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_TYPE, TPFLAGS_HAVE_GC, TPFLAGS_TUPLE_SUBCLASS, TYPE } from "../memory/object_layout.ts";
import { clearField, decref, incref, newRef, setField, typeOf, xdecref } from "../memory/refcount.ts";
import {
  GENERATOR_EXIT,
  GENERATOR_TYPE,
  identifier,
  NONE,
  RUNTIME_ERROR,
  STOP_ITERATION,
  TRACEBACK_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { checkPositional } from "./arguments.ts";
import { lookupAttr } from "./attributes.ts";
import { call0, callMethod1, vectorcall } from "./call.ts";
import { finalizeFromDealloc } from "./class_instance.ts";
import { CO_BODY, CO_NLOCALSPLUS, CO_STACKSIZE } from "./code.ts";
import { defineType } from "./define_type.ts";
import {
  clearError,
  createException,
  errorMatches,
  fetchError,
  isExceptionClass,
  isExceptionInstance,
  normalizeException,
  raise,
  raiseFlag,
  raiseFromCause,
  raiseNone,
  raiseObject,
  restoreError,
  writeUnraisable,
} from "./errors.ts";
import { EXC_TRACEBACK, STOP_ITERATION_VALUE } from "./exception_layout.ts";
import { generatorFrame, leaveGeneratorFrame } from "./frame.ts";
import { SELF_ITER } from "./function_numbers.ts";
import { FUNC_BUILTINS, FUNC_CODE, FUNC_GLOBALS, FUNC_NAME, FUNC_QUALNAME } from "./function_layout.ts";
import * as layout from "./generator_layout.ts";
import { getIter, isIterator } from "./iterate.ts";
import { intFromNumber, newBool } from "./int.ts";
import { METH_FASTCALL, METH_NOARGS, METH_O } from "./method_definition.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { tuplePack1 } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";
import { clearWeakrefs } from "./weakref_object.ts";

const {
  GEN_CODE,
  GEN_DELEGATING,
  GEN_EXCEPTION,
  GEN_FRAME_OBJECT,
  GEN_LOCALS,
  GEN_NAME,
  GEN_PREVIOUS_ITEM,
  GEN_QUALNAME,
  GEN_RESUME_AT,
  GEN_SLOTS,
  GEN_STACKTOP,
  GEN_STATE_WORD,
  GENERATOR,
  GENERATOR_CLEARED,
  GENERATOR_COMPLETED,
  GENERATOR_CREATED,
  GENERATOR_EXECUTING,
  GENERATOR_GUARDED,
  GENERATOR_SUSPENDED,
} = layout;
const G = GENERATOR.offsets;
const TP_ITERNEXT = TYPE.offsets.tp_iternext;
const ID_SEND = identifier("send");
const ID_THROW = identifier("throw");
const ID_CLOSE = identifier("close");

// Making ---------------------------------------------------------------------------------------------------------

/**
 * A new generator of a function of the program, which has not begun; its slots are empty and it is not tracked: the
 * caller fills in the parameters and cells and tracks it. NULL with MemoryError. Can run the collector.
 */
export function newGenerator(vm: Interpreter, func: Address): Address {
  const i32 = vm.i32;
  const code = i32[(func + FUNC_CODE) >> 2];
  const slots = i32[(code + CO_NLOCALSPLUS) >> 2] + i32[(code + CO_STACKSIZE) >> 2];
  const size = GEN_SLOTS + 8 * slots;
  const gen = gcNew(vm, GENERATOR_TYPE, size);
  if (gen === NULL) return NULL;
  const f64 = vm.f64;
  for (let word = (gen + GEN_CODE) >> 3, end = (gen + size) >> 3; word < end; word++) f64[word] = 0;
  const name = i32[(func + FUNC_NAME) >> 2], qualname = i32[(func + FUNC_QUALNAME) >> 2];
  i32[func >> 2]++;
  i32[code >> 2] += 2;
  i32[name >> 2]++;
  i32[qualname >> 2]++;
  i32[(gen + GEN_CODE) >> 2] = code;
  i32[(gen + GEN_NAME) >> 2] = name;
  i32[(gen + GEN_QUALNAME) >> 2] = qualname;
  i32[(gen + GEN_STATE_WORD) >> 2] = GENERATOR_CREATED << 24;
  i32[(gen + G.f_func) >> 2] = func;
  i32[(gen + G.f_globals) >> 2] = i32[(func + FUNC_GLOBALS) >> 2];
  i32[(gen + G.f_builtins) >> 2] = i32[(func + FUNC_BUILTINS) >> 2];
  i32[(gen + G.f_code) >> 2] = code;
  i32[(gen + GEN_STACKTOP) >> 2] = i32[(code + CO_NLOCALSPLUS) >> 2];
  return gen;
}

function stateOf(vm: Interpreter, gen: Address): number {
  return vm.i32[(gen + GEN_STATE_WORD) >> 2] >> 24;
}

function setState(vm: Interpreter, gen: Address, state: number): void {
  vm.i32[(gen + GEN_STATE_WORD) >> 2] = state << 24;
}

function isGenerator(vm: Interpreter, object: Address): boolean {
  return vm.i32[(object + OB_TYPE) >> 2] === GENERATOR_TYPE;
}

// Running --------------------------------------------------------------------------------------------------------

/**
 * Runs a generator that has not begun or is suspended until it yields, returns or fails. `sent` is stolen; NULL: the
 * pending exception is raised in it. Returns what it yielded or returned, new (stateOf tells which), or NULL with an
 * exception. Can run any code.
 */
function resume(vm: Interpreter, gen: Address, sent: Address): Address {
  const i32 = vm.i32;
  const outer = vm.excInfo;
  i32[outer >> 2] = vm.handled;
  vm.handled = i32[(gen + GEN_EXCEPTION) >> 2];
  i32[(gen + GEN_EXCEPTION) >> 2] = NULL;
  i32[(gen + GEN_PREVIOUS_ITEM) >> 2] = outer;
  vm.excInfo = gen + GEN_EXCEPTION;
  if (sent === NULL && vm.handled !== NULL) chainToOwn(vm);
  i32[(gen + GEN_STATE_WORD) >> 2] = GENERATOR_EXECUTING;
  const body = i32[(i32[(gen + GEN_CODE) >> 2] + CO_BODY) >> 2];
  const result: Address = vm.functions[body](vm, gen, sent);
  i32[(gen + GEN_EXCEPTION) >> 2] = vm.handled;
  i32[(gen + GEN_PREVIOUS_ITEM) >> 2] = NULL;
  vm.excInfo = outer;
  vm.handled = i32[outer >> 2];
  i32[outer >> 2] = NULL;
  if (i32[(gen + GEN_STATE_WORD) >> 2] === GENERATOR_SUSPENDED << 24) return result;
  return finish(vm, gen, result);
}

/** What is thrown into a handler of a generator gets the handled exception as its context. */
function chainToOwn(vm: Interpreter): void {
  const [type, value, traceback] = fetchError(vm);
  raiseObject(vm, type, value === NULL ? NONE : value);
  decref(vm, type);
  xdecref(vm, value);
  xdecref(vm, traceback);
}

/** After the body has ended: releases what the generator holds beside its names. Returns `result`. Can run any code. */
function finish(vm: Interpreter, gen: Address, result: Address): Address {
  if (result === NULL && errorMatches(vm, STOP_ITERATION)) {
    raiseFromCause(vm, RUNTIME_ERROR, "generator raised StopIteration");
  }
  clearField(vm, gen + GEN_EXCEPTION);
  setState(vm, gen, GENERATOR_CLEARED);
  clearFrame(vm, gen);
  return result;
}

/** Releases the frame: a frame object that others hold takes its content over. Can run any code. */
function clearFrame(vm: Interpreter, gen: Address): void {
  const i32 = vm.i32;
  if (i32[(gen + GEN_FRAME_OBJECT) >> 2] !== NULL) leaveGeneratorFrame(vm, gen);
  const top = i32[(gen + GEN_STACKTOP) >> 2];
  i32[(gen + GEN_STACKTOP) >> 2] = 0;
  for (let slot = gen + GEN_SLOTS, end = slot + 8 * top; slot < end; slot += 8) {
    const value = i32[slot >> 2];
    i32[slot >> 2] = NULL;
    if (value > 0) decref(vm, value);
  }
  clearField(vm, gen + GEN_LOCALS);
  clearField(vm, gen + G.f_func);
  clearField(vm, gen + G.f_code);
}

/** ValueError for a generator that runs already; NULL. */
function raiseExecuting(vm: Interpreter): Address {
  return raise(vm, VALUE_ERROR, "generator already executing");
}

/** The iterator of `yield from`, borrowed, if the generator is suspended in one; NULL otherwise. */
function delegateOf(vm: Interpreter, gen: Address): Address {
  if (stateOf(vm, gen) !== GENERATOR_SUSPENDED || vm.u8[gen + GEN_DELEGATING] === 0) return NULL;
  return vm.i32[(gen + GEN_SLOTS - 8 + 8 * vm.i32[(gen + GEN_STACKTOP) >> 2]) >> 2];
}

/**
 * tp_iternext: the next value, new. NULL at the end, with StopIteration only if the generator returned a value.
 *
 * Fast path: what resume does, written out.
 */
export function generatorNext(vm: Interpreter, gen: Address): Address {
  const i32 = vm.i32;
  if (i32[(gen + GEN_STATE_WORD) >> 2] >= 0) {
    return stateOf(vm, gen) === GENERATOR_EXECUTING ? raiseExecuting(vm) : NULL;
  }
  i32[NONE >> 2]++;
  const outer = vm.excInfo;
  i32[outer >> 2] = vm.handled;
  vm.handled = i32[(gen + GEN_EXCEPTION) >> 2];
  i32[(gen + GEN_EXCEPTION) >> 2] = NULL;
  i32[(gen + GEN_PREVIOUS_ITEM) >> 2] = outer;
  vm.excInfo = gen + GEN_EXCEPTION;
  i32[(gen + GEN_STATE_WORD) >> 2] = GENERATOR_EXECUTING;
  const body = i32[(i32[(gen + GEN_CODE) >> 2] + CO_BODY) >> 2];
  const result: Address = vm.functions[body](vm, gen, NONE);
  i32[(gen + GEN_EXCEPTION) >> 2] = vm.handled;
  vm.excInfo = outer;
  vm.handled = i32[outer >> 2];
  i32[outer >> 2] = NULL;
  if (i32[(gen + GEN_STATE_WORD) >> 2] === GENERATOR_SUSPENDED << 24) return result;
  return endOfIteration(vm, finish(vm, gen, result));
}

/** The generator has ended with `result` (stolen), or failed with NULL: NULL. */
function endOfIteration(vm: Interpreter, result: Address): Address {
  if (result === NULL) return NULL;
  if (result !== NONE) return stopWith(vm, result);
  vm.i32[NONE >> 2]--;
  return NULL;
}

/** Raises StopIteration with `value` (stolen). NULL. */
function stopWith(vm: Interpreter, value: Address): Address {
  if (value === NONE) raiseNone(vm, STOP_ITERATION);
  else if (hasTypeFlag(vm, value, TPFLAGS_TUPLE_SUBCLASS) || isExceptionInstance(vm, value)) {
    // Raised with these as they are it would take a tuple for its arguments, an exception for itself.
    const args = tuplePack1(vm, value);
    const exception = args === NULL ? NULL : createException(vm, STOP_ITERATION, args);
    if (args !== NULL) decref(vm, args);
    if (exception !== NULL) {
      raiseObject(vm, STOP_ITERATION, exception);
      decref(vm, exception);
    }
  } else raiseObject(vm, STOP_ITERATION, value);
  decref(vm, value);
  return NULL;
}

/**
 * Sends `sent` (stolen) to a generator. Returns what it yielded (vm.second: 1) or returned (vm.second: 0), new, or NULL
 * with an exception. Can run any code.
 */
function sendToGenerator(vm: Interpreter, gen: Address, sent: Address): Address {
  const state = stateOf(vm, gen);
  if (state < 0 && (state !== GENERATOR_CREATED || sent === NONE)) {
    const result = resume(vm, gen, sent);
    vm.second = stateOf(vm, gen) === GENERATOR_SUSPENDED ? 1 : 0;
    return result;
  }
  decref(vm, sent);
  if (state === GENERATOR_CREATED) {
    return raise(vm, TYPE_ERROR, "can't send non-None value to a just-started generator");
  }
  if (state === GENERATOR_EXECUTING) return raiseExecuting(vm);
  vm.second = 0;
  return newRef(vm, NONE);
}

/** The pending exception ended an iteration: the value of StopIteration, new; NULL with any other exception. */
function fetchStopValue(vm: Interpreter): Address {
  if (vm.curexcType === NULL) return newRef(vm, NONE);
  if (!errorMatches(vm, STOP_ITERATION)) return NULL;
  normalizeException(vm);
  if (!errorMatches(vm, STOP_ITERATION)) return NULL;
  const value = newRef(vm, vm.i32[(vm.curexcValue + STOP_ITERATION_VALUE) >> 2] || NONE);
  clearError(vm);
  return value;
}

/**
 * `yield from`: sends `sent` (stolen) to its iterator (borrowed). Returns what that yielded (vm.second: 1), or its result
 * (vm.second: 0), new; NULL with an exception. Can run any code.
 */
export function sendTo(vm: Interpreter, iterator: Address, sent: Address): Address {
  if (isGenerator(vm, iterator)) return sendToGenerator(vm, iterator, sent);
  const slot = vm.i32[(typeOf(vm, iterator) + TP_ITERNEXT) >> 2];
  const result: Address = sent === NONE && isIterator(vm, iterator)
    ? vm.functions[slot](vm, iterator)
    : callMethod1(vm, iterator, ID_SEND, sent);
  decref(vm, sent);
  if (result !== NULL) {
    vm.second = 1;
    return result;
  }
  const value = fetchStopValue(vm);
  vm.second = 0;
  return value;
}

/** What `yield from` iterates over: a generator itself, else `iter(object)`; new. NULL with TypeError. */
export function delegateIterator(vm: Interpreter, object: Address): Address {
  return isGenerator(vm, object) ? newRef(vm, object) : getIter(vm, object);
}

/** Ends a generator with the pending exception, or raises it if it has ended already. What came of it, or NULL. */
function throwPending(vm: Interpreter, gen: Address): Address {
  const state = stateOf(vm, gen);
  if (state === GENERATOR_EXECUTING) {
    clearError(vm);
    return raiseExecuting(vm);
  }
  if (state >= GENERATOR_COMPLETED) return NULL;
  return yielded(vm, gen, resume(vm, gen, NULL));
}

/** The result of resuming as a method gives it: what was yielded, or StopIteration with what was returned. */
function yielded(vm: Interpreter, gen: Address, result: Address): Address {
  if (result === NULL || stateOf(vm, gen) === GENERATOR_SUSPENDED) return result;
  return stopWith(vm, result);
}

// Methods --------------------------------------------------------------------------------------------------------

/** send(value) */
function sendMethod(vm: Interpreter, gen: Address, value: Address): Address {
  const result = sendToGenerator(vm, gen, newRef(vm, value));
  return result === NULL || vm.second === 1 ? result : stopWith(vm, result);
}

/** close() */
export function closeGenerator(vm: Interpreter, gen: Address): Address {
  const delegate = delegateOf(vm, gen);
  let failed = 0;
  if (delegate !== NULL) {
    incref(vm, delegate);
    setState(vm, gen, GENERATOR_EXECUTING);
    failed = closeIterator(vm, delegate);
    setState(vm, gen, GENERATOR_SUSPENDED);
    decref(vm, delegate);
  }
  if (failed === 0 && endUnseen(vm, gen)) return newRef(vm, NONE);
  if (failed === 0) raiseNone(vm, GENERATOR_EXIT);
  const result = throwPending(vm, gen);
  if (result !== NULL) {
    decref(vm, result);
    return raise(vm, RUNTIME_ERROR, "generator ignored GeneratorExit");
  }
  if (!errorMatches(vm, STOP_ITERATION) && !errorMatches(vm, GENERATOR_EXIT)) return NULL;
  clearError(vm);
  return newRef(vm, NONE);
}

/** Ends a generator that would not see GeneratorExit where it stands; false for others. Can run any code. */
function endUnseen(vm: Interpreter, gen: Address): boolean {
  const state = stateOf(vm, gen);
  const isGuarded = (vm.i32[(gen + GEN_RESUME_AT) >> 2] & GENERATOR_GUARDED) !== 0;
  if (state !== GENERATOR_CREATED && (state !== GENERATOR_SUSPENDED || isGuarded)) return false;
  setState(vm, gen, GENERATOR_CLEARED);
  clearField(vm, gen + GEN_EXCEPTION);
  clearFrame(vm, gen);
  return true;
}

/** Closes what a generator delegates to, if it can be closed: 0, or -1 with an exception. */
function closeIterator(vm: Interpreter, iterator: Address): number {
  let result: Address;
  if (isGenerator(vm, iterator)) result = closeGenerator(vm, iterator);
  else {
    const close = lookupAttr(vm, iterator, ID_CLOSE);
    if (close === NULL) {
      if (vm.curexcType !== NULL) writeUnraisable(vm, iterator);
      return 0;
    }
    result = call0(vm, close);
    decref(vm, close);
  }
  if (result === NULL) return -1;
  decref(vm, result);
  return 0;
}

/** throw(type[, value[, traceback]]) */
function throwMethod(vm: Interpreter, gen: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "throw", nargs, 1, 3)) return NULL;
  const i32 = vm.i32;
  const value = nargs > 1 ? i32[(args + 8) >> 2] : NULL;
  const traceback = nargs > 2 ? i32[(args + 16) >> 2] : NULL;
  return throwInto(vm, gen, i32[args >> 2], value, traceback);
}

/** Throws into a generator, or into what it delegates to. What it yields, new, or NULL with an exception. */
function throwInto(
  vm: Interpreter,
  gen: Address,
  type: Address,
  value: Address,
  traceback: Address,
): Address {
  const delegate = delegateOf(vm, gen);
  if (delegate === NULL) return throwHere(vm, gen, type, value, traceback);
  incref(vm, delegate);
  if (matchesGeneratorExit(vm, type)) {
    setState(vm, gen, GENERATOR_EXECUTING);
    const failed = closeIterator(vm, delegate);
    setState(vm, gen, GENERATOR_SUSPENDED);
    decref(vm, delegate);
    return failed < 0 ? throwPending(vm, gen) : throwHere(vm, gen, type, value, traceback);
  }
  let method = NULL;
  if (!isGenerator(vm, delegate)) {
    method = lookupAttr(vm, delegate, ID_THROW);
    if (method === NULL) {
      decref(vm, delegate);
      return vm.curexcType !== NULL ? NULL : throwHere(vm, gen, type, value, traceback);
    }
  }
  setState(vm, gen, GENERATOR_EXECUTING);
  const result = method === NULL
    ? throwInto(vm, delegate, type, value, traceback)
    : callThrow(vm, method, type, value, traceback);
  setState(vm, gen, GENERATOR_SUSPENDED);
  xdecref(vm, method);
  decref(vm, delegate);
  return result !== NULL ? result : leaveDelegate(vm, gen);
}

function matchesGeneratorExit(vm: Interpreter, type: Address): boolean {
  return type === GENERATOR_EXIT || typeOf(vm, type) === GENERATOR_EXIT;
}

/** Calls a throw method with those of the three that were given. */
function callThrow(
  vm: Interpreter,
  method: Address,
  type: Address,
  value: Address,
  traceback: Address,
): Address {
  const i32 = vm.i32, args = vm.sp;
  let nargs = 0;
  for (const argument of [type, value, traceback]) {
    if (argument !== NULL) i32[(args + 8 * nargs++) >> 2] = argument;
  }
  vm.sp = args + 8 * nargs;
  const result = vectorcall(vm, method, args, nargs, NULL);
  vm.sp = args;
  return result;
}

/** What a generator delegated to has ended when something was thrown into it: the generator goes on after `yield from`. */
function leaveDelegate(vm: Interpreter, gen: Address): Address {
  const i32 = vm.i32;
  const value = fetchStopValue(vm);
  if (value === NULL) return throwPending(vm, gen);
  clearField(vm, gen + GEN_SLOTS - 8 + 8 * i32[(gen + GEN_STACKTOP) >> 2]);
  i32[(gen + GEN_RESUME_AT) >> 2]++;
  return yielded(vm, gen, resume(vm, gen, value));
}

/** Makes an exception of throw()'s arguments pending and raises it where the generator stands. */
function throwHere(
  vm: Interpreter,
  gen: Address,
  type: Address,
  value: Address,
  traceback: Address,
): Address {
  if (traceback !== NULL && traceback !== NONE && typeOf(vm, traceback) !== TRACEBACK_TYPE) {
    return raise(vm, TYPE_ERROR, "throw() third argument must be a traceback object");
  }
  const given = traceback === NONE ? NULL : traceback;
  if (isExceptionClass(vm, type)) {
    setThrown(vm, newRef(vm, type), value, given);
    normalizeException(vm);
  } else if (isExceptionInstance(vm, type)) {
    if (value !== NULL && value !== NONE) {
      return raise(vm, TYPE_ERROR, "instance exception may not have a separate value");
    }
    const own = vm.i32[(type + EXC_TRACEBACK) >> 2];
    setThrown(vm, newRef(vm, typeOf(vm, type)), type, given !== NULL ? given : own);
  } else {
    const name = typeNameOf(vm, type);
    const text = `exceptions must be classes or instances deriving from BaseException, not ${name}`;
    return raise(vm, TYPE_ERROR, text);
  }
  return throwPending(vm, gen);
}

/** Makes an exception pending as it is: `type` is stolen, the others are borrowed. */
function setThrown(vm: Interpreter, type: Address, value: Address, traceback: Address): void {
  if (value !== NULL) incref(vm, value);
  if (traceback !== NULL) incref(vm, traceback);
  restoreError(vm, [type, value, traceback]);
}

// Release --------------------------------------------------------------------------------------------------------

/** tp_finalize: a generator that is suspended gets GeneratorExit. Can run any code. */
function generatorFinalize(vm: Interpreter, gen: Address): void {
  if (stateOf(vm, gen) !== GENERATOR_SUSPENDED) return;
  const saved = fetchError(vm);
  const result = closeGenerator(vm, gen);
  if (result !== NULL) decref(vm, result);
  else if (vm.curexcType !== NULL) writeUnraisable(vm, gen);
  restoreError(vm, saved);
}

function generatorDealloc(vm: Interpreter, gen: Address): void {
  if (vm.i32[(gen + G.gi_weakreflist) >> 2] !== NULL) clearWeakrefs(vm, gen);
  if (!gcIsTracked(vm, gen)) gcTrack(vm, gen);
  if (!finalizeFromDealloc(vm, gen)) return;
  gcUntrack(vm, gen);
  if (stateOf(vm, gen) < GENERATOR_CLEARED) {
    setState(vm, gen, GENERATOR_CLEARED);
    clearFrame(vm, gen);
  }
  clearField(vm, gen + GEN_CODE);
  clearField(vm, gen + GEN_NAME);
  clearField(vm, gen + GEN_QUALNAME);
  clearField(vm, gen + GEN_EXCEPTION);
  gcFree(vm, gen);
}

function generatorTraverse(vm: Interpreter, gen: Address, visit: Visit): void {
  const i32 = vm.i32;
  for (const offset of OWNED) {
    const value = i32[(gen + offset) >> 2];
    if (value !== NULL) visit(vm, value);
  }
  const end = gen + GEN_SLOTS + 8 * i32[(gen + GEN_STACKTOP) >> 2];
  for (let slot = gen + GEN_SLOTS; slot < end; slot += 8) {
    const value = i32[slot >> 2];
    if (value > 0) visit(vm, value);
  }
}
/** The references outside of the slots. */
const OWNED = [
  GEN_CODE,
  GEN_NAME,
  GEN_QUALNAME,
  GEN_FRAME_OBJECT,
  GEN_LOCALS,
  G.f_func,
  G.f_code,
  GEN_EXCEPTION,
];

// Attributes -----------------------------------------------------------------------------------------------------

function generatorRepr(vm: Interpreter, gen: Address): Address {
  const name = jsString(vm, vm.i32[(gen + GEN_QUALNAME) >> 2]);
  return newStr(vm, `<generator object ${name} at 0x${gen.toString(16)}>`);
}

function getFrame(vm: Interpreter, gen: Address): Address {
  if (stateOf(vm, gen) === GENERATOR_CLEARED) return newRef(vm, NONE);
  const frame = generatorFrame(vm, gen);
  return frame === NULL ? NULL : newRef(vm, frame);
}

function getDelegate(vm: Interpreter, gen: Address): Address {
  return newRef(vm, delegateOf(vm, gen) || NONE);
}

/** A setter of a name, which must be a str. */
function nameSetter(offset: number, name: string) {
  return (vm: Interpreter, gen: Address, value: Address): number => {
    if (value === NULL || !isStr(vm, value)) {
      return raiseFlag(vm, TYPE_ERROR, `${name} must be set to a string object`);
    }
    setField(vm, gen + offset, newRef(vm, value));
    return 0;
  };
}

/** Bytes of a generator, without the GC head. */
export function generatorSize(vm: Interpreter, gen: Address): number {
  const i32 = vm.i32, code = i32[(gen + GEN_CODE) >> 2];
  return GEN_SLOTS + 8 * (i32[(code + CO_NLOCALSPLUS) >> 2] + i32[(code + CO_STACKSIZE) >> 2]);
}

function sizeofMethod(vm: Interpreter, gen: Address): Address {
  return intFromNumber(vm, generatorSize(vm, gen));
}

/** Declares the type of generators. */
export function defineGenerator(vm: Interpreter): void {
  const getter = (offset: number) => (vm: Interpreter, gen: Address) =>
    newRef(vm, vm.i32[(gen + offset) >> 2]);
  defineType(vm, GENERATOR_TYPE, {
    name: "generator",
    basicSize: GEN_SLOTS,
    itemSize: 8,
    flags: TPFLAGS_HAVE_GC,
    dealloc: generatorDealloc,
    traverse: generatorTraverse,
    finalize: generatorFinalize,
    repr: generatorRepr,
    iter: SELF_ITER,
    iternext: generatorNext,
    weaklistOffset: G.gi_weakreflist,
    methods: [
      { name: "send", flags: METH_O, fn: sendMethod },
      { name: "throw", flags: METH_FASTCALL, fn: throwMethod },
      { name: "close", flags: METH_NOARGS, fn: closeGenerator },
      { name: "__sizeof__", flags: METH_NOARGS, fn: sizeofMethod },
    ],
    getset: [
      { name: "__name__", get: getter(GEN_NAME), set: nameSetter(GEN_NAME, "__name__") },
      { name: "__qualname__", get: getter(GEN_QUALNAME), set: nameSetter(GEN_QUALNAME, "__qualname__") },
      { name: "gi_yieldfrom", get: getDelegate },
      {
        name: "gi_running",
        get: (vm: Interpreter, gen: Address) => newBool(vm, stateOf(vm, gen) === GENERATOR_EXECUTING),
      },
      { name: "gi_frame", get: getFrame },
      {
        name: "gi_suspended",
        get: (vm: Interpreter, gen: Address) => newBool(vm, stateOf(vm, gen) === GENERATOR_SUSPENDED),
      },
      { name: "gi_code", get: getter(GEN_CODE) },
    ],
  });
}
