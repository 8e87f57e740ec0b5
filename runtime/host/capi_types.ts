/**
 * The C API's constructors and accessors of int, str, bytes, tuple, list and dict, and what works on any object.
 *
 * Source: C API, "Concrete Objects Layer"; CPython 3.11 Objects/longobject.c, unicodeobject.c, bytesobject.c,
 * tupleobject.c, listobject.c, dictobject.c.
 */
import { type Address, NULL, objectRealloc } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, TP_FLAGS, TPFLAGS_BYTES_SUBCLASS } from "../memory/object_layout.ts";
import { noMemoryFlag } from "../memory/pending.ts";
import { decref, newRef, refcount, typeOf, xdecref } from "../memory/refcount.ts";
import { BYTES_TYPE, INDEX_ERROR, SYSTEM_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import { BYTES_DATA, bytesFrom, bytesNew } from "../objects/bytes.ts";
import {
  dictClear,
  dictContains,
  dictCopy,
  dictDel,
  dictGet,
  dictNew,
  dictSet,
  dictSize,
} from "../objects/dict.ts";
import { clearError, errorOccurred, formatType, raise, raiseFlag } from "../objects/errors.ts";
import { intAsLong, intFromBigInt, intFromNumber, isInt } from "../objects/int.ts";
import {
  listAppend,
  listAsTuple,
  listInsert,
  listItem,
  listNew,
  listSetItem,
  listSize,
  listSlice,
} from "../objects/list.ts";
import { numberIndex } from "../objects/number.ts";
import { repr, str } from "../objects/object.ts";
import { jsString, newStr } from "../objects/str.ts";
import { tupleFromArray, tupleItem, tupleNew, tupleSetItem, tupleSize } from "../objects/tuple.ts";
import { bytesOf, textOf, writeText } from "./capi_text.ts";

function createNumberAndTextApi(vm: Interpreter) {
  return {
    /** New. */
    PyLong_FromLong: (value: number | bigint): Address =>
      typeof value === "bigint" ? intFromBigInt(vm, value) : intFromNumber(vm, value),
    /** The value; -1 with an exception if the object is no int or too large for 64 bits. Can run any code. */
    PyLong_AsLong: (object: Address): number => {
      if (isInt(vm, object)) return intAsLong(vm, object);
      const index = numberIndex(vm, object);
      if (index === NULL) return -1;
      const value = intAsLong(vm, index);
      decref(vm, index);
      return value;
    },
    /** New. */
    PyUnicode_FromString: (text: string | Address): Address => newStr(vm, textOf(vm, text)),
    /** The text of a str, for the host: C gets a pointer here. */
    PyUnicode_AsUTF8: (object: Address): string => jsString(vm, object),
    /** New. Can run any code. */
    PyObject_Repr: (object: Address): Address => repr(vm, object),
    PyObject_Str: (object: Address): Address => str(vm, object),
    /** strcpy of a literal: writes it with its zero byte at an address; the address. */
    strcpy: (address: Address, text: string): Address => writeText(vm, address, text),
  };
}

function createBytesApi(vm: Interpreter) {
  const isBytes = (object: Address): boolean =>
    (vm.i32[(typeOf(vm, object) + TP_FLAGS) >> 2] & TPFLAGS_BYTES_SUBCLASS) !== 0;
  return {
    PyBytes_Check: (object: Address): number => isBytes(object) ? 1 : 0,
    PyBytes_CheckExact: (object: Address): number => typeOf(vm, object) === BYTES_TYPE ? 1 : 0,
    /** New: the bytes of a C string. */
    PyBytes_FromString: (text: string | Address): Address => bytesFrom(vm, bytesOf(vm, text)),
    /** New: `n` bytes at an address; with NULL what they are is for the caller to write. */
    PyBytes_FromStringAndSize: (text: string | Address, n: number): Address => {
      if (n < 0) return raise(vm, SYSTEM_ERROR, "Negative size passed to PyBytes_FromStringAndSize");
      if (text === NULL) return bytesNew(vm, n);
      return bytesFrom(
        vm,
        typeof text === "string" ? bytesOf(vm, text).slice(0, n) : vm.u8.subarray(text, text + n),
      );
    },
    PyBytes_Size: (object: Address): number =>
      isBytes(object)
        ? vm.i32[(object + OB_SIZE) >> 2]
        : raiseFlag(vm, TYPE_ERROR, `expected bytes, ${formatType(vm, object)} found`),
    /** Address of the bytes, which end with a zero byte; they are the object's. */
    PyBytes_AsString: (object: Address): Address =>
      isBytes(object)
        ? object + BYTES_DATA
        : raise(vm, TYPE_ERROR, `expected bytes, ${formatType(vm, object)} found`),
    /** Resizes the object whose address is in a word, and which nobody else has; 0, or -1 with the word NULL. */
    _PyBytes_Resize: (word: Address, n: number): number => resizeBytes(vm, word, n),
  };
}

function resizeBytes(vm: Interpreter, word: Address, n: number): number {
  const { i32, u8 } = vm;
  const object = i32[word >> 2];
  i32[word >> 2] = NULL;
  if (i32[(object + OB_SIZE) >> 2] === n) {
    i32[word >> 2] = object;
    return 0;
  }
  if (n < 0 || refcount(vm, object) !== 1) {
    decref(vm, object);
    return raiseFlag(vm, SYSTEM_ERROR, "bad argument to internal function");
  }
  const moved = n === 0 ? bytesNew(vm, 0) : objectRealloc(vm, object, BYTES_DATA + n + 1);
  if (moved === NULL) {
    decref(vm, object);
    return noMemoryFlag(vm);
  }
  if (n === 0) decref(vm, object);
  else {
    i32[(moved + OB_SIZE) >> 2] = n;
    i32[(moved + 24) >> 2] = i32[(moved + 28) >> 2] = -1; // the hash is not known any more
    u8[moved + BYTES_DATA + n] = 0;
  }
  i32[word >> 2] = moved;
  return 0;
}

function createSequenceApi(vm: Interpreter) {
  /** Puts `item` (stolen) into a list or tuple, unless there is no such place. */
  const replace = (holds: boolean, item: Address, what: string, put: () => Address): number => {
    if (!holds) {
      xdecref(vm, item);
      return raiseFlag(vm, INDEX_ERROR, `${what} assignment index out of range`);
    }
    const old = put();
    xdecref(vm, old);
    return 0;
  };
  const has = (i: number, n: number): boolean => i >= 0 && i < n;
  return {
    /** New, all items NULL: fill it before anybody sees it. */
    PyTuple_New: (n: number): Address => tupleNew(vm, n),
    PyTuple_Size: (tuple: Address): number => tupleSize(vm, tuple),
    /** Borrowed. */
    PyTuple_GetItem: (tuple: Address, i: number): Address =>
      has(i, tupleSize(vm, tuple))
        ? tupleItem(vm, tuple, i)
        : raise(vm, INDEX_ERROR, "tuple index out of range"),
    /** Steals `item`, also when it fails. */
    PyTuple_SetItem: (tuple: Address, i: number, item: Address): number => {
      if (refcount(vm, tuple) !== 1) {
        xdecref(vm, item);
        return raiseFlag(vm, SYSTEM_ERROR, "bad argument to internal function");
      }
      return replace(has(i, tupleSize(vm, tuple)), item, "tuple", () => {
        const old = tupleItem(vm, tuple, i);
        tupleSetItem(vm, tuple, i, item);
        return old;
      });
    },
    /** New; takes references of its own to the objects. */
    PyTuple_Pack: (...objects: Address[]): Address => {
      const args = vm.sp;
      objects.forEach((object, i) => vm.i32[(args + 8 * i) >> 2] = object);
      vm.sp = args + 8 * objects.length;
      const tuple = tupleFromArray(vm, args, objects.length);
      vm.sp = args;
      return tuple;
    },

    /** New, all items NULL: fill it before anybody sees it. */
    PyList_New: (n: number): Address => listNew(vm, n),
    PyList_Size: (list: Address): number => listSize(vm, list),
    /** Borrowed. */
    PyList_GetItem: (list: Address, i: number): Address =>
      has(i, listSize(vm, list)) ? listItem(vm, list, i) : raise(vm, INDEX_ERROR, "list index out of range"),
    /** Steals `item`, also when it fails. */
    PyList_SetItem: (list: Address, i: number, item: Address): number =>
      replace(has(i, listSize(vm, list)), item, "list", () => {
        const old = listItem(vm, list, i);
        listSetItem(vm, list, i, item);
        return old;
      }),
    /** 0 or -1; the list takes a reference of its own. */
    PyList_Append: (list: Address, item: Address): number => listAppend(vm, list, item),
    PyList_Insert: (list: Address, i: number, item: Address): number => listInsert(vm, list, i, item),
    /** New. */
    PyList_GetSlice: (list: Address, low: number, high: number): Address => {
      const n = listSize(vm, list);
      const start = Math.min(Math.max(low, 0), n);
      return listSlice(vm, list, start, Math.min(Math.max(high, start), n));
    },
    PyList_AsTuple: (list: Address): Address => listAsTuple(vm, list),
  };
}

function createDictApi(vm: Interpreter) {
  /** Does something with a str that is made for it. */
  const withKey = <T>(text: string | Address, failure: T, use: (key: Address) => T): T => {
    const key = newStr(vm, textOf(vm, text));
    if (key === NULL) return failure;
    const result = use(key);
    decref(vm, key);
    return result;
  };
  /** The old functions forget every exception. */
  const getQuietly = (dict: Address, key: Address): Address => {
    const value = dictGet(vm, dict, key);
    if (value === NULL && errorOccurred(vm) !== NULL) clearError(vm);
    return value;
  };
  return {
    /** New. */
    PyDict_New: (): Address => dictNew(vm),
    PyDict_Size: (dict: Address): number => dictSize(vm, dict),
    /** 0 or -1; the dict takes references of its own. Can run any code. */
    PyDict_SetItem: (dict: Address, key: Address, value: Address): number => dictSet(vm, dict, key, value),
    PyDict_SetItemString: (dict: Address, key: string | Address, value: Address): number =>
      withKey(key, -1, (object) => dictSet(vm, dict, object, value)),
    /** Borrowed, or NULL without an exception. */
    PyDict_GetItem: getQuietly,
    PyDict_GetItemString: (dict: Address, key: string | Address): Address =>
      withKey(key, NULL, (object) => getQuietly(dict, object)),
    /** Borrowed, or NULL, perhaps with an exception. */
    PyDict_GetItemWithError: (dict: Address, key: Address): Address => dictGet(vm, dict, key),
    PyDict_DelItem: (dict: Address, key: Address): number => dictDel(vm, dict, key),
    PyDict_DelItemString: (dict: Address, key: string | Address): number =>
      withKey(key, -1, (object) => dictDel(vm, dict, object)),
    PyDict_Contains: (dict: Address, key: Address): number => dictContains(vm, dict, key),
    PyDict_Clear: (dict: Address): void => dictClear(vm, dict),
    PyDict_Copy: (dict: Address): Address => dictCopy(vm, dict),
  };
}

/** Constructors and accessors for one interpreter. */
export function createObjectAccess(vm: Interpreter) {
  return {
    ...createNumberAndTextApi(vm),
    ...createBytesApi(vm),
    ...createSequenceApi(vm),
    ...createDictApi(vm),
    /** New: for functions that give what they were given. */
    Py_XNewRef: (object: Address): Address => object === NULL ? NULL : newRef(vm, object),
  };
}
