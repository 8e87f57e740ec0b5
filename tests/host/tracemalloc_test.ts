/** tracemalloc over running programs: lines and sizes are CPython's. The engine alone: tests/heap/trace_test.ts. */

import { assert, assertEquals } from "@std/assert";
import { type Address, DomainFilter, Filter, type MallocPreset, Snapshot, stats } from "../../heap/mod.ts";
import { Runtime } from "../../runtime/mod.ts";
import programs from "../oracles/tracemalloc_programs.json" with { type: "json" };
import oracle from "../oracles/tracemalloc.json" with { type: "json" };

const PROGRAM = "program.py";
const METH_NOARGS = 0x0004;

/** Runs the program's main as the oracle did: after 30 calls, with empty free lists, traced with `limit` frames. */
function traceMain(runtime: Runtime, n: number, limit: number): Snapshot {
  const { tracer } = runtime.memory;
  runtime.run(`for i in range(30): keep = main(${n})\nkeep = None`);
  tracer.start(limit);
  runtime.run(`gc.collect()\nkeep = main(${n})`);
  const snapshot = tracer.takeSnapshot().filterTraces([new Filter(true, PROGRAM)]);
  tracer.stop();
  return snapshot;
}

const byText = (a: unknown, b: unknown) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;

Deno.test("lines, stacks, sizes and counts are CPython's for the same program", async (t) => {
  assert(programs.programs.length > 10);
  for (const { name, n, source, lines, stacks } of programs.programs) {
    for (const malloc of ["pymalloc", "debug"] as MallocPreset[]) {
      await t.step(`${name}, ${malloc}`, () => {
        const runtime = new Runtime({ malloc });
        runtime.run("keep = None\nimport gc\ngc.disable()");
        runtime.run(source, PROGRAM);
        const found = traceMain(runtime, n, 1).statistics("lineno").map(({ traceback, size, count }) => [
          traceback.frames[0].lineno,
          size,
          count,
        ]);
        assertEquals(found.sort(byText), (lines as unknown[][]).toSorted(byText));
        const deep = traceMain(runtime, n, 6).statistics("traceback").map(({ traceback, size, count }) => [
          traceback.frames.filter(({ filename }) => filename === PROGRAM).map(({ lineno }) => lineno),
          size,
          count,
        ]);
        assertEquals(deep.sort(byText), (stacks as unknown[][]).toSorted(byText));
        assertEquals(runtime.check(), []);
        assertEquals(runtime.close(), []);
      });
    }
  }
});

/** Statements of the oracle with something that the language does not have yet. */
const NOT_YET = ["x = set()", "x = bytes(10)", "x = bytes(100000)"];

Deno.test("what a statement adds to the traced memory is what it adds in CPython, with debug hooks and without", () => {
  for (const [statement, preparation, plain, hooked] of oracle.deltas as [string, string, number, number][]) {
    if (NOT_YET.includes(statement)) continue;
    for (const [malloc, expected] of [["pymalloc", plain], ["debug", hooked]] as [MallocPreset, number][]) {
      const runtime = new Runtime({ malloc });
      const { tracer } = runtime.memory, c = runtime.capi();
      const marks: number[] = [];
      const mark = (): Address => {
        marks.push(tracer.tracedMemory.current);
        return c.Py_NewRef(c.Py_None);
      };
      c.PyImport_AppendInittab(
        "marks",
        () => c.PyModule_Create("marks", [{ name: "mark", flags: METH_NOARGS, fn: mark }]),
      );
      const body = `    ${preparation || "pass"}\n    mark()\n    ${statement}\n    mark()\n`;
      runtime.run(`import gc\nfrom marks import mark\ndef p():\n${body}\nfor i in range(20): p()`);
      tracer.start();
      runtime.run("gc.collect()\np()");
      assertEquals(marks[marks.length - 1] - marks[marks.length - 2], expected, `${statement} (${malloc})`);
    }
  }
});

Deno.test("an object from a free list that was filled before start has no trace; one taken while tracing has its own", () => {
  const runtime = new Runtime();
  const { tracer } = runtime.memory, c = runtime.capi();
  const linesOf = (name: string): string | null => {
    runtime.run(`probe(${name})`);
    return seen;
  };
  let seen: string | null = null;
  const probe = (_vm: unknown, _self: Address, object: Address): Address => {
    const block = c.PyObject_IS_GC(object) === 1 ? object - 16 : object;
    const traceback = tracer.getTraceback(0, block);
    seen = traceback === null ? null : String(traceback);
    return c.Py_NewRef(c.Py_None);
  };
  c.PyImport_AppendInittab(
    "probes",
    () => c.PyModule_Create("probes", [{ name: "probe", flags: 8, fn: probe }]),
  );
  runtime.run(
    "from probes import probe\ndef fill():\n    return [[], {}, (1, 2), 1.5 + 1]\nx = fill()\nx = None",
  );
  tracer.start();
  runtime.run("a = []", "first.py");
  assertEquals(linesOf("a"), oracle.api["a list whose header came from the free list filled before start"]);
  runtime.run("import gc\ngc.collect()\nb, c, d, e = [], {}, (a, a), len(a) + 0.5", "second.py");
  for (const name of "bcde") assertEquals(linesOf(name), "second.py:3");
  runtime.run("b = c = d = e = None", "third.py");
  runtime.run("b, c, d, e = [], {}, (a, a), len(a) + 0.25", "fourth.py");
  for (const name of "bcde") assertEquals(linesOf(name), "fourth.py:1", name);
  tracer.stop();
  runtime.run("b = c = d = e = None\nb, c = [[], {}]");
  assertEquals(runtime.check(), []);
  assertEquals(runtime.close(), []);
});

Deno.test("tracing from the start and throughout leaves addresses and figures as they are", () => {
  const figures = (tracemalloc: number) => {
    const runtime = new Runtime({ tracemalloc });
    runtime.run("x = [(i, str(i), i * 0.5, {i: [i]}) for i in range(2000)]\nx = x[::2]");
    const { pages, bytes, sizeClasses } = stats(runtime.memory);
    const problems = runtime.check();
    return { pages, bytes, sizeClasses, problems, remains: runtime.close() };
  };
  assertEquals(figures(5), figures(0));
});

Deno.test("a runtime can be traced again and again", () => {
  const runtime = new Runtime();
  const { tracer } = runtime.memory;
  for (let round = 0; round < 3; round++) {
    tracer.start(2);
    runtime.run("def f():\n    return [1.5] * 3\nkeep = f()", `file${round}.py`);
    const own = tracer.takeSnapshot().filterTraces([
      new Filter(true, `file${round}.py`),
      new DomainFilter(true, 0),
    ]);
    assert(own.statistics("filename")[0].size > 0);
    assertEquals(runtime.check(), []);
    tracer.stop();
  }
  assertEquals(runtime.check(), []);
  assertEquals(runtime.close(), []);
});
