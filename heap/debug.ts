/**
 * Debug hooks: a layer on the allocator of a domain that finds wrong use of blocks.
 *
 *     p-16          p-8   p-7       p              p+n        p+n+8
 *     +-------------+-----+---------+-- - - - - ---+----------+---------------+
 *     | n, 8 bytes, | api | 7 times | n bytes for  | 8 times  | serial number |
 *     | big-endian  |     | 0xFD    | the caller   | 0xFD     | (an option)   |
 *     +-------------+-----+---------+-- - - - - ---+----------+---------------+
 *
 * `api` is the letter of the domain: r, m or o. Memory is 0xCD after malloc and where realloc grew it, 0 after
 * calloc; a freed block is 0xDD from its header to its end. free and realloc look at the letter, then at the bytes
 * before, then at those behind; the functions of mem and object need the global lock besides. What they find is the
 * end: a FatalMemoryError with CPython's text (debug_dump.ts). Nobody looks at any other time: use after free, and
 * writes that miss the pads, go unnoticed, here as in CPython. strict.ts finds more.
 *
 * Laws: the layer asks the allocator under it for 24 bytes more (32 with serial numbers), so 488 bytes are the largest
 * request that a pool serves. A hook is put on, and taken off, only while no block of its domain lives. Fast paths index
 * the views; `head` is the block of the allocator under the layer, `p` the caller's.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, _PyMem_DebugRawAlloc and relatives.
 */

import { type Allocator, SIZE_LIMIT } from "./allocator.ts";
import { verifyBlock } from "./debug_dump.ts";
import { type Domain, DOMAINS, getAllocator } from "./domains.ts";
import { fatalError } from "./fatal.ts";
import type { Heap } from "./heap.ts";
import { pymallocFree, pymallocMalloc } from "./pymalloc.ts";
import { AllocatorError, replaceAllocators } from "./replacement.ts";
import { type Address, bytes, type Size, struct, u8 } from "./units.ts";

/** What stands before the caller's bytes. */
export const DEBUG_HEADER = struct("DebugHeader", 16, {
  nbytes: bytes(0, 8, "bytes requested, big-endian"),
  api_id: u8(8, "letter of the domain: r, m or o"),
  pads: bytes(9, 7, "0xFD"),
});

/** What stands behind them; without serial numbers only its first 8 bytes. */
export const DEBUG_TAIL = struct("DebugTail", 16, {
  pads: bytes(0, 8, "0xFD"),
  serial: bytes(8, 8, "number of the call that made the block, big-endian"),
});

/** Fresh memory. */
export const CLEAN_BYTE = 0xcd;
/** Freed memory. */
export const DEAD_BYTE = 0xdd;
/** Memory beside a block, which nobody may touch. */
export const FORBIDDEN_BYTE = 0xfd;

/** The letter of each domain in a block's header. */
export const API_LETTERS: Readonly<Record<Domain, string>> = { raw: "r", mem: "m", object: "o" };

const HEADER: Size = DEBUG_HEADER.size;
const PADS: Size = 8;
const EXTRA: Size = HEADER + PADS;
/** realloc marks this much at either end of a large block as dead while it runs. */
const ERASED: Size = 64;
/** Blocks from this size on are filled by the host's own loop. */
const LARGE_FILL: Size = 1024;

const FORBIDDEN_WORD = 0xfdfdfdfd | 0;
const pattern = (byte: number): number => new Float64Array(new Uint8Array(8).fill(byte).buffer)[0];
const CLEAN = pattern(CLEAN_BYTE);
const DEAD = pattern(DEAD_BYTE);
const FORBIDDEN = pattern(FORBIDDEN_BYTE);

/** The word with its four bytes in the other order. */
function swapBytes(n: number): number {
  return (n << 24) | ((n & 0xff00) << 8) | ((n >>> 8) & 0xff00) | (n >>> 24);
}

/** Fills [start, end) with a byte; `word` is eight of it. `start` is a multiple of 8. */
function fill(heap: Heap, start: Address, end: Address, byte: number, word: number): void {
  if (end - start >= LARGE_FILL) {
    heap.u8.fill(byte, start, end);
    return;
  }
  const { f64, u8 } = heap;
  const last = end >>> 3;
  for (let i = start >>> 3; i < last; i++) f64[i] = word;
  for (let i = end & ~7; i < end; i++) u8[i] = byte;
}

/** The hooks of one domain. */
export class DebugHooks implements Allocator {
  readonly name: string;
  readonly ctx = this;
  readonly head = HEADER;
  /** The second half of a header's first 12 bytes: letter and three pads. */
  private readonly apiWord: number;
  /** Blocks made so far, if they are numbered. */
  serial = 0;

  constructor(
    readonly heap: Heap,
    readonly domain: Domain,
    /** The letter in the headers. */
    readonly api: string,
    readonly wraps: Allocator,
    /** Whether each block gets a number, 8 bytes behind its pads (PYMEM_DEBUG_SERIALNO). */
    readonly serialNumbers: boolean,
  ) {
    this.name = `${wraps.name}_debug`;
    this.apiWord = (FORBIDDEN_WORD << 8) | api.charCodeAt(0);
  }

  /** Bytes that a block takes beside those requested. */
  get extra(): Size {
    return this.serialNumbers ? EXTRA + 8 : EXTRA;
  }

  malloc(ctx: DebugHooks, n: Size): Address {
    const heap = ctx.heap;
    if (!heap.gilHeld && ctx.api !== "r") withoutGil(heap, "_PyMem_DebugMalloc");
    return ctx.mallocBlock(heap, n);
  }

  /** malloc without the check of the lock. */
  private mallocBlock(heap: Heap, n: Size): Address {
    if (n >= SIZE_LIMIT - EXTRA) return 0;
    const inner = this.wraps;
    const total = n + this.extra;
    const head = inner === heap.pymalloc ? pymallocMalloc(heap, total) : inner.malloc(inner.ctx, total);
    if (head === 0) return 0;
    fill(heap, head + HEADER, head + HEADER + n, CLEAN_BYTE, CLEAN);
    this.serial++;
    this.decorate(heap, head, n, this.serial);
    return head + HEADER;
  }

  calloc(ctx: DebugHooks, nelem: number, elsize: Size): Address {
    const heap = ctx.heap;
    if (!heap.gilHeld && ctx.api !== "r") withoutGil(heap, "_PyMem_DebugCalloc");
    const n = nelem * elsize;
    if (n >= SIZE_LIMIT - EXTRA) return 0;
    const head = ctx.wraps.calloc(ctx.wraps.ctx, 1, n + ctx.extra);
    if (head === 0) return 0;
    ctx.serial++;
    ctx.decorate(heap, head, n, ctx.serial);
    return head + HEADER;
  }

  free(ctx: DebugHooks, p: Address): void {
    const heap = ctx.heap;
    if (!heap.gilHeld && ctx.api !== "r") withoutGil(heap, "_PyMem_DebugFree");
    if (p === 0) return;
    const n = ctx.checkBlock(heap, p, "_PyMem_DebugRawFree");
    const head = p - HEADER;
    fill(heap, head, head + n + ctx.extra, DEAD_BYTE, DEAD);
    const inner = ctx.wraps;
    if (inner === heap.pymalloc) pymallocFree(heap, head);
    else inner.free(inner.ctx, head);
  }

  realloc(ctx: DebugHooks, p: Address, n: Size): Address {
    const heap = ctx.heap;
    if (!heap.gilHeld && ctx.api !== "r") withoutGil(heap, "_PyMem_DebugRealloc");
    if (p === 0) return ctx.mallocBlock(heap, n);
    const old = ctx.checkBlock(heap, p, "_PyMem_DebugRawRealloc");
    if (n >= SIZE_LIMIT - EXTRA) return 0;
    return ctx.resize(heap, p - HEADER, old, n);
  }

  /** Resizes a sound block from `old` bytes to `n`. */
  private resize(heap: Heap, head: Address, old: Size, n: Size): Address {
    const { u8 } = heap;
    const p = head + HEADER;
    const serial = this.readSerial(heap, p, old);
    // What the caller must not find in the old place any more: kept here while it is marked as dead.
    const first = u8.slice(p, p + Math.min(old, ERASED));
    const lastStart = Math.max(first.length, old - ERASED);
    const last = u8.slice(p + lastStart, p + old);
    u8.fill(DEAD_BYTE, head, p + first.length);
    u8.fill(DEAD_BYTE, p + lastStart, head + old + this.extra);
    const moved = this.wraps.realloc(this.wraps.ctx, head, n + this.extra);
    const start = moved === 0 ? head : moved;
    const size = moved === 0 ? old : n;
    const q = start + HEADER;
    if (moved !== 0) this.serial++;
    this.decorate(heap, start, size, moved === 0 ? serial : this.serial);
    u8.set(size < first.length ? first.subarray(0, size) : first, q);
    if (size > lastStart) u8.set(size < old ? last.subarray(0, size - lastStart) : last, q + lastStart);
    if (moved === 0) return 0;
    if (n > old) u8.fill(CLEAN_BYTE, q + old, q + n);
    return q;
  }

  /** Writes everything but the caller's bytes. */
  private decorate(heap: Heap, head: Address, n: Size, serial: number): void {
    const { i32, u8 } = heap;
    const at = head >>> 2;
    i32[at] = 0;
    i32[at + 1] = swapBytes(n);
    i32[at + 2] = this.apiWord;
    i32[at + 3] = FORBIDDEN_WORD;
    const tail = head + HEADER + n;
    if ((tail & 7) === 0) heap.f64[tail >>> 3] = FORBIDDEN;
    else for (let i = 0; i < PADS; i++) u8[tail + i] = FORBIDDEN_BYTE;
    if (this.serialNumbers) writeBigEndian(u8, tail + PADS, serial);
  }

  private readSerial(heap: Heap, p: Address, n: Size): number {
    if (!this.serialNumbers) return 0;
    let serial = 0;
    for (let i = 0; i < 8; i++) serial = serial * 256 + heap.u8[p + n + PADS + i];
    return serial;
  }

  /** The size of a sound block of this domain; anything else is fatal, found by the function `where`. */
  private checkBlock(heap: Heap, p: Address, where: string): Size {
    const i32 = heap.i32;
    const at = (p - HEADER) >> 2;
    if ((p | 0) !== p || (p & 15) !== 0) return verifyBlock(heap, this, p, where);
    if (i32[at + 2] === this.apiWord && i32[at + 3] === FORBIDDEN_WORD && i32[at] === 0) {
      const n = swapBytes(i32[at + 1]);
      const tail = p + n;
      if ((tail & 3) === 0) {
        if (i32[tail >> 2] === FORBIDDEN_WORD && i32[(tail >> 2) + 1] === FORBIDDEN_WORD) return n;
      } else if (n >= 0 && tailIsWhole(heap, tail)) return n;
    }
    return verifyBlock(heap, this, p, where);
  }

  /** Bytes of the block inside the inner block `head`, of which `size` can be used; -1 if there is none. */
  peel(head: Address, size: Size): Size {
    const i32 = this.heap.i32;
    const at = head >>> 2;
    if (i32[at] !== 0 || i32[at + 2] !== this.apiWord || i32[at + 3] !== FORBIDDEN_WORD) return -1;
    const n = swapBytes(i32[at + 1]);
    return n >= 0 && n + this.extra <= size ? n : -1;
  }

  /** What is wrong with a live block whose header is sound: its tail, or nothing. */
  damage(p: Address): string | null {
    const n = this.peel(p - HEADER, Infinity);
    return tailIsWhole(this.heap, p + n) ? null : "bad trailing pad byte";
  }
}

function tailIsWhole(heap: Heap, tail: Address): boolean {
  for (let i = 0; i < PADS; i++) if (heap.u8[tail + i] !== FORBIDDEN_BYTE) return false;
  return true;
}

function writeBigEndian(u8: Uint8Array, at: Address, n: number): void {
  for (let i = 7; i >= 0; i--) {
    u8[at + i] = n % 256;
    n = Math.floor(n / 256);
  }
}

function withoutGil(heap: Heap, where: string): never {
  fatalError(heap, where, "Python memory allocator called without holding the GIL");
}

/** How hooks are made. */
export interface DebugOptions {
  /** Numbers each block, as a CPython built with PYMEM_DEBUG_SERIALNO does. */
  readonly serialNumbers?: boolean;
}

/** The hooks among the layers of a domain, or null. */
export function debugHooksOf(heap: Heap, domain: Domain): DebugHooks | null {
  for (let layer: Allocator | undefined = getAllocator(heap, domain); layer; layer = layer.wraps) {
    if (layer instanceof DebugHooks) return layer;
  }
  return null;
}

/** A domain's allocator with debug hooks over it, not set yet. */
export function makeDebugHooks(
  heap: Heap,
  domain: Domain,
  inner: Allocator,
  options: DebugOptions = {},
): DebugHooks {
  return new DebugHooks(heap, domain, API_LETTERS[domain], inner, options.serialNumbers ?? false);
}

/**
 * Puts debug hooks on the allocators of the domains (all three if none are named) that have none yet, over whatever
 * layers and allocators are set. CPython's PyMem_SetupDebugHooks.
 *
 * @throws AllocatorError if a domain has live blocks, which were made without hooks; none is changed then.
 */
export function setupDebugHooks(
  heap: Heap,
  domains: readonly Domain[] = DOMAINS,
  options: DebugOptions = {},
): void {
  const missing = domains.filter((domain) => debugHooksOf(heap, domain) === null);
  if (missing.length > 0 && heap.tracer.isTracing) {
    throw new AllocatorError("Debug hooks cannot go over tracemalloc, which must stay on top: stop it first");
  }
  replaceAllocators(
    heap,
    missing.map((domain) => makeDebugHooks(heap, domain, getAllocator(heap, domain), options)),
    missing,
  );
}
