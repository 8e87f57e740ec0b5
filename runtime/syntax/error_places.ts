/**
 * ErrorPlaces: how far the parser has looked, and the SyntaxFailure for a place as CPython would make it.
 *
 * Places are counted in bytes of the line on which they are and converted with the text of the error's first line,
 * as CPython does, which shows when an error spans lines. In the expression of an f-string, messages begin with
 * "f-string: " and columns are relative to the expression.
 *
 * Laws: looking at the ERROR token raises the tokenizer's failure. A mistake's own failure gives way to one that the
 * tokenizer raises further on in the source, and to a bracket that is never closed and was opened on an earlier
 * line than the one that the parser has reached.
 *
 * Source: CPython's Parser/pegen_errors.c and pegen.h (RAISE_...).
 */

import type { Position } from "./ast.ts";
import type { Parser } from "./parser.ts";
import { type SourceText, utf8Length } from "./source_text.ts";
import { type FailureType, SyntaxFailure } from "./syntax_errors.ts";
import { type Tokenizer, unclosedBracket } from "./tokenizer.ts";
import * as T from "./tokens.ts";

/** A place as CPython keeps it: columns in bytes from 0, -1 where there is none. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export class ErrorPlaces {
  /** The last token that was looked at, or -1. */
  fill = -1;
  /** Whether the failure of the tokenizer has been raised, which nothing replaces. */
  private hasStopped = false;
  private readonly source: SourceText;

  constructor(
    private readonly p: Parser,
    private readonly tokenizer: Tokenizer,
    private readonly isFormatted: boolean,
  ) {
    this.source = p.source;
  }

  /** Notes that a token is looked at. Throws the tokenizer's failure at the place where it stopped. */
  look(token: number): void {
    if (token <= this.fill) return;
    this.fill = token;
    const { stop } = this.tokenizer;
    if (this.p.kinds[token] !== T.ERROR || stop === null) return;
    this.hasStopped = true;
    if (!this.isFormatted || stop.decoding === null) throw stop.failure;
    const { message, line, column, text } = stop.failure;
    const isShifted = this.source.columnShift > 0;
    const [first, last] = isShifted ? [0, 0] : [column, -1];
    throw new SyntaxFailure("SyntaxError", "f-string: " + message, line, first, line, last, text);
  }

  /** The failure that takes the place of `failure`, which the parser raised. */
  prioritize(failure: SyntaxFailure): SyntaxFailure {
    const { stop } = this.tokenizer;
    if (stop === null || this.hasStopped) return failure;
    if (stop.raised) return stop.decoding ?? stop.failure;
    const bracket = this.tokenizer.openBracket();
    if (bracket === null || this.p.lines[this.fill] <= bracket.line) return failure;
    return unclosedBracket(this.source, bracket, this.tokenizer.currentLine());
  }

  /** Whether the tokenizer, to make the last token, has read beyond the end of the source. */
  isAtEnd(): boolean {
    const { p, fill } = this;
    return fill < 0 || (p.ends[fill] >= p.text.length && p.kinds[fill] !== T.STRING);
  }

  /** A failure at a token. */
  atToken(token: number, message: string): SyntaxFailure {
    return this.at(this.placeOfToken(token), message);
  }

  /** A failure at the last token that was looked at. */
  atLast(message: string, type: FailureType = "SyntaxError"): SyntaxFailure {
    const { p, fill, source } = this;
    const place = this.placeOfToken(fill);
    if (place.column >= 0) {
      return this.raise(type, message, place.line, place.column + 1, place.endLine, place.endColumn + 1);
    }
    const column = place.line < source.firstLine ? 0 : source.byteColumn(p.starts[fill], place.line);
    return this.raise(type, message, place.line, column, place.endLine, -1);
  }

  /** A failure at `place`. */
  at(place: Place, message: string): SyntaxFailure {
    return this.raise(
      "SyntaxError",
      message,
      place.line,
      place.column + 1,
      place.endLine,
      place.endColumn + 1,
    );
  }

  /** A failure from the beginning of `first` to the end of `last`. */
  range(first: Place, last: Place, message: string): SyntaxFailure {
    return this.at({ ...first, endLine: last.endLine, endColumn: last.endColumn }, message);
  }

  /** A failure from `place` to where the tokenizer stands. */
  from(place: Place, message: string): SyntaxFailure {
    const { p, fill, source } = this;
    const endLine = this.endLineOfToken(fill);
    const end = p.kinds[fill] === T.NEWLINE && !this.hasNoColumn(fill) ? p.ends[fill] + 1 : p.ends[fill];
    const endColumn = source.byteColumn(end, endLine);
    return this.raise("SyntaxError", message, place.line, place.column + 1, endLine, endColumn);
  }

  /** A failure; columns count from 1 in bytes, 0 and less are no place on the line and stay as they are. */
  raise(
    type: FailureType,
    message: string,
    line: number,
    column: number,
    endLine: number,
    endColumn: number,
  ): SyntaxFailure {
    const { firstLine, columnShift } = this.source;
    const text = line < firstLine ? "" : this.source.errorLine(line, this.endLineOfToken(this.fill));
    const shift = this.isFormatted ? columnShift : 0;
    const first = line === firstLine ? column : column - shift;
    const last = endLine === firstLine ? endColumn : endColumn - shift;
    return new SyntaxFailure(
      type,
      this.isFormatted ? "f-string: " + message : message,
      line,
      this.source.errorColumn(text, first),
      endLine,
      this.source.errorColumn(text, last),
      text,
    );
  }

  placeOfToken(token: number): Place {
    const { p, source } = this;
    const line = p.lines[token];
    const endLine = this.endLineOfToken(token);
    if (this.hasNoColumn(token)) return { line, column: -1, endLine, endColumn: -1 };
    return {
      line,
      column: source.byteColumn(p.starts[token], line),
      endLine,
      endColumn: source.byteColumn(p.ends[token], endLine),
    };
  }

  /** The place of the tokens [first, end). */
  placeOfTokens(first: number, end: number): Place {
    const last = this.placeOfToken(end - 1);
    return { ...this.placeOfToken(first), endLine: last.endLine, endColumn: last.endColumn };
  }

  placeOfNode(node: Position): Place {
    return {
      line: node.line,
      column: this.bytesBefore(node.line, node.column),
      endLine: node.endLine,
      endColumn: this.bytesBefore(node.endLine, node.endColumn),
    };
  }

  /** Layout tokens that are not written in the source have no column. */
  private hasNoColumn(token: number): boolean {
    const kind = this.p.kinds[token];
    if (kind === T.NEWLINE) return this.p.starts[token] >= this.p.text.length;
    return kind <= T.DEDENT || kind === T.ERROR;
  }

  private endLineOfToken(token: number): number {
    return this.p.kinds[token] === T.STRING ? this.p.values[token] : this.p.lines[token];
  }

  /** The bytes on `line` before the code point at `column`. */
  private bytesBefore(line: number, column: number): number {
    const { source } = this;
    const count = line === source.firstLine ? column - source.columnShift : column;
    const start = source.lineStart(line);
    let index = start;
    for (let i = 0; i < count; i++) index += (source.text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    return utf8Length(source.text, start, index);
  }
}
