/**
 * tracemalloc's engine: who allocated the blocks that live, and how many bytes they are.
 *
 *     program
 *        │
 *     TraceLayer of the domain      notes size and traceback of what goes through it, by address
 *        │
 *     debug hooks, other layers, the allocator
 *
 * The layers are the outermost ones, so that a trace has the caller's address and the bytes it asked for, without
 * what hooks and size classes add; what an allocator asks of another domain for its own request is not traced again. A
 * trace is keyed by a domain number and an address. The three allocator domains are all domain 0; other numbers are
 * for whoever has memory of his own to account for (track, untrack).
 *
 * The tables lie outside the heap: CPython takes them from the C library's malloc past its own hooks, so that they are
 * never traced; here they are JavaScript maps, so that tracing moves no block and takes no page. `tableBytes` says what
 * CPython's would take. Tracebacks are shared: the frames make a tree from the newest to the oldest.
 *
 * Whoever runs a program says what runs (FrameSource). An object that comes from a free list is traced anew by
 * `retrace`; whoever has free lists calls it. When nothing is traced no layer is there, and no allocation asks.
 *
 * Source: CPython 3.11, Modules/_tracemalloc.c.
 */

import { type Allocator, nameOf } from "./allocator.ts";
import { type Domain, DOMAINS, getAllocator } from "./domains.ts";
import type { Heap } from "./heap.ts";
import { setAllocator } from "./replacement.ts";
import { Frame, Snapshot, Trace, Traceback } from "./snapshot.ts";
import type { Address, Size } from "./units.ts";

/** The domain number of everything that goes through raw, mem and object. */
export const DEFAULT_DOMAIN = 0;
/** The most frames that a traceback can have. */
export const MAX_FRAMES = 65535;
/** What track and untrack return while nothing is traced. */
export const NOT_TRACING = -2;

/** Knows what is running. It must not allocate from the heap. */
export interface FrameSource {
  /**
   * Writes the running frames, the newest first and `limit` at most, as pairs of file number and line; returns how
   * many frames run in all.
   */
  readFrames(frames: Int32Array, limit: number): number;
  /** The name behind a file number. */
  fileName(file: number): string;
  /** The line that runs, as a traceback writes it; null if no program runs. */
  describePlace(): string | null;
  /** Tracing begins, or has ended. */
  started?(): void;
  stopped?(): void;
}

/** A traceback in the table, shared by all traces that have it. */
interface StoredTraceback {
  /** File number and line of each frame, the newest first. */
  readonly frames: Int32Array;
  /** Frames that ran, of which the limit may have kept fewer. */
  readonly total: number;
}

/** A place in the tree of tracebacks: the frames from the newest to this one. */
interface TraceNode {
  /** The frames that have called this one, by file and line. */
  readonly callers: Map<number, TraceNode>;
  /** The tracebacks that end here, by the number of frames that ran. */
  readonly tracebacks: Map<number, StoredTraceback>;
}

interface StoredTrace {
  size: Size;
  traceback: StoredTraceback;
}

/** The place of what is allocated while no program runs. */
const UNKNOWN_FILE = "<unknown>";
const NO_FRAMES: StoredTraceback = { frames: Int32Array.of(-1, 0), total: 1 };
/** Lines stay below this number. */
const LINE_LIMIT = 2 ** 31;

const newNode = (): TraceNode => ({ callers: new Map(), tracebacks: new Map() });

/** The layer of one domain. */
class TraceLayer implements Allocator {
  readonly name: string;
  readonly ctx = this;
  readonly malloc = traceMalloc;
  readonly calloc = traceCalloc;
  readonly realloc = traceRealloc;
  readonly free = traceFree;

  constructor(readonly wraps: Allocator, readonly tracer: Tracer) {
    this.name = nameOf(wraps);
  }
}

function traceMalloc(ctx: TraceLayer, n: Size): Address {
  const { tracer, wraps } = ctx;
  if (!tracer.enter()) return wraps.malloc(wraps.ctx, n);
  const p = wraps.malloc(wraps.ctx, n);
  tracer.leave();
  if (p !== 0) tracer.add(DEFAULT_DOMAIN, p, n);
  return p;
}

function traceCalloc(ctx: TraceLayer, nelem: number, elsize: Size): Address {
  const { tracer, wraps } = ctx;
  if (!tracer.enter()) return wraps.calloc(wraps.ctx, nelem, elsize);
  const p = wraps.calloc(wraps.ctx, nelem, elsize);
  tracer.leave();
  if (p !== 0) tracer.add(DEFAULT_DOMAIN, p, nelem * elsize);
  return p;
}

function traceRealloc(ctx: TraceLayer, p: Address, n: Size): Address {
  const { tracer, wraps } = ctx;
  if (!tracer.enter()) return wraps.realloc(wraps.ctx, p, n);
  const moved = wraps.realloc(wraps.ctx, p, n);
  tracer.leave();
  if (moved === 0) return 0;
  if (moved !== p) tracer.drop(DEFAULT_DOMAIN, p);
  tracer.add(DEFAULT_DOMAIN, moved, n);
  return moved;
}

function traceFree(ctx: TraceLayer, p: Address): void {
  const { tracer, wraps } = ctx;
  if (!tracer.enter()) return wraps.free(wraps.ctx, p);
  wraps.free(wraps.ctx, p);
  tracer.leave();
  if (p !== 0) tracer.drop(DEFAULT_DOMAIN, p);
}

/** The engine of one heap: `heap.tracer`. */
export class Tracer {
  /** Who says what is running; nobody while it is null. */
  source: FrameSource | null = null;
  private tracing = false;
  private inside = false;
  private limit = 1;
  private current: Size = 0;
  private peak: Size = 0;
  private readonly domains: Map<number, Map<Address, StoredTrace>> = new Map();
  private tree: TraceNode = newNode();
  private tracebackCount = 0;
  private buffer: Int32Array = new Int32Array(2);

  constructor(private readonly heap: Heap) {}

  /** Whether allocations are traced now. */
  get isTracing(): boolean {
    return this.tracing;
  }

  /** The most frames that a traceback keeps: that of the last start, 1 before. */
  get tracebackLimit(): number {
    return this.limit;
  }

  /** Bytes of the traces, now and at their peak. */
  get tracedMemory(): { readonly current: Size; readonly peak: Size } {
    return { current: this.current, peak: this.peak };
  }

  /**
   * Traces from now on, with up to `limit` frames for each block; nothing happens if that is so already.
   *
   * @throws RangeError for a limit that is none.
   */
  start(limit = 1): void {
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= MAX_FRAMES)) {
      throw new RangeError(`the number of frames must be in range [1; ${MAX_FRAMES}]`);
    }
    if (this.tracing) return;
    this.limit = limit;
    this.buffer = new Int32Array(2 * limit);
    this.tracing = true;
    for (const domain of DOMAINS) {
      if (this.layerOf(domain) === null) {
        setAllocator(this.heap, domain, new TraceLayer(getAllocator(this.heap, domain), this));
      }
    }
    this.source?.started?.();
  }

  /** Ends tracing and forgets all traces. A layer that others were put on stays there and lets everything pass. */
  stop(): void {
    if (!this.tracing) return;
    this.tracing = false;
    for (const domain of DOMAINS) {
      const layer = getAllocator(this.heap, domain);
      if (layer instanceof TraceLayer) setAllocator(this.heap, domain, layer.wraps);
    }
    this.clearTraces();
    this.source?.stopped?.();
  }

  /** Forgets what was traced so far. */
  clearTraces(): void {
    this.domains.clear();
    this.tree = newNode();
    this.tracebackCount = 0;
    this.current = 0;
    this.peak = 0;
  }

  /** Sets the peak to what is traced now. */
  resetPeak(): void {
    this.peak = this.current;
  }

  /**
   * Traces `size` bytes at `p` in a domain of one's own; an older trace of that place is replaced (PyTraceMalloc_Track).
   * 0, or -2 while nothing is traced.
   */
  track(domain: number, p: Address, size: Size): number {
    if (!this.tracing) return NOT_TRACING;
    this.add(domain, p, size);
    return 0;
  }

  /** Forgets the trace of a place, if there is one (PyTraceMalloc_Untrack). 0, or -2 while nothing is traced. */
  untrack(domain: number, p: Address): number {
    if (!this.tracing) return NOT_TRACING;
    this.drop(domain, p);
    return 0;
  }

  /** An object was made in the block `p` again: it was allocated here, by what runs now. Unknown blocks stay so. */
  retrace(p: Address): void {
    const trace = this.domains.get(DEFAULT_DOMAIN)?.get(p);
    if (trace !== undefined) trace.traceback = this.readTraceback();
  }

  /** Where a block was allocated; null if it is not traced. */
  getTraceback(domain: number, p: Address): Traceback | null {
    const trace = this.domains.get(domain)?.get(p);
    return trace === undefined ? null : this.makeTraceback(trace.traceback, new Map());
  }

  /**
   * All traces as they are now, by domain and in the order they were made.
   *
   * @throws TypeError while nothing is traced.
   */
  takeSnapshot(): Snapshot {
    if (!this.tracing) {
      throw new TypeError("the tracemalloc module must be tracing memory allocations to take a snapshot");
    }
    const made = new Map<StoredTraceback, Traceback>();
    const traces: Trace[] = [];
    for (const [domain, table] of this.domains) {
      for (const { size, traceback } of table.values()) {
        traces.push(new Trace(domain, size, this.makeTraceback(traceback, made)));
      }
    }
    return new Snapshot(traces, this.limit);
  }

  /** Bytes that CPython's tables would take for the same traces (get_tracemalloc_memory). */
  get tableBytes(): Size {
    let bytes = hashTableBytes(this.tracebackCount) + hashTableBytes(0);
    for (const table of this.domains.values()) bytes += hashTableBytes(table.size);
    return bytes;
  }

  // What the layers do -----------------------------------------------------------------------------------------------

  /** False if a call comes from inside another one, or nothing is traced: it just passes. Else leave() must follow. */
  enter(): boolean {
    if (this.inside || !this.tracing) return false;
    this.inside = true;
    return true;
  }

  leave(): void {
    this.inside = false;
  }

  add(domain: number, p: Address, size: Size): void {
    let table = this.domains.get(domain);
    if (table === undefined) this.domains.set(domain, table = new Map());
    const old = table.get(p);
    if (old !== undefined) {
      this.current -= old.size;
      old.size = size;
      old.traceback = this.readTraceback();
    } else {
      table.set(p, { size, traceback: this.readTraceback() });
    }
    this.current += size;
    if (this.current > this.peak) this.peak = this.current;
  }

  drop(domain: number, p: Address): void {
    const table = this.domains.get(domain);
    const trace = table?.get(p);
    if (trace === undefined) return;
    this.current -= trace.size;
    table!.delete(p);
  }

  private layerOf(domain: Domain): TraceLayer | null {
    for (let layer: Allocator | undefined = getAllocator(this.heap, domain); layer; layer = layer.wraps) {
      if (layer instanceof TraceLayer) return layer;
    }
    return null;
  }

  /** The running frames as a shared traceback. */
  private readTraceback(): StoredTraceback {
    if (this.source === null) return NO_FRAMES;
    const { buffer } = this;
    const total = Math.min(this.source.readFrames(buffer, this.limit), MAX_FRAMES);
    const count = Math.min(total, this.limit);
    if (count === 0) return NO_FRAMES;
    let node = this.tree;
    for (let i = 0; i < count; i++) {
      const key = buffer[2 * i] * LINE_LIMIT + buffer[2 * i + 1];
      let caller = node.callers.get(key);
      if (caller === undefined) node.callers.set(key, caller = newNode());
      node = caller;
    }
    let traceback = node.tracebacks.get(total);
    if (traceback === undefined) {
      node.tracebacks.set(total, traceback = { frames: buffer.slice(0, 2 * count), total });
      this.tracebackCount++;
    }
    return traceback;
  }

  private makeTraceback(stored: StoredTraceback, made: Map<StoredTraceback, Traceback>): Traceback {
    let traceback = made.get(stored);
    if (traceback === undefined) {
      const frames: Frame[] = [];
      for (let i = stored.frames.length - 2; i >= 0; i -= 2) {
        const file = stored.frames[i];
        frames.push(new Frame(file < 0 ? UNKNOWN_FILE : this.source!.fileName(file), stored.frames[i + 1]));
      }
      made.set(stored, traceback = new Traceback(frames, stored.total));
    }
    return traceback;
  }
}

/** Bytes of CPython's hash table with `entries` entries: buckets of 8 bytes, at most half as many in use, and 32 each. */
function hashTableBytes(entries: number): Size {
  let buckets = 16;
  while (entries > buckets / 2) buckets *= 2;
  return 96 + 8 * buckets + 32 * entries;
}
