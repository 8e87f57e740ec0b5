/**
 * The C API's dict.
 *
 * Source: C API, "Dictionary Objects"; CPython 3.11 Objects/dictobject.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef, typeOf } from "../memory/refcount.ts";
import { DICT_TYPE } from "../memory/statics.ts";
import {
  dictClear,
  dictContains,
  dictCopy,
  dictDel,
  dictGet,
  dictNew,
  dictNext,
  dictSet,
  dictSetDefault,
  dictSize,
  isDict,
  MERGE_KEEP,
  MERGE_REPLACE,
} from "../objects/dict.ts";
import { dictMerge, dictMergePairs } from "../objects/dict_merge.ts";
import { clearError, errorOccurred } from "../objects/errors.ts";
import { listNew, listSetItem } from "../objects/list.ts";
import { mappingProxyFor } from "../objects/mappingproxy.ts";
import { newStr } from "../objects/str.ts";
import { tuplePack2 } from "../objects/tuple.ts";
import { badInternalCall, badInternalCallFlag } from "./capi_errors.ts";
import { type CText, textOf } from "./capi_text.ts";

/** What a list of a dict's entries holds; `make` gives a new reference or NULL with an exception. */
function listOfEntries(vm: Interpreter, dict: Address, make: () => Address): Address {
  for (;;) {
    const n = dictSize(vm, dict);
    const list = listNew(vm, n);
    if (list === NULL) return NULL;
    let i = 0;
    for (let at = dictNext(vm, dict, 0); at >= 0 && i < n; at = dictNext(vm, dict, at)) {
      const item = make();
      if (item === NULL) {
        decref(vm, list);
        return NULL;
      }
      listSetItem(vm, list, i++, item);
    }
    if (i === n && dictSize(vm, dict) === n) return list;
    decref(vm, list); // an allocation has run a collection, which has run code that changed the dict
  }
}

/** The functions of dict for one interpreter. */
export function createDictApi(vm: Interpreter) {
  const isGiven = (object: Address): boolean => object !== NULL && isDict(vm, object);
  /** Does something with a str that is made for it. */
  const withKey = <T>(text: CText, failure: T, use: (key: Address) => T): T => {
    const source = textOf(vm, text);
    const key = source === null ? NULL : newStr(vm, source);
    if (key === NULL) return failure;
    const result = use(key);
    decref(vm, key);
    return result;
  };
  const setItem = (dict: Address, key: Address, value: Address): number =>
    isGiven(dict) ? dictSet(vm, dict, key, value) : badInternalCallFlag(vm);
  const delItem = (dict: Address, key: Address): number =>
    isGiven(dict) ? dictDel(vm, dict, key) : badInternalCallFlag(vm);
  /** The old functions forget every exception. */
  const getQuietly = (dict: Address, key: Address): Address => {
    if (!isGiven(dict)) return NULL;
    const value = dictGet(vm, dict, key);
    if (value === NULL && errorOccurred(vm) !== NULL) clearError(vm);
    return value;
  };
  const merge = (dict: Address, other: Address, override: number): number =>
    isGiven(dict) && other !== NULL
      ? dictMerge(vm, dict, other, override !== 0 ? MERGE_REPLACE : MERGE_KEEP)
      : badInternalCallFlag(vm);
  return {
    PyDict_Type: DICT_TYPE as Address,
    PyDict_Check: (object: Address): number => isGiven(object) ? 1 : 0,
    PyDict_CheckExact: (object: Address): number => typeOf(vm, object) === DICT_TYPE ? 1 : 0,
    /** New. */
    PyDict_New: (): Address => dictNew(vm),
    /** New: a view of a mapping that cannot be written through. */
    PyDictProxy_New: (mapping: Address): Address => mappingProxyFor(vm, mapping),
    /** -1 with SystemError if it is no dict. */
    PyDict_Size: (dict: Address): number => isGiven(dict) ? dictSize(vm, dict) : badInternalCallFlag(vm),
    /** 0 or -1; the dict takes references of its own. Can run any code. */
    PyDict_SetItem: setItem,
    PyDict_SetItemString: (dict: Address, key: CText, value: Address): number =>
      withKey(key, -1, (object) => setItem(dict, object, value)),
    /** Borrowed, or NULL without an exception. */
    PyDict_GetItem: getQuietly,
    PyDict_GetItemString: (dict: Address, key: CText): Address => {
      const value = withKey(key, NULL, (object) => getQuietly(dict, object));
      if (value === NULL) clearError(vm);
      return value;
    },
    /** Borrowed, or NULL, perhaps with an exception. */
    PyDict_GetItemWithError: (dict: Address, key: Address): Address =>
      isGiven(dict) ? dictGet(vm, dict, key) : badInternalCall(vm),
    /** Borrowed: the value of a key, which is `value` from now on if it had none. */
    PyDict_SetDefault: (dict: Address, key: Address, value: Address): Address =>
      isGiven(dict) ? dictSetDefault(vm, dict, key, value) : badInternalCall(vm),
    /** 0, or -1 with KeyError. */
    PyDict_DelItem: delItem,
    PyDict_DelItemString: (dict: Address, key: CText): number =>
      withKey(key, -1, (object) => delItem(dict, object)),
    PyDict_Contains: (dict: Address, key: Address): number => dictContains(vm, dict, key),
    PyDict_Clear: (dict: Address): void => {
      if (isGiven(dict)) dictClear(vm, dict);
    },
    /** New. */
    PyDict_Copy: (dict: Address): Address => isGiven(dict) ? dictCopy(vm, dict) : badInternalCall(vm),
    // New lists.
    PyDict_Keys: (dict: Address): Address =>
      isGiven(dict) ? listOfEntries(vm, dict, () => newRef(vm, vm.dictKey)) : badInternalCall(vm),
    PyDict_Values: (dict: Address): Address =>
      isGiven(dict) ? listOfEntries(vm, dict, () => newRef(vm, vm.dictValue)) : badInternalCall(vm),
    PyDict_Items: (dict: Address): Address =>
      isGiven(dict)
        ? listOfEntries(vm, dict, () => tuplePack2(vm, vm.dictKey, vm.dictValue))
        : badInternalCall(vm),
    /**
     * The next entry: 1, or 0 at the end. `position` is the address of a word that holds 0 at first; `key` and `value`,
     * each of which may be NULL, of words that get borrowed references.
     */
    PyDict_Next: (dict: Address, position: Address, key: Address, value: Address): number => {
      if (!isGiven(dict)) return 0;
      const { i32 } = vm;
      const next = dictNext(vm, dict, i32[position >> 2]);
      if (next < 0) return 0;
      const results = [[position, next], [key, vm.dictKey], [value, vm.dictValue]];
      for (const [word, result] of results) {
        if (word === NULL) continue;
        i32[word >> 2] = result;
        i32[(word + 4) >> 2] = 0;
      }
      return 1;
    },
    /** The entries of a dict, or of a mapping with keys(), replace those of the same keys if `override` is not 0. */
    PyDict_Merge: merge,
    PyDict_Update: (dict: Address, other: Address): number => merge(dict, other, 1),
    /** The same with an iterable of pairs. */
    PyDict_MergeFromSeq2: (dict: Address, pairs: Address, override: number): number =>
      dictMergePairs(vm, dict, pairs, override !== 0 ? MERGE_REPLACE : MERGE_KEEP),
  };
}
