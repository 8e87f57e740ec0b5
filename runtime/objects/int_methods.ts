/**
 * The type int: construction, the operators as slots, attributes and methods.
 *
 * A binary slot takes any two objects, one of which is an int (or of a subclass), and gives NotImplemented unless both
 * are. Results are exact ints, also of operands of subclasses.
 *
 * Source: CPython 3.11 Objects/longobject.c (long_new, long_subtype_new, long_as_number, long_methods, int___round__).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  GE,
  GT,
  LE,
  LT,
  NUMBER_METHODS,
  OB_SIZE,
  OB_TYPE,
  TPFLAGS_BASETYPE,
  TPFLAGS_LONG_SUBCLASS,
  TPFLAGS_MATCH_SELF,
  TYPE,
} from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import { INT_TYPE, NONE, NOT_IMPLEMENTED, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional, type Parameters, parseTupleAndKeywords, raiseArgumentType } from "./arguments.ts";
import { givesBuffer } from "./buffer.ts";
import { isBytearray } from "./bytearray.ts";
import { isBytes } from "./bytes.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { newFloat } from "./float.ts";
import { DEALLOC_PLAIN, FREE_OBJECT } from "./function_numbers.ts";
import {
  copyDigits,
  intAsDouble,
  intBitLength,
  intCompare,
  intCopy,
  intFromNumber,
  intFromObject,
  intHash,
  intResult,
  intSetSize,
  intSize,
  isInt,
  newBool,
  OB_DIGIT,
} from "./int.ts";
import { intAbsolute, intAdd, intMultiply, intNegate, intSubtract } from "./int_arithmetic.ts";
import { intAnd, intInvert, intLshift, intOr, intRshift, intShiftLeft, intXor } from "./int_bitwise.ts";
import { INT_BYTES_METHODS } from "./int_bytes.ts";
import { intDivmod, intFloorDivide, intRemainder, intTrueDivide } from "./int_division.ts";
import { intPower } from "./int_power.ts";
import { intFromBuffer, intFromStr, intToStr } from "./int_text.ts";
import { METH_FASTCALL, METH_NOARGS, METH_O } from "./method_definition.ts";
import { asSsize, numberIndex, numberLong } from "./number.ts";
import { formatInt } from "./number_format.ts";
import { isExactStr, isStr } from "./str.ts";
import { tupleNew, tuplePack1, tupleSetItem } from "./tuple.ts";

const TP_AS_NUMBER = TYPE.offsets.tp_as_number;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const N = NUMBER_METHODS.offsets;

// Construction ---------------------------------------------------------------------------------------------------

const NEW_PARAMETERS: Parameters = { name: "int", params: ["", "base"], positionalOnly: 1 };

/** tp_new: int(x=0, base=10). */
function intTypeNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, NEW_PARAMETERS, args, kwargs);
  if (given === null) return NULL;
  const value = intFromArguments(vm, given[0], given[1]);
  return type === INT_TYPE || value === NULL ? value : makeInstance(vm, type, value);
}

/** The int of an object, in a base if that is given (both may be NULL); new, exact. */
function intFromArguments(vm: Interpreter, x: Address, base: Address): Address {
  if (x === NULL) {
    if (base !== NULL) return raise(vm, TYPE_ERROR, "int() missing string argument");
    return intResult(vm, 0);
  }
  if (base === NULL) return intFromAny(vm, x);
  const radix = asSsize(vm, base, NULL);
  if (radix === -1 && vm.curexcType !== NULL) return NULL;
  if ((radix !== 0 && radix < 2) || radix > 36) {
    return raise(vm, VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
  }
  if (isStr(vm, x)) return intFromStr(vm, x, radix);
  if (isBytes(vm, x) || isBytearray(vm, x)) return intFromBuffer(vm, x, radix);
  return raise(vm, TYPE_ERROR, "int() can't convert non-string with explicit base");
}

/** int(x): of a text or by the object's own conversion; new, exact. Can run any code. */
function intFromAny(vm: Interpreter, x: Address): Address {
  if (isExactStr(vm, x) || (isStr(vm, x) && !convertsItself(vm, x))) return intFromStr(vm, x, 10);
  if (givesBuffer(vm, x) && !convertsItself(vm, x)) return intFromBuffer(vm, x, 10);
  const value = numberLong(vm, x);
  if (value === NULL || vm.i32[(value + OB_TYPE) >> 2] === INT_TYPE) return value;
  const exact = intCopy(vm, value);
  decref(vm, value);
  return exact;
}

/** Whether the object's type has `__int__` or `__index__`. */
function convertsItself(vm: Interpreter, x: Address): boolean {
  const i32 = vm.i32;
  const table = i32[(i32[(x + OB_TYPE) >> 2] + TP_AS_NUMBER) >> 2];
  return table !== NULL && (i32[(table + N.nb_int) >> 2] !== NULL || i32[(table + N.nb_index) >> 2] !== NULL);
}

/** A new instance of a subclass with the value of an int, which is stolen. */
function makeInstance(vm: Interpreter, type: Address, value: Address): Address {
  const i32 = vm.i32;
  const size = intSize(vm, value), n = Math.abs(size);
  const o: Address = vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, n);
  if (o !== NULL) {
    intSetSize(vm, o, size);
    copyDigits(vm, o + OB_DIGIT, value + OB_DIGIT, n);
  }
  decref(vm, value);
  return o;
}

// Slots ----------------------------------------------------------------------------------------------------------

type Binary = (vm: Interpreter, a: Address, b: Address) => Address;

/** The slot of an operator on two ints. */
function slotOf(operator: Binary): Binary {
  return (vm, a, b) => {
    if (isInt(vm, a) && isInt(vm, b)) return operator(vm, a, b);
    vm.i32[NOT_IMPLEMENTED >> 2]++;
    return NOT_IMPLEMENTED;
  };
}

/** divmod(a, b): a tuple. */
function divmodTuple(vm: Interpreter, a: Address, b: Address): Address {
  const quotient = intDivmod(vm, a, b), rest = vm.second;
  if (quotient === NULL) return NULL;
  const pair = tupleNew(vm, 2);
  if (pair === NULL) {
    decref(vm, quotient);
    decref(vm, rest);
    return NULL;
  }
  tupleSetItem(vm, pair, 0, quotient);
  tupleSetItem(vm, pair, 1, rest);
  return pair;
}

/** nb_bool: 1 or 0. */
function intBool(vm: Interpreter, a: Address): number {
  return vm.i32[(a + OB_SIZE) >> 2] === 0 ? 0 : 1;
}

/** nb_float. */
function intToFloat(vm: Interpreter, a: Address): Address {
  const x = intAsDouble(vm, a);
  return x === -1 && vm.curexcType !== NULL ? NULL : newFloat(vm, x);
}

/** tp_richcompare: with ints; new. */
export function intRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!isInt(vm, a) || !isInt(vm, b)) {
    vm.i32[NOT_IMPLEMENTED >> 2]++;
    return NOT_IMPLEMENTED;
  }
  const order = a === b ? 0 : intCompare(vm, a, b);
  return newBool(vm, holds(order, op));
}

function holds(order: number, op: number): boolean {
  switch (op) {
    case LT:
      return order < 0;
    case LE:
      return order <= 0;
    case EQ:
      return order === 0;
    case GT:
      return order > 0;
    case GE:
      return order >= 0;
    default:
      return order !== 0;
  }
}

// Methods --------------------------------------------------------------------------------------------------------

function bitLength(vm: Interpreter, self: Address): Address {
  return intFromNumber(vm, intBitLength(vm, self));
}

function bitCount(vm: Interpreter, self: Address): Address {
  let count = 0;
  for (let i = Math.abs(intSize(vm, self)) - 1; i >= 0; i--) {
    let bits = vm.i32[(self + OB_DIGIT + 4 * i) >> 2];
    bits -= bits >>> 1 & 0x55555555;
    bits = (bits & 0x33333333) + (bits >>> 2 & 0x33333333);
    count += Math.imul(bits + (bits >>> 4) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return intFromNumber(vm, count);
}

/** as_integer_ratio(): (self, 1). */
function asIntegerRatio(vm: Interpreter, self: Address): Address {
  const pair = tupleNew(vm, 2);
  if (pair === NULL) return NULL;
  const numerator = intFromObject(vm, self);
  if (numerator === NULL) {
    decref(vm, pair);
    return NULL;
  }
  tupleSetItem(vm, pair, 0, numerator);
  tupleSetItem(vm, pair, 1, intResult(vm, 1));
  return pair;
}

/** __round__([ndigits]): to a power of ten, ties to even, if ndigits is negative. */
function round(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "__round__", nargs, 0, 1)) return NULL;
  if (nargs === 0) return intFromObject(vm, self);
  const places = numberIndex(vm, vm.i32[args >> 2]);
  if (places === NULL) return NULL;
  if (intSize(vm, places) >= 0) {
    decref(vm, places);
    return intFromObject(vm, self);
  }
  const dropped = intNegate(vm, places);
  decref(vm, places);
  if (dropped === NULL) return NULL;
  const unit = powerOfTen(vm, self, dropped);
  decref(vm, dropped);
  if (unit === NULL) return NULL;
  const rounded = roundToMultiple(vm, self, unit);
  decref(vm, unit);
  return rounded;
}

/** 10 ** exponent, or something else that is more than twice the int if that is less work. */
function powerOfTen(vm: Interpreter, o: Address, exponent: Address): Address {
  const bits = intBitLength(vm, o);
  const ten = intResult(vm, 10);
  const limit = intResult(vm, bits + 1);
  if (limit === NULL) {
    decref(vm, ten);
    return NULL;
  }
  const unit = intPower(vm, ten, intCompare(vm, exponent, limit) < 0 ? exponent : limit, NONE);
  decref(vm, limit);
  decref(vm, ten);
  return unit;
}

/** The multiple of `unit` next to the int, the even one of two. */
function roundToMultiple(vm: Interpreter, o: Address, unit: Address): Address {
  const quotient = intDivmod(vm, o, unit);
  let rest = vm.second;
  if (quotient === NULL) return NULL;
  const odd = intSize(vm, quotient) !== 0 && (vm.i32[(quotient + OB_DIGIT) >> 2] & 1) === 1;
  decref(vm, quotient);
  const twice = intShiftLeft(vm, rest, 1);
  if (twice === NULL) {
    decref(vm, rest);
    return NULL;
  }
  const order = intCompare(vm, twice, unit);
  decref(vm, twice);
  if (order > 0 || (order === 0 && odd)) {
    const below = intSubtract(vm, rest, unit);
    decref(vm, rest);
    rest = below;
    if (rest === NULL) return NULL;
  }
  const rounded = intSubtract(vm, o, rest);
  decref(vm, rest);
  return rounded;
}

/** __getnewargs__(): (a copy,). */
function getNewArgs(vm: Interpreter, self: Address): Address {
  const copy = intCopy(vm, self);
  if (copy === NULL) return NULL;
  const args = tuplePack1(vm, copy);
  decref(vm, copy);
  return args;
}

/** __format__(spec). */
function format(vm: Interpreter, self: Address, spec: Address): Address {
  if (!isStr(vm, spec)) return raiseArgumentType(vm, "__format__", "argument", "str", spec);
  return formatInt(vm, self, spec);
}

/** __sizeof__(): the digits in use, one at least. */
function sizeOf(vm: Interpreter, self: Address): Address {
  return intFromNumber(vm, OB_DIGIT + 4 * Math.max(Math.abs(intSize(vm, self)), 1));
}

const ITSELF = "The int itself.";

export function defineInt(vm: Interpreter): void {
  defineType(vm, INT_TYPE, {
    name: "int",
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\n" +
      "The whole number that x is or becomes towards zero, or that a text means in a base of 2 to 36; 0 without x.\n" +
      "Base 0 takes the base from the text's prefix.",
    basicSize: OB_DIGIT,
    itemSize: 4,
    flags: TPFLAGS_BASETYPE | TPFLAGS_LONG_SUBCLASS | TPFLAGS_MATCH_SELF,
    dealloc: DEALLOC_PLAIN,
    free: FREE_OBJECT,
    repr: intToStr,
    hash: intHash,
    richcompare: intRichCompare,
    new: intTypeNew,
    number: {
      add: slotOf(intAdd),
      subtract: slotOf(intSubtract),
      multiply: slotOf(intMultiply),
      remainder: slotOf(intRemainder),
      divmod: slotOf(divmodTuple),
      power: intPower,
      negative: intNegate,
      positive: intFromObject,
      absolute: intAbsolute,
      bool: intBool,
      invert: intInvert,
      lshift: slotOf(intLshift),
      rshift: slotOf(intRshift),
      and: slotOf(intAnd),
      xor: slotOf(intXor),
      or: slotOf(intOr),
      int: intFromObject,
      float: intToFloat,
      floorDivide: slotOf(intFloorDivide),
      trueDivide: slotOf(intTrueDivide),
      index: intFromObject,
    },
    methods: [
      ...INT_BYTES_METHODS,
      { name: "conjugate", flags: METH_NOARGS, fn: intFromObject, doc: ITSELF },
      { name: "bit_length", flags: METH_NOARGS, fn: bitLength, doc: "Number of bits of the magnitude." },
      {
        name: "bit_count",
        flags: METH_NOARGS,
        fn: bitCount,
        doc: "Number of bits of the magnitude that are 1.",
      },
      {
        name: "as_integer_ratio",
        flags: METH_NOARGS,
        fn: asIntegerRatio,
        doc: "The pair of ints (self, 1), whose ratio is the int.",
      },
      { name: "__trunc__", flags: METH_NOARGS, fn: intFromObject, doc: ITSELF },
      { name: "__floor__", flags: METH_NOARGS, fn: intFromObject, doc: ITSELF },
      { name: "__ceil__", flags: METH_NOARGS, fn: intFromObject, doc: ITSELF },
      {
        name: "__round__",
        flags: METH_FASTCALL,
        fn: round,
        doc: "The int itself; with a negative ndigits, the next multiple of 10**-ndigits, ties to even.",
      },
      { name: "__getnewargs__", flags: METH_NOARGS, fn: getNewArgs },
      { name: "__format__", flags: METH_O, fn: format },
      { name: "__sizeof__", flags: METH_NOARGS, fn: sizeOf, doc: "Size in memory, in bytes." },
    ],
    getset: [
      { name: "real", get: intFromObject, doc: "the real part of a complex number" },
      {
        name: "imag",
        get: (vm: Interpreter) => intResult(vm, 0),
        doc: "the imaginary part of a complex number",
      },
      { name: "numerator", get: intFromObject, doc: "the numerator of a rational number in lowest terms" },
      {
        name: "denominator",
        get: (vm: Interpreter) => intResult(vm, 1),
        doc: "the denominator of a rational number in lowest terms",
      },
    ],
  });
}
