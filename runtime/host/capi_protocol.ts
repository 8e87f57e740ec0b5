/**
 * The C API's functions that work on any object: attributes, items, calls, comparison, texts.
 *
 * Source: C API, "Object Protocol", "Call Protocol", "Iterator Protocol"; CPython 3.11 Objects/object.c, abstract.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef, typeOf } from "../memory/refcount.ts";
import { EMPTY_TUPLE, OBJECT_TYPE, SYSTEM_ERROR, TYPE_TYPE } from "../memory/statics.ts";
import { call, call0, call1, isCallable } from "../objects/call.ts";
import { clearError, raise } from "../objects/errors.ts";
import { ascii } from "../objects/fstring.ts";
import { internJs } from "../objects/interning.ts";
import { getIter, isIterator, iterNext } from "../objects/iterate.ts";
import {
  delItem,
  getAttr,
  getItem,
  hash,
  isInstance,
  isSubtype,
  isTrue,
  lookupAttr,
  objectSize,
  repr,
  richCompare,
  richCompareBool,
  setAttr,
  setItem,
  str,
} from "../objects/object.ts";
import { type CText, textOf } from "./capi_text.ts";

/** The functions on any object for one interpreter. All can run any code. */
export function createProtocolApi(vm: Interpreter) {
  /** Does something with a name that is made for it. */
  const withName = <T>(text: CText, failure: T, use: (name: Address) => T): T => {
    const source = textOf(vm, text);
    const name = source === null ? NULL : internJs(vm, source);
    if (name === NULL) return failure;
    const result = use(name);
    decref(vm, name);
    return result;
  };
  const has = (object: Address, name: Address): number => {
    const value = lookupAttr(vm, object, name);
    if (value === NULL) {
      clearError(vm); // the function has no way to tell of it
      return 0;
    }
    decref(vm, value);
    return 1;
  };
  const nullArgument = (): Address => raise(vm, SYSTEM_ERROR, "null argument to internal routine");
  const size = (object: Address): number => object === NULL ? (nullArgument(), -1) : objectSize(vm, object);
  return {
    PyBaseObject_Type: OBJECT_TYPE as Address,
    PyType_Type: TYPE_TYPE as Address,
    Py_LT: 0,
    Py_LE: 1,
    Py_EQ: 2,
    Py_NE: 3,
    Py_GT: 4,
    Py_GE: 5,

    // New texts.
    PyObject_Repr: (object: Address): Address => repr(vm, object),
    PyObject_Str: (object: Address): Address => str(vm, object),
    PyObject_ASCII: (object: Address): Address => ascii(vm, object),

    /** New. */
    PyObject_GetAttr: (object: Address, name: Address): Address => getAttr(vm, object, name),
    PyObject_GetAttrString: (object: Address, name: CText): Address =>
      withName(name, NULL, (key) => getAttr(vm, object, key)),
    PyObject_HasAttr: has,
    PyObject_HasAttrString: (object: Address, name: CText): number =>
      withName(name, 0, (key) => has(object, key)),
    /** 0 or -1; `value` is borrowed, NULL deletes. */
    PyObject_SetAttr: (object: Address, name: Address, value: Address): number =>
      setAttr(vm, object, name, value),
    PyObject_SetAttrString: (object: Address, name: CText, value: Address): number =>
      withName(name, -1, (key) => setAttr(vm, object, key, value)),
    PyObject_DelAttr: (object: Address, name: Address): number => setAttr(vm, object, name, NULL),
    PyObject_DelAttrString: (object: Address, name: CText): number =>
      withName(name, -1, (key) => setAttr(vm, object, key, NULL)),

    /** New. */
    PyObject_GetItem: (object: Address, key: Address): Address => getItem(vm, object, key),
    PyObject_SetItem: (object: Address, key: Address, value: Address): number =>
      setItem(vm, object, key, value),
    PyObject_DelItem: (object: Address, key: Address): number => delItem(vm, object, key),
    /** The length, or -1 with an exception. */
    PyObject_Size: size,
    PyObject_Length: size,

    /** New: called with a tuple (or NULL) and, for PyObject_Call, a dict (or NULL). */
    PyObject_Call: (callable: Address, args: Address, kwargs: Address): Address =>
      call(vm, callable, args, kwargs),
    PyObject_CallObject: (callable: Address, args: Address): Address =>
      call(vm, callable, args === NULL ? EMPTY_TUPLE : args, NULL),
    PyObject_CallNoArgs: (callable: Address): Address => call0(vm, callable),
    PyObject_CallOneArg: (callable: Address, argument: Address): Address => call1(vm, callable, argument),
    PyCallable_Check: (object: Address): number => isCallable(vm, object) ? 1 : 0,

    /** New. */
    PyObject_RichCompare: (a: Address, b: Address, op: number): Address => richCompare(vm, a, b, op),
    /** 1, 0, or -1 with an exception; the same object is equal to itself. */
    PyObject_RichCompareBool: (a: Address, b: Address, op: number): number => richCompareBool(vm, a, b, op),
    PyObject_IsTrue: (object: Address): number => isTrue(vm, object),
    PyObject_Not: (object: Address): number => {
      const flag = isTrue(vm, object);
      return flag < 0 ? flag : 1 - flag;
    },
    /** The low half of the hash, as a signed 32-bit number (the high one is in memory.hashHigh); both -1: an exception. */
    PyObject_Hash: (object: Address): number => hash(vm, object),
    PyObject_IsInstance: (object: Address, type: Address): number => isInstance(vm, object, type),
    /** New. */
    PyObject_Type: (object: Address): Address =>
      object === NULL ? nullArgument() : newRef(vm, typeOf(vm, object)),
    PyObject_TypeCheck: (object: Address, type: Address): number =>
      typeOf(vm, object) === type || isSubtype(vm, typeOf(vm, object), type) ? 1 : 0,
    PyType_IsSubtype: (a: Address, b: Address): number => isSubtype(vm, a, b) ? 1 : 0,

    /** New. */
    PyObject_GetIter: (object: Address): Address => getIter(vm, object),
    PyIter_Check: (object: Address): number => isIterator(vm, object) ? 1 : 0,
    /** New: the next item, or NULL: at the end without an exception. */
    PyIter_Next: (iterator: Address): Address => iterNext(vm, iterator),
  };
}
