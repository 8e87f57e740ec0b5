/**
 * Constants of a compilation: equal ones become one, by type, value and sign.
 *
 * Source: CPython 3.11 Python/compile.c (merge_const_one), Objects/codeobject.c (_PyCode_ConstantKey).
 */
import type { ConstantValue } from "../syntax/ast.ts";
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
      return `float ${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "complex":
      return `complex ${Object.is(value.imag, -0) ? "-0" : value.imag}`;
    case "str":
      return value.codePoints === undefined ? `str ${value.value}` : `str! ${value.codePoints.join(" ")}`;
    case "bytes":
      return `bytes ${value.value.join(" ")}`;
    case "tuple":
    case "frozenset": {
      const items = value.items.map((item) => {
        const key = constantKey(item);
        return `${key.length}:${key}`;
      });
      return `${value.type} ${items.join()}`;
    }
    case "code":
      throw new TypeError("A code object has no constant key");
  }
}

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
      return value.imag !== 0;
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
    let one = this.shared.get(key);
    if (one === undefined) {
      one = value;
      this.shared.set(key, one);
    }
    const number = this.items.push(one) - 1;
    this.numbers.set(key, number);
    return number;
  }
}

export const NONE_CONSTANT: ConstantValue = { type: "None" };
