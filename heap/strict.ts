/**
 * Strict mode: finds what CPython's debug hooks let pass. It is Vivarium's own; no CPython has it.
 *
 *     hooks      the block as debug.ts lays it out
 *     zones      [ 64 bytes of 0xFB ][ n bytes for the hooks ][ 64 bytes of 0xFB ]      this file's layer
 *     allocator  pymalloc or malloc
 *
 * Writes that miss the 8 pad bytes hit a zone. A block that is freed stays here, dead, until a megabyte of newer ones has
 * been freed after it; if its bytes have changed by then, somebody has used it after free. realloc always moves, so
 * that an old address is never good by luck. Zones are looked at when a block is released, dead blocks when they
 * leave, all of them by check() and at the end.
 *
 * The functions of a family that works on the blocks of another one are found too (PyMem_New and PyMem_Free): the C
 * API's front tells for each block which function made it (`noteMaker`) and asks before it releases one
 * (`expectMaker`). That does no harm as long as both families use one allocator, so it is reported and the program goes
 * on; a block given to an allocator that does not know it is the end. Every report names the place of the mistake
 * and that where the block was made: the line of the running program or, if none runs, that of the host's source.
 *
 * All records are JavaScript objects beside the heap. Each allocation reads a stack: this is slow, and meant to be.
 */

import { type Allocator, HELD_BLOCK, nameOf } from "./allocator.ts";
import type { Domain } from "./domains.ts";
import { fatalError } from "./fatal.ts";
import type { Heap } from "./heap.ts";
import { type Address, bytes, type Size, struct, u32 } from "./units.ts";

/** Memory around a block that nobody may touch. */
export const ZONE_BYTE = 0xfb;

/** What stands before the bytes of a block. */
export const ZONE_HEADER = struct("StrictZone", 64, {
  nbytes: u32(0, "bytes of the block"),
  state: u32(4, "ALIVE or HELD_BACK"),
  zone: bytes(8, 56, "0xFB"),
});

const HEAD: Size = ZONE_HEADER.size;
const TAIL: Size = 64;
const ALIVE = 0x5afe5afe;
const HELD_BACK = 0x0defdef0;
const DEAD_BYTE = 0xdd;
/** From a block of the zones to the caller's: the header of the debug hooks. */
const HOOKS_HEADER: Size = 16;
/** Bytes of freed blocks that are held back. */
const HOLD_LIMIT: Size = 2 ** 20;

/** What is known of a block. */
interface BlockRecord {
  /** "raw", "mem", "object", or "libc" for the C library's. */
  readonly domain: Domain | "libc";
  /** Where it was made. */
  readonly made: string;
  /** The function that made it, if its family matters. */
  maker: string | null;
  /** Where it was freed, while it is held back. */
  freed: string | null;
}

/** A freed block that is held back. */
interface HeldBlock {
  readonly layer: ZoneLayer;
  readonly address: Address;
  readonly size: Size;
  readonly record: BlockRecord;
}

/** The layer of one domain, under its debug hooks. */
export class ZoneLayer implements Allocator {
  readonly name: string;
  readonly ctx = this;
  readonly malloc = zoneMalloc;
  readonly calloc = zoneCalloc;
  readonly realloc = zoneRealloc;
  readonly free = zoneFree;

  constructor(
    readonly wraps: Allocator,
    readonly domain: Domain,
    readonly strict: StrictMode,
    /** Bytes that the hooks over this layer add to a request. */
    readonly hooksExtra: Size,
  ) {
    this.name = `${nameOf(wraps)}_strict`;
  }

  get head(): Size {
    return HEAD;
  }

  /** A block with its zones; dead blocks are let go first if there is no room else. */
  make(n: Size, allocate: (inner: Allocator, total: Size) => Address): Address {
    const { wraps, strict } = this;
    let start = allocate(wraps, n + HEAD + TAIL);
    if (start === 0 && strict.letAllGo() > 0) start = allocate(wraps, n + HEAD + TAIL);
    if (start === 0) return 0;
    const { u8, u32 } = strict.heap;
    const p = start + HEAD;
    u32[start >> 2] = n;
    u32[(start >> 2) + 1] = ALIVE;
    u8.fill(ZONE_BYTE, start + 8, p);
    u8.fill(ZONE_BYTE, p + n, p + n + TAIL);
    strict.noteBlock(p + HOOKS_HEADER, this.domain);
    return p;
  }

  peel(start: Address, size: Size): Size {
    const { u32 } = this.strict.heap;
    const n = u32[start >> 2];
    if (n + HEAD + TAIL > size || !this.isRecorded(start + HEAD)) return -1;
    const state = u32[(start >> 2) + 1];
    return state === ALIVE ? n : state === HELD_BACK ? HELD_BLOCK : -1;
  }

  private isRecorded(p: Address): boolean {
    return this.strict.recordOf(p + HOOKS_HEADER)?.domain === this.domain;
  }

  damage(p: Address): string | null {
    const { u8, u32 } = this.strict.heap;
    const end = p + u32[(p - HEAD) >> 2];
    for (let at = p - 1; at >= p - HEAD + 8; at--) {
      if (u8[at] !== ZONE_BYTE) return this.describeWrite(p, end, at);
    }
    for (let at = end; at < end + TAIL; at++) if (u8[at] !== ZONE_BYTE) return this.describeWrite(p, end, at);
    return null;
  }

  private describeWrite(p: Address, end: Address, at: Address): string {
    const size = end - p - this.hooksExtra;
    const user = p + HOOKS_HEADER;
    return at < p
      ? `byte ${at - user} before a block of ${size} bytes was written to`
      : `byte ${at - user} of a block of ${size} bytes was written to`;
  }

  expectWhole(p: Address): void {
    const damage = this.damage(p);
    if (damage !== null) this.strict.fail(p + HOOKS_HEADER, damage);
  }

  /** Gives a dead block back to the allocator. */
  release(p: Address): void {
    this.wraps.free(this.wraps.ctx, p - HEAD);
  }
}

// The functions of the layer.

function zoneMalloc(ctx: ZoneLayer, n: Size): Address {
  return ctx.make(n, (inner, total) => inner.malloc(inner.ctx, total));
}

function zoneCalloc(ctx: ZoneLayer, nelem: number, elsize: Size): Address {
  return ctx.make(nelem * elsize, (inner, total) => inner.calloc(inner.ctx, 1, total));
}

function zoneRealloc(ctx: ZoneLayer, p: Address, n: Size): Address {
  if (p === 0) return ctx.malloc(ctx, n);
  const { heap } = ctx.strict;
  ctx.expectWhole(p);
  const moved = ctx.malloc(ctx, n);
  if (moved === 0) return 0;
  const old = heap.u32[(p - HEAD) >> 2];
  heap.u8.copyWithin(moved, p, p + Math.min(old, n));
  heap.u8.fill(DEAD_BYTE, p, p + old);
  ctx.strict.moveMaker(p, moved);
  ctx.strict.holdBack(ctx, p, old);
  return moved;
}

function zoneFree(ctx: ZoneLayer, p: Address): void {
  if (p === 0) return;
  ctx.expectWhole(p);
  ctx.strict.holdBack(ctx, p, ctx.strict.heap.u32[(p - HEAD) >> 2]);
}

/** What strict mode knows about one heap: `heap.strict`. */
export class StrictMode {
  /** What was found so far that did not end the program; a text of several lines each. */
  readonly reports: string[] = [];
  /** Receives each of them as well. */
  onReport: (text: string) => void = () => {};
  /** URLs of folders whose stack frames are not the host's program. */
  readonly ownFolders: string[] = [new URL(".", import.meta.url).href];
  private readonly records: Map<Address, BlockRecord> = new Map();
  private held: HeldBlock[] = [];
  private heldBytes: Size = 0;

  constructor(readonly heap: Heap) {}

  /** Blocks of pymalloc's domains that are freed and held back. */
  get heldBlocks(): number {
    return this.held.filter(({ layer }) => layer.wraps === this.heap.pymalloc).length;
  }

  /** A block was made, by the caller's address. The C library's blocks are noted by whoever calls it. */
  noteBlock(p: Address, domain: Domain | "libc"): void {
    this.records.set(p, { domain, made: this.place(), maker: null, freed: null });
  }

  /** A block of the C library was freed. */
  forgetBlock(p: Address): void {
    this.records.delete(p);
  }

  recordOf(p: Address): BlockRecord | undefined {
    return this.records.get(p);
  }

  /** Says which function made a block, where its family matters. */
  noteMaker(p: Address, maker: string): void {
    const record = this.records.get(p);
    if (record !== undefined) record.maker = maker;
  }

  /** A block moved with its contents, both of the zones. */
  moveMaker(from: Address, to: Address): void {
    const old = this.records.get(from + HOOKS_HEADER), moved = this.records.get(to + HOOKS_HEADER);
    if (old !== undefined && moved !== undefined) moved.maker = old.maker;
  }

  /**
   * A function is about to work on a block: it is reported if the function that made the block is none of `makers`, and
   * the end if the block belongs to another allocator than `domain`'s or to none. `advice` says what to call instead.
   */
  expectMaker(
    p: Address,
    caller: string,
    domain: Domain | "libc",
    makers: readonly string[],
    advice: (maker: string) => string,
  ): void {
    if (p === 0) return;
    const record = this.records.get(p);
    if (record === undefined) this.fail(p, `${caller}() was given an address that is no block`);
    const maker = record.maker ?? `the ${record.domain} domain`;
    if (record.freed !== null) this.fail(p, `${caller}() was given a block that is freed already`);
    if (record.domain !== domain) {
      this.fail(
        p,
        `${caller}() was given a block of ${maker}, which another allocator made: ${advice(maker)}`,
      );
    }
    if (record.maker === null || makers.includes(record.maker)) return;
    this.report(`${caller}() was given a block of ${maker}: ${advice(maker)}`, p);
  }

  /** Ends the program. */
  fail(p: Address, text: string): never {
    const dump = `Strict mode: ${this.describe(text, p)}\n`;
    fatalError(this.heap, "strict mode", text, dump, p);
  }

  private report(text: string, p: Address): void {
    const report = `Strict mode: ${this.describe(text, p)}`;
    this.reports.push(report);
    this.onReport(report);
  }

  private describe(text: string, p: Address): string {
    const record = this.records.get(p);
    const lines = [text, `    at ${this.place()}`];
    if (record !== undefined) lines.push(`    the block 0x${p.toString(16)} was made at ${record.made}`);
    if (record?.freed) lines.push(`    and freed at ${record.freed}`);
    return `${lines.join("\n")}\n`;
  }

  // Freed blocks -----------------------------------------------------------------------------------------------------

  /** Keeps a freed block, whose bytes are dead, and lets the oldest ones go. */
  holdBack(layer: ZoneLayer, p: Address, size: Size): void {
    this.heap.u32[(p - HEAD + 4) >> 2] = HELD_BACK;
    const record = this.records.get(p + HOOKS_HEADER)!;
    record.freed = this.place();
    this.held.push({ layer, address: p, size, record });
    this.heldBytes += size;
    while (this.heldBytes > HOLD_LIMIT) this.letGo(this.held.shift()!);
  }

  private letGo(block: HeldBlock): void {
    this.heldBytes -= block.size;
    const damage = this.damageOf(block);
    if (damage !== null) this.fail(block.address + HOOKS_HEADER, damage);
    this.records.delete(block.address + HOOKS_HEADER);
    block.layer.release(block.address);
  }

  /** Lets all freed blocks go; how many there were. */
  letAllGo(): number {
    let count = 0;
    // A large block that goes is a block of the raw domain, which is held back in its turn.
    for (; this.held.length > 0; count++) this.letGo(this.held.shift()!);
    return count;
  }

  private damageOf({ layer, address, size }: HeldBlock): string | null {
    const { u8 } = this.heap;
    for (let i = 0; i < size; i++) {
      if (u8[address + i] === DEAD_BYTE) continue;
      const offset = i - HOOKS_HEADER;
      return `byte ${offset} of a block was written to after the block was freed`;
    }
    return layer.damage(address);
  }

  /** What is wrong with freed blocks, a sentence each. */
  problems(): string[] {
    return this.held.map((block) => ({ block, damage: this.damageOf(block) }))
      .filter(({ damage }) => damage !== null)
      .map(({ block, damage }) => `Block 0x${(block.address + HOOKS_HEADER).toString(16)}: ${damage}`);
  }

  // Places -----------------------------------------------------------------------------------------------------------

  /** The line that runs: of the program in the heap or, if none runs, of the host's. */
  private place(): string {
    return this.heap.tracer.source?.describePlace() ?? hostPlace(new Error().stack ?? "", this.ownFolders);
  }
}

/** The first place of a JavaScript stack that lies in none of the folders, as file:line. */
function hostPlace(stack: string, folders: readonly string[]): string {
  for (const line of stack.split("\n").slice(1)) {
    const found = /\(?((?:[a-z]+:)[^()\s]+):(\d+):\d+\)?$/.exec(line);
    if (found !== null && !folders.some((folder) => found[1].startsWith(folder))) {
      return `${found[1].replace(/^file:\/\//, "")}:${found[2]}`;
    }
  }
  return "an unknown place";
}
