/**
 * Depth: how deep natives may call each other through objects (repr of a list in a list ..., comparison, calls).
 *
 * Two budgets are charged: the recursion limit that the program sees, by a frame record without a function, and the
 * bytes of the host's stack that are left (`vm.room`). While RecursionError itself is made, both are raised a
 * little, so that making it cannot fail the same way.
 *
 * Law: every successful enterRecursive is matched by one leaveRecursive on every path.
 *
 * Source: CPython 3.11 Python/ceval.c (_Py_CheckRecursiveCall), Include/internal/pycore_ceval.h.
 */
import { F_FUNC, F_OBJECT, FRAME_RECORD_SIZE, type Interpreter } from "../memory/interpreter.ts";
import { RECURSION_ERROR } from "../memory/statics.ts";
import { raise } from "./errors.ts";

/** Bytes of the host's stack that one level of natives is taken to need. */
export const NATIVE_WEIGHT = 600;
/**
 * Bytes that natives between two functions of the program are taken to need: charged where a native calls a function,
 * whose own check of the room then sees it.
 */
export const REENTRY_WEIGHT = 2400;
/** Bytes that one iterator of a chain (map over map over ...) is taken to need. */
export const ITERATOR_WEIGHT = 600;
/** Levels and bytes that the making of RecursionError may use beyond the limits. */
const HEADROOM_RECORDS = 50 * FRAME_RECORD_SIZE;
const HEADROOM_BYTES = 30_000;

/**
 * Goes one level down. False with RecursionError ("maximum recursion depth exceeded" + `where`) if that is too deep;
 * then leaveRecursive must not be called.
 */
export function enterRecursive(vm: Interpreter, where: string): boolean {
  const fp = vm.fp + FRAME_RECORD_SIZE;
  if (fp >= vm.fpLimit || vm.room < NATIVE_WEIGHT) return raiseTooDeep(vm, where);
  const i32 = vm.i32;
  i32[(fp + F_FUNC) >> 2] = 0;
  i32[(fp + F_OBJECT) >> 2] = 0;
  vm.fp = fp;
  vm.room -= NATIVE_WEIGHT;
  return true;
}

/** Whether there is room for one level more: what happens on it may then do without the level itself. */
export function hasRoom(vm: Interpreter): boolean {
  return vm.fp + FRAME_RECORD_SIZE < vm.fpLimit && vm.room >= NATIVE_WEIGHT;
}

/** Comes back one level. */
export function leaveRecursive(vm: Interpreter): void {
  vm.fp -= FRAME_RECORD_SIZE;
  vm.room += NATIVE_WEIGHT;
}

/** Makes RecursionError pending; for the depth checks of emitted code too. Returns false. */
export function raiseTooDeep(vm: Interpreter, where: string): false {
  vm.fpLimit += HEADROOM_RECORDS;
  vm.room += HEADROOM_BYTES;
  raise(vm, RECURSION_ERROR, "maximum recursion depth exceeded" + where);
  vm.fpLimit -= HEADROOM_RECORDS;
  vm.room -= HEADROOM_BYTES;
  return false;
}
