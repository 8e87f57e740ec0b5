/**
 * What an allocator is, and the raw domain's entry points.
 *
 * An allocator is CPython's PyMemAllocatorEx: four functions and a context that is handed back on each call.
 * A domain is one replaceable allocator of the heap. The raw domain stands here because pymalloc needs it:
 * large and empty requests and the arena records go through it, hooks included. domains.ts has the other two.
 *
 * An entry point lets no size through that is none (more than PY_SSIZE_T_MAX never reaches an allocator) and
 * calls the domain's allocator. Where that is the built-in one it is called by name, so that the host's
 * compiler can inline it even when other heaps of the process use other allocators: the comparison is an
 * inline cache, nothing else.
 *
 * The contract of every allocator: a request of 0 bytes gives a distinct non-NULL block; realloc(NULL, n) is
 * malloc(n); a failed realloc returns NULL and leaves the old block as it was; free(NULL) does nothing;
 * blocks are 16-byte aligned; only calloc clears. Failure is NULL, never a JavaScript exception.
 *
 * The four functions of every allocator here are fields of its own and take all they need from `ctx`, so that they can
 * be copied into another one, as C programs copy the struct: `{ ...old, malloc: mine, wraps: old }`.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, PyMem_RawMalloc and relatives; C API, "Memory Management".
 */

import type { Heap } from "./heap.ts";
import { RAW_STATE } from "./memory.ts";
import { systemFree, systemMalloc } from "./raw.ts";
import type { Address, Size } from "./units.ts";

/** The functions under a domain. `ctx` is handed back on each call; the built-in ones take the heap. */
export interface Allocator {
  /** How reports call it; CPython's has no name. */
  readonly name?: string;
  // deno-lint-ignore no-explicit-any
  readonly ctx: any;
  // deno-lint-ignore no-explicit-any
  malloc(ctx: any, size: Size): Address;
  // deno-lint-ignore no-explicit-any
  calloc(ctx: any, nelem: number, elsize: Size): Address;
  // deno-lint-ignore no-explicit-any
  realloc(ctx: any, p: Address, size: Size): Address;
  // deno-lint-ignore no-explicit-any
  free(ctx: any, p: Address): void;
  /**
   * A layer says here which allocator it was put over: it calls that one, and whatever block that one gave is good
   * for the layer too. Without it, its blocks are its own.
   */
  readonly wraps?: Allocator;
  /** A layer whose blocks lie inside those of the allocator under it: bytes from the start of those to its own. */
  readonly head?: Size;
  /**
   * A layer with `head`: bytes of its block inside the block `p` of the allocator under it, of which `size` bytes can
   * be used; -1 if that is no block of the layer, HELD_BLOCK if the caller has freed it and the layer has not.
   */
  peel?(p: Address, size: Size): Size;
  /** A layer with `head`: what is wrong with a block of its own that peel() knows, or null. */
  damage?(p: Address): string | null;
  /** An allocator of its own: how many of its blocks live. One that cannot tell is never replaced by a stranger. */
  // deno-lint-ignore no-explicit-any
  liveBlocks?(ctx: any): number;
  /** An allocator of its own: visits its live blocks, with the bytes that can be used, for walks and checks. */
  // deno-lint-ignore no-explicit-any
  walkBlocks?(ctx: any, visit: (p: Address, size: Size) => void): void;
  /** An allocator of its own: gives back what it keeps for itself, when the heap is closed. */
  // deno-lint-ignore no-explicit-any
  close?(ctx: any): void;
}

/** How reports call an allocator. */
export function nameOf(allocator: Allocator): string {
  return allocator.name ?? "an allocator without a name";
}

/** What `peel` returns for a freed block that a layer holds back. */
export const HELD_BLOCK = -2;

/** The first size that is more than PY_SSIZE_T_MAX; such requests never reach an allocator. */
export const SIZE_LIMIT: Size = 2 ** 63;

/** Is `n` a size that may reach an allocator? (Negative numbers are huge in C.) */
export function isPlausibleSize(n: Size): boolean {
  return n >= 0 && n < SIZE_LIMIT;
}

/** Is `nelem * elsize` a size that may reach an allocator? */
export function isPlausibleArray(nelem: number, elsize: Size): boolean {
  return nelem >= 0 && elsize >= 0 && nelem * elsize < SIZE_LIMIT;
}

/** Allocates `n` bytes from the raw domain; NULL on failure. The caller owns the block. */
export function rawMalloc(heap: Heap, n: Size): Address {
  const allocator = heap.rawAllocator;
  if (allocator === heap.malloc) return systemMalloc(heap, RAW_STATE, n);
  return isPlausibleSize(n) ? allocator.malloc(allocator.ctx, n) : 0;
}

/**
 * Allocates `nelem * elsize` zeroed bytes from the raw domain; NULL on failure. The caller owns the block.
 */
export function rawCalloc(heap: Heap, nelem: number, elsize: Size): Address {
  const allocator = heap.rawAllocator;
  return isPlausibleArray(nelem, elsize) ? allocator.calloc(allocator.ctx, nelem, elsize) : 0;
}

/** Resizes a block of the raw domain; steals `p` unless it returns NULL. */
export function rawRealloc(heap: Heap, p: Address, n: Size): Address {
  const allocator = heap.rawAllocator;
  return isPlausibleSize(n) ? allocator.realloc(allocator.ctx, p, n) : 0;
}

/** Releases a block of the raw domain; NULL is fine. */
export function rawFree(heap: Heap, p: Address): void {
  const allocator = heap.rawAllocator;
  if (allocator === heap.malloc) systemFree(heap, RAW_STATE, p);
  else allocator.free(allocator.ctx, p);
}
