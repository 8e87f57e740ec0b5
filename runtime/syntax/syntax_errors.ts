/**
 * SyntaxFailure: why a source is not a program, with the place, as CPython's SyntaxError carries it.
 *
 * The parser knows no heap and no exception objects of the language: it throws this JavaScript class, and whoever
 * compiles makes the exception of the class named by `type` from it. Lines count from 1; `column` and `endColumn`
 * are CPython's `offset` and `end_offset`: 1-based, in code points, 0 (or -1 at the end) where CPython gives that.
 */

import { showText } from "./source_text.ts";

/** The class of the language's exception that a SyntaxFailure stands for. */
export type FailureType =
  | "SyntaxError"
  | "IndentationError"
  | "TabError"
  | "MemoryError"
  | "RecursionError"
  | "ValueError"
  | "OverflowError"
  | "UnicodeEncodeError"
  | "UnicodeDecodeError";

/** Thrown by `parse`. The four numbers and `text` are null where CPython's exception has None (or no such field). */
export class SyntaxFailure extends Error {
  override name = "SyntaxFailure";
  /** The source line, with its newline where CPython's exception has it. */
  readonly text: string | null;

  constructor(
    readonly type: FailureType,
    message: string,
    readonly line: number | null = null,
    readonly column: number | null = null,
    readonly endLine: number | null = null,
    readonly endColumn: number | null = null,
    text: string | null = null,
  ) {
    super(message);
    this.text = text === null ? null : showText(text);
  }
}

/** A warning that the parser gives while it reads a literal. */
export interface ParseWarning {
  category: "SyntaxWarning" | "DeprecationWarning";
  message: string;
  line: number;
}
