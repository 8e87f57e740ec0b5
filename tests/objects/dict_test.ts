/**
 * dict below the language: tables, growth and bytes as CPython 3.11 has them, a seeded model against Map, comparisons
 * that change the dict, failing allocations, versions for caches.
 */
import { assert, assertEquals } from "@std/assert";
import { type Address, allocatedBlocks, check, installFailure, NULL } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { DICT_FREE_LIST, KEYS_FREE_LIST } from "../../runtime/memory/free_lists.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { OB_TYPE } from "../../runtime/memory/object_layout.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { DEALLOC_PLAIN, decref, incref, newRef, refcount } from "../../runtime/memory/refcount.ts";
import { NONE, SPARE_TYPES, TRUE } from "../../runtime/memory/statics.ts";
import { defineType } from "../../runtime/objects/define_type.ts";
import {
  dictClear,
  dictContains,
  dictCopy,
  dictDel,
  dictGet,
  dictGetStr,
  dictLookupIndex,
  dictNew,
  dictNext,
  dictPop,
  dictSet,
  dictSetDefault,
  dictSetSteal,
  dictSize,
  dictValueOffset,
  keysVersion,
} from "../../runtime/objects/dict.ts";
import { checkDict } from "../../runtime/objects/dict_check.ts";
import { buildConstKeyMap, buildMap } from "../../runtime/objects/dict_display.ts";
import {
  DK_KIND,
  DK_NENTRIES,
  DK_SHAPE,
  DK_USABLE,
  entriesOf,
  entrySize,
  indexAt,
  MA_KEYS,
  MA_VERSION,
} from "../../runtime/objects/dict_keys.ts";
import { dictHasItem, dictItem, dictStoreItem, HASH_LOW } from "../../runtime/objects/dict_item.ts";
import { dictFromIterable, dictMerge, dictUpdate } from "../../runtime/objects/dict_merge.ts";
import { dictSizeOf } from "../../runtime/objects/dict_object.ts";
import { errorMatches, errorOccurred } from "../../runtime/objects/errors.ts";
import { intAsNumber, intFromBigInt, intFromNumber, OB_DIGIT } from "../../runtime/objects/int.ts";
import { listAppend, listNew } from "../../runtime/objects/list.ts";
import { callMethodJs } from "../../runtime/objects/call.ts";
import { newStr } from "../../runtime/objects/str.ts";
import { STR_HASH } from "../../runtime/objects/str_layout.ts";
import { readyType } from "../../runtime/objects/type_ready.ts";
import { tupleNew, tuplePack2, tupleSetItem } from "../../runtime/objects/tuple.ts";
import { DICT_TYPE, KEY_ERROR, MEMORY_ERROR, TYPE_ERROR } from "../../runtime/memory/statics.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";
import { keyType, removeType } from "./spare_type.ts";
import growth from "../oracles/dict_growth.json" with { type: "json" };
import dumps from "../oracles/object_dumps.json" with { type: "json" };

/** Runs `test` with a runtime and asserts that nothing is left of it. */
function withVm(test: (vm: Interpreter) => void): void {
  const vm = startInterpreter({ reserve: 512 * 2 ** 20 });
  test(vm);
  assertEquals(check(vm), []);
  assertEquals(checkInterpreter(vm), []);
  assertEquals(finishInterpreter(vm), []);
}

const keysOf = (vm: Interpreter, dict: Address): Address => vm.i32[(dict + MA_KEYS) >> 2];
const slotsOf = (vm: Interpreter, dict: Address): number => 1 << vm.u8[keysOf(vm, dict) + DK_SHAPE];
const usableOf = (vm: Interpreter, dict: Address): number => vm.i32[(keysOf(vm, dict) + DK_USABLE) >> 2];
const kindOf = (vm: Interpreter, dict: Address): number => vm.u8[keysOf(vm, dict) + DK_KIND];
/** sys.getsizeof, with the GC head. */
const sizeOf = (vm: Interpreter, dict: Address): number => dictSizeOf(vm, dict, 48) + 16;

/** Sets a value under an int or str key. */
function put(vm: Interpreter, dict: Address, key: number | string, value: number): void {
  const k = typeof key === "number" ? intFromNumber(vm, key) : newStr(vm, key);
  assertEquals(dictSetSteal(vm, dict, k, intFromNumber(vm, value)), 0);
}

function remove(vm: Interpreter, dict: Address, key: number | string): void {
  const k = typeof key === "number" ? intFromNumber(vm, key) : newStr(vm, key);
  assertEquals(dictDel(vm, dict, k), 0);
  decref(vm, k);
}

function rangeDict(vm: Interpreter, n: number): Address {
  const dict = dictNew(vm);
  for (let i = 0; i < n; i++) put(vm, dict, i, i);
  return dict;
}

Deno.test("a dict grows at the same lengths and to the same sizes as CPython's", () => {
  withVm((vm) => {
    const small = { int_keys: growth.insert.int_keys, str_keys: growth.insert.str_keys };
    for (const [kind, rows] of Object.entries(small)) {
      const dict = dictNew(vm);
      const seen: number[][] = [];
      for (let n = 0; n <= 2731; n++) {
        if (n > 0) put(vm, dict, kind === "int_keys" ? n : `key${n}`, 0);
        const row = [n, slotsOf(vm, dict), usableOf(vm, dict), sizeOf(vm, dict)];
        if (seen.length === 0 || seen[seen.length - 1][1] !== row[1]) seen.push(row);
      }
      assertEquals(seen, rows);
      assertEquals(checkDict(vm, dict), []);
      decref(vm, dict);
    }
  });
});

Deno.test("large tables have index cells of one, two and four bytes", () => {
  withVm((vm) => {
    const dict = dictNew(vm);
    let n = 0;
    for (const [length, slots, indexBytes, size] of growth.insert_large) {
      for (; n < length; n++) put(vm, dict, n, 0);
      const keys = keysOf(vm, dict);
      assertEquals([slotsOf(vm, dict), entriesOf(vm, keys) - keys - 32, sizeOf(vm, dict)], [
        slots,
        indexBytes,
        size,
      ]);
    }
    assertEquals(checkDict(vm, dict), []);
    decref(vm, dict);
  });
});

Deno.test("dicts made in one go have the tables that CPython makes", () => {
  withVm((vm) => {
    const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `k${i}`);
    const push = (words: Address[]): Address => {
      const at = vm.sp;
      words.forEach((word, i) => vm.i32[(at + 8 * i) >> 2] = word);
      return at;
    };
    const makers: Record<string, (n: number) => Address> = {
      "display with variable keys": (n) =>
        n > 15
          ? insertAll(n)
          : buildMap(vm, push(names(n).flatMap((name) => [newStr(vm, name), newRef(vm, NONE)])), n),
      "display with constant str keys": (n) => {
        if (n > 15) return insertAll(n);
        const keys = tupleNew(vm, n);
        names(n).forEach((name, i) => tupleSetItem(vm, keys, i, newStr(vm, name)));
        const dict = buildConstKeyMap(vm, keys, push(names(n).map(() => newRef(vm, NONE))), n);
        decref(vm, keys);
        return dict;
      },
      "comprehension": (n) => insertAll(n),
      "dict(list of pairs)": (n) => {
        const list = listNew(vm, 0);
        for (const name of names(n)) {
          const key = newStr(vm, name), pair = tuplePack2(vm, key, NONE);
          listAppend(vm, list, pair);
          decref(vm, key);
          decref(vm, pair);
        }
        const dict = dictNew(vm);
        assertEquals(dictUpdate(vm, dict, list), 0);
        decref(vm, list);
        return dict;
      },
      "dict(dict)": (n) => from(insertAll(n), (source) => updated(dictNew(vm), source)),
      "dict.copy()": (n) => from(insertAll(n), (source) => dictCopy(vm, source)),
      "{}.update(dict)": (n) => from(insertAll(n), (source) => updated(dictNew(vm), source)),
      "{'z':0}.update(dict)": (n) => {
        const dict = dictNew(vm);
        put(vm, dict, "z", 0);
        return from(insertAll(n), (source) => updated(dict, source));
      },
      "dict.fromkeys(dict)": (n) =>
        from(insertAll(n), (source) => dictFromIterable(vm, DICT_TYPE, source, NONE)),
    };
    const insertAll = (n: number): Address => {
      const dict = dictNew(vm);
      for (const name of names(n)) put(vm, dict, name, 0);
      return dict;
    };
    const updated = (dict: Address, source: Address): Address => {
      assertEquals(dictMerge(vm, dict, source, 1), 0);
      return dict;
    };
    const from = (source: Address, make: (source: Address) => Address): Address => {
      const dict = make(source);
      decref(vm, source);
      return dict;
    };
    for (const [how, make] of Object.entries(makers)) {
      const slots = Array.from({ length: 33 }, (_, n) => {
        const dict = make(n);
        const s = slotsOf(vm, dict);
        assertEquals(checkDict(vm, dict), []);
        decref(vm, dict);
        return s;
      });
      assertEquals(slots, (growth.made as Record<string, number[]>)[how], how);
    }
  });
});

Deno.test("deleting keeps the table, and the next growth counts what is alive", () => {
  withVm((vm) => {
    for (const [inserted, kept, slots, usable, inserts, after] of growth.delete) {
      const dict = rangeDict(vm, inserted);
      for (let i = 0; i < inserted - kept; i++) remove(vm, dict, i);
      assertEquals([slotsOf(vm, dict), usableOf(vm, dict)], [slots, usable]);
      for (let i = 1; i < inserts; i++) put(vm, dict, 1000 + i, 0);
      assertEquals(slotsOf(vm, dict), slots);
      const table = keysOf(vm, dict);
      put(vm, dict, 5000, 0);
      assert(keysOf(vm, dict) !== table);
      assertEquals(slotsOf(vm, dict), after);
      assertEquals(checkDict(vm, dict), []);
      decref(vm, dict);
    }
    const dict = rangeDict(vm, 100);
    const before = usableOf(vm, dict);
    decref(vm, callMethodJs(vm, dict, "popitem"));
    assertEquals(
      [before, usableOf(vm, dict)],
      growth.copy_after_delete["usable before and after one popitem()"],
    );
    for (let i = 0; i < 29; i++) remove(vm, dict, i);
    const copy = dictCopy(vm, dict);
    assertEquals(slotsOf(vm, copy), growth.copy_after_delete["its copy() "]);
    for (let i = 29; i < 90; i++) remove(vm, dict, i);
    const small = dictCopy(vm, dict);
    assertEquals([slotsOf(vm, dict), slotsOf(vm, small)], [256, growth.copy_after_delete["its copy()"]]);
    for (const d of [dict, copy, small]) decref(vm, d);
  });
});

Deno.test("the first key that is no str rebuilds the table as a general one", () => {
  withVm((vm) => {
    for (const [n, slots, after, kind, size] of growth.first_int_key) {
      const dict = dictNew(vm);
      for (let i = 0; i < n; i++) put(vm, dict, `k${i}`, i);
      assertEquals(slotsOf(vm, dict), slots);
      put(vm, dict, 5, 5);
      assertEquals([slotsOf(vm, dict), kindOf(vm, dict), sizeOf(vm, dict)], [after, kind, size]);
      assertEquals(checkDict(vm, dict), []);
      decref(vm, dict);
    }
  });
});

/** The rows of the oracle that describe the table: index cells and entries; keys and values as text. */
function dumpTable(vm: Interpreter, dict: Address, show: (o: Address) => string): unknown[] {
  const i32 = vm.i32, keys = keysOf(vm, dict);
  const log2 = vm.u8[keys + DK_SHAPE], n = i32[(keys + DK_NENTRIES) >> 2], stride = entrySize(vm, keys);
  const rows: unknown[] = [
    ["ma_used", dictSize(vm, dict)],
    ["dk_log2_size", log2],
    ["dk_log2_index_bytes", vm.u8[keys + DK_SHAPE + 1]],
    ["dk_kind", kindOf(vm, dict)],
    ["dk_usable", usableOf(vm, dict)],
    ["dk_nentries", n],
    ["cells", Array.from({ length: 1 << log2 }, (_, slot) => indexAt(vm, keys, log2, slot))],
  ];
  for (let i = 0; i < n; i++) {
    const at = entriesOf(vm, keys) + i * stride;
    const word = (offset: number): string => {
      const o = i32[(at + offset) >> 2];
      return o === NULL ? "NULL" : `&${show(o)}`;
    };
    rows.push(
      stride === 24
        ? { at: at - keys, hash: Number(vm.i64[at >> 3]), key: word(8), value: word(16) }
        : { at: at - keys, key: word(0), value: word(8) },
    );
  }
  return rows;
}

type DumpRow = [string | number, string, unknown];

/** The same from the oracle. */
function oracleTable(rows: DumpRow[]): unknown[] {
  const names = ["ma_used", "dk_log2_size", "dk_log2_index_bytes", "dk_kind", "dk_usable", "dk_nentries"];
  const table: unknown[] = rows.filter(([, field]) => names.includes(field)).map((
    [, field, value],
  ) => [field, value]);
  for (const [offset, field, value] of rows) {
    if (field.startsWith("dk_indices")) table.push(["cells", value]);
    if (field.startsWith("entry")) table.push({ at: Number(String(offset).slice(5)), ...(value as object) });
  }
  return table;
}

Deno.test("tables have CPython's cells and entries, bit for bit", () => {
  withVm((vm) => {
    const show = (o: Address): string => o === NONE ? "None" : String(intAsNumber(vm, o));
    const oracle = dumps.dict as unknown as Record<string, DumpRow[]>;
    const dict = dictNew(vm);
    for (const key of [0, 8, 16, 1, 9]) put(vm, dict, key, key * 10);
    assertEquals(
      dumpTable(vm, dict, show),
      oracleTable(oracle["int keys 0, 8, 16, 1, 9 inserted in this order"]),
    );
    remove(vm, dict, 8);
    assertEquals(dumpTable(vm, dict, show), oracleTable(oracle["the same after del d[8]"]));
    const copy = dictCopy(vm, dict);
    assertEquals(dumpTable(vm, copy, show), oracleTable(oracle["its copy d2 with 8 deleted"]));
    decref(vm, dict);
    decref(vm, copy);

    const list = listNew(vm, 0);
    for (let i = 0; i < 20; i++) {
      const item = intFromNumber(vm, i);
      listAppend(vm, list, item);
      decref(vm, item);
    }
    const made = dictFromIterable(vm, DICT_TYPE, list, NONE);
    assertEquals(dumpTable(vm, made, show), oracleTable(oracle["fromkeys(range(20))"]));
    decref(vm, list);
    decref(vm, made);

    const large = dictNew(vm);
    const keys = [-1n, -2n, 2n ** 61n - 1n, 2n ** 61n, 100n];
    keys.forEach((key, i) => dictSetSteal(vm, large, intFromBigInt(vm, key), intFromNumber(vm, i + 1)));
    const negative = oracleTable(oracle["negative and large int keys"]) as unknown[];
    const cells = (table: unknown[]): unknown => table[6];
    assertEquals(cells(dumpTable(vm, large, () => "")), cells(negative));
    decref(vm, large);
  });
});

/** Small seeded random numbers (mulberry32). */
function random(seed: number): (n: number) => number {
  return (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

/** Keys of the model tests by style. */
const KEY_STYLES: Record<string, (n: number) => number | string> = {
  "small ints": (n) => n,
  "ints whose hashes share their low bits": (n) => n * 2 ** 16,
  "strs": (n) => `key ${n}`,
  "ints and strs": (n) => n % 2 === 0 ? n : `key ${n}`,
  "ints of two digits": (n) => n * 2 ** 31 + 5,
};

for (const [style, keyOf] of Object.entries(KEY_STYLES)) {
  Deno.test(`a dict agrees with Map under random operations: ${style}`, () => {
    withVm((vm) => {
      const rnd = random(style.length);
      let dict = dictNew(vm);
      const model = new Map<number | string, number>();
      const object = (key: number | string): Address =>
        typeof key === "number" ? intFromNumber(vm, key) : newStr(vm, key);
      for (let step = 0; step < 20000; step++) {
        const key = keyOf(rnd(step < 10000 ? 40 : 3000));
        const k = object(key);
        switch (rnd(12)) {
          case 0:
          case 1:
          case 2:
          case 3:
          case 4: {
            assertEquals(dictSetSteal(vm, dict, newRef(vm, k), intFromNumber(vm, step)), 0);
            model.set(key, step);
            break;
          }
          case 5:
          case 6: {
            const deleted = dictDel(vm, dict, k);
            assertEquals(deleted === 0, model.delete(key));
            if (deleted < 0) assert(errorMatches(vm, KEY_ERROR));
            clearPending(vm);
            break;
          }
          case 7: {
            const value = dictGet(vm, dict, k);
            assertEquals(value === NULL ? undefined : intAsNumber(vm, value), model.get(key));
            assertEquals(dictContains(vm, dict, k), model.has(key) ? 1 : 0);
            break;
          }
          case 8: {
            const value = intFromNumber(vm, step);
            if (!model.has(key)) model.set(key, step);
            assertEquals(intAsNumber(vm, dictSetDefault(vm, dict, k, value)), model.get(key));
            decref(vm, value);
            break;
          }
          case 9: {
            const value = dictPop(vm, dict, k, NONE);
            assertEquals(value === NONE ? undefined : intAsNumber(vm, value), model.get(key));
            model.delete(key);
            decref(vm, value);
            break;
          }
          case 10: {
            if (rnd(20) > 0) break;
            const copy = dictCopy(vm, dict);
            decref(vm, dict);
            dict = copy;
            break;
          }
          case 11: {
            if (rnd(200) > 0) break;
            dictClear(vm, dict);
            model.clear();
          }
        }
        decref(vm, k);
        if (step % 500 === 0) {
          assertEquals(checkDict(vm, dict), []);
          assertEquals(dictSize(vm, dict), model.size);
          const values: number[] = [];
          for (let at = dictNext(vm, dict, 0); at >= 0; at = dictNext(vm, dict, at)) {
            values.push(intAsNumber(vm, vm.dictValue));
          }
          assertEquals(values, [...model.values()], "order");
        }
      }
      decref(vm, dict);
    });
  });
}

Deno.test("a comparison may change the dict that is being searched", () => {
  withVm((vm) => {
    let action: (() => void) | null = null;
    const makeKey = keyType(vm, () => {
      const act = action;
      action = null;
      if (act !== null) act();
      return 0;
    });
    const dict = dictNew(vm);
    const one = intFromNumber(vm, 1);
    const actions: (() => void)[] = [
      () => dictClear(vm, dict),
      () => {
        dictClear(vm, dict);
        for (let i = 0; i < 5; i++) put(vm, dict, `s${i}`, i);
      },
      () => {
        for (let i = 100; i < 400; i++) put(vm, dict, i, i);
      },
      () => {
        dictClear(vm, dict);
        put(vm, dict, 1, 77);
      },
    ];
    for (const act of actions) {
      dictClear(vm, dict);
      for (let i = 0; i < 3; i++) {
        const key = makeKey();
        assertEquals(dictSet(vm, dict, key, one), 0);
        decref(vm, key);
      }
      for (const operation of [dictGet, dictContains, dictDel, dictSetDefault, dictSet] as const) {
        action = act;
        const key = makeKey();
        (operation as (vm: Interpreter, ...rest: Address[]) => number)(vm, dict, key, one);
        clearPending(vm);
        assertEquals(checkDict(vm, dict), []);
        decref(vm, key);
      }
    }
    decref(vm, one);
    decref(vm, dict);
    removeType(vm);
  });
});

Deno.test("a comparison that fails leaves the dict as it was", () => {
  withVm((vm) => {
    const makeKey = keyType(vm, () => {
      clearPending(vm);
      incref(vm, TYPE_ERROR);
      vm.curexcType = TYPE_ERROR;
      return -1;
    });
    const dict = dictNew(vm);
    const first = makeKey(), second = makeKey();
    assertEquals(dictSet(vm, dict, first, NONE), 0);
    assertEquals(dictSet(vm, dict, second, NONE), -1);
    assert(errorMatches(vm, TYPE_ERROR));
    clearPending(vm);
    assertEquals([dictGet(vm, dict, second), dictContains(vm, dict, second), dictDel(vm, dict, second)], [
      NULL,
      -1,
      -1,
    ]);
    clearPending(vm);
    assertEquals([dictSize(vm, dict), refcount(vm, first), refcount(vm, second)], [1, 2, 1]);
    assertEquals(dictGet(vm, dict, first), NONE, "identity comes before comparison");
    for (const o of [first, second, dict]) decref(vm, o);
    removeType(vm);
  });
});

Deno.test("every allocation of an insertion may fail: the dict stays valid, nothing leaks", () => {
  withVm((vm) => {
    for (let n = 0; n < 24; n++) {
      for (let at = 1; at < 4; at++) {
        const dict = dictNew(vm);
        for (let i = 0; i < n; i++) put(vm, dict, i % 3 === 0 ? i : `k${i}`, i);
        const key = newStr(vm, "the new key"), other = intFromNumber(vm, 1000);
        const blocks = allocatedBlocks(vm);
        const failure = installFailure(vm, at);
        const results = [dictSet(vm, dict, key, NONE), dictSet(vm, dict, other, NONE)];
        const copy = dictCopy(vm, dict);
        const merged = dictNew(vm);
        if (merged !== NULL) results.push(dictMerge(vm, merged, dict, 1));
        failure.remove();
        if (results.includes(-1) || copy === NULL || merged === NULL) assert(errorMatches(vm, MEMORY_ERROR));
        clearPending(vm);
        assertEquals(checkDict(vm, dict), []);
        if (copy !== NULL) decref(vm, copy);
        if (merged !== NULL) decref(vm, merged);
        assert(allocatedBlocks(vm) <= blocks + 4, "at most a larger table and what free lists keep");
        for (const o of [dict, key, other]) decref(vm, o);
      }
    }
  });
});

Deno.test("a table's version lasts while entries keep their places", () => {
  withVm((vm) => {
    const dict = dictNew(vm);
    const name = newStr(vm, "name"), other = newStr(vm, "other");
    dictSet(vm, dict, name, NONE);
    const version = keysVersion(vm, dict);
    assert(version > 0);
    assertEquals(keysVersion(vm, dict), version);
    const index = dictLookupIndex(vm, dict, name);
    const address = keysOf(vm, dict) + dictValueOffset(vm, dict, index);
    assertEquals([index, vm.i32[address >> 2]], [0, NONE]);
    const tag = vm.i32[(dict + MA_VERSION) >> 2];
    dictSet(vm, dict, name, TRUE);
    assertEquals(
      [keysVersion(vm, dict), vm.i32[address >> 2]],
      [version, TRUE],
      "a new value keeps the version",
    );
    assert(vm.i32[(dict + MA_VERSION) >> 2] !== tag, "and changes the dict's tag");
    const copy = dictCopy(vm, dict);
    assert(keysVersion(vm, copy) !== version, "a copy is another table");
    dictSet(vm, dict, other, NONE);
    const second = keysVersion(vm, dict);
    assert(second !== version, "a new key ends it");
    assertEquals(dictLookupIndex(vm, dict, other), 1);
    dictDel(vm, dict, name);
    assert(keysVersion(vm, dict) !== second, "a deletion ends it");
    assertEquals([dictLookupIndex(vm, dict, name), dictGetStr(vm, dict, name)], [-1, NULL]);
    for (let i = 0; i < 10; i++) put(vm, dict, i, i);
    assertEquals(dictLookupIndex(vm, dict, other), -2, "a general table has no entries for caches");
    for (const o of [dict, copy, name, other]) decref(vm, o);
  });
});

Deno.test("dead dicts and small tables are kept, at most 80 of each", () => {
  withVm((vm) => {
    const kept = (list: Address): number => vm.i32[(list + 8) >> 2];
    const dicts = Array.from({ length: 200 }, () => {
      const dict = dictNew(vm);
      put(vm, dict, "k", 1);
      return dict;
    });
    for (const dict of dicts) decref(vm, dict);
    assertEquals([kept(DICT_FREE_LIST), kept(KEYS_FREE_LIST)], [80, 80]);
    const blocks = allocatedBlocks(vm);
    const again = dictNew(vm);
    put(vm, again, "k", 1);
    assertEquals(again, dicts[79], "the last one kept comes first");
    assertEquals([kept(DICT_FREE_LIST), kept(KEYS_FREE_LIST)], [79, 79]);
    assertEquals(allocatedBlocks(vm), blocks, "nothing is asked of the allocator");
    decref(vm, again);
  });
});

Deno.test("keys and values are released in the order of insertion, after the dict is empty", () => {
  withVm((vm) => {
    const log: string[] = [];
    const dict = dictNew(vm);
    defineType(vm, SPARE_TYPES, {
      name: "Logged",
      basicSize: 24,
      dealloc: (vm: Interpreter, o: Address) => {
        log.push(`${vm.i32[(o + 16) >> 2]} of ${dictSize(vm, dict)}`);
        vm.functions[DEALLOC_PLAIN](vm, o);
      },
    });
    assert(readyType(vm, SPARE_TYPES));
    for (let i = 0; i < 4; i++) {
      const value = vm.functions[vm.i32[(SPARE_TYPES + 304) >> 2]](vm, SPARE_TYPES, 0);
      vm.i32[(value + 16) >> 2] = i;
      dictSetSteal(vm, dict, intFromNumber(vm, i), value);
    }
    remove(vm, dict, 1);
    put(vm, dict, 2, 5);
    dictClear(vm, dict);
    assertEquals(log, ["1 of 3", "2 of 3", "0 of 0", "3 of 0"]);
    assertEquals(vm.i32[(dict + OB_TYPE) >> 2], DICT_TYPE);
    decref(vm, dict);
    removeType(vm);
  });
});

Deno.test("item access of emitted code finds what the general lookup finds", () => {
  assertEquals(
    [HASH_LOW, HASH_LOW],
    [STR_HASH, OB_DIGIT],
    "a str's hash and an int's digit stand at one place",
  );
  withVm((vm) => {
    const modulus = 2n ** 61n - 1n;
    const ints = [0n, 1n, 2n, 5n, 8n, -1n, -2n, -5n, 2n ** 30n - 1n, 2n ** 30n, -(2n ** 30n)];
    const big = ints.flatMap((n) => [n, n + modulus, n - modulus, n + 2n * modulus]);
    for (const strings of [false, true]) {
      const dict = dictNew(vm);
      const keys = strings
        ? ["", "a", "key", "k\u00e9y", "\u0416"].map((text) => newStr(vm, text))
        : big.map((n) => intFromBigInt(vm, n));
      const model = new Map<string, number>();
      const nameOf = (i: number): string => strings ? `${i}` : `${big[i]}`;
      const rnd = random(7);
      for (let step = 0; step < 3000; step++) {
        const i = rnd(keys.length), key = keys[i];
        if (rnd(3) === 0) {
          const value = intFromNumber(vm, step);
          assertEquals(dictStoreItem(vm, dict, key, value), 0);
          decref(vm, value);
          model.set(nameOf(i), step);
        } else if (rnd(4) === 0 && model.delete(nameOf(i))) {
          assertEquals(dictDel(vm, dict, key), 0);
        }
        const expected = model.get(nameOf(i));
        const found = dictItem(vm, dict, key), general = dictGet(vm, dict, key);
        if (expected === undefined) {
          assert(found === NULL && errorMatches(vm, KEY_ERROR) && general === NULL);
          clearPending(vm);
        } else {
          assertEquals([intAsNumber(vm, found), found], [expected, general]);
          decref(vm, found);
        }
        assertEquals(dictHasItem(vm, dict, key), expected === undefined ? 0 : 1);
      }
      assertEquals(checkDict(vm, dict), []);
      for (const o of [dict, ...keys]) decref(vm, o);
    }
  });
});

Deno.test("a million int keys go in, are found, and go", () => {
  withVm((vm) => {
    const dict = dictNew(vm);
    const start = performance.now();
    for (let i = 0; i < 1e6; i++) put(vm, dict, i * 3, i & 255);
    const inserted = performance.now() - start;
    let found = 0;
    for (let i = 0; i < 3e6; i += 100) {
      const key = intFromNumber(vm, i);
      if (dictGet(vm, dict, key) !== NULL) found++;
      decref(vm, key);
    }
    assertEquals([dictSize(vm, dict), found], [1e6, 10000]);
    decref(vm, dict);
    assertEquals(errorOccurred(vm), NULL);
    assert(inserted < 5000, `a million insertions took ${inserted.toFixed(0)} ms`);
  });
});
