/**
 * Calling the special methods of a class: `__add__` and the like are looked up in the type alone, never in the instance.
 *
 * A function found is called with self as first argument, without a bound method; anything else is bound by its
 * `__get__`. Arguments are borrowed, results are new.
 *
 * Source: CPython 3.11 Objects/typeobject.c (lookup_maybe_method, vectorcall_method, vectorcall_maybe).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { dealloc, decref, newRef } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { typeLookup } from "./attributes.ts";
import { call0, call1, call2, call3 } from "./call.ts";
import { raiseObject } from "./errors.ts";
import * as functionLayout from "./function_layout.ts";
import * as recursion from "./recursion.ts";

const { NULL } = heap;
const { OB_TYPE, TP_FLAGS, TPFLAGS_METHOD_DESCRIPTOR, TYPE } = objectLayout;
const { ATTRIBUTE_ERROR, FUNCTION_TYPE, NOT_IMPLEMENTED } = statics;

const { FUNC_WORD } = functionLayout;
const { REENTRY_WEIGHT } = recursion;
const TP_DESCR_GET = TYPE.offsets.tp_descr_get;

/**
 * Special method `name` of `self`: new, and in `vm.second` whether self must be passed (1) or is bound already (0). NULL if
 * there is none; an exception is pending only if binding failed.
 */
export function findSpecial(vm: Interpreter, self: Address, name: Address): Address {
  const i32 = vm.i32;
  const type = i32[(self + OB_TYPE) >> 2];
  const found = typeLookup(vm, type, name);
  if (found === NULL) return NULL;
  i32[found >> 2]++;
  const foundType = i32[(found + OB_TYPE) >> 2];
  if (foundType === FUNCTION_TYPE || (i32[(foundType + TP_FLAGS) >> 2] & TPFLAGS_METHOD_DESCRIPTOR) !== 0) {
    vm.second = 1;
    return found;
  }
  const get = i32[(foundType + TP_DESCR_GET) >> 2];
  if (get === NULL) {
    vm.second = 0;
    return found;
  }
  const bound: Address = vm.functions[get](vm, found, self, type);
  decref(vm, found);
  vm.second = 0;
  return bound;
}

/** The same; AttributeError with the name if there is none. */
export function needSpecial(vm: Interpreter, self: Address, name: Address): Address {
  const method = findSpecial(vm, self, name);
  if (method === NULL && vm.curexcType === NULL) return raiseObject(vm, ATTRIBUTE_ERROR, name);
  return method;
}

/** Calls what findSpecial has just given (stolen) without further arguments. */
export function callFound0(vm: Interpreter, method: Address, self: Address): Address {
  const result = vm.second === 1 ? call1(vm, method, self) : call0(vm, method);
  decref(vm, method);
  return result;
}

/** The same with one argument. */
export function callFound1(vm: Interpreter, method: Address, self: Address, a: Address): Address {
  const result = vm.second === 1 ? call2(vm, method, self, a) : call1(vm, method, a);
  decref(vm, method);
  return result;
}

/** The same with two arguments. */
export function callFound2(vm: Interpreter, method: Address, self: Address, a: Address, b: Address): Address {
  const result = vm.second === 1 ? call3(vm, method, self, a, b) : call2(vm, method, a, b);
  decref(vm, method);
  return result;
}

/**
 * The word of a function of the program that takes exactly `n` arguments, for a call by its number; 0 for everything else.
 * Such a function takes its arguments as its parameters: it owns them, so they are counted.
 */
function directWord(vm: Interpreter, found: Address, n: number): number {
  if (found === NULL) return 0;
  const i32 = vm.i32;
  const word = i32[(found + OB_TYPE) >> 2] === FUNCTION_TYPE ? i32[(found + FUNC_WORD) >> 2] : 0;
  return (word & 15) === n ? word : 0;
}

/** `type(self).name(self)`; AttributeError if there is no such method. */
export function callSpecial0(vm: Interpreter, self: Address, name: Address): Address {
  const i32 = vm.i32;
  const found = typeLookup(vm, i32[(self + OB_TYPE) >> 2], name);
  const word = directWord(vm, found, 1);
  if (word === 0) {
    const method = needSpecial(vm, self, name);
    return method === NULL ? NULL : callFound0(vm, method, self);
  }
  i32[found >> 2]++;
  i32[self >> 2]++;
  vm.room -= REENTRY_WEIGHT;
  const result: Address = vm.functions[word >> 4](vm, found, self);
  vm.room += REENTRY_WEIGHT;
  if (--i32[found >> 2] === 0) dealloc(vm, found);
  return result;
}

/** `type(self).name(self, a)` */
export function callSpecial1(vm: Interpreter, self: Address, name: Address, a: Address): Address {
  const found = typeLookup(vm, vm.i32[(self + OB_TYPE) >> 2], name);
  const word = directWord(vm, found, 2);
  if (word !== 0) return callDirect1(vm, found, word, self, a);
  const method = needSpecial(vm, self, name);
  return method === NULL ? NULL : callFound1(vm, method, self, a);
}

/** Calls a function of the program by its word with self and one argument. */
function callDirect1(vm: Interpreter, found: Address, word: number, self: Address, a: Address): Address {
  const i32 = vm.i32;
  i32[found >> 2]++;
  i32[self >> 2]++;
  i32[a >> 2]++;
  vm.room -= REENTRY_WEIGHT;
  const result: Address = vm.functions[word >> 4](vm, found, self, a);
  vm.room += REENTRY_WEIGHT;
  if (--i32[found >> 2] === 0) dealloc(vm, found);
  return result;
}

/** `type(self).name(self, a, b)` */
export function callSpecial2(vm: Interpreter, self: Address, name: Address, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const found = typeLookup(vm, i32[(self + OB_TYPE) >> 2], name);
  const word = directWord(vm, found, 3);
  if (word === 0) {
    const method = needSpecial(vm, self, name);
    return method === NULL ? NULL : callFound2(vm, method, self, a, b);
  }
  i32[found >> 2]++;
  i32[self >> 2]++;
  i32[a >> 2]++;
  i32[b >> 2]++;
  vm.room -= REENTRY_WEIGHT;
  const result: Address = vm.functions[word >> 4](vm, found, self, a, b);
  vm.room += REENTRY_WEIGHT;
  if (--i32[found >> 2] === 0) dealloc(vm, found);
  return result;
}

/** `type(self).name(self, a)`, or NotImplemented if there is no such method. */
export function callOperator(vm: Interpreter, self: Address, name: Address, a: Address): Address {
  const found = typeLookup(vm, vm.i32[(self + OB_TYPE) >> 2], name);
  const word = directWord(vm, found, 2);
  if (word !== 0) return callDirect1(vm, found, word, self, a);
  const method = findSpecial(vm, self, name);
  if (method !== NULL) return callFound1(vm, method, self, a);
  return vm.curexcType !== NULL ? NULL : newRef(vm, NOT_IMPLEMENTED);
}

/** Has the type of `right` another method `name` than that of `left`? */
export function overrides(vm: Interpreter, left: Address, right: Address, name: Address): boolean {
  const i32 = vm.i32;
  const theirs = typeLookup(vm, i32[(right + OB_TYPE) >> 2], name);
  return theirs !== NULL && theirs !== typeLookup(vm, i32[(left + OB_TYPE) >> 2], name);
}
