/**
 * What an object tells about its state: `__getstate__`, and `__reduce__` and `__reduce_ex__`, by which pickle and copy take it
 * apart. The latter leave the work to the module copyreg, as in CPython; there is none here unless the host gives one.
 *
 * Source: CPython 3.11 Objects/typeobject.c (object_getstate_default, object___reduce_ex___impl), Lib/copyreg.py
 * (_slotnames).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TYPE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { identifier, NONE, OBJECT_TYPE, OVERFLOW_ERROR } from "../memory/statics.ts";
import { dictField, genericGetDict, getAttrJs, lookupAttr, typeLookup } from "./attributes.ts";
import { call0, call1, call2 } from "./call.ts";
import { dictGetStr, dictNew, dictSet, dictSize } from "./dict.ts";
import { intFromNumber } from "./int.ts";
import { internJs } from "./interning.ts";
import { mangleName } from "./mangle.ts";
import { asSsize } from "./number.ts";
import { sequenceTuple } from "./sequence.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { tupleItem, tuplePack1, tuplePack2, tupleSize } from "./tuple.ts";
import { shortTypeName } from "./type_name.ts";

const T = TYPE.offsets;
const IMPORT = identifier("__import__");
const REDUCE = identifier("__reduce__");
const SLOTS = identifier("__slots__");

/** The attributes in the dict, None if there are none; new. NULL with MemoryError. */
function dictState(vm: Interpreter, self: Address): Address {
  if (dictField(vm, self) === NULL) return newRef(vm, NONE);
  const dict = genericGetDict(vm, self);
  if (dict === NULL || dictSize(vm, dict) > 0) return dict;
  decref(vm, dict);
  return newRef(vm, NONE);
}

/** Adds the slots of a class that are set in an object to a dict; false with an exception. */
function addSlots(vm: Interpreter, self: Address, cls: Address, state: Address): boolean {
  const given = dictGetStr(vm, vm.i32[(cls + T.tp_dict) >> 2], SLOTS);
  if (given === NULL) return vm.curexcType === NULL;
  const slots = isStr(vm, given) ? tuplePack1(vm, given) : sequenceTuple(vm, given);
  if (slots === NULL) return false;
  let complete = true;
  for (let i = 0; complete && i < tupleSize(vm, slots); i++) {
    const text = jsString(vm, tupleItem(vm, slots, i));
    if (text === "__dict__" || text === "__weakref__") continue;
    const name = internJs(vm, mangleName(shortTypeName(vm, cls), text));
    if (name === NULL) return false;
    const value = lookupAttr(vm, self, name);
    if (value === NULL) complete = vm.curexcType === NULL;
    else {
      complete = dictSet(vm, state, name, value) === 0;
      decref(vm, value);
    }
    decref(vm, name);
  }
  decref(vm, slots);
  return complete;
}

/** `__getstate__()`: the attributes, or a tuple of those and the slots if any is set; new. */
export function objectGetState(vm: Interpreter, self: Address): Address {
  const state = dictState(vm, self);
  if (state === NULL) return NULL;
  const slots = dictNew(vm);
  let complete = slots !== NULL;
  const mro = vm.i32[(vm.i32[(self + OB_TYPE) >> 2] + T.tp_mro) >> 2];
  for (let i = 0; complete && i < tupleSize(vm, mro); i++) {
    complete = addSlots(vm, self, tupleItem(vm, mro, i), slots);
  }
  let result = NULL;
  if (complete) result = dictSize(vm, slots) === 0 ? newRef(vm, state) : tuplePack2(vm, state, slots);
  if (slots !== NULL) decref(vm, slots);
  decref(vm, state);
  return result;
}

/** Asks copyreg for `self` in a protocol. */
function reduceByModule(vm: Interpreter, self: Address, protocol: number): Address {
  const importer = dictGetStr(vm, vm.builtinsDict, IMPORT);
  const name = newStr(vm, "copyreg");
  if (importer === NULL || name === NULL) return NULL;
  const module = call1(vm, importer, name);
  decref(vm, name);
  if (module === NULL) return NULL;
  const reduce = getAttrJs(vm, module, "_reduce_ex");
  decref(vm, module);
  if (reduce === NULL) return NULL;
  const number = intFromNumber(vm, protocol);
  const result = number === NULL ? NULL : call2(vm, reduce, self, number);
  if (number !== NULL) decref(vm, number);
  decref(vm, reduce);
  return result;
}

/** `__reduce__()` */
export function objectReduce(vm: Interpreter, self: Address): Address {
  return reduceByModule(vm, self, 0);
}

/** `__reduce_ex__(protocol)`: by the class's own `__reduce__`, if it has one. */
export function objectReduceEx(vm: Interpreter, self: Address, protocol: Address): Address {
  const number = asSsize(vm, protocol, OVERFLOW_ERROR);
  if (number === -1 && vm.curexcType !== NULL) return NULL;
  const own = typeLookup(vm, vm.i32[(self + OB_TYPE) >> 2], REDUCE);
  if (own === typeLookup(vm, OBJECT_TYPE, REDUCE)) return reduceByModule(vm, self, number);
  const method = lookupAttr(vm, self, REDUCE);
  if (method === NULL) return vm.curexcType !== NULL ? NULL : reduceByModule(vm, self, number);
  const result = call0(vm, method);
  decref(vm, method);
  return result;
}
