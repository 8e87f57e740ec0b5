/**
 * The memory manager: a simulated address space with CPython's allocators on it. Usable on its own.
 *
 *     const heap = new Heap({ reserve: 64 * 2 ** 20 });
 *     const p = objectMalloc(heap, 32);
 *     objectFree(heap, p);
 *     console.log(statsReport(heap), check(heap), closeHeap(heap));
 */

export * from "./units.ts";
export {
  type AddressSpace,
  isMapped,
  isReadable,
  LIBC_STATE,
  mapPages,
  mapPagesAt,
  MAX_RESERVE,
  RAW_STATE,
  STATIC_BASE,
  unmapPages,
} from "./memory.ts";
export { type Allocator, nameOf } from "./allocator.ts";
export { GEOMETRIES, type Geometry, Heap, type HeapOptions } from "./heap.ts";
export {
  type Domain,
  DOMAINS,
  getAllocator,
  memCalloc,
  memFree,
  memMalloc,
  memRealloc,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  rawCalloc,
  rawFree,
  rawMalloc,
  rawRealloc,
} from "./domains.ts";
export { AllocatorError, liveBlocks, setAllocator, setArenaAllocator } from "./replacement.ts";
export {
  applyPreset,
  type MallocPreset,
  type Preset,
  presetName,
  PRESETS,
  PYTHONMALLOC_NAMES,
  usesPymalloc,
} from "./presets.ts";
export {
  API_LETTERS,
  CLEAN_BYTE,
  DEAD_BYTE,
  DEBUG_HEADER,
  DEBUG_TAIL,
  DebugHooks,
  debugHooksOf,
  type DebugOptions,
  FORBIDDEN_BYTE,
  setupDebugHooks,
} from "./debug.ts";
export { describeAllocation } from "./debug_dump.ts";
export { endHeap, fatalError, FatalMemoryError } from "./fatal.ts";
export { StrictMode, ZONE_BYTE, ZONE_HEADER } from "./strict.ts";
export { DEFAULT_DOMAIN, type FrameSource, MAX_FRAMES, NOT_TRACING, type Tracer } from "./trace.ts";
export {
  DomainFilter,
  Filter,
  formatSize,
  Frame,
  Snapshot,
  type SnapshotKey,
  Statistic,
  StatisticDiff,
  Trace,
  Traceback,
  type TraceFilter,
} from "./snapshot.ts";
export { ARENA_OBJECT, type ArenaAllocator, getArenaAllocator, PYMALLOC } from "./arena.ts";
export { POOL_HEADER } from "./pool.ts";
export {
  addressInRange,
  giveFreeBlock,
  pymallocCalloc,
  pymallocFree,
  pymallocMalloc,
  pymallocRealloc,
  takeFreeBlock,
  usedPoolWord,
} from "./pymalloc.ts";
export { libcAllocator } from "./raw.ts";
export { libcCalloc, libcFree, libcMalloc, libcRealloc } from "./libc.ts";
export { CHUNK, RAW_MALLOC } from "./raw_chunks.ts";
export { FENCE, SEGMENT } from "./raw_segments.ts";
export {
  ALIGNMENT,
  blockSizeOf,
  SIZE_CLASSES,
  sizeClassOf,
  SMALL_REQUEST_THRESHOLD,
} from "./size_classes.ts";
export { type HeapStats, type MallocStats, type SizeClassStats, stats, statsReport } from "./stats.ts";
export {
  allocatedBlocks,
  type BlockOwner,
  otherAllocators,
  sizeOfBlock,
  walkArenas,
  walkBlocks,
  walkChunks,
  walkPools,
  walkSegments,
} from "./walk.ts";
export { check } from "./check.ts";
export { type CountingLayer, type DomainCounts, installCounting } from "./counting.ts";
export { type FailureLayer, type FailureMode, installFailure } from "./failure.ts";
export { reportArenas } from "./arena_report.ts";
export { closeHeap } from "./close.ts";
