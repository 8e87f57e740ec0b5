/**
 * PyWeakReference: where a weak reference keeps what, and what can be read from its bytes alone. Apart from
 * weakref_object.ts, because the lowest layers go through the weak references of a type to its subclasses.
 *
 * Source: CPython 3.11 Include/cpython/weakrefobject.h.
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, OBJECT, TYPE } from "../memory/object_layout.ts";
import { NONE } from "../memory/statics.ts";

export const WEAK_REFERENCE = struct("PyWeakReference", 64, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  wr_object: pointer(16, "the object, borrowed; None once it is dead"),
  wr_callback: pointer(24, "called when the object dies, owned, or NULL"),
  hash: i64(32, "hash of the object, -1 as long as nobody asked"),
  wr_prev: pointer(40, "previous reference to the same object"),
  wr_next: pointer(48, "next reference to the same object"),
  vectorcall: pointer(56, "function number"),
});
export const WR_OBJECT = WEAK_REFERENCE.offsets.wr_object;
export const WR_CALLBACK = WEAK_REFERENCE.offsets.wr_callback;
export const WR_HASH = WEAK_REFERENCE.offsets.hash;
export const WR_PREV = WEAK_REFERENCE.offsets.wr_prev;
export const WR_NEXT = WEAK_REFERENCE.offsets.wr_next;
export const WR_VECTORCALL = WEAK_REFERENCE.offsets.vectorcall;
const TP_WEAKLISTOFFSET = TYPE.offsets.tp_weaklistoffset;

/** Address of the head of the list of an object's weak references, or NULL if it has no place for one. */
export function weaklistField(vm: Interpreter, object: Address): Address {
  const offset = vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_WEAKLISTOFFSET) >> 2];
  return offset > 0 ? object + offset : NULL;
}

/** The object, borrowed, or None if it is dead (or dying). */
export function weakrefTarget(vm: Interpreter, self: Address): Address {
  const object = vm.i32[(self + WR_OBJECT) >> 2];
  return vm.i32[object >> 2] > 0 ? object : NONE;
}
