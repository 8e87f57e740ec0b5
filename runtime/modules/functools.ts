/**
 * The module _functools: what is native of the module functools, whose source is in library/functools.ts.
 *
 * Source: CPython 3.11 Modules/_functoolsmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import { TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional } from "../objects/arguments.ts";
import { call2 } from "../objects/call.ts";
import { clearError, errorMatches, errorOccurred, raise } from "../objects/errors.ts";
import { forNext } from "../objects/for_next.ts";
import { getIter } from "../objects/iterate.ts";
import { bringTypes } from "../objects/late_types.ts";
import { METH_FASTCALL, METH_KEYWORDS, type MethodSpec } from "../objects/method_definition.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import { createLazyModule } from "./lazy_module.ts";
import { FUNCTOOLS_PARTS } from "./source_functools.ts";
import { defineLruCache, defineLruLink, LRU_CACHE_TYPE, LRU_LINK_TYPE } from "./functools_cache.ts";
import { CMP_KEY_TYPE, cmpToKey, defineCmpKey } from "./functools_compare.ts";
import { definePartial, PARTIAL_TYPE } from "./functools_partial.ts";

/** reduce(function, iterable[, initial]) */
function reduce(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "reduce", nargs, 2, 3)) return NULL;
  const i32 = vm.i32;
  const func = i32[args >> 2];
  const iterator = getIter(vm, i32[(args + 8) >> 2]);
  if (iterator === NULL) {
    if (errorMatches(vm, TYPE_ERROR)) {
      clearError(vm);
      raise(vm, TYPE_ERROR, "reduce() arg 2 must support iteration");
    }
    return NULL;
  }
  let result = nargs === 3 ? newRef(vm, i32[(args + 16) >> 2]) : forNext(vm, iterator);
  if (result === NULL && errorOccurred(vm) === NULL) {
    raise(vm, TYPE_ERROR, "reduce() of empty iterable with no initial value");
  }
  while (result !== NULL) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    const next = call2(vm, func, result, item);
    decref(vm, result);
    decref(vm, item);
    result = next;
  }
  decref(vm, iterator);
  if (errorOccurred(vm) === NULL) return result;
  xdecref(vm, result);
  return NULL;
}

const METHODS: readonly MethodSpec[] = [
  { name: "reduce", flags: METH_FASTCALL, fn: reduce },
  { name: "cmp_to_key", flags: METH_FASTCALL | METH_KEYWORDS, fn: cmpToKey },
];

const TYPES: readonly (readonly [name: string, type: Address])[] = [
  ["partial", PARTIAL_TYPE],
  ["_lru_cache_wrapper", LRU_CACHE_TYPE],
];

/** The module _functools, new; NULL with MemoryError. */
export function createNativeFunctools(vm: Interpreter): Address {
  const brought = bringTypes(vm, [
    [PARTIAL_TYPE, definePartial],
    [LRU_LINK_TYPE, defineLruLink],
    [LRU_CACHE_TYPE, defineLruCache],
    [CMP_KEY_TYPE, defineCmpKey],
  ]);
  const module = brought ? createModule(vm, "_functools", METHODS, "Tools that operate on functions.") : NULL;
  if (module === NULL) return NULL;
  for (const [name, type] of TYPES) {
    if (moduleSet(vm, module, name, newRef(vm, type)) === 0) continue;
    decref(vm, module);
    return NULL;
  }
  return module;
}

/** The module functools, new; NULL with MemoryError. */
export function createFunctools(vm: Interpreter): Address {
  return createLazyModule(vm, {
    name: "functools",
    doc: "Tools for working with functions and callable objects.",
    native: createNativeFunctools,
    parts: FUNCTOOLS_PARTS,
  });
}
