/**
 * Function objects: `def`, `lambda`, and the functions that comprehensions are.
 *
 * The inner block is compiled to a draft, which is a constant of the outer one; defaults, annotations and the closure
 * are evaluated where the function is made.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_function, compiler_make_closure).
 */
import type { Arguments, Expr, Position, Statement } from "../syntax/ast.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { STACK_GUIDELINE } from "./operands.ts";
import type { Const } from "./draft.ts";
import { constantValue } from "./fold.ts";
import { mangleName } from "../objects/mangle.ts";
import { storeName } from "./names.ts";

/** Makes the function object of an inner block; the operands (NULL where `null`) are consumed. */
export function makeFunction(
  w: CodeWriter,
  node: object,
  defaults: Operand | null,
  kwDefaults: Operand | null,
  annotations: Operand | null,
  where: Position,
): Operand {
  const draft = w.unit.compileBlock(node, w);
  const free = w.unit.scopeOf(node).free;
  let closure: Operand | null = null;
  if (free.length > 0) {
    const cells = free.map((name) => ({ text: w.local(name), temp: -1, constant: null }));
    for (const cell of cells) w.line(`i32[${cell.text} >> 2]++;`);
    const sp = w.pushArguments(cells);
    w.line(`r = ${w.use("buildTuple")}(vm, ${sp}, ${cells.length}); vm.sp = ${sp};`);
    w.dropFlag(sp);
    closure = w.take("r", where);
  }
  const code = w.constant({ type: "code", draft });
  const parts = [defaults, kwDefaults, annotations, closure];
  const texts = parts.map((part) => part?.text ?? "0").join(", ");
  const operands = parts.filter((part) => part !== null);
  return w.operation(`${w.use("makeFunction")}(vm, F, ${code.text}, ${texts})`, operands, where);
}

/** `lambda a, b=1: ...` */
export function writeLambda(w: CodeWriter, node: Extract<Expr, { kind: "Lambda" }>): Operand {
  checkNames(w, node.args, node);
  const { defaults, kwDefaults } = writeDefaults(w, node.args, node);
  return makeFunction(w, node, defaults, kwDefaults, null, node);
}

/** `def f(...): ...` with its decorators, bound to its name. */
export function writeFunctionDef(w: CodeWriter, node: Extract<Statement, { kind: "FunctionDef" }>): void {
  checkNames(w, node.args, node);
  const decorators = node.decorator_list.map((decorator) => {
    w.setLine(decorator);
    return w.own(w.expression(decorator));
  });
  const { defaults, kwDefaults } = writeDefaults(w, node.args, node);
  const annotations = writeAnnotations(w, node.args, node.returns, node);
  let value = makeFunction(w, node, defaults, kwDefaults, annotations, node);
  for (let i = decorators.length - 1; i >= 0; i--) {
    const callee = decorators[i];
    w.setLine(node.decorator_list[i]);
    w.line(`r = ${w.use("callStolen1")}(vm, ${callee.text}, ${value.text}); ${value.text} = 0;`);
    w.depth = callee.temp + 1;
    value = w.settleReleased([callee], node.decorator_list[i]);
  }
  storeName(w, node.name, value, node);
}

/** The parameters must not be called `__debug__`. */
function checkNames(w: CodeWriter, args: Arguments, where: Position): void {
  const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
  if (args.vararg !== null) all.push(args.vararg);
  if (args.kwarg !== null) all.push(args.kwarg);
  for (const arg of all) if (arg.arg === "__debug__") w.syntaxError(where, "cannot assign to __debug__");
}

function writeDefaults(
  w: CodeWriter,
  args: Arguments,
  where: Position,
): { defaults: Operand | null; kwDefaults: Operand | null } {
  let defaults: Operand | null = null;
  if (args.defaults.length > 0) {
    const tuple: Expr = { kind: "Tuple", elts: args.defaults, ctx: "Load", ...positionOf(where) };
    defaults = w.expression(tuple);
  }
  const named = args.kwonlyargs.filter((_, i) => args.kw_defaults[i] !== null);
  let kwDefaults: Operand | null = null;
  const given = args.kw_defaults.filter((value) => value !== null);
  if (named.length > STACK_GUIDELINE) {
    const keys: Expr[] = named.map((arg) => ({
      kind: "Constant",
      value: { type: "str", value: w.mangled(arg.arg) },
      ...positionOf(arg),
    }));
    kwDefaults = w.expression({ kind: "Dict", keys, values: given, ...positionOf(where) });
  } else if (named.length > 0) {
    const items: Const[] = named.map((arg) => ({ type: "str", value: w.mangled(arg.arg) }));
    const keys = w.constant({ type: "tuple", items });
    const values = given.map((value) => w.own(w.expression(value)));
    const sp = w.pushArguments(values);
    w.line(`r = ${w.use("buildConstKeyMap")}(vm, ${keys.text}, ${sp}, ${values.length}); vm.sp = ${sp};`);
    w.dropFlag(sp);
    kwDefaults = w.settleGiven(values, where);
  }
  return { defaults, kwDefaults };
}

function writeAnnotations(
  w: CodeWriter,
  args: Arguments,
  returns: Expr | null,
  where: Position,
): Operand | null {
  const annotated: [string, Expr][] = [];
  const add = (name: string, annotation: Expr | null) => {
    if (annotation !== null) annotated.push([mangleName(w.scope.className, name), annotation]);
  };
  for (const arg of args.args) add(arg.arg, arg.annotation);
  for (const arg of args.posonlyargs) add(arg.arg, arg.annotation);
  if (args.vararg !== null) add(args.vararg.arg, args.vararg.annotation);
  for (const arg of args.kwonlyargs) add(arg.arg, arg.annotation);
  if (args.kwarg !== null) add(args.kwarg.arg, args.kwarg.annotation);
  add("return", returns);
  if (annotated.length === 0) return null;
  const elts: Expr[] = [];
  for (const [name, annotation] of annotated) {
    elts.push(
      { kind: "Constant", value: { type: "str", value: name }, ...positionOf(annotation) },
      annotation,
    );
  }
  return w.expression({ kind: "Tuple", elts, ctx: "Load", ...positionOf(where) });
}

/** The position fields alone. */
export function positionOf(node: Position): Position {
  return { line: node.line, column: node.column, endLine: node.endLine, endColumn: node.endColumn };
}

/** The docstring of a body, if its first statement is one. */
export function docstring(body: readonly Statement[]): Const | null {
  const first = body[0];
  if (first === undefined || first.kind !== "Expr" || first.value.kind !== "Constant") return null;
  return first.value.value.type === "str" ? constantValue(first.value) : null;
}
