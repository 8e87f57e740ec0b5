/**
 * `__import__`: what the import statements call. It makes a name absolute, has the module loaded, and gives the package at
 * the front of the name, or the module at its end if names are wanted from it.
 *
 *     import a.b.c            __import__("a.b.c")                              gives a
 *     from a.b import c       __import__("a.b", fromlist=("c",))               gives a.b; loads a.b.c if a.b has no c
 *     from .b import c        __import__("b", globals, fromlist=("c",), level=1)
 *
 * Source: CPython 3.11 Python/import.c (PyImport_ImportModuleLevelObject, resolve_name), Lib/importlib/_bootstrap.py
 * (_handle_fromlist).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import {
  identifier,
  IMPORT_ERROR,
  KEY_ERROR,
  MODULE_NOT_FOUND_ERROR,
  NONE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { parseArguments } from "../objects/arguments.ts";
import { dictGet, dictGetStr, isDict } from "../objects/dict.ts";
import {
  clearError,
  errorMatches,
  errorOccurred,
  fetchError,
  formatType,
  isExceptionInstance,
  normalizeException,
  raise,
  restoreError,
} from "../objects/errors.ts";
import { IMPORT_ERROR_OBJECT } from "../objects/exception_layout.ts";
import { reprText, strText } from "../objects/exceptions.ts";
import { intAsLong } from "../objects/int.ts";
import { getIter, iterNext } from "../objects/iterate.ts";
import { METH_FASTCALL, METH_KEYWORDS, type MethodSpec } from "../objects/method_definition.ts";
import { numberIndex } from "../objects/number.ts";
import { getAttr, getAttrJs, isTrue, lookupAttr } from "../objects/object.ts";
import { isStr, jsString, newStr, strEqual, strEqualsText, strLength } from "../objects/str.ts";
import { findAndLoad } from "./load_module.ts";

const NAME = identifier("__name__");
const PACKAGE = identifier("__package__");
const SPEC = identifier("__spec__");
const PATH = identifier("__path__");
const ALL = identifier("__all__");
const IMPORT = {
  name: "__import__",
  params: ["name", "globals", "locals", "fromlist", "level"],
  required: 1,
};

/** __import__(name, globals=None, locals=None, fromlist=(), level=0) */
function importFunction(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, IMPORT, args, nargs, kwnames);
  if (given === null) return NULL;
  const [name, globals, , fromList, levelObject] = given;
  let level = 0;
  if (levelObject !== NULL) {
    const index = numberIndex(vm, levelObject);
    if (index === NULL) return NULL;
    level = intAsLong(vm, index);
    decref(vm, index);
    if (level === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  return importLevel(vm, name, globals, fromList, level);
}

/** Imports `name` seen from `globals`, `level` packages up (0: from the top). The others may be NULL; new. */
function importLevel(
  vm: Interpreter,
  name: Address,
  globals: Address,
  fromList: Address,
  level: number,
): Address {
  if (!isStr(vm, name)) return raise(vm, TYPE_ERROR, "module name must be a string");
  if (level < 0) return raise(vm, VALUE_ERROR, "level must be >= 0");
  if (level === 0 && strLength(vm, name) === 0) return raise(vm, VALUE_ERROR, "Empty module name");
  const absolute = level === 0 ? newRef(vm, name) : resolveName(vm, name, globals, level);
  if (absolute === NULL) return NULL;
  const module = findAndLoad(vm, absolute);
  const result = module === NULL ? NULL : chooseResult(vm, module, name, absolute, fromList, level);
  decref(vm, absolute);
  return result;
}

/** What `__import__` gives for a module (stolen) that is loaded; new. */
function chooseResult(
  vm: Interpreter,
  module: Address,
  name: Address,
  absolute: Address,
  fromList: Address,
  level: number,
): Address {
  const wanted = fromList === NULL || fromList === NONE ? 0 : isTrue(vm, fromList);
  if (wanted === 0) return frontPackage(vm, module, name, absolute, level);
  if (wanted > 0) {
    const path = lookupAttr(vm, module, PATH);
    if (path === NULL && errorOccurred(vm) === NULL) return module;
    if (path !== NULL) {
      decref(vm, path);
      if (loadNames(vm, module, fromList, false)) return module;
    }
  }
  decref(vm, module);
  return NULL;
}

/** Without names that are wanted: the package at the front of the name as it was written. */
function frontPackage(
  vm: Interpreter,
  module: Address,
  name: Address,
  absolute: Address,
  level: number,
): Address {
  const text = jsString(vm, name);
  const dot = text.indexOf(".");
  if (dot < 0) return module;
  decref(vm, module);
  if (dot === 0 && level === 0) return raise(vm, VALUE_ERROR, "Empty module name");
  const full = jsString(vm, absolute);
  const front = newStr(vm, full.slice(0, full.length - text.length + dot));
  if (front === NULL) return NULL;
  const result = level === 0 ? findAndLoad(vm, front) : loadedModule(vm, front);
  decref(vm, front);
  return result;
}

/** A module that must be in sys.modules; new. */
function loadedModule(vm: Interpreter, name: Address): Address {
  const module = dictGet(vm, vm.modules, name);
  if (module !== NULL) return newRef(vm, module);
  if (errorOccurred(vm) !== NULL) return NULL;
  const shown = reprText(vm, name);
  return shown === null ? NULL : raise(vm, KEY_ERROR, `${shown} not in sys.modules as expected`);
}

// Names from a package -----------------------------------------------------------------------------------------------

/**
 * Imports the submodules among the names that are wanted from a package and that it does not have; `recursive` is for
 * the names of its `__all__`. False with an exception.
 */
function loadNames(vm: Interpreter, module: Address, names: Address, recursive: boolean): boolean {
  const iterator = getIter(vm, names);
  if (iterator === NULL) return false;
  for (let name = iterNext(vm, iterator); name !== NULL; name = iterNext(vm, iterator)) {
    const loaded = loadName(vm, module, name, recursive);
    decref(vm, name);
    if (!loaded) break;
  }
  decref(vm, iterator);
  return errorOccurred(vm) === NULL;
}

function loadName(vm: Interpreter, module: Address, name: Address, recursive: boolean): boolean {
  if (!isStr(vm, name)) return raiseNameType(vm, module, name, recursive);
  if (strEqualsText(vm, name, "*")) {
    if (recursive) return true;
    const all = lookupAttr(vm, module, ALL);
    if (all === NULL) return errorOccurred(vm) === NULL;
    const loaded = loadNames(vm, module, all, true);
    decref(vm, all);
    return loaded;
  }
  const value = lookupAttr(vm, module, name);
  if (value !== NULL) decref(vm, value);
  else if (errorOccurred(vm) !== NULL) return false;
  return value !== NULL || loadSubmodule(vm, module, name);
}

function raiseNameType(vm: Interpreter, module: Address, name: Address, recursive: boolean): false {
  let where: string | null = "``from list''";
  if (recursive) {
    where = moduleName(vm, module);
    if (where === null) return false;
    where += ".__all__";
  }
  raise(vm, TYPE_ERROR, `Item in ${where} must be str, not ${formatType(vm, name)}`);
  return false;
}

/** str() of a module's `__name__`; null with an exception. */
function moduleName(vm: Interpreter, module: Address): string | null {
  const name = getAttr(vm, module, NAME);
  if (name === NULL) return null;
  const text = strText(vm, name);
  decref(vm, name);
  return text;
}

/** Imports `module.name`; that there is no such module is no failure: the statement will say what is missing. */
function loadSubmodule(vm: Interpreter, module: Address, name: Address): boolean {
  const text = moduleName(vm, module);
  const full = text === null ? NULL : newStr(vm, `${text}.${jsString(vm, name)}`);
  if (full === NULL) return false;
  const submodule = findAndLoad(vm, full);
  if (submodule !== NULL) decref(vm, submodule);
  else if (isMissing(vm, full)) clearError(vm);
  decref(vm, full);
  return errorOccurred(vm) === NULL;
}

/** Whether the pending exception says that the module `name` itself is not there, and not that it is None on purpose. */
function isMissing(vm: Interpreter, name: Address): boolean {
  if (!errorMatches(vm, MODULE_NOT_FOUND_ERROR)) return false;
  normalizeException(vm);
  const saved = fetchError(vm);
  let missing = false;
  if (isExceptionInstance(vm, saved[1])) {
    const which = vm.i32[(saved[1] + IMPORT_ERROR_OBJECT.offsets.name) >> 2];
    missing = which !== NULL && isStr(vm, which) && strEqual(vm, which, name) &&
      dictGet(vm, vm.modules, name) !== NONE;
  }
  restoreError(vm, saved);
  return missing;
}

// Relative names -----------------------------------------------------------------------------------------------------

/** The absolute name of `name` (a str, perhaps empty) seen from a module's namespace; new. NULL with an exception. */
function resolveName(vm: Interpreter, name: Address, globals: Address, level: number): Address {
  if (globals === NULL) return raise(vm, KEY_ERROR, "'__name__' not in globals");
  if (!isDict(vm, globals)) return raise(vm, TYPE_ERROR, "globals must be a dict");
  const packageText = packageOf(vm, globals);
  if (packageText === null) return NULL;
  if (packageText === "") return raiseNoParent(vm);
  let end = packageText.length;
  for (let up = 1; up < level; up++) {
    end = packageText.lastIndexOf(".", end - 1);
    if (end <= 0) {
      return raise(vm, IMPORT_ERROR, "attempted relative import beyond top-level package");
    }
  }
  const base = packageText.slice(0, end);
  return newStr(vm, strLength(vm, name) === 0 ? base : `${base}.${jsString(vm, name)}`);
}

function raiseNoParent(vm: Interpreter): Address {
  return raise(vm, IMPORT_ERROR, "attempted relative import with no known parent package");
}

/** The package that the module of a namespace is in, "" if in none; null with an exception. */
function packageOf(vm: Interpreter, globals: Address): string | null {
  const named = dictGetStr(vm, globals, PACKAGE);
  if (named !== NULL && named !== NONE) {
    return isStr(vm, named) ? jsString(vm, named) : raiseNull(vm, "package must be a string");
  }
  const spec = dictGetStr(vm, globals, SPEC);
  if (spec !== NULL && spec !== NONE) return parentOfSpec(vm, spec);
  const name = dictGetStr(vm, globals, NAME);
  if (name === NULL) {
    raise(vm, KEY_ERROR, "'__name__' not in globals");
    return null;
  }
  if (!isStr(vm, name)) return raiseNull(vm, "__name__ must be a string");
  const text = jsString(vm, name);
  if (dictGetStr(vm, globals, PATH) !== NULL) return text;
  return text.slice(0, Math.max(text.lastIndexOf("."), 0));
}

function raiseNull(vm: Interpreter, message: string): null {
  raise(vm, TYPE_ERROR, message);
  return null;
}

function parentOfSpec(vm: Interpreter, spec: Address): string | null {
  incref(vm, spec);
  const parent = getAttrJs(vm, spec, "parent");
  decref(vm, spec);
  if (parent === NULL) return null;
  const text = isStr(vm, parent) ? jsString(vm, parent) : null;
  decref(vm, parent);
  return text ?? raiseNull(vm, "__spec__.parent must be a string");
}

/** The function of builtins that imports. */
export const IMPORT_FUNCTIONS: readonly MethodSpec[] = [
  { name: "__import__", flags: METH_FASTCALL | METH_KEYWORDS, fn: importFunction },
];
