/**
 * Dicts in emitted code: displays `{a: b, **c}` and the keywords of calls `f(a=1, **c)`.
 *
 * Pairs and values lie in words of the argument stack; they are owned and stolen, also on failure.
 *
 * Source: CPython 3.11 Python/ceval.c (BUILD_MAP, BUILD_CONST_KEY_MAP, DICT_UPDATE, DICT_MERGE, format_kwargs_error),
 * Objects/dictobject.c (_PyDict_FromItems).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TP_FLAGS, TPFLAGS_HAVE_GC, TPFLAGS_TUPLE_SUBCLASS } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, KEY_ERROR, STR_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { callableName } from "./callable_name.ts";
import {
  dictContains,
  dictNewPresized,
  dictSet,
  dictSetSteal,
  MERGE_REPLACE,
  MERGE_UNIQUE,
  touch,
  trackFor,
} from "./dict.ts";
import {
  DK_INDICES,
  DK_NENTRIES,
  DK_USABLE,
  EMPTY_KEYS,
  findStr,
  LOG2_MINIMUM,
  MA_KEYS,
  MA_USED,
  newKeys,
} from "./dict_keys.ts";
import { dictMerge } from "./dict_merge.ts";
import { clearError, dropError, errorMatches, fetchError, raise, restoreError } from "./errors.ts";
import { str } from "./object.ts";
import { jsString, strHash } from "./str.ts";
import { STR_HASH } from "./str_layout.ts";
import { hasTypeFlag } from "./subtype.ts";
import { TUPLE_ITEMS, tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

/** Entries of the smallest table. */
const SMALL_ENTRIES = 5;
/** A cell of a small index table that points to no entry. */
const NO_ENTRY = 0xff;

/** A new dict of `n` pairs, key and value in turn in the words at `args` (stolen); NULL with an exception. */
export function buildMap(vm: Interpreter, args: Address, n: number): Address {
  const i32 = vm.i32;
  const unicode = areStrs(vm, args, 16, n);
  const dict = dictNewPresized(vm, n, unicode);
  if (dict === NULL) {
    releaseWords(vm, args, 2 * n);
    return NULL;
  }
  let done = 0;
  if (unicode && n > 0 && n <= SMALL_ENTRIES) {
    done = fillSmall(vm, dict, args, 16, args + 8, 16, n);
    if (done < 0) {
      releaseWords(vm, args, 2 * n);
      return dropDict(vm, dict);
    }
  }
  for (let i = done; i < n; i++) {
    const pair = args + 16 * i;
    if (dictSetSteal(vm, dict, i32[pair >> 2], i32[(pair + 8) >> 2]) < 0) {
      releaseWords(vm, pair + 16, 2 * (n - i) - 2);
      return dropDict(vm, dict);
    }
  }
  return dict;
}

/** A new dict of the keys in a constant tuple (borrowed) and `n` values in the words at `args` (stolen); or NULL. */
export function buildConstKeyMap(vm: Interpreter, keys: Address, args: Address, n: number): Address {
  const i32 = vm.i32;
  const unicode = areStrs(vm, keys + TUPLE_ITEMS, 8, n);
  const dict = dictNewPresized(vm, n, unicode);
  if (dict === NULL) {
    releaseWords(vm, args, n);
    return NULL;
  }
  for (let i = 0; i < n; i++) i32[i32[(keys + TUPLE_ITEMS + 8 * i) >> 2] >> 2]++;
  let done = 0;
  if (unicode && n > 0 && n <= SMALL_ENTRIES) {
    done = fillSmall(vm, dict, keys + TUPLE_ITEMS, 8, args, 8, n);
    if (done < 0) {
      releaseWords(vm, keys + TUPLE_ITEMS, n);
      releaseWords(vm, args, n);
      return dropDict(vm, dict);
    }
  }
  for (let i = done; i < n; i++) {
    if (dictSetSteal(vm, dict, tupleItem(vm, keys, i), i32[(args + 8 * i) >> 2]) < 0) {
      releaseWords(vm, keys + TUPLE_ITEMS + 8 * (i + 1), n - i - 1);
      releaseWords(vm, args + 8 * (i + 1), n - i - 1);
      return dropDict(vm, dict);
    }
  }
  return dict;
}

/** Whether the `n` words at `words`, `stride` bytes apart, are all exact strs. */
function areStrs(vm: Interpreter, words: Address, stride: number, n: number): boolean {
  const i32 = vm.i32;
  for (let i = 0; i < n; i++) {
    if (i32[(i32[(words + stride * i) >> 2] + OB_TYPE) >> 2] !== STR_TYPE) return false;
  }
  return true;
}

function dropDict(vm: Interpreter, dict: Address): Address {
  decref(vm, dict);
  return NULL;
}

/**
 * Fills a new dict with pairs of words (stolen): up to five exact strs and their values. How many were set: fewer than
 * `n` if a key comes twice; -1 with MemoryError, nothing stolen. Runs no code.
 */
function fillSmall(
  vm: Interpreter,
  dict: Address,
  keyWords: Address,
  keyStride: number,
  valueWords: Address,
  valueStride: number,
  n: number,
): number {
  const i32 = vm.i32, u8 = vm.u8;
  const table = newKeys(vm, LOG2_MINIMUM, true);
  if (table === NULL) return -1;
  i32[EMPTY_KEYS >> 2]--;
  i32[(dict + MA_KEYS) >> 2] = table;
  const cells = table + DK_INDICES;
  let entry = cells + 8, done = 0;
  for (; done < n; done++) {
    const key = i32[(keyWords + keyStride * done) >> 2], value = i32[(valueWords + valueStride * done) >> 2];
    let low = i32[(key + STR_HASH) >> 2], high = i32[(key + STR_HASH + 4) >> 2];
    if ((low & high) === -1) {
      low = strHash(vm, key);
      high = vm.hashHigh;
    }
    let slot = low & 7;
    if (u8[cells + slot] !== NO_ENTRY) {
      if (findStr(vm, table, key, low, high) !== NULL) break;
      slot = vm.dictSlot;
    }
    u8[cells + slot] = done;
    i32[entry >> 2] = key;
    i32[(entry + 8) >> 2] = value;
    entry += 16;
    if ((i32[(i32[(value + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_HAVE_GC) !== 0) {
      trackFor(vm, dict, value);
    }
  }
  i32[(table + DK_USABLE) >> 2] -= done;
  i32[(table + DK_NENTRIES) >> 2] = done;
  i32[(dict + MA_USED) >> 2] = done;
  vm.dictVersion += done - 1; // each item was a change; touch counts the last
  touch(vm, dict);
  return done;
}

/** Releases `n` words, the last one first, keeping the pending exception. Can run any code. */
function releaseWords(vm: Interpreter, args: Address, n: number): void {
  for (let i = n - 1; i >= 0; i--) decref(vm, vm.i32[(args + 8 * i) >> 2]);
}

/** `**mapping` in a display: 0, or -1 with an exception. */
export function mapUpdate(vm: Interpreter, dict: Address, mapping: Address): number {
  if (dictMerge(vm, dict, mapping, MERGE_REPLACE) === 0) return 0;
  if (errorMatches(vm, ATTRIBUTE_ERROR)) {
    raise(vm, TYPE_ERROR, `'${typeNameOf(vm, mapping)}' object is not a mapping`);
  }
  return -1;
}

/** `**mapping` in a call of `callable`: 0, or -1 with an exception. */
export function dictMergeCall(vm: Interpreter, dict: Address, mapping: Address, callable: Address): number {
  if (dictMerge(vm, dict, mapping, MERGE_UNIQUE) === 0) return 0;
  if (errorMatches(vm, ATTRIBUTE_ERROR)) {
    clearError(vm);
    const name = callableName(vm, callable);
    if (name !== null) {
      raise(vm, TYPE_ERROR, `${name} argument after ** must be a mapping, not ${typeNameOf(vm, mapping)}`);
    }
  } else if (errorMatches(vm, KEY_ERROR)) {
    raiseMultipleValues(vm, callable);
  }
  return -1;
}

/** A keyword written out in a call of `callable` that has `**` too (all borrowed): 0, or -1 with an exception. */
export function dictSetKeyword(
  vm: Interpreter,
  dict: Address,
  name: Address,
  value: Address,
  callable: Address,
): number {
  const there = dictContains(vm, dict, name);
  if (there < 0) return -1;
  if (there === 0) return dictSet(vm, dict, name, value);
  const called = callableName(vm, callable);
  if (called !== null) {
    raise(vm, TYPE_ERROR, `${called} got multiple values for keyword argument '${jsString(vm, name)}'`);
  }
  return -1;
}

/** Puts a TypeError in the place of the KeyError that a merge raised for a key that is there. */
function raiseMultipleValues(vm: Interpreter, callable: Address): void {
  const saved = fetchError(vm);
  const value = saved[1];
  if (value === NULL || !hasTypeFlag(vm, value, TPFLAGS_TUPLE_SUBCLASS) || tupleSize(vm, value) !== 1) {
    restoreError(vm, saved);
    return;
  }
  const called = callableName(vm, callable);
  const key = called === null ? NULL : str(vm, tupleItem(vm, value, 0));
  if (key !== NULL) {
    raise(vm, TYPE_ERROR, `${called} got multiple values for keyword argument '${jsString(vm, key)}'`);
    decref(vm, key);
  }
  dropError(vm, saved);
}
