/**
 * type.__new__: a class from a name, its bases and a namespace.
 *
 *     the namespace is copied | __slots__ are read | the type's block is made and filled | bases, mro, attributes,
 *     slots (type_ready.ts, slot_update.ts) | shared keys | __set_name__ of the attributes | __init_subclass__ of the parent
 *
 * The class's block holds its operator tables, and behind them a member definition for each slot; see HEAP_TYPE.
 *
 * Law: the type is an object that can be released from the moment it is made; whatever fails, its dealloc gives back what it
 * has so far.
 *
 * Source: CPython 3.11 Objects/typeobject.c (type_new, type_new_impl and their steps).
 */
import { type Address, NULL, objectMalloc } from "../../heap/mod.ts";
import { F_FUNC, type Interpreter } from "../memory/interpreter.ts";
import {
  HEAP_TYPE,
  HT_CACHED_KEYS,
  HT_NAME,
  HT_QUALNAME,
  HT_SLOTS,
  OB_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_BASETYPE,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_MANAGED_DICT,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_TYPE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import {
  CELL_TYPE,
  EMPTY_TUPLE,
  FUNCTION_TYPE,
  identifier,
  OBJECT_TYPE,
  RUNTIME_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { checkPositional, raiseArgumentType } from "./arguments.ts";
import { getAttr, lookupAttr } from "./attributes.ts";
import { call } from "./call.ts";
import { CELL_REF } from "./cell.ts";
import { newClassMethod } from "./class_method.ts";
import { dictCopy, dictDel, dictGetStr, dictNext, dictSetStr } from "./dict.ts";
import { newSharedKeys } from "./dict_keys.ts";
import { dropError, fetchError, raise, raiseFromCause, restoreError } from "./errors.ts";
import { functionRecord } from "./frame.ts";
import { FUNC_GLOBALS } from "./function_layout.ts";
import {
  FREE_CONTAINER,
  GENERIC_ALLOC,
  SUBTYPE_CLEAR,
  SUBTYPE_DEALLOC,
  SUBTYPE_TRAVERSE,
  TYPE_NEW,
} from "./function_numbers.ts";
import { MEMBER_DEFINITION, MEMBER_TYPES } from "./method_definition.ts";
import { repr } from "./object.ts";
import { readSlots, type SlotNames } from "./class_slot_names.ts";
import { fillSlots } from "./slot_update.ts";
import { callFound2, findSpecial } from "./special_methods.ts";
import { newStaticMethod } from "./static_method.ts";
import { isStr, jsString } from "./str.ts";
import { strUtf8, strUtf8Length } from "./str_utf8.ts";
import { hasTypeFlag } from "./subtype.ts";
import { newSuper } from "./super.ts";
import { tupleItem, tuplePack1, tupleSize } from "./tuple.ts";
import { bestBase, calculateMetaclass } from "./type_bases.ts";
import { typeName, typeNameOf } from "./type_name.ts";
import { readyClass } from "./type_ready.ts";

const T = TYPE.offsets;
const M = MEMBER_DEFINITION.offsets;
const H = HEAP_TYPE.offsets;

const CLASSCELL = identifier("__classcell__");
const CLASS_GETITEM = identifier("__class_getitem__");
const DOC = identifier("__doc__");
const INIT_SUBCLASS = identifier("__init_subclass__");
const MODULE = identifier("__module__");
const MRO_ENTRIES = identifier("__mro_entries__");
const NAME = identifier("__name__");
const NEW = identifier("__new__");
const QUALNAME = identifier("__qualname__");
const SET_NAME = identifier("__set_name__");

/** What a class is made of, borrowed but for `bases`. */
interface Making {
  metaclass: Address;
  name: Address;
  bases: Address;
  base: Address;
  namespace: Address;
  kwargs: Address;
}

// ---- arguments

const EXPECTED = [["str", TPFLAGS_UNICODE_SUBCLASS], ["tuple", TPFLAGS_TUPLE_SUBCLASS], [
  "dict",
  TPFLAGS_DICT_SUBCLASS,
]] as const;

/** tp_new of type. */
export function typeNew(vm: Interpreter, metatype: Address, args: Address, kwargs: Address): Address {
  if (!checkPositional(vm, "type.__new__", tupleSize(vm, args), 3, 3)) return NULL;
  for (let i = 0; i < 3; i++) {
    const [name, flag] = EXPECTED[i];
    const given = tupleItem(vm, args, i);
    if (!hasTypeFlag(vm, given, flag)) {
      return raiseArgumentType(vm, "type.__new__", `argument ${i + 1}`, name, given);
    }
  }
  let bases = tupleItem(vm, args, 1);
  let metaclass = metatype, base = OBJECT_TYPE;
  if (tupleSize(vm, bases) > 0) {
    if (!areResolved(vm, bases)) return NULL;
    metaclass = calculateMetaclass(vm, metatype, bases);
    if (metaclass === NULL) return NULL;
    const make = vm.i32[(metaclass + T.tp_new) >> 2];
    if (metaclass !== metatype && make !== TYPE_NEW) return vm.functions[make](vm, metaclass, args, kwargs);
    base = bestBase(vm, bases);
    if (base === NULL) return NULL;
    incref(vm, bases);
  } else {
    bases = tuplePack1(vm, OBJECT_TYPE);
    if (bases === NULL) return NULL;
  }
  const [name, , namespace] = [0, 1, 2].map((i) => tupleItem(vm, args, i));
  const type = makeType(vm, { metaclass, name, bases, base, namespace, kwargs });
  decref(vm, bases);
  return type;
}

/** Bases that stand for others must have been replaced by the class statement; TypeError otherwise. */
function areResolved(vm: Interpreter, bases: Address): boolean {
  for (let i = 0; i < tupleSize(vm, bases); i++) {
    const base = tupleItem(vm, bases, i);
    if (hasTypeFlag(vm, base, TPFLAGS_TYPE_SUBCLASS)) continue;
    const entries = lookupAttr(vm, base, MRO_ENTRIES);
    if (entries === NULL) {
      if (vm.curexcType !== NULL) return false;
      continue;
    }
    decref(vm, entries);
    raise(vm, TYPE_ERROR, "type() doesn't support MRO entry resolution; use types.new_class()");
    return false;
  }
  return true;
}

// ---- making

function makeType(vm: Interpreter, making: Making): Address {
  const dict = dictCopy(vm, making.namespace);
  if (dict === NULL) return NULL;
  const slots = readSlots(vm, making.base, making.bases, making.name, dict);
  const type = slots === null ? NULL : allocateType(vm, making, slots);
  if (type === NULL) {
    if (slots !== null && slots.names !== NULL) decref(vm, slots.names);
    decref(vm, dict);
    return NULL;
  }
  vm.i32[(type + T.tp_dict) >> 2] = dict;
  if (slots !== null && completeType(vm, type, making, slots)) return type;
  decref(vm, type);
  return NULL;
}

/** The block of the type with its bases, flags and names; steals the slots' names. NULL with MemoryError. */
function allocateType(vm: Interpreter, making: Making, slots: SlotNames): Address {
  const i32 = vm.i32;
  const { metaclass, name, bases, base } = making;
  const count = slots.names === NULL ? 0 : tupleSize(vm, slots.names);
  const type: Address = vm.functions[i32[(metaclass + T.tp_alloc) >> 2]](vm, metaclass, count);
  if (type === NULL) return NULL;
  i32[(type + TP_FLAGS) >> 2] = TPFLAGS_HEAPTYPE | TPFLAGS_BASETYPE | TPFLAGS_HAVE_GC;
  i32[(type + T.tp_as_async) >> 2] = type + H.as_async;
  i32[(type + T.tp_as_number) >> 2] = type + H.as_number;
  i32[(type + T.tp_as_sequence) >> 2] = type + H.as_sequence;
  i32[(type + T.tp_as_mapping) >> 2] = type + H.as_mapping;
  i32[(type + T.tp_bases) >> 2] = newRef(vm, bases);
  i32[(type + T.tp_base) >> 2] = newRef(vm, base);
  i32[(type + HT_NAME) >> 2] = newRef(vm, name);
  i32[(type + HT_SLOTS) >> 2] = slots.names;
  i32[(type + T.tp_dealloc) >> 2] = SUBTYPE_DEALLOC;
  i32[(type + T.tp_alloc) >> 2] = GENERIC_ALLOC;
  i32[(type + T.tp_free) >> 2] = FREE_CONTAINER;
  i32[(type + T.tp_traverse) >> 2] = SUBTYPE_TRAVERSE;
  i32[(type + T.tp_clear) >> 2] = SUBTYPE_CLEAR;
  return type;
}

function completeType(vm: Interpreter, type: Address, making: Making, slots: SlotNames): boolean {
  if (!setNames(vm, type, making.name) || !setModule(vm, type) || !setQualname(vm, type)) return false;
  if (!setDoc(vm, type)) return false;
  if (
    !wrapFunction(vm, type, NEW, newStaticMethod) || !wrapFunction(vm, type, INIT_SUBCLASS, newClassMethod) ||
    !wrapFunction(vm, type, CLASS_GETITEM, newClassMethod)
  ) return false;
  if (!setLayout(vm, type, making.base, slots) || !setClassCell(vm, type)) return false;
  if (!readyClass(vm, type)) return false;
  fillSlots(vm, type);
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) !== 0) {
    const keys = newSharedKeys(vm);
    if (keys === NULL) return false;
    vm.i32[(type + HT_CACHED_KEYS) >> 2] = keys;
  }
  return setAttributeNames(vm, type) && initSubclass(vm, type, making.kwargs);
}

/** tp_name: the characters of the name. */
function setNames(vm: Interpreter, type: Address, name: Address): boolean {
  const text = strUtf8(vm, name);
  if (text === NULL) return false;
  if (jsString(vm, name).includes("\0")) {
    raise(vm, VALUE_ERROR, "type name must not contain null characters");
    return false;
  }
  vm.i32[(type + T.tp_name) >> 2] = text;
  return true;
}

/** `__module__` is the name of the module that makes the class. */
function setModule(vm: Interpreter, type: Address): boolean {
  const dict = vm.i32[(type + T.tp_dict) >> 2];
  if (dictGetStr(vm, dict, MODULE) !== NULL) return true;
  const record = functionRecord(vm, vm.fp);
  if (record === NULL) return true;
  const globals = vm.i32[(vm.i32[(record + F_FUNC) >> 2] + FUNC_GLOBALS) >> 2];
  const module = dictGetStr(vm, globals, NAME);
  return module === NULL || dictSetStr(vm, dict, MODULE, module) === 0;
}

function setQualname(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  const dict = i32[(type + T.tp_dict) >> 2];
  const qualname = dictGetStr(vm, dict, QUALNAME);
  if (qualname === NULL) {
    i32[(type + HT_QUALNAME) >> 2] = newRef(vm, i32[(type + HT_NAME) >> 2]);
    return true;
  }
  if (!isStr(vm, qualname)) {
    raise(vm, TYPE_ERROR, `type __qualname__ must be a str, not ${typeNameOf(vm, qualname)}`);
    return false;
  }
  i32[(type + HT_QUALNAME) >> 2] = newRef(vm, qualname);
  return dictDel(vm, dict, QUALNAME) === 0;
}

/** tp_doc: a copy of the docstring's characters. */
function setDoc(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32, u8 = vm.u8;
  const doc = dictGetStr(vm, i32[(type + T.tp_dict) >> 2], DOC);
  if (doc === NULL || !isStr(vm, doc)) return true;
  const text = strUtf8(vm, doc);
  if (text === NULL) return false;
  const length = strUtf8Length(vm, doc);
  const copy = objectMalloc(vm, length + 1);
  if (copy === NULL) {
    noMemory(vm);
    return false;
  }
  for (let i = 0; i < length; i++) u8[copy + i] = u8[text + i];
  u8[copy + length] = 0;
  i32[(type + T.tp_doc) >> 2] = copy;
  return true;
}

/** A plain function under a special name becomes a static or class method. */
function wrapFunction(
  vm: Interpreter,
  type: Address,
  name: Address,
  wrap: (vm: Interpreter, callable: Address) => Address,
): boolean {
  const dict = vm.i32[(type + T.tp_dict) >> 2];
  const found = dictGetStr(vm, dict, name);
  if (found === NULL || vm.i32[(found + OB_TYPE) >> 2] !== FUNCTION_TYPE) return true;
  const method = wrap(vm, found);
  if (method === NULL) return false;
  const result = dictSetStr(vm, dict, name, method);
  decref(vm, method);
  return result === 0;
}

/** Members for the slots; places for weak references and the dict. */
function setLayout(vm: Interpreter, type: Address, base: Address, slots: SlotNames): boolean {
  const i32 = vm.i32;
  let offset = i32[(base + T.tp_basicsize) >> 2];
  const count = i32[(type + OB_SIZE) >> 2];
  for (let i = 0; i < count; i++) {
    const member = type + HEAP_TYPE.size + MEMBER_DEFINITION.size * i;
    const text = strUtf8(vm, tupleItem(vm, slots.names, i));
    if (text === NULL) return false;
    i32[(member + M.name) >> 2] = text;
    i32[(member + M.type) >> 2] = MEMBER_TYPES.object_ex;
    i32[(member + M.offset) >> 2] = offset;
    offset += 8;
  }
  if (slots.addsWeakrefs) {
    i32[(type + T.tp_weaklistoffset) >> 2] = offset;
    offset += 8;
  }
  if (slots.addsDict) {
    if (i32[(base + T.tp_itemsize) >> 2] !== 0) {
      setSigned(vm, type + T.tp_dictoffset, -8);
      offset += 8;
    } else {
      setSigned(vm, type + T.tp_dictoffset, -offset - 24);
      i32[(type + TP_FLAGS) >> 2] |= TPFLAGS_MANAGED_DICT;
    }
  }
  i32[(type + T.tp_basicsize) >> 2] = offset;
  i32[(type + T.tp_itemsize) >> 2] = i32[(base + T.tp_itemsize) >> 2];
  i32[(type + T.tp_members) >> 2] = type + HEAP_TYPE.size;
  i32[(type + T.tp_getset) >> 2] = slots.addsWeakrefs
    ? slots.addsDict ? vm.instanceGetSets : vm.instanceGetSets + 40
    : slots.addsDict
    ? vm.instanceDictGetSet
    : NULL;
  return true;
}

function setSigned(vm: Interpreter, field: Address, value: number): void {
  vm.i32[field >> 2] = value;
  vm.i32[(field + 4) >> 2] = value >> 31;
}

/** The cell that `super()` and `__class__` in the methods read. */
function setClassCell(vm: Interpreter, type: Address): boolean {
  const dict = vm.i32[(type + T.tp_dict) >> 2];
  const cell = dictGetStr(vm, dict, CLASSCELL);
  if (cell === NULL) return true;
  if (vm.i32[(cell + OB_TYPE) >> 2] !== CELL_TYPE) {
    const shown = repr(vm, vm.i32[(cell + OB_TYPE) >> 2]);
    if (shown === NULL) return false;
    raise(vm, TYPE_ERROR, `__classcell__ must be a nonlocal cell, not ${jsString(vm, shown)}`);
    decref(vm, shown);
    return false;
  }
  const old = vm.i32[(cell + CELL_REF) >> 2];
  vm.i32[(cell + CELL_REF) >> 2] = newRef(vm, type);
  if (old !== NULL) decref(vm, old);
  return dictDel(vm, dict, CLASSCELL) === 0;
}

// ---- after the making

/** Calls `__set_name__` of every attribute that has one, with the class and the attribute's name. */
function setAttributeNames(vm: Interpreter, type: Address): boolean {
  const attributes = dictCopy(vm, vm.i32[(type + T.tp_dict) >> 2]);
  if (attributes === NULL) return false;
  let at = dictNext(vm, attributes, 0);
  for (; at >= 0; at = dictNext(vm, attributes, at)) {
    const name = vm.dictKey, value = vm.dictValue;
    const method = findSpecial(vm, value, SET_NAME);
    if (method === NULL) {
      if (vm.curexcType !== NULL) break;
      continue;
    }
    const result = callFound2(vm, method, value, type, name);
    if (result === NULL) {
      raiseSetName(vm, type, name, value);
      break;
    }
    decref(vm, result);
  }
  decref(vm, attributes);
  return at < 0;
}

/** RuntimeError in the place of what `__set_name__` raised, which is its cause. */
function raiseSetName(vm: Interpreter, type: Address, name: Address, value: Address): void {
  const saved = fetchError(vm);
  const shown = repr(vm, name);
  if (shown === NULL) {
    dropError(vm, saved);
    return;
  }
  restoreError(vm, saved);
  const text = `Error calling __set_name__ on '${typeNameOf(vm, value, 100)}' instance ` +
    `${jsString(vm, shown)} in '${typeName(vm, type, 100)}'`;
  decref(vm, shown);
  raiseFromCause(vm, RUNTIME_ERROR, text);
}

/** `super(type, type).__init_subclass__(**kwargs)` */
function initSubclass(vm: Interpreter, type: Address, kwargs: Address): boolean {
  const parent = newSuper(vm, type, type);
  if (parent === NULL) return false;
  const method = getAttr(vm, parent, INIT_SUBCLASS);
  decref(vm, parent);
  if (method === NULL) return false;
  const result = call(vm, method, EMPTY_TUPLE, kwargs);
  decref(vm, method);
  if (result === NULL) return false;
  decref(vm, result);
  return true;
}
