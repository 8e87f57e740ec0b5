/**
 * Names of types for messages: the C string that tp_name points at, as text.
 *
 * Built-in types outside `builtins` carry their module in tp_name ("types.GenericAlias"); messages show it whole,
 * `__name__` only what follows the last dot.
 *
 * Source: CPython 3.11 Objects/typeobject.c (_PyType_Name), the `%.200s` of messages.
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TP_FLAGS, TPFLAGS_HEAPTYPE, TYPE } from "../memory/object_layout.ts";

const TP_NAME = TYPE.offsets.tp_name;

/** Text of the C string at `address` (UTF-8, ending with a zero byte). */
export function readCString(vm: Interpreter, address: Address): string {
  const u8 = vm.u8;
  let end = address;
  let text = "";
  while (u8[end] !== 0 && u8[end] < 0x80) text += String.fromCharCode(u8[end++]);
  if (u8[end] === 0) return text;
  while (u8[end] !== 0) end++;
  return new TextDecoder().decode(u8.subarray(address, end));
}

/** Name of a type as messages show it, at most `limit` bytes of it as with C's `%.200s`. */
export function typeName(vm: Interpreter, type: Address, limit = 200): string {
  const text = readCString(vm, vm.i32[(type + TP_NAME) >> 2]);
  if (text.length * 3 <= limit) return text;
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= limit ? text : new TextDecoder().decode(bytes.subarray(0, limit));
}

/** Name of the type of an object, as messages show it. */
export function typeNameOf(vm: Interpreter, object: Address, limit = 200): string {
  return typeName(vm, vm.i32[(object + OB_TYPE) >> 2], limit);
}

/** Name of a type without its module: what `__name__` shows. A class has no module in its name. */
export function shortTypeName(vm: Interpreter, type: Address): string {
  const text = readCString(vm, vm.i32[(type + TP_NAME) >> 2]);
  if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) return text;
  return text.slice(text.lastIndexOf(".") + 1);
}
