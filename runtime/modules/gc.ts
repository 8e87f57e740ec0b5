/**
 * The module gc: the program's view of the cyclic collector (memory/gc.ts).
 *
 * `gc.callbacks` are called before and after each collection. `gc.garbage` stays empty: no type has the old kind of
 * finalizer that makes a cycle uncollectable.
 *
 * Source: CPython 3.11 Modules/gcmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import {
  collect,
  enableCollector,
  generationCount,
  setThreshold,
  visitReferents,
  walkGeneration,
} from "../memory/gc.ts";
import { GC_PREV_FINALIZED, gcIsTracked, isGcObject } from "../memory/gc_head.ts";
import { GENERATION_COUNT, generationRing, mergeRing, PERMANENT_RING, ringSize } from "../memory/gc_list.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { NONE, OVERFLOW_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional, parseArguments } from "../objects/arguments.ts";
import { call2 } from "../objects/call.ts";
import { dictNew, dictSet } from "../objects/dict.ts";
import { errorOccurred, raise, raiseFlag, writeUnraisable } from "../objects/errors.ts";
import { intAsLong, intFromNumber, newBool } from "../objects/int.ts";
import { internJs } from "../objects/interning.ts";
import { listAppend, listItem, listNew, listSize } from "../objects/list.ts";
import {
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
  METH_VARARGS,
  type MethodSpec,
} from "../objects/method_definition.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import { asSsize, numberIndex } from "../objects/number.ts";
import { newStr } from "../objects/str.ts";
import { tupleItem, tupleOf, tupleSize } from "../objects/tuple.ts";

const OLDEST = GENERATION_COUNT - 1;

// Switching and counting -------------------------------------------------------------------------------------------

function gcEnable(vm: Interpreter): Address {
  enableCollector(vm, true);
  return newRef(vm, NONE);
}

function gcDisable(vm: Interpreter): Address {
  enableCollector(vm, false);
  return newRef(vm, NONE);
}

function gcIsEnabled(vm: Interpreter): Address {
  return newBool(vm, vm.collector.enabled);
}

const COLLECT = { name: "collect", params: ["generation"] };

function gcCollect(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, COLLECT, args, nargs, kwnames);
  if (given === null) return NULL;
  let generation = OLDEST;
  if (given[0] !== NULL) {
    generation = asInt(vm, given[0]);
    if (generation === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  if (generation < 0 || generation > OLDEST) return raise(vm, VALUE_ERROR, "invalid generation");
  return intFromNumber(vm, collect(vm, generation));
}

/** An argument as a C int; -1 with an exception. */
function asInt(vm: Interpreter, o: Address): number {
  const index = numberIndex(vm, o);
  if (index === NULL) return -1;
  const n = intAsLong(vm, index, "int");
  decref(vm, index);
  if (n >= -0x80000000 && n <= 0x7fffffff) return n;
  return raiseFlag(vm, OVERFLOW_ERROR, "Python int too large to convert to C int");
}

/** A tuple of ints, new. */
function intTuple(vm: Interpreter, values: readonly number[]): Address {
  return tupleOf(vm, values, (value) => intFromNumber(vm, value));
}

function gcGetCount(vm: Interpreter): Address {
  return intTuple(vm, [0, 1, 2].map((generation) => generationCount(vm, generation)));
}

function gcGetThreshold(vm: Interpreter): Address {
  return intTuple(vm, vm.collector.thresholds);
}

function gcSetThreshold(vm: Interpreter, _module: Address, args: Address): Address {
  const n = tupleSize(vm, args);
  if (!checkPositional(vm, "set_threshold", n, 1, GENERATION_COUNT)) return NULL;
  const thresholds: number[] = [];
  for (let i = 0; i < n; i++) {
    const threshold = asSsize(vm, tupleItem(vm, args, i), OVERFLOW_ERROR);
    if (threshold === -1 && errorOccurred(vm) !== NULL) return NULL;
    if (threshold < -0x80000000 || threshold > 0x7fffffff) {
      return raise(
        vm,
        OVERFLOW_ERROR,
        `signed integer is ${threshold < 0 ? "less than minimum" : "greater than maximum"}`,
      );
    }
    thresholds.push(threshold);
  }
  thresholds.forEach((threshold, generation) => setThreshold(vm, generation, threshold));
  return newRef(vm, NONE);
}

/** A dict of ints, new. */
function intDict(vm: Interpreter, entries: readonly (readonly [string, number])[]): Address {
  const dict = dictNew(vm);
  if (dict === NULL) return NULL;
  for (const [name, number] of entries) {
    const key = internJs(vm, name);
    const value = key === NULL ? NULL : intFromNumber(vm, number);
    const set = value !== NULL && dictSet(vm, dict, key, value) === 0;
    if (key !== NULL) decref(vm, key);
    if (value !== NULL) decref(vm, value);
    if (!set) {
      decref(vm, dict);
      return NULL;
    }
  }
  return dict;
}

function gcGetStats(vm: Interpreter): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  for (let generation = 0; generation < GENERATION_COUNT; generation++) {
    const figures = intDict(vm, [
      ["collections", vm.collector.collections[generation]],
      ["collected", vm.collector.collected[generation]],
      ["uncollectable", 0],
    ]);
    if (figures === NULL || listAppend(vm, list, figures) < 0) {
      if (figures !== NULL) decref(vm, figures);
      decref(vm, list);
      return NULL;
    }
    decref(vm, figures);
  }
  return list;
}

// Looking at objects -----------------------------------------------------------------------------------------------

function gcIsTrackedMethod(vm: Interpreter, _module: Address, object: Address): Address {
  return newBool(vm, isGcObject(vm, object) && gcIsTracked(vm, object));
}

function gcIsFinalized(vm: Interpreter, _module: Address, object: Address): Address {
  return newBool(vm, isGcObject(vm, object) && (vm.i32[(object - 8) >> 2] & GC_PREV_FINALIZED) !== 0);
}

/** A new list of what `walk` names, except the list itself; NULL with MemoryError. */
function collectObjects(
  vm: Interpreter,
  walk: (add: (vm: Interpreter, object: Address) => void) => void,
): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  let failed = false;
  walk((vm, object) => {
    if (!failed && object !== list && listAppend(vm, list, object) < 0) failed = true;
  });
  if (!failed) return list;
  decref(vm, list);
  return NULL;
}

const GET_OBJECTS = { name: "get_objects", params: ["generation"] };

function gcGetObjects(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, GET_OBJECTS, args, nargs, kwnames);
  if (given === null) return NULL;
  let first = 0, last = OLDEST;
  if (given[0] !== NULL && given[0] !== NONE) {
    first = last = asSsize(vm, given[0], OVERFLOW_ERROR);
    if (first === -1 && errorOccurred(vm) !== NULL) return NULL;
    if (first === -1) [first, last] = [0, OLDEST]; // as CPython: -1 is its mark for "no generation given"
    if (first < 0) return raise(vm, VALUE_ERROR, "generation parameter cannot be negative");
    if (first > OLDEST) {
      const text =
        `generation parameter must be less than the number of available generations (${GENERATION_COUNT})`;
      return raise(vm, VALUE_ERROR, text);
    }
  }
  return collectObjects(vm, (add) => {
    for (let generation = first; generation <= last; generation++) walkGeneration(vm, generation, add);
  });
}

function gcGetReferents(vm: Interpreter, _module: Address, objects: Address): Address {
  return collectObjects(vm, (add) => {
    for (let i = 0, n = tupleSize(vm, objects); i < n; i++) {
      visitReferents(vm, tupleItem(vm, objects, i), add);
    }
  });
}

function gcGetReferrers(vm: Interpreter, _module: Address, objects: Address): Address {
  const wanted = new Set<Address>();
  for (let i = 0, n = tupleSize(vm, objects); i < n; i++) wanted.add(tupleItem(vm, objects, i));
  return collectObjects(vm, (add) => {
    for (let generation = 0; generation < GENERATION_COUNT; generation++) {
      walkGeneration(vm, generation, (vm, object) => {
        if (object === objects) return;
        let refers = false;
        visitReferents(vm, object, (_vm, referent) => {
          if (wanted.has(referent)) refers = true;
        });
        if (refers) add(vm, object);
      });
    }
  });
}

// The permanent generation -----------------------------------------------------------------------------------------

function gcFreeze(vm: Interpreter): Address {
  for (let generation = 0; generation < GENERATION_COUNT; generation++) {
    mergeRing(vm, generationRing(generation), PERMANENT_RING);
    if (generation === 0) vm.gcCount0 = 0;
    else vm.collector.counts[generation] = 0;
  }
  return newRef(vm, NONE);
}

function gcUnfreeze(vm: Interpreter): Address {
  mergeRing(vm, PERMANENT_RING, generationRing(OLDEST));
  return newRef(vm, NONE);
}

function gcGetFreezeCount(vm: Interpreter): Address {
  return intFromNumber(vm, ringSize(vm, PERMANENT_RING));
}

// Callbacks --------------------------------------------------------------------------------------------------------

/** Calls gc.callbacks with ('start' or 'stop', figures). What goes wrong in them is reported and forgotten. */
function callCallbacks(vm: Interpreter, phase: string, generation: number, collected: number): void {
  const callbacks = vm.collector.callbacks;
  if (listSize(vm, callbacks) === 0) return;
  const phaseObject = newStr(vm, phase);
  const info = phaseObject === NULL
    ? NULL
    : intDict(vm, [["generation", generation], ["collected", collected], ["uncollectable", 0]]);
  if (info === NULL) writeUnraisable(vm, NULL);
  for (let i = 0; info !== NULL && i < listSize(vm, callbacks); i++) {
    const callback = newRef(vm, listItem(vm, callbacks, i));
    const result = call2(vm, callback, phaseObject, info);
    if (result === NULL) writeUnraisable(vm, callback);
    else decref(vm, result);
    decref(vm, callback);
  }
  if (info !== NULL) decref(vm, info);
  if (phaseObject !== NULL) decref(vm, phaseObject);
}

// Registration -----------------------------------------------------------------------------------------------------

const METHODS: readonly MethodSpec[] = [
  { name: "enable", flags: METH_NOARGS, fn: gcEnable, doc: "Enable automatic garbage collection." },
  { name: "disable", flags: METH_NOARGS, fn: gcDisable, doc: "Disable automatic garbage collection." },
  {
    name: "isenabled",
    flags: METH_NOARGS,
    fn: gcIsEnabled,
    doc: "Returns true if automatic garbage collection is enabled.",
  },
  {
    name: "get_count",
    flags: METH_NOARGS,
    fn: gcGetCount,
    doc: "Return a three-tuple of the current collection counts.",
  },
  { name: "set_threshold", flags: METH_VARARGS, fn: gcSetThreshold, doc: "Set the collection thresholds." },
  {
    name: "get_threshold",
    flags: METH_NOARGS,
    fn: gcGetThreshold,
    doc: "Return the current collection thresholds.",
  },
  { name: "collect", flags: METH_FASTCALL | METH_KEYWORDS, fn: gcCollect, doc: "Run the garbage collector." },
  {
    name: "get_objects",
    flags: METH_FASTCALL | METH_KEYWORDS,
    fn: gcGetObjects,
    doc: "Return a list of the objects tracked by the collector, of one generation or of all.",
  },
  {
    name: "get_stats",
    flags: METH_NOARGS,
    fn: gcGetStats,
    doc: "Return a list of figures, one dict per generation.",
  },
  {
    name: "is_tracked",
    flags: METH_O,
    fn: gcIsTrackedMethod,
    doc: "Returns true if the object is tracked by the garbage collector.",
  },
  {
    name: "is_finalized",
    flags: METH_O,
    fn: gcIsFinalized,
    doc: "Returns true if the object has been already finalized by the GC.",
  },
  {
    name: "get_referrers",
    flags: METH_VARARGS,
    fn: gcGetReferrers,
    doc: "Return the list of objects that directly refer to any of the arguments.",
  },
  {
    name: "get_referents",
    flags: METH_VARARGS,
    fn: gcGetReferents,
    doc: "Return the list of objects that are directly referred to by the arguments.",
  },
  { name: "freeze", flags: METH_NOARGS, fn: gcFreeze, doc: "Freeze all current tracked objects." },
  {
    name: "unfreeze",
    flags: METH_NOARGS,
    fn: gcUnfreeze,
    doc: "Unfreeze all objects in the permanent generation.",
  },
  {
    name: "get_freeze_count",
    flags: METH_NOARGS,
    fn: gcGetFreezeCount,
    doc: "Return the number of objects in the permanent generation.",
  },
];

/** Makes the module gc; NULL with an exception. Once for an interpreter. */
export function createGc(vm: Interpreter): Address {
  const module = createModule(vm, "gc", METHODS, "This module provides access to the garbage collector.");
  if (module === NULL) return NULL;
  const callbacks = listNew(vm, 0);
  if (
    moduleSet(vm, module, "garbage", listNew(vm, 0)) < 0 || callbacks === NULL ||
    moduleSet(vm, module, "callbacks", newRef(vm, callbacks)) < 0
  ) {
    if (callbacks !== NULL) decref(vm, callbacks);
    decref(vm, module);
    return NULL;
  }
  vm.collector.callbacks = callbacks;
  vm.collector.notify = (phase, generation, collected) => callCallbacks(vm, phase, generation, collected);
  return module;
}

/** Releases what the collector holds for the module, at the end of a run. */
export function releaseGc(vm: Interpreter): void {
  const callbacks = vm.collector.callbacks;
  vm.collector.callbacks = NULL;
  vm.collector.notify = null;
  if (callbacks !== NULL) decref(vm, callbacks);
}
