/**
 * str.translate and str.maketrans.
 *
 * translate asks the mapping for each character, in ASCII text once for each different one. Asking can run any code;
 * the str and the mapping are held by the caller, and the builder's buffer is nobody else's.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (_PyUnicode_TranslateCharmap, unicode_fast_translate,
 * unicode_maketrans_impl).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import { checkPositional } from "./arguments.ts";
import { dictGet, dictNew, dictNext, dictSet } from "./dict.ts";
import { clearError, errorMatches, errorOccurred, raise, raiseFlag } from "./errors.ts";
import { intFromNumber } from "./int.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { asSsize } from "./number.ts";
import { getItem } from "./object.ts";
import { isStr, readChar, strFromObject, strIsAscii, strLength } from "./str.ts";
import { ensureStrArgument } from "./str_arguments.ts";
import * as strLayout from "./str_layout.ts";
import { StrBuilder } from "./str_writer.ts";
import { hasTypeFlag } from "./subtype.ts";

const { NULL } = heap;
const { OB_TYPE, TPFLAGS_LONG_SUBCLASS } = objectLayout;
const { DICT_TYPE, LOOKUP_ERROR, NONE, TYPE_ERROR, VALUE_ERROR } = statics;
const { METH_FASTCALL, METH_O, METH_STATIC } = methodDefinition;
const { MAX_CODE_POINT } = strLayout;

/** What an entry of the table of ASCII characters says when it names no character. */
const UNKNOWN = 0xff;
const DELETED = 0xfe;

/** Results of a lookup that are no code point. */
const FAILED = -1;
const IS_NONE = -2;
const IS_STR = -3;

/**
 * What the mapping has for a code point: a code point (itself if there is nothing), or IS_NONE, IS_STR with the str
 * (new) in `vm.second`, or FAILED with an exception.
 */
function lookUp(vm: Interpreter, mapping: Address, codePoint: number): number {
  const key = intFromNumber(vm, codePoint);
  if (key === NULL) return FAILED;
  const value = getMapped(vm, mapping, key);
  decref(vm, key);
  if (value === NULL) {
    if (errorOccurred(vm) === NULL) return codePoint;
    if (!errorMatches(vm, LOOKUP_ERROR)) return FAILED;
    clearError(vm);
    return codePoint;
  }
  if (isStr(vm, value)) {
    vm.second = value;
    return IS_STR;
  }
  let result: number;
  if (value === NONE) {
    result = IS_NONE;
  } else if (hasTypeFlag(vm, value, TPFLAGS_LONG_SUBCLASS)) {
    result = asSsize(vm, value, NULL);
    if (result < 0 || result > MAX_CODE_POINT) {
      result = raiseFlag(vm, VALUE_ERROR, "character mapping must be in range(0x110000)");
    }
  } else {
    result = raiseFlag(vm, TYPE_ERROR, "character mapping must return integer, None or str");
  }
  decref(vm, value);
  return result;
}

/** `mapping[key]`, new; NULL with an exception, or without one if an exact dict has no such key. */
function getMapped(vm: Interpreter, mapping: Address, key: Address): Address {
  if (vm.i32[(mapping + OB_TYPE) >> 2] !== DICT_TYPE) return getItem(vm, mapping, key);
  const value = dictGet(vm, mapping, key);
  return value === NULL ? NULL : newRef(vm, value);
}

/** Translates ASCII text as far as its characters become ASCII; the position reached, or -1 with an exception. */
function translateAscii(vm: Interpreter, self: Address, mapping: Address, builder: StrBuilder): number {
  const table = new Uint8Array(128).fill(UNKNOWN);
  const length = strLength(vm, self);
  for (let i = 0; i < length; i++) {
    const codePoint = readChar(vm, self, i);
    let mapped = table[codePoint];
    if (mapped === UNKNOWN) {
      const found = lookUp(vm, mapping, codePoint);
      if (found === FAILED) return -1;
      mapped = found === IS_STR ? shortStr(vm) : found === IS_NONE ? DELETED : found;
      if (mapped >= 0x80 && mapped !== DELETED || found > 0x7f) return i;
      table[codePoint] = mapped;
    }
    if (mapped !== DELETED && !builder.writeChar(vm, mapped)) return -1;
  }
  return length;
}

/** The only character of the str in `vm.second`, which is released; UNKNOWN if it is none of ASCII. */
function shortStr(vm: Interpreter): number {
  const s = vm.second;
  const codePoint = strLength(vm, s) === 1 ? readChar(vm, s, 0) : UNKNOWN;
  decref(vm, s);
  return codePoint < 0x80 ? codePoint : UNKNOWN;
}

/** Translates the rest of the text from `start` on. False with an exception. */
function translateRest(
  vm: Interpreter,
  self: Address,
  mapping: Address,
  builder: StrBuilder,
  start: number,
): boolean {
  const length = strLength(vm, self);
  for (let i = start; i < length; i++) {
    const mapped = lookUp(vm, mapping, readChar(vm, self, i));
    if (mapped === FAILED) return false;
    if (mapped === IS_STR) {
      const s = vm.second;
      const written = builder.writeStr(vm, s);
      decref(vm, s);
      if (!written) return false;
    } else if (mapped !== IS_NONE && !builder.writeChar(vm, mapped)) {
      return false;
    }
  }
  return true;
}

function translateMethod(vm: Interpreter, self: Address, mapping: Address): Address {
  const length = strLength(vm, self);
  if (length === 0) return strFromObject(vm, self);
  const builder = new StrBuilder();
  if (!builder.prepare(vm, length, 0x7f)) return NULL;
  const start = strIsAscii(vm, self) ? translateAscii(vm, self, mapping, builder) : 0;
  if (start >= 0 && translateRest(vm, self, mapping, builder, start)) return builder.finish(vm);
  builder.release(vm);
  return NULL;
}

/** Sets `table[codePoint] = value`. False with an exception. */
function setMapped(vm: Interpreter, table: Address, codePoint: number, value: Address): boolean {
  const key = intFromNumber(vm, codePoint);
  if (key === NULL) return false;
  const status = dictSet(vm, table, key, value);
  decref(vm, key);
  return status === 0;
}

function fillFromStrings(
  vm: Interpreter,
  table: Address,
  from: Address,
  to: Address,
  deleted: Address,
): boolean {
  for (let i = 0, n = strLength(vm, from); i < n; i++) {
    const value = intFromNumber(vm, readChar(vm, to, i));
    if (value === NULL) return false;
    const set = setMapped(vm, table, readChar(vm, from, i), value);
    decref(vm, value);
    if (!set) return false;
  }
  if (deleted !== NULL) {
    for (let i = 0, n = strLength(vm, deleted); i < n; i++) {
      if (!setMapped(vm, table, readChar(vm, deleted, i), NONE)) return false;
    }
  }
  return true;
}

function fillFromDict(vm: Interpreter, table: Address, dict: Address): boolean {
  for (let at = dictNext(vm, dict, 0); at >= 0; at = dictNext(vm, dict, at)) {
    const key = vm.dictKey, value = vm.dictValue;
    incref(vm, key);
    incref(vm, value);
    const set = setFromKey(vm, table, key, value);
    decref(vm, key);
    decref(vm, value);
    if (!set) return false;
  }
  return true;
}

function setFromKey(vm: Interpreter, table: Address, key: Address, value: Address): boolean {
  if (isStr(vm, key)) {
    if (strLength(vm, key) === 1) return setMapped(vm, table, readChar(vm, key, 0), value);
    raise(vm, VALUE_ERROR, "string keys in translate table must be of length 1");
    return false;
  }
  if (hasTypeFlag(vm, key, TPFLAGS_LONG_SUBCLASS)) return dictSet(vm, table, key, value) === 0;
  raise(vm, TYPE_ERROR, "keys in translate table must be strings or integers");
  return false;
}

function fillTable(vm: Interpreter, table: Address, x: Address, y: Address, z: Address): boolean {
  if (y === NULL) {
    if (vm.i32[(x + OB_TYPE) >> 2] === DICT_TYPE) return fillFromDict(vm, table, x);
    raise(vm, TYPE_ERROR, "if you give only one argument to maketrans it must be a dict");
    return false;
  }
  if (!isStr(vm, x)) {
    raise(vm, TYPE_ERROR, "first maketrans argument must be a string if there is a second argument");
    return false;
  }
  if (strLength(vm, x) !== strLength(vm, y)) {
    raise(vm, VALUE_ERROR, "the first two maketrans arguments must have equal length");
    return false;
  }
  return fillFromStrings(vm, table, x, y, z);
}

function maketransMethod(vm: Interpreter, _self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "maketrans", nargs, 1, 3)) return NULL;
  const i32 = vm.i32;
  const y = nargs > 1 ? i32[(args + 8) >> 2] : NULL, z = nargs > 2 ? i32[(args + 16) >> 2] : NULL;
  if (y !== NULL && !ensureStrArgument(vm, "maketrans", " 2", y)) return NULL;
  if (z !== NULL && !ensureStrArgument(vm, "maketrans", " 3", z)) return NULL;
  const table = dictNew(vm);
  if (table === NULL || fillTable(vm, table, i32[args >> 2], y, z)) return table;
  decref(vm, table);
  return NULL;
}

export const TRANSLATE_METHODS: readonly MethodSpec[] = [
  { name: "translate", flags: METH_O, fn: translateMethod },
  { name: "maketrans", flags: METH_STATIC | METH_FASTCALL, fn: maketransMethod },
];
