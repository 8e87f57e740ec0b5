/**
 * How a built-in type is declared, and the first half of its making: the declaration is written into the words of
 * the static type object. The second half, inheritance and the namespace, is readyType (type_ready.ts), once all
 * types are declared.
 *
 *     defineType(vm, LIST_TYPE, { name: "list", basicSize: 40, flags: TPFLAGS_HAVE_GC, dealloc, sequence: { length } })
 *
 * A slot is a JavaScript function, which gets a number, or the number of one that has it already
 * (function_numbers.ts). Operator tables and tables of methods lie in the static segment.
 *
 * Source: the static PyTypeObject initialisers of CPython 3.11, Include/cpython/object.h.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter, NativeFunction } from "../memory/interpreter.ts";
import {
  MAPPING_METHODS,
  NUMBER_METHODS,
  OB_TYPE,
  SEQUENCE_METHODS,
  TP_FLAGS,
  TPFLAGS_DEFAULT,
  TPFLAGS_IMMUTABLETYPE,
  TYPE,
} from "../memory/object_layout.ts";
import { OBJECT_TYPE, TYPE_TYPE } from "../memory/statics.ts";
import { GENERIC_GET_ATTR, HASH_NOT_IMPLEMENTED, LAST_CORE_FUNCTION } from "./function_numbers.ts";
import {
  type GetSetSpec,
  type MemberSpec,
  type MethodSpec,
  placeGetSets,
  placeMembers,
  placeMethods,
} from "./method_definition.ts";

/** A slot's function, or the number of one. */
export type Slot = NativeFunction | number;

/** Operators of numbers. */
export interface NumberSpec {
  readonly add?: Slot;
  readonly subtract?: Slot;
  readonly multiply?: Slot;
  readonly remainder?: Slot;
  readonly divmod?: Slot;
  readonly power?: Slot;
  readonly negative?: Slot;
  readonly positive?: Slot;
  readonly absolute?: Slot;
  readonly bool?: Slot;
  readonly invert?: Slot;
  readonly lshift?: Slot;
  readonly rshift?: Slot;
  readonly and?: Slot;
  readonly xor?: Slot;
  readonly or?: Slot;
  readonly int?: Slot;
  readonly float?: Slot;
  readonly inplaceAdd?: Slot;
  readonly inplaceSubtract?: Slot;
  readonly inplaceMultiply?: Slot;
  readonly inplaceRemainder?: Slot;
  readonly inplacePower?: Slot;
  readonly inplaceLshift?: Slot;
  readonly inplaceRshift?: Slot;
  readonly inplaceAnd?: Slot;
  readonly inplaceXor?: Slot;
  readonly inplaceOr?: Slot;
  readonly floorDivide?: Slot;
  readonly trueDivide?: Slot;
  readonly inplaceFloorDivide?: Slot;
  readonly inplaceTrueDivide?: Slot;
  readonly index?: Slot;
  readonly matrixMultiply?: Slot;
  readonly inplaceMatrixMultiply?: Slot;
}

/** Operators of sequences. */
export interface SequenceSpec {
  readonly length?: Slot;
  readonly concat?: Slot;
  readonly repeat?: Slot;
  readonly item?: Slot;
  readonly assItem?: Slot;
  readonly contains?: Slot;
  readonly inplaceConcat?: Slot;
  readonly inplaceRepeat?: Slot;
}

/** Operators of mappings. */
export interface MappingSpec {
  readonly length?: Slot;
  readonly subscript?: Slot;
  readonly assSubscript?: Slot;
}

/** A built-in type. Names follow the tp_ fields. */
export interface TypeSpec {
  readonly name: string;
  readonly doc?: string;
  readonly basicSize: number;
  readonly itemSize?: number;
  /** `object` if not given. */
  readonly base?: Address;
  /** TPFLAGS_*; DEFAULT and IMMUTABLETYPE are added, READY comes with readyType. */
  readonly flags?: number;
  readonly dealloc?: Slot;
  readonly traverse?: Slot;
  readonly clear?: Slot;
  /** Visits the blocks that an instance owns beside itself. */
  readonly buffers?: (
    vm: Interpreter,
    object: Address,
    visit: (vm: Interpreter, address: Address) => void,
  ) => void;
  readonly repr?: Slot;
  readonly hash?: Slot | "unhashable";
  readonly call?: Slot;
  readonly str?: Slot;
  /** genericGetAttr if not given, where the base is object: CPython's types name it, which `__dict__` shows. */
  readonly getattro?: Slot | "inherited";
  readonly setattro?: Slot;
  readonly richcompare?: Slot;
  readonly iter?: Slot;
  readonly iternext?: Slot;
  readonly descrGet?: Slot;
  readonly descrSet?: Slot;
  readonly init?: Slot;
  readonly alloc?: Slot;
  readonly new?: Slot;
  readonly free?: Slot;
  readonly isGc?: Slot;
  readonly finalize?: Slot;
  /** The call of the type itself. */
  readonly vectorcall?: Slot;
  readonly vectorcallOffset?: number;
  readonly dictOffset?: number;
  readonly weaklistOffset?: number;
  readonly number?: NumberSpec;
  readonly sequence?: SequenceSpec;
  readonly mapping?: MappingSpec;
  readonly methods?: readonly MethodSpec[];
  readonly members?: readonly MemberSpec[];
  readonly getset?: readonly GetSetSpec[];
}

const T = TYPE.offsets;
const N = NUMBER_METHODS.offsets;
const S = SEQUENCE_METHODS.offsets;
const M = MAPPING_METHODS.offsets;

const TYPE_SLOTS: ReadonlyMap<string, number> = new Map<keyof TypeSpec, number>([
  ["dealloc", T.tp_dealloc],
  ["traverse", T.tp_traverse],
  ["clear", T.tp_clear],
  ["repr", T.tp_repr],
  ["call", T.tp_call],
  ["str", T.tp_str],
  ["setattro", T.tp_setattro],
  ["richcompare", T.tp_richcompare],
  ["iter", T.tp_iter],
  ["iternext", T.tp_iternext],
  ["descrGet", T.tp_descr_get],
  ["descrSet", T.tp_descr_set],
  ["init", T.tp_init],
  ["alloc", T.tp_alloc],
  ["new", T.tp_new],
  ["free", T.tp_free],
  ["isGc", T.tp_is_gc],
  ["finalize", T.tp_finalize],
  ["vectorcall", T.tp_vectorcall],
]);

const NUMBER_SLOTS: ReadonlyMap<string, number> = new Map<keyof NumberSpec, number>([
  ["add", N.nb_add],
  ["subtract", N.nb_subtract],
  ["multiply", N.nb_multiply],
  ["remainder", N.nb_remainder],
  ["divmod", N.nb_divmod],
  ["power", N.nb_power],
  ["negative", N.nb_negative],
  ["positive", N.nb_positive],
  ["absolute", N.nb_absolute],
  ["bool", N.nb_bool],
  ["invert", N.nb_invert],
  ["lshift", N.nb_lshift],
  ["rshift", N.nb_rshift],
  ["and", N.nb_and],
  ["xor", N.nb_xor],
  ["or", N.nb_or],
  ["int", N.nb_int],
  ["float", N.nb_float],
  ["inplaceAdd", N.nb_inplace_add],
  ["inplaceSubtract", N.nb_inplace_subtract],
  ["inplaceMultiply", N.nb_inplace_multiply],
  ["inplaceRemainder", N.nb_inplace_remainder],
  ["inplacePower", N.nb_inplace_power],
  ["inplaceLshift", N.nb_inplace_lshift],
  ["inplaceRshift", N.nb_inplace_rshift],
  ["inplaceAnd", N.nb_inplace_and],
  ["inplaceXor", N.nb_inplace_xor],
  ["inplaceOr", N.nb_inplace_or],
  ["floorDivide", N.nb_floor_divide],
  ["trueDivide", N.nb_true_divide],
  ["inplaceFloorDivide", N.nb_inplace_floor_divide],
  ["inplaceTrueDivide", N.nb_inplace_true_divide],
  ["index", N.nb_index],
  ["matrixMultiply", N.nb_matrix_multiply],
  ["inplaceMatrixMultiply", N.nb_inplace_matrix_multiply],
]);

const SEQUENCE_SLOTS: ReadonlyMap<string, number> = new Map<keyof SequenceSpec, number>([
  ["length", S.sq_length],
  ["concat", S.sq_concat],
  ["repeat", S.sq_repeat],
  ["item", S.sq_item],
  ["assItem", S.sq_ass_item],
  ["contains", S.sq_contains],
  ["inplaceConcat", S.sq_inplace_concat],
  ["inplaceRepeat", S.sq_inplace_repeat],
]);

const MAPPING_SLOTS: ReadonlyMap<string, number> = new Map<keyof MappingSpec, number>([
  ["length", M.mp_length],
  ["subscript", M.mp_subscript],
  ["assSubscript", M.mp_ass_subscript],
]);

/** Number of a slot's function; a core function keeps the number it has. */
function slotNumber(vm: Interpreter, slot: Slot): number {
  if (typeof slot === "number") return slot;
  const known = vm.functions.indexOf(slot);
  return known > 0 && known <= LAST_CORE_FUNCTION ? known : vm.addFunction(slot);
}

/** Number for tp_getattro; 0: it will be inherited. */
function getattroNumber(vm: Interpreter, { getattro, base }: TypeSpec): number {
  if (getattro === undefined) return base === undefined || base === OBJECT_TYPE ? GENERIC_GET_ATTR : NULL;
  return getattro === "inherited" ? NULL : slotNumber(vm, getattro);
}

/** Writes the slots that `spec` gives into the table at `address`. */
function writeSlots<Spec extends object>(
  vm: Interpreter,
  address: Address,
  spec: Spec,
  slots: ReadonlyMap<string, number>,
): void {
  for (const name in spec) {
    const offset = slots.get(name);
    const slot = spec[name] as Slot | undefined;
    if (offset !== undefined && slot !== undefined) {
      vm.i32[(address + offset) >> 2] = slotNumber(vm, slot);
    }
  }
}

/** Makes a table of operators if the type declares any. */
function placeOperators<Spec extends object>(
  vm: Interpreter,
  spec: Spec | undefined,
  size: number,
  slots: ReadonlyMap<string, number>,
): Address {
  if (spec === undefined) return NULL;
  const table = vm.placeStatic(size);
  writeSlots(vm, table, spec, slots);
  return table;
}

/**
 * Writes a declaration into the static type at `type`, which becomes an object with count 1. Its base may be declared
 * later. Functions get their numbers here, in the order of declaration.
 */
export function defineType(vm: Interpreter, type: Address, spec: TypeSpec): void {
  const i32 = vm.i32;
  const put = (offset: number, value: number): void => {
    i32[(type + offset) >> 2] = value;
  };
  put(T.ob_refcnt, 1);
  put(OB_TYPE, TYPE_TYPE);
  put(T.tp_name, vm.placeCString(spec.name));
  put(T.tp_basicsize, spec.basicSize);
  put(T.tp_itemsize, spec.itemSize ?? 0);
  put(T.tp_vectorcall_offset, spec.vectorcallOffset ?? 0);
  put(T.tp_dictoffset, spec.dictOffset ?? 0);
  put(T.tp_weaklistoffset, spec.weaklistOffset ?? 0);
  put(T.tp_base, spec.base ?? NULL);
  put(TP_FLAGS, (spec.flags ?? 0) | TPFLAGS_DEFAULT | TPFLAGS_IMMUTABLETYPE);
  put(T.tp_doc, spec.doc === undefined ? NULL : vm.placeCString(spec.doc));
  writeSlots(vm, type, spec, TYPE_SLOTS);
  put(T.tp_getattro, getattroNumber(vm, spec));
  if (spec.hash !== undefined) {
    put(T.tp_hash, spec.hash === "unhashable" ? HASH_NOT_IMPLEMENTED : slotNumber(vm, spec.hash));
  }
  put(T.tp_as_number, placeOperators(vm, spec.number, NUMBER_METHODS.size, NUMBER_SLOTS));
  put(T.tp_as_sequence, placeOperators(vm, spec.sequence, SEQUENCE_METHODS.size, SEQUENCE_SLOTS));
  put(T.tp_as_mapping, placeOperators(vm, spec.mapping, MAPPING_METHODS.size, MAPPING_SLOTS));
  put(T.tp_methods, spec.methods === undefined ? NULL : placeMethods(vm, spec.methods));
  put(T.tp_members, spec.members === undefined ? NULL : placeMembers(vm, spec.members));
  put(T.tp_getset, spec.getset === undefined ? NULL : placeGetSets(vm, spec.getset));
  if (spec.buffers !== undefined) vm.bufferVisitors.set(type, spec.buffers);
}
