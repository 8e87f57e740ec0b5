/**
 * check() finds damage of each kind: every test breaks one invariant by hand, in a heap that was fine before,
 * and expects the sentence that says so.
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  type Address,
  ARENA_OBJECT,
  check,
  Heap,
  objectFree,
  objectMalloc,
  PAGE_SIZE,
  POOL_HEADER,
  PYMALLOC,
  rawFree,
  rawMalloc,
  unmapPages,
} from "../../heap/mod.ts";
import { LAST_ARENAS, PYMALLOC_STATE, RAW_STATE } from "../../heap/memory.ts";
import { usedPoolsOf } from "../../heap/pool.ts";
import { binOf, CHUNK, CHUNK_HEADER, RAW_MALLOC } from "../../heap/raw_chunks.ts";
import { FENCE, SEGMENT } from "../../heap/raw_segments.ts";

const MIB = 2 ** 20;
const PER_ARENA = 64 * 7; // blocks of 512 bytes

/** A heap with three arenas (full; one free pool; two free pools) and raw chunks, used and free. */
class Fixture {
  readonly heap = new Heap({ reserve: 16 * MIB });
  readonly blocks: Address[] = [];
  /** Raw blocks in a row, each of 100 bytes; the third and the sixth are free. */
  readonly raws: Address[] = [];
  readonly large: Address;

  constructor() {
    const { heap } = this;
    for (let i = 0; i < 3 * PER_ARENA; i++) this.blocks.push(objectMalloc(heap, 512));
    for (let i = 0; i < 7; i++) objectFree(heap, this.blocks[PER_ARENA + i]);
    for (let i = 0; i < 14; i++) objectFree(heap, this.blocks[2 * PER_ARENA + i]);
    this.blocks.push(objectMalloc(heap, 32)); // takes the free pool of the second arena, which is full again
    objectFree(heap, this.blocks[PER_ARENA + 7]);
    for (let i = 8; i < 14; i++) objectFree(heap, this.blocks[PER_ARENA + i]);
    for (let i = 0; i < 8; i++) this.raws.push(rawMalloc(heap, 100));
    this.large = rawMalloc(heap, 100_000);
    rawFree(heap, this.raws[2]);
    rawFree(heap, this.raws[5]);
    assertEquals(check(heap), []);
  }

  get(address: Address): number {
    return this.heap.i32[address >> 2];
  }

  set(address: Address, value: number): void {
    this.heap.i32[address >> 2] = value;
  }

  add(address: Address, difference: number): void {
    this.heap.i32[address >> 2] += difference;
  }

  /** A variable of pymalloc. */
  variable(name: keyof typeof PYMALLOC.offsets): Address {
    return PYMALLOC_STATE + PYMALLOC.offsets[name];
  }

  /** A field of the record of arena `index`. */
  record(index: number, name: keyof typeof ARENA_OBJECT.offsets): Address {
    return this.get(this.variable("arenas")) + index * ARENA_OBJECT.size + ARENA_OBJECT.offsets[name];
  }

  /** A field of the header of the pool that holds a block. */
  pool(block: Address, name: keyof typeof POOL_HEADER.offsets): Address {
    return (block & this.heap.poolMask) + POOL_HEADER.offsets[name];
  }

  /** A field of the chunk of raw block `index`. */
  chunk(index: number, name: keyof typeof CHUNK.offsets): Address {
    return this.raws[index] - CHUNK_HEADER + CHUNK.offsets[name];
  }

  /** A field of the raw malloc's state. */
  state(name: keyof typeof RAW_MALLOC.offsets): Address {
    return RAW_STATE + RAW_MALLOC.offsets[name];
  }

  /** A field of the first segment that the raw malloc lists, which is the large block's own. */
  segment(name: keyof typeof SEGMENT.offsets): Address {
    return this.get(this.state("segments")) + SEGMENT.offsets[name];
  }

  fence(name: keyof typeof FENCE.offsets): Address {
    const segment = this.get(this.state("segments"));
    return segment + this.get(this.segment("size")) - FENCE.size + FENCE.offsets[name];
  }
}

const FULL = 0; // a block in the full arena
const USED = PER_ARENA + 21; // a block of a full pool in the second arena
const SMALL = 3 * PER_ARENA; // the block of 32 bytes, in a used pool

const DAMAGES: [what: string, says: RegExp, breakIt: (f: Fixture) => void][] = [
  ["a page that is mapped without being counted", /The page table has \d+ pages, but/, (f) => {
    f.heap.mappedPages--;
  }],
  ["a free page that no search would find", /Page \d+ is free, but the search/, (f) => {
    f.heap.lowestFreePage = f.heap.highestFreePage;
  }],
  ["a mapped NULL page", /The page of NULL is mapped/, (f) => f.add(f.heap.pageTable, 1)],

  ["a segment pointer that leads nowhere", /list of segments is damaged at 0x123/, (f) => {
    f.set(f.state("segments"), 0x123);
  }],
  ["a circle of segments", /list of segments is damaged/, (f) => {
    f.set(f.get(f.segment("next")) + SEGMENT.offsets.next, f.get(f.state("segments")));
  }],
  ["a segment without a way back", /Segment 0x\w+ does not link back/, (f) => f.set(f.segment("prev"), 4096)],
  ["a segment of another malloc", /does not belong to the raw malloc/, (f) => f.set(f.segment("owner"), 0)],
  [
    "a current segment that is none",
    /current segment 0x5000 is not in/,
    (f) => f.set(f.state("current"), 0x5000),
  ],
  ["a segment of no size", /has an impossible size of 0 bytes/, (f) => f.set(f.segment("size"), 0)],
  ["a segment with a page that is not mapped", /Page 0x\w+ of segment 0x\w+ is not mapped/, (f) => {
    unmapPages(f.heap, f.get(f.state("segments")) + PAGE_SIZE, PAGE_SIZE);
  }],
  ["a chunk that is too large", /Chunk 0x\w+ .* impossible size of 1048688 bytes/, (f) => {
    f.add(f.chunk(3, "size"), 2 ** 20);
  }],
  [
    "a chunk that is too small",
    /Chunk 0x\w+ .* impossible size of 16 bytes/,
    (f) => f.set(f.chunk(3, "size"), 16 | 3),
  ],
  [
    "a fence that was overwritten",
    /The fence 0x\w+ of segment 0x\w+ is damaged/,
    (f) => f.set(f.fence("segment"), 7),
  ],
  ["a write beyond a block's end", /Chunk 0x\w+ .* impossible size of 1094795584 bytes/, (f) => {
    f.heap.u8.fill(0x41, f.raws[0], f.raws[0] + 120);
  }],
  [
    "a chunk that takes a free neighbour for used",
    /wrong about whether the chunk before it is in use/,
    (f) => {
      f.add(f.chunk(3, "size"), 1);
    },
  ],
  ["a boundary tag that was overwritten", /has 13 for the size of the free chunk before it/, (f) => {
    f.set(f.chunk(3, "prev_size"), 13);
  }],
  [
    "two free chunks side by side",
    /and the one before it are both free/,
    (f) => f.add(f.chunk(3, "size"), -2),
  ],
  ["a chunk that claims to be the first", /wrong about being the first/, (f) => f.add(f.chunk(3, "size"), 4)],
  ["a bin whose bit is not set", /The bit of the raw malloc's bin 7 is wrong/, (f) => {
    assertEquals(binOf(f.get(f.chunk(2, "size")) & ~15), 7);
    f.add(f.state("bin_map"), -(1 << 7));
  }],
  ["a summary that lacks a word of bits", /summary bit of the raw malloc's bin 7 is wrong/, (f) => {
    f.add(f.state("bin_words"), -1);
  }],
  ["a bin that holds a chunk in use", /Bin 7 .* holds 0x\w+, which is no free chunk/, (f) => {
    f.set(f.state("bins") + 7 * 8, f.raws[0] - CHUNK_HEADER);
  }],
  ["a bin that runs in a circle", /Bin 7 .* or there twice/, (f) => {
    f.set(f.chunk(2, "next"), f.raws[5] - CHUNK_HEADER);
  }],
  ["a chunk in the wrong bin", /of 112 bytes stands in bin 9/, (f) => {
    f.set(f.state("bins") + 9 * 8, f.get(f.state("bins") + 7 * 8));
    f.set(f.state("bins") + 7 * 8, 0);
    f.add(f.state("bin_map"), (1 << 9) - (1 << 7));
  }],
  ["a bin without a way back", /does not link back to 0x0 in bin 7/, (f) => f.set(f.chunk(5, "prev"), 1)],
  [
    "a free chunk in no bin",
    /The free chunk 0x\w+ of 112 bytes is in no bin/,
    (f) => f.set(f.chunk(5, "next"), 0),
  ],

  ["a usable arena that is no record", /list of usable arenas is damaged at 0x8/, (f) => {
    f.set(f.variable("usable_arenas"), 8);
  }],
  [
    "usable arenas in the wrong order",
    /fewer than the one before it/,
    (f) => f.set(f.record(1, "nfreepools"), 9),
  ],
  ["a usable arena without a way back", /Usable arena 0x\w+ does not link back/, (f) => {
    f.set(f.record(2, "prevarena"), 0);
  }],
  [
    "a wrong note of the last arena with as many free pools",
    /last usable arena with 1 free pools is/,
    (f) => {
      f.set(LAST_ARENAS + 8, 0);
    },
  ],
  ["an unused record that is none", /list of unused arena records is damaged at 0x4/, (f) => {
    f.set(f.variable("unused_arena_objects"), 4);
  }],
  [
    "a record in use among the unused ones",
    /in use but listed as unused/,
    (f) => f.set(f.record(5, "address"), 4096),
  ],
  ["an unused record that is lost", /unused but not listed/, (f) => f.set(f.record(14, "nextarena"), 0)],
  ["a full arena in the list of usable ones", /is full but listed as usable/, (f) => {
    f.set(f.record(1, "nfreepools"), 0);
  }],
  ["a usable arena that is not listed", /has free pools but is not listed as usable/, (f) => {
    f.set(f.variable("usable_arenas"), f.get(f.record(1, "nextarena")));
    f.set(f.record(2, "prevarena"), 0);
  }],
  ["a wrong count of arenas", /3 arenas exist, but 4 are counted/, (f) => {
    f.add(f.variable("narenas_currently_allocated"), 1);
  }],
  ["a pool map that claims foreign pages", /The pool map marks \d+ pools, but the arenas have/, (f) => {
    f.heap.poolMap[40] = 1;
  }],
  [
    "a negative number of raw blocks",
    /counts -1 blocks passed on/,
    (f) => f.set(f.variable("raw_allocated_blocks"), -1),
  ],
  ["an arena that was cut beyond its end", /impossible first unused pool/, (f) => {
    f.add(f.record(0, "pool_address"), 2 * f.heap.poolSize);
  }],
  ["a pool that the map does not know", /Pool 0x\w+ of arena 0 is not in the pool map/, (f) => {
    f.heap.poolMap[f.blocks[FULL] >> f.heap.poolShift] = 0;
  }],
  ["a list of free pools that leaves its arena", /list of free pools of arena 2 is damaged/, (f) => {
    f.set(f.record(2, "freepools"), f.blocks[FULL] & f.heap.poolMask);
  }],
  ["a free pool that is lost", /Arena 2 has 1 free pools, but counts 2/, (f) => {
    f.set(f.record(2, "freepools"), f.get(f.get(f.record(2, "freepools")) + POOL_HEADER.offsets.nextpool));
  }],

  [
    "a pool that names another arena",
    /names arena 9, but lies in 0/,
    (f) => f.set(f.pool(f.blocks[FULL], "arenaindex"), 9),
  ],
  ["a pool of no size class", /impossible size class 32/, (f) => f.set(f.pool(f.blocks[FULL], "szidx"), 32)],
  ["a free pool with blocks out", /is listed as free and has 1 blocks out/, (f) => {
    f.set(f.get(f.record(2, "freepools")) + POOL_HEADER.offsets.ref_count, 1);
  }],
  ["a pool without blocks that is not free", /is not listed as free and has 0 blocks out/, (f) => {
    f.set(f.pool(f.blocks[SMALL], "ref_count"), 0);
  }],
  [
    "an impossible next offset",
    /impossible next offset 49/,
    (f) => f.set(f.pool(f.blocks[SMALL], "nextoffset"), 49),
  ],
  ["a free list that leaves its pool", /free list of pool 0x\w+ is damaged at 0x40/, (f) => {
    f.set(f.pool(f.blocks[SMALL], "freeblock"), 0x40);
  }],
  ["a double free", /free list of pool 0x\w+ is damaged/, (f) => {
    objectFree(f.heap, f.blocks[USED]);
    objectFree(f.heap, f.blocks[USED]);
  }],
  ["a wrong count of blocks", /counts 3 blocks out, but 1 are not free/, (f) => {
    f.set(f.pool(f.blocks[SMALL], "ref_count"), 3);
  }],
  ["a pool that lost its free list", /has an empty free list, but blocks that were never used/, (f) => {
    f.set(f.pool(f.blocks[SMALL], "freeblock"), 0);
  }],
  ["a list of used pools that leads elsewhere", /list of used pools of class 3 is damaged/, (f) => {
    f.set(usedPoolsOf(3) + POOL_HEADER.offsets.nextpool, f.blocks[SMALL] & f.heap.poolMask);
  }],
  ["a used pool without a way back", /Used pool 0x\w+ does not link back/, (f) => {
    f.set(f.pool(f.blocks[SMALL], "prevpool"), 0);
  }],
  ["a list of used pools with a wrong end", /list of used pools of class 5 does not end/, (f) => {
    f.set(usedPoolsOf(5) + POOL_HEADER.offsets.prevpool, 4096);
  }],
  ["a sentinel with a free block", /sentinel of class 5 has a free block/, (f) => {
    f.set(usedPoolsOf(5) + POOL_HEADER.offsets.freeblock, 4096);
  }],
  ["a used pool in no list", /has free blocks of class 1, but is in no list/, (f) => {
    const sentinel = usedPoolsOf(1);
    f.set(sentinel + POOL_HEADER.offsets.nextpool, sentinel);
    f.set(sentinel + POOL_HEADER.offsets.prevpool, sentinel);
  }],
];

for (const [what, says, breakIt] of DAMAGES) {
  Deno.test(`check finds ${what}`, () => {
    const fixture = new Fixture();
    breakIt(fixture);
    const broken = check(fixture.heap);
    assert(broken.length > 0, "nothing was found");
    assertMatch(broken.join("\n"), says);
  });
}

Deno.test("check finds a write after free into a block's free-list link", () => {
  const { heap, blocks } = new Fixture();
  objectFree(heap, blocks[USED]);
  objectFree(heap, blocks[USED + 1]);
  heap.i32[blocks[USED + 1] >> 2] = blocks[FULL];
  assertMatch(check(heap).join("\n"), /The free list of pool 0x\w+ is damaged/);
});

Deno.test("check of an undamaged heap says nothing", () => {
  assertEquals(check(new Fixture().heap), []);
  assertEquals(check(new Heap({ reserve: MIB })), []);
});
