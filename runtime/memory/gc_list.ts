/**
 * The rings of containers: doubly linked through the GC heads, closed by a head of their own in the static segment.
 *
 *     GC_GENERATIONS + 0   16   32   48          64            80           96
 *                   young  .. old   permanent   unreachable   finalized    still unreachable
 *
 * Source: CPython 3.11 Modules/gcmodule.c (gc_list_*).
 */
import type { Address } from "../../heap/mod.ts";
import { GC_PREV_COLLECTING, GC_PREV_FINALIZED, GC_PREV_MASK } from "./gc_head.ts";
import type { Interpreter } from "./interpreter.ts";
import { GC_GENERATIONS } from "./statics.ts";

/** Generations that collections go through. */
export const GENERATION_COUNT = 3;
/** Ring of what the collector never looks at. */
export const PERMANENT_RING: Address = GC_GENERATIONS + 48;
/** Rings of a collection under way; empty otherwise. */
export const UNREACHABLE_RING: Address = GC_GENERATIONS + 64;
export const FINALIZED_RING: Address = GC_GENERATIONS + 80;
export const STILL_UNREACHABLE_RING: Address = GC_GENERATIONS + 96;
/** All rings, by address. */
export const ALL_RINGS: readonly Address[] = [0, 16, 32, 48, 64, 80, 96].map((offset) =>
  GC_GENERATIONS + offset
);

/** Flags in `_gc_prev`. */
const FLAGS = GC_PREV_FINALIZED | GC_PREV_COLLECTING;

/** Head of a generation's ring. */
export function generationRing(generation: number): Address {
  return GC_GENERATIONS + 16 * generation;
}

/** Makes a ring empty. */
export function initRing(vm: Interpreter, ring: Address): void {
  vm.i32[ring >> 2] = ring;
  vm.i32[(ring + 8) >> 2] = ring;
}

/** Whether a ring is empty. */
export function isRingEmpty(vm: Interpreter, ring: Address): boolean {
  return vm.i32[ring >> 2] === ring;
}

/** Number of containers in a ring. */
export function ringSize(vm: Interpreter, ring: Address): number {
  const i32 = vm.i32;
  let n = 0;
  for (let head = i32[ring >> 2]; head !== ring; head = i32[head >> 2]) n++;
  return n;
}

/** Moves a head from its ring to the end of another; its flags stay. */
export function moveToRing(vm: Interpreter, head: Address, ring: Address): void {
  const i32 = vm.i32;
  const previous = i32[(head + 8) >> 2] & GC_PREV_MASK, next = i32[head >> 2];
  i32[previous >> 2] = next;
  i32[(next + 8) >> 2] = (i32[(next + 8) >> 2] & FLAGS) | previous;
  appendToRing(vm, head, ring);
}

/** Links a head that is in no ring to the end of one; its flags stay. */
export function appendToRing(vm: Interpreter, head: Address, ring: Address): void {
  const i32 = vm.i32;
  const last = i32[(ring + 8) >> 2];
  i32[last >> 2] = head;
  i32[(head + 8) >> 2] = (i32[(head + 8) >> 2] & FLAGS) | last;
  i32[head >> 2] = ring;
  i32[(ring + 8) >> 2] = head;
}

/** Moves everything in `from` to the end of `to`. */
export function mergeRing(vm: Interpreter, from: Address, to: Address): void {
  const i32 = vm.i32;
  if (i32[from >> 2] === from) return;
  const first = i32[from >> 2], last = i32[(from + 8) >> 2];
  const end = i32[(to + 8) >> 2];
  i32[end >> 2] = first;
  i32[(first + 8) >> 2] = (i32[(first + 8) >> 2] & FLAGS) | end;
  i32[last >> 2] = to;
  i32[(to + 8) >> 2] = last;
  initRing(vm, from);
}
