/**
 * Walks everything and verifies every invariant of the heap.
 *
 * Each broken invariant is one sentence with the addresses it is about. A walk that meets damage stops where
 * it cannot go on and says so. Nothing is changed.
 */

import {
  ARENA_ADDRESS,
  ARENA_COUNT,
  ARENA_RECORD,
  ARENAS,
  firstPoolOf,
  FREE_POOL_COUNT,
  FREE_POOLS,
  MAX_ARENAS,
  NEXT_ARENA,
  POOL_ADDRESS,
  PREV_ARENA,
  RAW_BLOCKS,
  TOTAL_POOL_COUNT,
  UNUSED_ARENAS,
  USABLE_ARENAS,
} from "./arena.ts";
import { DOMAINS } from "./domains.ts";
import { nameOf } from "./allocator.ts";
import type { Heap } from "./heap.ts";
import { isMapped, LAST_ARENAS, LIBC_STATE, RAW_STATE } from "./memory.ts";
import {
  ARENA_INDEX,
  FREE_BLOCK,
  MAX_NEXT_OFFSET,
  NEXT_OFFSET,
  NEXT_POOL,
  POOL_OVERHEAD,
  poolCapacity,
  PREV_POOL,
  REF_COUNT,
  SIZE_CLASS,
  usedPoolsOf,
} from "./pool.ts";
import { BIN_COUNT, binOf, CHUNK, FIRST, FLAGS, IN_USE, PREV_IN_USE, RAW_MALLOC } from "./raw_chunks.ts";
import { FENCE, SEGMENT } from "./raw_segments.ts";
import { blockSizeOf, SIZE_CLASSES } from "./size_classes.ts";
import { type Address, PAGE_SIZE } from "./units.ts";
import { hasHeadedLayer, walkPeeledBlocks } from "./walk.ts";

/** Every broken invariant as a sentence; empty if all hold. */
export function check(heap: Heap): string[] {
  const broken: string[] = [];
  checkPages(heap, broken);
  checkMalloc(heap, RAW_STATE, "raw", broken);
  checkMalloc(heap, LIBC_STATE, "libc", broken);
  const used = new Map<Address, number>();
  checkArenas(heap, used, broken);
  checkUsedPools(heap, used, broken);
  if (broken.length === 0) {
    checkLayers(heap, broken);
    broken.push(...(heap.strict?.problems() ?? []));
  }
  return broken;
}

function hex(n: number): string {
  return n < 0 ? `-0x${(-n).toString(16)}` : `0x${n.toString(16)}`;
}

/**
 * What layers put around blocks is whole. Where all domains have such layers, every block must have its own: one that
 * has not was overwritten.
 */
function checkLayers(heap: Heap, broken: string[]): void {
  const hooked = DOMAINS.filter((domain) => hasHeadedLayer(heap, domain));
  if (hooked.length === 0) return;
  walkPeeledBlocks(heap, ({ address, size, shells }, owner) => {
    if (shells.length === 0 && hooked.length === DOMAINS.length) {
      broken.push(`The ${owner} block of ${size} bytes at ${hex(address)} has lost its debug header`);
    }
    for (const shell of shells) {
      const damage = shell.layer.damage?.(shell.address) ?? null;
      if (damage !== null) broken.push(`Block ${hex(shell.address)} of "${nameOf(shell.layer)}": ${damage}`);
    }
  });
}

/** The page table agrees with the counter, and nothing outside the room is mapped. */
function checkPages(heap: Heap, broken: string[]): void {
  let mapped = 0;
  const words = heap.buffer.byteLength / PAGE_SIZE / 32;
  for (let i = 0; i < words; i++) {
    let word = heap.i32[(heap.pageTable >> 2) + i];
    for (; word !== 0; word &= word - 1) mapped++;
  }
  if (mapped !== heap.mappedPages) {
    broken.push(`The page table has ${mapped} pages, but ${heap.mappedPages} are counted as mapped`);
  }
  const first = heap.roomBase / PAGE_SIZE;
  const last = heap.roomEnd / PAGE_SIZE;
  for (let page = first; page < last; page++) {
    if (page === heap.lowestFreePage) page = heap.highestFreePage;
    if (page < last && !isMapped(heap, page * PAGE_SIZE)) {
      broken.push(`Page ${page} is free, but the search for free pages starts beyond it`);
      break;
    }
  }
  if (isMapped(heap, 0)) broken.push("The page of NULL is mapped");
}

const SIZE = CHUNK.offsets.size;

/** Chunks tile their segments, free chunks are alone and in their bins. */
function checkMalloc(heap: Heap, state: Address, name: string, broken: string[]): void {
  const i32 = heap.i32;
  const free = new Map<Address, number>();
  const seen = new Set<Address>();
  let previous = 0;
  let segment = i32[(state + RAW_MALLOC.offsets.segments) >> 2];
  while (segment !== 0) {
    if (segment % PAGE_SIZE !== 0 || !isMapped(heap, segment) || seen.has(segment)) {
      broken.push(`The ${name} malloc's list of segments is damaged at ${hex(segment)}`);
      return;
    }
    seen.add(segment);
    if (i32[(segment + SEGMENT.offsets.prev) >> 2] !== previous) {
      broken.push(`Segment ${hex(segment)} does not link back to ${hex(previous)}`);
    }
    if (i32[(segment + SEGMENT.offsets.owner) >> 2] !== state) {
      broken.push(`Segment ${hex(segment)} does not belong to the ${name} malloc that lists it`);
    }
    if (!checkSegment(heap, segment, free, broken)) return;
    previous = segment;
    segment = i32[(segment + SEGMENT.offsets.next) >> 2];
  }
  const current = i32[(state + RAW_MALLOC.offsets.current) >> 2];
  if (current !== 0 && !seen.has(current)) {
    broken.push(`The current segment ${hex(current)} is not in the ${name} malloc's list`);
  }
  checkBins(heap, state, name, free, broken);
}

/** False if the walk had to stop. Adds the free chunks to `free`. */
function checkSegment(heap: Heap, segment: Address, free: Map<Address, number>, broken: string[]): boolean {
  const i32 = heap.i32;
  const bytes = i32[(segment + SEGMENT.offsets.size) >> 2];
  if (bytes <= 0 || bytes % PAGE_SIZE !== 0 || segment + bytes > heap.roomEnd) {
    broken.push(`Segment ${hex(segment)} has an impossible size of ${bytes} bytes`);
    return false;
  }
  for (let page = segment; page < segment + bytes; page += PAGE_SIZE) {
    if (!isMapped(heap, page)) broken.push(`Page ${hex(page)} of segment ${hex(segment)} is not mapped`);
  }
  const fence = segment + bytes - FENCE.size;
  let chunk = segment + SEGMENT.size;
  let prevSize = 0; // of the chunk before, if that is free
  while (chunk < fence) {
    const header = i32[(chunk + SIZE) >> 2];
    const size = header & ~FLAGS;
    if (size < CHUNK.size || chunk + size > fence) {
      broken.push(`Chunk ${hex(chunk)} of segment ${hex(segment)} has an impossible size of ${size} bytes`);
      return false;
    }
    checkChunkFlags(heap, chunk, header, prevSize, chunk === segment + SEGMENT.size, broken);
    const isFree = (header & IN_USE) === 0;
    if (isFree) free.set(chunk, size);
    prevSize = isFree ? size : 0;
    chunk += size;
  }
  const header = i32[(fence + SIZE) >> 2];
  if ((header & ~PREV_IN_USE) !== IN_USE || i32[(fence + FENCE.offsets.segment) >> 2] !== segment) {
    broken.push(`The fence ${hex(fence)} of segment ${hex(segment)} is damaged`);
    return false;
  }
  checkChunkFlags(heap, fence, header, prevSize, false, broken);
  return true;
}

function checkChunkFlags(
  heap: Heap,
  chunk: Address,
  header: number,
  prevSize: number,
  first: boolean,
  broken: string[],
): void {
  const prevInUse = (header & PREV_IN_USE) !== 0;
  if (prevInUse !== (prevSize === 0)) {
    broken.push(`Chunk ${hex(chunk)} is wrong about whether the chunk before it is in use`);
  } else if (prevSize !== 0 && heap.i32[chunk >> 2] !== prevSize) {
    broken.push(
      `Chunk ${hex(chunk)} has ${heap.i32[chunk >> 2]} for the size of the free chunk before it: ${prevSize}`,
    );
  }
  if (prevSize !== 0 && (header & IN_USE) === 0) {
    broken.push(`Chunk ${hex(chunk)} and the one before it are both free`);
  }
  if (((header & FIRST) !== 0) !== first) {
    broken.push(`Chunk ${hex(chunk)} is wrong about being the first of its segment`);
  }
}

/** Every free chunk stands once in the bin of its size; the bits agree. */
function checkBins(
  heap: Heap,
  state: Address,
  name: string,
  free: Map<Address, number>,
  broken: string[],
): void {
  const i32 = heap.i32;
  const binned = new Set<Address>();
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    const first = i32[(state + RAW_MALLOC.offsets.bins + bin * 8) >> 2];
    const word = i32[((state + RAW_MALLOC.offsets.bin_map) >> 2) + (bin >> 5)];
    const summary = i32[(state + RAW_MALLOC.offsets.bin_words) >> 2];
    if (((word >> (bin & 31)) & 1) !== (first === 0 ? 0 : 1)) {
      broken.push(`The bit of the ${name} malloc's bin ${bin} is wrong`);
    }
    if (((summary >> (bin >> 5)) & 1) !== (word === 0 ? 0 : 1)) {
      broken.push(`The summary bit of the ${name} malloc's bin ${bin} is wrong`);
    }
    let previous = 0;
    for (let chunk = first; chunk !== 0; chunk = i32[(chunk + CHUNK.offsets.next) >> 2]) {
      const size = free.get(chunk);
      if (size === undefined || binned.has(chunk)) {
        broken.push(
          `Bin ${bin} of the ${name} malloc holds ${hex(chunk)}, which is no free chunk or there twice`,
        );
        break;
      }
      binned.add(chunk);
      if (binOf(size) !== bin) broken.push(`Chunk ${hex(chunk)} of ${size} bytes stands in bin ${bin}`);
      if (i32[(chunk + CHUNK.offsets.prev) >> 2] !== previous) {
        broken.push(`Chunk ${hex(chunk)} does not link back to ${hex(previous)} in bin ${bin}`);
      }
      previous = chunk;
    }
  }
  for (const [chunk, size] of free) {
    if (!binned.has(chunk)) broken.push(`The free chunk ${hex(chunk)} of ${size} bytes is in no bin`);
  }
}

/** Arena records, the order of usable arenas and each arena's pools. Adds the used pools to `used`. */
function checkArenas(heap: Heap, used: Map<Address, number>, broken: string[]): void {
  const i32 = heap.i32;
  const records = i32[ARENAS >> 2];
  const count = i32[MAX_ARENAS >> 2];
  const end = records + count * ARENA_RECORD;
  const isRecord = (a: Address) => a >= records && a < end && (a - records) % ARENA_RECORD === 0;
  const usable = new Set<Address>();
  const last = new Map<number, Address>();
  let previous = 0;
  for (let arena = i32[USABLE_ARENAS >> 2]; arena !== 0; arena = i32[(arena + NEXT_ARENA) >> 2]) {
    if (!isRecord(arena) || usable.has(arena)) {
      broken.push(`The list of usable arenas is damaged at ${hex(arena)}`);
      return;
    }
    usable.add(arena);
    const free = i32[(arena + FREE_POOL_COUNT) >> 2];
    if (previous !== 0 && free < i32[(previous + FREE_POOL_COUNT) >> 2]) {
      broken.push(`Usable arena ${hex(arena)} has ${free} free pools, fewer than the one before it`);
    }
    if (i32[(arena + PREV_ARENA) >> 2] !== previous) {
      broken.push(`Usable arena ${hex(arena)} does not link back to ${hex(previous)}`);
    }
    last.set(free, arena);
    previous = arena;
  }
  for (let free = 0; free <= heap.arenaSize / heap.poolSize; free++) {
    const noted = i32[(LAST_ARENAS >> 2) + free * 2];
    const actual = last.get(free) ?? 0;
    if (noted !== actual) {
      broken.push(`The last usable arena with ${free} free pools is ${hex(actual)}, noted is ${hex(noted)}`);
    }
  }
  const unused = new Set<Address>();
  for (let arena = i32[UNUSED_ARENAS >> 2]; arena !== 0; arena = i32[(arena + NEXT_ARENA) >> 2]) {
    if (!isRecord(arena) || unused.has(arena)) {
      broken.push(`The list of unused arena records is damaged at ${hex(arena)}`);
      return;
    }
    unused.add(arena);
  }
  checkArenaRecords(heap, usable, unused, used, broken);
}

function checkArenaRecords(
  heap: Heap,
  usable: Set<Address>,
  unused: Set<Address>,
  used: Map<Address, number>,
  broken: string[],
): void {
  const i32 = heap.i32;
  let live = 0;
  let mapped = 0;
  for (let index = 0; index < i32[MAX_ARENAS >> 2]; index++) {
    const arena = i32[ARENAS >> 2] + index * ARENA_RECORD;
    const exists = i32[(arena + ARENA_ADDRESS) >> 2] !== 0;
    if (exists === unused.has(arena)) {
      broken.push(
        `Arena record ${index} is ${exists ? "in use but listed as unused" : "unused but not listed"}`,
      );
    }
    if (!exists) continue;
    live++;
    mapped += i32[(arena + TOTAL_POOL_COUNT) >> 2];
    const hasFree = i32[(arena + FREE_POOL_COUNT) >> 2] > 0;
    if (hasFree !== usable.has(arena)) {
      broken.push(
        `Arena ${index} ${hasFree ? "has free pools but is not listed" : "is full but listed"} as usable`,
      );
    }
    checkArena(heap, arena, index, used, broken);
  }
  if (live !== i32[ARENA_COUNT >> 2]) {
    broken.push(`${live} arenas exist, but ${i32[ARENA_COUNT >> 2]} are counted`);
  }
  let marked = 0;
  for (let i = 0; i < heap.poolMap.length; i++) marked += heap.poolMap[i];
  if (marked !== mapped) broken.push(`The pool map marks ${marked} pools, but the arenas have ${mapped}`);
  if (i32[RAW_BLOCKS >> 2] < 0) {
    broken.push(`pymalloc counts ${i32[RAW_BLOCKS >> 2]} blocks passed on to the raw domain`);
  }
}

function checkArena(
  heap: Heap,
  arena: Address,
  index: number,
  used: Map<Address, number>,
  broken: string[],
): void {
  const i32 = heap.i32;
  const first = firstPoolOf(heap, i32[(arena + ARENA_ADDRESS) >> 2]);
  const total = i32[(arena + TOTAL_POOL_COUNT) >> 2];
  const end = i32[(arena + POOL_ADDRESS) >> 2];
  if (end < first || end > first + total * heap.poolSize || (end & ~heap.poolMask) !== 0) {
    broken.push(`Arena ${index} has an impossible first unused pool ${hex(end)}`);
    return;
  }
  for (let i = 0; i < total; i++) {
    if (heap.poolMap[(first >> heap.poolShift) + i] !== 1) {
      broken.push(`Pool ${hex(first + i * heap.poolSize)} of arena ${index} is not in the pool map`);
    }
  }
  const free = new Set<Address>();
  for (let pool = i32[(arena + FREE_POOLS) >> 2]; pool !== 0; pool = i32[(pool + NEXT_POOL) >> 2]) {
    if (pool < first || pool >= end || (pool & ~heap.poolMask) !== 0 || free.has(pool)) {
      broken.push(`The list of free pools of arena ${index} is damaged at ${hex(pool)}`);
      break;
    }
    free.add(pool);
  }
  const untouched = (first + total * heap.poolSize - end) / heap.poolSize;
  if (free.size + untouched !== i32[(arena + FREE_POOL_COUNT) >> 2]) {
    broken.push(
      `Arena ${index} has ${free.size + untouched} free pools, but counts ${
        i32[(arena + FREE_POOL_COUNT) >> 2]
      }`,
    );
  }
  for (let pool = first; pool < end; pool += heap.poolSize) {
    checkPool(heap, pool, index, free.has(pool), broken);
    if (!free.has(pool) && i32[(pool + FREE_BLOCK) >> 2] !== 0) used.set(pool, i32[(pool + SIZE_CLASS) >> 2]);
  }
}

/** Counts, offsets and the free list of one pool. */
function checkPool(heap: Heap, pool: Address, arena: number, isFree: boolean, broken: string[]): void {
  const i32 = heap.i32;
  const sizeClass = i32[(pool + SIZE_CLASS) >> 2];
  const count = i32[(pool + REF_COUNT) >> 2];
  if (i32[(pool + ARENA_INDEX) >> 2] !== arena) {
    broken.push(`Pool ${hex(pool)} names arena ${i32[(pool + ARENA_INDEX) >> 2]}, but lies in ${arena}`);
  }
  if (sizeClass < 0 || sizeClass >= SIZE_CLASSES) {
    broken.push(`Pool ${hex(pool)} has an impossible size class ${sizeClass}`);
    return;
  }
  if (isFree !== (count === 0)) {
    broken.push(
      `Pool ${hex(pool)} is ${isFree ? "listed as free" : "not listed as free"} and has ${count} blocks out`,
    );
  }
  const size = blockSizeOf(sizeClass);
  const next = i32[(pool + NEXT_OFFSET) >> 2];
  if (
    next < POOL_OVERHEAD + size || next > heap.poolSize || (next - POOL_OVERHEAD) % size !== 0 ||
    i32[(pool + MAX_NEXT_OFFSET) >> 2] !== heap.poolSize - size
  ) {
    broken.push(`Pool ${hex(pool)} of blocks of ${size} bytes has an impossible next offset ${next}`);
    return;
  }
  const seen = new Set<Address>();
  for (let block = i32[(pool + FREE_BLOCK) >> 2]; block !== 0; block = i32[block >> 2]) {
    const offset = block - pool - POOL_OVERHEAD;
    if (offset < 0 || block >= pool + next || offset % size !== 0 || seen.has(block)) {
      broken.push(`The free list of pool ${hex(pool)} is damaged at ${hex(block)}`);
      return;
    }
    seen.add(block);
  }
  const carved = (next - POOL_OVERHEAD) / size;
  if (carved - seen.size !== count) {
    broken.push(`Pool ${hex(pool)} counts ${count} blocks out, but ${carved - seen.size} are not free`);
  }
  if (seen.size === 0 && carved < poolCapacity(heap.poolSize, sizeClass)) {
    broken.push(`Pool ${hex(pool)} has an empty free list, but blocks that were never used`);
  }
}

/** Each class's list holds exactly the class's used pools, linked both ways. */
function checkUsedPools(heap: Heap, used: Map<Address, number>, broken: string[]): void {
  const i32 = heap.i32;
  for (let sizeClass = 0; sizeClass < SIZE_CLASSES; sizeClass++) {
    const sentinel = usedPoolsOf(sizeClass);
    let previous = sentinel;
    let pool = i32[(sentinel + NEXT_POOL) >> 2];
    for (; pool !== sentinel; pool = i32[(pool + NEXT_POOL) >> 2]) {
      if (used.get(pool) !== sizeClass) {
        broken.push(`The list of used pools of class ${sizeClass} is damaged at ${hex(pool)}`);
        break;
      }
      used.delete(pool);
      if (i32[(pool + PREV_POOL) >> 2] !== previous) {
        broken.push(`Used pool ${hex(pool)} does not link back to ${hex(previous)}`);
      }
      previous = pool;
    }
    if (pool === sentinel && i32[(sentinel + PREV_POOL) >> 2] !== previous) {
      broken.push(`The list of used pools of class ${sizeClass} does not end at ${hex(previous)}`);
    }
    if (i32[(sentinel + FREE_BLOCK) >> 2] !== 0) {
      broken.push(`The sentinel of class ${sizeClass} has a free block`);
    }
  }
  for (const [pool, sizeClass] of used) {
    broken.push(`Pool ${hex(pool)} has free blocks of class ${sizeClass}, but is in no list`);
  }
}
