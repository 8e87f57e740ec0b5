/**
 * The text of a traceback: one entry per function, with its source line and the marks under the part that failed.
 *
 *       File "program.py", line 3, in f
 *         return a / b + 1
 *                ~~^~~
 *
 * Marks are left out when they would underline the whole line. Of a binary operation the operator is marked with `^`,
 * of a subscript the brackets, and the operands with `~`. More than three equal entries in a row are counted.
 *
 * Source: CPython 3.11 Python/traceback.c (tb_displayline, tb_printinternal).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { CO_FILENAME, CO_NAME, codePositions, type SourcePosition } from "../objects/code.ts";
import { frameCode } from "../objects/frame.ts";
import { jsString } from "../objects/str.ts";
import { TB_FRAME, TB_LINE, TB_NEXT, TB_POSITION } from "../objects/traceback.ts";
import { displayWidth } from "./display_width.ts";
import type { Expr } from "../syntax/ast.ts";
import { parseSource } from "../syntax/parse.ts";
import { SyntaxFailure } from "../syntax/syntax_errors.ts";

/** Spaces before a source line. */
const SOURCE_INDENT = 4;
/** How many equal entries in a row are shown. */
const REPEATS_SHOWN = 3;

/** The part of a source line that is marked, in characters from the line's start. */
interface Marks {
  start: number;
  end: number;
  /** Between these two, `^` instead of `~`; null: `^` everywhere. */
  anchor: { left: number; right: number } | null;
}

/**
 * The entries of a traceback as texts, each with its newlines; at most the innermost `limit` entries. `prefix` stands
 * before every line.
 */
export function tracebackText(vm: Interpreter, traceback: Address, limit: number, prefix: string): string {
  const i32 = vm.i32;
  let depth = 0;
  for (let tb = traceback; tb !== NULL; tb = i32[(tb + TB_NEXT) >> 2]) depth++;
  let text = "", lastKey = "", repeats = 0;
  const files = new Map<string, string[] | null>();
  for (let tb = traceback; tb !== NULL; tb = i32[(tb + TB_NEXT) >> 2]) {
    if (depth-- > limit) continue;
    const code = frameCode(vm, i32[(tb + TB_FRAME) >> 2]);
    const filename = jsString(vm, i32[(code + CO_FILENAME) >> 2]);
    const name = jsString(vm, i32[(code + CO_NAME) >> 2]);
    const line = i32[(tb + TB_LINE) >> 2];
    const key = `${line}\n${filename}\n${name}`;
    if (key !== lastKey) {
      text += repeatedText(repeats, prefix);
      lastKey = key;
      repeats = 0;
    }
    if (++repeats <= REPEATS_SHOWN) {
      text += `${prefix}  File "${filename}", line ${line}, in ${name}\n`;
      const source = sourceLine(vm, files, filename, line);
      if (source !== null) {
        text += sourceText(source, codePositions(vm, code, i32[(tb + TB_POSITION) >> 2]), prefix);
      }
    }
  }
  return text + repeatedText(repeats, prefix);
}

function repeatedText(repeats: number, prefix: string): string {
  const more = repeats - REPEATS_SHOWN;
  if (more <= 0) return "";
  return `${prefix}  [Previous line repeated ${more} more time${more > 1 ? "s" : ""}]\n`;
}

/** Line `line` (from 1) of a source without its newline, or null if it is not known. */
function sourceLine(
  vm: Interpreter,
  files: Map<string, string[] | null>,
  filename: string,
  line: number,
): string | null {
  let lines = files.get(filename);
  if (lines === undefined) {
    lines = vm.sources.get(filename)?.split(/\r\n|\r|\n/) ?? null;
    files.set(filename, lines);
  }
  return lines?.[line - 1] ?? null;
}

/** A source line, and the marks below it. */
function sourceText(source: string, position: SourcePosition, prefix: string): string {
  const characters = [...source];
  let indent = 0;
  while (indent < characters.length && isBlank(characters[indent])) indent++;
  const text = `${prefix}${" ".repeat(SOURCE_INDENT)}${characters.slice(indent).join("")}\n`;
  if (position.column < 0 || position.endColumn < 0) return text;
  const marks = findMarks(characters, position);
  if (marks.anchor === null && marks.end - marks.start === characters.length - indent) return text;
  return `${text}${prefix}${marksText(widen(marks, characters), indent - SOURCE_INDENT)}\n`;
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\f";
}

function findMarks(characters: readonly string[], position: SourcePosition): Marks {
  const start = position.column;
  if (position.line !== position.endLine) {
    return { start, end: endOfFirstLine(characters), anchor: null };
  }
  const end = position.endColumn;
  const anchor = findAnchor(characters.slice(start, end));
  if (anchor === null) return { start, end, anchor };
  return { start, end, anchor: { left: anchor.left + start, right: anchor.right + start } };
}

/**
 * Where the marks of an expression of several lines end: behind the last character of the first one that is not blank.
 * As in CPython it is looked for among the bytes of UTF-8, from the one whose number is the count of characters.
 */
function endOfFirstLine(characters: readonly string[]): number {
  const bytes = new TextEncoder().encode(characters.join(""));
  let end = characters.length;
  while (end > 0 && isBlank(String.fromCharCode(bytes[end - 1]))) end--;
  return end;
}

/** The same marks in columns of the screen instead of characters. */
function widen({ start, end, anchor }: Marks, characters: readonly string[]): Marks {
  const width = (index: number): number => displayWidth(characters, index);
  return {
    start: width(start),
    end: width(end),
    anchor: anchor === null ? null : { left: width(anchor.left), right: width(anchor.right) },
  };
}

/** The line of marks; `shift` is how far the text was moved to the left. */
function marksText({ start, end, anchor }: Marks, shift: number): string {
  let text = "";
  for (let column = shift; column < end; column++) {
    if (column < start) text += " ";
    else if (anchor === null || (anchor.left <= column && column < anchor.right)) text += "^";
    else text += "~";
  }
  return text;
}

/** Where the operator or the brackets are in an expression of one line; null for everything else. */
function findAnchor(segment: readonly string[]): { left: number; right: number } | null {
  const expression = parseExpression(segment.join(""));
  if (expression === null) return null;
  if (expression.kind === "BinOp") {
    let left = expression.left.endColumn;
    const end = expression.right.column;
    while (left < end && (isBlank(segment[left]) || segment[left] === ")")) left++;
    const two = left + 1 < end && !isBlank(segment[left + 1]);
    return { left, right: two ? left + 2 : left + 1 };
  }
  if (expression.kind === "Subscript") {
    const left = segment.indexOf("[", expression.value.endColumn);
    return { left, right: segment.indexOf("]", expression.slice.endColumn) + 1 };
  }
  return null;
}

/** The expression that a text is, if it is one and nothing else. */
function parseExpression(text: string): Expr | null {
  try {
    const { body } = parseSource(text, "<traceback>", "exec", { lookupCharacter: () => " " });
    return body.length === 1 && body[0].kind === "Expr" ? body[0].value : null;
  } catch (error) {
    if (error instanceof SyntaxFailure) return null;
    throw error;
  }
}
