/**
 * classmethod: a function in a class's namespace whose first argument is the class. Laid out as staticmethod.
 *
 * Source: CPython 3.11 Objects/funcobject.c (classmethod, cm_*).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import { CLASSMETHOD_TYPE, RUNTIME_ERROR } from "../memory/statics.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { newMethod } from "./method.ts";
import { genericGetDict } from "./object.ts";
import {
  CALLABLE,
  DICT,
  getAbstract,
  initWrappedMethod,
  newWrappedMethod,
  showWrappedMethod,
  STATIC_METHOD,
  staticMethodClear,
  staticMethodDealloc,
  staticMethodNew,
  staticMethodTraverse,
} from "./static_method.ts";

const TP_DESCR_GET = TYPE.offsets.tp_descr_get;

/** A new classmethod of a callable (borrowed). NULL with MemoryError. */
export function newClassMethod(vm: Interpreter, callable: Address): Address {
  return newWrappedMethod(vm, CLASSMETHOD_TYPE, callable);
}

function classMethodInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  return initWrappedMethod(vm, self, args, kwargs, "classmethod");
}

/** Binds the callable to the class, by its own `__get__` if it has one. */
function classMethodGet(vm: Interpreter, self: Address, object: Address, type: Address): Address {
  const i32 = vm.i32;
  const callable = i32[(self + CALLABLE) >> 2];
  if (callable === NULL) return raise(vm, RUNTIME_ERROR, "uninitialized classmethod object");
  const cls = type === NULL ? i32[(object + OB_TYPE) >> 2] : type;
  const get = i32[(i32[(callable + OB_TYPE) >> 2] + TP_DESCR_GET) >> 2];
  return get === NULL ? newMethod(vm, callable, cls) : vm.functions[get](vm, callable, cls, cls);
}

function classMethodRepr(vm: Interpreter, self: Address): Address {
  return showWrappedMethod(vm, self, "classmethod");
}

/** Declares classmethod. */
export function defineClassMethod(vm: Interpreter): void {
  defineType(vm, CLASSMETHOD_TYPE, {
    name: "classmethod",
    doc:
      "classmethod(function) -> method\n\nA function of a class that gets the class as its first argument.",
    basicSize: STATIC_METHOD.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dictOffset: DICT,
    dealloc: staticMethodDealloc,
    traverse: staticMethodTraverse,
    clear: staticMethodClear,
    repr: classMethodRepr,
    descrGet: classMethodGet,
    getattro: "inherited",
    init: classMethodInit,
    new: staticMethodNew,
    members: [
      { name: "__func__", type: "object", offset: CALLABLE, readonly: true },
      { name: "__wrapped__", type: "object", offset: CALLABLE, readonly: true },
    ],
    getset: [{ name: "__isabstractmethod__", get: getAbstract }, { name: "__dict__", get: genericGetDict }],
  });
}
