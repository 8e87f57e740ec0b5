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

/** Every static object with a name for it, by address. */
function staticObjects(vm: Interpreter): [Address, string][] {
  const objects: [Address, string][] = [
    [NONE, "None"],
    [NOT_IMPLEMENTED, "NotImplemented"],
    [ELLIPSIS, "Ellipsis"],
    [FALSE, "False"],
    [TRUE, "True"],
    [EMPTY_TUPLE, "the empty tuple"],
    [EMPTY_STR, "the empty str"],
    [EMPTY_BYTES, "the empty bytes"],
  ];
  for (let n = SMALL_INT_MIN; n <= SMALL_INT_MAX; n++) {
    objects.push([SMALL_INT_ZERO + 32 * n, `the int ${n}`]);
  }
  for (let i = 0; i < 256; i++) objects.push([BYTE_CHARACTERS + 48 * i, `the bytes object of byte ${i}`]);
  for (let i = 0; i < 128; i++) {
    objects.push([ASCII_CHARACTERS + 64 * i, `the character U+${i.toString(16)}`]);
  }
  for (let i = 0; i < 128; i++) {
    objects.push([LATIN1_CHARACTERS + 80 * i, `the character U+${(i + 128).toString(16)}`]);
  }
  for (const [name, address] of STATIC_IDENTIFIERS) objects.push([address, `the identifier ${name}`]);
  for (let type = OBJECT_TYPE; type < IDENTIFIERS_BASE; type += 416) {
    if (vm.i32[(type + TYPE.offsets.tp_name) >> 2] !== 0) {
      objects.push([type, `the type ${typeName(vm, type)}`]);
    }
  }
  return objects;
}

/** The counts now, in a fixed order. */
export function staticCounts(vm: Interpreter): Int32Array {
  return Int32Array.from(staticObjects(vm), ([address]) => vm.i32[address >> 2]);
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

/** A static type was declared after the start: its count is compared at the end like the others'. */
export function noteStaticType(vm: Interpreter, type: Address): void {
  const index = staticObjects(vm).findIndex(([address]) => address === type);
  const counts = [...vm.startCounts];
  counts.splice(index, 0, vm.i32[type >> 2]);
  vm.startCounts = Int32Array.from(counts);
}

/** A sentence for each static object whose count is not what it was in `start`. */
export function compareStaticCounts(vm: Interpreter, start: Int32Array): string[] {
  const problems: string[] = [];
  staticObjects(vm).forEach(([address, name], i) => {
    const count = vm.i32[address >> 2];
    if (count !== start[i]) {
      problems.push(`The count of ${name} is ${count} and was ${start[i]} at the start`);
    }
  });
  return problems;
}
