/**
 * What stands in brackets: groups, tuples, lists, sets, dicts, and the comprehensions of each.
 *
 * Law: a group has no node of its own; its expression keeps its own position. Every pair of brackets is one level
 * of nesting.
 *
 * Source: the rules group, tuple, list, set, dict, genexp, listcomp ... of CPython's Grammar/python.gram.
 */

import type { Comprehension, Expr } from "./ast.ts";
import {
  makeComprehension,
  makeDict,
  makeDictComp,
  makeGeneratorExp,
  makeList,
  makeListComp,
  makeSetComp,
  makeSetDisplay,
  makeTuple,
} from "./ast_factories.ts";
import { parseStarTargets } from "./parse_targets.ts";
import { fail, type Parser } from "./parser.ts";
import * as T from "./tokens.ts";

/** `( ... )`: a group, a tuple or a generator expression. */
export function parseParentheses(p: Parser): Expr {
  const start = p.pos++;
  p.enter();
  const kind = p.kinds[p.pos];
  let node: Expr;
  if (kind === T.RPAR) node = closeTuple(p, start, []);
  else if (kind === T.KW_YIELD) {
    node = p.grammar.yieldExpression(p);
    p.expect(T.RPAR);
  } else {
    const first = p.grammar.starNamedExpression(p);
    if (p.kinds[p.pos] === T.COMMA) node = parseTuple(p, start, first);
    else if (kind === T.STAR) node = fail();
    else if (startsClause(p)) node = parseGenerator(p, start, first);
    else {
      p.expect(T.RPAR);
      node = first;
    }
  }
  p.depth--;
  return node;
}

function parseTuple(p: Parser, start: number, first: Expr): Expr {
  const items = [first];
  while (p.accept(T.COMMA) && p.kinds[p.pos] !== T.RPAR) items.push(p.grammar.starNamedExpression(p));
  return closeTuple(p, start, items);
}

function closeTuple(p: Parser, start: number, items: Expr[]): Expr {
  p.expect(T.RPAR);
  return makeTuple(items, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseGenerator(p: Parser, start: number, element: Expr): Expr {
  const generators = parseClauses(p);
  p.expect(T.RPAR);
  return makeGeneratorExp(element, generators, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** `[ ... ]`: a list or a list comprehension. */
export function parseBrackets(p: Parser): Expr {
  const start = p.pos++;
  p.enter();
  const items: Expr[] = [];
  if (p.kinds[p.pos] !== T.RSQB) {
    const isStarred = p.kinds[p.pos] === T.STAR;
    items.push(p.grammar.starNamedExpression(p));
    if (!isStarred && startsClause(p)) return parseListComprehension(p, start, items[0]);
    while (p.accept(T.COMMA) && p.kinds[p.pos] !== T.RSQB) items.push(p.grammar.starNamedExpression(p));
  }
  p.expect(T.RSQB);
  p.depth--;
  return makeList(items, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseListComprehension(p: Parser, start: number, element: Expr): Expr {
  const generators = parseClauses(p);
  p.expect(T.RSQB);
  p.depth--;
  return makeListComp(element, generators, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** `{ ... }`: a dict, a set or a comprehension of one. */
export function parseBraces(p: Parser): Expr {
  const start = p.pos++;
  p.enter();
  const node = parseBracesBody(p, start);
  p.depth--;
  return node;
}

function parseBracesBody(p: Parser, start: number): Expr {
  const kind = p.kinds[p.pos];
  if (kind === T.RBRACE || kind === T.DOUBLESTAR) return parseDict(p, start, [], []);
  if (kind === T.STAR) return parseSet(p, start, p.grammar.starNamedExpression(p));
  if (kind === T.NAME && p.kinds[p.pos + 1] === T.COLONEQUAL) {
    return parseSetOrComprehension(p, start, p.grammar.namedExpression(p));
  }
  const first = p.grammar.expression(p);
  if (!p.accept(T.COLON)) return parseSetOrComprehension(p, start, first);
  const value = p.grammar.expression(p);
  if (startsClause(p)) return parseDictComprehension(p, start, first, value);
  if (p.kinds[p.pos] !== T.RBRACE) p.expect(T.COMMA);
  return parseDict(p, start, [first], [value]);
}

/** The rest of a dict, at its end or the beginning of an item. */
function parseDict(p: Parser, start: number, keys: (Expr | null)[], values: Expr[]): Expr {
  while (p.kinds[p.pos] !== T.RBRACE) {
    if (p.accept(T.DOUBLESTAR)) {
      keys.push(null);
      values.push(p.grammar.bitwiseOr(p));
    } else {
      keys.push(p.grammar.expression(p));
      p.expect(T.COLON);
      values.push(p.grammar.expression(p));
    }
    if (!p.accept(T.COMMA)) break;
  }
  p.expect(T.RBRACE);
  return makeDict(keys, values, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseDictComprehension(p: Parser, start: number, key: Expr, value: Expr): Expr {
  const generators = parseClauses(p);
  p.expect(T.RBRACE);
  return makeDictComp(key, value, generators, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseSetOrComprehension(p: Parser, start: number, first: Expr): Expr {
  if (!startsClause(p)) return parseSet(p, start, first);
  const generators = parseClauses(p);
  p.expect(T.RBRACE);
  return makeSetComp(first, generators, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseSet(p: Parser, start: number, first: Expr): Expr {
  const items = [first];
  while (p.accept(T.COMMA) && p.kinds[p.pos] !== T.RBRACE) items.push(p.grammar.starNamedExpression(p));
  p.expect(T.RBRACE);
  return makeSetDisplay(items, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function startsClause(p: Parser): boolean {
  return p.kinds[p.pos] === T.KW_FOR || p.kinds[p.pos] === T.KW_ASYNC;
}

/** for_if_clauses: the clauses of a comprehension, at least one. */
export function parseClauses(p: Parser): Comprehension[] {
  const clauses: Comprehension[] = [];
  do {
    if (p.kinds[p.pos] === T.KW_ASYNC) {
      if (p.asyncToken < 0) p.asyncToken = p.pos;
      p.pos++;
    }
    p.expect(T.KW_FOR);
    const target = parseStarTargets(p);
    p.expect(T.KW_IN);
    const iterable = p.grammar.disjunction(p);
    const conditions: Expr[] = [];
    while (p.accept(T.KW_IF)) conditions.push(p.grammar.disjunction(p));
    clauses.push(makeComprehension(target, iterable, conditions, 0));
  } while (startsClause(p));
  return clauses;
}
