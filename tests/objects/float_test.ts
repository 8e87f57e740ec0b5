/**
 * float without a running program: texts, rounding, hashes, comparison and operators as CPython 3.11 has them
 * (tests/oracles/numbers.json), the free list, and that failures leave nothing.
 */
import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  closeHeap,
  installFailure,
  NULL,
  objectFree,
} from "../../heap/mod.ts";
import { FLOAT_FREE_LIST, popFree } from "../../runtime/memory/free_lists.ts";
import { Interpreter } from "../../runtime/memory/interpreter.ts";
import { EQ, GE, GT, LE, LT, NE, OB_TYPE, TP_DEALLOC } from "../../runtime/memory/object_layout.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { DEALLOC_PLAIN, deallocPlain, decref } from "../../runtime/memory/refcount.ts";
import { FLOAT_TYPE, INT_TYPE, MEMORY_ERROR, STR_TYPE } from "../../runtime/memory/statics.ts";
import {
  compareDoubles,
  compareDoubleToInt,
  floatDealloc,
  floatHash,
  floatValue,
  newFloat,
  OB_FVAL,
} from "../../runtime/objects/float.ts";
import { floatFloorOf, floatRemainderOf } from "../../runtime/objects/float_arithmetic.ts";
import { power } from "../../runtime/objects/float_power.ts";
import {
  floatFromStr,
  floatRepr,
  formatDouble,
  hexText,
  readHexText,
  roundDouble,
  strFromDoubleText,
} from "../../runtime/objects/float_text.ts";
import { initIntStatics, intFromBigInt } from "../../runtime/objects/int.ts";
import { initStaticStrings, jsString, newStr } from "../../runtime/objects/str.ts";
import dumps from "../oracles/object_dumps.json" with { type: "json" };
import numbers from "../oracles/numbers.json" with { type: "json" };

function makeVm(): Interpreter {
  const vm = new Interpreter({ reserve: 64 * 2 ** 20 });
  assertEquals(vm.addFunction(deallocPlain), DEALLOC_PLAIN);
  for (const type of [INT_TYPE, STR_TYPE]) vm.i32[(type + TP_DEALLOC) >> 2] = DEALLOC_PLAIN;
  vm.i32[(FLOAT_TYPE + TP_DEALLOC) >> 2] = vm.addFunction(floatDealloc);
  vm.i32[MEMORY_ERROR >> 2] = 1;
  initIntStatics(vm);
  initStaticStrings(vm);
  return vm;
}

/** Releases the floats that the free list keeps. */
function emptyFreeList(vm: Interpreter): void {
  for (let o = popFree(vm, FLOAT_FREE_LIST, OB_TYPE); o !== NULL; o = popFree(vm, FLOAT_FREE_LIST, OB_TYPE)) {
    objectFree(vm, o);
  }
}

function assertSame(actual: number, expected: number, context: string): void {
  assert(Object.is(actual, expected), `${context}: ${actual}, not ${expected}`);
}

Deno.test("repr is the shortest text that reads back the same", () => {
  for (const [x, expected] of numbers.float_repr) assertEquals(floatRepr(Number(x)), expected);
});

Deno.test("decimals of a given precision are exact and ties go to even", () => {
  const plain = /^(#?)(?:\.(\d+))?([efgEFG])$/;
  let count = 0;
  for (const [x, spec, expected] of numbers.float_format) {
    const match = plain.exec(spec);
    if (match === null) continue;
    count++;
    const precision = match[2] === undefined ? 6 : Number(match[2]);
    assertEquals(formatDouble(Number(x), match[3], precision, match[1] === "#"), expected, `${x} as ${spec}`);
  }
  assert(count > 1000);
  assertEquals(formatDouble(0.5, "f", 0, false), "0");
  assertEquals(formatDouble(2.5, "f", 0, false), "2");
  assertEquals(formatDouble(1e300, "f", 0, false).length, 301);
  assertEquals(formatDouble(5e-324, "e", 800, false).length, 807);
});

Deno.test("round goes to even at exact ties only", () => {
  for (const [x, places, expected] of numbers.float_round as [string, number, string][]) {
    const rounded = roundDouble(Number(x), places);
    if (expected === "OverflowError") assertEquals(Math.abs(rounded), Infinity);
    else assertSame(rounded, Number(expected), `round(${x}, ${places})`);
  }
});

Deno.test("hexadecimal texts are written and read", () => {
  const vm = makeVm();
  for (const [text, expected] of numbers.float_hex) {
    const x = Number(text);
    if (x - x !== 0) continue;
    const o = newFloat(vm, x);
    assertEquals(hexText(vm.i32[(o + OB_FVAL) >> 2], vm.i32[(o + OB_FVAL + 4) >> 2]), expected);
    assertSame(readHexText(expected) as number, x, expected);
    decref(vm, o);
  }
  for (const [text, expected] of numbers.from_hex) {
    const x = readHexText(text);
    if (expected === "ValueError") assertEquals(x, null, text);
    else if (expected === "OverflowError") assertEquals(Math.abs(x as number), Infinity, text);
    else assertSame(x as number, Number(expected), text);
  }
});

Deno.test("float(text) takes what CPython takes", () => {
  const vm = makeVm();
  for (const [text, expected] of numbers.float_text as [string, string | null][]) {
    if (expected === null) continue;
    const s = newStr(vm, text), o = floatFromStr(vm, s);
    assert(o !== NULL, text);
    assertSame(floatValue(vm, o), Number(expected), text);
    decref(vm, s);
    decref(vm, o);
  }
  for (const [x, text] of numbers.float_repr) {
    const s = newStr(vm, text), o = floatFromStr(vm, s);
    assertSame(floatValue(vm, o), Number(x), text);
    decref(vm, s);
    decref(vm, o);
  }
  emptyFreeList(vm);
  assertEquals(allocatedBlocks(vm), 0);
});

Deno.test("hashes are CPython's, and those of equal ints", () => {
  const vm = makeVm();
  const read = (o: Address): bigint => {
    const low = floatHash(vm, o);
    return BigInt(vm.hashHigh) << 32n | BigInt(low >>> 0);
  };
  for (const [text, expected] of numbers.float_hash) {
    const o = newFloat(vm, Number(text));
    assertEquals(read(o), BigInt(expected), text);
    decref(vm, o);
  }
  const nan = newFloat(vm, NaN);
  assertEquals(read(nan), BigInt(nan >>> 4) | (BigInt(nan & 15) << 60n));
});

Deno.test("floats and ints compare by their exact values", () => {
  const vm = makeVm();
  const operators = [LT, LE, EQ, NE, GT, GE];
  for (const [text, integer, expected] of numbers.comparisons as [string, string, boolean[]][]) {
    const n = intFromBigInt(vm, BigInt(integer));
    const order = compareDoubleToInt(vm, Number(text), n);
    assertEquals(operators.map((op) => compareDoubles(order, 0, op)), expected, `${text} and ${integer}`);
    decref(vm, n);
  }
});

Deno.test("division rounds down and the remainder has the divisor's sign", () => {
  for (const [a, b, [quotient, rest]] of numbers.float_divmod as [string, string, [string, string]][]) {
    assertSame(floatFloorOf(Number(a), Number(b)), Number(quotient), `${a} // ${b}`);
    assertSame(floatRemainderOf(Number(a), Number(b)), Number(rest), `${a} % ${b}`);
  }
});

Deno.test("powers of special values are C's", () => {
  for (const [a, b, expected] of numbers.float_power) {
    if (expected.endsWith("Error")) continue;
    assertSame(power(Number(a), Number(b)), Number(expected), `${a} ** ${b}`);
  }
});

Deno.test("the bytes of a float are CPython's", () => {
  const vm = makeVm();
  for (const [text, fields] of Object.entries(dumps.float)) {
    const o = newFloat(vm, Number(text === "inf" ? "Infinity" : text));
    const value = fields.find(([, name]) => name === "ob_fval") as [number, string, string];
    const hex = Array.from(vm.u8.subarray(o + 16, o + 24), (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    );
    assertEquals(hex, value[2], text);
    assertEquals(vm.i64[(o + OB_TYPE) >> 3], BigInt(FLOAT_TYPE));
    assertEquals(vm.i64[o >> 3], 1n);
    decref(vm, o);
  }
});

Deno.test("the free list keeps a hundred floats and gives back the last one first", () => {
  const vm = makeVm();
  const floats = Array.from({ length: 150 }, (_, i) => newFloat(vm, i));
  for (const o of floats) decref(vm, o);
  assertEquals(allocatedBlocks(vm), 100);
  for (let i = 99; i >= 0; i--) assertEquals(newFloat(vm, 0), floats[i]);
  assertEquals(vm.i32[FLOAT_FREE_LIST >> 2], NULL);
  for (let i = 0; i < 100; i++) decref(vm, floats[i]);
  emptyFreeList(vm);
  assertEquals(closeHeap(vm), []);
});

Deno.test("a failed allocation while a text is written or read leaves nothing behind", () => {
  const vm = makeVm();
  const text = newStr(vm, "1_0.25");
  const before = allocatedBlocks(vm);
  for (const operation of [() => strFromDoubleText(vm, floatRepr(0.1)), () => floatFromStr(vm, text)]) {
    const failure = installFailure(vm);
    for (let n = 1;; n++) {
      failure.arm(n);
      const result = operation();
      if (result !== NULL) {
        assert(n > 2);
        decref(vm, result);
        break;
      }
      assertEquals(vm.curexcType, MEMORY_ERROR);
      clearPending(vm);
      assertEquals(allocatedBlocks(vm), before);
    }
    failure.remove();
  }
  decref(vm, text);
  emptyFreeList(vm);
  assertEquals(closeHeap(vm), []);
});

Deno.test("a text goes through a block of the mem domain and then is a str", () => {
  const vm = makeVm();
  const requests: string[] = [];
  const mem = vm.memAllocator, object = vm.objectAllocator;
  vm.memAllocator = { ...mem, malloc: (ctx, n) => (requests.push(`m${n}`), mem.malloc(ctx, n)) };
  vm.objectAllocator = { ...object, malloc: (ctx, n) => (requests.push(`o${n}`), object.malloc(ctx, n)) };
  const expected = [["1.5", "m5 o52"], ["1.50", "m6 o53"], ["1.234000e+03", "m15 o61"], [
    "5.000e-01",
    "m12 o58",
  ]];
  for (const [text, calls] of expected) {
    requests.length = 0;
    const s = strFromDoubleText(vm, text);
    assertEquals(jsString(vm, s), text);
    assertEquals(requests.join(" "), calls);
    decref(vm, s);
  }
});
