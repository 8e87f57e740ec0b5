/**
 * types.GenericAlias: what `list[int]` gives, a type with arguments that nobody checks.
 *
 *     16 origin   24 args (tuple)   32 parameters (tuple, or NULL: not asked for yet)   40 weakreflist
 *     48 starred (1: `*tuple[int]`)   56 vectorcall
 *
 * Most attributes are those of the origin; a call calls the origin.
 *
 * Source: CPython 3.11 Objects/genericaliasobject.c.
 */
import { type Address, NULL, pointer, struct, u8 } from "../../heap/mod.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { gcNew } from "../memory/gc_alloc.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  EQ,
  NE,
  OB_TYPE,
  OBJECT,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TPFLAGS_TUPLE_SUBCLASS,
} from "../memory/object_layout.ts";
import { decref, newRef, xdecref } from "../memory/refcount.ts";
import {
  ATTRIBUTE_ERROR,
  FALSE,
  GENERIC_ALIAS_TYPE,
  identifier,
  NOT_IMPLEMENTED,
  TRUE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { checkPositional, noKeywords } from "./arguments.ts";
import { genericGetAttr, getAttr, setAttr } from "./attributes.ts";
import { vectorcall, vectorcallAsCall } from "./call.ts";
import { hash, richCompareBool } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { clearError, errorMatches, raise } from "./errors.ts";
import { getIter } from "./iterate.ts";
import { METH_NOARGS, METH_O } from "./method_definition.ts";
import { repr } from "./object.ts";
import { isStr, jsString, newStr, strEqualsText } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { newEmptyTuple, tupleItem, tuplePack1, tuplePack2, tupleSize } from "./tuple.ts";
import { freeInstance, genericAlloc } from "./type_alloc.ts";
import { typeItemText } from "./type_item_text.ts";
import { unionOfTypes } from "./union_type.ts";
import { clearWeakrefs } from "./weakref_object.ts";

export const GENERIC_ALIAS = struct("gaobject", 64, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  origin: pointer(16, "what was subscripted, owned"),
  args: pointer(24, "the arguments, a tuple, owned"),
  parameters: pointer(32, "type variables among the arguments, a tuple, owned, or NULL"),
  weakreflist: pointer(40, "weak references"),
  starred: u8(48, "1: it stands with a star"),
  vectorcall: pointer(56, "function number"),
});
const G = GENERIC_ALIAS.offsets;
const ORIG_CLASS = identifier("__orig_class__");
/** What an alias answers itself. */
const OWN = [
  "__class__",
  "__origin__",
  "__args__",
  "__unpacked__",
  "__parameters__",
  "__typing_unpacked_tuple_args__",
  "__mro_entries__",
  "__reduce_ex__",
  "__reduce__",
  "__copy__",
  "__deepcopy__",
].map((name) => identifier(name as Parameters<typeof identifier>[0]));

// ---- making

/** `origin[item]`: a new alias (both borrowed). NULL with MemoryError. Also `__class_getitem__` of built-in types. */
export function newGenericAlias(vm: Interpreter, origin: Address, item: Address): Address {
  const self = gcNew(vm, GENERIC_ALIAS_TYPE, GENERIC_ALIAS.size);
  if (self === NULL) return NULL;
  const f64 = vm.f64;
  for (let field = G.origin; field <= G.vectorcall; field += 8) f64[(self + field) >> 3] = 0;
  return fill(vm, self, origin, item);
}

/** Sets the fields of a new alias (stolen), and tracks it. */
function fill(vm: Interpreter, self: Address, origin: Address, item: Address): Address {
  const i32 = vm.i32;
  const args = hasTypeFlag(vm, item, TPFLAGS_TUPLE_SUBCLASS) ? newRef(vm, item) : tuplePack1(vm, item);
  i32[(self + G.origin) >> 2] = newRef(vm, origin);
  i32[(self + G.args) >> 2] = args;
  i32[(self + G.vectorcall) >> 2] = vm.aliasVectorcall;
  gcTrack(vm, self);
  if (args !== NULL) return self;
  decref(vm, self);
  return NULL;
}

function aliasNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "GenericAlias", kwargs)) return NULL;
  if (!checkPositional(vm, "GenericAlias", tupleSize(vm, args), 2, 2)) return NULL;
  const self = genericAlloc(vm, type, 0);
  if (self === NULL) return NULL;
  gcUntrack(vm, self);
  return fill(vm, self, tupleItem(vm, args, 0), tupleItem(vm, args, 1));
}

// ---- texts

function aliasRepr(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const origin = typeItemText(vm, i32[(self + G.origin) >> 2]);
  if (origin === null) return NULL;
  const args = i32[(self + G.args) >> 2];
  const texts: string[] = [];
  for (let i = 0; i < tupleSize(vm, args); i++) {
    const text = typeItemText(vm, tupleItem(vm, args, i));
    if (text === null) return NULL;
    texts.push(text);
  }
  const star = vm.u8[self + G.starred] !== 0 ? "*" : "";
  return newStr(vm, `${star}${origin}[${texts.length === 0 ? "()" : texts.join(", ")}]`);
}

// ---- slots

function aliasHash(vm: Interpreter, self: Address): number {
  const i32 = vm.i32;
  const low = hash(vm, i32[(self + G.origin) >> 2]), high = vm.hashHigh;
  if ((low & high) === -1) return -1;
  const other = hash(vm, i32[(self + G.args) >> 2]);
  if ((other & vm.hashHigh) === -1) return -1;
  vm.hashHigh ^= high;
  return low ^ other;
}

function aliasRichcompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const i32 = vm.i32;
  const alike = [a, b].every((each) => i32[(each + OB_TYPE) >> 2] === GENERIC_ALIAS_TYPE);
  if (!alike || (op !== EQ && op !== NE)) return newRef(vm, NOT_IMPLEMENTED);
  let equal = vm.u8[a + G.starred] === vm.u8[b + G.starred] ? 1 : 0;
  for (const field of [G.origin, G.args]) {
    if (equal === 1) equal = richCompareBool(vm, i32[(a + field) >> 2], i32[(b + field) >> 2], EQ);
  }
  if (equal < 0) return NULL;
  return newRef(vm, (equal === 1) === (op === EQ) ? TRUE : FALSE);
}

/** Calls the origin; what that makes is told where it came from, if it lets itself be told. */
function aliasVectorcall(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const made = vectorcall(vm, vm.i32[(self + G.origin) >> 2], args, nargs, kwnames);
  if (made === NULL || setAttr(vm, made, ORIG_CLASS, self) === 0) return made;
  if (errorMatches(vm, ATTRIBUTE_ERROR) || errorMatches(vm, TYPE_ERROR)) {
    clearError(vm);
    return made;
  }
  decref(vm, made);
  return NULL;
}

function aliasGetattro(vm: Interpreter, self: Address, name: Address): Address {
  const isOwn = isStr(vm, name) &&
    OWN.some((own) => own === name || strEqualsText(vm, name, jsString(vm, own)));
  return isOwn ? genericGetAttr(vm, self, name) : getAttr(vm, vm.i32[(self + G.origin) >> 2], name);
}

/** Without type variables there is nothing that could be replaced. */
function aliasSubscript(vm: Interpreter, self: Address): Address {
  const shown = repr(vm, self);
  if (shown === NULL) return NULL;
  const text = `${jsString(vm, shown)} is not a generic class`;
  decref(vm, shown);
  return raise(vm, TYPE_ERROR, text);
}

/** `*list[int]` in a display: the alias with a star, once. */
function aliasIter(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const starred = newGenericAlias(vm, i32[(self + G.origin) >> 2], i32[(self + G.args) >> 2]);
  if (starred === NULL) return NULL;
  vm.u8[starred + G.starred] = 1;
  const items = tuplePack1(vm, starred);
  decref(vm, starred);
  if (items === NULL) return NULL;
  const iterator = getIter(vm, items);
  decref(vm, items);
  return iterator;
}

function aliasOr(vm: Interpreter, a: Address, b: Address): Address {
  return unionOfTypes(vm, a, b);
}

// ---- methods and attributes

function mroEntries(vm: Interpreter, self: Address): Address {
  return tuplePack1(vm, vm.i32[(self + G.origin) >> 2]);
}

function refuseInstanceCheck(vm: Interpreter): Address {
  return raise(vm, TYPE_ERROR, "isinstance() argument 2 cannot be a parameterized generic");
}

function refuseSubclassCheck(vm: Interpreter): Address {
  return raise(vm, TYPE_ERROR, "issubclass() argument 2 cannot be a parameterized generic");
}

function aliasReduce(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const args = tuplePack2(vm, i32[(self + G.origin) >> 2], i32[(self + G.args) >> 2]);
  if (args === NULL) return NULL;
  const result = tuplePack2(vm, GENERIC_ALIAS_TYPE, args);
  decref(vm, args);
  return result;
}

function getParameters(vm: Interpreter): Address {
  return newEmptyTuple(vm);
}

// ---- memory

function aliasDealloc(vm: Interpreter, self: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, self);
  clearWeakrefs(vm, self);
  for (const field of [G.origin, G.args, G.parameters]) xdecref(vm, i32[(self + field) >> 2]);
  freeInstance(vm, self);
}

function aliasTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  for (const field of [G.origin, G.args, G.parameters]) {
    const child = vm.i32[(self + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

/** Declares types.GenericAlias. */
export function defineGenericAlias(vm: Interpreter): void {
  vm.genericAlias = newGenericAlias;
  vm.aliasVectorcall = vm.addFunction(aliasVectorcall);
  defineType(vm, GENERIC_ALIAS_TYPE, {
    name: "types.GenericAlias",
    doc: "A type with arguments: list[int] or collections.abc.Callable[[str], int].",
    basicSize: GENERIC_ALIAS.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_HAVE_VECTORCALL | TPFLAGS_BASETYPE,
    vectorcallOffset: G.vectorcall,
    weaklistOffset: G.weakreflist,
    dealloc: aliasDealloc,
    traverse: aliasTraverse,
    repr: aliasRepr,
    hash: aliasHash,
    call: vectorcallAsCall,
    getattro: aliasGetattro,
    richcompare: aliasRichcompare,
    iter: aliasIter,
    new: aliasNew,
    number: { or: aliasOr },
    mapping: { subscript: aliasSubscript },
    methods: [
      { name: "__mro_entries__", flags: METH_O, fn: mroEntries },
      { name: "__instancecheck__", flags: METH_O, fn: refuseInstanceCheck },
      { name: "__subclasscheck__", flags: METH_O, fn: refuseSubclassCheck },
      { name: "__reduce__", flags: METH_NOARGS, fn: aliasReduce },
    ],
    members: [
      { name: "__origin__", type: "object", offset: G.origin, readonly: true },
      { name: "__args__", type: "object", offset: G.args, readonly: true },
      { name: "__unpacked__", type: "bool", offset: G.starred, readonly: true },
    ],
    getset: [
      { name: "__parameters__", get: getParameters, doc: "Type variables in the GenericAlias." },
    ],
  });
}
