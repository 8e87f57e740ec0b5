/**
 * int.to_bytes and int.from_bytes: the digits as bytes in either order, negative numbers in two's complement.
 *
 * Source: CPython 3.11 Objects/longobject.c (_PyLong_AsByteArray, _PyLong_FromByteArray, int_to_bytes_impl).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { identifier, INT_TYPE, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { type Parameters, parseArguments } from "./arguments.ts";
import { lookupSpecial } from "./attributes.ts";
import { BYTES_DATA, bytesNew, bytesSize, isBytes, isExactBytes } from "./bytes.ts";
import { bytesFromObject } from "./bytes_type.ts";
import { call0, call1 } from "./call.ts";
import { raise } from "./errors.ts";
import {
  DIGIT_BASE,
  DIGIT_BITS,
  intBitLength,
  intNew,
  intNormalize,
  intOrStatic,
  intSize,
  OB_DIGIT,
} from "./int.ts";
import { METH_CLASS, METH_FASTCALL, METH_KEYWORDS, type MethodSpec } from "./method_definition.ts";
import { isTrue } from "./object.ts";
import { strEqualsText } from "./str.ts";
import { ensureStrArgument, ssizeArgument } from "./str_arguments.ts";
import { typeNameOf } from "./type_name.ts";

const DUNDER_BYTES = identifier("__bytes__");

/** Whether the order of an argument (a str, or NULL: big) is little; null with TypeError or ValueError. */
function readOrder(vm: Interpreter, name: string, order: Address): boolean | null {
  if (order === NULL) return false;
  if (!ensureStrArgument(vm, name, " 'byteorder'", order)) return null;
  if (strEqualsText(vm, order, "little")) return true;
  if (strEqualsText(vm, order, "big")) return false;
  raise(vm, VALUE_ERROR, "byteorder must be either 'little' or 'big'");
  return null;
}

// to_bytes ---------------------------------------------------------------------------------------------------------

const TO_BYTES: Parameters = {
  name: "to_bytes",
  params: ["length", "byteorder", "signed"],
  keywordOnly: 1,
};

function toBytesMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, TO_BYTES, args, nargs, kwnames);
  if (given === null) return NULL;
  const length = given[0] === NULL ? 1 : ssizeArgument(vm, given[0]);
  if (length === -1 && vm.curexcType !== NULL) return NULL;
  const little = readOrder(vm, "to_bytes", given[1]);
  if (little === null) return NULL;
  const signed = given[2] === NULL ? 0 : isTrue(vm, given[2]);
  if (signed < 0) return NULL;
  if (length < 0) return raise(vm, VALUE_ERROR, "length argument must be non-negative");
  const bytes = bytesNew(vm, length);
  if (bytes === NULL) return NULL;
  if (writeBytes(vm, self, bytes + BYTES_DATA, length, little, signed > 0)) return bytes;
  decref(vm, bytes);
  return NULL;
}

/** Writes an int to `length` bytes; false with OverflowError. */
function writeBytes(
  vm: Interpreter,
  self: Address,
  to: Address,
  length: number,
  little: boolean,
  signed: boolean,
): boolean {
  const { i32, u8 } = vm;
  const negative = intSize(vm, self) < 0, digits = Math.abs(intSize(vm, self));
  // Beside its sign, -1 has no bits: it fits no bytes at all.
  const isMinusOne = intSize(vm, self) === -1 && i32[(self + OB_DIGIT) >> 2] === 1;
  const fits = (isMinusOne && signed) || intBitLength(vm, self) <= 8 * length;
  if (negative && !signed) raise(vm, OVERFLOW_ERROR, "can't convert negative int to unsigned");
  else if (!fits) raise(vm, OVERFLOW_ERROR, "int too big to convert");
  if (!fits || (negative && !signed)) return false;
  const first = little ? to : to + length - 1, step = little ? 1 : -1;
  let waiting = 0, bits = 0, digit = 0, carry = negative ? 1 : 0;
  for (let i = 0, at = first; i < length; i++, at += step) {
    if (bits < 8 && digit < digits) {
      waiting += i32[(self + OB_DIGIT + 4 * digit++) >> 2] * 2 ** bits;
      bits += DIGIT_BITS;
    }
    const byte = waiting % 256;
    waiting = Math.floor(waiting / 256);
    bits -= 8;
    // In two's complement all bits turn round, and one is added.
    const written = negative ? (byte ^ 0xff) + carry : byte;
    u8[at] = written;
    if (written < 256) carry = 0;
  }
  const top = length === 0 ? 0 : u8[first + step * (length - 1)];
  if (!signed || length === 0 || top >= 0x80 === negative) return true;
  raise(vm, OVERFLOW_ERROR, "int too big to convert");
  return false;
}

// from_bytes -------------------------------------------------------------------------------------------------------

const FROM_BYTES: Parameters = {
  name: "from_bytes",
  params: ["bytes", "byteorder", "signed"],
  required: 1,
  keywordOnly: 1,
};

/** The class method from_bytes(bytes, byteorder, signed). */
function fromBytesMethod(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, FROM_BYTES, args, nargs, kwnames);
  if (given === null) return NULL;
  const signed = given[2] === NULL ? 0 : isTrue(vm, given[2]);
  if (signed < 0) return NULL;
  const little = readOrder(vm, "from_bytes", given[1]);
  if (little === null) return NULL;
  const bytes = asBytes(vm, given[0]);
  if (bytes === NULL) return NULL;
  const result = readBytes(vm, bytes + BYTES_DATA, bytesSize(vm, bytes), little, signed > 0);
  decref(vm, bytes);
  if (result === NULL || type === INT_TYPE) return result;
  const converted = call1(vm, type, result);
  decref(vm, result);
  return converted;
}

/** An object's bytes (PyObject_Bytes): by `__bytes__`, from a buffer, or of an iterable of ints; new. */
function asBytes(vm: Interpreter, object: Address): Address {
  if (isExactBytes(vm, object)) return newRef(vm, object);
  const method = lookupSpecial(vm, object, DUNDER_BYTES);
  if (method === NULL) return vm.curexcType !== NULL ? NULL : bytesFromObject(vm, object);
  const bytes = call0(vm, method);
  decref(vm, method);
  if (bytes === NULL || isBytes(vm, bytes)) return bytes;
  raise(vm, TYPE_ERROR, `__bytes__ returned non-bytes (type ${typeNameOf(vm, bytes, 200)})`);
  decref(vm, bytes);
  return NULL;
}

/** The int that `size` bytes at `data` say, new. */
function readBytes(vm: Interpreter, data: Address, size: number, little: boolean, signed: boolean): Address {
  const { i32, u8 } = vm;
  const first = little ? data : data + size - 1, step = little ? 1 : -1;
  const negative = signed && size > 0 && u8[first + step * (size - 1)] >= 0x80;
  // Bytes at the top that say nothing but the sign take no digits.
  let count = size;
  while (count > 0 && u8[first + step * (count - 1)] === (negative ? 0xff : 0)) count--;
  if (signed && count < size) count++;
  const digits = Math.ceil(8 * count / DIGIT_BITS);
  const result = intNew(vm, digits);
  if (result === NULL) return NULL;
  let waiting = 0, bits = 0, digit = 0, carry = negative ? 1 : 0;
  for (let i = 0, at = first; i < count; i++, at += step) {
    let byte = u8[at];
    if (negative) {
      byte = (byte ^ 0xff) + carry;
      carry = byte >> 8;
      byte &= 0xff;
    }
    waiting += byte * 2 ** bits;
    bits += 8;
    if (bits >= DIGIT_BITS) {
      i32[(result + OB_DIGIT + 4 * digit++) >> 2] = waiting % DIGIT_BASE;
      waiting = Math.floor(waiting / DIGIT_BASE);
      bits -= DIGIT_BITS;
    }
  }
  if (bits > 0) i32[(result + OB_DIGIT + 4 * digit++) >> 2] = waiting;
  intNormalize(vm, result, digit, negative);
  return intOrStatic(vm, result);
}

export const INT_BYTES_METHODS: readonly MethodSpec[] = [
  { name: "to_bytes", flags: METH_FASTCALL | METH_KEYWORDS, fn: toBytesMethod },
  { name: "from_bytes", flags: METH_CLASS | METH_FASTCALL | METH_KEYWORDS, fn: fromBytesMethod },
];
