/** Snapshots: groups, order, comparison, filters and texts against CPython's. */

import { assertEquals, assertThrows } from "@std/assert";
import {
  DomainFilter,
  Filter,
  formatSize,
  Frame,
  Snapshot,
  type SnapshotKey,
  type Statistic,
  Trace,
  Traceback,
} from "../../heap/mod.ts";
import oracle from "../oracles/tracemalloc.json" with { type: "json" };
import random from "../oracles/tracemalloc_snapshots.json" with { type: "json" };

const { snapshot } = oracle;

function trace(size: number, lines: number[], domain = 0, file = "<string>"): Trace {
  return new Trace(domain, size, new Traceback(lines.map((line) => new Frame(file, line)), lines.length));
}

/** What the recorded program has allocated when it takes its snapshot, by its own source. */
const RECORDED = new Snapshot([
  trace(1033, [10, 8, 6, 6]),
  trace(1033, [10, 8, 6, 6]),
  trace(1033, [10, 8, 6, 6]),
  trace(56, [10, 8, 6, 6]),
  trace(32, [10, 8, 6, 6]),
  trace(5033, [11]),
  trace(48, [11]),
], 10);

const rows = (statistics: Statistic[]) => statistics.map((each) => [String(each), each.size, each.count]);

Deno.test("groups by line, file and traceback have CPython's texts, sizes and order", () => {
  for (const key of ["lineno", "filename", "traceback"] as SnapshotKey[]) {
    assertEquals(rows(RECORDED.statistics(key)), snapshot[key as "lineno"]);
  }
  assertEquals(rows(RECORDED.statistics("lineno", true)), snapshot["lineno, cumulative"]);
  assertEquals(rows(RECORDED.statistics("filename", true)), [
    ["<string>:0: size=17.4 KiB, count=22, average=810 B", 3187 * 4 + 5081, 22],
  ]);
});

Deno.test("groups that do not exist are refused", () => {
  assertThrows(() => RECORDED.statistics("line" as "lineno"), RangeError, "unknown key_type: 'line'");
  assertThrows(() => RECORDED.statistics("traceback", true), RangeError, "cumulative mode cannot by used");
});

Deno.test("a traceback formats as CPython's, whole, cut at either end, and turned round", () => {
  const { traceback } = RECORDED.statistics("traceback")[1];
  const frames = traceback.frames.map(({ filename, lineno }) => [filename, lineno]);
  assertEquals(frames, snapshot["traceback of the second entry (oldest frame first)"]);
  assertEquals(traceback.totalFrames, snapshot.total_nframe);
  assertEquals(traceback.format(), snapshot["format()"]);
  assertEquals(traceback.format(1), snapshot["format(1)"]);
  assertEquals(traceback.format(-1), snapshot["format(-1)"]);
  assertEquals(traceback.format(null, true), snapshot["format(most_recent_first=True)"]);
  assertEquals(traceback.format(1, false, (file, line) => `  source of ${file} ${line}\n`), [
    '  File "<string>", line 6',
    "    source of <string> 6",
  ]);
});

Deno.test("descriptions are CPython's repr()", () => {
  assertEquals(RECORDED.statistics("lineno")[0].describe(), snapshot["repr of a Statistic"]);
  assertEquals(RECORDED.traces[5].describe(), snapshot["repr of a Trace"]);
  assertEquals(String(RECORDED.traces[5]), "<string>:11: 5033 B");
  const two = new Traceback([new Frame("a'b.py", 1), new Frame("c.py", 2)]);
  assertEquals(
    two.describe(),
    "<Traceback (<Frame filename='a\\'b.py' lineno=1>, <Frame filename='c.py' lineno=2>)>",
  );
  const [difference] = new Snapshot([], 1).compareTo(RECORDED, "filename");
  assertEquals(
    difference.describe(),
    "<StatisticDiff traceback=<Traceback (<Frame filename='<string>' lineno=0>,)> size=0 (-8268) count=0 (-7)>",
  );
});

Deno.test("sizes are written as CPython writes them, with a sign and without", () => {
  for (const [n, text] of snapshot._format_size as [number, string][]) assertEquals(formatSize(n), text);
  for (const [n, text] of snapshot["_format_size signed"] as [number, string][]) {
    assertEquals(formatSize(n, true), text);
  }
  assertEquals([formatSize(2540.5), formatSize(2541.5), formatSize(10240 + 256)], [
    "2540 B",
    "2542 B",
    "10.2 KiB",
  ]);
});

Deno.test("a comparison has CPython's texts and order", () => {
  const before = new Snapshot([trace(133, [31]), trace(64, [31]), trace(0, [31])], 1);
  const after = new Snapshot([
    trace(133, [31]),
    trace(56, [31]),
    trace(233, [33]),
    trace(333, [33]),
    trace(64, [33]),
  ], 1);
  assertEquals(after.compareTo(before, "lineno").map(String), snapshot.compare_to);
  const gone = new Snapshot([], 1).compareTo(before, "lineno");
  assertEquals(gone.map(String), ["<string>:31: size=0 B (-197 B), count=0 (-3)"]);
  const same = before.compareTo(before, "traceback");
  assertEquals(same.map(String), ["<string>:31: size=197 B (+0 B), count=3 (+0), average=66 B"]);
});

Deno.test("filters keep and drop by file, line, domain and any frame", () => {
  const traces = [
    trace(1, [1], 0, "/lib/a.py"),
    trace(2, [2], 0, "/lib/b.py"),
    trace(4, [1], 5, "/lib/a.py"),
    new Trace(0, 8, new Traceback([new Frame("/lib/a.py", 7), new Frame("main.py", 3)])),
  ];
  const all = new Snapshot(traces, 25);
  const kept = (...filters: (Filter | DomainFilter)[]) =>
    all.filterTraces(filters).traces.reduce((sum, { size }) => sum + size, 0);
  assertEquals(kept(), 15);
  assertEquals(kept(new Filter(true, "/lib/a.py")), 5);
  assertEquals(kept(new Filter(true, "/lib/a.pyc")), 5);
  assertEquals(kept(new Filter(true, "/lib/*")), 7);
  assertEquals(kept(new Filter(true, "/lib/?.py", 2)), 2);
  assertEquals(kept(new Filter(true, "/lib/[!a].py")), 2);
  assertEquals(kept(new Filter(true, "/lib/[ac].py")), 5);
  assertEquals(kept(new Filter(true, "/lib/a.py", null, true)), 13);
  assertEquals(kept(new Filter(false, "/lib/a.py", null, true)), 2);
  assertEquals(kept(new Filter(false, "/lib/a.py")), 10);
  assertEquals(kept(new Filter(false, "*.py", 1)), 10);
  assertEquals(kept(new Filter(true, "/lib/a.py", null, false, 5)), 4);
  assertEquals(kept(new Filter(false, "/lib/a.py", null, false, 5)), 11);
  assertEquals(kept(new Filter(true, "main.py"), new Filter(true, "/lib/b.py")), 10);
  assertEquals(kept(new Filter(true, "/lib/*"), new Filter(false, "/lib/b.py")), 5);
  assertEquals(kept(new DomainFilter(true, 5)), oracle.api["DomainFilter(True, 5)"] * 4);
  assertEquals(kept(new DomainFilter(false, 5)), 11);
  assertEquals(all.filterTraces([]).tracebackLimit, 25);
});

type Row = [domain: number, size: number, frames: [string, number][], total: number];

/** A snapshot of traces as the oracle writes them, the newest frame first. */
function snapshotOf(rows: Row[]): Snapshot {
  const traces = rows.map(([domain, size, frames, total]) =>
    new Trace(
      domain,
      size,
      new Traceback(frames.map(([file, line]) => new Frame(file, line)).reverse(), total),
    )
  );
  return new Snapshot(traces, 4);
}

function filterOf(row: unknown[]): Filter | DomainFilter {
  if (row[0] === "domain") return new DomainFilter(row[1] as boolean, row[2] as number);
  const [, inclusive, pattern, line, allFrames, domain] = row as [
    string,
    boolean,
    string,
    number,
    boolean,
    number,
  ];
  return new Filter(inclusive, pattern, line, allFrames, domain);
}

for (const [i, { old, new: now, groups, kept, traces, ...texts }] of random.cases.entries()) {
  Deno.test(`random traces are grouped, compared, filtered and written as by CPython, ${i}`, () => {
    const a = snapshotOf(old as Row[]), b = snapshotOf(now as Row[]);
    for (const [name, expected] of Object.entries(groups)) {
      const [key, cumulative] = name.split(", ") as [SnapshotKey, string?];
      const flag = cumulative !== undefined;
      assertEquals(b.statistics(key, flag).map(String), expected.statistics, name);
      assertEquals(b.compareTo(a, key, flag).map(String), expected.differences, name);
      assertEquals(a.compareTo(b, key, flag).map(String), expected.back, name);
      assertEquals(b.statistics(key, flag).slice(0, 3).map((each) => each.describe()), expected.reprs, name);
    }
    const single = kept.slice(0, random.filters.length) as [number][];
    const found = random.filters.map((row) => [b.filterTraces([filterOf(row)]).traces.length]);
    assertEquals(found, single);
    for (const [indexes, count] of kept.slice(random.filters.length) as [number[], number][]) {
      const filters = indexes.map((index) => filterOf(random.filters[index]));
      assertEquals(b.filterTraces(filters).traces.length, count, String(indexes));
    }
    assertEquals(b.traces.slice(0, 10).map(String), traces);
    assertEquals(b.traces.slice(0, 4).map((each) => each.describe()), texts["trace reprs"]);
  });
}
