/**
 * The short way of `"%s-%d" % (w, i)` and of `"{}-{}".format(w, i)`: an ASCII text whose fields are nothing but "%s", "%d",
 * "%i" or "{}", and values that are ASCII strs and ints of one digit. Everything else is left to str_format.ts and
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
import { decref } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import * as int from "./int.ts";
import { countDigits, putDigits } from "./int_text.ts";
import { asciiAlloc, strResize } from "./str.ts";
import { putText } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import { shareCharacter } from "./str_writer.ts";

const { NULL } = heap;
const { OB_SIZE, OB_TYPE } = objectLayout;
const { INT_TYPE, STR_TYPE } = statics;
const { OB_DIGIT } = int;
const { ASCII_DATA, COMPACT_ASCII, STR_LENGTH, STR_STATE } = strLayout;

/** What a field starts with. */
export const PERCENT = 0x25;
export const OPEN = 0x7b;
const PERCENT_MARK = PERCENT;
const CLOSE = 0x7d;
const LOWER_D = 0x64, LOWER_I = 0x69, LOWER_S = 0x73;

/** Room for the values that is asked for at first, and the longest text that goes this way. */
const EXPECTED_GROWTH = 100;
const LONGEST = 300;
/** What the conversion of a one-digit int requests for its scratch int. */
const SCRATCH_REQUEST = 32;

/** Characters of a value's text, or -1 if it is neither an ASCII str (where `text` allows one) nor an int of one digit. */
function lengthOf(i32: Int32Array, value: Address, text: boolean): number {
  const type = i32[(value + OB_TYPE) >> 2];
  if (type === INT_TYPE) {
    const size = i32[(value + OB_SIZE) >> 2];
    if (size + 1 >>> 0 > 2) return -1;
    return (size === 0 ? 1 : countDigits(i32[(value + OB_DIGIT) >> 2])) + (size >>> 31);
  }
  if (type !== STR_TYPE || !text || (i32[(value + STR_STATE) >> 2] & COMPACT_ASCII) !== COMPACT_ASCII) {
    return -1;
  }
  return i32[(value + STR_LENGTH) >> 2];
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
      const kind = u8[at++]; // behind the end stands a zero
      if (kind !== PERCENT || mark !== PERCENT_MARK) {
        const known = mark !== PERCENT_MARK
          ? kind === CLOSE
          : kind === LOWER_S || kind === LOWER_D || kind === LOWER_I;
        if (!known || used === count) return -1;
        length = lengthOf(i32, i32[(items + 8 * used++) >> 2], kind === LOWER_S || kind === CLOSE);
        if (length < 0) return -1;
      }
    } else if (c === CLOSE && mark !== PERCENT_MARK) {
      return -1;
    } else {
      while (at < end && u8[at] !== mark && (u8[at] !== CLOSE || mark === PERCENT_MARK)) {
        at++;
        length++;
      }
    }
    total += length;
    if (first === 0) first = length;
  }
  vm.second = first;
  // Values that are left over are an error of the operator.
  return used === count || mark !== PERCENT_MARK ? total : -1;
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
  const length = vm.i32[(template + STR_LENGTH) >> 2];
  if (length > LONGEST || vm.objectAllocator !== vm.pymalloc) return NULL;
  const total = measure(vm, template, items, count, mark);
  const first = vm.second, size = length + EXPECTED_GROWTH;
  // A first piece that is long has more room; one that is all there is is shared, unless it is an int.
  if (total <= 0 || total > size || first > EXPECTED_GROWTH) return NULL;
  if (total === first && (length !== 2 || vm.i32[(vm.i32[items >> 2] + OB_TYPE) >> 2] !== INT_TYPE)) {
    return NULL;
  }
  const buffer = asciiAlloc(vm, size);
  if (buffer === NULL) return NULL;
  const end = buffer + ASCII_DATA + size;
  if (fill(vm, template, items, buffer + ASCII_DATA, end, mark) < 0) {
    decref(vm, buffer);
    return NULL;
  }
  const text = strResize(vm, buffer, total);
  return total > 1 || text === NULL ? text : shareCharacter(vm, text);
}

/** fillTemplate of one value (borrowed). */
export function fillTemplateWith(vm: Interpreter, template: Address, value: Address, mark: number): Address {
  vm.i32[vm.sp >> 2] = value;
  return fillTemplate(vm, template, vm.sp, 1, mark);
}

/** Writes the text to `to`. 0, or -1 with MemoryError. */
function fill(
  vm: Interpreter,
  template: Address,
  items: Address,
  to: Address,
  limit: Address,
  mark: number,
): number {
  const i32 = vm.i32, u8 = vm.u8;
  const end = template + ASCII_DATA + i32[(template + STR_LENGTH) >> 2];
  let word = items >> 2;
  for (let at = template + ASCII_DATA; at < end; at++) {
    const c = u8[at];
    if (c !== mark || u8[++at] === PERCENT_MARK) {
      u8[to++] = c;
      continue;
    }
    const value = i32[word];
    word += 2;
    if (i32[(value + OB_TYPE) >> 2] === STR_TYPE) {
      to = putText(vm, to, limit, value);
    } else {
      const scratch = objectMalloc(vm, SCRATCH_REQUEST);
      if (scratch === NULL) {
        noMemory(vm);
        return -1;
      }
      const size = i32[(value + OB_SIZE) >> 2], digit = size === 0 ? 0 : i32[(value + OB_DIGIT) >> 2];
      to += countDigits(digit) + (size >>> 31);
      putDigits(u8, to, digit, size < 0);
      objectFree(vm, scratch);
    }
  }
  return 0;
}
