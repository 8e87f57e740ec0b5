/**
 * `from __future__ import`: which features a source asks for, where it may, and what `annotations` does.
 *
 * Every feature but two has been part of the language for long. With `annotations`, annotations are not evaluated: their text
 * takes their place in the tree, before scopes are made, so that their names are not looked up anywhere.
 *
 * Source: CPython 3.11 Python/future.c, Python/compile.c (compiler_visit_annexpr); PEP 563.
 */
import type { Arguments, Expr, Root, Statement } from "../syntax/ast.ts";
import { SyntaxFailure } from "../syntax/syntax_errors.ts";
import { unparse } from "./unparse.ts";

const LATE_FUTURE = "from __future__ imports must occur at the beginning of the file";

const FEATURES = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "barry_as_FLUFL",
  "generator_stop",
  "annotations",
]);

type ImportFrom = Extract<Statement, { kind: "ImportFrom" }>;

function isFuture(statement: Statement): statement is ImportFrom {
  return statement.kind === "ImportFrom" && statement.module === "__future__" && statement.level === 0;
}

function fail(message: string, node: Statement): SyntaxFailure {
  return new SyntaxFailure(
    "SyntaxError",
    message,
    node.line,
    node.column + 1,
    node.line,
    null,
  );
}

/** The statements that may ask for features (those at the beginning), and whether one asks for `annotations`. */
export function findFutures(root: Root): { statements: Set<Statement>; annotations: boolean } {
  const statements = new Set<Statement>();
  let annotations = false;
  const body = root.kind === "Expression" ? [] : root.body;
  for (const [i, statement] of body.entries()) {
    const isDoc = i === 0 && statement.kind === "Expr" && statement.value.kind === "Constant" &&
      statement.value.value.type === "str";
    if (isDoc) continue;
    if (!isFuture(statement)) {
      const late = body.slice(i).find((each) => isFuture(each) && each.line === statement.line);
      if (late === undefined) break;
      // On one line with what comes first: found here, where columns count from 0, and not by the compiler.
      throw new SyntaxFailure("SyntaxError", LATE_FUTURE, late.line, late.column, late.line);
    }
    statements.add(statement);
    for (const { name } of statement.names) {
      if (name === "braces") throw fail("not a chance", statement);
      if (!FEATURES.has(name)) throw fail(`future feature ${name} is not defined`, statement);
      annotations ||= name === "annotations";
    }
  }
  return { statements, annotations };
}

/** Puts the text of every annotation in its place. */
export function stringifyAnnotations(body: readonly Statement[]): void {
  for (const statement of body) stringifyStatement(statement);
}

/** What an annotation that is not evaluated may not have in it, outside of functions of its own. */
const REFUSED: Readonly<Record<string, string>> = {
  NamedExpr: "named expression",
  Yield: "yield expression",
  YieldFrom: "yield expression",
};

/** SyntaxError for what an annotation may not have in it. */
function checkAnnotation(node: object): void {
  const { kind } = node as { kind?: string };
  if (kind === "Lambda") return;
  if (kind !== undefined && Object.hasOwn(REFUSED, kind)) {
    const { line, column, endLine, endColumn } = node as Expr;
    const message = `'${REFUSED[kind]}' can not be used within an annotation`;
    throw new SyntaxFailure("SyntaxError", message, line, column + 1, endLine, endColumn + 1);
  }
  for (const part of Object.values(node)) {
    if (typeof part === "object" && part !== null) checkAnnotation(part);
  }
}

function textOf(node: Expr): Expr {
  checkAnnotation(node);
  const { line, column, endLine, endColumn } = node;
  return { kind: "Constant", value: { type: "str", value: unparse(node) }, line, column, endLine, endColumn };
}

function stringifyStatement(statement: Statement): void {
  switch (statement.kind) {
    case "FunctionDef":
      stringifyArguments(statement.args);
      if (statement.returns !== null) statement.returns = textOf(statement.returns);
      return stringifyAnnotations(statement.body);
    case "AnnAssign":
      statement.annotation = textOf(statement.annotation);
      return;
    case "ClassDef":
    case "With":
      return stringifyAnnotations(statement.body);
    case "For":
    case "While":
    case "If":
      stringifyAnnotations(statement.body);
      return stringifyAnnotations(statement.orelse);
    case "Try":
    case "TryStar":
      stringifyAnnotations(statement.body);
      for (const handler of statement.handlers) stringifyAnnotations(handler.body);
      stringifyAnnotations(statement.orelse);
      return stringifyAnnotations(statement.finalbody);
    case "Match":
      for (const { body } of statement.cases) stringifyAnnotations(body);
  }
}

function stringifyArguments(args: Arguments): void {
  const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg];
  for (const arg of all) {
    if (arg !== null && arg.annotation !== null) arg.annotation = textOf(arg.annotation);
  }
}
