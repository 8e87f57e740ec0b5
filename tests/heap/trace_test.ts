/** tracemalloc's engine: what is traced, how much, and where it came from. Snapshots' texts: snapshot_test.ts. */

import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  AllocatorError,
  check,
  closeHeap,
  DOMAINS,
  type FrameSource,
  getAllocator,
  Heap,
  installCounting,
  memFree,
  memMalloc,
  NOT_TRACING,
  NULL,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  rawFree,
  rawMalloc,
  setupDebugHooks,
} from "../../heap/mod.ts";
import oracle from "../oracles/tracemalloc.json" with { type: "json" };
import { API } from "./domain_functions.ts";

const MIB = 2 ** 20;
const { api } = oracle;

/** Frames that a test sets: [file, line], the newest first. */
class Frames implements FrameSource {
  running: [string, number][] = [];
  readonly files: string[] = [];
  readonly events: string[] = [];

  readFrames(frames: Int32Array, limit: number): number {
    this.running.slice(0, limit).forEach(([file, line], i) => {
      if (!this.files.includes(file)) this.files.push(file);
      frames.set([this.files.indexOf(file), line], 2 * i);
    });
    return this.running.length;
  }

  fileName(file: number): string {
    return this.files[file];
  }

  describePlace(): string | null {
    return null;
  }

  started(): void {
    this.events.push("started");
  }

  stopped(): void {
    this.events.push("stopped");
  }
}

function traced(malloc: "pymalloc" | "debug" | "malloc" = "pymalloc", limit = 1): [Heap, Frames] {
  const heap = new Heap({ reserve: 16 * MIB, malloc });
  const frames = new Frames();
  heap.tracer.source = frames;
  heap.tracer.start(limit);
  return [heap, frames];
}

Deno.test("before start nothing is traced, and the figures say so", () => {
  const { tracer } = new Heap({ reserve: MIB });
  const expected = api["before start"];
  assertEquals(tracer.isTracing, expected.is_tracing);
  assertEquals([tracer.tracedMemory.current, tracer.tracedMemory.peak], expected.get_traced_memory);
  assertEquals(tracer.tracebackLimit, expected.get_traceback_limit);
  assertEquals(tracer.tableBytes > 0, expected["get_tracemalloc_memory > 0"]);
});

Deno.test("calls while nothing is traced fail or do nothing, as CPython's do", () => {
  const { tracer } = new Heap({ reserve: MIB });
  const texts = new Map(api["calls while stopped"] as [string, string][]);
  const error = (name: string) => texts.get(name)!.replace(/^\w+: /, "");
  assertThrows(() => tracer.takeSnapshot(), TypeError, error("tracemalloc.take_snapshot()"));
  assertThrows(() => tracer.start(0), RangeError, error("tracemalloc.start(0)"));
  assertThrows(() => tracer.start(-1), RangeError, error("tracemalloc.start(-1)"));
  assertThrows(() => tracer.start(65536), RangeError, error("tracemalloc.start(65535 + 1)"));
  assertEquals(tracer.getTraceback(0, 16), null);
  tracer.clearTraces();
  tracer.resetPeak();
  tracer.stop();
  assertEquals([tracer.track(5, 16, 10), tracer.untrack(5, 16)], [NOT_TRACING, NOT_TRACING]);
  assertEquals(NOT_TRACING, -2);
});

Deno.test("blocks of all three domains are traced until they are freed", () => {
  for (const malloc of ["pymalloc", "debug", "malloc"] as const) {
    const [heap] = traced(malloc);
    for (const domain of DOMAINS) {
      for (const n of [0, 100, 600, 5000]) {
        const p = API[domain].malloc(heap, n);
        const name = domain === "object" ? "obj" : domain;
        assertEquals(heap.tracer.getTraceback(0, p) !== null, api["block has a traceback"][name]);
        assertEquals(heap.tracer.tracedMemory.current, n, "nested calls and hooks are not counted");
        API[domain].free(heap, p);
        assertEquals(
          heap.tracer.getTraceback(0, p) !== null,
          api["block has a traceback"][`${name} after free`],
        );
        assertEquals(heap.tracer.tracedMemory.current, 0);
      }
    }
    heap.tracer.stop();
    assertEquals(closeHeap(heap), []);
  }
});

Deno.test("realloc changes the trace, in place, moved and between pools and raw; a failed one leaves it", () => {
  for (const malloc of ["pymalloc", "debug"] as const) {
    const [heap, frames] = traced(malloc);
    frames.running = [["a", 1]];
    let p = objectMalloc(heap, 100);
    frames.running = [["a", 2]];
    for (const n of [110, 50, 1000, 20_000, 10]) {
      p = objectRealloc(heap, p, n);
      assertEquals(heap.tracer.tracedMemory.current, n);
      assertEquals(String(heap.tracer.getTraceback(0, p)), "a:2");
    }
    assertEquals(objectRealloc(heap, p, 2 ** 40), NULL);
    assertEquals([heap.tracer.tracedMemory.current, heap.tracer.takeSnapshot().traces.length], [10, 1]);
    const q = objectCalloc(heap, 3, 7);
    assertEquals(heap.tracer.tracedMemory.current, 31);
    objectFree(heap, p);
    objectFree(heap, q);
    objectFree(heap, NULL);
    heap.tracer.stop();
    assertEquals(closeHeap(heap), []);
  }
});

Deno.test("blocks that were live before start are not traced, and their release changes nothing", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const p = memMalloc(heap, 10), q = memMalloc(heap, 20);
  heap.tracer.start();
  assertEquals(heap.tracer.getTraceback(0, p), api["object made before start"]);
  memFree(heap, p);
  assertEquals(heap.tracer.tracedMemory, { current: 0, peak: 0 });
  const r = API.mem.realloc(heap, q, 30);
  assertEquals(heap.tracer.tracedMemory.current, 30);
  memFree(heap, r);
});

Deno.test("a second start keeps the first limit, and stop keeps it for whoever asks", () => {
  const [heap, frames] = traced("pymalloc", 3);
  heap.tracer.start(7);
  assertEquals(heap.tracer.tracebackLimit, api["start twice keeps the first limit"]);
  rawMalloc(heap, 10);
  heap.tracer.stop();
  heap.tracer.stop();
  const { current, peak } = heap.tracer.tracedMemory;
  assertEquals([current, peak], api["after stop"].get_traced_memory);
  assertEquals(heap.tracer.tracebackLimit, api["after stop"].get_traceback_limit);
  assertEquals(frames.events, ["started", "stopped"]);
});

Deno.test("the peak is the most that was traced at once, until it is reset", () => {
  const [heap] = traced();
  const p = objectMalloc(heap, 1_000_000);
  objectFree(heap, p);
  const q = objectMalloc(heap, 100);
  assertEquals(heap.tracer.tracedMemory, { current: 100, peak: 1_000_000 });
  heap.tracer.resetPeak();
  assertEquals(heap.tracer.tracedMemory, { current: 100, peak: 100 });
  heap.tracer.clearTraces();
  assertEquals(heap.tracer.tracedMemory, { current: 0, peak: 0 });
  objectFree(heap, q);
  assertEquals(heap.tracer.tracedMemory, { current: 0, peak: 0 });
});

Deno.test("memory of one's own is tracked under a domain of one's own", () => {
  const [heap] = traced();
  const { tracer } = heap;
  const p = 0xdeadbee0;
  const tracesOf = (domain: number) =>
    tracer.takeSnapshot().traces.filter((trace) => trace.domain === domain);
  assertEquals(tracer.track(5, p, 1_000_000), 0);
  const expected = api["PyTraceMalloc_Track(5, p, 1000000)"];
  assertEquals([tracesOf(5).length, tracesOf(5)[0].size], [expected["traces in domain 5"], expected.size]);
  assertEquals(tracer.tracedMemory.current, expected["traced memory rose by at least"]);
  tracer.track(5, p, 2000);
  assertEquals([tracesOf(5).length, tracesOf(5)[0].size], api["tracking the same address again"]);
  tracer.track(6, p, 10);
  const both = tracer.takeSnapshot().traces.map(({ domain, size }) => [domain, size]);
  assertEquals(both, api["same address in two domains"]);
  assertEquals([tracer.untrack(5, p), tracer.untrack(5, p)], [0, 0]);
  assertEquals(tracer.getTraceback(5, p) === null, api["after Untrack"]);
  assertEquals(tracer.tracedMemory.current, 10);
});

Deno.test("a traceback has up to the limit of frames, the oldest first, and the number of all that ran", () => {
  const [heap, frames] = traced("pymalloc", 2);
  frames.running = [["new.py", 3], ["middle.py", 2], ["old.py", 1]];
  const p = objectMalloc(heap, 8), q = objectMalloc(heap, 8);
  frames.running = [["new.py", 3], ["middle.py", 2]];
  const r = objectMalloc(heap, 8);
  frames.running = [];
  const s = objectMalloc(heap, 8);
  const [a, b, c, d] = [p, q, r, s].map((block) => heap.tracer.getTraceback(0, block)!);
  assertEquals([String(a), a.frames.length, a.totalFrames], ["middle.py:2", 2, 3]);
  assertEquals(b.key, a.key);
  assertEquals([c.frames.length, c.totalFrames, c.key], [2, 2, a.key]);
  assertEquals([String(d), d.totalFrames], ["<unknown>:0", 1]);
});

Deno.test("what was made again in a block is traced anew, with its old size; unknown blocks stay unknown", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const frames = new Frames();
  heap.tracer.source = frames;
  const before = objectMalloc(heap, 56);
  heap.tracer.start();
  frames.running = [["a.py", 1]];
  const p = objectMalloc(heap, 56);
  frames.running = [["a.py", 9]];
  heap.tracer.retrace(p);
  heap.tracer.retrace(before);
  assertEquals(String(heap.tracer.getTraceback(0, p)), "a.py:9");
  assertEquals(heap.tracer.getTraceback(0, before), null);
  assertEquals(heap.tracer.tracedMemory.current, 56);
});

Deno.test("when it is off no layer is there, and the built-in allocators are called by name again", () => {
  const [heap] = traced();
  assert(heap.objectAllocator !== heap.pymalloc);
  heap.tracer.stop();
  assertStrictEquals(heap.objectAllocator, heap.pymalloc);
  assertStrictEquals(heap.memAllocator, heap.pymalloc);
  assertStrictEquals(heap.rawAllocator, heap.malloc);
});

Deno.test("a layer that others were put on stays when tracing ends, and serves the next start", () => {
  const [heap] = traced();
  const counts = installCounting(heap);
  heap.tracer.stop();
  const p = memMalloc(heap, 10);
  assertEquals([heap.tracer.tracedMemory.current, counts.mem.liveBytes], [0, 10]);
  heap.tracer.start();
  const q = memMalloc(heap, 20);
  assertEquals(heap.tracer.tracedMemory.current, 20);
  memFree(heap, p);
  memFree(heap, q);
  counts.remove();
  heap.tracer.stop();
  assertStrictEquals(getAllocator(heap, "mem"), heap.pymalloc);
  assertEquals(closeHeap(heap), []);
});

Deno.test("debug hooks cannot be put over tracemalloc", () => {
  const [heap] = traced();
  assertThrows(() => setupDebugHooks(heap), AllocatorError, "stop it first");
  heap.tracer.stop();
  setupDebugHooks(heap);
  heap.tracer.start();
  const p = rawMalloc(heap, 5);
  assertEquals(heap.tracer.tracedMemory.current, 5);
  rawFree(heap, p);
});

Deno.test("tracing moves no block and takes no page", () => {
  const run = (traces: boolean): number[] => {
    const heap = new Heap({ reserve: 16 * MIB });
    if (traces) heap.tracer.start(5);
    const blocks: number[] = [];
    for (let i = 0; i < 5000; i++) {
      const { malloc, free } = API[DOMAINS[i % 3]];
      blocks.push(malloc(heap, (i * 37) % 700));
      if (i % 4 === 3) free(heap, blocks[i]);
    }
    assertEquals(check(heap), []);
    return [...blocks, heap.mappedPages, heap.mapCalls];
  };
  assertEquals(run(true), run(false));
});
