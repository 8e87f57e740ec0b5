/**
 * What all loops share: the poll on the back edge, and the next item of an iterator.
 */
import type { Expr, Position } from "../syntax/ast.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { writeNextItem } from "./fast_paths.ts";
import { isLocal } from "./names.ts";

/** Opens an endless loop with its poll and returns its label; close it with writeLoopEnd. */
export function writeLoopHead(w: CodeWriter, where: Position): string {
  const label = w.label("loop");
  w.open(`${label}: for (;;) {`);
  w.loopDepth++;
  w.forgetLine();
  w.setLine(where);
  w.failIf(`--vm.ticks < 0 && ${w.use("poll")}(vm) < 0`, where);
  return label;
}

/** Closes the loop. */
export function writeLoopEnd(w: CodeWriter): void {
  w.loopDepth--;
  w.close();
}

/** Takes the next item of an iterator and assigns it; `exhausted` writes what happens (it must leave) when there is none. */
export function writeLoopNext(
  w: CodeWriter,
  iterator: Operand,
  target: Expr,
  where: Position,
  exhausted: () => void,
): void {
  const variable = target.kind === "Name" && isLocal(w, target.id) ? w.local(w.mangled(target.id)) : null;
  const label = w.label("next");
  w.open(`${label}: {`);
  const item = w.owned();
  writeNextItem(w, iterator.text, item.text, variable, () => w.line(`break ${label};`));
  w.open(`if (${item.text} === 0) {`);
  w.failIf("vm.curexcType !== 0", where);
  w.depth = item.temp;
  exhausted();
  w.depth = item.temp + 1;
  w.close();
  w.assign(target, item);
  w.close();
}
