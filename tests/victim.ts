/** A runtime that programs which mean no good are run in, one after the other. */
import { assertEquals } from "@std/assert";
import { check } from "../heap/mod.ts";
import { finishInterpreter } from "../runtime/host/finish.ts";
import { limitSteps } from "../runtime/host/limits.ts";
import { runProgram } from "../runtime/host/run_program.ts";
import { startInterpreter } from "../runtime/host/start.ts";
import type { Interpreter } from "../runtime/memory/interpreter.ts";
import { checkInterpreter } from "../runtime/view/ownership.ts";

const STEP_LIMIT = 2_000_000;

/** A runtime, what it wrote last, and how many steps a program may take. */
export class Victim {
  out = "";
  err = "";
  readonly vm: Interpreter;

  constructor(private readonly steps = STEP_LIMIT) {
    this.vm = startInterpreter({
      reserve: 2 ** 29,
      stdout: (text) => {
        this.out += text;
      },
      stderr: (text) => {
        this.err += text;
      },
    });
  }

  /** Runs a source; returns the last line on standard error, "" if the program ended well. */
  run(source: string | Uint8Array): string {
    this.out = this.err = "";
    limitSteps(this.vm, this.steps);
    const status = runProgram(this.vm, source, "hostile.py");
    if (status === 0 && !/Warning: /.test(this.err)) assertEquals(this.err, "");
    return status === 0 ? "" : this.err.trimEnd().split("\n").at(-1) ?? "";
  }

  /** The checkers pass, the runtime still works, and nothing remains at its end. */
  finish(): void {
    assertEquals(checkInterpreter(this.vm), []);
    assertEquals(check(this.vm), []);
    assertEquals(this.run("assert [i for i in range(3)] == [0, 1, 2]\n"), "");
    assertEquals(finishInterpreter(this.vm), []);
  }
}
