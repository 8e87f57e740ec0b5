/**
 * Interned strings: one object per text for names, so that comparing them is comparing addresses.
 *
 * They stand in a dict of the interpreter, each as key and value. Law: those two references are not counted. So an
 * interned str dies like any other, and takes itself out of the dict then (`uninternOnDealloc`); the static
 * identifiers stay for ever. The dict is never handed out.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (PyUnicode_InternInPlace, unicode_dealloc, _PyUnicode_ClearInterned).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_TYPE } from "../memory/object_layout.ts";
import { clearPending } from "../memory/pending.ts";
import { dealloc, decref } from "../memory/refcount.ts";
import { STATIC_IDENTIFIERS, STR_TYPE } from "../memory/statics.ts";
import { dictNewPresized, dictNext, dictSetDefault, removeEntry, touch } from "./dict.ts";
import { EMPTY_KEYS, findStr, freeKeysBlock, MA_KEYS, MA_USED } from "./dict_keys.ts";
import { newStr, strAlloc, strData } from "./str.ts";
import { STATE_INTERNED, STATE_INTERNED_MORTAL, STR_HASH, STR_STATE } from "./str_layout.ts";
import { readCString } from "./type_name.ts";

/** More names than the runtime interns while it starts: the dict needs not grow until then. */
const NAMES_AT_START = 1300;

/** Makes the dict and interns the static identifiers. False with MemoryError. */
export function startInterning(vm: Interpreter): boolean {
  vm.interned = dictNewPresized(vm, NAMES_AT_START, true);
  if (vm.interned === NULL) return false;
  for (const [, address] of STATIC_IDENTIFIERS) {
    if (!addInterned(vm, address)) return false;
  }
  return true;
}

/** Puts a str that is not there into the dict; false with MemoryError. */
function addInterned(vm: Interpreter, s: Address): boolean {
  const found = dictSetDefault(vm, vm.interned, s, s);
  if (found === NULL) return false;
  if (found !== s) throw new Error(`Identifier at ${s} is interned twice`);
  markInterned(vm, s);
  return true;
}

function markInterned(vm: Interpreter, s: Address): void {
  const i32 = vm.i32;
  i32[s >> 2] -= 2;
  i32[(s + STR_STATE) >> 2] |= STATE_INTERNED_MORTAL;
}

/**
 * The interned str with the text of `s` (stolen): a new reference, which may be `s` itself. A str of a subclass, or one
 * that finds no memory, is returned as it is. Cannot fail.
 */
export function internInPlace(vm: Interpreter, s: Address): Address {
  const i32 = vm.i32;
  if (i32[(s + OB_TYPE) >> 2] !== STR_TYPE || (i32[(s + STR_STATE) >> 2] & STATE_INTERNED) !== 0) return s;
  const found = dictSetDefault(vm, vm.interned, s, s);
  if (found === NULL) {
    clearPending(vm);
    return s;
  }
  if (found === s) {
    markInterned(vm, s);
    return s;
  }
  i32[found >> 2]++;
  if (--i32[s >> 2] === 0) dealloc(vm, s);
  return found;
}

/** The interned str with a text: a new reference, or NULL with MemoryError. */
export function internJs(vm: Interpreter, text: string): Address {
  const s = newStr(vm, text);
  return s === NULL ? NULL : internInPlace(vm, s);
}

/** The interned str with the text of a C string: a new reference, or NULL with MemoryError. */
export function internCString(vm: Interpreter, address: Address): Address {
  const u8 = vm.u8;
  let end = address, all = 0;
  for (; u8[end] !== 0; end++) all |= u8[end];
  const length = end - address;
  if (all >= 0x80 || length < 2) return internJs(vm, readCString(vm, address));
  const s = strAlloc(vm, length, all);
  if (s === NULL) return NULL;
  const offset = strData(vm, s) - address;
  for (let at = address; at < end; at++) u8[at + offset] = u8[at];
  return internInPlace(vm, s);
}

/** Takes a dying interned str out of the dict; its tp_dealloc calls this. Runs no code. */
export function uninternOnDealloc(vm: Interpreter, s: Address): void {
  const i32 = vm.i32;
  const low = i32[(s + STR_HASH) >> 2], high = i32[(s + STR_HASH + 4) >> 2];
  const at = findStr(vm, i32[(vm.interned + MA_KEYS) >> 2], s, low, high);
  if (at === NULL || i32[at >> 2] !== s) {
    throw new Error(`Interned str at ${s} is not in the dict of interned strings`);
  }
  removeEntry(vm, vm.interned, at, low, high);
}

/** Gives the dict back at the end of a run. What is still alive is no longer interned, and nobody's concern here. */
export function stopInterning(vm: Interpreter): void {
  const i32 = vm.i32;
  const interned = vm.interned;
  if (interned === NULL) return;
  vm.interned = NULL;
  for (let position = dictNext(vm, interned, 0); position >= 0; position = dictNext(vm, interned, position)) {
    i32[(vm.dictKey + STR_STATE) >> 2] &= ~STATE_INTERNED;
  }
  freeKeysBlock(vm, i32[(interned + MA_KEYS) >> 2]);
  i32[EMPTY_KEYS >> 2]++;
  i32[(interned + MA_KEYS) >> 2] = EMPTY_KEYS;
  i32[(interned + MA_USED) >> 2] = 0;
  touch(vm, interned);
  decref(vm, interned);
}
