/**
 * The two words before a container, through which the collector knows it: tracking and untracking.
 *
 * A tracked object's head lies in the ring of one generation; `_gc_next` 0 means untracked. Bits 0 and 1 of
 * `_gc_prev` are flags (finalized, being collected) and survive linking.
 *
 * Law: an object is tracked only when `traverse` can walk it, and untracked before it is taken apart.
 *
 * Source: CPython 3.11 Include/internal/pycore_object.h (_PyObject_GC_TRACK), Modules/gcmodule.c.
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "./interpreter.ts";
import {
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_TYPE_SUBCLASS,
} from "./object_layout.ts";
import { GC_GENERATIONS, TUPLE_TYPE } from "./statics.ts";

/** Flag in `_gc_prev`: the finalizer was called. */
export const GC_PREV_FINALIZED = 1;
/** Flag in `_gc_prev`: the object is in the generation that is being collected. */
export const GC_PREV_COLLECTING = 2;
/** The address part of `_gc_prev`. */
export const GC_PREV_MASK = ~3;

/** Appends an untracked object to the youngest generation. */
export function gcTrack(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  const head = object - 16;
  const last = i32[(GC_GENERATIONS + 8) >> 2];
  i32[last >> 2] = head;
  i32[(head + 8) >> 2] = (i32[(head + 8) >> 2] & 1) | last;
  i32[head >> 2] = GC_GENERATIONS;
  i32[(GC_GENERATIONS + 8) >> 2] = head;
}

/** Takes a tracked object out of its ring; nothing happens if it is not tracked. */
export function gcUntrack(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  const head = object - 16;
  const next = i32[head >> 2];
  if (next === 0) return;
  const word = i32[(head + 8) >> 2];
  const previous = word & GC_PREV_MASK;
  i32[previous >> 2] = next;
  i32[(next + 8) >> 2] = (i32[(next + 8) >> 2] & 3) | previous;
  i32[head >> 2] = 0;
  i32[(head + 8) >> 2] = word & GC_PREV_FINALIZED;
}

/** Whether a container is tracked now. */
export function gcIsTracked(vm: Interpreter, object: Address): boolean {
  return vm.i32[(object - 16) >> 2] !== 0;
}

/** Whether an object has a GC head: its type's instances have, except that static types are none of the heap's. */
export function isGcObject(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  const flags = i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2];
  if ((flags & TPFLAGS_HAVE_GC) === 0) return false;
  return (flags & TPFLAGS_TYPE_SUBCLASS) === 0 || (i32[(object + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0;
}

/** Whether an object may become part of a cycle: containers do, except tuples that were untracked. */
export function mayBeTracked(vm: Interpreter, object: Address): boolean {
  if (!isGcObject(vm, object)) return false;
  return vm.i32[(object + OB_TYPE) >> 2] !== TUPLE_TYPE || vm.i32[(object - 16) >> 2] !== 0;
}
