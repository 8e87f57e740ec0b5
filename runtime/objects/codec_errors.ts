/**
 * What happens to characters that an encoding cannot say, and to bytes that say none: the errors and the handlers that
 * are named by the argument `errors`.
 *
 * Source: CPython 3.11 Python/codecs.c, Objects/unicodeobject.c (make_encode_exception, make_decode_exception).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { LOOKUP_ERROR, TYPE_ERROR, UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR } from "../memory/statics.ts";
import { bytesFromMemory } from "./bytes.ts";
import { normalizeException, raise, raiseFromCause, raiseObject } from "./errors.ts";
import { intFromNumber } from "./int.ts";
import { str } from "./object.ts";
import { jsString, newStr } from "./str.ts";
import { tupleNew, tupleSetItem } from "./tuple.ts";

/** The handlers that there are. */
export const HANDLERS: ReadonlySet<string> = new Set([
  "strict",
  "ignore",
  "replace",
  "backslashreplace",
  "xmlcharrefreplace",
  "namereplace",
  "surrogateescape",
  "surrogatepass",
]);

/** Raises UnicodeEncodeError for the characters [start, end) of a str (borrowed); returns NULL. */
export function raiseEncodeError(
  vm: Interpreter,
  codec: string,
  s: Address,
  start: number,
  end: number,
  reason: string,
): Address {
  return raiseUnicodeError(vm, UNICODE_ENCODE_ERROR, codec, newRef(vm, s), start, end, reason);
}

/** Raises UnicodeDecodeError for the bytes [start, end) of the `size` bytes at `data`; returns NULL. */
export function raiseDecodeError(
  vm: Interpreter,
  codec: string,
  data: Address,
  size: number,
  start: number,
  end: number,
  reason: string,
): Address {
  return raiseUnicodeError(
    vm,
    UNICODE_DECODE_ERROR,
    codec,
    bytesFromMemory(vm, data, size),
    start,
    end,
    reason,
  );
}

/** Raises one of the two for an object (stolen, may be NULL with MemoryError pending). */
function raiseUnicodeError(
  vm: Interpreter,
  type: Address,
  codec: string,
  object: Address,
  start: number,
  end: number,
  reason: string,
): Address {
  const args = object === NULL ? NULL : tupleNew(vm, 5);
  if (args === NULL) {
    if (object !== NULL) decref(vm, object);
    return NULL;
  }
  tupleSetItem(vm, args, 1, object);
  const makers = [
    () => newStr(vm, codec),
    () => intFromNumber(vm, start),
    () => intFromNumber(vm, end),
    () => newStr(vm, reason),
  ];
  const complete = makers.every((make, i) => {
    const item = make();
    if (item !== NULL) tupleSetItem(vm, args, i === 0 ? 0 : i + 1, item);
    return item !== NULL;
  });
  if (complete) raiseObject(vm, type, args);
  decref(vm, args);
  return NULL;
}

/** Raises LookupError for an error handler that does not exist; returns NULL. */
export function raiseUnknownHandler(vm: Interpreter, name: string): Address {
  return raise(vm, LOOKUP_ERROR, `unknown error handler name '${name}'`);
}

/** Raises TypeError for a handler that is made for encoding only; returns NULL. */
export function raiseWrongHandler(vm: Interpreter): Address {
  return raise(vm, TYPE_ERROR, "don't know how to handle UnicodeDecodeError in error callback");
}

/** Is a code point half of a surrogate pair? */
export function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

/** `\xhh`, `\uhhhh` or `\Uhhhhhhhh`. */
export function backslashEscape(codePoint: number): string {
  const hex = codePoint.toString(16);
  if (codePoint < 0x100) return "\\x" + hex.padStart(2, "0");
  return codePoint < 0x10000 ? "\\u" + hex.padStart(4, "0") : "\\U" + hex.padStart(8, "0");
}

/**
 * A codec that is not built into the interpreter failed with TypeError or LookupError: puts one that says so in its
 * place. Returns NULL.
 */
export function blameCodec(vm: Interpreter, action: "encoding" | "decoding", name: string): Address {
  for (const [type, typeName] of [[TYPE_ERROR, "TypeError"], [LOOKUP_ERROR, "LookupError"]] as const) {
    if (vm.curexcType !== type) continue;
    normalizeException(vm);
    const text = vm.curexcType === type ? str(vm, vm.curexcValue) : NULL;
    if (text === NULL) return NULL;
    const message = `${action} with '${name}' codec failed (${typeName}: ${jsString(vm, text)})`;
    decref(vm, text);
    return raiseFromCause(vm, type, message);
  }
  return NULL;
}
