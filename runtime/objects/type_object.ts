/**
 * The type `type`: calling a type makes an instance, its attributes come from its mro and then from its own type.
 *
 * Built-in types are immutable and never freed; what they own in the heap is listed in type_ready.ts.
 *
 * Law: an attribute of a type is a data descriptor of the metatype, else the entry in a namespace of the mro (bound to
 * no object), else the metatype's attribute bound to the type.
 *
 * Source: CPython 3.11 Objects/typeobject.c (PyType_Type).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_BASETYPE,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_IMMUTABLETYPE,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_TYPE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, FALSE, identifier, NONE, TRUE, TYPE_ERROR, TYPE_TYPE } from "../memory/statics.ts";
import { checkPositional, noKwnames, raiseArgumentType } from "./arguments.ts";
import { callWithObjects } from "./call.ts";
import { defineType } from "./define_type.ts";
import { dictGetStr, dictNew, dictSize } from "./dict.ts";
import { raise, raiseFlag } from "./errors.ts";
import { TYPE_GETATTRO } from "./function_numbers.ts";
import { docObject, signatureObject } from "./function_text.ts";
import { intFromNumber } from "./int.ts";
import { newMappingProxy } from "./mappingproxy.ts";
import { METH_NOARGS, METH_O } from "./method_definition.ts";
import { computeMro } from "./mro.ts";
import { genericSetAttr, isRealInstance, isRealSubclass, repr, typeLookup, typeModified } from "./object.ts";
import { sequenceList } from "./sequence.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { hasTypeFlag, isSubtype } from "./subtype.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { mergeClassDict } from "./type_dir.ts";
import { readCString, shortTypeName, typeName } from "./type_name.ts";

const T = TYPE.offsets;
/** sizeof(PyHeapTypeObject) and sizeof(PyMemberDef): what a class occupies, and each of its slots. */
const HEAP_TYPE_SIZE = 904;
const MEMBER_SIZE = 40;
const DOC = identifier("__doc__");
const ANNOTATIONS = identifier("__annotations__");

// ---- calling

/** tp_call of type: makes and initialises an instance; type(x) is x's type. New. */
export function typeCall(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const i32 = vm.i32;
  if (type === TYPE_TYPE) {
    const nargs = tupleSize(vm, args);
    if (nargs === 1 && (kwargs === NULL || dictSize(vm, kwargs) === 0)) {
      return newRef(vm, i32[(tupleItem(vm, args, 0) + OB_TYPE) >> 2]);
    }
    if (nargs !== 3) return raise(vm, TYPE_ERROR, "type() takes 1 or 3 arguments");
  }
  const make = i32[(type + T.tp_new) >> 2];
  if (make === NULL) return raise(vm, TYPE_ERROR, `cannot create '${typeName(vm, type)}' instances`);
  const object: Address = vm.functions[make](vm, type, args, kwargs);
  if (object === NULL) return NULL;
  const actual = i32[(object + OB_TYPE) >> 2];
  if (actual !== type && !isSubtype(vm, actual, type)) return object;
  const init = i32[(actual + T.tp_init) >> 2];
  if (init !== NULL && vm.functions[init](vm, object, args, kwargs) < 0) {
    decref(vm, object);
    return NULL;
  }
  return object;
}

/** The call of type itself, with words: type(x) without a tuple. */
function typeVectorcall(
  vm: Interpreter,
  metatype: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (nargs === 1 && metatype === TYPE_TYPE) {
    if (!noKwnames(vm, "type", kwnames)) return NULL;
    return newRef(vm, vm.i32[(vm.i32[args >> 2] + OB_TYPE) >> 2]);
  }
  return callWithObjects(vm, metatype, args, nargs, kwnames);
}

/** tp_new of type: a class from a name, bases and a namespace, which this runtime does not have. */
function typeNew(vm: Interpreter, _type: Address, args: Address): Address {
  const expected = [["str", TPFLAGS_UNICODE_SUBCLASS], ["tuple", TPFLAGS_TUPLE_SUBCLASS], [
    "dict",
    TPFLAGS_DICT_SUBCLASS,
  ]] as const;
  if (!checkPositional(vm, "type.__new__", tupleSize(vm, args), 3, 3)) return NULL;
  for (let i = 0; i < 3; i++) {
    const [name, flag] = expected[i];
    const given = tupleItem(vm, args, i);
    if (!hasTypeFlag(vm, given, flag)) {
      return raiseArgumentType(vm, "type.__new__", `argument ${i + 1}`, name, given);
    }
  }
  return raise(
    vm,
    TYPE_ERROR,
    "type() with three arguments makes a class, which this runtime does not support",
  );
}

function typeInit(): number {
  return 0;
}

// ---- attributes

/** tp_getattro of type. */
export function typeGetattro(vm: Interpreter, type: Address, name: Address): Address {
  if (!isStr(vm, name)) {
    return raise(
      vm,
      TYPE_ERROR,
      `attribute name must be string, not '${typeName(vm, vm.i32[(name + OB_TYPE) >> 2])}'`,
    );
  }
  const i32 = vm.i32;
  const metatype = i32[(type + OB_TYPE) >> 2];
  const meta = typeLookup(vm, metatype, name);
  let metaGet = NULL;
  if (meta !== NULL) {
    const metaType = i32[(meta + OB_TYPE) >> 2];
    metaGet = i32[(metaType + T.tp_descr_get) >> 2];
    if (metaGet !== NULL && i32[(metaType + T.tp_descr_set) >> 2] !== NULL) {
      return bind(vm, metaGet, meta, type, metatype);
    }
  }
  const attribute = typeLookup(vm, type, name);
  if (attribute !== NULL) {
    const get = i32[(i32[(attribute + OB_TYPE) >> 2] + T.tp_descr_get) >> 2];
    return get === NULL ? newRef(vm, attribute) : bind(vm, get, attribute, NULL, type);
  }
  if (metaGet !== NULL) return bind(vm, metaGet, meta, type, metatype);
  if (meta !== NULL) return newRef(vm, meta);
  const text = `type object '${typeName(vm, type, 50)}' has no attribute '${jsString(vm, name)}'`;
  return raise(vm, ATTRIBUTE_ERROR, text);
}

/** Calls a descriptor's tp_descr_get, holding the descriptor. */
function bind(vm: Interpreter, get: number, descriptor: Address, object: Address, type: Address): Address {
  incref(vm, descriptor);
  const result: Address = vm.functions[get](vm, descriptor, object, type);
  decref(vm, descriptor);
  return result;
}

/** tp_setattro of type: built-in types are immutable. */
function typeSetattro(vm: Interpreter, type: Address, name: Address, value: Address): number {
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_IMMUTABLETYPE) !== 0) {
    const shown = repr(vm, name);
    if (shown === NULL) return -1;
    const text = `cannot set ${jsString(vm, shown)} attribute of immutable type '${typeName(vm, type)}'`;
    decref(vm, shown);
    return raiseFlag(vm, TYPE_ERROR, text);
  }
  const result = genericSetAttr(vm, type, name, value);
  typeModified(vm, type);
  return result;
}

function typeRepr(vm: Interpreter, type: Address): Address {
  return newStr(vm, `<class '${readCString(vm, vm.i32[(type + T.tp_name) >> 2])}'>`);
}

/** Module of a built-in type: what stands before the last dot of its name. */
function moduleName(vm: Interpreter, type: Address): string {
  const name = readCString(vm, vm.i32[(type + T.tp_name) >> 2]);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "builtins" : name.slice(0, dot);
}

function getName(vm: Interpreter, type: Address): Address {
  return newStr(vm, shortTypeName(vm, type));
}

function getModule(vm: Interpreter, type: Address): Address {
  return newStr(vm, moduleName(vm, type));
}

function getBases(vm: Interpreter, type: Address): Address {
  return newRef(vm, vm.i32[(type + T.tp_bases) >> 2]);
}

function getDict(vm: Interpreter, type: Address): Address {
  return newMappingProxy(vm, vm.i32[(type + T.tp_dict) >> 2]);
}

function getDoc(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32;
  const text = i32[(type + T.tp_doc) >> 2];
  if (text !== NULL && (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0) {
    return docObject(vm, readCString(vm, i32[(type + T.tp_name) >> 2]), text);
  }
  const value = dictGetStr(vm, i32[(type + T.tp_dict) >> 2], DOC);
  if (value === NULL) return newRef(vm, NONE);
  const get = i32[(i32[(value + OB_TYPE) >> 2] + T.tp_descr_get) >> 2];
  return get === NULL ? newRef(vm, value) : bind(vm, get, value, NULL, type);
}

function getSignature(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32;
  return signatureObject(vm, readCString(vm, i32[(type + T.tp_name) >> 2]), i32[(type + T.tp_doc) >> 2]);
}

function getAbstractMethods(vm: Interpreter, _type: Address): Address {
  return raise(vm, ATTRIBUTE_ERROR, "__abstractmethods__");
}

function getAnnotations(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0) {
    return raise(
      vm,
      ATTRIBUTE_ERROR,
      `type object '${typeName(vm, type)}' has no attribute '__annotations__'`,
    );
  }
  const value = dictGetStr(vm, i32[(type + T.tp_dict) >> 2], ANNOTATIONS);
  return value === NULL ? dictNew(vm) : newRef(vm, value);
}

/** The setter of what a built-in type does not let go. */
function setSpecial(vm: Interpreter, type: Address, name: string): -1 {
  return raiseFlag(
    vm,
    TYPE_ERROR,
    `cannot set '${name}' attribute of immutable type '${typeName(vm, type)}'`,
  );
}

// ---- methods

function typeMro(vm: Interpreter, type: Address): Address {
  const mro = computeMro(vm, type);
  if (mro === NULL) return NULL;
  const list = sequenceList(vm, mro);
  decref(vm, mro);
  return list;
}

function typeInstanceCheck(vm: Interpreter, type: Address, object: Address): Address {
  const result = isRealInstance(vm, object, type);
  return result < 0 ? NULL : newRef(vm, result === 1 ? TRUE : FALSE);
}

function typeSubclassCheck(vm: Interpreter, type: Address, derived: Address): Address {
  const result = isRealSubclass(vm, derived, type);
  return result < 0 ? NULL : newRef(vm, result === 1 ? TRUE : FALSE);
}

/** Names in the namespaces of the type and its bases: a new list. */
function typeDir(vm: Interpreter, type: Address): Address {
  const names = dictNew(vm);
  if (names === NULL) return NULL;
  const list = mergeClassDict(vm, names, type) ? sequenceList(vm, names) : NULL;
  decref(vm, names);
  return list;
}

function typeSizeof(vm: Interpreter, type: Address): Address {
  const isClass = (vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0;
  return intFromNumber(vm, isClass ? HEAP_TYPE_SIZE : TYPE.size);
}

// ---- memory

const REFERENCES = [T.tp_dict, T.tp_cache, T.tp_mro, T.tp_bases, T.tp_base, T.tp_subclasses];

/** Visits what a type owns, static types included (the collector asks only for classes). */
export function typeTraverse(vm: Interpreter, type: Address, visit: Visit): void {
  for (const field of REFERENCES) {
    const child = vm.i32[(type + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

/** Only classes have a GC head. */
function typeIsGc(vm: Interpreter, type: Address): number {
  return (vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0 ? 1 : 0;
}

function typeDealloc(vm: Interpreter, type: Address): void {
  throw new Error(`The reference count of type '${typeName(vm, type)}' reached ${vm.i32[type >> 2]}`);
}

/** Declares type. */
export function defineTypeType(vm: Interpreter): void {
  defineType(vm, TYPE_TYPE, {
    name: "type",
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    basicSize: HEAP_TYPE_SIZE,
    itemSize: MEMBER_SIZE,
    flags: TPFLAGS_BASETYPE | TPFLAGS_HAVE_GC | TPFLAGS_TYPE_SUBCLASS | TPFLAGS_HAVE_VECTORCALL,
    vectorcallOffset: T.tp_vectorcall,
    dictOffset: T.tp_dict,
    weaklistOffset: T.tp_weaklist,
    dealloc: typeDealloc,
    traverse: typeTraverse,
    repr: typeRepr,
    call: typeCall,
    getattro: TYPE_GETATTRO,
    setattro: typeSetattro,
    init: typeInit,
    new: typeNew,
    isGc: typeIsGc,
    vectorcall: typeVectorcall,
    methods: [
      {
        name: "mro",
        flags: METH_NOARGS,
        fn: typeMro,
        doc: "mro($self, /)\n--\n\nReturn a type's method resolution order.",
      },
      { name: "__instancecheck__", flags: METH_O, fn: typeInstanceCheck },
      { name: "__subclasscheck__", flags: METH_O, fn: typeSubclassCheck },
      { name: "__dir__", flags: METH_NOARGS, fn: typeDir },
      { name: "__sizeof__", flags: METH_NOARGS, fn: typeSizeof },
    ],
    members: [
      { name: "__basicsize__", type: "ssize", offset: T.tp_basicsize, readonly: true },
      { name: "__itemsize__", type: "ssize", offset: T.tp_itemsize, readonly: true },
      { name: "__flags__", type: "ulong", offset: TP_FLAGS, readonly: true },
      { name: "__weakrefoffset__", type: "ssize", offset: T.tp_weaklistoffset, readonly: true },
      { name: "__base__", type: "object", offset: T.tp_base, readonly: true },
      { name: "__dictoffset__", type: "ssize", offset: T.tp_dictoffset, readonly: true },
      { name: "__mro__", type: "object", offset: T.tp_mro, readonly: true },
    ],
    getset: [
      { name: "__name__", get: getName, set: (vm, type) => setSpecial(vm, type, "__name__") },
      { name: "__qualname__", get: getName, set: (vm, type) => setSpecial(vm, type, "__qualname__") },
      { name: "__bases__", get: getBases, set: (vm, type) => setSpecial(vm, type, "__bases__") },
      { name: "__module__", get: getModule, set: (vm, type) => setSpecial(vm, type, "__module__") },
      {
        name: "__abstractmethods__",
        get: getAbstractMethods,
        set: (vm, type) => setSpecial(vm, type, "__abstractmethods__"),
      },
      { name: "__dict__", get: getDict },
      { name: "__doc__", get: getDoc, set: (vm, type) => setSpecial(vm, type, "__doc__") },
      { name: "__text_signature__", get: getSignature },
      {
        name: "__annotations__",
        get: getAnnotations,
        set: (vm, type) => setSpecial(vm, type, "__annotations__"),
      },
    ],
  });
}
