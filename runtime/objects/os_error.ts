/**
 * OSError and its subclasses: errno, strerror, filename, filename2.
 *
 * `OSError(errno, text)` gives an instance of the subclass that belongs to the number. The arguments are taken in
 * `__new__`, except for classes of the program that have an `__init__` of their own and keep this `__new__`: those get
 * them in `__init__`.
 *
 * Source: CPython 3.11 Objects/exceptions.c (oserror_*, OSError_*).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { NUMBER_METHODS, TPFLAGS_LONG_SUBCLASS, TYPE } from "../memory/object_layout.ts";
import { decref, newRef, setField, typeOf, xincref } from "../memory/refcount.ts";
import {
  ATTRIBUTE_ERROR,
  type ExceptionName,
  exceptionType,
  NONE,
  OS_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { dictSize } from "./dict.ts";
import { errorOccurred, raise, raiseFlag } from "./errors.ts";
import { EXC_ARGS, EXC_DICT, OS_ERROR_OBJECT } from "./exception_layout.ts";
import { baseExceptionStr, exceptionAlloc, reprText, strText } from "./exceptions.ts";
import { bigIntOf, intFromBigInt } from "./int.ts";
import { asSsize } from "./number.ts";
import { newStr } from "./str.ts";
import { hasTypeFlag } from "./subtype.ts";
import { tupleFromArray, tupleItem, tuplePack2, tuplePack3, tupleSize, tupleSlice } from "./tuple.ts";
import { typeName } from "./type_name.ts";

const TP_INIT = TYPE.offsets.tp_init;
const TP_NEW = TYPE.offsets.tp_new;
const TP_AS_NUMBER = TYPE.offsets.tp_as_number;
const NB_INT = NUMBER_METHODS.offsets.nb_int;
const NB_FLOAT = NUMBER_METHODS.offsets.nb_float;
const NB_INDEX = NUMBER_METHODS.offsets.nb_index;
const O = OS_ERROR_OBJECT.offsets;
const BLOCKING_IO_ERROR = exceptionType("BlockingIOError");

/** Error numbers (Linux) that have a class of their own. */
const ERRNO_CLASSES: readonly (readonly [number, ExceptionName])[] = [
  [1, "PermissionError"], // EPERM
  [2, "FileNotFoundError"], // ENOENT
  [3, "ProcessLookupError"], // ESRCH
  [4, "InterruptedError"], // EINTR
  [10, "ChildProcessError"], // ECHILD
  [11, "BlockingIOError"], // EAGAIN
  [13, "PermissionError"], // EACCES
  [17, "FileExistsError"], // EEXIST
  [20, "NotADirectoryError"], // ENOTDIR
  [21, "IsADirectoryError"], // EISDIR
  [32, "BrokenPipeError"], // EPIPE
  [103, "ConnectionAbortedError"], // ECONNABORTED
  [104, "ConnectionResetError"], // ECONNRESET
  [108, "BrokenPipeError"], // ESHUTDOWN
  [110, "TimeoutError"], // ETIMEDOUT
  [111, "ConnectionRefusedError"], // ECONNREFUSED
  [114, "BlockingIOError"], // EALREADY
  [115, "BlockingIOError"], // EINPROGRESS
];

/** The class for an error number, or NULL. */
function classOfErrno(vm: Interpreter, errno: Address): Address {
  if (!hasTypeFlag(vm, errno, TPFLAGS_LONG_SUBCLASS)) return NULL;
  const value = bigIntOf(vm, errno);
  for (const [number, name] of ERRNO_CLASSES) {
    if (BigInt(number) === value) return exceptionType(name);
  }
  return NULL;
}

/** Whether instances of `type` take their arguments in `__init__`: it was replaced and `__new__` was not. */
function usesInit(vm: Interpreter, type: Address): boolean {
  const i32 = vm.i32;
  return i32[(type + TP_INIT) >> 2] !== i32[(OS_ERROR + TP_INIT) >> 2] &&
    i32[(type + TP_NEW) >> 2] === i32[(OS_ERROR + TP_NEW) >> 2];
}

function rejectKeywords(vm: Interpreter, type: Address, kwargs: Address): number {
  if (kwargs === NULL || dictSize(vm, kwargs) === 0) return 0;
  return raiseFlag(vm, TYPE_ERROR, `${typeName(vm, type)}() takes no keyword arguments`);
}

/** tp_new of OSError. */
export function osErrorNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const late = usesInit(vm, type);
  let actual = type;
  if (!late) {
    if (rejectKeywords(vm, type, kwargs) < 0) return NULL;
    if (type === OS_ERROR && hasDetails(vm, args)) {
      actual = classOfErrno(vm, tupleItem(vm, args, 0)) || type;
    }
  }
  const self = exceptionAlloc(vm, actual);
  if (self === NULL) return NULL;
  vm.i64[(self + O.written) >> 3] = -1n;
  if (!late && takeArguments(vm, self, args) < 0) {
    decref(vm, self);
    return NULL;
  }
  return self;
}

/** tp_init of OSError. */
export function osErrorInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  const type = typeOf(vm, self);
  if (!usesInit(vm, type)) return 0;
  return rejectKeywords(vm, type, kwargs) < 0 ? -1 : takeArguments(vm, self, args);
}

/** Two to five arguments are errno, strerror, filename, an unused one, filename2; other numbers mean nothing. */
function hasDetails(vm: Interpreter, args: Address): boolean {
  const n = tupleSize(vm, args);
  return n >= 2 && n <= 5;
}

/** Sets the fields. A file name is taken out of `args`, which then holds errno and strerror alone. */
function takeArguments(vm: Interpreter, self: Address, args: Address): number {
  if (!hasDetails(vm, args)) {
    setField(vm, self + EXC_ARGS, newRef(vm, args));
    return 0;
  }
  const n = tupleSize(vm, args);
  const filename = n > 2 ? tupleItem(vm, args, 2) : NONE;
  let kept: Address;
  if (filename === NONE) {
    kept = newRef(vm, args);
  } else if (typeOf(vm, self) === BLOCKING_IO_ERROR && isNumber(vm, filename)) {
    const written = asSsize(vm, filename, VALUE_ERROR);
    if (written === -1 && errorOccurred(vm) !== NULL) return -1;
    vm.i64[(self + O.written) >> 3] = BigInt(written);
    kept = newRef(vm, args);
  } else {
    kept = tupleSlice(vm, args, 0, 2);
    if (kept === NULL) return -1;
    setField(vm, self + O.filename, newRef(vm, filename));
    if (n > 4 && tupleItem(vm, args, 4) !== NONE) {
      setField(vm, self + O.filename2, newRef(vm, tupleItem(vm, args, 4)));
    }
  }
  setField(vm, self + O.myerrno, newRef(vm, tupleItem(vm, args, 0)));
  setField(vm, self + O.strerror, newRef(vm, tupleItem(vm, args, 1)));
  setField(vm, self + EXC_ARGS, kept);
  return 0;
}

function isNumber(vm: Interpreter, object: Address): boolean {
  const i32 = vm.i32;
  const table = i32[(typeOf(vm, object) + TP_AS_NUMBER) >> 2];
  return table !== NULL &&
    (i32[(table + NB_INDEX) >> 2] !== 0 || i32[(table + NB_INT) >> 2] !== 0 ||
      i32[(table + NB_FLOAT) >> 2] !== 0);
}

/** tp_str of OSError: "[Errno n] text: 'file' -> 'file2'". */
export function osErrorStr(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const field = (offset: number): Address => i32[(self + offset) >> 2];
  const filename = field(O.filename);
  if (filename === NULL && (field(O.myerrno) === NULL || field(O.strerror) === NULL)) {
    return baseExceptionStr(vm, self);
  }
  const errno = strText(vm, field(O.myerrno) || NONE);
  if (errno === null) return NULL;
  const text = strText(vm, field(O.strerror) || NONE);
  if (text === null) return NULL;
  let message = `[Errno ${errno}] ${text}`;
  if (filename !== NULL) {
    const first = reprText(vm, filename);
    if (first === null) return NULL;
    message += `: ${first}`;
    if (field(O.filename2) !== NULL) {
      const second = reprText(vm, field(O.filename2));
      if (second === null) return NULL;
      message += ` -> ${second}`;
    }
  }
  return newStr(vm, message);
}

/** `__reduce__()` of OSError: the file names are arguments again. */
export function osErrorReduce(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const args = fullArguments(vm, self);
  if (args === NULL) return NULL;
  const dict = i32[(self + EXC_DICT) >> 2], type = typeOf(vm, self);
  const result = dict === NULL ? tuplePack2(vm, type, args) : tuplePack3(vm, type, args, dict);
  decref(vm, args);
  return result;
}

function fullArguments(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const args = i32[(self + EXC_ARGS) >> 2];
  const filename = i32[(self + O.filename) >> 2], filename2 = i32[(self + O.filename2) >> 2];
  if (tupleSize(vm, args) !== 2 || filename === NULL) {
    xincref(vm, args);
    return args;
  }
  const first = tupleItem(vm, args, 0), second = tupleItem(vm, args, 1);
  if (filename2 === NULL) return tuplePack3(vm, first, second, filename);
  return pack5(vm, first, second, filename, NONE, filename2);
}

function pack5(vm: Interpreter, ...items: Address[]): Address {
  const sp = vm.sp;
  items.forEach((item, i) => vm.i32[(sp + 8 * i) >> 2] = item);
  return tupleFromArray(vm, sp, items.length);
}

/** `characters_written` */
export function getCharactersWritten(vm: Interpreter, self: Address): Address {
  const written = vm.i64[(self + O.written) >> 3];
  if (written === -1n) return raise(vm, ATTRIBUTE_ERROR, "characters_written");
  return intFromBigInt(vm, written);
}

/** `characters_written = value` */
export function setCharactersWritten(vm: Interpreter, self: Address, value: Address): number {
  if (value === NULL) {
    if (vm.i64[(self + O.written) >> 3] === -1n) return raiseFlag(vm, ATTRIBUTE_ERROR, "characters_written");
    vm.i64[(self + O.written) >> 3] = -1n;
    return 0;
  }
  const written = asSsize(vm, value, VALUE_ERROR);
  if (written === -1 && errorOccurred(vm) !== NULL) return -1;
  vm.i64[(self + O.written) >> 3] = BigInt(written);
  return 0;
}

/** The references among OSError's fields. */
export const OS_ERROR_REFERENCES = [O.myerrno, O.strerror, O.filename, O.filename2] as const;
