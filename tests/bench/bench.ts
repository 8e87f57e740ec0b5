/**
 * `deno task bench`: the benchmark programs beside CPython, and the cost of malloc/free pairs.
 *
 *     deno task bench [--rounds=5] [--json] [--malloc=malloc] [--no-heap] [NAME...]
 *
 * Each program prints values that are verified before its time is believed. Both sides run in fresh processes, in turn,
 * and time the program alone, start-up left out; what counts is the median. The ratio is CPython's time divided by
 * Vivarium's: above 1 is faster than CPython.
 */
import { parseArgs } from "@std/cli/parse-args";
import { parseExpectation } from "../golden.ts";
import { benchHeap, formatHeapBench } from "./heap_bench.ts";

const flags = parseArgs(Deno.args, {
  string: ["rounds", "malloc"],
  boolean: ["json", "heap"],
  negatable: ["heap"],
  default: { rounds: "5", heap: true },
});
const rounds = Math.max(1, Number(flags.rounds));
const malloc: string = flags.malloc ?? "default";

/** CPython's side: the same timing around the same source. */
const PYTHON_HARNESS = `
import sys, time
path = sys.argv[1]
code = compile(open(path).read(), path, "exec")
start = time.perf_counter()
exec(code, {"__name__": "__main__"})
print(time.perf_counter() - start)
`;

interface Row {
  name: string;
  vivarium: number;
  python: number | null;
  ratio: number | null;
}

function run(command: string, args: string[], env: Record<string, string> = {}): string {
  const result = new Deno.Command(command, { args, env }).outputSync();
  const text = new TextDecoder().decode(result.stdout);
  if (!result.success) {
    throw new Error(`${command} ${args.join(" ")}\n${text}${new TextDecoder().decode(result.stderr)}`);
  }
  return text;
}

/** The fastest CPython 3.11 of those that are installed, by one run of a small loop; null if there is none. */
function findPython(): string | null {
  let best: string | null = null, bestTime = Infinity;
  const loop =
    "import time; t = time.perf_counter(); sum(i * i for i in range(2000000)); print(time.perf_counter() - t)";
  const seen = new Set<string>();
  for (const name of ["python3", "python3.11", "/usr/bin/python3.11", "/usr/local/bin/python3.11"]) {
    try {
      const version = run(name, ["-c", "import sys; print(sys.executable, sys.version_info[:2] == (3, 11))"])
        .trim();
      if (!version.endsWith("True") || seen.has(version)) continue;
      seen.add(version);
      const time = Math.min(...[1, 2, 3].map(() => Number(run(name, ["-c", loop]))));
      if (time < bestTime) [best, bestTime] = [name, time];
    } catch {
      continue;
    }
  }
  return best;
}

/** Runs a program once, verifies what it prints, returns its seconds. */
function timeOnce(expected: string, output: string, who: string): number {
  const lines = output.trimEnd().split("\n");
  const seconds = Number(lines.pop());
  const printed = lines.map((line) => `${line}\n`).join("");
  if (printed !== expected) throw new Error(`${who} printed\n${printed}instead of\n${expected}`);
  return seconds;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function geometricMean(values: number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function benchProgram(file: string, python: string | null): Row {
  const path = new URL(`./programs/${file}`, import.meta.url).pathname;
  const runner = new URL("./run_program.ts", import.meta.url).pathname;
  const expected = parseExpectation(Deno.readTextFileSync(path), file).output.map((line) => `${line}\n`).join(
    "",
  );
  const mine: number[] = [], theirs: number[] = [];
  const env = { PYTHONHASHSEED: "0", ...(malloc === "malloc" ? { PYTHONMALLOC: "malloc" } : {}) };
  for (let i = 0; i < rounds; i++) {
    const output = run(Deno.execPath(), ["run", "--no-check", "--allow-read", runner, path, malloc]);
    mine.push(timeOnce(expected, output, "Vivarium"));
    if (python !== null) {
      theirs.push(timeOnce(expected, run(python, ["-c", PYTHON_HARNESS, path], env), "CPython"));
    }
  }
  const vivarium = median(mine), other = python === null ? null : median(theirs);
  return {
    name: file.replace(".py", ""),
    vivarium,
    python: other,
    ratio: other === null ? null : other / vivarium,
  };
}

const python = findPython();
const files = [...Deno.readDirSync(new URL("./programs/", import.meta.url))].map((entry) => entry.name)
  .filter((name) => flags._.length === 0 || flags._.some((wanted) => name.startsWith(String(wanted)))).sort();
const rows: Row[] = [];
if (!flags.json) {
  console.log(
    python === null
      ? "No CPython 3.11 here: times only."
      : `Beside ${python}, median of ${rounds} runs each.`,
  );
  console.log(
    `${"program".padEnd(14)} ${"vivarium s".padStart(11)} ${"cpython s".padStart(11)} ${"ratio".padStart(7)}`,
  );
}
for (const file of files) {
  const row = benchProgram(file, python);
  rows.push(row);
  if (flags.json) continue;
  const theirs = row.python === null ? "" : row.python.toFixed(3),
    ratio = row.ratio === null ? "" : row.ratio.toFixed(2);
  console.log(
    `${row.name.padEnd(14)} ${row.vivarium.toFixed(3).padStart(11)} ${theirs.padStart(11)} ${
      ratio.padStart(7)
    }`,
  );
}
const mean = python === null ? null : geometricMean(rows.map((row) => row.ratio as number));
const heap = flags.heap ? benchHeap() : null;
if (flags.json) {
  console.log(JSON.stringify({ rounds, malloc, python, programs: rows, geometricMean: mean, heap }, null, 2));
} else {
  if (mean !== null) console.log(`${"geometric mean".padEnd(38)} ${mean.toFixed(2).padStart(7)}`);
  if (heap !== null) console.log(`\n${formatHeapBench(heap)}`);
}
