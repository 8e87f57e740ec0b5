/**
 * bytes and bytearray: the allocator calls of statements and the growth of bytearrays as in CPython 3.11
 * (tests/oracles/block_deltas.json, misc_growth.json), the bytes of an object, failing allocations.
 */
import { assert, assertEquals } from "@std/assert";
import { type Address, allocatedBlocks, check, installFailure, NULL } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { OB_SIZE, OB_TYPE } from "../../runtime/memory/object_layout.ts";
import { clearPending } from "../../runtime/memory/pending.ts";
import { decref, refcount } from "../../runtime/memory/refcount.ts";
import { BYTES_TYPE, exceptionType } from "../../runtime/memory/statics.ts";
import { getBuffer, releaseBuffer } from "../../runtime/objects/buffer.ts";
import {
  BYTEARRAY_ALLOC,
  bytearrayFromMemory,
  bytearrayNew,
  bytearrayResize,
} from "../../runtime/objects/bytearray.ts";
import { appendBuffer, appendByte } from "../../runtime/objects/bytearray_slices.ts";
import { BYTES_DATA, BYTES_HASH, bytesFrom, bytesHash } from "../../runtime/objects/bytes.ts";
import { decodeMemory } from "../../runtime/objects/bytes_decode.ts";
import { errorMatches, errorOccurred } from "../../runtime/objects/errors.ts";
import { newStr } from "../../runtime/objects/str.ts";
import { encodeStr } from "../../runtime/objects/str_encode.ts";
import { checkInterpreter } from "../../runtime/view/ownership.ts";
import blockDeltas from "../oracles/block_deltas.json" with { type: "json" };
import growth from "../oracles/misc_growth.json" with { type: "json" };
import { assertEvents, type Row } from "./statement_events.ts";

/** Runs `test` with a runtime and asserts that nothing is left of it. */
function withVm(test: (vm: Interpreter) => void): void {
  const vm = startInterpreter({ reserve: 64 * 2 ** 20 });
  test(vm);
  assertEquals(check(vm), []);
  assertEquals(checkInterpreter(vm), []);
  assertEquals(finishInterpreter(vm), []);
}

const allocated = (vm: Interpreter, o: Address): number => vm.i32[(o + BYTEARRAY_ALLOC) >> 2];
const size = (vm: Interpreter, o: Address): number => vm.i32[(o + OB_SIZE) >> 2];

Deno.test("a bytearray grows by CPython's rule when bytes are appended", () => {
  withVm((vm) => {
    const array = bytearrayNew(vm, 0);
    const rooms = [allocated(vm, array)];
    while (rooms.length < growth.bytearray_append.length) {
      assertEquals(appendByte(vm, array, 65), 0);
      rooms.push(allocated(vm, array));
    }
    assertEquals(rooms, growth.bytearray_append);
    decref(vm, array);
  });
});

Deno.test("a bytearray shrinks by CPython's rule when bytes are removed", () => {
  withVm((vm) => {
    const array = bytearrayNew(vm, 200);
    const changes = [[200, allocated(vm, array)]];
    for (let n = 199; n >= 0; n--) {
      assertEquals(bytearrayResize(vm, array, n), 0);
      if (allocated(vm, array) !== changes[changes.length - 1][1]) changes.push([n, allocated(vm, array)]);
    }
    assertEquals(changes, growth.bytearray_pop);
    decref(vm, array);
  });
});

Deno.test("+= makes the room that CPython makes", () => {
  withVm((vm) => {
    for (const [m, k, expected] of growth.bytearray_iadd) {
      const array = bytearrayNew(vm, m), more = bytearrayNew(vm, k);
      assertEquals(appendBuffer(vm, array, more), 0);
      assertEquals([size(vm, array), allocated(vm, array)], [m + k, expected], `${m} + ${k}`);
      decref(vm, array);
      decref(vm, more);
    }
  });
});

Deno.test("the bytes of b'abc d' are CPython's", () => {
  withVm((vm) => {
    const object = bytesFrom(vm, new TextEncoder().encode("abc d"));
    assertEquals([refcount(vm, object), vm.i32[(object + OB_TYPE) >> 2], size(vm, object)], [
      1,
      BYTES_TYPE,
      5,
    ]);
    assertEquals(vm.i64[(object + BYTES_HASH) >> 3], -1n);
    assertEquals([...vm.u8.subarray(object + BYTES_DATA, object + BYTES_DATA + 6)], [97, 98, 99, 32, 100, 0]);
    const low = bytesHash(vm, object);
    assertEquals(vm.i32[(object + BYTES_HASH) >> 2], low);
    decref(vm, object);
  });
});

Deno.test("a bytearray does not change its size while its buffer is used", () => {
  withVm((vm) => {
    const array = bytearrayFromMemory(vm, vm.sp, 10);
    assert(getBuffer(vm, array));
    assertEquals(appendByte(vm, array, 1), -1);
    assert(errorMatches(vm, exceptionType("BufferError")));
    clearPending(vm);
    assertEquals(bytearrayResize(vm, array, 10), 0);
    releaseBuffer(vm, array);
    assertEquals(appendByte(vm, array, 1), 0);
    decref(vm, array);
  });
});

Deno.test("any allocation of encoding and decoding can fail", () => {
  withVm((vm) => {
    const text = newStr(vm, "aé€\u{1f600}\ud800");
    const run = (): Address[] => [
      encodeStr(vm, text, "utf-8", "surrogatepass"),
      encodeStr(vm, text, "ascii", "backslashreplace"),
      encodeStr(vm, text, "utf-16", "strict"),
    ];
    for (let at = 1, failures = 1; failures > 0; at++) {
      const failure = installFailure(vm, at);
      const results = run();
      failures = failure.failures;
      failure.remove();
      assert(errorOccurred(vm) !== NULL);
      clearPending(vm);
      for (const result of results) if (result !== NULL) decref(vm, result);
    }
    decref(vm, text);
    const data = bytesFrom(vm, Uint8Array.of(97, 0xc3, 0xa9, 0xff, 98));
    for (let at = 1, failures = 1; failures > 0; at++) {
      const blocks = allocatedBlocks(vm);
      const failure = installFailure(vm, at);
      const result = decodeMemory(vm, data + BYTES_DATA, 5, "utf-8", "replace");
      failures = failure.failures;
      failure.remove();
      assertEquals(result === NULL, failures > 0);
      clearPending(vm);
      if (result !== NULL) decref(vm, result);
      assertEquals(allocatedBlocks(vm), blocks);
    }
    decref(vm, data);
  });
});

const rows = (blockDeltas.rows as Row[]).filter(({ statement, pre = "" }) =>
  /^x = (bytes|bytearray|memoryview)\(|^x = b'|encode\(|decode\(/.test(statement) ||
  /^y = (b'|bytearray)/.test(pre)
);
for (const row of rows) {
  const title = row.statement + (row.pre ? ` after ${row.pre}` : "");
  Deno.test(`the allocator calls of ${title}`, () => assertEvents(row));
}

Deno.test("the oracle says something about bytes", () => {
  assert(rows.length >= 10, `${rows.length} rows`);
});
