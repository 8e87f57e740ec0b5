/**
 * What the bases of a class decide: its metaclass, and the base whose layout its instances have.
 *
 * A type is *solid* if its instances have fields that those of its base have not (the places of `__dict__` and
 * `__weakref__` do not count). Of several bases, one must have the layouts of all others at its beginning.
 *
 * Source: CPython 3.11 Objects/typeobject.c (best_base, solid_base, extra_ivars, _PyType_CalculateMetaclass).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  OB_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_BASETYPE,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_TYPE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { OBJECT_TYPE, TYPE_ERROR } from "../memory/statics.ts";
import { raise } from "./errors.ts";
import { hasTypeFlag, isSubtype } from "./subtype.ts";
import { tupleItem } from "./tuple.ts";
import { typeName } from "./type_name.ts";

const T = TYPE.offsets;

/** Have instances of `type` other fields than those of `base`, places of dict and weak references aside? */
function hasOwnFields(vm: Interpreter, type: Address, base: Address): boolean {
  const i32 = vm.i32;
  let size = i32[(type + T.tp_basicsize) >> 2];
  const baseSize = i32[(base + T.tp_basicsize) >> 2];
  const itemSize = i32[(type + T.tp_itemsize) >> 2], baseItemSize = i32[(base + T.tp_itemsize) >> 2];
  if (itemSize !== 0 || baseItemSize !== 0) return size !== baseSize || itemSize !== baseItemSize;
  const weaklist = i32[(type + T.tp_weaklistoffset) >> 2];
  if (
    weaklist !== 0 && i32[(base + T.tp_weaklistoffset) >> 2] === 0 && weaklist + 8 === size &&
    (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0
  ) size -= 8;
  return size !== baseSize;
}

/** The nearest type among `type` and its bases that is solid. */
export function solidBase(vm: Interpreter, type: Address): Address {
  const above = vm.i32[(type + T.tp_base) >> 2];
  const base = above === NULL ? OBJECT_TYPE : solidBase(vm, above);
  return hasOwnFields(vm, type, base) ? type : base;
}

/** The base in a tuple whose layout the class gets, borrowed. NULL with TypeError. */
export function bestBase(vm: Interpreter, bases: Address): Address {
  const i32 = vm.i32;
  const count = i32[(bases + OB_SIZE) >> 2];
  let base = NULL, winner = NULL;
  for (let i = 0; i < count; i++) {
    const each = tupleItem(vm, bases, i);
    if (!hasTypeFlag(vm, each, TPFLAGS_TYPE_SUBCLASS)) return raise(vm, TYPE_ERROR, "bases must be types");
    if ((i32[(each + TP_FLAGS) >> 2] & TPFLAGS_BASETYPE) === 0) {
      return raise(vm, TYPE_ERROR, `type '${typeName(vm, each, 100)}' is not an acceptable base type`);
    }
    const candidate = solidBase(vm, each);
    if (winner === NULL || (!isSubtype(vm, winner, candidate) && isSubtype(vm, candidate, winner))) {
      winner = candidate;
      base = each;
    } else if (!isSubtype(vm, winner, candidate)) {
      return raise(vm, TYPE_ERROR, "multiple bases have instance lay-out conflict");
    }
  }
  return base;
}

/** The most derived of a metaclass and those of the bases in a tuple, borrowed. NULL with TypeError. */
export function calculateMetaclass(vm: Interpreter, metaclass: Address, bases: Address): Address {
  const count = vm.i32[(bases + OB_SIZE) >> 2];
  let winner = metaclass;
  for (let i = 0; i < count; i++) {
    const other = vm.i32[(tupleItem(vm, bases, i) + OB_TYPE) >> 2];
    if (isSubtype(vm, winner, other)) continue;
    if (!isSubtype(vm, other, winner)) {
      const text = "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass " +
        "of the metaclasses of all its bases";
      return raise(vm, TYPE_ERROR, text);
    }
    winner = other;
  }
  return winner;
}
