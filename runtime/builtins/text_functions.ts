/**
 * Built-in functions about text: ord, chr, ascii, format.
 *
 * Source: CPython 3.11 Python/bltinmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional } from "../objects/arguments.ts";
import { isBytearray } from "../objects/bytearray.ts";
import { byteData, byteSize } from "../objects/byte_like.ts";
import { isBytes } from "../objects/bytes.ts";
import { raise } from "../objects/errors.ts";
import { ascii } from "../objects/fstring.ts";
import { intFromNumber } from "../objects/int.ts";
import { METH_FASTCALL, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { format } from "../objects/object.ts";
import { isStr, readChar, strCharacter, strLength } from "../objects/str.ts";
import { cIntArgument, ensureStrArgument } from "../objects/str_arguments.ts";
import { MAX_CODE_POINT } from "../objects/str_layout.ts";
import { typeNameOf } from "../objects/type_name.ts";

/** ord(character) */
function ord(vm: Interpreter, _module: Address, object: Address): Address {
  let length: number;
  if (isStr(vm, object)) {
    length = strLength(vm, object);
    if (length === 1) return intFromNumber(vm, readChar(vm, object, 0));
  } else if (isBytes(vm, object) || isBytearray(vm, object)) {
    length = byteSize(vm, object);
    if (length === 1) return intFromNumber(vm, vm.u8[byteData(vm, object)]);
  } else {
    const given = typeNameOf(vm, object);
    return raise(vm, TYPE_ERROR, `ord() expected string of length 1, but ${given} found`);
  }
  return raise(vm, TYPE_ERROR, `ord() expected a character, but string of length ${length} found`);
}

/** chr(number) */
function chr(vm: Interpreter, _module: Address, object: Address): Address {
  const codePoint = cIntArgument(vm, object);
  if (codePoint === -1 && vm.curexcType !== NULL) return NULL;
  if (codePoint >= 0 && codePoint <= MAX_CODE_POINT) return strCharacter(vm, codePoint);
  return raise(vm, VALUE_ERROR, "chr() arg not in range(0x110000)");
}

/** ascii(object) */
function asciiFunction(vm: Interpreter, _module: Address, object: Address): Address {
  return ascii(vm, object);
}

/** format(value[, format_spec]) */
function formatFunction(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "format", nargs, 1, 2)) return NULL;
  const spec = nargs > 1 ? vm.i32[(args + 8) >> 2] : NULL;
  if (spec !== NULL && !ensureStrArgument(vm, "format", " 2", spec)) return NULL;
  return format(vm, vm.i32[args >> 2], spec);
}

/** The functions of builtins about text. */
export const TEXT_FUNCTIONS: readonly MethodSpec[] = [
  { name: "ascii", flags: METH_O, fn: asciiFunction },
  { name: "chr", flags: METH_O, fn: chr },
  { name: "format", flags: METH_FASTCALL, fn: formatFunction },
  { name: "ord", flags: METH_O, fn: ord },
];
