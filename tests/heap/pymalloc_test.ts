import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import {
  type Address,
  addressInRange,
  allocatedBlocks,
  blockSizeOf,
  check,
  closeHeap,
  getArenaAllocator,
  Heap,
  mapPages,
  NULL,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  PAGE_SIZE,
  POOL_HEADER,
  rawFree,
  rawMalloc,
  setArenaAllocator,
  sizeClassOf,
  sizeOfBlock,
  stats,
  unmapPages,
} from "../../heap/mod.ts";
import geometry from "../oracles/pymalloc_geometry.json" with { type: "json" };

const MIB = 2 ** 20;

function assertClean(heap: Heap): void {
  assertEquals(check(heap), []);
  assertEquals(allocatedBlocks(heap), 0);
  assertEquals(closeHeap(heap), []);
  assertEquals(heap.mappedPages, 0);
}

/** Allocates blocks of `n` bytes until `count` arenas exist and the newest is full. */
function fillArenas(heap: Heap, n: number, count: number): Address[] {
  const poolSize = heap.poolSize;
  const perPool = Math.floor((poolSize - POOL_HEADER.size) / blockSizeOf(sizeClassOf(n)));
  const blocks: Address[] = [];
  for (let i = 0; i < count * (heap.arenaSize / poolSize) * perPool; i++) blocks.push(objectMalloc(heap, n));
  assertEquals(stats(heap).arenas.current, count);
  return blocks;
}

for (const [name, rows] of [["256KiB", geometry.pool_4096], ["1MiB", geometry.pool_16384]] as const) {
  Deno.test(`each size class has CPython's block size and blocks per pool with ${name} arenas`, () => {
    for (const [sizeClass, size, least, most, perPool, lastOffset] of rows as number[][]) {
      const heap = new Heap({ reserve: 8 * MIB, geometry: name });
      assertEquals([sizeClassOf(least), sizeClassOf(most)], [sizeClass, sizeClass]);
      const blocks: Address[] = [];
      for (let i = 0; i < perPool; i++) blocks.push(objectMalloc(heap, i % 2 === 0 ? least : most));
      const pool = blocks[0] & heap.poolMask;
      assertEquals(blocks.map((p) => p - pool), blocks.map((_, i) => 48 + i * size));
      assertEquals(blocks.at(-1)! - pool, lastOffset);
      const next = objectMalloc(heap, least);
      assertEquals(next, pool + heap.poolSize + 48);
      assertEquals(sizeOfBlock(heap, next), size);
      for (const p of [...blocks, next]) objectFree(heap, p);
      assertClean(heap);
    }
  });
}

Deno.test("nothing is mapped before the first small request", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  assertEquals(heap.mappedPages, 0);
  const p = objectMalloc(heap, 1);
  assertEquals(p % 16, 0);
  assertEquals(stats(heap).arenas, { total: 1, reclaimed: 0, highWater: 1, current: 1 });
  objectFree(heap, p);
  assertClean(heap);
});

Deno.test("a freed block is the next one handed out", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const [a, b, c] = [1, 2, 3].map(() => objectMalloc(heap, 48));
  objectFree(heap, a);
  objectFree(heap, c);
  assertEquals(heap.i32[c >> 2], a); // the free list is in the blocks
  assertEquals([objectMalloc(heap, 40), objectMalloc(heap, 33)], [c, a]);
  for (const p of [a, b, c]) objectFree(heap, p);
  assertClean(heap);
});

Deno.test("requests of zero bytes are distinct blocks of the raw domain", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const blocks = [
    objectMalloc(heap, 0),
    objectMalloc(heap, 0),
    objectCalloc(heap, 0, 8),
    objectCalloc(heap, 8, 0),
  ];
  assertEquals(new Set(blocks).size, 4);
  assert(blocks.every((p) => p !== NULL && !addressInRange(heap, p)));
  assertEquals(allocatedBlocks(heap), 4);
  for (const p of blocks) objectFree(heap, p);
  assertClean(heap);
});

Deno.test("a request of 512 bytes comes from a pool and one of 513 from the raw domain", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const [small, large] = [objectMalloc(heap, 512), objectMalloc(heap, 513)];
  assertEquals([addressInRange(heap, small), addressInRange(heap, large)], [true, false]);
  assertEquals([stats(heap).rawBlocksOfPymalloc, allocatedBlocks(heap)], [1, 2]);
  objectFree(heap, small);
  objectFree(heap, large);
  assertClean(heap);
});

Deno.test("calloc clears a block that was used, and only calloc does", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  for (const n of [1, 7, 8, 16, 33, 500, 512, 513, 5000]) {
    const p = objectMalloc(heap, n);
    heap.u8.fill(0xff, p, p + n);
    objectFree(heap, p);
    const q = objectCalloc(heap, n, 1);
    assertEquals(q, p);
    assert(heap.u8.subarray(q, q + n).every((byte) => byte === 0), `${n} bytes are not cleared`);
    objectFree(heap, q);
  }
  const p = objectMalloc(heap, 64);
  heap.u8.fill(0xff, p, p + 64);
  objectFree(heap, p);
  assertEquals(heap.u8[objectMalloc(heap, 64) + 40], 0xff);
  objectFree(heap, p);
  assertClean(heap);
});

Deno.test("calloc does not touch the block behind it", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  for (let n = 1; n <= 512; n++) {
    const p = objectMalloc(heap, n);
    const neighbour = objectMalloc(heap, n);
    heap.u8[neighbour] = 0xab;
    objectFree(heap, p);
    assertEquals(objectCalloc(heap, n, 1), p);
    assertEquals(heap.u8[neighbour], 0xab);
    objectFree(heap, p);
    objectFree(heap, neighbour);
  }
  assertClean(heap);
});

Deno.test("realloc keeps a block that still fits and is more than three quarters full", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  for (let sizeClass = 0; sizeClass < 32; sizeClass++) {
    const size = blockSizeOf(sizeClass);
    for (let n = 0; n <= 560; n++) {
      const p = objectMalloc(heap, size);
      const wall = objectMalloc(heap, size);
      const q = objectRealloc(heap, p, n);
      assertEquals(q === p, n <= size && 4 * n > 3 * size, `from ${size} to ${n}`);
      objectFree(heap, q);
      objectFree(heap, wall);
    }
  }
  assertClean(heap);
});

Deno.test("realloc between pools and the raw domain keeps the bytes and the count", () => {
  const heap = new Heap({ reserve: 64 * MIB });
  let p = objectRealloc(heap, NULL, 3);
  let size = 3;
  heap.u8.set([1, 2, 3], p);
  for (const n of [16, 17, 100, 512, 513, 100_000, 5 * MIB, 600, 20, 3]) {
    p = objectRealloc(heap, p, n);
    assertEquals([...heap.u8.subarray(p, p + 3)], [1, 2, 3]);
    assertEquals(allocatedBlocks(heap), 1);
    size = n;
  }
  assertEquals([size, addressInRange(heap, p)], [3, false]); // a raw block stays one
  objectFree(heap, p);
  assertClean(heap);
});

Deno.test("a full pool is not looked at, and comes back to the front with its first free block", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const blocks = Array.from({ length: 8 }, () => objectMalloc(heap, 512)); // 7 fill a pool
  objectFree(heap, blocks[2]);
  assertEquals(objectMalloc(heap, 512), blocks[2]);
  assertNotEquals(objectMalloc(heap, 512) & heap.poolMask, blocks[0] & heap.poolMask);
  assertEquals(stats(heap).sizeClasses[31], { sizeClass: 31, size: 512, pools: 2, used: 9, available: 5 });
  for (const p of [...blocks, blocks[7] + 512]) objectFree(heap, p);
  assertClean(heap);
});

Deno.test("an empty pool serves any size class", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const p = objectMalloc(heap, 16);
  objectFree(heap, p);
  const q = objectMalloc(heap, 512);
  assertEquals(q, p);
  objectFree(heap, q);
  assertClean(heap);
});

Deno.test("pymalloc returns an empty arena and keeps the last one", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const blocks = fillArenas(heap, 100, 3);
  const mapped = heap.mappedPages;
  const third = blocks.length / 3;
  for (const p of blocks.slice(third, 2 * third)) objectFree(heap, p);
  assertEquals(stats(heap).arenas, { total: 3, reclaimed: 0, highWater: 3, current: 3 }); // the only usable one
  objectFree(heap, blocks[0]);
  for (const p of blocks.slice(2 * third)) objectFree(heap, p);
  assertEquals(stats(heap).arenas.current, 2);
  assertEquals(mapped - heap.mappedPages, heap.arenaSize / PAGE_SIZE);
  assertEquals(check(heap), []);
  for (const p of blocks.slice(1, third)) objectFree(heap, p);
  assertEquals(stats(heap).arenas, { total: 3, reclaimed: 2, highWater: 3, current: 1 });
  assertClean(heap);
});

Deno.test("one live block in each arena keeps every arena", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const blocks = fillArenas(heap, 64, 4);
  const kept = [0, 1, 2, 3].map((i) => blocks[i * blocks.length / 4]);
  for (const p of blocks) if (!kept.includes(p)) objectFree(heap, p);
  assertEquals(stats(heap).arenas.current, 4);
  assertEquals(allocatedBlocks(heap), 4);
  for (const p of kept) objectFree(heap, p);
  assertEquals(stats(heap).arenas.current, 1);
  assertClean(heap);
});

Deno.test("new pools come from the arena that has the fewest free ones", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const blocks = fillArenas(heap, 512, 2);
  const half = blocks.length / 2;
  for (let i = 0; i < 7 * 5; i++) objectFree(heap, blocks[i]); // five pools of the first arena
  for (let i = 0; i < 7 * 2; i++) objectFree(heap, blocks[half + i]); // two of the second
  const second = blocks[half] & -heap.arenaSize;
  assertEquals(objectMalloc(heap, 16) & -heap.arenaSize, second);
  assertEquals(check(heap), []);
});

Deno.test("the arena records double when more than sixteen arenas exist", () => {
  const heap = new Heap({ reserve: 32 * MIB });
  const blocks = fillArenas(heap, 512, 16);
  const before = stats(heap).arenaRecordBytes;
  blocks.push(...Array.from({ length: 448 * 20 }, () => objectMalloc(heap, 512)));
  assertEquals(stats(heap).arenas.current, 36);
  assert(before >= 16 * 48 && before < 32 * 48);
  assert(stats(heap).arenaRecordBytes >= 64 * 48);
  assertEquals(check(heap), []);
  for (const p of blocks) objectFree(heap, p);
  assertClean(heap);
});

Deno.test("when arenas run out malloc fails, the heap is intact, and freed blocks can be had again", () => {
  for (const name of ["256KiB", "1MiB"] as const) {
    const heap = new Heap({ reserve: 32 * MIB, geometry: name, pageLimit: 5 * MIB });
    const blocks: Address[] = [];
    for (let p = objectMalloc(heap, 128); p !== NULL; p = objectMalloc(heap, 128)) blocks.push(p);
    assert(blocks.length * 128 > 3.5 * MIB);
    assertEquals(check(heap), []);
    assertEquals(objectCalloc(heap, 16, 8), NULL);
    assertEquals(objectRealloc(heap, blocks[0], 300), NULL);
    const last = blocks.at(-1)!;
    objectFree(heap, last);
    assertEquals(objectMalloc(heap, 128), last);
    assertEquals(allocatedBlocks(heap), blocks.length);
    for (const p of blocks) objectFree(heap, p);
    assertClean(heap);
  }
});

Deno.test("when the arena records cannot be had, malloc fails and nothing is lost", () => {
  const heap = new Heap({ reserve: 8 * MIB, pageLimit: 0 });
  assertEquals(objectMalloc(heap, 16), NULL);
  heap.pageLimit = 64; // records fit now, an arena does not
  assertEquals(objectMalloc(heap, 16), NULL);
  assertEquals(check(heap), []);
  heap.pageLimit = 1024;
  const p = objectMalloc(heap, 16);
  assertNotEquals(p, NULL);
  objectFree(heap, p);
  assertClean(heap);
});

Deno.test("an arena allocator can be replaced, may give crooked addresses, and may use the raw domain", () => {
  const heap = new Heap({ reserve: 16 * MIB, geometry: "1MiB" });
  let live = 0;
  setArenaAllocator(heap, {
    ctx: "mine",
    alloc: (ctx, size) => {
      assertEquals([ctx, size], ["mine", MIB]);
      live++;
      return rawMalloc(heap, size);
    },
    free: (ctx, p, size) => {
      assertEquals([ctx, size], ["mine", MIB]);
      live--;
      rawFree(heap, p);
    },
  });
  const blocks: Address[] = [];
  while (live < 3) blocks.push(objectMalloc(heap, 256));
  assert(blocks.every((p) => p % 16 === 0));
  assertEquals(stats(heap).bytes.alignment, 3 * heap.poolSize);
  assertEquals(check(heap), []);
  for (const p of blocks) objectFree(heap, p);
  assertEquals(live, 1);
  assertClean(heap);
  assertEquals(live, 0);
});

Deno.test("an arena allocator that fails makes malloc fail, and the default one can be put back", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const inner = getArenaAllocator(heap);
  setArenaAllocator(heap, { ctx: null, alloc: () => NULL, free: () => {} });
  assertEquals(objectMalloc(heap, 16), NULL);
  assertEquals(check(heap), []);
  setArenaAllocator(heap, inner);
  const p = objectMalloc(heap, 16);
  assertNotEquals(p, NULL);
  objectFree(heap, p);
  assertClean(heap);
});

Deno.test("any geometry of 4 to 256 pools works", () => {
  for (const [arenaSize, poolSize] of [[4 * 4096, 4096], [MIB, 4096], [MIB, 65536], [48 * 4096, 16384]]) {
    const heap = new Heap({ reserve: 32 * MIB, geometry: { arenaSize, poolSize } });
    const blocks = [16, 64, 512].flatMap((n) => Array.from({ length: 2000 }, () => objectMalloc(heap, n)));
    assertEquals(new Set(blocks).size, 6000);
    assertEquals(check(heap), []);
    for (const p of blocks) objectFree(heap, p);
    assertClean(heap);
  }
  for (
    const [arenaSize, poolSize] of [[MIB, 2048], [MIB, 5000], [8192, 4096], [4 * MIB, 4096], [10_000, 4096]]
  ) {
    assertThrows(() => new Heap({ geometry: { arenaSize, poolSize } }), RangeError, `arenas of ${arenaSize}`);
  }
  assertThrows(() => new Heap({ geometry: "2MiB" as "1MiB" }), RangeError, "256KiB, 1MiB");
});

Deno.test("an address of no pool is not taken for a block of pymalloc", () => {
  const heap = new Heap({ reserve: 8 * MIB });
  const p = objectMalloc(heap, 16);
  const foreign = mapPages(heap, PAGE_SIZE, PAGE_SIZE, "low");
  for (const q of [NULL, foreign, heap.staticBase, heap.roomEnd - 1, heap.roomEnd, 2 ** 31, -16]) {
    assertEquals(addressInRange(heap, q), (q & -heap.arenaSize) === (p & -heap.arenaSize), `${q}`);
  }
  unmapPages(heap, foreign, PAGE_SIZE);
  objectFree(heap, p);
  assertClean(heap);
});
