/**
 * function: PyFunctionObject of 136 bytes behind a GC head, and how arguments become parameters.
 *
 * `vectorcall` (offset 120) holds in its low half the number of `functionVectorcall`, the general way, and in its high
 * half the function word: number of the body << 4 | how many positional arguments it takes as they are. Emitted calls
 * compare the low four bits of that word with the number of arguments they have and call the body directly.
 *
 * Laws
 * - A body owns its parameters: it is given new references and releases them, whatever happens.
 * - A body with more than MAX_DIRECT_ARGUMENTS parameters gets the address of their words instead.
 * - Parameters lie in the order of co_varnames: positional, keyword-only, `*args`, `**kwargs`.
 *
 * Source: CPython 3.11 Objects/funcobject.c, Python/ceval.c (initialize_locals).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TPFLAGS_METHOD_DESCRIPTOR,
  TPFLAGS_TUPLE_SUBCLASS,
} from "../memory/object_layout.ts";
import { clearField, decref, incref, newRef, setField } from "../memory/refcount.ts";
import { CODE_TYPE, FUNCTION_TYPE, identifier, NONE, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { bindArguments } from "./bind_arguments.ts";
import { vectorcallAsCall } from "./call.ts";
import { CO_CONSTS, CO_FUNCTION_WORD, CO_NAME, CO_NFREEVARS, CO_QUALNAME } from "./code.ts";
import { INDIRECT } from "./code_flags.ts";
import { defineType } from "./define_type.ts";
import { dictGetStr, dictNew, dictSet, isDict } from "./dict.ts";
import { raise, raiseFlag } from "./errors.ts";
import {
  FUNC_CLOSURE,
  FUNC_CODE,
  FUNC_DEFAULTS,
  FUNC_GLOBALS,
  FUNC_KWDEFAULTS,
  FUNC_WORD,
  FUNCTION,
} from "./function_layout.ts";
import { newMethod } from "./method.ts";
import { REENTRY_WEIGHT } from "./recursion.ts";
import { genericGetDict } from "./attributes.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";
import { hasTypeFlag } from "./subtype.ts";

export * from "./function_layout.ts";

const F = FUNCTION.offsets;
const ID_NAME = identifier("__name__");
const ID_BUILTINS = identifier("__builtins__");

/** The references that a function owns, in the order in which they are released. */
const OWNED = [
  F.func_code,
  F.func_globals,
  F.func_module,
  F.func_name,
  F.func_qualname,
  F.func_defaults,
  F.func_kwdefaults,
  F.func_doc,
  F.func_dict,
  F.func_closure,
  F.func_annotations,
  F.func_builtins,
];

/**
 * A new function of `code` with these globals (a dict); all references are borrowed. NULL with MemoryError. The
 * builtins are the value of `__builtins__` in the globals, or the interpreter's.
 */
export function functionNew(vm: Interpreter, code: Address, globals: Address): Address {
  const module = dictGetStr(vm, globals, ID_NAME);
  const found = dictGetStr(vm, globals, ID_BUILTINS);
  const builtins = found === NULL ? vm.builtinsDict : builtinsOf(vm, found);
  const object = gcNew(vm, FUNCTION_TYPE, FUNCTION.size);
  if (object === NULL) return NULL;
  const { f64, i32 } = vm;
  f64.fill(0, (object + 16) >> 3, (object + FUNCTION.size) >> 3);
  const consts = i32[(code + CO_CONSTS) >> 2];
  let doc = NONE;
  if (tupleSize(vm, consts) > 0 && isStr(vm, tupleItem(vm, consts, 0))) doc = tupleItem(vm, consts, 0);
  put(vm, object, F.func_globals, globals);
  put(vm, object, F.func_builtins, builtins);
  put(vm, object, F.func_name, i32[(code + CO_NAME) >> 2]);
  put(vm, object, F.func_qualname, i32[(code + CO_QUALNAME) >> 2]);
  put(vm, object, F.func_code, code);
  put(vm, object, F.func_doc, doc);
  if (module !== NULL) put(vm, object, F.func_module, module);
  i32[(object + F.vectorcall) >> 2] = vm.functionVectorcall;
  i32[(object + FUNC_WORD) >> 2] = i32[(code + CO_FUNCTION_WORD) >> 2];
  gcTrack(vm, object);
  return object;
}

function put(vm: Interpreter, object: Address, offset: number, value: Address): void {
  incref(vm, value);
  vm.i32[(object + offset) >> 2] = value;
}

/** `__builtins__` is the module or its dict. */
function builtinsOf(vm: Interpreter, value: Address): Address {
  return isDict(vm, value) ? value : vm.i32[(value + MD_DICT) >> 2];
}
/** Offset of a module's dict. */
const MD_DICT = 16;

/**
 * What `def` and `lambda` make: a function of `code` with the globals of `outer`; steals nothing, each part may be
 * NULL. `annotations` is a tuple of names and values in turn.
 */
export function makeFunction(
  vm: Interpreter,
  outer: Address,
  code: Address,
  defaults: Address,
  kwDefaults: Address,
  annotations: Address,
  closure: Address,
): Address {
  const object = functionNew(vm, code, vm.i32[(outer + FUNC_GLOBALS) >> 2]);
  if (object === NULL) return NULL;
  if (closure !== NULL) put(vm, object, FUNC_CLOSURE, closure);
  if (annotations !== NULL) put(vm, object, F.func_annotations, annotations);
  if (kwDefaults !== NULL) put(vm, object, FUNC_KWDEFAULTS, kwDefaults);
  if (defaults !== NULL) put(vm, object, FUNC_DEFAULTS, defaults);
  return object;
}

function functionDealloc(vm: Interpreter, object: Address): void {
  gcUntrack(vm, object);
  for (const offset of OWNED) clearField(vm, object + offset);
  gcFree(vm, object);
}

function functionTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  for (const offset of OWNED) {
    const value = vm.i32[(object + offset) >> 2];
    if (value !== NULL) visit(vm, value);
  }
}

/** Keeps code, name and qualified name: a finalizer may still call the function. */
function functionClear(vm: Interpreter, object: Address): void {
  for (const offset of OWNED) {
    if (offset !== F.func_code && offset !== F.func_name && offset !== F.func_qualname) {
      clearField(vm, object + offset);
    }
  }
}

// ---- calls

/** Calls a body directly with `n` owned words at `words`. */
function callBody(vm: Interpreter, id: number, func: Address, words: Address, n: number): Address {
  const w = vm.i32, f = vm.functions[id], a = words >> 2;
  switch (n) {
    case 0:
      return f(vm, func);
    case 1:
      return f(vm, func, w[a]);
    case 2:
      return f(vm, func, w[a], w[a + 2]);
    case 3:
      return f(vm, func, w[a], w[a + 2], w[a + 4]);
    case 4:
      return f(vm, func, w[a], w[a + 2], w[a + 4], w[a + 6]);
    case 5:
      return f(vm, func, w[a], w[a + 2], w[a + 4], w[a + 6], w[a + 8]);
    case 6:
      return f(vm, func, w[a], w[a + 2], w[a + 4], w[a + 6], w[a + 8], w[a + 10]);
    case 7:
      return f(vm, func, w[a], w[a + 2], w[a + 4], w[a + 6], w[a + 8], w[a + 10], w[a + 12]);
    case 8:
      return f(vm, func, w[a], w[a + 2], w[a + 4], w[a + 6], w[a + 8], w[a + 10], w[a + 12], w[a + 14]);
    case 9:
      return f(
        vm,
        func,
        w[a],
        w[a + 2],
        w[a + 4],
        w[a + 6],
        w[a + 8],
        w[a + 10],
        w[a + 12],
        w[a + 14],
        w[a + 16],
      );
    case 10:
      return f(
        vm,
        func,
        w[a],
        w[a + 2],
        w[a + 4],
        w[a + 6],
        w[a + 8],
        w[a + 10],
        w[a + 12],
        w[a + 14],
        w[a + 16],
        w[a + 18],
      );
    default:
      return f(vm, func, words);
  }
}

/** The vectorcall function of every function. */
export function functionVectorcall(
  vm: Interpreter,
  func: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const i32 = vm.i32;
  const word = i32[(func + FUNC_WORD) >> 2];
  if (
    (word & 15) === nargs && nargs !== INDIRECT && (kwnames === NULL || i32[(kwnames + OB_SIZE) >> 2] === 0)
  ) {
    for (let i = 0; i < nargs; i++) i32[i32[(args + 8 * i) >> 2] >> 2]++;
    vm.room -= REENTRY_WEIGHT;
    const result = callBody(vm, word >> 4, func, args, nargs);
    vm.room += REENTRY_WEIGHT;
    return result;
  }
  const words = vm.sp;
  const n = bindArguments(vm, func, args, nargs, kwnames, words);
  if (n < 0) return NULL;
  vm.sp = words + 8 * n;
  vm.room -= REENTRY_WEIGHT;
  const result = callBody(vm, word >> 4, func, words, n);
  vm.room += REENTRY_WEIGHT;
  vm.sp = words;
  return result;
}

// ---- attributes

function functionRepr(vm: Interpreter, object: Address): Address {
  return newStr(
    vm,
    `<function ${jsString(vm, vm.i32[(object + F.func_qualname) >> 2])} at 0x${object.toString(16)}>`,
  );
}

/** A function found in a class is a method of the instance. */
function functionGet(vm: Interpreter, object: Address, instance: Address): Address {
  if (instance === NULL || instance === NONE) return newRef(vm, object);
  return newMethod(vm, object, instance);
}

function setCode(vm: Interpreter, object: Address, value: Address): number {
  const i32 = vm.i32;
  if (value === NULL || i32[(value + OB_TYPE) >> 2] !== CODE_TYPE) {
    return raiseFlag(vm, TYPE_ERROR, "__code__ must be set to a code object");
  }
  const free = i32[(value + CO_NFREEVARS) >> 2];
  const closure = i32[(object + FUNC_CLOSURE) >> 2];
  const cells = closure === NULL ? 0 : tupleSize(vm, closure);
  if (free !== cells) {
    const name = jsString(vm, i32[(object + F.func_name) >> 2]);
    const text = `${name}() requires a code object with ${cells} free vars, not ${free}`;
    return raiseFlag(vm, VALUE_ERROR, text);
  }
  i32[(object + FUNC_WORD) >> 2] = i32[(value + CO_FUNCTION_WORD) >> 2];
  setField(vm, object + FUNC_CODE, newRef(vm, value));
  return 0;
}

/** A setter of a field that must hold what `accepts` says. */
function setter(
  offset: number,
  accepts: (vm: Interpreter, value: Address) => boolean,
  message: string,
  nullable: boolean,
) {
  return (vm: Interpreter, object: Address, value: Address): number => {
    if (nullable && (value === NULL || value === NONE)) {
      setField(vm, object + offset, NULL);
      return 0;
    }
    if (value === NULL || !accepts(vm, value)) return raiseFlag(vm, TYPE_ERROR, message);
    setField(vm, object + offset, newRef(vm, value));
    return 0;
  };
}

function isTuple(vm: Interpreter, value: Address): boolean {
  return hasTypeFlag(vm, value, TPFLAGS_TUPLE_SUBCLASS);
}

function setDict(vm: Interpreter, object: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "cannot delete __dict__");
  if (!isDict(vm, value)) {
    return raiseFlag(
      vm,
      TYPE_ERROR,
      `__dict__ must be set to a dictionary, not a '${typeNameOf(vm, value)}'`,
    );
  }
  setField(vm, object + F.func_dict, newRef(vm, value));
  return 0;
}

function getter(offset: number) {
  return (vm: Interpreter, object: Address): Address => newRef(vm, vm.i32[(object + offset) >> 2] || NONE);
}

/** The annotations as a dict; made from the tuple when first asked for. */
function getAnnotations(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const current = i32[(object + F.func_annotations) >> 2];
  if (current !== NULL && isDict(vm, current)) return newRef(vm, current);
  const dict = dictNew(vm);
  if (dict === NULL) return NULL;
  for (let i = 0; current !== NULL && i < tupleSize(vm, current); i += 2) {
    if (dictSet(vm, dict, tupleItem(vm, current, i), tupleItem(vm, current, i + 1)) < 0) {
      decref(vm, dict);
      return NULL;
    }
  }
  setField(vm, object + F.func_annotations, newRef(vm, dict));
  return dict;
}

function functionNewMethod(vm: Interpreter): Address {
  return raise(vm, TYPE_ERROR, "cannot create 'function' instances");
}

export function defineFunction(vm: Interpreter): void {
  vm.functionVectorcall = vm.addFunction(functionVectorcall);
  defineType(vm, FUNCTION_TYPE, {
    name: "function",
    basicSize: FUNCTION.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_HAVE_VECTORCALL | TPFLAGS_METHOD_DESCRIPTOR,
    dealloc: functionDealloc,
    traverse: functionTraverse,
    clear: functionClear,
    repr: functionRepr,
    call: vectorcallAsCall,
    vectorcallOffset: F.vectorcall,
    getattro: "inherited",
    descrGet: functionGet,
    dictOffset: F.func_dict,
    weaklistOffset: F.func_weakreflist,
    new: functionNewMethod,
    members: [
      { name: "__closure__", type: "object", offset: FUNC_CLOSURE, readonly: true },
      { name: "__doc__", type: "object", offset: F.func_doc },
      { name: "__globals__", type: "object", offset: FUNC_GLOBALS, readonly: true },
      { name: "__module__", type: "object", offset: F.func_module },
      { name: "__builtins__", type: "object", offset: F.func_builtins, readonly: true },
    ],
    getset: [
      { name: "__code__", get: getter(FUNC_CODE), set: setCode },
      {
        name: "__defaults__",
        get: getter(FUNC_DEFAULTS),
        set: setter(FUNC_DEFAULTS, isTuple, "__defaults__ must be set to a tuple object", true),
      },
      {
        name: "__kwdefaults__",
        get: getter(FUNC_KWDEFAULTS),
        set: setter(FUNC_KWDEFAULTS, isDict, "__kwdefaults__ must be set to a dict object", true),
      },
      {
        name: "__annotations__",
        get: getAnnotations,
        set: setter(F.func_annotations, isDict, "__annotations__ must be set to a dict object", true),
      },
      { name: "__dict__", get: genericGetDict, set: setDict },
      {
        name: "__name__",
        get: getter(F.func_name),
        set: setter(F.func_name, isStr, "__name__ must be set to a string object", false),
      },
      {
        name: "__qualname__",
        get: getter(F.func_qualname),
        set: setter(F.func_qualname, isStr, "__qualname__ must be set to a string object", false),
      },
    ],
  });
}
