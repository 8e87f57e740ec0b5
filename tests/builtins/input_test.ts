/** input() and the methods of sys.stdin that read. */
import { assertEquals } from "@std/assert";
import { Runtime } from "../../runtime/mod.ts";

function run(program: string, input: string): string {
  let output = "";
  const lines = input.split(/(?<=\n)/).filter((line) => line !== "");
  const runtime = new Runtime({
    reserve: 2 ** 27,
    stdin: () => lines.shift() ?? null,
    stdout: (text) => {
      output += text;
    },
  });
  runtime.run(program);
  assertEquals(runtime.close(), []);
  return output;
}

Deno.test("input reads lines without their newline, after its prompt, and EOFError ends them", () => {
  const program = "print(input(), input('name? '), repr(input()))\n" +
    "try:\n    input()\nexcept EOFError as error:\n    print(error)\n";
  assertEquals(run(program, "one\ntwo\n\n"), "name? one two ''\nEOF when reading a line\n");
});

Deno.test("input goes on where sys.stdin was read to", () => {
  const program =
    "import sys\nprint(repr(sys.stdin.readline(2)), repr(input()), repr(sys.stdin.read(3)), repr(input()))\n" +
    "print(sys.stdin.readlines(), sys.stdin.readlines())\n";
  assertEquals(
    run(program, "first\nsecond\nthird\nfourth"),
    "'fi' 'rst' 'sec' 'ond'\n['third\\n', 'fourth'] []\n",
  );
  const lines = "import sys\nprint(sys.stdin.readlines(3), [line for line in sys.stdin])\n";
  assertEquals(run(lines, "ab\ncd\nef\n"), "['ab\\n'] ['cd\\n', 'ef\\n']\n");
});

Deno.test("input asks whatever stands as sys.stdin, and says which stream is lost", () => {
  const program = `
import sys

class Lines:
    lines = ["a\\n", "b", "", 5]

    def readline(self):
        return self.lines.pop(0)

original = sys.stdin
sys.stdin = Lines()
print(input("first "), input())
for attempt in range(2):
    try:
        input()
    except (EOFError, TypeError) as error:
        print(type(error).__name__, error)
sys.stdin = None
try:
    input()
except RuntimeError as error:
    print(error)
del sys.stdin
try:
    input()
except RuntimeError as error:
    print(error)
`;
  const expected =
    "first a b\nEOFError EOF when reading a line\nTypeError object.readline() returned non-string\n" +
    "input(): lost sys.stdin\ninput(): lost sys.stdin\n";
  assertEquals(run(program, ""), expected);
});

Deno.test("what stands as sys.stdout is flushed before input and after the program", () => {
  const program = `
import sys

class Out:
    def __init__(self, inner):
        self.inner = inner

    def write(self, text):
        self.inner.write("<" + text + ">")

    def flush(self):
        self.inner.write("[flush]")

sys.stdout = Out(sys.stdout)
input("?")
`;
  assertEquals(run(program, "x\n"), "<?>[flush][flush][flush]");
});
