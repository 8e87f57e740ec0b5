/**
 * Merging two neighbouring runs of a list.sort, with galloping: as long as one run wins by turns, keys are compared one
 * by one; when it wins often, the place up to which it wins is searched by doubling steps.
 *
 * The shorter run is copied to the merge room, and the array is filled from the end where the gap is. Whatever fails
 * in between, what is left in the room goes back into the gap: the array holds the same keys before and after.
 *
 * Whole words are moved: the high half of a key's word may hold its prefix (sort_comparison.ts).
 *
 * Source: CPython 3.11 Objects/listobject.c (gallop_left, gallop_right, merge_lo, merge_hi, merge_getmem),
 * Objects/listsort.txt.
 */
import { type Address, memFree, memMalloc, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemoryFlag } from "../memory/pending.ts";
import { isLess, MIN_GALLOP, type Sort } from "./sort_comparison.ts";

// Moving ---------------------------------------------------------------------------------------------------------

/** Moves of fewer words are written out: a call of the host's memmove costs more. */
const SHORT_MOVE = 16;

/** Moves `n` words; the areas may overlap. */
function move(vm: Interpreter, to: Address, from: Address, n: number): void {
  const i32 = vm.i32;
  const target = to >> 2, source = from >> 2;
  if (n > SHORT_MOVE) {
    i32.copyWithin(target, source, source + 2 * n);
  } else if (to < from) {
    for (let i = 0; i < 2 * n; i++) i32[target + i] = i32[source + i];
  } else {
    for (let i = 2 * n - 1; i >= 0; i--) i32[target + i] = i32[source + i];
  }
}

/** Reverses the order of `n` words. */
export function reverse(vm: Interpreter, from: Address, n: number): void {
  const i32 = vm.i32;
  for (let low = from, high = from + 8 * (n - 1); low < high; low += 8, high -= 8) {
    const item = i32[low >> 2], prefix = i32[(low + 4) >> 2];
    i32[low >> 2] = i32[high >> 2];
    i32[(low + 4) >> 2] = i32[(high + 4) >> 2];
    i32[high >> 2] = item;
    i32[(high + 4) >> 2] = prefix;
  }
}

/** Copies the run at `from` in the array to the merge room. */
function saveRun(vm: Interpreter, sort: Sort, from: Address, n: number): void {
  move(vm, sort.room, from, n);
  if (sort.hasValues) move(vm, sort.room + sort.roomDistance, from + sort.distance, n);
}

/** Moves keys (and their values) inside the array. */
function moveInside(vm: Interpreter, sort: Sort, to: Address, from: Address, n: number): void {
  move(vm, to, from, n);
  if (sort.hasValues) move(vm, to + sort.distance, from + sort.distance, n);
}

/** Moves keys (and their values) from the merge room back into the array. */
function moveBack(vm: Interpreter, sort: Sort, to: Address, from: Address, n: number): void {
  move(vm, to, from, n);
  if (sort.hasValues) move(vm, to + sort.distance, from + sort.roomDistance, n);
}

/** Makes merge room for `need` keys. 0, or -1 with MemoryError. */
function reserveRoom(vm: Interpreter, sort: Sort, need: number): number {
  if (need <= sort.roomWords) return 0;
  releaseRoom(vm, sort);
  const block = memMalloc(vm, (sort.hasValues ? 16 : 8) * need);
  if (block === NULL) return noMemoryFlag(vm);
  sort.room = block;
  sort.roomBlock = block;
  sort.roomWords = need;
  sort.roomDistance = 8 * need;
  return 0;
}

/** Gives the merge room back. */
export function releaseRoom(vm: Interpreter, sort: Sort): void {
  if (sort.roomBlock !== NULL) memFree(vm, sort.roomBlock);
  sort.roomBlock = NULL;
  sort.roomWords = 0;
}

// Galloping ------------------------------------------------------------------------------------------------------

/**
 * Where the key at `key` belongs among `n` sorted keys at `array`, left of equal ones, searched from index `hint`: keys before
 * the result are less. -1 with an exception.
 */
export function gallopLeft(
  vm: Interpreter,
  sort: Sort,
  key: Address,
  array: Address,
  n: number,
  hint: number,
): number {
  const middle = array + 8 * hint;
  let last = 0, offset = 1;
  let less = isLess(vm, sort, middle, key);
  if (less < 0) return -1;
  if (less === 1) {
    const max = n - hint;
    while (offset < max) {
      less = isLess(vm, sort, middle + 8 * offset, key);
      if (less < 0) return -1;
      if (less === 0) break;
      last = offset;
      offset = 2 * offset + 1;
    }
    if (offset > max) offset = max;
    last += hint;
    offset += hint;
  } else {
    const max = hint + 1;
    while (offset < max) {
      less = isLess(vm, sort, middle - 8 * offset, key);
      if (less < 0) return -1;
      if (less === 1) break;
      last = offset;
      offset = 2 * offset + 1;
    }
    if (offset > max) offset = max;
    const k = last;
    last = hint - offset;
    offset = hint - k;
  }
  last++;
  while (last < offset) {
    const half = last + ((offset - last) >> 1);
    less = isLess(vm, sort, array + 8 * half, key);
    if (less < 0) return -1;
    if (less === 1) last = half + 1;
    else offset = half;
  }
  return offset;
}

/** The same right of equal keys: keys before the result are less or equal. -1 with an exception. */
export function gallopRight(
  vm: Interpreter,
  sort: Sort,
  key: Address,
  array: Address,
  n: number,
  hint: number,
): number {
  const middle = array + 8 * hint;
  let last = 0, offset = 1;
  let less = isLess(vm, sort, key, middle);
  if (less < 0) return -1;
  if (less === 1) {
    const max = hint + 1;
    while (offset < max) {
      less = isLess(vm, sort, key, middle - 8 * offset);
      if (less < 0) return -1;
      if (less === 0) break;
      last = offset;
      offset = 2 * offset + 1;
    }
    if (offset > max) offset = max;
    const k = last;
    last = hint - offset;
    offset = hint - k;
  } else {
    const max = n - hint;
    while (offset < max) {
      less = isLess(vm, sort, key, middle + 8 * offset);
      if (less < 0) return -1;
      if (less === 1) break;
      last = offset;
      offset = 2 * offset + 1;
    }
    if (offset > max) offset = max;
    last += hint;
    offset += hint;
  }
  last++;
  while (last < offset) {
    const half = last + ((offset - last) >> 1);
    less = isLess(vm, sort, key, array + 8 * half);
    if (less < 0) return -1;
    if (less === 1) offset = half;
    else last = half + 1;
  }
  return offset;
}

// Merging --------------------------------------------------------------------------------------------------------

/** How far a merge has come. */
const GOING_ON = 0;
/** One run is used up. */
const DONE = 1;
/** One key of the saved run is left, and it belongs behind (or before) all that is left of the other. */
const LAST_KEY = 2;
const FAILED = -1;

/** A merge on its way: what is left of both runs, and the gap between. */
class Merge {
  minGallop: number;
  constructor(
    readonly sort: Sort,
    /** Next place to fill: the lowest of the gap, or the highest. */
    public to: Address,
    /** Next key of the first run, and how many are left. */
    public a: Address,
    public na: number,
    /** The same of the second run. */
    public b: Address,
    public nb: number,
  ) {
    this.minGallop = sort.minGallop;
  }
}

/** Merges the runs of `na` keys at `a` and of `nb` >= `na` keys behind them. 0 or -1. */
export function mergeLow(
  vm: Interpreter,
  sort: Sort,
  a: Address,
  na: number,
  b: Address,
  nb: number,
): number {
  if (reserveRoom(vm, sort, na) < 0) return -1;
  saveRun(vm, sort, a, na);
  const merge = new Merge(sort, a, sort.room, na, b, nb);
  let state = takeLowB(vm, merge, 1);
  if (state === GOING_ON && na === 1) state = LAST_KEY;
  while (state === GOING_ON) {
    state = compareLow(vm, merge);
    if (state === GOING_ON) state = gallopLow(vm, merge);
  }
  if (state === LAST_KEY) {
    moveInside(vm, sort, merge.to, merge.b, merge.nb);
    moveBack(vm, sort, merge.to + 8 * merge.nb, merge.a, 1);
  } else {
    moveBack(vm, sort, merge.to, merge.a, merge.na);
  }
  return state === FAILED ? -1 : 0;
}

function takeLowA(vm: Interpreter, merge: Merge, n: number): number {
  moveBack(vm, merge.sort, merge.to, merge.a, n);
  merge.to += 8 * n;
  merge.a += 8 * n;
  merge.na -= n;
  return merge.na === 1 ? LAST_KEY : merge.na === 0 ? DONE : GOING_ON;
}

function takeLowB(vm: Interpreter, merge: Merge, n: number): number {
  moveInside(vm, merge.sort, merge.to, merge.b, n);
  merge.to += 8 * n;
  merge.b += 8 * n;
  merge.nb -= n;
  return merge.nb === 0 ? DONE : GOING_ON;
}

/** Takes keys one by one until one run has won often enough in a row. */
function compareLow(vm: Interpreter, merge: Merge): number {
  const i32 = vm.i32, sort = merge.sort;
  const distance = sort.distance, roomDistance = sort.roomDistance, hasValues = sort.hasValues;
  let { to, a, na, b, nb } = merge;
  let winsA = 0, winsB = 0, state = GOING_ON;
  while (state === GOING_ON && winsA < merge.minGallop && winsB < merge.minGallop) {
    const less = isLess(vm, sort, b, a);
    if (less === 1) {
      i32[to >> 2] = i32[b >> 2];
      i32[(to + 4) >> 2] = i32[(b + 4) >> 2];
      if (hasValues) i32[(to + distance) >> 2] = i32[(b + distance) >> 2];
      b += 8;
      winsB++;
      winsA = 0;
      if (--nb === 0) state = DONE;
    } else if (less === 0) {
      i32[to >> 2] = i32[a >> 2];
      i32[(to + 4) >> 2] = i32[(a + 4) >> 2];
      if (hasValues) i32[(to + distance) >> 2] = i32[(a + roomDistance) >> 2];
      a += 8;
      winsA++;
      winsB = 0;
      if (--na === 1) state = LAST_KEY;
    } else {
      state = FAILED;
      break;
    }
    to += 8;
  }
  merge.to = to;
  merge.a = a;
  merge.na = na;
  merge.b = b;
  merge.nb = nb;
  return state;
}

/** Takes whole stretches as long as they are long enough. */
function gallopLow(vm: Interpreter, merge: Merge): number {
  const sort = merge.sort;
  merge.minGallop++;
  let stretchA: number, stretchB: number;
  do {
    if (merge.minGallop > 1) merge.minGallop--;
    sort.minGallop = merge.minGallop;
    stretchA = gallopRight(vm, sort, merge.b, merge.a, merge.na, 0);
    if (stretchA < 0) return FAILED;
    let state = stretchA > 0 ? takeLowA(vm, merge, stretchA) : GOING_ON;
    if (state === GOING_ON) state = takeLowB(vm, merge, 1);
    if (state !== GOING_ON) return state;
    stretchB = gallopLeft(vm, sort, merge.a, merge.b, merge.nb, 0);
    if (stretchB < 0) return FAILED;
    state = stretchB > 0 ? takeLowB(vm, merge, stretchB) : GOING_ON;
    if (state === GOING_ON) state = takeLowA(vm, merge, 1);
    if (state !== GOING_ON) return state;
  } while (stretchA >= MIN_GALLOP || stretchB >= MIN_GALLOP);
  sort.minGallop = ++merge.minGallop;
  return GOING_ON;
}

/** Merges the runs of `na` keys at `a` and of `nb` < `na` keys behind them, from the high end. 0 or -1. */
export function mergeHigh(
  vm: Interpreter,
  sort: Sort,
  a: Address,
  na: number,
  b: Address,
  nb: number,
): number {
  if (reserveRoom(vm, sort, nb) < 0) return -1;
  saveRun(vm, sort, b, nb);
  const last = 8 * (nb - 1);
  const merge = new Merge(sort, b + last, a + 8 * (na - 1), na, sort.room + last, nb);
  let state = takeHighA(vm, merge, 1);
  if (state === GOING_ON && nb === 1) state = LAST_KEY;
  while (state === GOING_ON) {
    state = compareHigh(vm, merge);
    if (state === GOING_ON) state = gallopHigh(vm, merge, a);
  }
  if (state === LAST_KEY) {
    const gap = merge.to - 8 * merge.na;
    moveInside(vm, sort, gap + 8, merge.a - 8 * (merge.na - 1), merge.na);
    moveBack(vm, sort, gap, merge.b, 1);
  } else {
    moveBack(vm, sort, merge.to - 8 * (merge.nb - 1), sort.room, merge.nb);
  }
  return state === FAILED ? -1 : 0;
}

function takeHighA(vm: Interpreter, merge: Merge, n: number): number {
  merge.to -= 8 * n;
  merge.a -= 8 * n;
  merge.na -= n;
  moveInside(vm, merge.sort, merge.to + 8, merge.a + 8, n);
  return merge.na === 0 ? DONE : GOING_ON;
}

function takeHighB(vm: Interpreter, merge: Merge, n: number): number {
  merge.to -= 8 * n;
  merge.b -= 8 * n;
  merge.nb -= n;
  moveBack(vm, merge.sort, merge.to + 8, merge.b + 8, n);
  return merge.nb === 1 ? LAST_KEY : merge.nb === 0 ? DONE : GOING_ON;
}

function compareHigh(vm: Interpreter, merge: Merge): number {
  const i32 = vm.i32, sort = merge.sort;
  const distance = sort.distance, roomDistance = sort.roomDistance, hasValues = sort.hasValues;
  let { to, a, na, b, nb } = merge;
  let winsA = 0, winsB = 0, state = GOING_ON;
  while (state === GOING_ON && winsA < merge.minGallop && winsB < merge.minGallop) {
    const less = isLess(vm, sort, b, a);
    if (less === 1) {
      i32[to >> 2] = i32[a >> 2];
      i32[(to + 4) >> 2] = i32[(a + 4) >> 2];
      if (hasValues) i32[(to + distance) >> 2] = i32[(a + distance) >> 2];
      a -= 8;
      winsA++;
      winsB = 0;
      if (--na === 0) state = DONE;
    } else if (less === 0) {
      i32[to >> 2] = i32[b >> 2];
      i32[(to + 4) >> 2] = i32[(b + 4) >> 2];
      if (hasValues) i32[(to + distance) >> 2] = i32[(b + roomDistance) >> 2];
      b -= 8;
      winsB++;
      winsA = 0;
      if (--nb === 1) state = LAST_KEY;
    } else {
      state = FAILED;
      break;
    }
    to -= 8;
  }
  merge.to = to;
  merge.a = a;
  merge.na = na;
  merge.b = b;
  merge.nb = nb;
  return state;
}

function gallopHigh(vm: Interpreter, merge: Merge, baseA: Address): number {
  const sort = merge.sort;
  merge.minGallop++;
  let stretchA: number, stretchB: number;
  do {
    if (merge.minGallop > 1) merge.minGallop--;
    sort.minGallop = merge.minGallop;
    const placeA = gallopRight(vm, sort, merge.b, baseA, merge.na, merge.na - 1);
    if (placeA < 0) return FAILED;
    stretchA = merge.na - placeA;
    let state = stretchA > 0 ? takeHighA(vm, merge, stretchA) : GOING_ON;
    if (state === GOING_ON) state = takeHighB(vm, merge, 1);
    if (state !== GOING_ON) return state;
    const placeB = gallopLeft(vm, sort, merge.a, sort.room, merge.nb, merge.nb - 1);
    if (placeB < 0) return FAILED;
    stretchB = merge.nb - placeB;
    state = stretchB > 0 ? takeHighB(vm, merge, stretchB) : GOING_ON;
    if (state === GOING_ON) state = takeHighA(vm, merge, 1);
    if (state !== GOING_ON) return state;
  } while (stretchA >= MIN_GALLOP || stretchB >= MIN_GALLOP);
  sort.minGallop = ++merge.minGallop;
  return GOING_ON;
}
