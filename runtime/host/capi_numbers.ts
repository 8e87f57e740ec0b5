/**
 * The C API's int, bool and float. C's integers are JavaScript numbers: exact up to 2**53, beyond that the nearest
 * double towards zero, as asked of 64-bit values.
 *
 * Source: C API, "Numeric Objects"; CPython 3.11 Objects/longobject.c, Objects/floatobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, typeOf } from "../memory/refcount.ts";
import { BOOL_TYPE, FLOAT_TYPE, INT_TYPE, OVERFLOW_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import { errorMatches, raise, raiseFlag } from "../objects/errors.ts";
import { asDouble, floatValue, isFloat, newFloat } from "../objects/float.ts";
import {
  bigIntOf,
  intAsDouble,
  intAsLong,
  intFromBigInt,
  intFromDouble,
  intFromNumber,
  intSign,
  isExactInt,
  isInt,
  newBool,
} from "../objects/int.ts";
import { numberIndex } from "../objects/number.ts";
import { badInternalCallFlag } from "./capi_errors.ts";

const SIZE_MAX = 2n ** 64n;

/** New: an int of a C integer. */
function fromInteger(vm: Interpreter, value: number | bigint): Address {
  if (typeof value === "bigint") return intFromBigInt(vm, value);
  if (!Number.isInteger(value)) throw new TypeError(`An int is made of a whole number: ${String(value)}`);
  return Number.isSafeInteger(value) ? intFromNumber(vm, value) : intFromDouble(vm, value);
}

/** An int, or what __index__ gives, as a signed C integer; -1 with an exception. */
function asSigned(vm: Interpreter, object: Address, cType: string): number {
  if (object === NULL) return badInternalCallFlag(vm);
  if (isInt(vm, object)) return intAsLong(vm, object, cType);
  const index = numberIndex(vm, object);
  if (index === NULL) return -1;
  const value = intAsLong(vm, index, cType);
  decref(vm, index);
  return value;
}

/** The same for long long, whose message is another. */
function asLongLong(vm: Interpreter, object: Address): number {
  const value = asSigned(vm, object, "long long");
  if (value === -1 && errorMatches(vm, OVERFLOW_ERROR)) raise(vm, OVERFLOW_ERROR, "int too big to convert");
  return value;
}

/** An int, and nothing else, as a signed C integer; -1 with an exception. */
function asSignedInt(vm: Interpreter, object: Address, cType: string): number {
  if (object === NULL) return badInternalCallFlag(vm);
  if (!isInt(vm, object)) return raiseFlag(vm, TYPE_ERROR, "an integer is required");
  return intAsLong(vm, object, cType);
}

/** An int, and nothing else, as an unsigned C integer; -1 with an exception. */
function asUnsignedInt(vm: Interpreter, object: Address, cType: string, negativeType: string): number {
  if (object === NULL) return badInternalCallFlag(vm);
  if (!isInt(vm, object)) return raiseFlag(vm, TYPE_ERROR, "an integer is required");
  if (intSign(vm, object) < 0) {
    return raiseFlag(vm, OVERFLOW_ERROR, `can't convert negative value to ${negativeType}`);
  }
  const value = bigIntOf(vm, object);
  if (value >= SIZE_MAX) {
    return raiseFlag(vm, OVERFLOW_ERROR, `Python int too large to convert to C ${cType}`);
  }
  return value < 2n ** 53n ? Number(value) : Number(value & ~0x7ffn);
}

/** The number functions for one interpreter. */
export function createNumberApi(vm: Interpreter) {
  const fromNumber = (value: number | bigint): Address => fromInteger(vm, value);
  return {
    PyLong_Type: INT_TYPE as Address,
    PyBool_Type: BOOL_TYPE as Address,
    PyFloat_Type: FLOAT_TYPE as Address,

    PyLong_Check: (object: Address): number => isInt(vm, object) ? 1 : 0,
    PyLong_CheckExact: (object: Address): number => isExactInt(vm, object) ? 1 : 0,
    // All new, NULL with MemoryError.
    PyLong_FromLong: fromNumber,
    PyLong_FromUnsignedLong: fromNumber,
    PyLong_FromLongLong: fromNumber,
    PyLong_FromUnsignedLongLong: fromNumber,
    PyLong_FromSsize_t: fromNumber,
    PyLong_FromSize_t: fromNumber,
    /** New: the whole part. NULL with OverflowError for infinity, ValueError for not a number. */
    PyLong_FromDouble: (value: number): Address => intFromDouble(vm, value),
    /** The value; -1 with an exception if the object is no integer or too large for 64 bits. Can run any code. */
    PyLong_AsLong: (object: Address): number => asSigned(vm, object, "long"),
    PyLong_AsLongLong: (object: Address): number => asLongLong(vm, object),
    PyLong_AsSsize_t: (object: Address): number => asSignedInt(vm, object, "ssize_t"),
    PyLong_AsSize_t: (object: Address): number => asUnsignedInt(vm, object, "size_t", "size_t"),
    PyLong_AsUnsignedLong: (object: Address): number =>
      asUnsignedInt(vm, object, "unsigned long", "unsigned int"),
    /** The value as the nearest double; -1 with an exception. */
    PyLong_AsDouble: (object: Address): number => {
      if (object === NULL) return badInternalCallFlag(vm);
      if (!isInt(vm, object)) return raiseFlag(vm, TYPE_ERROR, "an integer is required");
      return intAsDouble(vm, object);
    },

    PyBool_Check: (object: Address): number => typeOf(vm, object) === BOOL_TYPE ? 1 : 0,
    /** New: True or False. */
    PyBool_FromLong: (value: number): Address => newBool(vm, value !== 0),

    PyFloat_Check: (object: Address): number => isFloat(vm, object) ? 1 : 0,
    PyFloat_CheckExact: (object: Address): number => typeOf(vm, object) === FLOAT_TYPE ? 1 : 0,
    /** New. */
    PyFloat_FromDouble: (value: number): Address => newFloat(vm, value),
    /** The value of any number; -1 with an exception. Can run any code. */
    PyFloat_AsDouble: (object: Address): number =>
      object === NULL
        ? raiseFlag(vm, TYPE_ERROR, "bad argument type for built-in operation")
        : asDouble(vm, object),
    /** Of a float, without any check. */
    PyFloat_AS_DOUBLE: (object: Address): number => floatValue(vm, object),
  };
}
