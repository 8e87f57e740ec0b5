/**
 * The module itertools. Its types are declared when it is imported.
 *
 * Source: CPython 3.11 Modules/itertoolsmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { bringTypes, type LateType } from "../objects/late_types.ts";
import { METH_FASTCALL } from "../objects/method_definition.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import * as combinations from "./itertools_combinations.ts";
import * as counts from "./itertools_counts.ts";
import * as filters from "./itertools_filters.ts";
import * as groups from "./itertools_groups.ts";

const TYPES: readonly (readonly [name: string, ...type: LateType])[] = [
  ["accumulate", filters.ACCUMULATE_TYPE, filters.defineAccumulate],
  ["combinations", combinations.COMBINATIONS_TYPE, combinations.defineCombinations],
  [
    "combinations_with_replacement",
    combinations.REPLACEMENT_TYPE,
    combinations.defineReplacement,
  ],
  ["cycle", counts.CYCLE_TYPE, counts.defineCycle],
  ["dropwhile", filters.DROPWHILE_TYPE, filters.defineDropwhile],
  ["takewhile", filters.TAKEWHILE_TYPE, filters.defineTakewhile],
  ["islice", counts.ISLICE_TYPE, counts.defineIslice],
  ["starmap", filters.STARMAP_TYPE, filters.defineStarmap],
  ["chain", filters.CHAIN_TYPE, filters.defineChain],
  ["compress", filters.COMPRESS_TYPE, filters.defineCompress],
  ["filterfalse", filters.FILTERFALSE_TYPE, filters.defineFilterfalse],
  ["count", counts.COUNT_TYPE, counts.defineCount],
  ["zip_longest", groups.ZIP_LONGEST_TYPE, groups.defineZipLongest],
  ["pairwise", filters.PAIRWISE_TYPE, filters.definePairwise],
  ["permutations", combinations.PERMUTATIONS_TYPE, combinations.definePermutations],
  ["product", combinations.PRODUCT_TYPE, combinations.defineProduct],
  ["repeat", counts.REPEAT_TYPE, counts.defineRepeat],
  ["groupby", groups.GROUPBY_TYPE, groups.defineGroupby],
  ["_grouper", groups.GROUPER_TYPE, groups.defineGrouper],
  ["_tee", groups.TEE_TYPE, groups.defineTee],
  ["_tee_dataobject", groups.TEE_DATA_TYPE, groups.defineTeeData],
];

const METHODS = [{
  name: "tee",
  flags: METH_FASTCALL,
  fn: groups.tee,
  doc: "Returns a tuple of n independent iterators.",
}];

/** The module itertools, new; NULL with MemoryError. */
export function createItertools(vm: Interpreter): Address {
  if (!bringTypes(vm, TYPES.map(([, type, define]) => [type, define]))) return NULL;
  const module = createModule(vm, "itertools", METHODS, "Functional tools for creating and using iterators.");
  if (module === NULL) return NULL;
  for (const [name, type] of TYPES) {
    if (moduleSet(vm, module, name, newRef(vm, type)) === 0) continue;
    decref(vm, module);
    return NULL;
  }
  return module;
}
