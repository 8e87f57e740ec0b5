/**
 * _tuplegetter: the attributes of named tuples, each the item of an index.
 *
 *     16 index   24 doc
 *
 * Source: CPython 3.11 Modules/_collectionsmodule.c (tuplegetter_*).
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_SIZE, OBJECT, TPFLAGS_HAVE_GC, TPFLAGS_TUPLE_SUBCLASS, TYPE } from "../memory/object_layout.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import { clearField, newRef, typeOf } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, INDEX_ERROR, lateType, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional, noKeywords } from "../objects/arguments.ts";
import { defineType } from "../objects/define_type.ts";
import { errorOccurred, formatType, raise, raiseFlag } from "../objects/errors.ts";
import { reprText } from "../objects/exceptions.ts";
import { newStr } from "../objects/str.ts";
import { hasTypeFlag } from "../objects/subtype.ts";
import { tupleItem, tupleSize } from "../objects/tuple.ts";
import { ssizeOf } from "./itertools_objects.ts";

const GETTER = struct("_tuplegetterobject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  index: i64(16, "which item"),
  doc: pointer(24, "what it is, owned"),
});
const INDEX = GETTER.offsets.index;
const DOC = GETTER.offsets.doc;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;
export const TUPLE_GETTER_TYPE = lateType("tuplegetter");

/** _tuplegetter(index, doc) */
function getterNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "_tuplegetter", kwargs)) return NULL;
  if (!checkPositional(vm, "_tuplegetter", tupleSize(vm, args), 2, 2)) return NULL;
  const index = ssizeOf(vm, tupleItem(vm, args, 0));
  if (index === -1 && errorOccurred(vm) !== NULL) return NULL;
  const self: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (self === NULL) return NULL;
  vm.i32[(self + INDEX) >> 2] = index;
  vm.i32[(self + INDEX + 4) >> 2] = index < 0 ? -1 : 0;
  vm.i32[(self + DOC) >> 2] = newRef(vm, tupleItem(vm, args, 1));
  return self;
}

/** tp_descr_get: the item of a tuple; the descriptor itself for the class. */
function getterGet(vm: Interpreter, self: Address, object: Address): Address {
  if (object === NULL || object === NONE) return newRef(vm, self);
  const index = vm.i32[(self + INDEX) >> 2];
  if (!hasTypeFlag(vm, object, TPFLAGS_TUPLE_SUBCLASS)) {
    const given = formatType(vm, object);
    const text = `descriptor for index '${index}' for tuple subclasses doesn't apply to '${given}' object`;
    return raise(vm, TYPE_ERROR, text);
  }
  if (index < 0 || index >= vm.i32[(object + OB_SIZE) >> 2]) {
    return raise(vm, INDEX_ERROR, "tuple index out of range");
  }
  return newRef(vm, tupleItem(vm, object, index));
}

function getterSet(vm: Interpreter, _self: Address, _object: Address, value: Address): number {
  return raiseFlag(vm, ATTRIBUTE_ERROR, value === NULL ? "can't delete attribute" : "can't set attribute");
}

function getterRepr(vm: Interpreter, self: Address): Address {
  const doc = reprText(vm, vm.i32[(self + DOC) >> 2] || NONE);
  return doc === null ? NULL : newStr(vm, `_tuplegetter(${vm.i32[(self + INDEX) >> 2]}, ${doc})`);
}

/** Declares the type. */
export function defineTupleGetter(vm: Interpreter): void {
  defineType(vm, TUPLE_GETTER_TYPE, {
    name: "_collections._tuplegetter",
    basicSize: GETTER.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc(vm: Interpreter, self: Address): void {
      gcUntrack(vm, self);
      clearField(vm, self + DOC);
      vm.functions[vm.i32[(typeOf(vm, self) + TP_FREE) >> 2]](vm, self);
    },
    traverse(vm: Interpreter, self: Address, visit: Visit): void {
      const doc = vm.i32[(self + DOC) >> 2];
      if (doc !== NULL) visit(vm, doc);
    },
    clear: (vm: Interpreter, self: Address) => clearField(vm, self + DOC),
    repr: getterRepr,
    descrGet: getterGet,
    descrSet: getterSet,
    new: getterNew,
    members: [{ name: "__doc__", type: "object", offset: DOC }],
  });
}
