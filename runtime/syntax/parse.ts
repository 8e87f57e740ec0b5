/**
 * parseSource: a source, as text or bytes, to its syntax tree, or a SyntaxFailure.
 *
 * Two passes, as in CPython: the first only builds the tree (parse_statements.ts); when it fails, the second looks
 * for the best message (diagnosis.ts), beginning at the statement of the module in which the first one failed.
 *
 * Laws: the only exception that leaves is SyntaxFailure, whatever the source is. Asynchronous code is parsed, so
 * that its mistakes are found, and then rejected, since it is outside this language.
 */

import type { Expression, Interactive, Module } from "./ast.ts";
import { diagnose, findTrailingStatement } from "./diagnosis.ts";
import { NameTable } from "./name_table.ts";
import { LiteralFailure } from "./number_literals.ts";
import { GRAMMAR } from "./parse_expressions.ts";
import { parseEval, parseInteractive, parseModule } from "./parse_statements.ts";
import { PARSE_FAILED, Parser, type ParserSettings } from "./parser.ts";
import { checkSourceText, decodeSource } from "./source_decoding.ts";
import { SourceText } from "./source_text.ts";
import { type ParseWarning, SyntaxFailure } from "./syntax_errors.ts";
import { Tokenizer, type TokenWarning } from "./tokenizer.ts";
import { TokenList } from "./tokens.ts";

/** A module, one expression, or one interactive statement. */
export type ParseMode = "exec" | "eval" | "single";

export interface ParseOptions {
  /** Called for each warning, in the order of the source. */
  onWarning?: (warning: ParseWarning) => void;
  /** Levels of brackets, blocks and parameter defaults; the default fits half a megabyte of host stack. */
  maxDepth?: number;
  /** Digits that a decimal int literal may have, 0 for any number; 4300 by default, as in CPython. */
  maxIntDigits?: number;
  /** The character of a Unicode name, or null; for `\N{...}`. By default there are none. */
  lookupCharacter?: (name: string) => string | null;
  /** Whether the bytes are a file's, which changes some messages about encodings. */
  fromFile?: boolean;
}

const DEFAULT_MAX_DEPTH = 300;
const DEFAULT_MAX_INT_DIGITS = 4300;

export function parseSource(
  source: string | Uint8Array,
  filename: string,
  mode: "exec",
  options?: ParseOptions,
): Module;
export function parseSource(
  source: string | Uint8Array,
  filename: string,
  mode: "eval",
  options?: ParseOptions,
): Expression;
export function parseSource(
  source: string | Uint8Array,
  filename: string,
  mode: "single",
  options?: ParseOptions,
): Interactive;
export function parseSource(
  source: string | Uint8Array,
  filename: string,
  mode: ParseMode,
  options?: ParseOptions,
): Module | Expression | Interactive;
/**
 * Parses `source`. A string is taken as it is; bytes may begin with a byte order mark or declare an encoding.
 * Throws SyntaxFailure.
 */
export function parseSource(
  source: string | Uint8Array,
  filename: string,
  mode: ParseMode,
  options: ParseOptions = {},
): Module | Expression | Interactive {
  const { text, isDeclared } = typeof source === "string"
    ? { text: checkSourceText(source), isDeclared: true }
    : decodeSource(source, filename, options.fromFile ?? false);
  const isOpenEnded = mode === "exec" && (!text.endsWith("\n") || endsWithPair(source));
  const sourceText = new SourceText(isOpenEnded ? text + "\n" : text, !isDeclared);
  const warnings: TokenWarning[] = [];
  const names = new NameTable();
  const tokenizer = new Tokenizer(
    sourceText,
    names,
    { single: mode === "single", warnings },
    new TokenList(64 + Math.floor(text.length / 3)),
  );
  tokenizer.run();
  const settings: ParserSettings = {
    filename,
    maxDepth: options.maxDepth ?? DEFAULT_MAX_DEPTH,
    maxIntDigits: options.maxIntDigits ?? DEFAULT_MAX_INT_DIGITS,
    lookupCharacter: options.lookupCharacter ?? (() => null),
    spareLists: [],
  };
  const parser = new Parser(GRAMMAR, tokenizer.list, sourceText, names, settings, warnings, 0);
  try {
    return parseTokens(parser, tokenizer, mode);
  } finally {
    if (options.onWarning !== undefined) giveWarnings(warnings, parser.pos, options.onWarning);
  }
}

/** Whether the source ends with "\r\n"; CPython adds a newline then, as if it had none. */
function endsWithPair(source: string | Uint8Array): boolean {
  if (typeof source === "string") return source.endsWith("\r\n");
  return source[source.length - 2] === 13 && source[source.length - 1] === 10;
}

function parseTokens(
  parser: Parser,
  tokenizer: Tokenizer,
  mode: ParseMode,
): Module | Expression | Interactive {
  let statement = 0;
  let root: Module | Expression | Interactive;
  try {
    if (mode === "exec") root = parseModule(parser, (token) => statement = token);
    else root = mode === "eval" ? parseEval(parser) : parseInteractive(parser);
  } catch (error) {
    if (error !== PARSE_FAILED && !(error instanceof LiteralFailure)) throw error;
    throw diagnose(parser, tokenizer, mode, statement);
  }
  const trailing = mode === "single" ? findTrailingStatement(parser, tokenizer) : null;
  if (trailing !== null) throw trailing;
  if (parser.asyncToken >= 0) throw rejectAsync(parser);
  return root;
}

function rejectAsync(p: Parser): SyntaxFailure {
  const token = p.asyncToken;
  const line = p.line(token);
  const column = p.column(token) + 1;
  const word = p.tokenText(token).startsWith("a") ? p.tokenText(token) : "await";
  const message = `'${word}' is outside this language`;
  return new SyntaxFailure(
    "SyntaxError",
    message,
    line,
    column,
    line,
    column + word.length,
    p.source.lineText(line),
  );
}

function giveWarnings(
  warnings: TokenWarning[],
  last: number,
  onWarning: (warning: ParseWarning) => void,
): void {
  const seen = warnings.filter((warning) => warning.token <= last);
  seen.sort((a, b) => a.token - b.token);
  for (const { category, message, line } of seen) onWarning({ category, message, line });
}
