/** What the command line loads for a program: all that the program can reach. */
import { assertEquals } from "@std/assert";
import { type Console, prepareCommand, runPrepared } from "../../runtime/host/command_line.ts";
import { loadOnDemand, neededBy } from "../../runtime/host/on_demand.ts";

/** A console that collects what is written. */
class Recorder implements Console {
  text = "";
  out(text: string): void {
    this.text += text;
  }
  err(text: string): void {
    this.text += text;
  }
  flush(): void {}
  line(): string | null {
    return null;
  }
  readInputBytes(): Uint8Array {
    return new Uint8Array(0);
  }
  readFile(): string {
    return "no file";
  }
}

function prepare(code: string, ...options: string[]) {
  const prepared = prepareCommand([...options, "-c", code], new Recorder());
  if (typeof prepared === "number") throw new Error(`Status ${prepared}`);
  return prepared;
}

/** Runs a program with what it was found to need, and no more. */
async function run(code: string): Promise<string> {
  const prepared = prepare(code), console = new Recorder();
  assertEquals(runPrepared(prepared, console, await loadOnDemand(prepared)), 0, console.text);
  return console.text;
}

const NOTHING = { statistics: false, ownership: false, references: false, modules: false, names: false };

Deno.test("a plain program needs nothing", () => {
  for (const code of ["print(1)", "class A:\n def f(self): return [x for x in 'abc']\nprint(A().f())"]) {
    assertEquals(neededBy(prepare(code)), NOTHING);
  }
});

Deno.test("options ask for views", () => {
  assertEquals(neededBy(prepare("1", "--stats")), { ...NOTHING, statistics: true });
  assertEquals(neededBy(prepare("1", "--check")), { ...NOTHING, ownership: true });
  assertEquals(neededBy(prepare("1", "-X", "showrefcount")), { ...NOTHING, references: true });
});

Deno.test("imports need the library, those of files the names of characters too", () => {
  const modules = { ...NOTHING, modules: true };
  for (const code of ["import sys", "import math, gc", "from math import pi, tau as t", "import gc as g"]) {
    assertEquals(neededBy(prepare(code)), modules, code);
  }
  for (const code of ["import other", "from . import x", "import sys, other", "__import__('sys')"]) {
    assertEquals(neededBy(prepare(code)), { ...modules, names: true }, code);
  }
});

Deno.test("whatever way leads to a module or a character, it is there", async () => {
  const math = "3.141592653589793\n";
  const ways: [string, string][] = [
    ["import math; print(math.pi)", math],
    ["exec('imp' 'ort math; print(math.pi)')", math],
    ["print(eval('__imp' 'ort__')('math').pi)", math],
    ["print(getattr(__builtins__, '__imp' 'ort__')('math').pi)", math],
    ["print(globals()['__buil' 'tins__'].__dict__['__imp' 'ort__']('math').pi)", math],
    ["print(print.__self__.__dict__['__imp' 'ort__']('math').pi)", math],
    ["print((lambda: 0).__globals__['__buil' 'tins__'].__dict__['__imp' 'ort__']('math').pi)", math],
    ["print(vars(print.__self__)['__imp' 'ort__']('math').pi)", math],
    ["print(object.__getattribute__(print.__self__, '__imp' 'ort__')('math').pi)", math],
    ["print('\\N{BULLET}')", "•\n"],
    ["print(eval('\"\\\\' 'N{BULLET}\"'))", "•\n"],
    ["exec(compile('print(\"\\\\' 'N{BULLET}\")', 'f', 'exec'))", "•\n"],
    ["print('•'.encode('ascii', 'name' 'replace'))", "b'\\\\N{BULLET}'\n"],
    ["print(bytes('•', 'ascii', 'name' 'replace'))", "b'\\\\N{BULLET}'\n"],
    ["print(b'\\\\N{BULLET}')", "b'\\\\N{BULLET}'\n"],
  ];
  for (const [code, out] of ways) assertEquals(await run(code), out, code);
});
