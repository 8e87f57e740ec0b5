/**
 * The hash tables of dicts: a keys object is one block of the object domain.
 *
 *     keys + 0    PyDictKeysObject     counts, log2 of the slots, kind, version
 *     keys + 32   index table          slots cells of 1, 2 or 4 bytes: entry number, -1 empty, -2 deleted
 *          ...    entries              in the order of insertion, two thirds of the slots
 *
 *     general entry (24 bytes)   hash | key | value        kind 0
 *     unicode entry (16 bytes)          key | value        kind 1: every key is an exact str, which knows its hash
 *
 * Functions pass an entry on as the address of its *value word*: in both kinds the key is 8 bytes before it, and in
 * general entries the hash 16 bytes before it. Tables of kind 2 (split) are shared by the dicts of a class's instances: they
 * hold the names alone, and each dict has its values in a block of its own (instance_values.ts).
 *
 * Laws
 * - Cell i of a probe is `hash & mask`, then `perturb >>= 5; i = 5 * i + perturb + 1`, with all 64 bits of the hash.
 * - usable + nentries <= slots * 2 / 3; deleted entries have a NULL key and value, and no cell points to them.
 * - dk_version is 0 unless a cache asked for one; it becomes 0 with every change that moves, adds or takes an entry.
 *   No two tables ever have the same one (CPython copies it with the table), so a cache may keep an entry's address.
 * - All empty dicts share EMPTY_KEYS, which is static, counted, and never written to.
 *
 * Fast paths index the views; hashes are copied as two halves, since a double would not carry every bit pattern.
 * Source: CPython 3.11 Include/internal/pycore_dict.h, Objects/dictobject.c.
 */
import {
  type Address,
  i64,
  NULL,
  objectFree,
  objectMalloc,
  pointer,
  struct,
  u32,
  u8,
} from "../../heap/mod.ts";
import { KEYS_FREE_LIST, popFree, pushFree } from "../memory/free_lists.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { ONE_WORD } from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { dealloc } from "../memory/refcount.ts";
import { EMPTY_KEYS } from "../memory/statics.ts";
import { strEqual, strHash } from "./str.ts";
import { STR_HASH } from "./str_layout.ts";

export { EMPTY_KEYS };

/** A dict. */
export const DICT = struct("PyDictObject", 48, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  ma_used: i64(16, "number of items"),
  ma_version_tag: i64(24, "number of the change that made this state; one counter for all dicts"),
  ma_keys: pointer(32, "keys object, owned (EMPTY_KEYS: counted)"),
  ma_values: pointer(40, "values of a split table, NULL for combined ones"),
});
export const MA_USED = DICT.offsets.ma_used;
export const MA_VERSION = DICT.offsets.ma_version_tag;
export const MA_KEYS = DICT.offsets.ma_keys;
export const MA_VALUES = DICT.offsets.ma_values;

/** The head of a keys object. */
export const DICT_KEYS = struct("PyDictKeysObject", 32, {
  dk_refcnt: i64(0, "1; for EMPTY_KEYS 1 and one per empty dict"),
  dk_log2_size: u8(8, "log2 of the number of slots"),
  dk_log2_index_bytes: u8(9, "log2 of the size of the index table"),
  dk_kind: u8(10, "0 general, 1 unicode, 2 split"),
  dk_version: u32(12, "given to caches of global variables; 0 = none"),
  dk_usable: i64(16, "entries that may still be added before the table grows"),
  dk_nentries: i64(24, "entries used, deleted ones included"),
});
export const DK_SHAPE = DICT_KEYS.offsets.dk_log2_size;
export const DK_KIND = DICT_KEYS.offsets.dk_kind;
export const DK_VERSION = DICT_KEYS.offsets.dk_version;
export const DK_USABLE = DICT_KEYS.offsets.dk_usable;
export const DK_NENTRIES = DICT_KEYS.offsets.dk_nentries;
export const DK_INDICES = 32;

/** An entry of a general table. */
export const DICT_ENTRY = struct("PyDictKeyEntry", 24, {
  me_hash: i64(0, "hash of the key"),
  me_key: pointer(8, "key, owned; NULL if deleted"),
  me_value: pointer(16, "value, owned; NULL if deleted"),
});
/** An entry of a unicode table. */
export const DICT_UNICODE_ENTRY = struct("PyDictUnicodeEntry", 16, {
  me_key: pointer(0, "exact str with its hash computed, owned; NULL if deleted"),
  me_value: pointer(8, "value, owned; NULL if deleted"),
});

export const KIND_GENERAL = 0;
export const KIND_UNICODE = 1;
export const KIND_SPLIT = 2;

/** What searches return that need the general way: another key with the same hash, a key of another kind, a split table. */
export const UNKNOWN = -3;
/** Bits of the word at DK_SHAPE: the table has 256 slots or more, or is split. */
const LARGE_OR_SPLIT = 0xf8 | KIND_SPLIT << 16;

/** Shared keys: slots of the table, and how many names it takes. */
const LOG2_SHARED = 6;
const SHARED_KEYS_MAXIMUM = 30;

/** log2 of the smallest table of a dict that is not empty. */
export const LOG2_MINIMUM = 3;
const KEYS_FREE_LIMIT = 80;
/** The head's word at DK_SHAPE of the smallest unicode table: 8 slots, 8 bytes of index. */
const SMALL_UNICODE = LOG2_MINIMUM | LOG2_MINIMUM << 8 | KIND_UNICODE << 16;
/** Tables above this have more bytes than the address space. */
const LOG2_MAXIMUM = 27;
/** Above this many words the host's fill is faster than a loop. */
const FILL_LIMIT = 96;

/** The head's word at DK_SHAPE of a new table: both logarithms and the kind. */
function shapeOf(log2Size: number, kind: number): number {
  return log2Size | (log2Size + (log2Size < 8 ? 0 : log2Size < 16 ? 1 : 2)) << 8 | kind << 16;
}

/** Writes the keys object that empty dicts share. Once, before the first dict. */
export function initEmptyKeys(vm: Interpreter): void {
  const i32 = vm.i32, f64 = vm.f64;
  f64[EMPTY_KEYS >> 3] = ONE_WORD;
  i32[(EMPTY_KEYS + DK_SHAPE) >> 2] = KIND_UNICODE << 16;
  i32[(EMPTY_KEYS + DK_VERSION) >> 2] = 1;
  f64[(EMPTY_KEYS + DK_USABLE) >> 3] = 0;
  f64[(EMPTY_KEYS + DK_NENTRIES) >> 3] = 0;
  i32[(EMPTY_KEYS + DK_INDICES) >> 2] = -1;
  i32[(EMPTY_KEYS + DK_INDICES + 4) >> 2] = -1;
  vm.nextKeysVersion = 2;
}

/** Entries that a table of 2**log2Size slots holds. */
export function usableOf(log2Size: number): number {
  return ((2 << log2Size) / 3) | 0;
}

/** log2 of the slots of the smallest table for `minimum` slots; 16 slots for 1 to 7, as CPython's formula has it. */
export function log2ForSlots(minimum: number): number {
  const bits = ((minimum | 8) - 1) | 7;
  return 32 - Math.clz32(bits);
}

/** log2 of the slots of a table that is to take `n` entries. */
export function log2ForEntries(n: number): number {
  return log2ForSlots(((n * 3 + 1) / 2) | 0);
}

/** Where a keys object's entries begin. */
export function entriesOf(vm: Interpreter, keys: Address): Address {
  return keys + DK_INDICES + (1 << (vm.i32[(keys + DK_SHAPE) >> 2] >> 8 & 31));
}

/** Bytes of an entry. */
export function entrySize(vm: Interpreter, keys: Address): number {
  return vm.i32[(keys + DK_SHAPE) >> 2] < KIND_UNICODE << 16 ? 24 : 16;
}

/** The value word of entry 0. */
export function firstValue(vm: Interpreter, keys: Address): Address {
  return entriesOf(vm, keys) + entrySize(vm, keys) - 8;
}

/** Bytes of the whole keys object. */
export function keysSize(vm: Interpreter, keys: Address): number {
  return entriesOf(vm, keys) - keys + usableOf(vm.u8[keys + DK_SHAPE]) * entrySize(vm, keys);
}

/** A new table with one reference, no entry; NULL with MemoryError. Runs no code. */
export function newKeys(vm: Interpreter, log2Size: number, unicode: boolean): Address {
  if (log2Size > LOG2_MAXIMUM) return noMemory(vm);
  if (log2Size === LOG2_MINIMUM && unicode) return newSmallKeys(vm);
  const i32 = vm.i32, f64 = vm.f64;
  const shape = shapeOf(log2Size, unicode ? KIND_UNICODE : KIND_GENERAL);
  const usable = usableOf(log2Size);
  const indices = 1 << (shape >> 8 & 0xff);
  const size = DK_INDICES + indices + usable * (unicode ? 16 : 24);
  const keys = objectMalloc(vm, size);
  if (keys === NULL) return noMemory(vm);
  f64[keys >> 3] = ONE_WORD;
  i32[(keys + DK_SHAPE) >> 2] = shape;
  i32[(keys + DK_VERSION) >> 2] = 0;
  i32[(keys + DK_USABLE) >> 2] = usable;
  i32[(keys + DK_USABLE + 4) >> 2] = 0;
  f64[(keys + DK_NENTRIES) >> 3] = 0;
  const start = (keys + DK_INDICES) >> 2, middle = start + (indices >> 2), end = (keys + size) >> 2;
  if (end - start > FILL_LIMIT) {
    i32.fill(-1, start, middle);
    i32.fill(0, middle, end);
  } else {
    for (let i = start; i < middle; i++) i32[i] = -1;
    for (let i = middle >> 1; i < end >> 1; i++) f64[i] = 0;
  }
  return keys;
}

/** A unicode table of 8 slots, from the free list if there is one. */
function newSmallKeys(vm: Interpreter): Address {
  const i32 = vm.i32, f64 = vm.f64;
  let keys = popFree(vm, KEYS_FREE_LIST, 0);
  if (keys === NULL) {
    keys = objectMalloc(vm, DK_INDICES + 8 + 5 * 16);
    if (keys === NULL) return noMemory(vm);
  }
  f64[keys >> 3] = ONE_WORD;
  i32[(keys + DK_SHAPE) >> 2] = SMALL_UNICODE;
  i32[(keys + DK_VERSION) >> 2] = 0;
  i32[(keys + DK_USABLE) >> 2] = 5;
  i32[(keys + DK_USABLE + 4) >> 2] = 0;
  f64[(keys + DK_NENTRIES) >> 3] = 0;
  i32[(keys + DK_INDICES) >> 2] = -1;
  i32[(keys + DK_INDICES + 4) >> 2] = -1;
  const entries = (keys + DK_INDICES + 8) >> 3;
  for (let i = entries; i < entries + 10; i++) f64[i] = 0;
  return keys;
}

/** A new empty table for the dicts of a class's instances, kind 2; NULL with MemoryError. Runs no code. */
export function newSharedKeys(vm: Interpreter): Address {
  const keys = newKeys(vm, LOG2_SHARED, true);
  if (keys === NULL) return NULL;
  vm.u8[keys + DK_KIND] = KIND_SPLIT;
  vm.i32[(keys + DK_USABLE) >> 2] = SHARED_KEYS_MAXIMUM;
  return keys;
}

/** Entry of an exact str in a table of shared keys: its number, or -1. Runs no code. */
export function findShared(vm: Interpreter, keys: Address, name: Address): number {
  const i32 = vm.i32;
  let low = i32[(name + STR_HASH) >> 2], high = i32[(name + STR_HASH + 4) >> 2];
  if ((low & high) === -1) {
    low = strHash(vm, name);
    high = vm.hashHigh;
  }
  const cells = keys + DK_INDICES, entries = cells + (1 << LOG2_SHARED), mask = (1 << LOG2_SHARED) - 1;
  let slot = low & mask;
  for (;;) {
    const index = (vm.u8[cells + slot] << 24) >> 24;
    if (index < 0) {
      vm.dictSlot = slot;
      return -1;
    }
    const found = i32[(entries + (index << 4)) >> 2];
    if (found === name) return index;
    if (i32[(found + STR_HASH) >> 2] === low && isSameStr(vm, found, name, high)) return index;
    low = (low >>> 5) | (high << 27);
    high >>>= 5;
    slot = (slot * 5 + low + 1) & mask;
  }
}

/** The same, adding the name (borrowed) if it is not there; -1 if the table takes no more. Runs no code. */
export function addShared(vm: Interpreter, keys: Address, name: Address): number {
  const index = findShared(vm, keys, name);
  const i32 = vm.i32;
  if (index >= 0 || i32[(keys + DK_USABLE) >> 2] <= 0) return index;
  const added = i32[(keys + DK_NENTRIES) >> 2];
  vm.u8[keys + DK_INDICES + vm.dictSlot] = added;
  const entry = keys + DK_INDICES + (1 << LOG2_SHARED) + (added << 4);
  i32[name >> 2]++;
  i32[entry >> 2] = name;
  i32[(keys + DK_VERSION) >> 2] = 0;
  i32[(keys + DK_USABLE) >> 2]--;
  i32[(keys + DK_NENTRIES) >> 2] = added + 1;
  return added;
}

/** Fills a fresh table with the names of shared keys and their values, in order of insertion. The values move along. */
export function moveValues(vm: Interpreter, shared: Address, values: Address, to: Address): void {
  const i32 = vm.i32, u8 = vm.u8;
  const count = u8[values - 2];
  const stride = entrySize(vm, to);
  let target = firstValue(vm, to);
  for (let i = 0; i < count; i++, target += stride) {
    const entry = u8[values - 3 - i];
    const name = sharedName(vm, shared, entry);
    i32[name >> 2]++;
    i32[(target - 8) >> 2] = name;
    i32[target >> 2] = i32[(values + 8 * entry) >> 2];
    if (stride === 24) {
      i32[(target - 16) >> 2] = i32[(name + STR_HASH) >> 2];
      i32[(target - 12) >> 2] = i32[(name + STR_HASH + 4) >> 2];
    }
  }
  buildIndices(vm, to, count);
  i32[(to + DK_USABLE) >> 2] -= count;
  i32[(to + DK_NENTRIES) >> 2] = count;
}

/** Version of a table, given to it now if it has none; -1, which no table has, if no number is left. */
export function keysVersionOf(vm: Interpreter, keys: Address): number {
  const version = vm.i32[(keys + DK_VERSION) >> 2];
  if (version !== 0) return version;
  if (vm.nextKeysVersion > 0x7fffffff) return -1;
  return vm.i32[(keys + DK_VERSION) >> 2] = vm.nextKeysVersion++;
}

/** Name of an entry of shared keys, borrowed. */
export function sharedName(vm: Interpreter, keys: Address, index: number): Address {
  return vm.i32[(keys + DK_INDICES + (1 << LOG2_SHARED) + (index << 4)) >> 2];
}

/** Values that an instance made now needs room for. */
export function sharedSize(vm: Interpreter, keys: Address): number {
  return vm.i32[(keys + DK_NENTRIES) >> 2] + vm.i32[(keys + DK_USABLE) >> 2];
}

/** Gives a table's block back without releasing what is in it. */
export function freeKeysBlock(vm: Interpreter, keys: Address): void {
  const small = vm.i32[(keys + DK_SHAPE) >> 2] === SMALL_UNICODE;
  if (!small || !pushFree(vm, KEYS_FREE_LIST, 0, KEYS_FREE_LIMIT, keys)) objectFree(vm, keys);
}

/**
 * Releases one reference to a table; with the last one its keys and values, in the order of insertion, and the block.
 * Nobody else may reach the table. Can run any code.
 */
export function decrefKeys(vm: Interpreter, keys: Address): void {
  const i32 = vm.i32;
  if (--i32[keys >> 2] !== 0) return;
  const shape = i32[(keys + DK_SHAPE) >> 2], n = i32[(keys + DK_NENTRIES) >> 2];
  const general = shape < KIND_UNICODE << 16;
  const stride = general ? 24 : 16;
  let at = keys + DK_INDICES + (1 << (shape >> 8 & 31)) + stride - 8;
  for (let i = 0; i < n; i++) {
    const key = i32[(at - 8) >> 2], value = i32[at >> 2];
    at += stride;
    if (key === NULL) continue;
    if (--i32[key >> 2] === 0) dealloc(vm, key);
    if (value !== NULL && --i32[value >> 2] === 0) dealloc(vm, value);
  }
  if (shape === SMALL_UNICODE && i32[(KEYS_FREE_LIST + 8) >> 2] < KEYS_FREE_LIMIT) {
    i32[keys >> 2] = i32[KEYS_FREE_LIST >> 2];
    i32[KEYS_FREE_LIST >> 2] = keys;
    i32[(KEYS_FREE_LIST + 8) >> 2]++;
  } else {
    freeKeysBlock(vm, keys);
  }
}

/** A copy of a combined table with its own references to keys and values; NULL with MemoryError. Runs no code. */
export function cloneKeys(vm: Interpreter, keys: Address): Address {
  const i32 = vm.i32, f64 = vm.f64;
  const size = keysSize(vm, keys);
  const copy = objectMalloc(vm, size);
  if (copy === NULL) return noMemory(vm);
  const unicode = i32[(keys + DK_SHAPE) >> 2] >= KIND_UNICODE << 16;
  if (unicode && size <= 4 * FILL_LIMIT) {
    // References survive a copy as doubles; index cells and hashes may not.
    const entries = entriesOf(vm, keys) - keys;
    for (let i = 0, from = keys >> 2, to = copy >> 2; i < entries >> 2; i++) i32[to + i] = i32[from + i];
    for (let i = entries >> 3, from = keys >> 3, to = copy >> 3; i < size >> 3; i++) {
      f64[to + i] = f64[from + i];
    }
  } else {
    vm.u8.copyWithin(copy, keys, keys + size);
  }
  i32[(copy + DK_VERSION) >> 2] = 0;
  const stride = unicode ? 16 : 24;
  let at = firstValue(vm, copy);
  const end = at + i32[(copy + DK_NENTRIES) >> 2] * stride;
  for (; at < end; at += stride) {
    const value = i32[at >> 2];
    if (value === NULL) continue;
    i32[value >> 2]++;
    i32[i32[(at - 8) >> 2] >> 2]++;
  }
  return copy;
}

/** Cell `slot` of the index table: an entry's number, -1 (empty) or -2 (deleted). */
export function indexAt(vm: Interpreter, keys: Address, log2Size: number, slot: number): number {
  if (log2Size < 8) return (vm.u8[keys + DK_INDICES + slot] << 24) >> 24;
  if (log2Size < 16) return (vm.u16[(keys + DK_INDICES + 2 * slot) >> 1] << 16) >> 16;
  return vm.i32[(keys + DK_INDICES + 4 * slot) >> 2];
}

/** Writes a cell of the index table. */
export function setIndex(
  vm: Interpreter,
  keys: Address,
  log2Size: number,
  slot: number,
  index: number,
): void {
  if (log2Size < 8) vm.u8[keys + DK_INDICES + slot] = index;
  else if (log2Size < 16) vm.u16[(keys + DK_INDICES + 2 * slot) >> 1] = index;
  else vm.i32[(keys + DK_INDICES + 4 * slot) >> 2] = index;
}

/** The first cell on a hash's way that points to no entry. */
export function findEmptySlot(
  vm: Interpreter,
  keys: Address,
  log2Size: number,
  low: number,
  high: number,
): number {
  const mask = (1 << log2Size) - 1;
  let slot = low & mask;
  while (indexAt(vm, keys, log2Size, slot) >= 0) {
    low = (low >>> 5) | (high << 27);
    high >>>= 5;
    slot = (slot * 5 + low + 1) & mask;
  }
  return slot;
}

/** The cell that points to entry `index`, which must be on the hash's way. */
export function findSlotOf(vm: Interpreter, keys: Address, index: number, low: number, high: number): number {
  const log2Size = vm.u8[keys + DK_SHAPE];
  const mask = (1 << log2Size) - 1;
  let slot = low & mask;
  while (indexAt(vm, keys, log2Size, slot) !== index) {
    low = (low >>> 5) | (high << 27);
    high >>>= 5;
    slot = (slot * 5 + low + 1) & mask;
  }
  return slot;
}

/**
 * Looks an exact str with a known hash up in a unicode table: the entry's value word, or NULL and in `vm.dictSlot` the
 * cell for a new entry; UNKNOWN in a split one. Runs no code.
 */
export function findStr(vm: Interpreter, keys: Address, key: Address, low: number, high: number): Address {
  const i32 = vm.i32;
  const shape = i32[(keys + DK_SHAPE) >> 2];
  if ((shape & LARGE_OR_SPLIT) !== 0) return findStrElsewhere(vm, keys, key, low, high);
  const log2Size = shape & 0xff;
  const mask = (1 << log2Size) - 1;
  const entries = keys + DK_INDICES + (1 << (shape >> 8 & 31));
  let perturb = low, perturbHigh = high, slot = low & mask, free = -1;
  for (;;) {
    // Byte cells are read as parts of words: one view less to load.
    const index = (i32[(keys + DK_INDICES + slot) >> 2] << (24 - ((slot & 3) << 3))) >> 24;
    if (index >= 0) {
      const entry = entries + (index << 4);
      const found = i32[entry >> 2];
      if (found === key) return entry + 8;
      if (i32[(found + STR_HASH) >> 2] === low && isSameStr(vm, found, key, high)) return entry + 8;
    } else if (index === -1) {
      vm.dictSlot = free < 0 ? slot : free;
      return NULL;
    } else if (free < 0) {
      free = slot;
    }
    perturb = (perturb >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    slot = ((slot << 2) + slot + perturb + 1) & mask;
  }
}

/** The same for tables whose cells have two or four bytes; UNKNOWN for split ones. */
function findStrElsewhere(
  vm: Interpreter,
  keys: Address,
  key: Address,
  low: number,
  high: number,
): Address {
  const i32 = vm.i32;
  const shape = i32[(keys + DK_SHAPE) >> 2];
  if (shape >= KIND_SPLIT << 16) return UNKNOWN;
  const log2Size = shape & 0xff;
  const mask = (1 << log2Size) - 1;
  const entries = keys + DK_INDICES + (1 << (shape >> 8 & 31));
  let perturb = low, perturbHigh = high, slot = low & mask, free = -1;
  for (;;) {
    const index = indexAt(vm, keys, log2Size, slot);
    if (index >= 0) {
      const entry = entries + (index << 4);
      const found = i32[entry >> 2];
      if (found === key) return entry + 8;
      if (i32[(found + STR_HASH) >> 2] === low && isSameStr(vm, found, key, high)) return entry + 8;
    } else if (index === -1) {
      vm.dictSlot = free < 0 ? slot : free;
      return NULL;
    } else if (free < 0) {
      free = slot;
    }
    perturb = (perturb >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    slot = ((slot << 2) + slot + perturb + 1) & mask;
  }
}

/** Compares two strs whose hashes have the same low half; `high` is the high half of `key`'s. */
function isSameStr(vm: Interpreter, found: Address, key: Address, high: number): boolean {
  return vm.i32[(found + STR_HASH + 4) >> 2] === high && strEqual(vm, found, key);
}

/** Fills the empty index table of `keys` for its first `n` entries, none of them deleted. */
function buildIndices(vm: Interpreter, keys: Address, n: number): void {
  const log2Size = vm.i32[(keys + DK_SHAPE) >> 2] & 0xff;
  if (log2Size < 8) buildCells(vm, keys, n, vm.u8, keys + DK_INDICES, 0xff);
  else if (log2Size < 16) buildCells(vm, keys, n, vm.u16, (keys + DK_INDICES) >> 1, 0xffff);
  else buildCells(vm, keys, n, vm.i32, (keys + DK_INDICES) >> 2, -1);
}

/** The same with the view of the cells' width, the first cell's place in it, and what an empty cell reads as. */
function buildCells(
  vm: Interpreter,
  keys: Address,
  n: number,
  cells: Uint8Array | Uint16Array | Int32Array,
  first: number,
  empty: number,
): void {
  const i32 = vm.i32;
  const shape = i32[(keys + DK_SHAPE) >> 2];
  const mask = (1 << shape) - 1;
  const general = shape < KIND_UNICODE << 16;
  let at = entriesOf(vm, keys);
  for (let index = 0; index < n; index++) {
    const hash = general ? at : i32[at >> 2] + STR_HASH;
    let perturb = i32[hash >> 2], slot = perturb & mask;
    if (cells[first + slot] !== empty) {
      let perturbHigh = i32[(hash + 4) >> 2];
      do {
        perturb = (perturb >>> 5) | (perturbHigh << 27);
        perturbHigh >>>= 5;
        slot = ((slot << 2) + slot + perturb + 1) & mask;
      } while (cells[first + slot] !== empty);
    }
    cells[first + slot] = index;
    at += general ? 24 : 16;
  }
}

/**
 * Moves the `used` entries of one table into a fresh larger one of the same kind, or of the general kind, and gives
 * the old block back (EMPTY_KEYS: its reference). The references move along. Runs no code.
 */
export function moveEntries(vm: Interpreter, from: Address, to: Address, used: number): void {
  const i32 = vm.i32;
  const fromStride = entrySize(vm, from), toStride = entrySize(vm, to);
  let source = firstValue(vm, from), target = firstValue(vm, to);
  if (fromStride === toStride && i32[(from + DK_NENTRIES) >> 2] === used) {
    const start = entriesOf(vm, from);
    vm.u8.copyWithin(entriesOf(vm, to), start, start + used * fromStride);
  } else {
    for (let left = used; left > 0; source += fromStride) {
      const value = i32[source >> 2];
      if (value === NULL) continue;
      const key = i32[(source - 8) >> 2];
      i32[target >> 2] = value;
      i32[(target - 8) >> 2] = key;
      if (toStride === 24) {
        const hash = fromStride === 24 ? source - 16 : key + STR_HASH;
        i32[(target - 16) >> 2] = i32[hash >> 2];
        i32[(target - 12) >> 2] = i32[(hash + 4) >> 2];
      }
      target += toStride;
      left--;
    }
  }
  buildIndices(vm, to, used);
  i32[(to + DK_USABLE) >> 2] -= used;
  i32[(to + DK_NENTRIES) >> 2] = used;
  if (from === EMPTY_KEYS) i32[EMPTY_KEYS >> 2]--;
  else freeKeysBlock(vm, from);
}
