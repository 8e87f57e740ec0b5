/**
 * What the import statements do: they call `__import__` of the function's builtins and take names from what it returns.
 *
 * Source: CPython 3.11 Python/ceval.c (import_name, import_from, import_all_from).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { F_FUNC, F_LOCALS, type Interpreter } from "../memory/interpreter.ts";
import { decref, incref } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, identifier, IMPORT_ERROR, INDEX_ERROR, NONE } from "../memory/statics.ts";
import { vectorcall } from "./call.ts";
import { dictGetStr } from "./dict.ts";
import { clearError, errorMatches, errorOccurred, raise } from "./errors.ts";
import { FUNC_BUILTINS, FUNC_GLOBALS } from "./function_layout.ts";
import { intFromNumber } from "./int.ts";
import { getAttr, lookupAttr } from "./object.ts";
import { listFromIterable } from "./list_extend.ts";
import { sequenceItem } from "./sequence.ts";
import { isStr, jsString, readChar, strLength } from "./str.ts";
import { storeName } from "./namespaces.ts";

const ID_IMPORT = identifier("__import__");
const ID_NAME = identifier("__name__");
const ID_FILE = identifier("__file__");
const ID_ALL = identifier("__all__");
const ID_DICT = identifier("__dict__");

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
  const running = i32[(vm.fp + F_FUNC) >> 2] === func ? i32[(vm.fp + F_LOCALS) >> 2] : NULL;
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

/** `from module import name`; new. */
export function importFrom(vm: Interpreter, module: Address, name: Address): Address {
  const value = getAttr(vm, module, name);
  if (value !== NULL || !errorMatches(vm, ATTRIBUTE_ERROR)) return value;
  clearError(vm);
  const moduleName = attributeText(vm, module, ID_NAME) ?? "<unknown module name>";
  if (errorOccurred(vm) !== NULL) return NULL;
  const file = attributeText(vm, module, ID_FILE) ?? "unknown location";
  if (errorOccurred(vm) !== NULL) return NULL;
  return raise(vm, IMPORT_ERROR, `cannot import name '${jsString(vm, name)}' from '${moduleName}' (${file})`);
}

/** The text of an attribute that is a str, or null. */
function attributeText(vm: Interpreter, object: Address, name: Address): string | null {
  const value = lookupAttr(vm, object, name);
  if (value === NULL) return null;
  const text = isStr(vm, value) ? jsString(vm, value) : null;
  decref(vm, value);
  return text;
}

/** `from module import *` into the namespace of the frame record at `fp`; 0 or -1. */
export function importStar(vm: Interpreter, fp: Address, module: Address): number {
  let names = lookupAttr(vm, module, ID_ALL);
  const listed = names !== NULL;
  if (!listed) {
    if (errorOccurred(vm) !== NULL) return -1;
    const dict = getAttr(vm, module, ID_DICT);
    if (dict === NULL) return -1;
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
    const skipped = !listed &&
      (!isStr(vm, name) || (strLength(vm, name) > 0 && readChar(vm, name, 0) === 0x5f));
    let failed = 0;
    if (!skipped) {
      const value = getAttr(vm, module, name);
      failed = value === NULL ? -1 : storeName(vm, fp, name, value);
      if (value !== NULL) decref(vm, value);
    }
    decref(vm, name);
    if (failed < 0) return -1;
  }
}
