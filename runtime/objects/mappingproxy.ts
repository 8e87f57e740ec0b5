/**
 * mappingproxy: a read-only view of a mapping; what `__dict__` of a type is.
 *
 *     16 mapping (owned)
 *
 * Source: CPython 3.11 Objects/descrobject.c (mappingproxy).
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  MAPPING_METHODS,
  OB_TYPE,
  OBJECT,
  TPFLAGS_HAVE_GC,
  TPFLAGS_LIST_SUBCLASS,
  TPFLAGS_MAPPING,
  TPFLAGS_TUPLE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { DICT_TYPE, identifier, MAPPINGPROXY_TYPE, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { clearField, decref, incref } from "../memory/refcount.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import { checkPositional, parseTupleAndKeywords } from "./arguments.ts";
import { callMethod0, callMethod2 } from "./call.ts";
import { defineType } from "./define_type.ts";
import { dictContains } from "./dict.ts";
import { raise } from "./errors.ts";
import { getIter } from "./iterate.ts";
import { METH_CLASS, METH_FASTCALL, METH_NOARGS, METH_O } from "./method_definition.ts";
import { numberOr } from "./number.ts";
import { getItem, objectSize, repr, richCompare, str } from "./object.ts";
import { sequenceContains } from "./sequence.ts";
import { jsString, newStr } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { typeNameOf } from "./type_name.ts";
import { newGenericAlias } from "./generic_alias.ts";

export const MAPPINGPROXY = struct("mappingproxyobject", 24, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  mapping: pointer(16, "what it shows, owned"),
});
const MAPPING = MAPPINGPROXY.offsets.mapping;
const MP_SUBSCRIPT = MAPPING_METHODS.offsets.mp_subscript;

/** A new view of a mapping (borrowed). NULL with MemoryError. */
export function newMappingProxy(vm: Interpreter, mapping: Address): Address {
  const object = gcNew(vm, MAPPINGPROXY_TYPE, MAPPINGPROXY.size);
  if (object === NULL) return NULL;
  vm.f64[(object + MAPPING) >> 3] = 0;
  incref(vm, mapping);
  vm.i32[(object + MAPPING) >> 2] = mapping;
  gcTrack(vm, object);
  return object;
}

/** The mapping behind a view, borrowed. */
function mappingOf(vm: Interpreter, proxy: Address): Address {
  return vm.i32[(proxy + MAPPING) >> 2];
}

function proxyDealloc(vm: Interpreter, proxy: Address): void {
  gcUntrack(vm, proxy);
  const mapping = mappingOf(vm, proxy);
  gcFree(vm, proxy);
  if (mapping !== NULL) decref(vm, mapping);
}

function proxyTraverse(vm: Interpreter, proxy: Address, visit: Visit): void {
  if (mappingOf(vm, proxy) !== NULL) visit(vm, mappingOf(vm, proxy));
}

function proxyClear(vm: Interpreter, proxy: Address): void {
  clearField(vm, proxy + MAPPING);
}

const PARAMETERS = { name: "mappingproxy", params: ["mapping"], required: 1 };

function proxyNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, PARAMETERS, args, kwargs);
  if (given === null) return NULL;
  return mappingProxyFor(vm, given[0]);
}

/** A proxy of anything that can be subscripted but a list or tuple: new, or NULL with TypeError. */
export function mappingProxyFor(vm: Interpreter, mapping: Address): Address {
  const i32 = vm.i32;
  const table = i32[(i32[(mapping + OB_TYPE) >> 2] + TYPE.offsets.tp_as_mapping) >> 2];
  const isMapping = table !== NULL && i32[(table + MP_SUBSCRIPT) >> 2] !== NULL;
  if (!isMapping || hasTypeFlag(vm, mapping, TPFLAGS_LIST_SUBCLASS | TPFLAGS_TUPLE_SUBCLASS)) {
    return raise(vm, TYPE_ERROR, `mappingproxy() argument must be a mapping, not ${typeNameOf(vm, mapping)}`);
  }
  return newMappingProxy(vm, mapping);
}

function proxyLength(vm: Interpreter, proxy: Address): number {
  return objectSize(vm, mappingOf(vm, proxy));
}

function proxySubscript(vm: Interpreter, proxy: Address, key: Address): Address {
  return getItem(vm, mappingOf(vm, proxy), key);
}

function proxyContains(vm: Interpreter, proxy: Address, key: Address): number {
  const mapping = mappingOf(vm, proxy);
  if (vm.i32[(mapping + OB_TYPE) >> 2] === DICT_TYPE) return dictContains(vm, mapping, key);
  return sequenceContains(vm, mapping, key);
}

function proxyIter(vm: Interpreter, proxy: Address): Address {
  return getIter(vm, mappingOf(vm, proxy));
}

function proxyStr(vm: Interpreter, proxy: Address): Address {
  return str(vm, mappingOf(vm, proxy));
}

function proxyRepr(vm: Interpreter, proxy: Address): Address {
  const inner = repr(vm, mappingOf(vm, proxy));
  if (inner === NULL) return NULL;
  const text = `mappingproxy(${jsString(vm, inner)})`;
  decref(vm, inner);
  return newStr(vm, text);
}

function proxyRichcompare(vm: Interpreter, proxy: Address, other: Address, op: number): Address {
  return richCompare(vm, mappingOf(vm, proxy), other, op);
}

/** `a | b`: of the mappings behind the views. */
function proxyOr(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const left = i32[(a + OB_TYPE) >> 2] === MAPPINGPROXY_TYPE ? mappingOf(vm, a) : a;
  const right = i32[(b + OB_TYPE) >> 2] === MAPPINGPROXY_TYPE ? mappingOf(vm, b) : b;
  return numberOr(vm, left, right);
}

function proxyInPlaceOr(vm: Interpreter): Address {
  return raise(vm, TYPE_ERROR, "'|=' is not supported by mappingproxy; use '|' instead");
}

const GET = identifier("get");
const KEYS = identifier("keys");
const VALUES = identifier("values");
const ITEMS = identifier("items");
const COPY = identifier("copy");
const REVERSED = identifier("__reversed__");

function proxyGet(vm: Interpreter, proxy: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "get", nargs, 1, 2)) return NULL;
  const key = vm.i32[args >> 2];
  const fallback = nargs === 2 ? vm.i32[(args + 8) >> 2] : NONE;
  return callMethod2(vm, mappingOf(vm, proxy), GET, key, fallback);
}

function proxyKeys(vm: Interpreter, proxy: Address): Address {
  return callMethod0(vm, mappingOf(vm, proxy), KEYS);
}

function proxyValues(vm: Interpreter, proxy: Address): Address {
  return callMethod0(vm, mappingOf(vm, proxy), VALUES);
}

function proxyItems(vm: Interpreter, proxy: Address): Address {
  return callMethod0(vm, mappingOf(vm, proxy), ITEMS);
}

function proxyCopy(vm: Interpreter, proxy: Address): Address {
  return callMethod0(vm, mappingOf(vm, proxy), COPY);
}

function proxyReversed(vm: Interpreter, proxy: Address): Address {
  return callMethod0(vm, mappingOf(vm, proxy), REVERSED);
}

/** Declares mappingproxy. */
export function defineMappingProxy(vm: Interpreter): void {
  defineType(vm, MAPPINGPROXY_TYPE, {
    name: "mappingproxy",
    basicSize: MAPPINGPROXY.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_MAPPING,
    dealloc: proxyDealloc,
    traverse: proxyTraverse,
    clear: proxyClear,
    new: proxyNew,
    repr: proxyRepr,
    str: proxyStr,
    richcompare: proxyRichcompare,
    iter: proxyIter,
    number: { or: proxyOr, inplaceOr: proxyInPlaceOr },
    sequence: { contains: proxyContains },
    mapping: { length: proxyLength, subscript: proxySubscript },
    methods: [
      {
        name: "__class_getitem__",
        flags: METH_O | METH_CLASS,
        fn: newGenericAlias,
        doc: "See PEP 585",
      },
      { name: "get", flags: METH_FASTCALL, fn: proxyGet },
      { name: "keys", flags: METH_NOARGS, fn: proxyKeys },
      { name: "values", flags: METH_NOARGS, fn: proxyValues },
      { name: "items", flags: METH_NOARGS, fn: proxyItems },
      { name: "copy", flags: METH_NOARGS, fn: proxyCopy },
      { name: "__reversed__", flags: METH_NOARGS, fn: proxyReversed },
    ],
  });
}
