/**
 * "Is this item the one that is looked for?", the question of `in`, index, count, remove and `==` of sequences: equal
 * ints, floats and strs are answered here, everything else by comparison through the types' slots.
 *
 * Fast path: indexes the views. The answers are those of richCompareBool.
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, OB_SIZE, OB_TYPE } from "../memory/object_layout.ts";
import { FLOAT_TYPE, INT_TYPE, STR_TYPE } from "../memory/statics.ts";
import { dealloc } from "../memory/refcount.ts";
import { richCompareBool } from "./compare.ts";
import { strEqual } from "./str.ts";

/** Offset of an int's first digit. */
const INT_DIGIT = 24;
/** Offset of a float's value. */
const FLOAT_VALUE = 16;

/**
 * Is `item` equal to `value`, or the same object? 1, 0, or -1 with an exception. Both are borrowed; the item is kept
 * alive here, the value by the caller. Can run any code.
 */
export function itemEquals(vm: Interpreter, item: Address, value: Address): number {
  if (item === value) return 1;
  const i32 = vm.i32;
  const type = i32[(item + OB_TYPE) >> 2];
  if (type === i32[(value + OB_TYPE) >> 2]) {
    if (type === INT_TYPE) {
      const size = i32[(item + OB_SIZE) >> 2];
      if (size !== i32[(value + OB_SIZE) >> 2]) return 0;
      if (size >= -1 && size <= 1) {
        return i32[(item + INT_DIGIT) >> 2] === i32[(value + INT_DIGIT) >> 2] ? 1 : 0;
      }
    } else if (type === STR_TYPE) {
      return strEqual(vm, item, value) ? 1 : 0;
    } else if (type === FLOAT_TYPE) {
      return vm.f64[(item + FLOAT_VALUE) >> 3] === vm.f64[(value + FLOAT_VALUE) >> 3] ? 1 : 0;
    }
  }
  i32[item >> 2]++;
  const equal = richCompareBool(vm, item, value, EQ);
  if (--i32[item >> 2] === 0) dealloc(vm, item);
  return equal;
}
