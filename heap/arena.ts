/**
 * Arenas: the large pieces that pymalloc takes from the system and cuts into pools.
 *
 * Each arena has a record (CPython's arena_object) in one array, which comes from the raw domain with 16
 * records and doubles. A record is unused (address 0, in a list through next_arena), or stands for an arena.
 * Arenas with at least one free pool are *usable* and stand in a list in ascending order of free pools, so
 * that nearly full ones are used first and nearly empty ones have a chance to become empty. LAST_ARENAS[n] is
 * the last usable arena with n free pools, which makes keeping the order cheap. An arena whose pools are all
 * free is given back at once, unless it is the last of the list.
 *
 * Arenas come from a replaceable allocator. One that does not start at a multiple of the pool size loses one
 * pool. The pool map has a 1 for each pool-sized page that belongs to an arena: free() asks it whose block an
 * address is.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, struct arena_object, new_arena, insert_to_freepool.
 */

import { rawFree, rawRealloc } from "./allocator.ts";
import type { Heap } from "./heap.ts";
import { LAST_ARENAS, mapPages, PYMALLOC_STATE, unmapPages } from "./memory.ts";
import { ARENA_INDEX, NEXT_POOL, NO_CLASS, REF_COUNT, SIZE_CLASS } from "./pool.ts";
import { type Address, alignUp, pointer, type Size, struct, u32, u64 } from "./units.ts";

/** What an arena allocator is (CPython's PyObjectArenaAllocator). `ctx` is handed back on each call. */
export interface ArenaAllocator {
  // deno-lint-ignore no-explicit-any
  readonly ctx: any;
  /** `size` bytes of mapped memory, or NULL. */
  // deno-lint-ignore no-explicit-any
  alloc(ctx: any, size: Size): Address;
  /** Takes back what alloc gave. */
  // deno-lint-ignore no-explicit-any
  free(ctx: any, p: Address, size: Size): void;
  /** A layer says here which arena allocator it was put over: it takes back what that one gave. */
  readonly wraps?: ArenaAllocator;
}

/** One arena's record. */
export const ARENA_OBJECT = struct("arena_object", 48, {
  address: u64(0, "start of the arena, 0 if the record is unused"),
  pool_address: pointer(8, "first pool that was never used"),
  nfreepools: u32(16, "free pools, those never used included"),
  ntotalpools: u32(20, "all pools"),
  freepools: pointer(24, "pools that were used and are empty, last emptied first"),
  nextarena: pointer(32, "next usable arena, or next unused record"),
  prevarena: pointer(40, "previous usable arena"),
});

/** pymalloc's own variables. */
export const PYMALLOC = struct("Pymalloc", 64, {
  arenas: pointer(0, "the arena records, raw domain, owned"),
  maxarenas: u32(8, "how many records there are"),
  unused_arena_objects: pointer(16, "first unused record"),
  usable_arenas: pointer(24, "first usable arena"),
  narenas_currently_allocated: u32(32, "arenas that exist"),
  narenas_highwater: u32(36, "most that ever existed at once"),
  ntimes_arena_allocated: u64(40, "arenas ever made"),
  raw_allocated_blocks: u64(48, "live blocks that pymalloc passed on to the raw domain"),
});

export const ARENA_ADDRESS = ARENA_OBJECT.offsets.address;
export const POOL_ADDRESS = ARENA_OBJECT.offsets.pool_address;
export const FREE_POOL_COUNT = ARENA_OBJECT.offsets.nfreepools;
export const TOTAL_POOL_COUNT = ARENA_OBJECT.offsets.ntotalpools;
export const FREE_POOLS = ARENA_OBJECT.offsets.freepools;
export const NEXT_ARENA = ARENA_OBJECT.offsets.nextarena;
export const PREV_ARENA = ARENA_OBJECT.offsets.prevarena;
export const ARENA_RECORD = ARENA_OBJECT.size;

export const ARENAS: Address = PYMALLOC_STATE + PYMALLOC.offsets.arenas;
export const MAX_ARENAS: Address = PYMALLOC_STATE + PYMALLOC.offsets.maxarenas;
export const UNUSED_ARENAS: Address = PYMALLOC_STATE + PYMALLOC.offsets.unused_arena_objects;
export const USABLE_ARENAS: Address = PYMALLOC_STATE + PYMALLOC.offsets.usable_arenas;
export const ARENA_COUNT: Address = PYMALLOC_STATE + PYMALLOC.offsets.narenas_currently_allocated;
export const ARENA_HIGHWATER: Address = PYMALLOC_STATE + PYMALLOC.offsets.narenas_highwater;
export const ARENAS_MADE: Address = PYMALLOC_STATE + PYMALLOC.offsets.ntimes_arena_allocated;
export const RAW_BLOCKS: Address = PYMALLOC_STATE + PYMALLOC.offsets.raw_allocated_blocks;

const INITIAL_ARENA_RECORDS = 16;
/** No geometry has more pools in an arena: LAST_ARENAS is this long. */
export const MAX_POOLS_IN_ARENA = 256;

/** The built-in arena allocator: pages from the high end of the room. */
export function systemArenaAllocator(heap: Heap): ArenaAllocator {
  return {
    ctx: heap,
    alloc: (ctx: Heap, size) => mapPages(ctx, size, ctx.poolSize, "high"),
    free: (ctx: Heap, p, size) => unmapPages(ctx, p, size),
  };
}

/** The allocator that serves arenas. */
export function getArenaAllocator(heap: Heap): ArenaAllocator {
  return heap.arenaAllocator;
}

/** The place of the last usable arena with `count` free pools. */
function lastArenaSlot(count: number): number {
  return (LAST_ARENAS >> 2) + (count << 1);
}

/** Where an arena's pools start: its first multiple of the pool size. */
export function firstPoolOf(heap: Heap, arenaAddress: Address): Address {
  return alignUp(arenaAddress, heap.poolSize);
}

/** Doubles the arena records, which are all in use. False if the raw domain has no room. */
function growArenaRecords(heap: Heap): boolean {
  const i32 = heap.i32;
  const old = i32[MAX_ARENAS >> 2];
  const count = old === 0 ? INITIAL_ARENA_RECORDS : old * 2;
  const records = rawRealloc(heap, i32[ARENAS >> 2], count * ARENA_RECORD);
  if (records === 0) return false;
  i32[ARENAS >> 2] = records;
  i32[MAX_ARENAS >> 2] = count;
  heap.u8.fill(0, records + old * ARENA_RECORD, records + count * ARENA_RECORD);
  for (let i = old; i < count - 1; i++) {
    i32[(records + i * ARENA_RECORD + NEXT_ARENA) >> 2] = records + (i + 1) * ARENA_RECORD;
  }
  i32[UNUSED_ARENAS >> 2] = records + old * ARENA_RECORD;
  return true;
}

/** Makes an arena, all of its pools free, in no list; its record, or 0 on failure. */
function newArena(heap: Heap): Address {
  const i32 = heap.i32;
  if (i32[UNUSED_ARENAS >> 2] === 0 && !growArenaRecords(heap)) return 0;
  const address = heap.arenaAllocator.alloc(heap.arenaAllocator.ctx, heap.arenaSize);
  if (address === 0) return 0;
  const arena = i32[UNUSED_ARENAS >> 2];
  i32[UNUSED_ARENAS >> 2] = i32[(arena + NEXT_ARENA) >> 2];
  const first = firstPoolOf(heap, address);
  const pools = Math.floor((address + heap.arenaSize - first) / heap.poolSize);
  i32[(arena + ARENA_ADDRESS) >> 2] = address;
  i32[(arena + POOL_ADDRESS) >> 2] = first;
  i32[(arena + FREE_POOL_COUNT) >> 2] = pools;
  i32[(arena + TOTAL_POOL_COUNT) >> 2] = pools;
  i32[(arena + FREE_POOLS) >> 2] = 0;
  i32[(arena + NEXT_ARENA) >> 2] = 0;
  i32[(arena + PREV_ARENA) >> 2] = 0;
  heap.poolMap.fill(1, first >> heap.poolShift, (first >> heap.poolShift) + pools);
  i32[ARENAS_MADE >> 2]++;
  const count = ++i32[ARENA_COUNT >> 2];
  if (count > i32[ARENA_HIGHWATER >> 2]) i32[ARENA_HIGHWATER >> 2] = count;
  return arena;
}

/** Gives an arena back to the arena allocator and its record to the unused ones. */
export function freeArena(heap: Heap, arena: Address): void {
  const i32 = heap.i32;
  const address = i32[(arena + ARENA_ADDRESS) >> 2];
  const first = firstPoolOf(heap, address) >> heap.poolShift;
  heap.poolMap.fill(0, first, first + i32[(arena + TOTAL_POOL_COUNT) >> 2]);
  i32[(arena + ARENA_ADDRESS) >> 2] = 0;
  i32[(arena + NEXT_ARENA) >> 2] = i32[UNUSED_ARENAS >> 2];
  i32[UNUSED_ARENAS >> 2] = arena;
  i32[ARENA_COUNT >> 2]--;
  heap.arenaAllocator.free(heap.arenaAllocator.ctx, address, heap.arenaSize);
}

function unlinkArena(heap: Heap, arena: Address): void {
  const i32 = heap.i32;
  const next = i32[(arena + NEXT_ARENA) >> 2];
  const prev = i32[(arena + PREV_ARENA) >> 2];
  if (next !== 0) i32[(next + PREV_ARENA) >> 2] = prev;
  if (prev !== 0) i32[(prev + NEXT_ARENA) >> 2] = next;
  else i32[USABLE_ARENAS >> 2] = next;
}

/** Takes a free pool from the first usable arena, making one if there is none; the pool, or 0 on failure. */
export function takeFreePool(heap: Heap): Address {
  const i32 = heap.i32;
  let arena = i32[USABLE_ARENAS >> 2];
  if (arena === 0) {
    arena = newArena(heap);
    if (arena === 0) return 0;
    i32[USABLE_ARENAS >> 2] = arena;
    i32[lastArenaSlot(i32[(arena + FREE_POOL_COUNT) >> 2])] = arena;
  }
  const count = i32[(arena + FREE_POOL_COUNT) >> 2];
  // The first usable arena has the fewest free pools: no other one can have one less.
  if (i32[lastArenaSlot(count)] === arena) i32[lastArenaSlot(count)] = 0;
  if (count > 1) i32[lastArenaSlot(count - 1)] = arena;
  i32[(arena + FREE_POOL_COUNT) >> 2] = count - 1;
  let pool = i32[(arena + FREE_POOLS) >> 2];
  if (pool !== 0) {
    i32[(arena + FREE_POOLS) >> 2] = i32[(pool + NEXT_POOL) >> 2];
  } else {
    pool = i32[(arena + POOL_ADDRESS) >> 2];
    i32[(pool + ARENA_INDEX) >> 2] = (arena - i32[ARENAS >> 2]) / ARENA_RECORD;
    i32[(pool + SIZE_CLASS) >> 2] = NO_CLASS;
    i32[(pool + REF_COUNT) >> 2] = 0;
    i32[(arena + POOL_ADDRESS) >> 2] = pool + heap.poolSize;
  }
  if (count === 1) unlinkArena(heap, arena);
  return pool;
}

/**
 * Gives an empty pool, which is in no list, back to its arena, and the arena back if it is all free and not
 * the last.
 */
export function returnPool(heap: Heap, pool: Address): void {
  const i32 = heap.i32;
  const arena = i32[ARENAS >> 2] + i32[(pool + ARENA_INDEX) >> 2] * ARENA_RECORD;
  i32[(pool + NEXT_POOL) >> 2] = i32[(arena + FREE_POOLS) >> 2];
  i32[(arena + FREE_POOLS) >> 2] = pool;
  const count = i32[(arena + FREE_POOL_COUNT) >> 2];
  const last = i32[lastArenaSlot(count)];
  if (last === arena) forgetLast(heap, arena, count);
  i32[(arena + FREE_POOL_COUNT) >> 2] = count + 1;
  const next = i32[(arena + NEXT_ARENA) >> 2];
  if (count + 1 === i32[(arena + TOTAL_POOL_COUNT) >> 2] && next !== 0) {
    unlinkArena(heap, arena);
    freeArena(heap, arena);
  } else if (count === 0) {
    linkFirst(heap, arena);
  } else {
    if (i32[lastArenaSlot(count + 1)] === 0) i32[lastArenaSlot(count + 1)] = arena;
    if (arena !== last) moveBehind(heap, arena, last);
  }
}

/**
 * The last usable arena with `count` free pools leaves that group: the one before it is the last then, if it
 * is of the group.
 */
function forgetLast(heap: Heap, arena: Address, count: number): void {
  const i32 = heap.i32;
  const before = i32[(arena + PREV_ARENA) >> 2];
  i32[lastArenaSlot(count)] = before !== 0 && i32[(before + FREE_POOL_COUNT) >> 2] === count ? before : 0;
}

/** An arena that was full has one free pool now: it becomes the first usable one. */
function linkFirst(heap: Heap, arena: Address): void {
  const i32 = heap.i32;
  const first = i32[USABLE_ARENAS >> 2];
  i32[(arena + NEXT_ARENA) >> 2] = first;
  i32[(arena + PREV_ARENA) >> 2] = 0;
  if (first !== 0) i32[(first + PREV_ARENA) >> 2] = arena;
  i32[USABLE_ARENAS >> 2] = arena;
  if (i32[lastArenaSlot(1)] === 0) i32[lastArenaSlot(1)] = arena;
}

/** Moves a usable arena to the place after `other`, the last that has one free pool fewer. */
function moveBehind(heap: Heap, arena: Address, other: Address): void {
  const i32 = heap.i32;
  unlinkArena(heap, arena);
  const next = i32[(other + NEXT_ARENA) >> 2];
  i32[(arena + PREV_ARENA) >> 2] = other;
  i32[(arena + NEXT_ARENA) >> 2] = next;
  if (next !== 0) i32[(next + PREV_ARENA) >> 2] = arena;
  i32[(other + NEXT_ARENA) >> 2] = arena;
}

/**
 * Gives back every arena without a block, the last one too, and then the records, if none of them is in use.
 */
export function releaseEmptyArenas(heap: Heap): void {
  const i32 = heap.i32;
  for (let arena = i32[USABLE_ARENAS >> 2]; arena !== 0;) {
    const next = i32[(arena + NEXT_ARENA) >> 2];
    const count = i32[(arena + FREE_POOL_COUNT) >> 2];
    if (count === i32[(arena + TOTAL_POOL_COUNT) >> 2]) {
      if (i32[lastArenaSlot(count)] === arena) forgetLast(heap, arena, count);
      unlinkArena(heap, arena);
      freeArena(heap, arena);
    }
    arena = next;
  }
  if (i32[ARENA_COUNT >> 2] === 0 && i32[ARENAS >> 2] !== 0) {
    const records = i32[ARENAS >> 2];
    i32[ARENAS >> 2] = 0;
    i32[MAX_ARENAS >> 2] = 0;
    i32[UNUSED_ARENAS >> 2] = 0;
    rawFree(heap, records);
  }
}
