/** The clocks of a program: the host's, and those that a host fixes. */
import { assert, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { fixedClock, ProgramError, Runtime, type RuntimeOptions } from "../../runtime/mod.ts";

function run(options: RuntimeOptions, program: string): string {
  let output = "";
  const runtime = new Runtime({
    reserve: 2 ** 27,
    ...options,
    stdout: (text) => {
      output += text;
    },
  });
  runtime.run(program);
  assertEquals(runtime.close(), []);
  return output;
}

Deno.test("a fixed clock stands, and a sleep moves it at once", () => {
  const program = "import time\nprint(time.time(), time.monotonic(), time.time_ns())\n" +
    "time.sleep(3600)\nprint(time.time(), time.perf_counter(), time.gmtime()[:6])\n";
  const started = performance.now();
  const expected = "1704067200.0 0.0 1704067200000000000\n1704070800.0 3600.0 (2024, 1, 1, 1, 0, 0)\n";
  assertEquals(run({ clock: fixedClock(Date.UTC(2024, 0, 1)) }, program), expected);
  assert(performance.now() - started < 60_000);
});

Deno.test("without one a program sees the host's time, and sleeps", () => {
  const before = Date.now() / 1000;
  const program = "import time\nstart = time.perf_counter()\ntime.sleep(0.12)\n" +
    "print(time.time(), time.perf_counter() - start)\n";
  const [now, slept] = run({}, program).split(" ").map(Number);
  assertGreater(now, before - 1);
  assertGreater(slept, 0.11);
});

Deno.test("a sleep counts as steps, and a limit ends it", () => {
  const program = "import time\ntime.sleep(10)\nprint('slept')\ntime.sleep(10 ** 6)\n";
  let output = "";
  using runtime = new Runtime({
    reserve: 2 ** 27,
    clock: fixedClock(0),
    stepLimit: 1000,
    stdout: (text) => {
      output += text;
    },
  });
  assertThrows(() => runtime.run(program), ProgramError, "step limit of 1000 reached");
  assertEquals(output, "slept\n");
});
