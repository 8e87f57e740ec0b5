/**
 * pymalloc: malloc, calloc, realloc and free for requests of up to 512 bytes.
 *
 * malloc takes the first free block of the first used pool of the request's size class. free pushes the block
 * on its pool's free list. Both fast paths are small so that the host's compiler inlines them into their
 * callers; everything rare stands in functions of its own. Requests of 0 and of more than 512 bytes go to the
 * raw domain and are counted.
 *
 * realloc keeps a block in place while the new size fits and is more than three quarters of the block; else
 * it moves it. A block of the raw domain stays there however small it becomes.
 *
 * These functions are the built-in allocator of the mem and object domains. Call them through the domains
 * (domains.ts): called directly they go past whatever allocator or hook is set.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, pymalloc_alloc, pymalloc_free, pymalloc_realloc.
 */

import type { Allocator } from "./allocator.ts";
import { isPlausibleArray, rawCalloc, rawFree, rawMalloc, rawRealloc } from "./allocator.ts";
import * as arena from "./arena.ts";
import { returnPool, takeFreePool } from "./arena.ts";
import type { Heap } from "./heap.ts";
import * as memory from "./memory.ts";
import * as poolModule from "./pool.ts";
import { carvePool, extendPool, linkUsedPool, unlinkUsedPool } from "./pool.ts";
import * as sizeClasses from "./size_classes.ts";
import { blockSizeOf } from "./size_classes.ts";
import type { Address, Size } from "./units.ts";

const { RAW_BLOCKS } = arena;
const { USED_POOLS } = memory;
const { FREE_BLOCK, NEXT_POOL, POOL_OVERHEAD, REF_COUNT, SIZE_CLASS } = poolModule;
const { SMALL_REQUEST_THRESHOLD } = sizeClasses;

const FIRST_POOL = USED_POOLS + NEXT_POOL;

/** Index in `i32` of the word that points to the first used pool of a size class; for fast paths outside. */
export function usedPoolWord(sizeClass: number): number {
  return (FIRST_POOL + sizeClass * POOL_OVERHEAD) >>> 2;
}

/**
 * Does a pool of this heap hold the address? (CPython's address_in_range.) Else it is the raw domain's, or
 * nobody's.
 */
export function addressInRange(heap: Heap, p: Address): boolean {
  return heap.poolMap[p >>> heap.poolShift] === 1;
}

/** The size in bytes of the block that a pool holds at `p`. */
export function pymallocBlockSize(heap: Heap, p: Address): Size {
  return blockSizeOf(heap.i32[((p & heap.poolMask) + SIZE_CLASS) >> 2]);
}

// The fast paths index the words of a pool header: `pool` is its address divided by 4. An unsigned shift and
// one addition per access are the cheapest that the host's compiler makes (a sixth of the time of the pairs in
// heap_bench.ts).
const REF_COUNT_WORD = REF_COUNT >>> 2;
const FREE_BLOCK_WORD = FREE_BLOCK >>> 2;

/** Allocates `n` bytes; NULL on failure. The caller owns the block. */
export function pymallocMalloc(heap: Heap, n: Size): Address {
  if (n > SMALL_REQUEST_THRESHOLD || !(n > 0)) return mallocRaw(heap, n);
  const sizeClass = (n - 1) >> 4;
  const i32 = heap.i32;
  const pool = i32[(FIRST_POOL + sizeClass * POOL_OVERHEAD) >>> 2] >>> 2;
  const block = i32[pool + FREE_BLOCK_WORD];
  if (block === 0) return mallocFromNewPool(heap, sizeClass); // the sentinel: no pool of the class is used
  i32[pool + REF_COUNT_WORD]++;
  const next = i32[block >>> 2];
  i32[pool + FREE_BLOCK_WORD] = next;
  if (next === 0) extendPool(heap, pool << 2);
  return block;
}

/**
 * The next free block of the size class whose used-pool word is `word`, if nothing else has to be done for it; else 0, and
 * the caller asks malloc. For callers that make small objects by the million, while pymalloc serves their domain.
 */
export function takeFreeBlock(heap: Heap, word: number): Address {
  const i32 = heap.i32;
  const pool = i32[word] >>> 2;
  const block = i32[pool + FREE_BLOCK_WORD];
  if (block === 0) return 0;
  const next = i32[block >>> 2];
  if (next === 0) return 0;
  i32[pool + REF_COUNT_WORD]++;
  i32[pool + FREE_BLOCK_WORD] = next;
  return block;
}

/** Releases the block at `p` if a pool holds it and stays in use as it is; false: the caller asks free. */
export function giveFreeBlock(heap: Heap, p: Address): boolean {
  if (heap.poolMap[p >>> heap.poolShift] !== 1) return false;
  const i32 = heap.i32;
  const pool = (p & heap.poolMask) >>> 2;
  const next = i32[pool + FREE_BLOCK_WORD];
  const count = i32[pool + REF_COUNT_WORD] - 1;
  if (next === 0 || count === 0) return false;
  i32[p >>> 2] = next;
  i32[pool + FREE_BLOCK_WORD] = p;
  i32[pool + REF_COUNT_WORD] = count;
  return true;
}

/** Releases a block; NULL is fine. */
export function pymallocFree(heap: Heap, p: Address): void {
  if (!addressInRange(heap, p)) return freeRaw(heap, p);
  const i32 = heap.i32;
  const pool = (p & heap.poolMask) >>> 2;
  const next = i32[pool + FREE_BLOCK_WORD];
  i32[p >>> 2] = next;
  i32[pool + FREE_BLOCK_WORD] = p;
  const count = i32[pool + REF_COUNT_WORD] - 1;
  i32[pool + REF_COUNT_WORD] = count;
  if (next === 0 || count === 0) movePool(heap, pool << 2, next);
}

/** A block was freed in a full pool, or the last one of a pool. */
function movePool(heap: Heap, pool: Address, next: Address): void {
  if (next === 0) {
    linkUsedPool(heap, pool, heap.i32[(pool + SIZE_CLASS) >> 2]);
  } else {
    unlinkUsedPool(heap, pool);
    returnPool(heap, pool);
  }
}

/** The class has no used pool: takes a free one. */
function mallocFromNewPool(heap: Heap, sizeClass: number): Address {
  const pool = takeFreePool(heap);
  if (pool === 0) return 0;
  const i32 = heap.i32;
  linkUsedPool(heap, pool, sizeClass);
  i32[(pool + REF_COUNT) >> 2] = 1;
  if (i32[(pool + SIZE_CLASS) >> 2] !== sizeClass) return carvePool(heap, pool, sizeClass, heap.poolSize);
  // The class it had before: its free list still holds.
  const block = i32[(pool + FREE_BLOCK) >> 2];
  const next = i32[block >> 2];
  i32[(pool + FREE_BLOCK) >> 2] = next;
  if (next === 0) extendPool(heap, pool);
  return block;
}

function mallocRaw(heap: Heap, n: Size): Address {
  const p = rawMalloc(heap, n);
  if (p !== 0) heap.i32[RAW_BLOCKS >> 2]++;
  return p;
}

function freeRaw(heap: Heap, p: Address): void {
  if (p === 0) return;
  rawFree(heap, p);
  heap.i32[RAW_BLOCKS >> 2]--;
}

/** Allocates `nelem * elsize` zeroed bytes; NULL on failure. The caller owns the block. */
export function pymallocCalloc(heap: Heap, nelem: number, elsize: Size): Address {
  const n = nelem * elsize;
  if (n > 0 && n <= SMALL_REQUEST_THRESHOLD && elsize > 0) {
    const p = pymallocMalloc(heap, n);
    if (p !== 0) clearBlock(heap, p, n);
    return p;
  }
  const p = isPlausibleArray(nelem, elsize) ? rawCalloc(heap, nelem, elsize) : 0;
  if (p !== 0) heap.i32[RAW_BLOCKS >> 2]++;
  return p;
}

/** Zeroes `n` bytes, rounded up to 8, at a block; stores beat a call of fill() for small blocks. */
function clearBlock(heap: Heap, p: Address, n: Size): void {
  const f64 = heap.f64;
  const end = (p + n + 7) >> 3;
  for (let i = p >> 3; i < end; i++) f64[i] = 0;
}

/** Resizes a block; steals `p` unless it returns NULL. */
export function pymallocRealloc(heap: Heap, p: Address, n: Size): Address {
  if (p === 0) return pymallocMalloc(heap, n);
  if (!addressInRange(heap, p)) return rawRealloc(heap, p, n);
  const size = pymallocBlockSize(heap, p);
  if (n <= size && 4 * n > 3 * size) return p;
  const moved = pymallocMalloc(heap, n);
  if (moved === 0) return 0;
  copyBlock(heap, moved, p, n < size ? n : size);
  pymallocFree(heap, p);
  return moved;
}

/** Copies `n` bytes, rounded up to 4, between blocks, which both have room for that. */
function copyBlock(heap: Heap, target: Address, source: Address, n: Size): void {
  const i32 = heap.i32;
  const distance = (source - target) >> 2;
  const end = (target + n + 3) >> 2;
  for (let i = target >> 2; i < end; i++) i32[i] = i32[i + distance];
}

/** pymalloc as the allocator of a domain; its context is the heap. */
export function pymallocAllocator(heap: Heap): Allocator {
  return {
    name: "pymalloc",
    ctx: heap,
    malloc: pymallocMalloc,
    calloc: pymallocCalloc,
    realloc: pymallocRealloc,
    free: pymallocFree,
  };
}
