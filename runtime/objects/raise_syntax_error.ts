/**
 * Raising SyntaxError and its kin from what the parser and the compiler found.
 *
 * Source: CPython 3.11 Python/errors.c (PyErr_SyntaxLocationObject), Parser/pegen_errors.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { NONE } from "../memory/statics.ts";
import { instantiate, raiseObject } from "./errors.ts";
import { intFromNumber } from "./int.ts";
import { newStr } from "./str.ts";
import { tupleNew, tuplePack2, tupleSetItem } from "./tuple.ts";

/** Message and place; lines and columns count from 1, null where CPython has None. */
export interface SyntaxErrorFacts {
  message: string;
  filename: string;
  line: number | null;
  column: number | null;
  endLine: number | null;
  endColumn: number | null;
  text: string | null;
}

/** Makes an exception of `type` (SyntaxError or a subclass) pending; NULL. */
export function raiseSyntaxError(vm: Interpreter, type: Address, facts: SyntaxErrorFacts): Address {
  const args = argumentsOf(vm, facts);
  if (args === NULL) return NULL;
  const instance = instantiate(vm, type, args);
  decref(vm, args);
  if (instance === NULL) return NULL;
  raiseObject(vm, type, instance);
  decref(vm, instance);
  return NULL;
}

/** `(message, (filename, line, column, text, end line, end column))`; new. */
function argumentsOf(vm: Interpreter, facts: SyntaxErrorFacts): Address {
  const details = tupleNew(vm, 6);
  if (details === NULL) return NULL;
  const number = (n: number | null) => n === null ? newRef(vm, NONE) : intFromNumber(vm, n);
  const text = (s: string | null) => s === null ? newRef(vm, NONE) : newStr(vm, s);
  const makers = [
    () => text(facts.filename),
    () => number(facts.line),
    () => number(facts.column),
    () => text(facts.text),
    () => number(facts.endLine),
    () => number(facts.endColumn),
  ];
  let args = NULL, message = NULL;
  const filled = makers.every((make, i) => {
    const item = make();
    tupleSetItem(vm, details, i, item);
    return item !== NULL;
  });
  if (filled) message = newStr(vm, facts.message);
  if (message !== NULL) {
    args = tuplePack2(vm, message, details);
    decref(vm, message);
  }
  decref(vm, details);
  return args;
}
