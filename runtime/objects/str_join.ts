/**
 * str.join, and the joining of strs that lie in memory one after the other.
 *
 * The exact size is added up first and asked for once. A single exact str is returned as it is.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_Join, _PyUnicode_JoinArray).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { raise } from "./errors.ts";
import * as list from "./list.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { sequenceFast } from "./sequence.ts";
import * as strModule from "./str.ts";
import { asciiAlloc, isExactStr, isStr, strAlloc, strData, strKind, strLength, strMaxChar } from "./str.ts";
import { copyBytes, copyCharacters, putText } from "./str_copy.ts";
import * as strLayout from "./str_layout.ts";
import * as tuple from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const { NULL } = heap;
const { OB_SIZE, OB_TYPE } = objectLayout;
const { LIST_TYPE, OVERFLOW_ERROR, STR_TYPE, TUPLE_TYPE, TYPE_ERROR } = statics;
const { LIST_ITEMS } = list;
const { METH_O } = methodDefinition;
const { EMPTY_STR } = strModule;
const { ASCII_DATA, COMPACT_ASCII, SSIZE_MAX, STR_LENGTH, STR_STATE } = strLayout;
const { TUPLE_ITEMS } = tuple;

/** No text below this length is too long. */
const SAFE_LENGTH = 2 ** 30;

/**
 * The `count` objects whose words start at `items` (borrowed), joined with the str `separator` between them: new.
 * TypeError if one is no str. Runs no code of the program.
 */
export function joinArray(
  vm: Interpreter,
  separator: Address,
  items: Address,
  count: number,
): Address {
  if (count < 2) return joinSlowly(vm, separator, items, count);
  const i32 = vm.i32;
  const first = items >> 2, last = first + 2 * count;
  const between = i32[(separator + STR_LENGTH) >> 2];
  let length = between * (count - 1), state = i32[(separator + STR_STATE) >> 2];
  for (let word = first; word < last; word += 2) {
    const item = i32[word];
    if (i32[(item + OB_TYPE) >> 2] !== STR_TYPE) return joinSlowly(vm, separator, items, count);
    state &= i32[(item + STR_STATE) >> 2];
    length += i32[(item + STR_LENGTH) >> 2];
  }
  if ((state & COMPACT_ASCII) !== COMPACT_ASCII || length >= SAFE_LENGTH || length === 0) {
    return joinSlowly(vm, separator, items, count);
  }
  const joined = asciiAlloc(vm, length);
  if (joined === NULL) return NULL;
  const u8 = vm.u8;
  const start = joined + ASCII_DATA, end = start + length;
  const mark = u8[separator + ASCII_DATA];
  let to = start;
  for (let word = first; word < last; word += 2) {
    if (between !== 0 && word !== first) {
      if (between === 1) u8[to++] = mark;
      else to = putText(vm, to, end, separator);
    }
    to = putText(vm, to, end, i32[word]);
  }
  return joined;
}

/** joinArray of any strs, and of what is none. */
function joinSlowly(
  vm: Interpreter,
  separator: Address,
  items: Address,
  count: number,
): Address {
  const i32 = vm.i32;
  if (count === 0) return newRef(vm, EMPTY_STR);
  if (count === 1 && isExactStr(vm, i32[items >> 2])) return newRef(vm, i32[items >> 2]);
  const separatorLength = strLength(vm, separator);
  let length = separatorLength * (count - 1);
  let max = count > 1 && separatorLength > 0 ? strMaxChar(vm, separator) : 0x7f;
  for (let i = 0; i < count; i++) {
    const item = i32[(items >> 2) + 2 * i];
    if (!isStr(vm, item)) {
      const given = typeNameOf(vm, item, 80);
      return raise(vm, TYPE_ERROR, `sequence item ${i}: expected str instance, ${given} found`);
    }
    length += strLength(vm, item);
    const itemMax = strMaxChar(vm, item);
    if (itemMax > max) max = itemMax;
  }
  if (length >= SSIZE_MAX) {
    return raise(vm, OVERFLOW_ERROR, "join() result is too long for a Python string");
  }
  const joined = strAlloc(vm, length, max);
  if (joined !== NULL && length !== 0) fillJoined(vm, joined, separator, items, count);
  return joined;
}

function fillJoined(
  vm: Interpreter,
  joined: Address,
  separator: Address,
  items: Address,
  count: number,
): void {
  const i32 = vm.i32;
  const kind = strKind(vm, joined), data = strData(vm, joined);
  const separatorLength = strLength(vm, separator);
  const separatorKind = strKind(vm, separator), separatorData = strData(vm, separator);
  if (kind === 1) {
    let to = data;
    for (let i = 0; i < count; i++) {
      if (i > 0 && separatorLength > 0) {
        copyBytes(vm, to, separatorData, separatorLength);
        to += separatorLength;
      }
      const item = i32[(items >> 2) + 2 * i], length = strLength(vm, item);
      copyBytes(vm, to, strData(vm, item), length);
      to += length;
    }
    return;
  }
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      copyCharacters(vm, kind, data, at, separatorKind, separatorData, 0, separatorLength);
      at += separatorLength;
    }
    const item = i32[(items >> 2) + 2 * i], length = strLength(vm, item);
    copyCharacters(vm, kind, data, at, strKind(vm, item), strData(vm, item), 0, length);
    at += length;
  }
}

/** `separator.join(iterable)`: new. Can run any code. */
export function strJoin(vm: Interpreter, separator: Address, iterable: Address): Address {
  const type = vm.i32[(iterable + OB_TYPE) >> 2];
  if (type !== LIST_TYPE) return joinIterable(vm, separator, iterable);
  // Nothing runs that could take the list away.
  return joinArray(vm, separator, vm.i32[(iterable + LIST_ITEMS) >> 2], vm.i32[(iterable + OB_SIZE) >> 2]);
}

function joinIterable(vm: Interpreter, separator: Address, iterable: Address): Address {
  const sequence = sequenceFast(vm, iterable, "can only join an iterable");
  if (sequence === NULL) return NULL;
  const i32 = vm.i32;
  const isTuple = i32[(sequence + OB_TYPE) >> 2] === TUPLE_TYPE;
  const items = isTuple ? sequence + TUPLE_ITEMS : i32[(sequence + LIST_ITEMS) >> 2];
  const joined = joinArray(vm, separator, items, i32[(sequence + OB_SIZE) >> 2]);
  decref(vm, sequence);
  return joined;
}

export const JOIN_METHODS: readonly MethodSpec[] = [{ name: "join", flags: METH_O, fn: strJoin }];
