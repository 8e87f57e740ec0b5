/**
 * Writes runtime/load_list.ts: the modules that the command line loads, found by following imports from main.ts.
 *
 *     deno task modules
 */
const ROOT = new URL("../", import.meta.url);
const MAIN = "runtime/main.ts";
const LIST = "runtime/load_list.ts";

/** What a file imports for the running program, as paths from the project's root. */
function importsOf(path: string): string[] {
  const text = Deno.readTextFileSync(new URL(path, ROOT)).replace(/\/\*[\s\S]*?\*\//g, "");
  const running = text.replace(/^\s*\/\/.*$/gm, "").replace(/^(?:import|export) type [^;]*;/gm, "");
  return [...running.matchAll(/^(?:[^"`']*\sfrom|import)\s*"(\.[^"]+)";/gm)].map((match) =>
    new URL(match[1], new URL(path, ROOT)).href.slice(ROOT.href.length)
  );
}

/** The modules that are loaded with main.ts, in the order of their paths. */
export function listModules(): string[] {
  const found = new Set<string>([MAIN]);
  for (const path of found) {
    for (const imported of importsOf(path)) if (imported !== LIST) found.add(imported);
  }
  found.delete(MAIN);
  return [...found].sort();
}

/** The modules that the list names. */
export function listedModules(): string[] {
  return importsOf(LIST);
}

/** The text of the list. */
function listText(): string {
  const comment = Deno.readTextFileSync(new URL(LIST, ROOT)).split("*/\n")[0];
  const lines = listModules().map((path) =>
    path.startsWith("runtime/") ? `import "./${path.slice("runtime/".length)}";` : `import "../${path}";`
  );
  return `${comment}*/\n${lines.join("\n")}\n`;
}

if (import.meta.main) Deno.writeTextFileSync(new URL(LIST, ROOT), listText());
