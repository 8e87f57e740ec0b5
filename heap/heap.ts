/**
 * A heap: an address space with a malloc, pymalloc and three domains on it.
 *
 * The object holds configuration, the allocators and the system's counters; everything else is in the bytes.
 * Functions take it as their first argument. An embedder subclasses it and adds its own state.
 */

import type { Allocator } from "./allocator.ts";
import { type ArenaAllocator, MAX_POOLS_IN_ARENA, systemArenaAllocator } from "./arena.ts";
import type { FatalMemoryError } from "./fatal.ts";
import { AddressSpace } from "./memory.ts";
import { initUsedPools } from "./pool.ts";
import { applyPreset, type MallocPreset } from "./presets.ts";
import { pymallocAllocator } from "./pymalloc.ts";
import { systemAllocator } from "./raw.ts";
import type { StrictMode } from "./strict.ts";
import { Tracer } from "./trace.ts";
import { PAGE_SIZE, type Size } from "./units.ts";

/** Sizes of arenas and pools in bytes, both powers of two. */
export interface Geometry {
  readonly arenaSize: Size;
  readonly poolSize: Size;
}

/** The named geometries: CPython up to 3.9, and CPython 3.10 and later on 64 bits. */
export const GEOMETRIES: Readonly<Record<"256KiB" | "1MiB", Geometry>> = {
  "256KiB": { arenaSize: 2 ** 18, poolSize: 2 ** 12 },
  "1MiB": { arenaSize: 2 ** 20, poolSize: 2 ** 14 },
};

/** How a heap is made; every size in bytes. */
export interface HeapOptions {
  /** Address space to reserve: 1 MiB up to just below 2 GiB; 1 GiB if not given. */
  readonly reserve?: Size;
  /** The embedder's static segment, at STATIC_BASE. */
  readonly staticSize?: Size;
  /** The stack segment, behind it. */
  readonly stackSize?: Size;
  /** Hard limit of mapped pages; the whole room if not given. */
  readonly pageLimit?: Size;
  /** Arenas and pools: 256 KiB and 4 KiB if not given. */
  readonly geometry?: "256KiB" | "1MiB" | Geometry;
  /** Which allocators the domains get, with debug hooks or without; "default" if not given. */
  readonly malloc?: MallocPreset;
  /** Debug hooks number the blocks, as in a CPython built with PYMEM_DEBUG_SERIALNO. */
  readonly serialNumbers?: boolean;
}

function chooseGeometry(geometry: HeapOptions["geometry"] = "256KiB"): Geometry {
  const chosen = typeof geometry === "string"
    ? (Object.hasOwn(GEOMETRIES, geometry) ? GEOMETRIES[geometry] : undefined)
    : geometry;
  if (chosen === undefined) {
    throw new RangeError(`Geometry must be one of ${Object.keys(GEOMETRIES).join(", ")}: "${geometry}"`);
  }
  const { arenaSize, poolSize } = chosen;
  const pools = arenaSize / poolSize;
  if (
    !Number.isInteger(Math.log2(poolSize)) || poolSize < PAGE_SIZE || poolSize > 2 ** 16 ||
    !Number.isInteger(pools) || pools < 4 || pools > MAX_POOLS_IN_ARENA
  ) {
    throw new RangeError(
      `Pools must be a power of two from ${PAGE_SIZE} to 65536 bytes, and 4 to ${MAX_POOLS_IN_ARENA} of them make ` +
        `an arena: pools of ${poolSize} bytes, arenas of ${arenaSize}`,
    );
  }
  return chosen;
}

/** One simulated heap. See HeapOptions; throws RangeError for options out of range. */
export class Heap extends AddressSpace {
  readonly arenaSize: Size;
  readonly poolSize: Size;
  /** log2 of the pool size: `poolMap[p >> poolShift]`. */
  readonly poolShift: number;
  /** `p & poolMask` is the pool of a block. */
  readonly poolMask: number;

  /** The built-in allocators: comparing with them tells whether a domain was replaced. */
  readonly pymalloc: Allocator;
  readonly malloc: Allocator;

  /** The domains; setAllocator replaces them. */
  rawAllocator: Allocator;
  memAllocator: Allocator;
  objectAllocator: Allocator;
  /** Where arenas come from; setArenaAllocator replaces it. */
  arenaAllocator: ArenaAllocator;

  /** The first misuse that was fatal; the heap must not be used any more then. */
  fatal: FatalMemoryError | null = null;
  /** Whether the caller holds the global lock: debug hooks of mem and object ask. */
  gilHeld = true;
  /** What a fatal error says of the running program behind its own line; each line ends with a newline. */
  describeRuntime: () => string = () => "";
  /** tracemalloc: off until it is started. */
  readonly tracer: Tracer = new Tracer(this);

  /** Strict mode's records, while the preset "strict" is set. */
  strict: StrictMode | null = null;

  constructor(options: HeapOptions = {}) {
    const geometry = chooseGeometry(options.geometry);
    super({ ...options, poolSize: geometry.poolSize });
    this.arenaSize = geometry.arenaSize;
    this.poolSize = geometry.poolSize;
    this.poolShift = Math.log2(geometry.poolSize);
    this.poolMask = -geometry.poolSize;
    this.pymalloc = pymallocAllocator(this);
    this.malloc = systemAllocator(this);
    this.rawAllocator = this.malloc;
    this.memAllocator = this.pymalloc;
    this.objectAllocator = this.pymalloc;
    this.arenaAllocator = systemArenaAllocator(this);
    initUsedPools(this);
    applyPreset(this, options.malloc ?? "default", options);
  }
}
