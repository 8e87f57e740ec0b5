/**
 * The computed attributes of types: `__name__`, `__qualname__`, `__module__`, `__bases__`, `__doc__` ... and their repr.
 *
 * A built-in type has its names in tp_name ("types.GenericAlias"), a class has them as objects; module, documentation and
 * annotations of a class are entries of its namespace.
 *
 * Source: CPython 3.11 Objects/typeobject.c (type_getsets, type_repr).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  HT_NAME,
  HT_QUALNAME,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_IMMUTABLETYPE,
  TPFLAGS_IS_ABSTRACT,
  TYPE,
} from "../memory/object_layout.ts";
import { decref, incref, newRef, setField } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, identifier, NONE, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { typeModified } from "./attributes.ts";
import { isTrue } from "./compare.ts";
import { dictDel, dictGetStr, dictNew, dictSetStr } from "./dict.ts";
import { clearError, errorMatches, raise, raiseFlag, raiseObject } from "./errors.ts";
import { docObject, signatureObject } from "./function_text.ts";
import { newMappingProxy } from "./mappingproxy.ts";
import type { GetSetSpec } from "./method_definition.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { strUtf8 } from "./str_utf8.ts";
import { setBases } from "./type_assignment.ts";

import { readCString, shortTypeName, typeName, typeNameOf } from "./type_name.ts";

const T = TYPE.offsets;
const ABSTRACT_METHODS = identifier("__abstractmethods__");
const ANNOTATIONS = identifier("__annotations__");
const DOC = identifier("__doc__");
const MODULE = identifier("__module__");

function isClass(vm: Interpreter, type: Address): boolean {
  return (vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0;
}

/** Entry of a type's own namespace, borrowed, or NULL. */
function ownEntry(vm: Interpreter, type: Address, name: Address): Address {
  return dictGetStr(vm, vm.i32[(type + T.tp_dict) >> 2], name);
}

/** May an attribute of this name be set? Not on a built-in type, nor deleted; TypeError otherwise. */
function checkSettable(vm: Interpreter, type: Address, value: Address, name: string): boolean {
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_IMMUTABLETYPE) !== 0) {
    raise(vm, TYPE_ERROR, `cannot set '${name}' attribute of immutable type '${typeName(vm, type)}'`);
    return false;
  }
  if (value === NULL) {
    raise(vm, TYPE_ERROR, `cannot delete '${name}' attribute of type '${typeName(vm, type)}'`);
    return false;
  }
  return true;
}

// ---- names

function getName(vm: Interpreter, type: Address): Address {
  if (isClass(vm, type)) return newRef(vm, vm.i32[(type + HT_NAME) >> 2]);
  return newStr(vm, shortTypeName(vm, type));
}

function setName(vm: Interpreter, type: Address, value: Address): number {
  if (!checkSettable(vm, type, value, "__name__") || !checkName(vm, type, value, "__name__")) return -1;
  const text = strUtf8(vm, value);
  if (text === NULL) return -1;
  if (jsString(vm, value).includes("\0")) {
    return raiseFlag(vm, VALUE_ERROR, "type name must not contain null characters");
  }
  vm.i32[(type + T.tp_name) >> 2] = text;
  setField(vm, type + HT_NAME, newRef(vm, value));
  return 0;
}

/** Names are strs; TypeError otherwise. */
function checkName(vm: Interpreter, type: Address, value: Address, name: string): boolean {
  if (isStr(vm, value)) return true;
  const text = `can only assign string to ${typeName(vm, type)}.${name}, not '${typeNameOf(vm, value)}'`;
  raise(vm, TYPE_ERROR, text);
  return false;
}

function getQualname(vm: Interpreter, type: Address): Address {
  return isClass(vm, type) ? newRef(vm, vm.i32[(type + HT_QUALNAME) >> 2]) : getName(vm, type);
}

function setQualname(vm: Interpreter, type: Address, value: Address): number {
  if (!checkSettable(vm, type, value, "__qualname__") || !checkName(vm, type, value, "__qualname__")) {
    return -1;
  }
  setField(vm, type + HT_QUALNAME, newRef(vm, value));
  return 0;
}

/** `__module__`: of a built-in type what stands before the last dot of its name. */
function getModule(vm: Interpreter, type: Address): Address {
  if (isClass(vm, type)) {
    const module = ownEntry(vm, type, MODULE);
    return module === NULL ? raiseObject(vm, ATTRIBUTE_ERROR, MODULE) : newRef(vm, module);
  }
  const name = readCString(vm, vm.i32[(type + T.tp_name) >> 2]);
  const dot = name.lastIndexOf(".");
  return newStr(vm, dot < 0 ? "builtins" : name.slice(0, dot));
}

function setModule(vm: Interpreter, type: Address, value: Address): number {
  if (!checkSettable(vm, type, value, "__module__")) return -1;
  typeModified(vm, type);
  return dictSetStr(vm, vm.i32[(type + T.tp_dict) >> 2], MODULE, value);
}

/** tp_repr of type: with the module, unless that is builtins. */
export function typeRepr(vm: Interpreter, type: Address): Address {
  const module = getModule(vm, type);
  if (module === NULL) {
    if (!errorMatches(vm, ATTRIBUTE_ERROR)) return NULL;
    clearError(vm);
  }
  const prefix = module !== NULL && isStr(vm, module) ? jsString(vm, module) : "";
  if (module !== NULL) decref(vm, module);
  if (prefix === "" || prefix === "builtins") {
    return newStr(vm, `<class '${readCString(vm, vm.i32[(type + T.tp_name) >> 2])}'>`);
  }
  const qualname = getQualname(vm, type);
  if (qualname === NULL) return NULL;
  const text = `<class '${prefix}.${jsString(vm, qualname)}'>`;
  decref(vm, qualname);
  return newStr(vm, text);
}

// ---- the rest

function getBases(vm: Interpreter, type: Address): Address {
  return newRef(vm, vm.i32[(type + T.tp_bases) >> 2]);
}

function setBasesAttribute(vm: Interpreter, type: Address, value: Address): number {
  return checkSettable(vm, type, value, "__bases__") ? setBases(vm, type, value) : -1;
}

function getDict(vm: Interpreter, type: Address): Address {
  return newMappingProxy(vm, vm.i32[(type + T.tp_dict) >> 2]);
}

function getDoc(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32;
  const text = i32[(type + T.tp_doc) >> 2];
  if (text !== NULL && !isClass(vm, type)) {
    return docObject(vm, readCString(vm, i32[(type + T.tp_name) >> 2]), text);
  }
  const value = ownEntry(vm, type, DOC);
  if (value === NULL) return newRef(vm, NONE);
  incref(vm, value);
  const get = i32[(i32[(value + OB_TYPE) >> 2] + T.tp_descr_get) >> 2];
  if (get === NULL) return value;
  const result: Address = vm.functions[get](vm, value, NULL, type);
  decref(vm, value);
  return result;
}

function setDoc(vm: Interpreter, type: Address, value: Address): number {
  if (!checkSettable(vm, type, value, "__doc__")) return -1;
  typeModified(vm, type);
  return dictSetStr(vm, vm.i32[(type + T.tp_dict) >> 2], DOC, value);
}

function getSignature(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32;
  if (isClass(vm, type)) return newRef(vm, NONE);
  return signatureObject(vm, readCString(vm, i32[(type + T.tp_name) >> 2]), i32[(type + T.tp_doc) >> 2]);
}

/** What type itself has under this name is no answer for other types. */
function getAbstractMethods(vm: Interpreter, type: Address): Address {
  const value = isClass(vm, type) ? ownEntry(vm, type, ABSTRACT_METHODS) : NULL;
  return value === NULL ? raiseObject(vm, ATTRIBUTE_ERROR, ABSTRACT_METHODS) : newRef(vm, value);
}

/** A class with abstract methods cannot be instantiated. */
function setAbstractMethods(vm: Interpreter, type: Address, value: Address): number {
  const i32 = vm.i32;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_IMMUTABLETYPE) !== 0) {
    checkSettable(vm, type, value, "__abstractmethods__");
    return -1;
  }
  const dict = i32[(type + T.tp_dict) >> 2];
  let abstract = 0;
  if (value === NULL) {
    if (ownEntry(vm, type, ABSTRACT_METHODS) === NULL) {
      raiseObject(vm, ATTRIBUTE_ERROR, ABSTRACT_METHODS);
      return -1;
    }
    if (dictDel(vm, dict, ABSTRACT_METHODS) < 0) return -1;
  } else {
    abstract = isTrue(vm, value);
    if (abstract < 0 || dictSetStr(vm, dict, ABSTRACT_METHODS, value) < 0) return -1;
  }
  typeModified(vm, type);
  if (abstract === 1) i32[(type + TP_FLAGS) >> 2] |= TPFLAGS_IS_ABSTRACT;
  else i32[(type + TP_FLAGS) >> 2] &= ~TPFLAGS_IS_ABSTRACT;
  return 0;
}

/** `__annotations__` of a class; made when it is asked for. */
function getAnnotations(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32;
  if (!isClass(vm, type)) {
    const text = `type object '${typeName(vm, type)}' has no attribute '__annotations__'`;
    return raise(vm, ATTRIBUTE_ERROR, text);
  }
  const value = ownEntry(vm, type, ANNOTATIONS);
  if (value !== NULL) {
    incref(vm, value);
    const get = i32[(i32[(value + OB_TYPE) >> 2] + T.tp_descr_get) >> 2];
    if (get === NULL) return value;
    const result: Address = vm.functions[get](vm, value, NULL, type);
    decref(vm, value);
    return result;
  }
  const made = dictNew(vm);
  if (made === NULL) return NULL;
  if (dictSetStr(vm, i32[(type + T.tp_dict) >> 2], ANNOTATIONS, made) < 0) {
    decref(vm, made);
    return NULL;
  }
  typeModified(vm, type);
  return made;
}

function setAnnotations(vm: Interpreter, type: Address, value: Address): number {
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_IMMUTABLETYPE) !== 0) {
    const text = `cannot set '__annotations__' attribute of immutable type '${typeName(vm, type)}'`;
    return raiseFlag(vm, TYPE_ERROR, text);
  }
  const dict = vm.i32[(type + T.tp_dict) >> 2];
  if (value !== NULL) {
    if (dictSetStr(vm, dict, ANNOTATIONS, value) < 0) return -1;
  } else {
    if (ownEntry(vm, type, ANNOTATIONS) === NULL) {
      return raiseFlag(vm, ATTRIBUTE_ERROR, "__annotations__");
    }
    if (dictDel(vm, dict, ANNOTATIONS) < 0) return -1;
  }
  typeModified(vm, type);
  return 0;
}

/** The attributes of types. */
export const TYPE_ATTRIBUTES: readonly GetSetSpec[] = [
  { name: "__name__", get: getName, set: setName },
  { name: "__qualname__", get: getQualname, set: setQualname },
  { name: "__bases__", get: getBases, set: setBasesAttribute },
  { name: "__module__", get: getModule, set: setModule },
  { name: "__abstractmethods__", get: getAbstractMethods, set: setAbstractMethods },
  { name: "__dict__", get: getDict },
  { name: "__doc__", get: getDoc, set: setDoc },
  { name: "__text_signature__", get: getSignature },
  { name: "__annotations__", get: getAnnotations, set: setAnnotations },
];
