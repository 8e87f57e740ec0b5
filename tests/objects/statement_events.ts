/**
 * The allocator calls of one statement of a program, measured as the oracle block_deltas.json was: inside a function that
 * ran 30 times before, "warm" directly after such a run, "cold" after the free lists were emptied.
 */
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { clearFreeLists } from "../../runtime/memory/gc.ts";
import { assertEquals } from "@std/assert";
import { type AllocatorEvent, startRecording } from "./allocator_events.ts";

/** One row of the oracle. */
export interface Row {
  statement: string;
  /** Runs in the function before the measurement. */
  pre?: string;
  /** Runs in the module. */
  setup?: string;
  events_cold: AllocatorEvent[];
  /** Left out if they are the same. */
  events_warm?: AllocatorEvent[];
}

/** The program of a row: the statement stands between two writes to standard error. */
function programOf(row: Row): string {
  const body = row.statement.split("\n").map((line) => `    ${line}`).join("\n");
  return `import sys\nw = sys.stderr.write\n${row.setup ?? ""}\n` +
    `def measured():\n    ${row.pre || "pass"}\n    w('A')\n${body}\n    w('B')\n` +
    "for i in range(31):\n    measured()\nw('last')\nmeasured()\n";
}

/** Runs the program of a row; the allocator calls of its statement in the last round. */
export function statementEvents(row: Row, cold: boolean): AllocatorEvent[] {
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

/** Compares the statement with what CPython did. */
export function assertEvents(row: Row): void {
  assertEquals(statementEvents(row, false), row.events_warm ?? row.events_cold, "warm");
  assertEquals(statementEvents(row, true), row.events_cold, "cold");
}
