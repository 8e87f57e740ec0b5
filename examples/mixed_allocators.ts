/**
 * The documentation's program with two mistakes: three buffers from three allocators, two of them released by the wrong
 * function. What notices depends on the size of the buffers and on what is installed.
 *
 *     deno run examples/mixed_allocators.ts
 */
import { type Capi, FatalMemoryError, Runtime } from "../runtime/mod.ts";

function mixAllocators(c: Capi, size: number): void {
  const buf1 = c.PyMem_New("char", size);
  const buf2 = c.malloc(size);
  const buf3 = c.PyMem_Malloc(size);
  c.PyMem_Del(buf3); // Wrong -- should be PyMem_Free()
  c.free(buf2); //      Right -- allocated via malloc()
  c.free(buf1); //      Fatal -- should be PyMem_Del()
}

/** Runs the program under a preset and tells what was noticed. */
function run(malloc: "pymalloc" | "debug" | "strict", size: number): void {
  console.log(`${malloc}, ${size} bytes:`);
  const runtime = new Runtime({ malloc });
  const before = runtime.stats().allocatedBlocks;
  const c = runtime.capi();
  if (c.memory.strict !== null) c.memory.strict.onReport = (text) => show("reported", text);
  try {
    mixAllocators(c, size);
    console.log(
      `  nothing was noticed; blocks that are still counted: ${runtime.stats().allocatedBlocks - before}`,
    );
  } catch (error) {
    if (!(error instanceof FatalMemoryError)) throw error;
    show("fatal", error.report);
  }
}

/** The lines that say what, where and what to do instead. */
function show(label: string, report: string): void {
  const lines = report.replace(/\S*\/(?=\w+\.ts:)/g, "").replace(/0x[0-9a-f]+/g, "<address>").split("\n");
  const [first, ...places] = lines.filter((line) => /^(Strict mode|free\(\))|^ {4}(at|the block)/.test(line));
  console.log(`  ${label}: ${first}`);
  for (const place of places) console.log(`  ${place}`);
}

// A release build notices neither: both families use one allocator, and a large block is the C library's own.
run("pymalloc", 8192);
// A small one lies in a pool of pymalloc's, of which the C library knows nothing.
run("pymalloc", 400);
// Under the debug hooks what the program has is no longer the start of the C library's block.
run("debug", 8192);
run("debug", 400);
// Strict mode knows which function made each block.
run("strict", 8192);

/* Prints:
pymalloc, 8192 bytes:
  nothing was noticed; blocks that are still counted: 1
pymalloc, 400 bytes:
  fatal: free(): invalid pointer
debug, 8192 bytes:
  fatal: free(): invalid pointer
debug, 400 bytes:
  fatal: free(): invalid pointer
strict, 8192 bytes:
  reported: Strict mode: PyMem_Del() was given a block of PyMem_Malloc(): it is released by PyMem_Free()
      at mixed_allocators.ts:13
      the block <address> was made at mixed_allocators.ts:12
  fatal: Strict mode: free() was given a block of PyMem_New(), which another allocator made: it is released by PyMem_Del()
      at mixed_allocators.ts:15
      the block <address> was made at mixed_allocators.ts:10
*/
