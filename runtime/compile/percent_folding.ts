/**
 * `"%s of %r" % (a, b)` as an f-string: a literal format with plain %s, %r and %a and a tuple written beside it needs
 * neither the tuple nor the parsing of the format when the program runs.
 *
 * The values are then converted one by one, each before the next is evaluated, as CPython has it. Everything else
 * (other conversions, names, `*`, too few or too many values) is left to the operator.
 *
 * Source: CPython 3.11 Python/ast_opt.c (optimize_format, simple_format_arg_parse).
 */
import type { Expr, JoinedStr, Position } from "../syntax/ast.ts";

type BinOp = Extract<Expr, { kind: "BinOp" }>;

/** Digits that a width or a precision may have less one. */
const MAX_DIGITS = 3;

/** The f-string that the operation is, or null if it is none. */
export function percentAsJoinedStr(node: BinOp): JoinedStr | null {
  const { left, right } = node;
  if (node.op !== "Mod" || left.kind !== "Constant" || left.value.type !== "str" || right.kind !== "Tuple") {
    return null;
  }
  if (left.value.codePoints !== undefined || right.elts.some((item) => item.kind === "Starred")) return null;
  const format = left.value.value, values: Expr[] = [];
  let at = 0, used = 0;
  for (;;) {
    const literal = readLiteral(format, at);
    if (literal.end > at) values.push(constant(literal.text, left));
    at = literal.end;
    if (at >= format.length) break;
    const conversion = readConversion(format, at + 1);
    if (conversion === null || used >= right.elts.length) return null;
    values.push(field(right.elts[used++], conversion, left));
    at = conversion.end;
  }
  return used === right.elts.length ? { kind: "JoinedStr", values, ...positionOf(node) } : null;
}

const positionOf = ({ line, column, endLine, endColumn }: Position): Position => ({
  line,
  column,
  endLine,
  endColumn,
});

function constant(value: string, where: Position): Expr {
  return { kind: "Constant", value: { type: "str", value }, ...positionOf(where) };
}

/** The text up to a conversion, "%%" read as "%". */
function readLiteral(format: string, start: number): { text: string; end: number } {
  let end = start;
  while (end < format.length) {
    if (format[end] !== "%") end++;
    else if (format[end + 1] === "%") end += 2;
    else break;
  }
  return { text: format.slice(start, end).replaceAll("%%", "%"), end };
}

/** A conversion that an f-string has too. */
interface Conversion {
  /** s, r or a as a code point. */
  letter: number;
  /** Specifier behind the colon, "" for none. */
  spec: string;
  end: number;
}

/** No conversion that is looked at is longer. */
const LONGEST = 32;

const CONVERSION = /^([-+ #0]*)(\d*)(?:(\.)(\d*))?([sra])/;

function readConversion(format: string, start: number): Conversion | null {
  const match = CONVERSION.exec(format.slice(start, start + LONGEST));
  if (match === null) return null;
  const [, flags, width, point, precision, letter] = match;
  if (width.length >= MAX_DIGITS || (precision ?? "").length >= MAX_DIGITS) return null;
  let spec = width !== "" && Number(width) > 0 && !flags.includes("-") ? ">" : "";
  if (width !== "") spec += Number(width);
  if (point !== undefined) spec += `.${Number(precision)}`;
  return { letter: letter.charCodeAt(0), spec, end: start + match[0].length };
}

function field(value: Expr, conversion: Conversion, where: Position): Expr {
  const position = positionOf(where);
  const spec: JoinedStr | null = conversion.spec === ""
    ? null
    : { kind: "JoinedStr", values: [constant(conversion.spec, where)], ...position };
  return { kind: "FormattedValue", value, conversion: conversion.letter, format_spec: spec, ...position };
}
