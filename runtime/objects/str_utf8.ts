/**
 * The UTF-8 form of a str as C functions read it: the characters themselves if they are ASCII, else a copy that the str
 * keeps for as long as it lives.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_AsUTF8AndSize).
 */
import { type Address, NULL, objectMalloc } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import { jsString, strData, strIsAscii, strLength } from "./str.ts";
import { STR_UTF8, STR_UTF8_LENGTH } from "./str_layout.ts";
import { raiseSurrogates } from "./str_encode.ts";

/**
 * Address of the UTF-8 form of a str, which ends with a zero byte and lives as long as the str. NULL with MemoryError, or
 * with UnicodeEncodeError for an unpaired surrogate.
 */
export function strUtf8(vm: Interpreter, s: Address): Address {
  if (strIsAscii(vm, s)) return strData(vm, s);
  const i32 = vm.i32;
  if (i32[(s + STR_UTF8) >> 2] !== NULL) return i32[(s + STR_UTF8) >> 2];
  const text = jsString(vm, s);
  if (!text.isWellFormed()) {
    raiseSurrogates(vm, text);
    return NULL;
  }
  const bytes = new TextEncoder().encode(text);
  const copy = objectMalloc(vm, bytes.length + 1);
  if (copy === NULL) return noMemory(vm);
  vm.u8.set(bytes, copy);
  vm.u8[copy + bytes.length] = 0;
  i32[(s + STR_UTF8) >> 2] = copy;
  i32[(s + STR_UTF8_LENGTH) >> 2] = bytes.length;
  return copy;
}

/** Bytes of the form that strUtf8 has given, without the zero byte. */
export function strUtf8Length(vm: Interpreter, s: Address): number {
  return strIsAscii(vm, s) ? strLength(vm, s) : vm.i32[(s + STR_UTF8_LENGTH) >> 2];
}
