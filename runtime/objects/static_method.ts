/**
 * staticmethod: a function in a type's namespace that gets no self.
 *
 *     16 sm_callable (owned)   24 sm_dict (owned, or NULL)
 *
 * Source: CPython 3.11 Objects/funcobject.c (staticmethod, functools_wraps).
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OBJECT, TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { FALSE, identifier, NONE, RUNTIME_ERROR, STATICMETHOD_TYPE, TRUE } from "../memory/statics.ts";
import { clearField, decref, incref, newRef, setField } from "../memory/refcount.ts";
import { gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { checkPositional, noKeywords } from "./arguments.ts";
import { call } from "./call.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { genericGetDict, isTrue, lookupAttr, repr, setAttr } from "./object.ts";
import { jsString, newStr } from "./str.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { freeInstance, genericAlloc } from "./type_alloc.ts";

export const STATIC_METHOD = struct("staticmethod", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  sm_callable: pointer(16, "the function, owned"),
  sm_dict: pointer(24, "attributes, owned, or NULL"),
});
export const CALLABLE = STATIC_METHOD.offsets.sm_callable;
export const DICT = STATIC_METHOD.offsets.sm_dict;
const ABSTRACT = identifier("__isabstractmethod__");
const COPIED = [
  identifier("__module__"),
  identifier("__name__"),
  identifier("__qualname__"),
  identifier("__doc__"),
  identifier("__annotations__"),
];

/** A new staticmethod of a callable (borrowed). NULL with MemoryError. */
export function newStaticMethod(vm: Interpreter, callable: Address): Address {
  return newWrappedMethod(vm, STATICMETHOD_TYPE, callable);
}

/** A new staticmethod or classmethod, by its type. */
export function newWrappedMethod(vm: Interpreter, type: Address, callable: Address): Address {
  const object = gcNew(vm, type, STATIC_METHOD.size);
  if (object === NULL) return NULL;
  const i32 = vm.i32, f64 = vm.f64;
  f64[(object + CALLABLE) >> 3] = 0;
  f64[(object + DICT) >> 3] = 0;
  incref(vm, callable);
  i32[(object + CALLABLE) >> 2] = callable;
  gcTrack(vm, object);
  return object;
}

export function staticMethodNew(vm: Interpreter, type: Address): Address {
  const object = genericAlloc(vm, type, 0);
  if (object !== NULL) {
    incref(vm, NONE);
    vm.i32[(object + CALLABLE) >> 2] = NONE;
  }
  return object;
}

function staticMethodInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  return initWrappedMethod(vm, self, args, kwargs, "staticmethod");
}

/** tp_init of both types: sets the callable and takes over its attributes. */
export function initWrappedMethod(
  vm: Interpreter,
  self: Address,
  args: Address,
  kwargs: Address,
  name: string,
): number {
  if (!noKeywords(vm, name, kwargs) || !checkPositional(vm, name, tupleSize(vm, args), 1, 1)) return -1;
  const callable = tupleItem(vm, args, 0);
  incref(vm, callable);
  setField(vm, self + CALLABLE, callable);
  return copyAttributes(vm, self, callable) ? 0 : -1;
}

/** Takes over name and documentation of the function. */
function copyAttributes(vm: Interpreter, self: Address, callable: Address): boolean {
  for (const name of COPIED) {
    const value = lookupAttr(vm, callable, name);
    if (value === NULL) {
      if (vm.curexcType !== NULL) return false;
      continue;
    }
    const result = setAttr(vm, self, name, value);
    decref(vm, value);
    if (result < 0) return false;
  }
  return true;
}

export function staticMethodDealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  staticMethodClear(vm, self);
  freeInstance(vm, self);
}

export function staticMethodTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  const callable = vm.i32[(self + CALLABLE) >> 2], dict = vm.i32[(self + DICT) >> 2];
  if (callable !== NULL) visit(vm, callable);
  if (dict !== NULL) visit(vm, dict);
}

export function staticMethodClear(vm: Interpreter, self: Address): void {
  clearField(vm, self + CALLABLE);
  clearField(vm, self + DICT);
}

function staticMethodGet(vm: Interpreter, self: Address, _object: Address, _type: Address): Address {
  const callable = vm.i32[(self + CALLABLE) >> 2];
  if (callable === NULL) return raise(vm, RUNTIME_ERROR, "uninitialized staticmethod object");
  return newRef(vm, callable);
}

function staticMethodCall(vm: Interpreter, self: Address, args: Address, kwargs: Address): Address {
  return call(vm, vm.i32[(self + CALLABLE) >> 2], args, kwargs);
}

function staticMethodRepr(vm: Interpreter, self: Address): Address {
  return showWrappedMethod(vm, self, "staticmethod");
}

/** `<staticmethod(<function f at 0x...>)>` */
export function showWrappedMethod(vm: Interpreter, self: Address, name: string): Address {
  const inner = repr(vm, vm.i32[(self + CALLABLE) >> 2]);
  if (inner === NULL) return NULL;
  const text = `<${name}(${jsString(vm, inner)})>`;
  decref(vm, inner);
  return newStr(vm, text);
}

export function getAbstract(vm: Interpreter, self: Address): Address {
  const flag = lookupAttr(vm, vm.i32[(self + CALLABLE) >> 2], ABSTRACT);
  if (flag === NULL) return vm.curexcType !== NULL ? NULL : newRef(vm, FALSE);
  const truth = isTrue(vm, flag);
  decref(vm, flag);
  return truth < 0 ? NULL : newRef(vm, truth === 1 ? TRUE : FALSE);
}

/** Declares staticmethod. */
export function defineStaticMethod(vm: Interpreter): void {
  defineType(vm, STATICMETHOD_TYPE, {
    name: "staticmethod",
    doc:
      "staticmethod(function) -> method\n\nA function of a class that is called without a first argument of its own.",
    basicSize: STATIC_METHOD.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dictOffset: DICT,
    dealloc: staticMethodDealloc,
    traverse: staticMethodTraverse,
    clear: staticMethodClear,
    repr: staticMethodRepr,
    call: staticMethodCall,
    descrGet: staticMethodGet,
    getattro: "inherited",
    init: staticMethodInit,
    new: staticMethodNew,
    members: [
      { name: "__func__", type: "object", offset: CALLABLE, readonly: true },
      { name: "__wrapped__", type: "object", offset: CALLABLE, readonly: true },
    ],
    getset: [{ name: "__isabstractmethod__", get: getAbstract }, { name: "__dict__", get: genericGetDict }],
  });
}
