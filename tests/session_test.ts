/**
 * Runtimes one after the other and side by side, programs one after the other in one runtime: the same program makes the
 * same bytes, and nothing is left behind. The embedding API: runs, errors, limits, figures, the end.
 */
import { assert, assertEquals, assertGreater, assertMatch, assertThrows } from "@std/assert";
import { ExitError, ProgramError, Runtime, type RuntimeOptions } from "../runtime/mod.ts";

/** What a program did, as far as an embedder can see it. */
interface Session {
  output: string;
  blocks: number;
  report: string;
  heap: string;
}

const PROGRAM = `
import sys, gc

def walk(depth):
    return (depth, [walk(depth - 1)] * 2, {str(depth): depth * 1.5}) if depth else None

class_of = {type(x).__name__: id(type(x)) for x in (1, 1.5, 's', (), [], {})}
tree = walk(9)
loop = [tree]
loop.append(loop)
print(id(tree), id(loop), [id(x) for x in ('new' + str(1), 10 ** 40, 2.5 * len(loop), {}, object())])
print(sys.getallocatedblocks(), hash('text'), hash((1, 'x', 2.5)), class_of)
try:
    tree.missing
except AttributeError as error:
    print(error, id(error))
`;

function runOnce(options: RuntimeOptions): Session {
  let output = "";
  const runtime = new Runtime({
    reserve: 2 ** 27,
    ...options,
    stdout: (text) => {
      output += text;
    },
  });
  runtime.run(PROGRAM, "program.py");
  const { heap, allocatedBlocks, report } = runtime.stats();
  assertEquals(runtime.check(), []);
  assertEquals(runtime.close(), []);
  return { output, blocks: allocatedBlocks, report, heap: JSON.stringify(heap) };
}

Deno.test("the same program makes the same addresses, blocks and statistics in every runtime", () => {
  for (const options of [{}, { arenas: "1MiB" }, { malloc: "malloc" }] as RuntimeOptions[]) {
    const first = runOnce(options);
    assertGreater(first.output.length, 100);
    for (let i = 0; i < 3; i++) assertEquals(runOnce(options), first);
  }
});

Deno.test("what another runtime does changes nothing in this one", () => {
  const alone = runOnce({});
  const other = new Runtime({ reserve: 2 ** 27 });
  other.run("kept = [str(i) for i in range(1000)]\ndef f(x): return x + 1\nf(1)");
  assertEquals(runOnce({}), alone);
  other.run("assert kept[999] == '999' and f(41) == 42");
  assertEquals(other.check(), []);
  assertEquals(other.close(), []);
});

Deno.test("a program that runs again in the same runtime takes no further blocks", () => {
  const programs = [
    PROGRAM,
    "x = [i * 1000 for i in range(100)]\n",
    "def f(a, *b, c=1, **d):\n    return lambda: (a, b, c, d)\nprint(f(1, 2, c=3, e=4)())\n",
    "import gc\nl = []\nl.append(l)\ndel l\ngc.collect()\n",
    "try:\n    [][1]\nexcept IndexError as e:\n    text = str(e)\n",
    "exec('y = [j for j in range(5)]', {})\nprint(eval('1 + 1'), f'{2.5:>10}')\n",
  ];
  for (const program of programs) {
    const runtime = new Runtime({ reserve: 2 ** 27 });
    const settle = () => {
      runtime.run("import gc\ngc.collect()\n");
      return runtime.stats().allocatedBlocks;
    };
    for (let i = 0; i < 3; i++) runtime.run(program);
    const before = settle();
    for (let i = 0; i < 10; i++) runtime.run(program);
    assertEquals(settle() - before, 0, program);
    assertEquals(runtime.check(), []);
    assertEquals(runtime.close(), []);
  }
});

Deno.test("programs that fail leave nothing behind", () => {
  const runtime = new Runtime({ reserve: 2 ** 27 });
  const failures = [
    "1 / 0",
    "x = (",
    "def f(n): return f(n + 1)\nf(0)",
    "import sys\nsys.exit(3)",
    "raise KeyError([1, 2]) from ValueError('cause')",
    "import nowhere",
    "x = 1\0",
    "print(undefined_name)",
  ];
  const runAll = () => {
    for (const failure of failures) assertThrows(() => runtime.run(failure, "failing.py"));
    runtime.run("import gc\ngc.collect()\n");
    return runtime.stats().allocatedBlocks;
  };
  runAll();
  runAll();
  const before = runAll();
  for (let i = 0; i < 5; i++) assertEquals(runAll(), before);
  assertEquals(runtime.check(), []);
  assertEquals(runtime.close(), []);
});

Deno.test("__main__ persists between the runs of a runtime", () => {
  let output = "";
  using runtime = new Runtime({
    reserve: 2 ** 27,
    argv: ["session", "one"],
    stdout: (text) => {
      output += text;
    },
  });
  runtime.run("def double(x):\n    return 2 * x\n");
  runtime.run("value = double(21)\n");
  runtime.run("import sys\nprint(value, __name__, sys.argv)\n");
  assertEquals(output, "42 __main__ ['session', 'one']\n");
});

Deno.test("an exception that leaves a program is thrown as ProgramError with its traceback", () => {
  let stderr = "";
  using runtime = new Runtime({
    reserve: 2 ** 27,
    stderr: (text) => {
      stderr += text;
    },
  });
  const error = assertThrows(
    () => runtime.run("def f(x):\n    return x[9]\nf([])\n", "broken.py"),
    ProgramError,
    "IndexError: list index out of range",
  );
  assert(
    error.message.startsWith('Traceback (most recent call last):\n  File "broken.py", line 3, in <module>\n'),
  );
  assertEquals(stderr, `${error.message}\n`);
  assertThrows(() => runtime.run("if x\n", "broken.py"), ProgramError, "SyntaxError: expected ':'");
  runtime.run("assert True");
});

Deno.test("sys.exit is thrown as ExitError with its status", () => {
  using runtime = new Runtime({ reserve: 2 ** 27 });
  for (const [argument, status] of [["", 0], ["0", 0], ["7", 7], ["'text'", 1], ["None", 0]] as const) {
    const error = assertThrows(() => runtime.run(`import sys\nsys.exit(${argument})\n`), ExitError);
    assertEquals(error.status, status, argument);
  }
  assertEquals(assertThrows(() => runtime.run("raise SystemExit(300)"), ExitError).status, 300 & 255);
});

Deno.test("limits end a program, and the runtime is usable afterwards", () => {
  const small = new Runtime({ reserve: 2 ** 27, pageLimit: 4 * 2 ** 20 });
  for (let i = 0; i < 3; i++) {
    assertThrows(
      () => small.run("def fill():\n    x = []\n    while True: x.append(str(len(x)))\nfill()\n"),
      ProgramError,
      "MemoryError",
    );
    small.run("kept = [str(i) for i in range(1000)]\n");
  }
  assertEquals(small.check(), []);
  assertEquals(small.close(), []);
  const short = new Runtime({ reserve: 2 ** 27, stepLimit: 1000 });
  assertThrows(
    () => short.run("while True: pass\n"),
    ProgramError,
    "TimeoutError: step limit of 1000 reached",
  );
  assertEquals(short.check(), []);
  assertEquals(short.close(), []);
});

Deno.test("figures change nothing, and grow with what the program holds", () => {
  using runtime = new Runtime({ reserve: 2 ** 27 });
  const before = runtime.stats();
  assertEquals(runtime.stats(), before);
  runtime.run("kept = [[i] for i in range(1000)]\n");
  const after = runtime.stats();
  assertGreater(after.allocatedBlocks, before.allocatedBlocks + 2000);
  assertMatch(after.report, /Small block threshold = 512, in 32 size classes\./);
});

Deno.test("a runtime is closed once; afterwards it refuses to work", () => {
  const runtime = new Runtime({ reserve: 2 ** 27 });
  runtime.run("a = [1.5]\na.append(a)\n");
  const remains = runtime.close();
  assertEquals(remains, []);
  assertEquals(runtime.close(), remains);
  for (const use of [() => runtime.run("1"), () => runtime.stats(), () => runtime.check()]) {
    assertThrows(use, TypeError, "The runtime is closed");
  }
});

Deno.test("a runtime that runs a program can neither run another one nor be closed", () => {
  const errors: unknown[] = [];
  const runtime: Runtime = new Runtime({
    reserve: 2 ** 27,
    stdout: () => {
      for (const use of [() => runtime.run("1"), () => runtime.close()]) {
        errors.push(assertThrows(use, TypeError));
      }
    },
  });
  runtime.run("print('during', flush=True)\n");
  assert(errors.length >= 2);
  assertEquals(runtime.close(), []);
});

Deno.test("options out of range are refused with what was given", () => {
  assertThrows(() => new Runtime({ reserve: 2 ** 32 }), RangeError);
  assertThrows(() => new Runtime({ reserve: -1 }), RangeError);
  assertThrows(
    () => new Runtime({ reserve: 2 ** 27, pageLimit: 65536 }),
    Error,
    "Not enough memory to start",
  );
});
