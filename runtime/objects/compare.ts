/**
 * Hash and comparison of any two objects, through their types' slots. This is all that a dict needs of other types,
 * so it stands below dict; object.ts hands these functions on to everybody else.
 *
 * Law 6: every function here can run any code.
 *
 * Source: CPython 3.11 Objects/object.c (PyObject_Hash, PyObject_RichCompare, _Py_HashPointer).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, NE, OB_TYPE, TYPE } from "../memory/object_layout.ts";
import { FALSE, NONE, NOT_IMPLEMENTED, TRUE, TYPE_ERROR } from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { raise } from "./errors.ts";
import { enterRecursive, leaveRecursive } from "./recursion.ts";
import { isSubtype } from "./subtype.ts";
import { typeNameOf } from "./type_name.ts";

const TP_HASH = TYPE.offsets.tp_hash;
const TP_RICHCOMPARE = TYPE.offsets.tp_richcompare;

/** The operators as texts, by LT .. GE. */
export const COMPARE_TEXTS: readonly string[] = ["<", "<=", "==", "!=", ">", ">="];
/** What `b op a` is when it is asked instead of `a op b`, by LT .. GE. */
export const SWAPPED: readonly number[] = [4, 5, 2, 3, 0, 1];

/**
 * Hash of an object: the low 32 bits; the high ones are in `vm.hashHigh`. Failure: both are -1, which is never a
 * hash.
 */
export function hash(vm: Interpreter, object: Address): number {
  const slot = vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_HASH) >> 2];
  if (slot !== NULL) return vm.functions[slot](vm, object);
  return hashNotImplemented(vm, object);
}

/** tp_hash of types whose instances have none: TypeError. */
export function hashNotImplemented(vm: Interpreter, object: Address): -1 {
  raise(vm, TYPE_ERROR, `unhashable type: '${typeNameOf(vm, object)}'`);
  vm.hashHigh = -1;
  return -1;
}

/** tp_hash of objects that are equal to themselves only: the address, rotated by 4 bits. */
export function hashPointer(vm: Interpreter, object: Address): number {
  vm.hashHigh = (object & 15) << 28;
  return object >>> 4;
}

/** `a op b`, a new reference, usually a bool. NULL with an exception. */
export function richCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!enterRecursive(vm, " in comparison")) return NULL;
  const result = dispatchCompare(vm, a, b, op);
  leaveRecursive(vm);
  return result;
}

/** Asks the operands in their order, a subclass's own method first. */
function dispatchCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const i32 = vm.i32;
  const typeA = i32[(a + OB_TYPE) >> 2], typeB = i32[(b + OB_TYPE) >> 2];
  const slotA = i32[(typeA + TP_RICHCOMPARE) >> 2], slotB = i32[(typeB + TP_RICHCOMPARE) >> 2];
  const reflectedFirst = typeA !== typeB && slotB !== NULL && isSubtype(vm, typeB, typeA);
  if (reflectedFirst) {
    const result: Address = vm.functions[slotB](vm, b, a, SWAPPED[op]);
    if (result !== NOT_IMPLEMENTED) return result;
    i32[NOT_IMPLEMENTED >> 2]--;
  }
  if (slotA !== NULL) {
    const result: Address = vm.functions[slotA](vm, a, b, op);
    if (result !== NOT_IMPLEMENTED) return result;
    i32[NOT_IMPLEMENTED >> 2]--;
  }
  if (!reflectedFirst && slotB !== NULL) {
    const result: Address = vm.functions[slotB](vm, b, a, SWAPPED[op]);
    if (result !== NOT_IMPLEMENTED) return result;
    i32[NOT_IMPLEMENTED >> 2]--;
  }
  return compareIdentity(vm, a, b, op);
}

/** What is left when no operand knows the other: identity, or TypeError for an order. */
function compareIdentity(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (op === EQ || op === NE) {
    const result = (a === b) === (op === EQ) ? TRUE : FALSE;
    vm.i32[result >> 2]++;
    return result;
  }
  return raiseUnorderable(vm, a, b, op);
}

function raiseUnorderable(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const left = typeNameOf(vm, a, 100), right = typeNameOf(vm, b, 100);
  return raise(
    vm,
    TYPE_ERROR,
    `'${COMPARE_TEXTS[op]}' not supported between instances of '${left}' and '${right}'`,
  );
}

/** Is `a op b` true? 1, 0, or -1 with an exception. An object is always equal to itself. */
export function richCompareBool(vm: Interpreter, a: Address, b: Address, op: number): number {
  if (a === b) {
    if (op === EQ) return 1;
    if (op === NE) return 0;
  }
  const result = richCompare(vm, a, b, op);
  if (result === TRUE) {
    vm.i32[TRUE >> 2]--;
    return 1;
  }
  if (result === FALSE) {
    vm.i32[FALSE >> 2]--;
    return 0;
  }
  if (result === NULL) return -1;
  const flag = isTrue(vm, result);
  decref(vm, result);
  return flag;
}

const TP_AS_NUMBER = TYPE.offsets.tp_as_number;
const TP_AS_SEQUENCE = TYPE.offsets.tp_as_sequence;
const TP_AS_MAPPING = TYPE.offsets.tp_as_mapping;
const NB_BOOL = 72;

/** Is an object true? 1, 0, or -1 with an exception. */
export function isTrue(vm: Interpreter, object: Address): number {
  if (object === TRUE) return 1;
  if (object === FALSE || object === NONE) return 0;
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  const number = i32[(type + TP_AS_NUMBER) >> 2];
  if (number !== NULL) {
    const slot = i32[(number + NB_BOOL) >> 2];
    if (slot !== NULL) return vm.functions[slot](vm, object);
  }
  const mapping = i32[(type + TP_AS_MAPPING) >> 2];
  if (mapping !== NULL) {
    const slot = i32[mapping >> 2];
    if (slot !== NULL) return truthOfSize(vm.functions[slot](vm, object));
  }
  const sequence = i32[(type + TP_AS_SEQUENCE) >> 2];
  if (sequence !== NULL) {
    const slot = i32[sequence >> 2];
    if (slot !== NULL) return truthOfSize(vm.functions[slot](vm, object));
  }
  return 1;
}

function truthOfSize(size: number): number {
  return size > 0 ? 1 : size;
}
