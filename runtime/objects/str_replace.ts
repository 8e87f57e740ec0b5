/**
 * str.replace.
 *
 * It counts first and asks for the exact size once; if nothing is replaced, an exact str returns itself. A result that
 * has lost its only wide characters is packed again. Results are new objects, even of one character.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (replace).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { checkPositional } from "./arguments.ts";
import { raise } from "./errors.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import {
  asciiAlloc,
  isCompactAscii,
  strAlloc,
  strData,
  strFromObject,
  strKind,
  strLength,
  strMaxChar,
} from "./str.ts";
import { ensureStrArgument, ssizeArgument } from "./str_arguments.ts";
import { copyBytes, copyCharacters, findMaxCharacter, readCharacter, writeCharacter } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import { bitsOf, countSubstring, findCharacter, findSubstring, gapOf, scanBytes } from "./str_search.ts";

const { NULL } = heap;
const { OVERFLOW_ERROR, STR_TYPE } = statics;
const { OB_TYPE } = objectLayout;
const { METH_FASTCALL } = methodDefinition;
const { ASCII_DATA, SSIZE_MAX, STR_LENGTH } = strLayout;

/** In shorter texts a character is replaced byte by byte, in longer ones it is searched for by words. */
const REPLACED_BY_BYTE = 256;

/** The str with up to `most` occurrences of `from` replaced by `to`: new. */
export function strReplace(
  vm: Interpreter,
  self: Address,
  from: Address,
  to: Address,
  most: number,
): Address {
  const maxSelf = strMaxChar(vm, self), maxFrom = strMaxChar(vm, from), maxTo = strMaxChar(vm, to);
  if (most === 0 || from === to || maxFrom > maxSelf) return strFromObject(vm, self);
  const fromLength = strLength(vm, from), toLength = strLength(vm, to);
  const max = Math.max(maxSelf, maxTo);
  let result: Address;
  if (fromLength === toLength) {
    if (fromLength === 0) return strFromObject(vm, self);
    result = fromLength === 1
      ? replaceCharacter(vm, self, from, to, most, max)
      : replaceSameLength(vm, self, from, to, most, max);
  } else {
    result = replaceOtherLength(vm, self, from, to, most, max);
  }
  if (result === NULL || result === self || maxTo >= maxFrom || maxSelf !== maxFrom) return result;
  return packAgain(vm, result);
}

/** The compact ASCII str with every `old` made `replacement`, both ASCII: new, or itself. */
function replaceAscii(vm: Interpreter, self: Address, old: number, replacement: number): Address {
  const u8 = vm.u8;
  const length = vm.i32[(self + STR_LENGTH) >> 2], start = self + ASCII_DATA, end = start + length;
  let at = start;
  while (at < end && u8[at] !== old) at++;
  if (at === end) {
    vm.i32[self >> 2]++;
    return self;
  }
  const result = asciiAlloc(vm, length);
  if (result === NULL) return NULL;
  const distance = result - self;
  for (at = start; at < end; at++) {
    const c = u8[at];
    u8[at + distance] = c === old ? replacement : c;
  }
  return result;
}

/** Whether an object is an exact ASCII str of one character. */
function isAsciiCharacter(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  return i32[(object + OB_TYPE) >> 2] === STR_TYPE && i32[(object + STR_LENGTH) >> 2] === 1 &&
    isCompactAscii(vm, object);
}

/** A new str with the characters of another kind of room. */
function copyInto(vm: Interpreter, self: Address, max: number): Address {
  const length = strLength(vm, self);
  const copy = strAlloc(vm, length, max);
  if (copy !== NULL) {
    const kind = strKind(vm, copy);
    copyCharacters(vm, kind, strData(vm, copy), 0, strKind(vm, self), strData(vm, self), 0, length);
  }
  return copy;
}

function replaceCharacter(
  vm: Interpreter,
  self: Address,
  from: Address,
  to: Address,
  most: number,
  max: number,
): Address {
  const length = strLength(vm, self);
  const old = readCharacter(vm, strKind(vm, from), strData(vm, from), 0);
  let at = findCharacter(vm, strKind(vm, self), strData(vm, self), 0, length, old);
  if (at < 0) return strFromObject(vm, self);
  const result = copyInto(vm, self, max);
  if (result === NULL) return NULL;
  const kind = strKind(vm, result), data = strData(vm, result);
  const replacement = readCharacter(vm, strKind(vm, to), strData(vm, to), 0);
  if (kind === 1 && most >= length && length < REPLACED_BY_BYTE) {
    const u8 = vm.u8;
    for (let i = data + at; i < data + length; i++) if (u8[i] === old) u8[i] = replacement;
    return result;
  }
  for (let count = 0; at >= 0 && count < most; count++) {
    writeCharacter(vm, kind, data, at, replacement);
    at = findCharacter(vm, kind, data, at + 1, length, old);
  }
  return result;
}

function replaceSameLength(
  vm: Interpreter,
  self: Address,
  from: Address,
  to: Address,
  most: number,
  max: number,
): Address {
  const length = strLength(vm, self), pieceLength = strLength(vm, from);
  let at = findSubstring(vm, self, from, 0, length);
  if (at < 0) return strFromObject(vm, self);
  const result = copyInto(vm, self, max);
  if (result === NULL) return NULL;
  const kind = strKind(vm, result), data = strData(vm, result);
  for (let count = 0; at >= 0 && count < most; count++) {
    copyCharacters(vm, kind, data, at, strKind(vm, to), strData(vm, to), 0, pieceLength);
    at = findSubstring(vm, self, from, at + pieceLength, length);
  }
  return result;
}

function replaceOtherLength(
  vm: Interpreter,
  self: Address,
  from: Address,
  to: Address,
  most: number,
  max: number,
): Address {
  const length = strLength(vm, self), fromLength = strLength(vm, from), toLength = strLength(vm, to);
  const count = countSubstring(vm, self, from, 0, length, most);
  if (count === 0) return strFromObject(vm, self);
  const newLength = length + count * (toLength - fromLength);
  if (newLength >= SSIZE_MAX) return raise(vm, OVERFLOW_ERROR, "replace string is too long");
  const result = strAlloc(vm, newLength, max);
  if (result === NULL || newLength === 0) return result;
  const kind = strKind(vm, result), data = strData(vm, result);
  const selfKind = strKind(vm, self), selfData = strData(vm, self);
  const toKind = strKind(vm, to), toData = strData(vm, to);
  if (kind === 1 && fromLength > 1) {
    replaceBytes(vm, data, selfData, length, strData(vm, from), fromLength, toData, toLength, count);
    return result;
  }
  let read = 0, write = 0;
  for (let i = 0; i < count; i++) {
    // The empty str stands before every character: each round takes the next character along.
    const at = fromLength === 0 ? Math.min(i, length) : findSubstring(vm, self, from, read, length);
    copyCharacters(vm, kind, data, write, selfKind, selfData, read, at - read);
    write += at - read;
    copyCharacters(vm, kind, data, write, toKind, toData, 0, toLength);
    write += toLength;
    read = at + fromLength;
  }
  copyCharacters(vm, kind, data, write, selfKind, selfData, read, length - read);
  return result;
}

/** Writes `length` bytes from `from` on to `to`, the first `count` occurrences of `old` replaced. Addresses. */
function replaceBytes(
  vm: Interpreter,
  to: Address,
  from: Address,
  length: number,
  old: Address,
  oldLength: number,
  replacement: Address,
  replacementLength: number,
  count: number,
): void {
  const bits = bitsOf(vm, old, oldLength), gap = gapOf(vm, old, oldLength);
  const end = from + length, limit = end - oldLength;
  let read = from, write = to;
  for (let i = 0; i < count; i++) {
    const at = scanBytes(vm, read, limit, old, oldLength, bits, gap);
    copyBytes(vm, write, read, at - read);
    write += at - read;
    copyBytes(vm, write, replacement, replacementLength);
    write += replacementLength;
    read = at + oldLength;
  }
  copyBytes(vm, write, read, end - read);
}

/** Steals a str; returns it in the narrowest form that holds its characters. */
function packAgain(vm: Interpreter, s: Address): Address {
  const kind = strKind(vm, s), data = strData(vm, s), length = strLength(vm, s);
  const max = findMaxCharacter(vm, kind, data, 0, length);
  if (length === 0 || max === strMaxChar(vm, s)) return s;
  const packed = strAlloc(vm, length, max);
  if (packed !== NULL) copyCharacters(vm, strKind(vm, packed), strData(vm, packed), 0, kind, data, 0, length);
  decref(vm, s);
  return packed;
}

function replaceMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "replace", nargs, 2, 3)) return NULL;
  const i32 = vm.i32;
  const from = i32[args >> 2], to = i32[(args + 8) >> 2];
  if (
    nargs === 2 && isCompactAscii(vm, self) && i32[(self + STR_LENGTH) >> 2] < REPLACED_BY_BYTE &&
    isAsciiCharacter(vm, from) && isAsciiCharacter(vm, to) && from !== to
  ) return replaceAscii(vm, self, vm.u8[from + ASCII_DATA], vm.u8[to + ASCII_DATA]);
  if (!ensureStrArgument(vm, "replace", " 1", from) || !ensureStrArgument(vm, "replace", " 2", to)) {
    return NULL;
  }
  let most = Infinity;
  if (nargs > 2) {
    const count = ssizeArgument(vm, i32[(args + 16) >> 2]);
    if (count === -1 && vm.curexcType !== NULL) return NULL;
    if (count >= 0) most = count;
  }
  return strReplace(vm, self, from, to, most);
}

export const REPLACE_METHODS: readonly MethodSpec[] = [
  { name: "replace", flags: METH_FASTCALL, fn: replaceMethod },
];
