/**
 * The start of a runtime: statics, types, strings, modules, in the order in which each needs the ones before.
 *
 * The state after it is the same in every runtime with the same options: addresses, blocks, counts.
 *
 * Source: CPython 3.11 Python/pylifecycle.c (pycore_interp_init).
 */
import { NULL, reportArenas } from "../../heap/mod.ts";
import { createBuiltins } from "../builtins/module_builtins.ts";
import { beginCollections, startCollector, stressCollector } from "../memory/gc.ts";
import { Interpreter, type InterpreterOptions } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { createSys } from "../modules/sys.ts";
import { dictNew, dictSet } from "../objects/dict.ts";
import { saveMemoryErrors } from "../objects/exceptions.ts";
import { internJs, startInterning } from "../objects/interning.ts";
import { moduleDict, moduleNew, moduleSet } from "../objects/module.ts";
import { describeRunningProgram, RunningFrames } from "../objects/running_frames.ts";
import type { SysOptions } from "../objects/sys_info.ts";
import { staticCounts } from "./static_counts.ts";
import { defineTypes, initStatics, readyTypes } from "../objects/registry.ts";

export interface StartOptions extends InterpreterOptions {
  /** sys.argv; [""] by default. */
  argv?: readonly string[];
  /** What sys says of the command line's options. */
  sysOptions?: SysOptions;
  /** Traces allocations from the program's start, with up to so many frames each; 0 and not given: no tracing. */
  tracemalloc?: number;
  /** Writes pymalloc's report to standard error before each arena. */
  mallocStats?: boolean;
  /** Called before anything is allocated: the time for allocators of one's own. */
  prepare?: (vm: Interpreter) => void;
  /** Collects at every allocation of a container (a young collection; a full one every hundredth), for tests. */
  gcStress?: boolean;
}

/** Thrown when the limits leave no room for the runtime itself. */
export class StartError extends Error {
  override name = "StartError";
}

/** What most programs do without: the command line loads it for those that may need it (on_demand.ts). */
export interface Library {
  /** Makes the modules known that can be imported beside builtins and sys. */
  registerModules(vm: Interpreter): void;
  /** A function from Unicode names to characters. */
  makeCharacterLookup(): (name: string) => string | null;
  /** A function from code points to their Unicode names. */
  makeNameLookup(): (codePoint: number) => string | null;
}

/** Makes a runtime's state; throws StartError if there is not enough memory for it. */
export function bringUp(options: StartOptions, library: Library): Interpreter {
  const vm = new Interpreter(options);
  options.prepare?.(vm);
  if (options.mallocStats) reportArenas(vm, (text) => vm.stderr(text));
  if (vm.strict !== null) vm.strict.onReport = (text) => vm.stderr(text);
  vm.characterName = library.makeNameLookup();
  vm.namedCharacter = library.makeCharacterLookup();
  vm.describeRuntime = () => describeRunningProgram(vm);
  vm.tracer.source = new RunningFrames(vm);
  startCollector(vm);
  initStatics(vm);
  defineTypes(vm);
  vm.startCounts = staticCounts(vm);
  const started = startInterning(vm) && readyTypes(vm) && saveMemoryErrors(vm) &&
    startModules(vm, options, library);
  if (!started) throw new StartError("Not enough memory to start: raise the page limit");
  vm.keepReserve();
  beginCollections(vm);
  if (options.tracemalloc !== undefined && options.tracemalloc !== 0) vm.tracer.start(options.tracemalloc);
  if (options.gcStress) stressCollector(vm, true);
  return vm;
}

/** Makes sys.modules with builtins, sys and an empty `__main__`; the other modules are made when they are imported. */
function startModules(vm: Interpreter, options: StartOptions, library: Library): boolean {
  library.registerModules(vm);
  vm.modules = dictNew(vm);
  if (vm.modules === NULL) return false;
  const builtins = createBuiltins(vm);
  if (!addModule(vm, "builtins", builtins)) return false;
  const sys = createSys(vm, options.argv ?? [""], options.sysOptions);
  if (!addModule(vm, "sys", sys)) return false;
  const main = moduleNew(vm, "__main__");
  if (main === NULL) return false;
  const annotations = dictNew(vm);
  if (annotations === NULL || moduleSet(vm, main, "__annotations__", annotations) < 0) return false;
  if (moduleSet(vm, main, "__builtins__", newRef(vm, builtins)) < 0) return false;
  return addModule(vm, "__main__", main);
}

/** Puts a module (stolen; NULL passes a failure on) into sys.modules. */
function addModule(vm: Interpreter, name: string, module: number): boolean {
  if (module === NULL) return false;
  const key = internJs(vm, name);
  const added = key !== NULL && dictSet(vm, vm.modules, key, module) === 0;
  if (key !== NULL) decref(vm, key);
  if (name === "builtins") vm.builtinsDict = newRef(vm, moduleDict(vm, module));
  if (name === "sys") vm.sysDict = newRef(vm, moduleDict(vm, module));
  decref(vm, module);
  return added;
}
