/**
 * Diagnosis: why the first pass rejected a source.
 *
 * Runs the diagnosing machine twice over the tokens, as CPython runs its parser: first without the rules for
 * mistakes, which finds how far the source makes sense, then with them. What the second run reports is the message;
 * when it reports nothing, "invalid syntax" stands where the first one came to a stop.
 *
 * Laws: only the statement of the module in which the first pass failed, and what follows, is looked at; the ones
 * before it are correct. The warnings that literals give are not given again.
 *
 * Source: CPython's _PyPegen_run_parser and _PyPegen_set_syntax_error.
 */

import { compileGrammar, type DiagnosisProgram } from "./diagnosis_compiler.ts";
import { DIAGNOSIS_GRAMMAR } from "./diagnosis_grammar.ts";
import { DiagnosisMachine } from "./diagnosis_machine.ts";
import { Reporter } from "./diagnosis_reports.ts";
import { ErrorPlaces } from "./error_places.ts";
import { Parser } from "./parser.ts";
import { SyntaxFailure } from "./syntax_errors.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { DEDENT, INDENT } from "./tokens.ts";

/** The rule that a source of each kind is, with "fstring" for the expression of an f-string. */
const START_RULES: Readonly<Record<string, string>> = {
  exec: "file",
  eval: "eval",
  single: "interactive",
  fstring: "fstring",
};

/**
 * The longest statement that is looked at, in tokens; it takes about a second. What is wrong with a longer one is
 * not explained.
 */
const MAX_TOKENS = 200_000;

/** The failure of the source of `p`, which the first pass rejected in the statement that begins at `statement`. */
export function diagnose(p: Parser, tokenizer: Tokenizer, mode: string, statement: number): SyntaxFailure {
  const stoppedAt = p.pos;
  const isLong = stoppedAt - statement > MAX_TOKENS;
  const failure = isLong
    ? null
    : findFailure(p, tokenizer, mode, statement, compileGrammar(DIAGNOSIS_GRAMMAR));
  if (failure !== null) return failure;
  const places = new ErrorPlaces(p, tokenizer, false);
  try {
    places.look(stoppedAt);
  } catch (error) {
    if (error instanceof SyntaxFailure) return error;
    throw error;
  }
  return places.prioritize(places.atLast("invalid syntax"));
}

/** The failure of the tokens of `p` as a source of kind `mode`, or null if they are one. */
function findFailure(
  p: Parser,
  tokenizer: Tokenizer,
  mode: string,
  statement: number,
  program: DiagnosisProgram,
): SyntaxFailure | null {
  const parser = new Parser(p.grammar, p.tokens, p.source, p.nameTable, p.settings, [], 0);
  parser.explain = (inner, innerTokenizer) => {
    const failure = findFailure(inner, innerTokenizer, "fstring", 0, program);
    if (failure !== null) throw failure;
  };
  const places = new ErrorPlaces(parser, tokenizer, mode === "fstring");
  const reporter = new Reporter(parser, places);
  const machine = new DiagnosisMachine(program, parser, reporter);
  const rule = START_RULES[mode];
  try {
    if (machine.run(rule, statement, false)) return null;
    const last = places.fill;
    machine.run(rule, statement, true);
    const kind = parser.kinds[last];
    if (kind === INDENT) return places.atLast("unexpected indent", "IndentationError");
    if (kind === DEDENT) return places.atLast("unexpected unindent", "IndentationError");
    return places.prioritize(places.atToken(last, "invalid syntax"));
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    if (!isSyntaxError(error) || places.isAtEnd()) return error;
    return places.prioritize(error);
  }
}

function isSyntaxError(failure: SyntaxFailure): boolean {
  return failure.type === "SyntaxError" || failure.type === "IndentationError" || failure.type === "TabError";
}

/** Whether an interactive source goes on behind the statement that `p` has parsed. */
export function findTrailingStatement(p: Parser, tokenizer: Tokenizer): SyntaxFailure | null {
  const rest = p.text.slice(p.ends[p.pos - 1]);
  if (/^(?:[ \t\n\f]|#[^\n]*)*$/.test(rest)) return null;
  const places = new ErrorPlaces(p, tokenizer, false);
  places.fill = p.pos - 1;
  return places.atLast("multiple statements found while compiling a single statement");
}
