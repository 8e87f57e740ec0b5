/**
 * The callables of the module operator that hold what they will look up: itemgetter, attrgetter, methodcaller.
 *
 *     itemgetter     16 nitems   24 item   32 index   40 vectorcall
 *     attrgetter     16 nattrs   24 attr   32 vectorcall
 *     methodcaller   16 name     24 args   32 kwds
 *
 * Names with dots are split when an attrgetter is made; what it has then are tuples of names.
 *
 * Source: CPython 3.11 Modules/_operator.c.
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_SIZE, OBJECT, TPFLAGS_HAVE_GC, TPFLAGS_HAVE_VECTORCALL } from "../memory/object_layout.ts";
import { clearField, decref, incref, newRef, typeOf, xdecref, xincref } from "../memory/refcount.ts";
import { lateType, TUPLE_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional, noKeywords, noKwnames } from "../objects/arguments.ts";
import { call } from "../objects/call.ts";
import { defineType } from "../objects/define_type.ts";
import { dictNext, dictSize } from "../objects/dict.ts";
import { raise } from "../objects/errors.ts";
import { reprText } from "../objects/exceptions.ts";
import { VECTORCALL_AS_CALL } from "../objects/function_numbers.ts";
import { intAsNumber, intSize, isExactInt } from "../objects/int.ts";
import { internInPlace, internJs } from "../objects/interning.ts";
import { getAttr, getItem } from "../objects/object.ts";
import { reprEnter, reprLeave } from "../objects/repr_guard.ts";
import { isStr, jsString, newStr, strCopy } from "../objects/str.ts";
import { tupleItem, tupleNew, tupleSetItem, tupleSize, tupleSlice } from "../objects/tuple.ts";

const TUPLE_ITEMS = 24;
export const ITEMGETTER_TYPE = lateType("itemgetter");
export const ATTRGETTER_TYPE = lateType("attrgetter");
export const METHODCALLER_TYPE = lateType("methodcaller");

/** A new tracked object of `size` bytes with these references (stolen) in its words from 24 on; NULL: they are released. */
function newHolder(
  vm: Interpreter,
  type: Address,
  size: number,
  at: number,
  references: readonly Address[],
): Address {
  const self = gcNew(vm, type, size);
  if (self === NULL) {
    for (const each of references) xdecref(vm, each);
    return NULL;
  }
  for (let field = 16; field < size; field += 8) vm.f64[(self + field) >> 3] = 0;
  references.forEach((each, i) => vm.i32[(self + at + 8 * i) >> 2] = each);
  gcTrack(vm, self);
  return self;
}

/** The slots of a holder of references at these offsets. */
function holderSlots(fields: readonly number[]) {
  const clear = (vm: Interpreter, self: Address): void => {
    for (const field of fields) clearField(vm, self + field);
  };
  return {
    dealloc(vm: Interpreter, self: Address): void {
      gcUntrack(vm, self);
      clear(vm, self);
      gcFree(vm, self);
    },
    traverse(vm: Interpreter, self: Address, visit: Visit): void {
      for (const field of fields) {
        const child = vm.i32[(self + field) >> 2];
        if (child !== NULL) visit(vm, child);
      }
    },
    clear,
  };
}

/** `operator.name(a, b, k=c)` of an object, "..." inside itself; null with an exception. */
function describe(vm: Interpreter, self: Address, name: string, parts: () => string[] | null): Address {
  const entered = reprEnter(vm, self);
  if (entered !== 0) return entered < 0 ? NULL : newStr(vm, `operator.${name}(...)`);
  const texts = parts();
  reprLeave(vm, self);
  return texts === null ? NULL : newStr(vm, `operator.${name}(${texts.join(", ")})`);
}

/** repr() of the items of a tuple; null with an exception. */
function itemTexts(vm: Interpreter, tuple: Address): string[] | null {
  const texts: string[] = [];
  for (let i = 0; i < tupleSize(vm, tuple); i++) {
    const text = reprText(vm, tupleItem(vm, tuple, i));
    if (text === null) return null;
    texts.push(text);
  }
  return texts;
}

// itemgetter -------------------------------------------------------------------------------------------------------

const ITEMGETTER = struct("itemgetterobject", 48, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  nitems: i64(16, "number of items"),
  item: pointer(24, "the key, or a tuple of several, owned"),
  index: i64(32, "the key as an index of tuples, or -1"),
  vectorcall: pointer(40, "function number"),
});
const NITEMS = ITEMGETTER.offsets.nitems;
const ITEM = ITEMGETTER.offsets.item;
const INDEX = ITEMGETTER.offsets.index;
const ITEM_CALL = ITEMGETTER.offsets.vectorcall;

function itemgetterNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "itemgetter", kwargs)) return NULL;
  const n = tupleSize(vm, args);
  if (n < 1) {
    checkPositional(vm, "itemgetter", n, 1, 1);
    return NULL;
  }
  const item = n === 1 ? tupleItem(vm, args, 0) : args;
  const self = newHolder(vm, ITEMGETTER_TYPE, ITEMGETTER.size, ITEM, [newRef(vm, item)]);
  if (self === NULL) return NULL;
  const i32 = vm.i32;
  const isIndex = n === 1 && isExactInt(vm, item) && intSize(vm, item) >= 0 && intSize(vm, item) <= 1;
  const index = isIndex ? intAsNumber(vm, item) : -1;
  i32[(self + NITEMS) >> 2] = n;
  i32[(self + INDEX) >> 2] = index;
  i32[(self + INDEX + 4) >> 2] = index >> 31;
  i32[(self + ITEM_CALL) >> 2] = vm.numberOf(itemgetterCall);
  return self;
}

function itemgetterCall(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!noKwnames(vm, "itemgetter", kwnames) || !checkPositional(vm, "itemgetter", nargs, 1, 1)) return NULL;
  const i32 = vm.i32;
  const object = i32[args >> 2], item = i32[(self + ITEM) >> 2], n = i32[(self + NITEMS) >> 2];
  if (n === 1) {
    const index = i32[(self + INDEX) >> 2];
    if (index >= 0 && typeOf(vm, object) === TUPLE_TYPE && index < i32[(object + OB_SIZE) >> 2]) {
      return newRef(vm, i32[(object + TUPLE_ITEMS + 8 * index) >> 2]);
    }
    return getItem(vm, object, item);
  }
  return eachItem(vm, item, n, (key) => getItem(vm, object, key));
}

/** A new tuple of what `look` gives for the items of another; NULL with an exception. */
function eachItem(vm: Interpreter, keys: Address, n: number, look: (key: Address) => Address): Address {
  const result = tupleNew(vm, n);
  if (result === NULL) return NULL;
  for (let i = 0; i < n; i++) {
    const value = look(tupleItem(vm, keys, i));
    if (value === NULL) {
      decref(vm, result);
      return NULL;
    }
    tupleSetItem(vm, result, i, value);
  }
  return result;
}

function itemgetterRepr(vm: Interpreter, self: Address): Address {
  return describe(vm, self, "itemgetter", () => {
    const item = vm.i32[(self + ITEM) >> 2];
    if (vm.i32[(self + NITEMS) >> 2] > 1) return itemTexts(vm, item);
    const text = reprText(vm, item);
    return text === null ? null : [text];
  });
}

/** Declares itemgetter. */
export function defineItemgetter(vm: Interpreter): void {
  defineType(vm, ITEMGETTER_TYPE, {
    ...holderSlots([ITEM]),
    name: "operator.itemgetter",
    doc: "itemgetter(item, ...) --> itemgetter object\n\n" +
      "f = itemgetter(2) gives r[2] for f(r), g = itemgetter(2, 5) gives (r[2], r[5]) for g(r).",
    basicSize: ITEMGETTER.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_HAVE_VECTORCALL,
    vectorcallOffset: ITEM_CALL,
    repr: itemgetterRepr,
    call: VECTORCALL_AS_CALL,
    new: itemgetterNew,
  });
}

// attrgetter -------------------------------------------------------------------------------------------------------

const ATTRGETTER = struct("attrgetterobject", 40, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  nattrs: i64(16, "number of attributes"),
  attr: pointer(24, "tuple of names, or of tuples of them, owned"),
  vectorcall: pointer(32, "function number"),
});
const NATTRS = ATTRGETTER.offsets.nattrs;
const ATTR = ATTRGETTER.offsets.attr;
const ATTR_CALL = ATTRGETTER.offsets.vectorcall;

function attrgetterNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "attrgetter", kwargs)) return NULL;
  const n = tupleSize(vm, args);
  if (n < 1) {
    checkPositional(vm, "attrgetter", n, 1, 1);
    return NULL;
  }
  const names = tupleNew(vm, n);
  if (names === NULL) return NULL;
  for (let i = 0; i < n; i++) {
    const name = splitName(vm, tupleItem(vm, args, i));
    if (name === NULL) {
      decref(vm, names);
      return NULL;
    }
    tupleSetItem(vm, names, i, name);
  }
  const self = newHolder(vm, ATTRGETTER_TYPE, ATTRGETTER.size, ATTR, [names]);
  if (self === NULL) return NULL;
  vm.i32[(self + NATTRS) >> 2] = n;
  vm.i32[(self + ATTR_CALL) >> 2] = vm.numberOf(attrgetterCall);
  return self;
}

/** An attribute's name, interned, or the tuple of the names between its dots; new. NULL with an exception. */
function splitName(vm: Interpreter, name: Address): Address {
  if (!isStr(vm, name)) return raise(vm, TYPE_ERROR, "attribute name must be a string");
  const parts = jsString(vm, name).split(".");
  if (parts.length === 1) {
    const copy = strCopy(vm, name);
    return copy === NULL ? NULL : internInPlace(vm, copy);
  }
  const tuple = tupleNew(vm, parts.length);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < parts.length; i++) {
    const part = internJs(vm, parts[i]);
    if (part === NULL) {
      decref(vm, tuple);
      return NULL;
    }
    tupleSetItem(vm, tuple, i, part);
  }
  return tuple;
}

/** The attribute of an object by a name, or by a tuple of names one after the other; new. */
function dottedAttribute(vm: Interpreter, object: Address, name: Address): Address {
  if (typeOf(vm, name) !== TUPLE_TYPE) return getAttr(vm, object, name);
  let value = newRef(vm, object);
  for (let i = 0; i < tupleSize(vm, name) && value !== NULL; i++) {
    const next = getAttr(vm, value, tupleItem(vm, name, i));
    decref(vm, value);
    value = next;
  }
  return value;
}

function attrgetterCall(
  vm: Interpreter,
  self: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!noKwnames(vm, "attrgetter", kwnames) || !checkPositional(vm, "attrgetter", nargs, 1, 1)) return NULL;
  const object = vm.i32[args >> 2], names = vm.i32[(self + ATTR) >> 2], n = vm.i32[(self + NATTRS) >> 2];
  if (n === 1) return dottedAttribute(vm, object, tupleItem(vm, names, 0));
  return eachItem(vm, names, n, (name) => dottedAttribute(vm, object, name));
}

function attrgetterRepr(vm: Interpreter, self: Address): Address {
  return describe(vm, self, "attrgetter", () => {
    const names = vm.i32[(self + ATTR) >> 2];
    const texts: string[] = [];
    for (let i = 0; i < tupleSize(vm, names); i++) {
      const text = nameText(vm, tupleItem(vm, names, i));
      if (text === null) return null;
      texts.push(text);
    }
    return texts;
  });
}

/** repr() of a name as it was given; null with an exception. */
function nameText(vm: Interpreter, name: Address): string | null {
  if (typeOf(vm, name) !== TUPLE_TYPE) return reprText(vm, name);
  const parts: string[] = [];
  for (let i = 0; i < tupleSize(vm, name); i++) parts.push(jsString(vm, tupleItem(vm, name, i)));
  const joined = newStr(vm, parts.join("."));
  const text = joined === NULL ? null : reprText(vm, joined);
  if (joined !== NULL) decref(vm, joined);
  return text;
}

/** Declares attrgetter. */
export function defineAttrgetter(vm: Interpreter): void {
  defineType(vm, ATTRGETTER_TYPE, {
    ...holderSlots([ATTR]),
    name: "operator.attrgetter",
    doc: "attrgetter(attr, ...) --> attrgetter object\n\n" +
      "f = attrgetter('name') gives r.name for f(r), g = attrgetter('name.first', 'date') gives\n" +
      "(r.name.first, r.date) for g(r).",
    basicSize: ATTRGETTER.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_HAVE_VECTORCALL,
    vectorcallOffset: ATTR_CALL,
    repr: attrgetterRepr,
    call: VECTORCALL_AS_CALL,
    new: attrgetterNew,
  });
}

// methodcaller -----------------------------------------------------------------------------------------------------

const METHODCALLER = struct("methodcallerobject", 40, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  name: pointer(16, "the method's name, interned, owned"),
  args: pointer(24, "tuple of arguments, owned"),
  kwds: pointer(32, "dict of keywords, owned, or NULL"),
});
const CALLER_NAME = METHODCALLER.offsets.name;
const CALLER_ARGS = METHODCALLER.offsets.args;
const CALLER_KWDS = METHODCALLER.offsets.kwds;

function methodcallerNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  const n = tupleSize(vm, args);
  if (n < 1) return raise(vm, TYPE_ERROR, "methodcaller needs at least one argument, the method name");
  const name = tupleItem(vm, args, 0);
  if (!isStr(vm, name)) return raise(vm, TYPE_ERROR, "method name must be a string");
  const copy = strCopy(vm, name);
  const interned = copy === NULL ? NULL : internInPlace(vm, copy);
  if (interned === NULL) return NULL;
  const rest = tupleSlice(vm, args, 1, n);
  if (rest === NULL) {
    decref(vm, interned);
    return NULL;
  }
  xincref(vm, kwargs);
  return newHolder(vm, METHODCALLER_TYPE, METHODCALLER.size, CALLER_NAME, [interned, rest, kwargs]);
}

function methodcallerCall(vm: Interpreter, self: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "methodcaller", kwargs)) return NULL;
  if (!checkPositional(vm, "methodcaller", tupleSize(vm, args), 1, 1)) return NULL;
  const i32 = vm.i32;
  const method = getAttr(vm, tupleItem(vm, args, 0), i32[(self + CALLER_NAME) >> 2]);
  if (method === NULL) return NULL;
  incref(vm, self);
  const result = call(vm, method, i32[(self + CALLER_ARGS) >> 2], i32[(self + CALLER_KWDS) >> 2]);
  decref(vm, self);
  decref(vm, method);
  return result;
}

function methodcallerRepr(vm: Interpreter, self: Address): Address {
  return describe(vm, self, "methodcaller", () => {
    const i32 = vm.i32;
    const name = reprText(vm, i32[(self + CALLER_NAME) >> 2]);
    const args = name === null ? null : itemTexts(vm, i32[(self + CALLER_ARGS) >> 2]);
    const keywords = args === null ? null : keywordTexts(vm, i32[(self + CALLER_KWDS) >> 2]);
    return keywords === null ? null : [name!, ...args!, ...keywords];
  });
}

/** "k=v" of the items of a dict (or NULL); null with an exception. */
export function keywordTexts(vm: Interpreter, dict: Address): string[] | null {
  const texts: string[] = [];
  if (dict === NULL || dictSize(vm, dict) === 0) return texts;
  for (let at = dictNext(vm, dict, 0); at >= 0; at = dictNext(vm, dict, at)) {
    const key = newRef(vm, vm.dictKey), value = newRef(vm, vm.dictValue);
    const name = isStr(vm, key) ? jsString(vm, key) : reprText(vm, key);
    const text = name === null ? null : reprText(vm, value);
    decref(vm, key);
    decref(vm, value);
    if (text === null) return null;
    texts.push(`${name}=${text}`);
  }
  return texts;
}

/** Declares methodcaller. */
export function defineMethodcaller(vm: Interpreter): void {
  defineType(vm, METHODCALLER_TYPE, {
    ...holderSlots([CALLER_NAME, CALLER_ARGS, CALLER_KWDS]),
    name: "operator.methodcaller",
    doc: "methodcaller(name, ...) --> methodcaller object\n\n" +
      "f = methodcaller('name', 'date', foo=1) gives r.name('date', foo=1) for f(r).",
    basicSize: METHODCALLER.size,
    flags: TPFLAGS_HAVE_GC,
    repr: methodcallerRepr,
    call: methodcallerCall,
    new: methodcallerNew,
  });
}
