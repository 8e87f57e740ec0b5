/** The C API against CPython's, call by call: results, exceptions, reference counts. Nothing remains at the end. */

import { assert, assertEquals } from "@std/assert";
import type { Address, MallocPreset } from "../../heap/mod.ts";
import { type Capi, Runtime } from "../../runtime/mod.ts";
import oracle from "../oracles/capi_calls.json" with { type: "json" };

const METH_O = 0x0008;

type Row = [line: string, result: unknown, error: [string, string] | null, counts: number[]];

/** Functions whose results are objects, of which the oracle has the repr. */
const OBJECTS =
  /^(_?Py(Tuple|List|Dict|DictProxy|Bytes|Unicode|Long|Bool|Float|Object)_(New|From\w+|GetItem\w*|GetSlice|AsTuple|SetDefault|Copy|Keys|Values|Items|Concat|Repr|Str|ASCII|GetAttr\w*|Call\w*|RichCompare|Type|GetIter|Init|InitVar)|PyIter_Next|PyErr_(NoMemory|Format)|Py_X?NewRef)$/;
/** Names that only look like it. */
const NO_OBJECTS = ["PyBytes_Concat"];

/** Runs lines of the oracle's language on the C API. */
class Machine {
  readonly runtime: Runtime;
  readonly c: Capi;
  readonly names = new Map<string, Address>();
  readonly words: Address[];
  watched: string[] = [];
  kept: Address = 0;

  constructor(malloc: MallocPreset) {
    this.runtime = new Runtime({ malloc, reserve: 64 * 2 ** 20 });
    const c = this.c = this.runtime.capi();
    const keep = (_vm: unknown, _self: Address, object: Address): Address => {
      this.kept = c.Py_NewRef(object);
      return c.Py_NewRef(c.Py_None);
    };
    c.PyImport_AppendInittab(
      "probe",
      () => c.PyModule_Create("probe", [{ name: "keep", flags: METH_O, fn: keep }]),
    );
    this.runtime.run("from probe import keep");
    this.words = [0, 1, 2, 3].map(() => c.PyMem_Calloc(1, 8));
  }

  evaluate(source: string): Address {
    this.runtime.run(`keep(${source})`);
    return this.kept;
  }

  typeAddress(name: string): Address {
    const c = this.c;
    const types: Record<string, Address> = {
      list: c.PyList_Type,
      int: c.PyLong_Type,
      bool: c.PyBool_Type,
      object: c.PyBaseObject_Type,
      ValueError: c.PyExc_ValueError,
      KeyError: c.PyExc_KeyError,
      LookupError: c.PyExc_LookupError,
    };
    assert(Object.hasOwn(types, name), name);
    return types[name];
  }

  argument(text: string): number | string {
    if (text === "NULL") return 0;
    if (text.startsWith("type:")) return this.typeAddress(text.slice(5));
    if (/^w\d$/.test(text)) return this.words[Number(text[1])];
    if (text.startsWith('"')) return text.slice(1, -1);
    if (text === "inf") return Infinity;
    return this.names.get(text) ?? Number(text);
  }

  repr(object: Address): string {
    if (object === 0) return "NULL";
    const { c } = this;
    const text = c.PyObject_Repr(object);
    assert(text !== 0, "repr() failed");
    const shown = c.PyUnicode_AsUTF8(text);
    c.Py_DECREF(text);
    return shown!.replace(/0x[0-9a-f]+/g, "0x...");
  }

  /** Takes the pending exception: its class and its text. */
  takeError(): [string, string] | null {
    const { c, words } = this;
    if (c.PyErr_Occurred() === 0) return null;
    const saved = words.map((word) => c.memory.i32[word >> 2]);
    c.PyErr_Fetch(words[0], words[1], words[2]);
    c.PyErr_NormalizeException(words[0], words[1], words[2]);
    const [type, value] = words.map((word) => c.memory.i32[word >> 2]);
    const name = this.repr(type), text = c.PyObject_Str(value);
    const message = c.PyUnicode_AsUTF8(text)!;
    c.Py_DECREF(text);
    for (const word of words.slice(0, 3)) c.Py_CLEAR(word);
    words.forEach((word, i) => c.memory.i32[word >> 2] = saved[i]);
    return [name.slice("<class '".length, -2), message];
  }

  call(name: string, args: (number | string)[]): unknown {
    // deno-lint-ignore no-explicit-any
    const fn = (this.c as any)[name];
    assert(typeof fn === "function", `there is no ${name}`);
    return fn(...args);
  }

  /** What the line gives: result and exception as in the oracle. */
  run(line: string): [unknown, [string, string] | null] {
    const { c, words } = this;
    const parts = line.match(/"[^"]*"|\S+/g)!;
    if (parts[0] === "watch") {
      this.watched = parts.slice(1);
      return [null, null];
    }
    if (parts[0] === "drop") {
      c.Py_DecRef(this.names.get(parts[1])!);
      this.names.delete(parts[1]);
      return [null, null];
    }
    if (parts[1] === ":=") {
      c.memory.i32[words[Number(parts[0][1])] >> 2] = this.argument(parts[2]) as number;
      return [null, null];
    }
    const target = parts[1] === "=" ? parts[0] : null;
    const [name, ...rest] = target === null ? parts : parts.slice(2);
    if (name.startsWith("*")) {
      const value = c.memory.i32[words[Number(name[2])] >> 2];
      this.names.set(target!, value);
      return [this.repr(value), null];
    }
    if (name === "eval") {
      this.names.set(target!, this.evaluate(line.slice(line.indexOf(" eval ") + 6)));
      return [null, null];
    }
    const value = this.call(name, rest.map((text) => this.argument(text)));
    const error = this.takeError();
    if (target !== null) this.names.set(target, error === null ? value as Address : 0);
    return [error === null ? this.show(name, value) : null, error];
  }

  show(name: string, value: unknown): unknown {
    if (name === "PyBytes_AsString") return this.textAt(value as Address);
    if (OBJECTS.test(name) && !NO_OBJECTS.includes(name)) return this.repr(value as Address);
    return value ?? null;
  }

  textAt(address: Address): string {
    const { c } = this;
    return new TextDecoder().decode(c.memory.u8.slice(address, address + c.strlen(address)));
  }

  counts(): number[] {
    return this.watched.filter((name) => this.names.has(name)).map((name) =>
      this.c.Py_REFCNT(this.names.get(name)!)
    );
  }

  close(): string[] {
    for (const word of this.words) this.c.PyMem_Free(word);
    return [...this.runtime.check(), ...this.runtime.close()];
  }
}

for (const { name, rows } of oracle.programs) {
  for (const malloc of ["pymalloc", "debug"] as const) {
    Deno.test(`the C API's calls are CPython's: ${name}, ${malloc}`, () => {
      const machine = new Machine(malloc);
      for (const [line, result, error, counts] of rows as Row[]) {
        const found = [line, ...machine.run(line), machine.counts()];
        assertEquals(found, [line, result, error, counts]);
      }
      assertEquals(machine.close(), []);
    });
  }
}
