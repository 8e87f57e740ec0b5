/**
 * set without a running program: tables, growth and bytes as CPython 3.11 has them (tests/oracles/set_growth.json,
 * object_dumps.json), a seeded model against Set, comparisons that change the set, failing allocations.
 */
import { assert, assertEquals } from "@std/assert";
import { type Address, allocatedBlocks, check, installFailure, NULL } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { decref, incref, refcount } from "../../runtime/memory/refcount.ts";
import { FROZENSET_TYPE, MEMORY_ERROR, SET_DUMMY, SET_TYPE } from "../../runtime/memory/statics.ts";
import { dictNew, dictSet } from "../../runtime/objects/dict.ts";
import { errorMatches, errorOccurred } from "../../runtime/objects/errors.ts";
import { intAsNumber, intFromNumber } from "../../runtime/objects/int.ts";
import { listAppend, listNew } from "../../runtime/objects/list.ts";
import { numberOr } from "../../runtime/objects/number.ts";
import {
  entryHash,
  positionAfter,
  SET_FILL,
  SET_FINGER,
  SET_HASH,
  SET_MASK,
  SET_SMALL_TABLE,
  SET_TABLE,
  SET_USED,
  setAdd,
  setClear,
  setContains,
  setDiscard,
  setNew,
  setNewOf,
  setNext,
  setSize,
  setSizeOf,
  setTakeAny,
} from "../../runtime/objects/set.ts";
import { checkSet } from "../../runtime/objects/set_check.ts";
import { buildSet, setFromConstants } from "../../runtime/objects/set_display.ts";
import {
  setCopy,
  setDifference,
  setFromIterable,
  setIntersection,
  setSymmetricDifference,
  setUpdate,
} from "../../runtime/objects/set_operations.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";
import blockDeltas from "../oracles/block_deltas.json" with { type: "json" };
import dumps from "../oracles/object_dumps.json" with { type: "json" };
import growth from "../oracles/set_growth.json" with { type: "json" };
import { Random } from "../heap/random.ts";
import { keyType, removeType } from "./spare_type.ts";
import { assertEvents, type Row } from "./statement_events.ts";

/** Runs `test` with a runtime and asserts that nothing is left of it. */
function withVm(test: (vm: Interpreter) => void): void {
  const vm = startInterpreter({ reserve: 256 * 2 ** 20 });
  test(vm);
  assertEquals(check(vm), []);
  assertEquals(checkInterpreter(vm), []);
  assertEquals(finishInterpreter(vm), []);
}

const field = (vm: Interpreter, set: Address, offset: number): number => vm.i32[(set + offset) >> 2];
const slotsOf = (vm: Interpreter, set: Address): number => field(vm, set, SET_MASK) + 1;
/** sys.getsizeof, with the GC head. */
const sizeOf = (vm: Interpreter, set: Address): number => setSizeOf(vm, set, 200) + 16;

function add(vm: Interpreter, set: Address, n: number): void {
  const key = intFromNumber(vm, n);
  assertEquals(setAdd(vm, set, key), 0);
  decref(vm, key);
}

function discard(vm: Interpreter, set: Address, n: number): number {
  const key = intFromNumber(vm, n);
  const removed = setDiscard(vm, set, key);
  decref(vm, key);
  return removed;
}

function rangeSet(vm: Interpreter, n: number, type: Address = SET_TYPE): Address {
  const set = setNewOf(vm, type);
  for (let i = 0; i < n; i++) add(vm, set, i);
  return set;
}

function rangeList(vm: Interpreter, n: number): Address {
  const list = listNew(vm, 0);
  for (let i = 0; i < n; i++) {
    const item = intFromNumber(vm, i);
    listAppend(vm, list, item);
    decref(vm, item);
  }
  return list;
}

Deno.test("a set grows at the same lengths and to the same sizes as CPython's", () => {
  withVm((vm) => {
    const set = setNew(vm);
    const seen: number[][] = [];
    for (let n = 0; n <= 20000; n++) {
      if (n > 0) add(vm, set, n);
      if (seen.length === 0 || seen[seen.length - 1][1] !== slotsOf(vm, set)) {
        seen.push([n, slotsOf(vm, set), sizeOf(vm, set)]);
      }
    }
    assertEquals(seen, growth.add.filter(([n]) => n <= 20000));
    assertEquals(checkSet(vm, set), []);
    decref(vm, set);
  });
});

/** `make(source)`, the source stolen. */
function madeFrom(vm: Interpreter, source: Address, make: (source: Address) => Address): Address {
  const made = make(source);
  decref(vm, source);
  return made;
}

/** How the rows of the oracle are made at this level. */
const CONSTRUCTIONS: Record<string, (vm: Interpreter, n: number) => Address> = {
  "add one by one / comprehension / set(iterable)": rangeSet,
  "set(list)": (vm, n) => madeFrom(vm, rangeList(vm, n), (list) => setFromIterable(vm, SET_TYPE, list)),
  "frozenset(list)": (vm, n) =>
    madeFrom(vm, rangeList(vm, n), (list) => setFromIterable(vm, FROZENSET_TYPE, list)),
  "display of constants": (vm, n) =>
    n < 3
      ? rangeSet(vm, n)
      : madeFrom(vm, rangeSet(vm, n, FROZENSET_TYPE), (frozen) => setFromConstants(vm, frozen)),
  "display of variables": (vm, n) => {
    for (let i = 0; i < n; i++) vm.i32[(vm.sp + 8 * i) >> 2] = intFromNumber(vm, i);
    return buildSet(vm, vm.sp, n);
  },
  "set(set)": (vm, n) => madeFrom(vm, rangeSet(vm, n), (set) => setFromIterable(vm, SET_TYPE, set)),
  "set.copy()": (vm, n) => madeFrom(vm, rangeSet(vm, n), (set) => setCopy(vm, set)),
  "set(dict)": (vm, n) => {
    const dict = dictNew(vm);
    for (let i = 0; i < n; i++) {
      const key = intFromNumber(vm, i);
      dictSet(vm, dict, key, key);
      decref(vm, key);
    }
    return madeFrom(vm, dict, (dict) => setFromIterable(vm, SET_TYPE, dict));
  },
  "a | b (n and n)": (vm, n) => {
    const other = setNew(vm);
    for (let i = n; i < 2 * n; i++) add(vm, other, i);
    const union = madeFrom(vm, rangeSet(vm, n), (set) => numberOr(vm, set, other));
    decref(vm, other);
    return union;
  },
  "set() | b": (vm, n) => {
    const other = rangeSet(vm, n);
    const union = madeFrom(vm, setNew(vm), (set) => numberOr(vm, set, other));
    decref(vm, other);
    return union;
  },
};

Deno.test("sets made in different ways have CPython's tables", () => {
  withVm((vm) => {
    for (const [name, rows] of Object.entries(growth.made)) {
      rows.forEach((slots, n) => {
        const set = CONSTRUCTIONS[name](vm, n);
        assertEquals(slotsOf(vm, set), slots, `${name}, n = ${n}`);
        assertEquals(checkSet(vm, set), []);
        decref(vm, set);
      });
    }
  });
});

Deno.test("removed keys leave dummies, which later keys take", () => {
  withVm((vm) => {
    for (const [n, k, fill, used, slots, adds, slotsAfter, fillAfter, usedAfter] of growth.remove) {
      const set = rangeSet(vm, n);
      for (let i = 0; i < k; i++) assertEquals(discard(vm, set, i), 1);
      assertEquals([field(vm, set, SET_FILL), setSize(vm, set), slotsOf(vm, set)], [fill, used, slots]);
      for (let i = 0; i < adds; i++) add(vm, set, i);
      assertEquals([slotsOf(vm, set), field(vm, set, SET_FILL), setSize(vm, set)], [
        slotsAfter,
        fillAfter,
        usedAfter,
      ]);
      assertEquals(checkSet(vm, set), []);
      decref(vm, set);
    }
    const set = rangeSet(vm, 10);
    const key = setTakeAny(vm, set);
    assertEquals([field(vm, set, SET_FILL), setSize(vm, set), slotsOf(vm, set)], [
      growth.pop[1].fill,
      growth.pop[1].used,
      growth.pop[1].slots,
    ]);
    decref(vm, key);
    setClear(vm, set);
    assertEquals([field(vm, set, SET_FILL), setSize(vm, set), slotsOf(vm, set)], [
      growth.after_clear.fill,
      growth.after_clear.used,
      growth.after_clear.slots,
    ]);
    assertEquals(field(vm, set, SET_TABLE), set + SET_SMALL_TABLE);
    decref(vm, set);
  });
});

/** The fields and table of a set in the form of object_dumps.json. */
function dump(vm: Interpreter, set: Address): unknown[] {
  const table = field(vm, set, SET_TABLE);
  const entries = Array.from({ length: slotsOf(vm, set) }, (_, i) => {
    const entry = table + 16 * i, key = vm.i32[entry >> 2];
    if (key === NULL) return null;
    const hash = entryHash(vm, entry);
    return key === SET_DUMMY ? ["dummy", hash] : [`${intAsNumber(vm, key)}`, hash];
  });
  return [
    [16, "fill", field(vm, set, SET_FILL)],
    [24, "used", field(vm, set, SET_USED)],
    [32, "mask", field(vm, set, SET_MASK)],
    [40, "table", table === set + SET_SMALL_TABLE ? "&smalltable" : "&block"],
    [48, "hash", field(vm, set, SET_HASH)],
    [56, "finger", field(vm, set, SET_FINGER)],
    ["table", "[key, hash] per slot", entries],
  ];
}

Deno.test("the bytes of a set are CPython's", () => {
  withVm((vm) => {
    const samples: [string, number[], number[]][] = [
      ["ints 0, 8, 16, 1 added in this order", [0, 8, 16, 1], []],
      ["after discard(8)", [0, 8, 16, 1], [8]],
      ["{i*7 for i in range(6)}", [0, 7, 14, 21, 28, 35], []],
    ];
    for (const [name, keys, removed] of samples) {
      const set = setNew(vm);
      keys.forEach((n) => add(vm, set, n));
      removed.forEach((n) => discard(vm, set, n));
      const expected = (dumps.set as unknown as Record<string, unknown[][]>)[name];
      assertEquals(dump(vm, set), expected.filter(([offset]) => offset !== 0 && offset !== 8));
      decref(vm, set);
    }
  });
});

function numbers(vm: Interpreter, set: Address): number[] {
  const found: number[] = [];
  let entry = setNext(vm, set, 0);
  while (entry !== NULL) {
    found.push(intAsNumber(vm, vm.i32[entry >> 2]));
    entry = setNext(vm, set, positionAfter(vm, set, entry));
  }
  return found.sort((a, b) => a - b);
}

Deno.test("random operations leave the keys that a Set of the host has", () => {
  withVm((vm) => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = new Random(seed);
      const range = 1 << random.between(3, 12);
      const sets = [setNew(vm), setNew(vm)], models = [new Set<number>(), new Set<number>()];
      for (let step = 0; step < 400; step++) {
        const i = random.below(2), n = random.below(range) - 4;
        const set = sets[i], model = models[i];
        const kind = random.below(20);
        if (kind < 9) {
          add(vm, set, n);
          model.add(n);
        } else if (kind < 16) {
          assertEquals(discard(vm, set, n), model.delete(n) ? 1 : 0);
        } else if (kind === 16) {
          assertEquals(setUpdate(vm, set, sets[1 - i]), 0);
          models[1 - i].forEach((key) => model.add(key));
        } else {
          const operation = [setIntersection, setDifference, setSymmetricDifference][kind - 17];
          sets[i] = madeFrom(vm, set, (set) => operation(vm, set, sets[1 - i]));
          const both = new Set([...model, ...models[1 - i]]);
          models[i] = new Set([...both].filter((key) => {
            const here = model.has(key), there = models[1 - i].has(key);
            return kind === 17 ? here && there : kind === 18 ? here && !there : here !== there;
          }));
        }
        assertEquals(checkSet(vm, sets[i]), []);
      }
      sets.forEach((set, i) => {
        assertEquals(numbers(vm, set), [...models[i]].sort((a, b) => a - b));
        decref(vm, set);
      });
    }
  });
});

Deno.test("a comparison may change the set that is being searched", () => {
  const changes: [string, (vm: Interpreter, set: Address, key: Address) => void, number][] = [
    ["clear", (vm, set) => setClear(vm, set), 0],
    ["fill", (vm, set) => {
      for (let i = 0; i < 100; i++) add(vm, set, 1000 + i);
    }, 1],
    ["discard", (vm, set, key) => assert(setDiscard(vm, set, key) >= 0), 0],
  ];
  for (const [name, change, found] of changes) {
    withVm((vm) => {
      const set = setNew(vm);
      let armed = false, first: Address = NULL;
      const makeKey = keyType(vm, () => {
        if (armed) {
          armed = false;
          change(vm, set, first);
        }
        return 1;
      });
      const operations = [setContains, setAdd, setDiscard];
      operations.forEach((operation, i) => {
        first = makeKey();
        const second = makeKey();
        assertEquals(setAdd(vm, set, first), 0);
        armed = true;
        assertEquals(operation(vm, set, second), [found, 0, found][i], `${name} ${i}`);
        assertEquals(armed, false);
        assertEquals(checkSet(vm, set), []);
        setClear(vm, set);
        decref(vm, first);
        decref(vm, second);
      });
      decref(vm, set);
      removeType(vm);
    });
  }
});

Deno.test("a set survives that its table cannot grow", () => {
  withVm((vm) => {
    const set = rangeSet(vm, 4);
    const keys = Array.from({ length: 6 }, (_, i) => intFromNumber(vm, 1000 + i));
    const failure = installFailure(vm, 1, "persistent");
    const results = keys.map((key) => setAdd(vm, set, key));
    failure.remove();
    assert(errorMatches(vm, MEMORY_ERROR));
    clearPending(vm);
    assertEquals(results.includes(0), false);
    assertEquals(checkSet(vm, set), []);
    assert(setSize(vm, set) < 8);
    for (const key of keys) {
      assertEquals(setAdd(vm, set, key), 0);
      decref(vm, key);
    }
    assertEquals(numbers(vm, set), [0, 1, 2, 3, 1000, 1001, 1002, 1003, 1004, 1005]);
    decref(vm, set);
  });
});

Deno.test("any allocation of a set operation can fail", () => {
  withVm((vm) => {
    const operations = [setIntersection, setDifference, setSymmetricDifference, numberOr];
    const a = rangeSet(vm, 20), b = rangeList(vm, 30);
    const other = setFromIterable(vm, SET_TYPE, b);
    for (const operation of operations) {
      for (let at = 1, failed = true; failed; at++) {
        const blocks = allocatedBlocks(vm);
        const failure = installFailure(vm, at);
        const result = operation(vm, a, other);
        failure.remove();
        failed = result === NULL;
        assertEquals(failed, errorOccurred(vm) !== NULL);
        clearPending(vm);
        if (!failed) decref(vm, result);
        assertEquals(allocatedBlocks(vm), blocks);
      }
    }
    for (const o of [a, b, other]) decref(vm, o);
  });
});

Deno.test("a key that is added is kept once", () => {
  withVm((vm) => {
    const set = setNew(vm), key = intFromNumber(vm, 12345);
    for (let i = 0; i < 3; i++) setAdd(vm, set, key);
    assertEquals(refcount(vm, key), 2);
    incref(vm, key);
    assertEquals(setDiscard(vm, set, key), 1);
    assertEquals(refcount(vm, key), 2);
    decref(vm, key);
    decref(vm, key);
    decref(vm, set);
  });
});

const rows = (blockDeltas.rows as Row[]).filter(({ statement, pre = "" }) =>
  /^x = (frozen)?set\(|^x = \{1, 2, 3|in \{1/.test(statement) || /^y = \{1|z = \{1/.test(pre)
);
for (const row of rows) {
  const title = row.statement + (row.pre ? ` after ${row.pre}` : "");
  Deno.test(`the allocator calls of ${title}`, () => assertEvents(row));
}

Deno.test("the oracle says something about sets", () => {
  assert(rows.length >= 10, `${rows.length} rows`);
});
