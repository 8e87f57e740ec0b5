/**
 * set and frozenset: a hash table of keys, of which eight entries lie inside the object and more in a block of the mem
 * domain.
 *
 *     set (object domain)                          table: mask + 1 entries
 *     16 fill  24 used  32 mask                    | key | hash | key | hash | ...
 *     40 table --------------------------------->  key NULL: never used; SET_DUMMY with hash -1: removed
 *     48 hash (frozenset)  56 finger (pop)  64 the eight entries  192 weak references
 *
 * A search starts at `hash & mask` and tries the nine entries behind it as well, if the table does not end before, then
 * jumps as dict does. A key takes the place of the dummy seen last, or the first unused entry. After an unused entry
 * was taken the table is made anew if three fifths of it are filled: four times as large as the keys need (twice beyond
 * 50,000 keys). The order of iteration is that of the table.
 *
 * Laws
 * - used <= fill <= mask; at least one entry is unused, so that every search ends.
 * - A comparison can run any code. After it the search goes on only if the table and the entry are what they were; if
 *   not it starts again.
 *
 * What sets do with each other is in set_operations.ts, methods and types in set_methods.ts.
 * Source: CPython 3.11 Objects/setobject.c.
 */
import { type Address, bytes, i64, memFree, memMalloc, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { EQ, OB_TYPE, OBJECT, TYPE } from "../memory/object_layout.ts";
import { FROZENSET_TYPE, SET_DUMMY, SET_TYPE } from "../memory/statics.ts";
import { dealloc, decref } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { noMemoryFlag } from "../memory/pending.ts";
import { richCompareBool } from "./compare.ts";
import { compareKeys, hashKey } from "./dict_lookup.ts";
import { isSubtype } from "./subtype.ts";

export const SET = struct("PySetObject", 200, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  fill: i64(16, "entries in use, dummies included"),
  used: i64(24, "keys"),
  mask: i64(32, "entries of the table, less one"),
  table: pointer(40, "the entries inside, or a block in the mem domain, owned"),
  hash: i64(48, "of a frozenset, -1: not computed"),
  finger: i64(56, "where pop() looks first"),
  smalltable: bytes(64, 128, "eight entries"),
  weakreflist: pointer(192, "weak references to it"),
});
export const SET_FILL = SET.offsets.fill;
export const SET_USED = SET.offsets.used;
export const SET_MASK = SET.offsets.mask;
export const SET_TABLE = SET.offsets.table;
export const SET_HASH = SET.offsets.hash;
export const SET_FINGER = SET.offsets.finger;
export const SET_SMALL_TABLE = SET.offsets.smalltable;
export const SET_WEAKREFS = SET.offsets.weakreflist;

/** One entry of a table. */
export const SET_ENTRY = struct("setentry", 16, {
  key: pointer(0, "the key, owned; NULL: unused; SET_DUMMY: removed"),
  hash: i64(8, "its hash; -1 of a dummy, 0 of an unused entry"),
});
const ENTRY_HASH = SET_ENTRY.offsets.hash;
export const SET_ENTRY_SIZE = 16;

const SMALL_SLOTS = 8;
const SMALL_SIZE = SMALL_SLOTS * SET_ENTRY_SIZE;
/** Neighbours that are tried before the search jumps. */
const LINEAR_PROBES = 9;
/** Beyond so many keys a table grows by less. */
const LARGE = 50000;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

/** A search failed with an exception. */
const FAILED = -1;
/** A comparison changed the set: search again. */
const CHANGED = -2;

// Kinds ------------------------------------------------------------------------------------------------------------

/** Is an object a set or frozenset itself? */
export function isExactAnySet(vm: Interpreter, o: Address): boolean {
  const type = vm.i32[(o + OB_TYPE) >> 2];
  return type === SET_TYPE || type === FROZENSET_TYPE;
}

/** Is an object a set, a frozenset or an instance of a subclass? */
export function isAnySet(vm: Interpreter, o: Address): boolean {
  const type = vm.i32[(o + OB_TYPE) >> 2];
  return type === SET_TYPE || type === FROZENSET_TYPE || isSubtype(vm, type, SET_TYPE) ||
    isSubtype(vm, type, FROZENSET_TYPE);
}

/** Is an object a set or an instance of a subclass of set? */
export function isSet(vm: Interpreter, o: Address): boolean {
  const type = vm.i32[(o + OB_TYPE) >> 2];
  return type === SET_TYPE || isSubtype(vm, type, SET_TYPE);
}

/** Number of keys. */
export function setSize(vm: Interpreter, set: Address): number {
  return vm.i32[(set + SET_USED) >> 2];
}

// Making -----------------------------------------------------------------------------------------------------------

/** A new empty set; NULL with MemoryError. Can run the collector. */
export function setNew(vm: Interpreter): Address {
  return setNewOf(vm, SET_TYPE);
}

/** A new empty set of a type; NULL with an exception. Can run the collector. */
export function setNewOf(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32, f64 = vm.f64;
  const exact = type === SET_TYPE || type === FROZENSET_TYPE;
  const set: Address = exact
    ? gcNew(vm, type, SET.size)
    : vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (set === NULL) return NULL;
  for (let word = (set + SET_FILL) >> 3; word < (set + SET.size) >> 3; word++) f64[word] = 0;
  i32[(set + SET_MASK) >> 2] = SMALL_SLOTS - 1;
  i32[(set + SET_TABLE) >> 2] = set + SET_SMALL_TABLE;
  i32[(set + SET_HASH) >> 2] = -1;
  i32[(set + SET_HASH + 4) >> 2] = -1;
  if (exact) gcTrack(vm, set);
  return set;
}

// Searching --------------------------------------------------------------------------------------------------------

/**
 * Looks a key (borrowed, protected by the caller as the set is) with a known hash up: the address of its entry, or of
 * the entry that it would take, whose key is NULL or SET_DUMMY; -1 with an exception. Can run any code.
 */
export function setFind(vm: Interpreter, set: Address, key: Address, low: number, high: number): Address {
  for (;;) {
    const entry = findEntry(vm, set, key, low, high);
    if (entry !== CHANGED) return entry;
  }
}

function findEntry(vm: Interpreter, set: Address, key: Address, low: number, high: number): Address {
  const i32 = vm.i32;
  const table = i32[(set + SET_TABLE) >> 2], mask = i32[(set + SET_MASK) >> 2];
  let slot = low & mask, perturb = low, perturbHigh = high, dummy = NULL;
  for (;;) {
    let entry = table + SET_ENTRY_SIZE * slot;
    const last = slot + LINEAR_PROBES <= mask ? entry + SET_ENTRY_SIZE * LINEAR_PROBES : entry;
    for (; entry <= last; entry += SET_ENTRY_SIZE) {
      const found = i32[entry >> 2];
      if (found === NULL) return dummy === NULL ? entry : dummy;
      if (i32[(entry + ENTRY_HASH) >> 2] === low && i32[(entry + ENTRY_HASH + 4) >> 2] === high) {
        if (found === key) return entry;
        const same = compareKeys(vm, found, key);
        if (same === 1) return entry;
        if (same !== 0) {
          const result = compareSlowly(vm, set, table, mask, entry, found, key);
          if (result !== NULL) return result;
        }
      } else if (found === SET_DUMMY) {
        dummy = entry;
      }
    }
    perturb = (perturb >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    slot = (slot * 5 + 1 + perturb) & mask;
  }
}

/** Asks `__eq__` of the key found in `entry`: `entry` if equal, NULL if not, FAILED, or CHANGED. */
function compareSlowly(
  vm: Interpreter,
  set: Address,
  table: Address,
  mask: number,
  entry: Address,
  found: Address,
  key: Address,
): Address {
  const i32 = vm.i32;
  i32[found >> 2]++;
  const equal = richCompareBool(vm, found, key, EQ);
  if (--i32[found >> 2] === 0) dealloc(vm, found);
  if (equal < 0) return FAILED;
  const unchanged = i32[(set + SET_TABLE) >> 2] === table && i32[(set + SET_MASK) >> 2] === mask &&
    i32[entry >> 2] === found;
  if (!unchanged) return CHANGED;
  return equal > 0 ? entry : NULL;
}

/** Whether what setFind returned is the entry of a key. */
function isKey(vm: Interpreter, entry: Address): boolean {
  const key = vm.i32[entry >> 2];
  return key !== NULL && key !== SET_DUMMY;
}

/** Is a key with a known hash there? 1, 0, or -1 with an exception. Can run any code. */
export function setContainsHashed(
  vm: Interpreter,
  set: Address,
  key: Address,
  low: number,
  high: number,
): number {
  const entry = setFind(vm, set, key, low, high);
  return entry < 0 ? -1 : isKey(vm, entry) ? 1 : 0;
}

/** Is a key (borrowed) there? 1, 0, or -1 with an exception. Can run any code. */
export function setContains(vm: Interpreter, set: Address, key: Address): number {
  const low = hashKey(vm, key), high = vm.hashHigh;
  if ((low & high) === -1) return -1;
  return setContainsHashed(vm, set, key, low, high);
}

/**
 * Goes through the keys: `position` starts at 0; the address of the entry of the next key at or behind that place of
 * the table, or NULL at the end. The position after it is `setPosition(...)`. A set that is changed in between gives
 * some valid keys.
 */
export function setNext(vm: Interpreter, set: Address, position: number): Address {
  const i32 = vm.i32;
  const table = i32[(set + SET_TABLE) >> 2];
  const end = table + SET_ENTRY_SIZE * (i32[(set + SET_MASK) >> 2] + 1);
  for (let entry = table + SET_ENTRY_SIZE * position; entry < end; entry += SET_ENTRY_SIZE) {
    const key = i32[entry >> 2];
    if (key !== NULL && key !== SET_DUMMY) return entry;
  }
  return NULL;
}

/** The place of the table behind an entry that setNext gave; before anything else happens to the set. */
export function positionAfter(vm: Interpreter, set: Address, entry: Address): number {
  return (entry - vm.i32[(set + SET_TABLE) >> 2]) / SET_ENTRY_SIZE + 1;
}

/** Low half of the hash of an entry; the high half in `vm.hashHigh`. */
export function entryHash(vm: Interpreter, entry: Address): number {
  vm.hashHigh = vm.i32[(entry + ENTRY_HASH + 4) >> 2];
  return vm.i32[(entry + ENTRY_HASH) >> 2];
}

// Changing ---------------------------------------------------------------------------------------------------------

/** Adds a key (borrowed). 0, or -1 with an exception. Can run any code. */
export function setAdd(vm: Interpreter, set: Address, key: Address): number {
  const low = hashKey(vm, key), high = vm.hashHigh;
  if ((low & high) === -1) return -1;
  return setAddHashed(vm, set, key, low, high);
}

/** Adds a key (borrowed) with a known hash. 0, or -1 with an exception. Can run any code. */
export function setAddHashed(vm: Interpreter, set: Address, key: Address, low: number, high: number): number {
  const i32 = vm.i32;
  // Taken before the search, in which code could release the last other reference.
  i32[key >> 2]++;
  const entry = setFind(vm, set, key, low, high);
  const old = entry < 0 ? key : i32[entry >> 2];
  if (old !== NULL && old !== SET_DUMMY) {
    if (--i32[key >> 2] === 0) dealloc(vm, key);
    return entry < 0 ? -1 : 0;
  }
  i32[entry >> 2] = key;
  i32[(entry + ENTRY_HASH) >> 2] = low;
  i32[(entry + ENTRY_HASH + 4) >> 2] = high;
  i32[(set + SET_USED) >> 2]++;
  if (old === SET_DUMMY) return 0;
  const fill = ++i32[(set + SET_FILL) >> 2], mask = i32[(set + SET_MASK) >> 2];
  if (fill * 5 < mask * 3 || setRefit(vm, set) === 0) return 0;
  // The key stays although the table could not grow, unless no search would end any more.
  if (fill > mask) removeLast(vm, set, entry);
  return -1;
}

/** Takes back the key that took the last unused entry. */
function removeLast(vm: Interpreter, set: Address, entry: Address): void {
  const i32 = vm.i32;
  const key = i32[entry >> 2];
  i32[entry >> 2] = NULL;
  vm.f64[(entry + ENTRY_HASH) >> 3] = 0;
  i32[(set + SET_FILL) >> 2]--;
  i32[(set + SET_USED) >> 2]--;
  decref(vm, key);
}

/** Makes the table anew for the keys it has. 0, or -1 with MemoryError and the table as it was. Runs no code. */
export function setRefit(vm: Interpreter, set: Address): number {
  const used = vm.i32[(set + SET_USED) >> 2];
  return setResize(vm, set, used > LARGE ? used * 2 : used * 4);
}

/** Removes a key with a known hash: 1, 0 if it was not there, -1 with an exception. Can run any code. */
export function setDiscardHashed(
  vm: Interpreter,
  set: Address,
  key: Address,
  low: number,
  high: number,
): number {
  const entry = setFind(vm, set, key, low, high);
  if (entry < 0) return -1;
  if (!isKey(vm, entry)) return 0;
  decref(vm, takeEntry(vm, set, entry));
  return 1;
}

/** Makes a dummy of a key's entry; the key's reference passes to the caller. */
function takeEntry(vm: Interpreter, set: Address, entry: Address): Address {
  const i32 = vm.i32;
  const key = i32[entry >> 2];
  i32[entry >> 2] = SET_DUMMY;
  i32[(entry + ENTRY_HASH) >> 2] = -1;
  i32[(entry + ENTRY_HASH + 4) >> 2] = -1;
  i32[(set + SET_USED) >> 2]--;
  return key;
}

/** Removes a key (borrowed): 1, 0 if it was not there, -1 with an exception. Can run any code. */
export function setDiscard(vm: Interpreter, set: Address, key: Address): number {
  const low = hashKey(vm, key), high = vm.hashHigh;
  if ((low & high) === -1) return -1;
  return setDiscardHashed(vm, set, key, low, high);
}

/** Takes some key out, from where the last one was taken on; new, or NULL if the set is empty. Runs no code. */
export function setTakeAny(vm: Interpreter, set: Address): Address {
  const i32 = vm.i32;
  if (i32[(set + SET_USED) >> 2] === 0) return NULL;
  const table = i32[(set + SET_TABLE) >> 2], mask = i32[(set + SET_MASK) >> 2];
  let slot = i32[(set + SET_FINGER) >> 2] & mask;
  while (!isKey(vm, table + SET_ENTRY_SIZE * slot)) slot = (slot + 1) & mask;
  i32[(set + SET_FINGER) >> 2] = slot + 1;
  return takeEntry(vm, set, table + SET_ENTRY_SIZE * slot);
}

/** Puts a key that is not there, its reference included, into a table without dummies. */
export function insertClean(
  vm: Interpreter,
  table: Address,
  mask: number,
  key: Address,
  low: number,
  high: number,
): void {
  const i32 = vm.i32;
  let slot = low & mask, perturb = low, perturbHigh = high;
  for (;;) {
    let entry = table + SET_ENTRY_SIZE * slot;
    const last = slot + LINEAR_PROBES <= mask ? entry + SET_ENTRY_SIZE * LINEAR_PROBES : entry;
    for (; entry <= last; entry += SET_ENTRY_SIZE) {
      if (i32[entry >> 2] !== NULL) continue;
      i32[entry >> 2] = key;
      i32[(entry + ENTRY_HASH) >> 2] = low;
      i32[(entry + ENTRY_HASH + 4) >> 2] = high;
      return;
    }
    perturb = (perturb >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    slot = (slot * 5 + 1 + perturb) & mask;
  }
}

/**
 * Gives the set a table of more than `minimum` entries, without dummies. 0, or -1 with MemoryError and the table as it
 * was. Runs no code.
 */
export function setResize(vm: Interpreter, set: Address, minimum: number): number {
  const i32 = vm.i32, f64 = vm.f64;
  let slots = SMALL_SLOTS;
  while (slots <= minimum) slots *= 2;
  const small = set + SET_SMALL_TABLE;
  const old = i32[(set + SET_TABLE) >> 2], oldMask = i32[(set + SET_MASK) >> 2];
  let table = small, source = old;
  if (slots > SMALL_SLOTS) {
    table = memMalloc(vm, SET_ENTRY_SIZE * slots);
    if (table === NULL) return noMemoryFlag(vm);
  } else if (old === small) {
    if (i32[(set + SET_FILL) >> 2] === i32[(set + SET_USED) >> 2]) return 0;
    // The free room above the arguments holds the old entries meanwhile.
    source = vm.sp;
    f64.copyWithin(source >> 3, small >> 3, (small + SMALL_SIZE) >> 3);
  }
  f64.fill(0, table >> 3, (table + SET_ENTRY_SIZE * slots) >> 3);
  i32[(set + SET_MASK) >> 2] = slots - 1;
  i32[(set + SET_TABLE) >> 2] = table;
  i32[(set + SET_FILL) >> 2] = i32[(set + SET_USED) >> 2];
  const end = source + SET_ENTRY_SIZE * (oldMask + 1);
  for (let entry = source; entry < end; entry += SET_ENTRY_SIZE) {
    const key = i32[entry >> 2];
    if (key === NULL || key === SET_DUMMY) continue;
    insertClean(
      vm,
      table,
      slots - 1,
      key,
      i32[(entry + ENTRY_HASH) >> 2],
      i32[(entry + ENTRY_HASH + 4) >> 2],
    );
  }
  if (old !== small) memFree(vm, old);
  return 0;
}

/** The table is empty, the one inside, and no entry is used. */
function emptyTable(vm: Interpreter, set: Address): void {
  const small = set + SET_SMALL_TABLE;
  vm.f64.fill(0, small >> 3, (small + SMALL_SIZE) >> 3);
  vm.i32[(set + SET_FILL) >> 2] = 0;
  vm.i32[(set + SET_USED) >> 2] = 0;
  vm.i32[(set + SET_MASK) >> 2] = SMALL_SLOTS - 1;
  vm.i32[(set + SET_TABLE) >> 2] = small;
  vm.i32[(set + SET_HASH) >> 2] = -1;
  vm.i32[(set + SET_HASH + 4) >> 2] = -1;
}

/** Empties the set first, then releases the keys. Can run any code. */
export function setClear(vm: Interpreter, set: Address): void {
  const i32 = vm.i32;
  const table = i32[(set + SET_TABLE) >> 2], used = i32[(set + SET_USED) >> 2];
  if (table !== set + SET_SMALL_TABLE) {
    emptyTable(vm, set);
    releaseKeys(vm, table, used);
    memFree(vm, table);
  } else if (i32[(set + SET_FILL) >> 2] > 0) {
    const copy = vm.sp;
    vm.sp = copy + SMALL_SIZE;
    vm.f64.copyWithin(copy >> 3, table >> 3, (table + SMALL_SIZE) >> 3);
    emptyTable(vm, set);
    releaseKeys(vm, copy, used);
    vm.sp = copy;
  }
}

/** Releases the `used` keys of a table that nobody else sees. Can run any code. */
function releaseKeys(vm: Interpreter, table: Address, used: number): void {
  const i32 = vm.i32;
  for (let entry = table; used > 0; entry += SET_ENTRY_SIZE) {
    const key = i32[entry >> 2];
    if (key === NULL || key === SET_DUMMY) continue;
    used--;
    if (--i32[key >> 2] === 0) dealloc(vm, key);
  }
}

/** Exchanges what two sets hold. Runs no code. */
export function swapBodies(vm: Interpreter, a: Address, b: Address): void {
  const i32 = vm.i32;
  const smallA = a + SET_SMALL_TABLE, smallB = b + SET_SMALL_TABLE;
  const frozen = isSubtype(vm, i32[(a + OB_TYPE) >> 2], FROZENSET_TYPE) &&
    isSubtype(vm, i32[(b + OB_TYPE) >> 2], FROZENSET_TYPE);
  const tableA = i32[(a + SET_TABLE) >> 2], tableB = i32[(b + SET_TABLE) >> 2];
  for (let field = SET_FILL; field < SET_FINGER; field += 4) swapHalves(vm, a + field, b + field);
  i32[(a + SET_TABLE) >> 2] = tableB === smallB ? smallA : tableB;
  i32[(b + SET_TABLE) >> 2] = tableA === smallA ? smallB : tableA;
  if (tableA === smallA || tableB === smallB) {
    for (let at = 0; at < SMALL_SIZE; at += 4) swapHalves(vm, smallA + at, smallB + at);
  }
  if (frozen) return;
  for (const set of [a, b]) {
    i32[(set + SET_HASH) >> 2] = -1;
    i32[(set + SET_HASH + 4) >> 2] = -1;
  }
}

function swapHalves(vm: Interpreter, a: Address, b: Address): void {
  const i32 = vm.i32;
  const kept = i32[a >> 2];
  i32[a >> 2] = i32[b >> 2];
  i32[b >> 2] = kept;
}

// What the memory system asks --------------------------------------------------------------------------------------

/** tp_dealloc of set, frozenset and their subclasses. */
export function setDealloc(vm: Interpreter, set: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, set);
  const table = i32[(set + SET_TABLE) >> 2];
  releaseKeys(vm, table, i32[(set + SET_USED) >> 2]);
  if (table !== set + SET_SMALL_TABLE) memFree(vm, table);
  if (isExactAnySet(vm, set)) gcFree(vm, set);
  else vm.functions[i32[(i32[(set + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, set);
}

/** tp_traverse. */
export function setTraverse(vm: Interpreter, set: Address, visit: Visit): void {
  const i32 = vm.i32;
  const table = i32[(set + SET_TABLE) >> 2];
  if (table === NULL) return; // just made by a subclass's tp_alloc
  const end = table + SET_ENTRY_SIZE * (i32[(set + SET_MASK) >> 2] + 1);
  for (let entry = table; entry < end; entry += SET_ENTRY_SIZE) {
    const key = i32[entry >> 2];
    if (key !== NULL && key !== SET_DUMMY) visit(vm, key);
  }
}

/** The table, if it is a block of its own. */
export function setBuffers(vm: Interpreter, set: Address, visit: Visit): void {
  const table = vm.i32[(set + SET_TABLE) >> 2];
  if (table !== NULL && table !== set + SET_SMALL_TABLE) visit(vm, table);
}

/** Bytes of the set and its table, without the GC head. */
export function setSizeOf(vm: Interpreter, set: Address, basicSize: number): number {
  const outside = vm.i32[(set + SET_TABLE) >> 2] !== set + SET_SMALL_TABLE;
  return basicSize + (outside ? SET_ENTRY_SIZE * (vm.i32[(set + SET_MASK) >> 2] + 1) : 0);
}
