/**
 * Nanoseconds per malloc/free pair, for each domain.
 *
 *     deno run tests/bench/heap_bench.ts            a table
 *     deno run tests/bench/heap_bench.ts --json     the same as JSON
 *
 * "hooks" is the same loop under the preset "debug", in turns with the one without; "times" is what it costs more.
 * heap_beside.ts compares two states of the project.
 * heap_bench.c measures the same workloads on CPython's own allocator. Each figure is the best of several
 * rounds, and is believed only if the heap is intact and empty afterwards. The loops of the domains are
 * written out one by one, so that each is compiled for the functions it calls, as a caller's code would be.
 */

import {
  type Address,
  allocatedBlocks,
  check,
  closeHeap,
  type Domain,
  Heap,
  memFree,
  memMalloc,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  rawFree,
  rawMalloc,
  stats,
} from "../../heap/mod.ts";
import { Random } from "../heap/random.ts";

/** One figure. */
export interface HeapBenchRow {
  readonly domain: Domain;
  readonly workload: string;
  /** Whether debug hooks are on all domains. */
  readonly hooks: boolean;
  /** Per pair, the best round. */
  readonly nanoseconds: number;
}

const COUNT = 100_000;
const STACK = 1000;
const blocks = new Int32Array(COUNT);
const sizes = new Int32Array(COUNT);
const order = new Int32Array(COUNT);

function prepareShuffle(): void {
  const random = new Random(1);
  for (let i = 0; i < COUNT; i++) {
    sizes[i] = random.between(16, 512);
    order[i] = i;
  }
  for (let i = COUNT - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
}

function pairsOfObject(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) objectFree(heap, objectMalloc(heap, size));
}

function pairsOfMem(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) memFree(heap, memMalloc(heap, size));
}

function pairsOfRaw(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) rawFree(heap, rawMalloc(heap, size));
}

function clearedPairsOfObject(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) objectFree(heap, objectCalloc(heap, 1, size));
}

function stackOfObject(heap: Heap, n: number, size: number): void {
  for (let round = 0; round < n / STACK; round++) {
    for (let i = 0; i < STACK; i++) blocks[i] = objectMalloc(heap, size);
    for (let i = STACK - 1; i >= 0; i--) objectFree(heap, blocks[i]);
  }
}

function stackOfRaw(heap: Heap, n: number, size: number): void {
  for (let round = 0; round < n / STACK; round++) {
    for (let i = 0; i < STACK; i++) blocks[i] = rawMalloc(heap, size);
    for (let i = STACK - 1; i >= 0; i--) rawFree(heap, blocks[i]);
  }
}

function shuffleOfObject(heap: Heap): void {
  for (let i = 0; i < COUNT; i++) blocks[i] = objectMalloc(heap, sizes[i]);
  for (let i = 0; i < COUNT; i++) objectFree(heap, blocks[order[i]]);
}

function shuffleOfMem(heap: Heap): void {
  for (let i = 0; i < COUNT; i++) blocks[i] = memMalloc(heap, sizes[i]);
  for (let i = 0; i < COUNT; i++) memFree(heap, blocks[order[i]]);
}

function shuffleOfRaw(heap: Heap): void {
  for (let i = 0; i < COUNT; i++) blocks[i] = rawMalloc(heap, sizes[i]);
  for (let i = 0; i < COUNT; i++) rawFree(heap, blocks[order[i]]);
}

/** One table that grows by eighths to a mebibyte, as a list does; counted per step. */
function growObject(heap: Heap, n: number): void {
  for (let step = 0; step < n;) {
    let p: Address = objectMalloc(heap, 64);
    for (let size = 64; size < 2 ** 20 && step < n; step++) {
      size += (size >> 3) & ~7;
      p = objectRealloc(heap, p, size);
    }
    objectFree(heap, p);
  }
}

// The same loops once more, for heaps with debug hooks: a loop that has seen both is slower on either.

function hookedPairsOfObject(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) objectFree(heap, objectMalloc(heap, size));
}

function hookedClearedPairsOfObject(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) objectFree(heap, objectCalloc(heap, 1, size));
}

function hookedStackOfObject(heap: Heap, n: number, size: number): void {
  for (let round = 0; round < n / STACK; round++) {
    for (let i = 0; i < STACK; i++) blocks[i] = objectMalloc(heap, size);
    for (let i = STACK - 1; i >= 0; i--) objectFree(heap, blocks[i]);
  }
}

function hookedShuffleOfObject(heap: Heap): void {
  for (let i = 0; i < COUNT; i++) blocks[i] = objectMalloc(heap, sizes[i]);
  for (let i = 0; i < COUNT; i++) objectFree(heap, blocks[order[i]]);
}

function hookedGrowObject(heap: Heap, n: number): void {
  for (let step = 0; step < n;) {
    let p: Address = objectMalloc(heap, 64);
    for (let size = 64; size < 2 ** 20 && step < n; step++) {
      size += (size >> 3) & ~7;
      p = objectRealloc(heap, p, size);
    }
    objectFree(heap, p);
  }
}

function hookedPairsOfMem(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) memFree(heap, memMalloc(heap, size));
}

function hookedPairsOfRaw(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) rawFree(heap, rawMalloc(heap, size));
}

function hookedStackOfRaw(heap: Heap, n: number, size: number): void {
  for (let round = 0; round < n / STACK; round++) {
    for (let i = 0; i < STACK; i++) blocks[i] = rawMalloc(heap, size);
    for (let i = STACK - 1; i >= 0; i--) rawFree(heap, blocks[i]);
  }
}

/** What an embedder makes of a heap: another class, with fields of its own. */
class EmbeddedHeap extends Heap {
  readonly extra = { calls: 0 };
}

/** The same loop on heaps of two classes and two geometries in turns; counted per pair of any of them. */
function pairsOfManyHeaps(heap: Heap, n: number): void {
  const others = [new EmbeddedHeap({ reserve: 2 ** 24 }), new Heap({ reserve: 2 ** 24, geometry: "1MiB" })];
  for (const other of others) objectMalloc(other, 32);
  for (const each of [heap, ...others]) pairsOfObject(each, n / 3, 32);
}

interface Workload {
  domain: Domain;
  name: string;
  pairs: number;
  run(heap: Heap, pairs: number): void;
  /** The same loop for a heap with debug hooks on all domains. */
  hooked?(heap: Heap, pairs: number): void;
  /** Keeps the size class empty between the pairs, so that each one takes and returns a pool. */
  empty?: boolean;
}

const WORKLOADS: Workload[] = [
  {
    domain: "object",
    name: "pair of 32 bytes",
    pairs: 5e5,
    run: (h, n) => pairsOfObject(h, n, 32),
    hooked: (h, n) => hookedPairsOfObject(h, n, 32),
  },
  {
    domain: "object",
    name: "pair of 32 bytes, pool emptied",
    pairs: 5e5,
    empty: true,
    run: (h, n) => pairsOfObject(h, n, 32),
    hooked: (h, n) => hookedPairsOfObject(h, n, 32),
  },
  {
    domain: "object",
    name: "pair of 256 bytes",
    pairs: 3e5,
    run: (h, n) => pairsOfObject(h, n, 256),
    hooked: (h, n) => hookedPairsOfObject(h, n, 256),
  },
  {
    domain: "object",
    name: "cleared pair of 64 bytes",
    pairs: 5e5,
    run: (h, n) => clearedPairsOfObject(h, n, 64),
    hooked: (h, n) => hookedClearedPairsOfObject(h, n, 64),
  },
  {
    domain: "object",
    name: "1000 of 32 bytes, last in first out",
    pairs: 2e5,
    run: (h, n) => stackOfObject(h, n, 32),
    hooked: (h, n) => hookedStackOfObject(h, n, 32),
  },
  {
    domain: "object",
    name: "100000 of 16-512 bytes, shuffled",
    pairs: COUNT,
    run: shuffleOfObject,
    hooked: hookedShuffleOfObject,
  },
  {
    domain: "object",
    name: "step of a table that grows by eighths",
    pairs: 5e4,
    run: growObject,
    hooked: hookedGrowObject,
  },
  {
    domain: "mem",
    name: "pair of 32 bytes",
    pairs: 5e5,
    run: (h, n) => pairsOfMem(h, n, 32),
    hooked: (h, n) => hookedPairsOfMem(h, n, 32),
  },
  { domain: "mem", name: "100000 of 16-512 bytes, shuffled", pairs: COUNT, run: shuffleOfMem },
  {
    domain: "raw",
    name: "pair of 32 bytes",
    pairs: 2e5,
    run: (h, n) => pairsOfRaw(h, n, 32),
    hooked: (h, n) => hookedPairsOfRaw(h, n, 32),
  },
  {
    domain: "raw",
    name: "pair of 2000 bytes",
    pairs: 2e5,
    run: (h, n) => pairsOfRaw(h, n, 2000),
    hooked: (h, n) => hookedPairsOfRaw(h, n, 2000),
  },
  {
    domain: "raw",
    name: "1000 of 600 bytes, last in first out",
    pairs: 2e5,
    run: (h, n) => stackOfRaw(h, n, 600),
    hooked: (h, n) => hookedStackOfRaw(h, n, 600),
  },
  { domain: "raw", name: "100000 of 16-512 bytes, shuffled", pairs: COUNT, run: shuffleOfRaw },
  // Last, because the loop has seen several classes of heaps from then on.
  { domain: "object", name: "pair of 32 bytes, three heaps in turns", pairs: 15e5, run: pairsOfManyHeaps },
];

/** A workload on a heap of its own. */
class Side {
  readonly heap: Heap;
  /** Nanoseconds per pair of the best round. */
  best = Infinity;
  private readonly held: Address[];
  private readonly raw: Address;

  constructor(readonly workload: Workload, readonly hooks: boolean) {
    this.heap = new Heap({ reserve: 256 * 2 ** 20, malloc: hooks ? "debug" : "default" });
    // They keep the pools and segments of the pair workloads in use during the measurement.
    const sizes = workload.empty ? [16] : [8, 32, 64, 256, 280];
    this.held = sizes.map((n) => objectMalloc(this.heap, n));
    this.raw = rawMalloc(this.heap, 32);
  }

  runOnce(): void {
    const { heap, workload } = this;
    const start = performance.now();
    if (this.hooks) workload.hooked!(heap, workload.pairs);
    else workload.run(heap, workload.pairs);
    this.best = Math.min(this.best, (performance.now() - start) * 1e6 / workload.pairs);
  }

  /** Verifies that the heap is as it was. */
  close(): void {
    const { heap, held, workload } = this;
    const broken = check(heap);
    if (broken.length > 0 || allocatedBlocks(heap) !== held.length || stats(heap).raw.blocks !== 2) {
      throw new Error(`The heap is not as it was after "${workload.name}": ${broken.join(". ")}`);
    }
    for (const p of held) objectFree(heap, p);
    rawFree(heap, this.raw);
    const remains = closeHeap(heap);
    if (remains.length > 0) throw new Error(remains.join(". "));
  }
}

/** Runs a workload `rounds` times, with and without debug hooks in turns if it has a loop for them. */
function measure(workload: Workload, rounds: number): HeapBenchRow[] {
  const sides = [new Side(workload, false)];
  if (workload.hooked !== undefined) sides.push(new Side(workload, true));
  for (let round = 0; round < rounds; round++) for (const side of sides) side.runOnce();
  return sides.map((side) => {
    side.close();
    const { domain, name } = workload;
    return { domain, workload: name, hooks: side.hooks, nanoseconds: Number(side.best.toFixed(2)) };
  });
}

/** Measures every workload; `rounds` is how often each is run (20 if not given). */
export function benchHeap(rounds = 20): HeapBenchRow[] {
  prepareShuffle();
  return WORKLOADS.flatMap((workload) => measure(workload, rounds));
}

/** The figures as a table, a line for each workload. */
export function formatHeapBench(rows: readonly HeapBenchRow[]): string {
  const figure = (n: number | undefined) => (n === undefined ? "" : n.toFixed(1)).padStart(8);
  const lines = rows.filter(({ hooks }) => !hooks).map((row) => {
    const isSame = (other: HeapBenchRow) => row.domain === other.domain && row.workload === other.workload;
    const hooked = rows.find((other) => other.hooks && isSame(other))?.nanoseconds;
    const times = hooked === undefined ? "" : (hooked / row.nanoseconds).toFixed(1);
    return `${row.domain.padEnd(8)}${row.workload.padEnd(40)}${figure(row.nanoseconds)}${figure(hooked)}` +
      times.padStart(7);
  });
  return [`domain  ${"workload".padEnd(40)} ns/pair   hooks  times`, ...lines.map((line) => line.trimEnd())]
    .join(
      "\n",
    );
}

if (import.meta.main) {
  const rows = benchHeap();
  console.log(Deno.args.includes("--json") ? JSON.stringify(rows, null, 1) : formatHeapBench(rows));
}
