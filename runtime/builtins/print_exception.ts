/**
 * Printing exceptions: the text that CPython prints on sys.stderr for an exception that nobody caught, with its
 * chain of causes and contexts, notes, the source lines of its traceback, the place of a syntax error, and a
 * suggestion.
 *
 * Laws
 * - Printing never fails: a text that cannot be had is replaced ("<exception str() failed>"), and once writing to the
 *   file fails, nothing more is written. No exception is pending afterwards.
 * - A chain with a cycle is printed once around. Chains are walked, not recursed along.
 * - Printing to the standard streams needs no memory of the heap for exceptions without arguments.
 *
 * Source: CPython 3.11 Python/pythonrun.c (print_exception_*), Python/errors.c (write_unraisable_exc).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TP_FLAGS, TPFLAGS_HEAPTYPE } from "../memory/object_layout.ts";
import { decref, incref, newRef, typeOf, xdecref, xincref } from "../memory/refcount.ts";
import { identifier, NONE, SYNTAX_ERROR } from "../memory/statics.ts";
import { dictGetStr } from "../objects/dict.ts";
import { clearError } from "../objects/errors.ts";
import { EXC_CAUSE, EXC_CONTEXT, EXC_SUPPRESS_CONTEXT, EXC_TRACEBACK } from "../objects/exception_layout.ts";
import { groupExceptions, isExceptionGroup } from "../objects/exception_group.ts";
import { reprText, strText } from "../objects/exceptions.ts";
import { intAsSsize, isInt } from "../objects/int.ts";
import { getAttr, lookupAttr, objectSize } from "../objects/object.ts";
import { isSequence, sequenceItem } from "../objects/sequence.ts";
import { writeFile } from "../objects/stdio.ts";
import { isStr, jsString } from "../objects/str.ts";
import { tupleItem, tupleSize } from "../objects/tuple.ts";
import { readCString } from "../objects/type_name.ts";
import { TYPE } from "../memory/object_layout.ts";
import { suggestName } from "./suggestions.ts";
import { errorLineText } from "./syntax_error_text.ts";
import { tracebackText } from "./traceback_text.ts";

const CAUSE_TEXT = "The above exception was the direct cause of the following exception:\n";
const CONTEXT_TEXT = "During handling of the above exception, another exception occurred:\n";
const TRACEBACK_HEADER = "Traceback (most recent call last):\n";
const TRACEBACK_LIMIT = 1000;
/** Groups inside groups, and exceptions of one group, that are shown. */
const MAX_GROUP_DEPTH = 10;
const MAX_GROUP_WIDTH = 15;

const STDERR_NAME = identifier("stderr");
const LIMIT_NAME = identifier("tracebacklimit");
const NOTES_NAME = identifier("__notes__");
const MODULE_NAME = identifier("__module__");
const QUALNAME_NAME = identifier("__qualname__");
const FILE_AND_LINE_NAME = identifier("print_file_and_line");

/** Prints an exception (an instance, borrowed) with its chain to sys.stderr; nothing if that is None. */
export function displayException(vm: Interpreter, error: Address): void {
  const file = dictGetStr(vm, vm.sysDict, STDERR_NAME);
  if (file === NONE) return;
  incref(vm, error);
  xincref(vm, file);
  new ExceptionPrinter(vm, file).printChain(error);
  xdecref(vm, file);
  decref(vm, error);
}

/** Writes to sys.stderr, or past it if it is missing. No exception is pending afterwards. */
export function writeStderr(vm: Interpreter, text: string): void {
  const file = dictGetStr(vm, vm.sysDict, STDERR_NAME);
  if (file === NULL) vm.stderr(text);
  else if (file !== NONE && writeFile(vm, file, text) < 0) clearError(vm);
}

/** Prints exceptions to one file (kept alive by the caller; NULL: the host's stream for errors). */
class ExceptionPrinter {
  /** The file failed: write nothing more. */
  private failed = false;
  /** Exceptions that were printed or will be. */
  private readonly seen = new Set<Address>();
  /** Groups around the exception being printed; each moves it to the right and adds a margin. */
  private groupDepth = 0;
  /** The innermost group's last exception is being printed: its frame is still open at the bottom. */
  private frameOpen = false;

  constructor(private readonly vm: Interpreter, private readonly file: Address) {}

  /** Writes a piece of text. */
  write(text: string): void {
    if (this.failed) return;
    if (this.file === NULL) {
      this.vm.stderr(text);
      return;
    }
    if (writeFile(this.vm, this.file, text) < 0) {
      clearError(this.vm);
      this.failed = true;
    }
  }

  /** What stands before every line: indentation and the margin of the groups around. */
  private get prefix(): string {
    return this.groupDepth === 0 ? "" : `${this.indent}| `;
  }

  private get indent(): string {
    return "  ".repeat(this.groupDepth);
  }

  /** Prints an exception after those that led to it. */
  printChain(error: Address): void {
    const vm = this.vm;
    const frameOpen = this.frameOpen;
    this.frameOpen = false;
    const links: { error: Address; message: string }[] = [];
    for (let current = error;;) {
      this.seen.add(current);
      const cause = vm.i32[(current + EXC_CAUSE) >> 2];
      const hidden = vm.u8[current + EXC_SUPPRESS_CONTEXT] !== 0;
      const next = cause !== NULL ? cause : hidden ? NULL : vm.i32[(current + EXC_CONTEXT) >> 2];
      if (next === NULL || this.seen.has(next)) break;
      links.push({ error: newRef(vm, next), message: cause !== NULL ? CAUSE_TEXT : CONTEXT_TEXT });
      current = next;
    }
    for (let link = links.pop(); link !== undefined; link = links.pop()) {
      this.printWithItems(link.error);
      const { prefix } = this;
      this.write(`${prefix}\n${prefix}${link.message}${prefix}\n`);
      decref(vm, link.error);
    }
    this.frameOpen = frameOpen;
    this.printWithItems(error);
  }

  /** Prints an exception, and what it holds if it is a group. */
  private printWithItems(error: Address): void {
    if (!isExceptionGroup(this.vm, error)) {
      this.printOne(error);
    } else if (this.groupDepth > MAX_GROUP_DEPTH) {
      this.write(`${this.prefix}... (max_group_depth is ${MAX_GROUP_DEPTH})\n`);
    } else {
      const outermost = this.groupDepth === 0;
      if (outermost) this.groupDepth = 1;
      this.printOne(error);
      this.printItems(groupExceptions(this.vm, error));
      if (outermost) this.groupDepth = 0;
    }
  }

  /** Prints the exceptions of a group (a tuple), each under a line with its number; at most MAX_GROUP_WIDTH. */
  private printItems(items: Address): void {
    const vm = this.vm;
    const total = tupleSize(vm, items);
    const shown = Math.min(total, MAX_GROUP_WIDTH + 1);
    this.frameOpen = false;
    incref(vm, items);
    for (let i = 0; i < shown; i++) {
      const isLast = i === shown - 1, isCut = i >= MAX_GROUP_WIDTH;
      if (isLast) this.frameOpen = true;
      const corner = i === 0 ? "+-" : "  ";
      this.write(`${this.indent}${corner}+---------------- ${isCut ? "..." : i + 1} ----------------\n`);
      this.groupDepth++;
      if (isCut) {
        const more = total - MAX_GROUP_WIDTH;
        this.write(`${this.prefix}and ${more} more exception${more === 1 ? "" : "s"}\n`);
      } else {
        this.printChain(tupleItem(vm, items, i));
      }
      if (isLast && this.frameOpen) {
        this.write(`${this.indent}+------------------------------------\n`);
        this.frameOpen = false;
      }
      this.groupDepth--;
    }
    decref(vm, items);
  }

  /** Prints one exception: traceback, place of a syntax error, type and message, suggestion, notes. */
  private printOne(error: Address): void {
    const vm = this.vm;
    this.printTraceback(vm.i32[(error + EXC_TRACEBACK) >> 2], isExceptionGroup(vm, error));
    const type = typeOf(vm, error);
    const notes = lookupAttr(vm, error, NOTES_NAME);
    if (notes === NULL) clearError(vm);
    const message = this.printPlace(error);
    this.write(this.prefix + typeText(vm, type, "<unknown>."));
    if (message !== NONE) {
      const text = strText(vm, message);
      if (text === null) {
        clearError(vm);
        this.write(": <exception str() failed>");
      } else if (text !== "") {
        this.write(`: ${text}`);
      }
    }
    if (message === error) {
      const suggestion = suggestName(vm, error);
      if (suggestion !== null) this.write(`. Did you mean: '${suggestion}'?`);
    }
    decref(vm, message);
    this.write("\n");
    if (notes !== NULL) {
      this.printNotes(notes);
      decref(vm, notes);
    }
  }

  /** Prints a traceback (borrowed, or NULL) with its header, as far as sys.tracebacklimit says. */
  printTraceback(traceback: Address, isGroup = false): void {
    if (traceback === NULL) return;
    const limit = tracebackLimit(this.vm);
    if (limit <= 0) return;
    const { prefix } = this;
    const margin = isGroup && this.groupDepth === 1 ? `${this.indent}+ ` : prefix;
    const header = isGroup ? `Exception Group ${TRACEBACK_HEADER}` : TRACEBACK_HEADER;
    this.write(margin + header + tracebackText(this.vm, traceback, limit, prefix));
  }

  /**
   * Prints file, line and text of a syntax error, of anything that has an attribute `print_file_and_line`. Returns
   * what to show as the message, a new reference: `msg` then, else the exception itself.
   */
  private printPlace(error: Address): Address {
    const vm = this.vm;
    const mark = lookupAttr(vm, error, FILE_AND_LINE_NAME);
    if (mark === NULL) {
      clearError(vm);
      return newRef(vm, error);
    }
    decref(vm, mark);
    const place = readPlace(vm, error);
    if (place === null) {
      clearError(vm);
      return newRef(vm, error);
    }
    const { prefix } = this;
    this.write(`${prefix}  File "${place.filename}", line ${place.line}\n`);
    if (place.text !== null) {
      const lines = errorLineText(place.text, place.offset, place.endOffset).split("\n").slice(0, -1);
      for (const line of lines) this.write(`${prefix}${line}\n`);
    }
    return place.message;
  }

  /** Prints `__notes__`: the lines of each item if it is a sequence, else its repr. */
  private printNotes(notes: Address): void {
    const vm = this.vm;
    if (!isSequence(vm, notes)) {
      const text = reprText(vm, notes);
      if (text === null) clearError(vm);
      this.write(this.prefix + (text ?? "<__notes__ repr() failed>"));
      return;
    }
    const count = objectSize(vm, notes);
    for (let i = 0; i < count; i++) {
      const note = sequenceItem(vm, notes, i);
      if (note === NULL) break;
      const text = strText(vm, note);
      decref(vm, note);
      if (text === null) clearError(vm);
      const lines = (text ?? "<note str() failed>").split("\n");
      this.write(`${lines.map((line) => this.prefix + line).join("\n")}\n`);
    }
    clearError(vm);
  }
}

/** How many entries of a traceback are shown. */
function tracebackLimit(vm: Interpreter): number {
  const limit = dictGetStr(vm, vm.sysDict, LIMIT_NAME);
  if (limit === NULL || !isInt(vm, limit)) return TRACEBACK_LIMIT;
  const value = intAsSsize(vm, limit);
  if (vm.curexcType === NULL) return value;
  clearError(vm);
  return TRACEBACK_LIMIT;
}

/** Name of a type with its module, unless that is builtins or the program; `unknown` for a module that is no str. */
function typeText(vm: Interpreter, type: Address, unknown: string): string {
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0) {
    return readCString(vm, vm.i32[(type + TYPE.offsets.tp_name) >> 2]);
  }
  const module = attributeText(vm, type, MODULE_NAME);
  const name = attributeText(vm, type, QUALNAME_NAME) ?? "<unknown>";
  if (module === null) return unknown + name;
  return module === "builtins" || module === "__main__" ? name : `${module}.${name}`;
}

/** An attribute that is a str, as text; else null. No exception is pending afterwards. */
function attributeText(vm: Interpreter, object: Address, name: Address): string | null {
  const value = getAttr(vm, object, name);
  if (value === NULL) {
    clearError(vm);
    return null;
  }
  const text = isStr(vm, value) ? jsString(vm, value) : null;
  decref(vm, value);
  return text;
}

// The place of a syntax error ------------------------------------------------------------------------------------

/** Where a syntax error is, from its attributes. */
interface Place {
  /** `msg`, a new reference. */
  message: Address;
  filename: string;
  line: number;
  /** Column from 1, or -1. */
  offset: number;
  /** Column behind the last one, from 1, or -1. */
  endOffset: number;
  text: string | null;
}

/** Reads the attributes; null if one is missing or no number, perhaps with an exception. */
function readPlace(vm: Interpreter, error: Address): Place | null {
  const filename = textAttribute(vm, error, identifier("filename"));
  const line = numberAttribute(vm, error, identifier("lineno"), null);
  const offset = numberAttribute(vm, error, identifier("offset"), -1);
  if (filename === undefined || line === undefined || offset === undefined) return null;
  let endLine = line, endOffset = -1;
  if (typeOf(vm, error) === SYNTAX_ERROR) {
    endLine = numberAttribute(vm, error, identifier("end_lineno"), line) ?? line;
    clearError(vm);
    endOffset = numberAttribute(vm, error, identifier("end_offset"), -1) ?? -1;
    clearError(vm);
  }
  const text = textAttribute(vm, error, identifier("text"));
  if (text === undefined) return null;
  const message = getAttr(vm, error, identifier("msg"));
  if (message === NULL) return null;
  if (endLine > line) endOffset = text === null ? -1 : new TextEncoder().encode(text).length;
  return { message, filename: filename ?? "<string>", line, offset, endOffset, text };
}

/** str() of an attribute; null for None, undefined if it cannot be had. */
function textAttribute(vm: Interpreter, object: Address, name: Address): string | null | undefined {
  const value = getAttr(vm, object, name);
  if (value === NULL) return undefined;
  const text = value === NONE ? null : strText(vm, value) ?? undefined;
  decref(vm, value);
  return text;
}

/** An attribute that is an int; `absent` for None (null: None is no number), undefined if it cannot be had. */
function numberAttribute(
  vm: Interpreter,
  object: Address,
  name: Address,
  absent: number | null,
): number | undefined {
  const value = getAttr(vm, object, name);
  if (value === NULL) return undefined;
  let number: number | undefined;
  if (value === NONE) {
    number = absent ?? undefined;
  } else if (isInt(vm, value)) {
    number = intAsSsize(vm, value);
    if (vm.curexcType !== NULL) number = undefined;
  }
  decref(vm, value);
  return number;
}

// Exceptions that have nowhere to go -----------------------------------------------------------------------------

/**
 * Prints an exception (borrowed; its traceback may be NULL) that was raised where nobody can receive it, in `where` (or
 * NULL). No exception is pending afterwards.
 */
export function printUnraisable(
  vm: Interpreter,
  type: Address,
  value: Address,
  traceback: Address,
  message: string | null,
  where: Address,
): void {
  const file = vm.sysDict === NULL ? NULL : dictGetStr(vm, vm.sysDict, STDERR_NAME);
  if (file === NONE) return;
  xincref(vm, file);
  const printer = new ExceptionPrinter(vm, file);
  if (where !== NULL && where !== NONE) {
    const text = reprText(vm, where);
    if (text === null) clearError(vm);
    printer.write(`${message ?? "Exception ignored in"}: ${text ?? "<object repr() failed>"}\n`);
  } else if (message !== null) {
    printer.write(`${message}:\n`);
  }
  printer.printTraceback(traceback);
  const text = strText(vm, value);
  if (text === null) clearError(vm);
  printer.write(`${typeText(vm, type, "<unknown>")}: ${text ?? "<exception str() failed>"}\n`);
  xdecref(vm, file);
}
