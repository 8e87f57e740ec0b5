/**
 * An allocator for a domain, written in TypeScript: a bump allocator that never gives back, on pages of its own. It
 * takes the place of the raw domain's before a heap is used; the debug hooks go over it like over any other.
 *
 *     deno run examples/typescript_allocator.ts
 */
import {
  type Allocator,
  check,
  FatalMemoryError,
  Heap,
  mapPages,
  rawCalloc,
  rawFree,
  rawMalloc,
  rawRealloc,
  setAllocator,
  setupDebugHooks,
} from "../heap/mod.ts";

const REGION = 1 << 16;
/** Before each block stands its size. */
const HEADER = 16;

class BumpAllocator implements Allocator {
  readonly name = "bump";
  readonly ctx = this;
  next = 0;
  end = 0;
  live = 0;

  constructor(readonly heap: Heap) {}

  malloc(ctx: BumpAllocator, size: number): number {
    const room = HEADER + Math.ceil(Math.max(size, 1) / 16) * 16; // no bytes, but a place of its own
    if (room > REGION) return 0;
    if (ctx.next + room > ctx.end) {
      ctx.next = mapPages(ctx.heap, REGION, REGION, "low");
      if (ctx.next === 0) return 0;
      ctx.end = ctx.next + REGION;
    }
    const p = ctx.next + HEADER;
    ctx.heap.i32[ctx.next >> 2] = size;
    ctx.next += room;
    ctx.live++;
    return p;
  }

  calloc(ctx: BumpAllocator, nelem: number, elsize: number): number {
    return ctx.malloc(ctx, nelem * elsize); // pages are mapped as zeros, and none is used twice
  }

  realloc(ctx: BumpAllocator, p: number, size: number): number {
    const moved = ctx.malloc(ctx, size);
    if (moved === 0 || p === 0) return moved;
    ctx.heap.u8.copyWithin(moved, p, p + Math.min(size, ctx.heap.i32[(p - HEADER) >> 2]));
    ctx.free(ctx, p);
    return moved;
  }

  free(ctx: BumpAllocator, p: number): void {
    if (p !== 0) ctx.live--;
  }

  liveBlocks(ctx: BumpAllocator): number {
    return ctx.live;
  }
}

const heap = new Heap({ reserve: 2 ** 24 });
const bump = new BumpAllocator(heap);
setAllocator(heap, "raw", bump);

const p = rawMalloc(heap, 100);
const q = rawCalloc(heap, 4, 25);
console.log(`the second block lies ${q - p} bytes behind the first`);
heap.u8[p] = 42;
const r = rawRealloc(heap, p, 200);
console.log(`moved: ${r !== p}, and what it held came along: ${heap.u8[r]}`);
for (const block of [q, r]) rawFree(heap, block);
console.log(`blocks that live: ${bump.live}`);

setupDebugHooks(heap, ["raw"]);
const guarded = rawMalloc(heap, 3);
heap.u8[guarded + 3] = 0;
try {
  rawFree(heap, guarded);
} catch (error) {
  if (!(error instanceof FatalMemoryError)) throw error;
  console.log(error.report.split("\n").find((line) => line.startsWith("Fatal")));
}
console.log(`the rest of the heap is sound: ${check(heap).length === 0}`);

/* Prints:
the second block lies 128 bytes behind the first
moved: true, and what it held came along: 42
blocks that live: 0
Fatal Python error: _PyMem_DebugRawFree: bad trailing pad byte
the rest of the heap is sound: true
*/
