/**
 * bytes: PyBytesObject, whose characters lie in the object behind its length and hash, with a zero byte at the end.
 * So far the runtime keeps its tables of positions in them; the type's methods are a later part.
 *
 * Source: CPython 3.11 Objects/bytesobject.c.
 */
import { type Address, bytes, i64, NULL, objectMalloc, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE, ONE_WORD, TPFLAGS_BYTES_SUBCLASS, WORD } from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { newRef } from "../memory/refcount.ts";
import { BYTE_CHARACTERS, BYTES_TYPE, EMPTY_BYTES, IMMORTAL_REFCOUNT } from "../memory/statics.ts";
import { defineType } from "./define_type.ts";
import { DEALLOC_PLAIN } from "./function_numbers.ts";
import { newStr } from "./str.ts";

export const BYTES = struct("PyBytesObject", 40, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  ob_size: i64(16, "bytes"),
  ob_shash: i64(24, "hash, -1: not computed"),
  ob_sval: bytes(32, 1, "the bytes and a zero byte"),
});
/** Offset of the first byte. */
export const BYTES_DATA = BYTES.offsets.ob_sval;
const OB_SHASH = BYTES.offsets.ob_shash;
const BYTES_WORD = BYTES_TYPE * WORD;

function writeHeader(vm: Interpreter, object: Address, size: number): void {
  const { f64, i32 } = vm;
  f64[object >> 3] = ONE_WORD;
  f64[(object + OB_TYPE) >> 3] = BYTES_WORD;
  i32[(object + OB_SIZE) >> 2] = size;
  i32[(object + OB_SIZE + 4) >> 2] = 0;
  i32[(object + OB_SHASH) >> 2] = -1;
  i32[(object + OB_SHASH + 4) >> 2] = -1;
}

/** Makes the empty bytes object and those of one byte in the static segment. */
export function initStaticBytes(vm: Interpreter): void {
  writeHeader(vm, EMPTY_BYTES, 0);
  vm.i32[EMPTY_BYTES >> 2] = IMMORTAL_REFCOUNT;
  for (let byte = 0; byte < 256; byte++) {
    const object = BYTE_CHARACTERS + 48 * byte;
    writeHeader(vm, object, 1);
    vm.i32[object >> 2] = IMMORTAL_REFCOUNT;
    vm.u8[object + BYTES_DATA] = byte;
  }
}

/** A new bytes object of `n` bytes, which the caller fills before anybody else sees it. NULL with MemoryError. */
export function bytesNew(vm: Interpreter, n: number): Address {
  if (n === 0) return newRef(vm, EMPTY_BYTES);
  const object = objectMalloc(vm, BYTES_DATA + n + 1);
  if (object === NULL) return noMemory(vm);
  writeHeader(vm, object, n);
  vm.u8[object + BYTES_DATA + n] = 0;
  return object;
}

/** A bytes object with these bytes; new. NULL with MemoryError. */
export function bytesFrom(vm: Interpreter, data: Uint8Array): Address {
  const n = data.length;
  if (n === 1) return newRef(vm, BYTE_CHARACTERS + 48 * data[0]);
  const object = bytesNew(vm, n);
  if (object !== NULL) vm.u8.set(data, object + BYTES_DATA);
  return object;
}

/** The bytes themselves: a view, valid until the object dies. */
export function bytesView(vm: Interpreter, object: Address): Uint8Array {
  return vm.u8.subarray(object + BYTES_DATA, object + BYTES_DATA + vm.i32[(object + OB_SIZE) >> 2]);
}

const ESCAPES: Record<number, string> = { 9: "\\t", 10: "\\n", 13: "\\r", 92: "\\\\" };

function bytesRepr(vm: Interpreter, object: Address): Address {
  const data = bytesView(vm, object);
  const quote = data.includes(39) && !data.includes(34) ? '"' : "'";
  let text = `b${quote}`;
  for (const byte of data) {
    if (byte === quote.charCodeAt(0)) text += `\\${quote}`;
    else if (ESCAPES[byte] !== undefined) text += ESCAPES[byte];
    else if (byte < 32 || byte > 126) text += `\\x${byte.toString(16).padStart(2, "0")}`;
    else text += String.fromCharCode(byte);
  }
  return newStr(vm, text + quote);
}

export function defineBytes(vm: Interpreter): void {
  defineType(vm, BYTES_TYPE, {
    name: "bytes",
    basicSize: 33,
    itemSize: 1,
    flags: TPFLAGS_BYTES_SUBCLASS,
    dealloc: DEALLOC_PLAIN,
    repr: bytesRepr,
    str: bytesRepr,
    sequence: { length: (vm: Interpreter, object: Address) => vm.i32[(object + OB_SIZE) >> 2] },
  });
}
