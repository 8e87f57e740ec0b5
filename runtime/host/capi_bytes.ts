/**
 * The C API's bytes and str. A text in C is a literal here, or the address of bytes that end with a zero byte.
 *
 * Source: C API, "Bytes Objects", "Unicode Objects and Codecs"; CPython 3.11 Objects/bytesobject.c, unicodeobject.c.
 */
import { type Address, NULL, objectRealloc } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, TPFLAGS_BYTES_SUBCLASS } from "../memory/object_layout.ts";
import { noMemoryFlag } from "../memory/pending.ts";
import { decref, refcount, typeOf, xdecref } from "../memory/refcount.ts";
import {
  BYTES_TYPE,
  OVERFLOW_ERROR,
  STR_TYPE,
  SYSTEM_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { BYTES_DATA, bytesFrom, bytesNew, bytesView } from "../objects/bytes.ts";
import { formatType, raise, raiseBadArgument, raiseFlag } from "../objects/errors.ts";
import { bytesFromObject } from "../objects/bytes_type.ts";
import { isExactStr, isStr, jsString, newStr, strConcat, strLength } from "../objects/str.ts";
import { raiseSurrogates } from "../objects/str_encode.ts";
import { hasTypeFlag } from "../objects/subtype.ts";
import { badInternalCall, badInternalCallFlag } from "./capi_errors.ts";
import { bytesOf, type CText, decodeText, formatText, type FormatValue, textOf } from "./capi_text.ts";

/** Bytes of an object beside its contents and the zero byte. */
const SIZE_LIMIT = 2 ** 63 - BYTES_DATA - 1;
const ENCODER = new TextEncoder();

/** Is an object bytes (or of a subclass)? Else TypeError. */
function expectBytes(vm: Interpreter, object: Address): boolean {
  if (hasTypeFlag(vm, object, TPFLAGS_BYTES_SUBCLASS)) return true;
  raise(vm, TYPE_ERROR, `expected bytes, ${formatType(vm, object)} found`);
  return false;
}

/** Puts an object into a word. */
function putObject(vm: Interpreter, word: Address, object: Address): void {
  vm.i32[word >> 2] = object;
  vm.i32[(word + 4) >> 2] = 0;
}

/** Resizes the bytes object in a word. */
function resizeBytes(vm: Interpreter, word: Address, n: number): number {
  const { i32, u8 } = vm;
  const object = i32[word >> 2], size = i32[(object + OB_SIZE) >> 2];
  const isBytes = hasTypeFlag(vm, object, TPFLAGS_BYTES_SUBCLASS);
  if (isBytes && size === n) return 0;
  putObject(vm, word, NULL);
  if (!isBytes || n < 0 || (size > 0 && refcount(vm, object) !== 1)) {
    decref(vm, object);
    return badInternalCallFlag(vm);
  }
  if (size === 0 || n === 0) {
    decref(vm, object); // the empty bytes object is shared
    putObject(vm, word, bytesNew(vm, n));
    return i32[word >> 2] === NULL ? -1 : 0;
  }
  const moved = objectRealloc(vm, object, BYTES_DATA + n + 1);
  if (moved === NULL) {
    decref(vm, object);
    return noMemoryFlag(vm);
  }
  i32[(moved + OB_SIZE) >> 2] = n;
  i32[(moved + 24) >> 2] = i32[(moved + 28) >> 2] = -1; // the hash is not known any more
  u8[moved + BYTES_DATA + n] = 0;
  putObject(vm, word, moved);
  return 0;
}

/** New: the bytes of an object. */
function makeFromObject(vm: Interpreter, object: Address): Address {
  return object === NULL ? badInternalCall(vm) : bytesFromObject(vm, object);
}

function createBytesApi(vm: Interpreter) {
  const isBytes = (object: Address): boolean => hasTypeFlag(vm, object, TPFLAGS_BYTES_SUBCLASS);
  /** Appends `part` (borrowed, perhaps NULL) to the bytes object in a word; the word is NULL on failure. */
  const concat = (word: Address, part: Address): void => {
    const left = vm.i32[word >> 2];
    if (left === NULL) return;
    let result = NULL;
    if (part !== NULL && expectConcat(left, part)) {
      const a = bytesView(vm, left), b = bytesView(vm, part);
      result = bytesNew(vm, a.length + b.length);
      if (result !== NULL) {
        vm.u8.set(a, result + BYTES_DATA);
        vm.u8.set(b, result + BYTES_DATA + a.length);
      }
    }
    putObject(vm, word, result);
    decref(vm, left);
  };
  const expectConcat = (left: Address, part: Address): boolean => {
    if (isBytes(left) && isBytes(part)) return true;
    raise(vm, TYPE_ERROR, `can't concat ${formatType(vm, part)} to ${formatType(vm, left)}`);
    return false;
  };
  return {
    PyBytes_Type: BYTES_TYPE as Address,
    PyBytes_Check: (object: Address): number => isBytes(object) ? 1 : 0,
    PyBytes_CheckExact: (object: Address): number => typeOf(vm, object) === BYTES_TYPE ? 1 : 0,
    /** New: the bytes of a C string. */
    PyBytes_FromString: (text: CText): Address => bytesFrom(vm, bytesOf(vm, text)),
    /** New: `n` bytes at an address; with NULL what they are is for the caller to write. */
    PyBytes_FromStringAndSize: (text: CText, n: number): Address => {
      if (n < 0) return raise(vm, SYSTEM_ERROR, "Negative size passed to PyBytes_FromStringAndSize");
      if (n >= SIZE_LIMIT) return raise(vm, OVERFLOW_ERROR, "byte string is too large");
      if (text === NULL) return bytesNew(vm, n);
      return bytesFrom(
        vm,
        typeof text === "string" ? bytesOf(vm, text).slice(0, n) : vm.u8.subarray(text, text + n),
      );
    },
    /** New: a format string with its values (see PyErr_Format). */
    PyBytes_FromFormat: (format: CText, ...values: FormatValue[]): Address => {
      const text = formatText(vm, format, values);
      return text === null ? NULL : bytesFrom(vm, ENCODER.encode(text));
    },
    /** New: of bytes, or of an iterable of ints. Can run any code. */
    PyBytes_FromObject: (object: Address): Address => makeFromObject(vm, object),
    /** -1 with TypeError if it is no bytes object. */
    PyBytes_Size: (object: Address): number => expectBytes(vm, object) ? vm.i32[(object + OB_SIZE) >> 2] : -1,
    PyBytes_GET_SIZE: (object: Address): number => vm.i32[(object + OB_SIZE) >> 2],
    /** Address of the bytes, which end with a zero byte; they are the object's. */
    PyBytes_AsString: (object: Address): Address => expectBytes(vm, object) ? object + BYTES_DATA : NULL,
    PyBytes_AS_STRING: (object: Address): Address => object + BYTES_DATA,
    /** Writes address and length into two words; without a word for the length (NULL) the bytes must hold no zero. */
    PyBytes_AsStringAndSize: (object: Address, buffer: Address, length: Address): number => {
      if (buffer === NULL) return badInternalCallFlag(vm);
      if (!expectBytes(vm, object)) return -1;
      if (length === NULL && bytesView(vm, object).includes(0)) {
        return raiseFlag(vm, VALUE_ERROR, "embedded null byte");
      }
      putObject(vm, buffer, object + BYTES_DATA);
      if (length !== NULL) putObject(vm, length, vm.i32[(object + OB_SIZE) >> 2]);
      return 0;
    },
    /** The bytes object in a word is replaced by a new one with `part` appended; by NULL, with an exception, on failure. */
    PyBytes_Concat: concat,
    /** The same; steals `part`. */
    PyBytes_ConcatAndDel: (word: Address, part: Address): void => {
      concat(word, part);
      xdecref(vm, part);
    },
    /** Resizes the object whose address is in a word, and which nobody else has; 0, or -1 with the word NULL. */
    _PyBytes_Resize: (word: Address, n: number): number => resizeBytes(vm, word, n),
  };
}

function createTextApi(vm: Interpreter) {
  const fromText = (text: string | null): Address => text === null ? NULL : newStr(vm, text);
  return {
    PyUnicode_Type: STR_TYPE as Address,
    PyUnicode_Check: (object: Address): number => isStr(vm, object) ? 1 : 0,
    PyUnicode_CheckExact: (object: Address): number => isExactStr(vm, object) ? 1 : 0,
    /** New. */
    PyUnicode_FromString: (text: CText): Address => fromText(textOf(vm, text)),
    /** New: `n` bytes of UTF-8. */
    PyUnicode_FromStringAndSize: (text: CText, n: number): Address => {
      if (n < 0) return raise(vm, SYSTEM_ERROR, "Negative size passed to PyUnicode_FromStringAndSize");
      const data = typeof text === "string" ? bytesOf(vm, text).slice(0, n) : vm.u8.subarray(text, text + n);
      return fromText(decodeText(vm, data));
    },
    /** New: a format string with its values (see PyErr_Format). Can run any code. */
    PyUnicode_FromFormat: (format: CText, ...values: FormatValue[]): Address =>
      fromText(formatText(vm, format, values)),
    /** The text of a str, for the host: C gets a pointer here. Null with an exception. */
    PyUnicode_AsUTF8: (object: Address): string | null => {
      if (!isStr(vm, object)) {
        raiseBadArgument(vm);
        return null;
      }
      const text = jsString(vm, object);
      if (text.isWellFormed()) return text;
      raiseSurrogates(vm, text);
      return null;
    },
    /** Code points; -1 with TypeError if it is no str. */
    PyUnicode_GetLength: (object: Address): number =>
      isStr(vm, object) ? strLength(vm, object) : (raiseBadArgument(vm), -1),
    /** New. */
    PyUnicode_Concat: (left: Address, right: Address): Address => strConcat(vm, left, right),
  };
}

/** The functions of bytes and str for one interpreter. */
export function createBytesAndTextApi(vm: Interpreter) {
  return { ...createBytesApi(vm), ...createTextApi(vm) };
}
