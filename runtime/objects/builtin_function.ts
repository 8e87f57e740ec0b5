/**
 * builtin_function_or_method: a native function, or a native method bound to its object.
 *
 *     16 m_ml (PyMethodDef, static)   24 m_self   32 m_module   40 m_weakreflist   48 vectorcall
 *
 * The vectorcall word is the number of the function here that fits the METH flags; a function that wants a tuple and
 * a dict has none and is called through tp_call.
 *
 * Law: the body borrows its arguments, and the recursion limit is charged one level for each call that CPython charges.
 *
 * Source: CPython 3.11 Objects/methodobject.c.
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  OB_SIZE,
  OB_TYPE,
  OBJECT,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TPFLAGS_TYPE_SUBCLASS,
} from "../memory/object_layout.ts";
import {
  BUILTIN_TYPE,
  FALSE,
  identifier,
  MODULE_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  TRUE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { clearField, decref, newRef, xdecref, xincref } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { noKeywords } from "./arguments.ts";
import { getAttr } from "./attributes.ts";
import { vectorcallAsCall, WHILE_CALLING } from "./call.ts";
import { hashPointer } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import {
  BUILTIN_FASTCALL,
  BUILTIN_FASTCALL_KEYWORDS,
  BUILTIN_NOARGS,
  BUILTIN_O,
} from "./function_numbers.ts";
import { docObject, functionText, signatureObject } from "./function_text.ts";
import {
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
  METH_VARARGS,
  ML_DOC,
  ML_FLAGS,
  ML_METH,
  ML_NAME,
} from "./method_definition.ts";
import { formatAddress } from "./object.ts";
import { enterRecursive, leaveRecursive } from "./recursion.ts";
import { jsString, newStr } from "./str.ts";
import { hasTypeFlag, isInstanceOf } from "./subtype.ts";
import { readCString, typeNameOf } from "./type_name.ts";

export const BUILTIN_FUNCTION = struct("PyCFunctionObject", 56, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  m_ml: pointer(16, "PyMethodDef, static"),
  m_self: pointer(24, "object it is bound to, owned; module, type or NULL"),
  m_module: pointer(32, "name of the module it stands in, owned, or NULL"),
  m_weakreflist: pointer(40, "weak references to it"),
  vectorcall: pointer(48, "function number, or 0: called with tuple and dict"),
});
export const M_ML = BUILTIN_FUNCTION.offsets.m_ml;
export const M_SELF = BUILTIN_FUNCTION.offsets.m_self;
const M_MODULE = BUILTIN_FUNCTION.offsets.m_module;
const WEAKREFS = BUILTIN_FUNCTION.offsets.m_weakreflist;
const VECTORCALL = BUILTIN_FUNCTION.offsets.vectorcall;

const CALL_FLAGS = METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS;
const QUALNAME = identifier("__qualname__");

/** Number of the vectorcall function for a built-in function with METH flags; 0 for tuple and dict. */
function vectorcallFor(flags: number): number {
  switch (flags & CALL_FLAGS) {
    case METH_NOARGS:
      return BUILTIN_NOARGS;
    case METH_O:
      return BUILTIN_O;
    case METH_FASTCALL:
      return BUILTIN_FASTCALL;
    case METH_FASTCALL | METH_KEYWORDS:
      return BUILTIN_FASTCALL_KEYWORDS;
    case METH_VARARGS:
    case METH_VARARGS | METH_KEYWORDS:
      return NULL;
  }
  throw new RangeError(`Method flags must be one of CPython's combinations: 0x${flags.toString(16)}`);
}

/**
 * A new built-in function of the definition at `ml`, bound to `self` (borrowed; NULL, a module or any object), of the
 * module named `module` (borrowed str or NULL). NULL with MemoryError.
 */
export function newBuiltin(vm: Interpreter, ml: Address, self: Address, module: Address): Address {
  const object = gcNew(vm, BUILTIN_TYPE, BUILTIN_FUNCTION.size);
  if (object === NULL) return NULL;
  const i32 = vm.i32, f64 = vm.f64;
  for (let field = M_ML; field <= VECTORCALL; field += 8) f64[(object + field) >> 3] = 0;
  i32[(object + M_ML) >> 2] = ml;
  i32[(object + M_SELF) >> 2] = self;
  i32[(object + M_MODULE) >> 2] = module;
  i32[(object + VECTORCALL) >> 2] = vectorcallFor(i32[(ml + ML_FLAGS) >> 2]);
  xincref(vm, self);
  xincref(vm, module);
  gcTrack(vm, object);
  return object;
}

function builtinDealloc(vm: Interpreter, object: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, object);
  const self = i32[(object + M_SELF) >> 2], module = i32[(object + M_MODULE) >> 2];
  gcFree(vm, object);
  xdecref(vm, self);
  xdecref(vm, module);
}

function builtinTraverse(vm: Interpreter, object: Address, visit: Visit): void {
  const self = vm.i32[(object + M_SELF) >> 2], module = vm.i32[(object + M_MODULE) >> 2];
  if (self !== NULL) visit(vm, self);
  if (module !== NULL) visit(vm, module);
}

function builtinClear(vm: Interpreter, object: Address): void {
  clearField(vm, object + M_SELF);
  clearField(vm, object + M_MODULE);
}

// ---- calls

/** TypeError "f() ..." with the function's name in front. Returns NULL. */
export function raiseCall(vm: Interpreter, callable: Address, complaint: string): Address {
  const text = functionText(vm, callable);
  return text === null ? NULL : raise(vm, TYPE_ERROR, `${text} ${complaint}`);
}

function hasKeywords(vm: Interpreter, kwnames: Address): boolean {
  return kwnames !== NULL && vm.i32[(kwnames + OB_SIZE) >> 2] > 0;
}

/** vectorcall of METH_NOARGS. */
export function builtinNoArgs(
  vm: Interpreter,
  f: Address,
  _args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (nargs !== 0 || kwnames !== NULL) {
    if (hasKeywords(vm, kwnames)) return raiseCall(vm, f, "takes no keyword arguments");
    if (nargs !== 0) return raiseCall(vm, f, `takes no arguments (${nargs} given)`);
  }
  if (!enterRecursive(vm, WHILE_CALLING)) return NULL;
  const i32 = vm.i32;
  const result: Address = vm.functions[i32[(i32[(f + M_ML) >> 2] + ML_METH) >> 2]](
    vm,
    i32[(f + M_SELF) >> 2],
  );
  leaveRecursive(vm);
  return result;
}

/** vectorcall of METH_O. */
export function builtinO(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (nargs !== 1 || kwnames !== NULL) {
    if (hasKeywords(vm, kwnames)) return raiseCall(vm, f, "takes no keyword arguments");
    if (nargs !== 1) return raiseCall(vm, f, `takes exactly one argument (${nargs} given)`);
  }
  if (!enterRecursive(vm, WHILE_CALLING)) return NULL;
  const i32 = vm.i32;
  const body = vm.functions[i32[(i32[(f + M_ML) >> 2] + ML_METH) >> 2]];
  const result: Address = body(vm, i32[(f + M_SELF) >> 2], i32[args >> 2]);
  leaveRecursive(vm);
  return result;
}

/** vectorcall of METH_FASTCALL. */
export function builtinFastcall(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (hasKeywords(vm, kwnames)) return raiseCall(vm, f, "takes no keyword arguments");
  const i32 = vm.i32;
  return vm.functions[i32[(i32[(f + M_ML) >> 2] + ML_METH) >> 2]](vm, i32[(f + M_SELF) >> 2], args, nargs);
}

/** vectorcall of METH_FASTCALL | METH_KEYWORDS. */
export function builtinFastcallKeywords(
  vm: Interpreter,
  f: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const i32 = vm.i32;
  return vm.functions[i32[(i32[(f + M_ML) >> 2] + ML_METH) >> 2]](
    vm,
    i32[(f + M_SELF) >> 2],
    args,
    nargs,
    kwnames,
  );
}

/** tp_call: with a tuple and a dict (or NULL). */
function builtinCall(vm: Interpreter, f: Address, args: Address, kwargs: Address): Address {
  const i32 = vm.i32;
  const ml = i32[(f + M_ML) >> 2];
  const self = i32[(f + M_SELF) >> 2];
  const body = vm.functions[i32[(ml + ML_METH) >> 2]];
  const flags = i32[(ml + ML_FLAGS) >> 2];
  if ((flags & METH_VARARGS) === 0) return vectorcallAsCall(vm, f, args, kwargs);
  if ((flags & METH_KEYWORDS) !== 0) return body(vm, self, args, kwargs);
  return noKeywords(vm, builtinName(vm, f), kwargs) ? body(vm, self, args) : NULL;
}

// ---- attributes

/** Name of a built-in function. */
function builtinName(vm: Interpreter, f: Address): string {
  return readCString(vm, vm.i32[(vm.i32[(f + M_ML) >> 2] + ML_NAME) >> 2]);
}

/** Is it a function of a module, not a method? */
function isModuleFunction(vm: Interpreter, self: Address): boolean {
  return self === NULL || isInstanceOf(vm, self, MODULE_TYPE);
}

function builtinRepr(vm: Interpreter, f: Address): Address {
  const self = vm.i32[(f + M_SELF) >> 2];
  const name = builtinName(vm, f);
  if (isModuleFunction(vm, self)) return newStr(vm, `<built-in function ${name}>`);
  const owner = `${typeNameOf(vm, self)} object at ${formatAddress(self)}`;
  return newStr(vm, `<built-in method ${name} of ${owner}>`);
}

function getName(vm: Interpreter, f: Address): Address {
  return newStr(vm, builtinName(vm, f));
}

function getQualname(vm: Interpreter, f: Address): Address {
  const self = vm.i32[(f + M_SELF) >> 2];
  if (isModuleFunction(vm, self)) return getName(vm, f);
  const type = hasTypeFlag(vm, self, TPFLAGS_TYPE_SUBCLASS) ? self : vm.i32[(self + OB_TYPE) >> 2];
  const owner = getAttr(vm, type, QUALNAME);
  if (owner === NULL) return NULL;
  const text = `${jsString(vm, owner)}.${builtinName(vm, f)}`;
  decref(vm, owner);
  return newStr(vm, text);
}

function getSelf(vm: Interpreter, f: Address): Address {
  const self = vm.i32[(f + M_SELF) >> 2];
  return newRef(vm, self === NULL ? NONE : self);
}

function getDoc(vm: Interpreter, f: Address): Address {
  return docObject(vm, builtinName(vm, f), vm.i32[(vm.i32[(f + M_ML) >> 2] + ML_DOC) >> 2]);
}

function getSignature(vm: Interpreter, f: Address): Address {
  return signatureObject(vm, builtinName(vm, f), vm.i32[(vm.i32[(f + M_ML) >> 2] + ML_DOC) >> 2]);
}

function builtinHash(vm: Interpreter, f: Address): number {
  const i32 = vm.i32;
  const low = hashPointer(vm, i32[(f + M_SELF) >> 2]) ^
    hashPointer(vm, i32[(i32[(f + M_ML) >> 2] + ML_METH) >> 2]);
  vm.hashHigh = 0;
  return low;
}

function builtinRichcompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const i32 = vm.i32;
  if ((op !== EQ && op !== NE) || i32[(b + OB_TYPE) >> 2] !== BUILTIN_TYPE) {
    return newRef(vm, NOT_IMPLEMENTED);
  }
  const same = i32[(a + M_SELF) >> 2] === i32[(b + M_SELF) >> 2] &&
    i32[(i32[(a + M_ML) >> 2] + ML_METH) >> 2] === i32[(i32[(b + M_ML) >> 2] + ML_METH) >> 2];
  return newRef(vm, same === (op === EQ) ? TRUE : FALSE);
}

/** Declares builtin_function_or_method. */
export function defineBuiltinFunction(vm: Interpreter): void {
  defineType(vm, BUILTIN_TYPE, {
    name: "builtin_function_or_method",
    basicSize: BUILTIN_FUNCTION.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_HAVE_VECTORCALL,
    vectorcallOffset: VECTORCALL,
    weaklistOffset: WEAKREFS,
    dealloc: builtinDealloc,
    traverse: builtinTraverse,
    clear: builtinClear,
    repr: builtinRepr,
    hash: builtinHash,
    call: builtinCall,
    richcompare: builtinRichcompare,
    members: [{ name: "__module__", type: "object", offset: M_MODULE }],
    getset: [
      { name: "__doc__", get: getDoc },
      { name: "__name__", get: getName },
      { name: "__qualname__", get: getQualname },
      { name: "__self__", get: getSelf },
      { name: "__text_signature__", get: getSignature },
    ],
  });
}
