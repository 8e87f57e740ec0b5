/**
 * Records the allocator calls of an operation in the form of the oracle block_deltas.json: domain (r, m or o), call,
 * block (b1, b2 ... for those made meanwhile, "old" for others) and bytes; a realloc also says whether the block moved.
 */
import {
  type Address,
  type Allocator,
  type Domain,
  DOMAINS,
  getAllocator,
  setAllocator,
} from "../../heap/mod.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";

export type AllocatorEvent = (string | number)[];

/** Wraps the allocators of all domains while it records. */
class Recorder {
  readonly events: AllocatorEvent[] = [];
  private readonly names = new Map<Address, string>();
  private made = 0;
  private depth = 0;

  /** Calls the inner allocator; calls that it makes itself are not recorded. */
  private inside<T>(call: () => T): T {
    this.depth++;
    try {
      return call();
    } finally {
      this.depth--;
    }
  }

  private newName(block: Address): string {
    const name = `b${++this.made}`;
    this.names.set(block, name);
    return name;
  }

  private nameOf(block: Address): string {
    return this.names.get(block) ?? "old";
  }

  wrap(domain: Domain, inner: Allocator): Allocator {
    const letter = domain[0];
    return {
      name: inner.name,
      ctx: inner.ctx,
      wraps: inner,
      malloc: (ctx, size) => {
        const block = this.inside(() => inner.malloc(ctx, size));
        if (this.depth === 0) this.events.push([letter, "malloc", this.newName(block), size]);
        return block;
      },
      calloc: (ctx, count, size) => {
        const block = this.inside(() => inner.calloc(ctx, count, size));
        if (this.depth === 0) this.events.push([letter, "calloc", this.newName(block), count * size]);
        return block;
      },
      realloc: (ctx, old, size) => {
        const block = this.inside(() => inner.realloc(ctx, old, size));
        if (this.depth === 0) this.recordRealloc(letter, old, block, size);
        return block;
      },
      free: (ctx, block) => {
        if (this.depth === 0 && block !== 0) this.events.push([letter, "free", this.nameOf(block)]);
        this.inside(() => inner.free(ctx, block));
      },
    };
  }

  private recordRealloc(letter: string, old: Address, block: Address, size: number): void {
    if (old === 0) {
      this.events.push([letter, "realloc", this.newName(block), size]);
      return;
    }
    const name = this.nameOf(old);
    this.events.push([letter, "realloc", name, size, old === block ? "in place" : "moved"]);
    if (name !== "old") this.names.set(block, name);
  }
}

/** Records from now on; the function returned ends that and gives the calls, in order. */
export function startRecording(vm: Interpreter): () => AllocatorEvent[] {
  const recorder = new Recorder();
  const before = DOMAINS.map((domain) => getAllocator(vm, domain));
  DOMAINS.forEach((domain, i) => setAllocator(vm, domain, recorder.wrap(domain, before[i])));
  return () => {
    DOMAINS.forEach((domain, i) => setAllocator(vm, domain, before[i]));
    return recorder.events;
  };
}

/** The allocator calls that `operation` makes, in order. */
export function recordEvents(vm: Interpreter, operation: () => void): AllocatorEvent[] {
  const stop = startRecording(vm);
  try {
    operation();
  } finally {
    stop();
  }
  return stop();
}
