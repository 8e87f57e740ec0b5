/** The arrows of the design: which part may import which, and no file in a circle. */
import { assertEquals } from "@std/assert";

const ROOT = new URL("../", import.meta.url);
/** The list of all modules that the command line loads: no part of the design. */
const LOAD_LIST = "runtime/load_list.ts";

/** What a part may import beside itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "heap": [],
  "runtime/syntax": [],
  "runtime/memory": ["heap"],
  "runtime/objects": ["heap", "runtime/memory"],
  "runtime/compile": ["heap", "runtime/memory", "runtime/objects", "runtime/syntax"],
  "runtime/builtins": ["heap", "runtime/memory", "runtime/objects", "runtime/compile", "runtime/syntax"],
  "runtime/modules": ["heap", "runtime/memory", "runtime/objects", "runtime/compile", "runtime/builtins"],
  "runtime/view": ["heap", "runtime/memory", "runtime/objects", "runtime/builtins", "runtime/modules"],
  "runtime/host": [
    "heap",
    "runtime/memory",
    "runtime/objects",
    "runtime/compile",
    "runtime/builtins",
    "runtime/modules",
    "runtime/view",
  ],
  "runtime": ["heap", "runtime/host", "runtime/view"],
};

/** Source files of the product with what they import, as paths from the project's root. */
function readImports(): Map<string, string[]> {
  const files = new Map<string, string[]>();
  const walk = (folder: string): void => {
    for (const entry of Deno.readDirSync(new URL(folder, ROOT))) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory) walk(`${path}/`);
      else if (path.endsWith(".ts") && path !== LOAD_LIST) files.set(path, importsOf(path));
    }
  };
  walk("heap/");
  walk("runtime/");
  return files;
}

function importsOf(path: string): string[] {
  const text = Deno.readTextFileSync(new URL(path, ROOT)).replace(/\/\*[\s\S]*?\*\//g, "").replace(
    /^\s*\/\/.*$/gm,
    "",
  );
  const found: string[] = [];
  // Types alone are no dependency of the running program.
  const running = text.replace(/^import type [^;]*;/gm, "");
  for (const match of running.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
    found.push(new URL(match[1], new URL(path, ROOT)).href.slice(ROOT.href.length));
  }
  return found;
}

const partOf = (path: string): string => {
  const folders = path.split("/").slice(0, -1);
  return folders.slice(0, 2).join("/");
};

Deno.test("each part imports only what the design allows", () => {
  const wrong: string[] = [];
  for (const [file, imports] of readImports()) {
    const part = partOf(file);
    const allowed = ALLOWED[part];
    for (const imported of imports) {
      const target = partOf(imported);
      if (target !== part && !allowed?.includes(target)) wrong.push(`${file} imports ${imported}`);
    }
  }
  assertEquals(wrong, []);
});

Deno.test("no file imports itself in a circle", () => {
  const files = readImports();
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
      return;
    }
    state.set(file, "open");
    for (const imported of files.get(file) ?? []) visit(imported, [...path, file]);
    state.set(file, "done");
  };
  for (const file of files.keys()) visit(file, []);
  assertEquals(circles, []);
});

Deno.test("only the command line uses Deno", () => {
  const users: string[] = [];
  for (const file of readImports().keys()) {
    const text = Deno.readTextFileSync(new URL(file, ROOT)).replace(/\/\*[\s\S]*?\*\//g, "").replace(
      /\/\/.*$/gm,
      "",
    );
    if (/\bDeno\./.test(text) && file !== "runtime/main.ts") users.push(file);
  }
  assertEquals(users, []);
});
