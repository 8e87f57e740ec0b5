/**
 * The poll on back edges and calls, and the failure of a call that is too deep.
 *
 * Each back edge and call counts `vm.ticks` down; below zero the poll acts: limits, interrupts and signals are looked
 * at there and nowhere else, so that the count alone stands in the loops.
 *
 * Source: CPython 3.11 Python/ceval.c (eval_frame_handle_pending, _Py_CheckRecursiveCall).
 */
import type { Address } from "../../heap/mod.ts";
import { type Interpreter, MAX_TICKS } from "../memory/interpreter.ts";
import { raiseTooDeep } from "./recursion.ts";

/** Acts on what has come up; 0, or -1 with an exception. Can run any code. */
export function poll(vm: Interpreter): number {
  return vm.onPoll();
}

/**
 * Counts long work of a native function as `steps` before it is done; a step is about ten nanoseconds. False with an
 * exception if a limit or an interrupt ends the program instead. Can run any code.
 */
export function chargeSteps(vm: Interpreter, steps: number): boolean {
  vm.ticks -= steps < MAX_TICKS ? steps : MAX_TICKS;
  return vm.ticks >= 0 || vm.onPoll() >= 0;
}

/** RecursionError for a call that has no room; NULL. */
export function tooDeep(vm: Interpreter): Address {
  raiseTooDeep(vm, "");
  return 0;
}
