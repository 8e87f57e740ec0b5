/**
 * zip: tuples of the next items of several iterators.
 *
 *     16 tuplesize   24 ittuple   32 result   40 strict
 *
 * The tuple is made once and given again as long as nobody else holds it.
 *
 * Source: CPython 3.11 Python/bltinmodule.c.
 */
import { type Address, i32 as int32, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_TYPE, OBJECT, TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import { EMPTY_TUPLE, NONE, VALUE_ERROR, ZIP_TYPE } from "../memory/statics.ts";
import { dealloc, decref, newRef, xdecref } from "../memory/refcount.ts";
import { gcIsTracked, gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { errorOccurred, raise } from "./errors.ts";
import { isTrue } from "./compare.ts";
import { getIter } from "./iterate.ts";
import { parseTupleAndKeywords } from "./arguments.ts";
import { defineType } from "./define_type.ts";
import { FREE_CONTAINER, SELF_ITER } from "./function_numbers.ts";
import { forNext } from "./for_next.ts";
import { TUPLE_ITEMS, tupleItem, tupleNew, tupleSetItem, tupleSize } from "./tuple.ts";

export const ZIP = struct("zipobject", 48, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  tuplesize: i64(16, "number of iterators"),
  ittuple: pointer(24, "tuple of iterators, owned"),
  result: pointer(32, "the tuple to be given again, owned"),
  strict: int32(40, "whether all must end together"),
});
const TUPLE_SIZE = ZIP.offsets.tuplesize;
const ITERATORS = ZIP.offsets.ittuple;
const RESULT = ZIP.offsets.result;
const STRICT = ZIP.offsets.strict;

const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

const KEYWORDS = { name: "zip", params: ["strict"], keywordOnly: 1 };

/** zip(*iterables, strict=False) */
function zipNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const strict = kwargs === NULL ? 0 : parseStrict(vm, kwargs);
  if (strict < 0) return NULL;
  const iterators = makeIterators(vm, args);
  if (iterators === NULL) return NULL;
  const result = makeResult(vm, tupleSize(vm, args));
  const object: Address = result === NULL ? NULL : vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (object === NULL) {
    decref(vm, iterators);
    xdecref(vm, result);
    return NULL;
  }
  const i32 = vm.i32;
  i32[(object + TUPLE_SIZE) >> 2] = tupleSize(vm, args);
  i32[(object + ITERATORS) >> 2] = iterators;
  i32[(object + RESULT) >> 2] = result;
  i32[(object + STRICT) >> 2] = strict;
  return object;
}

/** The keyword's truth: 1, 0, or -1 with an exception. */
function parseStrict(vm: Interpreter, kwargs: Address): number {
  const given = parseTupleAndKeywords(vm, KEYWORDS, EMPTY_TUPLE, kwargs);
  if (given === null) return -1;
  return given[0] === NULL ? 0 : isTrue(vm, given[0]);
}

/** A new tuple of iterators. NULL with an exception. */
function makeIterators(vm: Interpreter, iterables: Address): Address {
  const n = tupleSize(vm, iterables);
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

function makeResult(vm: Interpreter, n: number): Address {
  const result = tupleNew(vm, n);
  if (result === NULL) return NULL;
  for (let i = 0; i < n; i++) tupleSetItem(vm, result, i, newRef(vm, NONE));
  return result;
}

/** tp_iternext: the next tuple, new, or NULL. */
function zipNext(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const n = i32[(object + TUPLE_SIZE) >> 2];
  if (n === 0) return NULL;
  const result = i32[(object + RESULT) >> 2];
  if (i32[result >> 2] !== 1) return nextInNewTuple(vm, object, n);
  i32[result >> 2]++;
  const iterators = i32[(object + ITERATORS) >> 2];
  for (let i = 0; i < n; i++) {
    const item = forNext(vm, i32[(iterators + TUPLE_ITEMS + 8 * i) >> 2]);
    if (item === NULL) {
      decref(vm, result);
      return endZip(vm, object, i);
    }
    const word = (result + TUPLE_ITEMS + 8 * i) >> 2;
    const old = i32[word];
    i32[word] = item;
    if (--i32[old >> 2] === 0) dealloc(vm, old);
  }
  // A collection may have stopped tracking the tuple, which held nothing of interest then.
  if (!gcIsTracked(vm, result)) gcTrack(vm, result);
  return result;
}

function nextInNewTuple(vm: Interpreter, object: Address, n: number): Address {
  const result = tupleNew(vm, n);
  if (result === NULL) return NULL;
  const iterators = vm.i32[(object + ITERATORS) >> 2];
  for (let i = 0; i < n; i++) {
    const item = forNext(vm, tupleItem(vm, iterators, i));
    if (item === NULL) {
      decref(vm, result);
      return endZip(vm, object, i);
    }
    tupleSetItem(vm, result, i, item);
  }
  return result;
}

/** Iterator `i` gave nothing: with `strict`, all others must be at their end too. NULL. */
function endZip(vm: Interpreter, object: Address, i: number): Address {
  if (errorOccurred(vm) !== NULL || vm.i32[(object + STRICT) >> 2] === 0) return NULL;
  if (i > 0) return raiseLength(vm, i, "shorter");
  const iterators = vm.i32[(object + ITERATORS) >> 2], n = vm.i32[(object + TUPLE_SIZE) >> 2];
  for (let other = 1; other < n; other++) {
    const item = forNext(vm, tupleItem(vm, iterators, other));
    if (item !== NULL) {
      decref(vm, item);
      return raiseLength(vm, other, "longer");
    }
    if (errorOccurred(vm) !== NULL) return NULL;
  }
  return NULL;
}

function raiseLength(vm: Interpreter, i: number, how: string): Address {
  const others = i === 1 ? "argument 1" : `arguments 1-${i}`;
  return raise(vm, VALUE_ERROR, `zip() argument ${i + 1} is ${how} than ${others}`);
}

function zipDealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, object);
  xdecref(vm, i32[(object + ITERATORS) >> 2]);
  xdecref(vm, i32[(object + RESULT) >> 2]);
  vm.functions[i32[(i32[(object + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, object);
}

function zipTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  const iterators = vm.i32[(object + ITERATORS) >> 2], result = vm.i32[(object + RESULT) >> 2];
  if (iterators !== NULL) visit(vm, iterators);
  if (result !== NULL) visit(vm, result);
}

/** Declares zip. */
export function defineZip(vm: Interpreter): void {
  defineType(vm, ZIP_TYPE, {
    name: "zip",
    doc: "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n" +
      "   >>> list(zip('abcdefg', range(3), range(4)))\n" +
      "   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]\n\n" +
      "The zip object yields n-length tuples, where n is the number of iterables\n" +
      "passed as positional arguments to zip().  The i-th element in every tuple\n" +
      "comes from the i-th iterable argument to zip().  This continues until the\n" +
      "shortest argument is exhausted.\n\n" +
      "If strict is true and one of the arguments is exhausted before the others,\n" +
      "raise a ValueError.",
    basicSize: ZIP.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dealloc: zipDealloc,
    traverse: zipTraverse,
    iter: SELF_ITER,
    iternext: zipNext,
    new: zipNew,
    free: FREE_CONTAINER,
  });
}
