/**
 * Warnings that compiling gives, on sys.stderr with the source line.
 *
 *     program.py:1: SyntaxWarning: "is" with a literal. Did you mean "=="?
 *       x is 5
 *
 * Of those, DeprecationWarning is not shown: by the default filters it is for the program that imports a module.
 *
 * Source: CPython 3.11 Python/_warnings.c (show_warning).
 */
import type { Interpreter } from "../memory/interpreter.ts";
import { writeStderr } from "./print_exception.ts";

/** Shows a warning of a class given by name, at a line of a file. */
export function showWarning(
  vm: Interpreter,
  category: string,
  message: string,
  filename: string,
  line: number,
): void {
  if (category === "DeprecationWarning") return;
  const source = vm.sources.get(filename)?.split(/\r\n|\r|\n/)[line - 1]?.trim();
  const text = source === undefined || source === "" ? "" : `  ${source}\n`;
  writeStderr(vm, `${filename}:${line}: ${category}: ${message}\n${text}`);
}
