/**
 * The buffer protocol, as far as its objects are one run of bytes: bytes, bytearray, memoryview.
 *
 *     if (!getBuffer(vm, object)) return NULL;
 *     const data = vm.bufferData, size = vm.bufferSize;
 *     ...
 *     releaseBuffer(vm, object);
 *
 * Law: every getBuffer that succeeds is matched by one releaseBuffer. In between, whatever code runs, the bytes stay
 * where they are and as many as they are; the caller holds the object.
 *
 * Source: CPython 3.11 Objects/abstract.c (PyObject_GetBuffer), Objects/bytearrayobject.c (bytearray_getbuffer).
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { EMPTY_BYTES, TYPE_ERROR } from "../memory/statics.ts";
import { BYTEARRAY_EXPORTS, bytearrayData, isBytearray } from "./bytearray.ts";
import { BYTES_DATA, isBytes } from "./bytes.ts";
import { raise } from "./errors.ts";
import { typeNameOf } from "./type_name.ts";

/** Can an object give a buffer? */
export function hasBuffer(vm: Interpreter, object: Address): boolean {
  return isBytes(vm, object) || isBytearray(vm, object);
}

/**
 * Leaves the place and number of an object's bytes in `vm.bufferData` and `vm.bufferSize`, and keeps them there. False
 * with TypeError "a bytes-like object is required, not 'T'".
 */
export function getBuffer(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  if (isBytes(vm, object)) {
    vm.bufferData = object + BYTES_DATA;
  } else if (isBytearray(vm, object)) {
    i32[(object + BYTEARRAY_EXPORTS) >> 2]++;
    vm.bufferData = i32[(object + OB_SIZE) >> 2] === 0 ? EMPTY_BYTES + BYTES_DATA : bytearrayData(vm, object);
  } else {
    raise(vm, TYPE_ERROR, `a bytes-like object is required, not '${typeNameOf(vm, object, 100)}'`);
    return false;
  }
  vm.bufferSize = i32[(object + OB_SIZE) >> 2];
  return true;
}

/** Ends the use of an object's buffer. */
export function releaseBuffer(vm: Interpreter, object: Address): void {
  if (!isBytes(vm, object)) vm.i32[(object + BYTEARRAY_EXPORTS) >> 2]--;
}

/** As getBuffer of an object that has one, but for a look in which no code runs: the number of bytes. */
export function peekBuffer(vm: Interpreter, object: Address): number {
  getBuffer(vm, object);
  releaseBuffer(vm, object);
  return vm.bufferSize;
}
