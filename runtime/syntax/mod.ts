/**
 * The syntax of the language: from source text to syntax tree.
 *
 *     parse("x = 1\n", "<string>", "exec")   // Module { body: [Assign ...] }
 *
 * Nothing here knows the heap or the objects of the language; nothing is imported from the rest of the project.
 * What CPython's tokenizer, parser and literal decoding reject is rejected here, with its message and place; what
 * its symbol table and compiler reject is left to runtime/compile.
 */

import { type ParseMode, type ParseOptions, parseSource } from "./parse.ts";
import { makeCharacterLookup } from "./unicode_names.ts";

export type * from "./ast.ts";
export type { ParseMode, ParseOptions } from "./parse.ts";
export { type FailureType, type ParseWarning, SyntaxFailure } from "./syntax_errors.ts";

/** parseSource with the names of Unicode 14.0, unless the options give others. */
export const parse: typeof parseSource =
  ((source: string | Uint8Array, filename: string, mode: ParseMode, options: ParseOptions = {}) =>
    parseSource(source, filename, mode, {
      lookupCharacter: makeCharacterLookup(),
      ...options,
    })) as typeof parseSource;
