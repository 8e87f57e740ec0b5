/**
 * The module sys: the statistics report's free lists, the exit status of programs, argv, and the standard streams.
 */
import { assert, assertEquals } from "@std/assert";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter, type StartOptions } from "../../runtime/host/start.ts";

interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a program in a runtime of its own, which must be empty afterwards. */
function run(source: string, options: StartOptions = {}): Run {
  let stdout = "", stderr = "";
  const vm = startInterpreter({
    reserve: 2 ** 27,
    stdout: (text) => stdout += text,
    stderr: (text) => stderr += text,
    ...options,
  });
  const status = runProgram(vm, source, "<string>");
  assertEquals(finishInterpreter(vm), []);
  return { status, stdout, stderr };
}

const oracle = JSON.parse(
  await Deno.readTextFile(new URL("../oracles/malloc_stats.json", import.meta.url)),
) as { free_list_lines: { order: [string, number][]; example: string[] } };

Deno.test("_debugmallocstats prints the report and CPython's lines about free lists", () => {
  const { stderr } = run("import sys\nsys._debugmallocstats()\n");
  assert(stderr.startsWith("Small block threshold = 512, in 32 size classes.\n"));
  const lines = stderr.split("\n").slice(-24, -1);
  const labels = lines.map((line) => line.replace(/^ *\d+ free (.*) =.*$/, "$1"));
  const expected = oracle.free_list_lines.order.map(([name, size]) => `${name}s * ${size} bytes each`);
  assertEquals(labels, expected);
  for (const line of lines) {
    const parts = /^(.{48}) =(.{21})$/.exec(line);
    assert(parts !== null, line);
    const [, count, size] = /(\d+) free .* \* (\d+) bytes each$/.exec(parts[1]) as RegExpExecArray;
    assertEquals(Number(parts[2].replaceAll(",", "")), Number(count) * Number(size));
  }
});

Deno.test("_debugmallocstats tells of free lists alone without pymalloc", () => {
  const { stderr } = run("import sys\nsys._debugmallocstats()\n", { malloc: "malloc" });
  assertEquals(stderr.split("\n").length, 24);
});

Deno.test("a dead list goes to the free list that is reported", () => {
  const { stderr } = run(
    "import sys, gc\ngc.collect()\nx = [[] for _ in range(5)]\ngc.collect()\ndel x\nsys._debugmallocstats()\n",
  );
  const line = stderr.split("\n").find((each) => each.includes("PyListObject"));
  assertEquals(line?.trim(), "6 free PyListObjects * 40 bytes each =                  240");
});

const STATUSES: [source: string, status: number, stderr: string][] = [
  ["pass", 0, ""],
  ["import sys\nsys.exit()", 0, ""],
  ["import sys\nsys.exit(None)", 0, ""],
  ["import sys\nsys.exit(7)", 7, ""],
  ["import sys\nsys.exit(-1)", 255, ""],
  ["import sys\nsys.exit(257)", 1, ""],
  ["import sys\nsys.exit(2 ** 70)", 255, ""],
  ["import sys\nsys.exit('text')", 1, "text\n"],
  ["import sys\nsys.exit([])", 1, "[]\n"],
  ["raise SystemExit(5)", 5, ""],
  ["import sys\ntry:\n    sys.exit(3)\nexcept SystemExit:\n    pass", 0, ""],
];
for (const [source, status, stderr] of STATUSES) {
  Deno.test(`exit status of ${source.replaceAll("\n", "; ")}`, () => {
    assertEquals(run(source), { status, stdout: "", stderr });
  });
}

Deno.test("argv is a list of the arguments", () => {
  const { stdout } = run("import sys\nprint(sys.argv, type(sys.argv))\n", { argv: ["p.py", "-x", "ä"] });
  assertEquals(stdout, "['p.py', '-x', 'ä'] <class 'list'>\n");
});

Deno.test("stdin gives lines, parts of lines and the rest", () => {
  const lines = ["first\n", "second\n", "third\n", "fourth\n", "last"];
  const { stdout } = run(
    "import sys\nprint(repr(input()), repr(sys.stdin.readline(3)), repr(sys.stdin.readline()))\n" +
      "for line in sys.stdin:\n    print(repr(line))\n    break\n" +
      "print(repr(sys.stdin.read(2)), repr(sys.stdin.read()), repr(sys.stdin.read()))\n" +
      "try:\n    input('prompt')\nexcept EOFError as e:\n    print(e)\n",
    { stdin: () => lines.shift() ?? null },
  );
  assertEquals(
    stdout,
    "'first' 'sec' 'ond\\n'\n'third\\n'\n'fo' 'urth\\nlast' ''\npromptEOF when reading a line\n",
  );
});

Deno.test("a lone surrogate cannot be written to stdout, and is escaped on stderr", () => {
  const { stderr } = run("import sys\nprint('a\\ud800', file=sys.stderr)\nprint('b\\udc00')\n");
  const last = "'utf-8' codec can't encode character '\\udc00' in position 1: surrogates not allowed";
  assert(stderr.startsWith("a\\ud800\n"));
  assertEquals(stderr.trimEnd().split("\n").at(-1), `UnicodeEncodeError: ${last}`);
});

Deno.test("flush reaches the host, and output does so at once", () => {
  let flushed = "", stdout = "";
  run("print('a', end='', flush=True)\nprint('b')\n", {
    stdout: (text) => stdout += text,
    flush: () => flushed ||= stdout,
  });
  assertEquals([flushed, stdout], ["a", "ab\n"]);
});

Deno.test("print writes what came before a failure", () => {
  const { stdout, status } = run(
    "def f():\n    e = ValueError()\n    e.args = (e,)\n    print('x', e)\nf()\n",
  );
  assertEquals([stdout, status], ["x ", 1]);
});
