/**
 * float: the layout, the free list, reading a double from any number, hash, comparison. Arithmetic is in
 * float_arithmetic.ts, texts in float_text.ts, the type object in float_methods.ts.
 *
 *     address + 16   ob_fval   the double
 *
 * Laws
 * - A float is immutable. Dead exact floats are kept, up to 100, linked through their type word; a new one takes the
 *   last that died, else a block of 24 bytes.
 * - A float and an int compare by their exact values, and equal numbers have the same hash.
 *
 * Fast paths index the views. Source: CPython 3.11 Objects/floatobject.c (PyFloat_FromDouble, float_dealloc,
 * PyFloat_AsDouble, float_richcompare), Python/pyhash.c (_Py_HashDouble).
 */
import { type Address, f64, i64, NULL, objectFree, objectMalloc, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, GE, GT, LE, LT, OB_SIZE, OB_TYPE, TYPE } from "../memory/object_layout.ts";
import { FLOAT_FREE_LIMIT, FLOAT_FREE_LIST, popHidden, pushFree } from "../memory/free_lists.ts";
import { noMemory } from "../memory/pending.ts";
import { decref } from "../memory/refcount.ts";
import { FLOAT_TYPE, NOT_IMPLEMENTED, TYPE_ERROR } from "../memory/statics.ts";
import { hashPointer } from "./compare.ts";
import { raiseFlag } from "./errors.ts";
import {
  DIGIT_BASE,
  DIGIT_MASK,
  intAsDouble,
  intToDouble,
  isInt,
  newBool,
  OB_DIGIT,
  signedHash,
} from "./int.ts";
import { hasIndex, numberFloat, numberIndex } from "./number.ts";
import { isSubtype } from "./subtype.ts";
import { typeNameOf } from "./type_name.ts";

export const FLOAT = struct("PyFloatObject", 24, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "float or a subclass; in a dead float the next one of the free list"),
  ob_fval: f64(16, "the value"),
});
export const OB_FVAL = FLOAT.offsets.ob_fval;

const TP_FREE = TYPE.offsets.tp_free;
const INVERSE_BASE = 2 ** -30;

const HASH_INFINITY = 314159;
/** Bits of the hash modulus 2**61 - 1, in parts of 31 and 30. */
const HASH_BITS = 61;
const HIGH_MASK = 0x7fffffff;

// Making ---------------------------------------------------------------------------------------------------------

/** A new float whose value the caller writes at once. NULL with MemoryError. */
export function floatAlloc(vm: Interpreter): Address {
  const i32 = vm.i32;
  let o = i32[FLOAT_FREE_LIST >> 2];
  if (o !== NULL) {
    i32[FLOAT_FREE_LIST >> 2] = i32[(o + OB_TYPE) >> 2];
    i32[(FLOAT_FREE_LIST + 8) >> 2]--;
    i32[(FLOAT_FREE_LIST + 16) >> 2]++;
  } else {
    o = popHidden(vm, FLOAT_FREE_LIST, OB_TYPE);
    if (o === NULL) o = objectMalloc(vm, FLOAT.size);
    if (o === NULL) return noMemory(vm);
  }
  i32[o >> 2] = 1;
  i32[(o + 4) >> 2] = 0;
  i32[(o + OB_TYPE) >> 2] = FLOAT_TYPE;
  i32[(o + OB_TYPE + 4) >> 2] = 0;
  return o;
}

/** A new float. NULL with MemoryError. */
export function newFloat(vm: Interpreter, x: number): Address {
  const o = floatAlloc(vm);
  if (o !== NULL) vm.f64[(o + OB_FVAL) >> 3] = x;
  return o;
}

/** tp_dealloc: an exact float goes to the free list. */
export function floatDealloc(vm: Interpreter, o: Address): void {
  const i32 = vm.i32;
  const type = i32[(o + OB_TYPE) >> 2];
  if (type !== FLOAT_TYPE) vm.functions[i32[(type + TP_FREE) >> 2]](vm, o);
  else if (!pushFree(vm, FLOAT_FREE_LIST, OB_TYPE, FLOAT_FREE_LIMIT, o)) objectFree(vm, o);
}

// Reading --------------------------------------------------------------------------------------------------------

/** Whether the object is a float or an instance of a subclass. */
export function isFloat(vm: Interpreter, object: Address): boolean {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  return type === FLOAT_TYPE || isSubtype(vm, type, FLOAT_TYPE);
}

/** Whether the object is a float itself, no instance of a subclass. */
export function isExactFloat(vm: Interpreter, object: Address): boolean {
  return vm.i32[(object + OB_TYPE) >> 2] === FLOAT_TYPE;
}

/** The value of a float. */
export function floatValue(vm: Interpreter, o: Address): number {
  return vm.f64[(o + OB_FVAL) >> 3];
}

/**
 * Any number as a double: a float's value, else what `__float__` or `__index__` gives. -1 with an exception is
 * failure. Can run any code.
 */
export function asDouble(vm: Interpreter, object: Address): number {
  if (isFloat(vm, object)) return vm.f64[(object + OB_FVAL) >> 3];
  const converted = numberFloat(vm, object);
  if (converted === NULL) return -1;
  if (converted !== NOT_IMPLEMENTED) {
    const x = vm.f64[(converted + OB_FVAL) >> 3];
    decref(vm, converted);
    return x;
  }
  decref(vm, converted);
  if (!hasIndex(vm, object)) {
    return raiseFlag(vm, TYPE_ERROR, `must be real number, not ${typeNameOf(vm, object, 50)}`);
  }
  const index = numberIndex(vm, object);
  if (index === NULL) return -1;
  const x = intAsDouble(vm, index);
  decref(vm, index);
  return x;
}

// Hash -----------------------------------------------------------------------------------------------------------

/**
 * tp_hash: the value modulo 2**61 - 1, as for ints; fixed values for the infinities; not a number has the hash of its
 * address. Low half returned, high half in `vm.hashHigh`.
 */
export function floatHash(vm: Interpreter, o: Address): number {
  return hashDouble(vm, o + OB_FVAL, o);
}

/** The hash of the double at an address, in the object `o`, as floatHash. */
export function hashDouble(vm: Interpreter, address: Address, o: Address): number {
  const low = vm.i32[address >> 2], high = vm.i32[(address + 4) >> 2];
  const field = (high >>> 20) & 0x7ff;
  if (field === 0x7ff) {
    if (low !== 0 || (high & 0xfffff) !== 0) return hashPointer(vm, o);
    return signedHash(vm, HASH_INFINITY, 0, high < 0);
  }
  // The mantissa, an integer, times a power of two: which rotates the 61 bits.
  const mantissa = (high & 0xfffff) | (field === 0 ? 0 : 0x100000);
  const turn = ((field === 0 ? 1 : field) - 1075) % HASH_BITS;
  let turns = turn < 0 ? turn + HASH_BITS : turn;
  let top = (low >>> 30) | (mantissa << 2), rest = low & DIGIT_MASK;
  while (turns >= 30) {
    const rotated = top >>> 1;
    top = rest | ((top & 1) << 30);
    rest = rotated;
    turns -= 30;
  }
  if (turns > 0) {
    const out = top >>> (31 - turns);
    top = ((top << turns) & HIGH_MASK) | (rest >>> (30 - turns));
    rest = ((rest << turns) & DIGIT_MASK) | out;
  }
  return signedHash(vm, rest | (top << 30), top >>> 2, high < 0);
}

// Comparison -----------------------------------------------------------------------------------------------------

/** The sign of x - n for an int n, exactly; NaN if x is not a number. */
export function compareDoubleToInt(vm: Interpreter, x: number, n: Address): number {
  const size = vm.i32[(n + OB_SIZE) >> 2];
  if (size >= -1 && size <= 1) {
    const value = size * vm.i32[(n + OB_DIGIT) >> 2];
    return x < value ? -1 : x > value ? 1 : x === value ? 0 : NaN;
  }
  // Rounding keeps order: only if x is the double nearest to n must the digits decide.
  const nearest = intToDouble(vm, n);
  if (x < nearest) return -1;
  if (x > nearest) return 1;
  if (x !== nearest) return NaN;
  if (x === Infinity) return 1;
  if (x === -Infinity) return -1;
  const order = compareMagnitudes(vm, Math.abs(x), n, Math.abs(size));
  return size < 0 ? -order : order;
}

/** The sign of x - |n| for a whole, finite x not less than 2**30. */
function compareMagnitudes(vm: Interpreter, x: number, n: Address, count: number): number {
  const i32 = vm.i32;
  let rest = x;
  for (let i = 0; i < count; i++) rest *= INVERSE_BASE;
  if (rest >= 1) return 1;
  for (let i = count - 1; i >= 0; i--) {
    rest *= DIGIT_BASE;
    const digit = Math.floor(rest);
    const difference = digit - i32[(n + OB_DIGIT + 4 * i) >> 2];
    if (difference !== 0) return difference < 0 ? -1 : 1;
    rest -= digit;
  }
  return 0;
}

/** Whether `x op y` holds for two doubles. */
export function compareDoubles(x: number, y: number, op: number): boolean {
  switch (op) {
    case LT:
      return x < y;
    case LE:
      return x <= y;
    case EQ:
      return x === y;
    case GT:
      return x > y;
    case GE:
      return x >= y;
    default:
      return x !== y;
  }
}

/** tp_richcompare: with floats and ints; new. */
export function floatRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const x = vm.f64[(a + OB_FVAL) >> 3];
  if (isFloat(vm, b)) return newBool(vm, compareDoubles(x, vm.f64[(b + OB_FVAL) >> 3], op));
  if (isInt(vm, b)) return newBool(vm, compareDoubles(compareDoubleToInt(vm, x, b), 0, op));
  vm.i32[NOT_IMPLEMENTED >> 2]++;
  return NOT_IMPLEMENTED;
}
