/** Statistics: made, freed and live of each type add up, domains count from the start on, the report is a table. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { collect } from "../../runtime/memory/gc.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { decref } from "../../runtime/memory/refcount.ts";
import { dictNew, dictSetSteal } from "../../runtime/objects/dict.ts";
import { newFloat } from "../../runtime/objects/float.ts";
import { intFromNumber } from "../../runtime/objects/int.ts";
import { listAppend, listNew } from "../../runtime/objects/list.ts";
import { newStr } from "../../runtime/objects/str.ts";
import { startStatistics, type StatisticsRecorder } from "../../runtime/view/statistics.ts";

function withStatistics(test: (vm: Interpreter, statistics: StatisticsRecorder) => void): void {
  const vm = startInterpreter({ reserve: 64 * 2 ** 20 });
  collect(vm, 2);
  const statistics = startStatistics(vm);
  test(vm, statistics);
  statistics.stop();
  assertEquals(finishInterpreter(vm), []);
}

Deno.test("objects of each type are counted: made, reused, freed, live", () => {
  withStatistics((vm, statistics) => {
    const kept = listNew(vm, 0);
    for (let i = 0; i < 100; i++) {
      const item = intFromNumber(vm, 1000 + i);
      if (i % 10 === 0) listAppend(vm, kept, item);
      decref(vm, item);
      const dict = dictNew(vm);
      dictSetSteal(vm, dict, newStr(vm, "key"), intFromNumber(vm, 5));
      decref(vm, dict);
    }
    const types = new Map(statistics.figures().types.map((type) => [type.name, type]));
    assertEquals(types.get("int"), {
      name: "int",
      made: 100,
      freed: 90,
      live: 10,
      liveBytes: 320,
      reused: 0,
      kept: 0,
    });
    assertEquals(types.get("dict"), {
      name: "dict",
      made: 100,
      freed: 100,
      live: 0,
      liveBytes: 0,
      reused: 99,
      kept: 1,
    });
    assertEquals(types.get("list"), {
      name: "list",
      made: 1,
      freed: 0,
      live: 1,
      liveBytes: 64 + 16 * 8,
      reused: 0,
      kept: 0,
    });
    for (let i = 0; i < 120; i++) decref(vm, newFloat(vm, i + 0.5));
    const float = statistics.figures().types.find((type) => type.name === "float");
    assertEquals(float, {
      name: "float",
      made: 120,
      freed: 120,
      live: 0,
      liveBytes: 0,
      reused: 119,
      kept: 1,
    });
    assertEquals(statistics.figures().dictKeys, { reused: 99, kept: 1 });
    assertEquals(types.has("module"), false, "what the runtime made before does not appear");
    decref(vm, kept);
  });
});

Deno.test("domains count calls, live blocks and peaks from the start on", () => {
  withStatistics((vm, statistics) => {
    const items = Array.from({ length: 50 }, (_, i) => intFromNumber(vm, 1000 + i));
    for (const item of items) decref(vm, item);
    const { raw, mem, object } = statistics.figures().domains;
    assertEquals([object.mallocs, object.frees, object.liveBlocks, object.peakBlocks], [50, 50, 0, 50]);
    assertEquals([mem.mallocs, raw.mallocs], [0, 0]);
  });
});

Deno.test("collections appear with what they found", () => {
  withStatistics((vm, statistics) => {
    const before = statistics.figures().generations[2];
    const list = listNew(vm, 0);
    listAppend(vm, list, list);
    decref(vm, list);
    collect(vm, 2);
    const after = statistics.figures().generations[2];
    assertEquals([after.collections - before.collections, after.collected - before.collected], [1, 1]);
  });
});

Deno.test("the report is aligned text that ends with pymalloc's own, and the JSON is one line", () => {
  withStatistics((vm, statistics) => {
    const item = intFromNumber(vm, 123456);
    const report = statistics.report();
    assertMatch(report, /^== memory of the program/);
    assertMatch(report, /\nint +1 +0 +0 +0 +1 +32\n/);
    assertMatch(report, /\ntotal +1 +0 +0 +\d+ +1 +32\n/);
    assertMatch(report, /\nSmall block threshold = 512, in 32 size classes\.\n/);
    for (
      const table of report.split("\n\n").filter((part) => /^-+$/m.test(part) && part.startsWith("type"))
    ) {
      const widths = new Set(table.split("\n").slice(0, 3).map((line) => line.length));
      assertEquals(widths.size, 1, table);
    }
    const json = statistics.json();
    assertEquals(json.indexOf("\n"), json.length - 1);
    const parsed = JSON.parse(json);
    assertEquals(Object.keys(parsed), ["domains", "types", "dictKeys", "generations", "heap"]);
    assertEquals(parsed.types[0].name, "int");
    assert(parsed.heap.pages.mapped > 0);
    decref(vm, item);
  });
});
