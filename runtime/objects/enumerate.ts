/**
 * enumerate: pairs of a count and an item.
 *
 *     16 en_index   24 en_sit   32 en_result   40 en_longindex   48 one
 *
 * The pair is made once and given again as long as nobody else holds it. Counts that do not fit a C ssize_t go on as
 * int objects in en_longindex.
 *
 * Source: CPython 3.11 Objects/enumobject.c.
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  OBJECT,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TYPE,
} from "../memory/object_layout.ts";
import { ENUMERATE_TYPE, NONE, SMALL_INT_ZERO, TYPE_ERROR } from "../memory/statics.ts";
import { dealloc, decref, xdecref } from "../memory/refcount.ts";
import { gcIsTracked, gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { clearError, errorOccurred, raise } from "./errors.ts";
import { numberAdd } from "./number.ts";
import { getIter } from "./iterate.ts";
import { jsString, strEqualsText } from "./str.ts";
import { parseTupleAndKeywords } from "./arguments.ts";
import { defineType } from "./define_type.ts";
import { FREE_CONTAINER, SELF_ITER } from "./function_numbers.ts";
import { bigIntOf, intAsSsize, intFromBigInt, intResult } from "./int.ts";
import { forNext } from "./for_next.ts";
import { exactIndex } from "./slice.ts";
import { buildTuple2, TUPLE_ITEMS, tupleItem, tuplePack2 } from "./tuple.ts";
import { newGenericAlias } from "./generic_alias.ts";
import { METH_CLASS, METH_O } from "./method_definition.ts";

export const ENUMERATE = struct("enumobject", 56, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  en_index: i64(16, "next count; PY_SSIZE_T_MAX: see en_longindex"),
  en_sit: pointer(24, "iterator, owned"),
  en_result: pointer(32, "the pair to be given again, owned"),
  en_longindex: pointer(40, "next count beyond PY_SSIZE_T_MAX, owned, or NULL"),
  one: pointer(48, "the int 1, borrowed"),
});
const EN_INDEX = ENUMERATE.offsets.en_index;
const EN_SIT = ENUMERATE.offsets.en_sit;
const EN_RESULT = ENUMERATE.offsets.en_result;
const EN_LONGINDEX = ENUMERATE.offsets.en_longindex;
const EN_ONE = ENUMERATE.offsets.one;
const ONE = SMALL_INT_ZERO + 32;
const SSIZE_MAX = 2n ** 63n - 1n;
/** Counts below this are read and advanced in the low half. */
const SHORT_INDEX = 0x7ffffff0;

const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

/** A new enumerate; `start` is NULL for 0. NULL with an exception. */
function makeEnumerate(vm: Interpreter, type: Address, iterable: Address, start: Address): Address {
  const i32 = vm.i32;
  const object: Address = vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (object === NULL) return NULL;
  if (fillEnumerate(vm, object, iterable, start)) return object;
  decref(vm, object);
  return NULL;
}

function fillEnumerate(vm: Interpreter, object: Address, iterable: Address, start: Address): boolean {
  const i32 = vm.i32;
  if (start !== NULL && !setStart(vm, object, start)) return false;
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return false;
  i32[(object + EN_SIT) >> 2] = iterator;
  const result = tuplePack2(vm, NONE, NONE);
  if (result === NULL) return false;
  i32[(object + EN_RESULT) >> 2] = result;
  i32[(object + EN_ONE) >> 2] = ONE;
  return true;
}

/** The first count: a number, or an int object if it does not fit. */
function setStart(vm: Interpreter, object: Address, start: Address): boolean {
  const index = exactIndex(vm, start);
  if (index === NULL) return false;
  const number = intAsSsize(vm, index);
  if (number === -1 && errorOccurred(vm) !== NULL) {
    clearError(vm);
    vm.i64[(object + EN_INDEX) >> 3] = SSIZE_MAX;
    vm.i32[(object + EN_LONGINDEX) >> 2] = index;
    return true;
  }
  vm.i64[(object + EN_INDEX) >> 3] = Number.isSafeInteger(number) ? BigInt(number) : bigIntOf(vm, index);
  decref(vm, index);
  return true;
}

const NEW = { name: "enumerate", params: ["iterable", "start"], required: 1 };

function enumerateNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, NEW, args, kwargs);
  return given === null ? NULL : makeEnumerate(vm, type, given[0], given[1]);
}

/** enumerate(iterable, start=0) */
function enumerateVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const i32 = vm.i32;
  const keywords = kwnames === NULL ? 0 : i32[(kwnames + OB_SIZE) >> 2];
  const first = i32[args >> 2], second = i32[(args + 8) >> 2];
  switch (nargs + keywords) {
    case 0:
      return raise(vm, TYPE_ERROR, "enumerate() missing required argument 'iterable'");
    case 1:
      if (keywords === 1 && !checkKeyword(vm, kwnames, 0, "iterable")) return NULL;
      return makeEnumerate(vm, type, first, NULL);
    case 2:
      if (keywords === 2 && strEqualsText(vm, tupleItem(vm, kwnames, 0), "start")) {
        return checkKeyword(vm, kwnames, 1, "iterable") ? makeEnumerate(vm, type, second, first) : NULL;
      }
      if (keywords === 2 && !checkKeyword(vm, kwnames, 0, "iterable")) return NULL;
      if (keywords > 0 && !checkKeyword(vm, kwnames, keywords - 1, "start")) return NULL;
      return makeEnumerate(vm, type, first, second);
    default:
      return raise(
        vm,
        TYPE_ERROR,
        `enumerate() takes at most 2 arguments (${nargs + keywords} given)`,
      );
  }
}

function checkKeyword(vm: Interpreter, kwnames: Address, i: number, name: string): boolean {
  const given = tupleItem(vm, kwnames, i);
  if (strEqualsText(vm, given, name)) return true;
  raise(vm, TYPE_ERROR, `'${jsString(vm, given)}' is an invalid keyword argument for enumerate()`);
  return false;
}

/** tp_iternext: the next pair, new, or NULL. */
function enumerateNext(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const item = forNext(vm, i32[(object + EN_SIT) >> 2]);
  if (item === NULL) return NULL;
  const low = i32[(object + EN_INDEX) >> 2];
  let index: Address;
  if (i32[(object + EN_INDEX + 4) >> 2] === 0 && low >= 0 && low < SHORT_INDEX) {
    i32[(object + EN_INDEX) >> 2] = low + 1;
    index = intResult(vm, low);
  } else {
    index = takeIndex(vm, object);
  }
  const result = i32[(object + EN_RESULT) >> 2];
  if (index === NULL || i32[result >> 2] !== 1) return makePair(vm, index, item);
  i32[result >> 2] = 2;
  const oldIndex = i32[(result + TUPLE_ITEMS) >> 2], oldItem = i32[(result + TUPLE_ITEMS + 8) >> 2];
  i32[(result + TUPLE_ITEMS) >> 2] = index;
  i32[(result + TUPLE_ITEMS + 8) >> 2] = item;
  if (--i32[oldIndex >> 2] === 0) dealloc(vm, oldIndex);
  if (--i32[oldItem >> 2] === 0) dealloc(vm, oldItem);
  // A collection may have stopped tracking the pair, which held nothing of interest then.
  if (!gcIsTracked(vm, result)) gcTrack(vm, result);
  return result;
}

/** A new pair of the two (stolen); `index` may be NULL, with an exception. NULL with an exception. */
function makePair(vm: Interpreter, index: Address, item: Address): Address {
  if (index !== NULL) return buildTuple2(vm, index, item);
  decref(vm, item);
  return NULL;
}

/** The next count as an int, new, where it is large. NULL with an exception. */
function takeIndex(vm: Interpreter, object: Address): Address {
  const index = vm.i64[(object + EN_INDEX) >> 3];
  if (index === SSIZE_MAX) return takeLongIndex(vm, object);
  const result = intFromBigInt(vm, index);
  if (result !== NULL) vm.i64[(object + EN_INDEX) >> 3] = index + 1n;
  return result;
}

function takeLongIndex(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  if (i32[(object + EN_LONGINDEX) >> 2] === NULL) {
    const first = intFromBigInt(vm, SSIZE_MAX);
    if (first === NULL) return NULL;
    i32[(object + EN_LONGINDEX) >> 2] = first;
  }
  const index = i32[(object + EN_LONGINDEX) >> 2];
  const next = numberAdd(vm, index, ONE);
  if (next === NULL) return NULL;
  i32[(object + EN_LONGINDEX) >> 2] = next;
  return index;
}

function enumerateDealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, object);
  xdecref(vm, i32[(object + EN_SIT) >> 2]);
  xdecref(vm, i32[(object + EN_RESULT) >> 2]);
  xdecref(vm, i32[(object + EN_LONGINDEX) >> 2]);
  vm.functions[i32[(i32[(object + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, object);
}

function enumerateTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  const i32 = vm.i32;
  for (const offset of [EN_SIT, EN_RESULT, EN_LONGINDEX]) {
    const child = i32[(object + offset) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

/** Declares enumerate. */
export function defineEnumerate(vm: Interpreter): void {
  defineType(vm, ENUMERATE_TYPE, {
    name: "enumerate",
    doc: "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\n" +
      "The enumerate object yields pairs containing a count (from start, which\n" +
      "defaults to zero) and a value yielded by the iterable argument.\n\n" +
      "enumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
    basicSize: ENUMERATE.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dealloc: enumerateDealloc,
    traverse: enumerateTraverse,
    iter: SELF_ITER,
    iternext: enumerateNext,
    new: enumerateNew,
    free: FREE_CONTAINER,
    vectorcall: enumerateVectorcall,
    methods: [
      { name: "__class_getitem__", flags: METH_O | METH_CLASS, fn: newGenericAlias, doc: "See PEP 585" },
    ],
  });
}
