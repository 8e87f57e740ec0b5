/**
 * print and input.
 *
 * What one call of print writes to a standard stream reaches the host in one piece; to any other object every argument
 * and separator is one call of its `write`.
 *
 * Source: CPython 3.11 Python/bltinmodule.c (builtin_print, builtin_input).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, incref, newRef, typeOf } from "../memory/refcount.ts";
import { exceptionType, identifier, NONE, RUNTIME_ERROR, STR_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional, parseArguments } from "../objects/arguments.ts";
import { callMethod0, WHILE_CALLING } from "../objects/call.ts";
import { dictGetStr } from "../objects/dict.ts";
import { clearError, fetchError, formatType, raise, restoreError } from "../objects/errors.ts";
import { strText } from "../objects/exceptions.ts";
import { METH_FASTCALL, METH_KEYWORDS, type MethodSpec } from "../objects/method_definition.ts";
import { isTrue, str } from "../objects/object.ts";
import { enterRecursive, leaveRecursive } from "../objects/recursion.ts";
import { isStdio, readInputLine, writeFile, writeObject } from "../objects/stdio.ts";
import { isStr, jsString, newStr } from "../objects/str.ts";

const EOF_ERROR = exceptionType("EOFError");
const STDIN_NAME = identifier("stdin");
const STDOUT_NAME = identifier("stdout");
const STDERR_NAME = identifier("stderr");
const READLINE_NAME = identifier("readline");
const FLUSH_NAME = identifier("flush");
const PRINT = { name: "print", params: ["sep", "end", "file", "flush"], keywordOnly: 4 };

/** print(*args, sep=" ", end="\n", file=None, flush=False) */
function print(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  let sep = " ", end = "\n", file: Address = NONE, flush: Address = NULL;
  if (kwnames !== NULL) {
    const given = parseArguments(vm, PRINT, args + 8 * nargs, 0, kwnames);
    if (given === null) return NULL;
    const separator = textOption(vm, "sep", given[0], " ");
    const ending = separator === null ? null : textOption(vm, "end", given[1], "\n");
    if (separator === null || ending === null) return NULL;
    sep = separator;
    end = ending;
    file = given[2] || NONE;
    flush = given[3];
  }
  if (file === NONE) {
    file = dictGetStr(vm, vm.sysDict, STDOUT_NAME);
    if (file === NULL) return raise(vm, RUNTIME_ERROR, "lost sys.stdout");
    if (file === NONE) return newRef(vm, NONE);
  }
  incref(vm, file);
  let status = isStdio(vm, file)
    ? printToStream(vm, file, args, nargs, sep, end)
    : printToObject(vm, file, args, nargs, sep, end);
  if (status === 0 && flush !== NULL) status = flushFile(vm, file, flush);
  decref(vm, file);
  return status < 0 ? NULL : newRef(vm, NONE);
}

/** The text of `sep` or `end`: a str, or None for the default; null with TypeError. */
function textOption(vm: Interpreter, name: string, value: Address, fallback: string): string | null {
  if (value === NULL || value === NONE) return fallback;
  if (isStr(vm, value)) return jsString(vm, value);
  raise(vm, TYPE_ERROR, `${name} must be None or a string, not ${formatType(vm, value)}`);
  return null;
}

function printToStream(
  vm: Interpreter,
  file: Address,
  args: Address,
  nargs: number,
  sep: string,
  end: string,
): number {
  let text = "";
  for (let i = 0; i < nargs; i++) {
    if (i > 0) text += sep;
    const object = vm.i32[(args + 8 * i) >> 2];
    if (typeOf(vm, object) === STR_TYPE) {
      text += jsString(vm, object);
    } else {
      const s = str(vm, object);
      if (s === NULL) {
        writePending(vm, file, text);
        return -1;
      }
      text += jsString(vm, s);
      decref(vm, s);
    }
  }
  // The call of the stream's `write` counts as a level, as everywhere.
  if (!enterRecursive(vm, WHILE_CALLING)) return -1;
  const status = writeFile(vm, file, text + end);
  leaveRecursive(vm);
  return status;
}

/** What was written before a failure is on its way. */
function writePending(vm: Interpreter, file: Address, text: string): void {
  if (text !== "") writeFile(vm, file, text);
}

function printToObject(
  vm: Interpreter,
  file: Address,
  args: Address,
  nargs: number,
  sep: string,
  end: string,
): number {
  for (let i = 0; i < nargs; i++) {
    if (i > 0 && writeFile(vm, file, sep) < 0) return -1;
    const s = str(vm, vm.i32[(args + 8 * i) >> 2]);
    if (s === NULL) return -1;
    const status = writeObject(vm, file, s);
    decref(vm, s);
    if (status < 0) return -1;
  }
  return writeFile(vm, file, end);
}

function flushFile(vm: Interpreter, file: Address, flush: Address): number {
  const wanted = isTrue(vm, flush);
  if (wanted <= 0) return wanted;
  const result = callMethod0(vm, file, FLUSH_NAME);
  if (result === NULL) return -1;
  decref(vm, result);
  return 0;
}

/** input(prompt=""): a line of sys.stdin, by its `readline` if it is none of the host's. */
function input(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "input", nargs, 0, 1)) return NULL;
  const streams = [STDIN_NAME, STDOUT_NAME, STDERR_NAME].map((name) => dictGetStr(vm, vm.sysDict, name));
  const lost = streams.findIndex((stream) => stream === NULL || stream === NONE);
  if (lost >= 0) return raise(vm, RUNTIME_ERROR, `input(): lost sys.${["stdin", "stdout", "stderr"][lost]}`);
  for (const stream of streams) incref(vm, stream);
  const line = showPrompt(vm, streams, nargs === 1 ? vm.i32[args >> 2] : NULL)
    ? readLine(vm, streams[0])
    : NULL;
  for (const stream of streams) decref(vm, stream);
  return line;
}

/** Brings out what was printed, and shows the prompt (or NULL); false with an exception. */
function showPrompt(vm: Interpreter, [, stdout, stderr]: readonly Address[], prompt: Address): boolean {
  flushQuietly(vm, stderr);
  if (prompt !== NULL) {
    const text = strText(vm, prompt);
    if (text === null || writeFile(vm, stdout, text) < 0) return false;
  }
  flushQuietly(vm, stdout);
  return true;
}

/** `stream.flush()`, whose failure does not matter. */
function flushQuietly(vm: Interpreter, stream: Address): void {
  if (isStdio(vm, stream)) {
    vm.flush();
    return;
  }
  const result = callMethod0(vm, stream, FLUSH_NAME);
  if (result === NULL) clearError(vm);
  else decref(vm, result);
}

/**
 * Flushes sys.stderr and sys.stdout, as CPython does when a program has run and again before it ends: the host's streams,
 * or by the `flush` of what the program has put there. A pending exception stays. Can run any code.
 */
export function flushStreams(vm: Interpreter): void {
  const saved = fetchError(vm);
  for (const name of [STDERR_NAME, STDOUT_NAME]) {
    const stream = dictGetStr(vm, vm.sysDict, name);
    if (stream === NULL || stream === NONE) continue;
    incref(vm, stream);
    flushQuietly(vm, stream);
    decref(vm, stream);
  }
  restoreError(vm, saved);
}

/** A line of a stream without its newline, new; NULL with EOFError at the end. */
function readLine(vm: Interpreter, stream: Address): Address {
  let text: string;
  if (isStdio(vm, stream)) {
    text = readInputLine(vm);
  } else {
    const line = callMethod0(vm, stream, READLINE_NAME);
    if (line === NULL) return NULL;
    if (!isStr(vm, line)) {
      decref(vm, line);
      return raise(vm, TYPE_ERROR, "object.readline() returned non-string");
    }
    text = jsString(vm, line);
    decref(vm, line);
  }
  if (text === "") return raise(vm, EOF_ERROR, "EOF when reading a line");
  return newStr(vm, text.endsWith("\n") ? text.slice(0, -1) : text);
}

/** The functions of builtins that write and read text. */
export const OUTPUT_FUNCTIONS: readonly MethodSpec[] = [
  { name: "print", flags: METH_FASTCALL | METH_KEYWORDS, fn: print },
  { name: "input", flags: METH_FASTCALL, fn: input },
];
