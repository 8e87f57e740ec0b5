/**
 * The built-in exception hierarchy as a table: every type with its base, its kind (which functions and fields it has)
 * and its one-sentence description.
 *
 * Types of kind "plain" are BaseException with another name and base. All types of a kind share one set of function
 * numbers. EnvironmentError and IOError are names of OSError.
 *
 * Source: CPython 3.11 Objects/exceptions.c (SimpleExtendsException and its relatives).
 */
import type { Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TPFLAGS_BASE_EXC_SUBCLASS, TPFLAGS_BASETYPE, TPFLAGS_HAVE_GC } from "../memory/object_layout.ts";
import { EXCEPTION_NAMES, type ExceptionName, exceptionType, OBJECT_TYPE } from "../memory/statics.ts";
import { genericGetAttr, genericGetDict, genericSetAttr } from "./attributes.ts";
import { defineType, type TypeSpec } from "./define_type.ts";
import {
  EXCEPTION_GROUP_METHODS,
  EXCEPTION_GROUP_REFERENCES,
  EXCEPTION_GROUP_SIZE,
  EXCEPTION_GROUP_WEAKLIST,
  exceptionGroupInit,
  exceptionGroupNew,
  exceptionGroupStr,
} from "./exception_group.ts";
import {
  attributeErrorInit,
  importErrorInit,
  importErrorReduce,
  importErrorStr,
  makeFieldFunctions,
  nameErrorInit,
  stopIterationInit,
  systemExitInit,
} from "./exception_fields.ts";
import {
  ATTRIBUTE_ERROR_OBJECT,
  BASE_EXCEPTION_OBJECT,
  EXC_DICT,
  EXC_SUPPRESS_CONTEXT,
  EXCEPTION_GROUP_OBJECT,
  IMPORT_ERROR_OBJECT,
  NAME_ERROR_OBJECT,
  OS_ERROR_OBJECT,
  STOP_ITERATION_OBJECT,
  SYNTAX_ERROR_OBJECT,
  SYSTEM_EXIT_OBJECT,
  UNICODE_ERROR_OBJECT,
} from "./exception_layout.ts";
import {
  addNote,
  baseExceptionClear,
  baseExceptionDealloc,
  baseExceptionInit,
  baseExceptionNew,
  baseExceptionReduce,
  baseExceptionRepr,
  baseExceptionSetState,
  baseExceptionStr,
  baseExceptionTraverse,
  getArgs,
  getCauseAttribute,
  getContextAttribute,
  getTracebackAttribute,
  keyErrorStr,
  memoryErrorDealloc,
  memoryErrorNew,
  setArgs,
  setCauseAttribute,
  setContextAttribute,
  setDict,
  setTracebackAttribute,
  withTraceback,
} from "./exceptions.ts";
import { type MemberSpec, METH_NOARGS, METH_O } from "./method_definition.ts";
import {
  getCharactersWritten,
  OS_ERROR_REFERENCES,
  osErrorInit,
  osErrorNew,
  osErrorReduce,
  osErrorStr,
  setCharactersWritten,
} from "./os_error.ts";
import { SYNTAX_ERROR_REFERENCES, syntaxErrorInit, syntaxErrorStr } from "./syntax_error.ts";
import {
  UNICODE_ERROR_REFERENCES,
  unicodeDecodeErrorInit,
  unicodeDecodeErrorStr,
  unicodeEncodeErrorInit,
  unicodeEncodeErrorStr,
  unicodeTranslateErrorInit,
  unicodeTranslateErrorStr,
} from "./unicode_error.ts";

/** What a type does and has beside its base. */
type Kind =
  | "base"
  | "plain"
  | "stop"
  | "exit"
  | "import"
  | "os"
  | "name"
  | "attribute"
  | "syntax"
  | "key"
  | "encode"
  | "decode"
  | "translate"
  | "memory"
  | "group"
  | "exceptionGroup"
  | "inherits";

/** Name, base, kind, description. "inherits": same layout and functions as the base. */
type Row = readonly [name: ExceptionName, base: ExceptionName | "object", kind: Kind, doc: string];

const EXCEPTION_TABLE: readonly Row[] = [
  ["BaseException", "object", "base", "Common base class for all exceptions"],
  ["Exception", "BaseException", "plain", "Common base class for all non-exit exceptions."],
  ["TypeError", "Exception", "plain", "Inappropriate argument type."],
  ["StopAsyncIteration", "Exception", "plain", "Signal the end from iterator.__anext__()."],
  ["StopIteration", "Exception", "stop", "Signal the end from iterator.__next__()."],
  ["GeneratorExit", "BaseException", "plain", "Request that a generator exit."],
  ["SystemExit", "BaseException", "exit", "Request to exit from the interpreter."],
  ["KeyboardInterrupt", "BaseException", "plain", "Program interrupted by user."],
  ["ImportError", "Exception", "import", "Import can't find module, or can't find name in module."],
  ["ModuleNotFoundError", "ImportError", "inherits", "Module not found."],
  ["OSError", "Exception", "os", "Base class for I/O related errors."],
  ["EOFError", "Exception", "plain", "Read beyond end of file."],
  ["RuntimeError", "Exception", "plain", "Unspecified run-time error."],
  ["RecursionError", "RuntimeError", "plain", "Recursion limit exceeded."],
  ["NotImplementedError", "RuntimeError", "plain", "Method or function hasn't been implemented yet."],
  ["NameError", "Exception", "name", "Name not found globally."],
  ["UnboundLocalError", "NameError", "inherits", "Local name referenced but not bound to a value."],
  ["AttributeError", "Exception", "attribute", "Attribute not found."],
  ["SyntaxError", "Exception", "syntax", "Invalid syntax."],
  ["IndentationError", "SyntaxError", "inherits", "Improper indentation."],
  ["TabError", "IndentationError", "inherits", "Improper mixture of spaces and tabs."],
  ["LookupError", "Exception", "plain", "Base class for lookup errors."],
  ["IndexError", "LookupError", "plain", "Sequence index out of range."],
  ["KeyError", "LookupError", "key", "Mapping key not found."],
  ["ValueError", "Exception", "plain", "Inappropriate argument value (of correct type)."],
  ["UnicodeError", "ValueError", "plain", "Unicode related error."],
  ["UnicodeEncodeError", "UnicodeError", "encode", "Unicode encoding error."],
  ["UnicodeDecodeError", "UnicodeError", "decode", "Unicode decoding error."],
  ["UnicodeTranslateError", "UnicodeError", "translate", "Unicode translation error."],
  ["AssertionError", "Exception", "plain", "Assertion failed."],
  ["ArithmeticError", "Exception", "plain", "Base class for arithmetic errors."],
  ["FloatingPointError", "ArithmeticError", "plain", "Floating point operation failed."],
  ["OverflowError", "ArithmeticError", "plain", "Result too large to be represented."],
  [
    "ZeroDivisionError",
    "ArithmeticError",
    "plain",
    "Second argument to a division or modulo operation was zero.",
  ],
  ["SystemError", "Exception", "plain", "Internal error of the runtime."],
  ["ReferenceError", "Exception", "plain", "Weak ref proxy used after referent went away."],
  ["MemoryError", "Exception", "memory", "Out of memory."],
  ["BufferError", "Exception", "plain", "Buffer error."],
  ["Warning", "Exception", "plain", "Base class for warning categories."],
  ["UserWarning", "Warning", "plain", "Base class for warnings generated by user code."],
  ["EncodingWarning", "Warning", "plain", "Base class for warnings about encodings."],
  ["DeprecationWarning", "Warning", "plain", "Base class for warnings about deprecated features."],
  [
    "PendingDeprecationWarning",
    "Warning",
    "plain",
    "Base class for warnings about features which will be deprecated\nin the future.",
  ],
  ["SyntaxWarning", "Warning", "plain", "Base class for warnings about dubious syntax."],
  ["RuntimeWarning", "Warning", "plain", "Base class for warnings about dubious runtime behavior."],
  [
    "FutureWarning",
    "Warning",
    "plain",
    "Base class for warnings about constructs that will change semantically\nin the future.",
  ],
  ["ImportWarning", "Warning", "plain", "Base class for warnings about probable mistakes in module imports"],
  [
    "UnicodeWarning",
    "Warning",
    "plain",
    "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.",
  ],
  [
    "BytesWarning",
    "Warning",
    "plain",
    "Base class for warnings about bytes and buffer related problems, mostly\n" +
    "related to conversion from str or comparing to str.",
  ],
  ["ResourceWarning", "Warning", "plain", "Base class for warnings about resource usage."],
  ["ConnectionError", "OSError", "inherits", "Connection error."],
  ["BlockingIOError", "OSError", "inherits", "I/O operation would block."],
  ["BrokenPipeError", "ConnectionError", "inherits", "Broken pipe."],
  ["ChildProcessError", "OSError", "inherits", "Child process error."],
  ["ConnectionAbortedError", "ConnectionError", "inherits", "Connection aborted."],
  ["ConnectionRefusedError", "ConnectionError", "inherits", "Connection refused."],
  ["ConnectionResetError", "ConnectionError", "inherits", "Connection reset."],
  ["FileExistsError", "OSError", "inherits", "File already exists."],
  ["FileNotFoundError", "OSError", "inherits", "File not found."],
  ["IsADirectoryError", "OSError", "inherits", "Operation doesn't work on directories."],
  ["NotADirectoryError", "OSError", "inherits", "Operation only works on directories."],
  ["InterruptedError", "OSError", "inherits", "Interrupted by signal."],
  ["PermissionError", "OSError", "inherits", "Not enough permissions."],
  ["ProcessLookupError", "OSError", "inherits", "Process not found."],
  ["TimeoutError", "OSError", "inherits", "Timeout expired."],
  ["BaseExceptionGroup", "BaseException", "group", "A combination of multiple unrelated exceptions."],
  [
    "ExceptionGroup",
    "BaseExceptionGroup",
    "exceptionGroup",
    "A combination of multiple unrelated exceptions.",
  ],
];

/** Other names of exception types. */
export const EXCEPTION_ALIASES: readonly (readonly [string, ExceptionName])[] = [
  ["EnvironmentError", "OSError"],
  ["IOError", "OSError"],
];

/** What a kind adds to name, base, size and flags. */
type KindSpec = Partial<TypeSpec> & { basicSize: number };

const object = (name: string, offset: number): MemberSpec => ({ name, type: "object", offset });

/** The functions and fields of every kind; functions that kinds share have one number. */
function makeKinds(vm: Interpreter): Record<Exclude<Kind, "inherits">, KindSpec> {
  const number = (fn: Parameters<Interpreter["addFunction"]>[0]): number => vm.addFunction(fn);
  const traverse = number(baseExceptionTraverse), clear = number(baseExceptionClear);
  const dealloc = number(baseExceptionDealloc), init = number(baseExceptionInit);
  const create = number(baseExceptionNew);
  const plain: KindSpec = {
    basicSize: BASE_EXCEPTION_OBJECT.size,
    new: create,
    init,
    dealloc,
    traverse,
    clear,
  };
  const fields = (basicSize: number, offsets: readonly number[]): KindSpec => {
    const functions = makeFieldFunctions(offsets);
    return {
      basicSize,
      traverse: number(functions.traverse),
      clear: number(functions.clear),
      dealloc: number(functions.dealloc),
    };
  };
  const unicode = fields(UNICODE_ERROR_OBJECT.size, UNICODE_ERROR_REFERENCES);
  const unicodeMembers = makeUnicodeMembers();
  const I = IMPORT_ERROR_OBJECT.offsets, S = SYNTAX_ERROR_OBJECT.offsets, O = OS_ERROR_OBJECT.offsets;
  const A = ATTRIBUTE_ERROR_OBJECT.offsets, G = EXCEPTION_GROUP_OBJECT.offsets;
  const group = fields(EXCEPTION_GROUP_OBJECT.size, EXCEPTION_GROUP_REFERENCES);
  return {
    plain,
    base: { ...plain, ...BASE_EXCEPTION_PARTS },
    memory: { ...plain, new: memoryErrorNew, dealloc: memoryErrorDealloc },
    key: { ...plain, new: undefined, str: keyErrorStr },
    stop: {
      ...fields(STOP_ITERATION_OBJECT.size, [STOP_ITERATION_OBJECT.offsets.value]),
      init: stopIterationInit,
      members: [object("value", STOP_ITERATION_OBJECT.offsets.value)],
    },
    exit: {
      ...fields(SYSTEM_EXIT_OBJECT.size, [SYSTEM_EXIT_OBJECT.offsets.code]),
      init: systemExitInit,
      members: [object("code", SYSTEM_EXIT_OBJECT.offsets.code)],
    },
    import: {
      ...fields(IMPORT_ERROR_OBJECT.size, [I.msg, I.name, I.path]),
      init: importErrorInit,
      str: importErrorStr,
      methods: [{ name: "__reduce__", flags: METH_NOARGS, fn: importErrorReduce }],
      members: [object("msg", I.msg), object("name", I.name), object("path", I.path)],
    },
    os: {
      ...fields(OS_ERROR_OBJECT.size, OS_ERROR_REFERENCES),
      new: osErrorNew,
      init: osErrorInit,
      str: osErrorStr,
      methods: [{ name: "__reduce__", flags: METH_NOARGS, fn: osErrorReduce }],
      members: [
        object("errno", O.myerrno),
        object("strerror", O.strerror),
        object("filename", O.filename),
        object("filename2", O.filename2),
      ],
      getset: [{ name: "characters_written", get: getCharactersWritten, set: setCharactersWritten }],
    },
    name: {
      ...fields(NAME_ERROR_OBJECT.size, [NAME_ERROR_OBJECT.offsets.name]),
      init: nameErrorInit,
      str: baseExceptionStr,
      members: [object("name", NAME_ERROR_OBJECT.offsets.name)],
    },
    attribute: {
      ...fields(ATTRIBUTE_ERROR_OBJECT.size, [A.obj, A.name]),
      init: attributeErrorInit,
      str: baseExceptionStr,
      members: [object("name", A.name), object("obj", A.obj)],
    },
    syntax: {
      ...fields(SYNTAX_ERROR_OBJECT.size, SYNTAX_ERROR_REFERENCES),
      init: syntaxErrorInit,
      str: syntaxErrorStr,
      members: [
        object("msg", S.msg),
        object("filename", S.filename),
        object("lineno", S.lineno),
        object("offset", S.offset),
        object("text", S.text),
        object("end_lineno", S.end_lineno),
        object("end_offset", S.end_offset),
        object("print_file_and_line", S.print_file_and_line),
      ],
    },
    group: {
      ...group,
      new: exceptionGroupNew,
      init: exceptionGroupInit,
      str: exceptionGroupStr,
      methods: EXCEPTION_GROUP_METHODS,
      members: [
        { name: "message", type: "object", offset: G.msg, readonly: true },
        { name: "exceptions", type: "object", offset: G.excs, readonly: true },
      ],
    },
    exceptionGroup: { ...group, basicSize: EXCEPTION_GROUP_SIZE, weaklistOffset: EXCEPTION_GROUP_WEAKLIST },
    encode: {
      ...unicode,
      new: create,
      init: unicodeEncodeErrorInit,
      str: unicodeEncodeErrorStr,
      members: unicodeMembers,
    },
    decode: {
      ...unicode,
      new: create,
      init: unicodeDecodeErrorInit,
      str: unicodeDecodeErrorStr,
      members: unicodeMembers,
    },
    translate: {
      ...unicode,
      new: create,
      init: unicodeTranslateErrorInit,
      str: unicodeTranslateErrorStr,
      members: unicodeMembers,
    },
  };
}

const makeUnicodeMembers = (): MemberSpec[] => {
  const U = UNICODE_ERROR_OBJECT.offsets;
  return [
    object("encoding", U.encoding),
    object("object", U.object),
    { name: "start", type: "ssize", offset: U.start },
    { name: "end", type: "ssize", offset: U.end },
    object("reason", U.reason),
  ];
};

/** What BaseException alone defines. */
const BASE_EXCEPTION_PARTS: Partial<TypeSpec> = {
  repr: baseExceptionRepr,
  str: baseExceptionStr,
  getattro: genericGetAttr,
  setattro: genericSetAttr,
  methods: [
    { name: "__reduce__", flags: METH_NOARGS, fn: baseExceptionReduce },
    { name: "__setstate__", flags: METH_O, fn: baseExceptionSetState },
    {
      name: "with_traceback",
      flags: METH_O,
      fn: withTraceback,
      doc: "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.",
    },
    {
      name: "add_note",
      flags: METH_O,
      fn: addNote,
      doc: "Exception.add_note(note) --\n    add a note to the exception",
    },
  ],
  members: [{ name: "__suppress_context__", type: "bool", offset: EXC_SUPPRESS_CONTEXT }],
  getset: [
    { name: "__dict__", get: genericGetDict, set: setDict },
    { name: "args", get: getArgs, set: setArgs },
    { name: "__traceback__", get: getTracebackAttribute, set: setTracebackAttribute },
    { name: "__context__", get: getContextAttribute, set: setContextAttribute },
    { name: "__cause__", get: getCauseAttribute, set: setCauseAttribute },
  ],
};

/** Declares every exception type. */
export function defineExceptions(vm: Interpreter): void {
  const kinds = makeKinds(vm);
  const specs = new Map<ExceptionName, KindSpec>();
  for (const [name, base, kind, doc] of EXCEPTION_TABLE) {
    const spec = kind === "inherits"
      ? inheritSpec(specs.get(base as ExceptionName) as KindSpec)
      : kinds[kind];
    specs.set(name, spec);
    defineType(vm, exceptionType(name), {
      ...spec,
      name,
      doc,
      base: base === "object" ? OBJECT_TYPE : exceptionType(base),
      flags: TPFLAGS_BASETYPE | TPFLAGS_HAVE_GC | TPFLAGS_BASE_EXC_SUBCLASS,
      dictOffset: EXC_DICT,
    });
  }
}

/** A type that adds nothing has its base's functions for init and release, and inherits the rest. */
function inheritSpec({ basicSize, init, dealloc, traverse, clear }: KindSpec): KindSpec {
  return { basicSize, init, dealloc, traverse, clear };
}

/** Addresses of the exception types with the names that builtins gives them. */
export function exceptionNames(): [name: string, type: Address][] {
  const names: [string, Address][] = EXCEPTION_NAMES.map((name) => [name, exceptionType(name)]);
  for (const [alias, name] of EXCEPTION_ALIASES) names.push([alias, exceptionType(name)]);
  return names;
}
