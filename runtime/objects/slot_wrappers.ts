/**
 * wrapper_descriptor and method-wrapper: a native slot as a method, unbound in the type's dict ("slot wrapper") and
 * bound to an object.
 *
 *     wrapper_descriptor   16 d_type   24 d_name   32 d_qualname   40 d_base (slot definition)   48 d_wrapped (slot function)
 *     method-wrapper       16 descr (owned)   24 self (owned)
 *
 * Source: CPython 3.11 Objects/descrobject.c (wrapperdescr_*, wrapper_*).
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  OB_SIZE,
  OB_TYPE,
  OBJECT,
  TPFLAGS_HAVE_GC,
  TPFLAGS_METHOD_DESCRIPTOR,
} from "../memory/object_layout.ts";
import {
  FALSE,
  METHOD_WRAPPER_TYPE,
  NOT_IMPLEMENTED,
  TRUE,
  TYPE_ERROR,
  WRAPPER_DESCRIPTOR_TYPE,
} from "../memory/statics.ts";
import { clearField, decref, incref, newRef } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { hashPointer } from "./compare.ts";
import { defineType } from "./define_type.ts";
import {
  D_DEFINITION,
  D_FUNCTION,
  D_NAME,
  D_TYPE,
  describe,
  DESCRIPTOR_SPEC,
  descriptorName,
  getDescriptorQualname,
  LONG_DESCRIPTOR_SIZE,
  newDescriptor,
  raiseWrongSelf,
} from "./descriptors.ts";
import { dictSize } from "./dict.ts";
import { raise } from "./errors.ts";
import { docObject, signatureObject } from "./function_text.ts";
import { formatAddress } from "./object.ts";
import { SLOT_DEFINITION, WRAPPER_KEYWORDS } from "./slot_table.ts";
import { newStr } from "./str.ts";
import { isInstanceOf } from "./subtype.ts";
import { tupleSlice } from "./tuple.ts";
import { typeName, typeNameOf } from "./type_name.ts";

export const METHOD_WRAPPER = struct("wrapperobject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  descr: pointer(16, "wrapper_descriptor, owned"),
  self: pointer(24, "object it is bound to, owned"),
});
const W_DESCR = METHOD_WRAPPER.offsets.descr;
const W_SELF = METHOD_WRAPPER.offsets.self;
const D = SLOT_DEFINITION.offsets;
const TUPLE_ITEMS = 24;

/** A new wrapper_descriptor: slot function number `wrapped` of `type` (borrowed) by the slot definition at `entry`. */
export function newSlotWrapper(vm: Interpreter, type: Address, entry: Address, wrapped: number): Address {
  const name = vm.i32[(entry + D.name_strobj) >> 2];
  const object = newDescriptor(vm, WRAPPER_DESCRIPTOR_TYPE, LONG_DESCRIPTOR_SIZE, type, name, entry);
  if (object !== NULL) vm.i32[(object + D_FUNCTION) >> 2] = wrapped;
  return object;
}

/** Calls the slot that a descriptor wraps. */
function callWrapped(
  vm: Interpreter,
  descriptor: Address,
  self: Address,
  args: Address,
  kwargs: Address,
): Address {
  const i32 = vm.i32;
  const entry = i32[(descriptor + D_DEFINITION) >> 2];
  const takesKeywords = (i32[(entry + D.flags) >> 2] & WRAPPER_KEYWORDS) !== 0;
  if (!takesKeywords && kwargs !== NULL && dictSize(vm, kwargs) > 0) {
    return raise(vm, TYPE_ERROR, `wrapper ${descriptorName(vm, descriptor)}() takes no keyword arguments`);
  }
  const wrapper = vm.functions[i32[(entry + D.wrapper) >> 2]];
  return wrapper(vm, self, args, i32[(descriptor + D_FUNCTION) >> 2], kwargs);
}

// ---- wrapper_descriptor

function wrapperDescriptorCall(
  vm: Interpreter,
  descriptor: Address,
  args: Address,
  kwargs: Address,
): Address {
  const i32 = vm.i32;
  const owner = i32[(descriptor + D_TYPE) >> 2];
  const given = i32[(args + OB_SIZE) >> 2];
  const name = descriptorName(vm, descriptor);
  if (given < 1) {
    return raise(
      vm,
      TYPE_ERROR,
      `descriptor '${name}' of '${typeName(vm, owner, 100)}' object needs an argument`,
    );
  }
  const self = i32[(args + TUPLE_ITEMS) >> 2];
  if (!isInstanceOf(vm, self, owner)) {
    const received = typeNameOf(vm, self, 100);
    const text = `requires a '${typeName(vm, owner, 100)}' object but received a '${received}'`;
    return raise(vm, TYPE_ERROR, `descriptor '${name}' ${text}`);
  }
  const rest = tupleSlice(vm, args, 1, given);
  if (rest === NULL) return NULL;
  const result = callWrapped(vm, descriptor, self, rest, kwargs);
  decref(vm, rest);
  return result;
}

function wrapperDescriptorGet(
  vm: Interpreter,
  descriptor: Address,
  object: Address,
  _type: Address,
): Address {
  if (object === NULL) return newRef(vm, descriptor);
  if (!isInstanceOf(vm, object, vm.i32[(descriptor + D_TYPE) >> 2])) {
    return raiseWrongSelf(vm, descriptor, object);
  }
  return newMethodWrapper(vm, descriptor, object);
}

function wrapperDescriptorRepr(vm: Interpreter, descriptor: Address): Address {
  return describe(vm, descriptor, "slot wrapper");
}

function getDoc(vm: Interpreter, descriptor: Address): Address {
  const entry = vm.i32[(descriptor + D_DEFINITION) >> 2];
  return docObject(vm, descriptorName(vm, descriptor), vm.i32[(entry + D.doc) >> 2]);
}

function getSignature(vm: Interpreter, descriptor: Address): Address {
  const entry = vm.i32[(descriptor + D_DEFINITION) >> 2];
  return signatureObject(vm, descriptorName(vm, descriptor), vm.i32[(entry + D.doc) >> 2]);
}

// ---- method-wrapper

/** A new method-wrapper: `descriptor` bound to `self` (both borrowed). NULL with MemoryError. */
function newMethodWrapper(vm: Interpreter, descriptor: Address, self: Address): Address {
  const object = gcNew(vm, METHOD_WRAPPER_TYPE, METHOD_WRAPPER.size);
  if (object === NULL) return NULL;
  const i32 = vm.i32, f64 = vm.f64;
  f64[(object + W_DESCR) >> 3] = 0;
  f64[(object + W_SELF) >> 3] = 0;
  incref(vm, descriptor);
  incref(vm, self);
  i32[(object + W_DESCR) >> 2] = descriptor;
  i32[(object + W_SELF) >> 2] = self;
  gcTrack(vm, object);
  return object;
}

function methodWrapperDealloc(vm: Interpreter, object: Address): void {
  gcUntrack(vm, object);
  const descriptor = vm.i32[(object + W_DESCR) >> 2], self = vm.i32[(object + W_SELF) >> 2];
  gcFree(vm, object);
  if (descriptor !== NULL) decref(vm, descriptor);
  if (self !== NULL) decref(vm, self);
}

function methodWrapperTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  const descriptor = vm.i32[(object + W_DESCR) >> 2], self = vm.i32[(object + W_SELF) >> 2];
  if (descriptor !== NULL) visit(vm, descriptor);
  if (self !== NULL) visit(vm, self);
}

function methodWrapperClear(vm: Interpreter, object: Address): void {
  clearField(vm, object + W_SELF);
}

function methodWrapperCall(vm: Interpreter, object: Address, args: Address, kwargs: Address): Address {
  return callWrapped(vm, vm.i32[(object + W_DESCR) >> 2], vm.i32[(object + W_SELF) >> 2], args, kwargs);
}

function methodWrapperRepr(vm: Interpreter, object: Address): Address {
  const self = vm.i32[(object + W_SELF) >> 2];
  const name = descriptorName(vm, vm.i32[(object + W_DESCR) >> 2]);
  return newStr(vm, `<method-wrapper '${name}' of ${typeNameOf(vm, self)} object at ${formatAddress(self)}>`);
}

function methodWrapperHash(vm: Interpreter, object: Address): number {
  const low = hashPointer(vm, vm.i32[(object + W_SELF) >> 2]) ^
    hashPointer(vm, vm.i32[(object + W_DESCR) >> 2]);
  vm.hashHigh = 0;
  return low;
}

function methodWrapperRichcompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const i32 = vm.i32;
  if ((op !== EQ && op !== NE) || i32[(b + OB_TYPE) >> 2] !== METHOD_WRAPPER_TYPE) {
    return newRef(vm, NOT_IMPLEMENTED);
  }
  const same = i32[(a + W_DESCR) >> 2] === i32[(b + W_DESCR) >> 2] &&
    i32[(a + W_SELF) >> 2] === i32[(b + W_SELF) >> 2];
  return newRef(vm, same === (op === EQ) ? TRUE : FALSE);
}

function getWrapperOwner(vm: Interpreter, object: Address): Address {
  return newRef(vm, vm.i32[(vm.i32[(object + W_DESCR) >> 2] + D_TYPE) >> 2]);
}

function getWrapperName(vm: Interpreter, object: Address): Address {
  return newRef(vm, vm.i32[(vm.i32[(object + W_DESCR) >> 2] + D_NAME) >> 2]);
}

function getWrapperQualname(vm: Interpreter, object: Address): Address {
  return getDescriptorQualname(vm, vm.i32[(object + W_DESCR) >> 2]);
}

function getWrapperDoc(vm: Interpreter, object: Address): Address {
  return getDoc(vm, vm.i32[(object + W_DESCR) >> 2]);
}

function getWrapperSignature(vm: Interpreter, object: Address): Address {
  return getSignature(vm, vm.i32[(object + W_DESCR) >> 2]);
}

/** Declares wrapper_descriptor and method-wrapper. */
export function defineSlotWrappers(vm: Interpreter): void {
  defineType(vm, WRAPPER_DESCRIPTOR_TYPE, {
    ...DESCRIPTOR_SPEC,
    name: "wrapper_descriptor",
    basicSize: LONG_DESCRIPTOR_SIZE,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_METHOD_DESCRIPTOR,
    repr: wrapperDescriptorRepr,
    call: wrapperDescriptorCall,
    descrGet: wrapperDescriptorGet,
    getset: [
      { name: "__doc__", get: getDoc },
      { name: "__qualname__", get: getDescriptorQualname },
      { name: "__text_signature__", get: getSignature },
    ],
  });
  defineType(vm, METHOD_WRAPPER_TYPE, {
    name: "method-wrapper",
    basicSize: METHOD_WRAPPER.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: methodWrapperDealloc,
    traverse: methodWrapperTraverse,
    clear: methodWrapperClear,
    repr: methodWrapperRepr,
    hash: methodWrapperHash,
    call: methodWrapperCall,
    richcompare: methodWrapperRichcompare,
    members: [{ name: "__self__", type: "object", offset: W_SELF, readonly: true }],
    getset: [
      { name: "__objclass__", get: getWrapperOwner },
      { name: "__name__", get: getWrapperName },
      { name: "__qualname__", get: getWrapperQualname },
      { name: "__doc__", get: getWrapperDoc },
      { name: "__text_signature__", get: getWrapperSignature },
    ],
  });
}
