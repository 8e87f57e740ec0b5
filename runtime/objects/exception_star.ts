/**
 * What emitted code calls around `except*`.
 *
 *     failure --> catchException; orig = vm.handled, raised = [], rest = orig
 *                 matchGroup(rest, type) for each clause: what it handles becomes vm.handled, the rest goes on
 *                 collectRaised: what the clause's body raised is put into the list
 *                 what is left is put into the list
 *                 groupToRaise(orig, raised): None, or what leaves the statement
 *
 * An exception that is no group is handled as a group of one. What the bodies raised themselves leaves in a new group, together
 * with what was not handled or raised again, in the shape that the original had.
 *
 * Source: CPython 3.11 Python/ceval.c (CHECK_EG_MATCH, exception_group_match), Objects/exceptions.c (_PyExc_PrepReraiseStar).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TPFLAGS_TUPLE_SUBCLASS } from "../memory/object_layout.ts";
import { decref, newRef, setField, xdecref } from "../memory/refcount.ts";
import { EMPTY_STR, exceptionType, identifier, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { call, callMethod1 } from "./call.ts";
import { completeContext, fetchError, givenMatches, normalizeException, raise, raiseFlag } from "./errors.ts";
import { groupExceptions, isExceptionGroup, type Leaves, projectGroup } from "./exception_group.ts";
import { checkCatchable } from "./exception_handling.ts";
import { EXC_CAUSE, EXC_CONTEXT, EXC_NOTES, EXC_TRACEBACK } from "./exception_layout.ts";
import { listAppend, listItem, listNew, listSize } from "./list.ts";
import { isSubclass } from "./object.ts";
import { hasTypeFlag } from "./subtype.ts";
import { addTraceback } from "./traceback.ts";
import { tupleItem, tuplePack1, tuplePack2, tupleSize } from "./tuple.ts";
import { formatType } from "./errors.ts";

const BASE_EXCEPTION_GROUP = exceptionType("BaseExceptionGroup");
const ID_SPLIT = identifier("split");

/** May `except* type` stand there? 0, or -1 with TypeError. */
function checkStarType(vm: Interpreter, type: Address): number {
  if (checkCatchable(vm, type) < 0) return -1;
  let isGroup = 0;
  if (hasTypeFlag(vm, type, TPFLAGS_TUPLE_SUBCLASS)) {
    for (let i = 0; isGroup === 0 && i < tupleSize(vm, type); i++) {
      isGroup = isSubclass(vm, tupleItem(vm, type, i), BASE_EXCEPTION_GROUP);
    }
  } else isGroup = isSubclass(vm, type, BASE_EXCEPTION_GROUP);
  if (isGroup === 0) return 0;
  if (isGroup < 0) return -1;
  return raiseFlag(
    vm,
    TYPE_ERROR,
    "catching ExceptionGroup with except* is not allowed. Use except instead.",
  );
}

/** A new group of the exceptions in a tuple or list (borrowed), without a message. NULL with an exception. */
function newGroup(vm: Interpreter, exceptions: Address): Address {
  const args = tuplePack2(vm, EMPTY_STR, exceptions);
  if (args === NULL) return NULL;
  const group = call(vm, BASE_EXCEPTION_GROUP, args, NULL);
  decref(vm, args);
  return group;
}

/**
 * What of `rest` (borrowed: an exception or None) is handled by `except* type`: a new group, or None (new). In `vm.second` what is
 * left of `rest`, new. NULL with an exception; then vm.second is NULL.
 */
export function matchGroup(vm: Interpreter, rest: Address, type: Address): Address {
  vm.second = NULL;
  if (checkStarType(vm, type) < 0) return NULL;
  let match = NONE, left = rest;
  if (rest !== NONE && givenMatches(vm, rest, type)) {
    left = NONE;
    match = rest;
    if (!isExceptionGroup(vm, rest)) {
      const only = tuplePack1(vm, rest);
      match = only === NULL ? NULL : newGroup(vm, only);
      xdecref(vm, only);
      if (match !== NULL) vm.second = newRef(vm, NONE);
      return match;
    }
  } else if (rest !== NONE && isExceptionGroup(vm, rest)) return splitGroup(vm, rest, type);
  vm.second = newRef(vm, left);
  return newRef(vm, match);
}

/** Splits a group by its own method. */
function splitGroup(vm: Interpreter, group: Address, type: Address): Address {
  const pair = callMethod1(vm, group, ID_SPLIT, type);
  if (pair === NULL) return NULL;
  let match = NULL;
  if (!hasTypeFlag(vm, pair, TPFLAGS_TUPLE_SUBCLASS)) {
    raise(vm, TYPE_ERROR, `${formatType(vm, group)}.split must return a tuple, not ${formatType(vm, pair)}`);
  } else if (tupleSize(vm, pair) < 2) {
    const text = `${formatType(vm, group)}.split must return a 2-tuple, got tuple of size ${
      tupleSize(vm, pair)
    }`;
    raise(vm, TYPE_ERROR, text);
  } else {
    match = newRef(vm, tupleItem(vm, pair, 0));
    vm.second = newRef(vm, tupleItem(vm, pair, 1));
  }
  decref(vm, pair);
  return match;
}

/** A clause begins: what it handles (stolen) is handled now. Can run any code. */
export function handleGroup(vm: Interpreter, match: Address): void {
  const before = vm.handled;
  vm.handled = match;
  xdecref(vm, before);
}

/**
 * The body of a clause has failed, in the function of the record at `fp` at position number `position`: puts the exception into
 * the list. 0, or -1 with MemoryError. Can run any code.
 */
export function collectRaised(vm: Interpreter, fp: Address, position: number, list: Address): number {
  addTraceback(vm, fp, position);
  if (vm.curexcValue === NULL) completeContext(vm);
  normalizeException(vm);
  const [type, value, traceback] = fetchError(vm);
  setField(vm, value + EXC_TRACEBACK, traceback);
  const failed = listAppend(vm, list, value);
  decref(vm, type);
  decref(vm, value);
  return failed;
}

/** The leaves of an exception into a set of addresses; the exception is held. */
function collectLeaves(vm: Interpreter, exception: Address, leaves: Leaves): void {
  if (!isExceptionGroup(vm, exception)) {
    leaves.add(exception);
    return;
  }
  const items = groupExceptions(vm, exception);
  for (let i = 0, n = tupleSize(vm, items); i < n; i++) collectLeaves(vm, tupleItem(vm, items, i), leaves);
}

/** Whether an exception is part of the original group: it has the same notes, traceback, cause and context. */
function isPartOf(vm: Interpreter, exception: Address, original: Address): boolean {
  if (!isExceptionGroup(vm, exception)) return false;
  for (const offset of [EXC_NOTES, EXC_TRACEBACK, EXC_CAUSE, EXC_CONTEXT]) {
    if (vm.i32[(exception + offset) >> 2] !== vm.i32[(original + offset) >> 2]) return false;
  }
  return true;
}

/**
 * What leaves an `except*` statement that has caught `original`: an exception, or None if all is handled; new. The list (borrowed)
 * has what the bodies raised and what was left. NULL with an exception.
 */
export function groupToRaise(vm: Interpreter, original: Address, list: Address): Address {
  if (listSize(vm, list) === 0) return newRef(vm, NONE);
  if (!isExceptionGroup(vm, original)) return newRef(vm, listItem(vm, list, 0));
  const raised = listNew(vm, 0);
  if (raised === NULL) return NULL;
  const result = separate(vm, original, list, raised);
  decref(vm, raised);
  return result;
}

/** Puts what is new into the list `raised`; what was not handled or raised again keeps the shape of the original. */
function separate(vm: Interpreter, original: Address, list: Address, raised: Address): Address {
  const leaves: Leaves = new Set();
  for (let i = 0, n = listSize(vm, list); i < n; i++) {
    const exception = listItem(vm, list, i);
    if (exception === NONE) continue;
    if (isPartOf(vm, exception, original)) collectLeaves(vm, exception, leaves);
    else if (listAppend(vm, raised, exception) < 0) return NULL;
  }
  let again = NULL;
  if (leaves.size > 0) {
    const part = projectGroup(vm, original, leaves);
    if (part === null) return NULL;
    again = part;
  }
  if (listSize(vm, raised) === 0) return again === NULL ? newRef(vm, NONE) : again;
  const failed = again !== NULL && listAppend(vm, raised, again) < 0;
  xdecref(vm, again);
  return failed ? NULL : newGroup(vm, raised);
}
