/**
 * The character of a Unicode name, for `\N{...}`: names and aliases from a table, ideographs and Hangul by rule.
 *
 * The table (unicode_name_table.ts) is a sequence of entries in the order of code points:
 *
 *     [~ code point in base 36]  length of the prefix shared with the name before, as one letter  the rest
 *
 * Laws: names are found in any case, except those that are made by rule. Sequences of characters have no name here.
 * The table is decoded at the first name that a source asks for, which costs some ten milliseconds, and forgotten
 * with the parser.
 *
 * Source: the Unicode 14.0 names of CPython 3.11's unicodedata; Modules/unicodedata.c (_getcode).
 */

import { ALIASES, IDEOGRAPHS, NAMES, PLACE, PREFIX_LENGTHS } from "./unicode_name_table.ts";

const IDEOGRAPH_PREFIX = "CJK UNIFIED IDEOGRAPH-";
const HANGUL_PREFIX = "HANGUL SYLLABLE ";
const HANGUL_BASE = 0xac00;
const HANGUL_LAST = 0xd7a3;
const LEADING = [
  "G",
  "GG",
  "N",
  "D",
  "DD",
  "R",
  "M",
  "B",
  "BB",
  "S",
  "SS",
  "",
  "J",
  "JJ",
  "C",
  "K",
  "T",
  "P",
  "H",
];
const VOWELS = [
  ...["A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE"],
  ...["OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"],
];
const TRAILING = [
  ...["", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH"],
  ...["M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"],
];

/** A function from names to characters, null for an unknown name. It decodes the table when it is first needed. */
export function makeCharacterLookup(): (name: string) => string | null {
  let codes: Map<string, number> | null = null;
  return (name) => {
    const code = ideographCode(name) ?? hangulCode(name) ?? (codes ??= decodeTable()).get(name.toUpperCase());
    return code === undefined ? null : String.fromCodePoint(code);
  };
}

function ideographCode(name: string): number | undefined {
  if (!name.startsWith(IDEOGRAPH_PREFIX)) return undefined;
  const digits = name.slice(IDEOGRAPH_PREFIX.length);
  if (!/^[0-9A-F]{4,5}$/.test(digits)) return undefined;
  const code = parseInt(digits, 16);
  return isIdeograph(code) ? code : undefined;
}

function isIdeograph(code: number): boolean {
  return IDEOGRAPHS.split(" ").some((range) => {
    const [first, last] = range.split("-");
    return code >= parseInt(first, 16) && code <= parseInt(last, 16);
  });
}

function hangulCode(name: string): number | undefined {
  if (!name.startsWith(HANGUL_PREFIX)) return undefined;
  const rest = name.slice(HANGUL_PREFIX.length);
  const leading = longestPrefix(LEADING, rest, 0);
  const vowel = longestPrefix(VOWELS, rest, LEADING[leading].length);
  if (vowel < 0) return undefined;
  const end = LEADING[leading].length + VOWELS[vowel].length;
  const trailing = TRAILING.indexOf(rest.slice(end));
  if (trailing < 0) return undefined;
  return HANGUL_BASE + (leading * VOWELS.length + vowel) * TRAILING.length + trailing;
}

/** The index of the longest of `parts` that stands at `start`, or -1. */
function longestPrefix(parts: string[], text: string, start: number): number {
  let best = -1;
  parts.forEach((part, index) => {
    if (text.startsWith(part, start) && (best < 0 || part.length > parts[best].length)) best = index;
  });
  return best;
}

/** A function from code points to their names, null for one without. It decodes the table when it is first needed. */
export function makeNameLookup(): (code: number) => string | null {
  let names: Map<number, string> | null = null;
  return (code) => {
    if (code >= HANGUL_BASE && code <= HANGUL_LAST) return hangulName(code - HANGUL_BASE);
    if (isIdeograph(code)) return IDEOGRAPH_PREFIX + code.toString(16).toUpperCase();
    return (names ??= decodeCodes()).get(code) ?? null;
  };
}

function hangulName(index: number): string {
  const vowel = Math.floor(index / TRAILING.length);
  const leading = LEADING[Math.floor(vowel / VOWELS.length)];
  return HANGUL_PREFIX + leading + VOWELS[vowel % VOWELS.length] + TRAILING[index % TRAILING.length];
}

function decodeCodes(): Map<number, string> {
  const codes = new Map<string, number>();
  decodeNames(NAMES.replaceAll("\n", ""), codes);
  const names = new Map<number, string>();
  for (const [name, code] of codes) names.set(code, name);
  return names;
}

/** The characters by the names and aliases that follow no rule; `aliases` left out on demand. */
export function decodeTable(aliases = true): Map<string, number> {
  const codes = new Map<string, number>();
  decodeNames(NAMES.replaceAll("\n", ""), codes);
  if (aliases) decodeNames(ALIASES.replaceAll("\n", ""), codes);
  return codes;
}

function decodeNames(table: string, codes: Map<string, number>): void {
  let name = "";
  let code = -1;
  let pos = 0;
  while (pos < table.length) {
    const isPlaced = table[pos] === PLACE;
    const lengthAt = isPlaced ? skipNameUnits(table, pos + 1) : pos;
    code = isPlaced ? parseInt(table.slice(pos + 1, lengthAt), 36) : code + 1;
    pos = skipNameUnits(table, lengthAt + 1);
    name = name.slice(0, PREFIX_LENGTHS.indexOf(table[lengthAt])) + table.slice(lengthAt + 1, pos);
    codes.set(name, code);
  }
}

/** The index of the first unit from `start` that no name contains. */
function skipNameUnits(table: string, start: number): number {
  let pos = start;
  for (; pos < table.length; pos++) {
    const unit = table.charCodeAt(pos);
    const isNameUnit = (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit === 32 || unit === 45;
    if (!isNameUnit) break;
  }
  return pos;
}
