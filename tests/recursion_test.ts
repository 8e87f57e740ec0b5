/**
 * Recursion without end, in the program and in the runtime's own walks: RecursionError, never the host's stack, whatever
 * limit the program sets. Structures of any depth are made and released.
 */
import { assert, assertEquals } from "@std/assert";
import { Victim } from "./victim.ts";

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

Deno.test("a deep source is compiled or refused wherever the program is", () => {
  const victim = new Victim();
  const program = `
def f(n):
    global deepest
    deepest = n
    if n % 7 == 0:
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
