/**
 * The figures of a heap as data, computed by walking, and CPython's text report.
 *
 * The report has the exact layout of CPython's _PyObject_DebugMallocStats: with the 256 KiB geometry that of
 * a build without the radix-tree address map, with any other that of a build with it. Addresses here are
 * below 2 GiB, so such a tree would have one node per level once an arena exists; what this heap has in its
 * place is poolMapBytes.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, _PyObject_DebugMallocStats.
 */

import {
  ARENA_COUNT,
  ARENA_HIGHWATER,
  ARENAS,
  ARENAS_MADE,
  FREE_POOL_COUNT,
  RAW_BLOCKS,
  TOTAL_POOL_COUNT,
} from "./arena.ts";
import type { Heap } from "./heap.ts";
import { type AddressSpace, LIBC_STATE, RAW_STATE } from "./memory.ts";
import { POOL_OVERHEAD, poolCapacity, REF_COUNT, SIZE_CLASS } from "./pool.ts";
import { CHUNK_OVERHEAD } from "./raw_chunks.ts";
import { blockSizeOf, SIZE_CLASSES, SMALL_REQUEST_THRESHOLD } from "./size_classes.ts";
import { type Address, PAGE_SIZE, type Size } from "./units.ts";
import { allocatedBlocks, sizeOfBlock, walkArenas, walkChunks, walkPools, walkSegments } from "./walk.ts";

/** One size class. */
export interface SizeClassStats {
  readonly sizeClass: number;
  /** Bytes per block. */
  readonly size: Size;
  /** Pools with at least one block out. */
  readonly pools: number;
  /** Blocks out. */
  readonly used: number;
  /** Free blocks of those pools. */
  readonly available: number;
}

/** One system malloc: the raw domain's, or the C library's. */
export interface MallocStats {
  /** Live blocks and the bytes their users may use. */
  readonly blocks: number;
  readonly bytes: Size;
  readonly freeChunks: number;
  readonly freeBytes: Size;
  readonly largestFree: Size;
  readonly segments: number;
  readonly segmentBytes: Size;
}

/** Every figure of a heap. Sizes in bytes. */
export interface HeapStats {
  readonly geometry: { readonly arenaSize: Size; readonly poolSize: Size };
  readonly sizeClasses: readonly SizeClassStats[];
  readonly arenas: {
    readonly total: number;
    readonly reclaimed: number;
    readonly highWater: number;
    readonly current: number;
  };
  /** How the bytes of the current arenas divide. */
  readonly bytes: {
    readonly allocated: Size;
    readonly available: Size;
    readonly unusedPools: Size;
    readonly poolHeaders: Size;
    readonly quantization: Size;
    readonly alignment: Size;
    readonly total: Size;
  };
  readonly unusedPools: number;
  /** What sys.getallocatedblocks() says, and how many of them pymalloc passed on to the raw domain. */
  readonly allocatedBlocks: number;
  readonly rawBlocksOfPymalloc: number;
  readonly poolMapBytes: Size;
  readonly arenaRecordBytes: Size;
  readonly pages: {
    readonly size: Size;
    readonly mapped: number;
    readonly peak: number;
    readonly limit: number;
    readonly mapCalls: number;
    readonly unmapCalls: number;
  };
  readonly raw: MallocStats;
  readonly libc: MallocStats;
}

function mallocStats(space: AddressSpace, state: Address): MallocStats {
  const s = {
    blocks: 0,
    bytes: 0,
    freeChunks: 0,
    freeBytes: 0,
    largestFree: 0,
    segments: 0,
    segmentBytes: 0,
  };
  walkSegments(space, state, (_segment, size) => {
    s.segments++;
    s.segmentBytes += size;
  });
  walkChunks(space, state, (_chunk, size, inUse) => {
    if (inUse) {
      s.blocks++;
      s.bytes += size - CHUNK_OVERHEAD;
    } else {
      s.freeChunks++;
      s.freeBytes += size;
      s.largestFree = Math.max(s.largestFree, size - CHUNK_OVERHEAD);
    }
  });
  return s;
}

/** Walks the heap and returns its figures. */
export function stats(heap: Heap): HeapStats {
  const i32 = heap.i32;
  const pools = new Array<number>(SIZE_CLASSES).fill(0);
  const used = new Array<number>(SIZE_CLASSES).fill(0);
  let unusedPools = 0;
  let alignment = 0;
  const fullCount = heap.arenaSize / heap.poolSize;
  walkArenas(heap, (arena) => {
    unusedPools += i32[(arena + FREE_POOL_COUNT) >> 2];
    if (i32[(arena + TOTAL_POOL_COUNT) >> 2] < fullCount) alignment += heap.poolSize;
    walkPools(heap, arena, (pool) => {
      const count = i32[(pool + REF_COUNT) >> 2];
      if (count === 0) return;
      pools[i32[(pool + SIZE_CLASS) >> 2]]++;
      used[i32[(pool + SIZE_CLASS) >> 2]] += count;
    });
  });
  const sizeClasses: SizeClassStats[] = [];
  let allocated = 0;
  let available = 0;
  let poolHeaders = 0;
  let quantization = 0;
  for (let sizeClass = 0; sizeClass < SIZE_CLASSES; sizeClass++) {
    const size = blockSizeOf(sizeClass);
    const free = pools[sizeClass] * poolCapacity(heap.poolSize, sizeClass) - used[sizeClass];
    sizeClasses.push({ sizeClass, size, pools: pools[sizeClass], used: used[sizeClass], available: free });
    allocated += used[sizeClass] * size;
    available += free * size;
    poolHeaders += pools[sizeClass] * POOL_OVERHEAD;
    quantization += pools[sizeClass] * ((heap.poolSize - POOL_OVERHEAD) % size);
  }
  const current = i32[ARENA_COUNT >> 2];
  const total = i32[ARENAS_MADE >> 2];
  const records = i32[ARENAS >> 2];
  return {
    geometry: { arenaSize: heap.arenaSize, poolSize: heap.poolSize },
    sizeClasses,
    arenas: { total, reclaimed: total - current, highWater: i32[ARENA_HIGHWATER >> 2], current },
    bytes: {
      allocated,
      available,
      unusedPools: unusedPools * heap.poolSize,
      poolHeaders,
      quantization,
      alignment,
      total: current * heap.arenaSize,
    },
    unusedPools,
    allocatedBlocks: allocatedBlocks(heap),
    rawBlocksOfPymalloc: i32[RAW_BLOCKS >> 2],
    poolMapBytes: heap.poolMap.length,
    arenaRecordBytes: records === 0 ? 0 : sizeOfBlock(heap, records),
    pages: {
      size: PAGE_SIZE,
      mapped: heap.mappedPages,
      peak: heap.peakPages,
      limit: heap.pageLimit,
      mapCalls: heap.mapCalls,
      unmapCalls: heap.unmapCalls,
    },
    raw: mallocStats(heap, RAW_STATE),
    libc: mallocStats(heap, LIBC_STATE),
  };
}

/** `1234567` as `1,234,567`. */
function withCommas(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** One line of the report: label, `=`, number. */
function figure(label: string, n: number): string {
  return label.padEnd(35) + "=" + withCommas(n).padStart(21);
}

/** The text of CPython's _PyObject_DebugMallocStats about this heap, with a newline at its end. */
export function statsReport(heap: Heap): string {
  const s = stats(heap);
  const lines = [
    `Small block threshold = ${SMALL_REQUEST_THRESHOLD}, in ${SIZE_CLASSES} size classes.`,
    "",
    "class   size   num pools   blocks in use  avail blocks",
    "-----   ----   ---------   -------------  ------------",
  ];
  for (const c of s.sizeClasses) {
    if (c.pools === 0) continue;
    lines.push(
      String(c.sizeClass).padStart(5) + String(c.size).padStart(7) + String(c.pools).padStart(12) +
        String(c.used).padStart(16) + String(c.available).padStart(14),
    );
  }
  lines.push(
    "",
    figure("# arenas allocated total", s.arenas.total),
    figure("# arenas reclaimed", s.arenas.reclaimed),
    figure("# arenas highwater mark", s.arenas.highWater),
    figure("# arenas allocated current", s.arenas.current),
    figure(`${s.arenas.current} arenas * ${heap.arenaSize} bytes/arena`, s.bytes.total),
    "",
    figure("# bytes in allocated blocks", s.bytes.allocated),
    figure("# bytes in available blocks", s.bytes.available),
    figure(`${s.unusedPools} unused pools * ${heap.poolSize} bytes`, s.bytes.unusedPools),
    figure("# bytes lost to pool headers", s.bytes.poolHeaders),
    figure("# bytes lost to quantization", s.bytes.quantization),
    figure("# bytes lost to arena alignment", s.bytes.alignment),
    figure("Total", s.bytes.total),
  );
  if (heap.arenaSize !== 2 ** 18) lines.push(...arenaMapLines(s.arenas.total > 0 ? 1 : 0));
  return lines.join("\n") + "\n";
}

/** The last part of the report: what a radix tree over these addresses takes. */
function arenaMapLines(nodes: number): string[] {
  const root = 2 ** 15 * 8;
  const mid = nodes * 2 ** 15 * 8;
  const bottom = nodes * 2 ** 14 * 8;
  return [
    "",
    "arena map counts",
    figure("# arena map mid nodes", nodes),
    figure("# arena map bot nodes", nodes),
    "",
    figure("# bytes lost to arena map root", root),
    figure("# bytes lost to arena map mid", mid),
    figure("# bytes lost to arena map bot", bottom),
    figure("Total", root + mid + bottom),
  ];
}
