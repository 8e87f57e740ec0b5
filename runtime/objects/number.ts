/**
 * The number protocol: operators of any two objects, through their types' slots.
 *
 * A binary operator asks the left operand's slot, then the right one's; the right one first if its type is derived
 * from the left one's. A slot that does not know the other operand returns NotImplemented. `+` and `*` fall back on
 * the slots of sequences. An in-place operator asks its own slot first.
 *
 * Laws: operands are borrowed and stay alive by the caller's references; every function can run any code; there is no
 * shortcut for a type here (see arithmetic.ts).
 *
 * Source: CPython 3.11 Objects/abstract.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  NUMBER_METHODS,
  OB_SIZE,
  OB_TYPE,
  SEQUENCE_METHODS,
  TP_FLAGS,
  TPFLAGS_LONG_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import {
  BUILTIN_TYPE,
  FLOAT_TYPE,
  identifier,
  INT_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  OVERFLOW_ERROR,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { lookupSpecial } from "./attributes.ts";
import { call0 } from "./call.ts";
import { isComplex } from "./complex.ts";
import { raise, raiseFlag } from "./errors.ts";
import { ML_NAME } from "./method_definition.ts";
import { isSubtype } from "./subtype.ts";
import { readCString, typeName, typeNameOf } from "./type_name.ts";

const TP_AS_NUMBER = TYPE.offsets.tp_as_number;
const TP_AS_SEQUENCE = TYPE.offsets.tp_as_sequence;
const N = NUMBER_METHODS.offsets;
const S = SEQUENCE_METHODS.offsets;
const TRUNC = identifier("__trunc__");
/** ob_digit of an int: 30 bits in each 4 bytes. */
const INT_DIGITS = 24;
/** m_ml of a built-in function: its PyMethodDef. */
const BUILTIN_ML = 16;

/** Number of the function in a type's table of number operators, or NULL. */
function numberSlot(vm: Interpreter, object: Address, slot: number): number {
  const i32 = vm.i32;
  const table = i32[(i32[(object + OB_TYPE) >> 2] + TP_AS_NUMBER) >> 2];
  return table === NULL ? NULL : i32[(table + slot) >> 2];
}

/** Number of the function in a type's table of sequence operators, or NULL. */
function sequenceSlot(vm: Interpreter, object: Address, slot: number): number {
  const i32 = vm.i32;
  const table = i32[(i32[(object + OB_TYPE) >> 2] + TP_AS_SEQUENCE) >> 2];
  return table === NULL ? NULL : i32[(table + slot) >> 2];
}

/** Asks both operands for the operator in `slot`; new, perhaps NotImplemented. */
function binaryOperation(vm: Interpreter, a: Address, b: Address, slot: number): Address {
  const i32 = vm.i32;
  const typeA = i32[(a + OB_TYPE) >> 2], typeB = i32[(b + OB_TYPE) >> 2];
  const tableA = i32[(typeA + TP_AS_NUMBER) >> 2];
  const slotA = tableA === NULL ? NULL : i32[(tableA + slot) >> 2];
  let slotB = NULL;
  if (typeA !== typeB) {
    const tableB = i32[(typeB + TP_AS_NUMBER) >> 2];
    if (tableB !== NULL) slotB = i32[(tableB + slot) >> 2];
    if (slotB === slotA) slotB = NULL;
  }
  if (slotA !== NULL) {
    if (slotB !== NULL && isSubtype(vm, typeB, typeA)) {
      const result: Address = vm.functions[slotB](vm, a, b);
      if (result !== NOT_IMPLEMENTED) return result;
      i32[NOT_IMPLEMENTED >> 2]--;
      slotB = NULL;
    }
    const result: Address = vm.functions[slotA](vm, a, b);
    if (result !== NOT_IMPLEMENTED) return result;
    i32[NOT_IMPLEMENTED >> 2]--;
  }
  if (slotB !== NULL) return vm.functions[slotB](vm, a, b);
  i32[NOT_IMPLEMENTED >> 2]++;
  return NOT_IMPLEMENTED;
}

function raiseBinary(vm: Interpreter, a: Address, b: Address, operator: string): Address {
  const left = typeNameOf(vm, a, 100), right = typeNameOf(vm, b, 100);
  const hint = operator === ">>" && isPrint(vm, a)
    ? '. Did you mean "print(<message>, file=<output_stream>)"?'
    : "";
  return raise(
    vm,
    TYPE_ERROR,
    `unsupported operand type(s) for ${operator}: '${left}' and '${right}'${hint}`,
  );
}

/** Whether it is a built-in function called print: what Python 2 wrote as a statement. */
function isPrint(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  return i32[(object + OB_TYPE) >> 2] === BUILTIN_TYPE &&
    readCString(vm, i32[(i32[(object + BUILTIN_ML) >> 2] + ML_NAME) >> 2]) === "print";
}

/** A binary operator without fallback. */
function binary(vm: Interpreter, a: Address, b: Address, slot: number, operator: string): Address {
  const result = binaryOperation(vm, a, b, slot);
  if (result !== NOT_IMPLEMENTED) return result;
  vm.i32[NOT_IMPLEMENTED >> 2]--;
  return raiseBinary(vm, a, b, operator);
}

/** The in-place slot, then the operator itself; new, perhaps NotImplemented. */
function inPlaceOperation(
  vm: Interpreter,
  a: Address,
  b: Address,
  inPlaceSlot: number,
  slot: number,
): Address {
  const id = numberSlot(vm, a, inPlaceSlot);
  if (id !== NULL) {
    const result: Address = vm.functions[id](vm, a, b);
    if (result !== NOT_IMPLEMENTED) return result;
    vm.i32[NOT_IMPLEMENTED >> 2]--;
  }
  return binaryOperation(vm, a, b, slot);
}

/** An in-place operator without fallback. */
function inPlace(
  vm: Interpreter,
  a: Address,
  b: Address,
  inPlaceSlot: number,
  slot: number,
  operator: string,
): Address {
  const result = inPlaceOperation(vm, a, b, inPlaceSlot, slot);
  if (result !== NOT_IMPLEMENTED) return result;
  vm.i32[NOT_IMPLEMENTED >> 2]--;
  return raiseBinary(vm, a, b, operator);
}

/** `a + b`, new. */
export function numberAdd(vm: Interpreter, a: Address, b: Address): Address {
  const result = binaryOperation(vm, a, b, N.nb_add);
  if (result !== NOT_IMPLEMENTED) return result;
  vm.i32[NOT_IMPLEMENTED >> 2]--;
  const concat = sequenceSlot(vm, a, S.sq_concat);
  if (concat !== NULL) return vm.functions[concat](vm, a, b);
  return raiseBinary(vm, a, b, "+");
}

/** `a * b`, new. */
export function numberMultiply(vm: Interpreter, a: Address, b: Address): Address {
  const result = binaryOperation(vm, a, b, N.nb_multiply);
  if (result !== NOT_IMPLEMENTED) return result;
  vm.i32[NOT_IMPLEMENTED >> 2]--;
  const repeat = sequenceSlot(vm, a, S.sq_repeat);
  if (repeat !== NULL) return repeatBy(vm, repeat, a, b);
  const reflected = sequenceSlot(vm, b, S.sq_repeat);
  if (reflected !== NULL) return repeatBy(vm, reflected, b, a);
  return raiseBinary(vm, a, b, "*");
}

/** Repeats a sequence with function number `id` as often as `count` says. */
function repeatBy(vm: Interpreter, id: number, sequence: Address, count: Address): Address {
  if (!hasIndex(vm, count)) {
    return raise(vm, TYPE_ERROR, `can't multiply sequence by non-int of type '${typeNameOf(vm, count)}'`);
  }
  const n = asSsize(vm, count, OVERFLOW_ERROR);
  if (n === -1 && vm.curexcType !== NULL) return NULL;
  return vm.functions[id](vm, sequence, n);
}

/** `a - b`, new. */
export function numberSubtract(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_subtract, "-");
}

/** `a / b`, new. */
export function numberTrueDivide(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_true_divide, "/");
}

/** `a // b`, new. */
export function numberFloorDivide(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_floor_divide, "//");
}

/** `a % b`, new. */
export function numberRemainder(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_remainder, "%");
}

/** `divmod(a, b)`, new. */
export function numberDivmod(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_divmod, "divmod()");
}

/** `a << b`, new. */
export function numberLshift(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_lshift, "<<");
}

/** `a >> b`, new. */
export function numberRshift(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_rshift, ">>");
}

/** `a & b`, new. */
export function numberAnd(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_and, "&");
}

/** `a ^ b`, new. */
export function numberXor(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_xor, "^");
}

/** `a | b`, new. */
export function numberOr(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_or, "|");
}

/** `a @ b`, new. */
export function numberMatrixMultiply(vm: Interpreter, a: Address, b: Address): Address {
  return binary(vm, a, b, N.nb_matrix_multiply, "@");
}

// ---- in place

/** `a += b`, new. */
export function numberInPlaceAdd(vm: Interpreter, a: Address, b: Address): Address {
  const result = inPlaceOperation(vm, a, b, N.nb_inplace_add, N.nb_add);
  if (result !== NOT_IMPLEMENTED) return result;
  vm.i32[NOT_IMPLEMENTED >> 2]--;
  const inPlaceConcat = sequenceSlot(vm, a, S.sq_inplace_concat);
  if (inPlaceConcat !== NULL) return vm.functions[inPlaceConcat](vm, a, b);
  const concat = sequenceSlot(vm, a, S.sq_concat);
  if (concat !== NULL) return vm.functions[concat](vm, a, b);
  return raiseBinary(vm, a, b, "+=");
}

/** `a *= b`, new. */
export function numberInPlaceMultiply(vm: Interpreter, a: Address, b: Address): Address {
  const result = inPlaceOperation(vm, a, b, N.nb_inplace_multiply, N.nb_multiply);
  if (result !== NOT_IMPLEMENTED) return result;
  vm.i32[NOT_IMPLEMENTED >> 2]--;
  if (vm.i32[(vm.i32[(a + OB_TYPE) >> 2] + TP_AS_SEQUENCE) >> 2] !== NULL) {
    const inPlaceRepeat = sequenceSlot(vm, a, S.sq_inplace_repeat);
    if (inPlaceRepeat !== NULL) return repeatBy(vm, inPlaceRepeat, a, b);
    const repeat = sequenceSlot(vm, a, S.sq_repeat);
    if (repeat !== NULL) return repeatBy(vm, repeat, a, b);
  } else {
    // The right operand is never changed in place: `n *= list` makes a new list.
    const reflected = sequenceSlot(vm, b, S.sq_repeat);
    if (reflected !== NULL) return repeatBy(vm, reflected, b, a);
  }
  return raiseBinary(vm, a, b, "*=");
}

/** `a -= b`, new. */
export function numberInPlaceSubtract(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_subtract, N.nb_subtract, "-=");
}

/** `a /= b`, new. */
export function numberInPlaceTrueDivide(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_true_divide, N.nb_true_divide, "/=");
}

/** `a //= b`, new. */
export function numberInPlaceFloorDivide(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_floor_divide, N.nb_floor_divide, "//=");
}

/** `a %= b`, new. */
export function numberInPlaceRemainder(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_remainder, N.nb_remainder, "%=");
}

/** `a <<= b`, new. */
export function numberInPlaceLshift(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_lshift, N.nb_lshift, "<<=");
}

/** `a >>= b`, new. */
export function numberInPlaceRshift(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_rshift, N.nb_rshift, ">>=");
}

/** `a &= b`, new. */
export function numberInPlaceAnd(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_and, N.nb_and, "&=");
}

/** `a ^= b`, new. */
export function numberInPlaceXor(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_xor, N.nb_xor, "^=");
}

/** `a |= b`, new. */
export function numberInPlaceOr(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_or, N.nb_or, "|=");
}

/** `a @= b`, new. */
export function numberInPlaceMatrixMultiply(vm: Interpreter, a: Address, b: Address): Address {
  return inPlace(vm, a, b, N.nb_inplace_matrix_multiply, N.nb_matrix_multiply, "@=");
}

// ---- power, which has a third operand

/** `pow(a, b, modulus)`, `a ** b` if `modulus` is None; new. */
export function numberPower(vm: Interpreter, a: Address, b: Address, modulus: Address): Address {
  return ternary(vm, a, b, modulus, "** or pow()");
}

/** `a **= b`, new. */
export function numberInPlacePower(vm: Interpreter, a: Address, b: Address, modulus: Address): Address {
  const id = numberSlot(vm, a, N.nb_inplace_power);
  if (id !== NULL) {
    const result: Address = vm.functions[id](vm, a, b, modulus);
    if (result !== NOT_IMPLEMENTED) return result;
    vm.i32[NOT_IMPLEMENTED >> 2]--;
  }
  return ternary(vm, a, b, modulus, "**=");
}

/** What an operand said that does not know the operator, or has no slot for it. */
const UNKNOWN = -1;

/** Asks one operand for power; new, or UNKNOWN. */
function askPower(vm: Interpreter, slot: number, a: Address, b: Address, modulus: Address): Address {
  if (slot === NULL) return UNKNOWN;
  const result: Address = vm.functions[slot](vm, a, b, modulus);
  if (result !== NOT_IMPLEMENTED) return result;
  vm.i32[NOT_IMPLEMENTED >> 2]--;
  return UNKNOWN;
}

/** Asks all three operands for power. */
function ternary(vm: Interpreter, a: Address, b: Address, modulus: Address, operator: string): Address {
  const i32 = vm.i32;
  const typeA = i32[(a + OB_TYPE) >> 2], typeB = i32[(b + OB_TYPE) >> 2];
  const slotA = numberSlot(vm, a, N.nb_power);
  let slotB = typeA === typeB ? NULL : numberSlot(vm, b, N.nb_power);
  if (slotB === slotA) slotB = NULL;
  const rightFirst = slotA !== NULL && slotB !== NULL && isSubtype(vm, typeB, typeA);
  let result = askPower(vm, rightFirst ? slotB : slotA, a, b, modulus);
  if (result === UNKNOWN) result = askPower(vm, rightFirst ? slotA : slotB, a, b, modulus);
  if (result !== UNKNOWN) return result;
  const slotM = numberSlot(vm, modulus, N.nb_power);
  if (slotM !== slotA && slotM !== slotB) {
    result = askPower(vm, slotM, a, b, modulus);
    if (result !== UNKNOWN) return result;
  }
  if (modulus === NONE) return raiseBinary(vm, a, b, operator);
  const names = [a, b, modulus].map((operand) => `'${typeNameOf(vm, operand, 100)}'`);
  return raise(vm, TYPE_ERROR, `unsupported operand type(s) for ${operator}: ${names.join(", ")}`);
}

// ---- unary operators

function unary(vm: Interpreter, object: Address, slot: number, text: string): Address {
  const id = numberSlot(vm, object, slot);
  if (id !== NULL) return vm.functions[id](vm, object);
  return raise(vm, TYPE_ERROR, `bad operand type for ${text}: '${typeNameOf(vm, object)}'`);
}

/** `-object`, new. */
export function numberNegative(vm: Interpreter, object: Address): Address {
  return unary(vm, object, N.nb_negative, "unary -");
}

/** `+object`, new. */
export function numberPositive(vm: Interpreter, object: Address): Address {
  return unary(vm, object, N.nb_positive, "unary +");
}

/** `~object`, new. */
export function numberInvert(vm: Interpreter, object: Address): Address {
  return unary(vm, object, N.nb_invert, "unary ~");
}

/** `abs(object)`, new. */
export function numberAbsolute(vm: Interpreter, object: Address): Address {
  return unary(vm, object, N.nb_absolute, "abs()");
}

// ---- conversions

function isIntType(vm: Interpreter, type: Address): boolean {
  return (vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_LONG_SUBCLASS) !== 0;
}

/** Can an object stand for an index (has it `__index__`)? */
export function hasIndex(vm: Interpreter, object: Address): boolean {
  return numberSlot(vm, object, N.nb_index) !== NULL;
}

/** `operator.index(object)`: an int (an int itself or of a subclass), new. */
export function numberIndex(vm: Interpreter, object: Address): Address {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  if (isIntType(vm, type)) {
    vm.i32[object >> 2]++;
    return object;
  }
  const id = numberSlot(vm, object, N.nb_index);
  if (id === NULL) {
    return raise(vm, TYPE_ERROR, `'${typeName(vm, type)}' object cannot be interpreted as an integer`);
  }
  return checkInt(vm, vm.functions[id](vm, object), "__index__");
}

/** `result` if it is an int; else TypeError, and it is released. */
function checkInt(vm: Interpreter, result: Address, method: string): Address {
  if (result === NULL || isIntType(vm, vm.i32[(result + OB_TYPE) >> 2])) return result;
  const text = `${method} returned non-int (type ${typeNameOf(vm, result)})`;
  decref(vm, result);
  return raise(vm, TYPE_ERROR, text);
}

/**
 * `int(object)` for everything but texts, which int's own constructor reads: by `__int__`, `__index__` or
 * `__trunc__`. New; may be of a subclass of int.
 */
export function numberLong(vm: Interpreter, object: Address): Address {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  if (type === INT_TYPE) {
    vm.i32[object >> 2]++;
    return object;
  }
  const id = numberSlot(vm, object, N.nb_int);
  if (id !== NULL) return checkInt(vm, vm.functions[id](vm, object), "__int__");
  if (hasIndex(vm, object)) return numberIndex(vm, object);
  const truncate = lookupSpecial(vm, object, TRUNC);
  if (truncate !== NULL) return longByTrunc(vm, truncate);
  if (vm.curexcType !== NULL) return NULL;
  const text = "int() argument must be a string, a bytes-like object or a real number, not ";
  return raise(vm, TYPE_ERROR, `${text}'${typeName(vm, type)}'`);
}

/** Calls the bound `__trunc__` (stolen); its result may have `__index__` only. */
function longByTrunc(vm: Interpreter, truncate: Address): Address {
  const result = call0(vm, truncate);
  decref(vm, truncate);
  if (result === NULL || isIntType(vm, vm.i32[(result + OB_TYPE) >> 2])) return result;
  if (!hasIndex(vm, result)) {
    const text = `__trunc__ returned non-Integral (type ${typeNameOf(vm, result)})`;
    decref(vm, result);
    return raise(vm, TYPE_ERROR, text);
  }
  const integer = numberIndex(vm, result);
  decref(vm, result);
  return integer;
}

/**
 * What `float(object)` makes of everything but texts, by `__float__`: a float, which may be of a subclass; new.
 * Returns NotImplemented (new) if there is only `__index__`, or nothing: float.ts goes on from there.
 */
export function numberFloat(vm: Interpreter, object: Address): Address {
  const id = numberSlot(vm, object, N.nb_float);
  if (id === NULL) {
    vm.i32[NOT_IMPLEMENTED >> 2]++;
    return NOT_IMPLEMENTED;
  }
  const result: Address = vm.functions[id](vm, object);
  if (result === NULL) return NULL;
  const type = vm.i32[(result + OB_TYPE) >> 2];
  if (type === FLOAT_TYPE || isSubtype(vm, type, FLOAT_TYPE)) return result;
  const names = `${typeNameOf(vm, object, 50)}.__float__ returned non-float (type ${typeName(vm, type, 50)})`;
  decref(vm, result);
  return raise(vm, TYPE_ERROR, names);
}

/**
 * An object as a size or index. A value beyond 64 bits raises `overflowType`, or is cut to the nearest one if that is
 * NULL. -1 with an exception is failure. Above 2**53 the number is the nearest double towards
 * zero.
 */
export function asSsize(vm: Interpreter, object: Address, overflowType: Address): number {
  const n = vm.i32[(object + OB_TYPE) >> 2] === INT_TYPE ? readInt(vm, object) : readIndex(vm, object);
  if (n >= -SSIZE_LIMIT && n < SSIZE_LIMIT) return n;
  if (overflowType === NULL) return n < 0 ? -SSIZE_LIMIT : SSIZE_LIMIT;
  return raiseFlag(
    vm,
    overflowType,
    `cannot fit '${typeNameOf(vm, object)}' into an index-sized integer`,
  );
}

const SSIZE_LIMIT = 2 ** 63;

/** Value of what `__index__` gives; -1 with an exception. */
function readIndex(vm: Interpreter, object: Address): number {
  const index = numberIndex(vm, object);
  if (index === NULL) return -1;
  const n = readInt(vm, index);
  decref(vm, index);
  return n;
}

/** Value of an int, rounded towards zero to a double; infinite if it is beyond 64 bits. */
function readInt(vm: Interpreter, integer: Address): number {
  const i32 = vm.i32;
  const size = i32[(integer + OB_SIZE) >> 2];
  const digits = (integer + INT_DIGITS) >> 2;
  switch (size) {
    case 0:
      return 0;
    case 1:
      return i32[digits];
    case -1:
      return -i32[digits];
  }
  const count = Math.abs(size);
  let value: number;
  if (count === 2) {
    value = i32[digits + 1] * 2 ** 30 + i32[digits];
  } else if (count === 3 && i32[digits + 2] < 8) {
    // Without the lowest 11 bits, so that nothing is rounded up to 2**63.
    value = i32[digits + 2] * 2 ** 60 + (i32[digits + 1] * 2 ** 30 + (i32[digits] & ~0x7ff));
  } else if (count === 3 && size < 0 && i32[digits + 2] === 8 && (i32[digits + 1] | i32[digits]) === 0) {
    value = SSIZE_LIMIT;
  } else {
    value = Infinity;
  }
  return size < 0 ? -value : value;
}

/** Has an object's type `__float__`? */
export function hasFloat(vm: Interpreter, object: Address): boolean {
  return numberSlot(vm, object, N.nb_float) !== NULL;
}

/** Is an object a number: is it complex, or has its type `__index__`, `__int__` or `__float__`? */
export function isNumber(vm: Interpreter, object: Address): boolean {
  return hasIndex(vm, object) || numberSlot(vm, object, N.nb_int) !== NULL || hasFloat(vm, object) ||
    isComplex(vm, object);
}
