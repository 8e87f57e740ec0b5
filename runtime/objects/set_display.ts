/**
 * Sets in emitted code: displays `{a, b, *c}`. What is built from lies in words of the argument stack; it is owned and
 * stolen, also on failure.
 *
 * Source: CPython 3.11 Python/ceval.c (BUILD_SET, SET_UPDATE).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { SET_TYPE } from "../memory/statics.ts";
import { setAdd, setNew } from "./set.ts";
import { setFromIterable } from "./set_operations.ts";

/** A new set of the `n` references at `args` (stolen, also on failure). NULL with an exception. Can run any code. */
export function buildSet(vm: Interpreter, args: Address, n: number): Address {
  const set = setNew(vm);
  let result = set === NULL ? -1 : 0;
  for (let i = 0; i < n; i++) {
    const item = vm.i32[(args + 8 * i) >> 2];
    if (result === 0) result = setAdd(vm, set, item);
    decref(vm, item);
  }
  if (result === 0) return set;
  if (set !== NULL) decref(vm, set);
  return NULL;
}

/** A new set of the keys of a constant frozenset (borrowed), as a display of three or more constants is built. */
export function setFromConstants(vm: Interpreter, frozen: Address): Address {
  return setFromIterable(vm, SET_TYPE, frozen);
}
