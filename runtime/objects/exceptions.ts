/**
 * BaseException: what every exception object does, and the store of MemoryError objects.
 *
 * The layout is in exception_layout.ts. `args` is a tuple from the first moment on, all other references are NULL
 * until they are set; NULL reads as None. `dict` is made when the program sets an attribute.
 *
 * Laws
 * - Raising MemoryError needs no memory: 16 dead MemoryError objects are kept (made when the runtime starts), linked
 *   through `dict`. When all of them are alive, a new one is made like any other exception; if that fails too, a static
 *   one is handed out, the last resort, to all who need one at the same time.
 * - An exception is untracked before its references are released.
 *
 * Source: CPython 3.11 Objects/exceptions.c (BaseException_*, MemoryError_*).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  GC_HEAD_SIZE,
  OB_TYPE,
  ONE_WORD,
  TP_FLAGS,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_LIST_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { MEMORY_ERROR_FREE_LIST, popFree, pushFree } from "../memory/free_lists.ts";
import { clearField, decref, incref, newRef, setField, typeOf } from "../memory/refcount.ts";
import {
  EMPTY_TUPLE,
  identifier,
  LAST_RESORT_MEMORY_ERROR,
  MEMORY_ERROR,
  NONE,
  TRACEBACK_TYPE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { dictNext, dictSize, isDict } from "./dict.ts";
import { clearError, errorOccurred, formatType, isExceptionInstance, raise, raiseFlag } from "./errors.ts";
import {
  BASE_EXCEPTION_OBJECT,
  EXC_ARGS,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_DICT,
  EXC_NOTES,
  EXC_SUPPRESS_CONTEXT,
  EXC_TRACEBACK,
} from "./exception_layout.ts";
import { listAppend, listNew } from "./list.ts";
import { lookupAttr, repr, setAttr, str } from "./object.ts";
import { sequenceTuple } from "./sequence.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { tupleItem, tuplePack2, tuplePack3, tupleSize } from "./tuple.ts";
import { shortTypeName } from "./type_name.ts";

const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;
const TP_BASICSIZE = TYPE.offsets.tp_basicsize;
const NOTES_NAME = identifier("__notes__");

/** How many dead MemoryError objects are kept. */
const MEMORY_ERRORS_SAVED = 16;

// Making and releasing -------------------------------------------------------------------------------------------

/** A new tracked instance of an exception type with all fields NULL and the empty tuple as `args`. NULL on failure. */
export function exceptionAlloc(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32;
  let self: Address;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) {
    self = vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
    if (self === NULL) return NULL;
  } else {
    const size = i32[(type + TP_BASICSIZE) >> 2];
    self = gcNew(vm, type, size);
    if (self === NULL) return NULL;
    const f64 = vm.f64, end = (self + size) >> 3;
    for (let word = (self + EXC_DICT) >> 3; word < end; word++) f64[word] = 0;
    gcTrack(vm, self);
  }
  i32[(self + EXC_ARGS) >> 2] = newRef(vm, EMPTY_TUPLE);
  return self;
}

/** tp_new of BaseException: keeps the arguments. */
export function baseExceptionNew(vm: Interpreter, type: Address, args: Address, _kwargs: Address): Address {
  const self = exceptionAlloc(vm, type);
  if (self !== NULL && args !== NULL) setField(vm, self + EXC_ARGS, newRef(vm, args));
  return self;
}

/** tp_init of BaseException: keeps the arguments, takes no keywords. */
export function baseExceptionInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (kwargs !== NULL && dictSize(vm, kwargs) !== 0) {
    return raiseFlag(vm, TYPE_ERROR, `${formatType(vm, self)}() takes no keyword arguments`);
  }
  setField(vm, self + EXC_ARGS, newRef(vm, args));
  return 0;
}

/** tp_traverse of BaseException. */
export function baseExceptionTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  const i32 = vm.i32;
  for (let offset = EXC_DICT; offset <= EXC_CAUSE; offset += 8) {
    const child = i32[(self + offset) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

/** tp_clear of BaseException. Can run any code. */
export function baseExceptionClear(vm: Interpreter, self: Address): void {
  const i32 = vm.i32;
  if (i32[(self + EXC_DICT) >> 2] !== NULL) clearField(vm, self + EXC_DICT);
  clearField(vm, self + EXC_ARGS);
  if (i32[(self + EXC_NOTES) >> 2] !== NULL) clearField(vm, self + EXC_NOTES);
  if (i32[(self + EXC_TRACEBACK) >> 2] !== NULL) clearField(vm, self + EXC_TRACEBACK);
  if (i32[(self + EXC_CAUSE) >> 2] !== NULL) clearField(vm, self + EXC_CAUSE);
  if (i32[(self + EXC_CONTEXT) >> 2] !== NULL) clearField(vm, self + EXC_CONTEXT);
}

/** tp_dealloc of BaseException and the types without fields of their own. */
export function baseExceptionDealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  baseExceptionClear(vm, self);
  freeException(vm, self);
}

/** Gives the block of a cleared exception back through its type's tp_free. */
export function freeException(vm: Interpreter, self: Address): void {
  const i32 = vm.i32;
  vm.functions[i32[(i32[(self + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, self);
}

/** tp_new of MemoryError: takes one of those kept. */
export function memoryErrorNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (type !== MEMORY_ERROR) return baseExceptionNew(vm, type, args, kwargs);
  const kept = popFree(vm, MEMORY_ERROR_FREE_LIST, EXC_DICT);
  if (kept !== NULL) {
    vm.tracer.retrace(kept - GC_HEAD_SIZE);
    return reviveMemoryError(vm, kept);
  }
  const fresh = baseExceptionNew(vm, type, args, kwargs);
  if (fresh !== NULL) return fresh;
  clearError(vm);
  const last = LAST_RESORT_MEMORY_ERROR;
  return vm.i32[last >> 2] > 0 ? newRef(vm, last) : reviveMemoryError(vm, last);
}

/** Makes a cleared MemoryError a live object with count 1. */
function reviveMemoryError(vm: Interpreter, self: Address): Address {
  vm.f64[self >> 3] = ONE_WORD;
  vm.i32[(self + OB_TYPE) >> 2] = MEMORY_ERROR;
  vm.f64[(self + EXC_DICT) >> 3] = 0;
  vm.i32[(self + EXC_ARGS) >> 2] = newRef(vm, EMPTY_TUPLE);
  vm.u8[self + EXC_SUPPRESS_CONTEXT] = 0;
  gcTrack(vm, self);
  return self;
}

/** tp_dealloc of MemoryError: keeps the block. */
export function memoryErrorDealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  baseExceptionClear(vm, self);
  if (self === LAST_RESORT_MEMORY_ERROR) return;
  if (typeOf(vm, self) !== MEMORY_ERROR) freeException(vm, self);
  else if (!pushFree(vm, MEMORY_ERROR_FREE_LIST, EXC_DICT, MEMORY_ERRORS_SAVED, self)) gcFree(vm, self);
}

/** Makes the MemoryError objects that are kept. False if there is no memory for them. */
export function saveMemoryErrors(vm: Interpreter): boolean {
  const saved: Address[] = [];
  for (let i = 0; i < MEMORY_ERRORS_SAVED; i++) {
    const self = baseExceptionNew(vm, MEMORY_ERROR, EMPTY_TUPLE, NULL);
    if (self !== NULL) saved.push(self);
  }
  for (const self of saved) decref(vm, self);
  return saved.length === MEMORY_ERRORS_SAVED;
}

// Texts ----------------------------------------------------------------------------------------------------------

/** str(object) of a borrowed object as JavaScript text; null with an exception. Can run any code. */
export function strText(vm: Interpreter, object: Address): string | null {
  return takeText(vm, callProtected(vm, object, str));
}

/** repr(object) of a borrowed object as JavaScript text; null with an exception. Can run any code. */
export function reprText(vm: Interpreter, object: Address): string | null {
  return takeText(vm, callProtected(vm, object, repr));
}

function takeText(vm: Interpreter, s: Address): string | null {
  if (s === NULL) return null;
  const text = jsString(vm, s);
  decref(vm, s);
  return text;
}

/** tp_str of BaseException: the only argument, or the tuple of them. */
export function baseExceptionStr(vm: Interpreter, self: Address): Address {
  const args = vm.i32[(self + EXC_ARGS) >> 2];
  const n = tupleSize(vm, args);
  if (n === 0) return newStr(vm, "");
  return callProtected(vm, n === 1 ? tupleItem(vm, args, 0) : args, str);
}

/** tp_repr of BaseException: the class called with its arguments. */
export function baseExceptionRepr(vm: Interpreter, self: Address): Address {
  const args = vm.i32[(self + EXC_ARGS) >> 2];
  const single = tupleSize(vm, args) === 1;
  const inner = reprText(vm, single ? tupleItem(vm, args, 0) : args);
  if (inner === null) return NULL;
  const name = shortTypeName(vm, typeOf(vm, self));
  return newStr(vm, single ? `${name}(${inner})` : name + inner);
}

/** Calls `fn` on a borrowed object that the code which runs might let go. */
function callProtected(
  vm: Interpreter,
  object: Address,
  fn: (vm: Interpreter, o: Address) => Address,
): Address {
  incref(vm, object);
  const result = fn(vm, object);
  decref(vm, object);
  return result;
}

/** tp_str of KeyError: a single key is shown as repr, so that an empty str is visible. */
export function keyErrorStr(vm: Interpreter, self: Address): Address {
  const args = vm.i32[(self + EXC_ARGS) >> 2];
  if (tupleSize(vm, args) === 1) return callProtected(vm, tupleItem(vm, args, 0), repr);
  return baseExceptionStr(vm, self);
}

// Attributes -----------------------------------------------------------------------------------------------------

/** A field that reads None while it is NULL. */
function getField(vm: Interpreter, field: Address): Address {
  const value = vm.i32[field >> 2];
  return newRef(vm, value === NULL ? NONE : value);
}

/** `__dict__ = value`: a dict. */
export function setDict(vm: Interpreter, self: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "cannot delete __dict__");
  if (!isDict(vm, value)) {
    return raiseFlag(
      vm,
      TYPE_ERROR,
      `__dict__ must be set to a dictionary, not a '${formatType(vm, value)}'`,
    );
  }
  setField(vm, self + EXC_DICT, newRef(vm, value));
  return 0;
}

/** `args` */
export function getArgs(vm: Interpreter, self: Address): Address {
  return getField(vm, self + EXC_ARGS);
}

/** `args = value`: any iterable. */
export function setArgs(vm: Interpreter, self: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "args may not be deleted");
  const tuple = sequenceTuple(vm, value);
  if (tuple === NULL) return -1;
  setField(vm, self + EXC_ARGS, tuple);
  return 0;
}

/** `__traceback__` */
export function getTracebackAttribute(vm: Interpreter, self: Address): Address {
  return getField(vm, self + EXC_TRACEBACK);
}

/** `__traceback__ = value`: a traceback or None. */
export function setTracebackAttribute(vm: Interpreter, self: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "__traceback__ may not be deleted");
  if (value !== NONE && typeOf(vm, value) !== TRACEBACK_TYPE) {
    return raiseFlag(vm, TYPE_ERROR, "__traceback__ must be a traceback or None");
  }
  putOrClear(vm, self + EXC_TRACEBACK, value);
  return 0;
}

/** `__context__` */
export function getContextAttribute(vm: Interpreter, self: Address): Address {
  return getField(vm, self + EXC_CONTEXT);
}

/** `__context__ = value`: an exception or None. */
export function setContextAttribute(vm: Interpreter, self: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "__context__ may not be deleted");
  if (value !== NONE && !isExceptionInstance(vm, value)) {
    return raiseFlag(vm, TYPE_ERROR, "exception context must be None or derive from BaseException");
  }
  putOrClear(vm, self + EXC_CONTEXT, value);
  return 0;
}

/** `__cause__` */
export function getCauseAttribute(vm: Interpreter, self: Address): Address {
  return getField(vm, self + EXC_CAUSE);
}

/** `__cause__ = value`: an exception or None; hides the context. */
export function setCauseAttribute(vm: Interpreter, self: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "__cause__ may not be deleted");
  if (value !== NONE && !isExceptionInstance(vm, value)) {
    return raiseFlag(vm, TYPE_ERROR, "exception cause must be None or derive from BaseException");
  }
  vm.u8[self + EXC_SUPPRESS_CONTEXT] = 1;
  putOrClear(vm, self + EXC_CAUSE, value);
  return 0;
}

/** Puts `value` (borrowed) into a field, None as NULL. */
function putOrClear(vm: Interpreter, field: Address, value: Address): void {
  setField(vm, field, value === NONE ? NULL : newRef(vm, value));
}

// Methods --------------------------------------------------------------------------------------------------------

/** `with_traceback(tb)`: sets it and gives the exception itself. */
export function withTraceback(vm: Interpreter, self: Address, traceback: Address): Address {
  return setTracebackAttribute(vm, self, traceback) < 0 ? NULL : newRef(vm, self);
}

/** `add_note(note)`: appends to the list `__notes__`, which it makes if need be. */
export function addNote(vm: Interpreter, self: Address, note: Address): Address {
  if (!isStr(vm, note)) {
    return raise(vm, TYPE_ERROR, `note must be a str, not '${formatType(vm, note)}'`);
  }
  let notes = lookupAttr(vm, self, NOTES_NAME);
  if (notes === NULL) {
    if (errorOccurred(vm) !== NULL) return NULL;
    notes = listNew(vm, 0);
    if (notes === NULL) return NULL;
    if (setAttr(vm, self, NOTES_NAME, notes) < 0) {
      decref(vm, notes);
      return NULL;
    }
  } else if (!hasTypeFlag(vm, notes, TPFLAGS_LIST_SUBCLASS)) {
    decref(vm, notes);
    return raise(vm, TYPE_ERROR, "Cannot add note: __notes__ is not a list");
  }
  const status = listAppend(vm, notes, note);
  decref(vm, notes);
  return status < 0 ? NULL : newRef(vm, NONE);
}

/** `__reduce__()`: the class, its arguments, and the attributes if there are any. */
export function baseExceptionReduce(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const type = typeOf(vm, self), args = i32[(self + EXC_ARGS) >> 2], dict = i32[(self + EXC_DICT) >> 2];
  return dict === NULL ? tuplePack2(vm, type, args) : tuplePack3(vm, type, args, dict);
}

/** `__setstate__(state)`: sets every item of a dict as an attribute; None is nothing. */
export function baseExceptionSetState(vm: Interpreter, self: Address, state: Address): Address {
  if (state !== NONE) {
    if (!isDict(vm, state)) return raise(vm, TYPE_ERROR, "state is not a dictionary");
    for (let position = dictNext(vm, state, 0); position >= 0; position = dictNext(vm, state, position)) {
      const key = newRef(vm, vm.dictKey), value = newRef(vm, vm.dictValue);
      const status = setAttr(vm, self, key, value);
      decref(vm, key);
      decref(vm, value);
      if (status < 0) return NULL;
    }
  }
  return newRef(vm, NONE);
}

/** Bytes of an instance of BaseException. */
export const BASE_EXCEPTION_SIZE = BASE_EXCEPTION_OBJECT.size;
