/**
 * int without a running program: digit arithmetic against the host's big integers, hashes, texts, layouts and requests
 * as CPython 3.11 has them (tests/oracles/object_dumps.json, block_deltas.json), and that failures leave nothing.
 */
import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  check,
  closeHeap,
  installFailure,
  NULL,
  objectFree,
} from "../../heap/mod.ts";
import { FLOAT_FREE_LIST, popFree } from "../../runtime/memory/free_lists.ts";
import { Interpreter } from "../../runtime/memory/interpreter.ts";
import { OB_SIZE, OB_TYPE, TP_DEALLOC } from "../../runtime/memory/object_layout.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { DEALLOC_PLAIN, deallocPlain, decref, refcount } from "../../runtime/memory/refcount.ts";
import {
  FLOAT_TYPE,
  IMMORTAL_REFCOUNT,
  INT_TYPE,
  MEMORY_ERROR,
  NONE,
  SMALL_INT_MAX,
  SMALL_INT_MIN,
  SMALL_INT_ZERO,
  STR_TYPE,
  TRUE,
} from "../../runtime/memory/statics.ts";
import { floatDealloc, floatValue } from "../../runtime/objects/float.ts";
import {
  bigIntOf,
  initIntStatics,
  intAsNumber,
  intAsSsize,
  intBitLength,
  intCompare,
  intFromBigInt,
  intFromDouble,
  intFromHalves,
  intFromNumber,
  intHash,
  intResult,
  intSize,
  intToDouble,
  OB_DIGIT,
} from "../../runtime/objects/int.ts";
import {
  intAbsolute,
  intAdd,
  intMultiply,
  intNegate,
  intSubtract,
} from "../../runtime/objects/int_arithmetic.ts";
import { intAnd, intInvert, intLshift, intOr, intRshift, intXor } from "../../runtime/objects/int_bitwise.ts";
import {
  intDivmod,
  intFloorDivide,
  intRemainder,
  intTrueDivide,
} from "../../runtime/objects/int_division.ts";
import { intPower } from "../../runtime/objects/int_power.ts";
import { intFromStr, intToBase, intToStr } from "../../runtime/objects/int_text.ts";
import { initStaticStrings, jsString, newStr } from "../../runtime/objects/str.ts";
import dumps from "../oracles/object_dumps.json" with { type: "json" };
import numbers from "../oracles/numbers.json" with { type: "json" };

function makeVm(reserve = 64 * 2 ** 20): Interpreter {
  const vm = new Interpreter({ reserve });
  assertEquals(vm.addFunction(deallocPlain), DEALLOC_PLAIN);
  for (const type of [INT_TYPE, STR_TYPE]) vm.i32[(type + TP_DEALLOC) >> 2] = DEALLOC_PLAIN;
  vm.i32[(FLOAT_TYPE + TP_DEALLOC) >> 2] = vm.addFunction(floatDealloc);
  vm.i32[MEMORY_ERROR >> 2] = 1;
  vm.i32[NONE >> 2] = 1;
  initIntStatics(vm);
  initStaticStrings(vm);
  return vm;
}

/** Deterministic numbers (xorshift). */
class Random {
  constructor(private state: number) {}
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x >>> 0;
  }
  below(n: number): number {
    return this.next() % n;
  }
  /** An integer of up to `bits` bits: dense, sparse, or next to a power of two. */
  big(bits: number): bigint {
    const size = 1 + this.below(bits);
    let value = 0n;
    for (let done = 0; done < size; done += 32) value = value << 32n | BigInt(this.next());
    value &= (1n << BigInt(size)) - 1n;
    const kind = this.below(6);
    if (kind === 0) value &= this.mask(size);
    else if (kind === 1) value |= this.mask(size);
    else if (kind === 2) value = (1n << BigInt(size)) + BigInt(this.below(5)) - 2n;
    return this.below(2) ? value : -value;
  }
  private mask(bits: number): bigint {
    let mask = 0n;
    for (let done = 0; done < bits; done += 30) {
      mask = mask << 30n |
        (this.below(3) === 0 ? BigInt(this.below(2 ** 30)) : this.below(2) ? 0n : 0x3fffffffn);
    }
    return mask;
  }
}

/** Takes the value of a new int, checks its form, and releases it. */
function take(vm: Interpreter, o: Address): bigint {
  assert(o !== NULL);
  const size = intSize(vm, o), n = Math.abs(size);
  assertEquals(vm.i32[(o + OB_SIZE + 4) >> 2], size >> 31);
  assertEquals(vm.i32[(o + OB_TYPE) >> 2], INT_TYPE);
  if (n > 0) assert(vm.i32[(o + OB_DIGIT + 4 * n - 4) >> 2] !== 0, "highest digit is zero");
  for (let i = 0; i < n; i++) assert(vm.u32[(o + OB_DIGIT + 4 * i) >> 2] < 2 ** 30, "digit too large");
  const value = bigIntOf(vm, o);
  const cached = value >= BigInt(SMALL_INT_MIN) && value <= BigInt(SMALL_INT_MAX);
  assertEquals(o < vm.staticEnd, cached, `${value} from the cache`);
  decref(vm, o);
  return value;
}

const floorDivide = (a: bigint, b: bigint): bigint => {
  const q = a / b;
  return a % b !== 0n && (a < 0n) !== (b < 0n) ? q - 1n : q;
};
const floorModulo = (a: bigint, b: bigint): bigint => a - floorDivide(a, b) * b;

function assertStaticsClean(vm: Interpreter): void {
  for (let n = SMALL_INT_MIN; n <= SMALL_INT_MAX; n++) {
    assertEquals(refcount(vm, SMALL_INT_ZERO + 32 * n), IMMORTAL_REFCOUNT, `count of ${n}`);
  }
  assertEquals(check(vm), []);
}

Deno.test("int arithmetic agrees with the host's big integers", () => {
  const vm = makeVm();
  const random = new Random(20240611);
  for (let i = 0; i < 60_000; i++) {
    const bits = i % 10 === 0 ? 700 : i % 3 === 0 ? 31 : 125;
    const x = random.big(bits), y = random.big(random.below(3) === 0 ? bits : 1 + random.below(bits));
    const a = intFromBigInt(vm, x), b = intFromBigInt(vm, y);
    const context = `${x} and ${y}`;
    assertEquals(bigIntOf(vm, a), x);
    assertEquals(take(vm, intAdd(vm, a, b)), x + y, context);
    assertEquals(take(vm, intSubtract(vm, a, b)), x - y, context);
    assertEquals(take(vm, intMultiply(vm, a, b)), x * y, context);
    assertEquals(take(vm, intMultiply(vm, a, a)), x * x, context);
    assertEquals(take(vm, intAnd(vm, a, b)), x & y, context);
    assertEquals(take(vm, intOr(vm, a, b)), x | y, context);
    assertEquals(take(vm, intXor(vm, a, b)), x ^ y, context);
    assertEquals(take(vm, intNegate(vm, a)), -x, context);
    assertEquals(take(vm, intInvert(vm, a)), ~x, context);
    assertEquals(take(vm, intAbsolute(vm, a)), x < 0n ? -x : x, context);
    assertEquals(intCompare(vm, a, b), x < y ? -1 : x > y ? 1 : 0, context);
    assertEquals(intBitLength(vm, a), x === 0n ? 0 : (x < 0n ? -x : x).toString(2).length);
    if (y !== 0n) {
      assertEquals(take(vm, intFloorDivide(vm, a, b)), floorDivide(x, y), context);
      assertEquals(take(vm, intRemainder(vm, a, b)), floorModulo(x, y), context);
      const quotient = intDivmod(vm, a, b), rest = vm.second;
      assertEquals([take(vm, quotient), take(vm, rest)], [floorDivide(x, y), floorModulo(x, y)], context);
    }
    const count = random.below(100);
    const c = intFromNumber(vm, count);
    assertEquals(take(vm, intLshift(vm, a, c)), x << BigInt(count), context);
    assertEquals(take(vm, intRshift(vm, a, c)), x >> BigInt(count), context);
    decref(vm, a);
    decref(vm, b);
    decref(vm, c);
  }
  assertEquals(allocatedBlocks(vm), 0);
  assertStaticsClean(vm);
});

Deno.test("large products and quotients agree with the host's big integers", () => {
  const vm = makeVm();
  const random = new Random(77);
  for (let i = 0; i < 150; i++) {
    const x = random.big(1 << (10 + i % 7)), y = random.big(1 << (10 + random.below(7)));
    const a = intFromBigInt(vm, x), b = intFromBigInt(vm, y);
    assertEquals(take(vm, intMultiply(vm, a, b)), x * y);
    assertEquals(take(vm, intMultiply(vm, a, a)), x * x);
    if (y !== 0n) {
      const quotient = intDivmod(vm, a, b), rest = vm.second;
      assertEquals(take(vm, quotient), floorDivide(x, y));
      assertEquals(take(vm, rest), floorModulo(x, y));
    }
    decref(vm, a);
    decref(vm, b);
  }
  assertEquals(allocatedBlocks(vm), 0);
  assertStaticsClean(vm);
});

Deno.test("long division corrects its guesses", () => {
  const vm = makeVm();
  // Digits at the ends of their range make guesses too large by one and by two, and the addition back happen.
  const digits = [
    0n,
    1n,
    2n,
    (1n << 29n) - 1n,
    1n << 29n,
    (1n << 29n) + 1n,
    (1n << 30n) - 2n,
    (1n << 30n) - 1n,
  ];
  const random = new Random(5);
  const pick = (n: number): bigint => {
    let value = 0n;
    for (let i = 0; i < n; i++) value = value << 30n | digits[random.below(digits.length)];
    return value;
  };
  for (let i = 0; i < 20_000; i++) {
    const x = pick(2 + random.below(5)), y = pick(2 + random.below(3));
    if (y === 0n) continue;
    const a = intFromBigInt(vm, x), b = intFromBigInt(vm, y);
    const quotient = intDivmod(vm, a, b), rest = vm.second;
    assertEquals([take(vm, quotient), take(vm, rest)], [x / y, x % y], `${x} by ${y}`);
    decref(vm, a);
    decref(vm, b);
  }
  assertEquals(allocatedBlocks(vm), 0);
});

Deno.test("powers agree with the host's big integers, with and without a modulus", () => {
  const vm = makeVm();
  const random = new Random(9);
  const modularPower = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
    let result = floorModulo(1n, modulus), square = floorModulo(base, modulus);
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = floorModulo(result * square, modulus);
      square = floorModulo(square * square, modulus);
    }
    return result;
  };
  for (let i = 0; i < 1500; i++) {
    const x = random.big(70), e = BigInt(random.below(40));
    const a = intFromBigInt(vm, x), b = intFromBigInt(vm, e);
    assertEquals(take(vm, intPower(vm, a, b, NONE)), x ** e);
    const long = random.big(i % 5 === 0 ? 200 : 70), exponent = long < 0n ? -long : long;
    const modulus = random.big(100);
    if (modulus !== 0n) {
      const l = intFromBigInt(vm, exponent), c = intFromBigInt(vm, modulus);
      assertEquals(
        take(vm, intPower(vm, a, l, c)),
        modularPower(x, exponent, modulus),
        `${x} ${exponent} ${modulus}`,
      );
      decref(vm, l);
      decref(vm, c);
    }
    decref(vm, a);
    decref(vm, b);
  }
  const prime = 1_000_000_007n;
  for (let i = 0; i < 300; i++) {
    const x = random.big(90);
    if (x % prime === 0n) continue;
    const a = intFromBigInt(vm, x),
      b = intFromNumber(vm, -1 - i),
      c = intFromBigInt(vm, i % 2 ? prime : -prime);
    const expected = modularPower(modularPower(x, prime - 2n, prime), BigInt(i + 1), prime);
    assertEquals(take(vm, intPower(vm, a, b, c)), floorModulo(expected, i % 2 ? prime : -prime));
    decref(vm, a);
    decref(vm, b);
    decref(vm, c);
  }
  assertEquals(allocatedBlocks(vm), 0);
  assertStaticsClean(vm);
});

Deno.test("texts of all bases are read and written", () => {
  const vm = makeVm(256 * 2 ** 20);
  vm.intMaxStrDigits = 0;
  const random = new Random(3);
  for (let i = 0; i < 4000; i++) {
    const x = random.big(i % 50 === 0 ? 20_000 : 400);
    const a = intFromBigInt(vm, x);
    for (const [base, prefix] of [[10, ""], [16, "0x"], [8, "0o"], [2, "0b"]] as const) {
      const s = intToBase(vm, a, base, base !== 10);
      const magnitude = (x < 0n ? -x : x).toString(base);
      assertEquals(jsString(vm, s), (x < 0n ? "-" : "") + prefix + magnitude);
      assertEquals(take(vm, intFromStr(vm, s, 0)), x);
      assertEquals(take(vm, intFromStr(vm, s, base)), x);
      decref(vm, s);
    }
    const base = 2 + random.below(35);
    const s = newStr(vm, x.toString(base).toUpperCase());
    assertEquals(take(vm, intFromStr(vm, s, base)), x);
    decref(vm, s);
    decref(vm, a);
  }
  assertEquals(allocatedBlocks(vm), 0);
});

Deno.test("a text of a million digits is read and written in pieces", () => {
  const vm = makeVm(256 * 2 ** 20);
  vm.intMaxStrDigits = 0;
  const text = "9876543210123456789".repeat(52_632);
  const s = newStr(vm, text);
  const a = intFromStr(vm, s, 10);
  assertEquals(bigIntOf(vm, a), BigInt(text));
  const written = intToStr(vm, a);
  assert(jsString(vm, written) === text);
  const zeros = newStr(vm, "1" + "0".repeat(600_000));
  const b = intFromStr(vm, zeros, 10);
  const back = intToStr(vm, b);
  assert(jsString(vm, back) === "1" + "0".repeat(600_000));
  for (const o of [s, a, written, zeros, b, back]) decref(vm, o);
  assertEquals(allocatedBlocks(vm), 0);
});

Deno.test("conversions from and to doubles are exact or rounded to even", () => {
  const vm = makeVm();
  const random = new Random(41);
  for (let i = 0; i < 30_000; i++) {
    let x = random.big(i % 4 === 0 ? 1020 : 140);
    // Halfway cases.
    if (i % 3 === 0) {
      x = (x >> 60n << 60n) + (1n << 59n) * BigInt(random.below(3)) + BigInt(random.below(3)) - 1n;
    }
    const a = intFromBigInt(vm, x);
    assertEquals(intToDouble(vm, a), Number(x), `${x}`);
    assertEquals(take(vm, intFromDouble(vm, Number(x))), BigInt(Number(x)));
    assertEquals(intAsNumber(vm, a), Number(x));
    decref(vm, a);
  }
  for (const x of [2n ** 63n - 1n, 2n ** 63n - 2048n, -(2n ** 63n), 2n ** 53n, 2n ** 61n + 12345n]) {
    const a = intFromBigInt(vm, x);
    const n = intAsSsize(vm, a);
    assert(Math.abs(n) <= Math.abs(Number(x)) && BigInt(n) < 2n ** 63n, `${x} as ${n}`);
    decref(vm, a);
  }
  for (
    const [low, high] of [[0, 0], [-1, -1], [5, 0], [0, -(2 ** 31)], [-1, 2 ** 31 - 1], [7, -9], [-8, 0], [
      0,
      1,
    ]]
  ) {
    const expected = BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0));
    assertEquals(take(vm, intFromHalves(vm, low, high)), expected);
  }
  assertEquals(allocatedBlocks(vm), 0);
});

Deno.test("true division is rounded once", () => {
  const vm = makeVm();
  for (const [x, y, expected] of numbers.true_divide) {
    const a = intFromBigInt(vm, BigInt(x)), b = intFromBigInt(vm, BigInt(y));
    const q = intTrueDivide(vm, a, b);
    assert(q !== NULL);
    assert(
      Object.is(floatValue(vm, q), Number(expected)),
      `${x} / ${y}: ${floatValue(vm, q)}, not ${expected}`,
    );
    for (const o of [a, b, q]) decref(vm, o);
  }
});

Deno.test("hashes are CPython's", () => {
  const vm = makeVm();
  for (const [text, expected] of numbers.int_hash) {
    const a = intFromBigInt(vm, BigInt(text));
    const low = intHash(vm, a);
    assertEquals(BigInt(vm.hashHigh) << 32n | BigInt(low >>> 0), BigInt(expected), text);
    decref(vm, a);
  }
});

Deno.test("the bytes of an int are CPython's", () => {
  const vm = makeVm();
  for (const [text, fields] of Object.entries(dumps.int)) {
    const a = intFromBigInt(vm, BigInt(text));
    for (const [offset, name, value] of fields as [number, string, unknown][]) {
      if (name === "ob_refcnt") assert(vm.i64[(a + offset) >> 3] > 0n);
      else if (name === "ob_type") assertEquals(vm.i64[(a + offset) >> 3], BigInt(INT_TYPE));
      else if (name === "ob_size") assertEquals(vm.i64[(a + offset) >> 3], BigInt(value as number));
      else assertEquals(vm.u32[(a + offset) >> 2], value);
    }
    decref(vm, a);
  }
  assertEquals(vm.i64[(TRUE + OB_SIZE) >> 3], 1n);
});

Deno.test("operators ask for the blocks that CPython asks for", () => {
  const vm = makeVm();
  const requests: number[] = [];
  const blocks = new Map<Address, number>();
  const base = vm.objectAllocator;
  let made = 0;
  vm.objectAllocator = {
    ...base,
    malloc: (ctx, size) => {
      requests.push(size);
      const block = base.malloc(ctx, size);
      blocks.set(block, ++made);
      return block;
    },
    free: (ctx, block) => {
      if (blocks.has(block)) requests.push(-(blocks.get(block) as number));
      blocks.delete(block);
      base.free(ctx, block);
    },
  };
  const forget = (): void => {
    requests.length = 0;
    blocks.clear();
    made = 0;
  };
  const operators: Record<string, (a: Address, b: Address) => Address> = {
    "+": (a, b) => intAdd(vm, a, b),
    "-": (a, b) => intSubtract(vm, a, b),
    "*": (a, b) => intMultiply(vm, a, b),
    "//": (a, b) => intFloorDivide(vm, a, b),
    "%": (a, b) => intRemainder(vm, a, b),
    "**": (a, b) => intPower(vm, a, b, NONE),
    "<<": (a, b) => intLshift(vm, a, b),
    ">>": (a, b) => intRshift(vm, a, b),
    "&": (a, b) => intAnd(vm, a, b),
    "|": (a, b) => intOr(vm, a, b),
    "^": (a, b) => intXor(vm, a, b),
    "/": (a, b) => intTrueDivide(vm, a, b),
    "neg": (a) => intNegate(vm, a),
    "inv": (a) => intInvert(vm, a),
    "str": (a) => intToStr(vm, a),
    "hex": (a) => intToBase(vm, a, 16, true),
    "bin": (a) => intToBase(vm, a, 2, true),
  };
  for (const [operator, x, y, expected] of numbers.requests as [string, string, string, number[]][]) {
    const a = intFromBigInt(vm, BigInt(x)), b = intFromBigInt(vm, BigInt(y));
    const same = x === y ? a : b;
    forget();
    const z = operators[operator](a, same);
    // The quotient of a true division may come from the free list of floats.
    const scratch = (list: number[]): number[] => operator === "/" ? list.filter((n) => n !== 24) : list;
    assertEquals(scratch(requests), scratch(expected), `${x} ${operator} ${y}`);
    forget();
    for (const o of [a, b, z]) decref(vm, o);
  }
  for (const [text, base, expected] of numbers.read_requests as [string, number, number[]][]) {
    const s = newStr(vm, text);
    forget();
    const z = intFromStr(vm, s, base);
    assertEquals(requests, expected, `int('${text}', ${base})`);
    decref(vm, s);
    decref(vm, z);
  }
});

Deno.test("a failed allocation in any operator leaves nothing behind", () => {
  const vm = makeVm();
  const big = intFromBigInt(vm, -(7n ** 2000n)), other = intFromBigInt(vm, 5n ** 1500n);
  const small = intFromNumber(vm, 1000), modulus = intFromBigInt(vm, 10n ** 40n + 7n);
  const text = newStr(vm, "12345678901234567890"), near = intFromBigInt(vm, 7n ** 1950n);
  const operations: [string, () => Address][] = [
    ["+", () => intAdd(vm, big, other)],
    ["*", () => intMultiply(vm, big, other)],
    ["square", () => intMultiply(vm, big, big)],
    ["//", () => intFloorDivide(vm, big, other)],
    ["%", () => intRemainder(vm, big, other)],
    ["divmod", () => {
      const quotient = intDivmod(vm, big, other);
      if (quotient !== NULL) decref(vm, vm.second);
      return quotient;
    }],
    ["/", () => intTrueDivide(vm, big, near)],
    ["**", () => intPower(vm, modulus, small, NONE)],
    ["pow", () => intPower(vm, small, other, modulus)],
    ["pow of a negative exponent", () => intPower(vm, small, big, modulus)],
    ["&", () => intAnd(vm, big, big)],
    [">>", () => intRshift(vm, big, small)],
    ["~", () => intInvert(vm, big)],
    ["str", () => intToStr(vm, big)],
    ["int", () => intFromStr(vm, text, 10)],
  ];
  for (const [name, operation] of operations) {
    const failure = installFailure(vm);
    decref(vm, operation());
    failure.arm(0);
    decref(vm, operation());
    const before = allocatedBlocks(vm);
    const calls = failure.allocations;
    assert(calls > 0, name);
    const step = Math.max(1, Math.floor(calls / 40));
    for (let n = 1; n <= calls; n += step) {
      failure.arm(n);
      const result = operation();
      assertEquals(result, NULL, `${name}, allocation ${n} of ${calls}`);
      assertEquals(vm.curexcType, MEMORY_ERROR);
      clearPending(vm);
      assertEquals(allocatedBlocks(vm), before, `${name}, allocation ${n} of ${calls}`);
    }
    failure.remove();
  }
  for (const o of [big, other, small, modulus, text, near]) decref(vm, o);
  assertStaticsClean(vm);
  objectFree(vm, popFree(vm, FLOAT_FREE_LIST, OB_TYPE));
  assertEquals(closeHeap(vm), []);
});

Deno.test("one-digit results are the static ints or blocks of 32 bytes", () => {
  const vm = makeVm();
  for (const value of [-5, -1, 0, 1, 256]) {
    const o = intResult(vm, value);
    assertEquals(o, SMALL_INT_ZERO + 32 * value);
    decref(vm, o);
  }
  for (const value of [-6, 257, 2 ** 30 - 1, -(2 ** 30) + 1, 2 ** 30, -(2 ** 53) + 1, 2 ** 53 - 1]) {
    assertEquals(take(vm, intResult(vm, value)), BigInt(value));
    assertEquals(take(vm, intFromNumber(vm, value)), BigInt(value));
  }
});
