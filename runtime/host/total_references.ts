/** How many references there are: what `-X showrefcount` prints. */
import type { Interpreter } from "../memory/interpreter.ts";
import { walkOwnership } from "../view/ownership.ts";
import { staticCounts } from "./static_counts.ts";

/**
 * References that exist beyond those of the static objects at the start: `-X showrefcount`. After the end of a
 * runtime there are none.
 */
export function totalReferences(vm: Interpreter): number {
  const now = staticCounts(vm);
  let total = now.reduce((sum, count, i) => sum + count - vm.startCounts[i], 0);
  walkOwnership(vm).owners.forEach((owner) => {
    if (owner.kind === "object") total += vm.i32[owner.object >> 2];
  });
  return total;
}
