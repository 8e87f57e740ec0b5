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

import { type Allocator, nameOf, SIZE_LIMIT } from "./allocator.ts";
import { verifyBlock } from "./debug_dump.ts";
import { type Domain, DOMAINS, getAllocator } from "./domains.ts";
import { fatalError } from "./fatal.ts";
import type { Heap } from "./heap.ts";
import { pymallocCalloc, pymallocFree, pymallocMalloc, pymallocRealloc } from "./pymalloc.ts";
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
/** Where the last of these begin: at a multiple of 4, so that they are saved by words. */
const lastPart = (n: Size): Size => (n - ERASED) & ~3;
/** Words that realloc saves at most: all of a block of two such parts, else the first part and the last. */
const SAVED_WORDS = (2 * ERASED + 4) / 4;
/** From this size on the host's own loop fills faster. */
const LARGE_FILL: Size = 768;

const FORBIDDEN_WORD = 0xfdfdfdfd | 0;
const pattern = (byte: number): number => new Float64Array(new Uint8Array(8).fill(byte).buffer)[0];
const CLEAN = pattern(CLEAN_BYTE);
const DEAD = pattern(DEAD_BYTE);

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
  let i = start >>> 3;
  for (const lastEight = last - 8; i <= lastEight; i += 8) {
    f64[i] = word;
    f64[i + 1] = word;
    f64[i + 2] = word;
    f64[i + 3] = word;
    f64[i + 4] = word;
    f64[i + 5] = word;
    f64[i + 6] = word;
    f64[i + 7] = word;
  }
  for (; i < last; i++) f64[i] = word;
  let at = last << 3;
  if ((end & 4) !== 0) {
    heap.i32[at >>> 2] = 0x01010101 * byte;
    at += 4;
  }
  for (; at < end; at++) u8[at] = byte;
}

/** The same from any address. */
function fillFrom(heap: Heap, start: Address, end: Address, byte: number, word: number): void {
  const u8 = heap.u8;
  for (; (start & 7) !== 0 && start < end; start++) u8[start] = byte;
  if (start < end) fill(heap, start, end, byte, word);
}

/** The hooks of one domain. */
export class DebugHooks implements Allocator {
  readonly name: string;
  readonly ctx = this;
  readonly malloc = debugMalloc;
  readonly calloc = debugCalloc;
  readonly realloc = debugRealloc;
  readonly free = debugFree;
  /** Bytes that a block takes beside those requested. */
  readonly extra: Size;
  /** Whether the functions need the global lock. */
  readonly needsLock: boolean;
  /** Blocks made so far. */
  serial = 0;
  /** The second half of a header's first 12 bytes: letter and three pads. */
  private readonly apiWord: number;
  /** What realloc saves; not here while it is in use. */
  private saved: Int32Array | null = new Int32Array(SAVED_WORDS);

  constructor(
    readonly heap: Heap,
    readonly domain: Domain,
    /** The letter in the headers. */
    readonly api: string,
    readonly wraps: Allocator,
    /** Whether each block gets a number, 8 bytes behind its pads (PYMEM_DEBUG_SERIALNO). */
    readonly serialNumbers: boolean,
  ) {
    this.name = `${nameOf(wraps)}_debug`;
    this.extra = serialNumbers ? EXTRA + 8 : EXTRA;
    this.needsLock = api !== "r";
    this.apiWord = (FORBIDDEN_WORD << 8) | api.charCodeAt(0);
  }

  get head(): Size {
    return HEADER;
  }

  /** malloc without the check of the lock. */
  mallocBlock(heap: Heap, n: Size): Address {
    if (n >= SIZE_LIMIT - EXTRA) return 0;
    const inner = this.wraps;
    const total = n + this.extra;
    const head = inner === heap.pymalloc ? pymallocMalloc(heap, total) : inner.malloc(inner.ctx, total);
    if (head === 0) return 0;
    // Up to seven bytes more than asked for are of the pads, which come next.
    fill(heap, head + HEADER, (head + HEADER + n + 7) & ~7, CLEAN_BYTE, CLEAN);
    this.decorate(heap, head, n, ++this.serial);
    return head + HEADER;
  }

  /** Resizes a sound block from `old` bytes to `n`. */
  resize(heap: Heap, head: Address, old: Size, n: Size): Address {
    const p = head + HEADER, inner = this.wraps, total = n + this.extra;
    const serial = this.serialNumbers ? this.readSerial(heap, p, old) : 0;
    // What the caller must not find in the old place any more is kept here while it is marked as dead. An allocator
    // underneath might come back here: then the one saved area is in use.
    const saved = this.saved ?? new Int32Array(SAVED_WORDS);
    this.saved = null;
    save(heap, saved, p, old);
    const end = head + old + this.extra;
    if (old <= 2 * ERASED) fill(heap, head, end, DEAD_BYTE, DEAD);
    else {
      fill(heap, head, p + ERASED, DEAD_BYTE, DEAD);
      fillFrom(heap, p + old - ERASED, end, DEAD_BYTE, DEAD);
    }
    const moved = inner === heap.pymalloc
      ? pymallocRealloc(heap, head, total)
      : inner.realloc(inner.ctx, head, total);
    if (moved === 0) {
      restore(heap, saved, p, old, old);
      this.decorate(heap, head, old, serial);
      this.saved = saved;
      return 0;
    }
    const q = moved + HEADER;
    restore(heap, saved, q, old, n);
    this.saved = saved;
    if (n > old) fillFrom(heap, q + old, q + n, CLEAN_BYTE, CLEAN);
    this.decorate(heap, moved, n, ++this.serial);
    return q;
  }

  /** Writes everything but the caller's bytes. */
  decorate(heap: Heap, head: Address, n: Size, serial: number): void {
    const { i32, u8 } = heap;
    const at = head >>> 2;
    i32[at] = 0;
    i32[at + 1] = swapBytes(n);
    i32[at + 2] = this.apiWord;
    i32[at + 3] = FORBIDDEN_WORD;
    const tail = head + HEADER + n;
    if ((tail & 3) === 0) {
      i32[tail >>> 2] = FORBIDDEN_WORD;
      i32[(tail >>> 2) + 1] = FORBIDDEN_WORD;
    } else writePads(u8, tail);
    if (this.serialNumbers) writeBigEndian(u8, tail + PADS, serial);
  }

  private readSerial(heap: Heap, p: Address, n: Size): number {
    let serial = 0;
    for (let i = 0; i < 8; i++) serial = serial * 256 + heap.u8[p + n + PADS + i];
    return serial;
  }

  /** The size of a sound block of this domain; anything else is fatal, found by the function `where`. */
  checkBlock(heap: Heap, p: Address, where: string): Size {
    const i32 = heap.i32;
    const at = (p - HEADER) >> 2;
    if ((p | 0) !== p || (p & 15) !== 0) return verifyBlock(heap, this, p, where);
    if (i32[at + 2] === this.apiWord && i32[at + 3] === FORBIDDEN_WORD && i32[at] === 0) {
      const n = swapBytes(i32[at + 1]);
      const tail = p + n;
      if ((tail & 3) === 0) {
        if (i32[tail >> 2] === FORBIDDEN_WORD && i32[(tail >> 2) + 1] === FORBIDDEN_WORD) return n;
      } else if (n >= 0 && padsAreWhole(heap.u8, tail)) return n;
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
    return padsAreWhole(this.heap.u8, p + n) ? null : "bad trailing pad byte";
  }
}

// The functions of the layer ---------------------------------------------------------------------------------------

function debugMalloc(ctx: DebugHooks, n: Size): Address {
  const heap = ctx.heap;
  if (!heap.gilHeld && ctx.needsLock) withoutGil(heap, "_PyMem_DebugMalloc");
  return ctx.mallocBlock(heap, n);
}

function debugCalloc(ctx: DebugHooks, nelem: number, elsize: Size): Address {
  const heap = ctx.heap;
  if (!heap.gilHeld && ctx.needsLock) withoutGil(heap, "_PyMem_DebugCalloc");
  const n = nelem * elsize;
  if (n >= SIZE_LIMIT - EXTRA) return 0;
  const inner = ctx.wraps;
  const head = inner === heap.pymalloc
    ? pymallocCalloc(heap, 1, n + ctx.extra)
    : inner.calloc(inner.ctx, 1, n + ctx.extra);
  if (head === 0) return 0;
  ctx.decorate(heap, head, n, ++ctx.serial);
  return head + HEADER;
}

function debugRealloc(ctx: DebugHooks, p: Address, n: Size): Address {
  const heap = ctx.heap;
  if (!heap.gilHeld && ctx.needsLock) withoutGil(heap, "_PyMem_DebugRealloc");
  if (p === 0) return ctx.mallocBlock(heap, n);
  const old = ctx.checkBlock(heap, p, "_PyMem_DebugRawRealloc");
  return n >= SIZE_LIMIT - EXTRA ? 0 : ctx.resize(heap, p - HEADER, old, n);
}

function debugFree(ctx: DebugHooks, p: Address): void {
  const heap = ctx.heap;
  if (!heap.gilHeld && ctx.needsLock) withoutGil(heap, "_PyMem_DebugFree");
  if (p === 0) return;
  const n = ctx.checkBlock(heap, p, "_PyMem_DebugRawFree");
  const head = p - HEADER;
  fill(heap, head, head + n + ctx.extra, DEAD_BYTE, DEAD);
  const inner = ctx.wraps;
  if (inner === heap.pymalloc) pymallocFree(heap, head);
  else inner.free(inner.ctx, head);
}

/** Saves what realloc marks as dead of `n` bytes at `p`, by words: up to three bytes behind them are saved as well. */
function save(heap: Heap, saved: Int32Array, p: Address, n: Size): void {
  const i32 = heap.i32;
  const first = p >>> 2;
  if (n <= 2 * ERASED) {
    for (let i = (n + 3) >>> 2; --i >= 0;) saved[i] = i32[first + i];
    return;
  }
  for (let i = 0; i < ERASED / 4; i++) saved[i] = i32[first + i];
  const last = (p + lastPart(n)) >>> 2, end = (p + n + 3) >>> 2;
  for (let i = last; i < end; i++) saved[ERASED / 4 + i - last] = i32[i];
}

/** Puts back what save() has saved of `old` bytes, as far as it lies in the first `n`; the pads are written later. */
function restore(heap: Heap, saved: Int32Array, p: Address, old: Size, n: Size): void {
  const i32 = heap.i32;
  const first = p >>> 2, kept = n < old ? n : old;
  if (old <= 2 * ERASED) {
    for (let i = (kept + 3) >>> 2; --i >= 0;) i32[first + i] = saved[i];
    return;
  }
  const head = kept < ERASED ? (kept + 3) >>> 2 : ERASED / 4;
  for (let i = 0; i < head; i++) i32[first + i] = saved[i];
  const last = (p + lastPart(old)) >>> 2, end = (p + kept + 3) >>> 2;
  for (let i = last; i < end; i++) i32[i] = saved[ERASED / 4 + i - last];
}

/** Writes the 8 pad bytes behind a block. */
function writePads(u8: Uint8Array, tail: Address): void {
  u8[tail] = FORBIDDEN_BYTE;
  u8[tail + 1] = FORBIDDEN_BYTE;
  u8[tail + 2] = FORBIDDEN_BYTE;
  u8[tail + 3] = FORBIDDEN_BYTE;
  u8[tail + 4] = FORBIDDEN_BYTE;
  u8[tail + 5] = FORBIDDEN_BYTE;
  u8[tail + 6] = FORBIDDEN_BYTE;
  u8[tail + 7] = FORBIDDEN_BYTE;
}

/** Are they as they were written? */
function padsAreWhole(u8: Uint8Array, tail: Address): boolean {
  return ((u8[tail] ^ FORBIDDEN_BYTE) | (u8[tail + 1] ^ FORBIDDEN_BYTE) | (u8[tail + 2] ^ FORBIDDEN_BYTE) |
    (u8[tail + 3] ^ FORBIDDEN_BYTE) | (u8[tail + 4] ^ FORBIDDEN_BYTE) | (u8[tail + 5] ^ FORBIDDEN_BYTE) |
    (u8[tail + 6] ^ FORBIDDEN_BYTE) | (u8[tail + 7] ^ FORBIDDEN_BYTE)) === 0;
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
