/**
 * Types and modules that an embedder adds to a runtime, as an extension module does in C.
 *
 * A type gets one of the places of the static segment that are kept for later types, so that the checker, the
 * collector and the end of a run treat it like a built-in one. It is declared in TypeScript, its slots are functions
 * of the embedder's: what objects/define_type.ts says of slots and methods holds for them.
 *
 * Source: C API, "Defining Extension Types"; CPython 3.11 Python/import.c (PyImport_AppendInittab).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { gcFree } from "../memory/gc_alloc.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import { SPARE_TYPES } from "../memory/statics.ts";
import { defineType, type TypeSpec } from "../objects/define_type.ts";
import { readyType } from "../objects/type_ready.ts";

const SPARE_COUNT = 57;
const TYPE_STRIDE = 416;

/**
 * Declares a type and makes it ready: its address, or NULL with MemoryError. It lives as long as the runtime.
 *
 * @throws RangeError if there are no places left.
 */
export function addType(vm: Interpreter, spec: TypeSpec): Address {
  for (let i = 0; i < SPARE_COUNT; i++) {
    const type = SPARE_TYPES + i * TYPE_STRIDE;
    if (vm.i32[(type + TYPE.offsets.tp_name) >> 2] !== 0) continue;
    defineType(vm, type, withDealloc(spec));
    return readyType(vm, type) ? type : NULL;
  }
  throw new RangeError(`There is room for ${SPARE_COUNT} added types, and all are in use: "${spec.name}"`);
}

/**
 * A container without a `dealloc` of its own, and without a base that has one, gives its block back with the head of the
 * collector, as object's does in C through tp_free.
 */
function withDealloc(spec: TypeSpec): TypeSpec {
  const isContainer = ((spec.flags ?? 0) & TPFLAGS_HAVE_GC) !== 0;
  if (!isContainer || spec.dealloc !== undefined || spec.base !== undefined) return spec;
  return { ...spec, dealloc: gcFree };
}

/** Makes a module importable: `init` makes it (a new reference, or NULL with an exception) when it is imported first. */
export function appendInittab(vm: Interpreter, name: string, init: () => Address): void {
  vm.moduleMakers.set(name, init);
}
