/**
 * reversed: a sequence from its last item to its first, for objects without `__reversed__`.
 *
 *     16 index   24 seq
 *
 * Source: CPython 3.11 Objects/enumobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import {
  identifier,
  INDEX_ERROR,
  NONE,
  REVERSED_TYPE,
  STOP_ITERATION,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import { lookupSpecial } from "./attributes.ts";
import { call0 } from "./call.ts";
import { clearError, errorMatches, errorOccurred, raise } from "./errors.ts";
import { typeNameOf } from "./type_name.ts";
import { isSequence, sequenceItem } from "./sequence.ts";
import { objectSize } from "./size.ts";
import { checkPositional, noKeywordsFor, noKwnames } from "./arguments.ts";
import { defineType } from "./define_type.ts";
import { FREE_CONTAINER, SELF_ITER } from "./function_numbers.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { intFromNumber } from "./int.ts";
import {
  exhaustIndexIterator,
  INDEX_ITERATOR,
  indexIteratorTraverse,
  IT_INDEX,
  IT_SEQ,
} from "./index_iterator.ts";
import { tupleItem, tupleSize } from "./tuple.ts";

const REVERSED = identifier("__reversed__");
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

/** `reversed(sequence)`: what `__reversed__` returns, or a new reversed object. NULL with an exception. */
function reverseSequence(vm: Interpreter, type: Address, sequence: Address): Address {
  const method = lookupSpecial(vm, sequence, REVERSED);
  if (method === NULL && errorOccurred(vm) !== NULL) return NULL;
  if (method === NONE || (method === NULL && !isSequence(vm, sequence))) {
    xdecref(vm, method);
    return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, sequence)}' object is not reversible`);
  }
  if (method !== NULL) {
    const result = call0(vm, method);
    decref(vm, method);
    return result;
  }
  const size = objectSize(vm, sequence);
  if (size === -1) return NULL;
  const object: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (object === NULL) return NULL;
  vm.i32[(object + IT_INDEX) >> 2] = size - 1;
  vm.i32[(object + IT_INDEX + 4) >> 2] = (size - 1) >> 31;
  vm.i32[(object + IT_SEQ) >> 2] = newRef(vm, sequence);
  return object;
}

function reversedNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywordsFor(vm, "reversed", type, REVERSED_TYPE, kwargs)) return NULL;
  if (!checkPositional(vm, "reversed", tupleSize(vm, args), 1, 1)) return NULL;
  return reverseSequence(vm, type, tupleItem(vm, args, 0));
}

/** reversed(sequence) */
function reversedVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!noKwnames(vm, "reversed", kwnames)) return NULL;
  if (!checkPositional(vm, "reversed", nargs, 1, 1)) return NULL;
  return reverseSequence(vm, type, vm.i32[args >> 2]);
}

/** tp_iternext: the item before, new, or NULL. */
function reversedNext(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const index = i32[(object + IT_INDEX) >> 2];
  const sequence = i32[(object + IT_SEQ) >> 2];
  if (index >= 0 && sequence !== NULL) {
    i32[sequence >> 2]++;
    const item = sequenceItem(vm, sequence, index);
    decref(vm, sequence);
    if (item !== NULL) {
      setIndex(vm, object, i32[(object + IT_INDEX) >> 2] - 1);
      return item;
    }
    if (errorMatches(vm, INDEX_ERROR) || errorMatches(vm, STOP_ITERATION)) clearError(vm);
  }
  setIndex(vm, object, -1);
  exhaustIndexIterator(vm, object);
  return NULL;
}

function setIndex(vm: Interpreter, object: Address, index: number): void {
  vm.i32[(object + IT_INDEX) >> 2] = index;
  vm.i32[(object + IT_INDEX + 4) >> 2] = index >> 31;
}

function reversedDealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, object);
  xdecref(vm, i32[(object + IT_SEQ) >> 2]);
  vm.functions[i32[(i32[(object + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, object);
}

function lengthHintMethod(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const sequence = i32[(object + IT_SEQ) >> 2];
  if (sequence === NULL) return intFromNumber(vm, 0);
  const size = objectSize(vm, sequence);
  if (size === -1) return NULL;
  const left = i32[(object + IT_INDEX) >> 2] + 1;
  return intFromNumber(vm, size < left ? 0 : left);
}

/** Declares reversed. */
export function defineReversed(vm: Interpreter): void {
  defineType(vm, REVERSED_TYPE, {
    name: "reversed",
    doc: "Return a reverse iterator over the values of the given sequence.",
    basicSize: INDEX_ITERATOR.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dealloc: reversedDealloc,
    traverse: indexIteratorTraverse,
    iter: SELF_ITER,
    iternext: reversedNext,
    new: reversedNew,
    free: FREE_CONTAINER,
    vectorcall: reversedVectorcall,
    methods: [{ name: "__length_hint__", flags: METH_NOARGS, fn: lengthHintMethod }],
  });
}
