/**
 * method: a function bound to the object that it gets as its first argument.
 *
 *     16 im_func (owned)   24 im_self (owned)   32 im_weakreflist   40 vectorcall
 *
 * Source: CPython 3.11 Objects/classobject.c.
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
  TPFLAGS_HAVE_VECTORCALL,
  TYPE,
} from "../memory/object_layout.ts";
import {
  FALSE,
  identifier,
  METHOD_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  TRUE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { checkPositional, noKeywords } from "./arguments.ts";
import { isCallable, releaseArguments, reserveArguments, vectorcall, vectorcallAsCall } from "./call.ts";
import { hashPointer } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { BOUND_METHOD, GENERIC_SET_ATTR } from "./function_numbers.ts";
import { getAttr, hash, lookupAttr, repr, richCompareBool, typeLookup } from "./object.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { tupleItem, tupleSize } from "./tuple.ts";

export const METHOD = struct("PyMethodObject", 48, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  im_func: pointer(16, "the function, owned"),
  im_self: pointer(24, "its first argument, owned"),
  im_weakreflist: pointer(32, "weak references to it"),
  vectorcall: pointer(40, "function number"),
});
export const IM_FUNC = METHOD.offsets.im_func;
export const IM_SELF = METHOD.offsets.im_self;
const WEAKREFS = METHOD.offsets.im_weakreflist;
const VECTORCALL = METHOD.offsets.vectorcall;
const TP_DESCR_GET = TYPE.offsets.tp_descr_get;
const NAME = identifier("__name__");
const QUALNAME = identifier("__qualname__");
const DOC = identifier("__doc__");

/** A new method: `func` bound to `self` (both borrowed). NULL with MemoryError. */
export function newMethod(vm: Interpreter, func: Address, self: Address): Address {
  const object = gcNew(vm, METHOD_TYPE, METHOD.size);
  if (object === NULL) return NULL;
  const i32 = vm.i32, f64 = vm.f64;
  for (let field = IM_FUNC; field <= VECTORCALL; field += 8) f64[(object + field) >> 3] = 0;
  incref(vm, func);
  incref(vm, self);
  i32[(object + IM_FUNC) >> 2] = func;
  i32[(object + IM_SELF) >> 2] = self;
  i32[(object + VECTORCALL) >> 2] = BOUND_METHOD;
  gcTrack(vm, object);
  return object;
}

function methodDealloc(vm: Interpreter, object: Address): void {
  gcUntrack(vm, object);
  const func = vm.i32[(object + IM_FUNC) >> 2], self = vm.i32[(object + IM_SELF) >> 2];
  gcFree(vm, object);
  decref(vm, func);
  decref(vm, self);
}

function methodTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  visit(vm, vm.i32[(object + IM_FUNC) >> 2]);
  visit(vm, vm.i32[(object + IM_SELF) >> 2]);
}

/** vectorcall of methods: self goes before the arguments. */
export function boundMethodVectorcall(
  vm: Interpreter,
  method: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const i32 = vm.i32;
  const total = nargs + (kwnames === NULL ? 0 : i32[(kwnames + OB_SIZE) >> 2]);
  const words = reserveArguments(vm, total + 1);
  if (words === NULL) return NULL;
  const func = i32[(method + IM_FUNC) >> 2];
  i32[words >> 2] = i32[(method + IM_SELF) >> 2];
  for (let i = 0; i < total; i++) i32[(words + 8 + 8 * i) >> 2] = i32[(args + 8 * i) >> 2];
  const result = vectorcall(vm, func, words, nargs + 1, kwnames);
  releaseArguments(vm, words);
  return result;
}

/** What the type does not know is asked of the function. */
function methodGetattro(vm: Interpreter, object: Address, name: Address): Address {
  const i32 = vm.i32;
  const descriptor = typeLookup(vm, METHOD_TYPE, name);
  if (descriptor === NULL) return getAttr(vm, i32[(object + IM_FUNC) >> 2], name);
  incref(vm, descriptor);
  const get = i32[(i32[(descriptor + OB_TYPE) >> 2] + TP_DESCR_GET) >> 2];
  if (get === NULL) return descriptor;
  const result: Address = vm.functions[get](vm, descriptor, object, METHOD_TYPE);
  decref(vm, descriptor);
  return result;
}

/** Text of an attribute if it is a str; "" if it is missing or something else, null with an exception. */
function textAttribute(vm: Interpreter, object: Address, name: Address): string | null {
  const value = lookupAttr(vm, object, name);
  if (value === NULL) return vm.curexcType !== NULL ? null : "";
  const text = isStr(vm, value) ? jsString(vm, value) : "";
  decref(vm, value);
  return text;
}

function methodRepr(vm: Interpreter, object: Address): Address {
  const func = vm.i32[(object + IM_FUNC) >> 2];
  let name = textAttribute(vm, func, QUALNAME);
  if (name === "") name = textAttribute(vm, func, NAME);
  if (name === null) return NULL;
  const self = repr(vm, vm.i32[(object + IM_SELF) >> 2]);
  if (self === NULL) return NULL;
  const text = `<bound method ${name === "" ? "?" : name} of ${jsString(vm, self)}>`;
  decref(vm, self);
  return newStr(vm, text);
}

function methodHash(vm: Interpreter, object: Address): number {
  const own = hashPointer(vm, vm.i32[(object + IM_SELF) >> 2]);
  const low = hash(vm, vm.i32[(object + IM_FUNC) >> 2]);
  if (low === -1 && vm.hashHigh === -1) return -1;
  const mixed = own ^ low;
  if (mixed !== -1 || vm.hashHigh !== -1) return mixed;
  return -2;
}

function methodRichcompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const i32 = vm.i32;
  if ((op !== EQ && op !== NE) || i32[(b + OB_TYPE) >> 2] !== METHOD_TYPE) return newRef(vm, NOT_IMPLEMENTED);
  let equal = richCompareBool(vm, i32[(a + IM_FUNC) >> 2], i32[(b + IM_FUNC) >> 2], EQ);
  if (equal < 0) return NULL;
  if (i32[(a + IM_SELF) >> 2] !== i32[(b + IM_SELF) >> 2]) equal = 0;
  return newRef(vm, (equal === 1) === (op === EQ) ? TRUE : FALSE);
}

function methodNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "method", kwargs) || !checkPositional(vm, "method", tupleSize(vm, args), 2, 2)) {
    return NULL;
  }
  const func = tupleItem(vm, args, 0), self = tupleItem(vm, args, 1);
  if (!isCallable(vm, func)) return raise(vm, TYPE_ERROR, "first argument must be callable");
  if (self === NONE) return raise(vm, TYPE_ERROR, "instance must not be None");
  return newMethod(vm, func, self);
}

function getDoc(vm: Interpreter, object: Address): Address {
  const doc = lookupAttr(vm, vm.i32[(object + IM_FUNC) >> 2], DOC);
  return doc !== NULL || vm.curexcType !== NULL ? doc : newRef(vm, NONE);
}

/** Declares method. */
export function defineMethod(vm: Interpreter): void {
  defineType(vm, METHOD_TYPE, {
    name: "method",
    doc: "method(function, instance)\n--\n\nCreate a bound instance method object.",
    basicSize: METHOD.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_HAVE_VECTORCALL,
    vectorcallOffset: VECTORCALL,
    weaklistOffset: WEAKREFS,
    dealloc: methodDealloc,
    traverse: methodTraverse,
    repr: methodRepr,
    hash: methodHash,
    call: vectorcallAsCall,
    getattro: methodGetattro,
    setattro: GENERIC_SET_ATTR,
    richcompare: methodRichcompare,
    new: methodNew,
    members: [
      { name: "__func__", type: "object", offset: IM_FUNC, readonly: true },
      { name: "__self__", type: "object", offset: IM_SELF, readonly: true },
    ],
    getset: [{ name: "__doc__", get: getDoc }],
  });
}
