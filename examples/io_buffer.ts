/**
 * The first program of the documentation's chapter on memory: a buffer for input and output, from the C library's
 * malloc, from PyMem_Malloc, and from PyMem_New. Only the last two are in the memory manager's books.
 *
 *     deno run examples/io_buffer.ts
 */
import { type Capi, Runtime } from "../runtime/mod.ts";

/** What stands for the operation that fills the buffer. */
function fill(c: Capi, buffer: number): void {
  c.strcpy(buffer, "read from somewhere");
}

/** The buffer is the C library's: the memory manager knows nothing of it. */
function withMalloc(c: Capi): number {
  const buffer = c.malloc(c.BUFSIZ);
  if (buffer === c.NULL) return c.PyErr_NoMemory();
  fill(c, buffer);
  const result = c.PyBytes_FromString(buffer);
  show(c, "malloc");
  c.free(buffer);
  return result;
}

/** The same with the memory manager's own. */
function withPyMemMalloc(c: Capi): number {
  const buffer = c.PyMem_Malloc(c.BUFSIZ);
  if (buffer === c.NULL) return c.PyErr_NoMemory();
  fill(c, buffer);
  const result = c.PyBytes_FromString(buffer);
  show(c, "PyMem_Malloc");
  c.PyMem_Free(buffer);
  return result;
}

/** The same with the functions that go by type. */
function withPyMemNew(c: Capi): number {
  const buffer = c.PyMem_New("char", c.BUFSIZ);
  if (buffer === c.NULL) return c.PyErr_NoMemory();
  fill(c, buffer);
  const result = c.PyBytes_FromString(buffer);
  show(c, "PyMem_New");
  c.PyMem_Del(buffer);
  return result;
}

/** Traced bytes, beside those of the result: 33 and one for each character. */
function show(c: Capi, name: string): void {
  const { current } = c.memory.tracer.tracedMemory;
  console.log(`${name}: ${current - 52} bytes of the buffer are accounted for`);
}

using runtime = new Runtime({ tracemalloc: 1 });
const c = runtime.capi();
for (const program of [withMalloc, withPyMemMalloc, withPyMemNew]) {
  c.memory.tracer.clearTraces();
  const result = program(c);
  const text = c.PyObject_Repr(result);
  console.log(`  ${c.PyUnicode_AsUTF8(text)}, ${c.Py_REFCNT(result)} reference`);
  c.Py_DECREF(text);
  c.Py_DECREF(result);
}
console.log(`remains: ${runtime.close().length}`);

/* Prints:
malloc: 0 bytes of the buffer are accounted for
  b'read from somewhere', 1 reference
PyMem_Malloc: 8192 bytes of the buffer are accounted for
  b'read from somewhere', 1 reference
PyMem_New: 8192 bytes of the buffer are accounted for
  b'read from somewhere', 1 reference
remains: 0
*/
