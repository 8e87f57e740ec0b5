/**
 * Free lists: dead objects that their type keeps for the next one. Each has three words in the static segment:
 *
 *     list + 0   head: the first dead object, or NULL
 *     list + 8   how many are kept
 *     list + 16  how many objects were taken from it since start (statistics)
 *
 * While tracemalloc traces, an object that comes from its free list is traced anew. No pop asks whether that is so: the
 * lists are hidden then. Head and count move to the high halves of their words; whoever looks at the low halves finds
 * an empty list that has no room, and comes to the slow way, where the hidden list is.
 *
 *     hidden     head: NULL | first dead object      count: HIDDEN | how many
 *
 * The dead objects are linked through a word of theirs that their type chooses (`link`), so a free list holds as many
 * as its limit says without memory of its own. They come back last in, first out.
 *
 * Source: CPython 3.11 Include/internal/pycore_floatobject.h, pycore_tuple.h, pycore_list.h, pycore_dict.h,
 * pycore_interp.h (slice_cache), Objects/exceptions.c (MemoryError).
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "./interpreter.ts";
import { GC_HEAD_SIZE } from "./object_layout.ts";
import { FREE_LISTS } from "./statics.ts";

/** One free list; `limit` and `link` are fixed, the rest is in the bytes. */
export interface FreeList {
  /** What the statistics call its objects. */
  readonly name: string;
  /** Address of its three words. */
  readonly address: Address;
  /** How many it keeps at most. */
  readonly limit: number;
  /** Offset of the word of a dead object that links to the next one. */
  readonly link: number;
  /** Offset of the block's start from the object: -16 for containers. */
  readonly blockOffset: number;
}

const list = (index: number, name: string, limit: number, link: number, blockOffset: number): FreeList => ({
  name,
  address: FREE_LISTS + 24 * index,
  limit,
  link,
  blockOffset,
});

/** Tuples of 1 to 20 items: `TUPLE_FREE_LISTS + 24 * length` is the list's address (index 0 is unused). */
export const TUPLE_FREE_LISTS: Address = FREE_LISTS;
export const FLOAT_FREE_LIST: Address = FREE_LISTS + 24 * 21;
export const LIST_FREE_LIST: Address = FREE_LISTS + 24 * 22;
export const DICT_FREE_LIST: Address = FREE_LISTS + 24 * 23;
export const KEYS_FREE_LIST: Address = FREE_LISTS + 24 * 24;
export const SLICE_FREE_LIST: Address = FREE_LISTS + 24 * 25;
export const MEMORY_ERROR_FREE_LIST: Address = FREE_LISTS + 24 * 26;

/** Lengths of tuples that are kept: 1 to 20. */
export const TUPLE_FREE_LIST_LENGTHS = 20;
/** Dead objects that are kept: tuples of each length, lists, floats. */
export const TUPLE_FREE_LIMIT = 2000;
export const LIST_FREE_LIMIT = 80;
export const FLOAT_FREE_LIMIT = 100;

/** Every free list, for the statistics, the checker and the end of a run. Links: a float's type word, a tuple's first item ... */
export const FREE_LIST_TABLE: readonly FreeList[] = [
  ...Array.from(
    { length: TUPLE_FREE_LIST_LENGTHS },
    (_, i) => list(i + 1, `${i + 1}-sized tuple`, TUPLE_FREE_LIMIT, 24, -16),
  ),
  list(21, "float", FLOAT_FREE_LIMIT, 8, 0),
  list(22, "list", LIST_FREE_LIMIT, 24, -16),
  list(23, "dict", 80, 32, -16),
  list(24, "dict keys", 80, 0, 0),
  list(25, "slice", 1, 16, -16),
  list(26, "MemoryError", 16, 16, -16),
];

/** A count that no limit reaches: the list is hidden. */
const HIDDEN = 1 << 30;

/** Takes a dead object from a list, or NULL. Its words hold what the type left in them. */
export function popFree(vm: Interpreter, address: Address, link: number): Address {
  const i32 = vm.i32;
  const object = i32[address >> 2];
  if (object === 0) return popHidden(vm, address, link);
  i32[address >> 2] = i32[(object + link) >> 2];
  i32[(address + 8) >> 2]--;
  i32[(address + 16) >> 2]++;
  return object;
}

/** The same from a hidden list, and tells tracemalloc; NULL if the list is not hidden. For lists that seem empty. */
export function popHidden(vm: Interpreter, address: Address, link: number): Address {
  const i32 = vm.i32;
  if (i32[(address + 8) >> 2] < HIDDEN) return 0;
  const object = i32[(address + 4) >> 2];
  if (object === 0) return 0;
  i32[(address + 4) >> 2] = i32[(object + link) >> 2];
  i32[(address + 12) >> 2]--;
  i32[(address + 16) >> 2]++;
  vm.tracer.retrace(address === FLOAT_FREE_LIST ? object : object - GC_HEAD_SIZE);
  return object;
}

/** Keeps a dead object; false if the list is full, and the caller must give the block back. */
export function pushFree(
  vm: Interpreter,
  address: Address,
  link: number,
  limit: number,
  object: Address,
): boolean {
  const i32 = vm.i32;
  if (i32[(address + 8) >> 2] >= limit) return pushHidden(vm, address, link, limit, object);
  i32[(object + link) >> 2] = i32[address >> 2];
  i32[address >> 2] = object;
  i32[(address + 8) >> 2]++;
  return true;
}

/** The same to a hidden list; false if it is full or not hidden. For lists that seem full. */
export function pushHidden(
  vm: Interpreter,
  address: Address,
  link: number,
  limit: number,
  object: Address,
): boolean {
  const i32 = vm.i32;
  if (i32[(address + 8) >> 2] < HIDDEN || i32[(address + 12) >> 2] >= limit) return false;
  i32[(object + link) >> 2] = i32[(address + 4) >> 2];
  i32[(address + 4) >> 2] = object;
  i32[(address + 12) >> 2]++;
  return true;
}

/** Bytes from a list's words to those where head and count are now. */
function shift(vm: Interpreter, address: Address): number {
  return vm.i32[(address + 8) >> 2] < HIDDEN ? 0 : 4;
}

/** The first dead object of a list, hidden or not. */
export function freeListHead(vm: Interpreter, address: Address): Address {
  return vm.i32[(address + shift(vm, address)) >> 2];
}

/** How many a list keeps, hidden or not. */
export function freeListCount(vm: Interpreter, address: Address): number {
  return vm.i32[(address + 8 + shift(vm, address)) >> 2];
}

/** Forgets what a list keeps, hidden or not; the blocks are the caller's. */
export function emptyFreeList(vm: Interpreter, address: Address): void {
  const at = shift(vm, address);
  vm.i32[(address + at) >> 2] = 0;
  vm.i32[(address + 8 + at) >> 2] = 0;
}

/** Hides the lists of objects: hash tables are none, and MemoryErrors are for when there is no other way. */
export function hideFreeLists(vm: Interpreter): void {
  for (const { address } of FREE_LIST_TABLE) {
    if (address === KEYS_FREE_LIST || address === MEMORY_ERROR_FREE_LIST || shift(vm, address) !== 0) {
      continue;
    }
    moveWords(vm, address, 0, 4);
    vm.i32[(address + 8) >> 2] = HIDDEN;
  }
}

/** Brings the lists back. */
export function showFreeLists(vm: Interpreter): void {
  for (const { address } of FREE_LIST_TABLE) {
    if (shift(vm, address) !== 0) moveWords(vm, address, 4, 0);
  }
}

/** Moves head and count between the halves of their words; the others become 0. */
function moveWords(vm: Interpreter, address: Address, from: number, to: number): void {
  const i32 = vm.i32;
  for (const word of [address, address + 8]) {
    i32[(word + to) >> 2] = i32[(word + from) >> 2];
    i32[(word + from) >> 2] = 0;
  }
}
