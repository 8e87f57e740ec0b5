/**
 * The subclasses of a type, which it knows without keeping them alive: tp_subclasses is a dict of weak references by the
 * subclass's address. Static types are not noted in it: they never change, and are found in their segment.
 *
 * Source: CPython 3.11 Objects/typeobject.c (add_subclass, remove_subclass, type___subclasses___impl,
 * recurse_down_subclasses).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, TP_FLAGS, TPFLAGS_READY, TYPE } from "../memory/object_layout.ts";
import { clearField, decref } from "../memory/refcount.ts";
import { IDENTIFIERS_BASE, NONE, OBJECT_TYPE } from "../memory/statics.ts";
import { dictDel, dictNew, dictNext, dictSet, dictSize } from "./dict.ts";
import { clearError, fetchError, restoreError } from "./errors.ts";
import { intFromNumber } from "./int.ts";
import { listAppend, listNew } from "./list.ts";
import { tupleItem } from "./tuple.ts";
import { weakrefTarget } from "./weakref_layout.ts";
import { weakrefNew } from "./weakref_object.ts";

/** Bytes from one static type to the next. */
const TYPE_STRIDE = 416;
const TP_BASES = TYPE.offsets.tp_bases;
const TP_SUBCLASSES = TYPE.offsets.tp_subclasses;

/** Notes that `type` is a subclass of `base`: 0, or -1 with MemoryError. */
export function addSubclass(vm: Interpreter, base: Address, type: Address): number {
  const i32 = vm.i32;
  const key = intFromNumber(vm, type);
  if (key === NULL) return -1;
  const reference = weakrefNew(vm, type, NULL);
  if (reference === NULL) {
    decref(vm, key);
    return -1;
  }
  let subclasses = i32[(base + TP_SUBCLASSES) >> 2];
  if (subclasses === NULL) {
    subclasses = dictNew(vm);
    i32[(base + TP_SUBCLASSES) >> 2] = subclasses;
  }
  const result = subclasses === NULL ? -1 : dictSet(vm, subclasses, key, reference);
  decref(vm, key);
  decref(vm, reference);
  return result;
}

/** The same for all bases in a tuple: 0 or -1. */
export function addToBases(vm: Interpreter, bases: Address, type: Address): number {
  const count = vm.i32[(bases + OB_SIZE) >> 2];
  for (let i = 0; i < count; i++) {
    if (addSubclass(vm, tupleItem(vm, bases, i), type) < 0) return -1;
  }
  return 0;
}

/** Forgets that `type` is a subclass of `base`. Keeps the pending exception. */
export function removeSubclass(vm: Interpreter, base: Address, type: Address): void {
  const subclasses = vm.i32[(base + TP_SUBCLASSES) >> 2];
  if (subclasses === NULL) return;
  const saved = fetchError(vm);
  const key = intFromNumber(vm, type);
  if (key === NULL || dictDel(vm, subclasses, key) < 0) clearError(vm);
  if (key !== NULL) decref(vm, key);
  if (dictSize(vm, subclasses) === 0) clearField(vm, base + TP_SUBCLASSES);
  restoreError(vm, saved);
}

/** The same for all bases in a tuple. */
export function removeFromBases(vm: Interpreter, bases: Address, type: Address): void {
  const count = vm.i32[(bases + OB_SIZE) >> 2];
  for (let i = 0; i < count; i++) removeSubclass(vm, tupleItem(vm, bases, i), type);
}

/** `type.__subclasses__()`: a new list of those that are alive. */
export function listSubclasses(vm: Interpreter, type: Address): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  if (!addStaticSubclasses(vm, list, type)) {
    decref(vm, list);
    return NULL;
  }
  const subclasses = vm.i32[(type + TP_SUBCLASSES) >> 2];
  if (subclasses === NULL) return list;
  for (let at = dictNext(vm, subclasses, 0); at >= 0; at = dictNext(vm, subclasses, at)) {
    const subclass = weakrefTarget(vm, vm.dictValue);
    if (subclass === NONE) continue;
    if (listAppend(vm, list, subclass) < 0) {
      decref(vm, list);
      return NULL;
    }
  }
  return list;
}

/** Static types keep no account of each other: they are gone through. */
function addStaticSubclasses(vm: Interpreter, list: Address, type: Address): boolean {
  if (type >= IDENTIFIERS_BASE) return true;
  const i32 = vm.i32;
  for (let each = OBJECT_TYPE; each < IDENTIFIERS_BASE; each += TYPE_STRIDE) {
    const bases = (i32[(each + TP_FLAGS) >> 2] & TPFLAGS_READY) !== 0 ? i32[(each + TP_BASES) >> 2] : NULL;
    if (bases === NULL) continue;
    for (let i = 0; i < i32[(bases + OB_SIZE) >> 2]; i++) {
      if (tupleItem(vm, bases, i) === type && listAppend(vm, list, each) < 0) return false;
    }
  }
  return true;
}

/** Calls `visit` with each living subclass, borrowed; stops at the first -1. Nothing may add or remove subclasses. */
export function forEachSubclass(
  vm: Interpreter,
  type: Address,
  visit: (subclass: Address) => number,
): number {
  const subclasses = vm.i32[(type + TP_SUBCLASSES) >> 2];
  if (subclasses === NULL) return 0;
  for (let at = dictNext(vm, subclasses, 0); at >= 0; at = dictNext(vm, subclasses, at)) {
    const subclass = weakrefTarget(vm, vm.dictValue);
    if (subclass !== NONE && visit(subclass) < 0) return -1;
  }
  return 0;
}
