/**
 * The C API's memory functions by their documented names: domains, typed macros and older names, the C library's
 * malloc, allocators, hooks, the global lock, tracemalloc.
 *
 * Addresses are numbers, NULL is 0. A TYPE is given by name or by its size in bytes. What CPython has as a macro that
 * assigns (`PyMem_Resize(p, TYPE, n)`) is a function whose result the caller assigns.
 *
 * Under the allocators of strict mode each function says what it made and asks before it takes a block; without it
 * one comparison is all that costs.
 *
 * Source: C API, "Memory Management"; CPython 3.11 Include/pymem.h, Include/cpython/pymem.h, Include/objimpl.h.
 */
import {
  type Address,
  type Allocator,
  type ArenaAllocator,
  type Domain,
  DOMAINS,
  fatalError,
  getAllocator,
  getArenaAllocator,
  libcCalloc,
  libcFree,
  libcMalloc,
  libcRealloc,
  memCalloc,
  memFree,
  memMalloc,
  memRealloc,
  NULL,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  rawCalloc,
  rawFree,
  rawMalloc,
  rawRealloc,
  setAllocator,
  setArenaAllocator,
  setupDebugHooks,
  type Size,
} from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import { bytesOf, type CText, writeText } from "./capi_text.ts";

/** Sizes of C types on the 64-bit machine that is simulated. */
export const C_TYPES = {
  char: 1,
  "unsigned char": 1,
  short: 2,
  int: 4,
  "unsigned int": 4,
  long: 8,
  "long long": 8,
  size_t: 8,
  Py_ssize_t: 8,
  float: 4,
  double: 8,
  "void *": 8,
  "char *": 8,
  "PyObject *": 8,
} as const;

/** A C type: its name, or the bytes that one takes. */
export type CType = keyof typeof C_TYPES | number;

/** Bytes of a value of a C type. Throws TypeError for what is none. */
export function sizeOfType(type: CType): Size {
  if (typeof type === "number") {
    if (type > 0) return whole(type);
  } else if (Object.hasOwn(C_TYPES, type)) return C_TYPES[type];
  throw new TypeError(
    `A C type is one of ${Object.keys(C_TYPES).join(", ")}, or a size in bytes: ${String(type)}`,
  );
}

/** The default size of a buffer of C's standard input and output. */
export const BUFSIZ = 8192;
/** What malloc may be asked for is less than this. */
const SSIZE_LIMIT = 2 ** 63;
/** The largest double below it. */
const PY_SSIZE_T_MAX = SSIZE_LIMIT - 1024;
/** What PyEval_SaveThread gives for the only thread there is. */
const MAIN_THREAD = 1;

/** What PyGILState_Ensure returns: whether the lock was held before. */
const PYGILSTATE_LOCKED = 0;
const PYGILSTATE_UNLOCKED = 1;

/** How the functions of a family that makes blocks and takes them back are called. */
interface Family {
  /** Its domain, or the C library. */
  readonly domain: Domain | "libc";
  /** The functions that make its blocks. */
  readonly makers: readonly string[];
  /** The function that releases them. */
  readonly release: string;
}

export const FAMILIES = {
  raw: {
    domain: "raw",
    makers: ["PyMem_RawMalloc", "PyMem_RawCalloc", "PyMem_RawRealloc"],
    release: "PyMem_RawFree",
  },
  mem: { domain: "mem", makers: ["PyMem_Malloc", "PyMem_Calloc", "PyMem_Realloc"], release: "PyMem_Free" },
  typed: { domain: "mem", makers: ["PyMem_New", "PyMem_Resize"], release: "PyMem_Del" },
  oldest: { domain: "mem", makers: ["Py_Malloc", "Py_Realloc"], release: "Py_Free" },
  object: {
    domain: "object",
    makers: ["PyObject_Malloc", "PyObject_Calloc", "PyObject_Realloc"],
    release: "PyObject_Free",
  },
  instance: { domain: "object", makers: ["PyObject_New", "PyObject_NewVar"], release: "PyObject_Del" },
  container: {
    domain: "object",
    makers: ["PyObject_GC_New", "PyObject_GC_NewVar", "PyObject_GC_Resize"],
    release: "PyObject_GC_Del",
  },
  libc: { domain: "libc", makers: ["malloc", "calloc", "realloc"], release: "free" },
} as const satisfies Record<string, Family>;

/** What strict mode hears of calls; everything is passed on unchanged when it is off. */
export class StrictFront {
  constructor(private readonly vm: Interpreter) {}

  /** `maker` has made the block `p`, or NULL. Returns `p`. */
  made(p: Address, family: Family, maker: string): Address {
    const strict = this.vm.strict;
    if (strict === null || p === NULL) return p;
    if (family.domain === "libc") strict.noteBlock(p, "libc");
    strict.noteMaker(p, `${maker}()`);
    return p;
  }

  /** `caller` is going to work on the block `p`. */
  takes(p: Address, family: Family, caller: string): void {
    const strict = this.vm.strict;
    if (strict === null) return;
    const makers = family.makers.map((maker) => `${maker}()`);
    strict.expectMaker(p, caller, family.domain, makers, (maker) => {
      const owner = Object.values(FAMILIES).find((each) => each.makers.some((name) => `${name}()` === maker));
      return owner === undefined
        ? "it is for its own functions to release"
        : `it is released by ${owner.release}()`;
    });
  }
}

/** The sizes and addresses of the C API are whole numbers: a program that passes something else is mistaken. */
function whole(n: number): number {
  if (Number.isInteger(n)) return n;
  const given = typeof n === "number" ? `${n}` : `${typeof n} ${String(n)}`;
  throw new TypeError(`Sizes and addresses are whole numbers: ${given}`);
}

/** The domain functions of one interpreter, with their older names. */
function createDomainApi(vm: Interpreter) {
  const strict = new StrictFront(vm);
  const { raw, mem, object } = FAMILIES;
  const PyMem_Malloc = (n: Size): Address => strict.made(memMalloc(vm, whole(n)), mem, "PyMem_Malloc");
  const PyMem_Realloc = (p: Address, n: Size): Address => {
    strict.takes(whole(p), mem, "PyMem_Realloc");
    return strict.made(memRealloc(vm, p, whole(n)), mem, "PyMem_Realloc");
  };
  const PyMem_Free = (p: Address): void => {
    strict.takes(whole(p), mem, "PyMem_Free");
    memFree(vm, p);
  };
  const PyObject_Malloc = (n: Size): Address =>
    strict.made(objectMalloc(vm, whole(n)), object, "PyObject_Malloc");
  const PyObject_Realloc = (p: Address, n: Size): Address => {
    strict.takes(whole(p), object, "PyObject_Realloc");
    return strict.made(objectRealloc(vm, p, whole(n)), object, "PyObject_Realloc");
  };
  const PyObject_Free = (p: Address): void => {
    strict.takes(whole(p), object, "PyObject_Free");
    objectFree(vm, p);
  };
  return {
    // The raw domain: needs no lock.
    PyMem_RawMalloc: (n: Size): Address => strict.made(rawMalloc(vm, whole(n)), raw, "PyMem_RawMalloc"),
    PyMem_RawCalloc: (nelem: number, elsize: Size): Address =>
      strict.made(rawCalloc(vm, whole(nelem), whole(elsize)), raw, "PyMem_RawCalloc"),
    PyMem_RawRealloc: (p: Address, n: Size): Address => {
      strict.takes(whole(p), raw, "PyMem_RawRealloc");
      return strict.made(rawRealloc(vm, p, whole(n)), raw, "PyMem_RawRealloc");
    },
    PyMem_RawFree: (p: Address): void => {
      strict.takes(whole(p), raw, "PyMem_RawFree");
      rawFree(vm, p);
    },

    // The mem domain.
    PyMem_Malloc,
    PyMem_Calloc: (nelem: number, elsize: Size): Address =>
      strict.made(memCalloc(vm, whole(nelem), whole(elsize)), mem, "PyMem_Calloc"),
    PyMem_Realloc,
    PyMem_Free,
    PyMem_MALLOC: PyMem_Malloc,
    PyMem_REALLOC: PyMem_Realloc,
    PyMem_FREE: PyMem_Free,

    // The object domain.
    PyObject_Malloc,
    PyObject_Calloc: (nelem: number, elsize: Size): Address =>
      strict.made(objectCalloc(vm, whole(nelem), whole(elsize)), object, "PyObject_Calloc"),
    PyObject_Realloc,
    PyObject_Free,
    PyObject_MALLOC: PyObject_Malloc,
    PyObject_REALLOC: PyObject_Realloc,
    PyObject_FREE: PyObject_Free,
  };
}

/** What goes by type, and the oldest functions, which raise MemoryError: all on the mem domain. */
function createTypedApi(vm: Interpreter) {
  const strict = new StrictFront(vm);
  const { typed, oldest } = FAMILIES;
  /** Memory for `n` values of a TYPE; NULL if there is not so much, or their size overflows. */
  const PyMem_New = (type: CType, n: number): Address => {
    if (!fitsArray(whole(n), type)) return NULL;
    return strict.made(memMalloc(vm, n * sizeOfType(type)), typed, "PyMem_New");
  };
  /** `p` with room for `n` values of a TYPE: what C assigns to `p`. NULL on failure; the old block is still valid. */
  const PyMem_Resize = (p: Address, type: CType, n: number): Address => {
    if (!fitsArray(whole(n), type)) return NULL;
    strict.takes(whole(p), typed, "PyMem_Resize");
    return strict.made(memRealloc(vm, p, n * sizeOfType(type)), typed, "PyMem_Resize");
  };
  const PyMem_Del = (p: Address): void => {
    strict.takes(whole(p), typed, "PyMem_Del");
    memFree(vm, p);
  };
  return {
    PyMem_New,
    PyMem_Resize,
    PyMem_Del,
    PyMem_NEW: PyMem_New,
    PyMem_RESIZE: PyMem_Resize,
    PyMem_DEL: PyMem_Del,

    /** NULL with MemoryError. */
    Py_Malloc: (n: Size): Address => {
      const p = memMalloc(vm, whole(n));
      return p === NULL ? noMemory(vm) : strict.made(p, oldest, "Py_Malloc");
    },
    /** NULL with MemoryError; the old block is still valid then. */
    Py_Realloc: (p: Address, n: Size): Address => {
      strict.takes(whole(p), oldest, "Py_Realloc");
      const moved = memRealloc(vm, p, whole(n));
      return moved === NULL ? noMemory(vm) : strict.made(moved, oldest, "Py_Realloc");
    },
    Py_Free: (p: Address): void => {
      strict.takes(whole(p), oldest, "Py_Free");
      memFree(vm, p);
    },
  };
}

/** The C library's memory: past the memory manager. */
function createLibcApi(vm: Interpreter) {
  const strict = new StrictFront(vm);
  const { libc } = FAMILIES;
  return {
    malloc: (n: Size): Address => strict.made(libcMalloc(vm, whole(n)), libc, "malloc"),
    calloc: (nelem: number, elsize: Size): Address =>
      strict.made(libcCalloc(vm, whole(nelem), whole(elsize)), libc, "calloc"),
    realloc: (p: Address, n: Size): Address => {
      strict.takes(whole(p), libc, "realloc");
      const moved = libcRealloc(vm, p, whole(n));
      if (moved !== NULL) vm.strict?.forgetBlock(p);
      return strict.made(moved, libc, "realloc");
    },
    free: (p: Address): void => {
      strict.takes(whole(p), libc, "free");
      libcFree(vm, p);
      vm.strict?.forgetBlock(p);
    },
    // What programs write to memory with.
    /** Writes a text with its zero byte at an address; the address. */
    strcpy: (to: Address, text: CText): Address => writeText(vm, to, text),
    /** Bytes of a C string before its zero byte. */
    strlen: (text: CText): Size => bytesOf(vm, text).length,
    /** Fills `n` bytes; the address. */
    memset: (to: Address, byte: number, n: Size): Address => {
      vm.u8.fill(byte & 0xff, to, to + n);
      return to;
    },
    /** Copies `n` bytes; the address they are at now. The areas may overlap, as memmove's in C. */
    memcpy: (to: Address, from: Address, n: Size): Address => {
      vm.u8.copyWithin(to, from, from + n);
      return to;
    },
  };
}

/** The memory functions for one interpreter. */
export function createMemoryApi(vm: Interpreter) {
  return {
    /** The heap: its views (`u8`, `i32`, `f64` ...) are the memory that addresses are of. */
    memory: vm as Interpreter,
    NULL,
    BUFSIZ,
    /** The nearest double below it, which is a size that may be asked for. */
    PY_SSIZE_T_MAX,
    sizeof: sizeOfType,
    PYMEM_DOMAIN_RAW: 0,
    PYMEM_DOMAIN_MEM: 1,
    PYMEM_DOMAIN_OBJ: 2,
    ...createDomainApi(vm),
    ...createTypedApi(vm),
    ...createLibcApi(vm),
    ...createAllocatorApi(vm),
  };
}

/** Is an array of `n` values of a TYPE no larger than PY_SSIZE_T_MAX? */
function fitsArray(n: number, type: CType): boolean {
  return n >= 0 && n < SSIZE_LIMIT / sizeOfType(type);
}

/** Nothing: what CPython gives for a domain that there is not. */
const NO_ALLOCATOR = { name: "", ctx: null, malloc: null, calloc: null, realloc: null, free: null };

/** Allocators, hooks, the lock, tracemalloc. */
function createAllocatorApi(vm: Interpreter) {
  return {
    /** The allocator of a domain (PYMEM_DOMAIN_*); one without functions if there is no such domain. */
    PyMem_GetAllocator: (domain: number): Allocator | typeof NO_ALLOCATOR =>
      DOMAINS[domain] === undefined ? NO_ALLOCATOR : getAllocator(vm, DOMAINS[domain]),
    /**
     * Sets the allocator of a domain, with its context; nothing happens if there is no such domain. It must wrap the
     * one before it and say so (`wraps`) while blocks of that live; else AllocatorError.
     */
    PyMem_SetAllocator: (domain: number, allocator: Allocator): void => {
      if (DOMAINS[domain] !== undefined) setAllocator(vm, DOMAINS[domain], allocator);
    },
    PyMem_SetupDebugHooks: (): void => setupDebugHooks(vm),
    PyObject_GetArenaAllocator: (): ArenaAllocator => getArenaAllocator(vm),
    PyObject_SetArenaAllocator: (allocator: ArenaAllocator): void => setArenaAllocator(vm, allocator),

    /** Releases the global lock; what it returns takes it again. */
    PyEval_SaveThread: (): Address => {
      if (!vm.gilHeld) withoutThread(vm, "PyEval_SaveThread");
      vm.gilHeld = false;
      return MAIN_THREAD;
    },
    PyEval_RestoreThread: (thread: Address): void => {
      if (thread !== MAIN_THREAD) withoutThread(vm, "PyEval_RestoreThread");
      vm.gilHeld = true;
    },

    /** Takes the lock if it is released; what it returns puts it back. */
    PyGILState_Ensure: (): number => {
      const state = vm.gilHeld ? PYGILSTATE_LOCKED : PYGILSTATE_UNLOCKED;
      vm.gilHeld = true;
      return state;
    },
    PyGILState_Release: (state: number): void => {
      if (!vm.gilHeld) withoutThread(vm, "PyGILState_Release");
      vm.gilHeld = state === PYGILSTATE_LOCKED;
    },
    /** Whether the lock is held. */
    PyGILState_Check: (): number => vm.gilHeld ? 1 : 0,

    /** Traces memory of one's own under a domain number; 0, or -2 while tracemalloc is off. */
    PyTraceMalloc_Track: (domain: number, p: Address, size: Size): number => vm.tracer.track(domain, p, size),
    PyTraceMalloc_Untrack: (domain: number, p: Address): number => vm.tracer.untrack(domain, p),
  };
}

/** CPython's end of a thread function that needs the lock. */
function withoutThread(vm: Interpreter, where: string): never {
  const reason =
    "the function must be called with the GIL held, after Python initialization and before Python " +
    "finalization, but the GIL is released (the current Python thread state is NULL)";
  fatalError(vm, where, reason);
}
