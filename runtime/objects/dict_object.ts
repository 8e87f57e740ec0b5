/**
 * What the memory system must know of a dict: its size, its release, the references and the block it holds.
 *
 * Source: CPython 3.11 Objects/dictobject.c (dict_dealloc, dict_traverse, _PyDict_SizeOf, _PyDict_MaybeUntrack).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { DICT_FREE_LIST, pushFree } from "../memory/free_lists.ts";
import { gcFree } from "../memory/gc_alloc.ts";
import { gcIsTracked, gcUntrack, mayBeTracked } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_TYPE, TYPE } from "../memory/object_layout.ts";
import { DICT_TYPE } from "../memory/statics.ts";
import {
  decrefKeys,
  DK_KIND,
  DK_NENTRIES,
  EMPTY_KEYS,
  firstValue,
  keysSize,
  KIND_GENERAL,
  MA_KEYS,
  MA_VALUES,
  sharedSize,
} from "./dict_keys.ts";
import { countValues, freeValues, orderedEntry, traverseValues, valuesBlock } from "./split_values.ts";

const TP_FREE = TYPE.offsets.tp_free;
const DICT_FREE_LIMIT = 80;

/** Bytes of the dict and its table, without the GC head. */
export function dictSizeOf(vm: Interpreter, dict: Address, basicSize: number): number {
  const i32 = vm.i32;
  const keys = i32[(dict + MA_KEYS) >> 2];
  const values = i32[(dict + MA_VALUES) >> 2] === NULL ? 0 : 8 * sharedSize(vm, keys);
  return basicSize + values + (i32[keys >> 2] === 1 ? keysSize(vm, keys) : 0);
}

/** tp_dealloc. */
export function dictDealloc(vm: Interpreter, dict: Address): void {
  gcUntrack(vm, dict);
  const keys = vm.i32[(dict + MA_KEYS) >> 2], values = vm.i32[(dict + MA_VALUES) >> 2];
  if (values !== NULL) freeValues(vm, keys, values);
  decrefKeys(vm, keys);
  const type = vm.i32[(dict + OB_TYPE) >> 2];
  if (type !== DICT_TYPE) vm.functions[vm.i32[(type + TP_FREE) >> 2]](vm, dict);
  else if (!pushFree(vm, DICT_FREE_LIST, MA_KEYS, DICT_FREE_LIMIT, dict)) gcFree(vm, dict);
}

/** tp_traverse: values, and the keys of general tables (str keys are in no cycle). */
export function dictTraverse(vm: Interpreter, dict: Address, visit: Visit): void {
  const i32 = vm.i32;
  const keys = i32[(dict + MA_KEYS) >> 2], values = i32[(dict + MA_VALUES) >> 2];
  if (values !== NULL) {
    traverseValues(vm, keys, values, visit);
    return;
  }
  const general = vm.u8[keys + DK_KIND] === KIND_GENERAL;
  const stride = general ? 24 : 16;
  let at = firstValue(vm, keys);
  const end = at + i32[(keys + DK_NENTRIES) >> 2] * stride;
  for (; at < end; at += stride) {
    const value = i32[at >> 2];
    if (value === NULL) continue;
    visit(vm, value);
    if (general) visit(vm, i32[(at - 8) >> 2]);
  }
}

/** The table, unless it is shared; the values of a split one. */
export function dictBuffers(vm: Interpreter, dict: Address, visit: Visit): void {
  const keys = vm.i32[(dict + MA_KEYS) >> 2], values = vm.i32[(dict + MA_VALUES) >> 2];
  if (values !== NULL) visit(vm, valuesBlock(vm, values));
  else if (keys !== EMPTY_KEYS) visit(vm, keys);
}

/** Untracks a dict that holds nothing which may be part of a cycle. Full collections call this. */
export function dictMaybeUntrack(vm: Interpreter, dict: Address): void {
  if (vm.i32[(dict + OB_TYPE) >> 2] !== DICT_TYPE || !gcIsTracked(vm, dict)) return;
  const i32 = vm.i32;
  const keys = i32[(dict + MA_KEYS) >> 2], values = i32[(dict + MA_VALUES) >> 2];
  if (values !== NULL) {
    for (let i = 0, n = countValues(vm, values); i < n; i++) {
      if (mayBeTracked(vm, i32[(values + 8 * orderedEntry(vm, values, i)) >> 2])) return;
    }
    gcUntrack(vm, dict);
    return;
  }
  const general = vm.u8[keys + DK_KIND] === KIND_GENERAL;
  const stride = general ? 24 : 16;
  let at = firstValue(vm, keys);
  const end = at + i32[(keys + DK_NENTRIES) >> 2] * stride;
  for (; at < end; at += stride) {
    const value = i32[at >> 2];
    if (value === NULL) continue;
    if (mayBeTracked(vm, value) || (general && mayBeTracked(vm, i32[(at - 8) >> 2]))) return;
  }
  gcUntrack(vm, dict);
}
