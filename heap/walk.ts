/**
 * Walks over what is live: arenas, pools, the raw domain's chunks, and the blocks of every domain.
 *
 * Figures of what is live come from here and are counted nowhere else. The walks trust the structures;
 * check.ts verifies them. Visitors must not allocate or free.
 */

import {
  ARENA_ADDRESS,
  ARENA_RECORD,
  ARENAS,
  firstPoolOf,
  MAX_ARENAS,
  POOL_ADDRESS,
  RAW_BLOCKS,
} from "./arena.ts";
import type { Heap } from "./heap.ts";
import { type AddressSpace, RAW_STATE } from "./memory.ts";
import { FREE_BLOCK, NEXT_OFFSET, POOL_OVERHEAD, poolCapacity, REF_COUNT, SIZE_CLASS } from "./pool.ts";
import { addressInRange, pymallocBlockSize } from "./pymalloc.ts";
import { usableSize } from "./raw.ts";
import { CHUNK_HEADER, CHUNK_OVERHEAD, FLAGS, IN_USE, RAW_MALLOC, SIZE } from "./raw_chunks.ts";
import { SEGMENT } from "./raw_segments.ts";
import { blockSizeOf } from "./size_classes.ts";
import type { Address, Size } from "./units.ts";

/** Who gave a block: pymalloc from a pool, or the raw domain's malloc. */
export type BlockOwner = "pymalloc" | "raw";

/** Calls `visit` with the record of every arena, in the order of records. */
export function walkArenas(heap: Heap, visit: (arena: Address) => void): void {
  const records = heap.i32[ARENAS >> 2];
  const count = heap.i32[MAX_ARENAS >> 2];
  for (let i = 0; i < count; i++) {
    const arena = records + i * ARENA_RECORD;
    if (heap.i32[(arena + ARENA_ADDRESS) >> 2] !== 0) visit(arena);
  }
}

/** Calls `visit` with every pool of an arena that was ever used, in address order. */
export function walkPools(heap: Heap, arena: Address, visit: (pool: Address) => void): void {
  const end = heap.i32[(arena + POOL_ADDRESS) >> 2];
  let pool = firstPoolOf(heap, heap.i32[(arena + ARENA_ADDRESS) >> 2]);
  for (; pool < end; pool += heap.poolSize) visit(pool);
}

/** Calls `visit` with every live block of a pool, in address order. `marks` is room for a mark per block. */
function walkPoolBlocks(
  heap: Heap,
  pool: Address,
  marks: Uint8Array,
  visit: (block: Address, size: Size) => void,
): void {
  const i32 = heap.i32;
  if (i32[(pool + REF_COUNT) >> 2] === 0) return;
  const size = blockSizeOf(i32[(pool + SIZE_CLASS) >> 2]);
  const first = pool + POOL_OVERHEAD;
  const carved = (i32[(pool + NEXT_OFFSET) >> 2] - POOL_OVERHEAD) / size;
  marks.fill(0, 0, carved);
  for (let block = i32[(pool + FREE_BLOCK) >> 2]; block !== 0; block = i32[block >> 2]) {
    marks[(block - first) / size] = 1;
  }
  for (let i = 0; i < carved; i++) {
    if (marks[i] === 0) visit(first + i * size, size);
  }
}

/** Calls `visit` with every segment of a malloc. */
export function walkSegments(
  space: AddressSpace,
  state: Address,
  visit: (segment: Address, size: Size) => void,
): void {
  let segment = space.i32[(state + RAW_MALLOC.offsets.segments) >> 2];
  while (segment !== 0) {
    visit(segment, space.i32[(segment + SEGMENT.offsets.size) >> 2]);
    segment = space.i32[(segment + SEGMENT.offsets.next) >> 2];
  }
}

/** Calls `visit` with every chunk of a malloc, free or not; the size is the chunk's own, header included. */
export function walkChunks(
  space: AddressSpace,
  state: Address,
  visit: (chunk: Address, size: Size, inUse: boolean) => void,
): void {
  walkSegments(space, state, (segment) => {
    let chunk = segment + SEGMENT.size;
    for (;;) {
      const header = space.i32[(chunk + SIZE) >> 2];
      const size = header & ~FLAGS;
      if (size === 0) return;
      visit(chunk, size, (header & IN_USE) !== 0);
      chunk += size;
    }
  });
}

/**
 * Calls `visit` with every live block of every domain: address, usable bytes, and which allocator gave it.
 * Blocks that pymalloc holds for itself (the arena records, arenas that a replaced arena allocator took from
 * the raw domain) are not visited.
 */
export function walkBlocks(
  heap: Heap,
  visit: (address: Address, size: Size, owner: BlockOwner) => void,
): void {
  const own = [heap.i32[ARENAS >> 2]];
  const marks = new Uint8Array(poolCapacity(heap.poolSize, 0));
  walkArenas(heap, (arena) => {
    own.push(heap.i32[(arena + ARENA_ADDRESS) >> 2]);
    walkPools(heap, arena, (pool) => {
      walkPoolBlocks(heap, pool, marks, (block, size) => visit(block, size, "pymalloc"));
    });
  });
  own.sort((a, b) => a - b);
  walkChunks(heap, RAW_STATE, (chunk, size, inUse) => {
    if (!inUse) return;
    const address = chunk + CHUNK_HEADER;
    if (!holdsAny(own, address, chunk + size + CHUNK_OVERHEAD)) visit(address, size - CHUNK_OVERHEAD, "raw");
  });
}

/** The bytes that the user of a live block may use, whichever built-in allocator gave it. */
export function sizeOfBlock(heap: Heap, p: Address): Size {
  return addressInRange(heap, p) ? pymallocBlockSize(heap, p) : usableSize(heap, p);
}

/** Is one of the sorted addresses in [start, end)? */
function holdsAny(sorted: readonly Address[], start: Address, end: Address): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < start) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low] < end;
}

/**
 * What sys.getallocatedblocks() counts: blocks in pools, and the raw blocks that pymalloc passed on. 0 under
 * malloc.
 */
export function allocatedBlocks(heap: Heap): number {
  let count = heap.i32[RAW_BLOCKS >> 2];
  walkArenas(heap, (arena) => {
    walkPools(heap, arena, (pool) => {
      count += heap.i32[(pool + REF_COUNT) >> 2];
    });
  });
  return count;
}
