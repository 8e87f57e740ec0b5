/**
 * set and frozenset: their slots and methods, and the hash of a frozenset.
 *
 * The operators take sets alone, the methods any iterable. An unhashable set as an argument of `in`, remove and discard
 * is looked for as the frozenset of its keys.
 *
 * Source: CPython 3.11 Objects/setobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  GE,
  GT,
  LE,
  LT,
  NE,
  OB_TYPE,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_MATCH_SELF,
  TYPE,
} from "../memory/object_layout.ts";
import {
  FALSE,
  FROZENSET_TYPE,
  KEY_ERROR,
  NONE,
  NOT_IMPLEMENTED,
  OBJECT_TYPE,
  SET_DUMMY,
  SET_TYPE,
  TRUE,
} from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { checkPositional, noKeywords, noKwnames } from "./arguments.ts";
import { defineType, type TypeSpec } from "./define_type.ts";
import { raise, raiseKeyError } from "./errors.ts";
import { FREE_CONTAINER, GENERIC_ALLOC } from "./function_numbers.ts";
import { intFromNumber } from "./int.ts";
import {
  METH_CLASS,
  METH_COEXIST,
  METH_NOARGS,
  METH_O,
  METH_VARARGS,
  type MethodSpec,
} from "./method_definition.ts";
import { repr } from "./object.ts";
import { reprEnter, reprLeave } from "./repr_guard.ts";
import { sequenceList } from "./sequence.ts";
import {
  entryHash,
  isAnySet,
  SET,
  SET_ENTRY_SIZE,
  SET_FILL,
  SET_HASH,
  SET_MASK,
  SET_TABLE,
  SET_WEAKREFS,
  setAdd,
  setBuffers,
  setClear,
  setDealloc,
  setNewOf,
  setSize,
  setSizeOf,
  setTakeAny,
  setTraverse,
  swapBodies,
} from "./set.ts";
import { setIter } from "./set_iterator.ts";
import {
  setContainsKey,
  setCopy,
  setDifference,
  setDifferenceUpdate,
  setDiscardKey,
  setFromIterable,
  setIntersection,
  setIntersectionOfAll,
  setIntersectionUpdate,
  setIsDisjoint,
  setIsSubset,
  setIsSuperset,
  setSymmetricDifference,
  setSymmetricDifferenceUpdate,
  setUpdate,
} from "./set_operations.ts";
import { newStr, strLength } from "./str.ts";
import { StrBuilder } from "./str_writer.ts";
import { TUPLE_ITEMS, tupleItem, tupleSize } from "./tuple.ts";
import { typeName, typeNameOf } from "./type_name.ts";
import { multiplyHigh } from "./word_arithmetic.ts";
import { newGenericAlias } from "./generic_alias.ts";

const TP_NEW = TYPE.offsets.tp_new;
const TP_INIT = TYPE.offsets.tp_init;
const TP_BASICSIZE = TYPE.offsets.tp_basicsize;

const isFrozen = (vm: Interpreter, set: Address): boolean => vm.i32[(set + OB_TYPE) >> 2] === FROZENSET_TYPE;
const none = (vm: Interpreter, result: number): Address => result < 0 ? NULL : newRef(vm, NONE);
const truth = (vm: Interpreter, result: number): Address =>
  result < 0 ? NULL : newRef(vm, result > 0 ? TRUE : FALSE);

// Making -----------------------------------------------------------------------------------------------------------

/** tp_new of set: an empty one; the arguments are tp_init's. */
function setTypeNew(vm: Interpreter, type: Address): Address {
  return setNewOf(vm, type);
}

/** tp_init of set: fills it anew. */
function setInit(vm: Interpreter, set: Address, args: Address, kwargs: Address): number {
  const i32 = vm.i32;
  const type = i32[(set + OB_TYPE) >> 2];
  const plain = type === SET_TYPE || i32[(type + TP_NEW) >> 2] === i32[(SET_TYPE + TP_NEW) >> 2];
  if (plain && !noKeywords(vm, "set", kwargs)) return -1;
  if (!checkPositional(vm, typeName(vm, type), tupleSize(vm, args), 0, 1)) return -1;
  if (i32[(set + SET_FILL) >> 2] > 0) setClear(vm, set);
  i32[(set + SET_HASH) >> 2] = -1;
  i32[(set + SET_HASH + 4) >> 2] = -1;
  return tupleSize(vm, args) === 0 ? 0 : setUpdate(vm, set, tupleItem(vm, args, 0));
}

/** set(iterable). */
function setVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!noKwnames(vm, "set", kwnames) || !checkPositional(vm, "set", nargs, 0, 1)) return NULL;
  return setFromIterable(vm, type, nargs > 0 ? vm.i32[args >> 2] : NULL);
}

/** A new frozenset of a type with the items of an iterable (borrowed, or NULL), which may be it already. */
function makeFrozenset(vm: Interpreter, type: Address, iterable: Address): Address {
  if (type === FROZENSET_TYPE && iterable !== NULL && isFrozen(vm, iterable)) return newRef(vm, iterable);
  return setFromIterable(vm, type, iterable);
}

/** tp_new of frozenset. */
function frozensetNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const i32 = vm.i32;
  const plain = type === FROZENSET_TYPE ||
    i32[(type + TP_INIT) >> 2] === i32[(FROZENSET_TYPE + TP_INIT) >> 2];
  if (plain && !noKeywords(vm, "frozenset", kwargs)) return NULL;
  if (!checkPositional(vm, typeName(vm, type), tupleSize(vm, args), 0, 1)) return NULL;
  return makeFrozenset(vm, type, tupleSize(vm, args) === 0 ? NULL : tupleItem(vm, args, 0));
}

/** frozenset(iterable). */
function frozensetVectorcall(
  vm: Interpreter,
  type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (!noKwnames(vm, "frozenset", kwnames) || !checkPositional(vm, "frozenset", nargs, 0, 1)) return NULL;
  return makeFrozenset(vm, type, nargs > 0 ? vm.i32[args >> 2] : NULL);
}

// Slots ------------------------------------------------------------------------------------------------------------

/** tp_repr: `{1, 2}`, `frozenset({1, 2})`, `set()`; `set(...)` inside of itself. */
function setRepr(vm: Interpreter, set: Address): Address {
  const name = typeNameOf(vm, set);
  const entered = reprEnter(vm, set);
  if (entered !== 0) return entered > 0 ? newStr(vm, `${name}(...)`) : NULL;
  const text = setSize(vm, set) === 0 ? newStr(vm, `${name}()`) : showKeys(vm, set, name);
  reprLeave(vm, set);
  return text;
}

function showKeys(vm: Interpreter, set: Address, name: string): Address {
  const list = sequenceList(vm, set);
  if (list === NULL) return NULL;
  const items = repr(vm, list);
  decref(vm, list);
  if (items === NULL) return NULL;
  const builder = new StrBuilder();
  builder.overallocate = true;
  const plain = vm.i32[(set + OB_TYPE) >> 2] === SET_TYPE;
  const written = writeText(vm, builder, plain ? "{" : `${name}({`) &&
    builder.writeSubstring(vm, items, 1, strLength(vm, items) - 1) &&
    builder.writeAscii(vm, plain ? "}" : "})");
  decref(vm, items);
  if (written) return builder.finish(vm);
  builder.release(vm);
  return NULL;
}

/** Appends a text, which a class's name may make other than ASCII. */
function writeText(vm: Interpreter, builder: StrBuilder, text: string): boolean {
  const s = newStr(vm, text);
  if (s === NULL) return false;
  const written = builder.writeStr(vm, s);
  decref(vm, s);
  return written;
}

/** tp_richcompare: subsets and supersets. */
function setCompare(vm: Interpreter, set: Address, other: Address, op: number): Address {
  if (!isAnySet(vm, other)) return newRef(vm, NOT_IMPLEMENTED);
  const own = setSize(vm, set), others = setSize(vm, other);
  switch (op) {
    case EQ:
      return truth(vm, setEquals(vm, set, other));
    case NE: {
      const equal = setEquals(vm, set, other);
      return truth(vm, equal < 0 ? -1 : 1 - equal);
    }
    case LE:
      return truth(vm, setIsSubset(vm, set, other));
    case GE:
      return truth(vm, setIsSuperset(vm, set, other));
    case LT:
      return truth(vm, own >= others ? 0 : setIsSubset(vm, set, other));
    case GT:
      return truth(vm, own <= others ? 0 : setIsSuperset(vm, set, other));
  }
  return newRef(vm, NOT_IMPLEMENTED);
}

function setEquals(vm: Interpreter, set: Address, other: Address): number {
  if (setSize(vm, set) !== setSize(vm, other)) return 0;
  const i32 = vm.i32;
  const low = i32[(set + SET_HASH) >> 2], high = i32[(set + SET_HASH + 4) >> 2];
  const otherLow = i32[(other + SET_HASH) >> 2], otherHigh = i32[(other + SET_HASH + 4) >> 2];
  const known = (low & high) !== -1 && (otherLow & otherHigh) !== -1;
  if (known && (low !== otherLow || high !== otherHigh)) return 0;
  return setIsSubset(vm, set, other);
}

// The hash of a frozenset ------------------------------------------------------------------------------------------

const SHUFFLE_XOR = 89869747, SHUFFLE_FACTOR = 3644798167 | 0;
const SIZE_FACTOR = 1927868237;
const DISPERSE_FACTOR = 69069, DISPERSE_TERM = 907133923;
/** The hash that would be -1. */
const INSTEAD_OF_ERROR = 590923713;

/** Mixes the bits of one hash: the low half; the high half in `vm.hashHigh`. */
function shuffleBits(vm: Interpreter, low: number, high: number): number {
  const mixedLow = low ^ SHUFFLE_XOR ^ (low << 16);
  const mixedHigh = high ^ ((high << 16) | (low >>> 16));
  vm.hashHigh = (multiplyHigh(mixedLow >>> 0, SHUFFLE_FACTOR >>> 0) + Math.imul(mixedHigh, SHUFFLE_FACTOR)) |
    0;
  return Math.imul(mixedLow, SHUFFLE_FACTOR);
}

/** tp_hash of frozenset: low half, the high one in `vm.hashHigh`. It does not depend on the order. Runs no code. */
function frozensetHash(vm: Interpreter, set: Address): number {
  const i32 = vm.i32;
  const known = i32[(set + SET_HASH) >> 2], knownHigh = i32[(set + SET_HASH + 4) >> 2];
  if ((known & knownHigh) !== -1) {
    vm.hashHigh = knownHigh;
    return known;
  }
  let low = 0, high = 0;
  const table = i32[(set + SET_TABLE) >> 2];
  const end = table + SET_ENTRY_SIZE * (i32[(set + SET_MASK) >> 2] + 1);
  for (let entry = table; entry < end; entry += SET_ENTRY_SIZE) {
    const key = i32[entry >> 2];
    if (key === NULL || key === SET_DUMMY) continue;
    const hash = entryHash(vm, entry);
    low ^= shuffleBits(vm, hash, vm.hashHigh);
    high ^= vm.hashHigh;
  }
  const count = setSize(vm, set) + 1;
  low ^= Math.imul(count, SIZE_FACTOR);
  high ^= multiplyHigh(count, SIZE_FACTOR);
  const mixedLow = low ^ ((low >>> 11) | (high << 21)) ^ ((low >>> 25) | (high << 7));
  const mixedHigh = high ^ (high >>> 11) ^ (high >>> 25);
  const product = Math.imul(mixedLow, DISPERSE_FACTOR) >>> 0;
  let hashLow = (product + DISPERSE_TERM) | 0;
  const carry = product + DISPERSE_TERM >= 2 ** 32 ? 1 : 0;
  let hashHigh =
    (multiplyHigh(mixedLow >>> 0, DISPERSE_FACTOR) + Math.imul(mixedHigh, DISPERSE_FACTOR) + carry) | 0;
  if ((hashLow & hashHigh) === -1) {
    hashLow = INSTEAD_OF_ERROR;
    hashHigh = 0;
  }
  i32[(set + SET_HASH) >> 2] = hashLow;
  i32[(set + SET_HASH + 4) >> 2] = hashHigh;
  vm.hashHigh = hashHigh;
  return hashLow;
}

// Operators --------------------------------------------------------------------------------------------------------

type Operation = (vm: Interpreter, set: Address, other: Address) => Address;
type Update = (vm: Interpreter, set: Address, other: Address) => number;

/** An operator of two sets that gives a new one. */
function binary(operation: Operation): Operation {
  return (vm, a, b) => isAnySet(vm, a) && isAnySet(vm, b) ? operation(vm, a, b) : newRef(vm, NOT_IMPLEMENTED);
}

/** An operator in place, with another set. */
function inPlace(update: Update): Operation {
  return (vm, set, other) => {
    if (!isAnySet(vm, other)) return newRef(vm, NOT_IMPLEMENTED);
    return update(vm, set, other) < 0 ? NULL : newRef(vm, set);
  };
}

function setUnion(vm: Interpreter, set: Address, other: Address): Address {
  const result = setCopy(vm, set);
  if (result === NULL || set === other || setUpdate(vm, result, other) === 0) return result;
  decref(vm, result);
  return NULL;
}

/** `set &= other`. */
function intersectWith(vm: Interpreter, set: Address, other: Address): number {
  const common = setIntersection(vm, set, other);
  if (common === NULL) return -1;
  swapBodies(vm, set, common);
  decref(vm, common);
  return 0;
}

const OPERATORS = {
  subtract: binary(setDifference),
  and: binary(setIntersection),
  xor: binary(setSymmetricDifference),
  or: binary(setUnion),
};
const IN_PLACE_OPERATORS = {
  inplaceSubtract: inPlace(setDifferenceUpdate),
  inplaceAnd: inPlace(intersectWith),
  inplaceXor: inPlace(setSymmetricDifferenceUpdate),
  inplaceOr: inPlace(setUpdate),
};

// Methods ----------------------------------------------------------------------------------------------------------

function addMethod(vm: Interpreter, set: Address, key: Address): Address {
  return none(vm, setAdd(vm, set, key));
}

function clearMethod(vm: Interpreter, set: Address): Address {
  setClear(vm, set);
  return newRef(vm, NONE);
}

function containsMethod(vm: Interpreter, set: Address, key: Address): Address {
  return truth(vm, setContainsKey(vm, set, key));
}

function copyMethod(vm: Interpreter, set: Address): Address {
  return isFrozen(vm, set) ? newRef(vm, set) : setCopy(vm, set);
}

function discardMethod(vm: Interpreter, set: Address, key: Address): Address {
  return none(vm, setDiscardKey(vm, set, key));
}

function removeMethod(vm: Interpreter, set: Address, key: Address): Address {
  const removed = setDiscardKey(vm, set, key);
  return removed === 0 ? raiseKeyError(vm, key) : none(vm, removed);
}

function popMethod(vm: Interpreter, set: Address): Address {
  const key = setTakeAny(vm, set);
  return key === NULL ? raise(vm, KEY_ERROR, "pop from an empty set") : key;
}

function unionMethod(vm: Interpreter, set: Address, args: Address): Address {
  const result = setCopy(vm, set);
  if (result === NULL) return NULL;
  for (let i = 0; i < tupleSize(vm, args); i++) {
    const other = tupleItem(vm, args, i);
    if (other !== set && setUpdate(vm, result, other) < 0) {
      decref(vm, result);
      return NULL;
    }
  }
  return result;
}

function updateMethod(vm: Interpreter, set: Address, args: Address): Address {
  for (let i = 0; i < tupleSize(vm, args); i++) {
    if (setUpdate(vm, set, tupleItem(vm, args, i)) < 0) return NULL;
  }
  return newRef(vm, NONE);
}

function intersectionMethod(vm: Interpreter, set: Address, args: Address): Address {
  return setIntersectionOfAll(vm, set, args + TUPLE_ITEMS, tupleSize(vm, args));
}

function intersectionUpdateMethod(vm: Interpreter, set: Address, args: Address): Address {
  return none(vm, setIntersectionUpdate(vm, set, args + TUPLE_ITEMS, tupleSize(vm, args)));
}

function differenceMethod(vm: Interpreter, set: Address, args: Address): Address {
  if (tupleSize(vm, args) === 0) return setCopy(vm, set);
  const result = setDifference(vm, set, tupleItem(vm, args, 0));
  for (let i = 1; result !== NULL && i < tupleSize(vm, args); i++) {
    if (setDifferenceUpdate(vm, result, tupleItem(vm, args, i)) < 0) {
      decref(vm, result);
      return NULL;
    }
  }
  return result;
}

function differenceUpdateMethod(vm: Interpreter, set: Address, args: Address): Address {
  for (let i = 0; i < tupleSize(vm, args); i++) {
    if (setDifferenceUpdate(vm, set, tupleItem(vm, args, i)) < 0) return NULL;
  }
  return newRef(vm, NONE);
}

function symmetricDifferenceUpdateMethod(vm: Interpreter, set: Address, other: Address): Address {
  return none(vm, setSymmetricDifferenceUpdate(vm, set, other));
}

function isDisjointMethod(vm: Interpreter, set: Address, other: Address): Address {
  return truth(vm, setIsDisjoint(vm, set, other));
}

function isSubsetMethod(vm: Interpreter, set: Address, other: Address): Address {
  return truth(vm, setIsSubset(vm, set, other));
}

function isSupersetMethod(vm: Interpreter, set: Address, other: Address): Address {
  return truth(vm, setIsSuperset(vm, set, other));
}

function sizeofMethod(vm: Interpreter, set: Address): Address {
  const basic = vm.i32[(vm.i32[(set + OB_TYPE) >> 2] + TP_BASICSIZE) >> 2];
  return intFromNumber(vm, setSizeOf(vm, set, basic));
}

// Registration -----------------------------------------------------------------------------------------------------

const READING_METHODS: readonly MethodSpec[] = [
  {
    name: "__class_getitem__",
    flags: METH_O | METH_CLASS,
    fn: newGenericAlias,
    doc: "See PEP 585",
  },
  { name: "__contains__", flags: METH_O | METH_COEXIST, fn: containsMethod },
  { name: "copy", flags: METH_NOARGS, fn: copyMethod },
  { name: "difference", flags: METH_VARARGS, fn: differenceMethod },
  { name: "intersection", flags: METH_VARARGS, fn: intersectionMethod },
  { name: "isdisjoint", flags: METH_O, fn: isDisjointMethod },
  { name: "issubset", flags: METH_O, fn: isSubsetMethod },
  { name: "issuperset", flags: METH_O, fn: isSupersetMethod },
  { name: "__sizeof__", flags: METH_NOARGS, fn: sizeofMethod },
  { name: "symmetric_difference", flags: METH_O, fn: setSymmetricDifference },
  { name: "union", flags: METH_VARARGS, fn: unionMethod },
];
const CHANGING_METHODS: readonly MethodSpec[] = [
  { name: "add", flags: METH_O, fn: addMethod },
  { name: "clear", flags: METH_NOARGS, fn: clearMethod },
  { name: "discard", flags: METH_O, fn: discardMethod },
  { name: "difference_update", flags: METH_VARARGS, fn: differenceUpdateMethod },
  { name: "intersection_update", flags: METH_VARARGS, fn: intersectionUpdateMethod },
  { name: "pop", flags: METH_NOARGS, fn: popMethod },
  { name: "remove", flags: METH_O, fn: removeMethod },
  { name: "symmetric_difference_update", flags: METH_O, fn: symmetricDifferenceUpdateMethod },
  { name: "update", flags: METH_VARARGS, fn: updateMethod },
];

const BOTH: Omit<TypeSpec, "name"> = {
  basicSize: SET.size,
  flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE | TPFLAGS_MATCH_SELF,
  dealloc: setDealloc,
  traverse: setTraverse,
  clear: setClear,
  buffers: setBuffers,
  repr: setRepr,
  richcompare: setCompare,
  iter: setIter,
  alloc: GENERIC_ALLOC,
  free: FREE_CONTAINER,
  weaklistOffset: SET_WEAKREFS,
  sequence: { length: setSize, contains: setContainsKey },
};

/** Declares set and frozenset. */
export function defineSet(vm: Interpreter): void {
  vm.i32[SET_DUMMY >> 2] = 2;
  vm.i32[(SET_DUMMY + OB_TYPE) >> 2] = OBJECT_TYPE;
  defineType(vm, SET_TYPE, {
    ...BOTH,
    name: "set",
    doc: "A collection of different values without an order.",
    hash: "unhashable",
    init: setInit,
    new: setTypeNew,
    vectorcall: setVectorcall,
    number: { ...OPERATORS, ...IN_PLACE_OPERATORS },
    methods: [...READING_METHODS, ...CHANGING_METHODS],
  });
  defineType(vm, FROZENSET_TYPE, {
    ...BOTH,
    name: "frozenset",
    doc: "A collection of different values without an order that never changes.",
    hash: frozensetHash,
    new: frozensetNew,
    vectorcall: frozensetVectorcall,
    number: OPERATORS,
    methods: READING_METHODS,
  });
}
