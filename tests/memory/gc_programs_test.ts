/**
 * The collector as programs see it: CPython's own output (tests/oracles/gc.json) for the programs that need no classes,
 * generators or sets, and the rhythm of automatic collections.
 */
import { assert, assertEquals } from "@std/assert";
import { check } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";
import oracle from "../oracles/gc.json" with { type: "json" };

/** Standard output of a program that ends well and leaves nothing. */
function outputOf(source: string): string {
  let stdout = "", stderr = "";
  const vm = startInterpreter({
    reserve: 2 ** 28,
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  const status = runProgram(vm, source, "<string>");
  assertEquals([...check(vm), ...checkInterpreter(vm)], []);
  assertEquals(finishInterpreter(vm), []);
  assertEquals([stderr, status], ["", 0]);
  return stdout;
}

const PROGRAMS = ["count_after_collect", "dict_tracking", "nested_tuple_untracking", "callbacks", "stats"];

for (const { name, code, stdout } of oracle.programs) {
  if (!PROGRAMS.includes(name)) continue;
  Deno.test(`the program "${name}" prints what it prints under CPython`, () => {
    assertEquals(outputOf(code), stdout);
  });
}

Deno.test("the oracle has these programs", () => {
  const names = oracle.programs.map(({ name }) => name);
  assertEquals(PROGRAMS.filter((name) => !names.includes(name)), []);
});

Deno.test("automatic collections come every 701 containers, eleven young ones before one of the next generation", () => {
  const source = [
    "import gc",
    "log, keep = [], []",
    "def cb(phase, info):",
    "    if phase == 'start':",
    "        log.append((len(keep), info['generation']))",
    "gc.collect()",
    "gc.callbacks.append(cb)",
    "for i in range(30000):",
    "    keep.append(slice(i))",
    "gc.callbacks.remove(cb)",
    "print([b[0] - a[0] for a, b in zip(log[1:], log[2:])][:15])",
    "runs = []",
    "for at, generation in log:",
    "    if runs and runs[-1][0] == generation:",
    "        runs[-1][1] += 1",
    "    else:",
    "        runs.append([generation, 1])",
    "print(runs[:6])",
  ].join("\n");
  const [distances, runs] = outputOf(source + "\n").trimEnd().split("\n");
  assertEquals(distances, `[${Array(15).fill(701).join(", ")}]`);
  assertEquals(runs, "[[0, 11], [1, 1], [0, 11], [1, 1], [0, 11], [1, 1]]");
});

Deno.test("a program that only makes cycles stays small", () => {
  const source = [
    "import gc, sys",
    "def make():",
    "    a = []",
    "    a.append({'a': a})",
    "before = sys.getallocatedblocks()",
    "most = 0",
    "for i in range(20000):",
    "    make()",
    "    most = max(most, sys.getallocatedblocks() - before)",
    "print(most)",
  ].join("\n");
  const most = Number(outputOf(source + "\n"));
  assert(most > 500 && most < 3000, `${most} blocks at most`);
});
