/**
 * Encoding: a str as bytes. What an encoding cannot say is an error; the handler says what stands for it, or raises
 * UnicodeEncodeError.
 *
 * UTF-8, ASCII and Latin-1 report an error from its first character to the last in a row, UTF-16 and UTF-32 for each
 * character. Text without errors is measured first and written into a bytes object of the exact size.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_AsEncodedString, unicode_encode_ucs1, _PyUnicode_EncodeUTF16,
 * _PyUnicode_EncodeUTF32), Objects/stringlib/codecs.h (utf8_encoder), Python/codecs.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { LOOKUP_ERROR } from "../memory/statics.ts";
import { type Parameters, parseArguments } from "./arguments.ts";
import { BYTES_DATA, bytesFrom, bytesFromMemory, bytesNew } from "./bytes.ts";
import {
  backslashEscape,
  blameCodec,
  HANDLERS,
  isSurrogate,
  raiseEncodeError,
  raiseUnknownHandler,
} from "./codec_errors.ts";
import { BUILT_IN_CODECS, type Codec, findCodec } from "./codec_names.ts";
import { raise } from "./errors.ts";
import { METH_FASTCALL, METH_KEYWORDS, type MethodSpec } from "./method_definition.ts";
import { jsString, newStr, readChar, strData, strIsAscii, strKind, strLength } from "./str.ts";
import { ensureStrArgument } from "./str_arguments.ts";

const NO_SURROGATES = "surrogates not allowed";
const QUESTION_MARK = 0x3f;

/** How an encoding writes what it can say. */
interface Encoder {
  /** The name in messages. */
  readonly name: string;
  /** The first code point it lacks, surrogates aside. */
  readonly limit: number;
  /** Can it write surrogates? */
  readonly surrogates: boolean;
  readonly reason: string;
  /** Bytes of a unit; what a handler gives must be a multiple. */
  readonly unit: number;
  /** Is an error one of a whole run of characters? */
  readonly runs: boolean;
  /** Appends the bytes of a code point. */
  write(out: number[], codePoint: number): void;
}

function writeUtf8(out: number[], c: number): void {
  if (c < 0x80) out.push(c);
  else if (c < 0x800) out.push(0xc0 | c >> 6, 0x80 | c & 63);
  else if (c < 0x10000) out.push(0xe0 | c >> 12, 0x80 | c >> 6 & 63, 0x80 | c & 63);
  else out.push(0xf0 | c >> 18, 0x80 | c >> 12 & 63, 0x80 | c >> 6 & 63, 0x80 | c & 63);
}

const UTF8: Encoder = {
  name: "utf-8",
  limit: 0x110000,
  surrogates: false,
  reason: NO_SURROGATES,
  unit: 1,
  runs: true,
  write: writeUtf8,
};

/** ASCII or Latin-1. */
const narrow = (name: string, limit: number): Encoder => ({
  name,
  limit,
  surrogates: true,
  reason: `ordinal not in range(${limit})`,
  unit: 1,
  runs: true,
  write: (out, codePoint) => out.push(codePoint),
});

const utf16 = (name: string, little: boolean): Encoder => {
  const writeUnit = (out: number[], unit: number): void => {
    if (little) out.push(unit & 0xff, unit >> 8);
    else out.push(unit >> 8, unit & 0xff);
  };
  const write = (out: number[], c: number): void => {
    if (c < 0x10000) return writeUnit(out, c);
    writeUnit(out, 0xd7c0 + (c >> 10));
    writeUnit(out, 0xdc00 | c & 0x3ff);
  };
  return { name, limit: 0x110000, surrogates: false, reason: NO_SURROGATES, unit: 2, runs: false, write };
};

const utf32 = (name: string, little: boolean): Encoder => ({
  name,
  limit: 0x110000,
  surrogates: false,
  reason: NO_SURROGATES,
  unit: 4,
  runs: false,
  write: (out, c) => {
    if (little) out.push(c & 0xff, c >> 8 & 0xff, c >> 16, 0);
    else out.push(0, c >> 16, c >> 8 & 0xff, c & 0xff);
  },
});

const ENCODERS: Readonly<Record<Codec, Encoder>> = {
  "utf-8": UTF8,
  "utf-8-sig": UTF8,
  "utf-16": utf16("utf-16", true),
  "utf-16-le": utf16("utf-16-le", true),
  "utf-16-be": utf16("utf-16-be", false),
  "utf-32": utf32("utf-32", true),
  "utf-32-le": utf32("utf-32-le", true),
  "utf-32-be": utf32("utf-32-be", false),
  "ascii": narrow("ascii", 0x80),
  "latin-1": narrow("latin-1", 0x100),
};

/** Encodings that begin with a mark of their byte order. */
const MARKED: ReadonlySet<Codec> = new Set<Codec>(["utf-8-sig", "utf-16", "utf-32"]);
const BYTE_ORDER_MARK = 0xfeff;

function canEncode(encoder: Encoder, codePoint: number): boolean {
  return codePoint < encoder.limit && (encoder.surrogates || !isSurrogate(codePoint));
}

/** Raises UnicodeEncodeError for the first run of unpaired surrogates in a text that has one; returns -1. */
export function raiseSurrogates(vm: Interpreter, text: string): -1 {
  const characters = [...text];
  const start = characters.findIndex((c) => !c.isWellFormed());
  let end = start + 1;
  while (end < characters.length && !characters[end].isWellFormed()) end++;
  const s = newStr(vm, text);
  if (s === NULL) return -1;
  raiseEncodeError(vm, UTF8.name, s, start, end, UTF8.reason);
  decref(vm, s);
  return -1;
}

/** The encoded str, new; NULL with UnicodeEncodeError, LookupError or MemoryError. Runs no code of the program. */
export function encodeStr(vm: Interpreter, s: Address, codec: Codec, errors: string): Address {
  const marked = MARKED.has(codec);
  if (ENCODERS[codec].unit === 1 && !marked) {
    if (strIsAscii(vm, s) || (codec === "latin-1" && strKind(vm, s) === 1)) {
      return bytesFromMemory(vm, strData(vm, s), strLength(vm, s));
    }
    if (codec === "utf-8") {
      const size = utf8Size(vm, s);
      if (size > 0) return writeWhole(vm, s, size);
    }
  }
  const out: number[] = [];
  if (marked) ENCODERS[codec].write(out, BYTE_ORDER_MARK);
  return encodeInto(vm, s, ENCODERS[codec], errors, out) ? bytesFrom(vm, Uint8Array.from(out)) : NULL;
}

/** Bytes of a str in UTF-8, or 0 if it has surrogates. */
function utf8Size(vm: Interpreter, s: Address): number {
  let size = 0;
  for (let i = 0, n = strLength(vm, s); i < n; i++) {
    const c = readChar(vm, s, i);
    if (isSurrogate(c)) return 0;
    size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return size;
}

/** A str without surrogates in UTF-8: new. */
function writeWhole(vm: Interpreter, s: Address, size: number): Address {
  const result = bytesNew(vm, size);
  if (result === NULL) return NULL;
  const u8 = vm.u8;
  let to = result + BYTES_DATA;
  for (let i = 0, n = strLength(vm, s); i < n; i++) {
    const c = readChar(vm, s, i);
    if (c < 0x80) {
      u8[to++] = c;
      continue;
    }
    const more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    u8[to++] = (0xf0 << 3 - more) & 0xff | c >> 6 * more;
    for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) u8[to++] = 0x80 | c >> shift & 63;
  }
  return result;
}

/** Appends the bytes of a str; false with an exception. */
function encodeInto(vm: Interpreter, s: Address, encoder: Encoder, errors: string, out: number[]): boolean {
  const length = strLength(vm, s);
  for (let i = 0; i < length;) {
    const codePoint = readChar(vm, s, i);
    if (canEncode(encoder, codePoint)) {
      encoder.write(out, codePoint);
      i++;
      continue;
    }
    let end = i + 1;
    while (encoder.runs && end < length && !canEncode(encoder, readChar(vm, s, end))) end++;
    if (!HANDLERS.has(errors)) {
      raiseUnknownHandler(vm, errors);
      return false;
    }
    for (; i < end; i++) {
      if (replaceCharacter(vm, encoder, readChar(vm, s, i), errors, out)) continue;
      // Surrogates that were escaped before are no part of the error.
      raiseEncodeError(vm, encoder.name, s, i, end, encoder.reason);
      return false;
    }
  }
  return true;
}

/** Appends what a handler writes for one character; false if it gives up. */
function replaceCharacter(
  vm: Interpreter,
  encoder: Encoder,
  codePoint: number,
  errors: string,
  out: number[],
): boolean {
  const write = (text: string): true => {
    for (let i = 0; i < text.length; i++) encoder.write(out, text.charCodeAt(i));
    return true;
  };
  switch (errors) {
    case "ignore":
      return true;
    case "replace":
      encoder.write(out, QUESTION_MARK);
      return true;
    case "backslashreplace":
      return write(backslashEscape(codePoint));
    case "xmlcharrefreplace":
      return write(`&#${codePoint};`);
    case "namereplace": {
      const name = vm.characterName(codePoint);
      return write(name === null ? backslashEscape(codePoint) : `\\N{${name}}`);
    }
    case "surrogateescape":
      if (codePoint < 0xdc80 || codePoint > 0xdcff || encoder.unit > 1) return false;
      out.push(codePoint - 0xdc00);
      return true;
    case "surrogatepass":
      if (!isSurrogate(codePoint) || encoder.limit < 0x110000) return false;
      encoder.write(out, codePoint);
      return true;
  }
  return false;
}

/**
 * The encoding that an argument (a str, or NULL: UTF-8) names; null with LookupError "unknown encoding: X". For
 * decoding too.
 */
export function codecArgument(vm: Interpreter, name: Address): Codec | null {
  if (name === NULL) return "utf-8";
  const text = jsString(vm, name);
  const codec = findCodec(text);
  if (codec === null) raise(vm, LOOKUP_ERROR, `unknown encoding: ${text}`);
  return codec;
}

/** `s.encode(encoding, errors)` with strs (borrowed) or NULL as arguments: new, or NULL with an exception. */
export function encodeWith(vm: Interpreter, s: Address, encoding: Address, errors: Address): Address {
  const codec = codecArgument(vm, encoding);
  if (codec === null) return NULL;
  const result = encodeStr(vm, s, codec, errors === NULL ? "strict" : jsString(vm, errors));
  if (result !== NULL || BUILT_IN_CODECS.has(codec)) return result;
  return blameCodec(vm, "encoding", jsString(vm, encoding));
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
  const [encoding, errors] = given;
  if (encoding !== NULL && !ensureStrArgument(vm, "encode", " 'encoding'", encoding)) return NULL;
  if (errors !== NULL && !ensureStrArgument(vm, "encode", " 'errors'", errors)) return NULL;
  return encodeWith(vm, self, encoding, errors);
}

export const ENCODE_METHODS: readonly MethodSpec[] = [
  { name: "encode", flags: METH_FASTCALL | METH_KEYWORDS, fn: encodeMethod },
];
