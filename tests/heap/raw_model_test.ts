/** Random calls of the raw malloc against a model: what is live, how large, and what bytes it must hold. */

import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  type Allocator,
  check,
  closeHeap,
  getAllocator,
  Heap,
  type HeapOptions,
  libcAllocator,
  NULL,
  sizeOfBlock,
} from "../../heap/mod.ts";
import { Random } from "./random.ts";

const MIB = 2 ** 20;

interface Block {
  address: Address;
  size: number;
  /** What its first, middle and last bytes hold. */
  tag: number;
}

/** A malloc under test, the blocks it gave, and which 16-byte units of the space they take. */
class Model {
  readonly blocks: Block[] = [];
  readonly taken: Uint8Array;
  failures = 0;
  #tag = 0;

  constructor(
    readonly heap: Heap,
    readonly random: Random,
    taken: Uint8Array,
    readonly allocator: Allocator,
  ) {
    this.taken = taken;
  }

  /** Writes the block's pattern and marks its units, which must be free. */
  #add(address: Address, size: number): void {
    assertEquals(address % 16, 0);
    assert(sizeOfBlock(this.heap, address) >= size);
    const block = { address, size, tag: this.#tag = (this.#tag + 1) & 255 };
    const end = Math.max(size, 1) + 15 >> 4;
    for (let i = 0; i < end; i++) {
      assertEquals(this.taken[(address >> 4) + i], 0, "blocks overlap");
      this.taken[(address >> 4) + i] = 1;
    }
    this.#write(block);
    this.blocks.push(block);
  }

  #write({ address, size, tag }: Block): void {
    if (size <= 4096) this.heap.u8.fill(tag, address, address + size);
    else for (let i = 0; i < size; i += 1021) this.heap.u8[address + i] = tag;
  }

  /** The first `size` bytes of a block must be as they were written. */
  #verify({ address, tag }: Block, size: number, written: number): void {
    const step = written <= 4096 ? 1 : 1021;
    for (let i = 0; i < size; i += step) {
      if (this.heap.u8[address + i] !== tag) {
        throw new Error(`Byte ${i} of the block at ${address} was changed`);
      }
    }
  }

  #remove(index: number): Block {
    const block = this.blocks[index];
    this.blocks[index] = this.blocks[this.blocks.length - 1];
    this.blocks.pop();
    this.taken.fill(0, block.address >> 4, (block.address >> 4) + ((Math.max(block.size, 1) + 15) >> 4));
    return block;
  }

  #size(): number {
    const r = this.random.below(1000);
    if (r < 600) return this.random.below(300);
    if (r < 900) return this.random.below(3000);
    if (r < 990) return this.random.below(40_000);
    return this.random.below(400_000);
  }

  step(target: number): void {
    const { allocator, random } = this;
    const grow = this.blocks.length < target ? 60 : 35;
    const r = random.below(100);
    if (r < grow || this.blocks.length === 0) {
      const size = this.#size();
      const clear = random.below(4) === 0;
      const p = clear ? allocator.calloc(allocator.ctx, size, 1) : allocator.malloc(allocator.ctx, size);
      if (p === NULL) {
        this.failures++;
        return;
      }
      if (clear) {
        assert(this.heap.u8.subarray(p, p + size).every((byte) => byte === 0), "calloc did not clear");
      }
      this.#add(p, size);
    } else if (r < grow + 12) {
      const block = this.#remove(random.below(this.blocks.length));
      const size = this.#size();
      const p = allocator.realloc(allocator.ctx, block.address, size);
      if (p === NULL) {
        this.failures++;
        this.#verify(block, block.size, block.size);
        this.#add(block.address, block.size);
        return;
      }
      this.#verify({ ...block, address: p }, Math.min(size, block.size), block.size);
      this.#add(p, size);
    } else {
      const block = this.#remove(random.below(this.blocks.length));
      this.#verify(block, block.size, block.size);
      allocator.free(allocator.ctx, block.address);
    }
  }

  freeAll(): void {
    while (this.blocks.length > 0) {
      const block = this.#remove(this.random.below(this.blocks.length));
      this.#verify(block, block.size, block.size);
      this.allocator.free(this.allocator.ctx, block.address);
    }
  }
}

function run(
  options: HeapOptions,
  seed: number,
  steps: number,
  target: number,
): { failures: number; heap: Heap } {
  const heap = new Heap(options);
  const random = new Random(seed);
  const taken = new Uint8Array(heap.buffer.byteLength >> 4);
  const raw = new Model(heap, random, taken, getAllocator(heap, "raw"));
  const libc = new Model(heap, random, taken, libcAllocator(heap));
  for (let i = 0; i < steps; i++) {
    (random.below(5) === 0 ? libc : raw).step(random.below(20_000) === 0 ? 0 : target);
    if (i % 2500 === 0) assertEquals(check(heap), []);
    if (i % 100_000 === 99_999) raw.freeAll();
  }
  assertEquals(check(heap), []);
  raw.freeAll();
  libc.freeAll();
  assertEquals(check(heap), []);
  assertEquals(closeHeap(heap), []);
  assertEquals(heap.mappedPages, 0);
  return { failures: raw.failures + libc.failures, heap };
}

Deno.test("the raw malloc agrees with a model over 300,000 random calls", () => {
  assertEquals(run({ reserve: 128 * MIB }, 1, 300_000, 1500).failures, 0);
});

Deno.test("the raw malloc agrees with a model when pages run out again and again", () => {
  const { failures } = run({ reserve: 64 * MIB, pageLimit: 3 * MIB }, 2, 150_000, 2000);
  assert(failures > 1000, `only ${failures} calls failed`);
});

Deno.test("the raw malloc agrees with a model when the address space runs out again and again", () => {
  const { failures } = run({ reserve: 2 * MIB }, 3, 100_000, 1000);
  assert(failures > 1000, `only ${failures} calls failed`);
});

Deno.test("the raw malloc gives the same addresses in every run", () => {
  const figures = [0, 1].map(() => {
    const { heap } = run({ reserve: 16 * MIB }, 4, 20_000, 500);
    return [heap.peakPages, heap.mapCalls, heap.unmapCalls];
  });
  assertEquals(figures[0], figures[1]);
});
