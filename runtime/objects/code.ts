/**
 * code: PyCodeObject of 184 bytes, then no bytecode: what runs is a JavaScript function, of which the object holds the
 * number (`_co_code`) and gives it back when it dies.
 *
 * `co_linetable` maps position numbers to source positions in CPython's own format (Objects/locations.md), one long
 * entry for each position, so that `p` plays the part of an instruction's index.
 *
 * Source: CPython 3.11 Include/cpython/code.h, Objects/codeobject.c, Objects/locations.md.
 */
import { type Address, bytes, i32, i64, NULL, objectMalloc, pointer, struct, u16 } from "../../heap/mod.ts";
import type { Interpreter, NativeFunction, Visit } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE, ONE_WORD, WORD } from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { incref, newRef, xdecref } from "../memory/refcount.ts";
import { CODE_TYPE } from "../memory/statics.ts";
import { BYTES_DATA, bytesView } from "./bytes.ts";
import { CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL, CO_GENERATOR, INDIRECT } from "./code_flags.ts";
import { defineType } from "./define_type.ts";
import { intFromNumber } from "./int.ts";
import { jsString, newStr } from "./str.ts";
import { tupleItem, tupleNew, tupleSetItem } from "./tuple.ts";

export const CODE = struct("PyCodeObject", 192, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  ob_size: i64(16, "code units: none"),
  co_consts: pointer(24, "tuple of constants, owned"),
  co_names: pointer(32, "tuple of names, owned"),
  co_exceptiontable: pointer(40, "bytes, owned: empty"),
  co_flags: i32(48, "CO_*"),
  co_warmup: u16(52, "unused"),
  _co_linearray_entry_size: u16(54, "unused"),
  co_argcount: i32(56, "positional parameters"),
  co_posonlyargcount: i32(60, "of them: positional only"),
  co_kwonlyargcount: i32(64, "keyword-only parameters"),
  co_stacksize: i32(68, "temporaries"),
  co_firstlineno: i32(72, "first line"),
  co_nlocalsplus: i32(76, "locals, cells and free variables"),
  co_nlocals: i32(80, "locals"),
  co_nplaincellvars: i32(84, "cells that are no parameters"),
  co_ncellvars: i32(88, "cells"),
  co_nfreevars: i32(92, "free variables"),
  co_localsplusnames: pointer(96, "tuple of names, owned"),
  co_localspluskinds: pointer(104, "bytes: kind of each, owned"),
  co_filename: pointer(112, "str, owned"),
  co_name: pointer(120, "str, owned"),
  co_qualname: pointer(128, "str, owned"),
  co_linetable: pointer(136, "bytes, owned"),
  co_weakreflist: pointer(144, "weak references"),
  _co_code: pointer(152, "number of the function that runs it"),
  _co_linearray: pointer(
    160,
    "function word: number << 4 | positional arguments, 15: by the general way only",
  ),
  _co_firsttraceable: i32(168, "of a generator function: number of the body's function"),
  co_extra: pointer(176, "unused"),
  co_code_adaptive: bytes(184, 0, "no bytecode"),
});
const C = CODE.offsets;
export const CO_CONSTS = C.co_consts;
export const CO_NAMES = C.co_names;
export const CO_FLAGS = C.co_flags;
export const CO_ARGCOUNT = C.co_argcount;
export const CO_POSONLYARGCOUNT = C.co_posonlyargcount;
export const CO_KWONLYARGCOUNT = C.co_kwonlyargcount;
export const CO_STACKSIZE = C.co_stacksize;
export const CO_FIRSTLINENO = C.co_firstlineno;
export const CO_NLOCALSPLUS = C.co_nlocalsplus;
export const CO_NFREEVARS = C.co_nfreevars;
export const CO_LOCALSPLUSNAMES = C.co_localsplusnames;
export const CO_LOCALSPLUSKINDS = C.co_localspluskinds;
export const CO_FILENAME = C.co_filename;
export const CO_NAME = C.co_name;
export const CO_QUALNAME = C.co_qualname;
export const CO_FUNCTION = C._co_code;
export const CO_FUNCTION_WORD = C._co_linearray;
export const CO_BODY = C._co_firsttraceable;
export { CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL };

/** A position in the source: lines from 1, columns from 0 in characters. */
export interface SourcePosition {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** What a code object is made of; references are borrowed. */
export interface CodeFields {
  consts: Address;
  names: Address;
  exceptionTable: Address;
  flags: number;
  argCount: number;
  posOnlyArgCount: number;
  kwOnlyArgCount: number;
  stackSize: number;
  firstLine: number;
  localsPlusNames: Address;
  localsPlusKinds: Address;
  filename: Address;
  name: Address;
  qualname: Address;
  lineTable: Address;
  /** Positional arguments that the function takes as JavaScript arguments, or -1. */
  directArguments: number;
  fn: NativeFunction;
}

/** The references that a code object owns. */
const OWNED = [
  C.co_consts,
  C.co_names,
  C.co_exceptiontable,
  C.co_localsplusnames,
  C.co_localspluskinds,
  C.co_filename,
  C.co_name,
  C.co_qualname,
  C.co_linetable,
];
const CODE_WORD = CODE_TYPE * WORD;

/** A new code object. NULL with MemoryError. */
export function codeNew(vm: Interpreter, fields: CodeFields): Address {
  const code = objectMalloc(vm, C.co_code_adaptive);
  if (code === NULL) return noMemory(vm);
  const { f64, i32 } = vm;
  f64.fill(0, code >> 3, (code + C.co_code_adaptive) >> 3);
  f64[code >> 3] = ONE_WORD;
  f64[(code + OB_TYPE) >> 3] = CODE_WORD;
  const references = [
    fields.consts,
    fields.names,
    fields.exceptionTable,
    fields.localsPlusNames,
    fields.localsPlusKinds,
    fields.filename,
    fields.name,
    fields.qualname,
    fields.lineTable,
  ];
  OWNED.forEach((offset, i) => {
    incref(vm, references[i]);
    i32[(code + offset) >> 2] = references[i];
  });
  const kinds = bytesView(vm, fields.localsPlusKinds);
  const count = (test: (kind: number) => boolean) => kinds.filter(test).length;
  i32[(code + C.co_flags) >> 2] = fields.flags;
  i32[(code + C.co_argcount) >> 2] = fields.argCount;
  i32[(code + C.co_posonlyargcount) >> 2] = fields.posOnlyArgCount;
  i32[(code + C.co_kwonlyargcount) >> 2] = fields.kwOnlyArgCount;
  i32[(code + C.co_stacksize) >> 2] = fields.stackSize;
  i32[(code + C.co_firstlineno) >> 2] = fields.firstLine;
  i32[(code + C.co_nlocalsplus) >> 2] = kinds.length;
  i32[(code + C.co_nlocals) >> 2] = count((kind) => (kind & CO_FAST_LOCAL) !== 0);
  i32[(code + C.co_nplaincellvars) >> 2] = count((kind) => kind === CO_FAST_CELL);
  i32[(code + C.co_ncellvars) >> 2] = count((kind) => (kind & CO_FAST_CELL) !== 0);
  i32[(code + C.co_nfreevars) >> 2] = count((kind) => (kind & CO_FAST_FREE) !== 0);
  const number = vm.addFunction(fields.fn);
  i32[(code + CO_FUNCTION) >> 2] = number;
  if ((fields.flags & CO_GENERATOR) !== 0) i32[(code + CO_BODY) >> 2] = vm.addFunction(fields.fn);
  const direct = fields.directArguments >= 0 ? fields.directArguments : INDIRECT;
  i32[(code + CO_FUNCTION_WORD) >> 2] = (number << 4) | direct;
  return code;
}

function codeDealloc(vm: Interpreter, code: Address): void {
  const body = vm.i32[(code + CO_BODY) >> 2];
  if (body !== NULL) vm.removeFunction(body);
  vm.removeFunction(vm.i32[(code + CO_FUNCTION) >> 2]);
  for (const offset of OWNED) xdecref(vm, vm.i32[(code + offset) >> 2]);
  vm.functions[1](vm, code);
}

function codeTraverse(vm: Interpreter, code: Address, visit: Visit): void {
  for (const offset of OWNED) visit(vm, vm.i32[(code + offset) >> 2]);
}

// ---- positions

/** Encodes positions (four numbers each: line, column, end line, end column) as a location table. */
export function encodePositions(firstLine: number, positions: readonly number[]): Uint8Array {
  const out: number[] = [];
  const varint = (value: number) => {
    while (value >= 64) {
      out.push(0x40 | (value & 63));
      value >>= 6;
    }
    out.push(value);
  };
  let last = firstLine;
  for (let i = 0; i < positions.length; i += 4) {
    const [line, column, endLine, endColumn] = positions.slice(i, i + 4);
    out.push(LONG_ENTRY);
    const delta = line - last;
    varint(delta < 0 ? (-delta << 1) | 1 : delta << 1);
    varint(endLine - line);
    varint(column + 1);
    varint(endColumn + 1);
    last = line;
  }
  return Uint8Array.from(out);
}

/** First byte of an entry with all four numbers, for one code unit: 0x80 | 14 << 3. */
const LONG_ENTRY = 0xf0;

/** The position with a number; the first line where the table has none. */
export function codePositions(vm: Interpreter, code: Address, index: number): SourcePosition {
  const table = bytesView(vm, vm.i32[(code + C.co_linetable) >> 2]);
  let at = 0;
  const varint = () => {
    let value = 0, shift = 0;
    for (;;) {
      const byte = table[at++];
      value |= (byte & 63) << shift;
      shift += 6;
      if ((byte & 0x40) === 0) return value;
    }
  };
  let line = vm.i32[(code + CO_FIRSTLINENO) >> 2];
  for (let i = 0; at < table.length; i++) {
    at++;
    const delta = varint();
    line += (delta & 1) !== 0 ? -(delta >> 1) : delta >> 1;
    const endLine = line + varint();
    const column = varint() - 1, endColumn = varint() - 1;
    if (i === index) return { line, column, endLine, endColumn };
  }
  line = vm.i32[(code + CO_FIRSTLINENO) >> 2];
  return { line, column: -1, endLine: line, endColumn: -1 };
}

/** The line of a position: read without making anything, since every traceback entry asks for one. */
export function codeLine(vm: Interpreter, code: Address, index: number): number {
  const table = vm.i32[(code + C.co_linetable) >> 2];
  const u8 = vm.u8, end = table + BYTES_DATA + vm.i32[(table + OB_SIZE) >> 2];
  const first = vm.i32[(code + CO_FIRSTLINENO) >> 2];
  let line = first, at = table + BYTES_DATA;
  for (let i = 0; at < end; i++) {
    at++;
    let delta = 0, shift = 0;
    for (;;) {
      const byte = u8[at++];
      delta |= (byte & 63) << shift;
      if ((byte & 0x40) === 0) break;
      shift += 6;
    }
    line += (delta & 1) !== 0 ? -(delta >> 1) : delta >> 1;
    if (i === index) return line;
    for (let numbers = 0; numbers < 3; numbers++) while ((u8[at++] & 0x40) !== 0);
  }
  return first;
}

// ---- the type

/** Names of the locals whose kind has a bit of `mask`; new. */
function namesOfKind(vm: Interpreter, code: Address, mask: number): Address {
  const kinds = bytesView(vm, vm.i32[(code + C.co_localspluskinds) >> 2]);
  const all = vm.i32[(code + C.co_localsplusnames) >> 2];
  const chosen: Address[] = [];
  kinds.forEach((kind, i) => {
    if ((kind & mask) !== 0) chosen.push(tupleItem(vm, all, i));
  });
  const result = tupleNew(vm, chosen.length);
  if (result === NULL) return NULL;
  chosen.forEach((name, i) => tupleSetItem(vm, result, i, newRef(vm, name)));
  return result;
}

function codeRepr(vm: Interpreter, code: Address): Address {
  const name = jsString(vm, vm.i32[(code + C.co_name) >> 2]);
  const file = jsString(vm, vm.i32[(code + C.co_filename) >> 2]);
  const line = vm.i32[(code + C.co_firstlineno) >> 2];
  return newStr(vm, `<code object ${name} at 0x${code.toString(16)}, file "${file}", line ${line}>`);
}

export function defineCode(vm: Interpreter): void {
  const member = (name: string, offset: number, type: "object" | "int") => ({
    name,
    type,
    offset,
    readonly: true,
  });
  defineType(vm, CODE_TYPE, {
    name: "code",
    basicSize: C.co_code_adaptive,
    dealloc: codeDealloc,
    traverse: codeTraverse,
    repr: codeRepr,
    members: [
      member("co_argcount", C.co_argcount, "int"),
      member("co_posonlyargcount", C.co_posonlyargcount, "int"),
      member("co_kwonlyargcount", C.co_kwonlyargcount, "int"),
      member("co_nlocals", C.co_nlocals, "int"),
      member("co_stacksize", C.co_stacksize, "int"),
      member("co_flags", C.co_flags, "int"),
      member("co_firstlineno", C.co_firstlineno, "int"),
      member("co_names", C.co_names, "object"),
      member("co_filename", C.co_filename, "object"),
      member("co_name", C.co_name, "object"),
      member("co_qualname", C.co_qualname, "object"),
      member("co_consts", C.co_consts, "object"),
    ],
    getset: [
      { name: "co_varnames", get: (vm: Interpreter, code: Address) => namesOfKind(vm, code, CO_FAST_LOCAL) },
      { name: "co_cellvars", get: (vm: Interpreter, code: Address) => namesOfKind(vm, code, CO_FAST_CELL) },
      { name: "co_freevars", get: (vm: Interpreter, code: Address) => namesOfKind(vm, code, CO_FAST_FREE) },
    ],
    methods: [{
      name: "__sizeof__",
      flags: 4,
      fn: (vm: Interpreter, _code: Address) => intFromNumber(vm, C.co_code_adaptive),
    }],
  });
}
