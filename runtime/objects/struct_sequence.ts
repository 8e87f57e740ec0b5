/**
 * Struct sequences: tuples whose items have names, like sys.version_info.
 *
 * An instance has a tuple's layout. The type is a static subtype of tuple that the program cannot call; its fields are
 * members that read the items.
 *
 * Source: CPython 3.11 Objects/structseq.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { gcNewVar } from "../memory/gc_alloc.ts";
import { gcTrack } from "../memory/gc_head.ts";
import {
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_HAVE_GC,
  TPFLAGS_TUPLE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { decref, typeOf } from "../memory/refcount.ts";
import { TUPLE_TYPE } from "../memory/statics.ts";
import { defineType } from "./define_type.ts";
import { dictNew, dictSet } from "./dict.ts";
import { reprText } from "./exceptions.ts";
import { intFromNumber } from "./int.ts";
import { internJs } from "./interning.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { newStr } from "./str.ts";
import {
  TUPLE_BASIC_SIZE,
  TUPLE_ITEMS,
  tupleDealloc,
  tupleFromArray,
  tupleItem,
  tupleNew,
  tuplePack2,
  tupleSetItem,
  tupleSize,
  tupleTraverse,
} from "./tuple.ts";
import { readCString } from "./type_name.ts";

const TP_NAME = TYPE.offsets.tp_name;
const TP_DICT = TYPE.offsets.tp_dict;

/** Declares a type of struct sequences with these fields. */
export function defineStructSequence(
  vm: Interpreter,
  type: Address,
  name: string,
  fields: readonly string[],
): void {
  defineType(vm, type, {
    name,
    base: TUPLE_TYPE,
    basicSize: TUPLE_BASIC_SIZE,
    itemSize: 8,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_TUPLE_SUBCLASS | TPFLAGS_DISALLOW_INSTANTIATION,
    dealloc: tupleDealloc,
    traverse: tupleTraverse,
    repr: (vm: Interpreter, self: Address) => structSequenceRepr(vm, self, fields),
    methods: [{ name: "__reduce__", flags: METH_NOARGS, fn: reduce }],
    members: fields.map((field, i) => ({
      name: field,
      type: "object",
      offset: TUPLE_ITEMS + 8 * i,
      readonly: true,
    })),
  });
}

/** Adds what the ready type's namespace says about the number of fields; 0, or -1 with MemoryError. */
export function describeStructSequence(vm: Interpreter, type: Address, fields: readonly string[]): number {
  const dict = vm.i32[(type + TP_DICT) >> 2];
  const facts: [string, () => Address][] = [
    ["n_sequence_fields", () => intFromNumber(vm, fields.length)],
    ["n_fields", () => intFromNumber(vm, fields.length)],
    ["n_unnamed_fields", () => intFromNumber(vm, 0)],
    ["__match_args__", () => namesTuple(vm, fields)],
  ];
  for (const [name, make] of facts) {
    const key = internJs(vm, name);
    if (key === NULL) return -1;
    const value = make();
    const status = value === NULL ? -1 : dictSet(vm, dict, key, value);
    decref(vm, key);
    if (value !== NULL) decref(vm, value);
    if (status < 0) return -1;
  }
  return 0;
}

function namesTuple(vm: Interpreter, fields: readonly string[]): Address {
  const tuple = tupleNew(vm, fields.length);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < fields.length; i++) {
    const name = internJs(vm, fields[i]);
    if (name === NULL) {
      decref(vm, tuple);
      return NULL;
    }
    tupleSetItem(vm, tuple, i, name);
  }
  return tuple;
}

/** A new instance of these items, which are stolen; a NULL among them passes a failure on. NULL with an exception. */
export function structSequenceNew(vm: Interpreter, type: Address, items: readonly Address[]): Address {
  const release = (): Address => {
    for (const item of items) if (item !== NULL) decref(vm, item);
    return NULL;
  };
  if (items.includes(NULL)) return release();
  const self = gcNewVar(vm, type, TUPLE_BASIC_SIZE + 8 * items.length, items.length);
  if (self === NULL) return release();
  items.forEach((item, i) => tupleSetItem(vm, self, i, item));
  gcTrack(vm, self);
  return self;
}

function structSequenceRepr(vm: Interpreter, self: Address, fields: readonly string[]): Address {
  const parts: string[] = [];
  for (let i = 0; i < fields.length; i++) {
    const text = reprText(vm, tupleItem(vm, self, i));
    if (text === null) return NULL;
    parts.push(`${fields[i]}=${text}`);
  }
  const name = readCString(vm, vm.i32[(typeOf(vm, self) + TP_NAME) >> 2]);
  return newStr(vm, `${name}(${parts.join(", ")})`);
}

/** `__reduce__()`: the type, and the items with an empty dict. */
function reduce(vm: Interpreter, self: Address): Address {
  const items = tupleFromArray(vm, self + TUPLE_ITEMS, tupleSize(vm, self));
  if (items === NULL) return NULL;
  const dict = dictNew(vm);
  const args = dict === NULL ? NULL : tuplePack2(vm, items, dict);
  decref(vm, items);
  if (dict !== NULL) decref(vm, dict);
  if (args === NULL) return NULL;
  const result = tuplePack2(vm, typeOf(vm, self), args);
  decref(vm, args);
  return result;
}
