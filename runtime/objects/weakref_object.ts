/**
 * weakref: a reference that does not keep its object alive.
 *
 *     16 wr_object (borrowed; None once it is dead)   24 wr_callback (owned, or NULL)   32 hash (-1: not known)
 *     40 wr_prev   48 wr_next   56 vectorcall
 *
 * The references to an object form a list through wr_prev and wr_next, whose head is in the object at its type's
 * tp_weaklistoffset. The one without a callback is first, and is shared by all who ask for one.
 *
 * Law: an object that dies clears its list first (clearWeakrefs), before anything it holds is released.
 *
 * Source: CPython 3.11 Objects/weakrefobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  OB_TYPE,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TYPE,
} from "../memory/object_layout.ts";
import { clearField, decref, incref, newRef } from "../memory/refcount.ts";
import { FALSE, NONE, NOT_IMPLEMENTED, TRUE, TYPE_ERROR, WEAKREF_TYPE } from "../memory/statics.ts";
import { checkPositional, noKwnames } from "./arguments.ts";
import { call1, vectorcallAsCall } from "./call.ts";
import { defineType } from "./define_type.ts";
import { fetchError, raise, restoreError } from "./errors.ts";
import { formatAddress, hash, richCompare } from "./object.ts";
import { newStr } from "./str.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";
import {
  WEAK_REFERENCE,
  weaklistField,
  weakrefTarget,
  WR_CALLBACK,
  WR_HASH,
  WR_NEXT,
  WR_OBJECT,
  WR_PREV,
  WR_VECTORCALL,
} from "./weakref_layout.ts";
import { METH_CLASS, METH_O } from "./method_definition.ts";

const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

/** The reference without callback that a list begins with, or NULL. */
function basicReference(vm: Interpreter, head: Address): Address {
  const i32 = vm.i32;
  const first = i32[head >> 2];
  const isBasic = first !== NULL && i32[(first + OB_TYPE) >> 2] === WEAKREF_TYPE &&
    i32[(first + WR_CALLBACK) >> 2] === NULL;
  return isBasic ? first : NULL;
}

/**
 * A weak reference to `object` with a callback (both borrowed, NULL: none); new. Without callback, the one there is. NULL
 * with TypeError if the object's type does not support it. Can run the collector.
 */
export function weakrefNew(vm: Interpreter, object: Address, callback: Address): Address {
  const head = weaklistField(vm, object);
  if (head === NULL) return raiseNotSupported(vm, object);
  if (callback === NULL) {
    const basic = basicReference(vm, head);
    if (basic !== NULL) return newRef(vm, basic);
  }
  const self = gcNew(vm, WEAKREF_TYPE, WEAK_REFERENCE.size);
  if (self === NULL) return NULL;
  // Making room can run any code, which may have made the one that is wanted.
  const basic = callback === NULL ? basicReference(vm, head) : NULL;
  if (basic !== NULL) {
    gcFree(vm, self);
    return newRef(vm, basic);
  }
  fill(vm, self, object, callback);
  gcTrack(vm, self);
  insert(vm, self, head, callback);
  return self;
}

function raiseNotSupported(vm: Interpreter, object: Address): Address {
  return raise(vm, TYPE_ERROR, `cannot create weak reference to '${typeNameOf(vm, object)}' object`);
}

/** Writes the fields of a new reference. */
function fill(vm: Interpreter, self: Address, object: Address, callback: Address): void {
  const i32 = vm.i32, f64 = vm.f64;
  for (let field = WR_OBJECT; field <= WR_VECTORCALL; field += 8) f64[(self + field) >> 3] = 0;
  i32[(self + WR_OBJECT) >> 2] = object;
  i32[(self + WR_HASH) >> 2] = -1;
  i32[(self + WR_HASH + 4) >> 2] = -1;
  if (callback !== NULL) i32[(self + WR_CALLBACK) >> 2] = newRef(vm, callback);
  i32[(self + WR_VECTORCALL) >> 2] = vm.weakrefVectorcall;
}

/** Puts a reference into its object's list: first without a callback, else behind the one without. */
function insert(vm: Interpreter, self: Address, head: Address, callback: Address): void {
  const i32 = vm.i32;
  const isBasic = callback === NULL && i32[(self + OB_TYPE) >> 2] === WEAKREF_TYPE;
  const previous = isBasic ? NULL : basicReference(vm, head);
  const next = previous === NULL ? i32[head >> 2] : i32[(previous + WR_NEXT) >> 2];
  i32[(self + WR_PREV) >> 2] = previous;
  i32[(self + WR_NEXT) >> 2] = next;
  if (next !== NULL) i32[(next + WR_PREV) >> 2] = self;
  if (previous === NULL) i32[head >> 2] = self;
  else i32[(previous + WR_NEXT) >> 2] = self;
}

/** Takes a reference out of its list and makes it dead; its callback stays. */
function detach(vm: Interpreter, self: Address): void {
  const i32 = vm.i32;
  const object = i32[(self + WR_OBJECT) >> 2];
  if (object === NONE) return;
  const head = weaklistField(vm, object);
  const previous = i32[(self + WR_PREV) >> 2], next = i32[(self + WR_NEXT) >> 2];
  if (i32[head >> 2] === self) i32[head >> 2] = next;
  if (previous !== NULL) i32[(previous + WR_NEXT) >> 2] = next;
  if (next !== NULL) i32[(next + WR_PREV) >> 2] = previous;
  i32[(self + WR_OBJECT) >> 2] = NONE;
  i32[(self + WR_PREV) >> 2] = NULL;
  i32[(self + WR_NEXT) >> 2] = NULL;
}

/** Makes a reference dead and lets its callback go without calling it. Can run any code. */
export function clearWeakref(vm: Interpreter, self: Address): void {
  detach(vm, self);
  clearField(vm, self + WR_CALLBACK);
}

/**
 * An object dies: its references become dead, then the callbacks of those that are alive are called, the latest first.
 * Keeps the pending exception. Can run any code.
 */
export function clearWeakrefs(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  const head = weaklistField(vm, object);
  if (head === NULL || i32[head >> 2] === NULL) return;
  const basic = basicReference(vm, head);
  if (basic !== NULL) detach(vm, basic);
  if (i32[head >> 2] === NULL) return;
  const saved = fetchError(vm);
  const waiting: Address[] = [];
  while (i32[head >> 2] !== NULL) {
    const self = i32[head >> 2];
    const isAlive = i32[self >> 2] > 0;
    detach(vm, self);
    if (isAlive && i32[(self + WR_CALLBACK) >> 2] !== NULL) waiting.push(newRef(vm, self));
    else clearField(vm, self + WR_CALLBACK);
  }
  for (const self of waiting) {
    const callback = i32[(self + WR_CALLBACK) >> 2];
    i32[(self + WR_CALLBACK) >> 2] = NULL;
    if (callback !== NULL) runCallback(vm, self, callback);
    decref(vm, self);
  }
  restoreError(vm, saved);
}

/** Calls a callback (stolen) with its dead reference; what it raises is reported. */
function runCallback(vm: Interpreter, self: Address, callback: Address): void {
  const result = call1(vm, callback, self);
  if (result === NULL) vm.reportUnraisable(vm, callback, null);
  else decref(vm, result);
  decref(vm, callback);
}

// ---- slots

function weakrefVectorcall(
  vm: Interpreter,
  self: Address,
  _args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!noKwnames(vm, "weakref", kwnames) || !checkPositional(vm, "weakref", nargs, 0, 0)) return NULL;
  return newRef(vm, weakrefTarget(vm, self));
}

function weakrefTypeNew(vm: Interpreter, type: Address, args: Address, _kwargs: Address): Address {
  if (!checkPositional(vm, "__new__", tupleSize(vm, args), 1, 2)) return NULL;
  const object = tupleItem(vm, args, 0);
  let callback = tupleSize(vm, args) > 1 ? tupleItem(vm, args, 1) : NULL;
  if (callback === NONE) callback = NULL;
  if (type === WEAKREF_TYPE) return weakrefNew(vm, object, callback);
  const head = weaklistField(vm, object);
  if (head === NULL) return raiseNotSupported(vm, object);
  const self: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (self === NULL) return NULL;
  fill(vm, self, object, callback);
  insert(vm, self, head, callback);
  return self;
}

function weakrefInit(): number {
  return 0;
}

function weakrefDealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  clearWeakref(vm, self);
  vm.functions[vm.i32[(vm.i32[(self + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, self);
}

function weakrefTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  const callback = vm.i32[(self + WR_CALLBACK) >> 2];
  if (callback !== NULL) visit(vm, callback);
}

function weakrefRepr(vm: Interpreter, self: Address): Address {
  const object = weakrefTarget(vm, self);
  if (object === NONE) return newStr(vm, `<weakref at ${formatAddress(self)}; dead>`);
  return newStr(
    vm,
    `<weakref at ${formatAddress(self)}; to '${typeNameOf(vm, object)}' at ${formatAddress(object)}>`,
  );
}

/** The hash of the object, kept for when it is dead. */
function weakrefHash(vm: Interpreter, self: Address): number {
  const i32 = vm.i32;
  let low = i32[(self + WR_HASH) >> 2], high = i32[(self + WR_HASH + 4) >> 2];
  if ((low & high) === -1) {
    const object = weakrefTarget(vm, self);
    if (object === NONE) {
      raise(vm, TYPE_ERROR, "weak object has gone away");
      vm.hashHigh = -1;
      return -1;
    }
    incref(vm, object);
    low = hash(vm, object);
    high = vm.hashHigh;
    decref(vm, object);
    i32[(self + WR_HASH) >> 2] = low;
    i32[(self + WR_HASH + 4) >> 2] = high;
  }
  vm.hashHigh = high;
  return low;
}

/** Living references compare as their objects, dead ones by identity. */
function weakrefRichcompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const i32 = vm.i32;
  const compare = TYPE.offsets.tp_richcompare;
  const isReference = i32[(i32[(b + OB_TYPE) >> 2] + compare) >> 2] === i32[(WEAKREF_TYPE + compare) >> 2];
  if ((op !== EQ && op !== NE) || !isReference) return newRef(vm, NOT_IMPLEMENTED);
  const left = weakrefTarget(vm, a), right = weakrefTarget(vm, b);
  if (left === NONE || right === NONE) return newRef(vm, (a === b) === (op === EQ) ? TRUE : FALSE);
  incref(vm, left);
  incref(vm, right);
  const result = richCompare(vm, left, right, op);
  decref(vm, left);
  decref(vm, right);
  return result;
}

/** Declares weakref. */
export function defineWeakref(vm: Interpreter): void {
  vm.weakrefVectorcall = vm.addFunction(weakrefVectorcall);
  defineType(vm, WEAKREF_TYPE, {
    name: "weakref.ReferenceType",
    basicSize: WEAK_REFERENCE.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_HAVE_VECTORCALL | TPFLAGS_BASETYPE,
    vectorcallOffset: WR_VECTORCALL,
    dealloc: weakrefDealloc,
    traverse: weakrefTraverse,
    clear: clearWeakref,
    repr: weakrefRepr,
    hash: weakrefHash,
    call: vectorcallAsCall,
    richcompare: weakrefRichcompare,
    init: weakrefInit,
    new: weakrefTypeNew,
    methods: [
      {
        name: "__class_getitem__",
        flags: METH_O | METH_CLASS,
        fn: (vm, cls, item) => vm.genericAlias(vm, cls, item),
        doc: "See PEP 585",
      },
    ],
    members: [{ name: "__callback__", type: "object", offset: WR_CALLBACK, readonly: true }],
  });
}
