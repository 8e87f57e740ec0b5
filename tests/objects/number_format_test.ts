/**
 * Numbers under format specifiers and the operators of emitted code, in a started interpreter, against what CPython 3.11
 * gave (tests/oracles/numbers.json) and against each other.
 */
import { assert, assertEquals } from "@std/assert";
import { type Address, allocatedBlocks, installFailure, NULL } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { decref } from "../../runtime/memory/refcount.ts";
import { FALSE, MEMORY_ERROR, TRUE } from "../../runtime/memory/statics.ts";
import * as arithmetic from "../../runtime/objects/arithmetic.ts";
import { newFloat } from "../../runtime/objects/float.ts";
import { intFromBigInt } from "../../runtime/objects/int.ts";
import * as number from "../../runtime/objects/number.ts";
import { formatFloat, formatInt } from "../../runtime/objects/number_format.ts";
import { repr, richCompare } from "../../runtime/objects/object.ts";
import { jsString, newStr } from "../../runtime/objects/str.ts";
import numbers from "../oracles/numbers.json" with { type: "json" };

/** The text of a new str, which is released. */
function take(vm: Interpreter, s: Address): string {
  assert(s !== NULL);
  const text = jsString(vm, s);
  decref(vm, s);
  return text;
}

function withVm(body: (vm: Interpreter) => void): void {
  const vm = startInterpreter({ reserve: 2 ** 27 });
  body(vm);
  assertEquals(finishInterpreter(vm), []);
}

Deno.test("ints under format specifiers are CPython's", () =>
  withVm((vm) => {
    for (const [value, spec, expected] of numbers.int_format) {
      const o = intFromBigInt(vm, BigInt(value)), s = newStr(vm, spec);
      assertEquals(take(vm, formatInt(vm, o, s)), expected, `${value} as "${spec}"`);
      decref(vm, o);
      decref(vm, s);
    }
  }));

Deno.test("floats under format specifiers are CPython's", () =>
  withVm((vm) => {
    for (const [value, spec, expected] of numbers.float_format) {
      const o = newFloat(vm, Number(value)), s = newStr(vm, spec);
      assertEquals(take(vm, formatFloat(vm, o, s)), expected, `${value} as "${spec}"`);
      decref(vm, o);
      decref(vm, s);
    }
  }));

Deno.test("a failed allocation while a number is formatted leaves nothing behind", () =>
  withVm((vm) => {
    const n = intFromBigInt(vm, -(10n ** 30n)), x = newFloat(vm, 1234.5);
    for (
      const [o, spec] of [[n, "+50,d"], [n, "x"], [n, ".3e"], [x, "*^30.3f"], [x, ""], [x, ",.1f"]] as const
    ) {
      const s = newStr(vm, spec);
      const format = o === n ? formatInt : formatFloat;
      decref(vm, format(vm, o, s));
      const before = allocatedBlocks(vm);
      const failure = installFailure(vm);
      for (let at = 1;; at++) {
        failure.arm(at);
        const result = format(vm, o, s);
        if (result !== NULL) {
          assert(at > 1);
          decref(vm, result);
          break;
        }
        assertEquals(vm.curexcType, MEMORY_ERROR);
        clearPending(vm);
        assertEquals(allocatedBlocks(vm), before, `"${spec}", allocation ${at}`);
      }
      failure.remove();
      decref(vm, s);
    }
    decref(vm, n);
    decref(vm, x);
  }));

const BINARY: readonly [string, Operator, Operator, Operator][] = [
  ["+", arithmetic.add, number.numberAdd, arithmetic.inplaceAdd],
  ["-", arithmetic.subtract, number.numberSubtract, arithmetic.inplaceSubtract],
  ["*", arithmetic.multiply, number.numberMultiply, arithmetic.inplaceMultiply],
  ["/", arithmetic.trueDivide, number.numberTrueDivide, arithmetic.inplaceTrueDivide],
  ["//", arithmetic.floorDivide, number.numberFloorDivide, arithmetic.inplaceFloorDivide],
  ["%", arithmetic.remainder, number.numberRemainder, arithmetic.inplaceRemainder],
  ["&", arithmetic.bitAnd, number.numberAnd, arithmetic.inplaceAnd],
  ["|", arithmetic.bitOr, number.numberOr, arithmetic.inplaceOr],
  ["^", arithmetic.bitXor, number.numberXor, arithmetic.inplaceXor],
  ["<<", arithmetic.lshift, number.numberLshift, arithmetic.inplaceLshift],
  [">>", arithmetic.rshift, number.numberRshift, arithmetic.inplaceRshift],
];
type Operator = (vm: Interpreter, a: Address, b: Address) => Address;

const COMPARISONS: readonly [number, Operator, (vm: Interpreter, a: Address, b: Address) => number][] = [
  [0, arithmetic.compareLt, arithmetic.truthLt],
  [1, arithmetic.compareLe, arithmetic.truthLe],
  [2, arithmetic.compareEq, arithmetic.truthEq],
  [3, arithmetic.compareNe, arithmetic.truthNe],
  [4, arithmetic.compareGt, arithmetic.truthGt],
  [5, arithmetic.compareGe, arithmetic.truthGe],
];

/** The text of a result and its type, or of the exception; everything is released. */
function outcome(vm: Interpreter, result: Address): string {
  if (result !== NULL) {
    const text = take(vm, repr(vm, result));
    decref(vm, result);
    return text;
  }
  const type = vm.curexcType;
  clearPending(vm);
  return `exception ${type}`;
}

/** Ints around the ends of digits, floats, bools and a str: everything that the fast paths must tell apart. */
function makeOperands(vm: Interpreter): Address[] {
  const ints = [
    0n,
    1n,
    -1n,
    2n,
    7n,
    -7n,
    29n,
    256n,
    1000n,
    2n ** 30n - 1n,
    -(2n ** 30n) + 1n,
    2n ** 30n,
    2n ** 53n - 1n,
  ]
    .concat([2n ** 53n + 1n, -(2n ** 60n), 2n ** 60n - 1n, 10n ** 25n, -(10n ** 40n)]);
  const doubles = [0, -0, 0.5, -1.5, 1e300, Infinity, NaN, 2 ** 53];
  return [
    ...ints.map((n) => intFromBigInt(vm, n)),
    ...doubles.map((x) => newFloat(vm, x)),
    TRUE,
    FALSE,
    newStr(vm, "ab"),
  ];
}

Deno.test("the fast operators agree with the number protocol", () =>
  withVm((vm) => {
    vm.i32[TRUE >> 2]++;
    vm.i32[FALSE >> 2]++;
    const operands = makeOperands(vm);
    let compared = 0;
    for (const a of operands) {
      for (const b of operands) {
        const names = () => `${take(vm, repr(vm, a))} and ${take(vm, repr(vm, b))}`;
        for (const [operator, fast, slow, inplace] of BINARY) {
          if (operator === "<<" && arithmetic.truthGt(vm, b, operands[8]) === 1) continue;
          if (vm.curexcType !== NULL) clearPending(vm);
          const expected = outcome(vm, slow(vm, a, b));
          assertEquals(outcome(vm, fast(vm, a, b)), expected, `${operator} of ${names()}`);
          assertEquals(outcome(vm, inplace(vm, a, b)), expected, `${operator}= of ${names()}`);
          compared++;
        }
        for (const [op, compare, truth] of COMPARISONS) {
          const expected = outcome(vm, richCompare(vm, a, b, op));
          assertEquals(outcome(vm, compare(vm, a, b)), expected, `comparison ${op} of ${names()}`);
          const flag = truth(vm, a, b);
          if (flag < 0) clearPending(vm);
          assertEquals(
            flag,
            expected === "True" ? 1 : expected === "False" ? 0 : -1,
            `truth ${op} of ${names()}`,
          );
        }
      }
      for (
        const [fast, slow] of [
          [arithmetic.negative, number.numberNegative],
          [arithmetic.positive, number.numberPositive],
          [arithmetic.invert, number.numberInvert],
        ]
      ) {
        assertEquals(outcome(vm, fast(vm, a)), outcome(vm, slow(vm, a)));
      }
    }
    assert(compared > 5000);
    for (const o of operands) decref(vm, o);
  }));
