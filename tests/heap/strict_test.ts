/** Strict mode: what it finds beyond the debug hooks, and that it finds nothing where nothing is wrong. */

import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  check,
  closeHeap,
  DOMAINS,
  FatalMemoryError,
  Heap,
  memFree,
  memMalloc,
  memRealloc,
  NULL,
  objectFree,
  objectMalloc,
  presetName,
  rawFree,
  rawMalloc,
  sizeOfBlock,
  walkBlocks,
} from "../../heap/mod.ts";
import { API } from "./domain_functions.ts";
import { Random } from "./random.ts";

const MIB = 2 ** 20;

function strictHeap(pageLimit?: number): Heap {
  return new Heap({ reserve: 64 * MIB, malloc: "strict", pageLimit });
}

/** The line of this file that calls. */
function here(): number {
  return Number(/strict_test\.ts:(\d+):\d+/.exec(new Error().stack!.split("\n")[2])![1]);
}

/** The report of the fatal error that a call ends with. */
function reportOf(call: () => unknown): string {
  return assertThrows(call, FatalMemoryError).report;
}

Deno.test("a write that misses the pads is found when the block is released, with the line that made it", () => {
  for (
    const [offset, place] of [[24, "byte 24 of"], [87, "byte 87 of"], [-17, "byte -17 before"], [
      -72,
      "byte -72 before",
    ]]
  ) {
    for (const domain of DOMAINS) {
      const heap = strictHeap();
      const line = here() + 1;
      const p = API[domain].malloc(heap, 16);
      heap.u8[p + Number(offset)] = 1;
      assertEquals(check(heap).length, 1);
      const report = reportOf(() => API[domain].free(heap, p));
      assert(report.startsWith(`Strict mode: ${place} a block of 16 bytes was written to\n    at `), report);
      assert(report.includes(`was made at ${new URL(import.meta.url).pathname}:${line}\n`), report);
    }
  }
});

Deno.test("a write after free is found when the block leaves, by check, and at the end", () => {
  const heap = strictHeap();
  const p = memMalloc(heap, 32);
  const line = here() + 1;
  memFree(heap, p);
  heap.u8[p + 5] = 0;
  assertEquals(check(heap), [
    `Block 0x${p.toString(16)}: byte 5 of a block was written to after the block was freed`,
  ]);
  const report = reportOf(() => closeHeap(heap));
  assert(report.includes("byte 5 of a block was written to after the block was freed"), report);
  assert(report.includes(`    and freed at ${new URL(import.meta.url).pathname}:${line}\n`), report);

  const other = strictHeap();
  const q = objectMalloc(other, 100);
  objectFree(other, q);
  other.u8[q] = 1;
  assertThrows(
    () => {
      for (let i = 0; i < 300; i++) rawFree(other, rawMalloc(other, 5000));
    },
    FatalMemoryError,
    "byte 0 of a block was written to after",
  );
});

Deno.test("a block that was reallocated is dead in its old place, whatever its sizes", () => {
  const heap = strictHeap();
  for (const [from, to] of [[16, 16], [16, 20], [300, 10], [10, 3000], [3000, 10]]) {
    const p = memMalloc(heap, from);
    for (let i = 0; i < from; i++) heap.u8[p + i] = i & 255;
    const q = memRealloc(heap, p, to);
    assert(p !== q);
    for (let i = 0; i < Math.min(from, to); i++) assertEquals(heap.u8[q + i], i & 255);
    assert(heap.u8.subarray(p, p + from).every((byte) => byte === 0xdd));
    assertThrows(() => memFree(heap, p), FatalMemoryError, "bad ID");
    memFree(heap, q);
  }
  assertEquals(closeHeap(heap), []);
});

Deno.test("a function of another family is reported with both places, and the program goes on", () => {
  const heap = strictHeap();
  const strict = heap.strict!;
  const heard: string[] = [];
  strict.onReport = (text) => heard.push(text);
  const made = here() + 1;
  const p = memMalloc(heap, 8);
  strict.noteMaker(p, "PyMem_Malloc()");
  const used = here() + 1;
  strict.expectMaker(p, "PyMem_Del", "mem", ["PyMem_New()"], () => "release it with PyMem_Free()");
  strict.expectMaker(p, "PyMem_Free", "mem", ["PyMem_Malloc()"], () => "");
  const path = new URL(import.meta.url).pathname;
  assertEquals(strict.reports, [
    "Strict mode: PyMem_Del() was given a block of PyMem_Malloc(): release it with PyMem_Free()\n" +
    `    at ${path}:${used}\n    the block 0x${p.toString(16)} was made at ${path}:${made}\n`,
  ]);
  assertEquals(heard, strict.reports);
  const q = memRealloc(heap, p, 9);
  strict.expectMaker(q, "PyMem_Free", "mem", ["PyMem_Malloc()"], () => "");
  assertEquals(strict.reports.length, 1);
  memFree(heap, q);
  assertEquals(closeHeap(heap), []);
});

Deno.test("a block of another allocator, a freed one and no block at all are the end", () => {
  const heap = strictHeap();
  const strict = heap.strict!;
  const p = memMalloc(heap, 8);
  strict.noteBlock(4096, "libc");
  strict.noteMaker(4096, "malloc()");
  const advice = () => "give it back where it came from";
  const fails = (address: Address, domain: "mem" | "libc", text: string) =>
    assertThrows(() => strict.expectMaker(address, "f", domain, [], advice), FatalMemoryError, text);
  fails(p, "libc", "f() was given a block of the mem domain, which another allocator made: give it back");
  fails(4096, "mem", "f() was given a block of malloc(), which another allocator made");
  fails(p + 1, "mem", "f() was given an address that is no block");
  memFree(heap, p);
  fails(p, "mem", "f() was given a block that is freed already");
  strict.forgetBlock(4096);
  fails(4096, "libc", "f() was given an address that is no block");
  strict.expectMaker(NULL, "f", "mem", [], advice);
});

Deno.test("a place is a line of the running program while one runs", () => {
  const heap = strictHeap();
  heap.tracer.source = {
    readFrames: () => 0,
    fileName: () => "",
    describePlace: () => 'File "p.py", line 7',
  };
  const p = memMalloc(heap, 8);
  heap.u8[p + 30] = 0;
  const report = reportOf(() => memFree(heap, p));
  assert(report.includes('\n    at File "p.py", line 7\n'), report);
});

Deno.test("what is held back is no live block, and makes room when memory is short", () => {
  const heap = strictHeap(2 * MIB);
  for (let i = 0; i < 40; i++) rawFree(heap, rawMalloc(heap, 500_000));
  const p = objectMalloc(heap, 600);
  objectFree(heap, p);
  objectFree(heap, objectMalloc(heap, 10));
  assertEquals(allocatedBlocks(heap), 0);
  walkBlocks(heap, () => assert(false, "nothing lives"));
  assertEquals(closeHeap(heap), []);
  assertEquals(heap.mappedPages, 0);
});

Deno.test("a random program without a mistake raises no alarm, and its blocks are seen as they are", () => {
  const heap = strictHeap();
  assertEquals(presetName(heap), "strict");
  const random = new Random(3);
  const live: { p: Address; n: number; domain: (typeof DOMAINS)[number]; tag: number }[] = [];
  for (let i = 0; i < 4000; i++) {
    const choice = random.below(10);
    if (choice < 5 || live.length === 0) {
      const domain = DOMAINS[random.below(3)], n = random.below(i % 10 === 0 ? 2000 : 100);
      const p = random.below(3) === 0 ? API[domain].calloc(heap, 1, n) : API[domain].malloc(heap, n);
      heap.u8.fill(i & 255, p, p + n);
      live.push({ p, n, domain, tag: i & 255 });
    } else {
      const index = random.below(live.length);
      const block = live[index];
      for (let k = 0; k < block.n; k++) assertEquals(heap.u8[block.p + k], block.tag);
      if (choice < 7) {
        const n = random.below(500);
        block.p = API[block.domain].realloc(heap, block.p, n);
        heap.u8.fill(block.tag, block.p, block.p + n);
        block.n = n;
      } else {
        API[block.domain].free(heap, block.p);
        live.splice(index, 1);
      }
    }
    if (i % 1000 === 0) assertEquals(check(heap), []);
  }
  const seen = new Map<Address, number>();
  walkBlocks(heap, (address, size) => seen.set(address, size));
  assertEquals(seen, new Map(live.map(({ p, n }) => [p, n])));
  for (const { p, n } of live) assertEquals(sizeOfBlock(heap, p), n);
  for (const { p, domain } of live) API[domain].free(heap, p);
  assertEquals(heap.strict!.reports, []);
  assertEquals(closeHeap(heap), []);
});
