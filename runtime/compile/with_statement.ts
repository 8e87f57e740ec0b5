/**
 * `with`: one item after the other, each around the rest.
 *
 *     done: {
 *       failed: {
 *         t = exit method; target = what __enter__ gave; body; exit(None, None, None); break done;
 *       }
 *       x = catchException(...)
 *       handling: {
 *         if exit(type, exception, traceback) is true { leaveHandler(x); break done; }
 *         raise again
 *       }
 *       leaveHandler(x); on to the outer failure
 *     }
 *
 * The exit method stays in its temporary while the body runs; `return`, `break` and `continue` call it on their way out
 * (see leaving.ts).
 *
 * Source: CPython 3.11 Python/compile.c (compiler_with).
 */
import type { Statement } from "../syntax/ast.ts";
import { CodeWriter, type Operand } from "./code_writer.ts";
import { leaveWith } from "./leaving.ts";
import { releaseFrom } from "./handlers.ts";

type WithNode = Extract<Statement, { kind: "With" }>;

export function writeWith(w: CodeWriter, node: WithNode, index = 0): void {
  const item = node.items[index];
  const outerFail = w.failLabel;
  const done = w.label("done"), failed = w.label("failed");
  w.enterBlock(node);
  const exit = writeEnter(w, node, index);
  const before = w.snapshot();
  const result = w.owned();
  w.open(`${done}: {`);
  w.open(`${failed}: {`);
  w.failLabel = failed;
  w.enclosures.push({ kind: "with", exit: exit.temp, where: node, fail: outerFail });
  w.line(`${result.text} = r;`);
  if (item.optional_vars === null) w.release(result);
  else w.assign(item.optional_vars, result);
  if (index + 1 < node.items.length) writeWith(w, node, index + 1);
  else w.statements(node.body);
  w.enclosures.pop();
  w.failLabel = outerFail;
  const bodyEnd = w.snapshot();
  if (bodyEnd !== null) leaveWith(w, { exit: exit.temp, where: node, fail: outerFail });
  w.line(`break ${done};`);
  w.close();
  writeExit(w, node, exit, outerFail, done);
  w.close();
  w.leaveBlock();
  w.depth = exit.temp;
  w.assigned = CodeWriter.meet(bodyEnd, before);
  w.forgetLine();
}

/** Enters the item's context: the exit method, owned; what `__enter__` gave is in r. */
function writeEnter(w: CodeWriter, node: WithNode, index: number): Operand {
  const exit = w.own(w.expression(node.items[index].context_expr));
  w.line(`r = ${w.use("enterContext")}(vm, ${exit.text});`);
  w.line(`${exit.text} = r === 0 ? 0 : vm.second;`);
  w.failIf("r === 0", node);
  return exit;
}

/** The way out of a body that failed. */
function writeExit(w: CodeWriter, node: WithNode, exit: Operand, outerFail: string, done: string): void {
  const saved = w.reference(), suppressed = w.flag();
  const handling = w.label("handling");
  releaseFrom(w, exit.temp + 1);
  w.line(`${saved} = ${w.use("catchException")}(vm, fp, p);`);
  w.forgetLine();
  w.setLine(node);
  w.open(`${handling}: {`);
  w.failLabel = handling;
  w.line(`${suppressed} = ${w.use("exitContext")}(vm, ${exit.text});`);
  w.failIf(`${suppressed} < 0`, node);
  w.open(`if (${suppressed} !== 0) {`);
  w.line(`${w.use("leaveHandler")}(vm, ${saved});`);
  w.line(`if (--i32[${exit.text} >> 2] === 0) ${w.use("dealloc")}(vm, ${exit.text});`);
  w.line(`${exit.text} = 0; break ${done};`);
  w.close();
  w.line(`${w.use("raiseHandled")}(vm); p = -1;`);
  w.close();
  w.failLabel = outerFail;
  releaseFrom(w, exit.temp);
  w.line(`${w.use("leaveHandler")}(vm, ${saved}); break ${outerFail};`);
  w.dropFlag(suppressed);
  w.dropReference(saved);
}
