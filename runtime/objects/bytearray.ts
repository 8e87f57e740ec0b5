/**
 * bytearray: bytes in a block of their own, which grows ahead of its need.
 *
 *     bytearray (object domain)                block (object domain), ob_alloc bytes
 *     16 ob_size  24 ob_alloc
 *     32 ob_bytes ---------------------------> | removed | bytes ... | 0 | spare |
 *     40 ob_start -------------------------------------->
 *     48 ob_exports: buffers in use
 *
 * Growth: room for an eighth more and 3 (from 9 bytes on 6), for exactly the need where more is added than that; the
 * block shrinks when less than half is used. Bytes removed at the front only move ob_start.
 *
 * Laws
 * - ob_size < ob_alloc, or both are 0 and ob_bytes is NULL; a zero byte stands behind the last one.
 * - While ob_exports > 0 the size does not change: BufferError.
 * - Nothing here runs code of the program.
 *
 * Source: CPython 3.11 Objects/bytearrayobject.c (PyByteArray_Resize, PyByteArray_FromStringAndSize).
 */
import {
  type Address,
  i64,
  NULL,
  objectFree,
  objectMalloc,
  objectRealloc,
  pointer,
  struct,
} from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE, ONE_WORD, TYPE, VAR_OBJECT } from "../memory/object_layout.ts";
import { noMemory, noMemoryFlag } from "../memory/pending.ts";
import { decref } from "../memory/refcount.ts";
import { BYTEARRAY_TYPE, exceptionType } from "../memory/statics.ts";
import { raise } from "./errors.ts";
import { copyBytes } from "./str_copy.ts";
import { isSubtype } from "./subtype.ts";

const BUFFER_ERROR = exceptionType("BufferError");

export const BYTEARRAY = struct("PyByteArrayObject", 56, {
  ob_refcnt: VAR_OBJECT.fields[0],
  ob_type: VAR_OBJECT.fields[1],
  ob_size: VAR_OBJECT.fields[2],
  ob_alloc: i64(24, "bytes of the block"),
  ob_bytes: pointer(32, "the block, owned, or NULL"),
  ob_start: pointer(40, "the first byte, inside the block"),
  ob_exports: i64(48, "buffers in use"),
});
export const BYTEARRAY_ALLOC = BYTEARRAY.offsets.ob_alloc;
export const BYTEARRAY_BYTES = BYTEARRAY.offsets.ob_bytes;
export const BYTEARRAY_START = BYTEARRAY.offsets.ob_start;
export const BYTEARRAY_EXPORTS = BYTEARRAY.offsets.ob_exports;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

/** Is an object a bytearray or an instance of a subclass? */
export function isBytearray(vm: Interpreter, object: Address): boolean {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  return type === BYTEARRAY_TYPE || isSubtype(vm, type, BYTEARRAY_TYPE);
}

/** A new empty bytearray of a type without a block; NULL with an exception. */
export function bytearrayNewOf(vm: Interpreter, type: Address): Address {
  const { i32, f64 } = vm;
  if (type !== BYTEARRAY_TYPE) return vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  const object = objectMalloc(vm, BYTEARRAY.size);
  if (object === NULL) return noMemory(vm);
  f64[object >> 3] = ONE_WORD;
  i32[(object + OB_TYPE) >> 2] = type;
  i32[(object + OB_TYPE + 4) >> 2] = 0;
  for (let at = OB_SIZE; at < BYTEARRAY.size; at += 8) f64[(object + at) >> 3] = 0;
  return object;
}

/** A new bytearray of `n` bytes, which the caller fills, with room for exactly these. NULL with MemoryError. */
export function bytearrayNew(vm: Interpreter, n: number): Address {
  const object = bytearrayNewOf(vm, BYTEARRAY_TYPE);
  if (object === NULL || n === 0) return object;
  const block = objectMalloc(vm, n + 1);
  if (block === NULL) {
    decref(vm, object);
    return noMemory(vm);
  }
  setBlock(vm, object, block, n + 1);
  vm.i32[(object + OB_SIZE) >> 2] = n;
  vm.u8[block + n] = 0;
  return object;
}

/** A new bytearray of the `n` bytes at `data`. NULL with MemoryError. */
export function bytearrayFromMemory(vm: Interpreter, data: Address, n: number): Address {
  const object = bytearrayNew(vm, n);
  if (object !== NULL) copyBytes(vm, bytearrayData(vm, object), data, n);
  return object;
}

function setBlock(vm: Interpreter, object: Address, block: Address, alloc: number): void {
  vm.i32[(object + BYTEARRAY_BYTES) >> 2] = block;
  vm.i32[(object + BYTEARRAY_START) >> 2] = block;
  vm.i32[(object + BYTEARRAY_ALLOC) >> 2] = alloc;
}

/** Address of the first byte; meaningless if there are none. */
export function bytearrayData(vm: Interpreter, object: Address): Address {
  return vm.i32[(object + BYTEARRAY_START) >> 2];
}

/** May the size change? BufferError and false while a buffer is in use. */
export function canResize(vm: Interpreter, object: Address): boolean {
  if (vm.i32[(object + BYTEARRAY_EXPORTS) >> 2] === 0) return true;
  raise(vm, BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
  return false;
}

/** Changes the size; new bytes hold garbage. 0, or -1 with BufferError or MemoryError. Runs no code. */
export function bytearrayResize(vm: Interpreter, object: Address, size: number): number {
  const i32 = vm.i32;
  const old = i32[(object + OB_SIZE) >> 2];
  if (size === old) return 0;
  if (!canResize(vm, object)) return -1;
  const block = i32[(object + BYTEARRAY_BYTES) >> 2], start = i32[(object + BYTEARRAY_START) >> 2];
  const allocated = i32[(object + BYTEARRAY_ALLOC) >> 2], offset = start - block;
  let room = size + 1;
  if (size + offset + 1 <= allocated) {
    if (size >= allocated >> 1) {
      i32[(object + OB_SIZE) >> 2] = size;
      vm.u8[start + size] = 0;
      return 0;
    }
  } else if (size <= allocated * 1.125) {
    room = size + (size >> 3) + (size < 9 ? 3 : 6);
  }
  return moveBlock(vm, object, size, room);
}

/** Puts the bytes into a block of `room` bytes, without those removed at the front. */
function moveBlock(vm: Interpreter, object: Address, size: number, room: number): number {
  const i32 = vm.i32;
  const block = i32[(object + BYTEARRAY_BYTES) >> 2], start = i32[(object + BYTEARRAY_START) >> 2];
  let moved: Address;
  if (start > block) {
    moved = objectMalloc(vm, room);
    if (moved === NULL) return noMemoryFlag(vm);
    copyBytes(vm, moved, start, Math.min(size, i32[(object + OB_SIZE) >> 2]));
    objectFree(vm, block);
  } else {
    moved = objectRealloc(vm, block, room);
    if (moved === NULL) return noMemoryFlag(vm);
  }
  setBlock(vm, object, moved, room);
  i32[(object + OB_SIZE) >> 2] = size;
  vm.u8[moved + size] = 0;
  return 0;
}

/** tp_dealloc of bytearray and its subclasses. */
export function bytearrayDealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  const block = i32[(object + BYTEARRAY_BYTES) >> 2];
  if (block !== NULL) objectFree(vm, block);
  const type = i32[(object + OB_TYPE) >> 2];
  if (type === BYTEARRAY_TYPE) objectFree(vm, object);
  else vm.functions[i32[(type + TP_FREE) >> 2]](vm, object);
}

/** The block of bytes. */
export function bytearrayBuffers(vm: Interpreter, object: Address, visit: Visit): void {
  const block = vm.i32[(object + BYTEARRAY_BYTES) >> 2];
  if (block !== NULL) visit(vm, block);
}
