/** The functions of each domain by name, for tests that treat the domains alike. */

import {
  type Address,
  type Domain,
  type Heap,
  memCalloc,
  memFree,
  memMalloc,
  memRealloc,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  rawCalloc,
  rawFree,
  rawMalloc,
  rawRealloc,
  type Size,
} from "../../heap/mod.ts";

export interface DomainFunctions {
  malloc(heap: Heap, n: Size): Address;
  calloc(heap: Heap, nelem: number, elsize: Size): Address;
  realloc(heap: Heap, p: Address, n: Size): Address;
  free(heap: Heap, p: Address): void;
}

export const API: Readonly<Record<Domain, DomainFunctions>> = {
  raw: { malloc: rawMalloc, calloc: rawCalloc, realloc: rawRealloc, free: rawFree },
  mem: { malloc: memMalloc, calloc: memCalloc, realloc: memRealloc, free: memFree },
  object: { malloc: objectMalloc, calloc: objectCalloc, realloc: objectRealloc, free: objectFree },
};
