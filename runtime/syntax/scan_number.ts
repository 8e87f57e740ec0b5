/**
 * Where a number literal ends: decimal, float, imaginary, hexadecimal, octal, binary.
 *
 * Laws: underscores stand only between digits. A decimal number that begins with 0 is zero, a float or imaginary,
 * never octal. A number may be followed at once by one of the words `and`, `else`, `for`, `if`, `in`, `is`, `not`
 * and `or`, with a warning, and by no other name.
 *
 * Source: CPython's Parser/tokenizer.c (tok_get, verify_end_of_number).
 */

import { ASCII_CLASSES, HEX_DIGIT, isDigit, isIdentifierUnit } from "./characters.ts";

/** What a scan found besides the end. One object serves all scans of a tokenizer. */
export interface NumberScan {
  /** Why the literal is wrong, after a scan that failed. */
  message: string;
  /** Then: the index behind the last unit that was read. */
  stop: number;
  /** Then: for a decimal number that begins with zeros, the index behind its first other digit, else -1. */
  zerosEnd: number;
  /** The warning that the literal gives, or "". */
  warning: string;
}

const FAILED = -1;

export function makeNumberScan(): NumberScan {
  return { message: "", stop: 0, zerosEnd: -1, warning: "" };
}

/** The index behind the number that begins at `start`, or -1; what else there is to say is left in `scan`. */
export function scanNumber(text: string, start: number, scan: NumberScan): number {
  scan.warning = "";
  if (text.charCodeAt(start) !== 48) return scanDecimal(text, start, scan);
  switch (text.charCodeAt(start + 1) | 32) {
    case 120:
      return scanRadix(text, start, 16, "hexadecimal", scan);
    case 111:
      return scanRadix(text, start, 8, "octal", scan);
    case 98:
      return scanRadix(text, start, 2, "binary", scan);
  }
  return scanZero(text, start, scan);
}

function fail(scan: NumberScan, message: string, stop: number): number {
  scan.message = message;
  scan.stop = stop;
  scan.zerosEnd = -1;
  return FAILED;
}

function scanRadix(text: string, start: number, radix: number, name: string, scan: NumberScan): number {
  let pos = start + 2;
  let c = text.charCodeAt(pos);
  do {
    if (c === 95) c = text.charCodeAt(++pos);
    if (!isRadixDigit(c, radix)) {
      if (isDigit(c)) return fail(scan, `invalid digit '${text[pos]}' in ${name} literal`, pos + 1);
      return fail(scan, `invalid ${name} literal`, pos);
    }
    do c = text.charCodeAt(++pos); while (isRadixDigit(c, radix));
  } while (c === 95);
  if (isDigit(c)) return fail(scan, `invalid digit '${text[pos]}' in ${name} literal`, pos + 1);
  return endNumber(text, pos, name, scan);
}

/** A number that begins with 0 and has no radix. */
function scanZero(text: string, start: number, scan: NumberScan): number {
  let pos = start;
  let c = 48;
  for (;;) {
    if (c === 95) {
      c = text.charCodeAt(++pos);
      if (!isDigit(c)) return fail(scan, "invalid decimal literal", pos);
    }
    if (c !== 48) break;
    c = text.charCodeAt(++pos);
  }
  const zerosEnd = pos + 1;
  if (!isDigit(c)) return scanTail(text, pos, scan);
  pos = skipDigits(text, pos, scan);
  if (pos < 0) return FAILED;
  c = text.charCodeAt(pos);
  if (c === 46 || (c | 32) === 101 || (c | 32) === 106) return scanTail(text, pos, scan);
  const message = "leading zeros in decimal integer literals are not permitted; " +
    "use an 0o prefix for octal integers";
  fail(scan, message, pos);
  scan.zerosEnd = zerosEnd;
  return FAILED;
}

function scanDecimal(text: string, start: number, scan: NumberScan): number {
  const pos = skipDigits(text, start, scan);
  return pos < 0 ? FAILED : scanTail(text, pos, scan);
}

/** Skips digits and single underscores between them. */
function skipDigits(text: string, from: number, scan: NumberScan): number {
  let pos = from;
  for (;;) {
    while (isDigit(text.charCodeAt(pos))) pos++;
    if (text.charCodeAt(pos) !== 95) return pos;
    if (!isDigit(text.charCodeAt(++pos))) return fail(scan, "invalid decimal literal", pos);
  }
}

/** What follows the integer part of a decimal number: fraction, exponent, `j`. */
function scanTail(text: string, from: number, scan: NumberScan): number {
  let pos = from;
  if (text.charCodeAt(pos) === 46) {
    pos++;
    if (isDigit(text.charCodeAt(pos))) pos = skipDigits(text, pos, scan);
    if (pos < 0) return FAILED;
  }
  if ((text.charCodeAt(pos) | 32) === 101) {
    const sign = text.charCodeAt(pos + 1);
    const isSigned = sign === 43 || sign === 45;
    const digits = isSigned ? pos + 2 : pos + 1;
    if (isDigit(text.charCodeAt(digits))) pos = skipDigits(text, digits, scan);
    else if (isSigned) return fail(scan, "invalid decimal literal", digits);
    else return endNumber(text, pos, "decimal", scan);
    if (pos < 0) return FAILED;
  }
  if ((text.charCodeAt(pos) | 32) === 106) return endNumber(text, pos + 1, "imaginary", scan);
  return endNumber(text, pos, "decimal", scan);
}

/** Looks at what follows a number that ends at `pos`. */
function endNumber(text: string, pos: number, name: string, scan: NumberScan): number {
  const c = text.charCodeAt(pos);
  if (!(c < 128) || !isIdentifierUnit(c)) return pos;
  const message = `invalid ${name} literal`;
  if (!startsWithOperatorWord(text, pos)) return fail(scan, message, pos);
  scan.warning = message;
  return pos;
}

function isRadixDigit(c: number, radix: number): boolean {
  if (radix === 16) return c < 128 && (ASCII_CLASSES[c] & HEX_DIGIT) !== 0;
  return c >= 48 && c < 48 + radix;
}

/** Whether one of the words `and`, `else`, `for`, `not`, `or`, or a word with `if`, `in`, `is`, begins at `pos`. */
function startsWithOperatorWord(text: string, pos: number): boolean {
  switch (text.charCodeAt(pos)) {
    case 97:
      return isWordAt(text, pos, "and");
    case 101:
      return isWordAt(text, pos, "else");
    case 102:
      return isWordAt(text, pos, "for");
    case 105: {
      const second = text.charCodeAt(pos + 1);
      return second === 102 || second === 110 || second === 115;
    }
    case 110:
      return isWordAt(text, pos, "not");
    case 111:
      return isWordAt(text, pos, "or");
  }
  return false;
}

function isWordAt(text: string, pos: number, word: string): boolean {
  return text.startsWith(word, pos) && !isIdentifierUnit(text.charCodeAt(pos + word.length));
}
