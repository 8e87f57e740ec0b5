/**
 * The pending exception as a bare fact: what the lowest layers need to fail. Messages, instances and chaining come
 * on top of it in objects/errors.ts.
 *
 * The three fields are owned references. An exception may be pending as a type alone (no instance yet), so that
 * running out of memory needs no memory.
 *
 * Source: CPython 3.11 Python/errors.c (_PyErr_Restore, _PyErr_NoMemory).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "./interpreter.ts";
import { MEMORY_ERROR } from "./statics.ts";
import { incref, xdecref } from "./refcount.ts";

/** Makes an exception pending; steals all three references (each may be NULL). Can run any code. */
export function restorePending(vm: Interpreter, type: Address, value: Address, traceback: Address): void {
  const oldType = vm.curexcType, oldValue = vm.curexcValue, oldTraceback = vm.curexcTraceback;
  vm.curexcType = type;
  vm.curexcValue = value;
  vm.curexcTraceback = traceback;
  if (oldType !== NULL) {
    xdecref(vm, oldType);
    xdecref(vm, oldValue);
    xdecref(vm, oldTraceback);
  }
}

/** Forgets the pending exception. Can run any code. */
export function clearPending(vm: Interpreter): void {
  if (vm.curexcType !== NULL) restorePending(vm, NULL, NULL, NULL);
}

/** Makes MemoryError pending and returns NULL. */
export function noMemory(vm: Interpreter): Address {
  incref(vm, MEMORY_ERROR);
  restorePending(vm, MEMORY_ERROR, NULL, NULL);
  return NULL;
}

/** Makes MemoryError pending and returns -1. */
export function noMemoryFlag(vm: Interpreter): -1 {
  noMemory(vm);
  return -1;
}
