/**
 * A counting hook around each domain: an allocator that calls the one it replaced. It says so (`wraps`), so that it may
 * be put on while blocks live, and comes off the same way.
 *
 *     deno run examples/counting_hook.ts
 */
import type { Allocator } from "../heap/mod.ts";
import { Runtime } from "../runtime/mod.ts";

class CountingHook implements Allocator {
  readonly name = "counting";
  readonly ctx = this;
  allocations = 0;
  frees = 0;

  constructor(readonly wraps: Allocator) {}

  malloc(ctx: CountingHook, size: number): number {
    ctx.allocations++;
    return ctx.wraps.malloc(ctx.wraps.ctx, size);
  }

  calloc(ctx: CountingHook, nelem: number, elsize: number): number {
    ctx.allocations++;
    return ctx.wraps.calloc(ctx.wraps.ctx, nelem, elsize);
  }

  realloc(ctx: CountingHook, p: number, size: number): number {
    if (p === 0) ctx.allocations++;
    return ctx.wraps.realloc(ctx.wraps.ctx, p, size);
  }

  free(ctx: CountingHook, p: number): void {
    if (p !== 0) ctx.frees++;
    ctx.wraps.free(ctx.wraps.ctx, p);
  }
}

using runtime = new Runtime();
const c = runtime.capi();
runtime.run("x = None");

const domains = [c.PYMEM_DOMAIN_RAW, c.PYMEM_DOMAIN_MEM, c.PYMEM_DOMAIN_OBJ];
const hooks = domains.map((domain) => {
  const hook = new CountingHook(c.PyMem_GetAllocator(domain) as Allocator);
  c.PyMem_SetAllocator(domain, hook);
  return hook;
});

runtime.capi().PyMem_Free(c.PyMem_Malloc(100));
const list = c.PyList_New(1000); // its items are 8000 bytes: too large for a pool, so raw serves them
const text = c.PyUnicode_FromString("an object of its own");
c.PyList_SetItem(list, 0, text);
c.Py_DECREF(list);

["raw", "mem", "object"].forEach((name, i) => {
  console.log(`${name.padEnd(6)} ${hooks[i].allocations} allocations, ${hooks[i].frees} frees`);
  c.PyMem_SetAllocator(domains[i], hooks[i].wraps);
});
console.log(`remains: ${runtime.close().length}`);

/* Prints:
raw    1 allocations, 1 frees
mem    2 allocations, 2 frees
object 2 allocations, 1 frees
remains: 0
*/
