/**
 * Numbers under a format specifier (format_spec.ts has the grammar): int in b c d n o x X, int and float in
 * e E f F g G n %, float without a type; complex as its two parts, in e E f F g G n and without a type.
 *
 *     | left padding | sign | prefix | inner padding | grouped digits | point | remainder | right padding |
 *
 * The remainder is what follows the point: decimals and exponent, or a whole "inf". Zeros that fill up to the width
 * (fill "0" with alignment "=") take part in the grouping, so that "," stands in the right places; the result may get
 * one character longer than the width so that it does not start with a separator.
 *
 * A text without sign, width and grouping is written as it is; else the plain text is a str of its own, as in CPython,
 * from which the result is put together.
 *
 * Source: CPython 3.11 Python/formatter_unicode.c (format_long_internal, format_float_internal,
 * format_complex_internal, calc_number_widths,
 * fill_number), Objects/stringlib/localeutil.h (_PyUnicode_InsertThousandsGrouping).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { complexValue } from "./complex.ts";
import type { Complex } from "./complex_arithmetic.ts";
import { raise } from "./errors.ts";
import { floatValue, newFloat } from "./float.ts";
import { floatRepr, formatDouble, strFromDoubleText } from "./float_text.ts";
import * as formatSpec from "./format_spec.ts";
import { type FormatSpec, parseFormatSpec, raiseUnknownFormat } from "./format_spec.ts";
import { intAsDouble, intAsLong, isExactInt } from "./int.ts";
import { intToBase, writeInt } from "./int_text.ts";
import { str } from "./object.ts";
import { formatShortFloat, formatShortInt } from "./short_format.ts";
import { strLength } from "./str.ts";
import * as strLayout from "./str_layout.ts";
import { StrBuilder } from "./str_writer.ts";

const { NULL } = heap;
const { OVERFLOW_ERROR, VALUE_ERROR } = statics;
const { ALIGN_CENTER, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_SIGN } = formatSpec;
const { ASCII_DATA } = strLayout;
const { OB_SIZE } = objectLayout;

const MINUS = 0x2d;
const PLUS = 0x2b;
const SPACE = 0x20;
const ZERO = 0x30;
const POINT = 0x2e;
const OPEN = 0x28;
const CLOSE = 0x29;
const LOWER_J = 0x6a;
const LOWER_D = 0x64;
const LOWER_C = 0x63;
const LOWER_N = 0x6e;
const LOWER_X = 0x78;
const UPPER_X = 0x58;
const PERCENT = 0x25;
const MAX_CODE_POINT = 0x10ffff;
/** The largest precision C takes. */
const INT_MAX = 2 ** 31 - 1;
const DEFAULT_PRECISION = 6;

/** A plain ASCII text of a number, taken apart: addresses of characters in the str that holds it. */
interface Parts {
  negative: boolean;
  /** "0x" and the like, or "". */
  prefix: string;
  digits: Address;
  digitCount: number;
  /** Whether a point stands behind the digits. */
  point: boolean;
  remainder: Address;
  remainderCount: number;
}

// Putting together -----------------------------------------------------------------------------------------------

/** The sign that is shown: a code point, or 0. */
function signOf(format: FormatSpec, negative: boolean): number {
  if (negative) return MINUS;
  return format.sign === PLUS || format.sign === SPACE ? format.sign : 0;
}

/** Digits that are shown: at least `count` of them, and so many that with separators they fill `width`. */
function shownDigits(count: number, width: number, group: number): number {
  if (group === 0) return Math.max(count, width, 1);
  const whole = Math.floor(width / (group + 1)), rest = width % (group + 1);
  // A separator must not stand first.
  const filling = width <= 0 ? 0 : whole * group + (rest === 0 ? 1 : rest);
  return Math.max(count, filling, 1);
}

/** Writes the parts as the specifier says; `upper` turns letters into capitals. False with MemoryError. */
function writeParts(
  vm: Interpreter,
  builder: StrBuilder,
  parts: Parts,
  format: FormatSpec,
  upper: boolean,
): boolean {
  const sign = signOf(format, parts.negative);
  const others = (sign === 0 ? 0 : 1) + parts.prefix.length + (parts.point ? 1 : 0) + parts.remainderCount;
  const group = format.thousands === 0 ? 0 : format.group;
  const filled = format.fill === ZERO && format.align === ALIGN_SIGN ? format.width - others : 0;
  const digits = parts.digitCount === 0 ? 0 : shownDigits(parts.digitCount, filled, group);
  const grouped = digits + (group === 0 || digits === 0 ? 0 : Math.floor((digits - 1) / group));
  const padding = Math.max(format.width - others - grouped, 0);
  const left = format.align === ALIGN_RIGHT ? padding : format.align === ALIGN_CENTER ? padding >> 1 : 0;
  const inner = format.align === ALIGN_SIGN ? padding : 0;
  if (!builder.prepare(vm, others + grouped + padding, padding > 0 ? Math.max(format.fill, 0x7f) : 0x7f)) {
    return false;
  }
  builder.writeFill(vm, format.fill, left);
  if (sign !== 0) builder.writeChar(vm, sign);
  for (let i = 0; i < parts.prefix.length; i++) {
    const c = parts.prefix.charCodeAt(i);
    builder.writeChar(vm, upper && c >= 0x61 ? c - 0x20 : c);
  }
  builder.writeFill(vm, format.fill, inner);
  writeGrouped(vm, builder, parts, digits, group, format.thousands, upper);
  if (parts.point) builder.writeChar(vm, POINT);
  for (let i = 0; i < parts.remainderCount; i++) builder.writeChar(vm, vm.u8[parts.remainder + i]);
  return builder.writeFill(vm, format.fill, padding - left - inner);
}

/** Writes `shown` digits, zeros first where there are not so many, with separators. There is room. */
function writeGrouped(
  vm: Interpreter,
  builder: StrBuilder,
  parts: Parts,
  shown: number,
  group: number,
  separator: number,
  upper: boolean,
): void {
  const zeros = shown - parts.digitCount;
  for (let i = 0; i < shown; i++) {
    if (group !== 0 && i > 0 && (shown - i) % group === 0) builder.writeChar(vm, separator);
    const c = i < zeros ? ZERO : vm.u8[parts.digits + i - zeros];
    builder.writeChar(vm, upper && c >= 0x61 ? c - 0x20 : c);
  }
}

/** Whether a text needs nothing around it and between its digits. */
function isPlain(format: FormatSpec): boolean {
  return format.sign !== PLUS && format.sign !== SPACE && format.width === -1 && format.type !== LOWER_N &&
    format.thousands === 0;
}

// int ------------------------------------------------------------------------------------------------------------

function baseOf(type: number): number {
  switch (type) {
    case 0x62:
      return 2;
    case 0x6f:
      return 8;
    case LOWER_X:
    case UPPER_X:
      return 16;
    default:
      return 10;
  }
}

/** What a specifier must not say of an int, or null. */
function findIntError(format: FormatSpec): string | null {
  if (format.precision !== -1) return "Precision not allowed in integer format specifier";
  if (format.noNegativeZero) return "Negative zero coercion (z) not allowed in integer format specifier";
  if (format.type !== LOWER_C) return null;
  if (format.sign !== 0) return "Sign not allowed with integer format specifier 'c'";
  return format.alternate ? "Alternate form (#) not allowed with integer format specifier 'c'" : null;
}

function writeInteger(vm: Interpreter, builder: StrBuilder, value: Address, format: FormatSpec): boolean {
  const message = findIntError(format);
  if (message !== null) {
    raise(vm, VALUE_ERROR, message);
    return false;
  }
  if (format.type === LOWER_C) return writeCharacter(vm, builder, value, format);
  const base = baseOf(format.type), marked = base !== 10;
  if (isPlain(format) && format.type !== UPPER_X && isExactInt(vm, value)) {
    return writeInt(vm, builder, value, base, marked && format.alternate);
  }
  const text = intToBase(vm, value, base, marked);
  if (text === NULL) return false;
  const start = text + ASCII_DATA, length = strLength(vm, text);
  const negative = vm.u8[start] === MINUS;
  const skipped = (negative ? 1 : 0) + (marked ? 2 : 0);
  const parts: Parts = {
    negative,
    prefix: marked && format.alternate ? "0" + String.fromCharCode(vm.u8[start + skipped - 1]) : "",
    digits: start + skipped,
    digitCount: length - skipped,
    point: false,
    remainder: NULL,
    remainderCount: 0,
  };
  const written = writeParts(vm, builder, parts, format, format.type === UPPER_X);
  decref(vm, text);
  return written;
}

/** Writes a new str (stolen; NULL fails) as it is. */
function writeText(vm: Interpreter, builder: StrBuilder, text: Address): boolean {
  if (text === NULL) return false;
  const written = builder.writeStr(vm, text);
  decref(vm, text);
  return written;
}

/** An int as the character it is the code point of. */
function writeCharacter(vm: Interpreter, builder: StrBuilder, value: Address, format: FormatSpec): boolean {
  const codePoint = intAsLong(vm, value);
  if (codePoint === -1 && vm.curexcType !== NULL) return false;
  if (codePoint < 0 || codePoint > MAX_CODE_POINT) {
    raise(vm, OVERFLOW_ERROR, "%c arg not in range(0x110000)");
    return false;
  }
  const padding = Math.max(format.width - 1, 0);
  const left = format.align === ALIGN_LEFT ? 0 : format.align === ALIGN_CENTER ? padding >> 1 : padding;
  if (!builder.prepare(vm, padding + 1, padding > 0 ? Math.max(codePoint, format.fill) : codePoint)) {
    return false;
  }
  builder.writeFill(vm, format.fill, left);
  builder.writeChar(vm, codePoint);
  return builder.writeFill(vm, format.fill, padding - left);
}

/**
 * Writes an int, borrowed, as the specifier in [start, end) of the str `spec` says. False with an exception. An instance
 * of a subclass with an empty specifier runs its `__str__`.
 */
export function writeFormattedInt(
  vm: Interpreter,
  builder: StrBuilder,
  value: Address,
  spec: Address,
  start: number,
  end: number,
): boolean {
  if (start === end) {
    return isExactInt(vm, value)
      ? writeInt(vm, builder, value, 10, false)
      : writeText(vm, builder, str(vm, value));
  }
  const format = parseFormatSpec(vm, value, spec, start, end, LOWER_D, ALIGN_RIGHT);
  if (format === null) return false;
  switch (String.fromCodePoint(format.type)) {
    case "b":
    case "c":
    case "d":
    case "n":
    case "o":
    case "x":
    case "X":
      return writeInteger(vm, builder, value, format);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
    case "%":
      return writeAsFloat(vm, builder, value, format);
    default:
      raiseUnknownFormat(vm, format.type, value);
      return false;
  }
}

/** Writes an int by way of a float, as CPython does. */
function writeAsFloat(vm: Interpreter, builder: StrBuilder, value: Address, format: FormatSpec): boolean {
  const x = intAsDouble(vm, value);
  const converted = x === -1 && vm.curexcType !== NULL ? NULL : newFloat(vm, x);
  if (converted === NULL) return false;
  const written = writeDouble(vm, builder, x, format);
  decref(vm, converted);
  return written;
}

// float ----------------------------------------------------------------------------------------------------------

/** The text of a double before padding and grouping; "" if it is too long. */
function doubleText(x: number, format: FormatSpec): string {
  const { precision, type, alternate } = format;
  if (type === 0) return formatDouble(x, precision < 0 ? "r" : "g", precision, alternate, true);
  const digits = precision < 0 ? DEFAULT_PRECISION : precision;
  if (type !== PERCENT) {
    return formatDouble(x, type === LOWER_N ? "g" : String.fromCharCode(type), digits, alternate);
  }
  const text = formatDouble(x * 100, "f", digits, alternate);
  return text === "" ? "" : text + "%";
}

/** A text with "-" in front of nothing but zeros loses it. */
function withoutNegativeZero(text: string): string {
  return /^-[0.]*(?:e.*|%)?$/i.test(text) ? text.slice(1) : text;
}

function writeDouble(vm: Interpreter, builder: StrBuilder, x: number, format: FormatSpec): boolean {
  if (format.precision > INT_MAX) {
    raise(vm, VALUE_ERROR, "precision too big");
    return false;
  }
  return writeDoubleText(vm, builder, doubleText(x, format), format);
}

/** Writes the text of a double as the specifier says about signs, grouping and padding. */
function writeDoubleText(vm: Interpreter, builder: StrBuilder, text: string, format: FormatSpec): boolean {
  if (format.noNegativeZero) text = withoutNegativeZero(text);
  const plain = strFromDoubleText(vm, text);
  if (isPlain(format) || plain === NULL) return writeText(vm, builder, plain);
  const start = plain + ASCII_DATA, end = start + text.length;
  const negative = text.charCodeAt(0) === MINUS;
  const digits = negative ? start + 1 : start;
  let at = digits;
  while (at < end && vm.u8[at] >= ZERO && vm.u8[at] <= 0x39) at++;
  const point = at < end && vm.u8[at] === POINT;
  const remainder = point ? at + 1 : at;
  const written = writeParts(
    vm,
    builder,
    {
      negative,
      prefix: "",
      digits,
      digitCount: at - digits,
      point,
      remainder,
      remainderCount: end - remainder,
    },
    format,
    false,
  );
  decref(vm, plain);
  return written;
}

/** Writes a float, borrowed, as the specifier in [start, end) of the str `spec` says. False with an exception. */
export function writeFormattedFloat(
  vm: Interpreter,
  builder: StrBuilder,
  value: Address,
  spec: Address,
  start: number,
  end: number,
): boolean {
  if (start === end) return writeText(vm, builder, str(vm, value));
  const format = parseFormatSpec(vm, value, spec, start, end, 0, ALIGN_RIGHT);
  if (format === null) return false;
  if (format.type === 0 || "eEfFgGn%".includes(String.fromCodePoint(format.type))) {
    return writeDouble(vm, builder, floatValue(vm, value), format);
  }
  raiseUnknownFormat(vm, format.type, value);
  return false;
}

// complex --------------------------------------------------------------------------------------------------------

/** The text of a part of a complex number before padding and grouping. */
function partText(x: number, format: FormatSpec): string {
  const { precision, type, alternate } = format;
  if (type !== 0) return doubleText(x, format);
  return precision < 0 ? shortText(x) : formatDouble(x, "g", precision, alternate);
}

/** repr of a double without ".0". */
export function shortText(x: number): string {
  const text = floatRepr(x);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}

/** Writes a complex number: both parts without padding, then what fills up to the width. */
function writeComplex(vm: Interpreter, builder: StrBuilder, value: Complex, format: FormatSpec): boolean {
  const part = { ...format, width: -1, align: ALIGN_LEFT };
  const imaginary = format.type === 0 && Object.is(value.real, 0);
  const parenthesized = format.type === 0 && !imaginary;
  const inner = new StrBuilder();
  const written = (!parenthesized || inner.writeChar(vm, OPEN)) &&
    (imaginary || writeDoubleText(vm, inner, partText(value.real, format), part)) &&
    writeDoubleText(vm, inner, partText(value.imag, format), imaginary ? part : { ...part, sign: PLUS }) &&
    inner.writeChar(vm, LOWER_J) && (!parenthesized || inner.writeChar(vm, CLOSE));
  const text = written ? inner.finish(vm) : NULL;
  if (text === NULL) {
    inner.release(vm);
    return false;
  }
  const padding = Math.max(format.width - strLength(vm, text), 0);
  const left = format.align === ALIGN_LEFT ? 0 : format.align === ALIGN_CENTER ? padding >> 1 : padding;
  const done = builder.writeFill(vm, format.fill, left) && builder.writeStr(vm, text) &&
    builder.writeFill(vm, format.fill, padding - left);
  decref(vm, text);
  return done;
}

/** Writes a complex, borrowed, as the specifier in [start, end) of the str `spec` says. False with an exception. */
export function writeFormattedComplex(
  vm: Interpreter,
  builder: StrBuilder,
  value: Address,
  spec: Address,
  start: number,
  end: number,
): boolean {
  if (start === end) return writeText(vm, builder, str(vm, value));
  const format = parseFormatSpec(vm, value, spec, start, end, 0, ALIGN_RIGHT);
  if (format === null) return false;
  let message: string | null = null;
  if (format.type !== 0 && !"eEfFgGn".includes(String.fromCodePoint(format.type))) {
    raiseUnknownFormat(vm, format.type, value);
    return false;
  }
  if (format.precision > INT_MAX) message = "precision too big";
  else if (format.fill === ZERO) message = "Zero padding is not allowed in complex format specifier";
  else if (format.align === ALIGN_SIGN) {
    message = "'=' alignment flag is not allowed in complex format specifier";
  }
  if (message === null) return writeComplex(vm, builder, complexValue(vm, value), format);
  raise(vm, VALUE_ERROR, message);
  return false;
}

// Methods --------------------------------------------------------------------------------------------------------

type Writer = typeof writeFormattedInt;

/** `format(value, spec)` by one of the writers above; new. */
function formatBy(vm: Interpreter, write: Writer, value: Address, spec: Address): Address {
  const builder = new StrBuilder();
  if (write(vm, builder, value, spec, 0, strLength(vm, spec))) return builder.finish(vm);
  builder.release(vm);
  return NULL;
}

/** `format(value, spec)` of an int and a str; new. */
export function formatInt(vm: Interpreter, value: Address, spec: Address): Address {
  if (isExactInt(vm, value) && vm.i32[(value + OB_SIZE) >> 2] + 1 >>> 0 < 3) {
    const text = formatShortInt(vm, value, spec);
    if (text !== NULL || vm.curexcType !== NULL) return text;
  }
  return formatBy(vm, writeFormattedInt, value, spec);
}

/** `format(value, spec)` of a float and a str; new. */
export function formatFloat(vm: Interpreter, value: Address, spec: Address): Address {
  const text = formatShortFloat(vm, floatValue(vm, value), spec);
  if (text !== NULL || vm.curexcType !== NULL) return text;
  return formatBy(vm, writeFormattedFloat, value, spec);
}

/** `format(value, spec)` of a complex and a str; new. */
export function formatComplex(vm: Interpreter, value: Address, spec: Address): Address {
  return formatBy(vm, writeFormattedComplex, value, spec);
}
