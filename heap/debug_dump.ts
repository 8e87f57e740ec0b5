/**
 * What the debug hooks say about a block that is not what they left: CPython's text.
 *
 *     Debug memory block at address p=0x1a2b0: API 'm'
 *         16 bytes originally requested
 *         The 7 pad bytes at p-7 are FORBIDDENBYTE, as expected.
 *         The 8 pad bytes at tail=0x1a2c0 are not all FORBIDDENBYTE (0xfd):
 *             at tail+0: 0x78 *** OUCH
 *             ...
 *         Data at p: cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd
 *
 *     Enable tracemalloc to get the memory block allocation traceback
 *
 *     Fatal Python error: _PyMem_DebugRawFree: bad trailing pad byte
 *
 * A block that was freed has lost its size, so that CPython looks for its tail anywhere and usually dies there of a
 * segmentation fault. Here the dump goes on and says, in words of its own, what could not be read and that the bytes are
 * those of a freed block. An address with no memory before it ends as it does in CPython, without a dump. Letters that
 * are not ASCII are written as `\xdd`.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, _PyMem_DebugCheckAddress, _PyObject_DebugDumpAddress.
 */

import { fatalError } from "./fatal.ts";
import type { Heap } from "./heap.ts";
import { isReadable } from "./memory.ts";
import type { Address, Size } from "./units.ts";

/** The domain that tracemalloc has blocks of allocators in. */
const DEFAULT_DOMAIN = 0;
const HEADER = 16;
const PADS = 8;
const FORBIDDEN_BYTE = 0xfd;
const DEAD_BYTE = 0xdd;
const ADDRESS_MASK = 2n ** 64n - 1n;

/** What the dump must know of the hooks that looked. */
export interface DumpedHooks {
  readonly api: string;
  readonly serialNumbers: boolean;
}

/** A byte as the letter of an API. */
function letterOf(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`;
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** The block at an address as its bytes say it is, whoever made it. */
class DumpedBlock {
  readonly u8: Uint8Array;
  readonly size: bigint;

  constructor(readonly heap: Heap, readonly p: Address) {
    this.u8 = heap.u8;
    let size = 0n;
    for (let i = 0; i < 8; i++) size = size * 256n + BigInt(this.u8[p - HEADER + i]);
    this.size = size;
  }

  get id(): number {
    return this.u8[this.p - PADS];
  }

  /** Where the tail would be, or -1 if there is no memory. */
  get tail(): Address {
    const tail = this.p + Number(this.size);
    return isReadable(this.heap, tail) && isReadable(this.heap, tail + PADS - 1) ? tail : -1;
  }

  /** The bytes from `start` on that are not as they must be, in this word's sense. */
  isForbidden(start: Address, n: Size): boolean {
    for (let i = 0; i < n; i++) if (this.u8[start + i] !== FORBIDDEN_BYTE) return false;
    return true;
  }

  private isDead(): boolean {
    for (let i = 1; i <= PADS; i++) if (this.u8[this.p - i] !== DEAD_BYTE) return false;
    return true;
  }

  /** What CPython would object to first, or null. */
  problem(api: string): string | null {
    const id = letterOf(this.id);
    if (id !== api) return `bad ID: Allocated using API '${id}', verified using API '${api}'`;
    if (!this.isForbidden(this.p - PADS + 1, PADS - 1)) return "bad leading pad byte";
    return this.tail >= 0 && this.isForbidden(this.tail, PADS) ? null : "bad trailing pad byte";
  }

  dump(serialNumbers: boolean): string {
    const { p, tail } = this;
    const lines = [
      `Debug memory block at address p=0x${p.toString(16)}: API '${letterOf(this.id)}'`,
      `    ${this.size} bytes originally requested`,
      ...this.padLines(p - PADS + 1, PADS - 1, `p-${PADS - 1}`, (i) => `p-${PADS - 1 - i}`),
    ];
    if (!this.isForbidden(p - PADS + 1, PADS - 1)) {
      lines.push(
        "    Because memory is corrupted at the start, the count of bytes requested",
        "       may be bogus, and checking the trailing pad bytes may segfault.",
      );
    }
    if (tail >= 0) {
      lines.push(
        ...this.padLines(tail, PADS, `tail=0x${tail.toString(16)}`, (i) => `tail+${i}`),
        ...(serialNumbers ? [this.serialLine(tail + PADS)] : []),
        ...this.dataLines(tail),
      );
    } else {
      const where = (BigInt(p) + this.size) & ADDRESS_MASK;
      lines.push(
        `    The ${PADS} pad bytes at tail=0x${where.toString(16)} are in no memory that is mapped.`,
      );
      if (this.isDead()) {
        lines.push("    The bytes before p are DEADBYTE (0xdd): the block was freed before.");
      }
    }
    return lines.join("\n") + "\n\n";
  }

  private padLines(start: Address, n: Size, place: string, name: (i: number) => string): string[] {
    const what = `    The ${n} pad bytes at ${place} are`;
    if (this.isForbidden(start, n)) return [`${what} FORBIDDENBYTE, as expected.`];
    const lines = [`${what} not all FORBIDDENBYTE (0x${hexByte(FORBIDDEN_BYTE)}):`];
    for (let i = 0; i < n; i++) {
      const byte = this.u8[start + i];
      lines.push(`        at ${name(i)}: 0x${hexByte(byte)}${byte === FORBIDDEN_BYTE ? "" : " *** OUCH"}`);
    }
    return lines;
  }

  private serialLine(start: Address): string {
    let serial = 0n;
    for (let i = 0; i < 8; i++) serial = serial * 256n + BigInt(this.u8[start + i] ?? 0);
    return `    The block was made by call #${serial} to debug malloc/realloc.`;
  }

  /** All of up to 16 bytes, or the first and the last 8. */
  private dataLines(tail: Address): string[] {
    const { p, u8 } = this;
    const n = tail - p;
    if (n === 0) return [];
    const bytes = (from: Address, to: Address) =>
      Array.from(u8.subarray(from, to), (b) => ` ${hexByte(b)}`).join("");
    const data = n <= 16 ? bytes(p, tail) : `${bytes(p, p + 8)} ...${bytes(tail - 8, tail)}`;
    return [`    Data at p:${data}`];
  }
}

/** What a dump says of where the block `p` was allocated: all that tracemalloc knows. */
export function describeAllocation(heap: Heap, p: Address): string {
  if (!heap.tracer.isTracing) return "Enable tracemalloc to get the memory block allocation traceback\n\n";
  const traceback = heap.tracer.getTraceback(DEFAULT_DOMAIN, p);
  if (traceback === null) return "";
  return ["Memory block allocated at (most recent call first):", ...traceback.format(null, true), "", ""]
    .join("\n");
}

/**
 * Looks at a block byte by byte, as CPython does; its size if it is sound. Else throws FatalMemoryError, found by the
 * function `where`.
 */
export function verifyBlock(heap: Heap, hooks: DumpedHooks, p: Address, where: string): Size {
  if (!Number.isInteger(p) || !isReadable(heap, p - HEADER) || !isReadable(heap, p - 1)) {
    fatalError(heap, "", "Segmentation fault", "", p);
  }
  const block = new DumpedBlock(heap, p);
  const problem = block.problem(hooks.api);
  if (problem === null) return Number(block.size);
  fatalError(heap, where, problem, block.dump(hooks.serialNumbers) + describeAllocation(heap, p), p);
}
