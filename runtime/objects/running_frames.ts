/**
 * What is running, for those below the language who want to know: tracemalloc, strict mode and fatal errors.
 *
 * The frame stack has a record per call; the line is that of the position which the function stored last. Nothing here
 * allocates from the heap, and nothing needs a frame object.
 *
 * File numbers: each file name gets a number for as long as tracemalloc runs, and its str is held (owned) so that the
 * address stands for the name. Lines of a code are decoded once and kept beside its function, which dies with it.
 *
 * Source: CPython 3.11 Modules/_tracemalloc.c (traceback_get_frames), Python/traceback.c (_Py_DumpTraceback).
 */
import { type Address, type FrameSource, NULL } from "../../heap/mod.ts";
import { hideFreeLists, showFreeLists } from "../memory/free_lists.ts";
import { F_FUNC, F_POSITION, FRAME_RECORD_SIZE, type Interpreter } from "../memory/interpreter.ts";
import type { NativeFunction, Visit } from "../memory/interpreter.ts";
import { decref, incref } from "../memory/refcount.ts";
import { CO_FILENAME, CO_FUNCTION, CO_NAME, codeLine } from "./code.ts";
import { functionRecord } from "./frame.ts";
import { FUNC_CODE } from "./function_layout.ts";
import { jsString } from "./str.ts";

/** Frames that a fatal error shows. */
const MAX_FRAMES_SHOWN = 100;
/** The only thread there is, as CPython writes one. */
const THREAD = "0x0000000000000001";

/** The code that a record runs, borrowed. */
function recordCode(vm: Interpreter, record: Address): Address {
  return vm.i32[(vm.i32[(record + F_FUNC) >> 2] + FUNC_CODE) >> 2];
}

/** Reads the frames of an interpreter for its tracer. */
export class RunningFrames implements FrameSource {
  private readonly numbers: Map<Address, number> = new Map();
  private names: string[] = [];
  private readonly lines: WeakMap<NativeFunction, number[]> = new WeakMap();

  constructor(private readonly vm: Interpreter) {}

  readFrames(frames: Int32Array, limit: number): number {
    const { vm } = this, { i32 } = vm;
    let count = 0;
    for (let record = vm.fp; record >= vm.fpBase; record -= FRAME_RECORD_SIZE) {
      if (i32[(record + F_FUNC) >> 2] === NULL) continue;
      if (count < limit) {
        const code = recordCode(vm, record);
        frames[2 * count] = this.fileNumber(i32[(code + CO_FILENAME) >> 2]);
        frames[2 * count + 1] = this.lineAt(code, i32[(record + F_POSITION) >> 2]);
      }
      count++;
    }
    return count;
  }

  fileName(file: number): string {
    return this.names[file];
  }

  describePlace(): string | null {
    const { vm } = this;
    const record = functionRecord(vm, vm.fp);
    return record === NULL ? null : placeOf(vm, record);
  }

  started(): void {
    hideFreeLists(this.vm);
  }

  stopped(): void {
    showFreeLists(this.vm);
    const held = [...this.numbers.keys()];
    this.numbers.clear();
    this.names = [];
    for (const name of held) decref(this.vm, name);
  }

  /** Calls `visit` for each reference that is held. */
  traverse(visit: Visit): void {
    for (const name of this.numbers.keys()) visit(this.vm, name);
  }

  private fileNumber(name: Address): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      this.numbers.set(name, number = this.names.length);
      this.names.push(jsString(this.vm, name));
      incref(this.vm, name);
    }
    return number;
  }

  private lineAt(code: Address, position: number): number {
    const { vm } = this;
    const body = vm.functions[vm.i32[(code + CO_FUNCTION) >> 2]];
    let lines = this.lines.get(body);
    if (lines === undefined) this.lines.set(body, lines = []);
    return lines[position] ??= codeLine(vm, code, position);
  }
}

function placeOf(vm: Interpreter, record: Address): string {
  const code = recordCode(vm, record);
  const line = codeLine(vm, code, vm.i32[(record + F_POSITION) >> 2]);
  return `File "${jsString(vm, vm.i32[(code + CO_FILENAME) >> 2])}", line ${line}`;
}

/** What CPython says of the program when it ends with a fatal error. */
export function describeRunningProgram(vm: Interpreter): string {
  const lines = [
    `Python runtime state: ${vm.modules === NULL ? "core initialized" : "initialized"}`,
    "",
    `Current thread ${THREAD} (most recent call first):`,
  ];
  let shown = 0;
  for (let record = vm.fp; record >= vm.fpBase; record -= FRAME_RECORD_SIZE) {
    if (vm.i32[(record + F_FUNC) >> 2] === NULL) continue;
    if (shown++ >= MAX_FRAMES_SHOWN) {
      lines.push("  ...");
      break;
    }
    const name = jsString(vm, vm.i32[(recordCode(vm, record) + CO_NAME) >> 2]);
    lines.push(`  ${placeOf(vm, record)} in ${name}`);
  }
  if (shown === 0) lines.push("  <no Python frame>");
  return lines.join("\n") + "\n";
}
