/**
 * The interpreter's state: the heap with a language in it. It is the first argument (`vm`) of every function of the
 * runtime; its views (`i32`, `u8`, `f64` ...) never change, so a function takes them into locals first.
 *
 * Objects live in the bytes; what stands here is what CPython keeps in its interpreter and thread state: the pending
 * exception, the exception being handled, the frame stack's top, budgets, and the table of functions by number.
 *
 * Laws
 * - A function that fails sets the pending exception (`curexcType` is not NULL) and returns NULL; -1 where the result
 *   is a truth value, a count or a size. While no function has failed, `curexcType` is NULL.
 * - References kept in fields here are owned, unless the field says otherwise.
 *
 * The stack segment holds frame records, then arguments of calls:
 *
 *     stackBase                                argumentsBase                     stackEnd
 *     | FRAME_RECORD of 16 bytes per call ...  | 8-byte words, borrowed ...      |
 *
 * Source: CPython 3.11 Include/internal/pycore_interp.h, Include/cpython/pystate.h.
 */
import {
  type Address,
  Heap,
  type HeapOptions,
  NULL,
  PAGE_SIZE,
  pointer,
  STATIC_BASE,
  struct,
  u32,
} from "../../heap/mod.ts";
import { CollectorState } from "./collector_state.ts";
import { EXCEPTION_BASE, STATICS_END } from "./statics.ts";

/** A function that a number in the heap may stand for: a slot, a method's body, the code of a function. */
// deno-lint-ignore no-explicit-any
export type NativeFunction = (vm: Interpreter, ...args: any[]) => any;

/** Calls back for one reference or one block. */
export type Visit = (vm: Interpreter, address: Address) => void;

/** What a call leaves on the frame stack. */
export const FRAME_RECORD = struct("FrameRecord", 16, {
  f_func: pointer(0, "the function that runs, borrowed"),
  prev_instr: u32(4, "index of the position in the code's table of positions"),
  frame_obj: u32(8, "frame object made for it, owned, or NULL"),
  f_locals: u32(12, "namespace dict of module and class bodies, borrowed, or NULL"),
});
export const F_FUNC = FRAME_RECORD.offsets.f_func;
export const F_POSITION = FRAME_RECORD.offsets.prev_instr;
export const F_OBJECT = FRAME_RECORD.offsets.frame_obj;
export const F_LOCALS = FRAME_RECORD.offsets.f_locals;
export const FRAME_RECORD_SIZE = 16;

/** Bytes of static segment behind the constant addresses: operator tables, method definitions, C strings. */
const STATIC_TAIL = 1 << 20;
const FRAME_STACK_SIZE = 2 << 20;
const ARGUMENT_STACK_SIZE = 6 << 20;

/**
 * Bytes of the host's stack that calls may use. The host gives about 984 KB in all; what is missing is for the
 * entry, for the release of chains and for functions that count no depth.
 */
const HOST_STACK_BUDGET = 700_000;

/** Back edges and calls between two polls when nobody asks for less. */
export const MAX_TICKS = 0x3fffffff;

/**
 * The files from which a program imports, as its host gives them. Nothing here is called before the program imports
 * something that is not built in.
 */
export interface ModuleFiles {
  /** What sys.path holds at the start. */
  readonly path: readonly string[];
  /** Content of the file at a path (an entry of sys.path, `/`, and a relative path), or null if there is none. */
  read(path: string): string | Uint8Array | null;
  /** Whether there is a folder at a path. */
  isFolder(path: string): boolean;
}

/** A module of the library that is written in the object language. */
export interface LibrarySource {
  /** Gives its text, when it is imported. */
  readonly source: () => string;
  /** Whether it has submodules. */
  readonly isPackage?: boolean;
}

/** The clocks that a program sees. */
export interface Clock {
  /** Nanoseconds since 1970, UTC. */
  wall(): bigint;
  /** Nanoseconds on a clock that never goes back. */
  monotonic(): bigint;
  /** Nanoseconds that the program has used. */
  process(): bigint;
  /** Waits so many milliseconds. */
  sleep(milliseconds: number): void;
}

/** What makes a module when it is imported: gives a new reference, or NULL with an exception. */
export type ModuleMaker = (vm: Interpreter) => Address;

export interface InterpreterOptions extends HeapOptions {
  /** Receives what the program writes to standard output; nothing by default. */
  stdout?: (text: string) => void;
  /** Receives what is written to standard error; nothing by default. */
  stderr?: (text: string) => void;
  /** Called by the program's flush(); nothing by default. */
  flush?: () => void;
  /** Gives the next line of standard input with its newline, or null at the end; always null by default. */
  stdin?: () => string | null;
  /** The files of modules; without them only what is built in can be imported. */
  modules?: ModuleFiles;
  /** The clocks; without them time stands still. */
  clock?: Clock;
}

/** Time that stands still. */
const NO_CLOCK: Clock = { wall: () => 0n, monotonic: () => 0n, process: () => 0n, sleep: () => {} };

export class Interpreter extends Heap {
  /** The bytes once more, for words that do not lie at multiples of their width (little-endian). */
  readonly dataView: DataView = new DataView(this.buffer);
  /** Functions by number; 0 is NULL. */
  readonly functions: NativeFunction[] = [() => {
    throw new Error("Function number 0 was called");
  }];
  /** Numbers whose function was released, to be used again. */
  readonly freeFunctions: number[] = [];
  /** Numbers of functions that have kept one (numberOf). */
  private readonly functionNumbers: Map<NativeFunction, number> = new Map();
  /** Blocks beside an object that it owns, by type: the slot CPython has no place for. */
  readonly bufferVisitors: Map<Address, (vm: Interpreter, object: Address, visit: Visit) => void> = new Map();

  /** High half of the hash that the last hash function returned. */
  hashHigh = 0;
  /** Where in the index table the last search for a key that is not there came to a free cell. */
  dictSlot = 0;
  /** Key and value that dictNext has come to, borrowed. */
  dictKey: Address = NULL;
  dictValue: Address = NULL;
  /** What sliceUnpack found and sliceAdjust clipped: numbers within 2**63, exact below 2**53. */
  sliceStart = 0;
  sliceStop = 0;
  sliceStep = 0;
  /** The same of a short slice: always small. */
  sliceFrom = 0;
  sliceBy = 0;
  /** The digits behind the point that splitFixed found, as a number. */
  fraction = 0;
  /** What getBuffer found: where the bytes lie, and how many there are. */
  bufferData: Address = NULL;
  bufferSize = 0;
  /** Short format specifiers that have been parsed, by their text: a cache (objects/format_spec.ts). */
  readonly formatSpecs: Map<number, unknown> = new Map();
  /** Beside the number that some functions return: self of a method found by loadMethod, and the like. */
  second = 0;

  // What reading a global leaves for the inline cache at the place that reads: versions of the keys of the globals and
  // of the builtins, and the address of the value's word. A version of -1 matches nothing.
  cacheVersion = -1;
  cacheAddress: Address = NULL;
  cacheSecondVersion = -1;
  /** Namespace dict for the next module or class body that starts, borrowed. */
  namespace: Address = NULL;
  /** Numbers of the vectorcall functions of all functions, of all weak references, and of all generic aliases. */
  functionVectorcall = 0;
  weakrefVectorcall = 0;
  aliasVectorcall = 0;
  /** `type[item]`. Set by generic_alias.ts. */
  genericAlias: (vm: Interpreter, origin: Address, item: Address) => Address = () => NULL;
  /** Tables of `__dict__` and `__weakref__` of classes: both in turn, and the first alone. */
  instanceGetSets: Address = NULL;
  instanceDictGetSet: Address = NULL;
  /** The program's warnings as they come while it is compiled: category, message, file, line. */
  warn: (category: string, message: string, filename: string, line: number) => void = () => {};
  /** Whether code compiled from now on may do common things without calling the functions that do them. */
  inlineFastPaths = true;
  /** Sees what has been compiled (a CodeDraft of the compiler), for --dump-js; null: nobody looks. */
  onCompiled: ((draft: unknown, filename: string) => void) | null = null;

  // The pending exception, perhaps not yet normalised.
  curexcType: Address = NULL;
  curexcValue: Address = NULL;
  curexcTraceback: Address = NULL;
  /** The exception being handled by the program or the generator that runs, owned by the handler; NULL when there is none. */
  handled: Address = NULL;
  /** Where `handled` is put while a generator is resumed: in the generator that runs, or EXCEPTION_BASE. */
  excInfo: Address = EXCEPTION_BASE;

  /** Top frame record. */
  fp: Address;
  /** A frame record at or beyond this one is too deep: the recursion limit. */
  fpLimit: Address;
  readonly fpBase: Address;
  /** The recursion limit as set by the program. */
  recursionLimit = 1000;
  /** First free word of the arguments' stack. */
  sp: Address;
  readonly argumentsBase: Address;
  /** Bytes of the host's stack that are left for calls. */
  room: number = HOST_STACK_BUDGET;
  /** Back edges and calls until the next poll does something. */
  ticks = MAX_TICKS;
  /** What a poll does: must set `ticks` anew; 0, or -1 with an exception. Set by whoever limits or interrupts. */
  onPoll: () => number = () => {
    this.ticks = MAX_TICKS;
    return 0;
  };

  /** Number of tp_dealloc of float, which dealloc carries out itself as long as it is the type's. */
  floatDealloc = 0;
  // Deallocation of nested containers (Objects/object.c, the trashcan).
  trashNesting = 0;
  trashLater: Address = NULL;

  // The collector (Modules/gcmodule.c); gc.ts fills in what a collection does.
  /** Containers made since the last collection, minus those given back. */
  gcCount0 = 0;
  /** The count beyond which an allocation starts a collection; out of reach while that is switched off. */
  gcThreshold0 = 700;
  /** Runs when an allocation has passed the threshold. Set by gc.ts. */
  collectAtAllocation: () => void = () => {};
  /** Untrack a tuple or dict that can be part of no cycle. Set by the types' files. */
  maybeUntrackTuple: (vm: Interpreter, tuple: Address) => void = () => {};
  maybeUntrackDict: (vm: Interpreter, dict: Address) => void = () => {};
  readonly collector: CollectorState = new CollectorState();

  /** Pages of the limit that are kept back for tracebacks; 0: none, or they are open. */
  private reservedPages = 0;
  private reserveIsOpen = false;

  // Roots.
  /** dict of interned strings: value is the string itself; its two references are not counted. */
  interned: Address = NULL;
  /** dict of the builtins module, owned. */
  builtinsDict: Address = NULL;
  /** dict sys.modules, owned. */
  modules: Address = NULL;
  /** What makes the modules that are built in, by name: nothing stands before them. */
  readonly moduleMakers: Map<string, ModuleMaker> = new Map();
  /** The modules of the library, by name: files of the program stand before them. */
  readonly library: Map<string, ModuleMaker | LibrarySource> = new Map();
  /** The files of the program's modules, or null. */
  readonly moduleFiles: ModuleFiles | null;
  /** Definition of each built-in module that was made, in the static segment: it is placed once (objects/module.ts). */
  readonly moduleDefinitions: Map<string, Address> = new Map();
  /** Declarations of types that could not be made ready, for the next attempt (objects/late_types.ts). */
  readonly lateTypes: Map<Address, Uint8Array> = new Map();
  /** From the end of the program on: modules that are alive. Each leaves it when it dies. */
  livingModules: Set<Address> | null = null;
  /** dict of the sys module, owned. */
  sysDict: Address = NULL;
  /** list of the containers whose repr is being made, owned; NULL before the first. */
  reprList: Address = NULL;
  /** Next version tag for types, next version of a keys table. */
  nextTypeVersion = 1;
  nextKeysVersion = 1;
  /** Next version of a dict (ma_version_tag). */
  dictVersion = 0;
  /** Decimal digits that an int may have when it is read from or written as text; 0 = any number. */
  intMaxStrDigits = 4300;

  /** The Unicode name of a code point, or null; for the error handler namereplace. Set by the host. */
  characterName: (codePoint: number) => string | null = () => null;
  /** The character of a Unicode name, or null; for `\N{...}`. Set by the host. */
  namedCharacter: (name: string) => string | null = () => null;

  /**
   * Reports the pending exception, raised where nobody can receive it, and clears it: `where` (borrowed, or NULL) is
   * the function it happened in. Set by builtins/print_exception.ts.
   */
  reportUnraisable: (vm: Interpreter, where: Address, message: string | null) => void = noReporter;
  /** Source texts by file name, for tracebacks: what was compiled from a file. May lack any of them. */
  readonly sources: Map<string, string> = new Map();

  /** Seconds between two switches of threads, if there were threads. */
  switchInterval = 0.005;
  /** What the program's clocks say. */
  readonly clock: Clock;
  /** Where the program's output goes. */
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  flush: () => void;
  /** Where its input comes from, line by line, and what was taken of a line without being read. */
  stdin: () => string | null;
  stdinRest = "";

  /** Counts of the static objects before anything was made. */
  startCounts: Int32Array = new Int32Array(0);

  private staticNext: Address;

  constructor(options: InterpreterOptions = {}) {
    super({
      ...options,
      staticSize: STATICS_END - STATIC_BASE + STATIC_TAIL,
      stackSize: FRAME_STACK_SIZE + ARGUMENT_STACK_SIZE,
    });
    this.staticNext = STATICS_END;
    this.fpBase = this.stackBase;
    this.fp = this.fpBase;
    this.argumentsBase = this.stackBase + FRAME_STACK_SIZE;
    this.sp = this.argumentsBase;
    this.fpLimit = this.fpBase + FRAME_RECORD_SIZE * (this.recursionLimit + 1);
    this.stdout = options.stdout ?? (() => {});
    this.stderr = options.stderr ?? (() => {});
    this.flush = options.flush ?? (() => {});
    this.stdin = options.stdin ?? (() => null);
    this.moduleFiles = options.modules ?? null;
    this.clock = options.clock ?? NO_CLOCK;
  }

  /** Takes `size` bytes of the static segment, 16-byte aligned and zero. Only while types are defined. */
  placeStatic(size: number): Address {
    const address = this.staticNext;
    this.staticNext = (address + size + 15) & ~15;
    if (this.staticNext > this.staticEnd) {
      throw new RangeError(`Static segment is full: ${size} bytes more were asked for`);
    }
    return address;
  }

  /** Puts `text` as a C string (UTF-8, ending with a zero byte) into the static segment. */
  placeCString(text: string): Address {
    const length = text.length, u8 = this.u8;
    const address = this.staticNext;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) return this.#placeUtf8(text);
      u8[address + i] = unit;
    }
    return this.placeStatic(length + 1);
  }

  #placeUtf8(text: string): Address {
    const bytes = new TextEncoder().encode(text);
    const address = this.placeStatic(bytes.length + 1);
    this.u8.set(bytes, address);
    return address;
  }

  /**
   * Keeps an arena's worth of the page limit back, so that the traceback of a MemoryError can be made when the program
   * has used up the rest. Once, after the start.
   */
  keepReserve(): void {
    const pages = this.arenaSize / PAGE_SIZE;
    if (this.pageLimit - pages <= this.mappedPages) return;
    this.pageLimit -= pages;
    this.reservedPages = pages;
  }

  /** Opens what keepReserve kept back; false if it is open already. It closes when the program has given memory back. */
  openReserve(): boolean {
    const pages = this.arenaSize / PAGE_SIZE;
    if (this.reserveIsOpen && this.mappedPages + pages <= this.pageLimit - pages) {
      this.pageLimit -= pages;
      this.reservedPages = pages;
      this.reserveIsOpen = false;
    }
    if (this.reservedPages === 0) return false;
    this.pageLimit += this.reservedPages;
    this.reservedPages = 0;
    this.reserveIsOpen = true;
    return true;
  }

  /** Gives a function a number. */
  addFunction(fn: NativeFunction): number {
    const reused = this.freeFunctions.pop();
    if (reused !== undefined) {
      this.functions[reused] = fn;
      return reused;
    }
    return this.functions.push(fn) - 1;
  }

  /** The number of a function that is given one when it is asked for first, and keeps it. */
  numberOf(fn: NativeFunction): number {
    let id = this.functionNumbers.get(fn);
    if (id === undefined) this.functionNumbers.set(fn, id = this.addFunction(fn));
    return id;
  }

  /** Takes a number back. */
  removeFunction(id: number): void {
    this.functions[id] = releasedFunction;
    this.freeFunctions.push(id);
  }
}

function noReporter(): never {
  throw new Error("An exception had nowhere to go and nobody reports it");
}

function releasedFunction(): never {
  throw new Error("A released function was called");
}
