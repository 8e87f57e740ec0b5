/**
 * The invariants of a dict's table, verified by walking it; the checker and the tests use this.
 *
 * Source: CPython 3.11 Objects/dictobject.c (_PyDict_CheckConsistency).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE } from "../memory/object_layout.ts";
import { STR_TYPE } from "../memory/statics.ts";
import { entryHash } from "./dict.ts";
import { countValues, orderedEntry } from "./split_values.ts";
import {
  DK_KIND,
  DK_NENTRIES,
  DK_SHAPE,
  DK_USABLE,
  EMPTY_KEYS,
  entrySize,
  firstValue,
  indexAt,
  KIND_GENERAL,
  KIND_SPLIT,
  MA_KEYS,
  MA_USED,
  MA_VALUES,
  usableOf,
} from "./dict_keys.ts";

/**
 * Everything that is wrong with a dict's table, as sentences; empty if all is well. Counts of deleted entries, cells
 * without entries, entries without cells, hashes that do not lead to their entry.
 */
export function checkDict(vm: Interpreter, dict: Address): string[] {
  const i32 = vm.i32;
  const problems: string[] = [];
  const keys = i32[(dict + MA_KEYS) >> 2];
  const log2Size = vm.u8[keys + DK_SHAPE];
  const n = i32[(keys + DK_NENTRIES) >> 2];
  const used = i32[(dict + MA_USED) >> 2];
  const report = (text: string): void => {
    problems.push(`dict ${dict}: ${text}`);
  };
  if (keys === EMPTY_KEYS) return used === 0 ? [] : [`dict ${dict}: ${used} items in the empty table`];
  const values = i32[(dict + MA_VALUES) >> 2];
  if (values !== NULL) return checkValues(vm, dict, keys, values);
  if (i32[keys >> 2] !== 1) report(`table has ${i32[keys >> 2]} references`);
  if (i32[(keys + DK_USABLE) >> 2] + n > usableOf(log2Size)) {
    report(`${n} entries used in a table of 2**${log2Size}`);
  }
  let live = 0;
  for (let index = 0; index < n; index++) {
    const at = firstValue(vm, keys) + index * entrySize(vm, keys);
    const key = i32[(at - 8) >> 2], value = i32[at >> 2];
    if (key === NULL !== (value === NULL)) report(`entry ${index} is half empty`);
    if (value === NULL) continue;
    live++;
    if (vm.u8[keys + DK_KIND] !== KIND_GENERAL && i32[(key + OB_TYPE) >> 2] !== STR_TYPE) {
      report(`entry ${index} of a unicode table is no str`);
      continue;
    }
    const low = entryHash(vm, keys, index), high = vm.hashHigh;
    if (!leadsTo(vm, keys, index, low, high)) report(`entry ${index} is not found by its hash`);
  }
  if (live !== used) report(`${live} live entries, ma_used is ${used}`);
  for (let slot = 0, cells = 0; slot < 1 << log2Size; slot++) {
    const index = indexAt(vm, keys, log2Size, slot);
    if (index >= n || index < -2) report(`cell ${slot} holds ${index}`);
    if (index >= 0 && ++cells > used) report(`more cells than items`);
  }
  return problems;
}

/** Whether the way of a hash reaches the cell of entry `index` before an empty one. */
function leadsTo(vm: Interpreter, keys: Address, index: number, low: number, high: number): boolean {
  const log2Size = vm.u8[keys + DK_SHAPE];
  const mask = (1 << log2Size) - 1;
  let slot = low & mask;
  for (;;) {
    const cell = indexAt(vm, keys, log2Size, slot);
    if (cell === index) return true;
    if (cell === -1) return false;
    low = (low >>> 5) | (high << 27);
    high >>>= 5;
    slot = (slot * 5 + low + 1) & mask;
  }
}

/** The same for a split table: as many values are set as the order lists, each once. */
function checkValues(vm: Interpreter, dict: Address, keys: Address, values: Address): string[] {
  const problems: string[] = [];
  const used = vm.i32[(dict + MA_USED) >> 2], count = countValues(vm, values);
  const n = vm.i32[(keys + DK_NENTRIES) >> 2];
  if (vm.u8[keys + DK_KIND] !== KIND_SPLIT) {
    problems.push(`dict ${dict}: values for a table that is not split`);
  }
  if (used !== count) problems.push(`dict ${dict}: ${count} values in order, ma_used is ${used}`);
  const seen = new Set<number>();
  for (let i = 0; i < count; i++) {
    const entry = orderedEntry(vm, values, i);
    if (entry >= n || seen.has(entry)) problems.push(`dict ${dict}: entry ${entry} in the order of values`);
    else if (vm.i32[(values + 8 * entry) >> 2] === NULL) {
      problems.push(`dict ${dict}: value ${entry} is not set`);
    }
    seen.add(entry);
  }
  for (let entry = 0; entry < n; entry++) {
    if (vm.i32[(values + 8 * entry) >> 2] !== NULL && !seen.has(entry)) {
      problems.push(`dict ${dict}: value ${entry} is missing in the order`);
    }
  }
  return problems;
}
