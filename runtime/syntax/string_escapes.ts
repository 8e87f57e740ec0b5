/**
 * Escape sequences of text and bytes literals.
 *
 *     \newline \\ \' \" \a \b \f \n \r \t \v \ooo \xhh      and in text \N{name} \uxxxx \Uxxxxxxxx
 *
 * Laws: an unknown escape is kept with its backslash, and the first one of a literal is reported. Positions in error
 * messages count as in CPython's buffer, in which every character beyond ASCII has become `\Uxxxxxxxx`. Surrogates
 * that were written as escapes stay two code points even where JavaScript would read them as one character.
 *
 * Source: CPython's Objects/unicodeobject.c and bytesobject.c (the escape decoders), Parser/string_parser.c.
 */

/** Decoded text. `points` is given where the JavaScript string joins surrogates that are separate characters. */
export interface DecodedText {
  text: string;
  points: number[] | null;
}

/** What the escape decoders tell: the error that ends the literal, or the first escape that is not one. */
export class EscapeError extends Error {}

export interface EscapeReport {
  /** The first invalid escape, with its backslash; null when there was none. */
  invalid: string | null;
}

const BACKSLASH = "\\";
/** The characters of the one-letter escapes, and what each stands for. */
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Text that a literal may build up while surrogates are watched. */
class TextBuilder {
  private text = "";
  private points: number[] | null = null;

  append(piece: string): void {
    this.text += piece;
    if (this.points !== null) appendPoints(this.points, piece);
  }

  appendPoint(point: number): void {
    if (point >= 0xd800 && point <= 0xdfff && this.points === null) this.points = appendPoints([], this.text);
    this.text += String.fromCodePoint(point);
    this.points?.push(point);
  }

  finish(): DecodedText {
    return { text: this.text, points: this.points === null ? null : pointsIfJoined(this.text, this.points) };
  }
}

/** One text of several pieces that follow each other. */
export function joinTexts(pieces: DecodedText[]): DecodedText {
  if (pieces.length === 1) return pieces[0];
  const text = pieces.map((piece) => piece.text).join("");
  if (text.isWellFormed() && pieces.every((piece) => piece.points === null && piece.text.isWellFormed())) {
    return { text, points: null };
  }
  const points: number[] = [];
  for (const piece of pieces) {
    if (piece.points === null) appendPoints(points, piece.text);
    else for (const point of piece.points) points.push(point);
  }
  return { text, points: pointsIfJoined(text, points) };
}

function appendPoints(points: number[], text: string): number[] {
  for (const character of text) points.push(character.codePointAt(0) as number);
  return points;
}

function pointsIfJoined(text: string, points: number[]): number[] | null {
  return appendPoints([], text).length === points.length ? null : points;
}

/** Decodes the escapes of `body`. Throws EscapeError. */
export function decodeTextEscapes(
  body: string,
  report: EscapeReport,
  lookupCharacter: (name: string) => string | null,
): DecodedText {
  const builder = new TextBuilder();
  let from = 0;
  for (let at = body.indexOf(BACKSLASH); at >= 0; at = body.indexOf(BACKSLASH, from)) {
    builder.append(body.slice(from, at));
    from = decodeTextEscape(body, at, builder, report, lookupCharacter);
  }
  builder.append(body.slice(from));
  return builder.finish();
}

/** Decodes the escape at `at` and returns the index behind it. */
function decodeTextEscape(
  body: string,
  at: number,
  builder: TextBuilder,
  report: EscapeReport,
  lookupCharacter: (name: string) => string | null,
): number {
  const letter = body[at + 1];
  if (letter === undefined) {
    builder.append(BACKSLASH);
    return at + 1;
  }
  const simple = SIMPLE_ESCAPES[letter];
  if (simple !== undefined) {
    builder.append(simple);
    return at + 2;
  }
  switch (letter) {
    case "x":
      return decodeHex(body, at, 2, "truncated \\xXX escape", builder);
    case "u":
      return decodeHex(body, at, 4, "truncated \\uXXXX escape", builder);
    case "U":
      return decodeHex(body, at, 8, "truncated \\UXXXXXXXX escape", builder);
    case "N":
      return decodeName(body, at, builder, lookupCharacter);
  }
  const end = octalEnd(body, at + 1);
  if (end > at + 1) {
    const digits = body.slice(at + 1, end);
    const value = parseInt(digits, 8);
    if (value > 0o377) report.invalid ??= BACKSLASH + digits;
    builder.appendPoint(value);
    return end;
  }
  if (letter < "\x80") report.invalid ??= BACKSLASH + letter;
  builder.append(BACKSLASH);
  return at + 1;
}

function decodeHex(body: string, at: number, count: number, message: string, builder: TextBuilder): number {
  let value = 0;
  for (let i = at + 2; i < at + 2 + count; i++) {
    const digit = hexValue(body.charCodeAt(i));
    if (digit < 0) throw escapeError(body, at, i, message);
    value = value * 16 + digit;
  }
  if (value > 0x10ffff) throw escapeError(body, at, at + 2 + count, "illegal Unicode character");
  builder.appendPoint(value);
  return at + 2 + count;
}

function decodeName(
  body: string,
  at: number,
  builder: TextBuilder,
  lookupCharacter: (name: string) => string | null,
): number {
  const malformed = "malformed \\N character escape";
  if (body[at + 2] !== "{") throw escapeError(body, at, at + 2, malformed);
  const close = body.indexOf("}", at + 3);
  if (close < 0) throw escapeError(body, at, body.length, malformed);
  if (close === at + 3) throw escapeError(body, at, close, malformed);
  const character = lookupCharacter(body.slice(at + 3, close));
  if (character === null) throw escapeError(body, at, close + 1, "unknown Unicode character name");
  builder.append(character);
  return close + 1;
}

function escapeError(body: string, start: number, end: number, message: string): EscapeError {
  const first = bufferOffset(body, start);
  const last = bufferOffset(body, end) - 1;
  const place = first === last ? `byte 0x5c in position ${first}` : `bytes in position ${first}-${last}`;
  return new EscapeError(`(unicode error) 'unicodeescape' codec can't decode ${place}: ${message}`);
}

/** The index in CPython's buffer of index `end` in the literal. */
function bufferOffset(body: string, end: number): number {
  let offset = 0;
  for (let i = 0; i < end; i++) {
    const point = body.codePointAt(i) as number;
    offset += point < 128 ? 1 : 10;
    if (point > 0xffff) i++;
    if (point === 92) {
      const next = body.codePointAt(i + 1) ?? 0;
      if (next >= 128) offset += 5;
      else if (i + 1 < end) {
        offset++;
        i++;
      }
    }
  }
  return offset;
}

/** Decodes the escapes of a bytes literal whose `body` is ASCII. Throws EscapeError. */
export function decodeBytesEscapes(body: string, report: EscapeReport): Uint8Array {
  const bytes = new Uint8Array(body.length);
  let count = 0;
  for (let i = 0; i < body.length; i++) {
    const unit = body.charCodeAt(i);
    if (unit !== 92) {
      bytes[count++] = unit;
      continue;
    }
    const letter = body[++i];
    const simple = SIMPLE_ESCAPES[letter];
    const end = octalEnd(body, i);
    if (simple !== undefined) {
      if (simple !== "") bytes[count++] = simple.charCodeAt(0);
    } else if (letter === "x") {
      const value = hexValue(body.charCodeAt(i + 1)) * 16 + hexValue(body.charCodeAt(i + 2));
      if (hexValue(body.charCodeAt(i + 1)) < 0 || hexValue(body.charCodeAt(i + 2)) < 0) {
        throw new EscapeError(`(value error) invalid \\x escape at position ${i - 1}`);
      }
      bytes[count++] = value;
      i += 2;
    } else if (end > i) {
      const digits = body.slice(i, end);
      const value = parseInt(digits, 8);
      if (value > 0o377) report.invalid ??= BACKSLASH + digits;
      bytes[count++] = value & 255;
      i = end - 1;
    } else {
      report.invalid ??= BACKSLASH + letter;
      bytes[count++] = 92;
      i--;
    }
  }
  return bytes.slice(0, count);
}

/** The index behind the octal digits at `start`, at most three. */
function octalEnd(body: string, start: number): number {
  let end = start;
  while (end < start + 3 && body.charCodeAt(end) >= 48 && body.charCodeAt(end) <= 55) end++;
  return end;
}

function hexValue(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const letter = unit | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
