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
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE } from "../memory/object_layout.ts";
import { dealloc } from "../memory/refcount.ts";
import { BUILTIN_TYPE, FUNCTION_TYPE, METHOD_DESCRIPTOR_TYPE } from "../memory/statics.ts";
import { vectorcall } from "./call.ts";
import { FUNC_WORD } from "./function_layout.ts";
import { METH_NOARGS, METH_O, ML_FLAGS, ML_METH } from "./method_definition.ts";

/** Offsets of the method definition in a method descriptor and in a built-in function, and of the latter's self. */
const D_METHOD = 40;
const D_TYPE = 16;
const M_ML = 16;
const M_SELF = 24;

export function callStolen0(vm: Interpreter, callable: Address): Address {
  const i32 = vm.i32;
  const type = i32[(callable + OB_TYPE) >> 2];
  if (type === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 0) return vm.functions[word >> 4](vm, callable);
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
  let result: Address;
  if (type === BUILTIN_TYPE && i32[(i32[(callable + M_ML) >> 2] + ML_FLAGS) >> 2] === METH_O) {
    result = vm.functions[i32[(i32[(callable + M_ML) >> 2] + ML_METH) >> 2]](vm, i32[(callable + M_SELF) >> 2], a);
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

export function callStolen2(vm: Interpreter, callable: Address, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(callable + OB_TYPE) >> 2] === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 2) return vm.functions[word >> 4](vm, callable, a, b);
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
  const sp = vm.sp;
  i32[sp >> 2] = a;
  i32[(sp + 8) >> 2] = b;
  i32[(sp + 16) >> 2] = c;
  return callFromStack(vm, callable, sp, 3);
}

export function callStolen4(vm: Interpreter, callable: Address, a: Address, b: Address, c: Address, d: Address): Address {
  const i32 = vm.i32;
  if (i32[(callable + OB_TYPE) >> 2] === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 4) return vm.functions[word >> 4](vm, callable, a, b, c, d);
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

/** Whether `callable` is a method descriptor with exactly these flags that fits the type of `self`. */
function isDirectMethod(vm: Interpreter, callable: Address, self: Address, flags: number): boolean {
  const i32 = vm.i32;
  return i32[(callable + OB_TYPE) >> 2] === METHOD_DESCRIPTOR_TYPE &&
    i32[(callable + D_TYPE) >> 2] === i32[(self + OB_TYPE) >> 2] &&
    i32[(i32[(callable + D_METHOD) >> 2] + ML_FLAGS) >> 2] === flags;
}

export function callMethodStolen0(vm: Interpreter, callable: Address, bound: number, self: Address): Address {
  const i32 = vm.i32;
  if (bound === 0) {
    if (--i32[self >> 2] === 0) dealloc(vm, self);
    return callStolen0(vm, callable);
  }
  if (!isDirectMethod(vm, callable, self, METH_NOARGS)) return callStolen1(vm, callable, self);
  const result: Address = vm.functions[i32[(i32[(callable + D_METHOD) >> 2] + ML_METH) >> 2]](vm, self);
  if (--i32[self >> 2] === 0) dealloc(vm, self);
  return result;
}

export function callMethodStolen1(vm: Interpreter, callable: Address, bound: number, self: Address, a: Address): Address {
  const i32 = vm.i32;
  if (bound === 0) {
    if (--i32[self >> 2] === 0) dealloc(vm, self);
    return callStolen1(vm, callable, a);
  }
  if (!isDirectMethod(vm, callable, self, METH_O)) return callStolen2(vm, callable, self, a);
  const result: Address = vm.functions[i32[(i32[(callable + D_METHOD) >> 2] + ML_METH) >> 2]](vm, self, a);
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
  if (bound !== 0) return callStolen3(vm, callable, self, a, b);
  if (--vm.i32[self >> 2] === 0) dealloc(vm, self);
  return callStolen2(vm, callable, a, b);
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
