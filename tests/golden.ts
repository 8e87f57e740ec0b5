/**
 * Golden scripts: valid programs with the expectation on the line that causes it.
 *
 *     print([1, 2])  # expect: [1, 2]
 *     [][9]  # error: IndexError: list index out of range
 *
 * Each `# expect:` is one line of standard output, in order; one on a line of its own stands for a further line of the
 * statement before it. `# error:` is the last line of standard error of a program that ends with an exception.
 */

/** What a script is expected to do. */
export interface Expectation {
  output: string[];
  /** The last line on standard error, or null: the program ends well. */
  error: string | null;
}

const EXPECT = /# expect: ?(.*)$/;
const ERROR = /# error: ?(.*)$/;

/** Reads the expectations of a script; throws if it has none, since it could not fail. */
export function parseExpectation(source: string, name: string): Expectation {
  const expectation: Expectation = { output: [], error: null };
  let found = false;
  for (const line of source.split("\n")) {
    const expect = EXPECT.exec(line), error = ERROR.exec(line);
    if (expect !== null) expectation.output.push(expect[1]);
    if (error !== null) expectation.error = error[1];
    found ||= expect !== null || error !== null;
  }
  if (!found) throw new Error(`${name} expects nothing`);
  return expectation;
}

/** Paths of all golden scripts below `root`, sorted. */
export function goldenScripts(root: URL): URL[] {
  const found: URL[] = [];
  const walk = (folder: URL): void => {
    for (const entry of Deno.readDirSync(folder)) {
      if (entry.isDirectory) walk(new URL(`${entry.name}/`, folder));
      else if (entry.name.endsWith(".py")) found.push(new URL(entry.name, folder));
    }
  };
  walk(root);
  return found.sort((a, b) => (a.href < b.href ? -1 : 1));
}

/** Complains if what a run printed is not what the script expects; "" if it is. */
export function compareRun(expectation: Expectation, stdout: string, stderr: string): string {
  const expected = expectation.output.map((line) => `${line}\n`).join("");
  if (stdout !== expected) return `expected output\n${expected}but got\n${stdout}${stderr}`;
  const last = stderr.trimEnd().split("\n").at(-1) ?? "";
  if (expectation.error === null) return stderr === "" ? "" : `unexpected on standard error:\n${stderr}`;
  return last === expectation.error ? "" : `expected the error\n${expectation.error}\nbut got\n${stderr}`;
}
