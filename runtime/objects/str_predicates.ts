/**
 * Methods of str that say what kind of text it is: isalpha, isupper, isidentifier ... ; and isascii.
 *
 * Except for isascii and isprintable, the empty str is no text of any kind.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (unicode_isalpha_impl and those beside it, PyUnicode_IsIdentifier).
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as statics from "../memory/statics.ts";
import { newRef } from "../memory/refcount.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { strData, strIsAscii, strKind, strLength } from "./str.ts";
import { readCharacter } from "./str_copy.ts";
import { isIdentifierStart, unicodeFlags } from "./unicode_properties.ts";
import * as unicodeTables from "./unicode_tables.ts";

const { FALSE, TRUE } = statics;
const { METH_NOARGS } = methodDefinition;
const { ALPHA, DECIMAL, DIGIT, LOWER, NUMERIC, PRINTABLE, SPACE, TITLE, UPPER, XID_CONTINUE } = unicodeTables;

/** Whether all characters from `start` on have one of the flags. */
function all(vm: Interpreter, self: Address, start: number, flags: number): boolean {
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  for (let i = start; i < length; i++) {
    if ((unicodeFlags(readCharacter(vm, kind, data, i)) & flags) === 0) return false;
  }
  return true;
}

const answer = (vm: Interpreter, flag: boolean): Address => newRef(vm, flag ? TRUE : FALSE);

/** A method that is true of a text, not empty, whose characters all have one of the flags. */
function makeMethod(flags: number): (vm: Interpreter, self: Address) => Address {
  return (vm, self) => answer(vm, strLength(vm, self) > 0 && all(vm, self, 0, flags));
}

function isasciiMethod(vm: Interpreter, self: Address): Address {
  return answer(vm, strIsAscii(vm, self));
}

function isprintableMethod(vm: Interpreter, self: Address): Address {
  return answer(vm, all(vm, self, 0, PRINTABLE));
}

/** Whether there is a cased character and none of the other cases. */
function hasOnlyCase(vm: Interpreter, self: Address, wanted: number, unwanted: number): boolean {
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  let seen = 0;
  for (let i = 0; i < length; i++) {
    const flags = unicodeFlags(readCharacter(vm, kind, data, i));
    if ((flags & (unwanted | TITLE)) !== 0) return false;
    seen |= flags;
  }
  return (seen & wanted) !== 0;
}

function islowerMethod(vm: Interpreter, self: Address): Address {
  return answer(vm, hasOnlyCase(vm, self, LOWER, UPPER));
}

function isupperMethod(vm: Interpreter, self: Address): Address {
  return answer(vm, hasOnlyCase(vm, self, UPPER, LOWER));
}

function istitleMethod(vm: Interpreter, self: Address): Address {
  const kind = strKind(vm, self), data = strData(vm, self), length = strLength(vm, self);
  let cased = false, inWord = false;
  for (let i = 0; i < length; i++) {
    const flags = unicodeFlags(readCharacter(vm, kind, data, i));
    const capital = (flags & (UPPER | TITLE)) !== 0;
    if (capital || (flags & LOWER) !== 0) {
      if (capital === inWord) return answer(vm, false);
      inWord = true;
      cased = true;
    } else {
      inWord = false;
    }
  }
  return answer(vm, cased);
}

/** Whether the text is an identifier (keywords are). */
export function strIsIdentifier(vm: Interpreter, s: Address): boolean {
  if (strLength(vm, s) === 0) return false;
  if (!isIdentifierStart(readCharacter(vm, strKind(vm, s), strData(vm, s), 0))) return false;
  return all(vm, s, 1, XID_CONTINUE);
}

function isidentifierMethod(vm: Interpreter, self: Address): Address {
  return answer(vm, strIsIdentifier(vm, self));
}

export const PREDICATE_METHODS: readonly MethodSpec[] = [
  { name: "isascii", flags: METH_NOARGS, fn: isasciiMethod },
  { name: "islower", flags: METH_NOARGS, fn: islowerMethod },
  { name: "isupper", flags: METH_NOARGS, fn: isupperMethod },
  { name: "istitle", flags: METH_NOARGS, fn: istitleMethod },
  { name: "isspace", flags: METH_NOARGS, fn: makeMethod(SPACE) },
  { name: "isdecimal", flags: METH_NOARGS, fn: makeMethod(DECIMAL) },
  { name: "isdigit", flags: METH_NOARGS, fn: makeMethod(DIGIT) },
  { name: "isnumeric", flags: METH_NOARGS, fn: makeMethod(NUMERIC) },
  { name: "isalpha", flags: METH_NOARGS, fn: makeMethod(ALPHA) },
  { name: "isalnum", flags: METH_NOARGS, fn: makeMethod(ALPHA | DECIMAL | DIGIT | NUMERIC) },
  { name: "isidentifier", flags: METH_NOARGS, fn: isidentifierMethod },
  { name: "isprintable", flags: METH_NOARGS, fn: isprintableMethod },
];
