/**
 * Comprehensions: a function of one argument, the iterator of the outermost iterable, called at once.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_comprehension).
 */
import type { Comprehension, Expr } from "../syntax/ast.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { writeIterable } from "./displays.ts";
import { makeFunction } from "./functions.ts";
import { protect } from "./operands.ts";
import { suspendWith } from "./yields.ts";
import { writeLoopEnd, writeLoopHead, writeLoopNext } from "./loops.ts";

export type ComprehensionNode = Extract<Expr, { kind: "ListComp" | "SetComp" | "DictComp" | "GeneratorExp" }>;

/** A comprehension as an expression of the enclosing block. */
export function writeComprehension(w: CodeWriter, node: ComprehensionNode): Operand {
  const callee = makeFunction(w, node, null, null, null, node);
  const iterable = writeIterable(w, node.generators[0].iter);
  const iterator = w.operation(
    `${w.use("getIter")}(vm, ${iterable.text})`,
    [iterable],
    node,
  );
  w.line(`r = ${w.use("callStolen1")}(vm, ${callee.text}, ${iterator.text}); ${iterator.text} = 0;`);
  w.depth = callee.temp + 1;
  return w.settleReleased([callee], node);
}

/** The body of a comprehension's function: leaves the result as an owned operand. */
export function writeComprehensionBody(w: CodeWriter, node: ComprehensionNode): Operand {
  const create = node.kind === "ListComp"
    ? "listNew(vm, 0)"
    : node.kind === "SetComp"
    ? "setNew(vm)"
    : "dictNew(vm)";
  w.use(create.slice(0, create.indexOf("(")));
  const result = w.take(create, node);
  writeGenerators(w, node, node.generators, 0, result);
  return result;
}

/** The body of a generator expression. */
export function writeGeneratorBody(w: CodeWriter, node: ComprehensionNode): void {
  writeGenerators(w, node, node.generators, 0, null);
}

function writeGenerators(
  w: CodeWriter,
  node: ComprehensionNode,
  generators: readonly Comprehension[],
  index: number,
  result: Operand | null,
): void {
  if (index === generators.length) {
    if (result !== null) writeItem(w, node, result);
    else if (node.kind === "GeneratorExp") w.release(suspendWith(w, w.expression(node.elt), node.elt));
    return;
  }
  const generator = generators[index];
  let iterator: Operand;
  if (index === 0) {
    iterator = w.owned();
    w.line(`i32[(${iterator.text} = ${w.local(".0")}) >> 2]++;`);
  } else {
    const iterable = writeIterable(w, generator.iter);
    iterator = w.operation(`${w.use("getIter")}(vm, ${iterable.text})`, [iterable], node);
  }
  const label = writeLoopHead(w, node);
  writeLoopNext(w, iterator, generator.target, node, () => {
    w.release(iterator);
    w.depth++;
    w.line(`break ${label};`);
  });
  for (const test of generator.ifs) {
    const text = w.condition(test);
    w.line(`if (!(${text})) continue ${label};`);
  }
  writeGenerators(w, node, generators, index + 1, result);
  writeLoopEnd(w);
  w.depth = iterator.temp;
}

function writeItem(w: CodeWriter, node: ComprehensionNode, result: Operand): void {
  if (node.kind === "DictComp") {
    const key = protect(w, w.expression(node.key), node.value);
    const value = w.expression(node.value);
    w.operationCheck(
      `${w.use("dictSet")}(vm, ${result.text}, ${key.text}, ${value.text})`,
      [key, value],
      node.value,
    );
    return;
  }
  const value = w.expression(node.elt);
  const add = node.kind === "ListComp" ? "listAppend" : "setAdd";
  w.operationCheck(`${w.use(add)}(vm, ${result.text}, ${value.text})`, [value], node.elt);
}
