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
import { makeFormattedValue, makeJoinedStr, makeName } from "./ast_factories.ts";
import { LiteralFailure } from "./number_literals.ts";
import { PARSE_FAILED, Parser } from "./parser.ts";
import { isEscapedByte, SourceText } from "./source_text.ts";
import { decodeText, flushText, type FormattedPieces, warnInvalidEscape } from "./literal_values.ts";
import { Tokenizer, type TokenWarning } from "./tokenizer.ts";
import { TokenList } from "./tokens.ts";

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
  /** How far `locate` has counted: the index, the line there, and its column, or the token's if it is the first. */
  private counted: number;
  private line: number;
  private column: number;

  constructor(private readonly p: Parser, private readonly literal: FormattedLiteral) {
    this.text = p.text;
    this.pos = literal.start;
    this.end = literal.end;
    this.counted = p.starts[literal.token];
    this.line = p.line(literal.token);
    this.column = p.column(literal.token);
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
    const { p } = this;
    const body = this.text.slice(brace + 1, end);
    this.count(brace);
    const name = p.nameTable.internPlain(body);
    if (name !== null) {
      const column = this.column + 1;
      return makeName(name, "Load", this.line, column, this.line, column + name.length);
    }
    if (/^[ \t\n\f]*$/.test(body)) throw missingExpression(this.text[end]);
    const shift = /^[ \t\f]*\n/.test(body) ? this.shiftOfEmptyLine() : this.column;
    return this.parseSource(new SourceText(`(${body})\n`, true, this.line, shift));
  }

  private parseSource(source: SourceText): Expr {
    const { p, literal } = this;
    const warnings: TokenWarning[] = [];
    const list = p.settings.spareLists.pop() ?? new TokenList(64);
    const tokenizer = new Tokenizer(source, p.nameTable, { single: false, warnings }, list);
    tokenizer.run();
    p.enter();
    const inner = new Parser(p.grammar, list, source, p.nameTable, p.settings, warnings, p.depth);
    inner.explain = p.explain;
    const node = parseInner(inner, tokenizer);
    for (const warning of warnings) p.warnings.push({ ...warning, token: literal.token });
    if (inner.asyncToken >= 0 && p.asyncToken < 0) p.asyncToken = literal.token;
    p.depth--;
    p.settings.spareLists.push(list);
    return node;
  }

  /** Moves `line` and `column` on to index `brace`. */
  private count(brace: number): void {
    const { text } = this;
    for (let i = this.counted; i < brace; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 10) {
        this.line++;
        this.column = 0;
      } else if ((unit & 0xfc00) !== 0xdc00 || isEscapedByte(unit)) this.column++;
    }
    this.counted = brace;
  }

  /** The shift of an expression that begins on the line after its brace, which CPython counts from the token. */
  private shiftOfEmptyLine(): number {
    const { p, literal } = this;
    return this.line === p.line(literal.token) ? p.column(literal.token) : 0;
  }
}

/** Parses the expression of `inner`; where it is wrong, says what is wrong if that is asked for. */
function parseInner(inner: Parser, tokenizer: Tokenizer): Expr {
  try {
    return inner.grammar.starExpressions(inner);
  } catch (error) {
    if (error !== PARSE_FAILED && !(error instanceof LiteralFailure)) throw error;
    if (inner.explain !== null) inner.explain(inner, tokenizer);
    throw error;
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
