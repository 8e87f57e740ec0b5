/** The Unicode tables, for every code point, against what CPython 3.11 says (tests/oracles/unicode_properties.json). */
import { assertEquals } from "@std/assert";
import * as unicode from "../../runtime/objects/unicode_properties.ts";
import oracle from "../oracles/unicode_properties.json" with { type: "json" };

type Answer = (codePoint: number) => string;

const flag = (property: (codePoint: number) => boolean): Answer => (c) => property(c) ? "1" : "0";

const mapping = (single: (c: number) => number, several: (c: number) => readonly number[]): Answer => (c) => {
  const mapped = single(c);
  return mapped === -1 ? several(c).join(",") : String(mapped);
};

const ANSWERS: Record<string, Answer> = {
  isalpha: flag(unicode.isAlpha),
  isdecimal: flag(unicode.isDecimal),
  isdigit: flag(unicode.isDigit),
  isnumeric: flag(unicode.isNumeric),
  isalnum: flag(unicode.isAlnum),
  islower: flag(unicode.isLower),
  isupper: flag(unicode.isUpper),
  isspace: flag(unicode.isSpace),
  isprintable: flag(unicode.isPrintable),
  isidentifier: flag(unicode.isIdentifierStart),
  lower: mapping(unicode.toLower, unicode.lowerSpecial),
  upper: mapping(unicode.toUpper, unicode.upperSpecial),
  title: mapping(unicode.toTitle, unicode.titleSpecial),
  casefold: mapping(unicode.toFolded, unicode.foldSpecial),
  identifier_continue: flag(unicode.isIdentifierContinue),
  line_break: flag(unicode.isLineBreak),
  decimal: (c) => String(unicode.decimalValue(c)),
};

function digest(answer: Answer): number {
  let hash = 0;
  for (let codePoint = 0; codePoint < 0x110000; codePoint++) {
    const text = answer(codePoint);
    for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  }
  return hash >>> 0;
}

for (const [name, answer] of Object.entries(ANSWERS)) {
  Deno.test(`unicode: ${name} of every code point is CPython's`, () => {
    assertEquals(digest(answer), (oracle as Record<string, unknown>)[name]);
  });
}
