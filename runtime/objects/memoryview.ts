/**
 * memoryview: a view of one run of bytes that another object owns, as items of a C type, perhaps with steps between.
 *
 *     memoryview                        managed buffer                     bytes, bytearray
 *     24 mbuf ------------------------> 24 exports (views)
 *     48 exports  (buffers given out)   32 Py_buffer: 40 obj ------------> ob_exports
 *     56 Py_buffer: 56 buf ------------------------------------------------> the bytes
 *     144 shape  152 strides  160 suboffsets (one dimension)
 *
 * All views that come from one another share a managed buffer. It gives the buffer back when the last of them is
 * released; a view is released when it says so, or when it dies.
 *
 * Laws
 * - The managed buffer holds the object, and counts among its exports, until it is released.
 * - A view with exports is not released: BufferError. After the release every use is a ValueError.
 *
 * Views have one dimension here. Items are read and written in memory_items.ts, the type is in memoryview_type.ts.
 * Source: CPython 3.11 Include/cpython/memoryobject.h, Objects/memoryobject.c.
 */
import { type Address, bytes, i32 as int, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew, gcNewVar } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_TYPE, OBJECT, VAR_OBJECT } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import {
  exceptionType,
  FORMAT_TEXTS,
  MANAGED_BUFFER_TYPE,
  MEMORYVIEW_TYPE,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { BYTEARRAY_EXPORTS, isBytearray } from "./bytearray.ts";
import { raise, raiseFlag } from "./errors.ts";

/** What an object gives of its bytes. */
export const BUFFER = struct("Py_buffer", 80, {
  buf: pointer(0, "the first item"),
  obj: pointer(8, "the object they belong to, owned by the managed buffer, or NULL"),
  len: i64(16, "bytes of all items"),
  itemsize: i64(24, "bytes of an item"),
  readonly: int(32, "1: not to be written"),
  ndim: int(36, "dimensions"),
  format: pointer(40, "C string: the letter of the items' type"),
  shape: pointer(48, "items in each dimension"),
  strides: pointer(56, "bytes from one item to the next"),
  suboffsets: pointer(64, "NULL"),
  internal: pointer(72, "unused"),
});

export const MANAGED_BUFFER = struct("_PyManagedBufferObject", 112, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  flags: int(16, "1: released"),
  exports: i64(24, "views that are not released"),
  master: bytes(32, 80, "the Py_buffer"),
});
const MB_FLAGS = MANAGED_BUFFER.offsets.flags;
const MB_EXPORTS = MANAGED_BUFFER.offsets.exports;
const MB_MASTER = MANAGED_BUFFER.offsets.master;
/** The object whose bytes a managed buffer has. */
const MB_OBJ = MB_MASTER + BUFFER.offsets.obj;

export const MEMORYVIEW = struct("PyMemoryViewObject", 168, {
  ob_refcnt: VAR_OBJECT.fields[0],
  ob_type: VAR_OBJECT.fields[1],
  ob_size: i64(16, "words behind the object: three for each dimension"),
  mbuf: pointer(24, "managed buffer, owned"),
  hash: i64(32, "-1: not computed"),
  flags: int(40, "1: released; 2: contiguous"),
  exports: i64(48, "buffers given out"),
  view: bytes(56, 80, "the Py_buffer"),
  weakreflist: pointer(136, "weak references to it"),
  ob_array: bytes(144, 24, "shape, strides, suboffsets"),
});
const M = MEMORYVIEW.offsets;
const VIEW = M.view;
/** Fields of the view, from the object's start. */
export const MV_BUF = VIEW + BUFFER.offsets.buf;
export const MV_LEN = VIEW + BUFFER.offsets.len;
export const MV_ITEMSIZE = VIEW + BUFFER.offsets.itemsize;
export const MV_READONLY = VIEW + BUFFER.offsets.readonly;
export const MV_FORMAT = VIEW + BUFFER.offsets.format;
export const MV_MBUF = M.mbuf;
export const MV_HASH = M.hash;
export const MV_FLAGS = M.flags;
export const MV_EXPORTS = M.exports;
export const MV_WEAKREFS = M.weakreflist;
export const MV_SHAPE = M.ob_array;
export const MV_STRIDES = M.ob_array + 8;
/** tp_basicsize: the dimensions' words are items. */
export const MEMORYVIEW_BASIC_SIZE = 144;
const WORDS_PER_DIMENSION = 3;

export const MV_RELEASED = 1;

/** Bytes of an item by the letter of its type. */
export const ITEM_SIZES: Readonly<Record<string, number>> = {
  "?": 1,
  b: 1,
  B: 1,
  c: 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  f: 4,
  l: 8,
  L: 8,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  P: 8,
  d: 8,
};

const AT_SIGN = 0x40;

/** Writes the format texts into the static segment. */
export function initFormatTexts(vm: Interpreter): void {
  for (const letter of Object.keys(ITEM_SIZES)) {
    const code = letter.charCodeAt(0), text = FORMAT_TEXTS + 3 * code;
    vm.u8[text] = AT_SIGN;
    vm.u8[text + 1] = code;
  }
}

/** The static text of a letter, by its code; perhaps with "@" before it. */
export function formatText(code: number, withSign: boolean): Address {
  return FORMAT_TEXTS + 3 * code + (withSign ? 0 : 1);
}

/** Is an object a memoryview? The type has no subclasses. */
export function isMemoryview(vm: Interpreter, object: Address): boolean {
  return vm.i32[(object + OB_TYPE) >> 2] === MEMORYVIEW_TYPE;
}

/** The text of single bytes without a sign. */
export const FORMAT_B: Address = formatText(0x42, false);

/** The letter of a view's items, as a code. */
export function viewFormat(vm: Interpreter, view: Address): number {
  const text = vm.i32[(view + MV_FORMAT) >> 2];
  return vm.u8[vm.u8[text] === AT_SIGN ? text + 1 : text];
}

/** Number of items. */
export function viewLength(vm: Interpreter, view: Address): number {
  return vm.i32[(view + MV_SHAPE) >> 2];
}

/** Bytes from one item to the next. */
export function viewStride(vm: Interpreter, view: Address): number {
  return vm.i32[(view + MV_STRIDES) >> 2];
}

/** Address of item `index`, which lies inside. */
export function viewItem(vm: Interpreter, view: Address, index: number): Address {
  return vm.i32[(view + MV_BUF) >> 2] + index * viewStride(vm, view);
}

/** Do a view's items lie side by side? */
export function isContiguous(vm: Interpreter, view: Address): boolean {
  return viewLength(vm, view) === 1 || viewStride(vm, view) === vm.i32[(view + MV_ITEMSIZE) >> 2];
}

/** Has a view been released, or what it shows? */
export function isReleased(vm: Interpreter, view: Address): boolean {
  return (vm.i32[(view + MV_FLAGS) >> 2] & MV_RELEASED) !== 0 ||
    vm.i32[(vm.i32[(view + MV_MBUF) >> 2] + MB_FLAGS) >> 2] !== 0;
}

/** May a view be used? ValueError and false once it is released. */
export function checkReleased(vm: Interpreter, view: Address): boolean {
  if (!isReleased(vm, view)) return true;
  raise(vm, VALUE_ERROR, "operation forbidden on released memoryview object");
  return false;
}

// Making -----------------------------------------------------------------------------------------------------------

/** Writes both halves of a signed word. */
function putWord(vm: Interpreter, word: Address, value: number): void {
  vm.i32[word >> 2] = value;
  vm.i32[(word + 4) >> 2] = value >> 31;
}

/**
 * A new managed buffer of an object (borrowed), whose buffer has been taken: `size` bytes at `data`. NULL with
 * MemoryError: then the caller gives the buffer back. Can run the collector.
 */
export function managedBufferNew(
  vm: Interpreter,
  object: Address,
  data: Address,
  size: number,
  readonly: boolean,
): Address {
  const mbuf = gcNew(vm, MANAGED_BUFFER_TYPE, MANAGED_BUFFER.size);
  if (mbuf === NULL) return NULL;
  for (let at = MB_FLAGS; at < MANAGED_BUFFER.size; at += 8) vm.f64[(mbuf + at) >> 3] = 0;
  const master = mbuf + MB_MASTER, B = BUFFER.offsets;
  putWord(vm, master + B.buf, data);
  putWord(vm, master + B.obj, newRef(vm, object));
  putWord(vm, master + B.len, size);
  putWord(vm, master + B.itemsize, 1);
  vm.i32[(master + B.readonly) >> 2] = readonly ? 1 : 0;
  vm.i32[(master + B.ndim) >> 2] = 1;
  putWord(vm, master + B.format, FORMAT_B);
  gcTrack(vm, mbuf);
  return mbuf;
}

/** The object whose bytes a view shows, borrowed. */
export function viewObject(vm: Interpreter, view: Address): Address {
  return vm.i32[(vm.i32[(view + MV_MBUF) >> 2] + MB_OBJ) >> 2];
}

/** Is the object's memory not to be written? */
export function isReadonly(vm: Interpreter, view: Address): boolean {
  return vm.i32[(view + MV_READONLY) >> 2] !== 0;
}

/** The extent of a view: where its first item is, how many there are, how far apart, of which type. */
export interface Extent {
  readonly data: Address;
  readonly count: number;
  /** Bytes of an item. */
  readonly itemSize: number;
  readonly stride: number;
  /** The text of the items' type, static. */
  readonly format: Address;
  readonly readonly: boolean;
}

/** A new view of a managed buffer (borrowed), which counts it. NULL with MemoryError. Can run the collector. */
export function memoryviewNew(vm: Interpreter, mbuf: Address, extent: Extent): Address {
  const view = gcNewVar(vm, MEMORYVIEW_TYPE, MEMORYVIEW.size, WORDS_PER_DIMENSION);
  if (view === NULL) return NULL;
  const i32 = vm.i32;
  for (let at = M.mbuf; at < MEMORYVIEW.size; at += 8) vm.f64[(view + at) >> 3] = 0;
  const B = BUFFER.offsets, itemSize = extent.itemSize;
  putWord(vm, view + M.mbuf, newRef(vm, mbuf));
  putWord(vm, view + M.hash, -1);
  putWord(vm, view + MV_BUF, extent.data);
  putWord(vm, view + VIEW + B.obj, i32[(mbuf + MB_OBJ) >> 2]);
  putWord(vm, view + MV_LEN, extent.count * itemSize);
  putWord(vm, view + MV_ITEMSIZE, itemSize);
  i32[(view + MV_READONLY) >> 2] = extent.readonly ? 1 : 0;
  i32[(view + VIEW + B.ndim) >> 2] = 1;
  putWord(vm, view + MV_FORMAT, extent.format);
  putWord(vm, view + VIEW + B.shape, view + MV_SHAPE);
  putWord(vm, view + VIEW + B.strides, view + MV_STRIDES);
  putWord(vm, view + MV_SHAPE, extent.count);
  putWord(vm, view + MV_STRIDES, extent.stride);
  i32[(mbuf + MB_EXPORTS) >> 2]++;
  gcTrack(vm, view);
  return view;
}

// Release ----------------------------------------------------------------------------------------------------------

/** Ends a view's use of its buffer: 0, or -1 with BufferError while buffers are given out. */
export function releaseView(vm: Interpreter, view: Address): number {
  const i32 = vm.i32;
  if ((i32[(view + MV_FLAGS) >> 2] & MV_RELEASED) !== 0) return 0;
  const exports = i32[(view + MV_EXPORTS) >> 2];
  if (exports > 0) {
    const message = `memoryview has ${exports} exported buffer${exports === 1 ? "" : "s"}`;
    return raiseFlag(vm, exceptionType("BufferError"), message);
  }
  i32[(view + MV_FLAGS) >> 2] |= MV_RELEASED;
  const mbuf = i32[(view + MV_MBUF) >> 2];
  if (--i32[(mbuf + MB_EXPORTS) >> 2] === 0) releaseManaged(vm, mbuf);
  return 0;
}

function releaseManaged(vm: Interpreter, mbuf: Address): void {
  if (vm.i32[(mbuf + MB_FLAGS) >> 2] !== 0) return;
  vm.i32[(mbuf + MB_FLAGS) >> 2] = 1;
  const object = vm.i32[(mbuf + MB_OBJ) >> 2];
  if (object === NULL) return;
  vm.i32[(mbuf + MB_OBJ) >> 2] = NULL;
  if (isBytearray(vm, object)) vm.i32[(object + BYTEARRAY_EXPORTS) >> 2]--;
  decref(vm, object);
}

/** tp_dealloc of managed buffers. */
export function managedBufferDealloc(vm: Interpreter, mbuf: Address): void {
  gcUntrack(vm, mbuf);
  releaseManaged(vm, mbuf);
  gcFree(vm, mbuf);
}

/** tp_traverse of managed buffers. */
export function managedBufferTraverse(vm: Interpreter, mbuf: Address, visit: Visit): void {
  const object = vm.i32[(mbuf + MB_OBJ) >> 2];
  if (object !== NULL) visit(vm, object);
}

/** tp_dealloc of memoryviews. */
export function memoryviewDealloc(vm: Interpreter, view: Address): void {
  gcUntrack(vm, view);
  vm.i32[(view + MV_EXPORTS) >> 2] = 0;
  releaseView(vm, view);
  const mbuf = vm.i32[(view + MV_MBUF) >> 2];
  decref(vm, mbuf);
  gcFree(vm, view);
}

/** tp_traverse of memoryviews. */
export function memoryviewTraverse(vm: Interpreter, view: Address, visit: Visit): void {
  visit(vm, vm.i32[(view + MV_MBUF) >> 2]);
}
