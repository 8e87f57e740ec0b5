/**
 * Sources and programs that mean no good, through the whole pipeline: truncated, garbled, nested without end, recursing
 * without end. Each is compiled and run or refused; there is no host exception, no endless run and nothing remains.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { check } from "../heap/mod.ts";
import { finishInterpreter } from "../runtime/host/finish.ts";
import { limitSteps } from "../runtime/host/limits.ts";
import { runProgram } from "../runtime/host/run_program.ts";
import { startInterpreter } from "../runtime/host/start.ts";
import type { Interpreter } from "../runtime/memory/interpreter.ts";
import { checkInterpreter } from "../runtime/view/ownership.ts";
import { Random } from "./heap/random.ts";

const STEP_LIMIT = 2_000_000;

/** A runtime and what it wrote. */
class Victim {
  out = "";
  err = "";
  readonly vm: Interpreter;

  constructor(private readonly steps = STEP_LIMIT) {
    this.vm = startInterpreter({
      reserve: 2 ** 29,
      stdout: (text) => {
        this.out += text;
      },
      stderr: (text) => {
        this.err += text;
      },
    });
  }

  /** Runs a source; returns the last line on standard error, "" if the program ended well. */
  run(source: string | Uint8Array): string {
    this.out = this.err = "";
    limitSteps(this.vm, this.steps);
    const status = runProgram(this.vm, source, "hostile.py");
    if (status === 0 && !/Warning: /.test(this.err)) assertEquals(this.err, "");
    return status === 0 ? "" : this.err.trimEnd().split("\n").at(-1) ?? "";
  }

  /** The checkers pass, the runtime still works, and nothing remains at its end. */
  finish(): void {
    assertEquals(checkInterpreter(this.vm), []);
    assertEquals(check(this.vm), []);
    assertEquals(this.run("assert [i for i in range(3)] == [0, 1, 2]\n"), "");
    assertEquals(finishInterpreter(this.vm), []);
  }
}

/** What a hostile source may end with. */
const PLAIN_ERROR = /^[A-Za-z]+(Error|Exit)\b|^$/;

const SAMPLE = `# every kind of statement
import sys
from sys import maxsize as big
@lambda f: f
def f(a, /, b: int = 1, *c, d=2, **e) -> None:
    """doc \\N{DIGIT ONE} \\x41"""
    global g
    g = [x ** 2 for x in c if x]; h = {k: v for k, v in e.items()}
    def inner():
        nonlocal h
        h = (y := 5)
        return h
    for i in range(3):
        while a:
            a -= 1
            if a == 2: continue
            elif a < 0: break
            else: pass
    else:
        assert inner() == 5, f'{a!r:>{b}}' "s" r'\\d'
    try:
        del h
        raise ValueError(0x1F, 1_0, 1e5, .5) from None
    except (ValueError, KeyError) as error:
        return a, *c, error.args[0:-1:2], not a or b and c
    finally:
        x: list[int] = []
        x[:] = 1, 2; (y, *z), w = (1, 2), 3
print(f(3, 4, 5, d=6, k=7), ~-+1 if 0 else 7 // 2 << 3 ^ 1)
`;

Deno.test("a file truncated anywhere is run or refused", () => {
  const victim = new Victim(1000);
  assertEquals(victim.run(SAMPLE), "");
  let refused = 0;
  for (let length = 0; length < SAMPLE.length; length++) {
    const last = victim.run(SAMPLE.slice(0, length));
    assertMatch(last, PLAIN_ERROR, SAMPLE.slice(0, length));
    if (/^(SyntaxError|IndentationError|TabError)/.test(last)) refused++;
  }
  assert(refused > SAMPLE.length / 2);
  victim.finish();
});

Deno.test("every byte value in every kind of place is run or refused", () => {
  const victim = new Victim();
  const encoder = new TextEncoder();
  const places = [
    "@",
    "@\n",
    "x = 1@2\n",
    "x = '@'\n",
    "if 1:\n @pass\n",
    "#@\n",
    "x@ = 1\n",
    "f'{1@}'",
    "'\\@'",
    "1@",
  ];
  for (const place of places) {
    const [before, after] = place.split("@").map((text) => encoder.encode(text));
    for (let byte = 0; byte < 256; byte++) {
      assertMatch(
        victim.run(Uint8Array.of(...before, byte, ...after)),
        PLAIN_ERROR,
        `byte ${byte} in ${place}`,
      );
    }
  }
  victim.finish();
});

Deno.test("files with random bytes replaced, doubled and taken out are run or refused", () => {
  const victim = new Victim(1000);
  const random = new Random(7);
  const original = new TextEncoder().encode(SAMPLE);
  for (let round = 0; round < 300; round++) {
    const bytes = [...original];
    for (let change = random.between(1, 4); change > 0; change--) {
      const at = random.below(bytes.length);
      const kind = random.below(4);
      if (kind === 0) bytes[at] = random.below(128);
      else if (kind === 1) bytes.splice(at, random.between(1, 9));
      else if (kind === 2) bytes.splice(at, 0, ...bytes.slice(random.below(bytes.length)).slice(0, 12));
      else bytes[at] = bytes[random.below(bytes.length)];
    }
    assertMatch(victim.run(Uint8Array.from(bytes)), PLAIN_ERROR, `round ${round}`);
  }
  victim.finish();
});

Deno.test("sources with unpaired surrogates are refused", () => {
  const victim = new Victim();
  for (
    const source of ["\ud800", "x = '\udfff'", "\udc00 = 1", "f'{\ud800}'", "'''\ud800", "x = '\ud800\ud800'"]
  ) {
    assertMatch(victim.run(source), /^(UnicodeEncodeError|SyntaxError)/, JSON.stringify(source));
  }
  const inside =
    "for s in ('\\ud800', '\\udfff'):\n    try: exec(s + ' = 1')\n    except UnicodeEncodeError: print('refused')\n";
  assertEquals([victim.run(inside), victim.out], ["", "refused\nrefused\n"]);
  victim.finish();
});

/** What opens a level of nesting, what is in the middle, what closes a level. */
const NESTS: readonly [name: string, open: string, middle: string, close: string][] = [
  ["parentheses", "(", "1", ")"],
  ["tuples", "(", "1", ",)"],
  ["lists", "[", "1", "]"],
  ["dicts", "{1:", "1", "}"],
  ["subscripts", "x[", "1", "]"],
  ["slices", "x[1:", "1", "]"],
  ["calls", "f(", "1", ")"],
  ["keyword arguments", "f(a=", "1", ")"],
  ["stars", "[*", "y", "]"],
  ["lambdas", "lambda: ", "1", ""],
  ["lambda defaults", "lambda a=", "1", ": a"],
  ["conditional expressions", "1 if x else ", "1", ""],
  ["conditions", "", "1", " if x else 1"],
  ["conditions in the middle", "1 if ", "1", " else 1"],
  ["negations", "-", "1", ""],
  ["inversions of names", "~", "x", ""],
  ["not", "not ", "x", ""],
  ["powers", "x ** ", "1", ""],
  ["sums", "x + ", "1", ""],
  ["right-nested sums", "x + (", "1", ")"],
  ["products", "x * ", "1", ""],
  ["and", "x and ", "1", ""],
  ["or of and", "x or y and ", "1", ""],
  ["comparisons", "x < ", "1", ""],
  ["attributes", "", "x", ".a"],
  ["calls of calls", "", "f", "()"],
  ["subscripts of subscripts", "", "x", "[0]"],
  ["list comprehensions", "[x for x in ", "y", "]"],
  ["comprehension elements", "[", "1", " for x in y]"],
  ["comprehension loops", "", "[x", " for x in y"],
  ["dict comprehensions", "{1: ", "1", " for x in y}"],
  ["walrus", "(x := ", "1", ")"],
  ["f-strings", "f'{", "1", "}'"],
  ["assignments", "x = ", "1", ""],
  ["tuple targets", "(", "x", ",)"],
  ["strings beside each other", "'a' ", "'b'", ""],
];

Deno.test("nesting of every kind is run or refused", () => {
  const victim = new Victim();
  assertEquals(victim.run("def f(*a, **b): return f\nx = 1\ny = [1]\n"), "");
  for (const [name, open, middle, close] of NESTS) {
    for (const depth of [10, 90, 199, 1000, 12_000]) {
      const nest = open.repeat(depth) + middle + close.repeat(depth);
      for (const source of [`z = lambda: (${nest}\n)`, `${nest}\n`]) {
        assertMatch(victim.run(source), PLAIN_ERROR, `${name}, ${depth} deep`);
      }
    }
  }
  victim.finish();
});

Deno.test("a deep source is compiled or refused wherever the program is", () => {
  const victim = new Victim();
  const program = `
def f(n):
    global deepest
    deepest = n
    try: eval(source)
    except (RecursionError, MemoryError, TypeError): pass
    f(n + 1)
for source in sources:
    try: f(0)
    except RecursionError: print(deepest > 100)
`;
  const nests = ["(".repeat(150), "-(".repeat(99), "[x for x in (".repeat(60)];
  const sources = nests.map((open) => {
    const closes = [...open].reverse().map((c) => c === "(" ? ")" : c === "[" ? "]" : "");
    return open + "1" + closes.join("");
  });
  assertEquals(
    victim.run(
      `import sys\nsys.setrecursionlimit(${10 ** 6})\nsources = ${JSON.stringify(sources)}\n${program}`,
    ),
    "",
  );
  assertEquals(victim.out, "True\n".repeat(sources.length));
  victim.finish();
});

Deno.test("nested statements of every kind are run or refused", () => {
  const victim = new Victim();
  const heads = [
    "if 1:",
    "while 1:",
    "for i in [1]:",
    "try:",
    "def f():",
    "class A:",
    "with x:",
    "try: pass",
    "else:",
  ];
  for (const head of heads) {
    for (const depth of [5, 19, 20, 21, 99, 101, 1000]) {
      const nest = Array.from({ length: depth }, (_, i) => `${" ".repeat(i)}${head}\n`).join("");
      assertMatch(victim.run(`${nest}${" ".repeat(depth)}pass\n`), PLAIN_ERROR, `${head} ${depth} deep`);
    }
  }
  victim.finish();
});

Deno.test("sources with many names, constants, functions and lines are run", () => {
  const victim = new Victim();
  const many = (n: number, line: (i: number) => string) =>
    Array.from({ length: n }, (_, i) => line(i)).join("");
  const sources: [about: string, source: string, output: string][] = [
    ["100,000 names", `${many(100_000, (i) => `n${i} = ${i}\n`)}print(n99999)\n`, "99999\n"],
    [
      "10,000 locals",
      `def f():\n${many(10_000, (i) => ` n${i} = ${i}\n`)} return n9999\nprint(f())\n`,
      "9999\n",
    ],
    ["3,000 functions", `${many(3000, (i) => `def f${i}(a): return a + ${i}\n`)}print(f2999(1))\n`, "3000\n"],
    ["10,000 constants", `x = [${many(10_000, (i) => `${i}.5, 's${i}', `)}]\nprint(len(x))\n`, "20000\n"],
    ["1,000 parameters", `def f(${many(1000, (i) => `a${i}=${i}, `)}): return a999\nprint(f())\n`, "999\n"],
    ["5,000 arguments", `def f(*a): return len(a)\nprint(f(${many(5000, (i) => `${i}, `)}))\n`, "5000\n"],
    ["a long name", `${"a".repeat(100_000)} = 1\nprint(${"a".repeat(100_000)})\n`, "1\n"],
    ["a comparison of 5,000 terms", `x = 1\nprint(${"x == ".repeat(5000)}x)\n`, "True\n"],
    ["a chain of 2,000 targets", `${"x = ".repeat(2000)}5\nprint(x)\n`, "5\n"],
    ["50,000 empty lines and comments", `${"\n# comment\n".repeat(25_000)}print(1)\n`, "1\n"],
  ];
  for (const [about, source, output] of sources) {
    assertEquals([victim.run(source), victim.out], ["", output], about);
  }
  victim.finish();
});

/** Programs that recurse without end. */
const RECURSIONS: readonly [about: string, body: string][] = [
  ["a function", "def f(): return f()\n    f()"],
  ["a deep expression", "def f(a, b): return [a, [b, [a, f(a + 1, ((b,), {1: a}))]]]\n    f(1, 2)"],
  ["a lambda in a list", "f = [None]\n    f[0] = lambda x: f[0](x + 1)\n    f[0](1)"],
  ["a sort key", "f = lambda x: sorted([1, 2], key=f)\n    f(1)"],
  ["map", "f = lambda x: list(map(f, [x]))\n    f(1)"],
  ["max with a key", "f = lambda x: max([1, 2], key=f)\n    f(1)"],
  ["a call with stars", "def f(*a, **k): return f(*a, **k)\n    f(1, k=2)"],
  ["eval", "s = 'eval(s)'\n    eval(s, {'s': s, 'eval': eval})"],
  ["exec", "s = 'exec(s)'\n    exec(s, {'s': s})"],
  ["a comprehension", "f = lambda x: [f(y) for y in [x]]\n    f(1)"],
  ["a handler", "def f():\n        try: 1 / 0\n        except ZeroDivisionError: f()\n    f()"],
  ["finally", "def f():\n        try: pass\n        finally: f()\n    f()"],
  ["repr of a list", "l = []\n    for i in range(100000): l = [l]\n    repr(l)"],
  ["str of a tuple", "l = ()\n    for i in range(100000): l = (l,)\n    str(l)"],
  ["repr of a dict", "l = {}\n    for i in range(100000): l = {1: l}\n    repr(l)"],
  ["an f-string of a list", "l = []\n    for i in range(100000): l = [l]\n    f'{l}'"],
  ["equal lists", "a, b = [], []\n    for i in range(100000): a, b = [a], [b]\n    a == b"],
  ["ordering tuples", "a, b = (), ()\n    for i in range(100000): a, b = (a, 1), (b, 2)\n    a < b"],
  ["equal dicts", "a, b = {}, {}\n    for i in range(100000): a, b = {1: a}, {1: b}\n    a == b"],
  ["searching a list", "a, b = [], []\n    for i in range(100000): a, b = [a], [b]\n    [a].index(b)"],
  ["sorting lists", "a, b = [], []\n    for i in range(100000): a, b = [a], [b]\n    sorted([a, b])"],
  ["lists that hold each other", "a, b = [], []\n    a.append(b)\n    b.append(a)\n    a == b"],
  ["isinstance", "t = (str,)\n    for i in range(100000): t = (t,)\n    isinstance(1, t)"],
];

for (const limit of [1000, 10 ** 6]) {
  Deno.test(`recursion without end is RecursionError when the limit is ${limit}`, () => {
    const victim = new Victim();
    assertEquals(victim.run(`import sys\nsys.setrecursionlimit(${limit})\n`), "");
    for (const [about, body] of RECURSIONS) {
      const source = `try:\n    ${body}\n    print('no end')\nexcept RecursionError: print('caught')\n`;
      assertEquals([victim.run(source), victim.out], ["", "caught\n"], about);
      assertEquals(victim.run("f = l = a = b = t = s = None\n"), "", about);
    }
    victim.finish();
  });
}

Deno.test("chains of iterators end with RecursionError or an item, never on the host's stack", () => {
  const victim = new Victim();
  for (
    const wrap of ["map(abs, m)", "filter(None, m)", "enumerate(m)", "zip(m)", "iter(lambda m=m: next(m), 5)"]
  ) {
    const source =
      `m = iter([1])\nfor i in range(50000): m = ${wrap}\ntry: next(m)\nexcept RecursionError: print('caught')\nm = None\n`;
    assertEquals([victim.run(source), victim.out], ["", "caught\n"], wrap);
  }
  victim.finish();
});

Deno.test("the traceback of endless recursion leaves repeated lines out", () => {
  const victim = new Victim();
  assertEquals(
    victim.run("def f(n):\n    return f(n + 1)\nf(0)\n"),
    "RecursionError: maximum recursion depth exceeded",
  );
  assert(victim.err.length < 2000);
  victim.finish();
});

Deno.test("structures of any depth are made, collected and released", () => {
  const victim = new Victim();
  const programs = [
    "l = []\nfor i in range(100000): l = [l]\ndel l\n",
    "l = ()\nfor i in range(100000): l = (l, i)\ndel l\n",
    "d = {}\nfor i in range(100000): d = {'next': d}\ndel d\n",
    "f = None\ndef wrap(f): return lambda: f\nfor i in range(50000): f = wrap(f)\ndel f\n",
    "e = None\nfor i in range(50000):\n    n = ValueError(i)\n    n.__cause__ = e\n    e = n\ndel e, n\n",
    "import gc\nl = []\nfirst = l\nfor i in range(100000): l = [l]\nfirst.append(l)\ndel l, first\nassert gc.collect() > 99999\n",
    "m = iter([1])\nfor i in range(100000): m = map(abs, m)\ndel m\n",
    "l = ()\nfor i in range(100000): l = (l, 1)\nd = {l: hash(l)}\ndel l, d\n",
  ];
  for (const program of programs) assertEquals(victim.run(program), "", program);
  victim.finish();
});
