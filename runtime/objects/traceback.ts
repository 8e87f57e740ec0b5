/**
 * Traceback objects: the way that an exception has taken, outermost function first.
 *
 *     tb_next --> the entry of the function called from here, nearer to the raise
 *     tb_frame    the frame object, which keeps the function's locals alive
 *
 * Every function that a pending exception leaves puts one entry in front of the pending traceback.
 *
 * Source: CPython 3.11 Python/traceback.c (PyTraceBack_Here, tb_create_raw).
 */
import { type Address, i32, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { F_POSITION, type Interpreter, type Visit } from "../memory/interpreter.ts";
import { TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { clearField, decref, newRef, setField, xincref } from "../memory/refcount.ts";
import {
  FRAME_TYPE,
  MEMORY_ERROR,
  NONE,
  TRACEBACK_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { type Parameters, parseTupleAndKeywords, raiseArgumentType } from "./arguments.ts";
import { genericGetAttr } from "./attributes.ts";
import { codeLine } from "./code.ts";
import { defineType } from "./define_type.ts";
import {
  chainExceptions,
  dropError,
  errorOccurred,
  fetchError,
  formatType,
  givenMatches,
  raise,
  raiseFlag,
  restoreError,
  type SavedError,
} from "./errors.ts";
import { frameCode, frameFor } from "./frame.ts";
import { intAsLong, intFromNumber } from "./int.ts";
import { listNew, listSetItem } from "./list.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { numberIndex } from "./number.ts";
import { newStr } from "./str.ts";

/** One entry of a traceback. */
export const TRACEBACK = struct("PyTracebackObject", 40, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  tb_next: pointer(16, "the next inner entry, owned, or NULL"),
  tb_frame: pointer(24, "frame, owned"),
  tb_lasti: i32(32, "index of the position"),
  tb_lineno: i32(36, "line"),
});
export const TB_NEXT = TRACEBACK.offsets.tb_next;
export const TB_FRAME = TRACEBACK.offsets.tb_frame;
export const TB_POSITION = TRACEBACK.offsets.tb_lasti;
export const TB_LINE = TRACEBACK.offsets.tb_lineno;

/** A new entry; borrows `next` (or NULL) and `frame`. NULL with MemoryError. */
function newTraceback(
  vm: Interpreter,
  next: Address,
  frame: Address,
  position: number,
  line: number,
): Address {
  const traceback = gcNew(vm, TRACEBACK_TYPE, TRACEBACK.size);
  if (traceback === NULL) return NULL;
  const i32 = vm.i32;
  vm.f64[(traceback + TB_NEXT) >> 3] = 0;
  vm.f64[(traceback + TB_FRAME) >> 3] = 0;
  xincref(vm, next);
  i32[(traceback + TB_NEXT) >> 2] = next;
  i32[(traceback + TB_FRAME) >> 2] = newRef(vm, frame);
  i32[(traceback + TB_POSITION) >> 2] = position;
  i32[(traceback + TB_LINE) >> 2] = line;
  gcTrack(vm, traceback);
  return traceback;
}

/** An entry for the function of the record at `fp`; NULL with MemoryError. */
function newEntry(vm: Interpreter, fp: Address, next: Address, position: number): Address {
  const frame = frameFor(vm, fp);
  if (frame === NULL) return NULL;
  return newTraceback(vm, next, frame, position, codeLine(vm, frameCode(vm, frame), position));
}

/**
 * Puts an entry for the running function (record at `fp`, at position number `position` of its code) in front of the
 * pending exception's traceback. Without memory for it, MemoryError takes the exception's place, with the exception
 * as context; a MemoryError stays as it is. Nothing happens for position -1: the entry is there already.
 */
export function addTraceback(vm: Interpreter, fp: Address, position: number): void {
  if (position < 0) return;
  vm.i32[(fp + F_POSITION) >> 2] = position;
  const type = vm.curexcType, value = vm.curexcValue, next = vm.curexcTraceback;
  vm.curexcType = NULL;
  vm.curexcValue = NULL;
  vm.curexcTraceback = NULL;
  let traceback = newEntry(vm, fp, next, position);
  if (traceback === NULL && vm.openReserve()) {
    dropError(vm, fetchError(vm));
    traceback = newEntry(vm, fp, next, position);
  }
  if (traceback === NULL) {
    failTraceback(vm, [type, value, next]);
    return;
  }
  if (next !== NULL) decref(vm, next);
  vm.curexcType = type;
  vm.curexcValue = value;
  vm.curexcTraceback = traceback;
}

/** There was no memory for an entry: the exception (stolen) becomes the context of the pending MemoryError. */
function failTraceback(vm: Interpreter, saved: SavedError): void {
  if (givenMatches(vm, saved[0], MEMORY_ERROR)) {
    dropError(vm, fetchError(vm));
    restoreError(vm, saved);
  } else {
    chainExceptions(vm, saved);
  }
}

function tracebackTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  const next = vm.i32[(self + TB_NEXT) >> 2], frame = vm.i32[(self + TB_FRAME) >> 2];
  if (next !== NULL) visit(vm, next);
  if (frame !== NULL) visit(vm, frame);
}

function tracebackClear(vm: Interpreter, self: Address): void {
  clearField(vm, self + TB_NEXT);
  clearField(vm, self + TB_FRAME);
}

function tracebackDealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  tracebackClear(vm, self);
  gcFree(vm, self);
}

const PARAMETERS: Parameters = {
  name: "TracebackType",
  params: ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"],
  required: 4,
};

/** types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno) */
function tracebackNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, PARAMETERS, args, kwargs);
  if (given === null) return NULL;
  const [next, frame] = given;
  if (vm.i32[(frame + 8) >> 2] !== FRAME_TYPE) {
    return raiseArgumentType(vm, "TracebackType", "argument 'tb_frame'", "frame", frame);
  }
  const position = intArgument(vm, given[2]);
  if (position === -1 && errorOccurred(vm) !== NULL) return NULL;
  const line = intArgument(vm, given[3]);
  if (line === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (next !== NONE && vm.i32[(next + 8) >> 2] !== TRACEBACK_TYPE) {
    return raise(vm, TYPE_ERROR, `expected traceback object or None, got '${formatType(vm, next)}'`);
  }
  return newTraceback(vm, next === NONE ? NULL : next, frame, position, line);
}

function intArgument(vm: Interpreter, object: Address): number {
  const index = numberIndex(vm, object);
  if (index === NULL) return -1;
  const value = intAsLong(vm, index);
  decref(vm, index);
  return value;
}

function getNext(vm: Interpreter, self: Address): Address {
  return newRef(vm, vm.i32[(self + TB_NEXT) >> 2] || NONE);
}

/** `tb_next = value`: a traceback that does not lead back to this one, or None. */
function setNext(vm: Interpreter, self: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "can't delete tb_next attribute");
  const next = value === NONE ? NULL : value;
  if (next !== NULL && vm.i32[(next + 8) >> 2] !== TRACEBACK_TYPE) {
    return raiseFlag(vm, TYPE_ERROR, `expected traceback object, got '${formatType(vm, next)}'`);
  }
  for (let cursor = next; cursor !== NULL; cursor = vm.i32[(cursor + TB_NEXT) >> 2]) {
    if (cursor === self) return raiseFlag(vm, VALUE_ERROR, "traceback loop detected");
  }
  xincref(vm, next);
  setField(vm, self + TB_NEXT, next);
  return 0;
}

function getLine(vm: Interpreter, self: Address): Address {
  return intFromNumber(vm, vm.i32[(self + TB_LINE) >> 2]);
}

/** `__dir__()`: the four attributes. */
function tracebackDir(vm: Interpreter, _self: Address): Address {
  const names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"];
  const list = listNew(vm, names.length);
  if (list === NULL) return NULL;
  for (let i = 0; i < names.length; i++) {
    const name = newStr(vm, names[i]);
    if (name === NULL) {
      decref(vm, list);
      return NULL;
    }
    listSetItem(vm, list, i, name);
  }
  return list;
}

/** Declares the type of tracebacks. */
export function defineTraceback(vm: Interpreter): void {
  defineType(vm, TRACEBACK_TYPE, {
    name: "traceback",
    basicSize: TRACEBACK.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: tracebackDealloc,
    traverse: tracebackTraverse,
    clear: tracebackClear,
    getattro: genericGetAttr,
    new: tracebackNew,
    methods: [{ name: "__dir__", flags: METH_NOARGS, fn: tracebackDir }],
    members: [
      { name: "tb_frame", type: "object", offset: TB_FRAME, readonly: true },
      { name: "tb_lasti", type: "int", offset: TB_POSITION, readonly: true },
    ],
    getset: [{ name: "tb_next", get: getNext, set: setNext }, { name: "tb_lineno", get: getLine }],
  });
}
