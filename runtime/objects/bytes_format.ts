/**
 * The `%` operator of bytes and bytearray: that of str, with bytes as text.
 *
 * The format is read as a str of the same code points (Latin-1), what is written are code points below 256, and the
 * result becomes bytes again. `%s` and `%b` take bytes-like objects or what has `__bytes__`.
 *
 * Source: CPython 3.11 Objects/bytesobject.c (_PyBytes_FormatEx, format_obj, byte_converter).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref } from "../memory/refcount.ts";
import { identifier, OVERFLOW_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import { lookupSpecial } from "./attributes.ts";
import { getBuffer, hasBuffer, releaseBuffer } from "./buffer.ts";
import { byteData, byteSize, piece } from "./byte_like.ts";
import { bytesFromMemory, isBytes } from "./bytes.ts";
import { decodeMemory } from "./bytes_decode.ts";
import { isBytearray } from "./bytearray.ts";
import { call0 } from "./call.ts";
import { errorMatches, raise, raiseFlag } from "./errors.ts";
import { isInt } from "./int.ts";
import { asSsize, hasIndex } from "./number.ts";
import { isStr, strData, strKind, strLength } from "./str.ts";
import { isMapping, PercentFormatter } from "./str_format.ts";
import { typeNameOf } from "./type_name.ts";

const BYTES = identifier("__bytes__");

/** The bytes at `data` as a str of the same code points: new. */
function asText(vm: Interpreter, data: Address, size: number): Address {
  return decodeMemory(vm, data, size, "latin-1", "strict");
}

class BytesFormatter extends PercentFormatter {
  protected override readonly kind: string = "bytes";

  protected override acceptsMapping(args: Address): boolean {
    const vm = this.vm;
    return !isBytes(vm, args) && !isBytearray(vm, args) && !isStr(vm, args) && isMapping(vm, args);
  }

  /** A name in the format as a key: bytes. */
  protected override keyOf(text: Address): Address {
    return bytesFromMemory(this.vm, strData(this.vm, text), strLength(this.vm, text));
  }

  /** `%s` and `%b`: the value's bytes as text, new. */
  protected override textOf(value: Address): Address {
    const vm = this.vm;
    if (hasBuffer(vm, value)) return textOfBuffer(vm, value);
    const method = lookupSpecial(vm, value, BYTES);
    if (method !== NULL) {
      const bytes = call0(vm, method);
      decref(vm, method);
      if (bytes === NULL) return NULL;
      const text = isBytes(vm, bytes) ? textOfBuffer(vm, bytes) : raiseNonBytes(vm, bytes);
      decref(vm, bytes);
      return text;
    }
    if (vm.curexcType !== NULL) return NULL;
    const needed = "%b requires a bytes-like object, or an object that implements __bytes__";
    return raise(vm, TYPE_ERROR, `${needed}, not '${typeNameOf(vm, value, 100)}'`);
  }

  /** `%c`: a byte as an int, or one in a bytes object or bytearray. */
  protected override codePointOf(value: Address): number {
    const vm = this.vm;
    if (isBytes(vm, value) || isBytearray(vm, value)) {
      if (byteSize(vm, value) === 1) return vm.u8[byteData(vm, value)];
    } else if (isInt(vm, value) || hasIndex(vm, value)) {
      const byte = asSsize(vm, value, NULL);
      if (byte === -1 && vm.curexcType !== NULL) return -1;
      return byte >= 0 && byte <= 255 ? byte : raiseFlag(vm, OVERFLOW_ERROR, "%c arg not in range(256)");
    }
    return raiseFlag(vm, TYPE_ERROR, "%c requires an integer in range(256) or a single byte");
  }

  protected override failFloat(value: Address): void {
    const vm = this.vm;
    if (!errorMatches(vm, TYPE_ERROR)) return;
    raise(vm, TYPE_ERROR, `float argument required, not ${typeNameOf(vm, value, 200)}`);
  }
}

function textOfBuffer(vm: Interpreter, object: Address): Address {
  if (!getBuffer(vm, object)) return NULL;
  const text = asText(vm, vm.bufferData, vm.bufferSize);
  releaseBuffer(vm, object);
  return text;
}

function raiseNonBytes(vm: Interpreter, object: Address): Address {
  return raise(vm, TYPE_ERROR, `__bytes__ returned non-bytes (type ${typeNameOf(vm, object, 200)})`);
}

/** `format % args` for a bytes object or bytearray, new; NULL with an exception. Can run any code. */
export function bytesRemainder(vm: Interpreter, format: Address, args: Address): Address {
  const text = asText(vm, byteData(vm, format), byteSize(vm, format));
  if (text === NULL) return NULL;
  const formatted = new BytesFormatter(vm, text, args).run();
  decref(vm, text);
  if (formatted === NULL) return NULL;
  const result = strKind(vm, formatted) === 1
    ? piece(vm, format, strData(vm, formatted), strLength(vm, formatted))
    : NULL;
  decref(vm, formatted);
  return result;
}
