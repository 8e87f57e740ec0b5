/**
 * Ways out: what `return`, `break` and `continue` must release and undo on the way from where they stand.
 *
 * The enclosures of the statement are walked from the inside: an iterator is released, a `with` is exited, a handler
 * restores the exception that was being handled before, a `finally` takes over (its body runs, then it goes on from there).
 *
 * Source: CPython 3.11 Python/compile.c (compiler_unwind_fblock_stack).
 */
import type { Position } from "../syntax/ast.ts";
import type { CodeWriter, Enclosure, FinallyExit, Operand, WithContext } from "./code_writer.ts";

type Loop = Extract<Enclosure, { kind: "loop" }>;

/** Number in the state variable of a `try ... finally`: the body ended. */
export const STATE_DONE = 0;
/** The body failed. */
export const STATE_FAILED = 1;
/** The first number for ways out. */
export const STATE_EXITS = 2;

/**
 * `return value`; consumes the value, which is owned before the way out begins: undoing an enclosure may unbind the
 * name that it was read from.
 */
export function writeReturn(w: CodeWriter, value: Operand): void {
  const kept = w.enclosures.length > 0 && value.constant === null ? w.own(value) : value;
  leave(w, { kind: "return", loop: null }, kept, w.enclosures.length - 1);
}

/** `break` or `continue` of the innermost loop. */
export function writeLoopExit(w: CodeWriter, kind: "break" | "continue", where: Position): void {
  for (let i = w.enclosures.length - 1; i >= 0; i--) {
    const enclosure = w.enclosures[i];
    if (enclosure.kind === "star") refuseInStar(w, where);
    if (enclosure.kind === "loop") {
      leave(w, { kind, loop: enclosure }, null, w.enclosures.length - 1);
      return;
    }
  }
  w.syntaxError(where, kind === "break" ? "'break' outside loop" : "'continue' not properly in loop");
}

/** A `return` is refused inside of an except* clause. */
export function checkReturn(w: CodeWriter, where: Position): void {
  if (w.enclosures.some((enclosure) => enclosure.kind === "star")) refuseInStar(w, where);
}

function refuseInStar(w: CodeWriter, where: Position): never {
  w.syntaxError(where, "'break', 'continue' and 'return' cannot appear in an except* block");
}

/** Writes the way out from the enclosure at `from` outwards. Leaves the writer's state of temporaries as it was. */
export function leave(w: CodeWriter, exit: FinallyExit, value: Operand | null, from: number): void {
  const depth = w.depth;
  for (let i = from; i >= 0; i--) {
    const enclosure = w.enclosures[i];
    switch (enclosure.kind) {
      case "loop":
        if (enclosure === exit.loop) {
          writeLoopJump(w, exit, enclosure);
          w.depth = depth;
          return;
        }
        if (enclosure.iterator >= 0) releaseTemp(w, `t${enclosure.iterator}`);
        break;
      case "handler":
        w.line(`${w.use("leaveHandler")}(vm, ${enclosure.saved});`);
        if (enclosure.unbind !== null) enclosure.unbind();
        break;
      case "star":
        throw new Error("A way out leads through an except* clause");
      case "with":
        leaveWith(w, enclosure);
        break;
      case "finally": {
        if (value !== null) moveTo(w, value, `t${enclosure.value}`);
        let number = enclosure.exits.findIndex((other) =>
          other.kind === exit.kind && other.loop === exit.loop
        );
        if (number < 0) number = enclosure.exits.push(exit) - 1;
        w.line(`${enclosure.state} = ${STATE_EXITS + number}; break ${enclosure.label};`);
        w.depth = depth;
        return;
      }
    }
  }
  if (value !== null) {
    if (value.temp < 0) w.line(`i32[(r = ${value.text}) >> 2]++;`);
    else w.line(`r = ${value.text}; ${value.text} = 0;`);
  }
  w.line("break out;");
  w.depth = depth;
}

/** Calls the exit method of a `with` whose body ends without failure, and releases it. */
export function leaveWith(w: CodeWriter, context: WithContext): void {
  const exit = `t${context.exit}`;
  w.forgetLine();
  w.setLine(context.where);
  w.forgetLine();
  const position = w.position(context.where);
  w.line(
    `if (${w.use("leaveContext")}(vm, ${exit}) < 0) { p = ${position}; break ${context.fail}; }`,
  );
  releaseTemp(w, exit);
}

function writeLoopJump(w: CodeWriter, exit: FinallyExit, loop: Loop): void {
  if (exit.kind === "continue") {
    w.line(`continue ${loop.label};`);
    return;
  }
  if (loop.iterator >= 0) releaseTemp(w, `t${loop.iterator}`);
  w.line(`break ${loop.label};`);
}

function releaseTemp(w: CodeWriter, text: string): void {
  w.line(`if (--i32[${text} >> 2] === 0) ${w.use("dealloc")}(vm, ${text});`);
  w.line(`${text} = 0;`);
}

function moveTo(w: CodeWriter, value: Operand, slot: string): void {
  if (value.text === slot) return;
  if (value.temp < 0) w.line(`i32[(${slot} = ${value.text}) >> 2]++;`);
  else w.line(`${slot} = ${value.text}; ${value.text} = 0;`);
}
