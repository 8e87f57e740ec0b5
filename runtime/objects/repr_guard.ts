/**
 * Containers that contain themselves: repr must notice that it is inside the repr of the same object.
 *
 * The containers whose repr is being made stand in one list of the interpreter, made when it is first needed.
 *
 * Law: every reprEnter that returns 0 is matched by one reprLeave on every path.
 *
 * Source: CPython 3.11 Objects/object.c (Py_ReprEnter, Py_ReprLeave).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import { fetchError, restoreError } from "./errors.ts";
import { listAppend, listClear, listItem, listNew, listResize, listSize } from "./list.ts";

/** Starts the repr of a container: 0; 1 if it is being made already, -1 with MemoryError: then reprLeave must not be called. */
export function reprEnter(vm: Interpreter, object: Address): 0 | 1 | -1 {
  if (vm.reprList === NULL) {
    vm.reprList = listNew(vm, 0);
    if (vm.reprList === NULL) return -1;
  }
  for (let i = listSize(vm, vm.reprList) - 1; i >= 0; i--) {
    if (listItem(vm, vm.reprList, i) === object) return 1;
  }
  return listAppend(vm, vm.reprList, object) < 0 ? -1 : 0;
}

/** Ends the repr that was started last, which is that of `object`. */
export function reprLeave(vm: Interpreter, object: Address): void {
  const list = vm.reprList;
  const last = listSize(vm, list) - 1;
  if (last < 0 || listItem(vm, list, last) !== object) return;
  if (last === 0) {
    listClear(vm, list);
    return;
  }
  shrinkQuietly(vm, list, last);
  decref(vm, object);
}

/** Shortens the list, whose last reference is the caller's now; an exception that is pending stays as it is. */
function shrinkQuietly(vm: Interpreter, list: Address, size: number): void {
  const saved = fetchError(vm);
  if (listResize(vm, list, size) < 0) {
    vm.i32[(list + OB_SIZE) >> 2] = size;
  }
  restoreError(vm, saved);
}
