/**
 * The type `object`, the base of all: what every object can do if its type says nothing else.
 *
 * Source: CPython 3.11 Objects/typeobject.c (PyBaseObject_Type).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  HT_QUALNAME,
  NE,
  OB_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TPFLAGS_BASETYPE,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_IS_ABSTRACT,
  TPFLAGS_MANAGED_DICT,
  TYPE,
} from "../memory/object_layout.ts";
import { DEALLOC_PLAIN, decref, newRef } from "../memory/refcount.ts";
import {
  FALSE,
  identifier,
  NONE,
  NOT_IMPLEMENTED,
  OBJECT_TYPE,
  TRUE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { raiseArgumentType } from "./arguments.ts";
import { getAttr } from "./attributes.ts";
import { callMethod0 } from "./call.ts";
import { defineType } from "./define_type.ts";
import { dictCopy, dictGetStr, dictNew, dictSize, isDict } from "./dict.ts";
import { raise, raiseFlag } from "./errors.ts";
import {
  FREE_OBJECT,
  GENERIC_ALLOC,
  GENERIC_GET_ATTR,
  GENERIC_SET_ATTR,
  HASH_POINTER,
  OBJECT_INIT,
  OBJECT_NEW,
} from "./function_numbers.ts";
import { initValues } from "./instance_values.ts";
import { intFromNumber } from "./int.ts";
import { listItem, listSize } from "./list.ts";
import { METH_CLASS, METH_NOARGS, METH_O, METH_VARARGS } from "./method_definition.ts";
import { formatAddress, isTrue, lookupAttr, str } from "./object.ts";
import { objectGetState, objectReduce, objectReduceEx } from "./object_state.ts";
import { sequenceList } from "./sequence.ts";
import { isStr, jsString, newStr, strEqualsText, strLength } from "./str.ts";
import { setClass } from "./type_assignment.ts";
import { mergeClassDict } from "./type_dir.ts";
import { typeName, typeNameOf } from "./type_name.ts";

const T = TYPE.offsets;
const OBJECT_SIZE = 16;
const CLASS = identifier("__class__");
const DICT = identifier("__dict__");
const ABSTRACT_METHODS = identifier("__abstractmethods__");
const MODULE = identifier("__module__");
const SORT = identifier("sort");

// ---- making

/** Are there any arguments? */
function hasArguments(vm: Interpreter, args: Address, kwargs: Address): boolean {
  return vm.i32[(args + OB_SIZE) >> 2] > 0 || (kwargs !== NULL && dictSize(vm, kwargs) > 0);
}

/** tp_new of object. Arguments are fine if the type has its own `__init__` to take them. */
export function objectNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const i32 = vm.i32;
  if (hasArguments(vm, args, kwargs)) {
    if (i32[(type + T.tp_new) >> 2] !== OBJECT_NEW) {
      return raise(vm, TYPE_ERROR, "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (i32[(type + T.tp_init) >> 2] === OBJECT_INIT) {
      return raise(vm, TYPE_ERROR, `${typeName(vm, type)}() takes no arguments`);
    }
  }
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_IS_ABSTRACT) !== 0) {
    return raiseAbstract(vm, type);
  }
  const object: Address = vm.functions[i32[(type + T.tp_alloc) >> 2]](vm, type, 0);
  if (object === NULL || (i32[(type + TP_FLAGS) >> 2] & TPFLAGS_MANAGED_DICT) === 0) return object;
  if (initValues(vm, object) === 0) return object;
  decref(vm, object);
  return NULL;
}

/** TypeError that names the abstract methods of a class in their order. Returns NULL. */
function raiseAbstract(vm: Interpreter, type: Address): Address {
  const methods = getAttr(vm, type, ABSTRACT_METHODS);
  if (methods === NULL) return NULL;
  const sorted = sequenceList(vm, methods);
  decref(vm, methods);
  if (sorted === NULL) return NULL;
  const done = callMethod0(vm, sorted, SORT);
  if (done !== NULL) {
    decref(vm, done);
    const names: string[] = [];
    for (let i = 0; i < listSize(vm, sorted); i++) {
      const name = listItem(vm, sorted, i);
      names.push(isStr(vm, name) ? jsString(vm, name) : "");
    }
    const plural = names.length > 1 ? "s" : "";
    const list = names.join(", ");
    raise(
      vm,
      TYPE_ERROR,
      `Can't instantiate abstract class ${typeName(vm, type)} with abstract method${plural} ${list}`,
    );
  }
  decref(vm, sorted);
  return NULL;
}

/** tp_init of object. Arguments are fine if the type has its own `__new__` that took them. */
export function objectInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (!hasArguments(vm, args, kwargs)) return 0;
  const i32 = vm.i32;
  const type = i32[(self + OB_TYPE) >> 2];
  const complaint = "__init__() takes exactly one argument (the instance to initialize)";
  if (i32[(type + T.tp_init) >> 2] !== OBJECT_INIT) return raiseFlag(vm, TYPE_ERROR, `object.${complaint}`);
  if (i32[(type + T.tp_new) >> 2] === OBJECT_NEW) {
    return raiseFlag(vm, TYPE_ERROR, `${typeName(vm, type)}.${complaint}`);
  }
  return 0;
}

// ---- slots

/** With the module and the qualified name of the class, unless that is a built-in one. */
function objectRepr(vm: Interpreter, self: Address): Address {
  const type = vm.i32[(self + OB_TYPE) >> 2];
  let name = typeName(vm, type);
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) {
    const module = dictGetStr(vm, vm.i32[(type + T.tp_dict) >> 2], MODULE);
    if (module !== NULL && isStr(vm, module) && !strEqualsText(vm, module, "builtins")) {
      name = `${jsString(vm, module)}.${jsString(vm, vm.i32[(type + HT_QUALNAME) >> 2])}`;
    }
  }
  return newStr(vm, `<${name} object at ${formatAddress(self)}>`);
}

function objectStr(vm: Interpreter, self: Address): Address {
  const slot = vm.i32[(vm.i32[(self + OB_TYPE) >> 2] + T.tp_repr) >> 2];
  return slot === NULL ? objectRepr(vm, self) : vm.functions[slot](vm, self);
}

/** `==` is identity; `!=` is the contrary of what the type's `==` says. */
function objectRichcompare(vm: Interpreter, self: Address, other: Address, op: number): Address {
  if (op === EQ) return newRef(vm, self === other ? TRUE : NOT_IMPLEMENTED);
  if (op !== NE) return newRef(vm, NOT_IMPLEMENTED);
  const i32 = vm.i32;
  const compare = i32[(i32[(self + OB_TYPE) >> 2] + T.tp_richcompare) >> 2];
  if (compare === NULL) return newRef(vm, NOT_IMPLEMENTED);
  const equal: Address = vm.functions[compare](vm, self, other, EQ);
  if (equal === NULL || equal === NOT_IMPLEMENTED) return equal;
  const truth = isTrue(vm, equal);
  decref(vm, equal);
  return truth < 0 ? NULL : newRef(vm, truth === 1 ? FALSE : TRUE);
}

// ---- methods

function objectFormat(vm: Interpreter, self: Address, spec: Address): Address {
  if (!isStr(vm, spec)) return raiseArgumentType(vm, "__format__", "argument", "str", spec);
  if (strLength(vm, spec) > 0) {
    return raise(vm, TYPE_ERROR, `unsupported format string passed to ${typeNameOf(vm, self)}.__format__`);
  }
  return str(vm, self);
}

function objectSizeof(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const type = i32[(self + OB_TYPE) >> 2];
  const itemSize = i32[(type + T.tp_itemsize) >> 2];
  const items = itemSize > 0 ? Math.abs(i32[(self + OB_SIZE) >> 2]) : 0;
  return intFromNumber(vm, i32[(type + T.tp_basicsize) >> 2] + items * itemSize);
}

/** Names in the object's dict, its class and the bases of that: a new list. */
function objectDir(vm: Interpreter, self: Address): Address {
  const own = lookupAttr(vm, self, DICT);
  if (own === NULL && vm.curexcType !== NULL) return NULL;
  const names = own !== NULL && isDict(vm, own) ? dictCopy(vm, own) : dictNew(vm);
  if (own !== NULL) decref(vm, own);
  if (names === NULL) return NULL;
  const cls = lookupAttr(vm, self, CLASS);
  let complete = cls !== NULL || vm.curexcType === NULL;
  if (cls !== NULL) {
    complete = mergeClassDict(vm, names, cls);
    decref(vm, cls);
  }
  const list = complete ? sequenceList(vm, names) : NULL;
  decref(vm, names);
  return list;
}

function objectSubclassHook(vm: Interpreter): Address {
  return newRef(vm, NOT_IMPLEMENTED);
}

function objectInitSubclass(vm: Interpreter): Address {
  return newRef(vm, NONE);
}

// ---- __class__

function getClass(vm: Interpreter, self: Address): Address {
  return newRef(vm, vm.i32[(self + OB_TYPE) >> 2]);
}

/** Declares object. */
export function defineObject(vm: Interpreter): void {
  defineType(vm, OBJECT_TYPE, {
    name: "object",
    doc: "object()\n--\n\nThe base of all types. Its own instances have no attributes and take none.",
    basicSize: OBJECT_SIZE,
    flags: TPFLAGS_BASETYPE,
    dealloc: DEALLOC_PLAIN,
    repr: objectRepr,
    hash: HASH_POINTER,
    str: objectStr,
    getattro: GENERIC_GET_ATTR,
    setattro: GENERIC_SET_ATTR,
    richcompare: objectRichcompare,
    init: OBJECT_INIT,
    alloc: GENERIC_ALLOC,
    new: OBJECT_NEW,
    free: FREE_OBJECT,
    methods: [
      { name: "__reduce_ex__", flags: METH_O, fn: objectReduceEx, doc: "Helper for pickle." },
      { name: "__reduce__", flags: METH_NOARGS, fn: objectReduce, doc: "Helper for pickle." },
      { name: "__getstate__", flags: METH_NOARGS, fn: objectGetState, doc: "Helper for pickle." },
      { name: "__subclasshook__", flags: METH_CLASS | METH_VARARGS, fn: objectSubclassHook },
      { name: "__init_subclass__", flags: METH_CLASS | METH_NOARGS, fn: objectInitSubclass },
      {
        name: "__format__",
        flags: METH_O,
        fn: objectFormat,
        doc: "__format__($self, format_spec, /)\n--\n\nDefault object formatter.",
      },
      {
        name: "__sizeof__",
        flags: METH_NOARGS,
        fn: objectSizeof,
        doc: "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes.",
      },
      {
        name: "__dir__",
        flags: METH_NOARGS,
        fn: objectDir,
        doc: "__dir__($self, /)\n--\n\nDefault dir() implementation.",
      },
    ],
    getset: [{ name: "__class__", get: getClass, set: setClass, doc: "the object's class" }],
  });
}
