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
import { type Address, NULL, objectFree } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import {
  HEAP_TYPE,
  HT_CACHED_KEYS,
  HT_NAME,
  HT_QUALNAME,
  HT_SLOTS,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_IMMUTABLETYPE,
  TPFLAGS_TYPE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { clearField, decref, incref, newRef } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, FALSE, TRUE, TYPE_ERROR, TYPE_TYPE } from "../memory/statics.ts";
import { noKwnames } from "./arguments.ts";
import { checkAttributeName, genericSetAttr, typeLookup, typeModified } from "./attributes.ts";
import { callWithObjects } from "./call.ts";
import { defineType } from "./define_type.ts";
import { dictClear, dictNew, dictSize } from "./dict.ts";
import { decrefKeys, keysSize } from "./dict_keys.ts";
import { raise, raiseFlag } from "./errors.ts";
import { TYPE_GETATTRO, TYPE_NEW } from "./function_numbers.ts";
import { intFromNumber } from "./int.ts";
import { internInPlace } from "./interning.ts";
import {
  MEMBER_DEFINITION,
  METH_CLASS,
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
} from "./method_definition.ts";
import { computeMro } from "./mro.ts";
import { isRealInstance, isRealSubclass, repr } from "./object.ts";
import { sequenceList } from "./sequence.ts";
import { updateSlot } from "./slot_update.ts";
import { isStr, jsString, readChar, strLength } from "./str.ts";
import { isSubtype } from "./subtype.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { mergeClassDict } from "./type_dir.ts";
import { freeInstance } from "./type_alloc.ts";
import { TYPE_ATTRIBUTES, typeRepr } from "./type_attributes.ts";
import { typeName } from "./type_name.ts";
import { listSubclasses, removeFromBases } from "./type_subclasses.ts";
import { unionOfTypes } from "./union_type.ts";
import { clearWeakrefs } from "./weakref_object.ts";

const T = TYPE.offsets;
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

function typeInit(vm: Interpreter, _type: Address, args: Address, kwargs: Address): number {
  const nargs = tupleSize(vm, args);
  if (nargs === 1 && kwargs !== NULL && dictSize(vm, kwargs) !== 0) {
    return raiseFlag(vm, TYPE_ERROR, "type.__init__() takes no keyword arguments");
  }
  return nargs === 1 || nargs === 3 ? 0 : raiseFlag(vm, TYPE_ERROR, "type.__init__() takes 1 or 3 arguments");
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

/** tp_setattro of type: built-in types are immutable; the slots of classes follow their special methods. */
function typeSetattro(vm: Interpreter, type: Address, name: Address, value: Address): number {
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_IMMUTABLETYPE) !== 0) {
    const shown = repr(vm, name);
    if (shown === NULL) return -1;
    const text = `cannot set ${jsString(vm, shown)} attribute of immutable type '${typeName(vm, type)}'`;
    decref(vm, shown);
    return raiseFlag(vm, TYPE_ERROR, text);
  }
  if (!checkAttributeName(vm, name)) return -1;
  const interned = internInPlace(vm, newRef(vm, name));
  const result = genericSetAttr(vm, type, interned, value);
  if (result === 0) {
    typeModified(vm, type);
    if (isSpecialName(vm, interned)) updateSlot(vm, type, interned);
  }
  decref(vm, interned);
  return result;
}

/** Has a name the form `__x__`? */
function isSpecialName(vm: Interpreter, name: Address): boolean {
  const length = strLength(vm, name);
  const underscore = 0x5f;
  return length > 4 && readChar(vm, name, 0) === underscore && readChar(vm, name, 1) === underscore &&
    readChar(vm, name, length - 1) === underscore && readChar(vm, name, length - 2) === underscore;
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

/** Bytes of the type's block without its member definitions, and of the keys that instances share. */
function typeSizeof(vm: Interpreter, type: Address): Address {
  if (!isClass(vm, type)) return intFromNumber(vm, TYPE.size);
  const keys = vm.i32[(type + HT_CACHED_KEYS) >> 2];
  return intFromNumber(vm, HEAP_TYPE.size + (keys === NULL ? 0 : keysSize(vm, keys)));
}

function typeSubclasses(vm: Interpreter, type: Address): Address {
  return listSubclasses(vm, type);
}

/** The namespace of a class that is being made: an empty dict, whatever the arguments. */
function typePrepare(vm: Interpreter): Address {
  return dictNew(vm);
}

// ---- memory

/** What may be part of a cycle. */
const REFERENCES = [T.tp_dict, T.tp_cache, T.tp_mro, T.tp_bases, T.tp_base, HEAP_TYPE.offsets.ht_module];
/** What else a class owns; static types have tp_subclasses too. */
const OTHER_REFERENCES = [HT_NAME, HT_QUALNAME, HT_SLOTS];

/** tp_traverse of type: the collector asks only for classes. */
export function typeTraverse(vm: Interpreter, type: Address, visit: Visit): void {
  for (const field of REFERENCES) {
    const child = vm.i32[(type + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

/** Visits what a type owns and typeTraverse passes over, because it can be part of no cycle. */
export function visitTypeNames(vm: Interpreter, type: Address, visit: Visit): void {
  const i32 = vm.i32;
  if (i32[(type + T.tp_subclasses) >> 2] !== NULL) visit(vm, i32[(type + T.tp_subclasses) >> 2]);
  if (!isClass(vm, type)) return;
  for (const field of OTHER_REFERENCES) {
    const child = i32[(type + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

/** The block that a class owns alone: its docstring's copy. The keys in ht_cached_keys have other owners too. */
function typeBuffers(vm: Interpreter, type: Address, visit: Visit): void {
  const doc = vm.i32[(type + T.tp_doc) >> 2];
  if (isClass(vm, type) && doc !== NULL) visit(vm, doc);
}

/** Only classes have a GC head. */
function typeIsGc(vm: Interpreter, type: Address): number {
  return isClass(vm, type) ? 1 : 0;
}

function isClass(vm: Interpreter, type: Address): boolean {
  return (vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0;
}

/** tp_clear of type: the namespace is emptied, and with the mro the class lets go of itself. Can run any code. */
function typeClear(vm: Interpreter, type: Address): void {
  typeModified(vm, type);
  const dict = vm.i32[(type + T.tp_dict) >> 2];
  if (dict !== NULL) dictClear(vm, dict);
  clearField(vm, type + HEAP_TYPE.offsets.ht_module);
  clearField(vm, type + T.tp_mro);
}

/** tp_dealloc of type. Can run any code. */
function typeDealloc(vm: Interpreter, type: Address): void {
  const i32 = vm.i32;
  if (!isClass(vm, type)) {
    throw new Error(`The reference count of type '${typeName(vm, type)}' reached ${i32[type >> 2]}`);
  }
  gcUntrack(vm, type);
  typeModified(vm, type);
  const bases = i32[(type + T.tp_bases) >> 2];
  if (bases !== NULL) removeFromBases(vm, bases, type);
  clearWeakrefs(vm, type);
  for (const field of [T.tp_base, T.tp_dict, T.tp_bases, T.tp_mro, T.tp_cache, T.tp_subclasses]) {
    clearField(vm, type + field);
  }
  const doc = i32[(type + T.tp_doc) >> 2], keys = i32[(type + HT_CACHED_KEYS) >> 2];
  if (doc !== NULL) objectFree(vm, doc);
  for (const field of OTHER_REFERENCES) clearField(vm, type + field);
  if (keys !== NULL) decrefKeys(vm, keys);
  clearField(vm, type + HEAP_TYPE.offsets.ht_module);
  freeInstance(vm, type);
}

/** Declares type. */
export function defineTypeType(vm: Interpreter): void {
  defineType(vm, TYPE_TYPE, {
    name: "type",
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    basicSize: HEAP_TYPE.size,
    itemSize: MEMBER_DEFINITION.size,
    flags: TPFLAGS_BASETYPE | TPFLAGS_HAVE_GC | TPFLAGS_TYPE_SUBCLASS | TPFLAGS_HAVE_VECTORCALL,
    vectorcallOffset: T.tp_vectorcall,
    dictOffset: T.tp_dict,
    weaklistOffset: T.tp_weaklist,
    dealloc: typeDealloc,
    traverse: typeTraverse,
    clear: typeClear,
    buffers: typeBuffers,
    repr: typeRepr,
    call: typeCall,
    getattro: TYPE_GETATTRO,
    setattro: typeSetattro,
    init: typeInit,
    new: TYPE_NEW,
    isGc: typeIsGc,
    number: { or: unionOfTypes },
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
      {
        name: "__subclasses__",
        flags: METH_NOARGS,
        fn: typeSubclasses,
        doc: "__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses.",
      },
      {
        name: "__prepare__",
        flags: METH_FASTCALL | METH_KEYWORDS | METH_CLASS,
        fn: typePrepare,
        doc: "__prepare__() -> dict\nThe namespace in which the body of a class is to run.",
      },
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
    getset: TYPE_ATTRIBUTES,
  });
}
