/**
 * Instances of classes: how they are released, traversed and cleared, and their attributes `__dict__` and `__weakref__`.
 *
 * An instance has the fields of the nearest native base, then those that the classes on the way to it add: slots, weak
 * references, and a dict before the object or behind it.
 *
 * Laws
 * - The finalizer runs first, while everything is in place; it may bring the object back to life.
 * - Then weak references, slots and attributes go, and the native base's own dealloc releases what it knows and gives the
 *   block back. The class is released last.
 *
 * Source: CPython 3.11 Objects/typeobject.c (subtype_dealloc, subtype_traverse, subtype_clear, subtype_getsets),
 * Objects/object.c (PyObject_CallFinalizerFromDealloc).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import * as gcHead from "../memory/gc_head.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { gcFree } from "../memory/gc_alloc.ts";
import { clearField, dealloc, DEALLOC_PLAIN, newRef, setField } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { identifier } from "../memory/statics.ts";
import { dictField, genericGetDict, typeLookup } from "./attributes.ts";
import { isDict } from "./dict.ts";
import { raise, raiseFlag } from "./errors.ts";
import * as functionNumbers from "./function_numbers.ts";
import * as instanceValues from "./instance_values.ts";
import { clearValues, materialiseDict } from "./instance_values.ts";
import { freeValues, traverseValues, valuesBlock } from "./split_values.ts";
import * as methodDefinition from "./method_definition.ts";
import { placeGetSets } from "./method_definition.ts";
import { typeName, typeNameOf } from "./type_name.ts";
import { weaklistField } from "./weakref_layout.ts";
import { clearWeakrefs } from "./weakref_object.ts";

const { NULL } = heap;
const { GC_PREV_FINALIZED } = gcHead;
const {
  HEAP_TYPE,
  HT_CACHED_KEYS,
  OB_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_MANAGED_DICT,
  TYPE,
} = objectLayout;
const { ATTRIBUTE_ERROR, NONE, TYPE_ERROR } = statics;
const { SUBTYPE_CLEAR, SUBTYPE_DEALLOC, SUBTYPE_TRAVERSE, FREE_CONTAINER } = functionNumbers;
const { DICT_POINTER, VALUES_POINTER } = instanceValues;
const { MEMBER_DEFINITION, MEMBER_TYPES } = methodDefinition;

const T = TYPE.offsets;
const MEMBER = MEMBER_DEFINITION.offsets;
const DICT = identifier("__dict__");

// ---- finalizers

/**
 * Calls the finalizer of an object whose count has reached zero, once in its life. False if it is alive again. Can run any
 * code.
 */
export function finalizeFromDealloc(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  const hasHead = (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HAVE_GC) !== 0;
  if (hasHead && (i32[(object - 8) >> 2] & GC_PREV_FINALIZED) !== 0) return true;
  i32[object >> 2] = 1;
  vm.functions[i32[(type + T.tp_finalize) >> 2]](vm, object);
  if (hasHead) i32[(object - 8) >> 2] |= GC_PREV_FINALIZED;
  return --i32[object >> 2] === 0;
}

// ---- slots

/** Address of the field that slot `i` of `type` itself has in an object; NULL if the member is of another kind. */
function slotField(vm: Interpreter, type: Address, i: number, object: Address): Address {
  const member = type + HEAP_TYPE.size + MEMBER_DEFINITION.size * i;
  if (vm.i32[(member + MEMBER.type) >> 2] !== MEMBER_TYPES.object_ex) return NULL;
  return object + vm.i32[(member + MEMBER.offset) >> 2];
}

function clearSlots(vm: Interpreter, type: Address, object: Address): void {
  const count = vm.i32[(type + OB_SIZE) >> 2];
  for (let i = 0; i < count; i++) {
    const field = slotField(vm, type, i, object);
    if (field !== NULL) clearField(vm, field);
  }
}

function traverseSlots(vm: Interpreter, type: Address, object: Address, visit: Visit): void {
  const count = vm.i32[(type + OB_SIZE) >> 2];
  for (let i = 0; i < count; i++) {
    const field = slotField(vm, type, i, object);
    if (field !== NULL && vm.i32[field >> 2] !== NULL) visit(vm, vm.i32[field >> 2]);
  }
}

// ---- release

/** tp_dealloc of all classes. Can run any code. */
export function subtypeDealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  let type = i32[(object + OB_TYPE) >> 2];
  gcUntrack(vm, object);
  if (i32[(type + T.tp_finalize) >> 2] !== NULL) {
    gcTrack(vm, object);
    if (!finalizeFromDealloc(vm, object)) return;
    gcUntrack(vm, object);
    type = i32[(object + OB_TYPE) >> 2];
  }
  let base = type;
  while (i32[(base + T.tp_dealloc) >> 2] === SUBTYPE_DEALLOC) base = i32[(base + T.tp_base) >> 2];
  if (i32[(type + T.tp_weaklistoffset) >> 2] !== 0 && i32[(base + T.tp_weaklistoffset) >> 2] === 0) {
    if (i32[weaklistField(vm, object) >> 2] !== NULL) clearWeakrefs(vm, object);
  }
  for (let each = type; each !== base; each = i32[(each + T.tp_base) >> 2]) {
    if (i32[(each + OB_SIZE) >> 2] !== 0) clearSlots(vm, each, object);
  }
  releaseAttributes(vm, object, type, base);
  // A finalizer that ran in between may have given the object another class.
  type = i32[(object + OB_TYPE) >> 2];
  const id = i32[(base + T.tp_dealloc) >> 2];
  if (id === DEALLOC_PLAIN) {
    const free = i32[(type + T.tp_free) >> 2];
    if (free === FREE_CONTAINER) gcFree(vm, object);
    else vm.functions[free](vm, object);
  } else {
    if ((i32[(base + TP_FLAGS) >> 2] & TPFLAGS_HAVE_GC) !== 0) gcTrack(vm, object);
    vm.functions[id](vm, object);
  }
  if ((i32[(base + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0 && --i32[type >> 2] === 0) dealloc(vm, type);
}

/** Releases values or dict, if the classes brought the place for them. */
function releaseAttributes(vm: Interpreter, object: Address, type: Address, base: Address): void {
  const i32 = vm.i32;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0) {
    const values = i32[(object + VALUES_POINTER) >> 2];
    if (values !== NULL) {
      i32[(object + VALUES_POINTER) >> 2] = NULL;
      freeValues(vm, i32[(type + HT_CACHED_KEYS) >> 2], values);
    } else {
      clearField(vm, object + DICT_POINTER);
    }
  } else if (i32[(type + T.tp_dictoffset) >> 2] !== 0 && i32[(base + T.tp_dictoffset) >> 2] === 0) {
    clearField(vm, dictField(vm, object));
  }
}

/** tp_traverse of all classes. */
export function subtypeTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  let base = type;
  while (i32[(base + T.tp_traverse) >> 2] === SUBTYPE_TRAVERSE) {
    if (i32[(base + OB_SIZE) >> 2] !== 0) traverseSlots(vm, base, object, visit);
    base = i32[(base + T.tp_base) >> 2];
  }
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0) {
    const values = i32[(object + VALUES_POINTER) >> 2], dict = i32[(object + DICT_POINTER) >> 2];
    if (values !== NULL) traverseValues(vm, i32[(type + HT_CACHED_KEYS) >> 2], values, visit);
    if (dict !== NULL) visit(vm, dict);
  } else if (i32[(type + T.tp_dictoffset) >> 2] !== i32[(base + T.tp_dictoffset) >> 2]) {
    const dict = i32[dictField(vm, object) >> 2];
    if (dict !== NULL) visit(vm, dict);
  }
  const traverse = i32[(base + T.tp_traverse) >> 2];
  if (traverse === NULL || (i32[(base + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0) visit(vm, type);
  if (traverse !== NULL) vm.functions[traverse](vm, object, visit);
}

/** tp_clear of all classes. Can run any code. */
export function subtypeClear(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  let base = type;
  while (i32[(base + T.tp_clear) >> 2] === SUBTYPE_CLEAR) {
    if (i32[(base + OB_SIZE) >> 2] !== 0) clearSlots(vm, base, object);
    base = i32[(base + T.tp_base) >> 2];
  }
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0) {
    clearValues(vm, object);
    clearField(vm, object + DICT_POINTER);
  } else if (i32[(type + T.tp_dictoffset) >> 2] !== i32[(base + T.tp_dictoffset) >> 2]) {
    clearField(vm, dictField(vm, object));
  }
  const clear = i32[(base + T.tp_clear) >> 2];
  if (clear !== NULL) vm.functions[clear](vm, object);
}

/** The block that an instance owns beside its own: that of its values. */
export function visitInstanceBuffers(vm: Interpreter, object: Address, visit: Visit): void {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) === 0) return;
  const values = vm.i32[(object + VALUES_POINTER) >> 2];
  if (values !== NULL) visit(vm, valuesBlock(vm, values));
}

// ---- __dict__ and __weakref__

/** The nearest native base that has a dict of its own, or NULL. */
function nativeBaseWithDict(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  let type = i32[(object + OB_TYPE) >> 2];
  while (i32[(type + T.tp_base) >> 2] !== NULL) {
    if (
      i32[(type + T.tp_dictoffset) >> 2] !== 0 && (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0
    ) return type;
    type = i32[(type + T.tp_base) >> 2];
  }
  return NULL;
}

function getDict(vm: Interpreter, object: Address): Address {
  const base = nativeBaseWithDict(vm, object);
  if (base === NULL) return genericGetDict(vm, object);
  const descriptor = dictDescriptor(vm, base, object, T.tp_descr_get);
  if (descriptor === NULL) return NULL;
  const get = vm.i32[(vm.i32[(descriptor + OB_TYPE) >> 2] + T.tp_descr_get) >> 2];
  return vm.functions[get](vm, descriptor, object, vm.i32[(object + OB_TYPE) >> 2]);
}

/** `__dict__` of a native base, borrowed, if it has the slot at `offset`. NULL with TypeError. */
function dictDescriptor(vm: Interpreter, base: Address, object: Address, offset: number): Address {
  const i32 = vm.i32;
  const descriptor = typeLookup(vm, base, DICT);
  if (descriptor !== NULL && i32[(i32[(descriptor + OB_TYPE) >> 2] + offset) >> 2] !== NULL) {
    return descriptor;
  }
  const text = `this __dict__ descriptor does not support '${typeNameOf(vm, object)}' objects`;
  return raise(vm, TYPE_ERROR, text);
}

function setDict(vm: Interpreter, object: Address, value: Address): number {
  const base = nativeBaseWithDict(vm, object);
  if (base !== NULL) {
    const descriptor = dictDescriptor(vm, base, object, T.tp_descr_set);
    if (descriptor === NULL) return -1;
    const set = vm.i32[(vm.i32[(descriptor + OB_TYPE) >> 2] + T.tp_descr_set) >> 2];
    return vm.functions[set](vm, descriptor, object, value);
  }
  const field = dictField(vm, object);
  if (field === NULL) return raiseFlag(vm, ATTRIBUTE_ERROR, "This object has no __dict__");
  if (value !== NULL && !isDict(vm, value)) {
    const text = `__dict__ must be set to a dictionary, not a '${typeNameOf(vm, value)}'`;
    return raiseFlag(vm, TYPE_ERROR, text);
  }
  const flags = vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2];
  if ((flags & TPFLAGS_MANAGED_DICT) !== 0 && materialiseDict(vm, object) === NULL) return -1;
  setField(vm, field, value === NULL ? NULL : newRef(vm, value));
  return 0;
}

function getWeakref(vm: Interpreter, object: Address): Address {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  const field = weaklistField(vm, object);
  if (field === NULL) {
    return raise(vm, ATTRIBUTE_ERROR, `'${typeName(vm, type, 50)}' object has no attribute '__weakref__'`);
  }
  const first = vm.i32[field >> 2];
  return newRef(vm, first === NULL ? NONE : first);
}

const DICT_GETSET = {
  name: "__dict__",
  get: getDict,
  set: setDict,
  doc: "dictionary for instance variables (if defined)",
};
const WEAKREF_GETSET = {
  name: "__weakref__",
  get: getWeakref,
  doc: "list of weak references to the object (if defined)",
};

/** Places the tables of attributes that classes give to their instances. Once, while types are defined. */
export function placeInstanceGetSets(vm: Interpreter): void {
  vm.instanceGetSets = placeGetSets(vm, [DICT_GETSET, WEAKREF_GETSET]);
  vm.instanceDictGetSet = placeGetSets(vm, [DICT_GETSET]);
}
