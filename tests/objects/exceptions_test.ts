/**
 * Exceptions in the heap: their layout, what raising and catching allocates, and running out of memory.
 */
import { assert, assertEquals } from "@std/assert";
import { check, installFailure } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { FREE_LIST_TABLE, MEMORY_ERROR_FREE_LIST } from "../../runtime/memory/free_lists.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { decref, refcount, typeOf } from "../../runtime/memory/refcount.ts";
import {
  EMPTY_TUPLE,
  KEY_ERROR,
  LAST_RESORT_MEMORY_ERROR,
  MEMORY_ERROR,
  RUNTIME_ERROR,
  VALUE_ERROR,
} from "../../runtime/memory/statics.ts";
import {
  chainExceptions,
  clearError,
  errorMatches,
  fetchError,
  givenMatches,
  instantiate,
  normalizeException,
  raise,
  raiseFromCause,
  raiseKeyError,
  raiseNone,
} from "../../runtime/objects/errors.ts";
import {
  BASE_EXCEPTION_OBJECT,
  EXC_ARGS,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_SUPPRESS_CONTEXT,
} from "../../runtime/objects/exception_layout.ts";
import { strText } from "../../runtime/objects/exceptions.ts";
import { newStr } from "../../runtime/objects/str.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";
import { type AllocatorEvent, startRecording } from "./allocator_events.ts";
import { sweep } from "../sweep.ts";

/** Runs a test with a runtime that must be sound and empty afterwards. */
function withRuntime(test: (vm: Interpreter) => void): void {
  const vm = startInterpreter({ reserve: 2 ** 27 });
  test(vm);
  assertEquals([...check(vm), ...checkInterpreter(vm), ...finishInterpreter(vm)], []);
}

Deno.test("a raised exception stays unnormalised until somebody looks at it", () =>
  withRuntime((vm) => {
    raise(vm, VALUE_ERROR, "text");
    assertEquals(vm.curexcType, VALUE_ERROR);
    assert(typeOf(vm, vm.curexcValue) !== VALUE_ERROR);
    normalizeException(vm);
    assertEquals(typeOf(vm, vm.curexcValue), VALUE_ERROR);
    assertEquals(strText(vm, vm.curexcValue), "text");
    clearError(vm);
  }));

Deno.test("an exception lies in the heap as PyBaseExceptionObject", () =>
  withRuntime((vm) => {
    const error = instantiate(vm, VALUE_ERROR, EMPTY_TUPLE);
    const words = Array.from({ length: BASE_EXCEPTION_OBJECT.size / 8 }, (_, i) => vm.u64[(error >> 3) + i]);
    assertEquals(words, [1n, BigInt(VALUE_ERROR), 0n, BigInt(EMPTY_TUPLE), 0n, 0n, 0n, 0n, 0n]);
    decref(vm, error);
  }));

Deno.test("KeyError of a tuple has the tuple as its only argument", () =>
  withRuntime((vm) => {
    raiseKeyError(vm, EMPTY_TUPLE);
    normalizeException(vm);
    assertEquals(strText(vm, vm.curexcValue), "()");
    clearError(vm);
  }));

Deno.test("matching goes by the classes, and through nested tuples", () =>
  withRuntime((vm) => {
    raiseNone(vm, KEY_ERROR);
    assert(errorMatches(vm, KEY_ERROR));
    assert(!errorMatches(vm, VALUE_ERROR));
    assert(!givenMatches(vm, vm.curexcType, EMPTY_TUPLE));
    clearError(vm);
  }));

Deno.test("raiseFromCause sets cause and context, chainExceptions the context", () =>
  withRuntime((vm) => {
    raise(vm, KEY_ERROR, "first");
    raiseFromCause(vm, RUNTIME_ERROR, "second");
    const second = vm.curexcValue;
    const first = vm.i32[(second + EXC_CAUSE) >> 2];
    assertEquals(typeOf(vm, first), KEY_ERROR);
    assertEquals(vm.i32[(second + EXC_CONTEXT) >> 2], first);
    assertEquals(vm.u8[second + EXC_SUPPRESS_CONTEXT], 1);
    const saved = fetchError(vm);
    raise(vm, VALUE_ERROR, "third");
    chainExceptions(vm, saved);
    assertEquals(vm.curexcType, VALUE_ERROR);
    assertEquals(vm.i32[(vm.curexcValue + EXC_CONTEXT) >> 2], second);
    clearError(vm);
  }));

// What raising allocates -----------------------------------------------------------------------------------------

interface Row {
  statement: string;
  pre?: string;
  events_cold: AllocatorEvent[];
  events_warm?: AllocatorEvent[];
}
const rows = (JSON.parse(
  await Deno.readTextFile(new URL("../oracles/block_deltas.json", import.meta.url)),
) as { rows: Row[] }).rows.filter((row) => /^try|^x = ValueError/.test(row.statement));

/** Bytes of a traceback with its GC head; the block made before it is the frame. */
const TRACEBACK_BYTES = 56;

/** Replaces the size of frames, which depends on how the compiler uses temporaries, by the word "frame". */
function nameFrames(events: readonly AllocatorEvent[]): AllocatorEvent[] {
  return events.map((event, i) => {
    const next = events[i + 1];
    const isFrame = event[1] === "malloc" && next?.[1] === "malloc" && next[3] === TRACEBACK_BYTES;
    return isFrame ? [...event.slice(0, 3), "frame"] : event;
  });
}

for (const row of rows) {
  Deno.test(`allocator calls of ${row.statement.replaceAll("\n", " / ")}`, () => {
    let recorded: AllocatorEvent[][] = [];
    let stop: (() => AllocatorEvent[]) | null = null;
    const vm = startInterpreter({
      reserve: 2 ** 27,
      stdout: (text) => {
        if (text === "start\n") stop = startRecording(vm);
        else if (text === "stop\n" && stop !== null) recorded.push(stop());
      },
    });
    const body = [row.pre ?? "pass", `print("start")`, ...row.statement.split("\n"), `print("stop")`];
    const source = `import gc\ndef f():\n${body.map((line) => `    ${line}\n`).join("")}` +
      `for i in range(30):\n    f()\nprint("warm")\ngc.collect()\nf()\nf()\n`;
    assertEquals(runProgram(vm, source, "program.py"), 0);
    recorded = recorded.slice(-2);
    assertEquals(finishInterpreter(vm), []);
    const warm = row.events_warm ?? row.events_cold;
    assertEquals(recorded.map(nameFrames), [nameFrames(row.events_cold), nameFrames(warm)]);
  });
}

// Out of memory --------------------------------------------------------------------------------------------------

Deno.test("sixteen MemoryErrors are kept, and come back when they die", () =>
  withRuntime((vm) => {
    const list = FREE_LIST_TABLE.find((each) => each.address === MEMORY_ERROR_FREE_LIST);
    assertEquals(list?.limit, 16);
    const kept = (): number => vm.i32[(MEMORY_ERROR_FREE_LIST + 8) >> 2];
    assertEquals(kept(), 16);
    const error = instantiate(vm, MEMORY_ERROR, EMPTY_TUPLE);
    assertEquals(kept(), 15);
    decref(vm, error);
    assertEquals(kept(), 16);
  }));

Deno.test("without any memory, MemoryErrors can still be made: the kept ones, then the last resort for all", () =>
  withRuntime((vm) => {
    const layer = installFailure(vm);
    layer.arm(1, "persistent");
    const errors = Array.from({ length: 18 }, () => instantiate(vm, MEMORY_ERROR, EMPTY_TUPLE));
    layer.remove();
    assertEquals(new Set(errors).size, 17);
    assertEquals(errors.slice(16), [LAST_RESORT_MEMORY_ERROR, LAST_RESORT_MEMORY_ERROR]);
    assertEquals(refcount(vm, LAST_RESORT_MEMORY_ERROR), 2);
    for (const error of errors) decref(vm, error);
    assertEquals(refcount(vm, LAST_RESORT_MEMORY_ERROR), 0);
    assertEquals(vm.i32[(LAST_RESORT_MEMORY_ERROR + EXC_ARGS) >> 2], 0);
  }));

Deno.test("a program without memory gets MemoryError, handles it and goes on", () => {
  let output = "";
  const vm = startInterpreter({ reserve: 2 ** 27, pageLimit: 8 << 20, stdout: (text) => output += text });
  const source = `
def fill():
    kept = []
    while True:
        kept.append([0] * 1000)
errors = []
for i in range(20):
    try:
        fill()
    except MemoryError as e:
        errors.append((e.args, e.__traceback__.tb_next.tb_lineno))
print(len(errors), errors[0], errors[19])
`;
  assertEquals(runProgram(vm, source, "program.py"), 0);
  assertEquals(output, "20 ((), 5) ((), 5)\n");
  assertEquals([...checkInterpreter(vm), ...finishInterpreter(vm)], []);
});

Deno.test("a message without memory for its text is a MemoryError", () =>
  withRuntime((vm) => {
    const layer = installFailure(vm);
    layer.arm(1, "transient");
    raise(vm, VALUE_ERROR, "a text");
    layer.remove();
    assertEquals(vm.curexcType, MEMORY_ERROR);
    clearError(vm);
    const text = newStr(vm, "memory is there again");
    decref(vm, text);
  }));

const SWEPT = [
  "chaining",
  "finally_order",
  "groups",
  "notes",
  "tracebacks",
  "name_and_attribute_errors",
  "os_error",
];
for (const name of SWEPT) {
  Deno.test(`every failing allocation of exceptions/${name}.py is survived (a sample)`, async () => {
    const path = `${name}.py`;
    const source = await Deno.readTextFile(new URL(`../lang/exceptions/${path}`, import.meta.url));
    const points = Array.from({ length: 12 }, (_, i) => 1 + i * 23 + name.length);
    assertEquals(sweep(source, path, points), []);
  });
}
