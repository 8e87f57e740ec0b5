/**
 * The tables by which a type, a module or an exception names its functions and fields: C's PyMethodDef, PyMemberDef
 * and PyGetSetDef, in the static segment. Each table ends with an entry whose name is NULL.
 *
 * A function pointer is a function number. Texts are C strings.
 *
 * Source: CPython 3.11 Include/methodobject.h, Include/descrobject.h, Include/structmember.h.
 */
import { type Address, i32, i64, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter, NativeFunction } from "../memory/interpreter.ts";

/** One function of a table. */
export const METHOD_DEFINITION = struct("PyMethodDef", 32, {
  ml_name: pointer(0, "name, C string"),
  ml_meth: pointer(8, "function number; how it is called says ml_flags"),
  ml_flags: i32(16, "METH_*"),
  ml_doc: pointer(24, "C string or NULL"),
});
export const ML_NAME = METHOD_DEFINITION.offsets.ml_name;
export const ML_METH = METHOD_DEFINITION.offsets.ml_meth;
export const ML_FLAGS = METHOD_DEFINITION.offsets.ml_flags;
export const ML_DOC = METHOD_DEFINITION.offsets.ml_doc;

/** One field of the instances that is an attribute. */
export const MEMBER_DEFINITION = struct("PyMemberDef", 40, {
  name: pointer(0, "name, C string"),
  type: i32(8, "one of the MEMBER_ numbers"),
  offset: i64(16, "where in the instance"),
  flags: i32(24, "MEMBER_READONLY"),
  doc: pointer(32, "C string or NULL"),
});

/** One computed attribute. */
export const GETSET_DEFINITION = struct("PyGetSetDef", 40, {
  name: pointer(0, "name, C string"),
  get: pointer(8, "(vm, self) -> new"),
  set: pointer(16, "(vm, self, value or NULL) -> 0 or -1; NULL: not writable"),
  doc: pointer(24, "C string or NULL"),
  closure: pointer(32, "unused"),
});

/** (vm, self, args tuple) */
export const METH_VARARGS = 0x0001;
/** With METH_VARARGS: (vm, self, args tuple, kwargs dict or NULL); with METH_FASTCALL: (vm, self, args, nargs, kwnames). */
export const METH_KEYWORDS = 0x0002;
/** (vm, self) */
export const METH_NOARGS = 0x0004;
/** (vm, self, arg) */
export const METH_O = 0x0008;
/** The method of the type: self is the class. */
export const METH_CLASS = 0x0010;
/** No self at all: self is NULL. */
export const METH_STATIC = 0x0020;
/** The method replaces a slot wrapper of the same name. */
export const METH_COEXIST = 0x0040;
/** (vm, self, args, nargs) */
export const METH_FASTCALL = 0x0080;

/** A function as its owner declares it. */
export interface MethodSpec {
  readonly name: string;
  readonly flags: number;
  readonly fn: NativeFunction;
  readonly doc?: string;
}

/** How a member lies in the instance; numbers of CPython's T_ constants. */
export const MEMBER_TYPES = {
  short: 0,
  int: 1,
  long: 2,
  float: 3,
  double: 4,
  string: 5,
  object: 6,
  char: 7,
  byte: 8,
  ubyte: 9,
  ushort: 10,
  uint: 11,
  ulong: 12,
  bool: 14,
  object_ex: 16,
  ssize: 19,
  none: 20,
} as const;
export type MemberType = keyof typeof MEMBER_TYPES;
export const MEMBER_READONLY = 1;

/** A member as its owner declares it; `object` reads None while the field is NULL, `object_ex` raises AttributeError. */
export interface MemberSpec {
  readonly name: string;
  readonly type: MemberType;
  readonly offset: number;
  readonly readonly?: boolean;
  readonly doc?: string;
}

/** A computed attribute as its owner declares it. */
export interface GetSetSpec {
  readonly name: string;
  readonly get?: NativeFunction;
  readonly set?: NativeFunction;
  readonly doc?: string;
}

/** Puts one method definition (32 bytes) at `address`. */
function writeMethod(vm: Interpreter, address: Address, spec: MethodSpec): void {
  const words = vm.i32;
  words[(address + ML_NAME) >> 2] = vm.placeCString(spec.name);
  words[(address + ML_METH) >> 2] = vm.addFunction(spec.fn);
  words[(address + ML_FLAGS) >> 2] = spec.flags;
  words[(address + ML_DOC) >> 2] = spec.doc === undefined ? NULL : vm.placeCString(spec.doc);
}

/** Makes a table of methods in the static segment; its entries are 32 bytes apart, in the order given. */
export function placeMethods(vm: Interpreter, specs: readonly MethodSpec[]): Address {
  const table = vm.placeStatic(METHOD_DEFINITION.size * (specs.length + 1));
  specs.forEach((spec, index) => writeMethod(vm, table + METHOD_DEFINITION.size * index, spec));
  return table;
}

/** Makes a table of members in the static segment. */
export function placeMembers(vm: Interpreter, specs: readonly MemberSpec[]): Address {
  const table = vm.placeStatic(MEMBER_DEFINITION.size * (specs.length + 1));
  const words = vm.i32, at = MEMBER_DEFINITION.offsets;
  specs.forEach((spec, index) => {
    const entry = table + MEMBER_DEFINITION.size * index;
    words[(entry + at.name) >> 2] = vm.placeCString(spec.name);
    words[(entry + at.type) >> 2] = MEMBER_TYPES[spec.type];
    words[(entry + at.offset) >> 2] = spec.offset;
    words[(entry + at.flags) >> 2] = spec.readonly ? MEMBER_READONLY : 0;
    words[(entry + at.doc) >> 2] = spec.doc === undefined ? NULL : vm.placeCString(spec.doc);
  });
  return table;
}

/** Makes a table of computed attributes in the static segment. */
export function placeGetSets(vm: Interpreter, specs: readonly GetSetSpec[]): Address {
  const table = vm.placeStatic(GETSET_DEFINITION.size * (specs.length + 1));
  const words = vm.i32, at = GETSET_DEFINITION.offsets;
  specs.forEach((spec, index) => {
    const entry = table + GETSET_DEFINITION.size * index;
    words[(entry + at.name) >> 2] = vm.placeCString(spec.name);
    words[(entry + at.get) >> 2] = spec.get === undefined ? NULL : vm.addFunction(spec.get);
    words[(entry + at.set) >> 2] = spec.set === undefined ? NULL : vm.addFunction(spec.set);
    words[(entry + at.doc) >> 2] = spec.doc === undefined ? NULL : vm.placeCString(spec.doc);
  });
  return table;
}
