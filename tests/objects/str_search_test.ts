/**
 * Searching in strings against the host's own search: short texts of few different characters in every form, and long
 * repetitive ones on which the two-way algorithm takes over.
 */
import { assert, assertEquals } from "@std/assert";
import { Interpreter } from "../../runtime/memory/interpreter.ts";
import { TP_DEALLOC } from "../../runtime/memory/object_layout.ts";
import { DEALLOC_PLAIN, deallocPlain, decref } from "../../runtime/memory/refcount.ts";
import { STR_TYPE } from "../../runtime/memory/statics.ts";
import { initStaticStrings, newStr } from "../../runtime/objects/str.ts";
import { countSubstring, findLastSubstring, findSubstring } from "../../runtime/objects/str_search.ts";
import { Random } from "../heap/random.ts";

function makeVm(): Interpreter {
  const vm = new Interpreter({ reserve: 64 * 2 ** 20 });
  vm.addFunction(deallocPlain);
  vm.i32[(STR_TYPE + TP_DEALLOC) >> 2] = DEALLOC_PLAIN;
  initStaticStrings(vm);
  return vm;
}

const ALPHABETS = ["ab", "a\u0416", "a\u{1f600}b", "a\xe9", "abcdefghij klmno"].map((text) =>
  Array.from(text)
);

/** Checks the three searches for `needle` in the code points [start, end) of `text`. */
function checkSearch(vm: Interpreter, text: string[], needle: string, start: number, end: number): void {
  const s = newStr(vm, text.join("")), sub = newStr(vm, needle);
  const range = end >= start ? text.slice(start, end).join("") : null;
  const position = (index: number): number =>
    range === null || index < 0 ? -1 : Array.from(range.slice(0, index)).length + start;
  const what = JSON.stringify([text.join("").slice(0, 60), needle.slice(0, 60), start, end]);
  assertEquals(findSubstring(vm, s, sub, start, end), position(range?.indexOf(needle) ?? -1), what);
  assertEquals(findLastSubstring(vm, s, sub, start, end), position(range?.lastIndexOf(needle) ?? -1), what);
  const pieces = range === null
    ? 0
    : needle === ""
    ? Array.from(range).length + 1
    : range.split(needle).length - 1;
  assertEquals(countSubstring(vm, s, sub, start, end, Infinity), pieces, what);
  decref(vm, s);
  decref(vm, sub);
}

Deno.test("str: searches find what the host's search finds", () => {
  const vm = makeVm(), random = new Random(1991);
  const below = (n: number): number => random.below(n);
  for (let round = 0; round < 20_000; round++) {
    const alphabet = ALPHABETS[below(ALPHABETS.length)];
    const some = (n: number): string[] => Array.from({ length: n }, () => alphabet[below(alphabet.length)]);
    const text = some(below(40));
    checkSearch(vm, text, some(below(6)).join(""), below(4), text.length - below(3));
  }
});

Deno.test("str: searches in long repetitive texts", () => {
  const vm = makeVm(), random = new Random(1977);
  const below = (n: number): number => random.below(n);
  for (let round = 0; round < 400; round++) {
    const alphabet = ALPHABETS[below(ALPHABETS.length)];
    const some = (n: number): string[] => Array.from({ length: n }, () => alphabet[below(alphabet.length)]);
    const unit = some(1 + below(3));
    const repeated = (n: number): string[] => Array.from({ length: n }, () => unit).flat();
    const text = [...repeated(600 + below(1500)), ...some(3), ...repeated(below(60))];
    checkSearch(
      vm,
      text,
      [...repeated(1 + below(50)), ...some(2), ...repeated(below(9))].join(""),
      0,
      text.length,
    );
  }
});

Deno.test("str: a search that cannot succeed takes linear time", () => {
  const vm = makeVm();
  const text = newStr(vm, "a".repeat(1_000_000));
  for (
    const needle of [
      "a".repeat(250_000) + "b" + "a".repeat(250_000),
      "b" + "a".repeat(500_000),
      "ab".repeat(1000),
    ]
  ) {
    const sub = newStr(vm, needle);
    const start = performance.now();
    assertEquals(findSubstring(vm, text, sub, 0, 1_000_000), -1);
    // A quadratic search compares 10**11 characters.
    assert(performance.now() - start < 5000, `${needle.slice(0, 3)}... took ${performance.now() - start} ms`);
    decref(vm, sub);
  }
  decref(vm, text);
});
