/**
 * The end of a heap.
 *
 * Closing never frees a block that nobody released: it reports it. What pymalloc keeps for itself is given
 * back when no block needs it any more: the last arena, then the arena records, then the raw domain's last
 * segment.
 */

import { releaseEmptyArenas } from "./arena.ts";
import type { Heap } from "./heap.ts";
import { LIBC_STATE, RAW_STATE } from "./memory.ts";
import { CHUNK_HEADER, CHUNK_OVERHEAD } from "./raw_chunks.ts";
import { trimSegments } from "./raw_segments.ts";
import { otherAllocators, walkBlocks, walkChunks } from "./walk.ts";

/**
 * Gives back what pymalloc holds for itself; returns what remained, a sentence for each live block. Empty:
 * all came back.
 */
export function closeHeap(heap: Heap): string[] {
  const remains: string[] = [];
  heap.strict?.letAllGo();
  walkBlocks(heap, (address, size, owner) => {
    remains.push(`A ${owner} block of ${size} bytes at 0x${address.toString(16)} was never released`);
  });
  walkChunks(heap, LIBC_STATE, (chunk, size, inUse) => {
    if (!inUse) return;
    const address = (chunk + CHUNK_HEADER).toString(16);
    remains.push(`A libc block of ${size - CHUNK_OVERHEAD} bytes at 0x${address} was never released`);
  });
  releaseEmptyArenas(heap);
  heap.strict?.letAllGo();
  for (const other of otherAllocators(heap)) other.close?.(other.ctx);
  trimSegments(heap, RAW_STATE);
  trimSegments(heap, LIBC_STATE);
  if (remains.length === 0 && heap.mappedPages > 0) {
    remains.push(`${heap.mappedPages} pages are still mapped`);
  }
  return remains;
}
