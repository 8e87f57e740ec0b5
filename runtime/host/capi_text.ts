/**
 * C strings: bytes in the heap that end with a zero byte, and JavaScript strings where C has a literal. And the C
 * API's format strings, which PyErr_Format, PyUnicode_FromFormat and PyBytes_FromFormat share.
 *
 * Source: C API, "Unicode Objects and Codecs", PyUnicode_FromFormat; CPython 3.11 Objects/unicodeobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { findUtf8Error } from "../compile/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { exceptionType } from "../memory/statics.ts";
import { bytesFrom } from "../objects/bytes.ts";
import { raiseObject } from "../objects/errors.ts";
import { ascii } from "../objects/fstring.ts";
import { intFromNumber } from "../objects/int.ts";
import { repr, str } from "../objects/object.ts";
import { jsString, newStr } from "../objects/str.ts";
import { tupleOf } from "../objects/tuple.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });
const UNICODE_DECODE_ERROR = exceptionType("UnicodeDecodeError");

/** A literal, or the address of a C string. */
export type CText = string | Address;

/** The bytes of a C string or of a literal (as UTF-8), without the zero byte: a view, or a copy. */
export function bytesOf(vm: Interpreter, text: CText): Uint8Array {
  if (typeof text === "string") return ENCODER.encode(text);
  const { u8 } = vm;
  let end = text;
  while (u8[end] !== 0) end++;
  return u8.subarray(text, end);
}

/** A C string (UTF-8) or a literal as JavaScript text; null with UnicodeDecodeError. */
export function textOf(vm: Interpreter, text: CText): string | null {
  return typeof text === "string" ? text : decodeText(vm, bytesOf(vm, text));
}

/** UTF-8 as JavaScript text; null with UnicodeDecodeError. */
export function decodeText(vm: Interpreter, data: Uint8Array): string | null {
  const error = findUtf8Error(data);
  if (error === null) return DECODER.decode(data);
  const args = tupleOf<() => Address>(vm, [
    () => newStr(vm, "utf-8"),
    () => bytesFrom(vm, data),
    () => intFromNumber(vm, error.start),
    () => intFromNumber(vm, error.end),
    () => newStr(vm, error.reason),
  ], (make) => make());
  if (args !== NULL) {
    raiseObject(vm, UNICODE_DECODE_ERROR, args);
    decref(vm, args);
  }
  return null;
}

/** strcpy: writes text and a zero byte at an address, where there must be room; the address. */
export function writeText(vm: Interpreter, address: Address, text: CText): Address {
  const bytes = bytesOf(vm, text);
  vm.u8.set(bytes, address);
  vm.u8[address + bytes.length] = 0;
  return address;
}

// Format strings -----------------------------------------------------------------------------------------------------

/** What a format string takes: a number (or an address), or a literal for %s. */
export type FormatValue = number | bigint | string;

const CONVERSION = /%(0?)(\d*)(?:\.(\d+))?(hh|h|ll|l|j|z|t)?([\s\S]?)/g;
/** Bits of an unsigned argument by the length in front of the conversion. */
const UNSIGNED_BITS: Readonly<Record<string, number>> = { ll: 64, l: 64, j: 64, z: 64, t: 64 };

/** A format string with its values: text, or null with an exception. Can run any code. */
export function formatText(vm: Interpreter, format: CText, values: readonly FormatValue[]): string | null {
  const source = textOf(vm, format);
  if (source === null) return null;
  let text = "", end = 0, next = 0;
  for (const found of source.matchAll(CONVERSION)) {
    const [all, zero, width, precision, length, letter] = found;
    text += source.slice(end, found.index);
    end = found.index + all.length;
    if (letter === "%") {
      text += "%";
      continue;
    }
    // What is not known is copied with all that follows, and the values are left alone.
    if (letter === "" || !"cdiuxpsAUVSR".includes(letter)) return text + source.slice(found.index);
    const value = values[next++];
    if (value === undefined) throw new TypeError(`Format ${JSON.stringify(source)} needs more values`);
    let piece: string | null;
    if ("cdiuxp".includes(letter)) {
      piece = formatNumber(letter, BigInt(value), UNSIGNED_BITS[length ?? ""] ?? 32);
    } else if (letter === "V" && value !== NULL) {
      next++; // the text that would stand in for NULL
      piece = objectText(vm, "U", value as Address);
    } else if (letter === "V") piece = textOf(vm, values[next++] as CText);
    else piece = letter === "s" ? textOf(vm, value as CText) : objectText(vm, letter, value as Address);
    if (piece === null) return null;
    if ("diux".includes(letter)) {
      text += piece.padStart(Number(precision ?? 0), "0").padStart(Number(width), zero || " ");
    } else {
      if (precision !== undefined) piece = [...piece].slice(0, Number(precision)).join("");
      text += piece.padStart(Number(width));
    }
  }
  return text + source.slice(end);
}

function formatNumber(letter: string, value: bigint, bits: number): string {
  switch (letter) {
    case "c":
      return String.fromCodePoint(Number(value));
    case "u":
      return String(BigInt.asUintN(bits, value));
    case "x":
      return BigInt.asUintN(bits, value).toString(16);
    case "p":
      return "0x" + BigInt.asUintN(64, value).toString(16);
  }
  return String(value);
}

/** An object as %U, %S, %R or %A write it; null with an exception. */
function objectText(vm: Interpreter, letter: string, object: Address): string | null {
  if (letter === "U") return jsString(vm, object);
  const shown = letter === "S" ? str(vm, object) : letter === "R" ? repr(vm, object) : ascii(vm, object);
  if (shown === NULL) return null;
  const text = jsString(vm, shown);
  decref(vm, shown);
  return text;
}
