/** Every example in TypeScript, run as the README says: without any permission. It ends with what it prints. */
import { assert, assertEquals } from "@std/assert";

const FOLDER = new URL("../examples/", import.meta.url);

const NAMES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).filter((name) => name.endsWith(".ts"))
  .sort();

for (const name of NAMES) {
  const url = new URL(name, FOLDER);
  const expected = /\n\/\* Prints:\n([\s\S]*)\*\/\n$/.exec(Deno.readTextFileSync(url))?.[1];
  if (expected === undefined) continue;
  Deno.test(`examples/${name} prints what it says`, () => {
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-check", url.pathname],
    });
    const { code, stdout, stderr } = command.outputSync();
    assertEquals(new TextDecoder().decode(stdout), expected);
    assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  });
}

Deno.test("the documentation's programs are among the examples", () => {
  for (
    const name of [
      "io_buffer",
      "mixed_allocators",
      "counting_hook",
      "arena_log",
      "typescript_allocator",
      "extension_array",
    ]
  ) {
    assert(NAMES.includes(`${name}.ts`), name);
  }
});
