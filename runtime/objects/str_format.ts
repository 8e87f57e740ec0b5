/**
 * The `%` operator of str: C's printf with Python's values.
 *
 *     %[(name)][-+ #0...][width][.precision][hlL]type      "%%" stands for itself
 *
 * Values come from a tuple, in order, or are the only value; from a mapping where names are given. Converting a value
 * can run any code: the format and the arguments are held by the caller, a value looked up by name by the formatter.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_Format, unicode_format_arg_*, mainformatlong, formatchar,
 * _PyUnicode_FormatLong).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import { errorMatches, raise } from "./errors.ts";
import { asDouble } from "./float.ts";
import { formatDouble, strFromDoubleText } from "./float_text.ts";
import { convertValue } from "./fstring.ts";
import { isInt } from "./int.ts";
import { intToBase, writeInt } from "./int_text.ts";
import { asSsize, isNumber, numberIndex, numberLong } from "./number.ts";
import { getItem } from "./object.ts";
import { SizeDigits } from "./size_digits.ts";
import {
  isCompactAscii,
  isStr,
  readChar,
  strCharacter,
  strData,
  strKind,
  strLength,
  strMaxChar,
  strSubstring,
} from "./str.ts";
import { cIntArgument, ssizeArgument } from "./str_arguments.ts";
import { copyCharacters, fillCharacters, findMaxCharacter } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import { findCharacter } from "./str_search.ts";
import { fillTemplate, fillTemplateWith } from "./str_template.ts";
import { StrBuilder } from "./str_writer.ts";
import { hasTypeFlag } from "./subtype.ts";
import * as tuple from "./tuple.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const { NULL } = heap;
const { MAPPING_METHODS, OB_SIZE, OB_TYPE, TPFLAGS_TUPLE_SUBCLASS, TYPE } = objectLayout;
const {
  FLOAT_TYPE,
  INT_TYPE,
  NOT_IMPLEMENTED,
  OVERFLOW_ERROR,
  STR_TYPE,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} = statics;
const { MAX_CODE_POINT, SSIZE_MAX } = strLayout;
const { TUPLE_ITEMS } = tuple;

/** Room for the values that is asked for at first. */
const EXPECTED_GROWTH = 100;
const DEFAULT_PRECISION = 6;
const INT_MAX = 2 ** 31 - 1;

const FLAG_LEFT = 1;
const FLAG_SIGN = 2;
const FLAG_BLANK = 4;
const FLAG_ALTERNATE = 8;
const FLAG_ZERO = 16;

const PERCENT = 0x25;
const OPEN = 0x28;
const CLOSE = 0x29;
const STAR: number = 0x2a;
const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT: number = 0x2e;
const ZERO = 0x30;
const SPACE = 0x20;

const STRING = "string";
const LOWER_A = 0x61, LOWER_B = 0x62, LOWER_C = 0x63, LOWER_R = 0x72, LOWER_S = 0x73;
const LOWER_D = 0x64, LOWER_I = 0x69, LOWER_U = 0x75;
const LOWER_O = 0x6f, LOWER_X = 0x78, UPPER_X = 0x58;
const FLOAT_CONVERSIONS = "eEfFgG";
const isLengthModifier = (c: number): boolean => c === 0x68 || c === 0x6c || c === 0x4c;
const isDigit = (c: number): boolean => c >= ZERO && c <= ZERO + 9;
const isBased = (c: number): boolean => c === LOWER_O || c === LOWER_X || c === UPPER_X;

/** The flag of a character, or 0. */
function flagOf(c: number): number {
  switch (c) {
    case MINUS:
      return FLAG_LEFT;
    case PLUS:
      return FLAG_SIGN;
    case SPACE:
      return FLAG_BLANK;
    case 0x23:
      return FLAG_ALTERNATE;
    case ZERO:
      return FLAG_ZERO;
    default:
      return 0;
  }
}

/** One use of the operator. That of bytes overrides what is different (bytes_format.ts). */
export class PercentFormatter {
  /** What is formatted, in messages. */
  protected readonly kind: string = STRING;
  private readonly builder = new StrBuilder();
  private readonly end: number;
  private at = 0;
  /** The arguments: a tuple or a single value, borrowed or owned. */
  private args: Address;
  private argsOwned = false;
  /** Items of the tuple, and the next one; a single value has none, and -2 until it is used. */
  private count: number;
  private next: number;
  /** The mapping that names refer to, borrowed, or NULL. */
  private readonly mapping: Address;

  // The conversion at hand.
  private flags = 0;
  private width = -1;
  private precision = -1;
  private type = 0;

  constructor(protected readonly vm: Interpreter, private readonly format: Address, args: Address) {
    const isTuple = hasTypeFlag(vm, args, TPFLAGS_TUPLE_SUBCLASS);
    this.args = args;
    this.count = isTuple ? tupleSize(vm, args) : -1;
    this.next = isTuple ? 0 : -2;
    this.mapping = !isTuple && this.acceptsMapping(args) ? args : NULL;
    this.end = strLength(vm, format);
    this.builder.minLength = this.end + EXPECTED_GROWTH;
    this.builder.overallocate = true;
  }

  /** Can names be looked up in the argument? */
  protected acceptsMapping(args: Address): boolean {
    return !isStr(this.vm, args) && isMapping(this.vm, args);
  }

  /** A name in the format (borrowed) as a key, new; NULL with MemoryError. */
  protected keyOf(text: Address): Address {
    return newRef(this.vm, text);
  }

  /** What `%s` writes, new; NULL with an exception. */
  protected textOf(value: Address): Address {
    const exact = this.vm.i32[(value + OB_TYPE) >> 2] === STR_TYPE;
    return exact ? newRef(this.vm, value) : convertValue(this.vm, value, LOWER_S);
  }

  /** The code point that `%c` writes, -1 with an exception. */
  protected codePointOf(value: Address): number {
    return characterOf(this.vm, value);
  }

  /** A value is no float: an exception is pending, which may be changed. */
  protected failFloat(_value: Address): void {}

  /** The formatted text, new; NULL with an exception. */
  run(): Address {
    const done = this.writeAll();
    if (this.argsOwned) decref(this.vm, this.args);
    if (done) return this.builder.finish(this.vm);
    this.builder.release(this.vm);
    return NULL;
  }

  private writeAll(): boolean {
    const { vm, format, end, builder } = this;
    const kind = strKind(vm, format), data = strData(vm, format);
    while (this.at < end) {
      const start = this.at;
      const found = findCharacter(vm, kind, data, start, end, PERCENT);
      this.at = found < 0 ? end : found;
      if (this.at > start) {
        if (this.at === end) builder.overallocate = false;
        if (!builder.writeSubstring(vm, format, start, this.at)) return false;
      }
      if (this.at < end) {
        this.at++;
        if (!this.writeConversion()) return false;
      }
    }
    return this.next >= this.count || this.mapping !== NULL || this.failLeftOver();
  }

  /** Reads and writes what stands behind a "%". */
  private writeConversion(): boolean {
    const { vm } = this;
    if (this.at < this.end && readChar(vm, this.format, this.at) === PERCENT) {
      this.at++;
      return this.builder.writeChar(vm, PERCENT);
    }
    if (!this.parse() || !this.write()) return false;
    return this.mapping === NULL || this.next >= this.count || this.failLeftOver();
  }

  private fail(type: Address, message: string): false {
    raise(this.vm, type, message);
    return false;
  }

  private failLeftOver(): false {
    return this.fail(TYPE_ERROR, `not all arguments converted during ${this.kind} formatting`);
  }

  /** The next value, borrowed; NULL with TypeError. */
  private nextArgument(): Address {
    if (this.next < this.count) {
      const index = this.next++;
      return this.count < 0 ? this.args : tupleItem(this.vm, this.args, index);
    }
    return raise(this.vm, TYPE_ERROR, "not enough arguments for format string");
  }

  /** Takes the next character of the format into `type`; false at its end. */
  private advance(): boolean {
    if (this.at >= this.end) {
      this.at = this.end + 1;
      return false;
    }
    this.type = readChar(this.vm, this.format, this.at++);
    return true;
  }

  /** Reads a conversion behind its "%". False with an exception. */
  private parse(): boolean {
    this.flags = 0;
    this.width = -1;
    this.precision = -1;
    this.type = 0;
    if (this.at < this.end && readChar(this.vm, this.format, this.at) === OPEN && !this.parseName()) {
      return false;
    }
    let flag = 0;
    do {
      this.flags |= flag;
      flag = this.advance() ? flagOf(this.type) : 0;
    } while (flag !== 0);
    if (!this.parseWidth() || !this.parsePrecision()) return false;
    if (this.at <= this.end && isLengthModifier(this.type)) this.advance();
    if (this.at <= this.end) return true;
    return this.fail(VALUE_ERROR, "incomplete format");
  }

  /** Looks up "(name)" in the mapping; its value becomes the only argument. */
  private parseName(): boolean {
    const { vm, format, end } = this;
    if (this.mapping === NULL) return this.fail(TYPE_ERROR, "format requires a mapping");
    const start = ++this.at;
    let open = 1;
    while (open > 0 && this.at < end) {
      const c = readChar(vm, format, this.at++);
      if (c === CLOSE) open--;
      else if (c === OPEN) open++;
    }
    if (open > 0) return this.fail(VALUE_ERROR, "incomplete format key");
    const name = strSubstring(vm, format, start, this.at - 1);
    if (name === NULL) return false;
    const key = this.keyOf(name);
    decref(vm, name);
    if (key === NULL) return false;
    const value = getItem(vm, this.mapping, key);
    decref(vm, key);
    const old = this.argsOwned ? this.args : NULL;
    this.argsOwned = value !== NULL;
    this.args = value;
    this.count = -1;
    this.next = -2;
    xdecref(vm, old);
    return value !== NULL;
  }

  /** Reads "*": the next argument as a number. */
  private starArgument(convert: (vm: Interpreter, object: Address) => number): number {
    const value = this.nextArgument();
    if (value === NULL) return -1;
    if (isInt(this.vm, value)) return convert(this.vm, value);
    this.fail(TYPE_ERROR, "* wants int");
    return -1;
  }

  private parseWidth(): boolean {
    if (this.type === STAR) {
      const width = this.starArgument(ssizeArgument);
      if (width === -1 && this.vm.curexcType !== NULL) return false;
      if (width < 0) this.flags |= FLAG_LEFT;
      this.width = Math.abs(width);
      this.advance();
      return true;
    }
    if (isDigit(this.type)) this.width = this.parseDigits(SSIZE_MAX, "width too big");
    return this.width !== -2;
  }

  private parsePrecision(): boolean {
    if (this.type !== DOT || this.at > this.end) return true;
    this.precision = 0;
    if (!this.advance()) return true;
    if (this.type === STAR) {
      const precision = this.starArgument(cIntArgument);
      if (precision === -1 && this.vm.curexcType !== NULL) return false;
      this.precision = Math.max(precision, 0);
      this.advance();
      return true;
    }
    if (isDigit(this.type)) this.precision = this.parseDigits(INT_MAX, "precision too big");
    return this.precision !== -2;
  }

  /** The number whose first digit is in `type`; -2 with ValueError if it is more than `most`. */
  private parseDigits(most: number, message: string): number {
    const digits = new SizeDigits();
    digits.add(this.type - ZERO);
    while (this.advance() && isDigit(this.type)) {
      if (!digits.add(this.type - ZERO) || digits.value > most) {
        this.fail(VALUE_ERROR, message);
        return -2;
      }
    }
    return digits.value;
  }

  /** Whether neither width nor precision asks for more than the text itself. */
  private get plain(): boolean {
    return this.width === -1 && this.precision === -1;
  }

  /** Converts the next value and writes it. False with an exception. */
  private write(): boolean {
    const { builder, type } = this;
    const value = this.nextArgument();
    if (value === NULL) return false;
    if (this.at >= this.end) builder.overallocate = false;
    switch (type) {
      case LOWER_S:
      case LOWER_R:
      case LOWER_A:
        return this.writeConverted(value);
      case LOWER_B:
        if (this.kind !== STRING) return this.writeConverted(value);
        break;
      case LOWER_D:
      case LOWER_I:
      case LOWER_U:
      case LOWER_O:
      case LOWER_X:
      case UPPER_X:
        return this.writeInt(value);
      case LOWER_C:
        return this.writeCharacter(value);
    }
    if (FLOAT_CONVERSIONS.includes(String.fromCharCode(type))) return this.writeFloat(value);
    const shown = type >= 31 && type <= 126 ? String.fromCharCode(type) : "?";
    const where = `(0x${type.toString(16)}) at index ${this.at - 1}`;
    return this.fail(VALUE_ERROR, `unsupported format character '${shown}' ${where}`);
  }

  private writeConverted(value: Address): boolean {
    const { vm } = this;
    const isText = this.type === LOWER_S || this.type === LOWER_B;
    const showsInt = this.kind === STRING || !isText;
    if (showsInt && vm.i32[(value + OB_TYPE) >> 2] === INT_TYPE && this.plain) {
      return writeInt(vm, this.builder, value, 10, false);
    }
    if (isText) return this.finishWrite(this.textOf(value));
    return this.finishWrite(convertValue(vm, value, this.kind === STRING ? this.type : LOWER_A));
  }

  private writeInt(value: Address): boolean {
    const { vm, type } = this;
    const integer = this.toInteger(value);
    if (integer === NULL) return false;
    const exact = vm.i32[(value + OB_TYPE) >> 2] === INT_TYPE;
    const fast = exact && this.plain && (this.flags & (FLAG_SIGN | FLAG_BLANK)) === 0 && type !== UPPER_X;
    const alternate = (this.flags & FLAG_ALTERNATE) !== 0;
    const written = fast
      ? writeInt(vm, this.builder, integer, baseOf(type), isBased(type) && alternate)
      : this.finishWrite(intText(vm, integer, alternate, this.precision, type));
    decref(vm, integer);
    return written;
  }

  /** The value as an int, new; NULL with TypeError. */
  private toInteger(value: Address): Address {
    const { vm, type } = this;
    if (isInt(vm, value)) return newRef(vm, value);
    const based = isBased(type);
    if (isNumber(vm, value)) {
      const integer = based ? numberIndex(vm, value) : numberLong(vm, value);
      if (integer !== NULL || !errorMatches(vm, TYPE_ERROR)) return integer;
    }
    const wanted = based ? "an integer" : "a real number";
    const given = typeNameOf(vm, value);
    return raise(vm, TYPE_ERROR, `%${String.fromCharCode(type)} format: ${wanted} is required, not ${given}`);
  }

  private writeFloat(value: Address): boolean {
    const { vm } = this;
    const x = asDouble(vm, value);
    if (x === -1 && vm.curexcType !== NULL) {
      this.failFloat(value);
      return false;
    }
    const precision = this.precision < 0 ? DEFAULT_PRECISION : this.precision;
    const letter = String.fromCharCode(this.type);
    const text = formatDouble(x, letter, precision, (this.flags & FLAG_ALTERNATE) !== 0);
    if (text !== "" && this.plain && (this.flags & (FLAG_SIGN | FLAG_BLANK)) === 0) {
      return this.builder.writeAscii(vm, text);
    }
    return this.finishWrite(strFromDoubleText(vm, text));
  }

  private writeCharacter(value: Address): boolean {
    const { vm } = this;
    const codePoint = this.codePointOf(value);
    if (codePoint < 0) return false;
    if (this.plain) return this.builder.writeChar(vm, codePoint);
    return this.finishWrite(strCharacter(vm, codePoint));
  }

  /** Writes a text (stolen, NULL with an exception pending), padded. */
  private finishWrite(text: Address): boolean {
    if (text === NULL) return false;
    const written = this.writePadded(text);
    decref(this.vm, text);
    return written;
  }

  private writePadded(text: Address): boolean {
    const { vm, builder, width, precision, flags, type } = this;
    let length = strLength(vm, text);
    const fits = (width === -1 || width <= length) && (precision === -1 || precision >= length);
    if (fits && (flags & (FLAG_SIGN | FLAG_BLANK)) === 0) return builder.writeStr(vm, text);
    const isText = type === LOWER_S || type === LOWER_R || type === LOWER_A || type === LOWER_B;
    if (isText && precision >= 0 && length > precision) length = precision;
    const signed = !isText && type !== LOWER_C;
    const sign = signed ? signOf(readChar(vm, text, 0), flags) : 0;
    let start = sign !== 0 && sign === readChar(vm, text, 0) ? 1 : 0;
    length -= start;
    const prefix = (flags & FLAG_ALTERNATE) !== 0 && isBased(type) ? 2 : 0;
    const total = Math.max(width, length + (sign === 0 ? 0 : 1));
    const padding = total - length - (sign === 0 ? 0 : 1);
    const zeros = signed && (flags & FLAG_ZERO) !== 0;
    const left = (flags & FLAG_LEFT) !== 0 ? 0 : padding;
    let max = builder.maxChar;
    if (strMaxChar(vm, text) > max) {
      max = Math.max(max, findMaxCharacter(vm, strKind(vm, text), strData(vm, text), 0, start + length));
    }
    if (!builder.prepare(vm, total, max)) return false;
    const data = strData(vm, text), kind = strKind(vm, text);
    let at = builder.position;
    const put = (from: number, count: number): void => {
      copyCharacters(vm, builder.kind, builder.data, at, kind, data, from, count);
      at += count;
    };
    const fill = (codePoint: number, count: number): void => {
      fillCharacters(vm, builder.kind, builder.data, at, count, codePoint);
      at += count;
    };
    if (!zeros) fill(SPACE, left);
    if (sign !== 0) fill(sign, 1);
    put(start, prefix);
    start += prefix;
    length -= prefix;
    if (zeros) fill(ZERO, left);
    put(start, length);
    fill(SPACE, padding - left);
    builder.position = at;
    return true;
  }
}

/** The sign that stands before a number whose text starts with `first`: its own, or what the flags ask for, or 0. */
function signOf(first: number, flags: number): number {
  if (first === MINUS || first === PLUS) return first;
  return (flags & FLAG_SIGN) !== 0 ? PLUS : (flags & FLAG_BLANK) !== 0 ? SPACE : 0;
}

const baseOf = (type: number): number =>
  type === LOWER_O ? 8 : type === LOWER_X || type === UPPER_X ? 16 : 10;

/** An int (borrowed) as text with at least `precision` digits: new. */
function intText(
  vm: Interpreter,
  integer: Address,
  alternate: boolean,
  precision: number,
  type: number,
): Address {
  if (precision > INT_MAX - 3) return raise(vm, OVERFLOW_ERROR, "precision too large");
  const based = isBased(type);
  const plain = intToBase(vm, integer, baseOf(type), based && alternate);
  if (plain === NULL) return NULL;
  const negative = readChar(vm, plain, 0) === MINUS;
  const head = (negative ? 1 : 0) + (based && alternate ? 2 : 0);
  const zeros = Math.max(precision - (strLength(vm, plain) - head), 0);
  if (zeros === 0 && type !== UPPER_X) return plain;
  const text = withZeros(vm, plain, head, zeros, type === UPPER_X);
  decref(vm, plain);
  return text;
}

/** A text with zeros behind its first `head` characters, perhaps in capitals: new. */
function withZeros(vm: Interpreter, plain: Address, head: number, zeros: number, capitals: boolean): Address {
  const length = strLength(vm, plain);
  const builder = new StrBuilder();
  if (!builder.prepare(vm, length + zeros, 0x7f)) return NULL;
  for (let i = 0; i < length; i++) {
    if (i === head) builder.writeFill(vm, ZERO, zeros);
    const c = readChar(vm, plain, i);
    builder.writeChar(vm, capitals && c >= LOWER_A && c <= LOWER_X ? c - 32 : c);
  }
  return builder.finish(vm);
}

/** The code point that `%c` writes, -1 with an exception. */
function characterOf(vm: Interpreter, value: Address): number {
  if (isStr(vm, value)) {
    if (strLength(vm, value) === 1) return readChar(vm, value, 0);
  } else {
    const integer = numberIndex(vm, value);
    if (integer !== NULL) {
      const codePoint = asSsize(vm, integer, NULL);
      decref(vm, integer);
      if (codePoint >= 0 && codePoint <= MAX_CODE_POINT) return codePoint;
      raise(vm, OVERFLOW_ERROR, "%c arg not in range(0x110000)");
      return -1;
    }
  }
  raise(vm, TYPE_ERROR, "%c requires int or char");
  return -1;
}

/** Has an object items by key? */
export function isMapping(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  const table = i32[(i32[(object + OB_TYPE) >> 2] + TYPE.offsets.tp_as_mapping) >> 2];
  return table !== NULL && i32[(table + MAPPING_METHODS.offsets.mp_subscript) >> 2] !== 0;
}

/** nb_remainder: `format % args`, new; NotImplemented if `format` is no str. */
export function strRemainder(vm: Interpreter, format: Address, args: Address): Address {
  if (!isStr(vm, format)) return newRef(vm, NOT_IMPLEMENTED);
  const text = remainderShort(vm, format, args);
  if (text !== NULL || vm.curexcType !== NULL) return text;
  return new PercentFormatter(vm, format, args).run();
}

/** The short way; NULL without an exception if it is none. */
function remainderShort(vm: Interpreter, format: Address, args: Address): Address {
  if (!isCompactAscii(vm, format)) return NULL;
  const i32 = vm.i32;
  const type = i32[(args + OB_TYPE) >> 2];
  if (type === TUPLE_TYPE) {
    return fillTemplate(vm, format, args + TUPLE_ITEMS, i32[(args + OB_SIZE) >> 2], PERCENT);
  }
  const isSingle = type === INT_TYPE || type === STR_TYPE || type === FLOAT_TYPE;
  return isSingle ? fillTemplateWith(vm, format, args, PERCENT) : NULL;
}
