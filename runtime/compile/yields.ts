/**
 * `yield` and `yield from`.
 *
 * A generator's body is an ordinary function that is called anew each time the generator is resumed. At a yield it
 * leaves with its number in `at`, after it has put what lives on into the generator's slots; called again it jumps to
 * the label with that number:
 *
 *     loop_1: for (;;) { switch (at) { case 0:       blocks with a yield inside are written so (code_writer.ts)
 *       ...
 *       i32[stack >> 2] = t0; ...                    what lives over the yield
 *       r = value; at = 3; live = 1; break suspend;
 *       case 3:
 *       at = 0; t0 = i32[stack >> 2]; ...
 *       if (sent === 0) { p = ...; break fail_2; }   something was thrown into it
 *       t1 = sent;
 *       ...
 *     } }
 *
 * The locals are stored and read where the function begins and ends (generator_text.ts). The words of numbers (states of
 * `finally` and the like) lie behind those of references, where the collector does not look.
 *
 * Source: CPython 3.11 Python/ceval.c (YIELD_VALUE, SEND, RESUME).
 */
import type { Expr, Position } from "../syntax/ast.ts";
import { NONE } from "../memory/statics.ts";
import { GENERATOR_GUARDED } from "../objects/generator_layout.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";

/** `yield value`: the operand is what is sent. */
export function writeYield(w: CodeWriter, node: Extract<Expr, { kind: "Yield" }>): Operand {
  const value = node.value === null ? w.constant({ type: "None" }) : w.expression(node.value);
  return suspendWith(w, value, node);
}

/** Yields an operand and consumes it; what is sent is owned. */
export function suspendWith(w: CodeWriter, value: Operand, where: Position): Operand {
  if (value.temp < 0) w.line(`i32[(r = ${value.text}) >> 2]++;`);
  else {
    w.line(`r = ${value.text};`);
    w.forget(value);
  }
  const number = ++w.yields;
  writeSuspension(w, number, where);
  writeResumption(w, number, where);
  const result = w.owned();
  w.line(`${result.text} = sent;`);
  return result;
}

/** Leaves with r as the value. */
function writeSuspension(w: CodeWriter, number: number, where: Position): void {
  const { references, numbers } = w.liveVariables();
  [...references, ...numbers].forEach((name, i) => w.line(`${stackWord(i)} = ${name};`));
  w.maxLive = Math.max(w.maxLive, references.length + numbers.length);
  const position = w.position(where);
  const at = w.failLabel === "fail" ? number : number | GENERATOR_GUARDED;
  w.line(`i32[(fp + 4) >> 2] = ${position}; at = ${at}; live = ${references.length}; break suspend;`);
}

/** The label where the generator goes on, with what lived over the yield. */
function writeResumption(w: CodeWriter, number: number, where: Position): void {
  const { references, numbers } = w.liveVariables();
  const restored = [...references, ...numbers].map((name, i) => ` ${name} = ${stackWord(i)};`).join("");
  w.line(`case ${number}:`);
  w.line(`at = 0;${restored}`);
  w.failIf("sent === 0", where);
  if (!w.isOnLine(where)) w.forgetLine();
}

function stackWord(index: number): string {
  return index === 0 ? "i32[stack >> 2]" : `i32[(stack + ${8 * index}) >> 2]`;
}

/**
 * `yield from iterable`: the operand is the iterator's result. Two numbers are for it: the second is where the generator goes on
 * when something was thrown into the iterator, which has ended by that; its result is sent.
 */
export function writeYieldFrom(w: CodeWriter, node: Extract<Expr, { kind: "YieldFrom" }>): Operand {
  const iterable = w.expression(node.value);
  const iterator = w.operation(`${w.use("delegateIterator")}(vm, ${iterable.text})`, [iterable], node);
  const done = w.label("done"), loop = w.label("delegate");
  const none = w.number("NONE", NONE);
  w.line(`i32[(sent = ${none}) >> 2]++;`);
  w.open(`${done}: {`);
  w.open(`${loop}: for (;;) {`);
  w.failIf(`(r = ${w.use("sendTo")}(vm, ${iterator.text}, sent)) === 0`, node);
  w.line(`if (vm.second === 0) break ${done};`);
  w.line("i32[(G + 148) >> 2] = 1;");
  const number = ++w.yields;
  writeSuspension(w, number, node);
  writeResumption(w, number, node);
  w.line("i32[(G + 148) >> 2] = 0;");
  w.close();
  writeResumption(w, ++w.yields, node);
  w.line("i32[(G + 148) >> 2] = 0; r = sent;");
  w.close();
  w.line(
    `if (${iterator.text} !== 0 && --i32[${iterator.text} >> 2] === 0) ${
      w.use("dealloc")
    }(vm, ${iterator.text});`,
  );
  w.line(`${iterator.text} = r;`);
  w.maxLive = Math.max(w.maxLive, 2);
  w.depth = iterator.temp + 1;
  return iterator;
}
