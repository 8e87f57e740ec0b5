/**
 * Arguments of native functions: counting them, matching keywords to parameters, and CPython's messages when they do
 * not fit.
 *
 *     const PARAMETERS: Parameters = { name: "split", params: ["sep", "maxsplit"], required: 0 };
 *     const given = parseArguments(vm, PARAMETERS, args, nargs, kwnames);
 *     if (given === null) return NULL;
 *
 * Source: CPython 3.11 Python/getargs.c (_PyArg_CheckPositional, _PyArg_UnpackKeywords and relatives).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, TYPE } from "../memory/object_layout.ts";
import { NONE, TYPE_ERROR } from "../memory/statics.ts";
import { dictNext, dictSize } from "./dict.ts";
import { raise } from "./errors.ts";
import { isStr, jsString, strEqualsText } from "./str.ts";
import { typeNameOf } from "./type_name.ts";

const TP_INIT = TYPE.offsets.tp_init;

const TUPLE_ITEMS = 24;

/** The parameters of a native function that takes keywords. */
export interface Parameters {
  /** Of the function, without parentheses. */
  readonly name: string;
  /** Names of all parameters, positional ones first; "" for a positional-only one. */
  readonly params: readonly string[];
  /** How many at the front have no keyword; 0 if not given. */
  readonly positionalOnly?: number;
  /** How many at the front must be given; 0 if not given. */
  readonly required?: number;
  /** How many at the end are keyword-only; 0 if not given. */
  readonly keywordOnly?: number;
  /** How many of the keyword-only ones (the first of them) must be given; 0 if not given. */
  readonly requiredKeywords?: number;
}

const plural = (n: number): string => n === 1 ? "" : "s";

/** Are there between `min` and `max` positional arguments? TypeError "f expected 1 argument, got 2" otherwise. */
export function checkPositional(
  vm: Interpreter,
  name: string,
  nargs: number,
  min: number,
  max: number,
): boolean {
  if (nargs >= min && nargs <= max) return true;
  const bound = nargs < min ? min : max;
  const how = min === max ? "" : nargs < min ? "at least " : "at most ";
  raise(vm, TYPE_ERROR, `${name} expected ${how}${bound} argument${plural(bound)}, got ${nargs}`);
  return false;
}

/** Are there no keywords in a dict (or NULL)? TypeError "f() takes no keyword arguments" otherwise. */
export function noKeywords(vm: Interpreter, name: string, kwargs: Address): boolean {
  if (kwargs === NULL || dictSize(vm, kwargs) === 0) return true;
  raise(vm, TYPE_ERROR, `${name}() takes no keyword arguments`);
  return false;
}

/** The same for tp_new of `base`, called for `type`: a subclass with its own `__init__` may take keywords. */
export function noKeywordsFor(
  vm: Interpreter,
  name: string,
  type: Address,
  base: Address,
  kwargs: Address,
): boolean {
  const i32 = vm.i32;
  return type !== base && i32[(type + TP_INIT) >> 2] !== i32[(base + TP_INIT) >> 2] ||
    noKeywords(vm, name, kwargs);
}

/** Are there no keywords in a tuple of names (or NULL)? TypeError otherwise. */
export function noKwnames(vm: Interpreter, name: string, kwnames: Address): boolean {
  if (kwnames === NULL || vm.i32[(kwnames + OB_SIZE) >> 2] === 0) return true;
  raise(vm, TYPE_ERROR, `${name}() takes no keyword arguments`);
  return false;
}

/** Is a tuple of arguments empty? TypeError "f() takes no positional arguments" otherwise. */
export function noPositional(vm: Interpreter, name: string, args: Address): boolean {
  if (vm.i32[(args + OB_SIZE) >> 2] === 0) return true;
  raise(vm, TYPE_ERROR, `${name}() takes no positional arguments`);
  return false;
}

/** The `min` to `max` items of a tuple of arguments, borrowed, NULL for those not given; null with TypeError. */
export function unpackTuple(
  vm: Interpreter,
  args: Address,
  name: string,
  min: number,
  max: number,
): Address[] | null {
  const nargs = vm.i32[(args + OB_SIZE) >> 2];
  if (!checkPositional(vm, name, nargs, min, max)) return null;
  return copyPositional(vm, args + TUPLE_ITEMS, nargs, max);
}

/** TypeError "f() argument 1 must be str, not int". Returns NULL. */
export function raiseArgumentType(
  vm: Interpreter,
  name: string,
  which: string,
  expected: string,
  given: Address,
): Address {
  const actual = given === NONE ? "None" : typeNameOf(vm, given, 50);
  return raise(vm, TYPE_ERROR, `${name}() ${which} must be ${expected}, not ${actual}`);
}

function copyPositional(vm: Interpreter, args: Address, nargs: number, length: number): Address[] {
  const given: Address[] = [];
  for (let i = 0; i < length; i++) given.push(i < nargs ? vm.i32[(args + 8 * i) >> 2] : NULL);
  return given;
}

/**
 * Matches the arguments of a vectorcall to parameters: one borrowed object each, NULL for those not given; null with
 * TypeError.
 */
export function parseArguments(
  vm: Interpreter,
  spec: Parameters,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address[] | null {
  const count = kwnames === NULL ? 0 : vm.i32[(kwnames + OB_SIZE) >> 2];
  if (count === 0) return parsePositional(vm, spec, args, nargs);
  return matchKeywords(vm, spec, args, nargs, {
    count,
    find(name) {
      for (let i = 0; i < count; i++) {
        if (strEqualsText(vm, vm.i32[(kwnames + TUPLE_ITEMS + 8 * i) >> 2], name)) {
          return vm.i32[(args + 8 * (nargs + i)) >> 2];
        }
      }
      return NULL;
    },
    keys() {
      const keys: Address[] = [];
      for (let i = 0; i < count; i++) keys.push(vm.i32[(kwnames + TUPLE_ITEMS + 8 * i) >> 2]);
      return keys;
    },
  });
}

/** The same for arguments in a tuple and a dict (or NULL). */
export function parseTupleAndKeywords(
  vm: Interpreter,
  spec: Parameters,
  args: Address,
  kwargs: Address,
): Address[] | null {
  const nargs = vm.i32[(args + OB_SIZE) >> 2];
  const count = kwargs === NULL ? 0 : dictSize(vm, kwargs);
  if (count === 0) return parsePositional(vm, spec, args + TUPLE_ITEMS, nargs);
  return matchKeywords(vm, spec, args + TUPLE_ITEMS, nargs, {
    count,
    find(name) {
      for (let at = dictNext(vm, kwargs, 0); at >= 0; at = dictNext(vm, kwargs, at)) {
        if (isStr(vm, vm.dictKey) && strEqualsText(vm, vm.dictKey, name)) return vm.dictValue;
      }
      return NULL;
    },
    keys() {
      const keys: Address[] = [];
      for (let at = dictNext(vm, kwargs, 0); at >= 0; at = dictNext(vm, kwargs, at)) keys.push(vm.dictKey);
      return keys;
    },
  });
}

/** The keywords of a call, wherever they lie. */
interface Keywords {
  readonly count: number;
  /** Value of a keyword, borrowed, or NULL. */
  find(name: string): Address;
  /** All names, borrowed. */
  keys(): Address[];
}

const NO_KEYWORDS: Keywords = { count: 0, find: () => NULL, keys: () => [] };

function parsePositional(vm: Interpreter, spec: Parameters, args: Address, nargs: number): Address[] | null {
  const max = spec.params.length - (spec.keywordOnly ?? 0);
  if (nargs >= (spec.required ?? 0) && nargs <= max && !spec.requiredKeywords) {
    return copyPositional(vm, args, nargs, spec.params.length);
  }
  return matchKeywords(vm, spec, args, nargs, NO_KEYWORDS);
}

function matchKeywords(
  vm: Interpreter,
  spec: Parameters,
  args: Address,
  nargs: number,
  keywords: Keywords,
): Address[] | null {
  const { params, positionalOnly = 0, required = 0 } = spec;
  const max = params.length - (spec.keywordOnly ?? 0);
  const message = findCountError(spec, nargs, keywords.count);
  if (message !== null) {
    raise(vm, TYPE_ERROR, message);
    return null;
  }
  const given = copyPositional(vm, args, nargs, params.length);
  const requiredEnd = spec.requiredKeywords ? max + spec.requiredKeywords : required;
  let left = keywords.count;
  for (let i = Math.max(nargs, positionalOnly); i < params.length && (left > 0 || i < requiredEnd); i++) {
    const value = left > 0 ? keywords.find(params[i]) : NULL;
    if (value !== NULL) {
      given[i] = value;
      left--;
    } else if (i < required || (i >= max && i < requiredEnd)) {
      raise(vm, TYPE_ERROR, `${spec.name}() missing required argument '${params[i]}' (pos ${i + 1})`);
      return null;
    }
  }
  if (left > 0) {
    raiseWrongKeyword(vm, spec, nargs, keywords);
    return null;
  }
  return given;
}

/** What is wrong with the number of arguments, or null. */
function findCountError(spec: Parameters, nargs: number, keywords: number): string | null {
  const { name, params, positionalOnly = 0, required = 0 } = spec;
  const max = params.length - (spec.keywordOnly ?? 0);
  if (nargs + keywords > params.length) {
    const kind = nargs === 0 ? "keyword " : "";
    const all = params.length;
    return `${name}() takes at most ${all} ${kind}argument${plural(all)} (${nargs + keywords} given)`;
  }
  if (nargs > max) {
    if (max === 0) return `${name}() takes no positional arguments`;
    const how = required < max ? "at most" : "exactly";
    return `${name}() takes ${how} ${max} positional argument${plural(max)} (${nargs} given)`;
  }
  const least = Math.min(positionalOnly, required);
  if (nargs < least) {
    const how = least < max ? "at least" : "exactly";
    return `${name}() takes ${how} ${least} positional argument${plural(least)} (${nargs} given)`;
  }
  return null;
}

/** A keyword is left over: it was given by position too, or there is no such parameter. */
function raiseWrongKeyword(vm: Interpreter, spec: Parameters, nargs: number, keywords: Keywords): void {
  const { name, params, positionalOnly = 0 } = spec;
  for (let i = positionalOnly; i < nargs; i++) {
    if (keywords.find(params[i]) !== NULL) {
      raise(vm, TYPE_ERROR, `argument for ${name}() given by name ('${params[i]}') and position (${i + 1})`);
      return;
    }
  }
  const named = params.slice(positionalOnly);
  for (const key of keywords.keys()) {
    if (!isStr(vm, key)) {
      raise(vm, TYPE_ERROR, "keywords must be strings");
      return;
    }
    if (!named.some((param) => strEqualsText(vm, key, param))) {
      raise(vm, TYPE_ERROR, `'${jsString(vm, key)}' is an invalid keyword argument for ${name}()`);
      return;
    }
  }
}
