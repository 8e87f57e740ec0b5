/**
 * The C API's tuple and list. The functions in capitals check nothing, as in C.
 *
 * Source: C API, "Sequence Objects"; CPython 3.11 Objects/tupleobject.c, Objects/listobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TPFLAGS_LIST_SUBCLASS, TPFLAGS_TUPLE_SUBCLASS } from "../memory/object_layout.ts";
import { refcount, typeOf, xdecref } from "../memory/refcount.ts";
import { INDEX_ERROR, LIST_TYPE, TUPLE_TYPE } from "../memory/statics.ts";
import { raise, raiseFlag } from "../objects/errors.ts";
import {
  LIST_ITEMS,
  listAppend,
  listAsTuple,
  listInsert,
  listItem,
  listNew,
  listSetItem,
  listSize,
  listSlice,
} from "../objects/list.ts";
import { listAssignSlice } from "../objects/list_slices.ts";
import { listSort } from "../objects/sort.ts";
import { reverse } from "../objects/sort_merge.ts";
import { hasTypeFlag } from "../objects/subtype.ts";
import {
  tupleFromArray,
  tupleItem,
  tupleNew,
  tupleResize,
  tupleSetItem,
  tupleSize,
  tupleSlice,
} from "../objects/tuple.ts";
import { badInternalCall, badInternalCallFlag } from "./capi_errors.ts";

const has = (i: number, n: number): boolean => i >= 0 && i < n;

/** Puts a word into a place that may hold garbage in its other half. */
function putWord(vm: Interpreter, word: Address, value: Address): void {
  vm.i32[word >> 2] = value;
  vm.i32[(word + 4) >> 2] = 0;
}

function createTupleApi(vm: Interpreter) {
  const isTuple = (object: Address): boolean =>
    object !== NULL && hasTypeFlag(vm, object, TPFLAGS_TUPLE_SUBCLASS);
  return {
    PyTuple_Type: TUPLE_TYPE as Address,
    PyTuple_Check: (object: Address): number => isTuple(object) ? 1 : 0,
    PyTuple_CheckExact: (object: Address): number => typeOf(vm, object) === TUPLE_TYPE ? 1 : 0,
    /** New, all items NULL: fill it before anybody sees it. */
    PyTuple_New: (n: number): Address => n < 0 ? badInternalCall(vm) : tupleNew(vm, n),
    /** New; takes references of its own to the objects. A number in front that says how many they are, as in C, is fine. */
    PyTuple_Pack: (...objects: Address[]): Address => {
      if (objects.length > 0 && objects[0] === objects.length - 1) objects = objects.slice(1);
      const args = vm.sp;
      objects.forEach((object, i) => putWord(vm, args + 8 * i, object));
      vm.sp = args + 8 * objects.length;
      const tuple = tupleFromArray(vm, args, objects.length);
      vm.sp = args;
      return tuple;
    },
    /** -1 with SystemError if it is no tuple. */
    PyTuple_Size: (tuple: Address): number => isTuple(tuple) ? tupleSize(vm, tuple) : badInternalCallFlag(vm),
    PyTuple_GET_SIZE: (tuple: Address): number => tupleSize(vm, tuple),
    /** Borrowed; NULL with IndexError if `i` is negative or out of range. */
    PyTuple_GetItem: (tuple: Address, i: number): Address => {
      if (!isTuple(tuple)) return badInternalCall(vm);
      if (has(i, tupleSize(vm, tuple))) return tupleItem(vm, tuple, i);
      return raise(vm, INDEX_ERROR, "tuple index out of range");
    },
    PyTuple_GET_ITEM: (tuple: Address, i: number): Address => tupleItem(vm, tuple, i),
    /** New: the items from `low` to `high`, clipped. */
    PyTuple_GetSlice: (tuple: Address, low: number, high: number): Address => {
      if (!isTuple(tuple)) return badInternalCall(vm);
      const n = tupleSize(vm, tuple);
      const start = Math.max(low, 0);
      return tupleSlice(vm, tuple, start, Math.max(Math.min(high, n), start));
    },
    /** Steals `item`, also when it fails; releases what stood there. Only for a tuple that nobody else has. */
    PyTuple_SetItem: (tuple: Address, i: number, item: Address): number => {
      if (!isTuple(tuple) || refcount(vm, tuple) !== 1) {
        xdecref(vm, item);
        return badInternalCallFlag(vm);
      }
      if (!has(i, tupleSize(vm, tuple))) {
        xdecref(vm, item);
        return raiseFlag(vm, INDEX_ERROR, "tuple assignment index out of range");
      }
      const old = tupleItem(vm, tuple, i);
      tupleSetItem(vm, tuple, i, item);
      xdecref(vm, old);
      return 0;
    },
    /** Steals `item`; what stood there is lost: only for a new tuple. */
    PyTuple_SET_ITEM: (tuple: Address, i: number, item: Address): void => tupleSetItem(vm, tuple, i, item),
    /** Resizes the tuple whose address is in a word, and which nobody else has; 0, or -1 with the word NULL. */
    _PyTuple_Resize: (word: Address, n: number): number => {
      const tuple = vm.i32[word >> 2];
      const isFree = tuple !== NULL && typeOf(vm, tuple) === TUPLE_TYPE &&
        (tupleSize(vm, tuple) === 0 || refcount(vm, tuple) === 1);
      if (!isFree) {
        putWord(vm, word, NULL);
        xdecref(vm, tuple);
        return badInternalCallFlag(vm);
      }
      putWord(vm, word, tupleResize(vm, tuple, n));
      return vm.i32[word >> 2] === NULL ? -1 : 0;
    },
  };
}

function createListApi(vm: Interpreter) {
  const isList = (object: Address): boolean =>
    object !== NULL && hasTypeFlag(vm, object, TPFLAGS_LIST_SUBCLASS);
  return {
    PyList_Type: LIST_TYPE as Address,
    PyList_Check: (object: Address): number => isList(object) ? 1 : 0,
    PyList_CheckExact: (object: Address): number => typeOf(vm, object) === LIST_TYPE ? 1 : 0,
    /** New, all items NULL: fill it before anybody sees it. */
    PyList_New: (n: number): Address => n < 0 ? badInternalCall(vm) : listNew(vm, n),
    /** -1 with SystemError if it is no list. */
    PyList_Size: (list: Address): number => isList(list) ? listSize(vm, list) : badInternalCallFlag(vm),
    PyList_GET_SIZE: (list: Address): number => listSize(vm, list),
    /** Borrowed; NULL with IndexError if `i` is negative or out of range. */
    PyList_GetItem: (list: Address, i: number): Address => {
      if (!isList(list)) return badInternalCall(vm);
      if (has(i, listSize(vm, list))) return listItem(vm, list, i);
      return raise(vm, INDEX_ERROR, "list index out of range");
    },
    PyList_GET_ITEM: (list: Address, i: number): Address => listItem(vm, list, i),
    /** Steals `item`, also when it fails; releases what stood there. Can run any code. */
    PyList_SetItem: (list: Address, i: number, item: Address): number => {
      if (!isList(list) || !has(i, listSize(vm, list))) {
        xdecref(vm, item);
        return isList(list)
          ? raiseFlag(vm, INDEX_ERROR, "list assignment index out of range")
          : badInternalCallFlag(vm);
      }
      const old = listItem(vm, list, i);
      listSetItem(vm, list, i, item);
      xdecref(vm, old);
      return 0;
    },
    /** Steals `item`; what stood there is lost: only for a new list. */
    PyList_SET_ITEM: (list: Address, i: number, item: Address): void => listSetItem(vm, list, i, item),
    /** 0 or -1; the list takes a reference of its own. An index out of range is clipped. */
    PyList_Insert: (list: Address, i: number, item: Address): number =>
      isList(list) && item !== NULL ? listInsert(vm, list, i, item) : badInternalCallFlag(vm),
    /** 0 or -1; the list takes a reference of its own. */
    PyList_Append: (list: Address, item: Address): number =>
      isList(list) && item !== NULL ? listAppend(vm, list, item) : badInternalCallFlag(vm),
    /** New: the items from `low` to `high`, clipped. */
    PyList_GetSlice: (list: Address, low: number, high: number): Address => {
      if (!isList(list)) return badInternalCall(vm);
      const n = listSize(vm, list);
      const start = Math.min(Math.max(low, 0), n);
      return listSlice(vm, list, start, Math.min(Math.max(high, start), n));
    },
    /** The items of `items` (any iterable), or none if it is NULL, take the place of those from `low` to `high`. */
    PyList_SetSlice: (list: Address, low: number, high: number, items: Address): number =>
      isList(list) ? listAssignSlice(vm, list, low, high, items) : badInternalCallFlag(vm),
    /** Sorts in place: 0 or -1. Can run any code. */
    PyList_Sort: (list: Address): number =>
      isList(list) ? listSort(vm, list, NULL, false) : badInternalCallFlag(vm),
    PyList_Reverse: (list: Address): number => {
      if (!isList(list)) return badInternalCallFlag(vm);
      if (listSize(vm, list) > 1) reverse(vm, vm.i32[(list + LIST_ITEMS) >> 2], listSize(vm, list));
      return 0;
    },
    /** New. */
    PyList_AsTuple: (list: Address): Address => isList(list) ? listAsTuple(vm, list) : badInternalCall(vm),
  };
}

/** The functions of tuple and list for one interpreter. */
export function createSequenceApi(vm: Interpreter) {
  return { ...createTupleApi(vm), ...createListApi(vm) };
}
