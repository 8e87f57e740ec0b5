/**
 * The module _collections: the containers of the module collections that are native.
 *
 * Source: CPython 3.11 Modules/_collectionsmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { bringTypes } from "../objects/late_types.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import { createLazyModule } from "./lazy_module.ts";
import { COLLECTIONS_PARTS } from "./source_collections.ts";
import { DEFAULTDICT_TYPE, defineDefaultdict } from "./defaultdict.ts";
import { DEQUE_TYPE } from "./deque.ts";
import {
  defineDequeIterator,
  defineDequeReverseIterator,
  DEQUE_ITERATOR_TYPE,
  DEQUE_REVERSE_ITERATOR_TYPE,
} from "./deque_iterators.ts";
import { defineDeque } from "./deque_methods.ts";
import { defineTupleGetter, TUPLE_GETTER_TYPE } from "./tuple_getter.ts";

const TYPES: readonly (readonly [name: string, type: Address])[] = [
  ["deque", DEQUE_TYPE],
  ["defaultdict", DEFAULTDICT_TYPE],
  ["_tuplegetter", TUPLE_GETTER_TYPE],
  ["_deque_iterator", DEQUE_ITERATOR_TYPE],
  ["_deque_reverse_iterator", DEQUE_REVERSE_ITERATOR_TYPE],
];

/** The module _collections, new; NULL with MemoryError. */
export function createNativeCollections(vm: Interpreter): Address {
  const brought = bringTypes(vm, [
    [DEQUE_TYPE, defineDeque],
    [DEQUE_ITERATOR_TYPE, defineDequeIterator],
    [DEQUE_REVERSE_ITERATOR_TYPE, defineDequeReverseIterator],
    [DEFAULTDICT_TYPE, defineDefaultdict],
    [TUPLE_GETTER_TYPE, defineTupleGetter],
  ]);
  const module = brought ? createModule(vm, "_collections", []) : NULL;
  if (module === NULL) return NULL;
  for (const [name, type] of TYPES) {
    if (moduleSet(vm, module, name, newRef(vm, type)) === 0) continue;
    decref(vm, module);
    return NULL;
  }
  return module;
}

/** The module collections, new; NULL with MemoryError. */
export function createCollections(vm: Interpreter): Address {
  return createLazyModule(vm, {
    name: "collections",
    doc: "Container types beside dict, list, set and tuple.",
    native: createNativeCollections,
    parts: COLLECTIONS_PARTS,
    isPackage: true,
  });
}
