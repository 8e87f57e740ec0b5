/**
 * The layouts of exception objects: the head that all of them share, and what the types with fields of their own put
 * behind it.
 *
 *     +0  PyObject      refcount, type
 *     +16 dict          attributes set by the program, or NULL
 *     +24 args          tuple, never NULL once initialised
 *     ...               notes, traceback, context, cause, suppress_context
 *     +72               fields of StopIteration, ImportError, OSError ...
 *
 * All are containers (16 bytes of GC head before the object). A field that holds a reference is NULL until it is set;
 * reading it through its attribute then gives None.
 *
 * Source: CPython 3.11 Include/cpython/pyerrors.h.
 */
import { bytes, i64, pointer, struct, u8 } from "../../heap/mod.ts";

/** What every exception object starts with. */
export const BASE_EXCEPTION_OBJECT = struct("PyBaseExceptionObject", 72, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  dict: pointer(16, "attributes set by the program, owned, or NULL"),
  args: pointer(24, "tuple of the arguments, owned"),
  notes: pointer(32, "place of the notes; they live in dict, this stays NULL"),
  traceback: pointer(40, "traceback, owned, or NULL"),
  context: pointer(48, "the exception that was being handled, owned, or NULL"),
  cause: pointer(56, "the exception given by `raise ... from`, owned, or NULL"),
  suppress_context: u8(64, "1: the context is not shown"),
});
export const EXC_DICT = BASE_EXCEPTION_OBJECT.offsets.dict;
export const EXC_ARGS = BASE_EXCEPTION_OBJECT.offsets.args;
export const EXC_NOTES = BASE_EXCEPTION_OBJECT.offsets.notes;
export const EXC_TRACEBACK = BASE_EXCEPTION_OBJECT.offsets.traceback;
export const EXC_CONTEXT = BASE_EXCEPTION_OBJECT.offsets.context;
export const EXC_CAUSE = BASE_EXCEPTION_OBJECT.offsets.cause;
export const EXC_SUPPRESS_CONTEXT = BASE_EXCEPTION_OBJECT.offsets.suppress_context;

const BASE = bytes(0, 72, "PyBaseExceptionObject");

/** SyntaxError and its subclasses. */
export const SYNTAX_ERROR_OBJECT = struct("PySyntaxErrorObject", 136, {
  base: BASE,
  msg: pointer(72, "message, owned"),
  filename: pointer(80, "file, owned"),
  lineno: pointer(88, "int from 1, owned"),
  offset: pointer(96, "column, int from 1, owned"),
  end_lineno: pointer(104, "int, owned"),
  end_offset: pointer(112, "int, owned"),
  text: pointer(120, "the source line, owned"),
  print_file_and_line: pointer(128, "None or whatever the program set, owned"),
});

/** ImportError and ModuleNotFoundError. */
export const IMPORT_ERROR_OBJECT = struct("PyImportErrorObject", 96, {
  base: BASE,
  msg: pointer(72, "message, owned"),
  name: pointer(80, "module, owned"),
  path: pointer(88, "where it was looked for, owned"),
});

/** UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError. */
export const UNICODE_ERROR_OBJECT = struct("PyUnicodeErrorObject", 112, {
  base: BASE,
  encoding: pointer(72, "str, owned; unused by UnicodeTranslateError"),
  object: pointer(80, "what was being converted, owned"),
  start: i64(88, "first offending index"),
  end: i64(96, "index behind the last one"),
  reason: pointer(104, "str, owned"),
});

/** SystemExit. */
export const SYSTEM_EXIT_OBJECT = struct("PySystemExitObject", 80, {
  base: BASE,
  code: pointer(72, "exit status, owned"),
});

/** OSError and its subclasses. */
export const OS_ERROR_OBJECT = struct("PyOSErrorObject", 112, {
  base: BASE,
  myerrno: pointer(72, "error number, owned"),
  strerror: pointer(80, "text of the error, owned"),
  filename: pointer(88, "file, owned"),
  filename2: pointer(96, "second file, owned"),
  written: i64(104, "characters written by BlockingIOError; -1: not set"),
});

/** StopIteration. */
export const STOP_ITERATION_OBJECT = struct("PyStopIterationObject", 80, {
  base: BASE,
  value: pointer(72, "what a generator returned, owned"),
});

/** NameError and UnboundLocalError. */
export const NAME_ERROR_OBJECT = struct("PyNameErrorObject", 80, {
  base: BASE,
  name: pointer(72, "the name that was not found, owned"),
});

/** AttributeError. */
export const ATTRIBUTE_ERROR_OBJECT = struct("PyAttributeErrorObject", 88, {
  base: BASE,
  obj: pointer(72, "what was asked for the attribute, owned"),
  name: pointer(80, "the attribute, owned"),
});

/** BaseExceptionGroup and ExceptionGroup. */
export const EXCEPTION_GROUP_OBJECT = struct("PyBaseExceptionGroupObject", 88, {
  base: BASE,
  msg: pointer(72, "message, owned"),
  excs: pointer(80, "tuple of exceptions, owned"),
});

export const NAME_ERROR_NAME = NAME_ERROR_OBJECT.offsets.name;
export const ATTRIBUTE_ERROR_OBJ = ATTRIBUTE_ERROR_OBJECT.offsets.obj;
export const ATTRIBUTE_ERROR_NAME = ATTRIBUTE_ERROR_OBJECT.offsets.name;
export const STOP_ITERATION_VALUE = STOP_ITERATION_OBJECT.offsets.value;
