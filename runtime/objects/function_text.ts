/**
 * How messages call a callable: "list.append()", "math.sin()", or its str() if it has no `__qualname__`. And the
 * two parts of a C doc string: the signature that comes first, and the text.
 *
 * Source: CPython 3.11 Objects/object.c (_PyObject_FunctionStr), Objects/typeobject.c (_PyType_DocWithoutSignature).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { identifier, NONE } from "../memory/statics.ts";
import { decref, incref } from "../memory/refcount.ts";
import { lookupAttr } from "./attributes.ts";
import { str } from "./object.ts";
import { jsString, newStr } from "./str.ts";
import { readCString } from "./type_name.ts";

const QUALNAME = identifier("__qualname__");
const MODULE = identifier("__module__");

/** Text of `str(object)`; null with an exception. Releases `object`. */
function textOf(vm: Interpreter, object: Address): string | null {
  const text = str(vm, object);
  decref(vm, object);
  if (text === NULL) return null;
  const result = jsString(vm, text);
  decref(vm, text);
  return result;
}

/** "module.qualname()" of a callable, "qualname()" for built-in ones, str() of anything else; null with an exception. */
export function functionText(vm: Interpreter, callable: Address): string | null {
  const qualname = lookupAttr(vm, callable, QUALNAME);
  if (qualname === NULL) {
    if (vm.curexcType !== NULL) return null;
    incref(vm, callable);
    return textOf(vm, callable);
  }
  const name = textOf(vm, qualname);
  if (name === null) return null;
  const module = lookupAttr(vm, callable, MODULE);
  if (module === NULL) return vm.curexcType !== NULL ? null : `${name}()`;
  if (module === NONE) {
    decref(vm, module);
    return `${name}()`;
  }
  const place = textOf(vm, module);
  if (place === null) return null;
  return place === "builtins" ? `${name}()` : `${place}.${name}()`;
}

const SIGNATURE_END = ")\n--\n\n";

/** Where the text of a doc string starts behind a signature "name(...)\n--\n\n"; 0 if there is none. */
function textStart(name: string, doc: string): number {
  const short = name.slice(name.lastIndexOf(".") + 1);
  if (!doc.startsWith(short + "(")) return 0;
  const end = doc.indexOf(SIGNATURE_END);
  const blank = doc.indexOf("\n\n");
  return end < 0 || (blank >= 0 && blank < end) ? 0 : end + SIGNATURE_END.length;
}

/** `__doc__` of something named `name` from its C string (or NULL): a new str, or None. */
export function docObject(vm: Interpreter, name: string, doc: Address): Address {
  if (doc !== NULL) {
    const whole = readCString(vm, doc);
    const text = whole.slice(textStart(name, whole));
    if (text !== "") return newStr(vm, text);
  }
  incref(vm, NONE);
  return NONE;
}

/** `__text_signature__` of something named `name` from its C string (or NULL): a new str, or None. */
export function signatureObject(vm: Interpreter, name: string, doc: Address): Address {
  if (doc !== NULL) {
    const whole = readCString(vm, doc);
    const start = textStart(name, whole);
    if (start > 0) {
      const short = name.slice(name.lastIndexOf(".") + 1);
      return newStr(vm, whole.slice(short.length, start - SIGNATURE_END.length + 1));
    }
  }
  incref(vm, NONE);
  return NONE;
}
