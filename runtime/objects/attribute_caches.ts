/**
 * Attributes as emitted code reads, sets and calls them: each place remembers where it found one.
 *
 * A place keeps the version tag of the type that it met last, and an offset:
 *
 *     vm.cacheVersion         the instance has values (instance_values.ts): the offset is that of the attribute's value
 *     vm.cacheSecondVersion   the attribute is a slot: the offset is that of its field in the object
 *
 * With the same version the type has the same attributes, so that nothing in the type stands before the value, and the
 * class's shared keys have the name at the same entry. The value itself may be unset: then the place asks again.
 *
 * For a method called, the place keeps the function and two versions: that of the type, and that of the shared keys, which
 * changes when an attribute gets a name that the class's instances did not have: no instance hides the method.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Python/specialize.c (LOAD_ATTR, STORE_ATTR, LOAD_METHOD).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { getAttr, loadMethod, setAttr, typeLookup } from "./attributes.ts";
import * as descriptors from "./descriptors.ts";
import { findShared, keysVersionOf } from "./dict_keys.ts";
import * as functionNumbers from "./function_numbers.ts";
import * as instanceValues from "./instance_values.ts";
import * as methodDefinition from "./method_definition.ts";
import { isSubtype } from "./subtype.ts";

const { NULL } = heap;
const { HT_CACHED_KEYS, OB_TYPE, TP_FLAGS, TPFLAGS_HEAPTYPE, TPFLAGS_MANAGED_DICT, TYPE } = objectLayout;
const { FUNCTION_TYPE, MEMBER_DESCRIPTOR_TYPE } = statics;
const { D_DEFINITION, D_TYPE } = descriptors;
const { GENERIC_GET_ATTR, GENERIC_SET_ATTR } = functionNumbers;
const { VALUES_POINTER } = instanceValues;
const { MEMBER_DEFINITION, MEMBER_READONLY, MEMBER_TYPES } = methodDefinition;

const T = TYPE.offsets;
const M = MEMBER_DEFINITION.offsets;

/** `object.name`, new; leaves what the place may remember. NULL with an exception. */
export function loadAttr(vm: Interpreter, object: Address, name: Address): Address {
  const result = getAttr(vm, object, name);
  const i32 = vm.i32;
  vm.cacheVersion = -1;
  vm.cacheSecondVersion = -1;
  const type = i32[(object + OB_TYPE) >> 2];
  if (result !== NULL && (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) {
    if (i32[(type + T.tp_getattro) >> 2] === GENERIC_GET_ATTR) notePlace(vm, object, type, name, 0);
  }
  return result;
}

/** `object.name = value`: 0, or -1 with an exception; leaves what the place may remember. The name is interned. */
export function storeAttr(vm: Interpreter, object: Address, name: Address, value: Address): number {
  const i32 = vm.i32;
  const slot = i32[(i32[(object + OB_TYPE) >> 2] + T.tp_setattro) >> 2];
  const result: number = slot !== NULL
    ? vm.functions[slot](vm, object, name, value)
    : setAttr(vm, object, name, value);
  vm.cacheVersion = -1;
  vm.cacheSecondVersion = -1;
  const type = i32[(object + OB_TYPE) >> 2];
  if (result === 0 && (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) {
    if (i32[(type + T.tp_setattro) >> 2] === GENERIC_SET_ATTR) {
      notePlace(vm, object, type, name, MEMBER_READONLY);
    }
  }
  return result;
}

/** Leaves the version of the class and the offset where the attribute is, if that may be remembered. */
function notePlace(
  vm: Interpreter,
  object: Address,
  type: Address,
  name: Address,
  forbidden: number,
): void {
  const i32 = vm.i32;
  const descriptor = typeLookup(vm, type, name);
  const version = i32[(type + T.tp_version_tag) >> 2];
  if (version === 0) return;
  if (descriptor !== NULL) {
    const descriptorType = i32[(descriptor + OB_TYPE) >> 2];
    if (descriptorType === MEMBER_DESCRIPTOR_TYPE) {
      const member = i32[(descriptor + D_DEFINITION) >> 2];
      if (
        i32[(member + M.type) >> 2] === MEMBER_TYPES.object_ex &&
        (i32[(member + M.flags) >> 2] & forbidden) === 0 &&
        isSubtype(vm, type, i32[(descriptor + D_TYPE) >> 2])
      ) {
        vm.cacheSecondVersion = version;
        vm.cacheAddress = i32[(member + M.offset) >> 2];
      }
      return;
    }
    if (i32[(descriptorType + T.tp_descr_set) >> 2] !== NULL) return;
  }
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) === 0) return;
  const values = i32[(object + VALUES_POINTER) >> 2];
  if (values === NULL) return;
  const entry = findShared(vm, i32[(type + HT_CACHED_KEYS) >> 2], name);
  if (entry < 0 || i32[(values + 8 * entry) >> 2] === NULL) return;
  vm.cacheVersion = version;
  vm.cacheAddress = 8 * entry;
}

/**
 * loadMethod for a place that calls the method: beside the method (new, or NULL with an exception) and `vm.second`, leaves
 * the version of the type in `vm.cacheVersion`, the version of the shared keys (0: instances have no attributes) in
 * `vm.cacheSecondVersion` and the function in `vm.cacheAddress`, if it is one of the class that may be remembered.
 */
export function loadClassMethod(vm: Interpreter, object: Address, name: Address): Address {
  const method = loadMethod(vm, object, name);
  const i32 = vm.i32;
  vm.cacheVersion = -1;
  const type = i32[(object + OB_TYPE) >> 2];
  const flags = i32[(type + TP_FLAGS) >> 2];
  if (method === NULL || vm.second === 0 || (flags & TPFLAGS_HEAPTYPE) === 0) return method;
  if (i32[(method + OB_TYPE) >> 2] !== FUNCTION_TYPE) return method;
  let keysVersion = 0;
  if ((flags & TPFLAGS_MANAGED_DICT) !== 0) {
    const keys = i32[(type + HT_CACHED_KEYS) >> 2];
    if (i32[(object + VALUES_POINTER) >> 2] === NULL || findShared(vm, keys, name) >= 0) return method;
    keysVersion = keysVersionOf(vm, keys);
    if (keysVersion < 0) return method;
  } else if (i32[(type + T.tp_dictoffset) >> 2] !== 0) {
    return method;
  }
  const version = i32[(type + T.tp_version_tag) >> 2];
  if (version !== 0) {
    vm.cacheVersion = version;
    vm.cacheSecondVersion = keysVersion;
    vm.cacheAddress = method;
  }
  return method;
}
