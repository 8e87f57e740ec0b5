/**
 * Constants of a compilation: equal ones become one, by type, value and sign.
 *
 * Source: CPython 3.11 Python/compile.c (merge_const_one), Objects/codeobject.c (_PyCode_ConstantKey).
 */
import type { ConstantValue } from "../syntax/ast.ts";
import { floatRepr } from "../objects/float_text.ts";
import type { Const } from "./draft.ts";

/** A text that is equal for two constants exactly if they may be one object. */
export function constantKey(value: Const): string {
  switch (value.type) {
    case "None":
    case "Ellipsis":
      return value.type;
    case "bool":
      return `bool ${value.value}`;
    case "int":
      return `int ${value.value}`;
    case "float":
      return `float ${signedKey(value.value)}`;
    case "complex":
      return `complex ${signedKey(value.real ?? 0)} ${signedKey(value.imag)}`;
    case "str":
      return value.codePoints === undefined ? `str ${value.value}` : `str! ${value.codePoints.join(" ")}`;
    case "bytes":
      return `bytes ${value.value.join(" ")}`;
    case "tuple":
      return `tuple ${itemKeys(value.items).join()}`;
    case "frozenset":
      return `frozenset ${[...new Set(itemKeys(value.items))].sort().join()}`;
    case "code":
      throw new TypeError("A code object has no constant key");
  }
}

/** A double as a key: zeros differ by their sign. */
function signedKey(x: number): string {
  return Object.is(x, -0) ? "-0" : `${x}`;
}

function itemKeys(items: readonly Const[]): string[] {
  return items.map((item) => {
    const key = constantKey(item);
    return `${key.length}:${key}`;
  });
}

/** What repr() says of a literal, for messages. */
export function reprConstant(value: Const): string {
  switch (value.type) {
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return value.value.toString();
    case "float":
      return floatRepr(value.value);
    case "str":
      return quoted(value.value);
    case "bytes":
      return `b${quoted(String.fromCharCode(...value.value))}`;
    default:
      return value.type;
  }
}

/** Text in Python's quotes. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const escape = ESCAPES[character];
    if (character === quote || character === "\\") out += `\\${character}`;
    else if (escape !== undefined) out += escape;
    else if (code < 32 || code === 127) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else out += character;
  }
  return out + quote;
}
const ESCAPES: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Truth of a literal. */
export function constantTruth(value: Const): boolean {
  switch (value.type) {
    case "None":
      return false;
    case "Ellipsis":
    case "code":
      return true;
    case "bool":
      return value.value;
    case "int":
      return value.value !== 0n;
    case "float":
      return value.value !== 0;
    case "complex":
      return value.imag !== 0 || (value.real ?? 0) !== 0;
    case "str":
      return value.value.length > 0;
    case "bytes":
      return value.value.length > 0;
    case "tuple":
    case "frozenset":
      return value.items.length > 0;
  }
}

/** The constants of one code object, numbered in order of first use; `shared` spans a whole source. */
export class ConstantPool {
  readonly items: Const[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(private readonly shared: Map<string, Const>) {}

  /** The number of a constant. */
  add(value: Const): number {
    if (value.type === "code") return this.items.push(value) - 1;
    const key = constantKey(value);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.items.push(this.share(value, key)) - 1;
    this.numbers.set(key, number);
    return number;
  }

  /** The one constant of the source that is equal to `value`; items of tuples and frozensets are shared too. */
  private share(value: Const, key: string): Const {
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const one = value.type === "tuple" || value.type === "frozenset"
      ? { type: value.type, items: value.items.map((item) => this.share(item, constantKey(item))) }
      : value;
    this.shared.set(key, one);
    return one;
  }
}

export const NONE_CONSTANT: ConstantValue = { type: "None" };
