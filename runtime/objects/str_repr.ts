/**
 * repr and ascii of a str: quoted, with escapes for what is not printable (or not ASCII).
 *
 * Single quotes, unless the text has single quotes and no double ones. The size is added up first and asked for once.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (unicode_repr), Objects/bytesobject.c, PyObject_ASCII.
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  asciiAlloc,
  isCompactAscii,
  strAlloc,
  strData,
  strFromObject,
  strIsAscii,
  strKind,
  strLength,
} from "./str.ts";
import { copyBytes, putText, readCharacter, writeCharacter } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import { isPrintable } from "./unicode_properties.ts";

const { NULL } = heap;
const { ASCII_DATA } = strLayout;

const SINGLE = 0x27;
const DOUBLE = 0x22;
const BACKSLASH = 0x5c;

/** Characters that one becomes: 1 as it is, 2 escaped by a letter, 4 \xhh, 6 \uhhhh, 10 \Uhhhhhhhh. Quotes count 1. */
function escapedLength(codePoint: number): number {
  if (codePoint < 0x7f) {
    if (codePoint >= 0x20) return codePoint === BACKSLASH ? 2 : 1;
    return codePoint === 9 || codePoint === 10 || codePoint === 13 ? 2 : 4;
  }
  if (codePoint !== 0x7f && isPrintable(codePoint)) return 1;
  return hexLength(codePoint);
}

function hexLength(codePoint: number): number {
  return codePoint < 0x100 ? 4 : codePoint < 0x10000 ? 6 : 10;
}

/** Writes the escape of `size` characters at `at` of a str's data. */
function writeEscape(
  vm: Interpreter,
  kind: number,
  data: Address,
  at: number,
  codePoint: number,
  size: number,
): void {
  writeCharacter(vm, kind, data, at, BACKSLASH);
  if (size === 2) {
    const letter = codePoint === 9 ? 0x74 : codePoint === 10 ? 0x6e : codePoint === 13 ? 0x72 : codePoint;
    writeCharacter(vm, kind, data, at + 1, letter);
    return;
  }
  writeCharacter(vm, kind, data, at + 1, size === 4 ? 0x78 : size === 6 ? 0x75 : 0x55);
  for (let i = size - 1, rest = codePoint; i > 1; i--, rest >>>= 4) {
    const digit = rest & 15;
    writeCharacter(vm, kind, data, at + i, digit < 10 ? 0x30 + digit : 0x57 + digit);
  }
}

/** tp_repr: a new str, or NULL with MemoryError. Runs no code of the program. */
export function strRepr(vm: Interpreter, self: Address): Address {
  if (!isCompactAscii(vm, self)) return reprSlowly(vm, self);
  const u8 = vm.u8;
  const start = self + ASCII_DATA, length = strLength(vm, self), end = start + length;
  for (let at = start; at < end; at++) {
    const c = u8[at];
    if (c < 0x20 || c > 0x7e || c === SINGLE || c === BACKSLASH) return reprSlowly(vm, self);
  }
  const result = asciiAlloc(vm, length + 2);
  if (result === NULL) return NULL;
  const to = result + ASCII_DATA;
  u8[to] = SINGLE;
  u8[putText(vm, to + 1, to + length + 2, self)] = SINGLE;
  return result;
}

/** The repr of a text that has more than plain ASCII. */
function reprSlowly(vm: Interpreter, self: Address): Address {
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  let size = 0, max = 0x7f, singles = 0, doubles = 0;
  for (let i = 0; i < length; i++) {
    const codePoint = readCharacter(vm, kind, data, i);
    const part = escapedLength(codePoint);
    size += part;
    if (codePoint === SINGLE) singles++;
    else if (codePoint === DOUBLE) doubles++;
    else if (part === 1 && codePoint > max) max = codePoint;
  }
  const quote = singles > 0 && doubles === 0 ? DOUBLE : SINGLE;
  if (quote === SINGLE) size += singles;
  const result = strAlloc(vm, size + 2, max);
  if (result === NULL) return NULL;
  const toKind = strKind(vm, result), to = strData(vm, result);
  writeCharacter(vm, toKind, to, 0, quote);
  writeCharacter(vm, toKind, to, size + 1, quote);
  if (size === length && toKind === kind) {
    copyBytes(vm, to + kind, data, length * kind);
  } else {
    writeEscaped(vm, kind, data, length, toKind, to, quote);
  }
  return result;
}

function writeEscaped(
  vm: Interpreter,
  kind: number,
  data: Address,
  length: number,
  toKind: number,
  to: Address,
  quote: number,
): void {
  let at = 1;
  for (let i = 0; i < length; i++) {
    const codePoint = readCharacter(vm, kind, data, i);
    const size = codePoint === quote ? 2 : escapedLength(codePoint);
    if (size === 1) writeCharacter(vm, toKind, to, at, codePoint);
    else writeEscape(vm, toKind, to, at, codePoint, size);
    at += size;
  }
}

/** A str with escapes in place of what is not ASCII: `s` itself (a new reference) if it is ASCII, else a new str. */
export function strToAscii(vm: Interpreter, s: Address): Address {
  if (strIsAscii(vm, s)) return strFromObject(vm, s);
  const kind = strKind(vm, s), data = strData(vm, s), length = strLength(vm, s);
  let size = 0;
  for (let i = 0; i < length; i++) {
    const codePoint = readCharacter(vm, kind, data, i);
    size += codePoint < 0x80 ? 1 : hexLength(codePoint);
  }
  const result = strAlloc(vm, size, 0x7f);
  if (result === NULL) return NULL;
  const to = strData(vm, result);
  for (let i = 0, at = 0; i < length; i++) {
    const codePoint = readCharacter(vm, kind, data, i);
    const part = codePoint < 0x80 ? 1 : hexLength(codePoint);
    if (part === 1) writeCharacter(vm, 1, to, at, codePoint);
    else writeEscape(vm, 1, to, at, codePoint, part);
    at += part;
  }
  return result;
}
