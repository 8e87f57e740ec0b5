/**
 * Class definitions: `class C(A, metaclass=M): ...` is a call of `__build_class__` with the body as a function.
 *
 * The body runs in the namespace that the metaclass has prepared (the frame record's f_locals). It begins by setting
 * `__module__` and `__qualname__`; if a method uses `super` or `__class__`, the cell that will hold the class is made there,
 * put into the namespace as `__classcell__` at the end, and returned.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_class).
 */
import type { ClassDef, Expr, Keyword, Position, Statement } from "../syntax/ast.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { STACK_GUIDELINE } from "./operands.ts";
import { docstring, makeFunction } from "./functions.ts";
import { storeName } from "./names.ts";

/** `class C(...): ...` with its decorators, bound to its name. */
export function writeClassDef(w: CodeWriter, node: ClassDef): void {
  const decorators = node.decorator_list.map((decorator) => {
    w.setLine(decorator);
    return w.own(w.expression(decorator));
  });
  w.setLine(node);
  const build = w.take(`${w.use("loadBuildClass")}(vm, F)`, node);
  const body = makeFunction(w, node, null, null, null, node);
  const name = w.constant({ type: "str", value: node.name });
  const isSpread = node.bases.some((base) => base.kind === "Starred") ||
    node.keywords.some((keyword) => keyword.arg === null) ||
    node.bases.length + 2 * node.keywords.length > STACK_GUIDELINE;
  let value = isSpread
    ? writeSpreadBuild(w, node, build, [body, name])
    : writeBuild(w, node, build, [body, name]);
  for (let i = decorators.length - 1; i >= 0; i--) {
    const callee = decorators[i];
    w.setLine(node.decorator_list[i]);
    w.line(`r = ${w.use("callStolen1")}(vm, ${callee.text}, ${value.text}); ${value.text} = 0;`);
    w.depth = callee.temp + 1;
    value = w.settleReleased([callee], node.decorator_list[i]);
  }
  storeName(w, node.name, value, node);
}

function checkKeywords(w: CodeWriter, keywords: readonly Keyword[], where: Position): void {
  const seen = new Set<string>();
  for (const keyword of keywords) {
    if (keyword.arg === null) continue;
    if (keyword.arg === "__debug__") w.syntaxError(where, "cannot assign to __debug__");
    if (seen.has(keyword.arg)) w.syntaxError(keyword, `keyword argument repeated: ${keyword.arg}`);
    seen.add(keyword.arg);
  }
}

/** `__build_class__(body, name, *bases, **keywords)` with words on the argument stack; consumes the operands. */
function writeBuild(w: CodeWriter, node: ClassDef, build: Operand, first: readonly Operand[]): Operand {
  checkKeywords(w, node.keywords, node);
  const values: Expr[] = [...node.bases, ...node.keywords.map((keyword) => keyword.value)];
  const args = [...first, ...values.map((value) => w.own(w.expression(value)))];
  let kwnames = "0";
  if (node.keywords.length > 0) {
    const items = node.keywords.map((keyword) => ({ type: "str" as const, value: keyword.arg as string }));
    kwnames = w.constant({ type: "tuple", items }).text;
  }
  const sp = w.pushArguments(args);
  const count = first.length + node.bases.length;
  w.line(`r = ${w.use("vectorcall")}(vm, ${build.text}, ${sp}, ${count}, ${kwnames}); vm.sp = ${sp};`);
  w.dropFlag(sp);
  return w.settleReleased([build, ...args.filter((arg) => arg.temp >= 0)], node);
}

/** The same with a tuple and a dict, for `*bases` and `**keywords`. */
function writeSpreadBuild(
  w: CodeWriter,
  node: ClassDef,
  build: Operand,
  first: readonly Operand[],
): Operand {
  checkKeywords(w, node.keywords, node);
  const list = w.take(`${w.use("listNew")}(vm, 0)`, node);
  for (const operand of first) {
    w.failIf(`${w.use("listAppend")}(vm, ${list.text}, ${operand.text}) < 0`, node);
  }
  for (const base of node.bases) {
    const isStarred = base.kind === "Starred";
    const value = w.expression(isStarred ? base.value : base);
    const add = isStarred ? w.use("listExtendIterable") : w.use("listAppend");
    w.operationCheck(`${add}(vm, ${list.text}, ${value.text})`, [value], node);
  }
  const args = w.operation(`${w.use("listToTuple")}(vm, ${list.text})`, [list], node);
  const operands = [build, ...first.filter((operand) => operand.temp >= 0), args];
  let kwargs = "0";
  if (node.keywords.length > 0) {
    const dict = w.take(`${w.use("dictNew")}(vm)`, node);
    for (const keyword of node.keywords) writeKeyword(w, keyword, dict, build, node);
    kwargs = dict.text;
    operands.push(dict);
  }
  return w.operation(`${w.use("call")}(vm, ${build.text}, ${args.text}, ${kwargs})`, operands, node);
}

function writeKeyword(w: CodeWriter, keyword: Keyword, dict: Operand, build: Operand, where: Position): void {
  const value = w.expression(keyword.value);
  const call = keyword.arg === null
    ? `${w.use("dictMergeCall")}(vm, ${dict.text}, ${value.text}, ${build.text})`
    : `${w.use("dictSetKeyword")}(vm, ${dict.text}, ${w.name(keyword.arg)}, ${value.text}, ${build.text})`;
  w.operationCheck(call, [value], where);
}

/** The text of a class body; returns the operand that the body's function gives back: the class's cell, or None. */
export function writeClassBody(w: CodeWriter, node: ClassDef): Operand {
  const where = node.decorator_list[0] ?? node;
  const set = (name: string, operand: Operand) => {
    w.operationCheck(`${w.use("storeName")}(vm, fp, ${w.name(name)}, ${operand.text})`, [operand], where);
  };
  set("__module__", w.take(`${w.use("loadName")}(vm, fp, ${w.name("__name__")})`, where));
  set("__qualname__", w.constant({ type: "str", value: w.qualname }));
  if (hasAnnotations(node.body)) w.failIf(`${w.use("setupAnnotations")}(vm, fp) < 0`, where);
  const doc = docstring(node.body);
  if (doc !== null) {
    w.setLine(node.body[0]);
    set("__doc__", w.constant(doc));
  }
  w.statements(doc === null ? node.body : node.body.slice(1));
  if (!w.scope.needsClassCell) return w.constant({ type: "None" });
  const cell = { text: w.local("__class__"), temp: -1, constant: null };
  set("__classcell__", cell);
  return cell;
}

/** Is a variable annotated somewhere in a body, inner functions and classes aside? */
export function hasAnnotations(body: readonly Statement[]): boolean {
  // A list and no recursion: an `elif` is as deep as there are others before it.
  const open = [body];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const statement of each) {
      switch (statement.kind) {
        case "AnnAssign":
          return true;
        case "For":
        case "While":
        case "If":
          open.push(statement.body, statement.orelse);
          break;
        case "With":
          open.push(statement.body);
          break;
        case "Match":
          for (const { body } of statement.cases) open.push(body);
          break;
        case "Try":
        case "TryStar":
          open.push(statement.body, statement.orelse, statement.finalbody);
          for (const { body } of statement.handlers) open.push(body);
      }
    }
  }
  return false;
}
