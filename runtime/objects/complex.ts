/**
 * complex: two doubles.
 *
 *     16 cval.real   24 cval.imag
 *
 * Source: CPython 3.11 Include/cpython/complexobject.h, Objects/complexobject.c.
 */
import { type Address, f64, NULL, objectMalloc, struct } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, OBJECT, ONE_WORD, WORD } from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { COMPLEX_TYPE, OVERFLOW_ERROR, ZERO_DIVISION_ERROR } from "../memory/statics.ts";
import { type Complex, complexPower } from "./complex_arithmetic.ts";
import { raise } from "./errors.ts";
import { isSubtype } from "./subtype.ts";

export const COMPLEX = struct("PyComplexObject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  real: f64(16, "real part"),
  imag: f64(24, "imaginary part"),
});
export const COMPLEX_REAL = COMPLEX.offsets.real;
export const COMPLEX_IMAG = COMPLEX.offsets.imag;
const COMPLEX_WORD = COMPLEX_TYPE * WORD;

/** Is an object a complex or an instance of a subclass? */
export function isComplex(vm: Interpreter, object: Address): boolean {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  return type === COMPLEX_TYPE || isSubtype(vm, type, COMPLEX_TYPE);
}

/** A new complex. NULL with MemoryError. */
export function newComplex(vm: Interpreter, value: Complex): Address {
  const object = objectMalloc(vm, COMPLEX.size);
  if (object === NULL) return noMemory(vm);
  const words = vm.f64;
  words[object >> 3] = ONE_WORD;
  words[(object + OB_TYPE) >> 3] = COMPLEX_WORD;
  words[(object + COMPLEX_REAL) >> 3] = value.real;
  words[(object + COMPLEX_IMAG) >> 3] = value.imag;
  return object;
}

/** The value of a complex. */
export function complexValue(vm: Interpreter, object: Address): Complex {
  return { real: vm.f64[(object + COMPLEX_REAL) >> 3], imag: vm.f64[(object + COMPLEX_IMAG) >> 3] };
}

/** `a ** b`, new: ZeroDivisionError or OverflowError and NULL if there is no such number. */
export function raiseToPower(vm: Interpreter, a: Complex, b: Complex): Address {
  const result = complexPower(a, b);
  if (result === null) return raise(vm, ZERO_DIVISION_ERROR, "0.0 to a negative or complex power");
  if (Math.abs(result.real) === Infinity || Math.abs(result.imag) === Infinity) {
    return raise(vm, OVERFLOW_ERROR, "complex exponentiation");
  }
  return newComplex(vm, result);
}
