/**
 * The iterator protocol: `iter(o)` and `next(it)` as functions of the runtime use them.
 *
 * An iterator's tp_iternext returns a new reference, or NULL when it is exhausted, with or without StopIteration
 * pending. `iterNext` is what loops call: StopIteration never comes out of it.
 *
 * Source: CPython 3.11 Objects/abstract.c (PyObject_GetIter, PyIter_Next), Objects/object.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TP_FLAGS, TPFLAGS_DICT_SUBCLASS, TYPE } from "../memory/object_layout.ts";
import { STOP_ITERATION, TYPE_ERROR } from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { clearError, errorMatches, raise } from "./errors.ts";
import { ITERNEXT_NOT_IMPLEMENTED } from "./function_numbers.ts";
import { newSequenceIterator } from "./index_iterator.ts";
import { typeName, typeNameOf } from "./type_name.ts";

const TP_ITER = TYPE.offsets.tp_iter;
const TP_ITERNEXT = TYPE.offsets.tp_iternext;
const TP_AS_SEQUENCE = TYPE.offsets.tp_as_sequence;
const SQ_ITEM = 24;

/** Does an object have items by index (and is not a dict)? */
export function isSequence(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_DICT_SUBCLASS) !== 0) return false;
  const sequence = i32[(type + TP_AS_SEQUENCE) >> 2];
  return sequence !== NULL && i32[(sequence + SQ_ITEM) >> 2] !== NULL;
}

/** Is an object an iterator? */
export function isIterator(vm: Interpreter, object: Address): boolean {
  const slot = vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_ITERNEXT) >> 2];
  return slot !== NULL && slot !== ITERNEXT_NOT_IMPLEMENTED;
}

/** `iter(object)`, new. NULL with TypeError "'X' object is not iterable". */
export function getIter(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const slot = i32[(i32[(object + OB_TYPE) >> 2] + TP_ITER) >> 2];
  if (slot === NULL) {
    if (isSequence(vm, object)) return newSequenceIterator(vm, object);
    return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, object)}' object is not iterable`);
  }
  const iterator: Address = vm.functions[slot](vm, object);
  if (iterator === NULL || isIterator(vm, iterator)) return iterator;
  const text = `iter() returned non-iterator of type '${typeName(vm, i32[(iterator + OB_TYPE) >> 2], 100)}'`;
  decref(vm, iterator);
  return raise(vm, TYPE_ERROR, text);
}

/** The next item of an iterator, new. NULL when there is none: an exception is pending only if it failed. */
export function iterNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const item: Address = vm.functions[i32[(i32[(iterator + OB_TYPE) >> 2] + TP_ITERNEXT) >> 2]](vm, iterator);
  if (item === NULL && vm.curexcType !== NULL && errorMatches(vm, STOP_ITERATION)) clearError(vm);
  return item;
}

/** tp_iter of iterators: the iterator itself, new. */
export function selfIter(vm: Interpreter, iterator: Address): Address {
  vm.i32[iterator >> 2]++;
  return iterator;
}

/** tp_iternext of classes that take the protocol away with `__next__ = None`. */
export function iterNextNotImplemented(vm: Interpreter, object: Address): Address {
  return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, object)}' object is not iterable`);
}
