/**
 * Attributes: how a name is found on an object, in its type and in its dict.
 *
 * A type's attributes are found along its mro; the answer is kept in one cache for all types, 4096 entries of
 *
 *     0  version tag of the type   4  name, owned   8  value, borrowed, or NULL: no such attribute   12  spare
 *
 * An entry holds as long as the type has the version tag: a tag is given on demand (typeVersion) and taken away when
 * an attribute of the type or of a base changes (typeModified). Code that keeps what it found at one place compares
 * the tag itself.
 *
 * An attribute of an object is: a data descriptor of the type, else the entry of the object's dict, else the
 * type's attribute, bound to the object if it is a descriptor.
 *
 * Source: CPython 3.11 Objects/typeobject.c (_PyType_Lookup, assign_version_tag, PyType_Modified),
 * Objects/object.c (PyObject_GetAttr, _PyObject_GenericGetAttrWithDict and relatives).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref, incref, xdecref } from "../memory/refcount.ts";
import { dictDel, dictGet, dictGetStr, dictNew, dictNext, dictSet } from "./dict.ts";
import {
  clearError,
  errorMatches,
  errorOccurred,
  raise,
  raiseFlag,
  setAttributeErrorContext,
} from "./errors.ts";
import * as functionNumbers from "./function_numbers.ts";
import * as instanceValues from "./instance_values.ts";
import { getValue, materialiseDict, newSharedDict, storeValue } from "./instance_values.ts";
import { internInPlace, internJs } from "./interning.ts";
import { jsString } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { typeName, typeNameOf } from "./type_name.ts";
import { weakrefTarget } from "./weakref_layout.ts";

const { NULL } = heap;
const {
  OB_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_MANAGED_DICT,
  TPFLAGS_METHOD_DESCRIPTOR,
  TPFLAGS_READY,
  TPFLAGS_TYPE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
  TPFLAGS_VALID_VERSION_TAG,
  TYPE,
} = objectLayout;
const { ATTRIBUTE_ERROR, KEY_ERROR, METHOD_CACHE, METHOD_CACHE_SIZE, NONE, STR_TYPE, TYPE_ERROR } = statics;
const { GENERIC_GET_ATTR } = functionNumbers;
const { DICT_POINTER, VALUES_POINTER } = instanceValues;

const TP_GETATTRO = TYPE.offsets.tp_getattro;
const TP_SETATTRO = TYPE.offsets.tp_setattro;
const TP_DESCR_GET = TYPE.offsets.tp_descr_get;
const TP_DESCR_SET = TYPE.offsets.tp_descr_set;
const TP_DICT = TYPE.offsets.tp_dict;
const TP_MRO = TYPE.offsets.tp_mro;
const TP_BASES = TYPE.offsets.tp_bases;
const TP_DICTOFFSET = TYPE.offsets.tp_dictoffset;
const TP_BASICSIZE = TYPE.offsets.tp_basicsize;
const TP_ITEMSIZE = TYPE.offsets.tp_itemsize;
const TP_VERSION_TAG = TYPE.offsets.tp_version_tag;
const TP_SUBCLASSES = TYPE.offsets.tp_subclasses;
const TUPLE_ITEMS = 24;
const CACHE_MASK = METHOD_CACHE_SIZE - 1;

// ---- the attributes of types

/** Attribute `name` (a str) of a type, as it lies in the first namespace of its mro; borrowed, NULL if there is none. */
export function typeLookup(vm: Interpreter, type: Address, name: Address): Address {
  const i32 = vm.i32;
  const version = i32[(type + TP_VERSION_TAG) >> 2];
  if (version !== 0) {
    const entry = METHOD_CACHE + (((version ^ (name >> 4)) & CACHE_MASK) << 4);
    if (i32[entry >> 2] === version && i32[(entry + 4) >> 2] === name) return i32[(entry + 8) >> 2];
  }
  return lookupInMro(vm, type, name);
}

/** The same past the cache, which gets the answer. */
function lookupInMro(vm: Interpreter, type: Address, name: Address): Address {
  const i32 = vm.i32;
  const mro = i32[(type + TP_MRO) >> 2];
  if (mro === NULL) return NULL;
  let found = NULL;
  const end = mro + TUPLE_ITEMS + 8 * i32[(mro + OB_SIZE) >> 2];
  for (let item = mro + TUPLE_ITEMS; item < end && found === NULL; item += 8) {
    found = dictGetStr(vm, i32[(i32[item >> 2] + TP_DICT) >> 2], name);
  }
  if (i32[(name + OB_TYPE) >> 2] === STR_TYPE) cacheAttribute(vm, typeVersion(vm, type), name, found);
  return found;
}

function cacheAttribute(vm: Interpreter, version: number, name: Address, value: Address): void {
  if (version === 0) return;
  const i32 = vm.i32;
  const entry = METHOD_CACHE + (((version ^ (name >> 4)) & CACHE_MASK) << 4);
  const old = i32[(entry + 4) >> 2];
  incref(vm, name);
  i32[entry >> 2] = version;
  i32[(entry + 4) >> 2] = name;
  i32[(entry + 8) >> 2] = value;
  xdecref(vm, old);
}

/** Empties the cache of type attributes, which owns the names in it. */
export function clearMethodCache(vm: Interpreter): void {
  const i32 = vm.i32;
  for (let entry = METHOD_CACHE; entry < METHOD_CACHE + 16 * METHOD_CACHE_SIZE; entry += 16) {
    const name = i32[(entry + 4) >> 2];
    if (name === NULL) continue;
    i32[entry >> 2] = 0;
    i32[(entry + 4) >> 2] = NULL;
    i32[(entry + 8) >> 2] = NULL;
    decref(vm, name);
  }
}

/** Visits the names that the cache of type attributes owns. */
export function traverseMethodCache(vm: Interpreter, visit: Visit): void {
  for (let entry = METHOD_CACHE; entry < METHOD_CACHE + 16 * METHOD_CACHE_SIZE; entry += 16) {
    const name = vm.i32[(entry + 4) >> 2];
    if (name !== NULL) visit(vm, name);
  }
}

/** Version tag of a type, which changes with its attributes; given now if it has none. 0: it cannot have one. */
export function typeVersion(vm: Interpreter, type: Address): number {
  const version = vm.i32[(type + TP_VERSION_TAG) >> 2];
  return version !== 0 ? version : assignVersion(vm, type);
}

/** Gives a type and all its bases a version, so that a change of a base is seen. */
function assignVersion(vm: Interpreter, type: Address): number {
  const i32 = vm.i32;
  const flags = i32[(type + TP_FLAGS) >> 2];
  if ((flags & TPFLAGS_READY) === 0 || vm.nextTypeVersion > 0x7fffffff) return 0;
  const bases = i32[(type + TP_BASES) >> 2];
  const count = i32[(bases + OB_SIZE) >> 2];
  for (let i = 0; i < count; i++) {
    if (typeVersion(vm, i32[(bases + TUPLE_ITEMS + 8 * i) >> 2]) === 0) return 0;
  }
  const version = vm.nextTypeVersion++;
  i32[(type + TP_VERSION_TAG) >> 2] = version;
  i32[(type + TP_FLAGS) >> 2] = flags | TPFLAGS_VALID_VERSION_TAG;
  return version;
}

/** Takes the version tags of a type and of all its subclasses away: an attribute of it changes. Runs no code. */
export function typeModified(vm: Interpreter, type: Address): void {
  const i32 = vm.i32;
  // A class with a tag has bases with tags.
  if (i32[(type + TP_VERSION_TAG) >> 2] === 0) return;
  i32[(type + TP_VERSION_TAG) >> 2] = 0;
  i32[(type + TP_FLAGS) >> 2] &= ~TPFLAGS_VALID_VERSION_TAG;
  const subclasses = i32[(type + TP_SUBCLASSES) >> 2];
  if (subclasses === NULL) return;
  for (let at = dictNext(vm, subclasses, 0); at >= 0; at = dictNext(vm, subclasses, at)) {
    const subclass = weakrefTarget(vm, vm.dictValue);
    if (subclass !== NONE) typeModified(vm, subclass);
  }
}

/**
 * Special method `name` of an object, found in its type alone and bound to it: new. NULL if there is none; an
 * exception is pending only if binding failed.
 */
export function lookupSpecial(vm: Interpreter, object: Address, name: Address): Address {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  const descriptor = typeLookup(vm, type, name);
  if (descriptor === NULL) return NULL;
  incref(vm, descriptor);
  const get = i32[(i32[(descriptor + OB_TYPE) >> 2] + TP_DESCR_GET) >> 2];
  if (get === NULL) return descriptor;
  const bound: Address = vm.functions[get](vm, descriptor, object, type);
  decref(vm, descriptor);
  return bound;
}

// ---- the attributes of objects

/** Is `name` a str? TypeError otherwise. */
export function checkAttributeName(vm: Interpreter, name: Address): boolean {
  const i32 = vm.i32;
  const type = i32[(name + OB_TYPE) >> 2];
  if (type === STR_TYPE || (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_UNICODE_SUBCLASS) !== 0) return true;
  raise(vm, TYPE_ERROR, `attribute name must be string, not '${typeName(vm, type)}'`);
  return false;
}

/** `object.name`, new. NULL with an exception; an AttributeError knows the object and the name. */
export function getAttr(vm: Interpreter, object: Address, name: Address): Address {
  const i32 = vm.i32;
  if (i32[(name + OB_TYPE) >> 2] !== STR_TYPE && !checkAttributeName(vm, name)) return NULL;
  const slot = i32[(i32[(object + OB_TYPE) >> 2] + TP_GETATTRO) >> 2];
  const result: Address = slot === GENERIC_GET_ATTR
    ? findAttribute(vm, object, name, false)
    : slot !== NULL
    ? vm.functions[slot](vm, object, name)
    : raiseNoAttribute(vm, object, name);
  if (result === NULL) setAttributeErrorContext(vm, object, name);
  return result;
}

/** `object.name` for a name that only the host knows, new. */
export function getAttrJs(vm: Interpreter, object: Address, name: string): Address {
  const nameObject = internJs(vm, name);
  if (nameObject === NULL) return NULL;
  const result = getAttr(vm, object, nameObject);
  decref(vm, nameObject);
  return result;
}

/**
 * Looks up a method for a call: new, or NULL with an exception. `vm.second` is 1 if `object` must be passed as the
 * first argument, because what was found is a function of the type that was not bound; else 0.
 */
export function loadMethod(vm: Interpreter, object: Address, name: Address): Address {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  if (i32[(type + TP_GETATTRO) >> 2] === GENERIC_GET_ATTR) {
    const descriptor = typeLookup(vm, type, name);
    if (descriptor !== NULL) {
      const flags = i32[(i32[(descriptor + OB_TYPE) >> 2] + TP_FLAGS) >> 2];
      if ((flags & TPFLAGS_METHOD_DESCRIPTOR) !== 0) return loadUnbound(vm, object, name, type, descriptor);
    }
  }
  const result = getAttr(vm, object, name);
  vm.second = 0;
  return result;
}

/** A function of the type was found: it is the method unless the object's dict has the name. */
function loadUnbound(
  vm: Interpreter,
  object: Address,
  name: Address,
  type: Address,
  method: Address,
): Address {
  const i32 = vm.i32;
  i32[method >> 2]++;
  if (i32[(type + TP_DICTOFFSET) >> 2] !== 0) {
    const value = getOwnAttribute(vm, object, type, name);
    if (value !== NULL || vm.curexcType !== NULL) {
      decref(vm, method);
      vm.second = 0;
      return value;
    }
  }
  vm.second = 1;
  return method;
}

/** `object.name`, new, or NULL: without an exception if there is no such attribute, else with one. */
export function lookupAttr(vm: Interpreter, object: Address, name: Address): Address {
  if (!checkAttributeName(vm, name)) return NULL;
  const i32 = vm.i32;
  const slot = i32[(i32[(object + OB_TYPE) >> 2] + TP_GETATTRO) >> 2];
  if (slot === GENERIC_GET_ATTR) return findAttribute(vm, object, name, true);
  const result: Address = slot !== NULL ? vm.functions[slot](vm, object, name) : NULL;
  if (result === NULL && errorOccurred(vm) !== NULL && errorMatches(vm, ATTRIBUTE_ERROR)) clearError(vm);
  return result;
}

/** Sets `object.name`, or deletes it if `value` is NULL. 0, or -1 with an exception. */
export function setAttr(vm: Interpreter, object: Address, name: Address, value: Address): number {
  if (!checkAttributeName(vm, name)) return -1;
  const interned = internInPlace(vm, (incref(vm, name), name));
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  const slot = i32[(type + TP_SETATTRO) >> 2];
  const result: number = slot !== NULL
    ? vm.functions[slot](vm, object, interned, value)
    : raiseNotSettable(vm, object, interned, value);
  decref(vm, interned);
  return result;
}

function raiseNotSettable(vm: Interpreter, object: Address, name: Address, value: Address): -1 {
  const i32 = vm.i32;
  const what = i32[(i32[(object + OB_TYPE) >> 2] + TP_GETATTRO) >> 2] === NULL
    ? "no attributes"
    : "only read-only attributes";
  const action = value === NULL ? "del" : "assign to";
  const text = `'${typeNameOf(vm, object, 100)}' object has ${what} (${action} .${jsString(vm, name)})`;
  return raiseFlag(vm, TYPE_ERROR, text);
}

/** AttributeError "'X' object has no attribute 'y'". Returns NULL. */
export function raiseNoAttribute(vm: Interpreter, object: Address, name: Address): Address {
  const text = `'${typeNameOf(vm, object, 50)}' object has no attribute '${jsString(vm, name)}'`;
  return raise(vm, ATTRIBUTE_ERROR, text);
}

/**
 * Address of the field that holds an object's dict (which may still be NULL), or NULL if the object has no place for
 * one. Counted from the object's end if the type says so with a negative offset; before the object if the dict is managed,
 * which then may have values instead (see instance_values.ts).
 */
export function dictField(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  const offset = i32[(type + TP_DICTOFFSET) >> 2];
  if (offset >= 0) return offset === 0 ? NULL : object + offset;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0) return object + DICT_POINTER;
  const items = Math.abs(i32[(object + OB_SIZE) >> 2]);
  const size = i32[(type + TP_BASICSIZE) >> 2] + items * i32[(type + TP_ITEMSIZE) >> 2];
  return object + ((size + 7) & ~7) + offset;
}

/** tp_getattro of most types. New; NULL with AttributeError. */
export function genericGetAttr(vm: Interpreter, object: Address, name: Address): Address {
  if (vm.i32[(name + OB_TYPE) >> 2] !== STR_TYPE && !checkAttributeName(vm, name)) return NULL;
  return findAttribute(vm, object, name, false);
}

/** Looks in the type for a data descriptor, in the object's dict, in the type again. `quiet`: no AttributeError. */
function findAttribute(vm: Interpreter, object: Address, name: Address, quiet: boolean): Address {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  const descriptor = typeLookup(vm, type, name);
  let get = NULL;
  if (descriptor !== NULL) {
    const descriptorType = i32[(descriptor + OB_TYPE) >> 2];
    get = i32[(descriptorType + TP_DESCR_GET) >> 2];
    if (get !== NULL && i32[(descriptorType + TP_DESCR_SET) >> 2] !== NULL) {
      return bindAttribute(vm, get, descriptor, object, type, quiet);
    }
    incref(vm, descriptor);
  }
  if (i32[(type + TP_DICTOFFSET) >> 2] !== 0) {
    const value = getOwnAttribute(vm, object, type, name);
    if (value !== NULL || vm.curexcType !== NULL) {
      xdecref(vm, descriptor);
      return value;
    }
  }
  if (descriptor === NULL) return quiet ? NULL : raiseNoAttribute(vm, object, name);
  if (get === NULL) return descriptor;
  const result = bindAttribute(vm, get, descriptor, object, type, quiet);
  decref(vm, descriptor);
  return result;
}

/**
 * An object's own attribute, of its values or its dict, new. NULL if it has none; an exception is pending if a key's
 * comparison failed.
 */
function getOwnAttribute(vm: Interpreter, object: Address, type: Address, name: Address): Address {
  const i32 = vm.i32;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0) {
    const values = i32[(object + VALUES_POINTER) >> 2];
    if (values !== NULL) {
      const value = getValue(vm, type, values, name);
      if (value !== NULL) i32[value >> 2]++;
      return value;
    }
  }
  const field = dictField(vm, object);
  return field === NULL || i32[field >> 2] === NULL ? NULL : getFromDict(vm, i32[field >> 2], name);
}

/** Entry of an object's dict, new. NULL if it has none; an exception is pending if a key's comparison failed. */
function getFromDict(vm: Interpreter, dict: Address, name: Address): Address {
  incref(vm, dict);
  const value = dictGet(vm, dict, name);
  if (value !== NULL) incref(vm, value);
  decref(vm, dict);
  return value;
}

/** Calls a descriptor's tp_descr_get. `quiet`: an AttributeError is forgotten. */
function bindAttribute(
  vm: Interpreter,
  get: number,
  descriptor: Address,
  object: Address,
  type: Address,
  quiet: boolean,
): Address {
  incref(vm, descriptor);
  const result: Address = vm.functions[get](vm, descriptor, object, type);
  decref(vm, descriptor);
  if (result === NULL && quiet && errorMatches(vm, ATTRIBUTE_ERROR)) clearError(vm);
  return result;
}

/** tp_setattro of most types: sets the attribute, or deletes it if `value` is NULL. 0 or -1. */
export function genericSetAttr(vm: Interpreter, object: Address, name: Address, value: Address): number {
  if (!checkAttributeName(vm, name)) return -1;
  const i32 = vm.i32;
  const descriptor = typeLookup(vm, i32[(object + OB_TYPE) >> 2], name);
  if (descriptor !== NULL) {
    const set = i32[(i32[(descriptor + OB_TYPE) >> 2] + TP_DESCR_SET) >> 2];
    if (set !== NULL) {
      incref(vm, descriptor);
      const result: number = vm.functions[set](vm, descriptor, object, value);
      decref(vm, descriptor);
      return result;
    }
  }
  const type = i32[(object + OB_TYPE) >> 2];
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0) {
    if (i32[(object + VALUES_POINTER) >> 2] !== NULL) return storeValue(vm, object, name, value);
  }
  const field = dictField(vm, object);
  if (field !== NULL) return setInDict(vm, object, field, name, value);
  if (descriptor === NULL) return raiseMissing(vm, object, name);
  const text = `'${typeNameOf(vm, object, 50)}' object attribute '${jsString(vm, name)}' is read-only`;
  return raiseFlag(vm, ATTRIBUTE_ERROR, text);
}

/** Changes the dict in an object's field, which is made if need be. */
function setInDict(vm: Interpreter, object: Address, field: Address, name: Address, value: Address): number {
  const i32 = vm.i32;
  if (i32[field >> 2] === NULL) {
    const type = i32[(object + OB_TYPE) >> 2];
    const isManaged = (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0;
    const made = isManaged ? newSharedDict(vm, type) : dictNew(vm);
    if (made === NULL) return -1;
    i32[field >> 2] = made;
  }
  const dict = i32[field >> 2];
  incref(vm, dict);
  const result = value === NULL ? dictDel(vm, dict, name) : dictSet(vm, dict, name, value);
  decref(vm, dict);
  if (result < 0 && errorMatches(vm, KEY_ERROR)) raiseMissing(vm, object, name);
  return result;
}

/** AttributeError for setting or deleting what is not there. Returns -1. */
function raiseMissing(vm: Interpreter, object: Address, name: Address): -1 {
  const attribute = jsString(vm, name);
  const text = hasTypeFlag(vm, object, TPFLAGS_TYPE_SUBCLASS)
    ? `type object '${typeName(vm, object, 50)}' has no attribute '${attribute}'`
    : `'${typeNameOf(vm, object, 100)}' object has no attribute '${attribute}'`;
  return raiseFlag(vm, ATTRIBUTE_ERROR, text);
}

/** The getter of `__dict__` for objects that have a dict, which is made if need be. New. */
export function genericGetDict(vm: Interpreter, object: Address): Address {
  const field = dictField(vm, object);
  if (field === NULL) return raise(vm, ATTRIBUTE_ERROR, "This object has no __dict__");
  const i32 = vm.i32;
  if ((i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0) {
    if (materialiseDict(vm, object) === NULL) return NULL;
  } else if (i32[field >> 2] === NULL) {
    const dict = dictNew(vm);
    if (dict === NULL) return NULL;
    i32[field >> 2] = dict;
  }
  incref(vm, i32[field >> 2]);
  return i32[field >> 2];
}
