/**
 * list: references in a block of the mem domain that grows ahead of its need.
 *
 *     list (object domain)                       items block (mem domain), `allocated` words
 *     16 ob_size  24 ob_item ------------------> | item 0 | item 1 | ... | spare ... |
 *     32 allocated
 *
 * Growth: room for `new + new / 8 + 6` items, rounded down to a multiple of 4; exactly the need, rounded up to a
 * multiple of 4, when more is added than that reserve would hold; the block shrinks when less than half is used. A list
 * that dies is kept in a free list of 80, without its items block.
 *
 * Laws
 * - 0 <= ob_size <= allocated, and ob_item is NULL only when allocated is 0; while the list is being sorted it is empty
 *   and allocated is -1.
 * - Releasing an item can run any code: whoever does it has first taken the item out of the list, and reads ob_item and
 *   ob_size again afterwards.
 *
 * This file imports the memory layer alone; listExtend is in list_extend.ts, methods and operators in list_methods.ts.
 * Source: CPython 3.11 Objects/listobject.c.
 */
import {
  type Address,
  i64,
  memCalloc,
  memFree,
  memMalloc,
  memRealloc,
  NULL,
  pointer,
  struct,
} from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { LIST_ITEMS, OB_SIZE, OB_TYPE, ONE_WORD, TYPE, VAR_OBJECT } from "../memory/object_layout.ts";
import { LIST_TYPE } from "../memory/statics.ts";
import { dealloc } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { LIST_FREE_LIMIT, LIST_FREE_LIST, popHidden, pushHidden } from "../memory/free_lists.ts";
import { noMemory, noMemoryFlag } from "../memory/pending.ts";
import { TUPLE_ITEMS, tupleNew } from "./tuple.ts";

export const LIST = struct("PyListObject", 40, {
  ob_refcnt: VAR_OBJECT.fields[0],
  ob_type: VAR_OBJECT.fields[1],
  ob_size: VAR_OBJECT.fields[2],
  ob_item: pointer(24, "items block in the mem domain, owned, or NULL"),
  allocated: i64(32, "items there is room for; -1 while the list is being sorted"),
});
export { LIST_ITEMS };
export const LIST_ALLOCATED = LIST.offsets.allocated;

const TP_FREE = TYPE.offsets.tp_free;
/** Moves and copies of fewer items are written out: a call of the host's memmove costs more. */
const SHORT_MOVE = 24;
const SHORT_COPY = 64;

/**
 * A new list of `n` items, all NULL (fill it with listSetItem), with room for exactly these. NULL with MemoryError.
 * Can run the collector.
 */
export function listNew(vm: Interpreter, n: number): Address {
  const i32 = vm.i32, f64 = vm.f64;
  let list = i32[LIST_FREE_LIST >> 2];
  if (list !== NULL) {
    i32[LIST_FREE_LIST >> 2] = i32[(list + LIST_ITEMS) >> 2];
    i32[(LIST_FREE_LIST + 8) >> 2]--;
    i32[(LIST_FREE_LIST + 16) >> 2]++;
    i32[list >> 2] = 1;
    i32[(list + 4) >> 2] = 0;
  } else {
    list = popHidden(vm, LIST_FREE_LIST, LIST_ITEMS);
    if (list !== NULL) f64[list >> 3] = ONE_WORD;
    else list = gcNew(vm, LIST_TYPE, LIST.size);
    if (list === NULL) return NULL;
  }
  f64[(list + OB_SIZE) >> 3] = 0;
  f64[(list + LIST_ITEMS) >> 3] = 0;
  f64[(list + LIST_ALLOCATED) >> 3] = 0;
  if (n > 0) {
    const items = memCalloc(vm, n, 8);
    if (items === NULL) {
      listDealloc(vm, list);
      return noMemory(vm);
    }
    i32[(list + LIST_ITEMS) >> 2] = items;
    i32[(list + OB_SIZE) >> 2] = n;
    i32[(list + LIST_ALLOCATED) >> 2] = n;
  }
  gcTrack(vm, list);
  return list;
}

/** A new empty list with room for exactly `n` items, which hold garbage. NULL with MemoryError. */
export function listNewWithRoom(vm: Interpreter, n: number): Address {
  const list = listNew(vm, 0);
  if (list === NULL || n === 0) return list;
  const items = memMalloc(vm, 8 * n);
  if (items === NULL) {
    listDealloc(vm, list);
    return noMemory(vm);
  }
  vm.i32[(list + LIST_ITEMS) >> 2] = items;
  vm.i32[(list + LIST_ALLOCATED) >> 2] = n;
  return list;
}

/** Number of items. */
export function listSize(vm: Interpreter, list: Address): number {
  return vm.i32[(list + OB_SIZE) >> 2];
}

/** Item `i`, borrowed. */
export function listItem(vm: Interpreter, list: Address, i: number): Address {
  return vm.i32[(vm.i32[(list + LIST_ITEMS) >> 2] + 8 * i) >> 2];
}

/** Puts `item` (stolen) into place `i`, where nothing stood. */
export function listSetItem(vm: Interpreter, list: Address, i: number, item: Address): void {
  putWord(vm, vm.i32[(list + LIST_ITEMS) >> 2] + 8 * i, item);
}

/** Writes a reference as a whole word. */
function putWord(vm: Interpreter, word: Address, item: Address): void {
  vm.i32[word >> 2] = item;
  vm.i32[(word + 4) >> 2] = 0;
}

/** Makes room for `size` items by the rule of growth and sets ob_size. 0, or -1 with MemoryError. Runs no code. */
export function listResize(vm: Interpreter, list: Address, size: number): number {
  const i32 = vm.i32;
  const allocated = i32[(list + LIST_ALLOCATED) >> 2];
  if (allocated >= size && size >= (allocated >> 1)) {
    i32[(list + OB_SIZE) >> 2] = size;
    return 0;
  }
  const room = grownRoom(size, i32[(list + OB_SIZE) >> 2]);
  const items = memRealloc(vm, i32[(list + LIST_ITEMS) >> 2], 8 * room);
  if (items === NULL) return noMemoryFlag(vm);
  i32[(list + LIST_ITEMS) >> 2] = items;
  i32[(list + OB_SIZE) >> 2] = size;
  i32[(list + LIST_ALLOCATED) >> 2] = room;
  i32[(list + LIST_ALLOCATED + 4) >> 2] = 0;
  return 0;
}

/** Items to allocate for a list that goes from `old` to `size` items. */
function grownRoom(size: number, old: number): number {
  if (size === 0) return 0;
  if (size >= 2 ** 28) return size; // more than any address space holds: the allocator says no
  const room = (size + (size >> 3) + 6) & ~3;
  return size - old > room - size ? (size + 3) & ~3 : room;
}

/** Gives a list that never had an items block one for `n` > 0 items, rounded up to even. 0, or -1 with MemoryError. */
export function listPreallocate(vm: Interpreter, list: Address, n: number): number {
  const room = n + n % 2;
  const items = memMalloc(vm, 8 * room);
  if (items === NULL) return noMemoryFlag(vm);
  vm.i32[(list + LIST_ITEMS) >> 2] = items;
  vm.i32[(list + LIST_ALLOCATED) >> 2] = room;
  vm.i32[(list + LIST_ALLOCATED + 4) >> 2] = 0;
  return 0;
}

/** Appends `item` (borrowed). 0, or -1 with MemoryError. Runs no code. */
export function listAppend(vm: Interpreter, list: Address, item: Address): number {
  const i32 = vm.i32;
  i32[item >> 2]++;
  const size = i32[(list + OB_SIZE) >> 2];
  if (i32[(list + LIST_ALLOCATED) >> 2] <= size) return appendGrowing(vm, list, item);
  putWord(vm, i32[(list + LIST_ITEMS) >> 2] + 8 * size, item);
  i32[(list + OB_SIZE) >> 2] = size + 1;
  return 0;
}

/** Appends `item` (stolen, released if it fails). 0, or -1 with MemoryError. */
export function listAppendSteal(vm: Interpreter, list: Address, item: Address): number {
  const i32 = vm.i32;
  const size = i32[(list + OB_SIZE) >> 2];
  if (i32[(list + LIST_ALLOCATED) >> 2] <= size) return appendGrowing(vm, list, item);
  putWord(vm, i32[(list + LIST_ITEMS) >> 2] + 8 * size, item);
  i32[(list + OB_SIZE) >> 2] = size + 1;
  return 0;
}

function appendGrowing(vm: Interpreter, list: Address, item: Address): number {
  const size = listSize(vm, list);
  if (listResize(vm, list, size + 1) < 0) {
    if (--vm.i32[item >> 2] === 0) dealloc(vm, item);
    return -1;
  }
  listSetItem(vm, list, size, item);
  return 0;
}

/** Inserts `item` (borrowed) before `index`, counted from the end if negative and clipped. 0, or -1 with MemoryError. */
export function listInsert(vm: Interpreter, list: Address, index: number, item: Address): number {
  const size = listSize(vm, list);
  if (listResize(vm, list, size + 1) < 0) return -1;
  let where = index < 0 ? Math.max(index + size, 0) : index;
  if (where > size) where = size;
  const word = vm.i32[(list + LIST_ITEMS) >> 2] + 8 * where;
  moveWords(vm, word + 8, word, size - where);
  vm.i32[item >> 2]++;
  putWord(vm, word, item);
  return 0;
}

/** Moves `n` words from `from` to `to`; the areas may overlap. */
export function moveWords(vm: Interpreter, to: Address, from: Address, n: number): void {
  const i32 = vm.i32;
  const target = to >> 2, source = from >> 2;
  if (n > SHORT_MOVE) {
    i32.copyWithin(target, source, source + 2 * n);
  } else if (to < from) {
    for (let i = 0; i < 2 * n; i++) i32[target + i] = i32[source + i];
  } else {
    for (let i = 2 * n - 1; i >= 0; i--) i32[target + i] = i32[source + i];
  }
}

/** Copies `n` references (none of them NULL) from `from` to `to`, adding one to each. */
export function copyReferences(vm: Interpreter, to: Address, from: Address, n: number): void {
  const i32 = vm.i32;
  const start = from >> 2, end = start + 2 * n;
  let target = to >> 2;
  if (n > SHORT_COPY) {
    for (let source = start; source < end; source += 2) i32[i32[source] >> 2]++;
    i32.copyWithin(target, start, end);
    return;
  }
  for (let source = start; source < end; source += 2) {
    const item = i32[source];
    i32[item >> 2]++;
    i32[target] = item;
    i32[target + 1] = 0;
    target += 2;
  }
}

/** Releases `n` references at `from`, last to first, NULL passed over. Can run any code. */
export function releaseReferences(vm: Interpreter, from: Address, n: number): void {
  const i32 = vm.i32;
  const first = from >> 2;
  for (let place = first + 2 * (n - 1); place >= first; place -= 2) {
    const item = i32[place];
    if (item !== NULL && --i32[item >> 2] === 0) dealloc(vm, item);
  }
}

/** A new list of the items `low` to `high` (exclusive), which lie inside. NULL with MemoryError. */
export function listSlice(vm: Interpreter, list: Address, low: number, high: number): Address {
  const n = high > low ? high - low : 0;
  const slice = listNewWithRoom(vm, n);
  if (slice === NULL || n === 0) return slice;
  // The allocation may have run a collection, which can run code that shortens the list.
  const left = listSize(vm, list) - low;
  const count = left < n ? Math.max(left, 0) : n;
  const i32 = vm.i32;
  copyReferences(vm, i32[(slice + LIST_ITEMS) >> 2], i32[(list + LIST_ITEMS) >> 2] + 8 * low, count);
  i32[(slice + OB_SIZE) >> 2] = count;
  return slice;
}

/** A new tuple of the list's items. NULL with MemoryError. */
export function listAsTuple(vm: Interpreter, list: Address): Address {
  for (;;) {
    const n = listSize(vm, list);
    const tuple = tupleNew(vm, n);
    if (tuple === NULL) return NULL;
    if (listSize(vm, list) === n) {
      copyReferences(vm, tuple + TUPLE_ITEMS, vm.i32[(list + LIST_ITEMS) >> 2], n);
      return tuple;
    }
    // The allocation ran a collection, and that ran code that changed the list.
    if (--vm.i32[tuple >> 2] === 0) dealloc(vm, tuple);
  }
}

/** Empties the list: the items block is taken out first, then its items are released. Can run any code. */
export function listClear(vm: Interpreter, list: Address): void {
  const i32 = vm.i32;
  const items = i32[(list + LIST_ITEMS) >> 2];
  if (items === NULL) return;
  const n = i32[(list + OB_SIZE) >> 2];
  i32[(list + OB_SIZE) >> 2] = 0;
  i32[(list + LIST_ITEMS) >> 2] = NULL;
  i32[(list + LIST_ALLOCATED) >> 2] = 0;
  i32[(list + LIST_ALLOCATED + 4) >> 2] = 0;
  releaseReferences(vm, items, n);
  memFree(vm, items);
}

/** tp_dealloc of list and its subclasses. (Most exact lists do not come here: see takeListApart.) */
export function listDealloc(vm: Interpreter, list: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, list);
  const items = i32[(list + LIST_ITEMS) >> 2];
  if (items !== NULL) {
    releaseReferences(vm, items, i32[(list + OB_SIZE) >> 2]);
    memFree(vm, items);
  }
  const type = i32[(list + OB_TYPE) >> 2];
  if (type !== LIST_TYPE) {
    vm.functions[i32[(type + TP_FREE) >> 2]](vm, list);
  } else if (i32[(LIST_FREE_LIST + 8) >> 2] < LIST_FREE_LIMIT) {
    i32[(list + LIST_ITEMS) >> 2] = i32[LIST_FREE_LIST >> 2];
    i32[LIST_FREE_LIST >> 2] = list;
    i32[(LIST_FREE_LIST + 8) >> 2]++;
  } else if (!pushHidden(vm, LIST_FREE_LIST, LIST_ITEMS, LIST_FREE_LIMIT, list)) {
    gcFree(vm, list);
  }
}

/** tp_traverse of list. */
export function listTraverse(vm: Interpreter, list: Address, visit: Visit): void {
  for (let i = listSize(vm, list) - 1; i >= 0; i--) {
    const item = listItem(vm, list, i);
    if (item !== NULL) visit(vm, item);
  }
}

/** The block a list owns beside itself. */
export function listBuffers(vm: Interpreter, list: Address, visit: Visit): void {
  const items = vm.i32[(list + LIST_ITEMS) >> 2];
  if (items !== NULL) visit(vm, items);
}
