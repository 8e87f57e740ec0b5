/**
 * What the command line loads on demand: views that an option asks for, and for programs that may need them the modules
 * of the library and the names of characters.
 *
 * A program runs without a pause in which anything could be loaded, so it is looked at first: as text, by words.
 *
 * Law: what a word does not stand for in the source cannot be reached. A module is imported by a statement or through a
 * function that has "import" in its name; a name of a character stands behind a backslash, or comes from an encoding.
 * What could get at these in another way (source made at run time, attributes and variables looked up by name, the
 * objects of the collector, files that are imported) makes both needed. Needing too much costs some milliseconds.
 */
import type { Library } from "./bring_up.ts";
import type { OnDemand, Prepared } from "./command_line.ts";

/** Through these, names can be reached that do not stand in the source. */
const INDIRECT =
  /\b(?:exec|eval|compile|getattr|globals|locals|vars|modules|builtins|attrgetter|methodcaller|get_\w+|f_\w+|__(?:import|builtins|dict|globals|getattribute|self|loader|spec)__)\b/;
const IMPORT = /import/;
const ENCODING = /\\N|encod|decod|codec|errors|unicode|bytes/;
/** Modules whose import brings no file: no names of characters come with them. */
const PLAIN_IMPORTS =
  /^(?:sys|gc|math|time|itertools|functools|collections|operator|weakref|tracemalloc|ctypes)$/;
const IMPORTED = /\b(?:from\s+([\w.]+)\s+)?import\s+([\w., \t]*)/g;

/** Which of the parts a run needs. */
export interface Needed {
  statistics: boolean;
  ownership: boolean;
  references: boolean;
  modules: boolean;
  names: boolean;
}

/** What a run may need, by its options and its source. */
export function neededBy({ command, settings, source }: Prepared): Needed {
  const text = typeof source === "string" ? source : new TextDecoder("latin1").decode(source);
  const isIndirect = INDIRECT.test(text);
  return {
    statistics: command.stats !== null,
    ownership: command.check,
    references: settings.showRefcount,
    modules: isIndirect || IMPORT.test(text),
    names: isIndirect || ENCODING.test(text) || importsFiles(text),
  };
}

/** Whether an import may be that of a file. */
function importsFiles(text: string): boolean {
  let imports = 0;
  for (const [, from, names] of text.matchAll(IMPORTED)) {
    imports++;
    const modules = from === undefined ? names.split(",") : [from];
    if (!modules.every((name) => PLAIN_IMPORTS.test(name.trim().split(/\s/)[0]))) return true;
  }
  return imports !== (text.match(/import/g)?.length ?? 0);
}

/** Loads what a run may need. */
export async function loadOnDemand(prepared: Prepared): Promise<OnDemand> {
  const needed = neededBy(prepared);
  const [statistics, ownership, references, modules, names] = await Promise.all([
    needed.statistics ? import("../view/statistics.ts") : null,
    needed.ownership ? import("../view/ownership.ts") : null,
    needed.references ? import("./total_references.ts") : null,
    needed.modules ? import("../modules/library.ts") : null,
    needed.names ? import("../compile/character_names.ts") : null,
  ]);
  const library: Library = {
    registerModules: modules?.registerModules ?? (() => {}),
    makeCharacterLookup: names?.makeCharacterLookup ?? (() => missing),
    makeNameLookup: names?.makeNameLookup ?? (() => missing),
  };
  return { library, statistics, ownership, references };
}

function missing(): never {
  throw new Error("The names of characters were not loaded: nothing in the source told that they are needed");
}
