/**
 * The cyclic collector: finds containers that only each other keep alive, and takes them apart.
 *
 * A collection of a generation works on its ring and those of the younger ones, with nothing but the two words of each
 * GC head:
 *
 *     1  copy each reference count into `_gc_prev` (above its two flags)          updateRefs
 *     2  subtract one for every reference that comes from inside the ring         subtractRefs
 *     3  what has a count left is held from outside, and so is what it reaches;   moveUnreachable
 *        the rest goes to the ring of the unreachable
 *     4  survivors move on to the next generation; tuples, and in full collections dicts, that hold nothing
 *        trackable are untracked
 *     5  (weak references to the unreachable are cleared here)
 *     6  finalizers are called once per object; if any was called, 1 to 3 again for the unreachable
 *     7  tp_clear breaks the cycles, in the order of the ring; reference counts do the rest
 *
 * A generation is collected when its count passes its threshold: for the youngest the count is containers made minus
 * containers given back, for the others the collections of the one before. The oldest waits besides until what has
 * come to it is a quarter of what it had.
 *
 * Laws: no collection starts inside another one, nor while an exception is pending. A collection can run any code.
 *
 * Fast paths index the views. Source: CPython 3.11 Modules/gcmodule.c.
 */
import { type Address, NULL, objectFree } from "../../heap/mod.ts";
import type { CollectorState } from "./collector_state.ts";
import { emptyFreeList, FREE_LIST_TABLE, type FreeList, freeListHead } from "./free_lists.ts";
import { gcFree } from "./gc_alloc.ts";
import { GC_PREV_COLLECTING, GC_PREV_FINALIZED, GC_PREV_MASK, isGcObject } from "./gc_head.ts";
import {
  ALL_RINGS,
  appendToRing,
  FINALIZED_RING,
  GENERATION_COUNT,
  generationRing,
  initRing,
  isRingEmpty,
  mergeRing,
  moveToRing,
  ringSize,
  STILL_UNREACHABLE_RING,
  UNREACHABLE_RING,
} from "./gc_list.ts";
import type { Interpreter } from "./interpreter.ts";
import { OB_TYPE, TP_CLEAR, TP_FLAGS, TP_TRAVERSE, TPFLAGS_HAVE_GC, TYPE } from "./object_layout.ts";
import { decref, incref } from "./refcount.ts";
import { DICT_TYPE, TUPLE_TYPE } from "./statics.ts";

const TP_FINALIZE = TYPE.offsets.tp_finalize;

/** In `_gc_next`: the object is in the ring of the unreachable while moveUnreachable runs. */
const NEXT_UNREACHABLE = 1;
/** The copied count in `_gc_prev` counts in steps of this. */
const REF_STEP = 4;
/** A threshold that no count passes. */
const NEVER = 0x3fffffff;
/** Under stress every one of so many collections is a full one. */
const STRESS_FULL = 100;

/** Makes the rings empty. Before the first container; collections begin with beginCollections. */
export function startCollector(vm: Interpreter): void {
  for (const ring of ALL_RINGS) initRing(vm, ring);
  vm.collectAtAllocation = () => collectAtAllocation(vm, vm.collector);
  vm.gcThreshold0 = NEVER;
}

/** Lets allocations start collections from here on: what the start of the runtime has made is old. */
export function beginCollections(vm: Interpreter): void {
  mergeRing(vm, generationRing(0), generationRing(GENERATION_COUNT - 1));
  vm.gcCount0 = 0;
  updateTrigger(vm);
}

/** Switches automatic collections on or off. */
export function enableCollector(vm: Interpreter, enabled: boolean): void {
  vm.collector.enabled = enabled;
  updateTrigger(vm);
}

/** Sets the threshold of a generation; 0 for the youngest means no automatic collections. */
export function setThreshold(vm: Interpreter, generation: number, threshold: number): void {
  vm.collector.thresholds[generation] = threshold;
  updateTrigger(vm);
}

/** Collects at every allocation of a container, or not, while the program has automatic collections on; for tests. */
export function stressCollector(vm: Interpreter, stress: boolean): void {
  vm.collector.stress = stress;
  updateTrigger(vm);
}

/** Writes the count of the youngest generation that gcNew compares with. */
function updateTrigger(vm: Interpreter): void {
  const { enabled, stress, thresholds } = vm.collector;
  const due = stress ? -1 : thresholds[0] > 0 ? thresholds[0] : NEVER;
  vm.gcThreshold0 = enabled ? due : NEVER;
}

/** Count of a generation, as gc.get_count() shows it. */
export function generationCount(vm: Interpreter, generation: number): number {
  return generation === 0 ? vm.gcCount0 : vm.collector.counts[generation];
}

/** An allocation has passed the threshold: collects the oldest generation that is due. */
function collectAtAllocation(vm: Interpreter, collector: CollectorState): void {
  if (collector.collecting || vm.curexcType !== NULL) return;
  if (collector.stress) {
    collect(vm, ++collector.stressCount % STRESS_FULL === 0 ? GENERATION_COUNT - 1 : 0);
    return;
  }
  for (let generation = GENERATION_COUNT - 1; generation >= 0; generation--) {
    if (generationCount(vm, generation) <= collector.thresholds[generation]) continue;
    const last = generation === GENERATION_COUNT - 1;
    if (last && collector.longLivedPending < Math.floor(collector.longLivedTotal / 4)) continue;
    collect(vm, generation);
    return;
  }
}

/**
 * Collects a generation and those younger: the number of unreachable containers found, 0 if a collection is under way.
 * The pending exception is kept. Can run any code.
 */
export function collect(vm: Interpreter, generation: number): number {
  const collector = vm.collector;
  if (collector.collecting) return 0;
  collector.collecting = true;
  const type = vm.curexcType, value = vm.curexcValue, traceback = vm.curexcTraceback;
  vm.curexcType = vm.curexcValue = vm.curexcTraceback = NULL;
  if (collector.notify !== null) collector.notify("start", generation, 0);
  const found = collectGeneration(vm, collector, generation);
  if (collector.notify !== null) collector.notify("stop", generation, found);
  vm.curexcType = type;
  vm.curexcValue = value;
  vm.curexcTraceback = traceback;
  collector.collecting = false;
  return found;
}

function collectGeneration(vm: Interpreter, collector: CollectorState, generation: number): number {
  const full = generation === GENERATION_COUNT - 1;
  const young = generationRing(generation);
  const old = full ? young : generationRing(generation + 1);
  countCollection(vm, collector, generation);
  for (let i = 0; i < generation; i++) mergeRing(vm, generationRing(i), young);

  deduceUnreachable(vm, young, UNREACHABLE_RING);
  const survivors = untrackTuples(vm, young);
  if (full) {
    collector.longLivedPending = 0;
    collector.longLivedTotal = untrackDicts(vm, young);
  } else {
    if (generation === GENERATION_COUNT - 2) collector.longLivedPending += survivors;
    mergeRing(vm, young, old);
  }

  let condemned = UNREACHABLE_RING;
  if (finalizeGarbage(vm, UNREACHABLE_RING)) {
    clearCollectingFlags(vm, UNREACHABLE_RING);
    deduceUnreachable(vm, UNREACHABLE_RING, STILL_UNREACHABLE_RING);
    mergeRing(vm, UNREACHABLE_RING, old);
    condemned = STILL_UNREACHABLE_RING;
  }
  const found = ringSize(vm, condemned);
  deleteGarbage(vm, condemned, old);
  if (full) clearFreeLists(vm, false);
  collector.collections[generation]++;
  collector.collected[generation] += found;
  return found;
}

/** Zeroes the counts of the generations collected and adds to that of the next. */
function countCollection(vm: Interpreter, collector: CollectorState, generation: number): void {
  if (generation + 1 < GENERATION_COUNT) collector.counts[generation + 1]++;
  vm.gcCount0 = 0;
  for (let i = 1; i <= generation; i++) collector.counts[i] = 0;
}

// Which ones are unreachable ---------------------------------------------------------------------------------------

/** Moves what is unreachable in `ring` to the empty ring `unreachable`; there the flag "collecting" stays set. */
function deduceUnreachable(vm: Interpreter, ring: Address, unreachable: Address): void {
  updateRefs(vm, ring);
  subtractRefs(vm, ring);
  moveUnreachable(vm, ring, unreachable);
  const i32 = vm.i32;
  for (let head = i32[unreachable >> 2]; head !== unreachable; head = i32[head >> 2]) {
    i32[head >> 2] &= ~NEXT_UNREACHABLE;
  }
}

function updateRefs(vm: Interpreter, ring: Address): void {
  const i32 = vm.i32;
  for (let head = i32[ring >> 2]; head !== ring; head = i32[head >> 2]) {
    const at = (head + 8) >> 2;
    i32[at] = (i32[at] & GC_PREV_FINALIZED) | GC_PREV_COLLECTING | i32[(head + 16) >> 2] * REF_STEP;
  }
}

function subtractRefs(vm: Interpreter, ring: Address): void {
  const i32 = vm.i32, functions = vm.functions;
  for (let head = i32[ring >> 2]; head !== ring; head = i32[head >> 2]) {
    const traverse = i32[(i32[(head + 16 + OB_TYPE) >> 2] + TP_TRAVERSE) >> 2];
    functions[traverse](vm, head + 16, visitSubtract);
  }
}

/** Static types have the flag too, but their word before the object is always 0. */
function visitSubtract(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  if ((i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_HAVE_GC) === 0) return;
  const at = (object - 8) >> 2;
  if ((i32[at] & GC_PREV_COLLECTING) !== 0) i32[at] -= REF_STEP;
}

function moveUnreachable(vm: Interpreter, ring: Address, unreachable: Address): void {
  const i32 = vm.i32, functions = vm.functions;
  const visit = VISIT_REACHABLE[(ring - generationRing(0)) >> 4];
  let previous = ring;
  for (let head = i32[ring >> 2]; head !== ring; head = i32[previous >> 2]) {
    const word = i32[(head + 8) >> 2];
    if ((word & GC_PREV_MASK) !== 0) {
      const traverse = i32[(i32[(head + 16 + OB_TYPE) >> 2] + TP_TRAVERSE) >> 2];
      functions[traverse](vm, head + 16, visit);
      i32[(head + 8) >> 2] = (word & GC_PREV_FINALIZED) | previous;
      previous = head;
    } else {
      i32[previous >> 2] = i32[head >> 2];
      const last = i32[(unreachable + 8) >> 2];
      i32[last >> 2] = head | NEXT_UNREACHABLE;
      i32[(head + 8) >> 2] = word | last;
      i32[head >> 2] = unreachable | NEXT_UNREACHABLE;
      i32[(unreachable + 8) >> 2] = head;
    }
  }
  i32[(ring + 8) >> 2] = previous;
  i32[unreachable >> 2] &= ~NEXT_UNREACHABLE;
}

/** The object is held by one that is reachable: it goes back to the end of `ring`, or waits there to be traversed. */
function markReachable(vm: Interpreter, object: Address, ring: Address): void {
  const i32 = vm.i32;
  if ((i32[(i32[(object + OB_TYPE) >> 2] + TP_FLAGS) >> 2] & TPFLAGS_HAVE_GC) === 0) return;
  const head = object - 16;
  const word = i32[(head + 8) >> 2];
  if ((word & GC_PREV_COLLECTING) === 0) return;
  const next = i32[head >> 2];
  if ((next & NEXT_UNREACHABLE) !== 0) {
    const previous = word & GC_PREV_MASK, after = next & ~NEXT_UNREACHABLE;
    i32[previous >> 2] = next;
    i32[(after + 8) >> 2] = (i32[(after + 8) >> 2] & ~GC_PREV_MASK) | previous;
    appendToRing(vm, head, ring);
    i32[(head + 8) >> 2] = (word & ~GC_PREV_MASK) | REF_STEP;
  } else if ((word & GC_PREV_MASK) === 0) {
    i32[(head + 8) >> 2] = word | REF_STEP;
  }
}

/** One visitor per ring that is searched, so that none has to be made during a collection. */
const VISIT_REACHABLE = ALL_RINGS.map((ring) => (vm: Interpreter, object: Address): void =>
  markReachable(vm, object, ring)
);

function clearCollectingFlags(vm: Interpreter, ring: Address): void {
  const i32 = vm.i32;
  for (let head = i32[ring >> 2]; head !== ring; head = i32[head >> 2]) {
    i32[(head + 8) >> 2] &= ~GC_PREV_COLLECTING;
  }
}

/** Untracks the tuples in a ring that can be part of no cycle; how many containers stay. */
function untrackTuples(vm: Interpreter, ring: Address): number {
  const i32 = vm.i32;
  let n = 0;
  for (let head = i32[ring >> 2]; head !== ring;) {
    const next = i32[head >> 2];
    if (i32[(head + 16 + OB_TYPE) >> 2] === TUPLE_TYPE) vm.maybeUntrackTuple(vm, head + 16);
    if (i32[head >> 2] !== 0) n++;
    head = next;
  }
  return n;
}

/** The same for dicts, after the tuples: a dict of tuples that have just been untracked goes too. */
function untrackDicts(vm: Interpreter, ring: Address): number {
  const i32 = vm.i32;
  let n = 0;
  for (let head = i32[ring >> 2]; head !== ring;) {
    const next = i32[head >> 2];
    if (i32[(head + 16 + OB_TYPE) >> 2] === DICT_TYPE) vm.maybeUntrackDict(vm, head + 16);
    if (i32[head >> 2] !== 0) n++;
    head = next;
  }
  return n;
}

// Taking them apart ------------------------------------------------------------------------------------------------

/**
 * Calls the finalizers that have not been called yet; whether there was one. The first of the ring is always taken and
 * put aside, because a finalizer can make any of the others vanish.
 */
function finalizeGarbage(vm: Interpreter, ring: Address): boolean {
  const i32 = vm.i32;
  let called = false;
  while (!isRingEmpty(vm, ring)) {
    const head = i32[ring >> 2], object = head + 16;
    moveToRing(vm, head, FINALIZED_RING);
    const finalize = i32[(i32[(object + OB_TYPE) >> 2] + TP_FINALIZE) >> 2];
    if (finalize === NULL || (i32[(head + 8) >> 2] & GC_PREV_FINALIZED) !== 0) continue;
    called = true;
    i32[(head + 8) >> 2] |= GC_PREV_FINALIZED;
    incref(vm, object);
    vm.functions[finalize](vm, object);
    decref(vm, object);
  }
  mergeRing(vm, FINALIZED_RING, ring);
  return called;
}

/** Clears what is in the ring; objects that are still alive afterwards move to `old`. */
function deleteGarbage(vm: Interpreter, ring: Address, old: Address): void {
  const i32 = vm.i32;
  while (!isRingEmpty(vm, ring)) {
    const head = i32[ring >> 2], object = head + 16;
    const type = i32[(object + OB_TYPE) >> 2];
    const clear = i32[(type + TP_CLEAR) >> 2];
    if (clear !== NULL) {
      incref(vm, object);
      vm.functions[clear](vm, object);
      if (vm.curexcType !== NULL) vm.reportUnraisable(vm, type, "Exception ignored in tp_clear of");
      decref(vm, object);
    }
    if (i32[ring >> 2] === head) {
      i32[(head + 8) >> 2] &= ~GC_PREV_COLLECTING;
      moveToRing(vm, head, old);
    }
  }
}

// Free lists -------------------------------------------------------------------------------------------------------

/** What full collections leave: the slice that is kept, and the MemoryErrors, which are for when memory is short. */
function survivesFullCollection(list: FreeList): boolean {
  return list.name === "slice" || list.name === "MemoryError";
}

/** Gives the dead objects in the free lists back: at full collections, and all of them at the end of a run. */
export function clearFreeLists(vm: Interpreter, all: boolean): void {
  for (const list of FREE_LIST_TABLE) {
    if (all || !survivesFullCollection(list)) clearFreeList(vm, list);
  }
}

function clearFreeList(vm: Interpreter, list: FreeList): void {
  const i32 = vm.i32;
  let object = freeListHead(vm, list.address);
  emptyFreeList(vm, list.address);
  while (object !== NULL) {
    const next = i32[(object + list.link) >> 2];
    if (list.blockOffset === 0) objectFree(vm, object);
    else gcFree(vm, object);
    object = next;
  }
}

// Looking ----------------------------------------------------------------------------------------------------------

/** Calls `visit` for each tracked container of a generation, in the ring's order. `visit` must not change the ring. */
export function walkGeneration(
  vm: Interpreter,
  generation: number,
  visit: (vm: Interpreter, object: Address) => void,
): void {
  const i32 = vm.i32, ring = generationRing(generation);
  for (let head = i32[ring >> 2]; head !== ring; head = i32[head >> 2]) visit(vm, head + 16);
}

/** Calls `visit` for each object that `object` holds a reference to, as its traverse function names them. */
export function visitReferents(
  vm: Interpreter,
  object: Address,
  visit: (vm: Interpreter, object: Address) => void,
): void {
  if (!isGcObject(vm, object)) return;
  const traverse = vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_TRAVERSE) >> 2];
  if (traverse !== NULL) vm.functions[traverse](vm, object, visit);
}
