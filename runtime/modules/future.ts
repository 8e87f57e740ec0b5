/**
 * The module __future__: when each feature came, and when it needed no import any more.
 *
 *     _Feature    16 optional   24 mandatory   32 compiler_flag
 *
 * The compiler knows the features by itself (compile/futures.ts); what is imported here is looked at only.
 *
 * Source: CPython 3.11 Lib/__future__.py.
 */
import { type Address, NULL, pointer, struct } from "../../heap/mod.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OBJECT, TPFLAGS_DISALLOW_INSTANTIATION, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { clearField, decref, newRef, xdecref } from "../memory/refcount.ts";
import { lateType, NONE } from "../memory/statics.ts";
import { defineType } from "../objects/define_type.ts";
import { reprText } from "../objects/exceptions.ts";
import { intFromNumber } from "../objects/int.ts";
import { bringTypes } from "../objects/late_types.ts";
import { METH_NOARGS } from "../objects/method_definition.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import { sequenceList } from "../objects/sequence.ts";
import { newStr } from "../objects/str.ts";
import { tupleOf } from "../objects/tuple.ts";

const FEATURE = struct("_Feature", 40, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  optional: pointer(16, "version from which it could be imported, owned"),
  mandatory: pointer(24, "version from which it is part of the language, or None, owned"),
  compiler_flag: pointer(32, "its flag for compile(), owned"),
});
const F = FEATURE.offsets;
const OWNED = [F.optional, F.mandatory, F.compiler_flag] as const;
const FEATURE_TYPE = lateType("Feature");

type Version = readonly [major: number, minor: number, micro: number, level: string, serial: number];

const FEATURES:
  readonly (readonly [name: string, optional: Version, mandatory: Version | null, flag: number])[] = [
    ["nested_scopes", [2, 1, 0, "beta", 1], [2, 2, 0, "alpha", 0], 0x10],
    ["generators", [2, 2, 0, "alpha", 1], [2, 3, 0, "final", 0], 0],
    ["division", [2, 2, 0, "alpha", 2], [3, 0, 0, "alpha", 0], 0x20000],
    ["absolute_import", [2, 5, 0, "alpha", 1], [3, 0, 0, "alpha", 0], 0x40000],
    ["with_statement", [2, 5, 0, "alpha", 1], [2, 6, 0, "alpha", 0], 0x80000],
    ["print_function", [2, 6, 0, "alpha", 2], [3, 0, 0, "alpha", 0], 0x100000],
    ["unicode_literals", [2, 6, 0, "alpha", 2], [3, 0, 0, "alpha", 0], 0x200000],
    ["barry_as_FLUFL", [3, 1, 0, "alpha", 2], [4, 0, 0, "alpha", 0], 0x400000],
    ["generator_stop", [3, 5, 0, "beta", 1], [3, 7, 0, "alpha", 0], 0x800000],
    ["annotations", [3, 7, 0, "beta", 1], null, 0x1000000],
  ];

/** A version as a tuple, new; None for none. NULL with MemoryError. */
function versionOf(vm: Interpreter, version: Version | null): Address {
  if (version === null) return newRef(vm, NONE);
  return tupleOf(
    vm,
    version,
    (part) => typeof part === "number" ? intFromNumber(vm, part) : newStr(vm, part),
  );
}

function newFeature(vm: Interpreter, optional: Version, mandatory: Version | null, flag: number): Address {
  const parts = [versionOf(vm, optional), versionOf(vm, mandatory), intFromNumber(vm, flag)];
  const self = parts.includes(NULL) ? NULL : gcNew(vm, FEATURE_TYPE, FEATURE.size);
  if (self === NULL) {
    for (const part of parts) xdecref(vm, part);
    return NULL;
  }
  OWNED.forEach((field, i) => {
    vm.f64[(self + field) >> 3] = 0;
    vm.i32[(self + field) >> 2] = parts[i];
  });
  gcTrack(vm, self);
  return self;
}

function featureRepr(vm: Interpreter, self: Address): Address {
  const texts: string[] = [];
  for (const field of OWNED) {
    const text = reprText(vm, vm.i32[(self + field) >> 2]);
    if (text === null) return NULL;
    texts.push(text);
  }
  return newStr(vm, `_Feature(${texts.join(", ")})`);
}

/** A method that gives a field. */
function getter(name: string, field: number) {
  return {
    name,
    flags: METH_NOARGS,
    fn: (vm: Interpreter, self: Address) => newRef(vm, vm.i32[(self + field) >> 2]),
  };
}

function defineFeature(vm: Interpreter): void {
  defineType(vm, FEATURE_TYPE, {
    name: "__future__._Feature",
    basicSize: FEATURE.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_DISALLOW_INSTANTIATION,
    dealloc(vm: Interpreter, self: Address): void {
      gcUntrack(vm, self);
      for (const field of OWNED) clearField(vm, self + field);
      gcFree(vm, self);
    },
    traverse(vm: Interpreter, self: Address, visit: Visit): void {
      for (const field of OWNED) visit(vm, vm.i32[(self + field) >> 2]);
    },
    repr: featureRepr,
    methods: [getter("getOptionalRelease", F.optional), getter("getMandatoryRelease", F.mandatory)],
    members: [
      { name: "optional", type: "object", offset: F.optional, readonly: true },
      { name: "mandatory", type: "object", offset: F.mandatory, readonly: true },
      { name: "compiler_flag", type: "object", offset: F.compiler_flag, readonly: true },
    ],
  });
}

/** The module __future__, new; NULL with MemoryError. */
export function createFuture(vm: Interpreter): Address {
  if (!bringTypes(vm, [[FEATURE_TYPE, defineFeature]])) return NULL;
  const module = createModule(
    vm,
    "__future__",
    [],
    "Features that a source could ask for before they were there.",
  );
  if (module === NULL) return NULL;
  const names = tupleOf(vm, FEATURES, ([name]) => newStr(vm, name));
  const list = names === NULL ? NULL : sequenceList(vm, names);
  if (names !== NULL) decref(vm, names);
  let filled = moduleSet(vm, module, "all_feature_names", list) === 0;
  for (const [name, optional, mandatory, flag] of FEATURES) {
    filled &&= moduleSet(vm, module, name, newFeature(vm, optional, mandatory, flag)) === 0;
  }
  if (filled) return module;
  decref(vm, module);
  return NULL;
}
