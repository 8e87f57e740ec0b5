/**
 * list.sort: a stable, adaptive merge sort (timsort with powersort's merge order) that asks for the same comparisons
 * in the same order as CPython.
 *
 * While it runs, the list is empty and its `allocated` is -1; the items stand in the block that was taken out of it.
 * A program that touches the list meanwhile gives it another block: that is noticed ("list modified during sort") and
 * thrown away. Whatever fails, every item is back in the list at the end.
 *
 * With a key function two arrays are sorted side by side: the keys, and the items. Merging needs room for the
 * shorter run: 256 words on the arguments' stack, where short arrays of keys stand too, and a block of the mem domain
 * beyond that.
 *
 * Source: CPython 3.11 Objects/listobject.c (list_sort_impl and what it calls), Objects/listsort.txt; J. Munro and
 * S. Wild, "Nearly-optimal mergesorts", 2018.
 */
import { type Address, memFree, memMalloc, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { VALUE_ERROR } from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { noMemoryFlag, raiseFlag } from "./errors.ts";
import { call1, releaseArguments, reserveArguments } from "./call.ts";
import { LIST_ALLOCATED, LIST_ITEMS, releaseReferences } from "./list.ts";
import { clearPrefixes, isLess, prepareKeys, Sort } from "./sort_comparison.ts";
import { gallopLeft, gallopRight, mergeHigh, mergeLow, releaseRoom, reverse } from "./sort_merge.ts";

/** Words on the arguments' stack: merge room, and the keys of a list of fewer than half as many items. */
const STACK_WORDS = 256;
/** Runs are made at least about half this long. */
const MAX_MINRUN = 64;

/**
 * Sorts a list in place. `keyFunction` is borrowed or NULL. 0, or -1 with an exception: the items are all there, in
 * some order. Can run any code.
 */
export function listSort(vm: Interpreter, list: Address, keyFunction: Address, descending: boolean): number {
  const i32 = vm.i32;
  const size = i32[(list + OB_SIZE) >> 2];
  const items = i32[(list + LIST_ITEMS) >> 2], allocated = i32[(list + LIST_ALLOCATED) >> 2];
  takeOut(vm, list);
  const stack = reserveArguments(vm, STACK_WORDS);
  let result = -1;
  if (stack !== NULL) {
    result = keyFunction === NULL
      ? sortKeys(vm, items, NULL, size, stack, descending)
      : sortByKey(vm, items, size, keyFunction, stack, descending);
    releaseArguments(vm, stack);
    if (result === 0 && i32[(list + LIST_ALLOCATED) >> 2] !== -1) {
      result = raiseFlag(vm, VALUE_ERROR, "list modified during sort");
    }
  }
  putBack(vm, list, size, items, allocated);
  return result;
}

/** Leaves the list empty, with `allocated` -1, which any change of it overwrites. */
function takeOut(vm: Interpreter, list: Address): void {
  const i32 = vm.i32;
  i32[(list + OB_SIZE) >> 2] = 0;
  i32[(list + LIST_ITEMS) >> 2] = NULL;
  i32[(list + LIST_ALLOCATED) >> 2] = -1;
  i32[(list + LIST_ALLOCATED + 4) >> 2] = -1;
}

/** Gives the list its items again and throws away what the program put there meanwhile. Can run any code. */
function putBack(vm: Interpreter, list: Address, size: number, items: Address, allocated: number): void {
  const i32 = vm.i32;
  const strayItems = i32[(list + LIST_ITEMS) >> 2], strays = i32[(list + OB_SIZE) >> 2];
  i32[(list + OB_SIZE) >> 2] = size;
  i32[(list + LIST_ITEMS) >> 2] = items;
  i32[(list + LIST_ALLOCATED) >> 2] = allocated;
  i32[(list + LIST_ALLOCATED + 4) >> 2] = allocated >> 31;
  if (strayItems === NULL) return;
  releaseReferences(vm, strayItems, strays);
  memFree(vm, strayItems);
}

/** Calls the key function for each item, sorts, and releases the keys. 0 or -1. */
function sortByKey(
  vm: Interpreter,
  items: Address,
  size: number,
  keyFunction: Address,
  stack: Address,
  descending: boolean,
): number {
  const onStack = size < STACK_WORDS / 2;
  const keys = onStack ? stack + 8 * (size + 1) : memMalloc(vm, 8 * size);
  if (keys === NULL) return noMemoryFlag(vm);
  const i32 = vm.i32;
  let made = 0;
  for (; made < size; made++) {
    const key = call1(vm, keyFunction, i32[(items + 8 * made) >> 2]);
    if (key === NULL) break;
    i32[(keys + 8 * made) >> 2] = key;
  }
  let result = -1;
  if (made === size) {
    result = sortKeys(vm, keys, items, size, stack, descending);
    for (let i = 0; i < size; i++) decref(vm, i32[(keys + 8 * i) >> 2]);
  } else {
    releaseReferences(vm, keys, made);
  }
  if (!onStack) memFree(vm, keys);
  return result;
}

/** Sorts an array of `size` keys and the values beside it (or NULL). 0 or -1. */
function sortKeys(
  vm: Interpreter,
  keys: Address,
  values: Address,
  size: number,
  stack: Address,
  descending: boolean,
): number {
  const sort = new Sort();
  sort.keys = keys;
  sort.length = size;
  sort.hasValues = values !== NULL;
  sort.distance = values - keys;
  sort.room = stack;
  sort.roomWords = sort.hasValues ? Math.min((size + 1) >> 1, STACK_WORDS / 2) : STACK_WORDS;
  sort.roomDistance = 8 * sort.roomWords;
  let result = 0;
  if (size > 1) {
    prepareKeys(vm, sort);
    if (descending) reverseAll(vm, sort);
    result = sortRuns(vm, sort);
    clearPrefixes(vm, sort);
    if (descending) reverse(vm, sort.hasValues ? values : keys, size);
    releaseRoom(vm, sort);
  }
  return result;
}

/** A stable sort in descending order is an ascending one of the reversed array, reversed. */
function reverseAll(vm: Interpreter, sort: Sort): void {
  reverse(vm, sort.keys, sort.length);
  if (sort.hasValues) reverse(vm, sort.keys + sort.distance, sort.length);
}

/** Finds the runs, extends short ones, and merges them. 0 or -1. */
function sortRuns(vm: Interpreter, sort: Sort): number {
  const minRun = minRunLength(sort.length);
  let from = sort.keys;
  for (let left = sort.length; left > 0;) {
    let n = countRun(vm, sort, from, left);
    if (n === 0) return -1;
    if (n < 0) {
      n = -n;
      reverse(vm, from, n);
      if (sort.hasValues) reverse(vm, from + sort.distance, n);
    }
    if (n < minRun) {
      const forced = Math.min(minRun, left);
      if (insertRest(vm, sort, from, forced, n) < 0) return -1;
      n = forced;
    }
    if (pushRun(vm, sort, from, n) < 0) return -1;
    from += 8 * n;
    left -= n;
  }
  return mergeAll(vm, sort);
}

/** A length of runs such that their number is a power of two, or a little less. */
function minRunLength(n: number): number {
  let rest = 0;
  while (n >= MAX_MINRUN) {
    rest |= n & 1;
    n >>= 1;
  }
  return n + rest;
}

// Runs -----------------------------------------------------------------------------------------------------------

/**
 * Length of the run at `from` with `n` > 0 keys behind it: not descending, or strictly descending, which is told by a
 * negative length. 0 with an exception.
 */
function countRun(vm: Interpreter, sort: Sort, from: Address, n: number): number {
  if (n === 1) return 1;
  const first = isLess(vm, sort, from + 8, from);
  if (first < 0) return 0;
  let length = 2;
  for (; length < n; length++) {
    const word = from + 8 * length;
    const less = isLess(vm, sort, word, word - 8);
    if (less < 0) return 0;
    if (less !== first) break;
  }
  return first === 1 ? -length : length;
}

/** Sorts `n` keys at `from`, of which the first `sorted` are in order, by binary insertion. 0 or -1. */
function insertRest(vm: Interpreter, sort: Sort, from: Address, n: number, sorted: number): number {
  const i32 = vm.i32;
  for (let next = sorted === 0 ? 1 : sorted; next < n; next++) {
    const pivot = from + 8 * next;
    let low = 0, high = next;
    while (low < high) {
      const middle = low + ((high - low) >> 1);
      const less = isLess(vm, sort, pivot, from + 8 * middle);
      if (less < 0) return -1;
      if (less === 1) high = middle;
      else low = middle + 1;
    }
    insertAt(i32, from, low, next);
    if (sort.hasValues) insertAt(i32, from + sort.distance, low, next);
  }
  return 0;
}

/** Moves the word at index `from` of an array down to index `to`. */
function insertAt(i32: Int32Array, array: Address, to: number, from: number): void {
  const low = i32[(array + 8 * from) >> 2], high = i32[(array + 8 * from + 4) >> 2];
  for (let place = array + 8 * from; place > array + 8 * to; place -= 8) {
    i32[place >> 2] = i32[(place - 8) >> 2];
    i32[(place + 4) >> 2] = i32[(place - 4) >> 2];
  }
  i32[(array + 8 * to) >> 2] = low;
  i32[(array + 8 * to + 4) >> 2] = high;
}

/** Power of the boundary between the runs of `n1` keys from index `s1` and of `n2` keys behind it, in `n` keys. */
function boundaryPower(s1: number, n1: number, n2: number, n: number): number {
  let power = 0;
  let a = 2 * s1 + n1;
  let b = a + n1 + n2;
  for (;;) {
    power++;
    if (a >= n) {
      a -= n;
      b -= n;
    } else if (b >= n) {
      return power;
    }
    a *= 2;
    b *= 2;
  }
}

/** Puts a new run of `n` keys on the stack of runs, after merging what its boundary says. 0 or -1. */
function pushRun(vm: Interpreter, sort: Sort, from: Address, n: number): number {
  const { bases, lengths, powers } = sort;
  if (bases.length > 0) {
    const last = bases.length - 1;
    const power = boundaryPower((bases[last] - sort.keys) >> 3, lengths[last], n, sort.length);
    while (bases.length > 1 && powers[bases.length - 2] > power) {
      if (mergeAt(vm, sort, bases.length - 2) < 0) return -1;
    }
    powers[bases.length - 1] = power;
  }
  bases.push(from);
  lengths.push(n);
  powers.push(0);
  return 0;
}

/** Merges all runs that wait. 0 or -1. */
function mergeAll(vm: Interpreter, sort: Sort): number {
  const lengths = sort.lengths;
  while (lengths.length > 1) {
    let n = lengths.length - 2;
    if (n > 0 && lengths[n - 1] < lengths[n + 1]) n--;
    if (mergeAt(vm, sort, n) < 0) return -1;
  }
  return 0;
}

/** Merges the runs `i` and `i` + 1 of the stack. 0 or -1. */
function mergeAt(vm: Interpreter, sort: Sort, i: number): number {
  const { bases, lengths, powers } = sort;
  let a = bases[i], na = lengths[i];
  const b = bases[i + 1];
  let nb = lengths[i + 1];
  lengths[i] = na + nb;
  bases.splice(i + 1, 1);
  lengths.splice(i + 1, 1);
  powers.splice(i + 1, 1);
  const skip = gallopRight(vm, sort, b, a, na, 0);
  if (skip < 0) return -1;
  a += 8 * skip;
  na -= skip;
  if (na === 0) return 0;
  nb = gallopLeft(vm, sort, a + 8 * (na - 1), b, nb, nb - 1);
  if (nb <= 0) return nb;
  return na <= nb ? mergeLow(vm, sort, a, na, b, nb) : mergeHigh(vm, sort, a, na, b, nb);
}
