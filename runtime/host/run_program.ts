/**
 * Running a source as a program: in the module `__main__`, to its end or to an exception that leaves it.
 *
 * Source: CPython 3.11 Python/pythonrun.c.
 */
import { NULL } from "../../heap/mod.ts";
import { compileString, type Mode } from "../compile/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { identifier, SYNTAX_ERROR } from "../memory/statics.ts";
import { exitStatus } from "../builtins/uncaught.ts";
import { dictGetStr } from "../objects/dict.ts";
import { evalCode } from "../objects/eval_code.ts";
import { raiseSyntaxError } from "../objects/raise_syntax_error.ts";
import { moduleDict } from "../objects/module.ts";

const ID_MAIN = identifier("__main__");

/** Runs a source in `__main__`; false with an exception pending. */
export function runSource(
  vm: Interpreter,
  source: string | Uint8Array,
  filename: string,
  mode: Mode = "exec",
): boolean {
  if (hasNull(vm, source, filename)) return false;
  const code = compileString(vm, source, filename, mode);
  if (code === NULL) return false;
  const namespace = moduleDict(vm, dictGetStr(vm, vm.modules, ID_MAIN));
  const result = evalCode(vm, code, namespace, namespace);
  decref(vm, code);
  if (result === NULL) return false;
  decref(vm, result);
  return true;
}

/** A file with a zero byte is refused before it is parsed, with the line where it is. */
function hasNull(vm: Interpreter, source: string | Uint8Array, filename: string): boolean {
  if (typeof source === "string" || !source.includes(0)) return false;
  const before = new TextDecoder().decode(source.subarray(0, source.indexOf(0)));
  const lines = before.split(/\r\n|\r|\n/);
  raiseSyntaxError(vm, SYNTAX_ERROR, {
    message: "source code cannot contain null bytes",
    filename,
    line: lines.length,
    column: null,
    endLine: null,
    endColumn: null,
    text: `${lines[lines.length - 1]}\n`,
  });
  return true;
}

/** The same to the exit status: an exception that leaves the program is printed. */
export function runProgram(vm: Interpreter, source: string | Uint8Array, filename: string): number {
  const status = runSource(vm, source, filename) ? 0 : exitStatus(vm);
  vm.flush();
  return status;
}
