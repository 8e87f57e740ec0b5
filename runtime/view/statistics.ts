/**
 * What a program did to the heap, as data, as a text report and as JSON: calls and peaks of each domain, objects made,
 * freed and alive of each type, collections, pages, pymalloc's report.
 *
 *     const statistics = startStatistics(vm);
 *     runProgram(vm, source, "program.py");
 *     console.log(statistics.report());
 *     statistics.stop();
 *
 * Only who asks pays: a counting layer goes under each domain, and the tp_dealloc of each built-in type is replaced by
 * one that counts. What is alive is walked, so that
 *
 *     made = freed + alive now - alive at the start
 *
 * and the objects that the runtime itself had made before the start do not appear. A dead object that its type keeps in
 * a free list is freed; when it is taken from there it is made again, and counted under "reused".
 */
import {
  type DomainCounts,
  DOMAINS,
  type HeapStats,
  installCounting,
  NULL,
  stats,
  statsReport,
} from "../../heap/mod.ts";
import type { Address, Domain, Size } from "../../heap/mod.ts";
import { FREE_LIST_TABLE, freeListCount } from "../memory/free_lists.ts";
import { generationCount } from "../memory/gc.ts";
import { GENERATION_COUNT } from "../memory/gc_list.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE, TP_DEALLOC } from "../memory/object_layout.ts";
import { IDENTIFIERS_BASE, OBJECT_TYPE } from "../memory/statics.ts";
import { typeName } from "../objects/type_name.ts";
import { walkOwnership } from "./ownership.ts";

const TYPE_STRIDE = 416;

/** The objects of one type that the program made. */
export interface TypeStatistics {
  readonly name: string;
  readonly made: number;
  readonly freed: number;
  readonly live: number;
  /** Bytes of the blocks of those alive, the ones beside the objects included. */
  readonly liveBytes: Size;
  /** How many of those made came from a free list, and how many lie there now. */
  readonly reused: number;
  readonly kept: number;
}

/** One generation of the collector. */
export interface GenerationStatistics {
  readonly collections: number;
  /** Unreachable containers found. */
  readonly collected: number;
  readonly count: number;
  readonly threshold: number;
}

/** Everything. Domains: calls since the start, blocks and (requested) bytes that were made since. */
export interface Statistics {
  readonly domains: Readonly<Record<Domain, DomainCounts>>;
  readonly types: readonly TypeStatistics[];
  /** Hash tables of dicts, which have a free list of their own. */
  readonly dictKeys: { readonly reused: number; readonly kept: number };
  readonly generations: readonly GenerationStatistics[];
  readonly heap: HeapStats;
}

/** Counts from startStatistics on. */
export interface StatisticsRecorder {
  /** The figures as they are now. */
  figures(): Statistics;
  /** The same as text for people. */
  report(): string;
  /** The same as one line of JSON. */
  json(): string;
  /** Takes the counting off again. */
  stop(): void;
}

/** Live objects of one type. */
interface Live {
  count: number;
  bytes: Size;
}

/** What the free lists' third words and lengths say, by the name of the type. */
function readFreeLists(vm: Interpreter): Map<string, { reused: number; kept: number }> {
  const lists = new Map<string, { reused: number; kept: number }>();
  for (const { name, address } of FREE_LIST_TABLE) {
    const type = name.endsWith("-sized tuple") ? "tuple" : name;
    const sum = lists.get(type) ?? { reused: 0, kept: 0 };
    sum.reused += vm.i32[(address + 16) >> 2];
    sum.kept += freeListCount(vm, address);
    lists.set(type, sum);
  }
  return lists;
}

/** Walks the objects: how many of each type are alive, and their bytes. */
function walkLive(vm: Interpreter): Map<Address, Live> {
  const live = new Map<Address, Live>();
  const { blocks, owners } = walkOwnership(vm, { running: true });
  for (const [block, owner] of owners) {
    if (owner.kind === "free list") continue;
    const type = vm.i32[(owner.object + OB_TYPE) >> 2];
    let entry = live.get(type);
    if (entry === undefined) live.set(type, entry = { count: 0, bytes: 0 });
    if (owner.kind === "object") entry.count++;
    entry.bytes += blocks.get(block) ?? 0;
  }
  return live;
}

/** Puts counting functions in the place of every static type's tp_dealloc; returns what takes them off. */
function countDeallocs(vm: Interpreter, freed: Map<Address, number>): () => void {
  const i32 = vm.i32;
  const counting = new Map<number, number>();
  const replaced: [Address, number][] = [];
  for (let type = OBJECT_TYPE; type < IDENTIFIERS_BASE; type += TYPE_STRIDE) {
    const id = i32[(type + TP_DEALLOC) >> 2];
    if (id === NULL) continue;
    let counter = counting.get(id);
    if (counter === undefined) {
      const dealloc = vm.functions[id];
      counter = vm.addFunction((vm: Interpreter, object: Address): void => {
        const type = vm.i32[(object + OB_TYPE) >> 2];
        freed.set(type, (freed.get(type) ?? 0) + 1);
        dealloc(vm, object);
      });
      counting.set(id, counter);
    }
    replaced.push([type, id]);
    i32[(type + TP_DEALLOC) >> 2] = counter;
  }
  return () => {
    for (const [type, id] of replaced) i32[(type + TP_DEALLOC) >> 2] = id;
    for (const id of counting.values()) vm.removeFunction(id);
  };
}

/** Starts counting. Ask for the figures when no program runs, or inside one: both work. */
export function startStatistics(vm: Interpreter): StatisticsRecorder {
  vm.inlineFastPaths = false;
  const freed = new Map<Address, number>();
  const liveBefore = walkLive(vm);
  const listsBefore = readFreeLists(vm);
  const uncount = countDeallocs(vm, freed);
  const layer = installCounting(vm);

  const typeFigures = (lists: ReturnType<typeof readFreeLists>): TypeStatistics[] => {
    const live = walkLive(vm);
    const none = { count: 0, bytes: 0 };
    const types = new Set([...live.keys(), ...liveBefore.keys(), ...freed.keys()]);
    const figures = [...types].map((type): TypeStatistics => {
      const name = typeName(vm, type);
      const now = live.get(type) ?? none, before = liveBefore.get(type) ?? none;
      const gone = freed.get(type) ?? 0;
      const list = lists.get(name) ?? { reused: 0, kept: 0 };
      const count = now.count - before.count;
      return {
        name,
        made: gone + count,
        freed: gone,
        live: count,
        liveBytes: now.bytes - before.bytes,
        reused: list.reused - (listsBefore.get(name)?.reused ?? 0),
        kept: list.kept,
      };
    });
    return figures.filter((type) => type.made > 0 || type.freed > 0)
      .sort((a, b) => b.made - a.made || (a.name < b.name ? -1 : 1));
  };

  const figures = (): Statistics => {
    const lists = readFreeLists(vm);
    const keys = lists.get("dict keys") ?? { reused: 0, kept: 0 };
    const { collector } = vm;
    return {
      domains: { raw: { ...layer.raw }, mem: { ...layer.mem }, object: { ...layer.object } },
      types: typeFigures(lists),
      dictKeys: { reused: keys.reused - (listsBefore.get("dict keys")?.reused ?? 0), kept: keys.kept },
      generations: Array.from({ length: GENERATION_COUNT }, (_, generation) => ({
        collections: collector.collections[generation],
        collected: collector.collected[generation],
        count: generationCount(vm, generation),
        threshold: collector.thresholds[generation],
      })),
      heap: stats(vm),
    };
  };

  return {
    figures,
    report: () => renderReport(figures(), statsReport(vm)),
    json: () => JSON.stringify(figures()) + "\n",
    stop() {
      layer.remove();
      uncount();
    },
  };
}

// The report -------------------------------------------------------------------------------------------------------

/** A number with a comma between thousands. */
function commas(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Bytes in the largest unit that leaves a number of at least 1. */
function readable(bytes: Size): string {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  let unit = 0, n = bytes;
  while (n >= 1024 && unit < units.length - 1) {
    n /= 1024;
    unit++;
  }
  return unit === 0 ? `${commas(n)} bytes` : `${n.toFixed(1)} ${units[unit]}`;
}

/** Rows of cells as aligned text: the first column to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])).join(
      "  ",
    );
  const [head, ...body] = rows.map(line);
  return [head, "-".repeat(head.length), ...body].join("\n");
}

function domainTable(domains: Statistics["domains"]): string {
  const head = [
    "domain",
    "malloc",
    "calloc",
    "realloc",
    "free",
    "live blocks",
    "live bytes",
    "peak blocks",
    "peak bytes",
  ];
  const rows = DOMAINS.map((domain) => {
    const d = domains[domain];
    const numbers = [
      d.mallocs,
      d.callocs,
      d.reallocs,
      d.frees,
      d.liveBlocks,
      d.liveBytes,
      d.peakBlocks,
      d.peakBytes,
    ];
    return [domain, ...numbers.map(commas)];
  });
  return table([head, ...rows]);
}

function typeTable(types: readonly TypeStatistics[]): string {
  const total = (pick: (type: TypeStatistics) => number): number =>
    types.reduce((sum, type) => sum + pick(type), 0);
  const numbers: ((type: TypeStatistics) => number)[] = [
    (type) => type.made,
    (type) => type.reused,
    (type) => type.freed,
    (type) => type.kept,
    (type) => type.live,
    (type) => type.liveBytes,
  ];
  const head = ["type", "made", "reused", "freed", "kept", "live", "live bytes"];
  const rows = types.map((type) => [type.name, ...numbers.map((pick) => commas(pick(type)))]);
  return table([head, ...rows, ["total", ...numbers.map((pick) => commas(total(pick)))]]);
}

function collectorTable(generations: readonly GenerationStatistics[]): string {
  const head = ["generation", "collections", "found", "count", "threshold"];
  const rows = generations.map((
    g,
    i,
  ) => [`${i}`, ...[g.collections, g.collected, g.count, g.threshold].map(commas)]);
  return table([head, ...rows]);
}

/** The text report; ends with a newline. */
function renderReport(figures: Statistics, pymalloc: string): string {
  const { pages } = figures.heap;
  const failures = DOMAINS.filter((domain) => figures.domains[domain].failures > 0)
    .map((domain) => `${commas(figures.domains[domain].failures)} requests to the ${domain} domain failed.`);
  const { reused, kept } = figures.dictKeys;
  return [
    "== memory of the program: what it asked the three domains for ==",
    "",
    domainTable(figures.domains),
    ...failures,
    "",
    "== objects, by type: reused = made from a free list, kept = dead, in a free list ==",
    "",
    typeTable(figures.types),
    ...(reused + kept > 0 ? [`Hash tables of dicts: ${commas(reused)} reused, ${commas(kept)} kept.`] : []),
    "",
    "== cyclic collector: found = unreachable containers ==",
    "",
    collectorTable(figures.generations),
    "",
    "== pages of the simulated system ==",
    "",
    `mapped now   ${commas(pages.mapped)} pages, ${readable(pages.mapped * pages.size)}`,
    `at peak      ${commas(pages.peak)} pages, ${readable(pages.peak * pages.size)}`,
    `limit        ${commas(pages.limit)} pages, ${readable(pages.limit * pages.size)}`,
    `calls        ${commas(pages.mapCalls)} to map, ${commas(pages.unmapCalls)} to unmap`,
    "",
    "== pymalloc, the runtime's own objects included ==",
    "",
    pymalloc,
  ].join("\n");
}
