/**
 * The failure sweep: a program is run again and again, each time with another allocation failing, and must take it.
 *
 * At each point the program ends with MemoryError or handles it, the checkers pass, nothing remains, and the runtime runs
 * another program afterwards. `deno task sweep FILE...` sweeps all points; tests sweep a seeded sample.
 */
import { check, type FailureMode, installFailure } from "../heap/mod.ts";
import type { ModuleFiles } from "../runtime/host/module_files.ts";
import { finishInterpreter } from "../runtime/host/finish.ts";
import { runProgram } from "../runtime/host/run_program.ts";
import { startInterpreter } from "../runtime/host/start.ts";
import { modulesBeside } from "./golden.ts";
import { checkInterpreter } from "../runtime/view/ownership.ts";

/** What became of one run with the n-th allocation failing. */
export interface SweepPoint {
  /** Allocations that the run asked for. */
  allocations: number;
  status: number;
  /** What is wrong; empty: the point was survived. */
  problems: string[];
}

/** May a program end with `last` on standard error? With MemoryError, or as `source` expects: then it was its printing. */
function mayEndWith(last: string, source: string): boolean {
  if (/^MemoryError\b/.test(last)) return true;
  const expected = /# error: ?(.*)$/m.exec(source)?.[1] ?? "";
  return expected !== "" &&
    (expected.startsWith(last) || last === `${expected.split(":", 1)[0]}: <exception str() failed>`);
}

/** The last line of standard error; of a group of exceptions, the line of the MemoryError that is in it, if one is. */
function lastException(stderr: string): string {
  const last = stderr.trimEnd().split("\n").at(-1) ?? "";
  if (!/^ *\+-+$/.test(last)) return last;
  return /^[ |]*(MemoryError\b.*)$/m.exec(stderr)?.[1] ?? last;
}

/** Runs `source` with its `n`-th allocation failing (0: none). */
export function sweepPoint(
  source: string,
  path: string,
  n: number,
  mode: FailureMode,
  modules?: ModuleFiles,
): SweepPoint {
  let stderr = "";
  const vm = startInterpreter({
    reserve: 2 ** 27,
    argv: [path],
    modules,
    stderr: (text) => {
      stderr += text;
    },
  });
  vm.sources.set(path, source);
  const layer = installFailure(vm);
  layer.arm(n, mode);
  const status = runProgram(vm, source, path);
  const allocations = layer.allocations;
  layer.remove();
  const problems = [...check(vm), ...checkInterpreter(vm)];
  const last = lastException(stderr);
  if (n > 0 && status !== 0 && stderr !== "" && !mayEndWith(last, source)) {
    problems.push(`ended with ${last}`);
  }
  stderr = "";
  if (runProgram(vm, "x = [str(i) for i in range(50)]\nassert x[49] == '49'\n", "after.py") !== 0) {
    problems.push(`the runtime is not usable afterwards: ${stderr}`);
  }
  problems.push(...finishInterpreter(vm));
  return { allocations, status, problems };
}

/** Sweeps the given points of a program, in both modes; returns the complaints. */
export function sweep(
  source: string,
  path: string,
  points: Iterable<number>,
  modules?: ModuleFiles,
): string[] {
  const complaints: string[] = [];
  for (const n of points) {
    for (const mode of ["transient", "persistent"] as const) {
      const { problems } = sweepPoint(source, path, n, mode, modules);
      for (const problem of problems.slice(0, 3)) {
        complaints.push(`${path}, allocation ${n} (${mode}): ${problem}`);
      }
    }
  }
  return complaints;
}

if (import.meta.main) {
  let survived = 0, total = 0;
  for (const path of Deno.args) {
    const source = Deno.readTextFileSync(path);
    const modules = modulesBeside(new URL(path, `file://${Deno.cwd()}/`));
    const { allocations } = sweepPoint(source, path, 0, "transient", modules);
    for (let n = 1; n <= allocations; n++) {
      const complaints = sweep(source, path, [n], modules);
      total++;
      if (complaints.length === 0) survived++;
      else console.log(complaints.join("\n"));
    }
  }
  console.log(`${survived} of ${total} failure points survived`);
  Deno.exit(survived === total ? 0 : 1);
}
