/**
 * The buffer protocol, as far as its objects are one run of bytes: bytes, bytearray, memoryview.
 *
 *     if (!getBuffer(vm, object)) return NULL;
 *     const data = vm.bufferData, size = vm.bufferSize;
 *     ...
 *     releaseBuffer(vm, object);
 *
 * Law: every getBuffer that succeeds is matched by one releaseBuffer. In between, whatever code runs, the bytes stay
 * where they are and as many as they are; the caller holds the object. It never fails for bytes and bytearrays.
 *
 * Source: CPython 3.11 Objects/abstract.c (PyObject_GetBuffer), Objects/bytearrayobject.c (bytearray_getbuffer),
 * Objects/memoryobject.c (memory_getbuf, PyBuffer_ToContiguous).
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { EMPTY_BYTES, exceptionType, TYPE_ERROR } from "../memory/statics.ts";
import { BYTEARRAY_EXPORTS, bytearrayData, isBytearray } from "./bytearray.ts";
import { BYTES_DATA, isBytes } from "./bytes.ts";
import { raise } from "./errors.ts";
import {
  checkReleased,
  isContiguous,
  isMemoryview,
  isReleased,
  MV_BUF,
  MV_EXPORTS,
  MV_ITEMSIZE,
  MV_LEN,
  viewItem,
  viewLength,
} from "./memoryview.ts";
import { copyBytes } from "./str_copy.ts";
import { typeNameOf } from "./type_name.ts";

const BUFFER_ERROR = exceptionType("BufferError");

/** Can an object give a buffer? */
export function hasBuffer(vm: Interpreter, object: Address): boolean {
  return isBytes(vm, object) || isBytearray(vm, object) || isMemoryview(vm, object);
}

/** Does getBuffer give an object's bytes? No exception: callers have their own words. */
export function givesBuffer(vm: Interpreter, object: Address): boolean {
  if (isMemoryview(vm, object)) return !isReleased(vm, object) && isContiguous(vm, object);
  return isBytes(vm, object) || isBytearray(vm, object);
}

/**
 * Leaves the place and number of an object's bytes in `vm.bufferData` and `vm.bufferSize`, and keeps them there. False
 * with TypeError "a bytes-like object is required, not 'T'", or with ValueError or BufferError for a memoryview that is
 * released or has gaps.
 */
export function getBuffer(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  if (isBytes(vm, object)) {
    vm.bufferData = object + BYTES_DATA;
  } else if (isBytearray(vm, object)) {
    i32[(object + BYTEARRAY_EXPORTS) >> 2]++;
    vm.bufferData = i32[(object + OB_SIZE) >> 2] === 0 ? EMPTY_BYTES + BYTES_DATA : bytearrayData(vm, object);
  } else {
    return getViewBuffer(vm, object);
  }
  vm.bufferSize = i32[(object + OB_SIZE) >> 2];
  return true;
}

function getViewBuffer(vm: Interpreter, object: Address): boolean {
  if (!isMemoryview(vm, object)) {
    raise(vm, TYPE_ERROR, `a bytes-like object is required, not '${typeNameOf(vm, object, 100)}'`);
    return false;
  }
  if (!checkReleased(vm, object)) return false;
  if (!isContiguous(vm, object)) {
    raise(vm, BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous");
    return false;
  }
  vm.i32[(object + MV_EXPORTS) >> 2]++;
  vm.bufferData = vm.i32[(object + MV_BUF) >> 2];
  vm.bufferSize = vm.i32[(object + MV_LEN) >> 2];
  return true;
}

/** Ends the use of an object's buffer. */
export function releaseBuffer(vm: Interpreter, object: Address): void {
  if (isBytes(vm, object)) return;
  vm.i32[(object + (isMemoryview(vm, object) ? MV_EXPORTS : BYTEARRAY_EXPORTS)) >> 2]--;
}

/** As getBuffer, but for a look in which no code runs: the number of bytes, or -1 with an exception. */
export function peekBuffer(vm: Interpreter, object: Address): number {
  if (!getBuffer(vm, object)) return -1;
  releaseBuffer(vm, object);
  return vm.bufferSize;
}

/** Number of bytes that copyBuffer copies, of an object that has a buffer; -1 with an exception. */
export function bufferLength(vm: Interpreter, object: Address): number {
  if (!isMemoryview(vm, object)) return vm.i32[(object + OB_SIZE) >> 2];
  return checkReleased(vm, object) ? vm.i32[(object + MV_LEN) >> 2] : -1;
}

/** Copies the bytes of an object that has a buffer, gaps left out. Runs no code. */
export function copyBuffer(vm: Interpreter, object: Address, to: Address): void {
  if (isMemoryview(vm, object) && !isContiguous(vm, object)) {
    const size = vm.i32[(object + MV_ITEMSIZE) >> 2];
    for (let i = 0; i < viewLength(vm, object); i++) {
      copyBytes(vm, to + i * size, viewItem(vm, object, i), size);
    }
    return;
  }
  const size = peekBuffer(vm, object);
  copyBytes(vm, to, vm.bufferData, size);
}
