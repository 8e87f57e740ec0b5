/** The names of characters for \N{...}: all of them against CPython's (tests/oracles/unicode_properties.json). */
import { assertEquals } from "@std/assert";
import { decodeTable, makeCharacterLookup } from "../../runtime/syntax/unicode_names.ts";
import oracle from "../oracles/unicode_properties.json" with { type: "json" };

function hashText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

Deno.test("names that follow no rule are CPython's", () => {
  const names = decodeTable(false);
  let total = 0;
  for (const [name, code] of names) total = (total + Math.imul(hashText(name), code + 1)) | 0;
  assertEquals(names.size, oracle.name_count);
  assertEquals(total >>> 0, oracle.names);
});

Deno.test("names of ideographs and Hangul follow their rules", () => {
  const lookUp = makeCharacterLookup();
  const wrong = oracle.names_by_rule.filter(([code, name]) =>
    lookUp(name as string) !== String.fromCodePoint(code as number)
  );
  assertEquals(wrong, []);
});

Deno.test("aliases, any case, and what is no name", () => {
  const lookUp = makeCharacterLookup();
  assertEquals(lookUp("LINE FEED"), "\n");
  assertEquals(lookUp("nbsp"), "\u00a0");
  assertEquals(lookUp("greek Small letter ALPHA"), "α");
  for (
    const name of ["", "NO SUCH NAME", "CJK UNIFIED IDEOGRAPH-41", "HANGUL SYLLABLE X", "hangul syllable ga"]
  ) {
    assertEquals(lookUp(name), null, name);
  }
});
