/**
 * The layout of dict views, and what their files ask of one.
 *
 * Source: CPython 3.11 Include/internal/pycore_dict.h, Objects/dictobject.c.
 */
import { type Address, i64, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE } from "../memory/object_layout.ts";
import { DICT_ITEMS_TYPE, DICT_KEYS_TYPE } from "../memory/statics.ts";
import { dictSize } from "./dict.ts";

export const DICT_VIEW = struct("_PyDictViewObject", 24, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  dv_dict: pointer(16, "the dict, owned"),
});
export const DV_DICT = DICT_VIEW.offsets.dv_dict;

/** The dict of a view, borrowed. */
export function viewDict(vm: Interpreter, view: Address): Address {
  return vm.i32[(view + DV_DICT) >> 2];
}

/** How many items a view has. */
export function viewLength(vm: Interpreter, view: Address): number {
  return dictSize(vm, viewDict(vm, view));
}

/** Is an object a view of keys or items? */
export function isSetView(vm: Interpreter, o: Address): boolean {
  const type = vm.i32[(o + OB_TYPE) >> 2];
  return type === DICT_KEYS_TYPE || type === DICT_ITEMS_TYPE;
}
