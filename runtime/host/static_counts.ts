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
import { walkOwnership } from "../view/ownership.ts";

/** What a static object is, and which one of its kind: made into a name only when it is asked for. */
type Visit = (address: Address, kind: string, which: string | number) => void;

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
const TYPE_KIND = "the type";
const CHARACTER_KIND = "the character";

/** Visits every static object in a fixed order. */
function visitStatics(visit: Visit): void {
  for (const [address, name] of SINGLETONS) visit(address, name, "");
  for (let n = SMALL_INT_MIN; n <= SMALL_INT_MAX; n++) visit(SMALL_INT_ZERO + 32 * n, "the int", n);
  for (let i = 0; i < 256; i++) visit(BYTE_CHARACTERS + 48 * i, "the bytes object of byte", i);
  for (let i = 0; i < 128; i++) visit(ASCII_CHARACTERS + 64 * i, CHARACTER_KIND, i);
  for (let i = 0; i < 128; i++) visit(LATIN1_CHARACTERS + 80 * i, CHARACTER_KIND, i + 128);
  for (const [name, address] of STATIC_IDENTIFIERS) visit(address, "the identifier", name);
  for (let type = OBJECT_TYPE; type < IDENTIFIERS_BASE; type += 416) visit(type, TYPE_KIND, type);
}

/** The count of a static object now: of a type that is not declared (yet) the one that declaring it gives. */
function countOf(vm: Interpreter, address: Address, kind: string): number {
  if (kind === TYPE_KIND && vm.i32[(address + TYPE.offsets.tp_name) >> 2] === 0) return 1;
  return vm.i32[address >> 2];
}

function describeStatic(vm: Interpreter, kind: string, which: string | number): string {
  if (kind === TYPE_KIND) return `${kind} ${typeName(vm, which as Address)}`;
  if (kind === CHARACTER_KIND) return `${kind} U+${which.toString(16)}`;
  return which === "" ? kind : `${kind} ${which}`;
}

/** The counts now, in a fixed order. */
export function staticCounts(vm: Interpreter): Int32Array {
  const counts: number[] = [];
  visitStatics((address, kind) => counts.push(countOf(vm, address, kind)));
  return Int32Array.from(counts);
}

/**
 * References that exist beyond those of the static objects at the start: `-X showrefcount`. After the end of a
 * runtime there are none.
 */
export function totalReferences(vm: Interpreter): number {
  const now = staticCounts(vm);
  let total = now.reduce((sum, count, i) => sum + count - vm.startCounts[i], 0);
  walkOwnership(vm).owners.forEach((owner) => {
    if (owner.kind === "object") total += vm.i32[owner.object >> 2];
  });
  return total;
}

/** A sentence for each static object whose count is not what it was in `start`. */
export function compareStaticCounts(vm: Interpreter, start: Int32Array): string[] {
  const problems: string[] = [];
  let i = 0;
  visitStatics((address, kind, which) => {
    const count = countOf(vm, address, kind), before = start[i++];
    if (count === before) return;
    problems.push(
      `The count of ${describeStatic(vm, kind, which)} is ${count} and was ${before} at the start`,
    );
  });
  return problems;
}
