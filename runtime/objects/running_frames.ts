/**
 * What is running, for those below the language who want to know: tracemalloc, strict mode and fatal errors.
 *
 * The frame stack has a record per call; the line is that of the position which the function stored last. Nothing here
 * allocates from the heap, and nothing needs a frame object.
 *
 * What is known of a code, the number of its file and the lines of its positions, is read once and kept beside its
 * function, which dies with it; no str is held, so that tracing changes nothing in the heap.
 *
 * Source: CPython 3.11 Modules/_tracemalloc.c (traceback_get_frames), Python/traceback.c (_Py_DumpTraceback).
 */
import { type Address, type FrameSource, NULL } from "../../heap/mod.ts";
import { hideFreeLists, showFreeLists } from "../memory/free_lists.ts";
import {
  F_FUNC,
  F_POSITION,
  FRAME_RECORD_SIZE,
  type Interpreter,
  type NativeFunction,
} from "../memory/interpreter.ts";
import { CO_FILENAME, CO_FUNCTION, CO_NAME, codeLine } from "./code.ts";
import { functionRecord } from "./frame.ts";
import { FUNC_CODE } from "./function_layout.ts";
import { jsString } from "./str.ts";

/** Frames that a fatal error shows. */
const MAX_FRAMES_SHOWN = 100;
/** The only thread there is, as CPython writes one. */
const THREAD = "0x0000000000000001";

/** The position while a function makes its cells: CPython counts such a frame as incomplete. */
const NOT_STARTED = -1;

/** The code that a record runs, borrowed. */
function recordCode(vm: Interpreter, record: Address): Address {
  return vm.i32[(vm.i32[(record + F_FUNC) >> 2] + FUNC_CODE) >> 2];
}

/** What a traceback needs of a code. */
interface CodeLines {
  readonly file: number;
  /** By position, as far as they were asked for. */
  readonly lines: number[];
}

/** Reads the frames of an interpreter for its tracer. */
export class RunningFrames implements FrameSource {
  private readonly files: string[] = [];
  private readonly numbers: Map<string, number> = new Map();
  private readonly codes: WeakMap<NativeFunction, CodeLines> = new WeakMap();

  constructor(private readonly vm: Interpreter) {}

  readFrames(frames: Int32Array, limit: number): number {
    const { vm } = this, { i32 } = vm;
    let count = 0;
    for (let record = vm.fp; record >= vm.fpBase; record -= FRAME_RECORD_SIZE) {
      const position = i32[(record + F_POSITION) >> 2];
      if (position === NOT_STARTED || i32[(record + F_FUNC) >> 2] === NULL) continue;
      if (count < limit) {
        const code = recordCode(vm, record);
        const { file, lines } = this.linesOf(code);
        frames[2 * count] = file;
        frames[2 * count + 1] = lines[position] ??= codeLine(vm, code, position);
      }
      count++;
    }
    return count;
  }

  fileName(file: number): string {
    return this.files[file];
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
  }

  private linesOf(code: Address): CodeLines {
    const { vm } = this;
    const body = vm.functions[vm.i32[(code + CO_FUNCTION) >> 2]];
    let known = this.codes.get(body);
    if (known === undefined) {
      known = { file: this.fileNumber(jsString(vm, vm.i32[(code + CO_FILENAME) >> 2])), lines: [] };
      this.codes.set(body, known);
    }
    return known;
  }

  private fileNumber(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      this.numbers.set(name, number = this.files.length);
      this.files.push(name);
    }
    return number;
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
