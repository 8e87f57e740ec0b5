/**
 * Replays CPython's recorded allocator calls: every block must land in the same arena, pool and offset, every
 * arena must be made and given back at the same call, and the counts and the report must be the same.
 */

import { assertEquals } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  check,
  closeHeap,
  getArenaAllocator,
  Heap,
  NULL,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  setArenaAllocator,
  statsReport,
} from "../../heap/mod.ts";
import measured from "../oracles/pymalloc_traces.json" with { type: "json" };
import predicted from "../oracles/pymalloc_traces_256k_4k.json" with { type: "json" };

type Operation = [string, number, number, number];
type Place = [arena: number, pool: number, offset: number] | "raw";

interface Step {
  op: Operation;
  at?: Place;
  at_runs?: (number | string)[][];
  at_sha256?: string;
  blocks?: number;
  stats?: string;
  arena_events?: [string, number, number][];
}

interface Scenario {
  name: string;
  about: string;
  misalign: number;
  steps: Step[];
}

/** A heap whose arenas start `misalign` bytes after a pool boundary and are numbered in order of creation. */
class Replay {
  readonly heap: Heap;
  /** Start of each arena by number; 0 once it is given back. */
  readonly arenas: Address[] = [];
  readonly blocks = new Map<number, { address: Address; size: number }>();
  events: [string, number, number][] = [];

  constructor(geometry: "256KiB" | "1MiB", misalign: number) {
    this.heap = new Heap({ reserve: 64 * 2 ** 20, geometry });
    const inner = getArenaAllocator(this.heap);
    const extra = misalign % this.heap.poolSize === 0 ? 0 : this.heap.poolSize;
    setArenaAllocator(this.heap, {
      ctx: this,
      alloc: (_replay, size) => {
        this.events.push(["arena_alloc", this.arenas.length, size]);
        const address = inner.alloc(inner.ctx, size + extra) + (extra > 0 ? misalign : 0);
        this.arenas.push(address);
        return address;
      },
      free: (_replay, p, size) => {
        const number = this.arenas.indexOf(p);
        this.events.push(["arena_free", number, size]);
        this.arenas[number] = NULL;
        inner.free(inner.ctx, p - (extra > 0 ? misalign : 0), size + extra);
      },
    });
  }

  placeOf(p: Address): Place {
    const { arenaSize, poolSize } = this.heap;
    const arena = this.arenas.findIndex((start) => start !== NULL && p >= start && p < start + arenaSize);
    if (arena < 0) return "raw";
    const offset = p - Math.ceil(this.arenas[arena] / poolSize) * poolSize;
    return [arena, Math.floor(offset / poolSize), offset % poolSize];
  }

  /** Notes a block under its id and fills it with the id's pattern. */
  keep(id: number, address: Address, size: number): Place {
    this.heap.u8.fill(id * 7 + 1, address, address + size);
    this.blocks.set(id, { address, size });
    return this.placeOf(address);
  }

  free(id: number): void {
    objectFree(this.heap, this.blocks.get(id)!.address);
    this.blocks.delete(id);
  }

  realloc(id: number, size: number): Place {
    const old = this.blocks.get(id)!;
    const address = objectRealloc(this.heap, old.address, size);
    const kept = this.heap.u8.subarray(address, address + Math.min(old.size, size));
    assertEquals(kept.every((byte) => byte === ((id * 7 + 1) & 255)), true, "realloc lost data");
    return this.keep(id, address, size);
  }

  calloc(id: number, nelem: number, elsize: number): Place {
    const address = objectCalloc(this.heap, nelem, elsize);
    const bytes = this.heap.u8.subarray(address, address + nelem * elsize);
    assertEquals(bytes.every((byte) => byte === 0), true, "calloc did not clear");
    return this.keep(id, address, nelem * elsize);
  }
}

/**
 * `at_runs` as the recording has it: [arena, pool, first offset, last offset, count] per ascending run in a
 * pool.
 */
function runsOf(places: Place[]): (number | string)[][] {
  const runs: (number | string)[][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (place === "raw") {
      if (last !== undefined && last[0] === "raw") last[1] = Number(last[1]) + 1;
      else runs.push(["raw", 1]);
    } else if (
      last !== undefined && last[0] === place[0] && last[1] === place[1] && place[2] > Number(last[3])
    ) {
      last[3] = place[2];
      last[4] = Number(last[4]) + 1;
    } else {
      runs.push([...place, place[2], 1]);
    }
  }
  return runs;
}

async function sha256Of(places: Place[]): Promise<string> {
  const text = places.map((place) => place === "raw" ? "raw\n" : `${place.join(" ")}\n`).join("");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function performStep(replay: Replay, step: Step): Promise<Step> {
  const [kind, a, b, c] = step.op;
  const seen: Step = { op: step.op };
  replay.events = [];
  switch (kind) {
    case "m":
      seen.at = replay.keep(a, objectMalloc(replay.heap, b), b);
      break;
    case "c":
      seen.at = replay.calloc(a, b, c);
      break;
    case "r":
      seen.at = replay.realloc(a, b);
      break;
    case "f":
      replay.free(a);
      break;
    case "M": {
      const places: Place[] = [];
      for (let i = 0; i < b; i++) places.push(replay.keep(a + i, objectMalloc(replay.heap, c), c));
      seen.at_runs = runsOf(places);
      seen.at_sha256 = await sha256Of(places);
      break;
    }
    case "F":
      for (let i = 0; i < b; i++) replay.free(a + i * c);
      break;
    case "b":
      seen.blocks = allocatedBlocks(replay.heap);
      break;
    case "s":
      seen.stats = statsReport(replay.heap);
      break;
    default:
      throw new Error(`Unknown operation "${kind}" in the recording`);
  }
  if (replay.events.length > 0) seen.arena_events = replay.events;
  return seen;
}

function replayAll(geometry: "256KiB" | "1MiB", scenarios: Scenario[]): void {
  for (const scenario of scenarios) {
    Deno.test(`pymalloc with ${geometry} arenas places blocks as CPython does: ${scenario.name}`, async () => {
      const replay = new Replay(geometry, scenario.misalign);
      for (const step of scenario.steps) {
        assertEquals(await performStep(replay, step), step);
        if (step.op[0] !== "m" && step.op[0] !== "f") assertEquals(check(replay.heap), []);
      }
      assertEquals(check(replay.heap), []);
      for (const id of [...replay.blocks.keys()]) replay.free(id);
      assertEquals(allocatedBlocks(replay.heap), 0);
      assertEquals(check(replay.heap), []);
      assertEquals(closeHeap(replay.heap), []);
      assertEquals(replay.heap.mappedPages, 0);
    });
  }
}

replayAll("1MiB", measured.scenarios as unknown as Scenario[]);
replayAll("256KiB", predicted.scenarios as unknown as Scenario[]);
