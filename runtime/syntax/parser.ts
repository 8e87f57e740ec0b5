/**
 * Parser: the state that the parsing functions share, a cursor over the token list and the places of its tokens.
 *
 * The grammar itself is in parse_statements.ts, parse_expressions.ts and their neighbours, as functions that take a
 * Parser first. They accept exactly the sources that CPython's grammar accepts and build the tree in one pass
 * without backtracking (but for one retry of `with (`). What they do not do is explain: the first thing that does
 * not fit ends the pass with PARSE_FAILED, and diagnosis.ts then finds CPython's message.
 *
 * The files form layers: literals, displays, primaries, operators, expressions, statements. A file imports only what
 * lies below it; the way back up, through brackets, is `p.grammar`.
 *
 * Laws: no function recurses along a chain (operators, attributes, `elif`, `else`-expressions, lambdas, `=`); those
 * are loops. What recurses (brackets, blocks, parameter defaults, f-strings) counts `depth` against `maxDepth`, so
 * that the host's stack is never the limit. A position is always that of tokens: the first token of a node, and the
 * last one before the cursor.
 */

import type { CompareOperator, Expr } from "./ast.ts";
import type { NameTable } from "./name_table.ts";
import type { SourceText } from "./source_text.ts";
import { SyntaxFailure } from "./syntax_errors.ts";
import type { Tokenizer, TokenWarning } from "./tokenizer.ts";
import * as T from "./tokens.ts";

/** What the parsing functions throw where the tokens do not fit the grammar. */
export const PARSE_FAILED: Error = new Error("The tokens do not fit the grammar");

/** Limits and callbacks that a parser hands on to the parsers of f-string expressions. */
export interface ParserSettings {
  filename: string;
  maxDepth: number;
  /** Digits that a decimal int literal may have; 0 means any number. */
  maxIntDigits: number;
  /** The character or sequence of that Unicode name, or null; for `\N{...}`. */
  lookupCharacter: (name: string) => string | null;
  /** Token lists that f-string expressions have used and may use again. */
  spareLists: T.TokenList[];
}

/** The parsing functions that lower layers call: the way back up the grammar. Each starts at the cursor. */
export interface Grammar {
  expression(p: Parser): Expr;
  namedExpression(p: Parser): Expr;
  starExpression(p: Parser): Expr;
  starNamedExpression(p: Parser): Expr;
  starExpressions(p: Parser): Expr;
  yieldExpression(p: Parser): Expr;
  disjunction(p: Parser): Expr;
  bitwiseOr(p: Parser): Expr;
  primary(p: Parser): Expr;
}

export class Parser {
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly lines: Int32Array;
  readonly values: Int32Array;
  readonly names: string[];
  readonly text: string;
  /** Index of the next token. */
  pos = 0;
  /** Nesting now, over all parsers of the source. */
  depth: number;
  /** The first `async` or `await`, or -1: they are parsed, then rejected. */
  asyncToken = -1;
  /** Set while diagnosis.ts looks for a message: throws the failure of an f-string expression, if it has one. */
  explain: ((inner: Parser, tokenizer: Tokenizer) => void) | null = null;
  /** End of the logical line that was scanned last for a `match` statement, and whether it ends with a colon. */
  scannedLineEnd = -1;
  scannedLineHasColon = false;

  // The stack of operators that wait for their right operand; parse_operators.ts.
  operatorCount = 0;
  readonly operatorKinds: number[] = [];
  readonly operatorStarts: number[] = [];
  readonly operatorLefts: (Expr | null)[] = [];
  readonly operatorLists: Expr[][] = [];
  readonly operatorCompares: CompareOperator[][] = [];

  constructor(
    readonly grammar: Grammar,
    readonly tokens: T.TokenList,
    readonly source: SourceText,
    readonly nameTable: NameTable,
    readonly settings: ParserSettings,
    readonly warnings: TokenWarning[],
    depth: number,
  ) {
    this.kinds = tokens.kinds;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.lines = tokens.lines;
    this.values = tokens.values;
    this.names = nameTable.names;
    this.text = source.text;
    this.depth = depth;
  }

  /** Consumes a token of that kind or fails. */
  expect(kind: number): void {
    if (this.kinds[this.pos] !== kind) throw PARSE_FAILED;
    this.pos++;
  }

  /** Consumes a token if it is of that kind. */
  accept(kind: number): boolean {
    if (this.kinds[this.pos] !== kind) return false;
    this.pos++;
    return true;
  }

  /** The text of token `index`. */
  tokenText(index: number): string {
    return this.text.slice(this.starts[index], this.ends[index]);
  }

  line(index: number): number {
    return this.lines[index];
  }

  column(index: number): number {
    const column = this.source.columnAt(this.starts[index], this.lines[index]);
    return this.source.columnShift !== 0 ? this.unshift(index, column) : column;
  }

  /** CPython shifts a token of an f-string expression by the line on which the token ends. */
  private unshift(index: number, column: number): number {
    const line = this.lines[index];
    const isLong = this.kinds[index] === T.STRING && this.values[index] !== line;
    return isLong && line === this.source.firstLine ? column - this.source.columnShift : column;
  }

  /** The line on which the last token before the cursor ends. */
  endLine(): number {
    const index = this.pos - 1;
    return this.kinds[index] === T.STRING ? this.values[index] : this.lines[index];
  }

  /** The column at which the last token before the cursor ends. */
  endColumn(): number {
    return this.source.columnAt(this.ends[this.pos - 1], this.endLine());
  }

  /** Counts one more level of nesting; the caller gives it back with `depth--`, unless it throws. */
  enter(): void {
    if (++this.depth > this.settings.maxDepth) throw new SyntaxFailure("MemoryError", "");
  }

  /** The index of the last token before the cursor that is not layout. */
  lastTokenOfBlock(): number {
    let index = this.pos - 1;
    while (index > 0 && this.kinds[index] <= T.DEDENT) index--;
    return index;
  }
}

/** Ends the pass: the tokens do not fit the grammar. */
export function fail(): never {
  throw PARSE_FAILED;
}

/** Whether a token of that kind can begin a star_expression; otherwise an optional one is absent. */
export function startsExpression(kind: number): boolean {
  switch (kind) {
    case T.NAME:
    case T.NUMBER:
    case T.STRING:
    case T.LPAR:
    case T.LSQB:
    case T.LBRACE:
    case T.ELLIPSIS:
    case T.PLUS:
    case T.MINUS:
    case T.TILDE:
    case T.STAR:
    case T.KW_NONE:
    case T.KW_TRUE:
    case T.KW_FALSE:
    case T.KW_NOT:
    case T.KW_LAMBDA:
    case T.KW_AWAIT:
      return true;
    case T.ERROR:
      return fail();
  }
  return false;
}
