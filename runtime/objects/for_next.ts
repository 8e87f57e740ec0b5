/**
 * The next item for a loop of emitted code: the iterators that loops mostly have are served here, the others through
 * their type's slot.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Python/ceval.c (FOR_ITER).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE, TYPE } from "../memory/object_layout.ts";
import {
  DICT_ITEM_ITERATOR_TYPE,
  DICT_KEY_ITERATOR_TYPE,
  LIST_ITERATOR_TYPE,
  RANGE_ITERATOR_TYPE,
  STOP_ITERATION,
  STR_ASCII_ITERATOR_TYPE,
  TUPLE_ITERATOR_TYPE,
} from "../memory/statics.ts";
import { dictItemIterNext, dictKeyIterNext } from "./dict_iterators.ts";
import { clearError, errorMatches } from "./errors.ts";
import { exhaustIndexIterator, IT_INDEX, IT_SEQ } from "./index_iterator.ts";
import { LIST_ITEMS } from "./list.ts";
import { ITERATOR_WEIGHT, raiseTooDeep } from "./recursion.ts";
import { intResult } from "./int.ts";
import { RANGE_INDEX, RANGE_LEN, RANGE_START, RANGE_STEP, rangeIteratorNext } from "./range_iterator.ts";
import { strAsciiIteratorNext } from "./str_iterators.ts";
import { TUPLE_ITEMS } from "./tuple.ts";

const TP_ITERNEXT = TYPE.offsets.tp_iternext;

/**
 * The next item of `iterator` (borrowed), new. NULL when there is none: an exception is pending only if it failed.
 * Can run any code; the caller holds the iterator.
 */
export function forNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const type = i32[(iterator + OB_TYPE) >> 2];
  if (type === LIST_ITERATOR_TYPE) {
    const list = i32[(iterator + IT_SEQ) >> 2], index = i32[(iterator + IT_INDEX) >> 2];
    if (list === NULL || index >= i32[(list + OB_SIZE) >> 2]) return listIteratorNext(vm, iterator);
    i32[(iterator + IT_INDEX) >> 2] = index + 1;
    const item = i32[(i32[(list + LIST_ITEMS) >> 2] + 8 * index) >> 2];
    i32[item >> 2]++;
    return item;
  }
  if (type !== RANGE_ITERATOR_TYPE) return nextOfOther(vm, iterator, type);
  const index = i32[(iterator + RANGE_INDEX) >> 2];
  if (index < i32[(iterator + RANGE_LEN) >> 2] && i32[(iterator + RANGE_STEP) >> 2] === 1) {
    const start = i32[(iterator + RANGE_START) >> 2];
    const high = i32[(iterator + RANGE_START + 4) >> 2] | i32[(iterator + RANGE_STEP + 4) >> 2];
    if (start >= 0 && start + index < 2 ** 30 && high === 0) {
      i32[(iterator + RANGE_INDEX) >> 2] = index + 1;
      return intResult(vm, start + index);
    }
  }
  return rangeIteratorNext(vm, iterator);
}

function failTooDeep(vm: Interpreter): Address {
  raiseTooDeep(vm, "");
  return NULL;
}

function nextOfOther(vm: Interpreter, iterator: Address, type: Address): Address {
  if (type === TUPLE_ITERATOR_TYPE) return tupleIteratorNext(vm, iterator);
  if (type === STR_ASCII_ITERATOR_TYPE) return strAsciiIteratorNext(vm, iterator);
  if (type === DICT_KEY_ITERATOR_TYPE) return dictKeyIterNext(vm, iterator);
  if (type === DICT_ITEM_ITERATOR_TYPE) return dictItemIterNext(vm, iterator);
  if (vm.room < ITERATOR_WEIGHT) return failTooDeep(vm);
  vm.room -= ITERATOR_WEIGHT;
  const item: Address = vm.functions[vm.i32[(type + TP_ITERNEXT) >> 2]](vm, iterator);
  vm.room += ITERATOR_WEIGHT;
  if (item === NULL && vm.curexcType !== NULL && errorMatches(vm, STOP_ITERATION)) clearError(vm);
  return item;
}

/** tp_iternext of list_iterator: the next item, new, or NULL. */
export function listIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const list = i32[(iterator + IT_SEQ) >> 2];
  if (list === NULL) return NULL;
  const index = i32[(iterator + IT_INDEX) >> 2];
  if (index < i32[(list + OB_SIZE) >> 2]) {
    i32[(iterator + IT_INDEX) >> 2] = index + 1;
    const item = i32[(i32[(list + LIST_ITEMS) >> 2] + 8 * index) >> 2];
    i32[item >> 2]++;
    return item;
  }
  exhaustIndexIterator(vm, iterator);
  return NULL;
}

/** tp_iternext of tuple_iterator: the next item, new, or NULL. */
export function tupleIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const tuple = i32[(iterator + IT_SEQ) >> 2];
  if (tuple === NULL) return NULL;
  const index = i32[(iterator + IT_INDEX) >> 2];
  if (index < i32[(tuple + OB_SIZE) >> 2]) {
    i32[(iterator + IT_INDEX) >> 2] = index + 1;
    const item = i32[(tuple + TUPLE_ITEMS + 8 * index) >> 2];
    i32[item >> 2]++;
    return item;
  }
  exhaustIndexIterator(vm, iterator);
  return NULL;
}
