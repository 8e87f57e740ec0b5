/**
 * The protocols against types that behave badly: what the runtime says when a slot returns the wrong thing, and in
 * which order the operands are asked. Classes of the program will do the same; here the slots are native.
 */
import { assertEquals } from "@std/assert";
import { type Address, NULL } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { EQ, GT, LT, NE, TPFLAGS_BASETYPE, TYPE } from "../../runtime/memory/object_layout.ts";
import { decref, newRef } from "../../runtime/memory/refcount.ts";
import {
  DICT_TYPE,
  FALSE,
  INDEX_ERROR,
  NONE,
  NOT_IMPLEMENTED,
  SPARE_TYPES,
  TRUE,
  TYPE_ERROR,
} from "../../runtime/memory/statics.ts";
import { call0, call1 } from "../../runtime/objects/call.ts";
import { defineType, type TypeSpec } from "../../runtime/objects/define_type.ts";
import { raise, raiseFlag } from "../../runtime/objects/errors.ts";
import { intAsNumber, intFromNumber } from "../../runtime/objects/int.ts";
import { OBJECT_NEW } from "../../runtime/objects/function_numbers.ts";
import { getIter, iterNext } from "../../runtime/objects/iterate.ts";
import {
  asSsize,
  numberIndex,
  numberInPlacePower,
  numberLong,
  numberMultiply,
  numberPower,
} from "../../runtime/objects/number.ts";
import {
  format,
  getItem,
  hash,
  isInstance,
  isTrue,
  lengthHint,
  objectSize,
  repr,
  richCompare,
  richCompareBool,
  setItem,
  str,
} from "../../runtime/objects/object.ts";
import {
  sequenceConcat,
  sequenceContains,
  sequenceFast,
  sequenceItem,
  sequenceList,
  sequenceTuple,
} from "../../runtime/objects/sequence.ts";
import { jsString, newStr } from "../../runtime/objects/str.ts";
import { clearStaticType, readyType } from "../../runtime/objects/type_ready.ts";
import { genericAlloc } from "../../runtime/objects/type_alloc.ts";
import { takeError } from "./pending_error.ts";

const ODD_TYPE = SPARE_TYPES + 2 * 416;
const OTHER_TYPE = SPARE_TYPES + 3 * 416;

/** repr of a new reference, which is released, or the pending exception. */
function take(vm: Interpreter, object: Address): string {
  if (object === NULL) return takeError(vm);
  const text = repr(vm, object);
  if (text === NULL) return takeError(vm);
  const result = jsString(vm, text);
  decref(vm, text);
  decref(vm, object);
  return result;
}

const make = (vm: Interpreter, type: Address): Address => genericAlloc(vm, type, 0);
const five = (vm: Interpreter): Address => intFromNumber(vm, 5);
const text = (value: string) => (vm: Interpreter): Address => newStr(vm, value);

/** Runs a test with an instance of `odd`, declared by `spec`, and one of `other`, by default derived from it. */
function withOdd(
  spec: Partial<TypeSpec>,
  test: (vm: Interpreter, odd: Address, other: Address) => void,
  otherSpec: Partial<TypeSpec> = { base: ODD_TYPE },
): void {
  const vm = startInterpreter();
  defineType(vm, ODD_TYPE, { name: "odd", basicSize: 16, flags: TPFLAGS_BASETYPE, new: make, ...spec });
  defineType(vm, OTHER_TYPE, { name: "other", basicSize: 16, new: make, ...otherSpec });
  readyType(vm, OTHER_TYPE);
  readyType(vm, ODD_TYPE);
  const odd = call0(vm, ODD_TYPE), other = call0(vm, OTHER_TYPE);
  test(vm, odd, other);
  decref(vm, odd);
  decref(vm, other);
  assertEquals(vm.curexcType, NULL);
  clearStaticType(vm, OTHER_TYPE);
  clearStaticType(vm, ODD_TYPE);
  vm.i32.fill(0, ODD_TYPE >> 2, (OTHER_TYPE + TYPE.size) >> 2);
  assertEquals(finishInterpreter(vm), []);
}

Deno.test("texts must be str", () => {
  withOdd({ repr: five, str: five }, (vm, odd) => {
    assertEquals(take(vm, repr(vm, odd)), "TypeError: __repr__ returned non-string (type int)");
    assertEquals(take(vm, str(vm, odd)), "TypeError: __str__ returned non-string (type int)");
  });
  withOdd({
    methods: [{ name: "__format__", flags: 8, fn: five }],
  }, (vm, odd) => {
    assertEquals(take(vm, format(vm, odd, NULL)), "TypeError: __format__ must return a str, not int");
  });
});

Deno.test("an index must be an int", () => {
  withOdd({ number: { index: text("5"), int: text("5") } }, (vm, odd) => {
    assertEquals(take(vm, numberIndex(vm, odd)), "TypeError: __index__ returned non-int (type str)");
    assertEquals(take(vm, numberLong(vm, odd)), "TypeError: __int__ returned non-int (type str)");
    assertEquals(asSsize(vm, odd, INDEX_ERROR), -1);
    assertEquals(takeError(vm), "TypeError: __index__ returned non-int (type str)");
  });
  withOdd({}, (vm, odd) => {
    assertEquals(asSsize(vm, odd, NULL), -1);
    assertEquals(takeError(vm), "TypeError: 'odd' object cannot be interpreted as an integer");
    assertEquals(
      take(vm, numberLong(vm, odd)),
      "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'odd'",
    );
  });
  withOdd({ number: { index: (vm: Interpreter) => intFromNumber(vm, 2 ** 40) } }, (vm, odd) => {
    assertEquals(asSsize(vm, odd, INDEX_ERROR), 2 ** 40);
    assertEquals(take(vm, numberLong(vm, odd)), String(2 ** 40));
  });
});

Deno.test("indexes beyond 64 bits are refused, or cut", () => {
  withOdd({}, (vm) => {
    const two = intFromNumber(vm, 2), bits = intFromNumber(vm, 70);
    const huge = numberPower(vm, two, bits, NONE);
    assertEquals(asSsize(vm, huge, INDEX_ERROR), -1);
    assertEquals(takeError(vm), "IndexError: cannot fit 'int' into an index-sized integer");
    assertEquals(asSsize(vm, huge, NULL), 2 ** 63);
    for (const object of [two, bits, huge]) decref(vm, object);
  });
});

Deno.test("an iterator must have a next item", () => {
  withOdd({ iter: five }, (vm, odd) => {
    assertEquals(take(vm, getIter(vm, odd)), "TypeError: iter() returned non-iterator of type 'int'");
    assertEquals(take(vm, sequenceList(vm, odd)), "TypeError: iter() returned non-iterator of type 'int'");
  });
  withOdd({}, (vm, odd) => {
    assertEquals(take(vm, getIter(vm, odd)), "TypeError: 'odd' object is not iterable");
    assertEquals(sequenceContains(vm, odd, NONE), -1);
    assertEquals(takeError(vm), "TypeError: argument of type 'odd' is not iterable");
    assertEquals(take(vm, sequenceFast(vm, odd, "give me a sequence")), "TypeError: give me a sequence");
    assertEquals(take(vm, sequenceTuple(vm, odd)), "TypeError: 'odd' object is not iterable");
  });
});

/** sq_item of a sequence of `length` ints that raises IndexError at its end. */
const counting = (length: number) => (vm: Interpreter, _self: Address, i: number): Address =>
  i >= 0 && i < length ? intFromNumber(vm, i * 10) : raise(vm, INDEX_ERROR, "out of range");

Deno.test("items by number make a sequence that can be searched and collected", () => {
  const sequence = { length: () => 3, item: counting(3) };
  withOdd({ sequence }, (vm, odd) => {
    assertEquals(take(vm, sequenceItem(vm, odd, -1)), "20");
    assertEquals(take(vm, sequenceItem(vm, odd, 3)), "IndexError: out of range");
    assertEquals(take(vm, sequenceList(vm, odd)), "[0, 10, 20]");
    assertEquals(take(vm, sequenceTuple(vm, odd)), "(0, 10, 20)");
    const ten = intFromNumber(vm, 10);
    assertEquals(sequenceContains(vm, odd, ten), 1);
    assertEquals(sequenceContains(vm, odd, NONE), 0);
    assertEquals(take(vm, getItem(vm, odd, ten)), "IndexError: out of range");
    assertEquals(
      take(vm, getItem(vm, odd, NONE)),
      "TypeError: sequence index must be integer, not 'NoneType'",
    );
    assertEquals(setItem(vm, odd, ten, NONE), -1);
    assertEquals(takeError(vm), "TypeError: 'odd' object does not support item assignment");
    const iterator = getIter(vm, odd);
    assertEquals(take(vm, iterNext(vm, iterator)), "0");
    decref(vm, iterator);
    assertEquals([objectSize(vm, odd), lengthHint(vm, odd, 9), isTrue(vm, odd)], [3, 3, 1]);
    assertEquals(take(vm, sequenceConcat(vm, odd, odd)), "TypeError: 'odd' object can't be concatenated");
    decref(vm, ten);
  });
});

Deno.test("a size that fails is passed on, except where it is only a hint", () => {
  const failing = (vm: Interpreter): number => raiseFlag(vm, TYPE_ERROR, "no size today");
  withOdd({ mapping: { length: failing } }, (vm, odd) => {
    assertEquals(objectSize(vm, odd), -1);
    assertEquals(takeError(vm), "TypeError: no size today");
    assertEquals(isTrue(vm, odd), -1);
    assertEquals(takeError(vm), "TypeError: no size today");
    assertEquals(lengthHint(vm, odd, 7), 7);
  });
  withOdd({}, (vm, odd) => {
    assertEquals(objectSize(vm, odd), -1);
    assertEquals(takeError(vm), "TypeError: object of type 'odd' has no len()");
    assertEquals([lengthHint(vm, odd, 7), isTrue(vm, odd)], [7, 1]);
  });
});

Deno.test("a length hint must be an int that is not negative", () => {
  const hint = (fn: (vm: Interpreter) => Address) => ({
    methods: [{ name: "__length_hint__", flags: 4, fn }],
  });
  withOdd(hint(text("x")), (vm, odd) => {
    assertEquals(lengthHint(vm, odd, 7), -1);
    assertEquals(takeError(vm), "TypeError: __length_hint__ must be an integer, not str");
  });
  withOdd(hint((vm) => intFromNumber(vm, -3)), (vm, odd) => {
    assertEquals(lengthHint(vm, odd, 7), -1);
    assertEquals(takeError(vm), "ValueError: __length_hint__() should return >= 0");
  });
  withOdd(hint((vm) => newRef(vm, NOT_IMPLEMENTED)), (vm, odd) => assertEquals(lengthHint(vm, odd, 7), 7));
  withOdd(hint(five), (vm, odd) => assertEquals(lengthHint(vm, odd, 7), 5));
});

/** tp_richcompare that writes down who was asked, and does not know. */
const noting =
  (log: string[], name: string) => (vm: Interpreter, _a: Address, _b: Address, op: number): Address => {
    log.push(`${name} ${op}`);
    return newRef(vm, NOT_IMPLEMENTED);
  };

Deno.test("comparison asks the left operand first, a derived right one before it", () => {
  const log: string[] = [];
  withOdd(
    { richcompare: noting(log, "odd"), hash: five },
    (vm, odd, other) => {
      assertEquals(
        take(vm, richCompare(vm, odd, other, LT)),
        "TypeError: '<' not supported between instances of 'odd' and 'other'",
      );
      assertEquals(log.splice(0), [`other ${GT}`, `odd ${LT}`]);
      assertEquals(take(vm, richCompare(vm, other, odd, EQ)), "False");
      assertEquals(log.splice(0), [`other ${EQ}`, `odd ${EQ}`]);
      assertEquals(take(vm, richCompare(vm, odd, odd, NE)), "False");
      assertEquals(log.splice(0), [`odd ${NE}`, `odd ${NE}`]);
      assertEquals(richCompareBool(vm, odd, odd, EQ), 1);
      assertEquals(log, []);
    },
    { base: ODD_TYPE, richcompare: noting(log, "other"), hash: five },
  );
});

Deno.test("a comparison's result is taken for its truth", () => {
  withOdd({ richcompare: (vm: Interpreter) => intFromNumber(vm, 0) }, (vm, odd, other) => {
    assertEquals(take(vm, richCompare(vm, odd, NONE, EQ)), "0");
    assertEquals(richCompareBool(vm, odd, NONE, EQ), 0);
    assertEquals(hash(vm, odd), -1);
    assertEquals(takeError(vm), "TypeError: unhashable type: 'odd'");
    assertEquals(hash(vm, other), -1);
    assertEquals(takeError(vm), "TypeError: unhashable type: 'other'");
  });
});

Deno.test("power asks left, right and modulus, each slot once", () => {
  const log: string[] = [];
  const asked = (name: string, answer: boolean) => (vm: Interpreter): Address => {
    log.push(name);
    return answer ? newStr(vm, name) : newRef(vm, NOT_IMPLEMENTED);
  };
  withOdd(
    { number: { power: asked("odd", false) } },
    (vm, odd, other) => {
      assertEquals(take(vm, numberPower(vm, odd, other, NONE)), "'other'");
      assertEquals(log.splice(0), ["odd", "other"]);
      assertEquals(take(vm, numberPower(vm, odd, NONE, other)), "'other'");
      assertEquals(log.splice(0), ["odd", "other"]);
      assertEquals(
        take(vm, numberPower(vm, odd, odd, NONE)),
        "TypeError: unsupported operand type(s) for ** or pow(): 'odd' and 'odd'",
      );
      assertEquals(log.splice(0), ["odd"]);
      assertEquals(
        take(vm, numberInPlacePower(vm, odd, NONE, NONE)),
        "TypeError: unsupported operand type(s) for **=: 'odd' and 'NoneType'",
      );
      const seven = intFromNumber(vm, 7);
      assertEquals(
        take(vm, numberPower(vm, NONE, NONE, seven)),
        "TypeError: unsupported operand type(s) for ** or pow(): 'NoneType', 'NoneType', 'int'",
      );
      decref(vm, seven);
    },
    { number: { power: asked("other", true) } },
  );
});

Deno.test("repetition takes what has an index", () => {
  const repeat = (vm: Interpreter, _self: Address, n: number): Address => newStr(vm, `${n} times`);
  withOdd({ sequence: { repeat } }, (vm, odd) => {
    const three = intFromNumber(vm, 3);
    assertEquals(take(vm, numberMultiply(vm, odd, three)), "'3 times'");
    assertEquals(take(vm, numberMultiply(vm, three, odd)), "'3 times'");
    assertEquals(
      take(vm, numberMultiply(vm, odd, NONE)),
      "TypeError: can't multiply sequence by non-int of type 'NoneType'",
    );
    decref(vm, three);
  });
});

Deno.test("a type's __new__ may return anything; __init__ runs only on its instances", () => {
  let initialised = 0;
  const init = (): number => {
    initialised++;
    return 0;
  };
  withOdd({ new: five, init }, (vm) => {
    assertEquals(initialised, 1);
    const made = call0(vm, ODD_TYPE);
    assertEquals(intAsNumber(vm, made), 5);
    assertEquals(initialised, 1);
    decref(vm, made);
  }, { init });
  withOdd({}, (vm) => {
    assertEquals(take(vm, call1(vm, OTHER_TYPE, NONE)), "TypeError: other() takes no arguments");
  }, { new: OBJECT_NEW });
});

Deno.test("isinstance asks a metaclass's __instancecheck__ only if there is one of its own", () => {
  withOdd({}, (vm, odd, other) => {
    assertEquals([isInstance(vm, other, ODD_TYPE), isInstance(vm, odd, OTHER_TYPE)], [1, 0]);
    assertEquals(isInstance(vm, odd, odd), -1);
    assertEquals(takeError(vm), "TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union");
    assertEquals([isInstance(vm, TRUE, DICT_TYPE), isInstance(vm, FALSE, DICT_TYPE)], [0, 0]);
  });
});
