/**
 * Allocation of instances by what their type says: the tp_alloc and tp_free that types inherit.
 *
 * Source: CPython 3.11 Objects/typeobject.c (PyType_GenericAlloc), Objects/object.c (PyObject_Free as tp_free).
 */
import * as heap from "../../heap/mod.ts";
import { type Address, objectFree, objectMalloc } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { incref } from "../memory/refcount.ts";
import { gcNew, gcNewManaged } from "../memory/gc_alloc.ts";
import { gcTrack } from "../memory/gc_head.ts";
import { noMemory } from "../memory/pending.ts";

const { NULL } = heap;
const {
  OB_SIZE,
  OB_TYPE,
  ONE_WORD,
  TP_FLAGS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_MANAGED_DICT,
  TYPE,
} = objectLayout;

const TP_BASICSIZE = TYPE.offsets.tp_basicsize;
const TP_ITEMSIZE = TYPE.offsets.tp_itemsize;
const TP_FREE = TYPE.offsets.tp_free;

/** Bytes of an instance with `items` items, without the GC head. */
export function instanceSize(vm: Interpreter, type: Address, items: number): number {
  const i32 = vm.i32;
  return (i32[(type + TP_BASICSIZE) >> 2] + items * i32[(type + TP_ITEMSIZE) >> 2] + 7) & ~7;
}

/**
 * tp_alloc of object: a new instance with zeroed fields and room for `items` items and one more; tracked if it is a
 * container. NULL with MemoryError. Can run the collector.
 */
export function genericAlloc(vm: Interpreter, type: Address, items: number): Address {
  const i32 = vm.i32, f64 = vm.f64;
  const size = instanceSize(vm, type, items + 1);
  const flags = i32[(type + TP_FLAGS) >> 2];
  const isContainer = (flags & TPFLAGS_HAVE_GC) !== 0;
  const object = (flags & TPFLAGS_MANAGED_DICT) !== 0
    ? gcNewManaged(vm, type, size)
    : isContainer
    ? gcNew(vm, type, size)
    : objectMalloc(vm, size);
  if (object === NULL) return isContainer ? NULL : noMemory(vm);
  for (let at = (object + 16) >> 3; at < (object + size) >> 3; at++) f64[at] = 0;
  if (!isContainer) {
    f64[object >> 3] = ONE_WORD;
    i32[(object + OB_TYPE) >> 2] = type;
    i32[(object + OB_TYPE + 4) >> 2] = 0;
  }
  if (i32[(type + TP_ITEMSIZE) >> 2] !== 0) i32[(object + OB_SIZE) >> 2] = items;
  if ((flags & TPFLAGS_HEAPTYPE) !== 0) incref(vm, type);
  if (isContainer) gcTrack(vm, object);
  return object;
}

/** tp_free of types without GC head. */
export function freeObject(vm: Interpreter, object: Address): void {
  objectFree(vm, object);
}

/** Gives an instance's block back through its type's tp_free. */
export function freeInstance(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  vm.functions[i32[(i32[(object + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, object);
}
