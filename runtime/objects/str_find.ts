/**
 * Methods of str that look for something: find, rfind, index, rindex, count, startswith, endswith; and `in`.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (unicode_find, unicode_count, unicode_startswith, tailmatch,
 * PyUnicode_Contains).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { newRef } from "../memory/refcount.ts";
import { raise, raiseFlag } from "./errors.ts";
import { intFromNumber } from "./int.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { isCompactAscii, isStr, strLength } from "./str.ts";
import { ensureStr, parseFind } from "./str_arguments.ts";
import * as strLayout from "./str_layout.ts";
import { countSubstring, findInText, findLastSubstring, findSubstring, matchesAt } from "./str_search.ts";
import { hasTypeFlag } from "./subtype.ts";
import * as tuple from "./tuple.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const { NULL } = heap;
const { OB_SIZE, OB_TYPE, TPFLAGS_TUPLE_SUBCLASS } = objectLayout;
const { FALSE, STR_TYPE, TRUE, TYPE_ERROR, VALUE_ERROR } = statics;
const { METH_VARARGS } = methodDefinition;
const { ASCII_DATA, STR_LENGTH } = strLayout;
const { TUPLE_ITEMS } = tuple;

const SUBSTRING_NOT_FOUND = "substring not found";

/** The only argument, borrowed, if it is an exact str; else NULL. */
function onlyStr(vm: Interpreter, args: Address): Address {
  const i32 = vm.i32;
  if (i32[(args + OB_SIZE) >> 2] !== 1) return NULL;
  const argument = i32[(args + TUPLE_ITEMS) >> 2];
  return i32[(argument + OB_TYPE) >> 2] === STR_TYPE ? argument : NULL;
}

/** Position of what the arguments ask for, -1 if it is not there, -2 with an exception. */
function find(vm: Interpreter, self: Address, args: Address, name: string, last: boolean): number {
  const sub = parseFind(vm, name, args, strLength(vm, self));
  if (sub === NULL || !ensureStr(vm, sub)) return -2;
  const start = vm.sliceStart, end = vm.sliceStop;
  return last ? findLastSubstring(vm, self, sub, start, end) : findSubstring(vm, self, sub, start, end);
}

function findMethod(vm: Interpreter, self: Address, args: Address): Address {
  const only = onlyStr(vm, args);
  const at = only !== NULL ? findInText(vm, self, only) : find(vm, self, args, "find", false);
  return at === -2 ? NULL : intFromNumber(vm, at);
}

function rfindMethod(vm: Interpreter, self: Address, args: Address): Address {
  const at = find(vm, self, args, "rfind", true);
  return at === -2 ? NULL : intFromNumber(vm, at);
}

function indexMethod(vm: Interpreter, self: Address, args: Address): Address {
  const only = onlyStr(vm, args);
  const at = only !== NULL ? findInText(vm, self, only) : find(vm, self, args, "index", false);
  if (at === -1) return raise(vm, VALUE_ERROR, SUBSTRING_NOT_FOUND);
  return at === -2 ? NULL : intFromNumber(vm, at);
}

function rindexMethod(vm: Interpreter, self: Address, args: Address): Address {
  const at = find(vm, self, args, "rindex", true);
  if (at === -1) return raise(vm, VALUE_ERROR, SUBSTRING_NOT_FOUND);
  return at === -2 ? NULL : intFromNumber(vm, at);
}

function countMethod(vm: Interpreter, self: Address, args: Address): Address {
  const only = onlyStr(vm, args);
  if (only !== NULL) {
    return intFromNumber(vm, countSubstring(vm, self, only, 0, strLength(vm, self), Infinity));
  }
  const sub = parseFind(vm, "count", args, strLength(vm, self));
  if (sub === NULL || !ensureStr(vm, sub)) return NULL;
  return intFromNumber(vm, countSubstring(vm, self, sub, vm.sliceStart, vm.sliceStop, Infinity));
}

/** Whether `sub` stands at the start, or the end, of [start, end). */
function matchesEdge(
  vm: Interpreter,
  self: Address,
  sub: Address,
  start: number,
  end: number,
  atEnd: boolean,
): boolean {
  const last = end - strLength(vm, sub);
  if (last < start) return false;
  return strLength(vm, sub) === 0 || matchesAt(vm, self, sub, atEnd ? last : start);
}

/** Whether the compact ASCII str `sub` stands at `from`, where it fits. */
function startsAt(vm: Interpreter, from: Address, sub: Address): boolean {
  const u8 = vm.u8;
  const length = vm.i32[(sub + STR_LENGTH) >> 2], pattern = sub + ASCII_DATA;
  for (let i = 0; i < length; i++) if (u8[from + i] !== u8[pattern + i]) return false;
  return true;
}

function edgeMethod(vm: Interpreter, self: Address, args: Address, name: string, atEnd: boolean): Address {
  const what = parseFind(vm, name, args, strLength(vm, self));
  if (what === NULL) return NULL;
  const start = vm.sliceStart, end = vm.sliceStop;
  if (hasTypeFlag(vm, what, TPFLAGS_TUPLE_SUBCLASS)) {
    for (let i = 0, n = tupleSize(vm, what); i < n; i++) {
      const sub = tupleItem(vm, what, i);
      if (!isStr(vm, sub)) {
        return raise(
          vm,
          TYPE_ERROR,
          `tuple for ${name} must only contain str, not ${typeNameOf(vm, sub, 100)}`,
        );
      }
      if (matchesEdge(vm, self, sub, start, end, atEnd)) return newRef(vm, TRUE);
    }
    return newRef(vm, FALSE);
  }
  if (!isStr(vm, what)) {
    const given = typeNameOf(vm, what, 100);
    return raise(vm, TYPE_ERROR, `${name} first arg must be str or a tuple of str, not ${given}`);
  }
  return newRef(vm, matchesEdge(vm, self, what, start, end, atEnd) ? TRUE : FALSE);
}

function startswithMethod(vm: Interpreter, self: Address, args: Address): Address {
  const sub = onlyStr(vm, args);
  if (sub === NULL || !isCompactAscii(vm, self) || !isCompactAscii(vm, sub)) {
    return edgeMethod(vm, self, args, "startswith", false);
  }
  const room = strLength(vm, self) - strLength(vm, sub);
  return newRef(vm, room >= 0 && startsAt(vm, self + ASCII_DATA, sub) ? TRUE : FALSE);
}

function endswithMethod(vm: Interpreter, self: Address, args: Address): Address {
  const sub = onlyStr(vm, args);
  if (sub === NULL || !isCompactAscii(vm, self) || !isCompactAscii(vm, sub)) {
    return edgeMethod(vm, self, args, "endswith", true);
  }
  const room = strLength(vm, self) - strLength(vm, sub);
  return newRef(vm, room >= 0 && startsAt(vm, self + ASCII_DATA + room, sub) ? TRUE : FALSE);
}

/** sq_contains: 1, 0, or -1 with TypeError. */
export function strContains(vm: Interpreter, self: Address, sub: Address): number {
  if (!isStr(vm, sub)) {
    const given = typeNameOf(vm, sub, 100);
    return raiseFlag(vm, TYPE_ERROR, `'in <string>' requires string as left operand, not ${given}`);
  }
  return findInText(vm, self, sub) >= 0 ? 1 : 0;
}

export const FIND_METHODS: readonly MethodSpec[] = [
  { name: "count", flags: METH_VARARGS, fn: countMethod },
  { name: "find", flags: METH_VARARGS, fn: findMethod },
  { name: "index", flags: METH_VARARGS, fn: indexMethod },
  { name: "rfind", flags: METH_VARARGS, fn: rfindMethod },
  { name: "rindex", flags: METH_VARARGS, fn: rindexMethod },
  { name: "startswith", flags: METH_VARARGS, fn: startswithMethod },
  { name: "endswith", flags: METH_VARARGS, fn: endswithMethod },
];
