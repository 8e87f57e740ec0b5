/**
 * Functions of many numbers in the module math: fsum, prod, dist, hypot.
 *
 * fsum keeps the sum as doubles that do not overlap, so that nothing is lost, and rounds once at the end. dist and hypot
 * scale by a power of two, add the squares with what each addition loses, and correct the root once.
 *
 * Source: CPython 3.11 Modules/mathmodule.c (math_fsum, vector_norm, math_prod); J. R. Shewchuk, Adaptive Precision
 * Floating-Point Arithmetic (1997).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { TPFLAGS_TUPLE_SUBCLASS } from "../memory/object_layout.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { OVERFLOW_ERROR, SMALL_INT_ZERO, TYPE_ERROR, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional, parseArguments } from "../objects/arguments.ts";
import { errorOccurred, raise } from "../objects/errors.ts";
import { asDouble, newFloat } from "../objects/float.ts";
import { forNext } from "../objects/for_next.ts";
import { getIter } from "../objects/iterate.ts";
import { METH_FASTCALL, METH_KEYWORDS, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { numberMultiply } from "../objects/number.ts";
import { sequenceTuple } from "../objects/sequence.ts";
import { hasTypeFlag } from "../objects/subtype.ts";
import { tupleItem, tupleSize } from "../objects/tuple.ts";
import { frexp, ldexp } from "./float_bits.ts";

const ONE = SMALL_INT_ZERO + 32;

// fsum ---------------------------------------------------------------------------------------------------------------

/** A sum without loss: doubles that do not overlap, the smallest first; infinities and NaN are summed beside it. */
class ExactSum {
  private readonly partials: number[] = [];
  private special = 0;
  private infinities = 0;

  /** Adds a double; false if the sum of finite ones is too large. */
  add(value: number): boolean {
    let x = value, kept = 0;
    for (let y of this.partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) this.partials[kept++] = low;
      x = high;
    }
    this.partials.length = kept;
    if (x === 0) return true;
    if (Number.isFinite(x)) {
      this.partials.push(x);
      return true;
    }
    if (Number.isFinite(value)) return false;
    if (value === Infinity || value === -Infinity) this.infinities += value;
    this.special += value;
    this.partials.length = 0;
    return true;
  }

  /** The sum, rounded once; "mixed" for infinities of both signs. */
  total(): number | "mixed" {
    if (this.special !== 0) return Number.isNaN(this.infinities) ? "mixed" : this.special;
    const { partials } = this;
    let n = partials.length;
    if (n === 0) return 0;
    let high = partials[--n], low = 0;
    while (n > 0) {
      const x = high, y = partials[--n];
      high = x + y;
      low = y - (high - x);
      if (low !== 0) break;
    }
    // Half-way: the next partial says on which side.
    if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
      const twice = low * 2, rounded = high + twice;
      if (twice === rounded - high) high = rounded;
    }
    return high;
  }
}

function fsum(vm: Interpreter, _module: Address, iterable: Address): Address {
  const iterator = getIter(vm, iterable);
  if (iterator === NULL) return NULL;
  const sum = new ExactSum();
  for (let item = forNext(vm, iterator); item !== NULL; item = forNext(vm, iterator)) {
    const x = asDouble(vm, item);
    decref(vm, item);
    if (x === -1 && errorOccurred(vm) !== NULL) break;
    if (!sum.add(x)) {
      raise(vm, OVERFLOW_ERROR, "intermediate overflow in fsum");
      break;
    }
  }
  decref(vm, iterator);
  if (errorOccurred(vm) !== NULL) return NULL;
  const total = sum.total();
  return total === "mixed" ? raise(vm, VALUE_ERROR, "-inf + inf in fsum") : newFloat(vm, total);
}

// prod ---------------------------------------------------------------------------------------------------------------

const PROD = { name: "prod", params: ["", "start"], positionalOnly: 1, required: 1, keywordOnly: 1 };

/** prod(iterable, /, *, start=1) */
function prod(vm: Interpreter, _module: Address, args: Address, nargs: number, kwnames: Address): Address {
  if (nargs !== 1) {
    return raise(vm, TYPE_ERROR, `prod() takes exactly 1 positional argument (${nargs} given)`);
  }
  const given = parseArguments(vm, PROD, args, nargs, kwnames);
  if (given === null) return NULL;
  const iterator = getIter(vm, given[0]);
  if (iterator === NULL) return NULL;
  let product = newRef(vm, given[1] === NULL ? ONE : given[1]);
  for (;;) {
    const item = forNext(vm, iterator);
    if (item === NULL) break;
    const next = numberMultiply(vm, product, item);
    decref(vm, item);
    decref(vm, product);
    product = next;
    if (next === NULL) break;
  }
  decref(vm, iterator);
  if (errorOccurred(vm) === NULL) return product;
  if (product !== NULL) decref(vm, product);
  return NULL;
}

// dist, hypot --------------------------------------------------------------------------------------------------------

/** Half a double's significand and one: by it a double is split into two that multiply exactly. */
const SPLITTER = 2 ** 27 + 1;

/** Sum of squares with what the additions lost. The sum starts at 1, so that each summand is smaller. */
class SquareSum {
  private sum = 1;
  private readonly lost = [0, 0, 0];

  /** Adds sign * x * x. */
  add(x: number, sign: 1 | -1): void {
    const t = x * SPLITTER;
    const high = t - (t - x), low = x - high;
    this.put(sign * high * high, 0);
    this.put(sign * 2 * high * low, 1);
    if (sign > 0) this.lost[2] += low * low;
    else this.put(-low * low, 2);
  }

  put(x: number, which: number): void {
    const old = this.sum;
    this.sum += x;
    this.lost[which] += (old - this.sum) + x;
  }

  total(): number {
    const [first, second, third] = this.lost;
    return this.sum - 1 + (first + second + third);
  }
}

/** The length of a vector of numbers that are not negative, none of them NaN unless one is infinite. */
function vectorNorm(vector: readonly number[]): number {
  const max = vector.reduce((most, x) => x > most ? x : most, 0);
  if (max === Infinity) return max;
  if (vector.some((x) => x !== x)) return NaN;
  if (max === 0 || vector.length <= 1) return max;
  const { exponent } = frexp(max);
  const sum = new SquareSum();
  if (exponent < -1023) {
    for (const x of vector) sum.put((x / max) * (x / max), 0);
    return max * Math.sqrt(sum.total());
  }
  const scale = ldexp(1, -exponent);
  for (const x of vector) sum.add(x * scale, 1);
  const root = Math.sqrt(sum.total());
  sum.add(root, -1);
  return (root + sum.total() / (2 * root)) / scale;
}

/** hypot(*coordinates) */
function hypot(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  const vector: number[] = [];
  for (let i = 0; i < nargs; i++) {
    const x = asDouble(vm, vm.i32[(args + 8 * i) >> 2]);
    if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
    vector.push(Math.abs(x));
  }
  return newFloat(vm, vectorNorm(vector));
}

/** A tuple of coordinates, new: the object itself if it is one. */
function coordinates(vm: Interpreter, object: Address): Address {
  return hasTypeFlag(vm, object, TPFLAGS_TUPLE_SUBCLASS) ? newRef(vm, object) : sequenceTuple(vm, object);
}

/** dist(p, q) */
function dist(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "dist", nargs, 2, 2)) return NULL;
  const p = coordinates(vm, vm.i32[args >> 2]);
  if (p === NULL) return NULL;
  const q = coordinates(vm, vm.i32[(args + 8) >> 2]);
  const result = q === NULL ? NULL : distanceOf(vm, p, q);
  decref(vm, p);
  if (q !== NULL) decref(vm, q);
  return result;
}

function distanceOf(vm: Interpreter, p: Address, q: Address): Address {
  const n = tupleSize(vm, p);
  if (n !== tupleSize(vm, q)) {
    return raise(vm, VALUE_ERROR, "both points must have the same number of dimensions");
  }
  const vector: number[] = [];
  for (let i = 0; i < n; i++) {
    const x = asDouble(vm, tupleItem(vm, p, i));
    if (x === -1 && errorOccurred(vm) !== NULL) return NULL;
    const y = asDouble(vm, tupleItem(vm, q, i));
    if (y === -1 && errorOccurred(vm) !== NULL) return NULL;
    vector.push(Math.abs(x - y));
  }
  return newFloat(vm, vectorNorm(vector));
}

/** The functions of many numbers. */
export const SUM_FUNCTIONS: readonly MethodSpec[] = [
  { name: "dist", flags: METH_FASTCALL, fn: dist },
  { name: "fsum", flags: METH_O, fn: fsum },
  { name: "hypot", flags: METH_FASTCALL, fn: hypot },
  { name: "prod", flags: METH_FASTCALL | METH_KEYWORDS, fn: prod },
];
