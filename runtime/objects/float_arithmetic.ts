/**
 * float: the operators. The binary ones take two objects, of which at least one is a float (of a subclass perhaps) and
 * the other a float or an int, borrowed; anything else gives NotImplemented. Results are new floats; NULL with an
 * exception.
 *
 * Remainders have the divisor's sign, quotients are rounded down. Powers are the host's: their last digit may differ
 * between hosts, as it does between C libraries.
 *
 * Source: CPython 3.11 Objects/floatobject.c (convert_to_double, _float_div_mod, float_rem, float_pow); C99, F.9.4.4.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import {
  FLOAT_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  ZERO_DIVISION_ERROR,
} from "../memory/statics.ts";
import { raiseToPower } from "./complex.ts";
import { raise, raiseObject } from "./errors.ts";
import { isFloat, newFloat, OB_FVAL } from "./float.ts";
import { power } from "./float_power.ts";
import { intAsDouble, intFromNumber, isInt } from "./int.ts";
import { newStr } from "./str.ts";
import { tupleNew, tuplePack2, tupleSetItem } from "./tuple.ts";

/** errno ERANGE, and what strerror says of it. */
const ERANGE = 34;
const RANGE_TEXT = "Numerical result out of range";

// Operands -------------------------------------------------------------------------------------------------------

/**
 * An operand as a double. What it returns holds only if `vm.second` is 0: 1 means that the operand is no number,
 * -1 that an exception is pending (an int beyond the largest double).
 */
function operand(vm: Interpreter, o: Address): number {
  vm.second = 0;
  if (vm.i32[(o + OB_TYPE) >> 2] === FLOAT_TYPE) return vm.f64[(o + OB_FVAL) >> 3];
  return operandSlow(vm, o);
}

function operandSlow(vm: Interpreter, o: Address): number {
  if (isInt(vm, o)) {
    const x = intAsDouble(vm, o);
    if (x === -1 && vm.curexcType !== NULL) vm.second = -1;
    return x;
  }
  if (isFloat(vm, o)) return vm.f64[(o + OB_FVAL) >> 3];
  vm.second = 1;
  return 0;
}

/** What an operator returns for an operand that `operand` could not read. */
function refuse(vm: Interpreter): Address {
  if (vm.second < 0) return NULL;
  vm.i32[NOT_IMPLEMENTED >> 2]++;
  return NOT_IMPLEMENTED;
}

// Addition, subtraction, multiplication, division ----------------------------------------------------------------

/** a + b. */
export function floatAdd(vm: Interpreter, a: Address, b: Address): Address {
  const x = operand(vm, a);
  if (vm.second !== 0) return refuse(vm);
  const y = operand(vm, b);
  return vm.second !== 0 ? refuse(vm) : newFloat(vm, x + y);
}

/** a - b. */
export function floatSubtract(vm: Interpreter, a: Address, b: Address): Address {
  const x = operand(vm, a);
  if (vm.second !== 0) return refuse(vm);
  const y = operand(vm, b);
  return vm.second !== 0 ? refuse(vm) : newFloat(vm, x - y);
}

/** a * b. */
export function floatMultiply(vm: Interpreter, a: Address, b: Address): Address {
  const x = operand(vm, a);
  if (vm.second !== 0) return refuse(vm);
  const y = operand(vm, b);
  return vm.second !== 0 ? refuse(vm) : newFloat(vm, x * y);
}

/** a / b. */
export function floatTrueDivide(vm: Interpreter, a: Address, b: Address): Address {
  const x = operand(vm, a);
  if (vm.second !== 0) return refuse(vm);
  const y = operand(vm, b);
  if (vm.second !== 0) return refuse(vm);
  return y === 0 ? raise(vm, ZERO_DIVISION_ERROR, "float division by zero") : newFloat(vm, x / y);
}

// Division with remainder ----------------------------------------------------------------------------------------

/** A zero with the sign of x. */
function zeroLike(x: number): number {
  return x < 0 || Object.is(x, -0) ? -0 : 0;
}

/** x - floor(x / y) * y with the sign of y; y is not 0. */
export function floatRemainderOf(x: number, y: number): number {
  const rest = x % y;
  if (rest === 0) return zeroLike(y);
  return (y < 0) !== (rest < 0) ? rest + y : rest;
}

/** floor(x / y), exactly for the quotient less its remainder; y is not 0. */
export function floatFloorOf(x: number, y: number): number {
  const rest = x % y;
  let quotient = (x - rest) / y;
  if (rest !== 0 && (y < 0) !== (rest < 0)) quotient -= 1;
  if (quotient === 0) return zeroLike(x / y);
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** a % b. */
export function floatRemainder(vm: Interpreter, a: Address, b: Address): Address {
  const x = operand(vm, a);
  if (vm.second !== 0) return refuse(vm);
  const y = operand(vm, b);
  if (vm.second !== 0) return refuse(vm);
  return y === 0 ? raise(vm, ZERO_DIVISION_ERROR, "float modulo") : newFloat(vm, floatRemainderOf(x, y));
}

/** a // b. */
export function floatFloorDivide(vm: Interpreter, a: Address, b: Address): Address {
  const x = operand(vm, a);
  if (vm.second !== 0) return refuse(vm);
  const y = operand(vm, b);
  if (vm.second !== 0) return refuse(vm);
  return y === 0
    ? raise(vm, ZERO_DIVISION_ERROR, "float floor division by zero")
    : newFloat(vm, floatFloorOf(x, y));
}

/** divmod(a, b): a tuple. */
export function floatDivmod(vm: Interpreter, a: Address, b: Address): Address {
  const x = operand(vm, a);
  if (vm.second !== 0) return refuse(vm);
  const y = operand(vm, b);
  if (vm.second !== 0) return refuse(vm);
  if (y === 0) return raise(vm, ZERO_DIVISION_ERROR, "float divmod()");
  const pair = tupleNew(vm, 2);
  if (pair === NULL) return NULL;
  const quotient = newFloat(vm, floatFloorOf(x, y));
  if (quotient !== NULL) {
    tupleSetItem(vm, pair, 0, quotient);
    const rest = newFloat(vm, floatRemainderOf(x, y));
    if (rest !== NULL) {
      tupleSetItem(vm, pair, 1, rest);
      return pair;
    }
  }
  decref(vm, pair);
  return NULL;
}

// Power ----------------------------------------------------------------------------------------------------------

/** OverflowError(34, 'Numerical result out of range'). */
function raiseOutOfRange(vm: Interpreter): Address {
  const text = newStr(vm, RANGE_TEXT);
  if (text === NULL) return NULL;
  const number = intFromNumber(vm, ERANGE);
  const args = number === NULL ? NULL : tuplePack2(vm, number, text);
  decref(vm, text);
  if (number !== NULL) decref(vm, number);
  if (args === NULL) return NULL;
  raiseObject(vm, OVERFLOW_ERROR, args);
  decref(vm, args);
  return NULL;
}

/** a ** b; `modulus` must be None. */
export function floatPower(vm: Interpreter, a: Address, b: Address, modulus: Address): Address {
  if (modulus !== NONE) {
    return raise(vm, TYPE_ERROR, "pow() 3rd argument not allowed unless all arguments are integers");
  }
  const x = operand(vm, a);
  if (vm.second !== 0) return refuse(vm);
  const y = operand(vm, b);
  if (vm.second !== 0) return refuse(vm);
  if (x === 0 && y < 0 && y !== -Infinity) {
    return raise(vm, ZERO_DIVISION_ERROR, "0.0 cannot be raised to a negative power");
  }
  const result = power(x, y);
  const finite = x - x === 0 && y - y === 0;
  if (!finite) return newFloat(vm, result);
  if (result !== result) {
    // A negative number to a fractional power.
    return raiseToPower(vm, { real: x, imag: 0 }, { real: y, imag: 0 });
  }
  if (result === Infinity || result === -Infinity) return raiseOutOfRange(vm);
  return newFloat(vm, result);
}

// Unary operators ------------------------------------------------------------------------------------------------

/** -a. */
export function floatNegative(vm: Interpreter, a: Address): Address {
  return newFloat(vm, -vm.f64[(a + OB_FVAL) >> 3]);
}

/** |a|. */
export function floatAbsolute(vm: Interpreter, a: Address): Address {
  return newFloat(vm, Math.abs(vm.f64[(a + OB_FVAL) >> 3]));
}

/** The float itself if it is exact, else an exact one of the same value: float(), unary +. */
export function floatPositive(vm: Interpreter, a: Address): Address {
  if (vm.i32[(a + OB_TYPE) >> 2] !== FLOAT_TYPE) return newFloat(vm, vm.f64[(a + OB_FVAL) >> 3]);
  vm.i32[a >> 2]++;
  return a;
}

/** Whether the value is not 0: 1 or 0. */
export function floatBool(vm: Interpreter, a: Address): number {
  return vm.f64[(a + OB_FVAL) >> 3] !== 0 ? 1 : 0;
}
