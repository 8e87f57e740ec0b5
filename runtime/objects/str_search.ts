/**
 * Searching in strings: one character, a substring from either end, counting, comparing at a place.
 *
 * One character is looked for a word at a time (four bytes at once). A longer needle is looked for from its last
 * character, skipping as far as a 32-bit set of its characters allows; when that meets too many false starts, the
 * two-way algorithm takes over, so that the time is linear whatever the text. Searching from the end has no such
 * guarantee, as in CPython.
 *
 * Positions are characters from the start of the str; ranges are given as [start, end) inside it. Nothing allocates.
 *
 * Fast paths index the views. Source: CPython 3.11 Objects/stringlib/fastsearch.h; Crochemore and Perrin,
 * "Two-way string-matching" (1991).
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { readCharacter } from "./str_copy.ts";
import { strData, strKind, strLength, strMaxChar } from "./str.ts";
import * as strLayout from "./str_layout.ts";

const { ASCII_DATA, COMPACT_ASCII, STR_LENGTH, STR_STATE } = strLayout;

/** Runs of bytes from this length on are looked through a word at a time. */
const LONG_RUN = 16;

/** Position of a character in [start, end), or -1. */
export function findCharacter(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  end: number,
  codePoint: number,
): number {
  if (kind === 1) {
    if (codePoint > 0xff) return -1;
    const at = findByte(vm, data + start, data + end, codePoint);
    return at < 0 ? -1 : at - data;
  }
  const view = kind === 2 ? vm.u16 : vm.i32, base = data / kind;
  for (let i = base + start, limit = base + end; i < limit; i++) if (view[i] === codePoint) return i - base;
  return -1;
}

/** Address of a byte in [from, to), or -1. */
export function findByte(vm: Interpreter, from: Address, to: Address, value: number): Address {
  const u8 = vm.u8;
  let at = from;
  if (to - from >= LONG_RUN) {
    while ((at & 3) !== 0) if (u8[at++] === value) return at - 1;
    const i32 = vm.i32, pattern = value * 0x01010101 | 0, end = to >> 2;
    let word = at >> 2;
    // A byte that is 0 in one of these has its top bit set in what is left of the words.
    for (; word + 3 < end; word += 4) {
      const a = i32[word] ^ pattern, b = i32[word + 1] ^ pattern;
      const c = i32[word + 2] ^ pattern, d = i32[word + 3] ^ pattern;
      const zeros = (a - 0x01010101 & ~a) | (b - 0x01010101 & ~b) | (c - 0x01010101 & ~c) |
        (d - 0x01010101 & ~d);
      if ((zeros & 0x80808080) !== 0) break;
    }
    at = word << 2;
  }
  for (; at < to; at++) if (u8[at] === value) return at;
  return -1;
}

/** Last address of a byte in [from, to), or -1; a value beyond a byte is nowhere. */
function findLastByte(vm: Interpreter, from: Address, to: Address, value: number): Address {
  const u8 = vm.u8;
  let at = to;
  if (to - from >= LONG_RUN && value <= 0xff) {
    while ((at & 3) !== 0) if (u8[--at] === value) return at;
    const i32 = vm.i32, pattern = value * 0x01010101 | 0, first = (from + 3) >> 2;
    let word = at >> 2;
    for (; word > first; word--) {
      const x = i32[word - 1] ^ pattern;
      if ((x - 0x01010101 & ~x & 0x80808080) !== 0) break;
    }
    at = word << 2;
  }
  while (--at >= from) if (u8[at] === value) return at;
  return -1;
}

/** Last position of a character in [start, end), or -1. */
export function findLastCharacter(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  end: number,
  codePoint: number,
): number {
  if (kind === 1) {
    const at = findLastByte(vm, data + start, data + end, codePoint);
    return at < 0 ? -1 : at - data;
  }
  const view = kind === 2 ? vm.u16 : vm.i32, base = data / kind;
  for (let i = base + end - 1; i >= base + start; i--) if (view[i] === codePoint) return i - base;
  return -1;
}

/** Whether `sub` stands at `offset` of `s`, where it must fit. */
export function matchesAt(vm: Interpreter, s: Address, sub: Address, offset: number): boolean {
  const kind = strKind(vm, s), subKind = strKind(vm, sub), length = strLength(vm, sub);
  if (subKind > kind) return false;
  return equalRange(vm, kind, strData(vm, s), offset, subKind, strData(vm, sub), length);
}

/** Whether `length` characters of `data` from `start` on are those at the start of `subData`. */
function equalRange(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  subKind: number,
  subData: Address,
  length: number,
): boolean {
  if (kind === 1) {
    const u8 = vm.u8, from = data + start;
    for (let i = 0; i < length; i++) if (u8[from + i] !== u8[subData + i]) return false;
    return true;
  }
  for (let i = 0; i < length; i++) {
    if (readCharacter(vm, kind, data, start + i) !== readCharacter(vm, subKind, subData, i)) return false;
  }
  return true;
}

/** Texts up to this length are searched one character after the other. */
const SHORT_TEXT = 64;

/** First position of `sub` in `s`, both strs, or -1: findSubstring of the whole text, with a short way for short ones. */
export function findInText(vm: Interpreter, s: Address, sub: Address): number {
  const i32 = vm.i32, u8 = vm.u8;
  const length = i32[(s + STR_LENGTH) >> 2], subLength = i32[(sub + STR_LENGTH) >> 2];
  const state = i32[(s + STR_STATE) >> 2] & i32[(sub + STR_STATE) >> 2];
  if (length > SHORT_TEXT || subLength === 0 || (state & COMPACT_ASCII) !== COMPACT_ASCII) {
    return findSubstring(vm, s, sub, 0, length);
  }
  const start = s + ASCII_DATA, last = start + length - subLength, pattern = sub + ASCII_DATA;
  const first = u8[pattern];
  for (let at = start; at <= last; at++) {
    if (u8[at] !== first) continue;
    let i = 1;
    while (i < subLength && u8[at + i] === u8[pattern + i]) i++;
    if (i === subLength) return at - start;
  }
  return -1;
}

/** First position of `sub` in [start, end) of `s`, or -1. The empty str is found at `start`. */
export function findSubstring(vm: Interpreter, s: Address, sub: Address, start: number, end: number): number {
  const length = strLength(vm, sub);
  if (end - start < length) return -1;
  if (length === 0) return start;
  const kind = strKind(vm, s), subKind = strKind(vm, sub);
  if (subKind > kind || strMaxChar(vm, sub) > strMaxChar(vm, s)) return -1;
  return findRange(vm, kind, strData(vm, s), start, end, subKind, strData(vm, sub), length);
}

/** Needles below this length are compared often enough in no text. */
const SHORT_NEEDLE = 6;

/** Compared characters of false starts after which the two-way algorithm takes over, for `length` of the needle. */
const patience = (length: number): number => length < SHORT_NEEDLE ? 2 ** 30 : 2000 + length * 4;

/**
 * First position of the `length` characters at `subData` in [start, end) of those at `data`, which are of the same or a
 * wider kind; or -1. None: at `start`.
 */
export function findRange(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  end: number,
  subKind: number,
  subData: Address,
  length: number,
): number {
  if (end - start < length) return -1;
  if (length === 0) return start;
  if (length === 1) return findCharacter(vm, kind, data, start, end, readCharacter(vm, subKind, subData, 0));
  if (kind === 1) return findBytes(vm, data, start, end, subData, length);
  return findWide(vm, kind, data, start, end, subKind, subData, length);
}

/** The same for bytes. */
export function findInBytes(
  vm: Interpreter,
  data: Address,
  start: number,
  end: number,
  subData: Address,
  length: number,
): number {
  return findRange(vm, 1, data, start, end, 1, subData, length);
}

/** findSubstring for one byte per character and a needle of two or more. */
function findBytes(
  vm: Interpreter,
  data: Address,
  start: number,
  end: number,
  subData: Address,
  length: number,
): number {
  const bits = bitsOf(vm, subData, length), gap = gapOf(vm, subData, length);
  const at = scanBytes(vm, data + start, data + end - length, subData, length, bits, gap);
  return at < 0 ? -1 : at - data;
}

/** The set of the last five bits of a needle's bytes. */
export function bitsOf(vm: Interpreter, sub: Address, length: number): number {
  const u8 = vm.u8;
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= 1 << (u8[sub + i] & 31);
  return bits;
}

/** How far before its last byte the same byte stands in a needle, less one; its length less one if nowhere. */
export function gapOf(vm: Interpreter, sub: Address, length: number): number {
  const u8 = vm.u8, tail = length - 1, last = u8[sub + tail];
  for (let i = tail - 1; i >= 0; i--) if (u8[sub + i] === last) return tail - i - 1;
  return tail;
}

/**
 * The first place from `at` to `limit` where the two or more bytes at `sub` stand, or -1; `bits` and `gap` are what
 * bitsOf and gapOf say of them. Addresses.
 */
export function scanBytes(
  vm: Interpreter,
  at: Address,
  limit: Address,
  sub: Address,
  length: number,
  bits: number,
  gap: number,
): Address {
  const u8 = vm.u8;
  const tail = length - 1, last = u8[sub + tail];
  let left = patience(length);
  for (; at <= limit; at++) {
    if (u8[at + tail] === last) {
      let i = 0;
      while (i < tail && u8[at + i] === u8[sub + i]) i++;
      if (i === tail) return at;
      left -= i + 1;
      if (left < 0) {
        const found = findTwoWay(vm, 1, at, 1, limit + length - at, 1, sub, length);
        return found < 0 ? -1 : at + found;
      }
      if (at < limit && (bits & (1 << (u8[at + length] & 31))) === 0) at += length;
      else at += gap;
    } else if (at < limit && (bits & (1 << (u8[at + length] & 31))) === 0) {
      at += length;
    }
  }
  return -1;
}

/** How often the two or more bytes at `sub` stand in [from, end) without overlaps, at most `most` times. Addresses. */
function countBytes(
  vm: Interpreter,
  from: Address,
  end: Address,
  sub: Address,
  length: number,
  most: number,
): number {
  const bits = bitsOf(vm, sub, length), gap = gapOf(vm, sub, length), limit = end - length;
  let count = 0;
  for (let at = from; count < most; count++) {
    at = scanBytes(vm, at, limit, sub, length, bits, gap);
    if (at < 0) break;
    at += length;
  }
  return count;
}

/** findSubstring for two or four bytes per character. */
function findWide(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  end: number,
  subKind: number,
  subData: Address,
  length: number,
): number {
  const first = readCharacter(vm, subKind, subData, 0);
  let wasted = 0;
  for (let at = start;;) {
    at = findCharacter(vm, kind, data, at, end - length + 1, first);
    if (at < 0) return -1;
    let i = 1;
    while (i < length && readCharacter(vm, kind, data, at + i) === readCharacter(vm, subKind, subData, i)) {
      i++;
    }
    if (i === length) return at;
    wasted += i;
    at++;
    if (wasted > patience(length)) return findTwoWay(vm, kind, data, at, end, subKind, subData, length);
  }
}

/**
 * The two-way algorithm: the needle is cut at a place where its local period is its period; the right part is
 * compared forward, then the left one backward, and a mismatch shifts by what the cut allows.
 */
function findTwoWay(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  end: number,
  subKind: number,
  subData: Address,
  length: number,
): number {
  const at = (i: number): number => readCharacter(vm, kind, data, i);
  const needle = (i: number): number => readCharacter(vm, subKind, subData, i);
  const [cut, cutPeriod] = factorize(needle, length);
  let period = cutPeriod;
  let periodic = cut + period <= length;
  for (let i = 0; periodic && i < cut; i++) periodic = needle(i) === needle(i + period);
  if (!periodic) period = Math.max(cut, length - cut) + 1;
  let known = 0;
  for (let position = start; position + length <= end;) {
    let i = Math.max(cut, known);
    while (i < length && needle(i) === at(position + i)) i++;
    if (i < length) {
      position += i - cut + 1;
      known = 0;
      continue;
    }
    let j = cut - 1;
    while (j >= known && needle(j) === at(position + j)) j--;
    if (j < known) return position;
    position += period;
    known = periodic ? length - period : 0;
  }
  return -1;
}

/** A critical factorization of the needle: where it is cut, and the period of the part behind the cut. */
function factorize(needle: (i: number) => number, length: number): [cut: number, period: number] {
  const a = maximalSuffix(needle, length, false), b = maximalSuffix(needle, length, true);
  return a[0] > b[0] ? a : b;
}

/** Start and period of the largest suffix in the order of code points, or in the reversed order. */
function maximalSuffix(needle: (i: number) => number, length: number, reversed: boolean): [number, number] {
  let suffix = 0, candidate = 1, matched = 0, period = 1;
  while (candidate + matched < length) {
    const a = needle(candidate + matched), b = needle(suffix + matched);
    if (reversed ? b < a : a < b) {
      candidate += matched + 1;
      matched = 0;
      period = candidate - suffix;
    } else if (a === b) {
      if (matched + 1 === period) {
        candidate += period;
        matched = 0;
      } else {
        matched++;
      }
    } else {
      suffix = candidate++;
      matched = 0;
      period = 1;
    }
  }
  return [suffix, period];
}

/** Last position of `sub` in [start, end) of `s`, or -1. The empty str is found at `end`. */
export function findLastSubstring(
  vm: Interpreter,
  s: Address,
  sub: Address,
  start: number,
  end: number,
): number {
  const length = strLength(vm, sub);
  if (end - start < length) return -1;
  if (length === 0) return end;
  const kind = strKind(vm, s), subKind = strKind(vm, sub);
  if (subKind > kind || strMaxChar(vm, sub) > strMaxChar(vm, s)) return -1;
  return findLastRange(vm, kind, strData(vm, s), start, end, subKind, strData(vm, sub), length);
}

/** Last position of `length` bytes at `subData` in [start, end) of the bytes at `data`, or -1. None: at `end`. */
export function findLastInBytes(
  vm: Interpreter,
  data: Address,
  start: number,
  end: number,
  subData: Address,
  length: number,
): number {
  if (end - start < length) return -1;
  return length === 0 ? end : findLastRange(vm, 1, data, start, end, 1, subData, length);
}

/** Last position of one or more characters at `subData` in [start, end) of those at `data`, or -1; as findRange. */
export function findLastRange(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  end: number,
  subKind: number,
  subData: Address,
  length: number,
): number {
  const first = readCharacter(vm, subKind, subData, 0);
  for (let limit = end - length + 1;;) {
    const at = findLastCharacter(vm, kind, data, start, limit, first);
    if (at < 0 || equalRange(vm, kind, data, at, subKind, subData, length)) return at;
    limit = at;
  }
}

/** How often `sub` stands in [start, end) of `s` without overlaps, at most `most` times. The empty str: between all. */
export function countSubstring(
  vm: Interpreter,
  s: Address,
  sub: Address,
  start: number,
  end: number,
  most: number,
): number {
  const length = strLength(vm, sub);
  if (end - start < length) return 0;
  if (length === 0) return Math.min(end - start + 1, most);
  if (strKind(vm, s) === 1 && strKind(vm, sub) === 1) {
    const from = strData(vm, s) + start, to = strData(vm, s) + end, subData = strData(vm, sub);
    return length === 1
      ? countByte(vm, from, to, vm.u8[subData], most)
      : countBytes(vm, from, to, subData, length, most);
  }
  let count = 0;
  for (let at = start; count < most; count++) {
    at = findSubstring(vm, s, sub, at, end);
    if (at < 0) break;
    at += length;
  }
  return count;
}

/** How often `length` bytes at `subData` stand in [start, end) without overlaps, at most `most` times. None: between all. */
export function countInBytes(
  vm: Interpreter,
  data: Address,
  start: number,
  end: number,
  subData: Address,
  length: number,
  most: number,
): number {
  if (end - start < length) return 0;
  if (length === 0) return Math.min(end - start + 1, most);
  return length === 1
    ? countByte(vm, data + start, data + end, vm.u8[subData], most)
    : countBytes(vm, data + start, data + end, subData, length, most);
}

/** Whether `length` bytes at two addresses are the same. */
export function equalBytes(vm: Interpreter, a: Address, b: Address, length: number): boolean {
  return equalRange(vm, 1, a, 0, 1, b, length);
}

function countByte(vm: Interpreter, from: Address, to: Address, value: number, most: number): number {
  const u8 = vm.u8;
  let count = 0, at = from;
  if (to - from >= LONG_RUN && most > to - from) {
    while ((at & 3) !== 0) if (u8[at++] === value) count++;
    const i32 = vm.i32, pattern = value * 0x01010101 | 0, lastWord = to >> 2;
    let word = at >> 2;
    for (; word < lastWord; word++) {
      // The top bit of a byte is set unless all of its bits agree with the pattern.
      const x = i32[word] ^ pattern;
      const other = ((x & 0x7f7f7f7f) + 0x7f7f7f7f | x) & 0x80808080;
      count += 4 - (Math.imul(other >>> 7, 0x01010101) >>> 24);
    }
    at = word << 2;
  }
  for (; at < to; at++) if (u8[at] === value && ++count === most) break;
  return count;
}
