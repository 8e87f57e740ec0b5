/**
 * tuple: operators and methods.
 *
 * The hash is the sum of the items' hashes in a simplified xxHash of 64 bits, computed in halves of 32.
 *
 * Source: CPython 3.11 Objects/tupleobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  OB_SIZE,
  OB_TYPE,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_MATCH_SELF,
  TPFLAGS_SEQUENCE,
  TPFLAGS_TUPLE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import {
  FALSE,
  INDEX_ERROR,
  NOT_IMPLEMENTED,
  TRUE,
  TUPLE_ITERATOR_TYPE,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { errorOccurred, noMemory, raise } from "./errors.ts";
import { hasTypeFlag } from "./subtype.ts";
import { typeNameOf } from "./type_name.ts";
import { newStr } from "./str.ts";
import { StrBuilder } from "./str_writer.ts";
import { STACK_MARGIN } from "./call.ts";
import { richCompare } from "./compare.ts";
import { hashKey } from "./dict_lookup.ts";
import { raiseTooDeep } from "./recursion.ts";
import { reprEnter, reprLeave } from "./repr_guard.ts";
import { asSsize, hasIndex } from "./number.ts";
import { checkPositional, noKeywordsFor, noKwnames } from "./arguments.ts";
import { defineType } from "./define_type.ts";
import { FREE_CONTAINER } from "./function_numbers.ts";
import { METH_CLASS, METH_FASTCALL, METH_NOARGS, METH_O } from "./method_definition.ts";
import { intFromNumber } from "./int.ts";
import { newIndexIterator } from "./index_iterator.ts";
import { isSlice, sliceAdjust, sliceUnpack } from "./slice.ts";
import { sequenceTuple } from "./sequence.ts";
import { itemEquals } from "./item_equality.ts";
import { copyReferences } from "./list.ts";
import { compareSizes, repeatItems, searchBound, writeRepr } from "./sequence_operations.ts";
import {
  newEmptyTuple,
  TUPLE_BASIC_SIZE,
  TUPLE_ITEMS,
  tupleDealloc,
  tupleItem,
  tupleNew,
  tuplePack1,
  tupleSize,
  tupleSlice,
  tupleTraverse,
} from "./tuple.ts";
import { multiplyHigh } from "./word_arithmetic.ts";
import { newGenericAlias } from "./generic_alias.ts";

const TP_ALLOC = TYPE.offsets.tp_alloc;
const OPEN = 0x28, CLOSE = 0x29;
const MAX_SSIZE = 2 ** 63;

const isExact = (vm: Interpreter, tuple: Address): boolean => vm.i32[(tuple + OB_TYPE) >> 2] === TUPLE_TYPE;

// Hash -----------------------------------------------------------------------------------------------------------

// The primes 11400714785074694791, 14029467366897019727 and 2870177450012600261, high half first.
const PRIME_1_HIGH = 0x9e3779b1 | 0, PRIME_1_LOW = 0x85ebca87 | 0;
const PRIME_2_HIGH = 0xc2b2ae3d | 0, PRIME_2_LOW = 0x27d4eb4f | 0;
const PRIME_5_HIGH = 0x27d4eb2f | 0, PRIME_5_LOW = 0x165667c5 | 0;
/** What the number of items is mixed with: prime 5 ^ 3527539. */
const LENGTH_HIGH = PRIME_5_HIGH, LENGTH_LOW = PRIME_5_LOW ^ 3527539;
/** The hash that would be -1. */
const INSTEAD_OF_ERROR = 1546275796;

/** Bytes on the arguments' stack for a tuple whose hash waits for that of an item. */
const WAITING_SIZE = 16;

/**
 * tp_hash: low half, the high one in `vm.hashHigh`. Tuples inside tuples need no level of the host's stack: those
 * around the one at hand wait on the arguments' stack. Can run any code.
 */
function tupleHash(vm: Interpreter, tuple: Address): number {
  const i32 = vm.i32;
  const bottom = vm.sp;
  let current = tuple, i = 0;
  let low = PRIME_5_LOW, high = PRIME_5_HIGH;
  for (;;) {
    let lane: number, laneHigh: number;
    if (i < i32[(current + OB_SIZE) >> 2]) {
      const item = i32[(current + TUPLE_ITEMS + 8 * i) >> 2];
      if (i32[(item + OB_TYPE) >> 2] === TUPLE_TYPE) {
        if (!pushWaiting(vm, current, i, low, high)) return failHash(vm, bottom);
        current = item;
        i = 0;
        low = PRIME_5_LOW;
        high = PRIME_5_HIGH;
        continue;
      }
      lane = hashKey(vm, item);
      laneHigh = vm.hashHigh;
      if (lane === -1 && laneHigh === -1) return failHash(vm, bottom);
    } else {
      lane = finishHash(vm, i, low, high);
      laneHigh = vm.hashHigh;
      if (vm.sp === bottom) return lane;
      const waiting = vm.sp -= WAITING_SIZE;
      current = i32[waiting >> 2];
      i = i32[(waiting + 4) >> 2];
      low = i32[(waiting + 8) >> 2];
      high = i32[(waiting + 12) >> 2];
    }
    i++;
    // accumulator += lane * prime 2
    const productLow = Math.imul(lane, PRIME_2_LOW);
    const productHigh = multiplyHigh(lane, PRIME_2_LOW) + Math.imul(lane, PRIME_2_HIGH) +
      Math.imul(laneHigh, PRIME_2_LOW);
    const sum = (low >>> 0) + (productLow >>> 0);
    high = (high + productHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
    low = sum | 0;
    // rotate left by 31
    const rotated = (low << 31) | (high >>> 1);
    high = (high << 31) | (low >>> 1);
    // accumulator *= prime 1
    low = Math.imul(rotated, PRIME_1_LOW);
    high = (multiplyHigh(rotated, PRIME_1_LOW) + Math.imul(rotated, PRIME_1_HIGH) +
      Math.imul(high, PRIME_1_LOW)) | 0;
  }
}

/** Lets a tuple wait for the hash of its item `i`; false with RecursionError. */
function pushWaiting(vm: Interpreter, tuple: Address, i: number, low: number, high: number): boolean {
  const waiting = vm.sp;
  if (waiting + WAITING_SIZE > vm.stackEnd - STACK_MARGIN) return raiseTooDeep(vm, " while hashing a tuple");
  const i32 = vm.i32;
  i32[waiting >> 2] = tuple;
  i32[(waiting + 4) >> 2] = i;
  i32[(waiting + 8) >> 2] = low;
  i32[(waiting + 12) >> 2] = high;
  vm.sp = waiting + WAITING_SIZE;
  return true;
}

function failHash(vm: Interpreter, bottom: Address): -1 {
  vm.sp = bottom;
  vm.hashHigh = -1;
  return -1;
}

/** The accumulator and the number of items make the hash. */
function finishHash(vm: Interpreter, n: number, low: number, high: number): number {
  const sum = (low >>> 0) + ((n ^ LENGTH_LOW) >>> 0);
  const resultHigh = (high + LENGTH_HIGH + (sum > 0xffffffff ? 1 : 0)) | 0;
  const result = sum | 0;
  if (result === -1 && resultHigh === -1) {
    vm.hashHigh = 0;
    return INSTEAD_OF_ERROR;
  }
  vm.hashHigh = resultHigh;
  return result;
}

// Operators ------------------------------------------------------------------------------------------------------

/** `a + b`: a new tuple, or one of the two if the other is empty. */
function tupleConcat(vm: Interpreter, a: Address, b: Address): Address {
  const sizeA = tupleSize(vm, a);
  if (sizeA === 0 && isExact(vm, b)) return newRef(vm, b);
  if (!hasTypeFlag(vm, b, TPFLAGS_TUPLE_SUBCLASS)) {
    return raise(vm, TYPE_ERROR, `can only concatenate tuple (not "${typeNameOf(vm, b)}") to tuple`);
  }
  const sizeB = tupleSize(vm, b);
  if (sizeB === 0 && isExact(vm, a)) return newRef(vm, a);
  const result = tupleNew(vm, sizeA + sizeB);
  if (result === NULL) return NULL;
  copyReferences(vm, result + TUPLE_ITEMS, a + TUPLE_ITEMS, sizeA);
  copyReferences(vm, result + TUPLE_ITEMS + 8 * sizeA, b + TUPLE_ITEMS, sizeB);
  return result;
}

/** `tuple * count`: a new tuple, or the same one if nothing changes. */
function tupleRepeat(vm: Interpreter, tuple: Address, count: number): Address {
  const size = tupleSize(vm, tuple);
  if ((size === 0 || count === 1) && isExact(vm, tuple)) return newRef(vm, tuple);
  if (size === 0 || count <= 0) return newEmptyTuple(vm);
  if (size * count >= MAX_SSIZE) return noMemory(vm);
  const result = tupleNew(vm, size * count);
  if (result !== NULL) repeatItems(vm, result + TUPLE_ITEMS, tuple + TUPLE_ITEMS, size, count);
  return result;
}

function tupleContains(vm: Interpreter, tuple: Address, value: Address): number {
  const n = tupleSize(vm, tuple);
  for (let i = 0; i < n; i++) {
    const equal = itemEquals(vm, tupleItem(vm, tuple, i), value);
    if (equal !== 0) return equal;
  }
  return 0;
}

function tupleItemSlot(vm: Interpreter, tuple: Address, index: number): Address {
  if (index < 0 || index >= tupleSize(vm, tuple)) return raise(vm, INDEX_ERROR, "tuple index out of range");
  return newRef(vm, tupleItem(vm, tuple, index));
}

/** `tuple[key]`, new. */
export function tupleSubscript(vm: Interpreter, tuple: Address, key: Address): Address {
  if (hasIndex(vm, key)) {
    const index = asSsize(vm, key, INDEX_ERROR);
    if (index === -1 && errorOccurred(vm) !== NULL) return NULL;
    return tupleItemSlot(vm, tuple, index < 0 ? index + tupleSize(vm, tuple) : index);
  }
  if (isSlice(vm, key)) return tupleGetSlice(vm, tuple, key);
  return raise(vm, TYPE_ERROR, `tuple indices must be integers or slices, not ${typeNameOf(vm, key)}`);
}

function tupleGetSlice(vm: Interpreter, tuple: Address, slice: Address): Address {
  if (sliceUnpack(vm, slice) < 0) return NULL;
  const n = sliceAdjust(vm, tupleSize(vm, tuple));
  const start = vm.sliceStart, step = vm.sliceStep;
  if (step === 1) return tupleSlice(vm, tuple, start, start + n);
  const result = tupleNew(vm, n);
  if (result === NULL) return NULL;
  const i32 = vm.i32;
  let index = start;
  for (let i = 0; i < n; i++, index += step) {
    const item = tupleItem(vm, tuple, index);
    i32[item >> 2]++;
    i32[(result + TUPLE_ITEMS + 8 * i) >> 2] = item;
  }
  return result;
}

function tupleRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!hasTypeFlag(vm, a, TPFLAGS_TUPLE_SUBCLASS) || !hasTypeFlag(vm, b, TPFLAGS_TUPLE_SUBCLASS)) {
    return newRef(vm, NOT_IMPLEMENTED);
  }
  const sizeA = tupleSize(vm, a), sizeB = tupleSize(vm, b);
  let i = 0;
  for (; i < sizeA && i < sizeB; i++) {
    const equal = itemEquals(vm, tupleItem(vm, a, i), tupleItem(vm, b, i));
    if (equal < 0) return NULL;
    if (equal === 0) break;
  }
  if (i >= sizeA || i >= sizeB) return newRef(vm, compareSizes(sizeA, sizeB, op) ? TRUE : FALSE);
  if (op === EQ) return newRef(vm, FALSE);
  if (op === NE) return newRef(vm, TRUE);
  return richCompare(vm, tupleItem(vm, a, i), tupleItem(vm, b, i), op);
}

function tupleRepr(vm: Interpreter, tuple: Address): Address {
  const size = tupleSize(vm, tuple);
  if (size === 0) return newStr(vm, "()");
  const entered = reprEnter(vm, tuple);
  if (entered !== 0) return entered > 0 ? newStr(vm, "(...)") : NULL;
  const builder = new StrBuilder();
  builder.overallocate = true;
  builder.minLength = size > 1 ? 3 * size : 4;
  const done = writeItems(vm, tuple, size, builder);
  reprLeave(vm, tuple);
  if (done) return builder.finish(vm);
  builder.release(vm);
  return NULL;
}

function writeItems(vm: Interpreter, tuple: Address, size: number, builder: StrBuilder): boolean {
  if (!builder.writeChar(vm, OPEN)) return false;
  for (let i = 0; i < size; i++) {
    if (i > 0 && !builder.writeAscii(vm, ", ")) return false;
    if (!writeRepr(vm, tupleItem(vm, tuple, i), builder)) return false;
  }
  builder.overallocate = false;
  return size > 1 ? builder.writeChar(vm, CLOSE) : builder.writeAscii(vm, ",)");
}

function tupleIter(vm: Interpreter, tuple: Address): Address {
  return newIndexIterator(vm, TUPLE_ITERATOR_TYPE, tuple, 0);
}

// Making ---------------------------------------------------------------------------------------------------------

function tupleNewSlot(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywordsFor(vm, "tuple", type, TUPLE_TYPE, kwargs)) return NULL;
  const n = tupleSize(vm, args);
  if (!checkPositional(vm, "tuple", n, 0, 1)) return NULL;
  const items = n > 0 ? sequenceTuple(vm, tupleItem(vm, args, 0)) : newEmptyTuple(vm);
  return type === TUPLE_TYPE || items === NULL ? items : newSubclassTuple(vm, type, items);
}

/** An instance of a subclass with the items of a tuple (stolen). */
function newSubclassTuple(vm: Interpreter, type: Address, items: Address): Address {
  const n = tupleSize(vm, items);
  const tuple: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, n);
  if (tuple !== NULL) copyReferences(vm, tuple + TUPLE_ITEMS, items + TUPLE_ITEMS, n);
  decref(vm, items);
  return tuple;
}

/** tuple(iterable) */
function tupleVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!noKwnames(vm, "tuple", kwnames)) return NULL;
  if (!checkPositional(vm, "tuple", nargs, 0, 1)) return NULL;
  const items = nargs > 0 ? sequenceTuple(vm, vm.i32[args >> 2]) : newEmptyTuple(vm);
  return type === TUPLE_TYPE || items === NULL ? items : newSubclassTuple(vm, type, items);
}

// Methods --------------------------------------------------------------------------------------------------------

function indexMethod(vm: Interpreter, tuple: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "index", nargs, 1, 3)) return NULL;
  const value = vm.i32[args >> 2];
  const size = tupleSize(vm, tuple);
  let start = nargs > 1 ? searchBound(vm, vm.i32[(args + 8) >> 2]) : 0;
  if (start === -1 && errorOccurred(vm) !== NULL) return NULL;
  let stop = nargs > 2 ? searchBound(vm, vm.i32[(args + 16) >> 2]) : size;
  if (stop === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (start < 0) start = Math.max(start + size, 0);
  if (stop < 0) stop += size;
  else if (stop > size) stop = size;
  for (let i = start; i < stop; i++) {
    const equal = itemEquals(vm, tupleItem(vm, tuple, i), value);
    if (equal < 0) return NULL;
    if (equal > 0) return intFromNumber(vm, i);
  }
  return raise(vm, VALUE_ERROR, "tuple.index(x): x not in tuple");
}

function countMethod(vm: Interpreter, tuple: Address, value: Address): Address {
  const n = tupleSize(vm, tuple);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const equal = itemEquals(vm, tupleItem(vm, tuple, i), value);
    if (equal < 0) return NULL;
    count += equal;
  }
  return intFromNumber(vm, count);
}

/** tuple.__getnewargs__: what copies and pickles are made from. */
function getNewArgsMethod(vm: Interpreter, tuple: Address): Address {
  const items = tupleSlice(vm, tuple, 0, tupleSize(vm, tuple));
  if (items === NULL) return NULL;
  const args = tuplePack1(vm, items);
  decref(vm, items);
  return args;
}

/** Declares tuple. */
export function defineTuple(vm: Interpreter): void {
  defineType(vm, TUPLE_TYPE, {
    name: "tuple",
    doc:
      "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n" +
      "If iterable is specified the tuple is initialized from iterable's items.\n\n" +
      "If the argument is a tuple, the return value is the same object.",
    basicSize: TUPLE_BASIC_SIZE,
    itemSize: 8,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE | TPFLAGS_TUPLE_SUBCLASS | TPFLAGS_MATCH_SELF |
      TPFLAGS_SEQUENCE,
    dealloc: tupleDealloc,
    traverse: tupleTraverse,
    repr: tupleRepr,
    hash: tupleHash,
    richcompare: tupleRichCompare,
    iter: tupleIter,
    new: tupleNewSlot,
    free: FREE_CONTAINER,
    vectorcall: tupleVectorcall,
    sequence: {
      length: tupleSize,
      concat: tupleConcat,
      repeat: tupleRepeat,
      item: tupleItemSlot,
      contains: tupleContains,
    },
    mapping: { length: tupleSize, subscript: tupleSubscript },
    methods: [
      {
        name: "__class_getitem__",
        flags: METH_O | METH_CLASS,
        fn: newGenericAlias,
        doc: "See PEP 585",
      },
      { name: "__getnewargs__", flags: METH_NOARGS, fn: getNewArgsMethod },
      { name: "index", flags: METH_FASTCALL, fn: indexMethod },
      { name: "count", flags: METH_O, fn: countMethod },
    ],
  });
}
