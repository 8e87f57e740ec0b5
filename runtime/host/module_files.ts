/**
 * The files from which a program imports, in the forms in which a host may give them: names with their sources, or
 * folders that something else reads.
 *
 *     { "shapes": "...", "shapes.round": "...", "tools": "..." }
 *
 *     <modules>/shapes/__init__.py      a package, since there is a name below it
 *     <modules>/shapes/round.py
 *     <modules>/tools.py                as files they have these paths: `__file__`, tracebacks
 */
import type { ModuleFiles } from "../memory/interpreter.ts";

export type { ModuleFiles };

/** Sources by module name: "a", "a.b". A name with another one below it is a package. */
export type ModuleSources = Readonly<Record<string, string>> | ReadonlyMap<string, string>;

/** The folder that modules without files seem to be in. */
const FOLDER = "<modules>";

/** Makes files of names and sources. What is changed afterwards is seen by later imports. */
export function filesFromSources(sources: ModuleSources): ModuleFiles {
  const get = (name: string): string | undefined => {
    if (sources instanceof Map) return sources.get(name);
    return Object.hasOwn(sources, name) ? (sources as Record<string, string>)[name] : undefined;
  };
  const names = (): Iterable<string> => sources instanceof Map ? sources.keys() : Object.keys(sources);
  const isFolder = (path: string): boolean => {
    const name = moduleName(path);
    if (name === null) return false;
    for (const other of names()) if (other.startsWith(`${name}.`)) return true;
    return false;
  };
  return {
    path: [FOLDER],
    isFolder,
    read(path) {
      const isPackage = path.endsWith("/__init__.py");
      const base = path.slice(0, isPackage ? -"/__init__.py".length : -".py".length);
      const name = moduleName(base);
      if (name === null) return null;
      const explicit = isPackage ? get(`${name}.__init__`) : undefined;
      if (explicit !== undefined) return explicit;
      return isPackage === isFolder(base) ? get(name) ?? null : null;
    },
  };
}

/** The dotted name that a path below the folder stands for; null for other paths. */
function moduleName(path: string): string | null {
  return path.startsWith(`${FOLDER}/`) ? path.slice(FOLDER.length + 1).replaceAll("/", ".") : null;
}

/** Whatever form a host gives them in, as files. */
export function chooseModuleFiles(modules: ModuleSources | ModuleFiles): ModuleFiles {
  return "read" in modules && typeof modules.read === "function"
    ? modules as ModuleFiles
    : filesFromSources(modules as ModuleSources);
}
