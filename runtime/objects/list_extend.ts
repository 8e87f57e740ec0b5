/**
 * list.extend: the items of any iterable at the end of a list, with CPython's pattern of allocation.
 *
 * Lists and tuples are copied at once. Anything else is asked for a length hint (8 if it has none), the list makes that
 * room, is filled item by item and cut back at the end. A list that never had an items block gets its first one
 * rounded up to an even number of items.
 *
 * Law: asking for the next item can run any code, which may change the list: it is read anew for each item.
 *
 * Source: CPython 3.11 Objects/listobject.c (list_extend, list_preallocate_exact).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { LIST_TYPE, TUPLE_TYPE } from "../memory/statics.ts";
import { dealloc, decref } from "../memory/refcount.ts";
import { getIter } from "./iterate.ts";
import { forNext } from "./for_next.ts";
import {
  copyReferences,
  LIST_ALLOCATED,
  LIST_ITEMS,
  listAppendSteal,
  listNew,
  listPreallocate,
  listResize,
  listSize,
} from "./list.ts";
import { lengthHint } from "./size.ts";
import { TUPLE_ITEMS } from "./tuple.ts";

/** Appends the items of `iterable` (borrowed). 0, or -1 with an exception; items added before stay. Can run any code. */
export function listExtend(vm: Interpreter, list: Address, iterable: Address): number {
  const type = vm.i32[(iterable + OB_TYPE) >> 2];
  if (type === TUPLE_TYPE) return extendBySequence(vm, list, iterable, false);
  if (type === LIST_TYPE || iterable === list) return extendBySequence(vm, list, iterable, true);
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return -1;
  const result = extendByIterator(vm, list, iterable, iterator);
  if (--vm.i32[iterator >> 2] === 0) dealloc(vm, iterator);
  return result;
}

/** A new list of the items of an iterable (PySequence_List). NULL with an exception. */
export function listFromIterable(vm: Interpreter, iterable: Address): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  if (listExtend(vm, list, iterable) === 0) return list;
  decref(vm, list);
  return NULL;
}

/** The items of a list or tuple, which may be the list itself. Runs no code. */
function extendBySequence(vm: Interpreter, list: Address, source: Address, isList: boolean): number {
  const i32 = vm.i32;
  const n = i32[(source + OB_SIZE) >> 2];
  if (n === 0) return 0;
  const size = listSize(vm, list);
  if (i32[(list + LIST_ITEMS) >> 2] === NULL) {
    if (listPreallocate(vm, list, n) < 0) return -1;
    i32[(list + OB_SIZE) >> 2] = n;
  } else if (listResize(vm, list, size + n) < 0) {
    return -1;
  }
  const from = isList ? i32[(source + LIST_ITEMS) >> 2] : source + TUPLE_ITEMS;
  copyReferences(vm, i32[(list + LIST_ITEMS) >> 2] + 8 * size, from, n);
  return 0;
}

function extendByIterator(vm: Interpreter, list: Address, iterable: Address, iterator: Address): number {
  const i32 = vm.i32;
  const hint = lengthHint(vm, iterable, 8);
  if (hint < 0) return -1;
  if (makeRoom(vm, list, hint) < 0) return -1;
  for (;;) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    if (listAppendSteal(vm, list, item) < 0) return -1;
  }
  if (vm.curexcType !== NULL) return -1;
  const size = i32[(list + OB_SIZE) >> 2];
  return size < i32[(list + LIST_ALLOCATED) >> 2] ? listResize(vm, list, size) : 0;
}

/** Makes room for `hint` more items without changing the size. */
function makeRoom(vm: Interpreter, list: Address, hint: number): number {
  const i32 = vm.i32;
  const size = i32[(list + OB_SIZE) >> 2];
  // The sum is more than PY_SSIZE_T_MAX, read without its lowest bits: on the chance that the hint lied.
  if (size > 0 && size + hint >= 2 ** 63 - 2048) return 0;
  if (i32[(list + LIST_ITEMS) >> 2] === NULL) return hint === 0 ? 0 : listPreallocate(vm, list, hint);
  if (listResize(vm, list, size + hint) < 0) return -1;
  i32[(list + OB_SIZE) >> 2] = size;
  return 0;
}
