/**
 * Showing the locals of a running function: the words on the argument stack in which `locals()`, `eval`, frames and the like find
 * them (objects/local_variables.ts).
 *
 *     lp    the function's words: its dict, then one for each slot
 *
 * Before a call that may look, the locals are stored there, and the frame record is told; after it they may be stale, and it is
 * told so. The stores are a mark in the text until all locals are known.
 */
import type { Call, Expr } from "../syntax/ast.ts";
import { HIDDEN, SHOWN } from "../objects/local_variables.ts";
import { type CodeWriter, jsName } from "./code_writer.ts";
import type { LocalVariable } from "./draft.ts";
import { LOCALS_READERS } from "./scopes.ts";

/** Stands for the stores; no text of a program comes into the output like this. */
const MARK = "@show";

/** Whether a call may look at the locals of the function around it. */
export function mayLookAtLocals(w: CodeWriter, node: Call): boolean {
  const { scope } = w;
  if (scope.kind !== "function") return false;
  if (scope.showsLocalsAlways || w.unit.readsFrames) return true;
  if (isCallOfUnknown(w, node)) return true;
  const name = node.func.kind === "Name"
    ? node.func.id
    : node.func.kind === "Attribute"
    ? node.func.attr
    : "";
  return scope.showsLocals && LOCALS_READERS.has(name);
}

/** `function(*args)` of a local variable: a function that passes calls on. */
function isCallOfUnknown(w: CodeWriter, node: Call): boolean {
  if (node.func.kind !== "Name" || !node.args.some((arg: Expr) => arg.kind === "Starred")) return false;
  const binding = w.binding(w.mangled(node.func.id));
  return binding === "local" || binding === "cell" || binding === "free";
}

/** Stores the locals: until hideLocals they may be looked at, and must not change. */
export function showLocals(w: CodeWriter): void {
  w.exposesLocals = true;
  w.line(MARK);
}

export function hideLocals(w: CodeWriter): void {
  w.line(`i32[(fp + 12) >> 2] = lp | ${HIDDEN};`);
}

/** The lines that make the words; `dict` is the text of the dict that goes into the first. */
export function wordsText(localsPlus: readonly LocalVariable[], dict: string): string[] {
  return [
    `  const lp = vm.sp;`,
    `  vm.sp = lp + ${8 + 8 * localsPlus.length};`,
    `  i32[lp >> 2] = ${dict}; i32[(fp + 12) >> 2] = lp | ${HIDDEN};`,
  ];
}

/** The text of the body with the stores. */
export function bodyText(w: CodeWriter, localsPlus: readonly LocalVariable[]): string {
  if (!w.exposesLocals) return w.body();
  const stores = localsPlus.map(({ name }, i) => `i32[(lp + ${8 + 8 * i}) >> 2] = ${jsName(name)};`);
  const text = `${stores.join(" ")} i32[(fp + 12) >> 2] = lp | ${SHOWN};`;
  // A function, since `$` in a replacement text means something.
  return w.body().replaceAll(MARK, () => text);
}
