/**
 * Which allocator may take the place of which.
 *
 * CPython asks of whoever calls PyMem_SetAllocator that the new allocator wraps the old one once Python has started,
 * and leaves what happens otherwise to chance. Here an allocator says what it wraps (`wraps`), and a replacement that
 * would leave live blocks with somebody who does not know them is refused:
 *
 *     over       the new one wraps the one that is set: always, or with no live block if it has a `head`
 *     under      the new one is among those that the one that is set wraps: the same, for the layers that come off
 *     aside      both wrap the same one, or they are strangers: only while no block lives
 *
 * "No block" is walked: with debug hooks by the letter in the headers; without them mem and object share pymalloc's
 * blocks, and the raw domain has those too that pymalloc passed on.
 *
 * Source: C API, "Customize Memory Allocators".
 */

import { type Allocator, nameOf } from "./allocator.ts";
import { ARENA_COUNT, type ArenaAllocator, ARENAS, releaseEmptyArenas } from "./arena.ts";
import { type Domain, DOMAINS, getAllocator, unknownDomain } from "./domains.ts";
import type { Heap } from "./heap.ts";
import { RAW_STATE } from "./memory.ts";
import { allocatedBlocks, walkBlocks, walkChunks } from "./walk.ts";

/** Thrown when an allocator would have to release blocks that it does not know. */
export class AllocatorError extends Error {
  override name = "AllocatorError";
}

/** An allocator and those that it wraps, from the top. */
function chainOf<A extends { readonly wraps?: A }>(allocator: A): A[] {
  const chain: A[] = [];
  for (let layer: A | undefined = allocator; layer !== undefined; layer = layer.wraps) {
    if (chain.includes(layer)) throw new TypeError("An allocator cannot wrap itself");
    chain.push(layer);
  }
  return chain;
}

/** How many blocks of a domain live; null if its allocator cannot tell. */
export function liveBlocks(heap: Heap, domain: Domain): number | null {
  const chain = chainOf(getAllocator(heap, domain));
  for (const layer of chain) {
    if (layer.liveBlocks !== undefined) return layer.liveBlocks(layer.ctx);
  }
  const base = chain[chain.length - 1];
  if (base !== heap.pymalloc && base !== heap.malloc) {
    if (base.walkBlocks === undefined) return null;
    let count = 0;
    base.walkBlocks(base.ctx, () => count++);
    return count;
  }
  heap.strict?.letAllGo();
  // What pymalloc keeps for itself comes from the raw domain; it is not needed if nothing else is left.
  if (domain === "raw" && allocatedBlocks(heap) === 0) releaseEmptyArenas(heap);
  if (chain.some((layer) => layer.head !== undefined)) {
    const records = domain === "raw" && heap.i32[ARENAS >> 2] !== 0 ? 1 : 0;
    return records + countMarked(heap, (mark) => mark === domain);
  }
  return base === heap.malloc
    ? countChunks(heap)
    : allocatedBlocks(heap) - countMarked(heap, isOfPymalloc(heap));
}

/** Live blocks whose headers name a domain that `isWanted`. */
function countMarked(heap: Heap, isWanted: (mark: Domain) => boolean): number {
  let count = 0;
  walkBlocks(heap, (_address, _size, _owner, marks) => {
    if (marks.some(isWanted)) count++;
  });
  return count;
}

function isOfPymalloc(heap: Heap): (mark: Domain) => boolean {
  const domains = DOMAINS.filter((domain) => chainOf(getAllocator(heap, domain)).includes(heap.pymalloc));
  return (mark) => domains.includes(mark);
}

/** Blocks of the raw domain's malloc, those included that pymalloc took. */
function countChunks(heap: Heap): number {
  let count = 0;
  walkChunks(heap, RAW_STATE, (_chunk, _size, inUse) => {
    if (inUse) count++;
  });
  return count;
}

function requireFunctions(allocator: Allocator): void {
  for (const name of ["malloc", "calloc", "realloc", "free"] as const) {
    if (typeof allocator[name] !== "function") {
      throw new TypeError(`Allocator needs a function "${name}": ${typeof allocator[name]}`);
    }
  }
}

/** Throws AllocatorError unless `next` may take the place of the allocator of a domain. */
function requireReplaceable(heap: Heap, domain: Domain, next: Allocator): void {
  const old = getAllocator(heap, domain);
  const oldChain = chainOf(old);
  const nextChain = chainOf(next);
  const common = oldChain.find((layer) => nextChain.includes(layer));
  const removed = common === undefined ? oldChain : oldChain.slice(0, oldChain.indexOf(common));
  const added = common === undefined ? nextChain : nextChain.slice(0, nextChain.indexOf(common));
  const objection = objectionTo(old, next, removed, added, common);
  if (objection === null) return;
  const live = liveBlocks(heap, domain);
  if (live === 0) return;
  const blocks = live === null
    ? `"${nameOf(old)}" does not tell whether blocks of its own live`
    : `${live} ${live === 1 ? "block lives" : "blocks live"}`;
  throw new AllocatorError(
    `The ${domain} domain cannot go from "${nameOf(old)}" to "${nameOf(next)}": ${blocks}, and ${objection}`,
  );
}

/** Does an allocator have the functions and the context of another one? */
function isCopy(copy: Allocator, of: Allocator): boolean {
  return copy !== of && copy.ctx === of.ctx && copy.malloc === of.malloc && copy.free === of.free;
}

/** Why live blocks stand against a replacement; null if they do not. */
function objectionTo(
  old: Allocator,
  next: Allocator,
  removed: readonly Allocator[],
  added: readonly Allocator[],
  common: Allocator | undefined,
): string | null {
  if (common === undefined) {
    if (next.wraps !== undefined && isCopy(next.wraps, old)) {
      return `"${nameOf(next)}" wraps a copy of it: "wraps" must be the allocator itself, as it was got`;
    }
    return `"${nameOf(next)}" does not say that it wraps "${
      nameOf(old)
    }" (property "wraps"), so it could not release what that made`;
  }
  if (removed.length > 0 && added.length > 0) {
    return `"${nameOf(next)}" wraps "${nameOf(common)}", which is not the allocator that is set`;
  }
  const reshaping = [...removed, ...added].find((layer) => layer.head !== undefined);
  if (reshaping === undefined) return null;
  return removed.length > 0
    ? `only "${nameOf(reshaping)}" can release what it made`
    : `"${nameOf(reshaping)}" can release only what it made itself; put it on before the first allocation`;
}

function putAllocator(heap: Heap, domain: Domain, allocator: Allocator): void {
  switch (domain) {
    case "raw":
      heap.rawAllocator = allocator;
      break;
    case "mem":
      heap.memAllocator = allocator;
      break;
    case "object":
      heap.objectAllocator = allocator;
      break;
    default:
      throw unknownDomain(domain);
  }
}

/**
 * Replaces the allocator of a domain.
 *
 * @throws AllocatorError if blocks live that the new one does not know: it must wrap the one that is set, and say so;
 * TypeError if it lacks one of the four functions; RangeError if there is no such domain.
 */
export function setAllocator(heap: Heap, domain: Domain, allocator: Allocator): void {
  replaceAllocators(heap, [allocator], [domain]);
}

/** The same for several domains, all or none of them. */
export function replaceAllocators(
  heap: Heap,
  allocators: readonly Allocator[],
  domains: readonly Domain[],
): void {
  domains.forEach((domain, i) => {
    requireFunctions(allocators[i]);
    requireReplaceable(heap, domain, allocators[i]);
  });
  domains.forEach((domain, i) => putAllocator(heap, domain, allocators[i]));
}

/**
 * Replaces the allocator that serves arenas. Arenas are given back to whichever is set then.
 *
 * @throws AllocatorError if arenas live and the new one neither wraps the one that is set nor is wrapped by it;
 * TypeError if it lacks one of the two functions.
 */
export function setArenaAllocator(heap: Heap, allocator: ArenaAllocator): void {
  for (const name of ["alloc", "free"] as const) {
    if (typeof allocator[name] !== "function") {
      throw new TypeError(`Arena allocator needs a function "${name}": ${typeof allocator[name]}`);
    }
  }
  const old = heap.arenaAllocator;
  if (!chainOf(allocator).includes(old) && !chainOf(old).includes(allocator)) {
    releaseEmptyArenas(heap);
    const arenas = heap.i32[ARENA_COUNT >> 2];
    if (arenas > 0) {
      throw new AllocatorError(
        `The arena allocator cannot be replaced: ${arenas} ${
          arenas === 1 ? "arena lives" : "arenas live"
        }, and the ` +
          `new one does not say that it wraps the one that is set (property "wraps"), so it could not take them back`,
      );
    }
  }
  heap.arenaAllocator = allocator;
}
