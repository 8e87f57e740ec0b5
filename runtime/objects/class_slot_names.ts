/**
 * What a class adds to the layout of its instances: the names in `__slots__`, and whether there are places for a dict and
 * for weak references.
 *
 * Without `__slots__` a class adds both, unless its base has them. `__slots__` may name them; a base beside the best one
 * may bring them in.
 *
 * Source: CPython 3.11 Objects/typeobject.c (type_new_slots, type_new_visit_slots, type_new_slots_impl).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TYPE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { identifier, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { callMethod0 } from "./call.ts";
import { dictGetStr } from "./dict.ts";
import { raise } from "./errors.ts";
import { listAppend, listAsTuple, listNew } from "./list.ts";
import { mangleName } from "./mangle.ts";
import { repr } from "./object.ts";
import { sequenceTuple } from "./sequence.ts";
import { isStr, jsString, newStr, strEqualsText } from "./str.ts";
import { strIsIdentifier } from "./str_predicates.ts";
import { tupleItem, tuplePack1, tupleSize } from "./tuple.ts";
import { typeName, typeNameOf } from "./type_name.ts";

const T = TYPE.offsets;
const SLOTS = identifier("__slots__");
const SORT = identifier("sort");

/** What a class adds: `names` is a tuple, owned, or NULL. */
export interface SlotNames {
  names: Address;
  addsDict: boolean;
  addsWeakrefs: boolean;
}

/** Reads `__slots__` of a namespace; null with an exception. Can run any code. */
export function readSlots(
  vm: Interpreter,
  base: Address,
  bases: Address,
  className: Address,
  dict: Address,
): SlotNames | null {
  const i32 = vm.i32;
  const mayAddDict = i32[(base + T.tp_dictoffset) >> 2] === 0;
  const mayAddWeakrefs = i32[(base + T.tp_weaklistoffset) >> 2] === 0 &&
    i32[(base + T.tp_itemsize) >> 2] === 0;
  const given = dictGetStr(vm, dict, SLOTS);
  if (given === NULL) return { names: NULL, addsDict: mayAddDict, addsWeakrefs: mayAddWeakrefs };
  const slots = isStr(vm, given) ? tuplePack1(vm, given) : sequenceTuple(vm, given);
  if (slots === NULL) return null;
  const result = visitSlots(vm, base, slots, mayAddDict, mayAddWeakrefs);
  if (result !== null) result.names = sortedNames(vm, slots, className, dict);
  decref(vm, slots);
  if (result === null || result.names === NULL) return null;
  for (let i = 0; i < tupleSize(vm, bases); i++) {
    const other = tupleItem(vm, bases, i);
    if (other === base) continue;
    if (mayAddDict && i32[(other + T.tp_dictoffset) >> 2] !== 0) result.addsDict = true;
    if (mayAddWeakrefs && i32[(other + T.tp_weaklistoffset) >> 2] !== 0) result.addsWeakrefs = true;
  }
  return result;
}

/** Checks the names and finds those of dict and weak references among them. */
function visitSlots(
  vm: Interpreter,
  base: Address,
  slots: Address,
  mayAddDict: boolean,
  mayAddWeakrefs: boolean,
): SlotNames | null {
  const fail = (message: string): null => {
    raise(vm, TYPE_ERROR, message);
    return null;
  };
  const count = tupleSize(vm, slots);
  if (count > 0 && vm.i32[(base + T.tp_itemsize) >> 2] !== 0) {
    return fail(`nonempty __slots__ not supported for subtype of '${typeName(vm, base)}'`);
  }
  const found: SlotNames = { names: NULL, addsDict: false, addsWeakrefs: false };
  for (let i = 0; i < count; i++) {
    const name = tupleItem(vm, slots, i);
    if (!isStr(vm, name)) {
      return fail(`__slots__ items must be strings, not '${typeNameOf(vm, name)}'`);
    }
    if (!strIsIdentifier(vm, name)) return fail("__slots__ must be identifiers");
    if (strEqualsText(vm, name, "__dict__")) {
      if (!mayAddDict || found.addsDict) return fail("__dict__ slot disallowed: we already got one");
      found.addsDict = true;
    } else if (strEqualsText(vm, name, "__weakref__")) {
      if (!mayAddWeakrefs || found.addsWeakrefs) {
        return fail("__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
      }
      found.addsWeakrefs = true;
    }
  }
  return found;
}

/** The names that become members, private ones mangled, sorted: a new tuple. NULL with an exception. */
function sortedNames(vm: Interpreter, slots: Address, className: Address, dict: Address): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  let complete = true;
  for (let i = 0; complete && i < tupleSize(vm, slots); i++) {
    const name = tupleItem(vm, slots, i);
    if (strEqualsText(vm, name, "__dict__") || strEqualsText(vm, name, "__weakref__")) continue;
    const mangled = mangledName(vm, className, name);
    complete = mangled !== NULL && isFree(vm, mangled, name, dict) && listAppend(vm, list, mangled) === 0;
    if (mangled !== NULL) decref(vm, mangled);
  }
  const sorted = complete ? callMethod0(vm, list, SORT) : NULL;
  const names = sorted === NULL ? NULL : listAsTuple(vm, list);
  if (sorted !== NULL) decref(vm, sorted);
  decref(vm, list);
  return names;
}

/** `_Class__name` for a private name; new. */
function mangledName(vm: Interpreter, className: Address, name: Address): Address {
  const text = jsString(vm, name);
  const mangled = mangleName(jsString(vm, className), text);
  return mangled === text ? newRef(vm, name) : newStr(vm, mangled);
}

/** A slot must not hide an attribute of the namespace; ValueError otherwise. */
function isFree(vm: Interpreter, mangled: Address, name: Address, dict: Address): boolean {
  if (dictGetStr(vm, dict, mangled) === NULL) return vm.curexcType === NULL;
  // These two leave the namespace before the class is made.
  if (strEqualsText(vm, name, "__qualname__") || strEqualsText(vm, name, "__classcell__")) return true;
  const shown = repr(vm, name);
  if (shown === NULL) return false;
  raise(vm, VALUE_ERROR, `${jsString(vm, shown)} in __slots__ conflicts with class variable`);
  decref(vm, shown);
  return false;
}
