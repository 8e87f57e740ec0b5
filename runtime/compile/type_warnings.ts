/**
 * SyntaxWarnings for calls and subscripts that cannot work, because the type of the operand is plain from the text:
 * `(1, 2)(3)`, `[1, 2]["a"]`. Constant expressions count as the constants they fold to.
 *
 * Source: CPython 3.11 Python/compile.c (infer_type, check_caller, check_subscripter, check_index).
 */
import type { Expr } from "../syntax/ast.ts";
import type { CodeWriter } from "./code_writer.ts";
import type { Const } from "./draft.ts";
import { constantValue } from "./fold.ts";

const CONSTANT_TYPES: Readonly<Record<Const["type"], string>> = {
  None: "NoneType",
  bool: "bool",
  int: "int",
  float: "float",
  complex: "complex",
  str: "str",
  bytes: "bytes",
  Ellipsis: "ellipsis",
  tuple: "tuple",
  frozenset: "frozenset",
  code: "code",
};

/** Types of expressions that are plain from their kind. */
const KIND_TYPES: Partial<Record<Expr["kind"], string>> = {
  Tuple: "tuple",
  List: "list",
  ListComp: "list",
  Dict: "dict",
  DictComp: "dict",
  Set: "set",
  SetComp: "set",
  GeneratorExp: "generator",
  Lambda: "function",
  JoinedStr: "str",
  FormattedValue: "str",
};

/** Types whose values have no items. */
const WITHOUT_ITEMS = new Set([
  "NoneType",
  "ellipsis",
  "int",
  "bool",
  "float",
  "complex",
  "frozenset",
  "set",
]);
/** Types whose items have integer places. */
const WITH_PLACES = new Set(["str", "bytes", "tuple", "list"]);

/** Name of an expression's type, or null if it is not plain. */
function inferType(node: Expr): string | null {
  const constant = constantValue(node);
  return constant !== null ? CONSTANT_TYPES[constant.type] : KIND_TYPES[node.kind] ?? null;
}

/** Warns of a call of something that cannot be called. */
export function warnCall(w: CodeWriter, callee: Expr): void {
  const type = inferType(callee);
  if (type === null || callee.kind === "Lambda") return;
  w.unit.warn("SyntaxWarning", `'${type}' object is not callable; perhaps you missed a comma?`, callee);
}

/** Warns of a subscript of something without items, or with an index of a wrong type. */
export function warnSubscript(w: CodeWriter, node: Extract<Expr, { kind: "Subscript" }>): void {
  const type = inferType(node.value);
  if (type === null) return;
  if (WITHOUT_ITEMS.has(type) || node.value.kind === "GeneratorExp" || node.value.kind === "Lambda") {
    w.unit.warn("SyntaxWarning", `'${type}' object is not subscriptable; perhaps you missed a comma?`, node);
    return;
  }
  const index = inferType(node.slice);
  if (!WITH_PLACES.has(type) || index === null || index === "int" || index === "bool") return;
  const message = `${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`;
  w.unit.warn("SyntaxWarning", message, node);
}
