/**
 * Slots and their special methods: which slot of a type is which `__name__`, and how the one is called as the other.
 *
 * The table stands in the static segment, in CPython's order (several methods may belong to one slot, `__add__` and
 * `__radd__`; one method may belong to several slots, `__len__`):
 *
 *     0 name (C string)   8 offset of the slot   12 table it lies in   16 function   24 wrapper   32 doc   40 flags   48 name (str)
 *
 * `wrapper` is the number of the function that calls a native slot with a tuple of arguments: what a slot wrapper does.
 * `function` is the number of the native function that calls a method written in the language: what a class puts
 * into its slot (class_slots.ts); 0 if the slot belongs to native types alone.
 *
 * Source: CPython 3.11 Objects/typeobject.c (slotdefs), Include/descrobject.h (struct wrapperbase).
 */
import { type Address, i32, NULL, pointer, struct } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { MAPPING_METHODS, NUMBER_METHODS, SEQUENCE_METHODS, TYPE } from "../memory/object_layout.ts";
import { SLOT_DEFINITIONS } from "../memory/statics.ts";
import { clearField } from "../memory/refcount.ts";
import { CLASS_SLOTS } from "./class_slots.ts";
import { internJs } from "./interning.ts";
import * as wrap from "./slot_calls.ts";

export const SLOT_DEFINITION = struct("wrapperbase", 56, {
  name: pointer(0, "name of the method, C string"),
  offset: i32(8, "offset of the slot in its table"),
  table: i32(12, "offset in the type of the pointer to the table, 0: the type itself"),
  function: pointer(16, "native function that calls the method, or 0"),
  wrapper: pointer(24, "function that calls the slot with a tuple"),
  doc: pointer(32, "C string"),
  flags: i32(40, "1: the wrapper takes keywords"),
  name_strobj: pointer(48, "name, interned str, or NULL"),
});
const D = SLOT_DEFINITION.offsets;

/** The wrapper takes a dict of keywords too. */
export const WRAPPER_KEYWORDS = 1;

const T = TYPE.offsets;
const N = NUMBER_METHODS.offsets;
const S = SEQUENCE_METHODS.offsets;
const M = MAPPING_METHODS.offsets;
const NUMBER = T.tp_as_number;
const SEQUENCE = T.tp_as_sequence;
const MAPPING = T.tp_as_mapping;

type Wrapper = (vm: Interpreter, self: Address, args: Address, wrapped: number, kwargs: Address) => Address;
type SlotRow = readonly [
  name: string,
  table: number,
  offset: number,
  wrapper: Wrapper | null,
  doc: string,
  flags?: number,
];

const unary = (name: string, offset: number, text: string): SlotRow => [
  name,
  NUMBER,
  offset,
  wrap.wrapUnary,
  `${name}($self, /)\n--\n\n${text}`,
];
const left = (name: string, offset: number, text: string): SlotRow => [
  name,
  NUMBER,
  offset,
  wrap.wrapBinaryLeft,
  `${name}($self, value, /)\n--\n\nReturn self${text}value.`,
];
const right = (name: string, offset: number, text: string): SlotRow => [
  name,
  NUMBER,
  offset,
  wrap.wrapBinaryRight,
  `${name}($self, value, /)\n--\n\nReturn value${text}self.`,
];
const inPlace = (name: string, offset: number, text: string): SlotRow => [
  name,
  NUMBER,
  offset,
  wrap.wrapBinary,
  `${name}($self, value, /)\n--\n\nReturn self${text}value.`,
];

/** Every slot with its method, in CPython's order: of the type, of numbers, of mappings, of sequences. */
const ROWS: readonly SlotRow[] = [
  ["__getattribute__", 0, T.tp_getattr, null, ""],
  ["__getattr__", 0, T.tp_getattr, null, ""],
  ["__setattr__", 0, T.tp_setattr, null, ""],
  ["__delattr__", 0, T.tp_setattr, null, ""],
  ["__repr__", 0, T.tp_repr, wrap.wrapUnary, "__repr__($self, /)\n--\n\nReturn repr(self)."],
  ["__hash__", 0, T.tp_hash, wrap.wrapHash, "__hash__($self, /)\n--\n\nReturn hash(self)."],
  [
    "__call__",
    0,
    T.tp_call,
    wrap.wrapCall,
    "__call__($self, /, *args, **kwargs)\n--\n\nCall self as a function.",
    WRAPPER_KEYWORDS,
  ],
  ["__str__", 0, T.tp_str, wrap.wrapUnary, "__str__($self, /)\n--\n\nReturn str(self)."],
  [
    "__getattribute__",
    0,
    T.tp_getattro,
    wrap.wrapBinary,
    "__getattribute__($self, name, /)\n--\n\nReturn getattr(self, name).",
  ],
  ["__getattr__", 0, T.tp_getattro, null, ""],
  [
    "__setattr__",
    0,
    T.tp_setattro,
    wrap.wrapSetattr,
    "__setattr__($self, name, value, /)\n--\n\nImplement setattr(self, name, value).",
  ],
  [
    "__delattr__",
    0,
    T.tp_setattro,
    wrap.wrapDelattr,
    "__delattr__($self, name, /)\n--\n\nImplement delattr(self, name).",
  ],
  ["__lt__", 0, T.tp_richcompare, wrap.wrapLt, "__lt__($self, value, /)\n--\n\nReturn self<value."],
  ["__le__", 0, T.tp_richcompare, wrap.wrapLe, "__le__($self, value, /)\n--\n\nReturn self<=value."],
  ["__eq__", 0, T.tp_richcompare, wrap.wrapEq, "__eq__($self, value, /)\n--\n\nReturn self==value."],
  ["__ne__", 0, T.tp_richcompare, wrap.wrapNe, "__ne__($self, value, /)\n--\n\nReturn self!=value."],
  ["__gt__", 0, T.tp_richcompare, wrap.wrapGt, "__gt__($self, value, /)\n--\n\nReturn self>value."],
  ["__ge__", 0, T.tp_richcompare, wrap.wrapGe, "__ge__($self, value, /)\n--\n\nReturn self>=value."],
  ["__iter__", 0, T.tp_iter, wrap.wrapUnary, "__iter__($self, /)\n--\n\nImplement iter(self)."],
  ["__next__", 0, T.tp_iternext, wrap.wrapNext, "__next__($self, /)\n--\n\nImplement next(self)."],
  [
    "__get__",
    0,
    T.tp_descr_get,
    wrap.wrapDescrGet,
    "__get__($self, instance, owner=None, /)\n--\n\nReturn an attribute of instance, which is of type owner.",
  ],
  [
    "__set__",
    0,
    T.tp_descr_set,
    wrap.wrapDescrSet,
    "__set__($self, instance, value, /)\n--\n\nSet an attribute of instance to value.",
  ],
  [
    "__delete__",
    0,
    T.tp_descr_set,
    wrap.wrapDescrDelete,
    "__delete__($self, instance, /)\n--\n\nDelete an attribute of instance.",
  ],
  [
    "__init__",
    0,
    T.tp_init,
    wrap.wrapInit,
    "__init__($self, /, *args, **kwargs)\n--\n\nInitialize self.  See help(type(self)) for accurate signature.",
    WRAPPER_KEYWORDS,
  ],
  ["__new__", 0, T.tp_new, null, "__new__(type, /, *args, **kwargs)\n--\n\nCreate and return new object."],
  ["__del__", 0, T.tp_finalize, wrap.wrapDel, ""],
  left("__add__", N.nb_add, "+"),
  right("__radd__", N.nb_add, "+"),
  left("__sub__", N.nb_subtract, "-"),
  right("__rsub__", N.nb_subtract, "-"),
  left("__mul__", N.nb_multiply, "*"),
  right("__rmul__", N.nb_multiply, "*"),
  left("__mod__", N.nb_remainder, "%"),
  right("__rmod__", N.nb_remainder, "%"),
  [
    "__divmod__",
    NUMBER,
    N.nb_divmod,
    wrap.wrapBinaryLeft,
    "__divmod__($self, value, /)\n--\n\nReturn divmod(self, value).",
  ],
  [
    "__rdivmod__",
    NUMBER,
    N.nb_divmod,
    wrap.wrapBinaryRight,
    "__rdivmod__($self, value, /)\n--\n\nReturn divmod(value, self).",
  ],
  [
    "__pow__",
    NUMBER,
    N.nb_power,
    wrap.wrapPower,
    "__pow__($self, value, mod=None, /)\n--\n\nReturn pow(self, value, mod).",
  ],
  [
    "__rpow__",
    NUMBER,
    N.nb_power,
    wrap.wrapPowerRight,
    "__rpow__($self, value, mod=None, /)\n--\n\nReturn pow(value, self, mod).",
  ],
  unary("__neg__", N.nb_negative, "-self"),
  unary("__pos__", N.nb_positive, "+self"),
  unary("__abs__", N.nb_absolute, "abs(self)"),
  ["__bool__", NUMBER, N.nb_bool, wrap.wrapInquiry, "__bool__($self, /)\n--\n\nTrue if self else False"],
  unary("__invert__", N.nb_invert, "~self"),
  left("__lshift__", N.nb_lshift, "<<"),
  right("__rlshift__", N.nb_lshift, "<<"),
  left("__rshift__", N.nb_rshift, ">>"),
  right("__rrshift__", N.nb_rshift, ">>"),
  left("__and__", N.nb_and, "&"),
  right("__rand__", N.nb_and, "&"),
  left("__xor__", N.nb_xor, "^"),
  right("__rxor__", N.nb_xor, "^"),
  left("__or__", N.nb_or, "|"),
  right("__ror__", N.nb_or, "|"),
  unary("__int__", N.nb_int, "int(self)"),
  unary("__float__", N.nb_float, "float(self)"),
  inPlace("__iadd__", N.nb_inplace_add, "+="),
  inPlace("__isub__", N.nb_inplace_subtract, "-="),
  inPlace("__imul__", N.nb_inplace_multiply, "*="),
  inPlace("__imod__", N.nb_inplace_remainder, "%="),
  [
    "__ipow__",
    NUMBER,
    N.nb_inplace_power,
    wrap.wrapInPlacePower,
    "__ipow__($self, value, /)\n--\n\nReturn self**=value.",
  ],
  inPlace("__ilshift__", N.nb_inplace_lshift, "<<="),
  inPlace("__irshift__", N.nb_inplace_rshift, ">>="),
  inPlace("__iand__", N.nb_inplace_and, "&="),
  inPlace("__ixor__", N.nb_inplace_xor, "^="),
  inPlace("__ior__", N.nb_inplace_or, "|="),
  left("__floordiv__", N.nb_floor_divide, "//"),
  right("__rfloordiv__", N.nb_floor_divide, "//"),
  left("__truediv__", N.nb_true_divide, "/"),
  right("__rtruediv__", N.nb_true_divide, "/"),
  inPlace("__ifloordiv__", N.nb_inplace_floor_divide, "//="),
  inPlace("__itruediv__", N.nb_inplace_true_divide, "/="),
  [
    "__index__",
    NUMBER,
    N.nb_index,
    wrap.wrapUnary,
    "__index__($self, /)\n--\n\nReturn self converted to an integer, if self is suitable for use as an index into a list.",
  ],
  left("__matmul__", N.nb_matrix_multiply, "@"),
  right("__rmatmul__", N.nb_matrix_multiply, "@"),
  inPlace("__imatmul__", N.nb_inplace_matrix_multiply, "@="),
  ["__len__", MAPPING, M.mp_length, wrap.wrapLength, "__len__($self, /)\n--\n\nReturn len(self)."],
  [
    "__getitem__",
    MAPPING,
    M.mp_subscript,
    wrap.wrapBinary,
    "__getitem__($self, key, /)\n--\n\nReturn self[key].",
  ],
  [
    "__setitem__",
    MAPPING,
    M.mp_ass_subscript,
    wrap.wrapSetItem,
    "__setitem__($self, key, value, /)\n--\n\nSet self[key] to value.",
  ],
  [
    "__delitem__",
    MAPPING,
    M.mp_ass_subscript,
    wrap.wrapDelItem,
    "__delitem__($self, key, /)\n--\n\nDelete self[key].",
  ],
  ["__len__", SEQUENCE, S.sq_length, wrap.wrapLength, "__len__($self, /)\n--\n\nReturn len(self)."],
  ["__add__", SEQUENCE, S.sq_concat, wrap.wrapBinary, "__add__($self, value, /)\n--\n\nReturn self+value."],
  [
    "__mul__",
    SEQUENCE,
    S.sq_repeat,
    wrap.wrapIndexArgument,
    "__mul__($self, value, /)\n--\n\nReturn self*value.",
  ],
  [
    "__rmul__",
    SEQUENCE,
    S.sq_repeat,
    wrap.wrapIndexArgument,
    "__rmul__($self, value, /)\n--\n\nReturn value*self.",
  ],
  [
    "__getitem__",
    SEQUENCE,
    S.sq_item,
    wrap.wrapSequenceItem,
    "__getitem__($self, key, /)\n--\n\nReturn self[key].",
  ],
  [
    "__setitem__",
    SEQUENCE,
    S.sq_ass_item,
    wrap.wrapSequenceSetItem,
    "__setitem__($self, key, value, /)\n--\n\nSet self[key] to value.",
  ],
  [
    "__delitem__",
    SEQUENCE,
    S.sq_ass_item,
    wrap.wrapSequenceDelItem,
    "__delitem__($self, key, /)\n--\n\nDelete self[key].",
  ],
  [
    "__contains__",
    SEQUENCE,
    S.sq_contains,
    wrap.wrapContains,
    "__contains__($self, key, /)\n--\n\nReturn key in self.",
  ],
  [
    "__iadd__",
    SEQUENCE,
    S.sq_inplace_concat,
    wrap.wrapBinary,
    "__iadd__($self, value, /)\n--\n\nImplement self+=value.",
  ],
  [
    "__imul__",
    SEQUENCE,
    S.sq_inplace_repeat,
    wrap.wrapIndexArgument,
    "__imul__($self, value, /)\n--\n\nImplement self*=value.",
  ],
];

/** Offsets in a type and its tables are below this. */
const TABLE_RANGE = 1024;

/** How many slots with methods there are. */
export const SLOT_COUNT: number = ROWS.length;

/** Name of row `index`, for lookups by name. */
export function slotName(index: number): string {
  return ROWS[index][0];
}

/** Writes the table into its place in the static segment; wrappers get their numbers. */
export function placeSlotTable(vm: Interpreter): void {
  const words = vm.i32;
  const numbers = new Map<Wrapper, number>();
  const slots = new Map<number, number>();
  for (const [table, offset, fn] of CLASS_SLOTS) {
    const known = vm.functions.indexOf(fn);
    slots.set(table * TABLE_RANGE + offset, known > 0 ? known : vm.addFunction(fn));
  }
  ROWS.forEach(([name, table, offset, wrapper, doc, flags], index) => {
    const entry = SLOT_DEFINITIONS + SLOT_DEFINITION.size * index;
    words[(entry + D.name) >> 2] = vm.placeCString(name);
    words[(entry + D.offset) >> 2] = offset;
    words[(entry + D.table) >> 2] = table;
    words[(entry + D.doc) >> 2] = doc === "" ? NULL : vm.placeCString(doc);
    words[(entry + D.flags) >> 2] = flags ?? 0;
    words[(entry + D.function) >> 2] = slots.get(table * TABLE_RANGE + offset) ?? NULL;
    if (wrapper === null) return;
    let id = numbers.get(wrapper);
    if (id === undefined) numbers.set(wrapper, id = vm.addFunction(wrapper));
    words[(entry + D.wrapper) >> 2] = id;
  });
}

/** Gives the table the names as interned strings. Once strings can be interned; false with MemoryError. */
export function internSlotNames(vm: Interpreter): boolean {
  for (let index = 0; index < ROWS.length; index++) {
    const name = internJs(vm, ROWS[index][0]);
    if (name === NULL) return false;
    vm.i32[(SLOT_DEFINITIONS + SLOT_DEFINITION.size * index + D.name_strobj) >> 2] = name;
  }
  return true;
}

/** Releases the names. */
export function releaseSlotNames(vm: Interpreter): void {
  for (let index = 0; index < ROWS.length; index++) {
    clearField(vm, SLOT_DEFINITIONS + SLOT_DEFINITION.size * index + D.name_strobj);
  }
}

/** Address of the word of the slot that the definition at `entry` speaks of, in `type`; NULL if its table is missing. */
export function slotAddress(vm: Interpreter, type: Address, entry: Address): Address {
  const words = vm.i32;
  const table = words[(entry + D.table) >> 2];
  const base = table === 0 ? type : words[(type + table) >> 2];
  return base === NULL ? NULL : base + words[(entry + D.offset) >> 2];
}
