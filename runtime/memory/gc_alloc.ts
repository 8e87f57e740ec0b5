/**
 * Blocks for containers: the object behind its 16-byte GC head, in one block of the object domain.
 *
 * Each block made counts towards the next collection, each one given back counts down; the collection itself starts
 * inside the allocation that passes the threshold (see gc.ts), so any allocation of a container can run any code.
 * Objects taken from a type's free list count nothing.
 *
 * Source: CPython 3.11 Modules/gcmodule.c (gc_alloc, PyObject_GC_Del).
 */
import * as heap from "../../heap/mod.ts";
import { type Address, objectFree, objectMalloc, objectRealloc, type Size } from "../../heap/mod.ts";
import type { Interpreter } from "./interpreter.ts";
import * as objectLayout from "./object_layout.ts";
import { gcUntrack } from "./gc_head.ts";
import { noMemory } from "./pending.ts";

const { NULL } = heap;
const { GC_HEAD_SIZE, MANAGED_HEAD_SIZE, OB_SIZE, OB_TYPE, ONE_WORD, TP_FLAGS, TPFLAGS_MANAGED_DICT } =
  objectLayout;

/**
 * A new untracked object of `size` bytes (without the head) of a type, with count 1; the fields behind the PyObject
 * hold garbage. NULL with MemoryError. Can run the collector.
 */
export function gcNew(vm: Interpreter, type: Address, size: Size): Address {
  const block = objectMalloc(vm, size + GC_HEAD_SIZE);
  if (block === NULL) return noMemory(vm);
  const i32 = vm.i32;
  i32[block >> 2] = 0;
  i32[(block + 4) >> 2] = 0;
  i32[(block + 8) >> 2] = 0;
  i32[(block + 12) >> 2] = 0;
  i32[(block + 16) >> 2] = 1;
  i32[(block + 20) >> 2] = 0;
  i32[(block + 16 + OB_TYPE) >> 2] = type;
  i32[(block + 20 + OB_TYPE) >> 2] = 0;
  if (++vm.gcCount0 > vm.gcThreshold0) vm.collectAtAllocation();
  return block + GC_HEAD_SIZE;
}

/**
 * The same for an instance of a class with TPFLAGS_MANAGED_DICT: before the GC head stand the pointers to values and dict,
 * both NULL.
 */
export function gcNewManaged(vm: Interpreter, type: Address, size: Size): Address {
  const block = objectMalloc(vm, size + MANAGED_HEAD_SIZE);
  if (block === NULL) return noMemory(vm);
  const i32 = vm.i32, f64 = vm.f64;
  f64[block >> 3] = 0;
  f64[(block + 8) >> 3] = 0;
  f64[(block + 16) >> 3] = 0;
  f64[(block + 24) >> 3] = 0;
  f64[(block + 32) >> 3] = ONE_WORD;
  i32[(block + 32 + OB_TYPE) >> 2] = type;
  i32[(block + 36 + OB_TYPE) >> 2] = 0;
  if (++vm.gcCount0 > vm.gcThreshold0) vm.collectAtAllocation();
  return block + MANAGED_HEAD_SIZE;
}

/** The same with ob_size set. */
export function gcNewVar(vm: Interpreter, type: Address, size: Size, items: number): Address {
  const object = gcNew(vm, type, size);
  if (object !== NULL) {
    vm.i32[(object + OB_SIZE) >> 2] = items;
    vm.i32[(object + OB_SIZE + 4) >> 2] = 0;
  }
  return object;
}

/**
 * Resizes the block of an untracked object with one reference; the object may move. NULL with MemoryError, the old
 * object unchanged.
 */
export function gcResize(vm: Interpreter, object: Address, size: Size): Address {
  const block = objectRealloc(vm, object - GC_HEAD_SIZE, size + GC_HEAD_SIZE);
  if (block === NULL) return noMemory(vm);
  return block + GC_HEAD_SIZE;
}

/** Gives a container's block back, untracking it first if need be. Runs no code of the program. */
export function gcFree(vm: Interpreter, object: Address): void {
  gcUntrack(vm, object);
  if (vm.gcCount0 > 0) vm.gcCount0--;
  const i32 = vm.i32;
  const managed = i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT;
  objectFree(vm, managed === 0 ? object - GC_HEAD_SIZE : object - MANAGED_HEAD_SIZE);
}
