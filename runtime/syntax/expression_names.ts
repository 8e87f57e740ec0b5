/**
 * What messages call an expression, and which part of one cannot be a target.
 *
 * Source: CPython's _PyPegen_get_expr_name and _PyPegen_get_invalid_target (Parser/action_helpers.c).
 */

import type { ConstantValue, Expr } from "./ast.ts";
import type { Await } from "./parse_operators.ts";

/** What the target is for; a `for` target is parsed as a comparison together with its `in`. */
export type TargetUse = "star" | "del" | "for";

/** The words for `node` in a message. */
export function describeExpression(node: Expr | Await): string {
  switch (node.kind) {
    case "Attribute":
      return "attribute";
    case "Subscript":
      return "subscript";
    case "Starred":
      return "starred";
    case "Name":
      return "name";
    case "List":
      return "list";
    case "Tuple":
      return "tuple";
    case "Lambda":
      return "lambda";
    case "Call":
      return "function call";
    case "BoolOp":
    case "BinOp":
    case "UnaryOp":
      return "expression";
    case "GeneratorExp":
      return "generator expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Await":
      return "await expression";
    case "ListComp":
      return "list comprehension";
    case "SetComp":
      return "set comprehension";
    case "DictComp":
      return "dict comprehension";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "JoinedStr":
    case "FormattedValue":
      return "f-string expression";
    case "Constant":
      return describeConstant(node.value);
    case "Compare":
      return "comparison";
    case "IfExp":
      return "conditional expression";
    case "NamedExpr":
      return "named expression";
    case "Slice":
      return "slice";
  }
}

function describeConstant(value: ConstantValue): string {
  switch (value.type) {
    case "None":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "Ellipsis":
      return "ellipsis";
  }
  return "literal";
}

/** The first part of `node` that cannot be a target of that use, or null. */
export function findInvalidTarget(node: Expr, use: TargetUse): Expr | null {
  switch (node.kind) {
    case "List":
    case "Tuple":
      for (const element of node.elts) {
        const invalid = findInvalidTarget(element, use);
        if (invalid !== null) return invalid;
      }
      return null;
    case "Starred":
      return use === "del" ? node : findInvalidTarget(node.value, use);
    case "Compare":
      if (use !== "for") return node;
      return node.ops[0] === "In" ? findInvalidTarget(node.left, use) : null;
    case "Name":
    case "Subscript":
    case "Attribute":
      return null;
  }
  return node;
}

/** Whether `node` is a name that was a statement in Python 2. */
export function isLegacyName(node: Expr | null): boolean {
  return node !== null && node.kind === "Name" && (node.id === "print" || node.id === "exec");
}
