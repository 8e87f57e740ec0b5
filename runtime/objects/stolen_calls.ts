/**
 * Calls as emitted code makes them: the arguments are references of the caller that the callee takes over.
 *
 * `callStolenN(vm, callable, a, ...)` steals the arguments, borrows the callable and returns a new reference. A function
 * of the program takes the arguments as its parameters; a native one borrows them from the argument stack, and they are
 * released after the call. `callMethodStolenN` is the second half of a method call after `loadMethod`: `bound` is 1 if
 * `self` (stolen too) is to be passed.
 *
 * Fast paths index the views. Source: CPython 3.11 Python/ceval.c (CALL, PRECALL).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import * as freeLists from "../memory/free_lists.ts";
import type { Interpreter, NativeFunction } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { dealloc } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { typeLookup } from "./attributes.ts";
import { vectorcall } from "./call.ts";
import * as functionNumbers from "./function_numbers.ts";
import * as functionLayout from "./function_layout.ts";
import { instantiate0, instantiate1, instantiate2, instantiate3, instantiate4 } from "./instantiate.ts";
import * as methodDefinition from "./method_definition.ts";
import { intFromStr, intToStr } from "./int_text.ts";
import { hasRoom } from "./recursion.ts";
import { tuplePack1, tuplePack2 } from "./tuple.ts";

const { NULL } = heap;
const { OB_TYPE, TP_FLAGS, TPFLAGS_IMMUTABLETYPE, TYPE } = objectLayout;
const TP_CALL = TYPE.offsets.tp_call;
const { BUILTIN_TYPE, FUNCTION_TYPE, INT_TYPE, METHOD_DESCRIPTOR_TYPE, METHOD_TYPE, STR_TYPE, TYPE_TYPE } =
  statics;
const CALL = statics.identifier("__call__");
const { TUPLE_FREE_LISTS } = freeLists;
const { FUNC_WORD } = functionLayout;
const { SLOT_CALL } = functionNumbers;
const { METH_FASTCALL, METH_KEYWORDS, METH_NOARGS, METH_O, METH_VARARGS, ML_FLAGS, ML_METH } =
  methodDefinition;

/** Offsets of the method definition in a method descriptor and in a built-in function, and of the latter's self. */
const D_METHOD = 40;
const D_TYPE = 16;
const M_ML = 16;
const M_SELF = 24;
/** Offsets of function and self in a bound method. */
const IM_FUNC = 16;
const IM_SELF = 24;

/** The free list of tuples of one item. */
const TUPLES_OF_ONE = TUPLE_FREE_LISTS + 24;

/**
 * The function that a bound method or an instance with `__call__` stands for, if it is one of the program that takes self and
 * the rest of `n` arguments as they are; new, and in `vm.second` self, new too. NULL for everything else.
 *
 * The call of an instance passes a tuple in CPython: it goes this way if one would come from the free list.
 */
function directCallee(vm: Interpreter, callable: Address, type: Address, n: number): Address {
  const i32 = vm.i32;
  let func: Address, self: Address;
  if (type === METHOD_TYPE) {
    func = i32[(callable + IM_FUNC) >> 2];
    self = i32[(callable + IM_SELF) >> 2];
  } else if (i32[(type + TP_CALL) >> 2] === SLOT_CALL) {
    if (n > 1 && i32[(TUPLE_FREE_LISTS + 24 * (n - 1)) >> 2] === NULL) return NULL;
    func = typeLookup(vm, type, CALL);
    self = callable;
  } else {
    return NULL;
  }
  if (func === NULL || i32[(func + OB_TYPE) >> 2] !== FUNCTION_TYPE) return NULL;
  if ((i32[(func + FUNC_WORD) >> 2] & 15) !== n) return NULL;
  vm.second = self;
  i32[self >> 2]++;
  i32[func >> 2]++;
  return func;
}

/** Releases the function that was called, and passes its result on. */
function letGo(vm: Interpreter, func: Address, result: Address): Address {
  if (--vm.i32[func >> 2] === 0) dealloc(vm, func);
  return result;
}

export function callStolen0(vm: Interpreter, callable: Address): Address {
  const i32 = vm.i32;
  const type = i32[(callable + OB_TYPE) >> 2];
  if (type === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 0) return vm.functions[word >> 4](vm, callable);
  }
  if (type === TYPE_TYPE) {
    const made = instantiate0(vm, callable);
    if (made !== -1) return made;
  } else {
    const func = directCallee(vm, callable, type, 1);
    if (func !== NULL) {
      return letGo(vm, func, vm.functions[i32[(func + FUNC_WORD) >> 2] >> 4](vm, func, vm.second));
    }
  }
  return vectorcall(vm, callable, vm.sp, 0, 0);
}

export function callStolen1(vm: Interpreter, callable: Address, a: Address): Address {
  const i32 = vm.i32;
  const type = i32[(callable + OB_TYPE) >> 2];
  if (type === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 1) return vm.functions[word >> 4](vm, callable, a);
  }
  if (type === TYPE_TYPE) {
    const made = instantiate1(vm, callable, a);
    if (made !== -1) return made;
  } else {
    const func = directCallee(vm, callable, type, 2);
    if (func !== NULL) {
      return letGo(vm, func, vm.functions[i32[(func + FUNC_WORD) >> 2] >> 4](vm, func, vm.second, a));
    }
  }
  let result: Address;
  if (type === TYPE_TYPE) {
    result = callType1(vm, callable, a);
  } else if (type === BUILTIN_TYPE && i32[(i32[(callable + M_ML) >> 2] + ML_FLAGS) >> 2] === METH_O) {
    result = vm.functions[i32[(i32[(callable + M_ML) >> 2] + ML_METH) >> 2]](
      vm,
      i32[(callable + M_SELF) >> 2],
      a,
    );
  } else {
    const sp = vm.sp;
    i32[sp >> 2] = a;
    vm.sp = sp + 8;
    result = vectorcall(vm, callable, sp, 1, 0);
    vm.sp = sp;
  }
  if (--i32[a >> 2] === 0) dealloc(vm, a);
  return result;
}

/** A type (borrowed) called with one argument (borrowed): str() of an int and int() of a str go straight to the work. */
function callType1(vm: Interpreter, type: Address, a: Address): Address {
  const i32 = vm.i32;
  if (type === STR_TYPE) {
    if (i32[(a + OB_TYPE) >> 2] === INT_TYPE) return intToStr(vm, a);
  } else if (
    type === INT_TYPE && i32[(a + OB_TYPE) >> 2] === STR_TYPE && i32[TUPLES_OF_ONE >> 2] !== NULL &&
    hasRoom(vm)
  ) {
    // A call by tp_call passes a tuple: one that is free is taken and laid back.
    i32[(TUPLES_OF_ONE + 16) >> 2]++;
    return intFromStr(vm, a, 10);
  }
  const sp = vm.sp;
  i32[sp >> 2] = a;
  vm.sp = sp + 8;
  const result = vectorcall(vm, type, sp, 1, 0);
  vm.sp = sp;
  return result;
}

export function callStolen2(vm: Interpreter, callable: Address, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(callable + OB_TYPE) >> 2] === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 2) return vm.functions[word >> 4](vm, callable, a, b);
  }
  if (i32[(callable + OB_TYPE) >> 2] === TYPE_TYPE) {
    const made = instantiate2(vm, callable, a, b);
    if (made !== -1) return made;
  } else {
    const func = directCallee(vm, callable, i32[(callable + OB_TYPE) >> 2], 3);
    if (func !== NULL) {
      return letGo(vm, func, vm.functions[i32[(func + FUNC_WORD) >> 2] >> 4](vm, func, vm.second, a, b));
    }
  }
  const sp = vm.sp;
  i32[sp >> 2] = a;
  i32[(sp + 8) >> 2] = b;
  vm.sp = sp + 16;
  const result = vectorcall(vm, callable, sp, 2, 0);
  vm.sp = sp;
  if (--i32[a >> 2] === 0) dealloc(vm, a);
  if (--i32[b >> 2] === 0) dealloc(vm, b);
  return result;
}

export function callStolen3(vm: Interpreter, callable: Address, a: Address, b: Address, c: Address): Address {
  const i32 = vm.i32;
  if (i32[(callable + OB_TYPE) >> 2] === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 3) return vm.functions[word >> 4](vm, callable, a, b, c);
  }
  if (i32[(callable + OB_TYPE) >> 2] === TYPE_TYPE) {
    const made = instantiate3(vm, callable, a, b, c);
    if (made !== -1) return made;
  } else {
    const func = directCallee(vm, callable, i32[(callable + OB_TYPE) >> 2], 4);
    if (func !== NULL) {
      return letGo(vm, func, vm.functions[i32[(func + FUNC_WORD) >> 2] >> 4](vm, func, vm.second, a, b, c));
    }
  }
  const sp = vm.sp;
  i32[sp >> 2] = a;
  i32[(sp + 8) >> 2] = b;
  i32[(sp + 16) >> 2] = c;
  return callFromStack(vm, callable, sp, 3);
}

export function callStolen4(
  vm: Interpreter,
  callable: Address,
  a: Address,
  b: Address,
  c: Address,
  d: Address,
): Address {
  const i32 = vm.i32;
  if (i32[(callable + OB_TYPE) >> 2] === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 4) return vm.functions[word >> 4](vm, callable, a, b, c, d);
  }
  if (i32[(callable + OB_TYPE) >> 2] === TYPE_TYPE) {
    const made = instantiate4(vm, callable, a, b, c, d);
    if (made !== -1) return made;
  }
  const sp = vm.sp;
  i32[sp >> 2] = a;
  i32[(sp + 8) >> 2] = b;
  i32[(sp + 16) >> 2] = c;
  i32[(sp + 24) >> 2] = d;
  return callFromStack(vm, callable, sp, 4);
}

/** Calls with `n` words that have just been written at `sp`, and releases them. */
function callFromStack(vm: Interpreter, callable: Address, sp: Address, n: number): Address {
  const i32 = vm.i32;
  vm.sp = sp + 8 * n;
  const result = vectorcall(vm, callable, sp, n, 0);
  // Releasing can run code that uses the stack: it starts above the words.
  for (let i = 0; i < n; i++) {
    const argument = i32[(sp + 8 * i) >> 2];
    if (--i32[argument >> 2] === 0) dealloc(vm, argument);
  }
  vm.sp = sp;
  return result;
}

/** The definition of the method that `callable` describes, if it is one of the type of `self`; else NULL. */
function directMethod(vm: Interpreter, callable: Address, self: Address): Address {
  const i32 = vm.i32;
  return i32[(callable + OB_TYPE) >> 2] === METHOD_DESCRIPTOR_TYPE &&
      i32[(callable + D_TYPE) >> 2] === i32[(self + OB_TYPE) >> 2]
    ? i32[(callable + D_METHOD) >> 2]
    : NULL;
}

/** Calls a method that takes its arguments as words: the `n` that have just been written at `sp`. */
function callWithWords(
  vm: Interpreter,
  body: NativeFunction,
  self: Address,
  sp: Address,
  n: number,
): Address {
  vm.sp = sp + 8 * n;
  const result: Address = body(vm, self, sp, n, NULL);
  vm.sp = sp;
  return result;
}

/** Calls a method that takes its arguments as a tuple (stolen, NULL fails). */
function callWithTuple(vm: Interpreter, body: NativeFunction, self: Address, tuple: Address): Address {
  if (tuple === NULL) return NULL;
  const result: Address = body(vm, self, tuple, NULL);
  if (--vm.i32[tuple >> 2] === 0) dealloc(vm, tuple);
  return result;
}

const isFastcall = (flags: number): boolean => (flags & ~METH_KEYWORDS) === METH_FASTCALL;
const isVarargs = (flags: number): boolean => (flags & ~METH_KEYWORDS) === METH_VARARGS;

export function callMethodStolen0(vm: Interpreter, callable: Address, bound: number, self: Address): Address {
  const i32 = vm.i32;
  if (bound === 0) {
    if (--i32[self >> 2] === 0) dealloc(vm, self);
    return callStolen0(vm, callable);
  }
  const method = directMethod(vm, callable, self);
  if (method === NULL) return callStolen1(vm, callable, self);
  const flags = i32[(method + ML_FLAGS) >> 2], body = vm.functions[i32[(method + ML_METH) >> 2]];
  let result: Address;
  if (flags === METH_NOARGS) result = body(vm, self);
  else if (isFastcall(flags)) result = body(vm, self, vm.sp, 0, NULL);
  else return callStolen1(vm, callable, self);
  if (--i32[self >> 2] === 0) dealloc(vm, self);
  return result;
}

export function callMethodStolen1(
  vm: Interpreter,
  callable: Address,
  bound: number,
  self: Address,
  a: Address,
): Address {
  const i32 = vm.i32;
  if (bound === 0) {
    if (--i32[self >> 2] === 0) dealloc(vm, self);
    return callStolen1(vm, callable, a);
  }
  const method = directMethod(vm, callable, self);
  if (method === NULL) return callStolen2(vm, callable, self, a);
  const flags = i32[(method + ML_FLAGS) >> 2], body = vm.functions[i32[(method + ML_METH) >> 2]];
  let result: Address;
  if (flags === METH_O) {
    result = body(vm, self, a);
  } else if (isFastcall(flags)) {
    const sp = vm.sp;
    i32[sp >> 2] = a;
    result = callWithWords(vm, body, self, sp, 1);
  } else if (isVarargs(flags)) {
    result = callWithTuple(vm, body, self, tuplePack1(vm, a));
  } else {
    return callStolen2(vm, callable, self, a);
  }
  if (--i32[a >> 2] === 0) dealloc(vm, a);
  if (--i32[self >> 2] === 0) dealloc(vm, self);
  return result;
}

export function callMethodStolen2(
  vm: Interpreter,
  callable: Address,
  bound: number,
  self: Address,
  a: Address,
  b: Address,
): Address {
  const i32 = vm.i32;
  if (bound === 0) {
    if (--i32[self >> 2] === 0) dealloc(vm, self);
    return callStolen2(vm, callable, a, b);
  }
  const method = directMethod(vm, callable, self);
  if (method === NULL) return callStolen3(vm, callable, self, a, b);
  const flags = i32[(method + ML_FLAGS) >> 2], body = vm.functions[i32[(method + ML_METH) >> 2]];
  let result: Address;
  if (isFastcall(flags)) {
    const sp = vm.sp;
    i32[sp >> 2] = a;
    i32[(sp + 8) >> 2] = b;
    result = callWithWords(vm, body, self, sp, 2);
  } else if (isVarargs(flags)) {
    result = callWithTuple(vm, body, self, tuplePack2(vm, a, b));
  } else {
    return callStolen3(vm, callable, self, a, b);
  }
  if (--i32[a >> 2] === 0) dealloc(vm, a);
  if (--i32[b >> 2] === 0) dealloc(vm, b);
  if (--i32[self >> 2] === 0) dealloc(vm, self);
  return result;
}

export function callMethodStolen3(
  vm: Interpreter,
  callable: Address,
  bound: number,
  self: Address,
  a: Address,
  b: Address,
  c: Address,
): Address {
  if (bound !== 0) return callStolen4(vm, callable, self, a, b, c);
  if (--vm.i32[self >> 2] === 0) dealloc(vm, self);
  return callStolen3(vm, callable, a, b, c);
}

export function callMethodStolen4(
  vm: Interpreter,
  callable: Address,
  bound: number,
  self: Address,
  a: Address,
  b: Address,
  c: Address,
  d: Address,
): Address {
  const i32 = vm.i32;
  if (bound === 0) {
    if (--i32[self >> 2] === 0) dealloc(vm, self);
    return callStolen4(vm, callable, a, b, c, d);
  }
  const sp = vm.sp;
  i32[sp >> 2] = self;
  i32[(sp + 8) >> 2] = a;
  i32[(sp + 16) >> 2] = b;
  i32[(sp + 24) >> 2] = c;
  i32[(sp + 32) >> 2] = d;
  return callFromStack(vm, callable, sp, 5);
}

// Inline caches of methods: a place that calls a method remembers the type of `self` and the function's number, so that the
// method is not looked up again for the same built-in type, whose attributes never change.

/** Low bits of the word in a cache: how the function is called. */
const CACHED_NOARGS = 0;
const CACHED_O = 1;
const CACHED_WORDS = 2;
const CACHED_TUPLE = 3;

/**
 * What a place that has just loaded the method `callable` for `self` with `nargs` arguments may remember: the type to
 * compare with, and in `vm.cacheAddress` the word for `callCachedN`; -1 if nothing.
 */
export function cacheMethod(
  vm: Interpreter,
  callable: Address,
  bound: number,
  self: Address,
  nargs: number,
): Address {
  if (bound === 0) return -1;
  const i32 = vm.i32;
  const method = directMethod(vm, callable, self);
  const type = i32[(self + OB_TYPE) >> 2];
  if (method === NULL || (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_IMMUTABLETYPE) === 0) return -1;
  const flags = i32[(method + ML_FLAGS) >> 2], number = i32[(method + ML_METH) >> 2];
  if (flags === METH_NOARGS && nargs === 0) vm.cacheAddress = (number << 2) | CACHED_NOARGS;
  else if (flags === METH_O && nargs === 1) vm.cacheAddress = (number << 2) | CACHED_O;
  else if (isFastcall(flags)) vm.cacheAddress = (number << 2) | CACHED_WORDS;
  else if (isVarargs(flags) && nargs > 0) vm.cacheAddress = (number << 2) | CACHED_TUPLE;
  else return -1;
  return type;
}

/** `self.method()` by a cached word; steals self. */
export function callCached0(vm: Interpreter, word: number, self: Address): Address {
  const body = vm.functions[word >> 2];
  const result: Address = (word & 3) === CACHED_NOARGS ? body(vm, self) : body(vm, self, vm.sp, 0, NULL);
  if (--vm.i32[self >> 2] === 0) dealloc(vm, self);
  return result;
}

/** `self.method(a)` by a cached word; steals both. */
export function callCached1(vm: Interpreter, word: number, self: Address, a: Address): Address {
  const i32 = vm.i32;
  const body = vm.functions[word >> 2];
  let result: Address;
  const way = word & 3;
  if (way === CACHED_O) {
    result = body(vm, self, a);
  } else if (way === CACHED_WORDS) {
    const sp = vm.sp;
    i32[sp >> 2] = a;
    result = callWithWords(vm, body, self, sp, 1);
  } else {
    result = callWithTuple(vm, body, self, tuplePack1(vm, a));
  }
  if (--i32[a >> 2] === 0) dealloc(vm, a);
  if (--i32[self >> 2] === 0) dealloc(vm, self);
  return result;
}

/** `self.method(a, b)` by a cached word; steals all. */
export function callCached2(vm: Interpreter, word: number, self: Address, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const body = vm.functions[word >> 2];
  let result: Address;
  if ((word & 3) === CACHED_WORDS) {
    const sp = vm.sp;
    i32[sp >> 2] = a;
    i32[(sp + 8) >> 2] = b;
    result = callWithWords(vm, body, self, sp, 2);
  } else {
    result = callWithTuple(vm, body, self, tuplePack2(vm, a, b));
  }
  if (--i32[a >> 2] === 0) dealloc(vm, a);
  if (--i32[b >> 2] === 0) dealloc(vm, b);
  if (--i32[self >> 2] === 0) dealloc(vm, self);
  return result;
}
