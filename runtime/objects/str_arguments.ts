/**
 * Arguments that several methods of str share: sizes, fill characters, and the "substring, start, end" of find,
 * count, startswith and their kind.
 *
 * Each function returns a value that cannot be meant (-1, NULL) with an exception pending. Converting a number can
 * run any code; the str that a method works on does not change by it.
 *
 * Source: CPython 3.11 Objects/stringlib/find.h (_ParseTupleFinds), Objects/unicodeobject.c (convert_uc,
 * ensure_unicode), Argument Clinic's converters.
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as statics from "../memory/statics.ts";
import { raise, raiseFlag } from "./errors.ts";
import { asSsize, hasIndex } from "./number.ts";
import { isStr, readChar, strLength } from "./str.ts";
import * as strLayout from "./str_layout.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const { NULL } = heap;
const { NONE, OVERFLOW_ERROR, TYPE_ERROR } = statics;
const { SSIZE_MAX } = strLayout;

const INT_LIMIT = 2 ** 31;

/** An object as a C size. -1 with an exception may be failure: ask whether one is pending. */
export function ssizeArgument(vm: Interpreter, object: Address): number {
  const n = asSsize(vm, object, NULL);
  if (n < SSIZE_MAX && n > -SSIZE_MAX) return n;
  return raiseFlag(vm, OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
}

/** An object as a C int. -1 with an exception may be failure. */
export function cIntArgument(vm: Interpreter, object: Address): number {
  const n = asSsize(vm, object, NULL);
  if (n < INT_LIMIT && n >= -INT_LIMIT) return n;
  return raiseFlag(vm, OVERFLOW_ERROR, "Python int too large to convert to C int");
}

/** The code point of a str of one character; -1 with TypeError. */
export function fillArgument(vm: Interpreter, object: Address): number {
  if (!isStr(vm, object)) {
    const given = typeNameOf(vm, object, 50);
    return raiseFlag(vm, TYPE_ERROR, `The fill character must be a unicode character, not ${given}`);
  }
  if (strLength(vm, object) !== 1) {
    return raiseFlag(vm, TYPE_ERROR, "The fill character must be exactly one character long");
  }
  return readChar(vm, object, 0);
}

/** Whether the object is a str; TypeError "must be str, not int" otherwise. */
export function ensureStr(vm: Interpreter, object: Address): boolean {
  if (isStr(vm, object)) return true;
  raise(vm, TYPE_ERROR, `must be str, not ${typeNameOf(vm, object, 100)}`);
  return false;
}

/** Whether argument `which` of `name` is a str; TypeError "replace() argument 1 must be str, not int" otherwise. */
export function ensureStrArgument(vm: Interpreter, name: string, which: string, object: Address): boolean {
  if (isStr(vm, object)) return true;
  const given = object === NONE ? "None" : typeNameOf(vm, object, 50);
  raise(vm, TYPE_ERROR, `${name}() argument${which} must be str, not ${given}`);
  return false;
}

/**
 * Reads "what[, start[, end]]" for a sequence of `length`: what, borrowed, or NULL with an exception; the range is
 * left in `vm.sliceStart` and `vm.sliceStop`, clipped to the length, the start perhaps behind the end.
 */
export function parseFind(vm: Interpreter, name: string, args: Address, length: number): Address {
  const count = tupleSize(vm, args);
  if (count < 1 || count > 3) {
    const bound = count < 1 ? "at least 1 argument" : "at most 3 arguments";
    return raise(vm, TYPE_ERROR, `${name}() takes ${bound} (${count} given)`);
  }
  let start = 0, end = length;
  if (count > 1) {
    start = boundArgument(vm, tupleItem(vm, args, 1), 0);
    if (start === -1 && vm.curexcType !== NULL) return NULL;
    if (count > 2) {
      end = boundArgument(vm, tupleItem(vm, args, 2), length);
      if (end === -1 && vm.curexcType !== NULL) return NULL;
    }
    if (end > length) end = length;
    else if (end < 0) end = Math.max(0, end + length);
    if (start < 0) start = Math.max(0, start + length);
  }
  vm.sliceStart = start;
  vm.sliceStop = end;
  return tupleItem(vm, args, 0);
}

function boundArgument(vm: Interpreter, object: Address, missing: number): number {
  if (object === NONE) return missing;
  if (hasIndex(vm, object)) return asSsize(vm, object, NULL);
  return raiseFlag(vm, TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
}
