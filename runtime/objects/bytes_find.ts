/**
 * Methods of bytes and bytearray that look for something: find, rfind, index, rindex, count, startswith, endswith; and
 * `in`. What is looked for is a bytes-like object or one byte as an int.
 *
 * Source: CPython 3.11 Objects/bytes_methods.c (parse_args_finds_byte, find_internal, _Py_bytes_tailmatch,
 * _Py_bytes_contains).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TPFLAGS_TUPLE_SUBCLASS } from "../memory/object_layout.ts";
import { newRef } from "../memory/refcount.ts";
import { FALSE, TRUE, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { getBuffer, hasBuffer, releaseBuffer } from "./buffer.ts";
import { byteArgument, byteData, byteSize } from "./byte_like.ts";
import { clearError, errorMatches, raise, raiseFlag } from "./errors.ts";
import { intFromNumber } from "./int.ts";
import { METH_VARARGS, type MethodSpec } from "./method_definition.ts";
import { asSsize, hasIndex } from "./number.ts";
import { parseFind } from "./str_arguments.ts";
import { countInBytes, equalBytes, findCharacter, findInBytes, findLastInBytes } from "./str_search.ts";
import { hasTypeFlag } from "./subtype.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

/** What is done with a range of self and what is looked for. */
type Search = (
  vm: Interpreter,
  data: Address,
  start: number,
  end: number,
  subData: Address,
  length: number,
) => number;

const count: Search = (vm, data, start, end, subData, length) =>
  countInBytes(vm, data, start, end, subData, length, Infinity);

/** The result of a search with the arguments "what[, start[, end]]"; -2 with an exception. */
function search(vm: Interpreter, self: Address, args: Address, name: string, how: Search): number {
  const what = parseFind(vm, name, args, byteSize(vm, self));
  if (what === NULL) return -2;
  const start = vm.sliceStart, end = vm.sliceStop;
  if (hasBuffer(vm, what)) {
    if (!getBuffer(vm, what)) return -2;
    const subData = vm.bufferData, length = vm.bufferSize;
    const result = how(vm, byteData(vm, self), start, Math.min(end, byteSize(vm, self)), subData, length);
    releaseBuffer(vm, what);
    return result;
  }
  if (!hasIndex(vm, what)) {
    const given = typeNameOf(vm, what, 200);
    raise(vm, TYPE_ERROR, `argument should be integer or bytes-like object, not '${given}'`);
    return -2;
  }
  const byte = byteArgument(vm, what);
  if (byte < 0) return -2;
  // One byte on the free room above the arguments is what is looked for.
  vm.u8[vm.sp] = byte;
  return how(vm, byteData(vm, self), start, Math.min(end, byteSize(vm, self)), vm.sp, 1);
}

const numberOrNull = (vm: Interpreter, result: number): Address =>
  result === -2 ? NULL : intFromNumber(vm, result);

function findMethod(vm: Interpreter, self: Address, args: Address): Address {
  return numberOrNull(vm, search(vm, self, args, "find", findInBytes));
}

function rfindMethod(vm: Interpreter, self: Address, args: Address): Address {
  return numberOrNull(vm, search(vm, self, args, "rfind", findLastInBytes));
}

function countMethod(vm: Interpreter, self: Address, args: Address): Address {
  return numberOrNull(vm, search(vm, self, args, "count", count));
}

/** As find, but it is an error if there is nothing. */
function position(vm: Interpreter, self: Address, args: Address, name: string, how: Search): Address {
  const at = search(vm, self, args, name, how);
  return at === -1 ? raise(vm, VALUE_ERROR, "subsection not found") : numberOrNull(vm, at);
}

function indexMethod(vm: Interpreter, self: Address, args: Address): Address {
  return position(vm, self, args, "index", findInBytes);
}

function rindexMethod(vm: Interpreter, self: Address, args: Address): Address {
  return position(vm, self, args, "rindex", findLastInBytes);
}

/** Do the bytes in [start, end) begin, or end, with those of `sub`? 1, 0, or -1 with TypeError. */
function matchesEdge(
  vm: Interpreter,
  self: Address,
  sub: Address,
  start: number,
  end: number,
  atEnd: boolean,
): number {
  if (!getBuffer(vm, sub)) return -1;
  const first = atEnd ? end - vm.bufferSize : start;
  const fits = start <= byteSize(vm, self) && end - start >= vm.bufferSize && first >= start;
  const matches = fits && equalBytes(vm, byteData(vm, self) + first, vm.bufferData, vm.bufferSize);
  releaseBuffer(vm, sub);
  return matches ? 1 : 0;
}

function edgeMethod(vm: Interpreter, self: Address, args: Address, name: string, atEnd: boolean): Address {
  const what = parseFind(vm, name, args, byteSize(vm, self));
  if (what === NULL) return NULL;
  const start = vm.sliceStart, end = vm.sliceStop;
  let found = 0;
  if (hasTypeFlag(vm, what, TPFLAGS_TUPLE_SUBCLASS)) {
    for (let i = 0; found === 0 && i < tupleSize(vm, what); i++) {
      found = matchesEdge(vm, self, tupleItem(vm, what, i), start, end, atEnd);
    }
  } else {
    found = matchesEdge(vm, self, what, start, end, atEnd);
    if (found < 0 && errorMatches(vm, TYPE_ERROR)) {
      const given = typeNameOf(vm, what);
      raise(vm, TYPE_ERROR, `${name} first arg must be bytes or a tuple of bytes, not ${given}`);
    }
  }
  return found < 0 ? NULL : newRef(vm, found > 0 ? TRUE : FALSE);
}

function startswithMethod(vm: Interpreter, self: Address, args: Address): Address {
  return edgeMethod(vm, self, args, "startswith", false);
}

function endswithMethod(vm: Interpreter, self: Address, args: Address): Address {
  return edgeMethod(vm, self, args, "endswith", true);
}

/** sq_contains: a byte as an int, or bytes in a row. */
export function bytesContains(vm: Interpreter, self: Address, what: Address): number {
  const value = asSsize(vm, what, NULL);
  if (value === -1 && vm.curexcType !== NULL) {
    clearError(vm);
    if (!getBuffer(vm, what)) return -1;
    const data = vm.bufferData, size = vm.bufferSize;
    const at = findInBytes(vm, byteData(vm, self), 0, byteSize(vm, self), data, size);
    releaseBuffer(vm, what);
    return at < 0 ? 0 : 1;
  }
  if (value < 0 || value > 255) return raiseFlag(vm, VALUE_ERROR, "byte must be in range(0, 256)");
  return findCharacter(vm, 1, byteData(vm, self), 0, byteSize(vm, self), value) < 0 ? 0 : 1;
}

export const BYTES_FIND_METHODS: readonly MethodSpec[] = [
  { name: "find", flags: METH_VARARGS, fn: findMethod },
  { name: "rfind", flags: METH_VARARGS, fn: rfindMethod },
  { name: "index", flags: METH_VARARGS, fn: indexMethod },
  { name: "rindex", flags: METH_VARARGS, fn: rindexMethod },
  { name: "count", flags: METH_VARARGS, fn: countMethod },
  { name: "startswith", flags: METH_VARARGS, fn: startswithMethod },
  { name: "endswith", flags: METH_VARARGS, fn: endswithMethod },
];
