/**
 * Reparsing: the tree of a range of tokens that the diagnosing machine has recognised.
 *
 * Law: the token behind the range is made to look like the end of the source meanwhile (or like the bracket that
 * closes it) and is put back, whatever happens.
 */

import type { Expr, Keyword, Pattern, Position } from "./ast.ts";
import { parseClauses } from "./parse_displays.ts";
import {
  parseExpression,
  parseNamedExpression,
  parseStarExpressions,
  parseStarNamedExpression,
  parseYield,
} from "./parse_expressions.ts";
import { parseBitwiseOr, parseDisjunction } from "./parse_operators.ts";
import { parseArg } from "./parse_parameters.ts";
import { parsePattern } from "./parse_patterns.ts";
import { parseArguments } from "./parse_primary.ts";
import { PARSE_FAILED, type Parser } from "./parser.ts";
import { COMMA, ENDMARKER, EQUAL, NAME, RPAR, STAR } from "./tokens.ts";

/** Runs `parse` on the tokens [first, end), followed by a token of kind `closing`. */
export function reparse<Result>(
  p: Parser,
  first: number,
  end: number,
  closing: number,
  parse: (p: Parser) => Result,
): Result {
  const saved = p.kinds[end];
  p.kinds[end] = closing;
  p.pos = first;
  p.depth = 0;
  p.operatorCount = 0;
  try {
    return parse(p);
  } finally {
    p.kinds[end] = saved;
  }
}

/** The expression that rule `rule` matched on [first, end); null when it has no node of its own. */
export function reparseExpression(p: Parser, rule: string, first: number, end: number): Expr | null {
  const parse = EXPRESSION_RULES[rule];
  if (parse === undefined) return null;
  try {
    return reparse(p, first, end, ENDMARKER, parse);
  } catch (error) {
    if (error !== PARSE_FAILED) throw error;
    return null;
  }
}

const EXPRESSION_RULES: Readonly<Record<string, (p: Parser) => Expr>> = {
  expression: parseExpression,
  expression_without_invalid: parseExpression,
  disjunction: parseDisjunction,
  bitwise_or: parseBitwiseOr,
  star_expressions: parseStarExpressions,
  star_named_expression: parseStarNamedExpression,
  named_expression: parseNamedExpression,
  yield_expr: parseYield,
  invalid_ann_assign_target: parseExpression,
};

/** The last part of the last clause of a comprehension: its last condition, or else its iterable. */
export function reparseLastClause(p: Parser, first: number, end: number): Expr {
  const clauses = reparse(p, first, end, ENDMARKER, parseClauses);
  const last = clauses[clauses.length - 1];
  return last.ifs.length > 0 ? last.ifs[last.ifs.length - 1] : last.iter;
}

/** A parameter, whose range may take in the comma behind it. */
export function reparseParameter(p: Parser, first: number, end: number): Position {
  return reparse(p, first, end, COMMA, (parser) => parseArg(parser, RPAR, false));
}

/** The last element of a list of star_named_expressions. */
export function reparseLastElement(p: Parser, first: number, end: number): Expr {
  const tuple = reparse(p, first, end, ENDMARKER, (parser) => {
    let last = parseStarNamedExpression(parser);
    while (parser.accept(COMMA) && parser.pos < end) last = parseStarNamedExpression(parser);
    return last;
  });
  return tuple;
}

/** The arguments of a call, without its parentheses. */
export function reparseArguments(
  p: Parser,
  first: number,
  end: number,
): { args: Expr[]; keywords: Keyword[] } {
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  reparse(p, first - 1, end, RPAR, (parser) => parseArguments(parser, args, keywords, false));
  return { args, keywords };
}

/** The positional patterns behind the last keyword pattern of a class pattern's arguments. */
export function reparseLastPatterns(p: Parser, first: number, end: number): Pattern[] {
  return reparse(p, first, end, ENDMARKER, (parser) => {
    let patterns: Pattern[] = [];
    do {
      if (parser.kinds[parser.pos] === NAME && parser.kinds[parser.pos + 1] === EQUAL) {
        parser.pos += 2;
        parsePattern(parser);
        patterns = [];
      } else patterns.push(parsePattern(parser));
    } while (parser.accept(COMMA));
    return patterns;
  });
}

/** Whether the tokens [first, end) begin with a star. */
export function beginsWithStar(p: Parser, first: number): boolean {
  return p.kinds[first] === STAR;
}
