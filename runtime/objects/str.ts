/**
 * str: making, reading, comparing and joining strings. The type object, its methods and formatting are in the files
 * beside this one (str_type.ts, str_methods.ts, str_format.ts); the layout is in str_layout.ts.
 *
 * Laws
 * - The empty string is always EMPTY_STR, which is static. The one-character strings below U+0100 are static too;
 *   whoever takes a character out of a string (`strCharacter`, `strSubstring`) gets those. Operations that write
 *   their result (upper, replace, str of an int) make a new object even of one character, as CPython does.
 * - Identifiers that the runtime uses are static strings of their own: 'a' as a name is another object than chr(97).
 * - Nothing here runs code of the program; what can fail fails with MemoryError.
 *
 * Fast paths index the views. Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_New, PyUnicode_FromString,
 * PyUnicode_Substring, PyUnicode_Concat, PyUnicode_Append, unicode_resize, unicode_hash, unicode_eq).
 */
import * as heap from "../../heap/mod.ts";
import {
  type Address,
  objectFree,
  objectMalloc,
  objectRealloc,
  type Size,
  takeFreeBlock,
  usedPoolWord,
} from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { EMPTY_STR } from "../memory/statics.ts";
import { noMemory } from "../memory/pending.ts";
import { decref } from "../memory/refcount.ts";
import * as strLayout from "./str_layout.ts";
import { copyBytes, copyCharacters, findMaxCharacter, readCharacter, writeCharacter } from "./str_copy.ts";
import { hashBytes } from "./str_hash.ts";

const { NULL, SMALL_REQUEST_THRESHOLD } = heap;
const { EQ, GT, LE, LT, NE, OB_TYPE, ONE_WORD, TP_FLAGS, TPFLAGS_UNICODE_SUBCLASS } = objectLayout;
const { ASCII_CHARACTERS, IMMORTAL_REFCOUNT, LATIN1_CHARACTERS, STATIC_IDENTIFIERS, STR_TYPE } = statics;
const {
  ASCII_DATA,
  COMPACT_ASCII,
  COMPACT_DATA,
  MAX_CODE_POINT,
  SSIZE_MAX,
  STATE_ASCII,
  STATE_COMPACT,
  STATE_INTERNED,
  STATE_KIND_MASK,
  STATE_KIND_SHIFT,
  STATE_OF_ASCII,
  STATE_OF_KIND1,
  STATE_OF_KIND2,
  STATE_OF_KIND4,
  STR_DATA,
  STR_HASH,
  STR_LENGTH,
  STR_STATE,
  STR_UTF8,
  STR_UTF8_LENGTH,
  STR_WSTR,
  STR_WSTR_LENGTH,
} = strLayout;

export { EMPTY_STR };

/** Bytes of a compact str's block; a number beyond any block if the length is absurd. */
export function strBlockSize(length: number, maxChar: number): Size {
  if (maxChar < 0x80) return ASCII_DATA + length + 1;
  return COMPACT_DATA + (length + 1) * (maxChar < 0x100 ? 1 : maxChar < 0x10000 ? 2 : 4);
}

/**
 * A new str of `length` characters up to `maxChar`, to be filled by the caller; length 0 gives the empty str.
 * The characters hold garbage, the terminator is written. NULL with MemoryError.
 */
export function strAlloc(vm: Interpreter, length: number, maxChar: number): Address {
  if (maxChar >= 0x80) return allocWide(vm, length, maxChar);
  return length === 0 ? emptyStr(vm) : asciiAlloc(vm, length);
}

/** An ASCII str shorter than this fits a block of pymalloc's. */
const SMALL_LENGTH = SMALL_REQUEST_THRESHOLD - ASCII_DATA;
/** Where pymalloc keeps the pools for the shortest ASCII strs, and how many words on for 16 characters more. */
const SHORTEST_POOL = usedPoolWord(ASCII_DATA >> 4);
const POOL_STEP = usedPoolWord(1) - usedPoolWord(0);

/** Whole words are copied by a loop up to this many characters, longer texts by the host. */
const COPIED_BY_WORD = 120;

/** The same for ASCII alone, of one character at least. */
export function asciiAlloc(vm: Interpreter, length: number): Address {
  let s = length < SMALL_LENGTH && vm.objectAllocator === vm.pymalloc
    ? takeFreeBlock(vm, SHORTEST_POOL + POOL_STEP * (length >> 4))
    : NULL;
  if (s === NULL && (s = objectMalloc(vm, ASCII_DATA + length + 1)) === NULL) return noMemory(vm);
  writeAsciiHead(vm.i32, s >> 2, length);
  vm.u8[s + ASCII_DATA + length] = 0;
  return s;
}

/** Writes the head of a fresh ASCII str at the index `word`. */
function writeAsciiHead(i32: Int32Array, word: number, length: number): void {
  i32[word] = 1;
  i32[word + 1] = 0;
  i32[word + 2] = STR_TYPE;
  i32[word + 3] = 0;
  i32[word + 4] = length;
  i32[word + 5] = 0;
  i32[word + 6] = -1;
  i32[word + 7] = -1;
  i32[word + 8] = STATE_OF_ASCII;
  i32[word + 9] = 0;
  i32[word + 10] = 0;
  i32[word + 11] = 0;
}

/** A new reference to `length` >= 0 ASCII characters from the address `from` on; one: its static str. */
export function asciiPiece(vm: Interpreter, from: Address, length: number): Address {
  const i32 = vm.i32, u8 = vm.u8;
  if (length === 1) {
    const character = ASCII_CHARACTERS + (u8[from] << 6);
    i32[character >> 2]++;
    return character;
  }
  if (length > COPIED_BY_WORD || length === 0 || vm.objectAllocator !== vm.pymalloc) {
    return otherPiece(vm, from, length);
  }
  const s = takeFreeBlock(vm, SHORTEST_POOL + POOL_STEP * (length >> 4));
  if (s === NULL) return otherPiece(vm, from, length);
  writeAsciiHead(i32, s >> 2, length);
  // Whole words: pymalloc's blocks have room for the last one.
  const view = vm.dataView, end = from + length;
  let word = (s + ASCII_DATA) >> 2;
  for (let at = from; at < end; at += 4) i32[word++] = view.getInt32(at, true);
  u8[s + ASCII_DATA + length] = 0;
  return s;
}

/** The pieces that asciiPiece does not make itself: none or many characters, another allocator, another pool. */
function otherPiece(vm: Interpreter, from: Address, length: number): Address {
  if (length === 0) return emptyStr(vm);
  const piece = asciiAlloc(vm, length);
  if (piece !== NULL) copyBytes(vm, piece + ASCII_DATA, from, length);
  return piece;
}

function allocWide(vm: Interpreter, length: number, maxChar: number): Address {
  if (length === 0) return emptyStr(vm);
  const kind = maxChar < 0x100 ? 1 : maxChar < 0x10000 ? 2 : 4;
  if (length > SSIZE_MAX / kind) return noMemory(vm);
  const s = objectMalloc(vm, COMPACT_DATA + (length + 1) * kind);
  if (s === NULL) return noMemory(vm);
  const i32 = vm.i32, f64 = vm.f64;
  f64[s >> 3] = ONE_WORD;
  const word = s >> 2;
  i32[word + 2] = STR_TYPE;
  i32[word + 3] = 0;
  i32[word + 4] = length;
  i32[word + 5] = 0;
  i32[word + 6] = -1;
  i32[word + 7] = -1;
  i32[word + 8] = kind === 1 ? STATE_OF_KIND1 : kind === 2 ? STATE_OF_KIND2 : STATE_OF_KIND4;
  i32[word + 9] = 0;
  f64[(s + STR_WSTR) >> 3] = 0;
  f64[(s + STR_UTF8_LENGTH) >> 3] = 0;
  f64[(s + STR_UTF8) >> 3] = 0;
  f64[(s + STR_WSTR_LENGTH) >> 3] = 0;
  if (kind === 4) {
    i32[(s + STR_WSTR) >> 2] = s + COMPACT_DATA;
    i32[(s + STR_WSTR_LENGTH) >> 2] = length;
  }
  writeCharacter(vm, kind, s + COMPACT_DATA, length, 0);
  return s;
}

function emptyStr(vm: Interpreter): Address {
  vm.i32[EMPTY_STR >> 2]++;
  return EMPTY_STR;
}

/** Number of code points. */
export function strLength(vm: Interpreter, s: Address): number {
  return vm.i32[(s + STR_LENGTH) >> 2];
}

/** Bytes per character: 1, 2 or 4. */
export function strKind(vm: Interpreter, s: Address): number {
  return (vm.i32[(s + STR_STATE) >> 2] >> STATE_KIND_SHIFT) & STATE_KIND_MASK;
}

/** Whether all characters are below U+0080. */
export function strIsAscii(vm: Interpreter, s: Address): boolean {
  return (vm.i32[(s + STR_STATE) >> 2] & STATE_ASCII) !== 0;
}

/** Address of the first character. */
export function strData(vm: Interpreter, s: Address): Address {
  const state = vm.i32[(s + STR_STATE) >> 2];
  if ((state & STATE_COMPACT) !== 0) return (state & STATE_ASCII) !== 0 ? s + ASCII_DATA : s + COMPACT_DATA;
  return vm.i32[(s + STR_DATA) >> 2];
}

/** The upper bound that the form allows: 0x7f, 0xff, 0xffff or 0x10ffff. */
export function strMaxChar(vm: Interpreter, s: Address): number {
  const state = vm.i32[(s + STR_STATE) >> 2];
  if ((state & STATE_ASCII) !== 0) return 0x7f;
  const kind = (state >> STATE_KIND_SHIFT) & STATE_KIND_MASK;
  return kind === 1 ? 0xff : kind === 2 ? 0xffff : MAX_CODE_POINT;
}

/** Whether the object is a str or an instance of a subclass. */
export function isStr(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  return type === STR_TYPE || (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_UNICODE_SUBCLASS) !== 0;
}

/** Whether the object, a str, is compact and ASCII: then it is a str itself, no instance of a subclass. */
export function isCompactAscii(vm: Interpreter, s: Address): boolean {
  return (vm.i32[(s + STR_STATE) >> 2] & COMPACT_ASCII) === COMPACT_ASCII;
}

/** Whether the object is a str itself, no instance of a subclass. */
export function isExactStr(vm: Interpreter, object: Address): boolean {
  return vm.i32[(object + OB_TYPE) >> 2] === STR_TYPE;
}

/** Whether the str has been interned. */
export function strIsInterned(vm: Interpreter, s: Address): boolean {
  return (vm.i32[(s + STR_STATE) >> 2] & STATE_INTERNED) !== 0;
}

/** The code point at `index`, which must be inside. */
export function readChar(vm: Interpreter, s: Address, index: number): number {
  const state = vm.i32[(s + STR_STATE) >> 2];
  if ((state & (STATE_ASCII | STATE_COMPACT)) === (STATE_ASCII | STATE_COMPACT)) {
    return vm.u8[s + ASCII_DATA + index];
  }
  return readCharacter(vm, (state >> STATE_KIND_SHIFT) & STATE_KIND_MASK, strData(vm, s), index);
}

/** New reference to the str of one code point: a static one below U+0100, else a new object. */
export function strCharacter(vm: Interpreter, codePoint: number): Address {
  if (codePoint < 0x100) {
    const s = codePoint < 0x80
      ? ASCII_CHARACTERS + (codePoint << 6)
      : LATIN1_CHARACTERS + 80 * (codePoint - 0x80);
    vm.i32[s >> 2]++;
    return s;
  }
  const s = allocWide(vm, 1, codePoint);
  if (s !== NULL) writeCharacter(vm, codePoint < 0x10000 ? 2 : 4, s + COMPACT_DATA, 0, codePoint);
  return s;
}

/** New reference to a str with the object's text: itself if it is exact, else an exact copy. */
export function strFromObject(vm: Interpreter, s: Address): Address {
  if (vm.i32[(s + OB_TYPE) >> 2] !== STR_TYPE) return strCopy(vm, s);
  vm.i32[s >> 2]++;
  return s;
}

/** A new exact str with the same characters. */
export function strCopy(vm: Interpreter, s: Address): Address {
  const length = strLength(vm, s);
  const copy = strAlloc(vm, length, strMaxChar(vm, s));
  if (copy !== NULL) copyBytes(vm, strData(vm, copy), strData(vm, s), length * strKind(vm, s));
  return copy;
}

/**
 * A new reference to a str with the text; pairs of surrogates are joined, others stay as they are. Text of one
 * character below U+0100 gives the static str.
 */
export function newStr(vm: Interpreter, text: string): Address {
  const length = text.length;
  if (length === 1 && text.charCodeAt(0) < 0x100) return strCharacter(vm, text.charCodeAt(0));
  let all = 0, surrogates = 0;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    all |= unit;
    if ((unit & 0xf800) === 0xd800) surrogates++;
  }
  if (surrogates > 1) return newStrWithSurrogates(vm, text);
  const s = strAlloc(vm, length, all);
  if (s === NULL) return NULL;
  if (all < 0x100) {
    const u8 = vm.u8, to = all < 0x80 ? s + ASCII_DATA : s + COMPACT_DATA;
    for (let i = 0; i < length; i++) u8[to + i] = text.charCodeAt(i);
  } else {
    const u16 = vm.u16, to = (s + COMPACT_DATA) >> 1;
    for (let i = 0; i < length; i++) u16[to + i] = text.charCodeAt(i);
  }
  return s;
}

function newStrWithSurrogates(vm: Interpreter, text: string): Address {
  let length = 0, max = 0;
  for (let i = 0; i < text.length; i++, length++) {
    const codePoint = text.codePointAt(i) as number;
    if (codePoint > max) max = codePoint;
    if (codePoint > 0xffff) i++;
  }
  const s = strAlloc(vm, length, max);
  if (s === NULL) return NULL;
  const kind = strKind(vm, s), data = strData(vm, s);
  for (let i = 0, at = 0; at < length; i++, at++) {
    const codePoint = text.codePointAt(i) as number;
    writeCharacter(vm, kind, data, at, codePoint);
    if (codePoint > 0xffff) i++;
  }
  return s;
}

/** A new reference to a str of the code points; one below U+0100 alone gives the static str. */
export function newStrFromCodePoints(vm: Interpreter, codePoints: ArrayLike<number>): Address {
  const length = codePoints.length;
  if (length === 1) return strCharacter(vm, codePoints[0]);
  let max = 0;
  for (let i = 0; i < length; i++) if (codePoints[i] > max) max = codePoints[i];
  const s = strAlloc(vm, length, max);
  if (s === NULL || length === 0) return s;
  const kind = strKind(vm, s), data = strData(vm, s);
  for (let i = 0; i < length; i++) writeCharacter(vm, kind, data, i, codePoints[i]);
  return s;
}

/** Text that is decoded by the host from this length on (measured: such a call costs as much as 40 characters). */
const DECODE_FROM = 48;
const CHARACTERS_AT_ONCE = 4096;
const ASCII_DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text as a JavaScript string; code points beyond U+FFFF become pairs of surrogates. */
export function jsString(vm: Interpreter, s: Address): string {
  const length = strLength(vm, s), kind = strKind(vm, s), data = strData(vm, s);
  if (kind === 1) {
    const u8 = vm.u8;
    if (length >= DECODE_FROM) {
      if (strIsAscii(vm, s)) return ASCII_DECODER.decode(u8.subarray(data, data + length));
      return decodeUnits(u8, data, data + length);
    }
    let text = "", at = data;
    const end = data + length;
    for (; at + 4 <= end; at += 4) text += String.fromCharCode(u8[at], u8[at + 1], u8[at + 2], u8[at + 3]);
    for (; at < end; at++) text += String.fromCharCode(u8[at]);
    return text;
  }
  if (kind === 2) return decodeUnits(vm.u16, data >> 1, (data >> 1) + length);
  const i32 = vm.i32;
  let text = "";
  for (let at = data >> 2; at < (data >> 2) + length; at++) text += String.fromCodePoint(i32[at]);
  return text;
}

function decodeUnits(view: Uint8Array | Uint16Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at += CHARACTERS_AT_ONCE) {
    const units = view.subarray(at, Math.min(end, at + CHARACTERS_AT_ONCE));
    text += String.fromCharCode.apply(null, units as unknown as number[]);
  }
  return text;
}

/** The hash: the low half, the high half in `vm.hashHigh`. Computed once and kept in the str. Cannot fail. */
export function strHash(vm: Interpreter, s: Address): number {
  const i32 = vm.i32;
  const low = i32[(s + STR_HASH) >> 2], high = i32[(s + STR_HASH + 4) >> 2];
  if (low !== -1 || high !== -1) {
    vm.hashHigh = high;
    return low;
  }
  const computed = hashBytes(vm, strData(vm, s), strLength(vm, s) * strKind(vm, s));
  i32[(s + STR_HASH) >> 2] = computed;
  i32[(s + STR_HASH + 4) >> 2] = vm.hashHigh;
  return computed;
}

/** Whether two strs have the same characters. */
export function strEqual(vm: Interpreter, a: Address, b: Address): boolean {
  if (a === b) return true;
  const i32 = vm.i32;
  const length = i32[(a + STR_LENGTH) >> 2];
  if (length !== i32[(b + STR_LENGTH) >> 2]) return false;
  const stateA = i32[(a + STR_STATE) >> 2], stateB = i32[(b + STR_STATE) >> 2];
  if (((stateA ^ stateB) & (STATE_ASCII | STATE_KIND_MASK << STATE_KIND_SHIFT)) !== 0) return false;
  const size = length * ((stateA >> STATE_KIND_SHIFT) & STATE_KIND_MASK);
  return equalWords(vm, strData(vm, a), strData(vm, b), size);
}

/** Whether `size` bytes at two multiples of 4 are the same. */
function equalWords(vm: Interpreter, a: Address, b: Address, size: Size): boolean {
  const i32 = vm.i32;
  const end = (a + size) >> 2;
  let other = b >> 2;
  for (let word = a >> 2; word < end; word++) if (i32[word] !== i32[other++]) return false;
  const rest = size & 3;
  return rest === 0 || ((i32[end] ^ i32[other]) & ((1 << (rest << 3)) - 1)) === 0;
}

/** Order by code points: -1, 0 or 1. */
export function strCompareOrder(vm: Interpreter, a: Address, b: Address): -1 | 0 | 1 {
  if (a === b) return 0;
  const lengthA = strLength(vm, a), lengthB = strLength(vm, b);
  const common = lengthA < lengthB ? lengthA : lengthB;
  const kindA = strKind(vm, a), kindB = strKind(vm, b);
  const difference = kindA === 1 && kindB === 1
    ? compareBytes(vm, strData(vm, a), strData(vm, b), common)
    : compareCharacters(vm, kindA, strData(vm, a), kindB, strData(vm, b), common);
  if (difference !== 0) return difference < 0 ? -1 : 1;
  return lengthA === lengthB ? 0 : lengthA < lengthB ? -1 : 1;
}

function compareBytes(vm: Interpreter, a: Address, b: Address, count: number): number {
  const i32 = vm.i32, u8 = vm.u8;
  const end = a + count, toB = b - a;
  let at = a;
  while (at + 4 <= end && i32[at >> 2] === i32[(at + toB) >> 2]) at += 4;
  for (; at < end; at++) {
    const difference = u8[at] - u8[at + toB];
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareCharacters(
  vm: Interpreter,
  kindA: number,
  dataA: Address,
  kindB: number,
  dataB: Address,
  count: number,
): number {
  for (let i = 0; i < count; i++) {
    const difference = readCharacter(vm, kindA, dataA, i) - readCharacter(vm, kindB, dataB, i);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `a op b` is true of two strs. */
export function strCompare(vm: Interpreter, a: Address, b: Address, op: number): boolean {
  if (op === EQ) return strEqual(vm, a, b);
  if (op === NE) return !strEqual(vm, a, b);
  const order = strCompareOrder(vm, a, b);
  switch (op) {
    case LT:
      return order < 0;
    case LE:
      return order <= 0;
    case GT:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Whether the str has exactly the ASCII text `text`. */
export function strEqualsText(vm: Interpreter, s: Address, text: string): boolean {
  const length = text.length;
  if (strLength(vm, s) !== length || strKind(vm, s) !== 1) return false;
  const u8 = vm.u8, data = strData(vm, s);
  for (let i = 0; i < length; i++) if (u8[data + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** A new reference to `left` and `right` (both borrowed strs) joined. NULL with MemoryError. */
export function strConcat(vm: Interpreter, left: Address, right: Address): Address {
  const i32 = vm.i32;
  const lengthLeft = i32[(left + STR_LENGTH) >> 2], lengthRight = i32[(right + STR_LENGTH) >> 2];
  const length = lengthLeft + lengthRight;
  const state = i32[(left + STR_STATE) >> 2] & i32[(right + STR_STATE) >> 2];
  if (
    length > COPIED_BY_WORD || lengthLeft === 0 || lengthRight === 0 ||
    (state & COMPACT_ASCII) !== COMPACT_ASCII
  ) {
    return concatSlowly(vm, left, right);
  }
  const joined = asciiAlloc(vm, length);
  if (joined === NULL) return NULL;
  const u8 = vm.u8, view = vm.dataView;
  const middle = joined + ASCII_DATA + lengthLeft, end = middle + lengthRight;
  let from = (left + ASCII_DATA) >> 2, to = (joined + ASCII_DATA) >> 2;
  // Aligned words, the last one perhaps into the room of the right part and of the terminator.
  for (let words = (lengthLeft + (lengthRight > 1 ? 3 : 0)) >> 2; words > 0; words--) i32[to++] = i32[from++];
  for (let rest = i32[from], i = to << 2; i < middle; i++, rest >>= 8) u8[i] = rest;
  from = (right + ASCII_DATA) >> 2;
  let at = middle;
  for (; at + 4 <= end; at += 4) view.setInt32(at, i32[from++], true);
  for (let rest = i32[from]; at < end; at++, rest >>= 8) u8[at] = rest;
  u8[end] = 0;
  return joined;
}

function concatSlowly(vm: Interpreter, left: Address, right: Address): Address {
  const lengthLeft = strLength(vm, left), lengthRight = strLength(vm, right);
  if (lengthLeft === 0) return strFromObject(vm, right);
  if (lengthRight === 0) return strFromObject(vm, left);
  const maxLeft = strMaxChar(vm, left), maxRight = strMaxChar(vm, right);
  const joined = strAlloc(vm, lengthLeft + lengthRight, maxLeft > maxRight ? maxLeft : maxRight);
  if (joined === NULL) return NULL;
  const kind = strKind(vm, joined), data = strData(vm, joined);
  copyCharacters(vm, kind, data, 0, strKind(vm, left), strData(vm, left), 0, lengthLeft);
  copyCharacters(vm, kind, data, lengthLeft, strKind(vm, right), strData(vm, right), 0, lengthRight);
  return joined;
}

/**
 * `left += right` for two exact strs: steals `left`, borrows `right`, returns a new reference. If `left` has no
 * other reference, is neither hashed nor interned, and its form can hold `right`, its block is resized to the exact
 * new size; otherwise a new str is made. NULL with MemoryError, `left` released.
 */
export function strAppendInPlace(vm: Interpreter, left: Address, right: Address): Address {
  const i32 = vm.i32;
  const length = i32[(right + STR_LENGTH) >> 2], old = i32[(left + STR_LENGTH) >> 2];
  if (
    i32[left >> 2] !== 1 || i32[(left + STR_STATE) >> 2] !== STATE_OF_ASCII || length === 0 || old === 0 ||
    (i32[(left + STR_HASH) >> 2] & i32[(left + STR_HASH + 4) >> 2]) !== -1 || left === right ||
    (i32[(right + STR_STATE) >> 2] & COMPACT_ASCII) !== COMPACT_ASCII
  ) return appendSlowly(vm, left, right);
  const s = objectRealloc(vm, left, ASCII_DATA + old + length + 1);
  if (s === NULL) {
    decref(vm, left);
    return noMemory(vm);
  }
  i32[(s + STR_LENGTH) >> 2] = old + length;
  const u8 = vm.u8, to = s + ASCII_DATA + old;
  if (length === 1) u8[to] = u8[right + ASCII_DATA];
  else copyBytes(vm, to, right + ASCII_DATA, length);
  u8[to + length] = 0;
  return s;
}

function appendSlowly(vm: Interpreter, left: Address, right: Address): Address {
  const lengthLeft = strLength(vm, left), lengthRight = strLength(vm, right);
  if (lengthLeft !== 0 && lengthRight !== 0 && canAppend(vm, left, right)) {
    const resized = strResize(vm, left, lengthLeft + lengthRight);
    if (resized === NULL) return NULL;
    const kind = strKind(vm, resized);
    copyCharacters(
      vm,
      kind,
      strData(vm, resized),
      lengthLeft,
      strKind(vm, right),
      strData(vm, right),
      0,
      lengthRight,
    );
    return resized;
  }
  const joined = strConcat(vm, left, right);
  decref(vm, left);
  return joined;
}

function canAppend(vm: Interpreter, left: Address, right: Address): boolean {
  return left !== right && isModifiable(vm, left) && isExactStr(vm, right) &&
    strMaxChar(vm, right) <= strMaxChar(vm, left);
}

/** Whether nobody else can see the str: it may be written to and resized. */
export function isModifiable(vm: Interpreter, s: Address): boolean {
  const i32 = vm.i32;
  return i32[s >> 2] === 1 && i32[(s + STR_HASH) >> 2] === -1 && i32[(s + STR_HASH + 4) >> 2] === -1 &&
    (i32[(s + STR_STATE) >> 2] & STATE_INTERNED) === 0 && i32[(s + OB_TYPE) >> 2] === STR_TYPE;
}

/**
 * Resizes a modifiable compact str to `length` characters by realloc to the exact size; steals it, returns a new
 * reference (length 0: the empty str). What lies beyond the old length is garbage. NULL with MemoryError, the str
 * released.
 */
export function strResize(vm: Interpreter, s: Address, length: number): Address {
  const i32 = vm.i32;
  if (length === i32[(s + STR_LENGTH) >> 2]) return s;
  if (length === 0) {
    decref(vm, s);
    return emptyStr(vm);
  }
  const ascii = strIsAscii(vm, s), kind = strKind(vm, s);
  if (!ascii && i32[(s + STR_UTF8) >> 2] !== NULL) {
    objectFree(vm, i32[(s + STR_UTF8) >> 2]);
    i32[(s + STR_UTF8) >> 2] = NULL;
    i32[(s + STR_UTF8_LENGTH) >> 2] = 0;
  }
  const start = ascii ? ASCII_DATA : COMPACT_DATA;
  const resized = objectRealloc(vm, s, start + (length + 1) * kind);
  if (resized === NULL) {
    decref(vm, s);
    return noMemory(vm);
  }
  i32[(resized + STR_LENGTH) >> 2] = length;
  if (kind === 4) {
    i32[(resized + STR_WSTR) >> 2] = resized + COMPACT_DATA;
    i32[(resized + STR_WSTR_LENGTH) >> 2] = length;
  }
  writeCharacter(vm, kind, resized + start, length, 0);
  return resized;
}

/**
 * A new reference to the characters in [start, end), which must lie inside. All of them: the str itself if it is
 * exact; one: the character's static str; none: the empty str.
 */
export function strSubstring(vm: Interpreter, s: Address, start: number, end: number): Address {
  return end - start === strLength(vm, s) ? strFromObject(vm, s) : strPiece(vm, s, start, end);
}

/** The same, but all of the characters give a new str too. */
export function strPiece(vm: Interpreter, s: Address, start: number, end: number): Address {
  const length = end - start;
  if (length <= 0) return emptyStr(vm);
  if (!strIsAscii(vm, s)) return substringWide(vm, s, start, length);
  return asciiPiece(vm, strData(vm, s) + start, length);
}

function substringWide(vm: Interpreter, s: Address, start: number, length: number): Address {
  const kind = strKind(vm, s), data = strData(vm, s);
  if (length === 1) return strCharacter(vm, readCharacter(vm, kind, data, start));
  const part = strAlloc(vm, length, findMaxCharacter(vm, kind, data, start, start + length));
  if (part !== NULL) copyCharacters(vm, strKind(vm, part), strData(vm, part), 0, kind, data, start, length);
  return part;
}

/** Writes the head of a static str whose characters are in place. */
function initStatic(vm: Interpreter, s: Address, length: number, state: number): void {
  const i32 = vm.i32;
  i32[s >> 2] = IMMORTAL_REFCOUNT;
  i32[(s + OB_TYPE) >> 2] = STR_TYPE;
  i32[(s + STR_LENGTH) >> 2] = length;
  i32[(s + STR_HASH) >> 2] = -1;
  i32[(s + STR_HASH + 4) >> 2] = -1;
  i32[(s + STR_STATE) >> 2] = state;
}

/**
 * Fills the static segment's strings: the empty one, the characters below U+0100 and the identifiers (which
 * become interned later, when the dict of interned strings exists).
 */
export function initStaticStrings(vm: Interpreter): void {
  const u8 = vm.u8;
  initStatic(vm, EMPTY_STR, 0, STATE_OF_ASCII);
  for (let c = 0; c < 0x80; c++) {
    u8[ASCII_CHARACTERS + 64 * c + ASCII_DATA] = c;
    initStatic(vm, ASCII_CHARACTERS + 64 * c, 1, STATE_OF_ASCII);
    u8[LATIN1_CHARACTERS + 80 * c + COMPACT_DATA] = 0x80 + c;
    initStatic(vm, LATIN1_CHARACTERS + 80 * c, 1, STATE_OF_KIND1);
  }
  for (const [name, s] of STATIC_IDENTIFIERS) {
    for (let i = 0; i < name.length; i++) u8[s + ASCII_DATA + i] = name.charCodeAt(i);
    initStatic(vm, s, name.length, STATE_OF_ASCII);
  }
}
