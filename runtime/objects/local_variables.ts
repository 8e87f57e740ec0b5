/**
 * The local variables of a running function as a dict, for `locals()` and those that behave like it.
 *
 * A function keeps its locals in JavaScript locals, where nobody else sees them. One from whose text somebody may look at them has
 * words of its own on the argument stack: the first holds the dict once it was asked for (owned), the others a borrowed
 * reference for each slot. Its frame record says where they are, and whether the slots hold now what the variables do:
 *
 *     F_LOCALS    words | SHOWN     during a call that may look
 *                 words | HIDDEN    at any other time: only the dict may be used
 *
 * Source: CPython 3.11 Objects/frameobject.c (_PyFrame_FastToLocalsWithError).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { F_FUNC, F_LOCALS, type Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { BYTES_DATA } from "./bytes.ts";
import { CELL_REF } from "./cell.ts";
import { CO_FAST_CELL, CO_FAST_FREE, CO_LOCALSPLUSKINDS, CO_LOCALSPLUSNAMES } from "./code.ts";
import { dictDel, dictGetStr, dictNew, dictSet } from "./dict.ts";
import { FUNC_CODE } from "./function_layout.ts";
import { tupleItem } from "./tuple.ts";

/** What emitted code adds to the address of a function's words. */
export const SHOWN = 1;
export const HIDDEN = 2;
const MARKS = SHOWN | HIDDEN;

/** The namespace of a module or class body that runs in the record, borrowed; NULL for a function. */
export function recordNamespace(vm: Interpreter, record: Address): Address {
  const word = vm.i32[(record + F_LOCALS) >> 2];
  return (word & MARKS) === 0 ? word : NULL;
}

/**
 * The local namespace of the record: that of a module or class body, or a function's variables in its dict; new. Of a function from
 * whose text nobody seemed to look it is an empty dict. NULL with an exception. Can run any code.
 */
export function recordLocals(vm: Interpreter, record: Address): Address {
  const i32 = vm.i32;
  const word = i32[(record + F_LOCALS) >> 2];
  if (word === NULL) return dictNew(vm);
  if ((word & MARKS) === 0) return newRef(vm, word);
  const words = word & ~MARKS;
  if (i32[words >> 2] === NULL) {
    const fresh = dictNew(vm);
    if (fresh === NULL) return NULL;
    if (i32[words >> 2] === NULL) i32[words >> 2] = fresh;
    else decref(vm, fresh);
  }
  const dict = newRef(vm, i32[words >> 2]);
  if ((word & SHOWN) === 0) return dict;
  const code = i32[(i32[(record + F_FUNC) >> 2] + FUNC_CODE) >> 2];
  if (variablesToDict(vm, code, words + 8, dict) === 0) return dict;
  decref(vm, dict);
  return NULL;
}

/**
 * Brings a dict up to date with the words at `slots`, one for each slot of the code in its order (cells hold the cell's address;
 * unbound: NULL), which somebody else holds. 0, or -1 with an exception.
 */
export function variablesToDict(vm: Interpreter, code: Address, slots: Address, dict: Address): number {
  const i32 = vm.i32;
  const names = i32[(code + CO_LOCALSPLUSNAMES) >> 2], kinds = i32[(code + CO_LOCALSPLUSKINDS) >> 2];
  for (let i = 0, n = i32[(kinds + OB_SIZE) >> 2]; i < n; i++) {
    const name = tupleItem(vm, names, i);
    let value = i32[(slots + 8 * i) >> 2];
    const isCell = (vm.u8[kinds + BYTES_DATA + i] & (CO_FAST_CELL | CO_FAST_FREE)) !== 0;
    if (isCell && value !== NULL) value = i32[(value + CELL_REF) >> 2];
    if (value !== NULL) {
      if (dictSet(vm, dict, name, value) < 0) return -1;
    } else if (dictGetStr(vm, dict, name) !== NULL && dictDel(vm, dict, name) < 0) {
      return -1;
    }
  }
  return 0;
}
