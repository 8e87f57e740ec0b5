/**
 * From the bytes of a source to its text: byte order mark, encoding declaration, UTF-8, null bytes, newlines.
 *
 * A declaration is a comment alone on the first or second line that contains `coding:` or `coding=` (PEP 263).
 * UTF-8, Latin-1 and ASCII are known; every other name is an unknown encoding.
 *
 * Laws: bytes that are not UTF-8 are no error by themselves, since CPython notices them only when a token is made
 * of them: each becomes the lone surrogate U+DC80 .. U+DCFF ("escaped byte"), and the tokenizer and the literals
 * report it. Text that was given as a string must not contain surrogates.
 *
 * Source: CPython's Parser/tokenizer.c (decode_str, check_coding_spec, translate_newlines).
 */

import { SyntaxFailure } from "./syntax_errors.ts";

/** The first error of a byte sequence as UTF-8: bytes `start` to `end` (exclusive) and CPython's reason. */
export interface Utf8Error {
  start: number;
  end: number;
  reason: string;
}

/** The only failure of compiling that knows no file. */
export const NULL_BYTES = "source code string cannot contain null bytes";
const LATIN_1 = "iso-8859-1";
const LATIN_1_NAMES = [
  "iso-8859-1",
  "latin",
  "latin1",
  "latin_1",
  "l1",
  "iso8859",
  "iso8859_1",
  "iso_8859_1",
  "8859",
  "cp819",
  "ibm819",
  "iso_ir_100",
  "csisolatin1",
  "iso_8859_1_1987",
];
const ASCII_NAMES = [
  "ascii",
  "us_ascii",
  "us",
  "646",
  "iso646_us",
  "iso_646.irv_1991",
  "ansi_x3.4_1968",
  "cp367",
];
const UTF_8_NAMES = ["utf_8", "utf8", "utf", "u8", "cp65001", "utf8_ucs2", "utf8_ucs4"];

/** The text of a source given as a string, newlines translated. Throws SyntaxFailure. */
export function checkSourceText(source: string): string {
  const nul = source.indexOf("\0");
  const surrogate = findLoneSurrogate(source);
  if (surrogate >= 0) {
    const code = source.charCodeAt(surrogate).toString(16);
    const position = countCodePoints(source, surrogate);
    throw new SyntaxFailure(
      "UnicodeEncodeError",
      `'utf-8' codec can't encode character '\\u${code}' in position ${position}: surrogates not allowed`,
    );
  }
  if (nul >= 0) throw new SyntaxFailure("SyntaxError", NULL_BYTES);
  return translateNewlines(source);
}

/** The text of a source, and whether it said how it is encoded. */
export interface DecodedSource {
  text: string;
  isDeclared: boolean;
}

/** The text of a source given as bytes, newlines translated, bad UTF-8 as escaped bytes. Throws SyntaxFailure. */
export function decodeSource(bytes: Uint8Array, filename: string, fromFile: boolean): DecodedSource {
  if (bytes.indexOf(0) >= 0) {
    throw new SyntaxFailure("SyntaxError", fromFile ? "source code cannot contain null bytes" : NULL_BYTES);
  }
  const hasMark = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hasMark ? bytes.subarray(3) : bytes;
  const declared = findDeclaration(body);
  if (declared !== null && hasMark && declared !== "utf-8") {
    throw new SyntaxFailure("SyntaxError", `encoding problem: ${declared} with BOM`, 0, -1);
  }
  if (declared !== null && declared !== "utf-8") {
    return { text: decodeDeclared(body, declared, fromFile), isDeclared: true };
  }
  const text = decodeUtf8(body);
  if (fromFile && declared === null) checkUndeclared(text, filename);
  return { text: translateNewlines(text), isDeclared: hasMark || declared !== null };
}

/** The first UTF-8 error in `bytes`, or null. */
export function findUtf8Error(bytes: Uint8Array): Utf8Error | null {
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length <= 0) return describeUtf8Error(bytes, i);
    i += length;
  }
  return null;
}

/** CPython's words for a UTF-8 error in `bytes`. */
export function utf8ErrorMessage(bytes: Uint8Array, error: Utf8Error): string {
  const place = error.end === error.start + 1
    ? `byte 0x${bytes[error.start].toString(16).padStart(2, "0")} in position ${error.start}`
    : `bytes in position ${error.start}-${error.end - 1}`;
  return `'utf-8' codec can't decode ${place}: ${error.reason}`;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeEscaping(bytes);
  }
}

function decodeEscaping(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const pieces: string[] = [];
  let start = 0;
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length > 0) {
      i += length;
      continue;
    }
    pieces.push(decoder.decode(bytes.subarray(start, i)), String.fromCharCode(0xdc00 + bytes[i]));
    i++;
    start = i;
  }
  pieces.push(decoder.decode(bytes.subarray(start)));
  return pieces.join("");
}

/** The length of the valid UTF-8 sequence at `i`; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i];
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let k = 1; k < length; k++) {
    if (!isContinuation(bytes, i, k)) return 0;
  }
  return length;
}

function isContinuation(bytes: Uint8Array, i: number, k: number): boolean {
  if (i + k >= bytes.length) return false;
  const byte = bytes[i + k];
  if (byte < 0x80 || byte > 0xbf) return false;
  if (k > 1) return true;
  switch (bytes[i]) {
    case 0xe0:
      return byte >= 0xa0;
    case 0xed:
      return byte <= 0x9f;
    case 0xf0:
      return byte >= 0x90;
    case 0xf4:
      return byte <= 0x8f;
  }
  return true;
}

function describeUtf8Error(bytes: Uint8Array, i: number): Utf8Error {
  const first = bytes[i];
  if (first < 0xc2 || first > 0xf4) return { start: i, end: i + 1, reason: "invalid start byte" };
  let k = 1;
  while (isContinuation(bytes, i, k)) k++;
  const reason = i + k >= bytes.length ? "unexpected end of data" : "invalid continuation byte";
  return { start: i, end: i + k, reason };
}

function checkUndeclared(text: string, filename: string): void {
  const bad = findLoneSurrogate(text);
  if (bad < 0) return;
  const line = text.slice(0, bad).split(/\r\n?|\n/).length;
  const code = (text.charCodeAt(bad) - 0xdc00).toString(16);
  throw new SyntaxFailure(
    "SyntaxError",
    `Non-UTF-8 code starting with '\\x${code}' in file ${filename} on line ${line}, but no encoding declared; ` +
      "see https://peps.python.org/pep-0263/ for details",
  );
}

function decodeDeclared(bytes: Uint8Array, name: string, fromFile: boolean): string {
  const codec = name.toLowerCase().replace(/[^a-z0-9.]+/g, "_");
  if (name === LATIN_1 || LATIN_1_NAMES.includes(codec)) return translateNewlines(decodeBytewise(bytes));
  if (UTF_8_NAMES.includes(codec)) return translateNewlines(decodeDeclaredUtf8(bytes));
  if (!ASCII_NAMES.includes(codec)) {
    throw new SyntaxFailure(
      "SyntaxError",
      (fromFile ? "encoding problem: " : "unknown encoding: ") + name,
      0,
      -1,
    );
  }
  const bad = bytes.findIndex((byte) => byte >= 0x80);
  if (bad >= 0) {
    const byte = bytes[bad].toString(16);
    throw new SyntaxFailure(
      "SyntaxError",
      `'ascii' codec can't decode byte 0x${byte} in position ${bad}: ordinal not in range(128)`,
      0,
      -1,
    );
  }
  return translateNewlines(decodeBytewise(bytes));
}

function decodeDeclaredUtf8(bytes: Uint8Array): string {
  const error = findUtf8Error(bytes);
  // The source is decoded with a newline at its end, so that there is always data behind a sequence.
  if (error?.end === bytes.length) error.reason = "invalid continuation byte";
  if (error !== null) throw new SyntaxFailure("SyntaxError", utf8ErrorMessage(bytes, error), 0, -1);
  return decodeUtf8(bytes);
}

function decodeBytewise(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  }
  return pieces.join("");
}

/** The declared encoding, with CPython's spelling of UTF-8 and Latin-1; null when none is declared. */
function findDeclaration(bytes: Uint8Array): string | null {
  const head = decodeBytewise(bytes.subarray(0, 4096)).replace(/\r\n?/g, "\n");
  const lines = head.split("\n");
  for (let i = 0; i < 2 && i < lines.length - 1; i++) {
    const match = /^[ \t\f]*#.*?coding[:=][ \t]*([A-Za-z0-9._-]+)/.exec(lines[i]);
    if (match !== null) return normalName(match[1]);
    if (!/^[ \t\f]*(#|$)/.test(lines[i])) return null;
  }
  return null;
}

function normalName(name: string): string {
  const start = name.slice(0, 12).toLowerCase().replaceAll("_", "-");
  if (start === "utf-8" || start.startsWith("utf-8-")) return "utf-8";
  if (/^(latin-1|iso-8859-1|iso-latin-1)($|-)/.test(start)) return LATIN_1;
  return name;
}

function translateNewlines(text: string): string {
  return text.indexOf("\r") < 0 ? text : text.replace(/\r\n?/g, "\n");
}

/** The index of the first surrogate that is not half of a pair, or -1. */
export function findLoneSurrogate(text: string): number {
  if (text.isWellFormed()) return -1;
  return text.search(/(?:[\ud800-\udbff](?![\udc00-\udfff]))|(?:(?<![\ud800-\udbff])[\udc00-\udfff])/);
}

function countCodePoints(text: string, end: number): number {
  let count = 0;
  for (let i = 0; i < end; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && i + 1 < end) i++;
    count++;
  }
  return count;
}
