/**
 * The short way of `"%s-%d" % (w, i)` and of `"{}-{}".format(w, i)`: an ASCII text whose fields are "%s", "%d",
 * "%i" and "%.2f", with a width perhaps (short_format.ts), or "{}", and values that are ASCII strs, ints of one digit and
 * floats of moderate size. Everything else is left to str_format.ts and
 * str_format_method.ts, which also say what is wrong; nothing has happened then.
 *
 * The text is measured first. What is requested is what the writer of the long way requests (str_writer.ts): a buffer
 * with room for 100 characters more than the template, cut to the exact size at the end; a scratch int for each int. A
 * template that would need a second buffer goes the long way.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_Format),
 * Objects/stringlib/unicode_format.h (do_markup).
 */
import * as heap from "../../heap/mod.ts";
import { type Address, objectFree, objectMalloc } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { decref, newRef } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import * as int from "./int.ts";
import { floatValue } from "./float.ts";
import { fixedStr, splitFixed } from "./float_text.ts";
import { countDigits, intToStr, putDigits } from "./int_text.ts";
import {
  countOf,
  flagOf,
  letterOf,
  PAD_ZEROS,
  placesOf,
  scanField,
  widthOf,
  writePadded,
} from "./short_format.ts";
import { asciiAlloc, strResize } from "./str.ts";
import { putText } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import { shareCharacter } from "./str_writer.ts";

const { NULL } = heap;
const { OB_SIZE, OB_TYPE } = objectLayout;
const { FLOAT_TYPE, INT_TYPE, STR_TYPE } = statics;
const { OB_DIGIT } = int;
const { ASCII_DATA, COMPACT_ASCII, STR_LENGTH, STR_STATE } = strLayout;

/** What a field starts with. */
export const PERCENT = 0x25;
export const OPEN = 0x7b;
const CLOSE = 0x7d;
const LOWER_D = 0x64, LOWER_F = 0x66, LOWER_I = 0x69, LOWER_S = 0x73;

/** Room for the values that is asked for at first, and the longest text that goes this way. */
const EXPECTED_GROWTH = 100;
const LONGEST = 300;
/** What the conversion of a one-digit int requests for its scratch int. */
const SCRATCH_REQUEST = 32;
/** The field "{}": as "%s". */
const EMPTY_FIELD = 1 << 19 | LOWER_S;

/** Characters of a value's text as the field has it, or -1 if it goes the long way. */
function lengthOf(vm: Interpreter, value: Address, field: number): number {
  const i32 = vm.i32;
  const type = i32[(value + OB_TYPE) >> 2], letter = letterOf(field), width = widthOf(field);
  let length: number;
  if (type === INT_TYPE) {
    const size = i32[(value + OB_SIZE) >> 2];
    if (size + 1 >>> 0 > 2 || placesOf(field) !== 0) return -1;
    if (letter !== LOWER_D && letter !== LOWER_I && (letter !== LOWER_S || width !== 0)) return -1;
    length = (size === 0 ? 1 : countDigits(i32[(value + OB_DIGIT) >> 2])) + (size >>> 31);
  } else if (type === STR_TYPE) {
    if (letter !== LOWER_S || flagOf(field) === PAD_ZEROS || placesOf(field) !== 0) return -1;
    if ((i32[(value + STR_STATE) >> 2] & COMPACT_ASCII) !== COMPACT_ASCII) return -1;
    length = i32[(value + STR_LENGTH) >> 2];
  } else {
    const places = placesOf(field);
    if (type !== FLOAT_TYPE || letter !== LOWER_F || places === 0) return -1;
    const x = floatValue(vm, value), whole = splitFixed(vm, x, places);
    if (whole < 0) return -1;
    length = countDigits(whole) + places + (x < 0 ? 2 : 1);
  }
  return width > length ? width : length;
}

/**
 * The length of the template with its fields filled in, and in `vm.second` that of the first piece that is not empty;
 * -1 if it goes the long way.
 */
function measure(vm: Interpreter, template: Address, items: Address, count: number, mark: number): number {
  const i32 = vm.i32, u8 = vm.u8;
  const end = template + ASCII_DATA + i32[(template + STR_LENGTH) >> 2];
  let total = 0, first = 0, used = 0;
  for (let at = template + ASCII_DATA; at < end;) {
    let length = 1;
    const c = u8[at++];
    if (c === mark) {
      // Behind the end stands a zero.
      if (mark === PERCENT && u8[at] === PERCENT) {
        at++;
      } else {
        const field = mark === PERCENT ? scanField(u8, at) : u8[at] === CLOSE ? EMPTY_FIELD : 0;
        if (field === 0 || used === count) return -1;
        length = lengthOf(vm, i32[(items + 8 * used++) >> 2], field);
        if (length < 0) return -1;
        at += countOf(field);
      }
    } else if (c === CLOSE && mark !== PERCENT) {
      return -1;
    } else {
      while (at < end && u8[at] !== mark && (u8[at] !== CLOSE || mark === PERCENT)) {
        at++;
        length++;
      }
    }
    total += length;
    if (first === 0) first = length;
  }
  vm.second = first;
  // Values that are left over are an error of the operator.
  return used === count || mark !== PERCENT ? total : -1;
}

/**
 * The template (a compact ASCII str) with the `count` values whose words start at `items` in its fields, which start with
 * `mark`; new. NULL with MemoryError, or without an exception if it goes the long way. Runs no code of the program.
 */
export function fillTemplate(
  vm: Interpreter,
  template: Address,
  items: Address,
  count: number,
  mark: number,
): Address {
  const i32 = vm.i32;
  const length = i32[(template + STR_LENGTH) >> 2];
  if (length > LONGEST || vm.objectAllocator !== vm.pymalloc) return NULL;
  const total = measure(vm, template, items, count, mark);
  const first = vm.second, size = length + EXPECTED_GROWTH;
  // A first piece that is long has more room.
  if (total <= 0 || total > size || first > EXPECTED_GROWTH) return NULL;
  if (total === first) {
    const field = mark === PERCENT ? scanField(vm.u8, template + ASCII_DATA + 1) : EMPTY_FIELD;
    if (count !== 1 || countOf(field) + 1 !== length) return NULL;
    const value = i32[items >> 2];
    if (widthOf(field) !== 0 || i32[(value + OB_TYPE) >> 2] !== INT_TYPE) {
      return fillWhole(vm, value, field, size);
    }
  }
  const buffer = fill(vm, template, items, size, mark);
  if (buffer === NULL) return NULL;
  const text = strResize(vm, buffer, total);
  return total > 1 || text === NULL ? text : shareCharacter(vm, text);
}

/** fillTemplate of one value (borrowed). */
export function fillTemplateWith(vm: Interpreter, template: Address, value: Address, mark: number): Address {
  vm.i32[vm.sp >> 2] = value;
  return fillTemplate(vm, template, vm.sp, 1, mark);
}

/** The value of a field that is the whole template: its text itself, if that fills the field. */
function fillWhole(vm: Interpreter, value: Address, field: number, size: number): Address {
  const text = textOf(vm, value, field);
  if (text === NULL || vm.i32[(text + STR_LENGTH) >> 2] >= widthOf(field)) return text;
  const buffer = asciiAlloc(vm, size);
  if (buffer !== NULL) putPadded(vm, buffer + ASCII_DATA, text, field);
  decref(vm, text);
  return buffer === NULL ? NULL : strResize(vm, buffer, widthOf(field));
}

/** Writes the text into a buffer with room for `size` characters, requested when the first piece is there. Or NULL. */
function fill(vm: Interpreter, template: Address, items: Address, size: number, mark: number): Address {
  const i32 = vm.i32, u8 = vm.u8;
  const end = template + ASCII_DATA + i32[(template + STR_LENGTH) >> 2];
  let buffer = NULL, to = NULL, word = items >> 2;
  for (let at = template + ASCII_DATA; at < end;) {
    const c = u8[at++];
    if (c !== mark || (mark === PERCENT && u8[at] === PERCENT)) {
      if (c === mark) at++;
      if (buffer === NULL) {
        if ((buffer = asciiAlloc(vm, size)) === NULL) return NULL;
        to = buffer + ASCII_DATA;
      }
      u8[to++] = c;
      continue;
    }
    const field = mark === PERCENT ? scanField(u8, at) : EMPTY_FIELD;
    at += countOf(field);
    const value = i32[word];
    word += 2;
    const isPlain = widthOf(field) === 0, type = i32[(value + OB_TYPE) >> 2];
    if (isPlain && type === STR_TYPE && i32[(value + STR_LENGTH) >> 2] === 0) continue;
    const text = isPlain && type === STR_TYPE
      ? value
      : isPlain && type === INT_TYPE
      ? objectMalloc(vm, SCRATCH_REQUEST)
      : textOf(vm, value, field);
    if (buffer === NULL && text !== NULL) {
      buffer = asciiAlloc(vm, size);
      to = buffer + ASCII_DATA;
    }
    if (text === NULL || buffer === NULL) return abandon(vm, buffer, text, isPlain ? type : NULL);
    if (isPlain && type === STR_TYPE) {
      to = putText(vm, to, buffer + ASCII_DATA + size, value);
    } else if (isPlain && type === INT_TYPE) {
      to = putInt(vm, to, value);
      objectFree(vm, text);
    } else {
      to = putPadded(vm, to, text, field);
      decref(vm, text);
    }
  }
  return buffer;
}

/** Releases what fill has when memory is out: the scratch block of a plain int, the text of a field that is none. */
function abandon(vm: Interpreter, buffer: Address, text: Address, plainType: Address): Address {
  if (buffer !== NULL) decref(vm, buffer);
  if (text !== NULL && plainType === INT_TYPE) objectFree(vm, text);
  else if (text !== NULL && plainType !== STR_TYPE) decref(vm, text);
  return vm.curexcType === NULL ? noMemory(vm) : NULL;
}

/** A value's text as a str of its own, before it is filled up: a new reference. */
function textOf(vm: Interpreter, value: Address, field: number): Address {
  const type = vm.i32[(value + OB_TYPE) >> 2];
  if (type === STR_TYPE) return newRef(vm, value);
  return type === INT_TYPE ? intToStr(vm, value) : fixedStr(vm, floatValue(vm, value), placesOf(field));
}

/** Writes the text of a one-digit int; returns where it ends. */
function putInt(vm: Interpreter, to: Address, value: Address): Address {
  const i32 = vm.i32;
  const size = i32[(value + OB_SIZE) >> 2], digit = size === 0 ? 0 : i32[(value + OB_DIGIT) >> 2];
  const end = to + countDigits(digit) + (size >>> 31);
  putDigits(vm.u8, end, digit, size < 0);
  return end;
}

/** Writes a text filled up to its field's width; returns where it ends. */
function putPadded(vm: Interpreter, to: Address, text: Address, field: number): Address {
  const length = vm.i32[(text + STR_LENGTH) >> 2], width = widthOf(field);
  writePadded(vm.u8, to, text + ASCII_DATA, length, width, flagOf(field));
  return to + (width > length ? width : length);
}
