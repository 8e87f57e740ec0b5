/**
 * Which allocators, hooks and reports a run gets: from the command line, and from the environment where the host lets
 * it be read.
 *
 *     allocators     --malloc=NAME, else PYTHONMALLOC unless empty, else "debug" in development mode
 *     development    -X dev, PYTHONDEVMODE unless empty (also "0")
 *     tracemalloc    -X tracemalloc[=N], else PYTHONTRACEMALLOC unless empty
 *     reports        --malloc-stats, PYTHONMALLOCSTATS unless empty (also "0")
 *
 * -E and -I ignore the environment. Messages and order of complaints are CPython's.
 *
 * Source: CPython 3.11 Python/preconfig.c, Python/initconfig.c (config_init_tracemalloc), C API "Memory Management".
 */
import { type MallocPreset, MAX_FRAMES, PYTHONMALLOC_NAMES } from "../../heap/mod.ts";

/** Gives a variable of the environment; undefined if it is not set or may not be read. */
export type Environment = (name: string) => string | undefined;

/** What a command line says about memory. */
export interface MemoryOptions {
  /** --malloc, or null. */
  malloc: MallocPreset | null;
  /** Values of -X, in order: "dev", "tracemalloc=5". */
  xOptions: readonly string[];
  /** -E or -I. */
  ignoresEnvironment: boolean;
  /** -I. */
  isolated: boolean;
  /** --malloc-stats. */
  mallocStats: boolean;
}

/** What a run gets. */
export interface MemorySettings {
  malloc: MallocPreset;
  devMode: boolean;
  /** Frames for each trace; 0: no tracing. */
  tracemalloc: number;
  mallocStats: boolean;
  /** Whether references and blocks that remain are counted at the end. */
  showRefcount: boolean;
}

/** What CPython prints and ends with, status 1. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/** The first -X option of a name: its value, "" without one, undefined if it is not there. */
function findXOption(options: readonly string[], name: string): string | undefined {
  for (const option of options) {
    const equals = option.indexOf("=");
    if ((equals < 0 ? option : option.slice(0, equals)) === name) {
      return equals < 0 ? "" : option.slice(equals + 1);
    }
  }
  return undefined;
}

/** A number of frames as C reads it, or undefined. */
function readFrameCount(text: string): number | undefined {
  const found = /^\s*([+-]?\d*)$/.exec(text);
  const count = found === null ? NaN : Number(found[1]);
  return count >= 0 && count < 2 ** 31 ? count : undefined;
}

function preinitializedError(where: string, text: string): SettingsError {
  return new SettingsError(`Fatal Python error: ${where}: ${text}\nPython runtime state: preinitialized\n\n`);
}

function chooseTracemalloc(options: MemoryOptions, variable: string | undefined): number {
  const where = "config_init_tracemalloc";
  let frames = 0;
  if (variable) {
    const count = readFrameCount(variable);
    if (count === undefined) throw preinitializedError(where, "PYTHONTRACEMALLOC: invalid number of frames");
    frames = count;
  }
  const option = findXOption(options.xOptions, "tracemalloc");
  if (option !== undefined) {
    const count = options.xOptions.includes("tracemalloc") && option === "" ? 1 : readFrameCount(option);
    if (count === undefined) {
      throw preinitializedError(where, "-X tracemalloc=NFRAME: invalid number of frames");
    }
    frames = count;
  }
  if (frames <= MAX_FRAMES) return frames;
  throw new SettingsError(
    "Fatal Python error: init_interp_main: can't initialize tracemalloc\n" +
      "Python runtime state: core initialized\n" +
      `ValueError: the number of frames must be in range [1; ${MAX_FRAMES}]\n\n` +
      "Current thread 0x0000000000000001 (most recent call first):\n  <no Python frame>\n",
  );
}

/** What a run gets; throws SettingsError. */
export function chooseMemorySettings(options: MemoryOptions, environment: Environment): MemorySettings {
  const variable = (name: string) => options.ignoresEnvironment ? undefined : environment(name);
  const devMode = findXOption(options.xOptions, "dev") !== undefined || Boolean(variable("PYTHONDEVMODE"));
  const named = variable("PYTHONMALLOC");
  if (named && !(PYTHONMALLOC_NAMES as readonly string[]).includes(named)) {
    throw new SettingsError(
      "Fatal Python error: preconfig_init_allocator: PYTHONMALLOC: unknown allocator\n" +
        "Python runtime state: preinitializing\n\n",
    );
  }
  const byEnvironment = named ? named as MallocPreset : devMode ? "debug" : "default";
  return {
    malloc: options.malloc ?? byEnvironment,
    devMode,
    tracemalloc: chooseTracemalloc(options, variable("PYTHONTRACEMALLOC")),
    mallocStats: options.mallocStats || Boolean(variable("PYTHONMALLOCSTATS")),
    showRefcount: findXOption(options.xOptions, "showrefcount") !== undefined,
  };
}
