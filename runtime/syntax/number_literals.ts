/**
 * Number literals: int of any size, float, imaginary.
 *
 * Laws: the tokenizer has checked the form. Decimal ints of more than `maxIntDigits` digits are rejected before they
 * are converted; other radixes are powers of two and have no limit. Floats are correctly rounded, as the host does.
 *
 * Source: CPython's Parser/pegen.c (parsenumber) and Objects/longobject.c (the digit limit).
 */

import type { ConstantValue, Expr } from "./ast.ts";
import { makeConstant } from "./ast_factories.ts";
import type { Parser } from "./parser.ts";

/** The longest decimal int that is exact as a number. */
const SAFE_DIGITS = 15;

/** The values of the ints that are written most often; nodes share them. Constant. */
const SMALL_INTS: readonly ConstantValue[] = Array.from(
  { length: 256 },
  (_, i) => ({ type: "int", value: BigInt(i) }),
);

/** The number at the cursor. Throws LiteralFailure. */
export function parseNumber(p: Parser): Expr {
  const token = p.pos++;
  return makeConstant(numberValue(p, token), p.line(token), p.column(token), p.endLine(), p.endColumn());
}

/** A literal whose value cannot be made; diagnosis.ts gives it its place. */
export class LiteralFailure extends Error {
  /**
   * `token`: the token that the error shows; null: the last token that the parser has seen. `hasColumn`: whether
   * the error says where on the line it is.
   */
  constructor(message: string, readonly token: number | null = null, readonly hasColumn = true) {
    super(message);
  }
}

/** The value of the NUMBER token. Throws LiteralFailure. */
export function numberValue(p: Parser, token: number): ConstantValue {
  const start = p.starts[token];
  const end = p.ends[token];
  const text = p.text;
  if (end - start <= SAFE_DIGITS) {
    let value = 0;
    let i = start;
    for (; i < end; i++) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (i === end) {
      return value < SMALL_INTS.length ? SMALL_INTS[value] : { type: "int", value: BigInt(value) };
    }
  }
  return convertNumber(p, token, text.slice(start, end));
}

function convertNumber(p: Parser, token: number, spelling: string): ConstantValue {
  const literal = spelling.indexOf("_") < 0 ? spelling : spelling.replaceAll("_", "");
  const last = literal.charCodeAt(literal.length - 1) | 32;
  const second = literal.charCodeAt(1) | 32;
  if (second === 120 || second === 111 || second === 98) return { type: "int", value: BigInt(literal) };
  if (last === 106) return { type: "complex", imag: Number(literal.slice(0, -1)) };
  if (/[.eE]/.test(literal)) return { type: "float", value: Number(literal) };
  const limit = p.settings.maxIntDigits;
  if (limit > 0 && literal.length > limit) {
    throw new LiteralFailure(
      `Exceeds the limit (${limit} digits) for integer string conversion: value has ${literal.length} digits; ` +
        "use sys.set_int_max_str_digits() to increase the limit - " +
        "Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
      token,
      false,
    );
  }
  return { type: "int", value: BigInt(literal) };
}
