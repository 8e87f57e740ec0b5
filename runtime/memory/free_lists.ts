/**
 * Free lists: dead objects that their type keeps for the next one. Each has three words in the static segment:
 *
 *     list + 0   head: the first dead object, or NULL
 *     list + 8   how many are kept
 *     list + 16  how many objects were taken from it since start (statistics)
 *
 * The dead objects are linked through a word of theirs that their type chooses (`link`), so a free list holds as many
 * as its limit says without memory of its own. They come back last in, first out.
 *
 * Source: CPython 3.11 Include/internal/pycore_floatobject.h, pycore_tuple.h, pycore_list.h, pycore_dict.h,
 * pycore_interp.h (slice_cache), Objects/exceptions.c (MemoryError).
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "./interpreter.ts";
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

/** Every free list, for the statistics, the checker and the end of a run. Links: a float's type word, a tuple's first item ... */
export const FREE_LIST_TABLE: readonly FreeList[] = [
  ...Array.from({ length: TUPLE_FREE_LIST_LENGTHS }, (_, i) => list(i + 1, `${i + 1}-sized tuple`, 2000, 24, -16)),
  list(21, "float", 100, 8, 0),
  list(22, "list", 80, 24, -16),
  list(23, "dict", 80, 32, -16),
  list(24, "dict keys", 80, 0, 0),
  list(25, "slice", 1, 16, -16),
  list(26, "MemoryError", 16, 16, -16),
];

/** Takes a dead object from a list, or NULL. Its words hold what the type left in them. */
export function popFree(vm: Interpreter, address: Address, link: number): Address {
  const i32 = vm.i32;
  const object = i32[address >> 2];
  if (object !== 0) {
    i32[address >> 2] = i32[(object + link) >> 2];
    i32[(address + 8) >> 2]--;
    i32[(address + 16) >> 2]++;
  }
  return object;
}

/** Keeps a dead object; false if the list is full, and the caller must give the block back. */
export function pushFree(vm: Interpreter, address: Address, link: number, limit: number, object: Address): boolean {
  const i32 = vm.i32;
  if (i32[(address + 8) >> 2] >= limit) return false;
  i32[(object + link) >> 2] = i32[address >> 2];
  i32[address >> 2] = object;
  i32[(address + 8) >> 2]++;
  return true;
}
