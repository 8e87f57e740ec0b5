/**
 * What statements about dicts ask of the allocator, call by call, as CPython 3.11 does (tests/oracles/block_deltas.json):
 * "cold" with empty free lists, "warm" directly after an earlier run of the same function.
 */
import { assert, assertEquals } from "@std/assert";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { clearFreeLists } from "../../runtime/memory/gc.ts";
import oracle from "../oracles/block_deltas.json" with { type: "json" };
import { type AllocatorEvent, startRecording } from "./allocator_events.ts";

interface Row {
  statement: string;
  pre?: string;
  setup?: string;
  events_cold: AllocatorEvent[];
  events_warm?: AllocatorEvent[];
}

/** Statements on dicts. Those on sets and strs have their own tests, so have calls and handlers, whose frames count. */
const OPERANDS = /^y = \{('|\})/;
const STATEMENTS = /^x = (\{\}|dict\(|\{'a': |\{1: 2|\{k: )/;
const OTHERS = /^try|f\(\*\*/;

const rows = (oracle.rows as Row[]).filter(({ statement, pre = "" }) =>
  (OPERANDS.test(pre) || STATEMENTS.test(statement)) && !OTHERS.test(statement)
);

/** The program of a row: the statement stands between two writes to standard error, after 30 rounds. */
function programOf(row: Row): string {
  const body = row.statement.split("\n").map((line) => `    ${line}`).join("\n");
  return `import sys\nw = sys.stderr.write\n${row.setup ?? ""}\ndef f():\n    ${
    row.pre || "pass"
  }\n    w('A')\n${body}\n    w('B')\n` +
    "for i in range(31):\n    f()\nw('last')\nf()\n";
}

function eventsOf(row: Row, cold: boolean): AllocatorEvent[] {
  let events: AllocatorEvent[] = [], last = false;
  let stop: (() => AllocatorEvent[]) | null = null;
  const vm = startInterpreter({
    reserve: 2 ** 28,
    stderr: (text) => {
      if (text === "last") {
        last = true;
      } else if (text === "A" && last) {
        if (cold) clearFreeLists(vm, false);
        stop = startRecording(vm);
      } else if (text === "B" && last && stop !== null) {
        events = stop();
      } else if (text !== "A" && text !== "B") {
        throw new Error(text);
      }
    },
  });
  assertEquals(runProgram(vm, programOf(row), "row.py"), 0);
  assertEquals(finishInterpreter(vm), []);
  return events;
}

for (const row of rows) {
  const title = row.statement.replaceAll("\n", "; ") + (row.pre ? ` after ${row.pre}` : "");
  Deno.test(`the allocator calls of ${title}`, () => {
    assertEquals(eventsOf(row, false), row.events_warm ?? row.events_cold, "warm");
    assertEquals(eventsOf(row, true), row.events_cold, "cold");
  });
}

Deno.test("the oracle says something about dicts", () => {
  assert(rows.length > 20, `${rows.length} rows`);
});
