/**
 * What the methods of bytes and bytearray share: reading self, making a result of self's kind, and their arguments.
 *
 * Most methods of both are one function. It asks for the bytes of self after its arguments have been converted, because
 * converting can run code that changes a bytearray.
 *
 * Source: CPython 3.11 Objects/bytes_methods.c, Objects/stringlib/.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { newRef } from "../memory/refcount.ts";
import { EMPTY_BYTES, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { bytearrayData, bytearrayFromMemory, bytearrayNew, isBytearray } from "./bytearray.ts";
import { BYTES_DATA, bytesFromMemory, bytesNew, isBytes, isExactBytes } from "./bytes.ts";
import { raiseFlag } from "./errors.ts";
import { asSsize } from "./number.ts";
import { typeNameOf } from "./type_name.ts";

/** Address of the first byte of a bytes object or bytearray. */
export function byteData(vm: Interpreter, self: Address): Address {
  if (isBytes(vm, self)) return self + BYTES_DATA;
  return vm.i32[(self + OB_SIZE) >> 2] === 0 ? EMPTY_BYTES + BYTES_DATA : bytearrayData(vm, self);
}

/** Number of bytes of a bytes object or bytearray. */
export function byteSize(vm: Interpreter, self: Address): number {
  return vm.i32[(self + OB_SIZE) >> 2];
}

/** A new bytes object or bytearray, as self is, of `n` bytes that the caller fills. NULL with MemoryError. */
export function newLike(vm: Interpreter, self: Address, n: number): Address {
  return isBytes(vm, self) ? bytesNew(vm, n) : bytearrayNew(vm, n);
}

/** A bytes object or bytearray, as self is, of the `n` bytes at `data`: new. NULL with MemoryError. */
export function piece(vm: Interpreter, self: Address, data: Address, n: number): Address {
  return isBytes(vm, self) ? bytesFromMemory(vm, data, n) : bytearrayFromMemory(vm, data, n);
}

/** Self if it is exact bytes, else a copy of its bytes: new. NULL with MemoryError. */
export function unchanged(vm: Interpreter, self: Address): Address {
  if (isExactBytes(vm, self)) return newRef(vm, self);
  return piece(vm, self, byteData(vm, self), byteSize(vm, self));
}

/** An object as a byte: -1 with TypeError, or ValueError "byte must be in range(0, 256)". Can run any code. */
export function byteArgument(vm: Interpreter, object: Address, what = "byte"): number {
  const value = asSsize(vm, object, NULL);
  if (value === -1 && vm.curexcType !== NULL) return -1;
  if (value >= 0 && value < 256) return value;
  return raiseFlag(vm, VALUE_ERROR, `${what} must be in range(0, 256)`);
}

/** The byte that fills up: of a bytes object or bytearray of length 1. -1 with TypeError. */
export function fillByteArgument(vm: Interpreter, name: string, object: Address): number {
  const isOne = (isBytes(vm, object) || isBytearray(vm, object)) && byteSize(vm, object) === 1;
  if (isOne) return vm.u8[byteData(vm, object)];
  const given = typeNameOf(vm, object, 50);
  return raiseFlag(vm, TYPE_ERROR, `${name}() argument 2 must be a byte string of length 1, not ${given}`);
}
