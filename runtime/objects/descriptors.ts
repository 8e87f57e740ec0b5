/**
 * Descriptors of what native types offer: method_descriptor, classmethod_descriptor, member_descriptor and
 * getset_descriptor. They stand in a type's dict and share their first fields:
 *
 *     16 d_type (owned)   24 d_name (owned, interned)   32 d_qualname (owned, made when asked for)   40 ...
 *
 * A method_descriptor is called with self as first argument, so that a method call needs no bound method.
 *
 * Law: before a body runs, self is known to be an instance of d_type.
 *
 * wrapper_descriptor is in slot_wrappers.ts. Source: CPython 3.11 Objects/descrobject.c.
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  OBJECT,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TPFLAGS_METHOD_DESCRIPTOR,
  TPFLAGS_TYPE_SUBCLASS,
} from "../memory/object_layout.ts";
import {
  ATTRIBUTE_ERROR,
  CLASSMETHOD_DESCRIPTOR_TYPE,
  GETSET_DESCRIPTOR_TYPE,
  identifier,
  MEMBER_DESCRIPTOR_TYPE,
  METHOD_DESCRIPTOR_TYPE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { clearField, decref, newRef, xdecref } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { getAttr } from "./attributes.ts";
import { newBuiltin, raiseCall } from "./builtin_function.ts";
import { call, kwargsFromWords, vectorcallAsCall, WHILE_CALLING } from "./call.ts";
import { defineType, type TypeSpec } from "./define_type.ts";
import { raise, raiseFlag } from "./errors.ts";
import {
  METHOD_FASTCALL,
  METHOD_FASTCALL_KEYWORDS,
  METHOD_NOARGS,
  METHOD_O,
  METHOD_VARARGS,
  METHOD_VARARGS_KEYWORDS,
} from "./function_numbers.ts";
import { docObject, signatureObject } from "./function_text.ts";
import { getMember, setMember } from "./member_access.ts";
import {
  GETSET_DEFINITION,
  MEMBER_DEFINITION,
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
  METH_VARARGS,
  ML_DOC,
  ML_FLAGS,
  ML_METH,
} from "./method_definition.ts";
import { enterRecursive, leaveRecursive } from "./recursion.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { hasTypeFlag, isInstanceOf, isSubtype } from "./subtype.ts";
import { tupleFromArray } from "./tuple.ts";
import { typeName, typeNameOf } from "./type_name.ts";

export const DESCRIPTOR = struct("PyDescrObject", 40, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  d_type: pointer(16, "type whose instances it serves, owned"),
  d_name: pointer(24, "name, owned, interned"),
  d_qualname: pointer(32, "qualified name, owned, or NULL: not asked for yet"),
});
export const D_TYPE = DESCRIPTOR.offsets.d_type;
export const D_NAME = DESCRIPTOR.offsets.d_name;
const D_QUALNAME = DESCRIPTOR.offsets.d_qualname;
/** PyMethodDef, PyMemberDef, PyGetSetDef or slot definition, static. */
export const D_DEFINITION = 40;
/** The method_descriptor's vectorcall function; the wrapper_descriptor's wrapped slot function. */
export const D_FUNCTION = 48;
/** Bytes of a descriptor with, and without, the word at 48. */
export const LONG_DESCRIPTOR_SIZE = 56;
const SHORT_DESCRIPTOR_SIZE = 48;

const TUPLE_ITEMS = 24;
const QUALNAME = identifier("__qualname__");
const CALL_FLAGS = METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS;

/** Number of the vectorcall function for a method with METH flags. */
function vectorcallFor(flags: number): number {
  switch (flags & CALL_FLAGS) {
    case METH_NOARGS:
      return METHOD_NOARGS;
    case METH_O:
      return METHOD_O;
    case METH_FASTCALL:
      return METHOD_FASTCALL;
    case METH_FASTCALL | METH_KEYWORDS:
      return METHOD_FASTCALL_KEYWORDS;
    case METH_VARARGS:
      return METHOD_VARARGS;
    case METH_VARARGS | METH_KEYWORDS:
      return METHOD_VARARGS_KEYWORDS;
  }
  throw new RangeError(`Method flags must be one of CPython's combinations: 0x${flags.toString(16)}`);
}

// ---- making and taking apart

/**
 * A new descriptor of `descriptorType` for `type` by a definition under an interned name (NULL: its maker sets it). NULL with
 * MemoryError.
 */
export function newDescriptor(
  vm: Interpreter,
  descriptorType: Address,
  size: number,
  type: Address,
  name: Address,
  definition: Address,
): Address {
  const object = gcNew(vm, descriptorType, size);
  if (object === NULL) return NULL;
  const i32 = vm.i32, f64 = vm.f64;
  for (let field = D_TYPE; field < size; field += 8) f64[(object + field) >> 3] = 0;
  i32[type >> 2]++;
  if (name !== NULL) i32[name >> 2]++;
  i32[(object + D_TYPE) >> 2] = type;
  i32[(object + D_NAME) >> 2] = name;
  i32[(object + D_DEFINITION) >> 2] = definition;
  gcTrack(vm, object);
  return object;
}

/** A new method_descriptor for the PyMethodDef at `ml`. */
export function newMethodDescriptor(
  vm: Interpreter,
  type: Address,
  name: Address,
  ml: Address,
): Address {
  const object = newDescriptor(vm, METHOD_DESCRIPTOR_TYPE, LONG_DESCRIPTOR_SIZE, type, name, ml);
  if (object !== NULL) vm.i32[(object + D_FUNCTION) >> 2] = vectorcallFor(vm.i32[(ml + ML_FLAGS) >> 2]);
  return object;
}

/** A new classmethod_descriptor for the PyMethodDef at `ml`. */
export function newClassMethodDescriptor(
  vm: Interpreter,
  type: Address,
  name: Address,
  ml: Address,
): Address {
  return newDescriptor(vm, CLASSMETHOD_DESCRIPTOR_TYPE, LONG_DESCRIPTOR_SIZE, type, name, ml);
}

/** A new member_descriptor for the PyMemberDef at `definition`. */
export function newMemberDescriptor(
  vm: Interpreter,
  type: Address,
  name: Address,
  definition: Address,
): Address {
  return newDescriptor(vm, MEMBER_DESCRIPTOR_TYPE, SHORT_DESCRIPTOR_SIZE, type, name, definition);
}

/** A new getset_descriptor for the PyGetSetDef at `definition`. */
export function newGetSetDescriptor(
  vm: Interpreter,
  type: Address,
  name: Address,
  definition: Address,
): Address {
  return newDescriptor(vm, GETSET_DESCRIPTOR_TYPE, SHORT_DESCRIPTOR_SIZE, type, name, definition);
}

/** tp_dealloc of all descriptors. */
export function descriptorDealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, object);
  const type = i32[(object + D_TYPE) >> 2];
  const name = i32[(object + D_NAME) >> 2];
  const qualname = i32[(object + D_QUALNAME) >> 2];
  gcFree(vm, object);
  xdecref(vm, type);
  xdecref(vm, name);
  xdecref(vm, qualname);
}

/** tp_traverse of all descriptors. */
export function descriptorTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  for (let field = D_TYPE; field <= D_QUALNAME; field += 8) {
    const child = vm.i32[(object + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

/** Releases the cached qualified name; type and name stay, since the descriptor is used while it lives. */
export function descriptorClear(vm: Interpreter, object: Address): void {
  clearField(vm, object + D_QUALNAME);
}

// ---- what they say of themselves

/** Name of a descriptor. */
export function descriptorName(vm: Interpreter, descriptor: Address): string {
  const name = vm.i32[(descriptor + D_NAME) >> 2];
  return isStr(vm, name) ? jsString(vm, name) : "?";
}

/** `<kind 'name' of 'type' objects>`, a new str. */
export function describe(vm: Interpreter, descriptor: Address, kind: string): Address {
  const type = typeName(vm, vm.i32[(descriptor + D_TYPE) >> 2]);
  return newStr(vm, `<${kind} '${descriptorName(vm, descriptor)}' of '${type}' objects>`);
}

function methodDescriptorRepr(vm: Interpreter, descriptor: Address): Address {
  return describe(vm, descriptor, "method");
}

function memberDescriptorRepr(vm: Interpreter, descriptor: Address): Address {
  return describe(vm, descriptor, "member");
}

function getSetDescriptorRepr(vm: Interpreter, descriptor: Address): Address {
  return describe(vm, descriptor, "attribute");
}

/** `__qualname__`, kept in the descriptor. */
export function getDescriptorQualname(vm: Interpreter, descriptor: Address): Address {
  const i32 = vm.i32;
  const kept = i32[(descriptor + D_QUALNAME) >> 2];
  if (kept !== NULL) return newRef(vm, kept);
  const owner = getAttr(vm, i32[(descriptor + D_TYPE) >> 2], QUALNAME);
  if (owner === NULL) return NULL;
  const isText = isStr(vm, owner);
  const text = isText ? `${jsString(vm, owner)}.${descriptorName(vm, descriptor)}` : "";
  decref(vm, owner);
  if (!isText) return raise(vm, TYPE_ERROR, "<descriptor>.__objclass__.__qualname__ is not a unicode object");
  const qualname = newStr(vm, text);
  if (qualname === NULL) return NULL;
  i32[(descriptor + D_QUALNAME) >> 2] = qualname;
  return newRef(vm, qualname);
}

function getMethodDoc(vm: Interpreter, descriptor: Address): Address {
  const doc = vm.i32[(vm.i32[(descriptor + D_DEFINITION) >> 2] + ML_DOC) >> 2];
  return docObject(vm, descriptorName(vm, descriptor), doc);
}

function getMethodSignature(vm: Interpreter, descriptor: Address): Address {
  const doc = vm.i32[(vm.i32[(descriptor + D_DEFINITION) >> 2] + ML_DOC) >> 2];
  return signatureObject(vm, descriptorName(vm, descriptor), doc);
}

function getMemberDoc(vm: Interpreter, descriptor: Address): Address {
  const definition = vm.i32[(descriptor + D_DEFINITION) >> 2];
  return docObject(vm, "", vm.i32[(definition + MEMBER_DEFINITION.offsets.doc) >> 2]);
}

function getGetSetDoc(vm: Interpreter, descriptor: Address): Address {
  const definition = vm.i32[(descriptor + D_DEFINITION) >> 2];
  return docObject(vm, "", vm.i32[(definition + GETSET_DEFINITION.offsets.doc) >> 2]);
}

// ---- the right kind of self

/** TypeError "descriptor 'append' for 'list' objects doesn't apply to a 'int' object". Returns NULL. */
export function raiseWrongSelf(vm: Interpreter, descriptor: Address, self: Address): Address {
  const name = descriptorName(vm, descriptor);
  const type = typeName(vm, vm.i32[(descriptor + D_TYPE) >> 2], 100);
  const given = typeNameOf(vm, self, 100);
  return raise(
    vm,
    TYPE_ERROR,
    `descriptor '${name}' for '${type}' objects doesn't apply to a '${given}' object`,
  );
}

/** Is `self` an instance of the descriptor's type? */
function applies(vm: Interpreter, descriptor: Address, self: Address): boolean {
  return isInstanceOf(vm, self, vm.i32[(descriptor + D_TYPE) >> 2]);
}

/** tp_descr_get of methods: bound to the object, itself without one. New. */
function methodDescriptorGet(vm: Interpreter, descriptor: Address, object: Address, _type: Address): Address {
  if (object === NULL) return newRef(vm, descriptor);
  if (!applies(vm, descriptor, object)) return raiseWrongSelf(vm, descriptor, object);
  return newBuiltin(vm, vm.i32[(descriptor + D_DEFINITION) >> 2], object, NULL);
}

/** tp_descr_get of class methods: bound to the class. New. */
export function classMethodDescriptorGet(
  vm: Interpreter,
  descriptor: Address,
  object: Address,
  type: Address,
): Address {
  const i32 = vm.i32;
  const owner = i32[(descriptor + D_TYPE) >> 2];
  const name = `descriptor '${descriptorName(vm, descriptor)}'`;
  const of = `for type '${typeName(vm, owner, 100)}'`;
  let cls = type;
  if (cls === NULL) {
    if (object === NULL) return raise(vm, TYPE_ERROR, `${name} ${of} needs either an object or a type`);
    cls = i32[(object + OB_TYPE) >> 2];
  }
  if (!hasTypeFlag(vm, cls, TPFLAGS_TYPE_SUBCLASS)) {
    return raise(vm, TYPE_ERROR, `${name} ${of} needs a type, not a '${typeNameOf(vm, cls, 100)}' as arg 2`);
  }
  if (!isSubtype(vm, cls, owner)) {
    const received = `but received '${typeName(vm, cls, 100)}'`;
    return raise(vm, TYPE_ERROR, `${name} requires a subtype of '${typeName(vm, owner, 100)}' ${received}`);
  }
  return newBuiltin(vm, i32[(descriptor + D_DEFINITION) >> 2], cls, NULL);
}

function memberDescriptorGet(vm: Interpreter, descriptor: Address, object: Address, _type: Address): Address {
  if (object === NULL) return newRef(vm, descriptor);
  if (!applies(vm, descriptor, object)) return raiseWrongSelf(vm, descriptor, object);
  return getMember(vm, object, vm.i32[(descriptor + D_DEFINITION) >> 2]);
}

function memberDescriptorSet(vm: Interpreter, descriptor: Address, object: Address, value: Address): number {
  if (!applies(vm, descriptor, object)) {
    raiseWrongSelf(vm, descriptor, object);
    return -1;
  }
  return setMember(vm, object, vm.i32[(descriptor + D_DEFINITION) >> 2], value);
}

function getSetDescriptorGet(vm: Interpreter, descriptor: Address, object: Address, _type: Address): Address {
  if (object === NULL) return newRef(vm, descriptor);
  if (!applies(vm, descriptor, object)) return raiseWrongSelf(vm, descriptor, object);
  const getter = vm.i32[(vm.i32[(descriptor + D_DEFINITION) >> 2] + GETSET_DEFINITION.offsets.get) >> 2];
  if (getter !== NULL) return vm.functions[getter](vm, object);
  raiseAccess(vm, descriptor, "readable");
  return NULL;
}

function getSetDescriptorSet(vm: Interpreter, descriptor: Address, object: Address, value: Address): number {
  if (!applies(vm, descriptor, object)) {
    raiseWrongSelf(vm, descriptor, object);
    return -1;
  }
  const setter = vm.i32[(vm.i32[(descriptor + D_DEFINITION) >> 2] + GETSET_DEFINITION.offsets.set) >> 2];
  return setter !== NULL ? vm.functions[setter](vm, object, value) : raiseAccess(vm, descriptor, "writable");
}

/** AttributeError "attribute 'x' of 'T' objects is not writable". */
function raiseAccess(vm: Interpreter, descriptor: Address, access: string): -1 {
  const type = typeName(vm, vm.i32[(descriptor + D_TYPE) >> 2], 100);
  const text = `attribute '${descriptorName(vm, descriptor)}' of '${type}' objects is not ${access}`;
  return raiseFlag(vm, ATTRIBUTE_ERROR, text);
}

// ---- calls of method descriptors

/** Is there a right self, and no keyword? TypeError otherwise. The usual case is tested by the callers. */
function checkSelf(vm: Interpreter, f: Address, args: Address, nargs: number, kwnames: Address): boolean {
  if (nargs < 1) {
    raiseNoSelf(vm, f);
    return false;
  }
  const self = vm.i32[args >> 2];
  if (vm.i32[(self + OB_TYPE) >> 2] !== vm.i32[(f + D_TYPE) >> 2] && !applies(vm, f, self)) {
    raiseWrongSelf(vm, f, self);
    return false;
  }
  if (kwnames === NULL || vm.i32[(kwnames + OB_SIZE) >> 2] === 0) return true;
  raiseCall(vm, f, "takes no keyword arguments");
  return false;
}

function raiseNoSelf(vm: Interpreter, f: Address): void {
  const qualname = getDescriptorQualname(vm, f);
  if (qualname === NULL) return;
  const text = jsString(vm, qualname);
  decref(vm, qualname);
  raise(vm, TYPE_ERROR, `unbound method ${text}() needs an argument`);
}

/** vectorcall of METH_NOARGS. */
export function methodNoArgs(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!checkSelf(vm, f, args, nargs, kwnames)) return NULL;
  if (nargs !== 1) return raiseCall(vm, f, `takes no arguments (${nargs - 1} given)`);
  if (!enterRecursive(vm, WHILE_CALLING)) return NULL;
  const i32 = vm.i32;
  const result: Address = vm.functions[i32[(i32[(f + D_DEFINITION) >> 2] + ML_METH) >> 2]](
    vm,
    i32[args >> 2],
  );
  leaveRecursive(vm);
  return result;
}

/** vectorcall of METH_O. */
export function methodO(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!checkSelf(vm, f, args, nargs, kwnames)) return NULL;
  if (nargs !== 2) return raiseCall(vm, f, `takes exactly one argument (${nargs - 1} given)`);
  if (!enterRecursive(vm, WHILE_CALLING)) return NULL;
  const i32 = vm.i32;
  const body = vm.functions[i32[(i32[(f + D_DEFINITION) >> 2] + ML_METH) >> 2]];
  const result: Address = body(vm, i32[args >> 2], i32[(args + 8) >> 2]);
  leaveRecursive(vm);
  return result;
}

/** vectorcall of METH_FASTCALL. */
export function methodFastcall(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!checkSelf(vm, f, args, nargs, kwnames)) return NULL;
  if (!enterRecursive(vm, WHILE_CALLING)) return NULL;
  const i32 = vm.i32;
  const body = vm.functions[i32[(i32[(f + D_DEFINITION) >> 2] + ML_METH) >> 2]];
  const result: Address = body(vm, i32[args >> 2], args + 8, nargs - 1);
  leaveRecursive(vm);
  return result;
}

/** vectorcall of METH_FASTCALL | METH_KEYWORDS. */
export function methodFastcallKeywords(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!checkSelf(vm, f, args, nargs, NULL)) return NULL;
  if (!enterRecursive(vm, WHILE_CALLING)) return NULL;
  const i32 = vm.i32;
  const body = vm.functions[i32[(i32[(f + D_DEFINITION) >> 2] + ML_METH) >> 2]];
  const result: Address = body(vm, i32[args >> 2], args + 8, nargs - 1, kwnames);
  leaveRecursive(vm);
  return result;
}

/** vectorcall of METH_VARARGS. */
export function methodVarargs(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!checkSelf(vm, f, args, nargs, kwnames)) return NULL;
  return callWithTuple(vm, f, args, nargs, NULL, false);
}

/** vectorcall of METH_VARARGS | METH_KEYWORDS. */
export function methodVarargsKeywords(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!checkSelf(vm, f, args, nargs, NULL)) return NULL;
  if (kwnames === NULL || vm.i32[(kwnames + OB_SIZE) >> 2] === 0) {
    return callWithTuple(vm, f, args, nargs, NULL, true);
  }
  const kwargs = kwargsFromWords(vm, args + 8 * nargs, kwnames);
  if (kwargs === NULL) return NULL;
  const result = callWithTuple(vm, f, args, nargs, kwargs, true);
  decref(vm, kwargs);
  return result;
}

function callWithTuple(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwargs: Address,
  keywords: boolean,
): Address {
  const tuple = tupleFromArray(vm, args + 8, nargs - 1);
  if (tuple === NULL) return NULL;
  let result = NULL;
  if (enterRecursive(vm, WHILE_CALLING)) {
    const i32 = vm.i32;
    const body = vm.functions[i32[(i32[(f + D_DEFINITION) >> 2] + ML_METH) >> 2]];
    result = keywords ? body(vm, i32[args >> 2], tuple, kwargs) : body(vm, i32[args >> 2], tuple);
    leaveRecursive(vm);
  }
  decref(vm, tuple);
  return result;
}

/** tp_call of class methods: the class is the first argument. */
function classMethodDescriptorCall(vm: Interpreter, f: Address, args: Address, kwargs: Address): Address {
  const i32 = vm.i32;
  const nargs = i32[(args + OB_SIZE) >> 2];
  if (nargs < 1) {
    const owner = typeName(vm, i32[(f + D_TYPE) >> 2], 100);
    const text = `descriptor '${descriptorName(vm, f)}' of '${owner}' object needs an argument`;
    return raise(vm, TYPE_ERROR, text);
  }
  const bound = classMethodDescriptorGet(vm, f, NULL, i32[(args + TUPLE_ITEMS) >> 2]);
  if (bound === NULL) return NULL;
  const rest = tupleFromArray(vm, args + TUPLE_ITEMS + 8, nargs - 1);
  const result = rest === NULL ? NULL : call(vm, bound, rest, kwargs);
  xdecref(vm, rest);
  decref(vm, bound);
  return result;
}

// ---- registration

/** What all descriptor types have. */
export const DESCRIPTOR_SPEC = {
  dealloc: descriptorDealloc,
  traverse: descriptorTraverse,
  clear: descriptorClear,
  members: [
    { name: "__objclass__", type: "object", offset: D_TYPE, readonly: true },
    { name: "__name__", type: "object", offset: D_NAME, readonly: true },
  ],
} as const satisfies Partial<TypeSpec>;

/** Declares method_descriptor, classmethod_descriptor, member_descriptor and getset_descriptor. */
export function defineDescriptors(vm: Interpreter): void {
  const qualname = { name: "__qualname__", get: getDescriptorQualname };
  const methodGetSet = [
    { name: "__doc__", get: getMethodDoc },
    qualname,
    { name: "__text_signature__", get: getMethodSignature },
  ];
  defineType(vm, METHOD_DESCRIPTOR_TYPE, {
    ...DESCRIPTOR_SPEC,
    name: "method_descriptor",
    basicSize: LONG_DESCRIPTOR_SIZE,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_HAVE_VECTORCALL | TPFLAGS_METHOD_DESCRIPTOR,
    vectorcallOffset: D_FUNCTION,
    repr: methodDescriptorRepr,
    call: vectorcallAsCall,
    descrGet: methodDescriptorGet,
    getset: methodGetSet,
  });
  defineType(vm, CLASSMETHOD_DESCRIPTOR_TYPE, {
    ...DESCRIPTOR_SPEC,
    name: "classmethod_descriptor",
    basicSize: LONG_DESCRIPTOR_SIZE,
    flags: TPFLAGS_HAVE_GC,
    repr: methodDescriptorRepr,
    call: classMethodDescriptorCall,
    descrGet: classMethodDescriptorGet,
    getset: methodGetSet,
  });
  defineType(vm, MEMBER_DESCRIPTOR_TYPE, {
    ...DESCRIPTOR_SPEC,
    name: "member_descriptor",
    basicSize: SHORT_DESCRIPTOR_SIZE,
    flags: TPFLAGS_HAVE_GC,
    repr: memberDescriptorRepr,
    descrGet: memberDescriptorGet,
    descrSet: memberDescriptorSet,
    getset: [{ name: "__doc__", get: getMemberDoc }, qualname],
  });
  defineType(vm, GETSET_DESCRIPTOR_TYPE, {
    ...DESCRIPTOR_SPEC,
    name: "getset_descriptor",
    basicSize: SHORT_DESCRIPTOR_SIZE,
    flags: TPFLAGS_HAVE_GC,
    repr: getSetDescriptorRepr,
    descrGet: getSetDescriptorGet,
    descrSet: getSetDescriptorSet,
    getset: [{ name: "__doc__", get: getGetSetDoc }, qualname],
  });
}
