/**
 * The module _random: the Mersenne Twister, whose numbers for a seed are CPython's.
 *
 *     16 index   20 state[624], 32-bit words
 *
 * A generator that is given no seed has always the same one: the same program makes the same numbers. What the module
 * random does with the numbers is in source_random.ts.
 *
 * Source: CPython 3.11 Modules/_randommodule.c; M. Matsumoto and T. Nishimura, mt19937ar.c (2002).
 */
import { type Address, i32 as int32, NULL, struct, u32 } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OBJECT, TPFLAGS_BASETYPE, TPFLAGS_BYTES_SUBCLASS, TYPE } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { lateType, NONE, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional } from "../objects/arguments.ts";
import { bytesFrom, bytesView } from "../objects/bytes.ts";
import { hash } from "../objects/compare.ts";
import { defineType } from "../objects/define_type.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { newFloat } from "../objects/float.ts";
import { bigIntOf, intFromBigInt, intFromNumber, isInt } from "../objects/int.ts";
import { bringTypes } from "../objects/late_types.ts";
import { METH_FASTCALL, METH_NOARGS, METH_O } from "../objects/method_definition.ts";
import { createModule, moduleSet } from "../objects/module.ts";
import { hasTypeFlag, isInstanceOf } from "../objects/subtype.ts";
import { tupleItem, tupleNew, tupleSetItem, tupleSize } from "../objects/tuple.ts";
import { TUPLE_TYPE } from "../memory/statics.ts";
import { noMemory } from "../memory/pending.ts";
import { sha512 } from "./sha512.ts";
import { ssizeOf } from "./itertools_objects.ts";

const WORDS = 624;
const SHIFT = 397;
const MATRIX = 0x9908b0df;
const UPPER = 0x80000000;
const LOWER = 0x7fffffff;

const RANDOM = struct("RandomObject", 2520, {
  ob_refcnt: OBJECT.fields[0],
  ob_type: OBJECT.fields[1],
  index: int32(16, "the next word of the state to be used"),
  state: u32(20, "624 words"),
});
const INDEX = RANDOM.offsets.index;
const STATE = RANDOM.offsets.state;
const RANDOM_TYPE = lateType("Random");
const TP_ALLOC = TYPE.offsets.tp_alloc;
/** The seed of a generator that was given none. */
const DEFAULT_SEED = 20221024n;

// The generator ----------------------------------------------------------------------------------------------------

/** The next 32 bits. */
function next32(vm: Interpreter, self: Address): number {
  const words = vm.i32, at = (self + STATE) >> 2;
  let index = words[(self + INDEX) >> 2];
  if (index >= WORDS) {
    refill(words, at);
    index = 0;
  }
  words[(self + INDEX) >> 2] = index + 1;
  let y = words[at + index];
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}

/** Makes the next 624 words of the state. */
function refill(words: Int32Array, at: number): void {
  for (let k = 0; k < WORDS; k++) {
    const y = (words[at + k] & UPPER) | (words[at + (k + 1) % WORDS] & LOWER);
    words[at + k] = words[at + (k + SHIFT) % WORDS] ^ (y >>> 1) ^ ((y & 1) === 0 ? 0 : MATRIX);
  }
}

function seedByNumber(vm: Interpreter, self: Address, seed: number): void {
  const words = vm.i32, at = (self + STATE) >> 2;
  words[at] = seed;
  for (let k = 1; k < WORDS; k++) {
    const previous = words[at + k - 1];
    words[at + k] = Math.imul(1812433253, previous ^ (previous >>> 30)) + k;
  }
  words[(self + INDEX) >> 2] = WORDS;
}

/** Seeds with any number of 32-bit words. */
function seedByWords(vm: Interpreter, self: Address, key: readonly number[]): void {
  seedByNumber(vm, self, 19650218);
  const words = vm.i32, at = (self + STATE) >> 2;
  let i = 1, j = 0;
  const mix = (factor: number): number => {
    const previous = words[at + i - 1];
    return words[at + i] ^ Math.imul(previous ^ (previous >>> 30), factor);
  };
  const advance = (): void => {
    if (++i < WORDS) return;
    words[at] = words[at + WORDS - 1];
    i = 1;
  };
  for (let k = Math.max(WORDS, key.length); k > 0; k--) {
    words[at + i] = mix(1664525) + key[j] + j;
    advance();
    j = (j + 1) % key.length;
  }
  for (let k = WORDS - 1; k > 0; k--) {
    words[at + i] = mix(1566083941) - i;
    advance();
  }
  words[at] = UPPER;
}

/** Seeds with the size of a whole number. */
function seedByBigInt(vm: Interpreter, self: Address, seed: bigint): void {
  const key: number[] = [];
  for (let rest = seed < 0n ? -seed : seed; rest > 0n || key.length === 0; rest >>= 32n) {
    key.push(Number(rest & 0xffffffffn));
  }
  seedByWords(vm, self, key);
}

/** Seeds with an object (borrowed): None, an int, or the hash of anything else. 0, or -1 with an exception. */
function seedBy(vm: Interpreter, self: Address, object: Address): number {
  if (object === NONE) {
    seedByBigInt(vm, self, DEFAULT_SEED);
  } else if (isInt(vm, object)) {
    seedByBigInt(vm, self, bigIntOf(vm, object));
  } else {
    const low = hash(vm, object), high = vm.hashHigh;
    if (low === -1 && high === -1) return -1;
    seedByBigInt(vm, self, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
  }
  return 0;
}

// Methods ----------------------------------------------------------------------------------------------------------

function randomNew(vm: Interpreter, type: Address, args: Address): Address {
  const n = tupleSize(vm, args);
  if (type === RANDOM_TYPE && !checkPositional(vm, "Random", n, 0, 1)) return NULL;
  const self: Address = vm.functions[vm.i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (self === NULL) return NULL;
  const seed = type === RANDOM_TYPE && n === 1 ? tupleItem(vm, args, 0) : NONE;
  if (seedBy(vm, self, seed) === 0) return self;
  decref(vm, self);
  return NULL;
}

/** random(): 53 bits as a float below 1. */
function random(vm: Interpreter, self: Address): Address {
  const a = next32(vm, self) >>> 5, b = next32(vm, self) >>> 6;
  return newFloat(vm, (a * 67108864 + b) * (1 / 9007199254740992));
}

/** seed(n=None) */
function seed(vm: Interpreter, self: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "seed", nargs, 0, 1)) return NULL;
  return seedBy(vm, self, nargs === 0 ? NONE : vm.i32[args >> 2]) < 0 ? NULL : newRef(vm, NONE);
}

/** Bits that one call may ask for. */
const MOST_BITS = 2 ** 26;

/** getrandbits(k): an int of k bits. */
function getRandBits(vm: Interpreter, self: Address, object: Address): Address {
  const k = ssizeOf(vm, object);
  if (k === -1 && errorOccurred(vm) !== NULL) return NULL;
  if (k < 0) return raise(vm, VALUE_ERROR, "number of bits must be non-negative");
  if (k === 0) return intFromNumber(vm, 0);
  if (k <= 32) return intFromNumber(vm, next32(vm, self) >>> (32 - k));
  if (k > MOST_BITS) return noMemory(vm);
  const words: string[] = [];
  for (let left = k; left > 0; left -= 32) {
    const word = left < 32 ? next32(vm, self) >>> (32 - left) : next32(vm, self);
    words.push(word.toString(16).padStart(8, "0"));
  }
  return intFromBigInt(vm, BigInt(`0x${words.reverse().join("")}`));
}

/** getstate(): the words and the index. */
function getState(vm: Interpreter, self: Address): Address {
  const tuple = tupleNew(vm, WORDS + 1);
  if (tuple === NULL) return NULL;
  for (let k = 0; k <= WORDS; k++) {
    const word = k < WORDS ? vm.i32[((self + STATE) >> 2) + k] >>> 0 : vm.i32[(self + INDEX) >> 2];
    const item = intFromNumber(vm, word);
    if (item === NULL) {
      decref(vm, tuple);
      return NULL;
    }
    tupleSetItem(vm, tuple, k, item);
  }
  return tuple;
}

/** setstate(state) */
function setState(vm: Interpreter, self: Address, state: Address): Address {
  if (!isInstanceOf(vm, state, TUPLE_TYPE)) return raise(vm, TYPE_ERROR, "state vector must be a tuple");
  if (tupleSize(vm, state) !== WORDS + 1) {
    return raise(vm, VALUE_ERROR, "state vector is the wrong size");
  }
  const words: number[] = [];
  for (let k = 0; k <= WORDS; k++) {
    const item = tupleItem(vm, state, k);
    if (!isInt(vm, item)) return raise(vm, TYPE_ERROR, "an integer is required");
    const word = bigIntOf(vm, item);
    if (word < 0n) return raise(vm, OVERFLOW_ERROR, "can't convert negative value to unsigned int");
    words.push(Number(BigInt.asUintN(32, word)));
  }
  if (words[WORDS] > WORDS) return raise(vm, VALUE_ERROR, "invalid state");
  for (let k = 0; k < WORDS; k++) vm.i32[((self + STATE) >> 2) + k] = words[k];
  vm.i32[(self + INDEX) >> 2] = words[WORDS];
  return newRef(vm, NONE);
}

/** sha512(bytes): the hash's 64 bytes. */
function digest(vm: Interpreter, _module: Address, object: Address): Address {
  if (!hasTypeFlag(vm, object, TPFLAGS_BYTES_SUBCLASS)) return raise(vm, TYPE_ERROR, "bytes are required");
  return bytesFrom(vm, sha512(bytesView(vm, object).slice()));
}

function defineRandom(vm: Interpreter): void {
  defineType(vm, RANDOM_TYPE, {
    name: "_random.Random",
    doc: "Random() -> create a random number generator with its own internal state.",
    basicSize: RANDOM.size,
    flags: TPFLAGS_BASETYPE,
    new: randomNew,
    methods: [
      { name: "random", flags: METH_NOARGS, fn: random, doc: "random() -> x in the interval [0, 1)." },
      { name: "seed", flags: METH_FASTCALL, fn: seed },
      {
        name: "getrandbits",
        flags: METH_O,
        fn: getRandBits,
        doc: "getrandbits(k) -> x.  Generates an int with k random bits.",
      },
      { name: "getstate", flags: METH_NOARGS, fn: getState },
      { name: "setstate", flags: METH_O, fn: setState },
    ],
  });
}

/** The module _random, new; NULL with MemoryError. */
export function createRandom(vm: Interpreter): Address {
  if (!bringTypes(vm, [[RANDOM_TYPE, defineRandom]])) return NULL;
  const methods = [{ name: "_sha512", flags: METH_O, fn: digest }];
  const module = createModule(
    vm,
    "_random",
    methods,
    "Module implements the Mersenne Twister random number generator.",
  );
  if (module === NULL) return NULL;
  if (moduleSet(vm, module, "Random", newRef(vm, RANDOM_TYPE)) === 0) return module;
  decref(vm, module);
  return NULL;
}
