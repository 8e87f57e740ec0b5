/**
 * The presets of PYTHONMALLOC: which allocator each domain gets, with debug hooks or without.
 *
 *     name             raw               mem, object
 *     default          malloc            pymalloc
 *     debug            malloc + hooks    pymalloc + hooks
 *     pymalloc         malloc            pymalloc
 *     pymalloc_debug   malloc + hooks    pymalloc + hooks
 *     malloc           malloc            malloc
 *     malloc_debug     malloc + hooks    malloc + hooks
 *
 * and one of our own, which PYTHONMALLOC does not know:
 *
 *     strict           malloc and pymalloc as by default, zones and hooks on all domains (strict.ts)
 *
 * Source: C API, "Memory Management"; CPython 3.11, Objects/obmalloc.c, _PyMem_SetupAllocators.
 */

import type { Allocator } from "./allocator.ts";
import { DebugHooks, type DebugOptions, makeDebugHooks } from "./debug.ts";
import { type Domain, DOMAINS, getAllocator } from "./domains.ts";
import type { Heap } from "./heap.ts";
import { replaceAllocators } from "./replacement.ts";
import { StrictMode, ZoneLayer } from "./strict.ts";

/** The names of the presets: those that PYTHONMALLOC knows, and "strict". */
export type MallocPreset =
  | "default"
  | "debug"
  | "pymalloc"
  | "pymalloc_debug"
  | "malloc"
  | "malloc_debug"
  | "strict";

/** What a preset means. */
export interface Preset {
  readonly raw: "malloc" | "pymalloc";
  readonly mem: "malloc" | "pymalloc";
  readonly object: "malloc" | "pymalloc";
  /** Debug hooks on every domain. */
  readonly debug: boolean;
  /** Zones under the hooks, and records of every block. */
  readonly strict?: boolean;
}

const PYMALLOC = { raw: "malloc", mem: "pymalloc", object: "pymalloc" } as const;
const MALLOC = { raw: "malloc", mem: "malloc", object: "malloc" } as const;

/** Which built-in allocator each domain gets, and whether hooks go over it. */
export const PRESETS: Readonly<Record<MallocPreset, Preset>> = {
  default: { ...PYMALLOC, debug: false },
  debug: { ...PYMALLOC, debug: true },
  pymalloc: { ...PYMALLOC, debug: false },
  pymalloc_debug: { ...PYMALLOC, debug: true },
  malloc: { ...MALLOC, debug: false },
  malloc_debug: { ...MALLOC, debug: true },
  strict: { ...PYMALLOC, debug: true, strict: true },
};

/** The names that PYTHONMALLOC knows. */
export const PYTHONMALLOC_NAMES: readonly MallocPreset[] = (Object.keys(PRESETS) as MallocPreset[]).filter((
  name,
) => name !== "strict");

/**
 * Sets all three domains as a preset says.
 *
 * @throws RangeError if there is no such preset; AllocatorError if blocks live that its allocators do not know.
 */
export function applyPreset(heap: Heap, name: MallocPreset, options: DebugOptions = {}): void {
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  if (preset === undefined) {
    throw new RangeError(`Allocator must be one of ${Object.keys(PRESETS).join(", ")}: "${name}"`);
  }
  const strict = preset.strict ? new StrictMode(heap) : null;
  const allocators = DOMAINS.map((domain) => {
    const inner = heap[preset[domain]];
    if (!preset.debug) return inner;
    if (strict === null) return makeDebugHooks(heap, domain, inner, options);
    const zones = new ZoneLayer(inner, domain, strict, options.serialNumbers ? 32 : 24);
    return makeDebugHooks(heap, domain, zones, options);
  });
  replaceAllocators(heap, allocators, DOMAINS);
  heap.strict = strict;
}

/** Does pymalloc serve the mem or the object domain, under whatever layers? */
export function usesPymalloc(heap: Heap): boolean {
  for (const domain of ["mem", "object"] as const) {
    for (let layer: Allocator | undefined = getAllocator(heap, domain); layer; layer = layer.wraps) {
      if (layer === heap.pymalloc) return true;
    }
  }
  return false;
}

/**
 * The preset that the domains stand for now: "pymalloc", "malloc", each perhaps with "_debug", or "strict"; null if an allocator
 * or layer of somebody else is set. CPython's _PyMem_GetCurrentAllocatorName.
 */
export function presetName(heap: Heap): MallocPreset | null {
  if (heap.strict !== null && getAllocator(heap, "mem") instanceof DebugHooks) return "strict";
  const isHooked = (allocator: Allocator) => allocator instanceof DebugHooks;
  const inner = (domain: Domain) => {
    const allocator = getAllocator(heap, domain);
    return allocator instanceof DebugHooks ? allocator.wraps : allocator;
  };
  const hooked = DOMAINS.map((domain) => isHooked(getAllocator(heap, domain)));
  if (
    hooked.some((flag) => flag !== hooked[0]) || inner("raw") !== heap.malloc ||
    inner("mem") !== inner("object")
  ) {
    return null;
  }
  if (inner("mem") === heap.pymalloc) return hooked[0] ? "pymalloc_debug" : "pymalloc";
  if (inner("mem") === heap.malloc) return hooked[0] ? "malloc_debug" : "malloc";
  return null;
}
