/**
 * The short ways of formatting one number: what `f"{i:05d}"`, `f"{x:8.2f}"`, `"%-6d"` and `"%.1f"` ask for, read from the
 * bytes of an ASCII text, and numbers of few digits written so. What these functions do not know is left to
 * number_format.ts and str_format.ts; nothing has happened then.
 *
 *     [0 or -][width, up to 99][.places, 1 to 6][letter]
 *
 * The plain text of the number is a str of its own, from which the padded one is made, as in CPython.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Python/formatter_unicode.c (format_long_internal,
 * format_float_internal), Objects/unicodeobject.c (unicode_format_arg_parse).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { fixedStr } from "./float_text.ts";
import { intToStr } from "./int_text.ts";
import { asciiAlloc, isCompactAscii } from "./str.ts";
import * as strLayout from "./str_layout.ts";

const { NULL } = heap;
const { ASCII_DATA, STR_LENGTH } = strLayout;

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const SPACE = 0x20;
const LOWER_D = 0x64;
const LOWER_F = 0x66;

/** A field's parts in one number: the letter (or what stands in its place), width, places, flag, characters read. */
const LETTER = 0x7f;
const WIDTH_SHIFT = 7;
const WIDTH = 0x7f;
const PLACES_SHIFT = 14;
const PLACES = 7;
const FLAG_SHIFT = 17;
const FLAG = 3;
const COUNT_SHIFT = 19;

/** Flags. */
export const PAD_LEFT = 0;
export const PAD_RIGHT = 1;
export const PAD_ZEROS = 2;

export const letterOf = (field: number): number => field & LETTER;
export const widthOf = (field: number): number => field >> WIDTH_SHIFT & WIDTH;
export const placesOf = (field: number): number => field >> PLACES_SHIFT & PLACES;
export const flagOf = (field: number): number => field >> FLAG_SHIFT & FLAG;
export const countOf = (field: number): number => field >> COUNT_SHIFT;

/** Reads a field from `at` on, up to and with its letter; 0 if it has more than the short way knows. */
export function scanField(u8: Uint8Array, at: Address): number {
  let c = u8[at], count = 1, flag = PAD_LEFT, width = 0, places = 0;
  if (c === MINUS || c === ZERO) {
    flag = c === MINUS ? PAD_RIGHT : PAD_ZEROS;
    c = u8[at + count++];
  }
  if (c - 0x31 >>> 0 < 9) {
    width = c - ZERO;
    c = u8[at + count++];
    if (c - ZERO >>> 0 < 10) {
      width = 10 * width + c - ZERO;
      c = u8[at + count++];
    }
  }
  if (c === POINT) {
    places = u8[at + count++] - ZERO;
    if (places < 1 || places > 6) return 0;
    c = u8[at + count++];
  }
  if (c > LETTER) return 0;
  return c | width << WIDTH_SHIFT | places << PLACES_SHIFT | flag << FLAG_SHIFT | count << COUNT_SHIFT;
}

/** The field that a whole specifier (a str) is, without a letter or with `letter`; 0 if it is none. */
function scanSpec(vm: Interpreter, spec: Address, letter: number): number {
  if (!isCompactAscii(vm, spec)) return 0;
  const field = scanField(vm.u8, spec + ASCII_DATA), last = letterOf(field);
  const length = vm.i32[(spec + STR_LENGTH) >> 2];
  // The zero behind the specifier stands for a missing letter.
  if (last !== (countOf(field) > length ? 0 : letter)) return 0;
  return countOf(field) === (last === 0 ? length + 1 : length) && flagOf(field) !== PAD_RIGHT ? field : 0;
}

/**
 * A text (ASCII, stolen, NULL with an exception pending) filled up to `width` on the left or right, or with zeros behind
 * its sign: new, even if nothing is filled up.
 */
export function padText(vm: Interpreter, text: Address, width: number, flag: number): Address {
  if (text === NULL) return NULL;
  const length = vm.i32[(text + STR_LENGTH) >> 2];
  const result = asciiAlloc(vm, length > width ? length : width);
  if (result !== NULL) writePadded(vm.u8, result + ASCII_DATA, text + ASCII_DATA, length, width, flag);
  decref(vm, text);
  return result;
}

/** Writes the `length` characters at `from` to `to`, filled up to `width`. */
export function writePadded(
  u8: Uint8Array,
  to: Address,
  from: Address,
  length: number,
  width: number,
  flag: number,
): void {
  const end = to + (width > length ? width : length);
  let at = from, left = flag === PAD_RIGHT ? 0 : end - to - length;
  if (flag === PAD_ZEROS && left > 0 && u8[at] === MINUS) u8[to++] = u8[at++];
  for (const fill = flag === PAD_ZEROS ? ZERO : SPACE; left > 0; left--) u8[to++] = fill;
  for (const last = from + length; at < last; at++) u8[to++] = u8[at];
  while (to < end) u8[to++] = SPACE;
}

/** format(value, spec) of an exact int of one digit: new. NULL with MemoryError, or without if it goes the long way. */
export function formatShortInt(vm: Interpreter, value: Address, spec: Address): Address {
  const field = scanSpec(vm, spec, LOWER_D), width = widthOf(field);
  // Texts of one character are made otherwise.
  if (width < 2 || placesOf(field) !== 0) return NULL;
  return padText(vm, intToStr(vm, value), width, flagOf(field));
}

/** format(x, spec) of a float: new. NULL with MemoryError, or without if it goes the long way. */
export function formatShortFloat(vm: Interpreter, x: number, spec: Address): Address {
  const field = scanSpec(vm, spec, LOWER_F), places = placesOf(field), width = widthOf(field);
  if (places === 0 || letterOf(field) !== LOWER_F) return NULL;
  const text = fixedStr(vm, x, places);
  if (text === NULL || width === 0) return text;
  return padText(vm, text, width, flagOf(field));
}
