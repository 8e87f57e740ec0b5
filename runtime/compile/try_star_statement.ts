/**
 * `try` with `except*`.
 *
 *     done: {
 *       failed: { body; else-body; break done; }
 *       x = catchException(...)
 *       handling: {
 *         t0 = the exception, t1 = [], t2 = what is left of it
 *         each clause:
 *           clause: {
 *             r = what of t2 it handles; if (r === None) break clause;
 *             raised: { body; break clause; }
 *             what the body raised into t1
 *           }
 *         t2 into t1; r = what is to be raised
 *         if (r === None) { leaveHandler(x); break done; }
 *         raise r
 *       }
 *       leaveHandler(x); on to the outer failure
 *     }
 *
 * Source: CPython 3.11 Python/compile.c (compiler_try_star_except).
 */
import type { ExceptHandler, Statement } from "../syntax/ast.ts";
import { NONE } from "../memory/statics.ts";
import { CodeWriter, type Operand } from "./code_writer.ts";
import { releaseFrom, unbindName } from "./handlers.ts";
import { storeName } from "./names.ts";

type TryStarNode = Extract<Statement, { kind: "TryStar" }>;

/** The temporaries of the statement. */
interface Parts {
  original: Operand;
  raised: Operand;
  rest: Operand;
}

/** Writes the statement without its `finally`. */
export function writeTryStarExcept(w: CodeWriter, node: TryStarNode): void {
  const outerFail = w.failLabel;
  const base = w.depth;
  const done = w.label("done"), failed = w.label("failed"), handling = w.label("handling");
  const before = w.snapshot();
  w.enterBlock(node);
  w.open(`${done}: {`);
  w.open(`${failed}: {`);
  w.failLabel = failed;
  w.statements(node.body);
  w.leaveBlock();
  w.failLabel = outerFail;
  w.statements(node.orelse);
  let after = w.snapshot();
  w.line(`break ${done};`);
  w.close();
  releaseFrom(w, base);
  const saved = w.reference();
  w.line(`${saved} = ${w.use("catchException")}(vm, fp, p);`);
  w.forgetLine();
  w.open(`${handling}: {`);
  w.failLabel = handling;
  w.enclosures.push({ kind: "star" });
  const parts = writeBeginning(w, node);
  w.enterBlock(node);
  for (const handler of node.handlers) {
    w.assigned = before === null ? null : new Set(before);
    w.enterBlock(handler);
    writeClause(w, handler, parts, handling);
    w.leaveBlock();
    after = CodeWriter.meet(after, w.assigned);
  }
  w.enclosures.pop();
  writeEnd(w, node, parts, saved, done);
  w.close();
  w.failLabel = outerFail;
  releaseFrom(w, base);
  w.line(`${w.use("leaveHandler")}(vm, ${saved}); break ${outerFail};`);
  w.close();
  w.leaveBlock();
  w.dropReference(saved);
  w.assigned = CodeWriter.meet(after, before);
  w.forgetLine();
}

function writeBeginning(w: CodeWriter, node: TryStarNode): Parts {
  const original = w.owned();
  w.line(`i32[(${original.text} = vm.handled) >> 2]++;`);
  const raised = w.take(`${w.use("listNew")}(vm, 0)`, node);
  const rest = w.owned();
  w.line(`i32[(${rest.text} = ${original.text}) >> 2]++;`);
  return { original, raised, rest };
}

function writeClause(w: CodeWriter, handler: ExceptHandler, parts: Parts, handling: string): void {
  const { raised, rest } = parts;
  const base = w.depth;
  const clause = w.label("clause"), failed = w.label("raised");
  const none = w.number("NONE", NONE);
  w.forgetLine();
  w.setLine(handler);
  w.open(`${clause}: {`);
  if (handler.type === null) throw new Error("An except* clause has no type");
  const type = w.expression(handler.type);
  w.line(`r = ${w.use("matchGroup")}(vm, ${rest.text}, ${type.text});`);
  w.open("if (r !== 0) {");
  w.line(`${w.use("decref")}(vm, ${rest.text}); ${rest.text} = vm.second;`);
  w.close();
  const match = type.temp >= 0 ? w.settleReleased([type], handler) : w.take("r", handler);
  w.open(`if (${match.text} === ${none}) {`);
  w.line(`i32[${none} >> 2]--; ${match.text} = 0; break ${clause};`);
  w.close();
  w.line(`r = ${match.text}; ${match.text} = 0; ${w.use("handleGroup")}(vm, r);`);
  w.depth = base;
  if (handler.name !== null) {
    storeName(w, handler.name, { text: "vm.handled", temp: -1, constant: null }, handler);
  }
  w.open(`${failed}: {`);
  w.failLabel = failed;
  w.statements(handler.body);
  if (handler.name !== null) unbindName(w, handler.name);
  w.line(`break ${clause};`);
  w.close();
  w.failLabel = handling;
  releaseFrom(w, base);
  if (handler.name !== null) unbindName(w, handler.name);
  w.failIf(`${w.use("collectRaised")}(vm, fp, p, ${raised.text}) < 0`, handler);
  w.close();
  w.depth = base;
}

function writeEnd(w: CodeWriter, node: TryStarNode, parts: Parts, saved: string, done: string): void {
  const { original, raised, rest } = parts;
  const none = w.number("NONE", NONE);
  w.failIf(`${w.use("listAppend")}(vm, ${raised.text}, ${rest.text}) < 0`, node);
  w.line(`r = ${w.use("groupToRaise")}(vm, ${original.text}, ${raised.text});`);
  w.release(original, raised, rest);
  w.failIf("r === 0", node);
  w.open(`if (r === ${none}) {`);
  w.line(`i32[${none} >> 2]--; ${w.use("leaveHandler")}(vm, ${saved}); break ${done};`);
  w.close();
  w.line(`${w.use("raiseAgain")}(vm, r); ${w.use("decref")}(vm, r); p = -1;`);
}
