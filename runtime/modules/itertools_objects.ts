/**
 * What the iterators of itertools have in common: objects whose fields are references, and taking the next item of an
 * iterator in a field.
 *
 * Law: an iterator in a field may be let go by the code that runs while its next item is made (the object's own
 * `__next__`, called again); it is held meanwhile.
 *
 * Source: CPython 3.11 Modules/itertoolsmodule.c.
 */
import { type Address, memFree, NULL } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import { decref, typeOf, xdecref } from "../memory/refcount.ts";
import type { TypeSpec } from "../objects/define_type.ts";
import { forNext } from "../objects/for_next.ts";
import { FREE_CONTAINER, SELF_ITER } from "../objects/function_numbers.ts";
import { intAsSsize } from "../objects/int.ts";
import { numberIndex } from "../objects/number.ts";

const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

/** A new object of a type, its fields zero; NULL with MemoryError. */
export function newObject(vm: Interpreter, type: Address): Address {
  return vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
}

/** The slots of an iterator type: the offsets of its references, and of its blocks of the mem domain. */
export function iteratorSlots(
  fields: readonly number[],
  blocks: readonly number[] = [],
): Pick<TypeSpec, "flags" | "dealloc" | "traverse" | "buffers" | "iter" | "free"> {
  const dealloc = (vm: Interpreter, self: Address): void => {
    const i32 = vm.i32;
    gcUntrack(vm, self);
    for (const field of fields) xdecref(vm, i32[(self + field) >> 2]);
    for (const field of blocks) memFree(vm, i32[(self + field) >> 2]);
    vm.functions[i32[(typeOf(vm, self) + TP_FREE) >> 2]](vm, self);
  };
  const traverse = (vm: Interpreter, self: Address, visit: Visit): void => {
    for (const field of fields) {
      const child = vm.i32[(self + field) >> 2];
      if (child !== NULL) visit(vm, child);
    }
  };
  const shared = {
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dealloc,
    traverse,
    iter: SELF_ITER,
    free: FREE_CONTAINER,
  };
  if (blocks.length === 0) return shared;
  const buffers = (vm: Interpreter, self: Address, visit: Visit): void => {
    for (const field of blocks) {
      const block = vm.i32[(self + field) >> 2];
      if (block !== NULL) visit(vm, block);
    }
  };
  return { ...shared, buffers };
}

/** The next item of the iterator in the field at `field` (an address), new; NULL at its end or with an exception. */
export function advance(vm: Interpreter, field: Address): Address {
  const iterator = vm.i32[field >> 2];
  vm.i32[iterator >> 2]++;
  const item = forNext(vm, iterator);
  decref(vm, iterator);
  return item;
}

/** An object as a C ssize_t; -1 with an exception. From 2**53 on the number is near it only. */
export function ssizeOf(vm: Interpreter, object: Address): number {
  const index = numberIndex(vm, object);
  if (index === NULL) return -1;
  const n = intAsSsize(vm, index);
  decref(vm, index);
  return n;
}

/** Sizes and counts beyond this stand for it: nothing gets there. */
const MOST = 2 ** 62;

/** A 64-bit word as a number. */
export function readWord(vm: Interpreter, address: Address): number {
  return vm.i32[(address + 4) >> 2] * 2 ** 32 + (vm.i32[address >> 2] >>> 0);
}

/** Writes a whole number into a 64-bit word. */
export function writeWord(vm: Interpreter, address: Address, value: number): void {
  const n = Math.min(value, MOST);
  vm.i32[address >> 2] = n | 0;
  vm.i32[(address + 4) >> 2] = Math.floor(n / 2 ** 32);
}
