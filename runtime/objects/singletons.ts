/**
 * None, NotImplemented and Ellipsis: one static object each, and their types.
 *
 * Source: CPython 3.11 Objects/object.c (_PyNone_Type, _PyNotImplemented_Type), Objects/sliceobject.c (PyEllipsis_Type).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import {
  ELLIPSIS,
  ELLIPSIS_TYPE,
  NONE,
  NONE_TYPE,
  NOT_IMPLEMENTED,
  NOT_IMPLEMENTED_TYPE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { newRef } from "../memory/refcount.ts";
import { defineType } from "./define_type.ts";
import { dictSize } from "./dict.ts";
import { raise } from "./errors.ts";
import { internJs } from "./interning.ts";
import { METH_NOARGS } from "./method_definition.ts";

const OBJECT_SIZE = 16;

/** Writes the singletons: count 1 and their type. */
export function initSingletons(vm: Interpreter): void {
  const i32 = vm.i32;
  for (
    const [object, type] of [[NONE, NONE_TYPE], [NOT_IMPLEMENTED, NOT_IMPLEMENTED_TYPE], [
      ELLIPSIS,
      ELLIPSIS_TYPE,
    ]]
  ) {
    i32[object >> 2] = 1;
    i32[(object + OB_TYPE) >> 2] = type;
  }
}

/** Nobody takes a singleton apart: its count never reaches zero. */
function singletonDealloc(vm: Interpreter, object: Address): void {
  throw new Error(`The reference count of the singleton at ${object} reached ${vm.i32[object >> 2]}`);
}

/** tp_new of a singleton's type: the singleton itself, which takes no arguments. */
function singletonNew(
  vm: Interpreter,
  object: Address,
  name: string,
  args: Address,
  kwargs: Address,
): Address {
  if (vm.i32[(args + OB_SIZE) >> 2] > 0 || (kwargs !== NULL && dictSize(vm, kwargs) > 0)) {
    return raise(vm, TYPE_ERROR, `${name} takes no arguments`);
  }
  return newRef(vm, object);
}

function noneNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  return singletonNew(vm, NONE, "NoneType", args, kwargs);
}

function notImplementedNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  return singletonNew(vm, NOT_IMPLEMENTED, "NotImplementedType", args, kwargs);
}

function ellipsisNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  return singletonNew(vm, ELLIPSIS, "EllipsisType", args, kwargs);
}

function noneRepr(vm: Interpreter): Address {
  return internJs(vm, "None");
}

function notImplementedRepr(vm: Interpreter): Address {
  return internJs(vm, "NotImplemented");
}

function ellipsisRepr(vm: Interpreter): Address {
  return internJs(vm, "Ellipsis");
}

function noneBool(): 0 {
  return 0;
}

function notImplementedBool(): 1 {
  return 1;
}

/** Declares NoneType, NotImplementedType and ellipsis. */
export function defineSingletons(vm: Interpreter): void {
  defineType(vm, NONE_TYPE, {
    name: "NoneType",
    basicSize: OBJECT_SIZE,
    dealloc: singletonDealloc,
    repr: noneRepr,
    getattro: "inherited",
    new: noneNew,
    number: { bool: noneBool },
  });
  defineType(vm, NOT_IMPLEMENTED_TYPE, {
    name: "NotImplementedType",
    basicSize: OBJECT_SIZE,
    dealloc: singletonDealloc,
    repr: notImplementedRepr,
    getattro: "inherited",
    new: notImplementedNew,
    number: { bool: notImplementedBool },
    methods: [{ name: "__reduce__", flags: METH_NOARGS, fn: notImplementedRepr }],
  });
  defineType(vm, ELLIPSIS_TYPE, {
    name: "ellipsis",
    basicSize: OBJECT_SIZE,
    dealloc: singletonDealloc,
    repr: ellipsisRepr,
    new: ellipsisNew,
    methods: [{ name: "__reduce__", flags: METH_NOARGS, fn: ellipsisRepr }],
  });
}
