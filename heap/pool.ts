/**
 * A pool: one page-sized piece of an arena, cut into blocks of one size class.
 *
 *     +--------+-------+-------+-------+-- - --+-------+------+
 *     | header | block | block | block |       | block | lost |
 *     +--------+-------+-------+-------+-- - --+-------+------+
 *     0        48              ^ next_offset      ^ max_next_offset
 *
 * A pool starts at a multiple of its size, so a block finds its pool by masking. Free blocks hold the address
 * of the next free block in their first word; blocks that were never used are handed out by moving
 * next_offset on.
 *
 * A pool is *used* (some blocks out, some not), *full* or *empty*. The used pools of a size class are a
 * circular list through next_pool and prev_pool, closed by the class's sentinel, a pool header in static
 * memory that has no blocks. Full pools are in no list. Empty ones are in their arena's list of free pools,
 * linked by next_pool alone.
 *
 * Laws: ref_count blocks are out; a pool whose free list is NULL is full (a used pool always has a free block
 * at hand, which taking the last one provides from the untouched tail).
 *
 * Source: CPython 3.11, Objects/obmalloc.c, struct pool_header and pymalloc_alloc.
 */

import type { AddressSpace } from "./memory.ts";
import { USED_POOLS } from "./memory.ts";
import { blockSizeOf, SIZE_CLASSES } from "./size_classes.ts";
import { type Address, pointer, type Size, struct, u32 } from "./units.ts";

/** The start of every pool. */
export const POOL_HEADER = struct("pool_header", 48, {
  ref_count: u32(0, "blocks handed out"),
  freeblock: pointer(8, "first free block; each holds the next in its first word"),
  nextpool: pointer(16, "next pool of the class, or of the arena's free pools"),
  prevpool: pointer(24, "previous pool of the class"),
  arenaindex: u32(32, "index of the pool's arena in the arena records"),
  szidx: u32(36, "size class, kept while the pool is empty"),
  nextoffset: u32(40, "offset of the first block that was never used"),
  maxnextoffset: u32(44, "largest offset a block can have"),
});

export const REF_COUNT = POOL_HEADER.offsets.ref_count;
export const FREE_BLOCK = POOL_HEADER.offsets.freeblock;
export const NEXT_POOL = POOL_HEADER.offsets.nextpool;
export const PREV_POOL = POOL_HEADER.offsets.prevpool;
export const ARENA_INDEX = POOL_HEADER.offsets.arenaindex;
export const SIZE_CLASS = POOL_HEADER.offsets.szidx;
export const NEXT_OFFSET = POOL_HEADER.offsets.nextoffset;
export const MAX_NEXT_OFFSET = POOL_HEADER.offsets.maxnextoffset;

/** Bytes before the first block of a pool. */
export const POOL_OVERHEAD: Size = POOL_HEADER.size;
/** The class of a pool that was never used. */
export const NO_CLASS = 0xffff;

/** The sentinel that closes a size class's list of used pools. */
export function usedPoolsOf(sizeClass: number): Address {
  return USED_POOLS + sizeClass * POOL_OVERHEAD;
}

/** How many blocks of a class a pool holds. */
export function poolCapacity(poolSize: Size, sizeClass: number): number {
  return Math.floor((poolSize - POOL_OVERHEAD) / blockSizeOf(sizeClass));
}

/** Makes the lists of used pools empty. */
export function initUsedPools(space: AddressSpace): void {
  for (let sizeClass = 0; sizeClass < SIZE_CLASSES; sizeClass++) {
    const sentinel = usedPoolsOf(sizeClass);
    space.i32[(sentinel + NEXT_POOL) >> 2] = sentinel;
    space.i32[(sentinel + PREV_POOL) >> 2] = sentinel;
    space.i32[(sentinel + SIZE_CLASS) >> 2] = sizeClass;
  }
}

/** Puts a pool at the front of its class's list. */
export function linkUsedPool(space: AddressSpace, pool: Address, sizeClass: number): void {
  const i32 = space.i32;
  const sentinel = usedPoolsOf(sizeClass);
  const first = i32[(sentinel + NEXT_POOL) >> 2];
  i32[(pool + NEXT_POOL) >> 2] = first;
  i32[(pool + PREV_POOL) >> 2] = sentinel;
  i32[(first + PREV_POOL) >> 2] = pool;
  i32[(sentinel + NEXT_POOL) >> 2] = pool;
}

/** Takes a pool out of its class's list. */
export function unlinkUsedPool(space: AddressSpace, pool: Address): void {
  const i32 = space.i32;
  const next = i32[(pool + NEXT_POOL) >> 2];
  const prev = i32[(pool + PREV_POOL) >> 2];
  i32[(next + PREV_POOL) >> 2] = prev;
  i32[(prev + NEXT_POOL) >> 2] = next;
}

/**
 * The pool's last free block was taken: provides one from the untouched tail, or retires the pool as full.
 */
export function extendPool(space: AddressSpace, pool: Address): void {
  const i32 = space.i32;
  const offset = i32[(pool + NEXT_OFFSET) >> 2];
  if (offset > i32[(pool + MAX_NEXT_OFFSET) >> 2]) {
    unlinkUsedPool(space, pool);
    return;
  }
  const block = pool + offset;
  i32[(pool + FREE_BLOCK) >> 2] = block;
  i32[(pool + NEXT_OFFSET) >> 2] = offset + blockSizeOf(i32[(pool + SIZE_CLASS) >> 2]);
  i32[block >> 2] = 0;
}

/**
 * Cuts a pool for a class it was not used for last: its second block is the free list, its first one is
 * returned.
 */
export function carvePool(space: AddressSpace, pool: Address, sizeClass: number, poolSize: Size): Address {
  const i32 = space.i32;
  const size = blockSizeOf(sizeClass);
  const first = pool + POOL_OVERHEAD;
  i32[(pool + SIZE_CLASS) >> 2] = sizeClass;
  i32[(pool + NEXT_OFFSET) >> 2] = POOL_OVERHEAD + 2 * size;
  i32[(pool + MAX_NEXT_OFFSET) >> 2] = poolSize - size;
  i32[(pool + FREE_BLOCK) >> 2] = first + size;
  i32[(first + size) >> 2] = 0;
  return first;
}
