/**
 * The attributes of instances without a dict: values in a block of the mem domain, their names in keys that all
 * instances of the class share (ht_cached_keys).
 *
 *     object - 32   values: pointer behind the block's prefix, or NULL
 *     object - 24   dict: NULL as long as there are values
 *
 * The dict is made when somebody asks for it, or when the shared keys take no more names: a split table of the same keys and
 * values (split_values.ts).
 *
 * Laws
 * - Names are only ever added to shared keys, so that entry numbers stay true for as long as the class lives, and the
 *   block of an instance has room for every name that the keys have or may get.
 * - An instance made takes one from the room that the keys have for names, but the last: most instances have the same.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Objects/dictobject.c (init_inline_values,
 * _PyObject_StoreInstanceAttribute, _PyObject_GetInstanceAttribute and relatives).
 */
import * as heap from "../../heap/mod.ts";
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { dealloc } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { dictFromKeys, dictNew, dictSetStr, trackFor } from "./dict.ts";
import * as dictKeys from "./dict_keys.ts";
import { addShared, findShared } from "./dict_keys.ts";
import { raiseFlag } from "./errors.ts";
import {
  countValues,
  freeValuesBlock,
  newValues,
  noteDeleted,
  noteInserted,
  orderedEntry,
} from "./split_values.ts";
import { jsString } from "./str.ts";
import { typeNameOf } from "./type_name.ts";

const { NULL } = heap;
const { HT_CACHED_KEYS, OB_TYPE } = objectLayout;
const { ATTRIBUTE_ERROR, STR_TYPE } = statics;
const { DK_NENTRIES, DK_USABLE, MA_USED, MA_VALUES } = dictKeys;

/** Offsets from an instance of a class with TPFLAGS_MANAGED_DICT. */
export const VALUES_POINTER = -32;
export const DICT_POINTER = -24;
/** The keys that the instances of a class share. */
export function sharedKeysOf(vm: Interpreter, type: Address): Address {
  return vm.i32[(type + HT_CACHED_KEYS) >> 2];
}

/**
 * Gives an instance that was just made (of a class with TPFLAGS_MANAGED_DICT) room for values, all of them unset. 0, or -1
 * with MemoryError.
 */
export function initValues(vm: Interpreter, object: Address): number {
  const i32 = vm.i32;
  const keys = i32[(i32[(object + OB_TYPE) >> 2] + HT_CACHED_KEYS) >> 2];
  if (i32[(keys + DK_USABLE) >> 2] > 1) i32[(keys + DK_USABLE) >> 2]--;
  const values = newValues(vm, keys);
  if (values === NULL) return -1;
  i32[(object + VALUES_POINTER) >> 2] = values;
  return 0;
}

/** Value of an attribute by its name, borrowed; NULL if it is not set. Runs no code. */
export function getValue(vm: Interpreter, type: Address, values: Address, name: Address): Address {
  if (vm.i32[(name + OB_TYPE) >> 2] !== STR_TYPE) return NULL;
  const entry = findShared(vm, vm.i32[(type + HT_CACHED_KEYS) >> 2], name);
  return entry < 0 ? NULL : vm.i32[(values + 8 * entry) >> 2];
}

/**
 * Sets an attribute of an instance that has values, or deletes it if `value` is NULL; where the keys take no more names the
 * dict is made. 0, or -1 with an exception. Can run any code.
 */
export function storeValue(vm: Interpreter, object: Address, name: Address, value: Address): number {
  const i32 = vm.i32;
  const keys = i32[(i32[(object + OB_TYPE) >> 2] + HT_CACHED_KEYS) >> 2];
  const entry = i32[(name + OB_TYPE) >> 2] === STR_TYPE ? addShared(vm, keys, name) : -1;
  if (entry < 0) {
    if (value === NULL) return raiseMissingValue(vm, object, name);
    const dict = materialiseDict(vm, object);
    return dict === NULL ? -1 : dictSetStr(vm, dict, name, value);
  }
  const values = i32[(object + VALUES_POINTER) >> 2];
  const at = (values + 8 * entry) >> 2;
  const old = i32[at];
  if (old === NULL && value === NULL) return raiseMissingValue(vm, object, name);
  i32[at] = value;
  if (value !== NULL) i32[value >> 2]++;
  if (old === NULL) {
    noteInserted(vm, values, entry);
    return 0;
  }
  if (value === NULL) noteDeleted(vm, values, entry);
  if (--i32[old >> 2] === 0) dealloc(vm, old);
  return 0;
}

function raiseMissingValue(vm: Interpreter, object: Address, name: Address): -1 {
  const text = `'${typeNameOf(vm, object, 100)}' object has no attribute '${jsString(vm, name)}'`;
  return raiseFlag(vm, ATTRIBUTE_ERROR, text);
}

/**
 * The dict of an instance of a class with TPFLAGS_MANAGED_DICT, made of its values if it has those; borrowed. NULL with
 * MemoryError.
 */
export function materialiseDict(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const values = i32[(object + VALUES_POINTER) >> 2];
  if (values === NULL) {
    if (i32[(object + DICT_POINTER) >> 2] === NULL) {
      const made = dictNew(vm);
      if (made === NULL) return NULL;
      i32[(object + DICT_POINTER) >> 2] = made;
    }
    return i32[(object + DICT_POINTER) >> 2];
  }
  const keys = sharedKeysOf(vm, i32[(object + OB_TYPE) >> 2]);
  i32[keys >> 2]++;
  const dict = dictFromKeys(vm, keys, 0);
  if (dict === NULL) return NULL;
  if (i32[(object + VALUES_POINTER) >> 2] !== values) {
    // Making the dict has run a collection, and that code which made the dict.
    if (--i32[dict >> 2] === 0) dealloc(vm, dict);
    return materialiseDict(vm, object);
  }
  const n = countValues(vm, values);
  i32[(object + VALUES_POINTER) >> 2] = NULL;
  i32[(object + DICT_POINTER) >> 2] = dict;
  i32[(dict + MA_VALUES) >> 2] = values;
  i32[(dict + MA_USED) >> 2] = n;
  for (let i = 0; i < n; i++) {
    trackFor(vm, dict, i32[(values + 8 * orderedEntry(vm, values, i)) >> 2]);
  }
  return dict;
}

/** Unsets all values, for tp_clear. Can run any code, which may make the dict. */
export function clearValues(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  for (let entry = 0;; entry++) {
    const values = i32[(object + VALUES_POINTER) >> 2];
    const keys = i32[(i32[(object + OB_TYPE) >> 2] + HT_CACHED_KEYS) >> 2];
    if (values === NULL || entry >= i32[(keys + DK_NENTRIES) >> 2]) return;
    const value = i32[(values + 8 * entry) >> 2];
    if (value === NULL) continue;
    i32[(values + 8 * entry) >> 2] = NULL;
    noteDeleted(vm, values, entry);
    if (--i32[value >> 2] === 0) dealloc(vm, value);
  }
}

/** A new dict of the keys that the instances of `type` share, without values; NULL with MemoryError. */
export function newSharedDict(vm: Interpreter, type: Address): Address {
  const keys = sharedKeysOf(vm, type);
  const values = newValues(vm, keys);
  if (values === NULL) return NULL;
  vm.i32[keys >> 2]++;
  const dict = dictFromKeys(vm, keys, 0);
  if (dict !== NULL) vm.i32[(dict + MA_VALUES) >> 2] = values;
  else freeValuesBlock(vm, values);
  return dict;
}
