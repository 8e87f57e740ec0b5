/**
 * Filling a dict from anything: another dict, a mapping with `keys()`, an iterable of pairs. The table of a dict is
 * read directly only if iteration over it is dict's own.
 *
 * Source: CPython 3.11 Objects/dictobject.c (dict_merge, PyDict_MergeFromSeq2, dict_update_arg, _PyDict_FromKeys).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import {
  FROZENSET_TYPE,
  identifier,
  LIST_TYPE,
  SET_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { call0, callMethod0 } from "./call.ts";
import {
  dictContains,
  dictNext,
  dictResize,
  dictSet,
  dictSetDefault,
  dictSize,
  insert,
  isDict,
  isExactDict,
  iteratesAsDict,
  MERGE_KEEP,
  MERGE_REPLACE,
  mergeDict,
  nextHash,
} from "./dict.ts";
import { DK_KIND, KIND_GENERAL, log2ForEntries, MA_KEYS } from "./dict_keys.ts";
import { errorMatches, errorOccurred, raise, raiseKeyError } from "./errors.ts";
import { getIter, iterNext } from "./iterate.ts";
import { listItem } from "./list.ts";
import { getItem, lookupAttr, objectSize, setItem } from "./object.ts";
import { sequenceFast, sequenceList } from "./sequence.ts";
import { tupleItem } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const KEYS = identifier("keys");

/** Puts the items of `other`, a dict or a mapping with keys(), into `dict`: 0, or -1 with an exception. */
export function dictMerge(vm: Interpreter, dict: Address, other: Address, mode: number): number {
  if (isDict(vm, other) && iteratesAsDict(vm, other)) return mergeDict(vm, dict, other, mode);
  const keys = mappingKeys(vm, other);
  if (keys === NULL) return -1;
  const it = getIter(vm, keys);
  decref(vm, keys);
  if (it === NULL) return -1;
  let result = 0;
  while (result === 0) {
    const key = iterNext(vm, it);
    if (key === NULL) {
      if (errorOccurred(vm) !== NULL) result = -1;
      break;
    }
    result = mergeKey(vm, dict, other, key, mode);
    decref(vm, key);
  }
  decref(vm, it);
  return result;
}

/** `dict[key] = other[key]` in one of the three modes: 0 or -1. */
function mergeKey(vm: Interpreter, dict: Address, other: Address, key: Address, mode: number): number {
  if (mode !== MERGE_REPLACE) {
    const there = dictContains(vm, dict, key);
    if (there !== 0) {
      if (there > 0 && mode === MERGE_KEEP) return 0;
      if (there > 0) raiseKeyError(vm, key);
      return -1;
    }
  }
  const value = getItem(vm, other, key);
  if (value === NULL) return -1;
  const result = dictSet(vm, dict, key, value);
  decref(vm, value);
  return result;
}

/** `mapping.keys()` as a list, new: a TypeError says so if what it gives is not iterable. */
function mappingKeys(vm: Interpreter, mapping: Address): Address {
  const keys = callMethod0(vm, mapping, KEYS);
  if (keys === NULL) return NULL;
  const it = getIter(vm, keys);
  if (it === NULL) {
    if (errorMatches(vm, TYPE_ERROR)) {
      const given = typeNameOf(vm, mapping), returned = typeNameOf(vm, keys);
      raise(vm, TYPE_ERROR, `${given}.keys() returned a non-iterable (type ${returned})`);
    }
    decref(vm, keys);
    return NULL;
  }
  decref(vm, keys);
  const list = sequenceList(vm, it);
  decref(vm, it);
  return list;
}

/** `dict.update(arg)` for one argument of any kind: 0 or -1. */
export function dictUpdate(vm: Interpreter, dict: Address, arg: Address): number {
  if (isExactDict(vm, arg)) return mergeDict(vm, dict, arg, MERGE_REPLACE);
  const method = lookupAttr(vm, arg, KEYS);
  if (method === NULL) return errorOccurred(vm) !== NULL ? -1 : dictMergePairs(vm, dict, arg, MERGE_REPLACE);
  decref(vm, method);
  return dictMerge(vm, dict, arg, MERGE_REPLACE);
}

/** Sets the pairs of an iterable, keeping or replacing what is there: 0, or -1 with an exception. Can run any code. */
export function dictMergePairs(vm: Interpreter, dict: Address, pairs: Address, mode: number): number {
  const it = getIter(vm, pairs);
  if (it === NULL) return -1;
  let result = 0;
  for (let i = 0; result === 0; i++) {
    const item = iterNext(vm, it);
    if (item === NULL) {
      if (errorOccurred(vm) !== NULL) result = -1;
      break;
    }
    result = setPair(vm, dict, item, i, mode);
    decref(vm, item);
  }
  decref(vm, it);
  return result;
}

function setPair(vm: Interpreter, dict: Address, item: Address, i: number, mode: number): number {
  const pair = sequenceFast(vm, item, "");
  if (pair === NULL) {
    if (errorMatches(vm, TYPE_ERROR)) {
      raise(vm, TYPE_ERROR, `cannot convert dictionary update sequence element #${i} to a sequence`);
    }
    return -1;
  }
  const n = vm.i32[(pair + OB_SIZE) >> 2];
  let result = -1;
  if (n !== 2) {
    raise(vm, VALUE_ERROR, `dictionary update sequence element #${i} has length ${n}; 2 is required`);
  } else {
    const isList = vm.i32[(pair + OB_TYPE) >> 2] === LIST_TYPE;
    const key = newRef(vm, isList ? listItem(vm, pair, 0) : tupleItem(vm, pair, 0));
    const value = newRef(vm, isList ? listItem(vm, pair, 1) : tupleItem(vm, pair, 1));
    if (mode !== MERGE_KEEP) result = dictSet(vm, dict, key, value);
    else if (dictSetDefault(vm, dict, key, value) !== NULL) result = 0;
    decref(vm, key);
    decref(vm, value);
  }
  decref(vm, pair);
  return result;
}

/** `cls.fromkeys(iterable, value)`: a new object of `cls`, or NULL with an exception. */
export function dictFromIterable(vm: Interpreter, cls: Address, iterable: Address, value: Address): Address {
  const dict = call0(vm, cls);
  if (dict === NULL) return NULL;
  let result: number;
  if (isExactDict(vm, dict) && dictSize(vm, dict) === 0 && isExactDict(vm, iterable)) {
    result = fillFromDict(vm, dict, iterable, value);
  } else {
    result = fillFromIterable(vm, dict, iterable, value);
  }
  if (result === 0) return dict;
  decref(vm, dict);
  return NULL;
}

/** The keys of a dict, with a table made for as many: 0 or -1. */
function fillFromDict(vm: Interpreter, dict: Address, source: Address, value: Address): number {
  const keys = vm.i32[(source + MA_KEYS) >> 2];
  const unicode = vm.u8[keys + DK_KIND] !== KIND_GENERAL;
  if (dictResize(vm, dict, log2ForEntries(dictSize(vm, source)), unicode) < 0) return -1;
  for (let position = dictNext(vm, source, 0); position >= 0; position = dictNext(vm, source, position)) {
    const key = newRef(vm, vm.dictKey);
    const low = nextHash(vm, source, position);
    if (insert(vm, dict, key, newRef(vm, value), low, vm.hashHigh) < 0) return -1;
  }
  return 0;
}

/** Anything else; a set makes room for its items first. */
function fillFromIterable(vm: Interpreter, dict: Address, iterable: Address, value: Address): number {
  const exact = isExactDict(vm, dict);
  const type = vm.i32[(iterable + OB_TYPE) >> 2];
  if (exact && dictSize(vm, dict) === 0 && (type === SET_TYPE || type === FROZENSET_TYPE)) {
    if (dictResize(vm, dict, log2ForEntries(objectSize(vm, iterable)), false) < 0) return -1;
  }
  const it = getIter(vm, iterable);
  if (it === NULL) return -1;
  let result = 0;
  while (result === 0) {
    const key = iterNext(vm, it);
    if (key === NULL) {
      if (errorOccurred(vm) !== NULL) result = -1;
      break;
    }
    result = exact ? dictSet(vm, dict, key, value) : setItem(vm, dict, key, value);
    decref(vm, key);
  }
  decref(vm, it);
  return result;
}
