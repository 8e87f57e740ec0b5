/**
 * What the module sys says of the system that CPython runs on, and of the ways into it: here there is none, so it is
 * empty text, None or the only answer there can be.
 *
 * Source: CPython 3.11 Python/sysmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { FALSE, FROZENSET_TYPE, NONE, VALUE_ERROR } from "../memory/statics.ts";
import { unraisablehook } from "../builtins/unraisable.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { asDouble, newFloat } from "../objects/float.ts";
import { listNew } from "../objects/list.ts";
import { METH_NOARGS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { setAdd, setNewOf } from "../objects/set.ts";
import { newStr } from "../objects/str.ts";

/** setswitchinterval(interval): kept, and without effect. */
function setSwitchInterval(vm: Interpreter, _module: Address, object: Address): Address {
  const interval = asDouble(vm, object);
  if (interval === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (!(interval > 0)) return raise(vm, VALUE_ERROR, "switch interval must be strictly positive");
  vm.switchInterval = 1e-6 * Math.trunc(interval * 1e6);
  return newRef(vm, NONE);
}

const nothing = (vm: Interpreter): Address => newRef(vm, NONE);

/** The functions. */
export const SYSTEM_FUNCTIONS: readonly MethodSpec[] = [
  { name: "getfilesystemencoding", flags: METH_NOARGS, fn: (vm: Interpreter) => newStr(vm, "utf-8") },
  {
    name: "getfilesystemencodeerrors",
    flags: METH_NOARGS,
    fn: (vm: Interpreter) => newStr(vm, "surrogateescape"),
  },
  {
    name: "getswitchinterval",
    flags: METH_NOARGS,
    fn: (vm: Interpreter) => newFloat(vm, vm.switchInterval),
  },
  { name: "setswitchinterval", flags: METH_O, fn: setSwitchInterval },
  { name: "gettrace", flags: METH_NOARGS, fn: nothing },
  { name: "getprofile", flags: METH_NOARGS, fn: nothing },
  { name: "unraisablehook", flags: METH_O, fn: unraisablehook },
];

const TEXTS: Readonly<Record<string, string>> = {
  abiflags: "",
  executable: "",
  prefix: "",
  exec_prefix: "",
  base_prefix: "",
  base_exec_prefix: "",
  platlibdir: "lib",
  copyright: "Copyright (c) the Vivarium authors. MIT license.",
};

/** Sets the attributes; `put` steals a value, NULL being a failure, and gives 0 or -1. 0, or -1 with MemoryError. */
export function makeSystemFacts(vm: Interpreter, put: (name: string, value: Address) => number): number {
  for (const [name, text] of Object.entries(TEXTS)) if (put(name, newStr(vm, text)) < 0) return -1;
  if (put("dont_write_bytecode", newRef(vm, FALSE)) < 0) return -1;
  if (put("pycache_prefix", newRef(vm, NONE)) < 0 || put("warnoptions", listNew(vm, 0)) < 0) return -1;
  return put("stdlib_module_names", moduleNames(vm));
}

/** The names of all modules that come with the runtime: a new frozenset. */
function moduleNames(vm: Interpreter): Address {
  const names = setNewOf(vm, FROZENSET_TYPE);
  if (names === NULL) return NULL;
  for (const name of ["builtins", "sys", ...vm.moduleMakers.keys(), ...vm.library.keys()]) {
    if (name.includes(".")) continue;
    const text = newStr(vm, name);
    const status = text === NULL ? -1 : setAdd(vm, names, text);
    if (text !== NULL) decref(vm, text);
    if (status < 0) {
      decref(vm, names);
      return NULL;
    }
  }
  return names;
}
