/**
 * types.UnionType: what `int | str` gives.
 *
 *     16 args (tuple of types, each once, no unions among them)   24 parameters (tuple, or NULL)
 *
 * Source: CPython 3.11 Objects/unionobject.c.
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { EQ, NE, OB_TYPE, OBJECT, TPFLAGS_HAVE_GC, TPFLAGS_TYPE_SUBCLASS } from "../memory/object_layout.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import {
  FALSE,
  FROZENSET_TYPE,
  GENERIC_ALIAS_TYPE,
  NONE,
  NONE_TYPE,
  NOT_IMPLEMENTED,
  TRUE,
  TYPE_ERROR,
  UNION_TYPE,
} from "../memory/statics.ts";
import { call1 } from "./call.ts";
import { hash, richCompare, richCompareBool } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { listAppend, listAsTuple, listItem, listNew, listSize } from "./list.ts";
import { METH_O } from "./method_definition.ts";
import { isInstance, isSubclass, repr } from "./object.ts";
import { jsString, newStr } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { newEmptyTuple, tupleItem, tupleSize } from "./tuple.ts";
import { typeItemText } from "./type_item_text.ts";

export const UNION = struct("unionobject", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  args: pointer(16, "the types, a tuple, owned"),
  parameters: pointer(24, "type variables among them, a tuple, owned, or NULL"),
});
const U = UNION.offsets;

// ---- making

/** May an object stand in a union? */
function isUnionable(vm: Interpreter, object: Address): boolean {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  return object === NONE || type === GENERIC_ALIAS_TYPE || type === UNION_TYPE ||
    hasTypeFlag(vm, object, TPFLAGS_TYPE_SUBCLASS);
}

/** `a | b` for types: a new union, or the only type that it has; NotImplemented for anything else. */
export function unionOfTypes(vm: Interpreter, a: Address, b: Address): Address {
  if (!isUnionable(vm, a) || !isUnionable(vm, b)) return newRef(vm, NOT_IMPLEMENTED);
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  let result = NULL;
  if (addTypes(vm, list, a) && addTypes(vm, list, b)) {
    result = listSize(vm, list) === 1 ? newRef(vm, listItem(vm, list, 0)) : newUnion(vm, list);
  }
  decref(vm, list);
  return result;
}

/** Adds a type, or those of a union, to the list, each once; false with an exception. */
function addTypes(vm: Interpreter, list: Address, object: Address): boolean {
  if (vm.i32[(object + OB_TYPE) >> 2] !== UNION_TYPE) return addType(vm, list, object);
  const args = vm.i32[(object + U.args) >> 2];
  for (let i = 0; i < tupleSize(vm, args); i++) {
    if (!addType(vm, list, tupleItem(vm, args, i))) return false;
  }
  return true;
}

function addType(vm: Interpreter, list: Address, object: Address): boolean {
  const type = object === NONE ? NONE_TYPE : object;
  for (let i = 0; i < listSize(vm, list); i++) {
    const other = listItem(vm, list, i);
    const isAlias = [type, other].some((each) => vm.i32[(each + OB_TYPE) >> 2] === GENERIC_ALIAS_TYPE);
    const equal = isAlias ? richCompareBool(vm, other, type, EQ) : other === type ? 1 : 0;
    if (equal !== 0) return equal > 0;
  }
  return listAppend(vm, list, type) === 0;
}

function newUnion(vm: Interpreter, list: Address): Address {
  const args = listAsTuple(vm, list);
  if (args === NULL) return NULL;
  const self = gcNew(vm, UNION_TYPE, UNION.size);
  if (self === NULL) {
    decref(vm, args);
    return NULL;
  }
  vm.f64[(self + U.args) >> 3] = 0;
  vm.f64[(self + U.parameters) >> 3] = 0;
  vm.i32[(self + U.args) >> 2] = args;
  gcTrack(vm, self);
  return self;
}

// ---- slots

function unionRepr(vm: Interpreter, self: Address): Address {
  const args = vm.i32[(self + U.args) >> 2];
  const texts: string[] = [];
  for (let i = 0; i < tupleSize(vm, args); i++) {
    const item = tupleItem(vm, args, i);
    const text = item === NONE_TYPE ? "None" : typeItemText(vm, item);
    if (text === null) return NULL;
    texts.push(text);
  }
  return newStr(vm, texts.join(" | "));
}

/** The types as a frozenset, new. */
function typesOf(vm: Interpreter, self: Address): Address {
  return call1(vm, FROZENSET_TYPE, vm.i32[(self + U.args) >> 2]);
}

function unionHash(vm: Interpreter, self: Address): number {
  const types = typesOf(vm, self);
  if (types === NULL) {
    vm.hashHigh = -1;
    return -1;
  }
  const low = hash(vm, types), high = vm.hashHigh;
  decref(vm, types);
  vm.hashHigh = high;
  return low;
}

function unionRichcompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (vm.i32[(b + OB_TYPE) >> 2] !== UNION_TYPE || (op !== EQ && op !== NE)) {
    return newRef(vm, NOT_IMPLEMENTED);
  }
  const left = typesOf(vm, a);
  if (left === NULL) return NULL;
  const right = typesOf(vm, b);
  const result = right === NULL ? NULL : richCompare(vm, left, right, op);
  decref(vm, left);
  if (right !== NULL) decref(vm, right);
  return result;
}

function unionSubscript(vm: Interpreter, self: Address): Address {
  const shown = repr(vm, self);
  if (shown === NULL) return NULL;
  const text = `${jsString(vm, shown)} is not a generic class`;
  decref(vm, shown);
  return raise(vm, TYPE_ERROR, text);
}

// ---- methods

/** Asks one type after the other; an alias among them, that is reached, is an error. */
function checkTypes(
  vm: Interpreter,
  self: Address,
  object: Address,
  check: (vm: Interpreter, object: Address, cls: Address) => number,
  name: string,
): Address {
  const args = vm.i32[(self + U.args) >> 2];
  for (let i = 0; i < tupleSize(vm, args); i++) {
    const item = tupleItem(vm, args, i);
    if (vm.i32[(item + OB_TYPE) >> 2] === GENERIC_ALIAS_TYPE) {
      return raise(vm, TYPE_ERROR, `${name}() argument 2 cannot be a parameterized generic`);
    }
    const answer = check(vm, object, item);
    if (answer !== 0) return answer < 0 ? NULL : newRef(vm, TRUE);
  }
  return newRef(vm, FALSE);
}

function instanceCheck(vm: Interpreter, self: Address, object: Address): Address {
  return checkTypes(vm, self, object, isInstance, "isinstance");
}

function subclassCheck(vm: Interpreter, self: Address, cls: Address): Address {
  if (!hasTypeFlag(vm, cls, TPFLAGS_TYPE_SUBCLASS)) {
    return raise(vm, TYPE_ERROR, "issubclass() arg 1 must be a class");
  }
  return checkTypes(vm, self, cls, isSubclass, "issubclass");
}

function getParameters(vm: Interpreter): Address {
  return newEmptyTuple(vm);
}

// ---- memory

function unionDealloc(vm: Interpreter, self: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, self);
  const args = i32[(self + U.args) >> 2], parameters = i32[(self + U.parameters) >> 2];
  gcFree(vm, self);
  decref(vm, args);
  xdecref(vm, parameters);
}

function unionTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  visit(vm, vm.i32[(self + U.args) >> 2]);
  const parameters = vm.i32[(self + U.parameters) >> 2];
  if (parameters !== NULL) visit(vm, parameters);
}

/** Declares types.UnionType. */
export function defineUnion(vm: Interpreter): void {
  defineType(vm, UNION_TYPE, {
    name: "types.UnionType",
    doc: "Represent a PEP 604 union type\n\nE.g. for int | str",
    basicSize: UNION.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: unionDealloc,
    traverse: unionTraverse,
    repr: unionRepr,
    hash: unionHash,
    richcompare: unionRichcompare,
    number: { or: unionOfTypes },
    mapping: { subscript: unionSubscript },
    methods: [
      { name: "__instancecheck__", flags: METH_O, fn: instanceCheck },
      { name: "__subclasscheck__", flags: METH_O, fn: subclassCheck },
    ],
    members: [{ name: "__args__", type: "object", offset: U.args, readonly: true }],
    getset: [{ name: "__parameters__", get: getParameters, doc: "Type variables in the types.UnionType." }],
  });
}
