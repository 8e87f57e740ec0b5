/**
 * The counts of static objects: what they are before a runtime has made anything they must be when it has given
 * everything back.
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TYPE } from "../memory/object_layout.ts";
import {
  ASCII_CHARACTERS,
  BYTE_CHARACTERS,
  ELLIPSIS,
  EMPTY_BYTES,
  EMPTY_STR,
  EMPTY_TUPLE,
  FALSE,
  IDENTIFIERS_BASE,
  LATIN1_CHARACTERS,
  NONE,
  NOT_IMPLEMENTED,
  OBJECT_TYPE,
  SMALL_INT_MAX,
  SMALL_INT_MIN,
  SMALL_INT_ZERO,
  STATIC_IDENTIFIERS,
  TRUE,
} from "../memory/statics.ts";
import { typeName } from "../objects/type_name.ts";

const SINGLETONS: readonly [Address, string][] = [
  [NONE, "None"],
  [NOT_IMPLEMENTED, "NotImplemented"],
  [ELLIPSIS, "Ellipsis"],
  [FALSE, "False"],
  [TRUE, "True"],
  [EMPTY_TUPLE, "the empty tuple"],
  [EMPTY_STR, "the empty str"],
  [EMPTY_BYTES, "the empty bytes"],
];

/** Static objects that lie at equal distances. */
interface Row {
  readonly first: Address;
  readonly stride: number;
  readonly count: number;
  /** Words for the object with a number. */
  describe(vm: Interpreter, number: number): string;
}

const TYPE_STRIDE = 416;
const ROWS: readonly Row[] = [
  {
    first: SMALL_INT_ZERO + 32 * SMALL_INT_MIN,
    stride: 32,
    count: SMALL_INT_MAX - SMALL_INT_MIN + 1,
    describe: (_, n) => `the int ${n + SMALL_INT_MIN}`,
  },
  { first: BYTE_CHARACTERS, stride: 48, count: 256, describe: (_, n) => `the bytes object of byte ${n}` },
  {
    first: ASCII_CHARACTERS,
    stride: 64,
    count: 128,
    describe: (_, n) => `the character U+${n.toString(16)}`,
  },
  {
    first: LATIN1_CHARACTERS,
    stride: 80,
    count: 128,
    describe: (_, n) => `the character U+${(n + 128).toString(16)}`,
  },
];
const TYPES: Row = {
  first: OBJECT_TYPE,
  stride: TYPE_STRIDE,
  count: Math.ceil((IDENTIFIERS_BASE - OBJECT_TYPE) / TYPE_STRIDE),
  describe: (vm, n) => `the type ${typeName(vm, OBJECT_TYPE + TYPE_STRIDE * n)}`,
};

/** The count of a type: of one that is not declared (yet) the one that declaring it gives. */
function typeCount(vm: Interpreter, type: Address): number {
  return vm.i32[(type + TYPE.offsets.tp_name) >> 2] === 0 ? 1 : vm.i32[type >> 2];
}

/** The counts now, in a fixed order: singletons, rows, identifiers, types. Every start and every end makes them. */
export function staticCounts(vm: Interpreter): Int32Array {
  const i32 = vm.i32;
  const rows = ROWS.reduce((sum, row) => sum + row.count, 0);
  const counts = new Int32Array(SINGLETONS.length + rows + STATIC_IDENTIFIERS.length + TYPES.count);
  let at = 0;
  for (let i = 0; i < SINGLETONS.length; i++) counts[at++] = i32[SINGLETONS[i][0] >> 2];
  for (const { first, stride, count } of ROWS) {
    for (let i = 0; i < count; i++) counts[at++] = i32[(first + i * stride) >> 2];
  }
  for (let i = 0; i < STATIC_IDENTIFIERS.length; i++) counts[at++] = i32[STATIC_IDENTIFIERS[i][1] >> 2];
  for (let i = 0; i < TYPES.count; i++) counts[at++] = typeCount(vm, TYPES.first + i * TYPES.stride);
  return counts;
}

/** What the static object is whose count stands at `index`. */
function describeStatic(vm: Interpreter, index: number): string {
  if (index < SINGLETONS.length) return SINGLETONS[index][1];
  index -= SINGLETONS.length;
  for (const row of ROWS) {
    if (index < row.count) return row.describe(vm, index);
    index -= row.count;
  }
  if (index < STATIC_IDENTIFIERS.length) return `the identifier ${STATIC_IDENTIFIERS[index][0]}`;
  return TYPES.describe(vm, index - STATIC_IDENTIFIERS.length);
}

/** A sentence for each static object whose count is not what it was in `start`. */
export function compareStaticCounts(vm: Interpreter, start: Int32Array): string[] {
  const problems: string[] = [];
  const counts = staticCounts(vm);
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === start[i]) continue;
    problems.push(
      `The count of ${describeStatic(vm, i)} is ${counts[i]} and was ${start[i]} at the start`,
    );
  }
  return problems;
}
