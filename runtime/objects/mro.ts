/**
 * The order in which the bases of a type are searched: C3 linearisation.
 *
 * Source: CPython 3.11 Objects/typeobject.c (mro_implementation, pmerge); Barrett and others, "A Monotonic Superclass
 * Linearization for Dylan", 1996.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, TYPE } from "../memory/object_layout.ts";
import { TYPE_ERROR } from "../memory/statics.ts";
import { incref } from "../memory/refcount.ts";
import { raise } from "./errors.ts";
import { tupleNew, tupleSetItem } from "./tuple.ts";
import { shortTypeName } from "./type_name.ts";

const TP_MRO = TYPE.offsets.tp_mro;
const TP_BASES = TYPE.offsets.tp_bases;
const TUPLE_ITEMS = 24;

/** The items of a tuple, borrowed. */
function readTuple(vm: Interpreter, tuple: Address): Address[] {
  const items: Address[] = [];
  const end = tuple + TUPLE_ITEMS + 8 * vm.i32[(tuple + OB_SIZE) >> 2];
  for (let at = tuple + TUPLE_ITEMS; at < end; at += 8) items.push(vm.i32[at >> 2]);
  return items;
}

/** The mro of a type whose tp_bases is set and whose bases are ready: a new tuple. NULL with TypeError. */
export function computeMro(vm: Interpreter, type: Address): Address {
  const bases = readTuple(vm, vm.i32[(type + TP_BASES) >> 2]);
  const order = [type];
  if (bases.length === 1) {
    order.push(...readTuple(vm, vm.i32[(bases[0] + TP_MRO) >> 2]));
  } else if (bases.length > 1 && !mergeBases(vm, bases, order)) {
    return NULL;
  }
  const mro = tupleNew(vm, order.length);
  if (mro === NULL) return NULL;
  order.forEach((cls, index) => {
    incref(vm, cls);
    tupleSetItem(vm, mro, index, cls);
  });
  return mro;
}

/** Appends the merged orders of several bases to `order`; false with TypeError. */
function mergeBases(vm: Interpreter, bases: Address[], order: Address[]): boolean {
  const repeated = bases.find((base, index) => bases.indexOf(base) !== index);
  if (repeated !== undefined) {
    raise(vm, TYPE_ERROR, `duplicate base class ${shortTypeName(vm, repeated)}`);
    return false;
  }
  const lists = [...bases.map((base) => readTuple(vm, vm.i32[(base + TP_MRO) >> 2])), bases];
  const heads = lists.map(() => 0);
  for (;;) {
    const open = lists.filter((list, i) => heads[i] < list.length);
    if (open.length === 0) return true;
    const next = lists.map((list, i) => list[heads[i]]).find((candidate) =>
      candidate !== undefined && !lists.some((list, i) => list.indexOf(candidate, heads[i] + 1) > heads[i])
    );
    if (next === undefined) {
      raiseInconsistent(vm, lists, heads);
      return false;
    }
    order.push(next);
    lists.forEach((list, i) => {
      if (list[heads[i]] === next) heads[i]++;
    });
  }
}

function raiseInconsistent(vm: Interpreter, lists: Address[][], heads: number[]): void {
  const names = new Set(lists.map((list, i) => list[heads[i]]).filter((type) => type !== undefined));
  const text = [...names].map((type) => shortTypeName(vm, type)).join(", ");
  raise(vm, TYPE_ERROR, `Cannot create a consistent method resolution\norder (MRO) for bases ${text}`);
}
