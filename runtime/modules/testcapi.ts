/**
 * The module _testcapi, as far as it is about memory: functions that misuse it, which only a module written in C can do,
 * so that what the debug hooks find can be seen from a program; allocations that fail; traces of memory of one's own;
 * and CPython's own tests of the allocators' contract.
 *
 *     PYTHONMALLOC=debug vivarium -c "import _testcapi; _testcapi.pymem_buffer_overflow()"
 *
 * Without debug hooks the misuse happens as it does in CPython: nobody notices, and the heap is damaged.
 *
 * Source: CPython 3.11 Modules/_testcapimodule.c, Modules/_testcapi/mem.c.
 */
import {
  type Address,
  type Allocator,
  type Domain,
  DOMAINS,
  getAllocator,
  memCalloc,
  memFree,
  memMalloc,
  memRealloc,
  NULL,
  objectCalloc,
  objectFree,
  objectMalloc,
  objectRealloc,
  presetName,
  rawCalloc,
  rawFree,
  rawMalloc,
  rawRealloc,
  setAllocator,
  type Size,
} from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { ASSERTION_ERROR, NONE, RUNTIME_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { intAsLong, intFromNumber } from "../objects/int.ts";
import { METH_NOARGS, METH_VARARGS, type MethodSpec } from "../objects/method_definition.ts";
import { createModule } from "../objects/module.ts";
import { numberIndex } from "../objects/number.ts";
import { newStr } from "../objects/str.ts";
import { tupleItem, tupleOf, tupleSize } from "../objects/tuple.ts";

/** None, new. */
const none = (vm: Interpreter): Address => newRef(vm, NONE);

const FUNCTIONS_OF: Readonly<
  Record<Domain, {
    malloc: (vm: Interpreter, n: Size) => Address;
    calloc: (vm: Interpreter, nelem: number, elsize: Size) => Address;
    realloc: (vm: Interpreter, p: Address, n: Size) => Address;
    free: (vm: Interpreter, p: Address) => void;
  }>
> = {
  raw: { malloc: rawMalloc, calloc: rawCalloc, realloc: rawRealloc, free: rawFree },
  mem: { malloc: memMalloc, calloc: memCalloc, realloc: memRealloc, free: memFree },
  object: { malloc: objectMalloc, calloc: objectCalloc, realloc: objectRealloc, free: objectFree },
};

// Arguments -----------------------------------------------------------------------------------------------------------

/** The arguments of a function as numbers, or null with an exception. Can run any code. */
function readNumbers(vm: Interpreter, args: Address, min: number, max: number): number[] | null {
  const n = tupleSize(vm, args);
  if (n < min || n > max) {
    const [bound, how] = n < min ? [min, "least"] : [max, "most"];
    raise(vm, TYPE_ERROR, `function takes at ${how} ${bound} argument${bound === 1 ? "" : "s"} (${n} given)`);
    return null;
  }
  const numbers: number[] = [];
  for (let i = 0; i < n; i++) {
    const index = numberIndex(vm, tupleItem(vm, args, i));
    if (index === NULL) return null;
    const value = intAsLong(vm, index);
    decref(vm, index);
    if (value === -1 && errorOccurred(vm) !== NULL) return null;
    numbers.push(value);
  }
  return numbers;
}

// Misuse --------------------------------------------------------------------------------------------------------------

/** Writes a byte behind a block. */
function bufferOverflow(vm: Interpreter): Address {
  const p = memMalloc(vm, 16);
  if (p === NULL) return noMemory(vm);
  vm.u8[p + 16] = 0x78;
  memFree(vm, p);
  return none(vm);
}

/** Gives a block of the mem domain to the raw domain. */
function apiMisuse(vm: Interpreter): Address {
  const p = memMalloc(vm, 16);
  if (p === NULL) return noMemory(vm);
  rawFree(vm, p);
  return none(vm);
}

/** Calls a domain's functions without the global lock. */
function withoutLock(domain: "mem" | "object") {
  return (vm: Interpreter): Address => {
    const { malloc, free } = FUNCTIONS_OF[domain];
    vm.gilHeld = false;
    free(vm, malloc(vm, 10));
    vm.gilHeld = true;
    return none(vm);
  };
}

function allocatorsName(vm: Interpreter): Address {
  const name = presetName(vm);
  return name === null ? raise(vm, RUNTIME_ERROR, "cannot get allocators name") : newStr(vm, name);
}

// Allocations that fail -----------------------------------------------------------------------------------------------

/** Which allocations fail: those after the first `start`, up to number `stop` (0: all from there on). */
interface FailurePlan {
  readonly start: number;
  readonly stop: number;
  count: number;
}

function fails(plan: FailurePlan): boolean {
  const n = ++plan.count;
  return n > plan.start && (plan.stop <= 0 || n <= plan.stop);
}

/** A hook on a domain that asks the plan; calls from one domain to another are counted as well, as in CPython. */
class FailureHook implements Allocator {
  readonly name = "set_nomemory";
  readonly ctx = this;
  readonly malloc = failMalloc;
  readonly calloc = failCalloc;
  readonly realloc = failRealloc;
  readonly free = failFree;

  constructor(readonly wraps: Allocator, public plan: FailurePlan) {}
}

function failMalloc({ wraps, plan }: FailureHook, n: Size): Address {
  return fails(plan) ? NULL : wraps.malloc(wraps.ctx, n);
}

function failCalloc({ wraps, plan }: FailureHook, nelem: number, elsize: Size): Address {
  return fails(plan) ? NULL : wraps.calloc(wraps.ctx, nelem, elsize);
}

function failRealloc({ wraps, plan }: FailureHook, p: Address, n: Size): Address {
  return fails(plan) ? NULL : wraps.realloc(wraps.ctx, p, n);
}

function failFree({ wraps }: FailureHook, p: Address): void {
  wraps.free(wraps.ctx, p);
}

/** set_nomemory(start, stop=0) */
function setNoMemory(vm: Interpreter, _module: Address, args: Address): Address {
  const numbers = readNumbers(vm, args, 1, 2);
  if (numbers === null) return NULL;
  const plan: FailurePlan = { start: numbers[0], stop: numbers[1] ?? 0, count: 0 };
  for (const domain of DOMAINS) {
    const current = getAllocator(vm, domain);
    if (current instanceof FailureHook) current.plan = plan;
    else setAllocator(vm, domain, new FailureHook(current, plan));
  }
  return none(vm);
}

function removeHooks(vm: Interpreter): Address {
  for (const domain of DOMAINS) {
    const current = getAllocator(vm, domain);
    if (current instanceof FailureHook) setAllocator(vm, domain, current.wraps);
  }
  return none(vm);
}

// tracemalloc ---------------------------------------------------------------------------------------------------------

/** tracemalloc_track(domain, ptr, size[, release_gil]) */
function track(vm: Interpreter, _module: Address, args: Address): Address {
  const numbers = readNumbers(vm, args, 3, 4);
  if (numbers === null) return NULL;
  const [domain, p, size] = numbers;
  if (vm.tracer.track(domain >>> 0, p, size) < 0) {
    return raise(vm, RUNTIME_ERROR, "PyTraceMalloc_Track error");
  }
  return none(vm);
}

/** tracemalloc_untrack(domain, ptr) */
function untrack(vm: Interpreter, _module: Address, args: Address): Address {
  const numbers = readNumbers(vm, args, 2, 2);
  if (numbers === null) return NULL;
  if (vm.tracer.untrack(numbers[0] >>> 0, numbers[1]) < 0) {
    return raise(vm, RUNTIME_ERROR, "PyTraceMalloc_Untrack error");
  }
  return none(vm);
}

/** tracemalloc_get_traceback(domain, ptr): pairs of file and line, the newest first, or None. */
function getTraceback(vm: Interpreter, _module: Address, args: Address): Address {
  const numbers = readNumbers(vm, args, 2, 2);
  if (numbers === null) return NULL;
  const traceback = vm.tracer.getTraceback(numbers[0] >>> 0, numbers[1]);
  if (traceback === null) return none(vm);
  return tupleOf(
    vm,
    traceback.frames.toReversed(),
    ({ filename, lineno }) =>
      tupleOf<() => Address>(
        vm,
        [() => newStr(vm, filename), () => intFromNumber(vm, lineno)],
        (make) => make(),
      ),
  );
}

// Tests of the contract -----------------------------------------------------------------------------------------------

/** AssertionError unless `holds`; whether it does. */
function expect(vm: Interpreter, holds: boolean, complaint: string): boolean {
  if (!holds) raise(vm, ASSERTION_ERROR, complaint);
  return holds;
}

/** Zero bytes are a distinct block in every domain. */
function testZeroBytes(vm: Interpreter): Address {
  for (const domain of DOMAINS) {
    const { malloc, calloc, realloc, free } = FUNCTIONS_OF[domain];
    const blocks = [
      malloc(vm, 0),
      calloc(vm, 0, 0),
      calloc(vm, 0, 8),
      calloc(vm, 8, 0),
      realloc(vm, NULL, 0),
    ];
    const distinct = new Set(blocks).size === blocks.length;
    for (const p of blocks) free(vm, p);
    if (blocks.includes(NULL)) return noMemory(vm);
    if (!expect(vm, distinct, `${domain}: zero bytes are not a block of their own`)) return NULL;
  }
  return none(vm);
}

/** A hook gets its context and all sizes, and its results come back. */
function testSetAllocators(domain: Domain) {
  return (vm: Interpreter): Address => {
    const calls: string[] = [];
    const old = getAllocator(vm, domain);
    const pass = (call: string, result: Address): Address => {
      calls.push(call);
      return result;
    };
    setAllocator(vm, domain, {
      name: "test",
      ctx: calls,
      wraps: old,
      malloc: (_, n) => pass(`malloc(${n})`, old.malloc(old.ctx, n)),
      calloc: (_, nelem, elsize) => pass(`calloc(${nelem}, ${elsize})`, old.calloc(old.ctx, nelem, elsize)),
      realloc: (_, p, n) => pass(`realloc(${n})`, old.realloc(old.ctx, p, n)),
      free: (_, p) => {
        calls.push("free");
        old.free(old.ctx, p);
      },
    });
    const { malloc, calloc, realloc, free } = FUNCTIONS_OF[domain];
    const p = malloc(vm, 42);
    const resized = p === NULL ? NULL : realloc(vm, p, 72);
    free(vm, resized === NULL ? p : resized);
    const cleared = calloc(vm, 2, 5);
    free(vm, cleared);
    setAllocator(vm, domain, old);
    if (resized === NULL || cleared === NULL) return noMemory(vm);
    const found = calls.join(" "), wanted = "malloc(42) realloc(72) free calloc(2, 5) free";
    return expect(vm, found === wanted, `${domain}: ${found}`) ? none(vm) : NULL;
  };
}

const FUNCTIONS: readonly MethodSpec[] = [
  { name: "pymem_buffer_overflow", flags: METH_NOARGS, fn: bufferOverflow },
  { name: "pymem_api_misuse", flags: METH_NOARGS, fn: apiMisuse },
  { name: "pymem_malloc_without_gil", flags: METH_NOARGS, fn: withoutLock("mem") },
  { name: "pyobject_malloc_without_gil", flags: METH_NOARGS, fn: withoutLock("object") },
  { name: "pymem_getallocatorsname", flags: METH_NOARGS, fn: allocatorsName },
  { name: "set_nomemory", flags: METH_VARARGS, fn: setNoMemory },
  { name: "remove_mem_hooks", flags: METH_NOARGS, fn: removeHooks },
  { name: "raise_memoryerror", flags: METH_NOARGS, fn: noMemory },
  { name: "tracemalloc_track", flags: METH_VARARGS, fn: track },
  { name: "tracemalloc_untrack", flags: METH_VARARGS, fn: untrack },
  { name: "tracemalloc_get_traceback", flags: METH_VARARGS, fn: getTraceback },
  { name: "test_pymem_alloc0", flags: METH_NOARGS, fn: testZeroBytes },
  { name: "test_pymem_setrawallocators", flags: METH_NOARGS, fn: testSetAllocators("raw") },
  { name: "test_pymem_setallocators", flags: METH_NOARGS, fn: testSetAllocators("mem") },
  { name: "test_pyobject_setallocators", flags: METH_NOARGS, fn: testSetAllocators("object") },
];

/** Makes the module: a new reference, or NULL with MemoryError. */
export function createTestCapi(vm: Interpreter): Address {
  return createModule(vm, "_testcapi", FUNCTIONS);
}
