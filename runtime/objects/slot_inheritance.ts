/**
 * What a type takes over from its bases: sizes and flags, slot by slot, and whole tables of operators.
 *
 * A slot is taken from a base only if that base defines it itself (its own base has none, or another one), so that along
 * the mro the nearest definition wins.
 *
 * Source: CPython 3.11 Objects/typeobject.c (inherit_special, inherit_slots, type_ready_inherit_as_structs).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  MAPPING_METHODS,
  NUMBER_METHODS,
  SEQUENCE_METHODS,
  TP_FLAGS,
  TPFLAGS_BASE_EXC_SUBCLASS,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HAVE_VECTORCALL,
  TPFLAGS_IMMUTABLETYPE,
  TPFLAGS_LIST_SUBCLASS,
  TPFLAGS_LONG_SUBCLASS,
  TPFLAGS_MANAGED_DICT,
  TPFLAGS_MAPPING,
  TPFLAGS_MATCH_SELF,
  TPFLAGS_METHOD_DESCRIPTOR,
  TPFLAGS_SEQUENCE,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_TYPE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { identifier } from "../memory/statics.ts";
import { dictGetStr } from "./dict.ts";
import { FREE_CONTAINER, FREE_OBJECT } from "./function_numbers.ts";

const T = TYPE.offsets;
const HASH = identifier("__hash__");
const EQ_NAME = identifier("__eq__");

/** The flag of each built-in type that natives test for; subclasses carry it too. */
const SUBCLASS_FLAGS = TPFLAGS_LONG_SUBCLASS | TPFLAGS_LIST_SUBCLASS | TPFLAGS_TUPLE_SUBCLASS |
  TPFLAGS_BYTES_SUBCLASS | TPFLAGS_UNICODE_SUBCLASS | TPFLAGS_DICT_SUBCLASS | TPFLAGS_BASE_EXC_SUBCLASS |
  TPFLAGS_TYPE_SUBCLASS;

/** Takes over sizes and flags from the base. */
export function inheritSpecial(vm: Interpreter, type: Address, base: Address): void {
  const i32 = vm.i32;
  const flags = i32[(type + TP_FLAGS) >> 2], baseFlags = i32[(base + TP_FLAGS) >> 2];
  let added = baseFlags & (SUBCLASS_FLAGS | TPFLAGS_MANAGED_DICT | TPFLAGS_MATCH_SELF);
  const hasOwnWalk = i32[(type + T.tp_traverse) >> 2] !== NULL || i32[(type + T.tp_clear) >> 2] !== NULL;
  if ((flags & TPFLAGS_HAVE_GC) === 0 && (baseFlags & TPFLAGS_HAVE_GC) !== 0 && !hasOwnWalk) {
    added |= TPFLAGS_HAVE_GC;
    i32[(type + T.tp_traverse) >> 2] = i32[(base + T.tp_traverse) >> 2];
    i32[(type + T.tp_clear) >> 2] = i32[(base + T.tp_clear) >> 2];
  }
  if ((flags & (TPFLAGS_SEQUENCE | TPFLAGS_MAPPING)) === 0) {
    added |= baseFlags & (TPFLAGS_SEQUENCE | TPFLAGS_MAPPING);
  }
  i32[(type + TP_FLAGS) >> 2] |= added;
  for (const field of [T.tp_basicsize, T.tp_itemsize, T.tp_weaklistoffset, T.tp_dictoffset]) {
    if (i32[(type + field) >> 2] !== 0) continue;
    i32[(type + field) >> 2] = i32[(base + field) >> 2];
    i32[(type + field + 4) >> 2] = i32[(base + field + 4) >> 2];
  }
}

/** Takes over the slots that `base`, a type of the mro, defines itself. */
export function inheritSlots(vm: Interpreter, type: Address, base: Address): void {
  const i32 = vm.i32;
  const above = i32[(base + T.tp_base) >> 2];
  inheritTable(vm, type, base, above, T.tp_as_number, NUMBER_METHODS.size);
  inheritTable(vm, type, base, above, T.tp_as_sequence, SEQUENCE_METHODS.size);
  inheritTable(vm, type, base, above, T.tp_as_mapping, MAPPING_METHODS.size);
  const flags = i32[(type + TP_FLAGS) >> 2], baseFlags = i32[(base + TP_FLAGS) >> 2];
  copySlot(vm, type, base, above, T.tp_dealloc);
  if (i32[(type + T.tp_getattro) >> 2] === NULL) {
    i32[(type + T.tp_getattro) >> 2] = i32[(base + T.tp_getattro) >> 2];
  }
  if (i32[(type + T.tp_setattro) >> 2] === NULL) {
    i32[(type + T.tp_setattro) >> 2] = i32[(base + T.tp_setattro) >> 2];
  }
  copySlot(vm, type, base, above, T.tp_repr);
  copySlot(vm, type, base, above, T.tp_vectorcall_offset);
  // The call of a class may change: its instances are called through tp_call.
  if (i32[(type + T.tp_call) >> 2] === NULL && (flags & TPFLAGS_IMMUTABLETYPE) !== 0) {
    i32[(type + TP_FLAGS) >> 2] |= baseFlags & TPFLAGS_HAVE_VECTORCALL;
  }
  copySlot(vm, type, base, above, T.tp_call);
  copySlot(vm, type, base, above, T.tp_str);
  inheritComparison(vm, type, base);
  for (const slot of [T.tp_iter, T.tp_iternext, T.tp_descr_get]) copySlot(vm, type, base, above, slot);
  const get = i32[(base + T.tp_descr_get) >> 2];
  if (get !== NULL && get === i32[(type + T.tp_descr_get) >> 2]) {
    i32[(type + TP_FLAGS) >> 2] |= baseFlags & TPFLAGS_METHOD_DESCRIPTOR;
  }
  for (const slot of [T.tp_descr_set, T.tp_dictoffset, T.tp_init, T.tp_alloc, T.tp_is_gc, T.tp_finalize]) {
    copySlot(vm, type, base, above, slot);
  }
  inheritFree(vm, type, base, above, ((flags ^ baseFlags) & TPFLAGS_HAVE_GC) === 0);
}

/** Does `base` define the slot at `offset` itself? Then a type without one takes it. */
function copySlot(vm: Interpreter, type: Address, base: Address, above: Address, offset: number): void {
  const i32 = vm.i32;
  const value = i32[(base + offset) >> 2];
  if (i32[(type + offset) >> 2] !== 0 || value === 0) return;
  if (above === NULL || value !== i32[(above + offset) >> 2]) i32[(type + offset) >> 2] = value;
}

/** The same for every slot of a table of operators that both types have. */
function inheritTable(
  vm: Interpreter,
  type: Address,
  base: Address,
  above: Address,
  field: number,
  size: number,
): void {
  const i32 = vm.i32;
  const own = i32[(type + field) >> 2], given = i32[(base + field) >> 2];
  if (own === NULL || given === NULL || own === given) return;
  const higher = above === NULL ? NULL : i32[(above + field) >> 2];
  for (let offset = 0; offset < size; offset += 8) copySlot(vm, own, given, higher, offset);
}

/** Comparison and hash are inherited together, or not at all. */
function inheritComparison(vm: Interpreter, type: Address, base: Address): void {
  const i32 = vm.i32;
  if (i32[(type + T.tp_richcompare) >> 2] !== NULL || i32[(type + T.tp_hash) >> 2] !== NULL) return;
  const dict = i32[(type + T.tp_dict) >> 2];
  if (dictGetStr(vm, dict, HASH) !== NULL || dictGetStr(vm, dict, EQ_NAME) !== NULL) return;
  i32[(type + T.tp_richcompare) >> 2] = i32[(base + T.tp_richcompare) >> 2];
  i32[(type + T.tp_hash) >> 2] = i32[(base + T.tp_hash) >> 2];
}

/** tp_free fits only types that agree about the GC head. */
function inheritFree(vm: Interpreter, type: Address, base: Address, above: Address, alike: boolean): void {
  const i32 = vm.i32;
  if (alike) {
    copySlot(vm, type, base, above, T.tp_free);
  } else if (i32[(type + T.tp_free) >> 2] === NULL && i32[(base + T.tp_free) >> 2] === FREE_OBJECT) {
    i32[(type + T.tp_free) >> 2] = FREE_CONTAINER;
  }
}

/** A type without a table of operators shares its base's. */
export function inheritTables(vm: Interpreter, type: Address, base: Address): void {
  for (const field of [T.tp_as_async, T.tp_as_number, T.tp_as_sequence, T.tp_as_mapping, T.tp_as_buffer]) {
    if (vm.i32[(type + field) >> 2] === NULL) vm.i32[(type + field) >> 2] = vm.i32[(base + field) >> 2];
  }
}
