/**
 * The C API's objects by their documented names: making and releasing objects of any type, containers and the
 * collector, reference counts and the fields that every object has.
 *
 * Ownership is in the names' documentation, as in C: "new" is the caller's to release, "borrowed" is not, "steals" takes
 * the caller's reference. Failure is NULL or -1 with an exception pending.
 *
 * The macros that make objects have a TYPE in C, to which the result is cast. It may stand in front here too, as a name
 * or a size, and is left out as well: `PyObject_New(type)`.
 *
 * Source: C API, "Allocating Objects on the Heap", "Reference Counting", "Supporting Cyclic Garbage Collection", "Common
 * Object Structures"; CPython 3.11 Objects/object.c, Modules/gcmodule.c.
 */
import {
  type Address,
  alignUp,
  describeAllocation,
  endHeap,
  fatalError,
  FatalMemoryError,
  isReadable,
  NULL,
  objectFree,
  objectMalloc,
  type Size,
} from "../../heap/mod.ts";
import { collect, enableCollector } from "../memory/gc.ts";
import { gcFree, gcNew, gcResize } from "../memory/gc_alloc.ts";
import { GC_PREV_FINALIZED, gcIsTracked, gcTrack, gcUntrack, isGcObject } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { GC_HEAD_SIZE, OB_SIZE, OB_TYPE, TP_FLAGS, TPFLAGS_HEAPTYPE, TYPE } from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import {
  clearField,
  decref,
  incref,
  newRef,
  refcount,
  setField,
  typeOf,
  xdecref,
  xincref,
} from "../memory/refcount.ts";
import { ELLIPSIS, FALSE, NONE, NOT_IMPLEMENTED, TRUE } from "../memory/statics.ts";
import { clearError, fetchError, restoreError } from "../objects/errors.ts";
import { repr } from "../objects/object.ts";
import { jsString } from "../objects/str.ts";
import { typeName } from "../objects/type_name.ts";
import { badInternalCall } from "./capi_errors.ts";
import { FAMILIES, StrictFront } from "./capi_memory.ts";

const TP_BASICSIZE = TYPE.offsets.tp_basicsize;
const TP_ITEMSIZE = TYPE.offsets.tp_itemsize;
const OLDEST_GENERATION = 2;

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

/** Writes a word that is a signed number. */
function putNumber(vm: Interpreter, word: Address, n: number): void {
  vm.i32[word >> 2] = n;
  vm.i32[(word + 4) >> 2] = n < 0 ? -1 : 0;
}

function initSize(vm: Interpreter, object: Address, n: number): Address {
  putNumber(vm, object + OB_SIZE, n);
  return object;
}

/** A C type in front of the arguments of a macro: its name or its size. It is for C's compiler alone. */
type CastType = string | number;

/** Making and releasing objects. */
function createAllocationApi(vm: Interpreter) {
  const strict = new StrictFront(vm);
  const { instance } = FAMILIES;
  const make = (size: Size, maker: string): Address => {
    const p = objectMalloc(vm, size);
    return p === NULL ? noMemory(vm) : strict.made(p, instance, maker);
  };
  const newObject = (type: Address): Address => {
    const p = make(vm.i32[(type + TP_BASICSIZE) >> 2], "PyObject_New");
    return p === NULL ? NULL : initObject(vm, p, type);
  };
  const newVar = (type: Address, n: number): Address => {
    const p = make(varSize(vm, type, n), "PyObject_NewVar");
    return p === NULL ? NULL : initSize(vm, initObject(vm, p, type), n);
  };
  /** A new object of a type; its fields behind the head hold garbage. NULL with MemoryError. */
  function PyObject_New(type: Address): Address;
  function PyObject_New(cast: CastType, type: Address): Address;
  function PyObject_New(...args: unknown[]): Address {
    return newObject(args.at(-1) as Address);
  }
  /** The same with room for `n` items and ob_size set. */
  function PyObject_NewVar(type: Address, n: number): Address;
  function PyObject_NewVar(cast: CastType, type: Address, n: number): Address;
  function PyObject_NewVar(...args: unknown[]): Address {
    return newVar(args.at(-2) as Address, args.at(-1) as number);
  }
  /** Makes memory that the caller has allocated an object with one reference; returns it. NULL: MemoryError. */
  const PyObject_Init = (p: Address, type: Address): Address =>
    p === NULL ? noMemory(vm) : initObject(vm, p, type);
  const PyObject_InitVar = (p: Address, type: Address, n: number): Address =>
    p === NULL ? noMemory(vm) : initSize(vm, initObject(vm, p, type), n);
  /** Gives the memory of an object back; its references are the caller's business. */
  const PyObject_Del = (object: Address): void => {
    strict.takes(object, instance, "PyObject_Del");
    objectFree(vm, object);
  };
  return {
    PyObject_New,
    PyObject_NewVar,
    _PyObject_New: newObject,
    _PyObject_NewVar: newVar,
    PyObject_Init,
    PyObject_InitVar,
    PyObject_Del,

    // Older names of the same.
    PyObject_NEW: PyObject_New,
    PyObject_NEW_VAR: PyObject_NewVar,
    PyObject_INIT: PyObject_Init,
    PyObject_INIT_VAR: PyObject_InitVar,
    PyObject_DEL: PyObject_Del,
  };
}

/** CPython's end of a container that is tracked a second time. */
function alreadyTracked(vm: Interpreter, object: Address): never {
  const reason = "object already tracked by the garbage collector";
  const report = `Modules/gcmodule.c:2220: PyObject_GC_Track: Assertion failed: ${reason}\n` +
    describeAllocation(vm, object - GC_HEAD_SIZE) + describeObject(vm, object) +
    `\nFatal Python error: _PyObject_AssertFailed: _PyObject_AssertFailed\n${vm.describeRuntime()}`;
  endHeap(vm, new FatalMemoryError("PyObject_GC_Track", reason, report, object));
}

/** What CPython prints of an object in a fatal error (_PyObject_Dump). Can run any code. */
function describeObject(vm: Interpreter, object: Address): string {
  const type = typeOf(vm, object);
  if (!isReadable(vm, type)) return `<object at 0x${object.toString(16)} is freed>\n`;
  const pending = fetchError(vm);
  const shown = repr(vm, object);
  const text = shown === NULL ? "<no repr>" : jsString(vm, shown);
  xdecref(vm, shown);
  clearError(vm);
  restoreError(vm, pending);
  return [
    `object address  : 0x${object.toString(16)}`,
    `object refcount : ${refcount(vm, object)}`,
    `object type     : 0x${type.toString(16)}`,
    `object type name: ${typeName(vm, type)}`,
    `object repr     : ${text}`,
    "",
  ].join("\n");
}

/** Containers and the collector. */
function createContainerApi(vm: Interpreter) {
  const strict = new StrictFront(vm);
  const { container } = FAMILIES;
  const make = (type: Address, size: Size, maker: string): Address => {
    const object = gcNew(vm, type, size);
    if (object === NULL) return NULL;
    if ((vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) !== 0) incref(vm, type);
    strict.made(object - GC_HEAD_SIZE, container, maker);
    return object;
  };
  /** A new container of a type, not tracked yet. NULL with MemoryError. Can run the collector. */
  function PyObject_GC_New(type: Address): Address;
  function PyObject_GC_New(cast: CastType, type: Address): Address;
  function PyObject_GC_New(...args: unknown[]): Address {
    const type = args.at(-1) as Address;
    return make(type, vm.i32[(type + TP_BASICSIZE) >> 2], "PyObject_GC_New");
  }
  /** The same with room for `n` items and ob_size set. SystemError if `n` is negative. */
  function PyObject_GC_NewVar(type: Address, n: number): Address;
  function PyObject_GC_NewVar(cast: CastType, type: Address, n: number): Address;
  function PyObject_GC_NewVar(...args: unknown[]): Address {
    const type = args.at(-2) as Address, n = args.at(-1) as number;
    if (n < 0) return badInternalCall(vm);
    const object = make(type, varSize(vm, type, n), "PyObject_GC_NewVar");
    return object === NULL ? NULL : initSize(vm, object, n);
  }
  /** An untracked container with room for `n` items; it may move. NULL with MemoryError, the old one unchanged. */
  function PyObject_GC_Resize(object: Address, n: number): Address;
  function PyObject_GC_Resize(cast: CastType, object: Address, n: number): Address;
  function PyObject_GC_Resize(...args: unknown[]): Address {
    const object = args.at(-2) as Address, n = args.at(-1) as number;
    strict.takes(object - GC_HEAD_SIZE, container, "PyObject_GC_Resize");
    const moved = gcResize(vm, object, varSize(vm, typeOf(vm, object), n));
    if (moved === NULL) return NULL;
    strict.made(moved - GC_HEAD_SIZE, container, "PyObject_GC_Resize");
    return initSize(vm, moved, n);
  }
  const setEnabled = (enabled: boolean): number => {
    const before = vm.collector.enabled ? 1 : 0;
    enableCollector(vm, enabled);
    return before;
  };
  return {
    PyObject_GC_New,
    PyObject_GC_NewVar,
    PyObject_GC_Resize,
    /** In a type's traverse: visits `object` unless it is NULL. */
    Py_VISIT: (object: Address, visit: Visit): void => {
      if (object !== NULL) visit(vm, object);
    },
    /** Gives the memory of a container back, untracking it if need be. */
    PyObject_GC_Del: (object: Address): void => {
      strict.takes(object - GC_HEAD_SIZE, container, "PyObject_GC_Del");
      gcFree(vm, object);
    },
    /** From now on the collector may traverse the container. The end if it is tracked already. */
    PyObject_GC_Track: (object: Address): void => {
      if (gcIsTracked(vm, object)) alreadyTracked(vm, object);
      gcTrack(vm, object);
    },
    /** Nothing happens if it is not tracked. */
    PyObject_GC_UnTrack: (object: Address): void => gcUntrack(vm, object),
    PyObject_GC_IsTracked: (object: Address): number =>
      isGcObject(vm, object) && gcIsTracked(vm, object) ? 1 : 0,
    PyObject_GC_IsFinalized: (object: Address): number =>
      isGcObject(vm, object) && (vm.i32[(object - 8) >> 2] & GC_PREV_FINALIZED) !== 0 ? 1 : 0,
    PyObject_IS_GC: (object: Address): number => isGcObject(vm, object) ? 1 : 0,

    /** A full collection: how many unreachable objects it found; 0 while the collector is disabled. Can run any code. */
    PyGC_Collect: (): number => {
      if (!vm.collector.enabled) return 0;
      const pending = fetchError(vm);
      const found = collect(vm, OLDEST_GENERATION);
      restoreError(vm, pending);
      return found;
    },
    /** Whether it was enabled before. */
    PyGC_Enable: (): number => setEnabled(true),
    PyGC_Disable: (): number => setEnabled(false),
    PyGC_IsEnabled: (): number => vm.collector.enabled ? 1 : 0,
  };
}

/** Reference counts and the fields of every object. */
function createCountingApi(vm: Interpreter) {
  /** An object that must not be NULL: in C the process would end here. */
  const given = (object: Address): Address =>
    object === NULL ? fatalError(vm, "", "Segmentation fault") : object;
  return {
    Py_None: NONE as Address,
    _Py_NoneStruct: NONE as Address,
    Py_True: TRUE as Address,
    Py_False: FALSE as Address,
    Py_NotImplemented: NOT_IMPLEMENTED as Address,
    Py_Ellipsis: ELLIPSIS as Address,

    Py_INCREF: (object: Address): void => incref(vm, given(object)),
    Py_XINCREF: (object: Address): void => xincref(vm, object),
    /** Can run any code. */
    Py_DECREF: (object: Address): void => decref(vm, given(object)),
    Py_XDECREF: (object: Address): void => xdecref(vm, object),
    /** The functions behind Py_XINCREF and Py_XDECREF. */
    Py_IncRef: (object: Address): void => xincref(vm, object),
    Py_DecRef: (object: Address): void => xdecref(vm, object),
    /** Sets the word at an address to NULL, then releases what it held (the macro takes a variable). */
    Py_CLEAR: (field: Address): void => clearField(vm, field),
    /** Puts `value` (stolen) into the word at an address, then releases what it held. */
    Py_SETREF: (field: Address, value: Address): void => setField(vm, field, value),
    Py_XSETREF: (field: Address, value: Address): void => setField(vm, field, value),
    Py_NewRef: (object: Address): Address => newRef(vm, given(object)),
    Py_XNewRef: (object: Address): Address => object === NULL ? NULL : newRef(vm, object),

    Py_REFCNT: (object: Address): number => refcount(vm, object),
    Py_SET_REFCNT: (object: Address, n: number): void => putNumber(vm, object, n),
    /** Borrowed. */
    Py_TYPE: (object: Address): Address => typeOf(vm, object),
    Py_SET_TYPE: (object: Address, type: Address): void => putNumber(vm, object + OB_TYPE, type),
    Py_IS_TYPE: (object: Address, type: Address): number => typeOf(vm, object) === type ? 1 : 0,
    Py_SIZE: (object: Address): number => vm.i32[(object + OB_SIZE) >> 2],
    Py_SET_SIZE: (object: Address, n: number): void => putNumber(vm, object + OB_SIZE, n),
    Py_Is: (a: Address, b: Address): number => a === b ? 1 : 0,
    Py_IsNone: (object: Address): number => object === NONE ? 1 : 0,
    Py_IsTrue: (object: Address): number => object === TRUE ? 1 : 0,
    Py_IsFalse: (object: Address): number => object === FALSE ? 1 : 0,
  };
}

/** The object functions for one interpreter. */
export function createObjectApi(vm: Interpreter) {
  return { ...createAllocationApi(vm), ...createContainerApi(vm), ...createCountingApi(vm) };
}
