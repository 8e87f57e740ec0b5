/**
 * Finding a key in a dict.
 *
 * A str in a unicode table is found without running any code. Every other lookup may have to compare keys with
 * `__eq__`, which can do anything to the dict: after each comparison the lookup checks that the dict still has the same
 * table with the same key at that place, and starts again if not.
 *
 * Two keys of exact int that fit one digit are compared here, because that is what most general tables hold.
 *
 * Source: CPython 3.11 Objects/dictobject.c (_Py_dict_lookup, dictkeys_generic_lookup, unicodekeys_lookup_generic).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { dealloc } from "../memory/refcount.ts";
import { INT_TYPE, STR_TYPE } from "../memory/statics.ts";
import { hash, richCompareBool } from "./compare.ts";
import { DK_INDICES, DK_SHAPE, findStr, indexAt, KIND_GENERAL, KIND_UNICODE, MA_KEYS } from "./dict_keys.ts";
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
 * Looks a key (borrowed, protected by the caller) with a known hash up: the address of its entry's value word; NULL
 * if it is not there; -1 with an exception. Can run any code unless the key is an exact str in a unicode table.
 */
export function lookup(vm: Interpreter, dict: Address, key: Address, low: number, high: number): Address {
  const i32 = vm.i32;
  for (;;) {
    const keys = i32[(dict + MA_KEYS) >> 2];
    if (i32[(keys + DK_SHAPE) >> 2] >= KIND_UNICODE << 16 && i32[(key + OB_TYPE) >> 2] === STR_TYPE) {
      return findStr(vm, keys, key, low, high);
    }
    const found = findAny(vm, dict, keys, key, low, high);
    if (found !== CHANGED) return found;
  }
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
  let perturb = low, perturbHigh = high, slot = low & mask;
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
      return NULL;
    }
    perturb = (perturb >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
}

/** Compares two keys with equal hashes where that needs no code of the program: 0, 1, or -1 for "ask __eq__". */
function compareKeys(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type !== i32[(b + OB_TYPE) >> 2]) return -1;
  if (type === STR_TYPE) return strEqual(vm, a, b) ? 1 : 0;
  if (type !== INT_TYPE) return -1;
  const size = i32[(a + OB_SIZE) >> 2];
  if (size !== i32[(b + OB_SIZE) >> 2]) return 0;
  if (size > 1 || size < -1) return -1;
  return size === 0 || i32[(a + DIGIT) >> 2] === i32[(b + DIGIT) >> 2] ? 1 : 0;
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
