/**
 * int: long work done by the host's big integers: products and quotients of more than some hundred digits, between
 * digits in the heap and digits in the heap.
 *
 * Laws
 * - Whoever calls has allocated the result and charged the work (`chargeSteps`) before the host begins.
 * - What the host holds is bounded: a factor has HOST_PIECE digits at most, a dividend twice as many, and so many take
 *   it some tenths of a second at most. Larger numbers are cut into pieces, with a charge for each.
 * - The host's numbers do not outlive the call.
 *
 * Source: the crossovers were measured with factors of the same length; see int_arithmetic.ts and int_division.ts for
 * the work on digits that this replaces.
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { bigIntFromDigits, DIGIT_BITS, writeHexDigits } from "./int.ts";
import { chargeSteps } from "./poll.ts";

/** Digits of the shorter factor from which the host multiplies faster. */
export const HOST_MULTIPLY_CUTOFF = 160;
/** Digits of divisor and of quotient from which the host divides faster. */
export const HOST_DIVIDE_CUTOFF = 100;
/** Digits of a number that the host is given at once: four million bits. */
export const HOST_PIECE = 1 << 17;

/** Digits of a dividend that are taken at once even where the divisor has fewer. */
const SHORT_PIECE = 1 << 11;

/** Steps that a digit of the operands of a host's product, and of a quotient, count as. */
const MULTIPLY_STEPS = 16;
const DIVIDE_STEPS = 64;

/** Writes `value` as `count` digits, lowest first, from `address` on. */
function writeDigits(vm: Interpreter, address: Address, count: number, value: bigint): void {
  const written = writeHexDigits(vm, address, value.toString(16));
  const end = (address >> 2) + count;
  for (let at = (address >> 2) + written; at < end; at++) vm.i32[at] = 0;
}

/**
 * Fills the na + nb digits at `target` with the product of those at `a` and `b`, which may be the same; neither has
 * more than HOST_PIECE. False with an exception if the work must not be done.
 */
export function multiplyByHost(
  vm: Interpreter,
  target: Address,
  a: Address,
  na: number,
  b: Address,
  nb: number,
): boolean {
  if (!chargeSteps(vm, MULTIPLY_STEPS * (na + nb))) return false;
  const x = bigIntFromDigits(vm, a, na);
  writeDigits(vm, target, na + nb, x * (a === b ? x : bigIntFromDigits(vm, b, nb)));
  return true;
}

/**
 * Divides the `na` digits at `a` by the `nb` at `b`, HOST_PIECE at most: the na - nb + 1 digits of the quotient go to
 * `quotient`, the nb of the remainder to `rest`. False with an exception if the work must not be done.
 */
export function divideByHost(
  vm: Interpreter,
  quotient: Address,
  rest: Address,
  a: Address,
  na: number,
  b: Address,
  nb: number,
): boolean {
  const divisor = bigIntFromDigits(vm, b, nb);
  const width = Math.max(nb, SHORT_PIECE);
  let at = na, remainder = 0n, first = true;
  while (at > 0) {
    // The first piece begins with the digits that give none of the quotient.
    const count = Math.min(at, first ? nb + width : width);
    if (!chargeSteps(vm, DIVIDE_STEPS * (count + nb))) return false;
    at -= count;
    const dividend = remainder << BigInt(DIGIT_BITS * count) | bigIntFromDigits(vm, a + 4 * at, count);
    const part = dividend / divisor;
    remainder = dividend - part * divisor;
    const room = Math.min(count, na - nb + 1 - at);
    if (room > 0) writeDigits(vm, quotient + 4 * at, room, part);
    first = false;
  }
  writeDigits(vm, rest, nb, remainder);
  return true;
}
