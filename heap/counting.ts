/**
 * A counting layer: calls, live blocks and bytes, and peaks of each domain.
 *
 * It wraps the allocator of every domain and remembers the requested size of each block it saw made, outside
 * the heap, the way tracemalloc does: only who installs it pays. Blocks that were live before are not
 * counted, nor is their release. A large request to the mem or object domain reaches the raw domain as well
 * and is counted in both, as hooks of CPython's see it.
 */

import { type Allocator, nameOf } from "./allocator.ts";
import { type Domain, DOMAINS, getAllocator } from "./domains.ts";
import type { Heap } from "./heap.ts";
import { setAllocator } from "./replacement.ts";
import type { Address, Size } from "./units.ts";

/** What happened in one domain since the layer was installed. Bytes are requested bytes. */
export interface DomainCounts {
  mallocs: number;
  callocs: number;
  reallocs: number;
  frees: number;
  /** Calls that returned NULL. */
  failures: number;
  liveBlocks: number;
  liveBytes: Size;
  peakBlocks: number;
  peakBytes: Size;
}

/** The installed layer. */
export interface CountingLayer {
  readonly raw: DomainCounts;
  readonly mem: DomainCounts;
  readonly object: DomainCounts;
  /** Sets every peak to what is live now. */
  resetPeaks(): void;
  /** Takes the layer off again. Throws an Error if another one was put on top of it. */
  remove(): void;
}

class CountingAllocator implements Allocator {
  readonly name: string;
  readonly ctx = this;
  readonly malloc = countMalloc;
  readonly calloc = countCalloc;
  readonly realloc = countRealloc;
  readonly free = countFree;
  readonly sizes = new Map<Address, Size>();
  readonly counts: DomainCounts = {
    mallocs: 0,
    callocs: 0,
    reallocs: 0,
    frees: 0,
    failures: 0,
    liveBlocks: 0,
    liveBytes: 0,
    peakBlocks: 0,
    peakBytes: 0,
  };

  constructor(readonly wraps: Allocator) {
    this.name = nameOf(wraps);
  }

  add(p: Address, n: Size): Address {
    const c = this.counts;
    if (p === 0) {
      c.failures++;
      return p;
    }
    this.sizes.set(p, n);
    c.liveBytes += n;
    c.liveBlocks++;
    if (c.liveBytes > c.peakBytes) c.peakBytes = c.liveBytes;
    if (c.liveBlocks > c.peakBlocks) c.peakBlocks = c.liveBlocks;
    return p;
  }

  drop(p: Address): void {
    const n = this.sizes.get(p);
    if (n === undefined) return;
    this.sizes.delete(p);
    this.counts.liveBytes -= n;
    this.counts.liveBlocks--;
  }
}

function countMalloc(ctx: CountingAllocator, n: Size): Address {
  ctx.counts.mallocs++;
  return ctx.add(ctx.wraps.malloc(ctx.wraps.ctx, n), n);
}

function countCalloc(ctx: CountingAllocator, nelem: number, elsize: Size): Address {
  ctx.counts.callocs++;
  return ctx.add(ctx.wraps.calloc(ctx.wraps.ctx, nelem, elsize), nelem * elsize);
}

function countRealloc(ctx: CountingAllocator, p: Address, n: Size): Address {
  ctx.counts.reallocs++;
  const moved = ctx.wraps.realloc(ctx.wraps.ctx, p, n);
  if (moved !== 0) ctx.drop(p);
  return ctx.add(moved, n);
}

function countFree(ctx: CountingAllocator, p: Address): void {
  ctx.counts.frees++;
  ctx.drop(p);
  ctx.wraps.free(ctx.wraps.ctx, p);
}

/** Puts a counting layer on the allocator of every domain. */
export function installCounting(heap: Heap): CountingLayer {
  const layers = {} as Record<Domain, CountingAllocator>;
  for (const domain of DOMAINS) {
    layers[domain] = new CountingAllocator(getAllocator(heap, domain));
    setAllocator(heap, domain, layers[domain]);
  }
  return {
    raw: layers.raw.counts,
    mem: layers.mem.counts,
    object: layers.object.counts,
    resetPeaks() {
      for (const domain of DOMAINS) {
        const counts = layers[domain].counts;
        counts.peakBlocks = counts.liveBlocks;
        counts.peakBytes = counts.liveBytes;
      }
    },
    remove() {
      for (const domain of DOMAINS) {
        if (getAllocator(heap, domain) !== layers[domain]) {
          throw new Error(`Another allocator was set on top of the counting layer of the ${domain} domain`);
        }
      }
      for (const domain of DOMAINS) setAllocator(heap, domain, layers[domain].wraps);
    },
  };
}
