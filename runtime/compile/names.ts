/**
 * Names: reading, binding and deleting variables of every kind.
 *
 * | binding            | kept in                                                        |
 * |--------------------|----------------------------------------------------------------|
 * | local              | a JavaScript local                                             |
 * | cell, free         | a cell; the local holds the cell's address                     |
 * | global             | the dict of the function's globals, then of its builtins       |
 * | module and class bodies | the namespace dict of the frame record                    |
 *
 * Reading a global goes through an inline cache: the version of the dict's keys and the address of the value word.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_nameop), Python/specialize.c (LOAD_GLOBAL).
 */
import type { Position } from "../syntax/ast.ts";
import { type CodeWriter, type Operand } from "./code_writer.ts";
import { writeDrop } from "./fast_paths.ts";
import { BUILTIN_NAMES } from "./builtin_names.ts";

/** How a name is reached from a block. */
function access(w: CodeWriter, name: string): "local" | "cell" | "global" | "namespace" {
  const binding = w.binding(name);
  if (binding === "cell" || binding === "free") return "cell";
  if (w.scope.kind === "function") return binding === "local" ? "local" : "global";
  return binding === "globalExplicit" ? "global" : "namespace";
}

/** Whether `name` is a plain local, whose operand may be borrowed. */
export function isLocal(w: CodeWriter, rawName: string): boolean {
  return access(w, w.mangled(rawName)) === "local";
}

/** Reads a variable. */
export function loadName(w: CodeWriter, rawName: string, where: Position): Operand {
  const name = w.mangled(rawName);
  switch (access(w, name)) {
    case "local": {
      const text = w.local(name);
      if (!w.isAssigned(name)) {
        w.failIf(`${text} === 0 && ${w.use("unboundLocal")}(vm, ${w.name(name)}) === 0`, where);
        w.noteAssigned(name);
      }
      return { text, temp: -1, constant: null };
    }
    case "cell": {
      const cell = w.local(name);
      if (w.scope.kind === "class") {
        return w.take(`${w.use("loadClassDeref")}(vm, fp, ${w.name(name)}, ${cell})`, where);
      }
      const value = w.owned();
      w.open(`if ((${value.text} = i32[(${cell} + 16) >> 2]) === 0) {`);
      const raise = w.binding(name) === "free" ? "unboundFree" : "unboundLocal";
      w.line(`${w.use(raise)}(vm, ${w.name(name)});`);
      w.line(w.fail(where));
      w.close(`} else i32[${value.text} >> 2]++;`);
      return value;
    }
    case "global":
      return loadGlobal(w, name, where);
    case "namespace":
      return w.take(`${w.use("loadName")}(vm, fp, ${w.name(name)})`, where);
  }
}

function loadGlobal(w: CodeWriter, name: string, where: Position): Operand {
  const value = w.owned();
  const cache = w.caches++;
  const version = `v${cache}`, address = `a${cache}`;
  let test = `i32[(i32[(i32[(F + 16) >> 2] + 32) >> 2] + 12) >> 2] === ${version}`;
  const builtin = BUILTIN_NAMES.has(name) && w.unit.moduleBinds(name) === false;
  if (builtin) test += ` && i32[(i32[(i32[(F + 24) >> 2] + 32) >> 2] + 12) >> 2] === b${cache}`;
  w.open(`if (${test}) {`);
  w.line(`${value.text} = i32[${address} >> 2];`);
  w.line(`i32[${value.text} >> 2]++;`);
  w.middle("} else {");
  w.failIf(
    `(${value.text} = ${w.use(builtin ? "loadBuiltin" : "loadGlobal")}(vm, F, ${w.name(name)})) === 0`,
    where,
  );
  w.line(
    `${version} = vm.cacheVersion; ${address} = vm.cacheAddress;${
      builtin ? ` b${cache} = vm.cacheSecondVersion;` : ""
    }`,
  );
  w.close();
  return value;
}

/** Binds a variable to `value` and consumes it. */
export function storeName(w: CodeWriter, rawName: string, value: Operand, where: Position): void {
  const name = w.mangled(rawName);
  if (rawName === "__debug__") w.syntaxError(where, "cannot assign to __debug__");
  switch (access(w, name)) {
    case "local": {
      const text = w.local(name);
      if (value.text === text) return;
      if (value.temp < 0) w.line(`i32[${value.text} >> 2]++;`);
      w.line(`r = ${text};`);
      w.line(`${text} = ${value.text};`);
      w.forget(value);
      w.noteAssigned(name);
      w.open("if (r !== 0) {");
      writeDrop(w, "r");
      w.close();
      break;
    }
    case "cell": {
      const cell = w.local(name);
      if (value.temp < 0) w.line(`i32[${value.text} >> 2]++;`);
      w.line(`r = i32[(${cell} + 16) >> 2];`);
      w.line(`i32[(${cell} + 16) >> 2] = ${value.text};`);
      w.forget(value);
      w.line(`if (r !== 0 && --i32[r >> 2] === 0) ${w.use("dealloc")}(vm, r);`);
      break;
    }
    case "global":
      w.operationCheck(`${w.use("storeGlobal")}(vm, F, ${w.name(name)}, ${value.text})`, [value], where);
      break;
    case "namespace":
      w.operationCheck(`${w.use("storeName")}(vm, fp, ${w.name(name)}, ${value.text})`, [value], where);
      break;
  }
}

/** Unbinds a variable. */
export function deleteName(w: CodeWriter, rawName: string, where: Position): void {
  const name = w.mangled(rawName);
  if (rawName === "__debug__") w.syntaxError(where, "cannot delete __debug__");
  switch (access(w, name)) {
    case "local": {
      const text = w.local(name);
      w.failIf(`${text} === 0 && ${w.use("unboundLocal")}(vm, ${w.name(name)}) === 0`, where);
      w.line(`r = ${text};`);
      w.line(`${text} = 0;`);
      w.line(`if (--i32[r >> 2] === 0) ${w.use("dealloc")}(vm, r);`);
      break;
    }
    case "cell": {
      const cell = w.local(name);
      const raise = w.binding(name) === "free" ? "unboundFree" : "unboundLocal";
      w.open(`if ((r = i32[(${cell} + 16) >> 2]) === 0) {`);
      w.line(`${w.use(raise)}(vm, ${w.name(name)});`);
      w.line(w.fail(where));
      w.close();
      w.line(`i32[(${cell} + 16) >> 2] = 0;`);
      w.line(`if (--i32[r >> 2] === 0) ${w.use("dealloc")}(vm, r);`);
      break;
    }
    case "global":
      w.failIf(`${w.use("deleteGlobal")}(vm, F, ${w.name(name)}) < 0`, where);
      break;
    case "namespace":
      w.failIf(`${w.use("deleteName")}(vm, fp, ${w.name(name)}) < 0`, where);
      break;
  }
}
