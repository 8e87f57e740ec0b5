/**
 * Assignment to targets of every form, augmented assignment, and deletion.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_visit_stmt, compiler_augassign, unpack_helper).
 */
import type { Expr, Operator, Position, Statement } from "../syntax/ast.ts";
import { STR_TYPE } from "../memory/statics.ts";
import { writeAttributeLoad, writeAttributeStore } from "./attribute_places.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { arithmetic, arithmeticInto, writeListItem, writeListStore, writeTupleItems } from "./fast_paths.ts";
import { deleteName, isLocal, loadName, storeName } from "./names.ts";
import { constantValue } from "./fold.ts";
import { protect } from "./operands.ts";
import { BINARY, INPLACE } from "./operators.ts";

/** CPython keeps the number of targets before a starred one in a byte. */
const MOST_BEFORE_STAR = 256;

/** Assigns `value` to a target and consumes it. */
export function writeAssign(w: CodeWriter, target: Expr, value: Operand): void {
  switch (target.kind) {
    case "Name":
      storeName(w, target.id, value, target);
      break;
    case "Attribute": {
      if (target.attr === "__debug__") w.syntaxError(target, "cannot assign to __debug__");
      const object = w.expression(target.value);
      writeAttributeStore(w, object, w.name(w.mangled(target.attr)), value, target);
      break;
    }
    case "Subscript": {
      const object = protect(w, w.expression(target.value), target.slice);
      const key = w.expression(target.slice);
      storeItem(w, object, key, value, target);
      break;
    }
    case "Tuple":
    case "List":
      writeUnpack(w, target, value);
      break;
    case "Starred":
      w.syntaxError(target, "starred assignment target must be in a list or tuple");
      break;
    default:
      w.syntaxError(target, "cannot assign to expression");
  }
}

/** `object[key] = value`; consumes all. */
function storeItem(w: CodeWriter, object: Operand, key: Operand, value: Operand, where: Position): void {
  const flag = w.flag();
  if (writeListStore(w, object, key, value, flag)) {
    w.release(value, object, key);
    w.failIf(`${flag} < 0`, where);
  } else {
    const call = `${w.use("storeSubscript")}(vm, ${object.text}, ${key.text}, ${value.text})`;
    w.operationCheck(call, [value, object, key], where);
  }
  w.dropFlag(flag);
}

function writeUnpack(w: CodeWriter, target: Extract<Expr, { kind: "Tuple" | "List" }>, value: Operand): void {
  const targets = target.elts;
  const star = targets.findIndex((item) => item.kind === "Starred");
  if (targets.filter((item) => item.kind === "Starred").length > 1) {
    w.syntaxError(target, "multiple starred expressions in assignment");
  }
  if (star >= MOST_BEFORE_STAR) w.syntaxError(target, "too many expressions in star-unpacking assignment");
  const base = w.depth;
  const items = unpackToItems(w, value, targets.length, star, target);
  targets.forEach((item, i) => w.assign(item.kind === "Starred" ? item.value : item, items[i]));
  w.depth = value.temp >= 0 ? value.temp : base;
}

/**
 * Unpacks `value`, which is consumed, into `n` owned operands, the one at `star` (if not -1) a list of what is between
 * the others. The first is on top; the caller sets the writer's depth when they are used up.
 */
export function unpackToItems(
  w: CodeWriter,
  value: Operand,
  n: number,
  star: number,
  where: Position,
): Operand[] {
  const sp = w.flag(), failed = w.flag();
  const call = star < 0
    ? `${w.use("unpackInto")}(vm, ${value.text}, ${n}, ${sp})`
    : `${w.use("unpackStarred")}(vm, ${value.text}, ${star}, ${n - star - 1}, ${sp})`;
  // The items go above the value that is unpacked, the last one lowest, so that the first is on top.
  const items: Operand[] = [];
  for (let i = 0; i < n; i++) items.push(w.owned());
  items.reverse();
  const direct = star < 0 && n > 0 && writeTupleItems(w, value, items, failed);
  w.line(`${sp} = vm.sp; vm.sp = ${sp} + ${8 * n};`);
  w.line(`${failed} = ${call}; vm.sp = ${sp};`);
  if (n > 0) {
    w.open(`if (${failed} === 0) {`);
    items.forEach((item, i) => w.line(`${item.text} = i32[${i === 0 ? sp : `(${sp} + ${8 * i})`} >> 2];`));
    w.close();
  }
  if (direct) w.close();
  if (value.temp >= 0) {
    w.line(`if (--i32[${value.text} >> 2] === 0) ${w.use("dealloc")}(vm, ${value.text});`);
    w.line(`${value.text} = 0;`);
  }
  w.failIf(`${failed} < 0`, where);
  w.dropFlag(failed);
  w.dropFlag(sp);
  return items;
}

/** `a = b = value`. */
export function writeAssignment(w: CodeWriter, node: Extract<Statement, { kind: "Assign" }>): void {
  if (
    node.targets.length === 1 &&
    (writeSwap(w, node.targets[0], node.value) || writeAppend(w, node.targets[0], node.value))
  ) {
    return;
  }
  if (node.targets.length === 1 && writeOperation(w, node.targets[0], node.value)) return;
  let value = w.expression(node.value);
  if (node.targets.length > 1) value = w.own(value);
  node.targets.forEach((target, i) => {
    if (i === node.targets.length - 1) {
      w.assign(target, value);
      return;
    }
    const copy = w.owned();
    w.line(`i32[(${copy.text} = ${value.text}) >> 2]++;`);
    w.assign(target, copy);
  });
}

/** `name = x op y` of a local variable, where `x` and `y` are local variables or numbers; false: nothing was written. */
function writeOperation(w: CodeWriter, target: Expr, value: Expr): boolean {
  if (target.kind !== "Name" || value.kind !== "BinOp" || !isLocal(w, target.id)) return false;
  if (!isPlainOperand(w, value.left) || !isPlainOperand(w, value.right) || constantValue(value) !== null) {
    return false;
  }
  const left = w.expression(value.left), right = w.expression(value.right);
  writeResult(w, target, value.op, BINARY[value.op], left, right, value);
  return true;
}

function isPlainOperand(w: CodeWriter, node: Expr): boolean {
  if (node.kind === "Name") return isLocal(w, node.id);
  const value = constantValue(node);
  return value !== null && (value.type === "int" || value.type === "float");
}

/** `a, b = x, y` of two or three: no tuple is made. */
function writeSwap(w: CodeWriter, target: Expr, value: Expr): boolean {
  if (target.kind !== "Tuple" && target.kind !== "List") return false;
  if (value.kind !== "Tuple" && value.kind !== "List") return false;
  const n = target.elts.length;
  if (value.kind !== "Tuple" || n !== value.elts.length || n < 2 || n > 3) return false;
  if ([...target.elts, ...value.elts].some((item) => item.kind === "Starred")) return false;
  const base = w.depth;
  const values = value.elts.map((item) => w.own(w.expression(item)));
  target.elts.forEach((item, i) => {
    w.depth = base + n;
    w.assign(item, values[i]);
  });
  w.depth = base;
  return true;
}

/** `s = s + t` on a local: a str that nothing else refers to grows in place. */
function writeAppend(w: CodeWriter, target: Expr, value: Expr): boolean {
  if (target.kind !== "Name" || value.kind !== "BinOp" || value.op !== "Add") return false;
  if (value.left.kind !== "Name" || value.left.id !== target.id || !isLocal(w, target.id)) return false;
  writeGrowing(w, target, value.right, "add", value);
  return true;
}

function writeGrowing(
  w: CodeWriter,
  target: Extract<Expr, { kind: "Name" }>,
  rightNode: Expr,
  generic: string,
  where: Position,
): void {
  const left = protect(w, loadName(w, target.id, target), rightNode);
  const right = w.expression(rightNode);
  const plain = left.temp >= 0 || (right.constant !== null && right.constant.type !== "str");
  if (plain) {
    writeResult(w, target, "Add", generic, left, right, where);
    return;
  }
  const type = w.number("STR_TYPE", STR_TYPE);
  const depth = w.depth;
  w.open(`if (i32[(${right.text} + 8) >> 2] === ${type} && i32[(${left.text} + 8) >> 2] === ${type}) {`);
  w.line(`${left.text} = ${w.use("strAppendInPlace")}(vm, ${left.text}, ${right.text});`);
  w.release(right);
  w.failIf(`${left.text} === 0`, where);
  w.depth = depth;
  w.middle("} else {");
  writeResult(w, target, "Add", generic, left, right, where);
  w.close();
}

/** `name = left op right`, consuming the operands. */
function writeResult(
  w: CodeWriter,
  target: Extract<Expr, { kind: "Name" }>,
  op: Operator,
  generic: string,
  left: Operand,
  right: Operand,
  where: Position,
): void {
  const store = (value: Operand) => storeName(w, target.id, value, target);
  if (left.temp < 0 && right.temp < 0 && isLocal(w, target.id)) {
    arithmeticInto(w, op, generic, left, right, w.local(w.mangled(target.id)), where, store);
  } else {
    store(arithmetic(w, op, generic, left, right, [left, right], where));
  }
}

/** `target op= value`. */
export function writeAugAssign(w: CodeWriter, node: Extract<Statement, { kind: "AugAssign" }>): void {
  const operation = INPLACE[node.op];
  const target = node.target;
  switch (target.kind) {
    case "Name": {
      if (node.op === "Add" && isLocal(w, target.id)) {
        writeGrowing(w, target, node.value, operation, node);
        return;
      }
      const left = protect(w, loadName(w, target.id, target), node.value);
      const right = w.expression(node.value);
      writeResult(w, target, node.op, operation, left, right, node);
      return;
    }
    case "Attribute": {
      const object = w.own(w.expression(target.value));
      const name = w.name(w.mangled(target.attr));
      const old = writeAttributeLoad(w, object, name)
        ? w.take("r", target)
        : w.take(`${w.use("getAttr")}(vm, ${object.text}, ${name})`, target);
      const right = w.expression(node.value);
      const result = arithmetic(w, node.op, operation, old, right, [old, right], node);
      writeAttributeStore(w, object, name, result, target);
      return;
    }
    case "Subscript": {
      const object = w.own(w.expression(target.value));
      const key = w.own(w.expression(target.slice));
      const old = writeListItem(w, object, key)
        ? w.take("r", target)
        : w.take(`${w.use("subscript")}(vm, ${object.text}, ${key.text})`, target);
      const right = w.expression(node.value);
      const result = arithmetic(w, node.op, operation, old, right, [old, right], node);
      storeItem(w, object, key, result, target);
      return;
    }
    default:
      w.syntaxError(target, "illegal expression for augmented assignment");
  }
}

/** `del target`. */
export function writeDelete(w: CodeWriter, target: Expr): void {
  switch (target.kind) {
    case "Name":
      deleteName(w, target.id, target);
      break;
    case "Attribute": {
      const object = w.expression(target.value);
      const name = w.name(w.mangled(target.attr));
      w.operationCheck(`${w.use("setAttr")}(vm, ${object.text}, ${name}, 0)`, [object], target);
      break;
    }
    case "Subscript": {
      const object = protect(w, w.expression(target.value), target.slice);
      const key = w.expression(target.slice);
      w.operationCheck(`${w.use("deleteSubscript")}(vm, ${object.text}, ${key.text})`, [object, key], target);
      break;
    }
    case "Tuple":
    case "List":
      for (const item of target.elts) writeDelete(w, item);
      break;
    default:
      w.syntaxError(target, "cannot delete expression");
  }
}
