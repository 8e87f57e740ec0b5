/**
 * `__spec__` and `__loader__` of modules: what the import system writes down of where a module came from.
 *
 *     ModuleSpec          16 name   24 loader   32 origin   40 loader_state   48 submodule_search_locations
 *                         56 _uninitialized_submodules   64 _cached   72 flags
 *     SourceFileLoader    16 name   24 path          NamespaceLoader   16 _path   24 unused
 *
 * While a module runs, `_initializing` of its spec is true: what fails then is told apart from what is not there.
 * `_uninitialized_submodules` of a package's spec names the submodules that are being imported. Any object may stand as
 * `__spec__` of a module: of one that is none of ours the attributes are asked.
 *
 * The types are declared when the first module is loaded. Source: CPython 3.11 Lib/importlib/_bootstrap.py (ModuleSpec),
 * Objects/moduleobject.c (_PyModuleSpec_IsInitializing and its relative); there they are classes with a dict.
 */
import { type Address, NULL, pointer, struct, u8 } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OBJECT, TPFLAGS_DISALLOW_INSTANTIATION, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { clearField, decref, incref, newRef, setField, typeOf, xdecref } from "../memory/refcount.ts";
import { identifier, lateType, NONE } from "../memory/statics.ts";
import { lookupAttr } from "./attributes.ts";
import { isTrue } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { clearError, errorOccurred } from "./errors.ts";
import { reprText } from "./exceptions.ts";
import { newBool } from "./int.ts";
import { bringTypes } from "./late_types.ts";
import { listNew } from "./list.ts";
import { sequenceContains } from "./sequence.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { raiseFlag } from "./errors.ts";
import { TYPE_ERROR } from "../memory/statics.ts";

export const MODULE_SPEC = struct("ModuleSpec", 80, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  name: pointer(16, "full name of the module, owned"),
  loader: pointer(24, "what loads it, owned"),
  origin: pointer(32, "file, or built-in, owned"),
  loader_state: pointer(40, "whatever the loader keeps, owned"),
  submodule_search_locations: pointer(48, "list of folders of a package, owned; None for a module"),
  uninitialized_submodules: pointer(56, "list of names of submodules being imported, owned"),
  cached: pointer(64, "where compiled code would be kept, owned"),
  initializing: u8(72, "1: the module is running"),
  has_location: u8(73, "1: the origin is a file"),
});
const S = MODULE_SPEC.offsets;
const OWNED = [
  S.name,
  S.loader,
  S.origin,
  S.loader_state,
  S.submodule_search_locations,
  S.uninitialized_submodules,
  S.cached,
];

/** Loaders: two references at most. */
const LOADER = struct("Loader", 32, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  first: pointer(16, "name, or the list of folders, owned"),
  second: pointer(24, "path, owned, or NULL"),
});
const FIRST = LOADER.offsets.first;
const SECOND = LOADER.offsets.second;

const SPEC_TYPE = lateType("ModuleSpec");
const SOURCE_LOADER_TYPE = lateType("SourceFileLoader");
const NAMESPACE_LOADER_TYPE = lateType("NamespaceLoader");
/** The loader of built-in modules is the class itself. */
export const BUILTIN_IMPORTER_TYPE = lateType("BuiltinImporter");
const INITIALIZING = identifier("_initializing");
const UNINITIALIZED = identifier("_uninitialized_submodules");

// Making -----------------------------------------------------------------------------------------------------------

/** Declares the types, once; false with MemoryError. */
export function bringSpecTypes(vm: Interpreter): boolean {
  return bringTypes(vm, [
    [SPEC_TYPE, defineSpec],
    [SOURCE_LOADER_TYPE, defineSourceLoader],
    [NAMESPACE_LOADER_TYPE, defineNamespaceLoader],
    [BUILTIN_IMPORTER_TYPE, defineBuiltinImporter],
  ]);
}

/** What a spec says; borrowed references, None where there is nothing. */
export interface SpecFacts {
  readonly name: Address;
  readonly loader: Address;
  readonly origin: Address;
  readonly searchLocations: Address;
  readonly cached: Address;
  readonly hasLocation: boolean;
}

/** A new spec; NULL with MemoryError. The types must have been brought. */
export function newModuleSpec(vm: Interpreter, facts: SpecFacts): Address {
  const submodules = listNew(vm, 0);
  if (submodules === NULL) return NULL;
  const spec = gcNew(vm, SPEC_TYPE, MODULE_SPEC.size);
  if (spec === NULL) {
    decref(vm, submodules);
    return NULL;
  }
  const put = (offset: number, value: Address): void => {
    vm.f64[(spec + offset) >> 3] = 0;
    vm.i32[(spec + offset) >> 2] = value;
    if (value !== submodules) incref(vm, value);
  };
  put(S.name, facts.name);
  put(S.loader, facts.loader);
  put(S.origin, facts.origin);
  put(S.loader_state, NONE);
  put(S.submodule_search_locations, facts.searchLocations);
  put(S.uninitialized_submodules, submodules);
  put(S.cached, facts.cached);
  vm.f64[(spec + S.initializing) >> 3] = 0;
  vm.u8[spec + S.has_location] = facts.hasLocation ? 1 : 0;
  gcTrack(vm, spec);
  return spec;
}

function newLoader(vm: Interpreter, type: Address, first: Address, second: Address): Address {
  const loader = gcNew(vm, type, LOADER.size);
  if (loader === NULL) return NULL;
  vm.f64[(loader + FIRST) >> 3] = 0;
  vm.f64[(loader + SECOND) >> 3] = 0;
  vm.i32[(loader + FIRST) >> 2] = newRef(vm, first);
  if (second !== NULL) vm.i32[(loader + SECOND) >> 2] = newRef(vm, second);
  gcTrack(vm, loader);
  return loader;
}

/** A new loader of a source file (both borrowed); NULL with MemoryError. */
export function newSourceLoader(vm: Interpreter, name: Address, path: Address): Address {
  return newLoader(vm, SOURCE_LOADER_TYPE, name, path);
}

/** A new loader of a package without a file, whose folders are a list (borrowed); NULL with MemoryError. */
export function newNamespaceLoader(vm: Interpreter, folders: Address): Address {
  return newLoader(vm, NAMESPACE_LOADER_TYPE, folders, NULL);
}

/** A field of a spec of ours, new. */
export function specField(
  vm: Interpreter,
  spec: Address,
  name: "loader" | "origin" | "submodule_search_locations" | "cached",
): Address {
  return newRef(vm, vm.i32[(spec + S[name]) >> 2]);
}

// Asking -----------------------------------------------------------------------------------------------------------

/** Whether the module of a spec (borrowed, or NULL; any object) is running now. Failures are no. Can run any code. */
export function isInitializing(vm: Interpreter, spec: Address): boolean {
  if (spec === NULL || spec === NONE) return false;
  if (typeOf(vm, spec) === SPEC_TYPE) return vm.u8[spec + S.initializing] !== 0;
  const flag = lookupAttr(vm, spec, INITIALIZING);
  const truth = flag === NULL ? 0 : isTrue(vm, flag);
  if (flag !== NULL) decref(vm, flag);
  if (errorOccurred(vm) !== NULL) clearError(vm);
  return truth > 0;
}

/** Says that the module of a spec of ours runs, or that it has run. */
export function setInitializing(vm: Interpreter, spec: Address, flag: boolean): void {
  vm.u8[spec + S.initializing] = flag ? 1 : 0;
}

/**
 * Whether a name is that of a submodule that is being imported: 1, 0, or -1 with an exception. The package's spec is
 * borrowed, or NULL. Can run any code.
 */
export function isUninitializedSubmodule(vm: Interpreter, spec: Address, name: Address): number {
  if (spec === NULL || spec === NONE) return 0;
  const names = lookupAttr(vm, spec, UNINITIALIZED);
  if (names === NULL) return errorOccurred(vm) !== NULL ? -1 : 0;
  const answer = sequenceContains(vm, names, name);
  decref(vm, names);
  return answer;
}

// The objects ------------------------------------------------------------------------------------------------------

function specTraverse(vm: Interpreter, spec: Address, visit: Visit): void {
  for (const offset of OWNED) {
    const child = vm.i32[(spec + offset) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

function specClear(vm: Interpreter, spec: Address): void {
  for (const offset of OWNED) clearField(vm, spec + offset);
}

function specDealloc(vm: Interpreter, spec: Address): void {
  gcUntrack(vm, spec);
  specClear(vm, spec);
  gcFree(vm, spec);
}

function specRepr(vm: Interpreter, spec: Address): Address {
  const fields: readonly (readonly [name: string, offset: number, always: boolean])[] = [
    ["name", S.name, true],
    ["loader", S.loader, true],
    ["origin", S.origin, false],
    ["submodule_search_locations", S.submodule_search_locations, false],
  ];
  const parts: string[] = [];
  for (const [name, offset, always] of fields) {
    const value = vm.i32[(spec + offset) >> 2] || NONE;
    if (value === NONE && !always) continue;
    incref(vm, value);
    const text = reprText(vm, value);
    decref(vm, value);
    if (text === null) return NULL;
    parts.push(`${name}=${text}`);
  }
  return newStr(vm, `ModuleSpec(${parts.join(", ")})`);
}

/** `parent`: the package a module is in; a package's own name. */
function getParent(vm: Interpreter, spec: Address): Address {
  const name = vm.i32[(spec + S.name) >> 2];
  if (name === NULL) return newRef(vm, NONE);
  const isPackage = (vm.i32[(spec + S.submodule_search_locations) >> 2] || NONE) !== NONE;
  if (isPackage || !isStr(vm, name)) return newRef(vm, name);
  const text = jsString(vm, name);
  return newStr(vm, text.slice(0, Math.max(text.lastIndexOf("."), 0)));
}

function getHasLocation(vm: Interpreter, spec: Address): Address {
  return newBool(vm, vm.u8[spec + S.has_location] !== 0);
}

function setHasLocation(vm: Interpreter, spec: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "can't delete attribute");
  const flag = isTrue(vm, value);
  if (flag < 0) return -1;
  vm.u8[spec + S.has_location] = flag;
  return 0;
}

function loaderTraverse(vm: Interpreter, loader: Address, visit: Visit): void {
  for (const offset of [FIRST, SECOND]) {
    const child = vm.i32[(loader + offset) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

function loaderClear(vm: Interpreter, loader: Address): void {
  setField(vm, loader + FIRST, NULL);
  setField(vm, loader + SECOND, NULL);
}

function loaderDealloc(vm: Interpreter, loader: Address): void {
  gcUntrack(vm, loader);
  xdecref(vm, vm.i32[(loader + FIRST) >> 2]);
  xdecref(vm, vm.i32[(loader + SECOND) >> 2]);
  gcFree(vm, loader);
}

// Declaration ------------------------------------------------------------------------------------------------------

function defineSpec(vm: Interpreter): void {
  defineType(vm, SPEC_TYPE, {
    name: "_frozen_importlib.ModuleSpec",
    basicSize: MODULE_SPEC.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_DISALLOW_INSTANTIATION,
    dealloc: specDealloc,
    traverse: specTraverse,
    clear: specClear,
    repr: specRepr,
    members: [
      { name: "name", type: "object", offset: S.name },
      { name: "loader", type: "object", offset: S.loader },
      { name: "origin", type: "object", offset: S.origin },
      { name: "loader_state", type: "object", offset: S.loader_state },
      { name: "submodule_search_locations", type: "object", offset: S.submodule_search_locations },
      { name: "_uninitialized_submodules", type: "object", offset: S.uninitialized_submodules },
      { name: "cached", type: "object", offset: S.cached },
      { name: "_initializing", type: "bool", offset: S.initializing },
    ],
    getset: [
      { name: "parent", get: getParent },
      { name: "has_location", get: getHasLocation, set: setHasLocation },
    ],
  });
}

const LOADER_SLOTS = {
  basicSize: LOADER.size,
  flags: TPFLAGS_HAVE_GC | TPFLAGS_DISALLOW_INSTANTIATION,
  dealloc: loaderDealloc,
  traverse: loaderTraverse,
  clear: loaderClear,
};

function defineSourceLoader(vm: Interpreter): void {
  defineType(vm, SOURCE_LOADER_TYPE, {
    ...LOADER_SLOTS,
    name: "_frozen_importlib_external.SourceFileLoader",
    members: [
      { name: "name", type: "object", offset: FIRST },
      { name: "path", type: "object", offset: SECOND },
    ],
  });
}

function defineNamespaceLoader(vm: Interpreter): void {
  defineType(vm, NAMESPACE_LOADER_TYPE, {
    ...LOADER_SLOTS,
    name: "_frozen_importlib_external.NamespaceLoader",
    members: [{ name: "_path", type: "object", offset: FIRST }],
  });
}

function defineBuiltinImporter(vm: Interpreter): void {
  defineType(vm, BUILTIN_IMPORTER_TYPE, {
    name: "_frozen_importlib.BuiltinImporter",
    basicSize: OBJECT.size,
    flags: TPFLAGS_DISALLOW_INSTANTIATION,
  });
}
