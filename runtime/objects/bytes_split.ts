/**
 * Methods of bytes and bytearray that take them apart or put them together: split, rsplit, splitlines, partition,
 * rpartition, join. The algorithms of split are those of str (split.ts); white space is ASCII's.
 *
 * Source: CPython 3.11 Objects/bytesobject.c, Objects/bytearrayobject.c, Objects/stringlib/partition.h, join.h.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { EMPTY_BYTES, LIST_TYPE, NONE, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { type Parameters, parseArguments } from "./arguments.ts";
import { bytearrayNew } from "./bytearray.ts";
import { getBuffer, peekBuffer, releaseBuffer } from "./buffer.ts";
import { byteData, byteSize, newLike, piece, unchanged } from "./byte_like.ts";
import { isBytes, isExactBytes } from "./bytes.ts";
import { raise } from "./errors.ts";
import { LIST_ITEMS } from "./list.ts";
import { METH_FASTCALL, METH_KEYWORDS, METH_O, type MethodSpec } from "./method_definition.ts";
import { sequenceFast } from "./sequence.ts";
import { type Pieces, splitAt, splitAtBack, splitLines, splitSpaces, splitSpacesBack } from "./split.ts";
import { cIntArgument, ssizeArgument } from "./str_arguments.ts";
import { copyBytes } from "./str_copy.ts";
import { findInBytes, findLastInBytes } from "./str_search.ts";
import { TUPLE_ITEMS, tuplePack3 } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const isSpaceByte = (byte: number): boolean => (byte >= 9 && byte <= 13) || byte === 0x20;

const BYTE_PIECES: Pieces = {
  piece: (vm, self, start, end) => piece(vm, self, byteData(vm, self) + start, end - start),
  whole: unchanged,
  isSpaceByte,
  isSpace: isSpaceByte,
  isLineBreak: (byte) => byte === 10 || byte === 13,
};

// Splitting --------------------------------------------------------------------------------------------------------

const SPLIT: Parameters = { name: "split", params: ["sep", "maxsplit"] };
const RSPLIT: Parameters = { name: "rsplit", params: ["sep", "maxsplit"] };

function splitMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  return splitFrom(vm, self, parseArguments(vm, SPLIT, args, nargs, kwnames), false);
}

function rsplitMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  return splitFrom(vm, self, parseArguments(vm, RSPLIT, args, nargs, kwnames), true);
}

function splitFrom(vm: Interpreter, self: Address, given: Address[] | null, fromEnd: boolean): Address {
  if (given === null) return NULL;
  const [separator, most] = given;
  let maxSplit = -1;
  if (most !== NULL) {
    maxSplit = ssizeArgument(vm, most);
    if (maxSplit === -1 && vm.curexcType !== NULL) return NULL;
  }
  if (maxSplit < 0) maxSplit = Infinity;
  if (separator !== NULL && separator !== NONE) return splitAtBytes(vm, self, separator, maxSplit, fromEnd);
  getBuffer(vm, self);
  const data = vm.bufferData, size = vm.bufferSize;
  const list = fromEnd
    ? splitSpacesBack(vm, BYTE_PIECES, self, 1, data, size, maxSplit)
    : splitSpaces(vm, BYTE_PIECES, self, 1, data, size, maxSplit);
  releaseBuffer(vm, self);
  return list;
}

function splitAtBytes(
  vm: Interpreter,
  self: Address,
  separator: Address,
  maxSplit: number,
  fromEnd: boolean,
): Address {
  if (!getBuffer(vm, separator)) return NULL;
  const at = vm.bufferData, n = vm.bufferSize;
  getBuffer(vm, self);
  const data = vm.bufferData, size = vm.bufferSize;
  let list: Address;
  if (n === 0) list = raise(vm, VALUE_ERROR, "empty separator");
  else if (fromEnd) list = splitAtBack(vm, BYTE_PIECES, self, 1, data, size, 1, at, n, maxSplit);
  else list = splitAt(vm, BYTE_PIECES, self, 1, data, size, 1, at, n, maxSplit);
  releaseBuffer(vm, self);
  releaseBuffer(vm, separator);
  return list;
}

const SPLITLINES: Parameters = { name: "splitlines", params: ["keepends"] };

function splitlinesMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, SPLITLINES, args, nargs, kwnames);
  if (given === null) return NULL;
  const keepEnds = given[0] === NULL ? 0 : cIntArgument(vm, given[0]);
  if (keepEnds === -1 && vm.curexcType !== NULL) return NULL;
  getBuffer(vm, self);
  const list = splitLines(vm, BYTE_PIECES, self, 1, vm.bufferData, vm.bufferSize, keepEnds !== 0);
  releaseBuffer(vm, self);
  return list;
}

// Partition --------------------------------------------------------------------------------------------------------

/** (head, separator, tail): the separator as it was given, or a bytearray's own copy of it. */
function partition(vm: Interpreter, self: Address, separator: Address, last: boolean): Address {
  if (!getBuffer(vm, separator)) return NULL;
  const data = byteData(vm, self), size = byteSize(vm, self);
  const at = vm.bufferData, n = vm.bufferSize;
  let result: Address;
  if (n === 0) {
    result = raise(vm, VALUE_ERROR, "empty separator");
  } else {
    const found = last ? findLastInBytes(vm, data, 0, size, at, n) : findInBytes(vm, data, 0, size, at, n);
    if (found >= 0) {
      const middle = isBytes(vm, self) ? newRef(vm, separator) : piece(vm, self, at, n);
      const head = piece(vm, self, data, found);
      result = packStolen(vm, head, middle, piece(vm, self, data + found + n, size - found - n));
    } else {
      const whole = unchanged(vm, self);
      result = last
        ? packStolen(vm, emptyLike(vm, self), emptyLike(vm, self), whole)
        : packStolen(vm, whole, emptyLike(vm, self), emptyLike(vm, self));
    }
  }
  releaseBuffer(vm, separator);
  return result;
}

function emptyLike(vm: Interpreter, self: Address): Address {
  return isBytes(vm, self) ? newRef(vm, EMPTY_BYTES) : bytearrayNew(vm, 0);
}

/** A new tuple of three references (stolen, each may be NULL with an exception pending). */
function packStolen(vm: Interpreter, a: Address, b: Address, c: Address): Address {
  const result = a !== NULL && b !== NULL && c !== NULL ? tuplePack3(vm, a, b, c) : NULL;
  for (const object of [a, b, c]) if (object !== NULL) decref(vm, object);
  return result;
}

function partitionMethod(vm: Interpreter, self: Address, separator: Address): Address {
  return partition(vm, self, separator, false);
}

function rpartitionMethod(vm: Interpreter, self: Address, separator: Address): Address {
  return partition(vm, self, separator, true);
}

// Join -------------------------------------------------------------------------------------------------------------

/** `self.join(iterable)`: bytes-like objects with self between them. */
function joinMethod(vm: Interpreter, self: Address, iterable: Address): Address {
  const sequence = sequenceFast(vm, iterable, "can only join an iterable");
  if (sequence === NULL) return NULL;
  const i32 = vm.i32;
  const isList = i32[(sequence + OB_TYPE) >> 2] === LIST_TYPE;
  const items = isList ? i32[(sequence + LIST_ITEMS) >> 2] : sequence + TUPLE_ITEMS;
  const result = joinItems(vm, self, items, i32[(sequence + OB_SIZE) >> 2]);
  decref(vm, sequence);
  return result;
}

/** Joins the `n` objects at `items`. Runs no code, so that nobody changes them or their bytes. */
function joinItems(vm: Interpreter, self: Address, items: Address, n: number): Address {
  const i32 = vm.i32;
  if (n === 0) return newLike(vm, self, 0);
  if (n === 1 && isBytes(vm, self) && isExactBytes(vm, i32[items >> 2])) return newRef(vm, i32[items >> 2]);
  const separator = byteData(vm, self), separatorSize = byteSize(vm, self);
  let total = separatorSize * (n - 1);
  for (let i = 0; i < n; i++) {
    const item = i32[(items + 8 * i) >> 2];
    const size = peekBuffer(vm, item);
    if (size < 0) {
      const given = typeNameOf(vm, item, 80);
      return raise(vm, TYPE_ERROR, `sequence item ${i}: expected a bytes-like object, ${given} found`);
    }
    total += size;
  }
  const result = newLike(vm, self, total);
  if (result === NULL) return NULL;
  let to = byteData(vm, result);
  for (let i = 0; i < n; i++) {
    if (i > 0) {
      copyBytes(vm, to, separator, separatorSize);
      to += separatorSize;
    }
    const size = peekBuffer(vm, i32[(items + 8 * i) >> 2]);
    copyBytes(vm, to, vm.bufferData, size);
    to += size;
  }
  return result;
}

export const BYTES_SPLIT_METHODS: readonly MethodSpec[] = [
  { name: "split", flags: METH_FASTCALL | METH_KEYWORDS, fn: splitMethod },
  { name: "rsplit", flags: METH_FASTCALL | METH_KEYWORDS, fn: rsplitMethod },
  { name: "splitlines", flags: METH_FASTCALL | METH_KEYWORDS, fn: splitlinesMethod },
  { name: "partition", flags: METH_O, fn: partitionMethod },
  { name: "rpartition", flags: METH_O, fn: rpartitionMethod },
  { name: "join", flags: METH_O, fn: joinMethod },
];
