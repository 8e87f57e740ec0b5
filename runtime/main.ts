/**
 * The command line: `vivarium [options] [-c CODE | FILE | -] [ARGS...]`, as python3's where it has the same.
 *
 * The only file of the runtime that uses Deno. It never makes Deno ask: a permission that is not there is reported.
 * Exit status: the program's; 1 after an uncaught exception; 2 for what is wrong with the command line or the file.
 */
import "./load_list.ts";
import { type Console, prepareCommand, runPrepared } from "./host/command_line.ts";
import { loadOnDemand } from "./host/on_demand.ts";

const encoder = new TextEncoder();

/** Writes everything; false if the reader has gone away. */
function writeAll(stream: { writeSync(data: Uint8Array): number }, text: string): boolean {
  const data = encoder.encode(text);
  try {
    for (let at = 0; at < data.length;) at += stream.writeSync(data.subarray(at));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return false;
    throw error;
  }
}

/** Bytes of output that are collected before they are written, unless a terminal reads them. */
const BUFFER_SIZE = 1 << 16;

/** Whether a path may be read without asking anybody. */
function mayRead(path: string): boolean {
  return Deno.permissions.querySync({ name: "read", path }).state === "granted";
}

class StandardStreams implements Console {
  private pending: string[] = [];
  private size = 0;
  private readonly terminal = Deno.stdout.isTerminal();
  private input: string[] | null = null;

  out(text: string): void {
    this.pending.push(text);
    this.size += text.length;
    if (this.size >= BUFFER_SIZE || (this.terminal && text.includes("\n"))) this.flush();
  }

  err(text: string): void {
    this.flush();
    if (!writeAll(Deno.stderr, text)) Deno.exit(1);
  }

  flush(): void {
    if (this.size === 0) return;
    const text = this.pending.join("");
    this.pending = [];
    this.size = 0;
    // Nobody reads any more: the program ends quietly, as one that is told SIGPIPE.
    if (!writeAll(Deno.stdout, text)) Deno.exit(141);
  }

  line(): string | null {
    this.input ??= this.readInput().split(/(?<=\n)/).filter((line) => line !== "");
    return this.input.shift() ?? null;
  }

  readInput(): string {
    return new TextDecoder().decode(this.readInputBytes());
  }

  readInputBytes(): Uint8Array {
    const chunks: Uint8Array[] = [];
    const buffer = new Uint8Array(BUFFER_SIZE);
    for (let n = Deno.stdin.readSync(buffer); n !== null; n = Deno.stdin.readSync(buffer)) {
      chunks.push(buffer.slice(0, n));
    }
    const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  environment(name: string): string | undefined {
    const permission = Deno.permissions.querySync({ name: "env", variable: name });
    return permission.state === "granted" ? Deno.env.get(name) : undefined;
  }

  readModule(path: string): Uint8Array | null {
    if (!mayRead(path)) return null;
    try {
      return Deno.readFileSync(path);
    } catch {
      return null;
    }
  }

  isFolder(path: string): boolean {
    if (!mayRead(path)) return false;
    try {
      return Deno.statSync(path).isDirectory;
    } catch {
      return false;
    }
  }

  readFile(path: string): Uint8Array | string {
    if (!mayRead(path)) return `[Errno 13] Permission denied (run deno with --allow-read)`;
    try {
      return Deno.readFileSync(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return "[Errno 2] No such file or directory";
      if (error instanceof Deno.errors.PermissionDenied) return "[Errno 13] Permission denied";
      if (error instanceof Deno.errors.IsADirectory) return "[Errno 21] Is a directory";
      return error instanceof Error ? error.message : String(error);
    }
  }
}

if (import.meta.main) {
  const streams = new StandardStreams();
  const prepared = prepareCommand(Deno.args, streams);
  const status = typeof prepared === "number"
    ? prepared
    : runPrepared(prepared, streams, await loadOnDemand(prepared));
  streams.flush();
  // Not Deno.exit: Deno stores V8's compiled code for the next start after this module has been evaluated.
  Deno.exitCode = status;
}
