/**
 * Runtime: what an embedder holds.
 *
 * Each runtime has its own heap; several live side by side in a process. `__main__` persists between the runs of one
 * runtime. Closing it releases everything, in the order finish.ts explains, and reports what remained.
 */
import { allocatedBlocks, check, type Heap, type HeapOptions, stats, statsReport } from "../../heap/mod.ts";
import type { HeapStats } from "../../heap/mod.ts";
import { exitStatus } from "../builtins/uncaught.ts";
import { SYSTEM_EXIT } from "../memory/statics.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { errorMatches } from "../objects/errors.ts";
import { checkInterpreter } from "../view/ownership.ts";
import { type Capi, createCapi } from "./capi.ts";
import { type Clock, HOST_CLOCK } from "./clock.ts";
import { finishInterpreter } from "./finish.ts";
import { limitSteps } from "./limits.ts";
import { chooseModuleFiles, type ModuleFiles, type ModuleSources } from "./module_files.ts";
import { runSource } from "./run_program.ts";
import { startInterpreter } from "./start.ts";

/** How a runtime is made. */
export interface RuntimeOptions {
  /** Allocators of the domains; "default" is pymalloc over malloc. */
  malloc?: HeapOptions["malloc"];
  /** Arenas and pools: "256KiB" (the default) or "1MiB", as CPython 3.10 and later. */
  arenas?: HeapOptions["geometry"];
  /** Address space to reserve, in bytes: 1 GiB by default, below 2 GiB. Only what is used takes memory. */
  reserve?: number;
  /** Hard limit of mapped pages, in bytes. Beyond it allocations fail with MemoryError. */
  pageLimit?: number;
  /** Debug hooks number the blocks, as in a CPython built with PYMEM_DEBUG_SERIALNO. */
  serialNumbers?: boolean;
  /**
   * Called before the runtime allocates anything, as C programs do before Py_Initialize(): the time for allocators of
   * one's own, which need not wrap the ones before them then. There are no objects yet.
   */
  prepare?: (c: Capi) => void;
  /** Traces allocations from the start, with up to so many frames each, for `memory.tracer`; 0: not from the start. */
  tracemalloc?: number;
  /** Ends a program with TimeoutError after so many loop rounds and calls. */
  stepLimit?: number;
  /** Receives the program's output; by default it is dropped. */
  stdout?: (text: string) => void;
  /** Receives tracebacks and what else goes to standard error; by default it is dropped. */
  stderr?: (text: string) => void;
  /** Gives the next line of input with its newline, or null at the end. */
  stdin?: () => string | null;
  /** The program's sys.argv; [""] by default. */
  argv?: readonly string[];
  /** What the program can import beside the built-in modules: sources by module name, or what reads files. */
  modules?: ModuleSources | ModuleFiles;
  /** What the program's clocks say: the host's own by default; `fixedClock` for one that stands still. */
  clock?: Clock;
}

/** What `Runtime.stats()` returns: figures found by walking the heap. */
export interface RuntimeStats {
  /** Arenas, pools, size classes, pages. */
  heap: HeapStats;
  /** What sys.getallocatedblocks() counts. */
  allocatedBlocks: number;
  /** The report of CPython's sys._debugmallocstats(), without the free lists. */
  report: string;
}

/** Thrown by `run` when an exception leaves the program; the message is the traceback that was printed. */
export class ProgramError extends Error {
  override name = "ProgramError";
}

/** Thrown by `run` when the program called sys.exit. */
export class ExitError extends Error {
  override name = "ExitError";
  constructor(
    /** The exit status, 0 to 255. */
    readonly status: number,
  ) {
    super(`The program ended with status ${status}`);
  }
}

/** A Python runtime with a heap of its own. Dispose of it with `using`, or call `close`. */
export class Runtime implements Disposable {
  readonly #vm: Interpreter;
  #captured = "";
  #remains: string[] | null = null;
  #running = false;
  #capi: Capi | null = null;
  #fault: unknown = null;

  /** Throws RangeError for options out of range, StartError if the limits leave no room for the runtime itself. */
  constructor(options: RuntimeOptions = {}) {
    this.#vm = startInterpreter({
      malloc: options.malloc,
      geometry: options.arenas,
      reserve: options.reserve,
      pageLimit: options.pageLimit,
      tracemalloc: options.tracemalloc,
      serialNumbers: options.serialNumbers,
      prepare: options.prepare && ((vm) => options.prepare?.(this.#capi = createCapi(vm))),
      stdout: options.stdout,
      stderr: (text) => {
        this.#captured += text;
        options.stderr?.(text);
      },
      stdin: options.stdin,
      argv: options.argv,
      modules: options.modules === undefined ? undefined : chooseModuleFiles(options.modules),
      clock: options.clock ?? HOST_CLOCK,
    });
    if (options.stepLimit !== undefined) limitSteps(this.#vm, options.stepLimit);
  }

  /**
   * Runs a program in `__main__`. Throws ProgramError if an exception leaves it (SyntaxError among them) and ExitError
   * if it calls sys.exit; the runtime is usable afterwards. Throws FatalMemoryError if the debug hooks find misuse of
   * memory, and whatever a function of the embedder's throws in the middle of a program; the runtime has ended then.
   */
  run(source: string | Uint8Array, filename = "<string>"): void {
    const vm = this.#open();
    if (this.#running) throw new TypeError("The runtime is running a program already");
    this.#running = true;
    try {
      if (typeof source === "string" && filename !== "<string>") vm.sources.set(filename, source);
      if (runSource(vm, source, filename)) return;
      this.#captured = "";
      const exit = errorMatches(vm, SYSTEM_EXIT);
      const status = exitStatus(vm);
      if (exit) throw new ExitError(status);
      throw new ProgramError(this.#captured.trimEnd());
    } catch (error) {
      if (!(error instanceof ProgramError || error instanceof ExitError)) this.#fault ??= error;
      throw error;
    } finally {
      this.#running = false;
      vm.flush();
    }
  }

  /** The heap itself, for whoever works with addresses: hooks, tracemalloc, the functions of the domains. */
  get memory(): Heap {
    return this.#open();
  }

  /** The C API on this runtime's heap. */
  capi(): Capi {
    this.#capi ??= createCapi(this.#open());
    return this.#capi;
  }

  /** Figures of the heap as it is now. Changes nothing. */
  stats(): RuntimeStats {
    const vm = this.#open();
    return { heap: stats(vm), allocatedBlocks: allocatedBlocks(vm), report: statsReport(vm) };
  }

  /** Verifies the heap and the objects in it; a sentence for each problem, none if all is well. */
  check(): string[] {
    const vm = this.#open();
    return [...check(vm), ...checkInterpreter(vm)];
  }

  /**
   * Releases everything. Returns what remained, a sentence each: none unless there is a bug. After a fatal error the
   * heap cannot be trusted any more and is left as it is.
   */
  close(): string[] {
    if (this.#running) throw new TypeError("The runtime cannot be closed while it runs a program");
    const fault = this.#ending();
    if (fault !== null) this.#remains ??= [`The runtime ended with a fatal error: ${fault}`];
    this.#remains ??= finishInterpreter(this.#vm);
    return this.#remains;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #open(): Interpreter {
    if (this.#remains !== null) throw new TypeError("The runtime is closed");
    const fault = this.#ending();
    if (fault !== null) throw new TypeError(`The runtime has ended: ${fault}`);
    return this.#vm;
  }

  /** What has ended the runtime, or null: misuse of memory by whomever, or an exception of the host's in a program. */
  #ending(): string | null {
    const fault = this.#vm.fatal ?? this.#fault;
    return fault === null ? null : fault instanceof Error ? fault.message : String(fault);
  }
}
