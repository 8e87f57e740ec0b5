/**
 * The object model's centre, driven from outside: a type declared by the test, its calls, operators and attributes.
 */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { type Address, allocatedBlocks, NULL } from "../../heap/mod.ts";
import { finishInterpreter } from "../../runtime/host/finish.ts";
import { startInterpreter } from "../../runtime/host/start.ts";
import type { Interpreter } from "../../runtime/memory/interpreter.ts";
import { TPFLAGS_BASETYPE, TYPE } from "../../runtime/memory/object_layout.ts";
import { decref, newRef, refcount } from "../../runtime/memory/refcount.ts";
import {
  identifier,
  INT_TYPE,
  LIST_TYPE,
  NONE,
  NOT_IMPLEMENTED,
  SPARE_TYPES,
} from "../../runtime/memory/statics.ts";
import { loadMethod, typeLookup, typeModified, typeVersion } from "../../runtime/objects/attributes.ts";
import {
  call,
  call0,
  call1,
  call2,
  call3,
  callMethod1,
  releaseArguments,
  reserveArguments,
} from "../../runtime/objects/call.ts";
import { defineType } from "../../runtime/objects/define_type.ts";
import { dictNew, dictSet } from "../../runtime/objects/dict.ts";
import { intAsNumber, intFromNumber } from "../../runtime/objects/int.ts";
import { internJs } from "../../runtime/objects/interning.ts";
import { listNew } from "../../runtime/objects/list.ts";
import {
  METH_CLASS,
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
  METH_STATIC,
  METH_VARARGS,
} from "../../runtime/objects/method_definition.ts";
import { numberAdd, numberInPlaceAdd } from "../../runtime/objects/number.ts";
import { getAttrJs, repr, setAttr } from "../../runtime/objects/object.ts";
import { enterRecursive, leaveRecursive } from "../../runtime/objects/recursion.ts";
import { jsString, newStr } from "../../runtime/objects/str.ts";
import { tupleNew, tuplePack1, tuplePack2, tupleSize } from "../../runtime/objects/tuple.ts";
import { genericAlloc } from "../../runtime/objects/type_alloc.ts";
import { clearStaticType, readyType } from "../../runtime/objects/type_ready.ts";
import { takeError } from "./pending_error.ts";

const PROBE_TYPE = SPARE_TYPES;
const DERIVED_TYPE = SPARE_TYPES + 416;
const FIELD = 16;

/** Text of a new reference, which is released. */
function take(vm: Interpreter, object: Address): string {
  if (object === NULL) return takeError(vm);
  const text = repr(vm, object);
  const result = jsString(vm, text);
  decref(vm, text);
  decref(vm, object);
  return result;
}

const label = (text: string) => (vm: Interpreter): Address => newStr(vm, text);
const count = (what: string) => (vm: Interpreter, _self: Address, _args: Address, nargs: number) =>
  newStr(vm, `${what} ${nargs}`);

/** Declares `probe` with every kind of method, and `derived` from it, which answers `+` in its own way. */
function withProbe(test: (vm: Interpreter, probe: Address) => void): void {
  const vm = startInterpreter();
  defineType(vm, PROBE_TYPE, {
    name: "probe",
    basicSize: 32,
    flags: TPFLAGS_BASETYPE,
    repr: label("a probe"),
    new: (vm: Interpreter, type: Address) => genericAlloc(vm, type, 0),
    dealloc: (vm: Interpreter, self: Address) => {
      const held = vm.i32[(self + FIELD) >> 2];
      if (held !== NULL) decref(vm, held);
      vm.functions[vm.i32[(PROBE_TYPE + TYPE.offsets.tp_free) >> 2]](vm, self);
    },
    number: { add: label("probe.add"), inplaceAdd: (vm: Interpreter) => newRef(vm, NOT_IMPLEMENTED) },
    methods: [
      { name: "noargs", flags: METH_NOARGS, fn: label("noargs") },
      { name: "one", flags: METH_O, fn: (vm: Interpreter, _self: Address, a: Address) => newRef(vm, a) },
      { name: "fast", flags: METH_FASTCALL, fn: count("fast") },
      { name: "fastkw", flags: METH_FASTCALL | METH_KEYWORDS, fn: count("fastkw") },
      {
        name: "varargs",
        flags: METH_VARARGS,
        fn: (vm: Interpreter, _self: Address, args: Address) => newStr(vm, `varargs ${tupleSize(vm, args)}`),
      },
      {
        name: "varkw",
        flags: METH_VARARGS | METH_KEYWORDS,
        fn: (vm: Interpreter, _self: Address, args: Address, kwargs: Address) =>
          newStr(vm, `varkw ${tupleSize(vm, args)} ${kwargs !== NULL}`),
      },
      {
        name: "of_class",
        flags: METH_NOARGS | METH_CLASS,
        fn: (vm: Interpreter, self: Address) => newRef(vm, self),
      },
      {
        name: "static",
        flags: METH_O | METH_STATIC,
        fn: (vm: Interpreter, _: Address, a: Address) => newRef(vm, a),
      },
    ],
    members: [
      { name: "held", type: "object", offset: FIELD },
      { name: "strict", type: "object_ex", offset: FIELD, readonly: true },
      { name: "number", type: "int", offset: FIELD + 8 },
    ],
    getset: [{ name: "computed", get: label("computed") }],
  });
  defineType(vm, DERIVED_TYPE, {
    name: "derived",
    basicSize: 32,
    base: PROBE_TYPE,
    number: { add: label("derived.add") },
  });
  assert(readyType(vm, DERIVED_TYPE));
  const probe = call0(vm, PROBE_TYPE);
  test(vm, probe);
  decref(vm, probe);
  assertEquals(vm.curexcType, NULL);
  clearStaticType(vm, DERIVED_TYPE);
  clearStaticType(vm, PROBE_TYPE);
  assertEquals(refcount(vm, PROBE_TYPE), 1);
  assertEquals(refcount(vm, DERIVED_TYPE), 1);
  // The end of the runtime counts the types that were there at its start.
  vm.i32.fill(0, PROBE_TYPE >> 2, (DERIVED_TYPE + TYPE.size) >> 2);
  assertEquals(finishInterpreter(vm), []);
}

/** Calls a method of the probe with `n` times None. */
function callProbe(vm: Interpreter, probe: Address, name: string, n: number): string {
  const method = getAttrJs(vm, probe, name);
  const forms = [
    () => call0(vm, method),
    () => call1(vm, method, NONE),
    () => call2(vm, method, NONE, NONE),
    () => call3(vm, method, NONE, NONE, NONE),
  ];
  const result = take(vm, forms[n]());
  decref(vm, method);
  return result;
}

Deno.test("every kind of method is called bound, with its own complaints", () => {
  withProbe((vm, probe) => {
    assertEquals(callProbe(vm, probe, "noargs", 0), "'noargs'");
    assertEquals(callProbe(vm, probe, "noargs", 1), "TypeError: probe.noargs() takes no arguments (1 given)");
    assertEquals(callProbe(vm, probe, "one", 1), "None");
    assertEquals(
      callProbe(vm, probe, "one", 2),
      "TypeError: probe.one() takes exactly one argument (2 given)",
    );
    assertEquals(callProbe(vm, probe, "fast", 3), "'fast 3'");
    assertEquals(callProbe(vm, probe, "fastkw", 2), "'fastkw 2'");
    assertEquals(callProbe(vm, probe, "varargs", 3), "'varargs 3'");
    assertEquals(callProbe(vm, probe, "varkw", 1), "'varkw 1 false'");
    assertEquals(callProbe(vm, probe, "of_class", 0), "<class 'probe'>");
    assertEquals(callProbe(vm, probe, "static", 1), "None");
  });
});

Deno.test("every kind of method is called unbound through its descriptor", () => {
  withProbe((vm, probe) => {
    for (
      const [name, expected] of [["noargs", "'noargs'"], ["fast", "'fast 0'"], ["fastkw", "'fastkw 0'"], [
        "varargs",
        "'varargs 0'",
      ], ["varkw", "'varkw 0 false'"]]
    ) {
      const descriptor = getAttrJs(vm, PROBE_TYPE, name);
      assertEquals(take(vm, call1(vm, descriptor, probe)), expected);
      assertEquals(
        take(vm, call0(vm, descriptor)),
        `TypeError: unbound method probe.${name}() needs an argument`,
      );
      const wrong =
        `TypeError: descriptor '${name}' for 'probe' objects doesn't apply to a 'NoneType' object`;
      assertEquals(take(vm, call1(vm, descriptor, NONE)), wrong);
      decref(vm, descriptor);
    }
  });
});

Deno.test("keywords in a dict reach only functions that take them", () => {
  withProbe((vm, probe) => {
    const kwargs = dictNew(vm);
    const key = internJs(vm, "key");
    dictSet(vm, kwargs, key, NONE);
    const args = tuplePack1(vm, NONE);
    const callWith = (name: string): string => {
      const method = getAttrJs(vm, probe, name);
      const result = take(vm, call(vm, method, args, kwargs));
      decref(vm, method);
      return result;
    };
    assertEquals(callWith("fastkw"), "'fastkw 1'");
    assertEquals(callWith("varkw"), "'varkw 1 true'");
    for (const name of ["noargs", "one", "fast"]) {
      assertEquals(callWith(name), `TypeError: probe.${name}() takes no keyword arguments`);
    }
    // CPython 3.11 names only the function here: it is called through tp_call.
    assertEquals(callWith("varargs"), "TypeError: varargs() takes no keyword arguments");
    dictSet(vm, kwargs, NONE, NONE);
    assertEquals(callWith("fastkw"), "TypeError: keywords must be strings");
    assertEquals(vm.sp, vm.argumentsBase);
    for (const object of [kwargs, key, args]) decref(vm, object);
  });
});

Deno.test("members and computed attributes read, write and refuse", () => {
  withProbe((vm, probe) => {
    const set = (name: string, value: Address): string => {
      const key = internJs(vm, name);
      const result = setAttr(vm, probe, key, value);
      decref(vm, key);
      return result === 0 ? "ok" : takeError(vm);
    };
    const seven = intFromNumber(vm, 7777);
    assertEquals(take(vm, getAttrJs(vm, probe, "held")), "None");
    assertEquals(
      take(vm, getAttrJs(vm, probe, "strict")),
      "AttributeError: 'probe' object has no attribute 'strict'",
    );
    assertEquals(set("held", seven), "ok");
    assertEquals(take(vm, getAttrJs(vm, probe, "strict")), "7777");
    assertEquals(set("strict", NONE), "AttributeError: readonly attribute");
    assertEquals(set("number", seven), "ok");
    assertEquals(take(vm, getAttrJs(vm, probe, "number")), "7777");
    assertEquals(set("number", NONE), "TypeError: 'NoneType' object cannot be interpreted as an integer");
    assertEquals(set("number", NULL), "TypeError: can't delete numeric/char attribute");
    assertEquals(set("held", NULL), "ok");
    assertEquals(take(vm, getAttrJs(vm, probe, "computed")), "'computed'");
    assertEquals(
      set("computed", NONE),
      "AttributeError: attribute 'computed' of 'probe' objects is not writable",
    );
    assertEquals(set("other", NONE), "AttributeError: 'probe' object has no attribute 'other'");
    assertEquals(set("noargs", NONE), "AttributeError: 'probe' object attribute 'noargs' is read-only");
    assertEquals(refcount(vm, seven), 1);
    decref(vm, seven);
  });
});

Deno.test("a derived type's operator is asked first, on either side", () => {
  withProbe((vm, probe) => {
    const derived = call0(vm, DERIVED_TYPE);
    const five = intFromNumber(vm, 5);
    assertEquals(take(vm, numberAdd(vm, probe, probe)), "'probe.add'");
    assertEquals(take(vm, numberAdd(vm, probe, derived)), "'derived.add'");
    assertEquals(take(vm, numberAdd(vm, derived, probe)), "'derived.add'");
    assertEquals(take(vm, numberAdd(vm, five, derived)), "'derived.add'");
    assertEquals(take(vm, numberAdd(vm, five, probe)), "'probe.add'");
    assertEquals(take(vm, numberInPlaceAdd(vm, probe, five)), "'probe.add'");
    assertEquals(
      take(vm, numberAdd(vm, five, NONE)),
      "TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'",
    );
    decref(vm, five);
    decref(vm, derived);
  });
});

Deno.test("derived types inherit slots, sizes and methods", () => {
  withProbe((vm) => {
    const i32 = vm.i32;
    for (
      const slot of [
        "tp_repr",
        "tp_dealloc",
        "tp_new",
        "tp_getattro",
        "tp_hash",
        "tp_free",
        "tp_alloc",
      ] as const
    ) {
      assertEquals(
        i32[(DERIVED_TYPE + TYPE.offsets[slot]) >> 2],
        i32[(PROBE_TYPE + TYPE.offsets[slot]) >> 2],
        slot,
      );
    }
    const derived = call0(vm, DERIVED_TYPE);
    assertEquals(callProbe(vm, derived, "noargs", 0), "'noargs'");
    assertEquals(
      take(vm, getAttrJs(vm, DERIVED_TYPE, "__mro__")),
      "(<class 'derived'>, <class 'probe'>, <class 'object'>)",
    );
    decref(vm, derived);
  });
});

Deno.test("a method call on a built-in type makes no bound method", () => {
  const vm = startInterpreter();
  const list = listNew(vm, 0);
  const append = identifier("append");
  const before = allocatedBlocks(vm);
  const method = loadMethod(vm, list, append);
  assertEquals(vm.second, 1);
  assertEquals(method, typeLookup(vm, LIST_TYPE, append));
  assertEquals(allocatedBlocks(vm), before);
  decref(vm, method);
  assertEquals(take(vm, callMethod1(vm, list, append, NONE)), "None");
  assertEquals(take(vm, newRef(vm, list)), "[None]");
  decref(vm, list);
  assertEquals(finishInterpreter(vm), []);
});

Deno.test("a type's version names what its attributes were", () => {
  withProbe((vm) => {
    const name = internJs(vm, "noargs");
    const found = typeLookup(vm, DERIVED_TYPE, name);
    assertNotEquals(found, NULL);
    const version = typeVersion(vm, DERIVED_TYPE);
    assertEquals(typeVersion(vm, DERIVED_TYPE), version);
    assertEquals(typeLookup(vm, DERIVED_TYPE, name), found);
    typeModified(vm, DERIVED_TYPE);
    assertEquals(typeLookup(vm, DERIVED_TYPE, name), found);
    assertNotEquals(typeVersion(vm, DERIVED_TYPE), version);
    decref(vm, name);
  });
});

Deno.test("words of arguments come from the stack, and from a block when it is full", () => {
  const vm = startInterpreter();
  const words = reserveArguments(vm, 1000);
  assertEquals(words, vm.argumentsBase);
  const huge = reserveArguments(vm, 1_000_000);
  assert(huge < vm.argumentsBase || huge >= vm.stackEnd);
  releaseArguments(vm, huge);
  releaseArguments(vm, words);
  assertEquals(vm.sp, vm.argumentsBase);
  assertEquals(finishInterpreter(vm), []);
});

Deno.test("depth ends in RecursionError and is given back", () => {
  const vm = startInterpreter();
  const { fp, room } = vm;
  let depth = 0;
  while (enterRecursive(vm, " in a test")) depth++;
  assert(depth > 900 && depth <= 1000);
  assertEquals(takeError(vm), "RecursionError: maximum recursion depth exceeded in a test");
  for (let i = 0; i < depth; i++) leaveRecursive(vm);
  assertEquals([vm.fp, vm.room], [fp, room]);
  assertEquals(finishInterpreter(vm), []);
});

Deno.test("slots of int work as methods", () => {
  const vm = startInterpreter();
  const [two, three] = [intFromNumber(vm, 2), intFromNumber(vm, 3)];
  const add = getAttrJs(vm, INT_TYPE, "__add__");
  const args = tuplePack2(vm, two, three);
  const sum = call(vm, add, args, NULL);
  assertEquals(intAsNumber(vm, sum), 5);
  const none = tupleNew(vm, 0);
  assertEquals(
    take(vm, call(vm, add, none, NULL)),
    "TypeError: descriptor '__add__' of 'int' object needs an argument",
  );
  for (const object of [two, three, add, args, sum, none]) decref(vm, object);
  assertEquals(finishInterpreter(vm), []);
});
