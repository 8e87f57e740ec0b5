/**
 * The C API's objects by their documented names: making and releasing objects of any type, reference counts, the
 * exception that is pending, and as many constructors and accessors of int, str, bytes, tuple, list and dict as the
 * documentation's programs need.
 *
 * Ownership is in the names' documentation, as in C: "new" is the caller's to release, "borrowed" is not, "steals" takes
 * the caller's reference. Failure is NULL or -1 with an exception pending.
 *
 * Text that C writes as a literal can be a JavaScript string or the address of a C string.
 *
 * Source: C API, "Allocating Objects on the Heap", "Reference Counting", "Concrete Objects Layer"; CPython 3.11
 * Objects/object.c, Modules/gcmodule.c, Objects/bytesobject.c, Objects/listobject.c, Objects/tupleobject.c.
 */
import { type Address, alignUp, NULL, objectFree, objectMalloc, type Size } from "../../heap/mod.ts";
import { GC_PREV_FINALIZED, gcIsTracked, gcTrack, gcUntrack, isGcObject } from "../memory/gc_head.ts";
import { gcFree, gcNew, gcResize } from "../memory/gc_alloc.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { GC_HEAD_SIZE, OB_SIZE, OB_TYPE, TP_FLAGS, TPFLAGS_HEAPTYPE, TYPE } from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import {
  clearField,
  decref,
  incref,
  newRef,
  refcount,
  typeOf,
  xdecref,
  xincref,
} from "../memory/refcount.ts";
import {
  BYTES_TYPE,
  DICT_TYPE,
  EXCEPTION_NAMES,
  exceptionType,
  INT_TYPE,
  LIST_TYPE,
  NONE,
  STR_TYPE,
  TUPLE_TYPE,
} from "../memory/statics.ts";
import { clearError, errorMatches, errorOccurred, raise } from "../objects/errors.ts";
import { createObjectAccess } from "./capi_types.ts";
import { FAMILIES, StrictFront } from "./capi_memory.ts";
import { textOf } from "./capi_text.ts";

const TP_BASICSIZE = TYPE.offsets.tp_basicsize;
const TP_ITEMSIZE = TYPE.offsets.tp_itemsize;

/** Bytes of an instance with `n` items (_PyObject_VAR_SIZE). */
function varSize(vm: Interpreter, type: Address, n: number): Size {
  return alignUp(vm.i32[(type + TP_BASICSIZE) >> 2] + n * vm.i32[(type + TP_ITEMSIZE) >> 2], 8);
}

/** Gives memory of an object its type and one reference. Returns the object. */
function initObject(vm: Interpreter, object: Address, type: Address): Address {
  const { i32 } = vm;
  i32[(object + OB_TYPE) >> 2] = type;
  i32[(object + OB_TYPE + 4) >> 2] = 0;
  if ((i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) incref(vm, type);
  i32[object >> 2] = 1;
  i32[(object + 4) >> 2] = 0;
  return object;
}

function initSize(vm: Interpreter, object: Address, n: number): Address {
  vm.i32[(object + OB_SIZE) >> 2] = n;
  vm.i32[(object + OB_SIZE + 4) >> 2] = n < 0 ? -1 : 0;
  return object;
}

/** Making and releasing objects. */
function createAllocationApi(vm: Interpreter) {
  const strict = new StrictFront(vm);
  const { instance, container } = FAMILIES;
  const make = (size: Size, maker: string): Address => {
    const p = objectMalloc(vm, size);
    return p === NULL ? noMemory(vm) : strict.made(p, instance, maker);
  };
  const makeContainer = (type: Address, size: Size, maker: string): Address => {
    const object = gcNew(vm, type, size);
    if (object === NULL) return NULL;
    if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) incref(vm, type);
    strict.made(object - GC_HEAD_SIZE, container, maker);
    return object;
  };
  return {
    /** A new object of a type; its fields behind the head hold garbage. NULL with MemoryError. */
    PyObject_New: (type: Address): Address => {
      const p = make(vm.i32[(type + TP_BASICSIZE) >> 2], "PyObject_New");
      return p === NULL ? NULL : initObject(vm, p, type);
    },
    /** The same with room for `n` items and ob_size set. */
    PyObject_NewVar: (type: Address, n: number): Address => {
      const p = make(varSize(vm, type, n), "PyObject_NewVar");
      return p === NULL ? NULL : initSize(vm, initObject(vm, p, type), n);
    },
    /** Makes memory that the caller has allocated an object with one reference; returns it. */
    PyObject_Init: (p: Address, type: Address): Address => initObject(vm, p, type),
    PyObject_InitVar: (p: Address, type: Address, n: number): Address =>
      initSize(vm, initObject(vm, p, type), n),
    /** Gives the memory of an object back; its references are the caller's business. */
    PyObject_Del: (object: Address): void => {
      strict.takes(object, instance, "PyObject_Del");
      objectFree(vm, object);
    },

    /** A new container of a type, not tracked yet. NULL with MemoryError. Can run the collector. */
    PyObject_GC_New: (type: Address): Address =>
      makeContainer(type, vm.i32[(type + TP_BASICSIZE) >> 2], "PyObject_GC_New"),
    PyObject_GC_NewVar: (type: Address, n: number): Address => {
      const object = makeContainer(type, varSize(vm, type, n), "PyObject_GC_NewVar");
      return object === NULL ? NULL : initSize(vm, object, n);
    },
    /** An untracked container with room for `n` items; it may move. NULL with MemoryError, the old one unchanged. */
    PyObject_GC_Resize: (object: Address, n: number): Address => {
      strict.takes(object - GC_HEAD_SIZE, container, "PyObject_GC_Resize");
      const moved = gcResize(vm, object, varSize(vm, typeOf(vm, object), n));
      if (moved === NULL) return NULL;
      strict.made(moved - GC_HEAD_SIZE, container, "PyObject_GC_Resize");
      return initSize(vm, moved, n);
    },
    PyObject_GC_Del: (object: Address): void => {
      strict.takes(object - GC_HEAD_SIZE, container, "PyObject_GC_Del");
      gcFree(vm, object);
    },
    PyObject_GC_Track: (object: Address): void => gcTrack(vm, object),
    PyObject_GC_UnTrack: (object: Address): void => gcUntrack(vm, object),
    PyObject_GC_IsTracked: (object: Address): number =>
      isGcObject(vm, object) && gcIsTracked(vm, object) ? 1 : 0,
    PyObject_GC_IsFinalized: (object: Address): number =>
      isGcObject(vm, object) && (vm.i32[(object - 8) >> 2] & GC_PREV_FINALIZED) !== 0 ? 1 : 0,
    PyObject_IS_GC: (object: Address): number => isGcObject(vm, object) ? 1 : 0,
  };
}

/** Reference counts and the pending exception. */
function createCountingApi(vm: Interpreter) {
  return {
    Py_None: NONE,
    Py_INCREF: (object: Address): void => incref(vm, object),
    Py_XINCREF: (object: Address): void => xincref(vm, object),
    /** Can run any code. */
    Py_DECREF: (object: Address): void => decref(vm, object),
    Py_XDECREF: (object: Address): void => xdecref(vm, object),
    /** Sets the word at an address to NULL, then releases what it held (the macro takes a variable). */
    Py_CLEAR: (field: Address): void => clearField(vm, field),
    Py_NewRef: (object: Address): Address => newRef(vm, object),
    Py_REFCNT: (object: Address): number => refcount(vm, object),
    /** Borrowed. */
    Py_TYPE: (object: Address): Address => typeOf(vm, object),

    /** MemoryError; returns NULL. */
    PyErr_NoMemory: (): Address => noMemory(vm),
    /** Type of the pending exception, borrowed, or NULL. */
    PyErr_Occurred: (): Address => errorOccurred(vm),
    PyErr_Clear: (): void => clearError(vm),
    PyErr_SetString: (type: Address, message: string | Address): void => {
      raise(vm, type, textOf(vm, message));
    },
    PyErr_ExceptionMatches: (type: Address): number => errorMatches(vm, type) ? 1 : 0,
  };
}

type ExceptionConstants = { readonly [Name in typeof EXCEPTION_NAMES[number] as `PyExc_${Name}`]: Address };

const EXCEPTIONS = Object.fromEntries(
  EXCEPTION_NAMES.map((name) => [`PyExc_${name}`, exceptionType(name)]),
) as ExceptionConstants;

/** The object functions for one interpreter. */
export function createObjectApi(vm: Interpreter) {
  return {
    PyLong_Type: INT_TYPE as Address,
    PyUnicode_Type: STR_TYPE as Address,
    PyBytes_Type: BYTES_TYPE as Address,
    PyTuple_Type: TUPLE_TYPE as Address,
    PyList_Type: LIST_TYPE as Address,
    PyDict_Type: DICT_TYPE as Address,
    ...EXCEPTIONS,
    ...createAllocationApi(vm),
    ...createCountingApi(vm),
    ...createObjectAccess(vm),
  };
}
