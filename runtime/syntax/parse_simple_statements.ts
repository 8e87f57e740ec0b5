/**
 * Simple statements: what fits on a line, several of them separated by semicolons.
 *
 * Source: the rule simple_stmts and those below it in CPython's Grammar/python.gram.
 */

import type { Alias, Expr, Statement } from "./ast.ts";
import * as F from "./ast_factories.ts";
import {
  parseExpression,
  parseStarExpressions,
  parseYield,
  parseYieldOrStarExpressions,
} from "./parse_expressions.ts";
import { augmentedOperator } from "./parse_operators.ts";
import { isSingleTarget, parseDelTargets, storeTo } from "./parse_targets.ts";
import { fail, type Parser, startsExpression } from "./parser.ts";
import * as T from "./tokens.ts";

/** simple_stmts: one line of statements, appended to `body`, through its NEWLINE. */
export function parseSimpleStatements(p: Parser, body: Statement[]): void {
  do {
    body.push(parseSimpleStatement(p));
  } while (p.accept(T.SEMI) && p.kinds[p.pos] !== T.NEWLINE);
  p.expect(T.NEWLINE);
}

function parseSimpleStatement(p: Parser): Statement {
  const start = p.pos;
  switch (p.kinds[start]) {
    case T.KW_RETURN:
      return parseReturn(p);
    case T.KW_IMPORT:
      return parseImport(p);
    case T.KW_FROM:
      return parseImportFrom(p);
    case T.KW_RAISE:
      return parseRaise(p);
    case T.KW_PASS:
      p.pos++;
      return F.makePass(p.line(start), p.column(start), p.endLine(), p.endColumn());
    case T.KW_DEL:
      return parseDelete(p);
    case T.KW_ASSERT:
      return parseAssert(p);
    case T.KW_BREAK:
      p.pos++;
      return F.makeBreak(p.line(start), p.column(start), p.endLine(), p.endColumn());
    case T.KW_CONTINUE:
      p.pos++;
      return F.makeContinue(p.line(start), p.column(start), p.endLine(), p.endColumn());
    case T.KW_GLOBAL: {
      const names = parseNames(p);
      return F.makeGlobal(names, p.line(start), p.column(start), p.endLine(), p.endColumn());
    }
    case T.KW_NONLOCAL: {
      const names = parseNames(p);
      return F.makeNonlocal(names, p.line(start), p.column(start), p.endLine(), p.endColumn());
    }
  }
  return parseExpressionStatement(p);
}

/** An expression, an assignment of any form, or a `yield`. */
function parseExpressionStatement(p: Parser): Statement {
  const start = p.pos;
  const first = p.kinds[start] === T.KW_YIELD ? parseYield(p) : parseStarExpressions(p);
  const next = p.kinds[p.pos];
  if (next === T.EQUAL) return parseAssign(p, first, start);
  if (next === T.COLON) return parseAnnAssign(p, first, start);
  if (next >= T.PLUSEQUAL && next <= T.DOUBLESTAREQUAL) return parseAugAssign(p, first, start);
  return F.makeExprStatement(first, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseAssign(p: Parser, first: Expr, start: number): Statement {
  const targets: Expr[] = [];
  let value = first;
  while (p.accept(T.EQUAL)) {
    storeTo(value);
    targets.push(value);
    value = parseYieldOrStarExpressions(p);
  }
  return F.makeAssign(targets, value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseAnnAssign(p: Parser, target: Expr, start: number): Statement {
  const isSimple = p.kinds[start] === T.NAME && p.pos === start + 1;
  if (!isSingleTarget(target)) fail();
  storeTo(target);
  p.pos++;
  const annotation = parseExpression(p);
  const value = p.accept(T.EQUAL) ? parseYieldOrStarExpressions(p) : null;
  const line = p.line(start);
  return F.makeAnnAssign(
    target,
    annotation,
    value,
    isSimple ? 1 : 0,
    line,
    p.column(start),
    p.endLine(),
    p.endColumn(),
  );
}

function parseAugAssign(p: Parser, target: Expr, start: number): Statement {
  if (!isSingleTarget(target)) fail();
  storeTo(target);
  const op = augmentedOperator(p.kinds[p.pos++]);
  const value = parseYieldOrStarExpressions(p);
  return F.makeAugAssign(target, op, value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseReturn(p: Parser): Statement {
  const start = p.pos++;
  const value = startsExpression(p.kinds[p.pos]) ? parseStarExpressions(p) : null;
  return F.makeReturn(value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseRaise(p: Parser): Statement {
  const start = p.pos++;
  let exc: Expr | null = null;
  let cause: Expr | null = null;
  if (startsExpression(p.kinds[p.pos])) {
    exc = parseExpression(p);
    if (p.accept(T.KW_FROM)) cause = parseExpression(p);
  }
  return F.makeRaise(exc, cause, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseDelete(p: Parser): Statement {
  const start = p.pos++;
  const targets = parseDelTargets(p);
  if (p.kinds[p.pos] !== T.SEMI && p.kinds[p.pos] !== T.NEWLINE) fail();
  return F.makeDelete(targets, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseAssert(p: Parser): Statement {
  const start = p.pos++;
  const test = parseExpression(p);
  const message = p.accept(T.COMMA) ? parseExpression(p) : null;
  return F.makeAssert(test, message, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** The names of `global` and `nonlocal`, with the cursor at the keyword. */
function parseNames(p: Parser): string[] {
  const names: string[] = [];
  p.pos++;
  do {
    names.push(parseIdentifier(p));
  } while (p.accept(T.COMMA));
  return names;
}

/** The name at the cursor. */
export function parseIdentifier(p: Parser): string {
  const token = p.pos;
  p.expect(T.NAME);
  return p.names[p.values[token]];
}

function parseImport(p: Parser): Statement {
  const start = p.pos++;
  const names: Alias[] = [];
  do {
    const first = p.pos;
    const name = parseDottedName(p);
    const asname = p.accept(T.KW_AS) ? parseIdentifier(p) : null;
    names.push(F.makeAlias(name, asname, p.line(first), p.column(first), p.endLine(), p.endColumn()));
  } while (p.accept(T.COMMA));
  return F.makeImport(names, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseDottedName(p: Parser): string {
  const first = parseIdentifier(p);
  if (p.kinds[p.pos] !== T.DOT) return first;
  const names = [first];
  while (p.accept(T.DOT)) names.push(parseIdentifier(p));
  return names.join(".");
}

function parseImportFrom(p: Parser): Statement {
  const start = p.pos++;
  let level = 0;
  for (;;) {
    if (p.accept(T.DOT)) level++;
    else if (p.accept(T.ELLIPSIS)) level += 3;
    else break;
  }
  const module = level > 0 && p.kinds[p.pos] === T.KW_IMPORT ? null : parseDottedName(p);
  p.expect(T.KW_IMPORT);
  const names = parseImportedNames(p);
  return F.makeImportFrom(module, names, level, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseImportedNames(p: Parser): Alias[] {
  const first = p.pos;
  if (p.accept(T.STAR)) {
    return [F.makeAlias("*", null, p.line(first), p.column(first), p.endLine(), p.endColumn())];
  }
  const isParenthesized = p.accept(T.LPAR);
  const names: Alias[] = [];
  do {
    const start = p.pos;
    const name = parseIdentifier(p);
    const asname = p.accept(T.KW_AS) ? parseIdentifier(p) : null;
    names.push(F.makeAlias(name, asname, p.line(start), p.column(start), p.endLine(), p.endColumn()));
  } while (p.accept(T.COMMA) && !(isParenthesized && p.kinds[p.pos] === T.RPAR));
  if (isParenthesized) p.expect(T.RPAR);
  return names;
}
