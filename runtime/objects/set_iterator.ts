/**
 * The iterator of sets.
 *
 *     16 si_set (owned; NULL when exhausted)   24 si_used   32 si_pos: next entry   40 len: keys left
 *
 * It notices when the number of keys has changed, and stays broken then; a key that was replaced by another goes
 * unnoticed.
 *
 * Law: an exhausted iterator lets its set go at once and stays exhausted.
 *
 * Source: CPython 3.11 Objects/setobject.c (setiter_*).
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OBJECT, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import { RUNTIME_ERROR, SET_ITERATOR_TYPE } from "../memory/statics.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { SELF_ITER } from "./function_numbers.ts";
import { intFromNumber } from "./int.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { positionAfter, SET_USED, setNext } from "./set.ts";

export const SET_ITERATOR = struct("setiterobject", 48, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  si_set: pointer(16, "the set, owned; NULL when exhausted"),
  si_used: i64(24, "keys at the start; -1 once the number has changed"),
  si_pos: i64(32, "next entry"),
  len: i64(40, "keys that are left"),
});
const SI_SET = SET_ITERATOR.offsets.si_set;
const SI_USED = SET_ITERATOR.offsets.si_used;
const SI_POS = SET_ITERATOR.offsets.si_pos;
const SI_LEN = SET_ITERATOR.offsets.len;

/** A new iterator over a set (borrowed); NULL with MemoryError. Can run the collector. */
export function setIter(vm: Interpreter, set: Address): Address {
  const it = gcNew(vm, SET_ITERATOR_TYPE, SET_ITERATOR.size);
  if (it === NULL) return NULL;
  const i32 = vm.i32, f64 = vm.f64;
  for (const field of [SI_SET, SI_USED, SI_POS, SI_LEN]) f64[(it + field) >> 3] = 0;
  const used = i32[(set + SET_USED) >> 2];
  i32[(it + SI_SET) >> 2] = newRef(vm, set);
  i32[(it + SI_USED) >> 2] = used;
  i32[(it + SI_LEN) >> 2] = used;
  gcTrack(vm, it);
  return it;
}

/** tp_iternext: the next key, new, or NULL. */
export function setIterNext(vm: Interpreter, it: Address): Address {
  const i32 = vm.i32;
  const set = i32[(it + SI_SET) >> 2];
  if (set === NULL) return NULL;
  if (i32[(it + SI_USED) >> 2] !== i32[(set + SET_USED) >> 2]) {
    i32[(it + SI_USED) >> 2] = -1;
    i32[(it + SI_USED + 4) >> 2] = -1;
    return raise(vm, RUNTIME_ERROR, "Set changed size during iteration");
  }
  const entry = setNext(vm, set, i32[(it + SI_POS) >> 2]);
  if (entry === NULL) {
    i32[(it + SI_SET) >> 2] = NULL;
    decref(vm, set);
    return NULL;
  }
  i32[(it + SI_POS) >> 2] = positionAfter(vm, set, entry);
  i32[(it + SI_LEN) >> 2]--;
  return newRef(vm, i32[entry >> 2]);
}

/** `__length_hint__`: what is left, 0 once the set has changed. */
function lengthHintMethod(vm: Interpreter, it: Address): Address {
  const i32 = vm.i32;
  const set = i32[(it + SI_SET) >> 2];
  const valid = set !== NULL && i32[(it + SI_USED) >> 2] === i32[(set + SET_USED) >> 2];
  return intFromNumber(vm, valid ? i32[(it + SI_LEN) >> 2] : 0);
}

function setIteratorDealloc(vm: Interpreter, it: Address): void {
  gcUntrack(vm, it);
  xdecref(vm, vm.i32[(it + SI_SET) >> 2]);
  gcFree(vm, it);
}

function setIteratorTraverse(vm: Interpreter, it: Address, visit: Visit): void {
  const set = vm.i32[(it + SI_SET) >> 2];
  if (set !== NULL) visit(vm, set);
}

/** Declares set_iterator. */
export function defineSetIterator(vm: Interpreter): void {
  defineType(vm, SET_ITERATOR_TYPE, {
    name: "set_iterator",
    basicSize: SET_ITERATOR.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: setIteratorDealloc,
    traverse: setIteratorTraverse,
    iter: SELF_ITER,
    iternext: setIterNext,
    methods: [{ name: "__length_hint__", flags: METH_NOARGS, fn: lengthHintMethod }],
  });
}
