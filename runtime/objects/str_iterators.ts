/**
 * str_iterator and str_ascii_iterator: the characters of a str one by one, those below U+0100 as static strings.
 *
 * Law: an exhausted iterator has let its str go, and stays exhausted.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (unicodeiter_*, unicode_ascii_iter_next).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { newRef } from "../memory/refcount.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import * as functionNumbers from "./function_numbers.ts";
import * as indexIterator from "./index_iterator.ts";
import {
  exhaustIndexIterator,
  indexIteratorDealloc,
  indexIteratorTraverse,
  newIndexIterator,
} from "./index_iterator.ts";
import { intFromNumber } from "./int.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { readChar, strCharacter, strIsAscii } from "./str.ts";
import { ssizeArgument } from "./str_arguments.ts";
import * as strLayout from "./str_layout.ts";
import { hasTypeFlag } from "./subtype.ts";

const { NULL } = heap;
const { TPFLAGS_HAVE_GC, TPFLAGS_LONG_SUBCLASS } = objectLayout;
const { ASCII_CHARACTERS, NONE, STR_ASCII_ITERATOR_TYPE, STR_ITERATOR_TYPE, TYPE_ERROR } = statics;
const { SELF_ITER } = functionNumbers;
const { INDEX_ITERATOR, IT_INDEX, IT_SEQ } = indexIterator;
const { METH_NOARGS, METH_O } = methodDefinition;
const { ASCII_DATA, STATE_COMPACT, STR_LENGTH, STR_STATE } = strLayout;

/** tp_iter of str: a new iterator. */
export function strIter(vm: Interpreter, self: Address): Address {
  const compact = (vm.i32[(self + STR_STATE) >> 2] & STATE_COMPACT) !== 0;
  const type = compact && strIsAscii(vm, self) ? STR_ASCII_ITERATOR_TYPE : STR_ITERATOR_TYPE;
  return newIndexIterator(vm, type, self, 0);
}

/** tp_iternext of str_ascii_iterator: the next character, new, or NULL. */
export function strAsciiIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const s = i32[(iterator + IT_SEQ) >> 2];
  if (s === NULL) return NULL;
  const index = i32[(iterator + IT_INDEX) >> 2];
  if (index < i32[(s + STR_LENGTH) >> 2]) {
    i32[(iterator + IT_INDEX) >> 2] = index + 1;
    const character = ASCII_CHARACTERS + (vm.u8[s + ASCII_DATA + index] << 6);
    i32[character >> 2]++;
    return character;
  }
  exhaustIndexIterator(vm, iterator);
  return NULL;
}

/** tp_iternext of str_iterator: the next character, new, or NULL. */
export function strIteratorNext(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const s = i32[(iterator + IT_SEQ) >> 2];
  if (s === NULL) return NULL;
  const index = i32[(iterator + IT_INDEX) >> 2];
  if (index < i32[(s + STR_LENGTH) >> 2]) {
    const character = strCharacter(vm, readChar(vm, s, index));
    if (character !== NULL) i32[(iterator + IT_INDEX) >> 2] = index + 1;
    return character;
  }
  exhaustIndexIterator(vm, iterator);
  return NULL;
}

function lengthHintMethod(vm: Interpreter, iterator: Address): Address {
  const i32 = vm.i32;
  const s = i32[(iterator + IT_SEQ) >> 2];
  return intFromNumber(vm, s === NULL ? 0 : i32[(s + STR_LENGTH) >> 2] - i32[(iterator + IT_INDEX) >> 2]);
}

function setstateMethod(vm: Interpreter, iterator: Address, state: Address): Address {
  if (!hasTypeFlag(vm, state, TPFLAGS_LONG_SUBCLASS)) return raise(vm, TYPE_ERROR, "an integer is required");
  const index = ssizeArgument(vm, state);
  if (index === -1 && vm.curexcType !== NULL) return NULL;
  const i32 = vm.i32;
  const s = i32[(iterator + IT_SEQ) >> 2];
  if (s !== NULL) i32[(iterator + IT_INDEX) >> 2] = Math.min(Math.max(index, 0), i32[(s + STR_LENGTH) >> 2]);
  return newRef(vm, NONE);
}

const METHODS: readonly MethodSpec[] = [
  { name: "__length_hint__", flags: METH_NOARGS, fn: lengthHintMethod },
  { name: "__setstate__", flags: METH_O, fn: setstateMethod },
];

/** Declares both iterators. */
export function defineStrIterators(vm: Interpreter): void {
  const shared = {
    basicSize: INDEX_ITERATOR.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: indexIteratorDealloc,
    traverse: indexIteratorTraverse,
    iter: SELF_ITER,
    methods: METHODS,
  };
  defineType(vm, STR_ITERATOR_TYPE, { name: "str_iterator", ...shared, iternext: strIteratorNext });
  defineType(vm, STR_ASCII_ITERATOR_TYPE, {
    name: "str_ascii_iterator",
    ...shared,
    iternext: strAsciiIteratorNext,
  });
}
