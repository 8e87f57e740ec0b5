/**
 * The invariants of a set's table, verified by walking it; the checker and the tests use this.
 *
 * Source: CPython 3.11 Objects/setobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { SET_DUMMY } from "../memory/statics.ts";
import {
  entryHash,
  positionAfter,
  SET_ENTRY_SIZE,
  SET_FILL,
  SET_MASK,
  SET_SMALL_TABLE,
  SET_TABLE,
  SET_USED,
} from "./set.ts";

/**
 * Everything that is wrong with a set's table, as sentences; empty if all is well: counts of keys and dummies, a table
 * that is full or has the wrong size, hashes that do not lead to their entry.
 */
export function checkSet(vm: Interpreter, set: Address): string[] {
  const i32 = vm.i32;
  const problems: string[] = [];
  const report = (text: string): void => {
    problems.push(`set ${set}: ${text}`);
  };
  const table = i32[(set + SET_TABLE) >> 2], mask = i32[(set + SET_MASK) >> 2];
  if (table === NULL) return problems; // just made by a subclass's tp_alloc
  const slots = mask + 1;
  if (slots < 8 || (slots & mask) !== 0) report(`${slots} entries`);
  if ((table === set + SET_SMALL_TABLE) !== (slots === 8)) {
    report(`a table of ${slots} entries in the wrong place`);
  }
  let keys = 0, dummies = 0;
  for (let entry = table; entry < table + SET_ENTRY_SIZE * slots; entry += SET_ENTRY_SIZE) {
    const key = i32[entry >> 2];
    const low = entryHash(vm, entry), high = vm.hashHigh;
    const place = positionAfter(vm, set, entry) - 1;
    if (key === NULL) {
      if (low !== 0 || high !== 0) report(`unused entry ${place} has a hash`);
    } else if (key === SET_DUMMY) {
      dummies++;
      if ((low & high) !== -1) report(`dummy ${place} has a hash`);
    } else {
      keys++;
      if (findSame(vm, set, key, low, high) !== entry) report(`entry ${place} is not found by its hash`);
    }
  }
  if (keys !== i32[(set + SET_USED) >> 2]) report(`${keys} keys, used is ${i32[(set + SET_USED) >> 2]}`);
  if (keys + dummies !== i32[(set + SET_FILL) >> 2]) {
    report(`${keys} keys and ${dummies} dummies, fill is ${i32[(set + SET_FILL) >> 2]}`);
  }
  if (keys + dummies > mask) report("no entry is unused");
  return problems;
}

/** The entry of this very key on the way of its hash, or NULL. Runs no code. */
function findSame(vm: Interpreter, set: Address, key: Address, low: number, high: number): Address {
  const i32 = vm.i32;
  const table = i32[(set + SET_TABLE) >> 2], mask = i32[(set + SET_MASK) >> 2];
  let slot = low & mask, perturb = low;
  for (;;) {
    const neighbours = slot + 9 <= mask ? 9 : 0;
    for (let i = slot; i <= slot + neighbours; i++) {
      const found = i32[(table + SET_ENTRY_SIZE * i) >> 2];
      if (found === key) return table + SET_ENTRY_SIZE * i;
      if (found === NULL) return NULL;
    }
    perturb = (perturb >>> 5) | (high << 27);
    high >>>= 5;
    slot = (slot * 5 + 1 + perturb) & mask;
  }
}
