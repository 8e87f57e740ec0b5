/** The command line: options, statuses, messages, bad input. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Console, runCommand } from "../runtime/host/command.ts";

interface Outcome {
  status: number;
  out: string;
  err: string;
}

/** Runs a command line with files and input from memory. */
function run(args: string[], files: Record<string, string | Uint8Array> = {}, input = ""): Outcome {
  const outcome: Outcome = { status: -1, out: "", err: "" };
  const lines = input.split(/(?<=\n)/).filter((line) => line !== "");
  const encoder = new TextEncoder();
  const console: Console = {
    out: (text) => {
      outcome.out += text;
    },
    err: (text) => {
      outcome.err += text;
    },
    flush: () => {},
    line: () => lines.shift() ?? null,
    readInputBytes: () => encoder.encode(input),
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) return "[Errno 2] No such file or directory";
      return typeof content === "string" ? encoder.encode(content) : content;
    },
  };
  outcome.status = runCommand(args, console);
  return outcome;
}

/** Runs one file; nothing may remain. */
function runFile(content: string | Uint8Array, options: string[] = []): Outcome {
  return run(["--check", ...options, "a.py"], { "a.py": content });
}

const SOUND = "check: the heap is sound, and nothing remains\n";

Deno.test("-c runs code, a file runs, - reads standard input", () => {
  assertEquals(run(["-c", "print(1 + 1)"]), { status: 0, out: "2\n", err: "" });
  assertEquals(run(["a.py"], { "a.py": "print('file')\n" }), { status: 0, out: "file\n", err: "" });
  assertEquals(run(["-"], {}, "print('input')\n"), { status: 0, out: "input\n", err: "" });
});

Deno.test("sys.argv holds the program and what is behind it", () => {
  const code = "import sys\nprint(sys.argv)";
  assertEquals(run(["-c", code, "x", "--stats"]).out, "['-c', 'x', '--stats']\n");
  assertEquals(run(["a.py", "-h", "y"], { "a.py": code }).out, "['a.py', '-h', 'y']\n");
});

Deno.test("sys.exit gives its status, with or without a message", () => {
  assertEquals(run(["-c", "import sys; sys.exit(7)"]), { status: 7, out: "", err: "" });
  assertEquals(run(["-c", "import sys; sys.exit()"]).status, 0);
  assertEquals(run(["-c", "import sys; sys.exit('bad')"]), { status: 1, out: "", err: "bad\n" });
});

Deno.test("an uncaught exception ends with its traceback and status 1", () => {
  const { status, err } = run(["a.py"], { "a.py": "def f(x):\n    return 1 / x\nf(0)\n" });
  assertEquals(status, 1);
  assertEquals(
    err,
    'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    f(0)\n' +
      '  File "a.py", line 2, in f\n    return 1 / x\n           ~~^~~\nZeroDivisionError: division by zero\n',
  );
});

Deno.test("a missing file and bad options end with status 2 and say why", () => {
  const missing = run(["nowhere.py"]);
  assertEquals(missing.status, 2);
  assertEquals(missing.err, "vivarium: can't open file 'nowhere.py': [Errno 2] No such file or directory\n");
  const misspelt = run(["--stat", "a.py"]);
  assertEquals(misspelt.status, 2);
  assertStringIncludes(misspelt.err, "unknown option --stat, did you mean --stats?");
  assertStringIncludes(
    run(["--malloc=jemalloc", "a.py"]).err,
    '--malloc takes one of default, debug, pymalloc, pymalloc_debug, malloc, malloc_debug, strict: "jemalloc"',
  );
  assertStringIncludes(run(["--page-limit=much", "a.py"]).err, "--page-limit takes a size such as 64MiB");
  assertStringIncludes(run(["-c"]).err, "argument expected for the -c option");
  assertEquals(run([]).status, 2);
  assertEquals(run(["--reserve=4GiB", "-c", "1"]).status, 2);
  assertEquals(
    run(["--page-limit=64KiB", "-c", "1"]).err,
    "vivarium: Not enough memory to start: raise the page limit\n",
  );
});

Deno.test("--help lists every option, --version tells the language's version", () => {
  const help = run(["--help"]);
  assertEquals(help.status, 0);
  for (
    const option of [
      "--malloc",
      "--arenas",
      "--page-limit",
      "--step-limit",
      "--stats",
      "--check",
      "--dump-js",
    ]
  ) {
    assertStringIncludes(help.out, option);
  }
  assertMatch(run(["-V"]).out, /^Vivarium \S+ \(Python 3\.11\)\n$/);
});

Deno.test("--stats tells calls, types, pools and pages; as JSON too", () => {
  const text = run(["--stats", "-c", "x = [str(i) for i in range(1000)]"]).err;
  for (const word of ["object", "mem", "raw", "str", "list", "Small block threshold", "peak"]) {
    assertStringIncludes(text, word);
  }
  const json = JSON.parse(run(["--stats=json", "-c", "x = [str(i) for i in range(1000)]"]).err);
  assert(JSON.stringify(json).includes('"str"'));
});

Deno.test("--dump-js shows the emitted functions", () => {
  const { err } = run(["--dump-js", "-c", "def f(a): return a + 1"]);
  assertStringIncludes(err, "function py_f(vm, F, $a)");
});

Deno.test("a step limit ends endless loops and recursion", () => {
  for (
    const code of [
      "while True: pass",
      "for i in range(10**9): pass",
      "def f(): f()\nwhile 1:\n try: f()\n except RecursionError: pass",
    ]
  ) {
    const { status, err } = run(["--check", "--step-limit=10000", "-c", code]);
    assertEquals(status, 1);
    assertStringIncludes(err, "TimeoutError: step limit of 10000 reached");
    assertStringIncludes(err, SOUND);
  }
});

Deno.test("a program that allocates without end gets MemoryError, and nothing is lost", () => {
  for (
    const code of [
      "x = []\nwhile True: x.append('row' + str(len(x)))",
      "s = 'x'\nwhile True: s = s + s",
      "d = {}\nwhile True: d[len(d)] = len(d)",
      "x = ()\nwhile True: x = (x, x)",
    ]
  ) {
    const { status, err } = run(["--check", "--page-limit=8MiB", "-c", code]);
    assertEquals(status, 1);
    assertMatch(err, /^Traceback [^]*MemoryError\n/);
    assertStringIncludes(err, SOUND);
  }
});

Deno.test("a syntax error shows file, line, column and a caret, status 1", () => {
  const { status, err } = run(["a.py"], { "a.py": "x = 1\nif x\n    pass\n" });
  assertEquals(status, 1);
  assertEquals(err, "  File \"a.py\", line 2\n    if x\n        ^\nSyntaxError: expected ':'\n");
});

Deno.test("bad sources get a clear error and nothing is lost", () => {
  const bad: [string, string | Uint8Array, string][] = [
    [
      "bytes that are no UTF-8",
      Uint8Array.of(0x78, 0x3d, 0x22, 0xff, 0x22, 0x0a),
      "SyntaxError: (unicode error) 'utf-8' codec",
    ],
    ["a NUL", "x = 1\0\n", "source code cannot contain null bytes"],
    ["an unterminated string", "x = 'abc\n", "SyntaxError: unterminated string literal (detected at line 1)"],
    [
      "tabs mixed with spaces",
      "if 1:\n        x = 1\n\ty = 2\n",
      "TabError: inconsistent use of tabs and spaces in indentation",
    ],
    [
      "10,000 parentheses",
      "x = " + "(".repeat(10000) + ")".repeat(10000) + "\n",
      "too many nested parentheses",
    ],
  ];
  for (const [what, source, message] of bad) {
    const { status, err } = runFile(source);
    assertEquals(status, 1, what);
    assertStringIncludes(err, message, what);
    assertStringIncludes(err, SOUND, what);
  }
});

Deno.test("long sources are compiled and run", () => {
  const elifs = Array.from({ length: 10000 }, (_, i) => `elif x == ${i}:\n    y = ${i}\n`).join("");
  const long: [string, string, string][] = [
    ["10,000 elif", `x = 9999\nif x == -1:\n    y = -1\n${elifs}print(y)\n`, "9999\n"],
    ["a sum of 10,000 terms", `x = 1\nprint(${Array(10000).fill("x").join(" + ")})\n`, "10000\n"],
    ["a line of 10 MB", `x = "${"a".repeat(10_000_000)}"\nprint(len(x))\n`, "10000000\n"],
    ["10,000 statements", `x = 0\n${"x = x + 1\n".repeat(10000)}print(x)\n`, "10000\n"],
  ];
  for (const [what, source, output] of long) {
    const { status, out, err } = runFile(source);
    assertEquals({ status, out, err }, { status: 0, out: output, err: SOUND }, what);
  }
});

Deno.test("100,000 executed and evaluated strings leave nothing", () => {
  const source = `
import sys
def go(n):
    for i in range(n):
        exec("x = 1")
        eval("1 + 1")
go(100)
before = sys.getallocatedblocks() + 1  # the int itself
go(50000)
print(sys.getallocatedblocks() - before)
`;
  assertEquals(runFile(source), { status: 0, out: "0\n", err: SOUND });
});

Deno.test("warnings of the compiler go to standard error", () => {
  const { err, out } = run(["a.py"], { "a.py": "x = 1\nprint(x is 1)\n" });
  assertEquals(out, "True\n");
  assertEquals(err, 'a.py:2: SyntaxWarning: "is" with a literal. Did you mean "=="?\n  print(x is 1)\n');
});
