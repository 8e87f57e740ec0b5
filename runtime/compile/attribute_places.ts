/**
 * Attributes in emitted code: reading and setting them where the place remembers where they lie.
 *
 * The place compares the version of the object's type with that of the last one. See objects/attribute_caches.ts for what it
 * remembers and why that holds; the numbers are offsets of tp_version_tag and of the pointer to an instance's values.
 *
 * Source: CPython 3.11 Python/ceval.c (LOAD_ATTR_INSTANCE_VALUE, LOAD_ATTR_SLOT, STORE_ATTR_INSTANCE_VALUE, STORE_ATTR_SLOT).
 */
import type { Position } from "../syntax/ast.ts";
import { TYPE } from "../memory/object_layout.ts";
import { VALUES_POINTER } from "../objects/instance_values.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { writeDrop } from "./fast_paths.ts";

const VERSION = TYPE.offsets.tp_version_tag;
/** What a written-out place is taken to cost, in bytes of bytecode. */
const COST = 130;

/** Text of the version of an object's type, 0 if it has none. */
export function versionText(object: string): string {
  return `i32[(i32[(${object} + 8) >> 2] + ${VERSION}) >> 2]`;
}

/** Text of the pointer to an instance's values. */
export function valuesText(object: string): string {
  return `i32[(${object} - ${-VALUES_POINTER}) >> 2]`;
}

/** Reads an attribute of `object` (an operand that stays) into `r`, new. False if it should be called instead. */
export function writeAttributeLoad(w: CodeWriter, object: Operand, name: string): boolean {
  if (object.constant !== null || !w.spend(COST)) return false;
  const n = w.caches++;
  const q = w.scratch("q"), s = w.scratch("s"), o = object.text;
  w.line(`${q} = ${versionText(o)};`);
  const value = `(r = i32[(${s} + a${n}) >> 2]) !== 0`;
  w.line(`if (${q} === v${n} && (${s} = ${valuesText(o)}) !== 0 && ${value}) i32[r >> 2]++;`);
  w.line(`else if (${q} === b${n} && (r = i32[(${o} + a${n}) >> 2]) !== 0) i32[r >> 2]++;`);
  w.open("else {");
  w.line(`r = ${w.use("loadAttr")}(vm, ${o}, ${name});`);
  w.line(`v${n} = vm.cacheVersion; a${n} = vm.cacheAddress; b${n} = vm.cacheSecondVersion;`);
  w.close();
  return true;
}

/** Sets an attribute of `object` to `value`; consumes both, the object last. */
export function writeAttributeStore(
  w: CodeWriter,
  object: Operand,
  name: string,
  value: Operand,
  where: Position,
): void {
  if (object.constant !== null || !w.spend(COST)) {
    w.operationCheck(
      `${w.use("setAttr")}(vm, ${object.text}, ${name}, ${value.text})`,
      [value, object],
      where,
    );
    return;
  }
  const n = w.caches++;
  const q = w.scratch("q"), s = w.scratch("s"), o = object.text;
  const flag = w.flag();
  if (value.temp < 0) w.line(`i32[${value.text} >> 2]++;`);
  const release = (text: string) => `if (--i32[${text} >> 2] === 0) ${w.use("dealloc")}(vm, ${text});`;
  w.line(`${flag} = 0; ${q} = ${versionText(o)};`);
  w.open(`if (${q} === v${n} && (${s} = ${valuesText(o)}) !== 0) {`);
  w.line(`r = i32[(${s} + a${n}) >> 2]; i32[(${s} + a${n}) >> 2] = ${value.text};`);
  w.open("if (r !== 0) {");
  writeDrop(w, "r");
  w.close(`} else ${w.use("noteInserted")}(vm, ${s}, a${n} >> 3);`);
  w.middle(`} else if (${q} === b${n}) {`);
  w.line(`r = i32[(${o} + a${n}) >> 2]; i32[(${o} + a${n}) >> 2] = ${value.text};`);
  w.line(`if (r !== 0 && --i32[r >> 2] === 0) ${w.use("dealloc")}(vm, r);`);
  w.middle("} else {");
  w.line(`${flag} = ${w.use("storeAttr")}(vm, ${o}, ${name}, ${value.text});`);
  w.line(`v${n} = vm.cacheVersion; a${n} = vm.cacheAddress; b${n} = vm.cacheSecondVersion;`);
  w.line(release(value.text));
  w.close();
  w.forget(value);
  w.release(object);
  w.failIf(`${flag} < 0`, where);
  w.dropFlag(flag);
}
