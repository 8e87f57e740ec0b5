/**
 * What sets do with each other, with dicts and with iterables: union, intersection, differences, subsets, merging.
 *
 * A new set has the type set or frozenset, also if it is made from a subclass's instance. Keys that come from a set or
 * an exact dict bring their hash with them.
 *
 * Law 6: a comparison can change any of the sets. Both are read again after each key; the key at hand is kept alive.
 *
 * Source: CPython 3.11 Objects/setobject.c (set_merge, set_update_internal, set_intersection, set_difference,
 * set_symmetric_difference_update, set_issubset ...).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE } from "../memory/object_layout.ts";
import { FROZENSET_TYPE, SET_DUMMY, SET_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { dictGetHashed, dictNext, dictSize, entryHash as dictEntryHash, isExactDict } from "./dict.ts";
import { MA_KEYS } from "./dict_keys.ts";
import { hashKey } from "./dict_lookup.ts";
import { clearError, errorMatches, errorOccurred } from "./errors.ts";
import { getIter, iterNext } from "./iterate.ts";
import {
  entryHash,
  insertClean,
  isAnySet,
  isExactAnySet,
  isSet,
  positionAfter,
  SET_ENTRY_SIZE,
  SET_FILL,
  SET_MASK,
  SET_TABLE,
  SET_USED,
  setAdd,
  setAddHashed,
  setClear,
  setContains,
  setContainsHashed,
  setDiscard,
  setDiscardHashed,
  setNewOf,
  setNext,
  setRefit,
  setResize,
  setSize,
  swapBodies,
} from "./set.ts";
import { isSubtype } from "./subtype.ts";

/** A dict or set this many times as small is subtracted key by key from a copy. */
const MUCH_SMALLER = 4;
/** A set this many times as large is cut to what both have before it is subtracted. */
const MUCH_LARGER = 8;

/** What happens to one key: 0 to go on, -1 with an exception, 1 to stop. */
type KeyAction = (vm: Interpreter, set: Address, key: Address) => number;
type HashedKeyAction = (vm: Interpreter, set: Address, key: Address, low: number, high: number) => number;

// Walks ------------------------------------------------------------------------------------------------------------

/** Does `action` on `set` with each item of an iterable until it stops: what it returned last, or -1. */
function forEachItem(vm: Interpreter, iterable: Address, set: Address, action: KeyAction): number {
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return -1;
  let result = 0;
  while (result === 0) {
    const key = iterNext(vm, iterator);
    if (key === NULL) {
      if (errorOccurred(vm) !== NULL) result = -1;
      break;
    }
    result = action(vm, set, key);
    decref(vm, key);
  }
  decref(vm, iterator);
  return result;
}

/** Does `action` on `set` with each key of another set until it stops: what it returned last. */
function forEachKey(vm: Interpreter, other: Address, set: Address, action: HashedKeyAction): number {
  const i32 = vm.i32;
  let entry = setNext(vm, other, 0);
  while (entry !== NULL) {
    const position = positionAfter(vm, other, entry);
    const key = newRef(vm, i32[entry >> 2]);
    const low = entryHash(vm, entry);
    const result = action(vm, set, key, low, vm.hashHigh);
    decref(vm, key);
    if (result !== 0) return result;
    entry = setNext(vm, other, position);
  }
  return 0;
}

/** Does `action` on `set` with each key of an exact dict until it stops: what it returned last. */
function forEachDictKey(vm: Interpreter, dict: Address, set: Address, action: HashedKeyAction): number {
  for (let position = dictNext(vm, dict, 0); position >= 0; position = dictNext(vm, dict, position)) {
    const key = newRef(vm, vm.dictKey);
    const low = dictEntryHash(vm, vm.i32[(dict + MA_KEYS) >> 2], position - 1);
    const result = action(vm, set, key, low, vm.hashHigh);
    decref(vm, key);
    if (result !== 0) return result;
  }
  return 0;
}

/** Removes a key if it is there: 0, or -1 with an exception. */
function dropHashed(vm: Interpreter, set: Address, key: Address, low: number, high: number): number {
  return setDiscardHashed(vm, set, key, low, high) < 0 ? -1 : 0;
}

function drop(vm: Interpreter, set: Address, key: Address): number {
  return setDiscard(vm, set, key) < 0 ? -1 : 0;
}

/** Removes a key if it is there, adds it if not: 0, or -1 with an exception. */
function toggleHashed(vm: Interpreter, set: Address, key: Address, low: number, high: number): number {
  const removed = setDiscardHashed(vm, set, key, low, high);
  if (removed !== 0) return removed < 0 ? -1 : 0;
  return setAddHashed(vm, set, key, low, high);
}

/** Stops if a key is not there. */
function missesHashed(vm: Interpreter, set: Address, key: Address, low: number, high: number): number {
  const there = setContainsHashed(vm, set, key, low, high);
  return there < 0 ? -1 : 1 - there;
}

function misses(vm: Interpreter, set: Address, key: Address): number {
  const there = setContains(vm, set, key);
  return there < 0 ? -1 : 1 - there;
}

/** The new object if nothing failed, else NULL and the object released. */
function settle(vm: Interpreter, set: Address, result: number): Address {
  if (result >= 0) return set;
  decref(vm, set);
  return NULL;
}

// Making -----------------------------------------------------------------------------------------------------------

/** A new set or frozenset, as `set` is one, of the items of an iterable (borrowed, or NULL); NULL with an exception. */
export function setOfKind(vm: Interpreter, set: Address, iterable: Address): Address {
  const type = vm.i32[(set + OB_TYPE) >> 2];
  const exact = type === SET_TYPE || type === FROZENSET_TYPE;
  return setFromIterable(
    vm,
    exact ? type : isSubtype(vm, type, SET_TYPE) ? SET_TYPE : FROZENSET_TYPE,
    iterable,
  );
}

/** A new set of a type with the items of an iterable (borrowed, or NULL); NULL with an exception. */
export function setFromIterable(vm: Interpreter, type: Address, iterable: Address): Address {
  const set = setNewOf(vm, type);
  if (set === NULL || iterable === NULL) return set;
  return settle(vm, set, setUpdate(vm, set, iterable));
}

/** A new set or frozenset with the same keys; NULL with an exception. */
export function setCopy(vm: Interpreter, set: Address): Address {
  return setOfKind(vm, set, set);
}

// Union ------------------------------------------------------------------------------------------------------------

/** Adds what an iterable (borrowed) gives: 0, or -1 with an exception. Can run any code. */
export function setUpdate(vm: Interpreter, set: Address, other: Address): number {
  if (isAnySet(vm, other)) return setMerge(vm, set, other);
  if (!isExactDict(vm, other)) return forEachItem(vm, other, set, setAdd);
  if (makeRoom(vm, set, dictSize(vm, other)) < 0) return -1;
  return forEachDictKey(vm, other, set, setAddHashed);
}

/** Makes room for `more` further keys at once, if the table would be too full with them. 0, or -1 with MemoryError. */
function makeRoom(vm: Interpreter, set: Address, more: number): number {
  const i32 = vm.i32;
  if ((i32[(set + SET_FILL) >> 2] + more) * 5 < i32[(set + SET_MASK) >> 2] * 3) return 0;
  return setResize(vm, set, (setSize(vm, set) + more) * 2);
}

/** Adds the keys of another set: 0, or -1 with an exception. */
function setMerge(vm: Interpreter, set: Address, other: Address): number {
  if (other === set || setSize(vm, other) === 0) return 0;
  if (makeRoom(vm, set, setSize(vm, other)) < 0) return -1;
  if (vm.i32[(set + SET_FILL) >> 2] === 0) fillEmpty(vm, set, other);
  else return forEachKey(vm, other, set, setAddHashed);
  return 0;
}

/** Fills an empty set that has room with the keys of another: entry by entry if the tables are alike. Runs no code. */
function fillEmpty(vm: Interpreter, set: Address, other: Address): void {
  const i32 = vm.i32, f64 = vm.f64;
  const table = i32[(set + SET_TABLE) >> 2], mask = i32[(set + SET_MASK) >> 2];
  const first = i32[(other + SET_TABLE) >> 2], otherMask = i32[(other + SET_MASK) >> 2];
  const used = i32[(other + SET_USED) >> 2];
  const alike = mask === otherMask && used === i32[(other + SET_FILL) >> 2];
  i32[(set + SET_FILL) >> 2] = used;
  i32[(set + SET_USED) >> 2] = used;
  const end = first + SET_ENTRY_SIZE * (otherMask + 1);
  for (let entry = first; entry < end; entry += SET_ENTRY_SIZE) {
    const key = i32[entry >> 2];
    if (key === NULL || key === SET_DUMMY) continue;
    i32[key >> 2]++;
    if (!alike) insertClean(vm, table, mask, key, entryHash(vm, entry), vm.hashHigh);
  }
  if (alike) f64.copyWithin(table >> 3, first >> 3, end >> 3);
}

// Intersection -----------------------------------------------------------------------------------------------------

/** A new set of what both have; NULL with an exception. */
export function setIntersection(vm: Interpreter, set: Address, other: Address): Address {
  if (set === other) return setCopy(vm, set);
  const result = setOfKind(vm, set, NULL);
  if (result === NULL) return NULL;
  if (!isAnySet(vm, other)) return settle(vm, result, intersectItems(vm, set, other, result));
  const swap = setSize(vm, other) > setSize(vm, set);
  return settle(vm, result, intersectKeys(vm, swap ? other : set, swap ? set : other, result));
}

/** Adds the keys of `walked` that `searched` has to `result`: 0, or -1. */
function intersectKeys(vm: Interpreter, searched: Address, walked: Address, result: Address): number {
  return forEachKey(vm, walked, result, (vm, result, key, low, high) => {
    const there = setContainsHashed(vm, searched, key, low, high);
    return there > 0 ? setAddHashed(vm, result, key, low, high) : there;
  });
}

/** The same for the items of an iterable; it stops when all keys of `set` have come. */
function intersectItems(vm: Interpreter, set: Address, iterable: Address, result: Address): number {
  return forEachItem(vm, iterable, result, (vm, result, key) => {
    const low = hashKey(vm, key), high = vm.hashHigh;
    if ((low & high) === -1) return -1;
    const there = setContainsHashed(vm, set, key, low, high);
    if (there <= 0) return there;
    if (setAddHashed(vm, result, key, low, high) < 0) return -1;
    return setSize(vm, result) >= setSize(vm, set) ? 1 : 0;
  });
}

/** A new set of what a set has in common with all of the `n` iterables at `args`; NULL with an exception. */
export function setIntersectionOfAll(vm: Interpreter, set: Address, args: Address, n: number): Address {
  if (n === 0) return setCopy(vm, set);
  let result = newRef(vm, set);
  for (let i = 0; i < n && result !== NULL; i++) {
    const next = setIntersection(vm, result, vm.i32[(args + 8 * i) >> 2]);
    decref(vm, result);
    result = next;
  }
  return result;
}

/** Keeps what all of the `n` iterables at `args` have: 0, or -1 with an exception. */
export function setIntersectionUpdate(vm: Interpreter, set: Address, args: Address, n: number): number {
  const common = setIntersectionOfAll(vm, set, args, n);
  if (common === NULL) return -1;
  swapBodies(vm, set, common);
  decref(vm, common);
  return 0;
}

/** Have a set and an iterable nothing in common? 1, 0, or -1 with an exception. */
export function setIsDisjoint(vm: Interpreter, set: Address, other: Address): number {
  if (set === other) return setSize(vm, set) === 0 ? 1 : 0;
  let found: number;
  if (isExactAnySet(vm, other)) {
    const swap = setSize(vm, other) > setSize(vm, set);
    found = forEachKey(vm, swap ? set : other, swap ? other : set, setContainsHashed);
  } else {
    found = forEachItem(vm, other, set, setContains);
  }
  return found < 0 ? -1 : 1 - found;
}

// Difference -------------------------------------------------------------------------------------------------------

/** Removes what an iterable gives: 0, or -1 with an exception. */
export function setDifferenceUpdate(vm: Interpreter, set: Address, other: Address): number {
  if (set === other) {
    setClear(vm, set);
    return 0;
  }
  if (!isAnySet(vm, other)) {
    if (forEachItem(vm, other, set, drop) < 0) return -1;
  } else {
    const large = Math.floor(setSize(vm, other) / MUCH_LARGER) > setSize(vm, set);
    const walked = large ? setIntersection(vm, set, other) : newRef(vm, other);
    if (walked === NULL) return -1;
    const result = forEachKey(vm, walked, set, dropHashed);
    decref(vm, walked);
    if (result < 0) return -1;
  }
  const dummies = vm.i32[(set + SET_FILL) >> 2] - setSize(vm, set);
  return dummies <= vm.i32[(set + SET_MASK) >> 2] >> 2 ? 0 : setRefit(vm, set);
}

/** A new set of what only the first has; NULL with an exception. */
export function setDifference(vm: Interpreter, set: Address, other: Address): Address {
  const isDict = isExactDict(vm, other);
  if (!isDict && !isAnySet(vm, other)) return copyAndSubtract(vm, set, other);
  const size = isDict ? dictSize(vm, other) : setSize(vm, other);
  if (Math.floor(setSize(vm, set) / MUCH_SMALLER) > size) return copyAndSubtract(vm, set, other);
  const result = setOfKind(vm, set, NULL);
  if (result === NULL) return NULL;
  const contains = isDict ? dictContainsHashed : setContainsHashed;
  const done = forEachKey(vm, set, result, (vm, result, key, low, high) => {
    const there = contains(vm, other, key, low, high);
    return there === 0 ? setAddHashed(vm, result, key, low, high) : Math.min(there, 0);
  });
  return settle(vm, result, done);
}

function dictContainsHashed(vm: Interpreter, dict: Address, key: Address, low: number, high: number): number {
  if (dictGetHashed(vm, dict, key, low, high) !== NULL) return 1;
  return errorOccurred(vm) === NULL ? 0 : -1;
}

function copyAndSubtract(vm: Interpreter, set: Address, other: Address): Address {
  const result = setCopy(vm, set);
  return result === NULL ? NULL : settle(vm, result, setDifferenceUpdate(vm, result, other));
}

/** Keeps what is only in one of a set and an iterable: 0, or -1 with an exception. */
export function setSymmetricDifferenceUpdate(vm: Interpreter, set: Address, other: Address): number {
  if (set === other) {
    setClear(vm, set);
    return 0;
  }
  if (isExactDict(vm, other)) return forEachDictKey(vm, other, set, toggleHashed);
  const walked = isAnySet(vm, other) ? newRef(vm, other) : setOfKind(vm, set, other);
  if (walked === NULL) return -1;
  const result = forEachKey(vm, walked, set, toggleHashed);
  decref(vm, walked);
  return result;
}

/** A new set of what is only in one of a set and an iterable; NULL with an exception. */
export function setSymmetricDifference(vm: Interpreter, set: Address, other: Address): Address {
  const result = setOfKind(vm, set, other);
  return result === NULL ? NULL : settle(vm, result, setSymmetricDifferenceUpdate(vm, result, set));
}

// Subsets ----------------------------------------------------------------------------------------------------------

/** Is each key of a set in an iterable? 1, 0, or -1 with an exception. */
export function setIsSubset(vm: Interpreter, set: Address, other: Address): number {
  if (!isAnySet(vm, other)) {
    const made = setFromIterable(vm, SET_TYPE, other);
    if (made === NULL) return -1;
    const result = setIsSubset(vm, set, made);
    decref(vm, made);
    return result;
  }
  if (setSize(vm, set) > setSize(vm, other)) return 0;
  const missing = forEachKey(vm, set, other, missesHashed);
  return missing < 0 ? -1 : 1 - missing;
}

/** Is each item of an iterable in a set? 1, 0, or -1 with an exception. */
export function setIsSuperset(vm: Interpreter, set: Address, other: Address): number {
  if (isAnySet(vm, other)) return setIsSubset(vm, other, set);
  const missing = forEachItem(vm, other, set, misses);
  return missing < 0 ? -1 : 1 - missing;
}

// Sets as keys -----------------------------------------------------------------------------------------------------

/** The frozenset of a set's keys, if a TypeError is pending because a set has no hash; else NULL. */
function frozenKey(vm: Interpreter, key: Address): Address {
  if (!isSet(vm, key) || !errorMatches(vm, TYPE_ERROR)) return NULL;
  clearError(vm);
  return setFromIterable(vm, FROZENSET_TYPE, key);
}

/** `key in set`, where an unhashable set stands for the frozenset of its keys: 1, 0, or -1 with an exception. */
export function setContainsKey(vm: Interpreter, set: Address, key: Address): number {
  const there = setContains(vm, set, key);
  if (there >= 0) return there;
  const frozen = frozenKey(vm, key);
  if (frozen === NULL) return -1;
  const again = setContains(vm, set, frozen);
  decref(vm, frozen);
  return again;
}

/** Removes a key, in the same sense: 1, 0 if it was not there, -1 with an exception. */
export function setDiscardKey(vm: Interpreter, set: Address, key: Address): number {
  const removed = setDiscard(vm, set, key);
  if (removed >= 0) return removed;
  const frozen = frozenKey(vm, key);
  if (frozen === NULL) return -1;
  const again = setDiscard(vm, set, frozen);
  decref(vm, frozen);
  return again;
}
