/**
 * Methods of str that change case: lower, upper, title, capitalize, swapcase, casefold.
 *
 * ASCII text of lower, upper and casefold is mapped byte by byte into the result. Everything else is written as code
 * points into a scratch block of the mem domain, three words per character (no mapping gives more than three), and
 * then packed into the narrowest form. The results are new objects even where nothing changed.
 *
 * Greek capital sigma has two lower cases: the final one where a cased letter stands before it and none behind it,
 * case-ignorable characters not counted.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (case_operation, do_title, do_capitalize, handle_capital_sigma).
 */
import * as heap from "../../heap/mod.ts";
import { type Address, memFree, memMalloc } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { strAlloc, strData, strFromObject, strIsAscii, strKind, strLength } from "./str.ts";
import { copyCharacters, readCharacter } from "./str_copy.ts";
import {
  foldSpecial,
  isCased,
  isCaseIgnorable,
  isLower,
  isUpper,
  lowerSpecial,
  titleSpecial,
  toFolded,
  toLower,
  toTitle,
  toUpper,
  upperSpecial,
} from "./unicode_properties.ts";

const { NULL } = heap;
const { METH_NOARGS } = methodDefinition;

const CAPITAL_SIGMA = 0x3a3;
const SMALL_SIGMA = 0x3c3;
const FINAL_SIGMA = 0x3c2;
/** The most code points that one becomes. */
const MOST = 3;

/** How the character at `index` of a str is mapped: writes code points from word `to` on, returns how many. */
type Mapping = (
  vm: Interpreter,
  kind: number,
  data: Address,
  length: number,
  index: number,
  to: number,
) => number;

const NOTHING: readonly number[] = [];

/** Writes the one code point, or the several if it is -1. */
function writeMapped(vm: Interpreter, to: number, single: number, several: readonly number[]): number {
  const i32 = vm.i32;
  if (single >= 0) {
    i32[to] = single;
    return 1;
  }
  for (let i = 0; i < several.length; i++) i32[to + i] = several[i];
  return several.length;
}

const upperAt: Mapping = (vm, kind, data, _length, index, to) => {
  const codePoint = readCharacter(vm, kind, data, index), single = toUpper(codePoint);
  return writeMapped(vm, to, single, single >= 0 ? NOTHING : upperSpecial(codePoint));
};

const titleAt: Mapping = (vm, kind, data, _length, index, to) => {
  const codePoint = readCharacter(vm, kind, data, index), single = toTitle(codePoint);
  return writeMapped(vm, to, single, single >= 0 ? NOTHING : titleSpecial(codePoint));
};

const foldedAt: Mapping = (vm, kind, data, _length, index, to) => {
  const codePoint = readCharacter(vm, kind, data, index), single = toFolded(codePoint);
  return writeMapped(vm, to, single, single >= 0 ? NOTHING : foldSpecial(codePoint));
};

const lowerAt: Mapping = (vm, kind, data, length, index, to) => {
  const codePoint = readCharacter(vm, kind, data, index);
  if (codePoint === CAPITAL_SIGMA) {
    vm.i32[to] = isFinalSigma(vm, kind, data, length, index) ? FINAL_SIGMA : SMALL_SIGMA;
    return 1;
  }
  const single = toLower(codePoint);
  return writeMapped(vm, to, single, single >= 0 ? NOTHING : lowerSpecial(codePoint));
};

const capitalizedAt: Mapping = (vm, kind, data, length, index, to) =>
  index === 0 ? titleAt(vm, kind, data, length, 0, to) : lowerAt(vm, kind, data, length, index, to);

const titledAt: Mapping = (vm, kind, data, length, index, to) => {
  const inWord = index > 0 && isCased(readCharacter(vm, kind, data, index - 1));
  return inWord ? lowerAt(vm, kind, data, length, index, to) : titleAt(vm, kind, data, length, index, to);
};

const swappedAt: Mapping = (vm, kind, data, length, index, to) => {
  const codePoint = readCharacter(vm, kind, data, index);
  if (isUpper(codePoint)) return lowerAt(vm, kind, data, length, index, to);
  if (isLower(codePoint)) return upperAt(vm, kind, data, length, index, to);
  vm.i32[to] = codePoint;
  return 1;
};

function isFinalSigma(vm: Interpreter, kind: number, data: Address, length: number, index: number): boolean {
  let before = index - 1;
  while (before >= 0 && isCaseIgnorable(readCharacter(vm, kind, data, before))) before--;
  if (before < 0 || !isCased(readCharacter(vm, kind, data, before))) return false;
  let after = index + 1;
  while (after < length && isCaseIgnorable(readCharacter(vm, kind, data, after))) after++;
  return after === length || !isCased(readCharacter(vm, kind, data, after));
}

/** Maps a whole str: a new str, or NULL with MemoryError. */
function mapCase(vm: Interpreter, self: Address, mapping: Mapping): Address {
  const length = strLength(vm, self), kind = strKind(vm, self), data = strData(vm, self);
  const scratch = memMalloc(vm, 4 * MOST * length);
  if (scratch === NULL) return noMemory(vm);
  const first = scratch >> 2;
  let end = first;
  for (let i = 0; i < length; i++) end += mapping(vm, kind, data, length, i, end);
  const i32 = vm.i32;
  let max = 0;
  for (let word = first; word < end; word++) if (i32[word] > max) max = i32[word];
  const result = strAlloc(vm, end - first, max);
  if (result !== NULL) {
    copyCharacters(vm, strKind(vm, result), strData(vm, result), 0, 4, scratch, 0, end - first);
  }
  memFree(vm, scratch);
  return result;
}

/** A byte in each of the four of a word. */
const inEachByte = (byte: number): number => byte * 0x01010101 | 0;
const TOP_BITS = inEachByte(0x80);

/** Changes the bit of 32 of the 26 ASCII letters from `low` on, four characters at once. */
function mapAscii(vm: Interpreter, self: Address, low: number): Address {
  const length = strLength(vm, self);
  const result = strAlloc(vm, length, 0x7f);
  if (result === NULL) return NULL;
  const u8 = vm.u8, i32 = vm.i32, from = strData(vm, self), to = strData(vm, result);
  const words = length >> 2, fromWord = from >> 2, toWord = to >> 2;
  // Adding these sets a byte's top bit if it is at least the first letter, or beyond the last.
  const first = inEachByte(0x80 - low), beyond = inEachByte(0x80 - low - 26);
  for (let i = 0; i < words; i++) {
    const word = i32[fromWord + i];
    i32[toWord + i] = word ^ ((word + first & ~(word + beyond) & TOP_BITS) >>> 2);
  }
  for (let i = words << 2; i < length; i++) {
    const c = u8[from + i];
    u8[to + i] = c >= low && c < low + 26 ? c ^ 0x20 : c;
  }
  return result;
}

function lowerMethod(vm: Interpreter, self: Address): Address {
  return strIsAscii(vm, self) ? mapAscii(vm, self, 0x41) : mapCase(vm, self, lowerAt);
}

function upperMethod(vm: Interpreter, self: Address): Address {
  return strIsAscii(vm, self) ? mapAscii(vm, self, 0x61) : mapCase(vm, self, upperAt);
}

function casefoldMethod(vm: Interpreter, self: Address): Address {
  return strIsAscii(vm, self) ? mapAscii(vm, self, 0x41) : mapCase(vm, self, foldedAt);
}

/** What becomes of the letters of an ASCII str. */
const CAPITALIZED = 0;
const TITLED = 1;
const SWAPPED = 2;

/** The same as mapCase of an ASCII str, with its scratch block. */
function mapAsciiCase(vm: Interpreter, self: Address, how: number): Address {
  const length = strLength(vm, self);
  const scratch = memMalloc(vm, 4 * MOST * length);
  if (scratch === NULL) return noMemory(vm);
  const result = strAlloc(vm, length, 0x7f);
  if (result !== NULL) {
    const u8 = vm.u8, from = strData(vm, self), distance = strData(vm, result) - from;
    let wasLetter = false;
    for (let at = from; at < from + length; at++) {
      const c = u8[at], letter = (c | 0x20) - 0x61 >>> 0 < 26;
      const isFirst = how === TITLED ? !wasLetter : at === from;
      const mapped = how === SWAPPED ? c ^ 0x20 : isFirst ? c & ~0x20 : c | 0x20;
      u8[at + distance] = letter ? mapped : c;
      wasLetter = letter;
    }
  }
  memFree(vm, scratch);
  return result;
}

function mapAny(vm: Interpreter, self: Address, how: number, mapping: Mapping): Address {
  return strIsAscii(vm, self) ? mapAsciiCase(vm, self, how) : mapCase(vm, self, mapping);
}

function capitalizeMethod(vm: Interpreter, self: Address): Address {
  return strLength(vm, self) === 0 ? strFromObject(vm, self) : mapAny(vm, self, CAPITALIZED, capitalizedAt);
}

function titleMethod(vm: Interpreter, self: Address): Address {
  return mapAny(vm, self, TITLED, titledAt);
}

function swapcaseMethod(vm: Interpreter, self: Address): Address {
  return mapAny(vm, self, SWAPPED, swappedAt);
}

export const CASE_METHODS: readonly MethodSpec[] = [
  { name: "capitalize", flags: METH_NOARGS, fn: capitalizeMethod },
  { name: "casefold", flags: METH_NOARGS, fn: casefoldMethod },
  { name: "title", flags: METH_NOARGS, fn: titleMethod },
  { name: "lower", flags: METH_NOARGS, fn: lowerMethod },
  { name: "swapcase", flags: METH_NOARGS, fn: swapcaseMethod },
  { name: "upper", flags: METH_NOARGS, fn: upperMethod },
];
