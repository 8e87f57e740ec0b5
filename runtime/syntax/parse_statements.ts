/**
 * Compound statements, blocks, and the three kinds of source: a module, an expression, one interactive statement.
 *
 * Laws: a chain of `elif` is a loop and is closed from its last part backwards. A compound statement ends with the
 * last token of its block that is not layout. `match` is a keyword only where the logical line that it begins ends
 * with a colon and goes on after it with something that a subject can begin with.
 *
 * Source: the rules file, eval, interactive and compound_stmt of CPython's Grammar/python.gram.
 */

import type {
  ExceptHandler,
  Expr,
  Expression,
  Interactive,
  Keyword,
  MatchCase,
  Module,
  Statement,
  WithItem,
} from "./ast.ts";
import * as F from "./ast_factories.ts";
import {
  parseExpression,
  parseExpressions,
  parseNamedExpression,
  parseStarExpressions,
  parseStarNamedExpression,
} from "./parse_expressions.ts";
import { parseParameters } from "./parse_parameters.ts";
import { parsePatterns } from "./parse_patterns.ts";
import { parseArguments } from "./parse_primary.ts";
import { parseIdentifier, parseSimpleStatements } from "./parse_simple_statements.ts";
import { parseStarTarget, parseStarTargets } from "./parse_targets.ts";
import { fail, PARSE_FAILED, type Parser, startsExpression } from "./parser.ts";
import * as T from "./tokens.ts";

/** file: a whole module. `onStatement` is told where each statement of the module begins. */
export function parseModule(p: Parser, onStatement: (token: number) => void): Module {
  const body: Statement[] = [];
  while (p.kinds[p.pos] !== T.ENDMARKER) {
    onStatement(p.pos);
    parseStatement(p, body);
  }
  return F.makeModule(body);
}

/** eval: one expression. */
export function parseEval(p: Parser): Expression {
  const body = parseExpressions(p);
  while (p.accept(T.NEWLINE));
  p.expect(T.ENDMARKER);
  return F.makeExpression(body);
}

/** interactive: one statement; the caller checks that nothing follows. */
export function parseInteractive(p: Parser): Interactive {
  const body: Statement[] = [];
  const start = p.pos;
  if (p.accept(T.NEWLINE)) {
    body.push(F.makePass(p.line(start), p.column(start), p.endLine(), p.endColumn()));
    return F.makeInteractive(body);
  }
  parseStatement(p, body);
  if (isCompound(body[0])) p.expect(T.NEWLINE);
  return F.makeInteractive(body);
}

function isCompound(statement: Statement): boolean {
  switch (statement.kind) {
    case "FunctionDef":
    case "ClassDef":
    case "If":
    case "While":
    case "For":
    case "Try":
    case "TryStar":
    case "With":
    case "Match":
      return true;
  }
  return false;
}

function parseStatement(p: Parser, body: Statement[]): void {
  switch (p.kinds[p.pos]) {
    case T.KW_IF:
      body.push(parseIf(p));
      return;
    case T.KW_DEF:
      body.push(parseFunction(p, []));
      return;
    case T.KW_CLASS:
      body.push(parseClass(p, []));
      return;
    case T.AT:
      body.push(parseDecorated(p));
      return;
    case T.KW_FOR:
      body.push(parseFor(p, p.pos));
      return;
    case T.KW_WHILE:
      body.push(parseWhile(p));
      return;
    case T.KW_TRY:
      body.push(parseTry(p));
      return;
    case T.KW_WITH:
      body.push(parseWith(p, p.pos));
      return;
    case T.KW_ASYNC:
      body.push(parseAsync(p));
      return;
    case T.NAME:
      if (p.values[p.pos] === T.NAME_MATCH && startsMatch(p)) {
        body.push(parseMatch(p));
        return;
      }
  }
  parseSimpleStatements(p, body);
}

/** block: an indented block, or simple statements on the same line. */
function parseBlock(p: Parser): Statement[] {
  const body: Statement[] = [];
  p.expect(T.COLON);
  if (!p.accept(T.NEWLINE)) {
    parseSimpleStatements(p, body);
    return body;
  }
  p.expect(T.INDENT);
  p.enter();
  do {
    parseStatement(p, body);
  } while (!p.accept(T.DEDENT));
  p.depth--;
  return body;
}

function blockEndLine(p: Parser): number {
  const token = p.lastTokenOfBlock();
  return p.kinds[token] === T.STRING ? p.values[token] : p.lines[token];
}

function blockEndColumn(p: Parser): number {
  return p.source.columnAt(p.ends[p.lastTokenOfBlock()], blockEndLine(p));
}

function parseIf(p: Parser): Statement {
  const starts: number[] = [];
  const tests: Expr[] = [];
  const bodies: Statement[][] = [];
  do {
    starts.push(p.pos++);
    tests.push(parseNamedExpression(p));
    bodies.push(parseBlock(p));
  } while (p.kinds[p.pos] === T.KW_ELIF);
  let orelse = parseElse(p);
  const endLine = blockEndLine(p);
  const endColumn = blockEndColumn(p);
  for (let i = starts.length - 1; i > 0; i--) {
    const start = starts[i];
    orelse = [F.makeIf(tests[i], bodies[i], orelse, p.line(start), p.column(start), endLine, endColumn)];
  }
  return F.makeIf(tests[0], bodies[0], orelse, p.line(starts[0]), p.column(starts[0]), endLine, endColumn);
}

function parseElse(p: Parser): Statement[] {
  return p.accept(T.KW_ELSE) ? parseBlock(p) : [];
}

function parseWhile(p: Parser): Statement {
  const start = p.pos++;
  const test = parseNamedExpression(p);
  const body = parseBlock(p);
  const orelse = parseElse(p);
  return F.makeWhile(test, body, orelse, p.line(start), p.column(start), blockEndLine(p), blockEndColumn(p));
}

function parseFor(p: Parser, start: number): Statement {
  p.expect(T.KW_FOR);
  const target = parseStarTargets(p);
  p.expect(T.KW_IN);
  const iterable = parseStarExpressions(p);
  const body = parseBlock(p);
  const orelse = parseElse(p);
  return F.makeFor(
    target,
    iterable,
    body,
    orelse,
    p.line(start),
    p.column(start),
    blockEndLine(p),
    blockEndColumn(p),
  );
}

function parseAsync(p: Parser): Statement {
  const start = p.pos++;
  if (p.asyncToken < 0) p.asyncToken = start;
  switch (p.kinds[p.pos]) {
    case T.KW_DEF:
      return parseFunction(p, []);
    case T.KW_FOR:
      return parseFor(p, start);
    case T.KW_WITH:
      return parseWith(p, start);
  }
  return fail();
}

function parseDecorated(p: Parser): Statement {
  const decorators: Expr[] = [];
  while (p.accept(T.AT)) {
    decorators.push(parseNamedExpression(p));
    p.expect(T.NEWLINE);
  }
  if (p.kinds[p.pos] === T.KW_CLASS) return parseClass(p, decorators);
  if (p.kinds[p.pos] === T.KW_ASYNC) {
    if (p.asyncToken < 0) p.asyncToken = p.pos;
    p.pos++;
  }
  return parseFunction(p, decorators);
}

function parseFunction(p: Parser, decorators: Expr[]): Statement {
  const start = p.pos;
  p.expect(T.KW_DEF);
  const name = parseIdentifier(p);
  p.expect(T.LPAR);
  const args = parseParameters(p);
  p.expect(T.RPAR);
  const returns = p.accept(T.RARROW) ? parseExpression(p) : null;
  const body = parseBlock(p);
  const line = p.line(start);
  const endColumn = blockEndColumn(p);
  return F.makeFunctionDef(
    name,
    args,
    body,
    decorators,
    returns,
    line,
    p.column(start),
    blockEndLine(p),
    endColumn,
  );
}

function parseClass(p: Parser, decorators: Expr[]): Statement {
  const start = p.pos++;
  const name = parseIdentifier(p);
  const bases: Expr[] = [];
  const keywords: Keyword[] = [];
  if (p.kinds[p.pos] === T.LPAR) parseArguments(p, bases, keywords, false);
  const body = parseBlock(p);
  const line = p.line(start);
  const endColumn = blockEndColumn(p);
  return F.makeClassDef(
    name,
    bases,
    keywords,
    body,
    decorators,
    line,
    p.column(start),
    blockEndLine(p),
    endColumn,
  );
}

function parseTry(p: Parser): Statement {
  const start = p.pos++;
  const body = parseBlock(p);
  const handlers: ExceptHandler[] = [];
  const isStar = p.kinds[p.pos] === T.KW_EXCEPT && p.kinds[p.pos + 1] === T.STAR;
  while (p.kinds[p.pos] === T.KW_EXCEPT) handlers.push(parseHandler(p, isStar));
  const orelse = handlers.length > 0 ? parseElse(p) : [];
  let finalbody: Statement[] = [];
  if (p.accept(T.KW_FINALLY)) finalbody = parseBlock(p);
  else if (handlers.length === 0) fail();
  const make = isStar ? F.makeTryStar : F.makeTry;
  return make(
    body,
    handlers,
    orelse,
    finalbody,
    p.line(start),
    p.column(start),
    blockEndLine(p),
    blockEndColumn(p),
  );
}

function parseHandler(p: Parser, isStar: boolean): ExceptHandler {
  const start = p.pos++;
  if (p.accept(T.STAR) !== isStar) fail();
  let type: Expr | null = null;
  let name: string | null = null;
  if (isStar || p.kinds[p.pos] !== T.COLON) {
    type = parseExpression(p);
    if (p.accept(T.KW_AS)) name = parseIdentifier(p);
  }
  const body = parseBlock(p);
  return F.makeExceptHandler(
    type,
    name,
    body,
    p.line(start),
    p.column(start),
    blockEndLine(p),
    blockEndColumn(p),
  );
}

function parseWith(p: Parser, start: number): Statement {
  p.expect(T.KW_WITH);
  const items = (p.kinds[p.pos] === T.LPAR && parseParenthesizedItems(p)) || parseWithItems(p);
  const body = parseBlock(p);
  return F.makeWith(items, body, p.line(start), p.column(start), blockEndLine(p), blockEndColumn(p));
}

function parseWithItems(p: Parser): WithItem[] {
  const items = [parseWithItem(p)];
  while (p.accept(T.COMMA)) items.push(parseWithItem(p));
  return items;
}

/**
 * `with (item, item, ...):`, or null with the cursor unmoved when the parentheses belong to an expression. Where a
 * colon follows the closing one they can be either; a list of plain items is preferred.
 */
function parseParenthesizedItems(p: Parser): WithItem[] | null {
  const open = p.pos;
  const close = p.values[open];
  if (close === 0 || p.kinds[close + 1] !== T.COLON || close === open + 1) return null;
  const depth = p.depth;
  const warnings = p.warnings.length;
  p.pos++;
  p.enter();
  const items = tryWithItems(p, close);
  p.depth = depth;
  if (items !== null) {
    p.pos++;
    return items;
  }
  p.pos = open;
  p.warnings.length = warnings;
  return null;
}

/** The items up to the token `close`, or null when something else stands there. */
function tryWithItems(p: Parser, close: number): WithItem[] | null {
  const items: WithItem[] = [];
  try {
    do {
      items.push(parseWithItem(p));
    } while (p.accept(T.COMMA) && p.pos < close);
  } catch (error) {
    if (error !== PARSE_FAILED) throw error;
    p.operatorCount = 0;
    return null;
  }
  return p.pos === close ? items : null;
}

function parseWithItem(p: Parser): WithItem {
  const value = parseExpression(p);
  const target = p.accept(T.KW_AS) ? parseStarTarget(p) : null;
  return F.makeWithItem(value, target);
}

/** Whether the name `match` at the cursor begins a match statement. */
function startsMatch(p: Parser): boolean {
  const next = p.kinds[p.pos + 1];
  if (next <= T.DEDENT || next === T.EQUAL || next === T.DOT || !startsExpression(next)) return false;
  if (p.pos >= p.scannedLineEnd) {
    let token = p.pos;
    while (p.kinds[token] !== T.NEWLINE && p.kinds[token] !== T.ENDMARKER && p.kinds[token] !== T.ERROR) {
      token++;
    }
    p.scannedLineEnd = token;
    p.scannedLineHasColon = p.kinds[token - 1] === T.COLON;
  }
  return p.scannedLineHasColon;
}

function parseMatch(p: Parser): Statement {
  const start = p.pos++;
  const subject = parseSubject(p);
  p.expect(T.COLON);
  p.expect(T.NEWLINE);
  p.expect(T.INDENT);
  p.enter();
  const cases: MatchCase[] = [];
  do {
    cases.push(parseCase(p));
  } while (!p.accept(T.DEDENT));
  p.depth--;
  return F.makeMatch(subject, cases, p.line(start), p.column(start), blockEndLine(p), blockEndColumn(p));
}

function parseSubject(p: Parser): Expr {
  const start = p.pos;
  const first = parseStarNamedExpression(p);
  if (p.kinds[p.pos] !== T.COMMA) return first.kind === "Starred" ? fail() : first;
  const items = [first];
  while (p.accept(T.COMMA) && p.kinds[p.pos] !== T.COLON) items.push(parseStarNamedExpression(p));
  return F.makeTuple(items, "Load", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

function parseCase(p: Parser): MatchCase {
  if (p.kinds[p.pos] !== T.NAME || p.values[p.pos] !== T.NAME_CASE) fail();
  p.pos++;
  const pattern = parsePatterns(p);
  const guard = p.accept(T.KW_IF) ? parseNamedExpression(p) : null;
  return F.makeMatchCase(pattern, guard, parseBlock(p));
}
