/**
 * Linking: a code object in a heap from a draft, and the JavaScript function when it is first called.
 *
 * The text of a draft becomes a function once per code object: the constants' and names' addresses, the library's
 * functions it uses and its inline caches are variables around it. Until the first call the number of the code stands
 * for a function that makes it.
 *
 * Law 7: the only texts of a program that enter JavaScript are those the code writer has escaped.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter, NativeFunction } from "../memory/interpreter.ts";
import { decref, incref, newRef, xdecref } from "../memory/refcount.ts";
import { ELLIPSIS, FALSE, FROZENSET_TYPE, NONE, TRUE } from "../memory/statics.ts";
import { bytesFrom } from "../objects/bytes.ts";
import { CO_BODY, CO_CONSTS, CO_FUNCTION, CO_NAMES, codeNew, encodePositions } from "../objects/code.ts";
import { newComplex } from "../objects/complex.ts";
import { newFloat } from "../objects/float.ts";
import { intFromBigInt } from "../objects/int.ts";
import { internInPlace, internJs } from "../objects/interning.ts";
import { listFromIterable } from "../objects/list_extend.ts";
import { setFromIterable } from "../objects/set_operations.ts";
import { newStr, newStrFromCodePoints } from "../objects/str.ts";
import { tupleItem, tupleNew, tupleSetItem } from "../objects/tuple.ts";
import { LIBRARY } from "./library.ts";
import type { CodeDraft, Const } from "./draft.ts";

/** Makes the code object of a draft and those inside it; new. NULL with MemoryError. */
export function linkCode(vm: Interpreter, draft: CodeDraft, filename: string): Address {
  const linker = new Linker(vm, filename, draft);
  const code = linker.link(draft);
  linker.close();
  return code;
}

class Linker {
  /** Constants that are objects already, by the draft's value: equal constants of a source are one object. Owned. */
  private readonly made = new Map<Const, Address>();
  /** Constants in whose place stands another object: an equal string that was interned before. */
  private readonly foreign = new Set<Const>();
  private readonly file: Address;

  constructor(
    private readonly vm: Interpreter,
    private readonly filename: string,
    private readonly root: CodeDraft,
  ) {
    this.file = newStr(vm, filename);
  }

  close(): void {
    for (const object of this.made.values()) decref(this.vm, object);
    if (this.file !== NULL) decref(this.vm, this.file);
  }

  link(draft: CodeDraft): Address {
    const vm = this.vm;
    if (this.file === NULL) return NULL;
    // Owned here until the code object has its own references.
    const parts: Address[] = [];
    const keep = (object: Address): boolean => object !== NULL && parts.push(object) > 0;
    let code = NULL;
    if (
      keep(this.tuple(draft.constants.map((value) => () => this.constant(value)))) &&
      keep(this.tuple(draft.names.map((name) => () => internJs(vm, name)))) &&
      keep(bytesFrom(vm, new Uint8Array(0))) &&
      keep(this.tuple(draft.localsPlus.map((local) => () => internJs(vm, local.name)))) &&
      keep(bytesFrom(vm, Uint8Array.from(draft.localsPlus, (local) => local.kind))) &&
      keep(internJs(vm, draft.name)) &&
      keep(internJs(vm, draft.qualname)) &&
      keep(bytesFrom(vm, encodePositions(draft.firstLine, draft.positions)))
    ) {
      const [consts, names, exceptionTable, localsPlusNames, localsPlusKinds, name, qualname, lineTable] =
        parts;
      code = codeNew(vm, {
        ...draft,
        consts,
        names,
        exceptionTable,
        localsPlusNames,
        localsPlusKinds,
        filename: this.file,
        name,
        qualname,
        lineTable,
        fn: unmade,
      });
      if (code !== NULL) this.install(code, draft);
    }
    for (const part of parts) decref(vm, part);
    return code;
  }

  /** Puts a function in the code's place that makes the real one when it is called; of a generator also the body. */
  private install(code: Address, draft: CodeDraft): void {
    const vm = this.vm, filename = this.filename;
    const id = vm.i32[(code + CO_FUNCTION) >> 2], bodyId = vm.i32[(code + CO_BODY) >> 2];
    vm.functions[id] = (...args) => {
      const made = instantiate(vm, code, draft, filename);
      const fn = typeof made === "function" ? made : made[0];
      vm.functions[id] = fn;
      if (typeof made !== "function") vm.functions[bodyId] = made[1];
      return fn(...args);
    };
  }

  /** A tuple of what the makers give; NULL if one fails. */
  private tuple(makers: readonly (() => Address)[]): Address {
    const vm = this.vm;
    const tuple = tupleNew(vm, makers.length);
    if (tuple === NULL) return NULL;
    for (let i = 0; i < makers.length; i++) {
      const item = makers[i]();
      if (item === NULL) {
        decref(vm, tuple);
        return NULL;
      }
      tupleSetItem(vm, tuple, i, item);
    }
    return tuple;
  }

  /**
   * A frozenset of constants. CPython makes it of the constants as they were read, then from its own items as it merges
   * equal constants, and once more if some of its strings had been interned before, as all names of a source are. Each
   * time their order can change.
   */
  private frozenset(items: readonly Const[]): Address {
    const vm = this.vm;
    const tuple = this.tuple(items.map((item) => () => this.constant(item)));
    if (tuple === NULL) return NULL;
    let frozen = setFromIterable(vm, FROZENSET_TYPE, tuple);
    decref(vm, tuple);
    const times = items.some((item) => this.wasInterned(item)) ? 2 : 1;
    for (let i = 0; i < times && frozen !== NULL; i++) {
      const list = listFromIterable(vm, frozen);
      decref(vm, frozen);
      frozen = list === NULL ? NULL : setFromIterable(vm, FROZENSET_TYPE, list);
      xdecref(vm, list);
    }
    return frozen;
  }

  private wasInterned(value: Const): boolean {
    return value.type === "str" && (this.foreign.has(value) || usesName(this.root, value.value));
  }

  private constant(value: Const): Address {
    if (value.type === "code") return this.link(value.draft);
    const known = this.made.get(value);
    if (known !== undefined) return newRef(this.vm, known);
    const object = this.create(value);
    if (object !== NULL) {
      incref(this.vm, object);
      this.made.set(value, object);
    }
    return object;
  }

  private create(value: Exclude<Const, { type: "code" }>): Address {
    const vm = this.vm;
    switch (value.type) {
      case "None":
        return newRef(vm, NONE);
      case "Ellipsis":
        return newRef(vm, ELLIPSIS);
      case "bool":
        return newRef(vm, value.value ? TRUE : FALSE);
      case "int":
        return intFromBigInt(vm, value.value);
      case "float":
        return newFloat(vm, value.value);
      case "str": {
        const text = value.codePoints === undefined
          ? newStr(vm, value.value)
          : newStrFromCodePoints(vm, value.codePoints);
        if (text === NULL || !/^[A-Za-z0-9_]*$/.test(value.value)) return text;
        const interned = internInPlace(vm, text);
        if (interned !== text) this.foreign.add(value);
        return interned;
      }
      case "bytes":
        return bytesFrom(vm, value.value);
      case "tuple":
        return this.tuple(value.items.map((item) => () => this.constant(item)));
      case "frozenset":
        return this.frozenset(value.items);
      case "complex":
        return newComplex(vm, { real: value.real ?? 0, imag: value.imag });
    }
  }
}

/** Does a draft, or one inside it, use a name? */
function usesName(draft: CodeDraft, name: string): boolean {
  return draft.names.includes(name) || draft.localsPlus.some((local) => local.name === name) ||
    draft.constants.some((value) => value.type === "code" && usesName(value.draft, name));
}

const unmade: NativeFunction = () => {
  throw new Error("A code object was called before it was linked");
};

/** The text of the JavaScript that makes a draft's function; see also --dump-js. */
export function factoryText(draft: CodeDraft, filename: string): string {
  const lines = ['"use strict";'];
  const { text, library, caches } = draft.write();
  if (library.length > 0) lines.push(`const { ${library.join(", ")} } = library;`);
  draft.constants.forEach((value, i) => lines.push(`const k${i} = constants[${i}]; // ${comment(value)}`));
  draft.names.forEach((name, i) =>
    lines.push(`const n${i} = names[${i}]; // ${comment({ type: "str", value: name })}`)
  );
  for (let i = 0; i < caches; i++) lines.push(`let v${i} = -1, a${i} = 0, b${i} = -1;`);
  lines.push(text);
  lines.push(
    `//# sourceURL=vivarium:${encodeURI(filename).replace(/[\r\n\u2028\u2029]/g, "")}/${
      encodeURI(draft.qualname)
    }`,
  );
  return lines.join("\n");
}

/** A constant as a comment: never more than one line, and nothing that could end it. */
function comment(value: Const): string {
  let text: string;
  if (value.type === "code") text = `code ${value.draft.qualname}`;
  else if (value.type === "tuple" || value.type === "frozenset") {
    text = `${value.type} of ${value.items.length}`;
  } else if (value.type === "str") text = JSON.stringify(value.value);
  else if ("value" in value) text = `${value.type} ${value.value.toString().slice(0, 40)}`;
  else text = value.type;
  return text.slice(0, 60).replace(/[^\x20-\x7e]/g, "?");
}

/** The function of a draft; of a generator function what makes the generator, and the generator's body. */
function instantiate(
  vm: Interpreter,
  code: Address,
  draft: CodeDraft,
  filename: string,
): NativeFunction | [NativeFunction, NativeFunction] {
  const i32 = vm.i32;
  const addresses = (tuple: Address, n: number) =>
    Array.from({ length: n }, (_, i) => tupleItem(vm, tuple, i));
  const constants = addresses(i32[(code + CO_CONSTS) >> 2], draft.constants.length);
  const names = addresses(i32[(code + CO_NAMES) >> 2], draft.names.length);
  const factory = new Function("library", "constants", "names", factoryText(draft, filename));
  return factory(LIBRARY, constants, names);
}
