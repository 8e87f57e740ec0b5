/**
 * Random calls of all three domains under every preset, against a model of what each block holds.
 *
 * Where blocks land is the matter of pymalloc_model_test.ts and raw_model_test.ts; here every preset must keep the
 * contract: contents kept, calloc clear, sizes known, figures right, nothing left at the end.
 */

import { assert, assertEquals } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  check,
  closeHeap,
  type Domain,
  DOMAINS,
  Heap,
  type MallocPreset,
  presetName,
  PRESETS,
  type Size,
  sizeOfBlock,
  walkBlocks,
} from "../../heap/mod.ts";
import { API } from "./domain_functions.ts";
import { Random } from "./random.ts";

interface Block {
  p: Address;
  n: Size;
  tag: number;
  readonly domain: Domain;
}

/** Steps for each preset: what it makes of them, at about the same cost. */
const STEPS: Readonly<Record<MallocPreset, number>> = {
  default: 60_000,
  debug: 30_000,
  pymalloc: 60_000,
  pymalloc_debug: 30_000,
  malloc: 40_000,
  malloc_debug: 20_000,
  strict: 5000,
};

class Run {
  readonly heap: Heap;
  readonly random: Random;
  readonly blocks: Block[] = [];

  constructor(readonly preset: MallocPreset, seed: number) {
    this.heap = new Heap({ reserve: 2 ** 26, malloc: preset });
    this.random = new Random(seed);
  }

  size(): Size {
    const kind = this.random.below(50);
    return kind === 0
      ? this.random.below(20_000)
      : kind < 5
      ? this.random.below(1000)
      : this.random.below(150);
  }

  holds({ p, n, tag }: Block): void {
    for (let i = 0; i < n; i++) {
      if (this.heap.u8[p + i] !== tag) throw new Error(`Byte ${i} at ${p} was changed`);
    }
  }

  write(block: Block): void {
    block.tag = this.random.below(256);
    this.heap.u8.fill(block.tag, block.p, block.p + block.n);
  }

  make(): void {
    const { heap, random } = this;
    const domain = DOMAINS[random.below(3)], n = this.size();
    const clears = random.below(3) === 0;
    const p = clears ? API[domain].calloc(heap, n, 1) : API[domain].malloc(heap, n);
    assert(p !== 0 && p % 16 === 0);
    const block = { p, n, tag: 0, domain };
    if (clears) this.holds(block);
    this.write(block);
    this.blocks.push(block);
  }

  resize(block: Block): void {
    this.holds(block);
    const n = this.size();
    block.p = API[block.domain].realloc(this.heap, block.p, n);
    block.n = Math.min(n, block.n);
    this.holds(block);
    block.n = n;
    this.write(block);
  }

  free(index: number): void {
    const block = this.blocks[index];
    this.holds(block);
    API[block.domain].free(this.heap, block.p);
    this.blocks[index] = this.blocks[this.blocks.length - 1];
    this.blocks.pop();
  }

  compare(): void {
    const { heap, blocks } = this;
    assertEquals(check(heap), []);
    const found = new Map<Address, Size>();
    walkBlocks(heap, (address, size) => found.set(address, size));
    assertEquals(found.size, blocks.length);
    const exact = PRESETS[this.preset].debug;
    for (const { p, n } of blocks) {
      const size = found.get(p)!;
      assert(exact ? size === n : size >= n, `${this.preset}: ${n} bytes are seen as ${size}`);
      assertEquals(sizeOfBlock(heap, p), size);
    }
    const counted = PRESETS[this.preset].mem === "pymalloc"
      ? blocks.filter(({ domain }) => domain !== "raw").length
      : 0;
    assertEquals(allocatedBlocks(heap), counted);
  }
}

for (const preset of Object.keys(PRESETS) as MallocPreset[]) {
  Deno.test(`every domain keeps its contract over random calls under the preset "${preset}"`, () => {
    const run = new Run(preset, 11);
    const steps = STEPS[preset];
    for (let i = 0; i < steps; i++) {
      const grows = run.blocks.length < 600 && Math.floor(i / 4000) % 2 === 0;
      const choice = run.random.below(10);
      if (choice < (grows ? 7 : 3) || run.blocks.length === 0) run.make();
      else if (choice < 8) run.resize(run.blocks[run.random.below(run.blocks.length)]);
      else run.free(run.random.below(run.blocks.length));
      if (i % (steps / 5) === 0) run.compare();
    }
    run.compare();
    while (run.blocks.length > 0) run.free(run.blocks.length - 1);
    assertEquals(closeHeap(run.heap), []);
    assertEquals(run.heap.mappedPages, 0);
    const name = preset === "default" ? "pymalloc" : preset === "debug" ? "pymalloc_debug" : preset;
    assertEquals(presetName(run.heap), name);
  });
}
