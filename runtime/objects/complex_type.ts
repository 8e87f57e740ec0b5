/**
 * The type complex: its slots, constructor and methods.
 *
 * Source: CPython 3.11 Objects/complexobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, NE, OB_TYPE, TPFLAGS_BASETYPE, TYPE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import {
  COMPLEX_TYPE,
  FALSE,
  identifier,
  NONE,
  NOT_IMPLEMENTED,
  OVERFLOW_ERROR,
  TRUE,
  TYPE_ERROR,
  VALUE_ERROR,
  ZERO_DIVISION_ERROR,
} from "../memory/statics.ts";
import { type Parameters, parseTupleAndKeywords } from "./arguments.ts";
import { lookupSpecial } from "./attributes.ts";
import { call0 } from "./call.ts";
import {
  COMPLEX,
  COMPLEX_IMAG,
  COMPLEX_REAL,
  complexValue,
  isComplex,
  newComplex,
  raiseToPower,
} from "./complex.ts";
import {
  type Complex,
  complexDifference,
  complexProduct,
  complexQuotient,
  complexSum,
  hypot,
} from "./complex_arithmetic.ts";
import { complexFromStr, complexRepr } from "./complex_text.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { compareDoubleToInt, floatValue, hashDouble, isFloat, newFloat } from "./float.ts";
import { floatFromObject } from "./float_methods.ts";
import { DEALLOC_PLAIN, GENERIC_ALLOC } from "./function_numbers.ts";
import { intAsDouble, isInt } from "./int.ts";
import { METH_NOARGS, METH_O } from "./method_definition.ts";
import { hasFloat, hasIndex } from "./number.ts";
import { formatComplex } from "./number_format.ts";
import { isStr } from "./str.ts";
import { ensureStrArgument } from "./str_arguments.ts";
import { tuplePack2 } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";
import { multiplyHigh } from "./word_arithmetic.ts";

const TP_ALLOC = TYPE.offsets.tp_alloc;
const DUNDER_COMPLEX = identifier("__complex__");
/** What the imaginary part's hash counts. */
const HASH_FACTOR = 1000003;

// Making -----------------------------------------------------------------------------------------------------------

const NEW: Parameters = { name: "complex", params: ["real", "imag"] };

/** tp_new: complex(real=0, imag=0). */
function complexTypeNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, NEW, args, kwargs);
  if (given === null) return NULL;
  const [real, imag] = given;
  const exact = type === COMPLEX_TYPE;
  if (exact && real !== NULL && imag === NULL && vm.i32[(real + OB_TYPE) >> 2] === COMPLEX_TYPE) {
    return newRef(vm, real);
  }
  const value = readArguments(vm, real, imag);
  if (value === null) return NULL;
  if (exact) return newComplex(vm, value);
  const self: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (self !== NULL) {
    vm.f64[(self + COMPLEX_REAL) >> 3] = value.real;
    vm.f64[(self + COMPLEX_IMAG) >> 3] = value.imag;
  }
  return self;
}

/** real + imag * 1j, where both may be complex; null with an exception. */
function readArguments(vm: Interpreter, real: Address, imag: Address): Complex | null {
  if (real !== NULL && isStr(vm, real)) {
    if (imag === NULL) return complexFromStr(vm, real);
    raise(vm, TYPE_ERROR, "complex() can't take second arg if first is a string");
    return null;
  }
  if (imag !== NULL && isStr(vm, imag)) {
    raise(vm, TYPE_ERROR, "complex() second arg can't be a string");
    return null;
  }
  const first = real === NULL ? { real: 0, imag: 0 } : readFirst(vm, real, imag);
  if (first === null || imag === NULL) return first;
  const second = readNumber(vm, imag);
  if (second === null) return null;
  // Zeros keep their signs: only what is there is added.
  const own = first.imag === 0 ? second.real : second.real + first.imag;
  return { real: isComplex(vm, imag) ? first.real - second.imag : first.real, imag: own };
}

/** The first argument, by `__complex__` if it has that; the second is checked before it is read. */
function readFirst(vm: Interpreter, real: Address, imag: Address): Complex | null {
  const converted = callComplex(vm, real);
  if (converted === NULL && vm.curexcType !== NULL) return null;
  const first = converted === NULL ? real : converted;
  let value: Complex | null = null;
  if (!isConvertible(vm, first)) {
    const given = typeNameOf(vm, first, 200);
    raise(vm, TYPE_ERROR, `complex() first argument must be a string or a number, not '${given}'`);
  } else if (imag !== NULL && !isConvertible(vm, imag)) {
    const given = typeNameOf(vm, imag, 200);
    raise(vm, TYPE_ERROR, `complex() second argument must be a number, not '${given}'`);
  } else {
    value = readNumber(vm, first);
  }
  if (converted !== NULL) decref(vm, converted);
  return value;
}

function isConvertible(vm: Interpreter, object: Address): boolean {
  return hasFloat(vm, object) || hasIndex(vm, object) || isComplex(vm, object);
}

/** What `__complex__` gives, new; NULL without an exception if there is none. */
function callComplex(vm: Interpreter, object: Address): Address {
  const method = lookupSpecial(vm, object, DUNDER_COMPLEX);
  if (method === NULL) return NULL;
  const result = call0(vm, method);
  decref(vm, method);
  if (result === NULL || isComplex(vm, result)) return result;
  raise(vm, TYPE_ERROR, `__complex__ returned non-complex (type ${typeNameOf(vm, result, 200)})`);
  decref(vm, result);
  return NULL;
}

/** A complex, or another number by way of a float; null with an exception. */
function readNumber(vm: Interpreter, object: Address): Complex | null {
  if (isComplex(vm, object)) return complexValue(vm, object);
  const float = floatFromObject(vm, object);
  if (float === NULL) return null;
  const real = floatValue(vm, float);
  decref(vm, float);
  return { real, imag: 0 };
}

// Operators --------------------------------------------------------------------------------------------------------

/** An operand's value; null if it is no number of the language (nothing pending), or with OverflowError. */
function operand(vm: Interpreter, object: Address): Complex | null {
  if (isComplex(vm, object)) return complexValue(vm, object);
  if (isFloat(vm, object)) return { real: floatValue(vm, object), imag: 0 };
  if (!isInt(vm, object)) return null;
  const real = intAsDouble(vm, object);
  return real === -1 && vm.curexcType !== NULL ? null : { real, imag: 0 };
}

type Operation = (a: Complex, b: Complex) => Complex | null;

/** The slot of an operator, with the message for a result that there is not. */
function binary(operation: Operation): (vm: Interpreter, a: Address, b: Address) => Address {
  return (vm, a, b) => {
    const left = operand(vm, a);
    const right = left === null ? null : operand(vm, b);
    if (left === null || right === null) {
      return vm.curexcType !== NULL ? NULL : newRef(vm, NOT_IMPLEMENTED);
    }
    const result = operation(left, right);
    return result === null
      ? raise(vm, ZERO_DIVISION_ERROR, "complex division by zero")
      : newComplex(vm, result);
  };
}

function complexPowerSlot(vm: Interpreter, a: Address, b: Address, modulus: Address): Address {
  const left = operand(vm, a);
  const right = left === null ? null : operand(vm, b);
  if (left === null || right === null) {
    return vm.curexcType !== NULL ? NULL : newRef(vm, NOT_IMPLEMENTED);
  }
  if (modulus !== NONE) return raise(vm, VALUE_ERROR, "complex modulo");
  return raiseToPower(vm, left, right);
}

function complexNegative(vm: Interpreter, self: Address): Address {
  const { real, imag } = complexValue(vm, self);
  return newComplex(vm, { real: -real, imag: -imag });
}

function complexPositive(vm: Interpreter, self: Address): Address {
  const exact = vm.i32[(self + OB_TYPE) >> 2] === COMPLEX_TYPE;
  return exact ? newRef(vm, self) : newComplex(vm, complexValue(vm, self));
}

function complexAbsolute(vm: Interpreter, self: Address): Address {
  const { real, imag } = complexValue(vm, self);
  const length = hypot(real, imag);
  const overflows = length === Infinity && Math.abs(real) !== Infinity && Math.abs(imag) !== Infinity;
  return overflows ? raise(vm, OVERFLOW_ERROR, "absolute value too large") : newFloat(vm, length);
}

function complexBool(vm: Interpreter, self: Address): number {
  const { real, imag } = complexValue(vm, self);
  return real !== 0 || imag !== 0 ? 1 : 0;
}

/** tp_hash: that of the real part, plus that of the imaginary one times a factor. */
function complexHash(vm: Interpreter, self: Address): number {
  const low = hashDouble(vm, self + COMPLEX_REAL, self), high = vm.hashHigh;
  const imagLow = hashDouble(vm, self + COMPLEX_IMAG, self), imagHigh = vm.hashHigh;
  const product = Math.imul(imagLow, HASH_FACTOR);
  const productHigh = (multiplyHigh(imagLow >>> 0, HASH_FACTOR) + Math.imul(imagHigh, HASH_FACTOR)) | 0;
  const sum = (low + product) | 0;
  const carry = (low >>> 0) + (product >>> 0) >= 2 ** 32 ? 1 : 0;
  const sumHigh = (high + productHigh + carry) | 0;
  vm.hashHigh = sumHigh;
  return (sum & sumHigh) === -1 ? -2 : sum;
}

/** tp_richcompare: equality with any number, no order. */
function complexRichCompare(vm: Interpreter, self: Address, other: Address, op: number): Address {
  if (op !== EQ && op !== NE) return newRef(vm, NOT_IMPLEMENTED);
  const { real, imag } = complexValue(vm, self);
  let equal: boolean;
  if (isInt(vm, other)) equal = imag === 0 && compareDoubleToInt(vm, real, other) === 0;
  else if (isFloat(vm, other)) equal = imag === 0 && real === floatValue(vm, other);
  else if (isComplex(vm, other)) {
    const value = complexValue(vm, other);
    equal = real === value.real && imag === value.imag;
  } else return newRef(vm, NOT_IMPLEMENTED);
  return newRef(vm, equal === (op === EQ) ? TRUE : FALSE);
}

// Methods ----------------------------------------------------------------------------------------------------------

function conjugateMethod(vm: Interpreter, self: Address): Address {
  const { real, imag } = complexValue(vm, self);
  return newComplex(vm, { real, imag: -imag });
}

function getnewargsMethod(vm: Interpreter, self: Address): Address {
  const { real, imag } = complexValue(vm, self);
  const first = newFloat(vm, real);
  const second = first === NULL ? NULL : newFloat(vm, imag);
  const result = second === NULL ? NULL : tuplePack2(vm, first, second);
  if (first !== NULL) decref(vm, first);
  if (second !== NULL) decref(vm, second);
  return result;
}

function formatMethod(vm: Interpreter, self: Address, spec: Address): Address {
  return ensureStrArgument(vm, "__format__", "", spec) ? formatComplex(vm, self, spec) : NULL;
}

/** Declares complex. */
export function defineComplex(vm: Interpreter): void {
  defineType(vm, COMPLEX_TYPE, {
    name: "complex",
    doc: "A number with a real and an imaginary part.",
    basicSize: COMPLEX.size,
    flags: TPFLAGS_BASETYPE,
    dealloc: DEALLOC_PLAIN,
    repr: complexRepr,
    hash: complexHash,
    richcompare: complexRichCompare,
    alloc: GENERIC_ALLOC,
    new: complexTypeNew,
    number: {
      add: binary(complexSum),
      subtract: binary(complexDifference),
      multiply: binary(complexProduct),
      trueDivide: binary(complexQuotient),
      power: complexPowerSlot,
      negative: complexNegative,
      positive: complexPositive,
      absolute: complexAbsolute,
      bool: complexBool,
    },
    members: [
      { name: "real", type: "double", offset: COMPLEX_REAL, readonly: true },
      { name: "imag", type: "double", offset: COMPLEX_IMAG, readonly: true },
    ],
    methods: [
      { name: "conjugate", flags: METH_NOARGS, fn: conjugateMethod },
      { name: "__complex__", flags: METH_NOARGS, fn: complexPositive },
      { name: "__getnewargs__", flags: METH_NOARGS, fn: getnewargsMethod },
      { name: "__format__", flags: METH_O, fn: formatMethod },
    ],
  });
}
