/**
 * list_iterator, list_reverseiterator, tuple_iterator, the `iterator` over anything with `__getitem__`, and the
 * callable_iterator of iter(function, sentinel).
 *
 * Law: an iterator that is exhausted has let its sequence (or function) go, and stays exhausted.
 *
 * Source: CPython 3.11 Objects/listobject.c, Objects/tupleobject.c, Objects/iterobject.c.
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { EQ, OB_SIZE, OBJECT, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import {
  CALLABLE_ITERATOR_TYPE,
  INDEX_ERROR,
  LIST_ITERATOR_TYPE,
  LIST_REVERSE_ITERATOR_TYPE,
  NOT_IMPLEMENTED,
  SEQUENCE_ITERATOR_TYPE,
  STOP_ITERATION,
  TUPLE_ITERATOR_TYPE,
} from "../memory/statics.ts";
import { clearField, decref, newRef, xdecref } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { clearError, errorMatches } from "./errors.ts";
import { richCompareBool } from "./compare.ts";
import { call0 } from "./call.ts";
import { sequenceItem } from "./sequence.ts";
import { hasSize, objectSize } from "./size.ts";
import { defineType } from "./define_type.ts";
import { SELF_ITER } from "./function_numbers.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { intFromNumber } from "./int.ts";
import { listItem, listSize } from "./list.ts";
import { listIteratorNext, tupleIteratorNext } from "./for_next.ts";
import {
  exhaustIndexIterator,
  INDEX_ITERATOR,
  indexIteratorDealloc,
  indexIteratorTraverse,
  IT_INDEX,
  IT_SEQ,
} from "./index_iterator.ts";

export const CALLABLE_ITERATOR = struct("calliterobject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  it_callable: pointer(16, "what is called for each item, owned; NULL when exhausted"),
  it_sentinel: pointer(24, "the value that ends it, owned; NULL when exhausted"),
});
const IT_CALLABLE = CALLABLE_ITERATOR.offsets.it_callable;
const IT_SENTINEL = CALLABLE_ITERATOR.offsets.it_sentinel;

// Lists and tuples -----------------------------------------------------------------------------------------------

/** tp_iternext of list_reverseiterator: the item before, new, or NULL. */
function listReverseIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const list = i32[(iterator + IT_SEQ) >> 2];
  if (list === NULL) return NULL;
  const index = i32[(iterator + IT_INDEX) >> 2];
  if (index >= 0 && index < listSize(vm, list)) {
    i32[(iterator + IT_INDEX) >> 2] = index - 1;
    i32[(iterator + IT_INDEX + 4) >> 2] = (index - 1) >> 31;
    return newRef(vm, listItem(vm, list, index));
  }
  i32[(iterator + IT_INDEX) >> 2] = -1;
  i32[(iterator + IT_INDEX + 4) >> 2] = -1;
  exhaustIndexIterator(vm, iterator);
  return NULL;
}

/** `__length_hint__` of list_iterator and tuple_iterator. */
function sizedIteratorHint(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const sequence = i32[(iterator + IT_SEQ) >> 2];
  if (sequence === NULL) return intFromNumber(vm, 0);
  const left = i32[(sequence + OB_SIZE) >> 2] - i32[(iterator + IT_INDEX) >> 2];
  return intFromNumber(vm, left > 0 ? left : 0);
}

function listReverseIteratorHint(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const list = i32[(iterator + IT_SEQ) >> 2];
  const left = i32[(iterator + IT_INDEX) >> 2] + 1;
  return intFromNumber(vm, list === NULL || listSize(vm, list) < left ? 0 : left);
}

// Any sequence ---------------------------------------------------------------------------------------------------

/** tp_iternext of `iterator`: the next item, new, or NULL; IndexError and StopIteration end it. */
function sequenceIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const sequence = i32[(iterator + IT_SEQ) >> 2];
  if (sequence === NULL) return NULL;
  i32[sequence >> 2]++;
  const item = sequenceItem(vm, sequence, i32[(iterator + IT_INDEX) >> 2]);
  decref(vm, sequence);
  if (item !== NULL) {
    i32[(iterator + IT_INDEX) >> 2]++;
    return item;
  }
  if (errorMatches(vm, INDEX_ERROR) || errorMatches(vm, STOP_ITERATION)) {
    clearError(vm);
    exhaustIndexIterator(vm, iterator);
  }
  return NULL;
}

function sequenceIteratorHint(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const sequence = i32[(iterator + IT_SEQ) >> 2];
  if (sequence === NULL) return intFromNumber(vm, 0);
  if (!hasSize(vm, sequence)) return newRef(vm, NOT_IMPLEMENTED);
  const size = objectSize(vm, sequence);
  if (size < 0) return NULL;
  const left = size - i32[(iterator + IT_INDEX) >> 2];
  return intFromNumber(vm, left > 0 ? left : 0);
}

// A function until it returns the sentinel -----------------------------------------------------------------------

/** A new callable_iterator of `callable` and `sentinel` (borrowed). NULL with MemoryError. */
export function newCallableIterator(vm: Interpreter, callable: Address, sentinel: Address): Address {
  const iterator = gcNew(vm, CALLABLE_ITERATOR_TYPE, CALLABLE_ITERATOR.size);
  if (iterator === NULL) return NULL;
  const i32 = vm.i32;
  i32[(iterator + IT_CALLABLE) >> 2] = newRef(vm, callable);
  i32[(iterator + IT_CALLABLE + 4) >> 2] = 0;
  i32[(iterator + IT_SENTINEL) >> 2] = newRef(vm, sentinel);
  i32[(iterator + IT_SENTINEL + 4) >> 2] = 0;
  gcTrack(vm, iterator);
  return iterator;
}

function callableIteratorDealloc(vm: Interpreter, iterator: Address): void {
  gcUntrack(vm, iterator);
  xdecref(vm, vm.i32[(iterator + IT_CALLABLE) >> 2]);
  xdecref(vm, vm.i32[(iterator + IT_SENTINEL) >> 2]);
  gcFree(vm, iterator);
}

function callableIteratorTraverse(vm: Interpreter, iterator: Address, visit: Visit): void {
  const callable = vm.i32[(iterator + IT_CALLABLE) >> 2], sentinel = vm.i32[(iterator + IT_SENTINEL) >> 2];
  if (callable !== NULL) visit(vm, callable);
  if (sentinel !== NULL) visit(vm, sentinel);
}

/** tp_iternext of callable_iterator: what the function returns, new, or NULL. */
function callableIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const callable = i32[(iterator + IT_CALLABLE) >> 2];
  if (callable === NULL) return NULL;
  i32[callable >> 2]++;
  const item = call0(vm, callable);
  decref(vm, callable);
  const sentinel = i32[(iterator + IT_SENTINEL) >> 2];
  if (item !== NULL && sentinel !== NULL) {
    i32[sentinel >> 2]++;
    const equal = richCompareBool(vm, sentinel, item, EQ);
    decref(vm, sentinel);
    if (equal === 0) return item;
    if (equal > 0) endCallableIterator(vm, iterator);
  } else if (item === NULL && errorMatches(vm, STOP_ITERATION)) {
    clearError(vm);
    endCallableIterator(vm, iterator);
  }
  xdecref(vm, item);
  return NULL;
}

function endCallableIterator(vm: Interpreter, iterator: Address): void {
  clearField(vm, iterator + IT_CALLABLE);
  clearField(vm, iterator + IT_SENTINEL);
}

// Registration ---------------------------------------------------------------------------------------------------

/** Declares the iterators of this file. */
export function defineIterators(vm: Interpreter): void {
  const shared = {
    basicSize: INDEX_ITERATOR.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: indexIteratorDealloc,
    traverse: indexIteratorTraverse,
    iter: SELF_ITER,
  };
  const hint = (fn: typeof sizedIteratorHint) => [{ name: "__length_hint__", flags: METH_NOARGS, fn }];
  defineType(vm, LIST_ITERATOR_TYPE, {
    ...shared,
    name: "list_iterator",
    iternext: listIteratorNext,
    methods: hint(sizedIteratorHint),
  });
  defineType(vm, LIST_REVERSE_ITERATOR_TYPE, {
    ...shared,
    name: "list_reverseiterator",
    iternext: listReverseIteratorNext,
    methods: hint(listReverseIteratorHint),
  });
  defineType(vm, TUPLE_ITERATOR_TYPE, {
    ...shared,
    name: "tuple_iterator",
    iternext: tupleIteratorNext,
    methods: hint(sizedIteratorHint),
  });
  defineType(vm, SEQUENCE_ITERATOR_TYPE, {
    ...shared,
    name: "iterator",
    iternext: sequenceIteratorNext,
    methods: hint(sequenceIteratorHint),
  });
  defineType(vm, CALLABLE_ITERATOR_TYPE, {
    name: "callable_iterator",
    basicSize: CALLABLE_ITERATOR.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: callableIteratorDealloc,
    traverse: callableIteratorTraverse,
    iter: SELF_ITER,
    iternext: callableIteratorNext,
  });
}
