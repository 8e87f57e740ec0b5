/**
 * Nanoseconds per malloc/free pair, for each domain.
 *
 *     deno run tests/bench/heap_bench.ts                               a table
 *     deno run tests/bench/heap_bench.ts --json                        the same as JSON
 *     deno run --allow-run tests/bench/heap_bench.ts --beside=FOLDER   beside the project as it stands in FOLDER
 *
 * The rows "debug hooks" are the same loops under the preset "debug".
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

function hookedPairsOfObject(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) objectFree(heap, objectMalloc(heap, size));
}

function hookedPairsOfMem(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) memFree(heap, memMalloc(heap, size));
}

function hookedPairsOfRaw(heap: Heap, n: number, size: number): void {
  for (let i = 0; i < n; i++) rawFree(heap, rawMalloc(heap, size));
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
  /** Puts debug hooks on all domains. */
  hooks?: boolean;
  /** Keeps the size class empty between the pairs, so that each one takes and returns a pool. */
  empty?: boolean;
}

const WORKLOADS: Workload[] = [
  { domain: "object", name: "pair of 32 bytes", pairs: 5e5, run: (h, n) => pairsOfObject(h, n, 32) },
  {
    domain: "object",
    name: "pair of 32 bytes, pool emptied",
    pairs: 5e5,
    empty: true,
    run: (h, n) => pairsOfObject(h, n, 32),
  },
  {
    domain: "object",
    name: "cleared pair of 64 bytes",
    pairs: 5e5,
    run: (h, n) => clearedPairsOfObject(h, n, 64),
  },
  {
    domain: "object",
    name: "1000 of 32 bytes, last in first out",
    pairs: 2e5,
    run: (h, n) => stackOfObject(h, n, 32),
  },
  { domain: "object", name: "100000 of 16-512 bytes, shuffled", pairs: COUNT, run: shuffleOfObject },
  { domain: "object", name: "step of a table that grows by eighths", pairs: 5e4, run: growObject },
  { domain: "mem", name: "pair of 32 bytes", pairs: 5e5, run: (h, n) => pairsOfMem(h, n, 32) },
  { domain: "mem", name: "100000 of 16-512 bytes, shuffled", pairs: COUNT, run: shuffleOfMem },
  { domain: "raw", name: "pair of 32 bytes", pairs: 2e5, run: (h, n) => pairsOfRaw(h, n, 32) },
  { domain: "raw", name: "pair of 2000 bytes", pairs: 2e5, run: (h, n) => pairsOfRaw(h, n, 2000) },
  {
    domain: "raw",
    name: "1000 of 600 bytes, last in first out",
    pairs: 2e5,
    run: (h, n) => stackOfRaw(h, n, 600),
  },
  { domain: "raw", name: "100000 of 16-512 bytes, shuffled", pairs: COUNT, run: shuffleOfRaw },
  {
    domain: "object",
    name: "pair of 32 bytes",
    pairs: 3e5,
    hooks: true,
    run: (h, n) => hookedPairsOfObject(h, n, 32),
  },
  {
    domain: "mem",
    name: "pair of 32 bytes",
    pairs: 3e5,
    hooks: true,
    run: (h, n) => hookedPairsOfMem(h, n, 32),
  },
  {
    domain: "raw",
    name: "pair of 32 bytes",
    pairs: 2e5,
    hooks: true,
    run: (h, n) => hookedPairsOfRaw(h, n, 32),
  },
  {
    domain: "raw",
    name: "pair of 2000 bytes",
    pairs: 2e5,
    hooks: true,
    run: (h, n) => hookedPairsOfRaw(h, n, 2000),
  },
  // Last, because the loop has seen several classes of heaps from then on.
  { domain: "object", name: "pair of 32 bytes, three heaps in turns", pairs: 15e5, run: pairsOfManyHeaps },
];

/** Blocks that keep the pools and segments of the pair workloads in use during the measurement. */
function holdBlocks(heap: Heap, workload: Workload): Address[] {
  return workload.empty ? [objectMalloc(heap, 16)] : [8, 32, 64].map((n) => objectMalloc(heap, n));
}

/** Runs a workload `rounds` times on a heap of its own; nanoseconds per pair of the best round. */
function measure(workload: Workload, rounds: number): number {
  const heap = new Heap({ reserve: 256 * 2 ** 20, malloc: workload.hooks ? "debug" : "default" });
  const held = holdBlocks(heap, workload);
  const raw = rawMalloc(heap, 32);
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    workload.run(heap, workload.pairs);
    best = Math.min(best, performance.now() - start);
  }
  const broken = check(heap);
  if (broken.length > 0 || allocatedBlocks(heap) !== held.length || stats(heap).raw.blocks !== 2) {
    throw new Error(`The heap is not as it was after "${workload.name}": ${broken.join(". ")}`);
  }
  for (const p of held) objectFree(heap, p);
  rawFree(heap, raw);
  const remains = closeHeap(heap);
  if (remains.length > 0) throw new Error(remains.join(". "));
  return best * 1e6 / workload.pairs;
}

/** Measures every workload; `rounds` is how often each is run (20 if not given). */
export function benchHeap(rounds = 20): HeapBenchRow[] {
  prepareShuffle();
  return WORKLOADS.map((workload) => ({
    domain: workload.domain,
    workload: workload.name,
    hooks: workload.hooks ?? false,
    nanoseconds: Number(measure(workload, rounds).toFixed(2)),
  }));
}

/** The figures as a table, a line each; `before` has those of the same workloads elsewhere. */
export function formatHeapBench(rows: readonly HeapBenchRow[], before?: readonly HeapBenchRow[]): string {
  const nameOf = ({ workload, hooks }: HeapBenchRow) => hooks ? `${workload}, debug hooks` : workload;
  const lines = rows.map((row) => {
    const line = `${row.domain.padEnd(8)}${nameOf(row).padEnd(40)}${row.nanoseconds.toFixed(1).padStart(8)}`;
    const plain = row.hooks && rows.find((other) => !other.hooks && isSame(row, other));
    const times = plain ? `  ${(row.nanoseconds / plain.nanoseconds).toFixed(1)} times` : "";
    if (before === undefined) return line + times;
    const old = before.find((other) => (other.hooks ?? false) === row.hooks && isSame(row, other));
    return `${line}${(old?.nanoseconds.toFixed(1) ?? "").padStart(8)}${times}`;
  });
  const head = `domain  ${"workload".padEnd(40)} ns/pair${before === undefined ? "" : "  before"}`;
  return [head, ...lines].join("\n");
}

function isSame(a: HeapBenchRow, b: HeapBenchRow): boolean {
  return a.domain === b.domain && a.workload === b.workload;
}

/** Runs the benchmark here and in `folder` in turns, each in processes of its own; the best of the turns. */
function benchBeside(folder: string, turns = 3): [HeapBenchRow[], HeapBenchRow[]] {
  const runIn = (root: string): HeapBenchRow[] => {
    const args = ["run", "--no-check", `${root}/tests/bench/heap_bench.ts`, "--json"];
    const { stdout, success, stderr } = new Deno.Command(Deno.execPath(), { args }).outputSync();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return JSON.parse(new TextDecoder().decode(stdout));
  };
  const here = new URL("../..", import.meta.url).pathname;
  const best: HeapBenchRow[][] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    [here, folder].forEach((root, side) => {
      runIn(root).forEach((row, i) => {
        const known = best[side][i];
        if (known === undefined || row.nanoseconds < known.nanoseconds) best[side][i] = row;
      });
    });
  }
  return [best[0], best[1]];
}

if (import.meta.main) {
  const folder = Deno.args.find((arg) => arg.startsWith("--beside="))?.slice("--beside=".length);
  if (folder !== undefined) console.log(formatHeapBench(...benchBeside(folder)));
  else {
    const rows = benchHeap();
    console.log(Deno.args.includes("--json") ? JSON.stringify(rows, null, 1) : formatHeapBench(rows));
  }
}
