/**
 * property: an attribute whose reading, setting and deleting call functions.
 *
 *     16 prop_get   24 prop_set   32 prop_del   40 prop_doc   48 prop_name (all owned, or NULL)   56 getter_doc
 *
 * Source: CPython 3.11 Objects/descrobject.c (PyProperty_Type).
 */
import { type Address, NULL, pointer, struct, u32 } from "../../heap/mod.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_TYPE, OBJECT, TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { clearField, decref, incref, newRef, setField } from "../memory/refcount.ts";
import {
  ATTRIBUTE_ERROR,
  FALSE,
  identifier,
  NONE,
  PROPERTY_TYPE,
  TRUE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { type Parameters, parseTupleAndKeywords } from "./arguments.ts";
import { getAttr, lookupAttr, setAttr } from "./attributes.ts";
import { call1, call2, vectorcall } from "./call.ts";
import { isTrue } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { GENERIC_ALLOC } from "./function_numbers.ts";
import { METH_FASTCALL, METH_O } from "./method_definition.ts";
import { repr } from "./object.ts";
import { jsString } from "./str.ts";
import { isInstanceOf } from "./subtype.ts";
import { freeInstance, genericAlloc } from "./type_alloc.ts";

export const PROPERTY = struct("propertyobject", 64, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  prop_get: pointer(16, "called with the object, owned, or NULL"),
  prop_set: pointer(24, "called with object and value, owned, or NULL"),
  prop_del: pointer(32, "called with the object, owned, or NULL"),
  prop_doc: pointer(40, "documentation, owned, or NULL"),
  prop_name: pointer(48, "name in the class, owned, or NULL: not known"),
  getter_doc: u32(56, "1: the documentation is the getter's"),
});
const P = PROPERTY.offsets;
const FIELDS = [P.prop_get, P.prop_set, P.prop_del, P.prop_doc, P.prop_name];
const ABSTRACT = identifier("__isabstractmethod__");
const DOC = identifier("__doc__");
const QUALNAME = identifier("__qualname__");

// ---- making

function propertyNew(vm: Interpreter, type: Address): Address {
  return genericAlloc(vm, type, 0);
}

const INIT: Parameters = { name: "property", params: ["fget", "fset", "fdel", "doc"] };

function propertyInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  const given = parseTupleAndKeywords(vm, INIT, args, kwargs);
  if (given === null) return -1;
  const [get, set, del, doc] = given.map((value, i) => i < 3 && value === NONE ? NULL : value);
  const i32 = vm.i32;
  [get, set, del, doc, NULL].forEach((value, i) => {
    if (value !== NULL) incref(vm, value);
    setField(vm, self + FIELDS[i], value);
  });
  i32[(self + P.getter_doc) >> 2] = 0;
  if (get === NULL || (doc !== NULL && doc !== NONE)) return 0;
  return takeDocOfGetter(vm, self, get);
}

/** The getter's documentation becomes the property's. */
function takeDocOfGetter(vm: Interpreter, self: Address, getter: Address): number {
  incref(vm, getter);
  const doc = lookupAttr(vm, getter, DOC);
  decref(vm, getter);
  if (doc === NULL) return vm.curexcType !== NULL ? -1 : 0;
  if (vm.i32[(self + OB_TYPE) >> 2] === PROPERTY_TYPE) {
    setField(vm, self + P.prop_doc, doc);
  } else {
    // In a subclass, `__doc__` of the class stands before the field: the instance gets its own.
    const result = setAttr(vm, self, DOC, doc);
    decref(vm, doc);
    if (result < 0) return -1;
  }
  vm.i32[(self + P.getter_doc) >> 2] = 1;
  return 0;
}

/** A property like `self` with one function replaced; new. */
function copyWith(vm: Interpreter, self: Address, replaced: number, value: Address): Address {
  const i32 = vm.i32;
  const type = i32[(self + OB_TYPE) >> 2];
  const parts = FIELDS.slice(0, 4).map((field) => i32[(self + field) >> 2] || NONE);
  if (value !== NONE) parts[replaced] = value;
  if (i32[(self + P.getter_doc) >> 2] !== 0 && parts[0] !== NONE) parts[3] = NONE;
  for (const part of parts) incref(vm, part);
  const words = vm.sp;
  parts.forEach((part, i) => i32[(words + 8 * i) >> 2] = part);
  vm.sp = words + 32;
  const copy = vectorcall(vm, type, words, 4, NULL);
  vm.sp = words;
  for (const part of parts) decref(vm, part);
  if (copy !== NULL && isInstanceOf(vm, copy, PROPERTY_TYPE)) {
    const name = i32[(self + P.prop_name) >> 2];
    setField(vm, copy + P.prop_name, name === NULL ? NULL : newRef(vm, name));
  }
  return copy;
}

// ---- the descriptor

function propertyGet(vm: Interpreter, self: Address, object: Address): Address {
  if (object === NULL || object === NONE) return newRef(vm, self);
  const getter = vm.i32[(self + P.prop_get) >> 2];
  if (getter === NULL) return raiseMissing(vm, self, object, "getter");
  incref(vm, getter);
  const result = call1(vm, getter, object);
  decref(vm, getter);
  return result;
}

function propertySet(vm: Interpreter, self: Address, object: Address, value: Address): number {
  const fn = vm.i32[(self + (value === NULL ? P.prop_del : P.prop_set)) >> 2];
  if (fn === NULL) {
    raiseMissing(vm, self, object, value === NULL ? "deleter" : "setter");
    return -1;
  }
  incref(vm, fn);
  const result = value === NULL ? call1(vm, fn, object) : call2(vm, fn, object, value);
  decref(vm, fn);
  if (result === NULL) return -1;
  decref(vm, result);
  return 0;
}

/** AttributeError "property 'x' of 'A' object has no setter". Returns NULL. */
function raiseMissing(vm: Interpreter, self: Address, object: Address, what: string): Address {
  const qualname = getAttr(vm, vm.i32[(object + OB_TYPE) >> 2], QUALNAME);
  if (qualname === NULL) return NULL;
  const owner = repr(vm, qualname);
  decref(vm, qualname);
  if (owner === NULL) return NULL;
  const name = vm.i32[(self + P.prop_name) >> 2];
  const shown = name === NULL ? NULL : repr(vm, name);
  if (name === NULL || shown !== NULL) {
    const which = shown === NULL ? "property" : `property ${jsString(vm, shown)}`;
    raise(vm, ATTRIBUTE_ERROR, `${which} of ${jsString(vm, owner)} object has no ${what}`);
  }
  if (shown !== NULL) decref(vm, shown);
  decref(vm, owner);
  return NULL;
}

// ---- attributes

function setName(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (nargs !== 2) {
    const text = `__set_name__() takes 2 positional arguments but ${nargs} were given`;
    return raise(vm, TYPE_ERROR, text);
  }
  setField(vm, self + P.prop_name, newRef(vm, vm.i32[(args + 8) >> 2]));
  return newRef(vm, NONE);
}

/** Is one of the functions abstract? */
function getAbstract(vm: Interpreter, self: Address): Address {
  for (const field of FIELDS.slice(0, 3)) {
    const fn = vm.i32[(self + field) >> 2];
    if (fn === NULL) continue;
    incref(vm, fn);
    const flag = lookupAttr(vm, fn, ABSTRACT);
    decref(vm, fn);
    if (flag === NULL) {
      if (vm.curexcType !== NULL) return NULL;
      continue;
    }
    const truth = isTrue(vm, flag);
    decref(vm, flag);
    if (truth !== 0) return truth < 0 ? NULL : newRef(vm, TRUE);
  }
  return newRef(vm, FALSE);
}

// ---- memory

function propertyDealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  propertyClear(vm, self);
  freeInstance(vm, self);
}

function propertyTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  for (const field of FIELDS) {
    const child = vm.i32[(self + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

function propertyClear(vm: Interpreter, self: Address): void {
  for (const field of FIELDS) clearField(vm, self + field);
}

/** Declares property. */
export function defineProperty(vm: Interpreter): void {
  defineType(vm, PROPERTY_TYPE, {
    name: "property",
    doc: "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\n" +
      "An attribute whose reading, setting and deleting call functions.",
    basicSize: PROPERTY.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dealloc: propertyDealloc,
    traverse: propertyTraverse,
    clear: propertyClear,
    descrGet: propertyGet,
    descrSet: propertySet,
    init: propertyInit,
    alloc: GENERIC_ALLOC,
    new: propertyNew,
    methods: [
      {
        name: "getter",
        flags: METH_O,
        fn: (vm, self, fn) => copyWith(vm, self, 0, fn),
        doc: "A copy with another getter.",
      },
      {
        name: "setter",
        flags: METH_O,
        fn: (vm, self, fn) => copyWith(vm, self, 1, fn),
        doc: "A copy with another setter.",
      },
      {
        name: "deleter",
        flags: METH_O,
        fn: (vm, self, fn) => copyWith(vm, self, 2, fn),
        doc: "A copy with another deleter.",
      },
      { name: "__set_name__", flags: METH_FASTCALL, fn: setName, doc: "Notes the name in the class." },
    ],
    members: [
      { name: "fget", type: "object", offset: P.prop_get, readonly: true },
      { name: "fset", type: "object", offset: P.prop_set, readonly: true },
      { name: "fdel", type: "object", offset: P.prop_del, readonly: true },
      { name: "__doc__", type: "object", offset: P.prop_doc },
    ],
    getset: [{ name: "__isabstractmethod__", get: getAbstract }],
  });
}
