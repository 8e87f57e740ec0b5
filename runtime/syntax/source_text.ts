/**
 * SourceText: the text of a source with its line table, and the columns and error lines that follow from it.
 *
 * The tokenizer fills the line table while it reads; after that the text is constant. Positions inside are UTF-16
 * indices; what leaves is counted in code points (columns) or, as CPython's SyntaxError is computed, in UTF-8 bytes
 * that are converted with the text of the error line.
 *
 * Laws: newlines are "\n" alone. `firstLine` is the number of the first line and `columnShift` is added to columns
 * on it, so that the expression of an f-string, which is parsed as a source of its own, gets the places it has in
 * the file. A column is found in constant time when the text has no astral character, else by binary search.
 *
 * Source: CPython's Parser/pegen_errors.c (which text an error shows, how its offset is converted).
 */

import { growInt32 } from "./tokens.ts";

export class SourceText {
  /** First UTF-16 index of each line; the line `firstLine` is item 0. */
  lineStarts: Int32Array = new Int32Array(8);
  lineCount = 1;
  /** Indices of the high surrogates of astral characters, ascending; null when there are none. */
  readonly astral: Int32Array | null;
  /** Lines that the tokenizer read in the middle of a token or after a backslash, ascending. */
  readonly joinedLines: number[] = [];

  /**
   * `countsBytes`: errors of the parser give columns in bytes, as CPython's do for an f-string's expression and for
   * bytes that declare no encoding.
   */
  constructor(
    readonly text: string,
    readonly countsBytes: boolean,
    readonly firstLine = 1,
    readonly columnShift = 0,
  ) {
    this.astral = findAstral(text);
  }

  /** Called by the tokenizer when it begins to read the line after the last one. */
  addLine(start: number): void {
    if (this.lineCount === this.lineStarts.length) {
      this.lineStarts = growInt32(this.lineStarts, this.lineCount * 2);
    }
    this.lineStarts[this.lineCount++] = start;
  }

  /** The column in code points, from 0, of `index` on `line`. */
  columnAt(index: number, line: number): number {
    const row = line - this.firstLine;
    const start = this.lineStarts[row];
    let column = index - start;
    if (this.astral !== null) column -= this.countAstral(index) - this.countAstral(start);
    return row === 0 ? column + this.columnShift : column;
  }

  /** The index where `line` begins. */
  lineStart(line: number): number {
    return this.lineStarts[line - this.firstLine];
  }

  /** The index where `line` ends, before its newline. */
  lineEnd(line: number): number {
    const end = this.text.indexOf("\n", this.lineStart(line));
    return end < 0 ? this.text.length : end;
  }

  /** The text of `line` without its newline. */
  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineEnd(line));
  }

  /**
   * The text that an error on `line` shows while the tokenizer stands on `currentLine`: the line alone when the
   * tokenizer is beyond it, else what its buffer holds, which begins with the line on which the open token began.
   */
  errorLine(line: number, currentLine: number): string {
    if (currentLine > line) return this.lineText(line);
    return this.text.slice(this.bufferStart(currentLine), this.lineEnd(currentLine) + 1);
  }

  /** Where CPython's buffer begins while the tokenizer stands on `currentLine`. */
  bufferStart(currentLine: number): number {
    let first = currentLine;
    for (let i = this.joinedLines.length - 1; i >= 0 && this.joinedLines[i] >= first; i--) {
      if (this.joinedLines[i] === first) first--;
    }
    return this.lineStart(first);
  }

  /** The number of UTF-8 bytes on `line` before `index`. */
  byteColumn(index: number, line: number): number {
    return utf8Length(this.text, this.lineStart(line), index);
  }

  /** The column, from 1, that an error gives which is shown with `text` and is `offset` bytes into it. */
  errorColumn(text: string, offset: number): number {
    return this.countsBytes ? offset : characterOffset(showText(text), offset);
  }

  private countAstral(index: number): number {
    const astral = this.astral as Int32Array;
    let low = 0;
    let high = astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (astral[middle] < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The number of characters whose UTF-8 form begins in the first `offset` bytes of `text`; the end counts as one. */
function characterOffset(text: string, offset: number): number {
  if (offset <= 0) return offset;
  let bytes = 0;
  let characters = 0;
  for (let i = 0; i < text.length; i++) {
    if (bytes >= offset) return characters;
    const unit = text.charCodeAt(i);
    characters++;
    if (unit < 0x80) bytes++;
    else if (unit < 0x800) bytes += 2;
    else if (isPair(text, i)) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes >= offset ? characters : characters + 1;
}

/** The number of code points of `text[start..end)`. */
export function countCharacters(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00 || !isPair(text, i - 1)) count++;
  }
  return count;
}

/** The number of UTF-8 bytes of `text[start..end)`. */
export function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes++;
    else if (unit < 0x800) bytes += 2;
    else if (isPair(text, i)) {
      bytes += 4;
      i++;
    } else bytes += isEscapedByte(unit) ? 1 : 3;
  }
  return bytes;
}

/** Whether `unit` stands for a byte that was not UTF-8 (see source_decoding.ts). */
export function isEscapedByte(unit: number): boolean {
  return unit >= 0xdc80 && unit <= 0xdcff;
}

/** The bytes that `text`, which may contain escaped bytes, stood for. */
export function encodeEscaped(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const parts: number[] = [];
  for (const character of text) {
    const unit = character.charCodeAt(0);
    if (character.length === 1 && isEscapedByte(unit)) parts.push(unit - 0xdc00);
    else parts.push(...encoder.encode(character));
  }
  return Uint8Array.from(parts);
}

/** `text` as it is shown: what was not UTF-8 is U+FFFD, once for each sequence, as decoders do it. */
export function showText(text: string): string {
  return text.isWellFormed() ? text : new TextDecoder("utf-8").decode(encodeEscaped(text));
}

function isPair(text: string, index: number): boolean {
  if ((text.charCodeAt(index) & 0xfc00) !== 0xd800) return false;
  return (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

function findAstral(text: string): Int32Array | null {
  if (!/[\ud800-\udbff]/.test(text)) return null;
  let found: Int32Array = new Int32Array(64);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isPair(text, i)) continue;
    if (count === found.length) found = growInt32(found, count * 2);
    found[count++] = i++;
  }
  return found.slice(0, count);
}
