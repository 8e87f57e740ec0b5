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

/** A slot of the frame: its name and CO_FAST_ kind. */
export interface LocalVariable {
  name: string;
  kind: number;
}

/** The JavaScript of one block. */
export interface BlockText {
  /** The function's text; parameters are (vm, F, ...). */
  text: string;
  /** Names of the library's functions that it uses. */
  library: string[];
  /** Number of inline caches: three variables around the function each. */
  caches: number;
}

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
  localsPlus: LocalVariable[];
  /** Temporaries that the deepest expression needs. */
  stackSize: number;
  names: string[];
  constants: Const[];
  /** Position number -> line, column, end line, end column: four numbers each. */
  positions: number[];
  /** Gives the function's text, the same each time: written already, or now (see compile.ts). */
  write: () => BlockText;
  /** Positional parameters when a call may pass exactly these as JavaScript arguments; -1: through memory. */
  directArguments: number;
}
