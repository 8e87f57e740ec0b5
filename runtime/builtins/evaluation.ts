/**
 * exec, eval and compile: programs that come as text at run time.
 *
 * The code object of a text lives as long as its run, or as long as the program keeps what compile() gave.
 *
 * Source: CPython 3.11 Python/bltinmodule.c (builtin_exec_impl, builtin_eval_impl, builtin_compile_impl).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { F_FUNC, type Interpreter } from "../memory/interpreter.ts";
import { MAPPING_METHODS, TPFLAGS_BYTES_SUBCLASS, TYPE } from "../memory/object_layout.ts";
import { decref, newRef, typeOf } from "../memory/refcount.ts";
import {
  CELL_TYPE,
  CODE_TYPE,
  identifier,
  NONE,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { compileString } from "../compile/mod.ts";
import { checkPositional, parseArguments, raiseArgumentType } from "../objects/arguments.ts";
import { givesBuffer, peekBuffer } from "../objects/buffer.ts";
import { bytesView } from "../objects/bytes.ts";
import { CO_FLAGS, CO_NFREEVARS } from "../objects/code.ts";
import { CO_FUTURE_ANNOTATIONS } from "../objects/code_flags.ts";
import { isTrue } from "../objects/compare.ts";
import { dictGetStr, dictSet, isDict } from "../objects/dict.ts";
import { errorOccurred, formatType, raise, raiseFlag } from "../objects/errors.ts";
import { evalCode } from "../objects/eval_code.ts";
import { functionRecord } from "../objects/frame.ts";
import { FUNC_BUILTINS, FUNC_CODE } from "../objects/function_layout.ts";
import { intAsLong } from "../objects/int.ts";
import { METH_FASTCALL, METH_KEYWORDS, type MethodSpec } from "../objects/method_definition.ts";
import { numberIndex } from "../objects/number.ts";
import { REENTRY_WEIGHT } from "../objects/recursion.ts";
import { isStr, jsString } from "../objects/str.ts";
import { hasTypeFlag } from "../objects/subtype.ts";
import { tupleItem, tupleSize } from "../objects/tuple.ts";
import { currentGlobals, currentLocals } from "./object_functions.ts";

const BUILTINS_NAME = identifier("__builtins__");
const TP_AS_MAPPING = TYPE.offsets.tp_as_mapping;
const MP_SUBSCRIPT = MAPPING_METHODS.offsets.mp_subscript;
/** Flags of compile() that are known: those of `from __future__ import`. */
const FUTURE_FLAGS = 0x1fe0000;

type Mode = "exec" | "eval" | "single";

function isMapping(vm: Interpreter, object: Address): boolean {
  const table = vm.i32[(typeOf(vm, object) + TP_AS_MAPPING) >> 2];
  return table !== NULL && vm.i32[(table + MP_SUBSCRIPT) >> 2] !== NULL;
}

/** A source as text, or as bytes that declare their own encoding; null with TypeError naming what is accepted. */
function sourceOf(
  vm: Interpreter,
  object: Address,
  name: string,
  accepted: string,
): string | Uint8Array | null {
  if (isStr(vm, object)) return jsString(vm, object);
  if (givesBuffer(vm, object)) {
    const size = peekBuffer(vm, object);
    if (size < 0) return null;
    return vm.u8.slice(vm.bufferData, vm.bufferData + size);
  }
  raise(vm, TYPE_ERROR, `${name}() arg 1 must be a ${accepted}`);
  return null;
}

/** Where a text runs: owned references. */
interface Namespaces {
  globals: Address;
  locals: Address;
}

/** The namespaces given, or those of the caller; null with an exception. */
function resolveNamespaces(vm: Interpreter, globals: Address, locals: Address): Namespaces | null {
  if (globals === NONE) {
    const callerGlobals = currentGlobals(vm);
    if (callerGlobals === NULL) return null;
    const used = locals === NONE ? currentLocals(vm) : newRef(vm, locals);
    return used === NULL ? null : { globals: newRef(vm, callerGlobals), locals: used };
  }
  return { globals: newRef(vm, globals), locals: newRef(vm, locals === NONE ? globals : locals) };
}

/** Gives globals the caller's builtins if they have none; 0 or -1. */
function provideBuiltins(vm: Interpreter, globals: Address): number {
  if (dictGetStr(vm, globals, BUILTINS_NAME) !== NULL) return 0;
  const record = functionRecord(vm, vm.fp);
  const builtins = record === NULL
    ? vm.builtinsDict
    : vm.i32[(vm.i32[(record + F_FUNC) >> 2] + FUNC_BUILTINS) >> 2];
  return dictSet(vm, globals, BUILTINS_NAME, builtins);
}

/** Runs a code object or a source in namespaces, which are stolen; `closure` is a tuple or NULL. The result is new. */
function run(
  vm: Interpreter,
  name: "exec" | "eval",
  source: Address,
  closure: Address,
  { globals, locals }: Namespaces,
): Address {
  const code = provideBuiltins(vm, globals) < 0 ? NULL : codeOf(vm, name, source, closure);
  let result = NULL;
  if (code !== NULL) {
    vm.room -= REENTRY_WEIGHT;
    result = evalCode(vm, code, globals, locals, closure);
    vm.room += REENTRY_WEIGHT;
    decref(vm, code);
  }
  decref(vm, globals);
  decref(vm, locals);
  return result;
}

/** The code to run, new; NULL with an exception. */
function codeOf(vm: Interpreter, name: "exec" | "eval", source: Address, closure: Address): Address {
  if (typeOf(vm, source) === CODE_TYPE) {
    const free = vm.i32[(source + CO_NFREEVARS) >> 2];
    if (name === "eval" && free > 0) {
      return raise(vm, TYPE_ERROR, "code object passed to eval() may not contain free variables");
    }
    return name === "eval" || checkClosure(vm, free, closure) ? newRef(vm, source) : NULL;
  }
  if (closure !== NULL) {
    return raise(vm, TYPE_ERROR, "closure can only be used when source is a code object");
  }
  let text = sourceOf(vm, source, name, "string, bytes or code object");
  if (text === null) return NULL;
  if (name === "eval" && typeof text === "string") text = text.replace(/^[ \t]+/, "");
  return compileString(vm, text, "<string>", name, inheritsAnnotations(vm));
}

/** Whether the code that runs keeps annotations as texts: what it compiles does so too. */
function inheritsAnnotations(vm: Interpreter): boolean {
  const record = functionRecord(vm, vm.fp);
  if (record === NULL) return false;
  const code = vm.i32[(vm.i32[(record + F_FUNC) >> 2] + FUNC_CODE) >> 2];
  return (vm.i32[(code + CO_FLAGS) >> 2] & CO_FUTURE_ANNOTATIONS) !== 0;
}

/** Does a closure (or NULL) fit a code with so many free variables? TypeError otherwise. */
function checkClosure(vm: Interpreter, free: number, closure: Address): boolean {
  if (free === 0) {
    if (closure !== NULL) raise(vm, TYPE_ERROR, "cannot use a closure with this code object");
    return closure === NULL;
  }
  let fits = closure !== NULL && typeOf(vm, closure) === TUPLE_TYPE && tupleSize(vm, closure) === free;
  for (let i = 0; fits && i < free; i++) fits = typeOf(vm, tupleItem(vm, closure, i)) === CELL_TYPE;
  if (!fits) raise(vm, TYPE_ERROR, `code object requires a closure of exactly length ${free}`);
  return fits;
}

const EXEC = {
  name: "exec",
  params: ["", "", "", "closure"],
  positionalOnly: 3,
  required: 1,
  keywordOnly: 1,
};

/** exec(source, globals=None, locals=None, /, *, closure=None) */
function exec(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, EXEC, args, nargs, kwnames);
  if (given === null) return NULL;
  const globals = given[1] || NONE, locals = given[2] || NONE, closure = given[3] || NONE;
  if (globals !== NONE && !isDict(vm, globals)) {
    return raise(vm, TYPE_ERROR, `exec() globals must be a dict, not ${formatType(vm, globals)}`);
  }
  if (locals !== NONE && !isMapping(vm, locals)) {
    return raise(vm, TYPE_ERROR, `locals must be a mapping or None, not ${formatType(vm, locals)}`);
  }
  const namespaces = resolveNamespaces(vm, globals, locals);
  if (namespaces === null) return NULL;
  const result = run(vm, "exec", given[0], closure === NONE ? NULL : closure, namespaces);
  if (result === NULL) return NULL;
  decref(vm, result);
  return newRef(vm, NONE);
}

/** eval(source, globals=None, locals=None, /) */
function evalFunction(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "eval", nargs, 1, 3)) return NULL;
  const i32 = vm.i32;
  const globals = nargs > 1 ? i32[(args + 8) >> 2] : NONE;
  const locals = nargs > 2 ? i32[(args + 16) >> 2] : NONE;
  if (locals !== NONE && !isMapping(vm, locals)) {
    return raise(vm, TYPE_ERROR, "locals must be a mapping");
  }
  if (globals !== NONE && !isDict(vm, globals)) {
    const complaint = isMapping(vm, globals)
      ? "globals must be a real dict; try eval(expr, {}, mapping)"
      : "globals must be a dict";
    return raise(vm, TYPE_ERROR, complaint);
  }
  const namespaces = resolveNamespaces(vm, globals, locals);
  if (namespaces === null) return NULL;
  return run(vm, "eval", i32[args >> 2], NULL, namespaces);
}

const COMPILE = {
  name: "compile",
  params: ["source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"],
  required: 3,
  keywordOnly: 1,
};

/** compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1) */
function compile(
  vm: Interpreter,
  _module: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  const given = parseArguments(vm, COMPILE, args, nargs, kwnames);
  if (given === null) return NULL;
  const [source, filename, mode] = given;
  const file = filenameOf(vm, filename);
  if (file === null) return NULL;
  if (!isStr(vm, mode)) return raiseArgumentType(vm, "compile", "argument 'mode'", "str", mode);
  const flags = checkOptions(vm, given[3], given[5]);
  if (flags < 0) return NULL;
  const modeText = jsString(vm, mode);
  if (modeText !== "exec" && modeText !== "eval" && modeText !== "single") {
    return raise(vm, VALUE_ERROR, "compile() mode must be 'exec', 'eval' or 'single'");
  }
  const text = sourceOf(vm, source, "compile", "string, bytes or AST object");
  if (text === null) return NULL;
  const inherits = given[4] === NULL ? 0 : isTrue(vm, given[4]);
  if (inherits < 0) return NULL;
  const annotations = (flags & CO_FUTURE_ANNOTATIONS) !== 0 || (inherits === 0 && inheritsAnnotations(vm));
  return compileString(vm, text, file, modeText as Mode, annotations);
}

function filenameOf(vm: Interpreter, filename: Address): string | null {
  if (isStr(vm, filename)) return jsString(vm, filename);
  if (hasTypeFlag(vm, filename, TPFLAGS_BYTES_SUBCLASS)) {
    return new TextDecoder().decode(bytesView(vm, filename));
  }
  raise(vm, TYPE_ERROR, `expected str, bytes or os.PathLike object, not ${formatType(vm, filename)}`);
  return null;
}

/** Checks `flags` and `optimize` (NULL: not given), of which the second changes nothing; the flags, or -1 with an exception. */
function checkOptions(vm: Interpreter, flags: Address, optimize: Address): number {
  let value = 0;
  if (flags !== NULL) {
    value = intArgument(vm, flags);
    if (value === -1 && errorOccurred(vm) !== NULL) return -1;
    if ((value & ~FUTURE_FLAGS) !== 0) return raiseFlag(vm, VALUE_ERROR, "compile(): unrecognised flags");
  }
  if (optimize === NULL) return value;
  const level = intArgument(vm, optimize);
  if (level === -1 && errorOccurred(vm) !== NULL) return -1;
  return level < -1 || level > 2 ? raiseFlag(vm, VALUE_ERROR, "compile(): invalid optimize value") : value;
}

function intArgument(vm: Interpreter, object: Address): number {
  const index = numberIndex(vm, object);
  if (index === NULL) return -1;
  const value = intAsLong(vm, index);
  decref(vm, index);
  return value;
}

/** The functions of builtins that run texts. */
export const EVALUATION_FUNCTIONS: readonly MethodSpec[] = [
  { name: "exec", flags: METH_FASTCALL | METH_KEYWORDS, fn: exec },
  { name: "eval", flags: METH_FASTCALL, fn: evalFunction },
  { name: "compile", flags: METH_FASTCALL | METH_KEYWORDS, fn: compile },
];
