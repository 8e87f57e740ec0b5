/**
 * Binding: the arguments of a call become the parameters of a function, with defaults, `*args` and `**kwargs`, or one
 * of CPython's many messages why they do not.
 *
 * Source: CPython 3.11 Python/ceval.c (initialize_locals, too_many_positional, missing_arguments, positional_only_passed_as_keyword).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { incref, newRef, xdecref } from "../memory/refcount.ts";
import { TYPE_ERROR } from "../memory/statics.ts";
import { CO_ARGCOUNT, CO_FLAGS, CO_KWONLYARGCOUNT, CO_LOCALSPLUSNAMES, CO_POSONLYARGCOUNT } from "./code.ts";
import { CO_VARARGS, CO_VARKEYWORDS } from "./code_flags.ts";
import { dictGet, dictNew, dictSet } from "./dict.ts";
import { errorOccurred, raise } from "./errors.ts";
import { FUNC_CODE, FUNC_DEFAULTS, FUNC_KWDEFAULTS, FUNC_QUALNAME } from "./function_layout.ts";
import { isStr, jsString, strEqual } from "./str.ts";
import { tupleFromArray, tupleItem, tupleSize } from "./tuple.ts";

/** A call being bound: the function, its code's counts, and where the parameters go. */
interface Binding {
  func: Address;
  code: Address;
  names: Address;
  argCount: number;
  kwOnly: number;
  /** Address of the parameters' words. */
  words: Address;
}

/**
 * Writes the parameters of `func` as new references to 8-byte words at `words` (at the top of the argument stack) and
 * returns how many there are; -1 with TypeError or MemoryError, and nothing is left behind.
 */
export function bindArguments(
  vm: Interpreter,
  func: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
  words: Address,
): number {
  const i32 = vm.i32;
  const code = i32[(func + FUNC_CODE) >> 2];
  const argCount = i32[(code + CO_ARGCOUNT) >> 2], kwOnly = i32[(code + CO_KWONLYARGCOUNT) >> 2];
  const flags = i32[(code + CO_FLAGS) >> 2];
  const named = argCount + kwOnly;
  const varargs = (flags & CO_VARARGS) !== 0 ? named : -1;
  const varkw = (flags & CO_VARKEYWORDS) !== 0 ? named + (varargs >= 0 ? 1 : 0) : -1;
  const total = named + (varargs >= 0 ? 1 : 0) + (varkw >= 0 ? 1 : 0);
  const names = i32[(code + CO_LOCALSPLUSNAMES) >> 2];
  const binding: Binding = { func, code, names, argCount, kwOnly, words };
  for (let i = 0; i < total; i++) i32[(words + 8 * i) >> 2] = NULL;
  // What is bound so far lies on the argument stack, out of the way of what runs meanwhile.
  const sp = vm.sp;
  vm.sp = words + 8 * total;
  const bound = fill(vm, binding, args, nargs, kwnames, varargs, varkw);
  vm.sp = sp;
  if (bound) return total;
  for (let i = 0; i < total; i++) xdecref(vm, i32[(words + 8 * i) >> 2]);
  return -1;
}

function fill(
  vm: Interpreter,
  b: Binding,
  args: Address,
  nargs: number,
  kwnames: Address,
  varargs: number,
  varkw: number,
): boolean {
  const i32 = vm.i32;
  let kwdict = NULL;
  if (varkw >= 0) {
    kwdict = dictNew(vm);
    if (kwdict === NULL) return false;
    i32[(b.words + 8 * varkw) >> 2] = kwdict;
  }
  const positional = Math.min(nargs, b.argCount);
  for (let i = 0; i < positional; i++) i32[(b.words + 8 * i) >> 2] = newRef(vm, i32[(args + 8 * i) >> 2]);
  if (varargs >= 0) {
    const rest = tupleFromArray(vm, args + 8 * positional, nargs - positional);
    if (rest === NULL) return false;
    i32[(b.words + 8 * varargs) >> 2] = rest;
  }
  if (kwnames !== NULL) {
    const count = i32[(kwnames + OB_SIZE) >> 2];
    for (let i = 0; i < count; i++) {
      const value = i32[(args + 8 * (nargs + i)) >> 2];
      if (!bindKeyword(vm, b, tupleItem(vm, kwnames, i), value, kwdict, kwnames)) return false;
    }
  }
  if (nargs > b.argCount && varargs < 0) {
    raiseTooMany(vm, b, nargs);
    return false;
  }
  return bindDefaults(vm, b, nargs) && bindKeywordDefaults(vm, b);
}

/** Binds one keyword argument to its parameter, or puts it into `**kwargs`. */
function bindKeyword(
  vm: Interpreter,
  b: Binding,
  keyword: Address,
  value: Address,
  kwdict: Address,
  kwnames: Address,
): boolean {
  if (!isStr(vm, keyword)) {
    raise(vm, TYPE_ERROR, `${name(vm, b)}() keywords must be strings`);
    return false;
  }
  const i32 = vm.i32;
  const posOnly = i32[(b.code + CO_POSONLYARGCOUNT) >> 2];
  const index = findParameter(vm, b, keyword, posOnly, b.argCount + b.kwOnly);
  if (index >= 0) {
    const word = b.words + 8 * index;
    if (i32[word >> 2] !== NULL) {
      raise(vm, TYPE_ERROR, `${name(vm, b)}() got multiple values for argument '${jsString(vm, keyword)}'`);
      return false;
    }
    i32[word >> 2] = newRef(vm, value);
    return true;
  }
  if (kwdict !== NULL) return dictSet(vm, kwdict, keyword, value) === 0;
  const wrong = posOnly > 0 ? positionalOnlyKeywords(vm, b, kwnames, posOnly) : "";
  if (wrong !== "") {
    raise(
      vm,
      TYPE_ERROR,
      `${name(vm, b)}() got some positional-only arguments passed as keyword arguments: '${wrong}'`,
    );
  } else {
    raise(vm, TYPE_ERROR, `${name(vm, b)}() got an unexpected keyword argument '${jsString(vm, keyword)}'`);
  }
  return false;
}

/** Index of the parameter of this name in a range, or -1; identity first, since names are mostly interned. */
function findParameter(vm: Interpreter, b: Binding, keyword: Address, from: number, to: number): number {
  for (let i = from; i < to; i++) if (tupleItem(vm, b.names, i) === keyword) return i;
  for (let i = from; i < to; i++) if (strEqual(vm, tupleItem(vm, b.names, i), keyword)) return i;
  return -1;
}

/** Positional-only parameters that were passed by keyword, as a list in a text. */
function positionalOnlyKeywords(vm: Interpreter, b: Binding, kwnames: Address, posOnly: number): string {
  const found: string[] = [];
  for (let i = 0; i < posOnly; i++) {
    const parameter = tupleItem(vm, b.names, i);
    for (let k = 0; k < tupleSize(vm, kwnames); k++) {
      const keyword = tupleItem(vm, kwnames, k);
      if (isStr(vm, keyword) && strEqual(vm, parameter, keyword)) found.push(jsString(vm, parameter));
    }
  }
  return found.join(", ");
}

/** Fills positional parameters that were not given from the defaults. */
function bindDefaults(vm: Interpreter, b: Binding, nargs: number): boolean {
  const i32 = vm.i32;
  if (nargs >= b.argCount) return true;
  const defaults = i32[(b.func + FUNC_DEFAULTS) >> 2];
  const count = defaults === NULL ? 0 : tupleSize(vm, defaults);
  const required = b.argCount - count;
  const missing: number[] = [];
  for (let i = nargs; i < required; i++) if (i32[(b.words + 8 * i) >> 2] === NULL) missing.push(i);
  if (missing.length > 0) {
    raiseMissing(vm, b, missing, "positional");
    return false;
  }
  for (let i = Math.max(nargs, required); i < b.argCount; i++) {
    const word = b.words + 8 * i;
    if (i32[word >> 2] === NULL) i32[word >> 2] = newRef(vm, tupleItem(vm, defaults, i - required));
  }
  return true;
}

/** Fills keyword-only parameters that were not given from their defaults. */
function bindKeywordDefaults(vm: Interpreter, b: Binding): boolean {
  const i32 = vm.i32;
  const defaults = i32[(b.func + FUNC_KWDEFAULTS) >> 2];
  const missing: number[] = [];
  for (let i = b.argCount; i < b.argCount + b.kwOnly; i++) {
    const word = b.words + 8 * i;
    if (i32[word >> 2] !== NULL) continue;
    const value = defaults === NULL ? NULL : dictGet(vm, defaults, tupleItem(vm, b.names, i));
    if (value !== NULL) {
      incref(vm, value);
      i32[word >> 2] = value;
    } else if (errorOccurred(vm) !== NULL) return false;
    else missing.push(i);
  }
  if (missing.length === 0) return true;
  raiseMissing(vm, b, missing, "keyword-only");
  return false;
}

// ---- messages

function name(vm: Interpreter, b: Binding): string {
  return jsString(vm, vm.i32[(b.func + FUNC_QUALNAME) >> 2]);
}

function raiseMissing(vm: Interpreter, b: Binding, missing: readonly number[], kind: string): void {
  const quoted = missing.map((index) => `'${jsString(vm, tupleItem(vm, b.names, index))}'`);
  const n = quoted.length;
  let list: string;
  if (n === 1) list = quoted[0];
  else if (n === 2) list = `${quoted[0]} and ${quoted[1]}`;
  else list = `${quoted.slice(0, -1).join(", ")}, and ${quoted[n - 1]}`;
  const plural = n === 1 ? "" : "s";
  raise(vm, TYPE_ERROR, `${name(vm, b)}() missing ${n} required ${kind} argument${plural}: ${list}`);
}

function raiseTooMany(vm: Interpreter, b: Binding, given: number): void {
  const i32 = vm.i32;
  let keywordOnly = 0;
  for (let i = b.argCount; i < b.argCount + b.kwOnly; i++) {
    if (i32[(b.words + 8 * i) >> 2] !== NULL) keywordOnly++;
  }
  const defaults = i32[(b.func + FUNC_DEFAULTS) >> 2];
  const optional = defaults === NULL ? 0 : tupleSize(vm, defaults);
  const s = (n: number) => n === 1 ? "" : "s";
  const takes = optional > 0 ? `from ${b.argCount - optional} to ${b.argCount}` : `${b.argCount}`;
  const plural = optional > 0 ? "s" : s(b.argCount);
  const extra = keywordOnly > 0
    ? ` positional argument${s(given)} (and ${keywordOnly} keyword-only argument${s(keywordOnly)})`
    : "";
  const verb = given === 1 && keywordOnly === 0 ? "was" : "were";
  raise(
    vm,
    TYPE_ERROR,
    `${name(vm, b)}() takes ${takes} positional argument${plural} but ${given}${extra} ${verb} given`,
  );
}
