/** Debug hooks: the layout of guarded blocks, what is found and what is not. The texts: debug_messages_test.ts. */

import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  AllocatorError,
  API_LETTERS,
  check,
  closeHeap,
  debugHooksOf,
  type Domain,
  DOMAINS,
  FatalMemoryError,
  getAllocator,
  Heap,
  installCounting,
  memCalloc,
  memFree,
  memMalloc,
  memRealloc,
  NULL,
  objectFree,
  objectMalloc,
  rawFree,
  rawMalloc,
  setupDebugHooks,
  type Size,
  sizeOfBlock,
  stats,
  walkBlocks,
} from "../../heap/mod.ts";
import layout from "../oracles/debug_hook_layout.json" with { type: "json" };
import { API } from "./domain_functions.ts";
import { Random } from "./random.ts";

const MIB = 2 ** 20;

function dump(heap: Heap, from: Address, n: Size): string {
  return Array.from(heap.u8.subarray(from, from + n), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

function debugHeap(malloc: "debug" | "malloc_debug" = "debug"): Heap {
  return new Heap({ reserve: 16 * MIB, malloc });
}

/** The FatalMemoryError that a call must end with. */
function fatal(call: () => unknown, reason: string): FatalMemoryError {
  const error = assertThrows(call, FatalMemoryError);
  assertEquals(error.message, reason);
  return error;
}

const dumps = layout.dumps as unknown as Record<string, Record<string, string>>;
const only = (name: string) => Object.values(dumps[name])[0];

Deno.test("the layout of blocks is CPython's, byte for byte", () => {
  const heap = debugHeap();
  for (const [name, domain] of [["raw", "raw"], ["mem", "mem"], ["obj", "object"]] as [string, Domain][]) {
    const p = API[domain].malloc(heap, 5);
    assertEquals(dump(heap, p - 16, 29), only(`malloc(5) ${name}`));
    API[domain].free(heap, p);
  }
  const cleared = memCalloc(heap, 3, 2);
  assertEquals(dump(heap, cleared - 16, 30), only("calloc(3, 2) mem"));
  const empty = memMalloc(heap, 0);
  assertEquals(dump(heap, empty - 16, 24), only("malloc(0) mem"));
  const large = memMalloc(heap, 300);
  assertEquals(dump(heap, large - 16, 16), dumps["malloc(300) mem"]["p-16 .. p"]);
  assertEquals(dump(heap, large + 300, 8), dumps["malloc(300) mem"]["tail"]);
  assert(heap.u8.subarray(large, large + 300).every((byte) => byte === 0xcd));
  for (const p of [cleared, empty, large]) memFree(heap, p);
  assertEquals(closeHeap(heap), []);
});

Deno.test("realloc keeps what stays, marks what grew as clean, and moves the tail", () => {
  const heap = debugHeap();
  let p = memMalloc(heap, 8);
  for (let i = 0; i < 8; i++) heap.u8[p + i] = 0x41 + i;
  p = memRealloc(heap, p, 12);
  assertEquals(dump(heap, p - 16, 36), only("realloc 8 -> 12 (contents 41..48)"));
  p = memRealloc(heap, p, 4);
  assertEquals(dump(heap, p - 16, 28), only("realloc 12 -> 4"));
  memFree(heap, p);
  p = memMalloc(heap, 100);
  for (let i = 0; i < 100; i++) heap.u8[p + i] = i;
  const q = memRealloc(heap, p, 200);
  const moved = dumps["realloc 100 -> 200 (contents 00..63)"];
  assertEquals(dump(heap, q - 16, 224), moved["q-16 .. q+208"]);
  assertNotEquals(p, q);
  assertEquals(dump(heap, p - 8, 116), Object.values(moved)[1]);
  memFree(heap, q);
  assertEquals(closeHeap(heap), []);
});

Deno.test("realloc to less marks what it cuts off as dead", () => {
  const heap = debugHeap();
  for (const [domain, from, to] of [["mem", 100, 90], ["object", 300, 295], ["raw", 3000, 2990]] as const) {
    const { malloc, realloc, free } = API[domain];
    const p = malloc(heap, from);
    heap.u8.fill(1, p, p + from);
    assertEquals(realloc(heap, p, to), p);
    assertEquals(dump(heap, p + to, from - to + 8), "fd fd fd fd fd fd fd fd" + " dd".repeat(from - to));
    assert(heap.u8.subarray(p, p + to).every((byte) => byte === 1));
    free(heap, p);
  }
});

Deno.test("a freed block is dead from its header to its end", () => {
  const heap = debugHeap();
  const kept = memMalloc(heap, 32);
  const p = memMalloc(heap, 32);
  heap.u8.fill(7, p, p + 32);
  memFree(heap, p);
  const name = Object.keys(dumps).find((key) => key.startsWith("after free of 32 bytes"))!;
  assertEquals(dump(heap, p - 8, 48), only(name));
  memFree(heap, kept);
});

Deno.test("realloc keeps every byte of blocks of any size, in place or moved, in every domain", () => {
  for (const malloc of ["debug", "malloc_debug"] as const) {
    const heap = debugHeap(malloc);
    const random = new Random(7);
    for (const domain of DOMAINS) {
      const { malloc, realloc, free } = API[domain];
      for (let i = 0; i < 400; i++) {
        const from = random.below(i % 3 === 0 ? 3000 : 200), to = random.below(i % 5 === 0 ? 3000 : 200);
        const p = malloc(heap, from);
        for (let k = 0; k < from; k++) heap.u8[p + k] = (k * 7 + i) & 255;
        const q = realloc(heap, p, to);
        for (let k = 0; k < to; k++) assertEquals(heap.u8[q + k], k < from ? (k * 7 + i) & 255 : 0xcd);
        assertEquals(sizeOfBlock(heap, q), to);
        free(heap, q);
      }
    }
    assertEquals(check(heap), []);
    assertEquals(closeHeap(heap), []);
  }
});

Deno.test("a failed realloc puts the marks back and leaves the block as it was", () => {
  const heap = new Heap({ reserve: 16 * MIB, pageLimit: MIB, malloc: "debug", serialNumbers: true });
  for (const domain of DOMAINS) {
    for (const n of [0, 5, 64, 128, 129, 300, 5000]) {
      const p = API[domain].malloc(heap, n);
      for (let i = 0; i < n; i++) heap.u8[p + i] = i & 255;
      const before = dump(heap, p - 16, n + 32);
      assertEquals(API[domain].realloc(heap, p, 4 * MIB), NULL);
      assertEquals(API[domain].realloc(heap, p, 2 ** 62), NULL);
      assertEquals(dump(heap, p - 16, n + 32), before);
      API[domain].free(heap, p);
    }
  }
  assertEquals(closeHeap(heap), []);
});

Deno.test("488 bytes are the largest request that a pool serves", () => {
  const heap = debugHeap();
  const raw = () => stats(heap).rawBlocksOfPymalloc;
  const small = [objectMalloc(heap, 0), objectMalloc(heap, 488)];
  assertEquals(raw(), 0);
  const large = objectMalloc(heap, 489);
  assertEquals([raw(), allocatedBlocks(heap)], [1, 3]);
  for (const p of [...small, large]) objectFree(heap, p);
  assertEquals(closeHeap(heap), []);
});

Deno.test("serial numbers count the calls that make blocks, eight bytes behind the pads", () => {
  const heap = new Heap({ reserve: 16 * MIB, malloc: "debug", serialNumbers: true });
  const p = memMalloc(heap, 3);
  const q = memCalloc(heap, 1, 4);
  assertEquals(dump(heap, p + 3, 16), "fd fd fd fd fd fd fd fd 00 00 00 00 00 00 00 01");
  assertEquals(dump(heap, q + 12, 8), "00 00 00 00 00 00 00 02");
  const r = memRealloc(heap, p, 6);
  assertEquals(dump(heap, r + 14, 8), "00 00 00 00 00 00 00 03");
  heap.u8[r + 6] = 0;
  const error = fatal(() => memFree(heap, r), "_PyMem_DebugRawFree: bad trailing pad byte");
  assert(error.report.includes("    The block was made by call #3 to debug malloc/realloc.\n    Data at p:"));
  assert(error.report.includes("at tail+0: 0x00 *** OUCH"));
});

Deno.test("every pair of a family and another's function is found, by free and by realloc", () => {
  let pairs = 0;
  for (const malloc of ["debug", "malloc_debug"] as const) {
    for (const made of DOMAINS) {
      for (const released of DOMAINS) {
        if (made === released) continue;
        for (const n of [0, 16, 600]) {
          const text = `bad ID: Allocated using API '${API_LETTERS[made]}', verified using API '${
            API_LETTERS[released]
          }'`;
          const heap = debugHeap(malloc);
          const p = API[made].malloc(heap, n);
          fatal(() => API[released].free(heap, p), `_PyMem_DebugRawFree: ${text}`);
          fatal(() => API[released].realloc(heap, p, 8), `_PyMem_DebugRawRealloc: ${text}`);
          pairs++;
        }
      }
    }
  }
  assertEquals(pairs, 36);
});

Deno.test("an immediate double free is found in every domain, and the report is complete", () => {
  for (const malloc of ["debug", "malloc_debug"] as const) {
    for (const domain of DOMAINS) {
      for (const n of [0, 16, 100, 600, 200_000]) {
        const heap = debugHeap(malloc);
        const kept = [API[domain].malloc(heap, n), API[domain].malloc(heap, n)];
        const p = API[domain].malloc(heap, n);
        const last = API[domain].malloc(heap, n);
        API[domain].free(heap, p);
        const error = assertThrows(() => API[domain].free(heap, p), FatalMemoryError);
        assert(error.report.includes("Fatal Python error: "), `${malloc} ${domain} ${n}`);
        assert(/: bad ID|Segmentation fault/.test(error.report), error.report);
        assertEquals(error.address, p);
        assertEquals(kept.length + (last === 0 ? 0 : 1), 3);
      }
    }
  }
});

Deno.test("the report of a double free says what could not be read, and that the block is dead", () => {
  const heap = debugHeap();
  const kept = [memMalloc(heap, 16), memMalloc(heap, 16)];
  const p = memMalloc(heap, 16);
  memFree(heap, kept[1]);
  memFree(heap, p);
  const error = fatal(
    () => memFree(heap, p),
    "_PyMem_DebugRawFree: bad ID: Allocated using API '\\xdd', verified using API 'm'",
  );
  const lines = error.report.split("\n");
  assert(
    lines.some((line) =>
      /^ {4}The 8 pad bytes at tail=0x[0-9a-f]+ are in no memory that is mapped\.$/.test(line)
    ),
  );
  assert(lines.includes("    The bytes before p are DEADBYTE (0xdd): the block was freed before."));
  assertEquals(lines.at(-2), `Fatal Python error: ${error.message}`);
});

Deno.test("an address that is no block is found, wherever it points", () => {
  const heap = debugHeap();
  const p = memMalloc(heap, 64);
  heap.u8.fill(0, p, p + 64);
  const reserve = heap.roomEnd;
  const wild = [
    1,
    5,
    16,
    4096,
    65536,
    p + 1,
    p + 16,
    p - 16,
    p - 8,
    reserve - 4096,
    reserve,
    reserve + 16,
    p + 2 ** 32,
  ];
  for (const address of [...wild, 0xdeadbee0, 2 ** 40, -16, p + 0.5, NaN]) {
    const error = assertThrows(() => memFree(heap, address), FatalMemoryError);
    assert(
      error.report.startsWith("Debug memory block at address p=0x") || error.reason === "Segmentation fault",
    );
    assertThrows(() => memRealloc(heap, address, 10), FatalMemoryError);
  }
  memFree(heap, p);
  assertEquals(closeHeap(heap), []);
});

Deno.test("mem and object need the global lock, raw does not", () => {
  const heap = debugHeap();
  const reason = "Python memory allocator called without holding the GIL";
  for (const domain of DOMAINS) {
    const { malloc, calloc, realloc, free } = API[domain];
    const p = malloc(heap, 10);
    heap.gilHeld = false;
    if (domain === "raw") {
      free(heap, realloc(heap, malloc(heap, 1), 2));
      free(heap, calloc(heap, 1, 2));
    } else {
      fatal(() => malloc(heap, 10), `_PyMem_DebugMalloc: ${reason}`);
      fatal(() => calloc(heap, 2, 10), `_PyMem_DebugCalloc: ${reason}`);
      fatal(() => realloc(heap, p, 20), `_PyMem_DebugRealloc: ${reason}`);
      fatal(() => realloc(heap, NULL, 20), `_PyMem_DebugRealloc: ${reason}`);
      fatal(() => free(heap, p), `_PyMem_DebugFree: ${reason}`);
      fatal(() => free(heap, NULL), `_PyMem_DebugFree: ${reason}`);
    }
    heap.gilHeld = true;
    free(heap, p);
  }
  const plain = new Heap({ reserve: MIB * 16 });
  plain.gilHeld = false;
  memFree(plain, memMalloc(plain, 10));
  assertEquals([closeHeap(heap), closeHeap(plain)], [[], []]);
});

Deno.test("use after free and writes beyond the pads go unnoticed, as documented", () => {
  const heap = debugHeap();
  const p = memMalloc(heap, 16), q = memMalloc(heap, 16);
  heap.u8[p + 24] = 1;
  memFree(heap, p);
  heap.u8[p] = 1;
  memFree(heap, q);
  assertEquals(closeHeap(heap), []);
});

Deno.test("walks and figures are about the caller's blocks and their requested bytes", () => {
  for (const malloc of ["debug", "malloc_debug"] as const) {
    const heap = debugHeap(malloc);
    const expected = new Map<Address, [Size, string]>();
    for (const domain of DOMAINS) {
      for (const n of [0, 1, 16, 100, 488, 489, 512, 600, 5000, 100_000]) {
        expected.set(API[domain].malloc(heap, n), [n, domain]);
        expected.set(API[domain].calloc(heap, 1, n), [n, domain]);
      }
    }
    const found = new Map<Address, [Size, string]>();
    walkBlocks(heap, (address, size, _owner, marks) => {
      found.set(address, [size, marks[marks.length - 1]]);
      assertEquals(sizeOfBlock(heap, address), size);
    });
    assertEquals(found, expected);
    assertEquals(allocatedBlocks(heap), malloc === "debug" ? 40 : 0);
    assertEquals(check(heap), []);
    const sentences = closeHeap(heap);
    assertEquals(sentences.length, 60);
    const some = [...expected].find(([, [n]]) => n === 100)![0];
    assert(
      sentences.some((text) =>
        text.endsWith(`block of 100 bytes at 0x${some.toString(16)} was never released`)
      ),
    );
    for (const [p, [, domain]] of expected) API[domain as Domain].free(heap, p);
    assertEquals(closeHeap(heap), []);
    assertEquals(heap.mappedPages, 0);
  }
});

Deno.test("the checker finds damaged pads and lost headers of blocks that nobody has freed yet", () => {
  const heap = debugHeap();
  const p = objectMalloc(heap, 40), q = memMalloc(heap, 1000), r = rawMalloc(heap, 9);
  assertEquals(check(heap), []);
  heap.u8[p + 40] = 0;
  assertEquals(check(heap), [`Block 0x${p.toString(16)} of "pymalloc_debug": bad trailing pad byte`]);
  heap.u8[p + 40] = 0xfd;
  heap.u8[q + 1007] = 0;
  assertEquals(check(heap).length, 1);
  heap.u8[q + 1007] = 0xfd;
  heap.u8[r - 1] = 0;
  assertEquals(check(heap).length, 1);
  assert(check(heap)[0].includes("has lost its debug header"));
  heap.u8[r - 1] = 0xfd;
  objectFree(heap, p);
  memFree(heap, q);
  rawFree(heap, r);
  assertEquals(closeHeap(heap), []);
});

Deno.test("hooks go on any domain, over any allocator, as long as no block of it lives", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  setupDebugHooks(heap, ["mem"]);
  assertEquals(DOMAINS.map((domain) => getAllocator(heap, domain).name), [
    "malloc",
    "pymalloc_debug",
    "pymalloc",
  ]);
  assertEquals([debugHooksOf(heap, "mem")?.api, debugHooksOf(heap, "object")], ["m", null]);
  const p = memMalloc(heap, 16), q = objectMalloc(heap, 16), large = memMalloc(heap, 600);
  const sizes: [Address, Size][] = [];
  walkBlocks(heap, (address, size) => sizes.push([address, size]));
  assertEquals(
    sizes.sort((a, b) => a[0] - b[0]),
    [[large, 600], [p, 16], [q, 16]].sort((a, b) => a[0] - b[0]),
  );
  const error = assertThrows(() => setupDebugHooks(heap), AllocatorError);
  assert(error.message.includes("can release only what it made itself"), error.message);
  assertEquals(getAllocator(heap, "raw").name, "malloc");
  objectFree(heap, q);
  setupDebugHooks(heap, ["object"]);
  setupDebugHooks(heap, ["mem", "object"]); // they are there already
  assertEquals(getAllocator(heap, "mem").wraps, heap.pymalloc);
  for (const block of [p, large]) memFree(heap, block);
  setupDebugHooks(heap);
  objectFree(heap, objectMalloc(heap, 5));
  assertEquals(closeHeap(heap), []);
});

Deno.test("hooks go over other layers and under them", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const below = installCounting(heap);
  setupDebugHooks(heap);
  const above = installCounting(heap);
  const p = objectMalloc(heap, 10);
  assertEquals([above.object.liveBytes, below.object.liveBytes], [10, 34]);
  setupDebugHooks(heap);
  assertEquals(debugHooksOf(heap, "object")!.name, "pymalloc_debug");
  objectFree(heap, p);
  above.remove();
  assertEquals(closeHeap(heap), []);
});

Deno.test("what a fatal error says ends with what the runtime has to add", () => {
  const heap = debugHeap();
  heap.describeRuntime = () => "Python runtime state: initialized\n";
  heap.gilHeld = false;
  const error = assertThrows(() => memMalloc(heap, 1), FatalMemoryError);
  assertEquals(
    error.report,
    "Fatal Python error: _PyMem_DebugMalloc: Python memory allocator called without holding the GIL\n" +
      "Python runtime state: initialized\n",
  );
  assertEquals([error.where, error.address], ["_PyMem_DebugMalloc", NULL]);
});
