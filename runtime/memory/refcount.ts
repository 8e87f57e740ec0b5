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
import * as heap from "../../heap/mod.ts";
import { type Address, giveFreeBlock, memFree, objectFree } from "../../heap/mod.ts";
import type { Interpreter } from "./interpreter.ts";
import * as objectLayout from "./object_layout.ts";
import * as freeLists from "./free_lists.ts";
import { gcUntrack } from "./gc_head.ts";
import * as statics from "./statics.ts";

const { NULL } = heap;
const { LIST_ITEMS, OB_SIZE, OB_TYPE, STR_STATE, TP_DEALLOC, TP_FLAGS, TPFLAGS_HAVE_GC, TUPLE_ITEMS } =
  objectLayout;
const {
  FLOAT_FREE_LIMIT,
  FLOAT_FREE_LIST,
  LIST_FREE_LIMIT,
  LIST_FREE_LIST,
  TUPLE_FREE_LIMIT,
  TUPLE_FREE_LIST_LENGTHS,
  TUPLE_FREE_LISTS,
} = freeLists;
const { LIST_TYPE, STR_TYPE, TUPLE_TYPE } = statics;

/** Containers that may be inside each other's deallocation on the host's stack. */
const TRASHCAN_LEVELS = 50;

/** Bits of a str's state that say what dies with it, and their values in one that owns its block alone: compact, ASCII. */
const STR_OWNS = 0b1100011;
const STR_PLAIN = 0b1100000;

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
  const type = i32[(object + OB_TYPE) >> 2];
  const id = i32[(type + TP_DEALLOC) >> 2];
  if (
    id === DEALLOC_PLAIN || (type === STR_TYPE && (i32[(object + STR_STATE) >> 2] & STR_OWNS) === STR_PLAIN)
  ) {
    if (vm.objectAllocator !== vm.pymalloc || !giveFreeBlock(vm, object)) objectFree(vm, object);
    return;
  }
  if (type === TUPLE_TYPE) takeTupleApart(vm, object);
  else if (type === LIST_TYPE) takeListApart(vm, object);
  else deallocByType(vm, object, id);
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
  if ((i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_HAVE_GC) === 0) {
    vm.functions[id](vm, object);
    return;
  }
  if (vm.trashNesting >= TRASHCAN_LEVELS) {
    deferDealloc(vm, object);
    return;
  }
  vm.trashNesting++;
  vm.functions[id](vm, object);
  if (--vm.trashNesting === 0 && vm.trashLater !== NULL) deallocChain(vm);
}

/** Puts a container on the chain of those that the outermost deallocation takes apart. */
function deferDealloc(vm: Interpreter, object: Address): void {
  gcUntrack(vm, object);
  vm.i32[(object - 8) >> 2] = vm.trashLater;
  vm.trashLater = object;
}

/** What tp_dealloc does for an exact tuple, written out as far as its free list takes the tuple. */
function takeTupleApart(vm: Interpreter, tuple: Address): void {
  if (vm.trashNesting >= TRASHCAN_LEVELS) {
    deferDealloc(vm, tuple);
    return;
  }
  vm.trashNesting++;
  const i32 = vm.i32;
  gcUntrack(vm, tuple);
  const n = i32[(tuple + OB_SIZE) >> 2];
  const first = (tuple + TUPLE_ITEMS) >> 2;
  for (let place = first + 2 * (n - 1); place >= first; place -= 2) {
    const item = i32[place];
    i32[place] = NULL;
    if (item !== NULL && --i32[item >> 2] === 0) dealloc(vm, item);
  }
  const list = TUPLE_FREE_LISTS + 24 * n;
  if (n <= TUPLE_FREE_LIST_LENGTHS && n > 0 && i32[(list + 8) >> 2] < TUPLE_FREE_LIMIT) {
    i32[first] = i32[list >> 2];
    i32[list >> 2] = tuple;
    i32[(list + 8) >> 2]++;
  } else {
    vm.functions[i32[(TUPLE_TYPE + TP_DEALLOC) >> 2]](vm, tuple);
  }
  if (--vm.trashNesting === 0 && vm.trashLater !== NULL) deallocChain(vm);
}

/** The same for an exact list. */
function takeListApart(vm: Interpreter, list: Address): void {
  if (vm.trashNesting >= TRASHCAN_LEVELS) {
    deferDealloc(vm, list);
    return;
  }
  vm.trashNesting++;
  const i32 = vm.i32;
  gcUntrack(vm, list);
  const items = i32[(list + LIST_ITEMS) >> 2];
  if (items !== NULL) {
    const first = items >> 2;
    for (let place = first + 2 * (i32[(list + OB_SIZE) >> 2] - 1); place >= first; place -= 2) {
      const item = i32[place];
      if (item !== NULL && --i32[item >> 2] === 0) dealloc(vm, item);
    }
    i32[(list + LIST_ITEMS) >> 2] = NULL;
    if (vm.memAllocator !== vm.pymalloc || !giveFreeBlock(vm, items)) memFree(vm, items);
  }
  if (i32[(LIST_FREE_LIST + 8) >> 2] < LIST_FREE_LIMIT) {
    i32[(list + LIST_ITEMS) >> 2] = i32[LIST_FREE_LIST >> 2];
    i32[LIST_FREE_LIST >> 2] = list;
    i32[(LIST_FREE_LIST + 8) >> 2]++;
  } else {
    vm.functions[i32[(LIST_TYPE + TP_DEALLOC) >> 2]](vm, list);
  }
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
