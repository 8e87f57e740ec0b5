/**
 * functools.cmp_to_key: objects that compare by a function of two that tells less, equal or greater.
 *
 *     16 cmp   24 object
 *
 * cmp_to_key(f) is one without an object; called with an object it gives one that holds it.
 *
 * Source: CPython 3.11 Modules/_functoolsmodule.c (keyobject_*).
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OBJECT, TPFLAGS_DISALLOW_INSTANTIATION, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { clearField, decref, newRef, typeOf } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, lateType, SMALL_INT_ZERO, TYPE_ERROR } from "../memory/statics.ts";
import { parseArguments, parseTupleAndKeywords } from "../objects/arguments.ts";
import { call2 } from "../objects/call.ts";
import { richCompare } from "../objects/compare.ts";
import { defineType } from "../objects/define_type.ts";
import { raise } from "../objects/errors.ts";

const KEY = struct("keyobject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  cmp: pointer(16, "the function, owned"),
  object: pointer(24, "what is compared, owned, or NULL"),
});
const CMP = KEY.offsets.cmp;
const VALUE = KEY.offsets.object;
export const CMP_KEY_TYPE = lateType("cmp_key");

/** A new object of a function and a value (borrowed, or NULL). NULL with MemoryError. */
function newKey(vm: Interpreter, cmp: Address, value: Address): Address {
  const self = gcNew(vm, CMP_KEY_TYPE, KEY.size);
  if (self === NULL) return NULL;
  vm.f64[(self + CMP) >> 3] = 0;
  vm.f64[(self + VALUE) >> 3] = 0;
  vm.i32[(self + CMP) >> 2] = newRef(vm, cmp);
  if (value !== NULL) vm.i32[(self + VALUE) >> 2] = newRef(vm, value);
  gcTrack(vm, self);
  return self;
}

const CMP_TO_KEY = { name: "cmp_to_key", params: ["mycmp"], required: 1 };

/** cmp_to_key(mycmp) */
export function cmpToKey(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, CMP_TO_KEY, args, nargs, kwnames);
  return given === null ? NULL : newKey(vm, given[0], NULL);
}

const CALL = { name: "K", params: ["obj"], required: 1 };

function keyCall(vm: Interpreter, self: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, CALL, args, kwargs);
  return given === null ? NULL : newKey(vm, vm.i32[(self + CMP) >> 2], given[0]);
}

function compare(vm: Interpreter, self: Address, other: Address, op: number): Address {
  if (typeOf(vm, other) !== CMP_KEY_TYPE) return raise(vm, TYPE_ERROR, "other argument must be K instance");
  const i32 = vm.i32;
  const x = i32[(self + VALUE) >> 2], y = i32[(other + VALUE) >> 2];
  if (x === NULL || y === NULL) return raise(vm, ATTRIBUTE_ERROR, "object");
  const cmp = i32[(self + CMP) >> 2];
  for (const each of [cmp, x, y]) newRef(vm, each);
  const order = call2(vm, cmp, x, y);
  for (const each of [cmp, x, y]) decref(vm, each);
  if (order === NULL) return NULL;
  const answer = richCompare(vm, order, SMALL_INT_ZERO, op);
  decref(vm, order);
  return answer;
}

function clear(vm: Interpreter, self: Address): void {
  clearField(vm, self + CMP);
  clearField(vm, self + VALUE);
}

/** Declares the type. */
export function defineCmpKey(vm: Interpreter): void {
  defineType(vm, CMP_KEY_TYPE, {
    name: "functools.KeyWrapper",
    basicSize: KEY.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_DISALLOW_INSTANTIATION,
    dealloc(vm: Interpreter, self: Address): void {
      gcUntrack(vm, self);
      clear(vm, self);
      gcFree(vm, self);
    },
    traverse(vm: Interpreter, self: Address, visit: Visit): void {
      for (const field of [CMP, VALUE]) {
        const child = vm.i32[(self + field) >> 2];
        if (child !== NULL) visit(vm, child);
      }
    },
    clear,
    hash: "unhashable",
    call: keyCall,
    richcompare: compare,
    members: [{ name: "obj", type: "object", offset: VALUE, doc: "Value wrapped by a key function." }],
  });
}
