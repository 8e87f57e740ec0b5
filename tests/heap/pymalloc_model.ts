/**
 * An independent model of pymalloc's placement decisions, in plain JavaScript structures: a translation of
 * the oracle's own model (tests/oracles/generate/pymalloc_model.py), which reproduces every call recorded
 * from CPython. Places are [arena number in order of creation, pool index in the arena, offset in the pool].
 */

const HEADER = 48;
const MAX_SMALL = 512;

interface ModelPool {
  arena: ModelArena;
  index: number;
  /** Size class of its last use; -1 if it was never used. */
  sizeClass: number;
  count: number;
  /** Offsets of free blocks; the last one is the head of the list. */
  free: number[];
  nextOffset: number;
}

interface ModelArena {
  number: number;
  total: number;
  freeCount: number;
  carved: number;
  /** Pools that were used and are empty; the last one is the next to be taken. */
  free: ModelPool[];
}

/** A block of the model: its pool and offset, or a block of the raw domain. */
export type ModelBlock = { pool: ModelPool; offset: number } | "raw";

/** The model of one heap. */
export class PymallocModel {
  readonly used: ModelPool[][] = Array.from({ length: 32 }, () => []);
  usable: ModelArena[] = [];
  arenasMade = 0;
  arenasFreed = 0;
  blocks = 0;

  constructor(readonly arenaSize: number, readonly poolSize: number) {}

  malloc(n: number): ModelBlock {
    this.blocks++;
    if (n === 0 || n > MAX_SMALL) return "raw";
    const sizeClass = (n - 1) >> 4;
    const pool = this.used[sizeClass][0];
    if (pool === undefined) return this.#mallocFromNewPool(sizeClass);
    pool.count++;
    const offset = pool.free.pop()!;
    this.#refill(pool);
    return { pool, offset };
  }

  free(block: ModelBlock): void {
    this.blocks--;
    if (block === "raw") return;
    const { pool, offset } = block;
    const wasFull = pool.free.length === 0;
    pool.free.push(offset);
    pool.count--;
    if (wasFull) {
      this.used[pool.sizeClass].unshift(pool);
    } else if (pool.count === 0) {
      this.#drop(this.used[pool.sizeClass], pool);
      this.#returnPool(pool);
    }
  }

  realloc(block: ModelBlock, n: number): ModelBlock {
    if (block === "raw") return block;
    const size = (block.pool.sizeClass + 1) * 16;
    if (n <= size && 4 * n > 3 * size) return block;
    const moved = this.malloc(n);
    this.free(block);
    return moved;
  }

  #drop<T>(list: T[], item: T): void {
    list.splice(list.indexOf(item), 1);
  }

  #mallocFromNewPool(sizeClass: number): ModelBlock {
    if (this.usable.length === 0) {
      const total = this.arenaSize / this.poolSize;
      this.usable.push({ number: this.arenasMade++, total, freeCount: total, carved: 0, free: [] });
    }
    const arena = this.usable[0];
    const pool = arena.free.pop() ??
      { arena, index: arena.carved++, sizeClass: -1, count: 0, free: [], nextOffset: 0 };
    if (--arena.freeCount === 0) this.usable.shift();
    this.used[sizeClass].unshift(pool);
    pool.count = 1;
    if (pool.sizeClass === sizeClass) {
      const offset = pool.free.pop()!;
      this.#refill(pool);
      return { pool, offset };
    }
    const size = (sizeClass + 1) * 16;
    pool.sizeClass = sizeClass;
    pool.nextOffset = HEADER + 2 * size;
    pool.free = [HEADER + size];
    return { pool, offset: HEADER };
  }

  /** The head of the free list was taken: extends it, or retires a full pool. */
  #refill(pool: ModelPool): void {
    if (pool.free.length > 0) return;
    const size = (pool.sizeClass + 1) * 16;
    if (pool.nextOffset <= this.poolSize - size) {
      pool.free.push(pool.nextOffset);
      pool.nextOffset += size;
    } else {
      this.#drop(this.used[pool.sizeClass], pool);
    }
  }

  #returnPool(pool: ModelPool): void {
    const arena = pool.arena;
    arena.free.push(pool);
    const before = arena.freeCount++;
    const lastSame = this.usable.findLast((other) => (other === arena ? before : other.freeCount) === before);
    if (arena.freeCount === arena.total && this.usable.includes(arena) && this.usable.at(-1) !== arena) {
      this.#drop(this.usable, arena);
      this.arenasFreed++;
    } else if (before === 0) {
      this.usable.unshift(arena);
    } else if (arena !== lastSame) {
      this.#drop(this.usable, arena);
      this.usable.splice(this.usable.indexOf(lastSame!) + 1, 0, arena);
    }
  }
}
