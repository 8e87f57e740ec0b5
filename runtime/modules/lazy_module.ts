/**
 * Modules of the library whose parts are compiled when they are asked for: what is native is there from the start, the rest
 * is sources in the object language, each of which defines some names.
 *
 *     from collections import deque       nothing is compiled
 *     from collections import Counter     the part that defines Counter runs in the module's namespace
 *
 * It is the module's `__getattr__` that does it, so everything that looks for an attribute finds it. `__all__` and `__dir__`
 * name everything. A part whose running fails is tried again the next time.
 *
 * Source: PEP 562.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR } from "../memory/statics.ts";
import { runModule } from "../builtins/load_module.ts";
import { dictGet, dictNext, dictSet } from "../objects/dict.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { listNew } from "../objects/list.ts";
import { METH_NOARGS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { createModule, moduleDict, moduleSet } from "../objects/module.ts";
import { sequenceList } from "../objects/sequence.ts";
import { isStr, jsString, newStr, readChar, strLength } from "../objects/str.ts";
import { tupleOf } from "../objects/tuple.ts";

/** A part of a module: the names that its source defines. */
export interface ModulePart {
  readonly names: readonly string[];
  readonly source: string;
}

/** A module in parts. */
export interface LazyModule {
  readonly name: string;
  readonly doc: string;
  /** Makes the module whose public names this one has from the start: new, or NULL with an exception. */
  readonly native: (vm: Interpreter) => Address;
  /** Which of those names are not in `__all__`. */
  readonly hidden?: readonly string[];
  readonly parts: readonly ModulePart[];
  /** Whether it has submodules. */
  readonly isPackage?: boolean;
}

const UNDERSCORE = 0x5f;

/** The module, new; NULL with an exception. */
export function createLazyModule(vm: Interpreter, lazy: LazyModule): Address {
  const module = createModule(vm, lazy.name, methodsOf(lazy), lazy.doc);
  if (module === NULL) return NULL;
  if (copyNative(vm, module, lazy) && describe(vm, module, lazy)) return module;
  decref(vm, module);
  return NULL;
}

function methodsOf(lazy: LazyModule): MethodSpec[] {
  if (lazy.parts.length === 0) return [];
  return [
    {
      name: "__getattr__",
      flags: METH_O,
      fn: (vm: Interpreter, module: Address, name: Address) => getAttribute(vm, lazy, module, name),
    },
    {
      name: "__dir__",
      flags: METH_NOARGS,
      fn: (vm: Interpreter, module: Address) => listNames(vm, lazy, module),
    },
  ];
}

/** Gives the module the public names of the native one. */
function copyNative(vm: Interpreter, module: Address, lazy: LazyModule): boolean {
  const native = lazy.native(vm);
  if (native === NULL) return false;
  const source = moduleDict(vm, native), target = moduleDict(vm, module);
  let copied = true;
  for (let at = dictNext(vm, source, 0); at >= 0 && copied; at = dictNext(vm, source, at)) {
    const key = vm.dictKey;
    const isSpecial = strLength(vm, key) > 1 && readChar(vm, key, 0) === UNDERSCORE &&
      readChar(vm, key, 1) === UNDERSCORE;
    if (!isSpecial) copied = dictSet(vm, target, key, vm.dictValue) === 0;
  }
  decref(vm, native);
  return copied;
}

/** `__all__`, and `__path__` of a package. */
function describe(vm: Interpreter, module: Address, lazy: LazyModule): boolean {
  const names = lazy.parts.flatMap((part) => part.names);
  const dict = moduleDict(vm, module);
  for (let at = dictNext(vm, dict, 0); at >= 0; at = dictNext(vm, dict, at)) {
    const name = jsString(vm, vm.dictKey);
    if (!name.startsWith("_") && !lazy.hidden?.includes(name)) names.push(name);
  }
  if (moduleSet(vm, module, "__all__", listOfNames(vm, names)) < 0) return false;
  return !lazy.isPackage || moduleSet(vm, module, "__path__", listNew(vm, 0)) === 0;
}

/** `__getattr__(name)`: runs the part that defines the name. */
function getAttribute(vm: Interpreter, lazy: LazyModule, module: Address, name: Address): Address {
  const text = isStr(vm, name) ? jsString(vm, name) : "";
  const part = lazy.parts.find((each) => each.names.includes(text));
  if (part === undefined) {
    return raise(vm, ATTRIBUTE_ERROR, `module '${lazy.name}' has no attribute '${text}'`);
  }
  incref(vm, module);
  const ran = runModule(vm, module, part.source, `<frozen ${lazy.name}.${part.names[0]}>`);
  const value = ran ? dictGet(vm, moduleDict(vm, module), name) : NULL;
  if (value !== NULL) newRef(vm, value);
  else if (errorOccurred(vm) === NULL) raise(vm, ATTRIBUTE_ERROR, text);
  decref(vm, module);
  return value;
}

/** `__dir__()`: what is there, and what would be; without the functions that make it so. */
function listNames(vm: Interpreter, lazy: LazyModule, module: Address): Address {
  const dict = moduleDict(vm, module);
  const names = new Set(lazy.parts.flatMap((part) => part.names));
  for (let at = dictNext(vm, dict, 0); at >= 0; at = dictNext(vm, dict, at)) {
    if (isStr(vm, vm.dictKey)) names.add(jsString(vm, vm.dictKey));
  }
  for (const { name } of methodsOf(lazy)) names.delete(name);
  return listOfNames(vm, names);
}

/** A new list of texts in order; NULL with MemoryError. */
function listOfNames(vm: Interpreter, names: Iterable<string>): Address {
  const tuple = tupleOf(vm, [...names].sort(), (name) => newStr(vm, name));
  const list = tuple === NULL ? NULL : sequenceList(vm, tuple);
  if (tuple !== NULL) decref(vm, tuple);
  return list;
}
