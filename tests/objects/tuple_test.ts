/**
 * tuple, range, slice and unpacking without a running program: free lists as CPython 3.11 keeps them
 * (tests/oracles/free_lists.json), the hash against 64-bit arithmetic, resizing, slices, and failing allocations.
 */
import { assert, assertEquals } from "@std/assert";
import { type Address, allocatedBlocks, check, installFailure, NULL } from "../../heap/mod.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { FREE_LIST_TABLE, LIST_FREE_LIST, TUPLE_FREE_LISTS } from "../../runtime/memory/free_lists.ts";
import { clearFreeLists } from "../../runtime/memory/gc.ts";
import { gcIsTracked } from "../../runtime/memory/gc_head.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { decref, incref, refcount } from "../../runtime/memory/refcount.ts";
import { EMPTY_TUPLE, MEMORY_ERROR, NONE, VALUE_ERROR } from "../../runtime/memory/statics.ts";
import { forNext } from "../../runtime/objects/for_next.ts";
import { bigIntOf, intAsNumber, intFromBigInt, intFromNumber } from "../../runtime/objects/int.ts";
import { getIter } from "../../runtime/objects/iterate.ts";
import { listAppend, listItem, listNew, listSize } from "../../runtime/objects/list.ts";
import { hash } from "../../runtime/objects/compare.ts";
import { newRangeIterator } from "../../runtime/objects/range_iterator.ts";
import { sliceAdjust, sliceNew, sliceUnpack } from "../../runtime/objects/slice.ts";
import {
  tupleFromArray,
  tupleFromArraySteal,
  tupleItem,
  tupleNew,
  tuplePack1,
  tuplePack2,
  tuplePack3,
  tupleResize,
  tupleSetItem,
  tupleSize,
  tupleSlice,
} from "../../runtime/objects/tuple.ts";
import { unpackInto, unpackStarred } from "../../runtime/objects/unpack.ts";
import freeLists from "../oracles/free_lists.json" with { type: "json" };
import { Random } from "../heap/random.ts";

const start = (): Interpreter => startInterpreter({ reserve: 64 * 2 ** 20 });

function tupleOf(vm: Interpreter, values: readonly number[]): Address {
  const tuple = tupleNew(vm, values.length);
  values.forEach((value, i) => tupleSetItem(vm, tuple, i, intFromNumber(vm, value)));
  return tuple;
}

const kept = (vm: Interpreter, list: Address): number => vm.i32[(list + 8) >> 2];
const taken = (vm: Interpreter, list: Address): number => vm.i32[(list + 16) >> 2];

Deno.test("dead tuples and lists are kept up to CPython's limits", () => {
  const vm = start();
  const keep = (make: () => Address, list: Address): number => {
    clearFreeLists(vm, false);
    const objects = Array.from({ length: 2100 }, make);
    for (const object of objects) decref(vm, object);
    return kept(vm, list);
  };
  const oracle = freeLists.kept;
  for (const n of [1, 2, 10, 19, 20] as const) {
    assertEquals(keep(() => tupleNew(vm, n), TUPLE_FREE_LISTS + 24 * n), oracle[`tuple of ${n}`]);
  }
  assertEquals(keep(() => listNew(vm, 0), LIST_FREE_LIST), oracle["list (empty)"]);
  assertEquals(keep(() => listNew(vm, 3), LIST_FREE_LIST), oracle["list (with items block)"]);
  clearFreeLists(vm, false);
  const blocks = allocatedBlocks(vm);
  decref(vm, tupleNew(vm, 21));
  assertEquals(allocatedBlocks(vm), blocks + oracle["tuple of 21"]);
});

Deno.test("a kept tuple is the next of its length, the last one first; one of 20 items never", () => {
  const vm = start();
  for (let n = 1; n <= 20; n++) {
    clearFreeLists(vm, false);
    const a = tupleNew(vm, n), b = tupleNew(vm, n);
    decref(vm, a);
    decref(vm, b);
    const reuses = taken(vm, TUPLE_FREE_LISTS + 24 * n);
    const first = tupleNew(vm, n), second = tupleNew(vm, n);
    assertEquals(taken(vm, TUPLE_FREE_LISTS + 24 * n) - reuses, n < 20 ? 2 : 0);
    if (n < 20) assertEquals([first, second], [b, a]);
    assertEquals([refcount(vm, first), tupleSize(vm, first), gcIsTracked(vm, first)], [1, n, true]);
    decref(vm, first);
    decref(vm, second);
  }
  assertEquals(FREE_LIST_TABLE[19].name, "20-sized tuple");
});

Deno.test("a long chain is released without recursion on the stack of the host", () => {
  const vm = start();
  let chain = tupleNew(vm, 0);
  for (let i = 0; i < 200000; i++) {
    const next = tuplePack2(vm, NONE, chain);
    decref(vm, chain);
    chain = next;
  }
  const none = refcount(vm, NONE);
  decref(vm, chain);
  assertEquals(refcount(vm, NONE), none - 200000);
  let lists = listNew(vm, 0);
  for (let i = 0; i < 200000; i++) {
    const next = listNew(vm, 0);
    listAppend(vm, next, lists);
    decref(vm, lists);
    lists = next;
  }
  decref(vm, lists);
  clearFreeLists(vm, false);
  assertEquals(check(vm), []);
});

const P1 = 11400714785074694791n, P2 = 14029467366897019727n, P5 = 2870177450012600261n;

/** The hash of a tuple of these hashes, in 64-bit arithmetic. */
function hashOf(lanes: readonly bigint[]): bigint {
  const wrap = (x: bigint): bigint => BigInt.asUintN(64, x);
  let sum = P5;
  for (const lane of lanes) {
    sum = wrap(sum + wrap(lane) * P2);
    sum = wrap((sum << 31n) | (sum >> 33n));
    sum = wrap(sum * P1);
  }
  sum = wrap(sum + (BigInt(lanes.length) ^ (P5 ^ 3527539n)));
  const signed = BigInt.asIntN(64, sum);
  return signed === -1n ? 1546275796n : signed;
}

Deno.test("the hash of a tuple is CPython's", () => {
  const vm = start();
  const random = new Random(3);
  const read = (o: Address): bigint => {
    const low = hash(vm, o);
    return BigInt.asIntN(64, (BigInt(vm.hashHigh) << 32n) | BigInt(low >>> 0));
  };
  assertEquals(read(EMPTY_TUPLE), 5740354900026072187n);
  for (let round = 0; round < 3000; round++) {
    const lanes = Array.from({ length: random.below(8) }, () => {
      const wide = BigInt(random.below(2 ** 31)) << BigInt(random.below(30));
      return random.below(2) === 0 ? wide : -wide;
    });
    const tuple = tupleNew(vm, lanes.length);
    lanes.forEach((lane, i) => tupleSetItem(vm, tuple, i, intFromBigInt(vm, lane)));
    const hashes = lanes.map((_, i) => read(tupleItem(vm, tuple, i)));
    assertEquals(read(tuple), hashOf(hashes), lanes.join());
    decref(vm, tuple);
  }
});

Deno.test("a tuple being made is resized, and released when that fails", () => {
  const vm = start();
  for (const [from, to] of [[3, 5], [5, 3], [3, 3], [0, 4], [4, 0], [2, 40], [40, 2], [25, 24]]) {
    clearFreeLists(vm, false);
    const blocks = allocatedBlocks(vm);
    const resized = tupleResize(vm, tupleOf(vm, Array.from({ length: from }, (_, i) => i)), to);
    assertEquals(tupleSize(vm, resized), to);
    for (let i = 0; i < to; i++) {
      if (i < from) assertEquals(intAsNumber(vm, tupleItem(vm, resized, i)), i);
      else assertEquals(tupleItem(vm, resized, i), NULL);
    }
    if (to > 0) assert(gcIsTracked(vm, resized));
    decref(vm, resized);
    clearFreeLists(vm, false);
    assertEquals(allocatedBlocks(vm), blocks);
  }
  const layer = installFailure(vm);
  const tuple = tupleOf(vm, [1000, 2000, 3000]);
  clearFreeLists(vm, false);
  const blocks = allocatedBlocks(vm);
  layer.arm(1);
  assertEquals(tupleResize(vm, tuple, 300), NULL);
  layer.arm(0);
  assertEquals(vm.curexcType, MEMORY_ERROR);
  clearPending(vm);
  clearFreeLists(vm, false);
  assertEquals(allocatedBlocks(vm), blocks - 4);
  layer.remove();
});

Deno.test("tuples made from words and slices of tuples hold their own references", () => {
  const vm = start();
  const item = intFromNumber(vm, 1000);
  vm.i32[vm.sp >> 2] = vm.i32[(vm.sp + 8) >> 2] = item;
  const made = [
    tupleFromArray(vm, vm.sp, 2),
    tuplePack1(vm, item),
    tuplePack2(vm, item, item),
    tuplePack3(vm, item, item, item),
  ];
  assertEquals(refcount(vm, item), 1 + 2 + 1 + 2 + 3);
  made.push(tupleSlice(vm, made[3], 1, 3), tupleSlice(vm, made[3], 0, 3), tupleSlice(vm, made[3], 2, 2));
  assertEquals(made.map((tuple) => tupleSize(vm, tuple)), [2, 1, 2, 3, 2, 3, 0]);
  assertEquals([made[5], made[6]], [made[3], EMPTY_TUPLE]);
  incref(vm, item);
  made.push(tupleFromArraySteal(vm, vm.sp, 1));
  for (const tuple of made) decref(vm, tuple);
  assertEquals(refcount(vm, item), 1);
});

Deno.test("items are unpacked into words, or nothing is left behind", () => {
  const vm = start();
  const layer = installFailure(vm);
  const out = vm.sp;
  vm.sp += 800;
  const items = tupleOf(vm, [1000, 1001, 1002, 1003, 1004]);
  const read = (n: number): number[] => {
    return Array.from({ length: n }, (_, i) => intAsNumber(vm, vm.i32[(out + 8 * i) >> 2]));
  };
  const release = (n: number): void => {
    for (let i = 0; i < n; i++) decref(vm, vm.i32[(out + 8 * i) >> 2]);
  };
  assertEquals(unpackInto(vm, items, 5, out), 0);
  assertEquals(read(5), [1000, 1001, 1002, 1003, 1004]);
  release(5);
  for (const [n, message] of [[4, "too many"], [6, "not enough"]] as const) {
    assertEquals(unpackInto(vm, items, n, out), -1, message);
    assertEquals(vm.curexcType, VALUE_ERROR);
    clearPending(vm);
  }
  for (const [before, after] of [[0, 0], [1, 0], [0, 1], [2, 2], [5, 0], [0, 5], [3, 2]]) {
    assertEquals(unpackStarred(vm, items, before, after, out), 0);
    const list = vm.i32[(out + 8 * before) >> 2];
    const middle = Array.from(
      { length: listSize(vm, list) },
      (_, i) => intAsNumber(vm, listItem(vm, list, i)),
    );
    const all = read(before + 1 + after);
    all.splice(before, 1, ...middle);
    assertEquals(all, [1000, 1001, 1002, 1003, 1004]);
    release(before + 1 + after);
  }
  const counts = (): number[] => Array.from({ length: 5 }, (_, i) => refcount(vm, tupleItem(vm, items, i)));
  assertEquals(counts(), [1, 1, 1, 1, 1]);
  clearFreeLists(vm, false);
  const blocks = allocatedBlocks(vm);
  for (let at = 1; at < 20; at++) {
    layer.arm(at);
    const status = unpackStarred(vm, items, 2, 1, out);
    const failed = layer.failures > 0;
    layer.arm(0);
    assertEquals(status, failed ? -1 : 0);
    if (failed) clearPending(vm);
    else release(4);
    clearFreeLists(vm, false);
    assertEquals([allocatedBlocks(vm), ...counts()], [blocks, 1, 1, 1, 1, 1]);
    if (!failed) break;
    assert(at < 10);
  }
  layer.remove();
});

Deno.test("a slice is clipped as Python's is", () => {
  const vm = start();
  const random = new Random(11);
  for (let round = 0; round < 5000; round++) {
    const length = random.below(12);
    const pick = (): Address => random.below(4) === 0 ? NONE : intFromNumber(vm, random.between(-15, 15));
    const step = random.below(3) === 0 ? NONE : intFromNumber(vm, [1, 2, 3, 7, -1, -2, -5][random.below(7)]);
    const slice = sliceNew(vm, pick(), pick(), step);
    assertEquals(sliceUnpack(vm, slice), 0);
    const by = vm.sliceStep;
    const [rawStart, rawStop] = [vm.sliceStart, vm.sliceStop];
    const n = sliceAdjust(vm, length);
    const inside: number[] = [];
    const from = rawStart < 0 ? rawStart + length : rawStart, to = rawStop < 0 ? rawStop + length : rawStop;
    for (let i = 0; i < length; i++) {
      const index = by > 0 ? i : length - 1 - i;
      const begun = by > 0 ? index >= from : index <= from, ended = by > 0 ? index >= to : index <= to;
      if (begun && !ended) inside.push(index);
    }
    const first = inside[0];
    const picked = inside.filter((index) => Math.abs(index - first) % Math.abs(by) === 0);
    assertEquals(n, picked.length);
    if (n > 0) assertEquals([vm.sliceStart, vm.sliceStart + by * (n - 1)], [picked[0], picked[n - 1]]);
    decref(vm, slice);
  }
});

Deno.test("a range iterator counts in 64 bits", () => {
  const vm = start();
  const random = new Random(13);
  const bounds = [0n, 2n ** 29n, 2n ** 30n, 2n ** 31n, 2n ** 32n, 2n ** 52n, 2n ** 53n, 2n ** 61n];
  for (let round = 0; round < 2000; round++) {
    const sign = (): bigint => random.below(2) === 0 ? 1n : -1n;
    const first = sign() * (bounds[random.below(bounds.length)] + BigInt(random.below(7)) - 3n);
    const step = sign() *
      (random.below(2) === 0
        ? BigInt(1 + random.below(5))
        : bounds[1 + random.below(6)] + BigInt(random.below(3)));
    const n = random.below(4);
    const iterator = newRangeIterator(vm, first, step, BigInt(n));
    for (let i = 0; i < n; i++) {
      const item = forNext(vm, iterator);
      assertEquals(bigIntOf(vm, item), first + BigInt(i) * step);
      decref(vm, item);
    }
    assertEquals([forNext(vm, iterator), vm.curexcType], [NULL, NULL]);
    decref(vm, iterator);
  }
});

Deno.test("an exhausted iterator lets its sequence go and stays exhausted", () => {
  const vm = start();
  const tuple = tupleOf(vm, [1, 2]), list = listNew(vm, 0);
  for (const sequence of [tuple, list]) {
    const iterator = getIter(vm, sequence);
    assertEquals(refcount(vm, sequence), 2);
    for (let item = forNext(vm, iterator); item !== NULL; item = forNext(vm, iterator)) decref(vm, item);
    assertEquals(refcount(vm, sequence), 1);
    if (sequence === list) listAppend(vm, list, NONE);
    assertEquals(forNext(vm, iterator), NULL);
    decref(vm, iterator);
  }
});
