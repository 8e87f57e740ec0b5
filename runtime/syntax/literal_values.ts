/**
 * What a literal's content stands for: text or bytes with their escapes, and the constants made of them.
 *
 * Laws: content without backslash is taken as it is. Bytes are ASCII. Each piece of text warns once about an escape
 * that is none. Errors leave as LiteralFailure.
 *
 * Source: CPython's Parser/string_parser.c.
 */

import type { ConstantValue, Expr } from "./ast.ts";
import { makeConstant } from "./ast_factories.ts";
import { LiteralFailure } from "./number_literals.ts";
import type { Parser } from "./parser.ts";
import { findUtf8Error, utf8ErrorMessage } from "./source_decoding.ts";
import { encodeEscaped } from "./source_text.ts";
import {
  decodeBytesEscapes,
  type DecodedText,
  decodeTextEscapes,
  EscapeError,
  type EscapeReport,
  joinTexts,
} from "./string_escapes.ts";

/** The values of an f-string that is being built, and the text that waits to become its next constant. */
export interface FormattedPieces {
  values: Expr[];
  texts: DecodedText[];
}

/** Makes the waiting text, if there is any, a constant that stands from token `first` through `last`. */
export function flushText(p: Parser, pieces: FormattedPieces, first: number, last: number): void {
  if (pieces.texts.length === 0) return;
  const decoded = joinTexts(pieces.texts);
  pieces.texts = [];
  if (decoded.text === "") return;
  const endLine = p.values[last];
  const endColumn = p.source.columnAt(p.ends[last], endLine);
  pieces.values.push(makeConstant(textConstant(decoded), p.line(first), p.column(first), endLine, endColumn));
}

/** The constant that `decoded` is. */
export function textConstant(decoded: DecodedText): ConstantValue {
  if (decoded.points === null) return { type: "str", value: decoded.text };
  return { type: "str", value: decoded.text, codePoints: decoded.points };
}

/** The bytes of `body`, the content of the literal `token`. Throws LiteralFailure. */
export function decodeBytes(p: Parser, token: number, body: string, isRaw: boolean): Uint8Array {
  for (let i = 0; i < body.length; i++) {
    if (body.charCodeAt(i) >= 128) {
      throw new LiteralFailure("bytes can only contain ASCII literal characters", token);
    }
  }
  if (isRaw || body.indexOf("\\") < 0) return new TextEncoder().encode(body);
  const report: EscapeReport = { invalid: null };
  const bytes = withoutEscapeError(() => decodeBytesEscapes(body, report));
  if (report.invalid !== null) warnInvalidEscape(p, token, report.invalid);
  return bytes;
}

/** The text of `body`, all or (`isPart`) a part of the literal `token`. Throws LiteralFailure. */
export function decodeText(
  p: Parser,
  token: number,
  body: string,
  isRaw: boolean,
  isPart: boolean,
): DecodedText {
  const isPlain = isRaw || body.indexOf("\\") < 0;
  if (!body.isWellFormed()) checkUtf8(body, isRaw || (isPlain && !isPart));
  if (isPlain) return { text: body, points: null };
  const report: EscapeReport = { invalid: null };
  const decoded = withoutEscapeError(() => decodeTextEscapes(body, report, p.settings.lookupCharacter));
  if (report.invalid !== null) warnInvalidEscape(p, token, report.invalid);
  return decoded;
}

function withoutEscapeError<Result>(decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    if (error instanceof EscapeError) throw new LiteralFailure(error.message);
    throw error;
  }
}

/** Reports bytes that are not UTF-8: counted from the start of `body`, or else from that of their run. */
function checkUtf8(body: string, isWhole: boolean): void {
  // deno-lint-ignore no-control-regex
  const runs = isWhole ? [body] : body.match(/[^\x00-\x7f]+/g) ?? [];
  for (const run of runs) {
    const bytes = encodeEscaped(run);
    const error = findUtf8Error(bytes);
    if (error !== null) throw new LiteralFailure("(unicode error) " + utf8ErrorMessage(bytes, error));
  }
}

/** Records the warning about `escape` (with its backslash) in the literal `token`. */
export function warnInvalidEscape(p: Parser, token: number, escape: string): void {
  const isOctal = /^\\[0-7]/.test(escape);
  p.warnings.push({
    category: "DeprecationWarning",
    message: `invalid ${isOctal ? "octal " : ""}escape sequence '${escape}'`,
    line: p.line(token),
    token,
  });
}
