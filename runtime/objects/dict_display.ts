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
import { OB_TYPE, TPFLAGS_TUPLE_SUBCLASS } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, KEY_ERROR, STR_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { callableName } from "./callable_name.ts";
import { dictContains, dictNewPresized, dictSet, dictSetSteal, MERGE_REPLACE, MERGE_UNIQUE } from "./dict.ts";
import { dictMerge } from "./dict_merge.ts";
import { clearError, dropError, errorMatches, fetchError, raise, restoreError } from "./errors.ts";
import { str } from "./object.ts";
import { jsString } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

/** A new dict of `n` pairs, key and value in turn in the words at `args` (stolen); NULL with an exception. */
export function buildMap(vm: Interpreter, args: Address, n: number): Address {
  const i32 = vm.i32;
  let unicode = true;
  for (let i = 0; i < n && unicode; i++) {
    unicode = i32[(i32[(args + 16 * i) >> 2] + OB_TYPE) >> 2] === STR_TYPE;
  }
  const dict = dictNewPresized(vm, n, unicode);
  for (let i = 0; i < n; i++) {
    const pair = args + 16 * i;
    if (dict === NULL || dictSetSteal(vm, dict, i32[pair >> 2], i32[(pair + 8) >> 2]) < 0) {
      releaseWords(vm, dict === NULL ? pair : pair + 16, 2 * (n - i) - (dict === NULL ? 0 : 2));
      if (dict !== NULL) decref(vm, dict);
      return NULL;
    }
  }
  return dict;
}

/** A new dict of the keys in a constant tuple (borrowed) and `n` values in the words at `args` (stolen); or NULL. */
export function buildConstKeyMap(vm: Interpreter, keys: Address, args: Address, n: number): Address {
  const i32 = vm.i32;
  let unicode = true;
  for (let i = 0; i < n && unicode; i++) unicode = i32[(tupleItem(vm, keys, i) + OB_TYPE) >> 2] === STR_TYPE;
  const dict = dictNewPresized(vm, n, unicode);
  if (dict === NULL) {
    releaseWords(vm, args, n);
    return NULL;
  }
  for (let i = 0; i < n; i++) {
    if (dictSetSteal(vm, dict, newRef(vm, tupleItem(vm, keys, i)), i32[(args + 8 * i) >> 2]) < 0) {
      releaseWords(vm, args + 8 * (i + 1), n - i - 1);
      decref(vm, dict);
      return NULL;
    }
  }
  return dict;
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
