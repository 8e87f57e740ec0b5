/**
 * The standard streams: sys.stdin, sys.stdout, sys.stderr, and writing to any object with a `write` method.
 *
 * A stream is an object of 24 bytes that knows its number; what is written goes to the host as text at once, and the
 * host decides about buffering. Text with unpaired surrogates cannot be written to stdout; on stderr they are escaped.
 *
 * Source: what CPython 3.11's io.TextIOWrapper does on the standard streams; Objects/fileobject.c.
 */
import { type Address, i64, NULL, objectMalloc, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, ONE_WORD } from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { DEALLOC_PLAIN, decref, newRef, typeOf } from "../memory/refcount.ts";
import { identifier, NONE, STDIO_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional } from "./arguments.ts";
import { callMethod1 } from "./call.ts";
import { defineType } from "./define_type.ts";
import { errorOccurred, formatType, raise, raiseFlag } from "./errors.ts";
import { intFromNumber, newBool } from "./int.ts";
import { getIter, iterNext, selfIter } from "./iterate.ts";
import { listAppendSteal, listNew } from "./list.ts";
import { METH_FASTCALL, METH_NOARGS, METH_O } from "./method_definition.ts";
import { asSsize } from "./number.ts";
import { isStr, jsString, newStr, strLength } from "./str.ts";
import { raiseSurrogates } from "./str_encode.ts";

/** A standard stream. */
export const STDIO = struct("StandardStream", 24, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  fd: i64(16, "0: input, 1: output, 2: errors"),
});
const FD = STDIO.offsets.fd;
const STDOUT = 1;
const STDERR = 2;
const STREAM_NAMES = ["<stdin>", "<stdout>", "<stderr>"];
const WRITE = identifier("write");

/** A new stream for file number 0, 1 or 2. NULL with MemoryError. */
export function newStdio(vm: Interpreter, fd: number): Address {
  const stream = objectMalloc(vm, STDIO.size);
  if (stream === NULL) return noMemory(vm);
  const { f64, i32 } = vm;
  f64[stream >> 3] = ONE_WORD;
  f64[(stream + OB_TYPE) >> 3] = 0;
  f64[(stream + FD) >> 3] = 0;
  i32[(stream + OB_TYPE) >> 2] = STDIO_TYPE;
  i32[(stream + FD) >> 2] = fd;
  return stream;
}

/** Whether an object is one of the standard streams, so that writing to it runs no code of the program. */
export function isStdio(vm: Interpreter, file: Address): boolean {
  return typeOf(vm, file) === STDIO_TYPE;
}

/**
 * Writes text to a file object (borrowed): a stream directly, anything else by its `write` method. 0, or -1 with an
 * exception. Can run any code unless it is a stream.
 */
export function writeFile(vm: Interpreter, file: Address, text: string): number {
  if (isStdio(vm, file)) return writeStream(vm, file, text);
  const s = newStr(vm, text);
  if (s === NULL) return -1;
  const status = writeObject(vm, file, s);
  decref(vm, s);
  return status;
}

/** Calls `file.write(s)`; 0, or -1 with an exception. */
export function writeObject(vm: Interpreter, file: Address, s: Address): number {
  const result = callMethod1(vm, file, WRITE, s);
  if (result === NULL) return -1;
  decref(vm, result);
  return 0;
}

function writeStream(vm: Interpreter, stream: Address, text: string): number {
  const fd = vm.i32[(stream + FD) >> 2];
  if (fd === STDOUT) {
    if (!text.isWellFormed()) return raiseSurrogates(vm, text);
    vm.stdout(text);
  } else if (fd === STDERR) {
    vm.stderr(text.isWellFormed() ? text : escapeSurrogates(text));
  } else {
    return raiseFlag(vm, TYPE_ERROR, "not writable");
  }
  return 0;
}

const SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escapeSurrogates(text: string): string {
  return text.replace(SURROGATES, (unit) => "\\u" + unit.charCodeAt(0).toString(16));
}

// Methods --------------------------------------------------------------------------------------------------------

/** `write(text)`: number of characters. */
function writeMethod(vm: Interpreter, stream: Address, s: Address): Address {
  if (!isStr(vm, s)) {
    return raise(vm, TYPE_ERROR, `write() argument must be str, not ${formatType(vm, s)}`);
  }
  if (writeStream(vm, stream, jsString(vm, s)) < 0) return NULL;
  return intFromNumber(vm, strLength(vm, s));
}

/** `writelines(lines)` */
function writeLinesMethod(vm: Interpreter, stream: Address, lines: Address): Address {
  const iterator = getIter(vm, lines);
  if (iterator === NULL) return NULL;
  for (;;) {
    const line = iterNext(vm, iterator);
    if (line === NULL) break;
    const count = writeMethod(vm, stream, line);
    decref(vm, line);
    if (count === NULL) break;
    decref(vm, count);
  }
  decref(vm, iterator);
  return errorOccurred(vm) !== NULL ? NULL : newRef(vm, NONE);
}

/** `flush()` */
function flushMethod(vm: Interpreter, _stream: Address): Address {
  vm.flush();
  return newRef(vm, NONE);
}

/** Takes up to `limit` characters of the next line; "" at the end. */
function takeLine(vm: Interpreter, limit: number): string {
  const line = vm.stdinRest !== "" ? vm.stdinRest : vm.stdin() ?? "";
  const end = line.indexOf("\n") + 1 || line.length;
  const taken = line.slice(0, Math.min(end, limit));
  vm.stdinRest = line.slice(taken.length);
  return taken;
}

/** The next line of the host's input with its newline, what was read of it before left out; "" at the end. */
export function readInputLine(vm: Interpreter): string {
  return takeLine(vm, Infinity);
}

/** The optional size argument of read and readline: -1 is everything; -2 with an exception. */
function sizeArgument(vm: Interpreter, name: string, args: Address, nargs: number): number {
  if (!checkPositional(vm, name, nargs, 0, 1)) return -2;
  if (nargs === 0 || vm.i32[args >> 2] === NONE) return -1;
  const size = asSsize(vm, vm.i32[args >> 2], TYPE_ERROR);
  return size === -1 && errorOccurred(vm) !== NULL ? -2 : Math.max(size, -1);
}

/** `readline(size=-1)` */
function readLineMethod(vm: Interpreter, stream: Address, args: Address, nargs: number): Address {
  if (!checkReadable(vm, stream)) return NULL;
  const size = sizeArgument(vm, "readline", args, nargs);
  if (size === -2) return NULL;
  return newStr(vm, takeLine(vm, size < 0 ? Infinity : size));
}

/** `read(size=-1)` */
function readMethod(vm: Interpreter, stream: Address, args: Address, nargs: number): Address {
  if (!checkReadable(vm, stream)) return NULL;
  const size = sizeArgument(vm, "read", args, nargs);
  if (size === -2) return NULL;
  let text = "";
  while (size < 0 || text.length < size) {
    const line = takeLine(vm, size < 0 ? Infinity : size - text.length);
    if (line === "") break;
    text += line;
  }
  return newStr(vm, text);
}

/** `readlines(hint=-1)`: the rest as a list of lines, at least until they have so many characters together. */
function readLinesMethod(vm: Interpreter, stream: Address, args: Address, nargs: number): Address {
  if (!checkReadable(vm, stream)) return NULL;
  const hint = sizeArgument(vm, "readlines", args, nargs);
  if (hint === -2) return NULL;
  const lines = listNew(vm, 0);
  if (lines === NULL) return NULL;
  for (let total = 0; hint <= 0 || total < hint;) {
    const text = takeLine(vm, Infinity);
    if (text === "") break;
    total += text.length;
    const line = newStr(vm, text);
    if (line === NULL || listAppendSteal(vm, lines, line) < 0) {
      decref(vm, lines);
      return NULL;
    }
  }
  return lines;
}

function checkReadable(vm: Interpreter, stream: Address): boolean {
  if (vm.i32[(stream + FD) >> 2] === 0) return true;
  raise(vm, TYPE_ERROR, "not readable");
  return false;
}

/** tp_iternext: the lines of the input. */
function nextLine(vm: Interpreter, stream: Address): Address {
  if (!checkReadable(vm, stream)) return NULL;
  const line = takeLine(vm, Infinity);
  return line === "" ? NULL : newStr(vm, line);
}

function stdioRepr(vm: Interpreter, stream: Address): Address {
  const fd = vm.i32[(stream + FD) >> 2];
  const name = STREAM_NAMES[fd], mode = fd === 0 ? "r" : "w";
  return newStr(vm, `<_io.TextIOWrapper name='${name}' mode='${mode}' encoding='utf-8'>`);
}

/** Declares the type of the standard streams. */
export function defineStdio(vm: Interpreter): void {
  const fdOf = (stream: Address): number => vm.i32[(stream + FD) >> 2];
  const text = (name: string, value: (fd: number) => string) => ({
    name,
    get: (vm: Interpreter, stream: Address): Address => newStr(vm, value(fdOf(stream))),
  });
  const flag = (name: string, value: (fd: number) => boolean) => ({
    name,
    flags: METH_NOARGS,
    fn: (vm: Interpreter, stream: Address): Address => newBool(vm, value(fdOf(stream))),
  });
  defineType(vm, STDIO_TYPE, {
    name: "_io.TextIOWrapper",
    basicSize: STDIO.size,
    dealloc: DEALLOC_PLAIN,
    repr: stdioRepr,
    getattro: "inherited",
    iter: selfIter,
    iternext: nextLine,
    methods: [
      { name: "write", flags: METH_O, fn: writeMethod },
      { name: "writelines", flags: METH_O, fn: writeLinesMethod },
      { name: "flush", flags: METH_NOARGS, fn: flushMethod },
      { name: "read", flags: METH_FASTCALL, fn: readMethod },
      { name: "readline", flags: METH_FASTCALL, fn: readLineMethod },
      { name: "readlines", flags: METH_FASTCALL, fn: readLinesMethod },
      {
        name: "fileno",
        flags: METH_NOARGS,
        fn: (vm: Interpreter, stream: Address) => intFromNumber(vm, fdOf(stream)),
      },
      flag("isatty", () => false),
      flag("readable", (fd) => fd === 0),
      flag("writable", (fd) => fd !== 0),
      flag("seekable", () => false),
    ],
    getset: [
      text("name", (fd) => STREAM_NAMES[fd]),
      text("encoding", () => "utf-8"),
      text("mode", (fd) => fd === 0 ? "r" : "w"),
      text("errors", (fd) => fd === STDERR ? "backslashreplace" : "strict"),
      { name: "closed", get: (vm: Interpreter) => newBool(vm, false) },
      { name: "newlines", get: (vm: Interpreter) => newRef(vm, NONE) },
    ],
  });
}
