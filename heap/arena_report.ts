/**
 * Reports of pymalloc's state each time it takes an arena: a layer on the arena allocator.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, new_arena (PYTHONMALLOCSTATS).
 */

import type { ArenaAllocator } from "./arena.ts";
import type { Heap } from "./heap.ts";
import { setArenaAllocator } from "./replacement.ts";
import { statsReport } from "./stats.ts";
import type { Address, Size } from "./units.ts";

/** Writes the report before each arena from now on; returns what takes the layer off again. */
export function reportArenas(heap: Heap, write: (text: string) => void): () => void {
  const inner = heap.arenaAllocator;
  const layer: ArenaAllocator = {
    ctx: heap,
    wraps: inner,
    alloc: (heap: Heap, size: Size): Address => {
      write(statsReport(heap));
      return inner.alloc(inner.ctx, size);
    },
    free: (_heap: Heap, p: Address, size: Size) => inner.free(inner.ctx, p, size),
  };
  setArenaAllocator(heap, layer);
  return () => setArenaAllocator(heap, inner);
}
