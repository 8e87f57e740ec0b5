/**
 * list without a running program: capacities and allocator calls as CPython 3.11 has them
 * (tests/oracles/list_growth.json, block_deltas.json), every operation against arrays of the host, and failing
 * allocations.
 */
import { assert, assertEquals } from "@std/assert";
import { type Address, allocatedBlocks, check, installFailure, NULL } from "../../heap/mod.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { clearFreeLists } from "../../runtime/memory/gc.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { decref, incref, refcount } from "../../runtime/memory/refcount.ts";
import {
  ENUMERATE_TYPE,
  LIST_TYPE,
  MAP_TYPE,
  MEMORY_ERROR,
  NONE,
  RANGE_TYPE,
  REVERSED_TYPE,
  STR_TYPE,
  TUPLE_TYPE,
  ZIP_TYPE,
} from "../../runtime/memory/statics.ts";
import {
  call1,
  call2,
  callMethod0,
  callMethod1,
  callMethod2,
  vectorcall,
} from "../../runtime/objects/call.ts";
import { dictNew, dictSet } from "../../runtime/objects/dict.ts";
import { forNext } from "../../runtime/objects/for_next.ts";
import { intAsNumber, intFromBigInt, intFromNumber } from "../../runtime/objects/int.ts";
import { internJs } from "../../runtime/objects/interning.ts";
import { getIter } from "../../runtime/objects/iterate.ts";
import {
  LIST_ALLOCATED,
  LIST_ITEMS,
  listAppend,
  listClear,
  listInsert,
  listItem,
  listNew,
  listSetItem,
  listSize,
  listSlice,
} from "../../runtime/objects/list.ts";
import { listExtend } from "../../runtime/objects/list_extend.ts";
import { listAssignSlice, listGetSlice, listSetSlice } from "../../runtime/objects/list_slices.ts";
import {
  numberAdd,
  numberInPlaceAdd,
  numberInPlaceMultiply,
  numberMultiply,
} from "../../runtime/objects/number.ts";
import { sequenceList } from "../../runtime/objects/sequence.ts";
import { sliceNew } from "../../runtime/objects/slice.ts";
import { listSort } from "../../runtime/objects/sort.ts";
import { newStr } from "../../runtime/objects/str.ts";
import { tupleNew, tupleSetItem } from "../../runtime/objects/tuple.ts";
import {
  buildList,
  listExtendIterable,
  listFromConstants,
  unpackStarred,
} from "../../runtime/objects/unpack.ts";
import { storeSubscript, subscript } from "../../runtime/objects/subscript.ts";
import blockDeltas from "../oracles/block_deltas.json" with { type: "json" };
import growth from "../oracles/list_growth.json" with { type: "json" };
import { Random } from "../heap/random.ts";
import { type AllocatorEvent, recordEvents } from "./allocator_events.ts";

const start = (): Interpreter => startInterpreter({ reserve: 64 * 2 ** 20 });

/** A list of `n` references to one object, with room for exactly these. */
function listOf(vm: Interpreter, item: Address, n: number): Address {
  const list = listNew(vm, n);
  for (let i = 0; i < n; i++) {
    incref(vm, item);
    listSetItem(vm, list, i, item);
  }
  return list;
}

function tupleOf(vm: Interpreter, item: Address, n: number): Address {
  const tuple = tupleNew(vm, n);
  for (let i = 0; i < n; i++) {
    incref(vm, item);
    tupleSetItem(vm, tuple, i, item);
  }
  return tuple;
}

const capacity = (vm: Interpreter, list: Address): number => vm.i32[(list + LIST_ALLOCATED) >> 2];

/** The capacity of a new list (stolen). */
function takeCapacity(vm: Interpreter, list: Address): number {
  assert(list !== NULL);
  const n = capacity(vm, list);
  decref(vm, list);
  return n;
}

Deno.test("a list grows by CPython's rule when items are appended", () => {
  const vm = start();
  const list = listNew(vm, 0);
  const changes = [[0, 0]];
  for (let n = 0; n <= 100000; n++) {
    const room = capacity(vm, list);
    if (n <= 200) assertEquals(room, growth.append_capacity[n], `after ${n} appends`);
    if (room !== changes[changes.length - 1][1]) changes.push([n, room]);
    listAppend(vm, list, NONE);
  }
  assertEquals(changes, growth.append_change_points);
  decref(vm, list);
});

/** [length, capacity] at the start and wherever popping changed the capacity. */
function popAll(vm: Interpreter, list: Address): number[][] {
  const pop = internJs(vm, "pop");
  const changes = [[listSize(vm, list), capacity(vm, list)]];
  for (let n = listSize(vm, list) - 1; n >= 0; n--) {
    decref(vm, callMethod0(vm, list, pop));
    assertEquals(listSize(vm, list), n);
    if (capacity(vm, list) !== changes[changes.length - 1][1]) changes.push([n, capacity(vm, list)]);
  }
  assertEquals(vm.i32[(list + LIST_ITEMS) >> 2], NULL);
  decref(vm, pop);
  decref(vm, list);
  return changes;
}

Deno.test("a list shrinks by CPython's rule when items are popped", () => {
  const vm = start();
  const appended = listNew(vm, 0);
  for (let i = 0; i < 200; i++) listAppend(vm, appended, NONE);
  assertEquals(popAll(vm, appended), growth.pop_from_200_appended);
  assertEquals(popAll(vm, listOf(vm, NONE, 64)), growth.pop_from_64_exact);
});

Deno.test("extend makes the room that CPython makes", () => {
  const vm = start();
  for (const [m, k, expected] of growth.extend) {
    const list = listOf(vm, NONE, m), tuple = tupleOf(vm, NONE, k);
    assertEquals(listExtend(vm, list, tuple), 0);
    assertEquals(capacity(vm, list), expected, `${m} + ${k}`);
    assertEquals(listSize(vm, list), m + k);
    decref(vm, list);
    decref(vm, tuple);
  }
});

type Construction = (vm: Interpreter, n: number, v: Address) => Address;

/** `type(argument)` with the argument stolen. */
function construct(vm: Interpreter, type: Address, argument: Address): Address {
  const result = call1(vm, type, argument);
  decref(vm, argument);
  return result;
}

function rangeOf(vm: Interpreter, n: number): Address {
  const tuple = tupleNew(vm, n);
  for (let i = 0; i < n; i++) tupleSetItem(vm, tuple, i, intFromNumber(vm, i));
  return tuple;
}

function fromStack(vm: Interpreter, v: Address, n: number): Address {
  for (let i = 0; i < n; i++) {
    incref(vm, v);
    vm.i32[(vm.sp + 8 * i) >> 2] = v;
  }
  return buildList(vm, vm.sp, n);
}

function times(vm: Interpreter, list: Address, n: number): Address {
  const count = intFromNumber(vm, n);
  const result = numberMultiply(vm, list, count);
  decref(vm, list);
  decref(vm, count);
  return result;
}

function sliceOf(vm: Interpreter, list: Address, stop: number, step: number): Address {
  const from = intFromNumber(vm, 0), to = intFromNumber(vm, stop), by = intFromNumber(vm, step);
  const slice = sliceNew(vm, from, to, by);
  const result = listGetSlice(vm, list, slice);
  for (const object of [from, to, by, slice, list]) decref(vm, object);
  return result;
}

/** How the rows of the oracle are made at this level. */
const CONSTRUCTIONS: Record<string, Construction> = {
  "literal of constants": (vm, n, v) => {
    if (n < 3) return fromStack(vm, v, n);
    const tuple = tupleOf(vm, v, n);
    const list = listFromConstants(vm, tuple);
    decref(vm, tuple);
    return list;
  },
  "literal of variables": (vm, n, v) => fromStack(vm, v, n),
  "[v] * n": (vm, n, v) => times(vm, listOf(vm, v, 1), n),
  "list(tuple)": (vm, n, v) => construct(vm, LIST_TYPE, tupleOf(vm, v, n)),
  "list(list)": (vm, n, v) => construct(vm, LIST_TYPE, listOf(vm, v, n)),
  "list(str)": (vm, n) => construct(vm, LIST_TYPE, newStr(vm, "a".repeat(n))),
  "list(dict)": (vm, n) => {
    const dict = dictNew(vm);
    for (let i = 0; i < n; i++) {
      const key = intFromNumber(vm, i);
      dictSet(vm, dict, key, NONE);
      decref(vm, key);
    }
    return construct(vm, LIST_TYPE, dict);
  },
  "list(iter(tuple))": (vm, n) => {
    const tuple = rangeOf(vm, n);
    const iterator = getIter(vm, tuple);
    decref(vm, tuple);
    return construct(vm, LIST_TYPE, iterator);
  },
  "comprehension": (vm, n, v) => {
    const list = listNew(vm, 0);
    for (let i = 0; i < n; i++) listAppend(vm, list, v);
    return list;
  },
  "[*tuple]": (vm, n, v) => starred(vm, listNew(vm, 0), tupleOf(vm, v, n)),
  "[v, *tuple of n-1]": (vm, n, v) =>
    n === 0 ? listNew(vm, 0) : starred(vm, fromStack(vm, v, 1), tupleOf(vm, v, n - 1)),
  "sorted(tuple)": (vm, n) => {
    const tuple = rangeOf(vm, n);
    const list = sequenceList(vm, tuple);
    decref(vm, tuple);
    assertEquals(listSort(vm, list, NULL, false), 0);
    return list;
  },
  "l[:]": (vm, n, v) => sliceOf(vm, listOf(vm, v, n), n, 1),
  "l.copy()": (vm, n, v) => {
    const list = listOf(vm, v, n);
    const copy = listSlice(vm, list, 0, n);
    decref(vm, list);
    return copy;
  },
  "l[0:n] of 50": (vm, n, v) => sliceOf(vm, listOf(vm, v, 50), n, 1),
  "l[::2] of 2n": (vm, n, v) => sliceOf(vm, listOf(vm, v, 2 * n), 2 * n, 2),
  "a + b (n and 1)": (vm, n, v) => {
    const a = listOf(vm, v, n), b = listOf(vm, v, 1);
    const sum = numberAdd(vm, a, b);
    decref(vm, a);
    decref(vm, b);
    return sum;
  },
  "l *= 3": (vm, n, v) => {
    const list = listOf(vm, v, n), three = intFromNumber(vm, 3);
    const result = numberInPlaceMultiply(vm, list, three);
    assertEquals(result, list);
    decref(vm, list);
    return result;
  },
  "insert(0, v) into n": (vm, n, v) => {
    const list = listOf(vm, v, n);
    listInsert(vm, list, 0, v);
    return list;
  },
  "l[0:0] = n items, l has 4": (vm, n, v) => {
    const list = listOf(vm, v, 4), items = listOf(vm, v, n);
    assertEquals(listAssignSlice(vm, list, 0, 0, items), 0);
    decref(vm, items);
    return list;
  },
  "del l[0:n] of 20": (vm, n, v) => {
    const list = listOf(vm, v, 20);
    assertEquals(listAssignSlice(vm, list, 0, n, NULL), 0);
    return list;
  },
  "remove n times from 20": (vm, n, v) => {
    const list = listOf(vm, v, 20), remove = internJs(vm, "remove");
    for (let i = 0; i < n; i++) decref(vm, callMethod1(vm, list, remove, v));
    decref(vm, remove);
    return list;
  },
};

/** `[*list, *tuple]`: adds a tuple (stolen) to the list of a display. */
function starred(vm: Interpreter, list: Address, tuple: Address): Address {
  assertEquals(listExtendIterable(vm, list, tuple), 0);
  decref(vm, tuple);
  return list;
}

Deno.test("lists made in different ways have CPython's capacities", () => {
  const vm = start();
  const v = intFromNumber(vm, 5);
  const rows = growth.constructions as Record<string, number[]>;
  for (const [name, make] of Object.entries(CONSTRUCTIONS)) {
    rows[name].forEach((expected, n) => {
      assertEquals(takeCapacity(vm, make(vm, n, v)), expected, `${name}, n = ${n}`);
    });
  }
});

// Allocator calls ------------------------------------------------------------------------------------------------

/** One row of the oracle: what `y` is, and the statement; what that returns is released afterwards. */
interface Row {
  statement: string;
  /** The oracle's text that makes `y`. */
  pre?: string;
  y?: (vm: Interpreter) => Address;
  run: (vm: Interpreter, y: Address) => Address | void;
}

const numbers123 = (vm: Interpreter): Address => {
  const list = listNew(vm, 3);
  for (let i = 0; i < 3; i++) listSetItem(vm, list, i, intFromNumber(vm, i + 1));
  return list;
};
const empty = (vm: Interpreter): Address => listNew(vm, 0);
const constants3 = (vm: Interpreter): Address => tupleOf(vm, NONE, 3);

/** What `operation` returns for a list of one item, made and released inside the statement. */
function withOne(vm: Interpreter, operation: (one: Address) => Address): Address {
  const one = fromStack(vm, NONE, 1);
  const result = operation(one);
  decref(vm, one);
  return result;
}

const ROWS: readonly Row[] = [
  { statement: "x = []", run: (vm) => listNew(vm, 0) },
  { statement: "x = list()", run: (vm) => vectorcall(vm, LIST_TYPE, vm.sp, 0, NULL) },
  { statement: "x = [y]", pre: "y = 1000", run: (vm) => fromStack(vm, NONE, 1) },
  { statement: "x = [1, 2]", run: (vm) => fromStack(vm, NONE, 2) },
  { statement: "x = [1, 2, 3]", y: constants3, run: listFromConstants },
  { statement: "x = [1, 2, 3, 4, 5]", y: (vm) => tupleOf(vm, NONE, 5), run: listFromConstants },
  { statement: "x = [y, y, y]", pre: "y = 1000", run: (vm) => fromStack(vm, NONE, 3) },
  { statement: "x = [None] * 10", run: (vm) => times(vm, fromStack(vm, NONE, 1), 10) },
  { statement: "x = [None] * 4096", y: (vm) => intFromNumber(vm, 4096), run: repeatOne },
  { statement: "x = list(y)", pre: "y = (1, 2, 3)", y: constants3, run: (vm, y) => call1(vm, LIST_TYPE, y) },
  {
    statement: "x = list(y)",
    pre: "y = 'abc'",
    y: (vm) => newStr(vm, "abc"),
    run: (vm, y) => call1(vm, LIST_TYPE, y),
  },
  { statement: "x = y[:]", pre: "y = [1, 2, 3]", y: numbers123, run: (vm, y) => listSlice(vm, y, 0, 3) },
  { statement: "x = y.copy()", pre: "y = [1, 2, 3]", y: numbers123, run: (vm, y) => listSlice(vm, y, 0, 3) },
  { statement: "x = y[1:2]", pre: "y = [1, 2, 3]", y: numbers123, run: (vm, y) => listSlice(vm, y, 1, 2) },
  {
    statement: "x = y + [4]",
    pre: "y = [1, 2, 3]",
    y: numbers123,
    run: (vm, y) => withOne(vm, (one) => numberAdd(vm, y, one)),
  },
  {
    statement: "x = y * 2",
    pre: "y = [1, 2, 3]",
    y: numbers123,
    run: (vm, y) => numberMultiply(vm, y, intFromNumber(vm, 2)),
  },
  {
    statement: "y.sort()",
    pre: "y = [3, 1, 2]",
    y: numbers123,
    run: (vm, y) => void listSort(vm, y, NULL, true),
  },
  { statement: "y.append(1)", pre: "y = []", y: empty, run: (vm, y) => void listAppend(vm, y, NONE) },
  {
    statement: "y.append(1)\ny.append(2)\ny.append(3)\ny.append(4)\ny.append(5)",
    pre: "y = []",
    y: empty,
    run: (vm, y) => {
      for (let i = 0; i < 5; i++) listAppend(vm, y, NONE);
    },
  },
  {
    statement: "y += [1]",
    pre: "y = []",
    y: empty,
    run: (vm, y) => withOne(vm, (one) => numberInPlaceAdd(vm, y, one)),
  },
  {
    statement: "y.insert(0, 5)",
    pre: "y = [1, 2]",
    y: (vm) => listOf(vm, NONE, 2),
    run: (vm, y) => void listInsert(vm, y, 0, NONE),
  },
  { statement: "y.clear()", pre: "y = [1, 2, 3]", y: numbers123, run: (vm, y) => void listClear(vm, y) },
  {
    statement: "del y[:]",
    pre: "y = [1, 2, 3]",
    y: numbers123,
    run: (vm, y) => void listAssignSlice(vm, y, 0, 3, NULL),
  },
  {
    statement: "x = y[0]",
    pre: "y = [1000, 2]",
    y: numbers123,
    run: (vm, y) => subscript(vm, y, intFromNumber(vm, 0)),
  },
  {
    statement: "y[0] = 5",
    pre: "y = [1000, 2]",
    y: numbers123,
    run: (vm, y) => void storeSubscript(vm, y, intFromNumber(vm, 0), NONE),
  },
  { statement: "x = iter(y)", pre: "y = []", y: empty, run: getIter },
  { statement: "x = enumerate(y)", pre: "y = []", y: empty, run: (vm, y) => call1(vm, ENUMERATE_TYPE, y) },
  { statement: "x = zip(y, y)", pre: "y = []", y: empty, run: (vm, y) => call2(vm, ZIP_TYPE, y, y) },
  { statement: "x = map(str, y)", pre: "y = []", y: empty, run: (vm, y) => call2(vm, MAP_TYPE, STR_TYPE, y) },
  { statement: "x = reversed(y)", pre: "y = []", y: empty, run: (vm, y) => call1(vm, REVERSED_TYPE, y) },
  { statement: "x = range(3)", run: (vm) => call1(vm, RANGE_TYPE, intFromNumber(vm, 3)) },
  {
    statement: "x = range(10 ** 20)",
    y: (vm) => intFromBigInt(vm, 10n ** 20n),
    run: (vm, y) => call1(vm, RANGE_TYPE, y),
  },
  {
    statement: "for i in range(3): pass",
    run: (vm) => loop(vm, call1(vm, RANGE_TYPE, intFromNumber(vm, 3))),
  },
  {
    statement: "for i in y: pass",
    pre: "y = [1, 2, 3]",
    y: numbers123,
    run: (vm, y) => {
      incref(vm, y);
      loop(vm, y);
    },
  },
  {
    statement: "for i, v in enumerate(y): pass",
    pre: "y = ['a', 'b', 'c']",
    y: numbers123,
    run: (vm, y) => loop(vm, call1(vm, ENUMERATE_TYPE, y)),
  },
  {
    statement: "for a, b in zip(y, y): pass",
    pre: "y = ['a', 'b', 'c']",
    y: numbers123,
    run: (vm, y) => loop(vm, call2(vm, ZIP_TYPE, y, y)),
  },
  { statement: "x = ()", run: (vm) => tupleNew(vm, 0) },
  { statement: "x = (y,)", pre: "y = 1000", run: (vm) => tupleOf(vm, NONE, 1) },
  { statement: "x = (y, y)", pre: "y = 1000", run: (vm) => tupleOf(vm, NONE, 2) },
  {
    statement: "x = (y,) * 30",
    pre: "y = 1000",
    run: (vm) => times(vm, tupleOf(vm, NONE, 1), 30),
  },
  {
    statement: "x = tuple(y)",
    pre: "y = [1, 2, 3]",
    y: numbers123,
    run: (vm, y) => call1(vm, TUPLE_TYPE, y),
  },
  {
    statement: "x = tuple(y)",
    pre: "y = (1, 2, 3)",
    y: constants3,
    run: (vm, y) => call1(vm, TUPLE_TYPE, y),
  },
  {
    statement: "x, *z = y",
    pre: "y = (1, 2, 3)",
    y: constants3,
    run: (vm, y) => {
      assertEquals(unpackStarred(vm, y, 1, 0, vm.sp), 0);
      decref(vm, vm.i32[vm.sp >> 2]);
      return vm.i32[(vm.sp + 8) >> 2];
    },
  },
];

function repeatOne(vm: Interpreter, count: Address): Address {
  return withOne(vm, (one) => numberMultiply(vm, one, count));
}

/** `for i in iterable: pass`; steals the iterable after making its iterator. */
function loop(vm: Interpreter, iterable: Address): void {
  const iterator = getIter(vm, iterable);
  decref(vm, iterable);
  for (let item = forNext(vm, iterator); item !== NULL; item = forNext(vm, iterator)) decref(vm, item);
  decref(vm, iterator);
}

Deno.test("sequences ask the allocators for what CPython asks", () => {
  for (const row of ROWS) {
    const oracle = blockDeltas.rows.find((candidate) => {
      return candidate.statement === row.statement && candidate.pre === row.pre;
    });
    assert(oracle !== undefined, row.statement);
    const vm = start();
    const make = (): Address => row.y === undefined ? NULL : row.y(vm);
    let made: Address | void;
    const run = (y: Address): AllocatorEvent[] => recordEvents(vm, () => made = row.run(vm, y));
    const release = (y: Address): void => {
      if (typeof made === "number") decref(vm, made);
      if (y !== NULL) decref(vm, y);
    };
    const first = make();
    clearFreeLists(vm, false);
    const cold: unknown[][] = run(first);
    assertEquals(cold, oracle.events_cold, `${row.statement} (${row.pre}), cold`);
    const second = make();
    release(first);
    const warm: unknown[][] = run(second);
    assertEquals(warm, oracle.events_warm ?? oracle.events_cold, `${row.statement} (${row.pre}), warm`);
    release(second);
  }
});

// A model --------------------------------------------------------------------------------------------------------

/** A list of ints beside an array of numbers. */
class Model {
  readonly vm = start();
  list = listNew(this.vm, 0);
  array: number[] = [];

  int(value: number): Address {
    return intFromNumber(this.vm, value);
  }

  listOf(values: readonly number[]): Address {
    const list = listNew(this.vm, 0);
    for (const value of values) {
      const item = this.int(value);
      listAppend(this.vm, list, item);
      decref(this.vm, item);
    }
    return list;
  }

  check(list: Address, array: readonly number[], what: string): void {
    assert(list !== NULL, what);
    assertEquals(listSize(this.vm, list), array.length, what);
    for (let i = 0; i < array.length; i++) {
      assertEquals(intAsNumber(this.vm, listItem(this.vm, list, i)), array[i], what);
    }
  }
}

/** Indexes of a slice as CPython clips them. */
function sliceIndexes(length: number, start: number, stop: number, step: number): number[] {
  const clip = (index: number): number => {
    if (index < 0) index += length;
    return step > 0 ? Math.min(Math.max(index, 0), length) : Math.min(Math.max(index, -1), length - 1);
  };
  const indexes: number[] = [];
  const to = clip(stop);
  for (let i = clip(start); step > 0 ? i < to : i > to; i += step) indexes.push(i);
  return indexes;
}

/** Replaces the slice of an array as `list[slice] = values` does. */
function assignSlice(
  array: number[],
  start: number,
  stop: number,
  step: number,
  values: readonly number[] | null,
): void {
  const indexes = sliceIndexes(array.length, start, stop, step);
  if (step === 1) {
    const from = indexes.length > 0
      ? indexes[0]
      : Math.min(Math.max(start < 0 ? start + array.length : start, 0), array.length);
    array.splice(from, indexes.length, ...(values ?? []));
  } else if (values === null) {
    const gone = new Set(indexes);
    array.splice(0, array.length, ...array.filter((_, i) => !gone.has(i)));
  } else {
    indexes.forEach((index, i) => array[index] = values[i]);
  }
}

Deno.test("a list behaves as an array does under random operations", () => {
  const random = new Random(7);
  const model = new Model();
  const { vm } = model;
  const big = (): number => random.below(3) === 0 ? random.between(-300, 300) : random.between(1000, 100000);
  const many = (): number[] => Array.from({ length: random.below(14) }, big);
  const [POP, INSERT, REVERSE, REMOVE] = ["pop", "insert", "reverse", "remove"].map((name) =>
    internJs(vm, name)
  );
  const operations: ((array: number[]) => void)[] = [
    (array) => {
      const value = big(), item = model.int(value);
      listAppend(vm, model.list, item);
      decref(vm, item);
      array.push(value);
    },
    (array) => {
      const values = many(), other = model.listOf(values);
      assertEquals(listExtend(vm, model.list, other), 0);
      decref(vm, other);
      array.push(...values);
    },
    (array) => {
      if (array.length === 0) return;
      const index = random.between(-array.length, array.length - 1), at = model.int(index);
      const item = callMethod1(vm, model.list, POP, at);
      assertEquals(intAsNumber(vm, item), array.splice(index, 1)[0]);
      decref(vm, item);
      decref(vm, at);
    },
    (array) => {
      const value = big(),
        item = model.int(value),
        index = random.between(-array.length - 2, array.length + 2);
      const at = model.int(index);
      decref(vm, callMethod2(vm, model.list, INSERT, at, item));
      array.splice(index, 0, value);
      decref(vm, item);
      decref(vm, at);
    },
    (array) => {
      decref(vm, callMethod0(vm, model.list, REVERSE));
      array.reverse();
    },
    (array) => {
      const descending = random.below(2) === 1;
      assertEquals(listSort(vm, model.list, NULL, descending), 0);
      array.sort((a, b) => descending ? b - a : a - b);
    },
    (array) => {
      if (array.length === 0) return;
      const value = array[random.below(array.length)], item = model.int(value);
      decref(vm, callMethod1(vm, model.list, REMOVE, item));
      decref(vm, item);
      array.splice(array.indexOf(value), 1);
    },
    (array) => {
      if (array.length > 400) {
        listClear(vm, model.list);
        array.length = 0;
      } else if (array.length < 60) {
        const two = model.int(2);
        decref(vm, numberInPlaceMultiply(vm, model.list, two));
        array.push(...array);
      }
    },
    (array) => {
      const n = array.length;
      const start = random.between(-n - 3, n + 3), stop = random.between(-n - 3, n + 3);
      const step = [1, 1, 2, 3, -1, -2, 5][random.below(7)];
      const parts = [start, stop, step].map((value) => model.int(value));
      const slice = sliceNew(vm, parts[0], parts[1], parts[2]);
      const indexes = sliceIndexes(n, start, stop, step);
      const copy = listGetSlice(vm, model.list, slice);
      model.check(copy, indexes.map((i) => array[i]), `[${start}:${stop}:${step}] of ${n}`);
      decref(vm, copy);
      if (random.below(2) === 0) {
        const values = step === 1 ? many() : indexes.map(big), other = model.listOf(values);
        assertEquals(listSetSlice(vm, model.list, slice, other), 0);
        assignSlice(array, start, stop, step, values);
        decref(vm, other);
      } else {
        assertEquals(listSetSlice(vm, model.list, slice, NULL), 0);
        assignSlice(array, start, stop, step, null);
      }
      for (const object of [slice, ...parts]) decref(vm, object);
    },
  ];
  const before = allocatedBlocks(vm);
  for (let round = 0; round < 20000; round++) {
    operations[random.below(operations.length)](model.array);
    if (round % 50 === 0) model.check(model.list, model.array, `round ${round}`);
    if (round % 4000 === 0) assertEquals(check(vm), []);
  }
  model.check(model.list, model.array, "at the end");
  listClear(vm, model.list);
  clearFreeLists(vm, false);
  assert(allocatedBlocks(vm) <= before);
});

// No memory ------------------------------------------------------------------------------------------------------

Deno.test("a list is intact and nothing is lost when an allocation fails", () => {
  const vm = start();
  const layer = installFailure(vm);
  const items = rangeOf(vm, 40);
  const operations: ((list: Address) => Address | number)[] = [
    (list) => listAppend(vm, list, items),
    (list) => listExtend(vm, list, items),
    (list) => listInsert(vm, list, 3, items),
    (list) => listSlice(vm, list, 0, 10),
    (list) => numberAdd(vm, list, list),
    (list) => numberMultiply(vm, list, intFromNumber(vm, 3)),
    (list) => listAssignSlice(vm, list, 1, 2, items),
    (list) => listAssignSlice(vm, list, 0, 15, NULL),
    (list) => listAssignSlice(vm, list, 0, 5, list),
    (list) => call1(vm, LIST_TYPE, list),
    (list) => call1(vm, TUPLE_TYPE, list),
    (list) => getIter(vm, list),
    (list) => listSort(vm, list, LIST_TYPE, false),
  ];
  let failures = 0;
  for (const operation of operations) {
    for (let at = 1;; at++) {
      const list = listOf(vm, items, 20);
      const counts = [refcount(vm, items), refcount(vm, list)];
      clearFreeLists(vm, false);
      const blocks = allocatedBlocks(vm);
      layer.arm(at);
      const result = operation(list);
      const failed = layer.failures > 0;
      layer.arm(0);
      if (!failed) {
        if (result > 0) decref(vm, result);
        clearPending(vm);
        decref(vm, list);
        break;
      }
      failures++;
      assert(result === NULL || result === -1);
      assertEquals(vm.curexcType, MEMORY_ERROR);
      clearPending(vm);
      clearFreeLists(vm, false);
      assertEquals(check(vm), []);
      assertEquals(allocatedBlocks(vm), blocks);
      assertEquals([refcount(vm, items), refcount(vm, list)], counts);
      assertEquals(listSize(vm, list), 20);
      decref(vm, list);
    }
  }
  assert(failures >= operations.length);
  layer.remove();
});
