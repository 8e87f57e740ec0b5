/**
 * Compiles the grammar of diagnosis_grammar.ts to the program of the diagnosing machine.
 *
 * The program is a list of small integers, an operation and its operands; the machine (diagnosis_machine.ts) says
 * what each does. An ordered choice becomes
 *
 *         CHOICE next;  ... first alternative ...;  COMMIT end
 *     next: ... second alternative ...
 *     end:
 *
 * Laws: a group, a repetition and a list with separators count as one level more while they run, as the rules do
 * that CPython generates for them. The program is made anew for each source that has a mistake: it takes about a
 * millisecond, and keeping it would be state.
 */

import { FIRST_KEYWORD, KEYWORDS, NAME_CASE, NAME_MATCH, NAME_UNDERSCORE, OPERATOR_KINDS } from "./tokens.ts";
import * as T from "./tokens.ts";

// Operations, with their operands.
/** kind: one token of that kind. */
export const OP_TOKEN = 0;
/** name: the soft keyword with that number. */
export const OP_SOFT = 1;
/** Any soft keyword. */
export const OP_SOFT_ANY = 2;
/** rule */
export const OP_CALL = 3;
/** address: where to go on when what follows fails. */
export const OP_CHOICE = 4;
/** address: what followed the last choice has succeeded. */
export const OP_COMMIT = 5;
/** address: the same, but go back to where the choice was. */
export const OP_BACK_COMMIT = 6;
/** The last choice was a negative lookahead, and what it tried has succeeded. */
export const OP_FAIL_TWICE = 7;
export const OP_FAIL = 8;
/** The rule succeeds. */
export const OP_RETURN = 9;
/** The rule fails. */
export const OP_RULE_FAIL = 10;
/** No other alternative of the rule is tried. */
export const OP_CUT = 11;
/** kind, text: a token of that kind or the message "expected 'text'". */
export const OP_FORCE = 12;
/** address: where to go when mistakes are not looked for. */
export const OP_GUARD = 13;
/** slot: what a report refers to begins here. */
export const OP_CAPTURE_START = 14;
export const OP_CAPTURE_END = 15;
/** report: report it; if there is nothing to report, the rule fails. */
export const OP_REPORT = 16;
/** change: counts levels. */
export const OP_LEVEL = 17;
/** The literals here are joined; their mistakes are reported. */
export const OP_STRINGS = 18;
/** A number, which must be real or imaginary. */
export const OP_REAL = 19;
export const OP_IMAGINARY = 20;
/** No mistakes are looked for in the rest of the rule. */
export const OP_QUIET = 21;
/** A number; its mistakes are reported. */
export const OP_NUMBER = 22;

/** What to report when an alternative for a mistake matches. */
export interface Report {
  /** at, range, from, last, indent, target or call. */
  verb: string;
  /** What `target` or `call` names. */
  name: string;
  message: string;
  /** The rule or token that each slot (a, b) captured. */
  captured: [string, string];
}

export interface DiagnosisProgram {
  code: Int32Array;
  /** By rule: where its code begins. */
  entries: Int32Array;
  /** By rule: where its code ends, with OP_RULE_FAIL. */
  ends: Int32Array;
  /** By rule: its place among the rules whose results are kept, or -1. */
  memoSlots: Int32Array;
  memoCount: number;
  /** By rule: how many levels a call of it counts. */
  weights: Int32Array;
  rules: Map<string, number>;
  reports: Report[];
  /** Texts of OP_FORCE. */
  texts: string[];
}

interface RuleText {
  name: string;
  flags: string[];
  tokens: string[];
}

const TOKEN_NAMES: Readonly<Record<string, number>> = {
  NAME: T.NAME,
  STRING: T.STRING,
  NEWLINE: T.NEWLINE,
  INDENT: T.INDENT,
  DEDENT: T.DEDENT,
  ENDMARKER: T.ENDMARKER,
};

/** What is written like a kind of token but is more than a test for one. */
const KIND_OPERATIONS: Readonly<Record<string, number>> = {
  STRINGS: OP_STRINGS,
  NUMBER: OP_NUMBER,
  REAL: OP_REAL,
  IMAGINARY: OP_IMAGINARY,
  SOFT_KEYWORD: OP_SOFT_ANY,
};

const SOFT_NAMES: Readonly<Record<string, number>> = {
  match: NAME_MATCH,
  case: NAME_CASE,
  _: NAME_UNDERSCORE,
};

/** Compiles `grammar`. */
export function compileGrammar(grammar: string): DiagnosisProgram {
  return new GrammarCompiler(splitRules(grammar)).compile();
}

function splitRules(grammar: string): RuleText[] {
  const rules: RuleText[] = [];
  for (const text of grammar.split(/\n(?=[a-z])/)) {
    const header = /^\s*([a-z_]+)((?: [a-z]+)*):/.exec(text);
    if (header === null) continue;
    const tokens = text.slice(header[0].length).match(/'[^']*'|"(?:\\.|[^"\\])*"|[A-Za-z_]+|=>|&&|[^\s]/g) ??
      [];
    rules.push({ name: header[1], flags: header[2].split(" "), tokens });
  }
  return rules;
}

class GrammarCompiler {
  private readonly code: number[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly reports: Report[] = [];
  private readonly texts: string[] = [];
  private tokens: string[] = [];
  private pos = 0;
  private captured: [string, string] = ["", ""];

  constructor(private readonly rules: RuleText[]) {
    rules.forEach((rule, index) => this.numbers.set(rule.name, index));
  }

  compile(): DiagnosisProgram {
    const count = this.rules.length;
    const entries = new Int32Array(count);
    const ends = new Int32Array(count);
    const memoSlots = new Int32Array(count).fill(-1);
    const weights = new Int32Array(count).fill(1);
    let memoCount = 0;
    this.rules.forEach((rule, index) => {
      entries[index] = this.code.length;
      if (rule.flags.includes("memo")) memoSlots[index] = memoCount++;
      if (rule.flags.includes("left")) weights[index] = 2;
      this.compileRule(rule);
      ends[index] = this.code.length - 1;
    });
    const code = Int32Array.from(this.code);
    const { numbers: rules, reports, texts } = this;
    return { code, entries, ends, memoSlots, memoCount, weights, rules, reports, texts };
  }

  private compileRule(rule: RuleText): void {
    this.tokens = rule.tokens;
    this.pos = 0;
    if (rule.flags.includes("quiet")) this.code.push(OP_QUIET);
    do {
      this.captured = ["", ""];
      const guard = this.isMistakeOnly() ? this.emit(OP_GUARD) : -1;
      const choice = this.emit(OP_CHOICE);
      this.compileSequence();
      if (this.accept("=>")) this.compileReport();
      this.code.push(OP_RETURN);
      this.patch(choice);
      if (guard >= 0) this.patch(guard);
    } while (this.accept("|"));
    this.code.push(OP_RULE_FAIL);
  }

  /** Whether the alternative here is nothing but a rule for mistakes. */
  private isMistakeOnly(): boolean {
    const next = this.tokens[this.pos + 1];
    return this.tokens[this.pos].startsWith("invalid_") && (next === undefined || next === "|");
  }

  private compileReport(): void {
    const verb = this.next();
    const name = verb === "target" || verb === "call" ? this.next() : "";
    while (this.peek() === "a" || this.peek() === "b") this.pos++;
    const message = this.peek().startsWith('"') ? JSON.parse(this.next()) : "";
    this.code.push(OP_REPORT, this.reports.length);
    this.reports.push({ verb, name, message, captured: this.captured });
  }

  private compileSequence(): void {
    while (!endsSequence(this.peek())) this.compileItem();
  }

  private compileItem(): void {
    const token = this.peek();
    if (token === "~") {
      this.pos++;
      this.code.push(OP_CUT);
    } else if (token === "&&") {
      this.pos++;
      const text = this.next().slice(1, -1);
      this.code.push(OP_FORCE, kindOf(text), this.texts.length);
      this.texts.push(text);
    } else if (token === "&" || token === "!") this.compileLookahead(token === "&");
    else if (this.tokens[this.pos + 1] === "=") this.compileCapture(token === "a" ? 0 : 1);
    else this.compileRepeated();
  }

  private compileLookahead(isPositive: boolean): void {
    this.pos++;
    const choice = this.emit(OP_CHOICE);
    this.compileAtom();
    if (isPositive) {
      const commit = this.emit(OP_BACK_COMMIT);
      this.patch(choice);
      this.code.push(OP_FAIL);
      this.patch(commit);
    } else {
      this.code.push(OP_FAIL_TWICE);
      this.patch(choice);
    }
  }

  private compileCapture(slot: number): void {
    this.pos += 2;
    this.captured[slot] = this.peek();
    this.code.push(OP_CAPTURE_START, slot);
    this.compileRepeated();
    this.code.push(OP_CAPTURE_END, slot);
  }

  /** An atom with `?`, `*` or `+`, or a list with separators. */
  private compileRepeated(): void {
    const start = this.code.length;
    const from = this.pos;
    if (this.tokens[from + 1] === ".") return this.compileGather();
    this.compileAtom();
    const suffix = this.peek();
    if (suffix === "?") {
      this.pos++;
      this.wrapOptional(start);
    } else if (suffix === "*" || suffix === "+") {
      this.pos++;
      const after = this.pos;
      if (suffix === "*") this.code.length = start;
      this.compileLoop(() => {
        this.pos = from;
        this.compileAtom();
        this.pos = after;
      });
    }
  }

  /** Makes the code from `start` optional. */
  private wrapOptional(start: number): void {
    const body = this.code.splice(start);
    const choice = this.emit(OP_CHOICE);
    const shift = this.code.length - start;
    for (const value of relocate(body, shift)) this.code.push(value);
    const commit = this.emit(OP_COMMIT);
    this.patch(choice);
    this.patch(commit);
  }

  private compileLoop(body: () => void): void {
    this.code.push(OP_LEVEL, 1);
    const loop = this.code.length;
    const choice = this.emit(OP_CHOICE);
    body();
    this.code.push(OP_COMMIT, loop);
    this.patch(choice);
    this.code.push(OP_LEVEL, -1);
  }

  /** separator.item+ */
  private compileGather(): void {
    const separator = kindOf(this.next().slice(1, -1));
    this.pos++;
    const from = this.pos;
    this.code.push(OP_LEVEL, 1);
    this.compileAtom();
    this.pos++;
    const after = this.pos;
    this.compileLoop(() => {
      this.code.push(OP_TOKEN, separator);
      this.pos = from;
      this.compileAtom();
      this.pos = after;
    });
    this.code.push(OP_LEVEL, -1);
  }

  private compileAtom(): void {
    const token = this.next();
    const first = token.charCodeAt(0);
    if (first === 39) this.code.push(OP_TOKEN, kindOf(token.slice(1, -1))); // 'x'
    else if (first === 40) this.compileGroup(); // (
    else if (first === 34) this.code.push(OP_SOFT, SOFT_NAMES[token.slice(1, -1)]); // "x"
    else if (first <= 90) this.compileKind(token); // an upper-case letter
    else this.code.push(OP_CALL, this.numbers.get(token) as number);
  }

  private compileKind(name: string): void {
    const op = KIND_OPERATIONS[name];
    if (op !== undefined) this.code.push(op);
    else this.code.push(OP_TOKEN, TOKEN_NAMES[name]);
  }

  private compileGroup(): void {
    this.code.push(OP_LEVEL, 1);
    const ends: number[] = [];
    for (;;) {
      const choice = this.emit(OP_CHOICE);
      this.compileSequence();
      ends.push(this.emit(OP_COMMIT));
      this.patch(choice);
      if (!this.accept("|")) break;
    }
    this.code.push(OP_FAIL);
    for (const end of ends) this.patch(end);
    this.code.push(OP_LEVEL, -1);
    this.pos++;
  }

  /** Emits an operation whose address is not known yet and returns the place of the address. */
  private emit(op: number): number {
    this.code.push(op, -1);
    return this.code.length - 1;
  }

  private patch(place: number): void {
    this.code[place] = this.code.length;
  }

  private peek(): string {
    return this.tokens[this.pos] ?? "";
  }

  private next(): string {
    return this.tokens[this.pos++] ?? "";
  }

  private accept(token: string): boolean {
    if (this.peek() !== token) return false;
    this.pos++;
    return true;
  }
}

function endsSequence(token: string): boolean {
  return token === "" || token === "|" || token === ")" || token === "=>";
}

function kindOf(text: string): number {
  return OPERATOR_KINDS[text] ?? FIRST_KEYWORD + KEYWORDS.indexOf(text);
}

/** The number of operands of each operation. */
function operandCount(op: number): number {
  switch (op) {
    case OP_TOKEN:
    case OP_SOFT:
    case OP_CALL:
    case OP_CHOICE:
    case OP_COMMIT:
    case OP_BACK_COMMIT:
    case OP_GUARD:
    case OP_CAPTURE_START:
    case OP_CAPTURE_END:
    case OP_REPORT:
    case OP_LEVEL:
      return 1;
    case OP_FORCE:
      return 2;
  }
  return 0;
}

/** `body` with its addresses moved by `shift`. */
function relocate(body: number[], shift: number): number[] {
  for (let i = 0; i < body.length; i += 1 + operandCount(body[i])) {
    const op = body[i];
    if (op === OP_CHOICE || op === OP_COMMIT || op === OP_BACK_COMMIT) body[i + 1] += shift;
  }
  return body;
}
