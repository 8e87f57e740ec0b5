/**
 * `__build_class__`: what a class statement calls with the function of its body, the name, bases and keywords.
 *
 *     bases with __mro_entries__ are replaced | the metaclass is found | it prepares a namespace | the body runs in it |
 *     the metaclass is called with name, bases and namespace | the cell of the methods must hold the class now
 *
 * Source: CPython 3.11 Python/bltinmodule.c (builtin___build_class__, update_bases).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  MAPPING_METHODS,
  OB_TYPE,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_TYPE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import {
  CELL_TYPE,
  FUNCTION_TYPE,
  identifier,
  RUNTIME_ERROR,
  TYPE_ERROR,
  TYPE_TYPE,
} from "../memory/statics.ts";
import { call1, callWithDict, kwargsFromWords } from "../objects/call.ts";
import { CELL_REF } from "../objects/cell.ts";
import { CO_FUNCTION } from "../objects/code.ts";
import { dictDel, dictGetStr, dictNew } from "../objects/dict.ts";
import { raise } from "../objects/errors.ts";
import { FUNC_CODE } from "../objects/function_layout.ts";
import { listAppend, listAsTuple, listNew } from "../objects/list.ts";
import { METH_FASTCALL, METH_KEYWORDS, type MethodSpec } from "../objects/method_definition.ts";
import { lookupAttr, repr, setItem } from "../objects/object.ts";
import { REENTRY_WEIGHT } from "../objects/recursion.ts";
import { isStr, jsString } from "../objects/str.ts";
import { hasTypeFlag } from "../objects/subtype.ts";
import { tupleFromArray, tupleItem, tupleSize } from "../objects/tuple.ts";
import { calculateMetaclass } from "../objects/type_bases.ts";
import { typeName, typeNameOf } from "../objects/type_name.ts";

const METACLASS = identifier("metaclass");
const MRO_ENTRIES = identifier("__mro_entries__");
const ORIG_BASES = identifier("__orig_bases__");
const PREPARE = identifier("__prepare__");

function buildClass(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const i32 = vm.i32;
  if (nargs < 2) return raise(vm, TYPE_ERROR, "__build_class__: not enough arguments");
  const func = i32[args >> 2], name = i32[(args + 8) >> 2];
  if (i32[(func + OB_TYPE) >> 2] !== FUNCTION_TYPE) {
    return raise(vm, TYPE_ERROR, "__build_class__: func must be a function");
  }
  if (!isStr(vm, name)) return raise(vm, TYPE_ERROR, "__build_class__: name is not a string");
  const original = tupleFromArray(vm, args + 16, nargs - 2);
  if (original === NULL) return NULL;
  const bases = resolveBases(vm, original);
  let cls = NULL;
  if (bases !== NULL) {
    cls = buildFrom(vm, func, name, bases, original, args + 8 * nargs, kwnames);
    decref(vm, bases);
  }
  decref(vm, original);
  return cls;
}

/** The bases with those that are no classes replaced by what their `__mro_entries__` gives: new. NULL with an exception. */
function resolveBases(vm: Interpreter, bases: Address): Address {
  const count = tupleSize(vm, bases);
  let list = NULL;
  for (let i = 0; i < count; i++) {
    const base = tupleItem(vm, bases, i);
    const entries = entriesOf(vm, base, bases);
    if (entries < 0) {
      if (list !== NULL) decref(vm, list);
      return NULL;
    }
    if (entries !== NULL && list === NULL) list = listOfFirst(vm, bases, i);
    const added = addEntries(vm, list, base, entries);
    if (entries !== NULL) decref(vm, entries);
    if (!added) {
      if (list !== NULL) decref(vm, list);
      return NULL;
    }
  }
  if (list === NULL) return newRef(vm, bases);
  const resolved = listAsTuple(vm, list);
  decref(vm, list);
  return resolved;
}

/** What a base that is no class stands for: a tuple, new; NULL: itself; -1 with an exception. */
function entriesOf(vm: Interpreter, base: Address, bases: Address): Address {
  if (hasTypeFlag(vm, base, TPFLAGS_TYPE_SUBCLASS)) return NULL;
  const method = lookupAttr(vm, base, MRO_ENTRIES);
  if (method === NULL) return vm.curexcType !== NULL ? -1 : NULL;
  const entries = call1(vm, method, bases);
  decref(vm, method);
  if (entries === NULL) return -1;
  if (hasTypeFlag(vm, entries, TPFLAGS_TUPLE_SUBCLASS)) return entries;
  decref(vm, entries);
  raise(vm, TYPE_ERROR, "__mro_entries__ must return a tuple");
  return -1;
}

/** A new list of the first `n` bases; NULL with MemoryError. */
function listOfFirst(vm: Interpreter, bases: Address, n: number): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  for (let i = 0; i < n; i++) {
    if (listAppend(vm, list, tupleItem(vm, bases, i)) < 0) {
      decref(vm, list);
      return NULL;
    }
  }
  return list;
}

/** Adds a base, or what it stands for, to the list, if there is one. */
function addEntries(vm: Interpreter, list: Address, base: Address, entries: Address): boolean {
  if (entries === NULL) return list === NULL || listAppend(vm, list, base) === 0;
  if (list === NULL) return false;
  for (let i = 0; i < tupleSize(vm, entries); i++) {
    if (listAppend(vm, list, tupleItem(vm, entries, i)) < 0) return false;
  }
  return true;
}

/** The metaclass given, taken out of the keywords, or else that of the first base: new. NULL with an exception. */
function takeMetaclass(vm: Interpreter, bases: Address, keywords: Address): Address {
  const given = keywords === NULL ? NULL : dictGetStr(vm, keywords, METACLASS);
  if (given === NULL) {
    return newRef(
      vm,
      tupleSize(vm, bases) === 0 ? TYPE_TYPE : vm.i32[(tupleItem(vm, bases, 0) + OB_TYPE) >> 2],
    );
  }
  incref(vm, given);
  if (dictDel(vm, keywords, METACLASS) === 0) return given;
  decref(vm, given);
  return NULL;
}

/** The class, new; bases are resolved. */
function buildFrom(
  vm: Interpreter,
  func: Address,
  name: Address,
  bases: Address,
  original: Address,
  values: Address,
  kwnames: Address,
): Address {
  const keywords = kwnames === NULL ? NULL : kwargsFromWords(vm, values, kwnames);
  if (kwnames !== NULL && keywords === NULL) return NULL;
  let metaclass = takeMetaclass(vm, bases, keywords);
  if (metaclass !== NULL && (keywords === NULL || isClass(vm, metaclass))) {
    const winner = calculateMetaclass(vm, metaclass, bases);
    if (winner !== NULL) incref(vm, winner);
    decref(vm, metaclass);
    metaclass = winner;
  }
  let cls = NULL;
  if (metaclass !== NULL) {
    const namespace = prepare(vm, metaclass, name, bases, keywords);
    if (namespace !== NULL) {
      cls = runBody(vm, func, name, bases, original, metaclass, namespace, keywords);
      decref(vm, namespace);
    }
    decref(vm, metaclass);
  }
  if (keywords !== NULL) decref(vm, keywords);
  return cls;
}

function isClass(vm: Interpreter, object: Address): boolean {
  return hasTypeFlag(vm, object, TPFLAGS_TYPE_SUBCLASS);
}

/** `metaclass.__prepare__(name, bases, **keywords)`, or a dict if there is none; new. */
function prepare(
  vm: Interpreter,
  metaclass: Address,
  name: Address,
  bases: Address,
  keywords: Address,
): Address {
  const method = lookupAttr(vm, metaclass, PREPARE);
  if (method === NULL) return vm.curexcType !== NULL ? NULL : dictNew(vm);
  const i32 = vm.i32, words = vm.sp;
  i32[words >> 2] = name;
  i32[(words + 8) >> 2] = bases;
  vm.sp = words + 16;
  const namespace = callWithDict(vm, method, words, 2, keywords);
  vm.sp = words;
  decref(vm, method);
  if (namespace === NULL) return NULL;
  const table = i32[(i32[(namespace + OB_TYPE) >> 2] + TYPE.offsets.tp_as_mapping) >> 2];
  if (table !== NULL && i32[(table + MAPPING_METHODS.offsets.mp_subscript) >> 2] !== NULL) return namespace;
  const owner = isClass(vm, metaclass) ? typeName(vm, metaclass) : "<metaclass>";
  const given = typeNameOf(vm, namespace);
  decref(vm, namespace);
  return raise(vm, TYPE_ERROR, `${owner}.__prepare__() must return a mapping, not ${given}`);
}

/** Runs the body in the namespace and calls the metaclass; the class, new. */
function runBody(
  vm: Interpreter,
  func: Address,
  name: Address,
  bases: Address,
  original: Address,
  metaclass: Address,
  namespace: Address,
  keywords: Address,
): Address {
  vm.namespace = namespace;
  vm.room -= REENTRY_WEIGHT;
  const cell: Address = vm.functions[vm.i32[(vm.i32[(func + FUNC_CODE) >> 2] + CO_FUNCTION) >> 2]](vm, func);
  vm.room += REENTRY_WEIGHT;
  if (cell === NULL) return NULL;
  let cls = NULL;
  if (bases === original || setItem(vm, namespace, ORIG_BASES, original) === 0) {
    const i32 = vm.i32, words = vm.sp;
    i32[words >> 2] = name;
    i32[(words + 8) >> 2] = bases;
    i32[(words + 16) >> 2] = namespace;
    vm.sp = words + 24;
    cls = callWithDict(vm, metaclass, words, 3, keywords);
    vm.sp = words;
  }
  if (cls !== NULL && isClass(vm, cls) && vm.i32[(cell + OB_TYPE) >> 2] === CELL_TYPE) {
    const held = vm.i32[(cell + CELL_REF) >> 2];
    if (held !== cls) {
      raiseWrongCell(vm, held, name, cls);
      decref(vm, cls);
      cls = NULL;
    }
  }
  decref(vm, cell);
  return cls;
}

/** The cell of the methods holds no class, or another one. */
function raiseWrongCell(vm: Interpreter, held: Address, name: Address, cls: Address): void {
  const texts: string[] = [];
  for (const object of [name, cls, held]) {
    if (object === NULL) continue;
    const shown = repr(vm, object);
    if (shown === NULL) return;
    texts.push(jsString(vm, shown));
    decref(vm, shown);
  }
  const what = `defining ${texts[0]} as ${texts[1]}`;
  if (held !== NULL) raise(vm, TYPE_ERROR, `__class__ set to ${texts[2]} ${what}`);
  else {
    const text = `__class__ not set ${what}. Was __classcell__ propagated to type.__new__?`;
    raise(vm, RUNTIME_ERROR, text);
  }
}

/** `__build_class__` */
export const CLASS_FUNCTIONS: readonly MethodSpec[] = [
  { name: "__build_class__", flags: METH_FASTCALL | METH_KEYWORDS, fn: buildClass },
];
