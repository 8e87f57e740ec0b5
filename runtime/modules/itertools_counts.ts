/**
 * Iterators that count: count, cycle, repeat, islice.
 *
 *     count     16 cnt   24 long_cnt   32 long_step       repeat   16 element   24 cnt
 *     cycle     16 it    24 saved   32 index   40 firstpass
 *     islice    16 it    24 next    32 stop    40 step   48 cnt
 *
 * count goes in machine words as long as it counts by one from an int; then cnt is the next number. Otherwise cnt is the largest
 * word, and the objects are added.
 *
 * Source: CPython 3.11 Modules/itertoolsmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { NUMBER_METHODS, TYPE } from "../memory/object_layout.ts";
import { clearField, decref, newRef, setField, typeOf } from "../memory/refcount.ts";
import { lateType, NONE, SMALL_INT_ZERO, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional, noKeywords, parseTupleAndKeywords } from "../objects/arguments.ts";
import { defineType } from "../objects/define_type.ts";
import { clearError, errorOccurred, raise } from "../objects/errors.ts";
import { reprText } from "../objects/exceptions.ts";
import { bigIntOf, intAsLong, intAsSsize, intFromBigInt, intFromNumber, isInt } from "../objects/int.ts";
import { getIter } from "../objects/iterate.ts";
import { listAppend, listItem, listNew, listSize } from "../objects/list.ts";
import { METH_NOARGS } from "../objects/method_definition.ts";
import { numberAdd } from "../objects/number.ts";
import { newStr } from "../objects/str.ts";
import { tupleItem, tupleSize } from "../objects/tuple.ts";
import { shortTypeName } from "../objects/type_name.ts";
import { advance, iteratorSlots, newObject, readWord, ssizeOf, writeWord } from "./itertools_objects.ts";

const ONE = SMALL_INT_ZERO + 32;
const SSIZE_MAX = 2n ** 63n - 1n;

// count --------------------------------------------------------------------------------------------------------------

export const COUNT_TYPE = lateType("count");
const CNT = 16;
const LONG_CNT = 24;
const LONG_STEP = 32;
const COUNT = { name: "count", params: ["start", "step"], required: 0 };
const N = NUMBER_METHODS.offsets;

/** Whether an object is a number, as far as its slots tell. */
function isNumber(vm: Interpreter, object: Address): boolean {
  const table = vm.i32[(typeOf(vm, object) + TYPE.offsets.tp_as_number) >> 2];
  if (table === NULL) return false;
  return [N.nb_index, N.nb_int, N.nb_float].some((slot) => vm.i32[(table + slot) >> 2] !== NULL);
}

function countNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, COUNT, args, kwargs);
  if (given === null) return NULL;
  const [start, step] = given;
  for (const number of given) {
    if (number !== NULL && !isNumber(vm, number)) return raise(vm, TYPE_ERROR, "a number is required");
  }
  let isFast = (start === NULL || isInt(vm, start)) && (step === NULL || isInt(vm, step));
  let next = 0;
  if (isFast && start !== NULL) {
    next = intAsSsize(vm, start);
    if (next === -1 && errorOccurred(vm) !== NULL) {
      clearError(vm);
      isFast = false;
    }
  }
  if (isFast && step !== NULL) {
    const by = intAsLong(vm, step);
    if (errorOccurred(vm) !== NULL) clearError(vm);
    isFast = by === 1;
  }
  const self = newObject(vm, type);
  if (self === NULL) return NULL;
  vm.i32[(self + LONG_STEP) >> 2] = newRef(vm, step === NULL ? ONE : step);
  if (isFast) {
    vm.i64[(self + CNT) >> 3] = Number.isSafeInteger(next) ? BigInt(next) : bigIntOf(vm, start);
  } else {
    vm.i64[(self + CNT) >> 3] = SSIZE_MAX;
    vm.i32[(self + LONG_CNT) >> 2] = newRef(vm, start === NULL ? SMALL_INT_ZERO : start);
  }
  return self;
}

function countNext(vm: Interpreter, self: Address): Address {
  const next = readWord(vm, self + CNT);
  if (next < Number.MAX_SAFE_INTEGER) {
    const number = intFromNumber(vm, next);
    if (number !== NULL) writeWord(vm, self + CNT, next + 1);
    return number;
  }
  const word = vm.i64[(self + CNT) >> 3];
  if (word === SSIZE_MAX) return countLong(vm, self);
  const number = intFromBigInt(vm, word);
  if (number !== NULL) vm.i64[(self + CNT) >> 3] = word + 1n;
  return number;
}

/** The next number by addition of objects. */
function countLong(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  if (i32[(self + LONG_CNT) >> 2] === NULL) {
    const first = intFromBigInt(vm, SSIZE_MAX);
    if (first === NULL) return NULL;
    i32[(self + LONG_CNT) >> 2] = first;
  }
  const number = newRef(vm, i32[(self + LONG_CNT) >> 2]);
  const next = numberAdd(vm, number, i32[(self + LONG_STEP) >> 2]);
  if (next === NULL) {
    decref(vm, number);
    return NULL;
  }
  setField(vm, self + LONG_CNT, next);
  return number;
}

function countRepr(vm: Interpreter, self: Address): Address {
  const name = shortTypeName(vm, typeOf(vm, self));
  const word = vm.i64[(self + CNT) >> 3];
  if (word !== SSIZE_MAX) return newStr(vm, `${name}(${word})`);
  const number = vm.i32[(self + LONG_CNT) >> 2], step = vm.i32[(self + LONG_STEP) >> 2];
  if (number === NULL) return newStr(vm, `${name}(${word})`);
  const first = reprText(vm, number);
  if (first === null) return NULL;
  if (isInt(vm, step) && intAsLong(vm, step) === 1) return newStr(vm, `${name}(${first})`);
  if (errorOccurred(vm) !== NULL) clearError(vm);
  const second = reprText(vm, step);
  return second === null ? NULL : newStr(vm, `${name}(${first}, ${second})`);
}

/** Declares count. */
export function defineCount(vm: Interpreter): void {
  defineType(vm, COUNT_TYPE, {
    ...iteratorSlots([LONG_CNT, LONG_STEP]),
    name: "itertools.count",
    doc: "Gives start, start + step, start + 2 * step, ...",
    basicSize: 40,
    repr: countRepr,
    iternext: countNext,
    new: countNew,
  });
}

// cycle --------------------------------------------------------------------------------------------------------------

export const CYCLE_TYPE = lateType("cycle");
const CYCLE_IT = 16;
const CYCLE_SAVED = 24;
const CYCLE_INDEX = 32;

function cycleNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (type === CYCLE_TYPE && !noKeywords(vm, "cycle", kwargs)) return NULL;
  if (!checkPositional(vm, "cycle", tupleSize(vm, args), 1, 1)) return NULL;
  const iterator = getIter(vm, tupleItem(vm, args, 0));
  if (iterator === NULL) return NULL;
  const saved = listNew(vm, 0);
  const self = saved === NULL ? NULL : newObject(vm, type);
  if (self === NULL) {
    decref(vm, iterator);
    if (saved !== NULL) decref(vm, saved);
    return NULL;
  }
  vm.i32[(self + CYCLE_IT) >> 2] = iterator;
  vm.i32[(self + CYCLE_SAVED) >> 2] = saved;
  return self;
}

function cycleNext(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const saved = i32[(self + CYCLE_SAVED) >> 2];
  if (i32[(self + CYCLE_IT) >> 2] !== NULL) {
    const item = advance(vm, self + CYCLE_IT);
    if (item !== NULL) {
      if (listAppend(vm, saved, item) === 0) return item;
      decref(vm, item);
      return NULL;
    }
    if (errorOccurred(vm) !== NULL) return NULL;
    clearField(vm, self + CYCLE_IT);
  }
  const n = listSize(vm, saved);
  if (n === 0) return NULL;
  const index = i32[(self + CYCLE_INDEX) >> 2];
  i32[(self + CYCLE_INDEX) >> 2] = index + 1 < n ? index + 1 : 0;
  return newRef(vm, listItem(vm, saved, index));
}

/** Declares cycle. */
export function defineCycle(vm: Interpreter): void {
  defineType(vm, CYCLE_TYPE, {
    ...iteratorSlots([CYCLE_IT, CYCLE_SAVED]),
    name: "itertools.cycle",
    doc: "Gives the items again and again.",
    basicSize: 48,
    iternext: cycleNext,
    new: cycleNew,
  });
}

// repeat -------------------------------------------------------------------------------------------------------------

export const REPEAT_TYPE = lateType("repeat");
const ELEMENT = 16;
const REPEAT_CNT = 24;
const REPEAT = { name: "repeat", params: ["object", "times"], required: 1 };

function repeatNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, REPEAT, args, kwargs);
  if (given === null) return NULL;
  let times = -1;
  if (given[1] !== NULL) {
    times = ssizeOf(vm, given[1]);
    if (times === -1 && errorOccurred(vm) !== NULL) return NULL;
    times = Math.max(times, 0);
  }
  const self = newObject(vm, type);
  if (self === NULL) return NULL;
  vm.i32[(self + ELEMENT) >> 2] = newRef(vm, given[0]);
  writeWord(vm, self + REPEAT_CNT, times);
  return self;
}

function repeatNext(vm: Interpreter, self: Address): Address {
  const left = readWord(vm, self + REPEAT_CNT);
  if (left === 0) return NULL;
  if (left > 0) writeWord(vm, self + REPEAT_CNT, left - 1);
  return newRef(vm, vm.i32[(self + ELEMENT) >> 2]);
}

function repeatRepr(vm: Interpreter, self: Address): Address {
  const element = reprText(vm, vm.i32[(self + ELEMENT) >> 2]);
  if (element === null) return NULL;
  const left = readWord(vm, self + REPEAT_CNT), name = shortTypeName(vm, typeOf(vm, self));
  return newStr(vm, left < 0 ? `${name}(${element})` : `${name}(${element}, ${left})`);
}

function repeatHint(vm: Interpreter, self: Address): Address {
  const left = readWord(vm, self + REPEAT_CNT);
  return left < 0 ? raise(vm, TYPE_ERROR, "len() of unsized object") : intFromNumber(vm, left);
}

/** Declares repeat. */
export function defineRepeat(vm: Interpreter): void {
  defineType(vm, REPEAT_TYPE, {
    ...iteratorSlots([ELEMENT]),
    name: "itertools.repeat",
    doc: "Gives the object so many times, or without end.",
    basicSize: 32,
    repr: repeatRepr,
    iternext: repeatNext,
    new: repeatNew,
    methods: [{ name: "__length_hint__", flags: METH_NOARGS, fn: repeatHint }],
  });
}

// islice -------------------------------------------------------------------------------------------------------------

export const ISLICE_TYPE = lateType("islice");
const SLICE_IT = 16;
const SLICE_NEXT = 24;
const SLICE_STOP = 32;
const SLICE_STEP = 40;
const SLICE_CNT = 48;
const STOP_MESSAGE = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDEX_MESSAGE = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STEP_MESSAGE = "Step for islice() must be a positive integer or None.";

/** An index that may be None; -1 for what is no index, too. */
function sliceIndex(vm: Interpreter, object: Address, none: number): number {
  if (object === NONE) return none;
  const n = ssizeOf(vm, object);
  if (n === -1 && errorOccurred(vm) !== NULL) clearError(vm);
  return n;
}

/** islice(iterable, stop), islice(iterable, start, stop[, step]) */
function isliceNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (type === ISLICE_TYPE && !noKeywords(vm, "islice", kwargs)) return NULL;
  const n = tupleSize(vm, args);
  if (!checkPositional(vm, "islice", n, 2, 4)) return NULL;
  const stopAt = n === 2 ? 1 : 2;
  const start = n === 2 ? 0 : sliceIndex(vm, tupleItem(vm, args, 1), 0);
  const stopObject = tupleItem(vm, args, stopAt);
  const stop = sliceIndex(vm, stopObject, -1);
  if (stop === -1 && stopObject !== NONE) return raise(vm, VALUE_ERROR, STOP_MESSAGE);
  if (start < 0 || stop < -1) return raise(vm, VALUE_ERROR, INDEX_MESSAGE);
  const step = n < 4 ? 1 : sliceIndex(vm, tupleItem(vm, args, 3), 1);
  if (step < 1) return raise(vm, VALUE_ERROR, STEP_MESSAGE);
  const iterator = getIter(vm, tupleItem(vm, args, 0));
  if (iterator === NULL) return NULL;
  const self = newObject(vm, type);
  if (self === NULL) {
    decref(vm, iterator);
    return NULL;
  }
  vm.i32[(self + SLICE_IT) >> 2] = iterator;
  writeWord(vm, self + SLICE_NEXT, start);
  writeWord(vm, self + SLICE_STOP, stop);
  writeWord(vm, self + SLICE_STEP, step);
  return self;
}

function isliceNext(vm: Interpreter, self: Address): Address {
  const next = readWord(vm, self + SLICE_NEXT), stop = readWord(vm, self + SLICE_STOP);
  for (;;) {
    if (vm.i32[(self + SLICE_IT) >> 2] === NULL) return NULL;
    const count = readWord(vm, self + SLICE_CNT);
    const isWanted = count >= next;
    if (isWanted && stop !== -1 && count >= stop) break;
    const item = advance(vm, self + SLICE_IT);
    if (item === NULL) break;
    writeWord(vm, self + SLICE_CNT, count + 1);
    if (isWanted) {
      const after = next + readWord(vm, self + SLICE_STEP);
      writeWord(vm, self + SLICE_NEXT, stop !== -1 && after > stop ? stop : after);
      return item;
    }
    decref(vm, item);
  }
  clearField(vm, self + SLICE_IT);
  return NULL;
}

/** Declares islice. */
export function defineIslice(vm: Interpreter): void {
  defineType(vm, ISLICE_TYPE, {
    ...iteratorSlots([SLICE_IT]),
    name: "itertools.islice",
    doc:
      "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\n" +
      "Gives the items that a slice of a list of them would have.",
    basicSize: 56,
    iternext: isliceNext,
    new: isliceNew,
  });
}
