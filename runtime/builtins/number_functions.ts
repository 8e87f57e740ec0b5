/**
 * Built-in functions about numbers: abs, bin, divmod, hex, oct, pow, round.
 *
 * Source: CPython 3.11 Python/bltinmodule.c, Objects/abstract.c (PyNumber_ToBase).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { identifier, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { checkPositional, type Parameters, parseArguments } from "../objects/arguments.ts";
import { call0, call1 } from "../objects/call.ts";
import { raise } from "../objects/errors.ts";
import { intToBase } from "../objects/int_text.ts";
import { METH_FASTCALL, METH_KEYWORDS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { numberAbsolute, numberDivmod, numberIndex, numberPower } from "../objects/number.ts";
import { lookupSpecial } from "../objects/object.ts";
import { typeNameOf } from "../objects/type_name.ts";

const ROUND = identifier("__round__");
const POW_PARAMETERS: Parameters = { name: "pow", params: ["base", "exp", "mod"], required: 2 };
const ROUND_PARAMETERS: Parameters = { name: "round", params: ["number", "ndigits"], required: 1 };

/** abs(x) */
function abs(vm: Interpreter, _module: Address, x: Address): Address {
  return numberAbsolute(vm, x);
}

/** divmod(x, y) */
function divmod(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "divmod", nargs, 2, 2)) return NULL;
  return numberDivmod(vm, vm.i32[args >> 2], vm.i32[(args + 8) >> 2]);
}

/** pow(base, exp, mod=None) */
function pow(vm: Interpreter, _module: Address, args: Address, nargs: number, kwnames: Address): Address {
  if (kwnames === NULL && (nargs === 2 || nargs === 3)) {
    const i32 = vm.i32;
    return numberPower(vm, i32[args >> 2], i32[(args + 8) >> 2], nargs === 3 ? i32[(args + 16) >> 2] : NONE);
  }
  const given = parseArguments(vm, POW_PARAMETERS, args, nargs, kwnames);
  if (given === null) return NULL;
  return numberPower(vm, given[0], given[1], given[2] === NULL ? NONE : given[2]);
}

/** round(number, ndigits=None): what the number's own `__round__` gives. */
function round(vm: Interpreter, _module: Address, args: Address, nargs: number, kwnames: Address): Address {
  if (kwnames === NULL && (nargs === 1 || nargs === 2)) {
    return roundNumber(vm, vm.i32[args >> 2], nargs === 2 ? vm.i32[(args + 8) >> 2] : NULL);
  }
  const given = parseArguments(vm, ROUND_PARAMETERS, args, nargs, kwnames);
  return given === null ? NULL : roundNumber(vm, given[0], given[1]);
}

/** round(number, ndigits), which may be NULL. */
function roundNumber(vm: Interpreter, number: Address, ndigits: Address): Address {
  const method = lookupSpecial(vm, number, ROUND);
  if (method === NULL) {
    if (vm.curexcType !== NULL) return NULL;
    return raise(vm, TYPE_ERROR, `type ${typeNameOf(vm, number, 100)} doesn't define __round__ method`);
  }
  const result = ndigits === NULL || ndigits === NONE ? call0(vm, method) : call1(vm, method, ndigits);
  decref(vm, method);
  return result;
}

/** The text of an int, or of what `__index__` gives, in a base, with its prefix. */
function toBase(vm: Interpreter, object: Address, base: number): Address {
  const index = numberIndex(vm, object);
  if (index === NULL) return NULL;
  const text = intToBase(vm, index, base, true);
  decref(vm, index);
  return text;
}

/** bin(number) */
function bin(vm: Interpreter, _module: Address, number: Address): Address {
  return toBase(vm, number, 2);
}

/** oct(number) */
function oct(vm: Interpreter, _module: Address, number: Address): Address {
  return toBase(vm, number, 8);
}

/** hex(number) */
function hex(vm: Interpreter, _module: Address, number: Address): Address {
  return toBase(vm, number, 16);
}

const FASTCALL_KEYWORDS = METH_FASTCALL | METH_KEYWORDS;

export const NUMBER_FUNCTIONS: readonly MethodSpec[] = [
  { name: "abs", flags: METH_O, fn: abs, doc: "The absolute value of a number." },
  { name: "bin", flags: METH_O, fn: bin, doc: "The binary text of an integer." },
  { name: "divmod", flags: METH_FASTCALL, fn: divmod, doc: "The pair (x // y, x % y)." },
  { name: "hex", flags: METH_O, fn: hex, doc: "The hexadecimal text of an integer." },
  { name: "oct", flags: METH_O, fn: oct, doc: "The octal text of an integer." },
  {
    name: "pow",
    flags: FASTCALL_KEYWORDS,
    fn: pow,
    doc: "base ** exp, or base ** exp % mod worked out together.",
  },
  {
    name: "round",
    flags: FASTCALL_KEYWORDS,
    fn: round,
    doc: "The number rounded to ndigits decimals, or to an int.",
  },
];
