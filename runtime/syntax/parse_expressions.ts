/**
 * Expressions above the operators: `if ... else`, lambda, `:=`, `yield`, and the comma-separated lists of them.
 *
 * Law: the right-hand ends of conditional expressions and lambdas are a loop, so that a chain of 100,000 of them
 * costs no host stack; the tree is closed from the last one backwards.
 *
 * Source: the rules expression, named_expression, star_expressions, yield_expr of CPython's Grammar/python.gram.
 */

import type { Arguments, Expr } from "./ast.ts";
import {
  makeIfExp,
  makeLambda,
  makeName,
  makeNamedExpr,
  makeStarred,
  makeTuple,
  makeYield,
  makeYieldFrom,
} from "./ast_factories.ts";
import { parseBitwiseOr, parseDisjunction } from "./parse_operators.ts";
import { parsePrimary } from "./parse_primary.ts";
import { parseLambdaParameters } from "./parse_parameters.ts";
import { type Grammar, type Parser, startsExpression } from "./parser.ts";
import * as T from "./tokens.ts";

/** A conditional expression or lambda whose last part is still to come. */
interface OpenTail {
  start: number;
  /** The parameters of a lambda; null for a conditional expression. */
  args: Arguments | null;
  test: Expr | null;
  body: Expr | null;
}

/** expression */
export function parseExpression(p: Parser): Expr {
  if (p.kinds[p.pos] !== T.KW_LAMBDA) {
    const start = p.pos;
    const body = parseDisjunction(p);
    if (p.kinds[p.pos] !== T.KW_IF) return body;
    return parseTails(p, [parseTest(p, body, start)]);
  }
  return parseTails(p, []);
}

function parseTails(p: Parser, open: OpenTail[]): Expr {
  let last: Expr;
  for (;;) {
    const start = p.pos;
    if (p.accept(T.KW_LAMBDA)) {
      const args = parseLambdaParameters(p);
      p.expect(T.COLON);
      open.push({ start, args, test: null, body: null });
      continue;
    }
    last = parseDisjunction(p);
    if (p.kinds[p.pos] !== T.KW_IF) break;
    open.push(parseTest(p, last, start));
  }
  for (let i = open.length - 1; i >= 0; i--) last = closeTail(p, open[i], last);
  return last;
}

/** `if test else` behind the value of a conditional expression. */
function parseTest(p: Parser, body: Expr, start: number): OpenTail {
  p.expect(T.KW_IF);
  const test = parseDisjunction(p);
  p.expect(T.KW_ELSE);
  return { start, args: null, test, body };
}

function closeTail(p: Parser, tail: OpenTail, last: Expr): Expr {
  const line = p.line(tail.start);
  const column = p.column(tail.start);
  if (tail.args !== null) return makeLambda(tail.args, last, line, column, p.endLine(), p.endColumn());
  return makeIfExp(tail.test as Expr, tail.body as Expr, last, line, column, p.endLine(), p.endColumn());
}

/** named_expression: an expression or `name := expression`. */
export function parseNamedExpression(p: Parser): Expr {
  const start = p.pos;
  if (p.kinds[start] !== T.NAME || p.kinds[start + 1] !== T.COLONEQUAL) return parseExpression(p);
  p.pos++;
  const line = p.line(start);
  const column = p.column(start);
  const target = makeName(p.names[p.values[start]], "Store", line, column, p.endLine(), p.endColumn());
  p.pos++;
  const value = parseExpression(p);
  return makeNamedExpr(target, value, line, column, p.endLine(), p.endColumn());
}

/** star_named_expression: an element of a display. */
export function parseStarNamedExpression(p: Parser): Expr {
  return p.kinds[p.pos] === T.STAR ? parseStarred(p) : parseNamedExpression(p);
}

/** star_expression: an element of a list without brackets. */
export function parseStarExpression(p: Parser): Expr {
  return p.kinds[p.pos] === T.STAR ? parseStarred(p) : parseExpression(p);
}

function parseStarred(p: Parser): Expr {
  const start = p.pos++;
  const value = parseBitwiseOr(p);
  return makeStarred(value, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** star_expressions: one star_expression, or a tuple without parentheses. */
export function parseStarExpressions(p: Parser): Expr {
  const start = p.pos;
  const first = parseStarExpression(p);
  if (p.kinds[p.pos] !== T.COMMA) return first;
  const items = [first];
  while (p.accept(T.COMMA) && startsExpression(p.kinds[p.pos])) items.push(parseStarExpression(p));
  return makeTuple(items, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** expressions: like star_expressions, without stars. */
export function parseExpressions(p: Parser): Expr {
  const start = p.pos;
  const first = parseExpression(p);
  if (p.kinds[p.pos] !== T.COMMA) return first;
  const items = [first];
  while (p.accept(T.COMMA) && startsExpression(p.kinds[p.pos])) items.push(parseExpression(p));
  return makeTuple(items, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** yield_expr, with the cursor at `yield`. */
export function parseYield(p: Parser): Expr {
  const start = p.pos++;
  if (p.accept(T.KW_FROM)) {
    const value = parseExpression(p);
    return makeYieldFrom(value, p.line(start), p.column(start), p.endLine(), p.endColumn());
  }
  const value = startsExpression(p.kinds[p.pos]) ? parseStarExpressions(p) : null;
  return makeYield(value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** `yield_expr | star_expressions`: the right-hand side of an assignment. */
export function parseYieldOrStarExpressions(p: Parser): Expr {
  return p.kinds[p.pos] === T.KW_YIELD ? parseYield(p) : parseStarExpressions(p);
}

/** The way back up for the layers below. */
export const GRAMMAR: Grammar = {
  expression: parseExpression,
  namedExpression: parseNamedExpression,
  starExpression: parseStarExpression,
  starNamedExpression: parseStarNamedExpression,
  starExpressions: parseStarExpressions,
  yieldExpression: parseYield,
  disjunction: parseDisjunction,
  bitwiseOr: parseBitwiseOr,
  primary: parsePrimary,
};
