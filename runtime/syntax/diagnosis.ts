/**
 * Finds the message for a source that the first pass rejected.
 */

import type { Parser } from "./parser.ts";
import { SyntaxFailure } from "./syntax_errors.ts";
import type { Tokenizer } from "./tokenizer.ts";

export function diagnose(p: Parser, t: Tokenizer, _mode: string, _statement: number): SyntaxFailure {
  return t.stop?.failure ??
    new SyntaxFailure("SyntaxError", "invalid syntax", p.line(p.pos), p.column(p.pos) + 1);
}
export function hasTrailingStatement(_p: Parser): boolean {
  return false;
}
