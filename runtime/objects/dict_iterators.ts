/**
 * The iterators of dicts: keys, values and items, forward and backward.
 *
 *     0  ob_refcnt   8  ob_type   16  di_dict (owned; NULL when exhausted)   24  di_used   32  di_pos
 *     40  di_result (items: a tuple that is used again while nobody else holds it)   48  len: items left
 *
 * An iterator notices when the number of items has changed, and stays broken then; it notices further items when it has
 * given as many as there were at its start. Replacing values is fine.
 *
 * Law: an exhausted iterator lets its dict go at once and stays exhausted.
 *
 * Source: CPython 3.11 Objects/dictobject.c (dictiter_*, dictreviter_*).
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcIsTracked, gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { dealloc, decref, xdecref } from "../memory/refcount.ts";
import {
  DICT_ITEM_ITERATOR_TYPE,
  DICT_KEY_ITERATOR_TYPE,
  DICT_REVERSE_ITEM_ITERATOR_TYPE,
  DICT_REVERSE_KEY_ITERATOR_TYPE,
  DICT_REVERSE_VALUE_ITERATOR_TYPE,
  DICT_VALUE_ITERATOR_TYPE,
  NONE,
  RUNTIME_ERROR,
} from "../memory/statics.ts";
import { defineType } from "./define_type.ts";
import {
  DK_INDICES,
  DK_NENTRIES,
  DK_SHAPE,
  entrySize,
  firstValue,
  KIND_SPLIT,
  KIND_UNICODE,
  MA_KEYS,
  MA_USED,
  MA_VALUES,
} from "./dict_keys.ts";
import { dictNext } from "./dict.ts";
import { raise } from "./errors.ts";
import { SELF_ITER } from "./function_numbers.ts";
import { intFromNumber } from "./int.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { TUPLE_ITEMS, tuplePack2 } from "./tuple.ts";

export const DICT_ITERATOR = struct("dictiterobject", 56, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  di_dict: pointer(16, "the dict, owned; NULL when exhausted"),
  di_used: i64(24, "items at the start; -1 once the number has changed"),
  di_pos: i64(32, "next entry"),
  di_result: pointer(40, "for items: the tuple given last, owned"),
  len: i64(48, "items that are left"),
});
const DI_DICT = DICT_ITERATOR.offsets.di_dict;
const DI_USED = DICT_ITERATOR.offsets.di_used;
const DI_POS = DICT_ITERATOR.offsets.di_pos;
const DI_RESULT = DICT_ITERATOR.offsets.di_result;
const DI_LEN = DICT_ITERATOR.offsets.len;

/** A new iterator of one of the six types over `dict` (borrowed); NULL with MemoryError. Can run the collector. */
export function dictIteratorNew(vm: Interpreter, dict: Address, type: Address): Address {
  const i32 = vm.i32, f64 = vm.f64;
  const it = gcNew(vm, type, DICT_ITERATOR.size);
  if (it === NULL) return NULL;
  const used = i32[(dict + MA_USED) >> 2];
  f64[(it + DI_DICT) >> 3] = 0;
  f64[(it + DI_USED) >> 3] = 0;
  f64[(it + DI_POS) >> 3] = 0;
  f64[(it + DI_RESULT) >> 3] = 0;
  f64[(it + DI_LEN) >> 3] = 0;
  i32[dict >> 2]++;
  i32[(it + DI_DICT) >> 2] = dict;
  i32[(it + DI_USED) >> 2] = used;
  i32[(it + DI_LEN) >> 2] = used;
  if (type >= DICT_REVERSE_KEY_ITERATOR_TYPE && type <= DICT_REVERSE_ITEM_ITERATOR_TYPE) {
    const isSplit = i32[(dict + MA_VALUES) >> 2] !== NULL;
    putPosition(vm, it, (isSplit ? used : i32[(i32[(dict + MA_KEYS) >> 2] + DK_NENTRIES) >> 2]) - 1);
  }
  if (type === DICT_ITEM_ITERATOR_TYPE || type === DICT_REVERSE_ITEM_ITERATOR_TYPE) {
    const result = tuplePack2(vm, NONE, NONE);
    if (result === NULL) {
      decref(vm, it);
      return NULL;
    }
    i32[(it + DI_RESULT) >> 2] = result;
  }
  gcTrack(vm, it);
  return it;
}

function putPosition(vm: Interpreter, it: Address, position: number): void {
  vm.i32[(it + DI_POS) >> 2] = position;
  vm.i32[(it + DI_POS + 4) >> 2] = position >> 31;
}

/** The next item is one of a split table: it is in `vm.dictKey` and `vm.dictValue`. */
const SPLIT = -1;

/**
 * Goes on to the next entry: the address of its value word, or SPLIT; NULL at the end (the dict is let go) or with an
 * exception.
 */
function advance(vm: Interpreter, it: Address): Address {
  const i32 = vm.i32;
  const dict = i32[(it + DI_DICT) >> 2];
  if (dict === NULL) return NULL;
  const keys = i32[(dict + MA_KEYS) >> 2];
  const shape = i32[(keys + DK_SHAPE) >> 2];
  if (shape >= KIND_SPLIT << 16) return stepSplit(vm, it, dict, 1);
  const index = i32[(it + DI_POS) >> 2], left = i32[(it + DI_LEN) >> 2];
  const entries = keys + DK_INDICES + (1 << (shape >> 8 & 31));
  const at = shape < KIND_UNICODE << 16 ? entries + 24 * index + 16 : entries + (index << 4) + 8;
  if (
    i32[(it + DI_USED) >> 2] === i32[(dict + MA_USED) >> 2] && left > 0 &&
    index < i32[(keys + DK_NENTRIES) >> 2]
  ) {
    if (i32[at >> 2] !== NULL) {
      i32[(it + DI_POS) >> 2] = index + 1;
      i32[(it + DI_LEN) >> 2] = left - 1;
      return at;
    }
  }
  return advanceSlowly(vm, it, dict, keys, index, at);
}

/** The same where the next entry was deleted, nothing is left, or the dict has changed. */
function advanceSlowly(
  vm: Interpreter,
  it: Address,
  dict: Address,
  keys: Address,
  index: number,
  at: Address,
): Address {
  const i32 = vm.i32;
  if (i32[(it + DI_USED) >> 2] !== i32[(dict + MA_USED) >> 2]) return raiseSizeChanged(vm, it);
  const n = i32[(keys + DK_NENTRIES) >> 2];
  const stride = entrySize(vm, keys);
  while (index < n && i32[at >> 2] === NULL) {
    index++;
    at += stride;
  }
  if (index >= n) return exhaust(vm, it);
  if (i32[(it + DI_LEN) >> 2] === 0) {
    raise(vm, RUNTIME_ERROR, "dictionary keys changed during iteration");
    return exhaust(vm, it);
  }
  i32[(it + DI_POS) >> 2] = index + 1;
  i32[(it + DI_LEN) >> 2]--;
  return at;
}

/** Goes on in a split table, forward or backward: SPLIT or NULL. */
function stepSplit(vm: Interpreter, it: Address, dict: Address, direction: 1 | -1): Address {
  const i32 = vm.i32;
  if (i32[(it + DI_USED) >> 2] !== i32[(dict + MA_USED) >> 2]) return raiseSizeChanged(vm, it);
  const position = i32[(it + DI_POS) >> 2];
  if (position < 0 || position >= i32[(dict + MA_USED) >> 2]) return exhaust(vm, it);
  dictNext(vm, dict, position);
  putPosition(vm, it, position + direction);
  i32[(it + DI_LEN) >> 2]--;
  return SPLIT;
}

/** The same, backward. */
function retreat(vm: Interpreter, it: Address): Address {
  const i32 = vm.i32;
  const dict = i32[(it + DI_DICT) >> 2];
  if (dict === NULL) return NULL;
  if (i32[(it + DI_USED) >> 2] !== i32[(dict + MA_USED) >> 2]) return raiseSizeChanged(vm, it);
  if (i32[(dict + MA_VALUES) >> 2] !== NULL) return stepSplit(vm, it, dict, -1);
  const keys = i32[(dict + MA_KEYS) >> 2];
  const stride = entrySize(vm, keys);
  // The table may have been rebuilt without its deleted entries.
  let index = Math.min(i32[(it + DI_POS) >> 2], i32[(keys + DK_NENTRIES) >> 2] - 1);
  let at = firstValue(vm, keys) + index * stride;
  while (index >= 0 && i32[at >> 2] === NULL) {
    index--;
    at -= stride;
  }
  if (index < 0) return exhaust(vm, it);
  putPosition(vm, it, index - 1);
  i32[(it + DI_LEN) >> 2]--;
  return at;
}

function raiseSizeChanged(vm: Interpreter, it: Address): Address {
  vm.i32[(it + DI_USED) >> 2] = -1;
  vm.i32[(it + DI_USED + 4) >> 2] = -1;
  return raise(vm, RUNTIME_ERROR, "dictionary changed size during iteration");
}

function exhaust(vm: Interpreter, it: Address): Address {
  const dict = vm.i32[(it + DI_DICT) >> 2];
  vm.i32[(it + DI_DICT) >> 2] = NULL;
  decref(vm, dict);
  return NULL;
}

/** tp_iternext of dict_keyiterator. */
export function dictKeyIterNext(vm: Interpreter, it: Address): Address {
  const at = advance(vm, it);
  return at === NULL ? NULL : takeReference(vm, at === SPLIT ? vm.dictKey : vm.i32[(at - 8) >> 2]);
}

/** tp_iternext of dict_valueiterator. */
export function dictValueIterNext(vm: Interpreter, it: Address): Address {
  const at = advance(vm, it);
  return at === NULL ? NULL : takeReference(vm, at === SPLIT ? vm.dictValue : vm.i32[at >> 2]);
}

/** tp_iternext of dict_itemiterator. */
export function dictItemIterNext(vm: Interpreter, it: Address): Address {
  const at = advance(vm, it);
  return at === NULL ? NULL : makeItem(vm, it, at);
}

function dictReverseKeyIterNext(vm: Interpreter, it: Address): Address {
  const at = retreat(vm, it);
  return at === NULL ? NULL : takeReference(vm, at === SPLIT ? vm.dictKey : vm.i32[(at - 8) >> 2]);
}

function dictReverseValueIterNext(vm: Interpreter, it: Address): Address {
  const at = retreat(vm, it);
  return at === NULL ? NULL : takeReference(vm, at === SPLIT ? vm.dictValue : vm.i32[at >> 2]);
}

function dictReverseItemIterNext(vm: Interpreter, it: Address): Address {
  const at = retreat(vm, it);
  return at === NULL ? NULL : makeItem(vm, it, at);
}

function takeReference(vm: Interpreter, object: Address): Address {
  vm.i32[object >> 2]++;
  return object;
}

/** The (key, value) tuple of an entry, new: the one given before if nobody holds it any more. */
function makeItem(vm: Interpreter, it: Address, at: Address): Address {
  const i32 = vm.i32;
  const key = at === SPLIT ? vm.dictKey : i32[(at - 8) >> 2];
  const value = at === SPLIT ? vm.dictValue : i32[at >> 2];
  const result = i32[(it + DI_RESULT) >> 2];
  i32[key >> 2]++;
  i32[value >> 2]++;
  if (i32[result >> 2] !== 1) {
    const fresh = tuplePack2(vm, key, value);
    decref(vm, key);
    decref(vm, value);
    return fresh;
  }
  const item = result + TUPLE_ITEMS;
  const oldKey = i32[item >> 2], oldValue = i32[(item + 8) >> 2];
  i32[item >> 2] = key;
  i32[(item + 8) >> 2] = value;
  i32[result >> 2] = 2;
  if (--i32[oldKey >> 2] === 0) dealloc(vm, oldKey);
  if (--i32[oldValue >> 2] === 0) dealloc(vm, oldValue);
  if (!gcIsTracked(vm, result)) gcTrack(vm, result);
  return result;
}

/** `__length_hint__`: what is left, 0 once the dict has changed. */
function dictIteratorLengthHint(vm: Interpreter, it: Address): Address {
  const i32 = vm.i32;
  const dict = i32[(it + DI_DICT) >> 2];
  const valid = dict !== NULL && i32[(it + DI_USED) >> 2] === i32[(dict + MA_USED) >> 2];
  return intFromNumber(vm, valid ? i32[(it + DI_LEN) >> 2] : 0);
}

function dictIteratorDealloc(vm: Interpreter, it: Address): void {
  gcUntrack(vm, it);
  xdecref(vm, vm.i32[(it + DI_DICT) >> 2]);
  xdecref(vm, vm.i32[(it + DI_RESULT) >> 2]);
  gcFree(vm, it);
}

function dictIteratorTraverse(vm: Interpreter, it: Address, visit: Visit): void {
  const dict = vm.i32[(it + DI_DICT) >> 2], result = vm.i32[(it + DI_RESULT) >> 2];
  if (dict !== NULL) visit(vm, dict);
  if (result !== NULL) visit(vm, result);
}

/** Declares the six iterator types. */
export function defineDictIterators(vm: Interpreter): void {
  const define = (type: Address, name: string, next: (vm: Interpreter, it: Address) => Address): void =>
    defineType(vm, type, {
      name,
      basicSize: DICT_ITERATOR.size,
      flags: TPFLAGS_HAVE_GC,
      dealloc: dictIteratorDealloc,
      traverse: dictIteratorTraverse,
      iter: SELF_ITER,
      iternext: next,
      methods: [{ name: "__length_hint__", flags: METH_NOARGS, fn: dictIteratorLengthHint }],
    });
  define(DICT_KEY_ITERATOR_TYPE, "dict_keyiterator", dictKeyIterNext);
  define(DICT_VALUE_ITERATOR_TYPE, "dict_valueiterator", dictValueIterNext);
  define(DICT_ITEM_ITERATOR_TYPE, "dict_itemiterator", dictItemIterNext);
  define(DICT_REVERSE_KEY_ITERATOR_TYPE, "dict_reversekeyiterator", dictReverseKeyIterNext);
  define(DICT_REVERSE_VALUE_ITERATOR_TYPE, "dict_reversevalueiterator", dictReverseValueIterNext);
  define(DICT_REVERSE_ITEM_ITERATOR_TYPE, "dict_reverseitemiterator", dictReverseItemIterNext);
}
