/**
 * Running a source as a program: in the module `__main__`, to its end or to an exception that leaves it.
 *
 * Source: CPython 3.11 Python/pythonrun.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { compileString, type Mode } from "../compile/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { identifier, MODULE_TYPE, NONE, SYNTAX_ERROR } from "../memory/statics.ts";
import { flushStreams } from "../builtins/output.ts";
import { exitStatus } from "../builtins/uncaught.ts";
import { dictGetStr, dictSet } from "../objects/dict.ts";
import { evalCode } from "../objects/eval_code.ts";
import { raiseSyntaxError } from "../objects/raise_syntax_error.ts";
import { moduleDict, moduleNew } from "../objects/module.ts";
import { newStr } from "../objects/str.ts";
import { isInstanceOf } from "../objects/subtype.ts";

const ID_MAIN = identifier("__main__");
const ID_BUILTINS = identifier("__builtins__");
const ID_FILE = identifier("__file__");
const ID_CACHED = identifier("__cached__");

/** Runs a source in `__main__`; false with an exception pending. */
export function runSource(
  vm: Interpreter,
  source: string | Uint8Array,
  filename: string,
  mode: Mode = "exec",
): boolean {
  const code = compileSource(vm, source, filename, mode);
  return code !== NULL && runCode(vm, code, filename);
}

/** Compiles a source: a new code object, NULL with an exception. */
export function compileSource(
  vm: Interpreter,
  source: string | Uint8Array,
  filename: string,
  mode: Mode = "exec",
): Address {
  return hasNull(vm, source, filename) ? NULL : compileString(vm, source, filename, mode);
}

/** Runs a code object (stolen) in `__main__`; false with an exception pending. */
export function runCode(vm: Interpreter, code: Address, filename: string): boolean {
  const main = mainModule(vm);
  let result = NULL;
  if (main !== NULL) {
    const namespace = moduleDict(vm, main);
    if (setFile(vm, namespace, filename)) result = evalCode(vm, code, namespace, namespace);
    flushStreams(vm);
    decref(vm, main);
  }
  decref(vm, code);
  if (result === NULL) return false;
  decref(vm, result);
  return true;
}

/** The module `__main__`, new: a fresh one if the program has thrown it out of sys.modules. NULL with MemoryError. */
function mainModule(vm: Interpreter): Address {
  const there = dictGetStr(vm, vm.modules, ID_MAIN);
  if (there !== NULL && isInstanceOf(vm, there, MODULE_TYPE) && moduleDict(vm, there) !== NULL) {
    return newRef(vm, there);
  }
  const main = moduleNew(vm, "__main__");
  if (main === NULL) return NULL;
  if (
    dictSet(vm, moduleDict(vm, main), ID_BUILTINS, vm.builtinsDict) === 0 &&
    dictSet(vm, vm.modules, ID_MAIN, main) === 0
  ) return main;
  decref(vm, main);
  return NULL;
}

/** `__file__` of a program that comes from a file; false with MemoryError. */
function setFile(vm: Interpreter, namespace: Address, filename: string): boolean {
  if (filename.startsWith("<")) return true;
  const file = newStr(vm, filename);
  if (file === NULL) return false;
  const status = dictSet(vm, namespace, ID_FILE, file) < 0 || dictSet(vm, namespace, ID_CACHED, NONE) < 0;
  decref(vm, file);
  return !status;
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
