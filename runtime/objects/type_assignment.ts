/**
 * Changing what an object or a class is: assignment to `__class__` and `__bases__`.
 *
 * Both are allowed only between classes whose instances are laid out alike: the types above which nothing is added to the
 * layout are the same, or add the same slots to the same base.
 *
 * Law: after new bases the mro, the slots and the version of the class and all its subclasses are those that they would have
 * had from the beginning; if one of the new mros fails, all are as before.
 *
 * Source: CPython 3.11 Objects/typeobject.c (compatible_for_assignment, object_set_class, type_set_bases, mro_hierarchy).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  HT_SLOTS,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_IMMUTABLETYPE,
  TPFLAGS_MANAGED_DICT,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_TYPE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { MODULE_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { typeModified } from "./attributes.ts";
import { richCompareBool } from "./compare.ts";
import { raise, raiseFlag } from "./errors.ts";
import { materialiseDict } from "./instance_values.ts";
import { fillSlots } from "./slot_update.ts";
import { hasTypeFlag, isSubtype } from "./subtype.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { bestBase } from "./type_bases.ts";
import { typeName, typeNameOf } from "./type_name.ts";
import { askMro } from "./type_ready.ts";
import { addToBases, forEachSubclass, removeFromBases } from "./type_subclasses.ts";

const T = TYPE.offsets;
const LAYOUT = [T.tp_basicsize, T.tp_itemsize, T.tp_dictoffset, T.tp_weaklistoffset];

/** Are instances of a type laid out as those of its base? */
function addsNothing(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  const base = i32[(type + T.tp_base) >> 2];
  if (base === NULL) return false;
  const differs = (i32[(type + TP_FLAGS) >> 2] ^ i32[(base + TP_FLAGS) >> 2]) & TPFLAGS_HAVE_GC;
  return differs === 0 && LAYOUT.every((field) => i32[(type + field) >> 2] === i32[(base + field) >> 2]);
}

/** The highest base whose instances are laid out as those of `type`. */
function layoutType(vm: Interpreter, type: Address): Address {
  let result = type;
  while (addsNothing(vm, result)) result = vm.i32[(result + T.tp_base) >> 2];
  return result;
}

/** Do two types add the same slots to the same base? Can run any code. */
function addSameSlots(vm: Interpreter, a: Address, b: Address): boolean {
  const i32 = vm.i32;
  const base = i32[(a + T.tp_base) >> 2];
  if (base === NULL || base !== i32[(b + T.tp_base) >> 2]) return false;
  let size = i32[(base + T.tp_basicsize) >> 2];
  const areClasses = [a, b].every((type) => (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0);
  if (areClasses) {
    const slotsA = i32[(a + HT_SLOTS) >> 2], slotsB = i32[(b + HT_SLOTS) >> 2];
    if (slotsA !== NULL && slotsB !== NULL) {
      if (richCompareBool(vm, slotsA, slotsB, EQ) !== 1) return false;
      size += 8 * tupleSize(vm, slotsA);
    }
  }
  if (i32[(a + T.tp_weaklistoffset) >> 2] === size && i32[(b + T.tp_weaklistoffset) >> 2] === size) size += 8;
  return size === i32[(a + T.tp_basicsize) >> 2] && size === i32[(b + T.tp_basicsize) >> 2];
}

/** May `newer` take the place of `older`? TypeError otherwise. */
function isCompatible(vm: Interpreter, older: Address, newer: Address, attribute: string): boolean {
  const i32 = vm.i32;
  const fail = (what: string): boolean => {
    const names = `'${typeName(vm, newer)}' ${what} differs from '${typeName(vm, older)}'`;
    raise(vm, TYPE_ERROR, `${attribute} assignment: ${names}`);
    return false;
  };
  if (i32[(newer + T.tp_free) >> 2] !== i32[(older + T.tp_free) >> 2]) return fail("deallocator");
  const newLayout = layoutType(vm, newer), oldLayout = layoutType(vm, older);
  if (newLayout !== oldLayout && !addSameSlots(vm, newLayout, oldLayout)) return fail("object layout");
  const differs = (i32[(newer + TP_FLAGS) >> 2] ^ i32[(older + TP_FLAGS) >> 2]) & TPFLAGS_MANAGED_DICT;
  return differs === 0 || fail("object layout");
}

/** `object.__class__ = type`: 0, or -1 with an exception. */
export function setClass(vm: Interpreter, object: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "can't delete __class__ attribute");
  if (!hasTypeFlag(vm, value, TPFLAGS_TYPE_SUBCLASS)) {
    const text = `__class__ must be set to a class, not '${typeNameOf(vm, value)}' object`;
    return raiseFlag(vm, TYPE_ERROR, text);
  }
  const i32 = vm.i32;
  const older = i32[(object + OB_TYPE) >> 2];
  const areModules = isSubtype(vm, value, MODULE_TYPE) && isSubtype(vm, older, MODULE_TYPE);
  const flags = i32[(value + TP_FLAGS) >> 2] | i32[(older + TP_FLAGS) >> 2];
  if (!areModules && (flags & TPFLAGS_IMMUTABLETYPE) !== 0) {
    const text = "__class__ assignment only supported for mutable types or ModuleType subclasses";
    return raiseFlag(vm, TYPE_ERROR, text);
  }
  if (!isCompatible(vm, older, value, "__class__")) return -1;
  // The values of an instance stand in the order of its class's shared keys: it gets a dict of its own.
  if ((i32[(older + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0 && materialiseDict(vm, object) === NULL) {
    return -1;
  }
  if ((i32[(value + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) i32[value >> 2]++;
  i32[(object + OB_TYPE) >> 2] = value;
  if ((i32[(older + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) decref(vm, older);
  return 0;
}

/** May the classes in a tuple become the bases of `type`? TypeError otherwise. */
function checkBases(vm: Interpreter, type: Address, bases: Address): boolean {
  const name = typeName(vm, type);
  const fail = (message: string): boolean => {
    raise(vm, TYPE_ERROR, message);
    return false;
  };
  if (!hasTypeFlag(vm, bases, TPFLAGS_TUPLE_SUBCLASS)) {
    return fail(`can only assign tuple to ${name}.__bases__, not ${typeNameOf(vm, bases)}`);
  }
  if (tupleSize(vm, bases) === 0) return fail(`can only assign non-empty tuple to ${name}.__bases__, not ()`);
  for (let i = 0; i < tupleSize(vm, bases); i++) {
    const base = tupleItem(vm, bases, i);
    if (!hasTypeFlag(vm, base, TPFLAGS_TYPE_SUBCLASS)) {
      return fail(`${name}.__bases__ must be tuple of classes, not '${typeNameOf(vm, base)}'`);
    }
    if (isSubtype(vm, base, type)) return fail("a __bases__ item causes an inheritance cycle");
  }
  return true;
}

/** `type.__bases__ = bases`: 0, or -1 with an exception. Can run any code. */
export function setBases(vm: Interpreter, type: Address, bases: Address): number {
  const i32 = vm.i32;
  if (!checkBases(vm, type, bases)) return -1;
  const base = bestBase(vm, bases);
  if (base === NULL || !isCompatible(vm, i32[(type + T.tp_base) >> 2], base, "__bases__")) return -1;
  const oldBases = i32[(type + T.tp_bases) >> 2], oldBase = i32[(type + T.tp_base) >> 2];
  i32[(type + T.tp_bases) >> 2] = newRef(vm, bases);
  i32[(type + T.tp_base) >> 2] = newRef(vm, base);
  const replaced: [Address, Address][] = [];
  if (updateMro(vm, type, replaced) < 0) {
    // Undo: each type gets the mro back that it had.
    for (const [each, mro] of replaced.reverse()) {
      const failed = i32[(each + T.tp_mro) >> 2];
      i32[(each + T.tp_mro) >> 2] = mro;
      decref(vm, failed);
      decref(vm, each);
    }
    i32[(type + T.tp_bases) >> 2] = oldBases;
    i32[(type + T.tp_base) >> 2] = oldBase;
    decref(vm, bases);
    decref(vm, base);
    return -1;
  }
  removeFromBases(vm, oldBases, type);
  const result = addToBases(vm, bases, type);
  typeModified(vm, type);
  updateAllSlots(vm, type);
  for (const [each, mro] of replaced) {
    decref(vm, mro);
    decref(vm, each);
  }
  decref(vm, oldBases);
  decref(vm, oldBase);
  return result;
}

/** Gives `type` and its subclasses new mros, and notes the old ones (both references owned by the list): 0 or -1. */
function updateMro(vm: Interpreter, type: Address, replaced: [Address, Address][]): number {
  const mro = askMro(vm, type);
  if (mro === NULL) return -1;
  replaced.push([newRef(vm, type), vm.i32[(type + T.tp_mro) >> 2]]);
  vm.i32[(type + T.tp_mro) >> 2] = mro;
  typeModified(vm, type);
  const subclasses: Address[] = [];
  forEachSubclass(vm, type, (subclass) => subclasses.push(newRef(vm, subclass)));
  let result = 0;
  for (const subclass of subclasses) {
    if (result === 0) result = updateMro(vm, subclass, replaced);
    decref(vm, subclass);
  }
  return result;
}

function updateAllSlots(vm: Interpreter, type: Address): number {
  fillSlots(vm, type);
  return forEachSubclass(vm, type, (subclass) => updateAllSlots(vm, subclass));
}
