/** The C API by its documented names: each sentence of the documented contract, on the heap of a runtime. */

import { assert, assertEquals, assertNotEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  type Address,
  allocatedBlocks,
  type Allocator,
  AllocatorError,
  check,
  closeHeap,
  FatalMemoryError,
  Heap,
  stats,
} from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { type Capi, createCapi } from "../../runtime/host/capi.ts";
import { Runtime } from "../../runtime/mod.ts";
import { startInterpreter, type StartOptions } from "../../runtime/host/start.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";
import domains from "../oracles/allocator_domains.json" with { type: "json" };

const NULL = 0;
/** The largest double below 2**63 stands for PY_SSIZE_T_MAX. */
const SSIZE_MAX = 2 ** 63 - 1024;

/** Runs a test on the C API of a new runtime, of which nothing may remain. */
function withCapi(test: (c: Capi) => void, options: StartOptions = {}): void {
  const vm = startInterpreter({ reserve: 64 * 2 ** 20, ...options });
  test(createCapi(vm));
  assertEquals([...check(vm), ...checkInterpreter(vm, { running: true })], []);
  assertEquals(finishInterpreter(vm), []);
}

interface Family {
  name: string;
  malloc: (n: number) => Address;
  calloc: ((nelem: number, elsize: number) => Address) | null;
  realloc: (p: Address, n: number) => Address;
  free: (p: Address) => void;
}

/** All families of functions that take sizes in bytes. */
function familiesOf(c: Capi): Family[] {
  return [
    {
      name: "raw",
      malloc: c.PyMem_RawMalloc,
      calloc: c.PyMem_RawCalloc,
      realloc: c.PyMem_RawRealloc,
      free: c.PyMem_RawFree,
    },
    {
      name: "mem",
      malloc: c.PyMem_Malloc,
      calloc: c.PyMem_Calloc,
      realloc: c.PyMem_Realloc,
      free: c.PyMem_Free,
    },
    {
      name: "object",
      malloc: c.PyObject_Malloc,
      calloc: c.PyObject_Calloc,
      realloc: c.PyObject_Realloc,
      free: c.PyObject_Free,
    },
    { name: "older", malloc: c.PyMem_MALLOC, calloc: null, realloc: c.PyMem_REALLOC, free: c.PyMem_FREE },
    { name: "libc", malloc: c.malloc, calloc: c.calloc, realloc: c.realloc, free: c.free },
  ];
}

const PRESETS = ["pymalloc", "malloc", "debug", "malloc_debug", "strict"] as const;

/** The same under every preset. */
function underEachPreset(test: (c: Capi) => void): void {
  for (const malloc of PRESETS) withCapi(test, { malloc });
}

Deno.test("malloc allocates n bytes and returns a pointer, or NULL if the request fails", () => {
  underEachPreset((c) => {
    for (const { name, malloc, free } of familiesOf(c)) {
      const p = malloc(100);
      assert(p !== NULL && p % 16 === 0, name);
      c.memory.u8.fill(1, p, p + 100);
      free(p);
      for (const n of [2 ** 31, 2 ** 40, SSIZE_MAX, 2 ** 63, 2 ** 64, -1]) {
        assertEquals(malloc(n), NULL, `${name} ${n}`);
      }
    }
  });
});

Deno.test("requesting zero bytes, elements or bytes per element returns a distinct non-NULL pointer", () => {
  underEachPreset((c) => {
    for (const { malloc, calloc, free } of familiesOf(c)) {
      const blocks = [malloc(0), malloc(0), malloc(1)];
      if (calloc !== null) blocks.push(calloc(0, 8), calloc(8, 0), calloc(0, 0));
      assert(!blocks.includes(NULL));
      assertEquals(new Set(blocks).size, blocks.length);
      for (const p of blocks) free(p);
    }
  });
});

Deno.test("calloc initialises the memory to zeros and checks the product of its arguments", () => {
  underEachPreset((c) => {
    for (const { malloc, calloc, free } of familiesOf(c)) {
      if (calloc === null) continue;
      for (const [nelem, elsize] of [[5, 7], [1, 600], [300, 300]]) {
        const used = malloc(nelem * elsize);
        c.memory.u8.fill(0xff, used, used + nelem * elsize);
        free(used);
        const p = calloc(nelem, elsize);
        assert(c.memory.u8.subarray(p, p + nelem * elsize).every((byte) => byte === 0));
        free(p);
      }
      assertEquals([calloc(2 ** 32, 2 ** 32), calloc(2, 2 ** 62), calloc(2 ** 62, 2)], [0, 0, 0]);
    }
  });
});

Deno.test("realloc leaves the contents unchanged to the minimum of the old and the new sizes", () => {
  underEachPreset((c) => {
    for (const { name, malloc, realloc, free } of familiesOf(c)) {
      let p = malloc(64);
      for (let i = 0; i < 64; i++) c.memory.u8[p + i] = i;
      for (const n of [70, 5000, 64, 40, 20]) {
        p = realloc(p, n);
        for (let i = 0; i < Math.min(n, 20); i++) assertEquals(c.memory.u8[p + i], i, `${name} ${n}`);
      }
      free(p);
    }
  });
});

Deno.test("realloc of NULL is malloc; to zero bytes it resizes and does not free", () => {
  underEachPreset((c) => {
    for (const { realloc, free } of familiesOf(c)) {
      const p = realloc(NULL, 10);
      assertNotEquals(p, NULL);
      const q = realloc(p, 0);
      assertNotEquals(q, NULL);
      free(q);
    }
  });
});

Deno.test("if the request fails, realloc returns NULL and the old block remains valid", () => {
  underEachPreset((c) => {
    for (const { realloc, malloc, free } of familiesOf(c)) {
      const p = malloc(40);
      c.memory.u8.fill(9, p, p + 40);
      for (const n of [2 ** 31, 2 ** 40, SSIZE_MAX, 2 ** 63]) assertEquals(realloc(p, n), NULL);
      assert(c.memory.u8.subarray(p, p + 40).every((byte) => byte === 9));
      free(p);
    }
  });
});

Deno.test("free of NULL does nothing", () => {
  underEachPreset((c) => {
    for (const { free } of familiesOf(c)) free(NULL);
    for (const free of [c.PyMem_Del, c.PyMem_DEL, c.Py_Free]) free(NULL);
  });
});

Deno.test("PyMem_New and PyMem_Resize allocate n * sizeof(TYPE) bytes", () => {
  withCapi((c) => {
    for (
      const [type, size] of [["char", 1], ["int", 4], ["double", 8], ["PyObject *", 8], [24, 24]] as const
    ) {
      assertEquals(c.sizeof(type), size);
      let p = c.PyMem_New(type, 10);
      c.memory.u8.fill(3, p, p + 10 * size);
      p = c.PyMem_Resize(p, type, 20);
      assert(c.memory.u8.subarray(p, p + 10 * size).every((byte) => byte === 3));
      assertEquals(c.memory.u8[p + 20 * size], 0xfd);
      c.PyMem_Del(p);
    }
  }, { malloc: "debug" });
});

Deno.test("PyMem_New and PyMem_Resize give NULL if the size overflows, and the old block must be kept for that", () => {
  withCapi((c) => {
    const { macros } = domains.contract;
    const tooMany = 2 ** 61;
    const empty = c.PyMem_New("int", 0);
    assertEquals(empty === NULL, macros["PyMem_New(int, 0) is NULL"]);
    c.PyMem_Del(empty);
    const p = c.PyMem_New("int", 4);
    assertEquals(
      c.PyMem_New("int", tooMany) === NULL,
      macros["PyMem_New(int, PY_SSIZE_T_MAX/4 + 1) is NULL"],
    );
    const resized = c.PyMem_Resize(p, "int", tooMany);
    assertEquals(resized === NULL, macros["PyMem_Resize(p, int, PY_SSIZE_T_MAX/4 + 1) sets p to NULL"]);
    assertEquals([c.PyMem_New("double", -1), c.PyMem_NEW("char", 2 ** 63)], [NULL, NULL]);
    c.PyMem_Del(p);
  });
});

Deno.test("the older names are the same functions", () => {
  withCapi((c) => {
    const pairs = [
      [c.PyMem_MALLOC, c.PyMem_Malloc],
      [c.PyMem_REALLOC, c.PyMem_Realloc],
      [c.PyMem_FREE, c.PyMem_Free],
      [c.PyMem_NEW, c.PyMem_New],
      [c.PyMem_RESIZE, c.PyMem_Resize],
      [c.PyMem_DEL, c.PyMem_Del],
    ];
    for (const [older, name] of pairs) assertStrictEquals(older, name);
  });
});

Deno.test("the oldest functions raise MemoryError when they fail", () => {
  withCapi((c) => {
    assertEquals(c.Py_Malloc(2 ** 40), NULL);
    assertEquals(c.PyErr_Occurred(), c.PyExc_MemoryError);
    c.PyErr_Clear();
    let p = c.Py_Malloc(10);
    assertEquals([c.Py_Realloc(p, 2 ** 40), c.PyErr_ExceptionMatches(c.PyExc_MemoryError)], [NULL, 1]);
    c.PyErr_Clear();
    p = c.Py_Realloc(p, 100);
    assertEquals(c.PyErr_Occurred(), NULL);
    c.Py_Free(p);
    assertEquals([c.PyMem_Malloc(2 ** 40), c.PyErr_Occurred()], [NULL, NULL]);
  });
});

Deno.test("mem and object live in the private heap, raw and the C library's blocks do not", () => {
  withCapi((c) => {
    const vm = c.memory;
    const before = allocatedBlocks(vm), raw = stats(vm).raw.blocks, libc = stats(vm).libc.blocks;
    const blocks = familiesOf(c).filter(({ name }) => name !== "older").map(({ malloc }) => malloc(24));
    assertEquals(allocatedBlocks(vm) - before, 2);
    assertEquals([stats(vm).raw.blocks - raw, stats(vm).libc.blocks - libc], [1, 1]);
    familiesOf(c).filter(({ name }) => name !== "older").forEach(({ free }, i) => free(blocks[i]));
  });
});

Deno.test("blocks of the C library escape the memory manager's accounting", () => {
  withCapi((c) => {
    const vm = c.memory;
    vm.tracer.start();
    const before = allocatedBlocks(vm);
    const p = c.malloc(100_000);
    assertEquals([vm.tracer.tracedMemory.current, allocatedBlocks(vm) - before], [0, 0]);
    const q = c.PyMem_RawMalloc(100);
    assertEquals(vm.tracer.tracedMemory.current, 100);
    c.PyMem_RawFree(q);
    c.free(p);
  });
});

Deno.test("the C library's free and realloc know raw blocks, and end with what is none", () => {
  withCapi((c) => {
    const p = c.PyMem_RawMalloc(40);
    const q = c.realloc(p, 4000);
    assertNotEquals(q, NULL);
    c.free(q);
    const small = c.PyMem_Malloc(400);
    const error = assertThrows(() => c.free(small), FatalMemoryError);
    assert(error.report.startsWith("free(): invalid pointer\nFatal Python error: Aborted\n"), error.report);
    assertThrows(() => c.realloc(small, 10), FatalMemoryError, "realloc(): invalid pointer");
    assertThrows(() => c.free(q + 8), FatalMemoryError, "free()");
    const kept = c.malloc(24);
    const twice = c.malloc(24);
    c.free(twice);
    assertThrows(() => c.free(twice), FatalMemoryError, "double free or corruption");
    c.free(kept);
    c.PyMem_Free(small);
  });
});

Deno.test("PyMem_GetAllocator gives the allocator of a domain, and none for a domain that there is not", () => {
  withCapi((c) => {
    const { contract } = domains;
    const [raw, mem, obj, other] = [0, 1, 2, 3].map((domain) => c.PyMem_GetAllocator(domain));
    assertEquals([c.PYMEM_DOMAIN_RAW, c.PYMEM_DOMAIN_MEM, c.PYMEM_DOMAIN_OBJ], [0, 1, 2]);
    assertEquals(mem === obj, contract.mem_and_obj_share_functions);
    assertEquals(raw !== mem, contract.raw_uses_other_functions);
    const functions = [other.ctx, other.malloc, other.calloc, other.realloc, other.free];
    assertEquals(functions.every((each) => each === null), contract.unknown_domain_get_gives_all_null);
    c.PyMem_SetAllocator(3, mem as Allocator);
    assertEquals(contract.unknown_domain_set_is_ignored, true);
  });
});

/** A layer in the form that C programs give it: a context of its own, and the old allocator in it. */
function hookOver(old: Allocator, calls: string[]): Allocator {
  return {
    name: "hook",
    ctx: { old, calls },
    wraps: old,
    malloc: (ctx, n) => {
      ctx.calls.push(`malloc ${n}`);
      return ctx.old.malloc(ctx.old.ctx, n);
    },
    calloc: (ctx, nelem, elsize) => {
      ctx.calls.push(`calloc ${nelem} ${elsize}`);
      return ctx.old.calloc(ctx.old.ctx, nelem, elsize);
    },
    realloc: (ctx, p, n) => {
      ctx.calls.push(`realloc ${n}`);
      return ctx.old.realloc(ctx.old.ctx, p, n);
    },
    free: (ctx, p) => {
      ctx.calls.push("free");
      ctx.old.free(ctx.old.ctx, p);
    },
  };
}

Deno.test("after start a new allocator must wrap the existing one, and gets its context on each call", () => {
  withCapi((c) => {
    for (const domain of [0, 1, 2]) {
      const old = c.PyMem_GetAllocator(domain) as Allocator;
      const calls: string[] = [];
      const { wraps: _, ...stranger } = hookOver(old, calls);
      assertThrows(
        () => c.PyMem_SetAllocator(domain, stranger),
        AllocatorError,
        "does not say that it wraps",
      );
      c.PyMem_SetAllocator(domain, hookOver(old, calls));
      const { malloc, calloc, realloc, free } = familiesOf(c)[domain];
      free(realloc(malloc(10), 20));
      free(calloc!(2, 3));
      assertEquals(calls, ["malloc 10", "realloc 20", "free", "calloc 2 3", "free"]);
      c.PyMem_SetAllocator(domain, old);
    }
  });
});

Deno.test("an allocator that does not call the one before loses the hooks; PyMem_SetupDebugHooks puts them on again", () => {
  const heap = new Heap({ reserve: 2 ** 24, malloc: "debug" });
  const c = createCapi(heap as Capi["memory"]); // before start: no interpreter runs on it
  const inner = c.PyMem_GetAllocator(0) as Allocator;
  const own: Allocator = {
    name: "own",
    ctx: null,
    malloc: (_, n) => heap.malloc.malloc(heap, n),
    calloc: (_, nelem, elsize) => heap.malloc.calloc(heap, nelem, elsize),
    realloc: (_, p, n) => heap.malloc.realloc(heap, p, n),
    free: (_, p) => heap.malloc.free(heap, p),
  };
  assertEquals(inner.name, "malloc_debug");
  c.PyMem_SetAllocator(c.PYMEM_DOMAIN_RAW, own);
  const p = c.PyMem_RawMalloc(8);
  assertNotEquals(heap.u8[p], 0xcd);
  c.PyMem_RawFree(p);
  own.liveBlocks = () => 0;
  c.PyMem_SetupDebugHooks();
  assertEquals((c.PyMem_GetAllocator(0) as Allocator).name, "own_debug");
  const q = c.PyMem_RawMalloc(8);
  assertEquals(heap.u8[q], 0xcd);
  assertThrows(() => c.PyMem_Free(q), FatalMemoryError, "Allocated using API 'r', verified using API 'm'");
  c.PyMem_RawFree(q);
  assertEquals(closeHeap(heap), []);
});

Deno.test("debug hooks over a running program are refused with the reason", () => {
  withCapi((c) => {
    const error = assertThrows(() => c.PyMem_SetupDebugHooks(), AllocatorError);
    assert(
      /^The raw domain cannot go from "malloc" to "malloc_debug": \d+ blocks? lives?, and /.test(
        error.message,
      ),
    );
  });
});

Deno.test("arenas come from the arena allocator, whose context is handed back", () => {
  withCapi((c) => {
    const old = c.PyObject_GetArenaAllocator();
    const log: string[] = [];
    c.PyObject_SetArenaAllocator({
      ctx: log,
      wraps: old,
      alloc: (ctx: string[], size) => {
        ctx.push(`alloc ${size}`);
        return old.alloc(old.ctx, size);
      },
      free: (ctx: string[], p, size) => {
        ctx.push(`free ${size}`);
        old.free(old.ctx, p, size);
      },
    });
    const blocks = Array.from({ length: 3000 }, () => c.PyObject_Malloc(500));
    assertEquals(log, Array(log.length).fill("alloc 262144"));
    assert(log.length >= 5);
    for (const p of blocks) c.PyObject_Free(p);
    assert(log.some((line) => line === "free 262144"));
    c.PyObject_SetArenaAllocator(old);
  });
});

Deno.test("the functions of mem and object need the global lock; those of raw do not", () => {
  withCapi((c) => {
    const thread = c.PyEval_SaveThread();
    const p = c.PyMem_RawMalloc(10);
    c.PyMem_RawFree(c.PyMem_RawRealloc(p, 20));
    assertThrows(
      () => c.PyMem_Malloc(10),
      FatalMemoryError,
      "_PyMem_DebugMalloc: Python memory allocator called without",
    );
    assertThrows(() => c.PyObject_Calloc(1, 10), FatalMemoryError, "_PyMem_DebugCalloc: Python memory");
    assertThrows(
      () => c.PyEval_SaveThread(),
      FatalMemoryError,
      "PyEval_SaveThread: the function must be called with",
    );
    assertThrows(
      () => c.PyEval_RestoreThread(NULL),
      FatalMemoryError,
      "PyEval_RestoreThread: the function must",
    );
    c.PyEval_RestoreThread(thread);
    c.PyMem_Free(c.PyMem_Malloc(10));
  }, { malloc: "debug" });
});

Deno.test("PyTraceMalloc_Track and Untrack return 0, and -2 while tracemalloc is off", () => {
  withCapi((c) => {
    assertEquals([c.PyTraceMalloc_Track(7, 4096, 100), c.PyTraceMalloc_Untrack(7, 4096)], [-2, -2]);
    c.memory.tracer.start();
    assertEquals([c.PyTraceMalloc_Track(7, 4096, 100), c.PyTraceMalloc_Track(7, 4096, 50)], [0, 0]);
    assertEquals(c.memory.tracer.tracedMemory.current, 50);
    assertEquals([c.PyTraceMalloc_Untrack(7, 4096), c.PyTraceMalloc_Untrack(7, 4096)], [0, 0]);
  });
});

Deno.test("PyObject_New makes an object of a type with one reference, PyObject_Del gives its memory back", () => {
  withCapi((c) => {
    const { i32 } = c.memory;
    const type = c.PyType_Add({ name: "point", basicSize: 32 });
    const before = allocatedBlocks(c.memory);
    const point = c.PyObject_New(type);
    assertEquals([c.Py_REFCNT(point), c.Py_TYPE(point), allocatedBlocks(c.memory) - before], [1, type, 1]);
    c.PyObject_Del(point);
    const row = c.PyType_Add({ name: "row", basicSize: 24, itemSize: 8 });
    const rows = c.PyObject_NewVar(row, 5);
    assertEquals([c.Py_REFCNT(rows), i32[(rows + 16) >> 2]], [1, 5]);
    c.PyObject_Del(rows);
    const p = c.PyObject_Malloc(32);
    assertEquals([c.PyObject_Init(p, type), c.Py_TYPE(p), c.Py_REFCNT(p)], [p, type, 1]);
    assertEquals([c.PyObject_InitVar(p, row, 3), i32[(p + 16) >> 2]], [p, 3]);
    c.PyObject_Free(p);
    const huge = c.PyType_Add({ name: "huge", basicSize: 2 ** 30 });
    assertEquals([c.PyObject_New(huge), c.PyErr_ExceptionMatches(c.PyExc_MemoryError)], [NULL, 1]);
    c.PyErr_Clear();
  });
});

Deno.test("the PyObject_GC functions make, track, resize and release containers", () => {
  withCapi((c) => {
    const flags = 1 << 14; // TPFLAGS_HAVE_GC
    const type = c.PyType_Add({ name: "box", basicSize: 24, itemSize: 8, flags, traverse: () => {} });
    const box = c.PyObject_GC_New(type);
    assertEquals([c.PyObject_IS_GC(box), c.PyObject_GC_IsTracked(box), c.PyObject_GC_IsFinalized(box)], [
      1,
      0,
      0,
    ]);
    c.PyObject_GC_Track(box);
    assertEquals(c.PyObject_GC_IsTracked(box), 1);
    c.PyObject_GC_UnTrack(box);
    c.PyObject_GC_UnTrack(box);
    assertEquals(c.PyObject_GC_IsTracked(box), 0);
    c.PyObject_GC_Del(box);
    let boxes = c.PyObject_GC_NewVar(type, 3);
    c.memory.f64[(boxes + 24) >> 3] = 7;
    boxes = c.PyObject_GC_Resize(boxes, 100);
    assertEquals([c.memory.f64[(boxes + 24) >> 3], c.memory.i32[(boxes + 16) >> 2]], [7, 100]);
    assertEquals(c.PyObject_GC_Resize(boxes, 2 ** 40), NULL);
    c.PyErr_Clear();
    c.PyObject_GC_Track(boxes);
    c.PyObject_GC_Del(boxes);
    assertEquals([c.PyObject_IS_GC(c.Py_None), c.PyObject_GC_IsTracked(c.Py_None)], [0, 0]);
  });
});

Deno.test("the macros that make objects take a TYPE in front, as in C, or none", () => {
  withCapi((c) => {
    const flags = 1 << 14; // TPFLAGS_HAVE_GC
    const row = c.PyType_Add({ name: "row", basicSize: 24, itemSize: 8 });
    const box = c.PyType_Add({ name: "box", basicSize: 24, itemSize: 8, flags, traverse: () => {} });
    for (const object of [c.PyObject_New(row), c.PyObject_New("RowObject", row), c._PyObject_New(row)]) {
      assertEquals([c.Py_TYPE(object), c.Py_REFCNT(object)], [row, 1]);
      c.PyObject_Del(object);
    }
    for (
      const object of [c.PyObject_NewVar(row, 3), c.PyObject_NEW_VAR(24, row, 3), c._PyObject_NewVar(row, 3)]
    ) {
      assertEquals([c.Py_TYPE(object), c.Py_SIZE(object)], [row, 3]);
      c.PyObject_DEL(object);
    }
    const one = c.PyObject_GC_New("BoxObject", box), many = c.PyObject_GC_NewVar("BoxObject", box, 2);
    const more = c.PyObject_GC_Resize("BoxObject", many, 50);
    assertEquals([c.Py_TYPE(one), c.Py_SIZE(more)], [box, 50]);
    assertEquals([c.PyObject_GC_NewVar(box, -1), c.PyErr_Occurred()], [NULL, c.PyExc_SystemError]);
    c.PyErr_Clear();
    for (const object of [one, more]) c.PyObject_GC_Del(object);
    const older = [
      [c.PyObject_MALLOC, c.PyObject_Malloc],
      [c.PyObject_REALLOC, c.PyObject_Realloc],
      [c.PyObject_FREE, c.PyObject_Free],
      [c.PyObject_NEW, c.PyObject_New],
      [c.PyObject_INIT, c.PyObject_Init],
      [c.PyObject_INIT_VAR, c.PyObject_InitVar],
    ];
    for (const [name, function_] of older) assertStrictEquals<unknown>(name, function_);
  });
});

Deno.test("a container that is tracked a second time is the end, as in CPython", () => {
  const runtime = new Runtime({ tracemalloc: 1 });
  const c = runtime.capi();
  const list = c.PyList_New(0);
  const error = assertThrows(() => c.PyObject_GC_Track(list), FatalMemoryError);
  const lines = error.report.split("\n");
  assertEquals(
    lines[0],
    "Modules/gcmodule.c:2220: PyObject_GC_Track: Assertion failed: object already tracked by the garbage collector",
  );
  assertEquals(lines.slice(1, 3), [
    "Memory block allocated at (most recent call first):",
    '  File "<unknown>", line 0',
  ]);
  assertEquals(lines.slice(4, 9), [
    `object address  : 0x${list.toString(16)}`,
    "object refcount : 1",
    `object type     : 0x${c.PyList_Type.toString(16)}`,
    "object type name: list",
    "object repr     : []",
  ]);
  assertEquals(lines[10], "Fatal Python error: _PyObject_AssertFailed: _PyObject_AssertFailed");
});

Deno.test("a container type as the documentation makes one: built, tracked, traversed, cleared, collected", () => {
  const FIRST = 16, SECOND = 24;
  let made = 0, released = 0;
  const lines: string[] = [];
  const runtime = new Runtime({ stdout: (text) => lines.push(text.trimEnd()), malloc: "debug" });
  const c = runtime.capi();
  const { i32 } = c.memory;
  const fields = (self: Address): Address[] => [self + FIRST, self + SECOND];
  const noddy = c.PyType_Add({
    name: "custom.Noddy",
    basicSize: 32,
    flags: c.Py_TPFLAGS_HAVE_GC,
    traverse: (_vm, self, visit) => {
      for (const field of fields(self)) c.Py_VISIT(i32[field >> 2], visit);
    },
    clear: (_vm, self) => {
      for (const field of fields(self)) c.Py_CLEAR(field);
    },
    dealloc: (_vm, self) => {
      c.PyObject_GC_UnTrack(self);
      for (const field of fields(self)) c.Py_CLEAR(field);
      c.PyObject_GC_Del(self);
      released++;
    },
    members: [{ name: "first", type: "object", offset: FIRST }, {
      name: "second",
      type: "object",
      offset: SECOND,
    }],
  });
  const make = (_vm: unknown, _module: Address, args: Address): Address => {
    const self = c.PyObject_GC_New("Noddy", noddy);
    if (self === NULL) return NULL;
    fields(self).forEach((field, i) => {
      i32[field >> 2] = c.Py_NewRef(c.PyTuple_GetItem(args, i));
      i32[(field + 4) >> 2] = 0;
    });
    c.PyObject_GC_Track(self);
    made++;
    return self;
  };
  c.PyImport_AppendInittab(
    "custom",
    () => c.PyModule_Create("custom", [{ name: "noddy", flags: c.METH_VARARGS, fn: make }]),
  );
  runtime.run(`from custom import noddy
import gc
gc.collect()
pair = noddy([1], 'two')
print(pair.first, pair.second, gc.is_tracked(pair), type(pair).__name__)
pair.first = pair
pair.second = noddy(pair, None)
del pair
print(gc.collect())
kept = noddy((1, 2), {})
`);
  assertEquals(lines, ["[1] two True Noddy", "2"]);
  assertEquals([made, released], [3, 2]);
  assertEquals([...runtime.check(), ...runtime.close()], []);
  assertEquals(released, 3);
});

Deno.test("types without a dealloc of their own release their objects, containers with their heads", () => {
  for (const malloc of ["pymalloc", "debug"] as const) {
    withCapi((c) => {
      const before = allocatedBlocks(c.memory);
      const point = c.PyType_Add({ name: "point", basicSize: 32 });
      const box = c.PyType_Add({
        name: "box",
        basicSize: 24,
        flags: c.Py_TPFLAGS_HAVE_GC,
        traverse: () => {},
      });
      const made = allocatedBlocks(c.memory);
      const tracked = c.PyObject_GC_New(box);
      c.PyObject_GC_Track(tracked);
      for (const object of [c.PyObject_New(point), c.PyObject_GC_New(box), tracked]) c.Py_DECREF(object);
      assertEquals(allocatedBlocks(c.memory), made);
      assert(made > before);
    }, { malloc });
  }
});

Deno.test("NULL has no references to count", () => {
  for (const name of ["Py_INCREF", "Py_DECREF", "Py_NewRef"] as const) {
    const runtime = new Runtime();
    assertThrows(() => runtime.capi()[name](NULL), FatalMemoryError, "Segmentation fault");
    assertThrows(() => runtime.run("x = 1"), TypeError, "The runtime has ended: Segmentation fault");
  }
});

Deno.test("the collector is asked, switched and run", () => {
  withCapi((c) => {
    assertEquals([c.PyGC_IsEnabled(), c.PyGC_Disable(), c.PyGC_IsEnabled(), c.PyGC_Disable()], [1, 1, 0, 0]);
    const list = c.PyList_New(0);
    c.PyList_Append(list, list);
    c.Py_DECREF(list);
    assertEquals([c.PyGC_Collect(), c.PyGC_Enable(), c.PyGC_Collect(), c.PyGC_Collect()], [0, 0, 1, 0]);
    c.PyErr_SetString(c.PyExc_ValueError, "kept");
    c.PyGC_Collect();
    assertEquals(c.PyErr_Occurred(), c.PyExc_ValueError);
    c.PyErr_Clear();
  });
});

Deno.test("sizes, addresses and types that are none are the host's mistake", () => {
  withCapi((c) => {
    const wrong: unknown[] = [10.5, NaN, undefined, null, "8", 8n];
    for (const value of wrong) {
      const n = value as number;
      for (const { malloc, calloc, realloc, free } of familiesOf(c)) {
        assertThrows(() => malloc(n), TypeError, "Sizes and addresses are whole numbers");
        assertThrows(() => realloc(NULL, n), TypeError, "Sizes and addresses are whole numbers");
        assertThrows(() => free(n), TypeError, "Sizes and addresses are whole numbers");
        if (calloc !== null) assertThrows(() => calloc(1, n), TypeError);
      }
      assertThrows(() => c.PyMem_New("int", n), TypeError);
      assertThrows(() => c.Py_Malloc(n), TypeError);
    }
    assertThrows(() => c.PyMem_New("integer" as "int", 1), TypeError, "A C type is one of char, ");
    assertThrows(() => c.PyMem_New(0, 1), TypeError, "A C type is one of char, ");
    assertThrows(() => c.PyLong_FromLong(1.5), TypeError, "An int is made of a whole number: 1.5");
  });
});

Deno.test("what C programs write to memory with", () => {
  withCapi((c) => {
    const p = c.PyMem_Malloc(32), q = c.PyMem_Malloc(32);
    assertEquals([c.strcpy(p, "h\u00e9"), c.strlen(p), c.strlen("abc")], [p, 3, 3]);
    assertEquals([c.memcpy(q, p, 4), c.strlen(q)], [q, 3]);
    assertEquals([c.strcpy(q + 8, q), c.strlen(q + 8)], [q + 8, 3]);
    assertEquals([c.memset(p, 0x141, 5), c.strlen(p)], [p, 5 + c.strlen(p + 5)]);
    assertEquals(c.memory.u8[p + 4], 0x41);
    for (const block of [p, q]) c.PyMem_Free(block);
  });
});

Deno.test("the lock is taken and given back by those who do not know whether they have it", () => {
  withCapi((c) => {
    assertEquals([c.PyGILState_Check(), c.PyGILState_Ensure()], [1, 0]);
    c.PyGILState_Release(0);
    const thread = c.PyEval_SaveThread();
    assertEquals(c.PyGILState_Check(), 0);
    const state = c.PyGILState_Ensure();
    c.PyMem_Free(c.PyMem_Malloc(10));
    const inner = c.PyGILState_Ensure();
    c.PyGILState_Release(inner);
    assertEquals([state, inner, c.PyGILState_Check()], [1, 0, 1]);
    c.PyGILState_Release(state);
    assertThrows(() => c.PyMem_Malloc(10), FatalMemoryError, "without holding the GIL");
    assertThrows(() => c.PyGILState_Release(state), FatalMemoryError, "PyGILState_Release");
    c.PyEval_RestoreThread(thread);
  }, { malloc: "debug" });
});

Deno.test("modules of one's own: made, filled, imported; a reference is stolen only by what succeeds", () => {
  const lines: string[] = [];
  const runtime = new Runtime({
    stdout: (text) => lines.push(text.trimEnd()),
    stderr: (text) => lines.push(text),
  });
  const c = runtime.capi();
  const double = (_vm: unknown, _module: Address, object: Address): Address => {
    const n = c.PyLong_AsLong(object);
    return n === -1 && c.PyErr_Occurred() !== NULL ? NULL : c.PyLong_FromLong(2 * n);
  };
  const init = (): Address => {
    const module = c.PyModule_Create("own", [{ name: "double", flags: c.METH_O, fn: double }], "A module.");
    if (module === NULL) return NULL;
    const list = c.PyList_New(0);
    assertEquals(c.PyModule_AddObjectRef(module, "items", list), 0);
    assertEquals(c.PyModule_AddObject(module, "same", list), 0);
    assertEquals(c.Py_REFCNT(list), 2);
    assertEquals(c.PyModule_AddIntConstant(module, "LIMIT", 512), 0);
    assertEquals(c.PyModule_AddStringConstant(module, "NAME", "h\u00e9"), 0);
    return module;
  };
  assertEquals(c.PyImport_AppendInittab("own", init), 0);
  assertEquals(
    c.PyRun_SimpleString("import own\nprint(own.double(21), own.LIMIT, own.NAME, own.items is own.same)"),
    0,
  );
  const module = c.PyImport_ImportModule("own");
  assertEquals([c.PyModule_Check(module), c.PyModule_Check(c.Py_None)], [1, 0]);
  assertEquals(c.PyDict_GetItemString(c.PyImport_GetModuleDict(), "own"), module);
  const limit = c.PyDict_GetItemString(c.PyModule_GetDict(module), "LIMIT");
  assertEquals(c.PyLong_AsLong(limit), 512);
  const value = c.PyLong_FromLong(1000);
  assertEquals([c.PyModule_AddObject(value, "x", value), c.Py_REFCNT(value)], [-1, 1]);
  assertEquals(c.PyErr_Occurred(), c.PyExc_TypeError);
  c.PyErr_Clear();
  assertEquals([c.PyModule_AddObject(module, "x", NULL), c.PyErr_Occurred()], [-1, c.PyExc_SystemError]);
  c.PyErr_Clear();
  c.Py_DECREF(value);
  assertEquals([c.PyImport_ImportModule("nothing"), c.PyErr_Occurred()], [NULL, c.PyExc_ModuleNotFoundError]);
  c.PyErr_Clear();
  const made = c.PyImport_AddModule("made");
  assertEquals([c.PyImport_AddModule("made"), c.Py_REFCNT(made)], [made, 1]);
  c.Py_DECREF(module);
  assertEquals(c.PyRun_SimpleString("import made, own\nprint(made.__name__, own.double('x'))"), -1);
  assertEquals([lines[0], c.PyErr_Occurred()], ["42 512 h\u00e9 True", NULL]);
  assert(
    lines.join("").endsWith("TypeError: 'str' object cannot be interpreted as an integer\n"),
    lines.join("|"),
  );
  assertEquals([...runtime.check(), ...runtime.close()], []);
});

Deno.test("the page of the C API names each function, and nothing else", () => {
  withCapi((c) => {
    const page = Deno.readTextFileSync(new URL("../../runtime/host/README.md", import.meta.url));
    const table = page.slice(page.indexOf("## Names"));
    const named = [...table.matchAll(/`(_?\w+)`/g)].map(([, name]) => name);
    const offered = Object.keys(c).filter((name) => !/^PyExc_/.test(name));
    assertEquals([...new Set(named)].sort(), offered.sort());
  });
});

Deno.test("bytes objects hold their bytes behind length and hash, with a zero byte at the end", () => {
  withCapi((c) => {
    const { u8, i32 } = c.memory;
    const bytes = c.PyBytes_FromString("h\u00e9!");
    assertEquals([c.PyBytes_Check(bytes), c.PyBytes_CheckExact(bytes), c.PyBytes_Size(bytes)], [1, 1, 4]);
    assertEquals([i32[(bytes + 16) >> 2], i32[(bytes + 24) >> 2], i32[(bytes + 28) >> 2]], [4, -1, -1]);
    assertEquals([...u8.subarray(bytes + 32, bytes + 37)], [0x68, 0xc3, 0xa9, 0x21, 0]);
    assertEquals(c.PyBytes_AsString(bytes), bytes + 32);
    const repr = c.PyObject_Repr(bytes);
    assertEquals(c.PyUnicode_AsUTF8(repr), "b'h\\xc3\\xa9!'");
    for (const object of [repr, bytes]) c.Py_DECREF(object);

    const buffer = c.PyMem_Malloc(20);
    c.strcpy(buffer, "abc");
    const copy = c.PyBytes_FromString(buffer), part = c.PyBytes_FromStringAndSize(buffer, 2);
    assertEquals([c.PyBytes_Size(copy), c.PyBytes_Size(part)], [3, 2]);
    c.PyMem_Free(buffer);
    const empty = c.PyBytes_FromString(""), one = c.PyBytes_FromString("x");
    assertEquals([empty, one], [c.PyBytes_FromStringAndSize("", 0), c.PyBytes_FromStringAndSize("xyz", 1)]);
    for (const object of [copy, part, empty, one, empty, one]) c.Py_DECREF(object);
    assertEquals(c.PyBytes_Size(c.Py_None), -1);
    assertEquals(c.PyErr_Occurred(), c.PyExc_TypeError);
    c.PyErr_Clear();
    assertEquals([c.PyBytes_FromStringAndSize(NULL, -1), c.PyErr_Occurred()], [NULL, c.PyExc_SystemError]);
    c.PyErr_Clear();
  });
});

Deno.test("a bytes object made without contents can be filled and resized while nobody else has it", () => {
  withCapi((c) => {
    const { u8, i32 } = c.memory;
    const word = c.PyMem_Calloc(1, 8);
    i32[word >> 2] = c.PyBytes_FromStringAndSize(NULL, 10);
    u8.fill(0x61, i32[word >> 2] + 32, i32[word >> 2] + 42);
    assertEquals(c._PyBytes_Resize(word, 1000), 0);
    assertEquals(c.PyBytes_Size(i32[word >> 2]), 1000);
    assertEquals(c._PyBytes_Resize(word, 3), 0);
    const repr = c.PyObject_Repr(i32[word >> 2]);
    assertEquals(c.PyUnicode_AsUTF8(repr), "b'aaa'");
    c.Py_DECREF(repr);
    assertEquals([c._PyBytes_Resize(word, 2 ** 40), i32[word >> 2]], [-1, NULL]);
    c.PyErr_Clear();
    i32[word >> 2] = c.PyBytes_FromString("xy");
    c.Py_INCREF(i32[word >> 2]);
    const held = i32[word >> 2];
    assertEquals([c._PyBytes_Resize(word, 5), i32[word >> 2], c.PyErr_Occurred()], [
      -1,
      NULL,
      c.PyExc_SystemError,
    ]);
    c.PyErr_Clear();
    c.Py_DECREF(held);
    i32[word >> 2] = c.PyBytes_FromString("xy");
    assertEquals([c._PyBytes_Resize(word, 0), c.PyBytes_Size(i32[word >> 2])], [0, 0]);
    c.Py_CLEAR(word);
    assertEquals(i32[word >> 2], NULL);
    c.PyMem_Free(word);
  });
});

Deno.test("references are counted: INCREF, DECREF, their NULL-safe forms, CLEAR", () => {
  withCapi((c) => {
    const before = allocatedBlocks(c.memory);
    const object = c.PyLong_FromLong(123456);
    c.Py_INCREF(object);
    c.Py_XINCREF(object);
    c.Py_XINCREF(NULL);
    assertEquals([c.Py_REFCNT(object), c.Py_NewRef(object), c.Py_XNewRef(NULL)], [3, object, NULL]);
    for (let i = 0; i < 3; i++) c.Py_DECREF(object);
    c.Py_XDECREF(NULL);
    const field = c.PyMem_Calloc(1, 8);
    c.memory.i32[field >> 2] = object;
    c.Py_CLEAR(field);
    c.Py_CLEAR(field);
    c.PyMem_Free(field);
    assertEquals(allocatedBlocks(c.memory), before);
  });
});

Deno.test("an exception is set, asked for and cleared", () => {
  withCapi((c) => {
    assertEquals(c.PyErr_NoMemory(), NULL);
    assertEquals([c.PyErr_Occurred(), c.PyErr_ExceptionMatches(c.PyExc_Exception)], [c.PyExc_MemoryError, 1]);
    c.PyErr_SetString(c.PyExc_ValueError, "no");
    assertEquals([c.PyErr_Occurred(), c.PyErr_ExceptionMatches(c.PyExc_KeyError)], [c.PyExc_ValueError, 0]);
    c.PyErr_Clear();
    assertEquals([c.PyErr_Occurred(), c.PyErr_ExceptionMatches(c.PyExc_ValueError)], [NULL, 0]);
  });
});

Deno.test("ints and strs go in and out", () => {
  withCapi((c) => {
    for (const value of [0, -5, 256, 257, -(2 ** 40), 2 ** 53]) {
      const object = c.PyLong_FromLong(value);
      assertEquals([c.PyLong_AsLong(object), c.Py_TYPE(object)], [value, c.PyLong_Type]);
      c.Py_DECREF(object);
    }
    const large = c.PyLong_FromLong(2n ** 63n);
    assertEquals([c.PyLong_AsLong(large), c.PyErr_Occurred()], [-1, c.PyExc_OverflowError]);
    c.PyErr_Clear();
    c.Py_DECREF(large);
    const text = c.PyUnicode_FromString("na\u00efve \u{1f40d}");
    assertEquals([c.PyLong_AsLong(text), c.PyErr_Occurred()], [-1, c.PyExc_TypeError]);
    c.PyErr_Clear();
    assertEquals([c.PyUnicode_AsUTF8(text), c.Py_TYPE(text)], ["na\u00efve \u{1f40d}", c.PyUnicode_Type]);
    const shown = c.PyObject_Str(text);
    assertEquals(shown, text);
    for (const object of [text, shown]) c.Py_DECREF(object);
  });
});

Deno.test("tuples and lists: SetItem steals, GetItem borrows, Append takes a reference of its own", () => {
  withCapi((c) => {
    const before = allocatedBlocks(c.memory);
    const item = c.PyLong_FromLong(1000), other = c.PyLong_FromLong(2000);
    const tuple = c.PyTuple_New(2);
    assertEquals([c.PyTuple_SetItem(tuple, 0, item), c.PyTuple_SetItem(tuple, 1, c.Py_NewRef(item))], [0, 0]);
    assertEquals([c.PyTuple_GetItem(tuple, 1), c.Py_REFCNT(item), c.PyTuple_Size(tuple)], [item, 2, 2]);
    assertEquals([c.PyTuple_GetItem(tuple, 2), c.PyErr_Occurred()], [NULL, c.PyExc_IndexError]);
    c.PyErr_Clear();
    assertEquals(c.PyTuple_SetItem(tuple, 5, c.Py_NewRef(other)), -1);
    c.PyErr_Clear();
    const list = c.PyList_New(1);
    c.PyList_SetItem(list, 0, c.Py_NewRef(other));
    assertEquals([c.PyList_Append(list, item), c.PyList_Insert(list, 0, item), c.Py_REFCNT(item)], [0, 0, 4]);
    assertEquals([c.PyList_Size(list), c.PyList_GetItem(list, 1)], [3, other]);
    c.PyList_SetItem(list, 1, c.Py_NewRef(item));
    assertEquals([c.Py_REFCNT(other), c.Py_REFCNT(item)], [1, 5]);
    assertEquals([c.PyList_GetItem(list, -1), c.PyErr_Occurred()], [NULL, c.PyExc_IndexError]);
    c.PyErr_Clear();
    assertEquals([c.PyList_SetItem(list, 9, c.Py_NewRef(other)), c.Py_REFCNT(other)], [-1, 1]);
    c.PyErr_Clear();
    const slice = c.PyList_GetSlice(list, 1, 99),
      made = c.PyList_AsTuple(list),
      pair = c.PyTuple_Pack(item, other);
    assertEquals([c.PyList_Size(slice), c.PyTuple_Size(made), c.PyTuple_GetItem(pair, 1)], [2, 3, other]);
    c.Py_INCREF(pair);
    assertEquals([c.PyTuple_SetItem(pair, 0, c.Py_NewRef(other)), c.PyErr_Occurred()], [
      -1,
      c.PyExc_SystemError,
    ]);
    c.PyErr_Clear();
    for (const object of [tuple, list, slice, made, pair, pair, other]) c.Py_DECREF(object);
    // What is left are headers in free lists.
    assert(allocatedBlocks(c.memory) - before <= 5);
  });
});

Deno.test("dicts: SetItem takes references of its own, GetItem borrows and raises nothing", () => {
  withCapi((c) => {
    const dict = c.PyDict_New(), key = c.PyUnicode_FromString("key"), value = c.PyLong_FromLong(5000);
    assertEquals([c.PyDict_SetItem(dict, key, value), c.PyDict_SetItemString(dict, "other", value)], [0, 0]);
    assertEquals([c.Py_REFCNT(value), c.PyDict_Size(dict)], [3, 2]);
    assertEquals([c.PyDict_GetItem(dict, key), c.PyDict_GetItemString(dict, "other")], [value, value]);
    assertEquals([c.PyDict_GetItemString(dict, "none"), c.PyErr_Occurred()], [NULL, NULL]);
    assertEquals([c.PyDict_Contains(dict, key), c.PyDict_GetItemWithError(dict, key)], [1, value]);
    const list = c.PyList_New(0); // cannot be a key
    assertEquals([c.PyDict_GetItem(dict, list), c.PyErr_Occurred()], [NULL, NULL]);
    assertEquals([c.PyDict_GetItemWithError(dict, list), c.PyErr_Occurred()], [NULL, c.PyExc_TypeError]);
    c.PyErr_Clear();
    const copy = c.PyDict_Copy(dict);
    assertEquals([c.PyDict_DelItem(dict, key), c.PyDict_DelItemString(dict, "none")], [0, -1]);
    assertEquals(c.PyErr_Occurred(), c.PyExc_KeyError);
    c.PyErr_Clear();
    c.PyDict_Clear(dict);
    assertEquals([c.PyDict_Size(dict), c.PyDict_Size(copy), c.Py_REFCNT(value)], [0, 2, 3]);
    for (const object of [dict, copy, key, value, list]) c.Py_DECREF(object);
  });
});

Deno.test("strict mode hears of every family: each other one's release is reported, its own is not", () => {
  withCapi((c) => {
    const { strict } = c.memory;
    const made: [string, () => Address, (p: Address) => void][] = [
      ["PyMem_Free", () => c.PyMem_Malloc(8), c.PyMem_Free],
      ["PyMem_Free", () => c.PyMem_Realloc(c.PyMem_Calloc(1, 8), 9), c.PyMem_Free],
      ["PyMem_Del", () => c.PyMem_New("int", 8), c.PyMem_Del],
      ["PyMem_Del", () => c.PyMem_Resize(c.PyMem_New("int", 8), "int", 9), c.PyMem_Del],
      ["Py_Free", () => c.Py_Malloc(8), c.Py_Free],
    ];
    for (const [right, make, release] of made) {
      release(make());
      assertEquals(strict!.reports, []);
      for (
        const [name, wrong] of [["PyMem_Free", c.PyMem_Free], ["PyMem_Del", c.PyMem_Del], [
          "Py_Free",
          c.Py_Free,
        ]] as const
      ) {
        if (name === right) continue;
        wrong(make());
        assertEquals(strict!.reports.length, 1, `${name} for ${right}`);
        assert(strict!.reports[0].includes(`it is released by ${right}()`), strict!.reports[0]);
        assert(/\n {4}at \S+capi_test\.ts:\d+\n/.test(strict!.reports[0]), strict!.reports[0]);
        strict!.reports.length = 0;
      }
    }
    const object = c.PyObject_Malloc(32);
    c.PyObject_Del(object);
    assertEquals(strict!.reports.length, 1);
    const blocks = [c.PyMem_RawMalloc(8), c.PyMem_Malloc(8), c.PyObject_Malloc(8)], libc = c.malloc(8);
    const frees = [c.PyMem_RawFree, c.PyMem_Free, c.PyObject_Free];
    blocks.forEach((p, i) => {
      assertThrows(() => c.free(p), FatalMemoryError, "free() was given a block of Py");
      frees.forEach((free, k) => {
        if (k !== i) assertThrows(() => free(p), FatalMemoryError, "which another allocator made");
      });
      assertThrows(
        () => frees[i](libc),
        FatalMemoryError,
        "was given a block of malloc(), which another allocator made",
      );
    });
    blocks.forEach((p, i) => frees[i](p));
    c.free(c.realloc(libc, 20));
    assertEquals(strict!.reports.length, 1);
  }, { malloc: "strict" });
});
