/**
 * Displays: tuples, lists, sets and dicts written out.
 *
 * Up to 30 items are evaluated into temporaries and built at once, more are added one by one, so that the host's
 * stack frame stays small. A list of three or more constants is filled from a constant tuple.
 *
 * Source: CPython 3.11 Python/compile.c (starunpack_helper, compiler_dict).
 */
import type { Expr, Position } from "../syntax/ast.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { constantValue } from "./fold.ts";
import { protect, STACK_GUIDELINE } from "./operands.ts";
import type { Const } from "./draft.ts";

/** Pairs of a dict display that are built at once. */
const DICT_GUIDELINE = 15;

type SetNode = Extract<Expr, { kind: "Set" }>;
type SequenceNode = Extract<Expr, { kind: "List" | "Tuple" }>;

/** `[a, *b]` and `(a, *b)`. */
export function writeSequenceDisplay(w: CodeWriter, node: SequenceNode): Operand {
  const items = node.elts;
  const starred = items.some((item) => item.kind === "Starred");
  if (node.kind === "List" && items.length >= 3 && !starred) {
    const values = constantItems(items);
    if (values !== null) {
      const tuple = w.constant({ type: "tuple", items: values });
      return w.take(`${w.use("listFromConstants")}(vm, ${tuple.text})`, node);
    }
  }
  if (!starred && items.length <= STACK_GUIDELINE) {
    if (items.length === 0) return w.take(`${w.use("listNew")}(vm, 0)`, node);
    return buildFromStack(w, node.kind === "List" ? "buildList" : "buildTuple", items, node);
  }
  const list = writeGrowingList(w, items, node);
  if (node.kind === "List") return list;
  return w.operation(`${w.use("listToTuple")}(vm, ${list.text})`, [list], node);
}

/** A list of items of which some are starred or that are many: those before the first star are built at once. */
function writeGrowingList(w: CodeWriter, items: readonly Expr[], node: Position): Operand {
  const star = items.findIndex((item) => item.kind === "Starred");
  const leading = items.length <= STACK_GUIDELINE && star > 0 ? star : 0;
  const list = leading > 0
    ? buildFromStack(w, "buildList", items.slice(0, leading), node)
    : w.take(`${w.use("listNew")}(vm, 0)`, node);
  for (const item of items.slice(leading)) {
    const value = w.expression(item.kind === "Starred" ? item.value : item);
    const call = item.kind === "Starred" ? "listExtendIterable" : "listAppend";
    w.operationCheck(`${w.use(call)}(vm, ${list.text}, ${value.text})`, [value], node);
  }
  return list;
}

/** Evaluates items and gives them to a builder that steals them from the argument stack. */
function buildFromStack(w: CodeWriter, builder: string, items: readonly Expr[], where: Position): Operand {
  const operands = items.map((item, i) => protect(w, w.expression(item), ...items.slice(i + 1)));
  if (builder === "buildTuple" && (items.length === 2 || items.length === 3)) {
    takeReferences(w, operands);
    const call = `${w.use(`buildTuple${items.length}`)}(vm, ${operands.map((item) => item.text).join(", ")})`;
    return settleBuilt(w, call, operands, where);
  }
  return giveStack(w, `${w.use(builder)}`, operands, `${items.length}`, where);
}

/** Adds a reference to each operand that is borrowed: the builder steals them all. */
function takeReferences(w: CodeWriter, operands: readonly Operand[]): void {
  for (const operand of operands) if (operand.temp < 0) w.line(`i32[${operand.text} >> 2]++;`);
}

/** The result of a builder that has stolen the operands. */
function settleBuilt(w: CodeWriter, call: string, operands: readonly Operand[], where: Position): Operand {
  const temps = operands.filter((operand) => operand.temp >= 0);
  if (temps.length === 0) return w.take(call, where);
  w.line(`r = ${call};`);
  return w.settleGiven(temps, where);
}

function giveStack(
  w: CodeWriter,
  builder: string,
  operands: Operand[],
  count: string,
  where: Position,
): Operand {
  takeReferences(w, operands);
  const sp = w.pushArguments(operands);
  w.line(`r = ${builder}(vm, ${sp}, ${count}); vm.sp = ${sp};`);
  w.dropFlag(sp);
  const temps = operands.filter((operand) => operand.temp >= 0);
  return temps.length > 0 ? w.settleGiven(temps, where) : w.take("r", where);
}

/** `{a, *b}`. */
export function writeSetDisplay(w: CodeWriter, node: SetNode): Operand {
  const items = node.elts;
  const constants = items.length >= 3 ? constantItems(items) : null;
  if (constants !== null) {
    const frozen = w.constant({ type: "frozenset", items: constants });
    return w.take(`${w.use("setFromConstants")}(vm, ${frozen.text})`, node);
  }
  const few = items.length <= STACK_GUIDELINE;
  const star = items.findIndex((item) => item.kind === "Starred");
  if (few && star < 0) return buildFromStack(w, "buildSet", items, node);
  const leading = few && star > 0 ? star : 0;
  const set = leading > 0
    ? buildFromStack(w, "buildSet", items.slice(0, leading), node)
    : w.take(`${w.use("setNew")}(vm)`, node);
  for (const item of items.slice(leading)) {
    const value = w.expression(item.kind === "Starred" ? item.value : item);
    const call = item.kind === "Starred" ? "setUpdate" : "setAdd";
    w.operationCheck(`${w.use(call)}(vm, ${set.text}, ${value.text})`, [value], node);
  }
  return set;
}

/** The values of items that are all constant, or null. */
function constantItems(items: readonly Expr[]): Const[] | null {
  const values: Const[] = [];
  for (const item of items) {
    const value = item.kind === "Starred" ? null : constantValue(item);
    if (value === null) return null;
    values.push(value);
  }
  return values;
}

/**
 * Evaluates what is only gone through (by `in`, `for` and comprehensions): nobody sees that a list display is a tuple
 * there, and a set display of constants a frozenset.
 */
export function writeIterable(w: CodeWriter, node: Expr): Operand {
  if (node.kind === "List" && !node.elts.some((item) => item.kind === "Starred")) {
    return w.expression({ ...node, kind: "Tuple" });
  }
  const items = node.kind === "Set" ? constantItems(node.elts) : null;
  return items === null ? w.expression(node) : w.constant({ type: "frozenset", items });
}

/** `{a: b, **c}`. */
export function writeDict(w: CodeWriter, node: Extract<Expr, { kind: "Dict" }>): Operand {
  const plain = node.keys.every((key) => key !== null);
  if (plain && node.keys.length > 0 && node.keys.length <= DICT_GUIDELINE) {
    const keys = node.keys as Expr[];
    const constants = keys.length > 1 ? keys.map(constantValue) : [];
    if (constants.length > 1 && constants.every((key) => key !== null)) {
      const tuple = w.constant({ type: "tuple", items: constants as Const[] });
      const values = node.values.map((value, i) =>
        protect(w, w.expression(value), ...node.values.slice(i + 1))
      );
      for (const value of values) if (value.temp < 0) w.line(`i32[${value.text} >> 2]++;`);
      const sp = w.pushArguments(values);
      w.line(`r = ${w.use("buildConstKeyMap")}(vm, ${tuple.text}, ${sp}, ${values.length}); vm.sp = ${sp};`);
      w.dropFlag(sp);
      const temps = values.filter((value) => value.temp >= 0);
      return temps.length > 0 ? w.settleGiven(temps, node) : w.take("r", node);
    }
    const pairs: Expr[] = [];
    keys.forEach((key, i) => pairs.push(key, node.values[i]));
    const operands = pairs.map((item, i) => protect(w, w.expression(item), ...pairs.slice(i + 1)));
    return giveStack(w, w.use("buildMap"), operands, `${keys.length}`, node);
  }
  const dict = w.take(`${w.use("dictNew")}(vm)`, node);
  node.keys.forEach((keyNode, i) => {
    const valueNode = node.values[i];
    if (keyNode === null) {
      const mapping = w.expression(valueNode);
      w.operationCheck(`${w.use("mapUpdate")}(vm, ${dict.text}, ${mapping.text})`, [mapping], node);
      return;
    }
    const key = protect(w, w.expression(keyNode), valueNode);
    const value = w.expression(valueNode);
    w.operationCheck(`${w.use("dictSet")}(vm, ${dict.text}, ${key.text}, ${value.text})`, [key, value], node);
  });
  return dict;
}
