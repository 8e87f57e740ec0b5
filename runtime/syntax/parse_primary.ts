/**
 * Primaries: an atom and what is attached to it by `.`, `(` and `[`; names, numbers, constants.
 *
 * Source: the rules primary, slices, atom and arguments of CPython's Grammar/python.gram.
 */

import type { ConstantValue, Expr, Keyword } from "./ast.ts";
import {
  makeAttribute,
  makeCall,
  makeConstant,
  makeGeneratorExp,
  makeKeyword,
  makeName,
  makeSlice,
  makeStarred,
  makeSubscript,
  makeTuple,
} from "./ast_factories.ts";
import { parseBraces, parseBrackets, parseClauses, parseParentheses } from "./parse_displays.ts";
import { fail, type Parser } from "./parser.ts";
import { parseNumber } from "./number_literals.ts";
import { parseStrings } from "./string_literals.ts";
import * as T from "./tokens.ts";

const NONE: ConstantValue = { type: "None" };
const TRUE: ConstantValue = { type: "bool", value: true };
const FALSE: ConstantValue = { type: "bool", value: false };
const ELLIPSIS: ConstantValue = { type: "Ellipsis" };

/** primary: an atom with any number of attributes, calls and subscripts. */
export function parsePrimary(p: Parser): Expr {
  const start = p.pos;
  let node = parseAtom(p);
  for (;;) {
    switch (p.kinds[p.pos]) {
      case T.DOT:
        node = parseAttribute(p, node, start);
        break;
      case T.LPAR:
        node = parseCall(p, node, start);
        break;
      case T.LSQB:
        node = parseSubscript(p, node, start);
        break;
      default:
        return node;
    }
  }
}

function parseAttribute(p: Parser, value: Expr, start: number): Expr {
  p.pos++;
  if (p.kinds[p.pos] !== T.NAME) fail();
  const attr = p.names[p.values[p.pos++]];
  return makeAttribute(value, attr, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseCall(p: Parser, func: Expr, start: number): Expr {
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  parseArguments(p, args, keywords, true);
  return makeCall(func, args, keywords, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/**
 * The arguments of a call or class, from `(` through `)`, appended to `args` and `keywords`. `allowGenerator`: a
 * generator expression may be the only argument without parentheses of its own.
 */
export function parseArguments(p: Parser, args: Expr[], keywords: Keyword[], allowGenerator: boolean): void {
  const open = p.pos++;
  p.enter();
  let unpacked = false;
  while (p.kinds[p.pos] !== T.RPAR) {
    const start = p.pos;
    const kind = p.kinds[start];
    if (kind === T.STAR) {
      if (unpacked) fail();
      args.push(parseStarredArgument(p));
    } else if (kind === T.DOUBLESTAR) {
      unpacked = true;
      keywords.push(parseKeyword(p, null));
    } else if (kind === T.NAME && p.kinds[start + 1] === T.EQUAL) {
      p.pos++;
      keywords.push(parseKeyword(p, p.names[p.values[start]]));
    } else {
      if (keywords.length > 0) fail();
      const value = p.grammar.namedExpression(p);
      const next = p.kinds[p.pos];
      if (next === T.KW_FOR || next === T.KW_ASYNC) {
        if (!allowGenerator || args.length > 0) fail();
        args.push(parseBareGenerator(p, value, open));
        break;
      }
      args.push(value);
    }
    if (!p.accept(T.COMMA)) break;
  }
  p.expect(T.RPAR);
  p.depth--;
}

/** `*iterable` in a call or subscript. */
function parseStarredArgument(p: Parser): Expr {
  const start = p.pos++;
  const value = p.grammar.expression(p);
  return makeStarred(value, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** `name=value` with the cursor at `=`, or with a null name `**mapping` with the cursor at `**`. */
function parseKeyword(p: Parser, name: string | null): Keyword {
  const start = name === null ? p.pos : p.pos - 1;
  p.pos++;
  const value = p.grammar.expression(p);
  return makeKeyword(name, value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** The rest of `f(element for ...)`; the node takes in the parentheses, the cursor stays before `)`. */
function parseBareGenerator(p: Parser, element: Expr, open: number): Expr {
  const generators = parseClauses(p);
  p.expect(T.RPAR);
  const node = makeGeneratorExp(
    element,
    generators,
    p.line(open),
    p.column(open),
    p.endLine(),
    p.endColumn(),
  );
  p.pos--;
  return node;
}

function parseSubscript(p: Parser, value: Expr, start: number): Expr {
  p.pos++;
  p.enter();
  const first = p.pos;
  let slice = parseSliceItem(p);
  if (p.kinds[p.pos] === T.COMMA || p.kinds[first] === T.STAR) {
    const items = [slice];
    while (p.accept(T.COMMA) && p.kinds[p.pos] !== T.RSQB) items.push(parseSliceItem(p));
    slice = makeTuple(items, "Load", p.line(first), p.column(first), p.endLine(), p.endColumn());
  }
  p.expect(T.RSQB);
  p.depth--;
  return makeSubscript(value, slice, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseSliceItem(p: Parser): Expr {
  const start = p.pos;
  const kind = p.kinds[start];
  if (kind === T.STAR) return parseStarredArgument(p);
  if (kind === T.NAME && p.kinds[start + 1] === T.COLONEQUAL) return p.grammar.namedExpression(p);
  const lower = kind === T.COLON ? null : p.grammar.expression(p);
  if (lower !== null && p.kinds[p.pos] !== T.COLON) return lower;
  p.pos++;
  const upper = endsSlicePart(p) ? null : p.grammar.expression(p);
  let step = null;
  if (p.accept(T.COLON)) step = endsSlicePart(p) ? null : p.grammar.expression(p);
  return makeSlice(lower, upper, step, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function endsSlicePart(p: Parser): boolean {
  const kind = p.kinds[p.pos];
  return kind === T.COLON || kind === T.COMMA || kind === T.RSQB;
}

function parseAtom(p: Parser): Expr {
  switch (p.kinds[p.pos]) {
    case T.NAME:
      return parseName(p);
    case T.NUMBER:
      return parseNumber(p);
    case T.STRING:
      return parseStrings(p);
    case T.LPAR:
      return parseParentheses(p);
    case T.LSQB:
      return parseBrackets(p);
    case T.LBRACE:
      return parseBraces(p);
    case T.KW_NONE:
      return parseConstant(p, NONE);
    case T.KW_TRUE:
      return parseConstant(p, TRUE);
    case T.KW_FALSE:
      return parseConstant(p, FALSE);
    case T.ELLIPSIS:
      return parseConstant(p, ELLIPSIS);
  }
  return fail();
}

function parseName(p: Parser): Expr {
  const start = p.pos++;
  return makeName(
    p.names[p.values[start]],
    "Load",
    p.line(start),
    p.column(start),
    p.endLine(),
    p.endColumn(),
  );
}

/** The one-token constant at the cursor. */
export function parseConstant(p: Parser, value: ConstantValue): Expr {
  const start = p.pos++;
  return makeConstant(value, p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** The value of the keyword at the cursor if it is None, True or False, else null. */
export function keywordConstant(p: Parser): ConstantValue | null {
  switch (p.kinds[p.pos]) {
    case T.KW_NONE:
      return NONE;
    case T.KW_TRUE:
      return TRUE;
    case T.KW_FALSE:
      return FALSE;
  }
  return null;
}
