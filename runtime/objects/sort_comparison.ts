/**
 * The state of one list.sort and the comparison of its keys.
 *
 * One pass over the keys looks whether they are all one-digit ints, all floats, all strs, of one type, or tuples whose
 * first items are; such keys are compared directly, without asking both operands' types each time. The answers, and the
 * code of the program that is run for them, are those of `<`.
 *
 * Of such keys a prefix is kept in the high half of their words in the sorted array, which is zero otherwise: most
 * comparisons are decided there, without a look at the objects.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Objects/listobject.c (unsafe_long_compare and relatives, the
 * pre-sort check of list_sort_impl).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, LT, OB_SIZE, OB_TYPE, TYPE } from "../memory/object_layout.ts";
import {
  FALSE,
  FLOAT_TYPE,
  INT_TYPE,
  NOT_IMPLEMENTED,
  STR_TYPE,
  TRUE,
  TUPLE_TYPE,
} from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { isTrue, richCompareBool } from "./compare.ts";
import { OB_DIGIT } from "./int.ts";
import { readChar, strCompareOrder, strData, strKind, strLength } from "./str.ts";
import { TUPLE_ITEMS } from "./tuple.ts";

const TP_RICHCOMPARE = TYPE.offsets.tp_richcompare;
const FLOAT_VALUE = 16;
/** Wins in a row before a merge starts to gallop, at first. */
export const MIN_GALLOP = 7;

/** How two keys are compared. */
const GENERAL = 0;
const INTS = 1;
const FLOATS = 2;
const STRS = 3;
/** All keys have one type, whose comparison is called without detour. */
const ONE_TYPE = 4;
/** Tuples: the first items that differ decide; their first items are compared as `firstItems` says. */
const TUPLES = 5;

/** State of one sort. Addresses point at words. */
export class Sort {
  compare = GENERAL;
  firstItems = GENERAL;
  /** tp_richcompare of the one type. */
  slot = 0;
  /** Do the high halves of the keys' words hold prefixes? */
  prefixed = false;
  minGallop = MIN_GALLOP;
  /** The keys: all of them lie in one array of `length` words. */
  keys: Address = NULL;
  length = 0;
  /** Is there an array of values beside the keys, and how far from it? */
  hasValues = false;
  distance = 0;
  /** Merge room for `roomWords` keys, and how far from it the room for values is. */
  room: Address = NULL;
  roomWords = 0;
  roomDistance = 0;
  /** The block of the merge room, if it is not the stack. */
  roomBlock: Address = NULL;
  /** Runs that wait to be merged: address of the first key, length, power of the boundary to the next. */
  readonly bases: Address[] = [];
  readonly lengths: number[] = [];
  readonly powers: number[] = [];
}

// Comparing ------------------------------------------------------------------------------------------------------

/** Is the key at `a` less than the one at `b`? 1, 0, or -1 with an exception. */
export function isLess(vm: Interpreter, sort: Sort, a: Address, b: Address): number {
  const i32 = vm.i32;
  if (sort.prefixed) {
    const left = i32[(a + 4) >> 2], right = i32[(b + 4) >> 2];
    if (left !== right) return left < right ? 1 : 0;
  }
  return isObjectLess(vm, sort, sort.compare, i32[a >> 2], i32[b >> 2]);
}

/** Is one object less than another, compared as `how` says? */
function isObjectLess(vm: Interpreter, sort: Sort, how: number, a: Address, b: Address): number {
  switch (how) {
    case INTS:
      return shortValue(vm, a) < shortValue(vm, b) ? 1 : 0;
    case FLOATS:
      return vm.f64[(a + FLOAT_VALUE) >> 3] < vm.f64[(b + FLOAT_VALUE) >> 3] ? 1 : 0;
    case STRS:
      return strCompareOrder(vm, a, b) < 0 ? 1 : 0;
    case ONE_TYPE:
      return isLessByType(vm, sort, a, b);
    case TUPLES:
      return isTupleLess(vm, sort, a, b);
    default:
      return richCompareBool(vm, a, b, LT);
  }
}

/** Value of an int of one digit. */
function shortValue(vm: Interpreter, integer: Address): number {
  return Math.imul(vm.i32[(integer + OB_SIZE) >> 2], vm.i32[(integer + OB_DIGIT) >> 2]);
}

/** Keys of one type: its comparison is asked directly, and the general way only if it does not know. */
function isLessByType(vm: Interpreter, sort: Sort, a: Address, b: Address): number {
  const i32 = vm.i32;
  if (i32[(i32[(a + OB_TYPE) >> 2] + TP_RICHCOMPARE) >> 2] !== sort.slot) {
    return richCompareBool(vm, a, b, LT);
  }
  const result: Address = vm.functions[sort.slot](vm, a, b, LT);
  if (result === TRUE || result === FALSE) {
    i32[result >> 2]--;
    return result === TRUE ? 1 : 0;
  }
  if (result === NULL) return -1;
  if (result === NOT_IMPLEMENTED) {
    i32[NOT_IMPLEMENTED >> 2]--;
    return richCompareBool(vm, a, b, LT);
  }
  const flag = isTrue(vm, result);
  decref(vm, result);
  return flag;
}

function isTupleLess(vm: Interpreter, sort: Sort, a: Address, b: Address): number {
  const i32 = vm.i32;
  const lengthA = i32[(a + OB_SIZE) >> 2], lengthB = i32[(b + OB_SIZE) >> 2];
  for (let i = 0; i < lengthA && i < lengthB; i++) {
    const left = i32[(a + TUPLE_ITEMS + 8 * i) >> 2], right = i32[(b + TUPLE_ITEMS + 8 * i) >> 2];
    const equal = itemsEqual(vm, i === 0 ? sort.firstItems : GENERAL, left, right);
    if (equal < 0) return -1;
    if (equal === 1) continue;
    return isObjectLess(vm, sort, i === 0 ? sort.firstItems : GENERAL, left, right);
  }
  return lengthA < lengthB ? 1 : 0;
}

/** Equality of two items; those of a known plain type need no call. */
function itemsEqual(vm: Interpreter, how: number, a: Address, b: Address): number {
  if (a === b) return 1;
  const i32 = vm.i32;
  if (how === INTS) {
    return i32[(a + OB_SIZE) >> 2] === i32[(b + OB_SIZE) >> 2] &&
        i32[(a + OB_DIGIT) >> 2] === i32[(b + OB_DIGIT) >> 2]
      ? 1
      : 0;
  }
  if (how === FLOATS) return vm.f64[(a + FLOAT_VALUE) >> 3] === vm.f64[(b + FLOAT_VALUE) >> 3] ? 1 : 0;
  if (how === STRS) return strCompareOrder(vm, a, b) === 0 ? 1 : 0;
  return richCompareBool(vm, a, b, EQ);
}

/** Looks at all keys, chooses the comparison that is true for them, and writes their prefixes if they have such. */
export function prepareKeys(vm: Interpreter, sort: Sort): void {
  const i32 = vm.i32;
  const first = i32[sort.keys >> 2];
  let inTuples = isFilledTuple(vm, first);
  const keyType = i32[((inTuples ? i32[(first + TUPLE_ITEMS) >> 2] : first) + OB_TYPE) >> 2];
  let sameType = true, oneDigit = true;
  for (let i = 0; i < sort.length; i++) {
    let key = i32[(sort.keys + 8 * i) >> 2];
    if (inTuples) {
      if (!isFilledTuple(vm, key)) {
        inTuples = false;
        sameType = false;
        break;
      }
      key = i32[(key + TUPLE_ITEMS) >> 2];
    }
    if (i32[(key + OB_TYPE) >> 2] !== keyType) {
      sameType = false;
      if (!inTuples) break;
    }
    if (keyType === INT_TYPE && sameType && oneDigit) {
      const size = i32[(key + OB_SIZE) >> 2];
      oneDigit = size >= -1 && size <= 1;
    }
  }
  sort.slot = i32[(keyType + TP_RICHCOMPARE) >> 2];
  const how = sameType ? comparisonOf(keyType, oneDigit, sort.slot) : GENERAL;
  sort.compare = inTuples ? TUPLES : how;
  sort.firstItems = keyType === TUPLE_TYPE ? GENERAL : how;
  sort.prefixed = (how === INTS || how === FLOATS || how === STRS) && writePrefixes(vm, sort, how);
}

function comparisonOf(type: Address, oneDigit: boolean, slot: number): number {
  if (type === STR_TYPE) return STRS;
  if (type === FLOAT_TYPE) return FLOATS;
  if (type === INT_TYPE && oneDigit) return INTS;
  return slot !== 0 ? ONE_TYPE : GENERAL;
}

function isFilledTuple(vm: Interpreter, key: Address): boolean {
  return vm.i32[(key + OB_TYPE) >> 2] === TUPLE_TYPE && vm.i32[(key + OB_SIZE) >> 2] > 0;
}

// Prefixes -------------------------------------------------------------------------------------------------------

/**
 * Writes into the high half of each key's word a number whose order does not contradict that of the keys: where two
 * differ, they decide without a look at the keys. False if there is a NaN, whose order no number has.
 */
function writePrefixes(vm: Interpreter, sort: Sort, how: number): boolean {
  const i32 = vm.i32;
  const inTuples = sort.compare === TUPLES;
  const wide = how === STRS && hasWideText(vm, sort, inTuples);
  for (let i = 0; i < sort.length; i++) {
    const place = sort.keys + 8 * i;
    const object = i32[place >> 2];
    const key = inTuples ? i32[(object + TUPLE_ITEMS) >> 2] : object;
    if (how === INTS) {
      i32[(place + 4) >> 2] = shortValue(vm, key);
    } else if (how === STRS) {
      i32[(place + 4) >> 2] = wide ? widePrefix(vm, key) : textPrefix(vm, key);
    } else {
      const value = vm.f64[(key + FLOAT_VALUE) >> 3];
      if (value !== value) {
        sort.prefixed = true;
        clearPrefixes(vm, sort);
        return false;
      }
      i32[(place + 4) >> 2] = value === 0 ? 0 : floatPrefix(i32[(key + FLOAT_VALUE + 4) >> 2]);
    }
  }
  return true;
}

/** Gives the words of the keys their zero high halves back. */
export function clearPrefixes(vm: Interpreter, sort: Sort): void {
  if (!sort.prefixed) return;
  const i32 = vm.i32;
  for (let i = 0; i < sort.length; i++) i32[(sort.keys + 8 * i + 4) >> 2] = 0;
  sort.prefixed = false;
}

/** The high half of a double's bits as a number that grows with it. */
function floatPrefix(high: number): number {
  return high < 0 ? high ^ 0x7fffffff : high;
}

function hasWideText(vm: Interpreter, sort: Sort, inTuples: boolean): boolean {
  const i32 = vm.i32;
  for (let i = 0; i < sort.length; i++) {
    const object = i32[(sort.keys + 8 * i) >> 2];
    if (strKind(vm, inTuples ? i32[(object + TUPLE_ITEMS) >> 2] : object) !== 1) return true;
  }
  return false;
}

/** The first four characters of a str of one byte each. */
function textPrefix(vm: Interpreter, s: Address): number {
  const u8 = vm.u8;
  const data = strData(vm, s), length = strLength(vm, s);
  let prefix = 0;
  for (let i = 0; i < 4; i++) prefix = (prefix << 8) | (i < length ? u8[data + i] : 0);
  return prefix ^ 0x80000000;
}

/** The first two characters of any str; one beyond U+FFFE counts as U+FFFF, and nothing behind it. */
function widePrefix(vm: Interpreter, s: Address): number {
  const length = strLength(vm, s);
  const first = length > 0 ? readChar(vm, s, 0) : 0;
  if (first >= 0xffff) return 0x7fff0000;
  const second = length > 1 ? Math.min(readChar(vm, s, 1), 0xffff) : 0;
  return ((first << 16) | second) ^ 0x80000000;
}
