/**
 * BaseExceptionGroup and ExceptionGroup: several exceptions that travel as one.
 *
 * `BaseExceptionGroup(message, exceptions)` gives an ExceptionGroup when all of the exceptions are Exceptions.
 * `split` and `subgroup` take a group apart by a condition (a class, a tuple of classes or a function), keeping the
 * nesting; each part that is made gets the traceback, the chain and the notes of the group it comes from.
 *
 * Source: CPython 3.11 Objects/exceptions.c (BaseExceptionGroup_*, exceptiongroup_split_recursive).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TPFLAGS_TUPLE_SUBCLASS } from "../memory/object_layout.ts";
import { decref, newRef, setField, typeOf, xdecref, xincref } from "../memory/refcount.ts";
import {
  EXCEPTION,
  exceptionType,
  FUNCTION_TYPE,
  identifier,
  NONE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { checkPositional } from "./arguments.ts";
import { call, call1, callMethod1 } from "./call.ts";
import { dictSize } from "./dict.ts";
import {
  errorOccurred,
  formatType,
  givenMatches,
  isExceptionClass,
  isExceptionInstance,
  raise,
  raiseFlag,
  setContext,
  setTraceback,
} from "./errors.ts";
import {
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_SUPPRESS_CONTEXT,
  EXC_TRACEBACK,
  EXCEPTION_GROUP_OBJECT,
} from "./exception_layout.ts";
import { baseExceptionInit, baseExceptionNew, strText } from "./exceptions.ts";
import { isSequence } from "./iterate.ts";
import { listAppend, listNew, listSize } from "./list.ts";
import { internJs } from "./interning.ts";
import { newGenericAlias } from "./generic_alias.ts";
import { METH_CLASS, METH_FASTCALL, METH_O, type MethodSpec } from "./method_definition.ts";
import { isTrue, lookupAttr, setAttr } from "./object.ts";
import { enterRecursive, leaveRecursive } from "./recursion.ts";
import { sequenceList, sequenceTuple } from "./sequence.ts";
import { isStr, newStr } from "./str.ts";
import { hasTypeFlag, isInstanceOf, isSubtype } from "./subtype.ts";
import { tupleItem, tuplePack2, tupleSize } from "./tuple.ts";
import { typeName } from "./type_name.ts";

const BASE_EXCEPTION_GROUP = exceptionType("BaseExceptionGroup");
const EXCEPTION_GROUP = exceptionType("ExceptionGroup");
const G = EXCEPTION_GROUP_OBJECT.offsets;
const NOTES_NAME = identifier("__notes__");

/** Bases of ExceptionGroup. */
export const EXCEPTION_GROUP_BASES: readonly Address[] = [BASE_EXCEPTION_GROUP, EXCEPTION];
/** Bytes of an ExceptionGroup: the group's fields and a place for weak references. */
export const EXCEPTION_GROUP_SIZE = EXCEPTION_GROUP_OBJECT.size + 8;
/** Offset of that place. */
export const EXCEPTION_GROUP_WEAKLIST = EXCEPTION_GROUP_OBJECT.size;
/** The references among the fields. */
export const EXCEPTION_GROUP_REFERENCES = [G.msg, G.excs] as const;

/** The exceptions of a group, a borrowed tuple. */
export function groupExceptions(vm: Interpreter, group: Address): Address {
  return vm.i32[(group + G.excs) >> 2];
}

/** Whether an object is a group. */
export function isExceptionGroup(vm: Interpreter, object: Address): boolean {
  return isInstanceOf(vm, object, BASE_EXCEPTION_GROUP);
}

/** tp_new of BaseExceptionGroup. */
export function exceptionGroupNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const n = tupleSize(vm, args);
  const name = "BaseExceptionGroup.__new__()";
  if (n !== 2) return raise(vm, TYPE_ERROR, `${name} takes exactly 2 arguments (${n} given)`);
  const message = tupleItem(vm, args, 0), sequence = tupleItem(vm, args, 1);
  if (!isStr(vm, message)) {
    return raise(vm, TYPE_ERROR, `${name} argument 1 must be str, not ${formatType(vm, message)}`);
  }
  if (!isSequence(vm, sequence)) {
    return raise(vm, TYPE_ERROR, "second argument (exceptions) must be a sequence");
  }
  const exceptions = sequenceTuple(vm, sequence);
  if (exceptions === NULL) return NULL;
  const actual = classFor(vm, type, exceptions);
  const self = actual === NULL ? NULL : baseExceptionNew(vm, actual, args, kwargs);
  if (self === NULL) {
    decref(vm, exceptions);
    return NULL;
  }
  vm.i32[(self + G.msg) >> 2] = newRef(vm, message);
  vm.i32[(self + G.excs) >> 2] = exceptions;
  return self;
}

/** The class that a group of these exceptions gets when `type` is called; NULL with an exception if it may not. */
function classFor(vm: Interpreter, type: Address, exceptions: Address): Address {
  const n = tupleSize(vm, exceptions);
  if (n === 0) return raise(vm, VALUE_ERROR, "second argument (exceptions) must be a non-empty sequence");
  let onlyExceptions = true;
  for (let i = 0; i < n; i++) {
    const item = tupleItem(vm, exceptions, i);
    if (!isExceptionInstance(vm, item)) {
      return raise(vm, VALUE_ERROR, `Item ${i} of second argument (exceptions) is not an exception`);
    }
    onlyExceptions &&= isInstanceOf(vm, item, EXCEPTION);
  }
  if (type === BASE_EXCEPTION_GROUP) return onlyExceptions ? EXCEPTION_GROUP : type;
  if (onlyExceptions || !isSubtype(vm, type, EXCEPTION)) return type;
  const where = type === EXCEPTION_GROUP ? "an ExceptionGroup" : `'${typeName(vm, type)}'`;
  return raise(vm, TYPE_ERROR, `Cannot nest BaseExceptions in ${where}`);
}

/** tp_init of BaseExceptionGroup: `__new__` has done everything. */
export function exceptionGroupInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (kwargs !== NULL && dictSize(vm, kwargs) !== 0) {
    return raiseFlag(vm, TYPE_ERROR, `${formatType(vm, self)}() takes no keyword arguments`);
  }
  return baseExceptionInit(vm, self, args, NULL);
}

/** tp_str of BaseExceptionGroup: "message (2 sub-exceptions)". */
export function exceptionGroupStr(vm: Interpreter, self: Address): Address {
  const message = strText(vm, vm.i32[(self + G.msg) >> 2]);
  if (message === null) return NULL;
  const n = tupleSize(vm, groupExceptions(vm, self));
  return newStr(vm, `${message} (${n} sub-exception${n > 1 ? "s" : ""})`);
}

/** `derive(exceptions)`: a group with the same message. */
function derive(vm: Interpreter, self: Address, exceptions: Address): Address {
  const args = tuplePack2(vm, vm.i32[(self + G.msg) >> 2], exceptions);
  if (args === NULL) return NULL;
  const group = call(vm, BASE_EXCEPTION_GROUP, args, NULL);
  decref(vm, args);
  return group;
}

// Taking apart ---------------------------------------------------------------------------------------------------

/** Whether something can be a condition: a function, a class of exceptions, or a tuple of such; else TypeError. */
function checkCondition(vm: Interpreter, condition: Address): boolean {
  if (typeOf(vm, condition) === FUNCTION_TYPE || isExceptionClass(vm, condition)) return true;
  if (hasTypeFlag(vm, condition, TPFLAGS_TUPLE_SUBCLASS)) {
    let all = true;
    for (let i = 0; i < tupleSize(vm, condition); i++) {
      all &&= isExceptionClass(vm, tupleItem(vm, condition, i));
    }
    if (all) return true;
  }
  raise(vm, TYPE_ERROR, "expected a function, exception type or tuple of exception types");
  return false;
}

/** The addresses of exceptions that are no groups: with them as the condition, exactly these fulfil it. */
export type Leaves = Set<Address>;

/** Whether an exception fulfils a condition: 1, 0, or -1 with an exception. */
function fulfils(vm: Interpreter, error: Address, condition: Address | Leaves): number {
  if (typeof condition !== "number") return condition.has(error) ? 1 : 0;
  if (typeOf(vm, condition) !== FUNCTION_TYPE) return givenMatches(vm, error, condition) ? 1 : 0;
  const answer = call1(vm, condition, error);
  if (answer === NULL) return -1;
  const flag = isTrue(vm, answer);
  decref(vm, answer);
  return flag;
}

/** What of an exception fulfils a condition, and the rest: new references, NULL where nothing is left. */
interface Parts {
  match: Address;
  rest: Address;
}

/** Splits an exception; without `wantRest` the rest is not made. null with an exception. */
function splitError(
  vm: Interpreter,
  error: Address,
  condition: Address | Leaves,
  wantRest: boolean,
): Parts | null {
  const whole = fulfils(vm, error, condition);
  if (whole < 0) return null;
  if (whole === 1) return { match: newRef(vm, error), rest: NULL };
  if (!isExceptionGroup(vm, error)) return { match: NULL, rest: wantRest ? newRef(vm, error) : NULL };
  if (!enterRecursive(vm, " in exceptiongroup_split_recursive")) return null;
  const parts = splitItems(vm, error, condition, wantRest);
  leaveRecursive(vm);
  return parts;
}

function splitItems(
  vm: Interpreter,
  group: Address,
  condition: Address | Leaves,
  wantRest: boolean,
): Parts | null {
  const matches = listNew(vm, 0);
  const others = matches === NULL ? NULL : listNew(vm, 0);
  let parts: Parts | null = null;
  if (others !== NULL && sortItems(vm, groupExceptions(vm, group), condition, wantRest, matches, others)) {
    const match = subset(vm, group, matches);
    const rest = match === null ? null : subset(vm, group, others);
    if (match !== null && rest === null) xdecref(vm, match);
    if (match !== null && rest !== null) parts = { match, rest };
  }
  xdecref(vm, matches);
  xdecref(vm, others);
  return parts;
}

/** Appends the parts of each item to two lists; false with an exception. */
function sortItems(
  vm: Interpreter,
  items: Address,
  condition: Address | Leaves,
  wantRest: boolean,
  matches: Address,
  others: Address,
): boolean {
  for (let i = 0; i < tupleSize(vm, items); i++) {
    const parts = splitError(vm, tupleItem(vm, items, i), condition, wantRest);
    if (parts === null) return false;
    const { match, rest } = parts;
    const failed = (match !== NULL && listAppend(vm, matches, match) < 0) ||
      (rest !== NULL && listAppend(vm, others, rest) < 0);
    xdecref(vm, match);
    xdecref(vm, rest);
    if (failed) return false;
  }
  return true;
}

/** A group like `group` of the exceptions in a list: new, NULL for an empty list; null with an exception. */
function subset(vm: Interpreter, group: Address, list: Address): Address | null {
  if (listSize(vm, list) === 0) return NULL;
  const name = internJs(vm, "derive");
  const part = name === NULL ? NULL : callMethod1(vm, group, name, list);
  xdecref(vm, name);
  if (part === NULL) return null;
  if (!isExceptionGroup(vm, part)) {
    decref(vm, part);
    raise(vm, TYPE_ERROR, "derive must return an instance of BaseExceptionGroup");
    return null;
  }
  copyField(vm, group, part, EXC_TRACEBACK, setTraceback);
  copyField(vm, group, part, EXC_CONTEXT, setContext);
  copyField(vm, group, part, EXC_CAUSE, (vm, o, value) => setField(vm, o + EXC_CAUSE, value));
  vm.u8[part + EXC_SUPPRESS_CONTEXT] = vm.u8[group + EXC_SUPPRESS_CONTEXT];
  if (copyNotes(vm, group, part) === 0) return part;
  decref(vm, part);
  return null;
}

function copyField(
  vm: Interpreter,
  from: Address,
  to: Address,
  offset: number,
  set: (vm: Interpreter, object: Address, value: Address) => void,
): void {
  const value = vm.i32[(from + offset) >> 2];
  xincref(vm, value);
  set(vm, to, value);
}

/** Gives the new group a copy of the old one's notes if those are a sequence; 0 or -1. */
function copyNotes(vm: Interpreter, from: Address, to: Address): number {
  const notes = lookupAttr(vm, from, NOTES_NAME);
  if (notes === NULL) return errorOccurred(vm) !== NULL ? -1 : 0;
  let status = 0;
  if (isSequence(vm, notes)) {
    const copy = sequenceList(vm, notes);
    status = copy === NULL ? -1 : setAttr(vm, to, NOTES_NAME, copy);
    xdecref(vm, copy);
  }
  decref(vm, notes);
  return status;
}

/** The part of a group with these leaves, new, NULL if there are none; null with an exception. */
export function projectGroup(vm: Interpreter, group: Address, leaves: Leaves): Address | null {
  const parts = splitError(vm, group, leaves, false);
  return parts === null ? null : parts.match;
}

/** `split(condition)`: what fulfils it and the rest, None where nothing is left. */
function split(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "split", nargs, 1, 1) || !checkCondition(vm, vm.i32[args >> 2])) return NULL;
  const parts = splitError(vm, self, vm.i32[args >> 2], true);
  if (parts === null) return NULL;
  const pair = tuplePack2(vm, parts.match || NONE, parts.rest || NONE);
  xdecref(vm, parts.match);
  xdecref(vm, parts.rest);
  return pair;
}

/** `subgroup(condition)`: what fulfils it, or None. */
function subgroup(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "subgroup", nargs, 1, 1) || !checkCondition(vm, vm.i32[args >> 2])) return NULL;
  const parts = splitError(vm, self, vm.i32[args >> 2], false);
  if (parts === null) return NULL;
  return parts.match || newRef(vm, NONE);
}

/** Methods of BaseExceptionGroup. */
export const EXCEPTION_GROUP_METHODS: readonly MethodSpec[] = [
  { name: "derive", flags: METH_O, fn: derive },
  { name: "split", flags: METH_FASTCALL, fn: split },
  { name: "subgroup", flags: METH_FASTCALL, fn: subgroup },
  { name: "__class_getitem__", flags: METH_O | METH_CLASS, fn: newGenericAlias, doc: "See PEP 585" },
];
