/**
 * The C API's exceptions: setting, asking for, taking and printing the pending one, and the classes PyExc_*.
 *
 * Functions that set an exception return NULL where C's do, so that `return c.PyErr_NoMemory()` is as in C. Where C
 * takes the address of a variable, these take the address of a word.
 *
 * Source: C API, "Exception Handling"; CPython 3.11 Python/errors.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { exitStatus } from "../builtins/uncaught.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import { decref } from "../memory/refcount.ts";
import { EXCEPTION_NAMES, exceptionType, SYSTEM_ERROR } from "../memory/statics.ts";
import {
  clearError,
  errorMatches,
  errorOccurred,
  fetchError,
  givenMatches,
  isExceptionClass,
  isExceptionInstance,
  normalizeException,
  raise,
  raiseBadArgument,
  raiseFlag,
  raiseNone,
  raiseObject,
  restoreError,
  type SavedError,
  writeUnraisable,
} from "../objects/errors.ts";
import { repr } from "../objects/object.ts";
import { jsString } from "../objects/str.ts";
import { type CText, formatText, type FormatValue, textOf } from "./capi_text.ts";

/** SystemError of a function that was given what it does not take; returns NULL. */
export function badInternalCall(vm: Interpreter): Address {
  return raise(vm, SYSTEM_ERROR, "bad argument to internal function");
}

/** The same, but returns -1. */
export function badInternalCallFlag(vm: Interpreter): -1 {
  return raiseFlag(vm, SYSTEM_ERROR, "bad argument to internal function");
}

/** Whether `type` can be raised; else SystemError. */
function isRaisable(vm: Interpreter, type: Address): boolean {
  if (isExceptionClass(vm, type)) return true;
  const shown = repr(vm, type);
  if (shown === NULL) return false;
  raise(
    vm,
    SYSTEM_ERROR,
    `_PyErr_SetObject: exception ${jsString(vm, shown)} is not a BaseException subclass`,
  );
  decref(vm, shown);
  return false;
}

/** Raises `type` with a text; null: an exception is pending already. */
function raiseText(vm: Interpreter, type: Address, text: string | null): void {
  if (text !== null && isRaisable(vm, type)) raise(vm, type, text);
}

type ExceptionConstants = { readonly [Name in typeof EXCEPTION_NAMES[number] as `PyExc_${Name}`]: Address };

const EXCEPTIONS = Object.fromEntries(
  EXCEPTION_NAMES.map((name) => [`PyExc_${name}`, exceptionType(name)]),
) as ExceptionConstants;

/** The exception functions for one interpreter. */
export function createErrorApi(vm: Interpreter) {
  const { i32 } = vm;
  /** Words that hold the three parts of an exception. */
  const readParts = (...words: Address[]): SavedError => words.map((word) => i32[word >> 2]) as SavedError;
  const writeParts = (parts: SavedError, ...words: Address[]): void => {
    words.forEach((word, i) => {
      i32[word >> 2] = parts[i];
      i32[(word + 4) >> 2] = 0;
    });
  };
  return {
    ...EXCEPTIONS,

    /** MemoryError; returns NULL. */
    PyErr_NoMemory: (): Address => noMemory(vm),
    PyErr_SetString: (type: Address, message: CText): void => raiseText(vm, type, textOf(vm, message)),
    /** `value` is borrowed: an instance, a tuple of arguments, the only argument, or NULL. */
    PyErr_SetObject: (type: Address, value: Address): void => {
      if (isRaisable(vm, type)) raiseObject(vm, type, value);
    },
    PyErr_SetNone: (type: Address): void => {
      if (isRaisable(vm, type)) raiseNone(vm, type);
    },
    /** A message with values, as PyUnicode_FromFormat writes them; returns NULL. */
    PyErr_Format: (type: Address, format: CText, ...values: FormatValue[]): Address => {
      raiseText(vm, type, formatText(vm, format, values));
      return NULL;
    },
    /** TypeError; returns 0. */
    PyErr_BadArgument: (): number => raiseBadArgument(vm),
    PyErr_BadInternalCall: (): void => {
      badInternalCall(vm);
    },

    /** Type of the pending exception, borrowed, or NULL. */
    PyErr_Occurred: (): Address => errorOccurred(vm),
    PyErr_ExceptionMatches: (type: Address): number => errorMatches(vm, type) ? 1 : 0,
    PyErr_GivenExceptionMatches: (given: Address, type: Address): number =>
      givenMatches(vm, given, type) ? 1 : 0,
    PyErr_Clear: (): void => clearError(vm),
    /** Takes the pending exception into three words, which own it then; NULL where there is nothing. */
    PyErr_Fetch: (type: Address, value: Address, traceback: Address): void =>
      writeParts(fetchError(vm), type, value, traceback),
    /** Steals the three references. */
    PyErr_Restore: (type: Address, value: Address, traceback: Address): void =>
      restoreError(vm, [type, value, traceback]),
    /** Makes an instance of what three words hold; can run any code. */
    PyErr_NormalizeException: (type: Address, value: Address, traceback: Address): void => {
      const before = fetchError(vm);
      restoreError(vm, readParts(type, value, traceback));
      normalizeException(vm);
      writeParts(fetchError(vm), type, value, traceback);
      restoreError(vm, before);
    },
    PyExceptionClass_Check: (object: Address): number => isExceptionClass(vm, object) ? 1 : 0,
    PyExceptionInstance_Check: (object: Address): number => isExceptionInstance(vm, object) ? 1 : 0,
    /** Prints the pending exception as an uncaught one and clears it. Can run any code. */
    PyErr_Print: (): void => {
      exitStatus(vm);
    },
    /** Reports the pending exception, which has nowhere to go, and clears it. `where` is borrowed or NULL. */
    PyErr_WriteUnraisable: (where: Address): void => writeUnraisable(vm, where),
  };
}
