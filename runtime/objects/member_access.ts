/**
 * Reading and writing a field of an instance as an attribute, by its PyMemberDef.
 *
 * Source: CPython 3.11 Python/structmember.c (PyMember_GetOne, PyMember_SetOne).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE } from "../memory/object_layout.ts";
import {
  ATTRIBUTE_ERROR,
  BOOL_TYPE,
  FALSE,
  NONE,
  OVERFLOW_ERROR,
  SYSTEM_ERROR,
  TRUE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { newRef, setField } from "../memory/refcount.ts";
import { raise, raiseFlag } from "./errors.ts";
import { newFloat } from "./float.ts";
import { intFromHalves, intFromNumber } from "./int.ts";
import { asSsize } from "./number.ts";
import { MEMBER_DEFINITION, MEMBER_READONLY, MEMBER_TYPES } from "./method_definition.ts";
import { newStr } from "./str.ts";
import { readCString, typeNameOf } from "./type_name.ts";

const M = MEMBER_DEFINITION.offsets;
const T = MEMBER_TYPES;

/** Name of a member. */
export function memberName(vm: Interpreter, definition: Address): string {
  return readCString(vm, vm.i32[(definition + M.name) >> 2]);
}

/** Value of a member of `object`, new. NULL with AttributeError if an `object_ex` is not set. */
export function getMember(vm: Interpreter, object: Address, definition: Address): Address {
  const i32 = vm.i32;
  const field = object + i32[(definition + M.offset) >> 2];
  const type = i32[(definition + M.type) >> 2];
  switch (type) {
    case T.object:
      return newRef(vm, i32[field >> 2] === NULL ? NONE : i32[field >> 2]);
    case T.object_ex:
      if (i32[field >> 2] !== NULL) return newRef(vm, i32[field >> 2]);
      return raise(
        vm,
        ATTRIBUTE_ERROR,
        `'${typeNameOf(vm, object)}' object has no attribute '${memberName(vm, definition)}'`,
      );
    case T.bool:
      return newRef(vm, vm.u8[field] !== 0 ? TRUE : FALSE);
    case T.string:
      if (i32[field >> 2] === NULL) return newRef(vm, NONE);
      return newStr(vm, readCString(vm, i32[field >> 2]));
    case T.none:
      return newRef(vm, NONE);
    case T.int:
      return intFromNumber(vm, i32[field >> 2]);
    case T.uint:
      return intFromNumber(vm, i32[field >> 2] >>> 0);
    case T.byte:
      return intFromNumber(vm, vm.u8[field] << 24 >> 24);
    case T.ubyte:
      return intFromNumber(vm, vm.u8[field]);
    case T.short:
      return intFromNumber(vm, vm.u16[field >> 1] << 16 >> 16);
    case T.ushort:
      return intFromNumber(vm, vm.u16[field >> 1]);
    case T.long:
    case T.ssize:
      return intFromHalves(vm, i32[field >> 2], i32[(field + 4) >> 2]);
    case T.double:
      return newFloat(vm, vm.f64[field >> 3]);
    case T.ulong:
      return intFromNumber(vm, (i32[(field + 4) >> 2] >>> 0) * 2 ** 32 + (i32[field >> 2] >>> 0));
  }
  return raise(vm, SYSTEM_ERROR, "bad memberdescr type");
}

/** Sets a member of `object`, or deletes it if `value` is NULL. 0 or -1. Can run any code. */
export function setMember(vm: Interpreter, object: Address, definition: Address, value: Address): number {
  const i32 = vm.i32;
  if ((i32[(definition + M.flags) >> 2] & MEMBER_READONLY) !== 0) {
    return raiseFlag(vm, ATTRIBUTE_ERROR, "readonly attribute");
  }
  const field = object + i32[(definition + M.offset) >> 2];
  const type = i32[(definition + M.type) >> 2];
  if (type === T.object || type === T.object_ex) {
    return setObjectMember(vm, field, definition, value);
  }
  if (value === NULL) return raiseFlag(vm, TYPE_ERROR, "can't delete numeric/char attribute");
  if (type === T.bool) return setBoolMember(vm, field, value);
  if (type === T.string || type === T.none) return raiseFlag(vm, TYPE_ERROR, "readonly attribute");
  return setNumberMember(vm, field, type, value);
}

function setObjectMember(vm: Interpreter, field: Address, definition: Address, value: Address): number {
  const i32 = vm.i32;
  const strict = i32[(definition + M.type) >> 2] === T.object_ex;
  if (value === NULL && strict && i32[field >> 2] === NULL) {
    return raiseFlag(vm, ATTRIBUTE_ERROR, memberName(vm, definition));
  }
  if (value !== NULL) i32[value >> 2]++;
  setField(vm, field, value);
  return 0;
}

function setBoolMember(vm: Interpreter, field: Address, value: Address): number {
  if (vm.i32[(value + OB_TYPE) >> 2] !== BOOL_TYPE) {
    return raiseFlag(vm, TYPE_ERROR, "attribute value type must be bool");
  }
  vm.u8[field] = value === TRUE ? 1 : 0;
  return 0;
}

/** Range of the small kinds; the others take what fits a word. */
function setNumberMember(vm: Interpreter, field: Address, type: number, value: Address): number {
  const n = asSsize(vm, value, OVERFLOW_ERROR);
  if (n === -1 && vm.curexcType !== NULL) return -1;
  switch (type) {
    case T.byte:
    case T.ubyte:
      vm.u8[field] = n;
      return 0;
    case T.short:
    case T.ushort:
      vm.u16[field >> 1] = n;
      return 0;
    case T.int:
    case T.uint:
      vm.i32[field >> 2] = n;
      return 0;
    case T.long:
    case T.ulong:
    case T.ssize:
      vm.i64[field >> 3] = BigInt(Math.trunc(n));
      return 0;
  }
  return raiseFlag(vm, SYSTEM_ERROR, "bad memberdescr type");
}
