/**
 * Runs one benchmark program and prints its output, then on the last line the seconds that it took, start-up and
 * compilation left out, as CPython's side does.
 */
import { exitStatus } from "../../runtime/builtins/uncaught.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { compileSource, runCode } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";

const path = Deno.args[0];
const source = Deno.readFileSync(path);
let output = "";
const write = (text: string) => {
  output += text;
};
const vm = startInterpreter({
  stdout: write,
  stderr: write,
  malloc: Deno.args[1] === "malloc" ? "malloc" : "default",
});
const code = compileSource(vm, source, path);
const start = performance.now();
const status = code !== 0 && runCode(vm, code, path) ? 0 : exitStatus(vm);
const seconds = (performance.now() - start) / 1000;
vm.flush();
const remains = finishInterpreter(vm);
if (status !== 0) output += `status ${status}\n`;
for (const line of remains.slice(0, 5)) output += `${line}\n`;
console.log(`${output}${seconds}`);
