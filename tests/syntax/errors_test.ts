/**
 * What is said about sources that are no programs, against CPython's parser: class, message, both ends of the place
 * and the line that is shown (tests/oracles/syntax_errors.json), and the warnings that literals give.
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { parse, type ParseMode, type ParseWarning, SyntaxFailure } from "../../runtime/syntax/mod.ts";
import { makeCharacterLookup } from "../../runtime/syntax/unicode_names.ts";

/** The source, then nothing if it is valid, else class, message, and for a SyntaxError the four numbers and the line. */
type Entry = [string | { bytes: string }, ...(string | number | null)[]];

interface Oracle {
  exec: Record<string, Entry[]>;
  eval: Entry[];
  single: Entry[];
  warnings: [string, [string, string, number][]][];
  names: [string, string | null][];
}

const ORACLE: Oracle = JSON.parse(
  Deno.readTextFileSync(new URL("../oracles/syntax_errors.json", import.meta.url)),
);

function outcome(source: string | Uint8Array, mode: ParseMode): (string | number | null)[] {
  try {
    parse(source, "<string>", mode);
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    const { type, message, line, column, endLine, endColumn, text } = error;
    if (!/^(Syntax|Indentation|Tab)Error$/.test(type)) return [type, message];
    return [type, message, line, column, endLine, endColumn, text];
  }
  return [];
}

function compare(entries: Entry[], mode: ParseMode): void {
  assert(entries.length > 10);
  for (const [given, ...expected] of entries) {
    const source = typeof given === "string" ? given : Uint8Array.fromHex(given.bytes);
    assertEquals(outcome(source, mode), expected, `${mode} ${JSON.stringify(given)}`);
  }
}

for (const [area, entries] of Object.entries(ORACLE.exec)) {
  Deno.test(`mistakes in ${area} are explained as by CPython`, () => compare(entries, "exec"));
}

Deno.test("mistakes in expressions are explained as by CPython", () => compare(ORACLE.eval, "eval"));

Deno.test("mistakes in interactive statements are explained as by CPython", () =>
  compare(ORACLE.single, "single"));

Deno.test("literals warn as CPython's do, in the order of the source", () => {
  assert(ORACLE.warnings.length > 10);
  for (const [source, expected] of ORACLE.warnings) {
    const given: ParseWarning[] = [];
    parse(source, "<string>", "exec", { onWarning: (warning) => given.push(warning) });
    const rows = given.map(({ category, message, line }) => [category, message, line]);
    assertEquals(rows, expected, JSON.stringify(source));
  }
});

Deno.test("characters have the names that CPython knows", () => {
  assert(ORACLE.names.length > 200);
  const lookup = makeCharacterLookup();
  for (const [name, expected] of ORACLE.names) assertEquals(lookup(name), expected, name);
});

Deno.test("a source with a mistake gives the warnings up to it", () => {
  const given: string[] = [];
  const onWarning = (warning: ParseWarning) => given.push(warning.message);
  assertThrows(() => parse("'\\d'\nx y\n'\\e'", "<string>", "exec", { onWarning }), SyntaxFailure);
  assertEquals(given, ["invalid escape sequence '\\d'"]);
});

Deno.test("asynchronous code is outside the language, after its mistakes", () => {
  const reject = (source: string) => outcome(source, "exec").slice(0, 4);
  assertEquals(reject("async def f(): pass"), ["SyntaxError", "'async' is outside this language", 1, 1]);
  assertEquals(reject("x = 1\ndef f():\n  return await x"), [
    "SyntaxError",
    "'await' is outside this language",
    3,
    10,
  ]);
  assertEquals(reject("[x async for x in y]"), ["SyntaxError", "'async' is outside this language", 1, 4]);
  assertEquals(reject("async with a: pass"), ["SyntaxError", "'async' is outside this language", 1, 1]);
  assertEquals(reject("f'{await x}'"), ["SyntaxError", "'await' is outside this language", 1, 1]);
  assertEquals(reject("async def f(): x y"), ["SyntaxError", "invalid syntax", 1, 18]);
});

Deno.test("a file that is not UTF-8 and declares nothing is named with its line", () => {
  const bytes = new TextEncoder().encode("x = 1\ny = '?'\n");
  bytes[11] = 0xff;
  const failure = assertThrows(
    () => parse(bytes, "some.py", "exec", { fromFile: true }),
    SyntaxFailure,
  ) as unknown as SyntaxFailure;
  assertEquals(
    failure.message,
    "Non-UTF-8 code starting with '\\xff' in file some.py on line 2, but no encoding declared; " +
      "see https://peps.python.org/pep-0263/ for details",
  );
  const unknown = new TextEncoder().encode("# coding: foo\n");
  assertThrows(
    () => parse(unknown, "some.py", "exec", { fromFile: true }),
    SyntaxFailure,
    "encoding problem: foo",
  );
  const nul = new Uint8Array([120, 0, 10]);
  assertThrows(
    () => parse(nul, "some.py", "exec", { fromFile: true }),
    SyntaxFailure,
    "source code cannot contain null bytes",
  );
});

Deno.test("the limit of int digits is the caller's", () => {
  const digits = "9".repeat(5000);
  assertEquals(parse(digits, "<string>", "eval", { maxIntDigits: 0 }).body.kind, "Constant");
  assertThrows(
    () => parse("9".repeat(641), "<string>", "eval", { maxIntDigits: 640 }),
    SyntaxFailure,
    "Exceeds the limit (640 digits) for integer string conversion: value has 641 digits",
  );
  assertEquals(parse("0x" + "f".repeat(5000), "<string>", "eval").body.kind, "Constant");
});
