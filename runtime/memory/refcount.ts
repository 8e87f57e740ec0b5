/**
 * Reference counts, and what happens when one reaches zero.
 *
 * A reference is *owned* by whoever must release it, *borrowed* by whoever may use it while an owner lives, and
 * *stolen* by a function that takes over the caller's. `decref` can run any code of the program.
 *
 * Deallocation nests: a list releases its items, which are lists ... Beyond 50 levels a container is not taken apart
 * but put on a chain (through `_gc_prev`), and the outermost deallocation works the chain off: a list of a million
 * nested lists needs 50 levels of the host's stack.
 *
 * Fast paths index the views. Source: CPython 3.11 Include/object.h, Objects/object.c (_PyTrash_*).
 */
import { type Address, giveFreeBlock, NULL, objectFree } from "../../heap/mod.ts";
import type { Interpreter } from "./interpreter.ts";
import { OB_TYPE, TP_DEALLOC, TP_FLAGS, TPFLAGS_HAVE_GC } from "./object_layout.ts";
import { FLOAT_FREE_LIST } from "./free_lists.ts";
import { gcUntrack } from "./gc_head.ts";

/** Containers that may be inside each other's deallocation on the host's stack. */
const TRASHCAN_LEVELS = 50;

/** Dead floats that are kept. */
export const FLOAT_FREE_LIMIT = 100;

/** Number of `deallocPlain`: the first function that every interpreter registers. */
export const DEALLOC_PLAIN = 1;

/** tp_dealloc of objects that own nothing but their block in the object domain. */
export function deallocPlain(vm: Interpreter, object: Address): void {
  objectFree(vm, object);
}

/** Adds a reference. */
export function incref(vm: Interpreter, object: Address): void {
  vm.i32[object >> 2]++;
}

/** Releases a reference. Can run any code. */
export function decref(vm: Interpreter, object: Address): void {
  if (--vm.i32[object >> 2] === 0) dealloc(vm, object);
}

/** Adds a reference unless `object` is NULL. */
export function xincref(vm: Interpreter, object: Address): void {
  if (object !== NULL) vm.i32[object >> 2]++;
}

/** Releases a reference unless `object` is NULL. Can run any code. */
export function xdecref(vm: Interpreter, object: Address): void {
  if (object !== NULL && --vm.i32[object >> 2] === 0) dealloc(vm, object);
}

/** Adds a reference and returns the object: a new reference from a borrowed one. */
export function newRef(vm: Interpreter, object: Address): Address {
  vm.i32[object >> 2]++;
  return object;
}

/** Clears the reference field at `field` (an address) and releases what it held. Can run any code. */
export function clearField(vm: Interpreter, field: Address): void {
  const old = vm.i32[field >> 2];
  if (old !== NULL) {
    vm.i32[field >> 2] = NULL;
    if (--vm.i32[old >> 2] === 0) dealloc(vm, old);
  }
}

/** Puts `value` (stolen, or NULL) into the field at `field` and releases what it held. Can run any code. */
export function setField(vm: Interpreter, field: Address, value: Address): void {
  const old = vm.i32[field >> 2];
  vm.i32[field >> 2] = value;
  if (old !== NULL && --vm.i32[old >> 2] === 0) dealloc(vm, old);
}

/** Reference count of an object (its low half). */
export function refcount(vm: Interpreter, object: Address): number {
  return vm.i32[object >> 2];
}

/** Type of an object, borrowed. */
export function typeOf(vm: Interpreter, object: Address): Address {
  return vm.i32[(object + OB_TYPE) >> 2];
}

/** Takes apart an object whose count has reached zero. Can run any code. */
export function dealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  const id = i32[(i32[(object + OB_TYPE) >> 2] + TP_DEALLOC) >> 2];
  if (id === DEALLOC_PLAIN && vm.objectAllocator === vm.pymalloc && giveFreeBlock(vm, object)) return;
  deallocByType(vm, object, id);
}

function deallocByType(vm: Interpreter, object: Address, id: number): void {
  const i32 = vm.i32;
  if (id === vm.floatDealloc && i32[(FLOAT_FREE_LIST + 8) >> 2] < FLOAT_FREE_LIMIT) {
    // As floatDealloc does: floats die as often as ints do, and a call by number costs as much as the rest.
    i32[(object + OB_TYPE) >> 2] = i32[FLOAT_FREE_LIST >> 2];
    i32[FLOAT_FREE_LIST >> 2] = object;
    i32[(FLOAT_FREE_LIST + 8) >> 2]++;
    return;
  }
  const flags = i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2];
  if (id === DEALLOC_PLAIN) objectFree(vm, object);
  else if ((flags & TPFLAGS_HAVE_GC) !== 0) deallocContainer(vm, object, id);
  else vm.functions[id](vm, object);
}

function deallocContainer(vm: Interpreter, object: Address, id: number): void {
  if (vm.trashNesting >= TRASHCAN_LEVELS) {
    gcUntrack(vm, object);
    vm.i32[(object - 8) >> 2] = vm.trashLater;
    vm.trashLater = object;
    return;
  }
  vm.trashNesting++;
  vm.functions[id](vm, object);
  if (--vm.trashNesting === 0 && vm.trashLater !== NULL) deallocChain(vm);
}

/** Works off the chain of containers that were too deep. */
function deallocChain(vm: Interpreter): void {
  const i32 = vm.i32;
  vm.trashNesting++;
  while (vm.trashLater !== NULL) {
    const object = vm.trashLater;
    vm.trashLater = i32[(object - 8) >> 2];
    i32[(object - 8) >> 2] = 0;
    vm.functions[i32[(i32[(object + OB_TYPE) >> 2] + TP_DEALLOC) >> 2]](vm, object);
  }
  vm.trashNesting--;
}
