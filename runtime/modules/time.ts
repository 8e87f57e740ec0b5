/**
 * The module time, in UTC: the host's clocks, and dates.
 *
 * What the clocks say comes from the host (`Interpreter.clock`), which may fix them; then a program that asks for the
 * time does the same in every run. A sleep polls, so that limits and interrupts act.
 *
 *     struct_time    a tuple of 9 items, and behind them tm_zone and tm_gmtoff, which have names alone
 *
 * Source: CPython 3.11 Modules/timemodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { gcNewVar } from "../memory/gc_alloc.ts";
import { gcTrack, gcUntrack } from "../memory/gc_head.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import { OB_SIZE, TPFLAGS_HAVE_GC, TPFLAGS_TUPLE_SUBCLASS, TYPE } from "../memory/object_layout.ts";
import { decref, newRef, typeOf, xdecref } from "../memory/refcount.ts";
import { lateType, NONE, OVERFLOW_ERROR, TUPLE_TYPE, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional, raiseArgumentType } from "../objects/arguments.ts";
import { defineType } from "../objects/define_type.ts";
import { clearError, errorMatches, errorOccurred, raise } from "../objects/errors.ts";
import { reprText } from "../objects/exceptions.ts";
import { asDouble, isFloat, newFloat } from "../objects/float.ts";
import { intAsLong, intFromBigInt, intFromNumber, isInt, newBool } from "../objects/int.ts";
import { bringTypes } from "../objects/late_types.ts";
import { METH_FASTCALL, METH_NOARGS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import { numberIndex } from "../objects/number.ts";
import { poll } from "../objects/poll.ts";
import { sequenceTuple } from "../objects/sequence.ts";
import { simpleNamespaceFrom } from "../objects/simple_namespace.ts";
import { isStr, jsString, newStr } from "../objects/str.ts";
import { hasTypeFlag } from "../objects/subtype.ts";
import { tupleItem, tuplePack2, tupleSetItem, tupleSize } from "../objects/tuple.ts";
import { dictNew, dictSet } from "../objects/dict.ts";
import { internJs } from "../objects/interning.ts";
import { getIter } from "../objects/iterate.ts";
import { describeMoment, formatMoment, type Moment, momentOf, secondsOf } from "./calendar.ts";

// struct_time --------------------------------------------------------------------------------------------------------

export const STRUCT_TIME_TYPE = lateType("struct_time");
const NAMES = [
  "tm_year",
  "tm_mon",
  "tm_mday",
  "tm_hour",
  "tm_min",
  "tm_sec",
  "tm_wday",
  "tm_yday",
  "tm_isdst",
  "tm_zone",
  "tm_gmtoff",
];
/** Items of the tuple; the others have names alone. */
const VISIBLE = 9;
const ITEMS = 24;
const SIZE = ITEMS + 8 * NAMES.length;
const TP_DICT = TYPE.offsets.tp_dict;

/** A new struct_time of 11 objects (stolen; a NULL passes a failure on). */
function newStructTime(vm: Interpreter, items: readonly Address[]): Address {
  const self = items.includes(NULL) ? NULL : gcNewVar(vm, STRUCT_TIME_TYPE, SIZE, VISIBLE);
  if (self === NULL) {
    for (const item of items) xdecref(vm, item);
    return NULL;
  }
  items.forEach((item, i) => tupleSetItem(vm, self, i, item));
  gcTrack(vm, self);
  return self;
}

/** time.struct_time(sequence) */
function structTimeNew(vm: Interpreter, _type: Address, args: Address): Address {
  if (!checkPositional(vm, "structseq.__new__", tupleSize(vm, args), 1, 2)) return NULL;
  const iterator = getIter(vm, tupleItem(vm, args, 0));
  if (iterator === NULL) {
    if (!errorMatches(vm, TYPE_ERROR)) return NULL;
    clearError(vm);
    return raise(vm, TYPE_ERROR, "constructor requires a sequence");
  }
  decref(vm, iterator);
  const sequence = sequenceTuple(vm, tupleItem(vm, args, 0));
  if (sequence === NULL) return NULL;
  const n = tupleSize(vm, sequence);
  let self = NULL;
  if (n < VISIBLE || n > NAMES.length) {
    const bound = n < VISIBLE ? `least ${VISIBLE}` : `most ${NAMES.length}`;
    raise(vm, TYPE_ERROR, `time.struct_time() takes an at ${bound}-sequence (${n}-sequence given)`);
  } else {
    const items = NAMES.map((_, i) => newRef(vm, i < n ? tupleItem(vm, sequence, i) : NONE));
    self = newStructTime(vm, items);
  }
  decref(vm, sequence);
  return self;
}

function structTimeRepr(vm: Interpreter, self: Address): Address {
  const parts: string[] = [];
  for (let i = 0; i < VISIBLE; i++) {
    const text = reprText(vm, tupleItem(vm, self, i));
    if (text === null) return NULL;
    parts.push(`${NAMES[i]}=${text}`);
  }
  return newStr(vm, `time.struct_time(${parts.join(", ")})`);
}

function structTimeDealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  for (let i = 0; i < NAMES.length; i++) xdecref(vm, vm.i32[(self + ITEMS + 8 * i) >> 2]);
  freeTuple(vm, self);
}

/** Gives the block back: of the exact type, or as a subclass's tp_free does it. */
function freeTuple(vm: Interpreter, self: Address): void {
  vm.functions[vm.i32[(typeOf(vm, self) + TYPE.offsets.tp_free) >> 2]](vm, self);
}

function structTimeTraverse(vm: Interpreter, self: Address, visit: Visit): void {
  for (let i = 0; i < NAMES.length; i++) {
    const child = vm.i32[(self + ITEMS + 8 * i) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

function defineStructTime(vm: Interpreter): void {
  defineType(vm, STRUCT_TIME_TYPE, {
    name: "time.struct_time",
    doc: "The time value as returned by gmtime(), localtime(), and strptime(), and\n" +
      "accepted by asctime(), mktime() and strftime().",
    base: TUPLE_TYPE,
    basicSize: ITEMS,
    itemSize: 8,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_TUPLE_SUBCLASS,
    dealloc: structTimeDealloc,
    traverse: structTimeTraverse,
    repr: structTimeRepr,
    new: structTimeNew,
    members: NAMES.map((name, i) => ({ name, type: "object", offset: ITEMS + 8 * i, readonly: true })),
  });
}

/** What the type's namespace says about the number of its fields; false with MemoryError. */
function describeStructTime(vm: Interpreter): boolean {
  const dict = vm.i32[(STRUCT_TIME_TYPE + TP_DICT) >> 2];
  const counts: readonly [string, number][] = [
    ["n_sequence_fields", VISIBLE],
    ["n_fields", NAMES.length],
    ["n_unnamed_fields", 0],
  ];
  return counts.every(([name, n]) => put(vm, dict, name, intFromNumber(vm, n)));
}

/** Sets an item of a dict by name; steals the value, NULL passes a failure on. */
function put(vm: Interpreter, dict: Address, name: string, value: Address): boolean {
  if (value === NULL) return false;
  const key = internJs(vm, name);
  const status = key === NULL ? -1 : dictSet(vm, dict, key, value);
  if (key !== NULL) decref(vm, key);
  decref(vm, value);
  return status === 0;
}

// Clocks -------------------------------------------------------------------------------------------------------------

type ClockName = "wall" | "monotonic" | "process";

function seconds(name: string, clock: ClockName): MethodSpec {
  return { name, flags: METH_NOARGS, fn: (vm: Interpreter) => newFloat(vm, Number(vm.clock[clock]()) / 1e9) };
}

function nanoseconds(name: string, clock: ClockName): MethodSpec {
  return { name, flags: METH_NOARGS, fn: (vm: Interpreter) => intFromBigInt(vm, vm.clock[clock]()) };
}

const CLOCKS: Readonly<Record<string, readonly [clock: ClockName, adjustable: boolean]>> = {
  time: ["wall", true],
  monotonic: ["monotonic", false],
  perf_counter: ["monotonic", false],
  process_time: ["process", false],
  thread_time: ["process", false],
};

/** get_clock_info(name) */
function getClockInfo(vm: Interpreter, _module: Address, name: Address): Address {
  if (!isStr(vm, name)) return raiseArgumentType(vm, "get_clock_info", "argument 1", "str", name);
  const text = jsString(vm, name);
  if (!Object.hasOwn(CLOCKS, text)) return raise(vm, VALUE_ERROR, "unknown clock");
  const adjustable = CLOCKS[text][1];
  const dict = dictNew(vm);
  if (dict === NULL) return NULL;
  const filled = put(vm, dict, "implementation", newStr(vm, "host")) &&
    put(vm, dict, "monotonic", newBool(vm, !adjustable)) &&
    put(vm, dict, "adjustable", newBool(vm, adjustable)) && put(vm, dict, "resolution", newFloat(vm, 1e-6));
  if (filled) return simpleNamespaceFrom(vm, dict);
  decref(vm, dict);
  return NULL;
}

/** Milliseconds between two polls of a sleep. */
const NAP = 50;

/** sleep(seconds) */
function sleep(vm: Interpreter, _module: Address, object: Address): Address {
  const length = isFloat(vm, object) ? asDouble(vm, object) : wholeSeconds(vm, object);
  if (length === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (length !== length) return raise(vm, VALUE_ERROR, "Invalid value NaN (not a number)");
  if (length < 0) return raise(vm, VALUE_ERROR, "sleep length must be non-negative");
  if (length > 2 ** 33) return raise(vm, OVERFLOW_ERROR, "timestamp too large to convert to C _PyTime_t");
  vm.flush();
  for (let left = length * 1000; left > 0; left -= NAP) {
    vm.clock.sleep(Math.min(left, NAP));
    if (--vm.ticks < 0 && poll(vm) < 0) return NULL;
  }
  return newRef(vm, NONE);
}

function wholeSeconds(vm: Interpreter, object: Address): number {
  const index = numberIndex(vm, object);
  if (index === NULL) return -1;
  const n = intAsLong(vm, index);
  decref(vm, index);
  return n;
}

// Dates --------------------------------------------------------------------------------------------------------------

/** The farthest moment whose year fits a C int. */
const MOST_SECONDS = 67768036191676799;

/** Seconds since 1970 that an argument means (None: now); null with an exception. */
function secondsArgument(vm: Interpreter, args: Address, nargs: number, name: string): number | null {
  if (!checkPositional(vm, name, nargs, 0, 1)) return null;
  const object = nargs === 0 ? NONE : vm.i32[args >> 2];
  if (object === NONE) return Math.floor(Number(vm.clock.wall() / 1000n) / 1e6);
  let n: number;
  if (isFloat(vm, object)) {
    n = Math.floor(asDouble(vm, object));
    if (n !== n) {
      raise(vm, VALUE_ERROR, "Invalid value NaN (not a number)");
      return null;
    }
  } else {
    n = wholeSeconds(vm, object);
    if (n === -1 && errorOccurred(vm) !== NULL && !errorMatches(vm, OVERFLOW_ERROR)) return null;
    if (errorOccurred(vm) !== NULL) n = Infinity;
  }
  if (Math.abs(n) <= MOST_SECONDS) return n;
  clearError(vm);
  raise(vm, OVERFLOW_ERROR, "timestamp out of range for platform time_t");
  return null;
}

function structOf(vm: Interpreter, m: Moment): Address {
  const numbers = [m.year, m.month, m.day, m.hour, m.minute, m.second, m.weekday, m.yearDay, m.isDst];
  const items = numbers.map((n) => intFromNumber(vm, n));
  items.push(newStr(vm, m.zone), intFromNumber(vm, m.offset));
  return newStructTime(vm, items);
}

function breakDown(name: string, zone: string): MethodSpec {
  return {
    name,
    flags: METH_FASTCALL,
    fn(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
      const n = secondsArgument(vm, args, nargs, name);
      return n === null ? NULL : structOf(vm, momentOf(n, zone));
    },
  };
}

/** The moment that a tuple or struct_time (borrowed) means; null with an exception. */
function momentArgument(vm: Interpreter, object: Address, name: string): Moment | null {
  if (!hasTypeFlag(vm, object, TPFLAGS_TUPLE_SUBCLASS)) {
    raise(vm, TYPE_ERROR, "Tuple or struct_time argument required");
    return null;
  }
  const illegal = (): null => {
    raise(vm, TYPE_ERROR, `${name}(): illegal time tuple argument`);
    return null;
  };
  if (vm.i32[(object + OB_SIZE) >> 2] !== VISIBLE) return illegal();
  const numbers: number[] = [];
  for (let i = 0; i < VISIBLE; i++) {
    const item = tupleItem(vm, object, i);
    if (!isInt(vm, item)) return illegal();
    const n = intAsLong(vm, item, "int");
    if (n === -1 && errorOccurred(vm) !== NULL) return null;
    numbers.push(n);
  }
  const [year, month, day, hour, minute, second, weekday, yearDay, isDst] = numbers;
  const isStruct = typeOf(vm, object) === STRUCT_TIME_TYPE;
  const zoneObject = isStruct ? vm.i32[(object + ITEMS + 8 * VISIBLE) >> 2] : NULL;
  const zone = zoneObject !== NULL && isStr(vm, zoneObject) ? jsString(vm, zoneObject) : "UTC";
  return { year, month, day, hour, minute, second, weekday, yearDay, isDst, zone, offset: 0 };
}

/** Checks the parts of a moment, a missing month or day being the first; null with ValueError. */
function checkMoment(vm: Interpreter, m: Moment): Moment | null {
  const checked = { ...m, month: m.month || 1, day: m.day || 1, yearDay: m.yearDay || 1 };
  const wrong = (part: string): null => {
    raise(vm, VALUE_ERROR, `${part} out of range`);
    return null;
  };
  if (checked.month < 1 || checked.month > 12) return wrong("month");
  if (checked.day < 1 || checked.day > 31) return wrong("day of month");
  if (m.hour < 0 || m.hour > 23) return wrong("hour");
  if (m.minute < 0 || m.minute > 59) return wrong("minute");
  if (m.second < 0 || m.second > 61) return wrong("seconds");
  if (m.weekday < -1) return wrong("day of week");
  if (checked.yearDay < 1 || checked.yearDay > 366) return wrong("day of year");
  checked.weekday = (m.weekday + 7) % 7;
  return checked;
}

function now(vm: Interpreter): Moment {
  return momentOf(Math.floor(Number(vm.clock.wall() / 1000n) / 1e6), "UTC");
}

/** strftime(format[, t]) */
function strftime(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "strftime", nargs, 1, 2)) return NULL;
  const format = vm.i32[args >> 2];
  if (!isStr(vm, format)) return raiseArgumentType(vm, "strftime", "argument 1", "str", format);
  const given = nargs === 1 ? now(vm) : momentArgument(vm, vm.i32[(args + 8) >> 2], "strftime");
  const moment = given === null ? null : checkMoment(vm, given);
  return moment === null ? NULL : newStr(vm, formatMoment(jsString(vm, format), moment));
}

/** asctime([t]) */
function asctime(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "asctime", nargs, 0, 1)) return NULL;
  const given = nargs === 0 ? now(vm) : momentArgument(vm, vm.i32[args >> 2], "asctime");
  const moment = given === null ? null : checkMoment(vm, given);
  return moment === null ? NULL : newStr(vm, describeMoment(moment));
}

/** ctime([seconds]) */
function ctime(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  const n = secondsArgument(vm, args, nargs, "ctime");
  return n === null ? NULL : newStr(vm, describeMoment(momentOf(n, "UTC")));
}

/** mktime(t) */
function mktime(vm: Interpreter, _module: Address, object: Address): Address {
  const moment = momentArgument(vm, object, "mktime");
  return moment === null ? NULL : newFloat(vm, secondsOf(moment));
}

// The module ---------------------------------------------------------------------------------------------------------

const METHODS: readonly MethodSpec[] = [
  seconds("time", "wall"),
  nanoseconds("time_ns", "wall"),
  seconds("monotonic", "monotonic"),
  nanoseconds("monotonic_ns", "monotonic"),
  seconds("perf_counter", "monotonic"),
  nanoseconds("perf_counter_ns", "monotonic"),
  seconds("process_time", "process"),
  nanoseconds("process_time_ns", "process"),
  seconds("thread_time", "process"),
  nanoseconds("thread_time_ns", "process"),
  { name: "sleep", flags: METH_O, fn: sleep },
  breakDown("gmtime", "GMT"),
  breakDown("localtime", "UTC"),
  { name: "strftime", flags: METH_FASTCALL, fn: strftime },
  { name: "asctime", flags: METH_FASTCALL, fn: asctime },
  { name: "ctime", flags: METH_FASTCALL, fn: ctime },
  { name: "mktime", flags: METH_O, fn: mktime },
  { name: "get_clock_info", flags: METH_O, fn: getClockInfo },
  { name: "tzset", flags: METH_NOARGS, fn: (vm: Interpreter) => newRef(vm, NONE) },
];

/** The module time, new; NULL with MemoryError. */
export function createTime(vm: Interpreter): Address {
  if (!bringTypes(vm, [[STRUCT_TIME_TYPE, defineStructTime]]) || !describeStructTime(vm)) return NULL;
  const module = createModule(vm, "time", METHODS, "The host's clocks, and dates in UTC.");
  if (module === NULL) return NULL;
  if (fillModule(vm, module)) return module;
  decref(vm, module);
  return NULL;
}

function fillModule(vm: Interpreter, module: Address): boolean {
  const zone = newStr(vm, "UTC");
  const names = zone === NULL ? NULL : tuplePack2(vm, zone, zone);
  xdecref(vm, zone);
  if (moduleSet(vm, module, "tzname", names) < 0) return false;
  for (const name of ["timezone", "altzone", "daylight"]) {
    if (moduleSet(vm, module, name, intFromNumber(vm, 0)) < 0) return false;
  }
  return moduleSet(vm, module, "struct_time", newRef(vm, STRUCT_TIME_TYPE)) === 0;
}
