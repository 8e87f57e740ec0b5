/**
 * Complex numbers as text: `(1+2j)`, `2j`, and what complex() reads.
 *
 * Source: CPython 3.11 Objects/complexobject.c (complex_repr, complex_from_string_inner).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { VALUE_ERROR } from "../memory/statics.ts";
import { complexValue } from "./complex.ts";
import type { Complex } from "./complex_arithmetic.ts";
import { raise } from "./errors.ts";
import { strToAscii } from "./int_text.ts";
import { shortText } from "./number_format.ts";
import { repr } from "./object.ts";
import { jsString, newStr } from "./str.ts";

/** The text of a part with its sign. */
function signedText(x: number): string {
  const text = shortText(x);
  return text.startsWith("-") ? text : "+" + text;
}

/** tp_repr: the imaginary part alone if the real one is 0. */
export function complexRepr(vm: Interpreter, self: Address): Address {
  const { real, imag } = complexValue(vm, self);
  if (Object.is(real, 0)) return newStr(vm, `${shortText(imag)}j`);
  return newStr(vm, `(${shortText(real)}${signedText(imag)}j)`);
}

const NUMBER = String.raw`(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)`;
/** A real part, or an imaginary one whose number may be left out, or both; a second part has a sign. */
const REAL = new RegExp(`^[+-]?${NUMBER}$`, "i");
const IMAGINARY = new RegExp(`^([+-]?(?:${NUMBER})?)j$`, "i");
const BOTH = new RegExp(`^([+-]?${NUMBER})([+-](?:${NUMBER})?)j$`, "i");
const MISPLACED_UNDERSCORE = /(?:^|\D)_|_(?:\D|$)/;
const BLANKS = /^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g;

/** The double of a matched number; a sign alone, or nothing, is one. */
function readPart(text: string): number {
  const digits = text.replace(/^[+-]/, "").toLowerCase();
  let x: number;
  if (digits === "") x = 1;
  else if (digits.startsWith("inf")) x = Infinity;
  else x = digits === "nan" ? NaN : Number(digits);
  return text.startsWith("-") ? -x : x;
}

/** The complex number that a text without underscores means, or null. */
function readComplex(text: string): Complex | null {
  let inner = text.replaceAll(BLANKS, "");
  if (inner.startsWith("(")) {
    if (!inner.endsWith(")")) return null;
    inner = inner.slice(1, -1).replaceAll(BLANKS, "");
  }
  if (REAL.test(inner)) return { real: readPart(inner), imag: 0 };
  const imaginary = IMAGINARY.exec(inner);
  if (imaginary !== null) return { real: 0, imag: readPart(imaginary[1]) };
  const both = BOTH.exec(inner);
  return both === null ? null : { real: readPart(both[1]), imag: readPart(both[2]) };
}

/** The value of a str, borrowed; null with ValueError or MemoryError. */
export function complexFromStr(vm: Interpreter, s: Address): Complex | null {
  const ascii = strToAscii(vm, s);
  if (ascii === NULL) return null;
  const text = jsString(vm, ascii);
  decref(vm, ascii);
  if (MISPLACED_UNDERSCORE.test(text)) return raiseMisplaced(vm, s);
  const value = readComplex(text.replaceAll("_", ""));
  if (value === null) raise(vm, VALUE_ERROR, "complex() arg is a malformed string");
  return value;
}

function raiseMisplaced(vm: Interpreter, s: Address): null {
  const shown = repr(vm, s);
  if (shown === NULL) return null;
  raise(vm, VALUE_ERROR, `could not convert string to complex: ${jsString(vm, shown)}`);
  decref(vm, shown);
  return null;
}
