/** Settings of memory from options and environment, against what CPython does with the same ones. */

import { assertEquals, assertThrows } from "@std/assert";
import { type MallocPreset } from "../../heap/mod.ts";
import {
  chooseMemorySettings,
  type MemorySettings,
  SettingsError,
} from "../../runtime/host/memory_settings.ts";
import { parseCommand } from "../../runtime/host/options.ts";
import domains from "../oracles/allocator_domains.json" with { type: "json" };
import reports from "../oracles/malloc_stats.json" with { type: "json" };
import tracing from "../oracles/tracemalloc.json" with { type: "json" };

/** The settings for options as one would type them, and variables. */
function settings(options: string, variables: Record<string, string | null> = {}): MemorySettings {
  const words = options.split(" ").filter((word) => word !== "");
  const command = parseCommand([...words, "-c", "pass"]);
  return chooseMemorySettings(command, (name) => variables[name] ?? undefined);
}

/** The name that CPython's own function gives the allocators of a preset. */
function reportedName(preset: MallocPreset): string {
  return preset === "default" ? "pymalloc" : preset === "debug" ? "pymalloc_debug" : preset;
}

Deno.test("PYTHONMALLOC names the allocators as in CPython, with -X dev, -E and -I and without", () => {
  for (
    const row of domains.PYTHONMALLOC as Record<string, string | null | { exit: number; stderr: string }>[]
  ) {
    const variables = { PYTHONMALLOC: row.PYTHONMALLOC as string | null };
    for (const options of ["plain", "-X dev", "-E", "-I", "-E -X dev"]) {
      const expected = row[options];
      const choose = () => settings(options === "plain" ? "" : options, variables);
      if (typeof expected === "string") assertEquals(reportedName(choose().malloc), expected, options);
      else {
        const error = assertThrows(choose, SettingsError);
        assertEquals(error.message, (expected as { stderr: string }).stderr);
      }
    }
  }
});

Deno.test("PYTHONDEVMODE with any text means debug hooks, unless PYTHONMALLOC says otherwise", () => {
  for (const { PYTHONDEVMODE, PYTHONMALLOC, allocators } of domains.PYTHONDEVMODE) {
    assertEquals(reportedName(settings("", { PYTHONDEVMODE, PYTHONMALLOC }).malloc), allocators);
  }
  assertEquals(settings("-Xdev=1").devMode, true);
  assertEquals(settings("-E", { PYTHONDEVMODE: "1" }).devMode, false);
});

Deno.test("--malloc beats the environment and development mode, and knows strict", () => {
  assertEquals(settings("--malloc=malloc -X dev", { PYTHONMALLOC: "debug" }).malloc, "malloc");
  assertEquals(settings("--malloc strict").malloc, "strict");
  assertThrows(() => settings("", { PYTHONMALLOC: "strict" }), SettingsError, "unknown allocator");
});

Deno.test("tracemalloc's options and variable are read as CPython reads them", () => {
  for (
    const [options, variable, printed, message] of tracing.options as [
      string,
      string | null,
      string,
      string,
    ][]
  ) {
    const choose = () => settings(options, { PYTHONTRACEMALLOC: variable });
    if (message !== "") {
      assertEquals(assertThrows(choose, SettingsError).message.split("\n")[0], message);
      continue;
    }
    const [isTracing, limit] = printed.split(" ");
    const { tracemalloc } = choose();
    assertEquals(tracemalloc > 0, isTracing === "True");
    assertEquals(Math.max(tracemalloc, 1), Number(limit));
  }
  assertEquals(settings("-X tracemalloc -X tracemalloc=7").tracemalloc, 1, "the first one counts");
  assertEquals(settings("-X tracemalloc=", { PYTHONTRACEMALLOC: "3" }).tracemalloc, 0);
  assertThrows(
    () => settings("-X tracemalloc=2", { PYTHONTRACEMALLOC: "x" }),
    SettingsError,
    "PYTHONTRACEMALLOC",
  );
  assertEquals(settings("", { PYTHONTRACEMALLOC: "" }).tracemalloc, 0);
});

Deno.test("reports are asked for by any text in PYTHONMALLOCSTATS, or by option", () => {
  for (const { PYTHONMALLOC, PYTHONMALLOCSTATS, options, prints } of reports.PYTHONMALLOCSTATS.measured) {
    const chosen = settings(options, { PYTHONMALLOC, PYTHONMALLOCSTATS });
    const uses = chosen.malloc.startsWith("malloc") ? false : chosen.mallocStats;
    assertEquals(uses, prints);
  }
  assertEquals([settings("--malloc-stats").mallocStats, settings("").mallocStats], [true, false]);
});

Deno.test("-X showrefcount is always available", () => {
  assertEquals([settings("-X showrefcount").showRefcount, settings("").showRefcount], [true, false]);
});
