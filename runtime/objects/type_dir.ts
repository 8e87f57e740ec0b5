/**
 * The names that a class and its bases have, for dir().
 *
 * Source: CPython 3.11 Objects/typeobject.c (merge_class_dict).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { identifier } from "../memory/statics.ts";
import { decref } from "../memory/refcount.ts";
import { dictUpdate } from "./dict_merge.ts";
import { lookupAttr } from "./object.ts";
import { objectSize } from "./size.ts";
import { sequenceItem } from "./sequence.ts";

const DICT = identifier("__dict__");
const BASES = identifier("__bases__");

/** Adds the namespaces of a class and of all its bases to a dict; false with an exception. Can run any code. */
export function mergeClassDict(vm: Interpreter, dict: Address, cls: Address): boolean {
  const own = lookupAttr(vm, cls, DICT);
  if (own === NULL) {
    if (vm.curexcType !== NULL) return false;
  } else {
    const result = dictUpdate(vm, dict, own);
    decref(vm, own);
    if (result < 0) return false;
  }
  const bases = lookupAttr(vm, cls, BASES);
  if (bases === NULL) return vm.curexcType === NULL;
  const merged = mergeBases(vm, dict, bases);
  decref(vm, bases);
  return merged;
}

function mergeBases(vm: Interpreter, dict: Address, bases: Address): boolean {
  const count = objectSize(vm, bases);
  if (count < 0) return false;
  for (let i = 0; i < count; i++) {
    const base = sequenceItem(vm, bases, i);
    if (base === NULL) return false;
    const merged = mergeClassDict(vm, dict, base);
    decref(vm, base);
    if (!merged) return false;
  }
  return true;
}
