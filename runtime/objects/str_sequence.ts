/**
 * str as a sequence: `+`, `*`, indexing and slicing.
 *
 * One character comes from the static strings; a slice of the whole str with step 1 is the str itself. Slices with
 * another step are new objects even of one character. Converting an index can run any code.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_Concat, unicode_repeat, unicode_getitem, unicode_subscript).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as statics from "../memory/statics.ts";
import { newRef } from "../memory/refcount.ts";
import { raise } from "./errors.ts";
import { asSsize, hasIndex } from "./number.ts";
import { isSlice, sliceAdjust, sliceUnpack } from "./slice.ts";
import * as strModule from "./str.ts";
import {
  asciiAlloc,
  asciiPiece,
  isStr,
  readChar,
  strAlloc,
  strCharacter,
  strConcat,
  strData,
  strFromObject,
  strIsAscii,
  strKind,
  strLength,
  strMaxChar,
  strSubstring,
} from "./str.ts";
import { copyCharacters, fillCharacters, readCharacter, writeCharacter } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import { typeNameOf } from "./type_name.ts";

const { NULL } = heap;
const { INDEX_ERROR, OVERFLOW_ERROR, TYPE_ERROR } = statics;
const { EMPTY_STR } = strModule;
const { ASCII_DATA, MAX_CODE_POINT, SSIZE_MAX, STR_LENGTH } = strLayout;

/** sq_concat: `self + other`; TypeError if `other` is no str. */
export function strConcatSlot(vm: Interpreter, self: Address, other: Address): Address {
  if (isStr(vm, other)) return strConcat(vm, self, other);
  return raise(vm, TYPE_ERROR, `can only concatenate str (not "${typeNameOf(vm, other)}") to str`);
}

/** sq_repeat: the str `count` times. */
export function strRepeat(vm: Interpreter, self: Address, count: number): Address {
  if (count < 1) return newRef(vm, EMPTY_STR);
  if (count === 1) return strFromObject(vm, self);
  const length = strLength(vm, self);
  if (length * count >= SSIZE_MAX) return raise(vm, OVERFLOW_ERROR, "repeated string is too long");
  const total = length * count;
  const result = strAlloc(vm, total, strMaxChar(vm, self));
  if (result === NULL || total === 0) return result;
  const kind = strKind(vm, result), data = strData(vm, result);
  if (length === 1) {
    fillCharacters(vm, kind, data, 0, total, readChar(vm, self, 0));
    return result;
  }
  copyCharacters(vm, kind, data, 0, kind, strData(vm, self), 0, length);
  for (let done = length; done < total;) {
    const more = Math.min(done, total - done);
    copyCharacters(vm, kind, data, done, kind, data, 0, more);
    done += more;
  }
  return result;
}

/** sq_item: the character at `index`, which is not counted from the end. */
export function strItem(vm: Interpreter, self: Address, index: number): Address {
  if (index < 0 || index >= strLength(vm, self)) return raise(vm, INDEX_ERROR, "string index out of range");
  return strCharacter(vm, readChar(vm, self, index));
}

/** mp_subscript: `self[key]` for an index or a slice. */
export function strSubscript(vm: Interpreter, self: Address, key: Address): Address {
  if (hasIndex(vm, key)) {
    const index = asSsize(vm, key, INDEX_ERROR);
    if (index === -1 && vm.curexcType !== NULL) return NULL;
    return strItem(vm, self, index < 0 ? index + strLength(vm, self) : index);
  }
  if (isSlice(vm, key)) return strSlice(vm, self, key);
  return raise(vm, TYPE_ERROR, `string indices must be integers, not '${typeNameOf(vm, key)}'`);
}

/** `count` characters of a compact ASCII str from `from` on, `by` apart: new. */
export function asciiSlice(
  vm: Interpreter,
  self: Address,
  from: number,
  by: number,
  count: number,
): Address {
  if (by === 1) {
    if (count !== vm.i32[(self + STR_LENGTH) >> 2]) return asciiPiece(vm, self + ASCII_DATA + from, count);
    vm.i32[self >> 2]++;
    return self;
  }
  if (count === 0) return newRef(vm, EMPTY_STR);
  const s = asciiAlloc(vm, count);
  if (s === NULL) return NULL;
  const u8 = vm.u8, end = s + ASCII_DATA + count;
  for (let to = s + ASCII_DATA, at = self + ASCII_DATA + from; to < end; at += by) u8[to++] = u8[at];
  return s;
}

function strSlice(vm: Interpreter, self: Address, slice: Address): Address {
  if (sliceUnpack(vm, slice) < 0) return NULL;
  const count = sliceAdjust(vm, strLength(vm, self));
  const start = vm.sliceStart, step = vm.sliceStep;
  if (count <= 0) return newRef(vm, EMPTY_STR);
  if (step === 1) return strSubstring(vm, self, start, start + count);
  const kind = strKind(vm, self), data = strData(vm, self);
  let max = 0x7f;
  if (!strIsAscii(vm, self)) {
    for (let i = 0, at = start; i < count; i++, at += step) {
      const codePoint = readCharacter(vm, kind, data, at);
      if (codePoint > max) max = codePoint;
      if (max === MAX_CODE_POINT) break;
    }
  }
  const result = strAlloc(vm, count, max);
  if (result === NULL) return NULL;
  const toKind = strKind(vm, result), to = strData(vm, result);
  if (kind === 1) {
    const u8 = vm.u8;
    for (let i = 0, at = data + start; i < count; i++, at += step) u8[to + i] = u8[at];
    return result;
  }
  for (let i = 0, at = start; i < count; i++, at += step) {
    writeCharacter(vm, toKind, to, i, readCharacter(vm, kind, data, at));
  }
  return result;
}
