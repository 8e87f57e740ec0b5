/**
 * What `keys()`, `values()` and `items()` give: views of a dict, which hold nothing but the dict.
 *
 * Keys and items compare and test like sets; values only count, iterate and show themselves.
 *
 * Source: CPython 3.11 Objects/dictobject.c (dictview_*, dictkeys_*, dictitems_*, dictvalues_*).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  EQ,
  GE,
  GT,
  LE,
  LT,
  NE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_TUPLE_SUBCLASS,
} from "../memory/object_layout.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import {
  DICT_ITEM_ITERATOR_TYPE,
  DICT_ITEMS_TYPE,
  DICT_KEY_ITERATOR_TYPE,
  DICT_KEYS_TYPE,
  DICT_REVERSE_ITEM_ITERATOR_TYPE,
  DICT_REVERSE_KEY_ITERATOR_TYPE,
  DICT_REVERSE_VALUE_ITERATOR_TYPE,
  DICT_VALUE_ITERATOR_TYPE,
  DICT_VALUES_TYPE,
  FALSE,
  NOT_IMPLEMENTED,
  TRUE,
} from "../memory/statics.ts";
import { richCompareBool } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { dictContains, dictGet } from "./dict.ts";
import { dictIteratorNew } from "./dict_iterators.ts";
import { DICT_VIEW, DV_DICT, isSetView, viewDict, viewLength } from "./dict_view.ts";
import { viewAnd, viewOr, viewSubtract, viewXor } from "./dict_view_operators.ts";
import { errorOccurred } from "./errors.ts";
import { getIter, iterNext } from "./iterate.ts";
import { newMappingProxy } from "./mappingproxy.ts";
import { type GetSetSpec, METH_NOARGS, METH_O, type MethodSpec } from "./method_definition.ts";
import { objectSize, repr } from "./object.ts";
import { reprEnter, reprLeave } from "./repr_guard.ts";
import { sequenceContains, sequenceList } from "./sequence.ts";
import { isAnySet, isExactAnySet } from "./set.ts";
import { newStr } from "./str.ts";
import { StrBuilder } from "./str_writer.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

/** A new view of one of the three types of `dict` (borrowed); NULL with MemoryError. Can run the collector. */
export function dictViewNew(vm: Interpreter, dict: Address, type: Address): Address {
  const view = gcNew(vm, type, DICT_VIEW.size);
  if (view === NULL) return NULL;
  const i32 = vm.i32;
  i32[dict >> 2]++;
  i32[(view + DV_DICT) >> 2] = dict;
  i32[(view + DV_DICT + 4) >> 2] = 0;
  gcTrack(vm, view);
  return view;
}

function viewDealloc(vm: Interpreter, view: Address): void {
  gcUntrack(vm, view);
  decref(vm, viewDict(vm, view));
  gcFree(vm, view);
}

function viewTraverse(vm: Interpreter, view: Address, visit: Visit): void {
  visit(vm, viewDict(vm, view));
}

/** tp_repr: `dict_keys([...])`. */
function viewRepr(vm: Interpreter, view: Address): Address {
  const entered = reprEnter(vm, view);
  if (entered !== 0) return entered > 0 ? newStr(vm, "...") : NULL;
  const text = showItems(vm, view);
  reprLeave(vm, view);
  return text;
}

function showItems(vm: Interpreter, view: Address): Address {
  const list = sequenceList(vm, view);
  if (list === NULL) return NULL;
  const items = repr(vm, list);
  decref(vm, list);
  if (items === NULL) return NULL;
  const builder = new StrBuilder();
  const written = builder.writeAscii(vm, `${typeNameOf(vm, view)}(`) && builder.writeStr(vm, items) &&
    builder.writeChar(vm, 0x29);
  decref(vm, items);
  if (written) return builder.finish(vm);
  builder.release(vm);
  return NULL;
}

// Sets of keys and items -------------------------------------------------------------------------------------------

/** Whether every item of `a` is in `b`: 0, 1 or -1. Can run any code. */
function allContainedIn(vm: Interpreter, a: Address, b: Address): number {
  const it = getIter(vm, a);
  if (it === NULL) return -1;
  let contained = 1;
  while (contained === 1) {
    const item = iterNext(vm, it);
    if (item === NULL) {
      if (errorOccurred(vm) !== NULL) contained = -1;
      break;
    }
    contained = sequenceContains(vm, b, item);
    decref(vm, item);
  }
  decref(vm, it);
  return contained;
}

/** tp_richcompare of keys and items: comparison of sets. */
function setViewCompare(vm: Interpreter, self: Address, other: Address, op: number): Address {
  if (!isAnySet(vm, other) && !isSetView(vm, other)) return newRef(vm, NOT_IMPLEMENTED);
  const own = viewLength(vm, self);
  const others = objectSize(vm, other);
  if (others < 0) return NULL;
  let ok = 0;
  switch (op) {
    case EQ:
    case NE:
      if (own === others) ok = allContainedIn(vm, self, other);
      if (op === NE && ok >= 0) ok = 1 - ok;
      break;
    case LT:
      if (own < others) ok = allContainedIn(vm, self, other);
      break;
    case LE:
      if (own <= others) ok = allContainedIn(vm, self, other);
      break;
    case GT:
      if (own > others) ok = allContainedIn(vm, other, self);
      break;
    case GE:
      if (own >= others) ok = allContainedIn(vm, other, self);
      break;
  }
  return ok < 0 ? NULL : newRef(vm, ok > 0 ? TRUE : FALSE);
}

/** `isdisjoint(other)`: the shorter of the two is walked if both know their length. */
function setViewIsDisjoint(vm: Interpreter, self: Address, other: Address): Address {
  if (self === other) return newRef(vm, viewLength(vm, self) === 0 ? TRUE : FALSE);
  let searched = self, walked = other;
  if (isExactAnySet(vm, other) || isSetView(vm, other)) {
    const others = objectSize(vm, other);
    if (others < 0) return NULL;
    if (others > viewLength(vm, self)) [searched, walked] = [other, self];
  }
  const it = getIter(vm, walked);
  if (it === NULL) return NULL;
  let contains = 0;
  while (contains === 0) {
    const item = iterNext(vm, it);
    if (item === NULL) break;
    contains = sequenceContains(vm, searched, item);
    decref(vm, item);
  }
  decref(vm, it);
  if (contains < 0 || errorOccurred(vm) !== NULL) return NULL;
  return newRef(vm, contains > 0 ? FALSE : TRUE);
}

function keysContains(vm: Interpreter, view: Address, key: Address): number {
  return dictContains(vm, viewDict(vm, view), key);
}

/** sq_contains of items: a pair whose key is there with an equal value. */
function itemsContains(vm: Interpreter, view: Address, item: Address): number {
  const flags = vm.i32[(vm.i32[(item + OB_TYPE) >> 2] + TP_FLAGS) >> 2];
  if ((flags & TPFLAGS_TUPLE_SUBCLASS) === 0 || tupleSize(vm, item) !== 2) return 0;
  const found = dictGet(vm, viewDict(vm, view), tupleItem(vm, item, 0));
  if (found === NULL) return errorOccurred(vm) === NULL ? 0 : -1;
  incref(vm, found);
  const equal = richCompareBool(vm, found, tupleItem(vm, item, 1), EQ);
  decref(vm, found);
  return equal;
}

// Registration -----------------------------------------------------------------------------------------------------

const MAPPING: GetSetSpec = {
  name: "mapping",
  get: (vm: Interpreter, view: Address) => newMappingProxy(vm, viewDict(vm, view)),
  doc: "dictionary that this view refers to",
};
const IS_DISJOINT: MethodSpec = {
  name: "isdisjoint",
  flags: METH_O,
  fn: setViewIsDisjoint,
  doc: "Return True if the view and the given iterable have a null intersection.",
};

const SET_OPERATORS = { subtract: viewSubtract, and: viewAnd, xor: viewXor, or: viewOr };

/** Declares the three view types. */
export function defineDictViews(vm: Interpreter): void {
  const view = (iterator: Address, reverseIterator: Address) => ({
    basicSize: DICT_VIEW.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: viewDealloc,
    traverse: viewTraverse,
    repr: viewRepr,
    iter: (vm: Interpreter, self: Address) => dictIteratorNew(vm, viewDict(vm, self), iterator),
    reversed: {
      name: "__reversed__",
      flags: METH_NOARGS,
      fn: (vm: Interpreter, self: Address) => dictIteratorNew(vm, viewDict(vm, self), reverseIterator),
      doc: "Return a reverse iterator over the dict's entries.",
    },
  });
  const { reversed: reversedKeys, ...keys } = view(DICT_KEY_ITERATOR_TYPE, DICT_REVERSE_KEY_ITERATOR_TYPE);
  defineType(vm, DICT_KEYS_TYPE, {
    ...keys,
    name: "dict_keys",
    hash: "unhashable",
    richcompare: setViewCompare,
    number: SET_OPERATORS,
    sequence: { length: viewLength, contains: keysContains },
    methods: [IS_DISJOINT, reversedKeys],
    getset: [MAPPING],
  });
  const { reversed: reversedItems, ...items } = view(
    DICT_ITEM_ITERATOR_TYPE,
    DICT_REVERSE_ITEM_ITERATOR_TYPE,
  );
  defineType(vm, DICT_ITEMS_TYPE, {
    ...items,
    name: "dict_items",
    hash: "unhashable",
    richcompare: setViewCompare,
    number: SET_OPERATORS,
    sequence: { length: viewLength, contains: itemsContains },
    methods: [IS_DISJOINT, reversedItems],
    getset: [MAPPING],
  });
  const { reversed: reversedValues, ...values } = view(
    DICT_VALUE_ITERATOR_TYPE,
    DICT_REVERSE_VALUE_ITERATOR_TYPE,
  );
  defineType(vm, DICT_VALUES_TYPE, {
    ...values,
    name: "dict_values",
    sequence: { length: viewLength },
    methods: [reversedValues],
    getset: [MAPPING],
  });
}
