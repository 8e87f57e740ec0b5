/**
 * bytes_iterator and bytearray_iterator: the bytes one by one as ints.
 *
 * Law: an exhausted iterator has let its bytes go, and stays exhausted.
 *
 * Source: CPython 3.11 Objects/bytesobject.c (striter_*), Objects/bytearrayobject.c (bytearrayiter_*).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { newRef } from "../memory/refcount.ts";
import { BYTEARRAY_ITERATOR_TYPE, BYTES_ITERATOR_TYPE, NONE, SMALL_INT_ZERO } from "../memory/statics.ts";
import { byteData, byteSize } from "./byte_like.ts";
import { isBytes } from "./bytes.ts";
import { defineType } from "./define_type.ts";
import { SELF_ITER } from "./function_numbers.ts";
import {
  exhaustIndexIterator,
  INDEX_ITERATOR,
  indexIteratorDealloc,
  indexIteratorTraverse,
  IT_INDEX,
  IT_SEQ,
  newIndexIterator,
} from "./index_iterator.ts";
import { intFromNumber } from "./int.ts";
import { METH_NOARGS, METH_O } from "./method_definition.ts";
import { ssizeArgument } from "./str_arguments.ts";

/** tp_iter of bytes and bytearray: a new iterator. */
export function bytesIter(vm: Interpreter, self: Address): Address {
  return newIndexIterator(vm, isBytes(vm, self) ? BYTES_ITERATOR_TYPE : BYTEARRAY_ITERATOR_TYPE, self, 0);
}

/** tp_iternext of both: the next byte, new, or NULL. */
function bytesIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const self = i32[(iterator + IT_SEQ) >> 2];
  if (self === NULL) return NULL;
  const index = i32[(iterator + IT_INDEX) >> 2];
  if (index < byteSize(vm, self)) {
    i32[(iterator + IT_INDEX) >> 2] = index + 1;
    return newRef(vm, SMALL_INT_ZERO + 32 * vm.u8[byteData(vm, self) + index]);
  }
  exhaustIndexIterator(vm, iterator);
  return NULL;
}

function lengthHintMethod(vm: Interpreter, iterator: Address): Address {
  const self = vm.i32[(iterator + IT_SEQ) >> 2];
  const left = self === NULL ? 0 : byteSize(vm, self) - vm.i32[(iterator + IT_INDEX) >> 2];
  return intFromNumber(vm, Math.max(left, 0));
}

function setstateMethod(vm: Interpreter, iterator: Address, state: Address): Address {
  const index = ssizeArgument(vm, state);
  if (index === -1 && vm.curexcType !== NULL) return NULL;
  const self = vm.i32[(iterator + IT_SEQ) >> 2];
  if (self !== NULL) {
    vm.i32[(iterator + IT_INDEX) >> 2] = Math.min(Math.max(index, 0), byteSize(vm, self));
  }
  return newRef(vm, NONE);
}

/** Declares both iterators. */
export function defineBytesIterators(vm: Interpreter): void {
  const shared = {
    basicSize: INDEX_ITERATOR.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: indexIteratorDealloc,
    traverse: indexIteratorTraverse,
    iter: SELF_ITER,
    iternext: bytesIteratorNext,
    methods: [
      { name: "__length_hint__", flags: METH_NOARGS, fn: lengthHintMethod },
      { name: "__setstate__", flags: METH_O, fn: setstateMethod },
    ],
  };
  defineType(vm, BYTES_ITERATOR_TYPE, { ...shared, name: "bytes_iterator" });
  defineType(vm, BYTEARRAY_ITERATOR_TYPE, { ...shared, name: "bytearray_iterator" });
}
