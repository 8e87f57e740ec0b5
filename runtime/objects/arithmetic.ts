/**
 * Operators as emitted code calls them: two exact one-digit ints and two exact floats are worked out here, in functions
 * small enough for the host's compiler to inline; everything else goes through the types' slots (number.ts).
 *
 * Operands are borrowed from locals and temporaries of emitted code that nobody else holds, so that a slow path, which
 * can run any code, holds both while it runs. Results are new references, NULL with an exception. `truth...` compares
 * for a condition: 1, 0, or -1 with an exception, and makes no object on its way.
 *
 * One-digit values lie within 30 bits: sums and differences of two fit 32 bits, quotients of doubles are exact enough
 * to be rounded down, products up to 2**53 are exact doubles.
 *
 * Source: CPython 3.11 Python/ceval.c (BINARY_OP, COMPARE_OP and their specialisations), Objects/longobject.c
 * (the one-digit cases).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, GE, GT, LE, LT, NE, OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import { FLOAT_TYPE, INT_TYPE, NONE, SMALL_INT_ZERO, STR_TYPE } from "../memory/statics.ts";
import { isTrue, richCompare } from "./compare.ts";
import { compareDoubles, compareDoubleToInt, floatAlloc, OB_FVAL } from "./float.ts";
import { floatFloorDivide, floatPower, floatRemainder } from "./float_arithmetic.ts";
import { DIGIT_BASE, DIGIT_MASK, intCompare, intFromObject, intResult, newBool, OB_DIGIT } from "./int.ts";
import { intAdd, intMultiply, intNegate, intSubtract, multiplyDigits } from "./int_arithmetic.ts";
import { intAnd, intInvert, intLshift, intOr, intRshift, intXor } from "./int_bitwise.ts";
import { intFloorDivide, intRemainder, intTrueDivide } from "./int_division.ts";
import { intPower } from "./int_power.ts";
import * as number from "./number.ts";
import { strCompare, strConcat } from "./str.ts";

/** The static int 2. */
const TWO = SMALL_INT_ZERO + 64;

type Operator = (vm: Interpreter, a: Address, b: Address) => Address;

/** Calls the number protocol with both operands held. */
function holding(vm: Interpreter, a: Address, b: Address, operator: Operator): Address {
  const i32 = vm.i32;
  i32[a >> 2]++;
  i32[b >> 2]++;
  const result = operator(vm, a, b);
  decref(vm, a);
  decref(vm, b);
  return result;
}

/** Whether an object is an exact float, or an exact int that a double holds: two digits suffice to tell. */
function isDouble(vm: Interpreter, o: Address): boolean {
  const i32 = vm.i32;
  const type = i32[(o + OB_TYPE) >> 2];
  if (type === FLOAT_TYPE) return true;
  if (type !== INT_TYPE) return false;
  const size = i32[(o + OB_SIZE) >> 2];
  return size + 1 >>> 0 < 3 || (size + 2 >>> 0 < 5 && i32[(o + OB_DIGIT + 4) >> 2] < 2 ** 23);
}

/** The value of such an object. */
function doubleOf(vm: Interpreter, o: Address): number {
  const i32 = vm.i32;
  if (i32[(o + OB_TYPE) >> 2] === FLOAT_TYPE) return vm.f64[(o + OB_FVAL) >> 3];
  const size = i32[(o + OB_SIZE) >> 2], low = i32[(o + OB_DIGIT) >> 2];
  if (size + 1 >>> 0 < 3) return size * low;
  const magnitude = i32[(o + OB_DIGIT + 4) >> 2] * DIGIT_BASE + low;
  return size < 0 ? -magnitude : magnitude;
}

/** Whether both are exact ints or both exact floats: types without in-place operators of their own. */
function areAlikeNumbers(vm: Interpreter, a: Address, b: Address): boolean {
  const type = vm.i32[(a + OB_TYPE) >> 2];
  return type === vm.i32[(b + OB_TYPE) >> 2] && (type === INT_TYPE || type === FLOAT_TYPE);
}

// Addition, subtraction, multiplication -------------------------------------------------------------------------------

/** a + b. */
export function add(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32, f64 = vm.f64;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type !== i32[(b + OB_TYPE) >> 2]) return addMixed(vm, a, b, number.numberAdd);
  if (type === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      return intResult(vm, x + y | 0);
    }
    return intAdd(vm, a, b);
  }
  if (type !== FLOAT_TYPE) return addAlike(vm, a, b, type);
  const z = floatAlloc(vm);
  if (z !== NULL) f64[(z + OB_FVAL) >> 3] = f64[(a + OB_FVAL) >> 3] + f64[(b + OB_FVAL) >> 3];
  return z;
}

/** a += b. */
export function inplaceAdd(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? add(vm, a, b) : addMixed(vm, a, b, number.numberInPlaceAdd);
}

function addMixed(vm: Interpreter, a: Address, b: Address, operator: Operator): Address {
  if (!isDouble(vm, a) || !isDouble(vm, b)) return holding(vm, a, b, operator);
  const z = floatAlloc(vm);
  if (z !== NULL) vm.f64[(z + OB_FVAL) >> 3] = doubleOf(vm, a) + doubleOf(vm, b);
  return z;
}

/** The sum of two objects of the same type, which is no number. */
function addAlike(vm: Interpreter, a: Address, b: Address, type: Address): Address {
  return type === STR_TYPE ? strConcat(vm, a, b) : holding(vm, a, b, number.numberAdd);
}

/** a - b. */
export function subtract(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32, f64 = vm.f64;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type !== i32[(b + OB_TYPE) >> 2]) return subtractMixed(vm, a, b, number.numberSubtract);
  if (type === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      return intResult(vm, x - y | 0);
    }
    return intSubtract(vm, a, b);
  }
  if (type !== FLOAT_TYPE) return holding(vm, a, b, number.numberSubtract);
  const z = floatAlloc(vm);
  if (z !== NULL) f64[(z + OB_FVAL) >> 3] = f64[(a + OB_FVAL) >> 3] - f64[(b + OB_FVAL) >> 3];
  return z;
}

/** a -= b. */
export function inplaceSubtract(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b)
    ? subtract(vm, a, b)
    : subtractMixed(vm, a, b, number.numberInPlaceSubtract);
}

function subtractMixed(vm: Interpreter, a: Address, b: Address, operator: Operator): Address {
  if (!isDouble(vm, a) || !isDouble(vm, b)) return holding(vm, a, b, operator);
  const z = floatAlloc(vm);
  if (z !== NULL) vm.f64[(z + OB_FVAL) >> 3] = doubleOf(vm, a) - doubleOf(vm, b);
  return z;
}

/** a * b. */
export function multiply(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32, f64 = vm.f64;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type !== i32[(b + OB_TYPE) >> 2]) return multiplyMixed(vm, a, b, number.numberMultiply);
  if (type === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      const product = x * y;
      if (product <= DIGIT_MASK && product >= -DIGIT_MASK) return intResult(vm, product | 0);
      return multiplyDigits(vm, x, y);
    }
    return intMultiply(vm, a, b);
  }
  if (type !== FLOAT_TYPE) return holding(vm, a, b, number.numberMultiply);
  const z = floatAlloc(vm);
  if (z !== NULL) f64[(z + OB_FVAL) >> 3] = f64[(a + OB_FVAL) >> 3] * f64[(b + OB_FVAL) >> 3];
  return z;
}

/** a *= b. */
export function inplaceMultiply(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b)
    ? multiply(vm, a, b)
    : multiplyMixed(vm, a, b, number.numberInPlaceMultiply);
}

function multiplyMixed(vm: Interpreter, a: Address, b: Address, operator: Operator): Address {
  if (!isDouble(vm, a) || !isDouble(vm, b)) return holding(vm, a, b, operator);
  const z = floatAlloc(vm);
  if (z !== NULL) vm.f64[(z + OB_FVAL) >> 3] = doubleOf(vm, a) * doubleOf(vm, b);
  return z;
}

// Division ------------------------------------------------------------------------------------------------------------

/** a / b. */
export function trueDivide(vm: Interpreter, a: Address, b: Address): Address {
  const f64 = vm.f64, i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type === FLOAT_TYPE && i32[(b + OB_TYPE) >> 2] === FLOAT_TYPE) {
    const divisor = f64[(b + OB_FVAL) >> 3];
    if (divisor !== 0) {
      const z = floatAlloc(vm);
      if (z !== NULL) f64[(z + OB_FVAL) >> 3] = f64[(a + OB_FVAL) >> 3] / divisor;
      return z;
    }
  }
  return trueDivideMixed(vm, a, b, number.numberTrueDivide);
}

/** a /= b. */
export function inplaceTrueDivide(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b)
    ? trueDivide(vm, a, b)
    : trueDivideMixed(vm, a, b, number.numberInPlaceTrueDivide);
}

function trueDivideMixed(vm: Interpreter, a: Address, b: Address, operator: Operator): Address {
  if (isDouble(vm, a) && isDouble(vm, b)) {
    const x = doubleOf(vm, a), y = doubleOf(vm, b);
    if (y !== 0) {
      const z = floatAlloc(vm);
      // 0 / -1 is -0.0, which a quotient of the numbers 0 and -1 is too.
      if (z !== NULL) vm.f64[(z + OB_FVAL) >> 3] = x / y;
      return z;
    }
  }
  if (areAlikeNumbers(vm, a, b) && vm.i32[(a + OB_TYPE) >> 2] === INT_TYPE) return intTrueDivide(vm, a, b);
  return holding(vm, a, b, operator);
}

/** a // b. */
export function floorDivide(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type !== i32[(b + OB_TYPE) >> 2]) return holding(vm, a, b, number.numberFloorDivide);
  if (type === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3 && sizeB !== 0) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      return intResult(vm, Math.floor(x / y) | 0);
    }
    return intFloorDivide(vm, a, b);
  }
  return type === FLOAT_TYPE ? floatFloorDivide(vm, a, b) : holding(vm, a, b, number.numberFloorDivide);
}

/** a //= b. */
export function inplaceFloorDivide(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b)
    ? floorDivide(vm, a, b)
    : holding(vm, a, b, number.numberInPlaceFloorDivide);
}

/** a % b. */
export function remainder(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type !== i32[(b + OB_TYPE) >> 2]) return holding(vm, a, b, number.numberRemainder);
  if (type === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3 && sizeB !== 0) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      const rest = x % y | 0;
      return intResult(vm, rest !== 0 && (rest ^ y) < 0 ? rest + y | 0 : rest);
    }
    return intRemainder(vm, a, b);
  }
  return type === FLOAT_TYPE ? floatRemainder(vm, a, b) : holding(vm, a, b, number.numberRemainder);
}

/** a %= b. */
export function inplaceRemainder(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? remainder(vm, a, b) : holding(vm, a, b, number.numberInPlaceRemainder);
}

// Powers --------------------------------------------------------------------------------------------------------------

/** a ** b. */
export function power(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const typeA = i32[(a + OB_TYPE) >> 2], typeB = i32[(b + OB_TYPE) >> 2];
  if (typeA === INT_TYPE && typeB === INT_TYPE) {
    return b === TWO ? intMultiply(vm, a, a) : intPower(vm, a, b, NONE);
  }
  if ((typeA === FLOAT_TYPE || typeA === INT_TYPE) && (typeB === FLOAT_TYPE || typeB === INT_TYPE)) {
    return floatPower(vm, a, b, NONE);
  }
  return holding(vm, a, b, powerOf);
}

/** a **= b. */
export function inplacePower(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? power(vm, a, b) : holding(vm, a, b, inplacePowerOf);
}

function powerOf(vm: Interpreter, a: Address, b: Address): Address {
  return number.numberPower(vm, a, b, NONE);
}

function inplacePowerOf(vm: Interpreter, a: Address, b: Address): Address {
  return number.numberInPlacePower(vm, a, b, NONE);
}

// Bits ----------------------------------------------------------------------------------------------------------------

/** a & b. */
export function bitAnd(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(a + OB_TYPE) >> 2] === INT_TYPE && i32[(b + OB_TYPE) >> 2] === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      return intResult(vm, x & y);
    }
    return intAnd(vm, a, b);
  }
  return holding(vm, a, b, number.numberAnd);
}

/** a &= b. */
export function inplaceAnd(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? bitAnd(vm, a, b) : holding(vm, a, b, number.numberInPlaceAnd);
}

/** a | b. */
export function bitOr(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(a + OB_TYPE) >> 2] === INT_TYPE && i32[(b + OB_TYPE) >> 2] === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      return intResult(vm, x | y);
    }
    return intOr(vm, a, b);
  }
  return holding(vm, a, b, number.numberOr);
}

/** a |= b. */
export function inplaceOr(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? bitOr(vm, a, b) : holding(vm, a, b, number.numberInPlaceOr);
}

/** a ^ b. */
export function bitXor(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(a + OB_TYPE) >> 2] === INT_TYPE && i32[(b + OB_TYPE) >> 2] === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      return intResult(vm, x ^ y);
    }
    return intXor(vm, a, b);
  }
  return holding(vm, a, b, number.numberXor);
}

/** a ^= b. */
export function inplaceXor(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? bitXor(vm, a, b) : holding(vm, a, b, number.numberInPlaceXor);
}

/** a << b. */
export function lshift(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(a + OB_TYPE) >> 2] === INT_TYPE && i32[(b + OB_TYPE) >> 2] === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      // Up to 22 places a double holds the result.
      if (y >>> 0 < 23) return intResult(vm, x * (1 << y));
    }
    return intLshift(vm, a, b);
  }
  return holding(vm, a, b, number.numberLshift);
}

/** a <<= b. */
export function inplaceLshift(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? lshift(vm, a, b) : holding(vm, a, b, number.numberInPlaceLshift);
}

/** a >> b. */
export function rshift(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(a + OB_TYPE) >> 2] === INT_TYPE && i32[(b + OB_TYPE) >> 2] === INT_TYPE) {
    const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
    if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3 && sizeB >= 0) {
      const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
      return intResult(vm, x >> (y < 31 ? y : 31));
    }
    return intRshift(vm, a, b);
  }
  return holding(vm, a, b, number.numberRshift);
}

/** a >>= b. */
export function inplaceRshift(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? rshift(vm, a, b) : holding(vm, a, b, number.numberInPlaceRshift);
}

/** a @ b. */
export function matrixMultiply(vm: Interpreter, a: Address, b: Address): Address {
  return holding(vm, a, b, number.numberMatrixMultiply);
}

/** a @= b. */
export function inplaceMatrixMultiply(vm: Interpreter, a: Address, b: Address): Address {
  return holding(vm, a, b, number.numberInPlaceMatrixMultiply);
}

// Unary operators -----------------------------------------------------------------------------------------------------

/** Calls the number protocol with the operand held. */
function holdingOne(
  vm: Interpreter,
  a: Address,
  operator: (vm: Interpreter, a: Address) => Address,
): Address {
  vm.i32[a >> 2]++;
  const result = operator(vm, a);
  decref(vm, a);
  return result;
}

/** -a. */
export function negative(vm: Interpreter, a: Address): Address {
  const type = vm.i32[(a + OB_TYPE) >> 2];
  if (type === INT_TYPE) return intNegate(vm, a);
  if (type !== FLOAT_TYPE) return holdingOne(vm, a, number.numberNegative);
  const z = floatAlloc(vm);
  if (z !== NULL) vm.f64[(z + OB_FVAL) >> 3] = -vm.f64[(a + OB_FVAL) >> 3];
  return z;
}

/** +a. */
export function positive(vm: Interpreter, a: Address): Address {
  if (vm.i32[(a + OB_TYPE) >> 2] === INT_TYPE) return intFromObject(vm, a);
  return holdingOne(vm, a, number.numberPositive);
}

/** ~a. */
export function invert(vm: Interpreter, a: Address): Address {
  if (vm.i32[(a + OB_TYPE) >> 2] === INT_TYPE) return intInvert(vm, a);
  return holdingOne(vm, a, number.numberInvert);
}

// Comparison ----------------------------------------------------------------------------------------------------------

/** The order of an exact int and a float, either way round, as a number to compare with 0; NaN for unordered. */
function mixedOrder(vm: Interpreter, a: Address, b: Address): number {
  return vm.i32[(a + OB_TYPE) >> 2] === FLOAT_TYPE
    ? compareDoubleToInt(vm, vm.f64[(a + OB_FVAL) >> 3], b)
    : -compareDoubleToInt(vm, vm.f64[(b + OB_FVAL) >> 3], a);
}

/** Whether one is an exact int and the other an exact float. */
function areMixedNumbers(vm: Interpreter, a: Address, b: Address): boolean {
  const typeA = vm.i32[(a + OB_TYPE) >> 2], typeB = vm.i32[(b + OB_TYPE) >> 2];
  return (typeA === INT_TYPE && typeB === FLOAT_TYPE) || (typeA === FLOAT_TYPE && typeB === INT_TYPE);
}

/** `a op b` of other than two ints or two floats; new. */
function compareSlow(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (areMixedNumbers(vm, a, b)) return newBool(vm, compareDoubles(mixedOrder(vm, a, b), 0, op));
  const i32 = vm.i32;
  if (i32[(a + OB_TYPE) >> 2] === STR_TYPE && i32[(b + OB_TYPE) >> 2] === STR_TYPE) {
    return newBool(vm, strCompare(vm, a, b, op));
  }
  i32[a >> 2]++;
  i32[b >> 2]++;
  const result = richCompare(vm, a, b, op);
  decref(vm, a);
  decref(vm, b);
  return result;
}

/** The truth of the same. */
function truthSlow(vm: Interpreter, a: Address, b: Address, op: number): number {
  if (areMixedNumbers(vm, a, b)) return compareDoubles(mixedOrder(vm, a, b), 0, op) ? 1 : 0;
  if (vm.i32[(a + OB_TYPE) >> 2] === STR_TYPE && vm.i32[(b + OB_TYPE) >> 2] === STR_TYPE) {
    return strCompare(vm, a, b, op) ? 1 : 0;
  }
  const result = compareSlow(vm, a, b, op);
  if (result === NULL) return -1;
  const truth = isTrue(vm, result);
  decref(vm, result);
  return truth;
}

/** The truth of a < b. */
export function truthLt(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type === i32[(b + OB_TYPE) >> 2]) {
    if (type === INT_TYPE) {
      const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
      if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
        const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
        return x < y ? 1 : 0;
      }
      return intCompare(vm, a, b) < 0 ? 1 : 0;
    }
    if (type === FLOAT_TYPE) return vm.f64[(a + OB_FVAL) >> 3] < vm.f64[(b + OB_FVAL) >> 3] ? 1 : 0;
  }
  return truthSlow(vm, a, b, LT);
}

/** a < b, a new reference to what the comparison gives. */
export function compareLt(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? newBool(vm, truthLt(vm, a, b) === 1) : compareSlow(vm, a, b, LT);
}

/** The truth of a <= b. */
export function truthLe(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type === i32[(b + OB_TYPE) >> 2]) {
    if (type === INT_TYPE) {
      const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
      if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
        const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
        return x <= y ? 1 : 0;
      }
      return intCompare(vm, a, b) <= 0 ? 1 : 0;
    }
    if (type === FLOAT_TYPE) return vm.f64[(a + OB_FVAL) >> 3] <= vm.f64[(b + OB_FVAL) >> 3] ? 1 : 0;
  }
  return truthSlow(vm, a, b, LE);
}

/** a <= b, a new reference to what the comparison gives. */
export function compareLe(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? newBool(vm, truthLe(vm, a, b) === 1) : compareSlow(vm, a, b, LE);
}

/** The truth of a == b. */
export function truthEq(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type === i32[(b + OB_TYPE) >> 2]) {
    if (type === INT_TYPE) {
      const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
      if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
        const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
        return x === y ? 1 : 0;
      }
      return intCompare(vm, a, b) === 0 ? 1 : 0;
    }
    if (type === FLOAT_TYPE) return vm.f64[(a + OB_FVAL) >> 3] === vm.f64[(b + OB_FVAL) >> 3] ? 1 : 0;
  }
  return truthSlow(vm, a, b, EQ);
}

/** a == b, a new reference to what the comparison gives. */
export function compareEq(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? newBool(vm, truthEq(vm, a, b) === 1) : compareSlow(vm, a, b, EQ);
}

/** The truth of a != b. */
export function truthNe(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type === i32[(b + OB_TYPE) >> 2]) {
    if (type === INT_TYPE) {
      const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
      if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
        const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
        return x !== y ? 1 : 0;
      }
      return intCompare(vm, a, b) !== 0 ? 1 : 0;
    }
    if (type === FLOAT_TYPE) return vm.f64[(a + OB_FVAL) >> 3] !== vm.f64[(b + OB_FVAL) >> 3] ? 1 : 0;
  }
  return truthSlow(vm, a, b, NE);
}

/** a != b, a new reference to what the comparison gives. */
export function compareNe(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? newBool(vm, truthNe(vm, a, b) === 1) : compareSlow(vm, a, b, NE);
}

/** The truth of a > b. */
export function truthGt(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type === i32[(b + OB_TYPE) >> 2]) {
    if (type === INT_TYPE) {
      const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
      if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
        const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
        return x > y ? 1 : 0;
      }
      return intCompare(vm, a, b) > 0 ? 1 : 0;
    }
    if (type === FLOAT_TYPE) return vm.f64[(a + OB_FVAL) >> 3] > vm.f64[(b + OB_FVAL) >> 3] ? 1 : 0;
  }
  return truthSlow(vm, a, b, GT);
}

/** a > b, a new reference to what the comparison gives. */
export function compareGt(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? newBool(vm, truthGt(vm, a, b) === 1) : compareSlow(vm, a, b, GT);
}

/** The truth of a >= b. */
export function truthGe(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type === i32[(b + OB_TYPE) >> 2]) {
    if (type === INT_TYPE) {
      const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
      if (sizeA + 1 >>> 0 < 3 && sizeB + 1 >>> 0 < 3) {
        const x = Math.imul(sizeA, i32[(a + OB_DIGIT) >> 2]), y = Math.imul(sizeB, i32[(b + OB_DIGIT) >> 2]);
        return x >= y ? 1 : 0;
      }
      return intCompare(vm, a, b) >= 0 ? 1 : 0;
    }
    if (type === FLOAT_TYPE) return vm.f64[(a + OB_FVAL) >> 3] >= vm.f64[(b + OB_FVAL) >> 3] ? 1 : 0;
  }
  return truthSlow(vm, a, b, GE);
}

/** a >= b, a new reference to what the comparison gives. */
export function compareGe(vm: Interpreter, a: Address, b: Address): Address {
  return areAlikeNumbers(vm, a, b) ? newBool(vm, truthGe(vm, a, b) === 1) : compareSlow(vm, a, b, GE);
}
