/**
 * The end of a heap that was misused.
 *
 * CPython writes a report on standard error and aborts the process. Here the report is carried by a JavaScript
 * exception that leaves everything that was running: the host process is unharmed, an embedder catches it, and the
 * command line prints the report and ends with the status of an aborted process. The heap it happened in is
 * inconsistent from then on and must not be used any more, except to look at.
 *
 * Source: CPython 3.11, Python/pylifecycle.c, _Py_FatalErrorFunc.
 */

import type { Heap } from "./heap.ts";
import type { Address } from "./units.ts";

/** Thrown when the memory manager is misused. */
export class FatalMemoryError extends Error {
  override name = "FatalMemoryError";

  constructor(
    /** The function of CPython's that finds it, or ours where CPython has none. */
    readonly where: string,
    /** What is wrong, in one line. */
    readonly reason: string,
    /** All that CPython prints: dump, error, state of the runtime; each line ends with a newline. */
    readonly report: string,
    /** The block in question; NULL if there is none. */
    readonly address: Address,
  ) {
    super(where === "" ? reason : `${where}: ${reason}`);
  }
}

/** Throws the error, which the heap remembers as its end. */
export function endHeap(heap: Heap, error: FatalMemoryError): never {
  heap.fatal ??= error;
  throw error;
}

/** Throws a FatalMemoryError; `dump` goes before the error's own line. */
export function fatalError(
  heap: Heap,
  where: string,
  reason: string,
  dump = "",
  address: Address = 0,
): never {
  const line = where === "" ? `Fatal Python error: ${reason}\n` : `Fatal Python error: ${where}: ${reason}\n`;
  endHeap(heap, new FatalMemoryError(where, reason, dump + line + heap.describeRuntime(), address));
}
