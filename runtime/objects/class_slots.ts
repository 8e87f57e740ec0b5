/**
 * The slots of classes: native functions that call the special methods written in the language.
 *
 * A class that defines (or inherits from a class) `__add__` has `slotAdd` as its nb_add, and so on; which slot gets which
 * function is decided in slot_update.ts by the table in slot_table.ts.
 *
 * Law: an operator's slot is called for its left and its right operand alike; it compares the number in the other's slot
 * with its own to know whether the other is a class too.
 *
 * Source: CPython 3.11 Objects/typeobject.c (slot_*).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter, NativeFunction } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { identifier } from "../memory/statics.ts";
import { genericGetAttr, getAttr, typeLookup } from "./attributes.ts";
import { call, call3, callPrepend } from "./call.ts";
import { hashNotImplemented, isTrue } from "./compare.ts";
import { clearError, errorMatches, fetchError, raise, raiseFlag, restoreError } from "./errors.ts";
import * as functionNumbers from "./function_numbers.ts";
import { newSequenceIterator } from "./index_iterator.ts";
import { intFromNumber, intHash, intSign, OB_DIGIT } from "./int.ts";
import { asSsize, numberIndex } from "./number.ts";
import { formatAddress } from "./object.ts";
import { searchByIterating } from "./sequence.ts";
import {
  callFound0,
  callFound1,
  callOperator,
  callSpecial0,
  callSpecial1,
  callSpecial2,
  findSpecial,
  needSpecial,
  overrides,
} from "./special_methods.ts";
import { newStr } from "./str.ts";
import { hasTypeFlag, isSubtype } from "./subtype.ts";
import { typeNameOf } from "./type_name.ts";

const { NULL } = heap;
const { MAPPING_METHODS, NUMBER_METHODS, OB_SIZE, OB_TYPE, SEQUENCE_METHODS, TPFLAGS_LONG_SUBCLASS, TYPE } =
  objectLayout;
const {
  ATTRIBUTE_ERROR,
  BOOL_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
  WRAPPER_DESCRIPTOR_TYPE,
  INT_TYPE,
} = statics;
const { GENERIC_GET_ATTR } = functionNumbers;

const T = TYPE.offsets;
const N = NUMBER_METHODS.offsets;
const S = SEQUENCE_METHODS.offsets;
const M = MAPPING_METHODS.offsets;
const NUMBER = T.tp_as_number;
const SEQUENCE = T.tp_as_sequence;
const MAPPING = T.tp_as_mapping;
/** Where a slot wrapper keeps the number of the function it wraps. */
const D_WRAPPED = 48;

// ---- operators of numbers

/** Number of the function that an object's type has for an operator, or NULL. */
function operatorOf(vm: Interpreter, object: Address, slot: number): number {
  const table = vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + NUMBER) >> 2];
  return table === NULL ? NULL : vm.i32[(table + slot) >> 2];
}

/** Takes NotImplemented back: true if `result` is it. */
function isNotImplemented(vm: Interpreter, result: Address): boolean {
  if (result !== NOT_IMPLEMENTED) return false;
  vm.i32[NOT_IMPLEMENTED >> 2]--;
  return true;
}

/** Asks `__op__` of the left operand and `__rop__` of the right one; `own` is the function that classes have there. */
function askBoth(
  vm: Interpreter,
  left: Address,
  right: Address,
  slot: number,
  name: Address,
  reflected: Address,
  own: NativeFunction,
): Address {
  const leftSlot = operatorOf(vm, left, slot), rightSlot = operatorOf(vm, right, slot);
  const leftType = vm.i32[(left + OB_TYPE) >> 2], rightType = vm.i32[(right + OB_TYPE) >> 2];
  let askRight = leftType !== rightType && rightSlot !== NULL && vm.functions[rightSlot] === own;
  if (leftSlot !== NULL && vm.functions[leftSlot] === own) {
    if (askRight && isSubtype(vm, rightType, leftType) && overrides(vm, left, right, reflected)) {
      const result = callOperator(vm, right, reflected, left);
      if (!isNotImplemented(vm, result)) return result;
      askRight = false;
    }
    const result = callOperator(vm, left, name, right);
    if (result !== NOT_IMPLEMENTED || leftType === rightType) return result;
    isNotImplemented(vm, result);
  }
  return askRight ? callOperator(vm, right, reflected, left) : newRef(vm, NOT_IMPLEMENTED);
}

/** The function of a binary operator. */
function binary(slot: number, name: Address, reflected: Address): NativeFunction {
  const own: NativeFunction = (vm: Interpreter, left: Address, right: Address): Address =>
    vm.i32[(left + OB_TYPE) >> 2] === vm.i32[(right + OB_TYPE) >> 2]
      ? callOperator(vm, left, name, right)
      : askBoth(vm, left, right, slot, name, reflected, own);
  return own;
}

const unary = (name: Address): NativeFunction => (vm: Interpreter, self: Address): Address =>
  callSpecial0(vm, self, name);
const withOne = (name: Address): NativeFunction => (vm: Interpreter, self: Address, a: Address): Address =>
  callSpecial1(vm, self, name, a);

const POW = identifier("__pow__");
const RPOW = identifier("__rpow__");

/** With three operands only the first is asked. */
function slotPower(vm: Interpreter, left: Address, right: Address, modulus: Address): Address {
  if (modulus === NONE) return askBoth(vm, left, right, N.nb_power, POW, RPOW, slotPower);
  const slot = operatorOf(vm, left, N.nb_power);
  if (slot !== NULL && vm.functions[slot] === slotPower) {
    return callSpecial2(vm, left, POW, right, modulus);
  }
  return newRef(vm, NOT_IMPLEMENTED);
}

const BOOL = identifier("__bool__");
const LEN = identifier("__len__");

function slotBool(vm: Interpreter, self: Address): number {
  let method = findSpecial(vm, self, BOOL);
  let isLength = false;
  if (method === NULL) {
    if (vm.curexcType !== NULL) return -1;
    method = findSpecial(vm, self, LEN);
    if (method === NULL) return vm.curexcType !== NULL ? -1 : 1;
    isLength = true;
  }
  const value = callFound0(vm, method, self);
  if (value === NULL) return -1;
  let truth: number;
  if (isLength) truth = truthOfLength(vm, value);
  else if (vm.i32[(value + OB_TYPE) >> 2] === BOOL_TYPE) truth = isTrue(vm, value);
  else truth = raiseFlag(vm, TYPE_ERROR, `__bool__ should return bool, returned ${typeNameOf(vm, value)}`);
  decref(vm, value);
  return truth;
}

/** What `__len__` returned, as a truth: it must be a length. */
function truthOfLength(vm: Interpreter, value: Address): number {
  const length = lengthFrom(vm, value);
  return length < 0 ? -1 : length > 0 ? 1 : 0;
}

/** A length from what `__len__` returned (borrowed): -1 with an exception. */
function lengthFrom(vm: Interpreter, value: Address): number {
  const size = vm.i32[(value + OB_SIZE) >> 2];
  if (vm.i32[(value + OB_TYPE) >> 2] === INT_TYPE && (size === 0 || size === 1)) {
    return size * vm.i32[(value + OB_DIGIT) >> 2];
  }
  const index = numberIndex(vm, value);
  if (index === NULL) return -1;
  let length: number;
  if (intSign(vm, index) < 0) length = raiseFlag(vm, VALUE_ERROR, "__len__() should return >= 0");
  else length = asSsize(vm, index, OVERFLOW_ERROR);
  decref(vm, index);
  return length;
}

// ---- containers

function slotLength(vm: Interpreter, self: Address): number {
  const value = callSpecial0(vm, self, LEN);
  if (value === NULL) return -1;
  const length = lengthFrom(vm, value);
  decref(vm, value);
  return length;
}

const GETITEM = identifier("__getitem__");
const SETITEM = identifier("__setitem__");
const DELITEM = identifier("__delitem__");
const CONTAINS = identifier("__contains__");

/** 0, or -1 for failure, of a call whose result (stolen) does not matter. */
function flagOf(vm: Interpreter, result: Address): number {
  if (result === NULL) return -1;
  decref(vm, result);
  return 0;
}

function slotItem(vm: Interpreter, self: Address, index: number): Address {
  const number = intFromNumber(vm, index);
  if (number === NULL) return NULL;
  const result = callSpecial1(vm, self, GETITEM, number);
  decref(vm, number);
  return result;
}

function slotAssItem(vm: Interpreter, self: Address, index: number, value: Address): number {
  const number = intFromNumber(vm, index);
  if (number === NULL) return -1;
  const result = slotAssSubscript(vm, self, number, value);
  decref(vm, number);
  return result;
}

function slotAssSubscript(vm: Interpreter, self: Address, key: Address, value: Address): number {
  return flagOf(
    vm,
    value === NULL ? callSpecial1(vm, self, DELITEM, key) : callSpecial2(vm, self, SETITEM, key, value),
  );
}

function slotContains(vm: Interpreter, self: Address, value: Address): number {
  const method = findSpecial(vm, self, CONTAINS);
  if (method === NULL) return vm.curexcType !== NULL ? -1 : searchByIterating(vm, self, value);
  if (method === NONE) {
    decref(vm, method);
    return raiseFlag(vm, TYPE_ERROR, `'${typeNameOf(vm, self)}' object is not a container`);
  }
  const result = callFound1(vm, method, self, value);
  if (result === NULL) return -1;
  const truth = isTrue(vm, result);
  decref(vm, result);
  return truth;
}

// ---- the type's own slots

const REPR = identifier("__repr__");

function slotRepr(vm: Interpreter, self: Address): Address {
  const method = findSpecial(vm, self, REPR);
  if (method !== NULL) return callFound0(vm, method, self);
  if (vm.curexcType !== NULL) return NULL;
  return newStr(vm, `<${typeNameOf(vm, self)} object at ${formatAddress(self)}>`);
}

const HASH = identifier("__hash__");

function slotHash(vm: Interpreter, self: Address): number {
  const method = findSpecial(vm, self, HASH);
  if (method === NULL || method === NONE) {
    if (method === NONE) decref(vm, NONE);
    if (vm.curexcType === NULL) return hashNotImplemented(vm, self);
    vm.hashHigh = -1;
    return -1;
  }
  const result = callFound0(vm, method, self);
  if (result === NULL || !hasTypeFlag(vm, result, TPFLAGS_LONG_SUBCLASS)) {
    if (result !== NULL) {
      raise(vm, TYPE_ERROR, "__hash__ method should return an integer");
      decref(vm, result);
    }
    vm.hashHigh = -1;
    return -1;
  }
  const low = hashFromInt(vm, result);
  decref(vm, result);
  return low;
}

/** The int itself if it fits 64 bits, else its hash; -1 becomes -2. */
function hashFromInt(vm: Interpreter, value: Address): number {
  const i32 = vm.i32;
  const size = i32[(value + OB_SIZE) >> 2];
  const count = size < 0 ? -size : size;
  const top = count > 2 ? i32[(value + OB_DIGIT + 8) >> 2] : 0;
  if (count < 2 || count > 3 || (top >= 8 && !(size < 0 && isLowest(vm, value, top)))) {
    return intHash(vm, value);
  }
  const first = i32[(value + OB_DIGIT) >> 2], second = i32[(value + OB_DIGIT + 4) >> 2];
  let low = first | (second << 30), high = (second >>> 2) | (top << 28);
  if (size < 0) {
    low = -low | 0;
    high = low === 0 ? -high | 0 : ~high;
  }
  vm.hashHigh = high;
  return low;
}

/** Is the magnitude of three digits 2**63? */
function isLowest(vm: Interpreter, value: Address, top: number): boolean {
  const i32 = vm.i32;
  return top === 8 && i32[(value + OB_DIGIT) >> 2] === 0 && i32[(value + OB_DIGIT + 4) >> 2] === 0;
}

const CALL = identifier("__call__");

export function slotCall(vm: Interpreter, self: Address, args: Address, kwargs: Address): Address {
  const method = needSpecial(vm, self, CALL);
  if (method === NULL) return NULL;
  const result = vm.second === 1
    ? callPrepend(vm, method, self, args, kwargs)
    : call(vm, method, args, kwargs);
  decref(vm, method);
  return result;
}

const ITER = identifier("__iter__");

function slotIter(vm: Interpreter, self: Address): Address {
  const method = findSpecial(vm, self, ITER);
  if (method === NONE) {
    decref(vm, method);
    return raiseNotIterable(vm, self);
  }
  if (method !== NULL) return callFound0(vm, method, self);
  if (vm.curexcType !== NULL) return NULL;
  if (typeLookup(vm, vm.i32[(self + OB_TYPE) >> 2], GETITEM) === NULL) return raiseNotIterable(vm, self);
  return newSequenceIterator(vm, self);
}

function raiseNotIterable(vm: Interpreter, self: Address): Address {
  return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, self)}' object is not iterable`);
}

const COMPARISONS = [
  identifier("__lt__"),
  identifier("__le__"),
  identifier("__eq__"),
  identifier("__ne__"),
  identifier("__gt__"),
  identifier("__ge__"),
];

function slotRichcompare(vm: Interpreter, self: Address, other: Address, op: number): Address {
  const method = findSpecial(vm, self, COMPARISONS[op]);
  if (method !== NULL) return callFound1(vm, method, self, other);
  // As in CPython, where a descriptor that fails is as good as none for comparisons alone.
  if (vm.curexcType !== NULL) clearError(vm);
  return newRef(vm, NOT_IMPLEMENTED);
}

// ---- attributes

const GETATTR = identifier("__getattr__");
const GETATTRIBUTE = identifier("__getattribute__");
const SETATTR = identifier("__setattr__");
const DELATTR = identifier("__delattr__");

/** tp_getattro of classes with `__getattribute__` or `__getattr__`, which is asked for what the first does not find. */
export function slotGetattr(vm: Interpreter, self: Address, name: Address): Address {
  const i32 = vm.i32;
  const type = i32[(self + OB_TYPE) >> 2];
  const getattribute = typeLookup(vm, type, GETATTRIBUTE);
  const isGeneric = getattribute === NULL ||
    (i32[(getattribute + OB_TYPE) >> 2] === WRAPPER_DESCRIPTOR_TYPE &&
      i32[(getattribute + D_WRAPPED) >> 2] === GENERIC_GET_ATTR);
  const result = isGeneric ? genericGetAttr(vm, self, name) : callSpecial1(vm, self, GETATTRIBUTE, name);
  if (result !== NULL || !errorMatches(vm, ATTRIBUTE_ERROR)) return result;
  if (typeLookup(vm, i32[(self + OB_TYPE) >> 2], GETATTR) === NULL) return NULL;
  clearError(vm);
  return callSpecial1(vm, self, GETATTR, name);
}

function slotSetattr(vm: Interpreter, self: Address, name: Address, value: Address): number {
  return flagOf(
    vm,
    value === NULL ? callSpecial1(vm, self, DELATTR, name) : callSpecial2(vm, self, SETATTR, name, value),
  );
}

const GET = identifier("__get__");
const SET = identifier("__set__");
const DELETE = identifier("__delete__");

function slotDescrGet(vm: Interpreter, self: Address, object: Address, type: Address): Address {
  const method = typeLookup(vm, vm.i32[(self + OB_TYPE) >> 2], GET);
  if (method === NULL) return newRef(vm, self);
  incref(vm, method);
  const result = call3(vm, method, self, object === NULL ? NONE : object, type === NULL ? NONE : type);
  decref(vm, method);
  return result;
}

function slotDescrSet(vm: Interpreter, self: Address, object: Address, value: Address): number {
  return flagOf(
    vm,
    value === NULL ? callSpecial1(vm, self, DELETE, object) : callSpecial2(vm, self, SET, object, value),
  );
}

// ---- life

const NEW = identifier("__new__");
const INIT = identifier("__init__");
const DEL = identifier("__del__");

/** tp_new of classes with `__new__`: it is found as an attribute, so that a static method is unwrapped. */
export function slotNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const method = getAttr(vm, type, NEW);
  if (method === NULL) return NULL;
  const result = callPrepend(vm, method, type, args, kwargs);
  decref(vm, method);
  return result;
}

export function slotInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  const method = needSpecial(vm, self, INIT);
  if (method === NULL) return -1;
  const result = vm.second === 1
    ? callPrepend(vm, method, self, args, kwargs)
    : call(vm, method, args, kwargs);
  decref(vm, method);
  return checkInitResult(vm, result);
}

/** What `__init__` returned (stolen) must be None: 0, or -1 with an exception. */
export function checkInitResult(vm: Interpreter, result: Address): number {
  if (result === NULL) return -1;
  if (result !== NONE) {
    raise(vm, TYPE_ERROR, `__init__() should return None, not '${typeNameOf(vm, result)}'`);
    decref(vm, result);
    return -1;
  }
  decref(vm, result);
  return 0;
}

/** tp_finalize: what `__del__` raises is reported, and the pending exception is kept. */
function slotFinalize(vm: Interpreter, self: Address): void {
  const saved = fetchError(vm);
  const method = findSpecial(vm, self, DEL);
  if (method !== NULL) {
    incref(vm, method);
    const result = callFound0(vm, method, self);
    if (result === NULL) vm.reportUnraisable(vm, method, null);
    else decref(vm, result);
    decref(vm, method);
  }
  restoreError(vm, saved);
}

/** A slot (where its table stands in the type, and its offset there) and the function that classes put there. */
export type ClassSlot = readonly [table: number, offset: number, fn: NativeFunction];

const operator = (slot: number, name: Address, reflected: Address): ClassSlot => [
  NUMBER,
  slot,
  binary(slot, name, reflected),
];

/** All of them; a slot that is not here belongs to native types alone. */
export const CLASS_SLOTS: readonly ClassSlot[] = [
  [0, T.tp_repr, slotRepr],
  [0, T.tp_hash, slotHash],
  [0, T.tp_call, slotCall],
  [0, T.tp_str, unary(identifier("__str__"))],
  [0, T.tp_getattro, slotGetattr],
  [0, T.tp_setattro, slotSetattr],
  [0, T.tp_richcompare, slotRichcompare],
  [0, T.tp_iter, slotIter],
  [0, T.tp_iternext, unary(identifier("__next__"))],
  [0, T.tp_descr_get, slotDescrGet],
  [0, T.tp_descr_set, slotDescrSet],
  [0, T.tp_init, slotInit],
  [0, T.tp_new, slotNew],
  [0, T.tp_finalize, slotFinalize],
  operator(N.nb_add, identifier("__add__"), identifier("__radd__")),
  operator(N.nb_subtract, identifier("__sub__"), identifier("__rsub__")),
  operator(N.nb_multiply, identifier("__mul__"), identifier("__rmul__")),
  operator(N.nb_remainder, identifier("__mod__"), identifier("__rmod__")),
  operator(N.nb_divmod, identifier("__divmod__"), identifier("__rdivmod__")),
  [NUMBER, N.nb_power, slotPower],
  [NUMBER, N.nb_negative, unary(identifier("__neg__"))],
  [NUMBER, N.nb_positive, unary(identifier("__pos__"))],
  [NUMBER, N.nb_absolute, unary(identifier("__abs__"))],
  [NUMBER, N.nb_bool, slotBool],
  [NUMBER, N.nb_invert, unary(identifier("__invert__"))],
  operator(N.nb_lshift, identifier("__lshift__"), identifier("__rlshift__")),
  operator(N.nb_rshift, identifier("__rshift__"), identifier("__rrshift__")),
  operator(N.nb_and, identifier("__and__"), identifier("__rand__")),
  operator(N.nb_xor, identifier("__xor__"), identifier("__rxor__")),
  operator(N.nb_or, identifier("__or__"), identifier("__ror__")),
  [NUMBER, N.nb_int, unary(identifier("__int__"))],
  [NUMBER, N.nb_float, unary(identifier("__float__"))],
  [NUMBER, N.nb_inplace_add, withOne(identifier("__iadd__"))],
  [NUMBER, N.nb_inplace_subtract, withOne(identifier("__isub__"))],
  [NUMBER, N.nb_inplace_multiply, withOne(identifier("__imul__"))],
  [NUMBER, N.nb_inplace_remainder, withOne(identifier("__imod__"))],
  [NUMBER, N.nb_inplace_power, withOne(identifier("__ipow__"))],
  [NUMBER, N.nb_inplace_lshift, withOne(identifier("__ilshift__"))],
  [NUMBER, N.nb_inplace_rshift, withOne(identifier("__irshift__"))],
  [NUMBER, N.nb_inplace_and, withOne(identifier("__iand__"))],
  [NUMBER, N.nb_inplace_xor, withOne(identifier("__ixor__"))],
  [NUMBER, N.nb_inplace_or, withOne(identifier("__ior__"))],
  operator(N.nb_floor_divide, identifier("__floordiv__"), identifier("__rfloordiv__")),
  operator(N.nb_true_divide, identifier("__truediv__"), identifier("__rtruediv__")),
  [NUMBER, N.nb_inplace_floor_divide, withOne(identifier("__ifloordiv__"))],
  [NUMBER, N.nb_inplace_true_divide, withOne(identifier("__itruediv__"))],
  [NUMBER, N.nb_index, unary(identifier("__index__"))],
  operator(N.nb_matrix_multiply, identifier("__matmul__"), identifier("__rmatmul__")),
  [NUMBER, N.nb_inplace_matrix_multiply, withOne(identifier("__imatmul__"))],
  [MAPPING, M.mp_length, slotLength],
  [MAPPING, M.mp_subscript, withOne(GETITEM)],
  [MAPPING, M.mp_ass_subscript, slotAssSubscript],
  [SEQUENCE, S.sq_length, slotLength],
  [SEQUENCE, S.sq_item, slotItem],
  [SEQUENCE, S.sq_ass_item, slotAssItem],
  [SEQUENCE, S.sq_contains, slotContains],
];
