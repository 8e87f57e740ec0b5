/**
 * str.encode: UTF-8, ASCII and Latin-1, with the built-in error handlers.
 *
 * What an encoding cannot say is an error from its first character to the last in a row; the handler says what stands
 * for it, or raises UnicodeEncodeError.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_AsEncodedString, unicode_encode_ucs1), Objects/stringlib/
 * codecs.h (utf8_encoder), Python/codecs.c.
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { type Parameters, parseArguments } from "./arguments.ts";
import { bytesFrom } from "./bytes.ts";
import { raise, raiseObject } from "./errors.ts";
import { intFromNumber } from "./int.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { jsString, newStr, readChar, strData, strIsAscii, strLength } from "./str.ts";
import { ensureStrArgument } from "./str_arguments.ts";
import { tupleNew, tupleSetItem } from "./tuple.ts";

const { NULL } = heap;
const { LOOKUP_ERROR, UNICODE_ENCODE_ERROR } = statics;
const { METH_FASTCALL, METH_KEYWORDS } = methodDefinition;

/** An encoding: its name in messages, the first code point it lacks, and why. */
interface Encoding {
  readonly name: string;
  readonly limit: number;
  readonly reason: string;
}

const UTF8: Encoding = { name: "utf-8", limit: 0x110000, reason: "surrogates not allowed" };
const ASCII: Encoding = { name: "ascii", limit: 0x80, reason: "ordinal not in range(128)" };
const LATIN1: Encoding = { name: "latin-1", limit: 0x100, reason: "ordinal not in range(256)" };

const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ...["utf_8", "utf8", "u8"].map((name) => [name, UTF8] as const),
  ...["ascii", "us_ascii", "646"].map((name) => [name, ASCII] as const),
  ...["latin_1", "latin1", "iso_8859_1", "iso8859_1", "8859", "l1"].map((name) => [name, LATIN1] as const),
]);

const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff;

function canEncode(encoding: Encoding, codePoint: number): boolean {
  return codePoint < encoding.limit && !(encoding === UTF8 && isSurrogate(codePoint));
}

/** Appends the UTF-8 form of a code point, surrogates included. */
function pushUtf8(out: number[], c: number): void {
  if (c < 0x80) out.push(c);
  else if (c < 0x800) out.push(0xc0 | c >> 6, 0x80 | c & 63);
  else if (c < 0x10000) out.push(0xe0 | c >> 12, 0x80 | c >> 6 & 63, 0x80 | c & 63);
  else out.push(0xf0 | c >> 18, 0x80 | c >> 12 & 63, 0x80 | c >> 6 & 63, 0x80 | c & 63);
}

function pushText(out: number[], text: string): void {
  for (let i = 0; i < text.length; i++) out.push(text.charCodeAt(i));
}

const escapeOf = (c: number): string =>
  c < 0x100
    ? "\\x" + c.toString(16).padStart(2, "0")
    : c < 0x10000
    ? "\\u" + c.toString(16).padStart(4, "0")
    : "\\U" + c.toString(16).padStart(8, "0");

/** What a handler writes for one code point that cannot be encoded; false if it gives up. */
type Handler = (out: number[], codePoint: number, encoding: Encoding) => boolean;

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["strict", () => false],
  ["ignore", () => true],
  ["replace", (out) => out.push(0x3f) > 0],
  ["backslashreplace", (out, c) => (pushText(out, escapeOf(c)), true)],
  ["xmlcharrefreplace", (out, c) => (pushText(out, `&#${c};`), true)],
  ["surrogateescape", (out, c) => c >= 0xdc80 && c <= 0xdcff && out.push(c - 0xdc00) > 0],
  ["surrogatepass", (out, c, encoding) => encoding === UTF8 && (pushUtf8(out, c), true)],
]);

/** Raises UnicodeEncodeError for the characters [start, end) of `s`; returns NULL. */
function raiseEncodeError(
  vm: Interpreter,
  encoding: Encoding,
  s: Address,
  start: number,
  end: number,
): Address {
  const args = tupleNew(vm, 5);
  if (args === NULL) return NULL;
  const name = newStr(vm, encoding.name), reason = name === NULL ? NULL : newStr(vm, encoding.reason);
  const first = reason === NULL ? NULL : intFromNumber(vm, start);
  const last = first === NULL ? NULL : intFromNumber(vm, end);
  [name, newRef(vm, s), first, last, reason].forEach((item, i) => tupleSetItem(vm, args, i, item));
  if (last !== NULL) raiseObject(vm, UNICODE_ENCODE_ERROR, args);
  decref(vm, args);
  return NULL;
}

/** Raises UnicodeEncodeError for the first run of unpaired surrogates in a text that has one; returns -1. */
export function raiseSurrogates(vm: Interpreter, text: string): -1 {
  const characters = [...text];
  const start = characters.findIndex((c) => !c.isWellFormed());
  let end = start + 1;
  while (end < characters.length && !characters[end].isWellFormed()) end++;
  const s = newStr(vm, text);
  if (s === NULL) return -1;
  raiseEncodeError(vm, UTF8, s, start, end);
  decref(vm, s);
  return -1;
}

/** The characters as bytes: new; NULL with UnicodeEncodeError or LookupError. */
function encode(vm: Interpreter, s: Address, encoding: Encoding, errors: string): Address {
  const length = strLength(vm, s), out: number[] = [];
  for (let i = 0; i < length;) {
    const codePoint = readChar(vm, s, i);
    if (canEncode(encoding, codePoint)) {
      if (encoding === UTF8) pushUtf8(out, codePoint);
      else out.push(codePoint);
      i++;
      continue;
    }
    let end = i + 1;
    while (end < length && !canEncode(encoding, readChar(vm, s, end))) end++;
    const handler = HANDLERS.get(errors);
    if (handler === undefined) return raise(vm, LOOKUP_ERROR, `unknown error handler name '${errors}'`);
    for (let at = i; at < end; at++) {
      if (!handler(out, readChar(vm, s, at), encoding)) return raiseEncodeError(vm, encoding, s, i, end);
    }
    i = end;
  }
  return bytesFrom(vm, Uint8Array.from(out));
}

const ENCODE: Parameters = { name: "encode", params: ["encoding", "errors"] };

function encodeMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, ENCODE, args, nargs, kwnames);
  if (given === null) return NULL;
  const [name, errors] = given;
  if (name !== NULL && !ensureStrArgument(vm, "encode", " 'encoding'", name)) return NULL;
  if (errors !== NULL && !ensureStrArgument(vm, "encode", " 'errors'", errors)) return NULL;
  let encoding = UTF8;
  if (name !== NULL) {
    const text = jsString(vm, name);
    const found = ENCODINGS.get(text.toLowerCase().replaceAll(/[-. ]/g, "_"));
    if (found === undefined) return raise(vm, LOOKUP_ERROR, `unknown encoding: ${text}`);
    encoding = found;
  }
  if (strIsAscii(vm, self)) {
    const data = strData(vm, self);
    return bytesFrom(vm, vm.u8.subarray(data, data + strLength(vm, self)));
  }
  return encode(vm, self, encoding, errors === NULL ? "strict" : jsString(vm, errors));
}

export const ENCODE_METHODS: readonly MethodSpec[] = [
  { name: "encode", flags: METH_FASTCALL | METH_KEYWORDS, fn: encodeMethod },
];
