/**
 * Calls: of anything callable, with arguments as words in memory (vectorcall) or as tuple and dict (tp_call).
 *
 * The argument words of a vectorcall are borrowed: positional ones first, then the values of the keywords whose names
 * stand in the tuple `kwnames` (NULL: none). Whoever calls puts them on the arguments' stack (`vm.sp`), or points
 * at words that hold them already, such as a tuple's items. The callee must not change the words.
 *
 * Law: `vm.sp` is restored on every path. A call can run any code.
 *
 * Source: CPython 3.11 Objects/call.c, Include/internal/pycore_call.h.
 */
import { type Address, memFree, memMalloc, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_HAVE_VECTORCALL,
  TPFLAGS_UNICODE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { EMPTY_TUPLE, FUNCTION_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { decref, incref } from "../memory/refcount.ts";
import { noMemory } from "../memory/pending.ts";
import { getAttrJs, loadMethod } from "./attributes.ts";
import { dictNewPresized, dictNext, dictSet, dictSize } from "./dict.ts";
import { raise } from "./errors.ts";
import { FUNC_WORD } from "./function_layout.ts";
import { enterRecursive, leaveRecursive, REENTRY_WEIGHT } from "./recursion.ts";
import { tupleFromArray, tupleNew, tupleSetItem } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

export { loadMethod };

const TP_CALL = TYPE.offsets.tp_call;
const TP_VECTORCALL_OFFSET = TYPE.offsets.tp_vectorcall_offset;
const TUPLE_ITEMS = 24;
/** What RecursionError says when natives call too deep. */
export const WHILE_CALLING = " while calling a Python object";

// ---- the arguments' stack

/** Room for `n` words: on the stack, or a block if it is full. NULL with MemoryError. Give back in reverse order. */
export function reserveArguments(vm: Interpreter, n: number): Address {
  const args = vm.sp;
  const end = args + 8 * n;
  if (end + STACK_MARGIN <= vm.stackEnd) {
    vm.sp = end;
    return args;
  }
  const block = memMalloc(vm, 8 * n);
  return block !== NULL ? block : noMemory(vm);
}

/** Bytes that are left for calls with few arguments, which do not ask. */
export const STACK_MARGIN = 1 << 20;

/** Gives back what reserveArguments gave. */
export function releaseArguments(vm: Interpreter, args: Address): void {
  if (args >= vm.argumentsBase && args < vm.stackEnd) vm.sp = args;
  else memFree(vm, args);
}

// ---- dispatch

/** Calls `callable` with words in memory; new. */
export function vectorcall(
  vm: Interpreter,
  callable: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const i32 = vm.i32;
  const type = i32[(callable + OB_TYPE) >> 2];
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HAVE_VECTORCALL) !== 0) {
    const id = i32[(callable + i32[(type + TP_VECTORCALL_OFFSET) >> 2]) >> 2];
    if (id !== NULL) return vm.functions[id](vm, callable, args, nargs, kwnames);
  }
  return callWithObjects(vm, callable, args, nargs, kwnames);
}

/** Calls through tp_call: words become a tuple and a dict. New. */
export function callWithObjects(
  vm: Interpreter,
  callable: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const slot = vm.i32[(vm.i32[(callable + OB_TYPE) >> 2] + TP_CALL) >> 2];
  if (slot === NULL) return raiseNotCallable(vm, callable);
  const tuple = tupleFromArray(vm, args, nargs);
  if (tuple === NULL) return NULL;
  let kwargs = NULL;
  if (kwnames !== NULL && vm.i32[(kwnames + OB_SIZE) >> 2] > 0) {
    kwargs = kwargsFromWords(vm, args + 8 * nargs, kwnames);
    if (kwargs === NULL) {
      decref(vm, tuple);
      return NULL;
    }
  }
  const result = callSlot(vm, slot, callable, tuple, kwargs);
  decref(vm, tuple);
  if (kwargs !== NULL) decref(vm, kwargs);
  return result;
}

function callSlot(
  vm: Interpreter,
  slot: number,
  callable: Address,
  tuple: Address,
  kwargs: Address,
): Address {
  if (!enterRecursive(vm, WHILE_CALLING)) return NULL;
  const result: Address = vm.functions[slot](vm, callable, tuple, kwargs);
  leaveRecursive(vm);
  return result;
}

/** TypeError "'X' object is not callable". Returns NULL. */
function raiseNotCallable(vm: Interpreter, callable: Address): Address {
  return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, callable)}' object is not callable`);
}

/** A new dict of the keywords in `kwnames` with the values whose words start at `values`. */
export function kwargsFromWords(vm: Interpreter, values: Address, kwnames: Address): Address {
  const i32 = vm.i32;
  const count = i32[(kwnames + OB_SIZE) >> 2];
  const dict = dictNewPresized(vm, count, true);
  if (dict === NULL) return NULL;
  for (let i = 0; i < count; i++) {
    if (dictSet(vm, dict, i32[(kwnames + TUPLE_ITEMS + 8 * i) >> 2], i32[(values + 8 * i) >> 2]) < 0) {
      decref(vm, dict);
      return NULL;
    }
  }
  return dict;
}

/** Calls `callable` with a tuple and a dict (or NULL); new. */
export function call(vm: Interpreter, callable: Address, args: Address, kwargs: Address): Address {
  const i32 = vm.i32;
  const type = i32[(callable + OB_TYPE) >> 2];
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HAVE_VECTORCALL) !== 0) {
    const id = i32[(callable + i32[(type + TP_VECTORCALL_OFFSET) >> 2]) >> 2];
    if (id !== NULL) return callByWords(vm, id, callable, args, kwargs);
  }
  const slot = i32[(type + TP_CALL) >> 2];
  if (slot === NULL) return raiseNotCallable(vm, callable);
  return callSlot(vm, slot, callable, args, kwargs);
}

/** tp_call of types whose instances carry a vectorcall function. */
export function vectorcallAsCall(
  vm: Interpreter,
  callable: Address,
  args: Address,
  kwargs: Address,
): Address {
  const i32 = vm.i32;
  const offset = i32[(i32[(callable + OB_TYPE) >> 2] + TP_VECTORCALL_OFFSET) >> 2];
  const id = offset > 0 ? i32[(callable + offset) >> 2] : NULL;
  if (id === NULL) {
    return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, callable)}' object does not support vectorcall`);
  }
  return callByWords(vm, id, callable, args, kwargs);
}

/** Calls function number `id` with a tuple's items and a dict's values as words. */
function callByWords(
  vm: Interpreter,
  id: number,
  callable: Address,
  args: Address,
  kwargs: Address,
): Address {
  const nargs = vm.i32[(args + OB_SIZE) >> 2];
  if (kwargs === NULL || dictSize(vm, kwargs) === 0) {
    return vm.functions[id](vm, callable, args + TUPLE_ITEMS, nargs, NULL);
  }
  return callWithKeywordDict(vm, id, callable, args + TUPLE_ITEMS, nargs, kwargs);
}

/** Spreads a dict behind the positional words, holding its values during the call. */
function callWithKeywordDict(
  vm: Interpreter,
  id: number,
  callable: Address,
  args: Address,
  nargs: number,
  kwargs: Address,
): Address {
  const count = dictSize(vm, kwargs);
  const kwnames = tupleNew(vm, count);
  if (kwnames === NULL) return NULL;
  const words = reserveArguments(vm, nargs + count);
  if (words === NULL) {
    decref(vm, kwnames);
    return NULL;
  }
  const i32 = vm.i32;
  for (let i = 0; i < nargs; i++) i32[(words + 8 * i) >> 2] = i32[(args + 8 * i) >> 2];
  const values = words + 8 * nargs;
  const allStrings = spreadDict(vm, kwargs, kwnames, values);
  const result: Address = allStrings
    ? vm.functions[id](vm, callable, words, nargs, kwnames)
    : raise(vm, TYPE_ERROR, "keywords must be strings");
  for (let i = 0; i < count; i++) decref(vm, i32[(values + 8 * i) >> 2]);
  releaseArguments(vm, words);
  decref(vm, kwnames);
  return result;
}

/** Puts a dict's keys into the new tuple `kwnames` and its values at `values`, owned. Are all keys strings? */
function spreadDict(vm: Interpreter, dict: Address, kwnames: Address, values: Address): boolean {
  const i32 = vm.i32;
  let allStrings = true;
  let index = 0;
  for (let position = dictNext(vm, dict, 0); position >= 0; position = dictNext(vm, dict, position)) {
    const key = vm.dictKey, value = vm.dictValue;
    incref(vm, key);
    incref(vm, value);
    tupleSetItem(vm, kwnames, index, key);
    i32[(values + 8 * index) >> 2] = value;
    index++;
    const keyType = i32[(key + OB_TYPE) >> 2];
    if ((i32[(keyType + TP_FLAGS) >> 2] & TPFLAGS_UNICODE_SUBCLASS) === 0) allStrings = false;
  }
  return allStrings;
}

/** `callable(self, *args, **kwargs)` with a tuple and a dict (or NULL); new. */
export function callPrepend(
  vm: Interpreter,
  callable: Address,
  self: Address,
  args: Address,
  kwargs: Address,
): Address {
  const i32 = vm.i32;
  const nargs = i32[(args + OB_SIZE) >> 2];
  const words = reserveArguments(vm, nargs + 1);
  if (words === NULL) return NULL;
  i32[words >> 2] = self;
  for (let i = 0; i < nargs; i++) {
    i32[(words + 8 + 8 * i) >> 2] = i32[(args + TUPLE_ITEMS + 8 * i) >> 2];
  }
  const result = callWithDict(vm, callable, words, nargs + 1, kwargs);
  releaseArguments(vm, words);
  return result;
}

/** Calls `callable` with words and the keywords in a dict (or NULL); new. */
export function callWithDict(
  vm: Interpreter,
  callable: Address,
  args: Address,
  nargs: number,
  kwargs: Address,
): Address {
  if (kwargs === NULL || dictSize(vm, kwargs) === 0) return vectorcall(vm, callable, args, nargs, NULL);
  const i32 = vm.i32;
  const type = i32[(callable + OB_TYPE) >> 2];
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HAVE_VECTORCALL) !== 0) {
    const id = i32[(callable + i32[(type + TP_VECTORCALL_OFFSET) >> 2]) >> 2];
    if (id !== NULL) return callWithKeywordDict(vm, id, callable, args, nargs, kwargs);
  }
  const slot = i32[(type + TP_CALL) >> 2];
  if (slot === NULL) return raiseNotCallable(vm, callable);
  const tuple = tupleFromArray(vm, args, nargs);
  if (tuple === NULL) return NULL;
  const result = callSlot(vm, slot, callable, tuple, kwargs);
  decref(vm, tuple);
  return result;
}

// ---- calls with a few arguments (borrowed)
// A function of the program that takes exactly these gets them as its parameters: it owns them, so they are counted.

/** `callable()`; new. */
export function call0(vm: Interpreter, callable: Address): Address {
  const i32 = vm.i32;
  if (i32[(callable + OB_TYPE) >> 2] === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 0) {
      vm.room -= REENTRY_WEIGHT;
      const result: Address = vm.functions[word >> 4](vm, callable);
      vm.room += REENTRY_WEIGHT;
      return result;
    }
  }
  return vectorcall(vm, callable, vm.sp, 0, NULL);
}

/** `callable(a)`; new. */
export function call1(vm: Interpreter, callable: Address, a: Address): Address {
  const i32 = vm.i32;
  if (i32[(callable + OB_TYPE) >> 2] === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 1) {
      i32[a >> 2]++;
      vm.room -= REENTRY_WEIGHT;
      const result: Address = vm.functions[word >> 4](vm, callable, a);
      vm.room += REENTRY_WEIGHT;
      return result;
    }
  }
  const args = vm.sp;
  i32[args >> 2] = a;
  vm.sp = args + 8;
  const result = vectorcall(vm, callable, args, 1, NULL);
  vm.sp = args;
  return result;
}

/** `callable(a, b)`; new. */
export function call2(vm: Interpreter, callable: Address, a: Address, b: Address): Address {
  const i32 = vm.i32;
  if (i32[(callable + OB_TYPE) >> 2] === FUNCTION_TYPE) {
    const word = i32[(callable + FUNC_WORD) >> 2];
    if ((word & 15) === 2) {
      i32[a >> 2]++;
      i32[b >> 2]++;
      vm.room -= REENTRY_WEIGHT;
      const result: Address = vm.functions[word >> 4](vm, callable, a, b);
      vm.room += REENTRY_WEIGHT;
      return result;
    }
  }
  const args = vm.sp;
  i32[args >> 2] = a;
  i32[(args + 8) >> 2] = b;
  vm.sp = args + 16;
  const result = vectorcall(vm, callable, args, 2, NULL);
  vm.sp = args;
  return result;
}

/** `callable(a, b, c)`; new. */
export function call3(vm: Interpreter, callable: Address, a: Address, b: Address, c: Address): Address {
  const i32 = vm.i32;
  const args = vm.sp;
  i32[args >> 2] = a;
  i32[(args + 8) >> 2] = b;
  i32[(args + 16) >> 2] = c;
  vm.sp = args + 24;
  const result = vectorcall(vm, callable, args, 3, NULL);
  vm.sp = args;
  return result;
}

/** `object.name()`; new. */
export function callMethod0(vm: Interpreter, object: Address, name: Address): Address {
  const method = loadMethod(vm, object, name);
  if (method === NULL) return NULL;
  const result = vm.second === 1 ? call1(vm, method, object) : call0(vm, method);
  decref(vm, method);
  return result;
}

/** `object.name(a)`; new. */
export function callMethod1(vm: Interpreter, object: Address, name: Address, a: Address): Address {
  const method = loadMethod(vm, object, name);
  if (method === NULL) return NULL;
  const result = vm.second === 1 ? call2(vm, method, object, a) : call1(vm, method, a);
  decref(vm, method);
  return result;
}

/** `object.name(a, b)`; new. */
export function callMethod2(
  vm: Interpreter,
  object: Address,
  name: Address,
  a: Address,
  b: Address,
): Address {
  const method = loadMethod(vm, object, name);
  if (method === NULL) return NULL;
  const result = vm.second === 1 ? call3(vm, method, object, a, b) : call2(vm, method, a, b);
  decref(vm, method);
  return result;
}

/** `object.name()` for a name that only the host knows; new. */
export function callMethodJs(vm: Interpreter, object: Address, name: string): Address {
  const method = getAttrJs(vm, object, name);
  if (method === NULL) return NULL;
  const result = call(vm, method, EMPTY_TUPLE, NULL);
  decref(vm, method);
  return result;
}

/** Can an object be called? */
export function isCallable(vm: Interpreter, object: Address): boolean {
  return vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_CALL) >> 2] !== NULL;
}
