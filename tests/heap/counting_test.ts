import { assertEquals, assertThrows } from "@std/assert";
import {
  type Address,
  closeHeap,
  Heap,
  installCounting,
  installFailure,
  memCalloc,
  memFree,
  memMalloc,
  NULL,
  objectFree,
  objectMalloc,
  objectRealloc,
  rawFree,
  rawMalloc,
} from "../../heap/mod.ts";

const MIB = 2 ** 20;

Deno.test("the counting layer counts calls, live blocks and bytes, and peaks per domain", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  objectFree(heap, objectMalloc(heap, 8)); // arena records are there before counting starts
  const counts = installCounting(heap);
  const a = objectMalloc(heap, 100);
  const b = memCalloc(heap, 3, 10);
  const c = objectRealloc(heap, a, 200);
  const d = objectMalloc(heap, 50);
  objectFree(heap, d);
  memFree(heap, NULL);
  assertEquals(counts.object, {
    mallocs: 2,
    callocs: 0,
    reallocs: 1,
    frees: 1,
    failures: 0,
    liveBlocks: 1,
    liveBytes: 200,
    peakBlocks: 2,
    peakBytes: 250,
  });
  assertEquals([counts.mem.callocs, counts.mem.liveBytes, counts.mem.frees], [1, 30, 1]);
  assertEquals(counts.raw.mallocs, 0);
  counts.resetPeaks();
  assertEquals([counts.object.peakBlocks, counts.object.peakBytes], [1, 200]);
  objectFree(heap, c);
  memFree(heap, b);
  assertEquals([counts.object.liveBlocks, counts.mem.liveBlocks], [0, 0]);
  counts.remove();
  assertEquals(closeHeap(heap), []);
});

Deno.test("a large object is counted in its domain and in the raw domain that serves it", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const counts = installCounting(heap);
  const p = objectMalloc(heap, 5000);
  assertEquals([counts.object.liveBytes, counts.raw.liveBytes], [5000, 5000]);
  objectFree(heap, p);
  assertEquals([counts.object.liveBytes, counts.raw.liveBytes], [0, 0]);
});

Deno.test("blocks that were live before counting started are left out, and so is their release", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const before: Address[] = [objectMalloc(heap, 10), rawMalloc(heap, 10)];
  const counts = installCounting(heap);
  objectFree(heap, before[0]);
  rawFree(heap, before[1]);
  assertEquals([counts.object.liveBlocks, counts.object.frees], [0, 1]);
  assertEquals([counts.raw.liveBlocks, counts.raw.liveBytes], [0, 0]);
});

Deno.test("failed calls are counted and change nothing that is live", () => {
  const heap = new Heap({ reserve: 16 * MIB, pageLimit: 2 * MIB });
  const counts = installCounting(heap);
  const p = memMalloc(heap, 1000);
  assertEquals(memMalloc(heap, 8 * MIB), NULL);
  assertEquals([counts.mem.failures, counts.raw.failures], [1, 1]);
  assertEquals([counts.mem.liveBlocks, counts.mem.liveBytes], [1, 1000]);
  memFree(heap, p);
  assertEquals(counts.mem.liveBytes, 0);
});

Deno.test("counting follows many blocks through reallocs and frees in any order", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  const counts = installCounting(heap);
  const blocks = Array.from({ length: 5000 }, (_, i) => objectMalloc(heap, i % 300));
  blocks.forEach((p, i) => i % 3 === 0 && (blocks[i] = objectRealloc(heap, p, 700)));
  const bytes = blocks.reduce((sum, _, i) => sum + (i % 3 === 0 ? 700 : i % 300), 0);
  assertEquals([counts.object.liveBlocks, counts.object.liveBytes], [5000, bytes]);
  for (let i = 0; i < 5000; i++) objectFree(heap, blocks[(i * 7) % 5000]);
  assertEquals([counts.object.liveBlocks, counts.object.liveBytes], [0, 0]);
  counts.remove();
  assertEquals(closeHeap(heap), []);
});

Deno.test("a layer comes off only from the top, and then the built-in allocators are back", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const counts = installCounting(heap);
  const failure = installFailure(heap);
  assertThrows(() => counts.remove(), Error, "on top of the counting layer");
  failure.remove();
  assertThrows(() => failure.remove(), Error, "failure layer");
  counts.remove();
  assertEquals([heap.objectAllocator === heap.pymalloc, heap.rawAllocator === heap.malloc], [true, true]);
});
