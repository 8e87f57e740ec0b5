/**
 * `try` with its handlers and `finally`.
 *
 *     done: {                                        fin: {
 *       failed: {                                      failed: {
 *         body; else-body; break done;                   body; s = 0; break fin;
 *       }                                              }
 *       x = catchException(...)                        s = 1;
 *       handling: {                                  }
 *         each handler: if it matches {              x = s === 1 ? catchException(...) : -1
 *           body; leaveHandler(x); break done;       finishing: {
 *         }                                            finally-body
 *         none: raise again                            if (s === 1) raise again ...
 *       }                                            }
 *       leaveHandler(x); on to the outer failure
 *     }
 *
 * `x` is the exception that was being handled before (owned, or NULL); leaveHandler takes it and does nothing for -1.
 * The position -1 says that the failure has its traceback entry already.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_try_except, compiler_try_finally).
 */
import type { ExceptHandler, Statement } from "../syntax/ast.ts";
import { CodeWriter, type Enclosure, type Operand } from "./code_writer.ts";
import { writeTryStarExcept } from "./try_star_statement.ts";
import { leave, STATE_DONE, STATE_EXITS, STATE_FAILED } from "./leaving.ts";
import { releaseFrom, unbindName } from "./handlers.ts";
import { storeName } from "./names.ts";

type TryNode = Extract<Statement, { kind: "Try" }>;
type TryStarNode = Extract<Statement, { kind: "TryStar" }>;

export function writeTry(w: CodeWriter, node: TryNode): void {
  if (node.finalbody.length > 0) writeTryFinally(w, node);
  else writeTryExcept(w, node);
}

export function writeTryStar(w: CodeWriter, node: TryStarNode): void {
  if (node.finalbody.length > 0) writeTryFinally(w, node);
  else writeTryStarExcept(w, node);
}

function writeTryExcept(w: CodeWriter, node: TryNode): void {
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
  w.enclosures.push({ kind: "handler", saved, unbind: null });
  // CPython counts the handlers as a block, and each of them as another.
  w.enterBlock(node);
  node.handlers.forEach((handler, i) => {
    if (handler.type === null && i < node.handlers.length - 1) {
      w.syntaxError(handler, "default 'except:' must be last");
    }
    w.assigned = before === null ? null : new Set(before);
    w.enterBlock(handler);
    writeHandler(w, handler, saved, done, handling);
    w.leaveBlock();
    after = CodeWriter.meet(after, w.assigned);
  });
  w.enclosures.pop();
  if (node.handlers.at(-1)?.type !== null) w.line(`${w.use("raiseHandled")}(vm); p = -1;`);
  w.close();
  releaseFrom(w, base);
  w.line(`${w.use("leaveHandler")}(vm, ${saved}); break ${outerFail};`);
  w.close();
  w.failLabel = outerFail;
  w.leaveBlock();
  w.dropReference(saved);
  w.assigned = after;
  w.forgetLine();
}

function writeHandler(
  w: CodeWriter,
  handler: ExceptHandler,
  saved: string,
  done: string,
  handling: string,
): void {
  w.setLine(handler);
  if (handler.type !== null) {
    const type = w.expression(handler.type);
    const matches = w.operationFlag(
      `${w.use("matchException")}(vm, vm.handled, ${type.text})`,
      [type],
      handler,
    );
    w.dropFlag(matches);
    w.open(`if (${matches} !== 0) {`);
  }
  const base = w.depth;
  if (handler.name === null) {
    w.statements(handler.body);
  } else {
    const name = handler.name;
    storeName(w, name, { text: "vm.handled", temp: -1, constant: null }, handler);
    const named = w.label("named");
    const unbind = () => unbindName(w, name);
    const enclosure = w.enclosures.at(-1) as Extract<Enclosure, { kind: "handler" }>;
    enclosure.unbind = unbind;
    w.open(`${named}: {`);
    w.failLabel = named;
    w.statements(handler.body);
    enclosure.unbind = null;
    unbind();
    w.line(`${w.use("leaveHandler")}(vm, ${saved}); break ${done};`);
    w.close();
    w.failLabel = handling;
    releaseFrom(w, base);
    unbind();
    w.line(`break ${handling};`);
  }
  if (handler.name === null) w.line(`${w.use("leaveHandler")}(vm, ${saved}); break ${done};`);
  if (handler.type !== null) {
    w.close();
    w.forgetLine();
  }
}

function writeTryFinally(w: CodeWriter, node: TryNode | TryStarNode): void {
  const outerFail = w.failLabel;
  const value: Operand = w.owned();
  const base = w.depth;
  const fin = w.label("fin"), failed = w.label("failed"), finishing = w.label("finishing");
  const state = w.flag();
  const enclosure: Extract<Enclosure, { kind: "finally" }> = {
    kind: "finally",
    state,
    value: value.temp,
    label: fin,
    exits: [],
  };
  const before = w.snapshot();
  w.enterBlock(node);
  w.open(`${fin}: {`);
  w.open(`${failed}: {`);
  w.failLabel = failed;
  w.enclosures.push(enclosure);
  if (node.kind === "TryStar") writeTryStarExcept(w, node);
  else if (node.handlers.length > 0) writeTryExcept(w, { ...node, finalbody: [] });
  else w.statements(node.body);
  w.enclosures.pop();
  const bodyEnd = w.snapshot();
  w.line(`${state} = ${STATE_DONE}; break ${fin};`);
  w.close();
  w.line(`${state} = ${STATE_FAILED};`);
  w.close();
  w.failLabel = outerFail;
  const saved = w.reference();
  w.open(`if (${state} === ${STATE_FAILED}) {`);
  releaseFrom(w, value.temp);
  w.depth = base;
  w.line(`${saved} = ${w.use("catchException")}(vm, fp, p);`);
  w.middle("} else {");
  w.line(`${saved} = -1;`);
  w.close();
  w.forgetLine();
  const finishingDone = w.label("finished");
  w.open(`${finishingDone}: {`);
  w.open(`${finishing}: {`);
  w.failLabel = finishing;
  w.enclosures.push({ kind: "handler", saved, unbind: () => releaseValue(w, value) });
  w.assigned = before === null ? null : new Set(before);
  w.statements(node.finalbody);
  w.enclosures.pop();
  const finalEnd = w.snapshot();
  w.line(`if (${state} === ${STATE_FAILED}) { ${w.use("raiseHandled")}(vm); p = -1; break ${finishing}; }`);
  w.failLabel = outerFail;
  writeExits(w, enclosure, value);
  w.line(`break ${finishingDone};`);
  w.close();
  releaseFrom(w, value.temp);
  w.line(`${w.use("leaveHandler")}(vm, ${saved}); break ${outerFail};`);
  w.close();
  w.leaveBlock();
  w.dropReference(saved);
  w.dropFlag(state);
  w.depth = value.temp;
  w.assigned = bodyEnd === null || finalEnd === null ? null : new Set([...bodyEnd, ...finalEnd]);
  w.forgetLine();
}

/** A `return` in the finally-body gives up the value that an earlier `return` left. */
function releaseValue(w: CodeWriter, value: Operand): void {
  w.line(
    `if (${value.text} !== 0) { if (--i32[${value.text} >> 2] === 0) ${
      w.use("dealloc")
    }(vm, ${value.text}); ${value.text} = 0; }`,
  );
}

/** After the finally-body: goes on with the `return`, `break` or `continue` that led here. */
function writeExits(w: CodeWriter, enclosure: Extract<Enclosure, { kind: "finally" }>, value: Operand): void {
  enclosure.exits.forEach((exit, i) => {
    w.open(`if (${enclosure.state} === ${STATE_EXITS + i}) {`);
    leave(w, exit, exit.kind === "return" ? value : null, w.enclosures.length - 1);
    w.close();
  });
}
