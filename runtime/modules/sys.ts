/**
 * The module sys: the program's view of the runtime it runs in.
 *
 * Nothing here tells of the host: versions, limits and figures are the runtime's own.
 *
 * Source: CPython 3.11 Python/sysmodule.c.
 */
import { type Address, allocatedBlocks, NULL, statsReport, usesPymalloc } from "../../heap/mod.ts";
import { FREE_LIST_TABLE, freeListCount, TUPLE_FREE_LIST_LENGTHS } from "../memory/free_lists.ts";
import { FRAME_RECORD_SIZE, type Interpreter } from "../memory/interpreter.ts";
import { TP_FLAGS, TPFLAGS_HAVE_GC, TPFLAGS_MANAGED_DICT } from "../memory/object_layout.ts";
import { decref, newRef, refcount, typeOf } from "../memory/refcount.ts";
import {
  FALSE,
  identifier,
  NONE,
  OVERFLOW_ERROR,
  RECURSION_ERROR,
  RUNTIME_ERROR,
  SYSTEM_EXIT,
  TRACEBACK_TYPE,
  TRUE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { displayException, writeStderr } from "../builtins/print_exception.ts";
import { reportUnraisable } from "../builtins/unraisable.ts";
import { showWarning } from "../builtins/warnings.ts";
import { checkPositional, parseArguments, raiseArgumentType } from "../objects/arguments.ts";
import { call0 } from "../objects/call.ts";
import { dictGetStr, dictSet } from "../objects/dict.ts";
import {
  clearError,
  errorMatches,
  errorOccurred,
  formatType,
  handledException,
  isExceptionInstance,
  raise,
  raiseObject,
  setTraceback,
} from "../objects/errors.ts";
import { EXC_TRACEBACK } from "../objects/exception_layout.ts";
import { reprText } from "../objects/exceptions.ts";
import { frameFor, functionRecord } from "../objects/frame.ts";
import { intAsSsize, intFromBigInt, intFromNumber } from "../objects/int.ts";
import { internInPlace } from "../objects/interning.ts";
import { listAppend, listNew } from "../objects/list.ts";
import {
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
  type MethodSpec,
} from "../objects/method_definition.ts";
import { createModule, moduleDict, moduleSet } from "../objects/module.ts";
import { numberIndex } from "../objects/number.ts";
import { lookupSpecial } from "../objects/object.ts";
import { newStdio, writeFile } from "../objects/stdio.ts";
import { isExactStr, isStr, newStr } from "../objects/str.ts";
import { HEX_VERSION, makeSysInfo, type SysOptions } from "../objects/sys_info.ts";
import { tupleOf, tuplePack3 } from "../objects/tuple.ts";
import { makeSystemFacts, SYSTEM_FUNCTIONS } from "./sys_host.ts";

const SIZEOF_NAME = identifier("__sizeof__");
const STDOUT_NAME = identifier("stdout");
const UNDERSCORE = identifier("_");
const EXCEPTHOOK_NAME = identifier("excepthook");
const DISPLAYHOOK_NAME = identifier("displayhook");
const UNRAISABLEHOOK_NAME = identifier("unraisablehook");
/** The fewest digits that a limit of digits may be, unless it is 0. */
const DIGITS_THRESHOLD = 640;
const INT_MAX = 0x7fffffff;

// Exceptions -----------------------------------------------------------------------------------------------------

/** exc_info(): type, exception and traceback of the exception being handled. */
function excInfo(vm: Interpreter): Address {
  const value = handledException(vm);
  if (value === NULL) return tuplePack3(vm, NONE, NONE, NONE);
  return tuplePack3(vm, typeOf(vm, value), value, vm.i32[(value + EXC_TRACEBACK) >> 2] || NONE);
}

/** exception(): the exception being handled. */
function exception(vm: Interpreter): Address {
  return newRef(vm, handledException(vm) || NONE);
}

/** excepthook(type, value, traceback): prints an exception. */
function excepthook(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "excepthook", nargs, 3, 3)) return NULL;
  const value = vm.i32[(args + 8) >> 2], traceback = vm.i32[(args + 16) >> 2];
  if (!isExceptionInstance(vm, value)) {
    const given = formatType(vm, value);
    writeStderr(vm, `TypeError: print_exception(): Exception expected for value, ${given} found\n`);
    return newRef(vm, NONE);
  }
  if (typeOf(vm, traceback) === TRACEBACK_TYPE && vm.i32[(value + EXC_TRACEBACK) >> 2] === NULL) {
    setTraceback(vm, value, newRef(vm, traceback));
  }
  displayException(vm, value);
  return newRef(vm, NONE);
}

/** exit([status]): raises SystemExit. */
function exit(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "exit", nargs, 0, 1)) return NULL;
  return raiseObject(vm, SYSTEM_EXIT, nargs === 0 ? NONE : vm.i32[args >> 2]);
}

/** displayhook(value): shows its repr and keeps it in builtins._ */
function displayhook(vm: Interpreter, _module: Address, value: Address): Address {
  if (value === NONE) return newRef(vm, NONE);
  if (dictSet(vm, vm.builtinsDict, UNDERSCORE, NONE) < 0) return NULL;
  const file = dictGetStr(vm, vm.sysDict, STDOUT_NAME);
  if (file === NULL || file === NONE) return raise(vm, RUNTIME_ERROR, "lost sys.stdout");
  newRef(vm, file);
  const text = reprText(vm, value);
  const status = text === null ? -1 : writeFile(vm, file, `${text}\n`);
  decref(vm, file);
  if (status < 0 || dictSet(vm, vm.builtinsDict, UNDERSCORE, value) < 0) return NULL;
  return newRef(vm, NONE);
}

// Memory ---------------------------------------------------------------------------------------------------------

const GETSIZEOF = { name: "getsizeof", params: ["object", "default"], required: 1 };

/** getsizeof(object[, default]): `__sizeof__()` and what lies before the object. */
function getsizeof(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, GETSIZEOF, args, nargs, kwnames);
  if (given === null) return NULL;
  const size = sizeOf(vm, given[0]);
  if (size !== null) return intFromBigInt(vm, size);
  if (given[1] === NULL || !errorMatches(vm, TYPE_ERROR)) return NULL;
  clearError(vm);
  return newRef(vm, given[1]);
}

/** Bytes of an object with the words before it; null with an exception. */
function sizeOf(vm: Interpreter, object: Address): bigint | null {
  const method = lookupSpecial(vm, object, SIZEOF_NAME);
  if (method === NULL) {
    if (errorOccurred(vm) === NULL) {
      raise(vm, TYPE_ERROR, `Type ${formatType(vm, object)} doesn't define __sizeof__`);
    }
    return null;
  }
  const result = call0(vm, method);
  decref(vm, method);
  if (result === NULL) return null;
  const size = sizeArgument(vm, result);
  decref(vm, result);
  if (size === -1 && errorOccurred(vm) !== NULL) return null;
  if (size < 0) {
    raise(vm, VALUE_ERROR, "__sizeof__() should return >= 0");
    return null;
  }
  const flags = vm.i32[(typeOf(vm, object) + TP_FLAGS) >> 2];
  const before = ((flags & TPFLAGS_HAVE_GC) !== 0 ? 16 : 0) + ((flags & TPFLAGS_MANAGED_DICT) !== 0 ? 16 : 0);
  return BigInt(size) + BigInt(before);
}

/** An int object as a number; -1 with an exception. */
function sizeArgument(vm: Interpreter, object: Address): number {
  const index = numberIndex(vm, object);
  if (index === NULL) return -1;
  const value = intAsSsize(vm, index);
  decref(vm, index);
  return value;
}

/** getrefcount(object), with the reference that the call itself holds. */
function getrefcount(vm: Interpreter, _module: Address, object: Address): Address {
  return intFromNumber(vm, refcount(vm, object));
}

/** getallocatedblocks() */
function getallocatedblocks(vm: Interpreter): Address {
  return intFromNumber(vm, allocatedBlocks(vm));
}

/** What the report calls the objects of a free list, and their bytes without the GC head; null: no line. */
function freeListLine(index: number): [name: string, size: number] | null {
  if (index < TUPLE_FREE_LIST_LENGTHS) return [`${index + 1}-sized PyTupleObject`, 24 + 8 * (index + 1)];
  switch (FREE_LIST_TABLE[index].name) {
    case "dict":
      return ["PyDictObject", 48];
    case "float":
      return ["PyFloatObject", 24];
    case "list":
      return ["PyListObject", 40];
    default:
      return null;
  }
}

/** The lines of the report about free lists: dict, float and list before the tuples. */
export function freeListReport(vm: Interpreter): string {
  const lines: string[] = [];
  const tuples: string[] = [];
  FREE_LIST_TABLE.forEach((list, index) => {
    const line = freeListLine(index);
    if (line === null) return;
    const count = freeListCount(vm, list.address);
    const label = `${count} free ${line[0]}s * ${line[1]} bytes each`.padStart(48);
    const bytes = String(count * line[1]).replace(/\B(?=(\d{3})+$)/g, ",").padStart(21);
    (index < TUPLE_FREE_LIST_LENGTHS ? tuples : lines).push(`${label} =${bytes}\n`);
  });
  const order = ["PyDictObject", "PyFloatObject", "PyListObject"];
  const place = (text: string): number => order.findIndex((name) => text.includes(name));
  lines.sort((a, b) => place(a) - place(b));
  return [...lines, ...tuples].join("");
}

/** _debugmallocstats(): the allocator's report and the free lists, on the host's stream for errors. */
function debugmallocstats(vm: Interpreter): Address {
  vm.stderr((usesPymalloc(vm) ? `${statsReport(vm)}\n` : "") + freeListReport(vm));
  return newRef(vm, NONE);
}

// Strings and limits ---------------------------------------------------------------------------------------------

/** intern(string) */
function intern(vm: Interpreter, _module: Address, object: Address): Address {
  if (!isStr(vm, object)) return raiseArgumentType(vm, "intern", "argument", "str", object);
  if (!isExactStr(vm, object)) return raise(vm, TYPE_ERROR, `can't intern ${formatType(vm, object)}`);
  return internInPlace(vm, newRef(vm, object));
}

function getrecursionlimit(vm: Interpreter): Address {
  return intFromNumber(vm, vm.recursionLimit);
}

/** setrecursionlimit(limit): as deep as the limit says, or as the frame stack reaches. */
function setrecursionlimit(vm: Interpreter, _module: Address, object: Address): Address {
  const limit = cIntArgument(vm, object);
  if (limit === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (limit < 1) return raise(vm, VALUE_ERROR, "recursion limit must be greater or equal than 1");
  const depth = (functionRecord(vm, vm.fp) - vm.fpBase) / FRAME_RECORD_SIZE + 1;
  if (depth >= limit) {
    const message =
      `cannot set the recursion limit to ${limit} at the recursion depth ${depth}: the limit is too low`;
    return raise(vm, RECURSION_ERROR, message);
  }
  const room = (vm.argumentsBase - vm.fpBase) / FRAME_RECORD_SIZE - SPARE_RECORDS;
  vm.recursionLimit = limit;
  vm.fpLimit = vm.fpBase + FRAME_RECORD_SIZE * (Math.min(limit, room) + 1);
  return newRef(vm, NONE);
}
/** Records of the frame stack kept for the making of RecursionError. */
const SPARE_RECORDS = 64;

/** An argument that must fit a C int; -1 with an exception. */
function cIntArgument(vm: Interpreter, object: Address): number {
  const value = sizeArgument(vm, object);
  if (value === -1 && errorMatches(vm, OVERFLOW_ERROR)) clearError(vm);
  else if (Math.abs(value) <= INT_MAX) return value;
  raise(vm, OVERFLOW_ERROR, "Python int too large to convert to C int");
  return -1;
}

function getIntMaxStrDigits(vm: Interpreter): Address {
  return intFromNumber(vm, vm.intMaxStrDigits);
}

const SET_DIGITS = { name: "set_int_max_str_digits", params: ["maxdigits"], required: 1 };

/** set_int_max_str_digits(maxdigits) */
function setIntMaxStrDigits(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, SET_DIGITS, args, nargs, kwnames);
  if (given === null) return NULL;
  const digits = cIntArgument(vm, given[0]);
  if (digits === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (digits !== 0 && digits < DIGITS_THRESHOLD) {
    return raise(vm, VALUE_ERROR, `maxdigits must be 0 or larger than ${DIGITS_THRESHOLD}`);
  }
  vm.intMaxStrDigits = digits;
  return newRef(vm, NONE);
}

/** _getframe([depth]): the frame of the function that calls it, or of one of its callers. */
function getframe(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "_getframe", nargs, 0, 1)) return NULL;
  let depth = 0;
  if (nargs === 1) {
    depth = cIntArgument(vm, vm.i32[args >> 2]);
    if (depth === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  let record = functionRecord(vm, vm.fp);
  while (record !== NULL && depth-- > 0) record = functionRecord(vm, record - FRAME_RECORD_SIZE);
  if (record === NULL) return raise(vm, VALUE_ERROR, "call stack is not deep enough");
  const frame = frameFor(vm, record);
  return frame === NULL ? NULL : newRef(vm, frame);
}

function getdefaultencoding(vm: Interpreter): Address {
  return newStr(vm, "utf-8");
}

function isFinalizing(vm: Interpreter): Address {
  return newRef(vm, vm.livingModules !== null ? TRUE : FALSE);
}

const FUNCTIONS: readonly MethodSpec[] = [
  ...SYSTEM_FUNCTIONS,
  { name: "displayhook", flags: METH_O, fn: displayhook },
  { name: "exc_info", flags: METH_NOARGS, fn: excInfo },
  { name: "exception", flags: METH_NOARGS, fn: exception },
  { name: "excepthook", flags: METH_FASTCALL, fn: excepthook },
  { name: "exit", flags: METH_FASTCALL, fn: exit },
  { name: "getdefaultencoding", flags: METH_NOARGS, fn: getdefaultencoding },
  { name: "getallocatedblocks", flags: METH_NOARGS, fn: getallocatedblocks },
  { name: "getrefcount", flags: METH_O, fn: getrefcount },
  { name: "getrecursionlimit", flags: METH_NOARGS, fn: getrecursionlimit },
  { name: "getsizeof", flags: METH_FASTCALL | METH_KEYWORDS, fn: getsizeof },
  { name: "_getframe", flags: METH_FASTCALL, fn: getframe },
  { name: "intern", flags: METH_O, fn: intern },
  { name: "is_finalizing", flags: METH_NOARGS, fn: isFinalizing },
  { name: "setrecursionlimit", flags: METH_O, fn: setrecursionlimit },
  { name: "_debugmallocstats", flags: METH_NOARGS, fn: debugmallocstats },
  { name: "get_int_max_str_digits", flags: METH_NOARGS, fn: getIntMaxStrDigits },
  { name: "set_int_max_str_digits", flags: METH_FASTCALL | METH_KEYWORDS, fn: setIntMaxStrDigits },
];

// Making the module ----------------------------------------------------------------------------------------------

/** The module sys, new, with these arguments in argv; NULL with MemoryError. `vm.modules` must be there. */
export function createSys(vm: Interpreter, argv: readonly string[], options: SysOptions = {}): Address {
  vm.reportUnraisable = reportUnraisable;
  vm.warn = (category, message, filename, line) => showWarning(vm, category, message, filename, line);
  const module = createModule(vm, "sys", FUNCTIONS);
  if (module === NULL) return NULL;
  if (fillModule(vm, module, argv, options) === 0) return module;
  decref(vm, module);
  return NULL;
}

/** Sets the attributes; 0 or -1. */
function fillModule(
  vm: Interpreter,
  module: Address,
  argv: readonly string[],
  options: SysOptions,
): number {
  const put = (name: string, value: Address): number => moduleSet(vm, module, name, value);
  const texts = {
    version: "3.11.7 (Vivarium)",
    platform: "vivarium",
    byteorder: "little",
    float_repr_style: "short",
  };
  const numbers = { hexversion: HEX_VERSION, maxunicode: 0x10ffff, api_version: 1013 };
  for (const [name, text] of Object.entries(texts)) if (put(name, newStr(vm, text)) < 0) return -1;
  for (const [name, n] of Object.entries(numbers)) if (put(name, intFromNumber(vm, n)) < 0) return -1;
  if (put("maxsize", intFromBigInt(vm, 2n ** 63n - 1n)) < 0) return -1;
  if (put("modules", newRef(vm, vm.modules)) < 0) return -1;
  if (put("argv", listOfTexts(vm, argv)) < 0) return -1;
  if (put("path", listOfTexts(vm, vm.moduleFiles?.path ?? [])) < 0) return -1;
  if (put("builtin_module_names", makeModuleNames(vm)) < 0) return -1;
  if (makeSysInfo(vm, put, options) < 0 || makeSystemFacts(vm, put) < 0) return -1;
  return addStreams(vm, module, put);
}

/** The standard streams and the hooks, each with the name under which the original stays. */
function addStreams(vm: Interpreter, module: Address, put: (name: string, value: Address) => number): number {
  const streams = ["stdin", "stdout", "stderr"];
  for (let fd = 0; fd < streams.length; fd++) {
    const stream = newStdio(vm, fd);
    if (stream === NULL) return -1;
    const original = newRef(vm, stream);
    if (put(streams[fd], stream) < 0) {
      decref(vm, original);
      return -1;
    }
    if (put(`__${streams[fd]}__`, original) < 0) return -1;
  }
  const dict = moduleDict(vm, module);
  if (put("__excepthook__", newRef(vm, dictGetStr(vm, dict, EXCEPTHOOK_NAME))) < 0) return -1;
  if (put("__unraisablehook__", newRef(vm, dictGetStr(vm, dict, UNRAISABLEHOOK_NAME))) < 0) return -1;
  return put("__displayhook__", newRef(vm, dictGetStr(vm, dict, DISPLAYHOOK_NAME)));
}

/** A new list of texts: sys.argv, sys.path. NULL with MemoryError. */
function listOfTexts(vm: Interpreter, texts: readonly string[]): Address {
  const list = listNew(vm, 0);
  if (list === NULL) return NULL;
  for (const each of texts) {
    const text = newStr(vm, each);
    const status = text === NULL ? -1 : listAppend(vm, list, text);
    if (text !== NULL) decref(vm, text);
    if (status < 0) {
      decref(vm, list);
      return NULL;
    }
  }
  return list;
}

/** sys.builtin_module_names: a new sorted tuple; NULL with MemoryError. */
function makeModuleNames(vm: Interpreter): Address {
  const names = ["builtins", "sys", ...vm.moduleMakers.keys()].sort();
  return tupleOf(vm, names, (name) => newStr(vm, name));
}
