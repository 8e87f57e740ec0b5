import { assert, assertEquals, assertNotEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  type Address,
  addressInRange,
  allocatedBlocks,
  type Allocator,
  applyPreset,
  check,
  closeHeap,
  type Domain,
  DOMAINS,
  getAllocator,
  Heap,
  memFree,
  memMalloc,
  NULL,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  setAllocator,
  type Size,
} from "../../heap/mod.ts";
import { API } from "./domain_functions.ts";
import contract from "../oracles/allocator_domains.json" with { type: "json" };

const MIB = 2 ** 20;

/** An allocator that notes its calls and passes them on, or fails them. */
class Recorder implements Allocator {
  readonly name = "recorder";
  readonly ctx = this;
  readonly calls: string[] = [];
  fails = false;

  constructor(readonly wraps: Allocator) {}

  malloc(ctx: Recorder, n: Size): Address {
    ctx.calls.push(`malloc(${n})`);
    return ctx.fails ? NULL : ctx.wraps.malloc(ctx.wraps.ctx, n);
  }

  calloc(ctx: Recorder, nelem: number, elsize: Size): Address {
    ctx.calls.push(`calloc(${nelem}, ${elsize})`);
    return ctx.fails ? NULL : ctx.wraps.calloc(ctx.wraps.ctx, nelem, elsize);
  }

  realloc(ctx: Recorder, p: Address, n: Size): Address {
    ctx.calls.push(`realloc(${p}, ${n})`);
    return ctx.fails ? NULL : ctx.wraps.realloc(ctx.wraps.ctx, p, n);
  }

  free(ctx: Recorder, p: Address): void {
    ctx.calls.push(`free(${p})`);
    ctx.wraps.free(ctx.wraps.ctx, p);
  }
}

/**
 * The number behind a size of the oracle. 2**63 - 1 is no double: the largest one below 2**63 stands for it.
 */
function sizeOf(text: string): number {
  const max = 2 ** 63 - 1024;
  const known: Record<string, number> = {
    "PY_SSIZE_T_MAX": max,
    "PY_SSIZE_T_MAX + 1": 2 ** 63,
    "PY_SSIZE_T_MAX / 2": max / 2,
    "PY_SSIZE_T_MAX / 2 + 1": 2 ** 62,
    "SIZE_MAX": 2 ** 64,
  };
  const n = known[text] ?? Number(text);
  assert(!Number.isNaN(n), `"${text}" is no size`);
  return n;
}

/** Makes a call as the oracle writes it; [was the allocator called, was the result NULL]. */
function makeCall(heap: Heap, domain: Domain, call: string, recorder: Recorder): [boolean, boolean] {
  const api = API[domain];
  const [, name, args] = /^(\w+)\((.*?)\)/.exec(call)!;
  const values = args.split(",").map((arg) => arg.trim());
  const block = api.malloc(heap, 8);
  recorder.calls.length = 0;
  recorder.fails = call.endsWith("that fails");
  let result: Address;
  switch (name) {
    case "malloc":
      result = api.malloc(heap, sizeOf(values[0]));
      break;
    case "calloc":
      result = api.calloc(heap, sizeOf(values[0]), sizeOf(values[1]));
      break;
    case "realloc":
      result = api.realloc(heap, values[0] === "p" ? block : NULL, sizeOf(values[1]));
      break;
    default:
      api.free(heap, NULL);
      return [recorder.calls.length > 0, recorder.calls[0] === "free(0)"];
  }
  const called = recorder.calls.length > 0;
  recorder.fails = false;
  const moved = name === "realloc" && values[0] === "p" && result !== NULL;
  if (result !== NULL) api.free(heap, result);
  if (!moved) api.free(heap, block);
  return [called, result === NULL];
}

Deno.test("every domain passes calls on and fails them exactly as CPython's does", () => {
  const calls = contract.contract.calls as [string, string, boolean, boolean][];
  assert(calls.length > 50);
  for (const [name, call, called, isNull] of calls) {
    const domain = name === "obj" ? "object" : name as Domain;
    const heap = new Heap({ reserve: 16 * MIB });
    const recorder = new Recorder(getAllocator(heap, domain));
    setAllocator(heap, domain, recorder);
    assertEquals(makeCall(heap, domain, call, recorder), [called, isNull], `${name} ${call}`);
    assertEquals(check(heap), []);
  }
});

Deno.test("the built-in allocators, called by name, give the same results", () => {
  const calls = contract.contract.calls as [string, string, boolean, boolean][];
  for (const [name, call, _called, isNull] of calls) {
    if (call.startsWith("free") || call.endsWith("that fails")) continue;
    const domain = name === "obj" ? "object" : name as Domain;
    const heap = new Heap({ reserve: 16 * MIB });
    const recorder = new Recorder(getAllocator(heap, domain)); // not set
    assertEquals(makeCall(heap, domain, call, recorder)[1], isNull, `${name} ${call}`);
    assertEquals(closeHeap(heap), []);
  }
});

Deno.test("requests beyond any memory fail cleanly in every domain", () => {
  const sizes = [
    2 ** 30,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32 + 16,
    2 ** 53,
    2 ** 63 - 1,
    2 ** 63,
    2 ** 64,
    Infinity,
    NaN,
    -1,
  ];
  for (const preset of ["pymalloc", "malloc"] as const) {
    const heap = new Heap({ reserve: 16 * MIB, malloc: preset });
    for (const domain of DOMAINS) {
      const { malloc, calloc, realloc, free } = API[domain];
      const p = malloc(heap, 40);
      heap.u8.fill(7, p, p + 40);
      for (const n of sizes) {
        const results = [malloc(heap, n), calloc(heap, n, 1), calloc(heap, 1, n), calloc(heap, n, n)];
        results.push(realloc(heap, p, n), realloc(heap, NULL, n));
        assertEquals(results, [0, 0, 0, 0, 0, 0], `${domain} ${n}`);
      }
      // PyMem_New(int, n): the size of an array that does not fit.
      assertEquals(contract.contract.macros["PyMem_New(int, PY_SSIZE_T_MAX/4 + 1) is NULL"], true);
      assertEquals(malloc(heap, 4 * 2 ** 61), NULL);
      assert(heap.u8.subarray(p, p + 40).every((byte) => byte === 7));
      free(heap, p);
    }
    assertEquals(check(heap), []);
    assertEquals(closeHeap(heap), []);
  }
});

Deno.test("free of NULL does nothing in any domain", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  for (const domain of DOMAINS) API[domain].free(heap, NULL);
  assertEquals([allocatedBlocks(heap), heap.mapCalls], [0, 0]);
});

Deno.test("mem and object share pymalloc by default, and raw does not", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  assertStrictEquals(heap.memAllocator, heap.objectAllocator);
  assertNotEquals(heap.rawAllocator, heap.memAllocator);
  const blocks = DOMAINS.map((domain) => API[domain].malloc(heap, 24));
  assertEquals(blocks.map((p) => addressInRange(heap, p)), [false, true, true]);
  assertEquals(allocatedBlocks(heap), 2);
  DOMAINS.forEach((domain, i) => API[domain].free(heap, blocks[i]));
  assertEquals(closeHeap(heap), []);
});

Deno.test("presets give each domain the allocator that PYTHONMALLOC names", () => {
  for (const preset of ["default", "pymalloc", "malloc"] as const) {
    const heap = new Heap({ reserve: 16 * MIB, malloc: preset });
    const names = DOMAINS.map((domain) => getAllocator(heap, domain).name);
    const small = preset === "malloc" ? "malloc" : "pymalloc";
    assertEquals(names, ["malloc", small, small]);
    // What the preset means for sys.getallocatedblocks(), measured on CPython.
    const expected = contract.per_domain[preset === "malloc" ? "malloc" : "pymalloc"];
    for (const domain of DOMAINS) {
      const figures = expected[domain === "object" ? "obj" : domain];
      for (const n of [0, 24, 4096]) {
        const before = allocatedBlocks(heap);
        const p = API[domain].malloc(heap, n);
        const counted = figures[`counted_${n}` as "counted_0" | "counted_24" | "counted_4096"];
        assertEquals(allocatedBlocks(heap) - before, counted ? 1 : 0, `${preset} ${domain} ${n}`);
        API[domain].free(heap, p);
      }
    }
    assertEquals(check(heap), []);
    assertEquals(closeHeap(heap), []);
  }
});

Deno.test("under malloc no arena is ever made", () => {
  const heap = new Heap({ reserve: 16 * MIB, malloc: "malloc" });
  const blocks: Address[] = [];
  for (let i = 0; i < 1000; i++) blocks.push(memMalloc(heap, 32), objectCalloc(heap, 4, 8));
  assert(blocks.every((p) => p !== NULL && !addressInRange(heap, p)));
  assertEquals(objectRealloc(heap, blocks[0], 40) !== NULL, true);
  for (const p of blocks.slice(1)) objectFree(heap, p);
  assertEquals(check(heap), []);
});

Deno.test("an unknown preset is refused with the names there are", () => {
  assertThrows(
    () => new Heap({ malloc: "bogus" as "malloc" }),
    RangeError,
    'default, debug, pymalloc, pymalloc_debug, malloc, malloc_debug, strict: "bogus"',
  );
  const heap = new Heap({ reserve: MIB });
  assertThrows(() => applyPreset(heap, "toString" as "malloc"), RangeError, "toString");
});

Deno.test("a domain's allocator can be replaced, wrapped and put back", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const inner = getAllocator(heap, "object");
  const recorder = new Recorder(inner);
  setAllocator(heap, "object", recorder);
  assertStrictEquals(getAllocator(heap, "object"), recorder);
  assertStrictEquals(getAllocator(heap, "mem"), inner);
  const p = objectMalloc(heap, 10);
  const q = objectRealloc(heap, p, 100);
  const r = objectCalloc(heap, 2, 5);
  objectFree(heap, q);
  memFree(heap, memMalloc(heap, 5));
  assertEquals(recorder.calls, ["malloc(10)", `realloc(${p}, 100)`, "calloc(2, 5)", `free(${q})`]);
  setAllocator(heap, "object", inner);
  objectFree(heap, r);
  assertEquals(recorder.calls.length, 4);
  assertEquals(closeHeap(heap), []);
});

Deno.test("what pymalloc asks of the raw domain goes through that domain's allocator", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const recorder = new Recorder(getAllocator(heap, "raw"));
  setAllocator(heap, "raw", recorder);
  const small = objectMalloc(heap, 16); // the arena records
  const large = objectMalloc(heap, 600);
  const moved = objectRealloc(heap, large, 700);
  objectFree(heap, moved);
  objectFree(heap, small);
  assertEquals(recorder.calls, [
    "realloc(0, 768)",
    "malloc(600)",
    `realloc(${large}, 700)`,
    `free(${moved})`,
  ]);
  assertEquals(closeHeap(heap), []);
  assertEquals(recorder.calls.at(-1)!.startsWith("free("), true);
});

Deno.test("an allocator without its four functions, or for no domain, is refused", () => {
  const heap = new Heap({ reserve: MIB });
  const broken = { name: "broken", ctx: null, malloc: () => NULL } as unknown as Allocator;
  assertThrows(() => setAllocator(heap, "raw", broken), TypeError, '"calloc"');
  const fine = getAllocator(heap, "mem");
  assertThrows(() => setAllocator(heap, "other" as "raw", fine), RangeError, '"other"');
  assertThrows(() => getAllocator(heap, "other" as "raw"), RangeError, '"other"');
});

Deno.test("two heaps do not influence each other", () => {
  const alone = new Heap({ reserve: 16 * MIB });
  const [a, b] = [
    new Heap({ reserve: 16 * MIB }),
    new Heap({ reserve: 16 * MIB, geometry: "1MiB", malloc: "malloc" }),
  ];
  setAllocator(b, "mem", new Recorder(getAllocator(b, "mem")));
  for (let i = 1; i < 3000; i++) {
    const n = (i * 31) % 900;
    const expected = objectMalloc(alone, n);
    assertEquals(objectMalloc(a, n), expected);
    memMalloc(b, n * 3);
    if (i % 3 === 0) {
      objectFree(alone, expected);
      objectFree(a, expected);
    }
  }
  assertEquals([a.mappedPages, a.mapCalls], [alone.mappedPages, alone.mapCalls]);
  assertEquals([...check(a), ...check(b)], []);
});
