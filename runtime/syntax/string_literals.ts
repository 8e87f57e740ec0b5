/**
 * String and bytes literals: prefixes, quotes, and the joining of adjacent literals into one constant.
 *
 * Laws: a literal without prefix and backslash is a slice of the source. Bytes and text do not mix. Each literal
 * warns once about an escape that is none. Errors leave as LiteralFailure, without a place: diagnosis.ts knows it.
 *
 * Source: CPython's Parser/string_parser.c and _PyPegen_concatenate_strings.
 */

import type { ConstantValue, Expr } from "./ast.ts";
import { makeConstant, makeJoinedStr } from "./ast_factories.ts";
import { parseFormatted } from "./f_strings.ts";
import { decodeBytes, decodeText, flushText, type FormattedPieces, textConstant } from "./literal_values.ts";
import { LiteralFailure } from "./number_literals.ts";
import type { Parser } from "./parser.ts";
import { joinTexts } from "./string_escapes.ts";
import { STRING } from "./tokens.ts";

/** One STRING token taken apart; `start` and `end` are the indices of its content in the source. */
interface LiteralParts {
  token: number;
  isBytes: boolean;
  isRaw: boolean;
  isFormatted: boolean;
  start: number;
  end: number;
}

/** strings: the literals at the cursor, joined. Throws LiteralFailure, or SyntaxFailure from an f-string. */
export function parseStrings(p: Parser): Expr {
  const first = p.pos++;
  while (p.kinds[p.pos] === STRING) p.pos++;
  const simple = p.pos === first + 1 ? simpleText(p, first) : null;
  if (simple === null) return joinLiterals(p, first, p.pos - 1);
  return makeConstant(
    { type: "str", value: simple },
    p.line(first),
    p.column(first),
    p.endLine(),
    p.endColumn(),
  );
}

/** The text of a literal without prefix and backslashes; null for any other. */
function simpleText(p: Parser, token: number): string | null {
  const text = p.text;
  const start = p.starts[token];
  const quote = text.charCodeAt(start);
  if (quote !== 34 && quote !== 39) return null;
  const end = p.ends[token];
  const isTriple = end - start >= 6 && text.charCodeAt(start + 1) === quote &&
    text.charCodeAt(start + 2) === quote;
  const body = isTriple ? text.slice(start + 3, end - 3) : text.slice(start + 1, end - 1);
  return body.indexOf("\\") >= 0 || !body.isWellFormed() ? null : body;
}

function joinLiterals(p: Parser, first: number, last: number): Expr {
  const pieces: FormattedPieces = { values: [], texts: [] };
  const bytes: Uint8Array[] = [];
  let isFormatted = false;
  let isBytes = false;
  for (let token = first; token <= last; token++) {
    const parts = takeApart(p, token);
    const body = p.text.slice(parts.start, parts.end);
    const decodedBytes = parts.isBytes ? decodeBytes(p, token, body, parts.isRaw) : null;
    const decodedText = parts.isBytes || parts.isFormatted
      ? null
      : decodeText(p, token, body, parts.isRaw, false);
    if (token === first) isBytes = parts.isBytes;
    else if (isBytes !== parts.isBytes) throw new LiteralFailure("cannot mix bytes and nonbytes literals");
    if (decodedBytes !== null) bytes.push(decodedBytes);
    else if (decodedText !== null) pieces.texts.push(decodedText);
    else {
      isFormatted = true;
      parseFormatted(
        p,
        { first, last, token, isRaw: parts.isRaw, start: parts.start, end: parts.end },
        pieces,
      );
    }
  }
  const line = p.line(first);
  const column = p.column(first);
  if (isFormatted) {
    flushText(p, pieces, first, last);
    return makeJoinedStr(pieces.values, line, column, p.endLine(), p.endColumn());
  }
  const value: ConstantValue = isBytes
    ? { type: "bytes", value: joinBytes(bytes) }
    : textConstant(joinTexts(pieces.texts));
  return makeConstant(value, line, column, p.endLine(), p.endColumn());
}

function joinBytes(pieces: Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}

function takeApart(p: Parser, token: number): LiteralParts {
  const text = p.text;
  let start = p.starts[token];
  let end = p.ends[token];
  const parts = { token, isBytes: false, isRaw: false, isFormatted: false, start: 0, end: 0 };
  let quote = text.charCodeAt(start);
  while (quote !== 34 && quote !== 39) {
    const letter = quote | 32;
    if (letter === 98) parts.isBytes = true;
    else if (letter === 114) parts.isRaw = true;
    else if (letter === 102) parts.isFormatted = true;
    quote = text.charCodeAt(++start);
  }
  start++;
  end--;
  if (end - start >= 4 && text.charCodeAt(start) === quote && text.charCodeAt(start + 1) === quote) {
    start += 2;
    end -= 2;
  }
  parts.start = start;
  parts.end = end;
  return parts;
}
