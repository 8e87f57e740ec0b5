/**
 * The type bytearray: its slots, and the methods that change it; those it has in common with bytes are in the bytes_
 * files.
 *
 * Source: CPython 3.11 Objects/bytearrayobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TPFLAGS_BASETYPE, TPFLAGS_MATCH_SELF, TYPE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import {
  BYTEARRAY_TYPE,
  INDEX_ERROR,
  NONE,
  SMALL_INT_ZERO,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { checkPositional, type Parameters, parseTupleAndKeywords } from "./arguments.ts";
import { getBuffer, peekBuffer, releaseBuffer } from "./buffer.ts";
import {
  BYTEARRAY,
  bytearrayBuffers,
  bytearrayData,
  bytearrayDealloc,
  bytearrayFromMemory,
  bytearrayNew,
  bytearrayNewOf,
  bytearrayResize,
  canResize,
} from "./bytearray.ts";
import {
  appendBuffer,
  appendByte,
  bytearrayAllocated,
  bytearrayAssignItem,
  bytearrayAssignSubscript,
  extendByIterable,
  fillFromObject,
} from "./bytearray_slices.ts";
import { byteArgument, byteData, byteSize } from "./byte_like.ts";
import { bytesContains } from "./bytes_find.ts";
import { fromHex } from "./bytes_hex.ts";
import { bytesIter } from "./bytes_iterators.ts";
import { reprBytes } from "./bytes_repr.ts";
import {
  BYTE_LIKE_METHODS,
  compareBuffers,
  copyStepping,
  encodeSource,
  raiseNoConcat,
  remainderSlot,
  repeatBytes,
} from "./bytes_type.ts";
import { call1 } from "./call.ts";
import { defineType } from "./define_type.ts";
import { noMemory, raise, raiseFlag } from "./errors.ts";
import { FREE_OBJECT, GENERIC_ALLOC } from "./function_numbers.ts";
import { intFromNumber } from "./int.ts";
import { METH_CLASS, METH_FASTCALL, METH_NOARGS, METH_O, type MethodSpec } from "./method_definition.ts";
import { asSsize, hasIndex } from "./number.ts";
import { isSlice, sliceAdjust, sliceUnpack } from "./slice.ts";
import { isStr } from "./str.ts";
import { ensureStrArgument, ssizeArgument } from "./str_arguments.ts";
import { copyBytes } from "./str_copy.ts";
import { SSIZE_MAX } from "./str_layout.ts";
import { findByte } from "./str_search.ts";
import { typeNameOf } from "./type_name.ts";

const TP_BASICSIZE = TYPE.offsets.tp_basicsize;
const none = (vm: Interpreter, result: number): Address => result < 0 ? NULL : newRef(vm, NONE);

// Making -----------------------------------------------------------------------------------------------------------

const INIT: Parameters = { name: "bytearray", params: ["source", "encoding", "errors"] };

/** tp_init: bytearray(source, encoding, errors). */
function bytearrayInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  const given = parseTupleAndKeywords(vm, INIT, args, kwargs);
  if (given === null) return -1;
  const [source, encoding, errors] = given;
  if (encoding !== NULL && !ensureStrArgument(vm, "bytearray", " 'encoding'", encoding)) return -1;
  if (errors !== NULL && !ensureStrArgument(vm, "bytearray", " 'errors'", errors)) return -1;
  if (byteSize(vm, self) !== 0 && bytearrayResize(vm, self, 0) < 0) return -1;
  if (source !== NULL && encoding === NULL && errors === NULL && !isStr(vm, source)) {
    return fillFromObject(vm, self, source);
  }
  if (source !== NULL && encoding === NULL && isStr(vm, source)) {
    return raiseFlag(vm, TYPE_ERROR, "string argument without an encoding");
  }
  const encoded = encodeSource(vm, source, encoding, errors);
  if (encoded === NULL) return -1;
  const result = appendBuffer(vm, self, encoded);
  decref(vm, encoded);
  return result;
}

// Sequence ---------------------------------------------------------------------------------------------------------

/** `a + b` of two objects with buffers: a bytearray. */
function bytearrayConcat(vm: Interpreter, a: Address, b: Address): Address {
  if (!getBuffer(vm, a)) return raiseNoConcat(vm, a, b);
  const left = vm.bufferData, leftSize = vm.bufferSize;
  if (!getBuffer(vm, b)) {
    releaseBuffer(vm, a);
    return raiseNoConcat(vm, a, b);
  }
  const right = vm.bufferData, rightSize = vm.bufferSize;
  const result = bytearrayNew(vm, leftSize + rightSize);
  if (result !== NULL) {
    const to = byteData(vm, result);
    copyBytes(vm, to, left, leftSize);
    copyBytes(vm, to + leftSize, right, rightSize);
  }
  releaseBuffer(vm, b);
  releaseBuffer(vm, a);
  return result;
}

function bytearrayInplaceConcat(vm: Interpreter, self: Address, other: Address): Address {
  if (peekBuffer(vm, other) < 0) return raiseNoConcat(vm, self, other);
  return appendBuffer(vm, self, other) < 0 ? NULL : newRef(vm, self);
}

function bytearrayRepeat(vm: Interpreter, self: Address, count: number): Address {
  const size = byteSize(vm, self), total = size * Math.max(count, 0);
  if (total >= SSIZE_MAX) return noMemory(vm);
  const result = bytearrayNew(vm, total);
  if (result !== NULL && total > 0) repeatBytes(vm, byteData(vm, result), byteData(vm, self), size, total);
  return result;
}

function bytearrayInplaceRepeat(vm: Interpreter, self: Address, count: number): Address {
  const size = byteSize(vm, self), total = size * Math.max(count, 0);
  if (total >= SSIZE_MAX) return noMemory(vm);
  if (bytearrayResize(vm, self, total) < 0) return NULL;
  if (total > 0) repeatBytes(vm, byteData(vm, self), byteData(vm, self), size, total);
  return newRef(vm, self);
}

function bytearrayItem(vm: Interpreter, self: Address, index: number): Address {
  if (index < 0 || index >= byteSize(vm, self)) return raise(vm, INDEX_ERROR, "bytearray index out of range");
  return newRef(vm, SMALL_INT_ZERO + 32 * vm.u8[bytearrayData(vm, self) + index]);
}

function bytearraySubscript(vm: Interpreter, self: Address, key: Address): Address {
  if (hasIndex(vm, key)) {
    const index = asSsize(vm, key, INDEX_ERROR);
    if (index === -1 && vm.curexcType !== NULL) return NULL;
    return bytearrayItem(vm, self, index < 0 ? index + byteSize(vm, self) : index);
  }
  if (!isSlice(vm, key)) {
    const given = typeNameOf(vm, key, 200);
    return raise(vm, TYPE_ERROR, `bytearray indices must be integers or slices, not ${given}`);
  }
  if (sliceUnpack(vm, key) < 0) return NULL;
  const count = Math.max(sliceAdjust(vm, byteSize(vm, self)), 0);
  const result = bytearrayNew(vm, count);
  if (result !== NULL && count > 0) {
    copyStepping(vm, bytearrayData(vm, result), bytearrayData(vm, self) + vm.sliceStart, vm.sliceStep, count);
  }
  return result;
}

function bytearrayRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  return compareBuffers(vm, a, b, op);
}

function bytearrayRepr(vm: Interpreter, self: Address): Address {
  return reprBytes(vm, self, `${typeNameOf(vm, self)}(`, ")");
}

// Methods ----------------------------------------------------------------------------------------------------------

function appendMethod(vm: Interpreter, self: Address, item: Address): Address {
  const byte = byteArgument(vm, item);
  return none(vm, byte < 0 ? -1 : appendByte(vm, self, byte));
}

function extendMethod(vm: Interpreter, self: Address, iterable: Address): Address {
  return none(vm, extendByIterable(vm, self, iterable));
}

function insertMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "insert", nargs, 2, 2)) return NULL;
  let index = ssizeArgument(vm, vm.i32[args >> 2]);
  if (index === -1 && vm.curexcType !== NULL) return NULL;
  const byte = byteArgument(vm, vm.i32[(args + 8) >> 2]);
  if (byte < 0) return NULL;
  const size = byteSize(vm, self);
  if (bytearrayResize(vm, self, size + 1) < 0) return NULL;
  if (index < 0) index = Math.max(index + size, 0);
  const at = bytearrayData(vm, self) + Math.min(index, size);
  vm.u8.copyWithin(at + 1, at, bytearrayData(vm, self) + size);
  vm.u8[at] = byte;
  return newRef(vm, NONE);
}

function popMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "pop", nargs, 0, 1)) return NULL;
  let index = nargs > 0 ? ssizeArgument(vm, vm.i32[args >> 2]) : -1;
  if (index === -1 && vm.curexcType !== NULL) return NULL;
  const size = byteSize(vm, self);
  if (size === 0) return raise(vm, INDEX_ERROR, "pop from empty bytearray");
  if (index < 0) index += size;
  if (index < 0 || index >= size) return raise(vm, INDEX_ERROR, "pop index out of range");
  const byte = vm.u8[bytearrayData(vm, self) + index];
  return takeOut(vm, self, index) < 0 ? NULL : intFromNumber(vm, byte);
}

/** Removes one byte, moving those behind it. 0, or -1 with BufferError or MemoryError. */
function takeOut(vm: Interpreter, self: Address, index: number): number {
  if (!canResize(vm, self)) return -1;
  const data = bytearrayData(vm, self), size = byteSize(vm, self);
  vm.u8.copyWithin(data + index, data + index + 1, data + size);
  return bytearrayResize(vm, self, size - 1);
}

function removeMethod(vm: Interpreter, self: Address, item: Address): Address {
  const byte = byteArgument(vm, item);
  if (byte < 0) return NULL;
  const data = byteData(vm, self), at = findByte(vm, data, data + byteSize(vm, self), byte);
  if (at < 0) return raise(vm, VALUE_ERROR, "value not found in bytearray");
  return none(vm, takeOut(vm, self, at - data));
}

function reverseMethod(vm: Interpreter, self: Address): Address {
  const data = byteData(vm, self);
  vm.u8.subarray(data, data + byteSize(vm, self)).reverse();
  return newRef(vm, NONE);
}

function clearMethod(vm: Interpreter, self: Address): Address {
  return none(vm, bytearrayResize(vm, self, 0));
}

function copyMethod(vm: Interpreter, self: Address): Address {
  return bytearrayFromMemory(vm, byteData(vm, self), byteSize(vm, self));
}

function allocMethod(vm: Interpreter, self: Address): Address {
  return intFromNumber(vm, bytearrayAllocated(vm, self));
}

function sizeofMethod(vm: Interpreter, self: Address): Address {
  const basic = vm.i32[(vm.i32[(self + OB_TYPE) >> 2] + TP_BASICSIZE) >> 2];
  return intFromNumber(vm, basic + bytearrayAllocated(vm, self));
}

/** The class method fromhex(text). */
function fromhexMethod(vm: Interpreter, type: Address, text: Address): Address {
  const bytes = fromHex(vm, text, bytearrayNew);
  if (bytes === NULL || type === BYTEARRAY_TYPE) return bytes;
  const result = call1(vm, type, bytes);
  decref(vm, bytes);
  return result;
}

const METHODS: readonly MethodSpec[] = [
  { name: "append", flags: METH_O, fn: appendMethod },
  { name: "extend", flags: METH_O, fn: extendMethod },
  { name: "insert", flags: METH_FASTCALL, fn: insertMethod },
  { name: "pop", flags: METH_FASTCALL, fn: popMethod },
  { name: "remove", flags: METH_O, fn: removeMethod },
  { name: "reverse", flags: METH_NOARGS, fn: reverseMethod },
  { name: "clear", flags: METH_NOARGS, fn: clearMethod },
  { name: "copy", flags: METH_NOARGS, fn: copyMethod },
  { name: "__alloc__", flags: METH_NOARGS, fn: allocMethod },
  { name: "__sizeof__", flags: METH_NOARGS, fn: sizeofMethod },
  { name: "fromhex", flags: METH_O | METH_CLASS, fn: fromhexMethod },
];

/** Declares bytearray. */
export function defineBytearray(vm: Interpreter): void {
  defineType(vm, BYTEARRAY_TYPE, {
    name: "bytearray",
    doc:
      "Bytes that can be changed: bytearray(iterable of ints), bytearray(text, encoding), bytearray(size).",
    basicSize: BYTEARRAY.size,
    flags: TPFLAGS_BASETYPE | TPFLAGS_MATCH_SELF,
    dealloc: bytearrayDealloc,
    buffers: bytearrayBuffers,
    repr: bytearrayRepr,
    str: bytearrayRepr,
    hash: "unhashable",
    richcompare: bytearrayRichCompare,
    iter: bytesIter,
    init: bytearrayInit,
    alloc: GENERIC_ALLOC,
    new: bytearrayNewOf,
    free: FREE_OBJECT,
    number: { remainder: remainderSlot },
    sequence: {
      length: byteSize,
      concat: bytearrayConcat,
      repeat: bytearrayRepeat,
      item: bytearrayItem,
      assItem: bytearrayAssignItem,
      contains: bytesContains,
      inplaceConcat: bytearrayInplaceConcat,
      inplaceRepeat: bytearrayInplaceRepeat,
    },
    mapping: { length: byteSize, subscript: bytearraySubscript, assSubscript: bytearrayAssignSubscript },
    methods: [...BYTE_LIKE_METHODS, ...METHODS],
  });
}
