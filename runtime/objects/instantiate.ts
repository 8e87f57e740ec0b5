/**
 * Calls of classes with a few arguments, without the tuple that type.__call__ makes of them.
 *
 * Taken for classes whose metaclass is `type`, that have object's `__new__`, and whose `__init__` is a function of the program
 * that takes exactly these arguments (or there is none, and there are no arguments). Everything else goes the long way. So
 * does a call for which CPython's tuple would not come from the free list: it is what fills the list.
 *
 * Arguments are owned and stolen; the result is new, NULL with an exception, or -1: nothing was done, nothing is stolen.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Objects/typeobject.c (type_call, object_new, slot_tp_init).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import * as freeLists from "../memory/free_lists.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { dealloc } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { identifier } from "../memory/statics.ts";
import { typeLookup } from "./attributes.ts";
import { checkInitResult } from "./class_slots.ts";
import * as functionLayout from "./function_layout.ts";
import * as functionNumbers from "./function_numbers.ts";
import { initValues } from "./instance_values.ts";
import * as recursion from "./recursion.ts";
import { genericAlloc } from "./type_alloc.ts";

const { NULL } = heap;
const { TUPLE_FREE_LISTS } = freeLists;
const { OB_TYPE, TP_FLAGS, TPFLAGS_IS_ABSTRACT, TPFLAGS_MANAGED_DICT, TYPE } = objectLayout;
const { FUNCTION_TYPE, NONE } = statics;
const { FUNC_WORD } = functionLayout;
const { OBJECT_INIT, OBJECT_NEW, SLOT_INIT } = functionNumbers;
const { REENTRY_WEIGHT } = recursion;

const TP_NEW = TYPE.offsets.tp_new;
const TP_INIT = TYPE.offsets.tp_init;
const INIT = identifier("__init__");
/** Nothing was done. */
const LONG_WAY = -1;

/** Instances of `cls` may be made here. */
function isPlain(vm: Interpreter, cls: Address): boolean {
  const i32 = vm.i32;
  return i32[(cls + TP_NEW) >> 2] === OBJECT_NEW && (i32[(cls + TP_FLAGS) >> 2] & TPFLAGS_IS_ABSTRACT) === 0;
}

/** `__init__` of a class (borrowed) if it is a function that takes self and `n` arguments as they are; else NULL. */
function directInit(vm: Interpreter, cls: Address, n: number): Address {
  const i32 = vm.i32;
  if (!isPlain(vm, cls) || i32[(cls + TP_INIT) >> 2] !== SLOT_INIT) return NULL;
  if (n > 0 && i32[(TUPLE_FREE_LISTS + 24 * n) >> 2] === NULL) return NULL;
  const init = typeLookup(vm, cls, INIT);
  const isDirect = init !== NULL && i32[(init + OB_TYPE) >> 2] === FUNCTION_TYPE &&
    (i32[(init + FUNC_WORD) >> 2] & 15) === n + 1;
  return isDirect ? init : NULL;
}

/** An instance without attributes, new; NULL with MemoryError. */
function newInstance(vm: Interpreter, cls: Address): Address {
  const object = genericAlloc(vm, cls, 0);
  if (object === NULL || (vm.i32[(cls + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) === 0) return object;
  if (initValues(vm, object) === 0) return object;
  if (--vm.i32[object >> 2] === 0) dealloc(vm, object);
  return NULL;
}

/** Releases the function and takes what `__init__` returned (stolen): the instance, or NULL with an exception. */
function finish(vm: Interpreter, init: Address, object: Address, result: Address): Address {
  const i32 = vm.i32;
  vm.room += REENTRY_WEIGHT;
  if (--i32[init >> 2] === 0) dealloc(vm, init);
  if (result === NONE) {
    i32[NONE >> 2]--;
    return object;
  }
  checkInitResult(vm, result);
  if (--i32[object >> 2] === 0) dealloc(vm, object);
  return NULL;
}

export function instantiate0(vm: Interpreter, cls: Address): Address {
  const i32 = vm.i32;
  if (i32[(cls + TP_INIT) >> 2] === OBJECT_INIT && isPlain(vm, cls)) return newInstance(vm, cls);
  const init = directInit(vm, cls, 0);
  if (init === NULL) return LONG_WAY;
  i32[init >> 2]++;
  vm.room -= REENTRY_WEIGHT;
  const object = newInstance(vm, cls);
  if (object === NULL) return abandon(vm, init);
  i32[object >> 2]++;
  return finish(vm, init, object, vm.functions[i32[(init + FUNC_WORD) >> 2] >> 4](vm, init, object));
}

/** No instance could be made. */
function abandon(vm: Interpreter, init: Address): Address {
  vm.room += REENTRY_WEIGHT;
  if (--vm.i32[init >> 2] === 0) dealloc(vm, init);
  return NULL;
}

function drop(vm: Interpreter, object: Address): void {
  if (--vm.i32[object >> 2] === 0) dealloc(vm, object);
}

export function instantiate1(vm: Interpreter, cls: Address, a: Address): Address {
  const init = directInit(vm, cls, 1);
  if (init === NULL) return LONG_WAY;
  const i32 = vm.i32;
  i32[init >> 2]++;
  vm.room -= REENTRY_WEIGHT;
  const object = newInstance(vm, cls);
  if (object === NULL) {
    drop(vm, a);
    return abandon(vm, init);
  }
  i32[object >> 2]++;
  return finish(vm, init, object, vm.functions[i32[(init + FUNC_WORD) >> 2] >> 4](vm, init, object, a));
}

export function instantiate2(vm: Interpreter, cls: Address, a: Address, b: Address): Address {
  const init = directInit(vm, cls, 2);
  if (init === NULL) return LONG_WAY;
  const i32 = vm.i32;
  i32[init >> 2]++;
  vm.room -= REENTRY_WEIGHT;
  const object = newInstance(vm, cls);
  if (object === NULL) {
    drop(vm, a);
    drop(vm, b);
    return abandon(vm, init);
  }
  i32[object >> 2]++;
  return finish(vm, init, object, vm.functions[i32[(init + FUNC_WORD) >> 2] >> 4](vm, init, object, a, b));
}

export function instantiate3(vm: Interpreter, cls: Address, a: Address, b: Address, c: Address): Address {
  const init = directInit(vm, cls, 3);
  if (init === NULL) return LONG_WAY;
  const i32 = vm.i32;
  i32[init >> 2]++;
  vm.room -= REENTRY_WEIGHT;
  const object = newInstance(vm, cls);
  if (object === NULL) {
    drop(vm, a);
    drop(vm, b);
    drop(vm, c);
    return abandon(vm, init);
  }
  i32[object >> 2]++;
  return finish(
    vm,
    init,
    object,
    vm.functions[i32[(init + FUNC_WORD) >> 2] >> 4](vm, init, object, a, b, c),
  );
}

export function instantiate4(
  vm: Interpreter,
  cls: Address,
  a: Address,
  b: Address,
  c: Address,
  d: Address,
): Address {
  const init = directInit(vm, cls, 4);
  if (init === NULL) return LONG_WAY;
  const i32 = vm.i32;
  i32[init >> 2]++;
  vm.room -= REENTRY_WEIGHT;
  const object = newInstance(vm, cls);
  if (object === NULL) {
    for (const argument of [a, b, c, d]) drop(vm, argument);
    return abandon(vm, init);
  }
  i32[object >> 2]++;
  return finish(
    vm,
    init,
    object,
    vm.functions[i32[(init + FUNC_WORD) >> 2] >> 4](vm, init, object, a, b, c, d),
  );
}
