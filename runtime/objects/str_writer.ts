/**
 * StrBuilder: builds a str piece by piece, with the requests that CPython's writer makes: a first piece given as a
 * str is shared, a buffer that has become too small or too narrow is made anew or resized, a quarter more is asked
 * for where the end is not in sight (`overallocate`), and `finish` cuts the buffer to the exact size.
 *
 *     const builder = new StrBuilder();
 *     builder.overallocate = true;
 *     builder.minLength = 5;
 *     if (!builder.writeStr(vm, s) || !builder.writeChar(vm, 0x2c)) { builder.release(vm); return NULL; }
 *     return builder.finish(vm);
 *
 * Laws: a builder owns its buffer until `finish` or `release`, one of which ends every use. A write that fails
 * returns false with MemoryError pending and leaves the builder as it was. Nothing here runs code of the program.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (_PyUnicodeWriter_*).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, incref } from "../memory/refcount.ts";
import { noMemory } from "../memory/pending.ts";
import * as str from "./str.ts";
import {
  newStr,
  readChar,
  strAlloc,
  strCharacter,
  strData,
  strKind,
  strLength,
  strMaxChar,
  strResize,
} from "./str.ts";
import { copyCharacters, fillCharacters, findMaxCharacter, writeCharacter } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";

const { NULL } = heap;
const { EMPTY_STR } = str;
const { SSIZE_MAX } = strLayout;

/** What part more than needed is asked for: a quarter. */
const OVERALLOCATE_FACTOR = 4;

export class StrBuilder {
  /** The str being filled, owned; NULL before the first piece. */
  buffer: Address = NULL;
  /** Its characters, and the kind and upper bound they are written with; kind 0 while the buffer is shared. */
  data: Address = NULL;
  kind = 0;
  maxChar = 0;
  /** Characters the buffer can hold; 0 while it is shared. */
  size = 0;
  /** Characters written. */
  position = 0;
  /** The first buffer is at least this long. */
  minLength = 0;
  /** The first buffer can hold at least this character. */
  minChar = 0;
  /** Ask for a quarter more than needed. */
  overallocate = false;
  /** The buffer is the caller's str, taken as it is. */
  shared = false;

  /** Makes room for `length` more characters up to `maxChar`. */
  prepare(vm: Interpreter, length: number, maxChar: number): boolean {
    if (maxChar <= this.maxChar && length <= this.size - this.position) return true;
    return length === 0 || this.grow(vm, length, maxChar);
  }

  private grow(vm: Interpreter, length: number, maxChar: number): boolean {
    let newLength = this.position + length;
    if (newLength >= SSIZE_MAX) {
      noMemory(vm);
      return false;
    }
    if (maxChar < this.minChar) maxChar = this.minChar;
    if (this.buffer !== NULL && newLength <= this.size) return this.replaceBuffer(vm, this.size, maxChar);
    if (this.overallocate) newLength += Math.floor(newLength / OVERALLOCATE_FACTOR);
    if (newLength < this.minLength) newLength = this.minLength;
    if (this.buffer === NULL) {
      const buffer = strAlloc(vm, newLength, maxChar);
      if (buffer === NULL) return false;
      this.take(vm, buffer);
      return true;
    }
    if (maxChar > this.maxChar || this.shared) {
      return this.replaceBuffer(vm, newLength, Math.max(maxChar, this.maxChar));
    }
    const resized = resizeKept(vm, this.buffer, newLength);
    if (resized === NULL) return false;
    this.take(vm, resized);
    return true;
  }

  /** Copies what is written into a new buffer. */
  private replaceBuffer(vm: Interpreter, length: number, maxChar: number): boolean {
    const old = this.buffer;
    const buffer = strAlloc(vm, length, maxChar);
    if (buffer === NULL) return false;
    copyCharacters(
      vm,
      strKind(vm, buffer),
      strData(vm, buffer),
      0,
      strKind(vm, old),
      this.data,
      0,
      this.position,
    );
    this.shared = false;
    this.take(vm, buffer);
    decref(vm, old);
    return true;
  }

  private take(vm: Interpreter, buffer: Address): void {
    this.buffer = buffer;
    this.data = strData(vm, buffer);
    this.maxChar = strMaxChar(vm, buffer);
    this.kind = this.shared ? 0 : strKind(vm, buffer);
    this.size = this.shared ? 0 : strLength(vm, buffer);
  }

  /** Appends one character. */
  writeChar(vm: Interpreter, codePoint: number): boolean {
    if (!this.prepare(vm, 1, codePoint)) return false;
    if (this.kind === 1) vm.u8[this.data + this.position++] = codePoint;
    else writeCharacter(vm, this.kind, this.data, this.position++, codePoint);
    return true;
  }

  /** Appends `count` times the same character. */
  writeFill(vm: Interpreter, codePoint: number, count: number): boolean {
    if (count === 0) return true;
    if (!this.prepare(vm, count, codePoint)) return false;
    fillCharacters(vm, this.kind, this.data, this.position, count, codePoint);
    this.position += count;
    return true;
  }

  /** Appends a str, borrowed. Without `overallocate`, the first one is shared instead of copied. */
  writeStr(vm: Interpreter, s: Address): boolean {
    const length = strLength(vm, s);
    if (length === 0) return true;
    const maxChar = strMaxChar(vm, s);
    if (maxChar > this.maxChar || length > this.size - this.position) {
      if (this.buffer === NULL && !this.overallocate) {
        incref(vm, s);
        this.shared = true;
        this.take(vm, s);
        this.position = length;
        return true;
      }
      if (!this.grow(vm, length, maxChar)) return false;
    }
    copyCharacters(vm, this.kind, this.data, this.position, strKind(vm, s), strData(vm, s), 0, length);
    this.position += length;
    return true;
  }

  /** Appends the characters of a str in [start, end). */
  writeSubstring(vm: Interpreter, s: Address, start: number, end: number): boolean {
    if (end === 0) return true;
    if (start === 0 && end === strLength(vm, s)) return this.writeStr(vm, s);
    const kind = strKind(vm, s), data = strData(vm, s), length = end - start;
    const maxChar = strMaxChar(vm, s) > this.maxChar
      ? findMaxCharacter(vm, kind, data, start, end)
      : this.maxChar;
    if (!this.prepare(vm, length, maxChar)) return false;
    copyCharacters(vm, this.kind, this.data, this.position, kind, data, start, length);
    this.position += length;
    return true;
  }

  /** Appends ASCII text. Without `overallocate`, a first piece becomes a buffer of its exact size. */
  writeAscii(vm: Interpreter, text: string): boolean {
    const length = text.length;
    if (length === 0) return true;
    if (this.buffer === NULL && !this.overallocate) {
      const s = newStr(vm, text);
      if (s === NULL) return false;
      this.shared = true;
      this.take(vm, s);
      this.position = length;
      return true;
    }
    if (!this.prepare(vm, length, 0x7f)) return false;
    for (let i = 0; i < length; i++) {
      writeCharacter(vm, this.kind, this.data, this.position + i, text.charCodeAt(i));
    }
    this.position += length;
    return true;
  }

  /** Ends the use: a new reference to what was written. NULL with MemoryError; the builder is empty either way. */
  finish(vm: Interpreter): Address {
    const buffer = this.buffer;
    if (this.position === 0) {
      this.release(vm);
      incref(vm, EMPTY_STR);
      return EMPTY_STR;
    }
    this.buffer = NULL;
    if (this.shared) return buffer;
    const s = strResize(vm, buffer, this.position);
    if (s === NULL || this.position !== 1) return s;
    return shareCharacter(vm, s);
  }

  /** Ends the use without a result. */
  release(vm: Interpreter): void {
    if (this.buffer !== NULL) decref(vm, this.buffer);
    this.buffer = NULL;
  }
}

/** strResize, but the str survives a failure. */
function resizeKept(vm: Interpreter, s: Address, length: number): Address {
  incref(vm, s);
  const resized = strResize(vm, s, length);
  if (resized !== NULL) vm.i32[resized >> 2]--;
  return resized;
}

/** Steals a str of one character; returns the static one below U+0100. */
export function shareCharacter(vm: Interpreter, s: Address): Address {
  const codePoint = readChar(vm, s, 0);
  if (codePoint >= 0x100) return s;
  decref(vm, s);
  return strCharacter(vm, codePoint);
}
