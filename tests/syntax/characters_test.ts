/** The tokenizer's own table of characters, for every code point, against CPython's (unicode_properties.json). */
import { assertEquals } from "@std/assert";
import { CharacterTables } from "../../runtime/syntax/characters.ts";
import oracle from "../oracles/unicode_properties.json" with { type: "json" };

const LIMIT = 0x110000;

/** The oracle's digest of a yes or no for each code point. */
function digest(answer: (character: string) => boolean): number {
  let hash = 0;
  for (let codePoint = 0; codePoint < LIMIT; codePoint++) {
    const unit = answer(String.fromCodePoint(codePoint)) ? 0x31 : 0x30;
    hash = (Math.imul(hash, 31) + unit) | 0;
  }
  return hash >>> 0;
}

Deno.test("an identifier begins with CPython's characters", () => {
  const tables = new CharacterTables();
  assertEquals(digest((c) => tables.findInvalidCharacter(c) < 0), oracle.isidentifier);
});

Deno.test("an identifier goes on with CPython's characters", () => {
  const tables = new CharacterTables();
  assertEquals(digest((c) => tables.findInvalidCharacter(`a${c}`) < 0), oracle.identifier_continue);
});

Deno.test("the place of a character that is invalid counts UTF-16 units", () => {
  const tables = new CharacterTables();
  assertEquals(tables.findInvalidCharacter("\u{10400}\u{10400}\u{1f600}x"), 4);
  assertEquals(tables.findInvalidCharacter("é1"), -1);
  assertEquals(tables.findInvalidCharacter("1é"), 0);
});

Deno.test("what is printable is CPython's", () => {
  const tables = new CharacterTables();
  assertEquals(digest((c) => tables.isPrintable(c)), oracle.isprintable);
});
