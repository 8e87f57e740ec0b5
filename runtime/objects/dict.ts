/**
 * dict: making, reading and changing dicts. Tables are in dict_keys.ts, lookups in dict_lookup.ts, merging of other
 * mappings in dict_merge.ts, what programs see (methods, views, iterators) in the files beside them.
 *
 * Laws
 * - A dict in the middle of an operation is a valid dict: what it held is released after the table and the counts
 *   are right.
 * - A dict starts untracked and becomes tracked with the first key or value that may be part of a cycle.
 * - Every change gives the dict a new version tag. A table's version becomes 0 when its entries change places or
 *   number (not when a value is replaced), so that a cached (version, entry) stays true while the version does.
 * - Growing: when no usable entry is left, to the table for three times the items; never smaller on deletion.
 *
 * Fast paths index the views. Source: CPython 3.11 Objects/dictobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { DICT_FREE_LIST, popFree } from "../memory/free_lists.ts";
import { gcNew } from "../memory/gc_alloc.ts";
import { gcIsTracked, gcTrack, mayBeTracked } from "../memory/gc_head.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  GC_HEAD_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_HAVE_GC,
  TYPE,
} from "../memory/object_layout.ts";
import { dealloc, decref, incref } from "../memory/refcount.ts";
import { DICT_TYPE, RUNTIME_ERROR, STR_TYPE } from "../memory/statics.ts";
import {
  addShared,
  cloneKeys,
  decrefKeys,
  DICT,
  DK_INDICES,
  DK_KIND,
  DK_NENTRIES,
  DK_SHAPE,
  DK_USABLE,
  DK_VERSION,
  EMPTY_KEYS,
  entriesOf,
  entrySize,
  findEmptySlot,
  findSlotOf,
  findStr,
  firstValue,
  keysVersionOf,
  KIND_GENERAL,
  KIND_UNICODE,
  LOG2_MINIMUM,
  log2ForEntries,
  log2ForSlots,
  MA_KEYS,
  MA_USED,
  MA_VALUES,
  MA_VERSION,
  moveEntries,
  moveValues,
  newKeys,
  setIndex,
  sharedName,
  UNKNOWN,
  usableOf,
} from "./dict_keys.ts";
import { findDirect, hashKey, lookup } from "./dict_lookup.ts";
import { raiseFlag, raiseKeyError } from "./errors.ts";
import {
  copyValues,
  countValues,
  freeValues,
  freeValuesBlock,
  noteDeleted,
  noteInserted,
  orderedEntry,
} from "./split_values.ts";
import { strHash } from "./str.ts";
import { STR_HASH } from "./str_layout.ts";

const TP_ITER = TYPE.offsets.tp_iter;
/** Bits of the word at DK_SHAPE that tell whether a table is a unicode one of less than 256 slots. */
const SMALL_UNICODE_MASK = 0xff00f8;
/** Presized tables have at most this many slots. */
const LOG2_MAXIMUM_PRESIZE = 17;

// Making -----------------------------------------------------------------------------------------------------------

/** Whether `o` is a dict or of a subclass. */
export function isDict(vm: Interpreter, o: Address): boolean {
  return (vm.i32[(vm.i32[(o + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_DICT_SUBCLASS) !== 0;
}

/** Whether `o` is a dict and of no subclass. */
export function isExactDict(vm: Interpreter, o: Address): boolean {
  return vm.i32[(o + OB_TYPE) >> 2] === DICT_TYPE;
}

/** A new empty dict, or NULL. Can run the collector. */
export function dictNew(vm: Interpreter): Address {
  vm.i32[EMPTY_KEYS >> 2]++;
  return dictFromKeys(vm, EMPTY_KEYS, 0);
}

/** A new empty dict with room for `n` items, their keys all being exact str or not; NULL with MemoryError. */
export function dictNewPresized(vm: Interpreter, n: number, unicode: boolean): Address {
  if (n <= 5) return dictNew(vm);
  const most = usableOf(LOG2_MAXIMUM_PRESIZE);
  const keys = newKeys(vm, n > most ? LOG2_MAXIMUM_PRESIZE : log2ForEntries(n), unicode);
  if (keys === NULL) return NULL;
  return dictFromKeys(vm, keys, 0);
}

/** A new untracked dict around a table with `used` items; steals `keys`. NULL with MemoryError. Can run the collector. */
export function dictFromKeys(vm: Interpreter, keys: Address, used: number): Address {
  const i32 = vm.i32, f64 = vm.f64;
  let dict = popFree(vm, DICT_FREE_LIST, MA_KEYS);
  if (dict !== NULL) {
    i32[dict >> 2] = 1;
    i32[(dict + 4) >> 2] = 0;
  } else {
    dict = gcNew(vm, DICT_TYPE, DICT.size);
    if (dict === NULL) {
      decrefKeys(vm, keys);
      return NULL;
    }
  }
  i32[(dict + MA_USED) >> 2] = used;
  i32[(dict + MA_USED + 4) >> 2] = 0;
  i32[(dict + MA_KEYS) >> 2] = keys;
  i32[(dict + MA_KEYS + 4) >> 2] = 0;
  f64[(dict + MA_VALUES) >> 3] = 0;
  touch(vm, dict);
  return dict;
}

/** Gives the dict a new version tag. */
export function touch(vm: Interpreter, dict: Address): void {
  const version = ++vm.dictVersion;
  vm.i32[(dict + MA_VERSION) >> 2] = version;
  vm.i32[(dict + MA_VERSION + 4) >> 2] = version > 0xffffffff ? version / 0x100000000 : 0;
}

/** Starts tracking `dict` if `key` or `value`, which it now holds, may be part of a cycle. */
export function maintainTracking(vm: Interpreter, dict: Address, key: Address, value: Address): void {
  trackFor(vm, dict, value);
  trackFor(vm, dict, key);
}

/** The same for one of them, where the other is a str or an int. */
export function trackFor(vm: Interpreter, dict: Address, object: Address): void {
  const i32 = vm.i32;
  if ((i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_HAVE_GC) === 0) return;
  if (i32[(dict - GC_HEAD_SIZE) >> 2] === 0 && mayBeTracked(vm, object)) gcTrack(vm, dict);
}

// Reading ----------------------------------------------------------------------------------------------------------

/** Number of items. */
export function dictSize(vm: Interpreter, dict: Address): number {
  return vm.i32[(dict + MA_USED) >> 2];
}

/**
 * The value of a key (borrowed), borrowed; NULL if there is none, or with an exception (ask errorOccurred). Can run
 * any code.
 */
export function dictGet(vm: Interpreter, dict: Address, key: Address): Address {
  const low = hashKey(vm, key), high = vm.hashHigh;
  if (low === -1 && high === -1) return NULL;
  return dictGetHashed(vm, dict, key, low, high);
}

/** The same for a key whose hash is known. */
export function dictGetHashed(
  vm: Interpreter,
  dict: Address,
  key: Address,
  low: number,
  high: number,
): Address {
  const at = lookup(vm, dict, key, low, high);
  return at > 0 ? vm.i32[at >> 2] : NULL;
}

/**
 * The value of an exact str, borrowed, or NULL. Runs no code and cannot fail if the dict has only str keys; in other
 * dicts as dictGet.
 */
export function dictGetStr(vm: Interpreter, dict: Address, key: Address): Address {
  const i32 = vm.i32;
  const keys = i32[(dict + MA_KEYS) >> 2];
  const shape = i32[(keys + DK_SHAPE) >> 2];
  const low = i32[(key + STR_HASH) >> 2];
  // The usual case: an interned key that stands at the first place of a small unicode table.
  if ((shape & SMALL_UNICODE_MASK) === KIND_UNICODE << 16) {
    const cell = low & ((1 << shape) - 1);
    const index = (i32[(keys + DK_INDICES + cell) >> 2] << (24 - ((cell & 3) << 3))) >> 24;
    const entry = keys + DK_INDICES + (1 << (shape >> 8)) + (index << 4);
    if (index >= 0 && i32[entry >> 2] === key) return i32[(entry + 8) >> 2];
  }
  return getStrSlowly(vm, dict, keys, key, low);
}

function getStrSlowly(vm: Interpreter, dict: Address, keys: Address, key: Address, low: number): Address {
  let high = vm.i32[(key + STR_HASH + 4) >> 2];
  if ((low & high) === -1) {
    low = strHash(vm, key);
    high = vm.hashHigh;
  }
  const at = vm.u8[keys + DK_KIND] === KIND_UNICODE
    ? findStr(vm, keys, key, low, high)
    : lookup(vm, dict, key, low, high);
  return at > 0 ? vm.i32[at >> 2] : NULL;
}

/** Whether a key (borrowed) is there: 0, 1, or -1 with an exception. Can run any code. */
export function dictContains(vm: Interpreter, dict: Address, key: Address): number {
  const low = hashKey(vm, key), high = vm.hashHigh;
  if (low === -1 && high === -1) return -1;
  const at = lookup(vm, dict, key, low, high);
  return at > 0 ? 1 : at;
}

/**
 * Goes through the items: `position` starts at 0; the next position is returned, or -1 at the end. The key is in
 * `vm.dictKey`, the value in `vm.dictValue`, both borrowed. A dict that is changed in between gives some valid items.
 */
export function dictNext(vm: Interpreter, dict: Address, position: number): number {
  const i32 = vm.i32;
  const keys = i32[(dict + MA_KEYS) >> 2];
  if (i32[(dict + MA_VALUES) >> 2] !== NULL) return splitNext(vm, dict, keys, position);
  const n = i32[(keys + DK_NENTRIES) >> 2];
  const stride = entrySize(vm, keys);
  let at = firstValue(vm, keys) + position * stride;
  while (position < n) {
    const value = i32[at >> 2];
    position++;
    if (value !== NULL) {
      vm.dictKey = i32[(at - 8) >> 2];
      vm.dictValue = value;
      return position;
    }
    at += stride;
  }
  return -1;
}

/** The same for a split table, whose order is that of the values. */
function splitNext(vm: Interpreter, dict: Address, keys: Address, position: number): number {
  const values = vm.i32[(dict + MA_VALUES) >> 2];
  if (position >= countValues(vm, values)) return -1;
  const entry = orderedEntry(vm, values, position);
  vm.dictKey = sharedName(vm, keys, entry);
  vm.dictValue = vm.i32[(values + 8 * entry) >> 2];
  return position + 1;
}

/** Low half of the hash of the key that dictNext has just come to with `position`; the high half in `vm.hashHigh`. */
export function nextHash(vm: Interpreter, dict: Address, position: number): number {
  const keys = vm.i32[(dict + MA_KEYS) >> 2];
  const hashAt = vm.u8[keys + DK_KIND] === KIND_GENERAL
    ? entriesOf(vm, keys) + (position - 1) * entrySize(vm, keys)
    : vm.dictKey + STR_HASH;
  vm.hashHigh = vm.i32[(hashAt + 4) >> 2];
  return vm.i32[hashAt >> 2];
}

// Changing ---------------------------------------------------------------------------------------------------------

/** Sets `dict[key] = value` (both borrowed): 0, or -1 with an exception. Can run any code. */
export function dictSet(vm: Interpreter, dict: Address, key: Address, value: Address): number {
  vm.i32[key >> 2]++;
  vm.i32[value >> 2]++;
  return dictSetSteal(vm, dict, key, value);
}

/** The same, stealing key and value, also on failure. */
export function dictSetSteal(vm: Interpreter, dict: Address, key: Address, value: Address): number {
  const low = hashKey(vm, key), high = vm.hashHigh;
  if (low === -1 && high === -1) {
    decref(vm, key);
    decref(vm, value);
    return -1;
  }
  return insert(vm, dict, key, value, low, high);
}

/** Sets the value of an exact str key (both borrowed): 0 or -1. Can run any code (the old value is released). */
export function dictSetStr(vm: Interpreter, dict: Address, key: Address, value: Address): number {
  return dictSet(vm, dict, key, value);
}

/** Sets a value under a key with a known hash; steals key and value, also on failure. 0, or -1. Can run any code. */
export function insert(
  vm: Interpreter,
  dict: Address,
  key: Address,
  value: Address,
  low: number,
  high: number,
): number {
  const i32 = vm.i32;
  const keys = i32[(dict + MA_KEYS) >> 2];
  let at = NULL;
  if (keys !== EMPTY_KEYS) {
    at = findDirect(vm, keys, key, low, high);
    if (at === UNKNOWN) {
      if (makeGeneralFor(vm, dict, key) < 0) return dropPair(vm, key, value);
      at = lookup(vm, dict, key, low, high);
      if (at < 0) return dropPair(vm, key, value);
    }
  }
  maintainTracking(vm, dict, key, value);
  if (at === NULL) {
    if (addEntry(vm, dict, key, value, low, high) < 0) return dropPair(vm, key, value);
    return 0;
  }
  const old = i32[at >> 2];
  if (old !== value) {
    i32[at >> 2] = value;
    touch(vm, dict);
  }
  if (--i32[old >> 2] === 0) dealloc(vm, old);
  if (--i32[key >> 2] === 0) dealloc(vm, key);
  return 0;
}

function dropPair(vm: Interpreter, key: Address, value: Address): -1 {
  decref(vm, value);
  decref(vm, key);
  return -1;
}

/** Rebuilds a unicode table as a general one if `key` is no exact str: 0 or -1. Runs no code. */
export function makeGeneralFor(vm: Interpreter, dict: Address, key: Address): number {
  return fitsTable(vm, vm.i32[(dict + MA_KEYS) >> 2], key) ? 0 : grow(vm, dict, false);
}

/**
 * Adds an entry for a key that a search has just not found (`vm.dictSlot`); steals key and value, but not on failure. 0
 * or -1. Runs no code.
 */
export function addEntry(
  vm: Interpreter,
  dict: Address,
  key: Address,
  value: Address,
  low: number,
  high: number,
): number {
  const i32 = vm.i32;
  let keys = i32[(dict + MA_KEYS) >> 2], slot = vm.dictSlot;
  if (i32[(dict + MA_VALUES) >> 2] !== NULL) {
    const added = addSplitEntry(vm, dict, keys, key, value);
    if (added <= 0) return added;
    keys = i32[(dict + MA_KEYS) >> 2];
    slot = findEmptySlot(vm, keys, vm.u8[keys + DK_SHAPE], low, high);
  } else if (keys === EMPTY_KEYS) {
    keys = newKeys(vm, LOG2_MINIMUM, i32[(key + OB_TYPE) >> 2] === STR_TYPE);
    if (keys === NULL) return -1;
    i32[EMPTY_KEYS >> 2]--;
    i32[(dict + MA_KEYS) >> 2] = keys;
    slot = low & 7;
  } else if (i32[(keys + DK_USABLE) >> 2] <= 0 || !fitsTable(vm, keys, key)) {
    if (makeRoom(vm, dict, key) < 0) return -1;
    keys = i32[(dict + MA_KEYS) >> 2];
    slot = findEmptySlot(vm, keys, vm.u8[keys + DK_SHAPE], low, high);
  }
  const shape = i32[(keys + DK_SHAPE) >> 2];
  const index = i32[(keys + DK_NENTRIES) >> 2];
  setIndex(vm, keys, shape & 0xff, slot, index);
  let entry = keys + DK_INDICES + (1 << (shape >> 8 & 31));
  if (shape < KIND_UNICODE << 16) {
    entry += index * 24 + 8;
    i32[(entry - 8) >> 2] = low;
    i32[(entry - 4) >> 2] = high;
  } else {
    entry += index << 4;
  }
  i32[entry >> 2] = key;
  i32[(entry + 8) >> 2] = value;
  i32[(keys + DK_VERSION) >> 2] = 0;
  i32[(keys + DK_USABLE) >> 2]--;
  i32[(keys + DK_NENTRIES) >> 2] = index + 1;
  i32[(dict + MA_USED) >> 2]++;
  touch(vm, dict);
  return 0;
}

/**
 * The same for a split table, where the shared keys take one more name. 0; -1 with MemoryError; 1 if they do not: then the
 * dict has a table of its own now.
 */
function addSplitEntry(
  vm: Interpreter,
  dict: Address,
  keys: Address,
  key: Address,
  value: Address,
): number {
  const i32 = vm.i32;
  const entry = i32[(key + OB_TYPE) >> 2] === STR_TYPE ? addShared(vm, keys, key) : -1;
  if (entry < 0) return grow(vm, dict, i32[(key + OB_TYPE) >> 2] === STR_TYPE) < 0 ? -1 : 1;
  const values = i32[(dict + MA_VALUES) >> 2];
  i32[(values + 8 * entry) >> 2] = value;
  noteInserted(vm, values, entry);
  // The keys have a reference of their own.
  decref(vm, key);
  i32[(dict + MA_USED) >> 2]++;
  touch(vm, dict);
  return 0;
}

/** Whether a table may hold a key: unicode tables hold exact strs alone. */
function fitsTable(vm: Interpreter, keys: Address, key: Address): boolean {
  return vm.i32[(keys + DK_SHAPE) >> 2] < KIND_UNICODE << 16 || vm.i32[(key + OB_TYPE) >> 2] === STR_TYPE;
}

/**
 * Makes a table that may hold one more key, this one, where the dict has none: 0 or -1. (A comparison may have emptied
 * the dict and filled it with str keys since it was made general.) Runs no code.
 */
function makeRoom(vm: Interpreter, dict: Address, key: Address): number {
  if (makeGeneralFor(vm, dict, key) < 0) return -1;
  return vm.i32[(vm.i32[(dict + MA_KEYS) >> 2] + DK_USABLE) >> 2] <= 0 ? grow(vm, dict, true) : 0;
}

/** Gives the dict the table for three times its items: 0 or -1. A unicode table may become general. Runs no code. */
export function grow(vm: Interpreter, dict: Address, unicode: boolean): number {
  return dictResize(vm, dict, log2ForSlots(vm.i32[(dict + MA_USED) >> 2] * 3), unicode);
}

/** Moves the items into a new table of 2**log2Size slots: 0, or -1 with MemoryError. Runs no code. */
export function dictResize(vm: Interpreter, dict: Address, log2Size: number, unicode: boolean): number {
  const i32 = vm.i32;
  const old = i32[(dict + MA_KEYS) >> 2];
  const keys = newKeys(vm, log2Size, unicode && vm.u8[old + DK_KIND] !== KIND_GENERAL);
  if (keys === NULL) return -1;
  i32[(dict + MA_KEYS) >> 2] = keys;
  const values = i32[(dict + MA_VALUES) >> 2];
  if (values === NULL) {
    moveEntries(vm, old, keys, i32[(dict + MA_USED) >> 2]);
  } else {
    i32[(dict + MA_VALUES) >> 2] = NULL;
    moveValues(vm, old, values, keys);
    freeValuesBlock(vm, values);
    decrefKeys(vm, old);
  }
  return 0;
}

/** Gives a dict with a split table one of its own: 0, or -1 with MemoryError. Runs no code. */
export function unsplit(vm: Interpreter, dict: Address): number {
  return dictResize(vm, dict, vm.u8[vm.i32[(dict + MA_KEYS) >> 2] + DK_SHAPE], true);
}

/** Low half of the hash of entry `index` of a table that is not split; the high half in `vm.hashHigh`. */
export function entryHash(vm: Interpreter, keys: Address, index: number): number {
  const entry = entriesOf(vm, keys) + index * entrySize(vm, keys);
  const hashAt = vm.u8[keys + DK_KIND] === KIND_GENERAL ? entry : vm.i32[entry >> 2] + STR_HASH;
  vm.hashHigh = vm.i32[(hashAt + 4) >> 2];
  return vm.i32[hashAt >> 2];
}

/** Deletes a key (borrowed): 0, or -1 with an exception (KeyError if it is not there). Can run any code. */
export function dictDel(vm: Interpreter, dict: Address, key: Address): number {
  const low = hashKey(vm, key), high = vm.hashHigh;
  if (low === -1 && high === -1) return -1;
  return dictDelHashed(vm, dict, key, low, high);
}

/** The same for a key whose hash is known. */
export function dictDelHashed(
  vm: Interpreter,
  dict: Address,
  key: Address,
  low: number,
  high: number,
): number {
  const at = lookup(vm, dict, key, low, high);
  if (at <= 0) {
    if (at === NULL) raiseKeyError(vm, key);
    return -1;
  }
  const value = vm.i32[at >> 2];
  const oldKey = removeEntry(vm, dict, at, low, high);
  decref(vm, oldKey);
  decref(vm, value);
  return 0;
}

/** Takes the entry with value word `at` out; its key and value pass to the caller, the key is returned. Runs no code. */
export function removeEntry(vm: Interpreter, dict: Address, at: Address, low: number, high: number): Address {
  const i32 = vm.i32;
  const keys = i32[(dict + MA_KEYS) >> 2];
  if (i32[(dict + MA_VALUES) >> 2] !== NULL) return removeSplitEntry(vm, dict, keys, at);
  const index = ((at - firstValue(vm, keys)) / entrySize(vm, keys)) | 0;
  const slot = findSlotOf(vm, keys, index, low, high);
  setIndex(vm, keys, vm.u8[keys + DK_SHAPE], slot, -2);
  const key = i32[(at - 8) >> 2];
  i32[(at - 8) >> 2] = NULL;
  i32[at >> 2] = NULL;
  if (vm.u8[keys + DK_KIND] === KIND_GENERAL) {
    i32[(at - 16) >> 2] = 0;
    i32[(at - 12) >> 2] = 0;
  }
  i32[(keys + DK_VERSION) >> 2] = 0;
  i32[(dict + MA_USED) >> 2]--;
  touch(vm, dict);
  return key;
}

/** The same for a split table: the shared keys keep the name. */
function removeSplitEntry(vm: Interpreter, dict: Address, keys: Address, at: Address): Address {
  const i32 = vm.i32;
  const values = i32[(dict + MA_VALUES) >> 2];
  const entry = (at - values) >> 3;
  i32[at >> 2] = NULL;
  noteDeleted(vm, values, entry);
  i32[(dict + MA_USED) >> 2]--;
  touch(vm, dict);
  const key = sharedName(vm, keys, entry);
  i32[key >> 2]++;
  return key;
}

/**
 * Takes a key (borrowed) out: its value, a new reference; `fallback` (borrowed, new reference returned) if it is not
 * there; NULL with an exception, KeyError if there is no fallback either. Can run any code.
 */
export function dictPop(vm: Interpreter, dict: Address, key: Address, fallback: Address): Address {
  let at = NULL;
  if (dictSize(vm, dict) > 0) {
    const low = hashKey(vm, key), high = vm.hashHigh;
    if (low === -1 && high === -1) return NULL;
    at = lookup(vm, dict, key, low, high);
    if (at > 0) {
      const value = vm.i32[at >> 2];
      decref(vm, removeEntry(vm, dict, at, low, high));
      return value;
    }
  }
  if (at < 0) return NULL;
  if (fallback === NULL) return raiseKeyError(vm, key);
  incref(vm, fallback);
  return fallback;
}

/**
 * The value of a key (borrowed), borrowed; where there is none, `fallback` (borrowed) is set and returned. NULL with an
 * exception. Can run any code.
 */
export function dictSetDefault(vm: Interpreter, dict: Address, key: Address, fallback: Address): Address {
  const low = hashKey(vm, key), high = vm.hashHigh;
  if (low === -1 && high === -1) return NULL;
  if (vm.i32[(dict + MA_KEYS) >> 2] !== EMPTY_KEYS) {
    if (makeGeneralFor(vm, dict, key) < 0) return NULL;
    const at = lookup(vm, dict, key, low, high);
    if (at < 0) return NULL;
    if (at > 0) return vm.i32[at >> 2];
  }
  incref(vm, key);
  incref(vm, fallback);
  if (addEntry(vm, dict, key, fallback, low, high) < 0) {
    dropPair(vm, key, fallback);
    return NULL;
  }
  maintainTracking(vm, dict, key, fallback);
  return fallback;
}

/** Removes every item. Can run any code. */
export function dictClear(vm: Interpreter, dict: Address): void {
  const i32 = vm.i32;
  const old = i32[(dict + MA_KEYS) >> 2];
  if (old === EMPTY_KEYS) return;
  i32[EMPTY_KEYS >> 2]++;
  i32[(dict + MA_KEYS) >> 2] = EMPTY_KEYS;
  i32[(dict + MA_USED) >> 2] = 0;
  const values = i32[(dict + MA_VALUES) >> 2];
  i32[(dict + MA_VALUES) >> 2] = NULL;
  touch(vm, dict);
  if (values !== NULL) freeValues(vm, old, values);
  decrefKeys(vm, old);
}

// Copying ----------------------------------------------------------------------------------------------------------

/** Whether iteration over a dict (or subclass) is dict's own, so that its table may be read instead. */
export function iteratesAsDict(vm: Interpreter, dict: Address): boolean {
  return vm.i32[(vm.i32[(dict + OB_TYPE) >> 2] + TP_ITER) >> 2] === vm.i32[(DICT_TYPE + TP_ITER) >> 2];
}

/** A new dict with the same items, or NULL. A table that is at least two thirds alive is copied as it is. */
export function dictCopy(vm: Interpreter, dict: Address): Address {
  const i32 = vm.i32;
  const used = i32[(dict + MA_USED) >> 2];
  if (used === 0) return dictNew(vm);
  const keys = i32[(dict + MA_KEYS) >> 2];
  if (i32[(dict + MA_VALUES) >> 2] !== NULL) return copySplit(vm, dict, keys);
  if (iteratesAsDict(vm, dict) && used >= ((i32[(keys + DK_NENTRIES) >> 2] * 2 / 3) | 0)) {
    const copied = cloneKeys(vm, keys);
    if (copied === NULL) return NULL;
    const tracked = gcIsTracked(vm, dict);
    const copy = dictFromKeys(vm, copied, used);
    if (copy !== NULL && tracked) gcTrack(vm, copy);
    return copy;
  }
  const copy = dictNew(vm);
  if (copy === NULL) return NULL;
  if (mergeDict(vm, copy, dict, MERGE_REPLACE) === 0) return copy;
  decref(vm, copy);
  return NULL;
}

/** A copy that shares the keys with the original, or NULL. */
function copySplit(vm: Interpreter, dict: Address, keys: Address): Address {
  const { f64, i32 } = vm;
  const values = copyValues(vm, keys, i32[(dict + MA_VALUES) >> 2]);
  if (values === NULL) return NULL;
  const used = i32[(dict + MA_USED) >> 2];
  const tracked = gcIsTracked(vm, dict);
  i32[keys >> 2]++;
  const copy = gcNew(vm, DICT_TYPE, DICT.size);
  if (copy === NULL) {
    freeValues(vm, keys, values);
    decrefKeys(vm, keys);
    return NULL;
  }
  for (let field = MA_USED; field <= MA_VALUES; field += 8) f64[(copy + field) >> 3] = 0;
  i32[(copy + MA_USED) >> 2] = used;
  i32[(copy + MA_KEYS) >> 2] = keys;
  i32[(copy + MA_VALUES) >> 2] = values;
  touch(vm, copy);
  if (tracked) gcTrack(vm, copy);
  return copy;
}

/** What merging does with a key that is there already: keeps its value, replaces it, or raises KeyError with the key. */
export const MERGE_KEEP = 0;
export const MERGE_REPLACE = 1;
export const MERGE_UNIQUE = 2;

/** Puts the items of `other`, a dict that iterates as one, into `dict`: 0, or -1 with an exception. Can run any code. */
export function mergeDict(vm: Interpreter, dict: Address, other: Address, mode: number): number {
  const i32 = vm.i32;
  const size = i32[(other + MA_USED) >> 2];
  if (other === dict || size === 0) return 0;
  const otherKeys = i32[(other + MA_KEYS) >> 2];
  const keys = i32[(dict + MA_KEYS) >> 2];
  if (i32[(dict + MA_USED) >> 2] === 0) {
    mode = MERGE_REPLACE;
    const log2Size = vm.u8[otherKeys + DK_SHAPE];
    const clean = i32[(other + MA_VALUES) >> 2] === NULL && size === i32[(otherKeys + DK_NENTRIES) >> 2];
    if (clean && (log2Size === LOG2_MINIMUM || usableOf(log2Size - 1) < size)) {
      return cloneInto(vm, dict, other);
    }
  }
  if (usableOf(vm.u8[keys + DK_SHAPE]) < size) {
    const log2Size = log2ForEntries(i32[(dict + MA_USED) >> 2] + size);
    if (dictResize(vm, dict, log2Size, vm.u8[otherKeys + DK_KIND] !== KIND_GENERAL) < 0) return -1;
  }
  const n = i32[(otherKeys + DK_NENTRIES) >> 2];
  for (let position = dictNext(vm, other, 0); position >= 0; position = dictNext(vm, other, position)) {
    const key = vm.dictKey, value = vm.dictValue;
    const low = nextHash(vm, other, position);
    if (mergeItem(vm, dict, key, value, low, vm.hashHigh, mode) < 0) return -1;
    if (i32[(i32[(other + MA_KEYS) >> 2] + DK_NENTRIES) >> 2] !== n) {
      return raiseFlag(vm, RUNTIME_ERROR, "dict mutated during update");
    }
  }
  return 0;
}

/** Puts one item (borrowed from a dict that may change) into `dict`: 0 or -1. */
function mergeItem(
  vm: Interpreter,
  dict: Address,
  key: Address,
  value: Address,
  low: number,
  high: number,
  mode: number,
): number {
  incref(vm, key);
  incref(vm, value);
  if (mode !== MERGE_REPLACE) {
    const at = lookup(vm, dict, key, low, high);
    if (at !== NULL) {
      if (at > 0 && mode === MERGE_UNIQUE) raiseKeyError(vm, key);
      decref(vm, value);
      decref(vm, key);
      return at > 0 && mode === MERGE_KEEP ? 0 : -1;
    }
  }
  return insert(vm, dict, key, value, low, high);
}

/** Gives the empty `dict` a copy of the table of `other`: 0 or -1. */
function cloneInto(vm: Interpreter, dict: Address, other: Address): number {
  const i32 = vm.i32;
  const copied = cloneKeys(vm, i32[(other + MA_KEYS) >> 2]);
  if (copied === NULL) return -1;
  const old = i32[(dict + MA_KEYS) >> 2];
  const values = i32[(dict + MA_VALUES) >> 2];
  i32[(dict + MA_KEYS) >> 2] = copied;
  i32[(dict + MA_VALUES) >> 2] = NULL;
  i32[(dict + MA_USED) >> 2] = i32[(other + MA_USED) >> 2];
  if (values !== NULL) freeValuesBlock(vm, values);
  touch(vm, dict);
  if (gcIsTracked(vm, other) && !gcIsTracked(vm, dict)) gcTrack(vm, dict);
  decrefKeys(vm, old);
  return 0;
}

// Caches of emitted code -------------------------------------------------------------------------------------------

/** Version of the dict's table, given to it now if it has none; -1, which no table has, if no number is left. */
export function keysVersion(vm: Interpreter, dict: Address): number {
  // A split table is no answer for the caches: what the dict has is not seen from the keys.
  if (vm.i32[(dict + MA_VALUES) >> 2] !== NULL) return -1;
  return keysVersionOf(vm, vm.i32[(dict + MA_KEYS) >> 2]);
}

/**
 * Entry of an exact str key in a unicode table: -1 if it is not there, -2 if the table is a general one. True while
 * the table's version lasts.
 */
export function dictLookupIndex(vm: Interpreter, dict: Address, key: Address): number {
  const keys = vm.i32[(dict + MA_KEYS) >> 2];
  if (vm.u8[keys + DK_KIND] !== KIND_UNICODE) return -2;
  const low = hashKey(vm, key);
  const at = findStr(vm, keys, key, low, vm.hashHigh);
  return at === NULL ? -1 : (at - firstValue(vm, keys)) >> 4;
}

/** Offset from the keys object of the value word of an entry: what a cache adds to the table's address. */
export function dictValueOffset(vm: Interpreter, dict: Address, index: number): number {
  const keys = vm.i32[(dict + MA_KEYS) >> 2];
  return firstValue(vm, keys) - keys + index * entrySize(vm, keys);
}
