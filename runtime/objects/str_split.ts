/**
 * Methods of str that take it apart: split, rsplit, splitlines, partition, rpartition. The algorithms are in split.ts.
 *
 * Pieces of one character are static strs, and a str that is not split at all is its own only piece. Nothing here
 * runs code of the program except the conversion of arguments and a collection while the list is made.
 *
 * Source: CPython 3.11 Objects/stringlib/split.h, partition.h, Objects/unicodeobject.c (split, rsplit).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { type Parameters, parseArguments } from "./arguments.ts";
import { raise } from "./errors.ts";
import * as listModule from "./list.ts";
import { listNew } from "./list.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import {
  appendPiece,
  newPieces,
  type Pieces,
  splitAt,
  splitAtBack,
  splitLines,
  splitSpaces,
  splitSpacesBack,
} from "./split.ts";
import {
  asciiPiece,
  isCompactAscii,
  isStr,
  strData,
  strFromObject,
  strKind,
  strLength,
  strPiece,
  strSubstring,
} from "./str.ts";
import { cIntArgument, ensureStr, ssizeArgument } from "./str_arguments.ts";
import * as strLayout from "./str_layout.ts";
import { findByte, findInText, findLastSubstring } from "./str_search.ts";
import { tuplePack3 } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";
import { isLineBreak, isSpace } from "./unicode_properties.ts";

const { NULL } = heap;
const { OB_TYPE } = objectLayout;
const { EMPTY_STR, NONE, STR_TYPE, TYPE_ERROR, VALUE_ERROR } = statics;
const { LIST_ITEMS } = listModule;
const { ASCII_DATA, STR_LENGTH } = strLayout;
const { METH_FASTCALL, METH_KEYWORDS, METH_O } = methodDefinition;

const SPACE = 0x20;

/** A new list with the str as it is. */
function wholeAsList(vm: Interpreter, self: Address): Address {
  const list = listNew(vm, 1);
  if (list !== NULL) vm.i32[vm.i32[(list + LIST_ITEMS) >> 2] >> 2] = newRef(vm, self);
  return list;
}

/** Whether a byte is white space in Latin-1. */
function isSpaceByte(byte: number): boolean {
  return byte <= 0x20 ? byte >= 0x1c || (byte >= 9 && byte <= 13) : byte === 0x85 || byte === 0xa0;
}

const STR_PIECES: Pieces = {
  piece: strPiece,
  whole: strFromObject,
  isSpaceByte,
  isSpace,
  isLineBreak,
};

/** Whether the separator is longer or wider than the str: then there is nothing to look for. */
function cannotContain(vm: Interpreter, self: Address, separator: Address): boolean {
  return strKind(vm, self) < strKind(vm, separator) || strLength(vm, self) < strLength(vm, separator);
}

/** Splits at white space, from one end or the other. */
function splitWhitespace(vm: Interpreter, self: Address, maxSplit: number, fromEnd: boolean): Address {
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  return fromEnd
    ? splitSpacesBack(vm, STR_PIECES, self, kind, data, length, maxSplit)
    : splitSpaces(vm, STR_PIECES, self, kind, data, length, maxSplit);
}

/** Splits at a separator, from one end or the other. */
function splitSeparator(
  vm: Interpreter,
  self: Address,
  separator: Address,
  maxSplit: number,
  fromEnd: boolean,
): Address {
  if (cannotContain(vm, self, separator)) return wholeAsList(vm, self);
  const n = strLength(vm, separator);
  if (n === 0) return raise(vm, VALUE_ERROR, "empty separator");
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  const separatorKind = strKind(vm, separator), at = strData(vm, separator);
  return fromEnd
    ? splitAtBack(vm, STR_PIECES, self, kind, data, length, separatorKind, at, n, maxSplit)
    : splitAt(vm, STR_PIECES, self, kind, data, length, separatorKind, at, n, maxSplit);
}

/** Characters that a loop looks at before the search by words begins. */
const SHORT_LINE = 40;

/** The split of an ASCII str that is not empty at one character. */
function splitAscii(vm: Interpreter, self: Address, byte: number): Address {
  const list = newPieces(vm, Infinity);
  if (list === NULL) return NULL;
  const u8 = vm.u8;
  const data = self + ASCII_DATA, end = data + vm.i32[(self + STR_LENGTH) >> 2];
  let start = data;
  for (;;) {
    const near = start + SHORT_LINE < end ? start + SHORT_LINE : end;
    let at = start;
    while (at < near && u8[at] !== byte) at++;
    if (at === near && at !== end) at = endOfLine(vm, at, end, byte);
    if (at === end) break;
    if (!appendPiece(vm, list, asciiPiece(vm, start, at - start))) return NULL;
    start = at + 1;
  }
  const rest = start === data ? newRef(vm, self) : asciiPiece(vm, start, end - start);
  return appendPiece(vm, list, rest) ? list : NULL;
}

function endOfLine(vm: Interpreter, at: Address, end: Address, byte: number): Address {
  const found = findByte(vm, at, end, byte);
  return found < 0 ? end : found;
}

/** The split of an ASCII str at all white space. */
function splitAsciiSpaces(vm: Interpreter, self: Address): Address {
  const list = newPieces(vm, Infinity);
  if (list === NULL) return NULL;
  const u8 = vm.u8;
  const length = vm.i32[(self + STR_LENGTH) >> 2];
  const end = self + ASCII_DATA + length;
  let at = self + ASCII_DATA;
  for (;;) {
    while (at < end && u8[at] <= SPACE && isSpaceByte(u8[at])) at++;
    if (at === end) return list;
    const start = at;
    do at++; while (at < end && (u8[at] > SPACE || !isSpaceByte(u8[at])));
    const piece = at - start === length ? newRef(vm, self) : asciiPiece(vm, start, at - start);
    if (!appendPiece(vm, list, piece)) return NULL;
  }
}

const SPLIT: Parameters = { name: "split", params: ["sep", "maxsplit"] };
const RSPLIT: Parameters = { name: "rsplit", params: ["sep", "maxsplit"] };

/** Reads the arguments and splits. */
function splitMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (kwnames === NULL && nargs < 2 && isCompactAscii(vm, self)) {
    if (nargs === 0) return splitAsciiSpaces(vm, self);
    const i32 = vm.i32;
    const separator = i32[args >> 2];
    if (
      i32[(separator + OB_TYPE) >> 2] === STR_TYPE && i32[(separator + STR_LENGTH) >> 2] === 1 &&
      isCompactAscii(vm, separator) && i32[(self + STR_LENGTH) >> 2] !== 0
    ) return splitAscii(vm, self, vm.u8[separator + ASCII_DATA]);
  }
  return splitFrom(vm, self, args, nargs, kwnames, SPLIT, false);
}

function rsplitMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  return splitFrom(vm, self, args, nargs, kwnames, RSPLIT, true);
}

function splitFrom(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
  spec: Parameters,
  fromEnd: boolean,
): Address {
  let separator = nargs === 0 ? NULL : vm.i32[args >> 2];
  let maxSplit = -1;
  if (kwnames === NULL && nargs === 2) {
    maxSplit = ssizeArgument(vm, vm.i32[(args + 8) >> 2]);
    if (maxSplit === -1 && vm.curexcType !== NULL) return NULL;
  } else if (kwnames !== NULL || nargs > 1) {
    const given = parseArguments(vm, spec, args, nargs, kwnames);
    if (given === null) return NULL;
    separator = given[0];
    if (given[1] !== NULL) {
      maxSplit = ssizeArgument(vm, given[1]);
      if (maxSplit === -1 && vm.curexcType !== NULL) return NULL;
    }
  }
  if (maxSplit < 0) maxSplit = Infinity;
  if (separator === NULL || separator === NONE) {
    return splitWhitespace(vm, self, maxSplit, fromEnd);
  }
  if (!isStr(vm, separator)) {
    return raise(vm, TYPE_ERROR, `must be str or None, not ${typeNameOf(vm, separator, 100)}`);
  }
  return splitSeparator(vm, self, separator, maxSplit, fromEnd);
}

const SPLITLINES: Parameters = { name: "splitlines", params: ["keepends"] };

function splitlinesMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, SPLITLINES, args, nargs, kwnames);
  if (given === null) return NULL;
  let keepEnds = 0;
  if (given[0] !== NULL) {
    keepEnds = cIntArgument(vm, given[0]);
    if (keepEnds === -1 && vm.curexcType !== NULL) return NULL;
  }
  const kind = strKind(vm, self), data = strData(vm, self);
  return splitLines(vm, STR_PIECES, self, kind, data, strLength(vm, self), keepEnds !== 0);
}

/** (head, separator, tail) around the separator at `at`. */
function partitionAt(vm: Interpreter, self: Address, separator: Address, at: number): Address {
  const head = strSubstring(vm, self, 0, at);
  if (head === NULL) return NULL;
  const tail = strSubstring(vm, self, at + strLength(vm, separator), strLength(vm, self));
  const result = tail === NULL ? NULL : tuplePack3(vm, head, separator, tail);
  decref(vm, head);
  if (tail !== NULL) decref(vm, tail);
  return result;
}

function partitionMethod(vm: Interpreter, self: Address, separator: Address): Address {
  if (!ensureStr(vm, separator)) return NULL;
  if (strLength(vm, separator) === 0) return raise(vm, VALUE_ERROR, "empty separator");
  const at = findInText(vm, self, separator);
  return at < 0 ? tuplePack3(vm, self, EMPTY_STR, EMPTY_STR) : partitionAt(vm, self, separator, at);
}

function rpartitionMethod(vm: Interpreter, self: Address, separator: Address): Address {
  if (!ensureStr(vm, separator)) return NULL;
  if (strLength(vm, separator) === 0) return raise(vm, VALUE_ERROR, "empty separator");
  const at = findLastSubstring(vm, self, separator, 0, strLength(vm, self));
  return at < 0 ? tuplePack3(vm, EMPTY_STR, EMPTY_STR, self) : partitionAt(vm, self, separator, at);
}

export const SPLIT_METHODS: readonly MethodSpec[] = [
  { name: "split", flags: METH_FASTCALL | METH_KEYWORDS, fn: splitMethod },
  { name: "rsplit", flags: METH_FASTCALL | METH_KEYWORDS, fn: rsplitMethod },
  { name: "partition", flags: METH_O, fn: partitionMethod },
  { name: "rpartition", flags: METH_O, fn: rpartitionMethod },
  { name: "splitlines", flags: METH_FASTCALL | METH_KEYWORDS, fn: splitlinesMethod },
];
