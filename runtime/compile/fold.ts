/**
 * Constant folding: operators on literals are computed once, within CPython's limits.
 *
 * Only results that are exactly CPython's are folded; where the host could differ in a last bit (float powers, say)
 * or the operation fails, the tree is left as it is and the operation happens when the program runs.
 *
 * Source: CPython 3.11 Python/ast_opt.c.
 */
import type { Expr, Operator, UnaryOperator } from "../syntax/ast.ts";
import {
  type Complex,
  complexDifference,
  complexPower,
  complexProduct,
  complexQuotient,
  complexSum,
} from "../objects/complex_arithmetic.ts";
import type { Const } from "./draft.ts";
import { constantTruth } from "./constants.ts";

const MAX_INT_BITS = 128;
const MAX_STR_SIZE = 4096;
const MAX_COLLECTION_SIZE = 256;
/** Items of nested tuples that a repeated tuple constant may have in all. */
const MAX_TOTAL_ITEMS = 1024;

/** Levels of a tree that folding looks down; an operator above more of them happens when the program runs. */
const MAX_FOLD_DEPTH = 250;

/** The value of an expression if it is constant, or null. Does not descend a left-leaning chain recursively. */
export function constantValue(node: Expr): Const | null {
  return valueAt(node, 0);
}

function valueAt(node: Expr, depth: number): Const | null {
  if (node.kind === "Constant") return node.value;
  if (depth > MAX_FOLD_DEPTH) return null;
  if (node.kind === "Tuple") return tupleValue(node.elts, depth + 1);
  if (node.kind === "UnaryOp") return unaryValue(node.op, node.operand, depth + 1);
  if (node.kind === "BinOp") return chainValue(node, depth + 1);
  if (node.kind === "Subscript" && node.ctx === "Load") {
    return subscriptValue(node.value, node.slice, depth + 1);
  }
  if (node.kind === "Name" && node.id === "__debug__") return { type: "bool", value: true };
  return null;
}

function tupleValue(elements: readonly Expr[], depth: number): Const | null {
  const items: Const[] = [];
  for (const element of elements) {
    const value = element.kind === "Starred" ? null : valueAt(element, depth);
    if (value === null) return null;
    items.push(value);
  }
  return { type: "tuple", items };
}

function chainValue(node: Expr, depth: number): Const | null {
  const chain: Extract<Expr, { kind: "BinOp" }>[] = [];
  let current = node;
  while (current.kind === "BinOp") {
    chain.push(current);
    current = current.left;
  }
  let value = valueAt(current, depth);
  for (let i = chain.length - 1; i >= 0; i--) {
    if (value === null) return null;
    const right = valueAt(chain[i].right, depth);
    if (right === null) return null;
    value = foldBinary(value, chain[i].op, right);
  }
  return value;
}

function unaryValue(op: UnaryOperator, operand: Expr, depth: number): Const | null {
  const value = valueAt(operand, depth);
  if (value === null) return null;
  if (op === "Not") return { type: "bool", value: !constantTruth(value) };
  const int = asInt(value);
  if (int !== null) {
    if (op === "USub") return { type: "int", value: -int };
    if (op === "UAdd") return { type: "int", value: int };
    return value.type === "int" ? { type: "int", value: ~int } : { type: "int", value: ~int };
  }
  if (value.type === "float" && op !== "Invert") {
    return { type: "float", value: op === "USub" ? -value.value : value.value };
  }
  if (value.type === "complex" && op !== "Invert") {
    const { real, imag } = asComplex(value) as Complex;
    return op === "USub" ? { type: "complex", real: -real, imag: -imag } : value;
  }
  return null;
}

function asInt(value: Const): bigint | null {
  if (value.type === "int") return value.value;
  if (value.type === "bool") return value.value ? 1n : 0n;
  return null;
}

function asFloat(value: Const): number | null {
  if (value.type === "float") return value.value;
  const int = asInt(value);
  if (int !== null && int >= -(2n ** 53n) && int <= 2n ** 53n) return Number(int);
  return null;
}

function asComplex(value: Const): Complex | null {
  if (value.type === "complex") return { real: value.real ?? 0, imag: value.imag };
  const real = asFloat(value);
  return real === null ? null : { real, imag: 0 };
}

function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length - (value === 0n ? 1 : 0);
}

/** `left op right` of two constants, or null if it is not folded. */
export function foldBinary(left: Const, op: Operator, right: Const): Const | null {
  const a = asInt(left), b = asInt(right);
  if (a !== null && b !== null) return foldInts(a, op, b, left, right);
  if (left.type === "float" || right.type === "float") {
    const x = asFloat(left), y = asFloat(right);
    if (x !== null && y !== null) return foldFloats(x, op, y);
  }
  if (left.type === "complex" || right.type === "complex") {
    const x = asComplex(left), y = asComplex(right);
    if (x !== null && y !== null) return foldComplex(x, op, y);
  }
  if (op === "Mult") {
    if (a !== null) return foldRepeat(right, a);
    if (b !== null) return foldRepeat(left, b);
  }
  if (op === "Add") {
    if (left.type === "str" && right.type === "str") {
      if (left.codePoints !== undefined || right.codePoints !== undefined) return null;
      if (endsInHighSurrogate(left.value)) return null;
      return { type: "str", value: left.value + right.value };
    }
    if (left.type === "bytes" && right.type === "bytes") {
      return { type: "bytes", value: Uint8Array.of(...left.value, ...right.value) };
    }
    if (left.type === "tuple" && right.type === "tuple") {
      return { type: "tuple", items: [...left.items, ...right.items] };
    }
  }
  return null;
}

function endsInHighSurrogate(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last < 0xdc00;
}

function foldInts(a: bigint, op: Operator, b: bigint, left: Const, right: Const): Const | null {
  const int = (value: bigint): Const => ({ type: "int", value });
  switch (op) {
    case "Add":
      return int(a + b);
    case "Sub":
      return int(a - b);
    case "Mult":
      return bitLength(a) + bitLength(b) > MAX_INT_BITS && a !== 0n && b !== 0n ? null : int(a * b);
    case "FloorDiv":
    case "Mod": {
      if (b === 0n) return null;
      let quotient = a / b, remainder = a % b;
      if (remainder !== 0n && (remainder < 0n) !== (b < 0n)) {
        quotient -= 1n;
        remainder += b;
      }
      return int(op === "Mod" ? remainder : quotient);
    }
    case "Pow":
      if (b < 0n || b > 128n || BigInt(bitLength(a)) * b > BigInt(MAX_INT_BITS)) return null;
      return int(a ** b);
    case "LShift":
      if (b < 0n || b > 128n || (a !== 0n && bitLength(a) + Number(b) > MAX_INT_BITS)) return null;
      return int(a << b);
    case "RShift":
      return b < 0n || b > 100000n ? null : int(a >> b);
    case "BitAnd":
    case "BitOr":
    case "BitXor": {
      const value = op === "BitAnd" ? a & b : op === "BitOr" ? a | b : a ^ b;
      return left.type === "bool" && right.type === "bool"
        ? { type: "bool", value: value !== 0n }
        : int(value);
    }
    case "Div": {
      const limit = 2n ** 53n;
      if (b === 0n || a > limit || a < -limit || b > limit || b < -limit) return null;
      return { type: "float", value: Number(a) / Number(b) };
    }
    default:
      return null;
  }
}

function foldFloats(x: number, op: Operator, y: number): Const | null {
  switch (op) {
    case "Add":
      return { type: "float", value: x + y };
    case "Sub":
      return { type: "float", value: x - y };
    case "Mult":
      return { type: "float", value: x * y };
    case "Div":
      return y === 0 ? null : { type: "float", value: x / y };
    default:
      return null;
  }
}

function foldComplex(x: Complex, op: Operator, y: Complex): Const | null {
  const constant = (value: Complex | null): Const | null =>
    value === null ? null : { type: "complex", ...value };
  switch (op) {
    case "Add":
      return constant(complexSum(x, y));
    case "Sub":
      return constant(complexDifference(x, y));
    case "Mult":
      return constant(complexProduct(x, y));
    case "Div":
      return constant(complexQuotient(x, y));
    case "Pow":
      return isSmallPower(x, y) ? constant(complexPower(x, y)) : null;
    default:
      return null;
  }
}

/** Is a power a product of few factors that do not overflow? */
function isSmallPower(x: Complex, y: Complex): boolean {
  const bound = Math.max(Math.abs(x.real), Math.abs(x.imag));
  return y.imag === 0 && Number.isInteger(y.real) && Math.abs(y.real) <= 100 && bound < 1000;
}

function foldRepeat(value: Const, count: bigint): Const | null {
  if (value.type === "str" && value.codePoints === undefined) {
    const times = count > 0n ? count : 0n;
    if (BigInt(codePointLength(value.value)) * times > BigInt(MAX_STR_SIZE) || times > BigInt(MAX_STR_SIZE)) {
      return null;
    }
    return endsInHighSurrogate(value.value)
      ? null
      : { type: "str", value: value.value.repeat(Number(times)) };
  }
  if (value.type === "bytes") {
    const times = count > 0n ? count : 0n, length = value.value.length;
    if (BigInt(length) * times > BigInt(MAX_STR_SIZE) || times > BigInt(MAX_STR_SIZE)) return null;
    const repeated = new Uint8Array(length * Number(times));
    for (let at = 0; at < repeated.length; at += length) repeated.set(value.value, at);
    return { type: "bytes", value: repeated };
  }
  if (value.type === "tuple") {
    if (
      count < 0n || count > BigInt(MAX_COLLECTION_SIZE) ||
      BigInt(value.items.length) * count > BigInt(MAX_COLLECTION_SIZE)
    ) return null;
    if (count > 0n && countItems(value) > MAX_TOTAL_ITEMS / Number(count)) return null;
    const items: Const[] = [];
    for (let i = 0; i < Number(count); i++) items.push(...value.items);
    return { type: "tuple", items };
  }
  return null;
}

function countItems(value: Const): number {
  if (value.type !== "tuple") return 1;
  return value.items.reduce((sum, item) => sum + countItems(item), value.items.length);
}

function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function subscriptValue(object: Expr, index: Expr, depth: number): Const | null {
  const value = valueAt(object, depth);
  if (value === null || (value.type !== "str" && value.type !== "tuple" && value.type !== "bytes")) {
    return null;
  }
  const key = valueAt(index, depth);
  const position = key === null ? null : asInt(key);
  if (position === null) return null;
  if (value.type === "tuple") {
    const at = position < 0n ? position + BigInt(value.items.length) : position;
    return at < 0n || at >= BigInt(value.items.length) ? null : value.items[Number(at)];
  }
  if (value.type === "bytes") {
    const byte = value.value.at(Number(position));
    return byte === undefined ? null : { type: "int", value: BigInt(byte) };
  }
  if (value.codePoints !== undefined) return null;
  const characters = [...value.value];
  const at = position < 0n ? position + BigInt(characters.length) : position;
  return at < 0n || at >= BigInt(characters.length) ? null : { type: "str", value: characters[Number(at)] };
}
