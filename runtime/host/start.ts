/**
 * The start of a runtime with its whole library: what embedders get, who cannot wait for modules to be loaded.
 */
import { makeCharacterLookup, makeNameLookup } from "../compile/character_names.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { registerModules } from "../modules/library.ts";
import { bringUp, type Library, type StartOptions } from "./bring_up.ts";

export { StartError, type StartOptions } from "./bring_up.ts";

export const WHOLE_LIBRARY: Library = { registerModules, makeCharacterLookup, makeNameLookup };

/** Makes a runtime's state; throws StartError if there is not enough memory for it. */
export function startInterpreter(options: StartOptions = {}): Interpreter {
  return bringUp(options, WHOLE_LIBRARY);
}
