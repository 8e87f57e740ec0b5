/**
 * Vivarium for embedders: a Python runtime whose every object lives in a simulated private heap.
 *
 * ```ts
 * import { Runtime } from "./runtime/mod.ts";
 *
 * using runtime = new Runtime({ stdout: (text) => console.log(text) });
 * runtime.run("print([n * n for n in range(5)])");
 * console.log(runtime.stats().heap.mappedBytes);
 * ```
 *
 * @module
 */
export { ExitError, ProgramError, Runtime, type RuntimeOptions, type RuntimeStats } from "./host/runtime.ts";
export { type Capi, createCapi } from "./host/capi.ts";
export { type Allocator, AllocatorError, type ArenaAllocator, FatalMemoryError } from "../heap/mod.ts";
export { type Clock, fixedClock } from "./host/clock.ts";
export type { ModuleFiles, ModuleSources } from "./host/module_files.ts";
export { StartError } from "./host/start.ts";
