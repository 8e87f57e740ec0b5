/**
 * Running a source as a program: in the module `__main__`, to its end or to an exception that leaves it.
 *
 * Source: CPython 3.11 Python/pythonrun.c.
 */
import { NULL } from "../../heap/mod.ts";
import { compileString, type Mode } from "../compile/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { identifier } from "../memory/statics.ts";
import { exitStatus } from "../builtins/uncaught.ts";
import { dictGetStr } from "../objects/dict.ts";
import { evalCode } from "../objects/eval_code.ts";
import { moduleDict } from "../objects/module.ts";

const ID_MAIN = identifier("__main__");

/** Runs a source in `__main__`; false with an exception pending. */
export function runSource(
  vm: Interpreter,
  source: string | Uint8Array,
  filename: string,
  mode: Mode = "exec",
): boolean {
  const code = compileString(vm, source, filename, mode);
  if (code === NULL) return false;
  const namespace = moduleDict(vm, dictGetStr(vm, vm.modules, ID_MAIN));
  const result = evalCode(vm, code, namespace, namespace);
  decref(vm, code);
  if (result === NULL) return false;
  decref(vm, result);
  return true;
}

/** The same to the exit status: an exception that leaves the program is printed. */
export function runProgram(vm: Interpreter, source: string | Uint8Array, filename: string): number {
  const status = runSource(vm, source, filename) ? 0 : exitStatus(vm);
  vm.flush();
  return status;
}
