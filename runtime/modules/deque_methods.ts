/**
 * The type deque: its methods and operators over what deque.ts does.
 *
 * Searches compare items while any code may run: they look at the deque's state after each comparison and give up if it has
 * changed.
 *
 * Source: CPython 3.11 Modules/_collectionsmodule.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  EQ,
  GT,
  LE,
  LT,
  NE,
  TPFLAGS_BASETYPE,
  TPFLAGS_HAVE_GC,
  TPFLAGS_SEQUENCE,
} from "../memory/object_layout.ts";
import { decref, incref, newRef, typeOf } from "../memory/refcount.ts";
import {
  INDEX_ERROR,
  NONE,
  NOT_IMPLEMENTED,
  RUNTIME_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { checkPositional, parseTupleAndKeywords } from "../objects/arguments.ts";
import { call1, call2 } from "../objects/call.ts";
import { defineType } from "../objects/define_type.ts";
import { errorOccurred, formatType, raise, raiseFlag } from "../objects/errors.ts";
import { reprText } from "../objects/exceptions.ts";
import { intAsSsize, intFromNumber, isInt, newBool } from "../objects/int.ts";
import { getIter, iterNext } from "../objects/iterate.ts";
import { METH_FASTCALL, METH_NOARGS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { noMemory } from "../memory/pending.ts";
import { asSsize } from "../objects/number.ts";
import { richCompareBool } from "../objects/object.ts";
import { reprEnter, reprLeave } from "../objects/repr_guard.ts";
import { sequenceList } from "../objects/sequence.ts";
import { newStr } from "../objects/str.ts";
import { newEmptyTuple, tupleNew, tuplePack2, tupleSetItem } from "../objects/tuple.ts";
import { shortTypeName } from "../objects/type_name.ts";
import {
  BLOCK_LENGTH,
  BLOCK_SIZE,
  DEQUE,
  DEQUE_LEFT_INDEX,
  DEQUE_MAXLEN,
  DEQUE_STATE,
  DEQUE_TYPE,
  dequeAppend,
  dequeAppendLeft,
  dequeBuffers,
  dequeClear,
  dequeDealloc,
  dequeDelete,
  dequeExtend,
  dequeInsert,
  dequeNew,
  dequePop,
  dequePopLeft,
  dequeRotate,
  dequeSize,
  dequeSlot,
  dequeTraverse,
  isDeque,
  nextSlot,
  previousSlot,
} from "./deque.ts";
import { ssizeOf } from "./itertools_objects.ts";
import { dequeIter, dequeReversed } from "./deque_iterators.ts";

const none = (vm: Interpreter, status: number): Address => status < 0 ? NULL : newRef(vm, NONE);

// Adding and taking ------------------------------------------------------------------------------------------------

function append(vm: Interpreter, deque: Address, item: Address): Address {
  incref(vm, item);
  return none(vm, dequeAppend(vm, deque, item));
}

function appendLeft(vm: Interpreter, deque: Address, item: Address): Address {
  incref(vm, item);
  return none(vm, dequeAppendLeft(vm, deque, item));
}

function extend(vm: Interpreter, deque: Address, iterable: Address): Address {
  return none(vm, dequeExtend(vm, deque, iterable));
}

function extendLeft(vm: Interpreter, deque: Address, iterable: Address): Address {
  return none(vm, dequeExtend(vm, deque, iterable, true));
}

/** insert(index, item) */
function insert(vm: Interpreter, deque: Address, args: Address, nargs: number): Address {
  if (nargs !== 2) {
    return raise(vm, TYPE_ERROR, `insert() takes exactly 2 arguments (${nargs} given)`);
  }
  const index = ssizeOf(vm, vm.i32[args >> 2]);
  if (index === -1 && errorOccurred(vm) !== NULL) return NULL;
  return none(vm, dequeInsert(vm, deque, index, vm.i32[(args + 8) >> 2]));
}

/** rotate(n=1) */
function rotate(vm: Interpreter, deque: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "deque.rotate", nargs, 0, 1)) return NULL;
  let n = 1;
  if (nargs === 1) {
    n = ssizeOf(vm, vm.i32[args >> 2]);
    if (n === -1 && errorOccurred(vm) !== NULL) return NULL;
  }
  return none(vm, dequeRotate(vm, deque, n));
}

function clear(vm: Interpreter, deque: Address): Address {
  dequeClear(vm, deque);
  return newRef(vm, NONE);
}

/** reverse(): swaps the items in place. */
function reverse(vm: Interpreter, deque: Address): Address {
  const i32 = vm.i32;
  const n = dequeSize(vm, deque);
  if (n < 2) return newRef(vm, NONE);
  let left = dequeSlot(vm, deque, 0), right = dequeSlot(vm, deque, n - 1);
  let leftPlace = i32[(deque + DEQUE_LEFT_INDEX) >> 2];
  let rightPlace = (leftPlace + n - 1) % BLOCK_LENGTH;
  for (let pairs = n >> 1; pairs > 0; pairs--) {
    const item = i32[left >> 2];
    i32[left >> 2] = i32[right >> 2];
    i32[right >> 2] = item;
    left = nextSlot(vm, left, leftPlace);
    right = previousSlot(vm, right, rightPlace);
    leftPlace = (leftPlace + 1) % BLOCK_LENGTH;
    rightPlace = (rightPlace + BLOCK_LENGTH - 1) % BLOCK_LENGTH;
  }
  return newRef(vm, NONE);
}

// Copies -----------------------------------------------------------------------------------------------------------

/** copy(): a new deque with the same items and limit; of a subclass, what calling it gives. */
function copy(vm: Interpreter, deque: Address): Address {
  const type = typeOf(vm, deque);
  if (type === DEQUE_TYPE) {
    const made = dequeNew(vm, type);
    if (made === NULL) return NULL;
    vm.i32[(made + DEQUE_MAXLEN) >> 2] = vm.i32[(deque + DEQUE_MAXLEN) >> 2];
    vm.i32[(made + DEQUE_MAXLEN + 4) >> 2] = vm.i32[(deque + DEQUE_MAXLEN + 4) >> 2];
    const status = dequeSize(vm, deque) === 1
      ? dequeAppend(vm, made, newRef(vm, vm.i32[dequeSlot(vm, deque, 0) >> 2]))
      : dequeExtend(vm, made, deque);
    if (status === 0) return made;
    decref(vm, made);
    return NULL;
  }
  const made = callType(vm, type, deque);
  if (made === NULL || isDeque(vm, made)) return made;
  const given = formatType(vm, made);
  decref(vm, made);
  return raise(vm, TYPE_ERROR, `${shortTypeName(vm, type)}() must return a deque, not ${given}`);
}

/** Calls a subclass with the items and, if there is one, the limit. */
function callType(vm: Interpreter, type: Address, deque: Address): Address {
  if (vm.i64[(deque + DEQUE_MAXLEN) >> 3] < 0n) return call1(vm, type, deque);
  const limit = maxlen(vm, deque);
  if (limit === NULL) return NULL;
  const made = call2(vm, type, deque, limit);
  decref(vm, limit);
  return made;
}

/** sq_concat */
function concat(vm: Interpreter, deque: Address, other: Address): Address {
  if (!isDeque(vm, other)) {
    const given = formatType(vm, other);
    return raise(vm, TYPE_ERROR, `can only concatenate deque (not "${given}") to deque`);
  }
  const made = copy(vm, deque);
  if (made === NULL || dequeExtend(vm, made, other) === 0) return made;
  decref(vm, made);
  return NULL;
}

/** sq_inplace_concat */
function inplaceConcat(vm: Interpreter, deque: Address, other: Address): Address {
  return dequeExtend(vm, deque, other) < 0 ? NULL : newRef(vm, deque);
}

/** sq_repeat */
function repeat(vm: Interpreter, deque: Address, n: number): Address {
  const made = copy(vm, deque);
  if (made === NULL) return NULL;
  const result = inplaceRepeat(vm, made, n);
  decref(vm, made);
  return result;
}

/** sq_inplace_repeat; items that the limit would drop again are not added. */
function inplaceRepeat(vm: Interpreter, deque: Address, n: number): Address {
  const size = dequeSize(vm, deque);
  if (size === 0 || n === 1) return newRef(vm, deque);
  if (n <= 0) {
    dequeClear(vm, deque);
    return newRef(vm, deque);
  }
  if (size * n >= 2 ** 60) return noMemory(vm);
  const limit = Number(vm.i64[(deque + DEQUE_MAXLEN) >> 3]);
  const times = limit >= 0 && n * size > limit ? Math.ceil(limit / size) : n;
  const items = sequenceList(vm, deque);
  if (items === NULL) return NULL;
  let status = 0;
  for (let i = 1; i < times && status === 0; i++) status = dequeExtend(vm, deque, items);
  decref(vm, items);
  return status < 0 ? NULL : newRef(vm, deque);
}

// Searching --------------------------------------------------------------------------------------------------------

/** What ends a search in a deque that has changed. */
const CHANGED = "deque mutated during iteration";

/** What a search is for. */
interface Search {
  /** Stop at the first equal item, or count them all. */
  readonly first: boolean;
  /** Whether an item that is equal counts although comparing it has changed the deque. */
  readonly lenient: boolean;
  /** The exception that a change raises. */
  readonly type: Address;
  readonly message: string;
}
const FIND: Search = { first: true, lenient: true, type: RUNTIME_ERROR, message: CHANGED };
const COUNT: Search = { first: false, lenient: false, type: RUNTIME_ERROR, message: CHANGED };
const REMOVE: Search = {
  first: true,
  lenient: false,
  type: INDEX_ERROR,
  message: CHANGED,
};

/**
 * Compares the items from `start` to before `stop` with a value: the index of the first that is equal, or their number; -1
 * for none, -2 with an exception. Can run any code.
 */
function scan(
  vm: Interpreter,
  deque: Address,
  value: Address,
  start: number,
  stop: number,
  search: Search,
): number {
  const i32 = vm.i32;
  const state = i32[(deque + DEQUE_STATE) >> 2];
  let found = 0;
  let word = start < stop ? dequeSlot(vm, deque, start) : NULL;
  let place = (i32[(deque + DEQUE_LEFT_INDEX) >> 2] + start) % BLOCK_LENGTH;
  for (let i = start; i < stop; i++) {
    const item = newRef(vm, i32[word >> 2]);
    const equal = richCompareBool(vm, item, value, EQ);
    decref(vm, item);
    if (equal < 0) return -2;
    if (equal === 1 && search.first && search.lenient) return i;
    if (i32[(deque + DEQUE_STATE) >> 2] !== state) {
      raise(vm, search.type, search.message);
      return -2;
    }
    if (equal === 1 && search.first) return i;
    found += equal;
    word = nextSlot(vm, word, place);
    place = place + 1 === BLOCK_LENGTH ? 0 : place + 1;
  }
  return search.first ? -1 : found;
}

/** sq_contains */
function contains(vm: Interpreter, deque: Address, value: Address): number {
  const index = scan(vm, deque, value, 0, dequeSize(vm, deque), FIND);
  return index === -2 ? -1 : index >= 0 ? 1 : 0;
}

function count(vm: Interpreter, deque: Address, value: Address): Address {
  const found = scan(vm, deque, value, 0, dequeSize(vm, deque), COUNT);
  return found === -2 ? NULL : intFromNumber(vm, found);
}

/** ValueError "x is not in deque". Returns NULL. */
function raiseMissing(vm: Interpreter, value: Address): Address {
  const text = reprText(vm, value);
  return text === null ? NULL : raise(vm, VALUE_ERROR, `${text} is not in deque`);
}

/** index(value[, start[, stop]]) */
function index(vm: Interpreter, deque: Address, args: Address, nargs: number): Address {
  if (nargs < 1 || nargs > 3) {
    const bound = nargs < 1 ? "at least 1 argument" : "at most 3 arguments";
    return raise(vm, TYPE_ERROR, `index() takes ${bound} (${nargs} given)`);
  }
  const bounds = [0, dequeSize(vm, deque)];
  for (let i = 1; i < nargs; i++) {
    const bound = asSsize(vm, vm.i32[(args + 8 * i) >> 2], NULL);
    if (bound === -1 && errorOccurred(vm) !== NULL) return NULL;
    bounds[i - 1] = bound;
  }
  const n = dequeSize(vm, deque);
  const clip = (bound: number): number => Math.min(bound < 0 ? Math.max(bound + n, 0) : bound, n);
  const value = vm.i32[args >> 2];
  const found = scan(vm, deque, value, clip(bounds[0]), clip(bounds[1]), FIND);
  return found === -2 ? NULL : found === -1 ? raiseMissing(vm, value) : intFromNumber(vm, found);
}

/** remove(value): the first item that equals it. */
function remove(vm: Interpreter, deque: Address, value: Address): Address {
  const found = scan(vm, deque, value, 0, dequeSize(vm, deque), REMOVE);
  if (found === -2) return NULL;
  return found === -1 ? raiseMissing(vm, value) : none(vm, dequeDelete(vm, deque, found));
}

// Items ------------------------------------------------------------------------------------------------------------

/** sq_item */
function item(vm: Interpreter, deque: Address, i: number): Address {
  if (i < 0 || i >= dequeSize(vm, deque)) return raise(vm, INDEX_ERROR, "deque index out of range");
  return newRef(vm, vm.i32[dequeSlot(vm, deque, i) >> 2]);
}

/** sq_ass_item */
function assignItem(vm: Interpreter, deque: Address, i: number, value: Address): number {
  if (i < 0 || i >= dequeSize(vm, deque)) return raiseFlag(vm, INDEX_ERROR, "deque index out of range");
  if (value === NULL) return dequeDelete(vm, deque, i);
  const word = dequeSlot(vm, deque, i) >> 2;
  const old = vm.i32[word];
  vm.i32[word] = newRef(vm, value);
  decref(vm, old);
  return 0;
}

// Comparison, texts ------------------------------------------------------------------------------------------------

/** What an operator says when the first of two deques ends (or both), or an item differs. */
function compareLengths(op: number, leftEnds: boolean, rightEnds: boolean): boolean {
  switch (op) {
    case LT:
      return !rightEnds;
    case LE:
      return leftEnds;
    case EQ:
      return leftEnds && rightEnds;
    case NE:
      return !(leftEnds && rightEnds);
    case GT:
      return !leftEnds;
    default:
      return rightEnds;
  }
}

/** tp_richcompare */
function compare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!isDeque(vm, a) || !isDeque(vm, b)) return newRef(vm, NOT_IMPLEMENTED);
  if (a === b && op === EQ) return newBool(vm, true);
  if (a === b && op === NE) return newBool(vm, false);
  if (dequeSize(vm, a) !== dequeSize(vm, b) && (op === EQ || op === NE)) return newBool(vm, op === NE);
  const left = getIter(vm, a);
  if (left === NULL) return NULL;
  const right = getIter(vm, b);
  const answer = right === NULL ? -1 : compareItems(vm, left, right, op);
  decref(vm, left);
  if (right !== NULL) decref(vm, right);
  return answer < 0 ? NULL : newBool(vm, answer === 1);
}

/** Compares what two iterators give: 0, 1, or -1 with an exception. */
function compareItems(vm: Interpreter, left: Address, right: Address, op: number): number {
  for (;;) {
    const x = iterNext(vm, left);
    if (x === NULL && errorOccurred(vm) !== NULL) return -1;
    const y = iterNext(vm, right);
    if (x === NULL || y === NULL) {
      if (x !== NULL) decref(vm, x);
      if (y !== NULL) decref(vm, y);
      if (errorOccurred(vm) !== NULL) return -1;
      return compareLengths(op, x === NULL, y === NULL) ? 1 : 0;
    }
    const equal = richCompareBool(vm, x, y, EQ);
    const answer = equal === 0 ? richCompareBool(vm, x, y, op) : equal;
    decref(vm, x);
    decref(vm, y);
    if (equal !== 1) return answer;
  }
}

/** tp_repr */
function dequeRepr(vm: Interpreter, deque: Address): Address {
  const entered = reprEnter(vm, deque);
  if (entered !== 0) return entered < 0 ? NULL : newStr(vm, "[...]");
  const items = sequenceList(vm, deque);
  const text = items === NULL ? null : reprText(vm, items);
  if (items !== NULL) decref(vm, items);
  reprLeave(vm, deque);
  if (text === null) return NULL;
  const limit = vm.i64[(deque + DEQUE_MAXLEN) >> 3];
  const name = shortTypeName(vm, typeOf(vm, deque));
  return newStr(vm, limit >= 0n ? `${name}(${text}, maxlen=${limit})` : `${name}(${text})`);
}

/** `maxlen`: the limit, or None. */
function maxlen(vm: Interpreter, deque: Address): Address {
  const limit = vm.i64[(deque + DEQUE_MAXLEN) >> 3];
  return limit < 0n ? newRef(vm, NONE) : intFromNumber(vm, Number(limit));
}

function sizeOf(vm: Interpreter, deque: Address): Address {
  const last = vm.i32[(deque + DEQUE_LEFT_INDEX) >> 2] + dequeSize(vm, deque) - 1;
  const blocks = Math.floor(Math.max(last, 0) / BLOCK_LENGTH) + 1;
  return intFromNumber(vm, DEQUE.size + BLOCK_SIZE * blocks);
}

/** `__reduce__()`: type, arguments, no state, the items. */
function reduce(vm: Interpreter, deque: Address): Address {
  const iterator = getIter(vm, deque);
  if (iterator === NULL) return NULL;
  const limit = vm.i64[(deque + DEQUE_MAXLEN) >> 3];
  const empty = newEmptyTuple(vm);
  let args = empty;
  if (limit >= 0n) {
    const size = maxlen(vm, deque);
    args = size === NULL ? NULL : tuplePack2(vm, empty, size);
    if (size !== NULL) decref(vm, size);
    decref(vm, empty);
  }
  const result = args === NULL ? NULL : tupleNew(vm, 4);
  if (result === NULL) {
    if (args !== NULL) decref(vm, args);
    decref(vm, iterator);
    return NULL;
  }
  tupleSetItem(vm, result, 0, newRef(vm, typeOf(vm, deque)));
  tupleSetItem(vm, result, 1, args);
  tupleSetItem(vm, result, 2, newRef(vm, NONE));
  tupleSetItem(vm, result, 3, iterator);
  return result;
}

// Making -----------------------------------------------------------------------------------------------------------

const INIT = { name: "deque", params: ["iterable", "maxlen"], required: 0 };

/** deque([iterable[, maxlen]]) */
function init(vm: Interpreter, deque: Address, args: Address, kwargs: Address): number {
  const given = parseTupleAndKeywords(vm, INIT, args, kwargs);
  if (given === null) return -1;
  const [iterable, limit] = given;
  let most = -1;
  if (limit !== NULL && limit !== NONE) {
    if (!isInt(vm, limit)) return raiseFlag(vm, TYPE_ERROR, "an integer is required");
    most = intAsSsize(vm, limit);
    if (most === -1 && errorOccurred(vm) !== NULL) return -1;
    if (most < 0) return raiseFlag(vm, VALUE_ERROR, "maxlen must be non-negative");
  }
  vm.i64[(deque + DEQUE_MAXLEN) >> 3] = BigInt(most);
  if (dequeSize(vm, deque) > 0) dequeClear(vm, deque);
  return iterable === NULL ? 0 : dequeExtend(vm, deque, iterable);
}

const METHODS: readonly MethodSpec[] = [
  { name: "append", flags: METH_O, fn: append, doc: "Add an element to the right side of the deque." },
  { name: "appendleft", flags: METH_O, fn: appendLeft, doc: "Add an element to the left side of the deque." },
  { name: "clear", flags: METH_NOARGS, fn: clear, doc: "Remove all elements from the deque." },
  { name: "__copy__", flags: METH_NOARGS, fn: copy },
  { name: "copy", flags: METH_NOARGS, fn: copy, doc: "Return a shallow copy of a deque." },
  { name: "count", flags: METH_O, fn: count },
  { name: "extend", flags: METH_O, fn: extend },
  { name: "extendleft", flags: METH_O, fn: extendLeft },
  { name: "index", flags: METH_FASTCALL, fn: index },
  { name: "insert", flags: METH_FASTCALL, fn: insert },
  { name: "pop", flags: METH_NOARGS, fn: dequePop, doc: "Remove and return the rightmost element." },
  { name: "popleft", flags: METH_NOARGS, fn: dequePopLeft, doc: "Remove and return the leftmost element." },
  { name: "__reduce__", flags: METH_NOARGS, fn: reduce },
  { name: "remove", flags: METH_O, fn: remove },
  { name: "__reversed__", flags: METH_NOARGS, fn: dequeReversed },
  { name: "reverse", flags: METH_NOARGS, fn: reverse },
  { name: "rotate", flags: METH_FASTCALL, fn: rotate },
  { name: "__sizeof__", flags: METH_NOARGS, fn: sizeOf },
];

/** Declares deque. */
export function defineDeque(vm: Interpreter): void {
  defineType(vm, DEQUE_TYPE, {
    name: "collections.deque",
    doc: "deque([iterable[, maxlen]]) --> deque object\n\n" +
      "A list-like sequence optimized for data accesses near its endpoints.",
    basicSize: DEQUE.size,
    flags: TPFLAGS_HAVE_GC | TPFLAGS_BASETYPE | TPFLAGS_SEQUENCE,
    weaklistOffset: DEQUE.offsets.weakreflist,
    dealloc: dequeDealloc,
    traverse: dequeTraverse,
    clear: dequeClear,
    buffers: dequeBuffers,
    repr: dequeRepr,
    hash: "unhashable",
    richcompare: compare,
    iter: dequeIter,
    init,
    new: dequeNew,
    sequence: {
      length: dequeSize,
      concat,
      repeat,
      item,
      assItem: assignItem,
      contains,
      inplaceConcat,
      inplaceRepeat,
    },
    methods: METHODS,
    getset: [{ name: "maxlen", get: maxlen, doc: "maximum size of a deque or None if unbounded" }],
  });
}
