/**
 * Values of a split table: the keys are shared by the instances of a class (dict_keys.ts, kind 2), the values lie in a block
 * of the mem domain of their own. An instance has such a block in place of a dict, and its dict takes it over when it is
 * made.
 *
 *     block    order of insertion, backwards | number of values | bytes of the prefix || value 0 | value 1 ...
 *                                                                values - 1           ^ values
 *
 * Value i belongs to the keys' entry i; NULL: not set. The order holds the entries' numbers, a byte each.
 *
 * Law: the block has room for every name that the keys have or may get, since keys lose room with each block made and
 * with each name.
 *
 * Fast path: indexes the views. Source: CPython 3.11 Include/internal/pycore_dict.h (struct _dictvalues),
 * Objects/dictobject.c (new_values, delete_index_from_values).
 */
import { memFree, memMalloc } from "../../heap/mod.ts";
import * as heap from "../../heap/mod.ts";
import type { Address } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import { dealloc } from "../memory/refcount.ts";
import * as dictKeys from "./dict_keys.ts";
import { sharedSize } from "./dict_keys.ts";

const { NULL } = heap;
const { DK_NENTRIES } = dictKeys;

/** Offsets from the values of the bytes in the prefix: its size, the number of values, the first of their order. */
const PREFIX_SIZE = -1;
const VALUES_COUNT = -2;
const VALUES_ORDER = -3;

/** New values for shared keys, all unset; NULL with MemoryError. Runs no code. */
export function newValues(vm: Interpreter, keys: Address): Address {
  const f64 = vm.f64;
  const size = sharedSize(vm, keys);
  const prefix = (size + 2 + 7) & ~7;
  const block = memMalloc(vm, prefix + 8 * size);
  if (block === NULL) return noMemory(vm);
  const values = block + prefix;
  for (let at = block >> 3, end = (values + 8 * size) >> 3; at < end; at++) f64[at] = 0;
  vm.u8[values + PREFIX_SIZE] = prefix;
  return values;
}

/** A copy of values with references of its own; NULL with MemoryError. Runs no code. */
export function copyValues(vm: Interpreter, keys: Address, values: Address): Address {
  const { i32, u8 } = vm;
  const copy = newValues(vm, keys);
  if (copy === NULL) return NULL;
  const count = u8[values + VALUES_COUNT];
  u8[copy + VALUES_COUNT] = count;
  for (let i = 0; i < count; i++) {
    const entry = u8[values + VALUES_ORDER - i];
    u8[copy + VALUES_ORDER - i] = entry;
    const value = i32[(values + 8 * entry) >> 2];
    i32[value >> 2]++;
    i32[(copy + 8 * entry) >> 2] = value;
  }
  return copy;
}

/** The block that values lie in. */
export function valuesBlock(vm: Interpreter, values: Address): Address {
  return values - vm.u8[values + PREFIX_SIZE];
}

/** How many values are set. */
export function countValues(vm: Interpreter, values: Address): number {
  return vm.u8[values + VALUES_COUNT];
}

/** Entry of the value that was set as number `i`, in order of insertion. */
export function orderedEntry(vm: Interpreter, values: Address, i: number): number {
  return vm.u8[values + VALUES_ORDER - i];
}

/** Notes that the entry was set. */
export function noteInserted(vm: Interpreter, values: Address, entry: number): void {
  const count = vm.u8[values + VALUES_COUNT]++;
  vm.u8[values + VALUES_ORDER - count] = entry;
}

/** Notes that the entry was deleted. */
export function noteDeleted(vm: Interpreter, values: Address, entry: number): void {
  const u8 = vm.u8;
  const count = --u8[values + VALUES_COUNT];
  let i = 0;
  while (u8[values + VALUES_ORDER - i] !== entry) i++;
  for (; i < count; i++) u8[values + VALUES_ORDER - i] = u8[values + VALUES_ORDER - i - 1];
}

/** Releases values that nobody reaches any more, in the order of the keys, and their block. Can run any code. */
export function freeValues(vm: Interpreter, keys: Address, values: Address): void {
  const i32 = vm.i32;
  const end = values + 8 * i32[(keys + DK_NENTRIES) >> 2];
  for (let at = values; at < end; at += 8) {
    const value = i32[at >> 2];
    if (value !== NULL && --i32[value >> 2] === 0) dealloc(vm, value);
  }
  freeValuesBlock(vm, values);
}

/** Gives the block of values back without releasing them. */
export function freeValuesBlock(vm: Interpreter, values: Address): void {
  memFree(vm, values - vm.u8[values + PREFIX_SIZE]);
}

/** Visits the values. */
export function traverseValues(vm: Interpreter, keys: Address, values: Address, visit: Visit): void {
  const i32 = vm.i32;
  const end = values + 8 * i32[(keys + DK_NENTRIES) >> 2];
  for (let at = values; at < end; at += 8) {
    if (i32[at >> 2] !== NULL) visit(vm, i32[at >> 2]);
  }
}
