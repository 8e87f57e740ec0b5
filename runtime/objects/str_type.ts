/**
 * The type str: its slots, its constructor, and the end of a string.
 *
 * An instance of a subclass keeps its characters in a block of their own (str_layout.ts); str itself is compact.
 * An interned str that dies takes itself out of the dict of interned strings first.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (unicode_new_impl, unicode_subtype_new, unicode_dealloc,
 * PyUnicode_RichCompare, PyUnicode_Type).
 */
import * as heap from "../../heap/mod.ts";
import { type Address, objectFree, objectMalloc } from "../../heap/mod.ts";
import type { Interpreter, Visit } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { noMemory } from "../memory/pending.ts";
import { type Parameters, parseArguments, parseTupleAndKeywords } from "./arguments.ts";
import { getBuffer, givesBuffer, releaseBuffer } from "./buffer.ts";
import { decodeWith } from "./bytes_decode.ts";
import { defineType } from "./define_type.ts";
import { raise } from "./errors.ts";
import { formatStr } from "./format_spec.ts";
import { intFromNumber } from "./int.ts";
import { intToStr } from "./int_text.ts";
import { uninternOnDealloc } from "./interning.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { str } from "./object.ts";
import * as strModule from "./str.ts";
import {
  isStr,
  strBlockSize,
  strCompare,
  strCopy,
  strData,
  strFromObject,
  strHash,
  strKind,
  strLength,
  strMaxChar,
} from "./str.ts";
import { ensureStrArgument } from "./str_arguments.ts";
import * as strCase from "./str_case.ts";
import { copyBytes } from "./str_copy.ts";
import * as strEncode from "./str_encode.ts";
import * as strFind from "./str_find.ts";
import { strContains } from "./str_find.ts";
import { strRemainder } from "./str_format.ts";
import * as strFormatMethod from "./str_format_method.ts";
import * as strJoin from "./str_join.ts";
import * as strLayout from "./str_layout.ts";
import * as strPad from "./str_pad.ts";
import * as strPredicates from "./str_predicates.ts";
import * as strReplace from "./str_replace.ts";
import { strRepr } from "./str_repr.ts";
import { strConcatSlot, strItem, strRepeat, strSubscript } from "./str_sequence.ts";
import * as strSplit from "./str_split.ts";
import { strIter } from "./str_iterators.ts";
import * as strTranslate from "./str_translate.ts";
import { tuplePack1 } from "./tuple.ts";
import { typeNameOf } from "./type_name.ts";

const { NULL } = heap;
const { OB_TYPE, TPFLAGS_BASETYPE, TPFLAGS_MATCH_SELF, TPFLAGS_UNICODE_SUBCLASS, TYPE } = objectLayout;
const { FALSE, INT_TYPE, NOT_IMPLEMENTED, OBJECT_TYPE, STR_TYPE, TRUE, TYPE_ERROR } = statics;
const { METH_NOARGS, METH_O } = methodDefinition;
const { EMPTY_STR } = strModule;
const { CASE_METHODS } = strCase;
const { ENCODE_METHODS } = strEncode;
const { FIND_METHODS } = strFind;
const { FORMAT_METHODS } = strFormatMethod;
const { JOIN_METHODS } = strJoin;
const {
  LEGACY_STR,
  STATE_ASCII,
  STATE_COMPACT,
  STATE_INTERNED,
  STR_DATA,
  STR_HASH,
  STR_LENGTH,
  STR_STATE,
  STR_UTF8,
  STR_UTF8_LENGTH,
  STR_WSTR,
  STR_WSTR_LENGTH,
} = strLayout;
const { PAD_METHODS } = strPad;
const { PREDICATE_METHODS } = strPredicates;
const { REPLACE_METHODS } = strReplace;
const { SPLIT_METHODS } = strSplit;
const { TRANSLATE_METHODS } = strTranslate;

const TP_ALLOC = TYPE.offsets.tp_alloc;
const TP_FREE = TYPE.offsets.tp_free;

// The life of a str ----------------------------------------------------------------------------------------------

/** The block of the cached UTF-8 form, if the str owns one: ASCII strs of subclasses share their characters. */
function ownUtf8(vm: Interpreter, s: Address): Address {
  const i32 = vm.i32;
  const state = i32[(s + STR_STATE) >> 2];
  if ((state & (STATE_COMPACT | STATE_ASCII)) === (STATE_COMPACT | STATE_ASCII)) return NULL;
  const utf8 = i32[(s + STR_UTF8) >> 2];
  return utf8 === strData(vm, s) ? NULL : utf8;
}

function strDealloc(vm: Interpreter, s: Address): void {
  const i32 = vm.i32;
  const state = i32[(s + STR_STATE) >> 2];
  if ((state & (STATE_INTERNED | STATE_COMPACT | STATE_ASCII)) === (STATE_COMPACT | STATE_ASCII)) {
    objectFree(vm, s);
    return;
  }
  if ((state & STATE_INTERNED) !== 0) uninternOnDealloc(vm, s);
  const utf8 = ownUtf8(vm, s);
  if (utf8 !== NULL) objectFree(vm, utf8);
  if ((state & STATE_COMPACT) !== 0) {
    objectFree(vm, s);
    return;
  }
  objectFree(vm, i32[(s + STR_DATA) >> 2]);
  vm.functions[i32[(i32[(s + OB_TYPE) >> 2] + TP_FREE) >> 2]](vm, s);
}

/** The blocks a str owns beside itself. */
function strBuffers(vm: Interpreter, s: Address, visit: Visit): void {
  const utf8 = ownUtf8(vm, s);
  if (utf8 !== NULL) visit(vm, utf8);
  if ((vm.i32[(s + STR_STATE) >> 2] & STATE_COMPACT) === 0) visit(vm, vm.i32[(s + STR_DATA) >> 2]);
}

/** A new instance of a subclass with the characters of `text` (stolen, may be NULL). */
function newOfSubclass(vm: Interpreter, type: Address, text: Address): Address {
  if (text === NULL) return NULL;
  const i32 = vm.i32;
  const self: Address = vm.functions[i32[(type + TP_ALLOC) >> 2]](vm, type, 0);
  if (self === NULL) {
    decref(vm, text);
    return NULL;
  }
  const length = strLength(vm, text), kind = strKind(vm, text), size = (length + 1) * kind;
  const data = objectMalloc(vm, size);
  i32[(self + STR_LENGTH) >> 2] = length;
  i32[(self + STR_HASH) >> 2] = i32[(text + STR_HASH) >> 2];
  i32[(self + STR_HASH + 4) >> 2] = i32[(text + STR_HASH + 4) >> 2];
  i32[(self + STR_STATE) >> 2] = i32[(text + STR_STATE) >> 2] & ~(STATE_INTERNED | STATE_COMPACT);
  i32[(self + STR_DATA) >> 2] = data;
  if (data === NULL) {
    decref(vm, text);
    decref(vm, self);
    return noMemory(vm);
  }
  if (strMaxChar(vm, text) < 0x80) {
    i32[(self + STR_UTF8_LENGTH) >> 2] = length;
    i32[(self + STR_UTF8) >> 2] = data;
  }
  if (kind === 4) {
    i32[(self + STR_WSTR_LENGTH) >> 2] = length;
    i32[(self + STR_WSTR) >> 2] = data;
  }
  copyBytes(vm, data, strData(vm, text), size);
  decref(vm, text);
  return self;
}

const STR: Parameters = { name: "str", params: ["object", "encoding", "errors"] };

/** str(object='', encoding=..., errors=...) from parsed arguments: a new reference to an exact str or a subclass's. */
function strFromArguments(vm: Interpreter, given: Address[] | null): Address {
  if (given === null) return NULL;
  const [object, encoding, errors] = given;
  if (encoding !== NULL && !ensureStrArgument(vm, "str", " 'encoding'", encoding)) return NULL;
  if (errors !== NULL && !ensureStrArgument(vm, "str", " 'errors'", errors)) return NULL;
  if (object === NULL) return newRef(vm, EMPTY_STR);
  if (encoding === NULL && errors === NULL) return str(vm, object);
  if (isStr(vm, object)) return raise(vm, TYPE_ERROR, "decoding str is not supported");
  if (!givesBuffer(vm, object)) {
    const found = typeNameOf(vm, object, 80);
    return raise(vm, TYPE_ERROR, `decoding to str: need a bytes-like object, ${found} found`);
  }
  if (!getBuffer(vm, object)) return NULL;
  const text = decodeWith(vm, vm.bufferData, vm.bufferSize, encoding, errors);
  releaseBuffer(vm, object);
  return text;
}

function strNew(vm: Interpreter, type: Address, args: Address, kwargs: Address): Address {
  const text = strFromArguments(vm, parseTupleAndKeywords(vm, STR, args, kwargs));
  return type === STR_TYPE ? text : newOfSubclass(vm, type, text);
}

/** The call of str itself, without a tuple of arguments. */
function strVectorcall(
  vm: Interpreter,
  _type: Address,
  args: Address,
  nargs: number,
  kwnames: Address,
): Address {
  if (nargs === 1 && kwnames === NULL) {
    const object = vm.i32[args >> 2];
    return vm.i32[(object + OB_TYPE) >> 2] === INT_TYPE ? intToStr(vm, object) : str(vm, object);
  }
  return strFromArguments(vm, parseArguments(vm, STR, args, nargs, kwnames));
}

// Slots ----------------------------------------------------------------------------------------------------------

function strRichCompare(vm: Interpreter, a: Address, b: Address, op: number): Address {
  if (!isStr(vm, a) || !isStr(vm, b)) return newRef(vm, NOT_IMPLEMENTED);
  return newRef(vm, strCompare(vm, a, b, op) ? TRUE : FALSE);
}

// Methods --------------------------------------------------------------------------------------------------------

function getnewargsMethod(vm: Interpreter, self: Address): Address {
  const copy = strCopy(vm, self);
  if (copy === NULL) return NULL;
  const result = tuplePack1(vm, copy);
  decref(vm, copy);
  return result;
}

function sizeofMethod(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const compact = (i32[(self + STR_STATE) >> 2] & STATE_COMPACT) !== 0;
  const length = strLength(vm, self);
  let size = compact
    ? strBlockSize(length, strMaxChar(vm, self))
    : LEGACY_STR.size + (length + 1) * strKind(vm, self);
  if (ownUtf8(vm, self) !== NULL) size += i32[(self + STR_UTF8_LENGTH) >> 2] + 1;
  return intFromNumber(vm, size);
}

function formatDunderMethod(vm: Interpreter, self: Address, spec: Address): Address {
  if (!ensureStrArgument(vm, "__format__", "", spec)) return NULL;
  if (strLength(vm, spec) === 0) return str(vm, self);
  return formatStr(vm, self, spec);
}

const OWN_METHODS: readonly MethodSpec[] = [
  { name: "__format__", flags: METH_O, fn: formatDunderMethod },
  { name: "__sizeof__", flags: METH_NOARGS, fn: sizeofMethod },
  { name: "__getnewargs__", flags: METH_NOARGS, fn: getnewargsMethod },
];

const DOC = `str(object='') -> str
str(bytes_or_buffer[, encoding[, errors]]) -> str

Create a new string object from the given object. If encoding or
errors is specified, then the object must expose a data buffer
that will be decoded using the given encoding and error handler.
Otherwise, returns the result of object.__str__() (if defined)
or repr(object).
encoding defaults to sys.getdefaultencoding().
errors defaults to 'strict'.`;

/** Declares str. */
export function defineStr(vm: Interpreter): void {
  defineType(vm, STR_TYPE, {
    name: "str",
    doc: DOC,
    base: OBJECT_TYPE,
    basicSize: LEGACY_STR.size,
    flags: TPFLAGS_BASETYPE | TPFLAGS_UNICODE_SUBCLASS | TPFLAGS_MATCH_SELF,
    dealloc: strDealloc,
    buffers: strBuffers,
    repr: strRepr,
    hash: strHash,
    str: strFromObject,
    richcompare: strRichCompare,
    iter: strIter,
    new: strNew,
    vectorcall: strVectorcall,
    number: { remainder: strRemainder },
    sequence: {
      length: strLength,
      concat: strConcatSlot,
      repeat: strRepeat,
      item: strItem,
      contains: strContains,
    },
    mapping: { length: strLength, subscript: strSubscript },
    methods: [
      ...ENCODE_METHODS,
      ...REPLACE_METHODS,
      ...SPLIT_METHODS,
      ...JOIN_METHODS,
      ...CASE_METHODS,
      ...PAD_METHODS,
      ...FIND_METHODS,
      ...TRANSLATE_METHODS,
      ...PREDICATE_METHODS,
      ...FORMAT_METHODS,
      ...OWN_METHODS,
    ],
  });
}
