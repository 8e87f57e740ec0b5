/** Replacing allocators: who may take whose place, and what a refusal says. */

import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  type Address,
  type Allocator,
  AllocatorError,
  applyPreset,
  type ArenaAllocator,
  check,
  closeHeap,
  DOMAINS,
  getAllocator,
  getArenaAllocator,
  Heap,
  installCounting,
  installFailure,
  liveBlocks,
  type MallocPreset,
  mapPages,
  memFree,
  memMalloc,
  objectFree,
  objectMalloc,
  presetName,
  PRESETS,
  rawFree,
  rawMalloc,
  setAllocator,
  setArenaAllocator,
  setupDebugHooks,
  type Size,
  stats,
  unmapPages,
} from "../../heap/mod.ts";
import { API } from "./domain_functions.ts";

const MIB = 2 ** 20;

/** A layer that passes everything on. */
function layerOver(wraps: Allocator, name = "layer"): Allocator {
  return {
    name,
    ctx: null,
    wraps,
    malloc: (_, n: Size) => wraps.malloc(wraps.ctx, n),
    calloc: (_, nelem: number, elsize: Size) => wraps.calloc(wraps.ctx, nelem, elsize),
    realloc: (_, p: Address, n: Size) => wraps.realloc(wraps.ctx, p, n),
    free: (_, p: Address) => wraps.free(wraps.ctx, p),
  };
}

/** An allocator of its own: pages, 64 KiB for each block, whose number it can tell. */
class PageAllocator implements Allocator {
  readonly name = "pages";
  readonly ctx = this;
  live = 0;

  constructor(readonly heap: Heap) {}

  malloc(ctx: PageAllocator, n: Size): Address {
    const p = n > 65536 ? 0 : mapPages(ctx.heap, 65536, 4096, "low");
    if (p !== 0) ctx.live++;
    return p;
  }

  calloc(ctx: PageAllocator, nelem: number, elsize: Size): Address {
    return ctx.malloc(ctx, nelem * elsize);
  }

  realloc(ctx: PageAllocator, p: Address, n: Size): Address {
    return p === 0 ? ctx.malloc(ctx, n) : n > 65536 ? 0 : p;
  }

  free(ctx: PageAllocator, p: Address): void {
    if (p === 0) return;
    unmapPages(ctx.heap, p, 65536);
    ctx.live--;
  }

  liveBlocks(ctx: PageAllocator): number {
    return ctx.live;
  }
}

Deno.test("an allocator that wraps the one that is set may be put over it at any time, and come off again", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  for (const domain of DOMAINS) {
    const p = API[domain].malloc(heap, 40);
    const inner = getAllocator(heap, domain);
    const layer = layerOver(inner), second = layerOver(layer);
    setAllocator(heap, domain, layer);
    setAllocator(heap, domain, second);
    setAllocator(heap, domain, second);
    const q = API[domain].malloc(heap, 50);
    API[domain].free(heap, p);
    setAllocator(heap, domain, inner);
    API[domain].free(heap, q);
  }
  assertEquals(closeHeap(heap), []);
});

Deno.test("a stranger is refused while blocks live, with the reason, and accepted when none does", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const pages = new PageAllocator(heap);
  const p = objectMalloc(heap, 40);
  const error = assertThrows(() => setAllocator(heap, "mem", pages), AllocatorError);
  assertEquals(
    error.message,
    'The mem domain cannot go from "pymalloc" to "pages": 1 block lives, and "pages" does not say that it wraps ' +
      '"pymalloc" (property "wraps"), so it could not release what that made',
  );
  assertStrictEquals(getAllocator(heap, "mem"), heap.pymalloc);
  objectFree(heap, p);
  setAllocator(heap, "mem", pages);
  const q = memMalloc(heap, 1000);
  assertEquals([q % 4096, liveBlocks(heap, "mem")], [0, 1]);
  assertThrows(() => setAllocator(heap, "mem", heap.pymalloc), AllocatorError, "1 block lives");
  memFree(heap, q);
  setAllocator(heap, "mem", heap.pymalloc);
  assertEquals(closeHeap(heap), []);
});

Deno.test("an allocator that cannot tell whether its blocks live is not replaced by a stranger", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const { wraps: _, ...silent } = layerOver(heap.malloc, "silent");
  setAllocator(heap, "mem", silent);
  assertEquals(liveBlocks(heap, "mem"), null);
  assertThrows(
    () => setAllocator(heap, "mem", heap.pymalloc),
    AllocatorError,
    '"silent" does not tell whether blocks of its own live',
  );
  setAllocator(heap, "mem", layerOver(silent));
});

Deno.test("one that wraps what lies deeper skips a layer and is refused while blocks live", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  installCounting(heap);
  const p = memMalloc(heap, 10);
  assertThrows(
    () => setAllocator(heap, "mem", layerOver(heap.pymalloc)),
    AllocatorError,
    '"layer" wraps "pymalloc", which is not the allocator that is set',
  );
  memFree(heap, p);
  setAllocator(heap, "mem", layerOver(heap.pymalloc));
});

Deno.test("hooks come off only while none of their blocks lives", () => {
  const heap = new Heap({ reserve: 16 * MIB, malloc: "debug" });
  const p = memMalloc(heap, 10), r = rawMalloc(heap, 10);
  assertThrows(
    () => setAllocator(heap, "mem", heap.pymalloc),
    AllocatorError,
    '1 block lives, and only "pymalloc_debug" can release what it made',
  );
  assertThrows(() => applyPreset(heap, "malloc"), AllocatorError, "The raw domain");
  assertEquals([presetName(heap), liveBlocks(heap, "object")], ["pymalloc_debug", 0]);
  setAllocator(heap, "object", heap.pymalloc);
  assertEquals(presetName(heap), null);
  rawFree(heap, r);
  memFree(heap, p);
  assertEquals(liveBlocks(heap, "raw"), 0);
  applyPreset(heap, "malloc_debug");
  assertEquals(presetName(heap), "malloc_debug");
  applyPreset(heap, "strict");
  memFree(heap, memMalloc(heap, 5));
  applyPreset(heap, "default");
  assertEquals([presetName(heap), heap.strict], ["pymalloc", null]);
  assertEquals(closeHeap(heap), []);
});

Deno.test("what lives in a domain is counted as exactly as its blocks can be told apart", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  setupDebugHooks(heap, ["mem"]);
  const blocks = [memMalloc(heap, 10), memMalloc(heap, 1000)];
  assertEquals(DOMAINS.map((domain) => liveBlocks(heap, domain)), [2, 2, 0]); // arena records and the large block
  const q = objectMalloc(heap, 10), r = objectMalloc(heap, 5000);
  assertEquals(DOMAINS.map((domain) => liveBlocks(heap, domain)), [3, 2, 2]);
  for (const p of blocks) memFree(heap, p);
  for (const p of [q, r]) objectFree(heap, p);
  assertEquals(DOMAINS.map((domain) => liveBlocks(heap, domain)), [0, 0, 0]);
  assertEquals(heap.mappedPages > 0, true);
  assertEquals(closeHeap(heap), []);
});

Deno.test("a copy of an allocator with some functions changed, as C programs make it, is a hook over it", () => {
  for (const malloc of Object.keys(PRESETS) as MallocPreset[]) {
    const heap = new Heap({ reserve: 4 * MIB, malloc });
    const kept = DOMAINS.map((domain) => API[domain].malloc(heap, 30));
    const counting = installCounting(heap);
    const failure = installFailure(heap);
    heap.tracer.start();
    for (const domain of DOMAINS) {
      const old = getAllocator(heap, domain);
      const calls: string[] = [];
      const malloc = (ctx: unknown, n: Size): Address => {
        calls.push(`malloc ${n}`);
        return old.malloc(ctx, n);
      };
      const free = (ctx: unknown, p: Address): void => {
        calls.push("free");
        old.free(ctx, p);
      };
      setAllocator(heap, domain, { ...old, malloc, free, wraps: old });
      const { calloc, realloc } = API[domain];
      let p = API[domain].malloc(heap, 20);
      p = realloc(heap, p, 40);
      API[domain].free(heap, p);
      API[domain].free(heap, calloc(heap, 2, 3));
      assertEquals(calls, ["malloc 20", "free", "free"], `${malloc} ${domain}`);
      assertEquals(check(heap), []);
      setAllocator(heap, domain, old);
    }
    heap.tracer.stop();
    failure.remove();
    counting.remove();
    DOMAINS.forEach((domain, i) => API[domain].free(heap, kept[i]));
    assertEquals(closeHeap(heap), [], malloc);
  }
});

Deno.test("an allocator needs no name, and must wrap the one that is set, not a copy", () => {
  const heap = new Heap({ reserve: 4 * MIB });
  const p = memMalloc(heap, 10);
  const old = getAllocator(heap, "mem");
  const { name: _, ...nameless } = layerOver(old);
  const { wraps: __, ...stranger } = nameless;
  assertThrows(
    () => setAllocator(heap, "mem", stranger),
    AllocatorError,
    'cannot go from "pymalloc" to "an allocator without a name": 1 block lives, and',
  );
  assertThrows(
    () => setAllocator(heap, "mem", { ...nameless, wraps: { ...old } }),
    AllocatorError,
    'wraps a copy of it: "wraps" must be the allocator itself, as it was got',
  );
  setAllocator(heap, "mem", nameless);
  memFree(heap, p);
  assertEquals(closeHeap(heap), []);
});

Deno.test("an allocator that wraps itself is refused", () => {
  const heap = new Heap({ reserve: MIB });
  const layer = { ...layerOver(heap.malloc) } as { wraps?: Allocator } & Allocator;
  const circle: Allocator = {
    ...layer,
    get wraps() {
      return circle;
    },
  };
  assertThrows(() => setAllocator(heap, "raw", circle), TypeError, "cannot wrap itself");
});

Deno.test("several domains are replaced together or not at all", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const p = rawMalloc(heap, 10);
  assertThrows(() => setupDebugHooks(heap), AllocatorError, "The raw domain");
  assertEquals(DOMAINS.map((domain) => getAllocator(heap, domain).name), ["malloc", "pymalloc", "pymalloc"]);
  rawFree(heap, p);
});

Deno.test("arenas come from the arena allocator that is set and go back to it", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const inner = getArenaAllocator(heap);
  const log: string[] = [];
  const logging: ArenaAllocator = {
    ctx: log,
    wraps: inner,
    alloc: (ctx: string[], size) => {
      ctx.push(`alloc ${size}`);
      return inner.alloc(inner.ctx, size);
    },
    free: (ctx: string[], p, size) => {
      ctx.push(`free ${size}`);
      inner.free(inner.ctx, p, size);
    },
  };
  const before = objectMalloc(heap, 100);
  setArenaAllocator(heap, logging);
  const blocks = Array.from({ length: 5000 }, () => objectMalloc(heap, 200));
  assertEquals(log.length, stats(heap).arenas.current - 1);
  for (const p of [before, ...blocks]) objectFree(heap, p);
  assertEquals(closeHeap(heap), []);
  assertEquals(log.filter((line) => line === "free 262144").length, stats(heap).arenas.total);
  setArenaAllocator(heap, inner);
});

Deno.test("an arena allocator that does not wrap the one before it is refused while arenas live", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const stranger: ArenaAllocator = { ctx: null, alloc: () => 0, free: () => {} };
  const p = objectMalloc(heap, 10);
  const error = assertThrows(() => setArenaAllocator(heap, stranger), AllocatorError);
  assert(
    error.message.startsWith(
      "The arena allocator cannot be replaced: 1 arena lives, and the new one does not say",
    ),
  );
  objectFree(heap, p);
  setArenaAllocator(heap, stranger);
  assertEquals(objectMalloc(heap, 10), 0);
  const broken = { ctx: null, alloc: () => 0 } as unknown as ArenaAllocator;
  assertThrows(() => setArenaAllocator(heap, broken), TypeError, 'needs a function "free"');
});
