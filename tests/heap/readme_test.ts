/** What heap/README.md says of files, tests and structs is so. */

import { assert, assertEquals } from "@std/assert";
import { ARENA_OBJECT, DEBUG_HEADER, describeStruct, POOL_HEADER, type Struct } from "../../heap/mod.ts";

const HEAP = new URL("../../heap/", import.meta.url);
const TESTS = new URL("./", import.meta.url);
const readme = Deno.readTextFileSync(new URL("README.md", HEAP));

Deno.test("the tables of structs in the README are those of the declarations", () => {
  for (const struct of [POOL_HEADER, ARENA_OBJECT, DEBUG_HEADER] as Struct[]) {
    assert(readme.includes(describeStruct(struct)), `${struct.name} is described otherwise`);
  }
});

Deno.test("every documented sentence names a file and a test that exist", () => {
  const rows = readme.split("\n").filter((line) => /^\|.*_test\.ts/.test(line));
  assert(rows.length > 80);
  for (const row of rows) {
    const match = /^\| .+ \| `([\w./]+\.ts)` \| `([\w./]+_test\.ts)`: "(.+)" \|$/.exec(row);
    assert(match !== null, `this row has another form: ${row}`);
    const [, file, test, name] = match;
    assert(Deno.statSync(new URL(file, HEAP)).isFile);
    const source = Deno.readTextFileSync(new URL(test, TESTS));
    const isThere = source.includes(`Deno.test("${name}"`) || source.includes(`Deno.test(\`${name}\``);
    assert(isThere, `no test "${name}" in ${test}`);
  }
});

Deno.test("the README's table of files has every file", () => {
  const files = [...Deno.readDirSync(HEAP)].map((entry) => entry.name).filter((name) => name.endsWith(".ts"));
  const missing = files.filter((name) => name !== "mod.ts" && !readme.includes(`\`${name}\``));
  assertEquals(missing, []);
});
