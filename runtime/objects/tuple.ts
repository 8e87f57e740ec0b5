/**
 * tuple: a fixed number of references behind a header, in one block.
 *
 *     0  ob_refcnt   8  ob_type   16  ob_size   24  ob_item[0]   32  ob_item[1] ...
 *
 * The empty tuple is one static object. Exact tuples of 1 to 20 items are kept in free lists when they die, up to 2000
 * of each length; as in CPython those of 20 items are kept but never taken again (a full collection gives them back).
 *
 * Laws
 * - A tuple is tracked from its making, with NULL items while its maker fills it: `traverse` passes over NULL.
 * - Nobody but its maker, who holds the only reference, changes an item.
 * - Items are released last to first.
 *
 * Methods and operators are in tuple_methods.ts. Source: CPython 3.11 Objects/tupleobject.c.
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE, ONE_WORD, TUPLE_ITEMS, TYPE, VAR_OBJECT } from "../memory/object_layout.ts";
import { EMPTY_TUPLE, GC_GENERATIONS, IMMORTAL_REFCOUNT, TUPLE_TYPE } from "../memory/statics.ts";
import { dealloc, decref, incref } from "../memory/refcount.ts";
import { gcFree, gcNewVar, gcResize } from "../memory/gc_alloc.ts";
import { gcIsTracked, gcTrack, gcUntrack, mayBeTracked } from "../memory/gc_head.ts";
import {
  popHidden,
  pushHidden,
  TUPLE_FREE_LIMIT,
  TUPLE_FREE_LIST_LENGTHS,
  TUPLE_FREE_LISTS,
} from "../memory/free_lists.ts";

/** A tuple; the items follow the header, 8 bytes each. */
export const TUPLE = struct("PyTupleObject", 32, {
  ob_refcnt: VAR_OBJECT.fields[0],
  ob_type: VAR_OBJECT.fields[1],
  ob_size: VAR_OBJECT.fields[2],
  ob_item: pointer(24, "items, owned"),
});

export { TUPLE_ITEMS };
/** Bytes of a tuple without items (tp_basicsize). */
export const TUPLE_BASIC_SIZE = 24;

const TP_FREE = TYPE.offsets.tp_free;
const FREE_PAIRS = TUPLE_FREE_LISTS + 24 * 2;
const FREE_TRIPLES = TUPLE_FREE_LISTS + 24 * 3;

/** Makes the static empty tuple, and tells the collector how tuples are untracked. */
export function initEmptyTuple(vm: Interpreter): void {
  const i32 = vm.i32;
  i32[EMPTY_TUPLE >> 2] = IMMORTAL_REFCOUNT;
  i32[(EMPTY_TUPLE + OB_TYPE) >> 2] = TUPLE_TYPE;
  i32[(EMPTY_TUPLE + OB_SIZE) >> 2] = 0;
  vm.maybeUntrackTuple = tupleMaybeUntrack;
}

/** A new untracked exact tuple of `n` > 0 items that hold garbage. NULL with MemoryError. */
function allocTuple(vm: Interpreter, n: number): Address {
  if (n < TUPLE_FREE_LIST_LENGTHS) {
    const i32 = vm.i32;
    const list = TUPLE_FREE_LISTS + 24 * n;
    const tuple = i32[list >> 2];
    if (tuple !== NULL) {
      i32[list >> 2] = i32[(tuple + TUPLE_ITEMS) >> 2];
      i32[(list + 8) >> 2]--;
      i32[(list + 16) >> 2]++;
      i32[tuple >> 2] = 1;
      i32[(tuple + 4) >> 2] = 0;
      return tuple;
    }
    const hidden = popHidden(vm, list, TUPLE_ITEMS);
    if (hidden !== NULL) {
      vm.f64[hidden >> 3] = ONE_WORD;
      return hidden;
    }
  }
  return gcNewVar(vm, TUPLE_TYPE, TUPLE_BASIC_SIZE + 8 * n, n);
}

/** The empty tuple, a new reference. */
export function newEmptyTuple(vm: Interpreter): Address {
  vm.i32[EMPTY_TUPLE >> 2]++;
  return EMPTY_TUPLE;
}

/**
 * A new tuple of `n` >= 0 items, all NULL, tracked: fill it with tupleSetItem. NULL with MemoryError. Can run the
 * collector.
 */
export function tupleNew(vm: Interpreter, n: number): Address {
  if (n === 0) return newEmptyTuple(vm);
  const tuple = allocTuple(vm, n);
  if (tuple === NULL) return NULL;
  const start = (tuple + TUPLE_ITEMS) >> 3;
  const f64 = vm.f64;
  if (n < 32) {
    for (let i = 0; i < n; i++) f64[start + i] = 0;
  } else {
    f64.fill(0, start, start + n);
  }
  gcTrack(vm, tuple);
  return tuple;
}

/** A new tuple of `n` objects whose 8-byte words stand at `args` (borrowed). NULL with MemoryError. */
export function tupleFromArray(vm: Interpreter, args: Address, n: number): Address {
  if (n === 0) return newEmptyTuple(vm);
  const tuple = allocTuple(vm, n);
  if (tuple === NULL) return NULL;
  const i32 = vm.i32;
  const start = args >> 2, end = start + 2 * n;
  let target = (tuple + TUPLE_ITEMS) >> 2;
  for (let source = start; source < end; source += 2) {
    const item = i32[source];
    i32[item >> 2]++;
    i32[target] = item;
    i32[target + 1] = 0;
    target += 2;
  }
  gcTrack(vm, tuple);
  return tuple;
}

/** A new tuple that takes over the `n` references at `args`; they are released if it fails. NULL with MemoryError. */
export function tupleFromArraySteal(vm: Interpreter, args: Address, n: number): Address {
  if (n === 0) return newEmptyTuple(vm);
  const tuple = allocTuple(vm, n);
  const i32 = vm.i32;
  if (tuple === NULL) {
    for (let i = 0; i < n; i++) {
      const item = i32[(args + 8 * i) >> 2];
      if (--i32[item >> 2] === 0) dealloc(vm, item);
    }
    return NULL;
  }
  const start = args >> 2, end = start + 2 * n;
  let target = (tuple + TUPLE_ITEMS) >> 2;
  for (let source = start; source < end; source += 2) {
    i32[target] = i32[source];
    i32[target + 1] = 0;
    target += 2;
  }
  gcTrack(vm, tuple);
  return tuple;
}

/** A new tuple of two references (stolen, also on failure). NULL with MemoryError. Fast path: a dead tuple of two, tracked. */
export function buildTuple2(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const tuple = i32[FREE_PAIRS >> 2];
  if (tuple === NULL) return newPair(vm, a, b);
  i32[FREE_PAIRS >> 2] = i32[(tuple + TUPLE_ITEMS) >> 2];
  i32[(FREE_PAIRS + 8) >> 2]--;
  i32[(FREE_PAIRS + 16) >> 2]++;
  i32[tuple >> 2] = 1;
  i32[(tuple + TUPLE_ITEMS) >> 2] = a; // the high halves of a dead tuple's words are 0
  i32[(tuple + TUPLE_ITEMS + 8) >> 2] = b;
  const head = tuple - 16, last = i32[(GC_GENERATIONS + 8) >> 2];
  i32[last >> 2] = head;
  i32[(head + 8) >> 2] = (i32[(head + 8) >> 2] & 1) | last;
  i32[head >> 2] = GC_GENERATIONS;
  i32[(GC_GENERATIONS + 8) >> 2] = head;
  return tuple;
}

function newPair(vm: Interpreter, a: Address, b: Address): Address {
  const sp = vm.sp;
  vm.i32[sp >> 2] = a;
  vm.i32[(sp + 8) >> 2] = b;
  vm.sp = sp + 16;
  const tuple = tupleFromArraySteal(vm, sp, 2);
  vm.sp = sp;
  return tuple;
}

/** The same of three references. */
export function buildTuple3(vm: Interpreter, a: Address, b: Address, c: Address): Address {
  const i32 = vm.i32;
  const tuple = i32[FREE_TRIPLES >> 2];
  if (tuple === NULL) return newTriple(vm, a, b, c);
  i32[FREE_TRIPLES >> 2] = i32[(tuple + TUPLE_ITEMS) >> 2];
  i32[(FREE_TRIPLES + 8) >> 2]--;
  i32[(FREE_TRIPLES + 16) >> 2]++;
  i32[tuple >> 2] = 1;
  i32[(tuple + TUPLE_ITEMS) >> 2] = a;
  i32[(tuple + TUPLE_ITEMS + 8) >> 2] = b;
  i32[(tuple + TUPLE_ITEMS + 16) >> 2] = c;
  const head = tuple - 16, last = i32[(GC_GENERATIONS + 8) >> 2];
  i32[last >> 2] = head;
  i32[(head + 8) >> 2] = (i32[(head + 8) >> 2] & 1) | last;
  i32[head >> 2] = GC_GENERATIONS;
  i32[(GC_GENERATIONS + 8) >> 2] = head;
  return tuple;
}

function newTriple(vm: Interpreter, a: Address, b: Address, c: Address): Address {
  const sp = vm.sp;
  vm.i32[sp >> 2] = a;
  vm.i32[(sp + 8) >> 2] = b;
  vm.i32[(sp + 16) >> 2] = c;
  vm.sp = sp + 24;
  const tuple = tupleFromArraySteal(vm, sp, 3);
  vm.sp = sp;
  return tuple;
}

/** A new tuple of one object (borrowed). NULL with MemoryError. */
export function tuplePack1(vm: Interpreter, a: Address): Address {
  const tuple = allocTuple(vm, 1);
  if (tuple === NULL) return NULL;
  putItem(vm, tuple + TUPLE_ITEMS, a);
  gcTrack(vm, tuple);
  return tuple;
}

/** A new tuple with what `make` gives (new, or NULL with an exception) for each of `values`; NULL with an exception. */
export function tupleOf<T>(vm: Interpreter, values: readonly T[], make: (value: T) => Address): Address {
  const tuple = tupleNew(vm, values.length);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < values.length; i++) {
    const item = make(values[i]);
    if (item === NULL) {
      decref(vm, tuple);
      return NULL;
    }
    tupleSetItem(vm, tuple, i, item);
  }
  return tuple;
}

/** A new tuple of two objects (borrowed). NULL with MemoryError. */
export function tuplePack2(vm: Interpreter, a: Address, b: Address): Address {
  const tuple = allocTuple(vm, 2);
  if (tuple === NULL) return NULL;
  putItem(vm, tuple + TUPLE_ITEMS, a);
  putItem(vm, tuple + TUPLE_ITEMS + 8, b);
  gcTrack(vm, tuple);
  return tuple;
}

/** A new tuple of three objects (borrowed). NULL with MemoryError. */
export function tuplePack3(vm: Interpreter, a: Address, b: Address, c: Address): Address {
  const tuple = allocTuple(vm, 3);
  if (tuple === NULL) return NULL;
  putItem(vm, tuple + TUPLE_ITEMS, a);
  putItem(vm, tuple + TUPLE_ITEMS + 8, b);
  putItem(vm, tuple + TUPLE_ITEMS + 16, c);
  gcTrack(vm, tuple);
  return tuple;
}

function putItem(vm: Interpreter, word: Address, item: Address): void {
  vm.f64[word >> 3] = 0;
  vm.i32[word >> 2] = item;
  vm.i32[item >> 2]++;
}

/** Number of items. */
export function tupleSize(vm: Interpreter, tuple: Address): number {
  return vm.i32[(tuple + OB_SIZE) >> 2];
}

/** Item `i`, borrowed. */
export function tupleItem(vm: Interpreter, tuple: Address, i: number): Address {
  return vm.i32[(tuple + TUPLE_ITEMS + 8 * i) >> 2];
}

/** Puts `item` (stolen) into place `i` of a tuple that is being made, where nothing stood. */
export function tupleSetItem(vm: Interpreter, tuple: Address, i: number, item: Address): void {
  vm.f64[(tuple + TUPLE_ITEMS + 8 * i) >> 3] = 0;
  vm.i32[(tuple + TUPLE_ITEMS + 8 * i) >> 2] = item;
}

/** A new tuple of items `low` to `high` (exclusive), which lie inside; the tuple itself if it is exact and all of it. */
export function tupleSlice(vm: Interpreter, tuple: Address, low: number, high: number): Address {
  if (low === 0 && high === tupleSize(vm, tuple) && vm.i32[(tuple + OB_TYPE) >> 2] === TUPLE_TYPE) {
    incref(vm, tuple);
    return tuple;
  }
  return tupleFromArray(vm, tuple + TUPLE_ITEMS + 8 * low, high > low ? high - low : 0);
}

/**
 * Resizes an exact tuple that is being made and that only the caller refers to; the object may move. Steals `tuple`,
 * returns a new reference to the resized one, new items NULL. NULL with MemoryError: the tuple has been released.
 */
export function tupleResize(vm: Interpreter, tuple: Address, n: number): Address {
  const size = tupleSize(vm, tuple);
  if (size === n) return tuple;
  if (n === 0 || size === 0) {
    if (--vm.i32[tuple >> 2] === 0) dealloc(vm, tuple);
    return tupleNew(vm, n);
  }
  if (gcIsTracked(vm, tuple)) gcUntrack(vm, tuple);
  for (let i = n; i < size; i++) clearItem(vm, tuple + TUPLE_ITEMS + 8 * i);
  const resized = gcResize(vm, tuple, TUPLE_BASIC_SIZE + 8 * n);
  if (resized === NULL) {
    if (--vm.i32[tuple >> 2] === 0) dealloc(vm, tuple);
    return NULL;
  }
  if (n > size) vm.f64.fill(0, (resized + TUPLE_ITEMS + 8 * size) >> 3, (resized + TUPLE_ITEMS + 8 * n) >> 3);
  vm.i32[(resized + OB_SIZE) >> 2] = n;
  gcTrack(vm, resized);
  return resized;
}

function clearItem(vm: Interpreter, word: Address): void {
  const item = vm.i32[word >> 2];
  vm.i32[word >> 2] = NULL;
  if (item !== NULL && --vm.i32[item >> 2] === 0) dealloc(vm, item);
}

/** tp_dealloc of tuple and its subclasses. (Most exact tuples do not come here: see takeTupleApart.) */
export function tupleDealloc(vm: Interpreter, tuple: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, tuple);
  const n = i32[(tuple + OB_SIZE) >> 2];
  const first = (tuple + TUPLE_ITEMS) >> 2;
  for (let place = first + 2 * (n - 1); place >= first; place -= 2) {
    const item = i32[place];
    if (item !== NULL && --i32[item >> 2] === 0) dealloc(vm, item);
  }
  const type = i32[(tuple + OB_TYPE) >> 2];
  if (type !== TUPLE_TYPE) {
    vm.functions[i32[(type + TP_FREE) >> 2]](vm, tuple);
    return;
  }
  if (n <= TUPLE_FREE_LIST_LENGTHS && n > 0) {
    const list = TUPLE_FREE_LISTS + 24 * n;
    if (i32[(list + 8) >> 2] < TUPLE_FREE_LIMIT) {
      i32[(tuple + TUPLE_ITEMS) >> 2] = i32[list >> 2];
      i32[list >> 2] = tuple;
      i32[(list + 8) >> 2]++;
      return;
    }
    if (pushHidden(vm, list, TUPLE_ITEMS, TUPLE_FREE_LIMIT, tuple)) return;
  }
  gcFree(vm, tuple);
}

/** tp_traverse of tuple. */
export function tupleTraverse(vm: Interpreter, tuple: Address, visit: Visit): void {
  for (let i = tupleSize(vm, tuple) - 1; i >= 0; i--) {
    const item = tupleItem(vm, tuple, i);
    if (item !== NULL) visit(vm, item);
  }
}

/** Untracks an exact tuple that can be part of no cycle. Every collection does this to the survivors. */
function tupleMaybeUntrack(vm: Interpreter, tuple: Address): void {
  const i32 = vm.i32;
  if (i32[(tuple + OB_TYPE) >> 2] !== TUPLE_TYPE) return;
  for (let i = tupleSize(vm, tuple) - 1; i >= 0; i--) {
    const item = tupleItem(vm, tuple, i);
    if (item === NULL || mayBeTracked(vm, item)) return;
  }
  gcUntrack(vm, tuple);
}
