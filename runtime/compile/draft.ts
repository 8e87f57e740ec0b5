/**
 * What compiling gives before it touches a heap: drafts of code objects.
 *
 * A draft holds the JavaScript text of one block with everything that the text refers to by number: constants, names,
 * inner drafts, positions. It knows no addresses, so that compiling is a pure function of the source; `link.ts` makes
 * the code object, its constants and names in a heap.
 */
import type { ConstantValue } from "../syntax/ast.ts";

/** A constant of a code object, by value. */
export type Const =
  | ConstantValue
  | { type: "tuple"; items: Const[] }
  | { type: "frozenset"; items: Const[] }
  | { type: "code"; draft: CodeDraft };

/** Flags of co_flags (Include/cpython/code.h). */
export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
export const CO_VARARGS = 0x4;
export const CO_VARKEYWORDS = 0x8;
export const CO_NESTED = 0x10;
export const CO_GENERATOR = 0x20;

/** Kinds of co_localspluskinds. */
export const CO_FAST_LOCAL = 0x20;
export const CO_FAST_CELL = 0x40;
export const CO_FAST_FREE = 0x80;

/** One block, compiled. */
export interface CodeDraft {
  name: string;
  qualname: string;
  firstLine: number;
  flags: number;
  argCount: number;
  posOnlyArgCount: number;
  kwOnlyArgCount: number;
  /** Locals (parameters first), then cells that are no arguments, then free variables; with their kinds. */
  localsPlus: { name: string; kind: number }[];
  /** Temporaries that the deepest expression needs. */
  stackSize: number;
  names: string[];
  constants: Const[];
  /** Position number -> line, column, end line, end column: four numbers each. */
  positions: number[];
  /** Names of the library's functions that the text uses. */
  library: string[];
  /** Number of inline caches: two closure variables each. */
  caches: number;
  /** The function's text; parameters are (vm, F, ...). */
  text: string;
  /** Positional parameters when a call may pass exactly these as JavaScript arguments; -1: through memory. */
  directArguments: number;
}

/** Parameters beyond this many are passed through memory. */
export const MAX_DIRECT_ARGUMENTS = 10;
