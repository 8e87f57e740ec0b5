/**
 * The cyclic collector below the language: what it finds, what it spares, the rhythm of generations, finalizers, and
 * rings that are whole after every collection.
 */
import { assert, assertEquals } from "@std/assert";
import { type Address, allocatedBlocks, check, NULL } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter, type StartOptions } from "../../runtime/host/start.ts";
import { FREE_LIST_TABLE } from "../../runtime/memory/free_lists.ts";
import {
  collect,
  enableCollector,
  generationCount,
  setThreshold,
  stressCollector,
} from "../../runtime/memory/gc.ts";
import { gcFree, gcNew } from "../../runtime/memory/gc_alloc.ts";
import { GC_PREV_FINALIZED, gcIsTracked, gcTrack, gcUntrack } from "../../runtime/memory/gc_head.ts";
import { generationRing, ringSize } from "../../runtime/memory/gc_list.ts";
import type { Interpreter, Visit } from "../../runtime/memory/interpreter.ts";
import { TPFLAGS_HAVE_GC, TYPE } from "../../runtime/memory/object_layout.ts";
import { clearField, decref, newRef, refcount } from "../../runtime/memory/refcount.ts";
import { NONE, SPARE_TYPES } from "../../runtime/memory/statics.ts";
import { defineType } from "../../runtime/objects/define_type.ts";
import { dictNew, dictSet } from "../../runtime/objects/dict.ts";
import { intFromNumber } from "../../runtime/objects/int.ts";
import { listAppend, listNew } from "../../runtime/objects/list.ts";
import { newStr } from "../../runtime/objects/str.ts";
import { tuplePack1, tuplePack2 } from "../../runtime/objects/tuple.ts";
import { clearStaticType, readyType } from "../../runtime/objects/type_ready.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";

function withVm(test: (vm: Interpreter) => void, options: StartOptions = {}): void {
  const vm = startInterpreter({ reserve: 256 * 2 ** 20, ...options });
  collect(vm, 2);
  test(vm);
  assertEquals(check(vm), []);
  assertEquals(checkInterpreter(vm), []);
  assertEquals(finishInterpreter(vm), []);
}

/** A list in itself, dropped. */
function dropCycle(vm: Interpreter): void {
  const list = listNew(vm, 0);
  listAppend(vm, list, list);
  decref(vm, list);
}

Deno.test("a full collection frees cycles and counts their containers", () => {
  withVm((vm) => {
    const blocks = allocatedBlocks(vm);
    dropCycle(vm);
    assertEquals(collect(vm, 2), 1);
    const dict = dictNew(vm), key = newStr(vm, "self");
    dictSet(vm, dict, key, dict);
    decref(vm, dict);
    assertEquals([refcount(vm, key), collect(vm, 2), refcount(vm, key)], [2, 1, 1]);
    decref(vm, key);
    const a = listNew(vm, 0), b = listNew(vm, 0), t = tuplePack2(vm, a, b);
    listAppend(vm, a, t);
    listAppend(vm, b, a);
    for (const o of [a, b, t]) decref(vm, o);
    assertEquals(collect(vm, 2), 3);
    assertEquals(allocatedBlocks(vm), blocks);
  });
});

Deno.test("what is held from outside survives with all it reaches", () => {
  withVm((vm) => {
    const outer = listNew(vm, 0);
    let inner = outer;
    for (let i = 0; i < 1000; i++) {
      const next = listNew(vm, 0);
      listAppend(vm, inner, next);
      decref(vm, next);
      inner = next;
    }
    listAppend(vm, inner, outer);
    assertEquals([collect(vm, 0), collect(vm, 1), collect(vm, 2)], [0, 0, 0]);
    decref(vm, outer);
    assertEquals(collect(vm, 1), 0, "it is old by now");
    assertEquals(collect(vm, 2), 1001);
  });
});

Deno.test("a young collection leaves older garbage for later", () => {
  withVm((vm) => {
    dropCycle(vm);
    assertEquals(collect(vm, 0), 1);
    const list = listNew(vm, 0);
    listAppend(vm, list, list);
    collect(vm, 0);
    decref(vm, list);
    assertEquals([collect(vm, 0), collect(vm, 1)], [0, 1]);
  });
});

Deno.test("a cycle of a hundred thousand links is found and freed without recursion", () => {
  withVm((vm) => {
    const head = listNew(vm, 0);
    let last = head;
    for (let i = 0; i < 1e5; i++) {
      const next = listNew(vm, 0);
      listAppend(vm, last, next);
      decref(vm, next);
      last = next;
    }
    listAppend(vm, last, head);
    decref(vm, head);
    assertEquals(collect(vm, 2), 100001);
  });
});

Deno.test("collections start inside the allocation that passes the threshold, every 701 containers", () => {
  withVm((vm) => {
    const log: [number, number][] = [];
    const kept: Address[] = [];
    vm.collector.notify = (phase, generation) => {
      if (phase === "start") log.push([kept.length, generation]);
    };
    decref(vm, trackedBlock(vm));
    vm.gcCount0 = 0;
    for (let i = 0; i < 30000; i++) kept.push(trackedBlock(vm));
    vm.collector.notify = null;
    assertEquals(log.slice(0, 3).map(([at]) => at), [700, 1401, 2102]);
    const runs: [number, number][] = [];
    for (const [, generation] of log) {
      if (runs.length > 0 && runs[runs.length - 1][0] === generation) runs[runs.length - 1][1]++;
      else runs.push([generation, 1]);
    }
    assertEquals(
      runs,
      [[0, 11], [1, 1], [0, 11], [1, 1], [0, 11], [1, 1], [0, 6]],
      'as the oracle\'s program "trigger"',
    );
    for (const o of kept) decref(vm, o);
    removeType(vm);
  });
});

/** A container of the spare type, which has no free list and holds nothing. */
function trackedBlock(vm: Interpreter): Address {
  if (vm.i32[(SPARE_TYPES + TYPE.offsets.tp_name) >> 2] === 0) declareNode(vm, null);
  const node = gcNew(vm, SPARE_TYPES, 24);
  vm.i32[(node + 16) >> 2] = NULL;
  gcTrack(vm, node);
  return node;
}

/** Declares the type at SPARE_TYPES: containers with one reference at 16, and a finalizer. */
function declareNode(vm: Interpreter, finalize: ((vm: Interpreter, node: Address) => void) | null): void {
  defineType(vm, SPARE_TYPES, {
    name: "Node",
    basicSize: 24,
    flags: TPFLAGS_HAVE_GC,
    dealloc: (vm: Interpreter, node: Address) => {
      gcUntrack(vm, node);
      clearField(vm, node + 16);
      gcFree(vm, node);
    },
    traverse: (vm: Interpreter, node: Address, visit: Visit) => {
      if (vm.i32[(node + 16) >> 2] !== NULL) visit(vm, vm.i32[(node + 16) >> 2]);
    },
    clear: (vm: Interpreter, node: Address) => clearField(vm, node + 16),
    ...(finalize === null ? {} : { finalize }),
  });
  assert(readyType(vm, SPARE_TYPES));
}

function removeType(vm: Interpreter): void {
  clearStaticType(vm, SPARE_TYPES);
  vm.u8.fill(0, SPARE_TYPES, SPARE_TYPES + TYPE.size);
}

Deno.test("counts rise with containers made and fall with those given back; a collection adds to the next count", () => {
  withVm((vm) => {
    enableCollector(vm, false);
    const counts = (): number[] => [0, 1, 2].map((generation) => generationCount(vm, generation));
    collect(vm, 2);
    assertEquals(counts(), [0, 0, 0]);
    const kept = Array.from({ length: 1000 }, () => trackedBlock(vm));
    const made = vm.gcCount0;
    assert(made >= 1000, "the declaration of the type made some more");
    for (const o of kept) decref(vm, o);
    assertEquals(vm.gcCount0, made - 1000);
    collect(vm, 0);
    collect(vm, 0);
    assertEquals(counts(), [0, 2, 0]);
    collect(vm, 1);
    assertEquals(counts(), [0, 0, 1]);
    collect(vm, 2);
    assertEquals(counts(), [0, 0, 0]);
    removeType(vm);
  });
});

Deno.test("thresholds and switching off are obeyed", () => {
  withVm((vm) => {
    let collections = 0;
    vm.collector.notify = (phase) => {
      if (phase === "start") collections++;
    };
    const kept: Address[] = [trackedBlock(vm)];
    const make = (n: number): number => {
      collections = 0;
      vm.gcCount0 = 0;
      for (let i = 0; i < n; i++) kept.push(trackedBlock(vm));
      return collections;
    };
    setThreshold(vm, 0, 10);
    assertEquals(make(110), 10);
    setThreshold(vm, 0, 0);
    assertEquals(make(110), 0);
    setThreshold(vm, 0, 10);
    enableCollector(vm, false);
    assertEquals(make(110), 0);
    enableCollector(vm, true);
    vm.collector.notify = null;
    for (const o of kept) decref(vm, o);
    removeType(vm);
  });
});

Deno.test("the oldest generation waits until a quarter of it is new", () => {
  withVm((vm) => {
    const kept = Array.from({ length: 20000 }, () => trackedBlock(vm));
    collect(vm, 2);
    const before = vm.collector.collections[2];
    [0, 1, 2].forEach((generation) => setThreshold(vm, generation, 1));
    for (let i = 0; i < 4000; i++) kept.push(trackedBlock(vm));
    assertEquals(vm.collector.collections[2], before);
    for (let i = 0; i < 4000; i++) kept.push(trackedBlock(vm));
    assertEquals(vm.collector.collections[2], before + 1);
    for (const o of kept) decref(vm, o);
    removeType(vm);
  });
});

Deno.test("tuples are untracked by any collection, from the inside out, dicts by full ones", () => {
  withVm((vm) => {
    const one = intFromNumber(vm, 1000);
    const inner = tuplePack1(vm, one), outer = tuplePack1(vm, inner);
    const dict = dictNew(vm);
    const key = newStr(vm, "key");
    dictSet(vm, dict, key, inner);
    const tracked = (): boolean[] => [inner, outer, dict].map((o) => gcIsTracked(vm, o));
    assertEquals(tracked(), [true, true, true]);
    collect(vm, 0);
    assertEquals(tracked(), [false, false, true], "the inner one stands first in the ring");
    collect(vm, 1);
    assertEquals(tracked(), [false, false, true]);
    collect(vm, 2);
    assertEquals(tracked(), [false, false, false]);
    for (const o of [one, inner, outer, dict, key]) decref(vm, o);
  });
});

Deno.test("finalizers run once, in the order of the ring, before anything is cleared", () => {
  withVm((vm) => {
    const log: string[] = [];
    const names = new Map<Address, string>();
    declareNode(vm, (vm, node) => {
      log.push(`${names.get(node)} sees ${names.get(vm.i32[(node + 16) >> 2])}`);
    });
    const [a, b, c] = ["a", "b", "c"].map((name) => {
      const node = trackedBlock(vm);
      names.set(node, name);
      return node;
    });
    vm.i32[(a + 16) >> 2] = newRef(vm, b);
    vm.i32[(b + 16) >> 2] = newRef(vm, c);
    vm.i32[(c + 16) >> 2] = newRef(vm, a);
    for (const node of [a, b, c]) decref(vm, node);
    assertEquals(collect(vm, 2), 3);
    assertEquals(log, ["a sees b", "b sees c", "c sees a"]);
    removeType(vm);
  });
});

Deno.test("a finalizer may bring its object back: it stays whole, and goes the next time without being called", () => {
  withVm((vm) => {
    const kept = listNew(vm, 0);
    let calls = 0;
    declareNode(vm, (vm, node) => {
      if (calls++ === 0) listAppend(vm, kept, node);
    });
    const a = trackedBlock(vm), b = trackedBlock(vm);
    vm.i32[(a + 16) >> 2] = newRef(vm, b);
    vm.i32[(b + 16) >> 2] = newRef(vm, a);
    decref(vm, a);
    decref(vm, b);
    assertEquals([collect(vm, 2), calls], [0, 2]);
    assertEquals([vm.i32[(a + 16) >> 2], vm.i32[(b + 16) >> 2]], [b, a]);
    assertEquals(vm.i32[(a - 8) >> 2] & GC_PREV_FINALIZED, GC_PREV_FINALIZED);
    assertEquals(checkInterpreter(vm, { running: true }), []);
    decref(vm, kept);
    assertEquals([collect(vm, 2), calls], [2, 2]);
    removeType(vm);
  });
});

Deno.test("a finalizer may collect, and clearing may free what comes later in the ring", () => {
  withVm((vm) => {
    declareNode(vm, (vm) => {
      assertEquals(collect(vm, 2), 0, "a collection inside a collection does nothing");
      decref(vm, listNew(vm, 0));
    });
    for (let i = 0; i < 50; i++) {
      const a = trackedBlock(vm), list = listNew(vm, 0);
      vm.i32[(a + 16) >> 2] = list;
      listAppend(vm, list, a);
      for (let j = 0; j < 5; j++) {
        const hanging = trackedBlock(vm);
        listAppend(vm, list, hanging);
        decref(vm, hanging);
      }
      decref(vm, a);
    }
    assertEquals(collect(vm, 2), 350);
    removeType(vm);
  });
});

Deno.test("a pending exception survives a collection and keeps automatic ones away", () => {
  withVm((vm) => {
    dropCycle(vm);
    const type = newRef(vm, NONE);
    vm.curexcType = type;
    vm.gcCount0 = 10000;
    const before = vm.collector.collections[0] + vm.collector.collections[1] + vm.collector.collections[2];
    const list = listNew(vm, 0);
    const after = vm.collector.collections[0] + vm.collector.collections[1] + vm.collector.collections[2];
    assertEquals(after, before);
    assertEquals([collect(vm, 2), vm.curexcType], [1, type]);
    vm.curexcType = NULL;
    decref(vm, type);
    decref(vm, list);
  });
});

Deno.test("full collections give the free lists back, except slices and MemoryErrors", () => {
  withVm((vm) => {
    const kept = (): string[] =>
      FREE_LIST_TABLE.filter((list) => vm.i32[(list.address + 8) >> 2] > 0).map((list) => list.name);
    const made = Array.from({ length: 10 }, () => listNew(vm, 0));
    for (const o of made) decref(vm, o);
    assert(kept().includes("list"));
    collect(vm, 0);
    collect(vm, 1);
    assert(kept().includes("list"));
    collect(vm, 2);
    assertEquals(kept(), ["MemoryError"]);
  });
});

Deno.test("under stress every allocation of a container collects, every hundredth time fully", () => {
  withVm((vm) => {
    decref(vm, trackedBlock(vm));
    stressCollector(vm, true);
    const before = [...vm.collector.collections];
    for (let i = 0; i < 500; i++) {
      const node = trackedBlock(vm);
      vm.i32[(node + 16) >> 2] = newRef(vm, node);
      decref(vm, node);
    }
    stressCollector(vm, false);
    assertEquals(vm.collector.collections.map((n, generation) => n - before[generation]), [495, 0, 5]);
    assertEquals([collect(vm, 2), ringSize(vm, generationRing(0))], [1, 0], "only the last one was left");
    removeType(vm);
  });
});
