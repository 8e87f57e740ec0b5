/**
 * Products, quotients and texts of ints with hundreds to millions of digits: against the host's big integers where the
 * host does the work in pieces, and ended by a limit before the work where it would take long.
 */
import { assert, assertEquals, assertLess } from "@std/assert";
import { check } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { limitSteps } from "../../runtime/host/limits.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { decref, newRef } from "../../runtime/memory/refcount.ts";
import { NONE } from "../../runtime/memory/statics.ts";
import { bigIntOf, intFromBigInt } from "../../runtime/objects/int.ts";
import { intMultiply } from "../../runtime/objects/int_arithmetic.ts";
import { intDivmod } from "../../runtime/objects/int_division.ts";
import { HOST_DIVIDE_CUTOFF, HOST_MULTIPLY_CUTOFF, HOST_PIECE } from "../../runtime/objects/int_host.ts";
import { intPower } from "../../runtime/objects/int_power.ts";
import { intFromStr, intToStr } from "../../runtime/objects/int_text.ts";
import { jsString } from "../../runtime/objects/str.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";

/** A number of so many digits of 30 bits: all ones, one bit alone, or with every second digit 0, by `kind`. */
function number(digits: number, kind: number): bigint {
  const bits = BigInt(30 * digits);
  if (kind === 0) return (1n << bits) - 1n;
  if (kind === 1) return 1n << (bits - 1n);
  return BigInt("0x" + "3fffffff0000000".repeat(Math.ceil(digits / 2)).slice(0, 7.5 * digits));
}

/** Runs `work` in a new runtime, which must be clean afterwards. */
function withRuntime(work: (vm: Interpreter) => void): void {
  const vm = startInterpreter({ reserve: 2 ** 28 });
  work(vm);
  assertEquals(vm.curexcType, 0);
  assertEquals([...check(vm), ...checkInterpreter(vm)], []);
  assertEquals(finishInterpreter(vm), []);
}

const LENGTHS = [
  ...[1, 2, 69, 70, 71, 140, 141, HOST_DIVIDE_CUTOFF - 1, HOST_DIVIDE_CUTOFF, HOST_DIVIDE_CUTOFF + 1],
  ...[HOST_MULTIPLY_CUTOFF - 1, HOST_MULTIPLY_CUTOFF, HOST_MULTIPLY_CUTOFF + 1, 300, 2500, 5000],
];

Deno.test("products are the host's on both sides of every crossover", () => {
  withRuntime((vm) => {
    for (const na of LENGTHS) {
      for (const nb of LENGTHS) {
        const x = number(na, (na + nb) % 3), y = -number(nb, nb % 3);
        const a = intFromBigInt(vm, x), b = intFromBigInt(vm, y);
        const product = intMultiply(vm, a, b), square = intMultiply(vm, a, a);
        assertEquals(bigIntOf(vm, product), x * y, `${na} and ${nb} digits`);
        assertEquals(bigIntOf(vm, square), x * x, `${na} digits`);
        for (const o of [a, b, product, square]) decref(vm, o);
      }
    }
  });
});

Deno.test("quotients and remainders are the host's on both sides of every crossover", () => {
  withRuntime((vm) => {
    for (const na of LENGTHS) {
      for (const nb of LENGTHS) {
        const y = number(nb, (na + nb) % 3);
        for (const x of [number(na, na % 3), number(na, 0) * y, number(na, 2) * y - 1n]) {
          const a = intFromBigInt(vm, x), b = intFromBigInt(vm, y);
          const quotient = intDivmod(vm, a, b), rest = vm.second;
          assertEquals(bigIntOf(vm, quotient), x / y, `${na} and ${nb} digits`);
          assertEquals(bigIntOf(vm, rest), x % y, `${na} and ${nb} digits`);
          for (const o of [a, b, quotient, rest]) decref(vm, o);
        }
      }
    }
  });
});

Deno.test("numbers longer than what the host is given at once are worked on in pieces", () => {
  withRuntime((vm) => {
    const x = number(HOST_PIECE + 1000, 2), y = number(2 * HOST_PIECE + 7, 0), z = number(HOST_PIECE, 2);
    const a = intFromBigInt(vm, x), b = intFromBigInt(vm, y), c = intFromBigInt(vm, z);
    const product = intMultiply(vm, a, b), lopsided = intMultiply(vm, c, product);
    assert(bigIntOf(vm, product) === x * y);
    assert(bigIntOf(vm, lopsided) === x * y * z);
    const quotient = intDivmod(vm, lopsided, c), rest = vm.second;
    assert(bigIntOf(vm, quotient) === x * y);
    assertEquals(bigIntOf(vm, rest), 0n);
    for (const o of [a, b, c, product, lopsided, quotient, rest]) decref(vm, o);
  });
});

Deno.test("ten thousand decimal digits are read and written in milliseconds", () => {
  withRuntime((vm) => {
    vm.intMaxStrDigits = 0;
    const o = intFromBigInt(vm, 7n ** 11_832n);
    let fastest = Infinity;
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      const text = intToStr(vm, o);
      const again = intFromStr(vm, text, 10);
      fastest = Math.min(fastest, performance.now() - start);
      assertEquals(jsString(vm, text).length, 10_000);
      assertEquals(bigIntOf(vm, again), 7n ** 11_832n);
      decref(vm, text);
      decref(vm, again);
    }
    decref(vm, o);
    assertLess(fastest, 20);
  });
});

/** Programs whose work, left alone, takes from seconds to days. */
const ENDLESS = [
  "10 ** 10 ** 8",
  "3 ** 30_000_000",
  "pow(7, 10 ** 100_000, 10 ** 100_000 + 1)",
  "x = 1 << 20_000_000\nwhile True: x = x * x % 0xfffffffb1 + x",
  "(1 << 60_000_000) // ((1 << 30_000_000) - 1)",
  "(1 << 60_000_000) % 12345678901234567890",
  "import sys\nsys.set_int_max_str_digits(0)\nstr(1 << 30_000_000)",
  "import sys\nsys.set_int_max_str_digits(0)\nint('7' * 10_000_000)",
  "import sys\nsys.set_int_max_str_digits(0)\nint('6' * 1_000_000, 7)",
  "r = 1\nfor i in range(1, 10 ** 9): r *= i",
];

for (const source of ENDLESS) {
  Deno.test(`a limit ends ${source.split("\n").at(-1)}`, () => {
    let errors = "";
    const vm = startInterpreter({ reserve: 2 ** 29, stderr: (text) => errors += text });
    limitSteps(vm, 200_000);
    const start = performance.now();
    assertEquals(runProgram(vm, source, "long.py"), 1);
    assertLess(performance.now() - start, 5_000);
    assertEquals(errors.trimEnd().split("\n").at(-1), "TimeoutError: step limit of 200000 reached");
    assertEquals([...check(vm), ...checkInterpreter(vm)], []);
    assertEquals(finishInterpreter(vm), []);
  });
}

Deno.test("work is cut off between two pieces wherever the limit lies", () => {
  let endings = 0;
  for (let steps = 1_000; steps < 3_000_000; steps *= 3) {
    withRuntime((vm) => {
      const base = intFromBigInt(vm, number(7, 0)), exponent = intFromBigInt(vm, 2_001n);
      vm.ticks = steps;
      vm.onPoll = () => {
        vm.ticks = 0x3fffffff;
        vm.curexcType = newRef(vm, NONE);
        endings++;
        return -1;
      };
      const power = intPower(vm, base, exponent, NONE);
      assertEquals(power === 0, vm.curexcType !== 0);
      if (power === 0) {
        decref(vm, vm.curexcType);
        vm.curexcType = 0;
      } else {
        assertEquals(bigIntOf(vm, power), number(7, 0) ** 2_001n);
        decref(vm, power);
      }
      decref(vm, base);
      decref(vm, exponent);
    });
  }
  assertLess(0, endings);
});
