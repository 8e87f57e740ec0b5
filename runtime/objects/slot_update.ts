/**
 * Which function a slot of a class gets.
 *
 * For each special method that belongs to the slot, what the class has under its name is found along the mro:
 *
 *     nothing                                  nothing
 *     a slot wrapper of a base's same slot     the native function it wraps
 *     `__hash__ = None`                        the function that says "unhashable"
 *     the built-in `__new__` of a base         that base's tp_new, which the class has inherited
 *     anything else                            the function that calls the method (class_slots.ts)
 *
 * The native function is taken only if all methods of the slot agree on it; otherwise the methods are called.
 *
 * Source: CPython 3.11 Objects/typeobject.c (update_one_slot, fixup_slot_dispatchers, update_slot).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TP_FLAGS, TPFLAGS_HAVE_VECTORCALL, TYPE } from "../memory/object_layout.ts";
import { BUILTIN_TYPE, NONE, SLOT_DEFINITIONS, WRAPPER_DESCRIPTOR_TYPE } from "../memory/statics.ts";
import { typeLookup } from "./attributes.ts";
import { D_DEFINITION, D_FUNCTION, D_TYPE } from "./descriptors.ts";
import { dictGetStr } from "./dict.ts";
import { HASH_NOT_IMPLEMENTED, ITERNEXT_NOT_IMPLEMENTED, NEW_WRAPPER } from "./function_numbers.ts";
import { ML_METH } from "./method_definition.ts";
import { SLOT_COUNT, SLOT_DEFINITION, slotAddress } from "./slot_table.ts";
import { isSubtype } from "./subtype.ts";
import { forEachSubclass } from "./type_subclasses.ts";

const T = TYPE.offsets;
const D = SLOT_DEFINITION.offsets;
/** Offset of the method definition in a built-in function. */
const M_ML = 16;

const definition = (index: number): Address => SLOT_DEFINITIONS + SLOT_DEFINITION.size * index;

/** Do two rows of the table speak of the same slot? */
function isSameSlot(vm: Interpreter, a: Address, b: Address): boolean {
  return vm.i32[(a + D.offset) >> 2] === vm.i32[(b + D.offset) >> 2] &&
    vm.i32[(a + D.table) >> 2] === vm.i32[(b + D.table) >> 2];
}

/**
 * The word of the only slot of `type` that is filled among those that the method `name` belongs to (`__len__` belongs to
 * two); NULL if several are, or none.
 */
function uniqueSlot(vm: Interpreter, type: Address, name: Address): Address {
  let result = NULL;
  for (let index = 0; index < SLOT_COUNT; index++) {
    const entry = definition(index);
    if (vm.i32[(entry + D.name_strobj) >> 2] !== name) continue;
    const word = slotAddress(vm, type, entry);
    if (word === NULL || vm.i32[word >> 2] === NULL) continue;
    if (result !== NULL) return NULL;
    result = word;
  }
  return result;
}

/** Fills the slot of the row `first`, and returns the first row behind those of the same slot. */
function updateRow(vm: Interpreter, type: Address, first: number): number {
  const i32 = vm.i32;
  const word = slotAddress(vm, type, definition(first));
  let specific = NULL, generic = NULL, useGeneric = false;
  let index = first;
  do {
    const entry = definition(index);
    const name = i32[(entry + D.name_strobj) >> 2];
    const found = word === NULL ? NULL : typeLookup(vm, type, name);
    if (found === NULL) {
      if (word === type + T.tp_iternext) specific = ITERNEXT_NOT_IMPLEMENTED;
    } else if (isWrapperFor(vm, found, name)) {
      const unique = uniqueSlot(vm, type, name);
      if (unique === NULL || unique === word) generic = i32[(entry + D.function) >> 2];
      const wrapped = i32[(found + D_FUNCTION) >> 2];
      const sameWrapper = i32[(i32[(found + D_DEFINITION) >> 2] + D.wrapper) >> 2] ===
        i32[(entry + D.wrapper) >> 2];
      if (
        (specific === NULL || specific === wrapped) && sameWrapper &&
        isSubtype(vm, type, i32[(found + D_TYPE) >> 2])
      ) specific = wrapped;
      else useGeneric = true;
    } else if (word === type + T.tp_new && isNativeNew(vm, found)) {
      specific = i32[(type + T.tp_new) >> 2];
    } else if (found === NONE && word === type + T.tp_hash) {
      specific = HASH_NOT_IMPLEMENTED;
    } else {
      useGeneric = true;
      generic = i32[(entry + D.function) >> 2];
      // A method is called through tp_call.
      if (word === type + T.tp_call) i32[(type + TP_FLAGS) >> 2] &= ~TPFLAGS_HAVE_VECTORCALL;
    }
    index++;
  } while (index < SLOT_COUNT && isSameSlot(vm, definition(index), definition(first)));
  if (word !== NULL) i32[word >> 2] = specific !== NULL && !useGeneric ? specific : generic;
  return index;
}

/** Is `found` a slot wrapper of the method's own name? */
function isWrapperFor(vm: Interpreter, found: Address, name: Address): boolean {
  const i32 = vm.i32;
  if (i32[(found + OB_TYPE) >> 2] !== WRAPPER_DESCRIPTOR_TYPE) return false;
  return i32[(i32[(found + D_DEFINITION) >> 2] + D.name_strobj) >> 2] === name;
}

/** Is `found` the built-in function `__new__` of a native type? */
function isNativeNew(vm: Interpreter, found: Address): boolean {
  const i32 = vm.i32;
  return i32[(found + OB_TYPE) >> 2] === BUILTIN_TYPE &&
    i32[(i32[(found + M_ML) >> 2] + ML_METH) >> 2] === NEW_WRAPPER;
}

/** Fills all slots of a new class. */
export function fillSlots(vm: Interpreter, type: Address): void {
  for (let index = 0; index < SLOT_COUNT;) index = updateRow(vm, type, index);
}

/** The attribute `name` (interned) of a class has changed: its slots and those of the subclasses that inherit it follow. */
export function updateSlot(vm: Interpreter, type: Address, name: Address): void {
  const rows: number[] = [];
  for (let index = 0; index < SLOT_COUNT; index++) {
    if (vm.i32[(definition(index) + D.name_strobj) >> 2] !== name) continue;
    let first = index;
    while (first > 0 && isSameSlot(vm, definition(first - 1), definition(index))) first--;
    rows.push(first);
  }
  if (rows.length > 0) updateRows(vm, type, name, rows);
}

function updateRows(vm: Interpreter, type: Address, name: Address, rows: readonly number[]): number {
  for (const row of rows) updateRow(vm, type, row);
  return forEachSubclass(vm, type, (subclass) => {
    const dict = vm.i32[(subclass + T.tp_dict) >> 2];
    if (dict === NULL || dictGetStr(vm, dict, name) === NULL) updateRows(vm, subclass, name, rows);
    return 0;
  });
}
