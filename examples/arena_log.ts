/**
 * An arena allocator that logs: what pymalloc takes from the system, and what it gives back.
 *
 *     deno run examples/arena_log.ts
 */
import type { ArenaAllocator } from "../heap/mod.ts";
import { Runtime } from "../runtime/mod.ts";

using runtime = new Runtime();
const c = runtime.capi();
const system = c.PyObject_GetArenaAllocator();
const log: string[] = [];
let live = 0;
const logging: ArenaAllocator = {
  ctx: log,
  wraps: system,
  alloc: (ctx: string[], size) => {
    const p = system.alloc(system.ctx, size);
    ctx.push(`+${size / 1024} KiB: ${++live} arenas`);
    return p;
  },
  free: (ctx: string[], p, size) => {
    system.free(system.ctx, p, size);
    ctx.push(`-${size / 1024} KiB: ${--live} arenas`);
  },
};
c.PyObject_SetArenaAllocator(logging);

runtime.run("rows = [str(i) * 20 for i in range(10000)]");
const most = log.length;
console.log(log[0], "...", log[most - 1]);
runtime.run("rows = None");
console.log(`given back: ${log.length - most} of ${most}`);
c.PyObject_SetArenaAllocator(system);
console.log(`remains: ${runtime.close().length}`);

/* Prints:
+256 KiB: 1 arenas ... +256 KiB: 6 arenas
given back: 5 of 6
remains: 0
*/
