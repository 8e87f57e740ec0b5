/**
 * Built-in functions about sequences and iterators: len, iter, next, min, max, sum, sorted, any, all. The types
 * reversed, enumerate, zip, map, filter and range are objects of their own.
 *
 * Laws: an iterator is held while it is asked; the best value so far, the running sum and the item at hand are owned
 * here on every path.
 *
 * Source: CPython 3.11 Python/bltinmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  GT,
  LT,
  OB_SIZE,
  OB_TYPE,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import {
  BOOL_TYPE,
  BYTEARRAY_TYPE,
  EMPTY_TUPLE,
  FALSE,
  FLOAT_TYPE,
  identifier,
  INT_TYPE,
  LIST_ITERATOR_TYPE,
  NONE,
  RANGE_TYPE,
  SMALL_INT_ZERO,
  STOP_ITERATION,
  TRUE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { IT_INDEX, IT_SEQ } from "../objects/index_iterator.ts";
import { LIST_ITEMS } from "../objects/list.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import {
  checkPositional,
  type Parameters,
  parseArguments,
  parseTupleAndKeywords,
} from "../objects/arguments.ts";
import { getAttr } from "../objects/attributes.ts";
import { call1, isCallable, vectorcall } from "../objects/call.ts";
import { isTrue, richCompareBool } from "../objects/compare.ts";
import { clearError, errorMatches, errorOccurred, raise, raiseNone } from "../objects/errors.ts";
import { floatValue, newFloat } from "../objects/float.ts";
import { forNext } from "../objects/for_next.ts";
import {
  intAsNumber,
  intFromBigInt,
  intFromDouble,
  intFromNumber,
  intResult,
  intToDouble,
  isInt,
  OB_DIGIT,
} from "../objects/int.ts";
import { rangeCount } from "../objects/range.ts";
import { getIter, isIterator } from "../objects/iterate.ts";
import { newCallableIterator } from "../objects/iterators.ts";
import {
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_O,
  METH_VARARGS,
  type MethodSpec,
} from "../objects/method_definition.ts";
import { numberAdd } from "../objects/number.ts";
import { sequenceList } from "../objects/sequence.ts";
import { objectSize } from "../objects/size.ts";
import { hasTypeFlag, isInstanceOf } from "../objects/subtype.ts";
import { tupleItem, tupleSize } from "../objects/tuple.ts";
import { typeNameOf } from "../objects/type_name.ts";

const SORT = identifier("sort");
const TP_ITERNEXT = TYPE.offsets.tp_iternext;

/** len(object) */
function len(vm: Interpreter, _module: Address, object: Address): Address {
  const size = objectSize(vm, object);
  if (size <= Number.MAX_SAFE_INTEGER) return size < 0 ? NULL : intFromNumber(vm, size);
  // Only a range has so many items; what a class says is given as near as a number comes to it.
  return vm.i32[(object + OB_TYPE) >> 2] === RANGE_TYPE
    ? newRef(vm, rangeCount(vm, object))
    : intFromDouble(vm, size);
}

// Iterators ------------------------------------------------------------------------------------------------------

/** iter(iterable), iter(callable, sentinel) */
function iter(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "iter", nargs, 1, 2)) return NULL;
  const object = vm.i32[args >> 2];
  if (nargs === 1) return getIter(vm, object);
  if (!isCallable(vm, object)) return raise(vm, TYPE_ERROR, "iter(v, w): v must be callable");
  return newCallableIterator(vm, object, vm.i32[(args + 8) >> 2]);
}

/** next(iterator[, default]) */
function next(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "next", nargs, 1, 2)) return NULL;
  const i32 = vm.i32;
  const iterator = i32[args >> 2];
  if (!isIterator(vm, iterator)) {
    return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, iterator)}' object is not an iterator`);
  }
  const slot = i32[(i32[(iterator + OB_TYPE) >> 2] + TP_ITERNEXT) >> 2];
  const item: Address = vm.functions[slot](vm, iterator);
  if (item !== NULL) return item;
  if (nargs > 1) {
    if (errorOccurred(vm) !== NULL) {
      if (!errorMatches(vm, STOP_ITERATION)) return NULL;
      clearError(vm);
    }
    return newRef(vm, i32[(args + 8) >> 2]);
  }
  return errorOccurred(vm) !== NULL ? NULL : raiseNone(vm, STOP_ITERATION);
}

/** any(iterable), all(iterable): the first item whose truth is `wanted` decides. */
function findTruth(vm: Interpreter, iterable: Address, wanted: number): Address {
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return NULL;
  let found = 1 - wanted;
  while (found !== wanted) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    found = isTrue(vm, item);
    decref(vm, item);
    if (found < 0) break;
  }
  decref(vm, iterator);
  if (errorOccurred(vm) !== NULL) return NULL;
  return newRef(vm, (found === wanted ? wanted === 1 : wanted !== 1) ? TRUE : FALSE);
}

function any(vm: Interpreter, _module: Address, iterable: Address): Address {
  return findTruth(vm, iterable, 1);
}

function all(vm: Interpreter, _module: Address, iterable: Address): Address {
  return findTruth(vm, iterable, 0);
}

// min and max ----------------------------------------------------------------------------------------------------

const MIN = { name: "min", params: ["key", "default"], keywordOnly: 2 };
const MAX = { name: "max", params: ["key", "default"], keywordOnly: 2 };

function min(vm: Interpreter, _module: Address, args: Address, kwargs: Address): Address {
  return findExtreme(vm, args, kwargs, LT, MIN);
}

function max(vm: Interpreter, _module: Address, args: Address, kwargs: Address): Address {
  return findExtreme(vm, args, kwargs, GT, MAX);
}

/** min(iterable), min(a, b, ...): the first of those that no other is `op` than. */
function findExtreme(vm: Interpreter, args: Address, kwargs: Address, op: number, spec: Parameters): Address {
  const n = tupleSize(vm, args);
  if (n === 0) return raise(vm, TYPE_ERROR, `${spec.name} expected at least 1 argument, got 0`);
  const given = kwargs === NULL ? NO_KEYWORDS : parseTupleAndKeywords(vm, spec, EMPTY_TUPLE, kwargs);
  if (given === null) return NULL;
  const [key, fallback] = given;
  if (n > 1 && fallback !== NULL) {
    const text = `Cannot specify a default for ${spec.name}() with multiple positional arguments`;
    return raise(vm, TYPE_ERROR, text);
  }
  const iterator = getIter(vm, n > 1 ? args : tupleItem(vm, args, 0));
  if (iterator === NULL) return NULL;
  const best = bestItem(vm, iterator, key === NONE ? NULL : key, op);
  decref(vm, iterator);
  if (best !== NULL || errorOccurred(vm) !== NULL) return best;
  if (fallback !== NULL) return newRef(vm, fallback);
  return raise(vm, VALUE_ERROR, `${spec.name}() arg is an empty sequence`);
}

const NO_KEYWORDS: readonly Address[] = [NULL, NULL];

/** The best item of an iterator, new; NULL if there is none, or with an exception. */
function bestItem(vm: Interpreter, iterator: Address, key: Address, op: number): Address {
  if (key !== NULL) return bestByKey(vm, iterator, key, op);
  let best = NULL;
  for (;;) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    const better = best === NULL ? 1 : isBetter(vm, item, best, op);
    if (better === 1) {
      xdecref(vm, best);
      best = item;
      continue;
    }
    decref(vm, item);
    if (better < 0) break;
  }
  if (errorOccurred(vm) === NULL) return best;
  xdecref(vm, best);
  return NULL;
}

/** The same with the items compared by what a function returns for them. */
function bestByKey(vm: Interpreter, iterator: Address, key: Address, op: number): Address {
  let best = NULL, bestValue = NULL;
  for (;;) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    const value = call1(vm, key, item);
    const better = value === NULL ? -1 : bestValue === NULL ? 1 : isBetter(vm, value, bestValue, op);
    if (better === 1) {
      xdecref(vm, bestValue);
      xdecref(vm, best);
      best = item;
      bestValue = value;
      continue;
    }
    decref(vm, item);
    xdecref(vm, value);
    if (better < 0) break;
  }
  xdecref(vm, bestValue);
  if (errorOccurred(vm) === NULL) return best;
  xdecref(vm, best);
  return NULL;
}

/** `a op b` for LT and GT; ints of one digit and floats are compared here. 1, 0 or -1. */
function isBetter(vm: Interpreter, a: Address, b: Address, op: number): number {
  const i32 = vm.i32;
  const type = i32[(a + OB_TYPE) >> 2];
  if (type === i32[(b + OB_TYPE) >> 2]) {
    if (type === INT_TYPE && isShort(vm, a) && isShort(vm, b)) {
      const left = intAsNumber(vm, a), right = intAsNumber(vm, b);
      return (op === LT ? left < right : left > right) ? 1 : 0;
    }
    if (type === FLOAT_TYPE) {
      const left = floatValue(vm, a), right = floatValue(vm, b);
      return (op === LT ? left < right : left > right) ? 1 : 0;
    }
  }
  return richCompareBool(vm, a, b, op);
}

/** Has an int one digit at most? */
function isShort(vm: Interpreter, integer: Address): boolean {
  const size = vm.i32[(integer + OB_SIZE) >> 2];
  return size >= -1 && size <= 1;
}

// sum ------------------------------------------------------------------------------------------------------------

const SUM = { name: "sum", params: ["", "start"], positionalOnly: 1, required: 1 };

/** sum(iterable, /, start=0) */
function sum(vm: Interpreter, _module: Address, args: Address, nargs: number, kwnames: Address): Address {
  const given = parseArguments(vm, SUM, args, nargs, kwnames);
  if (given === null) return NULL;
  const [iterable, start] = given;
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return NULL;
  const total = start === NULL
    ? sumFrom(vm, iterator, newRef(vm, SMALL_INT_ZERO))
    : canSum(vm, start)
    ? sumFrom(vm, iterator, newRef(vm, start))
    : NULL;
  decref(vm, iterator);
  return total;
}

/** Texts and bytes are not added one by one. */
function canSum(vm: Interpreter, start: Address): boolean {
  if (hasTypeFlag(vm, start, TPFLAGS_UNICODE_SUBCLASS)) {
    raise(vm, TYPE_ERROR, "sum() can't sum strings [use ''.join(seq) instead]");
    return false;
  }
  if (hasTypeFlag(vm, start, TPFLAGS_BYTES_SUBCLASS)) {
    raise(vm, TYPE_ERROR, "sum() can't sum bytes [use b''.join(seq) instead]");
    return false;
  }
  if (isInstanceOf(vm, start, BYTEARRAY_TYPE)) {
    raise(vm, TYPE_ERROR, "sum() can't sum bytearray [use b''.join(seq) instead]");
    return false;
  }
  return true;
}

/**
 * Adds the items of an iterator to `total` (stolen): as numbers as long as only ints or floats come, then as objects.
 * New; NULL with an exception.
 */
function sumFrom(vm: Interpreter, iterator: Address, total: Address): Address {
  vm.second = 0;
  let result = total;
  if (vm.i32[(result + OB_TYPE) >> 2] === INT_TYPE) result = sumInts(vm, iterator, result);
  if (result !== NULL && vm.second === 0 && vm.i32[(result + OB_TYPE) >> 2] === FLOAT_TYPE) {
    result = sumFloats(vm, iterator, result);
  }
  return result === NULL || vm.second === 1 ? result : sumObjects(vm, iterator, result);
}

/** The sum is `high` * 2**32 + `low` while |low| stays below this. */
const LOW_LIMIT = 2 ** 51;
const HIGH_LIMIT = 2 ** 31;

/** Items that sumListItems adds at once: their sum stays exact. */
const RUN_LIMIT = 2 ** 20;

/**
 * The sum of the next items of a list iterator as far as they are ints or bools of one digit; they are passed over without
 * being counted up and down. 0 for any other iterator.
 */
function sumListItems(vm: Interpreter, iterator: Address): number {
  const i32 = vm.i32;
  if (i32[(iterator + OB_TYPE) >> 2] !== LIST_ITERATOR_TYPE) return 0;
  const list = i32[(iterator + IT_SEQ) >> 2];
  if (list === NULL) return 0;
  const first = i32[(iterator + IT_INDEX) >> 2], items = i32[(list + LIST_ITEMS) >> 2];
  const end = Math.min(i32[(list + OB_SIZE) >> 2], first + RUN_LIMIT);
  let sum = 0, index = first;
  for (; index < end; index++) {
    const item = i32[(items + 8 * index) >> 2];
    const type = i32[(item + OB_TYPE) >> 2], size = i32[(item + OB_SIZE) >> 2];
    if ((type !== INT_TYPE && type !== BOOL_TYPE) || size + 1 >>> 0 > 2) break;
    sum += Math.imul(size, i32[(item + OB_DIGIT) >> 2]);
  }
  i32[(iterator + IT_INDEX) >> 2] = index;
  return sum;
}

/**
 * Adds ints of two digits at most to `total` (stolen) without making objects. Returns the sum, new, with the first item
 * that is something else; `vm.second` is 1 if there was none. NULL with an exception.
 */
function sumInts(vm: Interpreter, iterator: Address, total: Address): Address {
  const i32 = vm.i32;
  let low = 0, high = 0;
  let item = total;
  for (;;) {
    const type = i32[(item + OB_TYPE) >> 2], size = i32[(item + OB_SIZE) >> 2];
    const isSmall = (type === INT_TYPE || type === BOOL_TYPE) && size >= -2 && size <= 2;
    if (!isSmall || high >= HIGH_LIMIT || high <= -HIGH_LIMIT) {
      return item === total ? item : addTo(vm, makeInt(vm, high, low), item);
    }
    const sign = size < 0 ? -1 : 1;
    if (size !== 0) low += sign * i32[(item + OB_DIGIT) >> 2];
    if (size === 2 || size === -2) {
      const digit = i32[(item + OB_DIGIT + 4) >> 2];
      low += sign * (digit & 3) * 2 ** 30;
      high += sign * (digit >> 2);
    }
    if (low >= LOW_LIMIT || low <= -LOW_LIMIT) {
      const carry = Math.floor(low / 2 ** 32);
      high += carry;
      low -= carry * 2 ** 32;
    }
    decref(vm, item);
    low += sumListItems(vm, iterator);
    item = forNext(vm, iterator);
    if (item === NULL) break;
  }
  vm.second = 1;
  return errorOccurred(vm) !== NULL ? NULL : makeInt(vm, high, low);
}

/** The int `high` * 2**32 + `low`, new. */
function makeInt(vm: Interpreter, high: number, low: number): Address {
  const sum = high * 2 ** 32 + low;
  if (Number.isSafeInteger(sum)) return intResult(vm, sum);
  return intFromBigInt(vm, BigInt(high) * 4294967296n + BigInt(low));
}

/** The same for floats, to which ints are added too. */
function sumFloats(vm: Interpreter, iterator: Address, total: Address): Address {
  const i32 = vm.i32;
  let sum = floatValue(vm, total);
  decref(vm, total);
  for (;;) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    if (i32[(item + OB_TYPE) >> 2] === FLOAT_TYPE) {
      sum += floatValue(vm, item);
    } else if (isInt(vm, item) && Math.abs(i32[(item + OB_SIZE) >> 2]) <= 2) {
      sum += intToDouble(vm, item);
    } else {
      return addTo(vm, newFloat(vm, sum), item);
    }
    decref(vm, item);
  }
  vm.second = 1;
  return errorOccurred(vm) !== NULL ? NULL : newFloat(vm, sum);
}

/** Adds objects to `total` (stolen). */
function sumObjects(vm: Interpreter, iterator: Address, total: Address): Address {
  let result = total;
  while (result !== NULL) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    result = addTo(vm, result, item);
  }
  if (result === NULL || errorOccurred(vm) === NULL) return result;
  decref(vm, result);
  return NULL;
}

/** total + item, both stolen, `total` NULL if making it failed. New; NULL with an exception. */
function addTo(vm: Interpreter, total: Address, item: Address): Address {
  const sum = total === NULL ? NULL : numberAdd(vm, total, item);
  xdecref(vm, total);
  decref(vm, item);
  vm.second = 0;
  return sum;
}

// sorted ---------------------------------------------------------------------------------------------------------

/** sorted(iterable, /, *, key=None, reverse=False): a new list, sorted by its own method. */
function sorted(vm: Interpreter, _module: Address, args: Address, nargs: number, kwnames: Address): Address {
  if (!checkPositional(vm, "sorted", nargs, 1, 1)) return NULL;
  const list = sequenceList(vm, vm.i32[args >> 2]);
  if (list === NULL) return NULL;
  const method = getAttr(vm, list, SORT);
  const result = method === NULL ? NULL : vectorcall(vm, method, args + 8, nargs - 1, kwnames);
  xdecref(vm, method);
  if (result === NULL) {
    decref(vm, list);
    return NULL;
  }
  decref(vm, result);
  return list;
}

/** The functions of builtins that this file has. */
export const SEQUENCE_FUNCTIONS: readonly MethodSpec[] = [
  { name: "all", flags: METH_O, fn: all },
  { name: "any", flags: METH_O, fn: any },
  { name: "iter", flags: METH_FASTCALL, fn: iter },
  { name: "len", flags: METH_O, fn: len },
  { name: "max", flags: METH_VARARGS | METH_KEYWORDS, fn: max },
  { name: "min", flags: METH_VARARGS | METH_KEYWORDS, fn: min },
  { name: "next", flags: METH_FASTCALL, fn: next },
  { name: "sorted", flags: METH_FASTCALL | METH_KEYWORDS, fn: sorted },
  { name: "sum", flags: METH_FASTCALL | METH_KEYWORDS, fn: sum },
];
