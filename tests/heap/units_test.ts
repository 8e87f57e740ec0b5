import { assertEquals, assertThrows } from "@std/assert";
import {
  alignDown,
  alignUp,
  bytes,
  describeStruct,
  f64,
  Heap,
  i64,
  pointer,
  readField,
  struct,
  u16,
  u32,
  u8,
} from "../../heap/mod.ts";

const SAMPLE = struct("Sample", 48, {
  count: i64(0, "a count"),
  next: pointer(8, "the next one"),
  ratio: f64(16, "a ratio"),
  flags: u32(24, "flags"),
  kind: u16(28, "kind"),
  depth: u8(30, "depth"),
  data: bytes(32, 16, "payload"),
});

Deno.test("alignUp and alignDown round to multiples, also above 2 GiB", () => {
  assertEquals([0, 1, 15, 16, 17].map((n) => alignUp(n, 16)), [0, 16, 16, 16, 32]);
  assertEquals([0, 1, 15, 16, 17].map((n) => alignDown(n, 16)), [0, 0, 0, 16, 16]);
  assertEquals(alignUp(2 ** 40 + 1, 4096), 2 ** 40 + 4096);
});

Deno.test("a struct's table gives offsets, size and fields in order", () => {
  assertEquals(SAMPLE.offsets.next, 8);
  assertEquals(SAMPLE.offsets.data, 32);
  // @ts-expect-error a misspelt field does not compile
  assertEquals(SAMPLE.offsets.dta, undefined);
  assertEquals(SAMPLE.size, 48);
  assertEquals(SAMPLE.fields.map((field) => field.name), [
    "count",
    "next",
    "ratio",
    "flags",
    "kind",
    "depth",
    "data",
  ]);
  assertEquals(SAMPLE.fields[1], {
    name: "next",
    kind: "pointer",
    offset: 8,
    size: 8,
    about: "the next one",
  });
});

Deno.test("a struct with a field outside or at a crooked offset is refused", () => {
  assertThrows(() => struct("Outside", 16, { a: i64(16, "") }), RangeError, 'Field "a" of Outside');
  assertThrows(() => struct("Crooked", 16, { a: u32(2, "") }), RangeError, "offset 2, width 4");
  assertThrows(() => struct("Before", 16, { a: u32(-4, "") }), RangeError, "offset -4");
});

Deno.test("a struct describes itself for the documentation", () => {
  const text = describeStruct(struct("Pair", 16, { a: i64(0, "one"), b: bytes(8, 8, "two") }));
  assertEquals(
    text,
    "| Pair | 16 bytes | | |\n|---|---|---|---|\n| 0 | i64 | `a` | one |\n| 8 | 8 bytes | `b` | two |",
  );
});

Deno.test("readField reads each kind of field", () => {
  const heap = new Heap({ reserve: 2 ** 20, staticSize: 4096 });
  const at = heap.staticBase;
  heap.i64[at >> 3] = -5n;
  heap.u32[(at + 8) >> 2] = 0x1234;
  heap.f64[(at + 16) >> 3] = 0.5;
  heap.u32[(at + 24) >> 2] = 0xffffffff;
  heap.u16[(at + 28) >> 1] = 65535;
  heap.u8[at + 30] = 200;
  heap.u8[at + 32] = 7;
  const values = SAMPLE.fields.map((field) => readField(heap, at, field));
  assertEquals(values, [
    -5n,
    0x1234,
    0.5,
    0xffffffff,
    65535,
    200,
    Uint8Array.of(7, ...new Array(15).fill(0)),
  ]);
});
