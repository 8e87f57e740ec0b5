/**
 * The syntax of the language: from source text to syntax tree.
 *
 *     parse("x = 1\n", "<string>", "exec")   // Module { body: [Assign ...] }
 *
 * Nothing here knows the heap or the objects of the language; nothing is imported from the rest of the project.
 * What CPython's tokenizer, parser and literal decoding reject is rejected here, with its message and place; what
 * its symbol table and compiler reject is left to runtime/compile.
 */

export type * from "./ast.ts";
export { parse, type ParseMode, type ParseOptions } from "./parse.ts";
export { type FailureType, type ParseWarning, SyntaxFailure } from "./syntax_errors.ts";
