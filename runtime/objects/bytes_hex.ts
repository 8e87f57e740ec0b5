/**
 * Bytes as hexadecimal text and back: hex() of bytes, bytearray and memoryview, fromhex() of the first two.
 *
 * Source: CPython 3.11 Python/pystrhex.c, Objects/bytesobject.c (_PyBytes_FromHex).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { type Parameters, parseArguments, raiseArgumentType } from "./arguments.ts";
import { getBuffer, releaseBuffer } from "./buffer.ts";
import { byteData, byteSize } from "./byte_like.ts";
import { isBytes } from "./bytes.ts";
import { raise } from "./errors.ts";
import { objectSize } from "./object.ts";
import { isStr, readChar, strAlloc, strData, strLength } from "./str.ts";
import { cIntArgument } from "./str_arguments.ts";

const HEX = "0123456789abcdef";
const PARAMETERS: Parameters = { name: "hex", params: ["sep", "bytes_per_sep"] };

/** The method hex(sep, bytes_per_sep) of an object with a buffer. */
export function hexMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, PARAMETERS, args, nargs, kwnames);
  if (given === null) return NULL;
  const [separator, perSeparator] = given;
  let group = 1;
  if (perSeparator !== NULL) {
    group = cIntArgument(vm, perSeparator);
    if (group === -1 && vm.curexcType !== NULL) return NULL;
  }
  let between = 0;
  if (separator !== NULL) {
    between = separatorArgument(vm, separator);
    if (between < 0) return NULL;
  } else {
    group = 0;
  }
  if (!getBuffer(vm, self)) return NULL;
  const text = hexText(vm, vm.bufferData, vm.bufferSize, between, group);
  releaseBuffer(vm, self);
  return text;
}

/** The ASCII character that separates; -1 with an exception. */
function separatorArgument(vm: Interpreter, separator: Address): number {
  const length = objectSize(vm, separator);
  if (length < 0) return -1;
  let character = -1;
  if (length !== 1) raise(vm, VALUE_ERROR, "sep must be length 1.");
  else if (isStr(vm, separator)) character = readChar(vm, separator, 0);
  else if (isBytes(vm, separator)) character = vm.u8[byteData(vm, separator)];
  else raise(vm, TYPE_ERROR, "sep must be str or bytes.");
  if (character <= 0x7f) return character;
  raise(vm, VALUE_ERROR, "sep must be ASCII.");
  return -1;
}

/** Two digits for each byte, and a separator between groups that are counted from the end (negative: the start). */
function hexText(vm: Interpreter, data: Address, size: number, separator: number, group: number): Address {
  const every = Math.abs(group);
  const groups = every === 0 || size === 0 ? 0 : Math.floor((size - 1) / every);
  const text = strAlloc(vm, 2 * size + groups, 0x7f);
  if (text === NULL || size === 0) return text;
  const u8 = vm.u8;
  let to = strData(vm, text);
  for (let i = 0; i < size; i++) {
    const counted = group > 0 ? size - i : i;
    if (i > 0 && groups > 0 && counted % every === 0) u8[to++] = separator;
    u8[to++] = HEX.charCodeAt(u8[data + i] >> 4);
    u8[to++] = HEX.charCodeAt(u8[data + i] & 15);
  }
  return text;
}

function digitAt(vm: Interpreter, s: Address, i: number): number {
  const character = i < strLength(vm, s) ? readChar(vm, s, i) : 0;
  const c = character < 0x80 ? String.fromCharCode(character).toLowerCase() : "";
  return c === "" ? -1 : HEX.indexOf(c);
}

/**
 * Reads hexadecimal text, pairs of digits with white space between, into an object that `make` makes for as many bytes:
 * new, or NULL with TypeError, ValueError or MemoryError.
 */
export function fromHex(vm: Interpreter, s: Address, make: (vm: Interpreter, n: number) => Address): Address {
  if (!isStr(vm, s)) return raiseArgumentType(vm, "fromhex", "argument", "str", s);
  const pairs: number[] = [];
  for (let i = 0; i < strLength(vm, s); i += 2) {
    const space = readChar(vm, s, i);
    if (space === 0x20 || (space >= 9 && space <= 13)) {
      i--;
      continue;
    }
    const high = digitAt(vm, s, i), low = digitAt(vm, s, i + 1);
    if (high < 0 || low < 0) {
      const where = high < 0 ? i : i + 1;
      return raise(vm, VALUE_ERROR, `non-hexadecimal number found in fromhex() arg at position ${where}`);
    }
    pairs.push(high << 4 | low);
  }
  const result = make(vm, pairs.length);
  if (result !== NULL && byteSize(vm, result) > 0) vm.u8.set(pairs, byteData(vm, result));
  return result;
}
