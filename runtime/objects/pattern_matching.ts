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
import { listAppend, listAsTuple, listNew } from "./list.ts";
import { getAttr, isInstance } from "./object.ts";
import { setAdd, setContains, setNew } from "./set.ts";
import { isExactStr } from "./str.ts";
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
  const seen = setNew(vm);
  const attributes = seen === NULL ? NULL : listNew(vm, 0);
  let result = NULL;
  if (attributes !== NULL) {
    const matched = collectPositional(vm, subject, type, positional, seen, attributes) &&
      collectNamed(vm, subject, type, names, tupleSize(vm, names), seen, attributes);
    if (matched) result = listAsTuple(vm, attributes);
    else if (vm.curexcType === NULL) result = newRef(vm, NONE);
    decref(vm, attributes);
  }
  xdecref(vm, seen);
  return result;
}

/** Appends the attributes for the positional sub-patterns. False without an exception: no match. */
function collectPositional(
  vm: Interpreter,
  subject: Address,
  type: Address,
  positional: number,
  seen: Address,
  attributes: Address,
): boolean {
  if (positional === 0) return true;
  let matchArgs = getAttr(vm, type, ID_MATCH_ARGS);
  let wholeSubject = false;
  if (matchArgs === NULL) {
    if (!errorMatches(vm, ATTRIBUTE_ERROR)) return false;
    clearError(vm);
    wholeSubject = (vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MATCH_SELF) !== 0;
    matchArgs = newRef(vm, EMPTY_TUPLE);
  }
  const matched = checkMatchArgs(vm, type, matchArgs, positional, wholeSubject) &&
    (wholeSubject
      ? listAppend(vm, attributes, subject) === 0
      : collectNamed(vm, subject, type, matchArgs, positional, seen, attributes));
  decref(vm, matchArgs);
  return matched;
}

/** Are there as many `__match_args__` as positional sub-patterns? TypeError otherwise. */
function checkMatchArgs(
  vm: Interpreter,
  type: Address,
  matchArgs: Address,
  positional: number,
  wholeSubject: boolean,
): boolean {
  const name = typeName(vm, type);
  if (vm.i32[(matchArgs + OB_TYPE) >> 2] !== TUPLE_TYPE) {
    const given = typeNameOf(vm, matchArgs);
    raise(vm, TYPE_ERROR, `${name}.__match_args__ must be a tuple (got ${given})`);
    return false;
  }
  const allowed = wholeSubject ? 1 : tupleSize(vm, matchArgs);
  if (allowed >= positional) return true;
  const plural = allowed === 1 ? "" : "s";
  const text = `${name}() accepts ${allowed} positional sub-pattern${plural} (${positional} given)`;
  raise(vm, TYPE_ERROR, text);
  return false;
}

/** Appends the attributes with the first `n` names of a tuple. False without an exception: one is missing. */
function collectNamed(
  vm: Interpreter,
  subject: Address,
  type: Address,
  names: Address,
  n: number,
  seen: Address,
  attributes: Address,
): boolean {
  for (let i = 0; i < n; i++) {
    const name = tupleItem(vm, names, i);
    if (!isExactStr(vm, name)) {
      raise(vm, TYPE_ERROR, `__match_args__ elements must be strings (got ${typeNameOf(vm, name)})`);
      return false;
    }
    const attribute = attributeOf(vm, subject, type, name, seen);
    if (attribute === NULL) return false;
    const failed = listAppend(vm, attributes, attribute) < 0;
    decref(vm, attribute);
    if (failed) return false;
  }
  return true;
}

/** An attribute of the subject, new; NULL without an exception if it has none of this name. */
function attributeOf(
  vm: Interpreter,
  subject: Address,
  type: Address,
  name: Address,
  seen: Address,
): Address {
  const fresh = noteSeen(vm, seen, name);
  if (fresh === 0) {
    const text = reprText(vm, name);
    if (text !== null) {
      const what = `${typeName(vm, type)}() got multiple sub-patterns for attribute ${text}`;
      raise(vm, TYPE_ERROR, what);
    }
  }
  if (fresh !== 1) return NULL;
  const attribute = getAttr(vm, subject, name);
  if (attribute === NULL && errorMatches(vm, ATTRIBUTE_ERROR)) clearError(vm);
  return attribute;
}
