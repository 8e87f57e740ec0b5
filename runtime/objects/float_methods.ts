/**
 * The type float: construction, the operators as slots, attributes and methods.
 *
 * Source: CPython 3.11 Objects/floatobject.c (float_new, float_vectorcall, float___round___impl, float_as_integer_ratio,
 * float_fromhex), Objects/abstract.c (PyNumber_Float).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, TP_DEALLOC, TPFLAGS_BASETYPE, TPFLAGS_MATCH_SELF, TYPE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import {
  FLOAT_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { checkPositional, noKeywordsFor, noKwnames, raiseArgumentType } from "./arguments.ts";
import { call1 } from "./call.ts";
import { givesBuffer } from "./buffer.ts";
import { defineType } from "./define_type.ts";
import { raise, raiseBadArgument } from "./errors.ts";
import {
  FLOAT,
  floatDealloc,
  floatHash,
  floatRichCompare,
  floatValue,
  isExactFloat,
  newFloat,
  OB_FVAL,
} from "./float.ts";
import {
  floatAbsolute,
  floatAdd,
  floatBool,
  floatDivmod,
  floatFloorDivide,
  floatMultiply,
  floatNegative,
  floatPositive,
  floatPower,
  floatRemainder,
  floatSubtract,
  floatTrueDivide,
} from "./float_arithmetic.ts";
import {
  floatFromBuffer,
  floatFromStr,
  floatRepr,
  hexText,
  readHexText,
  roundDouble,
  strFromDoubleText,
} from "./float_text.ts";
import { FREE_OBJECT } from "./function_numbers.ts";
import { intAsDouble, intFromDouble, intResult, newBool } from "./int.ts";
import { intShiftLeft } from "./int_bitwise.ts";
import { METH_CLASS, METH_FASTCALL, METH_NOARGS, METH_O } from "./method_definition.ts";
import { asSsize, hasIndex, numberFloat, numberIndex } from "./number.ts";
import { formatFloat } from "./number_format.ts";
import { isExactStr, isStr, jsString, newStr, strEqualsText } from "./str.ts";
import { tuplePack1, tuplePack2 } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const TP_ALLOC = TYPE.offsets.tp_alloc;
const TUPLE_ITEMS = 24;

// Construction ---------------------------------------------------------------------------------------------------

/** float(x): of a text or of any number; new, exact. Can run any code. */
export function floatFromObject(vm: Interpreter, x: Address): Address {
  if (isExactStr(vm, x)) return floatFromStr(vm, x);
  if (isExactFloat(vm, x)) return newRef(vm, x);
  const value = numberFloat(vm, x);
  if (value !== NOT_IMPLEMENTED) return value === NULL ? NULL : exactOf(vm, value);
  decref(vm, value);
  if (hasIndex(vm, x)) return floatFromIndex(vm, x);
  if (isStr(vm, x)) return floatFromStr(vm, x);
  if (givesBuffer(vm, x)) return floatFromBuffer(vm, x);
  const text = "float() argument must be a string or a real number, not ";
  return raise(vm, TYPE_ERROR, `${text}'${typeNameOf(vm, x)}'`);
}

/** An exact float of the same value; steals `value`. */
function exactOf(vm: Interpreter, value: Address): Address {
  if (isExactFloat(vm, value)) return value;
  const exact = newFloat(vm, floatValue(vm, value));
  decref(vm, value);
  return exact;
}

function floatFromIndex(vm: Interpreter, x: Address): Address {
  const index = numberIndex(vm, x);
  if (index === NULL) return NULL;
  const value = intAsDouble(vm, index);
  decref(vm, index);
  return value === -1 && vm.curexcType !== NULL ? NULL : newFloat(vm, value);
}

function construct(vm: Interpreter, type: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "float", nargs, 0, 1)) return NULL;
  const value = nargs === 0 ? newFloat(vm, 0) : floatFromObject(vm, vm.i32[args >> 2]);
  return type === FLOAT_TYPE || value === NULL ? value : makeInstance(vm, type, value);
}

/** A new instance of a subclass with the value of a float, which is stolen. */
function makeInstance(vm: Interpreter, type: Address, value: Address): Address {
  const o: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (o !== NULL) vm.f64[(o + OB_FVAL) >> 3] = floatValue(vm, value);
  decref(vm, value);
  return o;
}

/** tp_new: float(x=0). */
function floatTypeNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywordsFor(vm, "float", type, FLOAT_TYPE, kwargs)) return NULL;
  return construct(vm, type, args + TUPLE_ITEMS, vm.i32[(args + OB_SIZE) >> 2]);
}

/** tp_vectorcall of the type. */
function floatVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  return noKwnames(vm, "float", kwnames) ? construct(vm, type, args, nargs) : NULL;
}

// Conversions ----------------------------------------------------------------------------------------------------

/** tp_repr. */
function reprSlot(vm: Interpreter, self: Address): Address {
  return strFromDoubleText(vm, floatRepr(floatValue(vm, self)));
}

/** int(self), __trunc__(). */
function truncate(vm: Interpreter, self: Address): Address {
  return intFromDouble(vm, floatValue(vm, self));
}

function floor(vm: Interpreter, self: Address): Address {
  return intFromDouble(vm, Math.floor(floatValue(vm, self)));
}

function ceil(vm: Interpreter, self: Address): Address {
  return intFromDouble(vm, Math.ceil(floatValue(vm, self)));
}

/** The whole number next to x, the even one of two. */
function roundToWhole(x: number): number {
  const rounded = Math.round(x);
  return Math.abs(x - rounded) === 0.5 ? 2 * Math.round(x / 2) : rounded;
}

/** __round__([ndigits]): an int without ndigits, else a float. */
function round(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "__round__", nargs, 0, 1)) return NULL;
  const x = floatValue(vm, self);
  if (nargs === 0 || vm.i32[args >> 2] === NONE) return intFromDouble(vm, roundToWhole(x));
  const places = asSsize(vm, vm.i32[args >> 2], NULL);
  if (places === -1 && vm.curexcType !== NULL) return NULL;
  const rounded = roundDouble(x, places);
  if (x - x === 0 && rounded - rounded !== 0) {
    return raise(vm, OVERFLOW_ERROR, "rounded value too large to represent");
  }
  return newFloat(vm, rounded);
}

/** as_integer_ratio(): two ints without a common divisor, the second positive. */
function asIntegerRatio(vm: Interpreter, self: Address): Address {
  const x = floatValue(vm, self);
  if (x !== x) return raise(vm, VALUE_ERROR, "cannot convert NaN to integer ratio");
  if (x - x !== 0) return raise(vm, OVERFLOW_ERROR, "cannot convert Infinity to integer ratio");
  let whole = x, exponent = 0;
  while (whole % 1 !== 0) {
    whole *= 2;
    exponent++;
  }
  const numerator = intFromDouble(vm, whole);
  if (numerator === NULL) return NULL;
  const one = intResult(vm, 1);
  const denominator = intShiftLeft(vm, one, exponent);
  decref(vm, one);
  const pair = denominator === NULL ? NULL : tuplePack2(vm, numerator, denominator);
  decref(vm, numerator);
  if (denominator !== NULL) decref(vm, denominator);
  return pair;
}

// Methods --------------------------------------------------------------------------------------------------------

function isInteger(vm: Interpreter, self: Address): Address {
  return newBool(vm, Number.isInteger(floatValue(vm, self)));
}

function hex(vm: Interpreter, self: Address): Address {
  const x = floatValue(vm, self);
  if (x - x !== 0) return reprSlot(vm, self);
  return newStr(vm, hexText(vm.i32[(self + OB_FVAL) >> 2], vm.i32[(self + OB_FVAL + 4) >> 2]));
}

/** float.fromhex(text); of a subclass, its call with the float. */
function fromHex(vm: Interpreter, type: Address, text: Address): Address {
  if (!isStr(vm, text)) return raiseBadArgument(vm);
  const characters = jsString(vm, text);
  const x = readHexText(characters);
  if (x === null) return raise(vm, VALUE_ERROR, "invalid hexadecimal floating-point string");
  // "inf" and "nan" have an n, which is no hexadecimal digit.
  if (x - x !== 0 && !/n/i.test(characters)) {
    return raise(vm, OVERFLOW_ERROR, "hexadecimal value too large to represent as a float");
  }
  const value = newFloat(vm, x);
  if (type === FLOAT_TYPE || value === NULL) return value;
  const instance = call1(vm, type, value);
  decref(vm, value);
  return instance;
}

/** float.__getformat__("double" or "float"). */
function getFormat(vm: Interpreter, _type: Address, kind: Address): Address {
  if (!isStr(vm, kind)) return raiseArgumentType(vm, "__getformat__", "argument", "str", kind);
  if (strEqualsText(vm, kind, "double") || strEqualsText(vm, kind, "float")) {
    return newStr(vm, "IEEE, little-endian");
  }
  return raise(vm, VALUE_ERROR, "__getformat__() argument 1 must be 'double' or 'float'");
}

/** __getnewargs__(): (an exact float,). */
function getNewArgs(vm: Interpreter, self: Address): Address {
  const copy = newFloat(vm, floatValue(vm, self));
  if (copy === NULL) return NULL;
  const args = tuplePack1(vm, copy);
  decref(vm, copy);
  return args;
}

/** __format__(spec). */
function format(vm: Interpreter, self: Address, spec: Address): Address {
  if (!isStr(vm, spec)) return raiseArgumentType(vm, "__format__", "argument", "str", spec);
  return formatFloat(vm, self, spec);
}

/** nb_power: of numbers where one is a float. */
function powerSlot(vm: Interpreter, a: Address, b: Address, modulus: Address): Address {
  return floatPower(vm, a, b, modulus);
}

export function defineFloat(vm: Interpreter): void {
  defineType(vm, FLOAT_TYPE, {
    name: "float",
    doc: "The floating point number that x is or that a text means; 0.0 without x.",
    basicSize: FLOAT.size,
    flags: TPFLAGS_BASETYPE | TPFLAGS_MATCH_SELF,
    dealloc: floatDealloc,
    free: FREE_OBJECT,
    repr: reprSlot,
    hash: floatHash,
    richcompare: floatRichCompare,
    new: floatTypeNew,
    vectorcall: floatVectorcall,
    number: {
      add: floatAdd,
      subtract: floatSubtract,
      multiply: floatMultiply,
      remainder: floatRemainder,
      divmod: floatDivmod,
      power: powerSlot,
      negative: floatNegative,
      positive: floatPositive,
      absolute: floatAbsolute,
      bool: floatBool,
      int: truncate,
      float: floatPositive,
      floorDivide: floatFloorDivide,
      trueDivide: floatTrueDivide,
    },
    methods: [
      { name: "conjugate", flags: METH_NOARGS, fn: floatPositive, doc: "The float itself." },
      { name: "__trunc__", flags: METH_NOARGS, fn: truncate, doc: "The int next to it towards zero." },
      { name: "__floor__", flags: METH_NOARGS, fn: floor, doc: "The largest int that is not greater." },
      { name: "__ceil__", flags: METH_NOARGS, fn: ceil, doc: "The smallest int that is not less." },
      {
        name: "__round__",
        flags: METH_FASTCALL,
        fn: round,
        doc: "The next int, ties to even; with ndigits, the next float of that many decimals.",
      },
      {
        name: "as_integer_ratio",
        flags: METH_NOARGS,
        fn: asIntegerRatio,
        doc: "The pair of ints whose ratio is exactly the float, the denominator positive.",
      },
      {
        name: "fromhex",
        flags: METH_O | METH_CLASS,
        fn: fromHex,
        doc: "The float that a hexadecimal text means.",
      },
      { name: "hex", flags: METH_NOARGS, fn: hex, doc: "The exact value as a hexadecimal text." },
      { name: "is_integer", flags: METH_NOARGS, fn: isInteger, doc: "Whether the float is a whole number." },
      { name: "__getnewargs__", flags: METH_NOARGS, fn: getNewArgs },
      {
        name: "__getformat__",
        flags: METH_O | METH_CLASS,
        fn: getFormat,
        doc: "How C's double or float is stored.",
      },
      { name: "__format__", flags: METH_O, fn: format, doc: "Formats the float as a specifier says." },
    ],
    getset: [
      { name: "real", get: floatPositive, doc: "the real part of a complex number" },
      {
        name: "imag",
        get: (vm: Interpreter) => newFloat(vm, 0),
        doc: "the imaginary part of a complex number",
      },
    ],
  });
  vm.floatDealloc = vm.i32[(FLOAT_TYPE + TP_DEALLOC) >> 2];
}
