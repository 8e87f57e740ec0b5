/**
 * All built-in types, in the order of their definition. What stands here decides the numbers of functions and the
 * addresses of operator tables; a new type is added to the list.
 */
import type { Interpreter } from "../memory/interpreter.ts";
import { exceptionType, IDENTIFIERS_BASE, OBJECT_TYPE } from "../memory/statics.ts";
import { OB_TYPE, TYPE } from "../memory/object_layout.ts";
import { defineBool } from "./bool.ts";
import { defineBuiltinFunction } from "./builtin_function.ts";
import { defineBytearray } from "./bytearray_type.ts";
import { initStaticBytes } from "./bytes.ts";
import { defineBytesIterators } from "./bytes_iterators.ts";
import { defineBytes } from "./bytes_type.ts";
import { defineCell } from "./cell.ts";
import { defineCode } from "./code.ts";
import { defineComplex } from "./complex_type.ts";
import { registerCoreFunctions } from "./core_functions.ts";
import { defineDescriptors } from "./descriptors.ts";
import { defineDictIterators } from "./dict_iterators.ts";
import { initEmptyKeys } from "./dict_keys.ts";
import { defineDict } from "./dict_methods.ts";
import { defineDictViews } from "./dict_views.ts";
import { defineEnumerate } from "./enumerate.ts";
import { EXCEPTION_GROUP_BASES } from "./exception_group.ts";
import { defineExceptions } from "./exception_types.ts";
import { defineFloat } from "./float_methods.ts";
import { defineFrame } from "./frame.ts";
import { defineFunction } from "./function.ts";
import { defineGenerator } from "./generator.ts";
import { initIntStatics } from "./int.ts";
import { defineInt } from "./int_methods.ts";
import { defineIterators } from "./iterators.ts";
import { defineList } from "./list_methods.ts";
import { defineMapFilter } from "./map_filter.ts";
import { defineMappingProxy } from "./mappingproxy.ts";
import { initFormatTexts } from "./memoryview.ts";
import { defineMemoryview } from "./memoryview_type.ts";
import { defineMethod } from "./method.ts";
import { defineModule } from "./module.ts";
import { defineObject } from "./object_type.ts";
import { defineRange } from "./range.ts";
import { defineRangeIterators } from "./range_iterator.ts";
import { defineReversed } from "./reversed.ts";
import { defineSetIterator } from "./set_iterator.ts";
import { defineSet } from "./set_methods.ts";
import { defineSimpleNamespace } from "./simple_namespace.ts";
import { defineSingletons, initSingletons } from "./singletons.ts";
import { defineSlice } from "./slice.ts";
import { defineSlotWrappers } from "./slot_wrappers.ts";
import { defineClassMethod } from "./class_method.ts";
import { defineGenericAlias } from "./generic_alias.ts";
import { defineUnion } from "./union_type.ts";
import { defineProperty } from "./property.ts";
import { defineSuper } from "./super.ts";
import { defineWeakref } from "./weakref_object.ts";
import { placeInstanceGetSets } from "./class_instance.ts";
import { defineStaticMethod } from "./static_method.ts";
import { defineStdio } from "./stdio.ts";
import { initStaticStrings } from "./str.ts";
import { defineStrIterators } from "./str_iterators.ts";
import { defineStr } from "./str_type.ts";
import { defineSysInfo } from "./sys_info.ts";
import { defineTraceback } from "./traceback.ts";
import { initEmptyTuple } from "./tuple.ts";
import { defineTuple } from "./tuple_methods.ts";
import { defineTypeType } from "./type_object.ts";
import { clearStaticType, readyType } from "./type_ready.ts";
import { defineZip } from "./zip.ts";

const DEFINITIONS: readonly ((vm: Interpreter) => void)[] = [
  defineObject,
  defineTypeType,
  defineSingletons,
  defineInt,
  defineBool,
  defineFloat,
  defineComplex,
  defineStr,
  defineStrIterators,
  defineBytes,
  defineBytesIterators,
  defineBytearray,
  defineMemoryview,
  defineTuple,
  defineList,
  defineIterators,
  defineRange,
  defineRangeIterators,
  defineSlice,
  defineEnumerate,
  defineReversed,
  defineZip,
  defineMapFilter,
  defineDict,
  defineDictViews,
  defineDictIterators,
  defineSet,
  defineSetIterator,
  defineMappingProxy,
  defineFunction,
  defineGenerator,
  defineCode,
  defineCell,
  defineMethod,
  defineBuiltinFunction,
  defineStaticMethod,
  defineClassMethod,
  defineProperty,
  defineSuper,
  defineWeakref,
  defineGenericAlias,
  defineUnion,
  defineDescriptors,
  defineSlotWrappers,
  defineModule,
  defineSimpleNamespace,
  defineFrame,
  defineTraceback,
  defineExceptions,
  defineStdio,
  defineSysInfo,
];

const EXCEPTION_GROUP = exceptionType("ExceptionGroup");
/** Bytes from one static type to the next. */
const TYPE_STRIDE = 416;

/** Writes the objects in static storage: singletons, small ints, strings, bytes, the empty tuple and keys table. */
export function initStatics(vm: Interpreter): void {
  initSingletons(vm);
  initIntStatics(vm);
  initStaticStrings(vm);
  initStaticBytes(vm);
  initFormatTexts(vm);
  initEmptyTuple(vm);
  initEmptyKeys(vm);
}

/** Declares all types. The first functions that get numbers are the core functions. */
export function defineTypes(vm: Interpreter): void {
  registerCoreFunctions(vm);
  for (const define of DEFINITIONS) define(vm);
  placeInstanceGetSets(vm);
}

/** Calls `visit` for each static type that is declared, by address. */
function forEachStaticType(vm: Interpreter, visit: (type: number) => boolean | void): boolean {
  for (let type = OBJECT_TYPE; type < IDENTIFIERS_BASE; type += TYPE_STRIDE) {
    if (vm.i32[(type + OB_TYPE) >> 2] === 0 || vm.i32[(type + TYPE.offsets.tp_name) >> 2] === 0) continue;
    if (visit(type) === false) return false;
  }
  return true;
}

/** Makes all declared types ready; false with MemoryError. */
export function readyTypes(vm: Interpreter): boolean {
  return forEachStaticType(vm, (type) => {
    return readyType(vm, type, type === EXCEPTION_GROUP ? EXCEPTION_GROUP_BASES : undefined);
  });
}

/** Releases what the static types own in the heap. */
export function clearStaticTypes(vm: Interpreter): void {
  forEachStaticType(vm, (type) => clearStaticType(vm, type));
}
