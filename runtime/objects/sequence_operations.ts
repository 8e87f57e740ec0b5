/**
 * What lists and tuples do alike: repeating items, comparing sizes, writing the repr of an item, bounds of a search.
 *
 * Source: CPython 3.11 Objects/listobject.c, Objects/tupleobject.c, Python/ceval.c (_PyEval_SliceIndexNotNone).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { EQ, GT, LE, LT, NE } from "../memory/object_layout.ts";
import { TYPE_ERROR } from "../memory/statics.ts";
import { decref, xdecref, xincref } from "../memory/refcount.ts";
import { raiseFlag } from "./errors.ts";
import { asSsize, hasIndex } from "./number.ts";
import { repr } from "./object.ts";
import type { StrBuilder } from "./str_writer.ts";

/** Writes `n` items `count` times to `to`, counting the references. */
export function repeatItems(vm: Interpreter, to: Address, from: Address, n: number, count: number): void {
  const i32 = vm.i32, f64 = vm.f64;
  for (let i = 0; i < n; i++) {
    const item = i32[(from + 8 * i) >> 2];
    i32[item >> 2] += count;
    i32[(to + 8 * i) >> 2] = item;
    i32[(to + 8 * i + 4) >> 2] = 0;
  }
  const start = to >> 3, total = n * count;
  if (n === 1) {
    f64.fill(f64[start], start, start + total);
    return;
  }
  for (let done = n; done < total; done *= 2) {
    f64.copyWithin(start + done, start, start + Math.min(done, total - done));
  }
}

/** Is `a op b` true of two sizes? */
export function compareSizes(a: number, b: number, op: number): boolean {
  switch (op) {
    case LT:
      return a < b;
    case LE:
      return a <= b;
    case EQ:
      return a === b;
    case NE:
      return a !== b;
    default:
      return op === GT ? a > b : a >= b;
  }
}

/** Appends the repr of an item (borrowed, kept alive here; NULL in a container that is not filled yet). */
export function writeRepr(vm: Interpreter, item: Address, builder: StrBuilder): boolean {
  xincref(vm, item);
  const text = repr(vm, item);
  xdecref(vm, item);
  if (text === NULL) return false;
  const written = builder.writeStr(vm, text);
  decref(vm, text);
  return written;
}

/** A bound of index(): clipped to a size; -1 with an exception is failure. Can run any code. */
export function searchBound(vm: Interpreter, argument: Address): number {
  if (hasIndex(vm, argument)) return asSsize(vm, argument, NULL);
  return raiseFlag(vm, TYPE_ERROR, "slice indices must be integers or have an __index__ method");
}
