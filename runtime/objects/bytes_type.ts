/**
 * The type bytes: its slots, its constructor and what its methods share with bytearray's.
 *
 * Source: CPython 3.11 Objects/bytesobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  OB_SIZE,
  OB_TYPE,
  TPFLAGS_BASETYPE,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_MATCH_SELF,
  TYPE,
} from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import {
  BYTES_TYPE,
  EMPTY_BYTES,
  FALSE,
  identifier,
  INDEX_ERROR,
  LIST_TYPE,
  NOT_IMPLEMENTED,
  OVERFLOW_ERROR,
  SMALL_INT_ZERO,
  TRUE,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { type Parameters, parseArguments, parseTupleAndKeywords } from "./arguments.ts";
import { lookupSpecial } from "./attributes.ts";
import { bufferLength, copyBuffer, getBuffer, hasBuffer, releaseBuffer } from "./buffer.ts";
import { isBytearray } from "./bytearray.ts";
import { byteArgument, byteData, byteSize } from "./byte_like.ts";
import {
  BYTES_BASIC_SIZE,
  BYTES_DATA,
  BYTES_HASH,
  bytesFrom,
  bytesFromMemory,
  bytesHash,
  bytesNew,
  bytesOfZeros,
  bytesSize,
  isBytes,
  isExactBytes,
} from "./bytes.ts";
import { BYTES_CASE_METHODS } from "./bytes_case.ts";
import { BYTES_CHANGE_METHODS } from "./bytes_change.ts";
import { decodeWith } from "./bytes_decode.ts";
import { BYTES_FIND_METHODS, bytesContains } from "./bytes_find.ts";
import { bytesRemainder } from "./bytes_format.ts";
import { fromHex, hexMethod } from "./bytes_hex.ts";
import { bytesIter } from "./bytes_iterators.ts";
import { reprBytes } from "./bytes_repr.ts";
import { BYTES_SPLIT_METHODS } from "./bytes_split.ts";
import { call0, call1 } from "./call.ts";
import { defineType } from "./define_type.ts";
import { clearError, errorMatches, errorOccurred, raise } from "./errors.ts";
import { DEALLOC_PLAIN } from "./function_numbers.ts";
import { getIter, iterNext } from "./iterate.ts";
import {
  METH_CLASS,
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
  type MethodSpec,
} from "./method_definition.ts";
import { asSsize, hasIndex } from "./number.ts";
import { lengthHint } from "./object.ts";
import { compareSizes } from "./sequence_operations.ts";
import { listItem } from "./list.ts";
import { isSlice, sliceAdjust, sliceUnpack } from "./slice.ts";
import { isStr } from "./str.ts";
import { ensureStrArgument } from "./str_arguments.ts";
import { copyBytes } from "./str_copy.ts";
import { encodeWith } from "./str_encode.ts";
import { SSIZE_MAX } from "./str_layout.ts";
import { tupleItem, tuplePack1 } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const TP_ALLOC = TYPE.offsets.tp_alloc;
const BYTES = identifier("__bytes__");

// Sequence ---------------------------------------------------------------------------------------------------------

/** TypeError for a concatenation with what has no buffer. Returns NULL. */
export function raiseNoConcat(vm: Interpreter, a: Address, b: Address): Address {
  return raise(vm, TYPE_ERROR, `can't concat ${typeNameOf(vm, b, 100)} to ${typeNameOf(vm, a, 100)}`);
}

/** `a + b` of two objects with buffers: bytes. */
function bytesConcat(vm: Interpreter, a: Address, b: Address): Address {
  if (!getBuffer(vm, a)) return raiseNoConcat(vm, a, b);
  const left = vm.bufferData, leftSize = vm.bufferSize;
  if (!getBuffer(vm, b)) {
    releaseBuffer(vm, a);
    return raiseNoConcat(vm, a, b);
  }
  const right = vm.bufferData, rightSize = vm.bufferSize;
  let result: Address;
  if (leftSize === 0 && isExactBytes(vm, b)) result = newRef(vm, b);
  else if (rightSize === 0 && isExactBytes(vm, a)) result = newRef(vm, a);
  else {
    result = bytesNew(vm, leftSize + rightSize);
    if (result !== NULL) {
      copyBytes(vm, result + BYTES_DATA, left, leftSize);
      copyBytes(vm, result + BYTES_DATA + leftSize, right, rightSize);
    }
  }
  releaseBuffer(vm, b);
  releaseBuffer(vm, a);
  return result;
}

/** `bytes * count`. */
function bytesRepeat(vm: Interpreter, self: Address, count: number): Address {
  const size = bytesSize(vm, self), total = size * Math.max(count, 0);
  if (total >= SSIZE_MAX) return raise(vm, OVERFLOW_ERROR, "repeated bytes are too long");
  if (total === size && isExactBytes(vm, self)) return newRef(vm, self);
  const result = bytesNew(vm, total);
  if (result === NULL || total === 0) return result;
  repeatBytes(vm, result + BYTES_DATA, self + BYTES_DATA, size, total);
  return result;
}

/** Fills `total` bytes at `to` with repetitions of the `size` bytes at `from`, which may stand there already. */
export function repeatBytes(vm: Interpreter, to: Address, from: Address, size: number, total: number): void {
  const u8 = vm.u8;
  if (size === 1) {
    u8.fill(u8[from], to, to + total);
    return;
  }
  u8.copyWithin(to, from, from + size);
  for (let done = size; done < total; done *= 2) {
    u8.copyWithin(to + done, to, to + Math.min(done, total - done));
  }
}

function bytesItem(vm: Interpreter, self: Address, index: number): Address {
  if (index < 0 || index >= bytesSize(vm, self)) return raise(vm, INDEX_ERROR, "index out of range");
  return newRef(vm, SMALL_INT_ZERO + 32 * vm.u8[self + BYTES_DATA + index]);
}

function bytesSubscript(vm: Interpreter, self: Address, key: Address): Address {
  if (hasIndex(vm, key)) {
    const index = asSsize(vm, key, INDEX_ERROR);
    if (index === -1 && vm.curexcType !== NULL) return NULL;
    return bytesItem(vm, self, index < 0 ? index + bytesSize(vm, self) : index);
  }
  if (!isSlice(vm, key)) {
    return raise(vm, TYPE_ERROR, `byte indices must be integers or slices, not ${typeNameOf(vm, key, 200)}`);
  }
  if (sliceUnpack(vm, key) < 0) return NULL;
  const size = bytesSize(vm, self), count = sliceAdjust(vm, size);
  const start = vm.sliceStart, step = vm.sliceStep;
  if (count <= 0) return newRef(vm, EMPTY_BYTES);
  if (step === 1 && count === size && isExactBytes(vm, self)) return newRef(vm, self);
  if (step === 1) return bytesFromMemory(vm, self + BYTES_DATA + start, count);
  const result = bytesNew(vm, count);
  if (result !== NULL) copyStepping(vm, result + BYTES_DATA, self + BYTES_DATA + start, step, count);
  return result;
}

/** Copies `count` bytes that stand `step` apart. */
export function copyStepping(vm: Interpreter, to: Address, from: Address, step: number, count: number): void {
  const u8 = vm.u8;
  for (let i = 0, at = from; i < count; i++, at += step) u8[to + i] = u8[at];
}

// Comparison -------------------------------------------------------------------------------------------------------

/** The first difference of two runs of bytes, 0 if one begins with the other. */
export function compareMemory(vm: Interpreter, a: Address, b: Address, size: number): number {
  const u8 = vm.u8;
  for (let i = 0; i < size; i++) {
    const difference = u8[a + i] - u8[b + i];
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `a op b` of the bytes of two objects: True or False, new; NotImplemented if one has none. */
export function compareBuffers(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!getBuffer(vm, a)) return refuseComparison(vm);
  const left = vm.bufferData, leftSize = vm.bufferSize;
  if (!getBuffer(vm, b)) {
    releaseBuffer(vm, a);
    return refuseComparison(vm);
  }
  const right = vm.bufferData, rightSize = vm.bufferSize;
  let result: boolean;
  if (leftSize !== rightSize && (op === EQ || op === NE)) {
    result = op === NE;
  } else {
    const difference = compareMemory(vm, left, right, Math.min(leftSize, rightSize));
    result = difference === 0 ? compareSizes(leftSize, rightSize, op) : compareSizes(difference, 0, op);
  }
  releaseBuffer(vm, b);
  releaseBuffer(vm, a);
  return newRef(vm, result ? TRUE : FALSE);
}

function refuseComparison(vm: Interpreter): Address {
  clearError(vm);
  return newRef(vm, NOT_IMPLEMENTED);
}

function bytesRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!isBytes(vm, a) || !isBytes(vm, b)) return newRef(vm, NOT_IMPLEMENTED);
  return compareBuffers(vm, a, b, op);
}

// Making -----------------------------------------------------------------------------------------------------------

/** Bytes of an iterable of ints (PyBytes_FromObject): new, or NULL with an exception. Can run any code. */
export function bytesFromObject(vm: Interpreter, object: Address): Address {
  if (isExactBytes(vm, object)) return newRef(vm, object);
  if (hasBuffer(vm, object)) {
    return bytesFromBuffer(vm, object);
  }
  const bytes = collectBytes(vm, object);
  return bytes === null ? NULL : bytesFrom(vm, Uint8Array.from(bytes));
}

/** What a buffer holds, gaps left out: new, or NULL with an exception. */
export function bytesFromBuffer(vm: Interpreter, object: Address): Address {
  const size = bufferLength(vm, object);
  if (size < 0) return NULL;
  const copy = bytesNew(vm, size);
  if (copy !== NULL && size > 0) copyBuffer(vm, object, copy + BYTES_DATA);
  return copy;
}

/**
 * The bytes of a list, tuple or other iterable of ints; null with an exception: TypeError "cannot convert 'T' object to
 * bytes" for a str or what cannot be iterated. Can run any code.
 */
export function collectBytes(vm: Interpreter, object: Address): number[] | null {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  if (isStr(vm, object)) return failToConvert(vm, object);
  if (type === LIST_TYPE || type === TUPLE_TYPE) return collectItems(vm, object);
  const it = getIter(vm, object);
  if (it === NULL) return errorMatches(vm, TYPE_ERROR) ? failToConvert(vm, object) : null;
  const bytes: number[] = [];
  let done = lengthHint(vm, object, 64) < 0 ? -1 : 0;
  while (done === 0) {
    const item = iterNext(vm, it);
    if (item === NULL) {
      done = errorOccurred(vm) === NULL ? 1 : -1;
      break;
    }
    const byte = byteArgument(vm, item, "bytes");
    decref(vm, item);
    if (byte < 0) done = -1;
    else bytes.push(byte);
  }
  decref(vm, it);
  return done < 0 ? null : bytes;
}

function failToConvert(vm: Interpreter, object: Address): null {
  raise(vm, TYPE_ERROR, `cannot convert '${typeNameOf(vm, object, 200)}' object to bytes`);
  return null;
}

/** Those of a list or tuple, which an item's `__index__` can change. */
function collectItems(vm: Interpreter, sequence: Address): number[] | null {
  const i32 = vm.i32;
  const isList = i32[(sequence + OB_TYPE) >> 2] === LIST_TYPE;
  const bytes: number[] = [];
  for (let i = 0; i < i32[(sequence + OB_SIZE) >> 2]; i++) {
    const item = newRef(vm, isList ? listItem(vm, sequence, i) : tupleItem(vm, sequence, i));
    const byte = byteArgument(vm, item, "bytes");
    decref(vm, item);
    if (byte < 0) return null;
    bytes.push(byte);
  }
  return bytes;
}

const NEW: Parameters = { name: "bytes", params: ["source", "encoding", "errors"] };

/** tp_new: bytes(source, encoding, errors). */
function bytesTypeNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, NEW, args, kwargs);
  if (given === null) return NULL;
  const [source, encoding, errors] = given;
  if (encoding !== NULL && !ensureStrArgument(vm, "bytes", " 'encoding'", encoding)) return NULL;
  if (errors !== NULL && !ensureStrArgument(vm, "bytes", " 'errors'", errors)) return NULL;
  const bytes = makeBytes(vm, source, encoding, errors);
  return bytes === NULL || type === BYTES_TYPE ? bytes : newOfSubclass(vm, type, bytes);
}

function makeBytes(vm: Interpreter, source: Address, encoding: Address, errors: Address): Address {
  if (source === NULL || encoding !== NULL || errors !== NULL) {
    return encodeSource(vm, source, encoding, errors);
  }
  const method = lookupSpecial(vm, source, BYTES);
  if (method !== NULL) {
    const bytes = call0(vm, method);
    decref(vm, method);
    if (bytes === NULL || isBytes(vm, bytes)) return bytes;
    raise(vm, TYPE_ERROR, `__bytes__ returned non-bytes (type ${typeNameOf(vm, bytes, 200)})`);
    decref(vm, bytes);
    return NULL;
  }
  if (vm.curexcType !== NULL) return NULL;
  if (isStr(vm, source)) return raise(vm, TYPE_ERROR, "string argument without an encoding");
  if (!hasIndex(vm, source)) return bytesFromObject(vm, source);
  const size = asSsize(vm, source, OVERFLOW_ERROR);
  if (size === -1 && vm.curexcType !== NULL) {
    if (!errorMatches(vm, TYPE_ERROR)) return NULL;
    clearError(vm);
    return bytesFromObject(vm, source);
  }
  return size < 0 ? raise(vm, VALUE_ERROR, "negative count") : bytesOfZeros(vm, size);
}

/** bytes(str, encoding, errors), and the mistakes that can be made with it. */
export function encodeSource(vm: Interpreter, source: Address, encoding: Address, errors: Address): Address {
  const isText = source !== NULL && isStr(vm, source);
  if (encoding !== NULL) {
    if (!isText) return raise(vm, TYPE_ERROR, "encoding without a string argument");
    return encodeWith(vm, source, encoding, errors);
  }
  if (errors === NULL) return newRef(vm, EMPTY_BYTES);
  const missing = isText ? "string argument without an encoding" : "errors without a string argument";
  return raise(vm, TYPE_ERROR, missing);
}

/** A new instance of a subclass with the bytes of `bytes` (stolen). */
function newOfSubclass(vm: Interpreter, type: Address, bytes: Address): Address {
  const size = bytesSize(vm, bytes);
  const self: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, size);
  if (self !== NULL) {
    vm.i32[(self + BYTES_HASH) >> 2] = vm.i32[(bytes + BYTES_HASH) >> 2];
    vm.i32[(self + BYTES_HASH + 4) >> 2] = vm.i32[(bytes + BYTES_HASH + 4) >> 2];
    copyBytes(vm, self + BYTES_DATA, bytes + BYTES_DATA, size + 1);
  }
  decref(vm, bytes);
  return self;
}

// Methods ----------------------------------------------------------------------------------------------------------

const DECODE: Parameters = { name: "decode", params: ["encoding", "errors"] };

function decodeMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, DECODE, args, nargs, kwnames);
  if (given === null) return NULL;
  const [encoding, errors] = given;
  if (encoding !== NULL && !ensureStrArgument(vm, "decode", " 'encoding'", encoding)) return NULL;
  if (errors !== NULL && !ensureStrArgument(vm, "decode", " 'errors'", errors)) return NULL;
  return decodeWith(vm, byteData(vm, self), byteSize(vm, self), encoding, errors);
}

/** `__bytes__`: exact bytes of self. */
function bytesMethod(vm: Interpreter, self: Address): Address {
  return isExactBytes(vm, self)
    ? newRef(vm, self)
    : bytesFromMemory(vm, self + BYTES_DATA, bytesSize(vm, self));
}

function getnewargsMethod(vm: Interpreter, self: Address): Address {
  const copy = bytesFromMemory(vm, self + BYTES_DATA, bytesSize(vm, self));
  if (copy === NULL) return NULL;
  const result = tuplePack1(vm, copy);
  decref(vm, copy);
  return result;
}

/** The class method fromhex(text). */
function fromhexMethod(vm: Interpreter, type: Address, text: Address): Address {
  const bytes = fromHex(vm, text, bytesNew);
  if (bytes === NULL || type === BYTES_TYPE) return bytes;
  const result = call1(vm, type, bytes);
  decref(vm, bytes);
  return result;
}

/** Methods that bytes and bytearray have alike. */
export const BYTE_LIKE_METHODS: readonly MethodSpec[] = [
  ...BYTES_FIND_METHODS,
  ...BYTES_SPLIT_METHODS,
  ...BYTES_CHANGE_METHODS,
  ...BYTES_CASE_METHODS,
  { name: "decode", flags: METH_FASTCALL | METH_KEYWORDS, fn: decodeMethod },
  { name: "hex", flags: METH_FASTCALL | METH_KEYWORDS, fn: hexMethod },
];

/** nb_remainder of both: NotImplemented if the left operand is neither. */
export function remainderSlot(vm: Interpreter, format: Address, args: Address): Address {
  if (!isBytes(vm, format) && !isBytearray(vm, format)) return newRef(vm, NOT_IMPLEMENTED);
  return bytesRemainder(vm, format, args);
}

/** tp_repr. */
function bytesRepr(vm: Interpreter, self: Address): Address {
  return reprBytes(vm, self, "", "");
}

/** Declares bytes. */
export function defineBytes(vm: Interpreter): void {
  defineType(vm, BYTES_TYPE, {
    name: "bytes",
    doc: "Immutable bytes: bytes(iterable of ints), bytes(text, encoding), bytes(size), bytes(buffer).",
    basicSize: BYTES_BASIC_SIZE,
    itemSize: 1,
    flags: TPFLAGS_BASETYPE | TPFLAGS_BYTES_SUBCLASS | TPFLAGS_MATCH_SELF,
    dealloc: DEALLOC_PLAIN,
    repr: bytesRepr,
    str: bytesRepr,
    hash: bytesHash,
    richcompare: bytesRichCompare,
    iter: bytesIter,
    new: bytesTypeNew,
    number: { remainder: remainderSlot },
    sequence: {
      length: bytesSize,
      concat: bytesConcat,
      repeat: bytesRepeat,
      item: bytesItem,
      contains: bytesContains,
    },
    mapping: { length: bytesSize, subscript: bytesSubscript },
    methods: [
      ...BYTE_LIKE_METHODS,
      { name: "__bytes__", flags: METH_NOARGS, fn: bytesMethod },
      { name: "__getnewargs__", flags: METH_NOARGS, fn: getnewargsMethod },
      { name: "fromhex", flags: METH_O | METH_CLASS, fn: fromhexMethod },
    ],
  });
}
