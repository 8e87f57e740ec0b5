/**
 * list: operators and methods.
 *
 * Law 6 in practice: a comparison, a release, `__index__` or an iterator can change the list, so ob_size and ob_item
 * are read again after each; an item that is compared is kept alive meanwhile.
 *
 * Source: CPython 3.11 Objects/listobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  OB_SIZE,
  OB_TYPE,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_LIST_SUBCLASS,
  TPFLAGS_MATCH_SELF,
  TPFLAGS_SEQUENCE,
  TYPE,
} from "../memory/object_layout.ts";
import {
  FALSE,
  identifier,
  INDEX_ERROR,
  LIST_ITERATOR_TYPE,
  LIST_REVERSE_ITERATOR_TYPE,
  LIST_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  TRUE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { dealloc, decref, incref, newRef } from "../memory/refcount.ts";
import { errorOccurred, noMemory, raise, raiseFlag, raiseObject } from "./errors.ts";
import { hasTypeFlag } from "./subtype.ts";
import { typeNameOf } from "./type_name.ts";
import { jsString, newStr } from "./str.ts";
import { StrBuilder } from "./str_writer.ts";
import { richCompare } from "./compare.ts";
import { repr } from "./object.ts";
import { reprEnter, reprLeave } from "./repr_guard.ts";
import { asSsize, hasIndex, numberIndex } from "./number.ts";
import { checkPositional, noKeywords, noKwnames, parseArguments } from "./arguments.ts";
import { defineType } from "./define_type.ts";
import { FREE_CONTAINER, GENERIC_ALLOC } from "./function_numbers.ts";
import {
  METH_CLASS,
  METH_COEXIST,
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
} from "./method_definition.ts";
import { intAsSsize, intFromNumber } from "./int.ts";
import { newIndexIterator } from "./index_iterator.ts";
import { isSlice } from "./slice.ts";
import { itemEquals } from "./item_equality.ts";
import {
  copyReferences,
  LIST,
  LIST_ALLOCATED,
  LIST_ITEMS,
  listAppend,
  listBuffers,
  listClear,
  listDealloc,
  listInsert,
  listItem,
  listNew,
  listNewWithRoom,
  listResize,
  listSize,
  listSlice,
  listTraverse,
  moveWords,
} from "./list.ts";
import { listExtend } from "./list_extend.ts";
import { listAssignSlice, listGetSlice, listSetSlice } from "./list_slices.ts";
import { compareSizes, repeatItems, searchBound, writeRepr } from "./sequence_operations.ts";
import { listSort } from "./sort.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { newGenericAlias } from "./generic_alias.ts";

const TP_BASICSIZE = TYPE.offsets.tp_basicsize;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_NEW = TYPE.offsets.tp_new;
const OPEN = 0x5b, CLOSE = 0x5d;
const MAX_SSIZE = 2 ** 63;

// Operators ------------------------------------------------------------------------------------------------------

/** `a + b`, a new list. */
function listConcat(vm: Interpreter, a: Address, b: Address): Address {
  if (!hasTypeFlag(vm, b, TPFLAGS_LIST_SUBCLASS)) {
    return raise(vm, TYPE_ERROR, `can only concatenate list (not "${typeNameOf(vm, b)}") to list`);
  }
  const n = listSize(vm, a) + listSize(vm, b);
  if (n === 0) return listNew(vm, 0);
  const result = listNewWithRoom(vm, n);
  if (result === NULL) return NULL;
  const i32 = vm.i32;
  // The allocation may have run a collection, which can run code that shortens the lists.
  const first = Math.min(listSize(vm, a), n), second = Math.min(listSize(vm, b), n - first);
  const to = i32[(result + LIST_ITEMS) >> 2];
  copyReferences(vm, to, i32[(a + LIST_ITEMS) >> 2], first);
  copyReferences(vm, to + 8 * first, i32[(b + LIST_ITEMS) >> 2], second);
  i32[(result + OB_SIZE) >> 2] = first + second;
  return result;
}

/** `list * count`, a new list. */
function listRepeat(vm: Interpreter, list: Address, count: number): Address {
  const size = listSize(vm, list);
  if (size === 0 || count <= 0) return listNew(vm, 0);
  if (size * count >= MAX_SSIZE) return noMemory(vm);
  const result = listNewWithRoom(vm, size * count);
  if (result === NULL) return NULL;
  if (listSize(vm, list) < size) return result;
  const i32 = vm.i32;
  repeatItems(vm, i32[(result + LIST_ITEMS) >> 2], i32[(list + LIST_ITEMS) >> 2], size, count);
  i32[(result + OB_SIZE) >> 2] = size * count;
  return result;
}

/** `list += iterable`: the list itself. */
function listInplaceConcat(vm: Interpreter, list: Address, iterable: Address): Address {
  return listExtend(vm, list, iterable) < 0 ? NULL : newRef(vm, list);
}

/** `list *= count`: the list itself. */
function listInplaceRepeat(vm: Interpreter, list: Address, count: number): Address {
  const size = listSize(vm, list);
  if (size === 0 || count === 1) return newRef(vm, list);
  if (count < 1) {
    listClear(vm, list);
    return newRef(vm, list);
  }
  if (size * count >= MAX_SSIZE) return noMemory(vm);
  if (listResize(vm, list, size * count) < 0) return NULL;
  const items = vm.i32[(list + LIST_ITEMS) >> 2];
  repeatItems(vm, items, items, size, count);
  // repeatItems counted each item `count` times; the list held one of them already.
  for (let i = 0; i < size; i++) vm.i32[vm.i32[(items + 8 * i) >> 2] >> 2]--;
  return newRef(vm, list);
}

function listContains(vm: Interpreter, list: Address, value: Address): number {
  for (let i = 0; i < listSize(vm, list); i++) {
    const equal = itemEquals(vm, listItem(vm, list, i), value);
    if (equal !== 0) return equal;
  }
  return 0;
}

/** The message that needs no memory: programs run into it on purpose. */
const OUT_OF_RANGE = identifier("list index out of range");

function listItemSlot(vm: Interpreter, list: Address, index: number): Address {
  if (index < 0 || index >= listSize(vm, list)) return raiseObject(vm, INDEX_ERROR, OUT_OF_RANGE);
  return newRef(vm, listItem(vm, list, index));
}

function listAssignItem(vm: Interpreter, list: Address, index: number, value: Address): number {
  if (index < 0 || index >= listSize(vm, list)) {
    return raiseFlag(vm, INDEX_ERROR, "list assignment index out of range");
  }
  if (value === NULL) return listAssignSlice(vm, list, index, index + 1, NULL);
  const i32 = vm.i32;
  const word = i32[(list + LIST_ITEMS) >> 2] + 8 * index;
  const old = i32[word >> 2];
  i32[value >> 2]++;
  i32[word >> 2] = value;
  if (--i32[old >> 2] === 0) dealloc(vm, old);
  return 0;
}

/** `list[key]`, new. */
export function listSubscript(vm: Interpreter, list: Address, key: Address): Address {
  if (hasIndex(vm, key)) {
    const index = asSsize(vm, key, INDEX_ERROR);
    if (index === -1 && errorOccurred(vm) !== NULL) return NULL;
    return listItemSlot(vm, list, index < 0 ? index + listSize(vm, list) : index);
  }
  if (isSlice(vm, key)) return listGetSlice(vm, list, key);
  return raise(vm, TYPE_ERROR, `list indices must be integers or slices, not ${typeNameOf(vm, key)}`);
}

/** `list[key] = value`, or `del list[key]` if `value` is NULL. 0 or -1. */
export function listAssignSubscript(vm: Interpreter, list: Address, key: Address, value: Address): number {
  if (hasIndex(vm, key)) {
    const index = asSsize(vm, key, INDEX_ERROR);
    if (index === -1 && errorOccurred(vm) !== NULL) return -1;
    return listAssignItem(vm, list, index < 0 ? index + listSize(vm, list) : index, value);
  }
  if (isSlice(vm, key)) return listSetSlice(vm, list, key, value);
  return raiseFlag(vm, TYPE_ERROR, `list indices must be integers or slices, not ${typeNameOf(vm, key)}`);
}

function listRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!hasTypeFlag(vm, a, TPFLAGS_LIST_SUBCLASS) || !hasTypeFlag(vm, b, TPFLAGS_LIST_SUBCLASS)) {
    return newRef(vm, NOT_IMPLEMENTED);
  }
  if (listSize(vm, a) !== listSize(vm, b) && (op === EQ || op === NE)) {
    return newRef(vm, op === NE ? TRUE : FALSE);
  }
  let i = 0;
  for (; i < listSize(vm, a) && i < listSize(vm, b); i++) {
    const left = listItem(vm, a, i), right = listItem(vm, b, i);
    if (left === right) continue;
    incref(vm, right);
    const equal = itemEquals(vm, left, right);
    decref(vm, right);
    if (equal < 0) return NULL;
    if (equal === 0) break;
  }
  if (i >= listSize(vm, a) || i >= listSize(vm, b)) {
    return newRef(vm, compareSizes(listSize(vm, a), listSize(vm, b), op) ? TRUE : FALSE);
  }
  if (op === EQ) return newRef(vm, FALSE);
  if (op === NE) return newRef(vm, TRUE);
  const left = newRef(vm, listItem(vm, a, i)), right = newRef(vm, listItem(vm, b, i));
  const result = richCompare(vm, left, right, op);
  decref(vm, left);
  decref(vm, right);
  return result;
}

function listRepr(vm: Interpreter, list: Address): Address {
  const size = listSize(vm, list);
  if (size === 0) return newStr(vm, "[]");
  const entered = reprEnter(vm, list);
  if (entered !== 0) return entered > 0 ? newStr(vm, "[...]") : NULL;
  const builder = new StrBuilder();
  builder.overallocate = true;
  builder.minLength = 3 * size;
  const done = writeItems(vm, list, builder);
  reprLeave(vm, list);
  if (done) return builder.finish(vm);
  builder.release(vm);
  return NULL;
}

function writeItems(vm: Interpreter, list: Address, builder: StrBuilder): boolean {
  if (!builder.writeChar(vm, OPEN)) return false;
  for (let i = 0; i < listSize(vm, list); i++) {
    if (i > 0 && !builder.writeAscii(vm, ", ")) return false;
    if (!writeRepr(vm, listItem(vm, list, i), builder)) return false;
  }
  builder.overallocate = false;
  return builder.writeChar(vm, CLOSE);
}

function listIter(vm: Interpreter, list: Address): Address {
  return newIndexIterator(vm, LIST_ITERATOR_TYPE, list, 0);
}

// Making ---------------------------------------------------------------------------------------------------------

/** Fills a list that may have held something else. */
function refill(vm: Interpreter, list: Address, iterable: Address): number {
  listClear(vm, list);
  return iterable === NULL ? 0 : listExtend(vm, list, iterable);
}

function listInit(vm: Interpreter, list: Address, args: Address, kwargs: Address): number {
  const type = vm.i32[(list + OB_TYPE) >> 2];
  const plain = type === LIST_TYPE || vm.i32[(type + TP_NEW) >> 2] === vm.i32[(LIST_TYPE + TP_NEW) >> 2];
  if (plain && !noKeywords(vm, "list", kwargs)) return -1;
  const n = tupleSize(vm, args);
  if (!checkPositional(vm, "list", n, 0, 1)) return -1;
  return refill(vm, list, n > 0 ? tupleItem(vm, args, 0) : NULL);
}

/** tp_new: an empty list, tracked. */
function listNewSlot(vm: Interpreter, type: Address): Address {
  return vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
}

/** list(iterable): a block of its own, not one from the free list. */
function listVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!noKwnames(vm, "list", kwnames)) return NULL;
  if (!checkPositional(vm, "list", nargs, 0, 1)) return NULL;
  const list = listNewSlot(vm, type);
  if (list === NULL || nargs === 0) return list;
  if (listExtend(vm, list, vm.i32[args >> 2]) === 0) return list;
  decref(vm, list);
  return NULL;
}

// Methods --------------------------------------------------------------------------------------------------------

function appendMethod(vm: Interpreter, list: Address, item: Address): Address {
  return listAppend(vm, list, item) < 0 ? NULL : newRef(vm, NONE);
}

function extendMethod(vm: Interpreter, list: Address, iterable: Address): Address {
  return listExtend(vm, list, iterable) < 0 ? NULL : newRef(vm, NONE);
}

/** An argument that is an index: -1 with an exception is failure. Can run any code. */
function indexArgument(vm: Interpreter, argument: Address): number {
  const integer = numberIndex(vm, argument);
  if (integer === NULL) return -1;
  const index = intAsSsize(vm, integer);
  decref(vm, integer);
  return index;
}

function insertMethod(vm: Interpreter, list: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "insert", nargs, 2, 2)) return NULL;
  const index = indexArgument(vm, vm.i32[args >> 2]);
  if (index === -1 && errorOccurred(vm) !== NULL) return NULL;
  return listInsert(vm, list, index, vm.i32[(args + 8) >> 2]) < 0 ? NULL : newRef(vm, NONE);
}

function popMethod(vm: Interpreter, list: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "pop", nargs, 0, 1)) return NULL;
  let index = -1;
  if (nargs > 0) {
    index = indexArgument(vm, vm.i32[args >> 2]);
    if (index === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  const size = listSize(vm, list);
  if (size === 0) return raise(vm, INDEX_ERROR, "pop from empty list");
  if (index < 0) index += size;
  if (index < 0 || index >= size) return raise(vm, INDEX_ERROR, "pop index out of range");
  return removeItem(vm, list, index);
}

/** Takes item `index` out; its reference passes to the caller. NULL with MemoryError. */
function removeItem(vm: Interpreter, list: Address, index: number): Address {
  const left = listSize(vm, list) - 1;
  const item = listItem(vm, list, index);
  if (left === 0) {
    incref(vm, item);
    listClear(vm, list);
    return item;
  }
  const word = vm.i32[(list + LIST_ITEMS) >> 2] + 8 * index;
  if (index < left) moveWords(vm, word, word + 8, left - index);
  if (listResize(vm, list, left) === 0) return item;
  moveWords(vm, word + 8, word, left - index);
  vm.i32[word >> 2] = item;
  return NULL;
}

function removeMethod(vm: Interpreter, list: Address, value: Address): Address {
  for (let i = 0; i < listSize(vm, list); i++) {
    const equal = itemEquals(vm, listItem(vm, list, i), value);
    if (equal < 0) return NULL;
    if (equal > 0) return listAssignSlice(vm, list, i, i + 1, NULL) < 0 ? NULL : newRef(vm, NONE);
  }
  return raise(vm, VALUE_ERROR, "list.remove(x): x not in list");
}

function indexMethod(vm: Interpreter, list: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "index", nargs, 1, 3)) return NULL;
  const value = vm.i32[args >> 2];
  let start = nargs > 1 ? searchBound(vm, vm.i32[(args + 8) >> 2]) : 0;
  if (start === -1 && errorOccurred(vm) !== NULL) return NULL;
  let stop = nargs > 2 ? searchBound(vm, vm.i32[(args + 16) >> 2]) : MAX_SSIZE;
  if (stop === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (start < 0) start = Math.max(start + listSize(vm, list), 0);
  if (stop < 0) stop = Math.max(stop + listSize(vm, list), 0);
  for (let i = start; i < stop && i < listSize(vm, list); i++) {
    const equal = itemEquals(vm, listItem(vm, list, i), value);
    if (equal < 0) return NULL;
    if (equal > 0) return intFromNumber(vm, i);
  }
  const text = repr(vm, value);
  if (text === NULL) return NULL;
  raise(vm, VALUE_ERROR, `${jsString(vm, text)} is not in list`);
  decref(vm, text);
  return NULL;
}

function countMethod(vm: Interpreter, list: Address, value: Address): Address {
  let count = 0;
  for (let i = 0; i < listSize(vm, list); i++) {
    const equal = itemEquals(vm, listItem(vm, list, i), value);
    if (equal < 0) return NULL;
    count += equal;
  }
  return intFromNumber(vm, count);
}

function copyMethod(vm: Interpreter, list: Address): Address {
  return listSlice(vm, list, 0, listSize(vm, list));
}

function clearMethod(vm: Interpreter, list: Address): Address {
  listClear(vm, list);
  return newRef(vm, NONE);
}

function reverseMethod(vm: Interpreter, list: Address): Address {
  const i32 = vm.i32;
  let low = i32[(list + LIST_ITEMS) >> 2], high = low + 8 * (listSize(vm, list) - 1);
  for (; low < high; low += 8, high -= 8) {
    const item = i32[low >> 2];
    i32[low >> 2] = i32[high >> 2];
    i32[high >> 2] = item;
  }
  return newRef(vm, NONE);
}

const SORT = { name: "sort", params: ["key", "reverse"], keywordOnly: 2 };

function sortMethod(vm: Interpreter, list: Address, args: Address, nargs: number, kwnames: Address): Address {
  const given = parseArguments(vm, SORT, args, nargs, kwnames);
  if (given === null) return NULL;
  const [key, reverse] = given;
  let descending = 0;
  if (reverse !== NULL) {
    descending = indexArgument(vm, reverse);
    if (descending === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  const keyFunction = key === NONE ? NULL : key;
  return listSort(vm, list, keyFunction, descending !== 0) < 0 ? NULL : newRef(vm, NONE);
}

function reversedMethod(vm: Interpreter, list: Address): Address {
  return newIndexIterator(vm, LIST_REVERSE_ITERATOR_TYPE, list, listSize(vm, list) - 1);
}

function sizeofMethod(vm: Interpreter, list: Address): Address {
  const i32 = vm.i32;
  const basic = i32[(i32[(list + OB_TYPE) >> 2] + TP_BASICSIZE) >> 2];
  return intFromNumber(vm, basic + 8 * i32[(list + LIST_ALLOCATED) >> 2]);
}

/** Declares list. */
export function defineList(vm: Interpreter): void {
  defineType(vm, LIST_TYPE, {
    name: "list",
    doc:
      "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n" +
      "The argument must be an iterable if specified.",
    basicSize: LIST.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE | TPFLAGS_LIST_SUBCLASS | TPFLAGS_MATCH_SELF | TPFLAGS_SEQUENCE,
    dealloc: listDealloc,
    traverse: listTraverse,
    clear: listClear,
    buffers: listBuffers,
    repr: listRepr,
    hash: "unhashable",
    richcompare: listRichCompare,
    iter: listIter,
    init: listInit,
    alloc: GENERIC_ALLOC,
    free: FREE_CONTAINER,
    new: listNewSlot,
    vectorcall: listVectorcall,
    sequence: {
      length: listSize,
      concat: listConcat,
      repeat: listRepeat,
      item: listItemSlot,
      assItem: listAssignItem,
      contains: listContains,
      inplaceConcat: listInplaceConcat,
      inplaceRepeat: listInplaceRepeat,
    },
    mapping: { length: listSize, subscript: listSubscript, assSubscript: listAssignSubscript },
    methods: [
      {
        name: "__class_getitem__",
        flags: METH_O | METH_CLASS,
        fn: newGenericAlias,
        doc: "See PEP 585",
      },
      { name: "__getitem__", flags: METH_O | METH_COEXIST, fn: listSubscript },
      { name: "__reversed__", flags: METH_NOARGS, fn: reversedMethod },
      { name: "__sizeof__", flags: METH_NOARGS, fn: sizeofMethod },
      { name: "clear", flags: METH_NOARGS, fn: clearMethod },
      { name: "copy", flags: METH_NOARGS, fn: copyMethod },
      { name: "append", flags: METH_O, fn: appendMethod },
      { name: "insert", flags: METH_FASTCALL, fn: insertMethod },
      { name: "extend", flags: METH_O, fn: extendMethod },
      { name: "pop", flags: METH_FASTCALL, fn: popMethod },
      { name: "remove", flags: METH_O, fn: removeMethod },
      { name: "index", flags: METH_FASTCALL, fn: indexMethod },
      { name: "count", flags: METH_O, fn: countMethod },
      { name: "reverse", flags: METH_NOARGS, fn: reverseMethod },
      { name: "sort", flags: METH_FASTCALL | METH_KEYWORDS, fn: sortMethod },
    ],
  });
}
