/**
 * The end of a runtime: every owner releases what it owns, in an order that can be explained.
 *
 *     1. a full collection; then sys.modules is emptied: modules that nobody else holds die, with their variables
 *     2. a collection: functions and the globals they share go
 *     3. modules that are still alive lose their variables; sys and builtins last
 *     4. the dicts and descriptors of the built-in types
 *     5. interned strings, the free lists
 *     6. the last arena and the records of the allocators
 *
 * Law 3: closing never frees a block that no owner released; what remains is reported.
 *
 * Source: CPython 3.11 Python/pylifecycle.c (Py_FinalizeEx), Python/import.c, Python/pystate.c.
 */
import { type Address, closeHeap, NULL } from "../../heap/mod.ts";
import { clearFreeLists, collect } from "../memory/gc.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { clearPending } from "../memory/pending.ts";
import { decref, incref, refcount, xdecref } from "../memory/refcount.ts";
import { MODULE_TYPE, NONE } from "../memory/statics.ts";
import { clearMethodCache } from "../objects/attributes.ts";
import { dictClear, dictNext, dictSet } from "../objects/dict.ts";
import { clearError } from "../objects/errors.ts";
import { stopInterning } from "../objects/interning.ts";
import { releaseGc } from "../modules/gc.ts";
import { moduleDict } from "../objects/module.ts";
import { clearStaticTypes } from "../objects/registry.ts";
import { compareStaticCounts } from "./static_counts.ts";

const OLDEST_GENERATION = 2;

/**
 * Ends a runtime; returns what remained, a sentence for each live block or count that is not as at the start.
 * `beforeClosing` is called when the owners have released all they own and pymalloc still has its last arena.
 */
export function finishInterpreter(vm: Interpreter, beforeClosing: () => void = () => {}): string[] {
  finishProgram(vm);
  vm.tracer.stop();
  clearStaticTypes(vm);
  clearMethodCache(vm);
  stopInterning(vm);
  clearFreeLists(vm, true);
  beforeClosing();
  return [...closeHeap(vm), ...compareStaticCounts(vm, vm.startCounts)];
}

/** Releases everything that the program has made: modules, variables, cycles. */
function finishProgram(vm: Interpreter): void {
  clearPending(vm);
  xdecref(vm, vm.handled);
  vm.handled = NULL;
  collect(vm, OLDEST_GENERATION);
  releaseGc(vm);
  xdecref(vm, vm.reprList);
  vm.reprList = NULL;
  const kept = takeModules(vm);
  collect(vm, OLDEST_GENERATION);
  for (const module of kept) clearModule(vm, module);
  collect(vm, OLDEST_GENERATION);
  for (const module of kept) decref(vm, module);
  const { sysDict, builtinsDict, modules } = vm;
  vm.sysDict = NULL;
  vm.builtinsDict = NULL;
  vm.modules = NULL;
  xdecref(vm, modules);
  xdecref(vm, sysDict);
  collect(vm, OLDEST_GENERATION);
  xdecref(vm, builtinsDict);
  collect(vm, OLDEST_GENERATION);
}

/** Empties sys.modules. Returns the modules that others still hold, sys and builtins at the end, as owned references. */
function takeModules(vm: Interpreter): Address[] {
  const held: Address[] = [];
  for (let at = dictNext(vm, vm.modules, 0); at >= 0; at = dictNext(vm, vm.modules, at)) {
    if (vm.i32[(vm.dictValue + 8) >> 2] !== MODULE_TYPE) continue;
    incref(vm, vm.dictValue);
    held.push(vm.dictValue);
  }
  for (let at = dictNext(vm, vm.modules, 0); at >= 0; at = dictNext(vm, vm.modules, at)) {
    if (dictSet(vm, vm.modules, vm.dictKey, NONE) < 0) clearError(vm);
  }
  dictClear(vm, vm.modules);
  const kept: Address[] = [];
  for (const module of held) {
    if (refcount(vm, module) > 1) kept.push(module);
    else decref(vm, module);
  }
  const last = (module: Address) => {
    const dict = moduleDict(vm, module);
    return dict === vm.builtinsDict ? 2 : dict === vm.sysDict ? 1 : 0;
  };
  return kept.sort((a, b) => last(a) - last(b));
}

/** Sets a module's variables to None: private ones first, then the rest but `__builtins__`. */
function clearModule(vm: Interpreter, module: Address): void {
  const dict = moduleDict(vm, module);
  if (dict !== NULL) dictClear(vm, dict);
}
