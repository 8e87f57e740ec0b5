import { assert, assertEquals, assertThrows } from "@std/assert";
import { MAX_POOLS_IN_ARENA } from "../../heap/arena.ts";
import { LAST_ARENAS, PYMALLOC_STATE, USED_POOLS } from "../../heap/memory.ts";
import {
  check,
  Heap,
  isMapped,
  LIBC_STATE,
  mapPages,
  mapPagesAt,
  MAX_RESERVE,
  NULL,
  PAGE_SIZE,
  POOL_HEADER,
  PYMALLOC,
  RAW_MALLOC,
  RAW_STATE,
  SIZE_CLASSES,
  STATIC_BASE,
  unmapPages,
} from "../../heap/mod.ts";
import { Random } from "./random.ts";

const MIB = 2 ** 20;

Deno.test("the segments follow each other and static data has a constant address", () => {
  const small = new Heap({ reserve: MIB });
  const large = new Heap({ reserve: 64 * MIB, staticSize: 100_000, stackSize: 5000, geometry: "1MiB" });
  assertEquals([small.staticBase, large.staticBase], [STATIC_BASE, STATIC_BASE]);
  assertEquals(small.staticEnd, STATIC_BASE);
  assertEquals(large.staticEnd - large.staticBase, 102_400);
  assertEquals(large.stackBase, large.staticEnd);
  assertEquals(large.stackEnd - large.stackBase, 8192);
  assert(large.stackEnd <= large.pageTable && large.pageTable < large.roomBase);
  assertEquals(large.roomEnd, 64 * MIB);
  assertEquals(large.buffer.byteLength, 64 * MIB);
});

Deno.test("a reservation out of range is refused with what is allowed", () => {
  assertThrows(() => new Heap({ reserve: 1000 }), RangeError, "1 MiB");
  assertThrows(() => new Heap({ reserve: 2 ** 31 }), RangeError, String(MAX_RESERVE));
  assertThrows(() => new Heap({ reserve: NaN }), RangeError, "NaN");
  assertThrows(() => new Heap({ reserve: MIB, staticSize: MIB }), RangeError, "leave no room");
  assertThrows(() => new Heap({ pageLimit: -1 }), RangeError, "-1");
  assertThrows(() => new Heap({ staticSize: -4096 }), RangeError, "-4096");
});

Deno.test("nothing is mapped in a new heap, and NULL never is", () => {
  const heap = new Heap({ reserve: MIB });
  assertEquals(heap.mappedPages, 0);
  assertEquals(isMapped(heap, NULL), false);
  while (mapPages(heap, PAGE_SIZE, PAGE_SIZE, "low") !== NULL);
  assertEquals(isMapped(heap, NULL), false);
  assertEquals(heap.mappedPages, (heap.roomEnd - heap.roomBase) / PAGE_SIZE);
});

Deno.test("pages are mapped lowest first from one end and highest first from the other", () => {
  const heap = new Heap({ reserve: 4 * MIB });
  const a = mapPages(heap, 3 * PAGE_SIZE, PAGE_SIZE, "low");
  const b = mapPages(heap, PAGE_SIZE, PAGE_SIZE, "low");
  const c = mapPages(heap, 2 * PAGE_SIZE, PAGE_SIZE, "high");
  const d = mapPages(heap, PAGE_SIZE, PAGE_SIZE, "high");
  assertEquals([a, b], [heap.roomBase, heap.roomBase + 3 * PAGE_SIZE]);
  assertEquals([c, d], [heap.roomEnd - 2 * PAGE_SIZE, heap.roomEnd - 3 * PAGE_SIZE]);
  unmapPages(heap, a, 3 * PAGE_SIZE);
  unmapPages(heap, c, 2 * PAGE_SIZE);
  assertEquals(mapPages(heap, 4 * PAGE_SIZE, PAGE_SIZE, "low"), b + PAGE_SIZE);
  assertEquals(mapPages(heap, 2 * PAGE_SIZE, PAGE_SIZE, "low"), a);
  assertEquals(mapPages(heap, PAGE_SIZE, PAGE_SIZE, "high"), heap.roomEnd - PAGE_SIZE);
});

Deno.test("mappings start at multiples of the alignment", () => {
  const heap = new Heap({ reserve: 4 * MIB });
  mapPages(heap, PAGE_SIZE, PAGE_SIZE, "low");
  mapPages(heap, PAGE_SIZE, PAGE_SIZE, "high");
  assertEquals(mapPages(heap, PAGE_SIZE, 65536, "low") % 65536, 0);
  assertEquals(mapPages(heap, 5 * PAGE_SIZE, 65536, "high") % 65536, 0);
});

Deno.test("a page reads as zero when it is mapped again", () => {
  const heap = new Heap({ reserve: MIB });
  const a = mapPages(heap, 2 * PAGE_SIZE, PAGE_SIZE, "low");
  heap.u8.fill(0xaa, a, a + 2 * PAGE_SIZE);
  unmapPages(heap, a, 2 * PAGE_SIZE);
  const b = mapPages(heap, 4 * PAGE_SIZE, PAGE_SIZE, "low");
  assertEquals(b, a);
  assert(heap.u8.subarray(b, b + 4 * PAGE_SIZE).every((byte) => byte === 0));
});

Deno.test("the limit is hard: NULL, nothing changed, and room again after unmapping", () => {
  const heap = new Heap({ reserve: 4 * MIB, pageLimit: 10 * PAGE_SIZE });
  const a = mapPages(heap, 8 * PAGE_SIZE, PAGE_SIZE, "low");
  assertEquals(mapPages(heap, 3 * PAGE_SIZE, PAGE_SIZE, "low"), NULL);
  assertEquals(mapPagesAt(heap, a + 8 * PAGE_SIZE, 3 * PAGE_SIZE), false);
  assertEquals([heap.mappedPages, heap.peakPages, heap.mapCalls], [8, 8, 1]);
  assertEquals(mapPagesAt(heap, a + 8 * PAGE_SIZE, 2 * PAGE_SIZE), true);
  unmapPages(heap, a, 10 * PAGE_SIZE);
  assertEquals([heap.mappedPages, heap.peakPages, heap.unmapCalls], [0, 10, 1]);
  assertEquals(mapPages(heap, 10 * PAGE_SIZE, PAGE_SIZE, "high"), heap.roomEnd - 10 * PAGE_SIZE);
});

Deno.test("pages are mapped at a given place only if all are free and in the room", () => {
  const heap = new Heap({ reserve: MIB });
  const a = mapPages(heap, PAGE_SIZE, PAGE_SIZE, "low");
  assertEquals(mapPagesAt(heap, a, PAGE_SIZE), false);
  assertEquals(mapPagesAt(heap, a - PAGE_SIZE, PAGE_SIZE), false);
  assertEquals(mapPagesAt(heap, heap.roomEnd - PAGE_SIZE, 2 * PAGE_SIZE), false);
  assertEquals(mapPagesAt(heap, a + PAGE_SIZE, 2 * PAGE_SIZE), true);
  assertEquals(mapPages(heap, PAGE_SIZE, PAGE_SIZE, "low"), a + 3 * PAGE_SIZE);
});

Deno.test("unmapping a page that is not mapped is a bug and says so", () => {
  const heap = new Heap({ reserve: MIB });
  const a = mapPages(heap, PAGE_SIZE, PAGE_SIZE, "low");
  assertThrows(() => unmapPages(heap, a, 2 * PAGE_SIZE), RangeError, "not mapped");
  assertEquals(heap.mappedPages, 1);
});

Deno.test("mapping agrees with a model over many random calls", () => {
  const heap = new Heap({ reserve: 2 * MIB });
  const first = heap.roomBase / PAGE_SIZE;
  const model = new Array<boolean>((heap.roomEnd - heap.roomBase) / PAGE_SIZE).fill(false);
  const isFree = (page: number, count: number) => model.slice(page, page + count).every((taken) => !taken);
  const live: { page: number; count: number }[] = [];
  const random = new Random(1);
  for (let i = 0; i < 20_000; i++) {
    const count = random.between(1, random.below(10) === 0 ? 120 : 9);
    if (random.below(100) < 52) {
      const end = random.below(2) === 0 ? "low" : "high";
      const step = 2 ** random.below(4);
      let expected = -1;
      for (let page = 0; page + count <= model.length; page++) {
        if ((page + first) % step !== 0 || !isFree(page, count)) continue;
        expected = page;
        if (end === "low") break;
      }
      const address = mapPages(heap, count * PAGE_SIZE - random.below(PAGE_SIZE), step * PAGE_SIZE, end);
      assertEquals(address, expected < 0 ? NULL : (first + expected) * PAGE_SIZE);
      if (expected < 0) continue;
      assertEquals(heap.u8[address + random.below(count * PAGE_SIZE)], 0);
      heap.u8.fill(1, address, address + count * PAGE_SIZE);
      model.fill(true, expected, expected + count);
      live.push({ page: expected, count });
    } else if (live.length > 0) {
      const [{ page, count }] = live.splice(random.below(live.length), 1);
      unmapPages(heap, (first + page) * PAGE_SIZE, count * PAGE_SIZE);
      model.fill(false, page, page + count);
    }
    assertEquals(heap.mappedPages, live.reduce((sum, { count }) => sum + count, 0));
  }
  assertEquals(check(heap), []);
});

Deno.test("the heap's own static state lies between the NULL page and the embedder's, without overlap", () => {
  const parts: [start: number, size: number][] = [
    [USED_POOLS, SIZE_CLASSES * POOL_HEADER.size],
    [PYMALLOC_STATE, PYMALLOC.size],
    [LAST_ARENAS, (MAX_POOLS_IN_ARENA + 1) * 8],
    [RAW_STATE, RAW_MALLOC.size],
    [LIBC_STATE, RAW_MALLOC.size],
  ];
  let end = PAGE_SIZE;
  for (const [start, size] of parts) {
    assert(start >= end, `0x${start.toString(16)} overlaps what is before it`);
    end = start + size;
  }
  assert(end <= STATIC_BASE);
});
