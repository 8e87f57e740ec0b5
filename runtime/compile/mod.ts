/**
 * From source text to a code object in a heap: what modules, exec, eval and compile() use.
 *
 * A source that does not compile makes SyntaxError (or what else CPython raises) pending, with file, line, column and
 * text. Warnings go to `vm.warn`.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import { type ExceptionName, exceptionType } from "../memory/statics.ts";
import { raise } from "../objects/errors.ts";
import { raiseTooDeep } from "../objects/recursion.ts";
import { raiseSurrogates } from "../objects/str_encode.ts";
import { raiseSyntaxError } from "../objects/raise_syntax_error.ts";
import { NULL_BYTES } from "../syntax/source_decoding.ts";
import { SyntaxFailure } from "../syntax/syntax_errors.ts";
import { compileSource, type Mode } from "./compile.ts";
import type { CodeDraft } from "./draft.ts";
import { linkCode } from "./link.ts";

export { compileSource, type Mode };
export { factoryText } from "./link.ts";
export type { CodeDraft } from "./draft.ts";
export { findUtf8Error } from "../syntax/source_decoding.ts";

/** Bytes of the host's stack with which trees may be as deep as the compiler takes them; with less they are flatter. */
const FULL_ROOM = 600_000;
/** Share of it that is left of a stack on which nothing is compiled any more. */
const LEAST_SHARE = 0.1;

/**
 * Compiles a source; a new code object, or NULL with an exception. With `futureAnnotations` its annotations are texts, even
 * if it does not ask for that.
 */
export function compileString(
  vm: Interpreter,
  source: string | Uint8Array,
  filename: string,
  mode: Mode,
  futureAnnotations = false,
): Address {
  const draft = draftOf(vm, source, filename, mode, futureAnnotations);
  if (draft === null) return NULL;
  vm.onCompiled?.(draft, filename);
  return linkCode(vm, draft, filename);
}

function draftOf(
  vm: Interpreter,
  source: string | Uint8Array,
  filename: string,
  mode: Mode,
  futureAnnotations: boolean,
): CodeDraft | null {
  const share = vm.room / FULL_ROOM;
  if (share < LEAST_SHARE) {
    raiseTooDeep(vm, " during compilation");
    return null;
  }
  try {
    return compileSource(source, filename, mode, {
      stackShare: share,
      lookupCharacter: vm.namedCharacter,
      inline: vm.inlineFastPaths,
      futureAnnotations,
      onWarning: ({ category, message, line }) => vm.warn(category, message, filename, line),
    });
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    if (error.type === "UnicodeEncodeError") raiseSurrogates(vm, source as string);
    else raiseFailure(vm, error, filename);
    return null;
  }
}

/** Makes the exception of a failure pending. */
function raiseFailure(vm: Interpreter, failure: SyntaxFailure, filename: string): void {
  const type = exceptionType(failure.type as ExceptionName);
  if (failure.message === NULL_BYTES) {
    raise(vm, type, failure.message);
    return;
  }
  switch (failure.type) {
    case "MemoryError":
      noMemory(vm);
      break;
    case "SyntaxError":
    case "IndentationError":
    case "TabError":
      raiseSyntaxError(vm, type, {
        message: failure.message,
        filename,
        line: failure.line,
        column: failure.column,
        endLine: failure.endLine,
        endColumn: failure.endColumn,
        text: failure.text ?? sourceLine(vm.sources.get(filename), failure.line),
      });
      break;
    default:
      raise(vm, type, failure.message);
  }
}

/** A line with its newline of the file's text as tracebacks show it, or null: what the compiler's own errors show. */
function sourceLine(text: string | undefined, line: number | null): string | null {
  if (text === undefined || line === null) return null;
  const lines = text.split(/\r\n|\r|\n/);
  return line <= lines.length ? `${lines[line - 1]}\n` : null;
}
