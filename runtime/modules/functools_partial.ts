/**
 * functools.partial: a callable with some of its arguments.
 *
 *     16 fn   24 args   32 kw   40 dict   48 weakreflist   56 vectorcall
 *
 * A partial of a partial is one of the inner function with the arguments of both, unless the inner one has attributes.
 *
 * Source: CPython 3.11 Modules/_functoolsmodule.c (partial_*).
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OBJECT,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TYPE,
} from "../memory/object_layout.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import {
  clearField,
  decref,
  incref,
  newRef,
  refcount,
  setField,
  typeOf,
  xdecref,
} from "../memory/refcount.ts";
import { lateType, NONE, TYPE_ERROR } from "../memory/statics.ts";
import {
  call,
  isCallable,
  kwargsFromWords,
  releaseArguments,
  reserveArguments,
  vectorcall,
} from "../objects/call.ts";
import { defineType } from "../objects/define_type.ts";
import { dictCopy, dictNew, dictSize, isDict, MERGE_REPLACE, mergeDict } from "../objects/dict.ts";
import { formatType, raise, raiseFlag } from "../objects/errors.ts";
import { reprText } from "../objects/exceptions.ts";
import { VECTORCALL_AS_CALL } from "../objects/function_numbers.ts";
import { METH_NOARGS } from "../objects/method_definition.ts";
import { genericGetDict } from "../objects/object.ts";
import { reprEnter, reprLeave } from "../objects/repr_guard.ts";
import { newStr } from "../objects/str.ts";
import { isInstanceOf } from "../objects/subtype.ts";
import { tupleItem, tupleNew, tuplePack1, tupleSetItem, tupleSize, tupleSlice } from "../objects/tuple.ts";
import { typeName } from "../objects/type_name.ts";
import { clearWeakrefs } from "../objects/weakref_object.ts";
import { keywordTexts } from "./operator_getters.ts";

const PARTIAL = struct("partialobject", 64, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  fn: pointer(16, "the callable, owned"),
  args: pointer(24, "tuple of the first arguments, owned"),
  kw: pointer(32, "dict of keywords, owned"),
  dict: pointer(40, "attributes, owned, or NULL"),
  weakreflist: pointer(48, "weak references to it"),
  vectorcall: pointer(56, "function number"),
});
const P = PARTIAL.offsets;
const OWNED = [P.fn, P.args, P.kw, P.dict] as const;
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;
const TP_CALL = TYPE.offsets.tp_call;
const TUPLE_ITEMS = 24;
export const PARTIAL_TYPE = lateType("partial");

// Making -----------------------------------------------------------------------------------------------------------

/** partial(func, /, *args, **keywords) */
function partialNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const n = tupleSize(vm, args);
  if (n < 1) return raise(vm, TYPE_ERROR, "type 'partial' takes at least one argument");
  const i32 = vm.i32;
  let fn = tupleItem(vm, args, 0), inner = NULL;
  if (isPlainPartial(vm, fn)) {
    inner = fn;
    fn = i32[(inner + P.fn) >> 2];
  }
  if (!isCallable(vm, fn)) return raise(vm, TYPE_ERROR, "the first argument must be callable");
  const all = joinArguments(vm, inner === NULL ? NULL : i32[(inner + P.args) >> 2], args, n);
  if (all === NULL) return NULL;
  const keywords = joinKeywords(vm, inner === NULL ? NULL : i32[(inner + P.kw) >> 2], kwargs);
  const self: Address = keywords === NULL ? NULL : vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (self === NULL) {
    decref(vm, all);
    xdecref(vm, keywords);
    return NULL;
  }
  i32[(self + P.fn) >> 2] = newRef(vm, fn);
  i32[(self + P.args) >> 2] = all;
  i32[(self + P.kw) >> 2] = keywords;
  i32[(self + P.vectorcall) >> 2] = vm.numberOf(partialCall);
  return self;
}

/** Whether an object is a partial that is called as one and has no attributes. */
function isPlainPartial(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32, type = typeOf(vm, object);
  if (type !== PARTIAL_TYPE) {
    if (!isInstanceOf(vm, object, PARTIAL_TYPE)) return false;
    if (i32[(type + TP_CALL) >> 2] !== i32[(PARTIAL_TYPE + TP_CALL) >> 2]) return false;
  }
  return i32[(object + P.dict) >> 2] === NULL;
}

/** The arguments of a tuple (or NULL) and those behind the first of another; new. */
function joinArguments(vm: Interpreter, first: Address, args: Address, n: number): Address {
  const before = first === NULL ? 0 : tupleSize(vm, first);
  if (before === 0) return tupleSlice(vm, args, 1, n);
  if (n === 1) return newRef(vm, first);
  const all = tupleNew(vm, before + n - 1);
  if (all === NULL) return NULL;
  for (let i = 0; i < before; i++) tupleSetItem(vm, all, i, newRef(vm, tupleItem(vm, first, i)));
  for (let i = 1; i < n; i++) tupleSetItem(vm, all, before + i - 1, newRef(vm, tupleItem(vm, args, i)));
  return all;
}

/** The keywords of two dicts (each may be NULL), those of the second winning; a dict that is the partial's own. New. */
function joinKeywords(vm: Interpreter, first: Address, second: Address): Address {
  if (first === NULL || dictSize(vm, first) === 0) {
    if (second === NULL) return dictNew(vm);
    return refcount(vm, second) === 1 ? newRef(vm, second) : dictCopy(vm, second);
  }
  const all = dictCopy(vm, first);
  if (all === NULL || second === NULL || mergeDict(vm, all, second, MERGE_REPLACE) === 0) return all;
  decref(vm, all);
  return NULL;
}

// Calling ----------------------------------------------------------------------------------------------------------

/** The vectorcall of every partial: without keywords of its own all arguments are words, one after the other. */
function partialCall(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const i32 = vm.i32;
  const fn = i32[(self + P.fn) >> 2], own = i32[(self + P.args) >> 2], kw = i32[(self + P.kw) >> 2];
  if (dictSize(vm, kw) > 0) return callWithKeywords(vm, self, args, nargs, kwnames);
  const before = tupleSize(vm, own);
  if (before === 0) return vectorcall(vm, fn, args, nargs, kwnames);
  const after = nargs + (kwnames === NULL ? 0 : i32[(kwnames + OB_SIZE) >> 2]);
  const words = reserveArguments(vm, before + after);
  if (words === NULL) return NULL;
  for (let i = 0; i < before; i++) i32[(words + 8 * i) >> 2] = i32[(own + TUPLE_ITEMS + 8 * i) >> 2];
  for (let i = 0; i < after; i++) i32[(words + 8 * (before + i)) >> 2] = i32[(args + 8 * i) >> 2];
  incref(vm, fn);
  incref(vm, own);
  const result = vectorcall(vm, fn, words, before + nargs, kwnames);
  decref(vm, fn);
  decref(vm, own);
  releaseArguments(vm, words);
  return result;
}

/** The same with keywords of its own, which the call's replace. */
function callWithKeywords(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const i32 = vm.i32;
  const own = i32[(self + P.args) >> 2], before = tupleSize(vm, own);
  const all = tupleNew(vm, before + nargs);
  if (all === NULL) return NULL;
  for (let i = 0; i < before; i++) tupleSetItem(vm, all, i, newRef(vm, tupleItem(vm, own, i)));
  for (let i = 0; i < nargs; i++) tupleSetItem(vm, all, before + i, newRef(vm, i32[(args + 8 * i) >> 2]));
  const given = kwnames === NULL || i32[(kwnames + OB_SIZE) >> 2] === 0
    ? NULL
    : kwargsFromWords(vm, args + 8 * nargs, kwnames);
  const failed = given === NULL && vm.curexcType !== NULL;
  const keywords = failed ? NULL : joinKeywords(vm, i32[(self + P.kw) >> 2], given);
  const fn = newRef(vm, i32[(self + P.fn) >> 2]);
  const result = keywords === NULL ? NULL : call(vm, fn, all, keywords);
  decref(vm, fn);
  decref(vm, all);
  xdecref(vm, given);
  xdecref(vm, keywords);
  return result;
}

// The object -------------------------------------------------------------------------------------------------------

function partialRepr(vm: Interpreter, self: Address): Address {
  const entered = reprEnter(vm, self);
  if (entered !== 0) return entered < 0 ? NULL : newStr(vm, "...");
  const text = describe(vm, self);
  reprLeave(vm, self);
  return text === null ? NULL : newStr(vm, text);
}

function describe(vm: Interpreter, self: Address): string | null {
  const i32 = vm.i32;
  const parts: string[] = [];
  const args = newRef(vm, i32[(self + P.args) >> 2]), kw = newRef(vm, i32[(self + P.kw) >> 2]);
  const fn = newRef(vm, i32[(self + P.fn) >> 2]);
  let failed = false;
  for (let i = 0; i < tupleSize(vm, args) && !failed; i++) {
    const text = reprText(vm, tupleItem(vm, args, i));
    if (text === null) failed = true;
    else parts.push(text);
  }
  const keywords = failed ? null : keywordTexts(vm, kw);
  const callable = keywords === null ? null : reprText(vm, fn);
  for (const each of [args, kw, fn]) decref(vm, each);
  if (callable === null) return null;
  return `${typeName(vm, typeOf(vm, self))}(${[callable, ...parts, ...keywords!].join(", ")})`;
}

/** `__reduce__()`: the type, the callable, and what `__setstate__` of CPython's takes. */
function reduce(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const callable = tuplePack1(vm, i32[(self + P.fn) >> 2]);
  const state = callable === NULL ? NULL : tupleNew(vm, 4);
  const result = state === NULL ? NULL : tupleNew(vm, 3);
  if (result === NULL) {
    xdecref(vm, callable);
    xdecref(vm, state);
    return NULL;
  }
  OWNED.forEach((field, i) => {
    tupleSetItem(vm, state, i, newRef(vm, i32[(self + field) >> 2] || NONE));
  });
  tupleSetItem(vm, result, 0, newRef(vm, typeOf(vm, self)));
  tupleSetItem(vm, result, 1, callable);
  tupleSetItem(vm, result, 2, state);
  return result;
}

/** `partial.__dict__ = value` */
export function setDict(vm: Interpreter, field: Address, value: Address): number {
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "cannot delete __dict__");
  if (!isDict(vm, value)) {
    const given = formatType(vm, value);
    return raiseFlag(vm, TYPE_ERROR, `__dict__ must be set to a dictionary, not a '${given}'`);
  }
  setField(vm, field, newRef(vm, value));
  return 0;
}

function dealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  if (vm.i32[(self + P.weakreflist) >> 2] !== NULL) clearWeakrefs(vm, self);
  clear(vm, self);
  vm.functions[vm.i32[(typeOf(vm, self) + TP_FREE) >> 2]](vm, self);
}

function traverse(vm: Interpreter, self: Address, visit: Visit): void {
  for (const field of OWNED) {
    const child = vm.i32[(self + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

function clear(vm: Interpreter, self: Address): void {
  for (const field of OWNED) clearField(vm, self + field);
}

/** Declares partial. */
export function definePartial(vm: Interpreter): void {
  defineType(vm, PARTIAL_TYPE, {
    name: "functools.partial",
    doc: "partial(func, *args, **keywords) - new function with partial application\n" +
      "    of the given arguments and keywords.\n",
    basicSize: PARTIAL.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE | TPFLAGS_HAVE_VECTORCALL,
    dictOffset: P.dict,
    weaklistOffset: P.weakreflist,
    vectorcallOffset: P.vectorcall,
    dealloc,
    traverse,
    clear,
    repr: partialRepr,
    call: VECTORCALL_AS_CALL,
    new: partialNew,
    methods: [{ name: "__reduce__", flags: METH_NOARGS, fn: reduce }],
    members: [
      { name: "func", type: "object", offset: P.fn, readonly: true },
      { name: "args", type: "object", offset: P.args, readonly: true },
      { name: "keywords", type: "object", offset: P.kw, readonly: true },
    ],
    getset: [{
      name: "__dict__",
      get: genericGetDict,
      set: (vm: Interpreter, self: Address, value: Address) => setDict(vm, self + P.dict, value),
    }],
  });
}
