/**
 * Containers that contain themselves: repr must notice that it is inside the repr of the same object.
 *
 * The objects whose repr is being made form a chain on the arguments' stack, each entry two words: the object
 * (borrowed) and the entry before it.
 *
 * Law: every reprEnter that returns true is matched by one reprLeave on every path, innermost first.
 *
 * Source: CPython 3.11 Objects/object.c (Py_ReprEnter, Py_ReprLeave), which keeps a list in the thread's dict.
 */
import type { Address } from "../../heap/mod.ts";
import { NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";

/** Starts the repr of a container; false if it is being made already, and reprLeave must not be called. */
export function reprEnter(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  for (let entry = vm.reprTop; entry !== NULL; entry = i32[(entry + 8) >> 2]) {
    if (i32[entry >> 2] === object) return false;
  }
  const entry = vm.sp;
  vm.sp += 16;
  i32[entry >> 2] = object;
  i32[(entry + 8) >> 2] = vm.reprTop;
  vm.reprTop = entry;
  return true;
}

/** Ends the repr that was started last. */
export function reprLeave(vm: Interpreter): void {
  const entry = vm.reprTop;
  vm.reprTop = vm.i32[(entry + 8) >> 2];
  vm.sp = entry;
}
