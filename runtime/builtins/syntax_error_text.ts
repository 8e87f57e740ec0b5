/**
 * The source line of a syntax error with the carets below it.
 *
 *         x = (1 +
 *             ^
 *
 * Source: CPython 3.11 Python/pythonrun.c (print_error_text).
 */

/**
 * The line and its carets, each ending with a newline. `text` may hold several lines; `offset` and `endOffset` are
 * columns from 1, or -1, counted from the start of `text`; lengths are in UTF-8 bytes.
 */
export function errorLineText(text: string, offset: number, endOffset: number): string {
  const carets = endOffset > 0 && endOffset > offset ? endOffset - offset : 1;
  let rest = text.replace(/^[ \t\f]+/, "");
  let column = offset - 1 - (text.length - rest.length);
  let end = rest.endsWith("\n") ? rest.length - 1 : rest.length;
  column = Math.min(column, new TextEncoder().encode(rest.slice(0, end)).length);
  for (let newline = rest.indexOf("\n"); newline >= 0 && newline < column; newline = rest.indexOf("\n")) {
    rest = rest.slice(newline + 1);
    end -= newline + 1;
    column -= newline + 1;
  }
  const line = `    ${rest.slice(0, end)}\n`;
  return column < 0 ? line : `${line}    ${" ".repeat(column)}${"^".repeat(carets)}\n`;
}
