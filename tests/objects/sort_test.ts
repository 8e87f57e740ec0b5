/**
 * list.sort: the same comparisons in the same order as CPython 3.11 (tests/oracles/sort_comparisons.json), every kind
 * of key against the host's sort, comparisons that fail, and merge room that cannot be had.
 */
import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  check,
  installFailure,
  NULL,
  objectFree,
  objectMalloc,
} from "../../heap/mod.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { clearFreeLists } from "../../runtime/memory/gc.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { LT, OB_TYPE, ONE_WORD } from "../../runtime/memory/object_layout.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { decref, newRef } from "../../runtime/memory/refcount.ts";
import {
  FALSE,
  MEMORY_ERROR,
  NOT_IMPLEMENTED,
  SPARE_TYPES,
  STR_TYPE,
  TRUE,
  VALUE_ERROR,
} from "../../runtime/memory/statics.ts";
import { newBuiltin } from "../../runtime/objects/builtin_function.ts";
import { defineType } from "../../runtime/objects/define_type.ts";
import { raise } from "../../runtime/objects/errors.ts";
import { floatValue, newFloat } from "../../runtime/objects/float.ts";
import { intAsNumber, intFromNumber } from "../../runtime/objects/int.ts";
import { listAppendSteal, listItem, listNew, listSize } from "../../runtime/objects/list.ts";
import { METH_O, placeMethods } from "../../runtime/objects/method_definition.ts";
import { listSort } from "../../runtime/objects/sort.ts";
import { jsString, newStr } from "../../runtime/objects/str.ts";
import { tupleItem, tuplePack2 } from "../../runtime/objects/tuple.ts";
import oracle from "../oracles/sort_comparisons.json" with { type: "json" };
import { Random } from "../heap/random.ts";

const VALUE_TYPE = SPARE_TYPES;
const VALUE = 16;

/** A runtime with a type whose instances hold a number and log what `<` is asked. */
class Sorting {
  readonly vm = startInterpreter({ reserve: 64 * 2 ** 20 });
  comparisons = 0;
  checksum = 0;
  /** The comparison with this number fails; 0 for none. */
  failAt = 0;
  /** Gives the number of an item back: a builtin function, which makes a Value of it. */
  readonly key: Address;

  constructor() {
    const vm = this.vm;
    defineType(vm, VALUE_TYPE, {
      name: "Value",
      basicSize: 24,
      dealloc: (vm: Interpreter, o: Address) => objectFree(vm, o),
      richcompare: (vm: Interpreter, a: Address, b: Address, op: number) => this.compare(vm, a, b, op),
    });
    const table = placeMethods(vm, [{
      name: "key",
      flags: METH_O,
      fn: (vm: Interpreter, _self: Address, item: Address) => this.value(intAsNumber(vm, item)),
    }]);
    this.key = newBuiltin(vm, table, NULL, NULL);
  }

  value(n: number): Address {
    const { vm } = this;
    const o = objectMalloc(vm, 24);
    if (o === NULL) return raise(vm, MEMORY_ERROR, "");
    vm.f64[o >> 3] = ONE_WORD;
    vm.f64[(o + OB_TYPE) >> 3] = 0;
    vm.i32[(o + OB_TYPE) >> 2] = VALUE_TYPE;
    vm.f64[(o + VALUE) >> 3] = n;
    return o;
  }

  compare(vm: Interpreter, a: Address, b: Address, op: number): Address {
    if (op !== LT) return newRef(vm, NOT_IMPLEMENTED);
    const left = vm.f64[(a + VALUE) >> 3], right = vm.f64[(b + VALUE) >> 3];
    this.checksum = (this.checksum * 31 + left * 7 + right) % 1000003;
    if (this.checksum < 0) this.checksum += 1000003;
    if (++this.comparisons === this.failAt) return raise(vm, VALUE_ERROR, "no more");
    return newRef(vm, left < right ? TRUE : FALSE);
  }

  /** A list of what `make` makes of each number. */
  list(numbers: readonly number[], make: (n: number) => Address): Address {
    const list = listNew(this.vm, 0);
    for (const n of numbers) listAppendSteal(this.vm, list, make(n));
    return list;
  }

  reset(): void {
    this.comparisons = 0;
    this.checksum = 0;
  }
}

function numbers(n: number, seed: number): number[] {
  let x = seed;
  return Array.from({ length: n }, () => {
    x = (Math.imul(x, 69069) + 12345) >>> 0;
    return Math.floor(x / 65536);
  });
}

const count = (n: number, f: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => f(i));

/** The inputs of the oracle, as its generator makes them. */
const PATTERNS: Record<string, (n: number) => number[]> = {
  "random": (n) => numbers(n, 1),
  "ascending": (n) => count(n, (i) => i),
  "descending": (n) => count(n, (i) => n - i),
  "few different": (n) => numbers(n, 2).map((x) => x % 4),
  "sawtooth": (n) => count(n, (i) => i % 37),
  "ascending with a random tail": (n) => [
    ...count(n - Math.floor(n / 10), (i) => i),
    ...numbers(Math.floor(n / 10), 3),
  ],
  "runs": (n) =>
    count(n, (i) => Math.floor(i / 90) % 2 ? Math.floor(i * i / 50) % 200 : (150 - i % 150) % 150),
  "two sorted halves": (n) => [
    ...count(Math.ceil(n / 2), (i) => 2 * i),
    ...count(Math.floor(n / 2), (i) => 2 * i + 1),
  ],
  "blocks": (n) => count(n, (i) => (Math.floor(i / 100) * 7919) % 1000 + Math.floor(i % 100 / 50)),
};

Deno.test("sorting asks for the comparisons that CPython asks for, in the same order", () => {
  const sorting = new Sorting();
  const { vm } = sorting;
  for (const row of oracle.rows as [string, number, number, number, number, number][]) {
    const [pattern, n, comparisons, checksum, backward, backwardChecksum] = row;
    const values = PATTERNS[pattern](n);
    const sort = (make: (n: number) => Address, key: Address, descending: boolean): number[] => {
      const list = sorting.list(values, make);
      sorting.reset();
      assertEquals(listSort(vm, list, key, descending), 0);
      decref(vm, list);
      return [sorting.comparisons, sorting.checksum];
    };
    const value = (x: number): Address => sorting.value(x),
      int = (x: number): Address => intFromNumber(vm, x);
    assertEquals(sort(value, NULL, false), [comparisons, checksum], `${pattern}, ${n}`);
    assertEquals(sort(value, NULL, true), [backward, backwardChecksum], `${pattern}, ${n}, reverse`);
    assertEquals(sort(int, sorting.key, false), [comparisons, checksum], `${pattern}, ${n}, key`);
    assertEquals(
      sort(int, sorting.key, true),
      [backward, backwardChecksum],
      `${pattern}, ${n}, key, reverse`,
    );
  }
});

/** Sorts the items that `make` makes of random numbers; `read` gives back what they are ordered by. */
function checkOrder(
  vm: Interpreter,
  values: readonly number[],
  make: (n: number) => Address,
  read: (item: Address) => number | string,
): void {
  for (const descending of [false, true]) {
    const list = listNew(vm, 0);
    for (const n of values) listAppendSteal(vm, list, make(n));
    const expected = Array.from({ length: values.length }, (_, i) => read(listItem(vm, list, i)));
    expected.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1));
    assertEquals(listSort(vm, list, NULL, descending), 0);
    assertEquals(expected.map((_, i) => read(listItem(vm, list, i))), expected);
    decref(vm, list);
  }
}

Deno.test("keys of every kind are ordered as the host orders them", () => {
  const vm = startInterpreter({ reserve: 64 * 2 ** 20 });
  const random = new Random(5);
  const int = (n: number): Address => intFromNumber(vm, n),
    toNumber = (o: Address): number => intAsNumber(vm, o);
  for (const n of [0, 1, 2, 10, 64, 65, 300, 2000]) {
    const small = count(n, () => random.between(-1000, 1000));
    const large = count(n, () => random.between(-1000, 1000) * 2 ** 40);
    checkOrder(vm, small, int, toNumber);
    checkOrder(vm, large, int, toNumber);
    checkOrder(vm, [...small, ...large], int, toNumber);
    checkOrder(vm, small, (x) => newFloat(vm, x / 7), (o) => floatValue(vm, o));
    checkOrder(vm, small, (x) => newStr(vm, `k${x}`), (o) => jsString(vm, o));
    checkOrder(vm, small, (x) => newStr(vm, x % 5 === 0 ? `\u0416${x}` : `${x}`), (o) => jsString(vm, o));
    checkOrder(vm, small, (x) => x % 3 === 0 ? newFloat(vm, x) : int(x), (o) => {
      return vm.i32[(o + OB_TYPE) >> 2] === vm.i32[(int(0) + OB_TYPE) >> 2] ? toNumber(o) : floatValue(vm, o);
    });
    checkOrder(vm, small, (x) => {
      const first = int(x % 10), second = newStr(vm, `${x}`);
      const pair = tuplePack2(vm, first, second);
      decref(vm, first);
      decref(vm, second);
      return pair;
    }, (o) => `${toNumber(tupleItem(vm, o, 0)) + 20000} ${jsString(vm, tupleItem(vm, o, 1))}`);
  }
});

Deno.test("a comparison that fails leaves all items in the list", () => {
  const sorting = new Sorting();
  const { vm } = sorting;
  for (const n of [2, 20, 200]) {
    const values = PATTERNS["random"](n);
    const sorted = [...values].sort((a, b) => a - b);
    for (const key of [NULL, sorting.key]) {
      const read = (item: Address): number =>
        key === NULL ? vm.f64[(item + VALUE) >> 3] : intAsNumber(vm, item);
      /** Sorts with comparison `at` failing; returns the status. */
      const sortFailing = (at: number): number => {
        const list = sorting.list(values, (x) => key === NULL ? sorting.value(x) : intFromNumber(vm, x));
        sorting.reset();
        sorting.failAt = at;
        const status = listSort(vm, list, key, at % 2 === 0);
        clearPending(vm);
        assertEquals(listSize(vm, list), n);
        assertEquals(count(n, (i) => read(listItem(vm, list, i))).sort((a, b) => a - b), sorted);
        decref(vm, list);
        clearFreeLists(vm, false);
        return status;
      };
      for (const direction of [0, 1]) {
        assertEquals(sortFailing(direction - 2), 0);
        const total = sorting.comparisons, blocks = allocatedBlocks(vm);
        for (let at = 2 - direction; at <= total; at += n > 100 ? 14 : 2) {
          assertEquals(sortFailing(at), -1);
          assertEquals(allocatedBlocks(vm), blocks);
        }
      }
    }
  }
  assertEquals(check(vm), []);
});

Deno.test("merge room and keys that cannot be allocated leave all items in the list", () => {
  const sorting = new Sorting();
  const { vm } = sorting;
  const layer = installFailure(vm);
  const values = PATTERNS["two sorted halves"](1200);
  let failures = 0;
  for (const key of [NULL, sorting.key, STR_TYPE]) {
    for (let at = 1;; at += at < 4 ? 1 : 97) {
      const list = sorting.list(values, (x) => key === NULL ? sorting.value(x) : intFromNumber(vm, x));
      clearFreeLists(vm, false);
      const blocks = allocatedBlocks(vm);
      layer.arm(at);
      const result = listSort(vm, list, key, false);
      const failed = layer.failures > 0;
      layer.arm(0);
      if (failed) {
        failures++;
        assertEquals(result, -1);
        assertEquals(vm.curexcType, MEMORY_ERROR);
        clearPending(vm);
      }
      clearFreeLists(vm, false);
      assertEquals(allocatedBlocks(vm), blocks);
      assertEquals(listSize(vm, list), values.length);
      decref(vm, list);
      if (!failed) break;
    }
  }
  assert(failures > 10);
  layer.remove();
});
