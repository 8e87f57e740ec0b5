/**
 * module: a namespace dict with a name.
 *
 *     16 md_dict   24 md_def (PyModuleDef, static, of built-in modules)   32 md_state   40 md_weaklist   48 md_name
 *
 * A built-in module is made from a table of functions, each of which becomes a built-in function bound to the module.
 *
 * Source: CPython 3.11 Objects/moduleobject.c, Include/moduleobject.h.
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import { clearField, decref, incref, newRef, xdecref, xincref } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, identifier, MODULE_TYPE, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { parseTupleAndKeywords, raiseArgumentType } from "./arguments.ts";
import { genericGetAttr, getAttrJs } from "./attributes.ts";
import { newBuiltin } from "./builtin_function.ts";
import { call0, call1 } from "./call.ts";
import { isTrue } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { dictDel, dictGet, dictGetStr, dictNew, dictSet, isDict } from "./dict.ts";
import { clearError, errorMatches, errorOccurred, raise, raiseFlag } from "./errors.ts";
import { reprText, strText } from "./exceptions.ts";
import { internJs } from "./interning.ts";
import { METH_NOARGS, METHOD_DEFINITION, type MethodSpec, placeMethods } from "./method_definition.ts";
import { isInitializing, isUninitializedSubmodule } from "./module_spec.ts";
import { sequenceList } from "./sequence.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { readCString } from "./type_name.ts";
import { clearWeakrefs } from "./weakref_object.ts";

export const MODULE = struct("PyModuleObject", 56, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  md_dict: pointer(16, "the namespace, a dict, owned"),
  md_def: pointer(24, "PyModuleDef of a built-in module, static, or NULL"),
  md_state: pointer(32, "unused"),
  md_weaklist: pointer(40, "weak references to it"),
  md_name: pointer(48, "name, owned; NULL for modules that the program makes"),
});
const MD_DICT = MODULE.offsets.md_dict;
const MD_DEF = MODULE.offsets.md_def;
const MD_STATE = MODULE.offsets.md_state;
const MD_WEAKLIST = MODULE.offsets.md_weaklist;
const MD_NAME = MODULE.offsets.md_name;

/** What is said of a built-in module in static memory. */
export const MODULE_DEFINITION = struct("PyModuleDef", 104, {
  m_name: pointer(40, "name, C string"),
  m_doc: pointer(48, "C string or NULL"),
  m_size: i64(56, "-1: the module keeps no state of its own"),
  m_methods: pointer(64, "table of functions"),
});

const TP_ALLOC = TYPE.offsets.tp_alloc;
const NAME = identifier("__name__");
const DOC = identifier("__doc__");
const PACKAGE = identifier("__package__");
const LOADER = identifier("__loader__");
const SPEC = identifier("__spec__");
const FILE = identifier("__file__");
const DICT_ATTRIBUTE = identifier("__dict__");
const GETATTR = identifier("__getattr__");
const DIR = identifier("__dir__");
const ANNOTATIONS = identifier("__annotations__");

// Making -----------------------------------------------------------------------------------------------------------

/** A module with an empty namespace, new; NULL with MemoryError. */
function allocModule(vm: Interpreter, type: Address): Address {
  const i32 = vm.i32, f64 = vm.f64;
  const dict = dictNew(vm);
  if (dict === NULL) return NULL;
  const module: Address = type === MODULE_TYPE
    ? gcNew(vm, type, MODULE.size)
    : vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (module === NULL) {
    decref(vm, dict);
    return NULL;
  }
  for (const field of [MD_DICT, MD_DEF, MD_STATE, MD_WEAKLIST, MD_NAME]) f64[(module + field) >> 3] = 0;
  i32[(module + MD_DICT) >> 2] = dict;
  if (type === MODULE_TYPE) gcTrack(vm, module);
  return module;
}

/** Writes what every namespace starts with; 0 or -1. */
function fillNamespace(vm: Interpreter, module: Address, name: Address, doc: Address): number {
  const dict = moduleDict(vm, module);
  if (
    dictSet(vm, dict, NAME, name) < 0 || dictSet(vm, dict, DOC, doc) < 0 ||
    dictSet(vm, dict, PACKAGE, NONE) < 0 ||
    dictSet(vm, dict, LOADER, NONE) < 0 || dictSet(vm, dict, SPEC, NONE) < 0
  ) return -1;
  if (isStr(vm, name)) {
    incref(vm, name);
    const old = vm.i32[(module + MD_NAME) >> 2];
    vm.i32[(module + MD_NAME) >> 2] = name;
    xdecref(vm, old);
  }
  return 0;
}

/** A new module with a name and nothing but what every module has; NULL with an exception. */
export function moduleNew(vm: Interpreter, name: string): Address {
  const nameObject = internJs(vm, name);
  if (nameObject === NULL) return NULL;
  let module = allocModule(vm, MODULE_TYPE);
  if (module !== NULL && fillNamespace(vm, module, nameObject, NONE) < 0) {
    decref(vm, module);
    module = NULL;
  }
  decref(vm, nameObject);
  return module;
}

/** The namespace of a module, borrowed. */
export function moduleDict(vm: Interpreter, module: Address): Address {
  return vm.i32[(module + MD_DICT) >> 2];
}

/**
 * A new built-in module: its functions stand in its namespace, bound to it. Its definition is placed in static memory
 * when a module of that name is made first. NULL with an exception.
 */
export function createModule(
  vm: Interpreter,
  name: string,
  methods: readonly MethodSpec[],
  doc?: string,
): Address {
  const module = moduleNew(vm, name);
  if (module === NULL) return NULL;
  const definition = moduleDefinition(vm, name, methods, doc);
  vm.i32[(module + MD_DEF) >> 2] = definition;
  if (doc !== undefined) {
    const text = newStr(vm, doc);
    if (text === NULL || setStolen(vm, moduleDict(vm, module), newRef(vm, DOC), text) < 0) {
      return dropModule(vm, module);
    }
  }
  const table = vm.i32[(definition + MODULE_DEFINITION.offsets.m_methods) >> 2];
  for (let i = 0; i < methods.length; i++) {
    if (addFunction(vm, module, table + METHOD_DEFINITION.size * i) < 0) return dropModule(vm, module);
  }
  return module;
}

/** The definition of a built-in module in static memory. */
function moduleDefinition(
  vm: Interpreter,
  name: string,
  methods: readonly MethodSpec[],
  doc: string | undefined,
): Address {
  const placed = vm.moduleDefinitions.get(name);
  if (placed !== undefined) return placed;
  const i32 = vm.i32, fields = MODULE_DEFINITION.offsets;
  const definition = vm.placeStatic(MODULE_DEFINITION.size);
  const table = placeMethods(vm, methods);
  i32[definition >> 2] = 1;
  i32[(definition + fields.m_name) >> 2] = vm.placeCString(name);
  i32[(definition + fields.m_doc) >> 2] = doc === undefined ? NULL : vm.placeCString(doc);
  i32[(definition + fields.m_size) >> 2] = -1;
  i32[(definition + fields.m_size + 4) >> 2] = -1;
  i32[(definition + fields.m_methods) >> 2] = table;
  vm.moduleDefinitions.set(name, definition);
  return definition;
}

function dropModule(vm: Interpreter, module: Address): Address {
  decref(vm, module);
  return NULL;
}

/** Puts the function of a definition into the module's namespace: 0 or -1. */
function addFunction(vm: Interpreter, module: Address, definition: Address): number {
  const key = internJs(vm, readCString(vm, vm.i32[definition >> 2]));
  if (key === NULL) return -1;
  const fn = newBuiltin(vm, definition, module, vm.i32[(module + MD_NAME) >> 2]);
  if (fn === NULL) {
    decref(vm, key);
    return -1;
  }
  return setStolen(vm, moduleDict(vm, module), key, fn);
}

/** Sets `dict[key] = value`, stealing both: 0 or -1. */
function setStolen(vm: Interpreter, dict: Address, key: Address, value: Address): number {
  const result = dictSet(vm, dict, key, value);
  decref(vm, key);
  decref(vm, value);
  return result;
}

/** Puts `value` (stolen; NULL passes a failure on) under a name into a module's namespace: 0 or -1. */
export function moduleSet(vm: Interpreter, module: Address, name: string, value: Address): number {
  if (value === NULL) return -1;
  const key = internJs(vm, name);
  if (key === NULL) {
    decref(vm, value);
    return -1;
  }
  return setStolen(vm, moduleDict(vm, module), key, value);
}

// The object -------------------------------------------------------------------------------------------------------

function moduleDealloc(vm: Interpreter, module: Address): void {
  vm.livingModules?.delete(module);
  gcUntrack(vm, module);
  if (vm.i32[(module + MD_WEAKLIST) >> 2] !== NULL) clearWeakrefs(vm, module);
  xdecref(vm, vm.i32[(module + MD_DICT) >> 2]);
  xdecref(vm, vm.i32[(module + MD_NAME) >> 2]);
  gcFree(vm, module);
}

function moduleTraverse(vm: Interpreter, module: Address, visit: Visit): void {
  const dict = vm.i32[(module + MD_DICT) >> 2], name = vm.i32[(module + MD_NAME) >> 2];
  if (dict !== NULL) visit(vm, dict);
  if (name !== NULL) visit(vm, name);
}

function moduleClear(vm: Interpreter, module: Address): void {
  clearField(vm, module + MD_DICT);
}

function moduleTypeNew(vm: Interpreter, type: Address): Address {
  return allocModule(vm, type);
}

const INIT = { name: "module", params: ["name", "doc"], required: 1 };

function moduleInit(vm: Interpreter, module: Address, args: Address, kwargs: Address): number {
  const given = parseTupleAndKeywords(vm, INIT, args, kwargs);
  if (given === null) return -1;
  const [name, doc] = given;
  if (!isStr(vm, name)) {
    raiseArgumentType(vm, "module", "argument 1", "str", name);
    return -1;
  }
  if (moduleDict(vm, module) === NULL) {
    const dict = dictNew(vm);
    if (dict === NULL) return -1;
    vm.i32[(module + MD_DICT) >> 2] = dict;
  }
  return fillNamespace(vm, module, name, doc === NULL ? NONE : doc);
}

/** tp_repr: `<module 'sys' (built-in)>`, `<module 'm' from 'm.py'>`, as the spec says or else the namespace. */
function moduleRepr(vm: Interpreter, module: Address): Address {
  const dict = moduleDict(vm, module);
  if (dict === NULL) return newStr(vm, "<module '?'>");
  const spec = dictGetStr(vm, dict, SPEC);
  let text: string | null = null;
  if (spec !== NULL && spec !== NONE) {
    incref(vm, spec);
    text = describeSpec(vm, spec);
    decref(vm, spec);
    if (errorOccurred(vm) !== NULL) return NULL;
  }
  text ??= describeNamespace(vm, module, dict);
  return text === null ? NULL : newStr(vm, `<module ${text}>`);
}

/** Calls `use` with an attribute of an object, borrowed; null with an exception. */
function withAttribute(
  vm: Interpreter,
  object: Address,
  name: string,
  use: (value: Address) => string | null,
): string | null {
  const value = getAttrJs(vm, object, name);
  if (value === NULL) return null;
  const text = use(value);
  decref(vm, value);
  return text;
}

/** What a spec says of its module; null if the spec is false, or with an exception. Can run any code. */
function describeSpec(vm: Interpreter, spec: Address): string | null {
  if (isTrue(vm, spec) <= 0) return null;
  const name = withAttribute(vm, spec, "name", (value) => value === NONE ? "'?'" : reprText(vm, value));
  if (name === null) return null;
  return withAttribute(vm, spec, "origin", (origin) => {
    if (origin === NONE) {
      return withAttribute(vm, spec, "loader", (loader) => describeLoader(vm, name, loader));
    }
    return withAttribute(vm, spec, "has_location", (flag) => {
      const isFile = isTrue(vm, flag);
      if (isFile < 0) return null;
      const text = isFile ? reprText(vm, origin) : strText(vm, origin);
      return text === null ? null : isFile ? `${name} from ${text}` : `${name} (${text})`;
    });
  });
}

function describeLoader(vm: Interpreter, name: string, loader: Address): string | null {
  if (loader === NONE) return name;
  const text = reprText(vm, loader);
  return text === null ? null : `${name} (${text})`;
}

/** What the namespace of a module says; null with an exception. */
function describeNamespace(vm: Interpreter, module: Address, dict: Address): string | null {
  const own = dictGetStr(vm, dict, NAME);
  const name = own === NULL ? "'?'" : heldText(vm, own);
  if (name === null) return null;
  const file = dictGetStr(vm, dict, FILE);
  if (file !== NULL) {
    const text = heldText(vm, file);
    return text === null ? null : `${name} from ${text}`;
  }
  if (vm.i32[(module + MD_DEF) >> 2] !== NULL) return `${name} (built-in)`;
  const loader = dictGetStr(vm, dict, LOADER);
  if (loader === NULL) return name;
  incref(vm, loader);
  const text = describeLoader(vm, name, loader);
  decref(vm, loader);
  return text;
}

/** repr() of an object (borrowed from something that may let it go); null with an exception. */
function heldText(vm: Interpreter, object: Address): string | null {
  incref(vm, object);
  const text = reprText(vm, object);
  decref(vm, object);
  return text;
}

/** tp_getattro: as of any object, then the namespace's `__getattr__`. */
export function moduleGetAttr(vm: Interpreter, module: Address, name: Address): Address {
  const value = genericGetAttr(vm, module, name);
  if (value !== NULL || !errorMatches(vm, ATTRIBUTE_ERROR)) return value;
  clearError(vm);
  const dict = moduleDict(vm, module);
  if (dict !== NULL) {
    const getattr = dictGetStr(vm, dict, GETATTR);
    if (getattr !== NULL) {
      incref(vm, getattr);
      const result = call1(vm, getattr, name);
      decref(vm, getattr);
      return result;
    }
    const own = dictGetStr(vm, dict, NAME);
    if (own !== NULL && isStr(vm, own)) return raiseMissing(vm, dict, jsString(vm, own), name);
    if (errorOccurred(vm) !== NULL) return NULL;
  }
  return raise(vm, ATTRIBUTE_ERROR, `module has no attribute '${jsString(vm, name)}'`);
}

/** AttributeError for a name that a module's namespace does not have, with the reason if it is a circular import. */
function raiseMissing(vm: Interpreter, dict: Address, own: string, name: Address): Address {
  const spec = dictGetStr(vm, dict, SPEC);
  xincref(vm, spec);
  const text = jsString(vm, name);
  let message = `module '${own}' has no attribute '${text}'`;
  if (isInitializing(vm, spec)) {
    message = `partially initialized module '${own}' has no attribute '${text}' ` +
      "(most likely due to a circular import)";
  } else if (isUninitializedSubmodule(vm, spec, name) > 0) {
    message = `cannot access submodule '${text}' of module '${own}' (most likely due to a circular import)`;
  }
  xdecref(vm, spec);
  return errorOccurred(vm) !== NULL ? NULL : raise(vm, ATTRIBUTE_ERROR, message);
}

/** `__dir__()`: the names in the namespace, or what its `__dir__` says. */
function moduleDir(vm: Interpreter, module: Address): Address {
  const dict = genericGetAttr(vm, module, DICT_ATTRIBUTE);
  if (dict === NULL) return NULL;
  let names = NULL;
  if (!isDict(vm, dict)) {
    raise(vm, TYPE_ERROR, "<module>.__dict__ is not a dictionary");
  } else {
    const method = dictGet(vm, dict, DIR);
    if (method !== NULL) {
      incref(vm, method);
      names = call0(vm, method);
      decref(vm, method);
    } else if (errorOccurred(vm) === NULL) {
      names = sequenceList(vm, dict);
    }
  }
  decref(vm, dict);
  return names;
}

/** `__annotations__`: made when it is first asked for. */
function getAnnotations(vm: Interpreter, module: Address): Address {
  const dict = moduleDict(vm, module);
  const there = dictGetStr(vm, dict, ANNOTATIONS);
  if (there !== NULL) return newRef(vm, there);
  const made = dictNew(vm);
  if (made === NULL) return NULL;
  if (dictSet(vm, dict, ANNOTATIONS, made) === 0) return made;
  decref(vm, made);
  return NULL;
}

function setAnnotations(vm: Interpreter, module: Address, value: Address): number {
  const dict = moduleDict(vm, module);
  if (value !== NULL) return dictSet(vm, dict, ANNOTATIONS, value);
  if (dictGetStr(vm, dict, ANNOTATIONS) !== NULL) return dictDel(vm, dict, ANNOTATIONS);
  return raiseFlag(vm, ATTRIBUTE_ERROR, "__annotations__");
}

/** Declares the type module. */
export function defineModule(vm: Interpreter): void {
  defineType(vm, MODULE_TYPE, {
    name: "module",
    doc: "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    basicSize: MODULE.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dictOffset: MD_DICT,
    weaklistOffset: MD_WEAKLIST,
    dealloc: moduleDealloc,
    traverse: moduleTraverse,
    clear: moduleClear,
    repr: moduleRepr,
    getattro: moduleGetAttr,
    new: moduleTypeNew,
    init: moduleInit,
    methods: [{ name: "__dir__", flags: METH_NOARGS, fn: moduleDir }],
    members: [{ name: "__dict__", type: "object", offset: MD_DICT, readonly: true }],
    getset: [{ name: "__annotations__", get: getAnnotations, set: setAnnotations }],
  });
}
