/**
 * Every golden script and example, under a seeded sample of the matrix: allocators, arena geometry, collections at every
 * allocation. After each run the checkers pass and nothing remains. The whole matrix: `deno task matrix`.
 */
import { assertEquals } from "@std/assert";
import { check } from "../heap/mod.ts";
import { finishInterpreter } from "../runtime/host/finish.ts";
import { runProgram } from "../runtime/host/run_program.ts";
import { startInterpreter, type StartOptions } from "../runtime/host/start.ts";
import { checkInterpreter } from "../runtime/view/ownership.ts";
import { compareRun, goldenScripts, modulesBeside, parseExpectation } from "./golden.ts";
import { Random } from "./heap/random.ts";

/** The configurations under which every script must behave the same. */
export const MATRIX: readonly [name: string, options: StartOptions][] = [
  ["pymalloc", {}],
  ["pymalloc, 1 MiB arenas", { geometry: "1MiB" }],
  ["malloc", { malloc: "malloc" }],
  ["pymalloc, debug hooks", { malloc: "debug" }],
  ["malloc, debug hooks", { malloc: "malloc_debug" }],
  ["pymalloc, collecting at every allocation", { gcStress: true }],
  ["malloc, collecting at every allocation", { malloc: "malloc", gcStress: true }],
];

/** Runs a script under a configuration; "" or what is wrong. */
export function runScript(source: string, path: string, options: StartOptions): string {
  let stdout = "", stderr = "";
  const vm = startInterpreter({
    reserve: 2 ** 28,
    ...options,
    argv: [path],
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  vm.sources.set(path, source);
  runProgram(vm, source, path);
  const problems = [...check(vm), ...checkInterpreter(vm)];
  const remains = finishInterpreter(vm);
  const complaint = compareRun(parseExpectation(source, path), stdout, stderr);
  return [complaint, ...problems.slice(0, 5), ...remains.slice(0, 5)].filter((text) => text !== "").join(
    "\n",
  );
}

/** Configurations of a script in a sample: the first always, one of the others by the script's name. */
function sample(path: string): typeof MATRIX {
  let seed = 0;
  for (const character of path) seed = (31 * seed + character.charCodeAt(0)) >>> 0;
  return [MATRIX[0], MATRIX[new Random(seed).between(1, MATRIX.length - 1)]];
}

const whole = Deno.args.includes("--matrix");
const roots = [new URL("./lang/", import.meta.url), new URL("../examples/", import.meta.url)];
for (const script of roots.flatMap(goldenScripts)) {
  const path = script.pathname.slice(
    script.pathname.lastIndexOf("/", script.pathname.lastIndexOf("/") - 1) + 1,
  );
  const chosen = whole ? MATRIX : sample(path);
  Deno.test(`${path} prints what it expects, and nothing remains`, () => {
    const source = Deno.readTextFileSync(script);
    const { only } = parseExpectation(source, path);
    for (const [name, options] of chosen) {
      if (only !== null && name !== only) continue;
      const modules = modulesBeside(script);
      assertEquals(runScript(source, path, { modules, ...options }), "", `${path} under ${name}`);
    }
  });
}
