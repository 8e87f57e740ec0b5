/**
 * Context managers: what emitted code calls around a `with` statement.
 *
 *     enterContext(manager) --> what `__enter__` gave; the bound `__exit__` in vm.second
 *     body
 *     leaveContext(exit)    the body ended, or is left by return, break or continue: exit(None, None, None)
 *     exitContext(exit)     the body failed: exit(type, exception, traceback); a true result ends the exception
 *
 * Both methods are looked up in the type, `__enter__` first, before either is called.
 *
 * Source: CPython 3.11 Python/ceval.c (BEFORE_WITH, WITH_EXCEPT_START).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, typeOf } from "../memory/refcount.ts";
import { identifier, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { lookupSpecial } from "./attributes.ts";
import { call0, call3 } from "./call.ts";
import { raise } from "./errors.ts";
import { EXC_TRACEBACK } from "./exception_layout.ts";
import { isTrue } from "./object.ts";
import { typeNameOf } from "./type_name.ts";

const ID_ENTER = identifier("__enter__");
const ID_EXIT = identifier("__exit__");

/** A bound special method of a context manager, new; NULL with TypeError if its type has none. */
function boundMethod(vm: Interpreter, manager: Address, name: Address, missed: string): Address {
  const method = lookupSpecial(vm, manager, name);
  if (method !== NULL || vm.curexcType !== NULL) return method;
  const text = `'${typeNameOf(vm, manager)}' object does not support the context manager protocol${missed}`;
  return raise(vm, TYPE_ERROR, text);
}

/**
 * Enters `manager`, which is stolen: the new result of `__enter__`, and in `vm.second` the bound `__exit__`, owned.
 * NULL with an exception. Can run any code.
 */
export function enterContext(vm: Interpreter, manager: Address): Address {
  const enter = boundMethod(vm, manager, ID_ENTER, "");
  const exit = enter === NULL ? NULL : boundMethod(vm, manager, ID_EXIT, " (missed __exit__ method)");
  decref(vm, manager);
  if (exit === NULL) {
    if (enter !== NULL) decref(vm, enter);
    return NULL;
  }
  const result = call0(vm, enter);
  decref(vm, enter);
  if (result === NULL) decref(vm, exit);
  vm.second = exit;
  return result;
}

/** Leaves a context whose body did not fail: `exit(None, None, None)`. 0, or -1 with an exception. */
export function leaveContext(vm: Interpreter, exit: Address): number {
  const result = call3(vm, exit, NONE, NONE, NONE);
  if (result === NULL) return -1;
  decref(vm, result);
  return 0;
}

/**
 * Leaves a context whose body failed with the exception that is being handled: 1 if `exit` takes it for done, 0 if it is to
 * be raised again, -1 with another exception.
 */
export function exitContext(vm: Interpreter, exit: Address): number {
  const value = vm.handled;
  const traceback = vm.i32[(value + EXC_TRACEBACK) >> 2];
  const result = call3(vm, exit, typeOf(vm, value), value, traceback === NULL ? NONE : traceback);
  if (result === NULL) return -1;
  const truth = isTrue(vm, result);
  decref(vm, result);
  return truth;
}
