/**
 * Variables that live in dicts, as emitted code reads and writes them: globals, builtins, and the namespaces of module
 * and class bodies. And the complaints about variables that are not bound.
 *
 * Reading a global leaves in `vm.cacheVersion`, `vm.cacheAddress` (and for a builtin `vm.cacheSecondVersion`) what the
 * inline cache at the place needs: as long as the keys of the dict have that version, the value is the word at that
 * address. A namespace may be a mapping other than dict only as the locals of exec and eval.
 *
 * Source: CPython 3.11 Python/ceval.c (LOAD_NAME, LOAD_GLOBAL, STORE_NAME ...), Python/specialize.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { F_FUNC, F_LOCALS, type Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { identifier, KEY_ERROR, NAME_ERROR, SYSTEM_ERROR } from "../memory/statics.ts";
import { CELL_REF } from "./cell.ts";
import {
  dictDel,
  dictGetStr,
  dictLookupIndex,
  dictNew,
  dictSetStr,
  dictValueOffset,
  isExactDict,
  keysVersion,
} from "./dict.ts";
import { MA_KEYS } from "./dict_keys.ts";
import {
  clearError,
  errorMatches,
  errorOccurred,
  fetchError,
  raise,
  raiseFlag,
  raiseNameError,
  raiseUnboundFree,
  raiseUnboundLocal,
  restoreError,
} from "./errors.ts";
import { FUNC_BUILTINS, FUNC_GLOBALS } from "./function_layout.ts";
import { delItem, getItem, setItem } from "./object.ts";

const ID_BUILD_CLASS = identifier("__build_class__");
const ID_ANNOTATIONS = identifier("__annotations__");

/** Looks a name up in a dict for the inline cache; the value, borrowed, or NULL. */
function cachedLookup(vm: Interpreter, dict: Address, name: Address): Address {
  const value = dictGetStr(vm, dict, name);
  if (value === NULL) return NULL;
  const index = dictLookupIndex(vm, dict, name);
  const version = index < 0 ? 0 : keysVersion(vm, dict);
  if (version !== 0) {
    vm.cacheVersion = version;
    vm.cacheAddress = vm.i32[(dict + MA_KEYS) >> 2] + dictValueOffset(vm, dict, index);
  }
  return value;
}

/** A global, or else a builtin: a new reference. NULL with NameError. Only a global is cached. */
export function loadGlobal(vm: Interpreter, func: Address, name: Address): Address {
  vm.cacheVersion = -1;
  const value = cachedLookup(vm, vm.i32[(func + FUNC_GLOBALS) >> 2], name);
  if (value !== NULL) return newRef(vm, value);
  const builtin = dictGetStr(vm, vm.i32[(func + FUNC_BUILTINS) >> 2], name);
  return builtin !== NULL ? newRef(vm, builtin) : raiseNameError(vm, name);
}

/** The same where the compiler expects a builtin: only a builtin is cached, with the versions of both dicts. */
export function loadBuiltin(vm: Interpreter, func: Address, name: Address): Address {
  vm.cacheVersion = -1;
  const globals = vm.i32[(func + FUNC_GLOBALS) >> 2];
  const value = dictGetStr(vm, globals, name);
  if (value !== NULL) return newRef(vm, value);
  const builtin = cachedLookup(vm, vm.i32[(func + FUNC_BUILTINS) >> 2], name);
  if (builtin === NULL) return raiseNameError(vm, name);
  vm.cacheSecondVersion = vm.cacheVersion;
  const version = keysVersion(vm, globals);
  vm.cacheVersion = version === 0 ? -1 : version;
  return newRef(vm, builtin);
}

/** Binds a global; 0, or -1 with an exception. */
export function storeGlobal(vm: Interpreter, func: Address, name: Address, value: Address): number {
  return dictSetStr(vm, vm.i32[(func + FUNC_GLOBALS) >> 2], name, value);
}

export function deleteGlobal(vm: Interpreter, func: Address, name: Address): number {
  return deleteFrom(vm, vm.i32[(func + FUNC_GLOBALS) >> 2], name);
}

function deleteFrom(vm: Interpreter, dict: Address, name: Address): number {
  if (dictDel(vm, dict, name) === 0) return 0;
  if (errorMatches(vm, KEY_ERROR)) raiseNameError(vm, name);
  return -1;
}

/** A name in a module or class body: its namespace, then globals and builtins. */
export function loadName(vm: Interpreter, fp: Address, name: Address): Address {
  const i32 = vm.i32;
  const namespace = i32[(fp + F_LOCALS) >> 2];
  if (isExactDict(vm, namespace)) {
    const value = dictGetStr(vm, namespace, name);
    if (value !== NULL) return newRef(vm, value);
  } else {
    const value = getItem(vm, namespace, name);
    if (value !== NULL) return value;
    if (!errorMatches(vm, KEY_ERROR)) return NULL;
    clearError(vm);
  }
  return loadGlobal(vm, i32[(fp + F_FUNC) >> 2], name);
}

export function storeName(vm: Interpreter, fp: Address, name: Address, value: Address): number {
  const namespace = vm.i32[(fp + F_LOCALS) >> 2];
  if (namespace === NULL) return raiseFlag(vm, SYSTEM_ERROR, "no locals found when storing a name");
  return isExactDict(vm, namespace)
    ? dictSetStr(vm, namespace, name, value)
    : setItem(vm, namespace, name, value);
}

export function deleteName(vm: Interpreter, fp: Address, name: Address): number {
  const namespace = vm.i32[(fp + F_LOCALS) >> 2];
  if (isExactDict(vm, namespace)) return deleteFrom(vm, namespace, name);
  if (delItem(vm, namespace, name) === 0) return 0;
  if (errorMatches(vm, KEY_ERROR)) raiseNameError(vm, name);
  return -1;
}

/** The beginning of a module or class body with annotations: `__annotations__` is made if it is not there. 0 or -1. */
export function setupAnnotations(vm: Interpreter, fp: Address): number {
  const annotations = loadNameQuietly(vm, fp, ID_ANNOTATIONS);
  if (annotations === NULL && errorOccurred(vm) !== NULL) return -1;
  const made = annotations !== NULL ? annotations : dictNew(vm);
  if (made === NULL) return -1;
  const status = annotations !== NULL ? 0 : storeName(vm, fp, ID_ANNOTATIONS, made);
  decref(vm, made);
  return status;
}

/** `name: annotation` in a module or class body. */
export function storeAnnotation(vm: Interpreter, fp: Address, name: Address, annotation: Address): number {
  const annotations = loadName(vm, fp, ID_ANNOTATIONS);
  if (annotations === NULL) return -1;
  const result = setItem(vm, annotations, name, annotation);
  decref(vm, annotations);
  return result;
}

/** A variable of an enclosing function in a class body: the body's own namespace goes first. `cell` is borrowed. */
export function loadClassDeref(vm: Interpreter, fp: Address, name: Address, cell: Address): Address {
  const value = loadNameQuietly(vm, fp, name);
  if (value !== NULL || errorOccurred(vm) !== NULL) return value;
  const free = vm.i32[(cell + CELL_REF) >> 2];
  return free === NULL ? raiseUnboundFree(vm, name) : newRef(vm, free);
}

/** `__build_class__` of the builtins: new. NULL with NameError. */
export function loadBuildClass(vm: Interpreter, func: Address): Address {
  const build = dictGetStr(vm, vm.i32[(func + FUNC_BUILTINS) >> 2], ID_BUILD_CLASS);
  return build !== NULL ? newRef(vm, build) : raise(vm, NAME_ERROR, "__build_class__ not found");
}

function loadNameQuietly(vm: Interpreter, fp: Address, name: Address): Address {
  const namespace = vm.i32[(fp + F_LOCALS) >> 2];
  if (isExactDict(vm, namespace)) {
    const value = dictGetStr(vm, namespace, name);
    return value === NULL ? NULL : newRef(vm, value);
  }
  const value = getItem(vm, namespace, name);
  if (value === NULL && errorMatches(vm, KEY_ERROR)) clearError(vm);
  return value;
}

/** At the end of a handler: unbinds its name, if it is bound, and keeps a pending exception. */
export function unbindHandlerName(vm: Interpreter, fp: Address, name: Address, isGlobal: boolean): void {
  const saved = fetchError(vm);
  const result = isGlobal ? deleteGlobal(vm, vm.i32[(fp + F_FUNC) >> 2], name) : deleteName(vm, fp, name);
  if (result < 0) clearError(vm);
  restoreError(vm, saved);
}

/** NameError for a local or cell variable that is not bound; 0. */
export function unboundLocal(vm: Interpreter, name: Address): number {
  return raiseUnboundLocal(vm, name);
}

/** NameError for a free variable that is not bound; 0. */
export function unboundFree(vm: Interpreter, name: Address): number {
  return raiseUnboundFree(vm, name);
}
