/**
 * Random calls of the object domain against the model: every block at the place the model says, every byte
 * kept.
 */

import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  check,
  closeHeap,
  getArenaAllocator,
  Heap,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  setArenaAllocator,
  stats,
} from "../../heap/mod.ts";
import { type ModelBlock, PymallocModel } from "./pymalloc_model.ts";
import { Random } from "./random.ts";

interface Block {
  address: Address;
  size: number;
  model: ModelBlock;
  /** What its bytes hold. */
  tag: number;
}

class Run {
  readonly heap: Heap;
  readonly model: PymallocModel;
  readonly random: Random;
  readonly blocks: Block[] = [];
  readonly arenas: Address[] = [];
  #tag = 0;

  /** Bytes that debug hooks add to a request, and those before the caller's. */
  readonly extra: number;
  readonly head: number;

  constructor(geometry: "256KiB" | "1MiB", seed: number, preset: "pymalloc" | "debug") {
    this.heap = new Heap({ reserve: 256 * 2 ** 20, geometry, malloc: preset });
    this.extra = preset === "debug" ? 24 : 0;
    this.head = preset === "debug" ? 16 : 0;
    this.model = new PymallocModel(this.heap.arenaSize, this.heap.poolSize);
    this.random = new Random(seed);
    const inner = getArenaAllocator(this.heap);
    setArenaAllocator(this.heap, {
      ctx: inner.ctx,
      alloc: (ctx, size) => {
        const p = inner.alloc(ctx, size);
        this.arenas.push(p);
        return p;
      },
      free: inner.free,
    });
  }

  /** Notes a block, which must be where the model has it, and writes its pattern. */
  #add(address: Address, size: number, model: ModelBlock): void {
    if (model === "raw") {
      assert(!this.#isInArena(address), "a raw block lies in an arena");
    } else {
      const start = this.arenas[model.pool.arena.number];
      assertEquals(address - this.head, start + model.pool.index * this.heap.poolSize + model.offset);
    }
    this.#tag = (this.#tag + 1) & 255;
    this.heap.u8.fill(this.#tag, address, address + size);
    this.blocks.push({ address, size, model, tag: this.#tag });
  }

  #isInArena(address: Address): boolean {
    return this.heap.poolMap[address >> this.heap.poolShift] !== 0;
  }

  #verify(address: Address, size: number, tag: number): void {
    for (let i = 0; i < size; i++) {
      if (this.heap.u8[address + i] !== tag) {
        throw new Error(`Byte ${i} of the block at ${address} was changed`);
      }
    }
  }

  #take(): Block {
    const index = this.random.below(this.blocks.length);
    const block = this.blocks[index];
    this.blocks[index] = this.blocks[this.blocks.length - 1];
    this.blocks.pop();
    return block;
  }

  #size(maxSize: number): number {
    return this.random.below(50) === 0 ? this.random.below(700) : this.random.between(1, maxSize);
  }

  step(target: number, maxSize: number): void {
    const { heap, model, random, blocks } = this;
    const grow = blocks.length < target ? 80 : 10;
    const r = random.below(100);
    if (r < grow || blocks.length === 0) {
      const size = this.#size(maxSize);
      if (random.below(5) > 0) {
        this.#add(objectMalloc(heap, size), size, model.malloc(size + this.extra));
        return;
      }
      const p = objectCalloc(heap, size, 1);
      this.#verify(p, size, 0);
      this.#add(p, size, model.malloc(size + this.extra));
    } else if (r < grow + 8) {
      const block = this.#take();
      const size = this.#size(maxSize);
      const p = objectRealloc(heap, block.address, size);
      this.#verify(p, Math.min(size, block.size), block.tag);
      this.#add(p, size, model.realloc(block.model, size + this.extra));
    } else {
      this.free(this.#take());
    }
  }

  free(block: Block): void {
    this.#verify(block.address, block.size, block.tag);
    objectFree(this.heap, block.address);
    this.model.free(block.model);
  }

  compare(): void {
    assertEquals(check(this.heap), []);
    assertEquals(allocatedBlocks(this.heap), this.model.blocks);
    const { arenas } = stats(this.heap);
    assertEquals([arenas.total, arenas.reclaimed], [this.model.arenasMade, this.model.arenasFreed]);
  }
}

function runPhases(
  geometry: "256KiB" | "1MiB",
  seed: number,
  steps: number,
  preset: "pymalloc" | "debug" = "pymalloc",
): void {
  const run = new Run(geometry, seed, preset);
  // Waves of blocks: growing, shrinking to almost nothing, of few and of many size classes.
  for (let i = 0; i < steps; i++) {
    const phase = Math.floor(i / 25_000) % 4;
    run.step([12_000, 3000, 15_000, 1][phase], [512, 512, 200, 512][phase]);
    if (i % 5000 === 0) run.compare();
  }
  run.compare();
  assert(run.model.arenasFreed > 5, `only ${run.model.arenasFreed} arenas were given back`);
  for (const block of run.blocks) run.free(block);
  run.compare();
  assertEquals(allocatedBlocks(run.heap), 0);
  assertEquals(closeHeap(run.heap), []);
  assertEquals(run.heap.mappedPages, 0);
}

Deno.test("pymalloc with 256 KiB arenas agrees with the model over 600,000 random calls", () => {
  runPhases("256KiB", 1, 600_000);
});

Deno.test("pymalloc with 1 MiB arenas agrees with the model over 400,000 random calls", () => {
  runPhases("1MiB", 2, 400_000);
});

Deno.test("pymalloc under debug hooks agrees with the model of requests that are 24 bytes larger", () => {
  runPhases("256KiB", 3, 150_000, "debug");
});
