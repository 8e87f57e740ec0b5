/**
 * What statements about dicts ask of the allocator, call by call, as CPython 3.11 does (tests/oracles/block_deltas.json):
 * "cold" with empty free lists, "warm" directly after an earlier run of the same function.
 */
import { assert } from "@std/assert";
import oracle from "../oracles/block_deltas.json" with { type: "json" };
import { assertEvents, type Row } from "./statement_events.ts";

/** Statements on dicts. Those on sets and strs have their own tests, so have calls and handlers, whose frames count. */
const OPERANDS = /^y = \{('|\})/;
const STATEMENTS = /^x = (\{\}|dict\(|\{'a': |\{1: 2|\{k: )/;
const OTHERS = /^try|f\(\*\*/;

const rows = (oracle.rows as Row[]).filter(({ statement, pre = "" }) =>
  (OPERANDS.test(pre) || STATEMENTS.test(statement)) && !OTHERS.test(statement)
);

for (const row of rows) {
  const title = row.statement.replaceAll("\n", "; ") + (row.pre ? ` after ${row.pre}` : "");
  Deno.test(`the allocator calls of ${title}`, () => assertEvents(row));
}

Deno.test("the oracle says something about dicts", () => {
  assert(rows.length > 20, `${rows.length} rows`);
});
