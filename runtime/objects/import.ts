/**
 * What the import statements do: they call `__import__` of the function's builtins and take names from what it returns.
 *
 * Source: CPython 3.11 Python/ceval.c (import_name, import_from, import_all_from).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { F_FUNC, type Interpreter } from "../memory/interpreter.ts";
import { decref, incref, newRef, setField, xdecref, xincref } from "../memory/refcount.ts";
import { identifier, IMPORT_ERROR, INDEX_ERROR, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { vectorcall } from "./call.ts";
import { dictGet, dictGetStr } from "./dict.ts";
import {
  clearError,
  errorMatches,
  errorOccurred,
  fetchError,
  formatType,
  isExceptionInstance,
  normalizeException,
  raise,
  raiseFlag,
  restoreError,
} from "./errors.ts";
import { IMPORT_ERROR_OBJECT } from "./exception_layout.ts";
import { reprText } from "./exceptions.ts";
import { FUNC_BUILTINS, FUNC_GLOBALS } from "./function_layout.ts";
import { intFromNumber } from "./int.ts";
import { isInitializing } from "./module_spec.ts";
import { getAttr, lookupAttr } from "./object.ts";
import { listFromIterable } from "./list_extend.ts";
import { sequenceItem } from "./sequence.ts";
import { isStr, jsString, newStr, readChar, strLength } from "./str.ts";
import { recordNamespace } from "./local_variables.ts";
import { storeName } from "./namespaces.ts";

const ID_IMPORT = identifier("__import__");
const ID_NAME = identifier("__name__");
const ID_FILE = identifier("__file__");
const ID_ALL = identifier("__all__");
const ID_SPEC = identifier("__spec__");
const ID_DICT = identifier("__dict__");
/** The character `_`. */
const UNDERSCORE = 0x5f;

/** `__import__(name, globals, locals, fromList, level)`; new. `func` is the function that imports. */
export function importName(
  vm: Interpreter,
  func: Address,
  name: Address,
  fromList: Address,
  level: number,
): Address {
  const i32 = vm.i32;
  const importer = dictGetStr(vm, i32[(func + FUNC_BUILTINS) >> 2], ID_IMPORT);
  if (importer === NULL) return raise(vm, IMPORT_ERROR, "__import__ not found");
  const depth = intFromNumber(vm, level);
  if (depth === NULL) return NULL;
  const sp = vm.sp;
  const running = i32[(vm.fp + F_FUNC) >> 2] === func ? recordNamespace(vm, vm.fp) : NULL;
  i32[sp >> 2] = name;
  i32[(sp + 8) >> 2] = i32[(func + FUNC_GLOBALS) >> 2];
  i32[(sp + 16) >> 2] = running === NULL ? NONE : running;
  i32[(sp + 24) >> 2] = fromList;
  i32[(sp + 32) >> 2] = depth;
  vm.sp = sp + 40;
  incref(vm, importer);
  const result = vectorcall(vm, importer, sp, 5, NULL);
  vm.sp = sp;
  decref(vm, importer);
  decref(vm, depth);
  return result;
}

/** `from module import name`; new. Of a package, a submodule that is being imported counts. */
export function importFrom(vm: Interpreter, module: Address, name: Address): Address {
  const value = lookupAttr(vm, module, name);
  if (value !== NULL || errorOccurred(vm) !== NULL) return value;
  const moduleName = lookupAttr(vm, module, ID_NAME);
  if (moduleName === NULL && errorOccurred(vm) !== NULL) return NULL;
  const isNamed = moduleName !== NULL && isStr(vm, moduleName);
  const submodule = isNamed ? loadedSubmodule(vm, moduleName, name) : NULL;
  if (submodule === NULL && errorOccurred(vm) === NULL) {
    raiseCannotImport(vm, module, isNamed ? moduleName : NULL, name);
  }
  xdecref(vm, moduleName);
  return submodule;
}

/** `package.name` of sys.modules, new, or NULL, perhaps with an exception. */
function loadedSubmodule(vm: Interpreter, packageName: Address, name: Address): Address {
  const full = newStr(vm, `${jsString(vm, packageName)}.${jsString(vm, name)}`);
  if (full === NULL) return NULL;
  const module = dictGet(vm, vm.modules, full);
  xincref(vm, module);
  decref(vm, full);
  return module;
}

/** ImportError that names module and file, and says so if the module is still running. Returns NULL. */
function raiseCannotImport(vm: Interpreter, module: Address, moduleName: Address, name: Address): Address {
  const what = reprText(vm, name);
  const from = what === null
    ? null
    : moduleName === NULL
    ? "'<unknown module name>'"
    : reprText(vm, moduleName);
  if (from === null) return NULL;
  const file = lookupAttr(vm, module, ID_FILE);
  if (file === NULL && errorOccurred(vm) !== NULL) return NULL;
  const hasFile = file !== NULL && isStr(vm, file);
  let text = `cannot import name ${what} from ${from} (unknown location)`;
  if (hasFile) {
    const spec = lookupAttr(vm, module, ID_SPEC);
    const partially = isInitializing(vm, spec);
    xdecref(vm, spec);
    const where = `(${jsString(vm, file)})`;
    text = partially
      ? `cannot import name ${what} from partially initialized module ${from} ` +
        `(most likely due to a circular import) ${where}`
      : `cannot import name ${what} from ${from} ${where}`;
  }
  if (errorOccurred(vm) === NULL) raiseImportError(vm, text, moduleName, hasFile ? file : NULL);
  xdecref(vm, file);
  return NULL;
}

/** ImportError with `name` and `path` (borrowed, or NULL). */
function raiseImportError(vm: Interpreter, text: string, name: Address, path: Address): void {
  raise(vm, IMPORT_ERROR, text);
  normalizeException(vm);
  const saved = fetchError(vm);
  if (saved[0] === IMPORT_ERROR && isExceptionInstance(vm, saved[1])) {
    const { offsets } = IMPORT_ERROR_OBJECT;
    if (name !== NULL) setField(vm, saved[1] + offsets.name, newRef(vm, name));
    if (path !== NULL) setField(vm, saved[1] + offsets.path, newRef(vm, path));
  }
  restoreError(vm, saved);
}

/** `from module import *` into the namespace of the frame record at `fp`; 0 or -1. */
export function importStar(vm: Interpreter, fp: Address, module: Address): number {
  let names = lookupAttr(vm, module, ID_ALL);
  const listed = names !== NULL;
  if (!listed) {
    if (errorOccurred(vm) !== NULL) return -1;
    const dict = lookupAttr(vm, module, ID_DICT);
    if (dict === NULL) {
      if (errorOccurred(vm) !== NULL) return -1;
      return raiseFlag(vm, IMPORT_ERROR, "from-import-* object has no __dict__ and no __all__");
    }
    names = listFromIterable(vm, dict);
    decref(vm, dict);
    if (names === NULL) return -1;
  }
  const result = importNames(vm, fp, module, names, listed);
  decref(vm, names);
  return result;
}

function importNames(vm: Interpreter, fp: Address, module: Address, names: Address, listed: boolean): number {
  for (let i = 0;; i++) {
    const name = sequenceItem(vm, names, i);
    if (name === NULL) {
      if (!errorMatches(vm, INDEX_ERROR)) return -1;
      clearError(vm);
      return 0;
    }
    const status = storeImported(vm, fp, module, name, listed);
    decref(vm, name);
    if (status < 0) return -1;
  }
}

/** Stores one of the names of `import *`, unless it is private and not listed; 0 or -1. */
function storeImported(
  vm: Interpreter,
  fp: Address,
  module: Address,
  name: Address,
  listed: boolean,
): number {
  if (!isStr(vm, name)) return raiseNotText(vm, module, name, listed);
  if (!listed && strLength(vm, name) > 0 && readChar(vm, name, 0) === UNDERSCORE) return 0;
  const value = getAttr(vm, module, name);
  if (value === NULL) return -1;
  const status = storeName(vm, fp, name, value);
  decref(vm, value);
  return status;
}

function raiseNotText(vm: Interpreter, module: Address, name: Address, listed: boolean): number {
  const own = getAttr(vm, module, ID_NAME);
  if (own === NULL) return -1;
  const what = listed ? "Item" : "Key", where = listed ? "__all__" : "__dict__";
  const text = isStr(vm, own)
    ? `${what} in ${jsString(vm, own)}.${where} must be str, not ${formatType(vm, name)}`
    : `module __name__ must be a string, not ${formatType(vm, own)}`;
  decref(vm, own);
  return raiseFlag(vm, TYPE_ERROR, text);
}
