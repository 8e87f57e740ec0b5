/**
 * The C library's malloc, as a program calls it: past every domain, hook and figure of the memory manager.
 *
 * On a real system it is the malloc that the raw domain uses too, so that a raw block given to free() goes unnoticed
 * (and a large block of pymalloc's, whose count then never comes back). Here each has segments of its own, and free
 * and realloc look for the one that a block is of. What neither of them gave ends as in the GNU C library: a line on
 * standard error, and an abort.
 *
 * Source: C17, 7.22.3; glibc, malloc/malloc.c (the messages).
 */

import { endHeap, FatalMemoryError } from "./fatal.ts";
import type { Heap } from "./heap.ts";
import { type AddressSpace, LIBC_STATE, RAW_STATE } from "./memory.ts";
import { systemCalloc, systemFree, systemMalloc, systemRealloc } from "./raw.ts";
import { CHUNK_HEADER, FLAGS, IN_USE, MIN_CHUNK, PREV_IN_USE, RAW_MALLOC, SIZE } from "./raw_chunks.ts";
import { FENCE, SEGMENT } from "./raw_segments.ts";
import type { Address, Size } from "./units.ts";

/** The segment of a malloc that `p` can be a block of, or 0. */
function segmentOf(space: AddressSpace, state: Address, p: Address): Address {
  const { i32 } = space;
  let segment = i32[(state + RAW_MALLOC.offsets.segments) >> 2];
  while (segment !== 0) {
    const end = segment + i32[(segment + SEGMENT.offsets.size) >> 2];
    if (p >= segment + SEGMENT.size + CHUNK_HEADER && p < end - FENCE.size) return segment;
    segment = i32[(segment + SEGMENT.offsets.next) >> 2];
  }
  return 0;
}

/** What is wrong with `p` as a live block of the segment; null if nothing is. */
function problemOf(space: AddressSpace, segment: Address, p: Address): string | null {
  const { i32 } = space;
  const chunk = p - CHUNK_HEADER;
  const header = i32[(chunk + SIZE) >> 2], size = header & ~FLAGS;
  const fence = segment + i32[(segment + SEGMENT.offsets.size) >> 2] - FENCE.size;
  if ((p & 15) !== 0 || size < MIN_CHUNK || chunk + size > fence) return "invalid pointer";
  if ((header & IN_USE) === 0 || (i32[(chunk + size + SIZE) >> 2] & PREV_IN_USE) === 0) {
    return "double free or corruption (!prev)";
  }
  return null;
}

/** The malloc that a live block is of. Throws FatalMemoryError if it is of none. */
function ownerOf(heap: Heap, p: Address, caller: string): Address {
  let problem = "invalid pointer";
  for (const state of [LIBC_STATE, RAW_STATE]) {
    const segment = segmentOf(heap, state, p);
    if (segment === 0) continue;
    const found = problemOf(heap, segment, p);
    if (found === null) return state;
    problem = found;
  }
  const line = problem.startsWith("double") ? problem : `${caller}(): ${problem}`;
  const report = `${line}\nFatal Python error: Aborted\n${heap.describeRuntime()}`;
  endHeap(heap, new FatalMemoryError(`${caller}()`, problem, report, p));
}

/** malloc(n): a block, or NULL. The caller owns it. */
export function libcMalloc(heap: Heap, n: Size): Address {
  return systemMalloc(heap, LIBC_STATE, n);
}

/** calloc(nelem, elsize): a zeroed block, or NULL. The caller owns it. */
export function libcCalloc(heap: Heap, nelem: number, elsize: Size): Address {
  return systemCalloc(heap, LIBC_STATE, nelem, elsize);
}

/** realloc(p, n); steals `p` unless it returns NULL. Throws FatalMemoryError if `p` is no block. */
export function libcRealloc(heap: Heap, p: Address, n: Size): Address {
  if (p === 0) return libcMalloc(heap, n);
  return systemRealloc(heap, ownerOf(heap, p, "realloc"), p, n);
}

/** free(p); NULL is fine. Throws FatalMemoryError if `p` is no block. */
export function libcFree(heap: Heap, p: Address): void {
  if (p !== 0) systemFree(heap, ownerOf(heap, p, "free"), p);
}
