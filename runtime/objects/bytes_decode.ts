/**
 * Decoding: bytes as a str. Bytes that say no character are an error; the handler says what stands for them, or raises
 * UnicodeDecodeError.
 *
 * Runs no code of the program: there are no handlers but the built-in ones.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (unicode_decode_utf8, PyUnicode_DecodeASCII, PyUnicode_DecodeUTF16Stateful,
 * PyUnicode_DecodeUTF32Stateful), Objects/stringlib/codecs.h (utf8_decode, utf16_decode), Python/codecs.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { newRef } from "../memory/refcount.ts";
import { EMPTY_STR } from "../memory/statics.ts";
import {
  backslashEscape,
  blameCodec,
  HANDLERS,
  isSurrogate,
  raiseDecodeError,
  raiseUnknownHandler,
  raiseWrongHandler,
} from "./codec_errors.ts";
import { BUILT_IN_CODECS, type Codec } from "./codec_names.ts";
import { jsString, strAlloc, strCharacter, strData } from "./str.ts";
import { codecArgument } from "./str_encode.ts";
import { copyBytes, findMaxCharacter } from "./str_copy.ts";
import { StrBuilder } from "./str_writer.ts";

const REPLACEMENT = 0xfffd;

/** One use: reads bytes, writes characters. */
class Decoder {
  readonly builder = new StrBuilder();
  private readonly start: Address;
  private readonly end: Address;
  /** Address of the next byte. */
  at: Address;

  constructor(
    readonly vm: Interpreter,
    readonly codec: string,
    private readonly data: Address,
    private readonly size: number,
    skip: number,
    private readonly errors: string,
  ) {
    this.start = data;
    this.end = data + size;
    this.at = data + skip;
    this.builder.minLength = size;
  }

  get left(): number {
    return this.end - this.at;
  }

  /** The byte `i` places further on. */
  byte(i: number): number {
    return this.vm.u8[this.at + i];
  }

  /** Writes a character that `length` bytes say. */
  take(length: number, codePoint: number): boolean {
    this.at += length;
    return this.builder.writeChar(this.vm, codePoint);
  }

  /** The next `length` bytes say no character. False with an exception. */
  fail(length: number, reason: string): boolean {
    const { vm, builder, errors } = this;
    const first = this.at;
    switch (errors) {
      case "ignore":
        this.at += length;
        return true;
      case "replace":
        return this.take(length, REPLACEMENT);
      case "backslashreplace":
        for (; this.at < first + length; this.at++) {
          if (!builder.writeAscii(vm, backslashEscape(vm.u8[this.at]))) return false;
        }
        return true;
      case "surrogateescape":
        return this.escapeBytes(length) || this.raise(first, length, reason);
      case "surrogatepass": {
        const unit = this.codec === "utf-8" ? 3 : this.codec.startsWith("utf-16") ? 2 : 4;
        const surrogate = this.surrogateAt(unit);
        return surrogate < 0 ? this.raise(first, length, reason) : this.take(unit, surrogate);
      }
      case "xmlcharrefreplace":
      case "namereplace":
        raiseWrongHandler(vm);
        return false;
    }
    if (!HANDLERS.has(errors)) {
      raiseUnknownHandler(vm, errors);
      return false;
    }
    return this.raise(first, length, reason);
  }

  private raise(first: Address, length: number, reason: string): false {
    if (this.vm.curexcType !== NULL) return false;
    const start = first - this.start;
    raiseDecodeError(this.vm, this.codec, this.data, this.size, start, start + length, reason);
    return false;
  }

  /** Writes up to four bytes as surrogates; ASCII ends them. False if the first is ASCII, or with MemoryError. */
  private escapeBytes(length: number): boolean {
    let taken = 0;
    while (taken < length && taken < 4 && this.byte(0) >= 0x80) {
      if (!this.take(1, 0xdc00 + this.byte(0))) return false;
      taken++;
    }
    return taken > 0;
  }

  /** The surrogate that the next bytes would be, or -1. */
  private surrogateAt(unit: number): number {
    if (this.left < unit || this.codec === "ascii") return -1;
    let codePoint: number;
    if (this.codec === "utf-8") {
      if ((this.byte(0) & 0xf0) !== 0xe0 || !this.isTail(1) || !this.isTail(2)) return -1;
      codePoint = (this.byte(0) & 15) << 12 | (this.byte(1) & 63) << 6 | this.byte(2) & 63;
    } else {
      codePoint = this.unit(unit, this.codec.endsWith("le"));
    }
    return isSurrogate(codePoint) ? codePoint : -1;
  }

  /** Is the byte `i` places further on one that continues a character of UTF-8? */
  isTail(i: number): boolean {
    return (this.byte(i) & 0xc0) === 0x80;
  }

  /** The next unit of two or four bytes as a number. */
  unit(size: number, little: boolean): number {
    const view = this.vm.dataView;
    return size === 2 ? view.getUint16(this.at, little) : view.getUint32(this.at, little);
  }
}

/** Decodes to the end with a step that takes one character or reports one error; new, or NULL with an exception. */
function run(decoder: Decoder, step: (decoder: Decoder) => boolean): Address {
  while (decoder.left > 0) {
    if (step(decoder)) continue;
    decoder.builder.release(decoder.vm);
    return NULL;
  }
  return decoder.builder.finish(decoder.vm);
}

const START = "invalid start byte";
const CONTINUATION = "invalid continuation byte";
const UNEXPECTED_END = "unexpected end of data";
const TRUNCATED = "truncated data";

function stepAscii(decoder: Decoder): boolean {
  const byte = decoder.byte(0);
  return byte < 0x80 ? decoder.take(1, byte) : decoder.fail(1, "ordinal not in range(128)");
}

function stepUtf8(d: Decoder): boolean {
  const first = d.byte(0), left = d.left;
  if (first < 0x80) return d.take(1, first);
  if (first < 0xc2 || first > 0xf4) return d.fail(1, START);
  if (left < 2) return d.fail(left, UNEXPECTED_END);
  const second = d.byte(1);
  // The second byte decides whether the form is the shortest one, no surrogate and not too large.
  const shortest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const largest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < shortest || second > largest) return d.fail(1, CONTINUATION);
  if (first < 0xe0) return d.take(2, (first & 31) << 6 | second & 63);
  if (left < 3) return d.fail(left, UNEXPECTED_END);
  if (!d.isTail(2)) return d.fail(2, CONTINUATION);
  const low = d.byte(2) & 63;
  if (first < 0xf0) return d.take(3, (first & 15) << 12 | (second & 63) << 6 | low);
  if (left < 4) return d.fail(left, UNEXPECTED_END);
  if (!d.isTail(3)) return d.fail(3, CONTINUATION);
  return d.take(4, (first & 7) << 18 | (second & 63) << 12 | low << 6 | d.byte(3) & 63);
}

function stepUtf16(little: boolean): (d: Decoder) => boolean {
  return (d) => {
    if (d.left < 2) return d.fail(d.left, TRUNCATED);
    const high = d.unit(2, little);
    if (!isSurrogate(high)) return d.take(2, high);
    if (high >= 0xdc00) return d.fail(2, "illegal encoding");
    if (d.left < 4) return d.fail(d.left, UNEXPECTED_END);
    d.at += 2;
    const low = d.unit(2, little);
    d.at -= 2;
    if (low < 0xdc00 || low > 0xdfff) return d.fail(2, "illegal UTF-16 surrogate");
    return d.take(4, 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff));
  };
}

function stepUtf32(little: boolean): (d: Decoder) => boolean {
  return (d) => {
    if (d.left < 4) return d.fail(d.left, TRUNCATED);
    const codePoint = d.unit(4, little);
    if (codePoint > 0x10ffff) return d.fail(4, "code point not in range(0x110000)");
    if (isSurrogate(codePoint)) return d.fail(4, "code point in surrogate code point range(0xd800, 0xe000)");
    return d.take(4, codePoint);
  };
}

/** The `size` bytes at `data`, each one a character: new. */
function decodeLatin1(vm: Interpreter, data: Address, size: number): Address {
  if (size === 0) return newRef(vm, EMPTY_STR);
  if (size === 1) return strCharacter(vm, vm.u8[data]);
  const s = strAlloc(vm, size, findMaxCharacter(vm, 1, data, 0, size));
  if (s !== NULL) copyBytes(vm, strData(vm, s), data, size);
  return s;
}

/** The str that `size` bytes at `data` say; new. NULL with UnicodeDecodeError, LookupError or MemoryError. */
export function decodeMemory(
  vm: Interpreter,
  data: Address,
  size: number,
  codec: Codec,
  errors: string,
): Address {
  const wide = codec.startsWith("utf-16") || codec.startsWith("utf-32");
  if (codec === "latin-1" || (!wide && findMaxCharacter(vm, 1, data, 0, size) === 0x7f)) {
    return decodeLatin1(vm, data, size);
  }
  const u8 = vm.u8;
  if (codec === "ascii") return run(new Decoder(vm, codec, data, size, 0, errors), stepAscii);
  if (!wide) {
    const marked = codec === "utf-8-sig" && u8[data] === 0xef && u8[data + 1] === 0xbb &&
      u8[data + 2] === 0xbf;
    // The codec with a mark hands on what stands behind it.
    const skip = marked && size >= 3 ? 3 : 0;
    return run(new Decoder(vm, "utf-8", data + skip, size - skip, 0, errors), stepUtf8);
  }
  const unit = codec.startsWith("utf-16") ? 2 : 4;
  let little = !codec.endsWith("be"), skip = 0;
  if (!codec.endsWith("le") && little && size >= unit) {
    const mark = unit === 2 ? vm.dataView.getUint16(data, true) : vm.dataView.getUint32(data, true);
    const swapped = unit === 2 ? 0xfffe : 0xfffe0000;
    if (mark === 0xfeff || mark === swapped) skip = unit;
    little = mark !== swapped;
  }
  const name = `utf-${8 * unit}-${little ? "le" : "be"}`;
  const step = unit === 2 ? stepUtf16(little) : stepUtf32(little);
  return run(new Decoder(vm, name, data, size, skip, errors), step);
}

/** `data.decode(encoding, errors)` with strs (borrowed) or NULL as arguments: new, or NULL with an exception. */
export function decodeWith(
  vm: Interpreter,
  data: Address,
  size: number,
  encoding: Address,
  errors: Address,
): Address {
  const codec = codecArgument(vm, encoding);
  if (codec === null) return NULL;
  const result = decodeMemory(vm, data, size, codec, errors === NULL ? "strict" : jsString(vm, errors));
  if (result !== NULL || BUILT_IN_CODECS.has(codec)) return result;
  return blameCodec(vm, "decoding", jsString(vm, encoding));
}
