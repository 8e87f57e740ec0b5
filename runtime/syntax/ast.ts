/**
 * The syntax tree: the node set of CPython 3.11's `ast` module (Parser/Python.asdl) as a discriminated union.
 *
 * A node is a plain object. `kind` is the class name of the ASDL, the other fields have its names; operators and
 * contexts are string literals; an optional field is null when absent; a sequence is an array. Statements,
 * expressions, patterns, `ExceptHandler`, `arg`, `keyword` and `alias` carry their position.
 *
 * Laws: every node is made by the one factory of its kind (ast_factories.ts), so that all nodes of a kind share one
 * hidden class and one property order. The tree refers to no source text and no heap. A node belongs to one parent,
 * but the values of constants may be shared and must not be changed. The depth of a tree is not bounded:
 * left-associative chains and `elif` nest as deep as the source is long, and who walks it must not recurse along them.
 *
 * What differs from the ASDL: no `type_comment`, `type_ignores` and `FunctionType` (type comments are comments), no
 * `Constant.kind`, and no asynchronous nodes, which are outside this language and which the parser rejects. The
 * statement `Expr` has the TypeScript name `ExprStatement` and the expression `Set` the name `SetDisplay`; the
 * lower-case classes have capitalised ones (`arguments` is `Arguments`).
 */

/** Where a node stands: lines count from 1, columns from 0 in code points; the end is exclusive. */
export interface Position {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export type ExprContext = "Load" | "Store" | "Del";
export type BoolOperator = "And" | "Or";
export type Operator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";
export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";
export type CompareOperator = "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn";

/**
 * The value of a literal. A str whose surrogate code points a JavaScript string would join into one character
 * (`"\ud800\udc00"`) carries its code points beside the joined text; they are the truth then.
 */
export type ConstantValue =
  | { type: "None" }
  | { type: "bool"; value: boolean }
  | { type: "int"; value: bigint }
  | { type: "float"; value: number }
  | { type: "complex"; imag: number; real?: number }
  | { type: "str"; value: string; codePoints?: number[] }
  | { type: "bytes"; value: Uint8Array }
  | { type: "Ellipsis" };

// Statements

export type Statement =
  | FunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStatement
  | Pass
  | Break
  | Continue;

export interface FunctionDef extends Position {
  kind: "FunctionDef";
  name: string;
  args: Arguments;
  body: Statement[];
  decorator_list: Expr[];
  returns: Expr | null;
}

export interface ClassDef extends Position {
  kind: "ClassDef";
  name: string;
  bases: Expr[];
  keywords: Keyword[];
  body: Statement[];
  decorator_list: Expr[];
}

export interface Return extends Position {
  kind: "Return";
  value: Expr | null;
}

export interface Delete extends Position {
  kind: "Delete";
  targets: Expr[];
}

export interface Assign extends Position {
  kind: "Assign";
  targets: Expr[];
  value: Expr;
}

export interface AugAssign extends Position {
  kind: "AugAssign";
  target: Expr;
  op: Operator;
  value: Expr;
}

export interface AnnAssign extends Position {
  kind: "AnnAssign";
  target: Expr;
  annotation: Expr;
  value: Expr | null;
  simple: 0 | 1;
}

export interface For extends Position {
  kind: "For";
  target: Expr;
  iter: Expr;
  body: Statement[];
  orelse: Statement[];
}

export interface While extends Position {
  kind: "While";
  test: Expr;
  body: Statement[];
  orelse: Statement[];
}

export interface If extends Position {
  kind: "If";
  test: Expr;
  body: Statement[];
  orelse: Statement[];
}

export interface With extends Position {
  kind: "With";
  items: WithItem[];
  body: Statement[];
}

export interface Match extends Position {
  kind: "Match";
  subject: Expr;
  cases: MatchCase[];
}

export interface Raise extends Position {
  kind: "Raise";
  exc: Expr | null;
  cause: Expr | null;
}

export interface Try extends Position {
  kind: "Try";
  body: Statement[];
  handlers: ExceptHandler[];
  orelse: Statement[];
  finalbody: Statement[];
}

export interface TryStar extends Position {
  kind: "TryStar";
  body: Statement[];
  handlers: ExceptHandler[];
  orelse: Statement[];
  finalbody: Statement[];
}

export interface Assert extends Position {
  kind: "Assert";
  test: Expr;
  msg: Expr | null;
}

export interface Import extends Position {
  kind: "Import";
  names: Alias[];
}

export interface ImportFrom extends Position {
  kind: "ImportFrom";
  module: string | null;
  names: Alias[];
  level: number;
}

export interface Global extends Position {
  kind: "Global";
  names: string[];
}

export interface Nonlocal extends Position {
  kind: "Nonlocal";
  names: string[];
}

export interface ExprStatement extends Position {
  kind: "Expr";
  value: Expr;
}

export interface Pass extends Position {
  kind: "Pass";
}

export interface Break extends Position {
  kind: "Break";
}

export interface Continue extends Position {
  kind: "Continue";
}

// Expressions

export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetDisplay
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

export interface BoolOp extends Position {
  kind: "BoolOp";
  op: BoolOperator;
  values: Expr[];
}

export interface NamedExpr extends Position {
  kind: "NamedExpr";
  target: Expr;
  value: Expr;
}

export interface BinOp extends Position {
  kind: "BinOp";
  left: Expr;
  op: Operator;
  right: Expr;
}

export interface UnaryOp extends Position {
  kind: "UnaryOp";
  op: UnaryOperator;
  operand: Expr;
}

export interface Lambda extends Position {
  kind: "Lambda";
  args: Arguments;
  body: Expr;
}

export interface IfExp extends Position {
  kind: "IfExp";
  test: Expr;
  body: Expr;
  orelse: Expr;
}

export interface Dict extends Position {
  kind: "Dict";
  keys: (Expr | null)[];
  values: Expr[];
}

export interface SetDisplay extends Position {
  kind: "Set";
  elts: Expr[];
}

export interface ListComp extends Position {
  kind: "ListComp";
  elt: Expr;
  generators: Comprehension[];
}

export interface SetComp extends Position {
  kind: "SetComp";
  elt: Expr;
  generators: Comprehension[];
}

export interface DictComp extends Position {
  kind: "DictComp";
  key: Expr;
  value: Expr;
  generators: Comprehension[];
}

export interface GeneratorExp extends Position {
  kind: "GeneratorExp";
  elt: Expr;
  generators: Comprehension[];
}

export interface Yield extends Position {
  kind: "Yield";
  value: Expr | null;
}

export interface YieldFrom extends Position {
  kind: "YieldFrom";
  value: Expr;
}

export interface Compare extends Position {
  kind: "Compare";
  left: Expr;
  ops: CompareOperator[];
  comparators: Expr[];
}

export interface Call extends Position {
  kind: "Call";
  func: Expr;
  args: Expr[];
  keywords: Keyword[];
}

export interface FormattedValue extends Position {
  kind: "FormattedValue";
  value: Expr;
  conversion: number;
  format_spec: JoinedStr | null;
}

export interface JoinedStr extends Position {
  kind: "JoinedStr";
  values: Expr[];
}

export interface Constant extends Position {
  kind: "Constant";
  value: ConstantValue;
}

export interface Attribute extends Position {
  kind: "Attribute";
  value: Expr;
  attr: string;
  ctx: ExprContext;
}

export interface Subscript extends Position {
  kind: "Subscript";
  value: Expr;
  slice: Expr;
  ctx: ExprContext;
}

export interface Starred extends Position {
  kind: "Starred";
  value: Expr;
  ctx: ExprContext;
}

export interface Name extends Position {
  kind: "Name";
  id: string;
  ctx: ExprContext;
}

export interface List extends Position {
  kind: "List";
  elts: Expr[];
  ctx: ExprContext;
}

export interface Tuple extends Position {
  kind: "Tuple";
  elts: Expr[];
  ctx: ExprContext;
}

export interface Slice extends Position {
  kind: "Slice";
  lower: Expr | null;
  upper: Expr | null;
  step: Expr | null;
}

// Patterns

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

export interface MatchValue extends Position {
  kind: "MatchValue";
  value: Expr;
}

export interface MatchSingleton extends Position {
  kind: "MatchSingleton";
  value: ConstantValue;
}

export interface MatchSequence extends Position {
  kind: "MatchSequence";
  patterns: Pattern[];
}

export interface MatchMapping extends Position {
  kind: "MatchMapping";
  keys: Expr[];
  patterns: Pattern[];
  rest: string | null;
}

export interface MatchClass extends Position {
  kind: "MatchClass";
  cls: Expr;
  patterns: Pattern[];
  kwd_attrs: string[];
  kwd_patterns: Pattern[];
}

export interface MatchStar extends Position {
  kind: "MatchStar";
  name: string | null;
}

export interface MatchAs extends Position {
  kind: "MatchAs";
  pattern: Pattern | null;
  name: string | null;
}

export interface MatchOr extends Position {
  kind: "MatchOr";
  patterns: Pattern[];
}

// Parts

export interface ExceptHandler extends Position {
  kind: "ExceptHandler";
  type: Expr | null;
  name: string | null;
  body: Statement[];
}

export interface Arg extends Position {
  kind: "arg";
  arg: string;
  annotation: Expr | null;
}

export interface Keyword extends Position {
  kind: "keyword";
  arg: string | null;
  value: Expr;
}

export interface Alias extends Position {
  kind: "alias";
  name: string;
  asname: string | null;
}

// Parts without a position

export interface Arguments {
  kind: "arguments";
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  kw_defaults: (Expr | null)[];
  kwarg: Arg | null;
  defaults: Expr[];
}

export interface Comprehension {
  kind: "comprehension";
  target: Expr;
  iter: Expr;
  ifs: Expr[];
  is_async: 0 | 1;
}

export interface WithItem {
  kind: "withitem";
  context_expr: Expr;
  optional_vars: Expr | null;
}

export interface MatchCase {
  kind: "match_case";
  pattern: Pattern;
  guard: Expr | null;
  body: Statement[];
}

export interface Module {
  kind: "Module";
  body: Statement[];
}

export interface Interactive {
  kind: "Interactive";
  body: Statement[];
}

export interface Expression {
  kind: "Expression";
  body: Expr;
}

/** What `parse` returns. */
export type Root = Module | Interactive | Expression;

/** Any node. */
export type Node =
  | Statement
  | Expr
  | Pattern
  | ExceptHandler
  | Arg
  | Keyword
  | Alias
  | Arguments
  | Comprehension
  | WithItem
  | MatchCase
  | Root;
