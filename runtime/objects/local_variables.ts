/**
 * The local variables of a running function as a dict, for `locals()` and those that behave like it.
 *
 * A function keeps its locals in JavaScript locals, where nobody else sees them. One whose text calls such a reader
 * puts them on the argument stack before that call; here they become the dict of its frame record, which the readers
 * find. The function releases the dict when it ends.
 *
 * Source: CPython 3.11 Objects/frameobject.c (_PyFrame_FastToLocalsWithError).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { F_FUNC, F_LOCALS, type Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import { BYTES_DATA } from "./bytes.ts";
import { CELL_REF } from "./cell.ts";
import { CO_FAST_CELL, CO_FAST_FREE, CO_LOCALSPLUSKINDS, CO_LOCALSPLUSNAMES } from "./code.ts";
import { dictDel, dictGetStr, dictNew, dictSet } from "./dict.ts";
import { FUNC_CODE } from "./function_layout.ts";
import { tupleItem } from "./tuple.ts";

/**
 * Brings the dict of the frame record at `fp` up to date with the words at `values`, one for each slot of the code in its order
 * (cells hold the cell's address; unbound: NULL). 0, or -1 with an exception.
 */
export function exposeLocals(vm: Interpreter, fp: Address, values: Address): number {
  const i32 = vm.i32;
  const code = i32[(i32[(fp + F_FUNC) >> 2] + FUNC_CODE) >> 2];
  let dict = i32[(fp + F_LOCALS) >> 2];
  if (dict === NULL) {
    dict = dictNew(vm);
    if (dict === NULL) return -1;
    i32[(fp + F_LOCALS) >> 2] = dict;
  }
  const names = i32[(code + CO_LOCALSPLUSNAMES) >> 2], kinds = i32[(code + CO_LOCALSPLUSKINDS) >> 2];
  for (let i = 0, n = i32[(kinds + OB_SIZE) >> 2]; i < n; i++) {
    const name = tupleItem(vm, names, i);
    let value = i32[(values + 8 * i) >> 2];
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

/** At the end of a function that has exposed its locals: releases the dict. Can run any code. */
export function releaseExposed(vm: Interpreter, fp: Address): void {
  const dict = vm.i32[(fp + F_LOCALS) >> 2];
  vm.i32[(fp + F_LOCALS) >> 2] = NULL;
  if (dict !== NULL) decref(vm, dict);
}
