/**
 * The iterators of range: range_iterator for ranges whose numbers fit C's long, longrange_iterator for the others.
 *
 *     range_iterator      16 index  24 start  32 step  40 len     four 64-bit integers
 *     longrange_iterator  16 index  24 start  32 step  40 len     four int objects, owned
 *
 * Neither is a container for the collector. Item i is start + i * step; the fast path computes it as a double, which
 * is exact wherever the result is a one-digit int, and only then used.
 *
 * Source: CPython 3.11 Objects/rangeobject.c (rangeiter_next, longrangeiter_next).
 */
import { type Address, i64, NULL, objectFree, objectMalloc, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { LT, OB_TYPE, OBJECT, ONE_WORD } from "../memory/object_layout.ts";
import { LONG_RANGE_ITERATOR_TYPE, RANGE_ITERATOR_TYPE } from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { noMemory } from "../memory/pending.ts";
import { richCompareBool } from "./compare.ts";
import { numberAdd, numberMultiply, numberSubtract } from "./number.ts";
import { defineType } from "./define_type.ts";
import { DEALLOC_PLAIN, SELF_ITER } from "./function_numbers.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { intFromBigInt, intFromNumber, intResult } from "./int.ts";

export const RANGE_ITERATOR = struct("_PyRangeIterObject", 48, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  index: i64(16, "how many items were given"),
  start: i64(24, "first item"),
  step: i64(32, "difference of two items"),
  len: i64(40, "how many items there are"),
});
export const RANGE_INDEX = RANGE_ITERATOR.offsets.index;
export const RANGE_START = RANGE_ITERATOR.offsets.start;
export const RANGE_STEP = RANGE_ITERATOR.offsets.step;
export const RANGE_LEN = RANGE_ITERATOR.offsets.len;

export const LONG_RANGE_ITERATOR = struct("longrangeiterobject", 48, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  index: pointer(16, "int, owned"),
  start: pointer(24, "int, owned"),
  step: pointer(32, "int, owned"),
  len: pointer(40, "int, owned"),
});

/** A new object of 48 bytes without GC head, its fields garbage. NULL with MemoryError. */
function allocate(vm: Interpreter, type: Address): Address {
  const object = objectMalloc(vm, 48);
  if (object === NULL) return noMemory(vm);
  vm.f64[object >> 3] = ONE_WORD;
  vm.i32[(object + OB_TYPE) >> 2] = type;
  vm.i32[(object + OB_TYPE + 4) >> 2] = 0;
  return object;
}

/** A new range_iterator; the numbers fit 64 bits. NULL with MemoryError. */
export function newRangeIterator(vm: Interpreter, start: bigint, step: bigint, len: bigint): Address {
  const iterator = allocate(vm, RANGE_ITERATOR_TYPE);
  if (iterator === NULL) return NULL;
  const i64 = vm.i64;
  i64[(iterator + RANGE_INDEX) >> 3] = 0n;
  i64[(iterator + RANGE_START) >> 3] = start;
  i64[(iterator + RANGE_STEP) >> 3] = step;
  i64[(iterator + RANGE_LEN) >> 3] = len;
  return iterator;
}

/** The same for numbers of 32 bits, `len` not negative. */
export function newSmallRangeIterator(vm: Interpreter, start: number, step: number, len: number): Address {
  const iterator = allocate(vm, RANGE_ITERATOR_TYPE);
  if (iterator === NULL) return NULL;
  const i32 = vm.i32;
  i32[(iterator + RANGE_INDEX) >> 2] = 0;
  i32[(iterator + RANGE_INDEX + 4) >> 2] = 0;
  i32[(iterator + RANGE_START) >> 2] = start;
  i32[(iterator + RANGE_START + 4) >> 2] = start >> 31;
  i32[(iterator + RANGE_STEP) >> 2] = step;
  i32[(iterator + RANGE_STEP + 4) >> 2] = step >> 31;
  i32[(iterator + RANGE_LEN) >> 2] = len;
  i32[(iterator + RANGE_LEN + 4) >> 2] = 0;
  return iterator;
}

/** A new longrange_iterator of int objects (borrowed). NULL with MemoryError. */
export function newLongRangeIterator(vm: Interpreter, start: Address, step: Address, len: Address): Address {
  const iterator = allocate(vm, LONG_RANGE_ITERATOR_TYPE);
  if (iterator === NULL) return NULL;
  const at = LONG_RANGE_ITERATOR.offsets;
  putInt(vm, iterator + at.index, intFromNumber(vm, 0));
  putInt(vm, iterator + at.start, newRef(vm, start));
  putInt(vm, iterator + at.step, newRef(vm, step));
  putInt(vm, iterator + at.len, newRef(vm, len));
  return iterator;
}

function putInt(vm: Interpreter, field: Address, value: Address): void {
  vm.i32[field >> 2] = value;
  vm.i32[(field + 4) >> 2] = 0;
}

/** tp_iternext of range_iterator: the next item, new, or NULL. */
export function rangeIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const index = i32[(iterator + RANGE_INDEX) >> 2];
  const start = i32[(iterator + RANGE_START) >> 2];
  const step = i32[(iterator + RANGE_STEP) >> 2];
  const high = (i32[(iterator + RANGE_START + 4) >> 2] ^ (start >> 31)) |
    (i32[(iterator + RANGE_STEP + 4) >> 2] ^ (step >> 31)) | i32[(iterator + RANGE_LEN + 4) >> 2];
  if (high !== 0 || index < 0) return nextOfLongs(vm, iterator);
  if (index >= i32[(iterator + RANGE_LEN) >> 2]) {
    if (i32[(iterator + RANGE_LEN) >> 2] >= 0) return NULL;
    return nextOfLongs(vm, iterator);
  }
  i32[(iterator + RANGE_INDEX) >> 2] = index + 1;
  const value = start + index * step;
  if (value < 0x40000000 && value > -0x40000000) return intResult(vm, value);
  return longItem(vm, iterator, BigInt(index));
}

/** The next item where a number needs more than 31 bits. */
function nextOfLongs(vm: Interpreter, iterator: Address): Address {
  const i64 = vm.i64;
  const index = i64[(iterator + RANGE_INDEX) >> 3];
  if (index >= i64[(iterator + RANGE_LEN) >> 3]) return NULL;
  i64[(iterator + RANGE_INDEX) >> 3] = index + 1n;
  return longItem(vm, iterator, index);
}

function longItem(vm: Interpreter, iterator: Address, index: bigint): Address {
  const i64 = vm.i64;
  return intFromBigInt(vm, i64[(iterator + RANGE_START) >> 3] + index * i64[(iterator + RANGE_STEP) >> 3]);
}

/** tp_iternext of longrange_iterator: the next item, new, or NULL. */
function longRangeIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32, at = LONG_RANGE_ITERATOR.offsets;
  const index = i32[(iterator + at.index) >> 2];
  if (richCompareBool(vm, index, i32[(iterator + at.len) >> 2], LT) !== 1) return NULL;
  const one = intFromNumber(vm, 1);
  const newIndex = numberAdd(vm, index, one);
  decref(vm, one);
  if (newIndex === NULL) return NULL;
  const product = numberMultiply(vm, index, i32[(iterator + at.step) >> 2]);
  const item = product === NULL ? NULL : numberAdd(vm, i32[(iterator + at.start) >> 2], product);
  if (product !== NULL) decref(vm, product);
  if (item === NULL) {
    decref(vm, newIndex);
    return NULL;
  }
  i32[(iterator + at.index) >> 2] = newIndex;
  decref(vm, index);
  return item;
}

function longRangeIteratorDealloc(vm: Interpreter, iterator: Address): void {
  const i32 = vm.i32, at = LONG_RANGE_ITERATOR.offsets;
  decref(vm, i32[(iterator + at.index) >> 2]);
  decref(vm, i32[(iterator + at.start) >> 2]);
  decref(vm, i32[(iterator + at.step) >> 2]);
  decref(vm, i32[(iterator + at.len) >> 2]);
  objectFree(vm, iterator);
}

function longRangeIteratorTraverse(vm: Interpreter, iterator: Address, visit: Visit): void {
  const i32 = vm.i32, at = LONG_RANGE_ITERATOR.offsets;
  visit(vm, i32[(iterator + at.index) >> 2]);
  visit(vm, i32[(iterator + at.start) >> 2]);
  visit(vm, i32[(iterator + at.step) >> 2]);
  visit(vm, i32[(iterator + at.len) >> 2]);
}

/** range_iterator.__length_hint__: how many items are left. */
function rangeLengthHint(vm: Interpreter, iterator: Address): Address {
  const i64 = vm.i64;
  return intFromBigInt(vm, i64[(iterator + RANGE_LEN) >> 3] - i64[(iterator + RANGE_INDEX) >> 3]);
}

function longRangeLengthHint(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32, at = LONG_RANGE_ITERATOR.offsets;
  return numberSubtract(vm, i32[(iterator + at.len) >> 2], i32[(iterator + at.index) >> 2]);
}

/** Declares both iterators. */
export function defineRangeIterators(vm: Interpreter): void {
  defineType(vm, RANGE_ITERATOR_TYPE, {
    name: "range_iterator",
    basicSize: RANGE_ITERATOR.size,
    dealloc: DEALLOC_PLAIN,
    iter: SELF_ITER,
    iternext: rangeIteratorNext,
    methods: [{ name: "__length_hint__", flags: METH_NOARGS, fn: rangeLengthHint }],
  });
  defineType(vm, LONG_RANGE_ITERATOR_TYPE, {
    name: "longrange_iterator",
    basicSize: LONG_RANGE_ITERATOR.size,
    dealloc: longRangeIteratorDealloc,
    traverse: longRangeIteratorTraverse,
    iter: SELF_ITER,
    iternext: longRangeIteratorNext,
    methods: [{ name: "__length_hint__", flags: METH_NOARGS, fn: longRangeLengthHint }],
  });
}
