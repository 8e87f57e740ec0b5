/**
 * SyntaxError: message and where in the source. The second argument is a tuple of filename, line, column, text and,
 * together, end line and end column; all of them become attributes.
 *
 * Source: CPython 3.11 Objects/exceptions.c (SyntaxError_*).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, newRef, setField, typeOf } from "../memory/refcount.ts";
import { INT_TYPE, NONE, TYPE_ERROR } from "../memory/statics.ts";
import { raiseFlag } from "./errors.ts";
import { SYNTAX_ERROR_OBJECT } from "./exception_layout.ts";
import { baseExceptionInit, strText } from "./exceptions.ts";
import { bigIntOf } from "./int.ts";
import { sequenceTuple } from "./sequence.ts";
import { isStr, jsString, newStr } from "./str.ts";
import { tupleItem, tupleSize } from "./tuple.ts";

const S = SYNTAX_ERROR_OBJECT.offsets;
/** The fields in the order of the second argument's items. */
const DETAIL_FIELDS = [S.filename, S.lineno, S.offset, S.text, S.end_lineno, S.end_offset] as const;

/** The references among SyntaxError's fields. */
export const SYNTAX_ERROR_REFERENCES = [
  S.msg,
  S.filename,
  S.lineno,
  S.offset,
  S.end_lineno,
  S.end_offset,
  S.text,
  S.print_file_and_line,
] as const;

/** tp_init of SyntaxError. */
export function syntaxErrorInit(vm: Interpreter, self: Address, args: Address, kwargs: Address): number {
  if (baseExceptionInit(vm, self, args, kwargs) < 0) return -1;
  const n = tupleSize(vm, args);
  if (n >= 1) setField(vm, self + S.msg, newRef(vm, tupleItem(vm, args, 0)));
  if (n !== 2) return 0;
  const details = sequenceTuple(vm, tupleItem(vm, args, 1));
  if (details === NULL) return -1;
  const status = takeDetails(vm, self, details);
  decref(vm, details);
  return status;
}

function takeDetails(vm: Interpreter, self: Address, details: Address): number {
  const n = tupleSize(vm, details);
  if (n < 4 || n > 6) {
    const bound = n < 4 ? "at least 4" : "at most 6";
    return raiseFlag(vm, TYPE_ERROR, `function takes ${bound} arguments (${n} given)`);
  }
  DETAIL_FIELDS.forEach((offset, i) => {
    setField(vm, self + offset, i < n ? newRef(vm, tupleItem(vm, details, i)) : NULL);
  });
  if (n === 5) return raiseFlag(vm, TYPE_ERROR, "end_offset must be provided when end_lineno is provided");
  return 0;
}

/** tp_str of SyntaxError: "message (file.py, line 3)", with what is known. */
export function syntaxErrorStr(vm: Interpreter, self: Address): Address {
  const i32 = vm.i32;
  const filename = i32[(self + S.filename) >> 2], lineno = i32[(self + S.lineno) >> 2];
  const place: string[] = [];
  if (filename !== NULL && isStr(vm, filename)) {
    const path = jsString(vm, filename);
    place.push(path.slice(path.lastIndexOf("/") + 1));
  }
  if (lineno !== NULL && typeOf(vm, lineno) === INT_TYPE) place.push(`line ${bigIntOf(vm, lineno)}`);
  const message = strText(vm, i32[(self + S.msg) >> 2] || NONE);
  if (message === null) return NULL;
  return newStr(vm, place.length === 0 ? message : `${message} (${place.join(", ")})`);
}
