/**
 * The items of a memoryview: reading, writing and comparing one of them by the letter of its type.
 *
 * Source: CPython 3.11 Objects/memoryobject.c (unpack_single, pack_single, unpack_cmp).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { FALSE, OVERFLOW_ERROR, TRUE, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { BYTES_DATA, bytesFromMemory, bytesSize, isBytes } from "./bytes.ts";
import { clearError, errorMatches, raiseFlag } from "./errors.ts";
import { asDouble, newFloat } from "./float.ts";
import { bigIntOf, intFromBigInt, intFromHalves, intFromNumber } from "./int.ts";
import { ITEM_SIZES } from "./memoryview.ts";
import { numberIndex } from "./number.ts";
import { isTrue } from "./object.ts";

/** Letters of types without a sign. */
const UNSIGNED = "BHILQNP";

/** The item at an address, new. NULL with MemoryError. */
export function unpackItem(vm: Interpreter, at: Address, format: number): Address {
  const view = vm.dataView, letter = String.fromCharCode(format);
  switch (letter) {
    case "?":
      return newRef(vm, vm.u8[at] !== 0 ? TRUE : FALSE);
    case "c":
      return bytesFromMemory(vm, at, 1);
    case "b":
      return intFromNumber(vm, view.getInt8(at));
    case "B":
      return intFromNumber(vm, vm.u8[at]);
    case "h":
      return intFromNumber(vm, view.getInt16(at, true));
    case "H":
      return intFromNumber(vm, view.getUint16(at, true));
    case "i":
      return intFromNumber(vm, view.getInt32(at, true));
    case "I":
      return intFromNumber(vm, view.getUint32(at, true));
    case "f":
      return newFloat(vm, view.getFloat32(at, true));
    case "d":
      return newFloat(vm, view.getFloat64(at, true));
  }
  if (UNSIGNED.includes(letter)) return intFromBigInt(vm, view.getBigUint64(at, true));
  return intFromHalves(vm, view.getInt32(at, true), view.getInt32(at + 4, true));
}

function failType(vm: Interpreter, letter: string): -1 {
  return raiseFlag(vm, TYPE_ERROR, `memoryview: invalid type for format '${letter}'`);
}

function failValue(vm: Interpreter, letter: string): -1 {
  return raiseFlag(vm, VALUE_ERROR, `memoryview: invalid value for format '${letter}'`);
}

/** Puts the message about the format in the place of what a conversion raised. */
function failConversion(vm: Interpreter, letter: string): -1 {
  if (errorMatches(vm, TYPE_ERROR)) {
    clearError(vm);
    return failType(vm, letter);
  }
  if (errorMatches(vm, OVERFLOW_ERROR) || errorMatches(vm, VALUE_ERROR)) {
    clearError(vm);
    return failValue(vm, letter);
  }
  return -1;
}

/**
 * Writes an object (borrowed) as an item to the 8 bytes of scratch memory at `at`: 0, or -1 with an exception. Can run
 * any code, so the item itself is written afterwards.
 */
export function packItem(vm: Interpreter, at: Address, format: number, value: Address): number {
  const letter = String.fromCharCode(format);
  if (letter === "?") {
    const flag = isTrue(vm, value);
    if (flag < 0) return -1;
    vm.u8[at] = flag;
    return 0;
  }
  if (letter === "c") {
    if (!isBytes(vm, value)) return failType(vm, letter);
    if (bytesSize(vm, value) !== 1) return failValue(vm, letter);
    vm.u8[at] = vm.u8[value + BYTES_DATA];
    return 0;
  }
  if (letter === "f" || letter === "d") {
    const x = asDouble(vm, value);
    if (x === -1 && vm.curexcType !== NULL) return failConversion(vm, letter);
    if (letter === "f") vm.dataView.setFloat32(at, x, true);
    else vm.dataView.setFloat64(at, x, true);
    return 0;
  }
  const integer = numberIndex(vm, value);
  if (integer === NULL) return failConversion(vm, letter);
  const big = bigIntOf(vm, integer);
  decref(vm, integer);
  const bits = 8 * ITEM_SIZES[letter];
  const fitting = UNSIGNED.includes(letter) ? BigInt.asUintN(bits, big) : BigInt.asIntN(bits, big);
  if (fitting !== big) return failValue(vm, letter);
  vm.dataView.setBigInt64(at, big, true);
  return 0;
}
