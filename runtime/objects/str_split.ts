/**
 * Methods of str that take it apart: split, rsplit, splitlines, partition, rpartition.
 *
 * The list of split starts with room for 12 pieces (or as many as `maxsplit` allows) and grows by append from there;
 * pieces of one character are static strs, and a str that is not split at all is its own only piece. Nothing here
 * runs code of the program except the conversion of arguments and a collection while the list is made, both before
 * the first piece.
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
import { listAppendSteal, listNew } from "./list.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import {
  asciiPiece,
  isCompactAscii,
  isExactStr,
  isStr,
  strData,
  strFromObject,
  strKind,
  strLength,
  strPiece,
  strSubstring,
} from "./str.ts";
import { cIntArgument, ensureStr, ssizeArgument } from "./str_arguments.ts";
import { readCharacter } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import { findByte, findLastSubstring, findSubstring } from "./str_search.ts";
import { tuplePack3 } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";
import { isLineBreak, isSpace } from "./unicode_properties.ts";

const { NULL } = heap;
const { OB_SIZE, OB_TYPE } = objectLayout;
const { EMPTY_STR, NONE, STR_TYPE, TYPE_ERROR, VALUE_ERROR } = statics;
const { LIST_ALLOCATED, LIST_ITEMS } = listModule;
const { ASCII_DATA, STR_LENGTH } = strLayout;
const { METH_FASTCALL, METH_KEYWORDS, METH_O } = methodDefinition;

const SPACE = 0x20;
/** Pieces that the list has room for at first. */
const PREALLOCATED = 12;

/** A new list without items and with room for the pieces of at most `maxSplit` splits. */
function newPieces(vm: Interpreter, maxSplit: number): Address {
  const list = listNew(vm, maxSplit >= PREALLOCATED ? PREALLOCATED : maxSplit + 1);
  if (list !== NULL) vm.i32[(list + OB_SIZE) >> 2] = 0;
  return list;
}

/** Appends the characters in [start, end). False with MemoryError. */
function addPiece(vm: Interpreter, list: Address, self: Address, start: number, end: number): boolean {
  const piece = strPiece(vm, self, start, end);
  return piece !== NULL && listAppendSteal(vm, list, piece) === 0;
}

/** Appends the last piece, from `start` on; the str itself if it is the only one. Returns the list (stolen) or NULL. */
function addRest(vm: Interpreter, list: Address, self: Address, start: number, end: number): Address {
  const whole = end - start === strLength(vm, self);
  const piece = whole ? strFromObject(vm, self) : strPiece(vm, self, start, end);
  if (piece !== NULL && listAppendSteal(vm, list, piece) === 0) return list;
  decref(vm, list);
  return NULL;
}

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

/** The first position from `at` on that is white space, or is none (`space` false); the length if there is none. */
function skip(
  vm: Interpreter,
  kind: number,
  data: Address,
  at: number,
  length: number,
  space: boolean,
): number {
  if (kind === 1) {
    const u8 = vm.u8, end = data + length;
    let byte = data + at;
    while (byte < end && isSpaceByte(u8[byte]) !== space) byte++;
    return byte - data;
  }
  while (at < length && isSpace(readCharacter(vm, kind, data, at)) !== space) at++;
  return at;
}

/** The same towards the start: the last position below `at`, or -1. */
function skipBack(vm: Interpreter, kind: number, data: Address, at: number, space: boolean): number {
  while (at >= 0 && isSpace(readCharacter(vm, kind, data, at)) !== space) at--;
  return at;
}

function splitWhitespace(vm: Interpreter, self: Address, maxSplit: number): Address {
  const list = newPieces(vm, maxSplit);
  if (list === NULL) return NULL;
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  if (kind === 1 && maxSplit === Infinity) return splitSpaceBytes(vm, self, data, length, list);
  let at = skip(vm, kind, data, 0, length, false);
  for (let splits = 0; at < length; splits++) {
    if (splits === maxSplit) {
      if (addPiece(vm, list, self, at, length)) return list;
      decref(vm, list);
      return NULL;
    }
    const end = skip(vm, kind, data, at + 1, length, true);
    if (at === 0 && end === length) return addRest(vm, list, self, 0, length);
    if (!addPiece(vm, list, self, at, end)) {
      decref(vm, list);
      return NULL;
    }
    at = skip(vm, kind, data, end, length, false);
  }
  return list;
}

/** The split of one byte per character at all white space; steals the list. */
function splitSpaceBytes(
  vm: Interpreter,
  self: Address,
  data: Address,
  length: number,
  list: Address,
): Address {
  const u8 = vm.u8, end = data + length;
  for (let at = data;;) {
    while (at < end && isSpaceByte(u8[at])) at++;
    if (at === end) return list;
    const start = at;
    while (at < end && !isSpaceByte(u8[at])) at++;
    if (at - start === length) return addRest(vm, list, self, 0, length);
    if (!addPiece(vm, list, self, start - data, at - data)) {
      decref(vm, list);
      return NULL;
    }
  }
}

function rsplitWhitespace(vm: Interpreter, self: Address, maxSplit: number): Address {
  const list = newPieces(vm, maxSplit);
  if (list === NULL) return NULL;
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  let last = skipBack(vm, kind, data, length - 1, false);
  for (let splits = 0; last >= 0; splits++) {
    const before = splits === maxSplit ? -1 : skipBack(vm, kind, data, last - 1, true);
    const whole = splits < maxSplit && before === -1 && last === length - 1;
    if (whole) return addRest(vm, list, self, 0, length);
    if (!addPiece(vm, list, self, before + 1, last + 1)) {
      decref(vm, list);
      return NULL;
    }
    last = before < 0 ? -1 : skipBack(vm, kind, data, before, false);
  }
  reverseItems(vm, list);
  return list;
}

/** Turns the order of a list's items round. */
function reverseItems(vm: Interpreter, list: Address): void {
  const i32 = vm.i32;
  let low = i32[(list + LIST_ITEMS) >> 2] >> 2;
  let high = low + 2 * i32[(list + OB_SIZE) >> 2] - 2;
  for (; low < high; low += 2, high -= 2) {
    const item = i32[low];
    i32[low] = i32[high];
    i32[high] = item;
  }
}

/** Whether the separator is longer or wider than the str: then there is nothing to look for. */
function cannotContain(vm: Interpreter, self: Address, separator: Address): boolean {
  return strKind(vm, self) < strKind(vm, separator) || strLength(vm, self) < strLength(vm, separator);
}

function splitSeparator(vm: Interpreter, self: Address, separator: Address, maxSplit: number): Address {
  if (cannotContain(vm, self, separator)) return wholeAsList(vm, self);
  const separatorLength = strLength(vm, separator), length = strLength(vm, self);
  if (separatorLength === 0) return raise(vm, VALUE_ERROR, "empty separator");
  const list = newPieces(vm, maxSplit);
  if (list === NULL) return NULL;
  if (separatorLength === 1 && strKind(vm, self) === 1) {
    return splitByte(vm, self, vm.u8[strData(vm, separator)], maxSplit, list);
  }
  let start = 0;
  for (let splits = 0; splits < maxSplit; splits++) {
    const at = findSubstring(vm, self, separator, start, length);
    if (at < 0) break;
    if (!addPiece(vm, list, self, start, at)) {
      decref(vm, list);
      return NULL;
    }
    start = at + separatorLength;
  }
  return addRest(vm, list, self, start, length);
}

/** Characters that a loop looks at before the search by words begins. */
const SHORT_LINE = 40;

/** The split of an ASCII str that is not empty at one character. */
function splitAscii(vm: Interpreter, self: Address, byte: number): Address {
  const list = newPieces(vm, PREALLOCATED);
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
  const list = newPieces(vm, PREALLOCATED);
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

/** Appends a piece (stolen; NULL fails). False with MemoryError, the list released. */
function appendPiece(vm: Interpreter, list: Address, piece: Address): boolean {
  const i32 = vm.i32;
  const size = i32[(list + OB_SIZE) >> 2];
  if (piece !== NULL && size < i32[(list + LIST_ALLOCATED) >> 2]) {
    const word = (i32[(list + LIST_ITEMS) >> 2] >> 2) + 2 * size;
    i32[word] = piece;
    i32[word + 1] = 0;
    i32[(list + OB_SIZE) >> 2] = size + 1;
    return true;
  }
  if (piece !== NULL && listAppendSteal(vm, list, piece) === 0) return true;
  decref(vm, list);
  return false;
}

/** The split of one byte per character at one of them; steals the list. */
function splitByte(vm: Interpreter, self: Address, byte: number, maxSplit: number, list: Address): Address {
  const data = strData(vm, self), end = data + strLength(vm, self);
  let start = data;
  for (let splits = 0; splits < maxSplit; splits++) {
    const at = findByte(vm, start, end, byte);
    if (at < 0) break;
    if (!addPiece(vm, list, self, start - data, at - data)) {
      decref(vm, list);
      return NULL;
    }
    start = at + 1;
  }
  return addRest(vm, list, self, start - data, end - data);
}

function rsplitSeparator(vm: Interpreter, self: Address, separator: Address, maxSplit: number): Address {
  if (cannotContain(vm, self, separator)) return wholeAsList(vm, self);
  const separatorLength = strLength(vm, separator);
  if (separatorLength === 0) return raise(vm, VALUE_ERROR, "empty separator");
  const list = newPieces(vm, maxSplit);
  if (list === NULL) return NULL;
  let end = strLength(vm, self);
  for (let splits = 0; splits < maxSplit; splits++) {
    const at = findLastSubstring(vm, self, separator, 0, end);
    if (at < 0) break;
    if (!addPiece(vm, list, self, at + separatorLength, end)) {
      decref(vm, list);
      return NULL;
    }
    end = at;
  }
  if (addRest(vm, list, self, 0, end) === NULL) return NULL;
  reverseItems(vm, list);
  return list;
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
    return fromEnd ? rsplitWhitespace(vm, self, maxSplit) : splitWhitespace(vm, self, maxSplit);
  }
  if (!isStr(vm, separator)) {
    return raise(vm, TYPE_ERROR, `must be str or None, not ${typeNameOf(vm, separator, 100)}`);
  }
  return fromEnd
    ? rsplitSeparator(vm, self, separator, maxSplit)
    : splitSeparator(vm, self, separator, maxSplit);
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
  return splitLines(vm, self, keepEnds !== 0);
}

function splitLines(vm: Interpreter, self: Address, keepEnds: boolean): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  for (let start = 0; start < length;) {
    let at = start;
    while (at < length && !isLineBreak(readCharacter(vm, kind, data, at))) at++;
    let next = at + 1;
    const isReturn = at + 1 < length && readCharacter(vm, kind, data, at) === 13;
    if (isReturn && readCharacter(vm, kind, data, at + 1) === 10) next++;
    if (next > length) next = length;
    const end = keepEnds ? next : at;
    if (start === 0 && end === length && isExactStr(vm, self)) return addRest(vm, list, self, 0, length);
    if (!addPiece(vm, list, self, start, end)) {
      decref(vm, list);
      return NULL;
    }
    start = next;
  }
  return list;
}

/** (head, separator, tail) around the separator at `at`. */
function splitAt(vm: Interpreter, self: Address, separator: Address, at: number): Address {
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
  const at = findSubstring(vm, self, separator, 0, strLength(vm, self));
  return at < 0 ? tuplePack3(vm, self, EMPTY_STR, EMPTY_STR) : splitAt(vm, self, separator, at);
}

function rpartitionMethod(vm: Interpreter, self: Address, separator: Address): Address {
  if (!ensureStr(vm, separator)) return NULL;
  if (strLength(vm, separator) === 0) return raise(vm, VALUE_ERROR, "empty separator");
  const at = findLastSubstring(vm, self, separator, 0, strLength(vm, self));
  return at < 0 ? tuplePack3(vm, EMPTY_STR, EMPTY_STR, self) : splitAt(vm, self, separator, at);
}

export const SPLIT_METHODS: readonly MethodSpec[] = [
  { name: "split", flags: METH_FASTCALL | METH_KEYWORDS, fn: splitMethod },
  { name: "rsplit", flags: METH_FASTCALL | METH_KEYWORDS, fn: rsplitMethod },
  { name: "partition", flags: METH_O, fn: partitionMethod },
  { name: "rpartition", flags: METH_O, fn: rpartitionMethod },
  { name: "splitlines", flags: METH_FASTCALL | METH_KEYWORDS, fn: splitlinesMethod },
];
