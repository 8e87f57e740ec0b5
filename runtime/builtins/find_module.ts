/**
 * Finding a module by its name, in CPython's order: what is built in, then files along a search path, then the library
 * that comes with the runtime.
 *
 *     a.b.c   in each folder of a.b's __path__ (sys.path for a name without dots):
 *             c/__init__.py    a package
 *             c.py             a module
 *             c/               a part of a package without a file, unless another folder has one of the above
 *
 * A name that is no single part of a path ("x/y", "..", a zero character) is never looked for in files: what a program
 * can reach is what its search path and its host say.
 *
 * Source: CPython 3.11 Lib/importlib/_bootstrap_external.py (PathFinder, FileFinder.find_spec).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter, LibrarySource, ModuleMaker } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { identifier, IMPORT_ERROR } from "../memory/statics.ts";
import { dictGetStr } from "../objects/dict.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { getIter, iterNext } from "../objects/iterate.ts";
import { isStr, jsString } from "../objects/str.ts";

const PATH = identifier("path");

/** Where a module comes from. */
export type Found =
  | { kind: "native"; make: ModuleMaker }
  | { kind: "library"; source: LibrarySource }
  | { kind: "file"; source: string | Uint8Array; filename: string; folder: string | null }
  | { kind: "namespace"; folders: string[] };

/** The last part of a dotted name. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/**
 * Finds a module; `path` is its package's `__path__` (borrowed), or NULL: sys.path. "missing" if there is none, null
 * with an exception. Can run any code.
 */
export function findModule(vm: Interpreter, name: string, path: Address): Found | "missing" | null {
  const make = vm.moduleMakers.get(name);
  if (make !== undefined) return { kind: "native", make };
  if (vm.moduleFiles !== null) {
    const entries = searchPath(vm, path);
    if (entries === null) return null;
    const found = findFile(vm, lastPart(name), entries);
    if (found !== "missing") return found;
  }
  const known = vm.library.get(name);
  if (known === undefined) return "missing";
  return typeof known === "function" ? { kind: "native", make: known } : { kind: "library", source: known };
}

/** The folders of a search path as texts; what is no str is left out. null with an exception. Can run any code. */
function searchPath(vm: Interpreter, path: Address): string[] | null {
  const given = path !== NULL ? path : dictGetStr(vm, vm.sysDict, PATH);
  if (given === NULL) {
    raise(vm, IMPORT_ERROR, "sys.path must be a list of directory names");
    return null;
  }
  newRef(vm, given);
  const iterator = getIter(vm, given);
  decref(vm, given);
  if (iterator === NULL) return null;
  const entries: string[] = [];
  for (let entry = iterNext(vm, iterator); entry !== NULL; entry = iterNext(vm, iterator)) {
    if (isStr(vm, entry)) entries.push(jsString(vm, entry));
    decref(vm, entry);
  }
  decref(vm, iterator);
  return errorOccurred(vm) !== NULL ? null : entries;
}

const NOT_A_FILE_NAME = /^\.*$|[/\\\0]/;

function findFile(vm: Interpreter, part: string, entries: readonly string[]): Found | "missing" | null {
  if (NOT_A_FILE_NAME.test(part)) return "missing";
  const folders: string[] = [];
  for (const entry of entries) {
    const base = entry === "" || entry.endsWith("/") ? entry + part : `${entry}/${part}`;
    for (const [filename, folder] of [[`${base}/__init__.py`, base], [`${base}.py`, null]] as const) {
      const source = readSource(vm, filename);
      if (source === "failed") return null;
      if (source !== null) return { kind: "file", source: source.content, filename, folder };
    }
    if (isFolder(vm, base)) folders.push(base);
  }
  return folders.length > 0 ? { kind: "namespace", folders } : "missing";
}

/** A file's content, null if there is none, "failed" with ImportError if the host cannot say. */
function readSource(
  vm: Interpreter,
  filename: string,
): { content: string | Uint8Array } | null | "failed" {
  try {
    const content = vm.moduleFiles!.read(filename);
    return content === null ? null : { content };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    raise(vm, IMPORT_ERROR, `the host cannot read '${filename}': ${reason}`);
    return "failed";
  }
}

function isFolder(vm: Interpreter, path: string): boolean {
  try {
    return vm.moduleFiles!.isFolder(path);
  } catch {
    return false;
  }
}
