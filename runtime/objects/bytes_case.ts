/**
 * Methods of bytes and bytearray that know ASCII's letters: changes of case, and the questions isalpha, isdigit ...
 *
 * Source: CPython 3.11 Objects/bytes_methods.c, Objects/stringlib/ctype.h.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { newRef } from "../memory/refcount.ts";
import { FALSE, TRUE } from "../memory/statics.ts";
import { byteData, byteSize, newLike } from "./byte_like.ts";
import { METH_NOARGS, type MethodSpec } from "./method_definition.ts";

const isLower = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a;
const isUpper = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;
const isAlpha = (byte: number): boolean => isLower(byte | 0x20);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const toLower = (byte: number): number => isUpper(byte) ? byte + 32 : byte;
const toUpper = (byte: number): number => isLower(byte) ? byte - 32 : byte;

/** A method that maps each byte, with the one before it; -1 stands before the first. */
function mapping(map: (byte: number, before: number) => number): (vm: Interpreter, self: Address) => Address {
  return (vm, self) => {
    const size = byteSize(vm, self);
    const result = newLike(vm, self, size);
    if (result === NULL || size === 0) return result;
    const u8 = vm.u8, from = byteData(vm, self), to = byteData(vm, result);
    for (let i = 0, before = -1; i < size; i++) {
      const byte = u8[from + i];
      u8[to + i] = map(byte, before);
      before = byte;
    }
    return result;
  };
}

/** A method that asks whether there are bytes and `test` holds for all of them. */
function every(test: (byte: number) => boolean): (vm: Interpreter, self: Address) => Address {
  return (vm, self) => {
    const u8 = vm.u8, start = byteData(vm, self), end = start + byteSize(vm, self);
    let at = start;
    while (at < end && test(u8[at])) at++;
    return newRef(vm, at === end && end > start ? TRUE : FALSE);
  };
}

/** A method that asks whether there are letters, and none of the other case. */
function inCase(
  isWanted: (byte: number) => boolean,
  isOther: (byte: number) => boolean,
): (vm: Interpreter, self: Address) => Address {
  return (vm, self) => {
    const bytes = vm.u8.subarray(byteData(vm, self), byteData(vm, self) + byteSize(vm, self));
    return newRef(vm, bytes.some(isWanted) && !bytes.some(isOther) ? TRUE : FALSE);
  };
}

/** Capitals stand where a word begins, and only there. */
function istitleMethod(vm: Interpreter, self: Address): Address {
  const u8 = vm.u8, data = byteData(vm, self);
  let cased = false, inWord = false;
  for (let i = 0; i < byteSize(vm, self); i++) {
    const byte = u8[data + i];
    if (isAlpha(byte)) {
      if (isUpper(byte) === inWord) return newRef(vm, FALSE);
      cased = true;
    }
    inWord = isAlpha(byte);
  }
  return newRef(vm, cased ? TRUE : FALSE);
}

function isasciiMethod(vm: Interpreter, self: Address): Address {
  const u8 = vm.u8, end = byteData(vm, self) + byteSize(vm, self);
  let at = byteData(vm, self);
  while (at < end && u8[at] < 0x80) at++;
  return newRef(vm, at === end ? TRUE : FALSE);
}

export const BYTES_CASE_METHODS: readonly MethodSpec[] = [
  { name: "lower", flags: METH_NOARGS, fn: mapping(toLower) },
  { name: "upper", flags: METH_NOARGS, fn: mapping(toUpper) },
  { name: "swapcase", flags: METH_NOARGS, fn: mapping((byte) => isUpper(byte) ? byte + 32 : toUpper(byte)) },
  {
    name: "title",
    flags: METH_NOARGS,
    fn: mapping((byte, before) => isAlpha(before) ? toLower(byte) : toUpper(byte)),
  },
  {
    name: "capitalize",
    flags: METH_NOARGS,
    fn: mapping((byte, before) => before < 0 ? toUpper(byte) : toLower(byte)),
  },
  { name: "isalnum", flags: METH_NOARGS, fn: every((byte) => isAlpha(byte) || isDigit(byte)) },
  { name: "isalpha", flags: METH_NOARGS, fn: every(isAlpha) },
  { name: "isdigit", flags: METH_NOARGS, fn: every(isDigit) },
  { name: "isspace", flags: METH_NOARGS, fn: every((byte) => byte === 0x20 || (byte >= 9 && byte <= 13)) },
  { name: "islower", flags: METH_NOARGS, fn: inCase(isLower, isUpper) },
  { name: "isupper", flags: METH_NOARGS, fn: inCase(isUpper, isLower) },
  { name: "istitle", flags: METH_NOARGS, fn: istitleMethod },
  { name: "isascii", flags: METH_NOARGS, fn: isasciiMethod },
];
