/**
 * The types memoryview, its iterator and the managed buffer behind views.
 *
 * Source: CPython 3.11 Objects/memoryobject.c.
 */
import { type Address, memFree, memMalloc, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_SEQUENCE,
  TPFLAGS_TUPLE_SUBCLASS,
} from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import {
  exceptionType,
  FALSE,
  INDEX_ERROR,
  MANAGED_BUFFER_TYPE,
  MEMORY_ITERATOR_TYPE,
  MEMORYVIEW_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  TRUE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { type Parameters, parseArguments, parseTupleAndKeywords } from "./arguments.ts";
import { bufferLength, copyBuffer, getBuffer, hasBuffer, releaseBuffer } from "./buffer.ts";
import { isBytes } from "./bytes.ts";
import { hexMethod } from "./bytes_hex.ts";
import { bytesFromBuffer } from "./bytes_type.ts";
import { hash, richCompareBool } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { noMemoryFlag, raise, raiseFlag } from "./errors.ts";
import { SELF_ITER } from "./function_numbers.ts";
import {
  exhaustIndexIterator,
  INDEX_ITERATOR,
  indexIteratorDealloc,
  indexIteratorTraverse,
  IT_INDEX,
  IT_SEQ,
  newIndexIterator,
} from "./index_iterator.ts";
import { intFromNumber } from "./int.ts";
import { listNew, listSetItem, listSize } from "./list.ts";
import { packItem, unpackItem } from "./memory_items.ts";
import {
  checkReleased,
  type Extent,
  FORMAT_B,
  formatText,
  isContiguous,
  isMemoryview,
  isReadonly,
  isReleased,
  ITEM_SIZES,
  MANAGED_BUFFER,
  managedBufferDealloc,
  managedBufferNew,
  managedBufferTraverse,
  MEMORYVIEW_BASIC_SIZE,
  memoryviewDealloc,
  memoryviewNew,
  memoryviewTraverse,
  MV_BUF,
  MV_FORMAT,
  MV_HASH,
  MV_ITEMSIZE,
  MV_LEN,
  MV_MBUF,
  MV_WEAKREFS,
  releaseView,
  viewFormat,
  viewItem,
  viewLength,
  viewObject,
  viewStride,
} from "./memoryview.ts";
import {
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_VARARGS,
  type MethodSpec,
} from "./method_definition.ts";
import { asSsize, hasIndex } from "./number.ts";
import { formatAddress } from "./object.ts";
import { isSlice, sliceAdjust, sliceUnpack } from "./slice.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { ensureStrArgument } from "./str_arguments.ts";
import { copyBytes } from "./str_copy.ts";
import { hashBytes } from "./str_hash.ts";
import { hasTypeFlag } from "./subtype.ts";
import { newEmptyTuple, tupleItem, tupleNew, tupleSetItem, tupleSize } from "./tuple.ts";
import { readCString, typeNameOf } from "./type_name.ts";

const NOT_IMPLEMENTED_ERROR = exceptionType("NotImplementedError");
const LETTER_B = 0x42;

const truth = (vm: Interpreter, flag: boolean): Address => newRef(vm, flag ? TRUE : FALSE);

// Making -----------------------------------------------------------------------------------------------------------

const NEW: Parameters = { name: "memoryview", params: ["object"], required: 1 };

/** tp_new: memoryview(object). */
function memoryviewTypeNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, NEW, args, kwargs);
  return given === null ? NULL : memoryviewOf(vm, given[0]);
}

/** A new view of an object with a buffer (borrowed); NULL with an exception. */
export function memoryviewOf(vm: Interpreter, object: Address): Address {
  if (isMemoryview(vm, object)) return checkReleased(vm, object) ? viewLike(vm, object, {}) : NULL;
  if (!hasBuffer(vm, object)) {
    const given = typeNameOf(vm, object, 200);
    return raise(vm, TYPE_ERROR, `memoryview: a bytes-like object is required, not '${given}'`);
  }
  getBuffer(vm, object);
  const data = vm.bufferData, size = vm.bufferSize, readonly = isBytes(vm, object);
  const mbuf = managedBufferNew(vm, object, data, size, readonly);
  if (mbuf === NULL) {
    releaseBuffer(vm, object);
    return NULL;
  }
  const view = memoryviewNew(vm, mbuf, {
    data,
    count: size,
    itemSize: 1,
    stride: 1,
    format: FORMAT_B,
    readonly,
  });
  decref(vm, mbuf);
  return view;
}

/** A new view of the same bytes with another extent; NULL with MemoryError. */
function viewLike(
  vm: Interpreter,
  view: Address,
  change: Partial<Extent>,
): Address {
  return memoryviewNew(vm, vm.i32[(view + MV_MBUF) >> 2], {
    data: vm.i32[(view + MV_BUF) >> 2],
    count: viewLength(vm, view),
    itemSize: vm.i32[(view + MV_ITEMSIZE) >> 2],
    stride: viewStride(vm, view),
    format: vm.i32[(view + MV_FORMAT) >> 2],
    readonly: isReadonly(vm, view),
    ...change,
  });
}

/** The view of a slice, new. NULL with an exception. */
function sliceView(vm: Interpreter, view: Address, key: Address): Address {
  if (sliceUnpack(vm, key) < 0 || !checkReleased(vm, view)) return NULL;
  const count = Math.max(sliceAdjust(vm, viewLength(vm, view)), 0);
  const data = viewItem(vm, view, vm.sliceStart), stride = viewStride(vm, view) * vm.sliceStep;
  return viewLike(vm, view, { data, count, stride });
}

// Items ------------------------------------------------------------------------------------------------------------

/** Address of item `index`, counted from the end if negative; NULL with IndexError. */
function itemAddress(vm: Interpreter, view: Address, index: number): Address {
  const count = viewLength(vm, view), at = index < 0 ? index + count : index;
  if (at < 0 || at >= count) return raise(vm, INDEX_ERROR, "index out of bounds on dimension 1");
  return viewItem(vm, view, at);
}

function memoryviewItem(vm: Interpreter, view: Address, index: number): Address {
  if (!checkReleased(vm, view)) return NULL;
  const at = itemAddress(vm, view, index);
  return at === NULL ? NULL : unpackItem(vm, at, viewFormat(vm, view));
}

/** The only index in a tuple key, or the key itself: borrowed. NULL with an exception. */
function singleKey(vm: Interpreter, key: Address): Address {
  if (!hasTypeFlag(vm, key, TPFLAGS_TUPLE_SUBCLASS)) return key;
  const n = tupleSize(vm, key);
  for (let i = 0; i < n; i++) {
    if (!hasIndex(vm, tupleItem(vm, key, i))) return raise(vm, TYPE_ERROR, "memoryview: invalid slice key");
  }
  if (n === 0) return raise(vm, NOT_IMPLEMENTED_ERROR, "sub-views are not implemented");
  if (n === 1) return tupleItem(vm, key, 0);
  return raise(vm, TYPE_ERROR, `cannot index 1-dimension view with ${n}-element tuple`);
}

function memoryviewSubscript(vm: Interpreter, view: Address, given: Address): Address {
  if (!checkReleased(vm, view)) return NULL;
  const key = singleKey(vm, given);
  if (key === NULL) return NULL;
  if (hasIndex(vm, key)) {
    const index = asSsize(vm, key, INDEX_ERROR);
    return index === -1 && vm.curexcType !== NULL ? NULL : memoryviewItem(vm, view, index);
  }
  if (isSlice(vm, key)) return sliceView(vm, view, key);
  return raise(vm, TYPE_ERROR, "memoryview: invalid slice key");
}

function memoryviewAssign(vm: Interpreter, view: Address, given: Address, value: Address): number {
  if (!checkReleased(vm, view)) return -1;
  if (isReadonly(vm, view)) return raiseFlag(vm, TYPE_ERROR, "cannot modify read-only memory");
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "cannot delete memory");
  const key = singleKey(vm, given);
  if (key === NULL) return -1;
  if (hasIndex(vm, key)) return assignItem(vm, view, key, value);
  if (!isSlice(vm, key)) return raiseFlag(vm, TYPE_ERROR, "memoryview: invalid slice key");
  const target = sliceView(vm, view, key);
  if (target === NULL) return -1;
  const result = assignView(vm, target, value);
  decref(vm, target);
  return result;
}

function assignItem(vm: Interpreter, view: Address, key: Address, value: Address): number {
  const index = asSsize(vm, key, INDEX_ERROR);
  if (index === -1 && vm.curexcType !== NULL) return -1;
  if (itemAddress(vm, view, index) === NULL) return -1;
  const scratch = memMalloc(vm, 8);
  if (scratch === NULL) return noMemoryFlag(vm);
  let result = packItem(vm, scratch, viewFormat(vm, view), value);
  // Converting the value may have released the view.
  if (result === 0 && !checkReleased(vm, view)) result = -1;
  if (result === 0) {
    copyBytes(vm, itemAddress(vm, view, index), scratch, vm.i32[(view + MV_ITEMSIZE) >> 2]);
  }
  memFree(vm, scratch);
  return result;
}

/** Copies the items of an object with a buffer into a view that has as many of the same type: 0, or -1. */
function assignView(vm: Interpreter, target: Address, source: Address): number {
  if (!hasBuffer(vm, source)) {
    return raiseFlag(vm, TYPE_ERROR, `a bytes-like object is required, not '${typeNameOf(vm, source, 100)}'`);
  }
  const size = bufferLength(vm, source);
  if (size < 0) return -1;
  const format = isMemoryview(vm, source) ? viewFormat(vm, source) : LETTER_B;
  if (format !== viewFormat(vm, target) || size !== vm.i32[(target + MV_LEN) >> 2]) {
    const text = "memoryview assignment: lvalue and rvalue have different structures";
    return raiseFlag(vm, VALUE_ERROR, text);
  }
  // By way of a copy: both may be the same bytes.
  const copy = memMalloc(vm, size);
  if (copy === NULL) return noMemoryFlag(vm);
  copyBuffer(vm, source, copy);
  const itemSize = vm.i32[(target + MV_ITEMSIZE) >> 2];
  for (let i = 0; i < viewLength(vm, target); i++) {
    copyBytes(vm, viewItem(vm, target, i), copy + i * itemSize, itemSize);
  }
  memFree(vm, copy);
  return 0;
}

function memoryviewLength(vm: Interpreter, view: Address): number {
  return checkReleased(vm, view) ? viewLength(vm, view) : -1;
}

// Comparison and hash ----------------------------------------------------------------------------------------------

/** tp_richcompare: equality with any buffer of as many equal items. */
function memoryviewCompare(vm: Interpreter, view: Address, other: Address, op: number): Address {
  if ((op !== EQ && op !== NE) || !hasBuffer(vm, other)) return newRef(vm, NOT_IMPLEMENTED);
  const released = isReleased(vm, view) || (isMemoryview(vm, other) && isReleased(vm, other));
  let equal = view === other ? 1 : 0;
  if (!released) {
    const second = memoryviewOf(vm, other);
    if (second === NULL) return NULL;
    equal = equalItems(vm, view, second);
    decref(vm, second);
    if (equal < 0) return NULL;
  }
  return truth(vm, (equal === 1) === (op === EQ));
}

/** Have two views equal items? 1, 0, or -1 with an exception. */
function equalItems(vm: Interpreter, a: Address, b: Address): number {
  const n = viewLength(vm, a);
  if (n !== viewLength(vm, b)) return 0;
  let equal = 1;
  for (let i = 0; equal === 1 && i < n; i++) {
    const left = unpackItem(vm, viewItem(vm, a, i), viewFormat(vm, a));
    const right = left === NULL ? NULL : unpackItem(vm, viewItem(vm, b, i), viewFormat(vm, b));
    equal = right === NULL ? -1 : equalValues(vm, left, right);
    if (left !== NULL) decref(vm, left);
    if (right !== NULL) decref(vm, right);
  }
  return equal;
}

/** Not a number is not equal to itself here. */
function equalValues(vm: Interpreter, left: Address, right: Address): number {
  return left !== right ? richCompareBool(vm, left, right, EQ) : 1;
}

/** tp_hash of views of memory that does not change: that of the bytes. */
function memoryviewHash(vm: Interpreter, view: Address): number {
  const i32 = vm.i32;
  const known = i32[(view + MV_HASH) >> 2], knownHigh = i32[(view + MV_HASH + 4) >> 2];
  if ((known & knownHigh) !== -1) {
    vm.hashHigh = knownHigh;
    return known;
  }
  vm.hashHigh = -1;
  if (!checkReleased(vm, view)) return -1;
  if (!isReadonly(vm, view)) return raiseFlag(vm, VALUE_ERROR, "cannot hash writable memoryview object");
  if (!"Bbc".includes(String.fromCharCode(viewFormat(vm, view)))) {
    return raiseFlag(vm, VALUE_ERROR, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  }
  const object = newRef(vm, viewObject(vm, view));
  const failed = (hash(vm, object) & vm.hashHigh) === -1;
  decref(vm, object);
  // The object's hash may have released the view.
  vm.hashHigh = -1;
  if (failed || !checkReleased(vm, view)) return -1;
  const size = i32[(view + MV_LEN) >> 2];
  const copy = memMalloc(vm, size + 8);
  if (copy === NULL) return noMemoryFlag(vm);
  copyBuffer(vm, view, copy);
  const low = hashBytes(vm, copy, size);
  memFree(vm, copy);
  i32[(view + MV_HASH) >> 2] = low;
  i32[(view + MV_HASH + 4) >> 2] = vm.hashHigh;
  return low;
}

function memoryviewRepr(vm: Interpreter, view: Address): Address {
  const state = isReleased(vm, view) ? "released memory" : "memory";
  return newStr(vm, `<${state} at ${formatAddress(view)}>`);
}

// Methods ----------------------------------------------------------------------------------------------------------

function releaseMethod(vm: Interpreter, view: Address): Address {
  return releaseView(vm, view) < 0 ? NULL : newRef(vm, NONE);
}

function enterMethod(vm: Interpreter, view: Address): Address {
  return checkReleased(vm, view) ? newRef(vm, view) : NULL;
}

function tolistMethod(vm: Interpreter, view: Address): Address {
  if (!checkReleased(vm, view)) return NULL;
  const list = listNew(vm, viewLength(vm, view));
  if (list === NULL) return NULL;
  for (let i = 0; i < listSize(vm, list); i++) {
    const item = unpackItem(vm, viewItem(vm, view, i), viewFormat(vm, view));
    if (item === NULL) {
      decref(vm, list);
      return NULL;
    }
    listSetItem(vm, list, i, item);
  }
  return list;
}

const TOBYTES: Parameters = { name: "tobytes", params: ["order"] };

function tobytesMethod(
  vm: Interpreter,
  view: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, TOBYTES, args, nargs, kwnames);
  if (given === null || !checkReleased(vm, view)) return NULL;
  const order = given[0];
  if (order !== NULL && order !== NONE) {
    if (!isStr(vm, order)) {
      const given = typeNameOf(vm, order, 50);
      return raise(vm, TYPE_ERROR, `tobytes() argument 'order' must be str or None, not ${given}`);
    }
    if (!["C", "F", "A"].includes(jsString(vm, order))) {
      return raise(vm, VALUE_ERROR, "order must be 'C', 'F' or 'A'");
    }
  }
  return bytesFromBuffer(vm, view);
}

/** hex(): of the items without gaps. */
function memoryviewHex(
  vm: Interpreter,
  view: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!checkReleased(vm, view)) return NULL;
  if (isContiguous(vm, view)) return hexMethod(vm, view, args, nargs, kwnames);
  const bytes = bytesFromBuffer(vm, view);
  if (bytes === NULL) return NULL;
  const text = hexMethod(vm, bytes, args, nargs, kwnames);
  decref(vm, bytes);
  return text;
}

function toreadonlyMethod(vm: Interpreter, view: Address): Address {
  return checkReleased(vm, view) ? viewLike(vm, view, { readonly: true }) : NULL;
}

const CAST: Parameters = { name: "cast", params: ["format", "shape"], required: 1 };

/** cast(format): the same bytes as items of another type; one of both types must be a byte. */
function castMethod(vm: Interpreter, view: Address, args: Address, nargs: number, kwnames: Address): Address {
  const given = parseArguments(vm, CAST, args, nargs, kwnames);
  if (given === null) return NULL;
  const [name, shape] = given;
  if (!ensureStrArgument(vm, "cast", " 'format'", name)) return NULL;
  if (!checkReleased(vm, view)) return NULL;
  if (!isContiguous(vm, view)) {
    return raise(vm, TYPE_ERROR, "memoryview: casts are restricted to C-contiguous views");
  }
  if (shape !== NULL) {
    return raise(
      vm,
      NOT_IMPLEMENTED_ERROR,
      "memoryview: views of more than one dimension are not implemented",
    );
  }
  const text = jsString(vm, name), letter = text.replace(/^@/, ""), code = letter.charCodeAt(0);
  const size = ITEM_SIZES[letter];
  if (size === undefined) {
    const message =
      "memoryview: destination format must be a native single character format prefixed with an optional '@'";
    return raise(vm, VALUE_ERROR, message);
  }
  const isByte = (code: number): boolean => "Bbc".includes(String.fromCharCode(code));
  if (!isByte(viewFormat(vm, view)) && !isByte(code)) {
    return raise(vm, TYPE_ERROR, "memoryview: cannot cast between two non-byte formats");
  }
  const length = vm.i32[(view + MV_LEN) >> 2];
  if (length % size !== 0) return raise(vm, TYPE_ERROR, "memoryview: length is not a multiple of itemsize");
  const format = formatText(code, text !== letter);
  return viewLike(vm, view, { count: length / size, itemSize: size, stride: size, format });
}

const METHODS: readonly MethodSpec[] = [
  { name: "release", flags: METH_NOARGS, fn: releaseMethod },
  { name: "tobytes", flags: METH_FASTCALL | METH_KEYWORDS, fn: tobytesMethod },
  { name: "hex", flags: METH_FASTCALL | METH_KEYWORDS, fn: memoryviewHex },
  { name: "tolist", flags: METH_NOARGS, fn: tolistMethod },
  { name: "cast", flags: METH_FASTCALL | METH_KEYWORDS, fn: castMethod },
  { name: "toreadonly", flags: METH_NOARGS, fn: toreadonlyMethod },
  { name: "__enter__", flags: METH_NOARGS, fn: enterMethod },
  { name: "__exit__", flags: METH_VARARGS, fn: releaseMethod },
];

// Attributes -------------------------------------------------------------------------------------------------------

/** An attribute that a released view no longer has. */
const attribute = (name: string, read: (vm: Interpreter, view: Address) => Address) => ({
  name,
  get: (vm: Interpreter, view: Address) => checkReleased(vm, view) ? read(vm, view) : NULL,
});

/** A new tuple of one int. */
function oneNumber(vm: Interpreter, n: number): Address {
  const tuple = tupleNew(vm, 1);
  const item = tuple === NULL ? NULL : intFromNumber(vm, n);
  if (item !== NULL) {
    tupleSetItem(vm, tuple, 0, item);
    return tuple;
  }
  if (tuple !== NULL) decref(vm, tuple);
  return NULL;
}

const isWhole = (vm: Interpreter, view: Address): Address => truth(vm, isContiguous(vm, view));

const ATTRIBUTES = [
  attribute("obj", (vm, view) => newRef(vm, viewObject(vm, view))),
  attribute("nbytes", (vm, view) => intFromNumber(vm, vm.i32[(view + MV_LEN) >> 2])),
  attribute("readonly", (vm, view) => truth(vm, isReadonly(vm, view))),
  attribute("itemsize", (vm, view) => intFromNumber(vm, vm.i32[(view + MV_ITEMSIZE) >> 2])),
  attribute("format", (vm, view) => newStr(vm, readCString(vm, vm.i32[(view + MV_FORMAT) >> 2]))),
  attribute("ndim", (vm) => intFromNumber(vm, 1)),
  attribute("shape", (vm, view) => oneNumber(vm, viewLength(vm, view))),
  attribute("strides", (vm, view) => oneNumber(vm, viewStride(vm, view))),
  attribute("suboffsets", (vm) => newEmptyTuple(vm)),
  attribute("c_contiguous", isWhole),
  attribute("f_contiguous", isWhole),
  attribute("contiguous", isWhole),
];

// Iteration and registration ---------------------------------------------------------------------------------------

function memoryviewIter(vm: Interpreter, view: Address): Address {
  return checkReleased(vm, view) ? newIndexIterator(vm, MEMORY_ITERATOR_TYPE, view, 0) : NULL;
}

function memoryIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const view = i32[(iterator + IT_SEQ) >> 2];
  if (view === NULL) return NULL;
  const index = i32[(iterator + IT_INDEX) >> 2];
  if (index >= viewLength(vm, view)) {
    exhaustIndexIterator(vm, iterator);
    return NULL;
  }
  const item = memoryviewItem(vm, view, index);
  if (item !== NULL) i32[(iterator + IT_INDEX) >> 2] = index + 1;
  return item;
}

/** Declares memoryview, its iterator and managed buffers. */
export function defineMemoryview(vm: Interpreter): void {
  defineType(vm, MANAGED_BUFFER_TYPE, {
    name: "managedbuffer",
    basicSize: MANAGED_BUFFER.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: managedBufferDealloc,
    traverse: managedBufferTraverse,
  });
  defineType(vm, MEMORYVIEW_TYPE, {
    name: "memoryview",
    doc: "A view of the bytes of another object, which are not copied.",
    basicSize: MEMORYVIEW_BASIC_SIZE,
    itemSize: 8,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_SEQUENCE,
    dealloc: memoryviewDealloc,
    traverse: memoryviewTraverse,
    repr: memoryviewRepr,
    hash: memoryviewHash,
    richcompare: memoryviewCompare,
    iter: memoryviewIter,
    new: memoryviewTypeNew,
    weaklistOffset: MV_WEAKREFS,
    sequence: { length: memoryviewLength, item: memoryviewItem },
    mapping: { length: memoryviewLength, subscript: memoryviewSubscript, assSubscript: memoryviewAssign },
    methods: METHODS,
    getset: ATTRIBUTES,
  });
  defineType(vm, MEMORY_ITERATOR_TYPE, {
    name: "memory_iterator",
    basicSize: INDEX_ITERATOR.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: indexIteratorDealloc,
    traverse: indexIteratorTraverse,
    iter: SELF_ITER,
    iternext: memoryIteratorNext,
  });
}
