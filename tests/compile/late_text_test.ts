/**
 * Functions of long sources are written when they are first called: to the same text and the same code objects as those
 * of short ones.
 */
import { assert, assertEquals } from "@std/assert";
import { compileSource } from "../../runtime/compile/mod.ts";
import type { CodeDraft } from "../../runtime/compile/mod.ts";
import { Runtime } from "../../runtime/mod.ts";

const ROOT = new URL("../../", import.meta.url);

function* pythonFiles(folder: URL): Generator<URL> {
  for (const entry of Deno.readDirSync(folder)) {
    if (entry.isDirectory) yield* pythonFiles(new URL(`${entry.name}/`, folder));
    else if (entry.name.endsWith(".py")) yield new URL(entry.name, folder);
  }
}

/** All that linking and calling take from a draft and those inside it. */
function facts(draft: CodeDraft): unknown {
  const { write, constants, ...rest } = draft;
  return {
    ...rest,
    ...write(),
    constants: constants.map((value) => value.type === "code" ? facts(value.draft) : value),
  };
}

function compile(source: string, late: boolean, warnings: string[]): unknown {
  try {
    const onWarning = ({ message, line }: { message: string; line: number }) =>
      warnings.push(`${line} ${message}`);
    return facts(compileSource(source, "test.py", "exec", { late, onWarning }));
  } catch (error) {
    return String(error);
  }
}

Deno.test("text written late is that written at once, in all golden scripts", () => {
  let blocks = 0;
  for (const file of pythonFiles(new URL("tests/lang/", ROOT))) {
    const source = Deno.readTextFileSync(file);
    const warnings: string[][] = [[], []];
    assertEquals(compile(source, true, warnings[0]), compile(source, false, warnings[1]), file.pathname);
    assertEquals(warnings[0], warnings[1], file.pathname);
    blocks++;
  }
  assert(blocks > 100);
});

Deno.test("a function with a deep tree is written at once", () => {
  const deep = `def f(x): return ${"[".repeat(70)}x${"]".repeat(70)}\n`;
  for (const [source, isDeep] of [[deep, true], ["def f(x): return x + 1\n", false]] as const) {
    const draft = compileSource(source, "test.py", "exec", { late: true });
    const inner = draft.constants.find((value) => value.type === "code");
    assert(inner !== undefined);
    assertEquals(inner.draft.write() === inner.draft.write(), isDeep);
  }
});

Deno.test("a long source runs: closures, classes, generators, functions made in functions", () => {
  const filler = Array.from(
    { length: 1500 },
    (_, i) => `def unused_${i}(a, b): return [a + ${i} for x in b]`,
  );
  const source = `${filler.join("\n")}
def outer(n):
    total = 0
    def inner(k):
        nonlocal total
        total += k
        return lambda: total
    class Local:
        value = [c for c in "abc"]
        def method(self):
            return self.value, __class__
    def generate():
        for i in range(n):
            yield from (j * i for j in range(2))
    inner(n)
    return inner(1)(), Local().method()[0], list(generate()), {k: v for k, v in zip("ab", range(2))}
print(outer(3))
try:
    outer(None)
except TypeError as error:
    print(error)
def again(n): return 1 if n == 0 else n * again(n - 1)
print(again(20))
`;
  assert(source.length > 60_000);
  const out: string[] = [];
  using runtime = new Runtime({ stdout: (text) => out.push(text) });
  runtime.run(source);
  assertEquals(
    out.join(""),
    "(4, ['a', 'b', 'c'], [0, 0, 0, 1, 0, 2], {'a': 0, 'b': 1})\n" +
      "unsupported operand type(s) for +=: 'int' and 'NoneType'\n2432902008176640000\n",
  );
});

Deno.test("a long module runs, however its statements fall into functions", () => {
  const statements = [
    "try: total += len([c for c in str(total)]) // 0\nexcept ZeroDivisionError as error: total += 1",
    "with Ends() as n: total += n",
    "for i in range(3):\n    if i == 1: break\nelse: total = None",
    "try: total += 1\nfinally: total += 1",
    "match total:\n    case [first, *rest]: total = None\n    case int(n): total = n",
  ];
  const body = Array.from({ length: 1000 }, (_, i) => statements[i % statements.length]);
  const source = `
total = 0
class Ends:
    def __enter__(self): return 1
    def __exit__(self, *args): pass
${body.join("\n")}
print(total)
`;
  const out: string[] = [];
  using runtime = new Runtime({ stdout: (text) => out.push(text) });
  runtime.run(source);
  assertEquals(out.join(""), `${200 + 200 + 400}\n`);
});
