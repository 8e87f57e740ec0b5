/**
 * Built-in functions about objects in general: identity, hash, class, attributes, namespaces.
 *
 * Source: CPython 3.11 Python/bltinmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { F_FUNC, type Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { identifier, NONE, SYSTEM_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional } from "../objects/arguments.ts";
import { callMethod0, isCallable } from "../objects/call.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { recordLocals } from "../objects/local_variables.ts";
import { functionRecord } from "../objects/frame.ts";
import { FUNC_GLOBALS } from "../objects/function_layout.ts";
import { intFromHalves, intFromNumber, newBool } from "../objects/int.ts";
import { METH_FASTCALL, METH_NOARGS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import {
  dirOf,
  getAttr,
  hash as hashObject,
  isInstance,
  isSubclass,
  lookupAttr,
  repr,
  setAttr,
} from "../objects/object.ts";
import { sequenceList } from "../objects/sequence.ts";

const DICT_NAME = identifier("__dict__");
const SORT_NAME = identifier("sort");

/** id(object): its address. */
function id(vm: Interpreter, _module: Address, object: Address): Address {
  return intFromNumber(vm, object);
}

/** hash(object) */
function hash(vm: Interpreter, _module: Address, object: Address): Address {
  const low = hashObject(vm, object), high = vm.hashHigh;
  if (low === -1 && high === -1) return NULL;
  return intFromHalves(vm, low, high);
}

/** repr(object) */
function reprFunction(vm: Interpreter, _module: Address, object: Address): Address {
  return repr(vm, object);
}

/** callable(object) */
function callable(vm: Interpreter, _module: Address, object: Address): Address {
  return newBool(vm, isCallable(vm, object));
}

function isinstance(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "isinstance", nargs, 2, 2)) return NULL;
  const answer = isInstance(vm, vm.i32[args >> 2], vm.i32[(args + 8) >> 2]);
  return answer < 0 ? NULL : newBool(vm, answer === 1);
}

function issubclass(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "issubclass", nargs, 2, 2)) return NULL;
  const answer = isSubclass(vm, vm.i32[args >> 2], vm.i32[(args + 8) >> 2]);
  return answer < 0 ? NULL : newBool(vm, answer === 1);
}

/** getattr(object, name[, default]) */
function getattr(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "getattr", nargs, 2, 3)) return NULL;
  const i32 = vm.i32;
  const object = i32[args >> 2], name = i32[(args + 8) >> 2];
  if (nargs === 2) return getAttr(vm, object, name);
  const value = lookupAttr(vm, object, name);
  if (value !== NULL || errorOccurred(vm) !== NULL) return value;
  return newRef(vm, i32[(args + 16) >> 2]);
}

function hasattr(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "hasattr", nargs, 2, 2)) return NULL;
  const value = lookupAttr(vm, vm.i32[args >> 2], vm.i32[(args + 8) >> 2]);
  if (value === NULL) return errorOccurred(vm) !== NULL ? NULL : newBool(vm, false);
  decref(vm, value);
  return newBool(vm, true);
}

function setattr(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "setattr", nargs, 3, 3)) return NULL;
  const i32 = vm.i32;
  const status = setAttr(vm, i32[args >> 2], i32[(args + 8) >> 2], i32[(args + 16) >> 2]);
  return status < 0 ? NULL : newRef(vm, NONE);
}

function delattr(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "delattr", nargs, 2, 2)) return NULL;
  const status = setAttr(vm, vm.i32[args >> 2], vm.i32[(args + 8) >> 2], NULL);
  return status < 0 ? NULL : newRef(vm, NONE);
}

/** Globals of the running function, borrowed; NULL with SystemError if there is none. */
export function currentGlobals(vm: Interpreter): Address {
  const record = functionRecord(vm, vm.fp);
  if (record === NULL) return raise(vm, SYSTEM_ERROR, "frame does not exist");
  return vm.i32[(vm.i32[(record + F_FUNC) >> 2] + FUNC_GLOBALS) >> 2];
}

/** Local namespace of the running function, new; NULL with an exception. */
export function currentLocals(vm: Interpreter): Address {
  const record = functionRecord(vm, vm.fp);
  if (record === NULL) return raise(vm, SYSTEM_ERROR, "frame does not exist");
  return recordLocals(vm, record);
}

function globals(vm: Interpreter, _module: Address): Address {
  const dict = currentGlobals(vm);
  return dict === NULL ? NULL : newRef(vm, dict);
}

function locals(vm: Interpreter, _module: Address): Address {
  return currentLocals(vm);
}

/** vars([object]) */
function vars(vm: Interpreter, module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "vars", nargs, 0, 1)) return NULL;
  if (nargs === 0) return locals(vm, module);
  const dict = lookupAttr(vm, vm.i32[args >> 2], DICT_NAME);
  if (dict !== NULL || errorOccurred(vm) !== NULL) return dict;
  return raise(vm, TYPE_ERROR, "vars() argument must have __dict__ attribute");
}

/** dir([object]) */
function dir(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "dir", nargs, 0, 1)) return NULL;
  if (nargs === 1) return dirOf(vm, vm.i32[args >> 2]);
  const namespace = currentLocals(vm);
  if (namespace === NULL) return NULL;
  const names = sequenceList(vm, namespace);
  decref(vm, namespace);
  if (names === NULL) return NULL;
  const sorted = callMethod0(vm, names, SORT_NAME);
  if (sorted === NULL) {
    decref(vm, names);
    return NULL;
  }
  decref(vm, sorted);
  return names;
}

/** The functions of builtins about objects in general. */
export const OBJECT_FUNCTIONS: readonly MethodSpec[] = [
  { name: "id", flags: METH_O, fn: id },
  { name: "hash", flags: METH_O, fn: hash },
  { name: "repr", flags: METH_O, fn: reprFunction },
  { name: "callable", flags: METH_O, fn: callable },
  { name: "isinstance", flags: METH_FASTCALL, fn: isinstance },
  { name: "issubclass", flags: METH_FASTCALL, fn: issubclass },
  { name: "getattr", flags: METH_FASTCALL, fn: getattr },
  { name: "hasattr", flags: METH_FASTCALL, fn: hasattr },
  { name: "setattr", flags: METH_FASTCALL, fn: setattr },
  { name: "delattr", flags: METH_FASTCALL, fn: delattr },
  { name: "globals", flags: METH_NOARGS, fn: globals },
  { name: "locals", flags: METH_NOARGS, fn: locals },
  { name: "vars", flags: METH_FASTCALL, fn: vars },
  { name: "dir", flags: METH_FASTCALL, fn: dir },
];
