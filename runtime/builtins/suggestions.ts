/**
 * "Did you mean": the name most like the one that was not found, for NameError and AttributeError.
 *
 * Candidates are, for a name, the variables of the function where it was missed, its globals and its builtins, the
 * first of these that has a match; for an attribute, dir() of the object. Likeness is an edit distance in which a
 * change of case costs half of any other change; at most a third of the characters may change.
 *
 * Source: CPython 3.11 Python/suggestions.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, typeOf } from "../memory/refcount.ts";
import { ATTRIBUTE_ERROR, NAME_ERROR, TRACEBACK_TYPE } from "../memory/statics.ts";
import { CO_FAST_LOCAL, CO_LOCALSPLUSKINDS, CO_LOCALSPLUSNAMES } from "../objects/code.ts";
import { bytesView } from "../objects/bytes.ts";
import { dictNext } from "../objects/dict.ts";
import { clearError } from "../objects/errors.ts";
import {
  ATTRIBUTE_ERROR_NAME,
  ATTRIBUTE_ERROR_OBJ,
  EXC_TRACEBACK,
  NAME_ERROR_NAME,
} from "../objects/exception_layout.ts";
import { frameBuiltins, frameCode, frameGlobals } from "../objects/frame.ts";
import { listItem, listSize } from "../objects/list.ts";
import { dirOf } from "../objects/object.ts";
import { isExactStr, isStr, jsString } from "../objects/str.ts";
import { TB_FRAME, TB_NEXT } from "../objects/traceback.ts";
import { tupleItem } from "../objects/tuple.ts";

/** Namespaces of this many names or more are not searched. */
const MAX_CANDIDATES = 750;
/** Longer differences are not measured (UTF-8 bytes). */
const MAX_LENGTH = 40;
const MOVE_COST = 2;
const CASE_COST = 1;

/** The name to suggest for an exception (borrowed), or null. No exception is pending afterwards. Can run any code. */
export function suggestName(vm: Interpreter, error: Address): string | null {
  const type = typeOf(vm, error);
  if (type === NAME_ERROR) return suggestForName(vm, error);
  if (type === ATTRIBUTE_ERROR) return suggestForAttribute(vm, error);
  return null;
}

function suggestForAttribute(vm: Interpreter, error: Address): string | null {
  const name = vm.i32[(error + ATTRIBUTE_ERROR_NAME) >> 2],
    object = vm.i32[(error + ATTRIBUTE_ERROR_OBJ) >> 2];
  if (name === NULL || object === NULL || !isExactStr(vm, name)) return null;
  const wanted = jsString(vm, name);
  const list = dirOf(vm, object);
  if (list === NULL) {
    clearError(vm);
    return null;
  }
  const names: Address[] = [];
  for (let i = 0; i < listSize(vm, list); i++) names.push(listItem(vm, list, i));
  const best = closestName(vm, names, wanted);
  decref(vm, list);
  return best;
}

function suggestForName(vm: Interpreter, error: Address): string | null {
  const i32 = vm.i32;
  const name = i32[(error + NAME_ERROR_NAME) >> 2];
  let traceback = i32[(error + EXC_TRACEBACK) >> 2];
  if (name === NULL || !isExactStr(vm, name)) return null;
  if (traceback === NULL || typeOf(vm, traceback) !== TRACEBACK_TYPE) return null;
  while (i32[(traceback + TB_NEXT) >> 2] !== NULL) traceback = i32[(traceback + TB_NEXT) >> 2];
  const frame = i32[(traceback + TB_FRAME) >> 2];
  const wanted = jsString(vm, name);
  return closestName(vm, variableNames(vm, frameCode(vm, frame)), wanted) ??
    closestName(vm, dictKeys(vm, frameGlobals(vm, frame)), wanted) ??
    closestName(vm, dictKeys(vm, frameBuiltins(vm, frame)), wanted);
}

/** Names of a code object's local variables, borrowed. */
function variableNames(vm: Interpreter, code: Address): Address[] {
  const names = vm.i32[(code + CO_LOCALSPLUSNAMES) >> 2];
  const kinds = bytesView(vm, vm.i32[(code + CO_LOCALSPLUSKINDS) >> 2]);
  const result: Address[] = [];
  kinds.forEach((kind, i) => {
    if ((kind & CO_FAST_LOCAL) !== 0) result.push(tupleItem(vm, names, i));
  });
  return result;
}

/** Keys of a dict, borrowed, in their order. */
function dictKeys(vm: Interpreter, dict: Address): Address[] {
  const result: Address[] = [];
  for (let position = dictNext(vm, dict, 0); position >= 0; position = dictNext(vm, dict, position)) {
    result.push(vm.dictKey);
  }
  return result;
}

/** The candidate (borrowed objects) that is most like `wanted`, if any is like enough; the first of equally good ones. */
function closestName(vm: Interpreter, candidates: readonly Address[], wanted: string): string | null {
  if (candidates.length >= MAX_CANDIDATES) return null;
  const target = new TextEncoder().encode(wanted);
  let best: string | null = null, bestDistance = Infinity;
  for (const candidate of candidates) {
    if (!isStr(vm, candidate)) return null;
    const text = jsString(vm, candidate);
    if (text === wanted) continue;
    const bytes = new TextEncoder().encode(text);
    const limit = Math.min(Math.floor((target.length + bytes.length + 3) * MOVE_COST / 6), bestDistance - 1);
    const distance = editDistance(target, bytes, limit);
    if (distance <= limit && distance < bestDistance) {
      best = text;
      bestDistance = distance;
    }
  }
  return best;
}

function substitutionCost(a: number, b: number): number {
  if (a === b) return 0;
  if ((a & 31) !== (b & 31)) return MOVE_COST;
  const lower = (c: number): number => c >= 0x41 && c <= 0x5a ? c + 32 : c;
  return lower(a) === lower(b) ? CASE_COST : MOVE_COST;
}

/** Cost of changing one UTF-8 text into the other; some number above `limit` as soon as it must be above. */
export function editDistance(first: Uint8Array, second: Uint8Array, limit: number): number {
  let start = 0, endA = first.length, endB = second.length;
  while (start < endA && start < endB && first[start] === second[start]) start++;
  while (start < endA && start < endB && first[endA - 1] === second[endB - 1]) {
    endA--;
    endB--;
  }
  let a = first.subarray(start, endA), b = second.subarray(start, endB);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE_COST;
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE_COST > limit) return limit + 1;
  const row = Array.from(a, (_, i) => (i + 1) * MOVE_COST);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    let distance = result = j * MOVE_COST;
    let minimum = Infinity;
    for (let i = 0; i < a.length; i++) {
      const substitute = distance + substitutionCost(b[j], a[i]);
      distance = row[i];
      result = Math.min(Math.min(result, distance) + MOVE_COST, substitute);
      row[i] = result;
      minimum = Math.min(minimum, result);
    }
    if (minimum > limit) return limit + 1;
  }
  return result;
}
