/**
 * What the debug hooks say, against CPython: the recorded programs are run here, line by line, on a heap of their own.
 *
 * The programs are small and of few forms; `translate` turns each line into a call here. Addresses, the thread and
 * what the oracle calls unstable are made alike on both sides; the line of extension modules is left out.
 */

import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  check,
  type Domain,
  FatalMemoryError,
  Heap,
  libcAllocator,
  type MallocPreset,
} from "../../heap/mod.ts";
import oracle from "../oracles/debug_hook_messages.json" with { type: "json" };
import { API } from "./domain_functions.ts";

interface Case {
  name: string;
  PYTHONMALLOC: string;
  opts?: string;
  preamble: boolean;
  code: string;
  exit: string;
  unstable?: string;
  stderr: string;
  stdout?: string;
}

const PREAMBLE_LINES = oracle.preamble.split("\n").length - 1;
const FAMILIES: Record<string, Domain> = { PyMem_Raw: "raw", PyMem_: "mem", PyObject_: "object" };

type Family = ((...args: number[]) => number | void)[];

/** A heap with a program on it: the frames that run, by line, newest first. */
class Program {
  readonly heap: Heap;
  readonly output: string[] = [];
  readonly lines: number[] = [];

  constructor(readonly test: Case) {
    this.heap = new Heap({ reserve: 2 ** 24, malloc: test.PYTHONMALLOC as MallocPreset });
    this.heap.describeRuntime = () =>
      "Python runtime state: initialized\n\nCurrent thread <THREAD> (most recent call first):\n" +
      this.lines.map((line) => `  File "<string>", line ${line} in <module>\n`).join("");
    this.heap.tracer.source = {
      readFrames: (frames, limit) => {
        this.lines.slice(0, limit).forEach((line, i) => frames.set([0, line], 2 * i));
        return this.lines.length;
      },
      fileName: () => "<string>",
      describePlace: () => null,
    };
    const limit = /tracemalloc=(\d+)/.exec(test.opts ?? "");
    if (limit !== null) this.heap.tracer.start(Number(limit[1]));
  }

  /** Runs what a line says. */
  at<T>(line: number, call: () => T): T {
    this.lines.unshift(line);
    const result = call();
    this.lines.shift();
    return result;
  }

  /** The four functions of a family; `releases` if they are called without the lock. */
  readonly fam = (name: string, releases = false): Family => {
    const { malloc, calloc, realloc, free } = API[FAMILIES[name]];
    return [malloc, calloc, realloc, free].map((fn) => (...args: number[]) => {
      this.heap.gilHeld = !releases;
      const result = (fn as (heap: Heap, ...args: number[]) => number | void)(this.heap, ...args);
      this.heap.gilHeld = true;
      return result;
    });
  };

  /** Zeroed memory that no domain gave. */
  readonly buffer = (n: number): Address => {
    const libc = libcAllocator(this.heap);
    return libc.calloc(libc.ctx, 1, n);
  };

  run(): void {
    const { heap, output, fam, buffer } = this;
    const [raw, mem, obj] = Object.keys(FAMILIES).map((name) => fam(name));
    const poke = (address: Address, value: number) => heap.u8[address] = value;
    const names: Record<string, unknown> = { raw, mem, obj, poke, fam, buffer, heap, output, program: this };
    const body = translate(this.test);
    new Function(...Object.keys(names), body)(...Object.values(names));
  }
}

/** The functions of CPython's own test module that the programs use. */
const TESTCAPI: Record<string, string> = {
  pymem_buffer_overflow: "p = mem[0](16); poke(p + 16, 0x78); mem[3](p)",
  pymem_api_misuse: "p = mem[0](16); raw[3](p)",
  pymem_malloc_without_gil: "fam('PyMem_', true)[0](10)",
  pyobject_malloc_without_gil: "fam('PyObject_', true)[0](10)",
};

/** A program as JavaScript. */
function translate({ code, preamble }: Case): string {
  const first = preamble ? PREAMBLE_LINES + 1 : 1;
  const statements: string[] = [];
  const source = code.split("\n");
  for (let i = 0; i < source.length; i++) {
    const definition = /^def (\w+)\(\):$/.exec(source[i]);
    if (definition !== null) {
      const value = translateExpression(/^ {4}return (.+)$/.exec(source[++i])![1]);
      statements.push(`const ${definition[1]} = () => program.at(${first + i}, () => ${value});`);
    } else {
      statements.push(
        `program.lines.unshift(${first + i}); ${translateLine(source[i])}; program.lines.shift();`,
      );
    }
  }
  return `let p, q, b, m, c, r, f;\n${statements.join("\n")}`;
}

function translateLine(line: string): string {
  const testcapi = /^import _testcapi; _testcapi\.(\w+)\(\)$/.exec(line);
  if (testcapi !== null) return TESTCAPI[testcapi[1]];
  if (line === "import tracemalloc") return "";
  const loop = /^for (\w) in range\((.+?)\): (.+)$/.exec(line);
  if (loop !== null) {
    const bounds = loop[2].split(", ").map(Number);
    const [start, stop, step] = bounds.length === 1
      ? [0, bounds[0], 1]
      : [bounds[0], bounds[1], bounds[2] ?? 1];
    const body = translateLine(loop[3]);
    return `for (let ${loop[1]} = ${start}; ${loop[1]} ${step > 0 ? "<" : ">"} ${stop}; ${
      loop[1]
    } += ${step}) ${body}`;
  }
  return translateExpression(line.replace(/^m, c, r, f = /, "[m, c, r, f] = "));
}

function translateExpression(text: string): string {
  return text
    .replace(/^(\w) = \[(.+) for _ in range\((\d+)\)\]$/, "$1 = Array.from({ length: $3 }, () => $2)")
    .replace(/p\[-1\]/, "p.at(-1)")
    .replace(/ord\('(.)'\)/, (_, letter) => letter.charCodeAt(0))
    .replace(/ctypes\.create_string_buffer\((\d+)\)/, "buffer($1)")
    .replace(/ctypes\.addressof\((\w)\)/, "$1")
    .replace(/ctypes\.CDLL\(None\)/, "true")
    .replace(/tracemalloc\.start\(\)/, "heap.tracer.start()")
    .replace(/print\('(\w+)'\)/, "output.push('$1')");
}

/** Addresses as the oracle writes them. */
function normalize(report: string): string {
  const found = /at address p=0x([0-9a-f]+)/.exec(report);
  if (found === null) return report;
  const p = BigInt(`0x${found[1]}`);
  return report.replace(/at address p=0x[0-9a-f]+/, "at address p=<P>")
    .replace(/tail=0x([0-9a-f]+)/, (_, digits) => {
      const distance = BigInt(`0x${digits}`) - p;
      return distance >= 0 && distance < 1 << 20 ? `tail=<P+${distance}>` : "tail=<TAIL>";
    });
}

/** The part of an unstable report that CPython gets to, with what it cannot foretell left out. */
function normalizeUnstable(name: string, report: string): string {
  let text = normalize(report).replace(/\d{6,} bytes originally/, "<SIZE> bytes originally")
    .replace(/tail=<[^>]*> are ?[\s\S]*/, "tail=<TAIL> are ...");
  if (name === "double_free_raw") {
    text = text.replace(/API '[\s\S]*?'\n/, "API '<ID>'\n").replace(
      /\d+ bytes originally|<SIZE> bytes/,
      "<SIZE> bytes",
    )
      .replace(/<SIZE> bytes requested/, "<SIZE> bytes originally requested")
      .replace(/(at p-\d): .*/g, "$1: <BYTE>");
  }
  return text;
}

function withoutExtensions(report: string): string {
  return report.replace(/\nExtension modules: .*\n$/, "");
}

Deno.test("every recorded program of misuse ends as in CPython, with CPython's text", async (t) => {
  const cases = oracle.cases as Case[];
  assertEquals(cases.length, 66);
  for (const test of cases) {
    await t.step(test.name, () => {
      const program = new Program(test);
      let report = "";
      try {
        program.run();
      } catch (error) {
        if (!(error instanceof FatalMemoryError)) throw error;
        report = error.report;
      }
      if (test.unstable !== undefined) {
        assertEquals(normalizeUnstable(test.name, report), normalizeUnstable(test.name, test.stderr));
        assert(report.includes("\nFatal Python error: _PyMem_DebugRawFree: bad ID"));
        return;
      }
      assertEquals(normalize(report), withoutExtensions(test.stderr));
      assertEquals(program.output, test.stdout === undefined ? [] : [test.stdout.trim()]);
      assertEquals(report === "", test.exit === "0");
      if (test.exit === "0") assertEquals(check(program.heap), []);
    });
  }
});
