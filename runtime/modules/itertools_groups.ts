/**
 * Iterators over several iterables at once or one in several ways: zip_longest, groupby, tee.
 *
 *     zip_longest    16 tuplesize   24 numactive   32 ittuple   40 result   48 fillvalue
 *     groupby        16 it   24 keyfunc   32 tgtkey   40 currkey   48 currvalue   56 currgrouper (borrowed)
 *     _grouper       16 parent   24 tgtkey
 *     _tee           16 dataobj  24 index  32 weakreflist
 *     _tee_dataobject   16 it   24 numread   28 running   32 nextlink   40 values[57]
 *
 * A group ends as soon as groupby goes on. The iterators of tee share a chain of objects that keep what was read; those
 * that all of them have passed are released, the longest chain without recursion.
 *
 * Source: CPython 3.11 Modules/itertoolsmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcIsTracked, gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { EQ, TPFLAGS_DISALLOW_INSTANTIATION, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { clearField, decref, newRef, refcount, setField, typeOf, xdecref } from "../memory/refcount.ts";
import { EMPTY_TUPLE, lateType, NONE, RUNTIME_ERROR, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional, parseTupleAndKeywords } from "../objects/arguments.ts";
import { call0, call1 } from "../objects/call.ts";
import { defineType } from "../objects/define_type.ts";
import { dictGetStr, dictSize } from "../objects/dict.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { SELF_ITER } from "../objects/function_numbers.ts";
import { getIter } from "../objects/iterate.ts";
import { METH_NOARGS } from "../objects/method_definition.ts";
import { getAttrJs, lookupAttr, richCompareBool } from "../objects/object.ts";
import { identifier } from "../memory/statics.ts";
import { tupleItem, tupleNew, tuplePack2, tupleSetItem, tupleSize } from "../objects/tuple.ts";
import { clearWeakrefs } from "../objects/weakref_object.ts";
import { advance, iteratorSlots, newObject, ssizeOf } from "./itertools_objects.ts";

const FILLVALUE_NAME = identifier("fillvalue");
const COPY_NAME = identifier("__copy__");
const TUPLE_ITEMS = 24;

// zip_longest --------------------------------------------------------------------------------------------------------

export const ZIP_LONGEST_TYPE = lateType("zip_longest");
const ZIP_SIZE = 16;
const ZIP_ACTIVE = 24;
const ZIP_ITERATORS = 32;
const ZIP_RESULT = 40;
const ZIP_FILL = 48;

/** zip_longest(*iterables, fillvalue=None) */
function zipLongestNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  let fill = NONE;
  if (kwargs !== NULL && dictSize(vm, kwargs) > 0) {
    fill = dictSize(vm, kwargs) === 1 ? dictGetStr(vm, kwargs, FILLVALUE_NAME) : NULL;
    if (fill === NULL) return raise(vm, TYPE_ERROR, "zip_longest() got an unexpected keyword argument");
  }
  const n = tupleSize(vm, args);
  const iterators = makeIterators(vm, args, n);
  if (iterators === NULL) return NULL;
  const result = tupleNew(vm, n);
  const self = result === NULL ? NULL : newObject(vm, type);
  if (self === NULL) {
    decref(vm, iterators);
    xdecref(vm, result);
    return NULL;
  }
  for (let i = 0; i < n; i++) tupleSetItem(vm, result, i, newRef(vm, NONE));
  const i32 = vm.i32;
  i32[(self + ZIP_SIZE) >> 2] = n;
  i32[(self + ZIP_ACTIVE) >> 2] = n;
  i32[(self + ZIP_ITERATORS) >> 2] = iterators;
  i32[(self + ZIP_RESULT) >> 2] = result;
  i32[(self + ZIP_FILL) >> 2] = newRef(vm, fill);
  return self;
}

function makeIterators(vm: Interpreter, iterables: Address, n: number): Address {
  const iterators = tupleNew(vm, n);
  if (iterators === NULL) return NULL;
  for (let i = 0; i < n; i++) {
    const iterator = getIter(vm, tupleItem(vm, iterables, i));
    if (iterator === NULL) {
      decref(vm, iterators);
      return NULL;
    }
    tupleSetItem(vm, iterators, i, iterator);
  }
  return iterators;
}

/** The next item of iterator `i`, new: the fill value once it is at its end. NULL if nothing is left, or with an exception. */
function nextOrFill(vm: Interpreter, self: Address, i: number): Address {
  const i32 = vm.i32;
  const word = i32[(self + ZIP_ITERATORS) >> 2] + TUPLE_ITEMS + 8 * i;
  if (i32[word >> 2] === NULL) return newRef(vm, i32[(self + ZIP_FILL) >> 2]);
  const item = advance(vm, word);
  if (item !== NULL) return item;
  if (--i32[(self + ZIP_ACTIVE) >> 2] <= 0 || errorOccurred(vm) !== NULL) {
    i32[(self + ZIP_ACTIVE) >> 2] = 0;
    return NULL;
  }
  clearField(vm, word);
  return newRef(vm, i32[(self + ZIP_FILL) >> 2]);
}

function zipLongestNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const n = i32[(self + ZIP_SIZE) >> 2];
  if (n === 0 || i32[(self + ZIP_ACTIVE) >> 2] === 0) return NULL;
  const old = i32[(self + ZIP_RESULT) >> 2];
  const isFree = refcount(vm, old) === 1;
  const result = isFree ? newRef(vm, old) : tupleNew(vm, n);
  if (result === NULL) return NULL;
  for (let i = 0; i < n; i++) {
    const item = nextOrFill(vm, self, i);
    if (item === NULL) {
      decref(vm, result);
      return NULL;
    }
    setField(vm, result + TUPLE_ITEMS + 8 * i, item);
  }
  // A collection may have stopped tracking the tuple, which held nothing of interest then.
  if (isFree && !gcIsTracked(vm, result)) gcTrack(vm, result);
  return result;
}

/** Declares zip_longest. */
export function defineZipLongest(vm: Interpreter): void {
  defineType(vm, ZIP_LONGEST_TYPE, {
    ...iteratorSlots([ZIP_ITERATORS, ZIP_RESULT, ZIP_FILL]),
    name: "itertools.zip_longest",
    doc: "Gives tuples of the next items until the longest iterable ends; the others are filled up.",
    basicSize: 56,
    iternext: zipLongestNext,
    new: zipLongestNew,
  });
}

// groupby ------------------------------------------------------------------------------------------------------------

export const GROUPBY_TYPE = lateType("groupby");
export const GROUPER_TYPE = lateType("grouper");
const GROUP_IT = 16;
const GROUP_FUNC = 24;
const GROUP_TARGET = 32;
const GROUP_KEY = 40;
const GROUP_VALUE = 48;
const GROUP_GROUPER = 56;
const GROUPER_PARENT = 16;
const GROUPER_TARGET = 24;
const GROUPBY = { name: "groupby", params: ["iterable", "key"], required: 1 };

function groupbyNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, GROUPBY, args, kwargs);
  if (given === null) return NULL;
  const iterator = getIter(vm, given[0]);
  if (iterator === NULL) return NULL;
  const self = newObject(vm, type);
  if (self === NULL) {
    decref(vm, iterator);
    return NULL;
  }
  vm.i32[(self + GROUP_IT) >> 2] = iterator;
  vm.i32[(self + GROUP_FUNC) >> 2] = newRef(vm, given[1] === NULL ? NONE : given[1]);
  return self;
}

/** Reads the next value and its key; false at the end or with an exception. */
function step(vm: Interpreter, self: Address): boolean {
  const value = advance(vm, self + GROUP_IT);
  if (value === NULL) return false;
  const func = vm.i32[(self + GROUP_FUNC) >> 2];
  const key = func === NONE ? newRef(vm, value) : call1(vm, func, value);
  if (key === NULL) {
    decref(vm, value);
    return false;
  }
  setField(vm, self + GROUP_VALUE, value);
  setField(vm, self + GROUP_KEY, key);
  return true;
}

/** Compares a key (borrowed) with that of the current value: 1 equal, 0, or -1 with an exception. */
function isCurrentKey(vm: Interpreter, self: Address, key: Address): number {
  const current = newRef(vm, vm.i32[(self + GROUP_KEY) >> 2]);
  newRef(vm, key);
  const equal = richCompareBool(vm, key, current, EQ);
  decref(vm, key);
  decref(vm, current);
  return equal;
}

function groupbyNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  i32[(self + GROUP_GROUPER) >> 2] = NULL;
  for (;;) {
    if (i32[(self + GROUP_KEY) >> 2] !== NULL) {
      const target = i32[(self + GROUP_TARGET) >> 2];
      if (target === NULL) break;
      const equal = isCurrentKey(vm, self, target);
      if (equal < 0) return NULL;
      if (equal === 0) break;
    }
    if (!step(vm, self)) return NULL;
  }
  const key = i32[(self + GROUP_KEY) >> 2];
  if (key === NULL) return NULL;
  newRef(vm, key);
  setField(vm, self + GROUP_TARGET, newRef(vm, key));
  const group = newGrouper(vm, self, key);
  const pair = group === NULL ? NULL : tuplePack2(vm, key, group);
  decref(vm, key);
  if (group !== NULL) decref(vm, group);
  return pair;
}

function newGrouper(vm: Interpreter, parent: Address, key: Address): Address {
  const group = gcNew(vm, GROUPER_TYPE, 32);
  if (group === NULL) return NULL;
  const { f64, i32 } = vm;
  f64[(group + GROUPER_PARENT) >> 3] = 0;
  f64[(group + GROUPER_TARGET) >> 3] = 0;
  i32[(group + GROUPER_PARENT) >> 2] = newRef(vm, parent);
  i32[(group + GROUPER_TARGET) >> 2] = newRef(vm, key);
  i32[(parent + GROUP_GROUPER) >> 2] = group;
  gcTrack(vm, group);
  return group;
}

function grouperNext(vm: Interpreter, group: Address): Address {
  const i32 = vm.i32;
  const parent = i32[(group + GROUPER_PARENT) >> 2];
  if (i32[(parent + GROUP_GROUPER) >> 2] !== group) return NULL;
  if (i32[(parent + GROUP_VALUE) >> 2] === NULL && !step(vm, parent)) return NULL;
  if (i32[(parent + GROUP_KEY) >> 2] === NULL) return NULL;
  if (isCurrentKey(vm, parent, i32[(group + GROUPER_TARGET) >> 2]) <= 0) return NULL;
  const value = i32[(parent + GROUP_VALUE) >> 2];
  i32[(parent + GROUP_VALUE) >> 2] = NULL;
  clearField(vm, parent + GROUP_KEY);
  return value;
}

/** Declares groupby. */
export function defineGroupby(vm: Interpreter): void {
  defineType(vm, GROUPBY_TYPE, {
    ...iteratorSlots([GROUP_IT, GROUP_FUNC, GROUP_TARGET, GROUP_KEY, GROUP_VALUE]),
    name: "itertools.groupby",
    doc: "Gives pairs of a key and an iterator over the items in a row that have it.",
    basicSize: 64,
    iternext: groupbyNext,
    new: groupbyNew,
  });
}

/** Declares the iterator over a group. */
export function defineGrouper(vm: Interpreter): void {
  defineType(vm, GROUPER_TYPE, {
    ...iteratorSlots([GROUPER_PARENT, GROUPER_TARGET]),
    name: "itertools._grouper",
    basicSize: 32,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_DISALLOW_INSTANTIATION,
    iternext: grouperNext,
  });
}

// tee ----------------------------------------------------------------------------------------------------------------

export const TEE_TYPE = lateType("tee");
export const TEE_DATA_TYPE = lateType("tee_dataobject");
const TEE_DATA = 16;
const TEE_INDEX = 24;
const TEE_WEAKREFS = 32;
const TEE_SIZE = 40;
const DATA_IT = 16;
const DATA_READ = 24;
const DATA_RUNNING = 28;
const DATA_NEXT = 32;
const DATA_VALUES = 40;
const DATA_LENGTH = 57;
const DATA_SIZE = 496;

/** A new data object over an iterator (borrowed); NULL with MemoryError. */
function newData(vm: Interpreter, iterator: Address): Address {
  const data = gcNew(vm, TEE_DATA_TYPE, DATA_SIZE);
  if (data === NULL) return NULL;
  vm.f64[(data + DATA_IT) >> 3] = 0;
  vm.f64[(data + DATA_READ) >> 3] = 0;
  vm.f64[(data + DATA_NEXT) >> 3] = 0;
  vm.i32[(data + DATA_IT) >> 2] = newRef(vm, iterator);
  gcTrack(vm, data);
  return data;
}

/** Value `i` of a data object, new: the next of its iterator if it is the first that is not read. NULL at the end. */
function dataItem(vm: Interpreter, data: Address, i: number): Address {
  const i32 = vm.i32;
  const word = data + DATA_VALUES + 8 * i;
  if (i < i32[(data + DATA_READ) >> 2]) return newRef(vm, i32[word >> 2]);
  if (i32[(data + DATA_RUNNING) >> 2] !== 0) {
    return raise(vm, RUNTIME_ERROR, "cannot re-enter the tee iterator");
  }
  i32[(data + DATA_RUNNING) >> 2] = 1;
  const value = advance(vm, data + DATA_IT);
  i32[(data + DATA_RUNNING) >> 2] = 0;
  if (value === NULL) return NULL;
  vm.f64[word >> 3] = 0;
  i32[word >> 2] = value;
  i32[(data + DATA_READ) >> 2]++;
  return newRef(vm, value);
}

/** The data object after one that is full, new; NULL with MemoryError. */
function nextData(vm: Interpreter, data: Address): Address {
  const i32 = vm.i32;
  if (i32[(data + DATA_NEXT) >> 2] === NULL) {
    const made = newData(vm, i32[(data + DATA_IT) >> 2]);
    if (made === NULL) return NULL;
    setField(vm, data + DATA_NEXT, made);
  }
  return newRef(vm, i32[(data + DATA_NEXT) >> 2]);
}

function dataTraverse(vm: Interpreter, data: Address, visit: Visit): void {
  const i32 = vm.i32;
  const read = i32[(data + DATA_READ) >> 2];
  if (i32[(data + DATA_IT) >> 2] !== NULL) visit(vm, i32[(data + DATA_IT) >> 2]);
  for (let i = 0; i < read; i++) visit(vm, i32[(data + DATA_VALUES + 8 * i) >> 2]);
  if (i32[(data + DATA_NEXT) >> 2] !== NULL) visit(vm, i32[(data + DATA_NEXT) >> 2]);
}

/** Releases what a data object holds; the chain behind it one by one, as far as nobody else refers to it. */
function dataClear(vm: Interpreter, data: Address): void {
  const i32 = vm.i32;
  clearField(vm, data + DATA_IT);
  const read = i32[(data + DATA_READ) >> 2];
  i32[(data + DATA_READ) >> 2] = 0;
  for (let i = 0; i < read; i++) decref(vm, i32[(data + DATA_VALUES + 8 * i) >> 2]);
  let next = i32[(data + DATA_NEXT) >> 2];
  i32[(data + DATA_NEXT) >> 2] = NULL;
  while (next !== NULL && refcount(vm, next) === 1 && typeOf(vm, next) === TEE_DATA_TYPE) {
    const after = i32[(next + DATA_NEXT) >> 2];
    i32[(next + DATA_NEXT) >> 2] = NULL;
    decref(vm, next);
    next = after;
  }
  xdecref(vm, next);
}

function dataDealloc(vm: Interpreter, data: Address): void {
  gcUntrack(vm, data);
  dataClear(vm, data);
  gcFree(vm, data);
}

/** A new tee over a data object (stolen; NULL passes a failure on) from a place in it on. */
function newTee(vm: Interpreter, data: Address, index: number): Address {
  if (data === NULL) return NULL;
  const tee = gcNew(vm, TEE_TYPE, TEE_SIZE);
  if (tee === NULL) {
    decref(vm, data);
    return NULL;
  }
  for (const field of [TEE_DATA, TEE_INDEX, TEE_WEAKREFS]) vm.f64[(tee + field) >> 3] = 0;
  vm.i32[(tee + TEE_DATA) >> 2] = data;
  vm.i32[(tee + TEE_INDEX) >> 2] = index;
  gcTrack(vm, tee);
  return tee;
}

/** `__copy__()`: another iterator from the same place on. */
function teeCopy(vm: Interpreter, tee: Address): Address {
  const data = newRef(vm, vm.i32[(tee + TEE_DATA) >> 2]);
  return newTee(vm, data, vm.i32[(tee + TEE_INDEX) >> 2]);
}

/** A tee over any iterable (borrowed), new. */
function teeFrom(vm: Interpreter, iterable: Address): Address {
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return NULL;
  const tee = typeOf(vm, iterator) === TEE_TYPE
    ? teeCopy(vm, iterator)
    : newTee(vm, newData(vm, iterator), 0);
  decref(vm, iterator);
  return tee;
}

function teeNext(vm: Interpreter, tee: Address): Address {
  const i32 = vm.i32;
  if (i32[(tee + TEE_INDEX) >> 2] >= DATA_LENGTH) {
    const next = nextData(vm, i32[(tee + TEE_DATA) >> 2]);
    if (next === NULL) return NULL;
    i32[(tee + TEE_INDEX) >> 2] = 0;
    setField(vm, tee + TEE_DATA, next);
  }
  const data = newRef(vm, i32[(tee + TEE_DATA) >> 2]);
  const value = dataItem(vm, data, i32[(tee + TEE_INDEX) >> 2]);
  decref(vm, data);
  if (value !== NULL) i32[(tee + TEE_INDEX) >> 2]++;
  return value;
}

function teeDealloc(vm: Interpreter, tee: Address): void {
  gcUntrack(vm, tee);
  if (vm.i32[(tee + TEE_WEAKREFS) >> 2] !== NULL) clearWeakrefs(vm, tee);
  clearField(vm, tee + TEE_DATA);
  gcFree(vm, tee);
}

function teeTraverse(vm: Interpreter, tee: Address, visit: Visit): void {
  const data = vm.i32[(tee + TEE_DATA) >> 2];
  if (data !== NULL) visit(vm, data);
}

function teeNew(vm: Interpreter, _type: Address, args: Address): Address {
  if (!checkPositional(vm, "_tee", tupleSize(vm, args), 1, 1)) return NULL;
  return teeFrom(vm, tupleItem(vm, args, 0));
}

/** tee(iterable, n=2, /): a tuple of n iterators. */
export function tee(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "tee", nargs, 1, 2)) return NULL;
  let n = 2;
  if (nargs === 2) {
    n = ssizeOf(vm, vm.i32[(args + 8) >> 2]);
    if (n === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  if (n < 0) return raise(vm, VALUE_ERROR, "n must be >= 0");
  if (n === 0) return newRef(vm, EMPTY_TUPLE);
  const result = tupleNew(vm, n);
  if (result === NULL) return NULL;
  if (fillTees(vm, result, n, vm.i32[args >> 2])) return result;
  decref(vm, result);
  return NULL;
}

/** Fills a tuple with iterators: the first over the iterable, the others copies of it. */
function fillTees(vm: Interpreter, result: Address, n: number, iterable: Address): boolean {
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return false;
  const copies = lookupAttr(vm, iterator, COPY_NAME);
  const first = copies === NULL && errorOccurred(vm) === NULL ? teeFrom(vm, iterator) : newRef(vm, iterator);
  decref(vm, iterator);
  if (copies !== NULL) decref(vm, copies);
  if (first === NULL) return false;
  tupleSetItem(vm, result, 0, first);
  if (errorOccurred(vm) !== NULL) return false;
  const copy = getAttrJs(vm, first, "__copy__");
  if (copy === NULL) return false;
  for (let i = 1; i < n; i++) {
    const other = call0(vm, copy);
    if (other === NULL) {
      decref(vm, copy);
      return false;
    }
    tupleSetItem(vm, result, i, other);
  }
  decref(vm, copy);
  return true;
}

/** Declares the iterators of tee. */
export function defineTee(vm: Interpreter): void {
  defineType(vm, TEE_TYPE, {
    name: "itertools._tee",
    doc: "Iterator wrapped to make it copyable.",
    basicSize: TEE_SIZE,
    flags: TPFLAGS_HAVE_GC,
    weaklistOffset: TEE_WEAKREFS,
    dealloc: teeDealloc,
    traverse: teeTraverse,
    clear: (vm: Interpreter, self: Address) => clearField(vm, self + TEE_DATA),
    iter: SELF_ITER,
    iternext: teeNext,
    new: teeNew,
    methods: [{ name: "__copy__", flags: METH_NOARGS, fn: teeCopy, doc: "Returns an independent iterator." }],
  });
}

/** Declares what the iterators of tee share. */
export function defineTeeData(vm: Interpreter): void {
  defineType(vm, TEE_DATA_TYPE, {
    name: "itertools._tee_dataobject",
    doc: "Data container common to multiple tee objects.",
    basicSize: DATA_SIZE,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_DISALLOW_INSTANTIATION,
    dealloc: dataDealloc,
    traverse: dataTraverse,
    clear: dataClear,
  });
}
