/**
 * `__import__`: modules that are loaded (sys.modules), else those built into the runtime (`vm.moduleMakers`).
 *
 * Nothing is read from files: what a program can import is what its host handed it.
 *
 * Source: CPython 3.11 Python/import.c (PyImport_ImportModuleLevelObject), Lib/importlib/_bootstrap.py (messages).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef, setField } from "../memory/refcount.ts";
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
import { dictGet, dictGetStr, dictSet, isDict } from "../objects/dict.ts";
import {
  errorOccurred,
  fetchError,
  isExceptionInstance,
  normalizeException,
  raise,
  restoreError,
} from "../objects/errors.ts";
import { IMPORT_ERROR_OBJECT } from "../objects/exception_layout.ts";
import { intAsLong } from "../objects/int.ts";
import { METH_FASTCALL, METH_KEYWORDS, type MethodSpec } from "../objects/method_definition.ts";
import { numberIndex } from "../objects/number.ts";
import { isStr, jsString, newStr, strLength } from "../objects/str.ts";

const NAME = identifier("__name__");
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
  const [name, globals, , , levelObject] = given;
  let level = 0;
  if (levelObject !== NULL) {
    const index = numberIndex(vm, levelObject);
    if (index === NULL) return NULL;
    level = intAsLong(vm, index);
    decref(vm, index);
    if (level === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  if (!isStr(vm, name)) return raise(vm, TYPE_ERROR, "module name must be a string");
  if (level < 0) return raise(vm, VALUE_ERROR, "level must be >= 0");
  if (level > 0) return raiseRelative(vm, globals);
  if (strLength(vm, name) === 0) return raise(vm, VALUE_ERROR, "Empty module name");
  return importModule(vm, name);
}

/** There are no packages, so nothing can be imported relative to one. */
function raiseRelative(vm: Interpreter, globals: Address): Address {
  if (globals === NULL || !isDict(vm, globals)) {
    return raise(
      vm,
      globals === NULL ? KEY_ERROR : TYPE_ERROR,
      globals === NULL ? "'__name__' not in globals" : "globals must be a dict",
    );
  }
  if (dictGetStr(vm, globals, NAME) === NULL) return raise(vm, KEY_ERROR, "'__name__' not in globals");
  return raise(vm, IMPORT_ERROR, "attempted relative import with no known parent package");
}

/** The module of a name (a str, borrowed): loaded already, or made now. New; NULL with an exception. */
export function importModule(vm: Interpreter, name: Address): Address {
  const loaded = dictGet(vm, vm.modules, name);
  if (loaded !== NULL && loaded !== NONE) return newRef(vm, loaded);
  if (errorOccurred(vm) !== NULL) return NULL;
  const text = jsString(vm, name);
  if (loaded === NONE) return raiseNotFound(vm, name, `import of ${text} halted; None in sys.modules`);
  const dot = text.lastIndexOf(".");
  if (dot >= 0) return raiseNoPackage(vm, text, dot);
  const maker = vm.moduleMakers.get(text);
  if (maker === undefined) return raiseNotFound(vm, name, `No module named '${text}'`);
  const module = maker(vm);
  if (module === NULL) return NULL;
  if (dictSet(vm, vm.modules, name, module) === 0) return module;
  decref(vm, module);
  return NULL;
}

/** `a.b`: either `a` is missing, or it is no package. */
function raiseNoPackage(vm: Interpreter, text: string, dot: number): Address {
  const parent = newStr(vm, text.slice(0, dot));
  if (parent === NULL) return NULL;
  const module = importModule(vm, parent);
  decref(vm, parent);
  if (module === NULL) return NULL;
  decref(vm, module);
  const name = newStr(vm, text);
  if (name === NULL) return NULL;
  raiseNotFound(vm, name, `No module named '${text}'; '${text.slice(0, dot)}' is not a package`);
  decref(vm, name);
  return NULL;
}

/** ModuleNotFoundError with its `name` (borrowed). Returns NULL. */
function raiseNotFound(vm: Interpreter, name: Address, message: string): Address {
  raise(vm, MODULE_NOT_FOUND_ERROR, message);
  normalizeException(vm);
  const saved = fetchError(vm);
  if (saved[0] === MODULE_NOT_FOUND_ERROR && isExceptionInstance(vm, saved[1])) {
    setField(vm, saved[1] + IMPORT_ERROR_OBJECT.offsets.name, newRef(vm, name));
  }
  restoreError(vm, saved);
  return NULL;
}

/** The function of builtins that imports. */
export const IMPORT_FUNCTIONS: readonly MethodSpec[] = [
  { name: "__import__", flags: METH_FASTCALL | METH_KEYWORDS, fn: importFunction },
];
