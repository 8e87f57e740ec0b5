/**
 * Finalizers of containers whose count has reached zero: tp_finalize is called once in an object's life, and may bring
 * the object back.
 *
 * Source: CPython 3.11 Objects/object.c (PyObject_CallFinalizerFromDealloc).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { GC_PREV_FINALIZED, gcIsTracked, gcTrack } from "./gc_head.ts";
import type { Interpreter } from "./interpreter.ts";
import { OB_TYPE, TYPE } from "./object_layout.ts";

const TP_FINALIZE = TYPE.offsets.tp_finalize;

/**
 * At the beginning of tp_dealloc of a container: calls its finalizer if that has not been done. False if the object is
 * alive again: then the caller returns. Can run any code.
 */
export function finalizeBeforeDealloc(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  const finalize = i32[(i32[(object + OB_TYPE) >> 2] + TP_FINALIZE) >> 2];
  if (finalize === NULL || (i32[(object - 8) >> 2] & GC_PREV_FINALIZED) !== 0) return true;
  i32[object >> 2] = 1;
  i32[(object - 8) >> 2] |= GC_PREV_FINALIZED;
  vm.functions[finalize](vm, object);
  if (--i32[object >> 2] === 0) return true;
  if (!gcIsTracked(vm, object)) gcTrack(vm, object);
  return false;
}
