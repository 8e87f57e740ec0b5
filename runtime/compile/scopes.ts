/**
 * Scopes: which variable each name of each block means.
 *
 * A first walk over the tree makes one Scope per block (module, function, lambda, comprehension, class) and notes how
 * each name is used there; a second one, from the module inwards, decides for every name of every block: local, cell
 * (a local that inner blocks use), free (an outer function's cell), or global. The rules and messages are CPython's.
 *
 * Law: neither walk recurses along chains whose depth the source decides (`a + b + c ...`, `elif`, `x.y.z ...`).
 *
 * Source: CPython 3.11 Python/symtable.c.
 */
import type { Arguments, Comprehension, Expr, Pattern, Position, Root, Statement } from "../syntax/ast.ts";
import { mangleName } from "../objects/mangle.ts";
import { SyntaxFailure } from "../syntax/syntax_errors.ts";

export type ScopeKind = "module" | "function" | "class";
/** What a name means in a block. */
export type Binding = "local" | "cell" | "free" | "globalExplicit" | "globalImplicit";

/** Uses of a name in a block. */
export const USE = 1;
export const DEF_LOCAL = 2;
export const DEF_PARAM = 4;
export const DEF_GLOBAL = 8;
export const DEF_NONLOCAL = 16;
export const DEF_ANNOT = 32;
export const DEF_IMPORT = 64;
export const DEF_COMP_ITER = 128;
const DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

/** Nodes that open a block of their own. */
export type ScopeNode = object;

/** One block's names. */
export class Scope {
  readonly children: Scope[] = [];
  /** Use flags by (mangled) name, in order of first mention. */
  readonly uses: Map<string, number> = new Map();
  /** Filled by the second walk. */
  readonly bindings: Map<string, Binding> = new Map();
  /** Parameters in the order of co_varnames. */
  readonly parameters: string[] = [];
  /** How many of the parameters are positional. */
  positionalParameters = 0;
  /** Names of outer functions' variables that this block or one inside it uses, sorted as CPython sorts them. */
  free: string[] = [];
  isGenerator = false;
  isComprehension = false;
  isLambda = false;
  /** The block mentions a function that looks at the namespace of its caller (`locals`, `eval` ...). */
  showsLocals = false;
  /** It does so other than to call it: any call may be one of that. */
  showsLocalsAlways = false;
  /** Names that a `del` or the end of a handler unbinds somewhere: never certainly bound. */
  readonly unbindable: Set<string> = new Set();
  /** The block has a loop of its own. */
  hasLoop = false;
  /** The block has an assignment expression. */
  hasNamedExpr = false;
  /** A class block whose functions use `super` or `__class__`. */
  needsClassCell = false;
  /** Inside the target or iterable of a comprehension that is being read. */
  inComprehensionIterable = 0;
  readonly declarations: { name: string; where: Position }[] = [];

  constructor(
    readonly kind: ScopeKind,
    readonly name: string,
    readonly parent: Scope | null,
    readonly where: Position | null,
    /** The innermost class whose private names are mangled here. */
    readonly className: string | null,
  ) {
    parent?.children.push(this);
  }

  /** What `name` (mangled) means here. */
  binding(name: string): Binding {
    return this.bindings.get(name) ?? "globalImplicit";
  }
}

/** The scopes of a source, found by the node that opens them. */
export interface ScopeTable {
  module: Scope;
  byNode: Map<ScopeNode, Scope>;
  /** The source mentions `f_locals`. */
  readsFrames: boolean;
}

/** Names whose calls may look at the caller's local variables. */
export const LOCALS_READERS = new Set(["locals", "vars", "dir", "eval", "exec", "_getframe"]);

/** Makes the scopes of a tree; throws SyntaxFailure. */
export function analyzeScopes(root: Root, maxDepth: number): ScopeTable {
  const builder = new ScopeBuilder(maxDepth);
  const module = builder.build(root);
  resolveScope(module, null);
  return { module, byNode: builder.byNode, readsFrames: builder.readsFrames };
}

function failAt(where: Position | null, message: string): never {
  if (where === null) throw new SyntaxFailure("SyntaxError", message);
  throw new SyntaxFailure(
    "SyntaxError",
    message,
    where.line,
    where.column + 1,
    where.endLine,
    where.endColumn + 1,
  );
}

class ScopeBuilder {
  readonly byNode = new Map<ScopeNode, Scope>();
  readsFrames = false;
  private scope!: Scope;
  private module!: Scope;
  private depth = 0;

  constructor(private readonly maxDepth: number) {}

  build(root: Root): Scope {
    const module = new Scope("module", "<module>", null, null, null);
    this.scope = this.module = module;
    this.byNode.set(root, module);
    if (root.kind === "Expression") this.expr(root.body);
    else this.block(root.body);
    return module;
  }

  private enter(node: ScopeNode, kind: ScopeKind, name: string, where: Position, className?: string): Scope {
    const scope = new Scope(kind, name, this.scope, where, className ?? this.scope.className);
    // What stands in such an iterable stays in it, lambdas and other comprehensions included.
    scope.inComprehensionIterable = this.scope.inComprehensionIterable;
    this.byNode.set(node, scope);
    this.scope = scope;
    return scope;
  }

  private leave(): void {
    this.scope = this.scope.parent as Scope;
  }

  private note(rawName: string, flag: number, where: Position | null): void {
    const scope = this.scope;
    const name = mangleName(scope.className, rawName);
    const old = scope.uses.get(name) ?? 0;
    if ((flag & DEF_PARAM) !== 0) {
      if ((old & DEF_PARAM) !== 0) failAt(where, `duplicate argument '${rawName}' in function definition`);
      scope.parameters.push(name);
    }
    if (scope.isComprehension && (flag & DEF_LOCAL) !== 0 && this.inTarget > 0) {
      if ((old & (DEF_GLOBAL | DEF_NONLOCAL)) !== 0) {
        failAt(where, `comprehension inner loop cannot rebind assignment expression target '${rawName}'`);
      }
      flag |= DEF_COMP_ITER;
    }
    scope.uses.set(name, old | flag);
  }

  private inTarget = 0;

  private block(body: readonly Statement[]): void {
    for (const statement of body) this.statement(statement);
  }

  private statement(node: Statement): void {
    switch (node.kind) {
      case "FunctionDef":
        this.note(node.name, DEF_LOCAL, node);
        this.defaults(node.args);
        this.annotations(node.args, node.returns);
        for (const decorator of node.decorator_list) this.expr(decorator);
        this.enter(node, "function", node.name, node);
        this.parameters(node.args);
        this.block(node.body);
        this.leave();
        break;
      case "ClassDef":
        this.note(node.name, DEF_LOCAL, node);
        for (const base of node.bases) this.expr(base);
        for (const keyword of node.keywords) this.expr(keyword.value);
        for (const decorator of node.decorator_list) this.expr(decorator);
        this.enter(node, "class", node.name, node, node.name);
        this.block(node.body);
        this.leave();
        break;
      case "Return":
        if (node.value !== null) this.expr(node.value);
        break;
      case "Delete":
        for (const target of node.targets) this.expr(target);
        break;
      case "Assign":
        this.expr(node.value);
        for (const target of node.targets) this.expr(target);
        break;
      case "AugAssign":
        this.expr(node.target);
        this.expr(node.value);
        break;
      case "AnnAssign":
        this.annotatedAssignment(node.target, node.simple, node);
        this.annotation(node.annotation);
        if (node.value !== null) this.expr(node.value);
        break;
      case "For":
        this.scope.hasLoop = true;
        this.expr(node.target);
        this.expr(node.iter);
        this.block(node.body);
        this.block(node.orelse);
        break;
      case "While":
        this.scope.hasLoop = true;
        this.expr(node.test);
        this.block(node.body);
        this.block(node.orelse);
        break;
      case "If":
        this.ifChain(node);
        break;
      case "With":
        for (const item of node.items) {
          this.expr(item.context_expr);
          if (item.optional_vars !== null) this.expr(item.optional_vars);
        }
        this.block(node.body);
        break;
      case "Match":
        this.expr(node.subject);
        for (const matchCase of node.cases) {
          this.pattern(matchCase.pattern);
          if (matchCase.guard !== null) this.expr(matchCase.guard);
          this.block(matchCase.body);
        }
        break;
      case "Raise":
        if (node.exc !== null) this.expr(node.exc);
        if (node.cause !== null) this.expr(node.cause);
        break;
      case "Try":
      case "TryStar":
        this.block(node.body);
        for (const handler of node.handlers) {
          if (handler.type !== null) this.expr(handler.type);
          if (handler.name !== null) {
            this.note(handler.name, DEF_LOCAL, handler);
            this.scope.unbindable.add(mangleName(this.scope.className, handler.name));
          }
          this.block(handler.body);
        }
        this.block(node.orelse);
        this.block(node.finalbody);
        break;
      case "Assert":
        this.expr(node.test);
        if (node.msg !== null) this.expr(node.msg);
        break;
      case "Import":
      case "ImportFrom":
        for (const alias of node.names) {
          if (alias.name === "*") {
            if (this.scope.kind !== "module") failAt(alias, "import * only allowed at module level");
            continue;
          }
          const bound = alias.asname ?? (node.kind === "Import" ? alias.name.split(".")[0] : alias.name);
          this.note(bound, DEF_IMPORT | DEF_LOCAL, alias);
        }
        break;
      case "Global":
        for (const name of node.names) this.declare(name, "global", node);
        break;
      case "Nonlocal":
        for (const name of node.names) this.declare(name, "nonlocal", node);
        break;
      case "Expr":
        this.expr(node.value);
        break;
      case "Pass":
      case "Break":
      case "Continue":
        break;
    }
  }

  private ifChain(node: Extract<Statement, { kind: "If" }>): void {
    for (let current = node;;) {
      this.expr(current.test);
      this.block(current.body);
      if (current.orelse.length === 1 && current.orelse[0].kind === "If") current = current.orelse[0];
      else {
        this.block(current.orelse);
        return;
      }
    }
  }

  private declare(rawName: string, word: "global" | "nonlocal", where: Position): void {
    const scope = this.scope;
    const name = mangleName(scope.className, rawName);
    const old = scope.uses.get(name) ?? 0;
    if ((old & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT)) !== 0) {
      if ((old & DEF_PARAM) !== 0) failAt(where, `name '${rawName}' is parameter and ${word}`);
      if ((old & USE) !== 0) failAt(where, `name '${rawName}' is used prior to ${word} declaration`);
      if ((old & DEF_ANNOT) !== 0) failAt(where, `annotated name '${rawName}' can't be ${word}`);
      failAt(where, `name '${rawName}' is assigned to before ${word} declaration`);
    }
    scope.uses.set(name, old | (word === "global" ? DEF_GLOBAL : DEF_NONLOCAL));
    scope.declarations.push({ name, where });
    if (word === "nonlocal") return;
    // The module's own code means the same variable, even where it runs with other locals.
    this.module.uses.set(name, (this.module.uses.get(name) ?? 0) | DEF_GLOBAL);
  }

  private annotatedAssignment(target: Expr, simple: 0 | 1, where: Position): void {
    if (target.kind !== "Name") {
      this.expr(target);
      return;
    }
    const name = mangleName(this.scope.className, target.id);
    const old = this.scope.uses.get(name) ?? 0;
    if (simple && (old & (DEF_GLOBAL | DEF_NONLOCAL)) !== 0 && this.scope.kind !== "module") {
      failAt(
        where,
        `annotated name '${target.id}' can't be ${(old & DEF_GLOBAL) !== 0 ? "global" : "nonlocal"}`,
      );
    }
    this.note(target.id, simple ? DEF_ANNOT | DEF_LOCAL : DEF_LOCAL, target);
  }

  private annotation(node: Expr): void {
    this.expr(node);
  }

  private annotations(args: Arguments, returns: Expr | null): void {
    for (const arg of [...args.posonlyargs, ...args.args]) {
      if (arg.annotation !== null) this.annotation(arg.annotation);
    }
    if (args.vararg?.annotation) this.annotation(args.vararg.annotation);
    if (args.kwarg?.annotation) this.annotation(args.kwarg.annotation);
    for (const arg of args.kwonlyargs) if (arg.annotation !== null) this.annotation(arg.annotation);
    if (returns !== null) this.annotation(returns);
  }

  private defaults(args: Arguments): void {
    for (const value of args.defaults) this.expr(value);
    for (const value of args.kw_defaults) if (value !== null) this.expr(value);
  }

  private parameters(args: Arguments): void {
    for (const arg of args.posonlyargs) this.note(arg.arg, DEF_PARAM, arg);
    for (const arg of args.args) this.note(arg.arg, DEF_PARAM, arg);
    this.scope.positionalParameters = this.scope.parameters.length;
    for (const arg of args.kwonlyargs) this.note(arg.arg, DEF_PARAM, arg);
    if (args.vararg !== null) this.note(args.vararg.arg, DEF_PARAM, args.vararg);
    if (args.kwarg !== null) this.note(args.kwarg.arg, DEF_PARAM, args.kwarg);
  }

  /** Walks an expression; left-leaning chains are walked in a loop. */
  private expr(node: Expr): void {
    if (++this.depth > this.maxDepth) {
      throw new SyntaxFailure("RecursionError", "maximum recursion depth exceeded during compilation");
    }
    this.chain(node);
    this.depth--;
  }

  private chain(node: Expr): void {
    const chain: Expr[] = [];
    let current = node;
    for (;;) {
      if (current.kind === "BinOp") {
        chain.push(current);
        current = current.left;
      } else if (current.kind === "Attribute" || current.kind === "Subscript") {
        chain.push(current);
        current = current.value;
      } else if (current.kind === "Call") {
        chain.push(current);
        current = current.func;
      } else break;
    }
    const outer = chain.at(-1);
    if (current.kind === "Name" && LOCALS_READERS.has(current.id)) this.noteReader(outer, current);
    this.leaf(current);
    for (let i = chain.length - 1; i >= 0; i--) {
      const link = chain[i];
      if (link.kind === "BinOp") this.expr(link.right);
      else if (link.kind === "Subscript") this.expr(link.slice);
      else if (link.kind === "Attribute") this.noteAttribute(link.attr, chain[i - 1], link);
      else if (link.kind === "Call") {
        for (const arg of link.args) this.expr(arg);
        for (const keyword of link.keywords) this.expr(keyword.value);
      }
    }
  }

  /** A function that looks at locals is mentioned; `outer` is what it is part of. */
  private noteReader(outer: Expr | undefined, node: Expr): void {
    this.scope.showsLocals = true;
    if (outer === undefined || outer.kind !== "Call" || outer.func !== node) {
      this.scope.showsLocalsAlways = true;
    }
  }

  private noteAttribute(name: string, outer: Expr | undefined, node: Expr): void {
    if (name === "f_locals") this.readsFrames = true;
    else if (LOCALS_READERS.has(name)) this.noteReader(outer, node);
  }

  private leaf(node: Expr): void {
    switch (node.kind) {
      case "BoolOp":
        for (const value of node.values) this.expr(value);
        break;
      case "NamedExpr":
        this.namedExpr(node);
        break;
      case "UnaryOp":
        this.unaryChain(node);
        break;
      case "Lambda":
        this.defaults(node.args);
        this.enter(node, "function", "<lambda>", node).isLambda = true;
        this.parameters(node.args);
        this.expr(node.body);
        this.leave();
        break;
      case "IfExp":
        for (let current: Expr = node;;) {
          if (current.kind !== "IfExp") {
            this.expr(current);
            break;
          }
          this.expr(current.test);
          this.expr(current.body);
          current = current.orelse;
        }
        break;
      case "Dict":
        for (const key of node.keys) if (key !== null) this.expr(key);
        for (const value of node.values) this.expr(value);
        break;
      case "Set":
      case "List":
      case "Tuple":
        for (const item of node.elts) this.expr(item);
        break;
      case "ListComp":
        this.comprehension(node, "<listcomp>", node.generators, [node.elt]);
        break;
      case "SetComp":
        this.comprehension(node, "<setcomp>", node.generators, [node.elt]);
        break;
      case "DictComp":
        this.comprehension(node, "<dictcomp>", node.generators, [node.key, node.value]);
        break;
      case "GeneratorExp":
        this.comprehension(node, "<genexpr>", node.generators, [node.elt]).isGenerator = true;
        break;
      case "Yield":
      case "YieldFrom":
        if (node.value !== null) this.expr(node.value);
        if (this.scope.isComprehension) {
          const kind = {
            "<listcomp>": "list comprehension",
            "<setcomp>": "set comprehension",
            "<dictcomp>": "dict comprehension",
          };
          failAt(
            node,
            `'yield' inside ${kind[this.scope.name as keyof typeof kind] ?? "generator expression"}`,
          );
        }
        if (this.scope.kind !== "function") failAt(node, "'yield' outside function");
        this.scope.isGenerator = true;
        break;
      case "Compare":
        this.expr(node.left);
        for (const comparator of node.comparators) this.expr(comparator);
        break;
      case "FormattedValue":
        this.expr(node.value);
        if (node.format_spec !== null) this.expr(node.format_spec);
        break;
      case "JoinedStr":
        for (const value of node.values) this.expr(value);
        break;
      case "Starred":
        this.expr(node.value);
        break;
      case "Name":
        this.name(node);
        break;
      case "Slice":
        if (node.lower !== null) this.expr(node.lower);
        if (node.upper !== null) this.expr(node.upper);
        if (node.step !== null) this.expr(node.step);
        break;
      case "Constant":
        break;
    }
  }

  private unaryChain(node: Expr): void {
    let current = node;
    while (current.kind === "UnaryOp") current = current.operand;
    this.expr(current);
  }

  private name(node: Extract<Expr, { kind: "Name" }>): void {
    this.note(node.id, node.ctx === "Load" ? USE : DEF_LOCAL, node);
    if (node.ctx === "Del") this.scope.unbindable.add(mangleName(this.scope.className, node.id));
    if (node.ctx !== "Load") return;
    if (node.id === "super" && this.scope.kind === "function") this.note("__class__", USE, node);
  }

  private namedExpr(node: Extract<Expr, { kind: "NamedExpr" }>): void {
    this.scope.hasNamedExpr = true;
    if (this.scope.inComprehensionIterable > 0) {
      failAt(node, "assignment expression cannot be used in a comprehension iterable expression");
    }
    if (this.scope.isComprehension && node.target.kind === "Name") {
      this.extendNamedTarget(node.target.id, node);
    }
    this.expr(node.value);
    this.expr(node.target);
  }

  /** A walrus in a comprehension binds in the enclosing function or module. */
  private extendNamedTarget(rawName: string, where: Position): void {
    const name = mangleName(this.scope.className, rawName);
    for (let outer: Scope | null = this.scope; outer !== null; outer = outer.parent) {
      if (outer.isComprehension) {
        if (((outer.uses.get(name) ?? 0) & DEF_COMP_ITER) !== 0) {
          failAt(where, `assignment expression cannot rebind comprehension iteration variable '${rawName}'`);
        }
        continue;
      }
      if (outer.kind === "class") {
        failAt(where, "assignment expression within a comprehension cannot be used in a class body");
      }
      const isGlobal = outer.kind === "module" || ((outer.uses.get(name) ?? 0) & DEF_GLOBAL) !== 0;
      const flag = isGlobal ? DEF_GLOBAL : DEF_NONLOCAL;
      this.scope.uses.set(name, (this.scope.uses.get(name) ?? 0) | flag);
      for (let inner = this.scope.parent as Scope; inner !== outer; inner = inner.parent as Scope) {
        inner.uses.set(name, (inner.uses.get(name) ?? 0) | flag);
      }
      outer.uses.set(name, (outer.uses.get(name) ?? 0) | (isGlobal ? DEF_GLOBAL : DEF_LOCAL));
      return;
    }
  }

  private comprehension(
    node: Expr,
    name: string,
    generators: readonly Comprehension[],
    results: Expr[],
  ): Scope {
    this.scope.inComprehensionIterable++;
    this.expr(generators[0].iter);
    this.scope.inComprehensionIterable--;
    const scope = this.enter(node, "function", name, node);
    scope.isComprehension = true;
    scope.hasLoop = true;
    this.note(".0", DEF_PARAM, node);
    scope.positionalParameters = 1;
    generators.forEach((generator, i) => {
      this.inTarget++;
      this.expr(generator.target);
      this.inTarget--;
      if (i > 0) {
        scope.inComprehensionIterable++;
        this.expr(generator.iter);
        scope.inComprehensionIterable--;
      }
      for (const test of generator.ifs) this.expr(test);
    });
    // CPython reads a dict comprehension's value before its key.
    for (let i = results.length - 1; i >= 0; i--) this.expr(results[i]);
    this.leave();
    return scope;
  }

  private pattern(node: Pattern): void {
    switch (node.kind) {
      case "MatchValue":
        this.expr(node.value);
        break;
      case "MatchSingleton":
        break;
      case "MatchSequence":
      case "MatchOr":
        for (const pattern of node.patterns) this.pattern(pattern);
        break;
      case "MatchMapping":
        for (const key of node.keys) this.expr(key);
        for (const pattern of node.patterns) this.pattern(pattern);
        if (node.rest !== null) this.note(node.rest, DEF_LOCAL, node);
        break;
      case "MatchClass":
        this.expr(node.cls);
        for (const pattern of node.patterns) this.pattern(pattern);
        for (const pattern of node.kwd_patterns) this.pattern(pattern);
        break;
      case "MatchStar":
        if (node.name !== null) this.note(node.name, DEF_LOCAL, node);
        break;
      case "MatchAs":
        if (node.pattern !== null) this.pattern(node.pattern);
        if (node.name !== null) this.note(node.name, DEF_LOCAL, node);
        break;
    }
  }
}

/**
 * Decides the bindings of a scope and of those inside it.
 *
 * `bound` holds the names that enclosing functions bind (null at module level). Returns the names that are free here or
 * further inside.
 */
function resolveScope(scope: Scope, bound: Set<string> | null): Set<string> {
  const local = new Set<string>();
  const free = new Set<string>();
  let innerBound = bound === null ? new Set<string>() : new Set(bound);
  // A class body sees what encloses it, but its own names are invisible to the functions inside.
  const visible = bound;
  for (const [name, flags] of scope.uses) {
    resolveName(scope, name, flags, visible, local, free);
  }
  if (scope.kind === "function") {
    for (const name of local) innerBound.add(name);
  } else if (scope.kind === "class") {
    innerBound.add("__class__");
  } else {
    innerBound = new Set();
  }
  // Names declared global here are no longer those of an enclosing function for inner blocks; a class keeps that to itself.
  if (scope.kind !== "class") {
    for (const [name, flags] of scope.uses) if ((flags & DEF_GLOBAL) !== 0) innerBound.delete(name);
  }

  const childFree = new Set<string>();
  for (const child of scope.children) {
    const passed = scope.kind === "module" ? new Set<string>() : innerBound;
    for (const name of resolveScope(child, passed)) childFree.add(name);
  }
  for (const name of childFree) {
    if (scope.kind === "function" && local.has(name)) scope.bindings.set(name, "cell");
    else if (scope.kind === "class" && name === "__class__") scope.needsClassCell = true;
    else {
      free.add(name);
      const binding = scope.bindings.get(name);
      if (binding === undefined) scope.bindings.set(name, "free");
    }
  }
  // A body whose methods need the class's own cell sees that one, not an enclosing class's.
  if (scope.needsClassCell) free.delete("__class__");
  scope.free = [...free].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return free;
}

function resolveName(
  scope: Scope,
  name: string,
  flags: number,
  bound: Set<string> | null,
  local: Set<string>,
  free: Set<string>,
): void {
  const where = () => scope.declarations.find((d) => d.name === name)?.where ?? null;
  if ((flags & DEF_GLOBAL) !== 0) {
    if ((flags & DEF_NONLOCAL) !== 0) failAt(where(), `name '${name}' is nonlocal and global`);
    scope.bindings.set(name, "globalExplicit");
    return;
  }
  if ((flags & DEF_NONLOCAL) !== 0) {
    if (scope.kind === "module") failAt(where(), "nonlocal declaration not allowed at module level");
    if (bound === null || !bound.has(name)) failAt(where(), `no binding for nonlocal '${name}' found`);
    scope.bindings.set(name, "free");
    free.add(name);
    return;
  }
  if ((flags & DEF_BOUND) !== 0) {
    scope.bindings.set(name, "local");
    local.add(name);
    return;
  }
  if (bound !== null && bound.has(name)) {
    scope.bindings.set(name, "free");
    free.add(name);
    return;
  }
  scope.bindings.set(name, "globalImplicit");
}
