/**
 * Methods of bytes and bytearray that give changed copies: replace, translate, strip and its kind, removeprefix,
 * removesuffix, center, ljust, rjust, zfill, expandtabs.
 *
 * Where nothing is to be done, exact bytes return themselves, a bytearray a copy.
 *
 * Source: CPython 3.11 Objects/bytesobject.c, Objects/bytearrayobject.c, Objects/stringlib/transmogrify.h.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { NONE, OVERFLOW_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional, type Parameters, parseArguments } from "./arguments.ts";
import { getBuffer, releaseBuffer } from "./buffer.ts";
import { byteData, byteSize, fillByteArgument, newLike, piece, unchanged } from "./byte_like.ts";
import { BYTES_DATA, bytesNew } from "./bytes.ts";
import { raise } from "./errors.ts";
import { METH_FASTCALL, METH_KEYWORDS, METH_O, METH_STATIC, type MethodSpec } from "./method_definition.ts";
import { cIntArgument, ssizeArgument } from "./str_arguments.ts";
import { copyBytes } from "./str_copy.ts";
import { SSIZE_MAX } from "./str_layout.ts";
import { countInBytes, equalBytes, findByte, findInBytes } from "./str_search.ts";

/** A table of bytes: 1 for those given. */
function byteTable(...bytes: number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of bytes) table[byte] = 1;
  return table;
}

const LEFT = 1;
const RIGHT = 2;
const SPACE = 0x20;
const ZERO = 0x30;
const TAB = 9;

// replace ----------------------------------------------------------------------------------------------------------

function replaceMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "replace", nargs, 2, 3)) return NULL;
  const i32 = vm.i32;
  const from = i32[args >> 2], to = i32[(args + 8) >> 2];
  if (!getBuffer(vm, from)) return NULL;
  const fromData = vm.bufferData, fromSize = vm.bufferSize;
  let result = NULL;
  if (getBuffer(vm, to)) {
    const toData = vm.bufferData, toSize = vm.bufferSize;
    const count = nargs > 2 ? ssizeArgument(vm, i32[(args + 16) >> 2]) : -1;
    if (count !== -1 || vm.curexcType === NULL) {
      result = replace(vm, self, fromData, fromSize, toData, toSize, count < 0 ? Infinity : count);
    }
    releaseBuffer(vm, to);
  }
  releaseBuffer(vm, from);
  return result;
}

/** Self with up to `most` occurrences of some bytes replaced by others: new. */
function replace(
  vm: Interpreter,
  self: Address,
  from: Address,
  fromSize: number,
  to: Address,
  toSize: number,
  most: number,
): Address {
  const size = byteSize(vm, self), data = byteData(vm, self);
  const nothing = most === 0 || (fromSize === 0 && toSize === 0) || size < fromSize;
  const count = nothing ? 0 : countInBytes(vm, data, 0, size, from, fromSize, most);
  if (count === 0) return unchanged(vm, self);
  const total = size + count * (toSize - fromSize);
  if (total >= SSIZE_MAX) return raise(vm, OVERFLOW_ERROR, "replace bytes is too long");
  const result = newLike(vm, self, total);
  if (result === NULL || total === 0) return result;
  let read = 0, write = byteData(vm, result);
  for (let i = 0; i < count; i++) {
    // No bytes stand before every byte: each round takes the next byte along.
    const at = fromSize === 0 ? i : findInBytes(vm, data, read, size, from, fromSize);
    copyBytes(vm, write, data + read, at - read);
    write += at - read;
    copyBytes(vm, write, to, toSize);
    write += toSize;
    read = at + fromSize;
  }
  copyBytes(vm, write, data + read, size - read);
  return result;
}

// translate --------------------------------------------------------------------------------------------------------

const TRANSLATE: Parameters = { name: "translate", params: ["", "delete"], positionalOnly: 1, required: 1 };

function translateMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, TRANSLATE, args, nargs, kwnames);
  if (given === null) return NULL;
  const [table, deleted] = given;
  let tableData = NULL;
  if (table !== NONE) {
    if (!getBuffer(vm, table)) return NULL;
    tableData = vm.bufferData;
    if (vm.bufferSize !== 256) {
      releaseBuffer(vm, table);
      return raise(vm, VALUE_ERROR, "translation table must be 256 characters long");
    }
  }
  let result = NULL;
  if (deleted === NULL) {
    result = translate(vm, self, tableData, null);
  } else if (getBuffer(vm, deleted)) {
    const bytes = vm.u8.subarray(vm.bufferData, vm.bufferData + vm.bufferSize);
    result = translate(vm, self, tableData, byteTable(...bytes));
    releaseBuffer(vm, deleted);
  }
  if (tableData !== NULL) releaseBuffer(vm, table);
  return result;
}

/** Self with its bytes looked up in a table (NULL: as they are), without those that `deleted` has: new. */
function translate(vm: Interpreter, self: Address, table: Address, deleted: Uint8Array | null): Address {
  const u8 = vm.u8, data = byteData(vm, self), size = byteSize(vm, self);
  let kept = 0, changed = false;
  for (let i = 0; i < size; i++) {
    const byte = u8[data + i];
    if (deleted !== null && deleted[byte] !== 0) continue;
    kept++;
    changed ||= table !== NULL && u8[table + byte] !== byte;
  }
  if (kept === size && !changed) return unchanged(vm, self);
  const result = newLike(vm, self, kept);
  if (result === NULL || kept === 0) return result;
  let to = byteData(vm, result);
  for (let i = 0; i < size; i++) {
    const byte = u8[data + i];
    if (deleted !== null && deleted[byte] !== 0) continue;
    u8[to++] = table === NULL ? byte : u8[table + byte];
  }
  return result;
}

/** The static method maketrans(from, to): a table of 256 bytes. */
function maketransMethod(vm: Interpreter, _self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "maketrans", nargs, 2, 2)) return NULL;
  const from = vm.i32[args >> 2], to = vm.i32[(args + 8) >> 2];
  if (!getBuffer(vm, from)) return NULL;
  const fromData = vm.bufferData, size = vm.bufferSize;
  let result = NULL;
  if (getBuffer(vm, to)) {
    if (vm.bufferSize !== size) raise(vm, VALUE_ERROR, "maketrans arguments must have same length");
    else result = bytesNew(vm, 256);
    if (result !== NULL) {
      const u8 = vm.u8, table = result + BYTES_DATA;
      for (let i = 0; i < 256; i++) u8[table + i] = i;
      for (let i = 0; i < size; i++) u8[table + u8[fromData + i]] = u8[vm.bufferData + i];
    }
    releaseBuffer(vm, to);
  }
  releaseBuffer(vm, from);
  return result;
}

// Ends -------------------------------------------------------------------------------------------------------------

const SPACES = byteTable(9, 10, 11, 12, 13, SPACE);

function strip(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  name: string,
  ends: number,
): Address {
  if (!checkPositional(vm, name, nargs, 0, 1)) return NULL;
  const what = nargs === 0 ? NONE : vm.i32[args >> 2];
  let table = SPACES;
  if (what !== NONE) {
    if (!getBuffer(vm, what)) return NULL;
    table = byteTable(...vm.u8.subarray(vm.bufferData, vm.bufferData + vm.bufferSize));
    releaseBuffer(vm, what);
  }
  const u8 = vm.u8, data = byteData(vm, self), size = byteSize(vm, self);
  let start = 0, end = size;
  if ((ends & LEFT) !== 0) { while (start < end && table[u8[data + start]] !== 0) start++; }
  if ((ends & RIGHT) !== 0) { while (end > start && table[u8[data + end - 1]] !== 0) end--; }
  return slice(vm, self, start, end);
}

/** The bytes in [start, end), exact bytes themselves if that is all of them: new. */
function slice(vm: Interpreter, self: Address, start: number, end: number): Address {
  if (end - start === byteSize(vm, self)) return unchanged(vm, self);
  return piece(vm, self, byteData(vm, self) + start, end - start);
}

function stripMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return strip(vm, self, args, nargs, "strip", LEFT | RIGHT);
}

function lstripMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return strip(vm, self, args, nargs, "lstrip", LEFT);
}

function rstripMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return strip(vm, self, args, nargs, "rstrip", RIGHT);
}

/** Self without some bytes at one end, if they stand there: new. */
function withoutEnd(vm: Interpreter, self: Address, what: Address, atEnd: boolean): Address {
  if (!getBuffer(vm, what)) return NULL;
  const size = byteSize(vm, self), cut = vm.bufferSize;
  const at = byteData(vm, self) + (atEnd ? size - cut : 0);
  const matches = cut > 0 && cut <= size && equalBytes(vm, at, vm.bufferData, cut);
  releaseBuffer(vm, what);
  if (!matches) return unchanged(vm, self);
  return atEnd ? slice(vm, self, 0, size - cut) : slice(vm, self, cut, size);
}

function removeprefixMethod(vm: Interpreter, self: Address, prefix: Address): Address {
  return withoutEnd(vm, self, prefix, false);
}

function removesuffixMethod(vm: Interpreter, self: Address, suffix: Address): Address {
  return withoutEnd(vm, self, suffix, true);
}

/** Self between `left` and `right` fill bytes: new. */
function pad(vm: Interpreter, self: Address, left: number, right: number, fill: number): Address {
  const size = byteSize(vm, self), total = left + size + right;
  if (total >= SSIZE_MAX) return raise(vm, OVERFLOW_ERROR, "padded bytes are too long");
  const padded = newLike(vm, self, total);
  if (padded === NULL) return NULL;
  const to = byteData(vm, padded);
  vm.u8.fill(fill, to, to + left);
  vm.u8.fill(fill, to + left + size, to + total);
  copyBytes(vm, to + left, byteData(vm, self), size);
  return padded;
}

/** Reads "width[, fillbyte]" and pads; `leftShare` says how much of the margin goes to the left. */
function justify(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  name: string,
  leftShare: (margin: number, width: number) => number,
): Address {
  if (!checkPositional(vm, name, nargs, 1, 2)) return NULL;
  const width = ssizeArgument(vm, vm.i32[args >> 2]);
  if (width === -1 && vm.curexcType !== NULL) return NULL;
  const fill = nargs > 1 ? fillByteArgument(vm, name, vm.i32[(args + 8) >> 2]) : SPACE;
  if (fill < 0) return NULL;
  const margin = width - byteSize(vm, self);
  if (margin <= 0) return unchanged(vm, self);
  const left = leftShare(margin, width);
  return pad(vm, self, left, margin - left, fill);
}

function centerMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return justify(
    vm,
    self,
    args,
    nargs,
    "center",
    (margin, width) => Math.floor(margin / 2) + (margin % 2 !== 0 && width % 2 !== 0 ? 1 : 0),
  );
}

function ljustMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return justify(vm, self, args, nargs, "ljust", () => 0);
}

function rjustMethod(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  return justify(vm, self, args, nargs, "rjust", (margin) => margin);
}

function zfillMethod(vm: Interpreter, self: Address, arg: Address): Address {
  const width = ssizeArgument(vm, arg);
  if (width === -1 && vm.curexcType !== NULL) return NULL;
  const zeros = width - byteSize(vm, self);
  if (zeros <= 0) return unchanged(vm, self);
  const filled = pad(vm, self, zeros, 0, ZERO);
  if (filled === NULL || byteSize(vm, filled) === zeros) return filled;
  const u8 = vm.u8, data = byteData(vm, filled), first = u8[data + zeros];
  if (first === 0x2b || first === 0x2d) {
    u8[data] = first;
    u8[data + zeros] = ZERO;
  }
  return filled;
}

const EXPANDTABS: Parameters = { name: "expandtabs", params: ["tabsize"] };

function expandtabsMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, EXPANDTABS, args, nargs, kwnames);
  if (given === null) return NULL;
  const tabSize = given[0] === NULL ? 8 : cIntArgument(vm, given[0]);
  if (tabSize === -1 && vm.curexcType !== NULL) return NULL;
  const data = byteData(vm, self), size = byteSize(vm, self);
  if (findByte(vm, data, data + size, TAB) < 0) return piece(vm, self, data, size);
  const total = writeExpanded(vm, data, size, tabSize, NULL);
  if (total >= SSIZE_MAX) return raise(vm, OVERFLOW_ERROR, "result too long");
  const expanded = newLike(vm, self, total);
  if (expanded !== NULL && total > 0) writeExpanded(vm, data, size, tabSize, byteData(vm, expanded));
  return expanded;
}

/** Writes the bytes with tabs as spaces to `to` (NULL: nowhere); returns how many there are. */
function writeExpanded(vm: Interpreter, data: Address, size: number, tabSize: number, to: Address): number {
  const u8 = vm.u8;
  let total = 0, column = 0;
  for (let i = 0; i < size; i++) {
    const byte = u8[data + i];
    if (byte !== TAB) {
      if (to !== NULL) u8[to + total] = byte;
      total++;
      column = byte === 10 || byte === 13 ? 0 : column + 1;
    } else if (tabSize > 0) {
      const spaces = tabSize - column % tabSize;
      if (to !== NULL) u8.fill(SPACE, to + total, to + total + spaces);
      total += spaces;
      column += spaces;
    }
  }
  return total;
}

export const BYTES_CHANGE_METHODS: readonly MethodSpec[] = [
  { name: "replace", flags: METH_FASTCALL, fn: replaceMethod },
  { name: "translate", flags: METH_FASTCALL | METH_KEYWORDS, fn: translateMethod },
  { name: "maketrans", flags: METH_FASTCALL | METH_STATIC, fn: maketransMethod },
  { name: "strip", flags: METH_FASTCALL, fn: stripMethod },
  { name: "lstrip", flags: METH_FASTCALL, fn: lstripMethod },
  { name: "rstrip", flags: METH_FASTCALL, fn: rstripMethod },
  { name: "removeprefix", flags: METH_O, fn: removeprefixMethod },
  { name: "removesuffix", flags: METH_O, fn: removesuffixMethod },
  { name: "center", flags: METH_FASTCALL, fn: centerMethod },
  { name: "ljust", flags: METH_FASTCALL, fn: ljustMethod },
  { name: "rjust", flags: METH_FASTCALL, fn: rjustMethod },
  { name: "zfill", flags: METH_O, fn: zfillMethod },
  { name: "expandtabs", flags: METH_FASTCALL | METH_KEYWORDS, fn: expandtabsMethod },
];
