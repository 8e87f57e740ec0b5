import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  check,
  closeHeap,
  Heap,
  installFailure,
  memCalloc,
  memFree,
  memMalloc,
  memRealloc,
  NULL,
  objectFree,
  objectMalloc,
  objectRealloc,
  rawFree,
  rawMalloc,
} from "../../heap/mod.ts";

const MIB = 2 ** 20;

Deno.test("a transient failure hits exactly the chosen allocation, whatever its domain", () => {
  for (let at = 1; at <= 5; at++) {
    const heap = new Heap({ reserve: 16 * MIB });
    const failure = installFailure(heap, at);
    const results = [
      rawMalloc(heap, 10),
      memMalloc(heap, 10),
      objectMalloc(heap, 10),
      memCalloc(heap, 2, 300),
      objectRealloc(heap, NULL, 5),
    ];
    assertEquals(results.map((p) => p === NULL), [1, 2, 3, 4, 5].map((n) => n === at));
    assertEquals([failure.allocations, failure.failures], [5, 1]);
    const [raw, ...others] = results;
    rawFree(heap, raw);
    for (const p of others) objectFree(heap, p);
    assertEquals(closeHeap(heap), []);
  }
});

Deno.test("a persistent failure hits every allocation from the chosen one on, and none after disarming", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const failure = installFailure(heap, 3, "persistent");
  const results = [1, 2, 3, 4, 5].map(() => objectMalloc(heap, 16));
  assertEquals(results.map((p) => p === NULL), [false, false, true, true, true]);
  failure.arm(0);
  const p = objectMalloc(heap, 16);
  assertNotEquals(p, NULL);
  assertEquals([failure.allocations, failure.failures], [1, 0]);
  for (const q of [...results, p]) objectFree(heap, q);
  failure.remove();
  assertEquals(closeHeap(heap), []);
});

Deno.test("only outermost calls count: what pymalloc asks of the raw domain is part of its call", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const failure = installFailure(heap);
  const small = objectMalloc(heap, 16); // makes the arena records through the raw domain
  const large = memMalloc(heap, 5000);
  assertEquals(failure.allocations, 2);
  failure.arm(2);
  const moved = memRealloc(heap, large, 6000);
  assertNotEquals(moved, NULL);
  assertEquals(memRealloc(heap, moved, 7000), NULL); // the block is as it was
  memFree(heap, moved);
  objectFree(heap, small);
  assertEquals(closeHeap(heap), []);
});

Deno.test("releasing never fails and is not counted", () => {
  const heap = new Heap({ reserve: 16 * MIB });
  const p = objectMalloc(heap, 16);
  const failure = installFailure(heap, 1, "persistent");
  objectFree(heap, p);
  memFree(heap, NULL);
  assertEquals(failure.allocations, 0);
  assertEquals(closeHeap(heap), []);
});

Deno.test("failing the n-th allocation for every n leaves the heap intact", () => {
  // A program that gives up and releases what it has when an allocation fails.
  const program = (heap: Heap): boolean => {
    const held: number[] = [];
    let ok = true;
    for (let i = 0; ok && i < 40; i++) {
      const p = i % 3 === 0 ? memCalloc(heap, i, 50) : objectMalloc(heap, i * 20);
      if (p === NULL) ok = false;
      else held.push(p);
      if (ok && i % 4 === 3) {
        const moved = memRealloc(heap, held[0], i * 100);
        if (moved === NULL) ok = false;
        else held[0] = moved;
      }
    }
    for (const p of held) objectFree(heap, p);
    return ok;
  };
  const heap = new Heap({ reserve: 16 * MIB });
  const failure = installFailure(heap);
  assert(program(heap));
  const needed = failure.allocations;
  assertEquals(needed, 50);
  for (let at = 1; at <= needed + 1; at++) {
    failure.arm(at, at % 2 === 0 ? "persistent" : "transient");
    assertEquals(program(heap), at > needed, `allocation ${at}`);
    assertEquals(check(heap), []);
  }
  failure.remove();
  assertEquals(closeHeap(heap), []);
  assertEquals(heap.mappedPages, 0);
});
