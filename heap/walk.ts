/**
 * Walks over what is live: arenas, pools, the raw domain's chunks, and the blocks of every domain.
 *
 * Figures of what is live come from here and are counted nowhere else. The walks trust the structures;
 * check.ts verifies them. Visitors must not allocate or free.
 */

import { type Allocator, HELD_BLOCK } from "./allocator.ts";
import {
  ARENA_ADDRESS,
  ARENA_RECORD,
  ARENAS,
  firstPoolOf,
  MAX_ARENAS,
  POOL_ADDRESS,
  RAW_BLOCKS,
} from "./arena.ts";
import { type Domain, DOMAINS, getAllocator } from "./domains.ts";
import type { Heap } from "./heap.ts";
import { type AddressSpace, RAW_STATE } from "./memory.ts";
import { FREE_BLOCK, NEXT_OFFSET, POOL_OVERHEAD, poolCapacity, REF_COUNT, SIZE_CLASS } from "./pool.ts";
import { addressInRange, pymallocBlockSize } from "./pymalloc.ts";
import { usableSize } from "./raw.ts";
import { CHUNK_HEADER, CHUNK_OVERHEAD, FLAGS, IN_USE, RAW_MALLOC, SIZE } from "./raw_chunks.ts";
import { SEGMENT } from "./raw_segments.ts";
import { blockSizeOf } from "./size_classes.ts";
import type { Address, Size } from "./units.ts";

/** Who gave a block: pymalloc from a pool, the raw domain's malloc, or an allocator of somebody else. */
export type BlockOwner = "pymalloc" | "raw" | "other";

/** The allocators of somebody else that serve domains, under whatever layers. */
export function otherAllocators(heap: Heap): Allocator[] {
  const others = new Set<Allocator>();
  for (const domain of DOMAINS) {
    let base = getAllocator(heap, domain);
    while (base.wraps !== undefined) base = base.wraps;
    if (base !== heap.pymalloc && base !== heap.malloc) others.add(base);
  }
  return [...others];
}

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
 * Calls `visit` with every live block of every domain: address, usable bytes, and which allocator gave it. Under a
 * layer that keeps blocks inside blocks (debug hooks) address and size are those of the caller's block, the size is
 * the requested one, and `marks` names the domains whose headers were found, from the outside: a large block of the
 * mem domain is marked raw and mem. Blocks that pymalloc holds for itself (the arena records, arenas that a replaced
 * arena allocator took from the raw domain) are not visited.
 */
export function walkBlocks(
  heap: Heap,
  visit: (address: Address, size: Size, owner: BlockOwner, marks: readonly Domain[]) => void,
): void {
  if (headedLayers(heap).every((chain) => chain.length === 0)) {
    walkInnerBlocks(heap, (address, size, owner) => visit(address, size, owner, UNMARKED));
  } else {
    walkPeeledBlocks(heap, (block, owner) => visit(block.address, block.size, owner, block.marks));
  }
}

const UNMARKED: readonly Domain[] = [];

/** Calls `visit` with every live block (none that is held back) and what was found around it. The same object comes with each call. */
export function walkPeeledBlocks(heap: Heap, visit: (block: PeeledBlock, owner: BlockOwner) => void): void {
  const layers = headedLayers(heap);
  const block: PeeledBlock = { address: 0, size: 0, marks: [], shells: [], isHeldBack: false };
  walkInnerBlocks(heap, (address, size, owner) => {
    block.address = address;
    block.size = size;
    block.marks = [];
    block.shells = [];
    block.isHeldBack = false;
    peelBlock(layers, block);
    if (!block.isHeldBack) visit(block, owner);
  });
}

/** Every live block as its allocator gave it; those of others as far as they can tell. */
function walkInnerBlocks(
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
  for (const other of otherAllocators(heap)) {
    other.walkBlocks?.(other.ctx, (p, size) => {
      if (!holdsAny(own, p, p + size)) visit(p, size, "other");
    });
  }
}

/** A layer whose blocks lie inside those of the one under it. */
export interface HeadedLayer extends Allocator {
  readonly head: Size;
  peel(p: Address, size: Size): Size;
}

/** A live block, and the layers around it. */
export interface PeeledBlock {
  /** The caller's block and its bytes. */
  address: Address;
  size: Size;
  /** The domains whose layers were found, from the outside. */
  marks: Domain[];
  /** Each layer and its own block, from the outside. */
  shells: { readonly layer: HeadedLayer; readonly address: Address }[];
  /** Its caller has freed it, and a layer holds it back. */
  isHeldBack: boolean;
}

/** The layers of each domain, in the order of DOMAINS, that keep blocks inside blocks; from the inside. */
function headedLayers(heap: Heap): HeadedLayer[][] {
  return DOMAINS.map((domain) => {
    const layers: HeadedLayer[] = [];
    for (let layer: Allocator | undefined = getAllocator(heap, domain); layer; layer = layer.wraps) {
      if (layer.head !== undefined && layer.peel !== undefined) layers.unshift(layer as HeadedLayer);
    }
    return layers;
  });
}

/** Does a layer of the domain keep its blocks inside blocks? */
export function hasHeadedLayer(heap: Heap, domain: Domain): boolean {
  return headedLayers(heap)[DOMAINS.indexOf(domain)].length > 0;
}

/** Goes from a built-in allocator's block to the caller's: raw's layers, or another domain's, or first one, then the other. */
function peelBlock(layers: HeadedLayer[][], block: PeeledBlock): void {
  for (let i = 0; i < DOMAINS.length; i++) {
    if (!peelDomain(layers[i], block)) continue;
    block.marks.push(DOMAINS[i]);
    if (DOMAINS[i] !== "raw") return;
  }
}

/** Peels all layers of a domain off; false, and nothing done, if the block is not theirs. */
function peelDomain(layers: HeadedLayer[], block: PeeledBlock): boolean {
  let { address, size } = block;
  const shells = [];
  for (const layer of layers) {
    size = layer.peel(address, size);
    block.isHeldBack ||= size === HELD_BLOCK;
    if (size < 0) return false;
    address += layer.head;
    shells.push({ layer, address });
  }
  block.address = address;
  block.size = size;
  block.shells.push(...shells);
  return layers.length > 0;
}

/**
 * The bytes that the user of a live block may use, whichever built-in allocator gave it; the requested ones under
 * debug hooks.
 */
export function sizeOfBlock(heap: Heap, p: Address): Size {
  for (const layers of headedLayers(heap)) {
    const layer = layers[layers.length - 1];
    const size = layer === undefined ? -1 : layer.peel(p - layer.head, Infinity);
    if (size >= 0) return size;
  }
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
  let count = heap.i32[RAW_BLOCKS >> 2] - (heap.strict?.heldBlocks ?? 0);
  walkArenas(heap, (arena) => {
    walkPools(heap, arena, (pool) => {
      count += heap.i32[(pool + REF_COUNT) >> 2];
    });
  });
  return count;
}
