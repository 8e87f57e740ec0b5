/**
 * deque: a list of blocks of 64 items, linked in both directions, open at both ends.
 *
 *     16 ob_size   24 leftblock   32 rightblock   40 leftindex   48 rightindex   56 state   64 maxlen
 *     72 numfreeblocks   80 freeblocks[16]   208 weakreflist
 *
 *     block (mem domain, 528 bytes)   0 leftlink   8 data[64]   520 rightlink
 *
 *     leftblock                            rightblock
 *     | . . . a b c ... |  <->  ...  <->  | ... x y z . . . . |
 *             ^ leftindex                          ^ rightindex
 *
 * An empty deque has one block, and its indexes stand in the middle. Up to 16 blocks that are not needed are kept.
 *
 * Laws: `state` changes with every change of the items, which is how iterators and searches notice; an item is taken out
 * before it is released.
 *
 * Source: CPython 3.11 Modules/_collectionsmodule.c.
 */
import { type Address, i64, memFree, memMalloc, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_SIZE, TYPE, VAR_OBJECT } from "../memory/object_layout.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import { noMemoryFlag } from "../memory/pending.ts";
import { decref, incref, typeOf } from "../memory/refcount.ts";
import { INDEX_ERROR, lateType } from "../memory/statics.ts";
import { errorOccurred, raise, raiseFlag } from "../objects/errors.ts";
import { forNext } from "../objects/for_next.ts";
import { getIter } from "../objects/iterate.ts";
import { sequenceList } from "../objects/sequence.ts";
import { isSubtype } from "../objects/subtype.ts";
import { clearWeakrefs } from "../objects/weakref_object.ts";

export const DEQUE = struct("dequeobject", 216, {
  ob_refcnt: VAR_OBJECT.fields[0],
  ob_type: VAR_OBJECT.fields[1],
  ob_size: VAR_OBJECT.fields[2],
  leftblock: pointer(24, "first block, owned"),
  rightblock: pointer(32, "last block, owned"),
  leftindex: i64(40, "place of the first item in the first block, 0 to 64"),
  rightindex: i64(48, "place of the last item in the last block, -1 to 63"),
  state: i64(56, "number of changes, in the low half"),
  maxlen: i64(64, "most items, or -1: any number"),
  numfreeblocks: i64(72, "blocks that are kept"),
  freeblocks: pointer(80, "16 blocks that are kept"),
  weakreflist: pointer(208, "weak references to it"),
});
const D = DEQUE.offsets;
export const DEQUE_LEFT_BLOCK = D.leftblock;
export const DEQUE_RIGHT_BLOCK = D.rightblock;
export const DEQUE_LEFT_INDEX = D.leftindex;
export const DEQUE_RIGHT_INDEX = D.rightindex;
export const DEQUE_STATE = D.state;
export const DEQUE_MAXLEN = D.maxlen;

export const DEQUE_TYPE = lateType("deque");

/** Items of a block. */
export const BLOCK_LENGTH = 64;
/** Where the first item of an empty deque would stand, minus one. */
const CENTER = 31;
const MOST_FREE_BLOCKS = 16;
export const BLOCK_SIZE = 528;
export const BLOCK_DATA = 8;
export const BLOCK_RIGHT = 520;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

// Blocks -----------------------------------------------------------------------------------------------------------

/** A block: one that is kept, or a new one; NULL without an exception if there is no memory. */
function takeBlock(vm: Interpreter, deque: Address): Address {
  const i32 = vm.i32;
  const kept = i32[(deque + D.numfreeblocks) >> 2];
  if (kept > 0) {
    i32[(deque + D.numfreeblocks) >> 2] = kept - 1;
    return i32[(deque + D.freeblocks + 8 * (kept - 1)) >> 2];
  }
  return memMalloc(vm, BLOCK_SIZE);
}

/** Keeps a block, or gives it back. */
function dropBlock(vm: Interpreter, deque: Address, block: Address): void {
  const i32 = vm.i32;
  const kept = i32[(deque + D.numfreeblocks) >> 2];
  if (kept < MOST_FREE_BLOCKS) {
    i32[(deque + D.freeblocks + 8 * kept) >> 2] = block;
    i32[(deque + D.numfreeblocks) >> 2] = kept + 1;
  } else {
    memFree(vm, block);
  }
}

/** Address of a block's item. */
const slot = (block: Address, index: number): Address => block + BLOCK_DATA + 8 * index;

/** Writes an index, which may be -1. */
function putIndex(vm: Interpreter, word: Address, index: number): void {
  vm.i32[word >> 2] = index;
  vm.i32[(word + 4) >> 2] = index >> 31;
}

/** Writes a reference into a block's item, whose word may hold anything. */
function putItem(vm: Interpreter, word: Address, item: Address): void {
  vm.i32[word >> 2] = item;
  vm.i32[(word + 4) >> 2] = 0;
}

function putLink(vm: Interpreter, word: Address, block: Address): void {
  vm.i32[word >> 2] = block;
  vm.i32[(word + 4) >> 2] = 0;
}

/** Makes a deque empty, with one block. */
function startAt(vm: Interpreter, deque: Address, block: Address): void {
  const i32 = vm.i32;
  putLink(vm, block, NULL);
  putLink(vm, block + BLOCK_RIGHT, NULL);
  i32[(deque + OB_SIZE) >> 2] = 0;
  i32[(deque + D.leftblock) >> 2] = block;
  i32[(deque + D.rightblock) >> 2] = block;
  putIndex(vm, deque + D.leftindex, CENTER + 1);
  putIndex(vm, deque + D.rightindex, CENTER);
}

/** Puts a new block at the right end; 0, or -1 with MemoryError. */
function growRight(vm: Interpreter, deque: Address): number {
  const block = takeBlock(vm, deque);
  if (block === NULL) return noMemoryFlag(vm);
  const i32 = vm.i32;
  const last = i32[(deque + D.rightblock) >> 2];
  putLink(vm, block, last);
  putLink(vm, block + BLOCK_RIGHT, NULL);
  i32[(last + BLOCK_RIGHT) >> 2] = block;
  i32[(deque + D.rightblock) >> 2] = block;
  putIndex(vm, deque + D.rightindex, -1);
  return 0;
}

function growLeft(vm: Interpreter, deque: Address): number {
  const block = takeBlock(vm, deque);
  if (block === NULL) return noMemoryFlag(vm);
  const i32 = vm.i32;
  const first = i32[(deque + D.leftblock) >> 2];
  putLink(vm, block, NULL);
  putLink(vm, block + BLOCK_RIGHT, first);
  i32[first >> 2] = block;
  i32[(deque + D.leftblock) >> 2] = block;
  putIndex(vm, deque + D.leftindex, BLOCK_LENGTH);
  return 0;
}

// Both ends --------------------------------------------------------------------------------------------------------

/** Whether an object is a deque or of a subclass. */
export function isDeque(vm: Interpreter, object: Address): boolean {
  const type = typeOf(vm, object);
  return type === DEQUE_TYPE || isSubtype(vm, type, DEQUE_TYPE);
}

/** Number of items. */
export function dequeSize(vm: Interpreter, deque: Address): number {
  return vm.i32[(deque + OB_SIZE) >> 2];
}

/** Whether the deque has more items than it may. */
function isTooLong(vm: Interpreter, deque: Address): boolean {
  const i32 = vm.i32;
  return i32[(deque + D.maxlen + 4) >> 2] === 0 &&
    i32[(deque + OB_SIZE) >> 2] > i32[(deque + D.maxlen) >> 2] >>> 0;
}

/** Puts an item (stolen, also on failure) at the right end; 0, or -1 with MemoryError. Can run any code. */
export function dequeAppend(vm: Interpreter, deque: Address, item: Address): number {
  const i32 = vm.i32;
  if (i32[(deque + D.rightindex) >> 2] === BLOCK_LENGTH - 1 && growRight(vm, deque) < 0) {
    decref(vm, item);
    return -1;
  }
  const index = i32[(deque + D.rightindex) >> 2] + 1;
  i32[(deque + OB_SIZE) >> 2]++;
  putIndex(vm, deque + D.rightindex, index);
  putItem(vm, slot(i32[(deque + D.rightblock) >> 2], index), item);
  if (isTooLong(vm, deque)) decref(vm, takeLeft(vm, deque));
  else i32[(deque + D.state) >> 2]++;
  return 0;
}

/** The same at the left end. */
export function dequeAppendLeft(vm: Interpreter, deque: Address, item: Address): number {
  const i32 = vm.i32;
  if (i32[(deque + D.leftindex) >> 2] === 0 && growLeft(vm, deque) < 0) {
    decref(vm, item);
    return -1;
  }
  const index = i32[(deque + D.leftindex) >> 2] - 1;
  i32[(deque + OB_SIZE) >> 2]++;
  putIndex(vm, deque + D.leftindex, index);
  putItem(vm, slot(i32[(deque + D.leftblock) >> 2], index), item);
  if (isTooLong(vm, deque)) decref(vm, takeRight(vm, deque));
  else i32[(deque + D.state) >> 2]++;
  return 0;
}

/** Takes the last item of a deque that is not empty; the reference passes to the caller. Runs no code. */
function takeRight(vm: Interpreter, deque: Address): Address {
  const i32 = vm.i32;
  const block = i32[(deque + D.rightblock) >> 2], index = i32[(deque + D.rightindex) >> 2];
  const item = i32[slot(block, index) >> 2];
  putIndex(vm, deque + D.rightindex, index - 1);
  i32[(deque + D.state) >> 2]++;
  if (--i32[(deque + OB_SIZE) >> 2] === 0) {
    putIndex(vm, deque + D.leftindex, CENTER + 1);
    putIndex(vm, deque + D.rightindex, CENTER);
  } else if (index === 0) {
    const before = i32[block >> 2];
    dropBlock(vm, deque, block);
    i32[(before + BLOCK_RIGHT) >> 2] = NULL;
    i32[(deque + D.rightblock) >> 2] = before;
    putIndex(vm, deque + D.rightindex, BLOCK_LENGTH - 1);
  }
  return item;
}

/** Takes the first item of a deque that is not empty. */
function takeLeft(vm: Interpreter, deque: Address): Address {
  const i32 = vm.i32;
  const block = i32[(deque + D.leftblock) >> 2], index = i32[(deque + D.leftindex) >> 2];
  const item = i32[slot(block, index) >> 2];
  putIndex(vm, deque + D.leftindex, index + 1);
  i32[(deque + D.state) >> 2]++;
  if (--i32[(deque + OB_SIZE) >> 2] === 0) {
    putIndex(vm, deque + D.leftindex, CENTER + 1);
    putIndex(vm, deque + D.rightindex, CENTER);
  } else if (index === BLOCK_LENGTH - 1) {
    const after = i32[(block + BLOCK_RIGHT) >> 2];
    dropBlock(vm, deque, block);
    i32[after >> 2] = NULL;
    i32[(deque + D.leftblock) >> 2] = after;
    putIndex(vm, deque + D.leftindex, 0);
  }
  return item;
}

/** Takes the last item, a new reference; NULL with IndexError. */
export function dequePop(vm: Interpreter, deque: Address): Address {
  if (dequeSize(vm, deque) === 0) return raise(vm, INDEX_ERROR, "pop from an empty deque");
  return takeRight(vm, deque);
}

/** Takes the first item, a new reference; NULL with IndexError. */
export function dequePopLeft(vm: Interpreter, deque: Address): Address {
  if (dequeSize(vm, deque) === 0) return raise(vm, INDEX_ERROR, "pop from an empty deque");
  return takeLeft(vm, deque);
}

// Many items -------------------------------------------------------------------------------------------------------

/** Appends the items of an iterable (borrowed), at the left or the right end; 0, or -1 with an exception. */
export function dequeExtend(vm: Interpreter, deque: Address, iterable: Address, left = false): number {
  if (iterable === deque) {
    const copy = sequenceList(vm, iterable);
    if (copy === NULL) return -1;
    const status = dequeExtend(vm, deque, copy, left);
    decref(vm, copy);
    return status;
  }
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return -1;
  const holdsNothing = vm.f64[(deque + D.maxlen) >> 3] === 0;
  if (dequeSize(vm, deque) === 0 && !holdsNothing) startAtEnd(vm, deque, left);
  for (;;) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    if (holdsNothing) decref(vm, item);
    else if ((left ? dequeAppendLeft(vm, deque, item) : dequeAppend(vm, deque, item)) < 0) break;
  }
  decref(vm, iterator);
  return errorOccurred(vm) !== NULL ? -1 : 0;
}

/** An empty deque that is about to be filled starts at the end of its block, which leaves more room. */
function startAtEnd(vm: Interpreter, deque: Address, left: boolean): void {
  putIndex(vm, deque + D.leftindex, left ? BLOCK_LENGTH - 1 : 1);
  putIndex(vm, deque + D.rightindex, left ? BLOCK_LENGTH - 2 : 0);
}

/**
 * Releases all items. The deque is made empty first, with another block, so that code that runs meanwhile finds it
 * so; without memory for the block the items are taken out one by one. An exception that is pending stays. Can run any code.
 */
export function dequeClear(vm: Interpreter, deque: Address): void {
  const i32 = vm.i32;
  let left = dequeSize(vm, deque);
  if (left === 0) return;
  const fresh = takeBlock(vm, deque);
  if (fresh === NULL) {
    while (dequeSize(vm, deque) > 0) decref(vm, takeRight(vm, deque));
    return;
  }
  let block = i32[(deque + D.leftblock) >> 2];
  let index = i32[(deque + D.leftindex) >> 2];
  startAt(vm, deque, fresh);
  i32[(deque + D.state) >> 2]++;
  for (;;) {
    const end = Math.min(BLOCK_LENGTH, index + left);
    left -= end - index;
    for (; index < end; index++) decref(vm, i32[slot(block, index) >> 2]);
    const next = i32[(block + BLOCK_RIGHT) >> 2];
    dropBlock(vm, deque, block);
    if (left === 0) return;
    block = next;
    index = 0;
  }
}

/** Moves the last `n` items to the front (negative: the first ones to the end); 0, or -1 with MemoryError. Runs no code. */
export function dequeRotate(vm: Interpreter, deque: Address, n: number): number {
  const length = dequeSize(vm, deque), half = length >> 1;
  if (length <= 1) return 0;
  let steps = n;
  if (steps > half || steps < -half) {
    steps %= length;
    if (steps > half) steps -= length;
    else if (steps < -half) steps += length;
  }
  vm.i32[(deque + D.state) >> 2]++;
  while (steps > 0) {
    const moved = rotateRight(vm, deque, steps);
    if (moved < 0) return -1;
    steps -= moved;
  }
  while (steps < 0) {
    const moved = rotateLeft(vm, deque, -steps);
    if (moved < 0) return -1;
    steps += moved;
  }
  return 0;
}

/** Moves up to `n` items from the right to the left end, all within one block each; how many, or -1. */
function rotateRight(vm: Interpreter, deque: Address, n: number): number {
  const i32 = vm.i32;
  if (i32[(deque + D.leftindex) >> 2] === 0 && growLeft(vm, deque) < 0) return noMemoryFlag(vm);
  const right = i32[(deque + D.rightindex) >> 2], left = i32[(deque + D.leftindex) >> 2];
  const count = Math.min(n, right + 1, left);
  const block = i32[(deque + D.rightblock) >> 2];
  copySlots(vm, slot(i32[(deque + D.leftblock) >> 2], left - count), slot(block, right + 1 - count), count);
  putIndex(vm, deque + D.leftindex, left - count);
  putIndex(vm, deque + D.rightindex, right - count);
  if (right - count < 0) {
    const before = i32[block >> 2];
    i32[(before + BLOCK_RIGHT) >> 2] = NULL;
    i32[(deque + D.rightblock) >> 2] = before;
    putIndex(vm, deque + D.rightindex, BLOCK_LENGTH - 1);
    dropBlock(vm, deque, block);
  }
  return count;
}

function rotateLeft(vm: Interpreter, deque: Address, n: number): number {
  const i32 = vm.i32;
  if (i32[(deque + D.rightindex) >> 2] === BLOCK_LENGTH - 1 && growRight(vm, deque) < 0) {
    return noMemoryFlag(vm);
  }
  const right = i32[(deque + D.rightindex) >> 2], left = i32[(deque + D.leftindex) >> 2];
  const count = Math.min(n, BLOCK_LENGTH - left, BLOCK_LENGTH - 1 - right);
  const block = i32[(deque + D.leftblock) >> 2];
  copySlots(vm, slot(i32[(deque + D.rightblock) >> 2], right + 1), slot(block, left), count);
  putIndex(vm, deque + D.leftindex, left + count);
  putIndex(vm, deque + D.rightindex, right + count);
  if (left + count === BLOCK_LENGTH) {
    const after = i32[(block + BLOCK_RIGHT) >> 2];
    i32[after >> 2] = NULL;
    i32[(deque + D.leftblock) >> 2] = after;
    putIndex(vm, deque + D.leftindex, 0);
    dropBlock(vm, deque, block);
  }
  return count;
}

/** Copies words between blocks, first to last: in one block they may overlap as CPython's loop lets them. */
function copySlots(vm: Interpreter, target: Address, source: Address, count: number): void {
  const i32 = vm.i32;
  for (let i = 0; i < count; i++) putItem(vm, target + 8 * i, i32[(source + 8 * i) >> 2]);
}

// Any place --------------------------------------------------------------------------------------------------------

/** Address of the word of item `index`, which must be there; walked to from the nearer end. */
export function dequeSlot(vm: Interpreter, deque: Address, index: number): Address {
  const i32 = vm.i32;
  const at = i32[(deque + D.leftindex) >> 2] + index;
  let steps = Math.floor(at / BLOCK_LENGTH);
  const place = at % BLOCK_LENGTH;
  let block: Address;
  if (index < (dequeSize(vm, deque) >> 1)) {
    block = i32[(deque + D.leftblock) >> 2];
    while (steps-- > 0) block = i32[(block + BLOCK_RIGHT) >> 2];
  } else {
    const last = i32[(deque + D.leftindex) >> 2] + dequeSize(vm, deque) - 1;
    steps = Math.floor(last / BLOCK_LENGTH) - steps;
    block = i32[(deque + D.rightblock) >> 2];
    while (steps-- > 0) block = i32[block >> 2];
  }
  return slot(block, place);
}

/** The word behind a word at `place` of its block. */
export function nextSlot(vm: Interpreter, word: Address, place: number): Address {
  if (place + 1 < BLOCK_LENGTH) return word + 8;
  return vm.i32[(word + 8) >> 2] + BLOCK_DATA;
}

/** The word before a word at `place` of its block. */
export function previousSlot(vm: Interpreter, word: Address, place: number): Address {
  return place > 0 ? word - 8 : slot(vm.i32[(word - BLOCK_DATA) >> 2], BLOCK_LENGTH - 1);
}

/** Takes item `index`, which must be there, out and releases it; 0, or -1 with MemoryError. Can run any code. */
export function dequeDelete(vm: Interpreter, deque: Address, index: number): number {
  if (dequeRotate(vm, deque, -index) < 0) return -1;
  const item = takeLeft(vm, deque);
  const status = dequeRotate(vm, deque, index);
  decref(vm, item);
  return status;
}

/** Puts an item (borrowed) before item `index`; 0, or -1 with an exception. Can run any code. */
export function dequeInsert(vm: Interpreter, deque: Address, index: number, item: Address): number {
  const n = dequeSize(vm, deque);
  if (vm.i64[(deque + D.maxlen) >> 3] === BigInt(n)) {
    return raiseFlag(vm, INDEX_ERROR, "deque already at its maximum size");
  }
  incref(vm, item);
  if (index >= n) return dequeAppend(vm, deque, item);
  if (index <= -n || index === 0) return dequeAppendLeft(vm, deque, item);
  if (dequeRotate(vm, deque, -index) < 0) {
    decref(vm, item);
    return -1;
  }
  const status = index < 0 ? dequeAppend(vm, deque, item) : dequeAppendLeft(vm, deque, item);
  return status < 0 ? -1 : dequeRotate(vm, deque, index);
}

// The object -------------------------------------------------------------------------------------------------------

/** tp_new: an empty deque without a limit; NULL with MemoryError. */
export function dequeNew(vm: Interpreter, type: Address): Address {
  const deque: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (deque === NULL) return NULL;
  putIndex(vm, deque + D.maxlen, -1);
  const block = memMalloc(vm, BLOCK_SIZE);
  if (block === NULL) {
    noMemoryFlag(vm);
    decref(vm, deque);
    return NULL;
  }
  startAt(vm, deque, block);
  return deque;
}

export function dequeDealloc(vm: Interpreter, deque: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, deque);
  if (i32[(deque + D.weakreflist) >> 2] !== NULL) clearWeakrefs(vm, deque);
  const block = i32[(deque + D.leftblock) >> 2];
  if (block !== NULL) {
    dequeClear(vm, deque);
    memFree(vm, i32[(deque + D.leftblock) >> 2]);
    i32[(deque + D.leftblock) >> 2] = i32[(deque + D.rightblock) >> 2] = NULL;
  }
  for (let kept = i32[(deque + D.numfreeblocks) >> 2] - 1; kept >= 0; kept--) {
    memFree(vm, i32[(deque + D.freeblocks + 8 * kept) >> 2]);
  }
  vm.functions[i32[(typeOf(vm, deque) + TP_FREE) >> 2]](vm, deque);
}

export function dequeTraverse(vm: Interpreter, deque: Address, visit: Visit): void {
  const i32 = vm.i32;
  let block = i32[(deque + D.leftblock) >> 2];
  if (block === NULL) return;
  let index = i32[(deque + D.leftindex) >> 2];
  for (let left = dequeSize(vm, deque); left > 0; left--) {
    visit(vm, i32[slot(block, index) >> 2]);
    if (++index === BLOCK_LENGTH && left > 1) {
      block = i32[(block + BLOCK_RIGHT) >> 2];
      index = 0;
    }
  }
}

/** The blocks with items, and those that are kept. */
export function dequeBuffers(vm: Interpreter, deque: Address, visit: Visit): void {
  const i32 = vm.i32;
  for (
    let block = i32[(deque + D.leftblock) >> 2];
    block !== NULL;
    block = i32[(block + BLOCK_RIGHT) >> 2]
  ) visit(vm, block);
  const kept = i32[(deque + D.numfreeblocks) >> 2];
  for (let i = 0; i < kept; i++) visit(vm, i32[(deque + D.freeblocks + 8 * i) >> 2]);
}
