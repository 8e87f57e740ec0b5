/**
 * C strings: bytes in the heap that end with a zero byte, and JavaScript strings where C has a literal.
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** The bytes of a C string or of a literal (as UTF-8), without the zero byte: a view, or a copy. */
export function bytesOf(vm: Interpreter, text: string | Address): Uint8Array {
  if (typeof text === "string") return ENCODER.encode(text);
  const { u8 } = vm;
  let end = text;
  while (u8[end] !== 0) end++;
  return u8.subarray(text, end);
}

/** A C string (UTF-8) or a literal as JavaScript text. */
export function textOf(vm: Interpreter, text: string | Address): string {
  return typeof text === "string" ? text : DECODER.decode(bytesOf(vm, text));
}

/** strcpy: writes text and a zero byte at an address, where there must be room; the address. */
export function writeText(vm: Interpreter, address: Address, text: string): Address {
  const bytes = ENCODER.encode(text);
  vm.u8.set(bytes, address);
  vm.u8[address + bytes.length] = 0;
  return address;
}
