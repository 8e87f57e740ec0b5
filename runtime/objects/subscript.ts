/**
 * `o[key]`, `o[key] = value` and `del o[key]` in emitted code.
 *
 * Lists and tuples with a one-digit int, strs with one, and dicts are served here; everything else goes through the
 * type's slots. The operands are borrowed from variables of emitted code: before anything that can run code of the
 * program they are kept alive.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Python/ceval.c (BINARY_SUBSCR, STORE_SUBSCR, DELETE_SUBSCR).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import * as freeLists from "../memory/free_lists.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { dealloc } from "../memory/refcount.ts";
import { dictDelItem, dictHasItem, dictItem, dictStoreItem } from "./dict_item.ts";
import * as int from "./int.ts";
import * as list from "./list.ts";
import { listGetSlice } from "./list_slices.ts";
import { delItem, getItem, setItem } from "./object.ts";
import { sequenceContains } from "./sequence.ts";
import { setContainsKey } from "./set_operations.ts";
import { sliceNew, sliceShort } from "./slice.ts";
import { isCompactAscii, readChar, strCharacter, strLength } from "./str.ts";
import * as strLayout from "./str_layout.ts";
import { asciiSlice } from "./str_sequence.ts";
import * as tuple from "./tuple.ts";

const { NULL } = heap;
const { SLICE_FREE_LIST } = freeLists;
const { STR_LENGTH } = strLayout;
const { OB_SIZE, OB_TYPE } = objectLayout;
const { DICT_TYPE, FROZENSET_TYPE, INT_TYPE, LIST_TYPE, SET_TYPE, SLICE_TYPE, STR_TYPE, TUPLE_TYPE } =
  statics;
const { OB_DIGIT } = int;
const { LIST_ITEMS } = list;
const { TUPLE_ITEMS } = tuple;

/** What shortIndex returns if the key is no index inside. */
const NO_INDEX = -1;

/** The index that an exact one-digit int stands for in a sequence of `size` items, or NO_INDEX. */
function shortIndex(vm: Interpreter, key: Address, size: number): number {
  const i32 = vm.i32;
  switch (i32[(key + OB_SIZE) >> 2]) {
    case 0:
      return size > 0 ? 0 : NO_INDEX;
    case 1: {
      const index = i32[(key + OB_DIGIT) >> 2];
      return index < size ? index : NO_INDEX;
    }
    case -1:
      return Math.max(size - i32[(key + OB_DIGIT) >> 2], NO_INDEX);
    default:
      return NO_INDEX;
  }
}

/** `object[key]`, new; both borrowed. NULL with an exception. */
export function subscript(vm: Interpreter, object: Address, key: Address): Address {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  if (i32[(key + OB_TYPE) >> 2] === INT_TYPE) {
    if (type === LIST_TYPE) {
      const index = shortIndex(vm, key, i32[(object + OB_SIZE) >> 2]);
      if (index >= 0) {
        const item = i32[(i32[(object + LIST_ITEMS) >> 2] + 8 * index) >> 2];
        i32[item >> 2]++;
        return item;
      }
    } else if (type === TUPLE_TYPE) {
      const index = shortIndex(vm, key, i32[(object + OB_SIZE) >> 2]);
      if (index >= 0) {
        const item = i32[(object + TUPLE_ITEMS + 8 * index) >> 2];
        i32[item >> 2]++;
        return item;
      }
    } else if (type === STR_TYPE) {
      const index = shortIndex(vm, key, strLength(vm, object));
      if (index >= 0) return strCharacter(vm, readChar(vm, object, index));
    }
  }
  return type === DICT_TYPE ? dictItem(vm, object, key) : subscriptSlowly(vm, object, key);
}

function subscriptSlowly(vm: Interpreter, object: Address, key: Address): Address {
  const i32 = vm.i32;
  i32[object >> 2]++;
  i32[key >> 2]++;
  const isListSlice = i32[(key + OB_TYPE) >> 2] === SLICE_TYPE && i32[(object + OB_TYPE) >> 2] === LIST_TYPE;
  const item = isListSlice ? listGetSlice(vm, object, key) : getItem(vm, object, key);
  if (--i32[key >> 2] === 0) dealloc(vm, key);
  if (--i32[object >> 2] === 0) dealloc(vm, object);
  return item;
}

/**
 * `object[start:stop:step]`, new; all borrowed (None for what is left out). A short slice of an ASCII str takes the free
 * slice object and lays it back at once: nothing can see it. NULL with an exception.
 */
export function subscriptSlice(
  vm: Interpreter,
  object: Address,
  start: Address,
  stop: Address,
  step: Address,
): Address {
  const i32 = vm.i32;
  if (
    i32[(object + OB_TYPE) >> 2] === STR_TYPE && i32[SLICE_FREE_LIST >> 2] !== NULL &&
    isCompactAscii(vm, object)
  ) {
    const count = sliceShort(vm, start, stop, step, i32[(object + STR_LENGTH) >> 2]);
    if (count >= 0) {
      i32[(SLICE_FREE_LIST + 16) >> 2]++;
      return asciiSlice(vm, object, vm.sliceFrom, vm.sliceBy, count);
    }
  }
  return subscriptNewSlice(vm, object, start, stop, step);
}

function subscriptNewSlice(
  vm: Interpreter,
  object: Address,
  start: Address,
  stop: Address,
  step: Address,
): Address {
  const i32 = vm.i32;
  i32[object >> 2]++;
  const slice = sliceNew(vm, start, stop, step);
  const item = slice === NULL ? NULL : subscriptSlowly(vm, object, slice);
  if (slice !== NULL && --i32[slice >> 2] === 0) dealloc(vm, slice);
  if (--i32[object >> 2] === 0) dealloc(vm, object);
  return item;
}

/** `object[key] = value`; all borrowed. 0, or -1 with an exception. */
export function storeSubscript(vm: Interpreter, object: Address, key: Address, value: Address): number {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  if (type === LIST_TYPE && i32[(key + OB_TYPE) >> 2] === INT_TYPE) {
    const index = shortIndex(vm, key, i32[(object + OB_SIZE) >> 2]);
    if (index >= 0) {
      const word = (i32[(object + LIST_ITEMS) >> 2] + 8 * index) >> 2;
      const old = i32[word];
      i32[value >> 2]++;
      i32[word] = value;
      if (--i32[old >> 2] === 0) dealloc(vm, old);
      return 0;
    }
  }
  if (type === DICT_TYPE) return dictStoreItem(vm, object, key, value);
  i32[object >> 2]++;
  i32[key >> 2]++;
  i32[value >> 2]++;
  const result = setItem(vm, object, key, value);
  if (--i32[value >> 2] === 0) dealloc(vm, value);
  if (--i32[key >> 2] === 0) dealloc(vm, key);
  if (--i32[object >> 2] === 0) dealloc(vm, object);
  return result;
}

/** `del object[key]`; both borrowed. 0, or -1 with an exception. */
export function deleteSubscript(vm: Interpreter, object: Address, key: Address): number {
  const i32 = vm.i32;
  if (i32[(object + OB_TYPE) >> 2] === DICT_TYPE) return dictDelItem(vm, object, key);
  i32[object >> 2]++;
  i32[key >> 2]++;
  const result = delItem(vm, object, key);
  if (--i32[key >> 2] === 0) dealloc(vm, key);
  if (--i32[object >> 2] === 0) dealloc(vm, object);
  return result;
}

/** `item in container`: 0, 1, or -1 with an exception; both borrowed. */
export function contains(vm: Interpreter, container: Address, item: Address): number {
  const type = vm.i32[(container + OB_TYPE) >> 2];
  if (type === DICT_TYPE) return dictHasItem(vm, container, item);
  if (type === SET_TYPE || type === FROZENSET_TYPE) return setContainsKey(vm, container, item);
  return sequenceContains(vm, container, item);
}
