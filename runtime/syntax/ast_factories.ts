/**
 * The factories of the syntax tree's nodes: one for each kind, its arguments in the order of the fields, the
 * position last (line from 1, column from 0 in code points, the end exclusive).
 *
 * Law: no other code writes a node as a literal. V8 then gives all nodes of a kind one hidden class, and every
 * place that reads a node of that kind stays monomorphic. The node owns the arrays that it is given.
 */

import type {
  Alias,
  AnnAssign,
  Arg,
  Arguments,
  Assert,
  Assign,
  Attribute,
  AugAssign,
  BinOp,
  BoolOp,
  BoolOperator,
  Break,
  Call,
  ClassDef,
  Compare,
  CompareOperator,
  Comprehension,
  Constant,
  ConstantValue,
  Continue,
  Delete,
  Dict,
  DictComp,
  ExceptHandler,
  Expr,
  ExprContext,
  Expression,
  ExprStatement,
  For,
  FormattedValue,
  FunctionDef,
  GeneratorExp,
  Global,
  If,
  IfExp,
  Import,
  ImportFrom,
  Interactive,
  JoinedStr,
  Keyword,
  Lambda,
  List,
  ListComp,
  Match,
  MatchAs,
  MatchCase,
  MatchClass,
  MatchMapping,
  MatchOr,
  MatchSequence,
  MatchSingleton,
  MatchStar,
  MatchValue,
  Module,
  Name,
  NamedExpr,
  Nonlocal,
  Operator,
  Pass,
  Pattern,
  Raise,
  Return,
  SetComp,
  SetDisplay,
  Slice,
  Starred,
  Statement,
  Subscript,
  Try,
  TryStar,
  Tuple,
  UnaryOp,
  UnaryOperator,
  While,
  With,
  WithItem,
  Yield,
  YieldFrom,
} from "./ast.ts";

export function makeFunctionDef(
  name: string,
  args: Arguments,
  body: Statement[],
  decorator_list: Expr[],
  returns: Expr | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): FunctionDef {
  return { kind: "FunctionDef", name, args, body, decorator_list, returns, line, column, endLine, endColumn };
}

export function makeClassDef(
  name: string,
  bases: Expr[],
  keywords: Keyword[],
  body: Statement[],
  decorator_list: Expr[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): ClassDef {
  return { kind: "ClassDef", name, bases, keywords, body, decorator_list, line, column, endLine, endColumn };
}

export function makeReturn(
  value: Expr | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Return {
  return { kind: "Return", value, line, column, endLine, endColumn };
}

export function makeDelete(
  targets: Expr[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Delete {
  return { kind: "Delete", targets, line, column, endLine, endColumn };
}

export function makeAssign(
  targets: Expr[],
  value: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Assign {
  return { kind: "Assign", targets, value, line, column, endLine, endColumn };
}

export function makeAugAssign(
  target: Expr,
  op: Operator,
  value: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): AugAssign {
  return { kind: "AugAssign", target, op, value, line, column, endLine, endColumn };
}

export function makeAnnAssign(
  target: Expr,
  annotation: Expr,
  value: Expr | null,
  simple: 0 | 1,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): AnnAssign {
  return { kind: "AnnAssign", target, annotation, value, simple, line, column, endLine, endColumn };
}

export function makeFor(
  target: Expr,
  iter: Expr,
  body: Statement[],
  orelse: Statement[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): For {
  return { kind: "For", target, iter, body, orelse, line, column, endLine, endColumn };
}

export function makeWhile(
  test: Expr,
  body: Statement[],
  orelse: Statement[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): While {
  return { kind: "While", test, body, orelse, line, column, endLine, endColumn };
}

export function makeIf(
  test: Expr,
  body: Statement[],
  orelse: Statement[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): If {
  return { kind: "If", test, body, orelse, line, column, endLine, endColumn };
}

export function makeWith(
  items: WithItem[],
  body: Statement[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): With {
  return { kind: "With", items, body, line, column, endLine, endColumn };
}

export function makeMatch(
  subject: Expr,
  cases: MatchCase[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Match {
  return { kind: "Match", subject, cases, line, column, endLine, endColumn };
}

export function makeRaise(
  exc: Expr | null,
  cause: Expr | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Raise {
  return { kind: "Raise", exc, cause, line, column, endLine, endColumn };
}

export function makeTry(
  body: Statement[],
  handlers: ExceptHandler[],
  orelse: Statement[],
  finalbody: Statement[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Try {
  return { kind: "Try", body, handlers, orelse, finalbody, line, column, endLine, endColumn };
}

export function makeTryStar(
  body: Statement[],
  handlers: ExceptHandler[],
  orelse: Statement[],
  finalbody: Statement[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): TryStar {
  return { kind: "TryStar", body, handlers, orelse, finalbody, line, column, endLine, endColumn };
}

export function makeAssert(
  test: Expr,
  msg: Expr | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Assert {
  return { kind: "Assert", test, msg, line, column, endLine, endColumn };
}

export function makeImport(
  names: Alias[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Import {
  return { kind: "Import", names, line, column, endLine, endColumn };
}

export function makeImportFrom(
  module: string | null,
  names: Alias[],
  level: number,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): ImportFrom {
  return { kind: "ImportFrom", module, names, level, line, column, endLine, endColumn };
}

export function makeGlobal(
  names: string[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Global {
  return { kind: "Global", names, line, column, endLine, endColumn };
}

export function makeNonlocal(
  names: string[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Nonlocal {
  return { kind: "Nonlocal", names, line, column, endLine, endColumn };
}

export function makeExprStatement(
  value: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): ExprStatement {
  return { kind: "Expr", value, line, column, endLine, endColumn };
}

export function makePass(line: number, column: number, endLine: number, endColumn: number): Pass {
  return { kind: "Pass", line, column, endLine, endColumn };
}

export function makeBreak(line: number, column: number, endLine: number, endColumn: number): Break {
  return { kind: "Break", line, column, endLine, endColumn };
}

export function makeContinue(line: number, column: number, endLine: number, endColumn: number): Continue {
  return { kind: "Continue", line, column, endLine, endColumn };
}

export function makeBoolOp(
  op: BoolOperator,
  values: Expr[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): BoolOp {
  return { kind: "BoolOp", op, values, line, column, endLine, endColumn };
}

export function makeNamedExpr(
  target: Expr,
  value: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): NamedExpr {
  return { kind: "NamedExpr", target, value, line, column, endLine, endColumn };
}

export function makeBinOp(
  left: Expr,
  op: Operator,
  right: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): BinOp {
  return { kind: "BinOp", left, op, right, line, column, endLine, endColumn };
}

export function makeUnaryOp(
  op: UnaryOperator,
  operand: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): UnaryOp {
  return { kind: "UnaryOp", op, operand, line, column, endLine, endColumn };
}

export function makeLambda(
  args: Arguments,
  body: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Lambda {
  return { kind: "Lambda", args, body, line, column, endLine, endColumn };
}

export function makeIfExp(
  test: Expr,
  body: Expr,
  orelse: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): IfExp {
  return { kind: "IfExp", test, body, orelse, line, column, endLine, endColumn };
}

export function makeDict(
  keys: (Expr | null)[],
  values: Expr[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Dict {
  return { kind: "Dict", keys, values, line, column, endLine, endColumn };
}

export function makeSetDisplay(
  elts: Expr[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): SetDisplay {
  return { kind: "Set", elts, line, column, endLine, endColumn };
}

export function makeListComp(
  elt: Expr,
  generators: Comprehension[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): ListComp {
  return { kind: "ListComp", elt, generators, line, column, endLine, endColumn };
}

export function makeSetComp(
  elt: Expr,
  generators: Comprehension[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): SetComp {
  return { kind: "SetComp", elt, generators, line, column, endLine, endColumn };
}

export function makeDictComp(
  key: Expr,
  value: Expr,
  generators: Comprehension[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): DictComp {
  return { kind: "DictComp", key, value, generators, line, column, endLine, endColumn };
}

export function makeGeneratorExp(
  elt: Expr,
  generators: Comprehension[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): GeneratorExp {
  return { kind: "GeneratorExp", elt, generators, line, column, endLine, endColumn };
}

export function makeYield(
  value: Expr | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Yield {
  return { kind: "Yield", value, line, column, endLine, endColumn };
}

export function makeYieldFrom(
  value: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): YieldFrom {
  return { kind: "YieldFrom", value, line, column, endLine, endColumn };
}

export function makeCompare(
  left: Expr,
  ops: CompareOperator[],
  comparators: Expr[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Compare {
  return { kind: "Compare", left, ops, comparators, line, column, endLine, endColumn };
}

export function makeCall(
  func: Expr,
  args: Expr[],
  keywords: Keyword[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Call {
  return { kind: "Call", func, args, keywords, line, column, endLine, endColumn };
}

export function makeFormattedValue(
  value: Expr,
  conversion: number,
  format_spec: JoinedStr | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): FormattedValue {
  return { kind: "FormattedValue", value, conversion, format_spec, line, column, endLine, endColumn };
}

export function makeJoinedStr(
  values: Expr[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): JoinedStr {
  return { kind: "JoinedStr", values, line, column, endLine, endColumn };
}

export function makeConstant(
  value: ConstantValue,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Constant {
  return { kind: "Constant", value, line, column, endLine, endColumn };
}

export function makeAttribute(
  value: Expr,
  attr: string,
  ctx: ExprContext,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Attribute {
  return { kind: "Attribute", value, attr, ctx, line, column, endLine, endColumn };
}

export function makeSubscript(
  value: Expr,
  slice: Expr,
  ctx: ExprContext,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Subscript {
  return { kind: "Subscript", value, slice, ctx, line, column, endLine, endColumn };
}

export function makeStarred(
  value: Expr,
  ctx: ExprContext,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Starred {
  return { kind: "Starred", value, ctx, line, column, endLine, endColumn };
}

export function makeName(
  id: string,
  ctx: ExprContext,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Name {
  return { kind: "Name", id, ctx, line, column, endLine, endColumn };
}

export function makeList(
  elts: Expr[],
  ctx: ExprContext,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): List {
  return { kind: "List", elts, ctx, line, column, endLine, endColumn };
}

export function makeTuple(
  elts: Expr[],
  ctx: ExprContext,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Tuple {
  return { kind: "Tuple", elts, ctx, line, column, endLine, endColumn };
}

export function makeSlice(
  lower: Expr | null,
  upper: Expr | null,
  step: Expr | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Slice {
  return { kind: "Slice", lower, upper, step, line, column, endLine, endColumn };
}

export function makeMatchValue(
  value: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): MatchValue {
  return { kind: "MatchValue", value, line, column, endLine, endColumn };
}

export function makeMatchSingleton(
  value: ConstantValue,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): MatchSingleton {
  return { kind: "MatchSingleton", value, line, column, endLine, endColumn };
}

export function makeMatchSequence(
  patterns: Pattern[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): MatchSequence {
  return { kind: "MatchSequence", patterns, line, column, endLine, endColumn };
}

export function makeMatchMapping(
  keys: Expr[],
  patterns: Pattern[],
  rest: string | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): MatchMapping {
  return { kind: "MatchMapping", keys, patterns, rest, line, column, endLine, endColumn };
}

export function makeMatchClass(
  cls: Expr,
  patterns: Pattern[],
  kwd_attrs: string[],
  kwd_patterns: Pattern[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): MatchClass {
  return { kind: "MatchClass", cls, patterns, kwd_attrs, kwd_patterns, line, column, endLine, endColumn };
}

export function makeMatchStar(
  name: string | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): MatchStar {
  return { kind: "MatchStar", name, line, column, endLine, endColumn };
}

export function makeMatchAs(
  pattern: Pattern | null,
  name: string | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): MatchAs {
  return { kind: "MatchAs", pattern, name, line, column, endLine, endColumn };
}

export function makeMatchOr(
  patterns: Pattern[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): MatchOr {
  return { kind: "MatchOr", patterns, line, column, endLine, endColumn };
}

export function makeExceptHandler(
  type: Expr | null,
  name: string | null,
  body: Statement[],
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): ExceptHandler {
  return { kind: "ExceptHandler", type, name, body, line, column, endLine, endColumn };
}

export function makeArg(
  arg: string,
  annotation: Expr | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Arg {
  return { kind: "arg", arg, annotation, line, column, endLine, endColumn };
}

export function makeKeyword(
  arg: string | null,
  value: Expr,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Keyword {
  return { kind: "keyword", arg, value, line, column, endLine, endColumn };
}

export function makeAlias(
  name: string,
  asname: string | null,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Alias {
  return { kind: "alias", name, asname, line, column, endLine, endColumn };
}

export function makeArguments(
  posonlyargs: Arg[],
  args: Arg[],
  vararg: Arg | null,
  kwonlyargs: Arg[],
  kw_defaults: (Expr | null)[],
  kwarg: Arg | null,
  defaults: Expr[],
): Arguments {
  return { kind: "arguments", posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
}

export function makeComprehension(target: Expr, iter: Expr, ifs: Expr[], is_async: 0 | 1): Comprehension {
  return { kind: "comprehension", target, iter, ifs, is_async };
}

export function makeWithItem(context_expr: Expr, optional_vars: Expr | null): WithItem {
  return { kind: "withitem", context_expr, optional_vars };
}

export function makeMatchCase(pattern: Pattern, guard: Expr | null, body: Statement[]): MatchCase {
  return { kind: "match_case", pattern, guard, body };
}

export function makeModule(body: Statement[]): Module {
  return { kind: "Module", body };
}

export function makeInteractive(body: Statement[]): Interactive {
  return { kind: "Interactive", body };
}

export function makeExpression(body: Expr): Expression {
  return { kind: "Expression", body };
}
