import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  type Address,
  check,
  closeHeap,
  Heap,
  libcAllocator,
  mapPages,
  NULL,
  PAGE_SIZE,
  rawCalloc,
  rawFree,
  rawMalloc,
  rawRealloc,
  sizeOfBlock,
  stats,
} from "../../heap/mod.ts";

const KIB = 1024;
const MIB = 2 ** 20;

function assertClean(heap: Heap): void {
  assertEquals(check(heap), []);
  assertEquals(closeHeap(heap), []);
  assertEquals(heap.mappedPages, 0);
  assertEquals(check(heap), []);
}

function fill(heap: Heap, p: Address, n: number, byte: number): void {
  heap.u8.fill(byte, p, p + n);
}

function holds(heap: Heap, p: Address, n: number, byte: number): boolean {
  return heap.u8.subarray(p, p + n).every((b) => b === byte);
}

Deno.test("raw blocks are 16-byte aligned, distinct and at least as large as requested", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const blocks: Address[] = [];
  for (const n of [0, 0, 1, 15, 16, 24, 25, 100, 1016, 1017, 5000, 65_528, 65_529, 300_000]) {
    const p = rawMalloc(heap, n);
    assertNotEquals(p, NULL);
    assertEquals(p % 16, 0);
    assert(sizeOfBlock(heap, p) >= n);
    assert(!blocks.includes(p));
    fill(heap, p, sizeOfBlock(heap, p), blocks.length);
    blocks.push(p);
  }
  assertEquals(check(heap), []);
  blocks.forEach((p, i) => assert(holds(heap, p, sizeOfBlock(heap, p), i)));
  for (const p of blocks) rawFree(heap, p);
  assertClean(heap);
});

Deno.test("a raw block costs 8 bytes beside what is rounded up to 16", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const blocks = [24, 40, 56, 1000].map((n) => rawMalloc(heap, n));
  assertEquals(blocks.map((p) => sizeOfBlock(heap, p)), [24, 40, 56, 1000]);
  assertEquals(blocks.slice(1).map((p, i) => p - blocks[i]), [32, 48, 64]);
  for (const p of blocks) rawFree(heap, p);
  assertClean(heap);
});

Deno.test("a freed block is split for smaller ones and joins its neighbours again", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const before = rawMalloc(heap, 100);
  const p = rawMalloc(heap, 1000);
  const after = rawMalloc(heap, 100);
  rawFree(heap, p);
  const parts = [200, 200, 200].map((n) => rawMalloc(heap, n));
  assertEquals(parts[0], p);
  assert(parts.every((q) => q >= p && q < after));
  for (const q of [parts[1], parts[0], parts[2]]) rawFree(heap, q);
  assertEquals(rawMalloc(heap, 1000), p);
  for (const q of [p, before, after]) rawFree(heap, q);
  assertClean(heap);
});

Deno.test("raw calloc clears what was used before and leaves fresh pages alone", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  const keep = rawMalloc(heap, 16);
  for (const n of [1, 100, 5000, 60_000, 500_000, 3 * MIB]) {
    for (let round = 0; round < 3; round++) {
      const p = rawCalloc(heap, n, 1);
      assert(holds(heap, p, n, 0), `${n} bytes are not cleared`);
      fill(heap, p, sizeOfBlock(heap, p), 0xee);
      rawFree(heap, p);
      const q = rawMalloc(heap, n);
      fill(heap, q, sizeOfBlock(heap, q), 0xdd);
      rawFree(heap, q);
    }
  }
  assertEquals(rawCalloc(heap, 2 ** 40, 2 ** 30), NULL);
  rawFree(heap, keep);
  assertClean(heap);
});

Deno.test("a large raw block grows in place into the pages behind it", () => {
  const heap = new Heap({ reserve: 512 * MIB });
  const p = rawMalloc(heap, MIB);
  fill(heap, p, MIB, 0x42);
  let size = MIB;
  while (size < 200 * MIB) {
    size += size >> 3;
    assertEquals(rawRealloc(heap, p, size), p);
  }
  assert(holds(heap, p, MIB, 0x42));
  assert(heap.peakPages * PAGE_SIZE < size + 2 * PAGE_SIZE, "growing copied the block");
  assertEquals(check(heap), []);
  rawFree(heap, p);
  assertClean(heap);
});

Deno.test("two large blocks that grow in turns keep their bytes", () => {
  const heap = new Heap({ reserve: 512 * MIB });
  const blocks = [rawMalloc(heap, MIB), rawMalloc(heap, MIB)];
  blocks.forEach((p, i) => fill(heap, p, MIB, 10 + i));
  for (let size = MIB; size < 40 * MIB; size += size >> 2) {
    for (const i of [0, 1]) blocks[i] = rawRealloc(heap, blocks[i], size);
    assertEquals(check(heap), []);
  }
  blocks.forEach((p, i) => assert(holds(heap, p, MIB, 10 + i)));
  for (const p of blocks) rawFree(heap, p);
  assertClean(heap);
});

Deno.test("raw realloc shrinks in place, gives the rest back, and keeps the bytes", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  const p = rawMalloc(heap, 8 * MIB);
  fill(heap, p, MIB, 0x55);
  const mapped = heap.mappedPages;
  assertEquals(rawRealloc(heap, p, MIB), p);
  assertEquals(mapped - heap.mappedPages, 7 * MIB / PAGE_SIZE);
  assertEquals(rawRealloc(heap, p, 100), p);
  assertEquals(rawRealloc(heap, p, 0), p);
  assertEquals(rawRealloc(heap, p, 50), p);
  assert(holds(heap, p, 24, 0x55));
  assertEquals(check(heap), []);
  rawFree(heap, p);
  assertClean(heap);
});

Deno.test("raw realloc of NULL is malloc, and moving keeps every byte", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  const p = rawRealloc(heap, NULL, 100);
  const wall = rawMalloc(heap, 16);
  for (let i = 0; i < 104; i++) heap.u8[p + i] = i;
  const q = rawRealloc(heap, p, 5000);
  assertNotEquals(q, p);
  for (let i = 0; i < 104; i++) assertEquals(heap.u8[q + i], i);
  rawFree(heap, q);
  rawFree(heap, wall);
  assertClean(heap);
});

Deno.test("a failed raw realloc leaves the block as it was", () => {
  const heap = new Heap({ reserve: 64 * MIB, pageLimit: MIB });
  const p = rawMalloc(heap, 100);
  const wall = rawMalloc(heap, 100);
  fill(heap, p, 100, 0x77);
  for (const n of [2 * MIB, 2 ** 31, 2 ** 53, 2 ** 63, NaN, -1]) {
    assertEquals(rawRealloc(heap, p, n), NULL, `${n}`);
    assert(holds(heap, p, 100, 0x77));
    assertEquals(sizeOfBlock(heap, p), 104);
    assertEquals(check(heap), []);
  }
  rawFree(heap, p);
  rawFree(heap, wall);
  assertClean(heap);
});

Deno.test("requests that no address space holds fail cleanly", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  for (
    const n of [
      64 * MIB,
      2 ** 31 - 1,
      2 ** 31,
      2 ** 32 + 16,
      2 ** 53,
      2 ** 63 - 1,
      2 ** 63,
      Infinity,
      NaN,
      -1,
    ]
  ) {
    assertEquals(rawMalloc(heap, n), NULL, `malloc(${n})`);
    assertEquals(rawCalloc(heap, n, 1), NULL, `calloc(${n}, 1)`);
    assertEquals(rawCalloc(heap, 1, n), NULL, `calloc(1, ${n})`);
    assertEquals(rawRealloc(heap, NULL, n), NULL, `realloc(NULL, ${n})`);
  }
  assertEquals(heap.mapCalls, 0);
  assertClean(heap);
});

Deno.test("at the limit of pages malloc fails, the heap is intact, and what is freed can be used", () => {
  const heap = new Heap({ reserve: 64 * MIB, pageLimit: MIB });
  for (const n of [100, 3000, 40_000, 100_000, 900_000]) {
    const blocks: Address[] = [];
    for (let p = rawMalloc(heap, n); p !== NULL; p = rawMalloc(heap, n)) {
      fill(heap, p, n, blocks.length);
      blocks.push(p);
    }
    assert(blocks.length * n > 0.75 * MIB, `only ${blocks.length} blocks of ${n} bytes`);
    assertEquals(check(heap), []);
    blocks.forEach((p, i) => assert(holds(heap, p, n, i & 255)));
    rawFree(heap, blocks.pop()!);
    const again = rawMalloc(heap, n);
    assertNotEquals(again, NULL);
    for (const p of [...blocks, again]) rawFree(heap, p);
    assertEquals(check(heap), []);
  }
  assertClean(heap);
});

Deno.test("a free chunk that no larger bin has is found before malloc fails", () => {
  const heap = new Heap({ reserve: 16 * MIB, pageLimit: 64 * KIB });
  // Two free chunks of one bin; the first of the bin is too small for the request, the second is not.
  const large = rawMalloc(heap, 2088);
  const wall = rawMalloc(heap, 16);
  const small = rawMalloc(heap, 2056);
  const rest: Address[] = [rawMalloc(heap, 16)];
  for (const n of [4096, 256, 16]) {
    for (let p = rawMalloc(heap, n); p !== NULL; p = rawMalloc(heap, n)) rest.push(p);
  }
  rawFree(heap, large);
  rawFree(heap, small);
  assertEquals(rawMalloc(heap, 2080), large);
  for (const p of [large, wall, ...rest]) rawFree(heap, p);
  assertClean(heap);
});

Deno.test("a large block gives its pages back when it is freed", () => {
  const heap = new Heap({ reserve: 256 * MIB });
  const keep = rawMalloc(heap, 100);
  const mapped = heap.mappedPages;
  const p = rawMalloc(heap, 100 * MIB);
  assert(heap.mappedPages * PAGE_SIZE > 100 * MIB);
  rawFree(heap, p);
  assertEquals(heap.mappedPages, mapped);
  rawFree(heap, keep);
  assertClean(heap);
});

Deno.test("free room between live small blocks gives its whole pages back", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  const blocks: Address[] = [];
  for (let i = 0; i < 40_000; i++) blocks.push(rawMalloc(heap, 200));
  const full = heap.mappedPages;
  // One block in four thousand stays: the pages between them go.
  const kept = blocks.filter((_, i) => i % 4000 === 0);
  blocks.forEach((p, i) => i % 4000 !== 0 && rawFree(heap, p));
  assertEquals(check(heap), []);
  assert(heap.mappedPages < full / 10, `${heap.mappedPages} of ${full} pages are still mapped`);
  // What was left of the pages that still hold a block is used again.
  const mapped = heap.mappedPages;
  const refill = rawMalloc(heap, 200);
  assertEquals(heap.mappedPages, mapped);
  for (const p of [...kept, refill]) rawFree(heap, p);
  assertClean(heap);
});

Deno.test("freeing every second block and the rest in any order leaves nothing behind", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  const blocks: Address[] = [];
  for (let i = 0; i < 5000; i++) blocks.push(rawMalloc(heap, 16 + (i * 37) % 3000));
  for (let i = 0; i < 5000; i += 2) rawFree(heap, blocks[i]);
  assertEquals(check(heap), []);
  for (let i = 4999; i > 0; i -= 2) rawFree(heap, blocks[i]);
  assertEquals(check(heap), []);
  assert(heap.mappedPages * PAGE_SIZE <= 200 * KIB, `${heap.mappedPages} pages are still mapped`);
  assertClean(heap);
});

Deno.test("a program at the edge of a segment does not map and unmap with every call", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  const blocks: Address[] = [];
  while (heap.mapCalls < 4) blocks.push(rawMalloc(heap, 500));
  const calls = heap.mapCalls + heap.unmapCalls;
  for (let i = 0; i < 100; i++) {
    rawFree(heap, blocks.pop()!);
    blocks.push(rawMalloc(heap, 500));
  }
  assertEquals(heap.mapCalls + heap.unmapCalls, calls);
  for (const p of blocks) rawFree(heap, p);
  assertClean(heap);
});

Deno.test("the C library's malloc shares the pages and is accounted separately", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  const libc = libcAllocator(heap);
  const mine = rawMalloc(heap, 1000);
  const theirs = [100, 2000, 200_000].map((n) => libc.malloc(libc.ctx, n));
  const cleared = libc.calloc(libc.ctx, 10, 10);
  theirs[0] = libc.realloc(libc.ctx, theirs[0], 4000);
  const figures = stats(heap);
  assertEquals(figures.raw.blocks, 1);
  assertEquals(figures.libc.blocks, 4);
  assert(figures.libc.bytes >= 4000 + 2000 + 200_000 + 100);
  assertEquals(figures.raw.segmentBytes + figures.libc.segmentBytes, heap.mappedPages * PAGE_SIZE);
  assertEquals(check(heap), []);
  assertEquals(closeHeap(heap).length, 5);
  rawFree(heap, mine);
  for (const p of [...theirs, cleared, NULL]) libc.free(libc.ctx, p);
  assertClean(heap);
});

Deno.test("raw blocks keep clear of pages that somebody else has mapped", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const first = rawMalloc(heap, 100);
  const foreign = mapPages(heap, 4 * PAGE_SIZE, PAGE_SIZE, "low");
  heap.u8.fill(0x99, foreign, foreign + 4 * PAGE_SIZE);
  const blocks: Address[] = [];
  for (let i = 0; i < 300; i++) {
    const p = rawMalloc(heap, 1000);
    fill(heap, p, 1000, 1);
    blocks.push(p);
  }
  const large = rawRealloc(heap, rawMalloc(heap, 70_000), 300_000);
  fill(heap, large, 300_000, 2);
  assert(holds(heap, foreign, 4 * PAGE_SIZE, 0x99));
  assertEquals(check(heap), []);
  for (const p of [first, large, ...blocks]) rawFree(heap, p);
  assertEquals(closeHeap(heap), ["4 pages are still mapped"]);
});
