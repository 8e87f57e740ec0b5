/**
 * Finding a key in a dict.
 *
 * A str in a unicode table is found without running any code. Every other lookup may have to compare keys with
 * `__eq__`, which can do anything to the dict: after each comparison the lookup checks that the dict still has the same
 * table with the same key at that place, and starts again if not.
 *
 * Keys of exact int that fit one digit are compared here, because that is what most general tables hold.
 *
 * Source: CPython 3.11 Objects/dictobject.c (_Py_dict_lookup, dictkeys_generic_lookup, unicodekeys_lookup_generic).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, OB_SIZE, OB_TYPE, TUPLE_ITEMS } from "../memory/object_layout.ts";
import { dealloc } from "../memory/refcount.ts";
import { INT_TYPE, STR_TYPE, TUPLE_TYPE } from "../memory/statics.ts";
import { hash, richCompareBool } from "./compare.ts";
import {
  DK_INDICES,
  DK_SHAPE,
  findStr,
  indexAt,
  KIND_GENERAL,
  KIND_SPLIT,
  KIND_UNICODE,
  MA_KEYS,
  MA_VALUES,
  UNKNOWN,
} from "./dict_keys.ts";
import { strEqual, strHash } from "./str.ts";
import { STR_HASH } from "./str_layout.ts";

/** What a lookup returns beside value words and NULL: failed. */
const FAILED = -1;
/** A comparison changed the dict: look again. */
const CHANGED = -2;

const DIGIT = 24;

/**
 * Hash of a key: the low half, the high half in `vm.hashHigh`; both -1 with an exception (TypeError for an unhashable
 * key). Can run any code, except for exact str and int.
 */
export function hashKey(vm: Interpreter, key: Address): number {
  const i32 = vm.i32;
  const type = i32[(key + OB_TYPE) >> 2];
  if (type === STR_TYPE) {
    const low = i32[(key + STR_HASH) >> 2], high = i32[(key + STR_HASH + 4) >> 2];
    if ((low & high) === -1) return strHash(vm, key);
    vm.hashHigh = high;
    return low;
  }
  if (type === INT_TYPE) {
    const size = i32[(key + OB_SIZE) >> 2];
    if (size === 1) {
      vm.hashHigh = 0;
      return i32[(key + DIGIT) >> 2];
    }
    if (size === 0) {
      vm.hashHigh = 0;
      return 0;
    }
    if (size === -1) {
      const digit = i32[(key + DIGIT) >> 2];
      vm.hashHigh = -1;
      return digit === 1 ? -2 : -digit;
    }
  }
  return hash(vm, key);
}

/**
 * The value word of a key that can be found without running any code: an exact str in a unicode table, an int of one
 * digit in a general one; NULL if it is not there; or UNKNOWN.
 */
export function findDirect(vm: Interpreter, keys: Address, key: Address, low: number, high: number): Address {
  const i32 = vm.i32;
  const type = i32[(key + OB_TYPE) >> 2];
  if (i32[(keys + DK_SHAPE) >> 2] >= KIND_UNICODE << 16) {
    return type === STR_TYPE ? findStr(vm, keys, key, low, high) : UNKNOWN;
  }
  if (type !== INT_TYPE) return UNKNOWN;
  const size = i32[(key + OB_SIZE) >> 2];
  return size === 0 || size === 1 ? findSmallInt(vm, keys, key, low) : UNKNOWN;
}

/** Looks an int from 0 to 2**30 - 1, whose value `n` is its hash, up in a general table: as findDirect. */
export function findSmallInt(vm: Interpreter, keys: Address, key: Address, n: number): Address {
  const i32 = vm.i32;
  const shape = i32[(keys + DK_SHAPE) >> 2];
  const log2Size = shape & 0xff;
  const mask = (1 << log2Size) - 1;
  const values = keys + DK_INDICES + (1 << (shape >> 8 & 31)) + 16;
  let perturb = n, slot = n & mask, free = -1;
  for (;;) {
    const index = indexAt(vm, keys, log2Size, slot);
    if (index >= 0) {
      const at = values + 24 * index;
      const found = i32[(at - 8) >> 2];
      if (found === key) return at;
      if (i32[(at - 16) >> 2] === n && i32[(at - 12) >> 2] === 0) {
        // A larger int may have the same hash; one of a single digit with it is the same number.
        const size = i32[(found + OB_SIZE) >> 2];
        return i32[(found + OB_TYPE) >> 2] === INT_TYPE && (size === 1 || size === 0) ? at : UNKNOWN;
      }
    } else if (index === -1) {
      vm.dictSlot = free < 0 ? slot : free;
      return NULL;
    } else if (free < 0) {
      free = slot;
    }
    perturb >>>= 5;
    slot = ((slot << 2) + slot + perturb + 1) & mask;
  }
}

/**
 * Looks a key (borrowed, protected by the caller) with a known hash up: the address of its entry's value word; NULL
 * if it is not there, and in `vm.dictSlot` the cell for a new entry; -1 with an exception. Can run any code unless
 * findDirect knows.
 */
export function lookup(vm: Interpreter, dict: Address, key: Address, low: number, high: number): Address {
  const i32 = vm.i32;
  for (;;) {
    const keys = i32[(dict + MA_KEYS) >> 2];
    const direct = findDirect(vm, keys, key, low, high);
    if (direct !== UNKNOWN) return direct;
    const isSplit = i32[(keys + DK_SHAPE) >> 2] >= KIND_SPLIT << 16;
    const found = findAny(vm, dict, keys, key, low, high);
    if (found !== CHANGED) return isSplit && found > 0 ? splitValue(vm, dict, keys, found) : found;
  }
}

/** The value word of the entry of shared keys whose own value word is `at`; NULL if this dict has no value there. */
function splitValue(vm: Interpreter, dict: Address, keys: Address, at: Address): Address {
  const i32 = vm.i32;
  const entries = keys + DK_INDICES + (1 << (i32[(keys + DK_SHAPE) >> 2] >> 8 & 0xff));
  const word = i32[(dict + MA_VALUES) >> 2] + ((at - 8 - entries) >> 1);
  return i32[word >> 2] === NULL ? NULL : word;
}

function findAny(
  vm: Interpreter,
  dict: Address,
  keys: Address,
  key: Address,
  low: number,
  high: number,
): Address {
  const i32 = vm.i32;
  const shape = i32[(keys + DK_SHAPE) >> 2];
  const log2Size = shape & 0xff;
  const mask = (1 << log2Size) - 1;
  const general = shape >> 16 === KIND_GENERAL;
  const stride = general ? 24 : 16;
  const firstKey = keys + DK_INDICES + (1 << (shape >> 8 & 0xff)) + (general ? 8 : 0);
  let perturb = low, perturbHigh = high, slot = low & mask, free = -1;
  for (;;) {
    const index = indexAt(vm, keys, log2Size, slot);
    if (index >= 0) {
      const at = firstKey + index * stride;
      const found = i32[at >> 2];
      if (found === key) return at + 8;
      const hashAt = general ? at - 8 : found + STR_HASH;
      if (i32[hashAt >> 2] === low && i32[(hashAt + 4) >> 2] === high) {
        const same = compareKeys(vm, found, key);
        if (same === 1) return at + 8;
        if (same !== 0) {
          const result = compareSlowly(vm, dict, keys, shape, at, found, key);
          if (result !== NULL) return result;
        }
      }
    } else if (index === -1) {
      vm.dictSlot = free < 0 ? slot : free;
      return NULL;
    } else if (free < 0) {
      free = slot;
    }
    perturb = (perturb >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
}

/** Compares two keys with equal hashes where that needs no code of the program: 0, 1, or -1 for "ask __eq__". */
export function compareKeys(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type !== i32[(b + OB_TYPE) >> 2]) return -1;
  if (type === STR_TYPE) return strEqual(vm, a, b) ? 1 : 0;
  if (type === TUPLE_TYPE) return compareTuples(vm, a, b);
  if (type !== INT_TYPE) return -1;
  const size = i32[(a + OB_SIZE) >> 2];
  if (size !== i32[(b + OB_SIZE) >> 2]) return 0;
  if (size > 1 || size < -1) return -1;
  return size === 0 || i32[(a + DIGIT) >> 2] === i32[(b + DIGIT) >> 2] ? 1 : 0;
}

/** Compares two exact tuples as far as their items are strs and one-digit ints: 0, 1, or -1 for "ask __eq__". */
function compareTuples(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const n = i32[(a + OB_SIZE) >> 2];
  if (n !== i32[(b + OB_SIZE) >> 2]) return -1;
  const distance = b - a;
  const end = a + TUPLE_ITEMS + 8 * n;
  for (let place = a + TUPLE_ITEMS; place < end; place += 8) {
    const left = i32[place >> 2], right = i32[(place + distance) >> 2];
    if (left === right) continue;
    const type = i32[(left + OB_TYPE) >> 2];
    if (type !== i32[(right + OB_TYPE) >> 2]) return -1;
    if (type === INT_TYPE) {
      const size = i32[(left + OB_SIZE) >> 2];
      if (size > 1 || size < -1 || size !== i32[(right + OB_SIZE) >> 2]) return -1;
      if (size !== 0 && i32[(left + DIGIT) >> 2] !== i32[(right + DIGIT) >> 2]) return 0;
    } else if (type !== STR_TYPE) {
      return -1;
    } else if (!strEqual(vm, left, right)) {
      return 0;
    }
  }
  return 1;
}

/** Asks `__eq__` of the key found at `at`: `at + 8` if equal, NULL if not, FAILED, or CHANGED. */
function compareSlowly(
  vm: Interpreter,
  dict: Address,
  keys: Address,
  shape: number,
  at: Address,
  found: Address,
  key: Address,
): Address {
  const i32 = vm.i32;
  i32[found >> 2]++;
  const equal = richCompareBool(vm, found, key, EQ);
  if (--i32[found >> 2] === 0) dealloc(vm, found);
  if (equal < 0) return FAILED;
  const unchanged = i32[(dict + MA_KEYS) >> 2] === keys && i32[(keys + DK_SHAPE) >> 2] === shape &&
    i32[at >> 2] === found;
  if (!unchanged) return CHANGED;
  return equal > 0 ? at + 8 : NULL;
}
