/**
 * Questions about a code point: the properties and case mappings that str's methods, int() and the identifiers need.
 *
 * The flags lie in a table of two levels, a page of 128 code points for each entry of the first. Mappings to one code
 * point are runs (first, count, step, difference) in order, found by bisection; the flag MAPPED says whether looking is
 * worth while. The few that become two or three code points stand in a map. What is beyond ASCII is decoded at the
 * first question about such a character, since most programs ask none, and constant from then on.
 *
 * Source: Unicode 14.0 as in CPython 3.11 (Objects/unicodectype.c); unicode_tables.ts holds the data.
 */
import {
  ALPHA,
  CASE_IGNORABLE,
  CASED,
  DECIMAL,
  DECIMAL_ZEROS,
  DIGIT,
  FOLD_RANGES,
  FOLD_SPECIAL,
  LINE_BREAK,
  LOWER,
  LOWER_RANGES,
  LOWER_SPECIAL,
  MAPPED,
  NUMERIC,
  PAGE_INDEX,
  PAGE_SIZE,
  PAGES,
  PRINTABLE,
  SPACE,
  TITLE,
  TITLE_RANGES,
  TITLE_SPECIAL,
  UPPER,
  UPPER_RANGES,
  UPPER_SPECIAL,
  XID_CONTINUE,
  XID_START,
} from "./unicode_tables.ts";
import { deferred } from "./deferred.ts";

const BLANK = 0x20;
const STAR = 0x2a;
const MINUS = 0x2d;
const NINE = 0x39;

/** More numbers than a table of runs has. */
const MOST_NUMBERS = 1 << 16;

/** The first `most` numbers in base 36, `value*count` repeated. It loops over characters: the tables are long. */
function decodeRuns(text: string, most = MOST_NUMBERS): Uint16Array {
  const values = new Uint16Array(most);
  let at = 0, value = 0, number = 0, starred = false;
  for (let i = 0; i <= text.length && at < most; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : BLANK;
    if (unit === BLANK) {
      if (starred) values.fill(value, at, at += number);
      else values[at++] = number;
      number = 0;
      starred = false;
    } else if (unit === STAR) {
      value = number;
      number = 0;
      starred = true;
    } else number = number * 36 + (unit <= NINE ? unit - 0x30 : unit - 0x57);
  }
  return values.slice(0, at);
}

/** Numbers in base 36, some with a sign. */
function decodeNumbers(text: string): Int32Array {
  const values: number[] = [];
  let number = 0, sign = 1;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : BLANK;
    if (unit === BLANK) {
      values.push(sign * number);
      number = 0;
      sign = 1;
    } else if (unit === MINUS) sign = -1;
    else number = number * 36 + (unit <= NINE ? unit - 0x30 : unit - 0x57);
  }
  return Int32Array.from(values);
}

/** The first page, which is ASCII. */
const asciiFlags = decodeRuns(PAGES, PAGE_SIZE);

/** Where the flags of all code points lie. */
interface FlagTable {
  readonly pageIndex: Uint16Array;
  readonly pages: Uint16Array;
}

const flagTable = deferred<FlagTable>(() => ({
  pageIndex: decodeRuns(PAGE_INDEX),
  pages: decodeRuns(PAGES),
}));
const decimalZeros = deferred(() => decodeNumbers(DECIMAL_ZEROS));

/** One kind of mapping. */
interface CaseMapping {
  /** Four numbers per run: first, count, step, difference. */
  readonly ranges: Int32Array;
  /** Code points that become more than one. */
  readonly special: ReadonlyMap<number, readonly number[]>;
}

function decodeMapping(ranges: string, special: string): CaseMapping {
  const map = new Map<number, readonly number[]>();
  for (const entry of special === "" ? [] : special.split(" ")) {
    const [codePoint, to] = entry.split(":");
    map.set(parseInt(codePoint, 36), to.split(",").map((n) => parseInt(n, 36)));
  }
  return { ranges: decodeNumbers(ranges), special: map };
}

const lowerMapping = deferred(() => decodeMapping(LOWER_RANGES, LOWER_SPECIAL));
const upperMapping = deferred(() => decodeMapping(UPPER_RANGES, UPPER_SPECIAL));
const titleMapping = deferred(() => decodeMapping(TITLE_RANGES, TITLE_SPECIAL));
const foldMapping = deferred(() => decodeMapping(FOLD_RANGES, FOLD_SPECIAL));

/** The flags of a code point (bits of unicode_tables.ts). */
export function unicodeFlags(codePoint: number): number {
  if (codePoint < PAGE_SIZE) return asciiFlags[codePoint];
  const { pageIndex, pages } = flagTable();
  return pages[(pageIndex[codePoint >> 7] << 7) + (codePoint & 127)];
}

/** A letter. */
export function isAlpha(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & ALPHA) !== 0;
}

/** A digit of a decimal system. */
export function isDecimal(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & DECIMAL) !== 0;
}

/** A decimal digit, or a digit in another form such as a superscript. */
export function isDigit(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & DIGIT) !== 0;
}

/** A character with a number for a value. */
export function isNumeric(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & NUMERIC) !== 0;
}

/** A letter or any kind of number. */
export function isAlnum(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & (ALPHA | DECIMAL | DIGIT | NUMERIC)) !== 0;
}

/** A lower-case character. */
export function isLower(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & LOWER) !== 0;
}

/** An upper-case character. */
export function isUpper(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & UPPER) !== 0;
}

/** A title-case character such as U+01C5. */
export function isTitle(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & TITLE) !== 0;
}

/** White space, as split() and strip() understand it. */
export function isSpace(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & SPACE) !== 0;
}

/** The end of a line, as splitlines() understands it. */
export function isLineBreak(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & LINE_BREAK) !== 0;
}

/** A character that repr() leaves as it is. */
export function isPrintable(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & PRINTABLE) !== 0;
}

/** A character that an identifier can start with, `_` included. */
export function isIdentifierStart(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & XID_START) !== 0;
}

/** A character that an identifier can go on with. */
export function isIdentifierContinue(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & XID_CONTINUE) !== 0;
}

/** A character without influence on the case of its neighbours. */
export function isCaseIgnorable(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & CASE_IGNORABLE) !== 0;
}

/** A character that has case. */
export function isCased(codePoint: number): boolean {
  return (unicodeFlags(codePoint) & CASED) !== 0;
}

/** Value of a decimal digit, 0 to 9, or -1. */
export function decimalValue(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x30 && codePoint <= 0x39 ? codePoint - 0x30 : -1;
  if (!isDecimal(codePoint)) return -1;
  const zeros = decimalZeros();
  let low = 0, high = zeros.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (zeros[middle] <= codePoint) low = middle;
    else high = middle;
  }
  return codePoint - zeros[low];
}

/** What a code point maps to alone, or -1 if it becomes several code points. */
function mapCase(mapping: CaseMapping, codePoint: number): number {
  if ((unicodeFlags(codePoint) & MAPPED) === 0) return codePoint;
  if (mapping.special.has(codePoint)) return -1;
  const ranges = mapping.ranges;
  let low = 0, high = ranges.length >> 2;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ranges[middle << 2] <= codePoint) low = middle;
    else high = middle;
  }
  const at = low << 2;
  const distance = codePoint - ranges[at], step = ranges[at + 2];
  if (distance < 0 || distance >= ranges[at + 1] * step || distance % step !== 0) return codePoint;
  return codePoint + ranges[at + 3];
}

/** The lower case of a code point, or -1: see `lowerSpecial`. */
export function toLower(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 32 : codePoint;
  return mapCase(lowerMapping(), codePoint);
}

/** The upper case of a code point, or -1: see `upperSpecial`. */
export function toUpper(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x61 && codePoint <= 0x7a ? codePoint - 32 : codePoint;
  return mapCase(upperMapping(), codePoint);
}

/** The title case of a code point, or -1: see `titleSpecial`. */
export function toTitle(codePoint: number): number {
  if (codePoint < 0x80) return toUpper(codePoint);
  return mapCase(titleMapping(), codePoint);
}

/** The case-folded form of a code point, or -1: see `foldSpecial`. */
export function toFolded(codePoint: number): number {
  if (codePoint < 0x80) return toLower(codePoint);
  return mapCase(foldMapping(), codePoint);
}

const NONE: readonly number[] = [];

/** The code points of the lower case where there are several. */
export function lowerSpecial(codePoint: number): readonly number[] {
  return lowerMapping().special.get(codePoint) ?? NONE;
}

/** The code points of the upper case where there are several. */
export function upperSpecial(codePoint: number): readonly number[] {
  return upperMapping().special.get(codePoint) ?? NONE;
}

/** The code points of the title case where there are several. */
export function titleSpecial(codePoint: number): readonly number[] {
  return titleMapping().special.get(codePoint) ?? NONE;
}

/** The code points of the case-folded form where there are several. */
export function foldSpecial(codePoint: number): readonly number[] {
  return foldMapping().special.get(codePoint) ?? NONE;
}
