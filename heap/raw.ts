/**
 * The system allocator's stand-in: a general-purpose malloc over mapped pages, behind the raw domain.
 *
 * raw_chunks.ts has the chunks it deals in and the bins of free ones, raw_segments.ts the pages they lie in.
 * This file has the four functions of a malloc: a request takes the first free chunk of the smallest bin that
 * serves it and frees what is left over; a freed chunk joins its free neighbours; realloc shrinks in place,
 * grows in place into free room or unmapped pages behind the block, and moves it only if there are none.
 *
 * There are two of it on the same pages, the raw domain's and the C library's own, each with its own segments
 * and figures: every function takes the address of a malloc's `state`.
 *
 * Contract (C): a request of 0 bytes counts as 1; blocks are 16-byte aligned; failure is NULL and changes
 * nothing.
 */

import type { Allocator } from "./allocator.ts";
import { type AddressSpace, LIBC_STATE, RAW_STATE } from "./memory.ts";
import {
  CHUNK_HEADER,
  CHUNK_OVERHEAD,
  chunkSizeFor,
  findAnyChunk,
  findChunk,
  FIRST,
  FLAGS,
  IN_USE,
  insertChunk,
  MIN_CHUNK,
  PREV_IN_USE,
  RAW_MALLOC,
  removeChunk,
  replaceChunk,
  SIZE,
  tagFree,
} from "./raw_chunks.ts";
import {
  extendSegment,
  givePagesBack,
  GROWTH,
  isFence,
  mapLargeChunk,
  mapSmallChunk,
  TRIM_THRESHOLD,
} from "./raw_segments.ts";
import { type Address, alignUp, PAGE_SIZE, type Size } from "./units.ts";

/** Larger requests fail at once: chunk sizes stay small integers. */
const MAX_REQUEST: Size = 2 ** 31 - 2 ** 20;

const FRESH_START = RAW_MALLOC.offsets.fresh_start;
const FRESH_END = RAW_MALLOC.offsets.fresh_end;

/** Allocates `n` bytes; NULL on failure. The caller owns the block. */
export function systemMalloc(space: AddressSpace, state: Address, n: Size): Address {
  if (!(n >= 0 && n <= MAX_REQUEST)) return 0;
  const need = chunkSizeFor(n);
  const chunk = findChunk(space, state, need);
  if (chunk === 0) return mallocFromPages(space, state, need);
  useFreeChunk(space, state, chunk, need);
  return chunk + CHUNK_HEADER;
}

/** No bin serves the request: maps pages. */
function mallocFromPages(space: AddressSpace, state: Address, need: Size): Address {
  if (need > GROWTH) {
    const chunk = mapLargeChunk(space, state, need);
    if (chunk !== 0) return chunk + CHUNK_HEADER;
  } else {
    const chunk = mapSmallChunk(space, state, need);
    if (chunk !== 0) {
      trimChunk(space, state, chunk, need);
      return chunk + CHUNK_HEADER;
    }
  }
  const chunk = findAnyChunk(space, state, need);
  if (chunk === 0) return 0;
  useFreeChunk(space, state, chunk, need);
  return chunk + CHUNK_HEADER;
}

/** Takes `need` bytes of a free chunk, which is in its bin, and leaves the rest there. */
function useFreeChunk(space: AddressSpace, state: Address, chunk: Address, need: Size): void {
  const i32 = space.i32;
  const header = i32[(chunk + SIZE) >> 2];
  const size = header & ~FLAGS;
  const rest = size - need;
  if (rest < MIN_CHUNK) {
    removeChunk(space, state, chunk, size);
    i32[(chunk + SIZE) >> 2] = header | IN_USE;
    i32[(chunk + size + SIZE) >> 2] |= PREV_IN_USE;
    return;
  }
  const tail = chunk + need;
  replaceChunk(space, state, chunk, size, tail, rest);
  i32[(chunk + SIZE) >> 2] = need | (header & FLAGS) | IN_USE;
  i32[(tail + SIZE) >> 2] = rest | PREV_IN_USE;
  i32[(tail + rest) >> 2] = rest;
}

/** Cuts a chunk in use, with none free behind it, down to `need` bytes and frees the rest. */
function trimChunk(space: AddressSpace, state: Address, chunk: Address, need: Size): void {
  const i32 = space.i32;
  const header = i32[(chunk + SIZE) >> 2];
  const rest = (header & ~FLAGS) - need;
  if (rest < MIN_CHUNK) return;
  i32[(chunk + SIZE) >> 2] = need | (header & FLAGS);
  tagFree(space, chunk + need, rest, 0);
  insertChunk(space, state, chunk + need, rest);
}

/**
 * Allocates `nelem * elsize` zeroed bytes; NULL on failure. Pages that were mapped for them are not cleared
 * again.
 */
export function systemCalloc(space: AddressSpace, state: Address, nelem: number, elsize: Size): Address {
  const i32 = space.i32;
  const n = nelem * elsize;
  i32[(state + FRESH_START) >> 2] = 0;
  i32[(state + FRESH_END) >> 2] = 0;
  const p = systemMalloc(space, state, n);
  if (p === 0) return 0;
  const end = p + n;
  const freshStart = Math.max(i32[(state + FRESH_START) >> 2], p);
  const freshEnd = Math.min(i32[(state + FRESH_END) >> 2], end);
  if (freshStart >= freshEnd) {
    space.u8.fill(0, p, end);
  } else {
    space.u8.fill(0, p, freshStart);
    space.u8.fill(0, freshEnd, end);
  }
  return p;
}

/** Releases a block of this malloc; NULL is fine. */
export function systemFree(space: AddressSpace, state: Address, p: Address): void {
  if (p !== 0) freeChunk(space, state, p - CHUNK_HEADER);
}

/** The bytes a live block's user may use: at least what was asked for. */
export function usableSize(space: AddressSpace, p: Address): Size {
  return (space.i32[(p - CHUNK_HEADER + SIZE) >> 2] & ~FLAGS) - CHUNK_OVERHEAD;
}

/** Joins a chunk that was in use with its free neighbours and puts it into its bin. */
function freeChunk(space: AddressSpace, state: Address, chunk: Address): void {
  const i32 = space.i32;
  const header = i32[(chunk + SIZE) >> 2];
  let size = header & ~FLAGS;
  let first = header & FIRST;
  const next = chunk + size;
  const nextHeader = i32[(next + SIZE) >> 2];
  const nextSize = (nextHeader & IN_USE) === 0 ? nextHeader & ~FLAGS : 0;
  size += nextSize;
  if ((header & PREV_IN_USE) === 0) {
    const prevSize = i32[chunk >> 2];
    chunk -= prevSize;
    size += prevSize;
    first = i32[(chunk + SIZE) >> 2] & FIRST;
    if (nextSize !== 0) removeChunk(space, state, next, nextSize);
    replaceChunk(space, state, chunk, prevSize, chunk, size);
  } else if (nextSize !== 0) {
    replaceChunk(space, state, next, nextSize, chunk, size);
  } else {
    insertChunk(space, state, chunk, size);
  }
  tagFree(space, chunk, size, first);
  if (size >= TRIM_THRESHOLD || (first !== 0 && isFence(i32[(chunk + size + SIZE) >> 2]))) {
    givePagesBack(space, state, chunk, size, TRIM_THRESHOLD);
  }
}

/** Resizes a block, in place where there is room; steals `p` unless it returns NULL. */
export function systemRealloc(space: AddressSpace, state: Address, p: Address, n: Size): Address {
  if (p === 0) return systemMalloc(space, state, n);
  if (!(n >= 0 && n <= MAX_REQUEST)) return 0;
  const chunk = p - CHUNK_HEADER;
  const size = space.i32[(chunk + SIZE) >> 2] & ~FLAGS;
  const need = chunkSizeFor(n);
  if (need <= size) {
    shrinkChunk(space, state, chunk, size, need);
    return p;
  }
  if (growInPlace(space, state, chunk, need)) return p;
  const moved = systemMalloc(space, state, n);
  if (moved === 0) return 0;
  space.u8.copyWithin(moved, p, chunk + size + CHUNK_OVERHEAD);
  freeChunk(space, state, chunk);
  return moved;
}

/** Cuts a chunk in use down to `need` bytes; the rest joins the free chunk behind it. */
function shrinkChunk(space: AddressSpace, state: Address, chunk: Address, size: Size, need: Size): void {
  const i32 = space.i32;
  const rest = size - need;
  if (rest < MIN_CHUNK) return;
  const header = i32[(chunk + SIZE) >> 2];
  const isAlone = (header & FIRST) !== 0 && isFence(i32[(chunk + size + SIZE) >> 2]);
  if (isAlone && rest < PAGE_SIZE) return; // the slack of a segment of its own
  const tail = chunk + need;
  i32[(chunk + SIZE) >> 2] = need | (header & FLAGS);
  i32[(tail + SIZE) >> 2] = rest | PREV_IN_USE | IN_USE;
  freeChunk(space, state, tail);
}

/** Grows a chunk in use into the free chunk or the unmapped pages behind it. False if they do not suffice. */
function growInPlace(space: AddressSpace, state: Address, chunk: Address, need: Size): boolean {
  const i32 = space.i32;
  const header = i32[(chunk + SIZE) >> 2];
  const size = header & ~FLAGS;
  const next = chunk + size;
  const nextHeader = i32[(next + SIZE) >> 2];
  const free = (nextHeader & IN_USE) === 0 ? nextHeader & ~FLAGS : 0;
  const rest = size + free - need;
  if (rest < 0) return growByPages(space, state, chunk, need, free);
  if (rest >= MIN_CHUNK) {
    replaceChunk(space, state, next, free, chunk + need, rest);
    i32[(chunk + SIZE) >> 2] = need | (header & FLAGS);
    tagFree(space, chunk + need, rest, 0);
  } else {
    removeChunk(space, state, next, free);
    i32[(chunk + SIZE) >> 2] = (size + free) | (header & FLAGS);
    i32[(next + free + SIZE) >> 2] |= PREV_IN_USE;
  }
  return true;
}

/** Grows the last chunk of a segment, with `free` bytes behind it, by mapping pages there. */
function growByPages(space: AddressSpace, state: Address, chunk: Address, need: Size, free: Size): boolean {
  const i32 = space.i32;
  const header = i32[(chunk + SIZE) >> 2];
  const size = header & ~FLAGS;
  const fence = chunk + size + free;
  if (!isFence(i32[(fence + SIZE) >> 2])) return false;
  const grown = alignUp(need - size - free, PAGE_SIZE);
  if (!extendSegment(space, state, fence, grown)) return false;
  if (free !== 0) removeChunk(space, state, chunk + size, free);
  const room = size + free + grown;
  i32[(chunk + SIZE) >> 2] = room | (header & FLAGS);
  i32[(chunk + room + SIZE) >> 2] |= PREV_IN_USE;
  const isAlone = (header & FIRST) !== 0; // the slack of its own segment stays with it
  if (!isAlone || room - need >= PAGE_SIZE) trimChunk(space, state, chunk, need);
  return true;
}

/** The system's malloc as the allocator of a domain. */
export function systemAllocator(space: AddressSpace): Allocator {
  return {
    name: "malloc",
    ctx: space,
    malloc: (ctx: AddressSpace, n: Size) => systemMalloc(ctx, RAW_STATE, n),
    calloc: (ctx: AddressSpace, nelem: number, elsize: Size) => systemCalloc(ctx, RAW_STATE, nelem, elsize),
    realloc: (ctx: AddressSpace, p: Address, n: Size) => systemRealloc(ctx, RAW_STATE, p, n),
    free: (ctx: AddressSpace, p: Address) => systemFree(ctx, RAW_STATE, p),
  };
}

/** The C library's own malloc: the same system, its own segments and figures. */
export function libcAllocator(space: AddressSpace): Allocator {
  return {
    name: "libc",
    ctx: space,
    malloc: (ctx: AddressSpace, n: Size) => systemMalloc(ctx, LIBC_STATE, n),
    calloc: (ctx: AddressSpace, nelem: number, elsize: Size) => systemCalloc(ctx, LIBC_STATE, nelem, elsize),
    realloc: (ctx: AddressSpace, p: Address, n: Size) => systemRealloc(ctx, LIBC_STATE, p, n),
    free: (ctx: AddressSpace, p: Address) => systemFree(ctx, LIBC_STATE, p),
  };
}
