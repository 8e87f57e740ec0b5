/**
 * repr of bytes and bytearray: `b'...'`, with escapes for what is no printable ASCII. Single quotes, unless there are
 * single quotes and no double ones.
 *
 * Source: CPython 3.11 Objects/bytesobject.c (PyBytes_Repr), Objects/bytearrayobject.c (bytearray_repr).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { byteData, byteSize } from "./byte_like.ts";
import { findByte } from "./str_search.ts";
import { strAlloc, strData } from "./str.ts";

const SINGLE = 0x27;
const DOUBLE = 0x22;
const BACKSLASH = 0x5c;
/** Letters of escapes, by the byte. */
const LETTERS: Readonly<Record<number, number>> = { 9: 0x74, 10: 0x6e, 13: 0x72, 92: BACKSLASH };
const HEX = "0123456789abcdef";

/** Characters that a byte becomes. */
function escapedLength(byte: number, quote: number): number {
  if (byte === quote || LETTERS[byte] !== undefined) return 2;
  return byte < 0x20 || byte > 0x7e ? 4 : 1;
}

/** The repr of a bytes object or bytearray between two texts, new; NULL with MemoryError. */
export function reprBytes(vm: Interpreter, self: Address, before: string, after: string): Address {
  const u8 = vm.u8, data = byteData(vm, self), size = byteSize(vm, self), end = data + size;
  const single = findByte(vm, data, end, SINGLE) >= 0, double = findByte(vm, data, end, DOUBLE) >= 0;
  const quote = single && !double ? DOUBLE : SINGLE;
  let length = before.length + 3 + after.length;
  for (let at = data; at < end; at++) length += escapedLength(u8[at], quote);
  const text = strAlloc(vm, length, 0x7f);
  if (text === NULL) return NULL;
  let to = strData(vm, text);
  const write = (part: string): void => {
    for (let i = 0; i < part.length; i++) u8[to++] = part.charCodeAt(i);
  };
  write(`${before}b${String.fromCharCode(quote)}`);
  for (let at = data; at < end; at++) {
    const byte = u8[at], escaped = escapedLength(byte, quote);
    if (escaped > 1) u8[to++] = BACKSLASH;
    if (escaped === 4) write(`x${HEX[byte >> 4]}${HEX[byte & 15]}`);
    else u8[to++] = escaped === 2 ? LETTERS[byte] ?? byte : byte;
  }
  write(`${String.fromCharCode(quote)}${after}`);
  return text;
}
