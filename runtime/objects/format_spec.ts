/**
 * The format mini-language: what stands behind the colon of a replacement field, as fields; and its meaning for str.
 *
 *     [[fill]align][sign][z][#][0][width][grouping][.precision][type]
 *
 * Numbers use the same parser (number_format.ts). Characters are code points; 0 stands for "not given".
 *
 * Source: CPython 3.11 Python/formatter_unicode.c (parse_internal_render_format_spec, format_string_internal).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as statics from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { raise } from "./errors.ts";
import { str } from "./object.ts";
import { isExactStr, jsString, readChar, strData, strKind, strLength, strMaxChar, strPiece } from "./str.ts";
import { copyCharacters, fillCharacters, findMaxCharacter } from "./str_copy.ts";
import { SizeDigits } from "./size_digits.ts";
import { StrBuilder } from "./str_writer.ts";
import { typeNameOf } from "./type_name.ts";
import { decimalValue } from "./unicode_properties.ts";

const { NULL } = heap;
const { VALUE_ERROR } = statics;

export const ALIGN_LEFT = 0x3c;
export const ALIGN_RIGHT = 0x3e;
export const ALIGN_CENTER = 0x5e;
/** Padding between the sign and the digits. */
export const ALIGN_SIGN = 0x3d;
const SPACE = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;
const COMMA = 0x2c;
const UNDERSCORE = 0x5f;
const ZERO = 0x30;
const DOT = 0x2e;
const TYPE_S = 0x73;

/** A parsed format specifier. */
export interface FormatSpec {
  /** Character that pads; a space if not given. */
  fill: number;
  /** ALIGN_*. */
  align: number;
  /** "#". */
  alternate: boolean;
  /** "z": negative zero loses its sign. */
  noNegativeZero: boolean;
  /** "+", "-" or " " as a code point; 0 if not given. */
  sign: number;
  /** -1 if not given. */
  width: number;
  /** "," or "_" as a code point; 0 if not given. */
  thousands: number;
  /** Digits between two separators: 3, or 4 in binary, octal and hexadecimal. */
  group: number;
  /** -1 if not given. */
  precision: number;
  /** Letter of the presentation as a code point. */
  type: number;
}

const isAlignment = (c: number): boolean =>
  c === ALIGN_LEFT || c === ALIGN_RIGHT || c === ALIGN_SIGN || c === ALIGN_CENTER;

/** What remains to be read of a specifier. */
class SpecReader {
  constructor(
    readonly vm: Interpreter,
    readonly text: Address,
    public at: number,
    readonly end: number,
  ) {}

  /** The code point `ahead` of the place, or -1 behind the end. */
  peek(ahead = 0): number {
    return this.at + ahead < this.end ? readChar(this.vm, this.text, this.at + ahead) : -1;
  }

  /** Passes over the next character if it is `wanted`. */
  accept(wanted: number): boolean {
    if (this.peek() !== wanted) return false;
    this.at++;
    return true;
  }

  /** A number, -1 if there is none, -2 with ValueError if it is too large. */
  number(): number {
    const digits = new SizeDigits();
    for (; this.at < this.end; this.at++) {
      const digit = decimalValue(this.peek());
      if (digit < 0) break;
      if (!digits.add(digit)) {
        raise(this.vm, VALUE_ERROR, "Too many decimal digits in format string");
        return -2;
      }
    }
    return digits.value;
  }
}

/** Specifiers up to this length are kept: their characters fit an exact number. */
const LONGEST_KEPT = 7;
/** So many are kept at most. */
const MOST_KEPT = 256;

/** A number for the text of a short ASCII specifier and what it is for, or -1. */
function keyOf(vm: Interpreter, spec: Address, start: number, end: number, defaultType: number): number {
  if (strKind(vm, spec) !== 1) return -1;
  const u8 = vm.u8, data = strData(vm, spec);
  let key = defaultType === 0 ? 1 : defaultType & 3 | 4;
  for (let at = data + start; at < data + end; at++) {
    const c = u8[at];
    if (c === 0 || c > 0x7f) return -1;
    key = key * 0x80 + c;
  }
  return key;
}

/**
 * Parses the characters [start, end) of the str `spec`, which is a specifier for `object` (borrowed, for messages).
 * null with ValueError. Runs no code of the program.
 */
export function parseFormatSpec(
  vm: Interpreter,
  object: Address,
  spec: Address,
  start: number,
  end: number,
  defaultType: number,
  defaultAlign: number,
): Readonly<FormatSpec> | null {
  const key = end - start <= LONGEST_KEPT ? keyOf(vm, spec, start, end, defaultType) : -1;
  if (key < 0) return parse(vm, object, spec, start, end, defaultType, defaultAlign);
  const kept = vm.formatSpecs.get(key);
  if (kept !== undefined) return kept as FormatSpec;
  const format = parse(vm, object, spec, start, end, defaultType, defaultAlign);
  if (format !== null) {
    if (vm.formatSpecs.size >= MOST_KEPT) vm.formatSpecs.clear();
    vm.formatSpecs.set(key, format);
  }
  return format;
}

function parse(
  vm: Interpreter,
  object: Address,
  spec: Address,
  start: number,
  end: number,
  defaultType: number,
  defaultAlign: number,
): FormatSpec | null {
  const reader = new SpecReader(vm, spec, start, end);
  const format = readAlignment(reader, defaultType, defaultAlign);
  format.width = reader.number();
  if (format.width === -2 || !readThousands(vm, reader, format)) return null;
  if (reader.accept(DOT)) {
    format.precision = reader.number();
    if (format.precision === -2) return null;
    if (format.precision === -1) {
      raise(vm, VALUE_ERROR, "Format specifier missing precision");
      return null;
    }
  }
  if (end - reader.at > 1) {
    const piece = strPiece(vm, spec, start, end);
    if (piece === NULL) return null;
    const given = jsString(vm, piece);
    decref(vm, piece);
    raise(
      vm,
      VALUE_ERROR,
      `Invalid format specifier '${given}' for object of type '${typeNameOf(vm, object)}'`,
    );
    return null;
  }
  if (reader.at < end) format.type = reader.peek();
  return checkThousands(vm, format) ? format : null;
}

/** Everything up to the width. */
function readAlignment(reader: SpecReader, defaultType: number, defaultAlign: number): FormatSpec {
  let fill = SPACE, align = 0, filled = false;
  if (isAlignment(reader.peek(1))) {
    fill = reader.peek();
    filled = true;
    align = reader.peek(1);
    reader.at += 2;
  } else if (isAlignment(reader.peek())) {
    align = reader.peek();
    reader.at++;
  }
  const first = reader.peek();
  const sign = first === SPACE || first === PLUS || first === MINUS ? first : 0;
  if (sign !== 0) reader.at++;
  const noNegativeZero = reader.accept(0x7a);
  const alternate = reader.accept(0x23);
  if (!filled && reader.accept(ZERO)) {
    fill = ZERO;
    if (align === 0 && defaultAlign === ALIGN_RIGHT) align = ALIGN_SIGN;
  }
  return {
    fill,
    align: align === 0 ? defaultAlign : align,
    alternate,
    noNegativeZero,
    sign,
    width: -1,
    thousands: 0,
    group: 3,
    precision: -1,
    type: defaultType,
  };
}

function readThousands(vm: Interpreter, reader: SpecReader, format: FormatSpec): boolean {
  if (reader.accept(COMMA)) format.thousands = COMMA;
  if (reader.peek() === UNDERSCORE) {
    if (format.thousands !== 0) return raiseBothSeparators(vm);
    format.thousands = UNDERSCORE;
    reader.at++;
  }
  return reader.peek() !== COMMA || format.thousands !== UNDERSCORE || raiseBothSeparators(vm);
}

function raiseBothSeparators(vm: Interpreter): false {
  raise(vm, VALUE_ERROR, "Cannot specify both ',' and '_'.");
  return false;
}

/** Presentations that are grouped by threes; the default presentation among them. */
const GROUPED = "defgEG%F\0";
/** Presentations that are grouped by fours, with "_" alone. */
const GROUPED_BY_FOUR = "boxX";

function checkThousands(vm: Interpreter, format: FormatSpec): boolean {
  if (format.thousands === 0) return true;
  const type = String.fromCodePoint(format.type);
  if (GROUPED.includes(type)) return true;
  if (format.thousands === UNDERSCORE && GROUPED_BY_FOUR.includes(type)) {
    format.group = 4;
    return true;
  }
  const separator = String.fromCharCode(format.thousands);
  raise(vm, VALUE_ERROR, `Cannot specify '${separator}' with '${describeType(format.type)}'.`);
  return false;
}

const describeType = (type: number): string =>
  type > 32 && type < 128 ? String.fromCharCode(type) : "\\x" + type.toString(16);

/** ValueError "Unknown format code 'd' for object of type 'str'"; returns NULL. */
export function raiseUnknownFormat(vm: Interpreter, type: number, object: Address): Address {
  const name = typeNameOf(vm, object);
  return raise(vm, VALUE_ERROR, `Unknown format code '${describeType(type)}' for object of type '${name}'`);
}

/** How much of the padding of `total` characters stands on the left. */
export function leftPadding(format: FormatSpec, length: number, total: number): number {
  if (format.align === ALIGN_RIGHT) return total - length;
  return format.align === ALIGN_CENTER ? Math.floor((total - length) / 2) : 0;
}

// Strings --------------------------------------------------------------------------------------------------------

function findStrError(format: FormatSpec): string | null {
  if (format.sign !== 0) {
    return `${format.sign === SPACE ? "Space" : "Sign"} not allowed in string format specifier`;
  }
  if (format.noNegativeZero) return "Negative zero coercion (z) not allowed in string format specifier";
  if (format.alternate) return "Alternate form (#) not allowed in string format specifier";
  if (format.align === ALIGN_SIGN) return "'=' alignment not allowed in string format specifier";
  return null;
}

/** Writes a str as a parsed specifier says. False with an exception. */
function writeFormatted(vm: Interpreter, builder: StrBuilder, value: Address, format: FormatSpec): boolean {
  const message = findStrError(format);
  if (message !== null) {
    raise(vm, VALUE_ERROR, message);
    return false;
  }
  let length = strLength(vm, value);
  const { width, precision } = format;
  if (width <= length && (precision === -1 || precision >= length)) return builder.writeStr(vm, value);
  if (precision >= 0 && length > precision) length = precision;
  const total = Math.max(length, width), left = leftPadding(format, length, total);
  let max = builder.maxChar;
  if (total > length) max = Math.max(max, format.fill);
  const kind = strKind(vm, value), data = strData(vm, value);
  if (strMaxChar(vm, value) > max) max = Math.max(max, findMaxCharacter(vm, kind, data, 0, length));
  if (!builder.prepare(vm, total, max)) return false;
  const at = builder.position + left;
  fillCharacters(vm, builder.kind, builder.data, builder.position, left, format.fill);
  fillCharacters(vm, builder.kind, builder.data, at + length, total - left - length, format.fill);
  copyCharacters(vm, builder.kind, builder.data, at, kind, data, 0, length);
  builder.position += total;
  return true;
}

/**
 * Writes `value` (a str) as the specifier in [start, end) of `spec` says. False with an exception. An instance of a
 * subclass with an empty specifier runs its `__str__`.
 */
export function writeFormattedStr(
  vm: Interpreter,
  builder: StrBuilder,
  value: Address,
  spec: Address,
  start: number,
  end: number,
): boolean {
  if (start === end) {
    if (isExactStr(vm, value)) return builder.writeStr(vm, value);
    const text = str(vm, value);
    if (text === NULL) return false;
    const written = builder.writeStr(vm, text);
    decref(vm, text);
    return written;
  }
  const format = parseFormatSpec(vm, value, spec, start, end, TYPE_S, ALIGN_LEFT);
  if (format === null) return false;
  if (format.type === TYPE_S) return writeFormatted(vm, builder, value, format);
  raiseUnknownFormat(vm, format.type, value);
  return false;
}

/** `format(value, spec)` for two strs: new. */
export function formatStr(vm: Interpreter, value: Address, spec: Address): Address {
  const builder = new StrBuilder();
  if (writeFormattedStr(vm, builder, value, spec, 0, strLength(vm, spec))) return builder.finish(vm);
  builder.release(vm);
  return NULL;
}
