/**
 * Request -> size class -> block size.
 *
 *     request in bytes   size class   block size
 *     ----------------   ----------   ----------
 *                 1-16            0           16
 *                17-32            1           32
 *                33-48            2           48
 *                  ...          ...          ...
 *              497-512           31          512
 *
 * 0 bytes and more than 512 bytes have no class: they go to the raw domain.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, ALIGNMENT and SMALL_REQUEST_THRESHOLD.
 */

import type { Size } from "./units.ts";

/** Every block starts at a multiple of this many bytes. */
export const ALIGNMENT = 16;
/** log2 of ALIGNMENT. */
export const ALIGNMENT_SHIFT = 4;
/** The largest request, in bytes, that pymalloc serves from a pool. */
export const SMALL_REQUEST_THRESHOLD = 512;
/** The number of size classes. */
export const SIZE_CLASSES = 32;

/** The size class of a request of 1 to 512 bytes. */
export function sizeClassOf(n: Size): number {
  return (n - 1) >> ALIGNMENT_SHIFT;
}

/** The block size in bytes of a size class. */
export function blockSizeOf(sizeClass: number): Size {
  return (sizeClass + 1) << ALIGNMENT_SHIFT;
}
