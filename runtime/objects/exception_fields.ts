/**
 * The exception types with fields of their own that are simply references: StopIteration.value, SystemExit.code,
 * ImportError.msg/name/path, NameError.name, AttributeError.name/obj.
 *
 * Each type initialises its fields from the arguments, after BaseException has kept those. Releasing is the same for
 * all: `makeFieldFunctions` gives a type's traverse, clear and dealloc from the offsets of its fields.
 *
 * Source: CPython 3.11 Objects/exceptions.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter, NativeFunction, Visit } from "../memory/interpreter.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import { clearField, decref, newRef, setField, typeOf, xincref } from "../memory/refcount.ts";
import { identifier, NONE, STR_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { dictCopy, dictNew, dictNext, dictSet, dictSize } from "./dict.ts";
import { raiseFlag } from "./errors.ts";
import {
  ATTRIBUTE_ERROR_OBJECT,
  EXC_ARGS,
  EXC_DICT,
  IMPORT_ERROR_OBJECT,
  NAME_ERROR_OBJECT,
  STOP_ITERATION_OBJECT,
  SYSTEM_EXIT_OBJECT,
} from "./exception_layout.ts";
import {
  baseExceptionClear,
  baseExceptionInit,
  baseExceptionStr,
  baseExceptionTraverse,
  freeException,
} from "./exceptions.ts";
import { isStr, jsString, strEqualsText } from "./str.ts";
import { tupleItem, tuplePack2, tuplePack3, tupleSize } from "./tuple.ts";

/** What a type with reference fields needs beside BaseException's functions. */
export interface FieldFunctions {
  traverse: NativeFunction;
  clear: NativeFunction;
  dealloc: NativeFunction;
}

/** traverse, clear and dealloc of an exception type with references at `offsets`. */
export function makeFieldFunctions(offsets: readonly number[]): FieldFunctions {
  const clear = (vm: Interpreter, self: Address): void => {
    for (const offset of offsets) clearField(vm, self + offset);
    baseExceptionClear(vm, self);
  };
  return {
    traverse: (vm: Interpreter, self: Address, visit: Visit): void => {
      for (const offset of offsets) {
        const child = vm.i32[(self + offset) >> 2];
        if (child !== NULL) visit(vm, child);
      }
      baseExceptionTraverse(vm, self, visit);
    },
    clear,
    dealloc: (vm: Interpreter, self: Address): void => {
      gcUntrack(vm, self);
      clear(vm, self);
      freeException(vm, self);
    },
  };
}

/** tp_init of StopIteration: `value` is the first argument. */
export function stopIterationInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (baseExceptionInit(vm, self, args, kwargs) < 0) return -1;
  const value = tupleSize(vm, args) > 0 ? tupleItem(vm, args, 0) : NONE;
  setField(vm, self + STOP_ITERATION_OBJECT.offsets.value, newRef(vm, value));
  return 0;
}

/** tp_init of SystemExit: `code` is the only argument, or the tuple of several. */
export function systemExitInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (baseExceptionInit(vm, self, args, kwargs) < 0) return -1;
  const n = tupleSize(vm, args);
  if (n > 0) {
    const code = n === 1 ? tupleItem(vm, args, 0) : args;
    setField(vm, self + SYSTEM_EXIT_OBJECT.offsets.code, newRef(vm, code));
  }
  return 0;
}

/**
 * Sets fields from keywords alone: `fields` is name -> offset; a field whose keyword is absent becomes NULL. 0, or -1
 * with TypeError.
 */
function initFromKeywords(
  vm: Interpreter,
  self: Address,
  type: string,
  kwargs: Address,
  fields: Readonly<Record<string, number>>,
): number {
  if (kwargs !== NULL && checkKeywords(vm, type, kwargs, fields) < 0) return -1;
  for (const [name, offset] of Object.entries(fields)) {
    const value = kwargs === NULL ? NULL : findKeyword(vm, kwargs, name);
    xincref(vm, value);
    setField(vm, self + offset, value);
  }
  return 0;
}

/** 0 if all keywords are among `fields`, else -1 with TypeError. */
function checkKeywords(
  vm: Interpreter,
  type: string,
  kwargs: Address,
  fields: Readonly<Record<string, number>>,
): number {
  const given = dictSize(vm, kwargs), most = Object.keys(fields).length;
  if (given > most) {
    const plural = most === 1 ? "" : "s";
    return raiseFlag(
      vm,
      TYPE_ERROR,
      `${type}() takes at most ${most} keyword argument${plural} (${given} given)`,
    );
  }
  for (let position = dictNext(vm, kwargs, 0); position >= 0; position = dictNext(vm, kwargs, position)) {
    if (!isStr(vm, vm.dictKey)) return raiseFlag(vm, TYPE_ERROR, "keywords must be strings");
    const name = jsString(vm, vm.dictKey);
    if (!Object.hasOwn(fields, name)) {
      return raiseFlag(vm, TYPE_ERROR, `'${name}' is an invalid keyword argument for ${type}()`);
    }
  }
  return 0;
}

/** The value of a keyword, borrowed, or NULL. */
function findKeyword(vm: Interpreter, kwargs: Address, name: string): Address {
  for (let position = dictNext(vm, kwargs, 0); position >= 0; position = dictNext(vm, kwargs, position)) {
    if (strEqualsText(vm, vm.dictKey, name)) return vm.dictValue;
  }
  return NULL;
}

const NAME = identifier("name");
const PATH = identifier("path");
const I = IMPORT_ERROR_OBJECT.offsets;
const IMPORT_ERROR_KEYWORDS = { name: I.name, path: I.path } as const;

/** tp_init of ImportError: keywords `name` and `path`; `msg` is the only argument. */
export function importErrorInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (baseExceptionInit(vm, self, args, NULL) < 0) return -1;
  if (initFromKeywords(vm, self, "ImportError", kwargs, IMPORT_ERROR_KEYWORDS) < 0) return -1;
  const msg = tupleSize(vm, args) === 1 ? newRef(vm, tupleItem(vm, args, 0)) : NULL;
  setField(vm, self + I.msg, msg);
  return 0;
}

/** tp_str of ImportError: the message if it is a plain str. */
export function importErrorStr(vm: Interpreter, self: Address): Address {
  const msg = vm.i32[(self + I.msg) >> 2];
  if (msg !== NULL && typeOf(vm, msg) === STR_TYPE) return newRef(vm, msg);
  return baseExceptionStr(vm, self);
}

/** `__reduce__()` of ImportError: `name` and `path` are part of the state. */
export function importErrorReduce(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const state = importErrorState(vm, self);
  if (state === NULL) return NULL;
  const type = typeOf(vm, self), args = i32[(self + EXC_ARGS) >> 2];
  const result = state === NONE ? tuplePack2(vm, type, args) : tuplePack3(vm, type, args, state);
  decref(vm, state);
  return result;
}

/** The attributes with `name` and `path`, a new dict; the attributes themselves, or None, if those are not set. */
function importErrorState(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const dict = i32[(self + EXC_DICT) >> 2];
  const name = i32[(self + I.name) >> 2], path = i32[(self + I.path) >> 2];
  if (name === NULL && path === NULL) return newRef(vm, dict === NULL ? NONE : dict);
  const state = dict === NULL ? dictNew(vm) : dictCopy(vm, dict);
  if (state === NULL) return NULL;
  if (
    (name !== NULL && dictSet(vm, state, NAME, name) < 0) ||
    (path !== NULL && dictSet(vm, state, PATH, path) < 0)
  ) {
    decref(vm, state);
    return NULL;
  }
  return state;
}

const NAME_ERROR_KEYWORDS = { name: NAME_ERROR_OBJECT.offsets.name } as const;

/** tp_init of NameError: keyword `name`. */
export function nameErrorInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (baseExceptionInit(vm, self, args, NULL) < 0) return -1;
  return initFromKeywords(vm, self, "NameError", kwargs, NAME_ERROR_KEYWORDS);
}

const ATTRIBUTE_ERROR_KEYWORDS = {
  name: ATTRIBUTE_ERROR_OBJECT.offsets.name,
  obj: ATTRIBUTE_ERROR_OBJECT.offsets.obj,
} as const;

/** tp_init of AttributeError: keywords `name` and `obj`. */
export function attributeErrorInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (baseExceptionInit(vm, self, args, NULL) < 0) return -1;
  return initFromKeywords(vm, self, "AttributeError", kwargs, ATTRIBUTE_ERROR_KEYWORDS);
}
