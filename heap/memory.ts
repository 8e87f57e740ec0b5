/**
 * The address space and the simulated operating system that maps its pages.
 *
 *     0x00000  NULL page, never mapped
 *     0x01000  the heap's own static segment: allocator state (constant addresses, below)
 *     0x10000  STATIC_BASE: the embedder's static segment       staticBase .. staticEnd
 *        ...   the stack segment                                stackBase .. stackEnd
 *        ...   page tables of the system, pool map of pymalloc  (a bit or byte per page)
 *        ...   the room: pages that can be mapped               roomBase .. roomEnd
 *
 * One fixed ArrayBuffer that never moves; the host fills it lazily. Pages of 4096 bytes are mapped on
 * request, large raw blocks from the low end of the room and arenas from its high end. A mapped page reads as
 * zero: what was written before it was unmapped is wiped when it is mapped again, and only then.
 *
 * Laws: the counters are the only state outside the bytes. mappedPages equals the number of bits set in the
 * page table, and no call maps beyond pageLimit. Static and stack segments are the program's own image and
 * are not counted.
 */

import { type Address, alignDown, alignUp, PAGE_SIZE, type Size } from "./units.ts";

/**
 * Addresses of the heap's own static state. What stands where is fixed; the rest up to STATIC_BASE is spare.
 */
export const USED_POOLS: Address = 0x1000; // 32 sentinels of 48 bytes, one per size class
export const PYMALLOC_STATE: Address = 0x1600; // arena lists and counters, see arena.ts
export const LAST_ARENAS: Address = 0x1700; // last usable arena per number of free pools, 257 pointers
export const RAW_STATE: Address = 0x2000; // the raw domain's malloc, see raw.ts
export const LIBC_STATE: Address = 0x3000; // a second malloc on the same pages, accounted separately
/** Where the embedder's static segment starts, whatever the options. */
export const STATIC_BASE: Address = 0x10000;

/** The largest reservation: addresses stay below 2 GiB. */
export const MAX_RESERVE: Size = 2 ** 31 - 2 ** 20;
const DEFAULT_RESERVE: Size = 2 ** 30;
const PAGE_SHIFT = 12;

/** Sizes of an address space, all in bytes. */
export interface AddressSpaceOptions {
  /** Address space to reserve: 1 MiB up to just below 2 GiB; 1 GiB if not given. */
  readonly reserve?: Size;
  /** The embedder's static segment. */
  readonly staticSize?: Size;
  /** The stack segment. */
  readonly stackSize?: Size;
  /** Hard limit of mapped pages; the whole room if not given. */
  readonly pageLimit?: Size;
  /** Granularity of the pool map, a power of two of at least one page. */
  readonly poolSize: Size;
}

/** The value of a size option; throws RangeError if it is none. */
function sizeOption(name: string, value: Size | undefined, fallback: Size): Size {
  if (value === undefined) return fallback;
  if (value >= 0) return Math.min(Math.ceil(value), 2 ** 31);
  throw new RangeError(`Option "${name}" must be a number of bytes from 0 on: ${value}`);
}

/** One simulated address space: the bytes, their views, the segments and the system's counters. */
export class AddressSpace {
  readonly buffer: ArrayBuffer;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly f64: Float64Array;
  readonly u64: BigUint64Array;
  readonly i64: BigInt64Array;
  /**
   * One byte per pool-sized page of the space: 1 where a pool of a live arena can stand. A view of the bytes.
   */
  readonly poolMap: Uint8Array;

  readonly staticBase: Address;
  readonly staticEnd: Address;
  readonly stackBase: Address;
  readonly stackEnd: Address;
  /** One bit per page: is it mapped? */
  readonly pageTable: Address;
  /** One bit per page: may an unmapped page hold old bytes? */
  readonly dirtyTable: Address;
  readonly roomBase: Address;
  readonly roomEnd: Address;

  /** Pages that may be mapped at once; can be changed at any time. */
  pageLimit: number;
  mappedPages = 0;
  peakPages = 0;
  mapCalls = 0;
  unmapCalls = 0;
  /** No page of the room below this one is free. */
  lowestFreePage: number;
  /** No page of the room from this one on is free. */
  highestFreePage: number;

  constructor(options: AddressSpaceOptions) {
    const reserve = alignDown(options.reserve ?? DEFAULT_RESERVE, 2 ** 16);
    if (!(reserve >= 2 ** 20 && reserve <= MAX_RESERVE)) {
      throw new RangeError(`Reservation must be 1 MiB to ${MAX_RESERVE} bytes: ${options.reserve}`);
    }
    const pages = reserve / PAGE_SIZE;
    this.staticBase = STATIC_BASE;
    this.staticEnd = alignUp(STATIC_BASE + sizeOption("staticSize", options.staticSize, 0), PAGE_SIZE);
    this.stackBase = this.staticEnd;
    this.stackEnd = alignUp(this.stackBase + sizeOption("stackSize", options.stackSize, 0), PAGE_SIZE);
    this.pageTable = this.stackEnd;
    this.dirtyTable = alignUp(this.pageTable + pages / 8, 64);
    const poolMap = alignUp(this.dirtyTable + pages / 8, 64);
    const poolMapSize = reserve / options.poolSize;
    this.roomBase = alignUp(poolMap + poolMapSize, PAGE_SIZE);
    this.roomEnd = reserve;
    if (!(this.roomBase < this.roomEnd)) {
      throw new RangeError(
        `Segments of ${this.roomBase} bytes leave no room in a reservation of ${reserve} bytes`,
      );
    }
    this.buffer = new ArrayBuffer(reserve);
    this.i32 = new Int32Array(this.buffer);
    this.u32 = new Uint32Array(this.buffer);
    this.u8 = new Uint8Array(this.buffer);
    this.u16 = new Uint16Array(this.buffer);
    this.f64 = new Float64Array(this.buffer);
    this.u64 = new BigUint64Array(this.buffer);
    this.i64 = new BigInt64Array(this.buffer);
    this.poolMap = new Uint8Array(this.buffer, poolMap, poolMapSize);
    this.pageLimit = Math.floor(sizeOption("pageLimit", options.pageLimit, reserve) / PAGE_SIZE);
    this.lowestFreePage = this.roomBase / PAGE_SIZE;
    this.highestFreePage = this.roomEnd / PAGE_SIZE;
  }
}

/**
 * Maps `size` bytes, rounded up to pages, at the lowest (or highest) place of the room that is free and
 * aligned. The pages read as zero. Returns NULL when the limit or the room does not allow it.
 */
export function mapPages(space: AddressSpace, size: Size, alignment: Size, end: "low" | "high"): Address {
  const count = Math.ceil(size / PAGE_SIZE);
  if (count <= 0 || space.mappedPages + count > space.pageLimit) return 0;
  const step = Math.max(alignment / PAGE_SIZE, 1);
  const page = end === "low" ? findLowestRun(space, count, step) : findHighestRun(space, count, step);
  if (page < 0) return 0;
  takePages(space, page, count);
  return page * PAGE_SIZE;
}

/**
 * Maps the pages of `size` bytes exactly at `address` (a page boundary). False when one is taken or the limit
 * is reached.
 */
export function mapPagesAt(space: AddressSpace, address: Address, size: Size): boolean {
  const page = address >> PAGE_SHIFT;
  const count = Math.ceil(size / PAGE_SIZE);
  if (address < space.roomBase || address + count * PAGE_SIZE > space.roomEnd) return false;
  if (count <= 0 || space.mappedPages + count > space.pageLimit) return false;
  if (lastMapped(space, page, page + count) >= 0) return false;
  takePages(space, page, count);
  return true;
}

/**
 * Gives the pages of `size` bytes at `address` back to the system.
 *
 * @throws RangeError if one of them is not mapped, which is a bug of the caller.
 */
export function unmapPages(space: AddressSpace, address: Address, size: Size): void {
  const page = address >> PAGE_SHIFT;
  const count = Math.ceil(size / PAGE_SIZE);
  for (let p = page; p < page + count; p++) {
    if (!testBit(space, space.pageTable, p)) throw new RangeError(`Page ${p} to be unmapped is not mapped`);
  }
  setBits(space, space.pageTable, page, count, false);
  setBits(space, space.dirtyTable, page, count, true);
  space.mappedPages -= count;
  space.unmapCalls++;
  if (page < space.lowestFreePage) space.lowestFreePage = page;
  if (page + count > space.highestFreePage) space.highestFreePage = page + count;
}

/** Is the page that holds `address` mapped? */
export function isMapped(space: AddressSpace, address: Address): boolean {
  return testBit(space, space.pageTable, address >> PAGE_SHIFT);
}

/** Can a program read the byte at `address`: is it static, or in a mapped page? */
export function isReadable(space: AddressSpace, address: Address): boolean {
  if (!(address >= PAGE_SIZE && address < space.roomEnd)) return false;
  return address < space.roomBase || isMapped(space, address);
}

function takePages(space: AddressSpace, page: number, count: number): void {
  wipeDirtyPages(space, page, count);
  setBits(space, space.pageTable, page, count, true);
  space.mappedPages += count;
  if (space.mappedPages > space.peakPages) space.peakPages = space.mappedPages;
  space.mapCalls++;
  if (page === space.lowestFreePage) space.lowestFreePage = page + count;
  if (page + count === space.highestFreePage) space.highestFreePage = page;
}

function testBit(space: AddressSpace, table: Address, page: number): boolean {
  return (space.i32[(table >> 2) + (page >> 5)] & (1 << (page & 31))) !== 0;
}

function setBits(space: AddressSpace, table: Address, page: number, count: number, value: boolean): void {
  const words = space.i32;
  const end = page + count;
  while (page < end) {
    const index = (table >> 2) + (page >> 5);
    if ((page & 31) === 0 && end - page >= 32) {
      words[index] = value ? -1 : 0;
      page += 32;
    } else {
      const bit = 1 << (page & 31);
      words[index] = value ? words[index] | bit : words[index] & ~bit;
      page++;
    }
  }
}

/** Zeroes those of the pages that were unmapped with bytes in them. */
function wipeDirtyPages(space: AddressSpace, page: number, count: number): void {
  const end = page + count;
  while (page < end) {
    if (space.i32[(space.dirtyTable >> 2) + (page >> 5)] === 0) {
      page = (page | 31) + 1;
    } else if (!testBit(space, space.dirtyTable, page)) {
      page++;
    } else {
      const start = page;
      while (page < end && testBit(space, space.dirtyTable, page)) page++;
      space.u8.fill(0, start * PAGE_SIZE, page * PAGE_SIZE);
      setBits(space, space.dirtyTable, start, page - start, false);
    }
  }
}

/** The last mapped page in [from, to), or -1. */
function lastMapped(space: AddressSpace, from: number, to: number): number {
  let page = to - 1;
  while (page >= from) {
    const word = space.i32[(space.pageTable >> 2) + (page >> 5)] << (31 - (page & 31));
    if (word !== 0) {
      page -= Math.clz32(word);
      return page >= from ? page : -1;
    }
    page = (page & ~31) - 1;
  }
  return -1;
}

/** The first mapped page in [from, to), or -1. */
function firstMapped(space: AddressSpace, from: number, to: number): number {
  let page = from;
  while (page < to) {
    const word = space.i32[(space.pageTable >> 2) + (page >> 5)] >>> (page & 31);
    if (word !== 0) {
      page += 31 - Math.clz32(word & -word);
      return page < to ? page : -1;
    }
    page = (page | 31) + 1;
  }
  return -1;
}

/** The lowest multiple of `step` where `count` pages are free, or -1. */
function findLowestRun(space: AddressSpace, count: number, step: number): number {
  const limit = space.roomEnd / PAGE_SIZE;
  let page = alignUp(space.lowestFreePage, step);
  while (page + count <= limit) {
    const blocker = lastMapped(space, page, page + count);
    if (blocker < 0) return page;
    page = alignUp(blocker + 1, step);
  }
  return -1;
}

/** The highest multiple of `step` where `count` pages are free, or -1. */
function findHighestRun(space: AddressSpace, count: number, step: number): number {
  const limit = space.roomBase / PAGE_SIZE;
  let page = alignDown(space.highestFreePage - count, step);
  while (page >= limit) {
    const blocker = firstMapped(space, page, page + count);
    if (blocker < 0) return page;
    page = alignDown(blocker - count, step);
  }
  return -1;
}
