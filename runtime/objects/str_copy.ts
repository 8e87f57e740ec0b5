/**
 * Moving characters between strings: copies within and between kinds, fills, and the largest code point of a range.
 *
 * `data` is the address of a str's characters, positions and counts are in characters. Short copies are loops over
 * words that need not be aligned, long ones one call of the host (measured: such a call costs 27 ns, a loop 1.2 ns per
 * word after 7, so that 80 bytes take as long either way).
 *
 * Fast paths index the views. Source: CPython 3.11 Objects/unicodeobject.c (_copy_characters, _PyUnicode_FindMaxChar).
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as strLayout from "./str_layout.ts";

const { ASCII_DATA, MAX_CODE_POINT, STR_LENGTH } = strLayout;

/** Longer copies are left to the host. */
const COPIED_BY_HOST = 80;

/** Copies `size` bytes, wherever they lie; the ranges may not overlap. */
export function copyBytes(vm: Interpreter, to: Address, from: Address, size: number): void {
  if (size > COPIED_BY_HOST) {
    vm.u8.copyWithin(to, from, from + size);
  } else if (size >= 4) {
    // Whole words, the last one perhaps overlapping the one before.
    const view = vm.dataView, last = size - 4;
    for (let i = 0; i < last; i += 4) view.setInt32(to + i, view.getInt32(from + i, true), true);
    view.setInt32(to + last, view.getInt32(from + last, true), true);
  } else {
    const u8 = vm.u8;
    for (let i = 0; i < size; i++) u8[to + i] = u8[from + i];
  }
}

/** Copies a compact ASCII str to `to` in a text that goes on to `end`; returns where it ends there. May write up to `end`. */
export function putText(vm: Interpreter, to: Address, end: Address, s: Address): Address {
  const i32 = vm.i32, u8 = vm.u8, view = vm.dataView;
  const length = i32[(s + STR_LENGTH) >> 2];
  const next = to + length;
  if (length > COPIED_BY_HOST) {
    copyBytes(vm, to, s + ASCII_DATA, length);
    return next;
  }
  let from = (s + ASCII_DATA) >> 2, at = to;
  for (; at < next && at + 4 <= end; at += 4) view.setInt32(at, i32[from++], true);
  for (let rest = i32[from]; at < next; at++, rest >>= 8) u8[at] = rest;
  return next;
}

/**
 * Copies `count` characters from one str's data to another's of the same or a wider kind, which must be able to
 * hold them; to a narrower one only if every character fits.
 */
export function copyCharacters(
  vm: Interpreter,
  toKind: number,
  toData: Address,
  toStart: number,
  fromKind: number,
  fromData: Address,
  fromStart: number,
  count: number,
): void {
  if (toKind === fromKind) {
    copyBytes(vm, toData + toStart * toKind, fromData + fromStart * toKind, count * toKind);
  } else if (fromKind === 1) {
    const u8 = vm.u8;
    const target = toKind === 2 ? vm.u16 : vm.i32;
    const to = toData / toKind + toStart, from = fromData + fromStart;
    for (let i = 0; i < count; i++) target[to + i] = u8[from + i];
  } else {
    const source = fromKind === 2 ? vm.u16 : vm.i32;
    const target = toKind === 1 ? vm.u8 : toKind === 2 ? vm.u16 : vm.i32;
    const to = toData / toKind + toStart, from = fromData / fromKind + fromStart;
    for (let i = 0; i < count; i++) target[to + i] = source[from + i];
  }
}

/** Writes one character. */
export function writeCharacter(
  vm: Interpreter,
  kind: number,
  data: Address,
  index: number,
  codePoint: number,
): void {
  if (kind === 1) vm.u8[data + index] = codePoint;
  else if (kind === 2) vm.u16[(data >> 1) + index] = codePoint;
  else vm.i32[(data >> 2) + index] = codePoint;
}

/** Reads one character. */
export function readCharacter(vm: Interpreter, kind: number, data: Address, index: number): number {
  if (kind === 1) return vm.u8[data + index];
  if (kind === 2) return vm.u16[(data >> 1) + index];
  return vm.i32[(data >> 2) + index];
}

/** Writes `count` times the same character. */
export function fillCharacters(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  count: number,
  codePoint: number,
): void {
  if (kind === 1) {
    const u8 = vm.u8, from = data + start;
    if (count > 32) u8.fill(codePoint, from, from + count);
    else for (let i = 0; i < count; i++) u8[from + i] = codePoint;
  } else if (kind === 2) {
    vm.u16.fill(codePoint, (data >> 1) + start, (data >> 1) + start + count);
  } else {
    vm.i32.fill(codePoint, (data >> 2) + start, (data >> 2) + start + count);
  }
}

/**
 * An upper bound of the characters in [start, end) that is enough to choose their form: 0x7f, 0xff, 0xffff or
 * 0x10ffff.
 */
export function findMaxCharacter(
  vm: Interpreter,
  kind: number,
  data: Address,
  start: number,
  end: number,
): number {
  if (kind === 1) return isAsciiRange(vm, data + start, data + end) ? 0x7f : 0xff;
  let all = 0;
  if (kind === 2) {
    const u16 = vm.u16, limit = (data >> 1) + end;
    for (let i = (data >> 1) + start; i < limit; i++) {
      all |= u16[i];
      if (all > 0xff) return 0xffff;
    }
    return all > 0x7f ? 0xff : 0x7f;
  }
  const i32 = vm.i32, limit = (data >> 2) + end;
  for (let i = (data >> 2) + start; i < limit; i++) {
    all |= i32[i];
    if (all > 0xffff) return MAX_CODE_POINT;
  }
  return all > 0xff ? 0xffff : all > 0x7f ? 0xff : 0x7f;
}

/** Whether no byte in [from, to) has its top bit set. */
function isAsciiRange(vm: Interpreter, from: Address, to: Address): boolean {
  const u8 = vm.u8;
  let at = from;
  while (at < to && (at & 3) !== 0) if (u8[at++] > 0x7f) return false;
  const i32 = vm.i32, lastWord = to >> 2;
  let word = at >> 2;
  while (word < lastWord) if ((i32[word++] & 0x80808080) !== 0) return false;
  at = Math.max(at, word << 2);
  while (at < to) if (u8[at++] > 0x7f) return false;
  return true;
}
