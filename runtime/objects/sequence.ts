/**
 * The sequence protocol: items by number, containment, concatenation, and making a tuple or a list of anything that
 * can be iterated.
 *
 * Source: CPython 3.11 Objects/abstract.c (PySequence_*).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, NUMBER_METHODS, OB_SIZE, OB_TYPE, SEQUENCE_METHODS, TYPE } from "../memory/object_layout.ts";
import { LIST_TYPE, NOT_IMPLEMENTED, TUPLE_TYPE, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { richCompareBool } from "./compare.ts";
import { errorMatches, raise, raiseFlag } from "./errors.ts";
import { getIter, isSequence, iterNext } from "./iterate.ts";
import { listAsTuple } from "./list.ts";
import { listFromIterable as sequenceList } from "./list_extend.ts";
import { lengthHint } from "./size.ts";
import { tupleNew, tupleResize, tupleSetItem } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

export { isSequence, sequenceList };

const TP_AS_NUMBER = TYPE.offsets.tp_as_number;
const TP_AS_SEQUENCE = TYPE.offsets.tp_as_sequence;
const TP_AS_MAPPING = TYPE.offsets.tp_as_mapping;
const S = SEQUENCE_METHODS.offsets;
const NB_ADD = NUMBER_METHODS.offsets.nb_add;
const MP_SUBSCRIPT = 8;
const MP_ASS_SUBSCRIPT = 16;

function sequenceSlot(vm: Interpreter, object: Address, slot: number): number {
  const i32 = vm.i32;
  const table = i32[(i32[(object + OB_TYPE) >> 2] + TP_AS_SEQUENCE) >> 2];
  return table === NULL ? NULL : i32[(table + slot) >> 2];
}

function mappingSlot(vm: Interpreter, object: Address, slot: number): number {
  const i32 = vm.i32;
  const table = i32[(i32[(object + OB_TYPE) >> 2] + TP_AS_MAPPING) >> 2];
  return table === NULL ? NULL : i32[(table + slot) >> 2];
}

/** An index counted from the end becomes one from the start; NaN with an exception. */
function absoluteIndex(vm: Interpreter, object: Address, index: number): number {
  if (index >= 0) return index;
  const slot = sequenceSlot(vm, object, S.sq_length);
  if (slot === NULL) return index;
  const size: number = vm.functions[slot](vm, object);
  return size < 0 ? NaN : index + size;
}

/** Item `index` of a sequence, new; counted from the end if negative. */
export function sequenceItem(vm: Interpreter, object: Address, index: number): Address {
  const slot = sequenceSlot(vm, object, S.sq_item);
  if (slot !== NULL) {
    const position = absoluteIndex(vm, object, index);
    return Number.isNaN(position) ? NULL : vm.functions[slot](vm, object, position);
  }
  const text = mappingSlot(vm, object, MP_SUBSCRIPT) !== NULL
    ? "is not a sequence"
    : "object does not support indexing";
  return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, object)}' ${text}`);
}

/** Sets item `index` of a sequence, or deletes it if `value` is NULL. 0 or -1. */
export function sequenceSetItem(vm: Interpreter, object: Address, index: number, value: Address): number {
  const slot = sequenceSlot(vm, object, S.sq_ass_item);
  if (slot !== NULL) {
    const position = absoluteIndex(vm, object, index);
    return Number.isNaN(position) ? -1 : vm.functions[slot](vm, object, position, value);
  }
  const text = mappingSlot(vm, object, MP_ASS_SUBSCRIPT) !== NULL
    ? "is not a sequence"
    : value === NULL
    ? "object doesn't support item deletion"
    : "object does not support item assignment";
  return raiseFlag(vm, TYPE_ERROR, `'${typeNameOf(vm, object)}' ${text}`);
}

/** `value in object`: 1, 0, or -1 with an exception. */
export function sequenceContains(vm: Interpreter, object: Address, value: Address): number {
  const slot = sequenceSlot(vm, object, S.sq_contains);
  return slot !== NULL ? vm.functions[slot](vm, object, value) : searchByIterating(vm, object, value);
}

/** The same, by iterating whatever the type says of `in`. */
export function searchByIterating(vm: Interpreter, object: Address, value: Address): number {
  const iterator = getIterForSearch(vm, object);
  if (iterator === NULL) return -1;
  let found = 0;
  for (let item = iterNext(vm, iterator); item !== NULL; item = iterNext(vm, iterator)) {
    found = richCompareBool(vm, item, value, EQ);
    decref(vm, item);
    if (found !== 0) break;
  }
  if (found === 0 && vm.curexcType !== NULL) found = -1;
  decref(vm, iterator);
  return found;
}

/** How many items are equal to `value`; -1 with an exception. */
export function sequenceCount(vm: Interpreter, object: Address, value: Address): number {
  const iterator = getIterForSearch(vm, object);
  if (iterator === NULL) return -1;
  let count = 0;
  for (let item = iterNext(vm, iterator); item !== NULL; item = iterNext(vm, iterator)) {
    const equal = richCompareBool(vm, item, value, EQ);
    decref(vm, item);
    if (equal < 0) break;
    count += equal;
  }
  decref(vm, iterator);
  return vm.curexcType !== NULL ? -1 : count;
}

/** Position of the first item that is equal to `value`; -1 with an exception, ValueError if there is none. */
export function sequenceIndex(vm: Interpreter, object: Address, value: Address): number {
  const iterator = getIterForSearch(vm, object);
  if (iterator === NULL) return -1;
  let position = 0;
  for (let item = iterNext(vm, iterator); item !== NULL; item = iterNext(vm, iterator)) {
    const equal = richCompareBool(vm, item, value, EQ);
    decref(vm, item);
    if (equal !== 0) {
      decref(vm, iterator);
      return equal < 0 ? -1 : position;
    }
    position++;
  }
  decref(vm, iterator);
  return vm.curexcType !== NULL ? -1 : raiseFlag(vm, VALUE_ERROR, "sequence.index(x): x not in sequence");
}

/** An iterator for a search, new; TypeError speaks of an argument. */
function getIterForSearch(vm: Interpreter, object: Address): Address {
  const iterator = getIter(vm, object);
  if (iterator === NULL && errorMatches(vm, TYPE_ERROR)) {
    return raise(vm, TYPE_ERROR, `argument of type '${typeNameOf(vm, object)}' is not iterable`);
  }
  return iterator;
}

/** `a + b` of sequences, new. */
export function sequenceConcat(vm: Interpreter, a: Address, b: Address): Address {
  const slot = sequenceSlot(vm, a, S.sq_concat);
  if (slot !== NULL) return vm.functions[slot](vm, a, b);
  if (isSequence(vm, a) && isSequence(vm, b)) {
    const result = addAsNumbers(vm, a, b);
    if (result !== NOT_IMPLEMENTED) return result;
    decref(vm, result);
  }
  return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, a)}' object can't be concatenated`);
}

/** Classes written in the language define `__add__`, which fills the number's slot. */
function addAsNumbers(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  for (const operand of [a, b]) {
    const table = i32[(i32[(operand + OB_TYPE) >> 2] + TP_AS_NUMBER) >> 2];
    const id = table === NULL ? NULL : i32[(table + NB_ADD) >> 2];
    if (id === NULL) continue;
    const result: Address = vm.functions[id](vm, a, b);
    if (result !== NOT_IMPLEMENTED) return result;
    i32[NOT_IMPLEMENTED >> 2]--;
  }
  i32[NOT_IMPLEMENTED >> 2]++;
  return NOT_IMPLEMENTED;
}

/** `sequence * count`, new. */
export function sequenceRepeat(vm: Interpreter, object: Address, count: number): Address {
  const slot = sequenceSlot(vm, object, S.sq_repeat);
  if (slot !== NULL) return vm.functions[slot](vm, object, count);
  return raise(vm, TYPE_ERROR, `'${typeNameOf(vm, object)}' object can't be repeated`);
}

/** A tuple of an object's items: the object itself if it is an exact tuple; new. */
export function sequenceTuple(vm: Interpreter, object: Address): Address {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  if (type === TUPLE_TYPE) {
    i32[object >> 2]++;
    return object;
  }
  if (type === LIST_TYPE) return listAsTuple(vm, object);
  const iterator = getIter(vm, object);
  if (iterator === NULL) return NULL;
  const hint = lengthHint(vm, object, 10);
  const tuple = hint < 0 ? NULL : collectTuple(vm, iterator, hint);
  decref(vm, iterator);
  return tuple;
}

/** Fills a tuple from an iterator, growing as CPython does from a size of `hint`. */
function collectTuple(vm: Interpreter, iterator: Address, hint: number): Address {
  let size = hint;
  let tuple = tupleNew(vm, size);
  let count = 0;
  while (tuple !== NULL) {
    const item = iterNext(vm, iterator);
    if (item === NULL) break;
    if (count === size) {
      size += 10;
      size += Math.floor(size / 4);
      tuple = tupleResize(vm, tuple, size);
      if (tuple === NULL) {
        decref(vm, item);
        return NULL;
      }
    }
    tupleSetItem(vm, tuple, count++, item);
  }
  if (tuple === NULL) return NULL;
  if (vm.curexcType !== NULL) {
    decref(vm, tuple);
    return NULL;
  }
  return count === vm.i32[(tuple + OB_SIZE) >> 2] ? tuple : tupleResize(vm, tuple, count);
}

/**
 * An object's items as an exact list or tuple: the object itself if it is one, else a new list; new. A TypeError says
 * `message` if the object is not iterable.
 */
export function sequenceFast(vm: Interpreter, object: Address, message: string): Address {
  const i32 = vm.i32;
  const type = i32[(object + OB_TYPE) >> 2];
  if (type === LIST_TYPE || type === TUPLE_TYPE) {
    i32[object >> 2]++;
    return object;
  }
  const iterator = getIter(vm, object);
  if (iterator === NULL) {
    return errorMatches(vm, TYPE_ERROR) ? raise(vm, TYPE_ERROR, message) : NULL;
  }
  const list = sequenceList(vm, iterator);
  decref(vm, iterator);
  return list;
}
