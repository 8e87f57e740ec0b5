/**
 * What the cyclic collector knows beside the rings of containers: thresholds, counts and figures, by generation. The
 * collector itself is gc.ts.
 *
 * Source: CPython 3.11 Include/internal/pycore_gc.h (struct _gc_runtime_state).
 */

import { type Address, NULL } from "../../heap/mod.ts";

export class CollectorState {
  /** Whether allocations start collections. */
  enabled = true;
  /** Whether a collection is under way. */
  collecting = false;
  readonly thresholds = [700, 10, 10];
  /** Collections of the generation before since the last one; that of the youngest is `Interpreter.gcCount0`. */
  readonly counts = [0, 0, 0];
  /** Containers that survived the last full collection. */
  longLivedTotal = 0;
  /** Containers that have reached the oldest generation since. */
  longLivedPending = 0;
  /** Collections so far, and unreachable containers that they found. */
  readonly collections = [0, 0, 0];
  readonly collected = [0, 0, 0];
  /** While enabled, collect at every allocation of a container. */
  stress = false;
  /** Collections made under stress. */
  stressCount = 0;
  /** list gc.callbacks, owned; NULL before the module gc is made. */
  callbacks: Address = NULL;
  /** Calls the callbacks before and after each collection with the number of containers found. */
  notify: ((phase: "start" | "stop", generation: number, collected: number) => void) | null = null;
}
