/**
 * Iterators over arrangements: product, permutations, combinations, combinations_with_replacement.
 *
 *     product         16 pools     24 indices   32 result   40 stopped
 *     combinations    16 pool      24 indices   32 result   40 r        48 stopped     (also with replacement)
 *     permutations    16 pool      24 indices   32 cycles   40 result   48 r   56 stopped
 *
 * Indices and cycles are blocks of 8-byte words in the mem domain. The tuple that was given last is kept, and given again, changed,
 * when nobody else has it.
 *
 * Law: the tuple is held while its old items are released, so that code that runs meanwhile finds it taken.
 *
 * Source: CPython 3.11 Modules/itertoolsmodule.c.
 */
import { type Address, memFree, memMalloc, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { gcIsTracked, gcTrack } from "../memory/gc_head.ts";
import { noMemory } from "../memory/pending.ts";
import { decref, newRef, refcount, setField, xdecref } from "../memory/refcount.ts";
import { EMPTY_TUPLE, lateType, NONE, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { parseTupleAndKeywords } from "../objects/arguments.ts";
import { defineType } from "../objects/define_type.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { intAsSsize, intFromNumber, isInt } from "../objects/int.ts";
import { METH_NOARGS } from "../objects/method_definition.ts";
import { sequenceTuple } from "../objects/sequence.ts";
import { tupleFromArray, tupleItem, tupleNew, tupleSetItem, tupleSize } from "../objects/tuple.ts";
import { iteratorSlots, newObject, ssizeOf } from "./itertools_objects.ts";

const TUPLE_ITEMS = 24;
const POOL = 16;
const INDICES = 24;
/** Blocks of more words than this are not even asked for. */
const MOST_WORDS = 2 ** 27;

/** A block of `n` words; NULL with MemoryError. */
function newWords(vm: Interpreter, n: number): Address {
  const block = n > MOST_WORDS ? NULL : memMalloc(vm, 8 * n);
  return block === NULL ? noMemory(vm) : block;
}

const word = (block: Address, i: number): number => (block + 8 * i) >> 2;

/** Writes an index; the high half is never read. */
function putIndex(vm: Interpreter, block: Address, i: number, value: number): void {
  vm.i32[word(block, i)] = value;
  vm.i32[word(block, i) + 1] = 0;
}

/**
 * The tuple to be given next, new: the kept one if nobody else has it, else a copy of it, which is kept from now on. NULL
 * with MemoryError.
 */
function takeResult(vm: Interpreter, self: Address, field: number): Address {
  const kept = vm.i32[(self + field) >> 2];
  if (refcount(vm, kept) === 1) {
    // A collection may have stopped tracking the tuple, which held nothing of interest then.
    if (kept !== EMPTY_TUPLE && !gcIsTracked(vm, kept)) gcTrack(vm, kept);
    return newRef(vm, kept);
  }
  const copy = tupleFromArray(vm, kept + TUPLE_ITEMS, tupleSize(vm, kept));
  if (copy === NULL) return NULL;
  setField(vm, self + field, newRef(vm, copy));
  return copy;
}

/** Puts an item (borrowed) into a tuple that only its iterator has. Can run any code. */
function replaceItem(vm: Interpreter, tuple: Address, i: number, item: Address): void {
  setField(vm, tuple + TUPLE_ITEMS + 8 * i, newRef(vm, item));
}

/** Keeps a first tuple of `n` items, those that `choose` names (borrowed); gives it as a new reference. */
function firstResult(
  vm: Interpreter,
  self: Address,
  field: number,
  n: number,
  choose: (i: number) => Address,
): Address {
  const result = tupleNew(vm, n);
  if (result === NULL) return NULL;
  for (let i = 0; i < n; i++) tupleSetItem(vm, result, i, newRef(vm, choose(i)));
  vm.i32[(self + field) >> 2] = newRef(vm, result);
  return result;
}

// product ------------------------------------------------------------------------------------------------------------

export const PRODUCT_TYPE = lateType("product");
const PRODUCT_RESULT = 32;
const PRODUCT_STOPPED = 40;
const PRODUCT = { name: "product", params: ["repeat"], keywordOnly: 0, required: 0 };

/** product(*iterables, repeat=1) */
function productNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  let times = 1;
  if (kwargs !== NULL) {
    const given = parseTupleAndKeywords(vm, PRODUCT, EMPTY_TUPLE, kwargs);
    if (given === null) return NULL;
    if (given[0] !== NULL) {
      times = ssizeOf(vm, given[0]);
      if (times === -1 && errorOccurred(vm) !== NULL) return NULL;
    }
    if (times < 0) return raise(vm, VALUE_ERROR, "repeat argument cannot be negative");
  }
  const n = times === 0 ? 0 : tupleSize(vm, args);
  if (n * times > 2 ** 60) return raise(vm, OVERFLOW_ERROR, "repeat argument too large");
  const indices = newWords(vm, n * times);
  if (indices === NULL) return NULL;
  const pools = makePools(vm, args, n, times);
  const self = pools === NULL ? NULL : newObject(vm, type);
  if (self === NULL) {
    xdecref(vm, pools);
    memFree(vm, indices);
    return NULL;
  }
  for (let i = 0; i < n * times; i++) putIndex(vm, indices, i, 0);
  vm.i32[(self + POOL) >> 2] = pools;
  vm.i32[(self + INDICES) >> 2] = indices;
  return self;
}

/** A tuple of the iterables as tuples, several times over; NULL with an exception. */
function makePools(vm: Interpreter, args: Address, n: number, times: number): Address {
  const pools = tupleNew(vm, n * times);
  if (pools === NULL) return NULL;
  for (let i = 0; i < n * times; i++) {
    const pool = i < n ? sequenceTuple(vm, tupleItem(vm, args, i)) : newRef(vm, tupleItem(vm, pools, i - n));
    if (pool === NULL) {
      decref(vm, pools);
      return NULL;
    }
    tupleSetItem(vm, pools, i, pool);
  }
  return pools;
}

function productNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  if (i32[(self + PRODUCT_STOPPED) >> 2] !== 0) return NULL;
  const pools = i32[(self + POOL) >> 2], n = tupleSize(vm, pools);
  if (i32[(self + PRODUCT_RESULT) >> 2] === NULL) {
    for (let i = 0; i < n; i++) {
      if (tupleSize(vm, tupleItem(vm, pools, i)) === 0) return stop(vm, self, PRODUCT_STOPPED);
    }
    return firstResult(vm, self, PRODUCT_RESULT, n, (i) => tupleItem(vm, tupleItem(vm, pools, i), 0));
  }
  const result = takeResult(vm, self, PRODUCT_RESULT);
  if (result === NULL) return NULL;
  const indices = i32[(self + INDICES) >> 2];
  for (let i = n - 1; i >= 0; i--) {
    const pool = tupleItem(vm, pools, i);
    const next = i32[word(indices, i)] + 1;
    const rolls = next === tupleSize(vm, pool);
    i32[word(indices, i)] = rolls ? 0 : next;
    replaceItem(vm, result, i, tupleItem(vm, pool, rolls ? 0 : next));
    if (!rolls) return result;
  }
  decref(vm, result);
  return stop(vm, self, PRODUCT_STOPPED);
}

/** Nothing comes any more. Returns NULL. */
function stop(vm: Interpreter, self: Address, field: number): Address {
  vm.i32[(self + field) >> 2] = 1;
  return NULL;
}

/** Declares product. */
export function defineProduct(vm: Interpreter): void {
  defineType(vm, PRODUCT_TYPE, {
    ...iteratorSlots([POOL, PRODUCT_RESULT], [INDICES]),
    name: "itertools.product",
    doc: "Gives the tuples of one item of each iterable, as nested loops do.",
    basicSize: 48,
    iternext: productNext,
    new: productNew,
    methods: [{
      name: "__sizeof__",
      flags: METH_NOARGS,
      fn: (vm: Interpreter, self: Address) =>
        intFromNumber(vm, 48 + 8 * tupleSize(vm, vm.i32[(self + POOL) >> 2])),
    }],
  });
}

// combinations -------------------------------------------------------------------------------------------------------

export const COMBINATIONS_TYPE = lateType("combinations");
export const REPLACEMENT_TYPE = lateType("combinations_with_replacement");
const COMBINATIONS_RESULT = 32;
const COMBINATIONS_R = 40;
const COMBINATIONS_STOPPED = 48;

/** tp_new of both types of combinations: (iterable, r). */
function combinationsNew(
  name: string,
  firstIndex: (i: number) => number,
  isEmpty: (n: number, r: number) => boolean,
) {
  const spec = { name, params: ["iterable", "r"], required: 2 };
  return (vm: Interpreter, type: Address, args: Address, kwargs: Address): Address => {
    const given = parseTupleAndKeywords(vm, spec, args, kwargs);
    if (given === null) return NULL;
    const r = ssizeOf(vm, given[1]);
    if (r === -1 && errorOccurred(vm) !== NULL) return NULL;
    const pool = sequenceTuple(vm, given[0]);
    if (pool === NULL) return NULL;
    const indices = r < 0 ? raise(vm, VALUE_ERROR, "r must be non-negative") : newWords(vm, r);
    const self = indices === NULL ? NULL : newObject(vm, type);
    if (self === NULL) {
      decref(vm, pool);
      if (indices !== NULL) memFree(vm, indices);
      return NULL;
    }
    for (let i = 0; i < r; i++) putIndex(vm, indices, i, firstIndex(i));
    const i32 = vm.i32;
    i32[(self + POOL) >> 2] = pool;
    i32[(self + INDICES) >> 2] = indices;
    i32[(self + COMBINATIONS_R) >> 2] = r;
    i32[(self + COMBINATIONS_STOPPED) >> 2] = isEmpty(tupleSize(vm, pool), r) ? 1 : 0;
    return self;
  };
}

/** Puts the items at the indices from `start` on, which have changed, into a tuple (stolen) and gives it. */
function giveChanged(vm: Interpreter, self: Address, result: Address, start: number, r: number): Address {
  const i32 = vm.i32;
  const pool = i32[(self + POOL) >> 2], indices = i32[(self + INDICES) >> 2];
  for (let i = start; i < r; i++) replaceItem(vm, result, i, tupleItem(vm, pool, i32[word(indices, i)]));
  return result;
}

/** The last tuple was given: releases the one that was taken for the next. Returns NULL. */
function endCombinations(vm: Interpreter, self: Address, result: Address): Address {
  decref(vm, result);
  return stop(vm, self, COMBINATIONS_STOPPED);
}

function combinationsNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  if (i32[(self + COMBINATIONS_STOPPED) >> 2] !== 0) return NULL;
  const pool = i32[(self + POOL) >> 2], indices = i32[(self + INDICES) >> 2];
  const r = i32[(self + COMBINATIONS_R) >> 2], n = tupleSize(vm, pool);
  if (i32[(self + COMBINATIONS_RESULT) >> 2] === NULL) {
    return firstResult(vm, self, COMBINATIONS_RESULT, r, (i) => tupleItem(vm, pool, i32[word(indices, i)]));
  }
  const result = takeResult(vm, self, COMBINATIONS_RESULT);
  if (result === NULL) return NULL;
  let i = r - 1;
  while (i >= 0 && i32[word(indices, i)] === i + n - r) i--;
  if (i < 0) return endCombinations(vm, self, result);
  i32[word(indices, i)]++;
  for (let j = i + 1; j < r; j++) i32[word(indices, j)] = i32[word(indices, j - 1)] + 1;
  return giveChanged(vm, self, result, i, r);
}

function replacementNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  if (i32[(self + COMBINATIONS_STOPPED) >> 2] !== 0) return NULL;
  const pool = i32[(self + POOL) >> 2], indices = i32[(self + INDICES) >> 2];
  const r = i32[(self + COMBINATIONS_R) >> 2], n = tupleSize(vm, pool);
  if (i32[(self + COMBINATIONS_RESULT) >> 2] === NULL) {
    return firstResult(vm, self, COMBINATIONS_RESULT, r, () => tupleItem(vm, pool, 0));
  }
  const result = takeResult(vm, self, COMBINATIONS_RESULT);
  if (result === NULL) return NULL;
  let i = r - 1;
  while (i >= 0 && i32[word(indices, i)] === n - 1) i--;
  if (i < 0) return endCombinations(vm, self, result);
  const index = i32[word(indices, i)] + 1;
  for (let j = i; j < r; j++) i32[word(indices, j)] = index;
  return giveChanged(vm, self, result, i, r);
}

const combinationsSize = {
  name: "__sizeof__",
  flags: METH_NOARGS,
  fn: (vm: Interpreter, self: Address) => intFromNumber(vm, 56 + 8 * vm.i32[(self + COMBINATIONS_R) >> 2]),
};

/** Declares combinations. */
export function defineCombinations(vm: Interpreter): void {
  defineType(vm, COMBINATIONS_TYPE, {
    ...iteratorSlots([POOL, COMBINATIONS_RESULT], [INDICES]),
    name: "itertools.combinations",
    doc: "Gives the tuples of r items at different places, in the order of the places.",
    basicSize: 56,
    iternext: combinationsNext,
    new: combinationsNew("combinations", (i) => i, (n, r) => r > n),
    methods: [combinationsSize],
  });
}

/** Declares combinations_with_replacement. */
export function defineReplacement(vm: Interpreter): void {
  defineType(vm, REPLACEMENT_TYPE, {
    ...iteratorSlots([POOL, COMBINATIONS_RESULT], [INDICES]),
    name: "itertools.combinations_with_replacement",
    doc: "Gives the tuples of r items, which may stand at the same place, in the order of the places.",
    basicSize: 56,
    iternext: replacementNext,
    new: combinationsNew("combinations_with_replacement", () => 0, (n, r) => n === 0 && r > 0),
    methods: [combinationsSize],
  });
}

// permutations -------------------------------------------------------------------------------------------------------

export const PERMUTATIONS_TYPE = lateType("permutations");
const CYCLES = 32;
const PERMUTATIONS_RESULT = 40;
const PERMUTATIONS_R = 48;
const PERMUTATIONS_STOPPED = 56;
const PERMUTATIONS = { name: "permutations", params: ["iterable", "r"], required: 1 };

/** permutations(iterable, r=None) */
function permutationsNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, PERMUTATIONS, args, kwargs);
  if (given === null) return NULL;
  const pool = sequenceTuple(vm, given[0]);
  if (pool === NULL) return NULL;
  const r = permutationLength(vm, given[1], tupleSize(vm, pool));
  const self = r < 0 ? NULL : makePermutations(vm, type, pool, r);
  if (self === NULL) decref(vm, pool);
  return self;
}

/** How many items a permutation has; -1 with an exception. */
function permutationLength(vm: Interpreter, object: Address, n: number): number {
  if (object === NULL || object === NONE) return n;
  if (!isInt(vm, object)) {
    raise(vm, TYPE_ERROR, "Expected int as r");
    return -1;
  }
  const r = intAsSsize(vm, object);
  if (r < 0 && errorOccurred(vm) === NULL) raise(vm, VALUE_ERROR, "r must be non-negative");
  return r;
}

/** A new object over a pool (stolen if it is made). */
function makePermutations(vm: Interpreter, type: Address, pool: Address, r: number): Address {
  const n = tupleSize(vm, pool);
  const indices = newWords(vm, n);
  if (indices === NULL) return NULL;
  const cycles = newWords(vm, r);
  const self = cycles === NULL ? NULL : newObject(vm, type);
  if (self === NULL) {
    memFree(vm, indices);
    if (cycles !== NULL) memFree(vm, cycles);
    return NULL;
  }
  for (let i = 0; i < n; i++) putIndex(vm, indices, i, i);
  for (let i = 0; i < r; i++) putIndex(vm, cycles, i, n - i);
  const i32 = vm.i32;
  i32[(self + POOL) >> 2] = pool;
  i32[(self + INDICES) >> 2] = indices;
  i32[(self + CYCLES) >> 2] = cycles;
  i32[(self + PERMUTATIONS_R) >> 2] = r;
  i32[(self + PERMUTATIONS_STOPPED) >> 2] = r > n ? 1 : 0;
  return self;
}

function permutationsNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  if (i32[(self + PERMUTATIONS_STOPPED) >> 2] !== 0) return NULL;
  const pool = i32[(self + POOL) >> 2], indices = i32[(self + INDICES) >> 2];
  const r = i32[(self + PERMUTATIONS_R) >> 2];
  if (i32[(self + PERMUTATIONS_RESULT) >> 2] === NULL) {
    return firstResult(vm, self, PERMUTATIONS_RESULT, r, (i) => tupleItem(vm, pool, i32[word(indices, i)]));
  }
  const result = takeResult(vm, self, PERMUTATIONS_RESULT);
  if (result === NULL) return NULL;
  const start = advanceCycles(vm, self, tupleSize(vm, pool), r);
  if (start < 0) {
    decref(vm, result);
    return stop(vm, self, PERMUTATIONS_STOPPED);
  }
  for (let i = start; i < r; i++) replaceItem(vm, result, i, tupleItem(vm, pool, i32[word(indices, i)]));
  return result;
}

/** Goes on to the next arrangement of the indices: the first place that has changed, or -1 after the last. */
function advanceCycles(vm: Interpreter, self: Address, n: number, r: number): number {
  const i32 = vm.i32;
  const indices = i32[(self + INDICES) >> 2], cycles = i32[(self + CYCLES) >> 2];
  for (let i = r - 1; i >= 0; i--) {
    const left = --i32[word(cycles, i)];
    const index = i32[word(indices, i)];
    if (left > 0) {
      i32[word(indices, i)] = i32[word(indices, n - left)];
      i32[word(indices, n - left)] = index;
      return i;
    }
    for (let j = i; j < n - 1; j++) i32[word(indices, j)] = i32[word(indices, j + 1)];
    i32[word(indices, n - 1)] = index;
    i32[word(cycles, i)] = n - i;
  }
  return -1;
}

/** Declares permutations. */
export function definePermutations(vm: Interpreter): void {
  defineType(vm, PERMUTATIONS_TYPE, {
    ...iteratorSlots([POOL, PERMUTATIONS_RESULT], [INDICES, CYCLES]),
    name: "itertools.permutations",
    doc: "Gives the tuples of r items at different places, in every order.",
    basicSize: 64,
    iternext: permutationsNext,
    new: permutationsNew,
    methods: [{
      name: "__sizeof__",
      flags: METH_NOARGS,
      fn(vm: Interpreter, self: Address): Address {
        const n = tupleSize(vm, vm.i32[(self + POOL) >> 2]), r = vm.i32[(self + PERMUTATIONS_R) >> 2];
        return intFromNumber(vm, 64 + 8 * (n + r));
      },
    }],
  });
}
