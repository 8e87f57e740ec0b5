/**
 * The three domains: raw, mem and object, each with its allocator, which replacement.ts can replace.
 *
 *     raw      buffers, arena records, whatever does not fit a pool        default: the system's malloc
 *     mem      list items, set tables, values of instances                 default: pymalloc
 *     object   every object, dict tables                                   default: pymalloc, the same one
 *
 * The entry points are as allocator.ts says for the raw domain. Blocks of one domain must be resized and
 * released through the same domain.
 *
 * Source: C API, "Memory Management", "Customize Memory Allocators"; CPython 3.11, Objects/obmalloc.c.
 */

import { type Allocator, isPlausibleArray, isPlausibleSize } from "./allocator.ts";
import type { Heap } from "./heap.ts";
import { pymallocCalloc, pymallocFree, pymallocMalloc, pymallocRealloc } from "./pymalloc.ts";
import type { Address, Size } from "./units.ts";

export { rawCalloc, rawFree, rawMalloc, rawRealloc } from "./allocator.ts";

/** The name of a domain. */
export type Domain = "raw" | "mem" | "object";

/** The domains, in CPython's order of numbers. */
export const DOMAINS: readonly Domain[] = ["raw", "mem", "object"];

/** Allocates `n` bytes from the mem domain; NULL on failure. The caller owns the block. */
export function memMalloc(heap: Heap, n: Size): Address {
  const allocator = heap.memAllocator;
  if (allocator === heap.pymalloc) return pymallocMalloc(heap, n);
  return isPlausibleSize(n) ? allocator.malloc(allocator.ctx, n) : 0;
}

/**
 * Allocates `nelem * elsize` zeroed bytes from the mem domain; NULL on failure. The caller owns the block.
 */
export function memCalloc(heap: Heap, nelem: number, elsize: Size): Address {
  const allocator = heap.memAllocator;
  if (allocator === heap.pymalloc) return pymallocCalloc(heap, nelem, elsize);
  return isPlausibleArray(nelem, elsize) ? allocator.calloc(allocator.ctx, nelem, elsize) : 0;
}

/** Resizes a block of the mem domain; steals `p` unless it returns NULL. */
export function memRealloc(heap: Heap, p: Address, n: Size): Address {
  const allocator = heap.memAllocator;
  if (allocator === heap.pymalloc) return pymallocRealloc(heap, p, n);
  return isPlausibleSize(n) ? allocator.realloc(allocator.ctx, p, n) : 0;
}

/** Releases a block of the mem domain; NULL is fine. */
export function memFree(heap: Heap, p: Address): void {
  const allocator = heap.memAllocator;
  if (allocator === heap.pymalloc) pymallocFree(heap, p);
  else allocator.free(allocator.ctx, p);
}

/** Allocates `n` bytes from the object domain; NULL on failure. The caller owns the block. */
export function objectMalloc(heap: Heap, n: Size): Address {
  const allocator = heap.objectAllocator;
  if (allocator === heap.pymalloc) return pymallocMalloc(heap, n);
  return isPlausibleSize(n) ? allocator.malloc(allocator.ctx, n) : 0;
}

/**
 * Allocates `nelem * elsize` zeroed bytes from the object domain; NULL on failure. The caller owns the block.
 */
export function objectCalloc(heap: Heap, nelem: number, elsize: Size): Address {
  const allocator = heap.objectAllocator;
  if (allocator === heap.pymalloc) return pymallocCalloc(heap, nelem, elsize);
  return isPlausibleArray(nelem, elsize) ? allocator.calloc(allocator.ctx, nelem, elsize) : 0;
}

/** Resizes a block of the object domain; steals `p` unless it returns NULL. */
export function objectRealloc(heap: Heap, p: Address, n: Size): Address {
  const allocator = heap.objectAllocator;
  if (allocator === heap.pymalloc) return pymallocRealloc(heap, p, n);
  return isPlausibleSize(n) ? allocator.realloc(allocator.ctx, p, n) : 0;
}

/** Releases a block of the object domain; NULL is fine. */
export function objectFree(heap: Heap, p: Address): void {
  const allocator = heap.objectAllocator;
  if (allocator === heap.pymalloc) pymallocFree(heap, p);
  else allocator.free(allocator.ctx, p);
}

/** The allocator of a domain. Throws RangeError if there is no such domain. */
export function getAllocator(heap: Heap, domain: Domain): Allocator {
  switch (domain) {
    case "raw":
      return heap.rawAllocator;
    case "mem":
      return heap.memAllocator;
    case "object":
      return heap.objectAllocator;
    default:
      throw unknownDomain(domain);
  }
}

/** The error for a domain that there is not. */
export function unknownDomain(domain: string): RangeError {
  return new RangeError(`Domain must be "raw", "mem" or "object": "${domain}"`);
}
