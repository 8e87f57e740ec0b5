/**
 * map: what a function returns for the next items of several iterators. filter: the items for which it is true.
 *
 *     map      16 iters (tuple)   24 func
 *     filter   16 func            24 it
 *
 * Source: CPython 3.11 Python/bltinmodule.c.
 */
import { type Address, memFree, memMalloc, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_TYPE, OBJECT, TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import { BOOL_TYPE, FILTER_TYPE, MAP_TYPE, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import { noMemory } from "../memory/pending.ts";
import { raise } from "./errors.ts";
import { call1, vectorcall } from "./call.ts";
import { isTrue } from "./compare.ts";
import { getIter } from "./iterate.ts";
import { checkPositional, noKeywordsFor, noKwnames } from "./arguments.ts";
import { defineType } from "./define_type.ts";
import { FREE_CONTAINER, SELF_ITER } from "./function_numbers.ts";
import { forNext } from "./for_next.ts";
import { TUPLE_ITEMS, tupleItem, tupleNew, tupleSetItem, tupleSize } from "./tuple.ts";

export const MAP = struct("mapobject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  iters: pointer(16, "tuple of iterators, owned"),
  func: pointer(24, "the function, owned"),
});
export const FILTER = struct("filterobject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  func: pointer(16, "the function, or None, owned"),
  it: pointer(24, "the iterator, owned"),
});
/** Both types own the objects in these two words. */
const FIRST = 16;
const SECOND = 24;

/** Items for up to so many iterators stand on the arguments' stack. */
const FEW_ITEMS = 5;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

/** A new object of `type` with two references (stolen). NULL with MemoryError: they are released. */
function makePair(vm: Interpreter, type: Address, first: Address, second: Address): Address {
  const object: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (object === NULL) {
    decref(vm, first);
    decref(vm, second);
    return NULL;
  }
  vm.i32[(object + FIRST) >> 2] = first;
  vm.i32[(object + SECOND) >> 2] = second;
  return object;
}

function pairDealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, object);
  xdecref(vm, i32[(object + FIRST) >> 2]);
  xdecref(vm, i32[(object + SECOND) >> 2]);
  vm.functions[i32[(i32[(object + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, object);
}

function pairTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  const first = vm.i32[(object + FIRST) >> 2], second = vm.i32[(object + SECOND) >> 2];
  if (first !== NULL) visit(vm, first);
  if (second !== NULL) visit(vm, second);
}

// map ------------------------------------------------------------------------------------------------------------

/** map(function, *iterables) of the `n` words at `args`. */
function makeMap(vm: Interpreter, type: Address, args: Address, n: number): Address {
  if (n < 2) return raise(vm, TYPE_ERROR, "map() must have at least two arguments.");
  const iterators = tupleNew(vm, n - 1);
  if (iterators === NULL) return NULL;
  for (let i = 1; i < n; i++) {
    const iterator = getIter(vm, vm.i32[(args + 8 * i) >> 2]);
    if (iterator === NULL) {
      decref(vm, iterators);
      return NULL;
    }
    tupleSetItem(vm, iterators, i - 1, iterator);
  }
  return makePair(vm, type, iterators, newRef(vm, vm.i32[args >> 2]));
}

function mapNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywordsFor(vm, "map", type, MAP_TYPE, kwargs)) return NULL;
  return makeMap(vm, type, args + TUPLE_ITEMS, tupleSize(vm, args));
}

function mapVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  return type === MAP_TYPE && !noKwnames(vm, "map", kwnames) ? NULL : makeMap(vm, type, args, nargs);
}

/** tp_iternext of map: the next result, new, or NULL. */
function mapNext(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const iterators = i32[(object + FIRST) >> 2], callable = i32[(object + SECOND) >> 2];
  const n = tupleSize(vm, iterators);
  if (n === 1) {
    const item = forNext(vm, tupleItem(vm, iterators, 0));
    if (item === NULL) return NULL;
    const result = call1(vm, callable, item);
    decref(vm, item);
    return result;
  }
  return mapItems(vm, iterators, callable, n);
}

/** The next result for several iterators. */
function mapItems(vm: Interpreter, iterators: Address, callable: Address, n: number): Address {
  const i32 = vm.i32;
  const sp = vm.sp;
  const items = n <= FEW_ITEMS ? sp : memMalloc(vm, 8 * n);
  if (items === NULL) return noMemory(vm);
  if (items === sp) vm.sp += 8 * n;
  let count = 0;
  for (; count < n; count++) {
    const item = forNext(vm, tupleItem(vm, iterators, count));
    if (item === NULL) break;
    i32[(items + 8 * count) >> 2] = item;
  }
  const result = count === n ? vectorcall(vm, callable, items, n, NULL) : NULL;
  for (let i = 0; i < count; i++) decref(vm, i32[(items + 8 * i) >> 2]);
  if (items === sp) vm.sp = sp;
  else memFree(vm, items);
  return result;
}

// filter ---------------------------------------------------------------------------------------------------------

/** filter(function, iterable) of two objects (borrowed). */
function makeFilter(vm: Interpreter, type: Address, callable: Address, iterable: Address): Address {
  const iterator = getIter(vm, iterable);
  return iterator === NULL ? NULL : makePair(vm, type, newRef(vm, callable), iterator);
}

function filterNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywordsFor(vm, "filter", type, FILTER_TYPE, kwargs)) return NULL;
  if (!checkPositional(vm, "filter", tupleSize(vm, args), 2, 2)) return NULL;
  return makeFilter(vm, type, tupleItem(vm, args, 0), tupleItem(vm, args, 1));
}

function filterVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (type === FILTER_TYPE && !noKwnames(vm, "filter", kwnames)) return NULL;
  if (!checkPositional(vm, "filter", nargs, 2, 2)) return NULL;
  return makeFilter(vm, type, vm.i32[args >> 2], vm.i32[(args + 8) >> 2]);
}

/** tp_iternext of filter: the next item that passes, new, or NULL. */
function filterNext(vm: Interpreter, object: Address): Address {
  const callable = vm.i32[(object + FIRST) >> 2], iterator = vm.i32[(object + SECOND) >> 2];
  for (;;) {
    const item = forNext(vm, iterator);
    if (item === NULL) return NULL;
    const passes = callable === NONE || callable === BOOL_TYPE
      ? isTrue(vm, item)
      : isTrueFor(vm, callable, item);
    if (passes > 0) return item;
    decref(vm, item);
    if (passes < 0) return NULL;
  }
}

/** Is what the function returns for an item true? 1, 0, or -1 with an exception. */
function isTrueFor(vm: Interpreter, callable: Address, item: Address): number {
  const result = call1(vm, callable, item);
  if (result === NULL) return -1;
  const flag = isTrue(vm, result);
  decref(vm, result);
  return flag;
}

/** Declares map and filter. */
export function defineMapFilter(vm: Interpreter): void {
  const shared = {
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dealloc: pairDealloc,
    traverse: pairTraverse,
    iter: SELF_ITER,
    free: FREE_CONTAINER,
  };
  defineType(vm, MAP_TYPE, {
    ...shared,
    name: "map",
    doc: "map(func, *iterables) --> map object\n\n" +
      "Make an iterator that computes the function using arguments from\n" +
      "each of the iterables.  Stops when the shortest iterable is exhausted.",
    basicSize: MAP.size,
    iternext: mapNext,
    new: mapNew,
    vectorcall: mapVectorcall,
  });
  defineType(vm, FILTER_TYPE, {
    ...shared,
    name: "filter",
    doc: "filter(function or None, iterable) --> filter object\n\n" +
      "Return an iterator yielding those items of iterable for which function(item)\n" +
      "is true. If function is None, return the items that are true.",
    basicSize: FILTER.size,
    iternext: filterNext,
    new: filterNew,
    vectorcall: filterVectorcall,
  });
}
