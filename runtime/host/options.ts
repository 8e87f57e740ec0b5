/**
 * The options of the command line.
 *
 * They come before the program, which is a file, `-` (standard input) or `-c CODE`; everything behind it is the
 * program's own.
 */
import { type MallocPreset, PRESETS } from "../../heap/mod.ts";
import type { MemoryOptions } from "./memory_settings.ts";

/** A command line, understood. */
export interface Command extends MemoryOptions {
  help: boolean;
  version: boolean;
  /** The program itself, or null: a file. */
  code: string | null;
  /** Path of the program, or "-". */
  file: string;
  /** sys.argv. */
  argv: string[];
  malloc: MallocPreset | null;
  xOptions: string[];
  arenas: "256KiB" | "1MiB";
  pageLimit: number | undefined;
  reserve: number | undefined;
  stepLimit: number | undefined;
  stats: "text" | "json" | null;
  check: boolean;
  dumpJs: boolean;
}

/** What is wrong with a command line. */
export class OptionError extends Error {
  override name = "OptionError";
}

const MALLOC_NAMES = Object.keys(PRESETS) as MallocPreset[];
/** What -X knows. */
const X_OPTIONS = ["dev", "tracemalloc", "showrefcount"];

/** Options with a value: its name in the help, and what it is for. */
const VALUE_OPTIONS: Readonly<Record<string, [value: string, about: string]>> = {
  "--malloc": ["NAME", `allocators: ${MALLOC_NAMES.join(", ")}`],
  "--arenas": ["SIZE", "size of arenas: 256KiB (with 4 KiB pools) or 1MiB (with 16 KiB pools)"],
  "--page-limit": ["SIZE", "hard limit of mapped pages, such as 64MiB"],
  "--reserve": ["SIZE", "address space to reserve, 1GiB by default, below 2GiB"],
  "-X": ["OPTION", "dev (debug hooks), tracemalloc[=FRAMES], showrefcount; as -X OPTION or -XOPTION"],
  "--step-limit": ["N", "end the program after so many loop rounds and calls"],
};

const FLAG_OPTIONS: Readonly<Record<string, string>> = {
  "--stats": "what the program did to the heap, on standard error",
  "--stats=json": "the same as JSON",
  "--malloc-stats": "pymalloc's report before each arena and at the end, as with PYTHONMALLOCSTATS",
  "-E": "ignore the environment variables PYTHON... (also -I)",
  "--check": "verify the heap after the run, and list what remains at the end",
  "--dump-js": "the JavaScript that the program is compiled to, on standard error",
  "--version": "the version (also -V)",
  "--help": "this page (also -h)",
};

function optionLines(): string {
  const rows = [
    ...Object.entries(VALUE_OPTIONS).map(([name, [value, about]]) => [
      name.startsWith("--") ? `${name}=${value}` : `${name} ${value}`,
      about,
    ]),
    ...Object.entries(FLAG_OPTIONS),
  ];
  return rows.map(([left, about]) => `  ${left.padEnd(20)} ${about}\n`).join("");
}

export const USAGE = `usage: vivarium [options] [-c CODE | FILE | -] [ARGS...]

Runs a Python program with every object in a simulated private heap.

${optionLines()}`;

/** Understands a command line; throws OptionError. */
export function parseCommand(args: readonly string[]): Command {
  const command: Command = {
    help: false,
    version: false,
    code: null,
    file: "",
    argv: [],
    malloc: null,
    xOptions: [],
    ignoresEnvironment: false,
    isolated: false,
    mallocStats: false,
    arenas: "256KiB",
    pageLimit: undefined,
    reserve: undefined,
    stepLimit: undefined,
    stats: null,
    check: false,
    dumpJs: false,
  };
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i];
    if (arg === "-" || !arg.startsWith("-")) break;
    if (arg === "--") {
      i++;
      break;
    }
    if (arg === "-c" || arg.startsWith("-c")) {
      const code = arg === "-c" ? args[++i] : arg.slice(2);
      if (code === undefined) throw new OptionError("argument expected for the -c option");
      command.code = code;
      command.argv = ["-c", ...args.slice(i + 1)];
      return command;
    }
    i += takeOption(command, arg, args[i + 1]);
    if (command.help || command.version) return command;
  }
  const file = args[i];
  if (file === undefined) throw new OptionError("no program given: a file, - for standard input, or -c CODE");
  command.file = file;
  command.argv = args.slice(i);
  return command;
}

/** Takes one option; returns how many further arguments it used. */
function takeOption(command: Command, arg: string, next: string | undefined): 0 | 1 {
  if (arg.startsWith("-X")) return takeXOption(command, arg.slice(2), next);
  const equals = arg.indexOf("=");
  const name = equals < 0 ? arg : arg.slice(0, equals);
  if (name in VALUE_OPTIONS) {
    const value = equals < 0 ? next : arg.slice(equals + 1);
    if (value === undefined) throw new OptionError(`argument expected for the ${name} option`);
    setValue(command, name, value);
    return equals < 0 ? 1 : 0;
  }
  switch (arg) {
    case "--stats":
    case "--stats=text":
      command.stats = "text";
      return 0;
    case "--stats=json":
      command.stats = "json";
      return 0;
    case "--malloc-stats":
      command.mallocStats = true;
      return 0;
    case "-E":
    case "-I":
      command.ignoresEnvironment = true;
      command.isolated ||= arg === "-I";
      return 0;
    case "--check":
      command.check = true;
      return 0;
    case "--dump-js":
      command.dumpJs = true;
      return 0;
    case "-V":
    case "--version":
      command.version = true;
      return 0;
    case "-h":
    case "--help":
      command.help = true;
      return 0;
  }
  throw new OptionError(`unknown option ${arg}${suggestion(name)}`);
}

/** Takes -X OPTION or -XOPTION. */
function takeXOption(command: Command, attached: string, next: string | undefined): 0 | 1 {
  const option = attached === "" ? next : attached;
  if (option === undefined) throw new OptionError("argument expected for the -X option");
  if (!X_OPTIONS.includes(option.split("=")[0])) {
    throw new OptionError(`-X takes one of ${X_OPTIONS.join(", ")}: ${JSON.stringify(option)}`);
  }
  command.xOptions.push(option);
  return attached === "" ? 1 : 0;
}

function setValue(command: Command, name: string, value: string): void {
  switch (name) {
    case "--malloc":
      command.malloc = oneOf(name, value, MALLOC_NAMES);
      break;
    case "--arenas":
      command.arenas = oneOf(name, value, ["256KiB", "1MiB"] as const);
      break;
    case "--page-limit":
      command.pageLimit = parseSize(name, value);
      break;
    case "--reserve":
      command.reserve = parseSize(name, value);
      break;
    case "--step-limit":
      if (!/^[0-9]+$/.test(value)) {
        throw new OptionError(`${name} takes a whole number: ${JSON.stringify(value)}`);
      }
      command.stepLimit = Number(value);
      break;
  }
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    throw new OptionError(`${name} takes one of ${allowed.join(", ")}: ${JSON.stringify(value)}`);
  }
  return found;
}

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  B: 1,
  KIB: 2 ** 10,
  K: 2 ** 10,
  MIB: 2 ** 20,
  M: 2 ** 20,
  GIB: 2 ** 30,
  G: 2 ** 30,
};

/** A size such as 65536, 64KiB or 1GiB in bytes. */
function parseSize(name: string, text: string): number {
  const match = /^([0-9]+)([A-Za-z]*)$/.exec(text);
  const unit = match === null ? undefined : UNITS[match[2].toUpperCase()];
  if (match === null || unit === undefined) {
    throw new OptionError(`${name} takes a size such as 64MiB: ${JSON.stringify(text)}`);
  }
  return Number(match[1]) * unit;
}

/** The known option that is nearest to a misspelt one. */
function suggestion(name: string): string {
  let best = "", distance = 4;
  for (const known of [...Object.keys(VALUE_OPTIONS), ...Object.keys(FLAG_OPTIONS)]) {
    const d = editDistance(name, known);
    if (d < distance) {
      best = known;
      distance = d;
    }
  }
  return best === "" ? "" : `, did you mean ${best}?`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
