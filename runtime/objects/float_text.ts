/**
 * Doubles as text, both ways: the shortest decimal that reads back the same (repr), decimals of a given precision,
 * rounded to even where the exact value lies in the middle, hexadecimal, and reading of either.
 *
 * The host's own conversions do the work where they are exact: its shortest text has the same digits as CPython's, its
 * texts of a fixed precision are exact but for ties, which it rounds up. A tie is told from the binary form: x with p
 * decimals is one if x * 2**(p+1) is an odd whole number. More than a hundred digits come from the exact decimal
 * expansion.
 *
 * Requests: a text is first written to a block of the mem domain, as C does it, and then made a str.
 *
 * Source: CPython 3.11 Python/pystrtod.c (format_float_short, PyOS_double_to_string), Objects/floatobject.c
 * (float_repr, PyFloat_FromString, float_hex_impl, float_fromhex, double_round); ECMAScript, Number.prototype.toFixed.
 */
import { type Address, memFree, memMalloc, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import { decref } from "../memory/refcount.ts";
import { VALUE_ERROR } from "../memory/statics.ts";
import { getBuffer, releaseBuffer } from "./buffer.ts";
import { raise } from "./errors.ts";
import { newFloat } from "./float.ts";
import { countDigits, putDigits, strToAscii } from "./int_text.ts";
import { repr } from "./object.ts";
import { asciiAlloc, jsString, strAlloc, strData, strLength } from "./str.ts";
import { ASCII_DATA } from "./str_layout.ts";

/** Decimals and significant digits that the host gives, and the bound of its fixed notation. */
const HOST_PRECISION = 100;
const HOST_FIXED_BOUND = 1e21;
/** Characters beyond which no text is made. */
const MAX_PRECISION = 1 << 28;
/** No double has more significant decimals behind the point. */
const MAX_DECIMALS = 1074;
/** 5**22 is the largest power of five in 53 bits. */
const MAX_EXACT_FIVES = 22;

// Decimal digits -------------------------------------------------------------------------------------------------

/** 2**n for n up to one more than the host's places. */
const POWERS_OF_TWO: readonly number[] = Array.from({ length: HOST_PRECISION + 2 }, (_, n) => 2 ** n);

function isOddWhole(x: number): boolean {
  return Math.floor(x) === x && x % 2 === 1;
}

/** Whether x, positive, lies in the middle between two decimals of `places` digits behind the point (negative: before). */
function isTie(x: number, places: number): boolean {
  if (places >= 0) {
    return isOddWhole(x * (places <= HOST_PRECISION ? POWERS_OF_TWO[places + 1] : 2 ** (places + 1)));
  }
  if (places < -MAX_EXACT_FIVES) return false;
  const fives = 5 ** -places;
  return x % fives === 0 && isOddWhole(x / fives * 2 ** (places + 1));
}

/** A text whose last digit was rounded up from the middle: rounded to even instead. */
function roundToEven(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return (last & 1) === 0 ? text : text.slice(0, -1) + String.fromCharCode(last - 1);
}

/** The exact decimal expansion of a positive finite double: its digits, and how many stand before the point. */
function exactDigits(x: number): [digits: string, point: number] {
  let exponent = 0, mantissa = x;
  while (mantissa % 1 !== 0) {
    mantissa *= 2;
    exponent++;
  }
  const digits = (BigInt(mantissa) * 5n ** BigInt(exponent)).toString();
  return [digits, digits.length - exponent];
}

/** Exact digits cut to `count`, ties to even; the point may move by one. `count` may be negative: nothing is left. */
function roundDigits(digits: string, point: number, count: number): [digits: string, point: number] {
  if (count >= digits.length) return [digits, point];
  if (count < 0) return ["", point - count];
  const rest = digits.slice(count);
  const kept = count === 0 ? 0n : BigInt(digits.slice(0, count));
  const half = rest[0] === "5" && /^50*$/.test(rest);
  const up = half ? (kept & 1n) === 1n : rest[0] >= "5";
  if (!up) return [digits.slice(0, count), point];
  const raised = (kept + 1n).toString();
  return raised.length > count ? [raised, point + 1] : [raised, point];
}

/** x >= 0 with exactly `places` digits behind the point, and the point only if there are any. */
function fixedText(x: number, places: number): string {
  if (x < HOST_FIXED_BOUND && places <= HOST_PRECISION) {
    const text = x.toFixed(places);
    return isTie(x, places) ? roundToEven(text) : text;
  }
  if (x === 0) return "0." + "0".repeat(places);
  const [exact, exactPoint] = exactDigits(x);
  const wanted = Math.min(places, MAX_DECIMALS);
  const [digits, point] = roundDigits(exact, exactPoint, exactPoint + wanted);
  const padded = point > 0 ? digits.padEnd(point, "0") : "0".repeat(1 - point) + digits;
  const whole = padded.slice(0, Math.max(point, 1)), fraction = padded.slice(Math.max(point, 1));
  return places === 0 ? whole : whole + "." + fraction.padEnd(places, "0");
}

/** The `count` >= 1 leading digits of x > 0, and the decimal exponent of the first. */
function leadingDigits(x: number, count: number): [digits: string, exponent: number] {
  if (count <= HOST_PRECISION + 1) {
    const text = x.toExponential(count - 1);
    const split = text.indexOf("e");
    const exponent = Number(text.slice(split + 1));
    const mantissa = text.slice(0, split);
    const rounded = isTie(x, count - 1 - exponent) ? roundToEven(mantissa) : mantissa;
    return [count === 1 ? rounded : rounded[0] + rounded.slice(2), exponent];
  }
  const [exact, exactPoint] = exactDigits(x);
  const [digits, point] = roundDigits(exact, exactPoint, Math.min(count, exact.length));
  return [digits.slice(0, count).padEnd(count, "0"), point - 1];
}

/** The shortest digits that read back as x > 0, and the decimal exponent of the first. */
function shortestDigits(x: number): [digits: string, exponent: number] {
  const text = x.toExponential();
  const split = text.indexOf("e");
  const mantissa = text.slice(0, split);
  return [mantissa.length === 1 ? mantissa : mantissa[0] + mantissa.slice(2), Number(text.slice(split + 1))];
}

// Decimal texts --------------------------------------------------------------------------------------------------

function exponentText(exponent: number): string {
  const magnitude = Math.abs(exponent);
  return (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + magnitude;
}

/** Digits with one before the point, and the exponent. */
function scientific(digits: string, exponent: number, alternate: boolean): string {
  const point = digits.length > 1 ? "." + digits.slice(1) : alternate ? "." : "";
  return digits[0] + point + exponentText(exponent);
}

/** Digits in plain notation, the first worth 10**exponent; `dot`: what a whole number ends with. */
function plain(digits: string, exponent: number, dot: string): string {
  if (exponent < 0) return "0." + "0".repeat(-exponent - 1) + digits;
  const whole = exponent + 1;
  return digits.length <= whole
    ? digits.padEnd(whole, "0") + dot
    : digits.slice(0, whole) + "." + digits.slice(whole);
}

/** The text of x >= 0 as %g has it; `addDot`: whole numbers end with ".0", and turn to exponents a digit earlier. */
function generalText(x: number, precision: number, alternate: boolean, addDot: boolean): string {
  const count = precision === 0 ? 1 : precision;
  const [digits, exponent] = x === 0 ? ["0".repeat(count), 0] : leadingDigits(x, count);
  const shown = alternate ? digits : digits.replace(/0+$/, "") || "0";
  if (exponent < -4 || exponent >= count - (addDot ? 1 : 0)) return scientific(shown, exponent, alternate);
  return plain(shown, exponent, addDot ? ".0" : alternate ? "." : "");
}

/** repr of a double: the shortest text that reads back the same; `alternate` puts a point before every exponent. */
export function floatRepr(x: number, alternate = false): string {
  const magnitude = Math.abs(x);
  if (magnitude < 1e16 && magnitude >= 1e-4) {
    const text = String(x);
    return x % 1 === 0 ? text + ".0" : text;
  }
  if (x === 0) return Object.is(x, -0) ? "-0.0" : "0.0";
  if (magnitude === Infinity || x !== x) return specialText(x);
  const [digits, exponent] = shortestDigits(magnitude);
  return (x < 0 ? "-" : "") + scientific(digits, exponent, alternate);
}

function specialText(x: number): string {
  return x !== x ? "nan" : x < 0 ? "-inf" : "inf";
}

/**
 * A double as C's printf has it: `code` is one of e f g E F G, or r for repr. `alternate` (#) keeps the point and, for
 * g, trailing zeros; `addDot` makes whole numbers end with ".0". Gives "" for a text too long to be made.
 */
export function formatDouble(
  x: number,
  code: string,
  precision: number,
  alternate: boolean,
  addDot = false,
): string {
  if (code === "r") return floatRepr(x, alternate);
  const lower = code.toLowerCase();
  let text: string;
  if (precision > MAX_PRECISION) {
    return "";
  } else if (x - x !== 0) {
    text = specialText(x);
  } else {
    const magnitude = Math.abs(x);
    if (lower === "f") {
      text = fixedText(magnitude, precision);
      if (alternate && precision === 0) text += ".";
    } else if (lower === "e") {
      const [digits, exponent] = magnitude === 0
        ? ["0".repeat(precision + 1), 0]
        : leadingDigits(magnitude, precision + 1);
      text = scientific(digits, exponent, alternate);
    } else {
      text = generalText(magnitude, precision, alternate, addDot);
    }
    if (x < 0 || Object.is(x, -0)) text = "-" + text;
  }
  return lower === code ? text : text.toUpperCase();
}

/** Bytes of the block that C writes such a text to: the digits of the mantissa, sign, point, end, and an exponent. */
function bufferSize(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) digits++;
    else if (c === 0x65 || c === 0x45) return digits + 8;
    else if (c > 0x60) return 5;
  }
  return digits === 0 ? 5 : digits + 3;
}

/** A new str of an ASCII text of a double, by way of a block of the mem domain. NULL with MemoryError. */
export function strFromDoubleText(vm: Interpreter, text: string): Address {
  const length = text.length;
  if (length === 0) return noMemory(vm);
  const buffer = memMalloc(vm, Math.max(bufferSize(text), length + 1));
  if (buffer === NULL) return noMemory(vm);
  const u8 = vm.u8;
  for (let i = 0; i < length; i++) u8[buffer + i] = text.charCodeAt(i);
  const s = strAlloc(vm, length, 0x7f);
  if (s !== NULL) {
    const distance = buffer - (s + ASCII_DATA);
    for (let at = s + ASCII_DATA, end = at + length; at < end; at++) u8[at] = u8[at + distance];
  }
  memFree(vm, buffer);
  return s;
}

/** Powers of ten that are exact. */
const POWERS_OF_TEN: readonly number[] = Array.from({ length: MAX_EXACT_FIVES + 1 }, (_, n) => 10 ** n);
/** What x * 10**places stays below, so that the product is less than SURE off; and x itself. */
const FIXED_PRODUCT = 2 ** 43;
const FIXED_WHOLE = 2 ** 30;
const SURE = 2 ** -8;

/**
 * The whole part of |x| rounded to 1 to 6 `places`, below 2**30, and what stands behind the point in `vm.fraction`; -1 if
 * arithmetic in doubles cannot say which way it is rounded, or if x is -0.0, large or not finite.
 */
export function splitFixed(vm: Interpreter, x: number, places: number): number {
  const power = POWERS_OF_TEN[places], magnitude = x < 0 ? -x : x, product = magnitude * power;
  if (!(magnitude < FIXED_WHOLE && product < FIXED_PRODUCT) || (x === 0 && 1 / x < 0)) return -1;
  const down = Math.floor(product), rest = product - down - 0.5;
  if (rest < SURE && rest > -SURE) return -1;
  const rounded = rest > 0 ? down + 1 : down;
  let whole = Math.floor(rounded / power), fraction = rounded - whole * power;
  if (fraction < 0) {
    whole--;
    fraction += power;
  }
  if (whole >= FIXED_WHOLE) return -1;
  vm.fraction = fraction | 0;
  return whole | 0;
}

/**
 * The text of x with 1 to 6 `places` behind the point, as strFromDoubleText makes it: new. NULL with MemoryError, or
 * without an exception where splitFixed cannot say.
 */
export function fixedStr(vm: Interpreter, x: number, places: number): Address {
  const whole = splitFixed(vm, x, places);
  if (whole < 0) return NULL;
  const digits = countDigits(whole) + places, length = digits + (x < 0 ? 2 : 1);
  const buffer = memMalloc(vm, digits + 3);
  if (buffer === NULL) return noMemory(vm);
  const s = asciiAlloc(vm, length);
  if (s !== NULL) {
    const u8 = vm.u8, point = s + ASCII_DATA + length - places - 1;
    let fraction = vm.fraction;
    for (let at = point + places; at > point; at--) {
      const rest = fraction / 10 | 0;
      u8[at] = 48 + fraction - 10 * rest;
      fraction = rest;
    }
    u8[point] = 0x2e;
    putDigits(u8, point, whole, x < 0);
  }
  memFree(vm, buffer);
  return s;
}

/** x rounded to `places` decimals (negative: places before the point), ties to even; infinite if that overflows. */
export function roundDouble(x: number, places: number): number {
  // Beyond these no digit is left, or all are.
  if (places > 323 || x === 0 || x - x !== 0) return x;
  const magnitude = Math.abs(x);
  const sign = x < 0 ? -1 : 1;
  if (places < -308) return sign * 0;
  if (places >= 0 && places <= HOST_PRECISION && magnitude < HOST_FIXED_BOUND) {
    return sign * Number(fixedText(magnitude, places));
  }
  const [exact, exactPoint] = exactDigits(magnitude);
  const [digits, point] = roundDigits(exact, exactPoint, exactPoint + places);
  return sign * (digits === "" ? 0 : Number(`${digits}e${point - digits.length}`));
}

// Reading decimal ------------------------------------------------------------------------------------------------

// These match or fail in linear time, whatever the text is.
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;
const MISPLACED_UNDERSCORE = /(?:^|\D)_|_(?:\D|$)/;

/** The text without ASCII blanks at its ends. */
function trimBlanks(text: string): string {
  const isBlank = (c: number): boolean => c === 0x20 || (c >= 9 && c <= 13);
  let start = 0, end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The double that a text means, without blanks around it; null if it means none. */
function readDouble(text: string): number | null {
  if (text.includes("_")) {
    if (MISPLACED_UNDERSCORE.test(text)) return null;
    text = text.replaceAll("_", "");
  }
  if (DECIMAL.test(text)) return Number(text);
  const special = SPECIAL.exec(text);
  if (special === null) return null;
  return special[2] === undefined ? NaN : special[1] === "-" ? -Infinity : Infinity;
}

/** float(s) of a str, borrowed: a new float. NULL with ValueError or MemoryError. */
export function floatFromStr(vm: Interpreter, s: Address): Address {
  const ascii = strToAscii(vm, s);
  if (ascii === NULL) return NULL;
  const value = floatFromCharacters(vm, strData(vm, ascii), strLength(vm, ascii));
  decref(vm, ascii);
  return value !== NULL || vm.curexcType !== NULL ? value : raiseInvalidFloat(vm, s);
}

/** float(o) of an object with a buffer, borrowed, whose bytes are ASCII text: as floatFromStr. */
export function floatFromBuffer(vm: Interpreter, o: Address): Address {
  if (!getBuffer(vm, o)) return NULL;
  const value = floatFromCharacters(vm, vm.bufferData, vm.bufferSize);
  releaseBuffer(vm, o);
  return value !== NULL || vm.curexcType !== NULL ? value : raiseInvalidFloat(vm, o);
}

/** Significant digits that a double holds surely. */
const EXACT_DIGITS = 15;

/**
 * The double of up to 15 digits with a point in or at them, a sign and a short exponent perhaps, whose value is one
 * exact number times or by one exact power of ten: rounded once. NaN for every other text.
 */
function readShort(vm: Interpreter, start: Address, length: number): number {
  const u8 = vm.u8, end = start + length;
  let at = start, mantissa = 0, digits = 0, places = 0, behind = 0;
  const negative = u8[at] === 0x2d;
  if (negative || u8[at] === 0x2b) at++;
  for (; at < end; at++) {
    const digit = u8[at] - 48;
    if (digit >>> 0 <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      places += behind;
    } else if (digit === -2 && behind === 0) {
      behind = 1;
    } else {
      break;
    }
  }
  if (digits === 0 || digits > EXACT_DIGITS) return NaN;
  let exponent = -places;
  if (at < end) {
    if ((u8[at] | 0x20) !== 0x65 || end - at > 4) return NaN;
    const down = u8[++at] === 0x2d;
    if (down || u8[at] === 0x2b) at++;
    if (at === end) return NaN;
    let given = 0;
    for (; at < end; at++) {
      const digit = u8[at] - 48;
      if (digit >>> 0 > 9) return NaN;
      given = given * 10 + digit;
    }
    exponent += down ? -given : given;
  }
  if (exponent < -MAX_EXACT_FIVES || exponent > MAX_EXACT_FIVES) return NaN;
  const value = exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent] : mantissa * POWERS_OF_TEN[exponent];
  return negative ? -value : value;
}

/** A new float of ASCII characters, blanks around it allowed; NULL without an exception if they mean none. */
function floatFromCharacters(vm: Interpreter, start: Address, length: number): Address {
  const short = readShort(vm, start, length);
  if (short === short) return newFloat(vm, short);
  const text = LATIN1_DECODER.decode(vm.u8.subarray(start, start + length));
  let scratch = NULL;
  if (text.includes("_")) {
    scratch = memMalloc(vm, length + 1);
    if (scratch === NULL) return noMemory(vm);
  }
  const x = readDouble(trimBlanks(text));
  memFree(vm, scratch);
  return x === null ? NULL : newFloat(vm, x);
}

const LATIN1_DECODER = new TextDecoder("latin1");

/** ValueError "could not convert string to float: 'x'", where x is any object. Returns NULL. */
function raiseInvalidFloat(vm: Interpreter, o: Address): Address {
  const shown = repr(vm, o);
  if (shown === NULL) return NULL;
  const text = jsString(vm, shown);
  decref(vm, shown);
  return raise(vm, VALUE_ERROR, `could not convert string to float: ${text}`);
}

// Hexadecimal ----------------------------------------------------------------------------------------------------

/** float.hex(): the text of the double whose halves these are. */
export function hexText(low: number, high: number): string {
  const field = (high >>> 20) & 0x7ff;
  const sign = high < 0 ? "-" : "";
  const fraction = (high & 0xfffff).toString(16).padStart(5, "0") + (low >>> 0).toString(16).padStart(8, "0");
  if (field === 0 && /^0*$/.test(fraction)) return `${sign}0x0.0p+0`;
  const exponent = field === 0 ? -1022 : field - 1023;
  return `${sign}0x${field === 0 ? 0 : 1}.${fraction}p${exponent < 0 ? "" : "+"}${exponent}`;
}

const HEXADECIMAL = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i;

/** The double that a hexadecimal text means: null if it means none, infinite beyond the largest. */
export function readHexText(text: string): number | null {
  const trimmed = trimBlanks(text);
  const special = SPECIAL.exec(trimmed);
  if (special !== null) {
    return special[2] === undefined ? NaN : special[1] === "-" ? -Infinity : Infinity;
  }
  const match = HEXADECIMAL.exec(trimmed);
  if (match === null) return null;
  const [, sign, whole, fraction = "", exponentDigits = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const digits = BigInt("0x" + whole + fraction);
  const magnitude = digits === 0n ? 0 : scaleBig(digits, Number(exponentDigits) - 4 * fraction.length);
  return sign === "-" ? -magnitude : magnitude;
}

/** digits * 2**exponent as the nearest double, ties to even. */
function scaleBig(digits: bigint, exponent: number): number {
  const hex = digits.toString(16);
  const bits = 4 * hex.length - Math.clz32(parseInt(hex[0], 16)) + 28;
  const top = bits + exponent;
  if (top > 1024) return Infinity;
  if (top < -1074) return 0;
  // Bits below the last one of the result: 53 from the top, or less where the result is subnormal.
  const drop = Math.max(bits - 53, -1074 - exponent);
  if (drop <= 0) {
    return Number(digits) * 2 ** Math.trunc(exponent / 2) * 2 ** (exponent - Math.trunc(exponent / 2));
  }
  const kept = digits >> BigInt(drop);
  const rest = digits - (kept << BigInt(drop)), half = 1n << BigInt(drop - 1);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  const shift = exponent + drop;
  return Number(up ? kept + 1n : kept) * 2 ** Math.trunc(shift / 2) * 2 ** (shift - Math.trunc(shift / 2));
}
