/** Counts of static objects that are not as at the start are reported, each by what the object is. */
import { assertEquals } from "@std/assert";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import {
  ASCII_CHARACTERS,
  BYTE_CHARACTERS,
  EMPTY_TUPLE,
  exceptionType,
  identifier,
  LATIN1_CHARACTERS,
  LIST_TYPE,
  NONE,
  OBJECT_TYPE,
  SMALL_INT_ZERO,
} from "../../runtime/memory/statics.ts";

Deno.test("a reference to a static object that nobody gave back is reported at the end", () => {
  const objects: [number, string][] = [
    [NONE, "None"],
    [EMPTY_TUPLE, "the empty tuple"],
    [SMALL_INT_ZERO - 5 * 32, "the int -5"],
    [SMALL_INT_ZERO + 256 * 32, "the int 256"],
    [BYTE_CHARACTERS + 48 * 255, "the bytes object of byte 255"],
    [ASCII_CHARACTERS, "the character U+0"],
    [LATIN1_CHARACTERS + 80 * 127, "the character U+ff"],
    [identifier("append"), "the identifier append"],
    [OBJECT_TYPE, "the type object"],
    [LIST_TYPE, "the type list"],
    [exceptionType("KeyError"), "the type KeyError"],
  ];
  for (const [address, what] of objects) {
    const vm = startInterpreter({ reserve: 64 * 2 ** 20 });
    const count = vm.i32[address >> 2];
    vm.i32[address >> 2]++;
    const [problem, ...others] = finishInterpreter(vm);
    assertEquals(others, []);
    const [, found, now, before] = /^The count of (.*) is (\d+) and was (\d+) at the start$/.exec(problem) ??
      [];
    assertEquals([found, Number(now) - Number(before)], [what, 1], `${problem} (${count})`);
  }
});
