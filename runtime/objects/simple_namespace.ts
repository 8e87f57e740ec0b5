/**
 * types.SimpleNamespace: an object that is its attributes, like sys.implementation.
 *
 * Source: CPython 3.11 Objects/namespaceobject.c.
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import { clearField, decref, newRef, typeOf } from "../memory/refcount.ts";
import { NOT_IMPLEMENTED, SIMPLE_NAMESPACE_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { genericGetAttr, genericSetAttr } from "./attributes.ts";
import { richCompare } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { dictNew, dictNext, MERGE_REPLACE, mergeDict } from "./dict.ts";
import { raiseFlag } from "./errors.ts";
import { reprText } from "./exceptions.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { reprEnter, reprLeave } from "./repr_guard.ts";
import { isStr, jsString, newStr, strLength } from "./str.ts";
import { isInstanceOf } from "./subtype.ts";
import { newEmptyTuple, tuplePack3, tupleSize } from "./tuple.ts";
import { shortTypeName } from "./type_name.ts";

/** A namespace object. */
export const SIMPLE_NAMESPACE = struct("_PyNamespaceObject", 24, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  ns_dict: pointer(16, "the attributes, owned"),
});
const NS_DICT = SIMPLE_NAMESPACE.offsets.ns_dict;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

/** A new namespace whose attributes are the items of `dict` (stolen; NULL passes a failure on). */
export function simpleNamespaceFrom(vm: Interpreter, dict: Address): Address {
  if (dict === NULL) return NULL;
  const self = gcNew(vm, SIMPLE_NAMESPACE_TYPE, SIMPLE_NAMESPACE.size);
  if (self === NULL) {
    decref(vm, dict);
    return NULL;
  }
  vm.f64[(self + NS_DICT) >> 3] = 0;
  vm.i32[(self + NS_DICT) >> 2] = dict;
  gcTrack(vm, self);
  return self;
}

function namespaceNew(vm: Interpreter, type: Address): Address {
  const dict = dictNew(vm);
  if (dict === NULL) return NULL;
  const self: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (self === NULL) decref(vm, dict);
  else vm.i32[(self + NS_DICT) >> 2] = dict;
  return self;
}

function namespaceInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (tupleSize(vm, args) !== 0) {
    return raiseFlag(vm, TYPE_ERROR, "no positional arguments expected");
  }
  if (kwargs === NULL) return 0;
  return mergeDict(vm, vm.i32[(self + NS_DICT) >> 2], kwargs, MERGE_REPLACE);
}

function namespaceTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  const dict = vm.i32[(self + NS_DICT) >> 2];
  if (dict !== NULL) visit(vm, dict);
}

function namespaceClear(vm: Interpreter, self: Address): void {
  clearField(vm, self + NS_DICT);
}

function namespaceDealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  namespaceClear(vm, self);
  vm.functions[vm.i32[(typeOf(vm, self) + TP_FREE) >> 2]](vm, self);
}

function namespaceRepr(vm: Interpreter, self: Address): Address {
  const name = typeOf(vm, self) === SIMPLE_NAMESPACE_TYPE ? "namespace" : shortTypeName(vm, typeOf(vm, self));
  const entered = reprEnter(vm, self);
  if (entered !== 0) return entered < 0 ? NULL : newStr(vm, `${name}(...)`);
  const text = attributesText(vm, vm.i32[(self + NS_DICT) >> 2]);
  reprLeave(vm, self);
  return text === null ? NULL : newStr(vm, `${name}(${text})`);
}

/** "a=1, b=2"; null with an exception. */
function attributesText(vm: Interpreter, dict: Address): string | null {
  const parts: string[] = [];
  newRef(vm, dict);
  for (let at = dictNext(vm, dict, 0); at >= 0; at = dictNext(vm, dict, at)) {
    if (!isStr(vm, vm.dictKey) || strLength(vm, vm.dictKey) === 0) continue;
    const key = jsString(vm, vm.dictKey);
    const value = reprText(vm, vm.dictValue);
    if (value === null) {
      decref(vm, dict);
      return null;
    }
    parts.push(`${key}=${value}`);
  }
  decref(vm, dict);
  return parts.join(", ");
}

function namespaceCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!isInstanceOf(vm, a, SIMPLE_NAMESPACE_TYPE) || !isInstanceOf(vm, b, SIMPLE_NAMESPACE_TYPE)) {
    return newRef(vm, NOT_IMPLEMENTED);
  }
  return richCompare(vm, vm.i32[(a + NS_DICT) >> 2], vm.i32[(b + NS_DICT) >> 2], op);
}

function reduce(vm: Interpreter, self: Address): Address {
  const args = newEmptyTuple(vm);
  const result = tuplePack3(vm, typeOf(vm, self), args, vm.i32[(self + NS_DICT) >> 2]);
  decref(vm, args);
  return result;
}

/** Declares the type. */
export function defineSimpleNamespace(vm: Interpreter): void {
  defineType(vm, SIMPLE_NAMESPACE_TYPE, {
    name: "types.SimpleNamespace",
    doc: "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    basicSize: SIMPLE_NAMESPACE.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dictOffset: NS_DICT,
    dealloc: namespaceDealloc,
    traverse: namespaceTraverse,
    clear: namespaceClear,
    repr: namespaceRepr,
    richcompare: namespaceCompare,
    getattro: genericGetAttr,
    setattro: genericSetAttr,
    new: namespaceNew,
    init: namespaceInit,
    methods: [{ name: "__reduce__", flags: METH_NOARGS, fn: reduce }],
    members: [{ name: "__dict__", type: "object", offset: NS_DICT, readonly: true }],
  });
}
