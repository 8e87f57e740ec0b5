/**
 * defaultdict: a dict that calls a factory for keys that are not there.
 *
 *     0 PyDictObject (48 bytes)   48 default_factory
 *
 * Only `d[key]` asks the factory, through `__missing__`; everything else is dict's.
 *
 * Source: CPython 3.11 Modules/_collectionsmodule.c (defdict_*).
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  OB_TYPE,
  OBJECT,
  TPFLAGS_BASETYPE,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_HAVE_GC,
  TYPE,
} from "../memory/object_layout.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import { clearField, decref, newRef, setField, typeOf } from "../memory/refcount.ts";
import { DICT_TYPE, lateType, NONE, NOT_IMPLEMENTED, TYPE_ERROR } from "../memory/statics.ts";
import { call0, call2, isCallable } from "../objects/call.ts";
import { defineType } from "../objects/define_type.ts";
import { dictClear, isDict } from "../objects/dict.ts";
import { dictUpdate } from "../objects/dict_merge.ts";
import { dictBuffers, dictDealloc, dictTraverse } from "../objects/dict_object.ts";
import { raiseFlag, raiseKeyError } from "../objects/errors.ts";
import { reprText } from "../objects/exceptions.ts";
import { getIter } from "../objects/iterate.ts";
import { METH_NOARGS, METH_O } from "../objects/method_definition.ts";
import { getAttrJs, setItem } from "../objects/object.ts";
import { reprEnter, reprLeave } from "../objects/repr_guard.ts";
import { jsString, newStr } from "../objects/str.ts";
import { isInstanceOf } from "../objects/subtype.ts";
import {
  newEmptyTuple,
  tupleItem,
  tupleNew,
  tuplePack1,
  tupleSetItem,
  tupleSize,
  tupleSlice,
} from "../objects/tuple.ts";
import { shortTypeName } from "../objects/type_name.ts";

export const DEFAULTDICT = struct("defdictobject", 56, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  default_factory: pointer(48, "what makes values, owned; NULL or None: nothing does"),
});
const FACTORY = DEFAULTDICT.offsets.default_factory;
export const DEFAULTDICT_TYPE = lateType("defaultdict");
const TP_REPR = TYPE.offsets.tp_repr;
const TP_INIT = TYPE.offsets.tp_init;

/** The factory, borrowed; None if there is none. */
function factoryOf(vm: Interpreter, dict: Address): Address {
  return vm.i32[(dict + FACTORY) >> 2] || NONE;
}

/** `__missing__(key)`: the factory's value, which the dict has from then on. */
function missing(vm: Interpreter, dict: Address, key: Address): Address {
  const factory = factoryOf(vm, dict);
  if (factory === NONE) return raiseKeyError(vm, key);
  newRef(vm, factory);
  const value = call0(vm, factory);
  decref(vm, factory);
  if (value === NULL) return NULL;
  if (setItem(vm, dict, key, value) === 0) return value;
  decref(vm, value);
  return NULL;
}

/** Calls a dict's class with its factory and other items; new. */
function makeLike(vm: Interpreter, dict: Address, items: Address): Address {
  const type = typeOf(vm, dict), factory = newRef(vm, factoryOf(vm, dict));
  const made = call2(vm, type, factory, items);
  decref(vm, factory);
  return made;
}

/** copy(), `__copy__()` */
function copy(vm: Interpreter, dict: Address): Address {
  return makeLike(vm, dict, dict);
}

/** `a | b` */
function or(vm: Interpreter, a: Address, b: Address): Address {
  const isLeft = isInstanceOf(vm, a, DEFAULTDICT_TYPE);
  if (!isDict(vm, isLeft ? b : a)) return newRef(vm, NOT_IMPLEMENTED);
  const made = makeLike(vm, isLeft ? a : b, a);
  if (made === NULL || (isDict(vm, made) && dictUpdate(vm, made, b) === 0)) return made;
  decref(vm, made);
  return NULL;
}

/** defaultdict(default_factory=None, /, ...) */
function init(vm: Interpreter, dict: Address, args: Address, kwargs: Address): number {
  const n = tupleSize(vm, args);
  const factory = n === 0 ? NULL : tupleItem(vm, args, 0);
  if (factory !== NULL && factory !== NONE && !isCallable(vm, factory)) {
    return raiseFlag(vm, TYPE_ERROR, "first argument must be callable or None");
  }
  const rest = n === 0 ? newEmptyTuple(vm) : tupleSlice(vm, args, 1, n);
  if (rest === NULL) return -1;
  const old = vm.i32[(dict + FACTORY) >> 2];
  vm.i32[(dict + FACTORY) >> 2] = factory === NULL ? NULL : newRef(vm, factory);
  const status: number = vm.functions[vm.i32[(DICT_TYPE + TP_INIT) >> 2]](vm, dict, rest, kwargs);
  decref(vm, rest);
  if (old !== NULL) decref(vm, old);
  return status;
}

/** tp_repr */
function defaultdictRepr(vm: Interpreter, dict: Address): Address {
  const base: Address = vm.functions[vm.i32[(DICT_TYPE + TP_REPR) >> 2]](vm, dict);
  if (base === NULL) return NULL;
  const items = jsString(vm, base);
  decref(vm, base);
  const factory = newRef(vm, factoryOf(vm, dict));
  const text = factoryText(vm, factory);
  decref(vm, factory);
  if (text === null) return NULL;
  return newStr(vm, `${shortTypeName(vm, vm.i32[(dict + OB_TYPE) >> 2])}(${text}, ${items})`);
}

/** repr() of a factory, "..." if that is being made already; null with an exception. */
function factoryText(vm: Interpreter, factory: Address): string | null {
  const entered = reprEnter(vm, factory);
  if (entered !== 0) return entered < 0 ? null : "...";
  const text = reprText(vm, factory);
  reprLeave(vm, factory);
  return text;
}

/** `__reduce__()`: the type, the factory, no state and no items, the pairs. */
function reduce(vm: Interpreter, dict: Address): Address {
  const factory = factoryOf(vm, dict);
  const args = factory === NONE ? newEmptyTuple(vm) : tuplePack1(vm, factory);
  if (args === NULL) return NULL;
  const method = getAttrJs(vm, dict, "items");
  const items = method === NULL ? NULL : call0(vm, method);
  if (method !== NULL) decref(vm, method);
  const pairs = items === NULL ? NULL : getIter(vm, items);
  if (items !== NULL) decref(vm, items);
  const result = pairs === NULL ? NULL : tupleNew(vm, 5);
  if (result === NULL) {
    if (pairs !== NULL) decref(vm, pairs);
    decref(vm, args);
    return NULL;
  }
  const parts = [newRef(vm, typeOf(vm, dict)), args, newRef(vm, NONE), newRef(vm, NONE), pairs];
  parts.forEach((part, i) => tupleSetItem(vm, result, i, part));
  return result;
}

function dealloc(vm: Interpreter, dict: Address): void {
  gcUntrack(vm, dict);
  setField(vm, dict + FACTORY, NULL);
  dictDealloc(vm, dict);
}

function traverse(vm: Interpreter, dict: Address, visit: Visit): void {
  const factory = vm.i32[(dict + FACTORY) >> 2];
  if (factory !== NULL) visit(vm, factory);
  dictTraverse(vm, dict, visit);
}

function clear(vm: Interpreter, dict: Address): void {
  clearField(vm, dict + FACTORY);
  dictClear(vm, dict);
}

/** Declares defaultdict. */
export function defineDefaultdict(vm: Interpreter): void {
  defineType(vm, DEFAULTDICT_TYPE, {
    name: "collections.defaultdict",
    doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n" +
      "The default factory is called without arguments to produce\n" +
      "a new value when a key is not present, in __getitem__ only.\n" +
      "A defaultdict compares equal to a dict with the same items.\n" +
      "All remaining arguments are treated the same as if they were\n" +
      "passed to the dict constructor, including keyword arguments.\n",
    base: DICT_TYPE,
    basicSize: DEFAULTDICT.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE | TPFLAGS_DICT_SUBCLASS,
    dealloc,
    traverse,
    clear,
    buffers: dictBuffers,
    repr: defaultdictRepr,
    init,
    number: { or },
    methods: [
      { name: "__missing__", flags: METH_O, fn: missing },
      { name: "copy", flags: METH_NOARGS, fn: copy, doc: "D.copy() -> a shallow copy of D." },
      { name: "__copy__", flags: METH_NOARGS, fn: copy, doc: "D.copy() -> a shallow copy of D." },
      { name: "__reduce__", flags: METH_NOARGS, fn: reduce },
    ],
    members: [{ name: "default_factory", type: "object", offset: FACTORY }],
  });
}
