/**
 * bytes: the object itself. The type, its methods and constructor are in the files beside this one (bytes_type.ts ...).
 *
 *     16 ob_size   24 ob_shash   32 the bytes, and a zero byte
 *
 * Laws
 * - bytes never change while somebody else can see them: only a fresh object is written to.
 * - No bytes are EMPTY_BYTES, one byte is a static object, wherever CPython hands those out (PyBytes_FromStringAndSize);
 *   results that are made first and filled afterwards are new objects of any length but 0.
 * - Nothing here runs code of the program.
 *
 * Source: CPython 3.11 Objects/bytesobject.c.
 */
import {
  type Address,
  bytes,
  i64,
  NULL,
  objectCalloc,
  objectMalloc,
  pointer,
  struct,
} from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  ONE_WORD,
  TP_FLAGS,
  TPFLAGS_BYTES_SUBCLASS,
  WORD,
} from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { newRef } from "../memory/refcount.ts";
import { BYTE_CHARACTERS, BYTES_TYPE, EMPTY_BYTES, IMMORTAL_REFCOUNT } from "../memory/statics.ts";
import { copyBytes } from "./str_copy.ts";
import { hashBytes } from "./str_hash.ts";

export const BYTES = struct("PyBytesObject", 40, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  ob_size: i64(16, "bytes"),
  ob_shash: i64(24, "hash, -1: not computed"),
  ob_sval: bytes(32, 1, "the bytes and a zero byte"),
});
/** Offset of the first byte. */
export const BYTES_DATA = BYTES.offsets.ob_sval;
export const BYTES_HASH = BYTES.offsets.ob_shash;
/** Bytes of an empty bytes object, its zero byte included: tp_basicsize. */
export const BYTES_BASIC_SIZE = 33;
const BYTES_WORD = BYTES_TYPE * WORD;
const CHARACTER_STRIDE = 48;

function writeHeader(vm: Interpreter, object: Address, size: number): void {
  const { f64, i32 } = vm;
  f64[object >> 3] = ONE_WORD;
  f64[(object + OB_TYPE) >> 3] = BYTES_WORD;
  i32[(object + OB_SIZE) >> 2] = size;
  i32[(object + OB_SIZE + 4) >> 2] = 0;
  i32[(object + BYTES_HASH) >> 2] = -1;
  i32[(object + BYTES_HASH + 4) >> 2] = -1;
}

/** Makes the empty bytes object and those of one byte in the static segment. */
export function initStaticBytes(vm: Interpreter): void {
  writeHeader(vm, EMPTY_BYTES, 0);
  vm.i32[EMPTY_BYTES >> 2] = IMMORTAL_REFCOUNT;
  for (let byte = 0; byte < 256; byte++) {
    const object = BYTE_CHARACTERS + CHARACTER_STRIDE * byte;
    writeHeader(vm, object, 1);
    vm.i32[object >> 2] = IMMORTAL_REFCOUNT;
    vm.u8[object + BYTES_DATA] = byte;
  }
}

/** A new bytes object of `n` bytes, which the caller fills before anybody else sees it. NULL with MemoryError. */
export function bytesNew(vm: Interpreter, n: number): Address {
  if (n === 0) return newRef(vm, EMPTY_BYTES);
  const object = objectMalloc(vm, BYTES_BASIC_SIZE + n);
  if (object === NULL) return noMemory(vm);
  writeHeader(vm, object, n);
  vm.u8[object + BYTES_DATA + n] = 0;
  return object;
}

/** A new bytes object of `n` zero bytes. NULL with MemoryError. */
export function bytesOfZeros(vm: Interpreter, n: number): Address {
  if (n === 0) return newRef(vm, EMPTY_BYTES);
  const object = objectCalloc(vm, 1, BYTES_BASIC_SIZE + n);
  if (object === NULL) return noMemory(vm);
  writeHeader(vm, object, n);
  return object;
}

/** New reference to the bytes object of one byte. */
export function bytesCharacter(vm: Interpreter, byte: number): Address {
  return newRef(vm, BYTE_CHARACTERS + CHARACTER_STRIDE * byte);
}

/** A new reference to a bytes object of the `n` bytes at `data`. NULL with MemoryError. */
export function bytesFromMemory(vm: Interpreter, data: Address, n: number): Address {
  if (n === 1) return bytesCharacter(vm, vm.u8[data]);
  const object = bytesNew(vm, n);
  if (object !== NULL) copyBytes(vm, object + BYTES_DATA, data, n);
  return object;
}

/** A new reference to a bytes object with these bytes. NULL with MemoryError. */
export function bytesFrom(vm: Interpreter, data: Uint8Array): Address {
  const n = data.length;
  if (n === 1) return bytesCharacter(vm, data[0]);
  const object = bytesNew(vm, n);
  if (object !== NULL) vm.u8.set(data, object + BYTES_DATA);
  return object;
}

/** Number of bytes. */
export function bytesSize(vm: Interpreter, object: Address): number {
  return vm.i32[(object + OB_SIZE) >> 2];
}

/** The bytes themselves: a view, valid until the object dies. */
export function bytesView(vm: Interpreter, object: Address): Uint8Array {
  return vm.u8.subarray(object + BYTES_DATA, object + BYTES_DATA + bytesSize(vm, object));
}

/** Is an object a bytes object or an instance of a subclass? */
export function isBytes(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  return type === BYTES_TYPE || (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_BYTES_SUBCLASS) !== 0;
}

/** Is an object a bytes object itself, no instance of a subclass? */
export function isExactBytes(vm: Interpreter, object: Address): boolean {
  return vm.i32[(object + OB_TYPE) >> 2] === BYTES_TYPE;
}

/** tp_hash: the low half, the high half in `vm.hashHigh`. Computed once and kept. Cannot fail. */
export function bytesHash(vm: Interpreter, object: Address): number {
  const i32 = vm.i32;
  const low = i32[(object + BYTES_HASH) >> 2], high = i32[(object + BYTES_HASH + 4) >> 2];
  if ((low & high) !== -1) {
    vm.hashHigh = high;
    return low;
  }
  const hash = hashBytes(vm, object + BYTES_DATA, bytesSize(vm, object));
  i32[(object + BYTES_HASH) >> 2] = hash;
  i32[(object + BYTES_HASH + 4) >> 2] = vm.hashHigh;
  return hash;
}
