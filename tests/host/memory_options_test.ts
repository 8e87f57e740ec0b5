/** What the memory options of the command line show, and how it ends after a fatal error. */

import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { FatalMemoryError, memFree, memMalloc } from "../../heap/mod.ts";
import { type Console, runCommand } from "../../runtime/host/command.ts";
import { Runtime } from "../../runtime/mod.ts";
import reports from "../oracles/malloc_stats.json" with { type: "json" };

interface Outcome {
  status: number;
  out: string;
  err: string;
}

function run(args: string[], variables: Record<string, string> = {}, onOutput = () => {}): Outcome {
  const outcome: Outcome = { status: -1, out: "", err: "" };
  const console: Console = {
    out: (text) => {
      onOutput();
      outcome.out += text;
    },
    err: (text) => {
      outcome.err += text;
    },
    flush: () => {},
    line: () => null,
    readInputBytes: () => new Uint8Array(),
    readFile: () => "[Errno 2] No such file or directory",
    environment: (name) => variables[name],
  };
  outcome.status = runCommand(args, console);
  return outcome;
}

Deno.test("every preset runs a program and leaves nothing", () => {
  for (const name of ["default", "debug", "pymalloc", "pymalloc_debug", "malloc", "malloc_debug", "strict"]) {
    const code = "x = {str(i): [i * 1.5, (i,)] for i in range(200)}\nprint(len(x), x['7'])";
    const { status, out, err } = run([`--malloc=${name}`, "--check", "-c", code]);
    assertEquals([status, out, err], [
      0,
      "200 [10.5, (7,)]\n",
      "check: the heap is sound, and nothing remains\n",
    ], name);
  }
});

Deno.test("an unknown name in PYTHONMALLOC ends with CPython's message and status 1", () => {
  const { status, err } = run(["-c", "print(1)"], { PYTHONMALLOC: "bogus" });
  assertEquals(status, 1);
  assertStringIncludes(
    err,
    "Fatal Python error: preconfig_init_allocator: PYTHONMALLOC: unknown allocator\n",
  );
  assertEquals(run(["-E", "-c", "print(1)"], { PYTHONMALLOC: "bogus" }).out, "1\n");
});

Deno.test("an unknown value of an option ends with status 2", () => {
  for (const option of [["--malloc=bogus"], ["-X", "bogus"], ["-Xbogus=1"], ["-X"]]) {
    assertEquals(run([...option, "-c", "print(1)"]).status, 2);
  }
});

Deno.test("reports come before each arena and at the end; the first shows an empty heap", () => {
  const { err } = run(["--malloc-stats", "--arenas=1MiB", "-c", "x = [str(i) for i in range(60000)]"]);
  const parts = err.split("Small block threshold");
  assert(err.startsWith(reports.empty_heap_report));
  const arenas = [...err.matchAll(/^# arenas allocated total +=\s+(\d+)$/gm)].map((match) =>
    Number(match[1])
  );
  assertEquals(arenas, Array.from({ length: parts.length - 1 }, (_, i) => Math.min(i, parts.length - 2)));
  assert(arenas.length > 4);
  assertStringIncludes(parts.at(-1)!, "# bytes in allocated blocks        =                    0\n");
  assertEquals(run(["-c", "pass"], { PYTHONMALLOCSTATS: "0" }).err.split("Small block threshold").length, 3);
  assertEquals(run(["--malloc=malloc", "-c", "pass"], { PYTHONMALLOCSTATS: "1" }).err, "");
});

Deno.test("-X showrefcount counts what remains: nothing", () => {
  assertEquals(run(["-X", "showrefcount", "-c", "x = [[1.5], {}]; x.append(x)"]).err, "[0 refs, 0 blocks]\n");
});

Deno.test("tracing from the start changes neither output nor what remains", () => {
  const { status, out, err } = run([
    "-X",
    "tracemalloc=9",
    "--check",
    "-c",
    "print([(i, i * 0.5) for i in range(3)])",
  ]);
  assertEquals([status, out], [0, "[(0, 0.0), (1, 0.5), (2, 1.0)]\n"]);
  assertEquals(err, "check: the heap is sound, and nothing remains\n");
});

Deno.test("a fatal error prints its report and ends the command line with the status of an abort", () => {
  const report = "Debug memory block at address p=0x10: API 'm'\n\nFatal Python error: f: reason\n";
  const { status, err } = run(["-c", "print(1)"], {}, () => {
    throw new FatalMemoryError("f", "reason", report, 16);
  });
  assertEquals([status, err], [134, report]);
});

Deno.test("an embedder catches a fatal error, and the runtime has ended then", () => {
  const runtime = new Runtime({ malloc: "debug", stdout: (text) => write(text) });
  let write: (text: string) => void = () => {};
  runtime.run("x = 1");
  // The host misuses the heap while the program runs.
  write = () => {
    const { memory } = runtime;
    const p = memMalloc(memory, 16);
    memory.u8[p + 16] = 0x78;
    memFree(memory, p);
  };
  const error = assertThrows(() => runtime.run("def f():\n    print(x)\n\nf()", "p.py"), FatalMemoryError);
  assertStringIncludes(
    error.report,
    "Fatal Python error: _PyMem_DebugRawFree: bad trailing pad byte\nPython runtime state: initialized\n\n" +
      "Current thread 0x0000000000000001 (most recent call first):\n" +
      '  File "p.py", line 2 in f\n  File "p.py", line 4 in <module>\n',
  );
  assertThrows(() => runtime.run("x = 2"), TypeError, "The runtime has ended: _PyMem_DebugRawFree");
  assertEquals(runtime.close(), [
    "The runtime ended with a fatal error: _PyMem_DebugRawFree: bad trailing pad byte",
  ]);
  using other = new Runtime({ malloc: "debug" });
  other.run("y = [1.5]");
  assertEquals(other.check(), []);
});

Deno.test("misuse outside of a program ends the runtime as well", () => {
  const runtime = new Runtime({ malloc: "debug" });
  const c = runtime.capi();
  const p = c.PyMem_Malloc(16);
  c.memory.u8[p - 1] = 0;
  assertThrows(() => c.PyMem_Free(p), FatalMemoryError, "bad leading pad byte");
  assertThrows(() => runtime.run("x = 1"), TypeError, "The runtime has ended: _PyMem_DebugRawFree");
  assertEquals(runtime.close(), [
    "The runtime ended with a fatal error: _PyMem_DebugRawFree: bad leading pad byte",
  ]);
});

Deno.test("an exception of the host's in the middle of a program ends the runtime", () => {
  let broken = false;
  const runtime = new Runtime({
    stdout: () => {
      if (broken) throw new RangeError("no more room on this page");
    },
  });
  runtime.run("print(1)");
  broken = true;
  assertThrows(() => runtime.run("for i in range(3): print(i)"), RangeError, "no more room");
  assertThrows(() => runtime.run("x = 1"), TypeError, "The runtime has ended: no more room on this page");
  assertEquals(runtime.close(), ["The runtime ended with a fatal error: no more room on this page"]);
});

Deno.test("sys says which options were given, as CPython's", () => {
  const program =
    "import sys\nf = sys.flags\nprint(f.dev_mode, f.ignore_environment, f.isolated, sys._xoptions)";
  const cases: [args: string[], environment: Record<string, string>, out: string][] = [
    [[], {}, "False 0 0 {}"],
    [["-X", "dev"], {}, "True 0 0 {'dev': True}"],
    [[], { PYTHONDEVMODE: "0" }, "True 0 0 {}"],
    [["-Xtracemalloc=3", "-X", "showrefcount"], {}, "False 0 0 {'tracemalloc': '3', 'showrefcount': True}"],
    [["-E"], { PYTHONDEVMODE: "1" }, "False 1 0 {}"],
    [["-I"], {}, "False 1 1 {}"],
  ];
  for (const [args, environment, out] of cases) {
    assertEquals(run([...args, "-c", program], environment).out, `${out}\n`, args.join(" "));
  }
});
