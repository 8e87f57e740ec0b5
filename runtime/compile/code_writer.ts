/**
 * CodeWriter: the JavaScript text of one block, and what it refers to.
 *
 * The emitted function of a block `def f(a, b)` has this shape:
 *
 *     function f(vm, F, $a, $b) {            // F: the function object, borrowed; parameters: owned
 *       const i32 = vm.i32; let $c = 0, t0 = 0, r = 0, p = 0 ...;
 *       const fp = vm.fp + 16; ... enter
 *       out: {
 *         fail: {
 *           ... r = value; break out;        // a failure: { p = position; break fail; }
 *         }
 *         traceback entry, release of temporaries, r = 0
 *       }
 *       leave, release of locals
 *       return r;
 *     }
 *
 * Laws
 * - `$name` is a local of the program (an owned reference, 0 = unbound; a cell where the name is one). `t0, t1 ...`
 *   is the stack of owned temporaries: those at or above the writer's `depth` are 0. `r` is scratch.
 * - An Operand is borrowed (a local, a constant: alive while nothing assigns to the local) or an owned temporary; an
 *   owned one always lies at the top of the stack.
 * - Text of the program enters the output only through `jsName`, `jsString` and `comment`.
 */
import type { Expr, Position, Statement } from "../syntax/ast.ts";
import { ConstantPool } from "./constants.ts";
import { writeDrop } from "./fast_paths.ts";
import type { Binding, Scope } from "./scopes.ts";
import { mangleName } from "../objects/mangle.ts";
import type { CodeDraft, Const } from "./draft.ts";
import { SyntaxFailure } from "../syntax/syntax_errors.ts";

/** The value of an expression in emitted code. */
export interface Operand {
  /** JavaScript text of the address. */
  text: string;
  /** Number of the temporary that owns it, or -1: borrowed. */
  temp: number;
  /** The constant it is, if it is one. */
  constant: Const | null;
}

/** What encloses the statement being written, from the inside of which `break`, `continue` and `return` must find out. */
export type Enclosure =
  | { kind: "loop"; label: string; iterator: number }
  | { kind: "handler"; saved: string; unbind: (() => void) | null }
  | ({ kind: "with" } & WithContext)
  | { kind: "star" }
  | { kind: "finally"; state: string; value: number; label: string; exits: FinallyExit[] };

/** A `with` whose body is being written: the temporary of its exit method, and where a failure of that goes. */
export interface WithContext {
  exit: number;
  where: Position;
  fail: string;
}

/** A way out of a `try` that has a `finally`: its number in the state variable. */
export interface FinallyExit {
  kind: "return" | "break" | "continue";
  loop: Enclosure | null;
}

/**
 * The emitters of each kind of node, which call each other through here: files of one purpose that need no circle.
 * compile.ts puts them together.
 */
export interface Emitters {
  /** Evaluates an expression. */
  expression(w: CodeWriter, node: Expr): Operand;
  /** Evaluates a condition: text of a JavaScript boolean, to be used in the next line written. */
  condition(w: CodeWriter, node: Expr): string;
  /** Assigns `value` to a target and consumes it. */
  assign(w: CodeWriter, target: Expr, value: Operand): void;
  statements(w: CodeWriter, body: readonly Statement[]): void;
}

/** What a writer needs of the compilation as a whole. */
export interface Compilation {
  readonly emitters: Emitters;
  readonly filename: string;
  /** Whether fast paths may be written out; statistics want to see every call. */
  readonly inline: boolean;
  /** Constants shared by all blocks of the source. */
  readonly sharedConstants: Map<string, Const>;
  /** Depth of recursion over the tree, against `maxDepth`. */
  depth: number;
  /** The greatest depth since somebody last set it. */
  deepest: number;
  readonly maxDepth: number;
  scopeOf(node: object): Scope;
  /** Whether the source reads the locals of frames: then every call shows them. */
  readonly readsFrames: boolean;
  /** Whether the module's text binds a global of this name. */
  moduleBinds(name: string): boolean;
  /** Whether a statement stands where `from __future__ import` may. */
  allowsFuture(node: Statement): boolean;
  /** Compiles an inner block. */
  compileBlock(node: object, outer: CodeWriter): CodeDraft;
  warn(category: string, message: string, where: Position): void;
}

/** What belongs to one emitted function rather than to the block. */
export interface WriterState {
  out: string[];
  variables: string[];
  freeFlags: string[];
  references: string[];
  freeReferences: string[];
  numbers: Map<string, number>;
  maxTemps: number;
  usesFunctions: boolean;
  usesFloats: boolean;
  usesPools: boolean;
}

/** A JavaScript block that is open in a generator's text, with the parts of an if-chain (see generators.ts). */
interface OpenBlock {
  /** Number of the line before the block, where its `case` labels will stand. */
  marker: number;
  /** Of each part: the number of the line that opens it, and of the first and last yield inside. */
  parts: { line: number; first: number; last: number }[];
}

/** Bytes of bytecode of one function that written-out fast paths may take. */
const INLINE_BUDGET = 14_000;

/** Deepest nesting of blocks (loops, try, with) in one code object. */
const MAX_BLOCKS = 20;

export class CodeWriter {
  private out: string[] = [];
  private indentation = "      ";
  /** Temporaries in use. */
  depth = 0;
  /** The most temporaries in use since somebody last set it. */
  peak = 0;
  maxTemps = 0;
  /** Where a failure goes. */
  failLabel = "fail";
  readonly enclosures: Enclosure[] = [];
  blockDepth = 0;
  readonly constants: ConstantPool;
  readonly names: string[] = [];
  private readonly nameNumbers = new Map<string, number>();
  readonly positions: number[] = [];
  private lastPositionKey = "";
  readonly library = new Set<string>();
  /** Expression statements show their value: the prompt. */
  interactive = false;
  /** Loops around what is being written. */
  loopDepth = 0;
  /** Bytecode that fast paths may still take. */
  private inlineBudget = INLINE_BUDGET;
  /** The text calls functions by number, uses floats, looks at pools. */
  usesFunctions = false;
  usesFloats = false;
  usesPools = false;
  /** The text puts its locals where `locals()` and the like find them (see shown_locals.ts). */
  exposesLocals = false;
  /** Numbers of the layouts (type addresses, singletons) that the text uses, by name. */
  numbers: Map<string, number> = new Map();
  caches = 0;
  private labels = 0;
  /** Declared JavaScript variables beside locals and temporaries, each starting as 0. */
  variables: string[] = [];
  private freeFlags: string[] = [];
  /** Locals in slot order: parameters, then by first use. */
  readonly locals: string[] = [];
  /** Locals that are certainly bound here; null: the code here is unreachable. */
  assigned: Set<string> | null = new Set();
  private currentLine = 0;
  private currentWhere: Position | null = null;
  /** In a generator: yields so far, open blocks, and the most words that live over a yield. */
  yields = 0;
  private readonly openBlocks: OpenBlock[] = [];
  maxLive = 0;
  private references: string[] = [];
  private freeReferences: string[] = [];

  /** A generator's lines are looked at again while they are written. */
  private readonly keepsLines: boolean;

  /** `isSurvey`: no text is wanted, only what the block refers to, which is the same without fast paths. */
  constructor(
    readonly unit: Compilation,
    readonly scope: Scope,
    readonly qualname: string,
    private readonly isSurvey = false,
  ) {
    this.constants = new ConstantPool(unit.sharedConstants);
    this.keepsLines = !isSurvey || scope.isGenerator;
  }

  // Emission by kind of node

  expression(node: Expr): Operand {
    return this.unit.emitters.expression(this, node);
  }

  condition(node: Expr): string {
    return this.unit.emitters.condition(this, node);
  }

  assign(target: Expr, value: Operand): void {
    this.unit.emitters.assign(this, target, value);
  }

  statements(body: readonly Statement[]): void {
    this.unit.emitters.statements(this, body);
  }

  // Text

  line(text: string): void {
    if (this.keepsLines) this.out.push(this.indentation + text);
  }

  open(text: string): void {
    if (this.scope.isGenerator) {
      const marker = this.out.push("") - 1;
      this.openBlocks.push({ marker, parts: [{ line: marker + 1, first: this.yields + 1, last: 0 }] });
    }
    this.line(text);
    this.indentation += "  ";
  }

  close(text = "}"): void {
    this.indentation = this.indentation.slice(2);
    this.line(text);
    const block = this.openBlocks.pop();
    if (block === undefined) return;
    (block.parts.at(-1) as OpenBlock["parts"][0]).last = this.yields;
    if (this.yields >= block.parts[0].first) this.makeResumable(block);
  }

  /** Closes one block and opens the next: `} else {`. */
  middle(text: string): void {
    this.indentation = this.indentation.slice(2);
    this.line(text);
    this.indentation += "  ";
    const block = this.openBlocks.at(-1);
    if (block === undefined) return;
    (block.parts.at(-1) as OpenBlock["parts"][0]).last = this.yields;
    block.parts.push({ line: this.out.length - 1, first: this.yields + 1, last: 0 });
  }

  /** Rewrites the lines of a block with yields inside, so that the generator can go on in there. */
  private makeResumable(block: OpenBlock): void {
    const { out } = this;
    const { marker, parts } = block;
    let labels = "";
    for (let i = parts[0].first; i <= this.yields; i++) labels += `case ${i}: `;
    out[marker] = this.indentation + labels.trimEnd();
    let braces = "";
    for (const { line, first, last } of parts) {
      const hasYields = first <= last;
      const text = out[line].slice(this.indentation.length);
      out[line] = this.indentation + braces + resumableHead(text, hasYields, last);
      braces = hasYields && !LABELLED_BLOCK.test(text) ? "} " : "";
    }
    if (braces !== "") out.push(`${this.indentation}}`);
  }

  body(): string {
    return this.out.join("\n");
  }

  /** Starts a function of its own for some statements of a module; what was written comes back from `endChunk`. */
  beginChunk(): WriterState {
    const state = {
      out: this.out,
      variables: this.variables,
      freeFlags: this.freeFlags,
      references: this.references,
      freeReferences: this.freeReferences,
      numbers: this.numbers,
      maxTemps: this.maxTemps,
      usesFunctions: this.usesFunctions,
      usesFloats: this.usesFloats,
      usesPools: this.usesPools,
    };
    Object.assign(this, {
      out: [],
      variables: [],
      freeFlags: [],
      references: [],
      freeReferences: [],
      numbers: new Map(),
      maxTemps: 0,
      usesFunctions: false,
      usesFloats: false,
      usesPools: false,
    });
    this.forgetLine();
    return state;
  }

  endChunk(state: WriterState): void {
    Object.assign(this, state);
  }

  // Names of JavaScript

  /** A label that no other has. */
  label(word: string): string {
    return `${word}_${++this.labels}`;
  }

  /** Notes that the text uses a function of the library, and returns its name. */
  use(name: string): string {
    this.library.add(name);
    return name;
  }

  /** Notes that the text uses a fixed number (an address, say), and returns its name. */
  number(name: string, value: number): string {
    this.numbers.set(name, value);
    return name;
  }

  /** A JavaScript variable for a number that is not a reference; give it back with `dropFlag`. */
  flag(): string {
    const free = this.freeFlags.pop();
    if (free !== undefined) return free;
    const name = `c${this.variables.length}`;
    this.variables.push(name);
    return name;
  }

  /** A JavaScript variable of a fixed name whose value does not outlive the lines that one emitter writes. */
  scratch(name: "s" | "q" | "n" | "f"): string {
    if (!this.variables.includes(name)) this.variables.push(name);
    return name;
  }

  /** Takes `cost` from the budget for written-out fast paths; false: call instead. */
  spend(cost: number): boolean {
    const worth = this.loopDepth > 0 || (this.scope.kind === "function" && !this.scope.hasLoop);
    if (!this.unit.inline || this.isSurvey || !worth || this.inlineBudget < cost) return false;
    this.inlineBudget -= cost;
    return true;
  }

  dropFlag(name: string): void {
    this.freeFlags.push(name);
  }

  /** A JavaScript variable for an owned reference (or -1, or 0) that is no temporary; give it back with `dropReference`. */
  reference(): string {
    const free = this.freeReferences.pop();
    if (free !== undefined) return free;
    const name = `x${this.references.length}`;
    this.references.push(name);
    this.variables.push(name);
    return name;
  }

  dropReference(name: string): void {
    this.freeReferences.push(name);
  }

  /** What must outlive a yield: the references (temporaries last), and the numbers. */
  liveVariables(): { references: string[]; numbers: string[] } {
    const references = this.references.filter((name) => !this.freeReferences.includes(name));
    for (let i = 0; i < this.depth; i++) references.push(`t${i}`);
    const numbers = this.variables.filter((name) => /^c\d/.test(name) && !this.freeFlags.includes(name));
    return { references, numbers };
  }

  // Constants, names, positions

  constant(value: Const): Operand {
    return { text: `k${this.constants.add(value)}`, temp: -1, constant: value };
  }

  /** JavaScript text of an interned name's address. */
  name(name: string): string {
    let number = this.nameNumbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.nameNumbers.set(name, number);
    }
    return `n${number}`;
  }

  mangled(name: string): string {
    return mangleName(this.scope.className, name);
  }

  /** The number of a position. */
  position(where: Position): number {
    const key = `${where.line} ${where.column} ${where.endLine} ${where.endColumn}`;
    if (key !== this.lastPositionKey) {
      this.lastPositionKey = key;
      this.positions.push(where.line, where.column, where.endLine, where.endColumn);
    }
    return this.positions.length / 4 - 1;
  }

  // Failure

  fail(where: Position): string {
    return `{ p = ${this.position(where)}; break ${this.failLabel}; }`;
  }

  /** Leaves to the release block if `condition` holds. */
  failIf(condition: string, where: Position): void {
    this.line(`if (${condition}) ${this.fail(where)}`);
  }

  /** An error of the compiler's own stage. */
  syntaxError(where: Position, message: string): never {
    throw new SyntaxFailure(
      "SyntaxError",
      message,
      where.line,
      where.column + 1,
      where.endLine,
      where.endColumn + 1,
    );
  }

  enterBlock(where: Position): void {
    if (++this.blockDepth > MAX_BLOCKS) this.syntaxError(where, "too many statically nested blocks");
  }

  leaveBlock(): void {
    this.blockDepth--;
  }

  // Temporaries

  /** Takes the next temporary and returns its text. */
  push(): string {
    const text = `t${this.depth++}`;
    if (this.depth > this.maxTemps) this.maxTemps = this.depth;
    if (this.depth > this.peak) this.peak = this.depth;
    return text;
  }

  owned(): Operand {
    const temp = this.depth;
    return { text: this.push(), temp, constant: null };
  }

  /** Puts a new reference that `expression` gives (0 = failure) into a new temporary. */
  take(expression: string, where: Position): Operand {
    const operand = this.owned();
    this.failIf(`(${operand.text} = ${expression}) === 0`, where);
    return operand;
  }

  /** Makes an operand that lies at the top owned, in a temporary. */
  own(operand: Operand): Operand {
    if (operand.temp >= 0) return operand;
    const result = this.owned();
    this.line(`i32[(${result.text} = ${operand.text}) >> 2]++;`);
    return result;
  }

  /** Releases operands (the last is on top) after use. */
  release(...operands: Operand[]): void {
    for (const operand of operands) {
      if (operand.temp >= 0) {
        this.line(`if (--i32[${operand.text} >> 2] === 0) ${this.use("dealloc")}(vm, ${operand.text});`);
      }
    }
    for (const operand of operands) this.forget(operand);
  }

  /** The operand's reference was given away. */
  forget(...operands: Operand[]): void {
    for (const operand of operands) {
      if (operand.temp < 0) continue;
      this.line(`${operand.text} = 0;`);
      if (operand.temp < this.depth) this.depth = operand.temp;
    }
  }

  /**
   * The result of an operation on borrowed operands: computes `expression` (a new reference or 0), releases the
   * operands, and leaves the result owned where the first of them was.
   */
  operation(expression: string, operands: readonly Operand[], where: Position): Operand {
    const temps = operands.filter((operand) => operand.temp >= 0);
    if (temps.length === 0) return this.take(expression, where);
    this.line(`r = ${expression};`);
    return this.settle(temps, where);
  }

  /**
   * Puts operands (borrowed by the callee) on the argument stack and advances it; returns the variable that holds where
   * they start: set `vm.sp` back to it after the call, then give it back with `dropFlag`.
   */
  pushArguments(operands: readonly Operand[]): string {
    const sp = this.flag();
    this.line(`${sp} = vm.sp;`);
    operands.forEach((operand, i) =>
      this.line(`i32[${i === 0 ? sp : `(${sp} + ${8 * i})`} >> 2] = ${operand.text};`)
    );
    this.line(`vm.sp = ${sp} + ${8 * operands.length};`);
    return sp;
  }

  /** After `r = ...` of a call that borrowed: releases the temporaries; the result is owned, on top. */
  settleReleased(temps: readonly Operand[], where: Position): Operand {
    if (temps.length > 0) return this.settle(temps, where);
    return this.take("r", where);
  }

  /** After `r = ...`: releases the temporaries and puts r where the lowest was. */
  private settle(temps: readonly Operand[], where: Position): Operand {
    for (const operand of temps) {
      this.line(`if (--i32[${operand.text} >> 2] === 0) ${this.use("dealloc")}(vm, ${operand.text});`);
    }
    return this.settleGiven(temps, where);
  }

  /** After `r = ...` of arithmetic: the same, and what is released is likely a number. */
  settleNumbers(operands: readonly Operand[], where: Position): Operand {
    const temps = operands.filter((operand) => operand.temp >= 0);
    if (temps.length === 0) return this.take("r", where);
    for (const operand of temps) writeDrop(this, operand.text);
    return this.settleGiven(temps, where);
  }

  /** After `r = ...` of a call that has taken the temporaries' references: puts r where the lowest was. */
  settleGiven(temps: readonly Operand[], where: Position): Operand {
    const lowest = temps.reduce((a, b) => (a.temp < b.temp ? a : b));
    const others = temps.filter((operand) => operand !== lowest);
    if (others.length > 0) this.line(`${others.map((operand) => operand.text).join(" = ")} = 0;`);
    this.failIf(`(${lowest.text} = r) === 0`, where);
    this.depth = lowest.temp + 1;
    return { text: lowest.text, temp: lowest.temp, constant: null };
  }

  /** A flag that an operation gives (-1 = failure) into a number variable; releases the operands. */
  operationFlag(expression: string, operands: readonly Operand[], where: Position): string {
    const flag = this.flag();
    this.line(`${flag} = ${expression};`);
    this.release(...operands);
    this.failIf(`${flag} < 0`, where);
    return flag;
  }

  /** The same for a comparison, whose operands are likely numbers. */
  comparisonFlag(expression: string, operands: readonly Operand[], where: Position): string {
    const flag = this.flag();
    this.line(`${flag} = ${expression};`);
    const temps = operands.filter((operand) => operand.temp >= 0);
    for (const operand of temps) writeDrop(this, operand.text);
    for (const operand of temps) this.forget(operand);
    this.failIf(`${flag} < 0`, where);
    return flag;
  }

  /** The same where only failure matters. */
  operationCheck(expression: string, operands: readonly Operand[], where: Position): void {
    if (operands.every((operand) => operand.temp < 0)) {
      this.failIf(`${expression} < 0`, where);
      return;
    }
    const flag = this.operationFlag(expression, operands, where);
    this.dropFlag(flag);
  }

  // Locals

  /** Registers a local in slot order and returns its JavaScript name. */
  local(name: string): string {
    if (!this.locals.includes(name)) this.locals.push(name);
    return jsName(name);
  }

  binding(name: string): Binding {
    return this.scope.binding(name);
  }

  /** Whether code assigns names inside expressions here, so that a borrowed local may be rebound under way. */
  get rebindsInExpressions(): boolean {
    return this.scope.hasNamedExpr;
  }

  isAssigned(name: string): boolean {
    return this.assigned === null || (this.assigned.has(name) && !this.scope.unbindable.has(name));
  }

  noteAssigned(name: string): void {
    this.assigned?.add(name);
  }

  snapshot(): Set<string> | null {
    return this.assigned === null ? null : new Set(this.assigned);
  }

  /** What is assigned where two ways meet. */
  static meet(a: Set<string> | null, b: Set<string> | null): Set<string> | null {
    if (a === null) return b === null ? null : new Set(b);
    if (b === null) return new Set(a);
    return new Set([...a].filter((name) => b.has(name)));
  }

  /** Records the statement's line where tracebacks and traces of memory read it. */
  setLine(where: Position): void {
    if (where.line === this.currentLine) return;
    this.currentLine = where.line;
    this.currentWhere = where;
    this.line(`i32[(fp + 4) >> 2] = ${this.position(where)};`);
  }

  /** Whether the recorded line is that of `where`. */
  isOnLine(where: Position): boolean {
    return where.line === this.currentLine;
  }

  /** Writes a part of an expression that stands on a line of its own; then that of the rest is recorded again. */
  onLine<T>(where: Position, write: () => T): T {
    const outer = this.currentLine === 0 ? null : this.currentWhere;
    this.setLine(where);
    const value = write();
    if (outer !== null) this.setLine(outer);
    return value;
  }

  /** Control may come here from elsewhere: the line must be recorded anew. */
  forgetLine(): void {
    this.currentLine = 0;
  }

  /** Guards the recursion over the tree. */
  deeper<T>(write: () => T): T {
    const depth = ++this.unit.depth;
    if (depth > this.unit.maxDepth) {
      throw new SyntaxFailure("RecursionError", "maximum recursion depth exceeded during compilation");
    }
    if (depth > this.unit.deepest) this.unit.deepest = depth;
    const result = write();
    this.unit.depth--;
    return result;
  }
}

const LABELLED_BLOCK = /^(\w+: )?\{$/;

/** The line that opens a block, changed so that a resumed generator comes to the yields up to number `last`. */
function resumableHead(text: string, hasYields: boolean, last: number): string {
  if (LABELLED_BLOCK.test(text)) return text.replace("{", "switch (at) { case 0:");
  const enter = hasYields ? " switch (at) { case 0:" : "";
  if (/^\w+: for \(;;\) \{$/.test(text) || text === "} else {") return text + enter;
  const condition = /^(if|\} else if) \((.*)\) \{$/.exec(text);
  if (condition === null) throw new Error(`A yield is inside of a block that cannot be resumed: ${text}`);
  const test = hasYields ? `at === 0 ? (${condition[2]}) : at <= ${last}` : `at === 0 && (${condition[2]})`;
  return `${condition[1]} (${test}) {${enter}`;
}

/** The JavaScript name of a local: `$` and the name, other characters than ASCII letters, digits and _ escaped. */
export function jsName(name: string): string {
  if (/^[A-Za-z0-9_]*$/.test(name)) return `$${name}`;
  let text = "$";
  for (const character of name) {
    text += /[A-Za-z0-9_]/.test(character)
      ? character
      : `$${(character.codePointAt(0) as number).toString(16)}$`;
  }
  return text;
}

/** The name that an emitted function has in host stack traces. */
export function jsFunctionName(name: string): string {
  const text = name.replace(/[^A-Za-z0-9_]/g, "_");
  return /^[A-Za-z_]/.test(text) ? `py_${text}` : `py__${text}`;
}
