/**
 * What emitted code calls for the mapping and class patterns of `match`.
 *
 * Source: CPython 3.11 Python/ceval.c (match_keys, match_class, match_class_attr).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TP_FLAGS, TPFLAGS_MATCH_SELF, TPFLAGS_TYPE_SUBCLASS } from "../memory/object_layout.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import {
  ATTRIBUTE_ERROR,
  EMPTY_TUPLE,
  identifier,
  NONE,
  OBJECT_TYPE,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { call0, callMethod2 } from "./call.ts";
import { mapUpdate } from "./dict_display.ts";
import { dictDel, dictNew } from "./dict.ts";
import { clearError, errorMatches, raise } from "./errors.ts";
import { reprText } from "./exceptions.ts";
import { getAttr, isInstance } from "./object.ts";
import { setAdd, setContains, setNew } from "./set.ts";
import { isExactStr, strEqual } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { tupleItem, tupleNew, tupleSetItem, tupleSize } from "./tuple.ts";
import { typeName, typeNameOf } from "./type_name.ts";

const ID_GET = identifier("get");
const ID_MATCH_ARGS = identifier("__match_args__");

/** Notes `key` as seen: 1, 0 if it was seen before, -1 with an exception. */
function noteSeen(vm: Interpreter, seen: Address, key: Address): number {
  const known = setContains(vm, seen, key);
  if (known !== 0) return known < 0 ? -1 : 0;
  return setAdd(vm, seen, key) < 0 ? -1 : 1;
}

/**
 * The values of the keys in a tuple, as a new tuple; None (new) if one is missing; NULL with an exception. `map.get` is asked, so
 * that a defaultdict makes nothing.
 */
export function matchKeys(vm: Interpreter, map: Address, keys: Address): Address {
  const n = tupleSize(vm, keys);
  if (n === 0) return newRef(vm, EMPTY_TUPLE);
  const seen = setNew(vm);
  const missing = seen === NULL ? NULL : call0(vm, OBJECT_TYPE);
  const values = missing === NULL ? NULL : tupleNew(vm, n);
  let result = values;
  for (let i = 0; values !== NULL && result === values && i < n; i++) {
    const value = valueOf(vm, map, tupleItem(vm, keys, i), seen, missing);
    if (value === missing) {
      decref(vm, value);
      result = newRef(vm, NONE);
    } else if (value === NULL) result = NULL;
    else tupleSetItem(vm, values, i, value);
  }
  if (result !== values) decref(vm, values);
  xdecref(vm, missing);
  xdecref(vm, seen);
  return result;
}

function valueOf(vm: Interpreter, map: Address, key: Address, seen: Address, missing: Address): Address {
  const fresh = noteSeen(vm, seen, key);
  if (fresh === 1) return callMethod2(vm, map, ID_GET, key, missing);
  if (fresh < 0) return NULL;
  const text = reprText(vm, key);
  return text === null ? NULL : raise(vm, VALUE_ERROR, `mapping pattern checks duplicate key (${text})`);
}

/** `**rest` of a mapping pattern: a new dict of the mapping's items without the keys. NULL with an exception. */
export function mappingRest(vm: Interpreter, map: Address, keys: Address): Address {
  const rest = dictNew(vm);
  if (rest === NULL) return NULL;
  let failed = mapUpdate(vm, rest, map) < 0;
  for (let i = 0, n = tupleSize(vm, keys); !failed && i < n; i++) {
    failed = dictDel(vm, rest, tupleItem(vm, keys, i)) < 0;
  }
  if (!failed) return rest;
  decref(vm, rest);
  return NULL;
}

/**
 * The attributes that a class pattern with `positional` sub-patterns and the keywords in the tuple `names` looks at, as a new
 * tuple; None (new) if the pattern does not match; NULL with an exception.
 */
export function matchClass(
  vm: Interpreter,
  subject: Address,
  type: Address,
  positional: number,
  names: Address,
): Address {
  if (!hasTypeFlag(vm, type, TPFLAGS_TYPE_SUBCLASS)) {
    return raise(vm, TYPE_ERROR, "called match pattern must be a type");
  }
  const instance = isInstance(vm, subject, type);
  if (instance <= 0) return instance < 0 ? NULL : newRef(vm, NONE);
  const named = tupleSize(vm, names);
  if (positional + named === 0) return newRef(vm, EMPTY_TUPLE);
  const matchArgs = positional > 0 ? positionalNames(vm, type, positional) : newRef(vm, EMPTY_TUPLE);
  const attributes = matchArgs === NULL ? NULL : tupleNew(vm, positional + named);
  if (attributes === NULL) {
    xdecref(vm, matchArgs);
    return NULL;
  }
  let isWhole = false;
  if (matchArgs === NONE) {
    tupleSetItem(vm, attributes, 0, newRef(vm, subject));
    isWhole = true;
  }
  const first = isWhole ? EMPTY_TUPLE : matchArgs;
  const matched = (isWhole || collect(vm, subject, type, first, positional, first, 0, attributes, 0)) &&
    collect(vm, subject, type, names, named, first, isWhole ? 0 : positional, attributes, positional);
  decref(vm, matchArgs);
  if (matched) return attributes;
  decref(vm, attributes);
  return vm.curexcType !== NULL ? NULL : newRef(vm, NONE);
}

/**
 * `__match_args__` of a class that has to have names for so many sub-patterns, new; None (new) if the sub-pattern is for the
 * whole subject. NULL with TypeError if there are too few.
 */
function positionalNames(vm: Interpreter, type: Address, positional: number): Address {
  let names = getAttr(vm, type, ID_MATCH_ARGS);
  if (names === NULL) {
    if (!errorMatches(vm, ATTRIBUTE_ERROR)) return NULL;
    clearError(vm);
    const isWhole = (vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MATCH_SELF) !== 0;
    names = newRef(vm, isWhole ? NONE : EMPTY_TUPLE);
  } else if (vm.i32[(names + OB_TYPE) >> 2] !== TUPLE_TYPE) {
    const text = `${typeName(vm, type)}.__match_args__ must be a tuple (got ${typeNameOf(vm, names)})`;
    decref(vm, names);
    return raise(vm, TYPE_ERROR, text);
  }
  const allowed = names === NONE ? 1 : tupleSize(vm, names);
  if (allowed >= positional) return names;
  decref(vm, names);
  const plural = allowed === 1 ? "" : "s";
  const text = `${
    typeName(vm, type)
  }() accepts ${allowed} positional sub-pattern${plural} (${positional} given)`;
  return raise(vm, TYPE_ERROR, text);
}

/**
 * Puts the attributes with the first `n` names of a tuple into another, from index `at` on. No name may be among the first
 * `taken` of the tuple `before`, or stand twice. False with an exception, or without one if an attribute is missing.
 */
function collect(
  vm: Interpreter,
  subject: Address,
  type: Address,
  names: Address,
  n: number,
  before: Address,
  taken: number,
  attributes: Address,
  at: number,
): boolean {
  for (let i = 0; i < n; i++) {
    const name = tupleItem(vm, names, i);
    if (!isExactStr(vm, name)) {
      raise(vm, TYPE_ERROR, `__match_args__ elements must be strings (got ${typeNameOf(vm, name)})`);
      return false;
    }
    if (isAmong(vm, name, before, taken) || isAmong(vm, name, names, i)) {
      const text = reprText(vm, name);
      if (text === null) return false;
      raise(vm, TYPE_ERROR, `${typeName(vm, type)}() got multiple sub-patterns for attribute ${text}`);
      return false;
    }
    const attribute = getAttr(vm, subject, name);
    if (attribute === NULL) {
      if (errorMatches(vm, ATTRIBUTE_ERROR)) clearError(vm);
      return false;
    }
    tupleSetItem(vm, attributes, at + i, attribute);
  }
  return true;
}

/** Is a str one of the first `n` of a tuple of strs? */
function isAmong(vm: Interpreter, name: Address, names: Address, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const other = tupleItem(vm, names, i);
    if (other === name || strEqual(vm, other, name)) return true;
  }
  return false;
}
