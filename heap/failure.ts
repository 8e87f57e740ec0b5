/**
 * Fault injection: a layer that makes chosen allocations fail.
 *
 * It counts the calls of malloc, calloc and realloc across the three domains, outermost calls only: what
 * pymalloc asks of the raw domain for its own request is not counted again. Failing one allocation after the
 * other until a program completes shows that none of its paths leaks when memory runs out.
 */

import { type Allocator, nameOf } from "./allocator.ts";
import { DOMAINS, getAllocator } from "./domains.ts";
import type { Heap } from "./heap.ts";
import { setAllocator } from "./replacement.ts";
import type { Address, Size } from "./units.ts";

/** "transient": only the n-th allocation fails. "persistent": every one from the n-th on. */
export type FailureMode = "transient" | "persistent";

/** The installed layer. */
export interface FailureLayer {
  /** Allocations seen since the layer was armed. */
  readonly allocations: number;
  /** How many of them were made to fail. */
  readonly failures: number;
  /** Starts counting anew: allocation number `at` (from 1; 0 for none) fails. */
  arm(at: number, mode?: FailureMode): void;
  /** Takes the layer off again. Throws an Error if another one was put on top of it. */
  remove(): void;
}

class FailurePlan {
  allocations = 0;
  failures = 0;
  depth = 0;
  first = 0;
  last = 0;

  /** Counts an outermost allocation; true if it has to fail. */
  fails(): boolean {
    if (this.depth > 0) return false;
    const n = ++this.allocations;
    if (n < this.first || n > this.last) return false;
    this.failures++;
    return true;
  }
}

class FailingAllocator implements Allocator {
  readonly name: string;
  readonly ctx = this;
  readonly malloc = failMalloc;
  readonly calloc = failCalloc;
  readonly realloc = failRealloc;
  readonly free = failFree;

  constructor(readonly wraps: Allocator, readonly plan: FailurePlan) {
    this.name = nameOf(wraps);
  }
}

function failMalloc(ctx: FailingAllocator, n: Size): Address {
  if (ctx.plan.fails()) return 0;
  ctx.plan.depth++;
  const p = ctx.wraps.malloc(ctx.wraps.ctx, n);
  ctx.plan.depth--;
  return p;
}

function failCalloc(ctx: FailingAllocator, nelem: number, elsize: Size): Address {
  if (ctx.plan.fails()) return 0;
  ctx.plan.depth++;
  const p = ctx.wraps.calloc(ctx.wraps.ctx, nelem, elsize);
  ctx.plan.depth--;
  return p;
}

function failRealloc(ctx: FailingAllocator, p: Address, n: Size): Address {
  if (ctx.plan.fails()) return 0;
  ctx.plan.depth++;
  const moved = ctx.wraps.realloc(ctx.wraps.ctx, p, n);
  ctx.plan.depth--;
  return moved;
}

function failFree(ctx: FailingAllocator, p: Address): void {
  ctx.wraps.free(ctx.wraps.ctx, p);
}

/**
 * Puts the layer on every domain; allocation number `at` (from 1; 0 for none) fails, or every one from it on.
 */
export function installFailure(heap: Heap, at = 0, mode: FailureMode = "transient"): FailureLayer {
  const plan = new FailurePlan();
  const layers = DOMAINS.map((domain) => new FailingAllocator(getAllocator(heap, domain), plan));
  DOMAINS.forEach((domain, i) => setAllocator(heap, domain, layers[i]));
  const layer: FailureLayer = {
    get allocations() {
      return plan.allocations;
    },
    get failures() {
      return plan.failures;
    },
    arm(at: number, mode: FailureMode = "transient") {
      plan.allocations = 0;
      plan.failures = 0;
      plan.first = at > 0 ? at : Infinity;
      plan.last = mode === "persistent" ? Infinity : at;
    },
    remove() {
      DOMAINS.forEach((domain, i) => {
        if (getAllocator(heap, domain) !== layers[i]) {
          throw new Error(`Another allocator was set on top of the failure layer of the ${domain} domain`);
        }
      });
      DOMAINS.forEach((domain, i) => setAllocator(heap, domain, layers[i].wraps));
    },
  };
  layer.arm(at, mode);
  return layer;
}
