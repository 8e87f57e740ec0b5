/**
 * Loading a module: it is made, stands in sys.modules while its code runs, and leaves it again if that fails.
 *
 *     parent first, then find, make, put into sys.modules, run, bind in the parent
 *
 * Laws
 * - sys.modules is asked again after everything that can run code: a module may replace or remove itself or others.
 * - While its code runs, `__spec__._initializing` is true. A module that is imported again meanwhile (circular imports) is
 *   given as it is.
 * - A module whose code fails leaves sys.modules; what it had imported stays.
 *
 * Source: CPython 3.11 Lib/importlib/_bootstrap.py (_find_and_load, _load_unlocked, _init_module_attrs),
 * Lib/importlib/_bootstrap_external.py (SourceLoader).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, incref, newRef, setField, typeOf, xdecref } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, identifier, MODULE_NOT_FOUND_ERROR, MODULE_TYPE, NONE } from "../memory/statics.ts";
import { compileString } from "../compile/mod.ts";
import { callMethod0, callMethod1 } from "../objects/call.ts";
import { dictGet, dictPop, dictSet } from "../objects/dict.ts";
import {
  clearError,
  errorMatches,
  errorOccurred,
  fetchError,
  isExceptionInstance,
  normalizeException,
  raise,
  raiseKeyError,
  restoreError,
} from "../objects/errors.ts";
import { evalCode } from "../objects/eval_code.ts";
import { IMPORT_ERROR_OBJECT } from "../objects/exception_layout.ts";
import { reprText } from "../objects/exceptions.ts";
import { internJs } from "../objects/interning.ts";
import { listAppend, listNew } from "../objects/list.ts";
import { moduleDict, moduleNew } from "../objects/module.ts";
import {
  bringSpecTypes,
  BUILTIN_IMPORTER_TYPE,
  newModuleSpec,
  newNamespaceLoader,
  newSourceLoader,
  setInitializing,
  specField,
} from "../objects/module_spec.ts";
import { getAttr, isTrue, setAttr } from "../objects/object.ts";
import { raiseTooDeep, REENTRY_WEIGHT } from "../objects/recursion.ts";
import { jsString, newStr } from "../objects/str.ts";
import { decodeSource } from "../syntax/source_decoding.ts";
import { findModule, type Found, lastPart } from "./find_module.ts";

const PACKAGE = identifier("__package__");
const LOADER = identifier("__loader__");
const SPEC = identifier("__spec__");
const PATH = identifier("__path__");
const FILE = identifier("__file__");
const CACHED = identifier("__cached__");
const BUILTINS = identifier("__builtins__");
const UNINITIALIZED = identifier("_uninitialized_submodules");
const APPEND = identifier("append");
const POP = identifier("pop");

/** Bytes of the host's stack that loading one module inside another needs beside its code. */
const LOADING_WEIGHT = 2 * REENTRY_WEIGHT;

// Finding and loading ------------------------------------------------------------------------------------------------

/** The module of an absolute name (an str, borrowed): from sys.modules, or loaded now. New; NULL with an exception. */
export function findAndLoad(vm: Interpreter, name: Address): Address {
  const loaded = dictGet(vm, vm.modules, name);
  if (loaded === NULL) return errorOccurred(vm) !== NULL ? NULL : loadMissing(vm, name);
  if (loaded !== NONE) return newRef(vm, loaded);
  return raiseNotFound(vm, name, `import of ${jsString(vm, name)} halted; None in sys.modules`);
}

/** The same for a name that is not in sys.modules. */
function loadMissing(vm: Interpreter, name: Address): Address {
  if (vm.room < LOADING_WEIGHT) {
    raiseTooDeep(vm, "");
    return NULL;
  }
  vm.room -= LOADING_WEIGHT;
  const text = jsString(vm, name);
  const dot = text.lastIndexOf(".");
  const module = dot <= 0 ? loadTop(vm, name, text) : loadSubmodule(vm, name, text, dot);
  vm.room += LOADING_WEIGHT;
  return module;
}

function loadTop(vm: Interpreter, name: Address, text: string): Address {
  const found = findModule(vm, text, NULL);
  return found === null ? NULL : loadFound(vm, name, text, found);
}

/** Loads `a.b.c` (the last dot is at `dot`) after its package, and binds it there. */
function loadSubmodule(vm: Interpreter, name: Address, text: string, dot: number): Address {
  const parentName = newStr(vm, text.slice(0, dot));
  if (parentName === NULL) return NULL;
  const module = loadInPackage(vm, name, text, parentName);
  decref(vm, parentName);
  return module;
}

function loadInPackage(vm: Interpreter, name: Address, text: string, parentName: Address): Address {
  const parent = importParent(vm, name, parentName);
  if (parent === NULL) return NULL;
  const early = dictGet(vm, vm.modules, name);
  if (early !== NULL) {
    // The package imported it itself.
    const module = newRef(vm, early);
    decref(vm, parent);
    return module;
  }
  const path = errorOccurred(vm) !== NULL ? NULL : searchPathOf(vm, parent, name, parentName);
  const found = path === NULL ? null : findModule(vm, text, path);
  const module = found === null ? NULL : loadNoted(vm, name, text, found, parent);
  if (path !== NULL) decref(vm, path);
  decref(vm, parent);
  return module === NULL ? NULL : bindInParent(vm, module, text, parentName);
}

/** The package that a submodule is in, from sys.modules once it is imported. New; NULL with an exception. */
function importParent(vm: Interpreter, name: Address, parentName: Address): Address {
  let parent = dictGet(vm, vm.modules, parentName);
  if (parent === NULL) {
    if (errorOccurred(vm) !== NULL) return NULL;
    const loaded = findAndLoad(vm, parentName);
    if (loaded === NULL) return NULL;
    decref(vm, loaded);
    if (dictGet(vm, vm.modules, name) !== NULL) return newRef(vm, NONE);
    if (errorOccurred(vm) !== NULL) return NULL;
    parent = dictGet(vm, vm.modules, parentName);
    if (parent === NULL) return errorOccurred(vm) !== NULL ? NULL : raiseKeyError(vm, parentName);
  }
  return newRef(vm, parent);
}

/** `parent.__path__`, new; NULL with an exception: without one it is no package. */
function searchPathOf(vm: Interpreter, parent: Address, name: Address, parentName: Address): Address {
  const path = getAttr(vm, parent, PATH);
  if (path !== NULL || !errorMatches(vm, ATTRIBUTE_ERROR)) return path;
  clearError(vm);
  const shown = reprText(vm, name);
  const shownParent = shown === null ? null : reprText(vm, parentName);
  if (shownParent === null) return NULL;
  return raiseNotFound(vm, name, `No module named ${shown}; ${shownParent} is not a package`);
}

/** Loads a submodule while its package's spec names it as one that is being imported. */
function loadNoted(
  vm: Interpreter,
  name: Address,
  text: string,
  found: Found | "missing",
  parent: Address,
): Address {
  const spec = getAttr(vm, parent, SPEC);
  if (spec === NULL) return NULL;
  const noted = found === "missing" ? 0 : isTrue(vm, spec);
  let module = NULL;
  if (noted >= 0 && (noted === 0 || noteSubmodule(vm, spec, lastPart(text)))) {
    module = loadFound(vm, name, text, found);
    if (noted === 1 && !forgetSubmodule(vm, spec) && module !== NULL) {
      decref(vm, module);
      module = NULL;
    }
  }
  decref(vm, spec);
  return module;
}

function noteSubmodule(vm: Interpreter, spec: Address, part: string): boolean {
  const names = getAttr(vm, spec, UNINITIALIZED);
  if (names === NULL) return false;
  const child = newStr(vm, part);
  const result = child === NULL ? NULL : callMethod1(vm, names, APPEND, child);
  if (child !== NULL) decref(vm, child);
  decref(vm, names);
  if (result === NULL) return false;
  decref(vm, result);
  return true;
}

/** Takes the last name off again, keeping an exception that is pending; false with one. */
function forgetSubmodule(vm: Interpreter, spec: Address): boolean {
  const saved = fetchError(vm);
  const names = getAttr(vm, spec, UNINITIALIZED);
  const result = names === NULL ? NULL : callMethod0(vm, names, POP);
  if (names !== NULL) decref(vm, names);
  if (result === NULL) {
    xdecref(vm, saved[0]);
    xdecref(vm, saved[1]);
    xdecref(vm, saved[2]);
    return false;
  }
  decref(vm, result);
  restoreError(vm, saved);
  return saved[0] === NULL;
}

/** Makes a module (stolen) an attribute of its package; returns it, or NULL with an exception. */
function bindInParent(vm: Interpreter, module: Address, text: string, parentName: Address): Address {
  const child = internJs(vm, lastPart(text));
  const parent = child === NULL ? NULL : dictGet(vm, vm.modules, parentName);
  let status = -1;
  if (parent !== NULL) {
    incref(vm, parent);
    status = setAttr(vm, parent, child, module);
    decref(vm, parent);
    // CPython gives an ImportWarning, which the default filters do not show.
    if (status < 0 && errorMatches(vm, ATTRIBUTE_ERROR)) {
      clearError(vm);
      status = 0;
    }
  } else if (child !== NULL && errorOccurred(vm) === NULL) {
    raiseKeyError(vm, parentName);
  }
  if (child !== NULL) decref(vm, child);
  if (status === 0) return module;
  decref(vm, module);
  return NULL;
}

function loadFound(vm: Interpreter, name: Address, text: string, found: Found | "missing"): Address {
  if (found === "missing") {
    const shown = reprText(vm, name);
    return shown === null ? NULL : raiseNotFound(vm, name, `No module named ${shown}`);
  }
  if (!bringSpecTypes(vm)) return NULL;
  switch (found.kind) {
    case "native":
      return loadNative(vm, name, found.make(vm));
    case "library": {
      const filename = `<frozen ${text}>`;
      return loadSource(vm, name, text, {
        content: found.source.source(),
        filename,
        origin: "frozen",
        folders: found.source.isPackage ? [] : null,
      });
    }
    case "file":
      return loadSource(vm, name, text, {
        content: found.source,
        filename: found.filename,
        origin: found.filename,
        folders: found.folder === null ? null : [found.folder],
      });
    case "namespace":
      return loadSource(vm, name, text, {
        content: null,
        filename: "",
        origin: null,
        folders: found.folders,
      });
  }
}

// Built-in modules ---------------------------------------------------------------------------------------------------

/** Gives a native module (stolen; NULL passes a failure on) its spec and puts it into sys.modules; returns it. */
function loadNative(vm: Interpreter, name: Address, module: Address): Address {
  if (module === NULL) return NULL;
  if (describeNative(vm, name, module) && dictSet(vm, vm.modules, name, module) === 0) return module;
  decref(vm, module);
  return NULL;
}

function describeNative(vm: Interpreter, name: Address, module: Address): boolean {
  if (typeOf(vm, module) !== MODULE_TYPE) return true;
  const origin = newStr(vm, "built-in");
  if (origin === NULL) return false;
  const spec = newModuleSpec(vm, {
    name,
    loader: BUILTIN_IMPORTER_TYPE,
    origin,
    searchLocations: NONE,
    cached: NONE,
    hasLocation: false,
  });
  decref(vm, origin);
  const dict = moduleDict(vm, module);
  return put(vm, dict, SPEC, spec) && put(vm, dict, LOADER, newRef(vm, BUILTIN_IMPORTER_TYPE)) &&
    put(vm, dict, PACKAGE, newStr(vm, ""));
}

/** Sets an item of a namespace; steals the value, NULL passes a failure on. */
function put(vm: Interpreter, dict: Address, key: Address, value: Address): boolean {
  if (value === NULL) return false;
  const status = dictSet(vm, dict, key, value);
  decref(vm, value);
  return status === 0;
}

// Modules with a source ----------------------------------------------------------------------------------------------

/** What a module is made from. */
interface Origin {
  /** The source; null: there is none to run. */
  content: string | Uint8Array | null;
  /** What its code objects are said to be from. */
  filename: string;
  /** `__file__`, or "frozen": it comes with the runtime, or null. */
  origin: string | null;
  /** Where a package looks for its submodules; null: it is no package. */
  folders: string[] | null;
}

function loadSource(vm: Interpreter, name: Address, text: string, from: Origin): Address {
  const spec = makeSpec(vm, name, from);
  if (spec === NULL) return NULL;
  const module = makeModule(vm, text, spec, from);
  if (module === NULL) {
    decref(vm, spec);
    return NULL;
  }
  setInitializing(vm, spec, true);
  let result = NULL;
  if (dictSet(vm, vm.modules, name, module) === 0) {
    const done = from.content === null || runModule(vm, module, from.content, from.filename);
    result = done ? takeLoaded(vm, name) : dropFailed(vm, name);
  }
  setInitializing(vm, spec, false);
  decref(vm, module);
  decref(vm, spec);
  return result;
}

/** The spec of a module with its loader, new; NULL with MemoryError. */
function makeSpec(vm: Interpreter, name: Address, from: Origin): Address {
  const isFile = from.origin !== null && from.origin !== "frozen";
  const searchLocations = from.folders === null ? newRef(vm, NONE) : listOfTexts(vm, from.folders);
  const origin = from.origin === null ? newRef(vm, NONE) : newStr(vm, from.origin);
  const cached = isFile ? newStr(vm, cachedName(from.filename)) : newRef(vm, NONE);
  let loader = NULL;
  if (searchLocations !== NULL && origin !== NULL && cached !== NULL) {
    if (isFile) loader = newSourceLoader(vm, name, origin);
    else if (from.origin === null) loader = newNamespaceLoader(vm, searchLocations);
    else loader = newRef(vm, BUILTIN_IMPORTER_TYPE);
  }
  const spec = loader === NULL
    ? NULL
    : newModuleSpec(vm, { name, loader, origin, searchLocations, cached, hasLocation: isFile });
  for (const part of [searchLocations, origin, cached, loader]) xdecref(vm, part);
  return spec;
}

/** Where CPython would keep the compiled code of a file. */
function cachedName(filename: string): string {
  const slash = filename.lastIndexOf("/") + 1;
  return `${filename.slice(0, slash)}__pycache__/${filename.slice(slash, -".py".length)}.vivarium-311.pyc`;
}

function listOfTexts(vm: Interpreter, texts: readonly string[]): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  for (const text of texts) {
    const item = newStr(vm, text);
    const status = item === NULL ? -1 : listAppend(vm, list, item);
    if (item !== NULL) decref(vm, item);
    if (status < 0) {
      decref(vm, list);
      return NULL;
    }
  }
  return list;
}

/** A new module with the attributes that its spec says; NULL with an exception. */
function makeModule(vm: Interpreter, text: string, spec: Address, from: Origin): Address {
  const module = moduleNew(vm, text);
  if (module === NULL) return NULL;
  if (describeModule(vm, module, text, spec, from)) return module;
  decref(vm, module);
  return NULL;
}

function describeModule(
  vm: Interpreter,
  module: Address,
  text: string,
  spec: Address,
  from: Origin,
): boolean {
  const dict = moduleDict(vm, module);
  const parent = from.folders !== null ? text : text.slice(0, Math.max(text.lastIndexOf("."), 0));
  const attribute = (key: Address, name: "loader" | "submodule_search_locations" | "origin" | "cached") =>
    put(vm, dict, key, specField(vm, spec, name));
  const isFile = from.origin !== null && from.origin !== "frozen";
  return put(vm, dict, PACKAGE, newStr(vm, parent)) && attribute(LOADER, "loader") &&
    put(vm, dict, SPEC, newRef(vm, spec)) &&
    (from.folders === null || attribute(PATH, "submodule_search_locations")) &&
    (from.origin === "frozen" || attribute(FILE, "origin")) && (!isFile || attribute(CACHED, "cached")) &&
    put(vm, dict, BUILTINS, newRef(vm, vm.builtinsDict));
}

/** Runs a source in a module's namespace; false with an exception. */
export function runModule(
  vm: Interpreter,
  module: Address,
  content: string | Uint8Array,
  filename: string,
): boolean {
  vm.sources.set(filename, shownSource(content, filename));
  const code = compileString(vm, content, filename, "exec");
  if (code === NULL) return false;
  const dict = moduleDict(vm, module);
  incref(vm, dict);
  const result = evalCode(vm, code, dict, dict);
  decref(vm, dict);
  decref(vm, code);
  if (result === NULL) return false;
  decref(vm, result);
  return true;
}

/** A source as tracebacks show it: in the encoding that it declares, if that is known and holds. */
export function shownSource(content: string | Uint8Array, filename: string): string {
  if (typeof content === "string") return content;
  try {
    return decodeSource(content, filename, true).text;
  } catch {
    return new TextDecoder().decode(content);
  }
}

/** The module is loaded: what sys.modules has under its name, new, which moves to the end. NULL with an exception. */
function takeLoaded(vm: Interpreter, name: Address): Address {
  const module = dictPop(vm, vm.modules, name, NULL);
  if (module === NULL) return NULL;
  if (dictSet(vm, vm.modules, name, module) === 0) return module;
  decref(vm, module);
  return NULL;
}

/** The module has failed: it leaves sys.modules, and the exception stays. Returns NULL. */
function dropFailed(vm: Interpreter, name: Address): Address {
  const saved = fetchError(vm);
  const module = dictPop(vm, vm.modules, name, NONE);
  if (module === NULL) clearError(vm);
  else decref(vm, module);
  restoreError(vm, saved);
  return NULL;
}

// Errors -------------------------------------------------------------------------------------------------------------

/** ModuleNotFoundError with its `name` (borrowed). Returns NULL. */
export function raiseNotFound(vm: Interpreter, name: Address, message: string): Address {
  raise(vm, MODULE_NOT_FOUND_ERROR, message);
  normalizeException(vm);
  const saved = fetchError(vm);
  if (saved[0] === MODULE_NOT_FOUND_ERROR && isExceptionInstance(vm, saved[1])) {
    setField(vm, saved[1] + IMPORT_ERROR_OBJECT.offsets.name, newRef(vm, name));
  }
  restoreError(vm, saved);
  return NULL;
}
