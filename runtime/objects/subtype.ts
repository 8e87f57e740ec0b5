/**
 * Is one type a subtype of another? Answered from the bytes of tp_mro alone, so that the lowest layers (exception
 * matching, comparison) may ask.
 *
 * Source: CPython 3.11 Objects/typeobject.c (PyType_IsSubtype).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";

const { NULL } = heap;
const { OB_SIZE, OB_TYPE, TP_FLAGS, TYPE } = objectLayout;
const { OBJECT_TYPE } = statics;

const TP_MRO = TYPE.offsets.tp_mro;
const TP_BASE = TYPE.offsets.tp_base;
const TUPLE_ITEMS = 24;

/** Is `a` the type `b` or derived from it? Runs no code. */
export function isSubtype(vm: Interpreter, a: Address, b: Address): boolean {
  if (a === b) return true;
  const i32 = vm.i32;
  const mro = i32[(a + TP_MRO) >> 2];
  if (mro === NULL) return isSubtypeByBases(vm, a, b);
  const end = mro + TUPLE_ITEMS + 8 * i32[(mro + OB_SIZE) >> 2];
  for (let item = mro + TUPLE_ITEMS; item < end; item += 8) {
    if (i32[item >> 2] === b) return true;
  }
  return false;
}

/** The same for a type that is not ready yet. */
function isSubtypeByBases(vm: Interpreter, a: Address, b: Address): boolean {
  const i32 = vm.i32;
  for (let type = a; type !== NULL; type = i32[(type + TP_BASE) >> 2]) {
    if (type === b) return true;
  }
  return b === OBJECT_TYPE;
}

/** Is an object an instance of `type` or of a type derived from it? No `__instancecheck__`, runs no code. */
export function isInstanceOf(vm: Interpreter, object: Address, type: Address): boolean {
  const own = vm.i32[(object + OB_TYPE) >> 2];
  return own === type || isSubtype(vm, own, type);
}

/** Does the type of an object carry one of the TPFLAGS_*_SUBCLASS bits of `flag`? */
export function hasTypeFlag(vm: Interpreter, object: Address, flag: number): boolean {
  const i32 = vm.i32;
  return (i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & flag) !== 0;
}
