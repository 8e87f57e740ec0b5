/**
 * The static segment: what C keeps in static storage. Every address here is a constant, the same in every
 * runtime and on every machine, so that code may compare with it as with a number.
 *
 *     singletons | small ints -5..256 | characters U+0000..U+00FF | built-in types | identifiers | C strings, tables ...
 *
 * Nothing here is a block of a domain, and nothing here is ever freed; counts return to their start values when a
 * runtime is closed. What follows `STATICS_END` (operator tables, method definitions, C strings) is handed out in the
 * order of the types' definition by `Interpreter.placeStatic`.
 *
 * Source: CPython 3.11 Include/internal/pycore_global_objects.h, pycore_global_strings.h.
 */
import { type Address, STATIC_BASE } from "../../heap/mod.ts";
import { TYPE } from "./object_layout.ts";
import { IDENTIFIERS } from "./identifiers.ts";

/** Hands out static addresses in order, 16-byte aligned. */
class Placer {
  constructor(public next: number) {}
  place(size: number): Address {
    const address = this.next;
    this.next = (this.next + size + 15) & ~15;
    return address;
  }
}
const placer = new Placer(STATIC_BASE);

/** The reference count that statically allocated values start with (small ints, strings, the empty tuple). */
export const IMMORTAL_REFCOUNT = 999999999;

export const NONE = placer.place(16);
export const NOT_IMPLEMENTED = placer.place(16);
export const ELLIPSIS = placer.place(16);
export const FALSE = placer.place(32);
export const TRUE = placer.place(32);

/** The keys table that all empty dicts share: one slot, no entry. */
export const EMPTY_KEYS = placer.place(64);
/** The empty tuple, behind its GC head. */
export const EMPTY_TUPLE = placer.place(16 + 32) + 16;
/** The empty str. */
export const EMPTY_STR = placer.place(64);
/** The empty bytes object. */
export const EMPTY_BYTES = placer.place(48);

export const SMALL_INT_MIN = -5;
export const SMALL_INT_MAX = 256;
/** Address of the int 0; the int n of the cache lies at `SMALL_INT_ZERO + 32 * n`. */
export const SMALL_INT_ZERO = placer.place(32 * (SMALL_INT_MAX - SMALL_INT_MIN + 1)) - 32 * SMALL_INT_MIN;

/** The bytes objects of one byte, 48 bytes apart. */
export const BYTE_CHARACTERS = placer.place(48 * 256);
/** The one-character strings U+0000..U+007F, 64 bytes apart. */
export const ASCII_CHARACTERS = placer.place(64 * 128);
/** The one-character strings U+0080..U+00FF, 80 bytes apart. */
export const LATIN1_CHARACTERS = placer.place(80 * 128);

/** Heads of the collector's rings: generations 0, 1, 2, the permanent one, and one for use during a collection each. */
export const GC_GENERATIONS = placer.place(16 * 8);

/** Words of the free lists: head, count, reuses of each (see free_lists.ts). */
export const FREE_LISTS = placer.place(24 * 32);

/** The MemoryError for when no other can be made, behind its GC head; its count is 0 while nobody uses it. */
export const LAST_RESORT_MEMORY_ERROR = placer.place(16 + 80) + 16;

const placeType = (): Address => placer.place(TYPE.size);
export const OBJECT_TYPE = placeType();
export const TYPE_TYPE = placeType();
export const INT_TYPE = placeType();
export const BOOL_TYPE = placeType();
export const FLOAT_TYPE = placeType();
export const COMPLEX_TYPE = placeType();
export const STR_TYPE = placeType();
export const BYTES_TYPE = placeType();
export const BYTEARRAY_TYPE = placeType();
export const TUPLE_TYPE = placeType();
export const LIST_TYPE = placeType();
export const DICT_TYPE = placeType();
export const SET_TYPE = placeType();
export const FROZENSET_TYPE = placeType();
export const RANGE_TYPE = placeType();
export const SLICE_TYPE = placeType();
export const NONE_TYPE = placeType();
export const NOT_IMPLEMENTED_TYPE = placeType();
export const ELLIPSIS_TYPE = placeType();
export const FUNCTION_TYPE = placeType();
export const CODE_TYPE = placeType();
export const CELL_TYPE = placeType();
export const METHOD_TYPE = placeType();
export const BUILTIN_TYPE = placeType();
export const METHOD_DESCRIPTOR_TYPE = placeType();
export const CLASSMETHOD_DESCRIPTOR_TYPE = placeType();
export const MEMBER_DESCRIPTOR_TYPE = placeType();
export const GETSET_DESCRIPTOR_TYPE = placeType();
export const WRAPPER_DESCRIPTOR_TYPE = placeType();
export const METHOD_WRAPPER_TYPE = placeType();
export const MAPPINGPROXY_TYPE = placeType();
export const PROPERTY_TYPE = placeType();
export const STATICMETHOD_TYPE = placeType();
export const CLASSMETHOD_TYPE = placeType();
export const SUPER_TYPE = placeType();
export const MODULE_TYPE = placeType();
export const FRAME_TYPE = placeType();
export const TRACEBACK_TYPE = placeType();
export const GENERATOR_TYPE = placeType();
export const WEAKREF_TYPE = placeType();
export const LIST_ITERATOR_TYPE = placeType();
export const LIST_REVERSE_ITERATOR_TYPE = placeType();
export const TUPLE_ITERATOR_TYPE = placeType();
export const STR_ITERATOR_TYPE = placeType();
export const STR_ASCII_ITERATOR_TYPE = placeType();
export const RANGE_ITERATOR_TYPE = placeType();
export const LONG_RANGE_ITERATOR_TYPE = placeType();
export const DICT_KEYS_TYPE = placeType();
export const DICT_VALUES_TYPE = placeType();
export const DICT_ITEMS_TYPE = placeType();
export const DICT_KEY_ITERATOR_TYPE = placeType();
export const DICT_VALUE_ITERATOR_TYPE = placeType();
export const DICT_ITEM_ITERATOR_TYPE = placeType();
export const DICT_REVERSE_KEY_ITERATOR_TYPE = placeType();
export const DICT_REVERSE_VALUE_ITERATOR_TYPE = placeType();
export const DICT_REVERSE_ITEM_ITERATOR_TYPE = placeType();
export const SET_ITERATOR_TYPE = placeType();
export const SEQUENCE_ITERATOR_TYPE = placeType();
export const CALLABLE_ITERATOR_TYPE = placeType();
export const REVERSED_TYPE = placeType();
export const ENUMERATE_TYPE = placeType();
export const ZIP_TYPE = placeType();
export const MAP_TYPE = placeType();
export const FILTER_TYPE = placeType();
export const STDIO_TYPE = placeType();
export const VERSION_INFO_TYPE = placeType();
export const HASH_INFO_TYPE = placeType();
export const INT_INFO_TYPE = placeType();
export const FLOAT_INFO_TYPE = placeType();
export const FLAGS_TYPE = placeType();
export const SIMPLE_NAMESPACE_TYPE = placeType();
export const BYTES_ITERATOR_TYPE = placeType();
export const BYTEARRAY_ITERATOR_TYPE = placeType();
export const MEMORYVIEW_TYPE = placeType();
export const MEMORY_ITERATOR_TYPE = placeType();
export const MANAGED_BUFFER_TYPE = placeType();
export const GENERIC_ALIAS_TYPE = placeType();
export const UNION_TYPE = placeType();
/** Placed for the types that later parts of the runtime bring, so that what follows keeps its address. */
export const SPARE_TYPES = placer.place(57 * 416);

/**
 * The exception types, in the order of the hierarchy (a base before its subclasses), 416 bytes apart;
 * `EXCEPTION_TYPES.ValueError` is an address.
 */
export const EXCEPTION_NAMES = [
  "BaseException",
  "Exception",
  "TypeError",
  "StopAsyncIteration",
  "StopIteration",
  "GeneratorExit",
  "SystemExit",
  "KeyboardInterrupt",
  "ImportError",
  "ModuleNotFoundError",
  "OSError",
  "EOFError",
  "RuntimeError",
  "RecursionError",
  "NotImplementedError",
  "NameError",
  "UnboundLocalError",
  "AttributeError",
  "SyntaxError",
  "IndentationError",
  "TabError",
  "LookupError",
  "IndexError",
  "KeyError",
  "ValueError",
  "UnicodeError",
  "UnicodeEncodeError",
  "UnicodeDecodeError",
  "UnicodeTranslateError",
  "AssertionError",
  "ArithmeticError",
  "FloatingPointError",
  "OverflowError",
  "ZeroDivisionError",
  "SystemError",
  "ReferenceError",
  "MemoryError",
  "BufferError",
  "Warning",
  "UserWarning",
  "EncodingWarning",
  "DeprecationWarning",
  "PendingDeprecationWarning",
  "SyntaxWarning",
  "RuntimeWarning",
  "FutureWarning",
  "ImportWarning",
  "UnicodeWarning",
  "BytesWarning",
  "ResourceWarning",
  "ConnectionError",
  "BlockingIOError",
  "BrokenPipeError",
  "ChildProcessError",
  "ConnectionAbortedError",
  "ConnectionRefusedError",
  "ConnectionResetError",
  "FileExistsError",
  "FileNotFoundError",
  "IsADirectoryError",
  "NotADirectoryError",
  "InterruptedError",
  "PermissionError",
  "ProcessLookupError",
  "TimeoutError",
  "BaseExceptionGroup",
  "ExceptionGroup",
] as const;
export type ExceptionName = typeof EXCEPTION_NAMES[number];
const FIRST_EXCEPTION_TYPE = placer.place(416 * EXCEPTION_NAMES.length);

/** Address of an exception type by its name; for use at module level, where it becomes a constant. */
export function exceptionType(name: ExceptionName): Address {
  return FIRST_EXCEPTION_TYPE + 416 * EXCEPTION_NAMES.indexOf(name);
}

/**
 * Types that come with a module: their places are here, 416 bytes apart, and they are declared when the module is
 * imported first (objects/late_types.ts).
 */
export const LATE_TYPE_NAMES = [
  "ModuleSpec",
  "SourceFileLoader",
  "NamespaceLoader",
  "BuiltinImporter",
  "deque",
  "deque_iterator",
  "deque_reverse_iterator",
  "defaultdict",
  "tuplegetter",
  "OrderedDict",
  "odict_iterator",
  "odict_keys",
  "odict_values",
  "odict_items",
  "chain",
  "compress",
  "count",
  "cycle",
  "repeat",
  "accumulate",
  "starmap",
  "takewhile",
  "dropwhile",
  "filterfalse",
  "pairwise",
  "islice",
  "zip_longest",
  "groupby",
  "grouper",
  "tee",
  "tee_dataobject",
  "product",
  "permutations",
  "combinations",
  "combinations_with_replacement",
  "partial",
  "lru_cache",
  "lru_list_elem",
  "cmp_key",
  "itemgetter",
  "attrgetter",
  "methodcaller",
  "struct_time",
  "Random",
  "UnraisableHookArgs",
  "Feature",
] as const;
export type LateTypeName = typeof LATE_TYPE_NAMES[number];
const FIRST_LATE_TYPE = placer.place(416 * 64);

/** Address of a type that comes with a module, by its name; for use at module level, where it becomes a constant. */
export function lateType(name: LateTypeName): Address {
  return FIRST_LATE_TYPE + 416 * LATE_TYPE_NAMES.indexOf(name);
}

export const BASE_EXCEPTION = exceptionType("BaseException");
export const EXCEPTION = exceptionType("Exception");
export const TYPE_ERROR = exceptionType("TypeError");
export const VALUE_ERROR = exceptionType("ValueError");
export const INDEX_ERROR = exceptionType("IndexError");
export const KEY_ERROR = exceptionType("KeyError");
export const ATTRIBUTE_ERROR = exceptionType("AttributeError");
export const NAME_ERROR = exceptionType("NameError");
export const UNBOUND_LOCAL_ERROR = exceptionType("UnboundLocalError");
export const RUNTIME_ERROR = exceptionType("RuntimeError");
export const RECURSION_ERROR = exceptionType("RecursionError");
export const MEMORY_ERROR = exceptionType("MemoryError");
export const OVERFLOW_ERROR = exceptionType("OverflowError");
export const ZERO_DIVISION_ERROR = exceptionType("ZeroDivisionError");
export const STOP_ITERATION = exceptionType("StopIteration");
export const ASSERTION_ERROR = exceptionType("AssertionError");
export const SYSTEM_ERROR = exceptionType("SystemError");
export const SYSTEM_EXIT = exceptionType("SystemExit");
export const KEYBOARD_INTERRUPT = exceptionType("KeyboardInterrupt");
export const IMPORT_ERROR = exceptionType("ImportError");
export const MODULE_NOT_FOUND_ERROR = exceptionType("ModuleNotFoundError");
export const LOOKUP_ERROR = exceptionType("LookupError");
export const SYNTAX_ERROR = exceptionType("SyntaxError");
export const UNICODE_ENCODE_ERROR = exceptionType("UnicodeEncodeError");
export const UNICODE_DECODE_ERROR = exceptionType("UnicodeDecodeError");
export const OS_ERROR = exceptionType("OSError");
export const GENERATOR_EXIT = exceptionType("GeneratorExit");

/** Bytes of a static identifier: an ASCII str and its zero byte. */
const identifierSize = (name: string): number => 48 + name.length + 1;
const FIRST_IDENTIFIER = placer.next;
const identifierAddresses = new Map<string, Address>();
for (const name of IDENTIFIERS) identifierAddresses.set(name, placer.place(identifierSize(name)));

/** Address of the static, interned str of an identifier that the runtime itself uses; for use at module level. */
export function identifier(name: typeof IDENTIFIERS[number]): Address {
  return identifierAddresses.get(name) as Address;
}
/** The identifiers in the order of their addresses. */
export const STATIC_IDENTIFIERS: readonly [string, Address][] = [...identifierAddresses];
/** Where the identifiers start. */
export const IDENTIFIERS_BASE: Address = FIRST_IDENTIFIER;

/** The cache of attributes of types: `METHOD_CACHE_SIZE` entries of 16 bytes (see objects/attributes.ts). */
export const METHOD_CACHE_SIZE = 4096;
export const METHOD_CACHE: Address = placer.place(16 * METHOD_CACHE_SIZE);

/** The table of slots and their special methods: 100 entries of 56 bytes (see objects/slot_table.ts). */
export const SLOT_DEFINITIONS: Address = placer.place(56 * 100);
/** The PyMethodDef of `__new__`, one for all types (see objects/type_ready.ts). */
export const NEW_DEFINITION: Address = placer.place(32);

/** What stands in a set's table where a key was removed: an object that only sets see. */
export const SET_DUMMY: Address = placer.place(16);
/** The exception that the program itself handles while a generator runs: an exc_value and a previous_item, which is NULL. */
export const EXCEPTION_BASE: Address = placer.place(16);

/** The format texts of memoryviews: "@", a letter and a zero byte each, by the letter's code (see objects/memoryview.ts). */
export const FORMAT_TEXTS: Address = placer.place(3 * 128);

/** The end of what has a constant address. */
export const STATICS_END: Address = placer.next;
