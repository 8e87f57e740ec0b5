/**
 * Reading, assigning and deleting slices of a list, with and without a step.
 *
 * Laws
 * - Unpacking a slice and turning the value into a sequence can run any code; only then is the list's length read and
 *   the slice clipped to it.
 * - Removed items are first copied aside and the list put in order; they are released last, from the copy.
 *
 * Source: CPython 3.11 Objects/listobject.c (list_ass_slice, list_subscript, list_ass_subscript).
 */
import { type Address, memFree, memMalloc, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { LIST_TYPE, VALUE_ERROR } from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { noMemoryFlag } from "../memory/pending.ts";
import { raiseFlag } from "./errors.ts";
import { sequenceFast } from "./sequence.ts";
import { shortSlice, sliceAdjust, sliceUnpack } from "./slice.ts";
import {
  copyReferences,
  LIST_ITEMS,
  listClear,
  listNew,
  listNewWithRoom,
  listResize,
  listSize,
  listSlice,
  moveWords,
  releaseReferences,
} from "./list.ts";
import { TUPLE_ITEMS } from "./tuple.ts";

/** Removed items up to this number are set aside on the arguments' stack. */
const SHORT_SLICE = 8;

/** Where the items of an exact list or tuple lie. */
export function sequenceItems(vm: Interpreter, sequence: Address): Address {
  const type = vm.i32[(sequence + OB_TYPE) >> 2];
  return type === LIST_TYPE ? vm.i32[(sequence + LIST_ITEMS) >> 2] : sequence + TUPLE_ITEMS;
}

/** `list[slice]`, a new list. NULL with an exception. */
export function listGetSlice(vm: Interpreter, list: Address, slice: Address): Address {
  const short = shortSlice(vm, slice, listSize(vm, list));
  if (short < 0) return getLongSlice(vm, list, slice);
  if (vm.sliceBy === 1) return listSlice(vm, list, vm.sliceFrom, vm.sliceFrom + short);
  return listStride(vm, list, vm.sliceFrom, vm.sliceBy, short);
}

function getLongSlice(vm: Interpreter, list: Address, slice: Address): Address {
  if (sliceUnpack(vm, slice) < 0) return NULL;
  const n = sliceAdjust(vm, listSize(vm, list));
  const start = vm.sliceStart, step = vm.sliceStep;
  return step === 1 ? listSlice(vm, list, start, start + n) : listStride(vm, list, start, step, n);
}

/** A new list of `n` items from `start` on, `step` apart. NULL with MemoryError. */
function listStride(vm: Interpreter, list: Address, start: number, step: number, n: number): Address {
  if (n === 0) return listNew(vm, 0);
  const result = listNewWithRoom(vm, n);
  if (result === NULL) return NULL;
  const i32 = vm.i32;
  const to = i32[(result + LIST_ITEMS) >> 2], from = i32[(list + LIST_ITEMS) >> 2];
  // The allocation may have run a collection, which can run code that shortens the list.
  const size = listSize(vm, list);
  let count = 0;
  for (let index = start; count < n && index < size; index += step, count++) {
    const item = i32[(from + 8 * index) >> 2];
    i32[item >> 2]++;
    i32[(to + 8 * count) >> 2] = item;
    i32[(to + 8 * count + 4) >> 2] = 0;
  }
  i32[(result + OB_SIZE) >> 2] = count;
  return result;
}

/** `list[low:high] = value`, or `del list[low:high]` if `value` is NULL. 0, or -1 with an exception. Can run any code. */
export function listAssignSlice(
  vm: Interpreter,
  list: Address,
  low: number,
  high: number,
  value: Address,
): number {
  if (value === NULL) return replaceItems(vm, list, low, high, NULL, 0);
  const source = value === list
    ? listSlice(vm, list, 0, listSize(vm, list))
    : sequenceFast(vm, value, "can only assign an iterable");
  if (source === NULL) return -1;
  const result = replaceItems(vm, list, low, high, sequenceItems(vm, source), listSize(vm, source));
  decref(vm, source);
  return result;
}

/** Replaces the items from `low` to `high`, clipped, by the `n` at `items` (borrowed words). */
function replaceItems(
  vm: Interpreter,
  list: Address,
  low: number,
  high: number,
  items: Address,
  n: number,
): number {
  const size = listSize(vm, list);
  const from = low < 0 ? 0 : Math.min(low, size);
  const to = Math.min(Math.max(high, from), size);
  const removed = to - from;
  if (size + n - removed === 0) {
    listClear(vm, list);
    return 0;
  }
  const aside = setAside(vm, vm.i32[(list + LIST_ITEMS) >> 2] + 8 * from, removed);
  if (aside === NULL) return noMemoryFlag(vm);
  if (shiftTail(vm, list, from, to, n - removed, aside) < 0) {
    giveBack(vm, aside);
    return -1;
  }
  copyReferences(vm, vm.i32[(list + LIST_ITEMS) >> 2] + 8 * from, items, n);
  releaseReferences(vm, aside, removed);
  giveBack(vm, aside);
  return 0;
}

/** Copies `n` words to the arguments' stack or to a block. NULL if there is no memory. */
function setAside(vm: Interpreter, from: Address, n: number): Address {
  let aside: Address;
  if (n <= SHORT_SLICE) {
    aside = vm.sp;
    vm.sp += 8 * SHORT_SLICE;
  } else {
    aside = memMalloc(vm, 8 * n);
    if (aside === NULL) return NULL;
  }
  moveWords(vm, aside, from, n);
  return aside;
}

/** Gives back what setAside took. */
function giveBack(vm: Interpreter, aside: Address): void {
  if (aside >= vm.argumentsBase && aside < vm.stackEnd) vm.sp = aside;
  else memFree(vm, aside);
}

/** Moves the items behind `to` by `shift` places and resizes the list; on failure nothing has changed. */
function shiftTail(
  vm: Interpreter,
  list: Address,
  from: number,
  to: number,
  shift: number,
  aside: Address,
): number {
  const size = listSize(vm, list);
  const items = vm.i32[(list + LIST_ITEMS) >> 2];
  if (shift < 0) {
    moveWords(vm, items + 8 * (to + shift), items + 8 * to, size - to);
    if (listResize(vm, list, size + shift) === 0) return 0;
    moveWords(vm, items + 8 * to, items + 8 * (to + shift), size - to);
    moveWords(vm, items + 8 * from, aside, to - from);
    return -1;
  }
  if (shift > 0) {
    if (listResize(vm, list, size + shift) < 0) return -1;
    const grown = vm.i32[(list + LIST_ITEMS) >> 2];
    moveWords(vm, grown + 8 * (to + shift), grown + 8 * to, size - to);
  }
  return 0;
}

/** `list[slice] = value`, or `del list[slice]` if `value` is NULL. 0, or -1 with an exception. Can run any code. */
export function listSetSlice(vm: Interpreter, list: Address, slice: Address, value: Address): number {
  if (sliceUnpack(vm, slice) < 0) return -1;
  const start = vm.sliceStart, stop = vm.sliceStop, step = vm.sliceStep;
  if (step !== 1) {
    return value === NULL ? deleteStepped(vm, list) : assignStepped(vm, list, start, stop, step, value);
  }
  sliceAdjust(vm, listSize(vm, list));
  return listAssignSlice(vm, list, vm.sliceStart, vm.sliceStop, value);
}

/** `del list[slice]` for the slice that was unpacked last, whose step is not 1. */
function deleteStepped(vm: Interpreter, list: Address): number {
  const size = listSize(vm, list);
  const n = sliceAdjust(vm, size);
  if (n === 0) return 0;
  let start = vm.sliceStart, step = vm.sliceStep;
  if (step < 0) {
    start += step * (n - 1);
    step = -step;
  }
  const aside = memMalloc(vm, 8 * n);
  if (aside === NULL) return noMemoryFlag(vm);
  const items = vm.i32[(list + LIST_ITEMS) >> 2];
  let index = start;
  for (let i = 0; i < n; i++) {
    moveWords(vm, aside + 8 * i, items + 8 * index, 1);
    const next = Math.min(index + step, size);
    moveWords(vm, items + 8 * (index - i), items + 8 * (index + 1), next - index - 1);
    index = next;
  }
  if (index < size) moveWords(vm, items + 8 * (index - n), items + 8 * index, size - index);
  vm.i32[(list + OB_SIZE) >> 2] = size - n;
  const result = listResize(vm, list, size - n);
  releaseInOrder(vm, aside, n);
  memFree(vm, aside);
  return result;
}

/** Releases `n` references at `from`, first to last. */
function releaseInOrder(vm: Interpreter, from: Address, n: number): void {
  for (let i = 0; i < n; i++) decref(vm, vm.i32[(from + 8 * i) >> 2]);
}

function assignStepped(
  vm: Interpreter,
  list: Address,
  start: number,
  stop: number,
  step: number,
  value: Address,
): number {
  const source = value === list
    ? listSlice(vm, list, 0, listSize(vm, list))
    : sequenceFast(vm, value, "must assign iterable to extended slice");
  if (source === NULL) return -1;
  vm.sliceStart = start;
  vm.sliceStop = stop;
  vm.sliceStep = step;
  const result = storeStepped(vm, list, source);
  decref(vm, source);
  return result;
}

/** Assigns the items of a list or tuple to the slice that was unpacked last. */
function storeStepped(vm: Interpreter, list: Address, source: Address): number {
  const n = sliceAdjust(vm, listSize(vm, list));
  const given = listSize(vm, source);
  if (given !== n) {
    return raiseFlag(
      vm,
      VALUE_ERROR,
      `attempt to assign sequence of size ${given} to extended slice of size ${n}`,
    );
  }
  if (n === 0) return 0;
  const aside = memMalloc(vm, 8 * n);
  if (aside === NULL) return noMemoryFlag(vm);
  const i32 = vm.i32;
  const items = i32[(list + LIST_ITEMS) >> 2], from = sequenceItems(vm, source);
  let index = vm.sliceStart;
  for (let i = 0; i < n; i++, index += vm.sliceStep) {
    const item = i32[(from + 8 * i) >> 2];
    i32[item >> 2]++;
    i32[(aside + 8 * i) >> 2] = i32[(items + 8 * index) >> 2];
    i32[(items + 8 * index) >> 2] = item;
  }
  releaseInOrder(vm, aside, n);
  memFree(vm, aside);
  return 0;
}
