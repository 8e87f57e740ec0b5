/**
 * Snapshots of tracemalloc: what was traced at one moment, grouped, compared, filtered and written as text.
 *
 * Names, results, order and texts are those of CPython's module tracemalloc: tracebacks have their oldest frame first;
 * groups by line or file go by the newest frame; entries are sorted by size, then count, then traceback, the largest
 * first. Nothing here refers to a heap: a snapshot is data.
 *
 * Source: CPython 3.11, Lib/tracemalloc.py.
 */

import type { Size } from "./units.ts";

/** What a snapshot can be grouped by. */
export type SnapshotKey = "traceback" | "filename" | "lineno";

/** A place in a program. */
export class Frame {
  constructor(readonly filename: string, readonly lineno: number) {}

  toString(): string {
    return `${this.filename}:${this.lineno}`;
  }

  /** As CPython's repr(). */
  describe(): string {
    return `<Frame filename=${quote(this.filename)} lineno=${this.lineno}>`;
  }
}

/** Frames, the oldest first. */
export class Traceback {
  /** Equal tracebacks have equal keys. */
  readonly key: string;

  constructor(
    readonly frames: readonly Frame[],
    /** Frames that ran, of which the limit may have kept fewer; null if that is not known. */
    readonly totalFrames: number | null = null,
  ) {
    this.key = frames.join("\n");
  }

  /** The oldest frame, as CPython's str(). */
  toString(): string {
    return String(this.frames[0]);
  }

  /** As CPython's repr(). */
  describe(): string {
    const frames = this.frames.map((frame) => frame.describe());
    const tuple = frames.length === 1 ? `(${frames[0]},)` : `(${frames.join(", ")})`;
    return `<Traceback ${tuple}${this.totalFrames === null ? "" : ` total_nframe=${this.totalFrames}`}>`;
  }

  /**
   * Lines of text, two for each frame whose source line `readLine` knows. A positive limit keeps that many of the
   * newest frames, a negative one leaves that many of them out.
   */
  format(
    limit: number | null = null,
    mostRecentFirst = false,
    readLine: (filename: string, lineno: number) => string = () => "",
  ): string[] {
    const kept = limit === null
      ? this.frames.slice()
      : limit > 0
      ? this.frames.slice(-limit)
      : this.frames.slice(0, limit);
    if (mostRecentFirst) kept.reverse();
    const lines: string[] = [];
    for (const { filename, lineno } of kept) {
      lines.push(`  File "${filename}", line ${lineno}`);
      const line = readLine(filename, lineno).trim();
      if (line !== "") lines.push(`    ${line}`);
    }
    return lines;
  }
}

/** One block, or what somebody tracked. */
export class Trace {
  constructor(readonly domain: number, readonly size: Size, readonly traceback: Traceback) {}

  toString(): string {
    return `${this.traceback}: ${formatSize(this.size)}`;
  }

  /** As CPython's repr(). */
  describe(): string {
    return `<Trace domain=${this.domain} size=${
      formatSize(this.size)
    }, traceback=${this.traceback.describe()}>`;
  }
}

/** The traces of one group. */
export class Statistic {
  constructor(readonly traceback: Traceback, readonly size: Size, readonly count: number) {}

  toString(): string {
    const average = this.count > 0 ? `, average=${formatSize(this.size / this.count)}` : "";
    return `${this.traceback}: size=${formatSize(this.size)}, count=${this.count}${average}`;
  }

  /** As CPython's repr(). */
  describe(): string {
    return `<Statistic traceback=${this.traceback.describe()} size=${this.size} count=${this.count}>`;
  }
}

/** How one group differs between two snapshots. */
export class StatisticDiff {
  constructor(
    readonly traceback: Traceback,
    readonly size: Size,
    readonly sizeDiff: Size,
    readonly count: number,
    readonly countDiff: number,
  ) {}

  toString(): string {
    const average = this.count > 0 ? `, average=${formatSize(this.size / this.count)}` : "";
    return `${this.traceback}: size=${formatSize(this.size)} (${formatSize(this.sizeDiff, true)}), ` +
      `count=${this.count} (${signed(this.countDiff)})${average}`;
  }

  /** As CPython's repr(). */
  describe(): string {
    return `<StatisticDiff traceback=${this.traceback.describe()} size=${this.size} (${
      signed(this.sizeDiff)
    }) ` +
      `count=${this.count} (${signed(this.countDiff)})>`;
  }
}

/** Something that keeps or drops traces. */
export interface TraceFilter {
  /** Whether a trace needs to match one of these to stay, or must match all of them. */
  readonly inclusive: boolean;
  matches(trace: Trace): boolean;
}

/** Keeps, or drops, traces by the file of their newest frame (or of any), perhaps by line and domain. */
export class Filter implements TraceFilter {
  private readonly pattern: RegExp;

  constructor(
    readonly inclusive: boolean,
    /** A name with `*`, `?`, `[letters]` and `[!letters]`; of a .pyc file that of its source is meant. */
    readonly filenamePattern: string,
    readonly lineno: number | null = null,
    readonly allFrames = false,
    readonly domain: number | null = null,
  ) {
    this.pattern = patternOf(sourceName(filenamePattern));
  }

  matches({ domain, traceback }: Trace): boolean {
    const { frames } = traceback;
    const found = this.allFrames
      ? frames.some((frame) => this.matchesFrame(frame))
      : this.matchesFrame(frames[frames.length - 1]);
    const kept = found === this.inclusive;
    if (this.domain === null) return kept;
    return this.inclusive ? kept && domain === this.domain : kept || domain !== this.domain;
  }

  private matchesFrame({ filename, lineno }: Frame): boolean {
    return this.pattern.test(sourceName(filename)) && (this.lineno === null || lineno === this.lineno);
  }
}

/** Keeps, or drops, the traces of a domain. */
export class DomainFilter implements TraceFilter {
  constructor(readonly inclusive: boolean, readonly domain: number) {}

  matches(trace: Trace): boolean {
    return (trace.domain === this.domain) === this.inclusive;
  }
}

/** What was traced at one moment. */
export class Snapshot {
  constructor(readonly traces: readonly Trace[], readonly tracebackLimit: number) {}

  /** The traces that match one of the inclusive filters, if there are any, and all of the others. */
  filterTraces(filters: readonly TraceFilter[]): Snapshot {
    const including = filters.filter((filter) => filter.inclusive);
    const excluding = filters.filter((filter) => !filter.inclusive);
    const traces = this.traces.filter((trace) =>
      (including.length === 0 || including.some((filter) => filter.matches(trace))) &&
      excluding.every((filter) => filter.matches(trace))
    );
    return new Snapshot(traces, this.tracebackLimit);
  }

  /**
   * The traces in groups, the largest first. Cumulative groups have a trace in each of its frames, not in the newest
   * alone; there are none by traceback.
   */
  statistics(key: SnapshotKey, cumulative = false): Statistic[] {
    return [...this.groupBy(key, cumulative).values()].sort((a, b) =>
      b.size - a.size || b.count - a.count || compareTracebacks(b.traceback, a.traceback)
    );
  }

  /** How the groups differ from those of an older snapshot, the greatest difference first. */
  compareTo(old: Snapshot, key: SnapshotKey, cumulative = false): StatisticDiff[] {
    const before = old.groupBy(key, cumulative);
    const differences: StatisticDiff[] = [];
    for (const [name, { traceback, size, count }] of this.groupBy(key, cumulative)) {
      const previous = before.get(name);
      before.delete(name);
      differences.push(
        new StatisticDiff(
          traceback,
          size,
          size - (previous?.size ?? 0),
          count,
          count - (previous?.count ?? 0),
        ),
      );
    }
    for (const { traceback, size, count } of before.values()) {
      differences.push(new StatisticDiff(traceback, 0, -size, 0, -count));
    }
    return differences.sort((a, b) =>
      Math.abs(b.sizeDiff) - Math.abs(a.sizeDiff) || b.size - a.size ||
      Math.abs(b.countDiff) - Math.abs(a.countDiff) || b.count - a.count ||
      compareTracebacks(b.traceback, a.traceback)
    );
  }

  private groupBy(key: SnapshotKey, cumulative: boolean): Map<string, Statistic> {
    if (key !== "traceback" && key !== "filename" && key !== "lineno") {
      throw new RangeError(`unknown key_type: ${quote(String(key))}`);
    }
    if (cumulative && key === "traceback") {
      throw new RangeError(`cumulative mode cannot by used with key type ${quote(key)}`);
    }
    const groups = new Map<string, Statistic>();
    const add = (traceback: Traceback, size: Size) => {
      const group = groups.get(traceback.key);
      const sum = group === undefined ? size : group.size + size;
      groups.set(traceback.key, new Statistic(group?.traceback ?? traceback, sum, (group?.count ?? 0) + 1));
    };
    const place = (frame: Frame) => new Traceback([key === "lineno" ? frame : new Frame(frame.filename, 0)]);
    for (const { size, traceback } of this.traces) {
      const { frames } = traceback;
      if (key === "traceback") add(new Traceback(frames), size);
      else if (cumulative) { for (const frame of frames) add(place(frame), size); }
      else add(place(frames[frames.length - 1]), size);
    }
    return groups;
  }
}

function compareTracebacks(a: Traceback, b: Traceback): number {
  const n = Math.min(a.frames.length, b.frames.length);
  for (let i = 0; i < n; i++) {
    const x = a.frames[i], y = b.frames[i];
    if (x.filename !== y.filename) return x.filename < y.filename ? -1 : 1;
    if (x.lineno !== y.lineno) return x.lineno - y.lineno;
  }
  return a.frames.length - b.frames.length;
}

function sourceName(filename: string): string {
  return filename.endsWith(".pyc") ? filename.slice(0, -1) : filename;
}

/** A shell pattern, which matches a whole name: `*`, `?`, `[letters]`, `[a-z]`, `[!letters]` (Lib/fnmatch.py). */
function patternOf(pattern: string): RegExp {
  let source = "";
  for (let i = 0; i < pattern.length;) {
    const letter = pattern[i++];
    if (letter === "*") source += ".*";
    else if (letter === "?") source += ".";
    else if (letter === "[") {
      const end = pattern.indexOf("]", i + (pattern[i] === "!" ? 2 : 1));
      if (end < 0) source += "\\[";
      else {
        source += classOf(pattern.slice(i, end));
        i = end + 1;
      }
    } else source += letter.replace(/[\\^$.+()\]{}|/]/, "\\$&");
  }
  return new RegExp(`^${source}$`, "s");
}

/** What stands between brackets, as a class of letters; ranges that run backwards are empty. */
function classOf(text: string): string {
  const inverted = text.startsWith("!");
  const letters = inverted ? text.slice(1) : text;
  if (letters === "") return inverted ? "." : "(?!)";
  let source = "";
  const escape = (letter: string) => letter.replace(/[\\\]^[-]/, "\\$&");
  for (let i = 0; i < letters.length; i++) {
    if (letters[i + 1] !== "-" || i + 2 >= letters.length) source += escape(letters[i]);
    else {
      if (letters[i] <= letters[i + 2]) source += `${escape(letters[i])}-${escape(letters[i + 2])}`;
      i += 2;
    }
  }
  return source === "" ? (inverted ? "." : "(?!)") : `[${inverted ? "^" : ""}${source}]`;
}

function quote(text: string): string {
  return `'${text.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;
}

function signed(n: number): string {
  return n < 0 ? String(n) : `+${n}`;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A number of bytes in the largest unit that keeps two digits, with its sign if asked for. */
export function formatSize(size: Size, sign = false): string {
  let unit = 0;
  while (Math.abs(size) >= 10 * 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  // Below 100 units a decimal is worth writing; that can only be so after the loop has gone on to the next unit.
  const digits = Math.abs(size) < 100 && unit > 0 ? 1 : 0;
  const text = formatFixed(Math.abs(size), digits);
  return `${size < 0 ? "-" : sign ? "+" : ""}${text} ${UNITS[unit]}`;
}

/** Decimal places as C prints them: what lies in the middle goes to the even digit. */
function formatFixed(n: number, digits: 0 | 1): string {
  const scale = digits === 1 ? 10 : 1;
  const low = Math.floor(n * scale);
  if (n * scale - low === 0.5) return ((low % 2 === 0 ? low : low + 1) / scale).toFixed(digits);
  return n.toFixed(digits);
}
