/**
 * Hostile sources: whatever the source is, parse returns a tree or throws SyntaxFailure, in time that grows with its
 * length and on a host stack of a few hundred kilobytes.
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Node } from "../../runtime/syntax/ast.ts";
import { parse, type ParseOptions, SyntaxFailure } from "../../runtime/syntax/mod.ts";
import { NameTable } from "../../runtime/syntax/name_table.ts";
import { walkNodes } from "./walk_nodes.ts";

const CHAIN = 10_000;
const LONG = 100_000;

/** "ok", or the class and message of the failure; any other exception is the test's. */
function outcome(source: string | Uint8Array, options?: ParseOptions): string {
  try {
    parse(source, "<string>", "exec", options);
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    return `${error.type}: ${error.message}`;
  }
  return "ok";
}

function countNodes(source: string, kind: string): number {
  let count = 0;
  walkNodes(parse(source, "<string>", "exec"), (node: Node) => {
    if (node.kind === kind) count++;
  });
  return count;
}

const CHAINS: Record<string, [source: string, kind: string, count: number]> = {
  "a sum": [Array(CHAIN).fill("1").join("+"), "BinOp", CHAIN - 1],
  "elif": ["if 1:pass\n" + "elif 1:pass\n".repeat(CHAIN), "If", CHAIN + 1],
  "attributes": ["a" + ".b".repeat(CHAIN), "Attribute", CHAIN],
  "calls": ["a" + "()".repeat(CHAIN), "Call", CHAIN],
  "subscripts": ["a" + "[0]".repeat(CHAIN), "Subscript", CHAIN],
  "not": ["not ".repeat(CHAIN) + "1", "UnaryOp", CHAIN],
  "minus": ["-".repeat(CHAIN) + "1", "UnaryOp", CHAIN],
  "powers": ["a**-".repeat(CHAIN) + "b", "BinOp", CHAIN],
  "conditional expressions": ["1 if 1 else ".repeat(CHAIN) + "1", "IfExp", CHAIN],
  "lambdas": ["lambda:".repeat(CHAIN) + "1", "Lambda", CHAIN],
  "targets": ["a=".repeat(CHAIN) + "1", "Name", CHAIN],
  "comparisons": ["a" + "<b".repeat(CHAIN), "Name", CHAIN + 1],
  "and, or": ["a" + " and b or c".repeat(CHAIN), "BoolOp", CHAIN + 1],
  "statements": ["x\n".repeat(LONG), "Expr", LONG],
  "statements on a line": ["x;".repeat(LONG), "Expr", LONG],
  "items": ["[" + "1,".repeat(LONG) + "]", "Constant", LONG],
  "pairs": ["{" + "a:1,".repeat(LONG) + "}", "Constant", LONG],
  "arguments": ["f(" + "a,".repeat(LONG) + ")", "Name", LONG + 1],
  "literals": ["x = (" + "'a' ".repeat(LONG) + ")", "Constant", 1],
  "expressions of an f-string": ["f'" + "{a}".repeat(CHAIN) + "'", "FormattedValue", CHAIN],
  "clauses": ["[x " + "for x in y if z ".repeat(CHAIN) + "]", "comprehension", CHAIN],
  "handlers": ["try: pass\n" + "except A: pass\n".repeat(CHAIN), "ExceptHandler", CHAIN],
  "cases": ["match x:\n" + " case 1|2: pass\n".repeat(CHAIN), "match_case", CHAIN],
  "items of with": ["with " + "a,".repeat(CHAIN) + "b: pass", "withitem", CHAIN + 1],
  "decorators": ["@a\n".repeat(CHAIN) + "def f(): pass", "Name", CHAIN],
  "joined lines": ["x = 1" + " + \\\n 1".repeat(CHAIN), "BinOp", CHAIN],
};

for (const [name, [source, kind, count]] of Object.entries(CHAINS)) {
  Deno.test(`a long chain of ${name} is parsed and diagnosed without the host's stack`, () => {
    assertEquals(countNodes(source, kind), count);
    const failed = outcome(source + " $");
    assert(/^(SyntaxError|MemoryError|IndentationError): /.test(failed), failed);
  });
}

Deno.test("brackets nest 199 deep", () => {
  for (const [open, close] of ["()", "[]"]) {
    assertEquals(outcome(open.repeat(199) + "1" + close.repeat(199)), "ok");
    assertEquals(outcome(open.repeat(CHAIN)), "SyntaxError: too many nested parentheses");
  }
  assertEquals(outcome("{a:".repeat(199) + "1" + "}".repeat(199)), "ok");
  assertEquals(outcome("{a:".repeat(201)), "SyntaxError: too many nested parentheses");
  assertEquals(outcome("1|1^1&1<<1+1*-(".repeat(199) + "1" + ")".repeat(199)), "ok");
});

Deno.test("blocks nest 99 deep, and brackets inside them", () => {
  const nested = (depth: number): string =>
    Array.from({ length: depth }, (_, i) => " ".repeat(i) + "if 1:\n").join("") + " ".repeat(depth);
  assertEquals(outcome(nested(99) + "(".repeat(195) + "1" + ")".repeat(195)), "ok");
  assertEquals(outcome(nested(100) + "pass"), "IndentationError: too many levels of indentation");
});

Deno.test("what is nested too deep is a MemoryError, and the limit is the caller's", () => {
  assertEquals(outcome("lambda x=".repeat(1000) + "1" + ":0".repeat(1000)), "MemoryError: ");
  assertEquals(outcome("((((1))))", { maxDepth: 3 }), "MemoryError: ");
  assertEquals(outcome("((((1))))", { maxDepth: 4 }), "ok");
});

Deno.test("deep nesting fits half a megabyte of host stack", async () => {
  const code = `
    import { parse } from ${JSON.stringify(new URL("../../runtime/syntax/mod.ts", import.meta.url).href)};
    for (const source of ["f(a,*b,c=".repeat(199) + "1" + ")".repeat(199), "[".repeat(199) + "]".repeat(199),
      "lambda x=".repeat(290) + "1" + ":0".repeat(290), "match x:\\n case " + "C(a=".repeat(199) + "1" + ")".repeat(199) + ": pass"]) {
      parse(source, "<string>", "exec");
    }
    console.log("fits");
  `;
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--v8-flags=--stack-size=500", "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  });
  const child = command.spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(code));
  await writer.close();
  const { stdout, stderr } = await child.output();
  assertEquals(new TextDecoder().decode(stdout), "fits\n", new TextDecoder().decode(stderr));
});

/** A source in which most of the grammar occurs. */
const SAMPLE = `@decorate(1)
class Point(Base, metaclass=Meta):
    """Two numbers."""
    x: int = 0x1F
    def move(self, /, dx, *rest, dy=1.5e3, **named) -> 'Point':
        global count; nonlocal_ = b'\\x41'
        with open(f"{self.x!r:>{dx}}") as f, g:
            yield [*rest, {k: v for k, v in named.items() if not v}]
        try:
            return lambda a, b=2: (a if b else ~a) ** -1j
        except (A, B) as e:
            raise e from None
        finally:
            del self.x[1:2, ...], f
while n := next(it) and x is not y or z not in w:
    match n:
        case Point(0, y=_) | [1, *more] | {'a': None, **kw} if n:
            assert n, 'é\\N{DASH}😀'
        case _: continue
else: import os.path as p, sys
for i, (j, *k) in enumerate(x): print(i, *j, sep='', **k); x[i] += 1
`;

Deno.test("a valid source cut off at any length is a program or a SyntaxFailure", () => {
  let valid = 0;
  for (let end = 0; end <= SAMPLE.length; end++) {
    if (outcome(SAMPLE.slice(0, end).toWellFormed(), { lookupCharacter: () => "-" }) === "ok") valid++;
  }
  assert(valid > 10 && valid < SAMPLE.length / 2, String(valid));
});

Deno.test("any byte anywhere in a source is a program or a SyntaxFailure", () => {
  const bytes = new TextEncoder().encode(SAMPLE);
  let failures = 0;
  for (let byte = 0; byte < 256; byte++) {
    const changed = bytes.slice();
    changed[(byte * 37) % changed.length] = byte;
    if (outcome(changed) !== "ok") failures++;
    if (outcome(new Uint8Array([byte, byte])) !== "ok") failures++;
  }
  assert(failures > 200);
});

Deno.test("random tokens are a program or a SyntaxFailure", () => {
  const words = SAMPLE.match(/\w+|[^\w\s]|\n\s*/g) as string[];
  let state = 12345;
  const next = (limit: number): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % limit;
  let failures = 0;
  for (let round = 0; round < 500; round++) {
    const source = Array.from({ length: 1 + next(30) }, () => words[next(words.length)]).join(" ");
    if (outcome(source) !== "ok") failures++;
  }
  assert(failures > 300, String(failures));
});

Deno.test("long lines are parsed in time that grows with their length", () => {
  const lines = [
    "x = '" + "a".repeat(1e7) + "'",
    "a".repeat(1e7),
    "#" + "a".repeat(1e7),
    "x =" + " ".repeat(1e7) + "1",
    "x = [" + "12345678, ".repeat(1e6) + "]",
    "x = '" + "\\n".repeat(1e6) + "'",
    "x = '" + "😀".repeat(1e6) + "'; " + "y = '😀'; ".repeat(1e4),
    "\n".repeat(1e6),
    "match;".repeat(LONG),
  ];
  for (const line of lines) {
    const start = performance.now();
    assertEquals(outcome(line), "ok");
    const seconds = (performance.now() - start) / 1000;
    assert(seconds < 10, `${seconds} s for ${line.slice(0, 20)}`);
  }
});

Deno.test("mistakes at the end of long statements are found in bounded time", () => {
  const start = performance.now();
  assertEquals(outcome("x = [" + "1, ".repeat(1e6) + "2 3]"), "SyntaxError: invalid syntax");
  assertEquals(
    outcome("x = [" + "1, ".repeat(3e4) + "2 3]"),
    "SyntaxError: invalid syntax. Perhaps you forgot a comma?",
  );
  assertEquals(outcome("x = [" + "1, ".repeat(1e6)), "SyntaxError: '[' was never closed");
  const seconds = (performance.now() - start) / 1000;
  assert(seconds < 20, `${seconds} s`);
});

Deno.test("names that collide on purpose are still told apart", () => {
  const table = new NameTable();
  const names = Array.from(
    { length: 4096 },
    (_, i) => Array.from({ length: 12 }, (_, bit) => (i >> bit) & 1 ? "Aa" : "BB").join(""),
  );
  const numbers = names.map((name) => {
    let hash = 0;
    for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
    return table.intern(name, 0, name.length, hash);
  });
  assertEquals(new Set(numbers).size, names.length);
  assertEquals(numbers.map((number) => table.names[number]), names);
  const [tree] = parse(names.join("\n"), "<string>", "exec").body.slice(-1);
  assert(tree.kind === "Expr" && tree.value.kind === "Name");
  assertEquals(tree.value.id, names[names.length - 1]);
});

Deno.test("a string with surrogates cannot be a source", () => {
  assertThrows(
    () => parse("x = '\ud800'", "<string>", "exec"),
    SyntaxFailure,
    "'utf-8' codec can't encode character '\\ud800' in position 5: surrogates not allowed",
  );
});
