/**
 * The operators of the views of keys and items: `&`, `|`, `-`, `^`. Each gives a set; the other operand may be any
 * iterable, also on the left.
 *
 * Source: CPython 3.11 Objects/dictobject.c (dictviews_sub, _PyDictView_Intersect, dictviews_or, dictviews_xor,
 * dictitems_xor).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, OB_TYPE } from "../memory/object_layout.ts";
import { decref, newRef, xdecref, xincref } from "../memory/refcount.ts";
import { DICT_ITEMS_TYPE, DICT_KEYS_TYPE, identifier, SET_TYPE } from "../memory/statics.ts";
import { callMethod1 } from "./call.ts";
import { richCompareBool } from "./compare.ts";
import { dictCopy, dictDelHashed, dictGetHashed, dictNext, isExactDict, nextHash } from "./dict.ts";
import { DV_DICT, isSetView, viewLength } from "./dict_view.ts";
import { errorOccurred } from "./errors.ts";
import { getIter, iterNext } from "./iterate.ts";
import { objectSize } from "./object.ts";
import { sequenceContains } from "./sequence.ts";
import { setAdd, setNew } from "./set.ts";
import {
  setDifferenceUpdate,
  setFromIterable,
  setSymmetricDifferenceUpdate,
  setUpdate,
} from "./set_operations.ts";
import { tuplePack2 } from "./tuple.ts";

const INTERSECTION = identifier("intersection");

/** A new set of an operand's items; of a view of keys those of its dict. */
function toSet(vm: Interpreter, operand: Address): Address {
  const i32 = vm.i32;
  let source = operand;
  if (i32[(operand + OB_TYPE) >> 2] === DICT_KEYS_TYPE) {
    const dict = i32[(operand + DV_DICT) >> 2];
    if (isExactDict(vm, dict)) source = dict;
  }
  return setFromIterable(vm, SET_TYPE, source);
}

/** A set of the left operand's items after `update` with the right one. */
function updated(
  vm: Interpreter,
  left: Address,
  right: Address,
  update: (vm: Interpreter, set: Address, other: Address) => number,
): Address {
  const set = toSet(vm, left);
  if (set === NULL || update(vm, set, right) === 0) return set;
  decref(vm, set);
  return NULL;
}

/** `a - b`. */
export function viewSubtract(vm: Interpreter, a: Address, b: Address): Address {
  return updated(vm, a, b, setDifferenceUpdate);
}

/** `a | b`. */
export function viewOr(vm: Interpreter, a: Address, b: Address): Address {
  return updated(vm, a, b, setUpdate);
}

/** `a ^ b`. */
export function viewXor(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(a + OB_TYPE) >> 2] === DICT_ITEMS_TYPE && i32[(b + OB_TYPE) >> 2] === DICT_ITEMS_TYPE) {
    return itemsXor(vm, i32[(a + DV_DICT) >> 2], i32[(b + DV_DICT) >> 2]);
  }
  return updated(vm, a, b, setSymmetricDifferenceUpdate);
}

/** `a & b`: the items of the other operand that the view has; of two views the shorter one is gone through. */
export function viewAnd(vm: Interpreter, a: Address, b: Address): Address {
  let view = a, other = b;
  if (!isSetView(vm, view)) [view, other] = [other, view];
  const length = viewLength(vm, view);
  if (vm.i32[(other + OB_TYPE) >> 2] === SET_TYPE && length <= objectSize(vm, other)) {
    return callMethod1(vm, other, INTERSECTION, view);
  }
  if (isSetView(vm, other) && viewLength(vm, other) > length) [view, other] = [other, view];
  const result = setNew(vm);
  if (result === NULL || addCommon(vm, view, other, result) === 0) return result;
  decref(vm, result);
  return NULL;
}

/** Adds the items of `other` that `view` has to `result`: 0, or -1 with an exception. */
function addCommon(vm: Interpreter, view: Address, other: Address, result: Address): number {
  const it = getIter(vm, other);
  if (it === NULL) return -1;
  let done = 0;
  while (done === 0) {
    const item = iterNext(vm, it);
    if (item === NULL) {
      if (errorOccurred(vm) !== NULL) done = -1;
      break;
    }
    const there = sequenceContains(vm, view, item);
    done = there > 0 ? setAdd(vm, result, item) : there;
    decref(vm, item);
  }
  decref(vm, it);
  return done;
}

/** The items that only one of two dicts has. */
function itemsXor(vm: Interpreter, first: Address, second: Address): Address {
  const rest = dictCopy(vm, first);
  if (rest === NULL) return NULL;
  let result = setNew(vm);
  if (result !== NULL && (addOthers(vm, rest, second, result) < 0 || addItems(vm, rest, result) < 0)) {
    decref(vm, result);
    result = NULL;
  }
  decref(vm, rest);
  return result;
}

/** Removes the items of `dict` from `rest`, or adds those to `result` that are not there: 0 or -1. */
function addOthers(vm: Interpreter, rest: Address, dict: Address, result: Address): number {
  for (let position = dictNext(vm, dict, 0); position >= 0; position = dictNext(vm, dict, position)) {
    const key = newRef(vm, vm.dictKey), value = newRef(vm, vm.dictValue);
    const low = nextHash(vm, dict, position);
    const done = addOther(vm, rest, key, value, low, vm.hashHigh, result);
    decref(vm, key);
    decref(vm, value);
    if (done < 0) return -1;
  }
  return 0;
}

function addOther(
  vm: Interpreter,
  rest: Address,
  key: Address,
  value: Address,
  low: number,
  high: number,
  result: Address,
): number {
  const own = dictGetHashed(vm, rest, key, low, high);
  if (own === NULL && errorOccurred(vm) !== NULL) return -1;
  xincref(vm, own);
  const equal = own === NULL ? 0 : richCompareBool(vm, own, value, EQ);
  xdecref(vm, own);
  if (equal !== 0) return equal < 0 ? -1 : dictDelHashed(vm, rest, key, low, high);
  const pair = tuplePack2(vm, key, value);
  if (pair === NULL) return -1;
  const done = setAdd(vm, result, pair);
  decref(vm, pair);
  return done;
}

/** Adds the (key, value) tuples of a dict that nobody else sees: 0 or -1. */
function addItems(vm: Interpreter, dict: Address, result: Address): number {
  for (let position = dictNext(vm, dict, 0); position >= 0; position = dictNext(vm, dict, position)) {
    const pair = tuplePack2(vm, vm.dictKey, vm.dictValue);
    if (pair === NULL) return -1;
    const done = setAdd(vm, result, pair);
    decref(vm, pair);
    if (done < 0) return -1;
  }
  return 0;
}
