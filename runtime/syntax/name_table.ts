/**
 * NameTable: every distinct identifier of a source once, numbered in the order of first appearance.
 *
 * The tokenizer looks a name up by the hash that it computed while scanning and by comparing characters in place,
 * so that no substring is made for a name that is already known, and all nodes that carry a name share one string.
 * Numbers below the number of keywords are keywords; the soft keywords follow.
 *
 * Laws: the table is open addressed, a power of two, at most half full; slot 0 means empty, otherwise number + 1.
 * A source whose names collide on purpose must not cost quadratic time: after PROBE_LIMIT steps a name goes to the
 * host's map, whose hash is seeded.
 * A name that NFKC normalisation changed is entered without a slot: it must never be found as a keyword, because
 * CPython compares keywords before it normalises.
 */

import { ASCII_CLASSES, IDENTIFIER_PART, IDENTIFIER_START } from "./characters.ts";
import { KEYWORDS, SOFT_KEYWORDS } from "./tokens.ts";

const PROBE_LIMIT = 64;

/** Hash step over UTF-16 units; `nameHash` of a string is this folded over it from 0. */
export function hashStep(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}

export class NameTable {
  /** The names, by number. */
  readonly names: string[] = [];
  private hashes: number[] = [];
  private slots = new Int32Array(1024);
  private used = 0;
  private overflow: Map<string, number> | null = null;

  constructor() {
    for (const keyword of KEYWORDS) this.addKeyword(keyword);
    for (const keyword of SOFT_KEYWORDS) this.addKeyword(keyword);
  }

  /** The number of the name `source[start..end)`, whose hash the caller computed with `hashStep`. */
  intern(source: string, start: number, end: number, hash: number): number {
    const slots = this.slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let probe = 0; probe < PROBE_LIMIT; probe++) {
      const number = slots[slot] - 1;
      if (number < 0) return this.insert(source.slice(start, end), hash, slot);
      if (this.hashes[number] === hash && equalsAt(this.names[number], source, start, end)) return number;
      slot = (slot + 1) & mask;
    }
    return this.internOverflow(source.slice(start, end));
  }

  /** `text` as it is kept here if it is a name of ASCII letters and no keyword, else null. */
  internPlain(text: string): string | null {
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 128 || (ASCII_CLASSES[unit] & (i === 0 ? IDENTIFIER_START : IDENTIFIER_PART)) === 0) {
        return null;
      }
      hash = hashStep(hash, unit);
    }
    if (text.length === 0) return null;
    const number = this.intern(text, 0, text.length, hash);
    return number < KEYWORDS.length ? null : this.names[number];
  }

  /** A number for a name that normalisation changed; see the law above. */
  addNormalized(name: string): number {
    return this.append(name, 0);
  }

  private append(name: string, hash: number): number {
    this.names.push(name);
    this.hashes.push(hash);
    return this.names.length - 1;
  }

  private internOverflow(name: string): number {
    this.overflow ??= new Map();
    let number = this.overflow.get(name);
    if (number === undefined) {
      number = this.append(name, 0);
      this.overflow.set(name, number);
    }
    return number;
  }

  private addKeyword(keyword: string): void {
    let hash = 0;
    for (let i = 0; i < keyword.length; i++) hash = hashStep(hash, keyword.charCodeAt(i));
    this.intern(keyword, 0, keyword.length, hash);
  }

  private insert(name: string, hash: number, slot: number): number {
    const number = this.append(name, hash);
    this.slots[slot] = number + 1;
    if (++this.used * 2 > this.slots.length) this.rehash();
    return number;
  }

  /** Quadruples the table; a name that found no slot within the limit moves to the overflow map. */
  private rehash(): void {
    const old = this.slots;
    const slots = new Int32Array(old.length * 4);
    const mask = slots.length - 1;
    for (let i = 0; i < old.length; i++) {
      const number = old[i] - 1;
      if (number < 0) continue;
      const hash = this.hashes[number];
      let slot = (hash ^ (hash >>> 15)) & mask;
      let probe = 0;
      while (slots[slot] !== 0 && probe < PROBE_LIMIT) {
        slot = (slot + 1) & mask;
        probe++;
      }
      if (probe < PROBE_LIMIT) slots[slot] = number + 1;
      else (this.overflow ??= new Map()).set(this.names[number], number);
    }
    this.slots = slots;
  }
}

function equalsAt(name: string, source: string, start: number, end: number): boolean {
  const length = end - start;
  if (name.length !== length) return false;
  for (let i = 0; i < length; i++) {
    if (name.charCodeAt(i) !== source.charCodeAt(start + i)) return false;
  }
  return true;
}
