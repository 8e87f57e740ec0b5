/**
 * What the emitters share about operands: keeping a borrowed one safe, its truth, its attributes.
 */
import type { Expr, Position } from "../syntax/ast.ts";
import { FALSE, TRUE } from "../memory/statics.ts";
import { writeAttributeLoad } from "./attribute_places.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { hideLocals, showLocals } from "./shown_locals.ts";

/** Beyond so many, CPython collects arguments, items and parts of a str in a list first (STACK_USE_GUIDELINE). */
export const STACK_GUIDELINE = 30;

/** Reads an attribute of `object` and consumes it. */
export function loadAttribute(w: CodeWriter, object: Operand, rawName: string, where: Position): Operand {
  const name = w.name(w.mangled(rawName));
  const looks = rawName === "f_locals" && w.scope.kind === "function";
  if (!looks && writeAttributeLoad(w, object, name)) {
    return w.settleReleased(object.temp >= 0 ? [object] : [], where);
  }
  if (!looks) return w.operation(`${w.use("getAttr")}(vm, ${object.text}, ${name})`, [object], where);
  const owned = w.own(object);
  showLocals(w);
  w.line(`r = ${w.use("getAttr")}(vm, ${owned.text}, ${name});`);
  hideLocals(w);
  return w.settleReleased([owned], where);
}

/**
 * The place of reading an attribute (or, with the call as `whole`, of calling a method): it begins at the attribute's
 * name if that stands on another line than the object's beginning.
 */
export function attributePosition(
  attribute: Extract<Expr, { kind: "Attribute" }>,
  whole: Position,
): Position {
  if (attribute.line === attribute.endLine) return whole;
  return {
    line: attribute.endLine,
    column: attribute.endColumn - [...attribute.attr].length,
    endLine: whole.endLine,
    endColumn: whole.endColumn,
  };
}

/** Makes a borrowed local owned if evaluating `later` might rebind it. */
export function protect(w: CodeWriter, operand: Operand, ...later: (Expr | null)[]): Operand {
  if (operand.temp >= 0 || operand.constant !== null || !w.rebindsInExpressions) return operand;
  const harmless = later.every((node) => node === null || node.kind === "Name" || node.kind === "Constant");
  return harmless ? operand : w.own(operand);
}

/** Text of the truth of an operand: 0, 1 or -1. */
export function truthOf(w: CodeWriter, text: string): string {
  const yes = w.number("TRUE", TRUE), no = w.number("FALSE", FALSE);
  return `${text} === ${yes} ? 1 : ${text} === ${no} ? 0 : ${w.use("isTrue")}(vm, ${text})`;
}
