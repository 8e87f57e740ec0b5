/**
 * str without a running program: bytes, sizes, hashes and order as CPython 3.11 has them (tests/oracles/str_core.json),
 * allocation rules, and that every path gives its blocks back.
 */
import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  check,
  closeHeap,
  installCounting,
  installFailure,
  NULL,
} from "../../heap/mod.ts";
import { Interpreter } from "../../runtime/memory/interpreter.ts";
import { OB_TYPE, TP_DEALLOC } from "../../runtime/memory/object_layout.ts";
import {
  IMMORTAL_REFCOUNT,
  MEMORY_ERROR,
  STATIC_IDENTIFIERS,
  STR_TYPE,
} from "../../runtime/memory/statics.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { DEALLOC_PLAIN, deallocPlain, decref, incref, refcount } from "../../runtime/memory/refcount.ts";
import {
  EMPTY_STR,
  initStaticStrings,
  jsString,
  newStr,
  newStrFromCodePoints,
  readChar,
  strAlloc,
  strAppendInPlace,
  strBlockSize,
  strCharacter,
  strCompareOrder,
  strConcat,
  strEqual,
  strHash,
  strIsAscii,
  strKind,
  strLength,
  strMaxChar,
  strSubstring,
} from "../../runtime/objects/str.ts";
import { ASCII_DATA, COMPACT_DATA } from "../../runtime/objects/str_layout.ts";
import { StrBuilder } from "../../runtime/objects/str_writer.ts";
import oracle from "../oracles/str_core.json" with { type: "json" };

function makeVm(): Interpreter {
  const vm = new Interpreter({ reserve: 64 * 2 ** 20 });
  assertEquals(vm.addFunction(deallocPlain), DEALLOC_PLAIN);
  vm.i32[(STR_TYPE + TP_DEALLOC) >> 2] = DEALLOC_PLAIN;
  vm.i32[MEMORY_ERROR >> 2] = 1;
  initStaticStrings(vm);
  return vm;
}

/** The heap is intact, empty, and the static strings have their start counts. */
function assertClean(vm: Interpreter): void {
  assertEquals(check(vm), []);
  assertEquals(closeHeap(vm), []);
  assertEquals(refcount(vm, EMPTY_STR), IMMORTAL_REFCOUNT);
  for (let c = 0; c < 256; c++) {
    const s = strCharacter(vm, c);
    assertEquals(refcount(vm, s), IMMORTAL_REFCOUNT + 1, `count of the character ${c}`);
    decref(vm, s);
  }
}

const hex = (vm: Interpreter, from: Address, size: number): string =>
  Array.from(vm.u8.subarray(from, from + size), (b) => b.toString(16).padStart(2, "0")).join("");

/** The bytes as the oracle writes them: length, state, and everything from wstr on (1 for its own characters). */
function dump(vm: Interpreter, s: Address, size: number): string[] {
  const wstr = vm.i32[(s + 40) >> 2];
  assert(wstr === NULL || wstr === s + COMPACT_DATA);
  const own = wstr === NULL ? "0000000000000000" : "0100000000000000";
  return [hex(vm, s + 16, 8), hex(vm, s + 32, 1), own + hex(vm, s + 48, size - 48)];
}

Deno.test("a str has CPython's bytes, size and hash", () => {
  const vm = makeVm();
  for (const row of oracle.strings) {
    const [text, size, bytes, hash] = row as [string, number, string[] | null, string];
    const s = newStr(vm, text);
    assertEquals(strBlockSize(strLength(vm, s), strMaxChar(vm, s)), size, text);
    assertEquals(vm.i32[(s + OB_TYPE) >> 2], STR_TYPE);
    assertEquals(vm.i64[(s + 24) >> 3], -1n, "no hash before it is asked for");
    if (bytes !== null) assertEquals(dump(vm, s, size), bytes, text);
    assertEquals(jsString(vm, s), text);
    const low = strHash(vm, s);
    assertEquals(BigInt(vm.hashHigh) << 32n | BigInt(low >>> 0), BigInt(hash), text);
    assertEquals(vm.i64[(s + 24) >> 3], BigInt(hash));
    assertEquals(strHash(vm, s), low);
    vm.i64[(s + 24) >> 3] = -1n;
    decref(vm, s);
  }
  assertClean(vm);
});

Deno.test("text and code points give the same str", () => {
  const vm = makeVm();
  for (const row of oracle.strings) {
    const codePoints = Array.from(row[0] as string, (c) => c.codePointAt(0) as number);
    const a = newStr(vm, row[0] as string), b = newStrFromCodePoints(vm, codePoints);
    assert(strEqual(vm, a, b));
    assertEquals(strLength(vm, b), codePoints.length);
    codePoints.forEach((codePoint, i) => assertEquals(readChar(vm, b, i), codePoint));
    decref(vm, a);
    decref(vm, b);
  }
  assertClean(vm);
});

Deno.test("order and equality are CPython's", () => {
  const vm = makeVm();
  for (const row of oracle.order) {
    const [textA, textB, order] = row as [string, string, number];
    const a = newStr(vm, textA), b = newStr(vm, textB);
    assertEquals(strCompareOrder(vm, a, b), order);
    assertEquals(strCompareOrder(vm, b, a), -order || 0);
    assertEquals(strEqual(vm, a, b), order === 0);
    decref(vm, a);
    decref(vm, b);
  }
  assertClean(vm);
});

Deno.test("concatenation and substrings choose the narrowest form", () => {
  const vm = makeVm();
  const texts = oracle.strings.map((row) => row[0] as string).filter((text) => text.length < 30);
  for (let i = 0; i < texts.length; i++) {
    const left = texts[i], right = texts[(i * 7 + 3) % texts.length];
    const a = newStr(vm, left), b = newStr(vm, right), joined = strConcat(vm, a, b);
    assertEquals(jsString(vm, joined), left + right);
    const codePoints = Array.from(left + right);
    for (let start = 0; start < codePoints.length; start += 3) {
      for (let end = start; end <= codePoints.length; end += 2) {
        const part = strSubstring(vm, joined, start, end),
          expected = newStr(vm, codePoints.slice(start, end).join(""));
        assert(strEqual(vm, part, expected));
        assertEquals(strKind(vm, part), strKind(vm, expected));
        assertEquals(strIsAscii(vm, part), strIsAscii(vm, expected));
        decref(vm, part);
        decref(vm, expected);
      }
    }
    decref(vm, joined);
    decref(vm, a);
    decref(vm, b);
  }
  assertClean(vm);
});

Deno.test("empty strings, characters and whole substrings are shared", () => {
  const vm = makeVm();
  const empty = newStr(vm, ""), word = newStr(vm, "h\xe9llo"), wide = newStr(vm, "\u0416x");
  assertEquals(empty, EMPTY_STR);
  assertEquals(strConcat(vm, empty, word), word);
  assertEquals(strConcat(vm, word, empty), word);
  assertEquals(strSubstring(vm, word, 0, 5), word);
  assertEquals(strSubstring(vm, word, 2, 2), EMPTY_STR);
  const e = strSubstring(vm, word, 1, 2), l = strSubstring(vm, word, 2, 3), x = strSubstring(vm, wide, 1, 2);
  assertEquals(e, strCharacter(vm, 0xe9));
  assertEquals(l, strCharacter(vm, 0x6c));
  assertEquals(x, newStr(vm, "x"));
  assertEquals(refcount(vm, word), 4);
  for (const s of [empty, word, word, word, word, wide, EMPTY_STR, e, e, l, l, x, x]) decref(vm, s);
  assertClean(vm);
});

Deno.test("identifiers are static strings of their own", () => {
  const vm = makeVm();
  for (const [name, s] of STATIC_IDENTIFIERS) {
    assertEquals(jsString(vm, s), name);
    assertEquals(refcount(vm, s), IMMORTAL_REFCOUNT);
    assertEquals(vm.u8[s + ASCII_DATA + name.length], 0);
  }
  assertClean(vm);
});

Deno.test("appending resizes a str in place only while nobody else can see it", () => {
  const vm = makeVm();
  const counting = installCounting(vm);
  const tail = newStr(vm, "tail"), wide = newStr(vm, "\u0416\u0416");
  const calls = (): number[] => [counting.object.mallocs, counting.object.reallocs, counting.object.frees];
  const append = (s: Address, right: Address, expected: number[], text: string): Address => {
    const before = calls();
    const joined = strAppendInPlace(vm, s, right);
    assertEquals(calls().map((n, i) => n - before[i]), expected);
    assertEquals(jsString(vm, joined), text);
    assertEquals(counting.object.liveBytes, liveBytes(vm, [tail, wide, joined, ...extra]));
    return joined;
  };
  const extra: Address[] = [];
  let s = newStr(vm, "body");
  s = append(s, tail, [0, 1, 0], "bodytail");
  s = append(s, wide, [1, 0, 1], "bodytail\u0416\u0416");
  s = append(s, tail, [0, 1, 0], "bodytail\u0416\u0416tail");
  strHash(vm, s);
  s = append(s, tail, [1, 0, 1], "bodytail\u0416\u0416tailtail");
  incref(vm, s);
  extra.push(s);
  s = append(s, tail, [1, 0, 0], "bodytail\u0416\u0416tailtailtail");
  decref(vm, extra.pop() as Address);
  s = append(s, EMPTY_STR, [0, 0, 0], "bodytail\u0416\u0416tailtailtail");
  decref(vm, s);
  s = append(newStr(vm, ""), tail, [0, 0, 0], "tail");
  for (const object of [s, tail, wide]) decref(vm, object);
  counting.remove();
  assertClean(vm);
});

/** Requested bytes of distinct strs. */
function liveBytes(vm: Interpreter, strs: Address[]): number {
  let total = 0;
  for (const s of new Set(strs)) total += strBlockSize(strLength(vm, s), strMaxChar(vm, s));
  return total;
}

Deno.test("a builder asks for what CPython's writer asks for", () => {
  const vm = makeVm();
  const piece = newStr(vm, "piece");
  const shared = new StrBuilder();
  assert(shared.writeStr(vm, piece));
  assertEquals(shared.finish(vm), piece);

  const counting = installCounting(vm);
  const builder = new StrBuilder();
  builder.overallocate = true;
  builder.minLength = 10;
  for (let i = 0; i < 4; i++) assert(builder.writeStr(vm, piece) && builder.writeChar(vm, 0x2d));
  // 10 characters, then 11 + 2, 17 + 4, 22 + 5; the writes of "-" fit.
  assertEquals([counting.object.mallocs, counting.object.reallocs], [1, 3]);
  assert(builder.writeChar(vm, 0x416));
  assert(
    builder.writeFill(vm, 0x1f600, 2) && builder.writeSubstring(vm, piece, 1, 3) &&
      builder.writeAscii(vm, "."),
  );
  const s = builder.finish(vm);
  assertEquals(jsString(vm, s), "piece-piece-piece-piece-\u0416\u{1f600}\u{1f600}ie.");
  assertEquals(counting.object.liveBytes, strBlockSize(30, 0x1f600));
  counting.remove();
  for (const object of [s, piece, piece]) decref(vm, object);

  const one = new StrBuilder();
  assert(one.prepare(vm, 3, 0x7f) && one.writeChar(vm, 0x21));
  const character = one.finish(vm);
  assertEquals(character, strCharacter(vm, 0x21));
  for (const object of [character, character, new StrBuilder().finish(vm)]) decref(vm, object);
  assertClean(vm);
});

Deno.test("a failed allocation leaves MemoryError and no block", () => {
  const vm = makeVm();
  const build = (): Address => {
    const left = newStr(vm, "left \u0416"), right = left && newStr(vm, "right");
    const joined = right && strConcat(vm, left, right);
    const builder = new StrBuilder();
    builder.overallocate = true;
    const written = joined !== NULL && builder.writeStr(vm, right) && builder.writeStr(vm, joined) &&
      builder.writeFill(vm, 0x1f600, 100);
    let result = written ? builder.finish(vm) : NULL;
    builder.release(vm);
    if (result !== NULL) result = strAppendInPlace(vm, result, joined);
    for (const s of [left, right, joined]) if (s !== NULL) decref(vm, s);
    return result;
  };
  const blocks = allocatedBlocks(vm);
  const failure = installFailure(vm);
  let at = 1;
  for (;; at++) {
    failure.arm(at);
    const result = build();
    if (failure.failures === 0) {
      assertEquals(
        jsString(vm, result),
        "rightleft \u0416right" + "\u{1f600}".repeat(100) + "left \u0416right",
      );
      decref(vm, result);
      break;
    }
    assertEquals(result, NULL);
    assertEquals(vm.curexcType, MEMORY_ERROR);
    clearPending(vm);
    assertEquals(allocatedBlocks(vm), blocks, `after the failure of allocation ${at}`);
  }
  assert(at > 6, `${at} allocations`);
  failure.remove();
  assertClean(vm);
});

Deno.test("an absurd length fails without touching the heap", () => {
  const vm = makeVm();
  for (
    const [length, maxChar] of [[2 ** 62, 0x7f], [2 ** 40, 0xffff], [2 ** 63, 0x10ffff], [2 ** 31, 0x7f]]
  ) {
    assertEquals(strAlloc(vm, length, maxChar), NULL);
    assertEquals(vm.curexcType, MEMORY_ERROR);
    clearPending(vm);
  }
  assertClean(vm);
});
