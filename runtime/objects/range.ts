/**
 * range: start, stop and step as int objects of any size, and the length they make.
 *
 *     16 start   24 stop   32 step   40 length      all exact ints or what __index__ gave, owned
 *
 * A range is immutable and no container for the collector. Its sums are made with int objects, as in CPython, so that
 * a range asks for the same blocks while it is made.
 *
 * Source: CPython 3.11 Objects/rangeobject.c.
 */
import { type Address, NULL, objectFree, objectMalloc, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { EQ, NE, OB_SIZE, OB_TYPE, OBJECT, ONE_WORD, TPFLAGS_SEQUENCE } from "../memory/object_layout.ts";
import {
  BOOL_TYPE,
  FALSE,
  INDEX_ERROR,
  INT_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  RANGE_TYPE,
  SMALL_INT_MAX,
  SMALL_INT_ZERO,
  TRUE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import { noMemory } from "../memory/pending.ts";
import { raise } from "./errors.ts";
import { typeNameOf } from "./type_name.ts";
import { jsString, newStr } from "./str.ts";
import { hash, richCompareBool } from "./compare.ts";
import { repr } from "./object.ts";
import {
  hasIndex,
  numberAdd,
  numberFloorDivide,
  numberMultiply,
  numberNegative,
  numberRemainder,
  numberSubtract,
} from "./number.ts";
import { sequenceCount, sequenceIndex } from "./sequence.ts";
import { checkPositional, noKeywords, noKwnames } from "./arguments.ts";
import { defineType } from "./define_type.ts";
import { METH_NOARGS, METH_O } from "./method_definition.ts";
import { bigIntOf, intAsNumber, intAsSsize, intCompare, intFromNumber, intSign } from "./int.ts";
import { exactIndex, isSlice, sliceLongIndices } from "./slice.ts";
import { forNext } from "./for_next.ts";
import { newLongRangeIterator, newRangeIterator, newSmallRangeIterator } from "./range_iterator.ts";
import { TUPLE_ITEMS, tuplePack2, tuplePack3, tupleSize } from "./tuple.ts";

export const RANGE = struct("rangeobject", 48, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  start: pointer(16, "int, owned"),
  stop: pointer(24, "int, owned"),
  step: pointer(32, "int, owned"),
  length: pointer(40, "int, owned"),
});
const START = RANGE.offsets.start;
const STOP = RANGE.offsets.stop;
const STEP = RANGE.offsets.step;
const LENGTH = RANGE.offsets.length;
const ZERO = SMALL_INT_ZERO;
const ONE = SMALL_INT_ZERO + 32;

// Making ---------------------------------------------------------------------------------------------------------

/** How many items there are from `start` (borrowed, as the others) before `stop`: a new int. NULL with an exception. */
function rangeLength(vm: Interpreter, start: Address, stop: Address, step: Address): Address {
  const ascending = intSign(vm, step) > 0;
  const low = ascending ? start : stop, high = ascending ? stop : start;
  if (intCompare(vm, low, high) >= 0) return newRef(vm, ZERO);
  if (isShort(vm, low) && isShort(vm, high) && isShort(vm, step)) {
    const distance = intAsNumber(vm, high) - intAsNumber(vm, low);
    const width = Math.abs(intAsNumber(vm, step));
    // Every number on the way is a static int: nothing would be allocated.
    if (distance <= SMALL_INT_MAX && width <= SMALL_INT_MAX) {
      return intFromNumber(vm, Math.floor((distance - 1) / width) + 1);
    }
  }
  const width = ascending ? newRef(vm, step) : numberNegative(vm, step);
  if (width === NULL) return NULL;
  const length = countSteps(vm, low, high, width);
  decref(vm, width);
  return length;
}

/** (high - low - 1) // width + 1, a new int. */
function countSteps(vm: Interpreter, low: Address, high: Address, width: Address): Address {
  const distance = numberSubtract(vm, high, low);
  const before = distance === NULL ? NULL : numberSubtract(vm, distance, ONE);
  const steps = before === NULL ? NULL : numberFloorDivide(vm, before, width);
  const length = steps === NULL ? NULL : numberAdd(vm, steps, ONE);
  xdecref(vm, steps);
  xdecref(vm, before);
  xdecref(vm, distance);
  return length;
}

/** A new range of ints (all three stolen, NULL if making one failed). NULL with an exception. */
function makeRange(vm: Interpreter, start: Address, stop: Address, step: Address): Address {
  if (start !== NULL && stop !== NULL && step !== NULL) {
    const length = rangeLength(vm, start, stop, step);
    const range = length === NULL ? NULL : objectMalloc(vm, RANGE.size);
    if (range !== NULL) {
      fillRange(vm, range, start, stop, step, length);
      return range;
    }
    if (length !== NULL) {
      decref(vm, length);
      noMemory(vm);
    }
  }
  xdecref(vm, start);
  xdecref(vm, stop);
  xdecref(vm, step);
  return NULL;
}

function fillRange(
  vm: Interpreter,
  range: Address,
  start: Address,
  stop: Address,
  step: Address,
  length: Address,
): void {
  const i32 = vm.i32, f64 = vm.f64;
  f64[range >> 3] = ONE_WORD;
  for (let offset = OB_TYPE; offset < RANGE.size; offset += 8) f64[(range + offset) >> 3] = 0;
  i32[(range + OB_TYPE) >> 2] = RANGE_TYPE;
  i32[(range + START) >> 2] = start;
  i32[(range + STOP) >> 2] = stop;
  i32[(range + STEP) >> 2] = step;
  i32[(range + LENGTH) >> 2] = length;
}

/** range(stop), range(start, stop[, step]) of the `n` words at `args`. */
function rangeFromArguments(vm: Interpreter, args: Address, n: number): Address {
  if (!checkPositional(vm, "range", n, 1, 3)) return NULL;
  const i32 = vm.i32;
  if (n === 1) {
    const stop = exactIndex(vm, i32[args >> 2]);
    return stop === NULL ? NULL : makeRange(vm, newRef(vm, ZERO), stop, newRef(vm, ONE));
  }
  const start = exactIndex(vm, i32[args >> 2]);
  if (start === NULL) return NULL;
  const stop = exactIndex(vm, i32[(args + 8) >> 2]);
  const step = stop === NULL ? NULL : n === 3 ? checkStep(vm, i32[(args + 16) >> 2]) : newRef(vm, ONE);
  return makeRange(vm, start, stop, step);
}

/** A step as an int that is not 0, new. */
function checkStep(vm: Interpreter, argument: Address): Address {
  const step = exactIndex(vm, argument);
  if (step === NULL || intSign(vm, step) !== 0) return step;
  decref(vm, step);
  return raise(vm, VALUE_ERROR, "range() arg 3 must not be zero");
}

function rangeNewSlot(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "range", kwargs)) return NULL;
  return rangeFromArguments(vm, args + TUPLE_ITEMS, tupleSize(vm, args));
}

function rangeVectorcall(
  vm: Interpreter,
  _type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  return noKwnames(vm, "range", kwnames) ? rangeFromArguments(vm, args, nargs) : NULL;
}

function rangeDealloc(vm: Interpreter, range: Address): void {
  const i32 = vm.i32;
  decref(vm, i32[(range + START) >> 2]);
  decref(vm, i32[(range + STOP) >> 2]);
  decref(vm, i32[(range + STEP) >> 2]);
  decref(vm, i32[(range + LENGTH) >> 2]);
  objectFree(vm, range);
}

function rangeTraverse(vm: Interpreter, range: Address, visit: Visit): void {
  const i32 = vm.i32;
  visit(vm, i32[(range + START) >> 2]);
  visit(vm, i32[(range + STOP) >> 2]);
  visit(vm, i32[(range + STEP) >> 2]);
  visit(vm, i32[(range + LENGTH) >> 2]);
}

// Items ----------------------------------------------------------------------------------------------------------

/** How many items a range has, an int of any size, borrowed. */
export function rangeCount(vm: Interpreter, range: Address): Address {
  return vm.i32[(range + LENGTH) >> 2];
}

function rangeLengthSlot(vm: Interpreter, range: Address): number {
  return intAsSsize(vm, vm.i32[(range + LENGTH) >> 2]);
}

function rangeBool(vm: Interpreter, range: Address): number {
  return intSign(vm, vm.i32[(range + LENGTH) >> 2]) !== 0 ? 1 : 0;
}

/** start + index * step, a new int; the index (an int, borrowed) need not be inside. */
function computeItem(vm: Interpreter, range: Address, index: Address): Address {
  const start = vm.i32[(range + START) >> 2], step = vm.i32[(range + STEP) >> 2];
  if (step === ONE) return numberAdd(vm, start, index);
  const distance = numberMultiply(vm, index, step);
  if (distance === NULL) return NULL;
  const item = numberAdd(vm, start, distance);
  decref(vm, distance);
  return item;
}

/** Item `index` (an int, borrowed), counted from the end if negative; new. */
function itemAt(vm: Interpreter, range: Address, index: Address): Address {
  const length = vm.i32[(range + LENGTH) >> 2];
  const position = intSign(vm, index) < 0 ? numberAdd(vm, length, index) : newRef(vm, index);
  if (position === NULL) return NULL;
  const inside = intSign(vm, position) >= 0 && intCompare(vm, position, length) < 0;
  const item = inside
    ? computeItem(vm, range, position)
    : raise(vm, INDEX_ERROR, "range object index out of range");
  decref(vm, position);
  return item;
}

function rangeItemSlot(vm: Interpreter, range: Address, i: number): Address {
  const index = intFromNumber(vm, i);
  if (index === NULL) return NULL;
  const item = itemAt(vm, range, index);
  decref(vm, index);
  return item;
}

/** `range[key]`, new. */
function rangeSubscript(vm: Interpreter, range: Address, key: Address): Address {
  if (hasIndex(vm, key)) {
    const index = exactIndex(vm, key);
    if (index === NULL) return NULL;
    const item = itemAt(vm, range, index);
    decref(vm, index);
    return item;
  }
  if (isSlice(vm, key)) return rangeSlice(vm, range, key);
  return raise(vm, TYPE_ERROR, `range indices must be integers or slices, not ${typeNameOf(vm, key)}`);
}

/** `range[slice]`, a new range. */
function rangeSlice(vm: Interpreter, range: Address, slice: Address): Address {
  const indices = sliceLongIndices(vm, slice, vm.i32[(range + LENGTH) >> 2]);
  if (indices === null) return NULL;
  const [start, stop, step] = indices;
  const subStep = numberMultiply(vm, vm.i32[(range + STEP) >> 2], step);
  const subStart = subStep === NULL ? NULL : computeItem(vm, range, start);
  const subStop = subStart === NULL ? NULL : computeItem(vm, range, stop);
  decref(vm, start);
  decref(vm, stop);
  decref(vm, step);
  return makeRange(vm, subStart, subStop, subStep);
}

// Searching ------------------------------------------------------------------------------------------------------

/** Can arithmetic tell whether an object is an item? */
function isPlainInt(vm: Interpreter, object: Address): boolean {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  return type === INT_TYPE || type === BOOL_TYPE;
}

/** Is an int between the ends and a whole number of steps away? 1, 0 or -1. */
function containsInt(vm: Interpreter, range: Address, value: Address): number {
  const i32 = vm.i32;
  const start = i32[(range + START) >> 2], stop = i32[(range + STOP) >> 2], step = i32[(range + STEP) >> 2];
  const ascending = intSign(vm, step) > 0;
  const fromStart = intCompare(vm, value, start), fromStop = intCompare(vm, value, stop);
  if (ascending ? fromStart < 0 || fromStop >= 0 : fromStart > 0 || fromStop <= 0) return 0;
  const distance = numberSubtract(vm, value, start);
  const rest = distance === NULL ? NULL : numberRemainder(vm, distance, step);
  const found = rest === NULL ? -1 : intSign(vm, rest) === 0 ? 1 : 0;
  xdecref(vm, distance);
  xdecref(vm, rest);
  return found;
}

function rangeContains(vm: Interpreter, range: Address, value: Address): number {
  if (isPlainInt(vm, value)) return containsInt(vm, range, value);
  const iterator = rangeIter(vm, range);
  if (iterator === NULL) return -1;
  let found = 0;
  while (found === 0) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    found = richCompareBool(vm, item, value, EQ);
    decref(vm, item);
  }
  decref(vm, iterator);
  return found === 0 && vm.curexcType !== NULL ? -1 : found;
}

function countMethod(vm: Interpreter, range: Address, value: Address): Address {
  if (isPlainInt(vm, value)) {
    const found = containsInt(vm, range, value);
    return found < 0 ? NULL : intFromNumber(vm, found);
  }
  const count = sequenceCount(vm, range, value);
  return count < 0 ? NULL : intFromNumber(vm, count);
}

function indexMethod(vm: Interpreter, range: Address, value: Address): Address {
  if (!isPlainInt(vm, value)) {
    const position = sequenceIndex(vm, range, value);
    return position < 0 ? NULL : intFromNumber(vm, position);
  }
  const found = containsInt(vm, range, value);
  if (found < 0) return NULL;
  if (found === 0) return raiseNotInRange(vm, value);
  const step = vm.i32[(range + STEP) >> 2];
  const distance = numberSubtract(vm, value, vm.i32[(range + START) >> 2]);
  if (distance === NULL || step === ONE) return distance;
  const index = numberFloorDivide(vm, distance, step);
  decref(vm, distance);
  return index;
}

function raiseNotInRange(vm: Interpreter, value: Address): Address {
  const text = repr(vm, value);
  if (text === NULL) return NULL;
  raise(vm, VALUE_ERROR, `${jsString(vm, text)} is not in range`);
  decref(vm, text);
  return NULL;
}

// Comparing ------------------------------------------------------------------------------------------------------

/** Do two ranges give the same items? 1, 0 or -1. */
function rangeEquals(vm: Interpreter, a: Address, b: Address): number {
  if (a === b) return 1;
  const i32 = vm.i32;
  const length = i32[(a + LENGTH) >> 2];
  const sameLength = richCompareBool(vm, length, i32[(b + LENGTH) >> 2], EQ);
  if (sameLength !== 1 || intSign(vm, length) === 0) return sameLength;
  const sameStart = richCompareBool(vm, i32[(a + START) >> 2], i32[(b + START) >> 2], EQ);
  if (sameStart !== 1 || length === ONE) return sameStart;
  return richCompareBool(vm, i32[(a + STEP) >> 2], i32[(b + STEP) >> 2], EQ);
}

function rangeRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (vm.i32[(b + OB_TYPE) >> 2] !== RANGE_TYPE || (op !== EQ && op !== NE)) {
    return newRef(vm, NOT_IMPLEMENTED);
  }
  const equal = rangeEquals(vm, a, b);
  if (equal < 0) return NULL;
  return newRef(vm, (equal === 1) === (op === EQ) ? TRUE : FALSE);
}

/** tp_hash: that of the tuple of length, start and step, None where they say nothing. */
function rangeHash(vm: Interpreter, range: Address): number {
  const i32 = vm.i32;
  const length = i32[(range + LENGTH) >> 2];
  const start = length === ZERO ? NONE : i32[(range + START) >> 2];
  const step = length === ZERO || length === ONE ? NONE : i32[(range + STEP) >> 2];
  const parts = tuplePack3(vm, length, start, step);
  if (parts === NULL) {
    vm.hashHigh = -1;
    return -1;
  }
  const low = hash(vm, parts), high = vm.hashHigh;
  decref(vm, parts);
  vm.hashHigh = high;
  return low;
}

function rangeRepr(vm: Interpreter, range: Address): Address {
  const start = fieldText(vm, range + START), stop = start === null ? null : fieldText(vm, range + STOP);
  if (start === null || stop === null) return NULL;
  if (vm.i32[(range + STEP) >> 2] === ONE) return newStr(vm, `range(${start}, ${stop})`);
  const step = fieldText(vm, range + STEP);
  return step === null ? NULL : newStr(vm, `range(${start}, ${stop}, ${step})`);
}

/** repr of the object in a field, or null with an exception. */
function fieldText(vm: Interpreter, field: Address): string | null {
  const text = repr(vm, vm.i32[field >> 2]);
  if (text === NULL) return null;
  const js = jsString(vm, text);
  decref(vm, text);
  return js;
}

// Iterating ------------------------------------------------------------------------------------------------------

const LONG_MAX = 2n ** 63n - 1n;
const LONG_MIN = -(2n ** 63n);

/** Is an int of one digit at most? */
function isShort(vm: Interpreter, integer: Address): boolean {
  const size = vm.i32[(integer + OB_SIZE) >> 2];
  return size >= -1 && size <= 1;
}

function fitsLong(value: bigint): boolean {
  return value >= LONG_MIN && value <= LONG_MAX;
}

/** `iter(range)`, new. */
function rangeIter(vm: Interpreter, range: Address): Address {
  const i32 = vm.i32;
  const start = i32[(range + START) >> 2], stop = i32[(range + STOP) >> 2], step = i32[(range + STEP) >> 2];
  const length = i32[(range + LENGTH) >> 2];
  if (isShort(vm, start) && isShort(vm, stop) && isShort(vm, step)) {
    return newSmallRangeIterator(vm, intAsNumber(vm, start), intAsNumber(vm, step), intAsNumber(vm, length));
  }
  const first = bigIntOf(vm, start), last = bigIntOf(vm, stop), by = bigIntOf(vm, step);
  const count = bigIntOf(vm, length);
  if (
    fitsLong(first) && fitsLong(last) && fitsLong(by) && count <= LONG_MAX && stopsSafely(last, by, count)
  ) {
    return newRangeIterator(vm, first, by, count);
  }
  return newLongRangeIterator(vm, start, step, length);
}

/** Does the sum behind the last item fit a C long? */
function stopsSafely(stop: bigint, step: bigint, count: bigint): boolean {
  if (count === 0n) return true;
  return step > 0n ? stop <= LONG_MAX - (step - 1n) : stop >= LONG_MIN + (-1n - step);
}

/** `reversed(range)`, new. */
function reversedMethod(vm: Interpreter, range: Address): Address {
  const i32 = vm.i32;
  const first = bigIntOf(vm, i32[(range + START) >> 2]), last = bigIntOf(vm, i32[(range + STOP) >> 2]);
  const by = bigIntOf(vm, i32[(range + STEP) >> 2]), count = bigIntOf(vm, i32[(range + LENGTH) >> 2]);
  const stop = first - by;
  if (
    fitsLong(first) && fitsLong(last) && fitsLong(by) && fitsLong(-by) && fitsLong(stop) && count <= LONG_MAX
  ) {
    return newRangeIterator(vm, stop + count * by, -by, count);
  }
  return reversedLong(vm, range);
}

function reversedLong(vm: Interpreter, range: Address): Address {
  const i32 = vm.i32;
  const length = i32[(range + LENGTH) >> 2], step = i32[(range + STEP) >> 2];
  const index = numberSubtract(vm, length, ONE);
  const distance = index === NULL ? NULL : numberMultiply(vm, index, step);
  const start = distance === NULL ? NULL : numberAdd(vm, i32[(range + START) >> 2], distance);
  const back = start === NULL ? NULL : numberNegative(vm, step);
  const iterator = back === NULL ? NULL : newLongRangeIterator(vm, start, back, length);
  xdecref(vm, index);
  xdecref(vm, distance);
  xdecref(vm, start);
  xdecref(vm, back);
  return iterator;
}

function reduceMethod(vm: Interpreter, range: Address): Address {
  const i32 = vm.i32;
  const args = tuplePack3(vm, i32[(range + START) >> 2], i32[(range + STOP) >> 2], i32[(range + STEP) >> 2]);
  if (args === NULL) return NULL;
  const result = tuplePack2(vm, RANGE_TYPE, args);
  decref(vm, args);
  return result;
}

/** Declares range. */
export function defineRange(vm: Interpreter): void {
  defineType(vm, RANGE_TYPE, {
    name: "range",
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n" +
      "Return an object that produces a sequence of integers from start (inclusive)\n" +
      "to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n" +
      "start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n" +
      "These are exactly the valid indices for a list of 4 elements.\n" +
      "When step is given, it specifies the increment (or decrement).",
    basicSize: RANGE.size,
    flags: TPFLAGS_SEQUENCE,
    dealloc: rangeDealloc,
    traverse: rangeTraverse,
    repr: rangeRepr,
    hash: rangeHash,
    richcompare: rangeRichCompare,
    iter: rangeIter,
    new: rangeNewSlot,
    vectorcall: rangeVectorcall,
    number: { bool: rangeBool },
    sequence: { length: rangeLengthSlot, item: rangeItemSlot, contains: rangeContains },
    mapping: { length: rangeLengthSlot, subscript: rangeSubscript },
    methods: [
      { name: "__reversed__", flags: METH_NOARGS, fn: reversedMethod },
      { name: "__reduce__", flags: METH_NOARGS, fn: reduceMethod },
      { name: "count", flags: METH_O, fn: countMethod },
      { name: "index", flags: METH_O, fn: indexMethod },
    ],
    members: [
      { name: "start", type: "object_ex", offset: START, readonly: true },
      { name: "stop", type: "object_ex", offset: STOP, readonly: true },
      { name: "step", type: "object_ex", offset: STEP, readonly: true },
    ],
  });
}
