/**
 * The object protocol: what can be done with any object, through its type's slots. Hash, comparison and truth are in
 * compare.ts, attributes in attributes.ts, sizes in size.ts; everything is handed on from here.
 *
 * Laws: results are new references unless said otherwise; every function can run any code, and holds what it needs
 * across that.
 *
 * Source: CPython 3.11 Objects/object.c, Objects/abstract.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_TYPE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import {
  EMPTY_STR,
  identifier,
  INDEX_ERROR,
  INT_TYPE,
  OBJECT_TYPE,
  STR_TYPE,
  TYPE_ERROR,
  TYPE_TYPE,
} from "../memory/statics.ts";
import { decref, xdecref } from "../memory/refcount.ts";
import { lookupAttr, lookupSpecial, typeLookup } from "./attributes.ts";
import { call0, call1, callMethod0 } from "./call.ts";
import { isTrue } from "./compare.ts";
import { raise, raiseFlag } from "./errors.ts";
import { GENERIC_GET_ATTR } from "./function_numbers.ts";
import { asSsize, hasIndex } from "./number.ts";
import { enterRecursive, leaveRecursive } from "./recursion.ts";
import { sequenceItem, sequenceList, sequenceSetItem } from "./sequence.ts";
import { newStr } from "./str.ts";
import { hasTypeFlag, isInstanceOf, isSubtype } from "./subtype.ts";
import { typeName, typeNameOf } from "./type_name.ts";

export * from "./attributes.ts";
export { hash, hashNotImplemented, hashPointer, isTrue, richCompare, richCompareBool } from "./compare.ts";
export { hasSize, lengthHint, objectSize } from "./size.ts";
export { isInstanceOf, isSubtype };

const TP_REPR = TYPE.offsets.tp_repr;
const TP_STR = TYPE.offsets.tp_str;
const TP_AS_SEQUENCE = TYPE.offsets.tp_as_sequence;
const TP_AS_MAPPING = TYPE.offsets.tp_as_mapping;
const SQ_ITEM = 24;
const SQ_ASS_ITEM = 40;
const MP_SUBSCRIPT = 8;
const MP_ASS_SUBSCRIPT = 16;
const TUPLE_ITEMS = 24;
const DIR = identifier("__dir__");
const SORT = identifier("sort");
const FORMAT = identifier("__format__");
const CLASS = identifier("__class__");
const BASES = identifier("__bases__");
const CLASS_GETITEM = identifier("__class_getitem__");
const INSTANCECHECK = identifier("__instancecheck__");
const SUBCLASSCHECK = identifier("__subclasscheck__");

// ---- texts

/** `repr(object)`, a new str. */
export function repr(vm: Interpreter, object: Address): Address {
  const slot = vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_REPR) >> 2];
  if (slot === NULL) {
    // NULL reads as zeros: items of a container that is not filled yet.
    if (object === NULL) return newStr(vm, "<NULL>");
    return newStr(vm, `<${typeNameOf(vm, object)} object at ${formatAddress(object)}>`);
  }
  if (!enterRecursive(vm, " while getting the repr of an object")) return NULL;
  const result: Address = vm.functions[slot](vm, object);
  leaveRecursive(vm);
  return checkStr(vm, result, "__repr__");
}

/** `str(object)`, a new str: the object itself if it is an exact one. */
export function str(vm: Interpreter, object: Address): Address {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  if (type === STR_TYPE) {
    vm.i32[object >> 2]++;
    return object;
  }
  const slot = vm.i32[(type + TP_STR) >> 2];
  if (slot === NULL) return repr(vm, object);
  if (!enterRecursive(vm, " while getting the str of an object")) return NULL;
  const result: Address = vm.functions[slot](vm, object);
  leaveRecursive(vm);
  return checkStr(vm, result, "__str__");
}

/** `result` if it is a str; else TypeError, and it is released. */
function checkStr(vm: Interpreter, result: Address, method: string): Address {
  if (result === NULL || hasTypeFlag(vm, result, TPFLAGS_UNICODE_SUBCLASS)) return result;
  const text = `${method} returned non-string (type ${typeNameOf(vm, result)})`;
  decref(vm, result);
  return raise(vm, TYPE_ERROR, text);
}

/** An address as C's `%p` writes it. */
export function formatAddress(object: Address): string {
  return "0x" + object.toString(16);
}

/** `format(object, spec)`, a new str; `spec` is a str, or NULL for the empty one. */
export function format(vm: Interpreter, object: Address, spec: Address): Address {
  const i32 = vm.i32;
  if (spec === NULL || i32[(spec + OB_SIZE) >> 2] === 0) {
    const type = i32[(object + OB_TYPE) >> 2];
    if (type === STR_TYPE) {
      i32[object >> 2]++;
      return object;
    }
    if (type === INT_TYPE) return str(vm, object);
  }
  const method = lookupSpecial(vm, object, FORMAT);
  if (method === NULL) {
    if (vm.curexcType !== NULL) return NULL;
    return raise(vm, TYPE_ERROR, `Type ${typeNameOf(vm, object, 100)} doesn't define __format__`);
  }
  const result = call1(vm, method, spec === NULL ? EMPTY_STR : spec);
  decref(vm, method);
  if (result === NULL || hasTypeFlag(vm, result, TPFLAGS_UNICODE_SUBCLASS)) return result;
  const text = `__format__ must return a str, not ${typeNameOf(vm, result)}`;
  decref(vm, result);
  return raise(vm, TYPE_ERROR, text);
}

// ---- items

function sequenceSlot(vm: Interpreter, object: Address, slot: number): number {
  const i32 = vm.i32;
  const table = i32[(i32[(object + OB_TYPE) >> 2] + TP_AS_SEQUENCE) >> 2];
  return table === NULL ? NULL : i32[(table + slot) >> 2];
}

function mappingSlot(vm: Interpreter, object: Address, slot: number): number {
  const i32 = vm.i32;
  const table = i32[(i32[(object + OB_TYPE) >> 2] + TP_AS_MAPPING) >> 2];
  return table === NULL ? NULL : i32[(table + slot) >> 2];
}

/** `object[key]`, new. */
export function getItem(vm: Interpreter, object: Address, key: Address): Address {
  const slot = mappingSlot(vm, object, MP_SUBSCRIPT);
  if (slot !== NULL) return vm.functions[slot](vm, object, key);
  if (sequenceSlot(vm, object, SQ_ITEM) !== NULL) {
    if (!hasIndex(vm, key)) {
      return raise(vm, TYPE_ERROR, `sequence index must be integer, not '${typeNameOf(vm, key)}'`);
    }
    const index = asSsize(vm, key, INDEX_ERROR);
    if (index === -1 && vm.curexcType !== NULL) return NULL;
    return sequenceItem(vm, object, index);
  }
  if (hasTypeFlag(vm, object, TPFLAGS_TYPE_SUBCLASS)) return getClassItem(vm, object, key);
  return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, object)}' object is not subscriptable`);
}

/** `type[key]`, by the type's `__class_getitem__`. */
function getClassItem(vm: Interpreter, type: Address, key: Address): Address {
  if (type === TYPE_TYPE) return vm.genericAlias(vm, type, key);
  const method = lookupAttr(vm, type, CLASS_GETITEM);
  if (method === NULL) {
    if (vm.curexcType !== NULL) return NULL;
    return raise(vm, TYPE_ERROR, `type '${typeName(vm, type)}' is not subscriptable`);
  }
  const result = call1(vm, method, key);
  decref(vm, method);
  return result;
}

/** `object[key] = value`; 0 or -1. */
export function setItem(vm: Interpreter, object: Address, key: Address, value: Address): number {
  return assignItem(vm, object, key, value, "object does not support item assignment");
}

/** `del object[key]`; 0 or -1. */
export function delItem(vm: Interpreter, object: Address, key: Address): number {
  return assignItem(vm, object, key, NULL, "object does not support item deletion");
}

function assignItem(
  vm: Interpreter,
  object: Address,
  key: Address,
  value: Address,
  complaint: string,
): number {
  const slot = mappingSlot(vm, object, MP_ASS_SUBSCRIPT);
  if (slot !== NULL) return vm.functions[slot](vm, object, key, value);
  if (vm.i32[(vm.i32[(object + OB_TYPE) >> 2] + TP_AS_SEQUENCE) >> 2] !== NULL) {
    if (hasIndex(vm, key)) {
      const index = asSsize(vm, key, INDEX_ERROR);
      if (index === -1 && vm.curexcType !== NULL) return -1;
      return sequenceSetItem(vm, object, index, value);
    }
    if (sequenceSlot(vm, object, SQ_ASS_ITEM) !== NULL) {
      return raiseFlag(vm, TYPE_ERROR, `sequence index must be integer, not '${typeNameOf(vm, key)}'`);
    }
  }
  return raiseFlag(vm, TYPE_ERROR, `'${typeNameOf(vm, object)}' ${complaint}`);
}

/** `dir(object)`: a new sorted list. */
export function dirOf(vm: Interpreter, object: Address): Address {
  const method = lookupSpecial(vm, object, DIR);
  if (method === NULL) {
    return vm.curexcType !== NULL ? NULL : raise(vm, TYPE_ERROR, "object does not provide __dir__");
  }
  const names = call0(vm, method);
  decref(vm, method);
  if (names === NULL) return NULL;
  const list = sequenceList(vm, names);
  decref(vm, names);
  if (list === NULL) return NULL;
  const sorted = callMethod0(vm, list, SORT);
  xdecref(vm, sorted);
  if (sorted !== NULL) return list;
  decref(vm, list);
  return NULL;
}

// ---- isinstance, issubclass

const ISINSTANCE_COMPLAINT = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const ISSUBCLASS_COMPLAINT = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

/** `isinstance(object, classes)`: 1, 0, or -1 with an exception. */
export function isInstance(vm: Interpreter, object: Address, classes: Address): number {
  const i32 = vm.i32;
  if (i32[(object + OB_TYPE) >> 2] === classes) return 1;
  if (i32[(classes + OB_TYPE) >> 2] === TYPE_TYPE) return isRealInstance(vm, object, classes);
  if (hasTypeFlag(vm, classes, TPFLAGS_TUPLE_SUBCLASS)) {
    return checkAny(vm, object, classes, isInstance, " in __instancecheck__");
  }
  const checker = lookupSpecial(vm, classes, INSTANCECHECK);
  if (checker !== NULL) return askChecker(vm, checker, object, " in __instancecheck__");
  return vm.curexcType !== NULL ? -1 : isRealInstance(vm, object, classes);
}

/** `issubclass(derived, classes)`: 1, 0, or -1 with an exception. */
export function isSubclass(vm: Interpreter, derived: Address, classes: Address): number {
  if (vm.i32[(classes + OB_TYPE) >> 2] === TYPE_TYPE) {
    return derived === classes ? 1 : isRealSubclass(vm, derived, classes);
  }
  if (hasTypeFlag(vm, classes, TPFLAGS_TUPLE_SUBCLASS)) {
    return checkAny(vm, derived, classes, isSubclass, " in __subclasscheck__");
  }
  const checker = lookupSpecial(vm, classes, SUBCLASSCHECK);
  if (checker !== NULL) return askChecker(vm, checker, derived, " in __subclasscheck__");
  return vm.curexcType !== NULL ? -1 : isRealSubclass(vm, derived, classes);
}

/** Asks for each class of a tuple. */
function checkAny(
  vm: Interpreter,
  object: Address,
  classes: Address,
  check: (vm: Interpreter, object: Address, classes: Address) => number,
  where: string,
): number {
  if (!enterRecursive(vm, where)) return -1;
  let result = 0;
  const end = classes + TUPLE_ITEMS + 8 * vm.i32[(classes + OB_SIZE) >> 2];
  for (let item = classes + TUPLE_ITEMS; item < end && result === 0; item += 8) {
    result = check(vm, object, vm.i32[item >> 2]);
  }
  leaveRecursive(vm);
  return result;
}

/** Calls a bound `__instancecheck__` or `__subclasscheck__` (stolen). */
function askChecker(vm: Interpreter, checker: Address, object: Address, where: string): number {
  let flag = -1;
  if (enterRecursive(vm, where)) {
    const result = call1(vm, checker, object);
    leaveRecursive(vm);
    if (result !== NULL) {
      flag = isTrue(vm, result);
      decref(vm, result);
    }
  }
  decref(vm, checker);
  return flag;
}

/** isinstance() without `__instancecheck__`: by the type, then by what `__class__` says. */
export function isRealInstance(vm: Interpreter, object: Address, cls: Address): number {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  const isType = hasTypeFlag(vm, cls, TPFLAGS_TYPE_SUBCLASS);
  if (isType) {
    if (isSubtype(vm, type, cls)) return 1;
    if (hasPlainClass(vm, type)) return 0;
  } else if (!checkClass(vm, cls, ISINSTANCE_COMPLAINT)) {
    return -1;
  }
  const own = lookupAttr(vm, object, CLASS);
  if (own === NULL) return vm.curexcType !== NULL ? -1 : 0;
  let result = 0;
  if (!isType) result = isAbstractSubclass(vm, own, cls);
  else if (own !== type && hasTypeFlag(vm, own, TPFLAGS_TYPE_SUBCLASS)) {
    result = isSubtype(vm, own, cls) ? 1 : 0;
  }
  decref(vm, own);
  return result;
}

/** Is `__class__` of a type's instances what object makes of it, the type itself? */
function hasPlainClass(vm: Interpreter, type: Address): boolean {
  return vm.i32[(type + TYPE.offsets.tp_getattro) >> 2] === GENERIC_GET_ATTR &&
    typeLookup(vm, type, CLASS) === typeLookup(vm, OBJECT_TYPE, CLASS);
}

/** issubclass() without `__subclasscheck__`. */
export function isRealSubclass(vm: Interpreter, derived: Address, cls: Address): number {
  if (hasTypeFlag(vm, cls, TPFLAGS_TYPE_SUBCLASS) && hasTypeFlag(vm, derived, TPFLAGS_TYPE_SUBCLASS)) {
    return isSubtype(vm, derived, cls) ? 1 : 0;
  }
  if (!checkClass(vm, derived, "issubclass() arg 1 must be a class")) return -1;
  if (!checkClass(vm, cls, ISSUBCLASS_COMPLAINT)) return -1;
  return isAbstractSubclass(vm, derived, cls);
}

/** `__bases__` of something that looks like a class: a tuple, new; NULL if it has none. */
function abstractBases(vm: Interpreter, cls: Address): Address {
  const bases = lookupAttr(vm, cls, BASES);
  if (bases === NULL || hasTypeFlag(vm, bases, TPFLAGS_TUPLE_SUBCLASS)) return bases;
  decref(vm, bases);
  return NULL;
}

/** Has something `__bases__`? TypeError with `complaint` otherwise. */
function checkClass(vm: Interpreter, cls: Address, complaint: string): boolean {
  const bases = abstractBases(vm, cls);
  if (bases !== NULL) {
    decref(vm, bases);
    return true;
  }
  if (vm.curexcType === NULL) raise(vm, TYPE_ERROR, complaint);
  return false;
}

/** Is `cls` among the bases of `derived`, or theirs? 1, 0 or -1. */
function isAbstractSubclass(vm: Interpreter, derived: Address, cls: Address): number {
  if (derived === cls) return 1;
  const bases = abstractBases(vm, derived);
  if (bases === NULL) return vm.curexcType !== NULL ? -1 : 0;
  const result = checkAny(
    vm,
    cls,
    bases,
    (vm, cls, base) => isAbstractSubclass(vm, base, cls),
    " in __issubclass__",
  );
  decref(vm, bases);
  return result;
}
