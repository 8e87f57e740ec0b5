/**
 * Runs a program from TypeScript and reads what it did to the heap. No permission is needed:
 *
 *     deno run examples/embed.ts
 */
import { ProgramError, Runtime } from "../runtime/mod.ts";

const PROGRAM = `
words = "the quick brown fox jumps over the lazy dog".split()
lengths = {word: len(word) for word in words}
print(lengths["quick"], len(lengths))
`;

using runtime = new Runtime({ stdout: (text) => console.log(text.trimEnd()), pageLimit: 16 * 2 ** 20 });

const before = runtime.stats().allocatedBlocks;
runtime.run(PROGRAM);
console.log(`blocks that the program's variables hold: ${runtime.stats().allocatedBlocks - before}`);

// A program that takes more than it is given gets MemoryError, and the runtime goes on.
try {
  runtime.run("rows = []\nwhile True:\n    rows.append('row %d' % len(rows))\n");
} catch (error) {
  if (!(error instanceof ProgramError)) throw error;
  console.log(`limited: ${error.message.split("\n").at(-1)}`);
}
runtime.run("rows = None\nprint('still here')");

console.log(`problems: ${runtime.check().length}, remains: ${runtime.close().length}`);
