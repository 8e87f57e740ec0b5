/** The list of modules that the command line loads first: up to date, or nearly. */
import { assert, assertEquals } from "@std/assert";
import { listedModules, listModules } from "../tools/list_modules.ts";

/** So many modules may have come or gone since the list was made. */
const TOLERATED = 40;

Deno.test("the list of modules names what the command line loads, some new ones aside", () => {
  const modules = new Set(listModules()), listed = new Set(listedModules());
  assert(modules.has("runtime/host/command_line.ts") && modules.has("heap/units.ts"));
  const missing = modules.difference(listed), gone = listed.difference(modules);
  assert(missing.size <= TOLERATED, `run deno task modules: missing ${[...missing].join(", ")}`);
  assert(gone.size <= TOLERATED, `run deno task modules: no longer loaded ${[...gone].join(", ")}`);
});

Deno.test("each module is listed once, in the order of paths", () => {
  const listed = listedModules();
  assertEquals(listed, [...new Set(listed)].sort());
});

Deno.test("what is loaded on demand is not listed", () => {
  const text = Deno.readTextFileSync(new URL("../runtime/host/on_demand.ts", import.meta.url));
  const late = [...text.matchAll(/import\("\.\.?\/([^"]+)"\)/g)].map((match) => match[1]);
  assert(late.length >= 5);
  const listed = listedModules();
  for (const path of late) assert(!listed.some((each) => each.endsWith(`/${path}`)), path);
});
