/**
 * bytearray: putting bytes in the place of others, removing them, and growing by what objects give.
 *
 * Law 6: converting an argument can change the bytearray, so its size and place are read after that. While the buffer
 * of a bytearray is read, its own size cannot change: `b += b` is a BufferError, as in CPython.
 *
 * Source: CPython 3.11 Objects/bytearrayobject.c (bytearray_setslice_linear, bytearray_ass_subscript,
 * bytearray_extend, bytearray_iconcat).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import {
  BYTEARRAY_TYPE,
  INDEX_ERROR,
  INT_TYPE,
  LIST_TYPE,
  OVERFLOW_ERROR,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { bufferLength, copyBuffer, getBuffer, hasBuffer, releaseBuffer } from "./buffer.ts";
import {
  BYTEARRAY_ALLOC,
  BYTEARRAY_START,
  bytearrayData,
  bytearrayFromMemory,
  bytearrayNew,
  bytearrayNewOf,
  bytearrayResize,
  canResize,
  isBytearray,
} from "./bytearray.ts";
import { byteArgument, byteData, byteSize } from "./byte_like.ts";
import { clearError, errorMatches, errorOccurred, raiseFlag } from "./errors.ts";
import { getIter, iterNext } from "./iterate.ts";
import { LIST_ITEMS } from "./list.ts";
import { asSsize, hasIndex, isNumber } from "./number.ts";
import { lengthHint } from "./object.ts";
import { isSlice, sliceAdjust, sliceUnpack } from "./slice.ts";
import { isStr } from "./str.ts";
import { copyBytes } from "./str_copy.ts";
import { TUPLE_ITEMS } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

/** Items that an iterable without a length hint is taken to have. */
const GUESSED_ITEMS = 32;

/** Puts the `n` bytes at `data`, which are not its own, in the place of [low, high), which lies inside. 0 or -1. */
function replaceRange(
  vm: Interpreter,
  self: Address,
  low: number,
  high: number,
  data: Address,
  n: number,
): number {
  const i32 = vm.i32, u8 = vm.u8;
  const size = byteSize(vm, self), growth = n - (high - low);
  if (growth < 0) {
    if (!canResize(vm, self)) return -1;
    const start = bytearrayData(vm, self);
    if (low === 0) i32[(self + BYTEARRAY_START) >> 2] = start - growth;
    else u8.copyWithin(start + low + n, start + high, start + size);
    if (bytearrayResize(vm, self, size + growth) < 0) {
      // The bytes are gone already; their block stays larger than it need be.
      i32[(self + OB_SIZE) >> 2] = size + growth;
      if (low === 0) return -1;
      copyBytes(vm, bytearrayData(vm, self) + low, data, n);
      return -1;
    }
  } else if (growth > 0) {
    if (bytearrayResize(vm, self, size + growth) < 0) return -1;
    const start = bytearrayData(vm, self);
    u8.copyWithin(start + low + n, start + high, start + size);
  }
  if (n > 0) copyBytes(vm, bytearrayData(vm, self) + low, data, n);
  return 0;
}

/** Removes the bytes [low, high), which lie inside. 0, or -1 with BufferError or MemoryError. */
export function removeRange(vm: Interpreter, self: Address, low: number, high: number): number {
  return replaceRange(vm, self, low, high, NULL, 0);
}

/** Appends the bytes of an object with a buffer (borrowed). 0, or -1 with an exception. */
export function appendBuffer(vm: Interpreter, self: Address, other: Address): number {
  if (!getBuffer(vm, other)) return -1;
  const data = vm.bufferData, n = vm.bufferSize, size = byteSize(vm, self);
  const result = bytearrayResize(vm, self, size + n);
  if (result === 0) copyBytes(vm, byteData(vm, self) + size, data, n);
  releaseBuffer(vm, other);
  return result;
}

/** Appends one byte. 0, or -1 with an exception. Runs no code. */
export function appendByte(vm: Interpreter, self: Address, byte: number): number {
  const size = byteSize(vm, self);
  if (bytearrayResize(vm, self, size + 1) < 0) return -1;
  vm.u8[bytearrayData(vm, self) + size] = byte;
  return 0;
}

/** A new bytearray with the bytes of an iterable or buffer; NULL with an exception. */
export function bytearrayFromObject(vm: Interpreter, object: Address): Address {
  const made = bytearrayNewOf(vm, BYTEARRAY_TYPE);
  if (made === NULL || fillFromObject(vm, made, object) === 0) return made;
  decref(vm, made);
  return NULL;
}

/** Fills an empty bytearray: with as many zeros as an int says, or with the bytes of a buffer or of ints. 0 or -1. */
export function fillFromObject(vm: Interpreter, self: Address, object: Address): number {
  if (hasIndex(vm, object)) {
    const count = asSsize(vm, object, OVERFLOW_ERROR);
    if (count !== -1 || vm.curexcType === NULL) return fillWithZeros(vm, self, count);
    if (!errorMatches(vm, TYPE_ERROR)) return -1;
    clearError(vm);
  }
  if (hasBuffer(vm, object)) return fillFromBuffer(vm, self, object);
  const type = vm.i32[(object + OB_TYPE) >> 2];
  if ((type === LIST_TYPE || type === TUPLE_TYPE) && areInts(vm, object, type)) {
    return fillFromInts(vm, self, object, type);
  }
  const it = getIter(vm, object);
  if (it === NULL) {
    if (!errorMatches(vm, TYPE_ERROR)) return -1;
    return raiseFlag(vm, TYPE_ERROR, `cannot convert '${typeNameOf(vm, object, 200)}' object to bytearray`);
  }
  let result = 0;
  while (result === 0) {
    const item = iterNext(vm, it);
    if (item === NULL) {
      if (errorOccurred(vm) !== NULL) result = -1;
      break;
    }
    const byte = byteArgument(vm, item);
    decref(vm, item);
    result = byte < 0 ? -1 : appendByte(vm, self, byte);
  }
  decref(vm, it);
  return result;
}

/** Fills an empty bytearray with what a buffer holds, gaps left out. */
function fillFromBuffer(vm: Interpreter, self: Address, object: Address): number {
  const size = bufferLength(vm, object);
  if (size < 0 || bytearrayResize(vm, self, size) < 0) return -1;
  copyBuffer(vm, object, byteData(vm, self));
  return 0;
}

function fillWithZeros(vm: Interpreter, self: Address, count: number): number {
  if (count < 0) return raiseFlag(vm, VALUE_ERROR, "negative count");
  if (count === 0) return 0;
  if (bytearrayResize(vm, self, count) < 0) return -1;
  const data = bytearrayData(vm, self);
  vm.u8.fill(0, data, data + count);
  return 0;
}

/** Address of the items of a list or tuple. */
function itemsOf(vm: Interpreter, sequence: Address, type: Address): Address {
  return type === LIST_TYPE ? vm.i32[(sequence + LIST_ITEMS) >> 2] : sequence + TUPLE_ITEMS;
}

function areInts(vm: Interpreter, sequence: Address, type: Address): boolean {
  const i32 = vm.i32, items = itemsOf(vm, sequence, type);
  for (let i = 0; i < i32[(sequence + OB_SIZE) >> 2]; i++) {
    if (i32[(i32[(items + 8 * i) >> 2] + OB_TYPE) >> 2] !== INT_TYPE) return false;
  }
  return true;
}

/** Fills from a list or tuple of exact ints, with room for exactly these. Runs no code. */
function fillFromInts(vm: Interpreter, self: Address, sequence: Address, type: Address): number {
  const n = vm.i32[(sequence + OB_SIZE) >> 2], items = itemsOf(vm, sequence, type);
  if (bytearrayResize(vm, self, n) < 0) return -1;
  const data = bytearrayData(vm, self);
  for (let i = 0; i < n; i++) {
    const byte = byteArgument(vm, vm.i32[(items + 8 * i) >> 2]);
    if (byte < 0) return -1;
    vm.u8[data + i] = byte;
  }
  return 0;
}

/** `self.extend(iterable)`: 0, or -1 with an exception and nothing added. Can run any code. */
export function extendByIterable(vm: Interpreter, self: Address, iterable: Address): number {
  if (hasBuffer(vm, iterable)) {
    return assignBuffer(vm, self, byteSize(vm, self), byteSize(vm, self), iterable);
  }
  const it = getIter(vm, iterable);
  if (it === NULL) {
    if (!errorMatches(vm, TYPE_ERROR)) return -1;
    return raiseFlag(vm, TYPE_ERROR, `can't extend bytearray with ${typeNameOf(vm, iterable, 100)}`);
  }
  const collected = collectFrom(vm, it, iterable);
  decref(vm, it);
  if (collected === NULL) return -1;
  const result = assignBuffer(vm, self, byteSize(vm, self), byteSize(vm, self), collected);
  decref(vm, collected);
  return result;
}

/** A new bytearray of the bytes of an iterator; NULL with an exception. */
function collectFrom(vm: Interpreter, it: Address, iterable: Address): Address {
  let room = lengthHint(vm, iterable, GUESSED_ITEMS);
  const made = room < 0 ? NULL : bytearrayNew(vm, room);
  if (made === NULL) return NULL;
  let n = 0, failed = false;
  for (let item = iterNext(vm, it); item !== NULL; item = iterNext(vm, it)) {
    const byte = byteArgument(vm, item);
    decref(vm, item);
    if (byte >= 0 && n >= room) {
      room = n + (n >> 1) + 1;
      failed = bytearrayResize(vm, made, room) < 0;
    }
    failed ||= byte < 0;
    if (failed) break;
    vm.u8[bytearrayData(vm, made) + n++] = byte;
  }
  if (!failed && errorOccurred(vm) === NULL && bytearrayResize(vm, made, n) === 0) return made;
  decref(vm, made);
  return NULL;
}

/** Puts the bytes of an object with a buffer, which may be self, in the place of [low, high). 0 or -1. */
function assignBuffer(vm: Interpreter, self: Address, low: number, high: number, values: Address): number {
  if (values === self) {
    const copy = bytearrayFromMemory(vm, byteData(vm, self), byteSize(vm, self));
    if (copy === NULL) return -1;
    const result = assignBuffer(vm, self, low, high, copy);
    decref(vm, copy);
    return result;
  }
  if (!getBuffer(vm, values)) {
    return raiseFlag(vm, TYPE_ERROR, `can't set bytearray slice from ${typeNameOf(vm, values, 100)}`);
  }
  const result = replaceRange(vm, self, low, high, vm.bufferData, vm.bufferSize);
  releaseBuffer(vm, values);
  return result;
}

// Subscripts -------------------------------------------------------------------------------------------------------

/** sq_ass_item: 0, or -1 with an exception. A negative index counts from the end that the value's `__index__` leaves. */
export function bytearrayAssignItem(vm: Interpreter, self: Address, index: number, value: Address): number {
  const byte = value === NULL ? 0 : byteArgument(vm, value);
  if (byte < 0) return -1;
  const size = byteSize(vm, self), at = index < 0 ? index + size : index;
  if (at < 0 || at >= size) return raiseFlag(vm, INDEX_ERROR, "bytearray index out of range");
  if (value === NULL) return removeRange(vm, self, at, at + 1);
  vm.u8[bytearrayData(vm, self) + at] = byte;
  return 0;
}

/** mp_ass_subscript: `self[key] = value`, or `del self[key]` if `value` is NULL. 0, or -1 with an exception. */
export function bytearrayAssignSubscript(
  vm: Interpreter,
  self: Address,
  key: Address,
  value: Address,
): number {
  if (hasIndex(vm, key)) {
    const index = asSsize(vm, key, INDEX_ERROR);
    if (index === -1 && vm.curexcType !== NULL) return -1;
    return bytearrayAssignItem(vm, self, index, value);
  }
  if (!isSlice(vm, key)) {
    const given = typeNameOf(vm, key, 200);
    return raiseFlag(vm, TYPE_ERROR, `bytearray indices must be integers or slices, not ${given}`);
  }
  if (value === NULL) return assignSlice(vm, self, key, NULL);
  if (value !== self && isBytearray(vm, value)) return assignSlice(vm, self, key, value);
  if (isNumber(vm, value) || isStr(vm, value)) {
    const text = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
    return raiseFlag(vm, TYPE_ERROR, text);
  }
  const copy = bytearrayFromObject(vm, value);
  if (copy === NULL) return -1;
  const result = assignSlice(vm, self, key, copy);
  decref(vm, copy);
  return result;
}

/** Assigns another bytearray (NULL: nothing) to a slice of self. */
function assignSlice(vm: Interpreter, self: Address, slice: Address, values: Address): number {
  if (sliceUnpack(vm, slice) < 0) return -1;
  const count = sliceAdjust(vm, byteSize(vm, self));
  const start = vm.sliceStart, step = vm.sliceStep;
  const data = values === NULL ? NULL : byteData(vm, values), n = values === NULL ? 0 : byteSize(vm, values);
  if (step === 1) return replaceRange(vm, self, start, Math.max(start, vm.sliceStop), data, n);
  if (n === 0) return deleteStepping(vm, self, start, step, count);
  if (n !== count) {
    const text = `attempt to assign bytes of size ${n} to extended slice of size ${count}`;
    return raiseFlag(vm, VALUE_ERROR, text);
  }
  const to = bytearrayData(vm, self);
  for (let i = 0; i < n; i++) vm.u8[to + start + i * step] = vm.u8[data + i];
  return 0;
}

/** Removes `count` bytes that stand `step` apart. */
function deleteStepping(vm: Interpreter, self: Address, start: number, step: number, count: number): number {
  if (!canResize(vm, self)) return -1;
  if (count === 0) return 0;
  const u8 = vm.u8, data = bytearrayData(vm, self), size = byteSize(vm, self);
  const stride = Math.abs(step), first = step > 0 ? start : start + step * (count - 1);
  let to = data + first;
  for (let i = 0; i < count; i++) {
    const from = data + first + i * stride + 1;
    const until = i === count - 1 ? data + size : from + stride - 1;
    u8.copyWithin(to, from, until);
    to += until - from;
  }
  return bytearrayResize(vm, self, size - count);
}

/** Bytes of the block. */
export function bytearrayAllocated(vm: Interpreter, self: Address): number {
  return vm.i32[(self + BYTEARRAY_ALLOC) >> 2];
}
