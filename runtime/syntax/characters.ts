/**
 * Which characters may stand where in a token: ASCII classes as a table, the rest from character_table.ts, since the
 * host's own Unicode is another version.
 *
 * Identifiers follow PEP 3131 (XID_Start and XID_Continue, `_` counts as a start); printable is what CPython's
 * str.isprintable says: everything but the categories Cc, Cf, Cs, Co, Cn, Zl, Zp and Zs, except the space.
 */
import { IDENTIFIER_PARTS, IDENTIFIER_STARTS, PRINTABLES } from "./character_table.ts";

export const IDENTIFIER_START = 1;
export const IDENTIFIER_PART = 2;
export const DIGIT = 4;
export const HEX_DIGIT = 8;

/** The classes of each ASCII character, as a set of bits. Constant. */
export const ASCII_CLASSES: Uint8Array = classifyAscii();

function classifyAscii(): Uint8Array {
  const classes = new Uint8Array(128);
  const add = (bits: number, first: string, last: string) => {
    for (let c = first.charCodeAt(0); c <= last.charCodeAt(0); c++) classes[c] |= bits;
  };
  add(IDENTIFIER_START | IDENTIFIER_PART, "A", "Z");
  add(IDENTIFIER_START | IDENTIFIER_PART, "a", "z");
  add(IDENTIFIER_START | IDENTIFIER_PART, "_", "_");
  add(IDENTIFIER_PART | DIGIT | HEX_DIGIT, "0", "9");
  add(HEX_DIGIT, "A", "F");
  add(HEX_DIGIT, "a", "f");
  return classes;
}

/** Whether UTF-16 unit `c` can be part of an identifier, as far as the tokenizer looks before it verifies. */
export function isIdentifierUnit(c: number): boolean {
  return c >= 128 || (ASCII_CLASSES[c] & IDENTIFIER_PART) !== 0;
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** The code points at which the answer of a table changes, in order. */
function decodeChanges(table: string): Int32Array {
  const distances = table.split(" ");
  const changes = new Int32Array(distances.length);
  let codePoint = 0;
  for (let i = 0; i < distances.length; i++) changes[i] = codePoint += parseInt(distances[i], 36);
  return changes;
}

/** Whether the answer for a code point is yes: after an odd number of changes. */
function isYes(changes: Int32Array, codePoint: number): boolean {
  let low = 0, high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle] <= codePoint) low = middle + 1;
    else high = middle;
  }
  return (low & 1) === 1;
}

/** The tables for names beyond ASCII; whoever meets such a name makes them, and keeps them for the next. */
export class CharacterTables {
  private readonly starts = decodeChanges(IDENTIFIER_STARTS);
  private readonly parts = decodeChanges(IDENTIFIER_PARTS);
  private printables: Int32Array | null = null;

  /** The index in `name` of the first character that an identifier must not have there, or -1. */
  findInvalidCharacter(name: string): number {
    let changes = this.starts;
    for (let i = 0; i < name.length;) {
      const codePoint = name.codePointAt(i) as number;
      if (!isYes(changes, codePoint)) return i;
      i += codePoint > 0xffff ? 2 : 1;
      changes = this.parts;
    }
    return -1;
  }

  /** Whether `character` (one code point) is printable. */
  isPrintable(character: string): boolean {
    return isYes(this.printables ??= decodeChanges(PRINTABLES), character.codePointAt(0) as number);
  }
}

/** "U+" and at least four upper-case hexadecimal digits. */
export function formatCodePoint(character: string): string {
  return "U+" + (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
}
