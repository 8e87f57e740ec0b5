/**
 * The module math: functions of floats by C99's rules for special values, and functions of ints (math_integers.ts) and of
 * many numbers (math_sums.ts).
 *
 * A result that is no number although the argument is one, or is infinite where the function has a pole, is ValueError
 * "math domain error"; one that is too large is OverflowError "math range error". Which functions can be too large
 * stands beside them.
 *
 * Source: CPython 3.11 Modules/mathmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, typeOf } from "../memory/refcount.ts";
import { FLOAT_TYPE, identifier, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional, parseArguments } from "../objects/arguments.ts";
import { call0 } from "../objects/call.ts";
import { errorMatches, errorOccurred, formatType, raise } from "../objects/errors.ts";
import { asDouble, floatValue, newFloat } from "../objects/float.ts";
import {
  bigIntOf,
  intAsLong,
  intFromDouble,
  intFromNumber,
  intSign,
  intToDouble,
  isInt,
  newBool,
} from "../objects/int.ts";
import { METH_FASTCALL, METH_KEYWORDS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import { numberTrueDivide } from "../objects/number.ts";
import { lookupSpecial } from "../objects/object.ts";
import { tupleNew, tupleSetItem } from "../objects/tuple.ts";
import { clearError } from "../objects/errors.ts";
import { frexp, ldexp, nextAfter } from "./float_bits.ts";
import { asinh, atanh, cbrt, expm1, log10, log1p, sinh } from "./math_elementary.ts";
import { INTEGER_FUNCTIONS } from "./math_integers.ts";
import { erf, erfc, gamma, lgamma } from "./math_special.ts";
import { SUM_FUNCTIONS } from "./math_sums.ts";

const FLOOR = identifier("__floor__");
const CEIL = identifier("__ceil__");
const TRUNC = identifier("__trunc__");

/** ValueError "math domain error". Returns NULL. */
function raiseDomain(vm: Interpreter): Address {
  return raise(vm, VALUE_ERROR, "math domain error");
}

/** OverflowError "math range error". Returns NULL. */
function raiseRange(vm: Interpreter): Address {
  return raise(vm, OVERFLOW_ERROR, "math range error");
}

// Functions of one float ---------------------------------------------------------------------------------------------

type RealFunction = (x: number) => number;

/** A function of one float; `canOverflow`: an infinite result of a finite argument is too large, and no pole. */
function unary(name: string, compute: RealFunction, canOverflow = false): MethodSpec {
  return {
    name,
    flags: METH_O,
    fn(vm: Interpreter, _module: Address, object: Address): Address {
      const x = asDouble(vm, object);
      if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
      const result = compute(x);
      if (Number.isFinite(result)) return newFloat(vm, result);
      if (result !== result && x === x) return raiseDomain(vm);
      if ((result === Infinity || result === -Infinity) && Number.isFinite(x)) {
        return canOverflow ? raiseRange(vm) : raiseDomain(vm);
      }
      return newFloat(vm, result);
    },
  };
}

/** gamma and lgamma: an infinite result is a pole where the argument is a whole number that is not positive. */
function gammaLike(name: string, compute: RealFunction): MethodSpec {
  return {
    name,
    flags: METH_O,
    fn(vm: Interpreter, _module: Address, object: Address): Address {
      const x = asDouble(vm, object);
      if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
      const result = compute(x);
      if (result !== result && x === x) return raiseDomain(vm);
      if (result === Infinity && Number.isFinite(x)) {
        return x <= 0 && x === Math.floor(x) ? raiseDomain(vm) : raiseRange(vm);
      }
      return newFloat(vm, result);
    },
  };
}

const DEGREES_PER_RADIAN = 180 / Math.PI;
const RADIANS_PER_DEGREE = Math.PI / 180;

/** Functions that give a float for every argument. */
function plain(name: string, compute: RealFunction): MethodSpec {
  return {
    name,
    flags: METH_O,
    fn(vm: Interpreter, _module: Address, object: Address): Address {
      const x = asDouble(vm, object);
      return x === -1 && errorOccurred(vm) !== NULL ? NULL : newFloat(vm, compute(x));
    },
  };
}

function predicate(name: string, test: (x: number) => boolean): MethodSpec {
  return {
    name,
    flags: METH_O,
    fn(vm: Interpreter, _module: Address, object: Address): Address {
      const x = asDouble(vm, object);
      return x === -1 && errorOccurred(vm) !== NULL ? NULL : newBool(vm, test(x));
    },
  };
}

function ulp(x: number): number {
  if (x !== x) return x;
  const size = Math.abs(x);
  if (size === Infinity) return size;
  const next = nextAfter(size, Infinity);
  return next === Infinity ? size - nextAfter(size, 0) : next - size;
}

// Functions of two floats --------------------------------------------------------------------------------------------

/** What a function of two floats gives, or what is wrong. */
type Outcome = number | "domain" | "range";

function binary(name: string, compute: (x: number, y: number) => Outcome): MethodSpec {
  return {
    name,
    flags: METH_FASTCALL,
    fn(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
      if (!checkPositional(vm, name, nargs, 2, 2)) return NULL;
      const x = asDouble(vm, vm.i32[args >> 2]);
      if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
      const y = asDouble(vm, vm.i32[(args + 8) >> 2]);
      if (y === -1 && errorOccurred(vm) !== NULL) return NULL;
      const result = compute(x, y);
      if (result === "domain") return raiseDomain(vm);
      return result === "range" ? raiseRange(vm) : newFloat(vm, result);
    },
  };
}

const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity;

function fmod(x: number, y: number): Outcome {
  const result = x % y;
  return result !== result && x === x && y === y ? "domain" : result;
}

/** IEEE 754 remainder: what is left of x for the multiple of y that is next to it, ties to the even one. */
function remainder(x: number, y: number): Outcome {
  if (x !== x || y !== y) return x + y;
  if (isInfinite(x) || y === 0) return "domain";
  if (isInfinite(y)) return x;
  const size = Math.abs(x), divisor = Math.abs(y);
  const rest = size % divisor, other = divisor - rest;
  let result: number;
  if (rest < other) result = rest;
  else if (rest > other) result = -other;
  else result = rest - 2 * ((0.5 * (size - rest)) % divisor);
  return x < 0 || Object.is(x, -0) ? -result : result;
}

function copysign(x: number, y: number): number {
  const negative = y < 0 || Object.is(y, -0);
  return negative === (x < 0 || Object.is(x, -0)) ? x : -x;
}

/** x ** y as C99 has it for special values. */
function pow(x: number, y: number): Outcome {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return powSpecial(x, y);
  const result = Math.pow(x, y);
  if (result !== result) return "domain";
  return isInfinite(result) ? x === 0 ? "domain" : "range" : result;
}

function powSpecial(x: number, y: number): number {
  if (x !== x) return y === 0 ? 1 : x;
  if (y !== y) return x === 1 ? 1 : y;
  if (isInfinite(x)) return Math.pow(x, y);
  return Math.abs(x) === 1 ? 1 : Math.pow(x, y);
}

// Taking floats apart ------------------------------------------------------------------------------------------------

/** A new pair of these objects, which are stolen; a NULL passes a failure on. */
function pairOf(vm: Interpreter, first: Address, second: Address): Address {
  const pair = first === NULL || second === NULL ? NULL : tupleNew(vm, 2);
  if (pair === NULL) {
    if (first !== NULL) decref(vm, first);
    if (second !== NULL) decref(vm, second);
    return NULL;
  }
  tupleSetItem(vm, pair, 0, first);
  tupleSetItem(vm, pair, 1, second);
  return pair;
}

function frexpFunction(vm: Interpreter, _module: Address, object: Address): Address {
  const x = asDouble(vm, object);
  if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
  const { fraction, exponent } = frexp(x);
  const first = newFloat(vm, fraction);
  return first === NULL ? NULL : pairOf(vm, first, intFromNumber(vm, exponent));
}

function modfFunction(vm: Interpreter, _module: Address, object: Address): Address {
  const x = asDouble(vm, object);
  if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
  const whole = Math.trunc(x);
  const fraction = isInfinite(x) ? copysign(0, x) : copysign(x - whole, x);
  const first = newFloat(vm, x !== x ? x : fraction);
  return first === NULL ? NULL : pairOf(vm, first, newFloat(vm, whole));
}

function ldexpFunction(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "ldexp", nargs, 2, 2)) return NULL;
  const x = asDouble(vm, vm.i32[args >> 2]);
  if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
  const exponent = vm.i32[(args + 8) >> 2];
  if (!isInt(vm, exponent)) return raise(vm, TYPE_ERROR, "Expected an int as second argument to ldexp.");
  let n = intAsLong(vm, exponent);
  if (n === -1 && errorOccurred(vm) !== NULL) {
    if (!errorMatches(vm, OVERFLOW_ERROR)) return NULL;
    clearError(vm);
    n = intSign(vm, exponent) < 0 ? -Infinity : Infinity;
  }
  const result = ldexp(x, n);
  return isInfinite(result) && Number.isFinite(x) ? raiseRange(vm) : newFloat(vm, result);
}

// Logarithms ---------------------------------------------------------------------------------------------------------

/** A logarithm of a float or an int of any size (borrowed); new. */
function logarithm(vm: Interpreter, object: Address, log: RealFunction): Address {
  if (isInt(vm, object)) {
    if (intSign(vm, object) <= 0) return raiseDomain(vm);
    const x = intToDouble(vm, object);
    return newFloat(vm, isInfinite(x) ? logOfLarge(bigIntOf(vm, object), log) : log(x));
  }
  const x = asDouble(vm, object);
  if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (x <= 0) return raiseDomain(vm);
  return newFloat(vm, Number.isFinite(x) ? log(x) : x);
}

/** The logarithm of an int that is no double: of its leading bits, and the exponent's. */
function logOfLarge(n: bigint, log: RealFunction): number {
  const bits = n.toString(16).length * 4;
  const shift = BigInt(bits - 128);
  const top = n >> shift;
  const sticky = (top << shift) === n ? 0n : 1n;
  const { fraction, exponent } = frexp(Number(top | sticky));
  return log(fraction) + log(2) * (exponent + Number(shift));
}

/** log(x[, base]) */
function logFunction(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (nargs < 1 || nargs > 2) return raise(vm, TYPE_ERROR, "math.log requires 1 to 2 arguments");
  const numerator = logarithm(vm, vm.i32[args >> 2], Math.log);
  if (numerator === NULL || nargs === 1) return numerator;
  const denominator = logarithm(vm, vm.i32[(args + 8) >> 2], Math.log);
  const quotient = denominator === NULL ? NULL : numberTrueDivide(vm, numerator, denominator);
  decref(vm, numerator);
  if (denominator !== NULL) decref(vm, denominator);
  return quotient;
}

function log2Function(vm: Interpreter, _module: Address, object: Address): Address {
  return logarithm(vm, object, Math.log2);
}

function log10Function(vm: Interpreter, _module: Address, object: Address): Address {
  return logarithm(vm, object, log10);
}

// Rounding to ints ---------------------------------------------------------------------------------------------------

/** floor and ceil: of a float directly, else what the special method gives, else of the float that it converts to. */
function rounding(name: string, special: Address, round: RealFunction): MethodSpec {
  return {
    name,
    flags: METH_O,
    fn(vm: Interpreter, _module: Address, object: Address): Address {
      if (typeOf(vm, object) === FLOAT_TYPE) return intFromDouble(vm, round(floatValue(vm, object)));
      const method = lookupSpecial(vm, object, special);
      if (method !== NULL) {
        const result = call0(vm, method);
        decref(vm, method);
        return result;
      }
      if (errorOccurred(vm) !== NULL) return NULL;
      const x = asDouble(vm, object);
      return x === -1 && errorOccurred(vm) !== NULL ? NULL : intFromDouble(vm, round(x));
    },
  };
}

function trunc(vm: Interpreter, _module: Address, object: Address): Address {
  if (typeOf(vm, object) === FLOAT_TYPE) return intFromDouble(vm, floatValue(vm, object));
  const method = lookupSpecial(vm, object, TRUNC);
  if (method === NULL) {
    if (errorOccurred(vm) !== NULL) return NULL;
    return raise(vm, TYPE_ERROR, `type ${formatType(vm, object)} doesn't define __trunc__ method`);
  }
  const result = call0(vm, method);
  decref(vm, method);
  return result;
}

// Comparison ---------------------------------------------------------------------------------------------------------

const ISCLOSE = {
  name: "isclose",
  params: ["a", "b", "rel_tol", "abs_tol"],
  required: 2,
  keywordOnly: 2,
};

/** isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0) */
function isclose(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, ISCLOSE, args, nargs, kwnames);
  if (given === null) return NULL;
  const values = [0, 0, 1e-9, 0];
  for (let i = 0; i < given.length; i++) {
    if (given[i] === NULL) continue;
    values[i] = asDouble(vm, given[i]);
    if (values[i] === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  const [a, b, relative, absolute] = values;
  if (relative < 0 || absolute < 0) return raise(vm, VALUE_ERROR, "tolerances must be non-negative");
  if (a === b) return newBool(vm, true);
  if (isInfinite(a) || isInfinite(b)) return newBool(vm, false);
  const difference = Math.abs(b - a);
  const close = difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a) ||
    difference <= absolute;
  return newBool(vm, close);
}

// The module ---------------------------------------------------------------------------------------------------------

const exp2 = (x: number): number => Math.pow(2, x);

const METHODS: readonly MethodSpec[] = [
  unary("acos", Math.acos),
  unary("acosh", Math.acosh),
  unary("asin", Math.asin),
  unary("asinh", asinh),
  unary("atan", Math.atan),
  unary("atanh", atanh),
  unary("cbrt", cbrt),
  unary("cos", Math.cos),
  unary("cosh", Math.cosh, true),
  unary("exp", Math.exp, true),
  unary("exp2", exp2, true),
  unary("expm1", expm1, true),
  unary("fabs", Math.abs),
  unary("log1p", log1p),
  unary("sin", Math.sin),
  unary("sinh", sinh, true),
  unary("sqrt", Math.sqrt),
  unary("tan", Math.tan),
  unary("tanh", Math.tanh),
  unary("erf", erf),
  unary("erfc", erfc),
  gammaLike("gamma", gamma),
  gammaLike("lgamma", lgamma),
  plain("degrees", (x) => x * DEGREES_PER_RADIAN),
  plain("radians", (x) => x * RADIANS_PER_DEGREE),
  plain("ulp", ulp),
  predicate("isfinite", Number.isFinite),
  predicate("isinf", isInfinite),
  predicate("isnan", Number.isNaN),
  binary("atan2", Math.atan2),
  binary("copysign", copysign),
  binary("fmod", fmod),
  binary("nextafter", nextAfter),
  binary("pow", pow),
  binary("remainder", remainder),
  rounding("ceil", CEIL, Math.ceil),
  rounding("floor", FLOOR, Math.floor),
  { name: "trunc", flags: METH_O, fn: trunc },
  { name: "frexp", flags: METH_O, fn: frexpFunction },
  { name: "ldexp", flags: METH_FASTCALL, fn: ldexpFunction },
  { name: "modf", flags: METH_O, fn: modfFunction },
  { name: "log", flags: METH_FASTCALL, fn: logFunction },
  { name: "log2", flags: METH_O, fn: log2Function },
  { name: "log10", flags: METH_O, fn: log10Function },
  { name: "isclose", flags: METH_FASTCALL | METH_KEYWORDS, fn: isclose },
  ...INTEGER_FUNCTIONS,
  ...SUM_FUNCTIONS,
];

const CONSTANTS = { pi: Math.PI, e: Math.E, tau: 2 * Math.PI, inf: Infinity, nan: NaN };

/** The module math, new; NULL with MemoryError. */
export function createMath(vm: Interpreter): Address {
  const module = createModule(vm, "math", METHODS, "Mathematical functions of floats and ints.");
  if (module === NULL) return NULL;
  for (const [name, value] of Object.entries(CONSTANTS)) {
    if (moduleSet(vm, module, name, newFloat(vm, value)) === 0) continue;
    decref(vm, module);
    return NULL;
  }
  return module;
}
