/**
 * What emitted code calls for an f-string: each replacement field becomes a str, then the parts are joined.
 *
 * Source: CPython 3.11 Python/ceval.c (FORMAT_VALUE, BUILD_STRING), Objects/object.c (PyObject_ASCII).
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { formatStr } from "./format_spec.ts";
import { intToStr } from "./int_text.ts";
import { formatFloat, formatInt } from "./number_format.ts";
import { format, repr, str } from "./object.ts";
import * as strModule from "./str.ts";
import { strIsAscii } from "./str.ts";
import { joinArray, strJoin } from "./str_join.ts";
import { strToAscii } from "./str_repr.ts";

const { NULL } = heap;
const { OB_TYPE, TP_FLAGS, TPFLAGS_HEAPTYPE } = objectLayout;
const { FLOAT_TYPE, INT_TYPE, STR_TYPE } = statics;
const { EMPTY_STR } = strModule;

/** `!s`, `!r` and `!a` as code points; -1 stands for no conversion. */
const CONVERSION_REPR = 0x72;
const CONVERSION_ASCII = 0x61;

/** `ascii(object)`: its repr with escapes for everything that is not ASCII, new. Can run any code. */
export function ascii(vm: Interpreter, object: Address): Address {
  const text = repr(vm, object);
  if (text === NULL || strIsAscii(vm, text)) return text;
  const escaped = strToAscii(vm, text);
  decref(vm, text);
  return escaped;
}

/** `str`, `repr` or `ascii` of an object, as the letter after `!` says: new. */
export function convertValue(vm: Interpreter, value: Address, conversion: number): Address {
  if (conversion === CONVERSION_REPR) return repr(vm, value);
  return conversion === CONVERSION_ASCII ? ascii(vm, value) : str(vm, value);
}

/**
 * The str of a replacement field: `value` (borrowed) converted, then formatted by `spec` (a borrowed str, or NULL).
 * New; an exact str without a specifier is the result itself. Can run any code.
 */
export function formatValue(vm: Interpreter, value: Address, conversion: number, spec: Address): Address {
  const i32 = vm.i32;
  if (conversion < 0) {
    const type = i32[(value + OB_TYPE) >> 2];
    if (spec === NULL) {
      if (type === STR_TYPE) {
        i32[value >> 2]++;
        return value;
      }
      if (type === INT_TYPE) return intToStr(vm, value);
      // The __format__ of every built-in type makes of an empty specifier what str() makes.
      if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0) return str(vm, value);
    } else if (type === STR_TYPE) {
      return formatStr(vm, value, spec);
    } else if (type === INT_TYPE) {
      return formatInt(vm, value, spec);
    } else if (type === FLOAT_TYPE) {
      return formatFloat(vm, value, spec);
    }
    return format(vm, value, spec);
  }
  const converted = convertValue(vm, value, conversion);
  if (converted === NULL || (spec === NULL && i32[(converted + OB_TYPE) >> 2] === STR_TYPE)) return converted;
  const result = format(vm, converted, spec);
  decref(vm, converted);
  return result;
}

/** The value of an f-string of many parts: the strs of a list (borrowed), joined; new. */
export function joinList(vm: Interpreter, list: Address): Address {
  return strJoin(vm, EMPTY_STR, list);
}

/** The value of an f-string: `count` strs whose words start at `parts` (borrowed), joined; new. */
export function joinStrings(vm: Interpreter, parts: Address, count: number): Address {
  return joinArray(vm, EMPTY_STR, parts, count);
}
