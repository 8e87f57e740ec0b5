/**
 * slice: start, stop and step as they were written, any objects; and how a slice becomes indexes of a sequence.
 *
 *     16 start   24 stop   32 step
 *
 * One dead slice is kept for the next one. Unpacking runs `__index__` of the fields, which can change the sequence:
 * sliceUnpack comes first, and sliceAdjust with the length that is true then.
 *
 * Source: CPython 3.11 Objects/sliceobject.c.
 */
import * as heap from "../../heap/mod.ts";
import { type Address, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import * as freeLists from "../memory/free_lists.ts";
import { popHidden, pushHidden } from "../memory/free_lists.ts";
import { errorOccurred, raise, raiseFlag } from "./errors.ts";
import { jsString, newStr } from "./str.ts";
import { repr } from "./object.ts";
import { richCompare, richCompareBool } from "./compare.ts";
import { asSsize, hasIndex, numberAdd, numberIndex } from "./number.ts";
import { checkPositional, noKeywords } from "./arguments.ts";
import { defineType } from "./define_type.ts";
import * as methodDefinition from "./method_definition.ts";
import * as int from "./int.ts";
import { intCopy, intFromNumber, intSign, isExactInt } from "./int.ts";
import { tupleItem, tuplePack2, tuplePack3, tupleSize } from "./tuple.ts";

const { NULL } = heap;
const { EQ, GE, GT, LE, LT, OB_SIZE, OB_TYPE, OBJECT, ONE_WORD, TPFLAGS_HAVE_GC } = objectLayout;
const { FALSE, INT_TYPE, NONE, NOT_IMPLEMENTED, SLICE_TYPE, TRUE, TYPE_ERROR, VALUE_ERROR } = statics;
const { SLICE_FREE_LIST } = freeLists;
const { METH_NOARGS, METH_O } = methodDefinition;
const { OB_DIGIT } = int;

export const SLICE = struct("PySliceObject", 40, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  start: pointer(16, "any object, owned"),
  stop: pointer(24, "any object, owned"),
  step: pointer(32, "any object, owned"),
});
const START = SLICE.offsets.start;
const STOP = SLICE.offsets.stop;
const STEP = SLICE.offsets.step;

/** PY_SSIZE_T_MAX, as near as a number comes. */
const SSIZE_MAX = 2 ** 63;

/** A new slice of three objects (borrowed; NULL stands for None). NULL with MemoryError. */
export function sliceNew(vm: Interpreter, start: Address, stop: Address, step: Address): Address {
  const i32 = vm.i32;
  let slice = i32[SLICE_FREE_LIST >> 2];
  if (slice !== NULL) {
    i32[SLICE_FREE_LIST >> 2] = NULL;
    i32[(SLICE_FREE_LIST + 8) >> 2] = 0;
    i32[(SLICE_FREE_LIST + 16) >> 2]++;
    i32[slice >> 2] = 1;
    i32[(slice + 4) >> 2] = 0;
  } else {
    slice = popHidden(vm, SLICE_FREE_LIST, START);
    if (slice !== NULL) vm.f64[slice >> 3] = ONE_WORD;
    else slice = gcNew(vm, SLICE_TYPE, SLICE.size);
    if (slice === NULL) return NULL;
  }
  const from = start === NULL ? NONE : start, to = stop === NULL ? NONE : stop;
  const by = step === NULL ? NONE : step;
  i32[from >> 2]++;
  i32[to >> 2]++;
  i32[by >> 2]++;
  const word = slice >> 2;
  i32[word + 4] = from;
  i32[word + 5] = 0;
  i32[word + 6] = to;
  i32[word + 7] = 0;
  i32[word + 8] = by;
  i32[word + 9] = 0;
  gcTrack(vm, slice);
  return slice;
}

/** Whether an object is a slice. */
export function isSlice(vm: Interpreter, object: Address): boolean {
  return vm.i32[(object + OB_TYPE) >> 2] === SLICE_TYPE;
}

function sliceDealloc(vm: Interpreter, slice: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, slice);
  decref(vm, i32[(slice + STEP) >> 2]);
  decref(vm, i32[(slice + START) >> 2]);
  decref(vm, i32[(slice + STOP) >> 2]);
  if (i32[(SLICE_FREE_LIST + 8) >> 2] === 0) {
    i32[SLICE_FREE_LIST >> 2] = slice;
    i32[(SLICE_FREE_LIST + 8) >> 2] = 1;
    i32[(slice + START) >> 2] = NULL; // the link of a free list of one
  } else if (!pushHidden(vm, SLICE_FREE_LIST, START, 1, slice)) {
    gcFree(vm, slice);
  }
}

function sliceTraverse(vm: Interpreter, slice: Address, visit: Visit): void {
  visit(vm, vm.i32[(slice + START) >> 2]);
  visit(vm, vm.i32[(slice + STOP) >> 2]);
  visit(vm, vm.i32[(slice + STEP) >> 2]);
}

/** A field's number, clipped to what a size holds; -1 with an exception pending is a failure. */
function indexOf(vm: Interpreter, field: Address): number {
  const i32 = vm.i32;
  if (i32[(field + OB_TYPE) >> 2] === INT_TYPE) {
    const size = i32[(field + OB_SIZE) >> 2];
    if (size >= -1 && size <= 1) return Math.imul(size, i32[(field + OB_DIGIT) >> 2]);
  }
  if (hasIndex(vm, field)) return asSsize(vm, field, NULL);
  return raiseFlag(vm, TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
}

/**
 * Reads a slice into `vm.sliceStart`, `sliceStop` and `sliceStep`, which may lie far outside any sequence. 0, or -1
 * with an exception. Can run any code; the slice (borrowed) must be held by the caller.
 */
export function sliceUnpack(vm: Interpreter, slice: Address): number {
  const i32 = vm.i32;
  const step = i32[(slice + STEP) >> 2];
  let stepNumber = 1;
  if (step !== NONE) {
    stepNumber = indexOf(vm, step);
    if (stepNumber === -1 && errorOccurred(vm) !== NULL) return -1;
    if (stepNumber === 0) return raiseFlag(vm, VALUE_ERROR, "slice step cannot be zero");
  }
  let startNumber = stepNumber < 0 ? SSIZE_MAX : 0;
  const start = i32[(slice + START) >> 2];
  if (start !== NONE) {
    startNumber = indexOf(vm, start);
    if (startNumber === -1 && errorOccurred(vm) !== NULL) return -1;
  }
  let stopNumber = stepNumber < 0 ? -SSIZE_MAX : SSIZE_MAX;
  const stop = i32[(slice + STOP) >> 2];
  if (stop !== NONE) {
    stopNumber = indexOf(vm, stop);
    if (stopNumber === -1 && errorOccurred(vm) !== NULL) return -1;
  }
  vm.sliceStart = startNumber;
  vm.sliceStop = stopNumber;
  vm.sliceStep = stepNumber;
  return 0;
}

/** What shortNumber returns for what is no exact int of one digit: no such int. */
const NOT_SHORT = 0x7fffffff;

function shortNumber(i32: Int32Array, object: Address): number {
  if (i32[(object + OB_TYPE) >> 2] !== INT_TYPE) return NOT_SHORT;
  const size = i32[(object + OB_SIZE) >> 2];
  return size + 1 >>> 0 < 3 ? Math.imul(size, i32[(object + OB_DIGIT) >> 2]) : NOT_SHORT;
}

/**
 * How many items `[start:stop:step]` takes of `length`, and in `vm.sliceFrom` and `sliceBy` the first and the step, if
 * all three (borrowed) are None or exact ints of one digit; else -1, and nothing has happened. Runs no code.
 */
export function sliceShort(
  vm: Interpreter,
  start: Address,
  stop: Address,
  step: Address,
  length: number,
): number {
  const i32 = vm.i32;
  let by = 1;
  if (step !== NONE) {
    by = shortNumber(i32, step);
    if (by === NOT_SHORT || by === 0) return -1;
  }
  // What the bounds are clipped to, and stand for None.
  const low = by < 0 ? -1 : 0, high = by < 0 ? length - 1 : length;
  let from = by < 0 ? high : low, to = by < 0 ? low : high;
  if (start !== NONE) {
    from = shortNumber(i32, start);
    if (from === NOT_SHORT) return -1;
    if (from < 0) from += length;
    if (from < low) from = low;
    else if (from > high) from = high;
  }
  if (stop !== NONE) {
    to = shortNumber(i32, stop);
    if (to === NOT_SHORT) return -1;
    if (to < 0) to += length;
    if (to < low) to = low;
    else if (to > high) to = high;
  }
  vm.sliceFrom = from;
  vm.sliceBy = by;
  const distance = by < 0 ? from - to : to - from;
  if (distance <= 0) return 0;
  return by === 1 || by === -1 ? distance : ((distance - 1) / Math.abs(by) | 0) + 1;
}

/** The same of a slice object (borrowed). */
export function shortSlice(vm: Interpreter, slice: Address, length: number): number {
  const i32 = vm.i32;
  return sliceShort(
    vm,
    i32[(slice + START) >> 2],
    i32[(slice + STOP) >> 2],
    i32[(slice + STEP) >> 2],
    length,
  );
}

/** Clips what sliceUnpack found to a sequence of `length` items; returns the number of items in the slice. */
export function sliceAdjust(vm: Interpreter, length: number): number {
  const step = vm.sliceStep;
  const start = clip(vm.sliceStart, length, step);
  const stop = clip(vm.sliceStop, length, step);
  vm.sliceStart = start;
  vm.sliceStop = stop;
  if (step < 0) return stop < start ? Math.floor((start - stop - 1) / -step) + 1 : 0;
  return start < stop ? Math.floor((stop - start - 1) / step) + 1 : 0;
}

function clip(index: number, length: number, step: number): number {
  if (index < 0) {
    const moved = index + length;
    return moved >= 0 ? moved : step < 0 ? -1 : 0;
  }
  if (index < length) return index;
  return step < 0 ? length - 1 : length;
}

/** `operator.index(object)` as an exact int (PyNumber_Index), a new reference. NULL with TypeError. */
export function exactIndex(vm: Interpreter, object: Address): Address {
  const index = numberIndex(vm, object);
  if (index === NULL || isExactInt(vm, index)) return index;
  const exact = intCopy(vm, index);
  decref(vm, index);
  return exact;
}

/** A field as an int object, a new reference. NULL with TypeError. */
function indexObject(vm: Interpreter, field: Address): Address {
  if (hasIndex(vm, field)) return exactIndex(vm, field);
  return raise(vm, TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
}

/**
 * Start, stop and step for a sequence whose length is the int `length`, of any size: three new references to ints, or
 * null with an exception.
 */
export function sliceLongIndices(
  vm: Interpreter,
  slice: Address,
  length: Address,
): [start: Address, stop: Address, step: Address] | null {
  const given = vm.i32[(slice + STEP) >> 2];
  const step = given === NONE ? intFromNumber(vm, 1) : indexObject(vm, given);
  if (step === NULL) return null;
  const sign = intSign(vm, step);
  if (sign === 0) {
    decref(vm, step);
    raise(vm, VALUE_ERROR, "slice step cannot be zero");
    return null;
  }
  const bounds = sliceBounds(vm, length, sign < 0);
  if (bounds === null) {
    decref(vm, step);
    return null;
  }
  const [lower, upper] = bounds;
  const start = clipObject(vm, slice + START, length, lower, upper, sign < 0 ? upper : lower);
  const stop = start === NULL
    ? NULL
    : clipObject(vm, slice + STOP, length, lower, upper, sign < 0 ? lower : upper);
  decref(vm, lower);
  decref(vm, upper);
  if (stop !== NULL) return [start, stop, step];
  if (start !== NULL) decref(vm, start);
  decref(vm, step);
  return null;
}

/** Lowest and highest value of start and stop: new references, or null with an exception. */
function sliceBounds(vm: Interpreter, length: Address, descending: boolean): [Address, Address] | null {
  if (!descending) return [intFromNumber(vm, 0), newRef(vm, length)];
  const lower = intFromNumber(vm, -1);
  const upper = numberAdd(vm, length, lower);
  if (upper !== NULL) return [lower, upper];
  decref(vm, lower);
  return null;
}

/** One field, `missing` if it is None, counted from the end if negative and clipped: a new reference to an int, or NULL. */
function clipObject(
  vm: Interpreter,
  field: Address,
  length: Address,
  lower: Address,
  upper: Address,
  missing: Address,
): Address {
  const given = vm.i32[field >> 2];
  if (given === NONE) return newRef(vm, missing);
  let index = indexObject(vm, given);
  if (index === NULL) return NULL;
  const negative = intSign(vm, index) < 0;
  if (negative) {
    const moved = numberAdd(vm, index, length);
    decref(vm, index);
    if (moved === NULL) return NULL;
    index = moved;
  }
  const bound = negative ? lower : upper;
  const outside = richCompareBool(vm, index, bound, negative ? LT : GT);
  if (outside === 0) return index;
  decref(vm, index);
  return outside < 0 ? NULL : newRef(vm, bound);
}

// Methods --------------------------------------------------------------------------------------------------------

function sliceRepr(vm: Interpreter, slice: Address): Address {
  const start = repr(vm, vm.i32[(slice + START) >> 2]);
  if (start === NULL) return NULL;
  const stop = repr(vm, vm.i32[(slice + STOP) >> 2]);
  const step = stop === NULL ? NULL : repr(vm, vm.i32[(slice + STEP) >> 2]);
  const result = step === NULL
    ? NULL
    : newStr(vm, `slice(${jsString(vm, start)}, ${jsString(vm, stop)}, ${jsString(vm, step)})`);
  decref(vm, start);
  if (stop !== NULL) decref(vm, stop);
  if (step !== NULL) decref(vm, step);
  return result;
}

function fieldTuple(vm: Interpreter, slice: Address): Address {
  const i32 = vm.i32;
  return tuplePack3(vm, i32[(slice + START) >> 2], i32[(slice + STOP) >> 2], i32[(slice + STEP) >> 2]);
}

function sliceRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!isSlice(vm, a) || !isSlice(vm, b)) return newRef(vm, NOT_IMPLEMENTED);
  if (a === b) return newRef(vm, op === EQ || op === LE || op === GE ? TRUE : FALSE);
  const left = fieldTuple(vm, a);
  if (left === NULL) return NULL;
  const right = fieldTuple(vm, b);
  const result = right === NULL ? NULL : richCompare(vm, left, right, op);
  decref(vm, left);
  if (right !== NULL) decref(vm, right);
  return result;
}

/** slice.indices(len): (start, stop, step) for a sequence of that length. */
function sliceIndicesMethod(vm: Interpreter, slice: Address, len: Address): Address {
  const length = exactIndex(vm, len);
  if (length === NULL) return NULL;
  if (intSign(vm, length) < 0) {
    decref(vm, length);
    return raise(vm, VALUE_ERROR, "length should not be negative");
  }
  const indices = sliceLongIndices(vm, slice, length);
  decref(vm, length);
  if (indices === null) return NULL;
  const [start, stop, step] = indices;
  const result = tuplePack3(vm, start, stop, step);
  decref(vm, start);
  decref(vm, stop);
  decref(vm, step);
  return result;
}

function sliceReduceMethod(vm: Interpreter, slice: Address): Address {
  const fields = fieldTuple(vm, slice);
  if (fields === NULL) return NULL;
  const result = tuplePack2(vm, SLICE_TYPE, fields);
  decref(vm, fields);
  return result;
}

/** slice(stop), slice(start, stop[, step]) */
function sliceNewSlot(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "slice", kwargs)) return NULL;
  const n = tupleSize(vm, args);
  if (!checkPositional(vm, "slice", n, 1, 3)) return NULL;
  if (n === 1) return sliceNew(vm, NULL, tupleItem(vm, args, 0), NULL);
  return sliceNew(vm, tupleItem(vm, args, 0), tupleItem(vm, args, 1), n > 2 ? tupleItem(vm, args, 2) : NULL);
}

/** Declares slice. */
export function defineSlice(vm: Interpreter): void {
  defineType(vm, SLICE_TYPE, {
    name: "slice",
    doc: "slice(stop)\nslice(start, stop[, step])\n\n" +
      "Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    basicSize: SLICE.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: sliceDealloc,
    traverse: sliceTraverse,
    repr: sliceRepr,
    hash: "unhashable",
    richcompare: sliceRichCompare,
    new: sliceNewSlot,
    methods: [
      { name: "indices", flags: METH_O, fn: sliceIndicesMethod },
      { name: "__reduce__", flags: METH_NOARGS, fn: sliceReduceMethod },
    ],
    members: [
      { name: "start", type: "object", offset: START, readonly: true },
      { name: "stop", type: "object", offset: STOP, readonly: true },
      { name: "step", type: "object", offset: STEP, readonly: true },
    ],
  });
}
