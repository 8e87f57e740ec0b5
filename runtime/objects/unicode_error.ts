/**
 * UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError: which characters or bytes of what could not be
 * converted, and why.
 *
 * Source: CPython 3.11 Objects/exceptions.c (UnicodeError_*, UnicodeEncodeError_* and relatives).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, TPFLAGS_BYTES_SUBCLASS } from "../memory/object_layout.ts";
import { decref, newRef, setField } from "../memory/refcount.ts";
import { OVERFLOW_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import { formatType, raiseFlag } from "./errors.ts";
import { UNICODE_ERROR_OBJECT } from "./exception_layout.ts";
import { baseExceptionInit, strText } from "./exceptions.ts";
import { bigIntOf } from "./int.ts";
import { numberIndex } from "./number.ts";
import { isStr, newStr, readChar, strLength } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { tupleItem, tupleSize } from "./tuple.ts";

const U = UNICODE_ERROR_OBJECT.offsets;
/** Offset of the bytes of a bytes object. */
const BYTES_DATA = 32;

/** The references among the fields. */
export const UNICODE_ERROR_REFERENCES = [U.encoding, U.object, U.reason] as const;

/** tp_init of UnicodeEncodeError: encoding, object, start, end, reason. */
export function unicodeEncodeErrorInit(
  vm: Interpreter,
  self: Address,
  args: Address,
  kwargs: Address,
): number {
  if (prepare(vm, self, args, kwargs, 5) < 0) return -1;
  return takeFields(vm, self, args, U.encoding, "str");
}

/** tp_init of UnicodeDecodeError: encoding, object, start, end, reason. */
export function unicodeDecodeErrorInit(
  vm: Interpreter,
  self: Address,
  args: Address,
  kwargs: Address,
): number {
  if (prepare(vm, self, args, kwargs, 5) < 0) return -1;
  return takeFields(vm, self, args, U.encoding, "bytes");
}

/** tp_init of UnicodeTranslateError: object, start, end, reason. */
export function unicodeTranslateErrorInit(
  vm: Interpreter,
  self: Address,
  args: Address,
  kwargs: Address,
): number {
  if (prepare(vm, self, args, kwargs, 4) < 0) return -1;
  return takeFields(vm, self, args, U.object, "str");
}

function prepare(vm: Interpreter, self: Address, args: Address, kwargs: Address, count: number): number {
  if (baseExceptionInit(vm, self, args, kwargs) < 0) return -1;
  for (const offset of UNICODE_ERROR_REFERENCES) setField(vm, self + offset, NULL);
  const n = tupleSize(vm, args);
  if (n === count) return 0;
  return raiseFlag(vm, TYPE_ERROR, `function takes exactly ${count} arguments (${n} given)`);
}

/** Sets the fields from `first` (encoding or object) on, from the arguments in order. */
function takeFields(
  vm: Interpreter,
  self: Address,
  args: Address,
  first: number,
  objectKind: "str" | "bytes",
): number {
  let index = 0;
  if (first === U.encoding && checkStr(vm, args, index++) < 0) return -1;
  const object = tupleItem(vm, args, index);
  if (objectKind === "str") {
    if (checkStr(vm, args, index) < 0) return -1;
  } else if (!hasTypeFlag(vm, object, TPFLAGS_BYTES_SUBCLASS)) {
    return raiseFlag(vm, TYPE_ERROR, `a bytes-like object is required, not '${formatType(vm, object)}'`);
  }
  if (takeIndex(vm, self + U.start, tupleItem(vm, args, index + 1)) < 0) return -1;
  if (takeIndex(vm, self + U.end, tupleItem(vm, args, index + 2)) < 0) return -1;
  if (checkStr(vm, args, index + 3) < 0) return -1;
  if (first === U.encoding) setField(vm, self + U.encoding, newRef(vm, tupleItem(vm, args, 0)));
  setField(vm, self + U.object, newRef(vm, object));
  setField(vm, self + U.reason, newRef(vm, tupleItem(vm, args, index + 3)));
  return 0;
}

function checkStr(vm: Interpreter, args: Address, index: number): number {
  const value = tupleItem(vm, args, index);
  if (isStr(vm, value)) return 0;
  return raiseFlag(vm, TYPE_ERROR, `argument ${index + 1} must be str, not ${formatType(vm, value)}`);
}

/** Writes an index into the word at `field`. */
function takeIndex(vm: Interpreter, field: Address, value: Address): number {
  const index = numberIndex(vm, value);
  if (index === NULL) return -1;
  const big = bigIntOf(vm, index);
  decref(vm, index);
  if (BigInt.asIntN(64, big) !== big) {
    return raiseFlag(vm, OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
  }
  vm.i64[field >> 3] = big;
  return 0;
}

/** tp_str of UnicodeEncodeError and UnicodeTranslateError: `convert` is "encode" or "translate". */
function describeCharacters(vm: Interpreter, self: Address, convert: string): Address {
  const i32 = vm.i32;
  const object = i32[(self + U.object) >> 2];
  if (object === NULL) return newStr(vm, "");
  const reason = strText(vm, i32[(self + U.reason) >> 2]);
  if (reason === null) return NULL;
  const codec = convert === "encode" ? encodingText(vm, self) : "";
  if (codec === null) return NULL;
  const start = vm.i64[(self + U.start) >> 3], end = vm.i64[(self + U.end) >> 3];
  const prefix = `${codec}can't ${convert}`;
  if (end === start + 1n && start >= 0n && start < BigInt(strLength(vm, object))) {
    const character = escapeCharacter(readChar(vm, object, Number(start)));
    return newStr(vm, `${prefix} character '${character}' in position ${start}: ${reason}`);
  }
  return newStr(vm, `${prefix} characters in position ${start}-${end - 1n}: ${reason}`);
}

function escapeCharacter(codePoint: number): string {
  const hex = codePoint.toString(16);
  if (codePoint <= 0xff) return "\\x" + hex.padStart(2, "0");
  return codePoint <= 0xffff ? "\\u" + hex.padStart(4, "0") : "\\U" + hex.padStart(8, "0");
}

/** "'name' codec ", or null with an exception. */
function encodingText(vm: Interpreter, self: Address): string | null {
  const name = strText(vm, vm.i32[(self + U.encoding) >> 2]);
  return name === null ? null : `'${name}' codec `;
}

/** tp_str of UnicodeEncodeError. */
export function unicodeEncodeErrorStr(vm: Interpreter, self: Address): Address {
  return describeCharacters(vm, self, "encode");
}

/** tp_str of UnicodeTranslateError. */
export function unicodeTranslateErrorStr(vm: Interpreter, self: Address): Address {
  return describeCharacters(vm, self, "translate");
}

/** tp_str of UnicodeDecodeError. */
export function unicodeDecodeErrorStr(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const object = i32[(self + U.object) >> 2];
  if (object === NULL) return newStr(vm, "");
  const reason = strText(vm, i32[(self + U.reason) >> 2]);
  if (reason === null) return NULL;
  const codec = encodingText(vm, self);
  if (codec === null) return NULL;
  const start = vm.i64[(self + U.start) >> 3], end = vm.i64[(self + U.end) >> 3];
  if (end === start + 1n && start >= 0n && start < BigInt(i32[(object + OB_SIZE) >> 2])) {
    const byte = vm.u8[object + BYTES_DATA + Number(start)].toString(16).padStart(2, "0");
    return newStr(vm, `${codec}can't decode byte 0x${byte} in position ${start}: ${reason}`);
  }
  return newStr(vm, `${codec}can't decode bytes in position ${start}-${end - 1n}: ${reason}`);
}
