/**
 * The diagnosing machine: runs the grammar of diagnosis_grammar.ts over the tokens, as a parsing expression grammar
 * with backtracking, and raises the report of the first alternative for a mistake that matches.
 *
 * It only recognises; where a report needs the tree of what it found, the parser builds it again for that range of
 * tokens. The stacks are arrays, so that the host's stack is not used, and levels are counted as CPython counts
 * the calls of its generated parser, which gives up (MemoryError) at 6000.
 *
 * Laws: `fill` is the last token that has been looked at, in CPython's order, since messages and their places depend
 * on it; looking at the ERROR token raises the tokenizer's failure. The results of the rules marked `memo` are kept
 * whether or not mistakes were looked for when they were found, as in CPython. Time is linear in the tokens.
 *
 * Source: CPython's Parser/pegen.c and the parser that its generator makes.
 */

import * as C from "./diagnosis_compiler.ts";
import type { Reporter } from "./diagnosis_reports.ts";
import type { Parser } from "./parser.ts";
import { SyntaxFailure } from "./syntax_errors.ts";
import { growInt32, NAME, NUMBER, SOFT_KEYWORDS, STRING } from "./tokens.ts";

const MAX_LEVEL = 6000;

/** The integers of an entry of the choice stack: where to go, token, level. */
const CHOICE_SIZE = 3;

// A frame of the rule stack; the captures of slot n are at FRAME_CAPTURES + 2 * n.
const FRAME_RETURN = 0;
const FRAME_RULE = 1;
const FRAME_START = 2;
const FRAME_LEVEL = 3;
const FRAME_QUIET = 4;
const FRAME_CAPTURES = 5;
const FRAME_SIZE = 9;

/** A kept result: 0 none, 1 failure, otherwise the token behind it + 2. */
const NOT_KNOWN = 0;
const FAILED = 1;
const KEPT_CHUNK = 1024;

export class DiagnosisMachine {
  private pos = 0;
  private level = 0;
  private pc = 0;
  /** Whether alternatives for mistakes are tried now. */
  private looksForMistakes = false;
  private choices: Int32Array = new Int32Array(256 * CHOICE_SIZE);
  private choiceTop = 0;
  private frames: Int32Array = new Int32Array(256 * FRAME_SIZE);
  private frameTop = 0;
  /** Kept results, by memo slot and chunk of tokens; chunks are made when they are needed. */
  private kept: (Int32Array | undefined)[] = [];

  constructor(
    private readonly program: C.DiagnosisProgram,
    private readonly parser: Parser,
    private readonly reporter: Reporter,
  ) {}

  /** Whether rule `name` matches from `token`. Throws SyntaxFailure where something is reported. */
  run(name: string, token: number, looksForMistakes: boolean): boolean {
    this.pos = token;
    this.level = 0;
    this.looksForMistakes = looksForMistakes;
    this.kept = [];
    this.choiceTop = 0;
    this.frameTop = 0;
    this.pc = -1;
    this.call(this.program.rules.get(name) as number);
    while (this.pc >= 0) this.step();
    return this.pc === -1;
  }

  /** One operation. When the first rule ends, pc becomes -1 (success) or -2. */
  private step(): void {
    const code = this.program.code;
    const pc = this.pc;
    switch (code[pc]) {
      case C.OP_TOKEN:
        if (this.look() === code[pc + 1]) this.advance(2);
        else this.backtrack();
        return;
      case C.OP_CALL:
        this.pc = pc + 2;
        this.call(code[pc + 1]);
        return;
      case C.OP_CHOICE:
        this.pushChoice(code[pc + 1]);
        this.pc = pc + 2;
        return;
      case C.OP_COMMIT:
        this.choiceTop -= CHOICE_SIZE;
        this.pc = code[pc + 1];
        return;
      case C.OP_RETURN:
        this.choiceTop -= CHOICE_SIZE;
        this.leave(true);
        return;
      case C.OP_RULE_FAIL:
        this.leave(false);
        return;
      case C.OP_LEVEL:
        this.addLevel(code[pc + 1]);
        this.pc = pc + 2;
        return;
      case C.OP_BACK_COMMIT:
        this.choiceTop -= CHOICE_SIZE;
        this.pos = this.choices[this.choiceTop + 1];
        this.level = this.choices[this.choiceTop + 2];
        this.pc = code[pc + 1];
        return;
      case C.OP_FAIL_TWICE:
        this.choiceTop -= CHOICE_SIZE;
        this.backtrack();
        return;
      case C.OP_FAIL:
        this.backtrack();
        return;
      case C.OP_GUARD:
        this.pc = this.looksForMistakes ? pc + 2 : code[pc + 1];
        return;
      default:
        this.stepRare(code[pc]);
    }
  }

  private stepRare(op: number): void {
    const code = this.program.code;
    const pc = this.pc;
    const frame = this.frameTop - FRAME_SIZE;
    switch (op) {
      case C.OP_CAPTURE_START:
        this.frames[frame + FRAME_CAPTURES + 2 * code[pc + 1]] = this.pos;
        this.pc = pc + 2;
        return;
      case C.OP_CAPTURE_END:
        this.frames[frame + FRAME_CAPTURES + 2 * code[pc + 1] + 1] = this.pos;
        this.pc = pc + 2;
        return;
      case C.OP_REPORT:
        this.report(code[pc + 1], frame);
        return;
      case C.OP_CUT:
        this.choices[this.choiceTop - CHOICE_SIZE] = this.program.ends[this.frames[frame + FRAME_RULE]];
        this.pc = pc + 1;
        return;
      case C.OP_QUIET:
        this.looksForMistakes = false;
        this.pc = pc + 1;
        return;
      case C.OP_FORCE:
        if (this.look() !== code[pc + 1]) {
          throw this.reporter.places.atToken(this.pos, `expected '${this.program.texts[code[pc + 2]]}'`);
        }
        this.advance(3);
        return;
      case C.OP_SOFT:
      case C.OP_SOFT_ANY:
        this.matchSoft(op === C.OP_SOFT ? code[pc + 1] : -1);
        return;
      default:
        this.matchLiteral(op);
    }
  }

  /** Soft keyword `name`; with -1 any, and then CPython takes every name that one of them begins with. */
  private matchSoft(name: number): void {
    const isName = this.look() === NAME;
    if (isName && (name >= 0 ? this.parser.values[this.pos] === name : this.beginsSoftKeyword())) {
      this.advance(name >= 0 ? 2 : 1);
    } else this.backtrack();
  }

  private beginsSoftKeyword(): boolean {
    const text = this.parser.tokenText(this.pos);
    return SOFT_KEYWORDS.some((keyword) => keyword.startsWith(text));
  }

  private matchLiteral(op: number): void {
    const isStrings = op === C.OP_STRINGS;
    if (this.look() !== (isStrings ? STRING : NUMBER)) {
      this.backtrack();
      return;
    }
    const first = this.pos;
    this.advance(1);
    if (isStrings) {
      while (this.look() === STRING) this.pos++;
      this.reporter.checkStrings(first, this.pos);
    } else if (op === C.OP_NUMBER) this.reporter.checkNumber(first);
    else this.reporter.checkPart(first, op === C.OP_REAL);
  }

  /** Reports; when there turns out to be nothing to report, the rule fails. */
  private report(index: number, frame: number): void {
    const at = frame + FRAME_CAPTURES;
    const { frames } = this;
    const report = this.program.reports[index];
    this.reporter.report(report, frames[at], frames[at + 1], frames[at + 2], frames[at + 3]);
    this.choiceTop -= CHOICE_SIZE;
    this.leave(false);
  }

  /** The kind of the token at the cursor, which counts as looked at. */
  private look(): number {
    this.reporter.places.look(this.pos);
    return this.parser.kinds[this.pos];
  }

  private advance(operation: number): void {
    this.pos++;
    this.pc += operation;
  }

  private pushChoice(address: number): void {
    if (this.choiceTop === this.choices.length) this.choices = growInt32(this.choices, this.choiceTop * 2);
    this.choices[this.choiceTop] = address;
    this.choices[this.choiceTop + 1] = this.pos;
    this.choices[this.choiceTop + 2] = this.level;
    this.choiceTop += CHOICE_SIZE;
  }

  /** Goes on where the last choice says. */
  private backtrack(): void {
    this.choiceTop -= CHOICE_SIZE;
    this.pc = this.choices[this.choiceTop];
    this.pos = this.choices[this.choiceTop + 1];
    this.level = this.choices[this.choiceTop + 2];
  }

  private addLevel(change: number): void {
    this.level += change;
    if (this.level > MAX_LEVEL) throw new SyntaxFailure("MemoryError", "");
  }

  private call(rule: number): void {
    const slot = this.program.memoSlots[rule];
    if (slot >= 0) {
      const result = this.readKept(slot);
      if (result === FAILED) {
        this.backtrack();
        return;
      }
      if (result !== NOT_KNOWN) {
        this.pos = result - 2;
        return;
      }
    }
    if (this.frameTop === this.frames.length) this.frames = growInt32(this.frames, this.frameTop * 2);
    const frame = this.frameTop;
    this.frameTop += FRAME_SIZE;
    this.frames[frame + FRAME_RETURN] = this.pc;
    this.frames[frame + FRAME_RULE] = rule;
    this.frames[frame + FRAME_START] = this.pos;
    this.frames[frame + FRAME_LEVEL] = this.level;
    this.frames[frame + FRAME_QUIET] = this.looksForMistakes ? 0 : 1;
    this.addLevel(this.program.weights[rule]);
    this.pc = this.program.entries[rule];
  }

  private leave(succeeded: boolean): void {
    this.frameTop -= FRAME_SIZE;
    const frame = this.frameTop;
    const frames = this.frames;
    const slot = this.program.memoSlots[frames[frame + FRAME_RULE]];
    if (slot >= 0) this.keep(slot, frames[frame + FRAME_START], succeeded ? this.pos + 2 : FAILED);
    this.level = frames[frame + FRAME_LEVEL];
    this.looksForMistakes = frames[frame + FRAME_QUIET] === 0;
    if (frame === 0) this.pc = succeeded ? -1 : -2;
    else if (succeeded) this.pc = frames[frame + FRAME_RETURN];
    else this.backtrack();
  }

  private readKept(slot: number): number {
    const chunk = this.kept[Math.floor(this.pos / KEPT_CHUNK) * this.program.memoCount + slot];
    return chunk === undefined ? NOT_KNOWN : chunk[this.pos % KEPT_CHUNK];
  }

  private keep(slot: number, token: number, result: number): void {
    const index = Math.floor(token / KEPT_CHUNK) * this.program.memoCount + slot;
    (this.kept[index] ??= new Int32Array(KEPT_CHUNK))[token % KEPT_CHUNK] = result;
  }
}
