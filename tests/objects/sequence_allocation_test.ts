/**
 * What statements about sequences ask of the allocator, call by call, as CPython 3.11 does
 * (tests/oracles/block_deltas.json): lists, tuples, ranges, slices, their iterators, unpacking, comprehensions.
 */
import { assert } from "@std/assert";
import oracle from "../oracles/block_deltas.json" with { type: "json" };
import { assertEvents, type Row } from "./statement_events.ts";

/** Statements on sequences that other tests do not have. */
const OPERANDS = /^y = (\[|\(|range)/;
const STATEMENTS =
  /^(x = (\(|\[|list\(\)|range|slice|tuple|sorted|enumerate|zip|map|reversed|iter)|for |a, b|x, \*z|global G)/;
/** Sets, bytes, generators and classes are not part of the language yet; frames of handlers have their own tests. */
const OTHERS = /set\(|yield|class |try|match|g\(\)|sum\(i|\(i for|getrefcount|complex|weakref/;
const OTHER_OPERANDS = /\{|b'|bytearray|P\(\)/;

const rows = (oracle.rows as Row[]).filter(({ statement, pre = "", setup = "" }) =>
  (OPERANDS.test(pre) || STATEMENTS.test(statement)) && !OTHERS.test(statement + setup) &&
  !OTHER_OPERANDS.test(pre)
);

for (const row of rows) {
  const title = row.statement.replaceAll("\n", "; ") + (row.pre ? ` after ${row.pre}` : "");
  Deno.test(`the allocator calls of ${title}`, () => assertEvents(row));
}

Deno.test("the oracle says something about sequences", () => {
  assert(rows.length > 60, `${rows.length} rows`);
});
