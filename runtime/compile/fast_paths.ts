/**
 * Fast paths that are written out in emitted code: comparisons of one-digit ints in conditions.
 *
 * Everything else is called. The functions that emitted code calls (objects/arithmetic.ts, for_next.ts, subscript.ts)
 * are small, so that the host's compiler optimises them early and once for all programs; written out as well, arithmetic
 * made functions several times as long, and they were slow until they had been optimised: a sort of 1,400 numbers took
 * 360 ms the first time instead of 160 (`deno task bench list_work`). A writer has a budget all the same.
 */
import { INT_TYPE } from "../memory/statics.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";

/** Bytes of bytecode that a comparison is taken to cost. */
const COMPARE_COST = 100;

/** The value of an operand that is a constant int of one digit, or null. */
function oneDigit(operand: Operand): number | null {
  const value = operand.constant;
  if (value === null || value.type !== "int" || value.value >= 2n ** 30n || value.value <= -(2n ** 30n)) {
    return null;
  }
  return Number(value.value);
}

/** Text of the test that an operand is an int of one digit; its size goes into `size`. Nothing for a constant. */
function digitTest(w: CodeWriter, operand: Operand, size: string): string[] {
  if (oneDigit(operand) !== null) return [];
  const type = w.number("INT_TYPE", INT_TYPE);
  return [
    `i32[(${operand.text} + 8) >> 2] === ${type}`,
    `(${size} = i32[(${operand.text} + 16) >> 2]) + 1 >>> 0 < 3`,
  ];
}

/** Text of the value of an int of one digit. */
function digitValue(operand: Operand, size: string): string {
  const value = oneDigit(operand);
  return value !== null ? `${value}` : `Math.imul(${size}, i32[(${operand.text} + 24) >> 2])`;
}

/** JavaScript's operators for the comparison of two numbers. */
const NUMBER_COMPARE: Record<string, string> = { Eq: "===", Ne: "!==", Lt: "<", Le: "<=", Gt: ">", Ge: ">=" };

/** Text of the truth of a comparison, 1, 0 or -1, written out for ints of one digit. */
export function truthOfComparison(w: CodeWriter, name: string, left: Operand, right: Operand): string {
  const generic = `${w.use(`truth${name}`)}(vm, ${left.text}, ${right.text})`;
  const other = [left, right].some((operand) => operand.constant !== null && oneDigit(operand) === null);
  const constants = left.constant !== null && right.constant !== null;
  if (other || constants || !w.spend(COMPARE_COST)) return generic;
  const x = w.flag(), y = w.flag();
  const tests = [...digitTest(w, left, x), ...digitTest(w, right, y)];
  const holds = `${digitValue(left, x)} ${NUMBER_COMPARE[name]} ${digitValue(right, y)}`;
  w.dropFlag(y);
  w.dropFlag(x);
  return `${tests.join(" && ")} ? (${holds} ? 1 : 0) : ${generic}`;
}
