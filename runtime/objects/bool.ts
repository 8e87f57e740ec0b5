/**
 * bool: the two ints True and False, of a type of their own. They are static (int.ts makes them) and the only
 * instances.
 *
 * Source: CPython 3.11 Objects/boolobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TPFLAGS_LONG_SUBCLASS, TPFLAGS_MATCH_SELF } from "../memory/object_layout.ts";
import { newRef } from "../memory/refcount.ts";
import { BOOL_TYPE, identifier, INT_TYPE, NOT_IMPLEMENTED, TRUE } from "../memory/statics.ts";
import { checkPositional, noKeywords, noKwnames } from "./arguments.ts";
import { isTrue } from "./compare.ts";
import { defineType } from "./define_type.ts";
import { isInt, newBool } from "./int.ts";
import { intAnd, intOr, intXor } from "./int_bitwise.ts";

const TUPLE_ITEMS = 24;
const OB_SIZE = 16;
/** The words, as CPython keeps them: static and interned. */
const TRUE_TEXT = identifier("True");
const FALSE_TEXT = identifier("False");

/** tp_repr. */
function boolRepr(vm: Interpreter, o: Address): Address {
  return newRef(vm, o === TRUE ? TRUE_TEXT : FALSE_TEXT);
}

function boolOf(vm: Interpreter, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "bool", nargs, 0, 1)) return NULL;
  if (nargs === 0) return newBool(vm, false);
  const truth = isTrue(vm, vm.i32[args >> 2]);
  return truth < 0 ? NULL : newBool(vm, truth === 1);
}

/** tp_new: bool(x=False). The type cannot be subclassed. */
function boolNew(vm: Interpreter, _type: Address, args: Address, kwargs: Address): Address {
  if (!noKeywords(vm, "bool", kwargs)) return NULL;
  return boolOf(vm, args + TUPLE_ITEMS, vm.i32[(args + OB_SIZE) >> 2]);
}

/** tp_vectorcall of the type. */
function boolVectorcall(
  vm: Interpreter,
  _type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  return noKwnames(vm, "bool", kwnames) ? boolOf(vm, args, nargs) : NULL;
}

/** Whether both operands are bools. */
function areBools(vm: Interpreter, a: Address, b: Address): boolean {
  return vm.i32[(a + OB_TYPE) >> 2] === BOOL_TYPE && vm.i32[(b + OB_TYPE) >> 2] === BOOL_TYPE;
}

/** An operator of ints, or NotImplemented; two bools give a bool. */
function logicalSlot(
  operator: (vm: Interpreter, a: Address, b: Address) => Address,
  logical: (a: boolean, b: boolean) => boolean,
): (vm: Interpreter, a: Address, b: Address) => Address {
  return (vm, a, b) => {
    if (areBools(vm, a, b)) return newBool(vm, logical(a === TRUE, b === TRUE));
    return isInt(vm, a) && isInt(vm, b) ? operator(vm, a, b) : newRef(vm, NOT_IMPLEMENTED);
  };
}

export function defineBool(vm: Interpreter): void {
  defineType(vm, BOOL_TYPE, {
    name: "bool",
    doc:
      "bool(x) -> bool\n\nTrue if x counts as true, else False: the only instances. The type cannot be subclassed.",
    basicSize: 32,
    itemSize: 4,
    base: INT_TYPE,
    flags: TPFLAGS_LONG_SUBCLASS | TPFLAGS_MATCH_SELF,
    repr: boolRepr,
    new: boolNew,
    vectorcall: boolVectorcall,
    number: {
      and: logicalSlot(intAnd, (a, b) => a && b),
      or: logicalSlot(intOr, (a, b) => a || b),
      xor: logicalSlot(intXor, (a, b) => a !== b),
    },
  });
}
