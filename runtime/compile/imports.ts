/**
 * `import a.b as c` and `from .a import b`.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_import, compiler_from_import).
 */
import type { Statement } from "../syntax/ast.ts";
import type { CodeWriter } from "./code_writer.ts";
import { storeName } from "./names.ts";
import { loadAttribute } from "./operands.ts";

export function writeImport(w: CodeWriter, node: Extract<Statement, { kind: "Import" }>): void {
  for (const alias of node.names) {
    const none = w.constant({ type: "None" });
    const module = w.take(`${w.use("importName")}(vm, F, ${w.name(alias.name)}, ${none.text}, 0)`, node);
    const parts = alias.name.split(".");
    if (alias.asname === null) {
      storeName(w, parts[0], module, node);
      continue;
    }
    let value = module;
    for (const part of parts.slice(1)) value = loadAttribute(w, value, part, node);
    storeName(w, alias.asname, value, node);
  }
}

export function writeImportFrom(w: CodeWriter, node: Extract<Statement, { kind: "ImportFrom" }>): void {
  if (node.module === "__future__" && node.level === 0 && !w.unit.allowsFuture(node)) {
    w.syntaxError(node, "from __future__ imports must occur at the beginning of the file");
  }
  const fromList = w.constant({
    type: "tuple",
    items: node.names.map((alias) => ({ type: "str", value: alias.name })),
  });
  const name = w.name(node.module ?? "");
  const module = w.take(`${w.use("importName")}(vm, F, ${name}, ${fromList.text}, ${node.level})`, node);
  if (node.names.length === 1 && node.names[0].name === "*") {
    w.operationCheck(`${w.use("importStar")}(vm, fp, ${module.text})`, [module], node);
    return;
  }
  for (const alias of node.names) {
    const value = w.take(`${w.use("importFrom")}(vm, ${module.text}, ${w.name(alias.name)})`, node);
    storeName(w, alias.asname ?? alias.name, value, node);
  }
  w.release(module);
}
