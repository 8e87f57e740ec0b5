/**
 * cell: a variable that inner functions share, PyCellObject of 24 bytes behind a GC head.
 *
 * Source: CPython 3.11 Objects/cellobject.c.
 */
import { type Address, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_TYPE, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { clearField, incref, newRef, setField, xdecref } from "../memory/refcount.ts";
import { CELL_TYPE, FALSE, NOT_IMPLEMENTED, TRUE, VALUE_ERROR } from "../memory/statics.ts";
import { genericGetAttr } from "./attributes.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { richCompare } from "./compare.ts";
import { newStr } from "./str.ts";
import { typeNameOf } from "./type_name.ts";

export const CELL = struct("PyCellObject", 24, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  ob_ref: pointer(16, "what the variable is bound to, owned, or NULL"),
});
export const CELL_REF = CELL.offsets.ob_ref;

/** A new cell that holds `value` (borrowed, or NULL). NULL with MemoryError. */
export function cellNew(vm: Interpreter, value: Address): Address {
  const cell = gcNew(vm, CELL_TYPE, CELL.size);
  if (cell === NULL) return NULL;
  if (value !== NULL) incref(vm, value);
  vm.i32[(cell + CELL_REF) >> 2] = value;
  vm.i32[(cell + CELL_REF + 4) >> 2] = 0;
  gcTrack(vm, cell);
  return cell;
}

/** A new cell that holds `value`, which is stolen, also on failure. */
export function cellSteal(vm: Interpreter, value: Address): Address {
  const cell = cellNew(vm, value);
  if (value !== NULL) xdecref(vm, value);
  return cell;
}

function cellDealloc(vm: Interpreter, cell: Address): void {
  gcUntrack(vm, cell);
  xdecref(vm, vm.i32[(cell + CELL_REF) >> 2]);
  gcFree(vm, cell);
}

function cellTraverse(vm: Interpreter, cell: Address, visit: Visit): void {
  const value = vm.i32[(cell + CELL_REF) >> 2];
  if (value !== NULL) visit(vm, value);
}

function cellClear(vm: Interpreter, cell: Address): void {
  clearField(vm, cell + CELL_REF);
}

function cellRepr(vm: Interpreter, cell: Address): Address {
  const value = vm.i32[(cell + CELL_REF) >> 2];
  const at = `<cell at 0x${cell.toString(16)}: `;
  if (value === NULL) return newStr(vm, `${at}empty>`);
  return newStr(vm, `${at}${typeNameOf(vm, value)} object at 0x${value.toString(16)}>`);
}

/** Empty cells are smaller than those that hold something. */
function cellCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  const i32 = vm.i32;
  if (i32[(b + OB_TYPE) >> 2] !== CELL_TYPE) return newRef(vm, NOT_IMPLEMENTED);
  const left = i32[(a + CELL_REF) >> 2], right = i32[(b + CELL_REF) >> 2];
  if (left !== NULL && right !== NULL) return richCompare(vm, left, right, op);
  const order = Number(left !== NULL) - Number(right !== NULL);
  const holds = [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0][op];
  return newRef(vm, holds ? TRUE : FALSE);
}

function cellGet(vm: Interpreter, cell: Address): Address {
  const value = vm.i32[(cell + CELL_REF) >> 2];
  return value === NULL ? raise(vm, VALUE_ERROR, "Cell is empty") : newRef(vm, value);
}

function cellSet(vm: Interpreter, cell: Address, value: Address): number {
  if (value !== NULL) incref(vm, value);
  setField(vm, cell + CELL_REF, value);
  return 0;
}

export function defineCell(vm: Interpreter): void {
  defineType(vm, CELL_TYPE, {
    name: "cell",
    basicSize: CELL.size,
    flags: TPFLAGS_HAVE_GC,
    dealloc: cellDealloc,
    traverse: cellTraverse,
    clear: cellClear,
    repr: cellRepr,
    hash: "unhashable",
    getattro: genericGetAttr,
    richcompare: cellCompare,
    getset: [{ name: "cell_contents", get: cellGet, set: cellSet }],
  });
}
