/**
 * Pairs of malloc and free in two states of the project, side by side in one process.
 *
 *     git worktree add ../before COMMIT
 *     deno run --allow-read tests/bench/heap_beside.ts ../before
 *
 * Each state has its own modules and its own loops. They run in many short rounds, in turns, so that whatever else the
 * machine does falls on both; least and median of the rounds are printed, and what the medians are to each other. All
 * figures are higher than those of heap_bench.ts, because the host's compiler knows two classes of heaps here.
 */

/** What a workload's text may call. */
const FUNCTIONS = [
  "objectMalloc",
  "objectCalloc",
  "objectRealloc",
  "objectFree",
  "memMalloc",
  "memFree",
  "rawMalloc",
  "rawFree",
] as const;

type HeapModule = typeof import("../../heap/mod.ts");

/** Bodies of loops; `p` is an array for addresses. */
const WORKLOADS: Readonly<Record<string, string>> = {
  "object, pair of 32 bytes": "objectFree(heap, objectMalloc(heap, 32));",
  "object, pair of 256 bytes": "objectFree(heap, objectMalloc(heap, 256));",
  "object, pair of 1000 bytes": "objectFree(heap, objectMalloc(heap, 1000));",
  "object, cleared pair of 64 bytes": "objectFree(heap, objectCalloc(heap, 1, 64));",
  "object, 40 bytes resized to 50": "objectFree(heap, objectRealloc(heap, objectMalloc(heap, 40), 50));",
  "object, 16 of 32 bytes, last in first out":
    "for (let k = 0; k < 16; k++) p[k] = objectMalloc(heap, 32); for (let k = 15; k >= 0; k--) objectFree(heap, p[k]);",
  "mem, pair of 32 bytes": "memFree(heap, memMalloc(heap, 32));",
  "raw, pair of 32 bytes": "rawFree(heap, rawMalloc(heap, 32));",
  "raw, pair of 2000 bytes": "rawFree(heap, rawMalloc(heap, 2000));",
};

const ROUNDS = 250;
const WARM_UP = 50;
const COUNT = 4000;

/** One state of the project with a loop of its own. */
class Side {
  readonly heap: InstanceType<HeapModule["Heap"]>;
  readonly times: number[] = [];
  private readonly loop: (heap: unknown, n: number, p: Int32Array) => void;

  constructor(module: HeapModule, body: string) {
    this.heap = new module.Heap({ reserve: 2 ** 26 });
    for (const n of [8, 32, 64, 256, 40, 60]) module.objectMalloc(this.heap, n);
    module.rawMalloc(this.heap, 32);
    const source = `return (heap, n, p) => { for (let i = 0; i < n; i++) { ${body} } };`;
    this.loop = new Function(...FUNCTIONS, source)(...FUNCTIONS.map((name) => module[name]));
  }

  runOnce(p: Int32Array): void {
    const start = performance.now();
    this.loop(this.heap, COUNT, p);
    this.times.push((performance.now() - start) * 1e6 / COUNT);
  }

  /** Least and median of the rounds after the first ones, in nanoseconds. */
  figures(): [least: number, median: number] {
    const sorted = this.times.slice(WARM_UP).sort((a, b) => a - b);
    return [sorted[0], sorted[sorted.length >> 1]];
  }
}

const folder = Deno.args[0];
if (folder === undefined) throw new TypeError("Give the folder of the other state");
const other = new URL(`${folder.replace(/\/?$/, "/")}heap/mod.ts`, `file://${Deno.cwd()}/`).href;
const modules: HeapModule[] = [await import(other), await import("../../heap/mod.ts")];
const p = new Int32Array(16);
console.log(`${"".padEnd(44)}${"before".padStart(14)}${"here".padStart(16)}   here / before`);
for (const [name, body] of Object.entries(WORKLOADS)) {
  const sides = modules.map((module) => new Side(module, body));
  for (let round = 0; round < ROUNDS; round++) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) side.runOnce(p);
  }
  const [[least, median], [ownLeast, ownMedian]] = sides.map((side) => side.figures());
  const pair = (a: number, b: number) => `${a.toFixed(1)} ${b.toFixed(1)}`.padStart(16);
  console.log(
    `${name.padEnd(42)}${pair(least, median)}${pair(ownLeast, ownMedian)}   ${
      (ownMedian / median).toFixed(3)
    }`,
  );
}
