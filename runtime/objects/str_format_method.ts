/**
 * str.format and str.format_map: text with replacement fields.
 *
 *     {[name][.attribute | [index]]...[!conversion][:specifier]}      "{{" and "}}" stand for themselves
 *
 * A specifier may contain fields again, one level deep. Fields without a name are numbered from 0; numbered and
 * unnumbered ones may not be mixed. Looking up and formatting can run any code; the text, the arguments and the
 * builder are held meanwhile.
 *
 * Source: CPython 3.11 Objects/stringlib/unicode_format.h.
 */
import * as heap from "../../heap/mod.ts";
import { type Address } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import * as statics from "../memory/statics.ts";
import { decref, newRef } from "../memory/refcount.ts";
import { getAttr } from "./attributes.ts";
import { raise, raiseObject } from "./errors.ts";
import { writeFormattedStr } from "./format_spec.ts";
import { convertValue } from "./fstring.ts";
import { intFromNumber } from "./int.ts";
import { isSequence } from "./iterate.ts";
import * as methodDefinition from "./method_definition.ts";
import { type MethodSpec } from "./method_definition.ts";
import { writeFormattedFloat, writeFormattedInt } from "./number_format.ts";
import { format, getItem } from "./object.ts";
import { sequenceItem } from "./sequence.ts";
import { SizeDigits } from "./size_digits.ts";
import * as str from "./str.ts";
import { isCompactAscii, readChar, strLength, strSubstring } from "./str.ts";
import { fillTemplate } from "./str_template.ts";
import { StrBuilder } from "./str_writer.ts";
import * as tuple from "./tuple.ts";
import { tupleItem, tupleSize } from "./tuple.ts";
import { decimalValue } from "./unicode_properties.ts";

const { NULL } = heap;
const { OB_TYPE } = objectLayout;
const { FLOAT_TYPE, INDEX_ERROR, INT_TYPE, KEY_ERROR, STR_TYPE, VALUE_ERROR } = statics;
const { METH_KEYWORDS, METH_O, METH_VARARGS } = methodDefinition;
const { EMPTY_STR } = str;
const { TUPLE_ITEMS } = tuple;

const OPEN = 0x7b;
const CLOSE = 0x7d;
const COLON = 0x3a;
const BANG = 0x21;
const DOT = 0x2e;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** How deep fields may stand in specifiers of fields. */
const MAX_DEPTH = 2;
/** Room for the fields' values that is asked for at first. */
const EXPECTED_GROWTH = 100;

/** Whether fields have been numbered automatically or by hand. */
type Numbering = "undecided" | "automatic" | "manual";

/** A field as written: ranges of the text. */
interface Field {
  nameStart: number;
  nameEnd: number;
  /** Letter after "!", 0 if there is none. */
  conversion: number;
  specStart: number;
  specEnd: number;
  /** Whether the specifier contains fields. */
  nested: boolean;
}

/** One call of format: the arguments, and how far automatic numbering has come. */
class Formatter {
  private numbering: Numbering = "undecided";
  private nextNumber = 0;

  /** `args` is a tuple or NULL, `kwargs` a mapping or NULL; both borrowed. */
  constructor(
    private readonly vm: Interpreter,
    private readonly args: Address,
    private readonly kwargs: Address,
  ) {}

  /** The characters [start, end) of `text` with their fields filled in: new, or NULL with an exception. */
  build(text: Address, start: number, end: number, depth: number): Address {
    const vm = this.vm;
    if (depth <= 0) return raise(vm, VALUE_ERROR, "Max string recursion exceeded");
    const builder = new StrBuilder();
    builder.overallocate = true;
    builder.minLength = strLength(vm, text) + EXPECTED_GROWTH;
    if (this.writeAll(builder, text, start, end, depth)) return builder.finish(vm);
    builder.release(vm);
    return NULL;
  }

  private writeAll(builder: StrBuilder, text: Address, start: number, end: number, depth: number): boolean {
    const vm = this.vm;
    for (let at = start; at < end;) {
      const first = at;
      let c = 0;
      while (at < end && c !== OPEN && c !== CLOSE) c = readChar(vm, text, at++);
      const brace = c === OPEN || c === CLOSE;
      const doubled = brace && at < end && readChar(vm, text, at) === c;
      if (brace && !doubled && (c === CLOSE || at >= end)) {
        return this.fail(`Single '${String.fromCharCode(c)}' encountered in format string`);
      }
      const literalEnd = brace && !doubled ? at - 1 : at;
      if (doubled) at++;
      if (literalEnd > first) {
        if (at >= end) builder.overallocate = false;
        if (!builder.writeSubstring(vm, text, first, literalEnd)) return false;
      }
      if (!brace || doubled) continue;
      if (readChar(vm, text, at) === CLOSE) {
        at++;
        if (at >= end) builder.overallocate = false;
        if (!this.writeNext(builder, text)) return false;
        continue;
      }
      const field: Field = {
        nameStart: at,
        nameEnd: at,
        conversion: 0,
        specStart: 0,
        specEnd: 0,
        nested: false,
      };
      at = this.parseField(text, at, end, field);
      if (at < 0) return false;
      if (at >= end) builder.overallocate = false;
      if (!this.writeField(builder, text, field, depth)) return false;
    }
    return true;
  }

  /** Writes the next argument, for the field "{}". */
  private writeNext(builder: StrBuilder, text: Address): boolean {
    if (!this.decideNumbering(true)) return false;
    const vm = this.vm, value = this.positional(this.nextNumber++);
    if (value === NULL) return false;
    const written = render(vm, builder, value, text, 0, 0);
    decref(vm, value);
    return written;
  }

  /** Reads a field behind its "{"; the position behind its "}", or -1 with ValueError. */
  private parseField(text: Address, start: number, end: number, field: Field): number {
    const vm = this.vm;
    let at = start, c = 0;
    while (at < end) {
      c = readChar(vm, text, at++);
      if (c === OPEN) return this.failAt("unexpected '{' in field name");
      if (c === OPEN_BRACKET) { while (at < end && readChar(vm, text, at) !== CLOSE_BRACKET) at++; }
      else if (c === CLOSE || c === COLON || c === BANG) break;
    }
    field.nameEnd = at - 1;
    if (c === CLOSE) return at;
    if (c !== COLON && c !== BANG) return this.failAt("expected '}' before end of string");
    if (c === BANG) {
      if (at >= end) return this.failAt("end of string while looking for conversion specifier");
      field.conversion = readChar(vm, text, at++);
      if (at < end) {
        c = readChar(vm, text, at++);
        if (c === CLOSE) return at;
        if (c !== COLON) return this.failAt("expected ':' after conversion specifier");
      }
    }
    return this.parseSpec(text, at, end, field);
  }

  private parseSpec(text: Address, start: number, end: number, field: Field): number {
    field.specStart = start;
    let open = 1;
    for (let at = start; at < end; at++) {
      const c = readChar(this.vm, text, at);
      if (c === OPEN) {
        field.nested = true;
        open++;
      } else if (c === CLOSE && --open === 0) {
        field.specEnd = at;
        return at + 1;
      }
    }
    return this.failAt("unmatched '{' in format spec");
  }

  private writeField(builder: StrBuilder, text: Address, field: Field, depth: number): boolean {
    const vm = this.vm;
    let value = this.findValue(text, field.nameStart, field.nameEnd);
    if (value === NULL) return false;
    if (field.conversion !== 0) {
      const converted = this.convert(value, field.conversion);
      decref(vm, value);
      if (converted === NULL) return false;
      value = converted;
    }
    let written: boolean;
    if (field.nested) {
      const spec = this.build(text, field.specStart, field.specEnd, depth - 1);
      written = spec !== NULL && render(vm, builder, value, spec, 0, strLength(vm, spec));
      if (spec !== NULL) decref(vm, spec);
    } else {
      written = render(vm, builder, value, text, field.specStart, field.specEnd);
    }
    decref(vm, value);
    return written;
  }

  private convert(value: Address, conversion: number): Address {
    if (conversion === 0x72 || conversion === 0x73 || conversion === 0x61) {
      return convertValue(this.vm, value, conversion);
    }
    const printable = conversion > 32 && conversion < 127;
    const letter = printable ? String.fromCharCode(conversion) : "\\x" + conversion.toString(16);
    return raise(this.vm, VALUE_ERROR, `Unknown conversion specifier ${letter}`);
  }

  /** The object a field's name stands for: new, or NULL with an exception. */
  private findValue(text: Address, start: number, end: number): Address {
    const vm = this.vm;
    let at = start;
    while (at < end) {
      const c = readChar(vm, text, at);
      if (c === DOT || c === OPEN_BRACKET) break;
      at++;
    }
    let value = this.findFirst(text, start, at);
    while (value !== NULL && at < end) {
      const c = readChar(vm, text, at++);
      const first = at;
      let next: Address;
      if (c === DOT) {
        while (at < end && readChar(vm, text, at) !== DOT && readChar(vm, text, at) !== OPEN_BRACKET) at++;
        next = this.attributeOf(value, text, first, at);
      } else if (c === OPEN_BRACKET) {
        while (at < end && readChar(vm, text, at) !== CLOSE_BRACKET) at++;
        next = at < end
          ? this.itemOf(value, text, first, at)
          : raise(vm, VALUE_ERROR, "Missing ']' in format string");
        at++;
      } else {
        next = raise(vm, VALUE_ERROR, "Only '.' or '[' may follow ']' in format field specifier");
      }
      decref(vm, value);
      value = next;
    }
    return value;
  }

  /** The argument that the first part of a name stands for. */
  private findFirst(text: Address, start: number, end: number): Address {
    const vm = this.vm;
    let index = parseIndex(vm, text, start, end);
    if (index === -2) return NULL;
    const empty = start >= end;
    if (empty || index >= 0) {
      if (!this.decideNumbering(empty)) return NULL;
      if (empty) index = this.nextNumber++;
      return this.positional(index);
    }
    const key = strSubstring(vm, text, start, end);
    if (key === NULL) return NULL;
    const value = this.kwargs === NULL ? raiseObject(vm, KEY_ERROR, key) : getItem(vm, this.kwargs, key);
    decref(vm, key);
    return value;
  }

  private positional(index: number): Address {
    const vm = this.vm;
    if (this.args === NULL) return raise(vm, VALUE_ERROR, "Format string contains positional fields");
    if (index < tupleSize(vm, this.args)) return newRef(vm, tupleItem(vm, this.args, index));
    return raise(vm, INDEX_ERROR, `Replacement index ${index} out of range for positional args tuple`);
  }

  private decideNumbering(empty: boolean): boolean {
    if (this.numbering === "undecided") this.numbering = empty ? "automatic" : "manual";
    if (this.numbering === (empty ? "automatic" : "manual")) return true;
    const automatic = "automatic field numbering", manual = "manual field specification";
    return this.fail(`cannot switch from ${empty ? manual : automatic} to ${empty ? automatic : manual}`);
  }

  private attributeOf(value: Address, text: Address, start: number, end: number): Address {
    const vm = this.vm;
    if (start === end) return raise(vm, VALUE_ERROR, "Empty attribute in format string");
    const name = strSubstring(vm, text, start, end);
    if (name === NULL) return NULL;
    const attribute = getAttr(vm, value, name);
    decref(vm, name);
    return attribute;
  }

  private itemOf(value: Address, text: Address, start: number, end: number): Address {
    const vm = this.vm;
    const index = parseIndex(vm, text, start, end);
    if (index === -2) return NULL;
    if (start === end) return raise(vm, VALUE_ERROR, "Empty attribute in format string");
    if (index >= 0 && isSequence(vm, value)) return sequenceItem(vm, value, index);
    const key = index >= 0 ? intFromNumber(vm, index) : strSubstring(vm, text, start, end);
    if (key === NULL) return NULL;
    const item = getItem(vm, value, key);
    decref(vm, key);
    return item;
  }

  private fail(message: string): false {
    raise(this.vm, VALUE_ERROR, message);
    return false;
  }

  private failAt(message: string): -1 {
    raise(this.vm, VALUE_ERROR, message);
    return -1;
  }
}

/** The decimal number that the characters are, -1 if they are none, -2 with ValueError if it is too large. */
function parseIndex(vm: Interpreter, text: Address, start: number, end: number): number {
  const digits = new SizeDigits();
  for (let at = start; at < end; at++) {
    const digit = decimalValue(readChar(vm, text, at));
    if (digit < 0) return -1;
    if (!digits.add(digit)) {
      raise(vm, VALUE_ERROR, "Too many decimal digits in format string");
      return -2;
    }
  }
  return digits.value;
}

/** Writes a value as the specifier in [start, end) of `spec` says. False with an exception. */
function render(
  vm: Interpreter,
  builder: StrBuilder,
  value: Address,
  spec: Address,
  start: number,
  end: number,
): boolean {
  const type = vm.i32[(value + OB_TYPE) >> 2];
  if (type === STR_TYPE) return writeFormattedStr(vm, builder, value, spec, start, end);
  if (type === INT_TYPE) return writeFormattedInt(vm, builder, value, spec, start, end);
  if (type === FLOAT_TYPE) return writeFormattedFloat(vm, builder, value, spec, start, end);
  const specifier = start < end ? strSubstring(vm, spec, start, end) : newRef(vm, EMPTY_STR);
  if (specifier === NULL) return false;
  const text = format(vm, value, specifier);
  decref(vm, specifier);
  if (text === NULL) return false;
  const written = builder.writeStr(vm, text);
  decref(vm, text);
  return written;
}

function formatMethod(vm: Interpreter, self: Address, args: Address, kwargs: Address): Address {
  if (isCompactAscii(vm, self)) {
    const text = fillTemplate(vm, self, args + TUPLE_ITEMS, tupleSize(vm, args), OPEN);
    if (text !== NULL || vm.curexcType !== NULL) return text;
  }
  return new Formatter(vm, args, kwargs).build(self, 0, strLength(vm, self), MAX_DEPTH);
}

function formatMapMethod(vm: Interpreter, self: Address, mapping: Address): Address {
  return new Formatter(vm, NULL, mapping).build(self, 0, strLength(vm, self), MAX_DEPTH);
}

export const FORMAT_METHODS: readonly MethodSpec[] = [
  { name: "format", flags: METH_VARARGS | METH_KEYWORDS, fn: formatMethod },
  { name: "format_map", flags: METH_O, fn: formatMapMethod },
];
