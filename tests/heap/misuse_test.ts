/**
 * Random programs of domain calls under the debug hooks: one misuse is found every time, none is never found.
 *
 * The normal run takes a sample of 500 of each; `deno task misuse` runs 10,000.
 */

import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Address,
  check,
  closeHeap,
  type Domain,
  DOMAINS,
  FatalMemoryError,
  Heap,
  PAGE_SIZE,
  type Size,
} from "../../heap/mod.ts";
import { API } from "./domain_functions.ts";
import { Random } from "./random.ts";

const SEEDS = Number(Deno.args.find((arg) => arg.startsWith("--seeds="))?.slice("--seeds=".length) ?? 500);

interface Block {
  p: Address;
  n: Size;
  readonly domain: Domain;
}

type Misuse = "wrong family" | "double free" | "changed pad" | "no block" | "no lock";
const MISUSES: readonly Misuse[] = ["wrong family", "double free", "changed pad", "no block", "no lock"];

/** A random program on a heap of its own. */
class RandomProgram {
  readonly heap: Heap;
  readonly random: Random;
  readonly blocks: Block[] = [];

  constructor(seed: number) {
    this.random = new Random(seed);
    this.heap = new Heap({
      reserve: 4 * 2 ** 20,
      malloc: this.random.below(3) === 0 ? "malloc_debug" : "debug",
      geometry: this.random.below(4) === 0 ? "1MiB" : "256KiB",
      serialNumbers: this.random.below(3) === 0,
    });
  }

  size(): Size {
    const { random } = this;
    const kind = random.below(10);
    return kind === 0
      ? 0
      : kind === 1
      ? random.below(3000)
      : kind === 2
      ? random.below(200_000)
      : random.below(128);
  }

  /** Writes random bytes into all of a block. */
  scribble({ p, n }: Block): void {
    for (let i = 0; i < Math.min(n, 64); i++) this.heap.u8[p + i] = this.random.below(256);
    this.heap.u8.fill(this.random.below(256), p + Math.min(n, 64), p + n);
  }

  make(): Block {
    const { heap, random } = this;
    const domain = DOMAINS[random.below(3)], n = this.size();
    const p = random.below(4) === 0 ? API[domain].calloc(heap, 1, n) : API[domain].malloc(heap, n);
    assert(p !== 0);
    const block = { p, n, domain };
    this.scribble(block);
    this.blocks.push(block);
    return block;
  }

  resize(block: Block): void {
    block.n = this.size();
    block.p = API[block.domain].realloc(this.heap, block.p, block.n);
    this.scribble(block);
  }

  free(block: Block): void {
    this.blocks.splice(this.blocks.indexOf(block), 1);
    API[block.domain].free(this.heap, block.p);
  }

  pick(): Block {
    return this.blocks.length === 0 ? this.make() : this.blocks[this.random.below(this.blocks.length)];
  }

  step(): void {
    const choice = this.random.below(10);
    if (choice < 5 || this.blocks.length === 0) this.make();
    else if (choice < 7) this.resize(this.pick());
    else this.free(this.pick());
  }

  /** free or realloc of an address, by the functions of a domain. */
  release(domain: Domain, p: Address): void {
    if (this.random.below(2) === 0) API[domain].free(this.heap, p);
    else API[domain].realloc(this.heap, p, this.size());
  }

  /** An address that is no block of the domain. */
  wildAddress(): Address {
    const { heap, random } = this;
    const block = this.pick();
    const inside = () => block.p + 1 + random.below(block.n + 8);
    const choices = [
      inside,
      inside,
      () => block.p - 1 - random.below(24),
      () => random.below(heap.roomEnd),
      () => alignedBelow(random.below(heap.roomEnd)),
      () => random.below(PAGE_SIZE),
      () => heap.roomEnd + random.below(2 ** 31),
      () => block.p + 2 ** 32,
    ];
    return choices[random.below(choices.length)]();
  }

  misuse(kind: Misuse): void {
    const { heap, random } = this;
    switch (kind) {
      case "wrong family": {
        const block = this.pick();
        const others = DOMAINS.filter((domain) => domain !== block.domain);
        return this.release(others[random.below(2)], block.p);
      }
      case "double free": {
        const block = this.pick();
        this.free(block);
        return this.release(block.domain, block.p);
      }
      case "changed pad": {
        const block = this.pick();
        const pad = random.below(15);
        const at = pad < 7 ? block.p - 1 - pad : block.p + block.n + pad - 7;
        heap.u8[at] ^= 1 + random.below(255);
        return this.release(block.domain, block.p);
      }
      case "no block": {
        let p = 0;
        while (p === 0 || this.blocks.some((block) => block.p === p)) p = this.wildAddress();
        return this.release(DOMAINS[random.below(3)], p);
      }
      case "no lock": {
        const block = this.pick();
        const domain = DOMAINS[1 + random.below(2)];
        heap.gilHeld = false;
        const { malloc, calloc } = API[domain];
        if (random.below(3) === 0) malloc(heap, this.size());
        else if (random.below(2) === 0) calloc(heap, 1, this.size());
        else this.release(domain, block.p);
      }
    }
  }
}

function alignedBelow(n: number): number {
  return n & ~15;
}

Deno.test(`one misuse of a detectable kind is found every time, in ${SEEDS} random programs`, () => {
  const found = new Map<Misuse, number>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const program = new RandomProgram(seed);
    const steps = program.random.below(40);
    for (let i = 0; i < steps; i++) program.step();
    const kind = MISUSES[seed % MISUSES.length];
    const error = assertThrows(
      () => program.misuse(kind),
      FatalMemoryError,
      "",
      `seed ${seed}: ${kind} went unnoticed`,
    );
    assert(error.report.includes("Fatal Python error: "), `seed ${seed}`);
    found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  assertEquals([...found.values()].reduce((sum, n) => sum + n), SEEDS);
  assertEquals(found.size, MISUSES.length);
});

Deno.test(`no alarm is raised without misuse, in ${SEEDS} random programs`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const program = new RandomProgram(seed);
    const steps = 10 + program.random.below(40);
    for (let i = 0; i < steps; i++) program.step();
    assertEquals(check(program.heap), [], `seed ${seed}`);
    while (program.blocks.length > 0) program.free(program.pick());
    assertEquals(closeHeap(program.heap), [], `seed ${seed}`);
  }
});
