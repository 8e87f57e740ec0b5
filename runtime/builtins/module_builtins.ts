/**
 * The module builtins: functions, constants, types and exceptions, from the tables of those who own them.
 *
 * Source: CPython 3.11 Python/bltinmodule.c (_PyBuiltin_Init).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import {
  BOOL_TYPE,
  BYTEARRAY_TYPE,
  BYTES_TYPE,
  CLASSMETHOD_TYPE,
  COMPLEX_TYPE,
  DICT_TYPE,
  ELLIPSIS,
  ENUMERATE_TYPE,
  FALSE,
  FILTER_TYPE,
  FLOAT_TYPE,
  FROZENSET_TYPE,
  INT_TYPE,
  LIST_TYPE,
  MAP_TYPE,
  MEMORYVIEW_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  OBJECT_TYPE,
  PROPERTY_TYPE,
  RANGE_TYPE,
  REVERSED_TYPE,
  SET_TYPE,
  SLICE_TYPE,
  STATICMETHOD_TYPE,
  STR_TYPE,
  SUPER_TYPE,
  TRUE,
  TUPLE_TYPE,
  TYPE_TYPE,
  ZIP_TYPE,
} from "../memory/statics.ts";
import { exceptionNames } from "../objects/exception_types.ts";
import type { MethodSpec } from "../objects/method_definition.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import { CLASS_FUNCTIONS } from "./build_class.ts";
import { EVALUATION_FUNCTIONS } from "./evaluation.ts";
import { IMPORT_FUNCTIONS } from "./importing.ts";
import { NUMBER_FUNCTIONS } from "./number_functions.ts";
import { OBJECT_FUNCTIONS } from "./object_functions.ts";
import { OUTPUT_FUNCTIONS } from "./output.ts";
import { SEQUENCE_FUNCTIONS } from "./sequence_builtins.ts";
import { TEXT_FUNCTIONS } from "./text_functions.ts";

const FUNCTIONS: readonly MethodSpec[] = [
  ...CLASS_FUNCTIONS,
  ...IMPORT_FUNCTIONS,
  ...EVALUATION_FUNCTIONS,
  ...OBJECT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...SEQUENCE_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...OUTPUT_FUNCTIONS,
];

const CONSTANTS: readonly (readonly [name: string, value: Address])[] = [
  ["None", NONE],
  ["Ellipsis", ELLIPSIS],
  ["NotImplemented", NOT_IMPLEMENTED],
  ["False", FALSE],
  ["True", TRUE],
  ["__debug__", TRUE],
];

const TYPES: readonly (readonly [name: string, type: Address])[] = [
  ["bool", BOOL_TYPE],
  ["bytearray", BYTEARRAY_TYPE],
  ["bytes", BYTES_TYPE],
  ["classmethod", CLASSMETHOD_TYPE],
  ["complex", COMPLEX_TYPE],
  ["dict", DICT_TYPE],
  ["enumerate", ENUMERATE_TYPE],
  ["filter", FILTER_TYPE],
  ["float", FLOAT_TYPE],
  ["frozenset", FROZENSET_TYPE],
  ["int", INT_TYPE],
  ["list", LIST_TYPE],
  ["map", MAP_TYPE],
  ["memoryview", MEMORYVIEW_TYPE],
  ["object", OBJECT_TYPE],
  ["property", PROPERTY_TYPE],
  ["range", RANGE_TYPE],
  ["reversed", REVERSED_TYPE],
  ["set", SET_TYPE],
  ["slice", SLICE_TYPE],
  ["staticmethod", STATICMETHOD_TYPE],
  ["str", STR_TYPE],
  ["super", SUPER_TYPE],
  ["tuple", TUPLE_TYPE],
  ["type", TYPE_TYPE],
  ["zip", ZIP_TYPE],
];

/** The module builtins, new; NULL with MemoryError. */
export function createBuiltins(vm: Interpreter): Address {
  const doc = "Built-in functions, exceptions, and other objects.";
  const module = createModule(vm, "builtins", FUNCTIONS, doc);
  if (module === NULL) return NULL;
  for (const [name, value] of [...CONSTANTS, ...TYPES, ...exceptionNames()]) {
    if (moduleSet(vm, module, name, newRef(vm, value)) < 0) {
      decref(vm, module);
      return NULL;
    }
  }
  return module;
}
