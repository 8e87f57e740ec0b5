/**
 * Operators and punctuation, all but brackets.
 *
 * Source: CPython's PyToken_OneChar, PyToken_TwoChars and PyToken_ThreeChars.
 */

import * as T from "./tokens.ts";

/**
 * The operator that begins at `start` with the ASCII unit `c`: its kind times four plus its length. What is no
 * operator of the grammar is UNKNOWN; 0 is a character that cannot be printed.
 */
export function scanOperator(text: string, start: number, c: number): number {
  const next = text.charCodeAt(start + 1);
  switch (c) {
    case 44: // ,
      return one(T.COMMA);
    case 46: // .
      return next === 46 && text.charCodeAt(start + 2) === 46 ? three(T.ELLIPSIS) : one(T.DOT);
    case 61: // =
      return next === 61 ? two(T.EQEQUAL) : one(T.EQUAL);
    case 58: // :
      return next === 61 ? two(T.COLONEQUAL) : one(T.COLON);
    case 59: // ;
      return one(T.SEMI);
    case 43: // +
      return next === 61 ? two(T.PLUSEQUAL) : one(T.PLUS);
    case 45: // -
      if (next === 62) return two(T.RARROW);
      return next === 61 ? two(T.MINEQUAL) : one(T.MINUS);
    case 42: // *
      if (next === 42) return doubled(text, start, T.DOUBLESTAR, T.DOUBLESTAREQUAL);
      return next === 61 ? two(T.STAREQUAL) : one(T.STAR);
    case 47: // /
      if (next === 47) return doubled(text, start, T.DOUBLESLASH, T.DOUBLESLASHEQUAL);
      return next === 61 ? two(T.SLASHEQUAL) : one(T.SLASH);
    case 60: // <
      if (next === 60) return doubled(text, start, T.LEFTSHIFT, T.LEFTSHIFTEQUAL);
      if (next === 62) return two(T.UNKNOWN);
      return next === 61 ? two(T.LESSEQUAL) : one(T.LESS);
    case 62: // >
      if (next === 62) return doubled(text, start, T.RIGHTSHIFT, T.RIGHTSHIFTEQUAL);
      return next === 61 ? two(T.GREATEREQUAL) : one(T.GREATER);
  }
  return scanRareOperator(c, next);
}

function scanRareOperator(c: number, next: number): number {
  switch (c) {
    case 37: // %
      return next === 61 ? two(T.PERCENTEQUAL) : one(T.PERCENT);
    case 64: // @
      return next === 61 ? two(T.ATEQUAL) : one(T.AT);
    case 124: // |
      return next === 61 ? two(T.VBAREQUAL) : one(T.VBAR);
    case 38: // &
      return next === 61 ? two(T.AMPEREQUAL) : one(T.AMPER);
    case 94: // ^
      return next === 61 ? two(T.CIRCUMFLEXEQUAL) : one(T.CIRCUMFLEX);
    case 126: // ~
      return one(T.TILDE);
    case 33: // !
      return next === 61 ? two(T.NOTEQUAL) : one(T.UNKNOWN);
  }
  return c >= 32 && c !== 127 ? one(T.UNKNOWN) : 0;
}

function one(kind: number): number {
  return kind * 4 + 1;
}

function two(kind: number): number {
  return kind * 4 + 2;
}

function three(kind: number): number {
  return kind * 4 + 3;
}

function doubled(text: string, start: number, kind: number, assigning: number): number {
  return text.charCodeAt(start + 2) === 61 ? three(assigning) : two(kind);
}
