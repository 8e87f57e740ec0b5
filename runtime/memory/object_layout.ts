/**
 * What every object has, and what the memory system must know of a type.
 *
 *     address - 16   PyGC_Head       only for types with TPFLAGS_HAVE_GC: next, previous
 *     address        PyObject        reference count, type
 *     address + 16   PyVarObject     ob_size, for types whose instances differ in length
 *
 * All words are 64 bits as in C. Counts, sizes and pointers are kept in the low half (`i32[(a + OFFSET) >> 2]`);
 * whoever makes a word writes both halves. The `_WORD` constants are 64-bit patterns as doubles: one store through
 * `f64` writes a whole word, since a denormal number's bits are its multiple of the smallest one.
 *
 * A slot that holds a function pointer in C holds a function number here: an index into `Interpreter.functions`.
 *
 * Source: CPython 3.11 Include/object.h, Include/cpython/object.h, Include/internal/pycore_gc.h.
 */
import { bytes, i64, pointer, struct, u32 } from "../../heap/mod.ts";

/** The start of every object. */
export const OBJECT = struct("PyObject", 16, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type, counted for heap types only"),
});

/** The start of every object of variable length. */
export const VAR_OBJECT = struct("PyVarObject", 24, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  ob_size: i64(16, "number of items; for int: digits, negative for a negative value"),
});

/** The two words before an object that the collector knows. */
export const GC_HEAD = struct("PyGC_Head", 16, {
  _gc_next: pointer(0, "next head of the generation's ring; 0 = not tracked"),
  _gc_prev: pointer(
    8,
    "previous head; bit 0: finalized, bit 1: being collected; the copied count during a collection",
  ),
});

/** A type object; for classes the head of PyHeapTypeObject. */
export const TYPE = struct("PyTypeObject", 408, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "metatype"),
  ob_size: i64(16, "spare items asked for"),
  tp_name: pointer(24, "name, UTF-8 ending with a zero byte; static, or owned by the heap type"),
  tp_basicsize: i64(32, "bytes of an instance without items"),
  tp_itemsize: i64(40, "bytes of an item"),
  tp_dealloc: pointer(48, "(vm, self)"),
  tp_vectorcall_offset: i64(56, "where instances keep their vectorcall function"),
  tp_getattr: pointer(64, "unused"),
  tp_setattr: pointer(72, "unused"),
  tp_as_async: pointer(80, "PyAsyncMethods or NULL"),
  tp_repr: pointer(88, "(vm, self) -> new str"),
  tp_as_number: pointer(96, "PyNumberMethods or NULL"),
  tp_as_sequence: pointer(104, "PySequenceMethods or NULL"),
  tp_as_mapping: pointer(112, "PyMappingMethods or NULL"),
  tp_hash: pointer(120, "(vm, self) -> low half; high half in vm.hashHigh"),
  tp_call: pointer(128, "(vm, self, args tuple, kwargs dict or NULL) -> new"),
  tp_str: pointer(136, "(vm, self) -> new str"),
  tp_getattro: pointer(144, "(vm, self, name) -> new"),
  tp_setattro: pointer(152, "(vm, self, name, value or NULL) -> 0 or -1"),
  tp_as_buffer: pointer(160, "PyBufferProcs or NULL"),
  tp_flags: i64(168, "TPFLAGS_*"),
  tp_doc: pointer(176, "text or NULL"),
  tp_traverse: pointer(184, "(vm, self, visit)"),
  tp_clear: pointer(192, "(vm, self)"),
  tp_richcompare: pointer(200, "(vm, self, other, op) -> new"),
  tp_weaklistoffset: i64(208, "where instances keep their weak references"),
  tp_iter: pointer(216, "(vm, self) -> new iterator"),
  tp_iternext: pointer(224, "(vm, self) -> new, or NULL with or without an exception"),
  tp_methods: pointer(232, "table of methods"),
  tp_members: pointer(240, "table of members"),
  tp_getset: pointer(248, "table of computed attributes"),
  tp_base: pointer(256, "base type"),
  tp_dict: pointer(264, "namespace, owned"),
  tp_descr_get: pointer(272, "(vm, self, object or NULL, type or NULL) -> new"),
  tp_descr_set: pointer(280, "(vm, self, object, value or NULL) -> 0 or -1"),
  tp_dictoffset: i64(288, "where instances keep their dict"),
  tp_init: pointer(296, "(vm, self, args, kwargs or NULL) -> 0 or -1"),
  tp_alloc: pointer(304, "(vm, type, items) -> new"),
  tp_new: pointer(312, "(vm, type, args, kwargs or NULL) -> new"),
  tp_free: pointer(320, "(vm, self)"),
  tp_is_gc: pointer(328, "(vm, self) -> 0 or 1"),
  tp_bases: pointer(336, "tuple, owned"),
  tp_mro: pointer(344, "tuple, owned"),
  tp_cache: pointer(352, "unused"),
  tp_subclasses: pointer(360, "dict of weak references, owned"),
  tp_weaklist: pointer(368, "weak references to this type"),
  tp_del: pointer(376, "old finalizer"),
  tp_version_tag: u32(384, "changes with every change of an attribute; 0 = none given"),
  tp_finalize: pointer(392, "(vm, self)"),
  tp_vectorcall: pointer(400, "(vm, type, args, nargs, kwnames) -> new"),
});

/** Operators of numbers, each `(vm, left, right) -> new`. */
export const NUMBER_METHODS = struct("PyNumberMethods", 288, {
  nb_add: pointer(0, "+"),
  nb_subtract: pointer(8, "-"),
  nb_multiply: pointer(16, "*"),
  nb_remainder: pointer(24, "%"),
  nb_divmod: pointer(32, "divmod()"),
  nb_power: pointer(40, "** and pow(), with a third operand"),
  nb_negative: pointer(48, "unary -"),
  nb_positive: pointer(56, "unary +"),
  nb_absolute: pointer(64, "abs()"),
  nb_bool: pointer(72, "(vm, self) -> 0, 1 or -1"),
  nb_invert: pointer(80, "~"),
  nb_lshift: pointer(88, "<<"),
  nb_rshift: pointer(96, ">>"),
  nb_and: pointer(104, "&"),
  nb_xor: pointer(112, "^"),
  nb_or: pointer(120, "|"),
  nb_int: pointer(128, "int()"),
  nb_reserved: pointer(136, "unused"),
  nb_float: pointer(144, "float()"),
  nb_inplace_add: pointer(152, "+="),
  nb_inplace_subtract: pointer(160, "-="),
  nb_inplace_multiply: pointer(168, "*="),
  nb_inplace_remainder: pointer(176, "%="),
  nb_inplace_power: pointer(184, "**="),
  nb_inplace_lshift: pointer(192, "<<="),
  nb_inplace_rshift: pointer(200, ">>="),
  nb_inplace_and: pointer(208, "&="),
  nb_inplace_xor: pointer(216, "^="),
  nb_inplace_or: pointer(224, "|="),
  nb_floor_divide: pointer(232, "//"),
  nb_true_divide: pointer(240, "/"),
  nb_inplace_floor_divide: pointer(248, "//="),
  nb_inplace_true_divide: pointer(256, "/="),
  nb_index: pointer(264, "operator.index()"),
  nb_matrix_multiply: pointer(272, "@"),
  nb_inplace_matrix_multiply: pointer(280, "@="),
});

/** Operators of sequences. Sizes and indexes are numbers; -1 as a size, and NULL, mean failure. */
export const SEQUENCE_METHODS = struct("PySequenceMethods", 80, {
  sq_length: pointer(0, "(vm, self) -> size or -1"),
  sq_concat: pointer(8, "(vm, self, other) -> new"),
  sq_repeat: pointer(16, "(vm, self, count) -> new"),
  sq_item: pointer(24, "(vm, self, index) -> new"),
  was_sq_slice: pointer(32, "unused"),
  sq_ass_item: pointer(40, "(vm, self, index, value or NULL) -> 0 or -1"),
  was_sq_ass_slice: pointer(48, "unused"),
  sq_contains: pointer(56, "(vm, self, value) -> 0, 1 or -1"),
  sq_inplace_concat: pointer(64, "(vm, self, other) -> new"),
  sq_inplace_repeat: pointer(72, "(vm, self, count) -> new"),
});

/** Operators of mappings. */
export const MAPPING_METHODS = struct("PyMappingMethods", 24, {
  mp_length: pointer(0, "(vm, self) -> size or -1"),
  mp_subscript: pointer(8, "(vm, self, key) -> new"),
  mp_ass_subscript: pointer(16, "(vm, self, key, value or NULL) -> 0 or -1"),
});

/** Operators of asynchronous objects: the place is kept, nothing fills it. */
export const ASYNC_METHODS = struct("PyAsyncMethods", 32, {
  am_await: pointer(0, "await"),
  am_aiter: pointer(8, "async for"),
  am_anext: pointer(16, "next of async for"),
  am_send: pointer(24, "send"),
});

const HEAP_TYPE_FIELDS = {
  ht_type: bytes(0, 408, "PyTypeObject"),
  as_async: bytes(408, 32, "PyAsyncMethods"),
  as_number: bytes(440, 288, "PyNumberMethods"),
  as_mapping: bytes(728, 24, "PyMappingMethods"),
  as_sequence: bytes(752, 80, "PySequenceMethods"),
  as_buffer: bytes(832, 16, "PyBufferProcs"),
  ht_name: pointer(848, "name, owned; tp_name points into it"),
  ht_slots: pointer(856, "tuple of the names in __slots__, owned, or NULL"),
  ht_qualname: pointer(864, "qualified name, owned"),
  ht_cached_keys: pointer(872, "keys that the dicts of instances share, owned, or NULL"),
  ht_module: pointer(880, "unused"),
  _ht_tpname: pointer(888, "unused"),
  getitem: pointer(896, "unused"),
} as const;
/** A class: its operator tables lie in the type's own block, and behind it one PyMemberDef of 40 bytes per slot. */
export const HEAP_TYPE = struct("PyHeapTypeObject", 904, HEAP_TYPE_FIELDS);
export const HT_NAME = HEAP_TYPE.offsets.ht_name;
export const HT_SLOTS = HEAP_TYPE.offsets.ht_slots;
export const HT_QUALNAME = HEAP_TYPE.offsets.ht_qualname;
export const HT_CACHED_KEYS = HEAP_TYPE.offsets.ht_cached_keys;

export const OB_TYPE = 8 as const;
export const OB_SIZE = 16 as const;
export const GC_HEAD_SIZE = 16 as const;
/** Offset of a tuple's first item, of a list's pointer to its items, and of the state bits of a str. */
export const TUPLE_ITEMS = 24 as const;
export const LIST_ITEMS = 24 as const;
export const STR_STATE = 32 as const;
/** Bytes before an object with TPFLAGS_MANAGED_DICT: pointer to the values, pointer to the dict, GC head. */
export const MANAGED_HEAD_SIZE = 32 as const;

export const TP_DEALLOC = TYPE.offsets.tp_dealloc;
export const TP_FLAGS = TYPE.offsets.tp_flags;
export const TP_TRAVERSE = TYPE.offsets.tp_traverse;
export const TP_CLEAR = TYPE.offsets.tp_clear;

/**
 * The smallest positive double: its bits are the integer 1, and n times it is the word n. For constants computed at
 * module level only: arithmetic on denormal numbers is slow, storing them is not.
 */
export const WORD = 5e-324;
/** The word 1: a new object's reference count. */
export const ONE_WORD = 5e-324;

/** Bits of tp_flags (Include/object.h). */
export const TPFLAGS_SEQUENCE = 1 << 5;
export const TPFLAGS_MAPPING = 1 << 6;
export const TPFLAGS_DISALLOW_INSTANTIATION = 1 << 7;
export const TPFLAGS_IMMUTABLETYPE = 1 << 8;
export const TPFLAGS_HEAPTYPE = 1 << 9;
export const TPFLAGS_BASETYPE = 1 << 10;
export const TPFLAGS_HAVE_VECTORCALL = 1 << 11;
export const TPFLAGS_READY = 1 << 12;
export const TPFLAGS_READYING = 1 << 13;
export const TPFLAGS_HAVE_GC = 1 << 14;
export const TPFLAGS_METHOD_DESCRIPTOR = 1 << 17;
export const TPFLAGS_DEFAULT = 1 << 18;
export const TPFLAGS_VALID_VERSION_TAG = 1 << 19;
export const TPFLAGS_IS_ABSTRACT = 1 << 20;
/** Values of the built-in type match as a whole in a class pattern. */
export const TPFLAGS_MATCH_SELF = 1 << 22;
export const TPFLAGS_LONG_SUBCLASS = 1 << 24;
export const TPFLAGS_LIST_SUBCLASS = 1 << 25;
export const TPFLAGS_TUPLE_SUBCLASS = 1 << 26;
export const TPFLAGS_BYTES_SUBCLASS = 1 << 27;
export const TPFLAGS_UNICODE_SUBCLASS = 1 << 28;
export const TPFLAGS_DICT_SUBCLASS = 1 << 29;
export const TPFLAGS_BASE_EXC_SUBCLASS = 1 << 30;
export const TPFLAGS_TYPE_SUBCLASS = 1 << 31;
/** Instances keep their dict pointer in the words before the object. */
export const TPFLAGS_MANAGED_DICT = 1 << 4;

/** Comparison operators as tp_richcompare takes them. */
export const LT = 0;
export const LE = 1;
export const EQ = 2;
export const NE = 3;
export const GT = 4;
export const GE = 5;
