/**
 * Operators: from `or` down to `**`, everything between an operand and a disjunction.
 *
 * One loop with an explicit stack (operator precedence parsing) does what fifteen nested rules of the grammar do:
 * a chain of any length costs no host stack, and an operand without operators passes through one function.
 *
 *     or < and < not < comparisons < | < ^ < & < shifts < + - < * / // % @ < unary + - ~ < **
 *
 * Laws: binary operators group to the left, `**` and the prefix operators to the right; `and`, `or` and comparisons
 * collect their operands in one node. An entry of the stack is an operator that waits for its right operand, with
 * the first token of its left one. A caller's entries lie below `base` and are not touched.
 *
 * Source: the rules disjunction to await_primary of CPython's Grammar/python.gram.
 */

import type { CompareOperator, Expr, Operator, Position, UnaryOperator } from "./ast.ts";
import { makeBinOp, makeBoolOp, makeCompare, makeUnaryOp } from "./ast_factories.ts";
import { parsePrimary } from "./parse_primary.ts";
import { fail, type Parser } from "./parser.ts";
import * as T from "./tokens.ts";

const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const BITWISE_OR = 5;
const UNARY = 11;
const POWER = 12;

/** See `parseAwait`. */
export interface Await extends Position {
  kind: "Await";
  value: Expr;
}

/** The precedence of each kind of token as an infix operator; 0: it is none. Constant. */
const INFIX_PRECEDENCE: Uint8Array = makePrecedences();

const OPERATOR_NAMES: readonly Operator[] = makeOperatorNames();

function makePrecedences(): Uint8Array {
  const table = new Uint8Array(T.KIND_COUNT);
  table[T.KW_OR] = OR;
  table[T.KW_AND] = AND;
  for (const kind of [T.KW_IN, T.KW_NOT, T.KW_IS]) table[kind] = COMPARISON;
  for (let kind = T.EQEQUAL; kind <= T.GREATEREQUAL; kind++) table[kind] = COMPARISON;
  table[T.VBAR] = BITWISE_OR;
  table[T.CIRCUMFLEX] = 6;
  table[T.AMPER] = 7;
  table[T.LEFTSHIFT] = table[T.RIGHTSHIFT] = 8;
  table[T.PLUS] = table[T.MINUS] = 9;
  for (const kind of [T.STAR, T.SLASH, T.DOUBLESLASH, T.PERCENT, T.AT]) table[kind] = 10;
  table[T.DOUBLESTAR] = POWER;
  return table;
}

function makeOperatorNames(): Operator[] {
  const names: Operator[] = [];
  names[T.VBAR] = "BitOr";
  names[T.CIRCUMFLEX] = "BitXor";
  names[T.AMPER] = "BitAnd";
  names[T.LEFTSHIFT] = "LShift";
  names[T.RIGHTSHIFT] = "RShift";
  names[T.PLUS] = "Add";
  names[T.MINUS] = "Sub";
  names[T.STAR] = "Mult";
  names[T.SLASH] = "Div";
  names[T.DOUBLESLASH] = "FloorDiv";
  names[T.PERCENT] = "Mod";
  names[T.AT] = "MatMult";
  names[T.DOUBLESTAR] = "Pow";
  return names;
}

/** disjunction: an expression without `if ... else` and without lambda at its top. */
export function parseDisjunction(p: Parser): Expr {
  return parseOperators(p, OR);
}

/** bitwise_or: an operand of a comparison, and what may follow `*` in a display. */
export function parseBitwiseOr(p: Parser): Expr {
  return parseOperators(p, BITWISE_OR);
}

/** The operator of an augmented assignment, by the kind of its token. */
export function augmentedOperator(kind: number): Operator {
  switch (kind) {
    case T.PLUSEQUAL:
      return "Add";
    case T.MINEQUAL:
      return "Sub";
    case T.STAREQUAL:
      return "Mult";
    case T.SLASHEQUAL:
      return "Div";
    case T.DOUBLESLASHEQUAL:
      return "FloorDiv";
    case T.PERCENTEQUAL:
      return "Mod";
    case T.ATEQUAL:
      return "MatMult";
    case T.VBAREQUAL:
      return "BitOr";
    case T.AMPEREQUAL:
      return "BitAnd";
    case T.CIRCUMFLEXEQUAL:
      return "BitXor";
    case T.LEFTSHIFTEQUAL:
      return "LShift";
    case T.RIGHTSHIFTEQUAL:
      return "RShift";
  }
  return "Pow";
}

function parseOperators(p: Parser, minimum: number): Expr {
  const base = p.operatorCount;
  for (;;) {
    pushPrefixes(p, base, minimum);
    let start = p.pos;
    let operand = parseOperand(p);
    const precedence = infixPrecedence(p);
    if (precedence < minimum) return p.operatorCount === base ? operand : reduceAll(p, base, operand);
    while (p.operatorCount > base && reducesBefore(p.operatorKinds[p.operatorCount - 1] >> 8, precedence)) {
      start = p.operatorStarts[p.operatorCount - 1];
      operand = reduceTop(p, operand);
    }
    if (
      p.operatorCount > base && p.operatorKinds[p.operatorCount - 1] >> 8 === precedence &&
      precedence < BITWISE_OR
    ) {
      extendTop(p, operand, precedence);
    } else pushInfix(p, operand, start, precedence);
  }
}

/** Whether an operator on the stack takes its right operand before one that follows is looked at. */
function reducesBefore(waiting: number, following: number): boolean {
  return waiting > following || (waiting === following && waiting >= BITWISE_OR && waiting !== POWER);
}

function parseOperand(p: Parser): Expr {
  return p.kinds[p.pos] === T.KW_AWAIT ? parseAwait(p) : parsePrimary(p);
}

/**
 * `await primary`. Asynchronous code is rejected once it has been parsed, so the tree has no kind of node for it;
 * what stands here until then is only told apart by what calls it an "await expression".
 */
function parseAwait(p: Parser): Expr {
  const start = p.pos++;
  if (p.asyncToken < 0) p.asyncToken = start;
  const value = parsePrimary(p);
  const node: Await = {
    kind: "Await",
    value,
    line: p.line(start),
    column: p.column(start),
    endLine: p.endLine(),
    endColumn: p.endColumn(),
  };
  return node as unknown as Expr;
}

function infixPrecedence(p: Parser): number {
  const kind = p.kinds[p.pos];
  if (kind === T.KW_NOT && p.kinds[p.pos + 1] !== T.KW_IN) return 0;
  return INFIX_PRECEDENCE[kind];
}

/** Stacks the prefix operators before an operand; `not` only where the grammar has an inversion. */
function pushPrefixes(p: Parser, base: number, minimum: number): void {
  for (;;) {
    const kind = p.kinds[p.pos];
    if (kind === T.KW_NOT) {
      const waiting = p.operatorCount > base ? p.operatorKinds[p.operatorCount - 1] >> 8 : minimum;
      if (waiting > NOT) fail();
      pushOperator(p, (NOT << 8) | kind, p.pos);
    } else if (kind === T.MINUS || kind === T.PLUS || kind === T.TILDE) {
      pushOperator(p, (UNARY << 8) | kind, p.pos);
    } else return;
    p.pos++;
  }
}

function pushOperator(p: Parser, code: number, start: number): number {
  const index = p.operatorCount++;
  p.operatorKinds[index] = code;
  p.operatorStarts[index] = start;
  return index;
}

function pushInfix(p: Parser, left: Expr, start: number, precedence: number): void {
  const kind = p.kinds[p.pos];
  const index = pushOperator(p, (precedence << 8) | kind, start);
  if (precedence >= BITWISE_OR) {
    p.operatorLefts[index] = left;
    p.pos++;
  } else if (precedence === COMPARISON) {
    p.operatorLefts[index] = left;
    p.operatorLists[index] = [];
    p.operatorCompares[index] = [parseCompareOperator(p)];
  } else {
    p.operatorLists[index] = [left];
    p.pos++;
  }
}

/** Another operand for the comparison, `and` or `or` on top of the stack. */
function extendTop(p: Parser, operand: Expr, precedence: number): void {
  const index = p.operatorCount - 1;
  p.operatorLists[index].push(operand);
  if (precedence === COMPARISON) p.operatorCompares[index].push(parseCompareOperator(p));
  else p.pos++;
}

function parseCompareOperator(p: Parser): CompareOperator {
  switch (p.kinds[p.pos++]) {
    case T.EQEQUAL:
      return "Eq";
    case T.NOTEQUAL:
      return "NotEq";
    case T.LESS:
      return "Lt";
    case T.LESSEQUAL:
      return "LtE";
    case T.GREATER:
      return "Gt";
    case T.GREATEREQUAL:
      return "GtE";
    case T.KW_IN:
      return "In";
    case T.KW_NOT:
      p.pos++;
      return "NotIn";
  }
  return p.accept(T.KW_NOT) ? "IsNot" : "Is";
}

function reduceAll(p: Parser, base: number, last: Expr): Expr {
  let operand = last;
  while (p.operatorCount > base) operand = reduceTop(p, operand);
  return operand;
}

/** Gives the top operator its right operand, which ends before the cursor. */
function reduceTop(p: Parser, operand: Expr): Expr {
  const index = --p.operatorCount;
  const code = p.operatorKinds[index];
  const start = p.operatorStarts[index];
  const line = p.line(start);
  const column = p.column(start);
  const endLine = p.endLine();
  const endColumn = p.endColumn();
  const precedence = code >> 8;
  if (precedence >= BITWISE_OR && precedence !== UNARY) {
    const left = p.operatorLefts[index] as Expr;
    return makeBinOp(left, OPERATOR_NAMES[code & 255], operand, line, column, endLine, endColumn);
  }
  if (precedence === COMPARISON) {
    const comparators = p.operatorLists[index];
    comparators.push(operand);
    const left = p.operatorLefts[index] as Expr;
    return makeCompare(left, p.operatorCompares[index], comparators, line, column, endLine, endColumn);
  }
  if (precedence === UNARY || precedence === NOT) {
    return makeUnaryOp(unaryName(code & 255), operand, line, column, endLine, endColumn);
  }
  const values = p.operatorLists[index];
  values.push(operand);
  return makeBoolOp(precedence === OR ? "Or" : "And", values, line, column, endLine, endColumn);
}

function unaryName(kind: number): UnaryOperator {
  if (kind === T.MINUS) return "USub";
  if (kind === T.PLUS) return "UAdd";
  return kind === T.TILDE ? "Invert" : "Not";
}
