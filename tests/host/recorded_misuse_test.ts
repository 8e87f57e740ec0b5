/**
 * CPython's recorded programs of misuse, run as Python: what the debug hooks print with the program's own lines.
 *
 * The modules ctypes and tracemalloc are made here from the C API, as far as they are used; the preamble is replaced by
 * one of the same length. tests/heap/debug_messages_test.ts has the same programs without a
 * runtime.
 */

import { assert, assertEquals } from "@std/assert";
import { type Address, FatalMemoryError, type MallocPreset } from "../../heap/mod.ts";
import { runCommand } from "../../runtime/host/command.ts";
import { type Capi, Runtime } from "../../runtime/mod.ts";
import oracle from "../oracles/debug_hook_messages.json" with { type: "json" };

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

const METH_VARARGS = 0x0001;

/** A function of a module: numbers and other objects in, a number (or nothing) out. */
function native(c: Capi, name: string, fn: (...args: number[]) => number | void) {
  return {
    name,
    flags: METH_VARARGS,
    fn: (_vm: unknown, _self: Address, args: Address): Address => {
      const values: number[] = [];
      for (let i = 0; i < c.PyTuple_Size(args); i++) {
        const item = c.PyTuple_GetItem(args, i);
        values.push(item === c.Py_None ? 0 : c.PyLong_AsLong(item));
      }
      const result = fn(...values);
      return result === undefined ? c.Py_NewRef(c.Py_None) : c.PyLong_FromLong(result);
    },
  };
}

/** Calls without the lock, as functions of ctypes.CDLL are. */
function unlocked<T>(c: Capi, call: () => T): T {
  const thread = c.PyEval_SaveThread();
  const result = call();
  c.PyEval_RestoreThread(thread);
  return result;
}

/** The functions of the three families; `u` in front: without the lock. */
function familyFunctions(c: Capi) {
  const families = {
    PyMem_Raw: [c.PyMem_RawMalloc, c.PyMem_RawCalloc, c.PyMem_RawRealloc, c.PyMem_RawFree],
    PyMem_: [c.PyMem_Malloc, c.PyMem_Calloc, c.PyMem_Realloc, c.PyMem_Free],
    PyObject_: [c.PyObject_Malloc, c.PyObject_Calloc, c.PyObject_Realloc, c.PyObject_Free],
  } as Record<string, ((...args: number[]) => number | void)[]>;
  return Object.entries(families).flatMap(([family, functions]) =>
    functions.flatMap((fn, i) => [
      native(c, `${family}${i}`, fn),
      native(c, `u${family}${i}`, (...args) => unlocked(c, () => fn(...args))),
    ])
  );
}

/** Adds the modules that the programs import. */
function addModules(c: Capi): void {
  const { u8 } = c.memory;
  const add = (name: string, methods: ReturnType<typeof native>[]) =>
    c.PyImport_AppendInittab(name, () => c.PyModule_Create(name, methods));
  add("misuse", [...familyFunctions(c), native(c, "poke", (at, value) => void (u8[at] = value))]);
  add("ctypes", [
    native(c, "CDLL", () => 1),
    native(c, "create_string_buffer", (n) => c.calloc(1, n)),
    native(c, "addressof", (p) => p),
  ]);
  add("tracemalloc", [native(c, "start", () => c.memory.tracer.start())]);
}

/** What the recorded preamble defines, in as many lines. */
const PREAMBLE = `import misuse, ctypes
def fam(name, released=0):
    if released:
        name = 'u' + name
    if name == 'PyMem_Raw': return misuse.PyMem_Raw0, misuse.PyMem_Raw1, misuse.PyMem_Raw2, misuse.PyMem_Raw3
    if name == 'PyMem_': return misuse.PyMem_0, misuse.PyMem_1, misuse.PyMem_2, misuse.PyMem_3
    if name == 'PyObject_': return misuse.PyObject_0, misuse.PyObject_1, misuse.PyObject_2, misuse.PyObject_3
    if name == 'uPyMem_Raw': return misuse.uPyMem_Raw0, misuse.uPyMem_Raw1, misuse.uPyMem_Raw2, misuse.uPyMem_Raw3
    return (misuse.uPyMem_0, misuse.uPyMem_1, misuse.uPyMem_2, misuse.uPyMem_3) if name == 'uPyMem_' else (misuse.uPyObject_0, misuse.uPyObject_1, misuse.uPyObject_2, misuse.uPyObject_3)
raw, mem, obj = fam('PyMem_Raw'), fam('PyMem_'), fam('PyObject_'); poke = misuse.poke
`;

function normalize(report: string): string {
  const found = /at address p=0x([0-9a-f]+)/.exec(report);
  const text = report.replace("Current thread 0x0000000000000001 ", "Current thread <THREAD> ");
  if (found === null) return text;
  const p = BigInt(`0x${found[1]}`);
  return text.replace(/at address p=0x[0-9a-f]+/, "at address p=<P>").replace(
    /tail=0x([0-9a-f]+)/,
    (_, digits) => {
      const distance = BigInt(`0x${digits}`) - p;
      return distance >= 0 && distance < 1 << 20 ? `tail=<P+${distance}>` : "tail=<TAIL>";
    },
  );
}

Deno.test("the preamble has as many lines as the recorded one", () => {
  assertEquals(PREAMBLE.split("\n").length, oracle.preamble.split("\n").length);
});

Deno.test("recorded programs of misuse end as in CPython, run as Python with their own lines", async (t) => {
  for (const test of oracle.cases as Case[]) {
    await t.step(test.name, () => {
      let output = "", report = "";
      const limit = /tracemalloc=(\d+)/.exec(test.opts ?? "");
      const runtime = new Runtime({
        malloc: test.PYTHONMALLOC as MallocPreset,
        tracemalloc: limit === null ? 0 : Number(limit[1]),
        stdout: (text) => output += text,
      });
      addModules(runtime.capi());
      try {
        runtime.run(`${test.preamble ? PREAMBLE : ""}${test.code}\n`);
      } catch (error) {
        if (!(error instanceof FatalMemoryError)) throw error;
        report = error.report;
      }
      if (test.unstable !== undefined) {
        // What follows the size that was lost is not CPython's: it dies there.
        assert(report.includes("Fatal Python error: _PyMem_DebugRawFree: bad ID"), report);
        const line = /line \d+ in <module>\n$/;
        assert(line.test(report), report);
        return;
      }
      assertEquals(normalize(report), test.stderr.replace(/\nExtension modules: .*\n$/, ""));
      assertEquals(output, test.stdout ?? "");
    });
  }
});

Deno.test("the command line ends as CPython does: the same text on standard error, the status of an abort", () => {
  const recorded = (oracle.cases as Case[]).filter(({ name }) => name.startsWith("testcapi"));
  assertEquals(recorded.length, 6);
  for (const { name, PYTHONMALLOC, opts, code, exit, stderr } of recorded) {
    assertEquals(exit, "SIGABRT");
    let out = "", err = "";
    const status = runCommand([...(opts?.split(" ") ?? []), "-c", code], {
      out: (text) => out += text,
      err: (text) => err += text,
      flush: () => {},
      line: () => null,
      readInputBytes: () => new Uint8Array(),
      readFile: () => "[Errno 2] No such file or directory",
      environment: (variable) => variable === "PYTHONMALLOC" ? PYTHONMALLOC : undefined,
    });
    assertEquals(
      [status, out, normalize(err)],
      [134, "", stderr.replace(/\nExtension modules: .*\n$/, "")],
      name,
    );
  }
});
