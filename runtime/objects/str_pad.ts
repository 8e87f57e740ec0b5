/**
 * Methods of str that cut off or add at the ends: strip, lstrip, rstrip, removeprefix, removesuffix, center, ljust,
 * rjust, zfill, expandtabs.
 *
 * Where nothing is to be done, an exact str returns itself.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (_PyUnicode_XStrip, pad, unicode_center_impl, unicode_expandtabs_impl).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as statics from "../memory/statics.ts";
import { checkPositional, type Parameters, parseArguments } from "./arguments.ts";
import { raise } from "./errors.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import {
  asciiPiece,
  isCompactAscii,
  isStr,
  strAlloc,
  strData,
  strFromObject,
  strKind,
  strLength,
  strMaxChar,
  strSubstring,
} from "./str.ts";
import { cIntArgument, ensureStrArgument, fillArgument, ssizeArgument } from "./str_arguments.ts";
import { copyCharacters, fillCharacters, readCharacter, writeCharacter } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import { findCharacter, matchesAt } from "./str_search.ts";
import { isSpace } from "./unicode_properties.ts";

const { NULL } = heap;
const { NONE, OVERFLOW_ERROR, TYPE_ERROR } = statics;
const { METH_FASTCALL, METH_KEYWORDS, METH_O } = methodDefinition;
const { ASCII_DATA, SSIZE_MAX, STR_LENGTH } = strLayout;

const LEFT = 1;
const RIGHT = 2;
const SPACE = 0x20;
const ZERO = 0x30;

/** The str without white space (`characters` NULL), or the characters given, at its ends. */
export function stripStr(vm: Interpreter, self: Address, characters: Address, ends: number): Address {
  const length = strLength(vm, self), kind = strKind(vm, self), data = strData(vm, self);
  let start = 0, end = length;
  if ((ends & LEFT) !== 0) {
    while (start < end && isStripped(vm, readCharacter(vm, kind, data, start), characters)) start++;
  }
  if ((ends & RIGHT) !== 0) {
    while (end > start && isStripped(vm, readCharacter(vm, kind, data, end - 1), characters)) end--;
  }
  return strSubstring(vm, self, start, end);
}

function isStripped(vm: Interpreter, codePoint: number, characters: Address): boolean {
  if (characters === NULL) return isSpace(codePoint);
  const kind = strKind(vm, characters), data = strData(vm, characters);
  return findCharacter(vm, kind, data, 0, strLength(vm, characters), codePoint) >= 0;
}

function stripFrom(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  name: string,
  ends: number,
): Address {
  if (!checkPositional(vm, name, nargs, 0, 1)) return NULL;
  const characters = nargs === 0 ? NONE : vm.i32[args >> 2];
  if (characters === NONE) return stripStr(vm, self, NULL, ends);
  if (!isStr(vm, characters)) return raise(vm, TYPE_ERROR, `${name} arg must be None or str`);
  return stripStr(vm, self, characters, ends);
}

/** The compact ASCII str without white space at its ends. */
function stripAscii(vm: Interpreter, self: Address): Address {
  const u8 = vm.u8;
  const length = vm.i32[(self + STR_LENGTH) >> 2];
  let at = self + ASCII_DATA, end = at + length;
  while (at < end && isAsciiSpace(u8[at])) at++;
  while (at < end && isAsciiSpace(u8[end - 1])) end--;
  if (end - at !== length) return asciiPiece(vm, at, end - at);
  vm.i32[self >> 2]++;
  return self;
}

/** Whether a byte below 0x80 is white space. */
function isAsciiSpace(byte: number): boolean {
  return byte <= SPACE && (byte >= 0x1c || (byte >= 9 && byte <= 13));
}

function stripMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (nargs === 0 && isCompactAscii(vm, self)) return stripAscii(vm, self);
  return stripFrom(vm, self, args, nargs, "strip", LEFT | RIGHT);
}

function lstripMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return stripFrom(vm, self, args, nargs, "lstrip", LEFT);
}

function rstripMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return stripFrom(vm, self, args, nargs, "rstrip", RIGHT);
}

function removeprefixMethod(vm: Interpreter, self: Address, prefix: Address): Address {
  if (!ensureStrArgument(vm, "removeprefix", "", prefix)) return NULL;
  const length = strLength(vm, self), cut = strLength(vm, prefix);
  if (cut > length || !matchesAt(vm, self, prefix, 0)) return strFromObject(vm, self);
  return strSubstring(vm, self, cut, length);
}

function removesuffixMethod(vm: Interpreter, self: Address, suffix: Address): Address {
  if (!ensureStrArgument(vm, "removesuffix", "", suffix)) return NULL;
  const length = strLength(vm, self), cut = strLength(vm, suffix);
  if (cut > length || !matchesAt(vm, self, suffix, length - cut)) return strFromObject(vm, self);
  return strSubstring(vm, self, 0, length - cut);
}

/** The str between `left` and `right` fill characters. */
function pad(vm: Interpreter, self: Address, left: number, right: number, fill: number): Address {
  if (left <= 0 && right <= 0) return strFromObject(vm, self);
  const length = strLength(vm, self), total = Math.max(left, 0) + length + Math.max(right, 0);
  if (total >= SSIZE_MAX) return raise(vm, OVERFLOW_ERROR, "padded string is too long");
  const padded = strAlloc(vm, total, Math.max(strMaxChar(vm, self), fill));
  if (padded === NULL) return NULL;
  const kind = strKind(vm, padded), data = strData(vm, padded);
  if (left > 0) fillCharacters(vm, kind, data, 0, left, fill);
  if (right > 0) fillCharacters(vm, kind, data, total - right, right, fill);
  copyCharacters(vm, kind, data, Math.max(left, 0), strKind(vm, self), strData(vm, self), 0, length);
  return padded;
}

/** Reads "width[, fillchar]" and pads; `leftShare` says how much of the margin goes to the left. */
function justify(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  name: string,
  leftShare: (margin: number, width: number) => number,
): Address {
  if (!checkPositional(vm, name, nargs, 1, 2)) return NULL;
  const width = ssizeArgument(vm, vm.i32[args >> 2]);
  if (width === -1 && vm.curexcType !== NULL) return NULL;
  let fill = SPACE;
  if (nargs > 1) {
    fill = fillArgument(vm, vm.i32[(args + 8) >> 2]);
    if (fill < 0) return NULL;
  }
  const margin = width - strLength(vm, self);
  if (margin <= 0) return strFromObject(vm, self);
  const left = leftShare(margin, width);
  return pad(vm, self, left, margin - left, fill);
}

const centered = (margin: number, width: number): number =>
  Math.floor(margin / 2) + (margin % 2 !== 0 && width % 2 !== 0 ? 1 : 0);
const allRight = (): number => 0;
const allLeft = (margin: number): number => margin;

function centerMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return justify(vm, self, args, nargs, "center", centered);
}

function ljustMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return justify(vm, self, args, nargs, "ljust", allRight);
}

function rjustMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return justify(vm, self, args, nargs, "rjust", allLeft);
}

function zfillMethod(vm: Interpreter, self: Address, arg: Address): Address {
  const width = ssizeArgument(vm, arg);
  if (width === -1 && vm.curexcType !== NULL) return NULL;
  const zeros = width - strLength(vm, self);
  if (zeros <= 0) return strFromObject(vm, self);
  const filled = pad(vm, self, zeros, 0, ZERO);
  if (filled === NULL) return NULL;
  const kind = strKind(vm, filled), data = strData(vm, filled);
  const first = zeros < strLength(vm, filled) ? readCharacter(vm, kind, data, zeros) : 0;
  if (first === 0x2b || first === 0x2d) {
    writeCharacter(vm, kind, data, 0, first);
    writeCharacter(vm, kind, data, zeros, ZERO);
  }
  return filled;
}

const EXPANDTABS: Parameters = { name: "expandtabs", params: ["tabsize"] };
const TAB = 9;

function expandtabsMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, EXPANDTABS, args, nargs, kwnames);
  if (given === null) return NULL;
  let tabSize = 8;
  if (given[0] !== NULL) {
    tabSize = cIntArgument(vm, given[0]);
    if (tabSize === -1 && vm.curexcType !== NULL) return NULL;
  }
  const length = strLength(vm, self), kind = strKind(vm, self), data = strData(vm, self);
  if (findCharacter(vm, kind, data, 0, length, TAB) < 0) return strFromObject(vm, self);
  const expandedLength = writeExpanded(vm, kind, data, length, tabSize, NULL, 0);
  if (expandedLength >= SSIZE_MAX) return raise(vm, OVERFLOW_ERROR, "new string is too long");
  const expanded = strAlloc(vm, expandedLength, strMaxChar(vm, self));
  if (expanded === NULL || expandedLength === 0) return expanded;
  writeExpanded(vm, kind, data, length, tabSize, strData(vm, expanded), strKind(vm, expanded));
  return expanded;
}

/** Writes the characters with tabs as spaces to `to` (NULL: nowhere); returns how many there are. */
function writeExpanded(
  vm: Interpreter,
  kind: number,
  data: Address,
  length: number,
  tabSize: number,
  to: Address,
  toKind: number,
): number {
  let at = 0, column = 0;
  for (let i = 0; i < length; i++) {
    const codePoint = readCharacter(vm, kind, data, i);
    if (codePoint === TAB) {
      if (tabSize <= 0) continue;
      const spaces = tabSize - (column % tabSize);
      if (to !== NULL) fillCharacters(vm, toKind, to, at, spaces, SPACE);
      at += spaces;
      column += spaces;
    } else {
      if (to !== NULL) writeCharacter(vm, toKind, to, at, codePoint);
      at++;
      column = codePoint === 10 || codePoint === 13 ? 0 : column + 1;
    }
  }
  return at;
}

export const PAD_METHODS: readonly MethodSpec[] = [
  { name: "center", flags: METH_FASTCALL, fn: centerMethod },
  { name: "expandtabs", flags: METH_FASTCALL | METH_KEYWORDS, fn: expandtabsMethod },
  { name: "ljust", flags: METH_FASTCALL, fn: ljustMethod },
  { name: "lstrip", flags: METH_FASTCALL, fn: lstripMethod },
  { name: "rjust", flags: METH_FASTCALL, fn: rjustMethod },
  { name: "rstrip", flags: METH_FASTCALL, fn: rstripMethod },
  { name: "strip", flags: METH_FASTCALL, fn: stripMethod },
  { name: "removeprefix", flags: METH_O, fn: removeprefixMethod },
  { name: "removesuffix", flags: METH_O, fn: removesuffixMethod },
  { name: "zfill", flags: METH_O, fn: zfillMethod },
];
