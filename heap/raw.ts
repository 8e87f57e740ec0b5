/**
 * The system allocator's stand-in: a general-purpose malloc over mapped pages, behind the raw domain.
 *
 * Pages are taken in segments. A segment is a run of mapped pages, tiled by chunks:
 *
 *     +---------+--------------------+--------------------+-- - --+-------+
 *     | SEGMENT | chunk              | chunk              |       | FENCE |
 *     +---------+--------------------+--------------------+-- - --+-------+
 *               ^ prev_size | size+flags | user bytes ...
 *
 * A chunk is 16 bytes of header and the user's bytes, which run on into the first word of the chunk after it: that
 * word (prev_size) belongs to the header only while the chunk before is free. So a block costs 8 bytes, and its
 * address is a multiple of 16. Free chunks hold their list links in the user bytes and stand in one of 400 bins: one
 * per size below 1 KiB, sixteen per power of two above (two-level segregated fit), with a bit per bin that is in use.
 *
 * Requests of more than 64 KiB that no free chunk can serve get a segment of their own and all of its slack, so that
 * they can grow in place and leave no hole. Pages go back to the system when a free chunk spans 32 whole pages, or a
 * segment is all free; an allocator keeps its current segment of small chunks until it is asked to trim.
 *
 * Laws, checked by check.ts: chunks tile their segment exactly; no two free chunks touch; PREV_IN_USE agrees with the
 * chunk before, and prev_size repeats a free chunk's size at its end; each free chunk stands in the bin of its size,
 * nothing else does, and the bits agree. All state is in the bytes, at the `state` address that each function takes.
 *
 * Source: Masmano, Ripoll, Crespo, Real: "TLSF: a new dynamic memory allocator for real-time systems" (2004); boundary
 * tags after Knuth, TAOCP 1, 2.5.
 */

import type { Allocator } from "./allocator.ts";
import { type AddressSpace, LIBC_STATE, mapPages, mapPagesAt, RAW_STATE, unmapPages } from "./memory.ts";
import {
  type Address,
  alignDown,
  alignUp,
  bytes,
  PAGE_SIZE,
  pointer,
  type Size,
  struct,
  u64,
} from "./units.ts";

/** Bins of free chunks. */
export const BIN_COUNT = 400;
const BIN_WORDS = 13;
const EXACT_LIMIT = 1024;

/** What a malloc knows about itself: its segments and its bins. */
export const RAW_MALLOC = struct("RawMalloc", 128 + BIN_COUNT * 8, {
  segments: pointer(0, "first segment of the list"),
  current: pointer(8, "segment that grows for small requests, NULL before the first"),
  fresh_start: pointer(16, "start of the pages that the running call mapped: they read as zero"),
  fresh_end: pointer(24, "their end"),
  bin_words: bytes(32, 4, "a bit per word of bin_map that is not 0"),
  bin_map: bytes(36, BIN_WORDS * 4, "a bit per bin that holds a chunk"),
  bins: bytes(128, BIN_COUNT * 8, "first free chunk of each bin"),
});

/** At the start of each segment. */
export const SEGMENT = struct("RawSegment", 32, {
  size: u64(0, "bytes, a multiple of the page size"),
  next: pointer(8, "next segment of the allocator"),
  prev: pointer(16, "previous segment of the allocator"),
  owner: pointer(24, "state of the allocator it belongs to"),
});

/** A chunk; its user bytes start at +16. */
export const CHUNK = struct("RawChunk", 32, {
  prev_size: u64(0, "size of the chunk before if that is free, else its user's bytes"),
  size: u64(8, "bytes from this chunk to the next, and the flags"),
  next: pointer(16, "free chunks: next in the bin"),
  prev: pointer(24, "free chunks: previous in the bin, NULL for the first"),
});

/** The last 32 bytes of a segment: an in-use chunk of size 0. */
export const FENCE = struct("RawFence", 32, {
  prev_size: u64(0, "as in a chunk"),
  size: u64(8, "0, and the flags"),
  segment: pointer(16, "the segment that ends here"),
});

/** The chunk before is in use. */
export const PREV_IN_USE = 1;
/** This chunk is in use. */
export const IN_USE = 2;
/** This chunk is the first of its segment. */
export const FIRST = 4;
const FLAGS = 15;

const SEGMENTS = RAW_MALLOC.offsets.segments;
const CURRENT = RAW_MALLOC.offsets.current;
const FRESH_START = RAW_MALLOC.offsets.fresh_start;
const FRESH_END = RAW_MALLOC.offsets.fresh_end;
const BIN_SUMMARY = RAW_MALLOC.offsets.bin_words;
const BIN_MAP = RAW_MALLOC.offsets.bin_map;
const BINS = RAW_MALLOC.offsets.bins;

const SEGMENT_SIZE = SEGMENT.offsets.size;
const SEGMENT_NEXT = SEGMENT.offsets.next;
const SEGMENT_PREV = SEGMENT.offsets.prev;
const SEGMENT_OWNER = SEGMENT.offsets.owner;
const SEGMENT_HEADER = SEGMENT.size;

const SIZE = CHUNK.offsets.size;
const NEXT = CHUNK.offsets.next;
const PREV = CHUNK.offsets.prev;
/** From a chunk to its user's bytes. */
export const CHUNK_HEADER = 16;
/** Bytes of a chunk that its user does not get. */
export const CHUNK_OVERHEAD = 8;
const MIN_CHUNK = CHUNK.size;

const FENCE_SEGMENT = FENCE.offsets.segment;
const FENCE_SIZE = FENCE.size;

/** What a segment grows by for small requests, and the largest request that counts as small. */
const GROWTH: Size = 64 * 1024;
/** Free chunks spanning this many bytes of whole pages give them back. */
export const TRIM_THRESHOLD: Size = 128 * 1024;
/** Larger requests fail: chunk sizes stay small integers. */
const MAX_REQUEST: Size = 2 ** 31 - 2 ** 20;

// ---- bins

/** The bin of free chunks of `size` bytes. */
export function binOf(size: Size): number {
  if (size < EXACT_LIMIT) return size >> 4;
  const log = 31 - Math.clz32(size);
  return 64 + ((log - 10) << 4) + ((size >> (log - 4)) & 15);
}

/** The first bin in use from `bin` on, or -1. */
function nextBin(space: AddressSpace, state: Address, bin: number): number {
  const i32 = space.i32;
  let word = bin >> 5;
  let bits = word < BIN_WORDS ? i32[((state + BIN_MAP) >> 2) + word] & (-1 << (bin & 31)) : 0;
  if (bits === 0) {
    const words = word < 31 ? i32[(state + BIN_SUMMARY) >> 2] & (-2 << word) : 0;
    if (words === 0) return -1;
    word = 31 - Math.clz32(words & -words);
    bits = i32[((state + BIN_MAP) >> 2) + word];
  }
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}

function insertChunk(space: AddressSpace, state: Address, chunk: Address, size: Size): void {
  const i32 = space.i32;
  const bin = binOf(size);
  const head = (state + BINS + (bin << 3)) >> 2;
  const first = i32[head];
  i32[(chunk + NEXT) >> 2] = first;
  i32[(chunk + NEXT + 4) >> 2] = 0;
  i32[(chunk + PREV) >> 2] = 0;
  i32[(chunk + PREV + 4) >> 2] = 0;
  i32[head] = chunk;
  if (first !== 0) {
    i32[(first + PREV) >> 2] = chunk;
  } else {
    i32[((state + BIN_MAP) >> 2) + (bin >> 5)] |= 1 << (bin & 31);
    i32[(state + BIN_SUMMARY) >> 2] |= 1 << (bin >> 5);
  }
}

function removeChunk(space: AddressSpace, state: Address, chunk: Address, size: Size): void {
  const i32 = space.i32;
  const next = i32[(chunk + NEXT) >> 2];
  const prev = i32[(chunk + PREV) >> 2];
  if (next !== 0) i32[(next + PREV) >> 2] = prev;
  if (prev !== 0) {
    i32[(prev + NEXT) >> 2] = next;
    return;
  }
  const bin = binOf(size);
  i32[(state + BINS + (bin << 3)) >> 2] = next;
  if (next !== 0) return;
  const word = ((state + BIN_MAP) >> 2) + (bin >> 5);
  i32[word] &= ~(1 << (bin & 31));
  if (i32[word] === 0) i32[(state + BIN_SUMMARY) >> 2] &= ~(1 << (bin >> 5));
}

/** Writes the header and the boundary tag of a free chunk and puts it into its bin. The chunk before is in use. */
function makeFree(space: AddressSpace, state: Address, chunk: Address, size: Size, first: number): void {
  const i32 = space.i32;
  const after = chunk + size;
  i32[(chunk + SIZE) >> 2] = size | PREV_IN_USE | first;
  i32[(chunk + SIZE + 4) >> 2] = 0;
  i32[after >> 2] = size;
  i32[(after + 4) >> 2] = 0;
  i32[(after + SIZE) >> 2] &= ~PREV_IN_USE;
  insertChunk(space, state, chunk, size);
}

/** Marks a chunk in use. The chunk before is in use as well. */
function makeUsed(space: AddressSpace, chunk: Address, size: Size, first: number): void {
  const i32 = space.i32;
  i32[(chunk + SIZE) >> 2] = size | PREV_IN_USE | IN_USE | first;
  i32[(chunk + SIZE + 4) >> 2] = 0;
  i32[(chunk + size + SIZE) >> 2] |= PREV_IN_USE;
}

// ---- segments

function writeFence(space: AddressSpace, segment: Address, end: Address, flags: number): void {
  const i32 = space.i32;
  const fence = end - FENCE_SIZE;
  i32[(fence + SIZE) >> 2] = IN_USE | flags;
  i32[(fence + SIZE + 4) >> 2] = 0;
  i32[(fence + FENCE_SEGMENT) >> 2] = segment;
  i32[(fence + FENCE_SEGMENT + 4) >> 2] = 0;
}

function linkSegment(space: AddressSpace, state: Address, segment: Address, size: Size): void {
  const i32 = space.i32;
  const first = i32[(state + SEGMENTS) >> 2];
  i32[(segment + SEGMENT_SIZE) >> 2] = size;
  i32[(segment + SEGMENT_SIZE + 4) >> 2] = 0;
  i32[(segment + SEGMENT_NEXT) >> 2] = first;
  i32[(segment + SEGMENT_NEXT + 4) >> 2] = 0;
  i32[(segment + SEGMENT_PREV) >> 2] = 0;
  i32[(segment + SEGMENT_PREV + 4) >> 2] = 0;
  i32[(segment + SEGMENT_OWNER) >> 2] = state;
  i32[(segment + SEGMENT_OWNER + 4) >> 2] = 0;
  if (first !== 0) i32[(first + SEGMENT_PREV) >> 2] = segment;
  i32[(state + SEGMENTS) >> 2] = segment;
}

function unlinkSegment(space: AddressSpace, state: Address, segment: Address): void {
  const i32 = space.i32;
  const next = i32[(segment + SEGMENT_NEXT) >> 2];
  const prev = i32[(segment + SEGMENT_PREV) >> 2];
  if (next !== 0) i32[(next + SEGMENT_PREV) >> 2] = prev;
  if (prev !== 0) i32[(prev + SEGMENT_NEXT) >> 2] = next;
  else i32[(state + SEGMENTS) >> 2] = next;
  if (i32[(state + CURRENT) >> 2] === segment) i32[(state + CURRENT) >> 2] = 0;
}

function findSegment(space: AddressSpace, state: Address, address: Address): Address {
  const i32 = space.i32;
  let segment = i32[(state + SEGMENTS) >> 2];
  while (address < segment || address >= segment + i32[(segment + SEGMENT_SIZE) >> 2]) {
    segment = i32[(segment + SEGMENT_NEXT) >> 2];
  }
  return segment;
}

function noteFresh(space: AddressSpace, state: Address, start: Address, end: Address): void {
  space.i32[(state + FRESH_START) >> 2] = start;
  space.i32[(state + FRESH_END) >> 2] = end;
}

/** Makes mapped pages a segment with a single used chunk, in no bin; returns the chunk. */
function openSegment(space: AddressSpace, state: Address, segment: Address, size: Size): Address {
  linkSegment(space, state, segment, size);
  noteFresh(space, state, segment + SEGMENT_HEADER + MIN_CHUNK, segment + size - FENCE_SIZE);
  writeFence(space, segment, segment + size, PREV_IN_USE);
  const chunk = segment + SEGMENT_HEADER;
  makeUsed(space, chunk, size - SEGMENT_HEADER - FENCE_SIZE, FIRST);
  if (size === GROWTH) space.i32[(state + CURRENT) >> 2] = segment;
  return chunk;
}

/** Maps a segment for one large chunk of at least `need` bytes; returns the chunk, used, or 0. */
function mapLargeSegment(space: AddressSpace, state: Address, need: Size): Address {
  const size = alignUp(SEGMENT_HEADER + need + FENCE_SIZE, PAGE_SIZE);
  const segment = mapPages(space, size, PAGE_SIZE, "low");
  return segment === 0 ? 0 : openSegment(space, state, segment, size);
}

/** The pages of `size` bytes behind a segment were mapped: moves its fence to their end. */
function moveFence(space: AddressSpace, state: Address, segment: Address, size: Size): void {
  const i32 = space.i32;
  const end = segment + i32[(segment + SEGMENT_SIZE) >> 2];
  i32[(segment + SEGMENT_SIZE) >> 2] = end + size - segment;
  noteFresh(space, state, end, end + size - FENCE_SIZE);
  writeFence(space, segment, end + size, PREV_IN_USE);
}

/** Maps pages directly behind a segment. False if they are taken or the limit is reached. */
function extendSegment(space: AddressSpace, state: Address, segment: Address, size: Size): boolean {
  const end = segment + space.i32[(segment + SEGMENT_SIZE) >> 2];
  if (!mapPagesAt(space, end, size)) return false;
  moveFence(space, state, segment, size);
  return true;
}

/** The segment that ends at `address`, or 0. */
function findSegmentEnd(space: AddressSpace, state: Address, address: Address): Address {
  const i32 = space.i32;
  const current = i32[(state + CURRENT) >> 2];
  if (current !== 0 && current + i32[(current + SEGMENT_SIZE) >> 2] === address) return current;
  let segment = i32[(state + SEGMENTS) >> 2];
  while (segment !== 0 && segment + i32[(segment + SEGMENT_SIZE) >> 2] !== address) {
    segment = i32[(segment + SEGMENT_NEXT) >> 2];
  }
  return segment;
}

/**
 * Makes room for a small chunk: maps a step of pages at the lowest free place, as the continuation of the segment that
 * ends there or as a new one. Going on at the lowest place, not behind the newest segment, keeps the heap dense. Returns
 * a used chunk, in no bin, or 0.
 */
function growForSmall(space: AddressSpace, state: Address, need: Size): Address {
  const least = alignUp(SEGMENT_HEADER + need + FENCE_SIZE, PAGE_SIZE);
  let size = Math.max(least, GROWTH);
  let start = mapPages(space, size, PAGE_SIZE, "low");
  if (start === 0) {
    size = least;
    start = mapPages(space, size, PAGE_SIZE, "low");
    if (start === 0) return 0;
  }
  const segment = findSegmentEnd(space, state, start);
  if (segment === 0) return openSegment(space, state, start, size);
  return continueSegment(space, state, segment, size);
}

/** `size` bytes behind a segment were mapped: moves its fence there and returns its last chunk, which is free room. */
function continueSegment(space: AddressSpace, state: Address, segment: Address, size: Size): Address {
  const i32 = space.i32;
  const end = segment + i32[(segment + SEGMENT_SIZE) >> 2];
  let chunk = end - FENCE_SIZE;
  let grown = size;
  const prevInUse = (i32[(chunk + SIZE) >> 2] & PREV_IN_USE) !== 0;
  moveFence(space, state, segment, size);
  if (prevInUse) {
    makeUsed(space, chunk, grown, 0);
  } else {
    const tail = i32[chunk >> 2];
    chunk -= tail;
    grown += tail;
    const first = i32[(chunk + SIZE) >> 2] & FIRST;
    removeChunk(space, state, chunk, tail);
    makeUsed(space, chunk, grown, first);
  }
  i32[(state + CURRENT) >> 2] = segment;
  return chunk;
}

// ---- chunks

/** Takes a free chunk of at least `need` bytes out of the bins; returns it as it stands there, or 0. */
function takeChunk(space: AddressSpace, state: Address, need: Size): Address {
  const i32 = space.i32;
  let bin = binOf(need);
  let chunk = 0;
  if (need >= EXACT_LIMIT) {
    // Chunks of one bin differ by up to a sixteenth: the first may do; larger bins always do.
    chunk = i32[(state + BINS + (bin << 3)) >> 2];
    if (chunk !== 0 && (i32[(chunk + SIZE) >> 2] & ~FLAGS) < need) chunk = 0;
    bin++;
  }
  if (chunk === 0) {
    bin = nextBin(space, state, bin);
    if (bin < 0) return 0;
    chunk = i32[(state + BINS + (bin << 3)) >> 2];
  }
  removeChunk(space, state, chunk, i32[(chunk + SIZE) >> 2] & ~FLAGS);
  return chunk;
}

/** The last resort before failing: looks at every chunk of the request's own bin. */
function takeAnyFit(space: AddressSpace, state: Address, need: Size): Address {
  const i32 = space.i32;
  let chunk = i32[(state + BINS + (binOf(need) << 3)) >> 2];
  while (chunk !== 0) {
    const size = i32[(chunk + SIZE) >> 2] & ~FLAGS;
    if (size >= need) {
      removeChunk(space, state, chunk, size);
      return chunk;
    }
    chunk = i32[(chunk + NEXT) >> 2];
  }
  return 0;
}

/** Marks `need` bytes of a chunk that is in no bin as used and frees the rest. */
function splitChunk(space: AddressSpace, state: Address, chunk: Address, need: Size): void {
  const header = space.i32[(chunk + SIZE) >> 2];
  const size = header & ~FLAGS;
  if (size - need >= MIN_CHUNK) {
    makeUsed(space, chunk, need, header & FIRST);
    makeFree(space, state, chunk + need, size - need, 0);
  } else {
    makeUsed(space, chunk, size, header & FIRST);
  }
}

function chunkSizeFor(n: Size): Size {
  return n <= MIN_CHUNK - CHUNK_OVERHEAD ? MIN_CHUNK : (n + CHUNK_OVERHEAD + 15) & ~15;
}

/** Allocates `n` bytes (0 counts as 1); NULL on failure. The caller owns the block. */
export function systemMalloc(space: AddressSpace, state: Address, n: Size): Address {
  if (!(n <= MAX_REQUEST)) return 0;
  const need = chunkSizeFor(n);
  let chunk = takeChunk(space, state, need);
  if (chunk === 0) {
    if (need > GROWTH) {
      chunk = mapLargeSegment(space, state, need);
      if (chunk !== 0) return chunk + CHUNK_HEADER;
    } else {
      chunk = growForSmall(space, state, need);
    }
    if (chunk === 0) chunk = takeAnyFit(space, state, need);
    if (chunk === 0) return 0;
  }
  splitChunk(space, state, chunk, need);
  return chunk + CHUNK_HEADER;
}

/** Allocates `nelem * elsize` zeroed bytes; NULL on failure. Pages that were mapped for it are not cleared again. */
export function systemCalloc(space: AddressSpace, state: Address, nelem: number, elsize: Size): Address {
  const n = nelem * elsize;
  noteFresh(space, state, 0, 0);
  const p = systemMalloc(space, state, n);
  if (p === 0) return 0;
  const end = p + n;
  const freshStart = Math.max(space.i32[(state + FRESH_START) >> 2], p);
  const freshEnd = Math.min(space.i32[(state + FRESH_END) >> 2], end);
  if (freshStart >= freshEnd) {
    space.u8.fill(0, p, end);
  } else {
    space.u8.fill(0, p, freshStart);
    space.u8.fill(0, freshEnd, end);
  }
  return p;
}

/** Releases a block of this allocator; NULL is fine. */
export function systemFree(space: AddressSpace, state: Address, p: Address): void {
  if (p !== 0) freeChunk(space, state, p - CHUNK_HEADER);
}

/** The bytes a live block's user may use: at least what was asked for. */
export function usableSize(space: AddressSpace, p: Address): Size {
  return (space.i32[(p - CHUNK_HEADER + SIZE) >> 2] & ~FLAGS) - CHUNK_OVERHEAD;
}

function freeChunk(space: AddressSpace, state: Address, chunk: Address): void {
  const i32 = space.i32;
  const header = i32[(chunk + SIZE) >> 2];
  let size = header & ~FLAGS;
  let first = header & FIRST;
  const next = chunk + size;
  const nextHeader = i32[(next + SIZE) >> 2];
  if ((nextHeader & IN_USE) === 0) {
    removeChunk(space, state, next, nextHeader & ~FLAGS);
    size += nextHeader & ~FLAGS;
  }
  if ((header & PREV_IN_USE) === 0) {
    const before = i32[chunk >> 2];
    chunk -= before;
    removeChunk(space, state, chunk, before);
    size += before;
    first = i32[(chunk + SIZE) >> 2] & FIRST;
  }
  makeFree(space, state, chunk, size, first);
  if (size >= TRIM_THRESHOLD || (first !== 0 && (i32[(chunk + size + SIZE) >> 2] & ~FLAGS) === 0)) {
    givePagesBack(space, state, chunk, size, TRIM_THRESHOLD);
  }
}

/**
 * Unmaps the whole pages inside a free chunk, if they come to `threshold` bytes, or the whole segment if nothing else
 * is in it. The current segment keeps one growth step unless `threshold` is 0.
 */
function givePagesBack(
  space: AddressSpace,
  state: Address,
  chunk: Address,
  size: Size,
  threshold: Size,
): void {
  const i32 = space.i32;
  const after = chunk + size;
  const first = (i32[(chunk + SIZE) >> 2] & FIRST) !== 0;
  const last = (i32[(after + SIZE) >> 2] & ~FLAGS) === 0;
  const segment = first
    ? chunk - SEGMENT_HEADER
    : last
    ? i32[(after + FENCE_SEGMENT) >> 2]
    : findSegment(space, state, chunk);
  const keeps = threshold > 0 && segment === i32[(state + CURRENT) >> 2];
  if (first && last && !keeps) {
    removeChunk(space, state, chunk, size);
    const bytes = i32[(segment + SEGMENT_SIZE) >> 2];
    unlinkSegment(space, state, segment);
    unmapPages(space, segment, bytes);
    return;
  }
  const cutStart = first && !last ? segment : cutAfter(chunk, keeps && last ? GROWTH : 0);
  const cutEnd = last ? after + FENCE_SIZE : cutBefore(after);
  if (cutEnd - cutStart < Math.max(threshold, PAGE_SIZE)) return;
  removeChunk(space, state, chunk, size);
  cutSegment(space, state, segment, chunk, after, cutStart, cutEnd);
}

/** The first page boundary at which a segment can end if `chunk` (keeping `room` bytes) is its last. */
function cutAfter(chunk: Address, room: Size): Address {
  const end = alignUp(chunk + room + FENCE_SIZE, PAGE_SIZE);
  return end - FENCE_SIZE - chunk === MIN_CHUNK - 16 ? end + PAGE_SIZE : end;
}

/** The last page boundary at which a segment can start if `after` is the first chunk in use in it. */
function cutBefore(after: Address): Address {
  const start = alignDown(after - SEGMENT_HEADER, PAGE_SIZE);
  return after - SEGMENT_HEADER - start === MIN_CHUNK - 16 ? start - PAGE_SIZE : start;
}

/** Unmaps [cutStart, cutEnd) out of the free chunk [chunk, after), which is in no bin, and closes the segment around it. */
function cutSegment(
  space: AddressSpace,
  state: Address,
  segment: Address,
  chunk: Address,
  after: Address,
  cutStart: Address,
  cutEnd: Address,
): void {
  const i32 = space.i32;
  const end = segment + i32[(segment + SEGMENT_SIZE) >> 2];
  const wasCurrent = i32[(state + CURRENT) >> 2] === segment;
  const first = i32[(chunk + SIZE) >> 2] & FIRST;
  if (cutStart > segment) {
    i32[(segment + SEGMENT_SIZE) >> 2] = cutStart - segment;
    const left = cutStart - FENCE_SIZE - chunk;
    writeFence(space, segment, cutStart, PREV_IN_USE | (left === 0 ? first : 0));
    if (left > 0) makeFree(space, state, chunk, left, first);
  } else {
    unlinkSegment(space, state, segment);
  }
  if (cutEnd < end) {
    linkSegment(space, state, cutEnd, end - cutEnd);
    if (wasCurrent && cutStart === segment) i32[(state + CURRENT) >> 2] = cutEnd;
    i32[(end - FENCE_SIZE + FENCE_SEGMENT) >> 2] = cutEnd;
    const start = cutEnd + SEGMENT_HEADER;
    if (after > start) makeFree(space, state, start, after - start, FIRST);
    else i32[(after + SIZE) >> 2] |= PREV_IN_USE | FIRST;
  }
  unmapPages(space, cutStart, cutEnd - cutStart);
}

/** Gives back every page that holds nothing but free room, the current segment's too. */
export function systemTrim(space: AddressSpace, state: Address): void {
  const i32 = space.i32;
  for (let segment = i32[(state + SEGMENTS) >> 2]; segment !== 0;) {
    const next = i32[(segment + SEGMENT_NEXT) >> 2];
    const fence = segment + i32[(segment + SEGMENT_SIZE) >> 2] - FENCE_SIZE;
    if ((i32[(fence + SIZE) >> 2] & PREV_IN_USE) === 0) {
      const size = i32[fence >> 2];
      givePagesBack(space, state, fence - size, size, 0);
    }
    segment = next;
  }
}

/** Resizes a block, in place where there is room; steals `p` unless it returns NULL. */
export function systemRealloc(space: AddressSpace, state: Address, p: Address, n: Size): Address {
  if (p === 0) return systemMalloc(space, state, n);
  if (!(n <= MAX_REQUEST)) return 0;
  const i32 = space.i32;
  const chunk = p - CHUNK_HEADER;
  const header = i32[(chunk + SIZE) >> 2];
  const size = header & ~FLAGS;
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

function shrinkChunk(space: AddressSpace, state: Address, chunk: Address, size: Size, need: Size): void {
  const i32 = space.i32;
  const rest = size - need;
  if (rest < MIN_CHUNK) return;
  const alone = (i32[(chunk + size + SIZE) >> 2] & ~FLAGS) === 0 && (i32[(chunk + SIZE) >> 2] & FIRST) !== 0;
  if (alone && rest < PAGE_SIZE) return; // the slack of a segment of its own
  const header = i32[(chunk + SIZE) >> 2];
  i32[(chunk + SIZE) >> 2] = need | (header & FLAGS);
  const tail = chunk + need;
  i32[(tail + SIZE) >> 2] = rest | PREV_IN_USE | IN_USE;
  i32[(tail + SIZE + 4) >> 2] = 0;
  freeChunk(space, state, tail);
}

/** Grows a used chunk into the free chunk or the unmapped pages behind it. */
function growInPlace(space: AddressSpace, state: Address, chunk: Address, need: Size): boolean {
  const i32 = space.i32;
  const header = i32[(chunk + SIZE) >> 2];
  const size = header & ~FLAGS;
  let next = chunk + size;
  let nextHeader = i32[(next + SIZE) >> 2];
  let room = size;
  let free = 0;
  if ((nextHeader & IN_USE) === 0) {
    free = next;
    room += nextHeader & ~FLAGS;
    next = chunk + room;
    nextHeader = i32[(next + SIZE) >> 2];
  }
  if (room < need) {
    if ((nextHeader & ~FLAGS) !== 0) return false;
    const grown = alignUp(need - room, PAGE_SIZE);
    if (!extendSegment(space, state, i32[(next + FENCE_SEGMENT) >> 2], grown)) return false;
    room += grown;
  }
  if (free !== 0) removeChunk(space, state, free, i32[(free + SIZE) >> 2] & ~FLAGS);
  const flags = header & (FIRST | PREV_IN_USE);
  i32[(chunk + SIZE) >> 2] = room | IN_USE | flags;
  i32[(chunk + room + SIZE) >> 2] |= PREV_IN_USE;
  if (room - need >= PAGE_SIZE || ((flags & FIRST) === 0 && room - need >= MIN_CHUNK)) {
    i32[(chunk + SIZE) >> 2] = need | IN_USE | flags;
    makeFree(space, state, chunk + need, room - need, 0);
  }
  return true;
}

// ---- as allocators

/** The raw domain's built-in allocator; its context is the heap. */
export const SYSTEM_ALLOCATOR_FUNCTIONS = {
  malloc: (space: AddressSpace, n: Size) => systemMalloc(space, RAW_STATE, n),
  calloc: (space: AddressSpace, nelem: number, elsize: Size) => systemCalloc(space, RAW_STATE, nelem, elsize),
  realloc: (space: AddressSpace, p: Address, n: Size) => systemRealloc(space, RAW_STATE, p, n),
  free: (space: AddressSpace, p: Address) => systemFree(space, RAW_STATE, p),
};

/** The built-in allocator of a domain that goes straight to the system's malloc. */
export function systemAllocator(space: AddressSpace): Allocator {
  return { name: "malloc", ctx: space, ...SYSTEM_ALLOCATOR_FUNCTIONS };
}

/** The C library's own malloc: same system, its own segments and figures. */
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
