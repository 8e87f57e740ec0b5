/**
 * The iterators of deque, from the left and from the right. They know the block and the place in it; a change of the deque's
 * items, which its state tells, ends them with RuntimeError.
 *
 *     16 b (block)   24 index   32 deque   40 state   48 counter: items that are left
 *
 * Source: CPython 3.11 Modules/_collectionsmodule.c (dequeiter_*, dequereviter_*).
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OBJECT, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { decref, incref, newRef, typeOf, xdecref } from "../memory/refcount.ts";
import { lateType, RUNTIME_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional } from "../objects/arguments.ts";
import { defineType, type TypeSpec } from "../objects/define_type.ts";
import { errorOccurred, formatType, raise } from "../objects/errors.ts";
import { SELF_ITER } from "../objects/function_numbers.ts";
import { intFromNumber } from "../objects/int.ts";
import { METH_NOARGS } from "../objects/method_definition.ts";
import { asSsize } from "../objects/number.ts";
import { tuplePack2 } from "../objects/tuple.ts";
import { tupleItem, tupleSize } from "../objects/tuple.ts";
import {
  BLOCK_DATA,
  BLOCK_LENGTH,
  BLOCK_RIGHT,
  DEQUE_LEFT_BLOCK,
  DEQUE_LEFT_INDEX,
  DEQUE_RIGHT_BLOCK,
  DEQUE_RIGHT_INDEX,
  DEQUE_STATE,
  dequeSize,
  isDeque,
} from "./deque.ts";

const ITERATOR = struct("dequeiterobject", 56, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  b: pointer(16, "block of the next item, the deque's"),
  index: i64(24, "place of the next item in the block"),
  deque: pointer(32, "the deque, owned"),
  state: i64(40, "the deque's state when the iterator was made"),
  counter: i64(48, "items that are left"),
});
const I = ITERATOR.offsets;
export const DEQUE_ITERATOR_TYPE = lateType("deque_iterator");
export const DEQUE_REVERSE_ITERATOR_TYPE = lateType("deque_reverse_iterator");

function newIterator(vm: Interpreter, type: Address, deque: Address, block: Address, index: number): Address {
  const iterator = gcNew(vm, type, ITERATOR.size);
  if (iterator === NULL) return NULL;
  const { i32, f64 } = vm;
  for (const field of [I.b, I.index, I.deque, I.state, I.counter]) f64[(iterator + field) >> 3] = 0;
  incref(vm, deque);
  i32[(iterator + I.b) >> 2] = i32[(deque + block) >> 2];
  i32[(iterator + I.index) >> 2] = i32[(deque + index) >> 2];
  i32[(iterator + I.index + 4) >> 2] = i32[(deque + index) >> 2] >> 31;
  i32[(iterator + I.deque) >> 2] = deque;
  i32[(iterator + I.state) >> 2] = i32[(deque + DEQUE_STATE) >> 2];
  i32[(iterator + I.counter) >> 2] = dequeSize(vm, deque);
  gcTrack(vm, iterator);
  return iterator;
}

/** An iterator from the left, new; NULL with MemoryError. */
export function dequeIter(vm: Interpreter, deque: Address): Address {
  return newIterator(vm, DEQUE_ITERATOR_TYPE, deque, DEQUE_LEFT_BLOCK, DEQUE_LEFT_INDEX);
}

/** An iterator from the right, new; NULL with MemoryError. */
export function dequeReversed(vm: Interpreter, deque: Address): Address {
  return newIterator(vm, DEQUE_REVERSE_ITERATOR_TYPE, deque, DEQUE_RIGHT_BLOCK, DEQUE_RIGHT_INDEX);
}

/** Whether the deque is as it was; false with RuntimeError. */
function isUnchanged(vm: Interpreter, iterator: Address): boolean {
  const i32 = vm.i32;
  const deque = i32[(iterator + I.deque) >> 2];
  if (i32[(deque + DEQUE_STATE) >> 2] === i32[(iterator + I.state) >> 2]) return true;
  i32[(iterator + I.counter) >> 2] = 0;
  raise(vm, RUNTIME_ERROR, "deque mutated during iteration");
  return false;
}

/** tp_iternext from the left: the next item, new, or NULL. */
function iteratorNext(vm: Interpreter, iterator: Address): Address {
  if (!isUnchanged(vm, iterator)) return NULL;
  const i32 = vm.i32;
  const left = i32[(iterator + I.counter) >> 2];
  if (left === 0) return NULL;
  const block = i32[(iterator + I.b) >> 2], index = i32[(iterator + I.index) >> 2];
  const item = i32[(block + BLOCK_DATA + 8 * index) >> 2];
  i32[(iterator + I.counter) >> 2] = left - 1;
  if (index + 1 === BLOCK_LENGTH && left > 1) {
    i32[(iterator + I.b) >> 2] = i32[(block + BLOCK_RIGHT) >> 2];
    i32[(iterator + I.index) >> 2] = 0;
  } else {
    i32[(iterator + I.index) >> 2] = index + 1;
  }
  return newRef(vm, item);
}

/** tp_iternext from the right. */
function reverseIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const left = i32[(iterator + I.counter) >> 2];
  if (left === 0 || !isUnchanged(vm, iterator)) return NULL;
  const block = i32[(iterator + I.b) >> 2], index = i32[(iterator + I.index) >> 2];
  const item = i32[(block + BLOCK_DATA + 8 * index) >> 2];
  i32[(iterator + I.counter) >> 2] = left - 1;
  if (index === 0 && left > 1) {
    i32[(iterator + I.b) >> 2] = i32[block >> 2];
    i32[(iterator + I.index) >> 2] = BLOCK_LENGTH - 1;
  } else {
    i32[(iterator + I.index) >> 2] = index - 1;
    i32[(iterator + I.index + 4) >> 2] = (index - 1) >> 31;
  }
  return newRef(vm, item);
}

/** tp_new: an iterator over a deque, so many items on. */
function iteratorNew(vm: Interpreter, type: Address, args: Address): Address {
  const n = tupleSize(vm, args);
  const name = type === DEQUE_ITERATOR_TYPE ? "_deque_iterator" : "_deque_reverse_iterator";
  if (!checkPositional(vm, name, n, 1, 2)) return NULL;
  const deque = tupleItem(vm, args, 0);
  if (!isDeque(vm, deque)) {
    const given = formatType(vm, deque);
    return raise(vm, TYPE_ERROR, `argument 1 must be collections.deque, not ${given}`);
  }
  const skip = n < 2 ? 0 : asSsize(vm, tupleItem(vm, args, 1), TYPE_ERROR);
  if (skip === -1 && errorOccurred(vm) !== NULL) return NULL;
  const iterator = type === DEQUE_ITERATOR_TYPE ? dequeIter(vm, deque) : dequeReversed(vm, deque);
  for (let i = 0; iterator !== NULL && i < skip; i++) {
    const item = type === DEQUE_ITERATOR_TYPE
      ? iteratorNext(vm, iterator)
      : reverseIteratorNext(vm, iterator);
    if (item === NULL) break;
    decref(vm, item);
  }
  return iterator;
}

function lengthHint(vm: Interpreter, iterator: Address): Address {
  return intFromNumber(vm, vm.i32[(iterator + I.counter) >> 2]);
}

/** `__reduce__()`: the type, the deque, and how far the iterator is. */
function reduce(vm: Interpreter, iterator: Address): Address {
  const deque = vm.i32[(iterator + I.deque) >> 2];
  const done = intFromNumber(vm, dequeSize(vm, deque) - vm.i32[(iterator + I.counter) >> 2]);
  if (done === NULL) return NULL;
  const args = tuplePack2(vm, deque, done);
  decref(vm, done);
  if (args === NULL) return NULL;
  const result = tuplePack2(vm, typeOf(vm, iterator), args);
  decref(vm, args);
  return result;
}

function iteratorTraverse(vm: Interpreter, iterator: Address, visit: Visit): void {
  const deque = vm.i32[(iterator + I.deque) >> 2];
  if (deque !== NULL) visit(vm, deque);
}

function iteratorDealloc(vm: Interpreter, iterator: Address): void {
  gcUntrack(vm, iterator);
  xdecref(vm, vm.i32[(iterator + I.deque) >> 2]);
  gcFree(vm, iterator);
}

const SHARED: Omit<TypeSpec, "name"> = {
  basicSize: ITERATOR.size,
  flags: TPFLAGS_HAVE_GC,
  dealloc: iteratorDealloc,
  traverse: iteratorTraverse,
  iter: SELF_ITER,
  new: iteratorNew,
  methods: [
    { name: "__length_hint__", flags: METH_NOARGS, fn: lengthHint },
    { name: "__reduce__", flags: METH_NOARGS, fn: reduce },
  ],
};

/** Declares the iterator from the left. */
export function defineDequeIterator(vm: Interpreter): void {
  defineType(vm, DEQUE_ITERATOR_TYPE, {
    ...SHARED,
    name: "_collections._deque_iterator",
    iternext: iteratorNext,
  });
}

/** Declares the iterator from the right. */
export function defineDequeReverseIterator(vm: Interpreter): void {
  defineType(vm, DEQUE_REVERSE_ITERATOR_TYPE, {
    ...SHARED,
    name: "_collections._deque_reverse_iterator",
    iternext: reverseIteratorNext,
  });
}
