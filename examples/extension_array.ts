/**
 * A small extension type, as numerical packages make them: an array of doubles whose buffer comes from the raw domain
 * and is registered with tracemalloc under a domain of its own.
 *
 *     deno run examples/extension_array.ts
 */
import { type Address, DomainFilter } from "../heap/mod.ts";
import { type Capi, Runtime } from "../runtime/mod.ts";

/** The number that the array's buffers have in tracemalloc; a name as good as any. */
const ARRAY_DOMAIN = 389047;
const LENGTH = 16;
const BUFFER = 24;

/** Adds the module `flat` with the type `array` and its function `zeros`. */
function addFlat(c: Capi): void {
  const { i32, f64 } = c.memory;
  const bufferOf = (self: Address) => i32[(self + BUFFER) >> 2];
  const lengthOf = (self: Address) => i32[(self + LENGTH) >> 2];

  const dealloc = (_vm: unknown, self: Address) => {
    c.PyTraceMalloc_Untrack(ARRAY_DOMAIN, bufferOf(self));
    c.PyMem_RawFree(bufferOf(self));
    c.PyObject_Del(self);
  };
  /** array += number, in place: the buffer stays where it is. */
  const inplaceAdd = (_vm: unknown, self: Address, other: Address): Address => {
    const n = c.PyLong_AsLong(other);
    if (n === -1 && c.PyErr_Occurred() !== c.NULL) return c.NULL;
    const first = bufferOf(self) >> 3, end = first + lengthOf(self);
    for (let i = first; i < end; i++) f64[i] += n;
    return c.Py_NewRef(self);
  };
  const item = (_vm: unknown, self: Address, index: number): Address => {
    if (index >= 0 && index < lengthOf(self)) return c.PyLong_FromLong(f64[(bufferOf(self) >> 3) + index]);
    c.PyErr_SetString(c.PyExc_IndexError, "array index out of range");
    return c.NULL;
  };
  const array = c.PyType_Add({
    name: "flat.array",
    basicSize: 32,
    dealloc,
    buffers: (vm, self, visit) => visit(vm, bufferOf(self)),
    number: { inplaceAdd },
    sequence: { length: (_vm: unknown, self: Address) => lengthOf(self), item },
  });

  const zeros = (_vm: unknown, _module: Address, argument: Address): Address => {
    const n = c.PyLong_AsLong(argument);
    if (n === -1 && c.PyErr_Occurred() !== c.NULL) return c.NULL;
    const self = c.PyObject_New(array);
    if (self === c.NULL) return c.NULL;
    const buffer = c.PyMem_RawCalloc(n, c.sizeof("double"));
    if (buffer === c.NULL) {
      c.PyObject_Del(self);
      return c.PyErr_NoMemory();
    }
    c.PyTraceMalloc_Track(ARRAY_DOMAIN, buffer, n * c.sizeof("double"));
    i32[(self + LENGTH) >> 2] = n;
    i32[(self + LENGTH + 4) >> 2] = 0;
    i32[(self + BUFFER) >> 2] = buffer;
    i32[(self + BUFFER + 4) >> 2] = 0;
    return self;
  };
  c.PyImport_AppendInittab(
    "flat",
    () => c.PyModule_Create("flat", [{ name: "zeros", flags: c.METH_O, fn: zeros }]),
  );
}

using runtime = new Runtime({
  malloc: "debug",
  tracemalloc: 1,
  stdout: (text) => console.log(text.trimEnd()),
});
const c = runtime.capi();
addFlat(c);

runtime.run(
  `import flat
a = flat.zeros(8192)
a += 4
a += 3
print(len(a), a[0], a[8191])
`,
  "program.py",
);

const buffers = c.memory.tracer.takeSnapshot().filterTraces([new DomainFilter(true, ARRAY_DOMAIN)]);
for (const line of buffers.statistics("lineno")) console.log(String(line));
runtime.run("del a");
console.log(
  `after del: ${
    c.memory.tracer.takeSnapshot().filterTraces([new DomainFilter(true, ARRAY_DOMAIN)]).traces.length
  }`,
);
console.log(`problems: ${runtime.check().length}, remains: ${runtime.close().length}`);

/* Prints:
8192 7 7
program.py:2: size=64.0 KiB, count=1, average=64.0 KiB
after del: 0
problems: 0, remains: 0
*/
