/**
 * Statements.
 *
 * Each records its line, then writes its effect. Between statements no temporary is in use but the iterators of the
 * loops around.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_visit_stmt).
 */
import type { Expr, Position, Statement } from "../syntax/ast.ts";
import { writeAssignment, writeAugAssign, writeDelete } from "./assignments.ts";
import { CodeWriter, type Operand } from "./code_writer.ts";
import { constantTruth } from "./constants.ts";
import { writeIterable } from "./displays.ts";
import { constantValue } from "./fold.ts";
import { writeClassDef } from "./classes.ts";
import { writeFunctionDef } from "./functions.ts";
import { writeImport, writeImportFrom } from "./imports.ts";
import { checkReturn, writeLoopExit, writeReturn } from "./leaving.ts";
import { writeLoopEnd, writeLoopHead, writeLoopNext } from "./loops.ts";
import { writeMatch } from "./match_statement.ts";
import { writeTry, writeTryStar } from "./try_statement.ts";
import { writeWith } from "./with_statement.ts";

export function writeStatements(w: CodeWriter, body: readonly Statement[]): void {
  for (const statement of body) writeStatement(w, statement);
}

function writeStatement(w: CodeWriter, node: Statement): void {
  w.deeper(() => {
    if (
      node.kind !== "FunctionDef" && node.kind !== "Pass" && node.kind !== "Try" && node.kind !== "TryStar"
    ) w.setLine(node);
    dispatch(w, node);
  });
}

function dispatch(w: CodeWriter, node: Statement): void {
  switch (node.kind) {
    case "Expr":
      writeExpressionStatement(w, node.value);
      break;
    case "Assign":
      writeAssignment(w, node);
      break;
    case "AugAssign":
      writeAugAssign(w, node);
      break;
    case "AnnAssign":
      writeAnnAssign(w, node);
      break;
    case "FunctionDef":
      w.setLine(node);
      writeFunctionDef(w, node);
      break;
    case "Return":
      if (w.scope.kind !== "function") w.syntaxError(node, "'return' outside function");
      checkReturn(w, returnPlace(node));
      writeReturnStatement(w, node);
      w.assigned = null;
      break;
    case "Delete":
      for (const target of node.targets) writeDelete(w, target);
      break;
    case "If":
      writeIf(w, node);
      break;
    case "While":
      writeWhile(w, node);
      break;
    case "For":
      writeFor(w, node);
      break;
    case "Break":
    case "Continue":
      writeLoopExit(w, node.kind === "Break" ? "break" : "continue", node);
      w.assigned = null;
      break;
    case "Try":
      writeTry(w, node);
      break;
    case "Raise":
      writeRaise(w, node);
      break;
    case "Assert":
      writeAssert(w, node);
      break;
    case "Import":
      writeImport(w, node);
      break;
    case "ImportFrom":
      writeImportFrom(w, node);
      break;
    case "Pass":
    case "Global":
    case "Nonlocal":
      break;
    case "ClassDef":
      writeClassDef(w, node);
      break;
    case "With":
      writeWith(w, node);
      break;
    case "Match":
      writeMatch(w, node);
      break;
    case "TryStar":
      writeTryStar(w, node);
      break;
  }
}

/** Where CPython places a complaint about a `return`: at its value if that is a constant on the same line. */
function returnPlace(node: Extract<Statement, { kind: "Return" }>): Position {
  const { value } = node;
  return value !== null && constantValue(value) !== null && value.line === node.line ? value : node;
}

/** `return`; what follows it is not reached, but is written with the temporaries as they were before it. */
function writeReturnStatement(w: CodeWriter, node: Extract<Statement, { kind: "Return" }>): void {
  const depth = w.depth;
  writeReturn(w, node.value === null ? w.constant({ type: "None" }) : w.expression(node.value));
  w.depth = depth;
}

function writeExpressionStatement(w: CodeWriter, node: Expr): void {
  if (w.interactive) {
    const value = w.expression(node);
    w.operationCheck(`${w.use("displayHook")}(vm, ${value.text})`, [value], node);
    return;
  }
  if (constantValue(node) !== null) return;
  const value = w.expression(node);
  w.release(value);
}

function writeAnnAssign(w: CodeWriter, node: Extract<Statement, { kind: "AnnAssign" }>): void {
  if (node.value !== null) w.assign(node.target, w.expression(node.value));
  else evaluateTarget(w, node.target);
  const { target } = node;
  const name = target.kind === "Name" ? target.id : target.kind === "Attribute" ? target.attr : "";
  if (name === "__debug__") w.syntaxError(node, "cannot assign to __debug__");
  if (w.scope.kind === "function") return;
  if (node.simple && node.target.kind === "Name") {
    const annotation = w.expression(node.annotation);
    const key = w.name(w.mangled(name));
    w.operationCheck(`${w.use("storeAnnotation")}(vm, fp, ${key}, ${annotation.text})`, [annotation], node);
  } else {
    w.release(w.expression(node.annotation));
  }
}

/** The parts of a target that gets no value. */
function evaluateTarget(w: CodeWriter, target: Expr): void {
  const evaluate = (part: Expr | null) => {
    if (part === null) return;
    if (part.kind === "Tuple") part.elts.forEach(evaluate);
    else if (part.kind === "Slice") [part.lower, part.upper, part.step].forEach(evaluate);
    else w.release(w.expression(part));
  };
  if (target.kind === "Attribute") evaluate(target.value);
  else if (target.kind === "Subscript") {
    w.release(w.expression(target.value));
    evaluate(target.slice);
  }
}

function writeIf(w: CodeWriter, first: Extract<Statement, { kind: "If" }>): void {
  const label = w.label("if");
  w.open(`${label}: {`);
  let after: Set<string> | null = null;
  let node = first;
  for (;;) {
    const value = constantValue(node.test);
    const test = value === null ? w.condition(node.test) : constantTruth(value) ? "true" : "false";
    const before = w.snapshot();
    w.open(`if (${test}) {`);
    w.statements(node.body);
    after = CodeWriter.meet(after, w.assigned);
    w.line(`break ${label};`);
    w.close();
    w.assigned = before;
    w.forgetLine();
    const only = node.orelse[0];
    if (node.orelse.length !== 1 || only.kind !== "If") break;
    w.setLine(only);
    node = only;
  }
  w.statements(node.orelse);
  w.assigned = CodeWriter.meet(after, w.assigned);
  w.close();
  w.forgetLine();
}

function writeWhile(w: CodeWriter, node: Extract<Statement, { kind: "While" }>): void {
  w.enterBlock(node);
  const label = writeLoopHead(w, node);
  const before = w.snapshot();
  const value = constantValue(node.test);
  if (value === null || !constantTruth(value)) {
    const test = w.condition(node.test);
    w.open(`if (!(${test})) {`);
    const state = w.snapshot();
    w.statements(node.orelse);
    w.assigned = state;
    w.line(`break ${label};`);
    w.close();
  }
  w.enclosures.push({ kind: "loop", label, iterator: -1 });
  w.statements(node.body);
  w.enclosures.pop();
  writeLoopEnd(w);
  w.assigned = before;
  w.forgetLine();
  w.leaveBlock();
}

function writeFor(w: CodeWriter, node: Extract<Statement, { kind: "For" }>): void {
  w.enterBlock(node);
  const base = w.depth;
  const iterable = writeIterable(w, node.iter);
  const iterator = w.operation(`${w.use("getIter")}(vm, ${iterable.text})`, [iterable], node);
  const before = w.snapshot();
  const label = writeLoopHead(w, node);
  writeLoopNext(w, iterator, node.target, node, () => {
    w.release(iterator);
    w.statements(node.orelse);
    w.assigned = before === null ? null : new Set(before);
    w.line(`break ${label};`);
  });
  w.enclosures.push({ kind: "loop", label, iterator: iterator.temp });
  w.statements(node.body);
  w.enclosures.pop();
  writeLoopEnd(w);
  w.depth = base;
  w.assigned = before;
  w.forgetLine();
  w.leaveBlock();
}

function writeRaise(w: CodeWriter, node: Extract<Statement, { kind: "Raise" }>): void {
  if (node.exc === null) {
    w.line(`p = ${w.use("reraise")}(vm, ${w.position(node)}); break ${w.failLabel};`);
  } else {
    const exception = w.own(w.expression(node.exc));
    const operands: Operand[] = [exception];
    let cause = "0";
    if (node.cause !== null) {
      const operand = w.expression(node.cause);
      operands.push(operand);
      cause = operand.text;
    }
    w.line(`${w.use("raiseStatement")}(vm, ${exception.text}, ${cause});`);
    w.release(...operands);
    w.line(w.fail(node));
  }
  w.assigned = null;
}

function writeAssert(w: CodeWriter, node: Extract<Statement, { kind: "Assert" }>): void {
  if (node.test.kind === "Tuple" && node.test.elts.length > 0) {
    w.unit.warn("SyntaxWarning", "assertion is always true, perhaps remove parentheses?", node);
  }
  const test = w.condition(node.test);
  w.open(`if (!(${test})) {`);
  if (node.msg === null) {
    w.line(`${w.use("assertionFailed")}(vm, 0);`);
  } else {
    const message = w.expression(node.msg);
    w.line(`${w.use("assertionFailed")}(vm, ${message.text});`);
    w.release(message);
  }
  w.line(w.fail(lastComparison(node.test) ?? node));
  w.close();
}

/** The comparison that a condition ends with, if any: where CPython places a failed assertion. */
function lastComparison(test: Expr): Expr | null {
  switch (test.kind) {
    case "Compare":
      return test;
    case "UnaryOp":
      return test.op === "Not" ? lastComparison(test.operand) : null;
    case "BoolOp":
      return test.values.map(lastComparison).findLast((found) => found !== null) ?? null;
    case "IfExp":
      return lastComparison(test.orelse) ?? lastComparison(test.body) ?? lastComparison(test.test);
    default:
      return null;
  }
}
