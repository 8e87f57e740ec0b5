/**
 * Golden scripts: valid programs with the expectation on the line that causes it.
 *
 *     print([1, 2])  # expect: [1, 2]
 *     [][9]  # error: IndexError: list index out of range
 *
 * Each `# expect:` is one line of standard output, in order; one on a line of its own stands for a further line of the
 * statement before it. `# error:` is the last line of standard error of a program that ends with an exception.
 */

import type { ModuleFiles } from "../runtime/host/module_files.ts";

/** What a script is expected to do. */
export interface Expectation {
  output: string[];
  /** The last line on standard error, or null: the program ends well. */
  error: string | null;
  /** The configurations under which the expectation holds, by how their names start; null: all. */
  only: string | null;
}

const EXPECT = /# expect: ?(.*)$/;
const ERROR = /# error: ?(.*)$/;

/** `# only under: pymalloc`: what the script prints depends on the allocator or on when collections happen. */
const ONLY = /^# only under: ?(.*)$/;

/** The files beside a script, for its imports; their paths start with the name of its folder. */
export function modulesBeside(script: URL): ModuleFiles {
  const folder = new URL("./", script);
  const name = folder.pathname.split("/").at(-2)!;
  const resolve = (path: string): URL | null =>
    path.startsWith(`${name}/`) ? new URL(path.slice(name.length + 1), folder) : null;
  const attempt = <T>(path: string, read: (url: URL) => T, otherwise: T): T => {
    const url = resolve(path);
    if (url === null) return otherwise;
    try {
      return read(url);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
        return otherwise;
      }
      throw error;
    }
  };
  return {
    path: [name],
    read: (path) => attempt<Uint8Array | null>(path, Deno.readFileSync, null),
    isFolder: (path) => attempt(path, (url) => Deno.statSync(url).isDirectory, false),
  };
}

/** Reads the expectations of a script; throws if it has none, since it could not fail. */
export function parseExpectation(source: string, name: string): Expectation {
  const expectation: Expectation = { output: [], error: null, only: null };
  let found = false;
  for (const line of source.split("\n")) {
    const expect = EXPECT.exec(line), error = ERROR.exec(line);
    if (expect !== null) expectation.output.push(expect[1]);
    if (error !== null) expectation.error = error[1];
    expectation.only ??= ONLY.exec(line)?.[1] ?? null;
    found ||= expect !== null || error !== null;
  }
  if (!found) throw new Error(`${name} expects nothing`);
  return expectation;
}

/** The script of a folder whose other files are the modules that it imports. */
const MAIN = "main.py";

/** Paths of all golden scripts below `root`, sorted. Of a folder with a main.py that one alone is a script. */
export function goldenScripts(root: URL): URL[] {
  const found: URL[] = [];
  const walk = (folder: URL): void => {
    const entries = [...Deno.readDirSync(folder)];
    if (entries.some((entry) => entry.name === MAIN)) {
      found.push(new URL(MAIN, folder));
      return;
    }
    for (const entry of entries) {
      if (entry.isDirectory) walk(new URL(`${entry.name}/`, folder));
      else if (entry.name.endsWith(".py")) found.push(new URL(entry.name, folder));
    }
  };
  walk(root);
  return found.sort((a, b) => (a.href < b.href ? -1 : 1));
}

function firstDifference(expected: string, got: string): string {
  const wanted = expected.split("\n"), lines = got.split("\n");
  const at = wanted.findIndex((line, i) => line !== lines[i]);
  return `output line ${at + 1}: expected\n${wanted[at]}\nbut got\n${lines[at] ?? "nothing"}\n`;
}

/** Complains if what a run printed is not what the script expects; "" if it is. */
export function compareRun(expectation: Expectation, stdout: string, stderr: string): string {
  const expected = expectation.output.map((line) => `${line}\n`).join("");
  if (stdout !== expected) return firstDifference(expected, stdout) + stderr;
  const last = stderr.trimEnd().split("\n").at(-1) ?? "";
  if (expectation.error === null) return stderr === "" ? "" : `unexpected on standard error:\n${stderr}`;
  return last === expectation.error ? "" : `expected the error\n${expectation.error}\nbut got\n${stderr}`;
}
