/**
 * `o[key]`, `o[key] = value` and `del o[key]` in emitted code.
 *
 * Lists and tuples with a one-digit int, strs with one, and dicts are served here; everything else goes through the
 * type's slots. The operands are borrowed from variables of emitted code: before anything that can run code of the
 * program they are kept alive.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Python/ceval.c (BINARY_SUBSCR, STORE_SUBSCR, DELETE_SUBSCR).
 */
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { DICT_TYPE, INT_TYPE, LIST_TYPE, SLICE_TYPE, STR_TYPE, TUPLE_TYPE } from "../memory/statics.ts";
import { dealloc } from "../memory/refcount.ts";
import { dictDelItem, dictHasItem, dictItem, dictStoreItem } from "./dict_item.ts";
import { OB_DIGIT } from "./int.ts";
import { LIST_ITEMS } from "./list.ts";
import { listGetSlice } from "./list_slices.ts";
import { delItem, getItem, setItem } from "./object.ts";
import { sequenceContains } from "./sequence.ts";
import { readChar, strCharacter, strLength } from "./str.ts";
import { TUPLE_ITEMS } from "./tuple.ts";

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
  if (vm.i32[(container + OB_TYPE) >> 2] === DICT_TYPE) return dictHasItem(vm, container, item);
  return sequenceContains(vm, container, item);
}
