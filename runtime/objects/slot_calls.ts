/**
 * Calling a native slot as a method: each function here unpacks a tuple of arguments, calls the slot function with
 * the number `wrapped` in the way such slots are called, and makes an object of its result.
 *
 *     (5).__add__(3)   ->   wrapBinaryLeft(vm, 5, (3,), number of int's nb_add)
 *
 * Source: CPython 3.11 Objects/typeobject.c (wrap_binaryfunc and relatives).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  GE,
  GT,
  LE,
  LT,
  NE,
  OB_SIZE,
  OB_TYPE,
  SEQUENCE_METHODS,
  TP_FLAGS,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_TYPE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { FALSE, NONE, OVERFLOW_ERROR, STOP_ITERATION, TRUE, TYPE_ERROR } from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { checkPositional } from "./arguments.ts";
import { raise, raiseNone } from "./errors.ts";
import { intFromHalves, intFromNumber } from "./int.ts";
import { asSsize } from "./number.ts";
import { hasTypeFlag, isSubtype } from "./subtype.ts";
import { tupleSlice } from "./tuple.ts";
import { typeName, typeNameOf } from "./type_name.ts";

const ITEMS = 24;
const TP_AS_SEQUENCE = TYPE.offsets.tp_as_sequence;
const TP_SETATTRO = TYPE.offsets.tp_setattro;
const TP_BASE = TYPE.offsets.tp_base;
const SQ_LENGTH = SEQUENCE_METHODS.offsets.sq_length;

/** Are there `count` arguments? TypeError "expected 1 argument, got 0" otherwise. */
function checkCount(vm: Interpreter, args: Address, count: number): boolean {
  const given = vm.i32[(args + OB_SIZE) >> 2];
  if (given === count) return true;
  raise(vm, TYPE_ERROR, `expected ${count} argument${count === 1 ? "" : "s"}, got ${given}`);
  return false;
}

/** The same where CPython unpacks a tuple for a function without a name: the message starts with a space. */
function checkRange(vm: Interpreter, args: Address, min: number, max: number): boolean {
  return checkPositional(vm, "", vm.i32[(args + OB_SIZE) >> 2], min, max);
}

/** Argument `index`, borrowed. */
function argument(vm: Interpreter, args: Address, index: number): Address {
  return vm.i32[(args + ITEMS + 8 * index) >> 2];
}

/** None for a slot that returned 0, NULL for one that failed. */
function noneOf(vm: Interpreter, result: number): Address {
  return result < 0 ? NULL : newRef(vm, NONE);
}

/** A bool for a slot that returned a flag. */
function boolOf(vm: Interpreter, flag: number): Address {
  return flag < 0 ? NULL : newRef(vm, flag !== 0 ? TRUE : FALSE);
}

/** (self) -> new */
export function wrapUnary(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return checkCount(vm, args, 0) ? vm.functions[wrapped](vm, self) : NULL;
}

/** (self, other) -> new */
export function wrapBinary(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return checkCount(vm, args, 1) ? vm.functions[wrapped](vm, self, argument(vm, args, 0)) : NULL;
}

/** An operator with self on the left. */
export function wrapBinaryLeft(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapBinary(vm, self, args, wrapped);
}

/** An operator with self on the right. */
export function wrapBinaryRight(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return checkCount(vm, args, 1) ? vm.functions[wrapped](vm, argument(vm, args, 0), self) : NULL;
}

/** The one to two arguments of a power operator; the second is None if it is not given. */
function powerModulus(vm: Interpreter, args: Address): Address {
  if (!checkRange(vm, args, 1, 2)) return NULL;
  return vm.i32[(args + OB_SIZE) >> 2] === 2 ? argument(vm, args, 1) : NONE;
}

/** pow(self, other, modulus) */
export function wrapPower(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  const modulus = powerModulus(vm, args);
  return modulus === NULL ? NULL : vm.functions[wrapped](vm, self, argument(vm, args, 0), modulus);
}

/** pow(other, self, modulus) */
export function wrapPowerRight(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  const modulus = powerModulus(vm, args);
  return modulus === NULL ? NULL : vm.functions[wrapped](vm, argument(vm, args, 0), self, modulus);
}

/** self **= other */
export function wrapInPlacePower(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return checkCount(vm, args, 1) ? vm.functions[wrapped](vm, self, argument(vm, args, 0), NONE) : NULL;
}

/** (self) -> flag */
export function wrapInquiry(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return checkCount(vm, args, 0) ? boolOf(vm, vm.functions[wrapped](vm, self)) : NULL;
}

/** (self) -> size */
export function wrapLength(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkCount(vm, args, 0)) return NULL;
  const size: number = vm.functions[wrapped](vm, self);
  return size < 0 ? NULL : intFromNumber(vm, size);
}

/** (self) -> hash */
export function wrapHash(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkCount(vm, args, 0)) return NULL;
  const low: number = vm.functions[wrapped](vm, self);
  if (low === -1 && vm.hashHigh === -1) return NULL;
  return intFromHalves(vm, low, vm.hashHigh);
}

/** (self, n) -> new, of an argument with `__index__` */
export function wrapIndexArgument(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkRange(vm, args, 1, 1)) return NULL;
  const n = asSsize(vm, argument(vm, args, 0), OVERFLOW_ERROR);
  return n === -1 && vm.curexcType !== NULL ? NULL : vm.functions[wrapped](vm, self, n);
}

/** Argument 0 as a position in `self`, counted from its end if negative; NaN with an exception. */
function sequencePosition(vm: Interpreter, self: Address, args: Address): number {
  const n = asSsize(vm, argument(vm, args, 0), OVERFLOW_ERROR);
  if (n >= 0) return n;
  if (n === -1 && vm.curexcType !== NULL) return NaN;
  const i32 = vm.i32;
  const table = i32[(i32[(self + OB_TYPE) >> 2] + TP_AS_SEQUENCE) >> 2];
  const slot = table === NULL ? NULL : i32[(table + SQ_LENGTH) >> 2];
  if (slot === NULL) return n;
  const size: number = vm.functions[slot](vm, self);
  return size < 0 ? NaN : n + size;
}

/** (self, position) -> new */
export function wrapSequenceItem(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkCount(vm, args, 1)) return NULL;
  const position = sequencePosition(vm, self, args);
  return Number.isNaN(position) ? NULL : vm.functions[wrapped](vm, self, position);
}

/** (self, position, value) -> 0 or -1 */
export function wrapSequenceSetItem(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkRange(vm, args, 2, 2)) return NULL;
  const position = sequencePosition(vm, self, args);
  if (Number.isNaN(position)) return NULL;
  return noneOf(vm, vm.functions[wrapped](vm, self, position, argument(vm, args, 1)));
}

/** (self, position, NULL) -> 0 or -1 */
export function wrapSequenceDelItem(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkCount(vm, args, 1)) return NULL;
  const position = sequencePosition(vm, self, args);
  return Number.isNaN(position) ? NULL : noneOf(vm, vm.functions[wrapped](vm, self, position, NULL));
}

/** (self, value) -> flag */
export function wrapContains(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return checkCount(vm, args, 1) ? boolOf(vm, vm.functions[wrapped](vm, self, argument(vm, args, 0))) : NULL;
}

/** (self, key, value) -> 0 or -1 */
export function wrapSetItem(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkRange(vm, args, 2, 2)) return NULL;
  return noneOf(vm, vm.functions[wrapped](vm, self, argument(vm, args, 0), argument(vm, args, 1)));
}

/** (self, key, NULL) -> 0 or -1 */
export function wrapDelItem(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkCount(vm, args, 1)) return NULL;
  return noneOf(vm, vm.functions[wrapped](vm, self, argument(vm, args, 0), NULL));
}

/**
 * May `object.__setattr__` and the like be used on `self`? Not to get around what a native type derived from it does:
 * TypeError otherwise.
 */
function checkAttributeSlot(vm: Interpreter, self: Address, wrapped: number, what: string): boolean {
  const i32 = vm.i32;
  let type = i32[(self + OB_TYPE) >> 2];
  while (type !== NULL && (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) {
    type = i32[(type + TP_BASE) >> 2];
  }
  for (; type !== NULL; type = i32[(type + TP_BASE) >> 2]) {
    if (i32[(type + TP_SETATTRO) >> 2] === wrapped) return true;
    if (i32[(type + TP_SETATTRO) >> 2] !== NULL) break;
  }
  raise(vm, TYPE_ERROR, `can't apply this ${what} to ${typeNameOf(vm, self)} object`);
  return false;
}

/** (self, name, value) -> 0 or -1 */
export function wrapSetattr(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkRange(vm, args, 2, 2) || !checkAttributeSlot(vm, self, wrapped, "__setattr__")) return NULL;
  return noneOf(vm, vm.functions[wrapped](vm, self, argument(vm, args, 0), argument(vm, args, 1)));
}

/** (self, name, NULL) -> 0 or -1 */
export function wrapDelattr(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkCount(vm, args, 1) || !checkAttributeSlot(vm, self, wrapped, "__delattr__")) return NULL;
  return noneOf(vm, vm.functions[wrapped](vm, self, argument(vm, args, 0), NULL));
}

/** (self, args, kwargs) -> new */
export function wrapCall(
  vm: Interpreter,
  self: Address,
  args: Address,
  wrapped: number,
  kwargs: Address,
): Address {
  return vm.functions[wrapped](vm, self, args, kwargs);
}

/** (self, args, kwargs) -> 0 or -1 */
export function wrapInit(
  vm: Interpreter,
  self: Address,
  args: Address,
  wrapped: number,
  kwargs: Address,
): Address {
  return noneOf(vm, vm.functions[wrapped](vm, self, args, kwargs));
}

function wrapCompare(vm: Interpreter, self: Address, args: Address, wrapped: number, op: number): Address {
  return checkCount(vm, args, 1) ? vm.functions[wrapped](vm, self, argument(vm, args, 0), op) : NULL;
}

/** self < other */
export function wrapLt(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapCompare(vm, self, args, wrapped, LT);
}

/** self <= other */
export function wrapLe(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapCompare(vm, self, args, wrapped, LE);
}

/** self == other */
export function wrapEq(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapCompare(vm, self, args, wrapped, EQ);
}

/** self != other */
export function wrapNe(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapCompare(vm, self, args, wrapped, NE);
}

/** self > other */
export function wrapGt(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapCompare(vm, self, args, wrapped, GT);
}

/** self >= other */
export function wrapGe(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapCompare(vm, self, args, wrapped, GE);
}

/** (self) -> new; the end raises StopIteration here */
export function wrapNext(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkCount(vm, args, 0)) return NULL;
  const item: Address = vm.functions[wrapped](vm, self);
  if (item === NULL && vm.curexcType === NULL) return raiseNone(vm, STOP_ITERATION);
  return item;
}

/** (self, object or NULL, type or NULL) -> new; None stands for NULL */
export function wrapDescrGet(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkRange(vm, args, 1, 2)) return NULL;
  const given = vm.i32[(args + OB_SIZE) >> 2];
  const object = argument(vm, args, 0) === NONE ? NULL : argument(vm, args, 0);
  const type = given < 2 || argument(vm, args, 1) === NONE ? NULL : argument(vm, args, 1);
  if (object === NULL && type === NULL) return raise(vm, TYPE_ERROR, "__get__(None, None) is invalid");
  return vm.functions[wrapped](vm, self, object, type);
}

/** (self, object, value) -> 0 or -1 */
export function wrapDescrSet(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapSetItem(vm, self, args, wrapped);
}

/** (self, object, NULL) -> 0 or -1 */
export function wrapDescrDelete(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  return wrapDelItem(vm, self, args, wrapped);
}

/** (self) */
export function wrapDel(vm: Interpreter, self: Address, args: Address, wrapped: number): Address {
  if (!checkCount(vm, args, 0)) return NULL;
  vm.functions[wrapped](vm, self);
  return newRef(vm, NONE);
}

/**
 * `__new__` of a type that has its own tp_new: `self` is that type, args[0] the type to make an instance of. A
 * built-in function with METH_VARARGS | METH_KEYWORDS.
 */
export function newWrapper(vm: Interpreter, self: Address, args: Address, kwargs: Address): Address {
  const i32 = vm.i32;
  const name = typeName(vm, self);
  const given = i32[(args + OB_SIZE) >> 2];
  if (given < 1) return raise(vm, TYPE_ERROR, `${name}.__new__(): not enough arguments`);
  const subtype = argument(vm, args, 0);
  if (!hasTypeFlag(vm, subtype, TPFLAGS_TYPE_SUBCLASS)) {
    const text = `${name}.__new__(X): X is not a type object (${typeNameOf(vm, subtype)})`;
    return raise(vm, TYPE_ERROR, text);
  }
  const subName = typeName(vm, subtype);
  if (!isSubtype(vm, subtype, self)) {
    return raise(vm, TYPE_ERROR, `${name}.__new__(${subName}): ${subName} is not a subtype of ${name}`);
  }
  const tpNew = TYPE.offsets.tp_new;
  let safe = subtype;
  while (safe !== NULL && (i32[(safe + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) {
    safe = i32[(safe + TP_BASE) >> 2];
  }
  if (safe !== NULL && i32[(safe + tpNew) >> 2] !== i32[(self + tpNew) >> 2]) {
    const text = `${name}.__new__(${subName}) is not safe, use ${typeName(vm, safe)}.__new__()`;
    return raise(vm, TYPE_ERROR, text);
  }
  const rest = tupleSlice(vm, args, 1, given);
  if (rest === NULL) return NULL;
  const result: Address = vm.functions[i32[(self + tpNew) >> 2]](vm, subtype, rest, kwargs);
  decref(vm, rest);
  return result;
}
