/**
 * `d[key]`, `d[key] = value`, `del d[key]` and `key in d` in emitted code, for exact dicts.
 *
 * Operands are borrowed from variables that nobody else protects. Keys that are exact str in a unicode table, or
 * one-digit ints in a general one, are found without running any code and need no protection; for all others the
 * operands are kept alive while code of the program may run.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Python/ceval.c (BINARY_SUBSCR_DICT, STORE_SUBSCR_DICT, CONTAINS_OP).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { dealloc } from "../memory/refcount.ts";
import { INT_TYPE, STR_TYPE } from "../memory/statics.ts";
import { addEntry, dictContains, dictDel, dictGet, dictSet, removeEntry, touch, trackFor } from "./dict.ts";
import { DK_SHAPE, findStr, KIND_UNICODE, MA_KEYS, UNKNOWN } from "./dict_keys.ts";
import { findSmallInt } from "./dict_lookup.ts";
import { raiseKeyError } from "./errors.ts";
import { OB_DIGIT } from "./int.ts";
import { STR_HASH } from "./str_layout.ts";

/**
 * The value word of a key that can be found without running code; NULL if it is not there, and in `vm.dictSlot` the cell
 * for it; or UNKNOWN.
 */
function find(vm: Interpreter, dict: Address, key: Address): Address {
  const i32 = vm.i32;
  const keys = i32[(dict + MA_KEYS) >> 2];
  const unicode = i32[(keys + DK_SHAPE) >> 2] >= KIND_UNICODE << 16;
  const type = i32[(key + OB_TYPE) >> 2];
  if (type === STR_TYPE) {
    const low = i32[(key + STR_HASH) >> 2], high = i32[(key + STR_HASH + 4) >> 2];
    if (!unicode || (low & high) === -1) return UNKNOWN;
    return findStr(vm, keys, key, low, high);
  }
  if (unicode || type !== INT_TYPE) return UNKNOWN;
  const size = i32[(key + OB_SIZE) >> 2];
  return size === 1 || size === 0 ? findSmallInt(vm, keys, key, i32[(key + OB_DIGIT) >> 2]) : UNKNOWN;
}

/** Where a key that find has looked up keeps the low half of its hash: a str its hash, an int its only digit. */
export const HASH_LOW = STR_HASH;

/** The high half of such a key's hash. */
function highHash(vm: Interpreter, key: Address): number {
  return vm.i32[(key + OB_TYPE) >> 2] === STR_TYPE ? vm.i32[(key + STR_HASH + 4) >> 2] : 0;
}

/** `dict[key]`, new; both borrowed. NULL with an exception, KeyError if the key is not there. Can run any code. */
export function dictItem(vm: Interpreter, dict: Address, key: Address): Address {
  const i32 = vm.i32;
  const at = find(vm, dict, key);
  if (at > 0) {
    const value = i32[at >> 2];
    i32[value >> 2]++;
    return value;
  }
  return at === NULL ? raiseKeyError(vm, key) : itemSlowly(vm, dict, key);
}

function itemSlowly(vm: Interpreter, dict: Address, key: Address): Address {
  const i32 = vm.i32;
  i32[dict >> 2]++;
  i32[key >> 2]++;
  const value = dictGet(vm, dict, key);
  if (value !== NULL) i32[value >> 2]++;
  else if (vm.curexcType === NULL) raiseKeyError(vm, key);
  if (--i32[key >> 2] === 0) dealloc(vm, key);
  if (--i32[dict >> 2] === 0) dealloc(vm, dict);
  return value;
}

/** `dict[key] = value`; all borrowed. 0, or -1 with an exception. Can run any code. */
export function dictStoreItem(vm: Interpreter, dict: Address, key: Address, value: Address): number {
  const i32 = vm.i32;
  const at = find(vm, dict, key);
  if (at === UNKNOWN) return storeSlowly(vm, dict, key, value);
  trackFor(vm, dict, value);
  if (at === NULL) {
    i32[key >> 2]++;
    i32[value >> 2]++;
    if (addEntry(vm, dict, key, value, i32[(key + HASH_LOW) >> 2], highHash(vm, key)) === 0) return 0;
    i32[key >> 2]--;
    i32[value >> 2]--;
    return -1;
  }
  const old = i32[at >> 2];
  if (old === value) return 0;
  i32[value >> 2]++;
  i32[at >> 2] = value;
  touch(vm, dict);
  if (--i32[old >> 2] === 0) dealloc(vm, old);
  return 0;
}

function storeSlowly(vm: Interpreter, dict: Address, key: Address, value: Address): number {
  const i32 = vm.i32;
  i32[dict >> 2]++;
  i32[key >> 2]++;
  i32[value >> 2]++;
  const result = dictSet(vm, dict, key, value);
  if (--i32[value >> 2] === 0) dealloc(vm, value);
  if (--i32[key >> 2] === 0) dealloc(vm, key);
  if (--i32[dict >> 2] === 0) dealloc(vm, dict);
  return result;
}

/** `del dict[key]`; both borrowed. 0, or -1 with an exception, KeyError if the key is not there. Can run any code. */
export function dictDelItem(vm: Interpreter, dict: Address, key: Address): number {
  const i32 = vm.i32;
  const at = find(vm, dict, key);
  if (at > 0) {
    const value = i32[at >> 2];
    const oldKey = removeEntry(vm, dict, at, i32[(key + HASH_LOW) >> 2], highHash(vm, key));
    if (--i32[oldKey >> 2] === 0) dealloc(vm, oldKey);
    if (--i32[value >> 2] === 0) dealloc(vm, value);
    return 0;
  }
  i32[dict >> 2]++;
  i32[key >> 2]++;
  const result = dictDel(vm, dict, key);
  if (--i32[key >> 2] === 0) dealloc(vm, key);
  if (--i32[dict >> 2] === 0) dealloc(vm, dict);
  return result;
}

/** `key in dict`: 0, 1, or -1 with an exception; both borrowed. Can run any code. */
export function dictHasItem(vm: Interpreter, dict: Address, key: Address): number {
  const i32 = vm.i32;
  const at = find(vm, dict, key);
  if (at !== UNKNOWN) return at === NULL ? 0 : 1;
  i32[dict >> 2]++;
  i32[key >> 2]++;
  const there = dictContains(vm, dict, key);
  if (--i32[key >> 2] === 0) dealloc(vm, key);
  if (--i32[dict >> 2] === 0) dealloc(vm, dict);
  return there;
}
