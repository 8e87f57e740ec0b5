/**
 * Programs that end with an exception print what CPython prints, and leave nothing behind. The oracle is made by
 * tests/oracles/generate/tracebacks.py.
 */
import { assertEquals } from "@std/assert";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";

interface Recorded {
  source: string;
  stdout: string;
  stderr: string;
  status: number;
}

const oracle = JSON.parse(
  await Deno.readTextFile(new URL("../oracles/tracebacks.json", import.meta.url)),
) as { programs: Recorded[] };

/** Runs a program in a runtime of its own, which is checked and closed. */
function run(source: string): Recorded & { problems: string[] } {
  let stdout = "", stderr = "";
  const vm = startInterpreter({
    stdout: (text) => stdout += text,
    stderr: (text) => stderr += text,
    argv: ["program.py"],
  });
  vm.sources.set("program.py", source);
  const status = runProgram(vm, source, "program.py");
  const problems = [...checkInterpreter(vm), ...finishInterpreter(vm)];
  return { source, stdout, stderr, status, problems };
}

for (const recorded of oracle.programs) {
  const title = recorded.source.trim().split("\n").slice(0, 3).join("; ").slice(0, 70);
  Deno.test(`traceback of ${title}`, () => {
    assertEquals(run(recorded.source), { ...recorded, problems: [] });
  });
}
