/**
 * What a command line means: options, the program to run, and what is shown afterwards. Knows no Deno: the streams and
 * files come from a Console. In two steps, between which the command line loads what this program may need
 * (on_demand.ts).
 */
import { allocatedBlocks, check, FatalMemoryError, statsReport, usesPymalloc } from "../../heap/mod.ts";
import { factoryText } from "../compile/mod.ts";
import type { CodeDraft } from "../compile/mod.ts";
import { type Command, OptionError, parseCommand, USAGE } from "./options.ts";
import { HOST_CLOCK } from "./clock.ts";
import { finishInterpreter } from "./finish.ts";
import { limitSteps } from "./limits.ts";
import { chooseMemorySettings, type MemorySettings, SettingsError } from "./memory_settings.ts";
import { runProgram } from "./run_program.ts";
import { bringUp, type Library, StartError, type StartOptions } from "./bring_up.ts";
import type { StatisticsRecorder } from "../view/statistics.ts";
import { shownSource } from "../builtins/load_module.ts";
import type { Interpreter, ModuleFiles } from "../memory/interpreter.ts";

/** Where a command reads and writes. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  flush(): void;
  /** The next line of standard input with its newline, or null. */
  line(): string | null;
  /** All of standard input. */
  readInputBytes(): Uint8Array;
  /** A file's bytes, or the reason why it cannot be read. */
  readFile(path: string): Uint8Array | string;
  /** A module's bytes, or null: there is no such file, or it may not be read. Without this function there is none. */
  readModule?(path: string): Uint8Array | null;
  /** Whether there is a folder that may be read; without this function there is none. */
  isFolder?(path: string): boolean;
  /** A variable of the environment, if it is set and may be read; without this function there is none. */
  environment?(name: string): string | undefined;
}

const VERSION = "Vivarium 0.1.0 (Python 3.11)";
const USAGE_STATUS = 2;
/** The status of a process that was aborted: 128 and the number of the signal. */
const ABORT_STATUS = 134;

/** A program to be run, and how. */
export interface Prepared {
  readonly command: Command;
  readonly settings: MemorySettings;
  readonly source: string | Uint8Array;
  readonly filename: string;
}

/** What a run needs beside the runtime: the library, and the views that the options ask for. */
export interface OnDemand {
  readonly library: Library;
  readonly statistics: typeof import("../view/statistics.ts") | null;
  readonly ownership: typeof import("../view/ownership.ts") | null;
  readonly references: typeof import("./total_references.ts") | null;
}

/** Reads a command line and its program; the exit status if there is nothing to run. */
export function prepareCommand(args: readonly string[], console: Console): Prepared | number {
  let command: Command;
  try {
    command = parseCommand(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.err(`vivarium: ${error.message}\nTry 'vivarium --help' for the options.\n`);
    return USAGE_STATUS;
  }
  if (command.help) {
    console.out(USAGE);
    return 0;
  }
  if (command.version) {
    console.out(`${VERSION}\n`);
    return 0;
  }
  let settings: MemorySettings;
  try {
    settings = chooseMemorySettings(command, (name) => console.environment?.(name));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.err(error.message);
    return 1;
  }
  const program = readProgram(command, console);
  return program === null ? USAGE_STATUS : { command, settings, ...program };
}

/** Runs a program; returns the exit status. */
export function runPrepared(prepared: Prepared, console: Console, tools: OnDemand): number {
  try {
    return runOnce(prepared, console, tools);
  } catch (error) {
    if (!(error instanceof FatalMemoryError)) throw error;
    console.flush();
    console.err(error.report);
    return ABORT_STATUS;
  }
}

interface Program {
  source: string | Uint8Array;
  filename: string;
}

function readProgram(command: Command, console: Console): Program | null {
  if (command.code !== null) return { source: `${command.code}\n`, filename: "<string>" };
  if (command.file === "-") return { source: console.readInputBytes(), filename: "<stdin>" };
  const content = console.readFile(command.file);
  if (typeof content !== "string") return { source: content, filename: command.file };
  console.err(`vivarium: can't open file '${command.file}': ${content}\n`);
  return null;
}

/** Modules beside the program; those of a text or of standard input are looked for where the command runs. */
function modulesBeside(command: Command, console: Console): ModuleFiles {
  const isFile = command.code === null && command.file !== "-";
  const folder = isFile ? command.file.slice(0, command.file.lastIndexOf("/") + 1) : "";
  return {
    path: [folder.length > 1 ? folder.slice(0, -1) : folder],
    read: (path) => console.readModule?.(path) ?? null,
    isFolder: (path) => console.isFolder?.(path) ?? false,
  };
}

function startFor({ command, settings }: Prepared, console: Console, library: Library): Interpreter | null {
  try {
    const options: StartOptions = {
      argv: command.argv,
      sysOptions: { ...command, devMode: settings.devMode },
      malloc: settings.malloc,
      mallocStats: settings.mallocStats,
      tracemalloc: settings.tracemalloc,
      geometry: command.arenas,
      pageLimit: command.pageLimit,
      reserve: command.reserve,
      stdout: (text) => console.out(text),
      stderr: (text) => console.err(text),
      flush: () => console.flush(),
      stdin: () => console.line(),
      modules: modulesBeside(command, console),
      clock: HOST_CLOCK,
    };
    return bringUp(options, library);
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof RangeError)) throw error;
    console.err(`vivarium: ${error.message}\n`);
    return null;
  }
}

function runOnce(prepared: Prepared, console: Console, tools: OnDemand): number {
  const { command, settings, source, filename } = prepared;
  const vm = startFor(prepared, console, tools.library);
  if (vm === null) return USAGE_STATUS;
  if (command.dumpJs) vm.onCompiled = (draft, filename) => dumpJs(console, draft as CodeDraft, filename);
  if (command.stepLimit !== undefined) limitSteps(vm, command.stepLimit);
  const statistics: StatisticsRecorder | null = tools.statistics?.startStatistics(vm) ?? null;
  if (filename !== "<string>") vm.sources.set(filename, shownSource(source, filename));
  const status = runProgram(vm, source, filename);
  const problems = tools.ownership === null ? [] : [...check(vm), ...tools.ownership.checkInterpreter(vm)];
  console.flush();
  if (statistics !== null) {
    console.err(command.stats === "json" ? statistics.json() : statistics.report());
    statistics.stop();
  }
  const remains = finishInterpreter(vm, () => {
    if (settings.mallocStats && usesPymalloc(vm)) console.err(statsReport(vm));
  });
  console.flush();
  if (command.check) showCheck(console, problems, remains);
  else if (remains.length > 0) {
    console.err(`vivarium: ${remains.length} blocks or counts remain; --check lists them\n`);
  }
  if (tools.references !== null) {
    console.err(`[${tools.references.totalReferences(vm)} refs, ${allocatedBlocks(vm)} blocks]\n`);
  }
  return command.check && status === 0 && problems.length + remains.length > 0 ? 1 : status;
}

function showCheck(console: Console, problems: readonly string[], remains: readonly string[]): void {
  for (const problem of [...problems, ...remains]) console.err(`check: ${problem}\n`);
  if (problems.length + remains.length === 0) console.err("check: the heap is sound, and nothing remains\n");
}

function dumpJs(console: Console, draft: CodeDraft, filename: string): void {
  console.err(`// ${draft.qualname}\n${factoryText(draft, filename)}\n\n`);
  for (const constant of draft.constants) {
    if (constant.type === "code") dumpJs(console, constant.draft, filename);
  }
}
