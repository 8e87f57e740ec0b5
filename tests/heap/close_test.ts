import { assertEquals, assertMatch } from "@std/assert";
import {
  check,
  closeHeap,
  Heap,
  mapPages,
  objectFree,
  objectMalloc,
  PAGE_SIZE,
  rawFree,
  rawMalloc,
  stats,
  unmapPages,
} from "../../heap/mod.ts";

const MIB = 2 ** 20;

Deno.test("closing a heap whose blocks all came back gives every page back", () => {
  for (const malloc of ["pymalloc", "malloc"] as const) {
    const heap = new Heap({ reserve: 16 * MIB, malloc });
    const blocks = Array.from({ length: 10_000 }, (_, i) => objectMalloc(heap, i % 700));
    for (const p of blocks) objectFree(heap, p);
    assertEquals(closeHeap(heap), []);
    assertEquals([heap.mappedPages, stats(heap).raw.segments, stats(heap).arenas.current], [0, 0, 0]);
    assertEquals(check(heap), []);
  }
});

Deno.test("closing reports each live block and releases none", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const small = objectMalloc(heap, 40);
  const large = objectMalloc(heap, 4000);
  const raw = rawMalloc(heap, 100);
  const mapped = heap.mappedPages;
  const remains = closeHeap(heap);
  assertEquals(remains.length, 3);
  const text = remains.join("\n");
  assertMatch(text, new RegExp(`A pymalloc block of 48 bytes at 0x${small.toString(16)} was never released`));
  assertMatch(text, new RegExp(`A raw block of 4008 bytes at 0x${large.toString(16)} was never released`));
  assertMatch(text, new RegExp(`A raw block of 104 bytes at 0x${raw.toString(16)} was never released`));
  assertEquals(heap.mappedPages <= mapped && check(heap).length === 0, true);
  // The owners can still release them, and then closing succeeds.
  objectFree(heap, small);
  objectFree(heap, large);
  rawFree(heap, raw);
  assertEquals(closeHeap(heap), []);
  assertEquals(heap.mappedPages, 0);
});

Deno.test("closing keeps the arena of a live block and gives the others back", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const blocks = Array.from({ length: 3 * 64 * 7 }, () => objectMalloc(heap, 512));
  const kept = blocks.splice(500, 1)[0];
  for (const p of blocks) objectFree(heap, p);
  assertEquals(closeHeap(heap).length, 1);
  assertEquals(stats(heap).arenas.current, 1);
  assertEquals(check(heap), []);
  objectFree(heap, kept);
  assertEquals(closeHeap(heap), []);
});

Deno.test("closing reports pages that somebody else has mapped", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const p = mapPages(heap, 3 * PAGE_SIZE, PAGE_SIZE, "low");
  assertEquals(closeHeap(heap), ["3 pages are still mapped"]);
  unmapPages(heap, p, 3 * PAGE_SIZE);
  assertEquals(closeHeap(heap), []);
});

Deno.test("a closed heap can be used again", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  for (let round = 0; round < 3; round++) {
    const blocks = Array.from({ length: 2000 }, () => objectMalloc(heap, 200));
    assertEquals(check(heap), []);
    for (const p of blocks) objectFree(heap, p);
    assertEquals(closeHeap(heap), []);
  }
  assertEquals(stats(heap).arenas, { total: 6, reclaimed: 6, highWater: 2, current: 0 });
});
