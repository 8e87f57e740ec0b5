/**
 * Segments of the raw malloc: runs of mapped pages, tiled by chunks.
 *
 *     +---------+-------+-------+-- - --+-------+-------+
 *     | SEGMENT | chunk | chunk |       | chunk | FENCE |
 *     +---------+-------+-------+-- - --+-------+-------+
 *     page boundary                                     page boundary
 *
 * Small requests are served from steps of 64 KiB, mapped at the lowest free place: behind a segment that ends
 * there, or as a new one. Larger ones get a segment of their own and all of its slack, so that they can grow
 * in place and leave no hole that something small could settle in.
 *
 * Pages go back to the system when a segment is all free, or a free chunk spans 128 KiB of whole pages: the
 * segment is cut around them. The current segment, the one that grew last, keeps one step of free room so
 * that a program at its edge does not map and unmap with every call.
 *
 * Laws: chunks tile a segment from header to fence; no two free chunks touch. All state is in the bytes.
 */

import { type AddressSpace, mapPages, mapPagesAt, unmapPages } from "./memory.ts";
import {
  FIRST,
  FLAGS,
  IN_USE,
  insertChunk,
  MIN_CHUNK,
  PREV_IN_USE,
  RAW_MALLOC,
  removeChunk,
  SIZE,
  tagFree,
  tagUsed,
} from "./raw_chunks.ts";
import { type Address, alignDown, alignUp, PAGE_SIZE, pointer, type Size, struct, u32 } from "./units.ts";

/** At the start of each segment. */
export const SEGMENT = struct("RawSegment", 32, {
  size: u32(0, "bytes, a multiple of the page size"),
  next: pointer(8, "next segment of the malloc"),
  prev: pointer(16, "previous segment of the malloc"),
  owner: pointer(24, "state of the malloc it belongs to"),
});

/** The last 32 bytes of a segment: a chunk in use, of size 0. */
export const FENCE = struct("RawFence", 32, {
  prev_size: u32(0, "as in a chunk"),
  size: u32(8, "0, and the flags"),
  segment: pointer(16, "the segment that ends here"),
});

/** What small requests map at once, and the largest chunk that counts as small. */
export const GROWTH: Size = 64 * 1024;
/** A free chunk gives its whole pages back if they come to this many bytes. */
export const TRIM_THRESHOLD: Size = 128 * 1024;

const SEGMENTS = RAW_MALLOC.offsets.segments;
const CURRENT = RAW_MALLOC.offsets.current;
const FRESH_START = RAW_MALLOC.offsets.fresh_start;
const FRESH_END = RAW_MALLOC.offsets.fresh_end;

const SEGMENT_SIZE = SEGMENT.offsets.size;
const SEGMENT_NEXT = SEGMENT.offsets.next;
const SEGMENT_PREV = SEGMENT.offsets.prev;
const SEGMENT_OWNER = SEGMENT.offsets.owner;
const SEGMENT_HEADER = SEGMENT.size;
const FENCE_SEGMENT = FENCE.offsets.segment;
const FENCE_SIZE = FENCE.size;

/** Is this chunk, by its header, the fence of its segment? */
export function isFence(header: number): boolean {
  return (header & ~FLAGS) === 0;
}

function linkSegment(space: AddressSpace, state: Address, segment: Address, size: Size): void {
  const i32 = space.i32;
  const first = i32[(state + SEGMENTS) >> 2];
  i32[(segment + SEGMENT_SIZE) >> 2] = size;
  i32[(segment + SEGMENT_NEXT) >> 2] = first;
  i32[(segment + SEGMENT_PREV) >> 2] = 0;
  i32[(segment + SEGMENT_OWNER) >> 2] = state;
  if (first !== 0) i32[(first + SEGMENT_PREV) >> 2] = segment;
  i32[(state + SEGMENTS) >> 2] = segment;
}

function unlinkSegment(space: AddressSpace, state: Address, segment: Address): void {
  const i32 = space.i32;
  const next = i32[(segment + SEGMENT_NEXT) >> 2];
  const prev = i32[(segment + SEGMENT_PREV) >> 2];
  if (next !== 0) i32[(next + SEGMENT_PREV) >> 2] = prev;
  i32[(prev !== 0 ? prev + SEGMENT_NEXT : state + SEGMENTS) >> 2] = next;
  if (i32[(state + CURRENT) >> 2] === segment) i32[(state + CURRENT) >> 2] = 0;
}

/** The segment that `address` lies in; there must be one. */
function segmentOf(space: AddressSpace, state: Address, address: Address): Address {
  const i32 = space.i32;
  let segment = i32[(state + SEGMENTS) >> 2];
  while (address < segment || address >= segment + i32[(segment + SEGMENT_SIZE) >> 2]) {
    segment = i32[(segment + SEGMENT_NEXT) >> 2];
  }
  return segment;
}

/** The segment that ends at `address`, or 0. */
function segmentBefore(space: AddressSpace, state: Address, address: Address): Address {
  const i32 = space.i32;
  const current = i32[(state + CURRENT) >> 2];
  if (current !== 0 && current + i32[(current + SEGMENT_SIZE) >> 2] === address) return current;
  let segment = i32[(state + SEGMENTS) >> 2];
  while (segment !== 0 && segment + i32[(segment + SEGMENT_SIZE) >> 2] !== address) {
    segment = i32[(segment + SEGMENT_NEXT) >> 2];
  }
  return segment;
}

function noteFresh(space: AddressSpace, state: Address, start: Address, end: Address): void {
  space.i32[(state + FRESH_START) >> 2] = start;
  space.i32[(state + FRESH_END) >> 2] = end;
}

function writeFence(space: AddressSpace, segment: Address, end: Address): void {
  const i32 = space.i32;
  const fence = end - FENCE_SIZE;
  i32[(fence + SIZE) >> 2] = IN_USE | PREV_IN_USE;
  i32[(fence + FENCE_SEGMENT) >> 2] = segment;
}

/** Makes mapped pages a segment with a single chunk, in use; returns the chunk. */
function openSegment(space: AddressSpace, state: Address, segment: Address, size: Size): Address {
  linkSegment(space, state, segment, size);
  noteFresh(space, state, segment + SEGMENT_HEADER + MIN_CHUNK, segment + size - FENCE_SIZE);
  writeFence(space, segment, segment + size);
  tagUsed(space, segment + SEGMENT_HEADER, size - SEGMENT_HEADER - FENCE_SIZE, FIRST);
  return segment + SEGMENT_HEADER;
}

/** Maps a segment for one large chunk of at least `need` bytes; returns the chunk, in use, or 0. */
export function mapLargeChunk(space: AddressSpace, state: Address, need: Size): Address {
  const size = alignUp(SEGMENT_HEADER + need + FENCE_SIZE, PAGE_SIZE);
  const segment = mapPages(space, size, PAGE_SIZE, "low");
  return segment === 0 ? 0 : openSegment(space, state, segment, size);
}

/** Maps a step of pages for small chunks; returns a chunk of at least `need` bytes, in use, or 0. */
export function mapSmallChunk(space: AddressSpace, state: Address, need: Size): Address {
  const least = alignUp(SEGMENT_HEADER + need + FENCE_SIZE, PAGE_SIZE);
  let size = Math.max(least, GROWTH);
  let start = mapPages(space, size, PAGE_SIZE, "low");
  if (start === 0) {
    size = least;
    start = mapPages(space, size, PAGE_SIZE, "low");
    if (start === 0) return 0;
  }
  const segment = segmentBefore(space, state, start);
  space.i32[(state + CURRENT) >> 2] = segment !== 0 ? segment : start;
  return segment !== 0
    ? continueSegment(space, state, segment, size)
    : openSegment(space, state, start, size);
}

/** `size` bytes behind a segment were mapped: moves its fence to their end. */
function moveFence(space: AddressSpace, state: Address, segment: Address, size: Size): void {
  const i32 = space.i32;
  const end = segment + i32[(segment + SEGMENT_SIZE) >> 2];
  i32[(segment + SEGMENT_SIZE) >> 2] = end + size - segment;
  noteFresh(space, state, end, end + size - FENCE_SIZE);
  writeFence(space, segment, end + size);
}

/**
 * `size` bytes behind a segment were mapped: returns its last chunk, which begins where the fence or free
 * room was.
 */
function continueSegment(space: AddressSpace, state: Address, segment: Address, size: Size): Address {
  const i32 = space.i32;
  const fence = segment + i32[(segment + SEGMENT_SIZE) >> 2] - FENCE_SIZE;
  const tail = (i32[(fence + SIZE) >> 2] & PREV_IN_USE) === 0 ? i32[fence >> 2] : 0;
  const chunk = fence - tail;
  const first = tail > 0 ? i32[(chunk + SIZE) >> 2] & FIRST : 0;
  if (tail > 0) removeChunk(space, state, chunk, tail);
  moveFence(space, state, segment, size);
  tagUsed(space, chunk, tail + size, first);
  return chunk;
}

/**
 * Maps `size` bytes of pages behind the segment of a fence. False if they are taken or the limit is reached.
 */
export function extendSegment(space: AddressSpace, state: Address, fence: Address, size: Size): boolean {
  if (!mapPagesAt(space, fence + FENCE_SIZE, size)) return false;
  moveFence(space, state, space.i32[(fence + FENCE_SEGMENT) >> 2], size);
  return true;
}

/**
 * Unmaps the whole pages inside a free chunk if they come to `threshold` bytes, or its whole segment if
 * nothing else is in it. With a threshold of 0 the current segment keeps nothing.
 */
export function givePagesBack(
  space: AddressSpace,
  state: Address,
  chunk: Address,
  size: Size,
  threshold: Size,
): void {
  const i32 = space.i32;
  const after = chunk + size;
  const isFirst = (i32[(chunk + SIZE) >> 2] & FIRST) !== 0;
  const isLast = isFence(i32[(after + SIZE) >> 2]);
  let segment = isFirst ? chunk - SEGMENT_HEADER : isLast ? i32[(after + FENCE_SEGMENT) >> 2] : 0;
  const keeps = threshold > 0 && isLast && segment === i32[(state + CURRENT) >> 2];
  if (isFirst && isLast && !keeps) {
    removeChunk(space, state, chunk, size);
    const whole = i32[(segment + SEGMENT_SIZE) >> 2];
    unlinkSegment(space, state, segment);
    unmapPages(space, segment, whole);
    return;
  }
  const cutStart = isFirst && !isLast ? segment : endAfter(chunk, keeps ? GROWTH : 0);
  const cutEnd = isLast ? after + FENCE_SIZE : startBefore(after);
  if (cutEnd - cutStart < Math.max(threshold, PAGE_SIZE)) return;
  if (segment === 0) segment = segmentOf(space, state, chunk); // a walk, but the pages are worth it
  removeChunk(space, state, chunk, size);
  cutSegment(space, state, segment, chunk, after, cutStart, cutEnd);
}

/**
 * The first page boundary at which a segment can end if it keeps `room` bytes of the free chunk at its end.
 */
function endAfter(chunk: Address, room: Size): Address {
  const end = alignUp(chunk + room + FENCE_SIZE, PAGE_SIZE);
  return end - FENCE_SIZE - chunk === MIN_CHUNK - 16 ? end + PAGE_SIZE : end;
}

/** The last page boundary at which a segment can start if `after` is its first chunk in use. */
function startBefore(after: Address): Address {
  const start = alignDown(after - SEGMENT_HEADER, PAGE_SIZE);
  return after - SEGMENT_HEADER - start === MIN_CHUNK - 16 ? start - PAGE_SIZE : start;
}

/**
 * Unmaps [cutStart, cutEnd) out of the free chunk [chunk, after), which is in no bin, and closes what is left
 * on either side: the lower part keeps the segment's header, the upper part gets a new one.
 */
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
  const first = i32[(chunk + SIZE) >> 2] & FIRST;
  if (cutStart > segment) {
    const left = cutStart - FENCE_SIZE - chunk;
    i32[(segment + SEGMENT_SIZE) >> 2] = cutStart - segment;
    writeFence(space, segment, cutStart);
    if (left > 0) {
      tagFree(space, chunk, left, first);
      insertChunk(space, state, chunk, left);
    }
  } else {
    unlinkSegment(space, state, segment);
  }
  if (cutEnd < end) {
    const start = cutEnd + SEGMENT_HEADER;
    linkSegment(space, state, cutEnd, end - cutEnd);
    i32[(end - FENCE_SIZE + FENCE_SEGMENT) >> 2] = cutEnd;
    if (after > start) {
      tagFree(space, start, after - start, FIRST);
      insertChunk(space, state, start, after - start);
    } else {
      i32[(after + SIZE) >> 2] |= PREV_IN_USE | FIRST;
    }
  }
  unmapPages(space, cutStart, cutEnd - cutStart);
}

/**
 * Gives back the free pages at the end of every segment, and segments that are all free: the current one's
 * too.
 */
export function trimSegments(space: AddressSpace, state: Address): void {
  const i32 = space.i32;
  let segment = i32[(state + SEGMENTS) >> 2];
  while (segment !== 0) {
    const next = i32[(segment + SEGMENT_NEXT) >> 2];
    const fence = segment + i32[(segment + SEGMENT_SIZE) >> 2] - FENCE_SIZE;
    if ((i32[(fence + SIZE) >> 2] & PREV_IN_USE) === 0) {
      const size = i32[fence >> 2];
      givePagesBack(space, state, fence - size, size, 0);
    }
    segment = next;
  }
}
