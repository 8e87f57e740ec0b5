/**
 * The modules operator and _operator: the operators as functions, and callables that look something up.
 *
 * The functions are those of _operator; operator has them under its own name, and the special names beside.
 *
 * Source: CPython 3.11 Modules/_operator.c, Lib/operator.py.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, GE, GT, LE, LT, NE, SEQUENCE_METHODS, TYPE } from "../memory/object_layout.ts";
import { decref, newRef, typeOf } from "../memory/refcount.ts";
import { NONE, TYPE_ERROR } from "../memory/statics.ts";
import { dictGet } from "../objects/dict.ts";
import { checkPositional } from "../objects/arguments.ts";
import { vectorcall } from "../objects/call.ts";
import { errorOccurred, formatType, raise } from "../objects/errors.ts";
import { intAsSsize, intFromNumber, newBool } from "../objects/int.ts";
import { bringTypes } from "../objects/late_types.ts";
import { METH_FASTCALL, METH_KEYWORDS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { createModule, moduleDict, moduleSet } from "../objects/module.ts";
import * as number from "../objects/number.ts";
import { delItem, getItem, isTrue, lengthHint, richCompare, setItem } from "../objects/object.ts";
import { sequenceConcat, sequenceContains, sequenceCount, sequenceIndex } from "../objects/sequence.ts";
import { exactIndex } from "../objects/slice.ts";
import { newStr } from "../objects/str.ts";
import { createLazyModule } from "./lazy_module.ts";
import {
  ATTRGETTER_TYPE,
  defineAttrgetter,
  defineItemgetter,
  defineMethodcaller,
  ITEMGETTER_TYPE,
  METHODCALLER_TYPE,
} from "./operator_getters.ts";

type Binary = (vm: Interpreter, a: Address, b: Address) => Address;

/** A function of one object. */
function unary(name: string, compute: (vm: Interpreter, object: Address) => Address): MethodSpec {
  return {
    name,
    flags: METH_O,
    fn: (vm: Interpreter, _module: Address, object: Address) => compute(vm, object),
  };
}

/** A function of two objects. */
function binary(name: string, compute: Binary): MethodSpec {
  return {
    name,
    flags: METH_FASTCALL,
    fn(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
      if (!checkPositional(vm, name, nargs, 2, 2)) return NULL;
      return compute(vm, vm.i32[args >> 2], vm.i32[(args + 8) >> 2]);
    },
  };
}

const comparison = (name: string, op: number): MethodSpec =>
  binary(name, (vm, a, b) => richCompare(vm, a, b, op));

/** A flag as True or False, or NULL for -1. */
const flag = (vm: Interpreter, value: number): Address => value < 0 ? NULL : newBool(vm, value === 1);

/** A count as an int, or NULL for -1 with an exception. */
const count = (vm: Interpreter, n: number): Address => n < 0 ? NULL : intFromNumber(vm, n);

const TP_AS_SEQUENCE = TYPE.offsets.tp_as_sequence;
const { sq_concat: SQ_CONCAT, sq_inplace_concat: SQ_INPLACE_CONCAT } = SEQUENCE_METHODS.offsets;

/** a += b for sequences. */
function inPlaceConcat(vm: Interpreter, a: Address, b: Address): Address {
  const table = vm.i32[(typeOf(vm, a) + TP_AS_SEQUENCE) >> 2];
  if (table !== NULL) {
    const slot = vm.i32[(table + SQ_INPLACE_CONCAT) >> 2] || vm.i32[(table + SQ_CONCAT) >> 2];
    if (slot !== NULL) return vm.functions[slot](vm, a, b);
  }
  return raise(vm, TYPE_ERROR, `'${formatType(vm, a)}' object can't be concatenated`);
}

function setItemFunction(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "setitem", nargs, 3, 3)) return NULL;
  const i32 = vm.i32;
  const status = setItem(vm, i32[args >> 2], i32[(args + 8) >> 2], i32[(args + 16) >> 2]);
  return status < 0 ? NULL : newRef(vm, NONE);
}

/** length_hint(object, default=0) */
function lengthHintFunction(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "length_hint", nargs, 1, 2)) return NULL;
  let fallback = 0;
  if (nargs === 2) {
    const index = number.numberIndex(vm, vm.i32[(args + 8) >> 2]);
    if (index === NULL) return NULL;
    fallback = intAsSsize(vm, index);
    decref(vm, index);
    if (fallback === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  const hint = lengthHint(vm, vm.i32[args >> 2], fallback);
  return hint === -1 && errorOccurred(vm) !== NULL ? NULL : intFromNumber(vm, hint);
}

/** call(function, /, *args, **kwargs) */
function callFunction(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (nargs < 1) {
    return raise(vm, TYPE_ERROR, `call expected at least 1 argument, got ${nargs}`);
  }
  return vectorcall(vm, vm.i32[args >> 2], args + 8, nargs - 1, kwnames);
}

const power: Binary = (vm, a, b) => number.numberPower(vm, a, b, NONE);
const inPlacePower: Binary = (vm, a, b) => number.numberInPlacePower(vm, a, b, NONE);

const METHODS: readonly MethodSpec[] = [
  unary("truth", (vm, object) => flag(vm, isTrue(vm, object))),
  unary("not_", (vm, object) => {
    const truth = isTrue(vm, object);
    return truth < 0 ? NULL : newBool(vm, truth === 0);
  }),
  binary("is_", (vm, a, b) => newBool(vm, a === b)),
  binary("is_not", (vm, a, b) => newBool(vm, a !== b)),
  binary("contains", (vm, a, b) => flag(vm, sequenceContains(vm, a, b))),
  binary("indexOf", (vm, a, b) => count(vm, sequenceIndex(vm, a, b))),
  binary("countOf", (vm, a, b) => count(vm, sequenceCount(vm, a, b))),
  comparison("lt", LT),
  comparison("le", LE),
  comparison("eq", EQ),
  comparison("ne", NE),
  comparison("gt", GT),
  comparison("ge", GE),
  unary("index", exactIndex),
  unary("neg", number.numberNegative),
  unary("pos", number.numberPositive),
  unary("abs", number.numberAbsolute),
  unary("inv", number.numberInvert),
  unary("invert", number.numberInvert),
  binary("add", number.numberAdd),
  binary("sub", number.numberSubtract),
  binary("mul", number.numberMultiply),
  binary("matmul", number.numberMatrixMultiply),
  binary("truediv", number.numberTrueDivide),
  binary("floordiv", number.numberFloorDivide),
  binary("mod", number.numberRemainder),
  binary("pow", power),
  binary("lshift", number.numberLshift),
  binary("rshift", number.numberRshift),
  binary("and_", number.numberAnd),
  binary("or_", number.numberOr),
  binary("xor", number.numberXor),
  binary("concat", sequenceConcat),
  binary("iadd", number.numberInPlaceAdd),
  binary("isub", number.numberInPlaceSubtract),
  binary("imul", number.numberInPlaceMultiply),
  binary("imatmul", number.numberInPlaceMatrixMultiply),
  binary("itruediv", number.numberInPlaceTrueDivide),
  binary("ifloordiv", number.numberInPlaceFloorDivide),
  binary("imod", number.numberInPlaceRemainder),
  binary("ipow", inPlacePower),
  binary("ilshift", number.numberInPlaceLshift),
  binary("irshift", number.numberInPlaceRshift),
  binary("iand", number.numberInPlaceAnd),
  binary("ior", number.numberInPlaceOr),
  binary("ixor", number.numberInPlaceXor),
  binary("iconcat", inPlaceConcat),
  binary("getitem", getItem),
  binary("delitem", (vm, a, b) => delItem(vm, a, b) < 0 ? NULL : newRef(vm, NONE)),
  { name: "setitem", flags: METH_FASTCALL, fn: setItemFunction },
  { name: "length_hint", flags: METH_FASTCALL, fn: lengthHintFunction },
  { name: "call", flags: METH_FASTCALL | METH_KEYWORDS, fn: callFunction },
];

const TYPES: readonly (readonly [name: string, type: Address])[] = [
  ["itemgetter", ITEMGETTER_TYPE],
  ["attrgetter", ATTRGETTER_TYPE],
  ["methodcaller", METHODCALLER_TYPE],
];

/** The module _operator, new; NULL with MemoryError. */
export function createOperator(vm: Interpreter): Address {
  const brought = bringTypes(vm, [
    [ITEMGETTER_TYPE, defineItemgetter],
    [ATTRGETTER_TYPE, defineAttrgetter],
    [METHODCALLER_TYPE, defineMethodcaller],
  ]);
  const module = brought ? createModule(vm, "_operator", METHODS, "The operators as functions.") : NULL;
  if (module === NULL) return NULL;
  for (const [name, type] of TYPES) {
    if (moduleSet(vm, module, name, newRef(vm, type)) === 0) continue;
    decref(vm, module);
    return NULL;
  }
  return module;
}

/** Functions without a special name of their own. */
const PLAIN = new Set(["truth", "is_", "is_not", "indexOf", "countOf", "length_hint"]);

/** The module operator, new; NULL with MemoryError. */
export function createOperatorFunctions(vm: Interpreter): Address {
  const doc = "The operators as functions, and callables that look something up.";
  const module = createLazyModule(vm, { name: "operator", doc, native: createOperator, parts: [] });
  if (module === NULL) return NULL;
  const dict = moduleDict(vm, module);
  for (const { name } of METHODS) {
    if (PLAIN.has(name)) continue;
    const key = newStr(vm, name);
    const value = key === NULL ? NULL : dictGet(vm, dict, key);
    const special = `__${name.replace(/_$/, "")}__`;
    const status = value === NULL ? -1 : moduleSet(vm, module, special, newRef(vm, value));
    if (key !== NULL) decref(vm, key);
    if (status === 0) continue;
    decref(vm, module);
    return NULL;
  }
  return module;
}
