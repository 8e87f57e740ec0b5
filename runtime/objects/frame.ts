/**
 * Frame objects: what a program sees of a running or finished function.
 *
 * A running function has a frame record of 16 bytes on the frame stack and keeps its locals in JavaScript locals.
 * A frame object is made only when somebody asks: a traceback, sys._getframe.
 *
 *     running     record.frame_obj --> frame object; f_frame = address of the record; nothing else is filled in
 *     suspended   generator.frame_obj --> frame object; f_frame = generator + 80, the interpreter frame inside it
 *     finished    f_frame = frame object + 48, its own interpreter frame: it owns function, code, namespace, locals
 *
 * When a function ends whose frame object others refer to, the emitted code moves its locals into the object's slots
 * (frameSlots) and leaveFrame makes the object their owner; only then is it tracked. If nobody else refers to it,
 * leaveFrame releases it, and the emitted code releases its locals itself.
 *
 * Laws
 * - leaveFrame is called once the record is off the stack (`vm.fp` is below it).
 * - While the function runs, f_back is found by walking the records; when it ends, the caller's frame object is made
 *   and kept as f_back.
 *
 * Source: CPython 3.11 Objects/frameobject.c, Python/frame.c (_PyFrame_MakeAndSetFrameObject, take_ownership).
 */
import { type Address, i32, i64, NULL, pointer, struct, u8 } from "../../heap/mod.ts";
import {
  F_FUNC,
  F_LOCALS,
  F_OBJECT,
  F_POSITION,
  FRAME_RECORD_SIZE,
  type Interpreter,
  type Visit,
} from "../memory/interpreter.ts";
import { TPFLAGS_HAVE_GC, TYPE } from "../memory/object_layout.ts";
import { gcFree, gcNew } from "../memory/gc_alloc.ts";
import { gcIsTracked, gcTrack, gcUntrack } from "../memory/gc_head.ts";
import {
  clearField,
  decref,
  incref,
  newRef,
  setField,
  typeOf,
  xdecref,
  xincref,
} from "../memory/refcount.ts";
import { FRAME_TYPE, NONE, RUNTIME_ERROR } from "../memory/statics.ts";
import { genericGetAttr, genericSetAttr } from "./attributes.ts";
import { CO_FILENAME, CO_NAME, CO_NLOCALSPLUS, CO_STACKSIZE, codeLine } from "./code.ts";
import { defineType } from "./define_type.ts";
import { dictNew } from "./dict.ts";
import { clearError, dropError, fetchError, raise, restoreError } from "./errors.ts";
import { FUNC_BUILTINS, FUNC_CODE, FUNC_GLOBALS } from "./function_layout.ts";
import {
  GEN_CODE,
  GEN_FRAME,
  GEN_FRAME_OBJECT,
  GEN_RECORD,
  GEN_STATE_WORD,
  GENERATOR_EXECUTING,
} from "./generator_layout.ts";
import { intFromNumber } from "./int.ts";
import { recordLocals, variablesToDict } from "./local_variables.ts";
import { METH_NOARGS } from "./method_definition.ts";
import { reprText, strText } from "./exceptions.ts";
import { newStr } from "./str.ts";

/** A frame object; the fields from 48 on are the interpreter frame it owns once the function has ended. */
export const FRAME = struct("PyFrameObject", 120, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  f_back: pointer(16, "the caller's frame, owned, or NULL"),
  f_frame: pointer(24, "the frame record while the function runs, then this object + 48"),
  f_trace: pointer(32, "trace function, owned, or NULL"),
  f_lineno: i32(40, "line set by a trace function, or 0"),
  f_trace_lines: u8(44, "1: line events"),
  f_trace_opcodes: u8(45, "1: opcode events"),
  f_fast_as_locals: u8(46, "unused"),
  f_func: pointer(48, "function, owned once finished"),
  f_globals: pointer(56, "globals, borrowed from the function"),
  f_builtins: pointer(64, "builtins, borrowed from the function"),
  f_locals: pointer(72, "namespace dict, owned, or NULL"),
  f_code: pointer(80, "code, owned once finished"),
  frame_obj: pointer(88, "unused here"),
  previous: pointer(96, "unused here"),
  prev_instr: i64(104, "index of the position where the function ended"),
  stacktop: i32(112, "slots that hold references once finished"),
  is_entry: u8(116, "unused"),
  owner: u8(117, "0: the locals are the function's, 1: a suspended generator's, 2: this object's"),
});
const F = FRAME.offsets;
const FRAME_FRAME = F.f_frame;
/** Offset of the first slot. */
export const FRAME_SLOTS = FRAME.size;
/** Values of `owner` while a generator is suspended, and once the function has ended; 0 while it runs. */
const OWNED_BY_GENERATOR = 1;
const OWNED_BY_OBJECT = 2;
/** Offsets in an interpreter frame, this object's own (at 48) or a generator's (at 80). */
const IFRAME = F.f_func;
const I_GLOBALS = F.f_globals - IFRAME;
const I_BUILTINS = F.f_builtins - IFRAME;
const I_LOCALS = F.f_locals - IFRAME;
const I_CODE = F.f_code - IFRAME;
const I_POSITION = F.prev_instr - IFRAME;
const I_STACKTOP = F.stacktop - IFRAME;
const I_SLOTS = FRAME_SLOTS - IFRAME;

// Making and leaving ---------------------------------------------------------------------------------------------

/** Slots of a frame object for this code: locals, cells, free variables, temporaries. */
function slotCount(vm: Interpreter, code: Address): number {
  return vm.i32[(code + CO_NLOCALSPLUS) >> 2] + vm.i32[(code + CO_STACKSIZE) >> 2];
}

/**
 * The frame object of the record at `fp`, borrowed from the record; made if there is none. NULL with MemoryError, which
 * takes the place of a pending exception.
 */
export function frameFor(vm: Interpreter, fp: Address): Address {
  const existing = vm.i32[(fp + F_OBJECT) >> 2];
  return existing !== NULL ? existing : makeFrame(vm, fp);
}

function makeFrame(vm: Interpreter, fp: Address): Address {
  if (vm.curexcType === NULL) return allocFrame(vm, fp);
  const saved = fetchError(vm);
  const frame = allocFrame(vm, fp);
  if (frame === NULL) dropError(vm, saved);
  else restoreError(vm, saved);
  return frame;
}

/** A frame object for a frame of `code` with nothing filled in. NULL with MemoryError. */
function emptyFrame(vm: Interpreter, code: Address): Address {
  const size = FRAME_SLOTS + 8 * slotCount(vm, code);
  const frame = gcNew(vm, FRAME_TYPE, size);
  if (frame === NULL) return NULL;
  const f64 = vm.f64, end = (frame + size) >> 3;
  for (let word = (frame + F.f_back) >> 3; word < end; word++) f64[word] = 0;
  vm.u8[frame + F.f_trace_lines] = 1;
  return frame;
}

/** The same as makeFrame while no exception is pending. */
function allocFrame(vm: Interpreter, fp: Address): Address {
  const i32 = vm.i32;
  const frame = emptyFrame(vm, i32[(i32[(fp + F_FUNC) >> 2] + FUNC_CODE) >> 2]);
  if (frame === NULL) return NULL;
  i32[(frame + FRAME_FRAME) >> 2] = fp;
  if (i32[(fp + F_OBJECT) >> 2] !== NULL) {
    // The allocation ran code that asked for the same frame object.
    vm.u8[frame + F.owner] = OWNED_BY_OBJECT;
    decref(vm, frame);
  } else {
    i32[(fp + F_OBJECT) >> 2] = frame;
  }
  return i32[(fp + F_OBJECT) >> 2];
}

/** Bytes of a frame object, without the GC head. */
export function frameSize(vm: Interpreter, frame: Address): number {
  return FRAME_SLOTS + 8 * slotCount(vm, frameCode(vm, frame));
}

/** Address of a frame object's first slot, 8 bytes each. */
export function frameSlots(_vm: Interpreter, frame: Address): Address {
  return frame + FRAME_SLOTS;
}

/**
 * At the end of a function whose record at `fp` (now off the stack) has a frame object: releases the record's
 * reference. If others refer to the object, it becomes the owner of what its slots hold. Keeps a pending exception.
 * Can run any code.
 */
export function leaveFrame(vm: Interpreter, fp: Address): void {
  const i32 = vm.i32;
  const frame = i32[(fp + F_OBJECT) >> 2];
  i32[(fp + F_OBJECT) >> 2] = NULL;
  if (i32[frame >> 2] > 1) takeOwnership(vm, frame, fp);
  decref(vm, frame);
}

function takeOwnership(vm: Interpreter, frame: Address, fp: Address): void {
  const i32 = vm.i32;
  const func = i32[(fp + F_FUNC) >> 2], locals = i32[(fp + F_LOCALS) >> 2];
  const code = i32[(func + FUNC_CODE) >> 2];
  incref(vm, func);
  incref(vm, code);
  xincref(vm, locals);
  i32[(frame + F.f_func) >> 2] = func;
  i32[(frame + F.f_globals) >> 2] = i32[(func + FUNC_GLOBALS) >> 2];
  i32[(frame + F.f_builtins) >> 2] = i32[(func + FUNC_BUILTINS) >> 2];
  i32[(frame + F.f_locals) >> 2] = locals;
  i32[(frame + F.f_code) >> 2] = code;
  i32[(frame + F.prev_instr) >> 2] = i32[(fp + F_POSITION) >> 2];
  i32[(frame + F.stacktop) >> 2] = i32[(code + CO_NLOCALSPLUS) >> 2];
  i32[(frame + FRAME_FRAME) >> 2] = frame + F.f_func;
  vm.u8[frame + F.owner] = OWNED_BY_OBJECT;
  const caller = callerRecord(vm, fp);
  if (caller !== NULL) keepBack(vm, frame, caller);
  if (!gcIsTracked(vm, frame)) gcTrack(vm, frame);
}

/** Keeps the caller's frame object as f_back; without memory for it there is none. Keeps a pending exception. */
function keepBack(vm: Interpreter, frame: Address, caller: Address): void {
  const existing = vm.i32[(caller + F_OBJECT) >> 2];
  if (existing !== NULL) {
    vm.i32[(frame + F.f_back) >> 2] = newRef(vm, existing);
    return;
  }
  const saved = fetchError(vm);
  const back = frameFor(vm, caller);
  if (back === NULL) clearError(vm);
  else setField(vm, frame + F.f_back, newRef(vm, back));
  restoreError(vm, saved);
}

/** The record of the function that called the one at `fp`, past the records of natives, or NULL. */
export function callerRecord(vm: Interpreter, fp: Address): Address {
  return functionRecord(vm, fp - FRAME_RECORD_SIZE);
}

/** The record at or below `fp` that belongs to a function, or NULL. */
export function functionRecord(vm: Interpreter, fp: Address): Address {
  for (let record = fp; record >= vm.fpBase; record -= FRAME_RECORD_SIZE) {
    if (vm.i32[(record + F_FUNC) >> 2] !== NULL) return record;
  }
  return NULL;
}

// Generators -----------------------------------------------------------------------------------------------------

/** A generator that has a frame object goes on in the record at `fp`, which takes the object over. */
export function resumeFrame(vm: Interpreter, gen: Address, fp: Address): void {
  const i32 = vm.i32;
  const frame = i32[(gen + GEN_FRAME_OBJECT) >> 2];
  i32[(gen + GEN_FRAME_OBJECT) >> 2] = NULL;
  i32[(fp + F_OBJECT) >> 2] = frame;
  i32[(frame + FRAME_FRAME) >> 2] = fp;
  vm.u8[frame + F.owner] = 0;
}

/** A generator leaves the record at `fp`, whose frame object it takes over. */
export function suspendFrame(vm: Interpreter, gen: Address, fp: Address): void {
  const i32 = vm.i32;
  const frame = i32[(fp + F_OBJECT) >> 2];
  i32[(fp + F_OBJECT) >> 2] = NULL;
  i32[(gen + GEN_FRAME_OBJECT) >> 2] = frame;
  i32[(frame + FRAME_FRAME) >> 2] = gen + GEN_FRAME;
  vm.u8[frame + F.owner] = OWNED_BY_GENERATOR;
}

/** The frame object of a generator that has not ended, borrowed; made if there is none. NULL with MemoryError. */
export function generatorFrame(vm: Interpreter, gen: Address): Address {
  const i32 = vm.i32;
  if (i32[(gen + GEN_STATE_WORD) >> 2] === GENERATOR_EXECUTING) {
    return frameFor(vm, i32[(gen + GEN_RECORD) >> 2]);
  }
  if (i32[(gen + GEN_FRAME_OBJECT) >> 2] === NULL) {
    const frame = emptyFrame(vm, i32[(gen + GEN_CODE) >> 2]);
    if (frame === NULL) return NULL;
    vm.u8[frame + F.owner] = OWNED_BY_GENERATOR;
    i32[(frame + FRAME_FRAME) >> 2] = gen + GEN_FRAME;
    setField(vm, gen + GEN_FRAME_OBJECT, frame);
  }
  return i32[(gen + GEN_FRAME_OBJECT) >> 2];
}

/**
 * A generator with a frame object has ended: releases the object. If others refer to it, it takes over what the
 * generator's frame holds. Keeps a pending exception. Can run any code.
 */
export function leaveGeneratorFrame(vm: Interpreter, gen: Address): void {
  const i32 = vm.i32;
  const frame = i32[(gen + GEN_FRAME_OBJECT) >> 2];
  i32[(gen + GEN_FRAME_OBJECT) >> 2] = NULL;
  if (i32[frame >> 2] > 1) {
    const from = gen + GEN_FRAME, to = frame + IFRAME;
    for (let offset = 0; offset < I_SLOTS; offset += 8) i32[(to + offset) >> 2] = i32[(from + offset) >> 2];
    for (const offset of [0, I_LOCALS, I_CODE]) i32[(from + offset) >> 2] = NULL;
    i32[(frame + F.previous) >> 2] = NULL;
    const top = i32[(from + I_STACKTOP) >> 2];
    i32[(from + I_STACKTOP) >> 2] = 0;
    for (let i = 0; i < top; i++) {
      const value = i32[(from + I_SLOTS + 8 * i) >> 2];
      i32[(to + I_SLOTS + 8 * i) >> 2] = value > 0 ? value : NULL;
    }
    i32[(frame + FRAME_FRAME) >> 2] = to;
    vm.u8[frame + F.owner] = OWNED_BY_OBJECT;
    if (!gcIsTracked(vm, frame)) gcTrack(vm, frame);
  }
  decref(vm, frame);
}

// What a frame knows ---------------------------------------------------------------------------------------------

function ownsLocals(vm: Interpreter, frame: Address): boolean {
  return vm.u8[frame + F.owner] === OWNED_BY_OBJECT;
}

/** The interpreter frame of a frame that is not running, or NULL. */
function restingFrame(vm: Interpreter, frame: Address): Address {
  return vm.u8[frame + F.owner] === 0 ? NULL : vm.i32[(frame + FRAME_FRAME) >> 2];
}

/** The function of a frame, borrowed. */
export function frameFunction(vm: Interpreter, frame: Address): Address {
  const i32 = vm.i32;
  const resting = restingFrame(vm, frame);
  return resting !== NULL ? i32[resting >> 2] : i32[(i32[(frame + FRAME_FRAME) >> 2] + F_FUNC) >> 2];
}

/** The code of a frame, borrowed. */
export function frameCode(vm: Interpreter, frame: Address): Address {
  const resting = restingFrame(vm, frame);
  if (resting !== NULL) return vm.i32[(resting + I_CODE) >> 2];
  return vm.i32[(frameFunction(vm, frame) + FUNC_CODE) >> 2];
}

/** Globals of a frame, borrowed. */
export function frameGlobals(vm: Interpreter, frame: Address): Address {
  const resting = restingFrame(vm, frame);
  if (resting !== NULL) return vm.i32[(resting + I_GLOBALS) >> 2];
  return vm.i32[(frameFunction(vm, frame) + FUNC_GLOBALS) >> 2];
}

/** Builtins of a frame, borrowed. */
export function frameBuiltins(vm: Interpreter, frame: Address): Address {
  const resting = restingFrame(vm, frame);
  if (resting !== NULL) return vm.i32[(resting + I_BUILTINS) >> 2];
  return vm.i32[(frameFunction(vm, frame) + FUNC_BUILTINS) >> 2];
}

/** Index of the position where a frame is. */
export function framePosition(vm: Interpreter, frame: Address): number {
  const i32 = vm.i32;
  const resting = restingFrame(vm, frame);
  return resting !== NULL
    ? i32[(resting + I_POSITION) >> 2]
    : i32[(i32[(frame + FRAME_FRAME) >> 2] + F_POSITION) >> 2];
}

/** Line where a frame is. */
export function frameLine(vm: Interpreter, frame: Address): number {
  return vm.i32[(frame + F.f_lineno) >> 2] || codeLine(vm, frameCode(vm, frame), framePosition(vm, frame));
}

/** The caller's frame, a new reference, or NULL; with MemoryError if it could not be made. */
export function frameBack(vm: Interpreter, frame: Address): Address {
  const i32 = vm.i32;
  if (restingFrame(vm, frame) !== NULL) {
    const back = i32[(frame + F.f_back) >> 2];
    xincref(vm, back);
    return back;
  }
  const caller = callerRecord(vm, i32[(frame + FRAME_FRAME) >> 2]);
  if (caller === NULL) return NULL;
  const back = frameFor(vm, caller);
  xincref(vm, back);
  return back;
}

// Release --------------------------------------------------------------------------------------------------------

function frameTraverse(vm: Interpreter, frame: Address, visit: Visit): void {
  const i32 = vm.i32;
  const each = (field: Address): void => {
    const child = i32[field >> 2];
    if (child !== NULL) visit(vm, child);
  };
  each(frame + F.f_back);
  each(frame + F.f_trace);
  if (!ownsLocals(vm, frame)) return;
  each(frame + F.f_locals);
  each(frame + F.f_func);
  each(frame + F.f_code);
  const top = i32[(frame + F.stacktop) >> 2];
  for (let i = 0; i < top; i++) each(frame + FRAME_SLOTS + 8 * i);
}

/** Releases the trace function and, of a finished frame, the locals. Can run any code. */
function frameClear(vm: Interpreter, frame: Address): void {
  clearField(vm, frame + F.f_trace);
  if (ownsLocals(vm, frame)) clearSlots(vm, frame);
}

function clearSlots(vm: Interpreter, frame: Address): void {
  const i32 = vm.i32;
  const end = frame + FRAME_SLOTS + 8 * i32[(frame + F.stacktop) >> 2];
  for (let slot = frame + FRAME_SLOTS; slot < end; slot += 8) {
    if (i32[slot >> 2] !== NULL) clearField(vm, slot);
  }
}

function frameDealloc(vm: Interpreter, frame: Address): void {
  const i32 = vm.i32;
  gcUntrack(vm, frame);
  let code = NULL;
  if (ownsLocals(vm, frame)) {
    code = i32[(frame + F.f_code) >> 2];
    i32[(frame + F.f_code) >> 2] = NULL;
    clearField(vm, frame + F.f_func);
    clearField(vm, frame + F.f_locals);
    clearSlots(vm, frame);
  }
  clearField(vm, frame + F.f_back);
  clearField(vm, frame + F.f_trace);
  gcFree(vm, frame);
  xdecref(vm, code);
}

// Attributes -----------------------------------------------------------------------------------------------------

function getBack(vm: Interpreter, frame: Address): Address {
  const back = frameBack(vm, frame);
  if (back !== NULL) return back;
  return vm.curexcType !== NULL ? NULL : newRef(vm, NONE);
}

function getCode(vm: Interpreter, frame: Address): Address {
  return newRef(vm, frameCode(vm, frame));
}

function getGlobals(vm: Interpreter, frame: Address): Address {
  return newRef(vm, frameGlobals(vm, frame));
}

function getBuiltins(vm: Interpreter, frame: Address): Address {
  return newRef(vm, frameBuiltins(vm, frame));
}

function getLine(vm: Interpreter, frame: Address): Address {
  return intFromNumber(vm, frameLine(vm, frame));
}

function getLastInstruction(vm: Interpreter, frame: Address): Address {
  return intFromNumber(vm, 2 * framePosition(vm, frame));
}

function getTrace(vm: Interpreter, frame: Address): Address {
  return newRef(vm, vm.i32[(frame + F.f_trace) >> 2] || NONE);
}

function setTrace(vm: Interpreter, frame: Address, value: Address): number {
  setField(vm, frame + F.f_trace, value === NONE || value === NULL ? NULL : newRef(vm, value));
  return 0;
}

/** `f_locals`: the namespace of a module or class body; of a function that does not run, a dict of its variables. */
function getLocals(vm: Interpreter, frame: Address): Address {
  const i32 = vm.i32;
  const resting = restingFrame(vm, frame);
  if (resting === NULL) return recordLocals(vm, i32[(frame + FRAME_FRAME) >> 2]);
  let locals = i32[(resting + I_LOCALS) >> 2];
  if (locals === NULL) {
    locals = dictNew(vm);
    if (locals === NULL) return NULL;
    i32[(resting + I_LOCALS) >> 2] = locals;
  }
  incref(vm, locals);
  if (
    i32[(i32[(resting + I_CODE) >> 2] + CO_NLOCALSPLUS) >> 2] > 0 &&
    variablesToDict(vm, i32[(resting + I_CODE) >> 2], resting + I_SLOTS, locals) < 0
  ) {
    decref(vm, locals);
    return NULL;
  }
  return locals;
}

function frameRepr(vm: Interpreter, frame: Address): Address {
  const code = frameCode(vm, frame);
  const filename = reprText(vm, vm.i32[(code + CO_FILENAME) >> 2]);
  if (filename === null) return NULL;
  const name = strText(vm, vm.i32[(code + CO_NAME) >> 2]);
  if (name === null) return NULL;
  const line = frameLine(vm, frame);
  return newStr(vm, `<frame at 0x${frame.toString(16)}, file ${filename}, line ${line}, code ${name}>`);
}

/** `clear()`: releases the locals of a finished frame, and ends a suspended generator. */
function clearMethod(vm: Interpreter, frame: Address): Address {
  const resting = restingFrame(vm, frame);
  if (resting === NULL) return raise(vm, RUNTIME_ERROR, "cannot clear an executing frame");
  if (ownsLocals(vm, frame)) frameClear(vm, frame);
  else {
    const gen = newRef(vm, resting - GEN_FRAME);
    vm.functions[vm.i32[(typeOf(vm, gen) + TYPE.offsets.tp_finalize) >> 2]](vm, gen);
    decref(vm, gen);
  }
  return newRef(vm, NONE);
}

function sizeofMethod(vm: Interpreter, frame: Address): Address {
  return intFromNumber(vm, frameSize(vm, frame));
}

/** Declares the type of frames. */
export function defineFrame(vm: Interpreter): void {
  defineType(vm, FRAME_TYPE, {
    name: "frame",
    basicSize: FRAME_SLOTS,
    itemSize: 8,
    flags: TPFLAGS_HAVE_GC,
    dealloc: frameDealloc,
    traverse: frameTraverse,
    clear: frameClear,
    repr: frameRepr,
    getattro: genericGetAttr,
    setattro: genericSetAttr,
    methods: [
      { name: "clear", flags: METH_NOARGS, fn: clearMethod },
      { name: "__sizeof__", flags: METH_NOARGS, fn: sizeofMethod },
    ],
    members: [
      { name: "f_trace_lines", type: "bool", offset: F.f_trace_lines },
      { name: "f_trace_opcodes", type: "bool", offset: F.f_trace_opcodes },
    ],
    getset: [
      { name: "f_back", get: getBack },
      { name: "f_locals", get: getLocals },
      { name: "f_lineno", get: getLine },
      { name: "f_trace", get: getTrace, set: setTrace },
      { name: "f_globals", get: getGlobals },
      { name: "f_builtins", get: getBuiltins },
      { name: "f_code", get: getCode },
      { name: "f_lasti", get: getLastInstruction },
    ],
  });
}
