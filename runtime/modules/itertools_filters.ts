/**
 * Iterators that pass on, leave out or change what others give: chain, compress, starmap, takewhile, dropwhile, filterfalse,
 * pairwise, accumulate.
 *
 *     chain        16 source   24 active           compress    16 data   24 selectors
 *     starmap      16 func     24 it               filterfalse 16 func   24 it
 *     takewhile    16 func     24 it   32 stop     dropwhile   16 func   24 it   32 start
 *     pairwise     16 it       24 old              accumulate  16 total  24 it   32 binop   40 initial
 *
 * Source: CPython 3.11 Modules/itertoolsmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { clearField, decref, incref, newRef, setField, typeOf } from "../memory/refcount.ts";
import { BOOL_TYPE, lateType, NONE, TUPLE_TYPE } from "../memory/statics.ts";
import { checkPositional, noKeywords, parseTupleAndKeywords } from "../objects/arguments.ts";
import { call, call1, call2 } from "../objects/call.ts";
import { isTrue } from "../objects/compare.ts";
import { defineType } from "../objects/define_type.ts";
import { errorOccurred } from "../objects/errors.ts";
import { getIter } from "../objects/iterate.ts";
import { METH_CLASS, METH_O } from "../objects/method_definition.ts";
import { numberAdd } from "../objects/number.ts";
import { sequenceTuple } from "../objects/sequence.ts";
import { tupleItem, tuplePack2, tupleSize } from "../objects/tuple.ts";
import { advance, iteratorSlots, newObject } from "./itertools_objects.ts";

const FIRST = 16;
const SECOND = 24;
const THIRD = 32;
const FOURTH = 40;

/** Two references (both borrowed) that must be `callable, iterable` or two iterables: a new object of the type. */
function newPair(vm: Interpreter, type: Address, first: Address, second: Address): Address {
  const self = newObject(vm, type);
  if (self === NULL) return NULL;
  vm.i32[(self + FIRST) >> 2] = newRef(vm, first);
  vm.i32[(self + SECOND) >> 2] = newRef(vm, second);
  return self;
}

/** tp_new of the types that take a function and an iterable, by position alone. */
function functionAndIterable(name: string, own: Address) {
  return (vm: Interpreter, type: Address, args: Address, kwargs: Address): Address => {
    if (type === own && !noKeywords(vm, name, kwargs)) return NULL;
    if (!checkPositional(vm, name, tupleSize(vm, args), 2, 2)) return NULL;
    const iterator = getIter(vm, tupleItem(vm, args, 1));
    if (iterator === NULL) return NULL;
    const self = newPair(vm, type, tupleItem(vm, args, 0), iterator);
    decref(vm, iterator);
    return self;
  };
}

/** Is what a function returns for an item true? 1, 0, or -1 with an exception. None and bool stand for the item itself. */
function passes(vm: Interpreter, func: Address, item: Address): number {
  if (func === NONE || func === BOOL_TYPE) return isTrue(vm, item);
  const result = call1(vm, func, item);
  if (result === NULL) return -1;
  const flag = isTrue(vm, result);
  decref(vm, result);
  return flag;
}

// chain --------------------------------------------------------------------------------------------------------------

export const CHAIN_TYPE = lateType("chain");

/** A new chain of what an iterator (stolen; NULL passes a failure on) gives. */
function newChain(vm: Interpreter, type: Address, source: Address): Address {
  if (source === NULL) return NULL;
  const self = newObject(vm, type);
  if (self === NULL) decref(vm, source);
  else vm.i32[(self + FIRST) >> 2] = source;
  return self;
}

function chainNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (type === CHAIN_TYPE && !noKeywords(vm, "chain", kwargs)) return NULL;
  return newChain(vm, type, getIter(vm, args));
}

/** chain.from_iterable(iterable) */
function fromIterable(vm: Interpreter, type: Address, iterable: Address): Address {
  return newChain(vm, type, getIter(vm, iterable));
}

function chainNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  while (i32[(self + FIRST) >> 2] !== NULL) {
    if (i32[(self + SECOND) >> 2] === NULL) {
      const iterable = advance(vm, self + FIRST);
      const iterator = iterable === NULL ? NULL : getIter(vm, iterable);
      if (iterable !== NULL) decref(vm, iterable);
      if (iterator === NULL) {
        dropSource(vm, self);
        return NULL;
      }
      setField(vm, self + SECOND, iterator);
    }
    const item = advance(vm, self + SECOND);
    if (item !== NULL || errorOccurred(vm) !== NULL) return item;
    clearField(vm, self + SECOND);
  }
  return NULL;
}

/** The chain has come to its end: it lets its source go. A pending exception stays. */
function dropSource(vm: Interpreter, self: Address): void {
  clearField(vm, self + FIRST);
}

/** Declares chain. */
export function defineChain(vm: Interpreter): void {
  defineType(vm, CHAIN_TYPE, {
    ...iteratorSlots([FIRST, SECOND]),
    name: "itertools.chain",
    doc: "chain(*iterables) --> chain object\n\nGives the items of each iterable in turn.",
    basicSize: 32,
    iternext: chainNext,
    new: chainNew,
    methods: [{ name: "from_iterable", flags: METH_O | METH_CLASS, fn: fromIterable }],
  });
}

// compress -----------------------------------------------------------------------------------------------------------

export const COMPRESS_TYPE = lateType("compress");
const COMPRESS = { name: "compress", params: ["data", "selectors"], required: 2 };

function compressNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, COMPRESS, args, kwargs);
  if (given === null) return NULL;
  const data = getIter(vm, given[0]);
  if (data === NULL) return NULL;
  const selectors = getIter(vm, given[1]);
  const self = selectors === NULL ? NULL : newPair(vm, type, data, selectors);
  decref(vm, data);
  if (selectors !== NULL) decref(vm, selectors);
  return self;
}

function compressNext(vm: Interpreter, self: Address): Address {
  for (;;) {
    const item = advance(vm, self + FIRST);
    if (item === NULL) return NULL;
    const selector = advance(vm, self + SECOND);
    const flag = selector === NULL ? -1 : isTrue(vm, selector);
    if (selector !== NULL) decref(vm, selector);
    if (flag === 1) return item;
    decref(vm, item);
    if (flag < 0) return NULL;
  }
}

/** Declares compress. */
export function defineCompress(vm: Interpreter): void {
  defineType(vm, COMPRESS_TYPE, {
    ...iteratorSlots([FIRST, SECOND]),
    name: "itertools.compress",
    doc: "Gives the items of data whose selector is true.",
    basicSize: 32,
    iternext: compressNext,
    new: compressNew,
  });
}

// starmap ------------------------------------------------------------------------------------------------------------

export const STARMAP_TYPE = lateType("starmap");

function starmapNext(vm: Interpreter, self: Address): Address {
  let args = advance(vm, self + SECOND);
  if (args === NULL) return NULL;
  if (typeOf(vm, args) !== TUPLE_TYPE) {
    const tuple = sequenceTuple(vm, args);
    decref(vm, args);
    if (tuple === NULL) return NULL;
    args = tuple;
  }
  const result = call(vm, vm.i32[(self + FIRST) >> 2], args, NULL);
  decref(vm, args);
  return result;
}

/** Declares starmap. */
export function defineStarmap(vm: Interpreter): void {
  defineType(vm, STARMAP_TYPE, {
    ...iteratorSlots([FIRST, SECOND]),
    name: "itertools.starmap",
    doc: "Gives what the function returns for the arguments in each item.",
    basicSize: 32,
    iternext: starmapNext,
    new: functionAndIterable("starmap", STARMAP_TYPE),
  });
}

// takewhile, dropwhile, filterfalse ----------------------------------------------------------------------------------

export const TAKEWHILE_TYPE = lateType("takewhile");
export const DROPWHILE_TYPE = lateType("dropwhile");
export const FILTERFALSE_TYPE = lateType("filterfalse");

/** A function's truth for an item, without the shortcut for None. */
function isTrueFor(vm: Interpreter, func: Address, item: Address): number {
  const result = call1(vm, func, item);
  if (result === NULL) return -1;
  const flag = isTrue(vm, result);
  decref(vm, result);
  return flag;
}

function takewhileNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  if (i32[(self + THIRD) >> 2] !== 0) return NULL;
  const item = advance(vm, self + SECOND);
  if (item === NULL) return NULL;
  const flag = isTrueFor(vm, i32[(self + FIRST) >> 2], item);
  if (flag === 1) return item;
  decref(vm, item);
  if (flag === 0) i32[(self + THIRD) >> 2] = 1;
  return NULL;
}

function dropwhileNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  for (;;) {
    const item = advance(vm, self + SECOND);
    if (item === NULL || i32[(self + THIRD) >> 2] !== 0) return item;
    const flag = isTrueFor(vm, i32[(self + FIRST) >> 2], item);
    if (flag === 0) {
      i32[(self + THIRD) >> 2] = 1;
      return item;
    }
    decref(vm, item);
    if (flag < 0) return NULL;
  }
}

function filterfalseNext(vm: Interpreter, self: Address): Address {
  for (;;) {
    const item = advance(vm, self + SECOND);
    if (item === NULL) return NULL;
    const flag = passes(vm, vm.i32[(self + FIRST) >> 2], item);
    if (flag === 0) return item;
    decref(vm, item);
    if (flag < 0) return NULL;
  }
}

/** Declares takewhile. */
export function defineTakewhile(vm: Interpreter): void {
  defineType(vm, TAKEWHILE_TYPE, {
    ...iteratorSlots([FIRST, SECOND]),
    name: "itertools.takewhile",
    doc: "Gives items as long as the predicate is true.",
    basicSize: 40,
    iternext: takewhileNext,
    new: functionAndIterable("takewhile", TAKEWHILE_TYPE),
  });
}

/** Declares dropwhile. */
export function defineDropwhile(vm: Interpreter): void {
  defineType(vm, DROPWHILE_TYPE, {
    ...iteratorSlots([FIRST, SECOND]),
    name: "itertools.dropwhile",
    doc: "Gives the items from the first on for which the predicate is false.",
    basicSize: 40,
    iternext: dropwhileNext,
    new: functionAndIterable("dropwhile", DROPWHILE_TYPE),
  });
}

/** Declares filterfalse. */
export function defineFilterfalse(vm: Interpreter): void {
  defineType(vm, FILTERFALSE_TYPE, {
    ...iteratorSlots([FIRST, SECOND]),
    name: "itertools.filterfalse",
    doc: "Gives the items for which the function is false; with None, the items that are false.",
    basicSize: 32,
    iternext: filterfalseNext,
    new: functionAndIterable("filterfalse", FILTERFALSE_TYPE),
  });
}

// pairwise -----------------------------------------------------------------------------------------------------------

export const PAIRWISE_TYPE = lateType("pairwise");

function pairwiseNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (type === PAIRWISE_TYPE && !noKeywords(vm, "pairwise", kwargs)) return NULL;
  if (!checkPositional(vm, "pairwise", tupleSize(vm, args), 1, 1)) return NULL;
  const iterator = getIter(vm, tupleItem(vm, args, 0));
  if (iterator === NULL) return NULL;
  const self = newObject(vm, type);
  if (self === NULL) decref(vm, iterator);
  else vm.i32[(self + FIRST) >> 2] = iterator;
  return self;
}

function pairwiseNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  if (i32[(self + FIRST) >> 2] === NULL) return NULL;
  if (i32[(self + SECOND) >> 2] === NULL) {
    const first = advance(vm, self + FIRST);
    if (first === NULL) return endPairs(vm, self);
    setField(vm, self + SECOND, first);
    if (i32[(self + FIRST) >> 2] === NULL) return endPairs(vm, self);
  }
  const old = newRef(vm, i32[(self + SECOND) >> 2]);
  const next = advance(vm, self + FIRST);
  if (next === NULL) {
    decref(vm, old);
    return endPairs(vm, self);
  }
  const pair = tuplePack2(vm, old, next);
  setField(vm, self + SECOND, next);
  decref(vm, old);
  return pair;
}

function endPairs(vm: Interpreter, self: Address): Address {
  clearField(vm, self + FIRST);
  clearField(vm, self + SECOND);
  return NULL;
}

/** Declares pairwise. */
export function definePairwise(vm: Interpreter): void {
  defineType(vm, PAIRWISE_TYPE, {
    ...iteratorSlots([FIRST, SECOND]),
    name: "itertools.pairwise",
    doc: "Gives each item with the one that follows it.",
    basicSize: 32,
    iternext: pairwiseNext,
    new: pairwiseNew,
  });
}

// accumulate ---------------------------------------------------------------------------------------------------------

export const ACCUMULATE_TYPE = lateType("accumulate");
const ACCUMULATE = {
  name: "accumulate",
  params: ["iterable", "func", "initial"],
  required: 1,
  keywordOnly: 1,
};

function accumulateNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, ACCUMULATE, args, kwargs);
  if (given === null) return NULL;
  const iterator = getIter(vm, given[0]);
  if (iterator === NULL) return NULL;
  const self = newObject(vm, type);
  if (self === NULL) {
    decref(vm, iterator);
    return NULL;
  }
  const i32 = vm.i32;
  i32[(self + SECOND) >> 2] = iterator;
  if (given[1] !== NULL && given[1] !== NONE) i32[(self + THIRD) >> 2] = newRef(vm, given[1]);
  i32[(self + FOURTH) >> 2] = newRef(vm, given[2] === NULL ? NONE : given[2]);
  return self;
}

function accumulateNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const initial = i32[(self + FOURTH) >> 2];
  if (initial !== NONE) {
    incref(vm, NONE);
    i32[(self + FOURTH) >> 2] = NONE;
    setField(vm, self + FIRST, initial);
    return newRef(vm, initial);
  }
  const value = advance(vm, self + SECOND);
  if (value === NULL) return NULL;
  const old = i32[(self + FIRST) >> 2];
  if (old === NULL) {
    i32[(self + FIRST) >> 2] = newRef(vm, value);
    return value;
  }
  incref(vm, old);
  const func = i32[(self + THIRD) >> 2];
  const total = func === NULL ? numberAdd(vm, old, value) : call2(vm, func, old, value);
  decref(vm, old);
  decref(vm, value);
  if (total === NULL) return NULL;
  incref(vm, total);
  setField(vm, self + FIRST, total);
  return total;
}

/** Declares accumulate. */
export function defineAccumulate(vm: Interpreter): void {
  defineType(vm, ACCUMULATE_TYPE, {
    ...iteratorSlots([FIRST, SECOND, THIRD, FOURTH]),
    name: "itertools.accumulate",
    doc: "Gives the sums of the items so far, or what the function makes of two of them.",
    basicSize: 48,
    iternext: accumulateNext,
    new: accumulateNew,
  });
}
