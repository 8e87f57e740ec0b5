/**
 * The end of a runtime: every owner releases what it owns, in an order that can be explained.
 *
 *     1. a full collection; what sys and builtins hold for the program (path, argv, replaced streams, _) goes
 *     2. sys.modules is emptied, in the order in which the modules came: those that nobody else holds die
 *     3. a collection: functions and the globals they share go
 *     4. modules that are still alive lose their variables, the last imported first; sys and builtins at the end
 *     5. the dicts and descriptors of the built-in types
 *     6. interned strings, the free lists
 *     7. the last arena and the records of the allocators
 *
 * Law 3: closing never frees a block that no owner released; what remains is reported.
 *
 * Source: CPython 3.11 Python/pylifecycle.c (Py_FinalizeEx), Python/import.c, Python/pystate.c.
 */
import { type Address, closeHeap, NULL } from "../../heap/mod.ts";
import { flushStreams } from "../builtins/output.ts";
import { clearFreeLists, collect } from "../memory/gc.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { clearPending } from "../memory/pending.ts";
import { decref, incref, xdecref } from "../memory/refcount.ts";
import { MODULE_TYPE, NONE } from "../memory/statics.ts";
import { clearMethodCache } from "../objects/attributes.ts";
import { dictClear, dictGetStr, dictNext, dictSet } from "../objects/dict.ts";
import { clearError } from "../objects/errors.ts";
import { internJs, stopInterning } from "../objects/interning.ts";
import { releaseGc } from "../modules/gc.ts";
import { moduleDict } from "../objects/module.ts";
import { clearStaticTypes } from "../objects/registry.ts";
import { isStr, jsString } from "../objects/str.ts";
import { isInstanceOf } from "../objects/subtype.ts";
import { compareStaticCounts } from "./static_counts.ts";

const OLDEST_GENERATION = 2;
/** Names of sys that may hold anything of the program's. */
const SPECIAL_NAMES = [
  "path",
  "argv",
  "ps1",
  "ps2",
  "last_type",
  "last_value",
  "last_traceback",
];

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
  flushStreams(vm);
  xdecref(vm, vm.handled);
  vm.handled = NULL;
  collect(vm, OLDEST_GENERATION);
  releaseGc(vm);
  xdecref(vm, vm.reprList);
  vm.reprList = NULL;
  forgetSpecialNames(vm);
  const living = vm.livingModules = new Set();
  dropModules(vm, living);
  collect(vm, OLDEST_GENERATION);
  clearModules(vm, living);
  collect(vm, OLDEST_GENERATION);
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

/** Sets what sys and builtins hold for the program to None, and the standard streams to the original ones. */
function forgetSpecialNames(vm: Interpreter): void {
  setNone(vm, vm.builtinsDict, "_");
  for (const name of SPECIAL_NAMES) setNone(vm, vm.sysDict, name);
  for (const name of ["stdin", "stdout", "stderr"]) {
    const original = itemOf(vm, vm.sysDict, `__${name}__`);
    setItem(vm, vm.sysDict, name, original === NULL ? NONE : original);
  }
}

/** An item of a dict by name, borrowed, or NULL. */
function itemOf(vm: Interpreter, dict: Address, name: string): Address {
  const key = internJs(vm, name);
  const value = key === NULL ? NULL : dictGetStr(vm, dict, key);
  if (key === NULL) clearError(vm);
  else decref(vm, key);
  return value;
}

function setItem(vm: Interpreter, dict: Address, name: string, value: Address): void {
  const key = internJs(vm, name);
  if (key === NULL || dictSet(vm, dict, key, value) < 0) clearError(vm);
  if (key !== NULL) decref(vm, key);
}

function setNone(vm: Interpreter, dict: Address, name: string): void {
  if (itemOf(vm, dict, name) !== NULL) setItem(vm, dict, name, NONE);
}

/** Empties sys.modules; its modules are put into `living`, which they leave when they die. Can run any code. */
function dropModules(vm: Interpreter, living: Set<Address>): void {
  const { modules } = vm;
  for (let at = dictNext(vm, modules, 0); at >= 0; at = dictNext(vm, modules, at)) {
    if (isInstanceOf(vm, vm.dictValue, MODULE_TYPE)) living.add(vm.dictValue);
    if (dictSet(vm, modules, vm.dictKey, NONE) < 0) clearError(vm);
  }
  dictClear(vm, modules);
}

/** Takes the variables of modules that are still alive, the last one first, sys and builtins at the end. */
function clearModules(vm: Interpreter, living: Set<Address>): void {
  const { sysDict, builtinsDict } = vm;
  for (const module of [...living].reverse()) {
    if (!living.has(module)) continue;
    const dict = moduleDict(vm, module);
    if (dict === NULL || dict === sysDict || dict === builtinsDict) continue;
    incref(vm, module);
    clearNamespace(vm, dict);
    decref(vm, module);
  }
  clearNamespace(vm, sysDict);
  clearNamespace(vm, builtinsDict);
}

/** Sets variables to None: those with one underscore in front first, then the rest but `__builtins__`. */
function clearNamespace(vm: Interpreter, dict: Address): void {
  for (const wanted of [isPrivate, isOther]) {
    for (let at = dictNext(vm, dict, 0); at >= 0; at = dictNext(vm, dict, at)) {
      const key = vm.dictKey;
      if (vm.dictValue === NONE || !isStr(vm, key) || !wanted(jsString(vm, key))) continue;
      if (dictSet(vm, dict, key, NONE) < 0) clearError(vm);
    }
  }
}

const isPrivate = (name: string): boolean => name.startsWith("_") && !name.startsWith("__");
const isOther = (name: string): boolean => !isPrivate(name) && name !== "__builtins__";
