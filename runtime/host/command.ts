/** The command line in one step, with everything loaded: as tests call it. */
import * as ownership from "../view/ownership.ts";
import * as statistics from "../view/statistics.ts";
import { type Console, type OnDemand, prepareCommand, runPrepared } from "./command_line.ts";
import { neededBy } from "./on_demand.ts";
import { WHOLE_LIBRARY } from "./start.ts";
import * as references from "./total_references.ts";

export type { Console } from "./command_line.ts";

/** Runs a command line; returns the exit status. */
export function runCommand(args: readonly string[], console: Console): number {
  const prepared = prepareCommand(args, console);
  if (typeof prepared === "number") return prepared;
  const needed = neededBy(prepared);
  const tools: OnDemand = {
    library: WHOLE_LIBRARY,
    statistics: needed.statistics ? statistics : null,
    ownership: needed.ownership ? ownership : null,
    references: needed.references ? references : null,
  };
  return runPrepared(prepared, console, tools);
}
