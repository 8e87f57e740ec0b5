/**
 * What statements about numbers ask of the allocator, call by call, as CPython 3.11 does
 * (tests/oracles/block_deltas.json and number_statements.json).
 */
import { assert } from "@std/assert";
import deltas from "../oracles/block_deltas.json" with { type: "json" };
import numbers from "../oracles/number_statements.json" with { type: "json" };
import { assertEvents, type Row } from "./statement_events.ts";

/** Operands that are numbers or the text of one, and constants. */
const NUMBER = /^y = (-?[\d.]+|2 ?\*\* ?\d+( - 1)?|'\d+')$/;
const CONSTANT = /^x = ([\d.]+|[\d.]+ (\*\*|<<) \d+)$/;
/** Statements on such operands that are about other types. */
const OTHERS = /[{[]|\(y[,)] ?[y)]|\(y,|def |'|try|class |complex|bytes|id\(/;

const rows = [
  ...(deltas.rows as Row[]).filter(({ statement, pre = "" }) =>
    (NUMBER.test(pre) && !OTHERS.test(statement)) || CONSTANT.test(statement)
  ),
  ...(numbers.rows as Row[]),
];

for (const row of rows) {
  const title = row.statement.replaceAll("\n", "; ") + (row.pre ? ` after ${row.pre}` : "");
  Deno.test(`the allocator calls of ${title}`, () => assertEvents(row));
}

Deno.test("the oracles say something about numbers", () => {
  assert(rows.length > 120, `${rows.length} rows`);
});
