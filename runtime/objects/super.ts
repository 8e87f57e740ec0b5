/**
 * super: an object's attributes from behind a class in its mro.
 *
 *     16 type (owned)   24 obj (owned, or NULL: unbound)   32 obj_type (owned, or NULL)
 *
 * `super()` without arguments takes the class from the cell `__class__` of the method and the object from its first
 * parameter: emitted code passes both to superOfMethod.
 *
 * Source: CPython 3.11 Objects/typeobject.c (PySuper_Type).
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  OBJECT,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_TYPE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { decref, incref, newRef, setField, xdecref } from "../memory/refcount.ts";
import { identifier, NONE, RUNTIME_ERROR, SUPER_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional, noKeywords } from "./arguments.ts";
import { genericGetAttr, lookupAttr } from "./attributes.ts";
import { call2 } from "./call.ts";
import { CELL_REF } from "./cell.ts";
import { defineType } from "./define_type.ts";
import { dictGetStr } from "./dict.ts";
import { raise, raiseFlag } from "./errors.ts";
import { GENERIC_ALLOC } from "./function_numbers.ts";
import { isStr, newStr, strEqualsText, strIsInterned } from "./str.ts";
import { hasTypeFlag, isSubtype } from "./subtype.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { freeInstance, genericAlloc } from "./type_alloc.ts";
import { typeName, typeNameOf } from "./type_name.ts";

export const SUPER = struct("superobject", 40, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  type: pointer(16, "the class behind which the search begins, owned"),
  obj: pointer(24, "the object, owned, or NULL: not bound"),
  obj_type: pointer(32, "the type whose mro is searched, owned, or NULL"),
});
const S_TYPE = SUPER.offsets.type;
const S_OBJ = SUPER.offsets.obj;
const S_OBJ_TYPE = SUPER.offsets.obj_type;
const T = TYPE.offsets;
const CLASS = identifier("__class__");

// ---- making

/** A new super, bound to `object` (both borrowed). NULL with an exception. */
export function newSuper(vm: Interpreter, type: Address, object: Address): Address {
  const self = gcNew(vm, SUPER_TYPE, SUPER.size);
  if (self === NULL) return NULL;
  const f64 = vm.f64;
  for (let field = S_TYPE; field <= S_OBJ_TYPE; field += 8) f64[(self + field) >> 3] = 0;
  gcTrack(vm, self);
  if (bindSuper(vm, self, type, object) === 0) return self;
  decref(vm, self);
  return NULL;
}

/** Sets class and object (borrowed, NULL or None: none): 0, or -1 with TypeError. Can run any code. */
function bindSuper(vm: Interpreter, self: Address, type: Address, object: Address): number {
  let objectType = NULL, bound = NULL;
  if (object !== NULL && object !== NONE) {
    objectType = startType(vm, type, object);
    if (objectType === NULL) return -1;
    bound = newRef(vm, object);
  }
  setField(vm, self + S_TYPE, newRef(vm, type));
  setField(vm, self + S_OBJ, bound);
  setField(vm, self + S_OBJ_TYPE, objectType);
  return 0;
}

/** The type whose mro is searched: that of the object, or the object itself if it is a class; new. NULL with TypeError. */
function startType(vm: Interpreter, type: Address, object: Address): Address {
  if (hasTypeFlag(vm, object, TPFLAGS_TYPE_SUBCLASS) && isSubtype(vm, object, type)) {
    return newRef(vm, object);
  }
  const own = vm.i32[(object + OB_TYPE) >> 2];
  if (isSubtype(vm, own, type)) return newRef(vm, own);
  const claimed = lookupAttr(vm, object, CLASS);
  if (claimed !== NULL) {
    if (
      hasTypeFlag(vm, claimed, TPFLAGS_TYPE_SUBCLASS) && claimed !== own && isSubtype(vm, claimed, type)
    ) return claimed;
    decref(vm, claimed);
  } else if (vm.curexcType !== NULL) {
    return NULL;
  }
  return raise(vm, TYPE_ERROR, "super(type, obj): obj must be an instance or subtype of type");
}

function superInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (!noKeywords(vm, "super", kwargs)) return -1;
  const given = tupleSize(vm, args);
  if (!checkPositional(vm, "super", given, 0, 2)) return -1;
  if (given === 0) return raiseFlag(vm, RUNTIME_ERROR, "super(): no arguments");
  const type = tupleItem(vm, args, 0);
  if (!hasTypeFlag(vm, type, TPFLAGS_TYPE_SUBCLASS)) {
    return raiseFlag(vm, TYPE_ERROR, `super() argument 1 must be a type, not ${typeNameOf(vm, type)}`);
  }
  return bindSuper(vm, self, type, given > 1 ? tupleItem(vm, args, 1) : NULL);
}

/**
 * `super()` in a method: `cell` is that of `__class__` and `first` the value of the first parameter, both borrowed; NULL
 * where the method has none. New; NULL with RuntimeError or TypeError.
 */
export function superOfMethod(
  vm: Interpreter,
  cell: Address,
  first: Address,
  hasParameters: number,
): Address {
  if (hasParameters === 0) return raise(vm, RUNTIME_ERROR, "super(): no arguments");
  if (first === NULL) return raise(vm, RUNTIME_ERROR, "super(): arg[0] deleted");
  if (cell === NULL) return raise(vm, RUNTIME_ERROR, "super(): __class__ cell not found");
  const type = vm.i32[(cell + CELL_REF) >> 2];
  if (type === NULL) return raise(vm, RUNTIME_ERROR, "super(): empty __class__ cell");
  if (!hasTypeFlag(vm, type, TPFLAGS_TYPE_SUBCLASS)) {
    return raise(vm, RUNTIME_ERROR, `super(): __class__ is not a type (${typeNameOf(vm, type)})`);
  }
  incref(vm, first);
  const self = newSuper(vm, type, first);
  decref(vm, first);
  return self;
}

// ---- attributes

/** Everything but `__class__` is looked for behind the class first. */
function superGetattro(vm: Interpreter, self: Address, name: Address): Address {
  const start = vm.i32[(self + S_OBJ_TYPE) >> 2];
  if (start !== NULL && !isClassName(vm, name)) {
    const mro = vm.i32[(start + T.tp_mro) >> 2];
    const found = mro === NULL ? NULL : findBehind(vm, self, mro, start, name);
    if (found !== NULL || vm.curexcType !== NULL) return found;
  }
  return genericGetAttr(vm, self, name);
}

/** Is a name `__class__`? Most names are interned: then another one is another object. */
function isClassName(vm: Interpreter, name: Address): boolean {
  if (name === CLASS) return true;
  return isStr(vm, name) && !strIsInterned(vm, name) && strEqualsText(vm, name, "__class__");
}

/** The attribute in the first namespace behind the class, bound; new. NULL if there is none, or with an exception. */
function findBehind(vm: Interpreter, self: Address, mro: Address, start: Address, name: Address): Address {
  const i32 = vm.i32;
  const count = i32[(mro + OB_SIZE) >> 2];
  const type = i32[(self + S_TYPE) >> 2];
  let i = 0;
  while (i + 1 < count && tupleItem(vm, mro, i) !== type) i++;
  for (i++; i < count; i++) {
    const value = dictGetStr(vm, i32[(tupleItem(vm, mro, i) + T.tp_dict) >> 2], name);
    if (value === NULL) {
      if (vm.curexcType !== NULL) return NULL;
      continue;
    }
    incref(vm, value);
    const get = i32[(i32[(value + OB_TYPE) >> 2] + T.tp_descr_get) >> 2];
    if (get === NULL) return value;
    const object = i32[(self + S_OBJ) >> 2];
    const result: Address = vm.functions[get](vm, value, object === start ? NULL : object, start);
    decref(vm, value);
    return result;
  }
  return NULL;
}

/** An unbound super in a class becomes a bound one in its instances. */
function superGet(vm: Interpreter, self: Address, object: Address): Address {
  const i32 = vm.i32;
  if (object === NULL || object === NONE || i32[(self + S_OBJ) >> 2] !== NULL) return newRef(vm, self);
  const own = i32[(self + OB_TYPE) >> 2];
  const type = i32[(self + S_TYPE) >> 2];
  return own === SUPER_TYPE ? newSuper(vm, type, object) : call2(vm, own, type, object);
}

function superRepr(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const type = i32[(self + S_TYPE) >> 2], objectType = i32[(self + S_OBJ_TYPE) >> 2];
  const name = type === NULL ? "NULL" : typeName(vm, type);
  const object = objectType === NULL ? "NULL" : `<${typeName(vm, objectType)} object>`;
  return newStr(vm, `<super: <class '${name}'>, ${object}>`);
}

// ---- memory

function superNewSlot(vm: Interpreter, type: Address): Address {
  return genericAlloc(vm, type, 0);
}

function superDealloc(vm: Interpreter, self: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, self);
  const object = i32[(self + S_OBJ) >> 2], type = i32[(self + S_TYPE) >> 2];
  const objectType = i32[(self + S_OBJ_TYPE) >> 2];
  xdecref(vm, object);
  xdecref(vm, type);
  xdecref(vm, objectType);
  if (i32[(self + OB_TYPE) >> 2] === SUPER_TYPE) gcFree(vm, self);
  else freeInstance(vm, self);
}

function superTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  for (let field = S_TYPE; field <= S_OBJ_TYPE; field += 8) {
    const child = vm.i32[(self + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

/** Declares super. */
export function defineSuper(vm: Interpreter): void {
  defineType(vm, SUPER_TYPE, {
    name: "super",
    doc: "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\n" +
      "super(type, obj) -> bound super object; requires isinstance(obj, type)\n" +
      "super(type, type2) -> bound super object; requires issubclass(type2, type)",
    basicSize: SUPER.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dealloc: superDealloc,
    traverse: superTraverse,
    repr: superRepr,
    getattro: superGetattro,
    descrGet: superGet,
    init: superInit,
    alloc: GENERIC_ALLOC,
    new: superNewSlot,
    members: [
      {
        name: "__thisclass__",
        type: "object",
        offset: S_TYPE,
        readonly: true,
        doc: "the class invoking super()",
      },
      {
        name: "__self__",
        type: "object",
        offset: S_OBJ,
        readonly: true,
        doc: "the instance invoking super(); may be None",
      },
      {
        name: "__self_class__",
        type: "object",
        offset: S_OBJ_TYPE,
        readonly: true,
        doc: "the type of the instance invoking super(); may be None",
      },
    ],
  });
}
