/**
 * The tokenizer: one pass over the UTF-16 units of a source that fills a TokenList and the source's line table.
 *
 * It reads the whole source at once. Where it must stop it appends one ERROR token and keeps the failure; the
 * parser throws that when it reaches the token, because an error of the grammar that comes first goes first. Two
 * kinds of failure are told apart, as in CPython: one that the tokenizer raises itself, which replaces an error of
 * the parser on earlier lines, and one that is only a reason for stopping (end of file, indentation), which does not.
 *
 * Laws: time is linear; no regular expression and no substring on the common path; names are interned in place.
 * Indentation is measured twice, with tabs to multiples of 8 and with tabs as one, and must agree (TabError).
 * Brackets nest 200 deep, indentation 100. `line` advances when a line begins to be read, so at the end of the
 * source it is the last line that exists.
 *
 * Source: CPython's Parser/tokenizer.c (tok_get).
 */

import {
  ASCII_CLASSES,
  CharacterTables,
  DIGIT,
  formatCodePoint,
  IDENTIFIER_START,
  isDigit,
  isIdentifierUnit,
} from "./characters.ts";
import { hashStep, type NameTable } from "./name_table.ts";
import { makeNumberScan, type NumberScan, scanNumber } from "./scan_number.ts";
import { scanOperator } from "./scan_operator.ts";
import { findUtf8Error, utf8ErrorMessage } from "./source_decoding.ts";
import {
  countCharacters,
  encodeEscaped,
  isEscapedByte,
  showText,
  type SourceText,
  utf8Length,
} from "./source_text.ts";
import { type FailureType, type ParseWarning, SyntaxFailure } from "./syntax_errors.ts";
import * as T from "./tokens.ts";

const TAB_SIZE = 8;
const MAX_INDENT = 100;
const MAX_BRACKETS = 200;

/** An open bracket: its kind, line and index. */
export interface OpenBracket {
  kind: number;
  line: number;
  start: number;
}

/** Why tokenizing stopped before the end. */
export interface TokenizerStop {
  failure: SyntaxFailure;
  /** Whether the tokenizer itself raised the failure. */
  raised: boolean;
  /** For bytes that are not UTF-8: what CPython raises when it meets them while it looks for a better message. */
  decoding: SyntaxFailure | null;
}

/** A warning and the token it belongs to. */
export interface TokenWarning extends ParseWarning {
  token: number;
}

export interface TokenizerOptions {
  /** "single": at the end of the source comes a NEWLINE and the pending DEDENTs (interactive input). */
  single: boolean;
  warnings: TokenWarning[];
}

export class Tokenizer {
  stop: TokenizerStop | null = null;
  private readonly text: string;
  private pos = 0;
  private line: number;
  private readonly indents: number[] = [0];
  private readonly altIndents: number[] = [0];
  private indentCount = 0;
  private readonly scan: NumberScan = makeNumberScan();
  /** Token indices of the open brackets. */
  private readonly brackets: number[] = [];
  private level = 0;
  /** For names beyond ASCII, from the first of them on. */
  private characters: CharacterTables | null = null;

  constructor(
    private readonly source: SourceText,
    private readonly names: NameTable,
    private readonly options: TokenizerOptions,
    /** Where the tokens go, from its beginning. */
    readonly list: T.TokenList,
  ) {
    this.text = source.text;
    this.line = this.text.length === 0 ? source.firstLine - 1 : source.firstLine;
    list.count = 0;
  }

  /** The line on which the tokenizer stands. */
  currentLine(): number {
    return this.line;
  }

  /** The innermost bracket that is open where the tokenizer stopped. */
  openBracket(): OpenBracket | null {
    if (this.level === 0) return null;
    const token = this.brackets[this.level - 1];
    return { kind: this.list.kinds[token], line: this.list.lines[token], start: this.list.starts[token] };
  }

  run(): void {
    if (this.readIndentation()) {
      while (this.readToken());
    }
    if (this.stop === null) this.finish();
    else this.list.push(T.ERROR, this.pos, this.pos, this.line, 0);
  }

  /** Appends the tokens of the end of the source. */
  private finish(): void {
    const { list, pos, line } = this;
    if (this.options.single && list.count > 0) {
      list.push(T.NEWLINE, pos, pos, line, 0);
      const indented = this.indentCount > 0;
      for (; this.indentCount > 0; this.indentCount--) list.push(T.DEDENT, pos, pos, line, 0);
      if (indented) list.push(T.NEWLINE, pos, pos, line, 0);
    }
    list.push(T.ENDMARKER, pos, pos, line, 0);
  }

  /** Reads one token; false at the end or at an error. */
  private readToken(): boolean {
    const text = this.text;
    let pos = this.pos;
    let c = text.charCodeAt(pos);
    while (c === 32 || c === 9 || c === 12) c = text.charCodeAt(++pos);
    this.pos = pos;
    if (c < 128) {
      const classes = ASCII_CLASSES[c];
      if ((classes & IDENTIFIER_START) !== 0) return this.readName(pos);
      if ((classes & DIGIT) !== 0) return this.readNumber(pos);
      return this.readSymbol(pos, c);
    }
    if (c >= 128) return this.readName(pos);
    return this.readEnd();
  }

  private readEnd(): boolean {
    if (this.level > 0) this.stopInside();
    return false;
  }

  // Lines and indentation

  /** Moves behind the newline at `index`; the next line begins when there is one. */
  private enterLine(index: number): void {
    this.pos = index + 1;
    if (this.pos < this.text.length) {
      this.line++;
      this.source.addLine(this.pos);
    }
  }

  /** At the beginning of a line: skips blank lines, then appends INDENT or DEDENT tokens. False at an error. */
  private readIndentation(): boolean {
    const text = this.text;
    for (;;) {
      let column = 0;
      let altColumn = 0;
      let continued = 0;
      let c = text.charCodeAt(this.pos);
      for (;; c = text.charCodeAt(++this.pos)) {
        if (c === 32) {
          column++;
          altColumn++;
        } else if (c === 9) {
          column = (Math.floor(column / TAB_SIZE) + 1) * TAB_SIZE;
          altColumn++;
        } else if (c === 12) {
          column = 0;
          altColumn = 0;
        } else if (c === 92) {
          continued = continued !== 0 ? continued : column;
          if (!this.continueLine(false)) return false;
          this.pos--;
        } else break;
      }
      if (c === 35) this.skipComment();
      else if (c !== 10) {
        return this.applyIndentation(
          continued !== 0 ? continued : column,
          continued !== 0 ? continued : altColumn,
        );
      }
      if (this.pos >= text.length) return true;
      this.enterLine(this.pos);
    }
  }

  private applyIndentation(column: number, altColumn: number): boolean {
    const current = this.indents[this.indentCount];
    if (column === current) {
      return altColumn === this.altIndents[this.indentCount] || this.stopTabs();
    }
    if (column > current) return this.pushIndent(column, altColumn);
    let count = 0;
    while (this.indentCount > 0 && column < this.indents[this.indentCount]) {
      this.indentCount--;
      count++;
    }
    if (column !== this.indents[this.indentCount]) return this.stopDedent();
    if (altColumn !== this.altIndents[this.indentCount]) return this.stopTabs();
    for (; count > 0; count--) this.list.push(T.DEDENT, this.pos, this.pos, this.line, 0);
    return true;
  }

  private pushIndent(column: number, altColumn: number): boolean {
    if (this.indentCount + 1 >= MAX_INDENT) {
      return this.stopAt("IndentationError", "too many levels of indentation", this.line, 1, 0);
    }
    if (altColumn <= this.altIndents[this.indentCount]) return this.stopTabs();
    this.indentCount++;
    this.indents[this.indentCount] = column;
    this.altIndents[this.indentCount] = altColumn;
    this.list.push(T.INDENT, this.pos, this.pos, this.line, 0);
    return true;
  }

  private skipComment(): void {
    const end = this.text.indexOf("\n", this.pos);
    this.pos = end < 0 ? this.text.length : end;
  }

  /** At a backslash, inside a statement or in its indentation: moves to the next line. False at an error. */
  private continueLine(inside: boolean): boolean {
    const text = this.text;
    if (text.charCodeAt(this.pos + 1) !== 10) {
      return this.stopContinuation();
    }
    if (this.pos + 2 >= text.length) {
      this.pos = text.length;
      return this.stopInside();
    }
    this.enterLine(this.pos + 1);
    if (inside) this.source.joinedLines.push(this.line);
    return true;
  }

  private readNewline(start: number, index: number): boolean {
    if (this.level > 0) {
      this.enterLine(index);
      return true;
    }
    this.list.push(T.NEWLINE, start, index, this.line, 0);
    this.enterLine(index);
    return this.readIndentation();
  }

  // Names

  private readName(start: number): boolean {
    const text = this.text;
    let pos = start;
    let c = text.charCodeAt(pos);
    let hash = 0;
    let other = 0;
    while (isIdentifierUnit(c)) {
      hash = hashStep(hash, c);
      other |= c;
      c = text.charCodeAt(++pos);
    }
    if ((c === 34 || c === 39) && pos - start <= 2 && isStringPrefix(text, start, pos)) {
      return this.readString(start, pos, c);
    }
    this.pos = pos;
    if (other >= 128) return this.readUnicodeName(start, pos);
    const number = this.names.intern(text, start, pos, hash);
    const kind = number < T.KEYWORDS.length ? T.FIRST_KEYWORD + number : T.NAME;
    this.list.push(kind, start, pos, this.line, number);
    return true;
  }

  private readUnicodeName(start: number, end: number): boolean {
    const name = this.text.slice(start, end);
    if (hasEscapedByte(name)) return this.stopDecoding(name);
    const characters = this.characters ??= new CharacterTables();
    const invalid = characters.findInvalidCharacter(name);
    if (invalid >= 0) {
      const character = String.fromCodePoint(name.codePointAt(invalid) as number);
      const code = formatCodePoint(character);
      const message = characters.isPrintable(character)
        ? `invalid character '${character}' (${code})`
        : `invalid non-printable character ${code}`;
      return this.raise(message, start + invalid + character.length);
    }
    const normalized = name.normalize("NFKC");
    let number: number;
    if (normalized === name) number = this.names.intern(this.text, start, end, hashOf(name));
    else number = this.names.addNormalized(normalized);
    this.list.push(T.NAME, start, end, this.line, number);
    return true;
  }

  // Strings

  /** A string literal whose prefix is `[start, quoteStart)`; finds its end only. */
  private readString(start: number, quoteStart: number, quote: number): boolean {
    const text = this.text;
    const triple = text.charCodeAt(quoteStart + 1) === quote && text.charCodeAt(quoteStart + 2) === quote;
    if (!triple && text.charCodeAt(quoteStart + 1) === quote) {
      return this.pushString(start, quoteStart + 2, this.line);
    }
    const firstLine = this.line;
    let pos = triple ? quoteStart + 3 : quoteStart + 1;
    const limit = text.length;
    for (; pos < limit; pos++) {
      const c = text.charCodeAt(pos);
      if (c === 92) {
        pos++;
        if (text.charCodeAt(pos) === 10) this.joinLine(pos);
      } else if (c === quote) {
        if (!triple) return this.pushString(start, pos + 1, firstLine);
        if (text.charCodeAt(pos + 1) === quote && text.charCodeAt(pos + 2) === quote) {
          return this.pushString(start, pos + 3, firstLine);
        }
      } else if (c === 10) {
        if (!triple) break;
        this.joinLine(pos);
      }
    }
    return this.stopString(start, firstLine, triple);
  }

  private joinLine(newline: number): void {
    const before = this.line;
    this.enterLine(newline);
    if (this.line !== before) this.source.joinedLines.push(this.line);
  }

  private pushString(start: number, end: number, firstLine: number): boolean {
    this.pos = end;
    this.list.push(T.STRING, start, end, firstLine, this.line);
    return true;
  }

  private stopString(start: number, firstLine: number, triple: boolean): boolean {
    const kind = triple ? "triple-quoted string" : "string";
    const message = `unterminated ${kind} literal (detected at line ${this.line})`;
    this.line = firstLine;
    return this.raise(message, start + 1);
  }

  // Numbers

  /** A number that begins at `start` with a digit or with a point before one. */
  private readNumber(start: number): boolean {
    const { scan } = this;
    const end = scanNumber(this.text, start, scan);
    if (end < 0) return this.stopNumber(start);
    if (scan.warning !== "") {
      const { warning: message } = scan;
      this.options.warnings.push({
        category: "SyntaxWarning",
        message,
        line: this.line,
        token: this.list.count,
      });
    }
    this.pos = end;
    this.list.push(T.NUMBER, start, end, this.line, 0);
    return true;
  }

  private stopNumber(start: number): boolean {
    const { message, stop, zerosEnd } = this.scan;
    if (zerosEnd < 0) return this.raise(message, stop);
    this.pos = stop;
    const column = this.source.byteColumn(start, this.line) + 1;
    return this.raiseRange(message, this.line, column, this.source.byteColumn(zerosEnd, this.line));
  }

  // Operators and brackets

  private readSymbol(start: number, c: number): boolean {
    switch (c) {
      case 10: // newline
        return this.readNewline(start, start);
      case 35: // #
        this.skipComment();
        if (this.pos >= this.text.length) return this.readEnd();
        return this.readNewline(start, this.pos);
      case 34: // "
      case 39: // '
        return this.readString(start, start, c);
      case 92: // backslash
        return this.continueLine(true);
      case 40: // (
        return this.openBracketAt(T.LPAR, start);
      case 91: // [
        return this.openBracketAt(T.LSQB, start);
      case 123: // {
        return this.openBracketAt(T.LBRACE, start);
      case 41: // )
        return this.closeBracketAt(T.RPAR, start);
      case 93: // ]
        return this.closeBracketAt(T.RSQB, start);
      case 125: // }
        return this.closeBracketAt(T.RBRACE, start);
      case 46: // .
        if (isDigit(this.text.charCodeAt(start + 1))) return this.readNumber(start);
    }
    const operator = scanOperator(this.text, start, c);
    if (operator > 0) return this.pushOperator(operator >> 2, start, operator & 3);
    return this.raise(`invalid non-printable character ${formatCodePoint(this.text[start])}`, start + 1);
  }

  private pushOperator(kind: number, start: number, length: number): boolean {
    this.pos = start + length;
    this.list.push(kind, start, start + length, this.line, 0);
    return true;
  }

  private openBracketAt(kind: number, start: number): boolean {
    if (this.level >= MAX_BRACKETS) return this.raise("too many nested parentheses", start + 1);
    this.brackets[this.level++] = this.list.count;
    return this.pushOperator(kind, start, 1);
  }

  private closeBracketAt(kind: number, start: number): boolean {
    const closing = this.text[start];
    if (this.level === 0) return this.raise(`unmatched '${closing}'`, start + 1);
    const token = this.brackets[--this.level];
    if (this.list.kinds[token] !== kind - 1) {
      const opening = this.text[this.list.starts[token]];
      const line = this.list.lines[token];
      let message = `closing parenthesis '${closing}' does not match opening parenthesis '${opening}'`;
      if (line !== this.line) message += ` on line ${line}`;
      return this.raise(message, start + 1);
    }
    this.list.values[token] = this.list.count;
    return this.pushOperator(kind, start, 1);
  }

  // Failures; each method records why tokenizing stops and returns false

  /** A failure that the tokenizer raises, on the current line, after the character before `index`. */
  private raise(message: string, index: number): boolean {
    this.pos = index;
    const before = showText(this.text.slice(this.source.lineStart(this.line), index));
    const column = countCharacters(before, 0, before.length);
    return this.raiseRange(message, this.line, column, column);
  }

  private raiseRange(message: string, line: number, column: number, endColumn: number): boolean {
    const text = this.source.lineText(line);
    const failure = new SyntaxFailure("SyntaxError", message, line, column, line, endColumn, text);
    this.stop = { failure, raised: true, decoding: null };
    return false;
  }

  private stopAt(
    type: FailureType,
    message: string,
    line: number,
    column: number,
    endColumn: number,
  ): boolean {
    const text = this.source.errorLine(line, this.line);
    this.stop = {
      failure: new SyntaxFailure(type, message, line, column, line, endColumn, text),
      raised: false,
      decoding: null,
    };
    return false;
  }

  /** A backslash that is not the last character of its line. */
  private stopContinuation(): boolean {
    const { source, line } = this;
    const end = Math.min(this.pos + 1, this.text.length - 1);
    const bytes = utf8Length(this.text, source.bufferStart(line), end);
    const column = source.errorColumn(source.errorLine(line, line), bytes + 1);
    return this.stopAt(
      "SyntaxError",
      "unexpected character after line continuation character",
      line,
      column,
      0,
    );
  }

  private stopTabs(): boolean {
    const message = "inconsistent use of tabs and spaces in indentation";
    return this.stopAt("TabError", message, this.line, 1, 0);
  }

  private stopDedent(): boolean {
    const message = "unindent does not match any outer indentation level";
    const text = this.source.errorLine(this.line, this.line);
    const end = Math.min(this.source.lineEnd(this.line) + 1, this.text.length);
    const column = this.source.errorColumn(text, this.source.byteColumn(end, this.line));
    return this.stopAt("IndentationError", message, this.line, column, -1);
  }

  /** The end of the source where a token or a bracket is open. */
  private stopInside(): boolean {
    const bracket = this.openBracket();
    if (bracket !== null) {
      this.stop = {
        failure: unclosedBracket(this.source, bracket, this.line),
        raised: false,
        decoding: null,
      };
      return false;
    }
    const text = this.source.errorLine(this.line, this.line);
    const column = this.source.errorColumn(text, this.source.byteColumn(this.text.length, this.line));
    return this.stopAt("SyntaxError", "unexpected EOF while parsing", this.line, column, -1);
  }

  /** A name with bytes that are not UTF-8. */
  private stopDecoding(name: string): boolean {
    const bytes = encodeEscaped(name);
    const error = findUtf8Error(bytes);
    const message = error === null ? "invalid identifier" : utf8ErrorMessage(bytes, error);
    const text = this.source.errorLine(this.line, this.line);
    const column = this.source.errorColumn(text, this.source.byteColumn(this.pos, this.line));
    const shown = "(unicode error) " + message;
    const failure = new SyntaxFailure("SyntaxError", shown, this.line, column, this.line, -1, text);
    this.stop = { failure, raised: true, decoding: new SyntaxFailure("UnicodeDecodeError", message) };
    return false;
  }
}

/** The failure "'(' was never closed" for `bracket`, while the tokenizer stands on `currentLine`. */
export function unclosedBracket(
  source: SourceText,
  bracket: OpenBracket,
  currentLine: number,
): SyntaxFailure {
  const text = source.errorLine(bracket.line, currentLine);
  const column = source.errorColumn(text, source.byteColumn(bracket.start, bracket.line) + 1);
  const message = `'${source.text[bracket.start]}' was never closed`;
  return new SyntaxFailure("SyntaxError", message, bracket.line, column, bracket.line, 0, text);
}

function isStringPrefix(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) | 32;
  if (end - start === 1) return first === 98 || first === 102 || first === 114 || first === 117;
  const second = text.charCodeAt(start + 1) | 32;
  if (first === 114) return second === 98 || second === 102;
  return (first === 98 || first === 102) && second === 114;
}

function hasEscapedByte(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    if (isEscapedByte(name.charCodeAt(i)) && (name.charCodeAt(i - 1) & 0xfc00) !== 0xd800) return true;
  }
  return false;
}

function hashOf(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = hashStep(hash, name.charCodeAt(i));
  return hash;
}
