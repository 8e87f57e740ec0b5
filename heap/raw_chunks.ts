/**
 * Chunks of the raw malloc, and the bins that hold the free ones.
 *
 *     chunk      +8            +16                                chunk + size
 *     +----------+-------------+-- - - - - - - - - - - - - - - --+----------+------
 *     | prev     | size, flags | the user's bytes ...                       | size, flags
 *     +----------+-------------+-- - - - - - - - - - - - - - - --+----------+------
 *
 * The user's bytes run on into the first word of the chunk after it: that word (prev_size) belongs to the
 * next chunk's header only while this one is free. So a block costs 8 bytes, and its address is a multiple of
 * 16. A free chunk has its list links in the user's bytes and repeats its size at its end, as the next
 * chunk's prev_size.
 *
 * There are 400 bins: one for each size below 1 KiB, above it sixteen for each power of two. A bit per bin
 * says whether it holds something, and a bit per word of these bits, so that the first bin that serves a
 * request is found in two steps.
 *
 * Source: Masmano, Ripoll, Crespo, Real: "TLSF: a new dynamic memory allocator for real-time systems" (2004);
 * boundary tags after Knuth, The Art of Computer Programming 1, section 2.5.
 */

import type { AddressSpace } from "./memory.ts";
import { type Address, bytes, pointer, type Size, struct, u32 } from "./units.ts";

/** Bins of free chunks. */
export const BIN_COUNT = 400;
const BIN_WORDS = 13;
/** Chunks below this size stand in a bin of their exact size. */
const EXACT_LIMIT: Size = 1024;

/** What a malloc knows about itself: its segments and its bins. */
export const RAW_MALLOC = struct("RawMalloc", 128 + BIN_COUNT * 8, {
  segments: pointer(0, "first segment of the list"),
  current: pointer(8, "segment that small requests grew last, NULL if it is gone"),
  fresh_start: pointer(16, "start of the pages that were mapped last, which read as zero"),
  fresh_end: pointer(24, "their end"),
  bin_words: u32(32, "a bit per word of bin_map that is not 0"),
  bin_map: bytes(36, BIN_WORDS * 4, "a bit per bin that holds a chunk"),
  bins: bytes(128, BIN_COUNT * 8, "first free chunk of each bin"),
});

/** A chunk; its user's bytes start at +16. */
export const CHUNK = struct("RawChunk", 32, {
  prev_size: u32(0, "size of the chunk before, if that is free"),
  size: u32(8, "bytes from this chunk to the next, a multiple of 16, and the flags"),
  next: pointer(16, "free chunks: next of the bin"),
  prev: pointer(24, "free chunks: previous of the bin, NULL for the first"),
});

/** Flag of a chunk: the chunk before it is in use, or there is none. */
export const PREV_IN_USE = 1;
/** Flag of a chunk: it is in use. */
export const IN_USE = 2;
/** Flag of a chunk: it is the first of its segment. */
export const FIRST = 4;
/** All bits that are not size. */
export const FLAGS = 15;

export const SIZE = CHUNK.offsets.size;
export const NEXT = CHUNK.offsets.next;
export const PREV = CHUNK.offsets.prev;
/** From a chunk to its user's bytes. */
export const CHUNK_HEADER = 16;
/** Bytes of a chunk that its user does not get. */
export const CHUNK_OVERHEAD = 8;
/** A chunk must be able to be free. */
export const MIN_CHUNK = CHUNK.size;

const BIN_SUMMARY = RAW_MALLOC.offsets.bin_words;
const BIN_MAP = RAW_MALLOC.offsets.bin_map;
const BINS = RAW_MALLOC.offsets.bins;

/** The size of the chunk that serves a request of `n` bytes. */
export function chunkSizeFor(n: Size): Size {
  return n <= MIN_CHUNK - CHUNK_OVERHEAD ? MIN_CHUNK : (n + CHUNK_OVERHEAD + 15) & ~15;
}

/** The bin of free chunks of `size` bytes. */
export function binOf(size: Size): number {
  if (size < EXACT_LIMIT) return size >> 4;
  const log = 31 - Math.clz32(size);
  return 64 + ((log - 10) << 4) + ((size >> (log - 4)) & 15);
}

/** The first bin from `bin` on that holds something, or -1. */
function nextBin(space: AddressSpace, state: Address, bin: number): number {
  const i32 = space.i32;
  let word = bin >> 5;
  let bits = word < BIN_WORDS ? i32[((state + BIN_MAP) >> 2) + word] & (-1 << (bin & 31)) : 0;
  if (bits === 0) {
    const words = i32[(state + BIN_SUMMARY) >> 2] & (-2 << word);
    if (words === 0) return -1;
    word = 31 - Math.clz32(words & -words);
    bits = i32[((state + BIN_MAP) >> 2) + word];
  }
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}

/** A free chunk of at least `need` bytes, still in its bin, or 0. */
export function findChunk(space: AddressSpace, state: Address, need: Size): Address {
  const i32 = space.i32;
  let bin = binOf(need);
  if (need >= EXACT_LIMIT) {
    // Sizes of such a bin differ by up to a sixteenth: its first chunk may do, larger bins always do.
    const chunk = i32[(state + BINS + (bin << 3)) >> 2];
    if (chunk !== 0 && (i32[(chunk + SIZE) >> 2] & ~FLAGS) >= need) return chunk;
    bin++;
  }
  bin = nextBin(space, state, bin);
  return bin < 0 ? 0 : i32[(state + BINS + (bin << 3)) >> 2];
}

/**
 * The last resort before failing: any chunk of the request's own bin that is large enough, still in the bin,
 * or 0.
 */
export function findAnyChunk(space: AddressSpace, state: Address, need: Size): Address {
  const i32 = space.i32;
  let chunk = i32[(state + BINS + (binOf(need) << 3)) >> 2];
  while (chunk !== 0 && (i32[(chunk + SIZE) >> 2] & ~FLAGS) < need) chunk = i32[(chunk + NEXT) >> 2];
  return chunk;
}

/** Puts a chunk of `size` bytes into its bin, as the first. */
export function insertChunk(space: AddressSpace, state: Address, chunk: Address, size: Size): void {
  const i32 = space.i32;
  const bin = binOf(size);
  const head = (state + BINS + (bin << 3)) >> 2;
  const first = i32[head];
  i32[(chunk + NEXT) >> 2] = first;
  i32[(chunk + PREV) >> 2] = 0;
  i32[head] = chunk;
  if (first !== 0) {
    i32[(first + PREV) >> 2] = chunk;
  } else {
    i32[((state + BIN_MAP) >> 2) + (bin >> 5)] |= 1 << (bin & 31);
    i32[(state + BIN_SUMMARY) >> 2] |= 1 << (bin >> 5);
  }
}

/** Takes a chunk of `size` bytes out of its bin. */
export function removeChunk(space: AddressSpace, state: Address, chunk: Address, size: Size): void {
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

/**
 * Puts a chunk in the place of another one that it overlaps, which is cheap if both belong into the same bin.
 */
export function replaceChunk(
  space: AddressSpace,
  state: Address,
  old: Address,
  oldSize: Size,
  chunk: Address,
  size: Size,
): void {
  const bin = binOf(size);
  if (bin !== binOf(oldSize)) {
    removeChunk(space, state, old, oldSize);
    insertChunk(space, state, chunk, size);
    return;
  }
  if (chunk === old) return;
  const i32 = space.i32;
  const next = i32[(old + NEXT) >> 2];
  const prev = i32[(old + PREV) >> 2];
  i32[(chunk + NEXT) >> 2] = next;
  i32[(chunk + PREV) >> 2] = prev;
  if (next !== 0) i32[(next + PREV) >> 2] = chunk;
  i32[(prev !== 0 ? prev + NEXT : state + BINS + (bin << 3)) >> 2] = chunk;
}

/**
 * Writes the header and the boundary tag of a free chunk whose neighbours are in use. `first` is FIRST or 0.
 */
export function tagFree(space: AddressSpace, chunk: Address, size: Size, first: number): void {
  const i32 = space.i32;
  const after = chunk + size;
  i32[(chunk + SIZE) >> 2] = size | PREV_IN_USE | first;
  i32[after >> 2] = size;
  i32[(after + SIZE) >> 2] &= ~PREV_IN_USE;
}

/** Writes the header of a chunk in use behind one that is in use (or behind none). `first` is FIRST or 0. */
export function tagUsed(space: AddressSpace, chunk: Address, size: Size, first: number): void {
  const i32 = space.i32;
  i32[(chunk + SIZE) >> 2] = size | PREV_IN_USE | IN_USE | first;
  i32[(chunk + size + SIZE) >> 2] |= PREV_IN_USE;
}
