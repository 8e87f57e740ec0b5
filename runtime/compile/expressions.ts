/**
 * Expressions: operators, comparisons, displays, attributes, subscripts, f-strings.
 *
 * Left-leaning chains (`a + b + c ...`, `x.y.z`) are written in a loop, so that their length is not limited by the
 * host's stack; everything else nests and is guarded by the writer.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_visit_expr1).
 */
import type { CompareOperator, Expr, Position } from "../syntax/ast.ts";
import { FALSE, NONE, TRUE } from "../memory/statics.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { constantTruth } from "./constants.ts";
import { constantValue } from "./fold.ts";
import { loadName, storeName } from "./names.ts";
import { attributePosition, loadAttribute, protect, STACK_GUIDELINE, truthOf } from "./operands.ts";
import { warnSubscript } from "./type_warnings.ts";
import { percentAsJoinedStr } from "./percent_folding.ts";
import { writeCall } from "./calls.ts";
import { writeComprehension } from "./comprehensions.ts";
import { writeDict, writeIterable, writeSequenceDisplay, writeSetDisplay } from "./displays.ts";
import { arithmetic, truthOfComparison, writeListItem } from "./fast_paths.ts";
import { BINARY } from "./operators.ts";
import { writeLambda } from "./functions.ts";
import { writeYield, writeYieldFrom } from "./yields.ts";

/** Functions of the library by operator; each takes borrowed operands and gives a new reference. */
const COMPARE: Partial<Record<CompareOperator, string>> = {
  Eq: "Eq",
  NotEq: "Ne",
  Lt: "Lt",
  LtE: "Le",
  Gt: "Gt",
  GtE: "Ge",
};

/** Evaluates any expression. */
export function writeExpression(w: CodeWriter, node: Expr): Operand {
  return w.deeper(() => {
    if (node.kind !== "Name") {
      const value = constantValue(node);
      if (value !== null) return w.constant(value);
    }
    if (node.kind === "Name" || w.isOnLine(node)) return writeUnfolded(w, node);
    return w.onLine(node, () => writeUnfolded(w, node));
  });
}

function writeUnfolded(w: CodeWriter, node: Expr): Operand {
  switch (node.kind) {
    case "Name":
      if (node.id === "__debug__") return w.constant({ type: "bool", value: true });
      return loadName(w, node.id, node);
    case "BinOp": {
      const text = percentAsJoinedStr(node);
      return text === null ? writeChain(w, node) : writeJoinedStr(w, text);
    }
    case "Attribute":
    case "Subscript":
    case "Call":
      return writeChain(w, node);
    case "UnaryOp":
      return writeUnary(w, node);
    case "BoolOp":
      return writeBoolOp(w, node);
    case "IfExp":
      return writeIfExp(w, node);
    case "Compare":
      return writeCompare(w, node);
    case "NamedExpr": {
      const value = w.own(w.expression(node.value));
      if (node.target.kind !== "Name") {
        w.syntaxError(node.target, "cannot use assignment expressions with this target");
      }
      const copy = w.owned();
      w.line(`i32[(${copy.text} = ${value.text}) >> 2]++;`);
      storeName(w, node.target.id, copy, node.target);
      return value;
    }
    case "List":
    case "Tuple":
      return writeSequenceDisplay(w, node);
    case "Set":
      return writeSetDisplay(w, node);
    case "Dict":
      return writeDict(w, node);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return writeComprehension(w, node);
    case "Lambda":
      return writeLambda(w, node);
    case "JoinedStr":
      return writeJoinedStr(w, node);
    case "FormattedValue":
      return writeFormattedValue(w, node);
    case "Slice":
      return writeSlice(w, node);
    case "Starred":
      return w.syntaxError(node, "can't use starred expression here");
    case "Yield":
      return writeYield(w, node);
    case "YieldFrom":
      return writeYieldFrom(w, node);
    case "Constant":
      return w.constant(node.value);
  }
}

type Link = Extract<Expr, { kind: "BinOp" | "Attribute" | "Subscript" | "Call" }>;

/** Writes `a.b(c)[d] + e ...` from its innermost left part outwards. */
function writeChain(w: CodeWriter, node: Link): Operand {
  const chain: Link[] = [];
  let current: Expr = node;
  while (isLink(current)) {
    if (current !== node && (constantValue(current) !== null || isPercentFormat(current))) break;
    chain.push(current);
    current = inner(current);
  }
  // A call of a method is written with its attribute, which is then skipped; a call of zero-argument super() is whole.
  let value: Operand | null = null;
  for (let i = chain.length - 1; i >= 0; i--) {
    const link = chain[i];
    const next = chain[i - 1];
    const base: Operand = value ?? w.expression(inner(link));
    if (link.kind === "Attribute" && next?.kind === "Call" && next.func === link) {
      value = writeCall(w, next, base, link);
      i--;
    } else {
      value = writeLink(w, link, base);
    }
  }
  return value as Operand;
}

function isPercentFormat(node: Link): boolean {
  return node.kind === "BinOp" && percentAsJoinedStr(node) !== null;
}

function isLink(node: Expr): node is Link {
  return node.kind === "BinOp" || node.kind === "Attribute" || node.kind === "Subscript" ||
    node.kind === "Call";
}

function inner(link: Link): Expr {
  switch (link.kind) {
    case "BinOp":
      return link.left;
    case "Attribute":
    case "Subscript":
      return link.value;
    case "Call":
      return link.func;
  }
}

function writeAttribute(w: CodeWriter, base: Operand, node: Extract<Link, { kind: "Attribute" }>): Operand {
  const where = attributePosition(node, node);
  return w.onLine(where, () => loadAttribute(w, base, node.attr, where));
}

function writeLink(w: CodeWriter, link: Link, base: Operand): Operand {
  switch (link.kind) {
    case "BinOp": {
      const left = protect(w, base, link.right);
      const right = w.expression(link.right);
      return arithmetic(w, link.op, BINARY[link.op], left, right, [left, right], link);
    }
    case "Attribute":
      return writeAttribute(w, base, link);
    case "Subscript": {
      warnSubscript(w, link);
      const object = protect(w, base, link.slice);
      if (link.slice.kind === "Slice") {
        const parts = writeSliceParts(w, link.slice), texts = parts.map((part) => part.text).join(", ");
        return w.operation(
          `${w.use("subscriptSlice")}(vm, ${object.text}, ${texts})`,
          [object, ...parts],
          link,
        );
      }
      const key = w.expression(link.slice);
      if (writeListItem(w, object, key)) return w.settleNumbers([object, key], link);
      return w.operation(`${w.use("subscript")}(vm, ${object.text}, ${key.text})`, [object, key], link);
    }
    case "Call":
      return writeCall(w, link, base, null);
  }
}

function writeUnary(w: CodeWriter, node: Extract<Expr, { kind: "UnaryOp" }>): Operand {
  if (node.op === "Not") return boolFrom(w, w.condition(node));
  const operand = w.expression(node.operand);
  const name = node.op === "USub" ? "negative" : node.op === "UAdd" ? "positive" : "invert";
  return w.operation(`${w.use(name)}(vm, ${operand.text})`, [operand], node);
}

/** True or False as a new reference. */
function boolFrom(w: CodeWriter, condition: string): Operand {
  const result = w.owned();
  const yes = w.number("TRUE", TRUE), no = w.number("FALSE", FALSE);
  w.line(`i32[(${result.text} = ${condition} ? ${yes} : ${no}) >> 2]++;`);
  return result;
}

/** `a and b or c`: the value of the operand that decides. */
function writeBoolOp(w: CodeWriter, node: Extract<Expr, { kind: "BoolOp" }>): Operand {
  const base = w.depth;
  const label = w.label("bool");
  w.open(`${label}: {`);
  let assigned: Set<string> | null = null;
  for (let i = 0; i < node.values.length; i++) {
    const value = w.own(w.expression(node.values[i]));
    if (i === 0) assigned = w.snapshot();
    if (i === node.values.length - 1) break;
    const truth = w.flag();
    w.line(`${truth} = ${truthOf(w, value.text)};`);
    w.failIf(`${truth} < 0`, node.values[i]);
    w.line(`if (${truth} === ${node.op === "And" ? 0 : 1}) break ${label};`);
    w.dropFlag(truth);
    w.release(value);
  }
  w.close();
  w.assigned = assigned;
  w.depth = base + 1;
  return { text: `t${base}`, temp: base, constant: null };
}

function writeIfExp(w: CodeWriter, first: Extract<Expr, { kind: "IfExp" }>): Operand {
  const base = w.depth;
  const label = w.label("pick");
  w.open(`${label}: {`);
  let assigned: Set<string> | null = null;
  let met = false;
  let node: Expr = first;
  while (node.kind === "IfExp" && constantValue(node) === null) {
    const test = w.condition(node.test);
    w.open(`if (${test}) {`);
    const before = w.snapshot();
    w.own(w.expression(node.body));
    w.depth = base;
    assigned = met ? meet(assigned, w.assigned) : w.snapshot();
    met = true;
    w.assigned = before;
    w.line(`break ${label};`);
    w.close();
    node = node.orelse;
  }
  w.own(w.expression(node));
  w.assigned = meet(assigned, w.assigned);
  w.close();
  w.depth = base + 1;
  return { text: `t${base}`, temp: base, constant: null };
}

function meet(a: Set<string> | null, b: Set<string> | null): Set<string> | null {
  if (a === null || b === null) return a ?? b;
  return new Set([...a].filter((name) => b.has(name)));
}

function writeCompare(w: CodeWriter, node: Extract<Expr, { kind: "Compare" }>): Operand {
  if (node.ops.length === 1) {
    const op = node.ops[0];
    if (COMPARE[op] === undefined) return boolFrom(w, w.condition(node));
    const left = protect(w, w.expression(node.left), node.comparators[0]);
    const right = w.expression(node.comparators[0]);
    return w.operation(
      `${w.use(`compare${COMPARE[op]}`)}(vm, ${left.text}, ${right.text})`,
      [left, right],
      node,
    );
  }
  warnIdentity(w, node);
  // a < b < c: the value is the first comparison that is false, or the last one.
  const base = w.depth;
  const result = w.owned();
  const label = w.label("compare");
  w.open(`${label}: {`);
  let left = protect(w, w.expression(node.left), ...node.comparators);
  for (let i = 0; i < node.ops.length; i++) {
    const last = i === node.ops.length - 1;
    if (!last && left.temp < 0) left = w.own(left);
    let right = writeComparator(w, node, i);
    if (!last) right = w.own(right);
    writeComparison(w, result.text, node.ops[i], left, right, node);
    if (last) {
      w.release(left, right);
      break;
    }
    const truth = w.flag();
    w.line(`${truth} = ${truthOf(w, result.text)};`);
    w.failIf(`${truth} < 0`, node);
    // The right operand becomes the left one of the next comparison.
    w.line(`if (--i32[${left.text} >> 2] === 0) ${w.use("dealloc")}(vm, ${left.text});`);
    w.line(`${left.text} = ${right.text}; ${right.text} = 0;`);
    w.depth = left.temp + 1;
    w.open(`if (${truth} === 0) {`);
    w.line(`if (--i32[${left.text} >> 2] === 0) ${w.use("dealloc")}(vm, ${left.text});`);
    w.line(`${left.text} = 0; break ${label};`);
    w.close();
    w.dropFlag(truth);
    w.line(`if (--i32[${result.text} >> 2] === 0) ${w.use("dealloc")}(vm, ${result.text});`);
    w.line(`${result.text} = 0;`);
  }
  w.close();
  w.depth = base + 1;
  return result;
}

/** Evaluates an operand of a comparison; the last one of `in` may be a constant in the place of a display. */
function writeComparator(w: CodeWriter, node: Extract<Expr, { kind: "Compare" }>, i: number): Operand {
  const isMembership = node.ops[i] === "In" || node.ops[i] === "NotIn";
  const isLast = i === node.ops.length - 1;
  return isMembership && isLast ? writeIterable(w, node.comparators[i]) : w.expression(node.comparators[i]);
}

function writeComparison(
  w: CodeWriter,
  result: string,
  op: CompareOperator,
  left: Operand,
  right: Operand,
  where: Position,
): void {
  const name = COMPARE[op];
  if (name !== undefined) {
    w.failIf(`(${result} = ${w.use(`compare${name}`)}(vm, ${left.text}, ${right.text})) === 0`, where);
    return;
  }
  const truth = w.flag();
  w.line(`${truth} = ${membershipOrIdentity(w, op, left, right)};`);
  if (op === "In" || op === "NotIn") w.failIf(`${truth} < 0`, where);
  const positive = op === "In" || op === "Is" ? 1 : 0;
  const yes = w.number("TRUE", TRUE), no = w.number("FALSE", FALSE);
  w.line(`i32[(${result} = ${truth} === ${positive} ? ${yes} : ${no}) >> 2]++;`);
  w.dropFlag(truth);
}

/** Text of 1 or 0 (-1 for a failed membership test) for `is` and `in`, before `not` is applied. */
function membershipOrIdentity(w: CodeWriter, op: CompareOperator, left: Operand, right: Operand): string {
  if (op === "Is" || op === "IsNot") return `${left.text} === ${right.text} ? 1 : 0`;
  return `${w.use("contains")}(vm, ${right.text}, ${left.text})`;
}

function warnIdentity(w: CodeWriter, node: Extract<Expr, { kind: "Compare" }>): void {
  let left = node.left;
  node.ops.forEach((op, i) => {
    const right = node.comparators[i];
    if (op === "Is" || op === "IsNot") {
      const literal = [left, right].find((side) => {
        const value = constantValue(side);
        return value !== null && value.type !== "None" && value.type !== "bool" && value.type !== "Ellipsis";
      });
      if (literal !== undefined) {
        const text = op === "Is"
          ? `"is" with a literal. Did you mean "=="?`
          : `"is not" with a literal. Did you mean "!="?`;
        w.unit.warn("SyntaxWarning", text, node);
      }
    }
    left = right;
  });
}

/** A condition: JavaScript text of a boolean, valid for the next line that is written. */
export function writeCondition(w: CodeWriter, node: Expr): string {
  return w.deeper(() => {
    const value = constantValue(node);
    if (value !== null) return constantTruth(value) ? "true" : "false";
    if (node.kind === "UnaryOp" && node.op === "Not") {
      let operand: Expr = node;
      let negated = false;
      while (operand.kind === "UnaryOp" && operand.op === "Not") {
        operand = operand.operand;
        negated = !negated;
      }
      const text = w.condition(operand);
      return negated ? `!(${text})` : text;
    }
    if (node.kind === "BoolOp") return boolCondition(w, node);
    if (node.kind === "Compare") {
      warnIdentity(w, node);
      return node.ops.length === 1
        ? compareCondition(w, node)
        : truthCondition(w, writeCompare(w, node), node);
    }
    return truthCondition(w, w.expression(node), node);
  });
}

function truthCondition(w: CodeWriter, operand: Operand, where: Position): string {
  const flag = w.operationFlag(truthOf(w, operand.text), [operand], where);
  w.dropFlag(flag);
  return `${flag} !== 0`;
}

function boolCondition(w: CodeWriter, node: Extract<Expr, { kind: "BoolOp" }>): string {
  const flag = w.flag();
  const label = w.label("test");
  let assigned: Set<string> | null = null;
  w.open(`${label}: {`);
  node.values.forEach((value, i) => {
    const text = w.condition(value);
    if (i === 0) assigned = w.snapshot();
    w.line(`${flag} = ${text} ? 1 : 0;`);
    if (i < node.values.length - 1) w.line(`if (${flag} === ${node.op === "And" ? 0 : 1}) break ${label};`);
  });
  w.close();
  w.assigned = assigned;
  w.dropFlag(flag);
  return `${flag} !== 0`;
}

function compareCondition(w: CodeWriter, node: Extract<Expr, { kind: "Compare" }>): string {
  const op = node.ops[0];
  const left = protect(w, w.expression(node.left), node.comparators[0]);
  const right = writeComparator(w, node, 0);
  const name = COMPARE[op];
  if (name !== undefined) {
    const flag = w.comparisonFlag(truthOfComparison(w, name, left, right), [left, right], node);
    w.dropFlag(flag);
    return `${flag} !== 0`;
  }
  const flag = w.flag();
  w.line(`${flag} = ${membershipOrIdentity(w, op, left, right)};`);
  w.release(left, right);
  if (op === "In" || op === "NotIn") w.failIf(`${flag} < 0`, node);
  w.dropFlag(flag);
  return op === "In" || op === "Is" ? `${flag} !== 0` : `${flag} === 0`;
}

/** Start, stop and step of a slice. */
function writeSliceParts(w: CodeWriter, node: Extract<Expr, { kind: "Slice" }>): Operand[] {
  const parts = [node.lower, node.upper, node.step];
  const operands: Operand[] = [];
  const none = w.number("NONE", NONE);
  parts.forEach((part, i) => {
    if (part === null) operands.push({ text: none, temp: -1, constant: { type: "None" } });
    else operands.push(protect(w, w.expression(part), ...parts.slice(i + 1)));
  });
  return operands;
}

function writeSlice(w: CodeWriter, node: Extract<Expr, { kind: "Slice" }>): Operand {
  const operands = writeSliceParts(w, node);
  const texts = operands.map((operand) => operand.text).join(", ");
  return w.operation(`${w.use("sliceNew")}(vm, ${texts})`, operands, node);
}

function writeJoinedStr(w: CodeWriter, node: Extract<Expr, { kind: "JoinedStr" }>): Operand {
  if (node.values.length === 0) return w.constant({ type: "str", value: "" });
  if (node.values.length === 1) {
    const only = w.expression(node.values[0]);
    return only;
  }
  if (node.values.length > STACK_GUIDELINE) return writeLongJoinedStr(w, node);
  const parts: Operand[] = node.values.map((value) => {
    const part = w.expression(value);
    return part.temp < 0 && part.constant === null ? w.own(part) : part;
  });
  const sp = w.pushArguments(parts);
  const result = `${w.use("joinStrings")}(vm, ${sp}, ${parts.length})`;
  const temps = parts.filter((part) => part.temp >= 0);
  const where = node;
  w.line(`r = ${result}; vm.sp = ${sp};`);
  w.dropFlag(sp);
  return w.settleReleased(temps, where);
}

/** Many parts are collected in a list first. */
function writeLongJoinedStr(w: CodeWriter, node: Extract<Expr, { kind: "JoinedStr" }>): Operand {
  const list = w.take(`${w.use("listNew")}(vm, 0)`, node);
  for (const value of node.values) {
    const part = w.expression(value);
    w.operationCheck(`${w.use("listAppend")}(vm, ${list.text}, ${part.text})`, [part], node);
  }
  return w.operation(`${w.use("joinList")}(vm, ${list.text})`, [list], node);
}

function writeFormattedValue(w: CodeWriter, node: Extract<Expr, { kind: "FormattedValue" }>): Operand {
  const value = protect(w, w.expression(node.value), node.format_spec);
  const operands = [value];
  let spec = "0";
  if (node.format_spec !== null) {
    const operand = w.expression(node.format_spec);
    operands.push(operand);
    spec = operand.text;
  }
  const name = w.use("formatValue");
  return w.operation(`${name}(vm, ${value.text}, ${node.conversion}, ${spec})`, operands, node);
}
