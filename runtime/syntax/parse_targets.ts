/**
 * Targets of assignments, loops and `del`: parsed as expressions, then checked and given their context.
 *
 * Law: a node that is a target has the context Store or Del, its parts that are only read keep Load; tuples, lists
 * and starred elements pass the context on. What cannot be a target ends the pass.
 *
 * Source: the rules star_targets, single_target and del_targets of CPython's Grammar/python.gram.
 */

import type { Expr } from "./ast.ts";
import { makeStarred, makeTuple } from "./ast_factories.ts";
import { fail, type Parser, startsExpression } from "./parser.ts";
import * as T from "./tokens.ts";

/** star_targets: one target, or a tuple of targets without parentheses. */
export function parseStarTargets(p: Parser): Expr {
  const start = p.pos;
  const first = parseStarTarget(p);
  if (p.kinds[p.pos] !== T.COMMA) return first;
  const items = [first];
  while (p.accept(T.COMMA) && startsExpression(p.kinds[p.pos])) items.push(parseStarTarget(p));
  return makeTuple(items, "Store", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** star_target: a target that may have a star. */
export function parseStarTarget(p: Parser): Expr {
  const start = p.pos;
  const isStarred = p.accept(T.STAR);
  const target = p.grammar.primary(p);
  storeTo(target);
  if (!isStarred) return target;
  return makeStarred(target, "Store", p.line(start), p.column(start), p.endLine(), p.endColumn());
}

/** del_targets up to the end of the statement. */
export function parseDelTargets(p: Parser): Expr[] {
  const targets: Expr[] = [];
  do {
    const target = p.grammar.primary(p);
    setDeleted(target);
    targets.push(target);
  } while (p.accept(T.COMMA) && startsExpression(p.kinds[p.pos]));
  return targets;
}

/** Makes an expression that was parsed for reading the target of an assignment, or fails. */
export function storeTo(node: Expr): void {
  switch (node.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
      node.ctx = "Store";
      return;
    case "Starred":
      node.ctx = "Store";
      storeTo(node.value);
      return;
    case "Tuple":
    case "List":
      node.ctx = "Store";
      for (const element of node.elts) storeTo(element);
      return;
  }
  fail();
}

function setDeleted(node: Expr): void {
  switch (node.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
      node.ctx = "Del";
      return;
    case "Tuple":
    case "List":
      node.ctx = "Del";
      for (const element of node.elts) setDeleted(element);
      return;
  }
  fail();
}

/** Whether a node is a single target: a name, an attribute or a subscript. */
export function isSingleTarget(node: Expr): boolean {
  return node.kind === "Name" || node.kind === "Attribute" || node.kind === "Subscript";
}
