/**
 * Sequences in emitted code: unpacking into targets, and building tuples and lists from the values of a display.
 *
 * Values and items pass through 8-byte words, mostly on the arguments' stack: what is unpacked becomes new references
 * there, what is built from takes them over, also when it fails.
 *
 * Source: CPython 3.11 Python/ceval.c (UNPACK_SEQUENCE, UNPACK_EX, unpack_iterable, BUILD_LIST, LIST_EXTEND,
 * CALL_FUNCTION_EX).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE, TYPE } from "../memory/object_layout.ts";
import { LIST_TYPE, TUPLE_TYPE, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { call } from "./call.ts";
import { callableName } from "./callable_name.ts";
import { clearError, errorMatches, errorOccurred, raise, raiseFlag } from "./errors.ts";
import { forNext } from "./for_next.ts";
import { getIter, isSequence } from "./iterate.ts";
import { copyReferences, LIST_ITEMS, listAsTuple, listNew, listSize, moveWords } from "./list.ts";
import { listExtend, listFromIterable } from "./list_extend.ts";
import { sequenceTuple } from "./sequence.ts";
import { TUPLE_ITEMS, tupleFromArraySteal } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const TP_ITER = TYPE.offsets.tp_iter;

// Unpacking ------------------------------------------------------------------------------------------------------

/**
 * Writes the `n` items of `iterable` (borrowed) as new references to the words at `out`. 0, or -1 with an exception:
 * then nothing is to be released.
 */
export function unpackInto(vm: Interpreter, iterable: Address, n: number, out: Address): number {
  const i32 = vm.i32;
  const type = i32[(iterable + OB_TYPE) >> 2];
  if (i32[(iterable + OB_SIZE) >> 2] === n) {
    if (type === TUPLE_TYPE) {
      copyReferences(vm, out, iterable + TUPLE_ITEMS, n);
      return 0;
    }
    if (type === LIST_TYPE) {
      copyReferences(vm, out, i32[(iterable + LIST_ITEMS) >> 2], n);
      return 0;
    }
  }
  const iterator = openForUnpacking(vm, iterable);
  if (iterator === NULL) return -1;
  const result = takeItems(vm, iterator, n, 0, false, out) === n ? checkEnd(vm, iterator, n, out) : -1;
  decref(vm, iterator);
  return result;
}

/**
 * The same for targets with a star: `before` items, a new list of what lies between, `after` items; `before + 1 + after`
 * words at `out`. 0, or -1 with an exception: then nothing is to be released.
 */
export function unpackStarred(
  vm: Interpreter,
  iterable: Address,
  before: number,
  after: number,
  out: Address,
): number {
  const iterator = openForUnpacking(vm, iterable);
  if (iterator === NULL) return -1;
  let result = -1;
  if (takeItems(vm, iterator, before, after, true, out) === before) {
    result = splitRest(vm, iterator, before, after, out);
    if (result < 0) releaseWords(vm, out, before);
  }
  decref(vm, iterator);
  return result;
}

/** An iterator over what is to be unpacked, new. */
function openForUnpacking(vm: Interpreter, iterable: Address): Address {
  const iterator = getIter(vm, iterable);
  if (iterator !== NULL || !isNoIterable(vm, iterable)) return iterator;
  return raise(vm, TYPE_ERROR, `cannot unpack non-iterable ${typeNameOf(vm, iterable)} object`);
}

/** Is a TypeError pending because an object cannot be iterated at all? */
function isNoIterable(vm: Interpreter, object: Address): boolean {
  if (!errorMatches(vm, TYPE_ERROR)) return false;
  return vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_ITER) >> 2] === NULL && !isSequence(vm, object);
}

/** Takes `n` items from an iterator; returns `n`, or -1 with an exception and nothing taken. */
function takeItems(
  vm: Interpreter,
  iterator: Address,
  n: number,
  after: number,
  starred: boolean,
  out: Address,
): number {
  for (let i = 0; i < n; i++) {
    const item = forNext(vm, iterator);
    if (item === NULL) {
      if (errorOccurred(vm) === NULL) raiseTooFew(vm, n + after, i, starred);
      return releaseWords(vm, out, i);
    }
    putWord(vm, out + 8 * i, item);
  }
  return n;
}

function raiseTooFew(vm: Interpreter, expected: number, got: number, starred: boolean): void {
  const how = starred ? "at least " : "";
  raise(vm, VALUE_ERROR, `not enough values to unpack (expected ${how}${expected}, got ${got})`);
}

/** The iterator must have nothing more to give. 0, or -1 with an exception and the items released. */
function checkEnd(vm: Interpreter, iterator: Address, n: number, out: Address): number {
  const item = forNext(vm, iterator);
  if (item === NULL && errorOccurred(vm) === NULL) return 0;
  if (item !== NULL) {
    decref(vm, item);
    raise(vm, VALUE_ERROR, `too many values to unpack (expected ${n})`);
  }
  return releaseWords(vm, out, n);
}

/** Puts the rest of an iterator behind the first `before` items: a list without its last `after` items, and these. */
function splitRest(vm: Interpreter, iterator: Address, before: number, after: number, out: Address): number {
  const list = listFromIterable(vm, iterator);
  if (list === NULL) return -1;
  const size = listSize(vm, list);
  if (size < after) {
    decref(vm, list);
    raiseTooFew(vm, before + after, before + size, true);
    return -1;
  }
  putWord(vm, out + 8 * before, list);
  moveWords(vm, out + 8 * (before + 1), vm.i32[(list + LIST_ITEMS) >> 2] + 8 * (size - after), after);
  vm.i32[(list + OB_SIZE) >> 2] = size - after;
  return 0;
}

function putWord(vm: Interpreter, word: Address, object: Address): void {
  vm.i32[word >> 2] = object;
  vm.i32[(word + 4) >> 2] = 0;
}

/** Releases the `n` references at `words`, last to first; returns -1. */
function releaseWords(vm: Interpreter, words: Address, n: number): -1 {
  for (let i = n - 1; i >= 0; i--) decref(vm, vm.i32[(words + 8 * i) >> 2]);
  return -1;
}

// Building -------------------------------------------------------------------------------------------------------

/** A new tuple of the `n` references at `args` (stolen, also on failure). NULL with MemoryError. */
export function buildTuple(vm: Interpreter, args: Address, n: number): Address {
  return tupleFromArraySteal(vm, args, n);
}

/** A new list of the `n` references at `args` (stolen, also on failure), with room for these. NULL with MemoryError. */
export function buildList(vm: Interpreter, args: Address, n: number): Address {
  const list = listNew(vm, n);
  if (list === NULL) {
    releaseWords(vm, args, n);
    return NULL;
  }
  const i32 = vm.i32;
  const start = args >> 2, end = start + 2 * n;
  let target = i32[(list + LIST_ITEMS) >> 2] >> 2;
  for (let source = start; source < end; source += 2) {
    i32[target] = i32[source];
    target += 2;
  }
  return list;
}

/** A new list of the items of a constant tuple (borrowed), as a display of three or more constants is built. */
export function listFromConstants(vm: Interpreter, tuple: Address): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  if (listExtend(vm, list, tuple) === 0) return list;
  decref(vm, list);
  return NULL;
}

/** Adds the items of `*iterable` (borrowed) to the list of a display or call. 0, or -1 with an exception. */
export function listExtendIterable(vm: Interpreter, list: Address, iterable: Address): number {
  if (listExtend(vm, list, iterable) === 0) return 0;
  if (!isNoIterable(vm, iterable)) return -1;
  clearError(vm);
  return raiseFlag(vm, TYPE_ERROR, `Value after * must be an iterable, not ${typeNameOf(vm, iterable)}`);
}

/** A new tuple of a list's items (borrowed). NULL with MemoryError. */
export function listToTuple(vm: Interpreter, list: Address): Address {
  return listAsTuple(vm, list);
}

/** callable(*iterable, **kwargs), where kwargs is a dict or NULL: new. Borrows all. */
export function callIterable(
  vm: Interpreter,
  callable: Address,
  iterable: Address,
  kwargs: Address,
): Address {
  const args = argumentTuple(vm, callable, iterable);
  if (args === NULL) return NULL;
  const result = call(vm, callable, args, kwargs);
  decref(vm, args);
  return result;
}

/** The arguments of `callable(*iterable)` as a tuple, new; both borrowed. NULL with an exception. */
function argumentTuple(vm: Interpreter, callable: Address, iterable: Address): Address {
  const type = vm.i32[(iterable + OB_TYPE) >> 2];
  if (type !== TUPLE_TYPE && vm.i32[(type + TP_ITER) >> 2] === NULL && !isSequence(vm, iterable)) {
    const name = callableName(vm, callable);
    if (name === null) return NULL;
    return raise(
      vm,
      TYPE_ERROR,
      `${name} argument after * must be an iterable, not ${typeNameOf(vm, iterable)}`,
    );
  }
  return sequenceTuple(vm, iterable);
}
