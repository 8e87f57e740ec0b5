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
 * Source: C API, "Memory Management"; CPython 3.11, Objects/obmalloc.c, _PyMem_SetupAllocators.
 */

import type { Allocator } from "./allocator.ts";
import { DebugHooks, type DebugOptions, makeDebugHooks } from "./debug.ts";
import { type Domain, DOMAINS, getAllocator } from "./domains.ts";
import type { Heap } from "./heap.ts";
import { replaceAllocators } from "./replacement.ts";

/** The names that PYTHONMALLOC knows. */
export type MallocPreset = "default" | "debug" | "pymalloc" | "pymalloc_debug" | "malloc" | "malloc_debug";

/** What a preset means. */
export interface Preset {
  readonly raw: "malloc" | "pymalloc";
  readonly mem: "malloc" | "pymalloc";
  readonly object: "malloc" | "pymalloc";
  /** Debug hooks on every domain. */
  readonly debug: boolean;
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
};

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
  const allocators = DOMAINS.map((domain) => {
    const inner = heap[preset[domain]];
    return preset.debug ? makeDebugHooks(heap, domain, inner, options) : inner;
  });
  replaceAllocators(heap, allocators, DOMAINS);
}

/**
 * The preset that the domains stand for now: "pymalloc", "malloc", each perhaps with "_debug"; null if an allocator
 * or layer of somebody else is set. CPython's _PyMem_GetCurrentAllocatorName.
 */
export function presetName(heap: Heap): MallocPreset | null {
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
