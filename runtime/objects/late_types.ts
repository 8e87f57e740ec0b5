/**
 * Types that are declared when a module that brings them is imported: a program that does not import it pays nothing.
 *
 * Each has its place in the static segment (memory/statics.ts, LATE_TYPE_NAMES), so that it is a constant like the types
 * that are always there, and it is released with them at the end.
 *
 * Law: a type is either not declared, or declared and ready. Without memory for its namespace it goes back to where it
 * was; its tables in the static segment stay, and serve the next attempt.
 *
 * Source: what the module's exec function does with PyType_Ready in CPython 3.11, Modules/itertoolsmodule.c.
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TP_FLAGS, TPFLAGS_READY, TYPE } from "../memory/object_layout.ts";
import { clearStaticType, readyType } from "./type_ready.ts";

/** A late type's place, and what declares it (by defineType). */
export type LateType = readonly [type: Address, define: (vm: Interpreter) => void];

/** Declares types and makes them ready, unless they are; false with MemoryError. */
export function bringTypes(vm: Interpreter, types: readonly LateType[]): boolean {
  return types.every(([type, define]) => bringType(vm, type, define));
}

function bringType(vm: Interpreter, type: Address, define: (vm: Interpreter) => void): boolean {
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_READY) !== 0) return true;
  const declared = vm.lateTypes.get(type);
  if (declared === undefined) define(vm);
  else vm.u8.set(declared, type);
  const before = vm.u8.slice(type, type + TYPE.size);
  if (readyType(vm, type)) return true;
  clearStaticType(vm, type);
  vm.lateTypes.set(type, before);
  vm.u8.fill(0, type, type + TYPE.size);
  return false;
}
