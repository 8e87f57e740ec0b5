/**
 * What becomes of an exception that leaves the program: sys.exit ends it with a status, anything else goes to
 * sys.excepthook and ends it with status 1.
 *
 * Source: CPython 3.11 Python/pythonrun.c (_PyErr_PrintEx, _Py_HandleSystemExit).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef, setField } from "../memory/refcount.ts";
import { identifier, KEYBOARD_INTERRUPT, NONE, SYSTEM_EXIT } from "../memory/statics.ts";
import { call3 } from "../objects/call.ts";
import { dictGetStr, dictSet } from "../objects/dict.ts";
import {
  clearError,
  errorMatches,
  fetchError,
  isExceptionInstance,
  normalizeException,
} from "../objects/errors.ts";
import { EXC_TRACEBACK } from "../objects/exception_layout.ts";
import { strText } from "../objects/exceptions.ts";
import { bigIntOf, isInt } from "../objects/int.ts";
import { lookupAttr } from "../objects/object.ts";
import { displayException, writeStderr } from "./print_exception.ts";

/** 128 and the number of SIGINT. */
const INTERRUPTED = 130;
const CODE_NAME = identifier("code");
const HOOK_NAME = identifier("excepthook");
const ORIGINAL_HOOK_NAME = identifier("__excepthook__");
const LAST_TYPE = identifier("last_type");
const LAST_VALUE = identifier("last_value");
const LAST_TRACEBACK = identifier("last_traceback");

/**
 * The exit status of a run that has ended: 0 if no exception is pending. A pending one is printed, unless it is
 * SystemExit, and cleared. Can run any code.
 */
export function exitStatus(vm: Interpreter): number {
  if (vm.curexcType === NULL) return 0;
  vm.flush();
  if (errorMatches(vm, SYSTEM_EXIT)) return takeExitStatus(vm);
  return printPending(vm);
}

/** The status of the pending SystemExit, which is cleared. Anything but an int or None is printed. */
function takeExitStatus(vm: Interpreter): number {
  const [type, value, traceback] = fetchError(vm);
  let code = value === NULL ? newRef(vm, NONE) : value;
  if (isExceptionInstance(vm, code)) {
    const attribute = lookupAttr(vm, code, CODE_NAME);
    if (attribute === NULL) {
      clearError(vm);
    } else {
      decref(vm, code);
      code = attribute;
    }
  }
  let status = 0;
  if (isInt(vm, code)) {
    status = statusOf(bigIntOf(vm, code));
  } else if (code !== NONE) {
    const text = strText(vm, code);
    if (text === null) clearError(vm);
    writeStderr(vm, `${text ?? ""}\n`);
    status = 1;
  }
  decref(vm, code);
  decref(vm, type);
  if (traceback !== NULL) decref(vm, traceback);
  return status;
}

/** The low byte of a number that fits 64 bits, else that of -1. */
function statusOf(code: bigint): number {
  return BigInt.asIntN(64, code) === code ? Number(BigInt.asUintN(8, code)) : 255;
}

/** Gives the pending exception to sys.excepthook. Returns the exit status: 1, or what a shell says of an interrupt. */
function printPending(vm: Interpreter): number {
  const failure = errorMatches(vm, KEYBOARD_INTERRUPT) ? INTERRUPTED : 1;
  normalizeException(vm);
  const [type, value, traceback] = fetchError(vm);
  setField(vm, value + EXC_TRACEBACK, traceback === NULL ? NULL : newRef(vm, traceback));
  const shown = traceback === NULL ? newRef(vm, NONE) : traceback;
  setLast(vm, LAST_TYPE, type);
  setLast(vm, LAST_VALUE, value);
  setLast(vm, LAST_TRACEBACK, shown);
  const status = callHook(vm, type, value, shown) ?? failure;
  decref(vm, type);
  decref(vm, value);
  decref(vm, shown);
  return status;
}

function setLast(vm: Interpreter, name: Address, value: Address): void {
  if (dictSet(vm, vm.sysDict, name, value) < 0) clearError(vm);
}

/** Calls the hook. Returns the exit status if the hook ends the program itself, else null. */
function callHook(vm: Interpreter, type: Address, value: Address, traceback: Address): number | null {
  const hook = dictGetStr(vm, vm.sysDict, HOOK_NAME);
  if (hook === NULL) writeStderr(vm, "sys.excepthook is missing\n");
  if (hook === NULL || hook === dictGetStr(vm, vm.sysDict, ORIGINAL_HOOK_NAME)) {
    displayException(vm, value);
    return null;
  }
  newRef(vm, hook);
  const result = call3(vm, hook, type, value, traceback);
  decref(vm, hook);
  if (result !== NULL) {
    decref(vm, result);
    return null;
  }
  if (errorMatches(vm, SYSTEM_EXIT)) return takeExitStatus(vm);
  normalizeException(vm);
  const [newType, newValue, newTraceback] = fetchError(vm);
  setField(vm, newValue + EXC_TRACEBACK, newTraceback);
  writeStderr(vm, "Error in sys.excepthook:\n");
  displayException(vm, newValue);
  writeStderr(vm, "\nOriginal exception was:\n");
  displayException(vm, value);
  decref(vm, newType);
  decref(vm, newValue);
  return null;
}
