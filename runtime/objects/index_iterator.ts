/**
 * Iterators that are a sequence and a place in it: list_iterator, list_reverseiterator, tuple_iterator, str_iterator,
 * the `iterator` over anything with __getitem__, and reversed. They share one layout:
 *
 *     0  ob_refcnt   8  ob_type   16  it_index   24  it_seq (owned; NULL when exhausted)
 *
 * Law: an exhausted iterator lets its sequence go at once and stays exhausted.
 *
 * What each does for the next item is in iterators.ts and reversed.ts. Source: CPython 3.11 Objects/listobject.c,
 * tupleobject.c, iterobject.c, enumobject.c.
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OBJECT } from "../memory/object_layout.ts";
import { SEQUENCE_ITERATOR_TYPE } from "../memory/statics.ts";
import { dealloc } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";

export const INDEX_ITERATOR = struct("listiterobject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  it_index: i64(16, "index of the next item"),
  it_seq: pointer(24, "the sequence, owned; NULL when exhausted"),
});
export const IT_INDEX = INDEX_ITERATOR.offsets.it_index;
export const IT_SEQ = INDEX_ITERATOR.offsets.it_seq;

/** A new iterator of the given type that starts at `index` (small, may be -1) of `sequence` (borrowed). NULL with MemoryError. */
export function newIndexIterator(vm: Interpreter, type: Address, sequence: Address, index: number): Address {
  const iterator = gcNew(vm, type, INDEX_ITERATOR.size);
  if (iterator === NULL) return NULL;
  const i32 = vm.i32;
  i32[(iterator + IT_INDEX) >> 2] = index;
  i32[(iterator + IT_INDEX + 4) >> 2] = index >> 31;
  i32[sequence >> 2]++;
  i32[(iterator + IT_SEQ) >> 2] = sequence;
  i32[(iterator + IT_SEQ + 4) >> 2] = 0;
  gcTrack(vm, iterator);
  return iterator;
}

/** The iterator over a sequence that has no other one (PySeqIter_New): items 0, 1, 2 ... until IndexError. */
export function newSequenceIterator(vm: Interpreter, sequence: Address): Address {
  return newIndexIterator(vm, SEQUENCE_ITERATOR_TYPE, sequence, 0);
}

/** Lets the sequence go: the iterator is exhausted. Can run any code. */
export function exhaustIndexIterator(vm: Interpreter, iterator: Address): void {
  const i32 = vm.i32;
  const sequence = i32[(iterator + IT_SEQ) >> 2];
  if (sequence === NULL) return;
  i32[(iterator + IT_SEQ) >> 2] = NULL;
  if (--i32[sequence >> 2] === 0) dealloc(vm, sequence);
}

/** tp_dealloc. */
export function indexIteratorDealloc(vm: Interpreter, iterator: Address): void {
  gcUntrack(vm, iterator);
  const sequence = vm.i32[(iterator + IT_SEQ) >> 2];
  if (sequence !== NULL && --vm.i32[sequence >> 2] === 0) dealloc(vm, sequence);
  gcFree(vm, iterator);
}

/** tp_traverse. */
export function indexIteratorTraverse(vm: Interpreter, iterator: Address, visit: Visit): void {
  const sequence = vm.i32[(iterator + IT_SEQ) >> 2];
  if (sequence !== NULL) visit(vm, sequence);
}
