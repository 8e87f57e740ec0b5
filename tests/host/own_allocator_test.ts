/** Programs on allocators of the embedder's: set before the start, for any domain, under hooks and tracemalloc. */

import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Address,
  type Allocator,
  FatalMemoryError,
  mapPages,
  type Size,
  unmapPages,
} from "../../heap/mod.ts";
import { type Capi, ProgramError, Runtime } from "../../runtime/mod.ts";

const PIECE = 1 << 20;
const HEADER = 16;

/** Blocks of powers of two in pieces of a mebibyte, larger ones in pages of their own; freed ones wait in lists. */
class BuddyAllocator implements Allocator {
  readonly name = "buddies";
  readonly ctx = this;
  readonly sizes = new Map<Address, Size>();
  private readonly free_lists = new Map<Size, Address[]>();
  private readonly pieces: [Address, Size][] = [];

  constructor(readonly memory: Capi["memory"]) {}

  malloc(ctx: BuddyAllocator, n: Size): Address {
    const room = 2 ** Math.ceil(Math.log2(Math.max(n, 1) + HEADER));
    let block = ctx.free_lists.get(room)?.pop();
    if (block === undefined) {
      const size = Math.max(room, PIECE);
      const piece = mapPages(ctx.memory, size, 4096, "low");
      if (piece === 0) return 0;
      ctx.pieces.push([piece, size]);
      const waiting = [];
      for (let at = piece + room; at < piece + size; at += room) waiting.push(at);
      ctx.free_lists.set(room, [...(ctx.free_lists.get(room) ?? []), ...waiting]);
      block = piece;
    }
    ctx.memory.i32[block >> 2] = room;
    ctx.sizes.set(block + HEADER, n);
    return block + HEADER;
  }

  calloc(ctx: BuddyAllocator, nelem: number, elsize: Size): Address {
    const p = ctx.malloc(ctx, nelem * elsize);
    if (p !== 0) ctx.memory.u8.fill(0, p, p + nelem * elsize);
    return p;
  }

  realloc(ctx: BuddyAllocator, p: Address, n: Size): Address {
    const moved = ctx.malloc(ctx, n);
    if (p === 0 || moved === 0) return moved;
    ctx.memory.u8.copyWithin(moved, p, p + Math.min(n, ctx.sizes.get(p)!));
    ctx.free(ctx, p);
    return moved;
  }

  free(ctx: BuddyAllocator, p: Address): void {
    if (p === 0) return;
    assert(ctx.sizes.delete(p), `${p} is no block`);
    const block = p - HEADER;
    ctx.free_lists.get(ctx.memory.i32[block >> 2])!.push(block);
  }

  walkBlocks(ctx: BuddyAllocator, visit: (p: Address, size: Size) => void): void {
    for (const [p, size] of ctx.sizes) visit(p, size);
  }

  close(ctx: BuddyAllocator): void {
    assertEquals(ctx.sizes.size, 0);
    for (const [piece, size] of ctx.pieces) unmapPages(ctx.memory, piece, size);
  }
}

const PROGRAM = `
class Node:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest
head = None
for i in range(200):
    head = Node([i, str(i) * 10], head)
table = {str(i): (i, i + 0.5) for i in range(500)}
numbers = set(range(100, 900))
text = ', '.join(sorted(table))
head.rest.rest.loop = head
del head
print(len(table), len(numbers), len(text))
`;

const DOMAINS = ["PYMEM_DOMAIN_RAW", "PYMEM_DOMAIN_MEM", "PYMEM_DOMAIN_OBJ"] as const;

for (const chosen of [...DOMAINS.map((domain) => [domain]), [...DOMAINS]]) {
  for (const hooks of [false, true]) {
    Deno.test(`a program runs on an allocator of one's own for ${chosen.join(", ")}${hooks ? ", with hooks" : ""}`, () => {
      let own: BuddyAllocator | null = null, output = "";
      const runtime = new Runtime({
        reserve: 2 ** 28,
        stdout: (text) => output += text,
        tracemalloc: 1,
        prepare: (c) => {
          own = new BuddyAllocator(c.memory);
          for (const domain of chosen) c.PyMem_SetAllocator(c[domain], own);
          if (hooks) c.PyMem_SetupDebugHooks();
        },
      });
      runtime.run(PROGRAM, "program.py");
      assertEquals(output, "500 800 2388\n");
      assert(own!.sizes.size > 100 || chosen[0] === "PYMEM_DOMAIN_RAW", `${own!.sizes.size} blocks`);
      assert(runtime.memory.tracer.tracedMemory.current > 50_000);
      assertEquals(runtime.check(), []);
      const c = runtime.capi();
      if (hooks) {
        const p = c.PyMem_Malloc(5);
        assertEquals([...c.memory.u8.slice(p - 9, p + 6)], [
          5,
          0x6d,
          253,
          253,
          253,
          253,
          253,
          253,
          253,
          0xcd,
          0xcd,
          0xcd,
          0xcd,
          0xcd,
          253,
        ]);
        c.PyMem_Free(p);
      }
      assertEquals(runtime.close(), []);
      assertEquals(own!.sizes.size, 0);
    });
  }
}

Deno.test("without walkBlocks the checks pass over what they cannot know", () => {
  let own: BuddyAllocator | null = null;
  const runtime = new Runtime({
    prepare: (c) => {
      own = new BuddyAllocator(c.memory);
      const { name, ctx, malloc, calloc, realloc, free, close } = own;
      c.PyMem_SetAllocator(c.PYMEM_DOMAIN_OBJ, { name, ctx, malloc, calloc, realloc, free, close });
    },
  });
  runtime.run(PROGRAM);
  assertEquals([...runtime.check(), ...runtime.close()], []);
});

Deno.test("an allocator of one's own that runs out makes MemoryError, and the program goes on", () => {
  let left = Infinity;
  const runtime = new Runtime({
    reserve: 2 ** 28,
    prepare: (c) => {
      const own = new BuddyAllocator(c.memory);
      c.PyMem_SetAllocator(c.PYMEM_DOMAIN_OBJ, {
        ...own,
        calloc: own.calloc,
        realloc: own.realloc,
        free: own.free,
        walkBlocks: own.walkBlocks,
        close: own.close,
        malloc: (ctx, n) => left-- > 0 ? own.malloc(ctx, n) : 0,
      });
    },
  });
  runtime.run("x = 1");
  left = 20;
  assertThrows(() => runtime.run("x = [str(i) for i in range(1000)]"), ProgramError, "MemoryError");
  left = Infinity;
  runtime.run("x = [str(i) for i in range(1000)]\nassert len(x) == 1000");
  assertEquals([...runtime.check(), ...runtime.close()], []);
});

Deno.test("an arena allocator set before the start serves all arenas, the first one too", () => {
  const log: number[] = [];
  const runtime = new Runtime({
    prepare: (c) => {
      const old = c.PyObject_GetArenaAllocator();
      c.PyObject_SetArenaAllocator({
        ctx: log,
        alloc: (ctx: number[], size) => {
          ctx.push(size);
          return old.alloc(old.ctx, size);
        },
        free: (ctx: number[], p, size) => {
          ctx.push(-size);
          old.free(old.ctx, p, size);
        },
      });
    },
  });
  runtime.run("x = [str(i) for i in range(20000)]");
  assert(log.length > 3 && log[0] === 262144);
  assertEquals(runtime.close(), []);
  assertEquals(log.reduce((sum, n) => sum + n, 0), 0);
});

Deno.test("serial numbers are an option of the runtime", () => {
  using runtime = new Runtime({ malloc: "debug", serialNumbers: true });
  const c = runtime.capi();
  const read = (p: Address, n: number) =>
    c.memory.u8.slice(p + n + 8, p + n + 16).reduce((sum, b) => sum * 256 + b, 0);
  const p = c.PyMem_Malloc(3), q = c.PyMem_Malloc(8);
  assertEquals(read(q, 8), read(p, 3) + 1);
  c.memory.u8[q + 8] = 0;
  const error = assertThrows(() => c.PyMem_Free(q), FatalMemoryError);
  assert(
    error.report.includes(`    The block was made by call #${read(q, 8)} to debug malloc/realloc.\n`),
    error.report,
  );
});
