/**
 * The second half of making a type: bases and mro, the namespace with its descriptors, and what is inherited.
 *
 * Static types own what is made here, blocks of the heap: tp_dict and all that stands in it, tp_bases, tp_mro. Their
 * owner gives it back with clearStaticType when the runtime is closed.
 *
 * Laws: a type is made ready after its bases (readyType sees to it); all types are declared, and the strings, tuples,
 * dicts and the interning of names work before the first one is made ready.
 *
 * Source: CPython 3.11 Objects/typeobject.c (PyType_Ready and its type_ready_* steps, _PyStaticType_Dealloc).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_READY,
  TPFLAGS_READYING,
  TPFLAGS_TYPE_SUBCLASS,
  TPFLAGS_VALID_VERSION_TAG,
  TYPE,
} from "../memory/object_layout.ts";
import {
  identifier,
  NEW_DEFINITION,
  NONE,
  OBJECT_TYPE,
  SLOT_DEFINITIONS,
  TYPE_ERROR,
  TYPE_TYPE,
} from "../memory/statics.ts";
import { clearField, decref, incref } from "../memory/refcount.ts";
import { typeLookup } from "./attributes.ts";
import { newBuiltin } from "./builtin_function.ts";
import {
  D_NAME,
  newClassMethodDescriptor,
  newGetSetDescriptor,
  newMemberDescriptor,
  newMethodDescriptor,
} from "./descriptors.ts";
import { dictGetStr, dictNew, dictSetDefault, dictSetStr } from "./dict.ts";
import { raise } from "./errors.ts";
import { HASH_NOT_IMPLEMENTED, NEW_WRAPPER } from "./function_numbers.ts";
import { docObject } from "./function_text.ts";
import { internCString } from "./interning.ts";
import {
  GETSET_DEFINITION,
  MEMBER_DEFINITION,
  METH_CLASS,
  METH_COEXIST,
  METH_KEYWORDS,
  METH_STATIC,
  METH_VARARGS,
  METHOD_DEFINITION,
  ML_DOC,
  ML_FLAGS,
  ML_METH,
  ML_NAME,
} from "./method_definition.ts";
import { computeMro } from "./mro.ts";
import { inheritSlots, inheritSpecial, inheritTables } from "./slot_inheritance.ts";
import { internSlotNames, releaseSlotNames, SLOT_COUNT, SLOT_DEFINITION, slotAddress } from "./slot_table.ts";
import { newSlotWrapper } from "./slot_wrappers.ts";
import { sequenceTuple } from "./sequence.ts";
import { callSpecial0 } from "./special_methods.ts";
import { newStaticMethod } from "./static_method.ts";
import { hasTypeFlag, isSubtype } from "./subtype.ts";
import { newEmptyTuple, tupleItem, tupleNew, tupleSetItem } from "./tuple.ts";
import { solidBase } from "./type_bases.ts";
import { readCString, typeName, typeNameOf } from "./type_name.ts";
import { addToBases } from "./type_subclasses.ts";

const T = TYPE.offsets;
const DOC = identifier("__doc__");
const NEW = identifier("__new__");
const HASH = identifier("__hash__");
const MRO = identifier("mro");

/** Writes the definition of `__new__`, which all types share. Once, before the first type is made ready. */
export function placeNewDefinition(vm: Interpreter): void {
  const i32 = vm.i32;
  i32[(NEW_DEFINITION + ML_NAME) >> 2] = vm.placeCString("__new__");
  i32[(NEW_DEFINITION + ML_METH) >> 2] = NEW_WRAPPER;
  i32[(NEW_DEFINITION + ML_FLAGS) >> 2] = METH_VARARGS | METH_KEYWORDS;
  i32[(NEW_DEFINITION + ML_DOC) >> 2] = vm.placeCString(
    "__new__($type, *args, **kwargs)\n--\n\n" +
      "Create and return a new object.  See help(type) for accurate signature.",
  );
}

/**
 * Makes a declared type ready for use, and its base before it. `bases` are all its bases if there is more than one,
 * the first of them being tp_base. False with MemoryError: what was made belongs to the type (clearStaticType).
 */
export function readyType(vm: Interpreter, type: Address, bases?: readonly Address[]): boolean {
  const i32 = vm.i32;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_READY) !== 0) return true;
  i32[(type + TP_FLAGS) >> 2] |= TPFLAGS_READYING;
  if (!setBases(vm, type, bases)) return false;
  const dict = dictNew(vm);
  if (dict === NULL) return false;
  i32[(type + T.tp_dict) >> 2] = dict;
  const mro = computeMro(vm, type);
  if (mro === NULL) return false;
  i32[(type + T.tp_mro) >> 2] = mro;
  if (!setNew(vm, type) || !fillDict(vm, type)) return false;
  inherit(vm, type);
  if (!setHash(vm, type)) return false;
  i32[(type + TP_FLAGS) >> 2] = (i32[(type + TP_FLAGS) >> 2] & ~TPFLAGS_READYING) | TPFLAGS_READY;
  return true;
}

/**
 * The same for a class that type.__new__ has filled in, its slots aside; its bases are ready. False with an exception. Can
 * run any code (a metaclass's `mro`).
 */
export function readyClass(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  const mro = askMro(vm, type);
  if (mro === NULL) return false;
  i32[(type + T.tp_mro) >> 2] = mro;
  if (i32[(type + T.tp_new) >> 2] === NULL) {
    i32[(type + T.tp_new) >> 2] = i32[(i32[(type + T.tp_base) >> 2] + T.tp_new) >> 2];
  }
  if (!addMembers(vm, type) || !addGetSets(vm, type) || !setDoc(vm, type)) return false;
  inherit(vm, type);
  if (!setHash(vm, type) || addToBases(vm, i32[(type + T.tp_bases) >> 2], type) < 0) return false;
  i32[(type + TP_FLAGS) >> 2] |= TPFLAGS_READY;
  return true;
}

/** The mro of a class, as its metaclass gives it: a new tuple. NULL with an exception. Can run any code. */
export function askMro(vm: Interpreter, type: Address): Address {
  const metatype = vm.i32[(type + OB_TYPE) >> 2];
  if (metatype === TYPE_TYPE || typeLookup(vm, metatype, MRO) === typeLookup(vm, TYPE_TYPE, MRO)) {
    return computeMro(vm, type);
  }
  const answer = callSpecial0(vm, type, MRO);
  if (answer === NULL) return NULL;
  const mro = sequenceTuple(vm, answer);
  decref(vm, answer);
  if (mro === NULL || isValidMro(vm, type, mro)) return mro;
  decref(vm, mro);
  return NULL;
}

/** An mro holds types alone, and no layout that the class's own does not begin with. */
function isValidMro(vm: Interpreter, type: Address, mro: Address): boolean {
  const solid = solidBase(vm, type);
  for (let i = 0; i < vm.i32[(mro + OB_SIZE) >> 2]; i++) {
    const each = tupleItem(vm, mro, i);
    if (!hasTypeFlag(vm, each, TPFLAGS_TYPE_SUBCLASS)) {
      raise(vm, TYPE_ERROR, `mro() returned a non-class ('${typeNameOf(vm, each, 500)}')`);
      return false;
    }
    if (!isSubtype(vm, solid, solidBase(vm, each))) {
      raise(vm, TYPE_ERROR, `mro() returned base with unsuitable layout ('${typeName(vm, each, 500)}')`);
      return false;
    }
  }
  return true;
}

/** tp_base and tp_bases. The names in the table of slots come with object, the first type of all. */
function setBases(vm: Interpreter, type: Address, bases?: readonly Address[]): boolean {
  const i32 = vm.i32;
  if (type === OBJECT_TYPE) {
    i32[(type + T.tp_bases) >> 2] = newEmptyTuple(vm);
    return internSlotNames(vm);
  }
  if (i32[(type + T.tp_base) >> 2] === NULL) i32[(type + T.tp_base) >> 2] = OBJECT_TYPE;
  const base = i32[(type + T.tp_base) >> 2];
  incref(vm, base);
  const all = bases ?? [base];
  for (const each of all) {
    if (!readyType(vm, each)) return false;
  }
  const tuple = tupleNew(vm, all.length);
  if (tuple === NULL) return false;
  all.forEach((each, index) => {
    incref(vm, each);
    tupleSetItem(vm, tuple, index, each);
  });
  i32[(type + T.tp_bases) >> 2] = tuple;
  return true;
}

/** Puts `value` (stolen, NULL is failure) under a name into the type's dict. */
function putAttribute(vm: Interpreter, type: Address, name: Address, value: Address): boolean {
  if (value === NULL) return false;
  const result = dictSetStr(vm, vm.i32[(type + T.tp_dict) >> 2], name, value);
  decref(vm, value);
  return result === 0;
}

/** `__new__`, and tp_new: inherited, or none for a direct subtype of object without its own. */
function setNew(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  const own = i32[(type + T.tp_new) >> 2];
  const base = i32[(type + T.tp_base) >> 2];
  const flags = i32[(type + TP_FLAGS) >> 2];
  if (own === NULL && base === OBJECT_TYPE && (flags & TPFLAGS_HEAPTYPE) === 0) {
    i32[(type + TP_FLAGS) >> 2] |= TPFLAGS_DISALLOW_INSTANTIATION;
    return true;
  }
  if ((flags & TPFLAGS_DISALLOW_INSTANTIATION) !== 0) {
    i32[(type + T.tp_new) >> 2] = NULL;
    return true;
  }
  if (own !== NULL) return putAttribute(vm, type, NEW, newBuiltin(vm, NEW_DEFINITION, type, NULL));
  i32[(type + T.tp_new) >> 2] = i32[(base + T.tp_new) >> 2];
  return true;
}

/** The namespace: slots, methods, members, computed attributes, `__doc__`. */
function fillDict(vm: Interpreter, type: Address): boolean {
  if (!addOperators(vm, type) || !addMethods(vm, type) || !addMembers(vm, type) || !addGetSets(vm, type)) {
    return false;
  }
  return setDoc(vm, type);
}

/** `__doc__`: None if there is no documentation. */
function setDoc(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  if (dictGetStr(vm, i32[(type + T.tp_dict) >> 2], DOC) !== NULL) return true;
  return putAttribute(
    vm,
    type,
    DOC,
    docObject(vm, readCString(vm, i32[(type + T.tp_name) >> 2]), i32[(type + T.tp_doc) >> 2]),
  );
}

/** A slot wrapper for each slot that the type defines itself. */
function addOperators(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  const dict = i32[(type + T.tp_dict) >> 2];
  for (let index = 0; index < SLOT_COUNT; index++) {
    const entry = SLOT_DEFINITIONS + SLOT_DEFINITION.size * index;
    if (i32[(entry + SLOT_DEFINITION.offsets.wrapper) >> 2] === NULL) continue;
    const slot = slotAddress(vm, type, entry);
    const wrapped = slot === NULL ? NULL : i32[slot >> 2];
    if (wrapped === NULL) continue;
    const name = i32[(entry + SLOT_DEFINITION.offsets.name_strobj) >> 2];
    if (dictGetStr(vm, dict, name) !== NULL) continue;
    const value = wrapped === HASH_NOT_IMPLEMENTED
      ? (incref(vm, NONE), NONE)
      : newSlotWrapper(vm, type, entry, wrapped);
    if (!putAttribute(vm, type, name, value)) return false;
  }
  return true;
}

/** The descriptor that stands for a PyMethodDef; new. */
function newMethodAttribute(vm: Interpreter, type: Address, name: Address, ml: Address): Address {
  const flags = vm.i32[(ml + ML_FLAGS) >> 2];
  if ((flags & METH_CLASS) !== 0) return newClassMethodDescriptor(vm, type, name, ml);
  if ((flags & METH_STATIC) === 0) return newMethodDescriptor(vm, type, name, ml);
  const body = newBuiltin(vm, ml, type, NULL);
  if (body === NULL) return NULL;
  const method = newStaticMethod(vm, body);
  decref(vm, body);
  return method;
}

function addMethods(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  const table = i32[(type + T.tp_methods) >> 2];
  if (table === NULL) return true;
  for (let ml = table; i32[(ml + ML_NAME) >> 2] !== NULL; ml += METHOD_DEFINITION.size) {
    const replaces = (i32[(ml + ML_FLAGS) >> 2] & METH_COEXIST) !== 0;
    if (!addAttribute(vm, type, ml, newMethodAttribute, replaces)) return false;
  }
  return true;
}

function addMembers(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  const table = i32[(type + T.tp_members) >> 2];
  if (table === NULL) return true;
  for (let entry = table; i32[entry >> 2] !== NULL; entry += MEMBER_DEFINITION.size) {
    if (!addAttribute(vm, type, entry, newMemberDescriptor, false)) return false;
  }
  return true;
}

function addGetSets(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  const table = i32[(type + T.tp_getset) >> 2];
  if (table === NULL) return true;
  for (let entry = table; i32[entry >> 2] !== NULL; entry += GETSET_DEFINITION.size) {
    if (!addAttribute(vm, type, entry, newGetSetDescriptor, false)) return false;
  }
  return true;
}

/**
 * Puts what `make` makes of a definition into the dict under the definition's name, its first word; what stands there
 * already stays, unless this one replaces it.
 */
function addAttribute(
  vm: Interpreter,
  type: Address,
  definition: Address,
  make: (vm: Interpreter, type: Address, name: Address, definition: Address) => Address,
  replaces: boolean,
): boolean {
  const i32 = vm.i32;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) {
    return addClassAttribute(vm, type, definition, make);
  }
  const name = internCString(vm, i32[definition >> 2]);
  if (name === NULL) return false;
  const isKept = !replaces && dictGetStr(vm, i32[(type + T.tp_dict) >> 2], name) !== NULL;
  const added = isKept || putAttribute(vm, type, name, make(vm, type, name, definition));
  decref(vm, name);
  return added;
}

/** The same for a class: the descriptor is made before its name, as in CPython; what stands there already stays. */
function addClassAttribute(
  vm: Interpreter,
  type: Address,
  definition: Address,
  make: (vm: Interpreter, type: Address, name: Address, definition: Address) => Address,
): boolean {
  const i32 = vm.i32;
  const descriptor = make(vm, type, NULL, definition);
  if (descriptor === NULL) return false;
  const name = internCString(vm, i32[definition >> 2]);
  i32[(descriptor + D_NAME) >> 2] = name;
  const dict = i32[(type + T.tp_dict) >> 2];
  const added = name !== NULL && dictSetDefault(vm, dict, name, descriptor) !== NULL;
  decref(vm, descriptor);
  return added;
}

/** Takes over from the base and along the mro. */
function inherit(vm: Interpreter, type: Address): void {
  const i32 = vm.i32;
  const base = i32[(type + T.tp_base) >> 2];
  if (base === NULL) return;
  inheritSpecial(vm, type, base);
  const mro = i32[(type + T.tp_mro) >> 2];
  const count = i32[(mro + OB_SIZE) >> 2];
  for (let i = 1; i < count; i++) inheritSlots(vm, type, tupleItem(vm, mro, i));
  inheritTables(vm, type, base);
}

/** A type that compares in its own way without a hash is not hashable: `__hash__` is None. */
function setHash(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  if (i32[(type + T.tp_hash) >> 2] !== NULL) return true;
  if (dictGetStr(vm, i32[(type + T.tp_dict) >> 2], HASH) !== NULL) return true;
  incref(vm, NONE);
  if (!putAttribute(vm, type, HASH, NONE)) return false;
  i32[(type + T.tp_hash) >> 2] = HASH_NOT_IMPLEMENTED;
  return true;
}

/** Releases what a static type owns in the heap; it is no longer ready. Can run any code. */
export function clearStaticType(vm: Interpreter, type: Address): void {
  const i32 = vm.i32;
  i32[(type + TP_FLAGS) >> 2] &= ~(TPFLAGS_READY | TPFLAGS_VALID_VERSION_TAG);
  i32[(type + T.tp_version_tag) >> 2] = 0;
  if (type === OBJECT_TYPE) releaseSlotNames(vm);
  for (const field of [T.tp_dict, T.tp_bases, T.tp_mro, T.tp_cache, T.tp_subclasses, T.tp_base]) {
    clearField(vm, type + field);
  }
}
