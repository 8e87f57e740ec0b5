/**
 * How many items an object has: `len(o)`, and the estimate that a container asks for before it iterates.
 *
 * Source: CPython 3.11 Objects/abstract.c (PyObject_Size, PyObject_LengthHint).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TP_FLAGS, TPFLAGS_LONG_SUBCLASS, TYPE } from "../memory/object_layout.ts";
import { identifier, NOT_IMPLEMENTED, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { lookupSpecial } from "./attributes.ts";
import { call0 } from "./call.ts";
import { clearError, errorMatches, raiseFlag } from "./errors.ts";
import { asSsize } from "./number.ts";
import { typeNameOf } from "./type_name.ts";

const TP_AS_SEQUENCE = TYPE.offsets.tp_as_sequence;
const TP_AS_MAPPING = TYPE.offsets.tp_as_mapping;
const LENGTH_HINT = identifier("__length_hint__");

/** Number of the function that gives an object's size, or NULL. */
function lengthSlot(vm: Interpreter, object: Address): number {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  const sequence = i32[(type + TP_AS_SEQUENCE) >> 2];
  if (sequence !== NULL && i32[sequence >> 2] !== NULL) return i32[sequence >> 2];
  const mapping = i32[(type + TP_AS_MAPPING) >> 2];
  return mapping === NULL ? NULL : i32[mapping >> 2];
}

/** `len(object)`; -1 with TypeError "object of type 'X' has no len()", or with what `__len__` raised. */
export function objectSize(vm: Interpreter, object: Address): number {
  const slot = lengthSlot(vm, object);
  if (slot !== NULL) return vm.functions[slot](vm, object);
  return raiseFlag(vm, TYPE_ERROR, `object of type '${typeNameOf(vm, object)}' has no len()`);
}

/** Has an object a size? */
export function hasSize(vm: Interpreter, object: Address): boolean {
  return lengthSlot(vm, object) !== NULL;
}

/**
 * How many items iterating an object will give, as it says itself: its size, its `__length_hint__`, or `fallback`. -1
 * with an exception.
 */
export function lengthHint(vm: Interpreter, object: Address, fallback: number): number {
  const slot = lengthSlot(vm, object);
  if (slot !== NULL) {
    const size: number = vm.functions[slot](vm, object);
    if (size >= 0) return size;
    if (!errorMatches(vm, TYPE_ERROR)) return -1;
    clearError(vm);
  }
  const method = lookupSpecial(vm, object, LENGTH_HINT);
  if (method === NULL) return vm.curexcType !== NULL ? -1 : fallback;
  const result = call0(vm, method);
  decref(vm, method);
  if (result !== NULL) return readHint(vm, result, fallback);
  if (!errorMatches(vm, TYPE_ERROR)) return -1;
  clearError(vm);
  return fallback;
}

/** Takes the number out of what `__length_hint__` returned (stolen). */
function readHint(vm: Interpreter, result: Address, fallback: number): number {
  if (result === NOT_IMPLEMENTED) {
    decref(vm, result);
    return fallback;
  }
  const i32 = vm.i32;
  if ((i32[(i32[(result + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_LONG_SUBCLASS) === 0) {
    const text = `__length_hint__ must be an integer, not ${typeNameOf(vm, result, 100)}`;
    decref(vm, result);
    return raiseFlag(vm, TYPE_ERROR, text);
  }
  const hint = asSsize(vm, result, OVERFLOW_ERROR);
  decref(vm, result);
  if (hint < 0 && vm.curexcType === NULL) {
    return raiseFlag(vm, VALUE_ERROR, "__length_hint__() should return >= 0");
  }
  return hint;
}
