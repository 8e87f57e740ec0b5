/**
 * Some six thousand expressions about str and formatting, evaluated by the runtime and compared with what CPython 3.11
 * said of them (tests/oracles/str_methods.json, str_formatting.json).
 */
import { assertEquals } from "@std/assert";
import { check } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";
import formatting from "../oracles/str_formatting.json" with { type: "json" };
import methods from "../oracles/str_methods.json" with { type: "json" };

type Row = [expression: string, result: string | string[]];

/** Prints a line for each expression: the value's repr, or the error. All but ASCII is escaped. */
const program = (rows: readonly Row[]): string => `
def evaluate(text):
    try:
        value = repr(eval(text))
    except Exception as error:
        value = type(error).__name__ + ': ' + str(error)
    print(ascii(value))

for text in [${rows.map(([expression]) => JSON.stringify(expression)).join(",\n")}]:
    evaluate(text)
`;

/** The printed line as text again: Python's escapes of ascii() are JSON's but for the quotes and \x, \U. */
function unescape(line: string): string {
  const body = line.slice(1, -1);
  return body.replace(/\\(x..|u....|U........|.)/g, (_all, escape: string) => {
    if (escape.length > 1) return String.fromCodePoint(parseInt(escape.slice(1), 16));
    return ({ n: "\n", r: "\r", t: "\t" } as Record<string, string>)[escape] ?? escape;
  });
}

function evaluateAll(rows: readonly Row[]): string[] {
  let output = "", errors = "";
  const vm = startInterpreter({
    reserve: 2 ** 28,
    stdout: (text) => output += text,
    stderr: (text) => errors += text,
  });
  runProgram(vm, program(rows), "expressions.py");
  const problems = [...check(vm), ...checkInterpreter(vm)];
  const remains = finishInterpreter(vm);
  assertEquals(errors, "");
  assertEquals(problems, []);
  assertEquals(remains, []);
  return output.trimEnd().split("\n").map(unescape);
}

for (const [name, oracle] of [["methods", methods], ["formatting", formatting]] as const) {
  Deno.test(`str: ${name} give what CPython gives`, () => {
    const rows = oracle.rows as Row[];
    const actual = evaluateAll(rows);
    const differing: string[] = [];
    rows.forEach(([expression, result], i) => {
      const expected = typeof result === "string" ? result : result.join(": ");
      if (actual[i] !== expected) {
        differing.push(`${expression}\n  expected ${expected}\n  but got  ${actual[i]}`);
      }
    });
    assertEquals(differing.slice(0, 40).join("\n"), "", `${differing.length} of ${rows.length} differ`);
  });
}
