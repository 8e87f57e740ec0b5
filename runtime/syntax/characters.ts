/**
 * Which characters may stand where in a token: ASCII classes as a table, the rest by the host's Unicode properties.
 *
 * Identifiers follow PEP 3131 (XID_Start and XID_Continue, `_` counts as a start); printable is what CPython's
 * str.isprintable says: everything but the categories Cc, Cf, Cs, Co, Cn, Zl, Zp and Zs, except the space.
 */

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

/** The index in `name` of the first character that an identifier must not have there, or -1. */
export function findInvalidCharacter(name: string): number {
  const valid = /^[_\p{XID_Start}]\p{XID_Continue}*/u.exec(name);
  const length = valid === null ? 0 : valid[0].length;
  return length === name.length ? -1 : length;
}

/** Whether `character` (one code point) is printable. */
export function isPrintable(character: string): boolean {
  return character === " " || !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u.test(character);
}

/** "U+" and at least four upper-case hexadecimal digits. */
export function formatCodePoint(character: string): string {
  return "U+" + (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
}
