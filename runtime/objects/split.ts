/**
 * Taking strings and bytes apart: the algorithms of split, rsplit and splitlines, over any run of characters.
 *
 * The list of split starts with room for 12 pieces (or as many as the greatest number of splits allows) and grows by
 * append from there. What is not split at all becomes its own only piece. Making a piece runs no code of the program;
 * making the list can run a collection, so the caller keeps the characters where they are.
 *
 * Source: CPython 3.11 Objects/stringlib/split.h.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import { LIST_ALLOCATED, LIST_ITEMS, listAppendSteal, listNew } from "./list.ts";
import { readCharacter } from "./str_copy.ts";
import { findByte, findLastRange, findRange } from "./str_search.ts";

/** How the pieces of a kind of string are made. */
export interface Pieces {
  /** The characters in [start, end) of `self`: new. NULL with MemoryError. */
  piece(vm: Interpreter, self: Address, start: number, end: number): Address;
  /** The whole of `self` as a piece: new. NULL with MemoryError. */
  whole(vm: Interpreter, self: Address): Address;
  /** Is a character of one byte white space? */
  isSpaceByte(byte: number): boolean;
  /** Is one of two or four bytes? */
  isSpace(codePoint: number): boolean;
  isLineBreak(codePoint: number): boolean;
}

/** Pieces that the list has room for at first. */
const PREALLOCATED = 12;

/** A new list without items and with room for the pieces of at most `maxSplit` splits. */
export function newPieces(vm: Interpreter, maxSplit: number): Address {
  const list = listNew(vm, maxSplit >= PREALLOCATED ? PREALLOCATED : maxSplit + 1);
  if (list !== NULL) vm.i32[(list + OB_SIZE) >> 2] = 0;
  return list;
}

/** Appends a piece (stolen, or NULL with MemoryError). False with MemoryError: the list (stolen) is released. */
export function appendPiece(vm: Interpreter, list: Address, piece: Address): boolean {
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

/** Appends the last piece, from `start` on; the whole if it is the only one. Returns the list (stolen) or NULL. */
function addRest(
  vm: Interpreter,
  pieces: Pieces,
  list: Address,
  self: Address,
  start: number,
  end: number,
  length: number,
): Address {
  const whole = end - start === length;
  return appendPiece(vm, list, whole ? pieces.whole(vm, self) : pieces.piece(vm, self, start, end))
    ? list
    : NULL;
}

/** The first position from `at` on that is white space, or is none (`space` false); the length if there is none. */
function skip(
  vm: Interpreter,
  pieces: Pieces,
  kind: number,
  data: Address,
  at: number,
  length: number,
  space: boolean,
): number {
  if (kind === 1) {
    const u8 = vm.u8, end = data + length;
    let byte = data + at;
    while (byte < end && pieces.isSpaceByte(u8[byte]) !== space) byte++;
    return byte - data;
  }
  while (at < length && pieces.isSpace(readCharacter(vm, kind, data, at)) !== space) at++;
  return at;
}

/** The same towards the start: the last position from `at` back, or -1. */
function skipBack(
  vm: Interpreter,
  pieces: Pieces,
  kind: number,
  data: Address,
  at: number,
  space: boolean,
): number {
  if (kind === 1) {
    const u8 = vm.u8;
    while (at >= 0 && pieces.isSpaceByte(u8[data + at]) !== space) at--;
    return at;
  }
  while (at >= 0 && pieces.isSpace(readCharacter(vm, kind, data, at)) !== space) at--;
  return at;
}

/** A new list of what lies between white space, from at most `maxSplit` splits; the rest as it is. */
export function splitSpaces(
  vm: Interpreter,
  pieces: Pieces,
  self: Address,
  kind: number,
  data: Address,
  length: number,
  maxSplit: number,
): Address {
  const list = newPieces(vm, maxSplit);
  if (list === NULL) return NULL;
  let at = skip(vm, pieces, kind, data, 0, length, false);
  for (let splits = 0; at < length; splits++) {
    if (splits === maxSplit) return appendPiece(vm, list, pieces.piece(vm, self, at, length)) ? list : NULL;
    const end = skip(vm, pieces, kind, data, at + 1, length, true);
    if (at === 0 && end === length) return addRest(vm, pieces, list, self, 0, length, length);
    if (!appendPiece(vm, list, pieces.piece(vm, self, at, end))) return NULL;
    at = skip(vm, pieces, kind, data, end, length, false);
  }
  return list;
}

/** The same from the end. */
export function splitSpacesBack(
  vm: Interpreter,
  pieces: Pieces,
  self: Address,
  kind: number,
  data: Address,
  length: number,
  maxSplit: number,
): Address {
  const list = newPieces(vm, maxSplit);
  if (list === NULL) return NULL;
  let last = skipBack(vm, pieces, kind, data, length - 1, false);
  for (let splits = 0; last >= 0; splits++) {
    const before = splits === maxSplit ? -1 : skipBack(vm, pieces, kind, data, last - 1, true);
    const whole = splits < maxSplit && before === -1 && last === length - 1;
    if (whole) return addRest(vm, pieces, list, self, 0, length, length);
    if (!appendPiece(vm, list, pieces.piece(vm, self, before + 1, last + 1))) return NULL;
    last = before < 0 ? -1 : skipBack(vm, pieces, kind, data, before, false);
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

/** A new list of what lies between a separator of one or more characters, from at most `maxSplit` splits. */
export function splitAt(
  vm: Interpreter,
  pieces: Pieces,
  self: Address,
  kind: number,
  data: Address,
  length: number,
  separatorKind: number,
  separator: Address,
  separatorLength: number,
  maxSplit: number,
): Address {
  const list = newPieces(vm, maxSplit);
  if (list === NULL) return NULL;
  const byte = kind === 1 && separatorLength === 1 ? vm.u8[separator] : -1;
  let start = 0;
  for (let splits = 0; splits < maxSplit; splits++) {
    const at = byte >= 0
      ? findByte(vm, data + start, data + length, byte) - data
      : findRange(vm, kind, data, start, length, separatorKind, separator, separatorLength);
    if (at < 0) break;
    if (!appendPiece(vm, list, pieces.piece(vm, self, start, at))) return NULL;
    start = at + separatorLength;
  }
  return addRest(vm, pieces, list, self, start, length, length);
}

/** The same from the end. */
export function splitAtBack(
  vm: Interpreter,
  pieces: Pieces,
  self: Address,
  kind: number,
  data: Address,
  length: number,
  separatorKind: number,
  separator: Address,
  separatorLength: number,
  maxSplit: number,
): Address {
  const list = newPieces(vm, maxSplit);
  if (list === NULL) return NULL;
  let end = length;
  for (let splits = 0; splits < maxSplit; splits++) {
    const at = findLastRange(vm, kind, data, 0, end, separatorKind, separator, separatorLength);
    if (at < 0) break;
    if (!appendPiece(vm, list, pieces.piece(vm, self, at + separatorLength, end))) return NULL;
    end = at;
  }
  if (addRest(vm, pieces, list, self, 0, end, length) === NULL) return NULL;
  reverseItems(vm, list);
  return list;
}

/** A new list of the lines, perhaps with their ends; a line that is all of an exact string is the string itself. */
export function splitLines(
  vm: Interpreter,
  pieces: Pieces,
  self: Address,
  kind: number,
  data: Address,
  length: number,
  keepEnds: boolean,
): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  for (let start = 0; start < length;) {
    let at = start;
    while (at < length && !pieces.isLineBreak(readCharacter(vm, kind, data, at))) at++;
    let next = at + 1;
    const isReturn = at + 1 < length && readCharacter(vm, kind, data, at) === 13;
    if (isReturn && readCharacter(vm, kind, data, at + 1) === 10) next++;
    if (next > length) next = length;
    const end = keepEnds ? next : at;
    if (start === 0 && end === length) return addRest(vm, pieces, list, self, 0, length, length);
    if (!appendPiece(vm, list, pieces.piece(vm, self, start, end))) return NULL;
    start = next;
  }
  return list;
}
