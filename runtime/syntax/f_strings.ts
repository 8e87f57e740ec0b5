/**
 * F-strings by the rules of 3.11: the content of a literal is split here, and the text of each expression is parsed
 * as a source of its own, in parentheses.
 *
 *     f"text {{ {expression=!r:>{width}} text"
 *
 * Laws: an expression has no backslash and no `#`, and its strings cannot use the literal's own quote, since the
 * tokenizer has found the end first. Format specs nest one level. Positions inside an expression are those in the
 * file: the parenthesis stands in the place of the brace. The whole f-string, its constants and its
 * FormattedValue nodes have the position of all the literals that are joined; a format spec has that of its literal.
 *
 * Source: CPython's Parser/string_parser.c (fstring_find_literal, fstring_find_expr, fstring_compile_expr).
 */

import type { Expr, JoinedStr } from "./ast.ts";
import { makeFormattedValue, makeJoinedStr } from "./ast_factories.ts";
import { LiteralFailure } from "./number_literals.ts";
import { Parser } from "./parser.ts";
import { countCharacters, SourceText } from "./source_text.ts";
import { decodeText, flushText, type FormattedPieces, warnInvalidEscape } from "./literal_values.ts";
import { Tokenizer, type TokenWarning } from "./tokenizer.ts";

/** The literal that is being split, and the range of joined literals that it belongs to; all are token indices. */
export interface FormattedLiteral {
  first: number;
  last: number;
  token: number;
  isRaw: boolean;
  /** Its content, as indices in the source. */
  start: number;
  end: number;
}

const MAX_BRACKETS = 200;
const MAX_SPEC_LEVEL = 2;
const EXPECTING_BRACE = "f-string: expecting '}'";
const CONVERSIONS = "sra";

/** Splits one f-string literal and appends its pieces. Throws LiteralFailure, SyntaxFailure or PARSE_FAILED. */
export function parseFormatted(p: Parser, literal: FormattedLiteral, pieces: FormattedPieces): void {
  const splitter = new Splitter(p, literal);
  splitter.split(pieces, 0);
}

class Splitter {
  private readonly text: string;
  private pos: number;
  private readonly end: number;

  constructor(private readonly p: Parser, private readonly literal: FormattedLiteral) {
    this.text = p.text;
    this.pos = literal.start;
    this.end = literal.end;
  }

  /** Appends literal text and expressions up to the end, or in a format spec up to its closing brace. */
  split(pieces: FormattedPieces, level: number): void {
    for (;;) {
      const isDoubled = this.splitText(pieces, level);
      if (isDoubled) continue;
      if (this.pos >= this.end || this.text[this.pos] === "}") break;
      this.splitExpression(pieces, level);
    }
    if (level === 0 && this.pos < this.end) throw new LiteralFailure("f-string: unexpected end of string");
  }

  /** Appends the text up to the next brace. True behind a doubled brace, of which one has been taken as text. */
  private splitText(pieces: FormattedPieces, level: number): boolean {
    const { text, end } = this;
    const start = this.pos;
    let pos = start;
    while (pos < end) {
      let c = text[pos++];
      if (c === "\\" && !this.literal.isRaw && pos < end) {
        c = text[pos++];
        if (c === "N") {
          if (text[pos++] !== "{") continue;
          while (pos < end && text[pos++] !== "}");
          continue;
        }
        if (c === "{") warnInvalidEscape(this.p, this.literal.token, "\\{");
      }
      if (c !== "{" && c !== "}") continue;
      if (level === 0) {
        if (pos < end && text[pos] === c) {
          this.addText(pieces, start, pos);
          this.pos = pos + 1;
          return true;
        }
        if (c === "}") throw new LiteralFailure("f-string: single '}' is not allowed");
      }
      pos--;
      break;
    }
    this.pos = Math.min(pos, end);
    this.addText(pieces, start, this.pos);
    return false;
  }

  private addText(pieces: FormattedPieces, start: number, end: number): void {
    if (end === start) return;
    pieces.texts.push(
      decodeText(this.p, this.literal.token, this.text.slice(start, end), this.literal.isRaw, true),
    );
  }

  /** One `{ ... }`, with the cursor at its brace. */
  private splitExpression(pieces: FormattedPieces, level: number): void {
    const { p, literal, text } = this;
    if (level >= MAX_SPEC_LEVEL) throw new LiteralFailure("f-string: expressions nested too deeply");
    const brace = this.pos++;
    this.findExpressionEnd();
    if (this.pos >= this.end) throw new LiteralFailure(EXPECTING_BRACE);
    const value = this.parseExpressionText(brace, this.pos);
    const isDebug = text[this.pos] === "=";
    if (isDebug) {
      this.pos++;
      while (/[ \t\n\r\f\v]/.test(text[this.pos])) this.pos++;
      pieces.texts.push({ text: text.slice(brace + 1, this.pos), points: null });
    }
    let conversion = text[this.pos] === "!" ? this.splitConversion() : -1;
    if (this.pos >= this.end) throw new LiteralFailure(EXPECTING_BRACE);
    const spec = text[this.pos] === ":" ? this.splitSpec(level) : null;
    if (this.pos >= this.end || text[this.pos] !== "}") throw new LiteralFailure(EXPECTING_BRACE);
    this.pos++;
    if (isDebug && spec === null && conversion < 0) conversion = CONVERSIONS.charCodeAt(1);
    flushText(p, pieces, literal.first, literal.last);
    pieces.values.push(
      makeFormattedValue(
        value,
        conversion,
        spec,
        p.line(literal.first),
        p.column(literal.first),
        p.values[literal.last],
        p.source.columnAt(p.ends[literal.last], p.values[literal.last]),
      ),
    );
  }

  private splitConversion(): number {
    this.pos++;
    if (this.pos >= this.end) throw new LiteralFailure(EXPECTING_BRACE);
    const letter = this.text[this.pos++];
    if (!CONVERSIONS.includes(letter)) {
      throw new LiteralFailure("f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    return letter.charCodeAt(0);
  }

  /** The format spec behind a colon, up to its closing brace. */
  private splitSpec(level: number): JoinedStr {
    const { p, literal } = this;
    this.pos++;
    if (this.pos >= this.end) throw new LiteralFailure(EXPECTING_BRACE);
    const pieces: FormattedPieces = { values: [], texts: [] };
    this.split(pieces, level + 1);
    flushText(p, pieces, literal.token, literal.token);
    const endLine = p.values[literal.token];
    const endColumn = p.source.columnAt(p.ends[literal.token], endLine);
    return makeJoinedStr(pieces.values, p.line(literal.token), p.column(literal.token), endLine, endColumn);
  }

  /** Moves to what ends the expression: `!`, `:`, `=` or `}` outside of brackets and strings. */
  private findExpressionEnd(): void {
    const { text, end } = this;
    const brackets: string[] = [];
    let quote = "";
    for (; this.pos < end; this.pos++) {
      const c = text[this.pos];
      if (c === "\\") throw new LiteralFailure("f-string expression part cannot include a backslash");
      if (quote !== "") {
        if (text.startsWith(quote, this.pos) && this.pos + quote.length <= end) {
          this.pos += quote.length - 1;
          quote = "";
        }
      } else if (c === "'" || c === '"') {
        const isTriple = this.pos + 2 < end && text[this.pos + 1] === c && text[this.pos + 2] === c;
        quote = isTriple ? c + c + c : c;
        if (isTriple) this.pos += 2;
      } else if (c === "[" || c === "{" || c === "(") {
        if (brackets.length >= MAX_BRACKETS) {
          throw new LiteralFailure("f-string: too many nested parenthesis");
        }
        brackets.push(c);
      } else if (c === "#") throw new LiteralFailure("f-string expression part cannot include '#'");
      else if (brackets.length === 0 && "!:}=><".includes(c)) {
        if (this.pos + 1 < end) {
          if (text[this.pos + 1] === "=" && "!=<>".includes(c)) {
            this.pos++;
            continue;
          }
          if (c === ">" || c === "<") continue;
        }
        break;
      } else if (c === "]" || c === "}" || c === ")") closeBracket(brackets, c);
    }
    if (quote !== "") throw new LiteralFailure("f-string: unterminated string");
    if (brackets.length > 0) {
      throw new LiteralFailure(`f-string: unmatched '${brackets[brackets.length - 1]}'`);
    }
  }

  /** Parses the text between `brace` and `end` as an expression in parentheses. */
  private parseExpressionText(brace: number, end: number): Expr {
    const { p, text } = this;
    const body = text.slice(brace + 1, end);
    if (/^[ \t\n\f]*$/.test(body)) throw missingExpression(text[end]);
    const source = this.locate(brace, `(${body})\n`);
    const warnings: TokenWarning[] = [];
    const tokenizer = new Tokenizer(source, p.nameTable, { single: false, warnings });
    tokenizer.run();
    p.enter();
    const inner = new Parser(p.grammar, tokenizer.list, source, p.nameTable, p.settings, warnings, p.depth);
    inner.explain = p.explain;
    if (p.explain !== null) p.explain(inner, tokenizer);
    const node = p.grammar.starExpressions(inner);
    for (const warning of warnings) p.warnings.push({ ...warning, token: this.literal.token });
    if (inner.asyncToken >= 0 && p.asyncToken < 0) p.asyncToken = this.literal.token;
    p.depth--;
    return node;
  }

  /** The source of an expression whose brace is at `brace`, with the line and column it has in the file. */
  private locate(brace: number, expression: string): SourceText {
    const { p, text, literal } = this;
    const tokenStart = p.starts[literal.token];
    const before = text.slice(tokenStart, brace);
    const lines = before.split("\n").length - 1;
    const isOnNextLine = /^[ \t\f]*\n/.test(text.slice(brace + 1, this.end));
    const lineBreak = lines === 0 ? tokenStart : tokenStart + before.lastIndexOf("\n") + 1;
    let shift = isOnNextLine ? 0 : countCharacters(text, lineBreak, brace);
    if (lines === 0) shift += p.column(literal.token);
    return new SourceText(expression, true, p.line(literal.token) + lines, shift);
  }
}

/** The failure of braces with nothing before the character that ends the expression. */
function missingExpression(closing: string): LiteralFailure {
  if (closing === "}") return new LiteralFailure("f-string: empty expression not allowed");
  if ("!:=".includes(closing)) return new LiteralFailure(`f-string: expression required before '${closing}'`);
  return new LiteralFailure(EXPECTING_BRACE);
}

function closeBracket(brackets: string[], closing: string): void {
  const opening = brackets.pop();
  if (opening === undefined) throw new LiteralFailure(`f-string: unmatched '${closing}'`);
  if ("([{".indexOf(opening) !== ")]}".indexOf(closing)) {
    throw new LiteralFailure(
      `f-string: closing parenthesis '${closing}' does not match opening parenthesis '${opening}'`,
    );
  }
}
