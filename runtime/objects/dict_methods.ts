/**
 * The type dict: its slots and methods.
 *
 * Source: CPython 3.11 Objects/dictobject.c, Objects/clinic/dictobject.c.h.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { gcNew } from "../memory/gc_alloc.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  OB_TYPE,
  TPFLAGS_BASETYPE,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_MAPPING,
  TPFLAGS_MATCH_SELF,
  TYPE,
} from "../memory/object_layout.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import {
  DICT_ITEMS_TYPE,
  DICT_KEY_ITERATOR_TYPE,
  DICT_KEYS_TYPE,
  DICT_REVERSE_KEY_ITERATOR_TYPE,
  DICT_TYPE,
  DICT_VALUES_TYPE,
  FALSE,
  identifier,
  KEY_ERROR,
  NONE,
  NOT_IMPLEMENTED,
  TRUE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { checkPositional } from "./arguments.ts";
import { lookupSpecial } from "./attributes.ts";
import { call1 } from "./call.ts";
import { richCompareBool } from "./compare.ts";
import { defineType } from "./define_type.ts";
import {
  dictClear,
  dictContains,
  dictCopy,
  dictDel,
  dictGet,
  dictGetHashed,
  dictNext,
  dictPop,
  dictSet,
  dictSetDefault,
  dictSize,
  entryHash,
  isDict,
  isExactDict,
  MERGE_REPLACE,
  nextHash,
  removeEntry,
  touch,
  unsplit,
} from "./dict.ts";
import { dictIteratorNew } from "./dict_iterators.ts";
import {
  DICT,
  DK_KIND,
  DK_NENTRIES,
  EMPTY_KEYS,
  entrySize,
  firstValue,
  KIND_GENERAL,
  MA_KEYS,
  MA_USED,
  MA_VALUES,
} from "./dict_keys.ts";
import { dictFromIterable, dictMerge, dictUpdate } from "./dict_merge.ts";
import { dictBuffers, dictDealloc, dictMaybeUntrack, dictSizeOf, dictTraverse } from "./dict_object.ts";
import { dictViewNew } from "./dict_views.ts";
import { errorOccurred, raise, raiseFlag, raiseKeyError } from "./errors.ts";
import { intFromNumber } from "./int.ts";
import {
  METH_CLASS,
  METH_COEXIST,
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
  METH_VARARGS,
  type MethodSpec,
} from "./method_definition.ts";
import { repr } from "./object.ts";
import { reprEnter, reprLeave } from "./repr_guard.ts";
import { isStr, newStr } from "./str.ts";
import { StrBuilder } from "./str_writer.ts";
import { tupleItem, tupleNew, tupleSetItem, tupleSize } from "./tuple.ts";
import { newGenericAlias } from "./generic_alias.ts";

const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_BASICSIZE = TYPE.offsets.tp_basicsize;
const MISSING = identifier("__missing__");

// Making -----------------------------------------------------------------------------------------------------------

/** tp_new: an empty dict, never from the free list; a subclass's instance is tracked. */
function dictTypeNew(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32, f64 = vm.f64;
  let dict: Address;
  if (type === DICT_TYPE) {
    dict = gcNew(vm, type, DICT.size);
  } else {
    dict = vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  }
  if (dict === NULL) return NULL;
  i32[EMPTY_KEYS >> 2]++;
  f64[(dict + MA_USED) >> 3] = 0;
  i32[(dict + MA_KEYS) >> 2] = EMPTY_KEYS;
  i32[(dict + MA_KEYS + 4) >> 2] = 0;
  f64[(dict + MA_VALUES) >> 3] = 0;
  touch(vm, dict);
  return dict;
}

/** tp_init: `dict(mapping or pairs, **keywords)`. */
function dictInit(vm: Interpreter, dict: Address, args: Address, kwargs: Address): number {
  return updateWith(vm, dict, args, kwargs, "dict");
}

function updateWith(vm: Interpreter, dict: Address, args: Address, kwargs: Address, name: string): number {
  if (!checkPositional(vm, name, tupleSize(vm, args), 0, 1)) return -1;
  if (tupleSize(vm, args) === 1 && dictUpdate(vm, dict, tupleItem(vm, args, 0)) < 0) return -1;
  if (kwargs === NULL) return 0;
  for (let position = dictNext(vm, kwargs, 0); position >= 0; position = dictNext(vm, kwargs, position)) {
    if (!isStr(vm, vm.dictKey)) return raiseFlag(vm, TYPE_ERROR, "keywords must be strings");
  }
  return dictMerge(vm, dict, kwargs, MERGE_REPLACE);
}

/** tp_vectorcall of the type. */
function dictVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!checkPositional(vm, "dict", nargs, 0, 1)) return NULL;
  const dict = dictTypeNew(vm, type);
  if (dict === NULL) return NULL;
  if (fillFromCall(vm, dict, args, nargs, kwnames)) return dict;
  decref(vm, dict);
  return NULL;
}

function fillFromCall(
  vm: Interpreter,
  dict: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): boolean {
  if (nargs === 1 && dictUpdate(vm, dict, vm.i32[args >> 2]) < 0) return false;
  if (kwnames === NULL) return true;
  const values = args + 8 * nargs;
  for (let i = 0, n = tupleSize(vm, kwnames); i < n; i++) {
    if (dictSet(vm, dict, tupleItem(vm, kwnames, i), vm.i32[(values + 8 * i) >> 2]) < 0) return false;
  }
  return true;
}

// Slots ------------------------------------------------------------------------------------------------------------

/** tp_repr: `{key: value, ...}`. */
function dictRepr(vm: Interpreter, dict: Address): Address {
  const entered = reprEnter(vm, dict);
  if (entered !== 0) return entered > 0 ? newStr(vm, "{...}") : NULL;
  const text = dictSize(vm, dict) === 0 ? newStr(vm, "{}") : showItems(vm, dict);
  reprLeave(vm, dict);
  return text;
}

function showItems(vm: Interpreter, dict: Address): Address {
  const builder = new StrBuilder();
  builder.overallocate = true;
  builder.minLength = 6 * dictSize(vm, dict);
  let written = builder.writeChar(vm, 0x7b);
  let first = true;
  for (let at = dictNext(vm, dict, 0); written && at >= 0; at = written ? dictNext(vm, dict, at) : -1) {
    const key = newRef(vm, vm.dictKey), value = newRef(vm, vm.dictValue);
    written = (first || builder.writeAscii(vm, ", ")) && writeRepr(vm, builder, key) &&
      builder.writeAscii(vm, ": ") && writeRepr(vm, builder, value);
    first = false;
    decref(vm, key);
    decref(vm, value);
  }
  builder.overallocate = false;
  if (written && builder.writeChar(vm, 0x7d)) return builder.finish(vm);
  builder.release(vm);
  return NULL;
}

function writeRepr(vm: Interpreter, builder: StrBuilder, o: Address): boolean {
  const text = repr(vm, o);
  if (text === NULL) return false;
  const written = builder.writeStr(vm, text);
  decref(vm, text);
  return written;
}

/** mp_subscript: `dict[key]`, new; `__missing__` of a subclass is asked before KeyError. */
export function dictSubscript(vm: Interpreter, dict: Address, key: Address): Address {
  const value = dictGet(vm, dict, key);
  if (value !== NULL) {
    vm.i32[value >> 2]++;
    return value;
  }
  if (errorOccurred(vm) !== NULL) return NULL;
  if (!isExactDict(vm, dict)) {
    const missing = lookupSpecial(vm, dict, MISSING);
    if (missing !== NULL) {
      const result = call1(vm, missing, key);
      decref(vm, missing);
      return result;
    }
    if (errorOccurred(vm) !== NULL) return NULL;
  }
  return raiseKeyError(vm, key);
}

/** mp_ass_subscript: `dict[key] = value`, or `del dict[key]` for NULL. */
export function dictAssSubscript(vm: Interpreter, dict: Address, key: Address, value: Address): number {
  return value === NULL ? dictDel(vm, dict, key) : dictSet(vm, dict, key, value);
}

/** tp_richcompare: == and !=. */
function dictCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if ((op !== EQ && op !== NE) || !isDict(vm, a) || !isDict(vm, b)) return newRef(vm, NOT_IMPLEMENTED);
  const equal = dictEqual(vm, a, b);
  return equal < 0 ? NULL : newRef(vm, (equal > 0) === (op === EQ) ? TRUE : FALSE);
}

/** Whether two dicts have equal values under equal keys: 0, 1 or -1. Can run any code. */
function dictEqual(vm: Interpreter, a: Address, b: Address): number {
  if (dictSize(vm, a) !== dictSize(vm, b)) return 0;
  for (let position = dictNext(vm, a, 0); position >= 0; position = dictNext(vm, a, position)) {
    const low = nextHash(vm, a, position), high = vm.hashHigh;
    const key = newRef(vm, vm.dictKey), value = newRef(vm, vm.dictValue);
    let equal = 0;
    const other = dictGetHashed(vm, b, key, low, high);
    if (other !== NULL) {
      incref(vm, other);
      equal = richCompareBool(vm, value, other, EQ);
      decref(vm, other);
    } else if (errorOccurred(vm) !== NULL) {
      equal = -1;
    }
    decref(vm, key);
    decref(vm, value);
    if (equal <= 0) return equal;
  }
  return 1;
}

/** `a | b`. */
function dictOr(vm: Interpreter, a: Address, b: Address): Address {
  if (!isDict(vm, a) || !isDict(vm, b)) return newRef(vm, NOT_IMPLEMENTED);
  const result = dictCopy(vm, a);
  if (result === NULL || dictUpdate(vm, result, b) === 0) return result;
  decref(vm, result);
  return NULL;
}

/** `a |= b`. */
function dictInplaceOr(vm: Interpreter, a: Address, b: Address): Address {
  return dictUpdate(vm, a, b) < 0 ? NULL : newRef(vm, a);
}

function dictIter(vm: Interpreter, dict: Address): Address {
  return dictIteratorNew(vm, dict, DICT_KEY_ITERATOR_TYPE);
}

// Methods ----------------------------------------------------------------------------------------------------------

function dictGetMethod(vm: Interpreter, dict: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "get", nargs, 1, 2)) return NULL;
  let value = dictGet(vm, dict, vm.i32[args >> 2]);
  if (value === NULL) {
    if (errorOccurred(vm) !== NULL) return NULL;
    value = nargs > 1 ? vm.i32[(args + 8) >> 2] : NONE;
  }
  vm.i32[value >> 2]++;
  return value;
}

function dictSetDefaultMethod(vm: Interpreter, dict: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "setdefault", nargs, 1, 2)) return NULL;
  const value = dictSetDefault(vm, dict, vm.i32[args >> 2], nargs > 1 ? vm.i32[(args + 8) >> 2] : NONE);
  return value === NULL ? NULL : newRef(vm, value);
}

function dictPopMethod(vm: Interpreter, dict: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "pop", nargs, 1, 2)) return NULL;
  return dictPop(vm, dict, vm.i32[args >> 2], nargs > 1 ? vm.i32[(args + 8) >> 2] : NULL);
}

/** `popitem()`: the last item as a tuple. The tuple is made first, since making it can run any code. */
function dictPopItem(vm: Interpreter, dict: Address): Address {
  const i32 = vm.i32;
  const item = tupleNew(vm, 2);
  if (item === NULL) return NULL;
  if (dictSize(vm, dict) === 0) {
    decref(vm, item);
    return raise(vm, KEY_ERROR, "popitem(): dictionary is empty");
  }
  if (i32[(dict + MA_VALUES) >> 2] !== NULL && unsplit(vm, dict) < 0) {
    decref(vm, item);
    return NULL;
  }
  const keys = i32[(dict + MA_KEYS) >> 2];
  let index = i32[(keys + DK_NENTRIES) >> 2] - 1;
  let at = firstValue(vm, keys) + index * entrySize(vm, keys);
  while (i32[at >> 2] === NULL) {
    index--;
    at -= entrySize(vm, keys);
  }
  const value = i32[at >> 2];
  const low = entryHash(vm, keys, index);
  const key = removeEntry(vm, dict, at, low, vm.hashHigh);
  if (vm.u8[keys + DK_KIND] === KIND_GENERAL) {
    i32[(at - 16) >> 2] = -1;
    i32[(at - 12) >> 2] = -1;
  }
  i32[(keys + DK_NENTRIES) >> 2] = index;
  tupleSetItem(vm, item, 0, key);
  tupleSetItem(vm, item, 1, value);
  return item;
}

function dictUpdateMethod(vm: Interpreter, dict: Address, args: Address, kwargs: Address): Address {
  return updateWith(vm, dict, args, kwargs, "update") < 0 ? NULL : newRef(vm, NONE);
}

function dictFromKeysMethod(vm: Interpreter, cls: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "fromkeys", nargs, 1, 2)) return NULL;
  return dictFromIterable(vm, cls, vm.i32[args >> 2], nargs > 1 ? vm.i32[(args + 8) >> 2] : NONE);
}

function dictClearMethod(vm: Interpreter, dict: Address): Address {
  dictClear(vm, dict);
  return newRef(vm, NONE);
}

function dictContainsMethod(vm: Interpreter, dict: Address, key: Address): Address {
  const there = dictContains(vm, dict, key);
  return there < 0 ? NULL : newRef(vm, there > 0 ? TRUE : FALSE);
}

function dictSizeOfMethod(vm: Interpreter, dict: Address): Address {
  const basicSize = vm.i32[(vm.i32[(dict + OB_TYPE) >> 2] + TP_BASICSIZE) >> 2];
  return intFromNumber(vm, dictSizeOf(vm, dict, basicSize));
}

const METHODS: readonly MethodSpec[] = [
  {
    name: "__class_getitem__",
    flags: METH_O | METH_CLASS,
    fn: newGenericAlias,
    doc: "See PEP 585",
  },
  {
    name: "__contains__",
    flags: METH_O | METH_COEXIST,
    fn: dictContainsMethod,
    doc: "True if the dictionary has the specified key, else False.",
  },
  { name: "__getitem__", flags: METH_O | METH_COEXIST, fn: dictSubscript, doc: "x.__getitem__(y) <==> x[y]" },
  {
    name: "__sizeof__",
    flags: METH_NOARGS,
    fn: dictSizeOfMethod,
    doc: "D.__sizeof__() -> size of D in memory, in bytes",
  },
  {
    name: "get",
    flags: METH_FASTCALL,
    fn: dictGetMethod,
    doc: "Return the value for key if key is in the dictionary, else default.",
  },
  {
    name: "setdefault",
    flags: METH_FASTCALL,
    fn: dictSetDefaultMethod,
    doc: "Insert key with a value of default if key is not in the dictionary.",
  },
  {
    name: "pop",
    flags: METH_FASTCALL,
    fn: dictPopMethod,
    doc: "Remove the specified key and return its value, or the default if there is none.",
  },
  {
    name: "popitem",
    flags: METH_NOARGS,
    fn: dictPopItem,
    doc: "Remove and return the (key, value) pair inserted last.",
  },
  {
    name: "keys",
    flags: METH_NOARGS,
    fn: (vm, dict) => dictViewNew(vm, dict, DICT_KEYS_TYPE),
    doc: "D.keys() -> a set-like object providing a view on D's keys",
  },
  {
    name: "items",
    flags: METH_NOARGS,
    fn: (vm, dict) => dictViewNew(vm, dict, DICT_ITEMS_TYPE),
    doc: "D.items() -> a set-like object providing a view on D's items",
  },
  {
    name: "values",
    flags: METH_NOARGS,
    fn: (vm, dict) => dictViewNew(vm, dict, DICT_VALUES_TYPE),
    doc: "D.values() -> an object providing a view on D's values",
  },
  {
    name: "update",
    flags: METH_VARARGS | METH_KEYWORDS,
    fn: dictUpdateMethod,
    doc: "Set the items of a mapping or of an iterable of pairs, then those of the keywords.",
  },
  {
    name: "fromkeys",
    flags: METH_FASTCALL | METH_CLASS,
    fn: dictFromKeysMethod,
    doc: "Create a new dictionary with keys from iterable and values set to value.",
  },
  {
    name: "clear",
    flags: METH_NOARGS,
    fn: dictClearMethod,
    doc: "D.clear() -> None.  Remove all items from D.",
  },
  { name: "copy", flags: METH_NOARGS, fn: dictCopy, doc: "D.copy() -> a shallow copy of D" },
  {
    name: "__reversed__",
    flags: METH_NOARGS,
    fn: (vm, dict) => dictIteratorNew(vm, dict, DICT_REVERSE_KEY_ITERATOR_TYPE),
    doc: "Return a reverse iterator over the dict keys.",
  },
];

/** Declares the type dict. */
export function defineDict(vm: Interpreter): void {
  vm.maybeUntrackDict = dictMaybeUntrack;
  defineType(vm, DICT_TYPE, {
    name: "dict",
    doc: "dict() -> new empty dictionary\ndict(mapping) -> a copy of the mapping's items\n" +
      "dict(iterable) -> the pairs of the iterable\ndict(**kwargs) -> the keywords and their values",
    basicSize: DICT.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE | TPFLAGS_DICT_SUBCLASS | TPFLAGS_MATCH_SELF | TPFLAGS_MAPPING,
    dealloc: dictDealloc,
    traverse: dictTraverse,
    clear: dictClear,
    buffers: dictBuffers,
    repr: dictRepr,
    hash: "unhashable",
    richcompare: dictCompare,
    iter: dictIter,
    init: dictInit,
    new: dictTypeNew,
    vectorcall: dictVectorcall,
    number: { or: dictOr, inplaceOr: dictInplaceOr },
    sequence: { contains: dictContains },
    mapping: { length: dictSize, subscript: dictSubscript, assSubscript: dictAssSubscript },
    methods: METHODS,
  });
}
