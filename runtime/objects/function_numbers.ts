/**
 * Numbers of the functions that other code compares with: which slot a type inherited is seen from its number. They
 * are the first functions that every interpreter registers (core_functions.ts), in this order.
 */
import { DEALLOC_PLAIN } from "../memory/refcount.ts";

export { DEALLOC_PLAIN };
/** genericGetAttr */
export const GENERIC_GET_ATTR = 2;
/** genericSetAttr */
export const GENERIC_SET_ATTR = 3;
/** hashNotImplemented: the type's instances are not hashable */
export const HASH_NOT_IMPLEMENTED = 4;
/** hashPointer */
export const HASH_POINTER = 5;
/** selfIter */
export const SELF_ITER = 6;
/** iterNextNotImplemented */
export const ITERNEXT_NOT_IMPLEMENTED = 7;
/** genericAlloc */
export const GENERIC_ALLOC = 8;
/** freeObject: tp_free of types without GC head */
export const FREE_OBJECT = 9;
/** gcFree: tp_free of containers */
export const FREE_CONTAINER = 10;
/** objectNew */
export const OBJECT_NEW = 11;
/** objectInit */
export const OBJECT_INIT = 12;
/** vectorcallAsCall: tp_call of types that have a vectorcall function in each instance */
export const VECTORCALL_AS_CALL = 13;
// The vectorcall functions of built-in functions and methods, one for each way that the body is called.
export const BUILTIN_NOARGS = 14;
export const BUILTIN_O = 15;
export const BUILTIN_FASTCALL = 16;
export const BUILTIN_FASTCALL_KEYWORDS = 17;
export const METHOD_NOARGS = 18;
export const METHOD_O = 19;
export const METHOD_FASTCALL = 20;
export const METHOD_FASTCALL_KEYWORDS = 21;
export const METHOD_VARARGS = 22;
export const METHOD_VARARGS_KEYWORDS = 23;
/** boundMethodVectorcall */
export const BOUND_METHOD = 24;
/** newWrapper: `__new__` of every type that has its own tp_new */
export const NEW_WRAPPER = 25;
/** typeGetattro */
export const TYPE_GETATTRO = 26;
/** subtypeDealloc, subtypeTraverse, subtypeClear: what all classes have */
export const SUBTYPE_DEALLOC = 27;
export const SUBTYPE_TRAVERSE = 28;
export const SUBTYPE_CLEAR = 29;
/** typeNew: tp_new of type */
export const TYPE_NEW = 30;
/** slotNew and slotInit: tp_new and tp_init of classes that define `__new__` and `__init__` */
export const SLOT_NEW = 31;
export const SLOT_INIT = 32;
/** slotGetattr: tp_getattro of classes that define `__getattribute__` or `__getattr__` */
export const SLOT_GETATTR = 33;
/** slotCall: tp_call of classes that define `__call__` */
export const SLOT_CALL = 34;
/** The last of them. */
export const LAST_CORE_FUNCTION = SLOT_CALL;
