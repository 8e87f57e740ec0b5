/**
 * The checker of objects finds every kind of damage that it claims to find: each test breaks one thing in the bytes,
 * sees it reported, and repairs it.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Address, check, memFree, memMalloc } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { runProgram } from "../../runtime/host/run_program.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import { KEYS_FREE_LIST } from "../../runtime/memory/free_lists.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { OB_TYPE } from "../../runtime/memory/object_layout.ts";
import { decref, incref } from "../../runtime/memory/refcount.ts";
import { DICT_TYPE, INT_TYPE } from "../../runtime/memory/statics.ts";
import { dictNew, dictSet, dictSetSteal } from "../../runtime/objects/dict.ts";
import { MA_KEYS, MA_USED } from "../../runtime/objects/dict_keys.ts";
import { intFromNumber } from "../../runtime/objects/int.ts";
import { internJs } from "../../runtime/objects/interning.ts";
import { listAppend, listNew } from "../../runtime/objects/list.ts";
import { STR_STATE } from "../../runtime/objects/str_layout.ts";
import { newStr } from "../../runtime/objects/str.ts";
import { checkInterpreter, walkOwnership } from "../../runtime/view/ownership.ts";

/** Runs `test` with a runtime that holds the list `held` in sys.modules, and asserts that all is well at the end. */
function withVm(test: (vm: Interpreter, held: Address) => void): void {
  const vm = startInterpreter({ reserve: 64 * 2 ** 20 });
  const held = listNew(vm, 0), name = newStr(vm, "held");
  dictSet(vm, vm.modules, name, held);
  decref(vm, name);
  decref(vm, held);
  assertEquals(checkInterpreter(vm), []);
  test(vm, held);
  assertEquals(checkInterpreter(vm), []);
  assertEquals(check(vm), []);
  assertEquals(finishInterpreter(vm), []);
}

/** Appends a new object (stolen) to `list`. */
function hold(vm: Interpreter, list: Address, object: Address): Address {
  assertEquals(listAppend(vm, list, object), 0);
  decref(vm, object);
  return object;
}

/** Writes one word of the heap, calls `look` with what the checker says then, and writes the old word back. */
function damaged(vm: Interpreter, address: Address, value: number, look: (problems: string[]) => void): void {
  const old = vm.i32[address >> 2];
  vm.i32[address >> 2] = value;
  const problems = checkInterpreter(vm);
  vm.i32[address >> 2] = old;
  look(problems);
}

const one = (problems: string[], text: RegExp): void => {
  assertEquals(problems.length, 1, problems.join("\n"));
  assertMatch(problems[0], text);
};

Deno.test("a fresh runtime owns every block", () => {
  withVm((vm) => {
    const { blocks, owners, problems } = walkOwnership(vm);
    assertEquals([problems, owners.size], [[], blocks.size]);
    const kinds = new Set([...owners.values()].map((owner) => owner.kind));
    assertEquals([...kinds].sort(), ["buffer", "free list", "object"]);
  });
});

Deno.test("a block that nobody owns is a leak", () => {
  withVm((vm) => {
    const block = memMalloc(vm, 40);
    vm.u8.fill(0xee, block, block + 40);
    one(checkInterpreter(vm), /^block 0x[0-9a-f]+ of 48 bytes has no owner$/);
    one(checkInterpreter(vm, { running: true }), /has no owner$/);
    memFree(vm, block);
  });
});

Deno.test("an object that nobody refers to is a leak, unless a program runs", () => {
  withVm((vm) => {
    const lost = intFromNumber(vm, 123456);
    one(checkInterpreter(vm), /has no owner: int with 1 references$/);
    assertEquals(checkInterpreter(vm, { running: true }), []);
    decref(vm, lost);
  });
});

Deno.test("counts must match the references found", () => {
  withVm((vm, held) => {
    const item = hold(vm, held, intFromNumber(vm, 123456));
    incref(vm, item);
    one(checkInterpreter(vm), /^int at 0x[0-9a-f]+ counts 2 references, 1 were found$/);
    assertEquals(checkInterpreter(vm, { running: true }), []);
    decref(vm, item);
    hold(vm, held, (incref(vm, item), item));
    damaged(vm, item, 1, (problems) => one(problems, /counts 1 references, 2 were found$/));
    damaged(vm, item, 0, (problems) => assert(problems.some((text) => / has 0 references$/.test(text))));
  });
});

Deno.test("headers must name a type and have room for the object", () => {
  withVm((vm, held) => {
    const item = hold(vm, held, intFromNumber(vm, 123456));
    damaged(vm, item + OB_TYPE, INT_TYPE + 16, (problems) => {
      assert(problems.some((text) => / has no type: /.test(text)), problems.join("\n"));
    });
    damaged(vm, item + 12, 7, (problems) => one(problems, / has a damaged header$/));
    damaged(
      vm,
      item + 16,
      1000,
      (problems) => one(problems, /^int at 0x[0-9a-f]+ needs \d+ bytes and has 32$/),
    );
    const text = hold(vm, held, newStr(vm, "some text that is not interned"));
    damaged(vm, text + 16, 5000, (problems) => one(problems, /^str at .* needs 5049 bytes/));
  });
});

Deno.test("a block with two owners, or an owner without a block, is reported", () => {
  withVm((vm, held) => {
    const made = [0, 1].map(() => {
      const dict = dictNew(vm);
      dictSetSteal(vm, dict, intFromNumber(vm, 1), intFromNumber(vm, 2));
      return hold(vm, held, dict);
    });
    const [a, b] = made;
    damaged(vm, a + MA_KEYS, vm.i32[(b + MA_KEYS) >> 2], (problems) => {
      assert(
        problems.some((text) => / has two owners: dict at .* and dict at /.test(text)),
        problems.join("\n"),
      );
      assert(problems.some((text) => / has no owner$/.test(text)), problems.join("\n"));
    });
    damaged(vm, held + 24, vm.i32[(held + 24) >> 2] + 8, (problems) => {
      assert(
        problems.some((text) => /^buffer of list at .*, which is no live block$/.test(text)),
        problems.join("\n"),
      );
    });
    damaged(vm, a + MA_USED, 5, (problems) => one(problems, /^dict \d+: 1 live entries, ma_used is 5$/));
  });
});

Deno.test("rings must be whole and hold what says it is tracked", () => {
  withVm((vm, held) => {
    const list = hold(vm, held, listNew(vm, 0)), dict = hold(vm, held, dictNew(vm));
    damaged(
      vm,
      list - 8,
      vm.i32[(list - 8) >> 2] | 2,
      (problems) => one(problems, / is marked as being collected$/),
    );
    damaged(
      vm,
      list - 8,
      list,
      (problems) => assert(problems.some((text) => / has a wrong link back$/.test(text))),
    );
    damaged(vm, dict - 16, list - 16, (problems) => one(problems, / is marked as tracked and in no ring$/));
    damaged(
      vm,
      list - 16,
      dict - 8,
      (problems) => assert(problems.some((text) => /^ring at .* leads to /.test(text))),
    );
    assertEquals(vm.i32[(dict + OB_TYPE) >> 2], DICT_TYPE);
  });
});

Deno.test("free lists must be as long as they say", () => {
  withVm((vm) => {
    damaged(vm, KEYS_FREE_LIST + 8, vm.i32[(KEYS_FREE_LIST + 8) >> 2] + 1, (problems) => {
      one(problems, /^free list of dict keys holds \d+, says \d+, may hold 80$/);
    });
  });
});

Deno.test("interned strings are marked", () => {
  withVm((vm, held) => {
    const name = hold(vm, held, internJs(vm, "a name of nobody else"));
    damaged(vm, name + STR_STATE, vm.i32[(name + STR_STATE) >> 2] & ~3, (problems) => {
      one(problems, /^interned str at .* is not marked so/);
    });
  });
});

Deno.test("a running program passes the check at every line that it prints", () => {
  let lines = 0;
  const problems: string[] = [];
  const vm = startInterpreter({
    reserve: 64 * 2 ** 20,
    stdout: () => {
      lines++;
      problems.push(...checkInterpreter(vm, { running: true }));
    },
  });
  const source = [
    "def depth(n, seen):",
    "    seen = seen + [n]",
    "    print(n, seen, {n: str(n) * 3})",
    "    return depth(n - 1, seen) if n else max(seen) + 0.5",
    "for text in ['a' + 'b' * i for i in range(3)]:",
    "    try:",
    "        print(text, {text: depth(3, [])}[text], [][len(text)])",
    "    except IndexError as e:",
    "        print(e, sorted({'x': 1, text: 2}.items()))",
  ].join("\n");
  assertEquals(runProgram(vm, source + "\n", "program.py"), 0);
  assertEquals([problems, lines > 12], [[], true]);
  assertEquals(finishInterpreter(vm), []);
});
