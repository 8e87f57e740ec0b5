/**
 * Registers the functions whose numbers are constants (function_numbers.ts), before any other, and what else must
 * stand before the first type is declared: the table of slots and the definition of `__new__`.
 */
import { gcFree } from "../memory/gc_alloc.ts";
import type { Interpreter, NativeFunction } from "../memory/interpreter.ts";
import { deallocPlain } from "../memory/refcount.ts";
import { genericGetAttr, genericSetAttr } from "./attributes.ts";
import { builtinFastcall, builtinFastcallKeywords, builtinNoArgs, builtinO } from "./builtin_function.ts";
import { vectorcallAsCall } from "./call.ts";
import { hashNotImplemented, hashPointer } from "./compare.ts";
import {
  methodFastcall,
  methodFastcallKeywords,
  methodNoArgs,
  methodO,
  methodVarargs,
  methodVarargsKeywords,
} from "./descriptors.ts";
import { subtypeClear, subtypeDealloc, subtypeTraverse } from "./class_instance.ts";
import { slotCall, slotGetattr, slotInit, slotNew } from "./class_slots.ts";
import * as numbers from "./function_numbers.ts";
import { iterNextNotImplemented, selfIter } from "./iterate.ts";
import { boundMethodVectorcall } from "./method.ts";
import { objectInit, objectNew } from "./object_type.ts";
import { newWrapper } from "./slot_calls.ts";
import { placeSlotTable } from "./slot_table.ts";
import { freeObject, genericAlloc } from "./type_alloc.ts";
import { typeNew } from "./type_new.ts";
import { typeGetattro } from "./type_object.ts";
import { placeNewDefinition } from "./type_ready.ts";

const CORE_FUNCTIONS: readonly (readonly [number, NativeFunction])[] = [
  [numbers.DEALLOC_PLAIN, deallocPlain],
  [numbers.GENERIC_GET_ATTR, genericGetAttr],
  [numbers.GENERIC_SET_ATTR, genericSetAttr],
  [numbers.HASH_NOT_IMPLEMENTED, hashNotImplemented],
  [numbers.HASH_POINTER, hashPointer],
  [numbers.SELF_ITER, selfIter],
  [numbers.ITERNEXT_NOT_IMPLEMENTED, iterNextNotImplemented],
  [numbers.GENERIC_ALLOC, genericAlloc],
  [numbers.FREE_OBJECT, freeObject],
  [numbers.FREE_CONTAINER, gcFree],
  [numbers.OBJECT_NEW, objectNew],
  [numbers.OBJECT_INIT, objectInit],
  [numbers.VECTORCALL_AS_CALL, vectorcallAsCall],
  [numbers.BUILTIN_NOARGS, builtinNoArgs],
  [numbers.BUILTIN_O, builtinO],
  [numbers.BUILTIN_FASTCALL, builtinFastcall],
  [numbers.BUILTIN_FASTCALL_KEYWORDS, builtinFastcallKeywords],
  [numbers.METHOD_NOARGS, methodNoArgs],
  [numbers.METHOD_O, methodO],
  [numbers.METHOD_FASTCALL, methodFastcall],
  [numbers.METHOD_FASTCALL_KEYWORDS, methodFastcallKeywords],
  [numbers.METHOD_VARARGS, methodVarargs],
  [numbers.METHOD_VARARGS_KEYWORDS, methodVarargsKeywords],
  [numbers.BOUND_METHOD, boundMethodVectorcall],
  [numbers.NEW_WRAPPER, newWrapper],
  [numbers.TYPE_GETATTRO, typeGetattro],
  [numbers.SUBTYPE_DEALLOC, subtypeDealloc],
  [numbers.SUBTYPE_TRAVERSE, subtypeTraverse],
  [numbers.SUBTYPE_CLEAR, subtypeClear],
  [numbers.TYPE_NEW, typeNew],
  [numbers.SLOT_NEW, slotNew],
  [numbers.SLOT_INIT, slotInit],
  [numbers.SLOT_GETATTR, slotGetattr],
  [numbers.SLOT_CALL, slotCall],
];

/**
 * Gives the core functions their numbers. Must come first in a fresh interpreter; a deallocPlain that is already
 * registered as number 1 stays.
 */
export function registerCoreFunctions(vm: Interpreter): void {
  for (const [number, fn] of CORE_FUNCTIONS) {
    if (vm.functions[number] === fn) continue;
    if (vm.addFunction(fn) !== number) {
      throw new Error(`Core function ${number} got another number: ${vm.functions.length - 1}`);
    }
  }
  placeSlotTable(vm);
  placeNewDefinition(vm);
}
