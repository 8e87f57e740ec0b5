/**
 * A type of the test's own, in the room that is left for further static types: keys whose comparison is the test's.
 */
import { assert } from "@std/assert";
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { EQ, TYPE } from "../../runtime/memory/object_layout.ts";
import { DEALLOC_PLAIN, newRef } from "../../runtime/memory/refcount.ts";
import { NOT_IMPLEMENTED, SPARE_TYPES, TRUE } from "../../runtime/memory/statics.ts";
import { defineType } from "../../runtime/objects/define_type.ts";
import { clearStaticType, readyType } from "../../runtime/objects/type_ready.ts";

/** Takes the type at SPARE_TYPES off again, so that the end of the run counts the types of its start. */
export function removeType(vm: Interpreter): void {
  clearStaticType(vm, SPARE_TYPES);
  vm.u8.fill(0, SPARE_TYPES, SPARE_TYPES + TYPE.size);
}

/** Declares a type of keys whose hash is 1 and whose __eq__ is `equal`; returns a maker of such keys. */
export function keyType(vm: Interpreter, equal: (a: Address, b: Address) => number): () => Address {
  defineType(vm, SPARE_TYPES, {
    name: "Key",
    basicSize: 16,
    dealloc: DEALLOC_PLAIN,
    hash: (vm: Interpreter) => {
      vm.hashHigh = 0;
      return 1;
    },
    richcompare: (vm: Interpreter, a: Address, b: Address, op: number) => {
      if (op !== EQ) return newRef(vm, NOT_IMPLEMENTED);
      const result = equal(a, b);
      return result < 0 ? NULL : newRef(vm, result > 0 ? TRUE : TRUE - 32);
    },
  });
  assert(readyType(vm, SPARE_TYPES));
  return () => vm.functions[vm.i32[(SPARE_TYPES + 304) >> 2]](vm, SPARE_TYPES, 0);
}
