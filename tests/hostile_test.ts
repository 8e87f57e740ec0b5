/**
 * Sources that mean no good, through the whole pipeline: truncated, garbled, nested without end, very long. Each is
 * compiled and run or refused; there is no host exception, no endless run and nothing remains.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { Random } from "./heap/random.ts";
import { Victim } from "./victim.ts";

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
    for (const depth of [90, 199, 1000, 12_000]) {
      const nest = open.repeat(depth) + middle + close.repeat(depth);
      for (const source of [`z = lambda: (${nest}\n)`, `${nest}\n`]) {
        assertMatch(victim.run(source), PLAIN_ERROR, `${name}, ${depth} deep`);
      }
    }
  }
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
