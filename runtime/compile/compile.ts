/**
 * Compiling: source text -> syntax tree -> scopes -> drafts of code objects with their JavaScript text.
 *
 * Nothing here touches a heap; `link.ts` makes code objects from drafts. Failures are thrown as SyntaxFailure.
 *
 * Source: CPython 3.11 Python/compile.c.
 */
import type { Arguments, ClassDef, Position, Root, Statement } from "../syntax/ast.ts";
import { parseSource } from "../syntax/parse.ts";
import { hasAnnotations, writeClassBody } from "./classes.ts";
import { CodeWriter, type Compilation, type Emitters, jsFunctionName, jsName } from "./code_writer.ts";
import { type ComprehensionNode, writeComprehensionBody, writeGeneratorBody } from "./comprehensions.ts";
import { writeAssign } from "./assignments.ts";
import {
  CO_FAST_CELL,
  CO_FAST_FREE,
  CO_FAST_LOCAL,
  CO_FUTURE_ANNOTATIONS,
  CO_GENERATOR,
  CO_NESTED,
  CO_NEWLOCALS,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  MAX_DIRECT_ARGUMENTS,
} from "../objects/code_flags.ts";
import type { BlockText, CodeDraft, Const, LocalVariable } from "./draft.ts";
import { FRAME_SLOTS } from "../objects/frame.ts";
import { writeCondition, writeExpression } from "./expressions.ts";
import { docstring } from "./functions.ts";
import { findFutures, stringifyAnnotations } from "./futures.ts";
import { generatorText } from "./generator_text.ts";
import { bodyText, wordsText } from "./shown_locals.ts";
import { mangleName } from "../objects/mangle.ts";
import { analyzeScopes, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, type Scope, type ScopeTable } from "./scopes.ts";
import { writeReturn } from "./leaving.ts";
import { writeStatements } from "./statements.ts";

export type Mode = "exec" | "eval" | "single";

/** A warning that compiling gives. */
export interface CompileWarning {
  category: string;
  message: string;
  line: number;
}

export interface CompileOptions {
  onWarning?: (warning: CompileWarning) => void;
  /** The character of a Unicode name, or null; without this function there are none. */
  lookupCharacter?: (name: string) => string | null;
  /** How deep trees may be: a share of the compiler's own limits. 1 if not given, and at most. */
  stackShare?: number;
  /** Write fast paths out; true if not given. */
  inline?: boolean;
  /** Whether annotations are texts, as if the source asked for that itself. */
  futureAnnotations?: boolean;
  /** Write functions when they are first called; if not given, those of long sources. */
  late?: boolean;
}

/**
 * From this length on a source is taken for one of whose functions many are never called: their text is written at
 * their first call.
 */
const LATE_FROM = 30_000;
/** A block with a deeper tree is written at once: at a call the host's stack may have no room left for it. */
const MAX_LATE_DEPTH = 60;

/** Levels of a tree, and of brackets and blocks in a source, that an empty host stack takes (measured: twice as many). */
const MAX_DEPTH = 700;
const MAX_PARSER_DEPTH = 300;

const EMITTERS: Emitters = {
  expression: writeExpression,
  condition: writeCondition,
  assign: writeAssign,
  statements: writeStatements,
};

/** Top-level statements of one emitted function; a longer module is written as several. */
const CHUNK_STATEMENTS = 400;

/** Compiles a source; throws SyntaxFailure. */
export function compileSource(
  source: string | Uint8Array,
  filename: string,
  mode: Mode,
  options: CompileOptions = {},
): CodeDraft {
  const maxDepth = Math.floor(MAX_PARSER_DEPTH * shareOf(options));
  const { onWarning, lookupCharacter } = options;
  const root = parseSource(source, filename, mode, { onWarning, maxDepth, lookupCharacter });
  return new SourceCompilation(root, filename, { late: source.length >= LATE_FROM, ...options }).draft;
}

function shareOf(options: CompileOptions): number {
  return Math.min(options.stackShare ?? 1, 1);
}

class SourceCompilation implements Compilation {
  readonly emitters = EMITTERS;
  readonly sharedConstants = new Map<string, Const>();
  readonly draft: CodeDraft;
  depth = 0;
  deepest = 0;
  readonly maxDepth: number;
  readonly inline: boolean;
  private readonly scopes: ScopeTable;
  private readonly futures: ReadonlySet<Statement>;
  /** CO_FUTURE_ANNOTATIONS, or 0. */
  private readonly futureFlags: number;
  /** The drafts of inner blocks, while their text or that of blocks around them may still be asked for. */
  private readonly drafts = new Map<object, CodeDraft>();
  /** A text is being written late: what there was to warn of has been said. */
  private isLate = false;

  constructor(root: Root, readonly filename: string, private readonly options: CompileOptions) {
    this.maxDepth = Math.floor(MAX_DEPTH * shareOf(options));
    this.inline = options.inline ?? true;
    const { statements, annotations } = findFutures(root);
    this.futures = statements;
    this.futureFlags = annotations || options.futureAnnotations === true ? CO_FUTURE_ANNOTATIONS : 0;
    if (this.futureFlags !== 0 && root.kind !== "Expression") stringifyAnnotations(root.body);
    this.scopes = analyzeScopes(root, this.maxDepth);
    this.draft = this.compileModule(root);
  }

  get readsFrames(): boolean {
    return this.scopes.readsFrames;
  }

  scopeOf(node: object): Scope {
    return this.scopes.byNode.get(node) as Scope;
  }

  allowsFuture(node: Statement): boolean {
    return this.futures.has(node);
  }

  moduleBinds(name: string): boolean {
    return ((this.scopes.module.uses.get(name) ?? 0) & (DEF_LOCAL | DEF_GLOBAL | DEF_IMPORT)) !== 0;
  }

  warn(category: string, message: string, where: Position): void {
    if (!this.isLate) this.options.onWarning?.({ category, message, line: where.line });
  }

  private compileModule(root: Root): CodeDraft {
    const w = new CodeWriter(this, this.scopes.module, "<module>");
    w.interactive = root.kind === "Interactive";
    let chunks = "";
    if (root.kind === "Expression") {
      writeReturn(w, w.expression(root.body));
    } else {
      const doc = root.kind === "Module" ? docstring(root.body) : null;
      const body = doc === null ? root.body : root.body.slice(1);
      if (hasAnnotations(root.body)) {
        w.setLine(root.body[0]);
        w.failIf(`${w.use("setupAnnotations")}(vm, fp) < 0`, root.body[0]);
      }
      if (doc !== null) {
        w.setLine(root.body[0]);
        w.failIf(
          `${w.use("storeName")}(vm, fp, ${w.name("__doc__")}, ${w.constant(doc).text}) < 0`,
          root.body[0],
        );
      }
      if (body.length > CHUNK_STATEMENTS) chunks = this.writeChunks(w, body);
      else w.statements(body);
      writeReturn(w, w.constant({ type: "None" }));
    }
    const facts = {
      name: "<module>",
      firstLine: 1,
      flags: this.futureFlags,
      parameters: null,
      prelude: chunks,
    };
    return finish(w, facts, writtenAtOnce);
  }

  /** Writes a long module body as functions of some hundred statements each. */
  private writeChunks(w: CodeWriter, body: readonly Statement[]): string {
    const texts: string[] = [];
    for (let start = 0; start < body.length; start += CHUNK_STATEMENTS) {
      const name = `chunk_${texts.length}`;
      const outer = w.beginChunk();
      w.statements(body.slice(start, start + CHUNK_STATEMENTS));
      w.line("return -2;");
      texts.push(chunkText(w, name));
      w.endChunk(outer);
      w.line(`if ((p = ${name}(vm, F, fp)) !== -2) break fail;`);
      w.forgetLine();
    }
    return texts.join("\n");
  }

  compileBlock(node: object, outer: CodeWriter): CodeDraft {
    const known = this.drafts.get(node);
    if (known !== undefined) return known;
    const { kind } = node as { kind: string };
    const { name } = this.scopeOf(node);
    const isNamed = kind === "FunctionDef" || kind === "ClassDef";
    const qualname = isNamed && isDeclaredGlobal(outer, name) ? name : qualifiedPrefix(outer) + name;
    const nested = outer.scope.kind === "function" ? CO_NESTED : 0;
    const isLate = this.options.late === true &&
      (nested !== 0 || kind === "FunctionDef" || kind === "Lambda" || kind === "GeneratorExp");
    const outerDeepest = this.deepest;
    this.deepest = this.depth;
    const w = new CodeWriter(this, this.scopeOf(node), qualname, isLate);
    const facts = this.writeBlock(w, node, nested);
    const height = this.deepest - this.depth;
    this.deepest = Math.max(this.deepest, outerDeepest);
    if (!isLate) return finish(w, facts, writtenAtOnce);
    const draft = finish(w, facts, () => () => this.writeLate(node, qualname, nested));
    this.drafts.set(node, draft);
    if (height > MAX_LATE_DEPTH) {
      const text = draft.write();
      draft.write = () => text;
    }
    return draft;
  }

  /** Writes a block again, this time its text; the blocks inside stay as they are. */
  private writeLate(node: object, qualname: string, nested: number): BlockText {
    const { depth, isLate } = this;
    this.depth = 0;
    this.isLate = true;
    const w = new CodeWriter(this, this.scopeOf(node), qualname);
    const draft = finish(w, this.writeBlock(w, node, nested), writtenAtOnce);
    this.depth = depth;
    this.isLate = isLate;
    return draft.write();
  }

  /** Writes the body of a block. */
  private writeBlock(w: CodeWriter, node: object, nested: number): BlockFacts {
    const scope = w.scope;
    const where = scope.where as Position;
    const block = node as { kind: string };
    let args: Arguments | null = null;
    for (const name of scope.parameters) {
      w.local(name);
      w.noteAssigned(name);
    }
    const savedDepth = this.depth;
    if (block.kind === "FunctionDef") {
      const def = node as Extract<Statement, { kind: "FunctionDef" }>;
      args = def.args;
      const doc = docstring(def.body);
      w.constants.add(doc ?? { type: "None" });
      w.statements(doc === null ? def.body : def.body.slice(1));
      const none = w.constant({ type: "None" });
      if (w.assigned !== null) writeReturn(w, none);
    } else if (block.kind === "ClassDef") {
      w.setLine(firstLine(node as ClassDef));
      const result = writeClassBody(w, node as ClassDef);
      if (w.assigned !== null) writeReturn(w, result);
    } else if (block.kind === "Lambda") {
      const lambda = node as { args: Arguments; body: Parameters<typeof writeExpression>[1] };
      args = lambda.args;
      w.setLine(where);
      writeReturn(w, w.expression(lambda.body));
    } else {
      w.setLine(where);
      const comprehension = node as ComprehensionNode;
      if (comprehension.kind === "GeneratorExp") {
        writeGeneratorBody(w, comprehension);
        writeReturn(w, w.constant({ type: "None" }));
      } else writeReturn(w, writeComprehensionBody(w, comprehension));
    }
    this.depth = savedDepth;
    const isClass = scope.kind === "class";
    return {
      name: scope.name,
      firstLine: firstLine(node as Position).line,
      flags: this.futureFlags |
        (isClass ? 0 : CO_OPTIMIZED | CO_NEWLOCALS | nested | (scope.isGenerator ? CO_GENERATOR : 0)),
      parameters: isClass ? null : args ?? "iterator",
      prelude: "",
    };
  }
}

/** Where a block begins: at its first decorator. */
function firstLine(node: Position & { decorator_list?: Position[] }): Position {
  return node.decorator_list?.[0] ?? node;
}

/** Whether a `global` statement of the block around makes a function's or class's name one of the module. */
function isDeclaredGlobal(outer: CodeWriter, name: string): boolean {
  return ((outer.scope.uses.get(mangleName(outer.scope.className, name)) ?? 0) & DEF_GLOBAL) !== 0;
}

/** `f.<locals>.` before the name of a function inside f. */
function qualifiedPrefix(outer: CodeWriter): string {
  if (outer.scope.kind === "module") return "";
  if (outer.scope.kind === "class") return `${outer.qualname}.`;
  return `${outer.qualname}.<locals>.`;
}

interface BlockFacts {
  name: string;
  firstLine: number;
  flags: number;
  /** The parameter list; "iterator" for a comprehension; null for a module. */
  parameters: Arguments | "iterator" | null;
  /** Text before the function's own. */
  prelude: string;
}

/** Gives a draft's `write` where the block is written: the text is put together now. */
function writtenAtOnce(w: CodeWriter, assemble: () => string): () => BlockText {
  const text = assemble(), library = [...w.library], caches = w.caches;
  return () => ({ text, library, caches });
}

/** Makes the draft of a block that has been written; `writing` gives what its text comes from. */
function finish(
  w: CodeWriter,
  facts: BlockFacts,
  writing: (w: CodeWriter, assemble: () => string) => () => BlockText,
): CodeDraft {
  const scope = w.scope;
  let flags = facts.flags;
  let argCount = 0, posOnly = 0, kwOnly = 0;
  if (facts.parameters === "iterator") argCount = 1;
  else if (facts.parameters !== null) {
    const args = facts.parameters;
    posOnly = args.posonlyargs.length;
    argCount = posOnly + args.args.length;
    kwOnly = args.kwonlyargs.length;
    if (args.vararg !== null) flags |= CO_VARARGS;
    if (args.kwarg !== null) flags |= CO_VARKEYWORDS;
  }
  const start = scope.isGenerator ? w.position(startOf(facts.firstLine)) : 0;
  const localsPlus = layOutLocals(w);
  const plain = kwOnly === 0 && (flags & (CO_VARARGS | CO_VARKEYWORDS)) === 0 &&
    argCount <= MAX_DIRECT_ARGUMENTS;
  const parameters = scope.kind === "function" ? scope.parameters.length : 0;
  const write = writing(
    w,
    () => functionText(w, facts, localsPlus, parameters > MAX_DIRECT_ARGUMENTS, start),
  );
  return {
    name: facts.name,
    qualname: w.qualname,
    firstLine: facts.firstLine,
    flags,
    argCount,
    posOnlyArgCount: posOnly,
    kwOnlyArgCount: kwOnly,
    localsPlus,
    stackSize: scope.isGenerator ? Math.max(w.maxTemps, w.maxLive, 1) : w.maxTemps,
    names: w.names,
    constants: w.constants.items,
    positions: w.positions,
    write,
    directArguments: plain && parameters <= MAX_DIRECT_ARGUMENTS ? argCount : -1,
  };
}

/** The position of a block before its first statement: a line without columns. */
function startOf(line: number): Position {
  return { line, column: -1, endLine: line, endColumn: -1 };
}

/** Locals with their kinds: parameters and locals, then cells that are no parameters, then free variables. */
function layOutLocals(w: CodeWriter): LocalVariable[] {
  const scope = w.scope;
  if (scope.kind === "module") return [];
  if (scope.kind === "class") {
    const free = scope.free.map((name) => ({ name, kind: CO_FAST_FREE }));
    return scope.needsClassCell ? [{ name: "__class__", kind: CO_FAST_CELL }, ...free] : free;
  }
  const locals: LocalVariable[] = [];
  for (const name of w.locals) {
    const binding = scope.binding(name);
    if (binding === "local") locals.push({ name, kind: CO_FAST_LOCAL });
    else if (binding === "cell" && scope.parameters.includes(name)) {
      locals.push({ name, kind: CO_FAST_LOCAL | CO_FAST_CELL });
    }
  }
  const cells = [...scope.bindings].filter(([name, binding]) =>
    binding === "cell" && !scope.parameters.includes(name)
  );
  for (const name of cells.map(([cell]) => cell).sort()) locals.push({ name, kind: CO_FAST_CELL });
  for (const name of scope.free) locals.push({ name, kind: CO_FAST_FREE });
  return locals;
}

/** Host stack that a frame needs beside its variables, in bytes; with a margin for the interpreter tier. */
const FRAME_BASE = 200;

/** The line that takes the heap's views into locals. */
function viewsText(w: CodeWriter): string {
  const views = ["i32 = vm.i32"];
  if (w.usesFunctions) views.push("functions = vm.functions");
  if (w.usesFloats) views.push("f64 = vm.f64");
  if (w.usesPools) views.push("poolMap = vm.poolMap, poolShift = vm.poolShift, poolMask = vm.poolMask");
  return `  const ${views.join(", ")};`;
}

function functionText(
  w: CodeWriter,
  facts: BlockFacts,
  localsPlus: LocalVariable[],
  throughMemory: boolean,
  start: number,
): string {
  const scope = w.scope;
  const isFunction = scope.kind === "function";
  const parameters = isFunction ? scope.parameters : [];
  const owned = localsPlus.filter((local) => local.kind !== CO_FAST_FREE).map((local) => local.name);
  const cells = localsPlus.filter((local) => (local.kind & CO_FAST_CELL) !== 0).map((local) => local.name);
  const temps = Array.from({ length: w.maxTemps }, (_, i) => `t${i}`);
  const declared = owned.filter((name) => !parameters.includes(name) || throughMemory).map(jsName);
  const variables = [...declared, ...temps, ...w.variables];
  const weight = FRAME_BASE +
      8 * (variables.length + parameters.length + scope.free.length + w.constants.items.length / 4) | 0;
  if (scope.isGenerator) {
    const facts_ = {
      name: facts.name,
      localsPlus,
      parameters,
      throughMemory,
      views: viewsText(w),
      weight,
      start,
    };
    return generatorText(w, facts_);
  }
  const head = throughMemory ? "vm, F, args" : ["vm", "F", ...parameters.map(jsName)].join(", ");
  const text: string[] = [];
  const add = (line: string) => text.push(line);
  if (facts.prelude !== "") add(facts.prelude);
  add(`return function ${jsFunctionName(facts.name)}(${head}) {`);
  for (const [name, value] of w.numbers) add(`  const ${name} = ${value};`);
  add(viewsText(w));
  add(`  let r = 0, p = 0${variables.map((name) => `, ${name} = 0`).join("")};`);
  if (throughMemory) parameters.forEach((name, i) => add(`  ${jsName(name)} = i32[(args + ${8 * i}) >> 2];`));
  add(`  const fp = vm.fp + 16;`);
  add(`  if (fp >= vm.fpLimit || vm.room < ${weight}) {`);
  for (const name of parameters) add(`    xdecref(vm, ${jsName(name)});`);
  if (parameters.length > 0) w.use("xdecref");
  add(`    return ${w.use("tooDeep")}(vm);`);
  add(`  }`);
  add(`  vm.fp = fp; vm.room -= ${weight};`);
  add(
    `  i32[fp >> 2] = F; i32[(fp + 4) >> 2] = ${cells.length > 0 ? -1 : 0}; i32[(fp + 8) >> 2] = 0;${
      isFunction ? " i32[(fp + 12) >> 2] = 0;" : ` i32[(fp + 12) >> 2] = vm.namespace;`
    }`,
  );
  if (scope.free.length > 0) add(`  const closure = i32[(F + 72) >> 2];`);
  scope.free.forEach((name, i) => add(`  const ${jsName(name)} = i32[(closure + ${24 + 8 * i}) >> 2];`));
  if (w.exposesLocals) {
    for (const line of wordsText(localsPlus, "0")) add(line);
  }
  add(`  out: {`);
  add(`    fail: {`);
  if (isFunction) add(`      if (--vm.ticks < 0 && ${w.use("poll")}(vm) < 0) break fail;`);
  for (const name of cells) {
    const local = jsName(name);
    const initial = parameters.includes(name) ? local : "0";
    add(
      `      if ((r = ${w.use("cellSteal")}(vm, ${initial})) === 0) { ${
        parameters.includes(name) ? `${local} = 0; ` : ""
      }break fail; }`,
    );
    add(`      ${local} = r;`);
  }
  if (cells.length > 0) add(`      i32[(fp + 4) >> 2] = 0;`);
  add(bodyText(w, localsPlus));
  add(`    }`);
  add(`    if (p >= 0) ${w.use("addTraceback")}(vm, fp, p);`);
  for (const temp of temps) {
    add(`    if (${temp} !== 0 && --i32[${temp} >> 2] === 0) ${w.use("dealloc")}(vm, ${temp});`);
  }
  add(`    r = 0;`);
  add(`  }`);
  addLeave(w, add, localsPlus, weight);
  add(`};`);
  return text.join("\n");
}

/** Leaves the frame: a frame object that others hold takes the locals over, otherwise they are released. */
function addLeave(
  w: CodeWriter,
  add: (line: string) => void,
  localsPlus: readonly LocalVariable[],
  weight: number,
): void {
  if (w.exposesLocals) {
    add(`  const shown = i32[lp >> 2];`);
    add(`  vm.sp = lp; i32[(fp + 12) >> 2] = shown;`);
  }
  add(`  vm.fp = fp - 16; vm.room += ${weight};`);
  add(`  if ((p = i32[(fp + 8) >> 2]) !== 0) {`);
  if (localsPlus.length > 0) {
    add(`    if (i32[p >> 2] > 1) {`);
    localsPlus.forEach(({ name, kind }, i) => {
      const local = jsName(name);
      const give = kind === CO_FAST_FREE ? `i32[${local} >> 2]++;` : `${local} = 0;`;
      add(`      i32[(p + ${FRAME_SLOTS + 8 * i}) >> 2] = ${local}; ${give}`);
    });
    add(`    }`);
  }
  add(`    ${w.use("leaveFrame")}(vm, fp);`);
  add(`  }`);
  for (const { name, kind } of localsPlus) {
    if (kind === CO_FAST_FREE) continue;
    const local = jsName(name);
    add(`  if (${local} !== 0 && --i32[${local} >> 2] === 0) ${w.use("dealloc")}(vm, ${local});`);
  }
  if (w.exposesLocals) {
    add(`  if (shown !== 0 && --i32[shown >> 2] === 0) ${w.use("dealloc")}(vm, shown);`);
  }
  add(`  return r;`);
}

/** The text of one chunk of a module: returns -2, or the position of a failure. */
function chunkText(w: CodeWriter, name: string): string {
  const temps = Array.from({ length: w.maxTemps }, (_, i) => `t${i}`);
  const text: string[] = [];
  text.push(`function ${name}(vm, F, fp) {`);
  for (const [number, value] of w.numbers) text.push(`  const ${number} = ${value};`);
  text.push(viewsText(w));
  text.push(
    `  let r = 0, p = 0${[...temps, ...w.variables].map((variable) => `, ${variable} = 0`).join("")};`,
  );
  text.push(`  fail: {`);
  text.push(w.body());
  text.push(`  }`);
  for (const temp of temps) {
    text.push(`  if (${temp} !== 0 && --i32[${temp} >> 2] === 0) ${w.use("dealloc")}(vm, ${temp});`);
  }
  text.push(`  return p;`);
  text.push(`}`);
  return text.join("\n");
}
