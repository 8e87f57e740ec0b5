/**
 * The facts that the module sys tells as struct sequences: version, hashing, ints, floats, flags.
 *
 * Source: CPython 3.11 Python/sysmodule.c, Objects/longobject.c, Objects/floatobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, xdecref } from "../memory/refcount.ts";
import {
  FLAGS_TYPE,
  FLOAT_INFO_TYPE,
  HASH_INFO_TYPE,
  INT_INFO_TYPE,
  VERSION_INFO_TYPE,
} from "../memory/statics.ts";
import { dictNew, dictSet } from "./dict.ts";
import { newFloat } from "./float.ts";
import { intFromBigInt, intFromNumber, newBool } from "./int.ts";
import { internJs } from "./interning.ts";
import { simpleNamespaceFrom } from "./simple_namespace.ts";
import { newStr } from "./str.ts";
import { defineStructSequence, describeStructSequence, structSequenceNew } from "./struct_sequence.ts";

/** An item: an int, a str, or a float (as an object, so that 1.0 is not taken for an int). */
type Item = number | bigint | string | boolean | { float: number };
type Fields = readonly (readonly [name: string, value: Item])[];

/** The language version that this runtime follows. */
export const VERSION: Fields = [
  ["major", 3],
  ["minor", 11],
  ["micro", 7],
  ["releaselevel", "final"],
  ["serial", 0],
];
/** The same as one number, as in sys.hexversion. */
export const HEX_VERSION = 0x030b07f0;

const HASH_INFO: Fields = [
  ["width", 64],
  ["modulus", 2305843009213693951n],
  ["inf", 314159],
  ["nan", 0],
  ["imag", 1000003],
  ["algorithm", "siphash13"],
  ["hash_bits", 64],
  ["seed_bits", 128],
  ["cutoff", 0],
];
const INT_INFO: Fields = [
  ["bits_per_digit", 30],
  ["sizeof_digit", 4],
  ["default_max_str_digits", 4300],
  ["str_digits_check_threshold", 640],
];
const FLOAT_INFO: Fields = [
  ["max", { float: Number.MAX_VALUE }],
  ["max_exp", 1024],
  ["max_10_exp", 308],
  ["min", { float: 2.2250738585072014e-308 }],
  ["min_exp", -1021],
  ["min_10_exp", -307],
  ["dig", 15],
  ["mant_dig", 53],
  ["epsilon", { float: Number.EPSILON }],
  ["radix", 2],
  ["rounds", 1],
];

/** What a command line sets in sys: options of the interpreter. */
export interface SysOptions {
  /** -X dev, or PYTHONDEVMODE. */
  readonly devMode?: boolean;
  /** -E or -I. */
  readonly ignoresEnvironment?: boolean;
  /** -I. */
  readonly isolated?: boolean;
  /** The values of -X, in order: "dev", "tracemalloc=5". */
  readonly xOptions?: readonly string[];
}

/** sys.flags without any option. */
const FLAGS: Fields = [
  ["debug", 0],
  ["inspect", 0],
  ["interactive", 0],
  ["optimize", 0],
  ["dont_write_bytecode", 0],
  ["no_user_site", 0],
  ["no_site", 0],
  ["ignore_environment", 0],
  ["verbose", 0],
  ["bytes_warning", 0],
  ["quiet", 0],
  ["hash_randomization", 0],
  ["isolated", 0],
  ["dev_mode", false],
  ["utf8_mode", 0],
  ["warn_default_encoding", 0],
  ["safe_path", false],
  ["int_max_str_digits", -1],
];

/** sys.flags for some options. */
function flagsFor(options: SysOptions): Fields {
  const set: Record<string, Item> = {};
  if (options.devMode) set.dev_mode = true;
  if (options.ignoresEnvironment) set.ignore_environment = 1;
  if (options.isolated) Object.assign(set, { isolated: 1, no_user_site: 1, safe_path: true });
  return FLAGS.map(([name, item]) => [name, set[name] ?? item]);
}

const TYPES: readonly (readonly [type: Address, name: string, fields: Fields])[] = [
  [VERSION_INFO_TYPE, "version_info", VERSION],
  [HASH_INFO_TYPE, "hash_info", HASH_INFO],
  [INT_INFO_TYPE, "int_info", INT_INFO],
  [FLOAT_INFO_TYPE, "float_info", FLOAT_INFO],
  [FLAGS_TYPE, "flags", FLAGS],
];

const namesOf = (fields: Fields): string[] => fields.map(([name]) => name);

/** Declares the types. */
export function defineSysInfo(vm: Interpreter): void {
  for (const [type, name, fields] of TYPES) defineStructSequence(vm, type, `sys.${name}`, namesOf(fields));
}

function makeItem(vm: Interpreter, item: Item): Address {
  if (typeof item === "number") return intFromNumber(vm, item);
  if (typeof item === "boolean") return newBool(vm, item);
  if (typeof item === "bigint") return intFromBigInt(vm, item);
  return typeof item === "string" ? newStr(vm, item) : newFloat(vm, item.float);
}

/** Makes each of the sequences with its name in sys; `put` steals it and gives 0 or -1. 0, or -1 with MemoryError. */
export function makeSysInfo(
  vm: Interpreter,
  put: (name: string, value: Address) => number,
  options: SysOptions,
): number {
  for (const [type, name, fields] of TYPES) {
    if (describeStructSequence(vm, type, namesOf(fields)) < 0) return -1;
    const items = (fields === FLAGS ? flagsFor(options) : fields).map(([, item]) => makeItem(vm, item));
    if (put(name, structSequenceNew(vm, type, items)) < 0) return -1;
  }
  if (put("_xoptions", makeXOptions(vm, options.xOptions ?? [])) < 0) return -1;
  return put("implementation", makeImplementation(vm));
}

/** sys._xoptions: what stands behind "=" by what stands before it, or True. New; NULL with MemoryError. */
function makeXOptions(vm: Interpreter, options: readonly string[]): Address {
  const dict = dictNew(vm);
  if (dict === NULL) return NULL;
  for (const option of options) {
    const equals = option.indexOf("=");
    const key = newStr(vm, equals < 0 ? option : option.slice(0, equals));
    const value = key === NULL ? NULL : equals < 0 ? newBool(vm, true) : newStr(vm, option.slice(equals + 1));
    const failed = value === NULL || dictSet(vm, dict, key, value) < 0;
    xdecref(vm, key);
    xdecref(vm, value);
    if (failed) {
      decref(vm, dict);
      return NULL;
    }
  }
  return dict;
}

/** sys.implementation: new; NULL with MemoryError. */
function makeImplementation(vm: Interpreter): Address {
  const facts: [string, () => Address][] = [
    ["name", () => newStr(vm, "vivarium")],
    ["cache_tag", () => newStr(vm, "vivarium-311")],
    [
      "version",
      () => structSequenceNew(vm, VERSION_INFO_TYPE, VERSION.map(([, item]) => makeItem(vm, item))),
    ],
    ["hexversion", () => intFromNumber(vm, HEX_VERSION)],
  ];
  const dict = dictNew(vm);
  if (dict === NULL) return NULL;
  for (const [name, make] of facts) {
    const key = internJs(vm, name);
    const value = key === NULL ? NULL : make();
    const status = value === NULL ? -1 : dictSet(vm, dict, key, value);
    if (key !== NULL) decref(vm, key);
    if (value !== NULL) decref(vm, value);
    if (status < 0) {
      decref(vm, dict);
      return NULL;
    }
  }
  return simpleNamespaceFrom(vm, dict);
}
