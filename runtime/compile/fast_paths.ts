/**
 * Fast paths that are written out in emitted code: arithmetic and comparison of one-digit ints and of floats, the next
 * item of a range, the release of an int or float. Each stands here once.
 *
 * They do exactly what the called functions do, block for block (objects/arithmetic.ts, int.ts, float.ts,
 * heap/pymalloc.ts); whatever is not the common case is left to them. Written out because a call costs more than
 * the work: a loop over a range takes 12 ns a round instead of 29 (`deno task bench int_loop`). They are guarded by
 * the object domain being pymalloc, so that hooks and replaced allocators see every call.
 *
 * A writer has a budget for them: the host's compiler optimises no function beyond 60 KB of bytecode. Code outside the
 * loops of a function that has loops is not worth it.
 */
import type { Operator, Position } from "../syntax/ast.ts";
import { usedPoolWord } from "../../heap/mod.ts";
import { FLOAT_FREE_LIST } from "../memory/free_lists.ts";
import {
  FLOAT_TYPE,
  INT_TYPE,
  LIST_TYPE,
  RANGE_ITERATOR_TYPE,
  SMALL_INT_ZERO,
  TUPLE_TYPE,
} from "../memory/statics.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";

/** Size class of a one-digit int. */
const INT_CLASS = 1;
/** Floats that the free list keeps. */
const FLOAT_LIMIT = 100;
/** What a piece of written-out code is taken to cost, in bytes of bytecode. */
const COST = { int: 400, intFloat: 700, compare: 120, drop: 150, range: 420, item: 110 } as const;

/** The value of an operand that is a constant int of one digit, or null. */
export function oneDigit(operand: Operand): number | null {
  const value = operand.constant;
  if (value === null || value.type !== "int" || value.value >= 2n ** 30n || value.value <= -(2n ** 30n)) {
    return null;
  }
  return Number(value.value);
}

/** Whether an operand is a constant that is no number of ours, so that a fast path is no use. */
function isOtherConstant(operand: Operand): boolean {
  return operand.constant !== null && oneDigit(operand) === null && operand.constant.type !== "float";
}

/** A word of the static segment. */
const word = (address: number): string => `i32[${address >> 2}]`;

/**
 * A number object that is about to be released when a new one has just been made: a temporary, or what the variable
 * held to which the new one goes. If nobody else refers to it and its block lies in the pool that gives the next one,
 * the two blocks change places in one step: the pool's free list and count end as if both calls had been made.
 */
interface Doomed {
  /** The variable that holds it; it may hold NULL. */
  text: string;
  /** Whether it is known to be of the type of the new number. */
  sameType: boolean;
  /** Writes what follows when the exchange is done, `r` being the new number; it must leave the block. */
  done(): void;
}

/** Lines that exchange a doomed int for a new one of the value in `value`; they fall through where they cannot. */
function writeIntExchange(w: CodeWriter, target: string, value: string, doomed: Doomed): void {
  const pool = w.scratch("s"), next = w.scratch("q"), old = doomed.text;
  w.usesPools = true;
  const tests = [
    `${value} > 256 && ${value} < 0x40000000 && i32[${old} >> 2] === 1`,
    ...(doomed.sameType ? [] : [`i32[(${old} + 8) >> 2] === ${w.number("INT_TYPE", INT_TYPE)}`]),
    `(${pool} = i32[${
      usedPoolWord(INT_CLASS)
    }]) === (${old} & poolMask) && vm.objectAllocator === vm.pymalloc`,
    `(${target} = i32[(${pool} >>= 2) + 2]) !== 0 && (${next} = i32[${target} >> 2]) !== 0`,
  ];
  w.open(`if (${tests.join(" && ")}) {`);
  w.line(`i32[${pool} + 2] = ${old}; i32[${old} >> 2] = ${next};`);
  writeDigit(w, target, value);
  doomed.done();
  w.close();
}

/** Lines that write a one-digit int of a value above 0 into the block `target`. */
function writeDigit(w: CodeWriter, target: string, value: string): void {
  w.line(`i32[${target} >> 2] = 1; i32[(${target} + 4) >> 2] = 0;`);
  w.line(`i32[(${target} + 8) >> 2] = ${w.number("INT_TYPE", INT_TYPE)}; i32[(${target} + 12) >> 2] = 0;`);
  w.line(
    `i32[(${target} + 16) >> 2] = 1; i32[(${target} + 20) >> 2] = 0; i32[(${target} + 24) >> 2] = ${value};`,
  );
}

/** Lines that put a new int of the value in `value` (a 32-bit number) into `target`. */
function writeNewInt(w: CodeWriter, target: string, value: string, doomed: Doomed | null = null): void {
  if (doomed !== null) writeIntExchange(w, target, value, doomed);
  const pool = w.scratch("s"), next = w.scratch("q");
  w.open(`if (${value} + 5 >>> 0 < 262) {`);
  w.line(`i32[(${target} = ${SMALL_INT_ZERO} + 32 * ${value}) >> 2]++;`);
  const head = `(${target} = i32[(${pool} = i32[${usedPoolWord(INT_CLASS)}] >> 2) + 2]) !== 0`;
  const guard = `${value} > 0 && ${value} < 0x40000000 && vm.objectAllocator === vm.pymalloc`;
  w.middle(`} else if (${guard} && ${head} && (${next} = i32[${target} >> 2]) !== 0) {`);
  w.line(`i32[${pool}]++; i32[${pool} + 2] = ${next};`);
  writeDigit(w, target, value);
  w.close(`} else ${target} = ${w.use("intResult")}(vm, ${value});`);
}

/** Lines that put a new float of the value in `value` into `target`. */
function writeNewFloat(w: CodeWriter, target: string, value: string, doomed: Doomed | null): void {
  const type = w.number("FLOAT_TYPE", FLOAT_TYPE), list = word(FLOAT_FREE_LIST);
  const head = `(${target} = ${list}) !== 0`;
  if (doomed !== null) {
    const old = doomed.text;
    const isFloat = doomed.sameType ? "" : ` && i32[(${old} + 8) >> 2] === ${type}`;
    w.open(`if (i32[${old} >> 2] === 1${isFloat} && ${head}) {`);
    w.line(`${list} = ${old}; i32[(${old} + 8) >> 2] = i32[(${target} + 8) >> 2];`);
    w.line(`${word(FLOAT_FREE_LIST + 16)}++;`);
    writeDouble(w, target, value);
    doomed.done();
    w.close();
  }
  w.open(`if (${head}) {`);
  w.line(`${list} = i32[(${target} + 8) >> 2];`);
  w.line(`${word(FLOAT_FREE_LIST + 8)}--; ${word(FLOAT_FREE_LIST + 16)}++;`);
  writeDouble(w, target, value);
  w.close(`} else ${target} = ${w.use("newFloat")}(vm, ${value});`);
  w.usesFloats = true;
}

/** Lines that write a float into the block `target`. */
function writeDouble(w: CodeWriter, target: string, value: string): void {
  w.line(`i32[${target} >> 2] = 1; i32[(${target} + 4) >> 2] = 0;`);
  w.line(
    `i32[(${target} + 8) >> 2] = ${w.number("FLOAT_TYPE", FLOAT_TYPE)}; i32[(${target} + 12) >> 2] = 0;`,
  );
  w.line(`f64[(${target} + 16) >> 3] = ${value};`);
}

/** Text of the test that an operand is an int of one digit; its size goes into `size`. Empty for a constant. */
function digitTest(w: CodeWriter, operand: Operand, size: string): string[] {
  if (oneDigit(operand) !== null) return [];
  const type = w.number("INT_TYPE", INT_TYPE);
  return [
    `i32[(${operand.text} + 8) >> 2] === ${type}`,
    `(${size} = i32[(${operand.text} + 16) >> 2]) + 1 >>> 0 < 3`,
  ];
}

/** Text of the value of an int of one digit. */
function digitValue(operand: Operand, size: string): string {
  const value = oneDigit(operand);
  if (value !== null) return value < 0 ? `(${value})` : `${value}`;
  return `Math.imul(${size}, i32[(${operand.text} + 24) >> 2])`;
}

/** Text of the test that both operands are floats, and the divisor not zero. */
function floatTests(w: CodeWriter, op: Operator, left: Operand, right: Operand): string {
  const tests = [...floatTest(w, left), ...floatTest(w, right)];
  if (op === "Div") tests.push(`${floatValue(right)} !== 0`);
  return tests.length === 0 ? "true" : tests.join(" && ");
}

function floatTest(w: CodeWriter, operand: Operand): string[] {
  if (operand.constant?.type === "float") return [];
  return [`i32[(${operand.text} + 8) >> 2] === ${w.number("FLOAT_TYPE", FLOAT_TYPE)}`];
}

const floatValue = (operand: Operand): string => `f64[(${operand.text} + 16) >> 3]`;

/** Operators whose result on two one-digit ints is this JavaScript of 32-bit numbers. */
const INT_OPERATORS: Partial<Record<Operator, string>> = {
  Add: "+",
  Sub: "-",
  BitAnd: "&",
  BitOr: "|",
  BitXor: "^",
};
const FLOAT_OPERATORS: Partial<Record<Operator, string>> = { Add: "+", Sub: "-", Mult: "*", Div: "/" };

/**
 * `left op right`, the call `generic` where no fast path fits: releases those of the operands in `temporaries`, and
 * leaves the result owned where the lowest of them was.
 */
export function arithmetic(
  w: CodeWriter,
  op: Operator,
  generic: string,
  left: Operand,
  right: Operand,
  temporaries: readonly Operand[],
  where: Position,
): Operand {
  const temps = temporaries.filter((operand) => operand.temp >= 0);
  const plan = planArithmetic(w, op, left, right);
  if (plan === null) return w.operation(`${w.use(generic)}(vm, ${left.text}, ${right.text})`, temps, where);
  const first = temps[0];
  if (first === undefined) {
    writeArithmetic(w, plan, generic, null);
    return w.take("r", where);
  }
  const label = w.label("exchange");
  w.open(`${label}: {`);
  const done = () => w.line(`break ${label};`);
  writeArithmetic(w, plan, generic, { text: first.text, sameType: first === left || first === right, done });
  writeDrop(w, first.text);
  w.close();
  for (const operand of temps.slice(1)) writeDrop(w, operand.text);
  return w.settleGiven(temps, where);
}

/**
 * The same for operands that are no temporaries, the result going to the local variable `target`: `store` writes the
 * assignment of an operand to it.
 */
export function arithmeticInto(
  w: CodeWriter,
  op: Operator,
  generic: string,
  left: Operand,
  right: Operand,
  target: string,
  where: Position,
  store: (value: Operand) => void,
): void {
  const plan = planArithmetic(w, op, left, right);
  if (plan === null) {
    store(w.take(`${w.use(generic)}(vm, ${left.text}, ${right.text})`, where));
    return;
  }
  const label = w.label("exchange");
  w.open(`${label}: {`);
  const done = () => w.line(`${target} = r; break ${label};`);
  writeArithmetic(w, plan, generic, {
    text: target,
    sameType: target === left.text || target === right.text,
    done,
  });
  store(w.take("r", where));
  w.close();
}

/** What is written out for an operation: at least one of `ints` and `floats`. */
interface Plan {
  op: Operator;
  left: Operand;
  right: Operand;
  ints: boolean;
  floats: boolean;
}

/** The fast paths of an operator for such operands, paid for; null if there are none. */
function planArithmetic(w: CodeWriter, op: Operator, left: Operand, right: Operand): Plan | null {
  if (isOtherConstant(left) || isOtherConstant(right)) return null;
  const divisor = oneDigit(right);
  const byConstant = (op === "FloorDiv" || op === "Mod") && divisor !== null && divisor > 0;
  const shift = op === "RShift" && divisor !== null && divisor >= 0 && divisor < 30;
  const noInts = left.constant?.type === "float" || right.constant?.type === "float";
  const ints = !noInts && (INT_OPERATORS[op] !== undefined || op === "Mult" || byConstant || shift);
  const floats = FLOAT_OPERATORS[op] !== undefined && oneDigit(left) === null && divisor === null;
  if (!ints && !floats) return null;
  return w.spend(ints && floats ? COST.intFloat : COST.int) ? { op, left, right, ints, floats } : null;
}

/** The operation into `r`. */
function writeArithmetic(w: CodeWriter, plan: Plan, generic: string, doomed: Doomed | null): void {
  const { op, left, right } = plan;
  const call = `r = ${w.use(generic)}(vm, ${left.text}, ${right.text});`;
  if (plan.ints) {
    writeIntArithmetic(w, plan, call, doomed);
    if (!plan.floats) {
      w.close(`} else ${call}`);
      return;
    }
    w.middle(`} else if (${floatTests(w, op, left, right)}) {`);
  } else {
    w.open(`if (${floatTests(w, op, left, right)}) {`);
  }
  const value = w.scratch("f");
  w.line(`${value} = ${floatValue(left)} ${FLOAT_OPERATORS[op]} ${floatValue(right)};`);
  writeNewFloat(w, "r", value, doomed);
  w.close(`} else ${call}`);
}

/** Opens the branch for two one-digit ints. */
function writeIntArithmetic(w: CodeWriter, plan: Plan, call: string, doomed: Doomed | null): void {
  const { op, left, right } = plan;
  const x = w.flag(), y = w.flag();
  const tests = [...digitTest(w, left, x), ...digitTest(w, right, y)];
  w.open(`if (${tests.join(" && ")}) {`);
  const a = digitValue(left, x), b = digitValue(right, y);
  if (op === "Mult") writeProduct(w, a, b, x, call, doomed);
  else {
    const symbol = INT_OPERATORS[op];
    if (symbol !== undefined) w.line(`${x} = ${a} ${symbol} ${b} | 0;`);
    else if (op === "RShift") w.line(`${x} = ${a} >> ${oneDigit(right)};`);
    else writeDivision(w, op, a, oneDigit(right) as number, x, y);
    writeNewInt(w, "r", x, doomed);
  }
  w.dropFlag(y);
  w.dropFlag(x);
}

/** A product of two digits may have two digits. */
function writeProduct(
  w: CodeWriter,
  a: string,
  b: string,
  x: string,
  call: string,
  doomed: Doomed | null,
): void {
  const product = w.scratch("f");
  w.line(`${product} = ${a} * ${b};`);
  w.open(`if (${product} < 0x40000000 && ${product} > -0x40000000) {`);
  w.line(`${x} = ${product} | 0;`);
  writeNewInt(w, "r", x, doomed);
  w.close(`} else ${call}`);
}

/** Floor division and remainder by a positive constant. */
function writeDivision(w: CodeWriter, op: Operator, a: string, divisor: number, x: string, y: string): void {
  const power = Math.log2(divisor);
  if (Number.isInteger(power)) {
    w.line(op === "Mod" ? `${x} = ${a} & ${divisor - 1};` : `${x} = ${a} >> ${power};`);
    return;
  }
  w.line(`${x} = ${a};`);
  w.line(`if ((${y} = ${x} % ${divisor} | 0) < 0) ${y} += ${divisor};`);
  w.line(op === "Mod" ? `${x} = ${y};` : `${x} = (${x} - ${y}) / ${divisor} | 0;`);
}

/** JavaScript's operators for the comparison of two numbers. */
const NUMBER_COMPARE: Record<string, string> = { Eq: "===", Ne: "!==", Lt: "<", Le: "<=", Gt: ">", Ge: ">=" };

/** Text of the truth of a comparison, 1, 0 or -1, written out for ints of one digit and for floats. */
export function truthOfComparison(w: CodeWriter, name: string, left: Operand, right: Operand): string {
  const generic = `${w.use(`truth${name}`)}(vm, ${left.text}, ${right.text})`;
  if (left.constant !== null && right.constant !== null) return generic;
  if (isOtherConstant(left) || isOtherConstant(right) || !w.spend(COST.compare)) return generic;
  const symbol = NUMBER_COMPARE[name];
  const float = left.constant?.type === "float" || right.constant?.type === "float";
  const int = oneDigit(left) !== null || oneDigit(right) !== null;
  let text = generic;
  if (!int) {
    const tests = floatTests(w, "Sub", left, right);
    w.usesFloats = true;
    text = `${tests} ? (${floatValue(left)} ${symbol} ${floatValue(right)} ? 1 : 0) : ${text}`;
  }
  if (float) return text;
  const x = w.flag(), y = w.flag();
  const tests = [...digitTest(w, left, x), ...digitTest(w, right, y)];
  w.dropFlag(y);
  w.dropFlag(x);
  return `${tests.join(" && ")} ? (${digitValue(left, x)} ${symbol} ${
    digitValue(right, y)
  } ? 1 : 0) : ${text}`;
}

/** Text of the test that `object[key]` is an item of a list by its index, which goes into `index`. */
function listIndexTest(w: CodeWriter, object: Operand, key: Operand, index: string): string {
  const tests = [`i32[(${object.text} + 8) >> 2] === ${w.number("LIST_TYPE", LIST_TYPE)}`];
  const value = oneDigit(key);
  if (value === null) {
    tests.push(`i32[(${key.text} + 8) >> 2] === ${w.number("INT_TYPE", INT_TYPE)}`);
    tests.push(`i32[(${key.text} + 16) >> 2] >>> 0 < 2`);
  }
  const text = value === null ? `i32[(${key.text} + 24) >> 2]` : `${value}`;
  tests.push(`(${index} = ${text}) < i32[(${object.text} + 16) >> 2]`);
  return tests.join(" && ");
}

/** Whether an operand can be an index that is not negative. */
function isIndex(key: Operand): boolean {
  return key.constant === null || (oneDigit(key) ?? -1) >= 0;
}

/** `object[key]` into `r`, written out for a list's item; false: nothing was written. */
export function writeListItem(w: CodeWriter, object: Operand, key: Operand): boolean {
  if (object.constant !== null || !isIndex(key) || !w.spend(COST.item)) return false;
  const index = w.flag();
  w.open(`if (${listIndexTest(w, object, key, index)}) {`);
  w.line(`i32[(r = i32[(i32[(${object.text} + 24) >> 2] + 8 * ${index}) >> 2]) >> 2]++;`);
  w.close(`} else r = ${w.use("subscript")}(vm, ${object.text}, ${key.text});`);
  w.dropFlag(index);
  return true;
}

/** `object[key] = value` with the outcome (0 or -1) in `flag`, written out for a list's item; false: nothing was written. */
export function writeListStore(
  w: CodeWriter,
  object: Operand,
  key: Operand,
  value: Operand,
  flag: string,
): boolean {
  if (object.constant !== null || !isIndex(key) || !w.spend(COST.item + COST.drop)) return false;
  const index = w.flag();
  w.open(`if (${listIndexTest(w, object, key, index)}) {`);
  w.line(`${index} = (i32[(${object.text} + 24) >> 2] + 8 * ${index}) >> 2;`);
  w.line(`r = i32[${index}]; i32[${value.text} >> 2]++; i32[${index}] = ${value.text}; ${flag} = 0;`);
  writeDrop(w, "r");
  w.close(`} else ${flag} = ${w.use("storeSubscript")}(vm, ${object.text}, ${key.text}, ${value.text});`);
  w.dropFlag(index);
  return true;
}

/**
 * The items of a tuple of just so many, new references, into `items` and 0 into `flag`, written out; leaves the branch
 * for everything else open. False: nothing was written.
 */
export function writeTupleItems(
  w: CodeWriter,
  tuple: Operand,
  items: readonly Operand[],
  flag: string,
): boolean {
  if (items.length > 3 || tuple.constant !== null || !w.spend(COST.item)) return false;
  const isTuple = `i32[(${tuple.text} + 8) >> 2] === ${w.number("TUPLE_TYPE", TUPLE_TYPE)}`;
  w.open(`if (${isTuple} && i32[(${tuple.text} + 16) >> 2] === ${items.length}) {`);
  items.forEach((item, i) =>
    w.line(`i32[(${item.text} = i32[(${tuple.text} + ${24 + 8 * i}) >> 2]) >> 2]++;`)
  );
  w.line(`${flag} = 0;`);
  w.middle("} else {");
  return true;
}

/** Writes the release of the reference in the variable `text`, which is not NULL, written out for ints and floats. */
export function writeDrop(w: CodeWriter, text: string): void {
  const plain = `${w.use("dealloc")}(vm, ${text});`;
  if (!w.spend(COST.drop)) {
    w.line(`if (--i32[${text} >> 2] === 0) ${plain}`);
    return;
  }
  const pool = w.scratch("s"), next = w.scratch("q"), count = w.scratch("n");
  w.open(`if (--i32[${text} >> 2] === 0) {`);
  const isInt = `i32[(${text} + 8) >> 2] === ${
    w.number("INT_TYPE", INT_TYPE)
  } && vm.objectAllocator === vm.pymalloc`;
  const inPool =
    `poolMap[${text} >>> poolShift] === 1 && (${next} = i32[(${pool} = (${text} & poolMask) >> 2) + 2]) !== 0`;
  w.usesPools = true;
  w.open(`if (${isInt} && ${inPool} && (${count} = i32[${pool}] - 1) !== 0) {`);
  w.line(`i32[${text} >> 2] = ${next}; i32[${pool} + 2] = ${text}; i32[${pool}] = ${count};`);
  const isFloat = `i32[(${text} + 8) >> 2] === ${w.number("FLOAT_TYPE", FLOAT_TYPE)}`;
  w.middle(`} else if (${isFloat} && ${word(FLOAT_FREE_LIST + 8)} < ${FLOAT_LIMIT}) {`);
  w.line(`i32[(${text} + 8) >> 2] = ${word(FLOAT_FREE_LIST)}; ${word(FLOAT_FREE_LIST)} = ${text};`);
  w.line(`${word(FLOAT_FREE_LIST + 8)}++;`);
  w.close(`} else ${plain}`);
  w.close();
}

/**
 * The next item of `iterator` into `item` (0: none, or a failure), written out for a range of small numbers. With
 * `variable`, the local variable that the item goes to, `taken` writes what follows where it is there already.
 */
export function writeNextItem(
  w: CodeWriter,
  iterator: string,
  item: string,
  variable: string | null,
  taken: () => void,
): void {
  const generic = `${item} = ${w.use("forNext")}(vm, ${iterator});`;
  if (!w.spend(COST.range)) {
    w.line(generic);
    return;
  }
  const index = w.flag(), value = w.flag();
  const tests = [
    `i32[(${iterator} + 8) >> 2] === ${w.number("RANGE_ITERATOR_TYPE", RANGE_ITERATOR_TYPE)}`,
    `(${index} = i32[(${iterator} + 16) >> 2]) < i32[(${iterator} + 40) >> 2]`,
    `i32[(${iterator} + 28) >> 2] === 0 && i32[(${iterator} + 36) >> 2] === 0 && i32[(${iterator} + 44) >> 2] === 0`,
    `(${value} = i32[(${iterator} + 24) >> 2] + ${index} * i32[(${iterator} + 32) >> 2]) < 0x40000000`,
    `${value} > -0x40000000`,
  ];
  w.open(`if (${tests.join(" && ")}) {`);
  w.line(`i32[(${iterator} + 16) >> 2] = ${index} + 1;`);
  const done = () => {
    w.line(`${variable} = ${item}; ${item} = 0;`);
    taken();
  };
  writeNewInt(w, item, value, variable === null ? null : { text: variable, sameType: false, done });
  w.close(`} else ${generic}`);
  w.dropFlag(value);
  w.dropFlag(index);
}
