/**
 * The failure sweep as a test: one failing allocation for every golden script and example, chosen by a seed, and every
 * allocation in turn for small programs. `deno task sweep FILE...` sweeps all points of any program.
 */
import { assertEquals, assertGreater } from "@std/assert";
import { goldenScripts, modulesBeside } from "./golden.ts";
import { Random } from "./heap/random.ts";
import { sweep, sweepPoint } from "./sweep.ts";

const random = new Random(20261121);

/** Points are taken from so many allocations: what is later takes long and repeats what was before. */
const MOST_ALLOCATIONS = 100_000;

for (const folder of ["./lang/", "../examples/"]) {
  const root = new URL(folder, import.meta.url);
  Deno.test(`a failing allocation in every script of ${folder} is survived`, async (t) => {
    for (const script of goldenScripts(root)) {
      const path = script.pathname.slice(root.pathname.length);
      const seed = random.below(2 ** 31);
      await t.step(path, () => {
        const source = Deno.readTextFileSync(script);
        const modules = modulesBeside(script);
        const { allocations, problems } = sweepPoint(source, path, 0, "transient", modules);
        assertEquals(problems, [], path);
        assertGreater(allocations, 0, path);
        const n = new Random(seed).between(1, Math.min(allocations, MOST_ALLOCATIONS));
        assertEquals(sweep(source, path, [n], modules), []);
      });
    }
  });
}

/** Programs that are small enough for all their allocations. */
const SMALL: readonly [about: string, source: string][] = [
  [
    "displays and comprehensions",
    "a = [i * i for i in range(300, 306)]\nb = {str(i): (i, a) for i in a}\nprint(a, b)\n",
  ],
  [
    "functions and closures",
    "def f(n, *rest, key=10**12, **more):\n    return lambda x: (x, n, rest, key, more)\nprint(f(1000, 2000, 3000, other=4000)(5000))\n",
  ],
  [
    "exceptions",
    "def f(x):\n    try:\n        return x[1000]\n    except IndexError as e:\n        raise ValueError('index ' + str(e)) from e\n    finally:\n        x.append(3.5)\ntry:\n    f([1.5])\nexcept ValueError as e:\n    print(repr(e), repr(e.__cause__))\n",
  ],
  [
    "caught MemoryError",
    "parts = []\nfor i in range(20):\n    try:\n        parts.append('part %d' % (i * 1000))\n    except MemoryError as e:\n        parts.append(e)\nprint(len(parts))\n",
  ],
  [
    "strings",
    "s = 'abc' * 30\nt = s.replace('b', 'é').upper().split('C')\nprint(','.join(t), f'{s!r:>100}{10**20:,}', 'x€'.encode('utf-8'))\n",
  ],
  [
    "large ints and floats",
    "n = 3 ** 200\nprint(n // 7 ** 50, n % 10 ** 30, float(n), 1.5e300 * 2, round(2.675, 2), int('9' * 60), pow(7, 90, 10 ** 20))\n",
  ],
  [
    "sorting and iterators",
    "d = sorted([(i * 7919) % 1009 for i in range(30)], key=lambda x: -x)\nprint(list(zip(map(str, d), enumerate(reversed(d))))[3], list(filter(None, d))[:2], max(d), sum(d))\n",
  ],
  [
    "a cycle and its collection",
    "import gc, sys\na = []\na.append({'me': a, 'f': lambda: a})\ndel a\nprint(gc.collect() > 0)\n",
  ],
  [
    "exec and eval",
    "names = {}\nexec('def g(x):\\n    return [x, x * 2.5]\\n', names)\nprint(eval('g(1000)', names))\n",
  ],
  [
    "an uncaught exception",
    "def f(depth):\n    if depth == 0:\n        raise KeyError('deep ' + str(depth))\n    f(depth - 1)\nf(3)  # error: KeyError: 'deep 0'\n",
  ],
  ["a syntax error", "x = (1,\ny = 2\n# error: SyntaxError: '(' was never closed\n"],
];

/** Those that end with an exception when nothing fails. */
const ENDS_BADLY = ["an uncaught exception", "a syntax error"];

for (const [about, source] of SMALL) {
  Deno.test(`every allocation fails in turn: ${about}`, () => {
    const { allocations, problems, status } = sweepPoint(source, "small.py", 0, "transient");
    assertEquals({ problems, status }, { problems: [], status: ENDS_BADLY.includes(about) ? 1 : 0 });
    assertGreater(allocations, 5);
    const points = Array.from({ length: allocations }, (_, i) => i + 1);
    assertEquals(sweep(source, "small.py", points).slice(0, 10), []);
  });
}
