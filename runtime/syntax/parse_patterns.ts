/**
 * Patterns of `match` statements.
 *
 *     or_pattern ['as' name]   closed ('|' closed)*
 *     closed: literal, name, _, dotted.name, (group), [sequence], {mapping}, Class(...)
 *
 * Laws: a bare name captures, `_` is the wildcard and has no name, a dotted name is a value. Numbers may have a
 * minus sign and, as complex, a real and an imaginary part. What a name is called in two places, or which
 * alternative binds what, is the compiler's to check.
 *
 * Source: the rules patterns to keyword_pattern of CPython's Grammar/python.gram.
 */

import type { Constant, Expr, Pattern } from "./ast.ts";
import {
  makeAttribute,
  makeBinOp,
  makeConstant,
  makeMatchAs,
  makeMatchClass,
  makeMatchMapping,
  makeMatchOr,
  makeMatchSequence,
  makeMatchSingleton,
  makeMatchStar,
  makeMatchValue,
  makeName,
  makeUnaryOp,
} from "./ast_factories.ts";
import { LiteralFailure, parseNumber } from "./number_literals.ts";
import { keywordConstant } from "./parse_primary.ts";
import { fail, type Parser } from "./parser.ts";
import { parseStrings } from "./string_literals.ts";
import * as T from "./tokens.ts";

/** patterns: what stands between `case` and its guard or colon. */
export function parsePatterns(p: Parser): Pattern {
  const start = p.pos;
  const first = parseMaybeStarPattern(p);
  if (p.kinds[p.pos] !== T.COMMA) return first.kind === "MatchStar" ? fail() : first;
  const patterns = parseMore(p, first, T.COLON);
  return makeMatchSequence(patterns, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** The patterns after `first`, separated by commas, up to a token that ends the list. */
function parseMore(p: Parser, first: Pattern, close: number): Pattern[] {
  const patterns = [first];
  while (p.accept(T.COMMA)) {
    const kind = p.kinds[p.pos];
    if (kind === close || (close === T.COLON && kind === T.KW_IF)) break;
    patterns.push(parseMaybeStarPattern(p));
  }
  return patterns;
}

function parseMaybeStarPattern(p: Parser): Pattern {
  const start = p.pos;
  if (!p.accept(T.STAR)) return parsePattern(p);
  if (p.kinds[p.pos] !== T.NAME) fail();
  const name = captureName(p);
  return makeMatchStar(name, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** The name at the cursor as a capture target; null for `_`. */
function captureName(p: Parser): string | null {
  const number = p.values[p.pos++];
  if (number === T.NAME_UNDERSCORE) return null;
  const next = p.kinds[p.pos];
  if (next === T.DOT || next === T.LPAR || next === T.EQUAL) fail();
  return p.names[number];
}

/** pattern: one pattern without commas at its top. */
export function parsePattern(p: Parser): Pattern {
  const start = p.pos;
  const pattern = parseOrPattern(p);
  if (!p.accept(T.KW_AS)) return pattern;
  if (p.kinds[p.pos] !== T.NAME) fail();
  const name = captureName(p);
  if (name === null) fail();
  return makeMatchAs(pattern, name, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseOrPattern(p: Parser): Pattern {
  const start = p.pos;
  const first = parseClosedPattern(p);
  if (p.kinds[p.pos] !== T.VBAR) return first;
  const patterns = [first];
  while (p.accept(T.VBAR)) patterns.push(parseClosedPattern(p));
  return makeMatchOr(patterns, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseClosedPattern(p: Parser): Pattern {
  switch (p.kinds[p.pos]) {
    case T.NAME:
      return parseNamePattern(p);
    case T.LPAR:
      return parseParenthesizedPattern(p);
    case T.LSQB:
      return parseBracketedPattern(p);
    case T.LBRACE:
      return parseMappingPattern(p);
    case T.KW_NONE:
    case T.KW_TRUE:
    case T.KW_FALSE:
      return parseSingleton(p);
  }
  const start = p.pos;
  const value = parseLiteral(p);
  return makeMatchValue(value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseSingleton(p: Parser): Pattern {
  const start = p.pos;
  const value = keywordConstant(p) ?? fail();
  p.pos++;
  return makeMatchSingleton(value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** A capture, the wildcard, a dotted value or a class pattern. */
function parseNamePattern(p: Parser): Pattern {
  const start = p.pos;
  const next = p.kinds[start + 1];
  if (next !== T.DOT && next !== T.LPAR) {
    const name = captureName(p);
    return makeMatchAs(null, name, p.line(start), p.column(start), p.endLine(), p.endColumn());
  }
  const value = parseDottedName(p);
  if (p.kinds[p.pos] === T.LPAR) return parseClassPattern(p, value, start);
  if (p.kinds[p.pos] === T.EQUAL) fail();
  return makeMatchValue(value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseDottedName(p: Parser): Expr {
  const start = p.pos++;
  const line = p.line(start);
  const column = p.column(start);
  let node: Expr = makeName(p.names[p.values[start]], "Load", line, column, p.endLine(), p.endColumn());
  while (p.accept(T.DOT)) {
    const name = p.pos;
    p.expect(T.NAME);
    node = makeAttribute(node, p.names[p.values[name]], "Load", line, column, p.endLine(), p.endColumn());
  }
  return node;
}

function parseParenthesizedPattern(p: Parser): Pattern {
  const start = p.pos++;
  p.enter();
  let pattern: Pattern | null = null;
  let patterns: Pattern[] = [];
  if (p.kinds[p.pos] !== T.RPAR) {
    pattern = parseMaybeStarPattern(p);
    if (p.kinds[p.pos] === T.COMMA) {
      patterns = parseMore(p, pattern, T.RPAR);
      pattern = null;
    } else if (pattern.kind === "MatchStar") fail();
  }
  p.expect(T.RPAR);
  p.depth--;
  return pattern ?? makeMatchSequence(patterns, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseBracketedPattern(p: Parser): Pattern {
  const start = p.pos++;
  p.enter();
  const patterns = p.kinds[p.pos] === T.RSQB ? [] : parseMore(p, parseMaybeStarPattern(p), T.RSQB);
  p.expect(T.RSQB);
  p.depth--;
  return makeMatchSequence(patterns, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseMappingPattern(p: Parser): Pattern {
  const start = p.pos++;
  p.enter();
  const keys: Expr[] = [];
  const patterns: Pattern[] = [];
  let rest: string | null = null;
  while (p.kinds[p.pos] !== T.RBRACE) {
    if (p.accept(T.DOUBLESTAR)) {
      if (p.kinds[p.pos] !== T.NAME) fail();
      rest = captureName(p) ?? fail();
      p.accept(T.COMMA);
      break;
    }
    keys.push(parseMappingKey(p));
    p.expect(T.COLON);
    patterns.push(parsePattern(p));
    if (!p.accept(T.COMMA)) break;
  }
  p.expect(T.RBRACE);
  p.depth--;
  return makeMatchMapping(keys, patterns, rest, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseMappingKey(p: Parser): Expr {
  if (p.kinds[p.pos] === T.NAME) {
    const key = parseDottedName(p);
    return key.kind === "Attribute" ? key : fail();
  }
  const constant = keywordConstant(p);
  if (constant === null) return parseLiteral(p);
  const start = p.pos++;
  return makeConstant(constant, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseClassPattern(p: Parser, cls: Expr, start: number): Pattern {
  p.pos++;
  p.enter();
  const patterns: Pattern[] = [];
  const names: string[] = [];
  const namedPatterns: Pattern[] = [];
  while (p.kinds[p.pos] !== T.RPAR) {
    if (p.kinds[p.pos] === T.NAME && p.kinds[p.pos + 1] === T.EQUAL) {
      names.push(p.names[p.values[p.pos]]);
      p.pos += 2;
      namedPatterns.push(parsePattern(p));
    } else {
      if (names.length > 0) fail();
      patterns.push(parsePattern(p));
    }
    if (!p.accept(T.COMMA)) break;
  }
  p.expect(T.RPAR);
  p.depth--;
  const line = p.line(start);
  return makeMatchClass(
    cls,
    patterns,
    names,
    namedPatterns,
    line,
    p.column(start),
    p.endLine(),
    p.endColumn(),
  );
}

/** A number, possibly negative or complex, or a string. */
function parseLiteral(p: Parser): Expr {
  if (p.kinds[p.pos] === T.STRING) return parseStrings(p);
  const start = p.pos;
  const real = parseSignedNumber(p);
  const sign = p.kinds[p.pos];
  if (sign !== T.PLUS && sign !== T.MINUS) return real;
  requireReal(real);
  p.pos++;
  if (p.kinds[p.pos] !== T.NUMBER) fail();
  const imaginary = parseNumber(p) as Constant;
  if (imaginary.value.type !== "complex") {
    throw new LiteralFailure("imaginary number required in complex literal", p.pos - 1);
  }
  const op = sign === T.PLUS ? "Add" : "Sub";
  return makeBinOp(real, op, imaginary, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseSignedNumber(p: Parser): Expr {
  const start = p.pos;
  const isNegative = p.accept(T.MINUS);
  if (p.kinds[p.pos] !== T.NUMBER) fail();
  const number = parseNumber(p);
  if (!isNegative) return number;
  return makeUnaryOp("USub", number, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function requireReal(number: Expr): void {
  const constant = (number.kind === "UnaryOp" ? number.operand : number) as Constant;
  if (constant.value.type === "complex") throw new LiteralFailure("real number required in complex literal");
}
