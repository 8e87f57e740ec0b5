import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  check,
  Heap,
  objectFree,
  objectMalloc,
  PAGE_SIZE,
  POOL_HEADER,
  rawMalloc,
  stats,
  statsReport,
  walkArenas,
  walkBlocks,
  walkPools,
} from "../../heap/mod.ts";
import oracle from "../oracles/malloc_stats.json" with { type: "json" };
import { Random } from "./random.ts";

const MIB = 2 ** 20;

/** A heap with a seeded mixture of blocks in it, and the addresses. */
function makeHeap(geometry: "256KiB" | "1MiB"): { heap: Heap; objects: Address[]; raws: Address[] } {
  const heap = new Heap({ reserve: 64 * MIB, geometry });
  const random = new Random(7);
  const objects: Address[] = [];
  for (let i = 0; i < 20_000; i++) {
    objects.push(objectMalloc(heap, random.below(600)));
    if (random.below(3) === 0) objectFree(heap, objects.splice(random.below(objects.length), 1)[0]);
  }
  const raws = [10, 2000, 90_000].map((n) => rawMalloc(heap, n));
  return { heap, objects, raws };
}

Deno.test("the report of an empty heap is CPython's", () => {
  const heap = new Heap({ reserve: 8 * MIB, geometry: "1MiB" });
  assertEquals(statsReport(heap), oracle.empty_heap_report);
});

Deno.test("the report has CPython's lines in CPython's form", () => {
  const { heap } = makeHeap("1MiB");
  const lines = statsReport(heap).split("\n");
  assertEquals(lines.slice(0, 4), oracle.head);
  const rows = lines.slice(4, lines.indexOf("", 4));
  assert(
    rows.length > 25 &&
      rows.every((row) => /^ {3,4}\d+ {2,5}\d+ +\d+ +\d+ +\d+$/.test(row) && row.length === 54),
  );
  const labels = oracle.sections.slice(1).filter((section) => section[0] !== "<blank>");
  const figures = lines.slice(4 + rows.length + 1).filter((line) => line !== "");
  assertEquals(figures.length, labels.length);
  figures.forEach((line, i) => {
    const words = labels[i][0].replace(/<.*?>/g, "");
    for (const word of words.split(/\s+/)) assert(line.includes(word), `"${line}" lacks "${word}"`);
    if (line !== "arena map counts") assert(line[35] === "=" && line.length === 57, line);
  });
});

Deno.test("without the radix tree the report ends after the first total", () => {
  const { heap } = makeHeap("256KiB");
  const report = statsReport(heap);
  assert(report.endsWith("\n") && !report.includes("arena map"));
  assertEquals(report.split("\n").filter((line) => line.startsWith("Total")).length, 1);
});

Deno.test("the bytes of the arenas divide without remainder", () => {
  for (const geometry of ["256KiB", "1MiB"] as const) {
    const { heap } = makeHeap(geometry);
    const { bytes, arenas } = stats(heap);
    const parts = bytes.allocated + bytes.available + bytes.unusedPools + bytes.poolHeaders +
      bytes.quantization +
      bytes.alignment;
    assertEquals(parts, bytes.total);
    assertEquals(bytes.total, arenas.current * heap.arenaSize);
  }
});

Deno.test("the walk visits every live block of both allocators once and nothing else", () => {
  const { heap, objects, raws } = makeHeap("256KiB");
  const seen = new Map<Address, string>();
  let poolBytes = 0;
  let rawBytes = 0;
  walkBlocks(heap, (address, size, owner) => {
    assert(!seen.has(address));
    seen.set(address, owner);
    if (owner === "pymalloc") poolBytes += size;
    else rawBytes += size;
  });
  assertEquals([...seen.keys()].sort((a, b) => a - b), [...objects, ...raws].sort((a, b) => a - b));
  assert(raws.every((p) => seen.get(p) === "raw"));
  const figures = stats(heap);
  assertEquals(poolBytes, figures.bytes.allocated);
  assertEquals(rawBytes, figures.raw.bytes - figures.arenaRecordBytes);
  assertEquals(seen.size, figures.allocatedBlocks + raws.length);
});

Deno.test("the figures of the raw malloc add up to its segments, and segments and arenas to the mapped pages", () => {
  const { heap } = makeHeap("256KiB");
  const { raw, arenas, pages } = stats(heap);
  const overhead = 8 * raw.blocks + raw.segments * 64;
  assertEquals(raw.bytes + raw.freeBytes + overhead, raw.segmentBytes);
  assertEquals(raw.segmentBytes + arenas.current * heap.arenaSize, pages.mapped * PAGE_SIZE);
  assertEquals([pages.mapped, pages.peak, pages.mapCalls], [heap.mappedPages, heap.peakPages, heap.mapCalls]);
});

Deno.test("arenas and pools can be walked", () => {
  const { heap } = makeHeap("256KiB");
  let blocks = 0;
  let arenas = 0;
  walkArenas(heap, (arena) => {
    arenas++;
    walkPools(heap, arena, (pool) => {
      assertEquals(pool % heap.poolSize, 0);
      blocks += heap.i32[(pool + POOL_HEADER.offsets.ref_count) >> 2];
    });
  });
  const figures = stats(heap);
  assertEquals(arenas, figures.arenas.current);
  assertEquals(blocks, figures.sizeClasses.reduce((sum, row) => sum + row.used, 0));
  assertEquals(check(heap), []);
});

Deno.test("walking changes nothing", () => {
  const { heap } = makeHeap("256KiB");
  const before = heap.u8.slice(0, heap.roomEnd);
  stats(heap);
  statsReport(heap);
  walkBlocks(heap, () => {});
  check(heap);
  assertEquals(heap.u8.every((byte, i) => byte === before[i]), true);
});
