/**
 * Token kinds, the keyword table, and the flat list that the tokenizer fills and the parsers read.
 *
 * A token is an index into parallel typed arrays: kind, first and last UTF-16 index in the source, line, and one
 * value whose meaning depends on the kind (the name's number for NAME and keywords, the last line for STRING, the
 * index of the closing token for an opening bracket). No object is made per token.
 *
 * Laws: ENDMARKER, NEWLINE, INDENT and DEDENT are the kinds 0 to 3, so that "is this token only layout" is one
 * comparison. A keyword has a kind of its own; the soft keywords `match`, `case` and `_` are NAME. INDENT, DEDENT
 * and ENDMARKER have no column (CPython's col_offset is -1); their start is where the tokenizer stood.
 *
 * Source: CPython's Grammar/Tokens and the keywords of Grammar/python.gram.
 */

export const ENDMARKER = 0;
export const NEWLINE = 1;
export const INDENT = 2;
export const DEDENT = 3;
export const NAME = 4;
export const NUMBER = 5;
export const STRING = 6;
/** The place where tokenizing failed; always the last token. */
export const ERROR = 7;
/** A character or operator that no rule of the grammar accepts: `$`, `?`, `!`, a backquote, `<>`. */
export const UNKNOWN = 8;

export const LPAR = 9;
export const RPAR = 10;
export const LSQB = 11;
export const RSQB = 12;
export const LBRACE = 13;
export const RBRACE = 14;
export const COLON = 15;
export const COMMA = 16;
export const SEMI = 17;
export const DOT = 18;
export const ELLIPSIS = 19;
export const EQUAL = 20;
export const COLONEQUAL = 21;
export const RARROW = 22;

export const PLUS = 23;
export const MINUS = 24;
export const STAR = 25;
export const SLASH = 26;
export const DOUBLESLASH = 27;
export const PERCENT = 28;
export const AT = 29;
export const VBAR = 30;
export const AMPER = 31;
export const CIRCUMFLEX = 32;
export const LEFTSHIFT = 33;
export const RIGHTSHIFT = 34;
export const DOUBLESTAR = 35;
export const TILDE = 36;

export const EQEQUAL = 37;
export const NOTEQUAL = 38;
export const LESS = 39;
export const GREATER = 40;
export const LESSEQUAL = 41;
export const GREATEREQUAL = 42;

// The augmented assignments stand together, first PLUSEQUAL, last DOUBLESTAREQUAL.
export const PLUSEQUAL = 43;
export const MINEQUAL = 44;
export const STAREQUAL = 45;
export const SLASHEQUAL = 46;
export const DOUBLESLASHEQUAL = 47;
export const PERCENTEQUAL = 48;
export const ATEQUAL = 49;
export const VBAREQUAL = 50;
export const AMPEREQUAL = 51;
export const CIRCUMFLEXEQUAL = 52;
export const LEFTSHIFTEQUAL = 53;
export const RIGHTSHIFTEQUAL = 54;
export const DOUBLESTAREQUAL = 55;

/** The kind of the keyword with number n is FIRST_KEYWORD + n. */
export const FIRST_KEYWORD = 56;
export const KW_FALSE = 56;
export const KW_NONE = 57;
export const KW_TRUE = 58;
export const KW_AND = 59;
export const KW_AS = 60;
export const KW_ASSERT = 61;
export const KW_ASYNC = 62;
export const KW_AWAIT = 63;
export const KW_BREAK = 64;
export const KW_CLASS = 65;
export const KW_CONTINUE = 66;
export const KW_DEF = 67;
export const KW_DEL = 68;
export const KW_ELIF = 69;
export const KW_ELSE = 70;
export const KW_EXCEPT = 71;
export const KW_FINALLY = 72;
export const KW_FOR = 73;
export const KW_FROM = 74;
export const KW_GLOBAL = 75;
export const KW_IF = 76;
export const KW_IMPORT = 77;
export const KW_IN = 78;
export const KW_IS = 79;
export const KW_LAMBDA = 80;
export const KW_NONLOCAL = 81;
export const KW_NOT = 82;
export const KW_OR = 83;
export const KW_PASS = 84;
export const KW_RAISE = 85;
export const KW_RETURN = 86;
export const KW_TRY = 87;
export const KW_WHILE = 88;
export const KW_WITH = 89;
export const KW_YIELD = 90;
export const KIND_COUNT = 91;

/** The keywords, by number; a name table starts with them, then with the soft keywords. */
export const KEYWORDS: readonly string[] = [
  "False",
  "None",
  "True",
  "and",
  "as",
  "assert",
  "async",
  "await",
  "break",
  "class",
  "continue",
  "def",
  "del",
  "elif",
  "else",
  "except",
  "finally",
  "for",
  "from",
  "global",
  "if",
  "import",
  "in",
  "is",
  "lambda",
  "nonlocal",
  "not",
  "or",
  "pass",
  "raise",
  "return",
  "try",
  "while",
  "with",
  "yield",
];

export const NAME_MATCH = KEYWORDS.length;
export const NAME_CASE = KEYWORDS.length + 1;
export const NAME_UNDERSCORE = KEYWORDS.length + 2;
/** The soft keywords, whose numbers follow those of the keywords. */
export const SOFT_KEYWORDS: readonly string[] = ["match", "case", "_"];

/** The spelling of each operator, by kind; diagnosis grammar and messages use it. */
export const OPERATOR_KINDS: Readonly<Record<string, number>> = {
  "(": LPAR,
  ")": RPAR,
  "[": LSQB,
  "]": RSQB,
  "{": LBRACE,
  "}": RBRACE,
  ":": COLON,
  ",": COMMA,
  ";": SEMI,
  ".": DOT,
  "...": ELLIPSIS,
  "=": EQUAL,
  ":=": COLONEQUAL,
  "->": RARROW,
  "+": PLUS,
  "-": MINUS,
  "*": STAR,
  "/": SLASH,
  "//": DOUBLESLASH,
  "%": PERCENT,
  "@": AT,
  "|": VBAR,
  "&": AMPER,
  "^": CIRCUMFLEX,
  "<<": LEFTSHIFT,
  ">>": RIGHTSHIFT,
  "**": DOUBLESTAR,
  "~": TILDE,
  "==": EQEQUAL,
  "!=": NOTEQUAL,
  "<": LESS,
  ">": GREATER,
  "<=": LESSEQUAL,
  ">=": GREATEREQUAL,
  "+=": PLUSEQUAL,
  "-=": MINEQUAL,
  "*=": STAREQUAL,
  "/=": SLASHEQUAL,
  "//=": DOUBLESLASHEQUAL,
  "%=": PERCENTEQUAL,
  "@=": ATEQUAL,
  "|=": VBAREQUAL,
  "&=": AMPEREQUAL,
  "^=": CIRCUMFLEXEQUAL,
  "<<=": LEFTSHIFTEQUAL,
  ">>=": RIGHTSHIFTEQUAL,
  "**=": DOUBLESTAREQUAL,
};

/** The tokens of one source. `count` tokens are valid; the arrays may be longer. */
export class TokenList {
  count = 0;
  kinds: Uint8Array;
  /** First UTF-16 index in the source. */
  starts: Int32Array;
  /** UTF-16 index after the last unit. */
  ends: Int32Array;
  /** Line of the first character, from 1. */
  lines: Int32Array;
  /** NAME and keywords: number of the name. STRING: last line. Opening bracket: index of its closing token. */
  values: Int32Array;

  constructor(capacity: number) {
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.lines = new Int32Array(capacity);
    this.values = new Int32Array(capacity);
  }

  push(kind: number, start: number, end: number, line: number, value: number): void {
    const index = this.count;
    if (index === this.kinds.length) this.grow();
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.lines[index] = line;
    this.values[index] = value;
    this.count = index + 1;
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.starts = growInt32(this.starts, capacity);
    this.ends = growInt32(this.ends, capacity);
    this.lines = growInt32(this.lines, capacity);
    this.values = growInt32(this.values, capacity);
  }
}

/** A copy of `array` with room for `capacity` items. */
export function growInt32(array: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
}
