/**
 * functools._lru_cache_wrapper: a function with a cache of its results.
 *
 *     16 prev   24 next   (ends of the list)   56 wrapper   64 typed   72 cache   80 hits   88 func   96 maxsize
 *     104 misses   112 kwd_mark   120 lru_list_elem_type   128 cache_info_type   136 dict   144 weakreflist
 *
 *     link    16 prev   24 next   32 hash   40 key   48 result
 *
 * The cache is a dict from keys to results, or, with a limit, to links of a ring that starts and ends at the wrapper: the first
 * is the one that was not used for longest. A link has two references: the dict's, and the ring's.
 *
 * A key is the tuple of the arguments, a str or int alone being its own key; keywords come behind a mark, and the types behind
 * all if they count.
 *
 * Law: the function, comparison and release of keys can call the wrapper again: the ring and the dict are looked at anew after each.
 *
 * Source: CPython 3.11 Modules/_functoolsmodule.c (lru_cache_*).
 */
import {
  type Address,
  i32 as int32,
  i64,
  NULL,
  objectFree,
  objectMalloc,
  pointer,
  struct,
} from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import {
  OB_TYPE,
  OBJECT,
  ONE_WORD,
  TPFLAGS_BASETYPE,
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_HAVE_GC,
  TYPE,
} from "../memory/object_layout.ts";
import { gcUntrack } from "../memory/gc_head.ts";
import { noMemory } from "../memory/pending.ts";
import { clearField, decref, incref, newRef, typeOf, xdecref } from "../memory/refcount.ts";
import {
  identifier,
  INT_TYPE,
  lateType,
  NONE,
  OVERFLOW_ERROR,
  STR_TYPE,
  TYPE_ERROR,
} from "../memory/statics.ts";
import { parseTupleAndKeywords } from "../objects/arguments.ts";
import { call, isCallable, vectorcall } from "../objects/call.ts";
import { hash } from "../objects/compare.ts";
import { defineType } from "../objects/define_type.ts";
import {
  dictClear,
  dictGetHashed,
  dictNew,
  dictNext,
  dictSize,
  insert,
  removeEntry,
} from "../objects/dict.ts";
import { lookup } from "../objects/dict_lookup.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { intFromNumber } from "../objects/int.ts";
import { METH_NOARGS, METH_O } from "../objects/method_definition.ts";
import { newMethod } from "../objects/method.ts";
import { asSsize, hasIndex } from "../objects/number.ts";
import { genericGetDict, getAttr, isTrue } from "../objects/object.ts";
import { tupleItem, tupleNew, tupleSetItem, tupleSize } from "../objects/tuple.ts";
import { clearWeakrefs } from "../objects/weakref_object.ts";
import { setDict } from "./functools_partial.ts";

const LINK = struct("lru_list_elem", 56, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  prev: pointer(16, "the link before, borrowed; of the wrapper: the last"),
  next: pointer(24, "the link behind, borrowed; of the wrapper: the first"),
  hash: i64(32, "hash of the key"),
  key: pointer(40, "the key, owned"),
  result: pointer(48, "what the function gave, owned"),
});
const PREV = LINK.offsets.prev;
const NEXT = LINK.offsets.next;
const HASH = LINK.offsets.hash;
const KEY = LINK.offsets.key;
const RESULT = LINK.offsets.result;

const WRAPPER = struct("lru_cache_object", 152, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  prev: pointer(16, "last link of the ring"),
  next: pointer(24, "first link of the ring"),
  wrapper: pointer(56, "unused: maxsize says how to call"),
  typed: int32(64, "1: arguments of different types are different"),
  cache: pointer(72, "dict of results or links, owned"),
  hits: i64(80, "results that were found"),
  func: pointer(88, "the function, owned"),
  maxsize: i64(96, "most results; -1: any number, 0: none is kept"),
  misses: i64(104, "results that were not found"),
  kwd_mark: pointer(112, "stands before keywords in a key, owned"),
  lru_list_elem_type: pointer(120, "type of links, owned"),
  cache_info_type: pointer(128, "what makes the figures, owned"),
  dict: pointer(136, "attributes, owned, or NULL"),
  weakreflist: pointer(144, "weak references to it"),
});
const W = WRAPPER.offsets;
const OWNED = [W.cache, W.func, W.kwd_mark, W.lru_list_elem_type, W.cache_info_type, W.dict] as const;

export const LRU_CACHE_TYPE = lateType("lru_cache");
export const LRU_LINK_TYPE = lateType("lru_list_elem");
const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;
const QUALNAME = identifier("__qualname__");
/** Nothing that a program has: it stands before the keywords in a key. */
const KEYWORD_MARK = LRU_LINK_TYPE;
const MOST = 0x7fffffff;

// Making -----------------------------------------------------------------------------------------------------------

const NEW = {
  name: "lru_cache",
  params: ["user_function", "maxsize", "typed", "cache_info_type"],
  required: 4,
};

function wrapperNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const given = parseTupleAndKeywords(vm, NEW, args, kwargs);
  if (given === null) return NULL;
  const [func, limit, typedObject, infoType] = given;
  const typed = isTrue(vm, typedObject);
  if (typed < 0) return NULL;
  if (!isCallable(vm, func)) return raise(vm, TYPE_ERROR, "the first argument must be callable");
  let maxsize = -1;
  if (limit !== NONE) {
    if (!hasIndex(vm, limit)) return raise(vm, TYPE_ERROR, "maxsize should be integer or None");
    maxsize = asSsize(vm, limit, OVERFLOW_ERROR);
    if (maxsize === -1 && errorOccurred(vm) !== NULL) return NULL;
    maxsize = Math.min(Math.max(maxsize, 0), MOST);
  }
  const cache = dictNew(vm);
  if (cache === NULL) return NULL;
  const i32 = vm.i32;
  const self: Address = vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (self === NULL) {
    decref(vm, cache);
    return NULL;
  }
  i32[(self + PREV) >> 2] = i32[(self + NEXT) >> 2] = self;
  i32[(self + W.typed) >> 2] = typed;
  i32[(self + W.cache) >> 2] = cache;
  i32[(self + W.func) >> 2] = newRef(vm, func);
  i32[(self + W.maxsize) >> 2] = maxsize;
  i32[(self + W.maxsize + 4) >> 2] = maxsize >> 31;
  i32[(self + W.kwd_mark) >> 2] = newRef(vm, KEYWORD_MARK);
  i32[(self + W.lru_list_elem_type) >> 2] = newRef(vm, LRU_LINK_TYPE);
  i32[(self + W.cache_info_type) >> 2] = newRef(vm, infoType);
  return self;
}

// Keys -------------------------------------------------------------------------------------------------------------

/** The key of a call, new; NULL with MemoryError. */
function makeKey(vm: Interpreter, args: Address, kwargs: Address, typed: boolean): Address {
  const n = tupleSize(vm, args), keywords = kwargs === NULL ? 0 : dictSize(vm, kwargs);
  if (!typed && keywords === 0) {
    const only = n === 1 ? tupleItem(vm, args, 0) : NULL;
    const type = only === NULL ? NULL : typeOf(vm, only);
    return newRef(vm, type === STR_TYPE || type === INT_TYPE ? only : args);
  }
  const key = tupleNew(vm, n + (keywords > 0 ? 2 * keywords + 1 : 0) + (typed ? n + keywords : 0));
  if (key === NULL) return NULL;
  let at = 0;
  const put = (object: Address): void => tupleSetItem(vm, key, at++, newRef(vm, object));
  for (let i = 0; i < n; i++) put(tupleItem(vm, args, i));
  if (keywords > 0) {
    put(KEYWORD_MARK);
    for (let place = dictNext(vm, kwargs, 0); place >= 0; place = dictNext(vm, kwargs, place)) {
      put(vm.dictKey);
      put(vm.dictValue);
    }
  }
  if (!typed) return key;
  for (let i = 0; i < n; i++) put(typeOf(vm, tupleItem(vm, args, i)));
  if (keywords === 0) return key;
  for (let place = dictNext(vm, kwargs, 0); place >= 0; place = dictNext(vm, kwargs, place)) {
    put(typeOf(vm, vm.dictValue));
  }
  return key;
}

// The ring ---------------------------------------------------------------------------------------------------------

function extractLink(vm: Interpreter, link: Address): void {
  const i32 = vm.i32;
  const before = i32[(link + PREV) >> 2], after = i32[(link + NEXT) >> 2];
  i32[(before + NEXT) >> 2] = after;
  i32[(after + PREV) >> 2] = before;
}

/** Puts a link at the end of the ring, as the one used last. */
function appendLink(vm: Interpreter, self: Address, link: Address): void {
  insertLink(vm, link, vm.i32[(self + PREV) >> 2], self);
}

function insertLink(vm: Interpreter, link: Address, before: Address, after: Address): void {
  const i32 = vm.i32;
  i32[(before + NEXT) >> 2] = i32[(after + PREV) >> 2] = link;
  i32[(link + PREV) >> 2] = before;
  i32[(link + NEXT) >> 2] = after;
}

/** A new link with a key and a result (both stolen); NULL with MemoryError, and they are released. */
function newLink(vm: Interpreter, key: Address, low: number, high: number, result: Address): Address {
  const link = objectMalloc(vm, LINK.size);
  if (link === NULL) {
    decref(vm, key);
    decref(vm, result);
    return noMemory(vm);
  }
  const { f64, i32 } = vm;
  f64[link >> 3] = ONE_WORD;
  for (let field = OB_TYPE; field < LINK.size; field += 8) f64[(link + field) >> 3] = 0;
  i32[(link + OB_TYPE) >> 2] = LRU_LINK_TYPE;
  i32[(link + HASH) >> 2] = low;
  i32[(link + HASH + 4) >> 2] = high;
  i32[(link + KEY) >> 2] = key;
  i32[(link + RESULT) >> 2] = result;
  return link;
}

// Calling ----------------------------------------------------------------------------------------------------------

function wrapperCall(vm: Interpreter, self: Address, args: Address, kwargs: Address): Address {
  const i32 = vm.i32;
  const maxsize = i32[(self + W.maxsize) >> 2];
  incref(vm, self);
  let result: Address;
  if (maxsize === 0) {
    i32[(self + W.misses) >> 2]++;
    result = call(vm, i32[(self + W.func) >> 2], args, kwargs);
  } else {
    result = callCached(vm, self, args, kwargs, maxsize);
  }
  decref(vm, self);
  return result;
}

/** What the cache has for the arguments, or what the function gives, which is kept; new. */
function callCached(
  vm: Interpreter,
  self: Address,
  args: Address,
  kwargs: Address,
  maxsize: number,
): Address {
  const i32 = vm.i32;
  const key = makeKey(vm, args, kwargs, i32[(self + W.typed) >> 2] !== 0);
  if (key === NULL) return NULL;
  const low = hash(vm, key), high = vm.hashHigh;
  if (low === -1 && high === -1) {
    decref(vm, key);
    return NULL;
  }
  const cache = newRef(vm, i32[(self + W.cache) >> 2]);
  const found = dictGetHashed(vm, cache, key, low, high);
  let result = NULL;
  if (found !== NULL) {
    i32[(self + W.hits) >> 2]++;
    result = newRef(vm, maxsize < 0 ? found : useLink(vm, self, found));
    decref(vm, key);
  } else if (errorOccurred(vm) !== NULL) {
    decref(vm, key);
  } else {
    i32[(self + W.misses) >> 2]++;
    result = call(vm, i32[(self + W.func) >> 2], args, kwargs);
    if (result === NULL) decref(vm, key);
    else if (maxsize < 0) result = keep(vm, cache, key, low, high, result);
    else result = keepLinked(vm, self, cache, { key, low, high }, result, maxsize);
  }
  decref(vm, cache);
  return result;
}

/** Makes a link the one used last; its result, borrowed. */
function useLink(vm: Interpreter, self: Address, link: Address): Address {
  extractLink(vm, link);
  appendLink(vm, self, link);
  return vm.i32[(link + RESULT) >> 2];
}

/** Puts a result under a key (stolen) into a cache without a limit; the result, or NULL with an exception. */
function keep(
  vm: Interpreter,
  cache: Address,
  key: Address,
  low: number,
  high: number,
  result: Address,
): Address {
  if (insert(vm, cache, key, newRef(vm, result), low, high) === 0) return result;
  decref(vm, result);
  return NULL;
}

/** A key (owned) with its hash. */
interface HashedKey {
  readonly key: Address;
  readonly low: number;
  readonly high: number;
}

/** Puts a result into a cache with a limit (steals the key); the result, or NULL with an exception. */
function keepLinked(
  vm: Interpreter,
  self: Address,
  cache: Address,
  hashed: HashedKey,
  result: Address,
  maxsize: number,
): Address {
  const { key, low, high } = hashed;
  const there = dictGetHashed(vm, cache, key, low, high);
  if (there !== NULL || errorOccurred(vm) !== NULL) {
    // The function has called the wrapper with the same arguments: the cache has the result already.
    decref(vm, key);
    if (there !== NULL) return result;
    decref(vm, result);
    return NULL;
  }
  const isEmpty = vm.i32[(self + NEXT) >> 2] === self;
  const link = dictSize(vm, cache) < maxsize || isEmpty
    ? newLink(vm, key, low, high, newRef(vm, result))
    : reuseOldest(vm, self, cache, hashed, result);
  if (link === NULL) {
    if (errorOccurred(vm) === NULL) return result;
    decref(vm, result);
    return NULL;
  }
  if (insert(vm, cache, newRef(vm, key), newRef(vm, link), low, high) < 0) {
    decref(vm, link);
    decref(vm, result);
    return NULL;
  }
  appendLink(vm, self, link);
  return result;
}

/**
 * The link that was not used for longest, taken out of ring and dict and filled anew (steals the key). NULL without an exception
 * if it had left the dict already: nothing is kept then; NULL with one if it could not be taken out.
 */
function reuseOldest(
  vm: Interpreter,
  self: Address,
  cache: Address,
  { key, low, high }: HashedKey,
  result: Address,
): Address {
  const i32 = vm.i32;
  const link = i32[(self + NEXT) >> 2];
  extractLink(vm, link);
  const oldKey = newRef(vm, i32[(link + KEY) >> 2]);
  const taken = takeOut(vm, cache, oldKey, i32[(link + HASH) >> 2], i32[(link + HASH + 4) >> 2]);
  decref(vm, oldKey);
  if (taken <= 0) {
    decref(vm, key);
    if (taken === 0) decref(vm, link);
    else insertLink(vm, link, self, i32[(self + NEXT) >> 2]);
    return NULL;
  }
  const lastKey = i32[(link + KEY) >> 2], lastResult = i32[(link + RESULT) >> 2];
  i32[(link + HASH) >> 2] = low;
  i32[(link + HASH + 4) >> 2] = high;
  i32[(link + KEY) >> 2] = key;
  i32[(link + RESULT) >> 2] = newRef(vm, result);
  decref(vm, lastKey);
  decref(vm, lastResult);
  return link;
}

/** Takes a key (borrowed) out of a dict: 1, 0 if it is not there, -1 with an exception. Can run any code. */
function takeOut(vm: Interpreter, dict: Address, key: Address, low: number, high: number): number {
  const at = lookup(vm, dict, key, low, high);
  if (at <= 0) return at;
  const value = vm.i32[at >> 2];
  decref(vm, removeEntry(vm, dict, at, low, high));
  decref(vm, value);
  return 1;
}

// The rest ---------------------------------------------------------------------------------------------------------

/** Takes all links out of the ring and releases the ring's references to them. Can run any code. */
function clearRing(vm: Interpreter, self: Address): void {
  const i32 = vm.i32;
  let link = i32[(self + NEXT) >> 2];
  if (link === NULL || link === self) return;
  i32[(i32[(self + PREV) >> 2] + NEXT) >> 2] = NULL;
  i32[(self + PREV) >> 2] = i32[(self + NEXT) >> 2] = self;
  while (link !== NULL) {
    const next = i32[(link + NEXT) >> 2];
    decref(vm, link);
    link = next;
  }
}

/** cache_clear() */
function cacheClear(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  i32[(self + W.hits) >> 2] = i32[(self + W.misses) >> 2] = 0;
  const first = i32[(self + NEXT) >> 2];
  if (first === self) {
    dictClear(vm, i32[(self + W.cache) >> 2]);
    return newRef(vm, NONE);
  }
  i32[(i32[(self + PREV) >> 2] + NEXT) >> 2] = NULL;
  i32[(self + PREV) >> 2] = i32[(self + NEXT) >> 2] = self;
  dictClear(vm, i32[(self + W.cache) >> 2]);
  for (let link = first; link !== NULL;) {
    const next = i32[(link + NEXT) >> 2];
    decref(vm, link);
    link = next;
  }
  return newRef(vm, NONE);
}

/** cache_info(): hits, misses, maxsize, currsize */
function cacheInfo(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const maxsize = i32[(self + W.maxsize) >> 2];
  const figures = [
    intFromNumber(vm, i32[(self + W.hits) >> 2]),
    intFromNumber(vm, i32[(self + W.misses) >> 2]),
    maxsize < 0 ? newRef(vm, NONE) : intFromNumber(vm, maxsize),
    intFromNumber(vm, dictSize(vm, i32[(self + W.cache) >> 2])),
  ];
  let result = NULL;
  if (!figures.includes(NULL)) {
    const args = vm.sp;
    figures.forEach((figure, i) => i32[(args + 8 * i) >> 2] = figure);
    vm.sp = args + 8 * figures.length;
    const infoType = newRef(vm, i32[(self + W.cache_info_type) >> 2]);
    result = vectorcall(vm, infoType, args, figures.length, NULL);
    decref(vm, infoType);
    vm.sp = args;
  }
  for (const figure of figures) xdecref(vm, figure);
  return result;
}

function reduce(vm: Interpreter, self: Address): Address {
  return getAttr(vm, self, QUALNAME);
}

function copy(vm: Interpreter, self: Address): Address {
  return newRef(vm, self);
}

/** tp_descr_get: a method of the instance. */
function descrGet(vm: Interpreter, self: Address, instance: Address): Address {
  return instance === NULL || instance === NONE ? newRef(vm, self) : newMethod(vm, self, instance);
}

function dealloc(vm: Interpreter, self: Address): void {
  gcUntrack(vm, self);
  if (vm.i32[(self + W.weakreflist) >> 2] !== NULL) clearWeakrefs(vm, self);
  clear(vm, self);
  vm.functions[vm.i32[(typeOf(vm, self) + TP_FREE) >> 2]](vm, self);
}

function clear(vm: Interpreter, self: Address): void {
  clearRing(vm, self);
  for (const field of OWNED) clearField(vm, self + field);
}

/** The ring's references, and those of the links, which the collector does not know. */
function traverse(vm: Interpreter, self: Address, visit: Visit): void {
  const i32 = vm.i32;
  const first = i32[(self + NEXT) >> 2];
  for (let link = first; link !== NULL && link !== self; link = i32[(link + NEXT) >> 2]) {
    visit(vm, link);
    visit(vm, i32[(link + KEY) >> 2]);
    visit(vm, i32[(link + RESULT) >> 2]);
  }
  for (const field of OWNED) {
    const child = i32[(self + field) >> 2];
    if (child !== NULL) visit(vm, child);
  }
}

function linkDealloc(vm: Interpreter, link: Address): void {
  const key = vm.i32[(link + KEY) >> 2], result = vm.i32[(link + RESULT) >> 2];
  objectFree(vm, link);
  xdecref(vm, key);
  xdecref(vm, result);
}

/** Declares the wrapper. */
export function defineLruCache(vm: Interpreter): void {
  defineType(vm, LRU_CACHE_TYPE, {
    name: "functools._lru_cache_wrapper",
    doc: "A function that keeps what it has returned for the arguments of its last calls.",
    basicSize: WRAPPER.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE,
    dictOffset: W.dict,
    weaklistOffset: W.weakreflist,
    dealloc,
    traverse,
    clear,
    call: wrapperCall,
    descrGet,
    new: wrapperNew,
    methods: [
      { name: "cache_info", flags: METH_NOARGS, fn: cacheInfo, doc: "Report cache statistics" },
      {
        name: "cache_clear",
        flags: METH_NOARGS,
        fn: cacheClear,
        doc: "Clear the cache and cache statistics",
      },
      { name: "__reduce__", flags: METH_NOARGS, fn: reduce },
      { name: "__copy__", flags: METH_NOARGS, fn: copy },
      { name: "__deepcopy__", flags: METH_O, fn: copy },
    ],
    getset: [{
      name: "__dict__",
      get: genericGetDict,
      set: (vm: Interpreter, self: Address, value: Address) => setDict(vm, self + W.dict, value),
    }],
  });
}

/** Declares the links. */
export function defineLruLink(vm: Interpreter): void {
  defineType(vm, LRU_LINK_TYPE, {
    name: "functools._lru_list_elem",
    basicSize: LINK.size,
    flags: TPFLAGS_DISALLOW_INSTANTIATION,
    dealloc: linkDealloc,
  });
}
